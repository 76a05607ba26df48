"""Random operations of one client under random faults, and the books that are kept of them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec

from runninghub_async import (
    Job,
    Limits,
    Outcome,
    Polling,
    Retry,
    RunningHub,
    RunningHubError,
    SubmitUncertain,
    Timeouts,
)
from runninghub_async.emulator import Durations, Emulator, Fault

from .checks import KeyWatch
from .needs import APP, FLOW, MODEL, PNG, WITH_IMAGE

__all__ = ["CALLS_STRUCK", "KINDS_OF_STEPS", "KINDS_TRIED", "Books", "Step", "run_steps"]

LONG = 30.0  #: seconds; a deadline that no healthy run comes near

#: What may be struck, and by what; codes and statuses that make a client wait come rarely.
CALLS_STRUCK = ("submit", "workflow run", "app run", "query", "upload", "download", "queue status")
KINDS_TRIED = (
    *("drop before", "drop during", "drop after", "reset after", "half", "empty", "not json"),
    *("silence after", "slow 0.01", "trickle 0.02", "html 502", "http 503", "bare 504"),
    *("http after 500", "code 500", "code 1000", "code 1011", "code 1501", "code 804", "http 404"),
    *("http 409", "wrong type", "not gzip", "duplicate keys", "code 421", "http 429", "other json"),
)
KINDS_OF_STEPS = (
    *("submit", "call", "workflow", "app", "media", "upload", "wait", "map", "journal", "left"),
    *("resume", "cancelled"),
)


class Step(msgspec.Struct, frozen=True):
    """One operation. `size` is of batches; `turns` when it is left or cancelled."""

    kind: str
    size: int = 3
    turns: int = 5
    beside: bool = False  #: the next step does not wait for it


class Books(logging.Handler):
    """What the client has told, by return values, errors and log records."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.ids: set[str] = set()  #: of tasks, that somebody was told
        self.uncertain = 0  #: submits that were reported as unclear
        self.foreign: list[str] = []  #: errors that are not ours
        self.outcomes = 0
        self.journals: list[Path] = []

    def emit(self, record: logging.LogRecord) -> None:
        if "submit whose caller has gone" in record.getMessage() and record.args:
            self.uncertain += any(isinstance(one, SubmitUncertain) for one in record.args)

    def note(self, told: Any) -> None:
        """Take a value, an outcome or an error into the books."""
        if isinstance(told, SubmitUncertain):
            self.uncertain += 1
        elif isinstance(told, BaseException) and not isinstance(told, RunningHubError):
            self.foreign.append(repr(told))
        elif isinstance(told, Outcome):
            self.outcomes += 1
            if told.error is not None:
                self.note(told.error)
        for name in ("task_id", "id"):
            if isinstance(one := getattr(told, name, None), str):
                self.ids.add(one)


class _Play:
    """One client and what it does."""

    def __init__(self, emu: Emulator, rh: RunningHub, books: Books, folder: Path) -> None:
        self.emu, self.rh, self.books, self.folder = emu, rh, books, folder
        self._number = itertools.count()
        self._beside: list[asyncio.Task[None]] = []

    async def run(self, steps: Sequence[Step]) -> None:
        """Make the steps, and wait for all of them."""
        for step in steps:
            if step.beside:
                self._beside.append(asyncio.ensure_future(self._step(step)))
                await asyncio.sleep(0)
            else:
                await self._step(step)
        await asyncio.gather(*self._beside)

    async def _step(self, step: Step) -> None:
        try:
            await self._act(step)
        except asyncio.CancelledError:
            raise
        except Exception as error:  # noqa: BLE001  (what is foreign is noted, and fails the test)
            self.books.note(error)

    async def _act(self, step: Step) -> None:
        rh, text = self.rh, f"take {next(self._number)}"
        calls: dict[str, Callable[[], Awaitable[Any]]] = {
            "submit": lambda: self._model().submit(prompt=text),
            "call": lambda: self._model()(prompt=text),
            "workflow": lambda: rh.workflows.run(FLOW, {"6.text": text}, deadline=LONG),
            "app": lambda: rh.apps.submit(APP, {"6.text": text}, deadline=LONG),
            "media": lambda: self._model(WITH_IMAGE)(prompt=text, image_url=PNG + text.encode()),
            "upload": lambda: rh.files.upload(PNG + text.encode()),
            "wait": lambda: rh.task(next(iter(self.emu.ledger.task_ids), "1")).wait(deadline=LONG),
            "map": lambda: self._batch(step),
            "journal": lambda: self._batch(step, journal=self._journal()),
            "left": lambda: self._batch(step, journal=self._journal(), leave=True),
            "resume": self.resume,
            "cancelled": lambda: self._cancelled(step, text),
        }
        self.books.note(await calls[step.kind]())

    def _model(self, path: str = MODEL) -> Any:
        return self.rh.model(path).with_options(deadline=LONG)

    def _journal(self) -> Path:
        path = self.folder / f"{next(self._number)}.journal"
        self.books.journals.append(path)
        return path

    async def _batch(self, step: Step, *, leave: bool = False, **options: Any) -> None:
        first = next(self._number)
        jobs = [Job(MODEL, {"prompt": f"batch {first} take {n}"}, str(n)) for n in range(step.size)]
        seen = 0
        run = self.rh.map(jobs, deadline=LONG, download_to=self.folder / f"{first}", **options)
        async with aclosing(run) as outcomes:
            async for outcome in outcomes:
                self.books.note(outcome)
                seen += 1
                if leave and seen > step.turns % step.size:
                    return
        if seen != step.size:
            self.books.foreign.append(f"{seen} outcomes of {step.size} jobs")

    async def resume(self) -> None:
        """Take up each journal: nothing is submitted, every job is told."""
        for path in self.books.journals:
            if not path.exists():
                continue
            with contextlib.suppress(RunningHubError):  # another step has it now
                async for outcome in self.rh.resume(path, deadline=LONG):
                    if outcome.task_id:
                        self.books.ids.add(outcome.task_id)

    async def _cancelled(self, step: Step, text: str) -> None:
        caller = asyncio.ensure_future(self._model()(prompt=text))
        for _ in range(step.turns * 4):
            await asyncio.sleep(0)
        caller.cancel()
        (told,) = await asyncio.gather(caller, return_exceptions=True)
        if not isinstance(told, asyncio.CancelledError):
            self.books.note(told)


@asynccontextmanager
async def _opened(faults: Sequence[Fault], seed: int) -> AsyncIterator[tuple[Emulator, RunningHub]]:
    async with Emulator(
        seed=seed, time_scale=0.0001, durations=Durations(median=60.0), fail_rate=0.05
    ) as emu:
        emu.faults.extend(faults)
        async with RunningHub(
            emu.api_key,
            base_url=emu.base_url,
            limits=Limits(slots=8),
            polling=Polling(first=0.005, ceiling=0.02, tolerance=4),
            retry=Retry(attempts=3, first=0.001, ceiling=0.002),
            timeouts=Timeouts(read=1.0),
        ) as rh:
            yield emu, rh


async def run_steps(
    steps: Sequence[Step], faults: Sequence[Fault], seed: int, folder: Path
) -> tuple[Books, list[str]]:
    """Run the steps; return the books and what is wrong with them."""
    books, watch = Books(), KeyWatch()
    root, logger = logging.getLogger(), logging.getLogger("runninghub_async")
    handlers, level = root.handlers, root.level
    root.handlers, logger.handlers = [watch], [books]
    root.setLevel(logging.DEBUG)
    try:
        async with _opened(faults, seed) as (emu, rh):
            watch.keys.add(emu.api_key)
            play = _Play(emu, rh, books, folder)
            await play.run(steps)
            emu.faults.clear()
            made = len(emu.ledger.submits)
            await play.resume()
            wrong = _audit(emu, rh, books, made)
            await rh.model(MODEL).submit(prompt="all is well again")
        wrong += [f"leaked: {leak}" for leak in watch.leaks]
        return books, wrong
    finally:
        root.handlers, logger.handlers = handlers, []
        root.setLevel(level)


def _audit(emu: Emulator, rh: RunningHub, books: Books, made: int) -> list[str]:
    """What is wrong, now that all is over."""
    created = set(emu.ledger.task_ids)
    known = books.ids | set(rh.unfinished)
    wrong = [f"foreign: {one}" for one in books.foreign]
    lost = created - known
    if len(lost) > books.uncertain:
        wrong.append(f"{len(lost)} tasks that nobody was told of, {books.uncertain} uncertain")
    if invented := {one for one in known - created if one.isdigit() and one != "1"}:
        wrong.append(f"tasks that do not exist: {invented}")
    if twice := emu.ledger.repeated_bodies():
        wrong.append(f"paid twice: {twice}")
    if len(emu.ledger.submits) != made:
        wrong.append("resuming has submitted something")
    now = rh.statistics()
    if any((now.watched, now.waiting_for_slot, now.waiting_for_connection)):
        wrong.append(f"left behind: {now}")
    return wrong
