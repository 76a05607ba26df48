"""One POST from the emulator to somebody else's server, over asyncio streams and h11.

The client's HTTP library has its own door; h11 is here already, below uvicorn.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from urllib.parse import SplitResult, urlsplit

import h11
import msgspec

__all__ = ["Reply", "Undelivered", "post"]

_PIECE = 64 * 1024  #: bytes read at a time
_KEPT = 2048  #: bytes of an answer that are kept; the rest is read and forgotten


class Undelivered(Exception):
    """The other side gave no whole answer; the text says why."""


class Reply(msgspec.Struct, frozen=True):
    """What the other side answered."""

    status: int
    body: bytes  #: the first 2 KiB

    @property
    def ok(self) -> bool:
        """Whether it is a 2xx."""
        return 200 <= self.status < 300


async def post(url: str, body: bytes, *, timeout: float) -> Reply:
    """POST a JSON body on a connection of its own and return the answer.

    Redirects are not followed. Cancelling aborts the connection.

    Args:
        url: http or https.
        body: JSON.
        timeout: Seconds for all of it, from the connection to the end of the answer.

    Raises:
        Undelivered: the URL is none, nobody listens, the answer is broken or late.
    """
    parts, port = _taken_apart(url)
    try:
        async with asyncio.timeout(timeout):
            return await _exchange(parts, port, body)
    except TimeoutError:
        raise Undelivered(f"no answer within {timeout:g} s") from None
    except (OSError, UnicodeError, h11.ProtocolError) as error:  # UnicodeError: no host's name
        raise Undelivered(str(error) or type(error).__name__) from error


def _taken_apart(url: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Undelivered(f"the URL is none: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii():
        raise Undelivered("the URL is none: http://host/… or https://host/… is needed")
    return parts, port


async def _exchange(parts: SplitResult, port: int, body: bytes) -> Reply:
    secure = ssl.create_default_context() if parts.scheme == "https" else None
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=secure)
    try:
        connection = h11.Connection(h11.CLIENT)
        writer.write(_request(connection, parts, body))
        await writer.drain()
        return await _read_reply(connection, reader)
    finally:
        # One exchange a connection: there is nothing left to say goodbye for.
        writer.transport.abort()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _request(connection: h11.Connection, parts: SplitResult, body: bytes) -> bytes:
    request = h11.Request(
        method="POST",
        target=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        headers=[
            ("Host", parts.netloc.rpartition("@")[2]),
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("User-Agent", "runninghub-emulator"),
            ("Connection", "close"),
        ],
    )
    sent = [connection.send(one) for one in (request, h11.Data(body), h11.EndOfMessage())]
    return b"".join(one for one in sent if one)


async def _read_reply(connection: h11.Connection, reader: asyncio.StreamReader) -> Reply:
    status, kept = 0, bytearray()
    while True:
        event = connection.next_event()
        if event is h11.NEED_DATA:
            connection.receive_data(await reader.read(_PIECE))
        elif isinstance(event, h11.Response):
            status = event.status_code
        elif isinstance(event, h11.Data):
            kept += event.data[: _KEPT - len(kept)]
        elif not isinstance(event, h11.InformationalResponse):  # the end of the message
            return Reply(status, bytes(kept))
