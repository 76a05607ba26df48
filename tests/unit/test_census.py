"""Which tasks have probably ended, told by how many live."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.tasks.census import Census, count_interval, counts_pay

COST = 0.15
ALIKE = dict.fromkeys("abcdefgh", 0.02)  #: eight tasks, as likely to end as one another


def counted(*totals: int, hazards: dict[str, float] = ALIKE) -> Census:
    census = Census(COST)
    for moment, total in enumerate(totals):
        census.counted(total, hazards, float(moment))
    return census


def looked(census: Census, now: float = 1.0) -> str:
    """Take the likeliest task, as a look does."""
    task = census.suspect
    assert task is not None
    assert census.ripe() <= now
    census.taken(task)
    return task


def test_nothing_is_suspected_before_a_count_and_after_one_that_finds_all_alive() -> None:
    assert Census(COST).suspect is None
    assert Census(COST).ripe() == math.inf
    assert counted(8).ripe() == math.inf
    assert counted(8, 8).ended == 0


def test_a_count_with_one_less_sends_looks_until_the_end_is_found() -> None:
    census = counted(8, 7)
    tried = []
    for _ in range(7):
        task = looked(census)
        tried.append(task)
        census.alive(task)
    last = looked(census)
    census.found(last, 1.0, hidden=0.0)
    assert sorted([*tried, last]) == sorted(ALIKE)
    assert census.ended == 0
    assert census.ripe() == math.inf


def test_the_one_with_the_greatest_hazard_is_looked_at_first() -> None:
    census = counted(3, 2, hazards={"young": 0.001, "old": 0.03, "middle": 0.01})
    assert [looked(census) for _ in range(1)] == ["old"]
    census.alive("old")
    assert looked(census) == "middle"


def test_a_task_is_suspected_no_more_until_its_look_has_told() -> None:
    hazards = {"a": 0.02, "b": 0.01}
    census = counted(2, 1, hazards=hazards)
    assert looked(census) == "a"
    assert looked(census) == "b"
    assert census.suspect is None
    census.alive("a")
    census.alive("b")
    census.counted(1 + (census.others or 0), hazards, 2.0)
    assert census.suspect == "a"


def test_an_end_that_is_found_is_told_by_no_further_count() -> None:
    census = counted(8, 7)
    census.found("a", 1.0, hidden=0.0)
    rest = {task: 0.02 for task in ALIKE if task != "a"}
    census.counted(7, rest, 2.0)
    assert census.ended == 0
    census.counted(5, rest, 3.0)
    assert census.ended == 2


def test_a_new_task_of_ours_is_none_of_the_others() -> None:
    census = counted(8)
    census.counted(9, ALIKE | {"new": 0.0001}, 1.0)
    assert (census.others, census.ended) == (0, 0)


def test_a_submit_on_the_wire_may_or_may_not_be_in_a_count() -> None:
    census = counted(8)
    census.counted(9, ALIKE, 1.0, unsettled=1)
    census.counted(8, ALIKE, 2.0, unsettled=1)
    assert (census.others, census.ended) == (0, 0)
    census.counted(9, ALIKE | {"new": 0.0001}, 3.0)
    assert (census.others, census.ended) == (0, 0)


def test_tasks_of_others_are_told_apart() -> None:
    census = counted(12)
    assert census.others == 4
    census.counted(14, ALIKE, 1.0)
    assert (census.others, census.ended) == (6, 0)
    assert census.untold > counted(12).untold


def test_an_end_that_none_of_ours_was_is_one_of_the_others() -> None:
    census = counted(12, 11)
    assert census.ended == 1
    while census.ripe() < math.inf:
        census.alive(looked(census, math.inf))
    assert (census.others, census.ended) == (3, 0)
    census.counted(11, ALIKE, 2.0)
    assert census.ended == 0


def test_a_count_that_leaves_some_of_ours_out_is_right_the_next_time() -> None:
    census = counted(8, 5)
    while census.ripe() < math.inf:
        census.alive(looked(census, math.inf))
    census.counted(5, ALIKE, 2.0)
    assert census.ended == 0
    census.counted(4, ALIKE, 3.0)
    assert census.ended == 1


def test_ends_that_no_count_told_weaken_the_counts_and_told_ones_strengthen_them() -> None:
    census = counted(8, 8)
    begin = census.untold
    for task in "abcd":
        census.found(task, 1.0, hidden=1.0)
    weaker = census.untold
    assert begin < weaker < 1
    rest = dict.fromkeys("efgh", 0.02)
    census.counted(census.others or 0, rest, 2.0)
    for task in "efgh":
        census.found(task, 2.0, hidden=1.0)
    assert census.untold < weaker


def test_an_end_after_the_last_count_says_nothing_against_counts() -> None:
    census = counted(8, 8)
    before = census.untold
    census.found("a", 1.0, hidden=0.0)
    assert census.untold == before


def test_one_that_is_watched_no_more_becomes_one_of_the_others() -> None:
    census = counted(8)
    census.left("a")
    rest = {task: 0.02 for task in ALIKE if task != "a"}
    census.counted(8, rest, 1.0)
    assert (census.others, census.ended) == (1, 0)


def test_without_counts_all_is_as_before_the_first() -> None:
    census = counted(8, 7)
    census.forget()
    assert (census.others, census.ended, census.untold) == (None, 0, 1.0)
    assert census.ripe() == math.inf


def test_among_many_tasks_some_ends_are_awaited_before_a_search() -> None:
    many = {str(number): 0.02 for number in range(400)}
    census = counted(400, 399, hazards=many)
    assert 1.0 < census.ripe() < math.inf
    census.counted(360, many, 2.0)
    assert census.ripe() <= 2.0


HAZARDS = st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.floats(0, 10), max_size=20)
STEPS = st.lists(st.tuples(st.sampled_from("caflu"), st.integers(0, 40)), max_size=60)


@given(hazards=HAZARDS, steps=STEPS)
def test_whatever_is_told_odds_stay_odds_and_no_task_is_suspected_forever(
    hazards: dict[str, float], steps: list[tuple[str, int]]
) -> None:
    census = Census(COST)
    left = dict(hazards)
    for now, (step, number) in enumerate(steps):
        task = sorted(left)[number % len(left)] if left else ""
        if step == "c":
            census.counted(number, left, float(now), unsettled=number % 2)
        elif step == "a" and census.suspect:
            census.alive(census.suspect)
        elif step == "f" and left:
            del left[task]
            census.found(task, float(now), hidden=number / 40)
        elif step == "l" and left:
            del left[task]
            census.left(task)
        elif step == "u" and census.suspect:
            census.taken(census.suspect)
        assert 0 < census.untold <= 1
        assert census.ended >= 0
        assert census.ripe() == census.ripe()
        assert census.suspect is None or census.suspect in left
    for _ in range(len(left)):
        if census.suspect is not None:
            census.alive(census.suspect)
    assert census.ripe() == math.inf


def test_counts_come_as_often_as_ends_are_likely() -> None:
    assert count_interval([0.02] * 50, COST) == pytest.approx(math.sqrt(2 * COST / 1.0))
    assert count_interval([], COST) == count_interval([1e-9], COST) == 10.0
    assert count_interval([100.0], COST) == 0.4


def test_counts_pay_for_tens_of_tasks_not_for_two_and_not_for_hundreds() -> None:
    assert not counts_pay([0.02] * 2, COST, so_far=False)
    assert counts_pay([0.02] * 20, COST, so_far=False)
    assert not counts_pay([0.02] * 300, COST, so_far=False)
    assert not counts_pay([0.0] * 20, COST, so_far=True)
