"""A limit to what a batch may spend: pure accounting, for one event loop."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal
from types import TracebackType
from typing import Literal, Self

from runninghub_async.errors import BudgetExceeded, ConfigError

__all__ = ["Budget", "Reservation"]


class Reservation:
    """Room in a budget for one submit: `with budget.reserve(estimate) as reservation`.

    It ends by `settle` (the task ended) or `release` (surely nothing was created). One that
    is left in another way stays reserved: the task may exist and may be billed.
    """

    __slots__ = ("_budget", "estimate", "state")

    def __init__(self, budget: Budget, estimate: Decimal | None) -> None:
        self.estimate = estimate  #: None where no price is listed
        self.state: Literal["open", "unclear", "settled", "released"] = "open"
        self._budget = budget

    def __repr__(self) -> str:
        price = "unknown price" if self.estimate is None else str(self.estimate)
        return f"<Reservation {price} | {self.state}>"

    @property
    def over(self) -> bool:
        """Whether it was settled or released."""
        return self.state in ("settled", "released")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.state == "open":
            self.unclear()

    def settle(self, money: Decimal | None) -> None:
        """Replace the estimate by what the task has cost, succeeded or not.

        With None, where the service reported no money, the estimate stays reserved.

        Raises:
            ConfigError: this reservation has ended already, or that is no amount.
        """
        self._end("settled", None if money is None else _amount("money", money))

    def release(self) -> None:
        """Give the room back: surely nothing was created.

        Raises:
            ConfigError: this reservation has ended already.
        """
        self._end("released", None)

    def unclear(self) -> None:
        """Keep the room: the task may exist. `settle` or `release` may follow later.

        Raises:
            ConfigError: this reservation has ended already.
        """
        self._check_going()
        self.state = "unclear"

    def stand_for(self, attempt: Hashable) -> None:
        """Let the budget know whose room this is, so that nobody counts that attempt again."""
        self._budget._by_attempt[attempt] = self

    def _end(self, state: Literal["settled", "released"], money: Decimal | None) -> None:
        self._check_going()
        self.state = state
        self._budget._ended(self, money)

    def _check_going(self) -> None:
        if self.over:
            raise ConfigError(setting="budget", reason=f"this reservation is {self.state} already")


class Budget:
    """How much a batch may spend: `Budget(max=Decimal("20"))`, `Budget(max_tasks=100)`, or both.

    A submit reserves its estimated price first and is refused where that does not fit beside
    what is spent and reserved. What runs is never cancelled, so where the service charges
    more than was estimated, `left` can fall below zero; then nothing new is submitted.

    Each submit counts as one of `max_tasks`, unless it surely created nothing. A submit
    without a listed price is refused, or with `unknown="count"` bounded by `max_tasks` alone.
    RunningHub coins are no money and count as a price that nobody knows.

    One budget may be given to any number of runs, at the same time as well. What a journal
    has of earlier tasks is counted when a run begins, each task once.

    ```python
    budget = Budget(max=Decimal("20"), max_tasks=100)
    async for outcome in rh.map([Job("vidu/text-to-video", {"prompt": "a cat"})], budget=budget):
        print(outcome.status, budget.spent, budget.left)
    ```
    """

    def __init__(
        self,
        *,
        max: Decimal | int | None = None,
        max_tasks: int | None = None,
        currency: str = "CNY",
        unknown: Literal["count", "refuse"] = "refuse",
    ) -> None:
        """Set the limits; at least one of `max` (money in `currency`) and `max_tasks`.

        Raises:
            ConfigError: no limit at all, one that is no amount, or unknown prices that are to
                be counted without `max_tasks`.
        """
        if max is None and max_tasks is None:
            raise ConfigError(setting="budget", reason="give max=, max_tasks= or both")
        if unknown not in ("count", "refuse"):
            raise ConfigError(setting="unknown", reason=f"{unknown!r} is not 'count' or 'refuse'")
        if unknown == "count" and max_tasks is None:
            reason = "'count' needs max_tasks=: nothing else bounds tasks without a listed price"
            raise ConfigError(setting="unknown", reason=reason)
        self.max = None if max is None else _amount("max", max)
        self.max_tasks = None if max_tasks is None else _count(max_tasks)
        self.currency = currency
        self.spent = Decimal(0)  #: what the service reported
        self.reserved = Decimal(0)  #: estimates of tasks whose cost is not reported, or not yet
        self.unknown = 0  #: tasks with neither a listed price nor a reported cost
        self.tasks = 0  #: tasks that exist or may exist, the ended ones among them
        self._refuse_unknown = unknown == "refuse" and max is not None
        self._by_attempt: dict[Hashable, Reservation] = {}  #: attempts that a journal knows too

    def __repr__(self) -> str:
        money = f"{self.spent} {self.currency} spent, {self.reserved} reserved"
        unknown = f", {self.unknown} unknown" if self.unknown else ""
        limit = "" if self.max is None else f" of {self.max}"
        tasks = f"{self.tasks}" + ("" if self.max_tasks is None else f" of {self.max_tasks}")
        return f"<Budget{limit} | {money}{unknown}, {tasks} tasks>"

    @property
    def left(self) -> Decimal | None:
        """Money that is neither spent nor reserved; None where only tasks are counted."""
        return None if self.max is None else self.max - self.spent - self.reserved

    @property
    def tasks_left(self) -> int | None:
        """Tasks that may still be submitted, as far as `max_tasks` goes; None without it."""
        return None if self.max_tasks is None else self.max_tasks - self.tasks

    def reserve(self, estimate: Decimal | None, *, currency: str | None = None) -> Reservation:
        """Make room for one submit, before it leaves.

        `estimate` is the price of the whole call, or None where no list names it; a price per
        second or per image is no estimate. A lower bound is one, and can be exceeded.

        Raises:
            BudgetExceeded: it does not fit, or its price is unknown and that is refused.
            ConfigError: the price is in another currency, or is no amount.
        """
        price = self._price(estimate, currency)
        if self.max_tasks is not None and self.tasks >= self.max_tasks:
            raise BudgetExceeded(
                limit=Decimal(self.max_tasks),
                spent=Decimal(self.tasks),
                reserved=Decimal(0),
                needed=Decimal(1),
                currency="tasks",
            )
        if self.max is not None and not self._fits(price):
            raise BudgetExceeded(
                limit=self.max,
                spent=self.spent,
                reserved=self.reserved,
                needed=price,
                currency=self.currency,
            )
        return self._taken(price)

    def _fits(self, price: Decimal | None) -> bool:
        left = self.left or Decimal(0)
        if price is None:
            return left > 0 and not self._refuse_unknown
        return price <= left

    def adopt(self, estimate: Decimal | None, *, currency: str | None = None) -> Reservation:
        """Count a task that exists or may exist already, as after a restart; never refused.

        Raises:
            ConfigError: the price is in another currency, or is no amount.
        """
        return self._taken(self._price(estimate, currency))

    def counted(self, attempt: Hashable) -> Reservation | None:
        """The reservation of an attempt that this budget has counted already, or None."""
        return self._by_attempt.get(attempt)

    def _price(self, estimate: Decimal | None, currency: str | None) -> Decimal | None:
        if estimate is None:
            return None
        if currency is not None and currency != self.currency:
            reason = f"a price in {currency} does not fit a budget in {self.currency}"
            raise ConfigError(setting="budget", reason=reason)
        return _amount("estimate", estimate)

    def _taken(self, price: Decimal | None) -> Reservation:
        self.tasks += 1
        if price is None:
            self.unknown += 1
        else:
            self.reserved += price
        return Reservation(self, price)

    def _ended(self, reservation: Reservation, money: Decimal | None) -> None:
        if reservation.state == "released":
            self.tasks -= 1
        elif money is None:
            return  # nobody knows what it cost: the room stays taken
        else:
            self.spent += money
        if reservation.estimate is None:
            self.unknown -= 1
        else:
            self.reserved -= reservation.estimate


def _amount(setting: str, value: object) -> Decimal:
    """An exact amount of money: a Decimal or an int, not below zero; floats round."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        amount = Decimal(value)
        if amount.is_finite() and amount >= 0:
            return amount
    raise ConfigError(setting=setting, reason=f"{value!r} is no amount: give a Decimal from 0 up")


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ConfigError(setting="max_tasks", reason=f"{value!r} is no number of tasks from 0 up")
