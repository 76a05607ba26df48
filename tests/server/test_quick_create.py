"""Quick create against the emulator: models, and every field that the call wants."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runninghub_async.emulator import Fault
from runninghub_async.errors import (
    AuthError,
    InvalidRequest,
    NotFound,
    RequestRefused,
    RequestTimeout,
    SubmitUncertain,
)
from runninghub_async.protocol.nodes import Option
from runninghub_async.protocol.platform import AppInput, AppSchema

PICTURE = "1960000000000000001"
CLIP = "1960000000000000002"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100
FIELDS = {"nodeId", "nodeName", "fieldName", "fieldType", "fieldValue", "description"}


async def test_models_of_an_app_are_listed(emulated: Any) -> None:
    async with emulated() as (_, rh):
        models = await rh.quick_create.models(PICTURE)
        assert [one.key for one in models] == ["001", "002"]
        assert [name for name, _ in models[0].loras] == [
            "style-001.safetensors",
            "detail.safetensors",
        ]


@pytest.mark.parametrize("given", ["id", "schema"])
async def test_every_input_is_sent_with_all_that_the_call_wants(emulated: Any, given: str) -> None:
    async with emulated() as (emu, rh):
        app: Any = PICTURE if given == "id" else await rh.apps.inputs(PICTURE)
        result = await rh.quick_create.run(app, "001", {"6.text": "a cat", "3.steps": 4})
        assert result.outputs
        (submit,) = emu.ledger.submits
        assert submit.kind == "quick create"
        assert submit.body["webappId"] == PICTURE
        assert submit.body["quickCreateCode"] == "001"
        entries = submit.body["nodeInfoList"]
        assert [set(one) for one in entries] == [FIELDS] * 7
        sent = {f"{one['nodeId']}.{one['fieldName']}": one["fieldValue"] for one in entries}
        assert (sent["6.text"], sent["3.steps"], sent["3.cfg"]) == ("a cat", "4", "8.0")
        assert emu.ledger.requests["app schema"] == 1


async def test_local_media_stands_in_its_own_place(client: Any, raw: Any) -> None:
    def one(node: str, field: str, type: str, value: str = "") -> AppInput:
        return AppInput(node_id=node, field=field, type=type, value=value, node_name="N")

    schema = AppSchema(
        webapp_id=PICTURE,
        inputs=(
            one("1", "text", "STRING", "old"),
            one("2", "image", "IMAGE"),
            one("3", "n", "INT", "1"),
        ),
        raw={"nodeInfoList": [{"nodeId": "2", "fieldName": "image", "description": "图片"}]},
    )
    created = raw.says({"code": 0, "data": {"taskId": "77", "taskStatus": "CREATE"}})
    async with raw.Server(get=created) as server, client(server.url) as rh:
        await rh.quick_create.submit(schema, " 001 ", {"3.n": 2, "2.image": PNG})
        body = json.loads(server.of("get")[0].body)
        assert body.pop("apiKey") == server.of("get")[0].headers["authorization"].split()[1]
        rest = {"nodeName": "N"}
        assert body == {
            "webappId": PICTURE,
            "quickCreateCode": "001",
            "nodeInfoList": [
                {
                    "nodeId": "1",
                    **rest,
                    "fieldName": "text",
                    "fieldType": "STRING",
                    "fieldValue": "old",
                    "description": "text",
                },
                {
                    "nodeId": "2",
                    **rest,
                    "fieldName": "image",
                    "fieldType": "IMAGE",
                    "fieldValue": "openapi/x.png",
                    "description": "图片",
                },
                {
                    "nodeId": "3",
                    **rest,
                    "fieldName": "n",
                    "fieldType": "INT",
                    "fieldValue": "2",
                    "description": "n",
                },
            ],
        }


async def test_what_the_service_refuses_is_told(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(RequestRefused) as caught:
            await rh.quick_create.run(PICTURE, "009")
        assert caught.value.code == 301
        for call in (
            rh.quick_create.run("1960000000000000099", "001"),
            rh.quick_create.models("1960000000000000099"),
        ):
            with pytest.raises(NotFound) as missing:
                await call
            assert missing.value.code == 901
        assert not emu.ledger.submits


async def test_what_does_not_fit_is_refused_before_it_is_submitted(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        for code in (1, "", None):
            with pytest.raises(InvalidRequest, match="it is text such as"):
                await rh.quick_create.run(PICTURE, code)
        for app in (1.96e18, "x"):
            with pytest.raises(InvalidRequest):
                await rh.quick_create.models(app)
        with pytest.raises(InvalidRequest, match="type"):
            await rh.quick_create.models(PICTURE, type="2")
        with pytest.raises(InvalidRequest, match="names no input"):
            await rh.quick_create.run(PICTURE, "001", {"text": "x"})
        with pytest.raises(InvalidRequest, match="is no option"):
            await rh.quick_create.run(PICTURE, "001", retain_seconds=30)
        assert not emu.ledger.requests
        with pytest.raises(InvalidRequest, match=r"did you mean 6\.text"):
            await rh.quick_create.run(PICTURE, "001", {"6.txt": "x"})
        assert not emu.ledger.submits


async def test_a_choice_is_checked_against_the_schema(emulated: Any) -> None:
    async with emulated() as (_, rh):
        schema = await rh.apps.inputs(PICTURE)
        assert Option("euler", "euler") in schema.inputs[4].options
        with pytest.raises(InvalidRequest, match="did you mean 'euler'"):
            await rh.quick_create.run(schema, "001", {"3.sampler_name": "eular"})


async def test_an_unclear_run_is_sent_once(emulated: Any) -> None:
    async with emulated(faults=[Fault("quick create", "drop after", times=None)]) as (emu, rh):
        with pytest.raises(SubmitUncertain):
            await rh.quick_create.run(PICTURE, "001")
        assert emu.ledger.requests["quick create"] == len(emu.ledger.submits) == 1


async def test_the_deadline_holds_while_the_schema_is_asked_for(client: Any, raw: Any) -> None:
    async with raw.Server(get=raw.stays_silent) as server, client(server.url) as rh:
        with pytest.raises(RequestTimeout) as caught:
            await rh.quick_create.run(PICTURE, "001", deadline=0.05)
        assert caught.value.sent is False
        assert rh.statistics().running == 0


async def test_a_wrong_key_is_an_auth_error(emulated: Any) -> None:
    async with emulated({"api_key": "f" * 32}) as (_, rh):
        with pytest.raises(AuthError):
            await rh.quick_create.run(PICTURE, "001")


async def test_runs_go_through_map(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(PICTURE)
        jobs = [rh.quick_create.job(schema, "002", {"3.seed": n}, key=str(n)) for n in range(10)]
        outcomes = [outcome async for outcome in rh.map(jobs)]
        assert [one.status for one in outcomes] == ["succeeded"] * 10
        assert len(emu.ledger.submits) == 10
