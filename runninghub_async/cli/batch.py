"""`runninghub batch`: jobs from a file, safe to run again."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import typer
from rich.console import Console

from runninghub_async.cli import batch_options as given
from runninghub_async.cli import options as common
from runninghub_async.cli.batch_options import HELP, BatchOptions
from runninghub_async.cli.batch_run import Jobs, check_budget, run_jobs
from runninghub_async.cli.batch_summary import BatchSettings
from runninghub_async.cli.bill import Bill, Known, check_jobs, print_problems, read_journal
from runninghub_async.cli.failures import BAD_INPUT, FAILED, INTERRUPTED, explain
from runninghub_async.cli.job_check import Checker
from runninghub_async.cli.jobs_file import STDIN, BadLine, JobsFile
from runninghub_async.cli.voice import NOTHING_SENT
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


def batch(
    jobs: given.Jobs,
    out: given.Out = Path("out"),
    endpoint: given.Endpoint = None,
    journal: given.JournalPath = None,
    no_journal: given.NoJournal = False,
    results: given.ResultsPath = None,
    report: given.Report = None,
    dry_run: given.DryRun = False,
    budget: given.Money = None,
    max_tasks: given.MaxTasks = None,
    concurrency: given.Concurrency = None,
    deadline: given.Deadline = None,
    run_deadline: given.RunDeadline = None,
    retry_tasks: given.RetryTasks = 0,
    retry_failed: given.RetryFailed = False,
    decide: given.Decide = None,
    ordered: given.Ordered = False,
    spread: given.Spread = False,
    stop_after: given.StopAfter = None,
    site: common.Site = None,
    base_url: common.BaseUrl = None,
    allow_private_hosts: given.PrivateHosts = False,
    quiet: given.Quiet = False,
) -> None:
    """Run the jobs of a file, save what they make; run it again to do what is left."""
    raise typer.Exit(_run(BatchOptions(**locals())))


def _run(options: BatchOptions) -> int:
    """Run the command and return its exit code."""
    console = Console(highlight=False, markup=False, stderr=options.results == STDIN)
    errors = Console(highlight=False, markup=False, stderr=True)
    try:
        return _batch(options, options.settings(), console, errors)
    except KeyboardInterrupt:  # while the file was checked
        errors.print(f"runninghub: {NOTHING_SENT}")
        return INTERRUPTED
    except (ConfigError, InvalidRequest, JournalError) as error:
        errors.print(f"runninghub: {explain(error)}", soft_wrap=True)
        return BAD_INPUT
    except BadLine as error:  # its media was there when it was checked
        where = f"{options.jobs}:{error.number}"
        errors.print(f"runninghub: {where}: {error.reason}", soft_wrap=True)
        return FAILED
    except (RunningHubError, OSError) as error:
        errors.print(f"runninghub: {explain(error)}", soft_wrap=True)
        return FAILED


def _batch(
    options: BatchOptions, settings: BatchSettings, console: Console, errors: Console
) -> int:
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
        rh = RunningHub(
            site=options.site or "ai",
            base_url=common.chosen_url(options.site, options.base_url),
            allow_private_hosts=options.allow_private_hosts,
        )
        _make_folder(settings.out, "--out")
        if settings.report is not None:
            _make_folder(settings.report.parent, "--report")
        if not settings.quiet:
            console.print(
                f"{bill.name}: {bill.total} jobs ({bill.known_shares()}); estimate: {bill.sums()}",
                soft_wrap=True,
            )

        def make_checker() -> Checker:
            return Checker(folder=file.folder, endpoint=options.endpoint, digests=digests)

        work = run_jobs(rh, Jobs(rh, file, make_checker, bill.total), settings, console)
        try:
            return asyncio.run(work)
        except (KeyboardInterrupt, asyncio.CancelledError):  # again: what runs on was said
            return INTERRUPTED


def _make_folder(folder: Path, option: str) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        reason = f"{folder} cannot be made: {error.strerror}"
        raise ConfigError(setting=option, reason=reason) from error


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
