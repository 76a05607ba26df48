"""Whatever bytes a server sends for an answer: a value or an error of ours, and one POST."""

from __future__ import annotations

import asyncio
import gzip
import os
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from runninghub_async import Limits, Polling, Retry, RunningHub, Timeouts
from runninghub_async.errors import (
    ApiError,
    DownloadError,
    RunningHubError,
    SubmitUncertain,
    TransportError,
)

PATIENCE = 10.0  #: seconds that nothing here takes
ACCOUNT = b'{"code":0,"msg":"success","data":{"remainCoins":"99","currentTaskCounts":"0"}}'
ACCEPTED = b'{"taskId":"2013500000000000001","status":"RUNNING","errorCode":"","errorMessage":""}'
DONE = (
    b'{"taskId":"2013500000000000001","status":"SUCCESS",'
    b'"results":[{"url":"HERE/clip.txt","outputType":"txt"}]}'
)


def answer(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunked(body: bytes) -> bytes:
    head = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"
    )
    return head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def answers(body: bytes) -> list[bytes]:
    return [
        answer(body, "Content-Type: application/json"),
        answer(gzip.compress(body, mtime=0), "Content-Encoding: gzip"),
        answer(zlib.compress(body), "Content-Encoding: deflate"),
        answer(body, "Content-Type: text/html; charset=klingon", "Retry-After: soon"),
        answer(b"", "Location: http://127.0.0.1:1/", status="302 Found"),
        chunked(body),
        b"HTTP/1.1 100 Continue\r\n\r\n" + answer(body),
    ]


class Server:
    """Answers each request of the kind that is looked at with the same bytes, and closes."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.says = b""
        self.requests = 0
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Server]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = head.lower().partition("content-length:")[2].partition("\r\n")[0]
        await reader.readexactly(int(length or 0))
        if head.partition(" ")[2].startswith(self._path):
            self.requests += 1
            writer.write(self.says)
        else:
            writer.write(answer(DONE.replace(b"HERE", self.url.encode())))
        writer.close()


def client(url: str) -> RunningHub:
    return RunningHub(
        "c0ffee0123456789secret9876543210",
        base_url=url,
        retry=Retry(attempts=1),
        polling=Polling(first=0.01),
        limits=Limits(slots=1),
        timeouts=Timeouts(read=PATIENCE, total=PATIENCE),
    )


async def outcomes(
    path: str, spoiled: Iterator[bytes], call: Callable[[RunningHub], Awaitable[Any]]
) -> list[Any]:
    """What becomes of a call for each of the answers.

    The request leaves once; that for a file once more where it took the connection of the query.
    """
    found: list[Any] = []
    async with Server(path).running() as server:
        for said in spoiled:
            server.says, server.requests = said, 0
            async with asyncio.timeout(2 * PATIENCE), client(server.url) as rh:
                try:
                    found.append(await call(rh))
                except RunningHubError as error:
                    found.append(error)
            assert server.requests == 1 or (path == "/clip" and server.requests == 2), said
    return found


async def test_a_read_of_spoiled_bytes_is_a_value_or_an_error_of_ours(
    mutants: Callable[..., Iterator[bytes]],
) -> None:
    spoiled = mutants(answers(ACCOUNT), 100)
    found = await outcomes("/uc/", spoiled, lambda rh: rh.account.status())
    assert any(isinstance(one, TransportError) for one in found)
    assert any(getattr(one, "coins", None) == 99 for one in found)


async def test_a_submit_of_spoiled_bytes_is_a_task_a_refusal_or_uncertain(
    mutants: Callable[..., Iterator[bytes]],
) -> None:
    async def submit(rh: RunningHub) -> Any:
        make = rh.model("vidu/text-to-video").with_options(deadline=PATIENCE)
        return await make.submit(prompt="a cat")

    path = "/openapi/v2/vidu/text-to-video"
    spoiled = (one for one in mutants(answers(ACCEPTED), 100) if b"421" not in one)  # is waited out
    found = await outcomes(path, spoiled, submit)
    assert any(isinstance(one, SubmitUncertain) for one in found)
    assert any(getattr(one, "id", None) == "2013500000000000001" for one in found)
    refused = [one for one in found if isinstance(one, RunningHubError)]
    assert all(isinstance(one, SubmitUncertain | ApiError) for one in refused)


async def test_a_file_of_spoiled_bytes_is_there_or_not_there(
    tmp_path: Path, mutants: Callable[..., Iterator[bytes]]
) -> None:
    async def fetch(rh: RunningHub) -> Any:
        result = await rh.task("2013500000000000001").wait()
        try:
            return await result.outputs[0].download(tmp_path / "clip.txt")
        except DownloadError:
            assert os.listdir(tmp_path) == []  # nothing half is left
            raise
        finally:
            for name in os.listdir(tmp_path):
                os.unlink(tmp_path / name)

    found = await outcomes("/clip", mutants(answers(b"content"), 60), fetch)
    assert any(isinstance(one, DownloadError) for one in found)
    assert any(isinstance(one, Path) for one in found)
