"""Many tasks: jobs in, outcomes out, bounded by what is in flight."""

from __future__ import annotations

import asyncio
import functools
import os
import time
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from contextlib import aclosing
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from runninghub_async.errors import BudgetExceeded, ClientClosed, ConfigError, RunningHubError
from runninghub_async.files.disk import in_thread, make_folder
from runninghub_async.tasks.jobs import Job, Outcome, Runnable
from runninghub_async.tasks.plan import Plan, check_journal, check_source
from runninghub_async.tasks.run_journal import (
    RunUse,
    recorded,
    remembering,
    run_journal,
    while_open,
)
from runninghub_async.tasks.run_progress import Stage
from runninghub_async.tasks.runner import Runner
from runninghub_async.tasks.running import Running
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.tally import Tally
from runninghub_async.tasks.task import Origin, Task
from runninghub_async.transport.hooks import logger

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal

__all__ = ["resume_batch", "run_batch"]

SETTLE_SECONDS = 5.0  #: that leaving a run waits for the answers of submits on the wire
CANCEL_SECONDS = 10.0  #: that leaving a run waits for the service to end its tasks
AHEAD = 8  #: jobs that prepare, upload and wait for a place before one is free
UNREAD = 64  #: outcomes that wait for a slow consumer before no new job is started
SAVING = 32  #: jobs whose task is done and whose files are being fetched, at the most


def run_batch(
    session: Session,
    jobs: Iterable[Job] | AsyncIterable[Job],
    plan: Plan,
    *,
    resolve: Callable[[str], Runnable] | None = None,
    total: int | None = None,
) -> AsyncGenerator[Outcome, None]:
    """Run jobs and give their outcomes; `RunningHub.map` documents it.

    Raises:
        ConfigError: at once, where `jobs` cannot be a collection of jobs.
    """
    check_source(jobs)
    return _run(session, jobs, plan, resolve, total)


async def _run(
    session: Session,
    jobs: Iterable[Job] | AsyncIterable[Job],
    plan: Plan,
    resolve: Callable[[str], Runnable] | None,
    total: int | None,
) -> AsyncGenerator[Outcome, None]:
    session.check_usable()
    await _prepare_folder(plan)
    async with run_journal(plan.journal) as (journal, use), remembering(session, journal):
        batch = _Batch(session, plan, resolve, journal, use, total=total)
        await batch.take_up()
        async with aclosing(batch.outcomes(jobs)) as outcomes:
            async for outcome in outcomes:
                yield outcome


def resume_batch(
    session: Session, journal: Journal | str | PathLike[str], plan: Plan
) -> AsyncGenerator[Outcome, None]:
    """Bring what a journal holds to its end; `RunningHub.resume` documents it.

    Raises:
        ConfigError: at once, where `journal` cannot be one.
    """
    check_journal(journal)
    return _resume(session, journal, plan)


async def _resume(
    session: Session, journal: Journal | str | PathLike[str], plan: Plan
) -> AsyncGenerator[Outcome, None]:
    session.check_usable()
    async with run_journal(journal, must_exist=True) as (book, use):
        assert book is not None
        await _prepare_folder(plan)  # a path that is mistyped makes nothing at all
        total = (await book.summary()).jobs
        batch = _Batch(session, plan, None, book, use, total=total, submit=False)
        async with aclosing(batch.outcomes(recorded(book))) as outcomes:
            async for outcome in outcomes:
                yield outcome


async def _prepare_folder(plan: Plan) -> None:
    if plan.download_to is not None and not callable(plan.download_to):
        await _made(plan.download_to)


async def _made(folder: str | PathLike[str]) -> None:
    """Make the directory now: a place that cannot be written to is known before it costs."""
    try:
        await in_thread(functools.partial(make_folder, Path(folder)))
    except OSError as error:
        reason = f"{os.fspath(folder)} cannot be made: {error.strerror or error}"
        raise ConfigError(setting="download_to", reason=reason) from error


class _Batch:
    """The state of one run: one feeder, the running jobs, and outcomes not yet read."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        resolve: Callable[[str], Runnable] | None,
        journal: Journal | None,
        use: RunUse | None,
        *,
        total: int | None,
        submit: bool = True,
    ) -> None:
        self._session = session
        self._plan = plan
        self._submit = submit
        self._journal = journal
        self._use = use
        self._tally = Tally(
            total=total,
            budget=plan.budget,
            on_progress=plan.on_progress,
            moved_bytes=lambda: (session.uploads.bytes, session.downloads.bytes),
            clock=time.monotonic,
        )
        self._runner = Runner(
            session, plan, self._tally, resolve=resolve, journal=journal, announce=self._announced
        )
        self._failures_left = plan.stop_after
        self._feeder: asyncio.Future[None] | None = None
        self._running: dict[int, asyncio.Future[None]] = {}
        self._jobs: dict[int, Running] = {}
        self._saving = 0  #: running jobs whose task is done and whose files are fetched
        self._not_taken: dict[int, str] = {}  #: index -> task whose outcome nobody has yet
        self._stopping = False
        self._left = False  #: nobody takes outcomes any more
        self._ready: deque[Outcome] = deque()
        self._early: dict[int, Outcome] = {}  #: outcomes that wait for one before them
        self._given = 0
        self._error: BaseException | None = None
        self._fed = False
        self._news = asyncio.Event()
        self._room = asyncio.Event()

    async def take_up(self) -> None:
        """Count what the journal has of earlier tasks in the budget, before the first job."""
        if self._journal is not None:
            with while_open(self._journal):
                await self._runner.spending.take_up(self._journal)

    async def outcomes(
        self, jobs: Iterable[Job] | AsyncIterable[Job]
    ) -> AsyncGenerator[Outcome, None]:
        """Run the jobs and give what becomes of them."""
        self._feeder = self._session.background.start(self._feed(jobs))
        self._feeder.add_done_callback(self._feeding_ended)
        try:
            while (outcome := await self._next()) is not None:
                yield outcome
        finally:
            await self._leave()

    async def _leave(self) -> None:
        """Stop starting and stop waiting; submitted tasks run on, unless they are to be cancelled.

        A task whose outcome nobody took is kept among the unfinished ones: it is paid.
        """
        self._left = True
        if self._use is not None:
            self._use.end()
        self._stop_feeding()
        left = [self._jobs[index] for index in self._running if index in self._jobs]
        running = list(self._running.values())
        for one in running:
            one.cancel()
        self._session.let_go(self._not_taken.values())
        try:
            if running:
                await asyncio.wait([self._session.background.over(one) for one in running])
            if any(job.pending for job in left):  # what has left is known, and written down
                await self._session.settle_abandoned(SETTLE_SECONDS)
            if self._plan.on_cancel == "cancel":
                await self._cancel([task for job in left if (task := self._task_of(job))])
        finally:
            self._tally.close()

    def _task_of(self, job: Running) -> Task | None:
        """The task of a job that was left, also where its caller had gone before the answer."""
        if job.task is not None or job.created is None:
            return job.task
        task_id, kind = job.created
        return Task(task_id, self._session, origin=Origin(kind=kind))

    async def _cancel(self, tasks: list[Task]) -> None:
        """Ask the service to end tasks that nobody waits for any more, for some seconds."""
        asked = [asyncio.ensure_future(self._cancel_one(task)) for task in tasks]
        if asked:
            _, late = await asyncio.wait(asked, timeout=CANCEL_SECONDS)
            for one in late:
                one.cancel()

    @staticmethod
    async def _cancel_one(task: Task) -> None:
        try:
            await task.cancel()
        except RunningHubError as error:
            logger.warning("%s", error)

    def _stop_feeding(self) -> None:
        self._stopping = True
        if self._feeder is not None:
            self._feeder.cancel()

    async def _next(self) -> Outcome | None:
        """The next outcome, or None after the last; raises what broke the run itself."""
        while not self._ready:
            if self._fed and not self._running:
                if not self._early:
                    self._raise_error()
                    return None
                for index in sorted(self._early):  # one before them will never come
                    self._ready.append(self._early.pop(index))
                break
            self._news.clear()
            await self._news.wait()
        outcome = self._ready.popleft()
        task_id = self._not_taken.pop(outcome.index, None)
        if task_id is not None:
            self._session.hand_over(task_id)
        self._room.set()
        return outcome

    def _raise_error(self) -> None:
        """Raise what broke the run, if anything did."""
        if isinstance(self._error, ClientClosed):
            raise ClientClosed(task_ids=self._session.unfinished)
        if self._error is not None:
            raise self._error

    async def _feed(self, jobs: Iterable[Job] | AsyncIterable[Job]) -> None:
        index = 0
        source = _each(jobs)
        try:
            await self._wait_for_room()
            async for job in source:
                outcome = Outcome(job=job, index=index)
                if self._failures_left == 0 or self._runner.over:
                    self._tally.move(None, "skipped")
                    self._deliver(outcome)
                    return
                self._start(outcome)
                index += 1
                await self._wait_for_room()
        finally:
            await source.aclose()

    def _start(self, outcome: Outcome) -> None:
        job = self._jobs[outcome.index] = Running(outcome, self._tally, self._moved)
        running = self._session.background.start(self._runner.run(job, submit=self._submit))
        self._running[outcome.index] = running
        running.add_done_callback(functools.partial(self._ended, outcome))

    async def _wait_for_room(self) -> None:
        while not self._has_room():
            self._room.clear()
            await self._room.wait()

    def _has_room(self) -> bool:
        limit = self._plan.concurrency
        places = self._session.slots.limit
        unread = max(UNREAD, 2 * (limit or 0))
        if self._plan.ordered:  # one slow job must not idle the places behind it
            unread = max(unread, 4 * (limit or places))
        return (
            len(self._running) - self._saving < places + AHEAD
            and (limit is None or len(self._running) < limit)
            and self._saving < SAVING
            and len(self._ready) + len(self._early) < unread
        )

    def _moved(self, before: Stage | None, after: Stage) -> None:
        self._saving += (after == "saving") - (before == "saving")
        self._room.set()

    def _announced(self, outcome: Outcome, task: Task) -> None:
        before = self._not_taken.get(outcome.index)
        if before is not None and before != task.id:  # of an attempt whose end was seen
            self._session.hand_over(before)
        self._not_taken[outcome.index] = task.id
        self._session.hold(task.id)
        self._room.set()

    def _ended(self, outcome: Outcome, running: asyncio.Future[None]) -> None:
        del self._running[outcome.index]
        job = self._jobs.pop(outcome.index)
        self._room.set()
        self._news.set()
        if running.cancelled():
            job.drop()
            if not self._left:  # somebody cancels all tasks of the loop, say: nothing goes unsaid
                reason = f"job {outcome.key!r} was cancelled by somebody else"
                self._error = self._error or ConfigError(setting="jobs", reason=reason)
                self._stop_feeding()
            return
        error = running.exception()
        if error is not None:
            # The end of the client, or a budget that is none for this run. The other jobs get
            # it too, each in its own time: a submit that is on the wire may still tell its id.
            self._error = self._error or error
            job.drop()
            self._stop_feeding()
            return
        if isinstance(outcome.error, BudgetExceeded):
            self._stop_feeding()
        if outcome.status != "succeeded" and self._failures_left:
            self._failures_left -= 1
        self._deliver(outcome)

    def _deliver(self, outcome: Outcome) -> None:
        self._news.set()
        if not self._plan.ordered:
            self._ready.append(outcome)
            return
        self._early[outcome.index] = outcome
        while self._given in self._early:
            self._ready.append(self._early.pop(self._given))
            self._given += 1

    def _feeding_ended(self, feeder: asyncio.Future[None]) -> None:
        self._fed = True
        self._news.set()
        if feeder.cancelled():
            if not self._stopping:
                self._error = self._error or ConfigError(
                    setting="jobs", reason="the input was cancelled before its end"
                )
        elif (error := feeder.exception()) is not None:
            self._error = self._error or error


async def _each(jobs: Iterable[Job] | AsyncIterable[Job]) -> AsyncGenerator[Job, None]:
    """The jobs one by one, from a plain or an async source; the source is closed after it."""
    try:
        if isinstance(jobs, AsyncIterable):
            async for job in jobs:
                yield job
        else:
            for job in jobs:
                yield job
    finally:
        if (close := getattr(jobs, "aclose", None)) is not None:
            await close()
