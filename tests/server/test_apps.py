"""AI apps against the emulator: runs, what they take, and where the key does not show."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.emulator import Fault
from runninghub_async.errors import (
    AuthError,
    InvalidRequest,
    NotFound,
    RequestRefused,
    ServiceError,
    SubmitUncertain,
)
from runninghub_async.protocol.platform import AppListing, AppSchema, Page

PICTURE = "1960000000000000001"
CLIP = "1960000000000000002"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100


def values(body: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{one['nodeId']}.{one['fieldName']}": one["fieldValue"] for one in body["nodeInfoList"]
    }


@pytest.mark.parametrize("via", [None, "run", "create"])
async def test_an_app_runs_with_values_as_text(emulated: Any, via: Any, tmp_path: Path) -> None:
    async with emulated() as (emu, rh):
        nodes = {"6.text": "a cat", "3.steps": 4, "3.cfg": 7.5, "20.enabled": True}
        result = await rh.apps.run(PICTURE, nodes, via=via)
        (saved,) = await result.download(tmp_path)
        assert saved.stat().st_size
        (submit,) = emu.ledger.submits
        assert submit.kind == "app"
        assert values(submit.body) == {
            "6.text": "a cat",
            "3.steps": "4",
            "3.cfg": "7.5",
            "20.enabled": "true",
        }
        if via == "create":
            assert submit.body["webappId"] == int(PICTURE)
        assert result.endpoint == f"app/{PICTURE}"


async def test_options_reach_the_service(emulated: Any) -> None:
    async with emulated(passwords={PICTURE: "sesame"}) as (emu, rh):
        await rh.apps.submit(
            int(PICTURE),
            instance_type="ultra",
            personal_queue=False,
            retain_seconds=10,
            access_password="sesame",
            webhook_url="http://127.0.0.1:9/done",
        )
        assert emu.ledger.submits[0].body == {
            "nodeInfoList": [],
            "instanceType": "ultra",
            "usePersonalQueue": "false",
            "retainSeconds": 10,
            "accessPassword": "sesame",
            "webhookUrl": "http://127.0.0.1:9/done",
        }


async def test_a_schema_tells_what_an_app_takes_in_every_layout(emulated: Any) -> None:
    async with emulated() as (_, rh):
        schema = await rh.apps.inputs(CLIP)
        assert isinstance(schema, AppSchema)
        assert schema.webapp_id == CLIP
        assert schema.name == "Image to video"
        assert not schema.encrypted
        found = {one.name: one for one in schema.inputs}
        assert found["39.image"].type == "IMAGE"
        assert [one.value for one in found["42.ratio"].options] == ["16:9", "9:16"]
        assert [one.label for one in found["44.select"].options] == ["with sound", "silent"]
        assert [one.value for one in found["43.camera"].options] == ["still", "pan", "zoom"]


async def test_names_and_values_are_checked_against_a_schema_before_anything_is_sent(
    emulated: Any,
) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(CLIP)
        before = dict(emu.ledger.requests)
        for nodes, says in (
            ({"39.imag": PNG}, "did you mean 39.image?"),
            ({"39.image": 5}, "is no image"),
            ({"42.ratio": "4:3"}, "allowed: 16:9 (wide), 9:16 (tall)"),
        ):
            with pytest.raises(InvalidRequest) as caught:
                await rh.apps.run(schema, nodes)
            assert says in str(caught.value)
        assert dict(emu.ledger.requests) == before


async def test_numbers_are_held_to_the_bounds_that_the_app_shows(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(PICTURE)
        found = {one.name: one for one in schema.inputs}
        assert (found["3.steps"].min, found["3.steps"].max) == (1, 10000)
        assert (found["3.cfg"].min, found["3.cfg"].max) == (0, 100)
        assert (found["3.seed"].min, found["3.seed"].max) == (None, None)
        assert (found["6.text"].min, found["3.sampler_name"].max) == (None, None)
        for nodes, says in (({"3.steps": 0}, "below 1"), ({"3.cfg": 100.5}, "above 100")):
            with pytest.raises(InvalidRequest, match=says):
                await rh.apps.run(schema, nodes)
        assert not emu.ledger.requests["app run"]
        assert (await rh.apps.run(schema, {"3.steps": 1, "3.cfg": 100})).outputs


async def test_a_choice_goes_in_as_it_came_out(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(CLIP)
        ratio = next(one for one in schema.inputs if one.name == "42.ratio")
        await rh.apps.run(schema, {"42.ratio": ratio.options[1]})
        await rh.apps.run(CLIP, {"42.ratio": ratio.options[1]})
        assert [values(one.body) for one in emu.ledger.submits] == [{"42.ratio": "9:16"}] * 2


async def test_a_file_of_another_kind_costs_nothing(emulated: Any, tmp_path: Path) -> None:
    script = tmp_path / "apps2.py"
    script.write_text("print('hello')")
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(CLIP)
        with pytest.raises(InvalidRequest, match="is a PY file, which is no image"):
            await rh.apps.run(schema, {"39.image": script})
        with pytest.raises(InvalidRequest, match=r"for a local file give pathlib\.Path"):
            await rh.apps.run(schema, {"39.image": str(script)})
        assert not emu.ledger.uploads
        assert not emu.ledger.submits


async def test_a_schema_prints_what_was_read_of_it_and_not_the_answer(emulated: Any) -> None:
    async with emulated() as (_, rh):
        schema = await rh.apps.inputs(PICTURE)
        listing = (await rh.apps.list()).items[0]
        for one in (schema, listing):
            assert one.raw
            assert one.webapp_id in repr(one)
            assert "raw=" not in repr(one)
        assert "statisticsInfo" not in repr(schema)
        assert "6" in repr(schema)


async def test_local_media_and_labels_become_what_the_app_wants(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(CLIP)
        result = await rh.apps.run(
            schema, {"39.image": PNG, "44.select": "silent", "42.ratio": "9:16"}
        )
        assert [one.type for one in result.outputs][:2] == ["mp4", "png"]
        assert result.text
        sent = values(emu.ledger.submits[0].body)
        assert sent.pop("39.image").startswith("openapi/")
        assert sent == {"44.select": "2", "42.ratio": "9:16"}


async def test_an_answer_that_repeats_the_apps_id_is_taken_as_it_is(client: Any, raw: Any) -> None:
    answer = {"code": 0, "data": {"webappId": int(CLIP), "webappName": "n", "nodeInfoList": None}}
    async with raw.Server(get=raw.says(answer)) as server, client(server.url) as rh:
        schema = await rh.apps.inputs(CLIP)
        assert (schema.webapp_id, schema.name, schema.inputs) == (CLIP, "n", ())


async def test_a_protected_app_warns_where_no_password_is_given(emulated: Any) -> None:
    async with emulated(passwords={PICTURE: "sesame"}) as (_, rh):
        schema = await rh.apps.inputs(PICTURE)
        assert schema.encrypted
        with (
            pytest.warns(UserWarning, match="access_password=") as caught,
            pytest.raises(RequestRefused),
        ):
            await rh.apps.run(schema)
        assert caught[0].filename == __file__
        assert (await rh.apps.run(schema, access_password="sesame")).outputs


async def test_an_app_that_was_never_run_has_no_inputs(emulated: Any) -> None:
    async with emulated(never_run=[PICTURE]) as (_, rh):
        schema = await rh.apps.inputs(PICTURE)
        assert schema.inputs == ()
        with pytest.raises(InvalidRequest, match="run it once on the web"):
            await rh.apps.run(schema, {"6.text": "a cat"})
        with pytest.raises(RequestRefused) as caught:
            await rh.apps.run(PICTURE)
        assert caught.value.code == 810


@pytest.mark.parametrize("via", ["run", "create"])
async def test_an_unknown_app_is_not_found(emulated: Any, via: Any) -> None:
    async with emulated() as (_, rh):
        for call in (rh.apps.run("1960000000000000099", via=via), rh.apps.inputs(5)):
            with pytest.raises(NotFound) as caught:
                await call
            assert caught.value.code == 901


@pytest.mark.parametrize("via", ["run", "create"])
async def test_what_the_service_refuses_names_the_nodes(emulated: Any, via: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(RequestRefused) as caught:
            await rh.apps.run(CLIP, {"39.image": "openapi/never-uploaded.png"}, via=via)
        assert caught.value.code == 433
        assert caught.value.node_errors[0].node_id == "39"
        with pytest.raises(RequestRefused) as caught:
            await rh.apps.run(CLIP, {"99.image": "x"}, via=via)
        assert caught.value.code == 803
        assert not emu.ledger.submits


@pytest.mark.parametrize("app", [1.96e18, "", "0", None, True, AppSchema(webapp_id="")])
async def test_what_is_no_id_is_refused(emulated: Any, app: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match="id="):
            await rh.apps.run(app)
        with pytest.raises(InvalidRequest):
            await rh.apps.inputs(app)
        assert not emu.ledger.requests


async def test_an_unclear_run_is_sent_once(emulated: Any) -> None:
    async with emulated(faults=[Fault("app run", "drop after", times=None)]) as (emu, rh):
        with pytest.raises(SubmitUncertain):
            await rh.apps.run(PICTURE)
        assert len(emu.ledger.submits) == emu.ledger.requests["app run"] == 1
        assert not emu.ledger.requests["app create"]


async def test_runs_go_through_map(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        schema = await rh.apps.inputs(PICTURE)
        jobs = [rh.apps.job(schema, {"3.seed": n}, key=str(n)) for n in range(40)]
        outcomes = [outcome async for outcome in rh.map(jobs)]
        assert [one.status for one in outcomes] == ["succeeded"] * 40
        assert len(emu.ledger.submits) == 40


# -- where the key does not show --------------------------------------------------------------


async def test_the_key_in_the_schemas_url_is_in_no_record_and_no_log(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    records: list[Any] = []
    async with emulated({"hooks": [records.append]}) as (emu, rh):
        with caplog.at_level(logging.DEBUG):
            schema = await rh.apps.inputs(PICTURE)
            emu.faults.append(Fault("app schema", "http 500", times=None))
            with pytest.raises(ServiceError) as caught:
                await rh.apps.inputs(PICTURE)
        assert any("apiCallDemo" in one.url for one in records)
        shown = [*map(str, records), str(caught.value), repr(caught.value), repr(schema), repr(rh)]
        shown += [caplog.text, str(vars(caught.value)), str(schema.raw)]
        assert "apiCallDemo" in caplog.text
        assert [one for one in shown if emu.api_key in one] == []


async def test_the_key_is_in_no_error_of_a_refused_or_broken_schema(
    client: Any, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    key = "c0ffee0123456789secret9876543210"

    async def echoes(heard: Any, talk: Any) -> None:
        await talk.reply(f"<html>no such page: {heard.target}</html>".encode(), 404)

    for act in (raw.resets, echoes, raw.says({"code": 901, "msg": f"apiKey={key}"})):
        async with raw.Server(get=act) as server, client(server.url) as rh:
            with caplog.at_level(logging.DEBUG), pytest.raises(Exception) as caught:  # noqa: PT011
                await rh.apps.inputs(PICTURE)
            assert server.heard[0].target.startswith("/api/webapp/apiCallDemo?apiKey=c0ffee")
            assert key not in str(caught.value) + repr(vars(caught.value)) + caplog.text


async def test_a_wrong_key_is_an_auth_error(emulated: Any) -> None:
    async with emulated({"api_key": "f" * 32}) as (_, rh):
        for call in (rh.apps.inputs(PICTURE), rh.apps.run(PICTURE), rh.apps.list()):
            with pytest.raises(AuthError):
                await call


# -- finding ----------------------------------------------------------------------------------


async def test_apps_are_listed_in_pages_and_all_at_once(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        page = await rh.apps.list(sort="hottest", days=7, size=1)
        assert isinstance(page.items[0], AppListing)
        assert page.items[0].webapp_id == PICTURE
        assert page.more
        assert [one.webapp_id async for one in rh.apps.all(sort="newest", size=1)]
        before = emu.ledger.requests["app list"]
        found = [one.webapp_id async for one in rh.apps.all(size=1)]
        assert sorted(found) == [PICTURE, CLIP]
        assert emu.ledger.requests["app list"] - before == 2


@pytest.mark.parametrize(
    "options",
    [
        {"sort": "hotest"},
        {"days": 7},
        {"sort": "hottest", "days": 0},
        {"size": 51},
        {"size": 0},
        {"page": 0},
    ],
)
async def test_a_list_that_cannot_be_is_refused(emulated: Any, options: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest):
            await rh.apps.list(**options)
        assert not emu.ledger.requests


async def test_a_service_that_repeats_a_page_does_not_go_on_for_ever(client: Any, raw: Any) -> None:
    record = {"title": "the same", "id": "1960000000000000001"}
    answer = {"code": 0, "data": {"records": [record], "current": 1, "hasNext": True}}
    async with raw.Server(submit=raw.says(answer)) as server, client(server.url) as rh:
        assert len([one async for one in rh.apps.all()]) == 1
        assert server.count("submit") == 2
        page = await rh.apps.list()
        assert isinstance(page, Page)
