"""`runninghub batch`: jobs from a file, safe to run again."""

from __future__ import annotations

import asyncio
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from msgspec import UNSET
from rich.console import Console

from runninghub_async.cli.batch_run import INTERRUPTED, Jobs, check_budget, run_jobs
from runninghub_async.cli.batch_summary import BatchSettings
from runninghub_async.cli.bill import Bill, Known, check_jobs, print_problems, read_journal
from runninghub_async.cli.job_check import Checker
from runninghub_async.cli.jobs_file import STDIN, BadLine, JobsFile
from runninghub_async.client import RunningHub
from runninghub_async.errors import (
    ConfigError,
    InvalidRequest,
    JournalError,
    RunningHubError,
)
from runninghub_async.files.disk import make_folder
from runninghub_async.journal.params import Digests

__all__ = ["HELP", "batch"]

BAD_INPUT = 2  #: as for an option that does not exist


class _Options(msgspec.Struct, frozen=True, kw_only=True):
    """What stands beside the run itself."""

    jobs: str
    endpoint: str | None
    site: str
    base_url: str | None
    dry_run: bool
    settings: BatchSettings


def batch(
    jobs: Annotated[str, typer.Argument(help="A file of JSON lines or CSV; - is the input.")],
    out: Annotated[
        Path, typer.Option(file_okay=False, help="Where the files are saved; made if missing.")
    ] = Path("out"),
    endpoint: Annotated[
        str | None, typer.Option(help="The endpoint of all lines that name none.")
    ] = None,
    journal: Annotated[
        Path | None, typer.Option(help="What is done and paid. [default: OUT/run.journal]")
    ] = None,
    no_journal: Annotated[
        bool, typer.Option("--no-journal", help="Keep none: another run submits all again.")
    ] = False,
    results: Annotated[
        str | None, typer.Option(help="One JSON line a job; - is the output. [OUT/results.jsonl]")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check all, estimate the bill, send nothing.")
    ] = False,
    budget: Annotated[
        str | None,
        typer.Option(metavar="CNY", help="Limit of money, earlier runs in the journal included."),
    ] = None,
    max_tasks: Annotated[
        int | None, typer.Option(min=0, help="Limit of tasks, in the same way.")
    ] = None,
    concurrency: Annotated[int | None, typer.Option(min=1, help="Jobs at once.")] = None,
    deadline: Annotated[float | None, typer.Option(min=0.001, help="Seconds for each job.")] = None,
    run_deadline: Annotated[
        float | None, typer.Option(min=0.001, help="Seconds for the run.")
    ] = None,
    retry_tasks: Annotated[
        int, typer.Option(min=0, help="New tasks where one may help; each costs again.")
    ] = 0,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Submit what failed in an earlier run again.")
    ] = False,
    decide: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=TASK", help="The task of an uncertain job; none if there is none."
        ),
    ] = None,
    ordered: Annotated[
        bool, typer.Option("--ordered", help="Results in the order of the jobs.")
    ] = False,
    spread: Annotated[
        bool, typer.Option("--spread", help="Save into OUT/0000, OUT/0001 …, 1000 jobs each.")
    ] = False,
    stop_after: Annotated[
        int | None, typer.Option(min=1, help="Begin no job after so many that did not succeed.")
    ] = None,
    site: Annotated[str, typer.Option(help="ai or cn.")] = "ai",
    base_url: Annotated[str | None, typer.Option(help="Another host.")] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing, unless a job did not succeed.")
    ] = False,
) -> None:
    """Run the jobs of a file, save what they make; run it again to do what is left.

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
    anything is sent. Exit code: 0 all succeeded, 1 some did not, 2 bad input or options,
    130 interrupted (Ctrl-C, SIGTERM): the tasks run on, and the next run waits for them.
    """
    console = Console(highlight=False, markup=False, stderr=results == STDIN)
    errors = Console(highlight=False, markup=False, stderr=True)
    try:
        options = _Options(
            jobs=jobs,
            endpoint=endpoint,
            site=site,
            base_url=base_url,
            dry_run=dry_run,
            settings=BatchSettings(
                out=out,
                journal=_journal_path(journal, no_journal, out),
                results=_results_path(results, out, jobs),
                concurrency=concurrency,
                deadline=UNSET if deadline is None else deadline,
                run_deadline=run_deadline,
                retry_tasks=retry_tasks,
                retry_failed=retry_failed,
                ordered=ordered,
                spread=spread,
                stop_after=stop_after,
                budget=_money(budget),
                max_tasks=max_tasks,
                decisions=tuple(map(_decision, decide or ())),
                quiet=quiet,
            ),
        )
        if decide and no_journal:
            raise ConfigError(setting="--decide", reason="needs a journal")
        code = _batch(options, console, errors)
    except (KeyboardInterrupt, asyncio.CancelledError):
        code = INTERRUPTED
    except (ConfigError, InvalidRequest, JournalError) as error:
        errors.print(f"runninghub: {error}", soft_wrap=True)
        code = BAD_INPUT
    except BadLine as error:  # its media was there when it was checked
        errors.print(f"runninghub: {jobs}:{error.number}: {error.reason}", soft_wrap=True)
        code = 1
    except (RunningHubError, OSError) as error:
        errors.print(f"runninghub: {error}", soft_wrap=True)
        code = 1
    raise typer.Exit(code)


#: One line for each paragraph, so that the terminal's own width breaks them.
HELP = "\n\n".join(" ".join(one.split()) for one in (batch.__doc__ or "").split("\n\n"))


def _batch(options: _Options, console: Console, errors: Console) -> int:
    settings = options.settings
    known = Known()
    if settings.journal is not None and settings.journal.exists():
        known = asyncio.run(read_journal(settings.journal))
    digests: Digests = {}
    with JobsFile.opened(options.jobs) as file:
        bill = check_jobs(
            file,
            endpoint=options.endpoint,
            known=known,
            retry_failed=settings.retry_failed,
            digests=digests,
        )
        print_problems(bill, errors)
        if bill.problems_in_all:
            return BAD_INPUT
        _say_warnings(bill, errors)
        check_budget(settings, bill.unpriced, bill.first_unpriced, bill.name)
        if options.dry_run:
            bill.print(console, settings.journal)
            _say_budget(bill, known, settings, console)
            console.print("Nothing was sent.")
            return 0
        rh = RunningHub(site=options.site, base_url=options.base_url)
        _make_folder(settings.out)
        if not settings.quiet:
            console.print(
                f"{bill.name}: {bill.total} jobs ({bill.known_shares()}); estimate: {bill.sums()}",
                soft_wrap=True,
            )

        def make_checker() -> Checker:
            return Checker(folder=file.folder, endpoint=options.endpoint, digests=digests)

        return asyncio.run(
            run_jobs(rh, Jobs(rh, file, make_checker, bill.total), settings, console)
        )


def _make_folder(out: Path) -> None:
    try:
        make_folder(out)
    except OSError as error:
        reason = f"{out} cannot be made: {error.strerror}"
        raise ConfigError(setting="--out", reason=reason) from error


def _say_warnings(bill: Bill, errors: Console) -> None:
    for text in bill.warnings:
        errors.print(f"warning: {text}", soft_wrap=True)
    if bill.warnings_in_all > len(bill.warnings):
        errors.print(f"… and {bill.warnings_in_all - len(bill.warnings)} more warnings")


def _say_budget(bill: Bill, known: Known, settings: BatchSettings, console: Console) -> None:
    if settings.budget is not None:
        left = settings.budget - known.spent - known.held
        needed = bill.totals.get("CNY", Decimal(0))
        fits = "enough for the rest" if needed <= left else "not enough: the run would stop early"
        console.print(f"budget: {left} of {settings.budget} CNY left, {fits}", soft_wrap=True)
    if settings.max_tasks is not None:
        left_tasks = settings.max_tasks - known.tasks
        fits = "enough" if bill.shares["new"] <= left_tasks else "not enough"
        console.print(f"tasks: {left_tasks} of {settings.max_tasks} left, {fits}", soft_wrap=True)


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
