"""What is to be sent: one request, and its body while it leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import msgspec

from runninghub_async.errors import RunningHubError
from runninghub_async.protocol.urls import without_queries
from runninghub_async.transport.hooks import redact

__all__ = ["Outgoing", "Request"]


class Request(msgspec.Struct, frozen=True):
    """One request. `stream` gives a new body iterator for each attempt; it needs `length`.

    The URL of a `foreign` one came in an answer: it must not lead into a private network.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    stream: Callable[[], AsyncGenerator[bytes, None]] | None = None
    length: int = 0
    foreign: bool = False

    def __repr__(self) -> str:  # the headers hold the key, a query may sign the URL
        return f"<Request {self.method} {redact(without_queries(self.url))}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:  # as msgspec writes it, it would show all
        return [("method", self.method), ("url", redact(without_queries(self.url)))]


class Outgoing:
    """The streamed body of one attempt, read by one task and closed by another.

    A transport that was given may read it in a task of its own, and hand out the answer while
    that task is still at it: the step that runs then comes to its end before the body is closed,
    and a transport that asks for more hears that there is none.
    """

    def __init__(self, stream: AsyncGenerator[bytes, None], length: int) -> None:
        self._stream = stream
        self._left = length  #: bytes that have not been taken yet
        self._closed = False
        self._step = asyncio.Lock()
        self.error: RunningHubError | None = None  #: that ended it, such as a file that changed

    def __aiter__(self) -> Outgoing:
        return self

    async def __anext__(self) -> bytes:
        async with self._step:
            if self._closed and self._left > 0:  # else what follows would count as the rest of it
                raise ConnectionAbortedError("answered before the whole body was sent")
            try:
                piece = await anext(self._stream)
            except RunningHubError as error:
                self.error = error
                raise
        self._left -= len(piece)
        return piece

    async def aclose(self) -> None:
        """Read no more of it."""
        self._closed = True
        async with self._step:
            await self._stream.aclose()
