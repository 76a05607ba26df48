"""Every public call under every kind of trouble: nothing lost, paid twice, hung, leaked."""

from __future__ import annotations

import logging
from collections import Counter
from types import ModuleType
from typing import Any

import pytest
from trouble.calls import BY_ROW, CALLS
from trouble.checks import Cell, KeyWatch, check_error, check_ids
from trouble.engine import fits
from trouble.fleet import reduced_tasks, run_cells, tasks
from trouble.report import matrix, total, unexpected
from trouble.rules import RULES, SPECIAL
from trouble.troubles import STATUSES, TROUBLES, Effect

from runninghub_async import SubmitUncertain, TransportError
from runninghub_async.emulator import Emulator
from runninghub_async.emulator.faults import KINDS
from runninghub_async.emulator.routes import OPERATIONS
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.codes import CODES
from runninghub_async.protocol.operations import Operation

KINDS_TRIED = {trouble.what for trouble in TROUBLES}
REDUCED = reduced_tasks()
SHARES = 8  #: of the calls, tried at once: most of a cell is waiting


@pytest.mark.parametrize("share", range(SHARES))
async def test_whatever_goes_wrong_comes_to_a_documented_end(share: int) -> None:
    """One trouble of each kind for each call; `nox -s faults` runs all of them."""
    calls = {call.name for call in CALLS[share::SHARES]}
    cells = await run_cells([task for task in REDUCED if task[0] in calls])
    tried = Counter(cell.call for cell in cells)
    assert all(tried[call] >= 5 for call in calls)
    assert not unexpected(cells), "\n" + unexpected(cells)


# -- the data is complete ----------------------------------------------------------------------


def test_every_kind_of_fault_that_the_emulator_knows_is_tried() -> None:
    assert {trouble.kind for trouble in TROUBLES} >= {kind.name for kind in KINDS}


def test_every_http_status_comes_as_json_as_html_and_as_nothing() -> None:
    wanted = (401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504)
    assert wanted == STATUSES
    assert {f"{how} {one}" for how in ("http", "html", "bare") for one in wanted} <= KINDS_TRIED


def test_every_code_of_the_table_is_tried_and_some_that_nobody_documented() -> None:
    assert {f"code {number}" for number in CODES} < KINDS_TRIED
    assert {"code 7", "code 9999"} < KINDS_TRIED


def test_every_row_of_the_operation_tables_has_a_call() -> None:
    modules: tuple[ModuleType, ...] = (operations, platform_operations)
    rows = {
        one.name for module in modules for one in vars(module).values() if type(one) is Operation
    }
    assert set(BY_ROW) == rows


def test_every_call_of_the_service_is_struck() -> None:
    assert {call.when for call in CALLS} == {*OPERATIONS, "socket"}


def test_names_are_unique() -> None:
    assert len({call.name for call in CALLS}) == len(CALLS)
    assert len({trouble.name for trouble in TROUBLES}) == len(TROUBLES)


def test_there_is_a_rule_for_every_effect_and_no_special_for_nothing() -> None:
    assert set(RULES) == set(Effect) == {trouble.effect for trouble in TROUBLES}
    for special in SPECIAL:
        assert any(
            special.applies(call, trouble) and fits(call, trouble, lasting=lasting)
            for call in CALLS
            for trouble in TROUBLES
            for lasting in (False, True)
        ), special


def test_the_reduced_matrix_tries_every_call_and_most_troubles() -> None:
    assert {task[0] for task in REDUCED} == {call.name for call in CALLS}
    assert len({task[1] for task in REDUCED}) > len(TROUBLES) / 2
    assert len(REDUCED) < len(tasks()) / 8


# -- the checks can fail -----------------------------------------------------------------------


def cell(**fields: Any) -> Cell:
    usual = {"call": "model.submit", "trouble": "empty", "lasting": False, "wrong": []}
    numbers = {"expected": "ok", "outcome": "ok", "struck": 1, "tasks": 1}
    return Cell(**{**usual, **numbers, **fields})


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({"outcome": "BadReply"}, "unexpected"),
        ({"wrong": ["lost"]}, "lost"),
        ({"wrong": ["paid twice"]}, "paid_twice"),
        ({"wrong": ["hung"]}, "hung"),
        ({"wrong": ["leaked a key"]}, "leaked"),
    ],
)
def test_one_bad_cell_spoils_the_totals(fields: dict[str, Any], count: str) -> None:
    good, bad = cell(), cell(**fields)
    assert total([good]).clean
    sums = total([good, bad])
    assert getattr(sums, count) == 1
    assert not sums.clean
    assert "model.submit | empty (once)" in unexpected([good, bad])
    assert "!" in matrix([good, bad]).partition("ok2: ")[0]


def test_a_matrix_without_faults_or_without_tasks_is_not_clean() -> None:
    assert not total([]).clean
    assert not total([cell(struck=0)]).clean
    assert not total([cell(tasks=0)]).clean


def test_a_task_that_nobody_knows_is_lost_unless_it_was_reported() -> None:
    emu = Emulator()
    cause = TransportError(operation="submit", reason="x", sent=None)
    uncertain = SubmitUncertain(endpoint="e", body_hash="h", cause=cause)
    assert check(emu, ["7"], None) == ["lost"]
    assert check(emu, ["7"], None, "7") == []
    assert check(emu, ["7"], uncertain) == []
    assert check(emu, ["7", "8"], uncertain) == ["lost", "paid twice"]


def check(emu: Emulator, made: list[str], error: Exception | None, *known: str) -> list[str]:
    one = cell()
    check_ids(one, emu, made, None, error, *known)
    return one.wrong


def test_an_error_that_is_not_ours_or_holds_the_key_is_wrong() -> None:
    foreign, leaking = cell(), cell()
    check_error(foreign, ValueError("x"), "secret")
    check_error(leaking, TransportError(operation="a", reason="secret", sent=True), "secret")
    assert foreign.wrong[0].startswith("foreign")
    assert leaking.wrong == ["leaked a key"]


def test_a_key_in_a_record_of_any_logger_is_seen() -> None:
    watch = KeyWatch()
    watch.keys.add("c0ffee")
    logger = logging.Logger("httpcore.made_up")
    logger.addHandler(watch)
    logger.debug("all is %s", "well")
    assert not watch.leaks
    logger.debug("sent %s", {"Authorization": "Bearer c0ffee"})
    assert len(watch.leaks) == 1
