"""One round of the long run: every way to have tasks run, all at once, some callers going away."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from runninghub_async import Job, Outcome, RunningHub, RunningHubError, TaskCancelled, TaskFailed
from runninghub_async.tasks.task import TaskResult

from .books import Books
from .world import CLIP, mark

__all__ = ["Round"]

#: Of the jobs of a round, by the way in which they run.
SHARES = {"map": 0.34, "journal": 0.24, "call": 0.16, "watch": 0.08, "later": 0.08, "flow": 0.07}
SHARES |= {"left": 0.02, "cancelled": 0.01}
AT_ONCE = 60  #: callers of one way
PICTURES = 20  #: that many jobs of a round upload a picture that is new
PNG = b"\x89PNG\r\n\x1a\n"
FLOW = "1950000000000000001"  #: a workflow that every emulator has


class Round:
    """So many jobs; what their callers are told goes into the books."""

    def __init__(
        self, rh: RunningHub, books: Books, *, first: int, jobs: int, folder: Path, seed: int
    ) -> None:
        self._rh = rh
        self._books = books
        self._numbers = iter(range(first, first + jobs))
        self._jobs = jobs
        self._folder = folder
        self._chance = random.Random(f"{seed}:{first}")
        self._make = rh.models.vidu.text_to_video
        self.begun: list[int] = []
        self.spoiled = 0  #: files that are not what the service has

    async def run(self) -> None:
        """Run all of them; returns when every caller has been told something or has gone."""
        ways: dict[str, Callable[[int], Awaitable[None]]] = {
            "call": self._call,
            "watch": self._watch,
            "later": self._later,
            "flow": self._flow,
            "cancelled": self._cancelled,
        }
        counts = {way: round(share * self._jobs) for way, share in SHARES.items()}
        counts["map"] += self._jobs - sum(counts.values())
        async with asyncio.TaskGroup() as group:
            group.create_task(self._map(self._take(counts["map"])))
            group.create_task(self._journal(self._take(counts["journal"])))
            group.create_task(self._left(self._take(counts["left"])))
            for way, work in ways.items():
                group.create_task(_each(work, self._take(counts[way])))

    def _take(self, count: int) -> list[int]:
        numbers = list(itertools.islice(self._numbers, count))
        self.begun += numbers
        return numbers

    # -- batches ----------------------------------------------------------------------------

    def _plain_jobs(self, numbers: list[int]) -> list[Job]:
        jobs = []
        for place, number in enumerate(numbers):
            params: dict[str, object] = {"prompt": mark(number)}
            endpoint = "vidu/text-to-video"
            if place < PICTURES or place % 4 == 0:
                endpoint = "vidu/image-to-video-q3-pro"
                picture = number if place < PICTURES else place % 8
                params["image_url"] = PNG + hashlib.sha256(b"%d" % picture).digest() * 32
            jobs.append(Job(endpoint, params, key=str(number)))
        return jobs

    async def _map(self, numbers: list[int]) -> None:
        run = self._rh.map(
            self._plain_jobs(numbers), concurrency=AT_ONCE, download_to=self._folder / "map"
        )
        await self._hear(run)

    async def _journal(self, numbers: list[int]) -> None:
        """With a journal; and what it says when it is asked once more is the same."""
        path = self._folder / "run.journal"
        jobs = [Job(self._make, {"prompt": mark(one)}, key=str(one)) for one in numbers]
        options = {"journal": path, "download_to": self._folder / "journal"}
        heard = await self._hear(self._rh.map(jobs, concurrency=AT_ONCE, **options))
        async for outcome in self._rh.resume(path):
            before = heard.get(int(outcome.key))
            if before is None or (before.task_id and outcome.task_id != before.task_id):
                self._books.wrong.append(f"the journal tells of {outcome}, not of {before}")

    async def _left(self, numbers: list[int]) -> None:
        """A loop that is left in the middle: those who were not told have gone."""
        told = set()
        jobs = [Job(self._make, {"prompt": mark(one)}, key=str(one)) for one in numbers]
        async with aclosing(self._rh.map(jobs, concurrency=AT_ONCE)) as run:
            async for outcome in run:
                self._books.tell_outcome(int(outcome.key), outcome)
                told.add(int(outcome.key))
                if len(told) >= len(numbers) // 2:
                    break
        for number in numbers:
            if number not in told:
                self._books.tell(number, "gone")

    async def _hear(self, run: AsyncIterator[Outcome]) -> dict[int, Outcome]:
        heard = {}
        async for outcome in run:
            number = int(outcome.key)
            self._books.tell_outcome(number, outcome)
            if outcome.status == "succeeded" and not outcome.files:
                self._books.errors[f"download: {type(outcome.error).__name__}"] += 1
            for path in outcome.files:
                self._check(path)
            outcome.result = None  # this table is the test's own memory
            heard[number] = outcome
        return heard

    # -- single callers ---------------------------------------------------------------------

    async def _call(self, number: int) -> None:
        """A bare call, and every fourth result saved."""
        result = await self._told(number, self._make(prompt=mark(number)))
        if result is not None and number % 4 == 0:
            try:
                for path in await result.download(self._folder / "calls"):
                    self._check(path)
            except RunningHubError as error:
                self._books.errors[f"download: {type(error).__name__}"] += 1

    async def _watch(self, number: int) -> None:
        """Submit, and look on until the end."""

        async def all_of_it() -> None:
            task = await self._make.submit(prompt=mark(number))
            async for state in task.watch():
                ended = state
            self._books.tell(number, "ended" if ended.finished else "runs", task.id)

        await self._told(number, all_of_it())

    async def _later(self, number: int) -> None:
        """Submit, and two wait who know the id only."""

        async def all_of_it() -> TaskResult:
            task = await self._make.submit(prompt=mark(number))
            waits = [self._rh.task(task.id).wait(deadline=60) for _ in range(2)]
            one, other = await asyncio.gather(*waits, return_exceptions=True)
            if isinstance(one, BaseException):
                raise one
            if isinstance(other, TaskFailed | TaskCancelled):
                self._books.wrong.append(f"two waited for {task.id}: {one!r} and {other!r}")
            return one

        await self._told(number, all_of_it())

    async def _flow(self, number: int) -> None:
        """A workflow; every third is ended by the service on demand."""

        async def all_of_it() -> TaskResult:
            task = await self._rh.workflows.submit(FLOW, {"6.text": mark(number)})
            if number % 3 == 0:
                try:
                    await task.cancel()
                except RunningHubError as error:  # it has ended, or the answer was lost
                    self._books.errors[f"cancel: {type(error).__name__}"] += 1
            return await task.wait(deadline=60)

        await self._told(number, all_of_it())

    async def _cancelled(self, number: int) -> None:
        """A caller that is cancelled at some moment."""
        call = asyncio.ensure_future(self._make(prompt=mark(number)))
        await asyncio.wait([call], timeout=self._chance.uniform(0.0, 0.8))
        call.cancel()
        await asyncio.wait([call])
        if call.cancelled():
            self._books.tell(number, "gone")
        elif (error := call.exception()) is not None:
            self._books.tell_error(number, error)
        else:
            self._books.tell(number, "ended", call.result().task_id)

    async def _told(self, number: int, work: Awaitable[TaskResult | None]) -> TaskResult | None:
        try:
            result = await work
        except Exception as error:  # noqa: BLE001  (what is foreign is what this looks for)
            self._books.tell_error(number, error)
            return None
        if result is not None:
            self._books.tell(number, "ended", result.task_id)
        return result

    def _check(self, path: Path) -> None:
        """A file is what the service has; then it is not needed any more."""
        self.spoiled += hashlib.sha256(path.read_bytes()).hexdigest() != CLIP
        path.unlink()


async def _each(work: Callable[[int], Awaitable[None]], numbers: list[int]) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with places:
            await work(number)

    async with asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(one(number))
