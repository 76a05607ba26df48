"""Each business code under HTTP 200, in every shape that it is seen in: what a submit makes of it,
and what a look does. Source: platform-api 1.3 (shapes), 9 (codes), 11 (what is surely refused).
"""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from runninghub_async import ApiError
from runninghub_async.protocol.answers import surely_refused
from runninghub_async.protocol.codes import CODES
from runninghub_async.protocol.messages import Reply
from runninghub_async.protocol.operations import LEGACY_OUTPUTS, LEGACY_STATUS, QUERY, SUBMIT
from runninghub_async.protocol.platform_operations import CREATE, RUN_APP

#: An answer of either family, with the number where it may stand.
SHAPES: dict[str, Any] = {
    "v1": lambda n: {"code": n, "msg": "m", "errorMessages": None, "data": None},
    "enveloped": lambda n: {"code": n, "message": "m", "data": {}},
    "a number in a text": lambda n: {"code": str(n), "msg": "m"},
    "flat": lambda n: {"taskId": "", "status": "", "errorCode": str(n), "errorMessage": "m"},
    "flat, a number": lambda n: {"errorCode": n, "errorMessage": "m", "results": None},
    "flat, the other spelling": lambda n: {"error_code": str(n), "error_message": "m"},
    "flat, wrapped": lambda n: {"code": 0, "data": {"errorCode": str(n), "errorMessage": "m"}},
}


def reply(shape: str, number: int, **more: Any) -> Reply:
    body = json.dumps({**SHAPES[shape](number), **more}).encode()
    return Reply(status=200, body=body, content_type="application/json")


@pytest.mark.parametrize("number", CODES)
def test_a_submit_that_gets_a_code_is_refused_or_unclear_as_the_table_says(number: int) -> None:
    row = CODES[number]
    for shape, operation in itertools.product(SHAPES, (SUBMIT, CREATE, RUN_APP)):
        with pytest.raises(row.error) as caught:
            operation.read(reply(shape, number), "submit")
        assert type(caught.value) is row.error, shape
        assert (caught.value.code, caught.value.http_status) == (number, 200), shape
        assert surely_refused(caught.value) == row.refused, shape


@pytest.mark.parametrize("number", CODES)
def test_a_look_that_gets_a_code_tells_a_state_or_fails(number: int) -> None:
    row = CODES[number]
    for shape, operation in itertools.product(SHAPES, (QUERY, LEGACY_STATUS, LEGACY_OUTPUTS)):
        if row.status:
            assert operation.read(reply(shape, number), "query").status == row.status, shape
            continue
        with pytest.raises(row.error) as caught:
            operation.read(reply(shape, number), "query")
        assert caught.value.code == number, shape


@pytest.mark.parametrize("shape", SHAPES)
def test_a_code_that_nobody_documented_is_no_sure_refusal(shape: str) -> None:
    with pytest.raises(ApiError) as caught:
        SUBMIT.read(reply(shape, 9999), "submit")
    assert caught.value.code == 9999
    assert not surely_refused(caught.value)


@pytest.mark.parametrize("number", CODES)
def test_a_task_id_outranks_each_code_beside_it(number: int) -> None:
    for shape in SHAPES:
        answer = SUBMIT.read(reply(shape, number, taskId="2013500000000000001"), "submit")
        assert answer.task_id == "2013500000000000001", shape
