"""A bare asyncio HTTP server in a process of its own: never the limit of a measurement.

It answers every request, after an optional delay, that the task which it names is RUNNING, or
a new one.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import subprocess
import sys
from collections.abc import Iterator

BODY = (
    b'{"taskId":"%b","status":"RUNNING","errorCode":"","errorMessage":"",'
    b'"failedReason":{},"usage":{"consumeMoney":null,"consumeCoins":null,"taskCostTime":"0",'
    b'"thirdPartyConsumeMoney":null},"results":null,"clientId":"","promptTips":""}'
)
_LENGTH = len(BODY) - 2 + 19  #: ids have 19 digits
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % _LENGTH
ids = itertools.count(2_013_500_000_000_000_001)


class Answer(asyncio.Protocol):
    """Reads requests that have a Content-Length (or no body) and answers each."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.buffer) < end + 4 + length:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            at = body.find(b'"taskId":"')
            task_id = body[at + 10 : at + 29] if at >= 0 else b"%d" % next(ids)
            asyncio.get_running_loop().call_later(self.delay, self.answer, task_id)

    def answer(self, task_id: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(REPLY + BODY % task_id)


async def serve(delay: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answer(delay), "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)  # ends with the benchmark
    server.close()


@contextlib.contextmanager
def running(delay: float) -> Iterator[str]:
    """Start the server beside this process; give its base URL."""
    process = subprocess.Popen(
        [sys.executable, __file__, str(delay)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1])))
