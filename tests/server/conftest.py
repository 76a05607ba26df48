"""Doubles for the tests of the network side: a raw server that misbehaves on demand, a loop
whose clock jumps, and a watch over the loop that no test can forget.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import selectors
import socket
import ssl
import struct
import types
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Self

import msgspec
import pytest

from runninghub_async import Limits, Polling, Retry, RunningHub, Timeouts
from runninghub_async.emulator import Durations, Emulator

KEY = "c0ffee0123456789secret9876543210"
PATIENCE = 10.0  #: seconds until a test that hangs fails; nothing is decided by it


# -- nothing may be left behind --------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def quick_collection() -> None:
    """What was imported is not searched for garbage after each test."""
    gc.collect()
    gc.freeze()


#: What a server's loop says, in debug mode, of a client that went away for its certificate.
GONE_IN_HANDSHAKE = "Error on transport creation for incoming connection"


@pytest.fixture(autouse=True)
async def tidy_loop(anyio_backend: str) -> AsyncIterator[None]:
    """Fail a test that leaves a task behind, or about which the loop complains."""
    loop = asyncio.get_running_loop()
    complaints: list[str] = []

    def complain(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if context["message"] != GONE_IN_HANDSHAKE:
            complaints.append(repr(context))

    loop.set_exception_handler(complain)
    before = asyncio.all_tasks()
    yield
    for _ in range(3):  # what was cancelled or closed on the way out may end
        await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() - before if "TestRunner" not in repr(task)]
    gc.collect()
    await asyncio.sleep(0)
    assert not left
    assert not complaints


@pytest.fixture(autouse=True)
def no_proxy_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings decide nothing here."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# -- a clock that jumps ------------------------------------------------------------------------


class _JumpingSelector(selectors.DefaultSelector):
    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits for ever")
        self.now += timeout
        return super().select(0)


class _JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


@pytest.fixture
def virtually() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """Run a coroutine on a loop whose clock jumps to the next timer. No sockets, no threads."""

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
            complaints: list[str] = []
            runner.get_loop().set_exception_handler(lambda _, one: complaints.append(repr(one)))
            result = runner.run(work)
            gc.collect()
            assert not complaints
            return result

    return run


# -- cancelling at a chosen await --------------------------------------------------------------


class Cancelled:
    """What became of a call that was to be cancelled at its n-th await."""

    def __init__(self) -> None:
        self.struck = False
        self.result: Any = None
        self.error: BaseException | None = None


@types.coroutine
def _driven(
    work: Coroutine[Any, Any, Any], strike_at: int, strike: Callable[[Any], None]
) -> Generator[Any, Any, Any]:
    """Run a coroutine and call `strike` with what it waits for at its n-th wait, from 1."""
    step: Callable[[], Any] = lambda: work.send(None)  # noqa: E731
    waits = 0
    while True:
        try:
            awaited = step()
        except StopIteration as stop:
            return stop.value
        waits += 1
        if waits == strike_at:
            strike(awaited)
        try:
            value = yield awaited
        except BaseException as error:  # noqa: BLE001
            step = lambda error=error: work.throw(error)  # noqa: E731
        else:
            step = lambda value=value: work.send(value)  # noqa: E731


async def cancelled_at(work: Coroutine[Any, Any, Any], wait: int, *, late: bool) -> Cancelled:
    """Cancel a call at its n-th wait: at once, or (`late`) in the turn in which it would end."""
    outcome = Cancelled()

    def strike(awaited: Any) -> None:
        outcome.struck = True
        if late and awaited is not None and not awaited.done():
            awaited.add_done_callback(lambda _: task.cancel())
        else:
            task.cancel()

    async def run() -> Any:
        return await _driven(work, wait, strike)

    task = asyncio.Task(run())  # not eager on any loop: its name is known before its first step
    await asyncio.wait([task], timeout=PATIENCE)
    assert task.done(), f"hangs at wait {wait}"
    assert task.cancelled() or not outcome.struck, f"swallows the cancellation at wait {wait}"
    if not task.cancelled():
        outcome.error = task.exception()
        outcome.result = None if outcome.error else task.result()
    return outcome


@pytest.fixture
def cancel_at() -> Callable[..., Awaitable[Cancelled]]:
    return cancelled_at


# -- a raw server -------------------------------------------------------------------------------


class Heard(msgspec.Struct):
    """One request as it came."""

    kind: str  #: submit, query, upload, queue status, price, or get
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    connection: int  #: from 1


def _kind(method: str, target: str) -> str:
    _, found, rest = target.partition("/openapi/v2/")
    if not found:
        return "get"
    known = {"query": "query", "media/upload/binary": "upload", "queue/status": "queue status"}
    return known.get(rest, "price" if rest.startswith("price-preview/") else "submit")


class Talk:
    """The server's side of one request."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        self._reader = reader
        self._writer = writer
        self.number = number  #: of this kind, from 1

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def reply(
        self, body: Any = b"", status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        """A whole answer; what is no bytes becomes JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        fields = {"Content-Length": str(len(content)), "Content-Type": "application/json"}
        await self.send(head(status, {**fields, **(headers or {})}) + content)

    def reset(self) -> None:
        """Break the connection: the other side gets ECONNRESET."""
        raw: socket.socket = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    def close(self) -> None:
        self._writer.close()

    async def silence(self) -> None:
        """Say nothing until the client leaves."""
        with contextlib.suppress(ConnectionError):
            while await self._reader.read(65536):
                pass
        self._writer.close()


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


Act = Callable[[Heard, Talk], Awaitable[None]]


def says(body: Any = b"", status: int = 200, **headers: str) -> Act:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}

    async def act(_: Heard, talk: Talk) -> None:
        await talk.reply(body, status, fields)

    return act


def sends(data: bytes, *, then: str = "close") -> Act:
    """Raw bytes, and then close, reset or silence."""

    async def act(_: Heard, talk: Talk) -> None:
        await talk.send(data)
        ending = getattr(talk, then)()
        if ending is not None:
            await ending

    return act


async def resets(_: Heard, talk: Talk) -> None:
    talk.reset()


async def stays_silent(_: Heard, talk: Talk) -> None:
    await talk.silence()


async def _accepts(_: Heard, talk: Talk) -> None:
    await talk.reply({"taskId": f"task-{talk.number}", "status": "RUNNING", "errorCode": ""})


async def _succeeds(heard: Heard, talk: Talk) -> None:
    task_id = json.loads(heard.body)["taskId"]
    results = [{"text": f"made by {task_id}", "outputType": "txt"}]
    await talk.reply({"taskId": task_id, "status": "SUCCESS", "results": results})


async def _stores(_: Heard, talk: Talk) -> None:
    url = f"https://storage.example/{talk.number}.png"
    await talk.reply({"code": 0, "data": {"download_url": url, "fileName": "openapi/x.png"}})


_USUAL: dict[str, Act] = {
    "submit": _accepts,
    "query": _succeeds,
    "upload": _stores,
    "queue status": says({"code": 0, "data": {"concurrentLimit": 50}}),
    "price": says({"estimatedPrice": 0.5, "currency": "USD"}),
    "get": says(b"content"),
}


class RawServer:
    """A server of plain asyncio streams that does what a test tells it, call by call.

    `acts` holds for each kind of call what happens at the first, the second, …; what is not
    told goes well. One act instead of a list happens each time.
    """

    def __init__(
        self, *, connecting: Callable[..., Awaitable[bool]] | None = None, **acts: Any
    ) -> None:
        self._acts = {kind.replace("_", " "): told for kind, told in acts.items()}
        self._connecting = connecting
        self._tasks: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self.heard: list[Heard] = []
        self.connections = 0
        self.open = 0
        self.peak = 0
        self.tls: ssl.SSLContext | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self.tls)
        scheme = "https" if self.tls else "http"
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"{scheme}://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._server.wait_closed()

    def count(self, kind: str) -> int:
        return sum(one.kind == kind for one in self.heard)

    def of(self, kind: str) -> list[Heard]:
        return [one for one in self.heard if one.kind == kind]

    async def until(self, condition: Callable[[RawServer], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition(self):
                self._news.clear()
                await self._news.wait()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        self.peak = max(self.peak, self.open)
        self._news.set()
        task = asyncio.ensure_future(self._serve(reader, writer, self.connections))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int
    ) -> None:
        try:
            if self._connecting is not None and not await self._connecting(
                Talk(reader, writer, connection)
            ):
                return
            while (heard := await _read_request(reader, connection)) is not None:
                self.heard.append(heard)
                self._news.set()
                number = self.count(heard.kind)
                await self._act(heard.kind, number)(heard, Talk(reader, writer, number))
                if writer.is_closing():
                    return
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass
        except RuntimeError as error:  # uvloop's way to say that the other side has gone
            if "closed" not in str(error):
                raise
        finally:
            self.open -= 1
            self._news.set()
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await writer.wait_closed()

    def _act(self, kind: str, number: int) -> Act:
        told = self._acts.get(kind, [])
        if callable(told):
            return told
        return told[number - 1] if number <= len(told) else _USUAL[kind]


async def _read_request(reader: asyncio.StreamReader, connection: int) -> Heard | None:
    try:
        start = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    line, *fields = start.rstrip("\r\n").split("\r\n")
    method, target, _ = line.split(" ")
    headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in fields)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Heard(_kind(method, target), method, target, headers, body, connection)


@pytest.fixture
def raw() -> types.SimpleNamespace:
    """The raw server and what it can be told."""
    return types.SimpleNamespace(
        Server=RawServer,
        head=head,
        says=says,
        sends=sends,
        resets=resets,
        stays_silent=stays_silent,
        accepts=_accepts,
        succeeds=_succeeds,
        stores=_stores,
    )


# -- clients ------------------------------------------------------------------------------------

QUICK: dict[str, Any] = {
    "api_key": KEY,
    "polling": Polling(first=0.005, ceiling=0.01),
    "retry": Retry(first=0.001, ceiling=0.002),
    "timeouts": Timeouts(connect=PATIENCE, write=PATIENCE, read=PATIENCE, total=None),
    "limits": Limits(slots=8),
}


@pytest.fixture
def client() -> Callable[..., RunningHub]:
    """Make a client with small waits; `limits` without `slots` asks the service."""

    def make(base_url: str, **settings: Any) -> RunningHub:
        return RunningHub(**{**QUICK, "base_url": base_url, **settings})

    return make


@pytest.fixture
def emulated() -> Callable[..., Any]:
    """`async with emulated(…) as (emu, rh)`: an emulator and a client of it."""

    @asynccontextmanager
    async def open_both(
        client: dict[str, Any] | None = None, **settings: Any
    ) -> AsyncIterator[tuple[Emulator, RunningHub]]:
        usual = {"time_scale": 0.0001, "durations": Durations(median=60.0)}
        async with Emulator(**{**usual, **settings}) as emu:
            options = {**QUICK, "api_key": emu.api_key, "base_url": emu.base_url}
            async with RunningHub(**{**options, **(client or {})}) as rh:
                yield emu, rh

    return open_both


class Books:
    """What a client holds at the moment; two are equal when nothing is left of a call."""

    @staticmethod
    def of(rh: RunningHub) -> dict[str, Any]:
        now = rh.statistics()
        pool = rh._http.pool
        return {
            "running": now.running,
            "watched": now.watched,
            "waiting": (now.waiting_for_slot, now.waiting_for_connection, now.waiting_for_rate),
            "busy connections": pool.open - repr_idle(pool),
            "background": len(rh._background),
            "uploads": repr(rh._uploads).rpartition(", ")[2],
        }

    @staticmethod
    async def settled(rh: RunningHub, expected: dict[str, Any]) -> None:
        """Wait until the client holds what is expected; shows the difference when it does not."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(3):
                while Books.of(rh) != expected:  # noqa: ASYNC110  (no event tells the end)
                    await asyncio.sleep(0.001)
        assert Books.of(rh) == expected


def repr_idle(pool: object) -> int:
    """`<ConnectionPool 64 | 37 busy, 27 idle, 0 waiting>` -> 27."""
    return int(repr(pool).partition(" idle")[0].rpartition(" ")[2])


@pytest.fixture
def books() -> type[Books]:
    return Books


@pytest.fixture
def full_port() -> Iterator[int]:
    """A port whose queue is full and who accepts nobody: no attempt there is ever answered."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):
            one = stack.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        yield int(listener.getsockname()[1])


@pytest.fixture
def closed_port() -> Callable[[], int]:
    """Ports where nobody listens."""

    def one() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return one
