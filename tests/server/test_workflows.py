"""Workflows against the emulator: runs, graphs, refusals that cost nothing."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import weakref
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import ANY

import pytest

from runninghub_async import Limits
from runninghub_async.emulator import Durations, Fault
from runninghub_async.errors import (
    AuthError,
    BadReply,
    ClientClosed,
    InvalidRequest,
    NotFound,
    RequestRefused,
    SubmitUncertain,
    UploadError,
)
from runninghub_async.files.media import Upload
from runninghub_async.platform import Graph
from runninghub_async.tasks.budget import Budget

PICTURE = "1950000000000000001"  #: text to image
CLIP = "1950000000000000002"  #: image to video
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100


async def test_a_workflow_runs_with_other_values(emulated: Any, tmp_path: Path) -> None:
    async with emulated() as (emu, rh):
        result = await rh.workflows.run(PICTURE, {"6.text": "a cat", "3.seed": 7, "3.cfg": 6.5})
        (saved,) = await result.download(tmp_path)
        assert saved.stat().st_size
        (submit,) = emu.ledger.submits
        assert submit.kind == "workflow"
        assert submit.body == {
            "nodeInfoList": [
                {"nodeId": "6", "fieldName": "text", "fieldValue": "a cat"},
                {"nodeId": "3", "fieldName": "seed", "fieldValue": 7},
                {"nodeId": "3", "fieldName": "cfg", "fieldValue": 6.5},
            ]
        }
        assert result.endpoint == f"workflow/{PICTURE}"
        assert rh.unfinished == ()


async def test_options_reach_the_service(emulated: Any) -> None:
    async with emulated(passwords={PICTURE: "sesame"}) as (emu, rh):
        task = await rh.workflows.submit(
            int(PICTURE),
            add_metadata=False,
            instance_type="plus",
            personal_queue=True,
            retain_seconds=30,
            access_password="sesame",
            webhook_url="http://127.0.0.1:9/done",
        )
        assert emu.ledger.submits[0].body == {
            "addMetadata": False,
            "instanceType": "plus",
            "usePersonalQueue": "true",
            "retainSeconds": 30,
            "accessPassword": "sesame",
            "webhookUrl": "http://127.0.0.1:9/done",
        }
        assert task.id == emu.ledger.submits[0].task_id


@pytest.mark.parametrize("via", ["run", "create"])
async def test_either_call_can_be_asked_for(emulated: Any, via: Any) -> None:
    async with emulated() as (emu, rh):
        await rh.workflows.run(PICTURE, {"6.text": "a cat"}, via=via)
        assert emu.ledger.requests[f"workflow {via}"] == 1
        assert emu.ledger.submits[0].body.get("workflowId") == (
            PICTURE if via == "create" else None
        )


# -- media ------------------------------------------------------------------------------------


async def test_the_same_content_is_uploaded_once_and_named_in_every_node(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    async with emulated() as (emu, rh):
        for media in (path, PNG, io.BytesIO(PNG)):
            await rh.workflows.run(CLIP, {"23.image": media})
        names = {one.body["nodeInfoList"][0]["fieldValue"] for one in emu.ledger.submits}
        assert len(names) == 1
        assert names.pop().startswith("openapi/")
        assert rh.statistics().uploads == 1


async def test_an_upload_is_used_by_its_file_name(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        upload = await rh.files.upload(PNG)
        await rh.workflows.run(CLIP, {"23.image": upload})
        assert emu.ledger.submits[0].body["nodeInfoList"][0]["fieldValue"] == upload.file_name
        assert rh.statistics().uploads == 1


@pytest.mark.parametrize(
    ("media", "says"),
    [
        (Path("no/such/cat.png"), "'no/such/cat.png' does not exist"),
        (b"", "is empty"),
        (Upload(url="https://x/y.png"), "without a file name"),
        (Upload(url="", file_name="openapi/1.png", expires_at=1.0), "has expired"),
    ],
)
async def test_media_that_does_not_fit_is_refused_before_anything_is_sent(
    emulated: Any, media: Any, says: str
) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest) as caught:
            await rh.workflows.run(CLIP, {"23.image": media})
        assert says in str(caught.value)
        assert caught.value.param == "23.image"
        assert not emu.ledger.submits
        assert not rh.statistics().uploads


async def test_an_upload_that_gets_no_file_name_submits_nothing(client: Any, raw: Any) -> None:
    nameless = raw.says({"code": 0, "data": {"download_url": "https://x/1.png"}})
    async with raw.Server(upload=nameless) as server, client(server.url) as rh:
        with pytest.raises(UploadError, match="gave no file name"):
            await rh.workflows.run(CLIP, {"23.image": PNG})
        assert server.count("submit") == 0


# -- graphs -----------------------------------------------------------------------------------


async def test_a_graph_shows_what_can_be_changed_and_checks_the_names(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        graph = await rh.workflows.graph(PICTURE)
        assert graph.inputs["6.text"] == "a cat surfs"
        assert "6.clip" not in graph.inputs
        await rh.workflows.run(graph, {"6.text": "a dog"})
        for nodes, near in (({"6.txt": "x"}, "6.text"), ({"66.text": "x"}, "6.text")):
            with pytest.raises(InvalidRequest) as caught:
                await rh.workflows.run(graph, nodes)
            assert caught.value.nearest == (near,)
        with pytest.raises(InvalidRequest, match="is a link to output 1 of node 4"):
            await rh.workflows.run(graph, {"6.clip": "x"})
        assert len(emu.ledger.submits) == 1


async def test_a_value_of_another_type_than_the_graph_holds_warns(emulated: Any) -> None:
    async with emulated() as (_, rh):
        graph = await rh.workflows.graph(PICTURE)
        with pytest.warns(UserWarning, match=r"3\.steps holds 20 and is given '4'") as caught:
            await rh.workflows.run(graph, {"3.steps": "4"})
        assert caught[0].filename == __file__


async def test_a_warning_of_a_call_shows_the_caller_or_the_call_and_never_the_loop(
    emulated: Any,
) -> None:
    link = {"6.clip": ["4", 1]}
    async with emulated() as (_, rh):
        for work, shown in (
            (rh.workflows.submit(PICTURE, link), "workflows.py"),
            (_submitted(rh, link), __file__),
        ):
            with pytest.warns(UserWarning, match=f"workflow/{PICTURE}: 6.clip") as caught:
                await asyncio.create_task(work)
            assert caught[0].filename.endswith(shown)


async def _submitted(rh: Any, nodes: Any) -> None:
    await rh.workflows.submit(PICTURE, nodes)


async def test_a_file_input_of_a_graph_is_not_given_a_path_as_text(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    async with emulated() as (emu, rh):
        graph = await rh.workflows.graph(CLIP)
        with pytest.raises(InvalidRequest, match=r"for a local file give pathlib\.Path"):
            await rh.workflows.run(graph, {"23.image": str(path)})
        assert not emu.ledger.requests["workflow run"]
        assert (await rh.workflows.run(graph, {"23.image": path})).outputs


async def test_media_for_a_text_of_a_graph_warns_before_anything_is_uploaded(
    emulated: Any,
) -> None:
    async with emulated() as (emu, rh):
        graph = await rh.workflows.graph(PICTURE)
        warning = r"6\.text holds 'a cat surfs' and is given local media"
        with pytest.raises(UserWarning, match=warning):  # warnings are errors in the tests
            await rh.workflows.run(graph, {"6.text": PNG})
        assert not emu.ledger.uploads


async def test_what_was_written_into_a_stored_graph_is_sent_with_it(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        graph = (await rh.workflows.graph(PICTURE)).with_inputs({"6.text": "a dog", "3.seed": 1})
        await rh.workflows.run(graph, {"3.seed": 2})
        values = {
            f"{one['nodeId']}.{one['fieldName']}": one["fieldValue"]
            for one in emu.ledger.submits[0].body["nodeInfoList"]
        }
        assert values == {"6.text": "a dog", "3.seed": 2}


@pytest.mark.parametrize("form", ["graph", "plain"])
async def test_another_graph_can_replace_the_stored_one(emulated: Any, form: str) -> None:
    async with emulated() as (emu, rh):
        graph = (await rh.workflows.graph(CLIP)).with_inputs({"23.image": PNG, "14.fps": 12})
        given: Any = graph
        if form == "plain":
            given = (await rh.workflows.graph(CLIP)).to_dict()
            given["23"]["inputs"]["image"] = PNG
            given["14"]["inputs"]["fps"] = 12
        result = await rh.workflows.run(CLIP, workflow=given)
        assert result.outputs[0].type == "mp4"
        text = emu.ledger.submits[0].body["workflow"]
        assert isinstance(text, str)
        sent = json.loads(text)
        assert sent["14"]["inputs"]["fps"] == 12
        assert sent["23"]["inputs"]["image"].startswith("openapi/")
        assert "nodeInfoList" not in emu.ledger.submits[0].body


async def test_nodes_beside_another_graph_warn_and_name_the_way_that_works(emulated: Any) -> None:
    async with emulated() as (_, rh):
        graph = await rh.workflows.graph(PICTURE)
        with pytest.warns(UserWarning, match=r"workflow=graph\.with_inputs") as caught:
            await rh.workflows.run(PICTURE, {"6.text": "a dog"}, workflow=graph)
        assert caught[0].filename == __file__
        with (
            pytest.warns(UserWarning, match="checked against the stored graph"),
            pytest.raises(RequestRefused) as refused,
        ):
            await rh.workflows.run(PICTURE, {"99.text": "a dog"}, workflow=graph)
        assert refused.value.code == 803


async def test_a_graph_of_ones_own_needs_the_id_of_a_stored_one(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        own = Graph((await rh.workflows.graph(PICTURE)).to_dict())
        with pytest.raises(InvalidRequest, match="this graph as workflow="):
            await rh.workflows.run(own)
        await rh.workflows.run(PICTURE, workflow=own)
        assert len(emu.ledger.submits) == 1


@pytest.mark.parametrize(
    ("workflow_id", "kind", "code"),
    [("1950000000000000099", NotFound, 380), (CLIP, RequestRefused, 810)],
)
async def test_a_graph_that_cannot_be_had_says_why(
    emulated: Any, workflow_id: str, kind: type[Exception], code: int
) -> None:
    async with emulated(never_run=[CLIP]) as (_, rh):
        with pytest.raises(kind) as caught:
            await rh.workflows.graph(workflow_id)
        assert caught.value.code == code  # type: ignore[attr-defined]
        with pytest.raises(InvalidRequest, match="is a float"):
            await rh.workflows.graph(1.95e18)


async def test_a_graph_that_is_none_is_a_bad_reply(client: Any, raw: Any) -> None:
    answer = {"code": 0, "data": {"prompt": json.dumps({"nodes": [], "links": []})}}
    async with raw.Server(get=raw.says(answer)) as server, client(server.url) as rh:
        with pytest.raises(BadReply, match=r"Export \(API\)"):
            await rh.workflows.graph(PICTURE)


# -- refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("via", ["run", "create"])
async def test_a_graph_that_is_refused_names_the_nodes(emulated: Any, via: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(RequestRefused) as caught:
            await rh.workflows.run(CLIP, {"23.image": "openapi/never-uploaded.png"}, via=via)
        error = caught.value
        assert error.code == 433
        (blamed,) = error.node_errors
        assert (blamed.node_id, blamed.field) == ("23", "image")
        assert "node 23 (LoadImage), image" in str(error)
        assert not emu.ledger.submits
        assert rh.statistics().running == 0


@pytest.mark.parametrize("via", ["run", "create"])
async def test_node_errors_beside_a_task_id_are_told_and_the_task_is_kept(
    emulated: Any, via: Any, caplog: pytest.LogCaptureFixture
) -> None:
    told = {
        "9": {
            "class_type": "SaveImage",
            "errors": [
                {
                    "type": "x",
                    "message": "Odd prefix",
                    "details": "spaces",
                    "extra_info": {"input_name": "filename_prefix"},
                }
            ],
        }
    }
    async with emulated(node_errors={PICTURE: told}) as (_, rh):
        with caplog.at_level(logging.WARNING, "runninghub_async"):
            task = await rh.workflows.submit(PICTURE, via=via)
        (blamed,) = task.node_errors
        assert str(blamed) == "node 9 (SaveImage), filename_prefix: Odd prefix: spaces"
        assert "Odd prefix" in caplog.text
        assert (await task.wait()).outputs


@pytest.mark.parametrize(
    ("nodes", "code"),
    [({"99.text": "x"}, 803), ({"6.text": "x", "3.nothing": 1}, 803)],
)
async def test_names_that_only_the_service_knows_are_refused_by_it(
    emulated: Any, nodes: Any, code: int
) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(RequestRefused) as caught:
            await rh.workflows.run(PICTURE, nodes)
        assert caught.value.code == code


async def test_an_unknown_workflow_is_not_found_and_not_tried_by_the_older_call(
    emulated: Any,
) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(NotFound) as caught:
            await rh.workflows.run("1950000000000000099")
        assert caught.value.code == 380
        assert emu.ledger.requests["workflow run"] == 1
        assert not emu.ledger.requests["workflow create"]


async def test_a_wrong_key_is_an_auth_error(emulated: Any) -> None:
    async with emulated(client={"api_key": "f" * 32}) as (_, rh):
        for via in ("run", "create"):
            with pytest.raises(AuthError):
                await rh.workflows.run(PICTURE, via=via)
        with pytest.raises(AuthError):
            await rh.workflows.graph(PICTURE)


@pytest.mark.parametrize(
    "options",
    [{"instance_type": "Plus"}, {"retain_seconds": 5}, {"intance_type": "plus"}, {"via": "v2"}],
)
async def test_an_option_that_does_not_fit_sends_nothing(emulated: Any, options: Any) -> None:
    async with emulated() as (emu, rh):
        for start in (rh.workflows.run, rh.workflows.submit):
            with pytest.raises(InvalidRequest):
                await start(PICTURE, **options)
        with pytest.raises(InvalidRequest):
            rh.workflows.job(PICTURE, **options)
        assert not emu.ledger.requests


async def test_a_client_that_is_closed_starts_nothing(emulated: Any) -> None:
    async with emulated() as (_, rh):
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await rh.workflows.run(PICTURE)
        with pytest.raises(ClientClosed):
            await rh.workflows.graph(PICTURE)


# -- the older call ---------------------------------------------------------------------------

UNKNOWN = [
    ({"code": 412, "msg": "TOKEN_INVALID"}, 200),
    ({"errorCode": "1001", "errorMessage": "Invalid URL"}, 200),
    ({"errorCode": "1009", "errorMessage": "method"}, 200),
    ({"message": "no route"}, 404),
]


@pytest.mark.parametrize(("answer", "status"), UNKNOWN)
async def test_a_service_without_the_newer_call_gets_the_older_one(
    client: Any, raw: Any, answer: Any, status: int
) -> None:
    created = {"code": 0, "data": {"taskId": "77", "taskStatus": "CREATE", "promptTips": ""}}
    refused = raw.says(answer, status)
    async with raw.Server(submit=refused, get=raw.says(created)) as server:  # noqa: SIM117
        async with client(server.url) as rh:
            task = await rh.workflows.submit(CLIP, {"23.image": PNG}, retain_seconds=30)
            assert task.id == "77"
            assert [one.target for one in server.heard if one.kind in ("submit", "get")] == [
                f"/openapi/v2/run/workflow/{CLIP}",
                "/task/openapi/create",
            ]
            newer, older = (
                json.loads(one.body) for one in server.heard if one.kind in ("submit", "get")
            )
            key = older.pop("apiKey")
            assert older == {"workflowId": CLIP, **newer}
            assert server.heard[-1].headers["authorization"] == f"Bearer {key}"
            assert server.count("upload") == 1
            assert rh.statistics().running == 1  # only submitted: its place is kept for it


@pytest.mark.parametrize(("answer", "status"), UNKNOWN)
async def test_who_asks_for_one_call_gets_no_other(
    client: Any, raw: Any, answer: Any, status: int
) -> None:
    async with raw.Server(submit=raw.says(answer, status)) as server, client(server.url) as rh:
        with pytest.raises((RequestRefused, NotFound)):
            await rh.workflows.submit(PICTURE, via="run")
        assert server.count("get") == 0


# -- never twice ------------------------------------------------------------------------------


@pytest.mark.parametrize("via", ["run", "create"])
@pytest.mark.parametrize("what", ["drop after", "half", "empty", "http 502", "code 1005"])
async def test_an_unclear_run_is_sent_once_and_told_as_uncertain(
    emulated: Any, via: Any, what: str
) -> None:
    async with emulated(faults=[Fault(f"workflow {via}", what, times=None)]) as (emu, rh):
        with pytest.raises(SubmitUncertain) as caught:
            await rh.workflows.run(PICTURE, via=via)
        assert caught.value.endpoint == f"workflow/{PICTURE}"
        assert emu.ledger.requests[f"workflow {via}"] == 1
        assert rh.statistics().running == 0


async def test_an_unclear_run_is_not_tried_by_the_older_call(emulated: Any) -> None:
    async with emulated(faults=[Fault("workflow run", "drop after")]) as (emu, rh):
        with pytest.raises(SubmitUncertain):
            await rh.workflows.run(PICTURE)
        assert not emu.ledger.requests["workflow create"]


async def test_a_full_service_is_waited_out(emulated: Any) -> None:
    fault = Fault("workflow run", "code 421", times=2)
    async with emulated(faults=[fault]) as (emu, rh):
        assert (await rh.workflows.run(PICTURE)).outputs
        assert len(emu.ledger.submits) == 1


async def test_a_read_that_breaks_is_repeated(emulated: Any) -> None:
    async with emulated(faults=[Fault("workflow json", "drop after", times=2)]) as (emu, rh):
        assert await rh.workflows.graph(PICTURE)
        assert emu.ledger.requests["workflow json"] == 3


async def test_whoever_is_cancelled_leaves_nothing_behind(
    emulated: Any, cancel_at: Any, books: Any
) -> None:
    async with emulated() as (_, rh):
        empty = books.of(rh)
        await rh.workflows.run(CLIP, {"23.image": PNG})
        for late in (False, True):
            for wait in range(1, 40):
                work = rh.workflows.run(CLIP, {"23.image": PNG + bytes([wait, late])})
                outcome = await cancel_at(work, wait, late=late)
                await books.settled(rh, {**empty, "running": ANY})
                for task_id in rh.unfinished:  # it runs on, and keeps its place until it ends
                    await rh.task(task_id).wait()
                await books.settled(rh, empty)
                if not outcome.struck:
                    assert outcome.result.outputs
                    break
            else:
                pytest.fail("more waits than a run has")


# -- many -------------------------------------------------------------------------------------


async def test_hundreds_of_runs_go_through_map_and_none_runs_twice(emulated: Any) -> None:
    settings = {"slots": 20, "time_scale": 0.00001}
    async with emulated({"limits": Limits(slots=None)}, **settings) as (emu, rh):
        graph = await rh.workflows.graph(PICTURE)
        jobs = (
            rh.workflows.job(graph, {"3.seed": n}, key=f"seed {n}", instance_type="plus")
            for n in range(300)
        )
        outcomes = [outcome async for outcome in rh.map(jobs)]
        assert {one.status for one in outcomes} == {"succeeded"}
        assert {one.key for one in outcomes} == {f"seed {n}" for n in range(300)}
        seeds = [one.body["nodeInfoList"][0]["fieldValue"] for one in emu.ledger.submits]
        assert sorted(seeds) == list(range(300))


async def test_a_journal_does_the_same_runs_once(emulated: Any, tmp_path: Path) -> None:
    book = tmp_path / "runs.journal"
    async with emulated() as (emu, rh):
        stored = await rh.workflows.graph(CLIP)

        async def work(fps: int) -> list[Any]:
            edited = stored.with_inputs({"14.fps": fps, "23.image": PNG})
            jobs = [
                rh.workflows.job(edited, {"3.seed": 1}, key="edited"),
                rh.workflows.job(CLIP, workflow=edited, key="replaced"),
                rh.apps.job("1960000000000000001", {"3.seed": 1}, key="app"),
                rh.quick_create.job("1960000000000000001", "001", key="quick"),
            ]
            return [outcome async for outcome in rh.map(jobs, journal=book)]

        assert [one.status for one in await work(12)] == ["succeeded"] * 4
        again = await work(12)
        assert [one.resumed for one in again] == [True] * 4
        assert len(emu.ledger.submits) == 4
        changed = {one.key: one.status for one in await work(13)}  # other jobs of the same keys
        assert (changed["edited"], changed["replaced"]) == ("failed", "failed")
        assert len(emu.ledger.submits) == 4
        left = [one async for one in rh.resume(book)]
        assert [one.status for one in left] == ["succeeded"] * 4


async def test_a_budget_refuses_runs_whose_price_nobody_lists_if_it_is_told_to(
    emulated: Any,
) -> None:
    async with emulated() as (emu, rh):
        budget = Budget(max=Decimal(5), unknown="refuse")
        jobs = [rh.workflows.job(PICTURE, {"3.seed": n}) for n in range(3)]
        outcomes = [outcome async for outcome in rh.map(jobs, budget=budget)]
        assert {one.status for one in outcomes} == {"skipped"}
        assert not emu.ledger.submits


async def test_things_show_themselves(emulated: Any) -> None:
    async with emulated() as (_, rh):
        assert repr(rh.workflows) == "<Workflows>"
        assert repr(rh.apps) == "<Apps>"
        assert repr(rh.quick_create) == "<QuickCreate>"
        assert repr(rh.workflows.job(PICTURE).endpoint) == f"<Run workflow/{PICTURE}>"
        assert rh.quick_create.job(PICTURE, " 001 ").endpoint.path == f"quick-create/{PICTURE}/001"


async def test_a_job_of_no_mapping_is_refused_at_once(emulated: Any) -> None:
    async with emulated() as (_, rh):
        for make in (rh.workflows.job, rh.apps.job):
            with pytest.raises(InvalidRequest, match="nodes is a mapping such as"):
                make(PICTURE, ["6.text"])
        with pytest.raises(InvalidRequest, match="nodes is a mapping such as"):
            await rh.workflows.run(PICTURE, "6.text", workflow=await rh.workflows.graph(PICTURE))


async def test_media_does_not_stay_in_memory_while_the_task_runs(emulated: Any) -> None:
    class Film(io.BytesIO):
        """An open file whose end can be seen."""

    async with emulated(time_scale=1.0) as (_, rh):
        film = Film(PNG)
        gone = weakref.ref(film)
        job = rh.workflows.job(CLIP, {"23.image": film})
        running = job.endpoint.start(dict(job.params), job.endpoint.deadline())
        del film, job
        async with running as task:
            gc.collect()
            assert task.id in rh.unfinished
            assert gone() is None


async def test_the_nodes_of_a_graph_at_hand_are_not_asked_for(emulated: Any) -> None:
    settings = {"time_scale": 0.01, "durations": Durations(median=30.0)}
    async with emulated(**settings) as (emu, rh):
        graph = await rh.workflows.graph(PICTURE)
        for start in ((graph, {}), (PICTURE, {"workflow": graph})):
            task = await rh.workflows.submit(start[0], **start[1])
            events = [event async for event in task.progress()]
            assert events[-1].fraction == 1.0
        assert emu.ledger.requests["workflow json"] == 1


async def test_a_bad_job_harms_no_other(emulated: Any) -> None:
    async with emulated() as (_, rh):
        graph = await rh.workflows.graph(PICTURE)
        jobs = [
            rh.workflows.job(graph, {"6.txt": "x"}, key="bad name"),
            rh.workflows.job(graph, {"6.text": "x"}, key="good"),
            rh.workflows.job("1950000000000000099", key="no such workflow"),
        ]
        outcomes = {one.key: one async for one in rh.map(jobs)}
        assert isinstance(outcomes["bad name"].error, InvalidRequest)
        assert isinstance(outcomes["no such workflow"].error, NotFound)
        assert outcomes["good"].status == "succeeded"


async def test_a_deadline_ends_the_waiting_and_not_the_task(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (_, rh):
        with pytest.raises(TimeoutError, match=r"still runs after 0\.05 s"):
            await rh.workflows.run(PICTURE, deadline=0.05)
        assert len(rh.unfinished) == 1


# -- models that workflows can name -----------------------------------------------------------


async def test_resources_come_in_pages(emulated: Any) -> None:
    async with emulated() as (_, rh):
        page = await rh.workflows.resources("lora", size=1)
        assert (len(page.items), page.number, page.more) == (1, 1, True)
        last = await rh.workflows.resources("LORA", size=1, page=page.total)
        assert not last.more
        assert last.items[0].name != page.items[0].name
        with (
            pytest.warns(UserWarning, match="type='VAE' is none of"),
            pytest.raises(RequestRefused),
        ):
            await rh.workflows.resources("VAE")
        for bad in ({"page": 0}, {"size": 0}, {"size": "1"}, {"page": True}):
            with pytest.raises(InvalidRequest):
                await rh.workflows.resources("LORA", **bad)


async def test_a_plain_question_ends_with_the_client(client: Any, raw: Any) -> None:
    async with raw.Server(get=raw.stays_silent) as server, client(server.url) as rh:
        asking = asyncio.ensure_future(rh.workflows.graph(PICTURE))
        await server.until(lambda one: one.count("get") == 1)
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await asking
