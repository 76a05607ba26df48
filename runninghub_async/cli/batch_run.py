"""A batch from its start to its summary: jobs out of a file, outcomes into the results."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from pathlib import Path
from typing import cast

from rich.console import Console

from runninghub_async.cli.batch_summary import BatchSettings, Ends, Left, say_end, say_what_runs
from runninghub_async.cli.failures import DONE, FAILED, INTERRUPTED
from runninghub_async.cli.job_check import CheckedJob, Checker
from runninghub_async.cli.jobs_file import BadLine, JobsFile
from runninghub_async.cli.report import write_report
from runninghub_async.cli.report_story import Story
from runninghub_async.cli.results import ResultLine, Results
from runninghub_async.cli.signals import cancelled_by_signals
from runninghub_async.cli.table import Board
from runninghub_async.cli.under_way import UnderWay
from runninghub_async.client import RunningHub
from runninghub_async.errors import AuthError, BillingError, ConfigError, RunningHubError
from runninghub_async.journal import Journal
from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.jobs import Job, Outcome

__all__ = ["Jobs", "check_budget", "run_jobs"]

IN_A_FOLDER = 1000  #: jobs, with --spread


class LineJob(Job, frozen=True):
    """A job that knows where it stands."""

    line: int = 0
    path: str = ""


class Jobs:
    """The jobs of a file that was checked, each made when the run is ready for it."""

    def __init__(
        self, rh: RunningHub, file: JobsFile, make_checker: Callable[[], Checker], total: int
    ) -> None:
        self.name = file.name
        self._rh = rh
        self._file = file
        self._make_checker = make_checker
        self._total = total
        self._stopped = False
        self._places: dict[int, tuple[int, str]] = {}  #: of jobs without an outcome

    def __len__(self) -> int:
        return self._total

    def __iter__(self) -> Iterator[Job]:
        checker = self._make_checker()
        numbers = itertools.count()  # as the run counts its jobs
        for line in self._file:
            if self._stopped:
                return
            if isinstance(line, BadLine):  # it was none when the file was checked
                raise line
            one = checker.read(line)
            self._places[next(numbers)] = one.line, one.endpoint
            yield self._job(one)

    def place(self, index: int) -> tuple[int, str]:
        """The line and the endpoint's path of a job that was given and not yet forgotten."""
        return self._places[index]

    def forget(self, index: int) -> None:
        """A job's outcome was told."""
        del self._places[index]

    def stop(self) -> None:
        """Give no further job; those that have begun are run to their ends."""
        self._stopped = True

    def _job(self, one: CheckedJob) -> Job:
        kind, _, rest = one.endpoint.partition("/")
        if kind in ("workflow", "app"):
            make = self._rh.workflows.job if kind == "workflow" else self._rh.apps.job
            job = make(rest, one.params, key=one.key)
        else:
            job = Job(one.endpoint, one.params, one.key)
        return LineJob(job.endpoint, job.params, job.key, line=one.line, path=one.endpoint)


async def run_jobs(rh: RunningHub, jobs: Jobs, settings: BatchSettings, console: Console) -> int:
    """Run the jobs and return the exit code: 0 all, 1 some did not succeed, 130 interrupted.

    `rh` is not open yet. SIGINT and SIGTERM cancel this; then it says what runs on. What is
    done is in the journal and in the results, whatever ends the run.

    Raises:
        ConfigError, JournalError: an option, the journal or the results cannot be used.
        OSError: the results cannot be written any more; the tasks run on.
    """
    ends = Ends(len(jobs), resumable=settings.journal is not None)
    began = time.monotonic()
    board = Board(console, len(jobs))
    story = None
    if settings.report is not None:
        story = Story(jobs.name, board, total=len(jobs), budget=settings.budget)
    # The journal's lock comes first: no other run then touches the results.
    async with _opened(rh, settings) as journal:
        with Results(settings.results) as results:
            taken = _Taken(jobs, results, ends, board, story)
            try:
                with cancelled_by_signals():
                    await _until_left(rh, jobs, settings, journal, taken, console)
            finally:
                taken.under_way.leave()
                results.keep_latest()
                await _report(story, settings, journal, interrupted=taken.interrupted)
    if taken.interrupted:
        return INTERRUPTED
    if not (settings.quiet and ends.all_done):
        say_end(settings, ends, time.monotonic() - began, console)
    return DONE if ends.all_done else FAILED


async def _until_left(
    rh: RunningHub,
    jobs: Jobs,
    settings: BatchSettings,
    journal: Journal | None,
    taken: _Taken,
    console: Console,
) -> None:
    """Run the jobs; when that is interrupted, say what runs on."""
    try:
        await _run(rh, jobs, settings, journal, taken)
    except asyncio.CancelledError:
        taken.interrupted = True
        running, unclear = taken.under_way.running, taken.under_way.unclear
        # A second Ctrl-C may come meanwhile: then what this run itself has seen must do.
        with contextlib.suppress(asyncio.CancelledError):
            if journal is None:
                running = max(running, len(rh.unfinished))
            else:
                summary = await journal.summary()
                running, unclear = summary.submitted, summary.uncertain + summary.submitting
                await taken.under_way.ask(journal)
        left = Left(running, unclear, () if journal is not None else rh.unfinished)
        say_what_runs(left, settings, taken.ends, console)
    except (RunningHubError, OSError, BadLine):
        if journal is not None:
            await taken.under_way.ask(journal)
        raise


class _Taken:
    """Where the outcomes go."""

    def __init__(
        self, jobs: Jobs, results: Results, ends: Ends, board: Board, story: Story | None
    ) -> None:
        self.results = results
        self.ends = ends
        self.board = board
        self.story = story
        self.interrupted = False
        told = (board, None) if story is None else (story, story.on_job)
        self.under_way = UnderWay(results, jobs.place, *told)
        self._jobs = jobs

    def add(self, outcome: Outcome) -> None:
        """Take an outcome: into the results, the sums, and the report."""
        job = cast(LineJob, outcome.job)
        line = ResultLine.of(outcome, line=job.line, endpoint=job.path)
        self.results.add(line)
        self.under_way.end(outcome.index)
        self._jobs.forget(outcome.index)
        self.ends.add(outcome, job.line, self._jobs.name)
        if self.story is not None:
            self.story.add(outcome, line)


async def _report(
    story: Story | None, settings: BatchSettings, journal: Journal | None, *, interrupted: bool
) -> None:
    if story is not None and settings.report is not None:
        story.interrupted = interrupted
        await story.finish(journal)
        await write_report(story, settings.report)


@asynccontextmanager
async def _opened(rh: RunningHub, settings: BatchSettings) -> AsyncIterator[Journal | None]:
    """The journal, if there is to be one, and the client: closed before the journal is."""
    async with AsyncExitStack() as stack:
        journal = None
        if settings.journal is not None:
            journal = await stack.enter_async_context(Journal(settings.journal))
            for key, task_id in settings.decisions:
                await journal.decide(key, task_id=task_id)
        await stack.enter_async_context(rh)
        yield journal


async def _run(
    rh: RunningHub,
    jobs: Jobs,
    settings: BatchSettings,
    journal: Journal | None,
    taken: _Taken,
) -> None:
    shown = None if settings.quiet else asyncio.create_task(taken.board.show(), name="board")
    outcomes = rh.map(
        jobs,
        journal=journal,
        download_to=_folder_of(settings),
        on_progress=taken.under_way,
        concurrency=settings.concurrency,
        deadline=settings.deadline,
        run_deadline=settings.run_deadline,
        task_retries=settings.retry_tasks,
        retry_failed=settings.retry_failed,
        ordered=settings.ordered,
        stop_after=settings.stop_after,
        budget=_budget(settings),
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they were told when the file was checked
            async with aclosing(outcomes) as source:
                async for outcome in source:
                    taken.add(outcome)
                    if isinstance(outcome.error, AuthError | BillingError):
                        jobs.stop()  # the next would fare no better
                        taken.ends.stopped = True
    finally:
        if shown is not None:
            shown.cancel()
            await asyncio.wait([shown])


def _budget(settings: BatchSettings) -> Budget | None:
    if settings.budget is None and settings.max_tasks is None:
        return None
    return Budget(
        max=settings.budget,
        max_tasks=settings.max_tasks,
        unknown="refuse" if settings.max_tasks is None else "count",
    )


def _folder_of(settings: BatchSettings) -> Path | Callable[[Outcome], Path]:
    if not settings.spread:
        return settings.out
    return lambda outcome: settings.out / f"{outcome.index // IN_A_FOLDER:04}"


def check_budget(settings: BatchSettings, unpriced: int, line: int, name: str) -> None:
    """Refuse a limit of money that jobs without a price would break at once.

    Raises:
        ConfigError: there are such jobs, and no --max-tasks counts them.
    """
    if settings.budget is not None and settings.max_tasks is None and unpriced:
        raise ConfigError(
            setting="--budget",
            reason=f"no list tells the price of {unpriced} jobs (the first is {name}:{line}); "
            "add --max-tasks to bound them by their number",
        )
