"""The spend guard: what fits, what is refused, and that the books always balance."""

from __future__ import annotations

import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.errors import BudgetExceeded, ConfigError
from runninghub_async.tasks.budget import Budget, Reservation

D = Decimal


def books(budget: Budget) -> tuple[Decimal, Decimal, int, int]:
    return budget.spent, budget.reserved, budget.unknown, budget.tasks


# -- what fits --------------------------------------------------------------------------------


def test_submits_are_refused_once_the_next_one_does_not_fit_beside_what_is_reserved() -> None:
    budget = Budget(max=D("1.00"))
    budget.reserve(D("0.60"))
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve(D("0.41"))
    assert refused.value.limit == D("1.00")
    assert (refused.value.spent, refused.value.reserved) == (0, D("0.60"))
    assert (refused.value.needed, refused.value.currency) == (D("0.41"), "CNY")
    assert budget.tasks == 1


def test_the_budget_may_be_used_to_the_last_cent() -> None:
    budget = Budget(max=D("0.3"))
    for _ in range(3):
        budget.reserve(D("0.1")).settle(D("0.1"))
    assert budget.left == 0
    with pytest.raises(BudgetExceeded):
        budget.reserve(D("0.01"))


def test_a_smaller_task_may_still_fit_after_a_larger_one_did_not() -> None:
    budget = Budget(max=D(1))
    with pytest.raises(BudgetExceeded):
        budget.reserve(D(2))
    budget.reserve(D(1))
    assert budget.left == 0


def test_a_refusal_changes_nothing() -> None:
    budget = Budget(max=D(1), max_tasks=1)
    budget.reserve(D("0.5"))
    before = books(budget)
    with pytest.raises(BudgetExceeded):
        budget.reserve(D("0.1"))
    with pytest.raises(ConfigError):
        budget.reserve(D("0.1"), currency="USD")
    assert books(budget) == before


def test_the_number_of_tasks_alone_can_be_the_limit() -> None:
    budget = Budget(max_tasks=2)
    budget.reserve(None)  # no money is limited, so a price need not be known
    budget.reserve(D(1000)).settle(D(999))
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve(D(0))
    assert (refused.value.limit, refused.value.spent, refused.value.needed) == (2, 2, 1)
    assert refused.value.currency == "tasks"
    assert budget.left is None
    assert budget.tasks_left == 0


def test_the_refusal_pickles_with_its_reason() -> None:
    with pytest.raises(BudgetExceeded) as refused:
        Budget(max=D(1)).reserve(D(2))
    again = pickle.loads(pickle.dumps(refused.value))
    assert str(again) == str(refused.value)


# -- how a reservation ends -------------------------------------------------------------------


def test_settling_replaces_the_estimate_by_what_was_charged() -> None:
    budget = Budget(max=D(10))
    budget.reserve(D(4)).settle(D("2.5"))
    assert books(budget) == (D("2.5"), 0, 0, 1)
    assert budget.left == D("7.5")


def test_a_task_that_costs_more_than_estimated_stops_new_ones_and_harms_nothing_else() -> None:
    budget = Budget(max=D(5))
    first, second = budget.reserve(D(2)), budget.reserve(D(2))
    first.settle(D(4))
    assert budget.left == -1
    with pytest.raises(BudgetExceeded):
        budget.reserve(D("0.01"))
    second.settle(D(2))
    assert budget.spent == 6


def test_where_no_cost_is_reported_the_estimate_stays_reserved() -> None:
    budget = Budget(max=D(10))
    budget.reserve(D(4)).settle(None)
    assert books(budget) == (0, D(4), 0, 1)
    assert budget.left == 6


def test_released_room_can_be_used_again() -> None:
    budget = Budget(max=D(1), max_tasks=1)
    budget.reserve(D(1)).release()
    assert books(budget) == (0, 0, 0, 0)
    budget.reserve(D(1))


def test_an_uncertain_submit_keeps_its_room_until_somebody_knows_more() -> None:
    budget = Budget(max=D(3))
    charged, never_there = budget.reserve(D(1)), budget.reserve(D(1))
    charged.unclear()
    never_there.unclear()
    assert budget.reserved == 2
    charged.settle(D("0.9"))
    never_there.release()
    assert books(budget) == (D("0.9"), 0, 0, 1)


def test_a_block_that_is_left_without_an_end_keeps_the_room() -> None:
    budget = Budget(max=D(3))
    with pytest.raises(ZeroDivisionError), budget.reserve(D(1)) as reservation:
        raise ZeroDivisionError
    assert reservation.state == "unclear"
    assert budget.reserved == 1


def test_a_block_does_not_touch_what_ended_inside() -> None:
    budget = Budget(max=D(3))
    with budget.reserve(D(1)) as reservation:
        reservation.settle(D(2))
    assert reservation.state == "settled"
    assert books(budget) == (2, 0, 0, 1)


@pytest.mark.parametrize("again", ["settle", "release", "unclear"])
@pytest.mark.parametrize("end", ["settle", "release"])
def test_a_reservation_ends_once(end: str, again: str) -> None:
    def call(reservation: Reservation, name: str) -> None:
        getattr(reservation, name)(*([D(1)] if name == "settle" else []))

    budget = Budget(max=D(3))
    reservation = budget.reserve(D(1))
    call(reservation, end)
    before = books(budget)
    with pytest.raises(ConfigError, match=f"is {reservation.state} already"):
        call(reservation, again)
    assert books(budget) == before


# -- unknown prices ---------------------------------------------------------------------------


def test_a_task_without_a_price_is_refused_unless_told_otherwise() -> None:
    budget = Budget(max=D(20), max_tasks=5)
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve(None)
    assert 'unknown="count"' in str(refused.value)
    assert refused.value.needed is None


def test_tasks_without_a_price_count_by_their_number_where_told() -> None:
    budget = Budget(max=D(20), max_tasks=2, unknown="count")
    first = budget.reserve(None)
    budget.reserve(None)
    assert books(budget) == (0, 0, 2, 2)
    with pytest.raises(BudgetExceeded):
        budget.reserve(None)
    first.settle(D(3))
    assert books(budget) == (3, 0, 1, 2)
    assert budget.left == 17


def test_a_task_whose_cost_nobody_ever_tells_stays_unknown() -> None:
    budget = Budget(max_tasks=3)
    budget.reserve(None).settle(None)
    budget.reserve(None).release()
    assert books(budget) == (0, 0, 1, 1)


def test_a_task_without_a_price_does_not_run_when_the_money_is_gone() -> None:
    budget = Budget(max=D(1), max_tasks=9, unknown="count")
    budget.reserve(D(1)).settle(D(1))
    with pytest.raises(BudgetExceeded) as refused:
        budget.reserve(None)
    assert (refused.value.spent, refused.value.reserved) == (1, 0)
    assert refused.value.needed is None


# -- what exists already ----------------------------------------------------------------------


def test_tasks_that_exist_already_are_counted_and_never_refused() -> None:
    budget = Budget(max=D(1), max_tasks=1)
    budget.adopt(D(5)).settle(D(4))
    budget.adopt(None)
    assert books(budget) == (4, 0, 1, 2)
    assert budget.left == -3
    assert budget.tasks_left == -1
    with pytest.raises(BudgetExceeded):
        budget.reserve(D(0))


# -- settings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "setting"),
    [
        ({}, "budget"),
        ({"max": 1.5}, "max"),
        ({"max": "20"}, "max"),
        ({"max": True}, "max"),
        ({"max": D("NaN")}, "max"),
        ({"max": D("Infinity")}, "max"),
        ({"max": D(-1)}, "max"),
        ({"max_tasks": -1}, "max_tasks"),
        ({"max_tasks": 1.0}, "max_tasks"),
        ({"max_tasks": True}, "max_tasks"),
        ({"max": 1, "unknown": "ignore"}, "unknown"),
        ({"max": 1, "unknown": "count"}, "unknown"),
    ],
)
def test_a_bad_limit_is_refused_by_name(settings: dict[str, Any], setting: str) -> None:
    with pytest.raises(ConfigError) as refused:
        Budget(**settings)
    assert refused.value.setting == setting


@pytest.mark.parametrize("amount", [1.5, D(-1), D("NaN"), "1", True])
def test_what_is_no_amount_is_refused_as_estimate_and_as_cost(amount: Any) -> None:
    budget = Budget(max=D(9))
    with pytest.raises(ConfigError):
        budget.reserve(amount)
    reservation = budget.reserve(D(1))
    with pytest.raises(ConfigError):
        reservation.settle(amount)
    assert reservation.state == "open"
    assert books(budget) == (0, 1, 0, 1)


def test_a_price_in_another_currency_is_refused_and_not_converted() -> None:
    budget = Budget(max=D(9), currency="USD")
    budget.reserve(D(1), currency="USD")
    budget.reserve(D(1))  # nobody said otherwise
    with pytest.raises(ConfigError, match="CNY does not fit a budget in USD"):
        budget.reserve(D(1), currency="CNY")
    with pytest.raises(ConfigError):
        budget.adopt(D(1), currency="CNY")


def test_a_budget_shows_itself() -> None:
    budget = Budget(max=D(20), max_tasks=9, unknown="count")
    budget.reserve(D("1.5")).settle(D("1.25"))
    budget.reserve(D("2.00"))
    unknown = budget.reserve(None)
    shown = "<Budget of 20 | 1.25 CNY spent, 2.00 reserved, 1 unknown, 3 of 9 tasks>"
    assert repr(budget) == shown
    assert repr(Budget(max_tasks=3)) == "<Budget | 0 CNY spent, 0 reserved, 0 of 3 tasks>"
    assert repr(unknown) == "<Reservation unknown price | open>"


# -- whatever happens -------------------------------------------------------------------------

cents = st.integers(0, 500).map(lambda number: D(number) / 100)
ends = st.sampled_from(["settle", "settle unknown", "release", "unclear", "leave"])


@given(
    st.lists(st.tuples(st.one_of(st.none(), cents), ends, cents), max_size=40),
    st.one_of(st.none(), st.integers(0, 20)),
)
def test_the_books_always_balance(
    story: list[tuple[Decimal | None, str, Decimal]], max_tasks: int | None
) -> None:
    limit = D(10)
    unknown: Any = "refuse" if max_tasks is None else "count"
    budget = Budget(max=limit, max_tasks=max_tasks, unknown=unknown)
    spent, held, blind, tasks = D(0), D(0), 0, 0
    for estimate, end, charged in story:
        try:
            reservation = budget.reserve(estimate)
        except BudgetExceeded:
            full = max_tasks is not None and tasks >= max_tasks
            no_room = spent + held + (estimate or 0) > limit
            gone = estimate is None and (max_tasks is None or spent + held >= limit)
            assert full or no_room or gone
            continue
        assert estimate is None or spent + held + estimate <= limit
        assert max_tasks is None or tasks < max_tasks
        if end == "settle":
            reservation.settle(charged)
        elif end == "settle unknown":
            reservation.settle(None)
        elif end != "leave":
            getattr(reservation, end)()
        if end == "settle":
            spent += charged
        elif end != "release":
            held += estimate or 0
            blind += estimate is None
        tasks += end != "release"
        assert books(budget) == (spent, held, blind, tasks)
        assert budget.left == limit - spent - held


def test_an_attempt_that_was_counted_is_found_again() -> None:
    budget = Budget(max=D(5))
    taken = budget.reserve(D(2))
    assert budget.counted(("run.journal", "a", 1)) is None
    taken.stand_for(("run.journal", "a", 1))
    assert budget.counted(("run.journal", "a", 1)) is taken
    assert not taken.over
    taken.settle(D(1))
    assert taken.over
    assert books(budget) == (1, 0, 0, 1)
