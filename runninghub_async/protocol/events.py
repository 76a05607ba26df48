"""What the service tells unasked: webhook bodies and the messages of a progress socket.

Source: platform-api 7.1 (webhooks), 8.3 (the socket; ComfyUI's own messages), 13 (traps 14, 15).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, ClassVar, Literal, TypeAlias

import msgspec

from runninghub_async.errors import BadEvent
from runninghub_async.protocol.answers import answer_of
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.loose import (
    decimal_of,
    decode_object,
    first_text,
    id_of,
    json_of,
    mapping_of,
    text_of,
)
from runninghub_async.protocol.messages import TaskState
from runninghub_async.protocol.replies import task_state
from runninghub_async.protocol.urls import without_queries

__all__ = ["ProgressEvent", "ProgressKind", "TaskEvent", "read_event", "read_message"]


class TaskEvent(Discreet, frozen=True, kw_only=True):
    """What a webhook said about a task. Unsigned: ask for the truth before you act on it.

    ```python
    from runninghub_async.webhooks import TaskEvent, WebhookReceiver


    def tell(event: TaskEvent) -> None:
        print("a stranger or the service says that this has ended:", event.task_id)


    receiver = WebhookReceiver("https://example.com/hooks", on_event=tell)
    ```
    """

    _LEFT_OUT: ClassVar[tuple[str, ...]] = ("raw",)

    task_id: str
    name: str = ""  #: "TASK_END" is the only one known
    state: TaskState | None = None  #: None where the body tells nothing about the end
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


def read_event(body: bytes | str | Mapping[str, Any]) -> TaskEvent:
    """Read a webhook's body in any layout that was seen.

    `eventData` may be JSON in a string, an object or missing; inside stands the answer of
    the new query, that of the old outputs call, or the former wrapped in the latter.

    Raises:
        BadEvent: no JSON object, or no task id in it.
    """
    fields = _decoded(body)
    inner = json_of(fields.get("eventData"))
    if inner is None or inner == "":
        inner = fields
    if isinstance(inner, list):
        inner = {"code": 0, "data": inner}
    answer = answer_of(_unpacked(mapping_of(inner)))  # it keeps the signed URL out of `inner`
    if "eventData" in fields:
        fields["eventData"] = answer.body if isinstance(inner, dict) else inner
    task_id = id_of(fields.get("taskId")) or id_of(fields.get("task_id")) or answer.task_id
    if not task_id:
        raise BadEvent(reason="names no task", excerpt=", ".join(list(fields)[:10]))
    state = task_state(answer)
    if state is not None and state.task_id != task_id:
        state = msgspec.structs.replace(state, task_id=task_id)
    return TaskEvent(task_id=task_id, name=text_of(fields.get("event")), state=state, raw=fields)


def _decoded(body: bytes | str | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(body, Mapping):
        try:
            return copy.deepcopy(dict(body))  # what is cut out is not cut out of the caller's
        except RecursionError as error:
            raise BadEvent(reason="is nested too deeply", excerpt="") from error
    try:
        return decode_object(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        start = body[:200]
        text = start.decode("utf-8", "replace") if isinstance(start, bytes) else start
        raise BadEvent(reason="is no JSON object", excerpt=without_queries(text)) from error


def _unpacked(inner: Mapping[str, Any]) -> dict[str, Any]:
    """The same with a `data` that is JSON in a string taken out of it."""
    return {name: json_of(value) if name == "data" else value for name, value in inner.items()}


ProgressKind: TypeAlias = Literal[
    "status", "queue", "start", "cached", "node", "step", "output", "error"
]


class ProgressEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a task on its way.

    `kind` is "status" (`state` has changed, the last event is one of these), "queue", "start",
    "cached" (`nodes` need no run), "node" (`node` begins), "step" (`value` of `max` within
    `node`), "output" (`node` is done) or "error" (`message` of `node`).

    ```python
    task = await rh.workflows.submit("1950000000000000001", {"6.text": "a cat"})
    async for event in task.progress():
        print(event.kind, event.node, event.fraction)
    ```
    """

    kind: ProgressKind
    node: str | None = None
    nodes: tuple[str, ...] = ()
    value: float | None = None
    max: float | None = None
    message: str = ""
    fraction: float | None = None  #: of the whole task, 0 to 1; None where it is not known
    state: TaskState | None = None


_KINDS: Mapping[str, ProgressKind] = {
    "status": "queue",
    "execution_start": "start",
    "execution_cached": "cached",
    "executing": "node",
    "progress": "step",
    "executed": "output",
    # The official client found it once for each node: it does not say that the task is done.
    "execution_success": "output",
    "execution_error": "error",
}


def read_message(text: str) -> ProgressEvent | None:
    """Read one text message of a progress socket; None for what tells nothing.

    `executing` with null says that the running phase is over, not that the task is done
    (trap 15): the task's own status does.
    """
    try:
        message = decode_object(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    kind = _KINDS.get(text_of(message.get("type")))
    data = mapping_of(message.get("data"))
    if kind is None:
        return None
    node = first_text(data.get("node"), data.get("node_id")) or None
    if node is None and kind in ("node", "step", "output"):
        return None
    listed = data.get("nodes")
    nodes = tuple(filter(None, map(text_of, listed))) if isinstance(listed, list) else ()
    return ProgressEvent(
        kind=kind,
        node=node,
        nodes=nodes,
        value=_float(data.get("value")),
        max=_float(data.get("max")),
        message=text_of(data.get("exception_message")),
    )


def _float(value: Any) -> float | None:
    number = decimal_of(value)
    return None if number is None else float(number)
