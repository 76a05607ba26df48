"""A bare asyncio protocol client: the floor below which no client of asyncio comes.

It knows neither errors nor timeouts nor chunked answers, and parses only what it needs.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from typing import Any
from urllib.parse import urlsplit

import msgspec


class _Socket(asyncio.Protocol):
    def __init__(self) -> None:
        self._buffer = b""
        self._answer: asyncio.Future[bytes] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError())

    def send(self, request: bytes) -> asyncio.Future[bytes]:
        """Write a request; the future is its body."""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        at = self._buffer.find(b"Content-Length: ") + 16
        length = int(self._buffer[at : self._buffer.find(b"\r", at)])
        if len(self._buffer) >= end + 4 + length:
            body, self._buffer = self._buffer[end + 4 :], b""
            if self._answer is not None and not self._answer.done():
                self._answer.set_result(body)


class Pool:
    """At most `size` sockets; the one used last is used first."""

    def __init__(self, url: str, key: str, *, size: int) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 443
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._idle: list[_Socket] = []
        self._line: deque[asyncio.Future[_Socket]] = deque()
        self._left = size
        head = (
            f"Host: {self._host}:{self._port}",
            f"Authorization: Bearer {key}",
            "Content-Type: application/json",
        )
        fixed = "\r\n".join(head).encode()
        self._head = b"POST %b HTTP/1.1\r\n" + fixed + b"\r\nContent-Length: %d\r\n\r\n%b"

    async def __aenter__(self) -> Pool:
        return self

    async def __aexit__(self, *error: object) -> None:
        for one in self._idle:
            one.transport.close()

    async def post(self, path: str, body: dict[str, str]) -> Any:
        """Send JSON and return the decoded answer."""
        content = msgspec.json.encode(body)
        one = self._idle.pop() if self._idle else await self._more()
        answer = await one.send(self._head % (path.encode(), len(content), content))
        if self._line:
            self._line.popleft().set_result(one)
        else:
            self._idle.append(one)
        return msgspec.json.decode(answer)

    async def _more(self) -> _Socket:
        loop = asyncio.get_running_loop()
        if not self._left:
            waiting: asyncio.Future[_Socket] = loop.create_future()
            self._line.append(waiting)
            return await waiting
        self._left -= 1
        _, protocol = await loop.create_connection(_Socket, self._host, self._port, ssl=self._tls)
        return protocol
