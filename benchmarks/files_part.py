"""Files: uploads and downloads of 1 MiB, 100 MiB and 1 GiB, beside a plain socket copy.

The socket copy is a blocking socket: `sendfile` of the file, `recv_into` and `write`, with the same
server at the other end. Each client does what its documents show: ours `rh.files.upload(path)` and
`output.download(path)` (which hash what they send, write in threads, rename when whole), httpx
`files=` with an open file and `aiter_bytes`, aiohttp a `FormData` field and `iter_chunked`.
Files are sparse and were read once before, and lie in memory where the system has a folder for
that (/dev/shm), so that no disk is measured. Those of 1 MiB are eight different ones in a row,
those of 1 GiB are moved in the first round only. The peak is what the process grew by at most.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlsplit

from clients import KEY
from harness import Context, Part, Results, Values, alternate
from measure import MIB, Span, forget_peak, lag_values, lag_watched, peak_now, resident
from plots import Chart
from server import ask

NAME = "files"
COPY = "socket copy"
UPLOAD = "/openapi/v2/media/upload/binary"


class Case(NamedTuple):
    """One size, one direction."""

    way: str
    size: int
    files: int = 1  #: so many different ones, one after another


SIZES = {"1 MiB": (MIB, 8), "100 MiB": (100 * MIB, 1), "1 GiB": (1024 * MIB, 1)}
CASES = {
    f"{way} {name}": Case(way, size, files)
    for way in ("up", "down")
    for name, (size, files) in SIZES.items()
}


class Mover(Protocol):
    """Moves files."""

    async def up(self, path: Path) -> None:
        """Send a file and read the answer."""

    async def down(self, path: Path, size: int) -> None:
        """Fetch so many bytes into a file."""


class _Copy:
    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port))

    async def up(self, path: Path) -> None:
        size = os.stat(path).st_size
        self._socket.sendall(b"POST %b HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (
            UPLOAD.encode(), size))  # fmt: skip
        with path.open("rb") as file:
            self._socket.sendfile(file)
        self._socket.recv(4096)

    async def down(self, path: Path, size: int) -> None:
        self._socket.sendall(b"GET /files/%d/a HTTP/1.1\r\n\r\n" % size)
        buffer = memoryview(bytearray(MIB))
        got, head = 0, b""
        while b"\r\n\r\n" not in head:
            head += self._socket.recv(4096)
        first = head.partition(b"\r\n\r\n")[2]
        with path.open("wb", buffering=0) as file:
            got += file.write(first)
            while got < size:
                count = self._socket.recv_into(buffer)
                got += file.write(buffer[:count])


@asynccontextmanager
async def _copy(url: str) -> AsyncIterator[Mover]:
    yield _Copy(url)


class _Ours:
    def __init__(self, hub: Any, url: str) -> None:
        self._hub = hub
        self._url = url

    async def up(self, path: Path) -> None:
        await self._hub.files.upload(path)

    async def prepared(self, size: int) -> Any:
        """The output of a task that is done: what a user downloads."""
        ask(self._url, "/_/reset", {"tasks": 1, "median": 0.0, "size": size})
        result = await self._hub.models.vidu.text_to_video(prompt="take 0")
        return result.outputs[0]

    async def down(self, path: Path, size: int) -> None:
        await self._output.download(path)

    async def prepare(self, size: int) -> None:
        """Have the task done before the clock runs."""
        self._output = await self.prepared(size)


@asynccontextmanager
async def _ours(url: str) -> AsyncIterator[Mover]:
    from runninghub_async import Limits, Polling, RunningHub

    limits, polling = Limits(slots=1), Polling(first=0.01)
    async with RunningHub(KEY, base_url=url, limits=limits, polling=polling) as hub:
        yield _Ours(hub, url)


class _Httpx:
    def __init__(self, client: Any) -> None:
        self._client = client

    async def up(self, path: Path) -> None:
        with path.open("rb") as file:
            response = await self._client.post(UPLOAD, files={"file": (path.name, file)})
        response.raise_for_status()

    async def down(self, path: Path, size: int) -> None:
        async with self._client.stream("GET", f"/files/{size}/a") as response:
            with path.open("wb") as file:
                async for chunk in response.aiter_bytes():
                    file.write(chunk)


@asynccontextmanager
async def _httpx(url: str) -> AsyncIterator[Mover]:
    import httpx

    async with httpx.AsyncClient(base_url=url, timeout=60) as client:
        yield _Httpx(client)


class _Aiohttp:
    def __init__(self, session: Any) -> None:
        self._session = session

    async def up(self, path: Path) -> None:
        import aiohttp

        with path.open("rb") as file:
            form = aiohttp.FormData()
            form.add_field("file", file, filename=path.name)
            async with self._session.post(UPLOAD, data=form, raise_for_status=True) as response:
                await response.json()

    async def down(self, path: Path, size: int) -> None:
        async with self._session.get(f"/files/{size}/a", raise_for_status=True) as response:
            with path.open("wb") as file:
                async for chunk in response.content.iter_chunked(64 * 1024):
                    file.write(chunk)


@asynccontextmanager
async def _aiohttp(url: str) -> AsyncIterator[Mover]:
    import aiohttp

    async with aiohttp.ClientSession(url) as session:
        yield _Aiohttp(session)


MOVERS: dict[str, Callable[[str], AbstractAsyncContextManager[Mover]]] = {
    COPY: _copy,
    "ours": _ours,
    "httpx": _httpx,
    "aiohttp": _aiohttp,
}


async def measure(job: dict[str, Any]) -> AsyncIterator[tuple[str, Values]]:
    """One client through its cases."""
    async with MOVERS[job["client"]](job["url"]) as mover:
        for name in job["cases"]:
            yield name, await _moved(mover, CASES[name], job)


async def _moved(mover: Mover, case: Case, job: dict[str, Any]) -> Values:
    folder, wall, cpu = Path(job["folder"]), 0.0, 0.0
    sources = [_source(folder, case.size, number) for number in range(case.files)]
    _read_once(sources if case.way == "up" else [])
    target = folder / "fetched"
    if isinstance(mover, _Ours) and case.way == "down":
        await mover.prepare(case.size)
    before = ask(job["url"], "/_/stats")
    forget_peak()
    had = resident()
    async with lag_watched() as lags:
        await asyncio.sleep(0)
        for source in sources:
            span = Span()
            await (mover.up(source) if case.way == "up" else mover.down(target, case.size))
            wall, cpu = wall + span.wall, cpu + span.cpu
            if case.way == "down" and target.stat().st_size != case.size:
                raise RuntimeError(f"{target.stat().st_size} bytes came instead of {case.size}")
            target.unlink(missing_ok=True)
    after = ask(job["url"], "/_/stats")
    mib = case.size * case.files / MIB
    return {
        "mib_s": mib / wall,
        "cpu_ms_mib": cpu / mib * 1e3,
        "peak_mib": (grown := max(0.0, peak_now() - had)),
        "peak_share": grown * MIB / case.size,
        "server_share": (after["cpu"] - before["cpu"]) / (after["now"] - before["now"]),
        **lag_values(lags),
    }


def _source(folder: Path, size: int, number: int) -> Path:
    """A sparse file that differs from all others in its first bytes."""
    path = folder / f"{size}-{number}.bin"
    if not path.exists():
        path.write_bytes(number.to_bytes(8, "big"))
        os.truncate(path, size)
    return path


def _read_once(paths: Sequence[Path]) -> None:
    """Have the files in the system's memory: the first to read them must not pay for all."""
    buffer = bytearray(MIB)
    for path in paths:
        with path.open("rb", buffering=0) as file:
            while file.readinto(buffer):
                pass


def run(context: Context) -> None:
    """All rounds; the largest files in the first only."""

    def cases(client: str, number: int) -> list[str]:
        return [name for name in CASES if number == 0 or "GiB" not in name]

    alternate(context, NAME, tuple(MOVERS), cases)


def share(results: Results, client: str, case: str) -> float | None:
    """Throughput as a share of the socket copy's."""
    own, copied = (results.median(NAME, one, case, "mib_s") for one in (client, COPY))
    return own / copied if own is not None and copied else None


def table(results: Results) -> list[str]:
    """Throughput for each size, then memory and lag."""
    lines = ["MiB/s: median (least..most of the rounds); in brackets the share of the socket copy"]
    lines.append(f"{'':14}" + "".join(f"{case:>29}" for case in CASES))
    for name in MOVERS:
        cells = ""
        for case in CASES:
            part = share(results, name, case)
            text = results.cell(NAME, name, case, "mib_s")
            cells += f"{text + (f' [{part:.2f}]' if part is not None else ''):>29}"
        lines.append(f"{name:14}{cells}")
    for metric, title, form in (
        ("peak_mib", "peak memory, MiB more", ".1f"),
        ("cpu_ms_mib", "CPU ms/MiB", ".2f"),
        ("lag_p99_ms", "loop lag p99, ms", ".1f"),
        ("lag_max_ms", "loop lag max, ms", ".1f"),
    ):
        lines.append(f"\n{title:24}" + "".join(f"{case:>14}" for case in CASES))
        for name in MOVERS:
            if name == COPY and metric.startswith("lag"):
                continue  # it blocks: there is no loop to speak of
            values = [results.median(NAME, name, case, metric) for case in CASES]
            cells = "".join(f"{'-' if v is None else format(v, form):>14}" for v in values)
            lines.append(f"{name:24}{cells}")
    lines.append(f"largest share of a core that the server took: {_most(results):.2f}")
    return lines


def _most(results: Results) -> float:
    found = [results.values(NAME, name, case, "server_share") for name in MOVERS for case in CASES]
    return max((share for values in found for share in values), default=0.0)


def charts(results: Results) -> list[Chart]:
    """Shares of the socket copy."""
    bars = [
        (f"{name}, {case}", part)
        for case in CASES
        if "100" in case
        for name in MOVERS
        if name != COPY and (part := share(results, name, case)) is not None
    ]
    title = "Throughput as a share of a plain socket copy"
    return [Chart(name="files", title=title, x="share", bars=bars)]


PART = Part(NAME, run, table, charts)
