"""Runs one cell of the matrix: one call, one trouble, once or for as long as it is tried."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping, Set
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from runninghub_async import (
    Attempt,
    Limits,
    Outcome,
    Polling,
    Retry,
    RunningHub,
    RunningHubError,
    Timeouts,
)
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.routes import FILE_CALLS

from .checks import Cell, KeyWatch, check_error, check_ids, check_left, check_outcome
from .needs import Call, Kind, Scene
from .rules import differs, expected
from .troubles import BY_HAND, Effect, Trouble

__all__ = ["fits", "run_cell"]

ATTEMPTS = 3  #: of a call that may be repeated
GUARD = 60.0  #: seconds; what takes longer hangs. Nothing else is decided by it
SILENCE = 0.6  #: seconds of it that a client bears
LATE = 15.0  #: seconds that a call waits for a place or an end
SOON = 3.0  #: the same where none will come
PAUSE = 0.2  #: seconds that a busy service asks to wait

_LOOKING = frozenset({Kind.LOOK, Kind.FETCH})
#: What only a deadline ends while it lasts: in the line for places, and in the client's own looks.
_ENDLESS: Mapping[Effect, Set[Kind]] = {
    Effect.BUSY: _LOOKING | {Kind.SUBMIT},
    Effect.FULL: {Kind.SUBMIT},
    Effect.ALIVE: _LOOKING,
    Effect.STRANGE: _LOOKING,
    Effect.CLOCK: _LOOKING,
}
#: The same for calls that look by themselves.
_LOOKED_AGAIN = frozenset({Effect.STRANGE, Effect.STRANGER, Effect.CLOCK, Effect.SPOILED})
_UNCOUNTED = _LOOKING | {Kind.ASIDE}


def _endless(call: Call, trouble: Trouble) -> bool:
    if call.repeats:
        return trouble.effect in _LOOKED_AGAIN
    return call.kind in _ENDLESS.get(trouble.effect, ())


def fits(call: Call, trouble: Trouble, *, lasting: bool) -> bool:
    """Whether there is such a cell."""
    if lasting and (trouble.heavy or (trouble.kind == "code" and not differs(call, trouble))):
        return False  # a clear answer ends the call: what follows would not be seen
    if trouble.what == "tls":  # it never passes, and files are at addresses that are told
        return lasting and call.direct and call.kind not in (Kind.DOWNLOAD, Kind.PUT)
    if trouble.what == "outage":  # what sends files tells no hook when to end it
        return call.direct and (lasting or call.kind not in (Kind.DOWNLOAD, Kind.PUT))
    if trouble.when:  # a connection of the client's, which has none yet
        return call.direct and call.kind is not Kind.DOWNLOAD
    if trouble.effect is Effect.CLOCK:
        if call.when in FILE_CALLS:
            return False  # the file is of the future, then
        if not lasting and (call.repeats or call.kind in _LOOKING):
            return False  # it would be waited for, second by second
    if call.kind is Kind.ASIDE and trouble.told:
        return False  # of a task that has ended, nobody asks any more
    if trouble.kind == "refuse" and not call.direct:
        return False
    return trouble.fits(call.when)


async def run_cell(call: Call, trouble: Trouble, *, lasting: bool, watch: KeyWatch) -> Cell:
    """Run one cell in a world of its own."""
    want = expected(call, trouble, lasting=lasting)
    cell = Cell(call=call.name, trouble=trouble.name, lasting=lasting, expected=want)
    try:
        async with asyncio.timeout(GUARD), _world(call, trouble, cell, watch) as scene:
            await _strike(cell, call, trouble, scene)
            if trouble.what != "tls" and trouble.kind != "refuse":
                await _recover(cell, call, scene)
            check_left(cell, scene.rh)
            cell.tasks = len(scene.emu.ledger.submits)
            cell.wrong += ["leaked a key to storage"] * (
                scene.emu.ledger.keys_leaked_to_storage > 0
            )
    except TimeoutError:
        cell.outcome = cell.outcome or "hung"
        cell.wrong.append("hung")
    except Exception as error:  # noqa: BLE001  (one cell that breaks must not hide the others)
        cell.wrong.append(f"broken: {error!r:.200}")
    return cell


@asynccontextmanager
async def _world(call: Call, trouble: Trouble, cell: Cell, watch: KeyWatch) -> AsyncIterator[Scene]:
    durations = Durations(median=60.0, sigma=0.1)
    async with AsyncExitStack() as stack:
        emu = await stack.enter_async_context(
            Emulator(seed=6, time_scale=call.scale, durations=durations)
        )
        watch.keys.add(emu.api_key)
        base_url = emu.base_url
        if trouble.what == "tls":  # a plain port that is spoken to in TLS
            base_url = base_url.replace("http:", "https:")
        endless = cell.lasting and _endless(call, trouble)
        passing = trouble.what == "outage" and not cell.lasting
        failed = asyncio.Event()
        owner = await stack.enter_async_context(_client(emu, emu.base_url, call))
        client = _client(
            emu,
            base_url,
            call,
            silent=trouble.silent,
            passing=passing,
            endless=endless,
            failed=failed,
        )
        rh = await stack.enter_async_context(client)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield Scene(emu, owner, rh, folder, SOON if endless else LATE, failed)


def _client(
    emu: Emulator,
    base_url: str,
    call: Call,
    *,
    silent: bool = False,
    passing: bool = False,
    endless: bool = False,
    failed: asyncio.Event | None = None,
) -> RunningHub:
    def note(attempt: Attempt) -> None:
        if failed is not None and attempt.error is not None:
            failed.set()

    first, attempts, tolerance = (0.02, 9, 99) if passing else (0.001, ATTEMPTS, ATTEMPTS)
    return RunningHub(
        emu.api_key,
        base_url=base_url,
        limits=Limits(slots=None if call.asks else 8),
        polling=Polling(first=0.005, ceiling=0.3 if endless else 0.01, tolerance=tolerance),
        retry=Retry(attempts=attempts, first=first, ceiling=2 * first),
        timeouts=Timeouts(read=SILENCE, total=None) if silent else Timeouts(total=None),
        hooks=[note],
    )


async def _strike(cell: Cell, call: Call, trouble: Trouble, it: Scene) -> None:
    prepared = await call.prepare(it) if call.prepare is not None else None
    ledger = it.emu.ledger
    asked, made = ledger.requests[call.when], len(ledger.submits)
    value: Any = None
    error: Exception | None = None
    async with _trouble(cell, call, trouble, it):
        try:
            value = await call.act(it, prepared)
        except RunningHubError as raised:
            error = raised
        except Exception as raised:  # noqa: BLE001  (what is foreign is what this looks for)
            error = raised
    if isinstance(value, Outcome):
        error = value.error
        check_outcome(cell, value)
    cell.requests = ledger.requests[call.when] - asked
    cell.struck = 1 if trouble.what in BY_HAND else ledger.faults[trouble.what]
    cell.outcome = "ok" if error is None else type(error).__name__
    if cell.outcome == "ok" and cell.requests > 1 and not _asks_often(call):
        cell.outcome = "ok·2"
    ids = [one.task_id for one in ledger.submits[made:]]
    cell.created = len(ids)
    check_ids(cell, it.emu, ids, value, error, *it.rh.unfinished, *it.owner.unfinished)
    if error is not None:
        check_error(cell, error, it.emu.api_key)
    if trouble.kind not in ("changed", "huge"):  # whose files only the service could tell apart
        await _check_files(cell, it, value)
    _check_requests(cell, call, trouble)


async def _check_files(cell: Cell, it: Scene, value: Any) -> None:
    """What was saved is what the service has; nothing lies beside it."""
    files = value.files if isinstance(value, Outcome) else [value]
    for path in files:
        if isinstance(path, Path):
            result = await it.owner.task(path.name.partition("_")[0]).wait()
            (true,) = await result.download(it.folder / "true")
            if path.read_bytes() != true.read_bytes():
                cell.wrong.append("a spoiled file")
    if any(it.folder.rglob("*.part")):
        cell.wrong.append("a part of a file is left")


@asynccontextmanager
async def _trouble(cell: Cell, call: Call, trouble: Trouble, it: Scene) -> AsyncIterator[None]:
    """Let it go wrong meanwhile."""
    if trouble.what == "outage":
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(it.emu.outage())
            if cell.lasting:
                yield
                return
            ending = asyncio.ensure_future(_end(stack.pop_all(), it.failed))
            yield
            await ending
        return
    if trouble.what not in BY_HAND:
        times = None if cell.lasting else 1
        after = PAUSE if trouble.kind == "http" else None
        when = trouble.when or call.when
        it.emu.faults.append(Fault(when, trouble.what, times=times, retry_after=after))
    yield
    it.emu.faults.clear()


async def _end(outage: AsyncExitStack, failed: asyncio.Event) -> None:
    async with outage:
        await failed.wait()


def _asks_often(call: Call) -> bool:
    return call.repeats or call.kind in _UNCOUNTED


def _check_requests(cell: Cell, call: Call, trouble: Trouble) -> None:
    """What may have made something was sent once; what may be repeated was, and not without end."""
    once = call.kind in (Kind.SUBMIT, Kind.CREATE) and cell.expected in ("SubmitUncertain", "E")
    if once and cell.requests > 1:
        cell.wrong.append(f"sent {cell.requests} times")
    if call.kind is Kind.READ and not call.repeats and cell.requests > 2 * ATTEMPTS:
        cell.wrong.append(f"asked {cell.requests} times")
    if not cell.struck:
        cell.wrong.append("never struck")


async def _recover(cell: Cell, call: Call, it: Scene) -> None:
    """The same client makes the same call again, now that all is well."""
    try:
        await call.works(it._replace(deadline=LATE))
    except RunningHubError as error:
        cell.wrong.append(f"no recovery: {error!r:.200}")
