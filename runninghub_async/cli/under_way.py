"""The jobs of a batch that have a task, or may have one, and no outcome yet."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import msgspec

from runninghub_async.cli.results import ResultLine, Results
from runninghub_async.journal import Journal
from runninghub_async.tasks.run_progress import JobProgress, Progress

__all__ = ["UnderWay"]

_TEXTS = {
    "running": "the run was left before the end of this task was told: it runs on, or is done, and "
    "is paid. Do not submit it again: the same command waits for it",
    "uncertain": "the run was left before the submit was answered: perhaps there is a task. Look "
    "among the call records of the account before you submit it again",
    "skipped": "the run was left before this job was submitted; nothing was sent",
    "failed": "the run was left before the end of this task was told: it failed",
}


class UnderWay:
    """Listens to a run, and keeps the lines of the results true while jobs have no outcome.

    Args:
        results: Where the lines go.
        place: Index of a job -> its line in the jobs file, and its endpoint's path.
        show: Is given the progress.
        on_job: Is told of each move of each job, if anybody wants to know.
    """

    def __init__(
        self,
        results: Results,
        place: Callable[[int], tuple[int, str]],
        show: Callable[[Progress], None],
        on_job: Callable[[JobProgress], None] | None = None,
    ) -> None:
        self._results = results
        self._place = place
        self._show = show
        self._on_job = on_job
        self._jobs: dict[int, JobProgress] = {}

    def __call__(self, progress: Progress) -> None:
        """Pass on the counts."""
        self._show(progress)

    def on_job(self, job: JobProgress) -> None:
        """Note where a job is; what an earlier run has told of it is written over."""
        if self._on_job is not None:
            self._on_job(job)
        if job.stage is None:  # nobody runs it any more: what it was counts
            before = self._jobs.get(job.index)
            if before is not None and job.task_id is not None:
                self._jobs[job.index] = msgspec.structs.replace(before, task_id=job.task_id)
            return
        if job.stage == "submitting":  # the task before this one has failed
            job = msgspec.structs.replace(job, task_id=None)
        self._jobs[job.index] = job
        if job.stage in ("submitting", "running"):
            # A disk that is full ends the run with the next outcome; here nobody could tell it.
            with contextlib.suppress(OSError):
                self._results.begun(self._line(job, job.stage))

    def end(self, index: int) -> None:
        """A job's outcome was told."""
        self._jobs.pop(index, None)

    @property
    def running(self) -> int:
        """Jobs that have a task."""
        return sum(_state(job) == "running" for job in self._jobs.values())

    @property
    def unclear(self) -> int:
        """Jobs whose submit got no answer."""
        return sum(_state(job) == "uncertain" for job in self._jobs.values())

    async def ask(self, journal: Journal) -> None:
        """Take up what the journal has of submits whose answers came when nobody waited."""
        for index, job in list(self._jobs.items()):
            if _state(job) != "uncertain":
                continue
            entry = await journal.job(job.key)
            if entry is None:
                continue
            if entry.task_id is not None:
                job = msgspec.structs.replace(job, stage="running", task_id=entry.task_id)
            elif entry.state in ("planned", "refused"):
                job = msgspec.structs.replace(job, stage="waiting_for_slot")
            self._jobs[index] = job

    def leave(self) -> None:
        """Write a line of each job that has, or may have, a task; the run is left.

        Raises:
            OSError: the disk, or who reads the output, takes no more.
        """
        for job in self._jobs.values():
            status = _state(job)
            if status in ("running", "uncertain") or self._results.told_before(job.key):
                self._results.add(self._line(job, status, _TEXTS[status]))
        self._jobs.clear()

    def _line(self, job: JobProgress, status: str, error: str = "") -> ResultLine:
        line, endpoint = self._place(job.index)
        return ResultLine.under_way(job, line=line, endpoint=endpoint, status=status, error=error)


def _state(job: JobProgress) -> str:
    """What a job without an outcome is to who reads the results."""
    if job.stage in ("running", "saving", "succeeded") or (
        job.stage == "uncertain" and job.task_id is not None
    ):
        return "running"
    if job.stage in ("submitting", "uncertain"):
        return "uncertain"
    # One whose task has failed waits for a new one, or for somebody to take its outcome.
    return "failed" if job.task_id is not None else "skipped"
