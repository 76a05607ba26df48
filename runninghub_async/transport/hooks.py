"""What happened, as records, for logs and metrics; and what must never be in one.

A record goes to the standard logger `runninghub_async` (DEBUG; INFO where an attempt is
repeated) and to each hook. A hook that raises is logged and harms nobody.
"""

from __future__ import annotations

import asyncio
import functools
import inspect
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias
from urllib.parse import quote, quote_plus

import msgspec

from runninghub_async.protocol.urls import without_queries

__all__ = ["Attempt", "Hook", "Hooks", "logger", "no_secrets", "redact", "spellings"]

logger = logging.getLogger("runninghub_async")


#: Seconds that closing waits for async hooks: enough to send a record somewhere, and no hook
#: that hangs keeps a program from ending.
GRACE = 5.0


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt of one call."""

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
        self._running: set[asyncio.Future[Any]] = set()

    @property
    def wanted(self) -> bool:
        """Whether anybody would see a record."""
        return bool(self._hooks) or logger.isEnabledFor(logging.INFO)

    def emit(self, record: Attempt) -> None:
        """Write the log line and call every hook; what a hook raises is logged."""
        level = logging.INFO if record.retry_in is not None else logging.DEBUG
        if logger.isEnabledFor(level):
            logger.log(level, "%s", _line(record), extra={"runninghub": record})
        for hook in self._hooks:
            try:
                result = hook(record)
            # A hook is the user's code and may raise anything. Nothing is awaited here, so a
            # cancellation is the hook's as well, never ours.
            except (Exception, asyncio.CancelledError):
                logger.exception("a hook raised; the call goes on")
                continue
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
