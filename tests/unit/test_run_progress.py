"""Progress for people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from runninghub_async import Progress
from runninghub_async.tasks.run_progress import spoken

HALF_WAY = Progress(
    total=200,
    running=30,
    waiting_for_slot=2,
    succeeded=40,
    failed=1,
    seconds=200.0,
    per_minute=12.3,
    seconds_left=775.6,
    spent=Decimal("12.50"),
    reserved=Decimal("9.60"),
)


def test_progress_prints_as_one_line() -> None:
    assert str(HALF_WAY) == (
        "3 min 20 s, 12.50 CNY, 9.60 reserved, 12.3 a minute, about 12 min 56 s left: "
        "41/200 ended (40 succeeded, 1 failed, 2 waiting, 30 running)"
    )


def test_progress_of_an_input_without_an_end_says_what_is_known() -> None:
    assert str(Progress(total=None)) == "0.0 s, 0 CNY: 0 ended"
    assert str(Progress(total=None, succeeded=3)) == "0.0 s, 0 CNY: 3 ended (3 succeeded)"


def test_a_run_that_is_over_has_no_time_left() -> None:
    assert "left" not in str(Progress(total=2, succeeded=2, seconds_left=0.0))


def test_progress_draws_itself_as_a_bar_in_a_notebook() -> None:
    drawn = HALF_WAY._repr_html_()
    assert '<progress value="41" max="200"' in drawn
    assert str(HALF_WAY) in drawn
    endless = Progress(total=None, succeeded=3)._repr_html_()
    assert "<progress style" in endless
    assert 'max="1"' in Progress(total=0)._repr_html_()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(8.44, "8.4 s"), (59.9, "59.9 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")],
)
def test_seconds_are_spoken(seconds: float, text: str) -> None:
    assert spoken(seconds) == text
