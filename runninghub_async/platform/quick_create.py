"""`rh.quick_create`: the website's quick create, with its models and styles.

Source: platform-api 5.5 (one older export of the documents; nothing confirms it).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Unpack

from runninghub_async.catalog.values import shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import Encoded, LocalSlot
from runninghub_async.platform.advice import advised
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.apps import fetch_schema
from runninghub_async.platform.nodes import NodeList, Nodes
from runninghub_async.platform.options import Chosen, SubmitOptions, choose, read_id
from runninghub_async.platform.request import ask
from runninghub_async.platform.running import Run
from runninghub_async.protocol.loose import json_of, text_of
from runninghub_async.protocol.nodes import node_entry
from runninghub_async.protocol.platform import AppInput, AppSchema, QuickStyle
from runninghub_async.protocol.platform_operations import QUICK_CREATE, QUICK_STYLES
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["QuickCreate"]


class QuickCreate:
    """Quick create: `rh.quick_create`.

    ```python
    styles = await rh.quick_create.models("1960000000000000001")
    print([style.name for style in styles])
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return "<QuickCreate>"

    async def models(self, webapp_id: str | int, type: int = 2) -> tuple[QuickStyle, ...]:
        """Return the models and styles that quick create offers for an app.

        Args:
            type: The documents show 2 and explain no other.

        Raises:
            InvalidRequest: no id, or a `type` that is no whole number.
            ApiError, TransportError: the call failed.

        Cancelling breaks the call off.

        Source: platform-api 5.5.
        """
        webapp_id = read_id("quick create", webapp_id)
        kind: object = type
        if isinstance(kind, bool) or not isinstance(kind, int):
            reason = f"={kind!r} is no whole number"
            raise InvalidRequest(endpoint="quick create", param="type", reason=reason)
        fields = {"type": type, "webappId": webapp_id}
        with advised("quick create", webapp_id):
            return await ask(self._session, QUICK_STYLES, fields, target=webapp_id)

    async def run(
        self,
        app: AppSchema | str | int,
        code: str,
        nodes: Nodes | None = None,
        **options: Unpack[SubmitOptions],
    ) -> TaskResult:
        """Run quick create, wait until it ends, and return what it made.

        The call wants every input of the app with its name, type and description. They are
        taken from the app's schema; where only an id is given, it is asked for first, each
        time: for many runs give what `rh.apps.inputs(id)` returned.

        Args:
            app: What `rh.apps.inputs(id)` returned, or the id.
            code: The `quickCreateCode`, such as "001".
            nodes: "node id.input" -> value, as for `rh.apps.run`; inputs that are not given are
                sent with the app's own values.
            options: `webhook_url`, `deadline`: see `SubmitOptions`.

        Raises:
            InvalidRequest: a name, a value or an option does not fit; nothing was submitted.
            UploadError: a local file could not be read or sent; nothing was submitted.
            RequestTimeout: no free place before the deadline; nothing was submitted.
            SubmitUncertain: the submit got no clear answer; it was sent once.
            ApiError: the service refused; nothing was created.
            TaskFailed, TaskCancelled: how the task ended.
            TaskTimeout: the deadline passed; the task runs on, `.task_id` resumes it.

        Cancelling stops the waiting, not a task that was submitted.

        Source: platform-api 5.5.
        """
        return await self._run(app, code, options).wait(nodes)

    async def submit(
        self,
        app: AppSchema | str | int,
        code: str,
        nodes: Nodes | None = None,
        **options: Unpack[SubmitOptions],
    ) -> Task:
        """Submit quick create and return its task at once; takes what `run` takes.

        Raises:
            InvalidRequest, UploadError, RequestTimeout, SubmitUncertain, ApiError: as for `run`.

        Cancelling a submit that is on the wire does not take it back: `rh.unfinished` has
        its id.

        Source: platform-api 5.5.
        """
        return await self._run(app, code, options).submit(nodes)

    def job(
        self,
        app: AppSchema | str | int,
        code: str,
        nodes: Nodes | None = None,
        *,
        key: str | None = None,
        **options: Unpack[SubmitOptions],
    ) -> Job:
        """Return one run as a job for `rh.map`; takes what `run` takes.

        Raises:
            InvalidRequest: an id, the code or an option does not fit. What `nodes` holds is
                checked when the job runs; its outcome has the error.
        """
        return self._run(app, code, options).job(nodes, key)

    def _run(self, app: object, code: object, options: SubmitOptions) -> Run:
        schema = app if isinstance(app, AppSchema) else None
        webapp_id = read_id("quick create", app if schema is None else schema.webapp_id)
        if not isinstance(code, str) or not code.strip():
            reason = f'={shown(code)} is no code: it is text such as "001"'
            raise InvalidRequest(endpoint="quick create", param="code", reason=reason)
        path = f"quick-create/{webapp_id}/{code.strip()}"
        chosen = choose(path, options, SubmitOptions)
        make = functools.partial(
            _plan, self._session, webapp_id, schema, code=code.strip(), chosen=chosen
        )
        return Run(self._session, path, make, deadline=chosen.deadline)


async def _plan(
    session: Session,
    webapp_id: str,
    schema: AppSchema | None,
    nodes: Mapping[str, Any],
    *,
    code: str,
    chosen: Chosen,
) -> Submission:
    path = f"quick-create/{webapp_id}/{code}"
    if schema is None:
        encode_app_nodes(path, nodes)  # what is wrong in itself needs no schema
        schema = await fetch_schema(session, webapp_id)
    listed = _echoed(schema, encode_app_nodes(path, nodes, schema))
    body = {"webappId": webapp_id, "quickCreateCode": code, "nodeInfoList": listed.entries}
    return Submission(
        operation=QUICK_CREATE,
        encoded=Encoded(path, body, listed.local),
        target=webapp_id,
        kind="quick create",
        webhook_url=chosen.webhook_url,
        task_deadline=chosen.deadline,
    )


def _echoed(schema: AppSchema, given: NodeList) -> NodeList:
    """Every input of the app with all that the call wants, in the app's order."""
    values = {(one["nodeId"], one["fieldName"]): one["fieldValue"] for one in given.entries}
    slots = {slot.param: slot for slot in given.local}
    told = _descriptions(schema)
    entries: list[dict[str, Any]] = []
    local: list[LocalSlot] = []
    for one in schema.inputs:
        place = (one.node_id, one.field)
        if (slot := slots.get(one.name)) is not None:
            here = ("nodeInfoList", len(entries), "fieldValue")
            local.append(LocalSlot(here, slot.media, slot.param, slot.by_name))
        entries.append(
            {
                **node_entry(*place, values.get(place, one.value), nodeName=one.node_name),
                "fieldType": one.type,
                "description": told.get(place) or _fallback(one),
            }
        )
    return NodeList(entries, tuple(local))


def _descriptions(schema: AppSchema) -> dict[tuple[str, str], str]:
    """What the service itself calls `description`, which need not be what people are shown."""
    listed = json_of(schema.raw.get("nodeInfoList"))
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {
        (text_of(one.get("nodeId")), text_of(one.get("fieldName"))): text_of(one.get("description"))
        for one in found
    }


def _fallback(one: AppInput) -> str:
    return one.description or one.field  # an empty one might count as missing
