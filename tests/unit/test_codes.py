"""The code table against a list that was typed from platform-api section 9 and 11 on its own."""

from __future__ import annotations

import pytest

from runninghub_async import errors
from runninghub_async.config import Retry
from runninghub_async.protocol.answers import surely_refused
from runninghub_async.protocol.codes import (
    CODES,
    code_for_text,
    error_for_http_status,
    find_code,
)
from runninghub_async.protocol.operations import Replay
from runninghub_async.transport.retry import decide

# Section 9: number, identifier (- where none is given), class of the legend. The letters P
# and A are told apart further: N not found, M moderation, R request rate.
TABLE = """
1 - P
301 PARAMS_INVALID P
380 WORKFLOW_NOT_EXISTS N
401 - A
412 TOKEN_INVALID P
414 TASK_CREATE_FAILED_BY_NOT_ENOUGH_POWER_VALUE B
415 TASK_INSTANCE_MAXED C
416 TASK_CREATE_FAILED_BY_NOT_ENOUGH_WALLET B
421 TASK_QUEUE_MAXED C
423 TASK_NOT_FOUNED N
433 VALIDATE_PROMPT_FAILED P
435 TASK_USER_EXCLAPI_INSTANCE_NOT_FOUND P
436 TASK_USER_EXCLAPI_REQUIRED A
500 UNKNOWN_ERROR T
801 APIKEY_UNSUPPORTED_FREE_USER A
802 APIKEY_UNAUTHORIZED A
803 APIKEY_INVALID_NODE_INFO P
804 APIKEY_TASK_IS_RUNNING S
805 APIKEY_TASK_STATUS_ERROR F
806 APIKEY_USER_NOT_FOUND A
807 APIKEY_TASK_NOT_FOUND N
808 APIKEY_UPLOAD_FAILED T
809 APIKEY_FILE_SIZE_EXCEEDED P
810 WORKFLOW_NOT_SAVED_OR_NOT_RUNNING P
811 CORPAPIKEY_INVALID A
812 CORPAPIKEY_INSUFFICIENT_FUNDS B
813 APIKEY_TASK_IS_QUEUED S
814 PERSONAL_QUEUE_COUNT_LIMIT C
901 WEBAPP_NOT_EXISTS N
1601 - A
1000 - T
1001 - N
1002 - A
1003 - R
1004 - N
1005 - T
1006 - F
1007 - P
1008 - P
1009 - P
1010 - T
1011 - T
1012 - T
1013 - P
1014 - A
1015 - F
1101 - P
1501 - M
1504 - F
1505 - M
1516 - F
1517 - T
1519 - T
1520 TASK_USER_CONCURRENT_LIMIT C
"""
ROWS = [(int(number), name, kind) for number, name, kind in map(str.split, TABLE.split("\n")[1:-1])]
CLASSES = {
    "P": errors.RequestRefused,
    "N": errors.NotFound,
    "M": errors.ContentRejected,
    "A": errors.AuthError,
    "B": errors.BillingError,
    "C": errors.CapacityError,
    "S": errors.CapacityError,
    "R": errors.RateLimited,
    "T": errors.ServiceError,
    "F": errors.ServiceError,
}
# Section 11, word for word.
SAFE = {415, 421, 814, 1003, 1520}
NEVER_UNCHANGED = {
    *(301, 380, 401, 412, 414, 416, 433, 435, 436, 801, 802, 803, 806),
    *(808, 809, 810, 811, 812, 901, 1001, 1002, 1007, 1008, 1009, 1013, 1014, 1101, 1501, 1505),
}
AMBIGUOUS = {500, 1000, 1005, 1010, 1011, 1012, 1015, 1504, 1517, 1519}
NEW_TASK_MAY_HELP = {1015, 1504, 1516}


def test_the_table_has_every_documented_number_and_no_other() -> None:
    assert sorted(CODES) == sorted(number for number, _, _ in ROWS)


@pytest.mark.parametrize(("number", "name", "kind"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_a_number_has_the_name_and_the_class_of_the_facts(
    number: int, name: str, kind: str
) -> None:
    row = CODES[number]
    assert row.number == number
    assert row.error is CLASSES[kind]
    if name != "-":
        assert row.name == name
    assert row.advice
    assert not row.advice.endswith(".")


def test_no_two_numbers_share_a_name() -> None:
    assert len({row.name for row in CODES.values()}) == len(CODES)


@pytest.mark.parametrize("number", sorted(SAFE | NEVER_UNCHANGED | AMBIGUOUS))
def test_a_submit_is_surely_refused_exactly_where_section_11_says_so(number: int) -> None:
    assert CODES[number].refused is (number not in AMBIGUOUS)


def test_a_number_that_section_11_leaves_out_is_refused_only_when_it_cannot_be_of_a_new_task() -> (
    None
):
    left_out = {row.number for row in CODES.values()} - SAFE - NEVER_UNCHANGED - AMBIGUOUS
    refused = {number for number in left_out if CODES[number].refused}
    # No such task, and no key: neither can stand for a task that has just been created.
    assert refused == {423, 807, 1004, 1601}


@pytest.mark.parametrize(("number", "name", "kind"), ROWS, ids=[str(row[0]) for row in ROWS])
def test_a_read_is_repeated_exactly_after_transient_numbers(
    number: int, name: str, kind: str
) -> None:
    row = CODES[number]
    assert row.transient is (kind in "TR")
    error = row.error(operation="query", code=number, message="", http_status=200)
    delay = decide(error, attempt=1, replay=Replay.FREELY, retry=Retry(), jitter=lambda top: top)
    assert (delay is not None) is (kind in "TR")


@pytest.mark.parametrize("number", sorted(CODES))
def test_a_submit_is_never_repeated_by_the_transport_after_an_answer(number: int) -> None:
    row = CODES[number]
    error = row.error(operation="submit", code=number, message="", http_status=200)
    assert decide(error, attempt=1, replay=Replay.IF_NOT_CREATED, retry=Retry()) is None


def test_a_new_task_is_worth_trying_exactly_where_the_facts_say_so() -> None:
    assert {row.number for row in CODES.values() if row.new_task} == NEW_TASK_MAY_HELP


def test_three_numbers_are_statuses_and_no_errors() -> None:
    statuses = {row.number: row.status for row in CODES.values() if row.status}
    assert statuses == {804: "RUNNING", 805: "FAILED", 813: "QUEUED"}


@pytest.mark.parametrize("advice_of", [380, 401, 423, 802, 806, 807, 811, 901, 1002, 1004], ids=str)
def test_what_a_key_of_the_other_site_may_cause_says_so(advice_of: int) -> None:
    """Trap 28, with the list of 1.1."""
    assert "not shared" in CODES[advice_of].advice


@pytest.mark.parametrize("number", [0, 200, 1404, 1500, 9999, None, "", "nonsense"])
def test_what_nobody_documented_has_no_row(number: int | str | None) -> None:
    assert find_code(number) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("TASK_QUEUE_MAXED", 421),
        (" task_queue_maxed ", 421),
        ("UNKNOWN_ERROR", 500),
        ("error: TASK_QUEUE_MAXED", 421),
        ("api queue limit reached, please retry later", 421),
        ("Concurrency Limit exceeded", 1520),
        ("error: TASK_INSTANCE_MAXED", 415),
        ("Dedicated Instances Exhausted", 415),
        ("Resources are busy", 1011),
        ("your balance is too low", 416),
        ("Insufficient funds", 416),
        ("账户余额不足", 416),
        ("NSFW content", 1501),
        ("blocked by moderation", 1501),
        ("two violations found", 1501),
        ("access violation at 0x0", None),
        ("insufficient GPU memory, task aborted", None),
        ("insufficient funds", 416),
        ("see our Content Policy", 1501),
        ("load balancer timeout", None),
        ("unbalanced", None),
        ("success", None),
        ("", None),
    ],
)
def test_a_text_without_a_number_is_read_by_the_documented_hints(
    text: str, number: int | None
) -> None:
    row = code_for_text(text)
    assert (row.number if row else None) == number


@pytest.mark.parametrize(
    ("status", "error", "sure"),
    [
        (400, errors.RequestRefused, True),
        (401, errors.AuthError, True),
        (403, errors.AuthError, True),
        (404, errors.NotFound, True),
        (405, errors.RequestRefused, True),
        (406, errors.RequestRefused, True),
        (411, errors.RequestRefused, True),
        (413, errors.RequestRefused, True),
        (414, errors.RequestRefused, True),
        (415, errors.RequestRefused, True),
        (422, errors.RequestRefused, True),
        (429, errors.RateLimited, True),
        (431, errors.RequestRefused, True),
        (408, errors.ServiceError, False),
        (409, errors.ServiceError, False),
        (425, errors.ServiceError, False),
        (500, errors.ServiceError, False),
        (502, errors.ServiceError, False),
        (503, errors.ServiceError, False),
        (504, errors.ServiceError, False),
        (520, errors.ServiceError, False),
    ],
)
def test_an_http_status_alone_has_a_class_and_may_be_a_sure_refusal(
    status: int, error: type[errors.ApiError], sure: bool
) -> None:
    assert error_for_http_status(status) == (error, sure)
    alone = error(operation="submit", code=None, message="", http_status=status)
    assert surely_refused(alone) is sure


def test_an_error_without_number_and_status_proves_nothing() -> None:
    error = errors.ServiceError(operation="submit", code=None, message="")
    assert not surely_refused(error)
