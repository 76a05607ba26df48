"""The options of `runninghub batch`: what they are called, what they mean, and what they make."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import UNSET

from runninghub_async.cli.batch_summary import BatchSettings
from runninghub_async.cli.endpoint_group import complete_path
from runninghub_async.cli.jobs_file import STDIN
from runninghub_async.cli.report import check_report
from runninghub_async.errors import ConfigError

__all__ = ["BatchOptions", "HELP"]

_TEXT = """Run the jobs of a file, save what they make; run it again to do what is left.

JSON lines: {"endpoint": "vidu/text-to-video", "params": {"prompt": "a cat"}, "key": "cat"},
or without "params": then all but endpoint and key are parameters. Empty lines and lines
that begin with # are passed over.

CSV: a header row; the columns endpoint and key, all others are parameters. An empty cell is
not given; a | stands between the items of a list; a cell for a list or an object may be JSON.

Workflows and apps: endpoint workflow/ID or app/ID, parameters such as 6.text. In a CSV their
numbers, true, false and JSON are read as such for workflows; "2024" in quotes stays a text.

Local media: a path, relative to the jobs file, wherever the endpoint takes a picture, a
video or a sound; for workflows and apps write file:cat.png.

A key names a job in every run. Without one it is made from the job itself (endpoint,
parameters, content of media), so lines can be moved, added and removed; equal lines count.

The API key comes from RUNNINGHUB_API_KEY or RH_API_KEY. All lines are checked before
anything is sent. With --report the page holds files of up to 1 MiB, 24 MiB in all, and links the
others. Exit code: 0 all succeeded, 1 some did not, 2 bad input or options,
130 interrupted (Ctrl-C, SIGTERM): the tasks run on, and the next run waits for them."""

#: One line for each paragraph, so that the terminal's own width breaks them.
HELP = "\n\n".join(" ".join(one.split()) for one in _TEXT.split("\n\n"))


# -- each option: its type, and what its help says ------------------------------------------------

Jobs = Annotated[
    str, typer.Argument(metavar="FILE", help="A file of JSON lines or CSV; - is the input.")
]
Out = Annotated[
    Path, typer.Option(file_okay=False, help="Where the files are saved; made if missing.")
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        autocompletion=complete_path,
        help="The endpoint of all lines that name none.",
    ),
]
JournalPath = Annotated[
    Path | None, typer.Option(help="What is done and paid. [default: OUT/run.journal]")
]
NoJournal = Annotated[
    bool, typer.Option("--no-journal", help="Keep none: another run submits all again.")
]
ResultsPath = Annotated[
    str | None, typer.Option(help="One JSON line a job; - is the output. [OUT/results.jsonl]")
]
Report = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.html",
        help="Write one page: clips, prompts, timeline, spend. Small files are inside it.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Check all, estimate the bill, send nothing.")
]
Money = Annotated[
    str | None,
    typer.Option(metavar="CNY", help="Limit of money, earlier runs in the journal included."),
]
MaxTasks = Annotated[int | None, typer.Option(min=0, help="Limit of tasks, in the same way.")]
Concurrency = Annotated[int | None, typer.Option(min=1, help="Jobs at once.")]
Deadline = Annotated[float | None, typer.Option(min=0.001, help="Seconds for each job.")]
RunDeadline = Annotated[float | None, typer.Option(min=0.001, help="Seconds for the run.")]
RetryTasks = Annotated[
    int, typer.Option(min=0, help="New tasks where one may help; each costs again.")
]
RetryFailed = Annotated[
    bool, typer.Option("--retry-failed", help="Submit what failed in an earlier run again.")
]
Decide = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY=TASK", help="The task of an uncertain job; none if there is none."),
]
Ordered = Annotated[bool, typer.Option("--ordered", help="Results in the order of the jobs.")]
Spread = Annotated[
    bool, typer.Option("--spread", help="Save into OUT/0000, OUT/0001 …, 1000 jobs each.")
]
StopAfter = Annotated[
    int | None, typer.Option(min=1, help="Begin no job after so many that did not succeed.")
]
PrivateHosts = Annotated[
    bool,
    typer.Option("--allow-private-hosts", help="Fetch results also from private networks."),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing, unless a job did not succeed.")
]


class BatchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What was given; the names are those of the options."""

    jobs: str
    out: Path
    endpoint: str | None
    journal: Path | None
    no_journal: bool
    results: str | None
    report: Path | None
    dry_run: bool
    budget: str | None
    max_tasks: int | None
    concurrency: int | None
    deadline: float | None
    run_deadline: float | None
    retry_tasks: int
    retry_failed: bool
    decide: list[str] | None
    ordered: bool
    spread: bool
    stop_after: int | None
    site: str | None
    base_url: str | None
    allow_private_hosts: bool
    quiet: bool

    def settings(self) -> BatchSettings:
        """Check what was given.

        Raises:
            ConfigError: an option is none, or does not go with another.
        """
        if self.decide and self.no_journal:
            raise ConfigError(setting="--decide", reason="needs a journal")
        if self.report is not None:
            check_report(self.report)
        return BatchSettings(
            out=self.out,
            journal=_journal_path(self.journal, self.no_journal, self.out),
            results=_results_path(self.results, self.out, self.jobs),
            concurrency=self.concurrency,
            deadline=UNSET if self.deadline is None else self.deadline,
            run_deadline=self.run_deadline,
            retry_tasks=self.retry_tasks,
            retry_failed=self.retry_failed,
            ordered=self.ordered,
            spread=self.spread,
            stop_after=self.stop_after,
            budget=_money(self.budget),
            max_tasks=self.max_tasks,
            decisions=tuple(map(_decision, self.decide or ())),
            quiet=self.quiet,
            report=self.report,
        )


def _journal_path(journal: Path | None, without: bool, out: Path) -> Path | None:
    if not without:
        return out / "run.journal" if journal is None else journal
    if journal is not None:
        raise ConfigError(setting="--no-journal", reason="does not go with --journal")
    return None


def _results_path(results: str | None, out: Path, jobs: str) -> Path | None:
    if results == STDIN:
        return None
    path = out / "results.jsonl" if results is None else Path(results)
    if jobs != STDIN and path.exists() and Path(jobs).exists() and path.samefile(jobs):
        raise ConfigError(setting="--results", reason=f"{path} is the file of the jobs")
    return path


def _money(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise ConfigError(setting="--budget", reason=f"{text!r} is no amount, such as 20 or 19.90")
    return amount


def _decision(text: str) -> tuple[str, str | None]:
    key, found, task_id = text.rpartition("=")
    if not found or not key or not task_id.strip():
        reason = f"{text!r} is not KEY=TASK_ID or KEY=none"
        raise ConfigError(setting="--decide", reason=reason)
    return key, None if task_id.strip().lower() == "none" else task_id.strip()
