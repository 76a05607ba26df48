"""The money of one run: room in the budget for each submit, and what was charged in the end."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from runninghub_async.errors import ConfigError
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.budget import Budget, Reservation
from runninghub_async.tasks.jobs import Outcome, Runnable
from runninghub_async.tasks.running import Running
from runninghub_async.tasks.tally import Tally

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
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
        return self._take(endpoint, params, exists=False)

    def adopt(
        self, outcome: Outcome, record: JobRecord, endpoint: Runnable | None
    ) -> Reservation | None:
        """Count what the journal has of earlier attempts; return the room of the last one.

        A budget is for all runs, and each attempt counts in it once, whoever counted it.
        """
        reservation: Reservation | None = None
        for name, attempt in record.earlier:
            outcome.attempts += 1
            if self._budget is not None and endpoint is not None:
                reservation = self._budget.counted(name)
                if reservation is None:
                    reservation = self._take(endpoint, outcome.job.params, exists=True)
                    assert reservation is not None
                    self._budget.count(name, reservation)
            if attempt.state in ENDED:
                self._book(outcome, attempt.usage.total_money, reservation)
            elif reservation is not None and reservation.state == "open":
                reservation.unclear()
        return reservation

    def settle(
        self, running: Running, end: TaskState | None, reservation: Reservation | None
    ) -> None:
        """Book what a task has cost; without an end that was seen the room stays reserved."""
        record = running.record
        if self._budget is not None and reservation is not None and not reservation.over:
            if record is not None:  # a later run with the same budget finds it there
                self._budget.count(record.attempt, reservation)
            if end is None and reservation.state == "open":
                reservation.unclear()
        if end is not None:
            self._book(running.outcome, end.usage.total_money, reservation)

    def _book(
        self, outcome: Outcome, money: Decimal | None, reservation: Reservation | None
    ) -> None:
        if money is not None:
            outcome.cost = (outcome.cost or Decimal(0)) + money
            self._tally.spent += money
        if reservation is not None and not reservation.over:
            reservation.settle(money)

    def _take(
        self, endpoint: Runnable, params: Mapping[str, object], *, exists: bool
    ) -> Reservation | None:
        if self._budget is None:
            return None
        price = endpoint.price_of(params)
        amount = price.amount if price is not None and price.unit == "call" else None
        currency = price.currency if amount is not None and price is not None else None
        take = self._budget.adopt if exists else self._budget.reserve
        try:
            return take(amount, currency=currency)
        except ConfigError as error:  # no priced job of this run can be counted
            self.unfit = self.unfit or error
            raise
