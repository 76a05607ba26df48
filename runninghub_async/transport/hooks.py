"""What happened, as records, for logs, metrics and traces; and what must never be in one.

A record goes to the standard logger `runninghub_async` (DEBUG; INFO where an attempt is
repeated) and to each hook. A hook that raises is logged and harms nobody.

A log record carries the record itself as `runninghub`, and each field of it that says something as
`runninghub_<field>`: `runninghub_event` ("attempt" or "task"), `runninghub_operation`,
`runninghub_status`, `runninghub_seconds`, `runninghub_task_id`, … Numbers and texts only, so that
any formatter for JSON takes them.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import quote, quote_plus

import msgspec

from runninghub_async.protocol.urls import without_queries

__all__ = [
    "Attempt",
    "Hook",
    "Hooks",
    "TaskOutcome",
    "TaskRecord",
    "TaskRef",
    "TaskStep",
    "about_task",
    "logger",
    "no_secrets",
    "redact",
    "spellings",
]

logger = logging.getLogger("runninghub_async")


#: Seconds that closing waits for async hooks: enough to send a record somewhere, and no hook
#: that hangs keeps a program from ending.
GRACE = 5.0


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt of one call.

    ```python
    def tell(attempt: Attempt) -> None:
        print(attempt.operation, attempt.status, attempt.seconds, attempt.retry_in)


    hooks: list[Hook] = [tell]
    async with RunningHub(hooks=hooks) as client:
        print(await client.account.status())
    ```
    """

    operation: str  #: "submit", "query", "upload", …
    method: str
    url: str  #: redacted
    attempt: int  #: from 1
    waited: float  #: seconds in the queue of the request rate
    waited_for_slot: float = 0.0  #: seconds in the line for a place for a task, of a submit
    seconds: float  #: from sending to the end of the answer
    status: int | None = None  #: HTTP status; None where no answer came
    error: str | None = None  #: class of the error; None where the call succeeded
    retry_in: float | None = None  #: seconds until the next attempt; None where there is none
    bytes_sent: int = 0  #: of the body; 0 where nobody counted
    bytes_received: int = 0
    task: int | None = None  #: `TaskRecord.number` of the task that it is made for
    task_id: str | None = None  #: of that task, where it is known already


#: "wanted": somebody asks for a task. "watched": somebody waits for one that was not submitted
#: here. "accepted": it has an id. "ended": nothing follows.
TaskStep: TypeAlias = Literal["wanted", "watched", "accepted", "ended"]

#: "not submitted": there is no task. "uncertain": the submit got no clear answer. "left": its end
#: was not seen here, and nobody waits for it any more.
TaskOutcome: TypeAlias = Literal[
    "succeeded", "failed", "cancelled", "not submitted", "uncertain", "left"
]


class TaskRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the life of a task, as this client sees it; no parameter is in it.

    ```python
    class Steps:
        def __call__(self, attempt: Attempt) -> None:
            pass  # each attempt of each call

        def on_task(self, record: TaskRecord) -> None:
            print(record.step, record.task_id, record.outcome, record.seconds)


    async with RunningHub(hooks=[Steps()]) as client:
        await client.models.vidu.text_to_video(prompt="a cat surfs")
    ```
    """

    step: TaskStep
    number: int  #: tells the tasks of this process apart, also before there is an id
    endpoint: str  #: empty for a task that was reattached by its id
    kind: str  #: "model", "workflow", "app", …; empty where it is not known
    task_id: str | None = None
    seconds: float = 0.0  #: since its first step
    waited_for_slot: float = 0.0  #: seconds in the line for a place
    outcome: TaskOutcome | None = None  #: at the end
    status: str | None = None  #: the service's own word for the end
    code: int | str | None = None  #: the service's number for what went wrong
    error: str | None = None  #: class of the error, where it came to no result
    outputs: int = 0
    cost: Decimal | None = None  #: money, as far as the service said


class TaskRef(NamedTuple):
    """The task that a call is made for."""

    number: int | None
    task_id: str | None


#: What the calls of the running piece of code are made for; attempts carry it.
about_task: ContextVar[TaskRef | None] = ContextVar("runninghub_about_task", default=None)

#: A hook that has a method `on_task` is also called with each `TaskRecord`, by that method.
Hook: TypeAlias = Callable[[Attempt], Awaitable[None] | None]

#: What names a secret, and what may stand between the name and the secret: `apiKey=…` in a
#: URL, `"apiKey": "…"` in JSON, `Authorization: Bearer …` in a header or in a curl text.
_SECRETS = (
    r"(?i)((?:api[_-]?key|rh-comfy-auth|rh-identify|authorization)[\"']?\s*[:=]\s*[\"']?"
    r"(?:bearer\s+)?|(?:sign(?:ature)?|token)=|bearer\s+)[^\s&\"',;]+"
    r"|(/proxy(?:-plus)?/)[^\s&\"'/?]+"
)


@functools.lru_cache(maxsize=16)
def spellings(key: str) -> tuple[str, ...]:
    """The key as it may stand in a text: plain, in a URL, in JSON; the longest first."""
    quoted = (quote(key, safe=""), quote_plus(key))
    lower = tuple(re.sub("%..", lambda one: one[0].lower(), text) for text in quoted)
    escaped = msgspec.json.encode(key).decode()[1:-1]
    forms = {key, *quoted, *lower, escaped, escaped.replace("/", "\\/")} - {""}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def redact(text: str, key: str = "") -> str:
    """Return the text without the key, however it is spelt, or what looks like a credential."""
    for form in spellings(key):
        text = text.replace(form, "***")
    return re.sub(_SECRETS, r"\1\2***", text)


class _NoSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        shown = redact(without_queries(message))
        if shown != message:
            record.msg, record.args = shown, None
        return True


#: For loggers of others: httpcore writes each answer's headers down (DEBUG), and where a redirect
#: leads may quote the key, or be signed.
no_secrets = _NoSecrets()


class Hooks:
    """Hands each record to the log and to every hook, plain or async."""

    def __init__(self, hooks: Sequence[Hook] = ()) -> None:
        self._hooks = tuple(hooks)
        named = (getattr(hook, "on_task", None) for hook in hooks)
        self._task_hooks = tuple(one for one in named if callable(one))
        self._running: set[asyncio.Future[Any]] = set()

    @property
    def wanted(self) -> bool:
        """Whether anybody would see a record."""
        return bool(self._hooks) or logger.isEnabledFor(logging.INFO)

    @property
    def tasks_wanted(self) -> bool:
        """Whether anybody would see the record of a task."""
        return bool(self._task_hooks) or logger.isEnabledFor(logging.DEBUG)

    def emit(self, record: Attempt) -> None:
        """Write the log line and call every hook; what a hook raises is logged."""
        if (about := about_task.get()) is not None:
            record = msgspec.structs.replace(record, task=about.number, task_id=about.task_id)
        level = logging.INFO if record.retry_in is not None else logging.DEBUG
        if logger.isEnabledFor(level):
            logger.log(level, "%s", _line(record), extra=_fields("attempt", record))
        for hook in self._hooks:
            self._call(hook, record)

    def emit_task(self, record: TaskRecord) -> None:
        """The same for a step of a task."""
        if logger.isEnabledFor(logging.DEBUG):
            logger.debug("%s", _task_line(record), extra=_fields("task", record))
        for hook in self._task_hooks:
            self._call(hook, record)

    def _call(self, hook: Callable[[Any], object], record: object) -> None:
        try:
            result = hook(record)
        # A hook is the user's code and may raise anything. Nothing is awaited here, so a
        # cancellation is the hook's as well, never ours.
        except (Exception, asyncio.CancelledError):
            logger.exception("a hook raised; the call goes on")
            return
        if inspect.isawaitable(result):
            task = asyncio.ensure_future(result)
            self._running.add(task)
            task.add_done_callback(self._ended)

    async def aclose(self) -> None:
        """Wait up to five seconds for the async hooks that still run; then cancel them."""
        if not self._running:
            return
        late = set(self._running)
        try:
            _, late = await asyncio.wait(late, timeout=GRACE)
        finally:
            for hook in late:
                hook.cancel()
        if late:
            logger.warning("%d async hooks ran for %g s more: cancelled", len(late), GRACE)
            await asyncio.wait(late, timeout=GRACE)

    def _ended(self, task: asyncio.Future[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            logger.error("a hook raised; the call goes on", exc_info=error)


def _line(record: Attempt) -> str:
    outcome = record.error or f"HTTP {record.status}"
    again = "" if record.retry_in is None else f", again in {record.retry_in:.2f} s"
    return (
        f"{record.operation} {record.method} {record.url} attempt {record.attempt}: "
        f"{outcome} in {record.seconds:.3f} s{again}"
    )


def _task_line(record: TaskRecord) -> str:
    what = record.task_id or f"number {record.number}"
    told = [f"task {what} {record.step}", record.endpoint]
    if record.step == "accepted" and record.waited_for_slot:
        told.append(f"after {record.waited_for_slot:.3f} s in line for a place")
    if record.step == "ended":
        error = f" ({record.error})" if record.error else ""
        told.append(f"{record.outcome}{error} after {record.seconds:.3f} s")
    return ": ".join(one for one in told if one)


def _fields(event: str, record: Attempt | TaskRecord) -> dict[str, Any]:
    """What a log record carries: the record, and its fields as numbers and texts."""
    fields: dict[str, Any] = {"runninghub": record, "runninghub_event": event}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if value is not None:
            plain = str(value) if isinstance(value, Decimal) else value
            fields[f"runninghub_{name}"] = plain
    return fields
