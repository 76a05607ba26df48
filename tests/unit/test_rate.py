"""The rate that is learned from refusals, in numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.transport.rate import LearnedRate, recovered

RATES = st.floats(1.0, 1000.0)
MOMENTS = st.lists(st.floats(0.0, 600.0), min_size=1, max_size=40).map(sorted)


def after(rate: float, *, cap: float | None = None, pause: float = 2.0) -> LearnedRate:
    """What is learned by a refusal at the time 100, after five seconds at this rate."""
    learned = LearnedRate(cap)
    for number in reversed(range(int(rate * 5))):
        learned.sent(100 - number / rate)
    learned.refused(100.0, 100.0 + pause)
    return learned


def test_the_figures_of_the_docstring() -> None:
    rates = [recovered(since, top=10.0, calm=10.0) for since in (0, 10, 15, 25)]
    assert rates == pytest.approx([7, 10, 20, 80])


@given(top=RATES, calm=st.floats(1.0, 100.0), moments=MOMENTS)
def test_it_only_rises_and_never_begins_above_what_was_refused(
    top: float, calm: float, moments: list[float]
) -> None:
    rates = [recovered(one, top=top, calm=calm) for one in moments]
    assert rates == sorted(rates)
    assert all(
        rate <= top * 1.000001 for one, rate in zip(moments, rates, strict=True) if one <= calm
    )


def test_nothing_is_learned_before_a_refusal() -> None:
    learned = LearnedRate()
    learned.sent(1.0)
    assert learned.at(1.0) is None


@pytest.mark.parametrize("rate", [4.0, 20.0, 100.0, 400.0])
def test_the_first_rate_after_a_refusal_is_below_what_was_sent(rate: float) -> None:
    assert after(rate).at(102.0) == pytest.approx(0.7 * rate, rel=0.03)


def test_a_burst_is_not_taken_for_a_rate() -> None:
    learned = LearnedRate()
    for _ in range(50):
        learned.sent(100.0)
    learned.refused(100.2, 102.2)
    assert learned.at(102.2) == pytest.approx(7.0)


def test_a_client_that_sent_little_is_never_stopped_altogether() -> None:
    learned = LearnedRate()
    learned.sent(100.0)
    learned.refused(100.1, 102.1)
    assert learned.at(102.1) == pytest.approx(0.7)


def test_the_limit_is_forgotten_after_half_a_minute_without_refusals() -> None:
    learned = after(20.0)
    assert learned.at(102.0 + 24.9) is not None
    assert learned.at(102.0 + 25.1) is None
    assert learned.at(102.0) is None


def test_a_rate_that_was_set_is_the_cap_and_ends_what_was_learned() -> None:
    learned = after(20.0, cap=8.0)
    assert learned.at(102.0) == pytest.approx(5.6)
    assert learned.at(111.9) is not None
    assert learned.at(112.1) is None


@pytest.mark.parametrize(("moment", "pause"), [(100.1, 2.0), (101.9, 2.0), (100.9, 0.001)])
def test_refusals_of_one_moment_count_once(moment: float, pause: float) -> None:
    often = after(20.0, pause=pause)
    for _ in range(30):
        often.refused(moment, moment + pause)
    assert often.at(moment + pause) == pytest.approx(14.0)


def test_a_refusal_straight_after_the_pause_means_that_it_is_still_too_fast() -> None:
    learned, now = after(20.0), 102.0
    for expected in (9.8, 6.86, 4.80):
        learned.sent(now)
        learned.refused(now, now + 2.0)
        now += 2.0
        assert learned.at(now) == pytest.approx(expected, rel=0.01)


def forgotten_after(refusals: int) -> float:
    """Seconds from the last of so many refusals, 12 s apart, until there is no limit again."""
    learned, now = after(20.0), 102.0
    for _ in range(refusals - 1):
        for number in range(200):
            learned.sent(now + number / 20)
        learned.refused(now + 10, now + 12)
        now += 12
    began = now
    while learned.at(now) is not None:
        now += 0.5
    return now - began


def test_each_refusal_on_the_way_back_makes_the_next_one_rarer() -> None:
    assert [forgotten_after(count) for count in (1, 2, 3, 4, 9)] == [25, 50, 100, 200, 200]


@given(refusals=st.lists(st.floats(0.1, 200.0), max_size=30), cap=st.none() | RATES)
def test_whatever_comes_a_rate_is_left_and_the_cap_holds(
    refusals: list[float], cap: float | None
) -> None:
    learned, now = LearnedRate(cap), 0.0
    for pause in refusals:
        for number in range(20):
            learned.sent(now + pause * number / 20)
        now += pause
        learned.refused(now, now + 2.0)
        rate = learned.at(now + 2.0)
        assert rate is None or rate >= 0.69 * min(1.0, cap or 1.0)
        assert rate is None or cap is None or rate <= cap
    assert learned.at(now + 2.0 + 201.0) is None
