"""The generic cell rate algorithm, in exact numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.transport.rate import gcra

FRACTIONS = st.fractions(min_value=0, max_value=20, max_denominator=60)
INTERVALS = st.fractions(min_value=Fraction(1, 60), max_value=5, max_denominator=60)


def passed(times: list[Fraction], interval: Fraction, burst: int) -> list[Fraction]:
    """The moments, of those at which somebody asks once, at which a request may leave."""
    arrival, found = Fraction(-(10**6)), []
    for now in times:
        wait, arrival = gcra(arrival, now, interval=interval, burst=burst)  # type: ignore[assignment,arg-type]
        if wait == 0:
            found.append(now)
    return found


@given(
    times=st.lists(FRACTIONS, max_size=40).map(sorted), interval=INTERVALS, burst=st.integers(1, 8)
)
def test_no_window_holds_more_than_the_burst_and_the_rate(
    times: list[Fraction], interval: Fraction, burst: int
) -> None:
    left = passed(times, interval, burst)
    for first, start in enumerate(left):
        for last in range(first, len(left)):
            window = left[last] - start
            assert last - first + 1 <= burst + window / interval


@given(start=FRACTIONS, interval=INTERVALS, burst=st.integers(1, 8), count=st.integers(1, 60))
def test_a_steady_stream_at_exactly_the_rate_is_never_delayed(
    start: Fraction, interval: Fraction, burst: int, count: int
) -> None:
    times = [start + number * interval for number in range(count)]
    assert passed(times, interval, burst) == times


@given(
    times=st.lists(FRACTIONS, max_size=30).map(sorted), interval=INTERVALS, burst=st.integers(1, 8)
)
def test_who_waits_as_long_as_told_may_leave_then_and_not_sooner(
    times: list[Fraction], interval: Fraction, burst: int
) -> None:
    arrival = Fraction(0)
    for now in times:
        wait, after = gcra(arrival, now, interval=interval, burst=burst)  # type: ignore[assignment,arg-type]
        if wait > 0:
            sooner, _ = gcra(arrival, now + wait / 2, interval=interval, burst=burst)  # type: ignore[arg-type]
            then, after = gcra(arrival, now + wait, interval=interval, burst=burst)  # type: ignore[assignment,arg-type]
            assert sooner > 0
            assert then == 0
        arrival = after


@given(interval=INTERVALS, burst=st.integers(1, 8), refusals=st.integers(0, 20))
def test_a_refusal_takes_nothing_from_the_rate(
    interval: Fraction, burst: int, refusals: int
) -> None:
    now = Fraction(100)
    arrival = now + burst * interval
    expected, kept = gcra(arrival, now, interval=interval, burst=burst)  # type: ignore[arg-type]
    for _ in range(refusals):
        wait, kept = gcra(kept, now, interval=interval, burst=burst)
        assert wait == expected
    assert kept == arrival


@pytest.mark.parametrize("burst", [1, 3, 10])
def test_after_a_pause_exactly_the_burst_may_leave_at_once(burst: int) -> None:
    assert len(passed([Fraction(5)] * 30, Fraction(1), burst)) == burst
