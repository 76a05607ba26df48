"""When to look next."""

from __future__ import annotations

import itertools
import math
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.config import Polling
from runninghub_async.tasks.history import History
from runninghub_async.tasks.schedule import COUNT, Schedule, next_look, next_try

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
    assert next_look(10_000, polling, MIDDLE) == min(polling.ceiling, 8.0)


@given(polling=POLLINGS)
def test_tries_wait_half_a_minute_at_most(polling: Polling) -> None:
    assert next_try(10_000, polling, MIDDLE) == 30


def test_two_tasks_of_one_moment_are_not_looked_at_together() -> None:
    waits = {next_look(0, Polling(), chance / 10) for chance in range(10)}
    assert len(waits) == 10


# -- what is learned ------------------------------------------------------------------------

VIDEO, IMAGE = "vidu/text-to-video?duration=5", "flux/text-to-image"


def lognormal(count: int, median: float) -> list[float]:
    rnd = random.Random(1)
    return [median * math.exp(0.35 * rnd.gauss(0, 1)) for _ in range(count)]


def _dump() -> dict[str, Any]:
    history = History()
    for key, median in ((VIDEO, 120.0), (IMAGE, 8.0)):
        for seconds in lognormal(200, median):
            history.alive(key, 0.0, seconds * 0.98)
            history.ended(key, seconds * 0.98, seconds)
    return history.dump(0.0)


DUMP = _dump()


def known() -> History:
    """A history of 200 videos of about two minutes and 200 images of about 8 seconds."""
    history = History()
    history.merge(DUMP, 0.0)
    return history


def schedule(history: History | None = None, **settings: float | bool) -> Schedule:
    chosen = History() if history is None else history
    return Schedule(chosen, chance=lambda: MIDDLE, **settings)  # type: ignore[arg-type]


def looks_until(plan: Schedule, end: float, *, limit: int = 1000) -> list[float]:
    """When the only task of a schedule is looked at, until its end is seen."""
    found = []
    now = 0.0
    while len(plan) and len(found) < limit:
        now = plan.due(now)
        task = plan.take(now)
        assert task
        found.append(now)
        if now >= end:
            plan.ended(task, now)
        else:
            plan.alive(task, now)
    return found


def test_nothing_is_due_where_nothing_is_watched() -> None:
    assert schedule().due(5.0) == math.inf
    assert schedule().take(5.0) is None


def test_what_was_never_seen_is_looked_at_first_after_two_seconds_then_ever_less() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    looks = looks_until(plan, 300.0)
    waits = [later - sooner for sooner, later in itertools.pairwise(looks)]
    assert looks[0] == 2.0
    assert waits[0] < 5 < waits[-1]
    assert len(looks) < 60


def test_what_is_known_to_take_minutes_is_left_alone_until_an_end_is_likely() -> None:
    plan = schedule(known())
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    looks = looks_until(plan, 130.0)
    assert looks[0] > 20
    assert looks[1] > 40
    assert len(looks) < 30
    assert looks[-1] - 130 < 6


def test_what_is_known_to_take_seconds_is_looked_at_within_seconds() -> None:
    plan = schedule(known())
    plan.add("a", 0.0, key=IMAGE, since=0.0)
    looks = looks_until(plan, 8.0)
    assert looks[0] > 2
    assert looks[-1] - 8 < 1.5
    assert len(looks) < 8


def test_the_long_tail_is_looked_at_sparsely_and_for_as_long_as_it_takes() -> None:
    plan = schedule(known())
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    looks = looks_until(plan, 20_000.0)
    assert looks[-1] - looks[-2] > 20
    assert max(b - a for a, b in itertools.pairwise(looks)) <= 120


def test_a_look_that_costs_more_comes_later() -> None:
    cheap, dear = schedule(known(), cost=0.05), schedule(known(), cost=0.5)
    for plan in (cheap, dear):
        plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert cheap.due(0.0) < dear.due(0.0)


def test_tasks_of_one_moment_are_not_looked_at_together() -> None:
    rnd = random.Random(1)
    plan = Schedule(known(), chance=rnd.random)
    for number in range(10):
        plan.add(str(number), 0.0, key=VIDEO, since=0.0)
    when = []
    for _ in range(10):
        now = plan.due(0.0)
        plan.take(now)
        when.append(now)
    assert len(set(when)) == 10


def test_a_ceiling_holds_also_for_what_is_known() -> None:
    plan = schedule(known(), first=0.005, ceiling=0.01)
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert all(wait <= 0.0101 for wait in looks_until(plan, 0.05)[:1])
    plan.add("b", 0.0, key=VIDEO, since=0.0)
    assert plan.due(0.0) <= 0.01


def test_a_task_whose_end_is_reported_is_looked_at_once_a_minute_at_most() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=IMAGE, since=0.0, reported=True)
    looks = looks_until(plan, 300.0)
    waits = [later - sooner for sooner, later in zip([0.0, *looks], looks, strict=False)]
    assert min(waits) >= 60.0


def test_a_report_brings_a_look_at_once() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=VIDEO, since=0.0, reported=True)
    plan.hint("a", 7.0)
    assert plan.due(7.0) == 7.0
    assert plan.take(7.0) == "a"


def test_a_report_while_a_look_is_on_the_wire_brings_one_more() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert plan.take(2.0) == "a"
    plan.hint("a", 2.1)
    assert plan.take(2.1) is None
    plan.alive("a", 2.2)
    assert plan.take(2.2) == "a"
    plan.alive("a", 2.3)
    assert plan.due(2.3) > 2.3


def test_a_task_that_waits_in_the_queue_has_not_begun_to_run() -> None:
    plan = schedule(known())
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    plan.take(100.0)
    plan.alive("a", 100.0, queued=True)
    assert plan.due(100.0) > 150


def test_waits_in_the_queue_are_learned_apart_from_runs() -> None:
    history = known()
    before = history.belief(VIDEO).quantile(0.5)
    plan = Schedule(history, chance=lambda: MIDDLE)
    for _ in range(40):
        plan.add("a", 0.0, key=VIDEO, since=0.0)
        plan.alive("a", 290.0, queued=True)
        plan.alive("a", 310.0)
        plan.ended("a", 425.0)
    assert history.belief(f"queue:{VIDEO}").quantile(0.5) == pytest.approx(300, rel=0.2)
    for key in (VIDEO, "vidu/text-to-video"):
        assert history.belief(key).quantile(0.5) == pytest.approx(before, rel=0.15)


def test_a_look_that_failed_comes_again_after_its_delay_and_teaches_nothing() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert plan.take(2.0) == "a"
    assert plan.due(2.0) == math.inf
    plan.failed("a", 2.0, 4.0)
    assert plan.due(2.0) == 6.0
    assert len(plan.history) == 0


def test_one_that_nobody_waits_for_is_not_looked_at() -> None:
    plan = schedule()
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    plan.drop("a")
    assert plan.due(0.0) == math.inf
    plan.alive("a", 3.0)
    plan.ended("a", 3.0)
    plan.failed("a", 3.0, 1.0)
    plan.hint("a", 3.0)
    assert plan.take(100.0) is None


def test_a_task_of_unknown_age_is_looked_at_soon_and_teaches_nothing() -> None:
    plan = schedule()
    plan.add("a", 1000.0, key=VIDEO)
    assert plan.due(1000.0) == 1002.0
    plan.add("b", 1000.0, key=VIDEO, first=0.0)
    assert plan.take(1000.0) == "b"
    plan.alive("b", 1000.1)
    plan.ended("b", 1001.0)
    assert len(plan.history) == 0


def test_a_task_that_was_submitted_long_ago_is_looked_at_soon() -> None:
    plan = schedule(known())
    plan.add("a", 1000.0, key=VIDEO, since=940.0)
    assert plan.due(1000.0) == 1002.0


def test_of_looks_that_are_late_the_likeliest_end_goes_first() -> None:
    plan = schedule(known())
    plan.add("young", 100.0, key=VIDEO, since=100.0)
    plan.add("old", 0.0, key=VIDEO, since=0.0)
    assert plan.take(180.0) == "old"
    assert plan.take(180.0) == "young"


# -- counts ---------------------------------------------------------------------------------


def crowd(size: int = 20, *, counting: bool = True) -> Schedule:
    """Videos that began five seconds apart; a count is due."""
    plan = schedule(known(), counting=counting)
    for number in range(size):
        plan.add(f"t{number}", 5.0 * number, key=VIDEO, since=5.0 * number)
    return plan


def watch(plan: Schedule, begin: float, end: float) -> int:
    """Answer every count and every look by "all alive"; return how many looks there were."""
    looks, now = 0, begin
    while (now := max(now, plan.due(now))) <= end:
        what = plan.take(now)
        if what == COUNT:
            plan.counted(len(plan), now)
        elif what is not None:
            looks += 1
            plan.alive(what, now)
    return looks


def count(plan: Schedule, total: int, now: float) -> None:
    """Answer the next count, and the looks that come before it."""
    while (what := plan.take(now)) != COUNT:
        assert what is not None
        plan.alive(what, now)
    plan.counted(total, now)


def test_a_count_that_tells_an_end_brings_looks_until_it_is_found() -> None:
    plan = crowd()
    watch(plan, 100.0, 101.0)
    assert (plan.unseen, plan.take(101.0)) == (0, None)
    count(plan, 19, 104.0)
    assert plan.unseen == 1
    while (task := plan.take(104.0)) != "t2":
        assert task is not None
        plan.alive(task, 104.0)
    plan.ended("t2", 104.0)
    assert (plan.unseen, plan.census.ripe()) == (0, math.inf)


def test_the_search_begins_with_those_that_are_old_enough() -> None:
    plan = crowd()
    watch(plan, 100.0, 101.0)
    count(plan, 19, 104.0)
    task = plan.take(104.0)
    assert task is not None
    assert task[1:] in map(str, range(8))


def test_while_counts_tell_that_all_live_looks_are_rare() -> None:
    alone, counted = crowd(counting=False), crowd()
    for plan in (alone, counted):
        watch(plan, 100.0, 101.0)
    assert watch(counted, 101.0, 160.0) < watch(alone, 101.0, 160.0) / 2


def test_a_count_that_gets_no_answer_is_not_repeated_at_once_and_looks_go_on() -> None:
    plan = crowd()
    assert plan.take(100.0) == COUNT
    plan.uncounted(100.0)
    taken = []
    while (what := plan.take(103.0)) is not None:
        taken.append(what)
        if what == COUNT:
            plan.uncounted(103.0)
    assert taken.count(COUNT) == 1
    assert len(taken) > 1


def test_only_one_count_is_on_the_wire() -> None:
    plan = crowd()
    assert plan.take(100.0) == COUNT
    taken = [plan.take(160.0) for _ in range(20)]
    assert COUNT not in taken


def test_a_submit_during_a_count_makes_no_false_alarm() -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    plan.submitting()
    assert plan.take(103.0) == COUNT
    plan.counted(21, 103.0)
    plan.add("new", 103.0, key=VIDEO, since=103.0)
    plan.submitted()
    count(plan, 21, 106.0)
    assert plan.unseen == 0


def test_nobody_counts_where_it_is_not_wanted_or_few_are_watched() -> None:
    for one in (crowd(counting=False), crowd(2)):
        assert COUNT not in [one.take(100.0) for _ in range(25)]


EVENTS = st.lists(
    st.tuples(st.sampled_from(["add", "take", "end", "fail", "drop", "hint"]), st.integers(0, 30)),
    max_size=80,
)


@given(events=EVENTS, counting=st.booleans(), step=st.floats(0.01, 50))
def test_whatever_happens_a_due_time_means_that_there_is_something_to_do(
    events: list[tuple[str, int]], counting: bool, step: float
) -> None:
    plan = Schedule(known(), chance=lambda: MIDDLE, counting=counting)
    now, taken = 0.0, list[str]()
    for what, number in events:
        now += step
        if what == "add":
            plan.add(f"t{number}", now, key=VIDEO, since=now - number)
        elif what == "take":
            task = plan.take(now)
            if task == COUNT:
                plan.counted(number, now)
            elif task is not None:
                taken.append(task)
        elif taken and what == "end":
            plan.ended(taken.pop(), now)
        elif taken and what == "fail":
            plan.failed(taken.pop(), now, 1.0)
        elif what == "drop":
            plan.drop(f"t{number}")
        elif what == "hint":
            plan.hint(f"t{number}", now)
    for task in taken:
        plan.alive(task, now)
    for _ in range(200):
        due = plan.due(now)
        assert due == due
        if due == math.inf:
            break
        now = max(now, due)
        task = plan.take(now)
        if task == COUNT:
            plan.uncounted(now)
        elif task is not None:
            plan.ended(task, now)
    assert len(plan) == 0
