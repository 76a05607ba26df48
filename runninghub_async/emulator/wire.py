"""The way back to a client: heads and bodies, whole or not, and raw bytes behind them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from email.utils import formatdate
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Made, Slice
from runninghub_async.emulator.connections import Connection
from runninghub_async.emulator.storage import read_pieces

__all__ = ["Body", "Send", "Wire", "cut", "extended", "pieces_of", "raw_answer"]

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Body = bytes | Slice | Made
Headers = tuple[tuple[bytes, bytes], ...]

_WITHOUT_LENGTH = frozenset({204, 304})
_JUNK = b"\0junk" * 13_107  #: just below 64 KiB


class Wire(msgspec.Struct, frozen=True):
    """One call's way back. What is sent after the client has left goes nowhere."""

    send: Send
    connection: Connection
    wall: Callable[[], float]  #: Unix time, for the Date header

    async def answer(self, answer: Answer, *, announced: bool = True) -> None:
        """Send an answer whole; chunked when its length is not announced."""
        await self.head(answer, announced=announced)
        if answer.head or isinstance(answer.body, bytes):
            body = b"" if answer.head else answer.body
            await self.send({"type": "http.response.body", "body": body})
            return
        await self.pieces(pieces_of(answer.body))
        await self.end()

    async def head(self, answer: Answer, *, announced: bool = True) -> None:
        """Send status and headers."""
        date = formatdate(self.wall(), usegmt=True).encode()
        headers = (*answer.headers, (b"date", date))
        if announced and answer.status not in _WITHOUT_LENGTH:
            headers = (*headers, (b"content-length", str(answer.length).encode()))
        await self.send(
            {"type": "http.response.start", "status": answer.status, "headers": headers}
        )

    async def pieces(self, pieces: Iterable[bytes], *, pause: float = 0.0) -> None:
        """Send parts of a body, with pauses between them."""
        for number, piece in enumerate(pieces):
            if number and pause:
                await self.connection.pause(pause)
            if self.connection.gone.is_set():
                return
            await self.send({"type": "http.response.body", "body": piece, "more_body": True})

    async def end(self) -> None:
        """End the body."""
        await self.send({"type": "http.response.body", "body": b""})

    async def part(self, answer: Answer, length: int) -> None:
        """Announce an answer whole, send this many bytes of its body, and close."""
        await self.head(answer)
        if not answer.head:
            assert not isinstance(answer.body, Made)  # what a handler answers never is
            await self.pieces(pieces_of(cut(answer.body, length)))
        await self.connection.finish()


def pieces_of(body: Body) -> Iterator[bytes]:
    """Yield a body piece by piece."""
    if isinstance(body, bytes):
        return iter((body,))
    return read_pieces(body) if isinstance(body, Slice) else body.pieces()


def cut(body: bytes | Slice, length: int) -> bytes | Slice:
    """Return the first bytes of a body."""
    if isinstance(body, bytes):
        return body[:length]
    return Slice(body.path, body.start, min(length, body.length))


def extended(before: Body, extra: int, after: bytes = b"", *, filler: bytes = _JUNK) -> Made:
    """Return a body with this many bytes of a filler behind it, and then others."""
    length = Answer(before).length + extra + len(after)

    def make() -> Iterator[bytes]:
        yield from pieces_of(before)
        left = extra
        while left > 0:
            yield filler[:left]
            left -= len(filler)
        if after:
            yield after

    return Made(length, make)


def raw_answer(answer: Answer) -> bytes:
    """Return an answer as the bytes of HTTP/1.1, for a handshake that is refused."""
    lines = [b"HTTP/1.1 %d " % answer.status]
    lines += [b"%s: %s" % one for one in answer.headers]
    lines += [b"content-length: %d" % answer.length, b"connection: close"]
    return b"\r\n".join((*lines, b"", b"".join(pieces_of(answer.body))))
