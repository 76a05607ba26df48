"""What is told to a journal, made fit to be written down."""

from __future__ import annotations

from runninghub_async.errors import InvalidRequest
from runninghub_async.protocol.messages import TaskState
from runninghub_async.transport.hooks import redact

__all__ = ["clean", "safe", "task_id_of"]


def task_id_of(given: object) -> str:
    """An id as the service gives them. Source: platform-api 1.5: digits."""
    text = str(given).strip()
    if not (text.isascii() and text.isdigit()):
        raise InvalidRequest(
            endpoint="decide",
            param="task_id",
            reason=f"={text!r:.80} is no id of a task",
            allowed=("its digits, such as 1907563529234567169", "None where there is no task"),
        )
    return text


def safe(text: str) -> str:
    """The text without what looks like a secret, and without what SQLite cannot hold."""
    return redact(text).encode("utf-8", "replace").decode()


def clean(state: TaskState) -> TaskState:
    """The end without the service's raw answer: that may hold secrets of its own."""
    return TaskState(
        task_id=state.task_id,
        status=state.status,
        outputs=state.outputs,
        usage=state.usage,
        code=state.code,
        reason=safe(state.reason),
        node=state.node,
    )
