"""What an answer means: envelopes, codes, statuses, types that change. One test for each trap."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runninghub_async import TaskCancelled, TaskFailed, TaskTimeout
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BadReply,
    NodeError,
    NotFound,
    RequestRefused,
    ServiceError,
)
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.codes import CODES
from runninghub_async.protocol.messages import Reply
from runninghub_async.protocol.operations import Operation
from runninghub_async.webhooks import parse

TASK = "2013508786110730241"
MODEL = "/openapi/v2/vidu/text-to-video"
QUERY = "/openapi/v2/query"
UPLOAD = "/openapi/v2/media/upload/binary"
OUTPUTS = "/task/openapi/outputs"
ROWS: dict[str, Operation[Any]] = {
    name: row
    for module in (operations, platform_operations)
    for name, row in vars(module).items()
    if isinstance(row, Operation)
}
ACCEPTED = {"taskId": TASK, "status": "RUNNING", "errorCode": "", "errorMessage": ""}
DONE = {"taskId": TASK, "status": "SUCCESS", "results": [{"url": "https://x/1.mp4"}]}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize(
    "body",
    [
        b'{"code":802,"msg":"APIKEY_UNAUTHORIZED","data":null}',
        b'{"code":"802","message":"no","data":{}}',
        b'{"errorCode":"1002","errorMessage":"invalid key","results":null}',
        b'{"code":0,"msg":"success","errorCode":1002,"errorMessage":"invalid key"}',
    ],
)
def test_trap_01_http_200_is_no_success_on_any_route(name: str, body: bytes) -> None:
    if name == "COMFY_VIEW" and b"message" in body:
        return  # a file, which may hold this itself
    row = ROWS[name]
    with pytest.raises(AuthError) as caught:
        row.read(Reply(200, body, content_type="application/json"), row.name)
    assert caught.value.code in (802, 1002)


async def test_trap_02_an_answer_without_a_code_is_good_and_a_bare_code_is_not(
    service: Any,
) -> None:
    full = {"code": 421, "msg": "TASK_QUEUE_MAXED"}
    answers = {MODEL: [full, ACCEPTED], QUERY: [full, DONE]}
    async with service(answers) as (rh, heard):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat")
        assert task.id == TASK
        assert len(heard.sent_to(MODEL)) == 2  # the first one was a refusal, and was waited out
        assert (await task.wait()).url == "https://x/1.mp4"


@pytest.mark.parametrize("fine", ["", None, 0, "0", 0.0, " "])
async def test_trap_03_an_empty_error_code_is_no_error(service: Any, fine: Any) -> None:
    answers = {QUERY: {**DONE, "errorCode": fine, "errorMessage": ""}}
    async with service(answers) as (rh, _):
        assert (await rh.task(TASK).wait()).task_id == TASK


@pytest.mark.parametrize("code", ["1007", 1007, 1007.0, " 1007 "])
async def test_trap_03_a_number_is_read_in_every_spelling(service: Any, code: Any) -> None:
    async with service({MODEL: {"taskId": "", "errorCode": code}}) as (rh, heard):
        with pytest.raises(RequestRefused) as caught:
            await rh.models.vidu.text_to_video(prompt="a cat")
        assert int(caught.value.code or 0) == 1007
        assert len(heard.sent_to(MODEL)) == 1


@pytest.mark.parametrize("field", ["msg", "message", "errorMessage", "error_message"])
async def test_trap_04_the_text_is_told_wherever_it_stands(service: Any, field: str) -> None:
    async with service({MODEL: {"code": 1007, field: "no such style"}}) as (rh, _):
        with pytest.raises(RequestRefused, match="no such style"):
            await rh.models.vidu.text_to_video(prompt="a cat")


@pytest.mark.parametrize("text", ["", "success", "SUCCESS", None])
async def test_trap_04_success_is_not_told_by_its_text(service: Any, text: str | None) -> None:
    account = {"code": 0, "msg": text, "data": {"remainCoins": "7"}}
    async with service({"/uc/openapi/accountStatus": account}) as (rh, _):
        assert (await rh.account.status()).coins == 7


@pytest.mark.parametrize("code", [0, 200, "200"])
async def test_trap_05_an_upload_succeeds_with_0_or_200(service: Any, code: Any) -> None:
    stored = {"download_url": "https://x/in.png", "fileName": "openapi/in.png", "size": "3"}
    async with service({UPLOAD: {"code": code, "message": "success", "data": stored}}) as (rh, _):
        assert (await rh.files.upload(b"png")).url == "https://x/in.png"


async def test_trap_05_200_is_success_for_uploads_only(service: Any) -> None:
    async with service({MODEL: {"code": 200, "msg": "success"}, QUERY: DONE}) as (rh, _):
        with pytest.raises(ServiceError) as caught:
            operations.CANCEL.read(Reply(200, b'{"code":200,"msg":"success"}'), "cancel")
        assert caught.value.code == 200
        assert (await rh.task(TASK).wait()).task_id == TASK


async def test_trap_06_804_and_813_are_statuses_and_805_is_a_failed_task(service: Any) -> None:
    looks = [
        {"code": 813, "msg": "APIKEY_TASK_IS_QUEUED", "data": None},
        {"code": 804, "msg": "APIKEY_TASK_IS_RUNNING", "data": {"netWssUrl": None}},
        {"code": "805", "msg": "x", "data": {"failedReason": {"exception_message": "no memory"}}},
    ]
    async with service({QUERY: looks}) as (rh, _):
        seen = [state.status async for state in rh.task(TASK).watch()]
        assert seen == ["QUEUED", "RUNNING", "FAILED"]
        with pytest.raises(TaskFailed, match="no memory"):
            await rh.task(TASK).wait()


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ([{"fileUrl": "https://x/1.png"}], "SUCCESS"),
        ({"netWssUrl": "wss://www.runninghub.ai/ws?sign=x"}, "RUNNING"),
        ({"status": "QUEUED"}, "QUEUED"),
        ("FAILED", "FAILED"),
        (None, "RUNNING"),
    ],
)
async def test_trap_07_data_may_be_a_list_an_object_a_string_or_null(
    service: Any, data: Any, status: str
) -> None:
    async with service({OUTPUTS: {"code": 0, "msg": "success", "data": data}}) as (rh, _):
        state = await rh.tasks.legacy_outputs(TASK)
        assert state.status == status
        assert [one.url for one in state.outputs] == ["https://x/1.png"] * isinstance(data, list)


async def test_trap_08_null_is_not_ready_and_an_empty_list_is_done(service: Any) -> None:
    looks = [{"code": 0, "msg": "success", "data": data} for data in (None, [])]
    async with service({OUTPUTS: looks}) as (rh, _):
        assert (await rh.tasks.legacy_outputs(TASK)).finished is False
        assert (await rh.tasks.legacy_outputs(TASK)).succeeded is True


@pytest.mark.parametrize("results", [None, []])
async def test_trap_08_a_task_may_be_done_without_results(service: Any, results: Any) -> None:
    async with service({QUERY: {"status": "SUCCESS", "results": results}}) as (rh, _):
        assert (await rh.task(TASK).wait()).outputs == ()


@pytest.mark.parametrize("word", ["CREATE", "PENDING", "PROCESSING", "Half-Done", "完成"])
async def test_trap_09_an_unknown_status_is_looked_at_again(service: Any, word: str) -> None:
    async with service({QUERY: [{"status": word}, {"status": word}, DONE]}) as (rh, heard):
        assert (await rh.task(TASK).wait()).task_id == TASK
        assert len(heard.sent_to(QUERY)) == 3


async def test_trap_09_the_looking_has_a_bound(service: Any) -> None:
    async with service({QUERY: {"status": "HALF-DONE"}}) as (rh, _):
        with pytest.raises(TaskTimeout) as caught:
            await rh.task(TASK).wait(deadline=0.05)
        assert caught.value.last_status == "HALF-DONE"


@pytest.mark.parametrize("word", ["CANCEL", "CANCELLED", "CANCELED", "cancel "])
async def test_trap_09_cancel_is_an_end(service: Any, word: str) -> None:
    async with service({QUERY: {"taskId": TASK, "status": word}}) as (rh, _):
        with pytest.raises(TaskCancelled):
            await rh.task(TASK).wait()


@pytest.mark.parametrize(("as_text", "seconds"), [(str, "42"), (lambda number: number, 42)])
async def test_trap_10_numbers_come_as_strings_as_numbers_or_not_at_all(
    service: Any, as_text: Any, seconds: Any
) -> None:
    account = {"remainCoins": as_text(99), "currentTaskCounts": as_text(3), "remainMoney": None}
    usage = {"consumeMoney": as_text(0.5), "consumeCoins": None, "taskCostTime": seconds}
    answers = {
        "/uc/openapi/accountStatus": {"code": 0, "data": account},
        QUERY: {**DONE, "usage": usage},
    }
    async with service(answers) as (rh, _):
        status = await rh.account.status()
        assert (status.coins, status.running, status.money) == (99, 3, None)
        used = (await rh.task(TASK).wait()).usage
        assert (used.money, used.coins, used.seconds) == (Decimal("0.5"), None, 42)
        assert used.total_money == Decimal("0.5")


def test_trap_10_a_webhook_gives_the_seconds_as_a_number() -> None:
    old = {"code": 0, "data": [{"fileUrl": "https://x/1.png", "taskCostTime": 42}]}
    state = parse({"taskId": TASK, "eventData": old}).state
    assert state is not None
    assert state.usage.seconds == 42


async def test_trap_12_412_is_a_wrong_path_and_not_a_bad_key(service: Any) -> None:
    async with service({MODEL: {"code": 412, "msg": "TOKEN_INVALID"}}) as (rh, _):
        with pytest.raises(RequestRefused, match="wrong path") as caught:
            await rh.models.vidu.text_to_video(prompt="a cat")
        assert not isinstance(caught.value, AuthError)


@pytest.mark.parametrize("code", [803, 804, 805, 807, 808, 809, 813])
def test_trap_12_most_codes_named_after_the_key_are_not_about_it(code: int) -> None:
    assert CODES[code].name.startswith("APIKEY_")
    assert not issubclass(CODES[code].error, AuthError)


@pytest.mark.parametrize(
    "tips", ['{"result": true, "node_errors": {}}', '{"node_errors": null}', "", None, "{"]
)
async def test_trap_13_the_word_node_errors_alone_blames_nobody(service: Any, tips: Any) -> None:
    run = "/openapi/v2/run/workflow/1950000000000000001"
    async with service({run: {**ACCEPTED, "promptTips": tips}}) as (rh, _):
        task = await rh.workflows.submit("1950000000000000001")
        assert (task.id, task.node_errors) == (TASK, ())


async def test_trap_13_node_errors_that_are_there_are_told(service: Any) -> None:
    problem = {"message": "bad value", "extra_info": {"input_name": "seed"}}
    told = {"6": {"class_type": "KSampler", "errors": [problem]}}
    run = "/openapi/v2/run/workflow/1950000000000000001"
    refusal = {"code": 433, "msg": "VALIDATE_PROMPT_FAILED", "promptTips": {"node_errors": told}}
    blamed = (NodeError("6", "KSampler", field="seed", message="bad value"),)
    async with service({run: [{**ACCEPTED, **refusal}, refusal]}) as (rh, _):
        task = await rh.workflows.submit("1950000000000000001")
        assert task.node_errors == blamed  # the task exists all the same
        with pytest.raises(RequestRefused) as caught:
            await rh.workflows.run("1950000000000000001")
        assert caught.value.node_errors == blamed


@pytest.mark.parametrize(
    ("reason", "text", "node"),
    [
        ("the model gave up", "the model gave up", None),
        ({"node_name": "KSampler", "exception_message": "no"}, "no", "KSampler"),
        ('{"node_id": 4, "exception_message": "no", "traceback": "[\\"a\\"]"}', "no", "4"),
        ({}, "it failed", None),
        ("{}", "it failed", None),
        (None, "it failed", None),
    ],
)
async def test_trap_30_the_reason_of_a_failure_may_be_text_an_object_or_empty(
    service: Any, reason: Any, text: str, node: str | None
) -> None:
    failed = {"status": "FAILED", "errorCode": "1000", "errorMessage": "it failed"}
    async with service({QUERY: {**failed, "failedReason": reason}}) as (rh, _):
        with pytest.raises(TaskFailed) as caught:
            await rh.task(TASK).wait()
        assert (caught.value.reason, caught.value.node) == (text, node)


async def test_trap_31_an_estimate_of_0_does_not_mean_free(service: Any) -> None:
    price = {"errorCode": "", "estimatedPrice": 0, "currency": "CNY", "isFreeThisCall": False}
    path = "/openapi/v2/price-preview/vidu/text-to-video"
    async with service({path: [price, {**price, "isFreeThisCall": True}]}) as (rh, _):
        make = rh.models.vidu.text_to_video
        preview = await make.price(prompt="a cat")
        assert (preview.price, preview.free) == (Decimal(0), False)
        assert (await make.price(prompt="a cat")).free is True


async def test_trap_32_a_consumer_key_is_told_apart_from_a_bad_one(service: Any) -> None:
    errors = []
    for code in ("1014", "1002", "802"):
        async with service({MODEL: {"errorCode": code, "errorMessage": "no"}}) as (rh, heard):
            with pytest.raises(AuthError) as caught:
                await rh.models.vidu.text_to_video(prompt="a cat")
            errors.append(caught.value)
            assert len(heard.sent_to(MODEL)) == 1
    consumer, *bad = errors
    assert "Enterprise-Shared" in consumer.advice
    assert all("Enterprise" not in one.advice for one in bad)
    assert len({one.name for one in errors}) == 3


@pytest.mark.parametrize("code", [380, 423, 802, 806, 807, 811, 901, 1002, 1004])
async def test_trap_28_what_a_key_of_the_other_site_gets_names_the_other_site(
    service: Any, code: int
) -> None:
    async with service({MODEL: {"code": code, "msg": "no"}}) as (rh, _):
        with pytest.raises(ApiError, match=r"runninghub\.ai and runninghub\.cn") as caught:
            await rh.models.vidu.text_to_video(prompt="a cat")
        assert isinstance(caught.value, AuthError | NotFound)


async def test_an_answer_that_is_no_json_is_a_bad_reply(service: Any) -> None:
    """The double can answer badly: what is refused above is refused for its own reason."""
    async with service({QUERY: b"<html>"}) as (rh, _):
        with pytest.raises(BadReply):
            await rh.task(TASK).status()
