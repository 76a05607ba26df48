"""What a file of jobs would cost, and what a journal has of it already. Sends nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

import msgspec
from rich.console import Console

from runninghub_async.catalog.build import recorded_price
from runninghub_async.catalog.pricing import Price
from runninghub_async.cli.job_check import CheckedJob, Checker
from runninghub_async.cli.jobs_file import BadLine, JobsFile
from runninghub_async.journal import Journal, JournalEntry
from runninghub_async.journal.params import Digests

__all__ = ["Bill", "Known", "KnownJob", "SHOWN", "check_jobs", "print_problems", "read_journal"]

SHOWN = 20  #: problems, and warnings, that are listed

#: What a run would do with a job.
Share: TypeAlias = Literal["done", "running", "uncertain", "failed", "new"]

_SHARES: dict[str, Share] = {
    "succeeded": "done",
    "submitted": "running",
    "submitting": "uncertain",
    "uncertain": "uncertain",
    "failed": "failed",
    "cancelled": "failed",
}
_MEANS: dict[Share, str] = {
    "done": "done before",
    "running": "running, to be waited for",
    "uncertain": "uncertain, not sent again",
    "failed": "failed before, not sent again without --retry-failed",
    "new": "to be submitted",
}


class KnownJob(NamedTuple):
    """What a journal has of one job."""

    share: Share
    fingerprint: bytes


class Known(msgspec.Struct):
    """What a journal has: its jobs, and what all of its tasks have cost."""

    jobs: dict[str, KnownJob] = {}  #: by key
    spent: Decimal = Decimal(0)
    held: Decimal = Decimal(0)  #: listed prices of those whose cost is not known
    tasks: int = 0  #: that were submitted

    def add(self, entry: JournalEntry) -> None:
        """Take in one job."""
        share = _SHARES.get(entry.state, "new")
        sent = [one for one in entry.attempts if one.state != "refused"]
        unpaid = sum(one.usage.total_money is None for one in sent)
        self.jobs[entry.key] = KnownJob(share, bytes.fromhex(entry.fingerprint))
        self.spent += sum(one.usage.total_money or 0 for one in sent)
        price = recorded_price(entry.endpoint, entry.params) if unpaid else None
        if price is not None and price.unit == "call":
            self.held += unpaid * price.amount
        self.tasks += len(sent)


async def read_journal(path: Path) -> Known:
    """Read what a journal has.

    Raises:
        JournalError: another process has it, or it cannot be read.
    """
    known = Known()
    async with Journal(path) as journal:
        async for entry in journal.jobs():
            known.add(entry)
    return known


class _Cost(NamedTuple):
    """What each job of a group costs, as far as the list says."""

    unit: str  #: "call", or what one amount is for; empty where no list names a price
    amount: Decimal = Decimal(0)  #: of a unit that is not the call
    currency: str = ""
    at_least: bool = False

    @classmethod
    def of(cls, price: Price | None) -> _Cost:
        if price is None:
            return cls("")
        amount = Decimal(0) if price.unit == "call" else price.amount
        return cls(price.unit, amount, price.currency, price.at_least)


class Bill(msgspec.Struct):
    """What was found when a file was checked: counts, prices, problems."""

    name: str  #: of the file
    total: int = 0
    shares: Counter[str] = msgspec.field(default_factory=Counter)
    problems: list[BadLine] = []  #: the first of them
    alike: dict[str, int] = {}  #: what is wrong with these -> of how many lines in all
    problems_in_all: int = 0
    warnings: list[str] = []  #: the first of them
    warnings_in_all: int = 0
    unpriced: int = 0  #: new jobs without a price of the whole call
    first_unpriced: int = 0  #: the line of the first
    totals: dict[str, Decimal] = {}  #: currency -> what the new jobs cost, as far as known
    at_least: bool = False  #: some of these prices are lower bounds
    groups: dict[tuple[str, _Cost], list[Decimal]] = {}  #: amounts of the new jobs

    def add(self, job: CheckedJob, share: Share) -> None:
        """Count a job that is fine."""
        self.total += 1
        self.shares[share] += 1
        if share != "new":
            return
        cost, price = _Cost.of(job.price), job.price
        group = self.groups.setdefault((job.endpoint, cost), [Decimal(0), Decimal(0)])
        group[0] += 1
        if price is None or price.unit != "call":
            self.first_unpriced = self.first_unpriced or job.line
            self.unpriced += 1
            return
        group[1] += price.amount
        self.totals[price.currency] = self.totals.get(price.currency, Decimal(0)) + price.amount
        self.at_least |= price.at_least

    def note(self, problem: BadLine) -> None:
        """Count a line that makes no job."""
        self.problems_in_all += 1
        if len(self.problems) < SHOWN:
            self.problems.append(problem)
            self.alike.setdefault(problem.reason, 0)
        if problem.reason in self.alike:
            self.alike[problem.reason] += 1

    def warn(self, line: int, texts: list[str]) -> None:
        """Count what the table only warns of."""
        self.warnings_in_all += len(texts)
        for text in texts[: SHOWN - len(self.warnings)]:
            self.warnings.append(f"{self.name}:{line}: {text}")

    def sums(self) -> str:
        """The estimate of the new jobs in one line: "from 28.00 CNY, and 3 jobs without …"."""
        least = "from " if self.at_least else ""
        parts = [f"{least}{amount} {currency}" for currency, amount in self.totals.items()]
        if self.unpriced:
            jobs = "1 job" if self.unpriced == 1 else f"{self.unpriced} jobs"
            parts.append(f"{jobs} whose price no list tells before the run")
        return " and ".join(parts) or "nothing"

    def known_shares(self) -> str:
        """What is known of the jobs: "120 done before; 80 to be submitted"."""
        counts = ((share, self.shares[share]) for share in get_args(Share))
        return "; ".join(f"{count} {_MEANS[share]}" for share, count in counts if count)

    def print(self, console: Console, journal: Path | None) -> None:
        """Print all of it."""
        console.print(f"{self.name}: {self.total} jobs, all of them fine", soft_wrap=True)
        rows = list(self._rows())
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for count, endpoint, price in rows:
            text = f"{count:>{widths[0]}}  {endpoint:<{widths[1]}}  {price:>{widths[2]}}"
            console.print(f"  {text}", soft_wrap=True)
        where = f" (journal {journal})" if journal is not None and journal.exists() else ""
        console.print(f"jobs: {self.known_shares()}{where}", soft_wrap=True)
        console.print(f"estimated bill: {self.sums()}", soft_wrap=True)

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        for (endpoint, cost), (count, amount) in sorted(self.groups.items()):
            least = "from " if cost.at_least else ""
            if cost.unit == "call":
                price = f"{least}{amount} {cost.currency}"
            elif cost.unit:
                one = Price(amount=cost.amount, currency=cost.currency, unit=cost.unit, as_of="")
                price = f"each {least}{one}".removesuffix(" ()")
            else:
                price = "no listed price"
            yield str(count), endpoint, price


def check_jobs(
    file: JobsFile, *, endpoint: str | None, known: Known, retry_failed: bool, digests: Digests
) -> Bill:
    """Check every line of a file, also after a bad one."""
    bill = Bill(file.name)
    checker = Checker(folder=file.folder, endpoint=endpoint, digests=digests)
    for line in file:
        try:
            if isinstance(line, BadLine):
                raise line
            job, warned = checker.check(line)
            bill.warn(job.line, warned)
            bill.add(job, _share(job, known, retry_failed))
        except BadLine as problem:
            bill.note(problem)
    if not bill.total and not bill.problems_in_all:
        bill.note(BadLine(1, "the file holds no job"))
    return bill


def _share(job: CheckedJob, known: Known, retry_failed: bool) -> Share:
    if job.key not in known.jobs:
        return "new"
    share, fingerprint = known.jobs[job.key]
    if fingerprint != bytes.fromhex(job.fingerprint):
        raise BadLine(
            job.line,
            f"key {job.key!r} stands for another job in the journal, with other parameters; "
            "give it another key, or another --journal",
        )
    return "new" if share == "failed" and retry_failed else share


def print_problems(bill: Bill, console: Console) -> None:
    """Print the bad lines, each with its place; nothing where there are none."""
    firsts = {problem.reason: problem.number for problem in reversed(bill.problems)}
    for reason, number in sorted(firsts.items(), key=lambda one: one[1]):
        others = bill.alike[reason] - 1
        more = f" (and so {_lines(others)} more)" if others else ""
        console.print(f"{bill.name}:{number}: {reason}{more}", soft_wrap=True)
    told = sum(bill.alike.values())
    if bill.problems_in_all > told:
        console.print(f"… and {bill.problems_in_all - told} more")
    if bill.problems_in_all:
        are = "is" if bill.problems_in_all == 1 else "are"
        lines = f"{_lines(bill.problems_in_all)} {are}"
        console.print(f"runninghub: {lines} no good; nothing was sent", soft_wrap=True)


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"
