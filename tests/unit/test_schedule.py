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


@pytest.mark.parametrize(("chance", "look", "again"), [(0.0, 1.5, 3.0), (0.75, 2.25, 4.5)])
def test_chance_moves_a_look_by_its_share(chance: float, look: float, again: float) -> None:
    assert next_look(0, Polling(), chance) == look
    assert next_try(1, Polling(), chance) == again


def test_a_ceiling_bounds_looks_where_nothing_is_known() -> None:
    assert next_look(5, Polling(ceiling=3.0), MIDDLE) == 3.0


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


@pytest.mark.parametrize(
    ("settings", "seconds"),
    [({}, 0.2), ({"first": 0.05}, 0.05), ({"ceiling": 0.05}, 0.05), ({"floor": 0.5}, 0.5)],
)
def test_looks_at_what_takes_no_time_come_five_times_a_second_at_most(
    settings: dict[str, float], seconds: float
) -> None:
    history = History()
    for _ in range(50):
        history.alive(VIDEO, 0.0, 0.01)
        history.ended(VIDEO, 0.01, 0.02)
    plan = schedule(history, cost=1e-6, **settings)
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert plan.due(0.0) == seconds


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


@pytest.mark.parametrize("age", [0.0, 1.0, 2.0])
def test_a_task_that_was_just_submitted_is_left_alone_at_any_time_of_day(age: float) -> None:
    plan = schedule(known())
    plan.add("a", 1000.0, key=VIDEO, since=1000.0 - age)
    assert plan.due(1000.0) > 1020.0


@pytest.mark.parametrize(("ends", "enough"), [(4, False), (6, True)])
def test_a_handful_of_ends_is_enough_to_go_by(ends: int, enough: bool) -> None:
    history = History()
    for _ in range(ends):
        history.alive(VIDEO, 0.0, 100.0)
        history.ended(VIDEO, 100.0, 101.0)
    plan = schedule(history)
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert (plan.due(0.0) != 2.0) is enough


def test_a_task_of_no_kind_teaches_nothing() -> None:
    plan = schedule()
    plan.add("a", 0.0, since=0.0)
    plan.alive("a", 5.0)
    plan.ended("a", 6.0)
    assert len(plan.history) == 0


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


def counts_come(plan: Schedule, begin: float, end: float) -> list[float]:
    """Answer all looks by "alive" and no count at all; return when counts were asked for."""
    asked, now = [], begin
    while (now := max(now, plan.due(now))) <= end:
        what = plan.take(now)
        if what == COUNT:
            asked.append(now)
            plan.uncounted(now)
        elif what is not None:
            plan.alive(what, now)
    return asked


def told_of_ends(ends: int) -> Schedule:
    """A crowd of twenty, of which a count at 104 says that so many have ended."""
    plan = crowd()
    count(plan, 20, 100.0)
    count(plan, 20 - ends, 104.0)
    assert plan.unseen == ends
    return plan


def test_a_look_of_a_search_that_fails_waits_out_its_delay_like_any_other() -> None:
    """Else an outage would use up all patience with a task within a moment."""
    plan = told_of_ends(1)
    suspect = plan.take(104.0)
    assert suspect is not None
    plan.failed(suspect, 104.0, 1.0)
    taken = {plan.take(104.9) for _ in range(20)}
    assert len(taken - {None, COUNT}) > 3
    assert suspect not in taken
    assert suspect in {plan.take(105.0) for _ in range(20)}


def test_a_search_that_finds_all_but_one_alive_is_over_when_that_one_is_found() -> None:
    plan = told_of_ends(1)
    failed = plan.take(104.0)
    assert failed is not None
    plan.failed(failed, 104.0, 60.0)
    while (what := plan.take(104.0)) not in (None, COUNT):
        plan.alive(what, 104.0)
    assert plan.unseen == 1
    plan.ended(failed, 164.0)
    assert plan.unseen == 0


def test_of_two_ends_the_one_that_is_found_is_searched_for_no_more() -> None:
    plan = told_of_ends(2)
    first = plan.take(104.0)
    assert first is not None
    plan.ended(first, 104.0)
    assert plan.unseen == 1
    while (what := plan.take(104.0)) not in (None, COUNT):
        assert what != first
        plan.alive(what, 104.0)
    assert plan.unseen == 0  # all of ours live: it was one of the others'


def test_a_suspect_that_nobody_waits_for_any_more_is_not_looked_at() -> None:
    plan = told_of_ends(1)
    for number in range(10):
        plan.drop(f"t{number}")
    rest = {f"t{number}" for number in range(10, 20)}
    while (what := plan.take(104.0)) not in (None, COUNT):
        assert what in rest
        plan.alive(what, 104.0)


def test_a_task_that_nobody_waits_for_any_more_counts_among_the_others() -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    plan.drop("t3")
    count(plan, 20, 104.0)
    assert (plan.unseen, plan.census.others) == (0, 1)


@pytest.mark.parametrize(
    ("looked", "counted", "ended", "untold"),
    [
        (100.0, 100.0, 110.0, 0.25),  # it ended after the count
        (100.0, 105.0, 110.0, 0.28),  # as likely before it as after: 0.08 of 0.75, half of it
        (109.5, 109.75, 110.0, 0.28),
        (100.0, 110.0, 110.0, 0.31),  # the count should have told
    ],
)
def test_an_end_that_a_count_should_have_told_is_held_against_counts(
    looked: float, counted: float, ended: float, untold: float
) -> None:
    plan = crowd()
    plan.alive("t0", looked)
    plan.counted(20, counted)
    plan.ended("t0", ended)
    assert plan.census.untold == pytest.approx(untold)


@pytest.mark.parametrize("kind", [IMAGE, VIDEO])
def test_a_report_that_comes_again_brings_no_second_look(kind: str) -> None:
    plan = schedule()
    plan.add("a", 0.0, key=kind, since=0.0, reported=True)
    plan.hint("a", 7.0)
    assert plan.take(7.0) == "a"
    plan.alive("a", 7.1)
    due = plan.due(7.1)
    plan.hint("a", 7.2)
    assert plan.due(7.2) == due
    assert due < 60.0  # it was reported: looks need not wait for the report any more


@pytest.mark.parametrize("submits", [0, 1, 2, 5])
@pytest.mark.parametrize("strangers", [0, 1, 3])
def test_submits_on_the_wire_and_nothing_else_excuse_a_count(submits: int, strangers: int) -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    for _ in range(submits + 1):
        plan.submitting()
    plan.submitted()
    count(plan, 20 + submits + strangers, 104.0)
    assert plan.census.others == strangers


@pytest.mark.parametrize("ends", [0, 1, 2, 3])
@pytest.mark.parametrize("strangers", [0, 2])
def test_an_end_that_is_found_while_a_count_is_on_the_wire_excuses_it(
    ends: int, strangers: int
) -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    assert plan.take(103.0) == COUNT
    for number in range(ends):
        plan.ended(f"t{number}", 103.1)
    plan.counted(20 + strangers, 103.2)  # it may have seen those that have ended alive
    assert (plan.unseen, plan.census.others) == (0, strangers)
    count(plan, 20 + strangers, 106.0)  # this one has not: others have come
    assert plan.census.others == strangers + ends


def test_a_submit_that_leaves_while_a_count_is_on_the_wire_excuses_it_too() -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    assert plan.take(103.0) == COUNT
    plan.submitting()
    plan.submitted()  # it came to nothing that we know of
    plan.counted(21, 103.2)
    assert plan.census.others == 0


def test_after_a_count_the_next_one_waits() -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    for now in (100.0, 100.2, 100.39):
        while (what := plan.take(now)) is not None:
            assert what != COUNT
            plan.alive(what, now)


def test_a_due_count_is_made_at_the_very_moment_that_it_is_due() -> None:
    plan = schedule(known(), counting=True)
    for number in range(20):
        plan.add(f"t{number}", 150.0, key=VIDEO, since=5.0 * number, first=10.0)
    assert plan.due(150.0) == 150.5
    assert plan.take(150.49) is None
    assert plan.take(150.5) == COUNT


def lives(history: History) -> Any:
    return history.dump(0.0)["kinds"]


@pytest.mark.parametrize(
    ("total", "change", "untold", "taught"),
    [
        (20, False, 0.25, True),
        (19, False, 0.25, False),  # one has ended, and who knows which
        (20, True, 0.25, False),  # one may have ended while it was counted
        (20, False, 0.75, False),  # counts have missed most ends so far
    ],
)
def test_a_count_teaches_that_all_live_only_where_it_surely_means_that(
    total: int, change: bool, untold: float, taught: bool
) -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    while (what := plan.take(104.0)) != COUNT:
        assert what is not None
        plan.alive(what, 104.0)
    if change:
        plan.submitting()
        plan.submitted()
    plan.census.untold = untold
    before = lives(plan.history)
    plan.counted(total, 104.0)
    assert (lives(plan.history) != before) is taught


def test_counts_without_an_answer_come_ever_less() -> None:
    pauses = [b - a for a, b in itertools.pairwise(counts_come(crowd(), 100.0, 1600.0))]
    assert pauses[:10] == pytest.approx([2, 4, 8, 16, 32, 64, 128, 256, 300, 300], abs=0.01)


def test_after_a_count_with_an_answer_the_pauses_begin_anew() -> None:
    plan = crowd()
    counts_come(plan, 100.0, 110.0)
    count(plan, 20, 115.0)
    first, second, *_ = counts_come(plan, 118.0, 130.0)
    assert second - first == pytest.approx(2, abs=0.01)


def test_when_counts_stop_looks_come_as_if_there_had_been_none() -> None:
    plan, never = crowd(), crowd(counting=False)
    watch(plan, 100.0, 120.0)
    watch(never, 100.0, 120.0)
    on_wire = plan.take(120.2)
    while on_wire in (None, COUNT):
        if on_wire == COUNT:
            plan.counted(20, 120.2)
        on_wire = plan.take(plan.due(120.2))
    assert on_wire is not None
    now = 125.0
    while plan.take(now) != COUNT:
        pass
    plan.uncounted(now)
    assert plan.census.others is None
    taken = set()
    for moment in range(125, 150):
        while (what := plan.take(float(moment))) is not None:
            taken.add(what)
    assert on_wire not in taken  # it is being looked at
    assert len(taken - {COUNT}) > 10


@pytest.mark.parametrize(("tasks", "counts"), [(1000, True), (1001, False)])
def test_beyond_a_thousand_tasks_nobody_counts(tasks: int, counts: bool) -> None:
    plan = crowd()
    for number in range(tasks - 20):
        plan.add(f"n{number}", 76.0, key=VIDEO, since=76.0)
    assert (COUNT in [plan.take(float(now)) for now in range(100, 130)]) is counts


def test_counts_that_go_well_are_not_given_up_lightly() -> None:
    """Fifty tasks would not be worth a first count, and are worth one more."""
    fresh, counted = crowd(50), crowd(20)
    assert COUNT not in [fresh.take(250.0) for _ in range(60)]
    count(counted, 20, 100.0)
    for number in range(20, 50):
        counted.add(f"t{number}", 5.0 * number, key=VIDEO, since=5.0 * number)
    assert counted.take(250.0) == COUNT


def test_a_search_goes_before_a_count_for_two_seconds_and_no_longer() -> None:
    plan = told_of_ends(1)
    due = plan._count_due
    for task in range(20):
        plan._watches[f"t{task}"].looked = 104.0
    assert plan.take(due) not in (None, COUNT)
    assert plan.take(due + 1.9) not in (None, COUNT)
    assert plan.take(due + 2.0) == COUNT


def test_where_counts_do_not_pay_it_is_asked_again_ten_seconds_later() -> None:
    plan = schedule(known(), counting=True)
    for number in range(3):  # young ones: no end is near
        plan.add(f"t{number}", 20.0, key=VIDEO, since=10.0, first=1000.0)
    assert plan.due(20.0) == 20.5
    assert plan.take(20.5) is None
    assert plan.due(20.5) == 30.5
    assert plan.take(30.5) is None
    assert plan.take(150.0) == COUNT  # now one is


def test_where_few_are_left_nobody_wakes_up_to_count() -> None:
    plan = schedule(known(), counting=True)
    for number in range(3):
        plan.add(f"t{number}", 20.0, key=VIDEO, since=0.0, first=1000.0)
    plan.drop("t0")
    assert plan.take(20.5) is None
    assert plan.due(20.5) == 1020.0


@pytest.mark.parametrize(("tasks", "begun"), [(2, False), (3, True), (20, True)])
def test_counts_begin_soon_after_they_are_known_to_be_possible(tasks: int, begun: bool) -> None:
    plan = schedule(known())
    for number in range(tasks):
        plan.add(f"t{number}", 150.0, key=VIDEO, since=0.0, first=1000.0)
    assert plan.due(150.0) == 1150.0
    plan.count_from(150.0)
    assert plan.due(150.0) == (150.5 if begun else 1150.0)
    assert plan.take(150.5) == (COUNT if begun else None)
    plan.count_from(150.6)  # it is known already: nothing changes
    assert plan.due(150.6) == 1150.0
    plan.add("one more", 160.0, key=VIDEO, since=0.0, first=1000.0)
    assert plan.take(160.5) == (None if begun else COUNT)


def test_chance_shifts_looks_in_both_directions() -> None:
    due = []
    for chance in (0.0, MIDDLE, 0.99):
        plan = Schedule(known(), chance=lambda chance=chance: chance)
        plan.add("a", 0.0, key=VIDEO, since=0.0)
        due.append(plan.due(0.0))
    assert due[0] < due[1] < due[2]
    assert due[1] == known().belief(VIDEO).interval(0.0, 0.15)


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 1.5), (MIDDLE, 2.0), (0.75, 2.25)])
def test_chance_shifts_the_first_look_at_what_was_never_seen(chance: float, seconds: float) -> None:
    plan = Schedule(History(), chance=lambda: chance)
    plan.add("a", 0.0, key=VIDEO, since=0.0)
    assert plan.due(0.0) == seconds


def test_what_was_never_watched_can_be_dropped() -> None:
    plan = crowd()
    count(plan, 20, 100.0)
    plan.drop("never seen")
    assert (len(plan), plan.census.others) == (20, 0)


def test_counts_that_do_not_pay_any_more_are_given_up_for_looks() -> None:
    plan, never = crowd(), crowd(100, counting=False)
    count(plan, 20, 100.0)
    for number in range(20, 100):
        plan.add(f"t{number}", 5.0 * number, key=VIDEO, since=5.0 * number)
    assert COUNT not in [plan.take(500.0) for _ in range(5)]
    assert plan.census.others is None
    assert watch(plan, 501.0, 520.0) > watch(never, 501.0, 520.0) / 2


@pytest.mark.parametrize("chance", [0.0, MIDDLE, 0.99])
def test_looks_at_a_reported_task_come_once_a_minute_or_a_quarter_more(chance: float) -> None:
    plan = Schedule(History(), chance=lambda: chance)
    plan.add("a", 0.0, key=IMAGE, since=0.0, reported=True)
    looks = looks_until(plan, 300.0)
    waits = [later - sooner for sooner, later in zip([0.0, *looks], looks, strict=False)]
    assert min(waits) >= 60.0
    assert waits[0] == 60.0 * (1 + 0.25 * chance)


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
