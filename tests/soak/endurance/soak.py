"""The long run: rounds of work, rest between them, one client all the time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from runninghub_async import (
    Attempt,
    Limits,
    Polling,
    Retry,
    RunningHub,
    RunningHubError,
    TaskCancelled,
    TaskFailed,
    Timeouts,
)

from . import world
from .books import Books, Listener
from .samples import MEASURES, Curve, registries, settle, take
from .verdict import Finding, judge, left_over
from .work import Round

__all__ = ["Plan", "Report", "soak"]

REST = 20.0  #: seconds in which all must have come to rest; mostly it takes one or two
HANG = 900.0  #: seconds of one round; a caller that nothing ends is found by it
UPS_AND_DOWNS = 0.1  #: of what is held under load; at rest there are none
TRIES = 50  #: waits for a task that callers have let go of, each under faults


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How long a long run is."""

    tasks: int = 20_000
    rounds: int = 20
    faults: float = 0.02  #: share of the calls that are struck
    seed: int = 6
    median: float = 0.6  #: seconds that a task takes
    every: float = 1.0  #: seconds between samples


class Report(msgspec.Struct, kw_only=True):
    """What was seen."""

    plan: Plan
    seconds: float = 0.0
    cpu: float = 0.0
    totals: Counter[str] = msgspec.field(default_factory=Counter)
    errors: Counter[str] = msgspec.field(default_factory=Counter)
    attempts: Counter[str] = msgspec.field(default_factory=Counter)  #: how attempts ended
    service: dict[str, Any] = {}
    wrong: list[str] = []  #: what must not be, in words
    left: dict[str, int] = {}  #: registries that were not empty at rest
    load: Curve = msgspec.field(default_factory=Curve)  #: samples while it worked
    rest: Curve = msgspec.field(default_factory=Curve)  #: one sample after each round
    under_load: list[Finding] = []
    at_rest: list[Finding] = []
    after: dict[str, tuple[int, int]] = {}  #: measure -> before the client opened, after it closed

    def failures(self, *, trends: bool = True) -> list[str]:
        """Everything that is not as it must be; `trends` too, which a short run has none of."""
        found = list(self.wrong)
        found += [f"left at rest: {path} holds {size}" for path, size in self.left.items()]
        for name in ("files", "sockets", "asyncio", "temporary"):
            before, after = self.after[name]
            if after > before:
                found.append(f"left after close: {name} {before} -> {after}")
        if trends:
            for where, findings in (("load", self.under_load), ("rest", self.at_rest)):
                found += [
                    f"not flat ({where}): {one.name} {one.middle:.0f} -> {one.last:.0f}"
                    for one in findings
                    if not one.flat
                ]
        return found


def client(service: world.Service, hook: Callable[[Attempt], None]) -> RunningHub:
    """A client with patience for seconds instead of minutes."""
    return RunningHub(
        service.api_key,
        base_url=service.base_url,
        limits=Limits(idle=1.0),
        polling=Polling(first=0.2, ceiling=2.0, cost=0.03, deadline=60.0),
        retry=Retry(first=0.05, ceiling=0.5),
        timeouts=Timeouts(connect=3.0, write=3.0, read=3.0, total=6.0),
        hooks=[hook],
    )


class _Run:
    """A long run while it runs."""

    def __init__(self, plan: Plan, service: world.Service, folder: Path, rest: float) -> None:
        self.report = Report(plan=plan)
        self._plan = plan
        self._service = service
        self._folder = folder
        self._patience = rest
        self._books = Books()
        self._listener = Listener(service.api_key)
        self._began = time.monotonic()
        self._begun = 0
        self._working = False
        self._first: dict[str, int] = {}  #: registries after the first round

    async def run(
        self, say: Callable[[Report], None], spoil: Callable[[RunningHub], None]
    ) -> Report:
        """Do all rounds; `say` hears after each of them, `spoil` is for the tests of this."""
        report, plan = self.report, self._plan
        nobody = object()
        before = self._measure(nobody)
        cpu = time.process_time()
        with self._listening():
            async with client(self._service, self._note) as rh:
                spoil(rh)
                sampler = asyncio.create_task(self._sample(rh))
                for number in range(plan.rounds):
                    jobs = plan.tasks * (number + 1) // plan.rounds - self._begun
                    await self._round(rh, jobs)
                    say(report)
                sampler.cancel()
                await asyncio.wait([sampler])
        report.seconds = time.monotonic() - self._began
        report.cpu = time.process_time() - cpu
        report.wrong = self._books.wrong
        report.wrong += ["the API key stands in a log record"] * self._listener.leaks
        report.wrong += ["the API key was sent to storage"] * self._service.totals["leaked"]
        self._close(before, nobody)
        return report

    def _close(self, before: dict[str, int], nobody: object) -> None:
        """What is left when the client has closed, and whether the curves were flat."""
        report = self.report
        settle()
        now = self._measure(nobody)
        report.after = {name: (before[name], now[name]) for name in MEASURES}
        report.totals, report.errors = self._books.totals, self._books.errors
        report.service = self._service.totals
        report.under_load = judge(report.load.rows, report.load.done, share=UPS_AND_DOWNS)
        report.at_rest = judge(report.rest.rows, report.rest.done)

    @contextlib.contextmanager
    def _listening(self) -> Iterator[None]:
        log = logging.getLogger("runninghub_async")
        level, spread = log.level, log.propagate
        log.addHandler(self._listener)
        log.setLevel(logging.INFO)
        log.propagate = False
        try:
            yield
        finally:
            log.removeHandler(self._listener)
            log.setLevel(level)
            log.propagate = spread

    def _note(self, attempt: Attempt) -> None:
        self.report.attempts[attempt.error or "ok"] += 1

    def _measure(self, rh: object) -> dict[str, int]:
        return take(rh, self._folder)

    async def _sample(self, rh: RunningHub) -> None:
        while True:
            if self._working:  # what it holds between rounds is another curve
                self._add(self.report.load, self._measure(rh))
            await asyncio.sleep(self._plan.every)

    def _add(self, curve: Curve, row: dict[str, int]) -> None:
        curve.add(time.monotonic() - self._began, self._begun, row)

    async def _round(self, rh: RunningHub, jobs: int) -> None:
        """Work, wait until nothing runs, compare with the ledger, and look at what is left."""
        (self._folder / "clips").mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder / "clips") as folder:
            one = Round(
                rh,
                self._books,
                first=self._begun,
                jobs=jobs,
                folder=Path(folder),
                seed=self._plan.seed,
            )
            self._begun += jobs
            self._working = True
            async with asyncio.timeout(HANG):
                await one.run()
            self._working = False
        self._books.totals["spoiled files"] += one.spoiled
        if one.spoiled:
            self._books.wrong.append(f"{one.spoiled} files are not what the service has")
        await self._until(lambda: self._quiet(rh))
        waiting = {*self._books.running, *rh.unfinished}
        created = await asyncio.to_thread(self._service.news)
        told = set(rh.unfinished)
        self._books.settle(one.begun, created, told, self._listener.hashes)
        self._listener.hashes.clear()
        await self._reattach(rh, waiting)
        del one, created, waiting, told
        await self._rest(rh)

    @staticmethod
    def _quiet(rh: RunningHub) -> bool:
        now = rh.statistics()
        return not (now.watched or now.waiting_for_slot or now.connections)

    async def _reattach(self, rh: RunningHub, task_ids: set[str]) -> None:
        """See the ends of all tasks whose callers have gone: their ids are enough."""

        async def until_the_end(task_id: str) -> None:
            for _ in range(TRIES):
                try:
                    await rh.task(task_id).wait(deadline=60)
                except (TaskFailed, TaskCancelled):
                    return
                except RunningHubError:
                    continue
                return
            self._books.wrong.append(f"the end of task {task_id} cannot be seen")

        async with asyncio.timeout(HANG), asyncio.TaskGroup() as group:
            for task_id in task_ids:
                group.create_task(until_the_end(task_id))
        self._books.totals["reattached"] += len(task_ids)
        if rh.unfinished:
            self._books.wrong.append(f"still called unfinished: {rh.unfinished}")

    async def _rest(self, rh: RunningHub) -> None:
        """Nothing runs: what is in the registries is left over."""
        if not self._first:
            await self._until(lambda: self._quiet(rh))
            self._first = registries(rh)
        await self._until(lambda: self._quiet(rh) and not left_over(self._first, registries(rh)))
        settle()
        self.report.left |= left_over(self._first, registries(rh))
        self._add(self.report.rest, self._measure(rh))

    async def _until(self, condition: Callable[[], bool]) -> None:
        with contextlib.suppress(TimeoutError):  # the verdict says what is left
            async with asyncio.timeout(self._patience):
                while not condition():  # noqa: ASYNC110  (no event tells the end)
                    await asyncio.sleep(0.05)


def soak(
    plan: Plan,
    *,
    say: Callable[[Report], None] = lambda _: None,
    spoil: Callable[[RunningHub], None] = lambda _: None,
    rest: float = REST,
) -> Report:
    """Run it, with the emulator in another process and temporary files in a folder of its own.

    Args:
        plan: How long.
        say: Hears after each round.
        spoil: Gets the client when it is open, to plant what must be found.
        rest: Seconds in which all must have come to rest after a round.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        with (
            _temporary(folder / "tmp"),
            world.running(rate=plan.faults, seed=plan.seed, median=plan.median) as service,
        ):
            return asyncio.run(_Run(plan, service, folder, rest).run(say, spoil))


@contextlib.contextmanager
def _temporary(folder: Path) -> Iterator[None]:
    """Let temporary files be made where they are counted."""
    before, environment = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before
        if environment is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = environment
