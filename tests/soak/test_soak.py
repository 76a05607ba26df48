"""The long run in small, and that its verdict can fail: what it must find is planted."""

from __future__ import annotations

import sys
from array import array
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from endurance import show
from endurance.books import Books
from endurance.samples import MEASURES, registries
from endurance.soak import Plan, Report, soak
from endurance.verdict import BOUNDED, judge, left_over
from endurance.world import Created, faults

from runninghub_async import (
    ConnectFailed,
    RunningHub,
    SubmitUncertain,
    TaskTimeout,
    TransportError,
)

SHORT = Plan(tasks=240, rounds=2, faults=0.05, median=0.2, every=0.2)


@pytest.fixture(scope="module")
def short_run() -> Report:
    """240 tasks, one of twenty calls in trouble, everything that the long run does."""
    return soak(SHORT)


def test_a_short_run_under_faults_loses_nothing_and_leaves_nothing_behind(
    short_run: Report,
) -> None:
    assert short_run.failures(trends=False) == []
    totals = short_run.totals
    assert totals["jobs"] == 240
    assert totals["created"] > 120
    assert totals["ended"] > 0
    assert totals["gone"] > 0
    assert sum(short_run.service["faults"].values()) > 10
    assert len(short_run.rest) == 2


def test_what_was_seen_is_told_as_text_json_and_a_picture(short_run: Report) -> None:
    assert "lost 0, paid twice 0" in show.as_text(short_run)
    assert show.line(short_run).count("  ") > len(MEASURES)
    assert f'"tasks": {SHORT.tasks}' in show.as_json(short_run)
    assert show.as_svg(short_run).count("<polyline") == len(MEASURES)


def test_a_registry_that_keeps_one_entry_for_each_task_is_found() -> None:
    def spoil(rh: RunningHub) -> None:
        kept: dict[int, None] = {}
        rh._kept_by_the_test = kept  # type: ignore[attr-defined]
        note = rh._session.note_submitted

        def and_keep(task_id: str) -> None:
            kept[len(kept)] = None
            note(task_id)

        rh._session.note_submitted = and_keep  # type: ignore[method-assign]

    plan = Plan(tasks=40, rounds=2, faults=0.0, median=0.1, every=0.1)
    (failure,) = soak(plan, spoil=spoil, rest=3.0).failures(trends=False)
    assert failure == "left at rest: kept_by_the_test holds 40"


# -- curves --------------------------------------------------------------------------------------


def curves(**changed: list[int]) -> dict[str, Any]:
    """90 samples of each measure, level unless they are given."""
    return {name: array("q", changed.get(name, [50_000] * 90)) for name in MEASURES}


JOBS = [n * 200 for n in range(90)]


def test_level_curves_are_flat() -> None:
    assert all(one.flat for one in judge(curves(), JOBS))


@pytest.mark.parametrize(
    ("measure", "per_task"),
    [("rss", 2.0), ("objects", 1.0), ("blocks", 1.0), ("files", 0.01), ("registries", 1.0)],
)
def test_what_each_task_leaves_behind_is_found_and_named(measure: str, per_task: float) -> None:
    rising = [50_000 + round(jobs * per_task) for jobs in JOBS]
    (found,) = [one for one in judge(curves(**{measure: rising}), JOBS) if not one.flat]
    assert found.name == measure
    assert found.per_task == pytest.approx(per_task, rel=0.2)


def test_a_warm_up_is_no_leak() -> None:
    warm = [min(50_000, 20_000 + jobs * 6) for jobs in JOBS]
    assert all(one.flat for one in judge(curves(rss=warm, objects=warm), JOBS))


def test_ups_and_downs_are_no_leak() -> None:
    uneven = [50 + n % 7 * 10 for n in range(90)]
    assert all(one.flat for one in judge(curves(watched=uneven, files=uneven), JOBS))


def test_a_registry_may_hold_what_it_held_at_first_or_what_its_bound_allows() -> None:
    path, bound = next(iter(BOUNDED.items()))
    assert left_over({"pool._closing": 1}, {"pool._closing": 1, path: bound}) == {}
    assert left_over({}, {path: bound + 1, "pool._closing": 1}) == {
        path: bound + 1,
        "pool._closing": 1,
    }


def test_every_registry_that_is_said_to_be_bounded_is_there(short_run: Report) -> None:
    rh = RunningHub("key")
    assert all(any(path.endswith(end) for path in registries(rh)) for end in BOUNDED)


def test_journals_that_were_opened_once_do_not_stay_for_ever() -> None:
    rh = RunningHub("key")
    for number in range(1_500):
        assert rh._session.takes_up(f"{number}.journal")
    assert not rh._session.takes_up("1499.journal")
    assert registries(rh)["session._journals"] == BOUNDED["session._journals"]


# -- books ---------------------------------------------------------------------------------------


def settled(told: Any, *created: Created, unfinished: tuple[str, ...] = ()) -> Books:
    books = Books()
    told(books)
    books.settle([1], list(created), set(unfinished), set())
    return books


MADE = Created("t1", 1, "hash")
UNCERTAIN = SubmitUncertain(
    endpoint="e", body_hash="hash", cause=TransportError(operation="o", reason="r", sent=None)
)
REFUSED = ConnectFailed(operation="submit", reason="refused", sent=False)


@pytest.mark.parametrize(
    ("told", "created", "unfinished"),
    [
        (lambda books: books.tell(1, "ended", "t1"), (MADE,), ()),
        (lambda books: books.tell_error(1, TaskTimeout(task_id="t1", seconds=1.0)), (MADE,), ()),
        (lambda books: books.tell_error(1, UNCERTAIN), (MADE,), ()),
        (lambda books: books.tell_error(1, UNCERTAIN), (), ()),
        (lambda books: books.tell_error(1, REFUSED), (), ()),
        (lambda books: books.tell(1, "gone"), (MADE,), ("t1",)),
        (lambda books: books.tell(1, "gone"), (), ()),
    ],
)
def test_books_that_agree_with_the_ledger_are_right(
    told: Any, created: tuple[Created, ...], unfinished: tuple[str, ...]
) -> None:
    assert settled(told, *created, unfinished=unfinished).wrong == []


@pytest.mark.parametrize(
    ("told", "created", "what"),
    [
        (lambda books: books.tell(1, "ended", "t1"), (MADE, Created("t2", 1, "h")), "paid twice"),
        (lambda books: books.tell(1, "ended", "t2"), (MADE,), "lost"),
        (lambda books: books.tell(1, "ended", "t1"), (), "lost"),
        (lambda books: books.tell_error(1, REFUSED), (MADE,), "lost"),
        (lambda books: books.tell_error(1, UNCERTAIN), (Created("t1", 1, "other"),), "lost"),
        (lambda books: books.tell(1, "gone"), (MADE,), "lost"),
        (lambda books: None, (), "silent"),
        (lambda books: books.tell_error(1, KeyError("x")), (), "foreign"),
        (lambda books: books.tell_error(1, REFUSED), (Created("t1", 7, "h"),), "strangers"),
    ],
)
def test_books_that_do_not_agree_with_the_ledger_are_wrong(
    told: Any, created: tuple[Created, ...], what: str
) -> None:
    books = settled(told, *created)
    assert books.totals[what] == 1
    assert books.wrong


# -- faults --------------------------------------------------------------------------------------


def test_the_mix_has_every_kind_that_fits_a_call_and_sums_to_the_rate() -> None:
    mix = faults(0.02, seed=1)
    for call in ("submit", "query", "download", "upload"):
        mine = [one for one in mix if one.when == call]
        assert sum(one.rate for one in mine) == pytest.approx(0.02)
        assert len({one.kind.name for one in mine}) > 20
    assert all(one.times is None for one in mix)
