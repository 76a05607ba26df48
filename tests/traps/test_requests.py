"""What leaves: keys, methods, types, places of uploads. One test for each trap."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import InvalidRequest, NotFound, Upload
from runninghub_async.files.media import Local, MediaRule
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.operations import KeyPlace, Operation
from runninghub_async.transport.hooks import Attempt

TASK = "2013508786110730241"
KEY = "c0ffee0123456789secret9876543210"
FLOW = "1950000000000000001"
RUN = f"/openapi/v2/run/workflow/{FLOW}"
CREATE = "/task/openapi/create"
MODEL = "/openapi/v2/vidu/text-to-video"
UPLOAD = "/openapi/v2/media/upload/binary"
ACCEPTED = {"taskId": TASK, "status": "RUNNING", "errorCode": "", "errorMessage": ""}
CREATED = {"code": 0, "msg": "success", "data": {"taskId": TASK, "taskStatus": "CREATE"}}
GRAPH = {
    "3": {"class_type": "KSampler", "inputs": {"seed": 5, "model": ["4", 0]}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a dog"}},
}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
ROWS = {
    name: row
    for module in (operations, platform_operations)
    for name, row in vars(module).items()
    if isinstance(row, Operation)
}


async def test_trap_11_only_the_account_call_writes_the_key_in_lower_case(service: Any) -> None:
    account, cancel = "/uc/openapi/accountStatus", "/task/openapi/cancel"
    good = {"code": 0, "msg": "success", "data": {}}
    async with service({account: good, cancel: good}) as (rh, heard):
        await rh.account.status()
        await rh.tasks.cancel(TASK)
        assert heard.sent_to(account) == [{"apikey": KEY}]
        assert heard.sent_to(cancel) == [{"apiKey": KEY, "taskId": TASK}]
    assert [name for name, row in ROWS.items() if row.key is KeyPlace.BODY_LOWER] == ["ACCOUNT"]


async def test_trap_16_an_id_beyond_2_53_keeps_all_its_digits(service: Any) -> None:
    number = b'{"taskId":2013508786110730241,"status":"QUEUED"}'
    done = {"taskId": TASK, "status": "SUCCESS", "results": []}
    async with service({MODEL: number, "/openapi/v2/query": done}) as (rh, heard):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat")
        assert task.id == TASK
        await task.wait()
        assert heard.sent_to("/openapi/v2/query") == [{"taskId": TASK}]


async def test_trap_16_a_workflow_id_is_sent_as_text_and_an_app_id_as_a_number(
    service: Any,
) -> None:
    app = "1960000000000000001"
    run = "/task/openapi/ai-app/run"
    async with service({CREATE: CREATED, run: CREATED}) as (rh, heard):
        await rh.workflows.submit(FLOW, via="create")
        await rh.apps.submit(app, {"6.text": "a"}, via="create")
        assert heard.sent_to(CREATE)[0]["workflowId"] == FLOW
        assert heard.sent_to(run)[0]["webappId"] == int(app)


async def test_trap_16_an_id_that_was_a_float_is_refused(service: Any) -> None:
    async with service({}) as (rh, heard):
        with pytest.raises(InvalidRequest, match="cannot hold all digits"):
            await rh.workflows.submit(float(FLOW))
        assert heard.heard == []


async def test_trap_17_the_personal_queue_is_a_text_and_instance_types_are_lower_case(
    service: Any,
) -> None:
    async with service({RUN: ACCEPTED}) as (rh, heard):
        await rh.workflows.submit(FLOW, personal_queue=True, instance_type="plus")
        (sent,) = heard.sent_to(RUN)
        assert (sent["usePersonalQueue"], sent["instanceType"]) == ("true", "plus")
        with pytest.raises(InvalidRequest, match="lower case") as caught:
            await rh.workflows.submit(FLOW, instance_type="Plus")
        assert caught.value.nearest == ("plus",)
        assert len(heard.heard) == 1


async def test_trap_18_nodes_beside_another_graph_warn_and_name_the_way_that_works(
    service: Any,
) -> None:
    async with service({RUN: ACCEPTED}) as (rh, _):
        with pytest.warns(UserWarning, match="with_inputs"):
            await rh.workflows.submit(FLOW, {"6.text": "a cat"}, workflow=GRAPH)


async def test_trap_18_a_seed_that_is_given_goes_into_the_node_list(service: Any) -> None:
    stored = {"code": 0, "data": {"prompt": json.dumps(GRAPH)}}
    answers = {RUN: ACCEPTED, "/api/openapi/getJsonApiFormat": stored}
    async with service(answers) as (rh, heard):
        await rh.workflows.submit(FLOW, {"3.seed": 7})
        graph = await rh.workflows.graph(FLOW)
        await rh.workflows.submit(FLOW, workflow=graph.with_inputs({"3.seed": 8}))
        plain, replaced = heard.sent_to(RUN)
        assert plain["nodeInfoList"] == [{"nodeId": "3", "fieldName": "seed", "fieldValue": 7}]
        assert json.loads(replaced["workflow"])["3"]["inputs"]["seed"] == 8


@pytest.mark.parametrize("spelling", ["fileName", "filename"])
async def test_trap_19_models_get_the_url_of_an_upload_and_nodes_its_file_name(
    service: Any, spelling: str
) -> None:
    stored = {"download_url": "https://x/in.png", spelling: "openapi/in.png"}
    model = "/openapi/v2/vidu/image-to-video-q3-pro"
    answers = {model: ACCEPTED, RUN: ACCEPTED, UPLOAD: {"code": 0, "data": stored}}
    async with service(answers) as (rh, heard):
        upload = await rh.files.upload(PNG)
        for image in (PNG, upload):
            await rh.models.vidu.image_to_video_q3_pro.submit(image_url=image, prompt="a cat")
            await rh.workflows.submit(FLOW, {"9.image": image})
        assert [one["imageUrl"] for one in heard.sent_to(model)] == ["https://x/in.png"] * 2
        nodes = [one["nodeInfoList"][0]["fieldValue"] for one in heard.sent_to(RUN)]
        assert nodes == ["openapi/in.png"] * 2
        by_name = Upload(url="", file_name="openapi/in.png")
        with pytest.raises(InvalidRequest, match="only nodes take"):
            await rh.models.vidu.image_to_video_q3_pro.submit(image_url=by_name, prompt="a cat")


def test_trap_21_a_mp4_of_the_service_that_is_quicktime_inside_goes_into_the_next_model(
    tmp_path: Path,
) -> None:
    """29 endpoints take MP4 and no MOV."""
    clip = tmp_path / "made.mp4"
    clip.write_bytes(b"\0\0\0\x14ftypqt  \0\0\2\0qt  " + bytes(100))
    local = Local(clip, MediaRule(kind="video", accept=("MP4",)))
    local.inspect()
    assert local.upload_name("0" * 64).endswith(".mp4")
    unnamed = Local(clip.read_bytes(), MediaRule(kind="video", accept=("MP4",)))
    with pytest.raises(ValueError, match="is a MOV file"):
        unnamed.inspect()


CURL = f'curl -X POST https://www.runninghub.ai/x -d \'{{"apiKey": "{KEY}"}}\''


async def test_trap_27_keys_in_urls_and_in_curl_texts_are_printed_nowhere(
    service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    records: list[Attempt] = []
    node = {"nodeId": "6", "fieldName": "text", "fieldType": "STRING", "fieldValue": "a"}
    shown = {"code": 0, "data": {"curl": CURL, "webappName": "An app", "nodeInfoList": [node]}}
    schema, history = "/api/webapp/apiCallDemo", f"/proxy/{KEY}/history/1"
    answers = {schema: [shown, {"code": 901, "msg": CURL}], history: (404, CURL.encode())}
    async with service(answers, hooks=[records.append]) as (rh, heard):
        app = await rh.apps.inputs("1960000000000000001")
        errors = []
        for call in (rh.apps.inputs("1960000000000000001"), rh.comfy.history("1")):
            with pytest.raises(NotFound) as caught:
                await call
            errors.append(caught.value)
        assert sum(KEY in str(one.url) for one in heard.heard) == 3  # it was in them
        told = [
            repr(app),
            repr(app.raw),
            *map(repr, errors),
            *map(str, errors),
            *map(repr, records),
        ]
        assert len(records) == 3
        assert not [one for one in [*told, caplog.text] if KEY in one]


def test_trap_29_queue_status_and_keys_are_get_and_nearly_all_others_post() -> None:
    get = {name for name, row in ROWS.items() if row.method == "GET"}
    assert get == {"QUEUE_STATUS", "KEYS", "APP_SCHEMA", "COMFY_READ", "COMFY_VIEW"}
    assert {row.method for row in ROWS.values()} == {"GET", "POST"}


async def test_trap_29_what_leaves_has_that_method(service: Any) -> None:
    queue, keys = "/openapi/v2/queue/status", "/openapi/v2/api-key/list"
    answers = {queue: {"code": 0, "data": {}}, keys: {"code": 0, "data": []}, MODEL: ACCEPTED}
    async with service(answers) as (rh, heard):
        await rh.account.queue()
        await rh.account.keys()
        await rh.models.vidu.text_to_video.submit(prompt="a cat")
        assert [one.method for one in heard.heard] == ["GET", "GET", "POST"]
