"""The money of one run: room in the budget for each submit, and what was charged in the end."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from runninghub_async.catalog.build import recorded_price
from runninghub_async.catalog.pricing import Price
from runninghub_async.errors import ConfigError
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.budget import Budget, Reservation
from runninghub_async.tasks.jobs import Outcome, Runnable
from runninghub_async.tasks.running import Running
from runninghub_async.tasks.tally import Tally

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.entries import JournalAttempt
    from runninghub_async.journal.journal import Journal
    from runninghub_async.tasks.records import JobRecord

__all__ = ["Spending"]

ENDED = ("succeeded", "failed", "cancelled")  #: states of an attempt whose cost is known, if ever


class Spending:
    """Reserves, settles and books, for all jobs of a run."""

    def __init__(self, budget: Budget | None, tally: Tally) -> None:
        self._budget = budget
        self._tally = tally
        self.unfit: ConfigError | None = None  #: why the budget is none for this run

    def reserve(self, endpoint: Runnable, params: Mapping[str, object]) -> Reservation | None:
        """Make room for one submit; None where there is no budget.

        Raises:
            BudgetExceeded: it does not fit.
            ConfigError: the budget is of another currency than the price: `unfit`.
        """
        return None if self._budget is None else self._take(endpoint.price_of(params))

    async def take_up(self, journal: Journal) -> None:
        """Count every attempt that a journal has, before the first job asks for room.

        Raises:
            ConfigError: the budget is of another currency than a price: `unfit`.
            JournalError: it cannot be read.
        """
        if self._budget is None:
            return
        from runninghub_async.tasks.records import JobRecord

        async for entry in journal.jobs():
            for name, attempt in JobRecord(journal, entry).earlier:
                reservation = self._counted(
                    name, functools.partial(recorded_price, entry.endpoint, entry.params)
                )
                _close(reservation, attempt)

    def adopt(
        self, outcome: Outcome, record: JobRecord, endpoint: Runnable | None
    ) -> Reservation | None:
        """Book what the journal has of earlier attempts; return the room of the last one."""
        reservation: Reservation | None = None
        for name, attempt in record.earlier:
            outcome.attempts += 1
            if self._budget is not None and endpoint is not None:
                price_of = functools.partial(endpoint.price_of, outcome.job.params)
                reservation = self._counted(name, price_of)
                _close(reservation, attempt)
            if attempt.state in ENDED:
                self._book(outcome, attempt.usage.total_money)
        return reservation

    def _counted(self, name: Hashable, price_of: Callable[[], Price | None]) -> Reservation:
        """The room of an earlier attempt; each counts once, in any number of runs."""
        assert self._budget is not None
        reservation = self._budget.counted(name)
        if reservation is None:
            reservation = self._take(price_of(), exists=True)
            reservation.stand_for(name)
        return reservation

    def settle(
        self, running: Running, end: TaskState | None, reservation: Reservation | None
    ) -> None:
        """Book what a task has cost; without an end that was seen the room stays reserved."""
        if end is None and reservation is not None and reservation.state == "open":
            reservation.unclear()
        if end is not None:
            money = end.usage.total_money
            self._book(running.outcome, money)
            if reservation is not None and not reservation.over:
                reservation.settle(money)

    def _book(self, outcome: Outcome, money: Decimal | None) -> None:
        if money is not None:
            outcome.cost = (outcome.cost or Decimal(0)) + money
            self._tally.spent += money

    def _take(self, price: Price | None, *, exists: bool = False) -> Reservation:
        assert self._budget is not None
        amount = price.amount if price is not None and price.unit == "call" else None
        currency = price.currency if amount is not None and price is not None else None
        take = self._budget.adopt if exists else self._budget.reserve
        try:
            return take(amount, currency=currency)
        except ConfigError as error:  # no priced job of this run can be counted
            self.unfit = self.unfit or error
            raise


def _close(reservation: Reservation, attempt: JournalAttempt) -> None:
    """Settle the room of an attempt whose end the journal has; keep that of any other."""
    if reservation.state == "open" and attempt.state not in ENDED:
        reservation.unclear()
    elif attempt.state in ENDED and not reservation.over:
        reservation.settle(attempt.usage.total_money)
