"""The native ComfyUI behind the emulator's proxy, with plain httpx."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.emulator import Durations, Emulator
from runninghub_async.emulator.comfy_nodes import GraphError, check_graph
from runninghub_async.emulator.graphs import STORED_GRAPHS

GRAPH: dict[str, Any] = {
    "3": {
        "class_type": "KSampler",
        "inputs": {
            "seed": 7,
            "steps": 20,
            "cfg": 8.0,
            "sampler_name": "euler",
            "scheduler": "normal",
            "denoise": 1,
            "model": ["4", 0],
            "positive": ["6", 0],
            "negative": ["7", 0],
            "latent_image": ["5", 0],
        },
    },
    "4": {
        "class_type": "CheckpointLoaderSimple",
        "inputs": {"ckpt_name": "v1-5-pruned-emaonly.safetensors"},
    },
    "5": {
        "class_type": "EmptyLatentImage",
        "inputs": {"width": 512, "height": 512, "batch_size": 1},
    },
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a cat", "clip": ["4", 1]}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["4", 1]}},
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "cat"}},
}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Comfy:
    """A ComfyUI behind the proxy."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock
        self.base = f"/proxy/{emu.api_key}"

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.http.get(f"{self.base}/{path}", params=query)

    async def prompt(self, graph: Any = GRAPH, **more: Any) -> httpx.Response:
        body = {"prompt": graph, "client_id": "me", **more}
        return await self.http.post(f"{self.base}/prompt", json=body)

    async def accepted(self, graph: Any = GRAPH) -> str:
        response = await self.prompt(graph)
        assert response.status_code == 200
        assert response.json()["node_errors"] == {}
        return str(response.json()["prompt_id"])

    async def upload(self, content: bytes, name: str = "cat.png", **fields: str) -> httpx.Response:
        files = {"image": (name, content, "image/png")}
        return await self.http.post(f"{self.base}/upload/image", files=files, data=fields)

    async def v1(self, path: str, **body: Any) -> dict[str, Any]:
        body = {"apiKey": self.emu.api_key, **body}
        response = await self.http.post(f"/task/openapi/{path}", json=body)
        answer: dict[str, Any] = response.json()
        return answer


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Comfy]:
    clock = Clock()
    usual = {"clock": clock, "durations": Durations(median=60.0, sigma=0.0, queued=2.0)}
    async with (
        Emulator(**{**usual, **settings}) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Comfy(emu, http, clock)


# -- prompts ----------------------------------------------------------------


async def test_a_prompt_runs_and_its_pictures_can_be_viewed() -> None:
    async with opened() as comfy:
        prompt_id = await comfy.accepted()
        assert (await comfy.get(f"history/{prompt_id}")).json() == {}
        comfy.clock.now += 70
        entry = (await comfy.get(f"history/{prompt_id}")).json()[prompt_id]
        assert entry["status"]["status_str"] == "success"
        assert entry["status"]["completed"] is True
        assert entry["prompt"][1:3] == [prompt_id, GRAPH]
        (image,) = entry["outputs"]["9"]["images"]
        assert image.keys() == {"filename", "subfolder", "type"}
        picture = await comfy.get("view", **image)
    assert picture.status_code == 200
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


async def test_a_video_graph_makes_a_video() -> None:
    async with opened() as comfy:
        prompt_id = await comfy.accepted(STORED_GRAPHS["1950000000000000002"])
        comfy.clock.now += 100
        outputs = (await comfy.get(f"history/{prompt_id}")).json()[prompt_id]["outputs"]
        clip = await comfy.get("view", **outputs["10"]["gifs"][0])
    assert clip.headers["content-type"] == "video/mp4"
    assert clip.content[4:8] == b"ftyp"


async def test_prompts_are_numbered_queued_and_kept_in_order() -> None:
    async with opened() as comfy:
        first = (await comfy.prompt()).json()
        comfy.clock.now += 3
        second = (await comfy.prompt()).json()
        assert second["number"] == first["number"] + 1
        queue = (await comfy.get("queue")).json()
        assert [one[1] for one in queue["queue_running"]] == [first["prompt_id"]]
        assert [one[1] for one in queue["queue_pending"]] == [second["prompt_id"]]
        left = (await comfy.get("prompt")).json()
        assert left == {"exec_info": {"queue_remaining": 2}}
        comfy.clock.now += 100
        history = (await comfy.get("history")).json()
        newest = (await comfy.get("history", max_items=1)).json()
        assert list(history) == [first["prompt_id"], second["prompt_id"]]
        assert list(newest) == [second["prompt_id"]]
        assert (await comfy.get("queue")).json() == {"queue_running": [], "queue_pending": []}


async def test_a_prompt_id_is_no_task_id_and_both_name_the_task() -> None:
    async with opened() as comfy:
        prompt_id = await comfy.accepted()
        (submit,) = comfy.emu.ledger.submits
        assert submit.task_id != prompt_id
        assert (submit.kind, submit.endpoint) == ("proxy", "proxy")
        for one in (prompt_id, submit.task_id):
            assert (await comfy.v1("status", taskId=one))["data"] == "QUEUED"


async def test_a_prompt_is_cancelled_by_its_prompt_id() -> None:
    async with opened() as comfy:
        prompt_id = await comfy.accepted()
        comfy.clock.now += 10
        assert (await comfy.v1("cancel", taskId=prompt_id))["code"] == 0
        assert (await comfy.get("queue")).json()["queue_running"] == []
        entry = (await comfy.get(f"history/{prompt_id}")).json()[prompt_id]
    assert entry["status"]["status_str"] == "error"
    assert entry["status"]["completed"] is False
    assert entry["outputs"] == {}
    assert entry["status"]["messages"][-1][0] == "execution_interrupted"


async def test_a_prompt_that_fails_says_where() -> None:
    async with opened(fail_rate=1.0) as comfy:
        prompt_id = await comfy.accepted()
        comfy.clock.now += 100
        entry = (await comfy.get(f"history/{prompt_id}")).json()[prompt_id]
    kind, data = entry["status"]["messages"][-1]
    assert (kind, data["prompt_id"]) == ("execution_error", prompt_id)
    assert data["node_id"] in GRAPH
    assert data["exception_message"]


async def test_the_larger_machine_is_another_one() -> None:
    async with opened() as comfy:
        small = (await comfy.get("system_stats")).json()["devices"][0]["vram_total"]
        prompt_id = await comfy.accepted()
        comfy.clock.now += 100
        comfy.base = f"/proxy-plus/{comfy.emu.api_key}"
        large = (await comfy.get("system_stats")).json()["devices"][0]["vram_total"]
        assert (await comfy.get(f"history/{prompt_id}")).json() == {}
    assert (small, large) == (24 * 1024**3, 48 * 1024**3)


# -- graphs that are refused ----------------------------------------------------------------


def changed(node: str, **inputs: Any) -> dict[str, Any]:
    graph = copy.deepcopy(GRAPH)
    for name, value in inputs.items():
        if value is None:
            del graph[node]["inputs"][name]
        else:
            graph[node]["inputs"][name] = value
    return graph


@pytest.mark.parametrize(
    ("graph", "node", "kind"),
    [
        (changed("3", seed=None), "3", "required_input_missing"),
        (changed("3", steps=0), "3", "value_smaller_than_min"),
        (changed("3", steps=10001), "3", "value_bigger_than_max"),
        (changed("3", cfg="much"), "3", "invalid_input_type"),
        (changed("3", sampler_name="eular"), "3", "value_not_in_list"),
        (changed("3", model="a model"), "3", "bad_linked_input"),
        (changed("3", model=["4"]), "3", "bad_linked_input"),
        (changed("3", model=["77", 0]), "3", "bad_linked_input"),
        (changed("3", model=["4", 1]), "3", "return_type_mismatch"),
        (changed("6", text=5), "6", "invalid_input_type"),
    ],
)
async def test_an_invalid_node_is_400_with_its_errors(
    graph: dict[str, Any], node: str, kind: str
) -> None:
    async with opened() as comfy:
        response = await comfy.prompt(graph)
    assert response.status_code == 400
    body = response.json()
    assert body["error"]["type"] == "prompt_outputs_failed_validation"
    (error,) = body["node_errors"][node]["errors"]
    assert error["type"] == kind
    assert body["node_errors"][node]["dependent_outputs"] == ["9"]
    assert comfy.emu.ledger.submits == []


@pytest.mark.parametrize(
    ("graph", "kind"),
    [
        (None, "no_prompt"),
        ({}, "no_prompt"),
        ([1], "no_prompt"),
        ({"1": {"inputs": {}}}, "invalid_prompt"),
        ({"1": 5}, "invalid_prompt"),
        ({"1": {"class_type": "NobodyKnowsThis", "inputs": {}}}, "invalid_prompt"),
        ({"1": {"class_type": "SaveImage", "inputs": []}}, "invalid_prompt"),
        ({"4": GRAPH["4"]}, "prompt_no_outputs"),
    ],
)
async def test_what_is_no_graph_is_400(graph: Any, kind: str) -> None:
    async with opened() as comfy:
        response = await comfy.prompt(graph)
    assert response.status_code == 400
    assert response.json()["error"]["type"] == kind
    assert response.json()["node_errors"] == {}


async def test_a_body_that_is_no_json_is_400() -> None:
    async with opened() as comfy:
        response = await comfy.http.post(f"{comfy.base}/prompt", content=b"{")
    assert (response.status_code, response.json()["error"]["type"]) == (400, "no_prompt")


async def test_one_good_output_is_enough() -> None:
    graph = GRAPH | {"10": {"class_type": "SaveImage", "inputs": {"filename_prefix": "x"}}}
    async with opened() as comfy:
        answer = (await comfy.prompt(graph)).json()
        assert list(answer["node_errors"]) == ["10"]
        comfy.clock.now += 100
        entry = (await comfy.get(f"history/{answer['prompt_id']}")).json()
    assert list(entry[answer["prompt_id"]]["outputs"]) == ["9"]


def test_a_graph_that_runs_in_circles_is_checked_in_finite_time() -> None:
    circle = {
        "1": {"class_type": "VAEDecode", "inputs": {"samples": ["1", 0], "vae": ["1", 0]}},
        "2": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": ""}},
    }
    with pytest.raises(GraphError):
        check_graph(circle, lambda _: False)


# -- files ----------------------------------------------------------------


async def test_an_uploaded_picture_can_be_loaded_and_viewed() -> None:
    load = {"class_type": "LoadImage", "inputs": {"image": "cat.png"}}
    graph = {"1": load, "2": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}}}
    async with opened() as comfy:
        refused = await comfy.prompt(graph)
        answer = await comfy.upload(b"a cat")
        assert answer.json() == {"name": "cat.png", "subfolder": "", "type": "input"}
        await comfy.accepted(graph)
        picture = await comfy.get("view", filename="cat.png", type="input")
    (error,) = refused.json()["node_errors"]["1"]["errors"]
    assert error["type"] == "custom_validation_failed"
    assert picture.content == b"a cat"


async def test_a_taken_name_gets_a_number_unless_it_is_overwritten() -> None:
    async with opened() as comfy:
        names = [
            (await comfy.upload(content)).json()["name"]
            for content in (b"one", b"two", b"two", b"three")
        ]
        await comfy.upload(b"four", overwrite="true")
        first = await comfy.get("view", filename="cat.png", type="input")
    assert names == ["cat.png", "cat (1).png", "cat (1).png", "cat (2).png"]
    assert first.content == b"four"


async def test_a_folder_of_its_own_is_kept_apart() -> None:
    async with opened() as comfy:
        answer = await comfy.upload(b"in a folder", subfolder="pets")
        assert answer.json()["subfolder"] == "pets"
        inside = await comfy.get("view", filename="cat.png", subfolder="pets", type="input")
        outside = await comfy.get("view", filename="cat.png", type="input")
    assert inside.content == b"in a folder"
    assert outside.status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"filename": "unknown.png"}, 404),
        ({"filename": "unknown.png", "type": "input"}, 404),
        ({"filename": "a.png", "type": "secret"}, 400),
        ({"filename": "../a.png"}, 403),
        ({"filename": "a.png", "subfolder": "../x"}, 403),
        ({"filename": "a.png", "subfolder": "/etc"}, 403),
    ],
)
async def test_a_file_that_is_not_there_is_not_shown(query: dict[str, str], status: int) -> None:
    async with opened() as comfy:
        assert (await comfy.get("view", **query)).status_code == status


@pytest.mark.parametrize(
    ("name", "fields", "status"),
    [
        ("cat.png", {"subfolder": ".."}, 403),
        ("../cat.png", {}, 403),
        ("cat.png", {"type": "output"}, 400),
    ],
)
async def test_an_upload_stays_in_its_place(name: str, fields: dict[str, str], status: int) -> None:
    async with opened() as comfy:
        assert (await comfy.upload(b"x", name, **fields)).status_code == status


async def test_an_upload_without_a_picture_is_400() -> None:
    async with opened() as comfy:
        answer = await comfy.http.post(f"{comfy.base}/upload/image", data={"overwrite": "true"})
    assert answer.status_code == 400


async def test_results_of_another_key_are_not_shown() -> None:
    async with opened() as comfy:
        prompt_id = await comfy.accepted()
        comfy.clock.now += 100
        entry = (await comfy.get(f"history/{prompt_id}")).json()[prompt_id]
        (image,) = entry["outputs"]["9"]["images"]
        comfy.base = f"/proxy/{comfy.emu.consumer_key}"
        assert (await comfy.get("view", **image)).status_code == 404
        assert (await comfy.get("history")).json() == {}


# -- keys ----------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["queue", "history", "history/1", "view?filename=x", "system_stats", "prompt"]
)
async def test_a_wrong_key_is_401(path: str) -> None:
    async with opened() as comfy:
        response = await comfy.http.get(f"/proxy/{'0' * 32}/{path}")
        sent = await comfy.http.post(f"/proxy/{'0' * 32}/prompt", json={"prompt": GRAPH})
    assert (response.status_code, sent.status_code) == (401, 401)
    assert comfy.emu.ledger.submits == []


async def test_object_info_answers_even_to_a_wrong_key() -> None:
    async with opened() as comfy:
        right = (await comfy.get("object_info")).json()
        wrong = (await comfy.http.get("/proxy/nobody/object_info")).json()
        one = (await comfy.http.get("/proxy/nobody/object_info/KSampler")).json()
        none = (await comfy.get("object_info/Unheard")).json()
    assert right == wrong
    assert one == {"KSampler": right["KSampler"]}
    assert one["KSampler"]["input"]["required"]["steps"][0] == "INT"
    assert none == {}
    assert {node["class_type"] for node in GRAPH.values()} <= right.keys()


async def test_no_room_for_a_prompt_is_an_http_error_and_no_task() -> None:
    async with opened(slots=1) as comfy:
        await comfy.accepted()
        assert (await comfy.prompt()).status_code == 400
    assert len(comfy.emu.ledger.submits) == 1
    assert json.dumps(comfy.emu.ledger.refusals) == '{"421": 1}'
