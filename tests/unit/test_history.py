"""How long tasks have taken, and what is believed because of it."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.tasks.history import HALF_LIFE, KEYS, History
from runninghub_async.tasks.lifetable import EDGES, SPANS, UNKNOWN, Belief, span

VIDEO = "vidu/text-to-video?duration=5"
AGES = st.floats(0, 1e6)
COSTS = st.floats(0.001, 100)
SEEN = st.lists(st.tuples(AGES, AGES, st.booleans()), max_size=60)


def learned(seconds: list[float], key: str = VIDEO, *, blur: float = 1.0) -> History:
    """A history of tasks whose ends were seen up to `blur` seconds late."""
    history = History()
    for one in seconds:
        history.alive(key, 0.0, max(0.0, one - blur))
        history.ended(key, max(0.0, one - blur), one)
    return history


def lognormal(count: int, median: float = 120.0, sigma: float = 0.35, seed: int = 1) -> list[float]:
    rnd = random.Random(seed)
    return [median * math.exp(sigma * rnd.gauss(0, 1)) for _ in range(count)]


def fed(seen: list[tuple[float, float, bool]]) -> History:
    history = History()
    for begin, length, over in seen:
        if over:
            history.ended(VIDEO, begin, begin + length)
        else:
            history.alive(VIDEO, begin, begin + length)
    return history


def test_spans_cover_every_age_once() -> None:
    assert [span(edge) for edge in EDGES] == list(range(SPANS))
    assert span(-1.0) == 0
    assert span(1e9) == SPANS - 1


@pytest.mark.parametrize("median", [0.05, 8.0, 120.0, 1800.0])
def test_the_median_is_learned_whatever_the_scale(median: float) -> None:
    history = learned(lognormal(400, median), blur=median / 50)
    assert history.belief(VIDEO).quantile(0.5) == pytest.approx(median, rel=0.1)
    assert history.belief(VIDEO).quantile(0.1) == pytest.approx(median * 0.64, rel=0.15)


def test_two_humps_stay_two() -> None:
    history = learned(lognormal(200, 20, 0.1) + lognormal(200, 200, 0.1))
    belief = history.belief(VIDEO)
    assert belief.hazard(60.0) < belief.hazard(20.0) / 10
    assert belief.hazard(60.0) < belief.hazard(200.0) / 10


def test_tasks_that_still_run_say_that_they_take_longer() -> None:
    history = History()
    few = [history.belief(VIDEO).ended(5.0, 60.0)]
    for running in range(50):
        history.alive(VIDEO, 0.0, 60.0)
        if running in (0, 9, 49):
            few.append(history.belief(VIDEO).ended(5.0, 60.0))
    assert few == sorted(few, reverse=True)
    assert few[-1] < 0.1 < few[0]


def test_the_fast_ones_of_a_batch_do_not_mislead() -> None:
    seconds = sorted(lognormal(50))
    history = History()
    for one in seconds[:10]:
        history.alive(VIDEO, 0.0, one - 1)
        history.ended(VIDEO, one - 1, one)
    for _ in seconds[10:]:
        history.alive(VIDEO, 0.0, seconds[10])
    assert history.belief(VIDEO).quantile(0.5) > seconds[10]


def test_a_service_that_gets_slower_is_followed() -> None:
    history = learned(lognormal(600, 60))
    before = history.belief(VIDEO).quantile(0.5)
    for one in lognormal(600, 240, seed=2):
        history.alive(VIDEO, 0.0, one - 1)
        history.ended(VIDEO, one - 1, one)
    assert before == pytest.approx(60, rel=0.1)
    assert history.belief(VIDEO).quantile(0.5) > 170


def test_a_kind_with_few_ends_is_believed_to_be_like_its_endpoint() -> None:
    history = learned(lognormal(300))
    other = history.belief("vidu/text-to-video?duration=15")
    assert other.quantile(0.5) == pytest.approx(120, rel=0.1)
    assert history.belief("another/endpoint") is UNKNOWN


def test_a_kind_with_many_ends_is_believed_for_itself() -> None:
    history = learned(lognormal(300))
    for one in lognormal(100, 400):
        history.alive("vidu/text-to-video?duration=15", 0.0, one - 1)
        history.ended("vidu/text-to-video?duration=15", one - 1, one)
    assert history.belief("vidu/text-to-video?duration=15").quantile(0.5) > 300
    assert history.belief(VIDEO).quantile(0.5) == pytest.approx(120, rel=0.1)


def test_an_empty_key_teaches_nothing() -> None:
    history = learned(lognormal(20), key="")
    assert len(history) == 0
    assert history.belief("") is UNKNOWN


def test_an_end_that_may_lie_anywhere_does_not_move_what_is_known_much() -> None:
    history = learned(lognormal(300))
    for _ in range(30):
        history.ended(VIDEO, 0.0, 600.0)
    assert history.belief(VIDEO).quantile(0.5) == pytest.approx(120, rel=0.15)


@given(seen=SEEN, age=AGES, cost=COSTS)
def test_whatever_was_seen_an_interval_is_a_positive_finite_number(
    seen: list[tuple[float, float, bool]], age: float, cost: float
) -> None:
    interval = fed(seen).belief(VIDEO).interval(age, cost)
    assert 0 < interval < math.inf


@given(seen=SEEN, age=AGES, cost=COSTS, share=st.floats(0, 0.99))
def test_what_costs_more_comes_later(
    seen: list[tuple[float, float, bool]], age: float, cost: float, share: float
) -> None:
    belief = fed(seen).belief(VIDEO)
    assert belief.interval(age, cost) <= belief.interval(age, 2 * cost)
    assert belief.quantile(share, age) >= age * (1 - 1e-9)
    assert 0 <= belief.ended(age, age + cost) <= 1


@given(hazard=st.floats(1e-4, 1.0), cost=st.floats(0.01, 1.0))
def test_under_a_steady_hazard_the_interval_is_the_one_of_the_docstring(
    hazard: float, cost: float
) -> None:
    found = Belief((hazard,) * SPANS, 100.0).interval(50.0, cost)
    exact = math.sqrt(2 * cost / hazard)
    assert exact * 0.999 <= found
    assert found <= exact / (1 - math.exp(-1)) if hazard * exact < 0.5 else found > 0


@given(seen=SEEN)
def test_what_is_dumped_comes_back(seen: list[tuple[float, float, bool]]) -> None:
    history = fed([(begin % 1000, length % 1000, over) for begin, length, over in seen])
    back = History()
    back.merge(json.loads(json.dumps(history.dump(1e9))), 1e9)
    ends = history.belief(VIDEO).ends
    assert back.belief(VIDEO).ends == pytest.approx(ends, abs=0.03 * (1 + len(seen)))
    if ends:
        found, wanted = back.belief(VIDEO).quantile(0.5), history.belief(VIDEO).quantile(0.5)
        assert found == pytest.approx(wanted, rel=0.05, abs=0.01)


def test_two_runs_are_counted_together() -> None:
    one, other = learned(lognormal(100, seed=1)), learned(lognormal(100, seed=2))
    ends = one.belief(VIDEO).ends
    one.merge(other.dump(5.0), 5.0)
    assert one.belief(VIDEO).ends == pytest.approx(2 * ends, rel=0.01)


def test_what_is_a_week_old_counts_for_half() -> None:
    dumped = learned(lognormal(100)).dump(0.0)
    fresh, old, ancient = History(), History(), History()
    fresh.merge(dumped, 0.0)
    old.merge(dumped, HALF_LIFE)
    ancient.merge(dumped, 11 * HALF_LIFE)
    assert old.belief(VIDEO).ends == pytest.approx(fresh.belief(VIDEO).ends / 2)
    assert ancient.belief(VIDEO) is UNKNOWN


GOOD = learned([100.0]).dump(0.0)


@pytest.mark.parametrize(
    "change",
    [
        {"steps": 4},
        {"octaves": [0, 1]},
        {"at": None},
        {"at": "yesterday"},
        {"at": math.nan},
        {"kinds": None},
        {"kinds": {VIDEO: None}},
        {"kinds": {VIDEO: {}}},
        {"kinds": {VIDEO: {"ends": [], "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"9999": 1.0}, "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"x": 1.0}, "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"1": -1.0}, "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"1": math.nan}, "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"1": "1"}, "alive": {}}}},
        {"kinds": {VIDEO: {"ends": {"1": True}, "alive": {}}}},
        {"kinds": {7: GOOD["kinds"][VIDEO]}},
    ],
)
def test_a_dump_that_is_damaged_or_of_another_version_is_left_out(change: dict[str, Any]) -> None:
    history = History()
    history.merge(GOOD | change, 0.0)
    assert len(history) == 0


def test_kinds_are_bounded_and_the_last_used_stay() -> None:
    history = History()
    for number in range(3 * KEYS):
        history.ended(f"endpoint/{number}", 1.0, 2.0)
        history.alive("endpoint/0", 0.5, 0.6)
    assert len(history) == KEYS
    assert history.belief("endpoint/0") is not UNKNOWN
    assert history.belief("endpoint/1") is UNKNOWN
    assert len(json.dumps(history.dump(0.0))) < 300 * KEYS
