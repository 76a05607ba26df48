"""How far a run is: counted as it goes, told when something has changed."""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec

from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.run_progress import JobProgress, Progress, Stage
from runninghub_async.transport.hooks import logger

__all__ = ["OnProgress", "ProgressFeed", "Stage", "Tally"]

ENDS = ("succeeded", "failed", "uncertain", "skipped")

QUIET = 0.05  #: seconds between two tellings, at least: a screen shows no more
WINDOW = 200  #: ends that the rate is taken from, the latest


#: One that has a method `on_job` is told of each job by it, at once (a `JobProgress`); then its
#: `close`, if it has one, is called when the run has ended or was left.
OnProgress: TypeAlias = Callable[[Progress], object]


class Tally:
    """The counts of one run. Moving a job costs two counters, however many jobs there are."""

    def __init__(
        self,
        *,
        total: int | None,
        budget: Budget | None,
        on_progress: OnProgress | None,
        moved_bytes: Callable[[], tuple[int, int]],
        clock: Callable[[], float],
    ) -> None:
        self.spent = Decimal(0)
        self._total = total
        self._budget = budget
        self._on_progress = on_progress
        self._on_job: Any = getattr(on_progress, "on_job", None)
        self._moved_bytes = moved_bytes
        self._bytes_before = moved_bytes()
        self._clock = clock
        self._began = clock()
        self._counts: Counter[str] = Counter()
        self._ends: deque[float] = deque(maxlen=WINDOW)
        self._timer: asyncio.TimerHandle | None = None
        self._over = False
        self._faults = 0  #: times that the callback raised

    def move(self, before: Stage | None, after: Stage | None, *, ran: bool = False) -> None:
        """Note that a job is somewhere else now; None is outside of the run.

        The pace is that of jobs that `ran`: whose task was submitted or waited for in this run.
        What is known from an earlier one ends at once, and says nothing of the rest.
        """
        if before is not None:
            self._counts[before] -= 1
        if after is not None:
            self._counts[after] += 1
        if after in ENDS and ran:
            self._ends.append(self._clock())
        self._tell_soon()

    @property
    def tells_jobs(self) -> bool:
        """Whether anybody listens to `tell_job`."""
        return self._on_job is not None

    def tell_job(self, job: JobProgress) -> None:
        """Tell where one job is; what the listener raises is logged once."""
        self._guarded(self._on_job, job)

    def now(self) -> Progress:
        """The state of the run."""
        up, down = self._moved_bytes()
        counts = {name: self._counts[name] for name in Stage.__args__}  # type: ignore[attr-defined]
        rate = self._rate()
        progress = Progress(
            total=self._total,
            seconds=self._clock() - self._began,
            per_minute=None if rate is None else 60 * rate,
            spent=self.spent,
            reserved=None if self._budget is None else self._budget.reserved,
            bytes_uploaded=up - self._bytes_before[0],
            bytes_downloaded=down - self._bytes_before[1],
            **counts,
        )
        if rate and self._total is not None:
            left = max(0, self._total - progress.done) / rate
            progress = msgspec.structs.replace(progress, seconds_left=left)
        return progress

    def close(self) -> None:
        """Tell the last state, at once, and nothing after it."""
        if self._over:
            return
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        self._tell()
        if self._faults > 1:
            logger.error("on_progress raised %d times in all", self._faults)
        if isinstance(self._on_progress, ProgressFeed) or self.tells_jobs:
            self._guarded(lambda _: getattr(self._on_progress, "close", lambda: None)(), None)

    def _rate(self) -> float | None:
        """Ends for each second, over the latest of them."""
        if len(self._ends) < 2:
            return None
        # From the start of the run while all ends are known: what runs first takes its time.
        whole = len(self._ends) < WINDOW
        first = self._began if whole else self._ends[0]
        count = len(self._ends) - (not whole)
        seconds = self._clock() - first
        return count / seconds if seconds > 0 else None

    def _tell_soon(self) -> None:
        if self._on_progress is not None and self._timer is None and not self._over:
            self._timer = asyncio.get_running_loop().call_later(QUIET, self._tell)

    def _tell(self) -> None:
        self._timer = None
        if self._on_progress is not None:
            self._guarded(self._on_progress, self.now())

    def _guarded(self, callback: Callable[[Any], object], value: object) -> None:
        try:
            told = callback(value)
            if inspect.iscoroutine(told):  # of a lambda: an async function is refused before
                told.close()
                raise TypeError("on_progress gave a coroutine: nobody awaits it")
        # The user's code may raise anything. Nothing is awaited here, so a cancellation is its
        # own as well.
        except (Exception, asyncio.CancelledError):  # noqa: BLE001
            self._faults += 1
            if self._faults == 1:
                logger.exception("on_progress raised; the run goes on")


class ProgressFeed:
    """Progress as an async iterator: give it as `on_progress`, then iterate over it.

    Who reads slowly gets the latest only. It ends with the run.

    ```python
    async def show(feed: ProgressFeed) -> None:
        async for progress in feed:
            print(progress)


    feed = ProgressFeed()
    async with asyncio.TaskGroup() as group:
        group.create_task(show(feed))
        jobs = [Job("vidu/text-to-video", {"prompt": "a cat"})]
        async for outcome in rh.map(jobs, on_progress=feed):
            print(outcome.status)
    ```
    """

    def __init__(self) -> None:
        self._latest: Progress | None = None
        self._news = asyncio.Event()
        self._over = False

    def __call__(self, progress: Progress) -> None:
        """Take the latest progress."""
        self._latest = progress
        self._news.set()

    def close(self) -> None:
        """End the iteration after the latest."""
        self._over = True
        self._news.set()

    async def __aiter__(self) -> AsyncIterator[Progress]:
        """Give each progress that is new."""
        while True:
            await self._news.wait()
            self._news.clear()
            latest, self._latest = self._latest, None
            if latest is not None:
                yield latest
            if self._over and self._latest is None:
                return
