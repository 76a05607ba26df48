"""ComfyUI workflows of the emulator: create, run, the graph, overrides, cancel, v1 looks."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.emulator import Durations, Emulator

PICTURE, CLIP = "1950000000000000001", "1950000000000000002"
STEADY = Durations(median=100.0, sigma=0.0, queued=10.0)


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    """Calls of both families with one key."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock
        self.key = emu.api_key

    async def v1(self, path: str, **body: Any) -> Any:
        response = await self.http.post(path, json={"apiKey": self.key, **body})
        assert response.status_code == 200
        return response.json()

    async def v2(self, path: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        response = await self.http.post(f"/openapi/v2/{path}", json=body, headers=headers)
        assert response.status_code == 200
        return response.json()

    async def create(self, workflow_id: Any = PICTURE, **body: Any) -> Any:
        return await self.v1("/task/openapi/create", workflowId=workflow_id, **body)

    async def created(self, workflow_id: str = PICTURE, **body: Any) -> str:
        answer = await self.create(workflow_id, **body)
        assert answer["code"] == 0, answer
        return str(answer["data"]["taskId"])

    async def status(self, task_id: Any) -> Any:
        return await self.v1("/task/openapi/status", taskId=task_id)

    async def outputs(self, task_id: Any) -> Any:
        return await self.v1("/task/openapi/outputs", taskId=task_id)

    async def cancel(self, task_id: Any) -> Any:
        return await self.v1("/task/openapi/cancel", taskId=task_id)

    async def graph(self, workflow_id: Any = PICTURE) -> Any:
        answer = await self.v1("/api/openapi/getJsonApiFormat", workflowId=workflow_id)
        return json.loads(answer["data"]["prompt"]) if answer["code"] == 0 else answer


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    clock = Clock()
    settings = {"clock": clock, "durations": STEADY, **settings}
    async with (
        Emulator(**settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http, clock)


def item(node: str, field: str, value: Any) -> dict[str, Any]:
    return {"nodeId": node, "fieldName": field, "fieldValue": value}


def node_errors(answer: Any) -> Any:
    """What the tips of a 433 say about nodes."""
    assert (answer["code"], answer["msg"]) == (433, "VALIDATE_PROMPT_FAILED")
    tips = json.loads(answer["data"]["promptTips"])
    assert not tips["result"]
    return tips["node_errors"]


# -- create and run -----------------------------------------------------------------------


async def test_a_workflow_is_created_in_the_documented_shape() -> None:
    async with opened() as call:
        answer = await call.create()
    assert (answer["code"], answer["msg"], answer["errorMessages"]) == (0, "success", None)
    data = answer["data"]
    assert list(data) == ["netWssUrl", "taskId", "clientId", "taskStatus", "promptTips"]
    assert (data["netWssUrl"], data["taskStatus"]) == (None, "CREATE")
    tips = json.loads(data["promptTips"])
    assert (tips["node_errors"], tips["outputs_to_execute"]) == ({}, ["9"])
    (one,) = call.emu.ledger.submits
    assert (one.task_id, one.endpoint, one.kind) == (data["taskId"], PICTURE, "workflow")
    assert one.key_kind == "SHARED"


async def test_a_v2_run_answers_flat_and_is_queried_like_a_model() -> None:
    async with opened() as call:
        answer = await call.v2(f"run/workflow/{CLIP}", usePersonalQueue="false", addMetadata=True)
        assert "code" not in answer
        assert (answer["status"], answer["errorCode"]) == ("QUEUED", "")
        call.clock.now += 200
        state = await call.v2("query", taskId=answer["taskId"])
    assert (state["status"], state["usage"]["taskCostTime"]) == ("SUCCESS", "100")
    (result,) = state["results"]
    assert (result["nodeId"], result["outputType"]) == ("10", "mp4")


async def test_a_batch_and_two_outputs_make_several_files_with_urls_of_their_own() -> None:
    async with opened(time_scale=0.0) as call:
        graph = await call.graph()
        graph["19"] = {"class_type": "PreviewImage", "inputs": {"images": ["8", 0]}}
        graph["5"]["inputs"]["batch_size"] = 2
        answer = await call.v2(f"run/workflow/{PICTURE}", workflow=json.dumps(graph))
        urls = [one["url"] for one in answer["results"]]
        assert [one["nodeId"] for one in answer["results"]] == ["9", "9", "19", "19"]
        assert len(set(urls)) == 4
        for url in urls:
            assert (await call.http.get(url)).status_code == 200


@pytest.mark.parametrize(
    ("workflow_id", "code"),
    [("", 301), ("0", 301), (None, 301), ("abc", 301), ("123", 380), (123, 380), (True, 301)],
)
async def test_an_id_that_is_none_is_301_and_an_unknown_one_380(
    workflow_id: Any, code: int
) -> None:
    async with opened() as call:
        assert (await call.create(workflow_id))["code"] == code
        assert (await call.graph(workflow_id))["code"] == code
    assert not call.emu.ledger.submits


async def test_a_workflow_that_was_never_run_is_810() -> None:
    async with opened(never_run=(PICTURE,)) as call:
        assert (await call.create())["code"] == 810
        assert (await call.v2(f"run/workflow/{PICTURE}"))["code"] == 810
        assert (await call.graph())["code"] == 810
        assert await call.created(CLIP)


async def test_an_encrypted_workflow_wants_its_password() -> None:
    async with opened(passwords={PICTURE: "sesame"}) as call:
        assert (await call.create())["code"] == 301
        assert (await call.create(accessPassword="simsalabim"))["code"] == 301
        assert (await call.create(accessPassword="sesame"))["code"] == 0


async def test_a_workflow_of_the_settings_can_be_run() -> None:
    graph: dict[str, Any] = {"1": {"class_type": "RH_Maker"}}
    graph["2"] = {"class_type": "SaveAudio", "inputs": {"audio": ["1", 0]}}
    async with opened(workflows={"77": graph}, time_scale=0.0) as call:
        answer = await call.v2("run/workflow/77")
        assert answer["results"][0]["outputType"] == "wav"
        graph["1"]["inputs"] = {}
        assert await call.graph("77") == graph


@pytest.mark.parametrize(
    "bad",
    [
        {"addMetadata": "perhaps"},
        {"usePersonalQueue": 1},
        {"webhookUrl": 7},
        {"instanceType": "Plus"},
        {"instanceType": "giant"},
        {"retainSeconds": 9},
        {"retainSeconds": 181},
        {"retainSeconds": "60"},
        {"nodeInfoList": {}},
        {"nodeInfoList": ["x"]},
        {"nodeInfoList": [{"nodeId": "6", "fieldName": "text"}]},
        {"nodeInfoList": [{"nodeId": None, "fieldName": "text", "fieldValue": ""}]},
        {"workflow": {}},
    ],
)
async def test_a_parameter_that_is_wrong_is_301(bad: dict[str, Any]) -> None:
    async with opened() as call:
        assert (await call.create(**bad))["code"] == 301
        assert (await call.v2(f"run/workflow/{PICTURE}", **bad))["code"] == 301
    assert not call.emu.ledger.submits


# -- overrides and graphs -------------------------------------------------------------------


async def test_overrides_are_taken_as_their_own_type_or_as_strings() -> None:
    items = [
        item("6", "text", "a dog surfs"),
        item("3", "seed", "42"),
        item("3", "cfg", 7),
        {**item("5", "width", 640), "fieldType": "INT", "description": "echo"},
    ]
    async with opened() as call:
        assert await call.created(nodeInfoList=items)
        task = call.emu.world.tasks.find(call.emu.ledger.task_ids[0])
        stored = await call.graph()
    assert task is not None
    graph = task.submission.graph
    assert graph is not None
    assert graph["3"]["inputs"]["seed"] == 42
    assert (graph["6"]["inputs"]["text"], graph["5"]["inputs"]["width"]) == ("a dog surfs", 640)
    assert stored["6"]["inputs"]["text"] == "a cat surfs"


@pytest.mark.parametrize("bad", [item("99", "text", "x"), item("6", "txt", "x")])
async def test_an_override_of_nothing_is_803(bad: dict[str, Any]) -> None:
    async with opened() as call:
        assert (await call.create(nodeInfoList=[bad]))["code"] == 803
        graph = json.dumps(await call.graph(CLIP))
        assert (await call.create(nodeInfoList=[bad], workflow=graph))["code"] == 803


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (item("3", "model", "x"), "bad_linked_input"),
        (item("3", "model", ["99", 0]), "bad_linked_input"),
        (item("3", "seed", "many"), "invalid_input_type"),
        (item("3", "steps", 0), "value_smaller_than_min"),
        (item("3", "sampler_name", "guess"), "value_not_in_list"),
        (item("6", "text", True), "invalid_input_type"),
    ],
)
async def test_an_override_that_breaks_the_graph_is_433_with_the_node(
    bad: dict[str, Any], kind: str
) -> None:
    async with opened() as call:
        problems = node_errors(await call.create(nodeInfoList=[bad]))
        flat = await call.v2(f"run/workflow/{PICTURE}", nodeInfoList=[bad])
        assert node_errors(flat) == problems
    assert problems[bad["nodeId"]]["errors"][0]["type"] == kind
    assert not call.emu.ledger.submits


TYPED = {
    "1": {
        "class_type": "RH_Maker",
        "inputs": {"loud": True, "count": 3, "size": 1.5, "name": "x", "extra": None},
    },
    "2": {"class_type": "RH_SaveVideo", "inputs": {"frames": ["1", 0], "file": ["1", 1]}},
}


@pytest.mark.parametrize(
    ("field", "given", "taken"),
    [
        ("loud", False, False),
        ("loud", "False", False),
        ("loud", 0, None),
        ("loud", "no", None),
        ("count", 4, 4),
        ("count", "4", 4),
        ("count", True, None),
        ("count", None, None),
        ("size", "2.5", 2.5),
        ("size", 2, 2),
        ("size", "wide", None),
        ("size", [], None),
        ("name", 7, "7"),
        ("name", False, None),
        ("extra", {"any": 1}, {"any": 1}),
    ],
)
async def test_an_override_keeps_the_type_of_what_it_replaces(
    field: str, given: Any, taken: Any
) -> None:
    async with opened(workflows={"77": TYPED}) as call:
        answer = await call.create("77", nodeInfoList=[{**item("1", field, given), "nodeId": 1}])
        if taken is None:
            assert node_errors(answer)["1"]["errors"][0]["type"] == "invalid_input_type"
            return
        task = call.emu.world.tasks.find(answer["data"]["taskId"])
    assert task is not None
    assert task.submission.graph is not None
    assert task.submission.graph["1"]["inputs"][field] == taken


async def test_a_link_may_be_replaced_by_a_link() -> None:
    async with opened(workflows={"77": TYPED}, time_scale=0.0) as call:
        answer = await call.v2("run/workflow/77", nodeInfoList=[item("2", "frames", ["1", 1])])
        assert answer["results"][0]["outputType"] == "mp4"
        dangling = [item("2", "frames", ["9", 1])]
        problems = node_errors(await call.create("77", nodeInfoList=dangling))
    assert problems["2"]["errors"][0]["type"] == "bad_linked_input"


async def test_a_body_over_64_mb_is_refused_and_the_connection_lives_on() -> None:
    async with opened() as call:
        answer = await call.create(workflow="x" * (64 * 1024 * 1024))
        assert (answer["code"], answer["data"]) == (1008, None)
        assert await call.created()
    assert call.emu.ledger.connections_opened == 1


async def test_a_picture_must_be_an_upload_by_its_file_name() -> None:
    async with opened() as call:
        headers = {"Authorization": f"Bearer {call.key}"}
        files = {"file": ("cat.png", b"cat", "image/png")}
        upload = await call.http.post(
            "/openapi/v2/media/upload/binary", files=files, headers=headers
        )
        data = upload.json()["data"]
        for bad in ("openapi/none.png", data["download_url"]):
            problems = node_errors(await call.create(CLIP, nodeInfoList=[item("23", "image", bad)]))
            assert problems["23"]["errors"][0]["type"] == "custom_validation_failed"
        good = [item("23", "image", data["fileName"])]
        assert await call.created(CLIP, nodeInfoList=good)


async def test_a_whole_graph_replaces_the_stored_one_and_overrides_beside_it_do_nothing() -> None:
    async with opened() as call:
        graph = await call.graph()
        graph["6"]["inputs"]["text"] = "mine"
        await call.created(workflow=json.dumps(graph), nodeInfoList=[item("6", "text", "theirs")])
        task = call.emu.world.tasks.find(call.emu.ledger.task_ids[0])
    assert task is not None
    assert task.submission.graph == graph


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "{}", '{"1": {}}', '{"1": {"class_type": "KSampler"}}', '{"1": 7}'],
)
async def test_a_graph_that_is_none_is_433_with_an_error(text: str) -> None:
    async with opened() as call:
        answer = await call.create(workflow=text)
    node_errors(answer)
    assert json.loads(answer["data"]["promptTips"])["error"]["message"]


async def test_a_graph_with_unknown_classes_is_still_checked_for_links_and_outputs() -> None:
    async with opened() as call:
        dangling = {
            "1": {"class_type": "RH_Maker", "inputs": {"model": ["7", 0]}},
            "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}},
        }
        problems = node_errors(await call.create(workflow=json.dumps(dangling)))
        assert set(problems) == {"1", "2"}  # a link to nothing; a required input is missing
        silent = json.dumps({"1": {"class_type": "RH_Maker", "inputs": {}}})
        assert node_errors(await call.create(workflow=silent)) == {}


async def test_a_made_up_id_with_a_graph_of_its_own_works_for_a_consumer_key_only() -> None:
    async with opened() as call:
        graph = json.dumps(await call.graph())
        assert (await call.create("1", workflow=graph))["code"] == 380
        call.key = call.emu.consumer_key
        assert (await call.create("1", workflow=graph))["code"] == 0
        assert (await call.create("1"))["code"] == 380


async def test_node_errors_can_come_with_a_task() -> None:
    problems = {"7": {"errors": [{"type": "x"}], "dependent_outputs": [], "class_type": "Y"}}
    async with opened(node_errors={PICTURE: problems}) as call:
        answer = await call.create()
        flat = await call.v2(f"run/workflow/{PICTURE}")
    assert (answer["code"], bool(answer["data"]["taskId"])) == (0, True)
    for tips in (answer["data"]["promptTips"], flat["promptTips"]):
        assert json.loads(tips)["node_errors"] == problems


async def test_a_graph_whose_second_output_is_broken_runs_with_node_errors() -> None:
    async with opened(time_scale=0.0) as call:
        graph = await call.graph()
        graph["19"] = {"class_type": "SaveImage", "inputs": {"filename_prefix": "x"}}
        answer = await call.v2(f"run/workflow/{PICTURE}", workflow=json.dumps(graph))
    assert list(json.loads(answer["promptTips"])["node_errors"]) == ["19"]
    assert [one["nodeId"] for one in answer["results"]] == ["9"]


# -- looks of v1 ------------------------------------------------------------------------------


async def test_status_is_a_bare_word_that_follows_the_clock() -> None:
    async with opened() as call:
        task_id = await call.created()
        seen = []
        for passed in (0, 20, 100):
            call.clock.now += passed
            seen.append((await call.status(task_id))["data"])
    assert seen == ["QUEUED", "RUNNING", "SUCCESS"]
    assert call.emu.ledger.looks_by_task == {task_id: 3}


async def test_outputs_go_from_813_over_804_to_a_list_and_are_null_once() -> None:
    async with opened() as call:
        task_id = await call.created()
        queued = await call.outputs(task_id)
        call.clock.now += 50
        running = await call.outputs(task_id)
        call.clock.now += 60
        late = await call.outputs(task_id)
        done = await call.outputs(task_id)
    assert (queued["code"], queued["msg"], queued["data"]) == (813, "APIKEY_TASK_IS_QUEUED", None)
    assert (running["code"], running["msg"]) == (804, "APIKEY_TASK_IS_RUNNING")
    assert (late["code"], late["data"]) == (0, None)
    (output,) = done["data"]
    assert (output["nodeId"], output["fileType"], output["taskCostTime"]) == ("9", "png", "100")
    assert output["fileUrl"].startswith(call.emu.base_url)
    assert call.emu.ledger.refusals == {}


async def test_outputs_of_a_failed_task_are_805_with_json_inside_strings() -> None:
    async with opened(time_scale=0.0, fail_rate=1.0) as call:
        task_id = await call.created()
        answer = await call.outputs(task_id)
        state = await call.v2("query", taskId=task_id)
    assert (answer["code"], answer["msg"]) == (805, "APIKEY_TASK_STATUS_ERROR")
    reason = answer["data"]["failedReason"]
    assert isinstance(json.loads(reason["traceback"]), list)
    assert (json.loads(reason["current_inputs"]), json.loads(reason["current_outputs"])) == ({}, {})
    assert (state["status"], state["errorCode"]) == ("FAILED", "805")
    assert state["failedReason"]["node_id"] == reason["node_id"]


@pytest.mark.parametrize("path", ["status", "outputs", "cancel"])
async def test_an_unknown_task_is_807_and_none_at_all_301(path: str) -> None:
    async with opened() as call:
        for task_id, code in (("77", 807), (77, 807), ("", 301), (None, 301), ([], 301)):
            answer = await call.v1(f"/task/openapi/{path}", taskId=task_id)
            assert answer["code"] == code
        mine = await call.created()
        call.key = call.emu.consumer_key
        assert (await call.v1(f"/task/openapi/{path}", taskId=mine))["code"] == 807


# -- cancel -----------------------------------------------------------------------------------


async def test_a_cancel_frees_the_slot_and_stops_the_billing() -> None:
    async with opened(slots=1, time_scale=0.5) as call:
        task_id = await call.created()
        assert (await call.create())["code"] == 421
        call.clock.now += 30  # 5 queued; 25 of the clock are 50 of its 100 seconds
        before = call.emu.ledger.money_charged
        assert await call.cancel(int(task_id)) == {
            "code": 0,
            "msg": "success",
            "errorMessages": None,
            "data": None,
        }
        assert (await call.status(task_id))["data"] == "CANCEL"
        state = await call.v2("query", taskId=task_id)
        assert (state["status"], state["results"]) == ("CANCEL", None)
        assert state["usage"]["taskCostTime"] == "50"
        assert call.emu.ledger.money_charged * 2 == before
        assert await call.created()
    (cancel,) = call.emu.ledger.cancels
    assert (cancel.task_id, cancel.at) == (task_id, 1030.0)


async def test_a_finished_or_cancelled_task_stays_as_it_is() -> None:
    async with opened() as call:
        task_id, other = await call.created(), await call.created()
        await call.cancel(other)
        call.clock.now += 200
        for one, status in ((task_id, "SUCCESS"), (other, "CANCEL")):
            assert (await call.cancel(one))["code"] == 0
            assert (await call.status(one))["data"] == status
        assert (await call.outputs(other))["data"] == {"failedReason": {}}
    assert len(call.emu.ledger.cancels) == 1


async def test_the_task_of_a_model_cannot_be_cancelled() -> None:
    async with opened() as call:
        answer = await call.v2(
            "vidu/text-to-video",
            prompt="a cat",
            style="general",
            aspectRatio="16:9",
            resolution="720p",
            movementAmplitude="auto",
            duration="5",
        )
        assert (await call.cancel(answer["taskId"]))["code"] == 301
        assert (await call.status(answer["taskId"]))["data"] == "QUEUED"


# -- the key of v1 ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/task/openapi/create",
        "/task/openapi/status",
        "/task/openapi/outputs",
        "/task/openapi/cancel",
        "/api/openapi/getJsonApiFormat",
    ],
)
async def test_v1_wants_the_key_in_the_body(path: str) -> None:
    async with opened() as call:
        bearer = {"Authorization": f"Bearer {call.key}"}
        for body in ({}, {"apiKey": "nobody"}, {"apiKey": 7}, {"apikey": call.key}):
            answer = (await call.http.post(path, json=body, headers=bearer)).json()
            assert (answer["code"], answer["msg"]) == (802, "APIKEY_UNAUTHORIZED")
        for content in (b"", b"{", b"[]"):
            assert (await call.http.post(path, content=content)).json()["code"] == 301
        assert (await call.http.get(path)).json()["code"] == 412


@pytest.mark.parametrize("path", ["/task/openapi/x", "/api/x", "/uc/x", "/task/openapi/create/"])
async def test_an_unknown_path_of_the_platform_is_412(path: str) -> None:
    async with opened() as call:
        answer = await call.v1(path)
    assert (answer["code"], answer["msg"]) == (412, "TOKEN_INVALID")
    assert call.emu.ledger.requests == {"other": 1}
