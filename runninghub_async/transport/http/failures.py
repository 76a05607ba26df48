"""Every exception of httpx, and of what lies below it, becomes one of ours here.

The frames below are cut off, because their variables hold headers and URLs, and so the key.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from types import TracebackType

import anyio
import httpx

from runninghub_async.errors import (
    BadReply,
    ConnectFailed,
    ConnectionLost,
    RequestTimeout,
    RunningHubError,
    TransportError,
)
from runninghub_async.transport.hosts import HostRefused

__all__ = ["reason_of", "translated", "without_frames"]

_PHASES: Mapping[type[httpx.TimeoutException], tuple[str, bool | None]] = {
    httpx.ConnectTimeout: ("connect", False),
    httpx.PoolTimeout: ("queue", False),
    httpx.WriteTimeout: ("write", None),
    httpx.ReadTimeout: ("read", True),
}
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    UnicodeError,  # a host name that cannot be looked up
)
_QUOTE = re.compile(r":? (?:bytearray\()?b['\"].*", re.DOTALL)
_LOST = (
    httpx.TransportError,
    OSError,  # ssl.SSLError among them: httpcore lets it through while it reads and writes
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
)


class translated:
    """Turn what the network side raises into our errors; ours pass.

    With the `status` of an answer, that is while its body is read, the request was surely sent.
    Only what nobody expects keeps its frames: somebody has to find out what it is.
    """

    __slots__ = ("_operation", "_origin", "_status")

    def __init__(self, operation: str, *, status: int | None = None, origin: str = "") -> None:
        self._operation = operation
        self._status = status
        self._origin = origin

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is None or isinstance(error, RunningHubError | HostRefused | GeneratorExit):
            return  # of the request's own body, of our own look
        if isinstance(error, asyncio.CancelledError):
            task = asyncio.current_task()
            if task is None or task.cancelling():
                error.__traceback__ = None  # a timeout of the user's has it as its cause
                return
        elif not isinstance(error, Exception):
            return
        ours, known = self._ours(error)
        raise ours from (without_frames(error) if known else error)

    def _ours(self, error: BaseException) -> tuple[TransportError, bool]:
        """What it is to us, and whether it is something that happens."""
        operation, answered = self._operation, None if self._status is None else True
        if isinstance(error, asyncio.CancelledError):
            # Nobody has cancelled the call: a transport that was given gave up by itself.
            reason = "the transport cancelled the call"
            return ConnectionLost(operation=operation, reason=reason, sent=answered), True
        if isinstance(error, httpx.TimeoutException):
            phase, sent = _PHASES.get(type(error), ("read", None))
            sent = answered or sent
            reason = f"timed out ({phase})"
            return (
                RequestTimeout(
                    operation=operation, reason=reason, sent=sent, phase=phase, seconds=None
                ),
                True,
            )
        unsent = isinstance(error, _NOT_SENT) and not isinstance(error, UnicodeDecodeError)
        if unsent and not answered:
            reason = f"no connection to {self._origin}: {reason_of(error)}"
            return ConnectFailed(operation=operation, reason=reason, sent=False), True
        if isinstance(error, httpx.DecodingError):
            reason = "an answer with a broken content encoding"
            return BadReply(operation=operation, reason=reason, status=self._status or 0), True
        reason, expected = reason_of(error), isinstance(error, _LOST)
        kind = ConnectionLost if expected else TransportError
        # A transport that was given is not ours and may raise anything.
        return kind(operation=operation, reason=reason, sent=answered), expected


def without_frames(error: BaseException) -> BaseException:
    """The error, and what led to it, without the frames of others, and what they quote.

    Reports show variables; and a server may have sent back the request, with the key in it.
    """
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        found.__traceback__ = None
        if (text := str(found)) != (told := _unquoted(text)):
            found.args = (told,)
        found = found.__cause__ or found.__context__
    return error


def reason_of(error: BaseException) -> str:
    """What an error says, or what it is; not what it quotes of an answer."""
    return _unquoted(str(error)) or type(error).__name__


def _unquoted(text: str) -> str:
    """A message of h11 ends in the bytes that it could not read."""
    return _QUOTE.sub("", text)
