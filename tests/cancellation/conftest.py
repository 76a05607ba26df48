"""A harness that cancels a coroutine wherever it waits, on every kind of event loop.

The default run uses asyncio's own loop and samples its turns. `RUNNINGHUB_LOOPS=all` (or a list:
`plain,debug,eager,uvloop`) takes every loop that is there and every turn; `nox -s loops` does so.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import os
import sys
import threading
import types
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pytest

from runninghub_async import Limits, Polling, Retry, RunningHub, Timeouts
from runninghub_async.emulator import Durations, Emulator

SETTLING = 1.0  #: seconds
PATIENCE = 10.0  #: seconds until a test that hangs fails; nothing is decided by it
FLAVOURS = ("plain", "debug", "eager", "uvloop")
ASKED = os.environ.get("RUNNINGHUB_LOOPS", "")
THOROUGH = bool(ASKED)
#: Turns between two strikes, where not every turn is tried: about as many as a call takes in all,
#: and without a common divisor with the number of turns from one request to the next.
SAMPLE = 17

QUICK: dict[str, Any] = {
    "polling": Polling(first=0.005, ceiling=0.01),
    "retry": Retry(first=0.001, ceiling=0.002),
    "timeouts": Timeouts(connect=PATIENCE, write=PATIENCE, read=PATIENCE, total=None),
    "limits": Limits(slots=8),
}


# -- loops ---------------------------------------------------------------------------------------


class TurningLoop(asyncio.SelectorEventLoop):
    """asyncio's own loop, which tells each turn that it has made."""

    on_turn: Callable[[], None] | None = None

    def _run_once(self) -> None:
        super()._run_once()  # type: ignore[misc]
        if self.on_turn is not None:
            self.on_turn()


class Flavour(NamedTuple):
    """One kind of loop."""

    name: str

    def make(self) -> asyncio.AbstractEventLoop:
        if self.name == "uvloop":
            import uvloop

            return uvloop.new_event_loop()
        loop = TurningLoop()
        if self.name == "debug":
            loop.set_debug(True)
            loop.slow_callback_duration = 1e9  # a busy machine is no defect
        elif self.name == "eager":
            loop.set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined]
        return loop

    @property
    def missing(self) -> str:
        """Why it cannot be used here; empty where it can."""
        if self.name == "eager" and sys.version_info < (3, 12):
            return "eager tasks came with Python 3.12"
        if self.name == "uvloop":
            try:
                import uvloop  # noqa: F401
            except ImportError:
                return "uvloop is not installed"
        return ""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what takes a loop on the loops that were asked for, the plain one else."""
    if "loop" in metafunc.fixturenames:
        asked = FLAVOURS if ASKED == "all" else tuple(ASKED.split(",")) if ASKED else ("plain",)
        metafunc.parametrize("loop", asked, indirect=True)


class Loop:
    """Runs a coroutine on a loop of its own, and fails when anything is left or said."""

    def __init__(self, flavour: Flavour) -> None:
        self.flavour = flavour

    def __repr__(self) -> str:
        return f"<Loop {self.flavour.name}>"

    @property
    def turns(self) -> bool:
        """Whether it can be struck between two turns."""
        return self.flavour.name != "uvloop"

    def run(self, work: Coroutine[Any, Any, Any], *, patience: float = 120.0) -> Any:
        """Run it; afterwards no task, thread, socket or complaint is left."""
        said: list[str] = []
        hook, sys.unraisablehook = sys.unraisablehook, lambda one: said.append(repr(one))
        files = open_files()
        try:
            with asyncio.Runner(loop_factory=self.flavour.make) as runner:
                runner.get_loop().set_exception_handler(lambda _, one: said.append(repr(one)))
                result = runner.run(_alone(work, patience))
            gc.collect()
        finally:
            sys.unraisablehook = hook
        assert not said, said
        threads = [one.name for one in threading.enumerate() if "runninghub" in one.name]
        assert not threads, threads
        assert open_files() <= files, "files or sockets are left open"
        return result


async def _alone(work: Coroutine[Any, Any, Any], patience: float) -> Any:
    """The work, which may leave no task behind."""
    async with asyncio.timeout(patience):
        result = await work
    for _ in range(3):  # what was cancelled or closed on the way out may end
        await asyncio.sleep(0)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    assert not left, left
    gc.collect()
    await asyncio.sleep(0)
    return result


def open_files() -> int:
    """File descriptors of this process; 0 where the system does not tell."""
    with contextlib.suppress(OSError):
        return len(os.listdir("/proc/self/fd"))
    return 0


@pytest.fixture(scope="session", autouse=True)
def quick_collection() -> None:
    """What was imported is not searched for garbage after each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def loop(request: pytest.FixtureRequest) -> Loop:
    flavour = Flavour(request.param)
    if flavour.missing:
        pytest.skip(flavour.missing)
    with asyncio.Runner(loop_factory=flavour.make) as first:  # uvloop opens files for all its loops
        first.run(asyncio.sleep(0))
    return Loop(flavour)


@pytest.fixture(autouse=True)
def no_proxy_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings decide nothing here."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


# -- a service and a client ------------------------------------------------------------------------


class Scene:
    """A service, a client of it, and what the user has got so far."""

    def __init__(self, emu: Emulator, rh: RunningHub, folder: Path) -> None:
        self.emu = emu
        self.rh = rh
        self.folder = folder
        self.take = 0  #: of the operation; each has content of its own
        self.given: Any = None  #: what was prepared for this take
        self.got: set[str] = set()  #: ids of tasks that the user knows the end, or the id of

    @property
    def lost(self) -> set[str]:
        """Tasks that the service has, and neither the user nor `rh.unfinished`."""
        found = map(self.emu.world.tasks.find, self.rh.unfinished)  # a prompt has two ids
        kept = {task.id for task in found if task is not None}
        return set(self.emu.ledger.task_ids) - self.got - kept

    @property
    def parts(self) -> list[str]:
        """Half downloads on the disk."""
        return [str(path) for path in self.folder.rglob("*.part")]

    def books(self) -> dict[str, Any]:
        """What the client holds; two are equal when nothing is left of a call."""
        rh, now = self.rh, self.rh.statistics()
        session, background = rh._session, rh._background
        return {
            "running": now.running,
            "watched": now.watched,
            "waiting": (now.waiting_for_slot, now.waiting_for_connection, now.waiting_for_rate),
            "busy connections": repr(rh._http.pool).partition("| ")[2].partition(" busy")[0],
            "closing connections": len(rh._http.pool._closing),
            "background": (len(background), len(background._blocks)),
            "uploads": (repr(rh._uploads).rpartition(", ")[2], rh._uploads.places._value),
            "downloads": rh._downloads._places._value,
            "looks": session.poller._places._value,
            "on the wire": len(rh._calls._passages),
            "abandoned": len(session._abandoned),
            "held": len(session._held),
            "half files": self.parts,
        }

    async def settled(self, expected: dict[str, Any]) -> None:
        """Wait until the client holds what is expected; shows the difference when it does not.

        Of places for tasks it may be fewer: a task that was submitted before may end meanwhile.
        """

        def now() -> dict[str, Any]:
            books = self.books()
            return books | {"running": max(books["running"], expected["running"])}

        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SETTLING):
                while now() != expected:  # noqa: ASYNC110  (no event tells the end)
                    await asyncio.sleep(0.001)
        assert now() == expected


@asynccontextmanager
async def a_scene(
    folder: Path, client: dict[str, Any] | None = None, **settings: Any
) -> AsyncIterator[Scene]:
    """An emulator and a client of it; when both are closed no connection is left."""
    usual: dict[str, Any] = {"time_scale": 0.0001, "durations": Durations(median=60.0)}
    async with Emulator(**{**usual, **settings}) as emu:
        options = {**QUICK, "api_key": emu.api_key, "base_url": emu.base_url, **(client or {})}
        async with RunningHub(**options) as rh:
            yield Scene(emu, rh, folder)
        await emu.ledger.until(lambda book: book.connections_open == 0, deadline=PATIENCE)


@pytest.fixture
def scene() -> Callable[..., Any]:
    return a_scene


# -- strikes -------------------------------------------------------------------------------------

#: How a call is cancelled. The first three count what it waits for.
#:   at        at once
#:   late      in the turn in which its waiting would have ended
#:   again     at once, and once more at everything that it then waits for on its way out
#:   timeout   `asyncio.timeout` runs out
#:   anyio     an anyio scope is cancelled, which cancels again in each turn
#:   sibling   another task of its TaskGroup raises
#:   turn      between two turns of the loop, whatever it waits for
HOWS = ("at", "late", "again", "timeout", "anyio", "sibling", "turn")


class Struck:
    """What became of a call that was to be cancelled."""

    def __init__(self) -> None:
        self.struck = False  #: the moment came
        self.result: Any = None


@types.coroutine
def _driven(
    work: Coroutine[Any, Any, Any], strike: Callable[[int, Any], None]
) -> Generator[Any, Any, Any]:
    """Run a coroutine and tell `strike` the number of each wait, from 1, and what is awaited."""
    step: Callable[[], Any] = lambda: work.send(None)  # noqa: E731
    for number in itertools.count(1):
        try:
            awaited = step()
        except StopIteration as stop:
            return stop.value
        strike(number, awaited)
        try:
            value = yield awaited
        except BaseException as error:  # noqa: BLE001  (thrown into the work, as it came)
            step = lambda error=error: work.throw(error)  # noqa: E731
        else:
            step = lambda value=value: work.send(value)  # noqa: E731


def _striker(how: str, number: int, outcome: Struck) -> Callable[[int, Any], None]:
    def strike(now: int, awaited: Any) -> None:
        task = asyncio.current_task()
        assert task is not None
        if now == number:
            outcome.struck = True
            if how == "late" and awaited is not None and not awaited.done():
                awaited.add_done_callback(lambda _: task.cancel())
            else:
                task.cancel()
        elif how == "again" and outcome.struck and now < number + 50:
            task.cancel()

    return strike


async def _cancelled(work: Coroutine[Any, Any, Any], how: str, number: int) -> Struck:
    outcome = Struck()

    async def run() -> Any:
        return await _driven(work, _striker(how, number, outcome))

    task = asyncio.ensure_future(run())
    await _over(task, number)
    _check_end(task, outcome, number)
    return outcome


async def _between_turns(work: Coroutine[Any, Any, Any], number: int) -> Struck:
    outcome = Struck()
    loop = asyncio.get_running_loop()
    assert isinstance(loop, TurningLoop)
    left = number

    def on_turn() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            loop.on_turn = None
            outcome.struck = task.cancel()

    task = asyncio.ensure_future(work)
    loop.on_turn = on_turn
    try:
        await _over(task, number)
    finally:
        loop.on_turn = None
    _check_end(task, outcome, number)
    return outcome


async def _over(task: asyncio.Future[Any], number: int) -> None:
    await asyncio.wait([task], timeout=PATIENCE)
    assert task.done(), f"hangs at {number}"


def _check_end(task: asyncio.Future[Any], outcome: Struck, number: int) -> None:
    if not outcome.struck:
        outcome.result = task.result()
    elif not task.cancelled():
        error = task.exception()
        raise AssertionError(f"swallows the cancellation at {number}: {error!r}") from error


async def _timed_out(work: Coroutine[Any, Any, Any], number: int) -> Struck:
    outcome = Struck()
    loop = asyncio.get_running_loop()

    async def run() -> None:
        def strike(now: int, _: Any) -> None:
            if now == number:
                outcome.struck = True
                scope.reschedule(loop.time())

        try:
            async with asyncio.timeout(None) as scope:
                outcome.result = await _driven(work, strike)
        except TimeoutError:
            assert scope.expired()

    task = asyncio.ensure_future(run())
    await _over(task, number)
    assert task.result() is None
    assert not task.cancelling()
    return outcome


async def _scope_cancelled(work: Coroutine[Any, Any, Any], number: int) -> Struck:
    outcome = Struck()

    async def run() -> None:
        def strike(now: int, _: Any) -> None:
            if now == number:
                outcome.struck = True
                scope.cancel()

        with anyio.CancelScope() as scope:
            outcome.result = await _driven(work, strike)

    task = asyncio.ensure_future(run())
    await _over(task, number)
    assert task.result() is None
    return outcome


async def _sibling_failed(work: Coroutine[Any, Any, Any], number: int) -> Struck:
    outcome = Struck()
    fail, over = asyncio.Event(), asyncio.Event()

    def strike(now: int, _: Any) -> None:
        if now == number:
            outcome.struck = True
            fail.set()

    async def sibling() -> None:
        await fail.wait()
        if not over.is_set():
            raise ZeroDivisionError

    async def drive() -> None:
        outcome.result = await _driven(work, strike)
        over.set()
        fail.set()

    async def run() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(sibling())
            group.create_task(drive())

    task = asyncio.ensure_future(run())
    await _over(task, number)
    if (error := task.exception()) is not None:
        assert isinstance(error, ExceptionGroup)
        assert [type(one) for one in error.exceptions] == [ZeroDivisionError]
    return outcome


async def strike(work: Coroutine[Any, Any, Any], how: str, number: int) -> Struck:
    """Run the work and cancel it, in one of the ways of `HOWS`, at its n-th wait or turn."""
    if how == "turn":
        return await _between_turns(work, number)
    if how == "timeout":
        return await _timed_out(work, number)
    if how == "anyio":
        return await _scope_cancelled(work, number)
    if how == "sibling":
        return await _sibling_failed(work, number)
    return await _cancelled(work, how, number)


def moments(how: str) -> Iterator[int]:
    """The numbers at which to strike: all waits, and all turns or a sample of them."""
    if how == "turn" and not THOROUGH:
        return itertools.count(3, SAMPLE)
    return itertools.count(1)


@pytest.fixture
def striking() -> types.SimpleNamespace:
    """`strike`, `moments`, and whether all is tried."""
    return types.SimpleNamespace(strike=strike, moments=moments, thorough=THOROUGH)
