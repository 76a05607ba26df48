"""One connection: HTTP/1.1 over one socket, as an httpx transport.

httpx's own connections carry a pool, locks, scopes and traces for one request at a time; this one
is what is left without them. What the bytes mean is for h11 to say, as it is there.
"""

from __future__ import annotations

import asyncio
import functools
import ssl
import sys
from collections.abc import AsyncIterator
from typing import Any

import h11
import httpx

from runninghub_async.errors import ConfigError
from runninghub_async.transport.http.stream import Stream

__all__ = ["Body", "Connection", "tls_context"]

LARGEST_HEAD = 100 * 1024  #: bytes of the headers of an answer, and of a chunk's own line
GATHERED = 64 * 1024  #: bytes of a request that leave together
INTERIM = 100  #: answers of 1xx before the true one; no server has more to say
TOGETHER = 64  #: pieces of a body that are read without a turn for others
_PORTS = {"http": 80, "https": 443}


@functools.cache
def tls_context() -> ssl.SSLContext:
    """One context for all connections of the process: building one takes 16 ms.

    Raises:
        ConfigError: `SSL_CERT_FILE` or `SSL_CERT_DIR` names nothing that can be read.
    """
    try:
        context = httpx.create_ssl_context()
    except OSError as error:  # ssl.SSLError among them: a file that holds no certificates
        reason = f"the certificates to trust cannot be read: {error.strerror or error}"
        raise ConfigError(setting="SSL_CERT_FILE", reason=reason) from error
    context.set_alpn_protocols(["http/1.1"])
    return context


class Connection(httpx.AsyncBaseTransport):
    """One socket to one origin, opened by the first request, for one request at a time.

    A request's extension `timeout` has httpx's phases; `look` is called with each address that
    the host has before it is tried, and what it raises ends the call.
    """

    def __init__(self) -> None:
        self._stream: Stream | None = None
        self._http = h11.Connection(h11.CLIENT, LARGEST_HEAD)
        self._between = False  #: the last answer was read to its end
        #: The headers of the last request, as they were given and as h11 has checked them: most
        #: requests have the same, and checking is a tenth of what a call costs.
        self._last: tuple[list[tuple[bytes, bytes]], Any] | None = None

    @property
    def kept(self) -> bool:
        """Whether the last answer left it open and clean."""
        return self._between

    @property
    def fit(self) -> bool:
        """Whether another request may be sent."""
        return self._between and self._stream is not None and self._stream.fit

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the answer's body is still under way.

        What httpx raises is raised where there is no answer; the connection is closed then.
        """
        phases = request.extensions["timeout"]
        try:
            if self._stream is None:
                self._stream = await _connected(request, phases["connect"])
            self._between = False
            await self._send(request, self._stream, phases["write"])
            head = await self._head(self._stream, phases["read"])
        except BaseException:
            self._break()
            raise
        return httpx.Response(
            head.status_code,
            headers=list(head.headers),
            stream=Body(self, self._stream, phases["read"]),
        )

    async def aclose(self) -> None:
        """Close the socket, and wait until it is gone."""
        self._between = False
        if self._stream is not None:
            await self._stream.aclose()

    async def _send(self, request: httpx.Request, stream: Stream, seconds: float | None) -> None:
        http = self._http
        try:
            waiting = http.send(self._request(request)) or b""
            if isinstance(request.stream, httpx.ByteStream):
                waiting += http.send(h11.Data(request.content)) or b""
            else:
                assert isinstance(request.stream, httpx.AsyncByteStream)
                async for piece in request.stream:
                    waiting += http.send(h11.Data(piece)) or b""
                    if len(waiting) >= GATHERED:
                        await stream.write(waiting, seconds)
                        waiting = b""
            await stream.write(waiting + (http.send(h11.EndOfMessage()) or b""), seconds)
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error
        except httpx.WriteError:
            pass  # a server may answer, and close, before it has heard all: there is an answer

    def _request(self, request: httpx.Request) -> h11.Request:
        raw = request.headers.raw
        headers = self._last[1] if self._last is not None and self._last[0] == raw else raw
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=headers)
        self._last = (raw, head.headers)
        return head

    async def _head(self, stream: Stream, seconds: float | None) -> h11.Response:
        """The head of the answer, all of it within the time, however it comes."""
        until = None if seconds is None else asyncio.get_running_loop().time() + seconds
        for _ in range(INTERIM):
            event = await self.event(stream, None, until=until)
            if isinstance(event, h11.Response):
                return event
        raise httpx.RemoteProtocolError("interim answers without an end")

    async def event(
        self, stream: Stream, seconds: float | None, *, until: float | None = None
    ) -> Any:
        """The next thing that the server says; `until` bounds it beside the time for each part."""
        http = self._http
        try:
            while (event := http.next_event()) is h11.NEED_DATA:
                if until is not None:
                    seconds = max(0.0, until - asyncio.get_running_loop().time())
                data = await stream.read(seconds)
                if not data and http.their_state is h11.SEND_RESPONSE:
                    raise httpx.RemoteProtocolError("the server has closed without an answer")
                http.receive_data(data)
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        return event

    def end_of_answer(self) -> None:
        """Be ready for the next request, or be closed."""
        http = self._http
        clean = http.our_state is http.their_state is h11.DONE and not http.trailing_data[0]
        if clean:  # else what came behind the answer would be taken for the next one
            http.start_next_cycle()
            self._between = True
        else:
            self._break()

    def _break(self) -> None:
        self._between = False
        if self._stream is not None:
            self._stream.abort()


class Body(httpx.AsyncByteStream):
    """The body of an answer. Left early, it takes the connection with it."""

    def __init__(self, connection: Connection, stream: Stream, seconds: float | None) -> None:
        self._connection = connection
        self._stream = stream
        self._seconds = seconds
        self._over = False
        self.largest = sys.maxsize  #: bytes of a piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        connection, stream, seconds = self._connection, self._stream, self._seconds
        pieces = 0
        while isinstance(event := await connection.event(stream, seconds), h11.Data):
            data = bytes(event.data)
            for start in range(0, len(data), self.largest):
                yield data[start : start + self.largest]
            pieces += 1
            if not pieces % TOGETHER:  # thousands of tiny ones may have come at once
                await asyncio.sleep(0)
        self._over = True
        connection.end_of_answer()

    async def aclose(self) -> None:
        """Give up what has not come yet."""
        if not self._over:
            self._over = True
            await self._connection.aclose()


async def _connected(request: httpx.Request, seconds: float | None) -> Stream:
    url, look = request.url, request.extensions.get("look")
    port = url.port if url.port is not None else _PORTS.get(url.scheme)
    if port is None or not url.raw_host:
        raise httpx.UnsupportedProtocol(f"{url.scheme}://{url.host} is no address for HTTP")
    return await Stream.open(
        url.raw_host.decode("ascii"),
        port,
        tls=tls_context() if url.scheme == "https" else None,
        seconds=seconds,
        look=look,
    )
