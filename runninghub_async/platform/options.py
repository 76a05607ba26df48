"""How workflows and apps are run: the options, checked before anything is sent.

Source: platform-api 4.1, 4.2, 5.1, 5.2 (fields and limits), 13 (trap 17).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, TypeAlias, TypedDict

from msgspec import UNSET, UnsetType

from runninghub_async.catalog.values import close_names, shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.platform.graph import Graph
from runninghub_async.platform.nodes import warn
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.tasks.deadline import Deadline

__all__ = [
    "AppOptions",
    "Chosen",
    "InstanceType",
    "SubmitOptions",
    "WorkflowOptions",
    "choose",
    "read_id",
]

#: 24, 48 and 84 GB, and one that a third party alone has seen. An open set: the list is for type
#: checkers, which find a slip of the pen; another word is sent with a warning.
InstanceType: TypeAlias = Literal["default", "plus", "ultra", "lite"]
INSTANCE_TYPES = ("default", "plus", "ultra")  #: those that the documents name
RETAIN = (10, 180)  #: seconds
LONGEST_ID = 2**63 - 1  #: the old calls take ids as int64


class SubmitOptions(TypedDict, total=False):
    """What any submit takes beside its nodes.

    ```python
    from runninghub_async.platform import AppOptions, InstanceType, SubmitOptions, WorkflowOptions

    machine: InstanceType = "plus"
    submit: SubmitOptions = {"deadline": 600.0}
    app: AppOptions = {**submit, "instance_type": machine}
    options: WorkflowOptions = {**app, "add_metadata": False}
    await rh.workflows.run("1950000000000000001", {"6.text": "a cat"}, **options)
    ```
    """

    #: Where the service reports the end of the task. Not given: to the client's own receiver,
    #: if it has one; None: to nobody.
    webhook_url: str | UnsetType | None
    #: Seconds for the whole call: waiting for a place, uploads, submit, waiting for the end.
    #: None never gives up; not given: no limit until the submit, then `polling.deadline`.
    deadline: float | UnsetType | None


class AppOptions(SubmitOptions, total=False):
    """What a run of an app takes beside its nodes."""

    #: "default" (24 GB), "plus" (48 GB) or "ultra" (84 GB); lower case. Others are sent with a
    #: warning, also "lite", of which one third party tells.
    instance_type: InstanceType
    #: Dedicated keys: wait on the platform for a free machine instead of being refused.
    personal_queue: bool
    #: 10 to 180 seconds that the machine is kept warm after the run; it is billed. For
    #: Enterprise-Shared keys.
    retain_seconds: int
    #: The password of a protected app or workflow.
    access_password: str
    #: Which call submits: "run" (/openapi/v2/run/…), "create" (the older one), or None: the
    #: first, and the older one where the service does not know it.
    via: Literal["run", "create"] | None


class WorkflowOptions(AppOptions, total=False):
    """What a run of a workflow takes beside its nodes."""

    #: A whole graph in API format that replaces the stored one for this run.
    workflow: Graph | Mapping[str, Any]
    #: Put the workflow's metadata into the images; the service does unless it is told not to.
    add_metadata: bool


class Chosen(Discreet, frozen=True, kw_only=True):
    """Options that were checked."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("fields", "webhook_url")  # a password may be among them

    fields: dict[str, Any]  #: wire name -> value, of those that stand in the body
    webhook_url: str | UnsetType | None = UNSET
    deadline: float | UnsetType | None = UNSET
    via: Literal["run", "create"] | None = None
    workflow: Graph | None = None


def choose(endpoint: str, given: Mapping[str, Any], known: type) -> Chosen:
    """Check options against the TypedDict that lists them.

    Raises:
        InvalidRequest: an unknown option, or a value that the service would refuse.
        ConfigError: a deadline that is no number above 0.
    """
    names = tuple(known.__annotations__)
    for name in given:
        if name not in names:
            raise InvalidRequest(
                endpoint=endpoint,
                param=name,
                reason="is no option",
                allowed=names,
                nearest=close_names(name, names),
            )
    check = _Check(endpoint, given)
    deadline = given.get("deadline", UNSET)
    Deadline(deadline)
    fields = {
        "addMetadata": check.flag("add_metadata"),
        "instanceType": check.instance_type(),
        "usePersonalQueue": check.personal_queue(),
        "retainSeconds": check.retain_seconds(),
        "accessPassword": check.text("access_password"),
    }
    return Chosen(
        fields={name: value for name, value in fields.items() if value is not None},
        webhook_url=check.webhook_url(),
        deadline=deadline,
        via=check.via(),
        workflow=check.workflow(),
    )


class _Check:
    def __init__(self, endpoint: str, given: Mapping[str, Any]) -> None:
        self._endpoint = endpoint
        self._given = given

    def _refuse(
        self, name: str, reason: str, allowed: Sequence[str] = (), nearest: Sequence[str] = ()
    ) -> InvalidRequest:
        reason = f"={shown(self._given[name])} {reason}"
        return InvalidRequest(
            endpoint=self._endpoint, param=name, reason=reason, allowed=allowed, nearest=nearest
        )

    def flag(self, name: str) -> bool | None:
        value = self._given.get(name)
        if value is not None and not isinstance(value, bool):
            raise self._refuse(name, "is neither True nor False")
        return value

    def text(self, name: str) -> str | None:
        value = self._given.get(name)
        if value is not None and (not isinstance(value, str) or not value):
            # The value stays out of the message: it may be half a password.
            raise InvalidRequest(
                endpoint=self._endpoint, param=name, reason="is a text with something in it"
            )
        return value

    def personal_queue(self) -> str | None:
        """A text on the wire (trap 17)."""
        flag = self.flag("personal_queue")
        return None if flag is None else str(flag).lower()

    def instance_type(self) -> str | None:
        value = self._given.get("instance_type")
        if value is None:
            return None
        if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9_.-]+", value):
            near = close_names(str(value).lower(), INSTANCE_TYPES)
            reason = "is no instance type; they are written in lower case"
            raise self._refuse("instance_type", reason, INSTANCE_TYPES, near)
        if value not in INSTANCE_TYPES:
            warn(
                f"{self._endpoint}: instance_type={value!r} is none of those that the documents "
                f"name ({', '.join(INSTANCE_TYPES)}); it is sent all the same"
            )
        return value

    def retain_seconds(self) -> int | None:
        value = self._given.get("retain_seconds")
        if value is None:
            return None
        low, high = RETAIN
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._refuse("retain_seconds", f"is no whole number from {low} to {high}")
        if not low <= value <= high:
            near = str(min(max(value, low), high))
            reason = f"is not between {low} and {high}"
            raise self._refuse("retain_seconds", reason, nearest=(near,))
        return value

    def webhook_url(self) -> str | UnsetType | None:
        value: Any = self._given.get("webhook_url", UNSET)
        if value is UNSET or value is None:
            return None if value is None else UNSET
        if not isinstance(value, str) or not value.startswith(("http://", "https://")):
            raise InvalidRequest(  # a secret may stand in it
                endpoint=self._endpoint, param="webhook_url", reason="is not an http(s) URL"
            )
        return value

    def via(self) -> Literal["run", "create"] | None:
        match self._given.get("via"):
            case "run":
                return "run"
            case "create":
                return "create"
            case None:
                return None
            case _:
                raise self._refuse("via", "is no call", ("run", "create", "None"))

    def workflow(self) -> Graph | None:
        value = self._given.get("workflow")
        if value is None or isinstance(value, Graph):
            return value
        if not isinstance(value, Mapping):
            reason = f"is a Graph or a graph in API format, not {type(value).__name__}"
            raise InvalidRequest(endpoint=self._endpoint, param="workflow", reason=reason)
        return Graph(value)


def read_id(what: str, value: object) -> str:
    """Return an id as text.

    Raises:
        InvalidRequest: it is no positive whole number, or a float, which has lost digits.

    Source: platform-api 1.5: ids exceed 2^53; 4.1: "0" and "" are refused.
    """
    reason, near = "", _ids_in(value)
    if isinstance(value, float):
        reason = "is a float, which cannot hold all digits of an id; write it as text"
    elif isinstance(value, bool) or not isinstance(value, int | str):
        reason = "is no id"
    else:
        text = str(value).strip()
        if not re.fullmatch(r"[0-9]+", text) or not 0 < int(text[:40]) <= LONGEST_ID:
            reason = "is no id: ids are whole numbers of up to 19 digits"
    if reason:
        reason = f"={shown(value)} {reason}"
        raise InvalidRequest(endpoint=what, param="id", reason=reason, nearest=near)
    return str(value).strip()


def _ids_in(value: object) -> list[str]:
    """The id in a text around it, such as the URL of the editor."""
    found = re.findall(r"(?<![0-9])[0-9]{16,19}(?![0-9])", value) if isinstance(value, str) else []
    return list(dict.fromkeys(found))
