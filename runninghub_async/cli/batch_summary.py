"""What a batch was told to do, what came of it, and how that is said."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import UNSET, UnsetType
from rich.console import Console

from runninghub_async.cli.failures import explain
from runninghub_async.errors import SubmitUncertain
from runninghub_async.tasks.jobs import Outcome
from runninghub_async.tasks.run_progress import spoken

__all__ = ["BatchSettings", "Ends", "Left", "say_end", "say_what_runs"]

SHOWN = 10  #: jobs of a kind that are listed


class BatchSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The options of one run."""

    out: Path
    journal: Path | None
    results: Path | None  #: None is the standard output
    concurrency: int | None = None
    deadline: float | UnsetType = UNSET
    run_deadline: float | None = None
    retry_tasks: int = 0
    retry_failed: bool = False
    ordered: bool = False
    spread: bool = False
    stop_after: int | None = None
    budget: Decimal | None = None
    max_tasks: int | None = None
    decisions: tuple[tuple[str, str | None], ...] = ()  #: key -> task id, or None: there is none
    quiet: bool = False
    report: Path | None = None


class Ends:
    """What has come out so far, and what a person must know of it."""

    def __init__(self, total: int, *, resumable: bool) -> None:
        self.total = total
        self.resumable = resumable  #: there is a journal
        self.counts: Counter[str] = Counter()
        self.before = 0  #: succeeded, and nothing was submitted for it in this run
        self.cost = Decimal(0)
        self.cost_before = Decimal(0)
        self.files = 0
        self.failed_tasks = 0  #: failed jobs that had a task: only --retry-failed pays again
        self.undecided = 0  #: of the uncertain ones, those that another run cannot settle
        self.in_trouble = 0  #: jobs with an error
        self.stopped = False  #: because the key or the balance was refused
        self.troubles: dict[str, list[str]] = {}  #: title -> the first of them

    def add(self, outcome: Outcome, line: int, name: str) -> None:
        """Count an outcome."""
        unsaved = outcome.status == "succeeded" and outcome.error is not None
        self.counts["unsaved" if unsaved else outcome.status] += 1
        self.before += outcome.resumed and outcome.status == "succeeded"
        if outcome.resumed:
            self.cost_before += outcome.cost or 0
        else:
            self.cost += outcome.cost or 0
        self.files += len(outcome.files)
        self.failed_tasks += outcome.status == "failed" and outcome.task_id is not None
        self.undecided += isinstance(outcome.error, SubmitUncertain)
        if outcome.error is not None:
            self.in_trouble += 1
            listed = self.troubles.setdefault(_title(outcome, self.resumable), [])
            if len(listed) < SHOWN:
                listed.append(f"{name}:{line}: {outcome.key}: {_reason(outcome)}")

    @property
    def ended(self) -> int:
        """Jobs that have an outcome."""
        return sum(self.counts.values())

    @property
    def not_begun(self) -> int:
        """Jobs without a task, told as skipped or not told at all."""
        return self.total - self.ended + self.counts["skipped"]

    @property
    def all_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.counts["succeeded"] == self.total


def _title(outcome: Outcome, resumable: bool) -> str:
    if outcome.status == "succeeded":
        title, then = "done, but not saved", "run again while the results are kept: 24 hours"
    elif outcome.status != "uncertain":
        return outcome.status
    elif isinstance(outcome.error, SubmitUncertain):
        title = "uncertain: perhaps there is a task; look among the call records of the account"
        then = "then run again with --decide KEY=TASK_ID, or --decide KEY=none where there is none"
    else:
        title, then = "not waited for any longer: the task runs on", "run again to wait for it"
    return f"{title}; {then}" if resumable else title


def _reason(outcome: Outcome) -> str:
    error = outcome.error
    if isinstance(error, SubmitUncertain):
        at = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(error.at))
        page = f"; look in {error.records_url}" if error.records_url else ""
        return f"submitted at {at}, body {error.body_hash}: {error.cause}{page}"
    return explain(error) if error is not None else ""


class Left(NamedTuple):
    """What an interrupted run leaves behind."""

    running: int  #: tasks
    unclear: int  #: submits without an answer
    task_ids: tuple[str, ...] = ()  #: of the tasks, where no journal has them


def say_what_runs(left: Left, settings: BatchSettings, ends: Ends, console: Console) -> None:
    """Say what an interrupted run leaves behind, and how to go on."""
    tasks = "1 task runs" if left.running == 1 else f"{left.running} tasks run"
    ended = f"{ends.ended} of {ends.total} jobs have ended"
    text = f"\nInterrupted: {ended}; {tasks} on at the service, and will be billed."
    console.print(text, soft_wrap=True)
    if left.unclear:
        submits = "1 submit" if left.unclear == 1 else f"{left.unclear} submits"
        which = f"{settings.results} tells which" if settings.results else "the results tell which"
        console.print(f"Of {submits} nobody knows the answer: {which}.", soft_wrap=True)
    if settings.journal is not None:
        text = "Run the same command again: it waits for them and does what is left."
        console.print(text, soft_wrap=True)
        return
    for task_id in left.task_ids[:SHOWN]:
        console.print(f"  {task_id}")
    if len(left.task_ids) > SHOWN:
        console.print(f"  … and {len(left.task_ids) - SHOWN} more")
    console.print("There is no journal: another run would submit all jobs again.")


def say_end(settings: BatchSettings, ends: Ends, seconds: float, console: Console) -> None:
    """Say what did not succeed, the sums, and how to go on."""
    _say_troubles(ends, console)
    for name, value in _summary(settings, ends, seconds):
        console.print(f"{name:>8}  {value}", soft_wrap=True)
    if ends.stopped and ends.not_begun:
        console.print("The key or the balance was refused, so no further job was begun.")
    if settings.journal is None:
        return
    left = ends.total - ends.counts["succeeded"] - ends.undecided - ends.failed_tasks
    if left:
        without = " without --decide" if settings.decisions else ""
        text = f"Run the same command again{without}: it does what is left, and nothing twice."
        console.print(text, soft_wrap=True)
    if ends.failed_tasks:
        add = "keep" if settings.retry_failed else "add"
        them = "it" if ends.failed_tasks == 1 else "them"
        text = f"{ends.failed_tasks} failed: {add} --retry-failed to pay for {them} again."
        console.print(text, soft_wrap=True)


def _say_troubles(ends: Ends, console: Console) -> None:
    for title, lines in ends.troubles.items():
        console.print(f"{title}:", soft_wrap=True)
        for line in lines:
            console.print(f"  {line}", soft_wrap=True)
    hidden = ends.in_trouble - sum(map(len, ends.troubles.values()))
    if hidden > 0:
        console.print(f"  … and {hidden} more; the results have all of them")


def _summary(settings: BatchSettings, ends: Ends, seconds: float) -> Iterator[tuple[str, str]]:
    counts = ends.counts
    parts = [f"{counts['succeeded']} succeeded"]
    if ends.before:
        parts[0] += f" ({ends.before} of them from earlier runs)"
    parts += [f"{counts[one]} {one}" for one in ("unsaved", "failed", "uncertain") if counts[one]]
    if ends.not_begun:
        parts.append(f"{ends.not_begun} not begun")
    yield "jobs", f"{ends.total}: {', '.join(parts)}"
    before = f", and {ends.cost_before} CNY for tasks of earlier runs" if ends.cost_before else ""
    yield "cost", f"{ends.cost} CNY{before}"
    yield "time", spoken(seconds)
    yield "files", f"{ends.files} in {settings.out}/"
    if settings.results is not None:
        yield "results", str(settings.results)
    if settings.journal is not None:
        yield "journal", str(settings.journal)
    if settings.report is not None:
        yield "report", str(settings.report)
