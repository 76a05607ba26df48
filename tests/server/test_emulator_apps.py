"""AI apps of the emulator: schema, runs, quick create, and the lists of apps and models."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.emulator import Emulator
from runninghub_async.emulator.apps import DEFAULT_APPS, options_of

PICTURE, CLIP = "1960000000000000001", "1960000000000000002"


class Caller:
    """Calls with the shared key."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient) -> None:
        self.emu, self.http, self.key = emu, http, emu.api_key

    async def v1(self, path: str, **body: Any) -> Any:
        return (await self.http.post(path, json={"apiKey": self.key, **body})).json()

    async def v2(self, path: str, **body: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        response = await self.http.post(f"/openapi/v2/{path}", json=body, headers=headers)
        return response.json()

    async def run(self, app_id: Any, *items: dict[str, Any], **body: Any) -> Any:
        """The same run through both doors; the codes of refusals must agree."""
        body = {"nodeInfoList": list(items), **body}
        flat = await self.v2(f"run/ai-app/{app_id}", **body)
        answer = await self.v1("/task/openapi/ai-app/run", webappId=app_id, **body)
        assert flat.get("code", 0) == answer["code"], (flat, answer)
        return answer

    async def schema(self, app_id: Any, key: str | None = None) -> Any:
        query = {"apiKey": self.key if key is None else key, "webappId": app_id}
        return (await self.http.get("/api/webapp/apiCallDemo", params=query)).json()

    async def uploaded(self, name: str, mime: str) -> str:
        form = {"apiKey": self.key, "fileType": "input"}
        response = await self.http.post(
            "/task/openapi/upload", data=form, files={"file": (name, b"cat", mime)}
        )
        return str(response.json()["data"]["fileName"])


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    async with (
        Emulator(**{"time_scale": 0.0, **settings}) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http)


def item(node: str, field: str, value: Any, **echo: Any) -> dict[str, Any]:
    return {"nodeId": node, "fieldName": field, "fieldValue": value, **echo}


# -- schema -------------------------------------------------------------------------------------


async def test_the_inputs_of_the_apps_show_every_type_and_every_layout_of_their_options() -> None:
    async with opened() as call:
        answers = [await call.schema(one) for one in (PICTURE, CLIP)]
    inputs = [one for answer in answers for one in answer["data"]["nodeInfoList"]]
    assert {one["fieldType"] for one in inputs} == {
        *("STRING", "IMAGE", "AUDIO", "VIDEO", "LIST", "INT", "FLOAT", "BOOLEAN", "SWITCH")
    }
    assert {type(one["fieldValue"]) for one in inputs} == {str}
    layouts = {one["fieldName"]: json.loads(one["fieldData"] or "null") for one in inputs}
    assert layouts["seed"] is None
    assert layouts["mode"] == ["calm", "wild"]
    assert layouts["camera"] == [["still", "pan", "zoom"]]
    assert layouts["sampler_name"][1] == {"default": "euler"}
    assert layouts["scheduler"][0] == "COMBO"
    assert {type(one["index"]) for one in layouts["ratio"] + layouts["select"]} == {str, int}


async def test_a_schema_has_the_documented_fields_and_the_key_in_its_curl() -> None:
    async with opened(passwords={CLIP: "sesame"}) as call:
        data = (await call.schema(PICTURE))["data"]
        assert (await call.schema(CLIP))["data"]["accessEncrypted"] is True
        cover = await call.http.get(data["covers"][0]["url"])
        missing = await call.http.get("/covers/7.png")
    assert set(data) == {
        *("curl", "webappName", "accessEncrypted", "nodeInfoList", "covers", "tags"),
        "statisticsInfo",
    }
    assert call.key in data["curl"]
    assert (data["accessEncrypted"], data["statisticsInfo"]["useCount"]) == (False, "1200")
    assert (cover.headers["content-type"], missing.status_code) == ("image/png", 404)


@pytest.mark.parametrize(
    ("app_id", "code"), [("77", 901), ("", 301), ("0", 301), ("x", 301), ("1.5", 301)]
)
async def test_an_unknown_app_is_901_and_what_is_no_id_301(app_id: str, code: int) -> None:
    async with opened() as call:
        assert (await call.schema(app_id))["code"] == code
        assert (await call.run(app_id))["code"] == code


async def test_a_schema_needs_the_key_in_its_query() -> None:
    async with opened() as call:
        bearer = {"Authorization": f"Bearer {call.key}"}
        path = f"/api/webapp/apiCallDemo?webappId={PICTURE}"
        answer = (await call.http.get(path, headers=bearer)).json()
        assert (answer["code"], (await call.schema(PICTURE, "nobody"))["code"]) == (802, 802)
        assert (await call.v1("/api/webapp/apiCallDemo"))["code"] == 412


async def test_an_app_that_was_never_run_has_no_inputs_and_no_runs() -> None:
    async with opened(never_run=(PICTURE,)) as call:
        assert (await call.schema(PICTURE))["data"]["nodeInfoList"] == []
        assert (await call.run(PICTURE))["code"] == 810


# -- runs ---------------------------------------------------------------------------------------


async def test_an_app_runs_through_both_doors_and_makes_what_it_makes() -> None:
    async with opened() as call:
        echo = {"nodeName": "CLIPTextEncode", "fieldType": "STRING", "description": "what"}
        answer = await call.run(PICTURE, item("6", "text", "a dog", **echo), item("3", "seed", 7))
        by_number = await call.run(int(CLIP))
        state = await call.v2("query", taskId=by_number["data"]["taskId"])
    assert answer["data"]["taskId"]
    video, image, text = state["results"]
    assert (video["outputType"], image["outputType"]) == ("mp4", "png")
    assert (text["url"], bool(text["text"])) == (None, True)
    assert [one.kind for one in call.emu.ledger.submits] == ["app"] * 4
    assert {one.endpoint for one in call.emu.ledger.submits} == {PICTURE, CLIP}


async def test_uploads_are_named_by_their_file_name() -> None:
    async with opened() as call:
        items = [
            item("39", "image", await call.uploaded("a.png", "image/png")),
            item("40", "audio", await call.uploaded("a.mp3", "audio/mpeg")),
            item("41", "video", "example.mp4"),
        ]
        assert (await call.run(CLIP, *items))["code"] == 0


@pytest.mark.parametrize(
    ("app_id", "bad", "kind"),
    [
        (CLIP, item("39", "image", "https://example.com/a.png"), "custom_validation_failed"),
        (CLIP, item("39", "image", "api/none.png"), "custom_validation_failed"),
        (CLIP, item("42", "ratio", "wide"), "value_not_in_list"),  # the name, not the index
        (CLIP, item("43", "camera", "fly"), "value_not_in_list"),
        (CLIP, item("44", "select", "3"), "value_not_in_list"),
        (PICTURE, item("3", "scheduler", "fast"), "value_not_in_list"),
        (PICTURE, item("3", "seed", "many"), "invalid_input_type"),
        (PICTURE, item("3", "cfg", ""), "invalid_input_type"),
        (PICTURE, item("20", "enabled", "perhaps"), "invalid_input_type"),
    ],
)
async def test_a_bad_value_is_433_with_the_node(
    app_id: str, bad: dict[str, Any], kind: str
) -> None:
    async with opened() as call:
        answer = await call.run(app_id, bad)
    assert answer["code"] == 433
    problems = json.loads(answer["data"]["promptTips"])["node_errors"]
    assert problems[bad["nodeId"]]["errors"][0]["type"] == kind
    assert not call.emu.ledger.submits


async def test_values_of_every_layout_are_taken() -> None:
    async with opened() as call:
        good = [
            item("42", "ratio", "9:16"),
            item("43", "mode", "wild"),
            item("43", "camera", "pan"),
            item("44", "select", 2),
            item("45", "text", ""),
        ]
        assert (await call.run(CLIP, *good))["code"] == 0
        more = [item("3", "scheduler", "karras"), item("20", "enabled", True)]
        assert (await call.run(PICTURE, *more))["code"] == 0


async def test_runs_are_refused_for_what_is_missing_or_unknown() -> None:
    async with opened(passwords={CLIP: "sesame"}, slots=2) as call:
        assert (await call.run(PICTURE, nodeInfoList=None))["code"] == 301
        assert (await call.run(PICTURE, nodeInfoList="x"))["code"] == 301
        assert (await call.run(PICTURE, item("6", "txt", "x")))["code"] == 803
        assert (await call.run(PICTURE, instanceType="PLUS"))["code"] == 301
        assert (await call.run(CLIP))["code"] == 301
        assert (await call.run(CLIP, accessPassword="sesame"))["code"] == 0


async def test_node_errors_can_come_with_a_task() -> None:
    async with opened(node_errors={PICTURE: {"3": {"errors": []}}}) as call:
        answer = await call.run(PICTURE)
    assert json.loads(answer["data"]["promptTips"])["node_errors"] == {"3": {"errors": []}}


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (None, None),
        ([], None),
        ("text", None),
        (["a", "b"], ["a", "b"]),
        ([["a"], {"default": "a"}], ["a"]),
        ([["a", "b"]], ["a", "b"]),
        (["COMBO", {"options": ["a", 1]}], ["a", "1"]),
        ([{"name": "x", "index": 1}, {"name": "y", "index": 2}], ["1", "2"]),
        (["INT", {"min": 1}], None),
    ],
)
def test_options_are_found_in_every_layout(data: Any, options: list[str] | None) -> None:
    assert options_of(data) == options


# -- quick create -------------------------------------------------------------------------------


async def test_quick_create_lists_models_without_a_key_and_runs_one() -> None:
    async with opened() as call:
        path = "/api/fast/creation/model/params"
        answer = (await call.http.post(path, json={"type": 2, "webappId": PICTURE})).json()
        first, second = answer["data"]
        assert (first["type"], first["webappId"], first["modelKey"]) == (2, PICTURE, "001")
        assert (bool(first["modelLoar2FileName"]), second["modelLoar2FileName"]) == (True, None)
        run = {"webappId": PICTURE, "quickCreateCode": "002"}
        done = await call.v1(
            "/task/openapi/quick-ai-app/run", **run, nodeInfoList=[item("6", "text", "x")]
        )
        assert done["data"]["taskId"]
        assert (await call.http.post(path, json={"webappId": PICTURE})).json()["code"] == 301
        assert (await call.http.post(path, json={"type": 2, "webappId": "7"})).json()["code"] == 901
    assert [one.kind for one in call.emu.ledger.submits] == ["quick create"]


async def test_a_quick_run_needs_a_known_code_and_its_nodes() -> None:
    async with opened() as call:
        path = "/task/openapi/quick-ai-app/run"
        body: dict[str, Any] = {"webappId": PICTURE, "quickCreateCode": "001", "nodeInfoList": []}
        for change, code in (
            ({"quickCreateCode": "999"}, 301),
            ({"quickCreateCode": None}, 301),
            ({"nodeInfoList": None}, 301),
            ({"nodeInfoList": [item("1", "x", "y")]}, 803),
            ({"webappId": "7"}, 901),
            ({"webappId": CLIP}, 301),
            ({"apiKey": "nobody"}, 802),
        ):
            assert (await call.v1(path, **{**body, **change}))["code"] == code, change


# -- lists --------------------------------------------------------------------------------------


async def test_the_list_of_apps_comes_in_pages_and_orders() -> None:
    async with opened() as call:
        page = (await call.v2("aiapp/list", current=1, size=1, sort="HOTTEST", days=7))["data"]
        assert (page["total"], page["pages"], page["hasNext"]) == (2, 2, True)
        assert page["records"][0]["title"] == "Text to image"
        newest = (await call.v2("aiapp/list", sort="NEWEST", size=50))["data"]
        assert f"/run/ai-app/{CLIP}" in newest["records"][0]["invokeExample"]
        beyond = (await call.v2("aiapp/list", current=9))["data"]
    assert (beyond["records"], beyond["hasNext"]) == ([], False)


async def test_a_list_takes_the_bare_key_too_and_a_query_does_not() -> None:
    async with opened() as call:
        headers = {"Authorization": call.key}
        listed = await call.http.post("/openapi/v2/aiapp/list", json={}, headers=headers)
        looked = await call.http.post("/openapi/v2/query", json={}, headers=headers)
    assert (listed.json()["code"], looked.json()["errorCode"]) == (0, "1002")


@pytest.mark.parametrize(
    "bad", [{"size": 51}, {"size": 0}, {"current": 0}, {"size": "9"}, {"sort": "x"}, {"days": 0}]
)
async def test_a_bad_page_of_apps_is_301(bad: dict[str, Any]) -> None:
    async with opened() as call:
        assert (await call.v2("aiapp/list", **bad))["code"] == 301


async def test_the_list_of_models_is_filtered() -> None:
    async with opened() as call:

        async def names(**filters: Any) -> list[str]:
            data = (await call.v2("resource/list", **filters))["data"]
            return [one["nodeModelName"] for one in data["records"]]

        assert len(await names()) == 6
        assert await names(resourceType="GGUF") == ["flux1-dev-Q4_0.gguf"]
        assert await names(resourceName="FILM") == ["film-grain.safetensors"]
        assert await names(baseModels=["SDXL"], tags=["ink"]) == ["ink-drawing.safetensors"]
        for bad in ({"resourceType": "VAE"}, {"tags": "ink"}, {"size": 51}):
            assert (await call.v2("resource/list", **bad))["code"] == 301


def test_the_graphs_of_apps_hold_the_nodes_of_their_inputs_and_results() -> None:
    for app in DEFAULT_APPS:
        graph = app.graph()
        assert {one.node_id for one in app.inputs} | {node for node, _ in app.makes} == set(graph)
