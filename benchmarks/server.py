"""A raw asyncio server in a process of its own: what every client is measured against.

It speaks the dialects of `dialects.py`, on one port in clear text and on one over TLS, and
answers from ready bytes, so that it costs a few microseconds a request: its share of a core is
measured beside each client and printed. uvloop runs it where it is installed. `GET /_/stats`
tells what was asked of it, `POST /_/reset` takes new `Settings`.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import importlib
import json
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

from dialects import Row, find
from world import FIRST_ID, Settings, World

_NUMBER = re.compile(rb"take (\d+)")
_TASK = re.compile(rb'"taskId":\s*"(\d+)"')
_LARGE = 64 * 1024  #: bytes of a body that is counted and thrown away
_PIECE = bytes(1024 * 1024)
_REASONS = {200: b"OK", 201: b"Created", 404: b"Not Found", 411: b"Length Required"}


class Service:
    """The world, and the answers about it."""

    def __init__(self) -> None:
        self.world = World()
        self.bases: dict[bool, bytes] = {}  #: over TLS or not -> URL

    def answer(self, request: bytes, head: bytes, body: bytes, base: bytes) -> tuple[int, bytes]:
        """Status and body for one request."""
        if request.startswith(b"GET /_/stats"):
            return 200, json.dumps(self.world.stats()).encode()
        if request.startswith(b"POST /_/reset"):
            self.world = World(Settings(**json.loads(body)))
            return 200, b"{}"
        found = find(request)
        if found is None:
            self.world.counts["unknown"] += 1
            return 404, b'{"error":"nothing here"}'
        row, task = found
        self.world.counts["requests"] += 1
        self.world.counts[row.kind] += 1
        return self._about(row, task, body, base)

    def _about(self, row: Row, task: bytes, body: bytes, base: bytes) -> tuple[int, bytes]:
        world = self.world
        if row.kind == "submit":
            found = _NUMBER.search(body)
            number = world.submit(int(found[1]) if found else None, refuse=bool(row.refuses))
            if number is None:
                world.counts["refused"] += 1
                return 200, row.refuses
            return row.status, row.running % self.names(base, number)
        if row.kind == "count":
            slots, busy = world.settings.slots or 1000, world.busy(time.monotonic())
            return 200, row.running % {b"slots": b"%d" % slots, b"busy": b"%d" % busy}
        if not task and (named := _TASK.search(body)):
            task = named[1]
        number = int(task or FIRST_ID) - FIRST_ID
        over = row.ended and world.end_of(number) <= time.monotonic()
        return 200, (row.ended if over else row.running) % self.names(base, number)

    def names(self, base: bytes, number: int) -> dict[bytes, bytes]:
        """What is filled into an answer about a task."""
        task, size = b"%d" % (FIRST_ID + number), b"%d" % self.world.settings.size
        return {b"task": task, b"base": base, b"size": size}

    def held(self, request: bytes, head: bytes, number: int) -> float:
        """Seconds until the answer leaves: the delay, or what `Prefer: wait` asks for."""
        world = self.world
        if world.settings.hold and b"\r\nprefer: wait" in head and request.startswith(b"POST"):
            now = time.monotonic()
            return min(world.settings.hold, max(0.0, world.end_of(number) - now))
        return 0.0 if b" /_/" in request else world.settings.delay


class Connection(asyncio.Protocol):
    """Reads requests that have a Content-Length, or no body, and answers each."""

    def __init__(self, service: Service, *, tls: bool) -> None:
        self._service = service
        self._tls = tls
        self._buffer = b""
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._service.world.counts["connections"] += 1

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end].lower()
            if b"transfer-encoding" in head:
                self._write(411, b'{"error":"a length is needed"}')
                self.transport.close()
                return
            at = head.find(b"\r\ncontent-length:")
            length = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            request = self._buffer[: self._buffer.find(b"\r\n")].rpartition(b" ")[0]
            if length > _LARGE:
                rest = length - (len(self._buffer) - end - 4)
                self._buffer = b""
                if rest:
                    self.transport.set_protocol(Sink(self, rest, request))
                else:
                    self.answer(request, head, b"")
                return
            if len(self._buffer) < end + 4 + length:
                return
            body = self._buffer[end + 4 : end + 4 + length]
            self._buffer = self._buffer[end + 4 + length :]
            self.answer(request, head, body)

    def answer(self, request: bytes, head: bytes, body: bytes) -> None:
        """Answer one request, at once or when it is time."""
        service = self._service
        if request.startswith(b"GET /files/"):
            self._left = int(request.split(b"/")[2])
            service.world.counts["file"] += 1
            self.transport.write(_head(200, self._left, b"application/octet-stream"))
            self._pour()
            return
        status, text = service.answer(request, head, body, service.bases[self._tls])
        number = _NUMBER.search(body)
        delay = service.held(request, head, int(number[1]) if number else -1)
        if not delay:
            self._write(status, text)
            return
        loop = asyncio.get_running_loop()
        if b"\r\nprefer: wait" in head and number:
            loop.call_later(delay, self._write_prediction, request, int(number[1]))
        else:
            loop.call_later(delay, self._write, status, text)

    def _write_prediction(self, request: bytes, number: int) -> None:
        found = find(request)
        assert found is not None
        row, service = found[0], self._service
        over = service.world.end_of(number) <= time.monotonic()
        names = service.names(service.bases[self._tls], number)
        self._write(row.status, (row.ended if over else row.running) % names)

    def _write(self, status: int, body: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(_head(status, len(body), b"application/json") + body)

    def pause_writing(self) -> None:
        self._paused = True

    def resume_writing(self) -> None:
        self._paused = False
        self._pour()

    def _pour(self) -> None:
        while not self._paused and getattr(self, "_left", 0) > 0:
            piece = _PIECE[: self._left] if self._left < len(_PIECE) else _PIECE
            self._left -= len(piece)
            self.transport.write(piece)


class Sink(asyncio.BufferedProtocol):
    """Takes the rest of a large body into one buffer, then gives the connection back."""

    _buffer = bytearray(1024 * 1024)

    def __init__(self, connection: Connection, left: int, request: bytes) -> None:
        self._connection = connection
        self._left = left
        self._request = request

    def get_buffer(self, sizehint: int) -> bytearray:
        return self._buffer

    def buffer_updated(self, count: int) -> None:
        self._left -= count
        if self._left <= 0:
            self._connection.transport.set_protocol(self._connection)
            self._connection.answer(self._request, b"", b"")


def _head(status: int, length: int, kind: bytes) -> bytes:
    return b"HTTP/1.1 %d %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (
        status,
        _REASONS[status],
        kind,
        length,
    )


async def serve(folder: str) -> None:
    """Listen until standard input ends; print the two ports."""
    service, loop = Service(), asyncio.get_running_loop()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(folder, "server.pem"))
    for tls in (False, True):
        server = await loop.create_server(
            lambda tls=tls: Connection(service, tls=tls),
            "127.0.0.1",
            0,
            backlog=8192,
            ssl=context if tls else None,
        )
        port = server.sockets[0].getsockname()[1]
        service.bases[tls] = b"http%b://127.0.0.1:%d" % (b"s" if tls else b"", port)
    print(json.dumps([base.decode() for base in service.bases.values()]), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # ends with the benchmark


def certificates(folder: Path) -> None:
    """Make a certificate for 127.0.0.1 and the authority that signed it, with trustme."""
    trustme: Any = importlib.import_module("trustme")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        folder / "server.pem"
    )


class Running(NamedTuple):
    """A server that runs: its URLs, and where its certificates are."""

    url: str
    tls_url: str
    authority: Path


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Running]:
    """Start the server beside this process; it ends with the block."""
    certificates(folder)
    process = subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        url, tls_url = json.loads(process.stdout.readline())
        yield Running(url, tls_url, folder / "ca.pem")
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def ask(url: str, path: str, settings: dict[str, Any] | None = None) -> dict[str, Any]:
    """Ask the server about itself, or reset it; blocks."""
    host = url.rpartition("//")[2]
    connection = http.client.HTTPConnection(host, timeout=30)
    try:
        body = None if settings is None else json.dumps(settings)
        connection.request("GET" if body is None else "POST", path, body)
        answer: dict[str, Any] = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()


if __name__ == "__main__":
    try:
        run = importlib.import_module("uvloop").run
    except ImportError:
        run = asyncio.run
    run(serve(sys.argv[1]))
