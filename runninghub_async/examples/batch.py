"""A CSV of prompts becomes a folder of clips: `python -m runninghub_async.examples.batch`.

Each row is a video; the columns are `key`, `prompt` and whatever else the model takes. All rows are
checked before the first is sent. A journal in the folder knows what was done: after a Ctrl-C, a
crash or a spent budget the same command does what is left, and pays for nothing twice. The first
Ctrl-C begins no further video and waits for those that are being made; the second leaves them, and
the next run fetches them (the emulator ends with this program, the service does not).

The command `runninghub batch` is this, grown up. Exit codes are the same: 0 all, 1 not all, 2 bad
input (nothing was sent), 130 interrupted.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import aclosing
from decimal import Decimal
from pathlib import Path

from runninghub_async import (
    AuthError,
    BillingError,
    Budget,
    BudgetExceeded,
    Endpoint,
    InvalidRequest,
    Job,
    Outcome,
    RunningHub,
    RunningHubError,
)
from runninghub_async.examples.service import service

__all__ = ["main", "run"]

SAMPLE = Path(__file__).with_name("prompts.csv")


def read_jobs(path: Path, endpoint: Endpoint) -> list[Job]:
    """Return a job for each row. Raises ValueError with all that is wrong, by line."""
    jobs: list[Job] = []
    wrong: list[str] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            line = f"{path.name}:{len(jobs) + len(wrong) + 2}"
            key = row.pop("key", None) or line
            params = {name: value for name, value in row.items() if value}  # empty is not given
            try:
                endpoint.check(**params)  # offline
                jobs.append(Job(endpoint, params, key=key))
            except (InvalidRequest, TypeError) as error:
                wrong.append(f"{line}: {error}")
    if wrong:
        raise ValueError("\n".join(wrong))
    return jobs


async def run(table: Path, folder: Path, budget: Budget, model: str) -> int:
    """Run what is left of a table, and return the exit code."""
    async with service() as settings, RunningHub(**settings) as rh:
        jobs = read_jobs(table, rh.model(model))
        told = Told(len(jobs))
        stopped = asyncio.Event()
        outcomes = rh.map(
            until(stopped, jobs),
            concurrency=4,
            journal=folder / "run.journal",
            budget=budget,
            download_to=lambda outcome: folder / re.sub(r"[^\w-]", "_", outcome.key),
        )
        with first_interrupt(stopped.set):
            async with aclosing(outcomes) as source:
                async for outcome in source:
                    told.show(outcome)
                    if told.hopeless is not None:
                        stopped.set()  # the next would fare no better
    told.show_end(folder, budget)
    return 0 if told.done == len(jobs) else 1


class Told:
    """What is said of a run: a line for each row, one for what holds for all rows, the end."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.hopeless: AuthError | BillingError | None = None  #: why no row will fare better
        self._needs_budget = False

    def show(self, outcome: Outcome) -> None:
        """Print how one job ended."""
        error = outcome.error
        self._needs_budget |= isinstance(error, BudgetExceeded)
        if isinstance(error, AuthError | BillingError):
            if self.hopeless is None:
                self.hopeless = error
                print(f"No further video is begun: {error}", flush=True)
            if outcome.task_id is None:
                return
        self.done += outcome.status == "succeeded" and error is None
        what = error or ", ".join(map(near, outcome.files))
        again = " (from an earlier run)" if outcome.resumed else ""
        print(f"{outcome.key}: {outcome.status}{again}: {what}", flush=True)

    def show_end(self, folder: Path, budget: Budget) -> None:
        """Print what there is, what it cost, and what to do about the rest."""
        spent = f"{budget.spent:f} of {budget.max} CNY spent"
        unclear = f", {budget.reserved:f} more may be" if budget.reserved else ""
        print(f"{self.done} of {self.total} clips are in {folder}/; {spent}{unclear}.")
        if rest := self.total - self.done:
            print(f"{rest} {'row has' if rest == 1 else 'rows have'} no clip. {self._advice()}")

    def _advice(self) -> str:
        again = "run it again: it does what is left, and pays for nothing twice."
        if isinstance(self.hopeless, AuthError):
            return f"Set RUNNINGHUB_API_KEY to a key that is valid at this site, then {again}"
        if self.hopeless is not None:
            return f"Top up the account, then {again}"
        if self._needs_budget:
            return "Run it again with a larger --budget: it does what is left."
        return "Run it again for the rest."


def near(path: Path) -> str:
    """A path as seen from here, if it is below; the journal keeps whole ones."""
    whole, here = path.absolute(), Path.cwd()
    return str(whole.relative_to(here) if whole.is_relative_to(here) else whole)


def until(stopped: asyncio.Event, jobs: list[Job]) -> Iterator[Job]:
    """The jobs, as long as nobody has asked to stop; each is taken when there is room for it."""
    for job in jobs:
        if stopped.is_set():
            return
        yield job


@contextlib.contextmanager
def first_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    """Let the first Ctrl-C stop in order; the second is a KeyboardInterrupt."""
    loop = asyncio.get_running_loop()

    def interrupted() -> None:
        loop.remove_signal_handler(signal.SIGINT)
        print("Stopping: no further video is begun. Ctrl-C again leaves at once.", flush=True)
        stop()

    with contextlib.suppress(NotImplementedError):  # Windows: there every Ctrl-C is the second
        loop.add_signal_handler(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)


def main(arguments: list[str] | None = None) -> None:
    """Run the batch."""
    parser = argparse.ArgumentParser(prog="python -m runninghub_async.examples.batch")
    parser.add_argument("table", type=Path, nargs="?", default=SAMPLE, help="CSV; else a sample")
    parser.add_argument("--out", type=Path, default=Path("clips"), help="the folder of clips")
    parser.add_argument("--budget", type=Decimal, default=Decimal(50), help="CNY at most")
    parser.add_argument("--model", default="vidu/text-to-video", help="a model's path or title")
    options = parser.parse_args(arguments)
    try:
        budget = Budget(max=options.budget)
        options.out.mkdir(parents=True, exist_ok=True)
        sys.exit(asyncio.run(run(options.table, options.out, budget, options.model)))
    except KeyboardInterrupt:
        print("Left: what runs goes on, the next run fetches it.", file=sys.stderr)
        sys.exit(130)
    except (OSError, ValueError, RunningHubError) as error:  # a ConfigError is a ValueError
        print(f"batch: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
