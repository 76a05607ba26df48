"""When to look next."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.config import Polling
from runninghub_async.tasks.schedule import next_look, next_try

MIDDLE = 0.5  #: the chance that shifts nothing
CHANCES = st.floats(0, 1, exclude_max=True)
POLLINGS = st.builds(
    Polling,
    first=st.floats(0.001, 1000),
    ceiling=st.floats(0.001, 1000),
)


def test_the_looks_are_those_of_the_docstring() -> None:
    found = [round(next_look(looks, Polling(), MIDDLE), 1) for looks in range(8)]
    assert found == [2, 2.6, 3.4, 4.4, 5.7, 7.4, 8, 8]


def test_the_tries_are_those_of_the_docstring() -> None:
    assert [next_try(failures, Polling(), MIDDLE) for failures in range(1, 6)] == [4, 8, 16, 30, 30]


@pytest.mark.parametrize("plan", [next_look, next_try])
@given(polling=POLLINGS, number=st.integers(0, 10_000), chance=CHANCES)
def test_each_wait_is_shifted_by_up_to_a_quarter(
    plan: object, polling: Polling, number: int, chance: float
) -> None:
    assert callable(plan)
    middle = plan(number, polling, MIDDLE)
    assert 0.7499 * middle <= plan(number, polling, chance) <= 1.2501 * middle
    assert plan(number, polling, 0.0) == pytest.approx(0.75 * middle)


@pytest.mark.parametrize("plan", [next_look, next_try])
@given(polling=POLLINGS, number=st.integers(0, 200), chance=CHANCES)
def test_waits_never_shrink(plan: object, polling: Polling, number: int, chance: float) -> None:
    assert callable(plan)
    assert plan(number, polling, chance) <= plan(number + 1, polling, chance)


@given(polling=POLLINGS)
def test_looks_grow_to_the_ceiling_and_no_further(polling: Polling) -> None:
    assert next_look(10_000, polling, MIDDLE) == polling.ceiling


@given(polling=POLLINGS)
def test_tries_wait_half_a_minute_at_most(polling: Polling) -> None:
    assert next_try(10_000, polling, MIDDLE) == 30


def test_two_tasks_of_one_moment_are_not_looked_at_together() -> None:
    waits = {next_look(0, Polling(), chance / 10) for chance in range(10)}
    assert len(waits) == 10
