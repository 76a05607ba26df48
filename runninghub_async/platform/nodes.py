"""Values for the inputs of nodes: names taken apart, values checked, local media found.

Source: platform-api 4.1 (`nodeInfoList`), 3.1 (a node takes the file name of an upload, not its
URL), 13 (traps 18, 19).
"""

from __future__ import annotations

import math
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any, NamedTuple, TypeAlias

import msgspec

from runninghub_async.catalog.values import DEEPEST, close_names, shown, unicode_text
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import LocalSlot, local_slots
from runninghub_async.files.media import (
    HasFileName,
    Local,
    MediaInput,
    MediaRefused,
    MediaRule,
    Upload,
    classify,
)
from runninghub_async.protocol.nodes import Option, node_entry, split_name

__all__ = [
    "NodeList",
    "NodeValue",
    "Nodes",
    "Override",
    "as_nodes",
    "checked",
    "encode_nodes",
    "holds_media",
    "is_link",
    "is_local",
    "node_value",
    "overrides",
    "warn",
]

_MEDIA = ("a JSON value", "a Path", "bytes", "an open binary file", "an Upload")
_OURS = ("runninghub_async.", "contextlib")  #: modules whose frames a warning does not show
_LOOPS = frozenset({"asyncio", "uvloop", "anyio"})  #: they have started the loop, not the call
_SHOWN_NAMES = 3  #: names that a message offers, at the most
_WHOLE = range(-(2**63), 2**64)  #: whole numbers that the wire can carry; a seed has 64 bits


#: What an input may be given: a JSON value of the type that it has, or media.
NodeValue: TypeAlias = (
    MediaInput | HasFileName | float | bool | Sequence[Any] | Mapping[str, Any] | None
)
#: `{"6.text": "a cat", "12.image": Path("cat.png")}`; None means not given. The values are those
#: of `NodeValue`, checked before anything is sent. To a type checker they are objects: it takes
#: `{"6.text": "a", "3.seed": 7}` for a dict of objects, which no narrower mapping would accept.
Nodes: TypeAlias = Mapping[str, object]


class Override(NamedTuple):
    """One value for one input."""

    name: str  #: "6.text"
    node_id: str
    field: str
    value: Any


class NodeList(msgspec.Struct, frozen=True):
    """The entries of `nodeInfoList`, and the local media in them."""

    entries: list[dict[str, Any]]
    local: tuple[LocalSlot, ...] = ()


def as_nodes(endpoint: str, nodes: object) -> Mapping[Any, Any]:
    """Return `nodes`, an empty mapping for None.

    Raises:
        InvalidRequest: it is no mapping.
    """
    if nodes is None:
        return {}
    if isinstance(nodes, Mapping):
        return nodes
    reason = f'is a mapping such as {{"6.text": "a cat"}}, not {type(nodes).__name__}'
    raise InvalidRequest(endpoint=endpoint, param="nodes", reason=reason)


def overrides(endpoint: str, nodes: object, known: Iterable[str] = ()) -> Iterator[Override]:
    """Take `nodes` apart; what is None is left out, of an `Option` its value counts.

    Raises:
        InvalidRequest: no mapping, or a name that is no "node id.input"; with the nearest of
            the `known` ones.
    """
    seen = set()
    for name, value in as_nodes(endpoint, nodes).items():
        parts = split_name(name) if isinstance(name, str) else None
        if parts is None:
            reason = "names no input: write the node's id, a dot and the input, as in '6.text'"
            raise InvalidRequest(
                endpoint=endpoint,
                param=shown(name),
                reason=reason,
                nearest=_near(name, tuple(known)),
            )
        if parts in seen:
            raise InvalidRequest(endpoint=endpoint, param=name, reason="is given twice")
        seen.add(parts)
        if isinstance(value, Option):
            value = value.value
        if value is not None:
            yield Override(".".join(parts), *parts, value)


def _near(name: object, known: Sequence[str]) -> list[str]:
    """The names that a text without a dot may mean: "6text", or an input's own name."""
    if not isinstance(name, str):
        return []
    field = name.strip().casefold()
    same = [one for one in known if one.partition(".")[2].casefold() == field]
    return same[:_SHOWN_NAMES] or close_names(name, known, cutoff=0.7)


def encode_nodes(
    endpoint: str,
    nodes: object,
    wire: Callable[[Override, Any], Any] | None = None,
    *,
    known: Iterable[str] = (),
) -> NodeList:
    """Check `nodes` and return them as they are sent.

    Args:
        wire: Makes the wire value from an override and its checked value; the checked value
            itself where there is none.
        known: The names that there are, for messages; none where nobody knows.

    Raises:
        InvalidRequest: a name or a value that does not fit.
    """
    entries: list[dict[str, Any]] = []
    local: list[LocalSlot] = []
    now = time.time()
    for one in overrides(endpoint, nodes, known):
        value = checked(endpoint, one, now)
        if is_link(value):
            warn(
                f"{endpoint}: {one.name} is given {value}, which looks like a link between "
                "nodes; no source says that an override may be one (it is sent all the same)"
            )
        value = value if wire is None else wire(one, value)
        place = ("nodeInfoList", len(entries), "fieldValue")
        local.extend(local_slots(value, place, one.name, by_name=True))
        entries.append(node_entry(one.node_id, one.field, value))
    return NodeList(entries, tuple(local))


def checked(endpoint: str, one: Override, now: float) -> Any:
    """The value of an override as `node_value` makes it.

    Raises:
        InvalidRequest: it can neither be sent nor uploaded.
    """
    try:
        return node_value(one.value, now)
    except MediaRefused as error:
        raise InvalidRequest(
            endpoint=endpoint, param=one.name, reason=error.reason, allowed=error.allowed
        ) from error


def node_value(value: Any, now: float, depth: int = 0) -> Any:
    """Return a value as JSON keeps it, with `Local` media where an upload's name will stand.

    `now` is Unix time: an upload whose day is over is refused. How long the service keeps a
    file that is used by its name is not stated (platform-api 3.1), so the day counts for it.

    Raises:
        MediaRefused: it can neither be sent nor uploaded, or holds itself.
    """
    if isinstance(value, str):
        return unicode_text(value)
    if isinstance(value, Mapping | list | tuple):
        if depth == DEEPEST:
            raise MediaRefused(f"is nested more than {DEEPEST} deep")
        if isinstance(value, Mapping):
            return {_key(name): node_value(one, now, depth + 1) for name, one in value.items()}
        return [node_value(one, now, depth + 1) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return _number(value)
    if isinstance(value, Upload) and value.expires_at is not None and now >= value.expires_at:
        raise MediaRefused("is an upload that has expired; upload the file again")
    if isinstance(value, HasFileName):
        if not value.file_name:
            raise MediaRefused("is an upload without a file name, which a node needs")
        return value.file_name
    if is_local(value):
        return classify(value, MediaRule(), now)
    raise MediaRefused(f"={shown(value)} is neither a JSON value nor media", _MEDIA)


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise MediaRefused(f"holds the name {shown(name)}, which is no text")
    return unicode_text(name)


def _number(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        raise MediaRefused(f"={value} has no place in JSON")
    if isinstance(value, int) and value not in _WHOLE:
        raise MediaRefused(f"={shown(value)} has more than 64 bits")
    return value


def is_local(value: object) -> bool:
    """Whether a value, as it was given, is media of this machine."""
    local = isinstance(value, os.PathLike | bytes | bytearray | memoryview)
    return local or callable(getattr(value, "read", None))


def is_link(value: object) -> bool:
    """Whether an input's value is the output of another node: `["12", 0]`.

    Source: ComfyUI's own reading of its API format.
    """
    if not isinstance(value, list) or len(value) != 2:
        return False
    node_id, output = value
    return isinstance(node_id, str) and isinstance(output, int) and not isinstance(output, bool)


def holds_media(value: object) -> bool:
    """Whether a value that was checked has local media in it."""
    if isinstance(value, dict):
        return any(map(holds_media, value.values()))
    return any(map(holds_media, value)) if isinstance(value, list) else isinstance(value, Local)


def warn(text: str) -> None:
    """Warn the code that called the package; the text names the call.

    A call that is a task by itself was called by nobody whom the stack shows: then the warning
    shows the call's own line.
    """
    level, frame = 1, sys._getframe()
    while (caller := frame.f_back) is not None and _module(frame).startswith(_OURS):
        if _module(caller).partition(".")[0] in _LOOPS:
            break
        level, frame = level + 1, caller
    warnings.warn(text, UserWarning, stacklevel=level)


def _module(frame: FrameType) -> str:
    name: str = frame.f_globals.get("__name__", "")
    return name
