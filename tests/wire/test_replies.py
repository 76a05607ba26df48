"""Reply -> value or error: one case of the JSON files beside this one each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async import errors
from runninghub_async.protocol import messages, operations, platform
from runninghub_async.protocol import platform_operations as rows
from runninghub_async.protocol.answers import surely_refused
from runninghub_async.protocol.loose import LONGEST
from runninghub_async.protocol.messages import Reply
from runninghub_async.protocol.operations import Operation

#: Name of the row in lower case -> the row, and what its reader makes.
OPERATIONS: dict[str, tuple[Operation[Any], Any]] = {
    "submit": (operations.SUBMIT, messages.Submitted),
    "query": (operations.QUERY, messages.TaskState),
    "upload": (operations.UPLOAD, messages.Uploaded),
    "queue_status": (operations.QUEUE_STATUS, messages.QueueStatus),
    "price_preview": (operations.PRICE_PREVIEW, messages.PricePreview),
    "cancel": (operations.CANCEL, None),
    "legacy_status": (operations.LEGACY_STATUS, messages.TaskState),
    "legacy_outputs": (operations.LEGACY_OUTPUTS, messages.TaskState),
    "create": (rows.CREATE, messages.Submitted),
    "run_workflow": (rows.RUN_WORKFLOW, messages.Submitted),
    "graph": (rows.GRAPH, dict[str, Any]),
    "create_app": (rows.CREATE_APP, messages.Submitted),
    "run_app": (rows.RUN_APP, messages.Submitted),
    "app_schema": (rows.APP_SCHEMA, platform.AppSchema),
    "app_list": (rows.APP_LIST, platform.Page[platform.AppListing]),
    "resources": (rows.RESOURCES, platform.Page[platform.Resource]),
    "quick_create": (rows.QUICK_CREATE, messages.Submitted),
    "quick_styles": (rows.QUICK_STYLES, tuple[platform.QuickStyle, ...]),
    "legacy_upload": (rows.LEGACY_UPLOAD, messages.Uploaded),
    "lora_url": (rows.LORA_URL, platform.LoraTicket),
    "account": (rows.ACCOUNT, platform.AccountStatus),
    "keys": (rows.KEYS, tuple[platform.ApiKey, ...]),
    "webhook_detail": (rows.WEBHOOK_DETAIL, platform.WebhookDetail),
    "webhook_resend": (rows.WEBHOOK_RESEND, None),
    "asset_create": (rows.ASSET_CREATE, platform.AssetState),
    "asset_query": (rows.ASSET_QUERY, platform.AssetState),
    "asset_list": (rows.ASSET_LIST, platform.Page[platform.AssetState]),
    "asset_update": (rows.ASSET_UPDATE, platform.AssetState),
    "asset_delete": (rows.ASSET_DELETE, None),
    "group_create": (rows.GROUP_CREATE, platform.AssetGroup),
    "group_query": (rows.GROUP_QUERY, platform.AssetGroup),
    "group_list": (rows.GROUP_LIST, platform.Page[platform.AssetGroup]),
    "group_update": (rows.GROUP_UPDATE, platform.AssetGroup),
    "group_delete": (rows.GROUP_DELETE, None),
    "comfy_prompt": (rows.COMFY_PROMPT, platform.ComfyPrompt),
    "comfy_read": (rows.COMFY_READ, dict[str, Any]),
    "comfy_view": (rows.COMFY_VIEW, bytes),
    "comfy_upload": (rows.COMFY_UPLOAD, platform.ComfyImage),
}


def cases_of(name: str) -> list[dict[str, Any]]:
    """The cases of a row; a row may do without a file here, a contract test looks for it."""
    path = Path(__file__).with_name(f"{name}.json")
    return json.loads(path.read_text("utf-8")) if path.exists() else []


CASES = [
    pytest.param(name, case, id=f"{name}: {case['id']}")
    for name in OPERATIONS
    for case in cases_of(name)
]


def test_every_row_of_the_calls_is_in_the_table() -> None:
    found = {
        name.lower(): row
        for module in (operations, rows)
        for name, row in vars(module).items()
        if isinstance(row, Operation)
    }
    assert {name: row for name, (row, _) in OPERATIONS.items()} == found


def body_of(case: dict[str, Any]) -> bytes:
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    if "repeat" in case:
        head, middle, times, tail = case["repeat"]
        return (head + middle * times + tail).encode()
    if "text" in case:
        return case["text"].encode()
    return json.dumps(case["body"], ensure_ascii=False).encode()


def plain(value: Any) -> Any:
    """A value as JSON would hold it; a secret as what it is."""
    return msgspec.to_builtins(value, enc_hook=lambda secret: secret.reveal())


def rebuilt(value: Any, kind: Any) -> Any:
    """The same value, built from its plain form and what its type says."""
    return msgspec.convert(plain(value), kind, dec_hook=lambda _, text: messages.Secret(text))


def assert_holds(expected: Any, found: Any, place: str) -> None:
    """What a case names is there; what it does not name may be anything."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            assert_holds(value, found[name], f"{place}.{name}")
    elif isinstance(expected, list):
        assert len(expected) == len(found), place
        for position, value in enumerate(expected):
            assert_holds(value, found[position], f"{place}[{position}]")
    else:
        assert (found, type(found)) == (expected, type(expected)), place


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_reply_is_read_as_its_case_says(name: str, case: dict[str, Any]) -> None:
    operation, kind = OPERATIONS[name]
    reply = Reply(
        case.get("status", 200),
        body_of(case),
        content_type=case.get("content_type", "application/json"),
        retry_after=case.get("retry_after"),
    )
    if "error" not in case:
        value = operation.read(reply, operation.name)
        assert rebuilt(value, kind) == value
        assert_holds(case["value"], plain(value), name)
        if "finished" in case:
            assert value.finished is case["finished"]
        return
    with pytest.raises(errors.RunningHubError) as caught:
        operation.read(reply, operation.name)
    error = caught.value
    assert type(error).__name__ == case["error"]
    assert_holds(case.get("fields", {}), vars(error), case["error"])
    assert str(error).startswith(f"{operation.name}: ")
    assert case.get("says", "") in str(error)
    if "refused" in case:
        assert surely_refused(error) is case["refused"]
    if "excerpt_length" in case:
        assert len(error.excerpt) == case["excerpt_length"]


def test_the_answer_itself_is_kept_beside_what_was_read() -> None:
    body = {"status": "SUCCESS", "results": [], "neverSeen": {"a": 1}}
    state = operations.QUERY.read(Reply(200, json.dumps(body).encode()), "query")
    assert state.raw == body


@pytest.mark.parametrize("name", ["curl", "url"])
def test_what_may_hold_the_key_is_not_kept_of_an_app(name: str) -> None:
    """Trap 27."""
    told = {name: 'curl -d \'{"apiKey": "c0ffee"}\'', "webappName": "An app", "more": 1}
    body = json.dumps({"code": 0, "data": told}).encode()
    schema = rows.APP_SCHEMA.read(Reply(200, body), "app schema")
    assert schema.raw == {"webappName": "An app", "more": 1}


def test_what_may_hold_the_key_is_not_kept_of_a_listing() -> None:
    """Trap 27."""
    told = {"title": "An app", "more": 1, "invokeExample": "curl -H 'Bearer c0ffee'"}
    body = json.dumps({"code": 0, "data": [told]}).encode()
    (listing,) = rows.APP_LIST.read(Reply(200, body), "app list").items
    assert listing.raw == {"title": "An app", "more": 1}


@pytest.mark.parametrize(("size", "is_file"), [(64 * 1024, False), (64 * 1024 + 1, True)])
def test_a_large_json_file_of_the_proxy_is_a_file_whatever_it_says(
    size: int, is_file: bool
) -> None:
    head = b'{"code": 802, "msg": "'
    body = head + b"x" * (size - len(head) - 2) + b'"}'
    reply = Reply(200, body, content_type="application/json")
    if is_file:
        assert rows.COMFY_VIEW.read(reply, "comfy view") == body
    else:
        with pytest.raises(errors.AuthError):
            rows.COMFY_VIEW.read(reply, "comfy view")


def test_a_large_answer_of_the_proxy_is_read_like_a_small_one() -> None:
    told = {f"Node{number}": {"input": "x" * 1000, "n": [number]} for number in range(1100)}
    body = json.dumps(told).encode()
    assert len(body) > 2**20
    assert rows.COMFY_READ.read(Reply(200, body), "comfy read") == told
    refusal = json.dumps({"code": 802, "msg": "APIKEY_UNAUTHORIZED", "more": told}).encode()
    with pytest.raises(errors.AuthError):
        rows.COMFY_READ.read(Reply(200, refusal), "comfy read")
    with pytest.raises(errors.BadReply):
        rows.COMFY_READ.read(Reply(200, body[:-1]), "comfy read")


# -- whatever comes ------------------------------------------------------------------------

#: Every name that a reader looks for.
NAMES = """
taskId task_id status taskStatus errorCode error_code errorMessage error_message code msg message
data results url outputUrl fileUrl outputType fileType text content output nodeId usage
consumeMoney consumeCoins thirdPartyConsumeMoney taskCostTime failedReason node_id node_name
exception_type exception_message download_url downloadUrl fileName filename type size
concurrentLimit runningCount queuedCount apiKeyType estimatedPrice currency priceText priceTextEn
isFreeThisCall netWssUrl promptTips node_errors class_type errors extra_info input_name details
prompt webappId webappName nodeInfoList fieldName fieldValue fieldType fieldData nodeName
description descriptionEn accessEncrypted records list items current pages pageNumber pageSize
totalCount total hasNext title cover invokeExample id name nodeModelName resourceName owner
posterUrl tags modelKey modelName modelLoar1FileName modelLoar1Weight remainCoins remainMoney
currentTaskCounts apiType key apiKeyName quotaLimit quotaUsed expireAt createdAt webhookUrl
eventData callbackStatus callbackResponse retryCount createTime assetId assetType groupId
previewUrl prompt_id number subfolder error
"""
KEYS = NAMES.split()
WORDS = st.sampled_from(
    ["", "0", "421", "1007", "SUCCESS", "FAILED", "804", "{}", '{"a":1}', "[]", "1e99999", "NaN"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(max_size=20)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=10,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8)
STATUSES = st.sampled_from([200, 200, 201, 204, 302, 400, 401, 404, 418, 429, 500, 502, 503, 504])


def read_with(operation: Operation[Any], reply: Reply) -> Any:
    """The value, or the error of ours; anything else comes out."""
    try:
        return operation.read(reply, operation.name)
    except errors.RunningHubError as error:
        return error


def read_with_all(reply: Reply) -> None:
    for operation, kind in OPERATIONS.values():
        value = read_with(operation, reply)
        if isinstance(value, errors.RunningHubError):
            assert operation.name in str(value)
            if isinstance(value, errors.ApiError):
                assert surely_refused(value) in (True, False)
            continue
        # What a reader makes has the types that it declares, all the way down.
        assert rebuilt(value, kind) == value
        if isinstance(value, messages.Submitted):
            assert value.task_id
        if isinstance(value, messages.TaskState):
            assert value.usage.total_money is None or value.usage.total_money.is_finite()


@given(status=st.integers(100, 599), body=st.binary(max_size=200))
def test_any_bytes_become_a_value_or_one_of_our_errors(status: int, body: bytes) -> None:
    read_with_all(Reply(status, body))


@given(status=STATUSES, fields=OBJECTS)
def test_any_object_of_known_fields_becomes_a_value_or_one_of_our_errors(
    status: int, fields: dict[str, Any]
) -> None:
    read_with_all(Reply(status, json.dumps(fields).encode()))


@given(
    fields=OBJECTS,
    task_id=st.integers(1, 10**25),
    as_text=st.booleans(),
    wrapped=st.booleans(),
    status=STATUSES,
)
def test_a_task_id_in_a_submit_answer_is_never_lost(
    fields: dict[str, Any], task_id: int, as_text: bool, wrapped: bool, status: int
) -> None:
    for name in ("taskId", "task_id"):
        fields.pop(name, None)
    inner: dict[str, Any] = {"taskId": str(task_id) if as_text else task_id}
    answer = fields | ({"data": inner} if wrapped else inner)
    read = operations.SUBMIT.read(Reply(status, json.dumps(answer).encode()), "submit")
    assert read.task_id == str(task_id)


@pytest.mark.parametrize("status", ["FAILED", ""])
def test_a_text_of_megabytes_is_cut_before_it_reaches_an_error_or_a_log(status: str) -> None:
    long = "x" * 2_000_000
    body = {"taskId": "1", "status": status, "errorCode": "1500", "errorMessage": long}
    reply = Reply(status=200, body=msgspec.json.encode(body))
    if status:
        assert len(operations.QUERY.read(reply, "query").reason) == LONGEST + 1
    else:
        with pytest.raises(errors.ApiError) as caught:
            operations.SUBMIT.read(
                Reply(status=200, body=msgspec.json.encode({**body, "taskId": ""})), "submit"
            )
        assert len(str(caught.value)) < LONGEST + 1000
