"""What a report tells of a run: its jobs, and when each of their tasks had a place."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec

from runninghub_async.cli.results import ResultLine
from runninghub_async.errors import SubmitUncertain
from runninghub_async.journal import Journal, JournalEntry
from runninghub_async.tasks.jobs import Outcome
from runninghub_async.tasks.run_progress import JobProgress, Progress

__all__ = ["Lap", "Story", "Told"]

LONGEST_PROMPT = 300  #: characters
LONGEST_WAIT = 600.0  #: seconds between noting a job and its submit that count as waiting


class Lap(msgspec.Struct, frozen=True, kw_only=True):
    """One task of a job. Times are Unix times."""

    asked: float | None  #: since when it waited for a place, where that is known
    began: float  #: when its submit left
    ended: float | None  #: when its end was seen; None where it was not
    status: str  #: "succeeded", "failed", "cancelled", "uncertain", "running"
    cost: Decimal | None = None  #: where a journal has it; else it is in the job's

    def until(self, now: float) -> float:
        """When it ended: one that runs on goes until now, an unclear one was a moment."""
        if self.ended is not None:
            return max(self.began, self.ended)
        return max(self.began, now) if self.status == "running" else self.began


class Told(msgspec.Struct, kw_only=True):
    """One job of the report."""

    key: str
    endpoint: str
    status: str
    line: int = 0  #: of the jobs file; 0 where the run was left before its outcome
    task_id: str | None = None
    cost: Decimal | None = None
    before: bool = False  #: an earlier run has submitted it
    prompt: str = ""
    text: str | None = None
    files: tuple[Path, ...] = ()
    error: str = ""
    advice: str = ""
    laps: tuple[Lap, ...] = ()

    @property
    def seconds(self) -> float | None:
        """How long its last task had a place; None where its end was not seen."""
        last = self.laps[-1] if self.laps else None
        return None if last is None or last.ended is None else last.ended - last.began


class _Track:
    """A job under way."""

    __slots__ = ("asked", "began", "job", "laps")

    def __init__(self, job: JobProgress) -> None:
        self.job = job
        self.asked: float | None = None
        self.began: float | None = None
        self.laps: list[Lap] = []

    def take(self, job: JobProgress) -> None:
        """Take a move in."""
        self.job = job
        match job.stage:
            case "waiting_for_slot":
                self.asked = job.at if self.asked is None else self.asked
                self.began = None  # a full service sends it back into the line
            case "submitting" | "running":
                self.began = job.at if self.began is None else self.began
            case "preparing":
                self._end(job.at, "failed")  # a new task follows one that failed
            case "saving" | "succeeded":
                self._end(job.at, "succeeded")
            case "failed":
                self._end(job.at, "failed" if job.task_id else "refused")
            case _:  # it may run on
                self._end(None, "running" if job.task_id else "uncertain")

    def _end(self, at: float | None, status: str) -> None:
        if self.began is not None and status != "refused":
            lap = Lap(asked=self.asked, began=self.began, ended=at, status=status)
            self.laps.append(lap)
        self.asked = self.began = None


class Story:
    """Listens to a run, and remembers what a report needs of each job."""

    def __init__(
        self,
        name: str,
        show: Callable[[Progress], None],
        *,
        total: int,
        budget: Decimal | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.name = name  #: of the jobs file
        self.began = clock()
        self.ended: float | None = None
        self.total = total
        self.interrupted = False
        self.budget = budget
        self.jobs: list[Told] = []
        self._show = show
        self._clock = clock
        self._tracks: dict[int, _Track] = {}

    # -- what the run tells

    def __call__(self, progress: Progress) -> None:
        """Pass on the counts."""
        self._show(progress)

    def on_job(self, job: JobProgress) -> None:
        """Note where a job is."""
        track = self._tracks.get(job.index)
        if track is None:
            track = self._tracks[job.index] = _Track(job)
        track.take(job)

    def add(self, outcome: Outcome, line: ResultLine) -> None:
        """Note how a job ended."""
        track = self._tracks.pop(outcome.index, None)
        error = line.error
        self.jobs.append(
            Told(
                key=line.key,
                endpoint=line.endpoint,
                status=line.status,
                line=line.line,
                task_id=line.task_id,
                cost=line.cost,
                before=line.resumed,
                prompt=_prompt(outcome),
                text=line.text,
                files=outcome.files,
                error=f"{error.type}: {error.message}" if error is not None else "",
                advice=_advice(outcome),
                laps=tuple(track.laps) if track is not None else (),
            )
        )

    async def finish(self, journal: Journal | None) -> None:
        """Take up what a journal has of earlier runs; nothing is added after it."""
        self.ended = self._clock()
        for track in self._tracks.values():
            track.take(msgspec.structs.replace(track.job, stage=None))
            self.jobs.append(
                Told(
                    key=track.job.key,
                    endpoint=track.job.endpoint,
                    status="running" if track.job.task_id else "not begun",
                    task_id=track.job.task_id,
                    before=track.job.resumed,
                    laps=tuple(track.laps),
                )
            )
        self._tracks.clear()
        if journal is None:
            return
        known = {job.key: job for job in self.jobs}
        async for entry in journal.jobs():
            if (job := known.get(entry.key)) is not None:
                earlier = _laps(entry, before=self.ended if job.before else self.began)
                job.laps = (*earlier, *(() if job.before else job.laps))

    @property
    def spent_before(self) -> Decimal:
        """What tasks have cost that ended before this run began."""
        laps = (lap for job in self.jobs for lap in job.laps)
        return sum(
            (lap.cost for lap in laps if lap.cost and (lap.ended or self.began) < self.began),
            Decimal(0),
        )


def _laps(entry: JournalEntry, *, before: float) -> list[Lap]:
    """The tasks of a job by the journal, those that began before a time.

    The journal does not know when the first began to wait: that is taken to be when the job was
    noted, unless that was long before: then there was a pause between two runs.
    """
    found = []
    for one in entry.attempts:
        if one.state == "refused" or one.began_at >= before:
            continue
        waited = one.number == 1 and one.began_at - entry.planned_at < LONGEST_WAIT
        found.append(
            Lap(
                asked=entry.planned_at if waited else None,
                began=one.began_at,
                ended=one.ended_at,
                status="running" if one.state in ("submitting", "submitted") else one.state,
                cost=one.usage.total_money,
            )
        )
    return found


def _prompt(outcome: Outcome) -> str:
    params = getattr(outcome.job, "params", None)
    prompt = params.get("prompt") if isinstance(params, dict) else None
    text = prompt if isinstance(prompt, str) else ""
    return text[:LONGEST_PROMPT] + (" …" if len(text) > LONGEST_PROMPT else "")


def _advice(outcome: Outcome) -> str:
    """What to do about it, by the command's own options."""
    if outcome.status == "succeeded":
        again = "Done and paid, but not all files are here: run again within 24 hours."
        return again if outcome.error is not None else ""
    if isinstance(outcome.error, SubmitUncertain):
        return (
            "Perhaps there is a task: look among the call records of the account, then run again "
            "with --decide KEY=TASK_ID, or --decide KEY=none where there is none."
        )
    if outcome.status == "uncertain":
        return "The task runs on: run the same command again to wait for it."
    if outcome.status == "failed" and outcome.task_id is not None:
        return "Change what was refused, or run again with --retry-failed; a new task costs again."
    return "There is no task: run the same command again."
