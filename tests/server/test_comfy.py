"""`rh.comfy`: ComfyUI behind the proxy; the key is in its paths, and nowhere to be read."""

from __future__ import annotations

import asyncio
import copy
import io
import logging
import pickle
import threading
import traceback
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from runninghub_async import (
    ApiError,
    AuthError,
    BadReply,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    NotFound,
    Polling,
    RequestRefused,
    RequestTimeout,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
)
from runninghub_async.emulator import Durations, Fault
from runninghub_async.errors import NodeError, RunningHubError
from runninghub_async.platform.comfy_prompt import submit_prompt
from runninghub_async.platform.comfy_results import read_entry
from runninghub_async.platform.graph import Graph
from runninghub_async.protocol.comfy_replies import read_comfy
from runninghub_async.protocol.platform_operations import COMFY_READ

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
LONG = Durations(median=1e6, sigma=0.0, queued=0.0)
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
            "negative": ["6", 0],
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
    "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
    "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "cat"}},
}


def changed(node: str, field: str, value: Any) -> dict[str, Any]:
    graph = copy.deepcopy(GRAPH)
    graph[node]["inputs"][field] = value
    return graph


async def test_a_prompt_runs_and_its_files_are_fetched(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        prompt = await rh.comfy.prompt(GRAPH, client_id="me")
        assert (prompt.number, prompt.node_errors) == (1, ())
        result = await rh.comfy.wait(prompt.prompt_id)
        assert [(one.node_id, one.kind, one.type) for one in result.files] == [
            ("9", "images", "output")
        ]
        (file,) = result.files
        content = await rh.comfy.view(file)
        assert content.startswith(b"\x89PNG")
        assert await rh.comfy.view(file.filename) == content
        assert emu.ledger.submits[0].body["client_id"] == "me"
        assert emu.ledger.submits[0].kind == "proxy"
        assert list(await rh.comfy.history()) == [prompt.prompt_id]


async def test_a_graph_of_ours_and_an_uploaded_image_are_taken(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        image = await rh.comfy.upload_image(io.BytesIO(PNG), subfolder="cats")
        assert (image.subfolder, image.type) == ("cats", "input")
        assert await rh.comfy.view(image) == PNG
        graph = copy.deepcopy(GRAPH)
        graph["10"] = {"class_type": "LoadImage", "inputs": {"image": image.path}}
        graph["11"] = {"class_type": "SaveImage", "inputs": {"images": ["10", 0]}}
        graph["11"]["inputs"]["filename_prefix"] = "copy"
        prompt = await rh.comfy.prompt(Graph(graph).with_inputs({"6.text": "a dog"}))
        files = (await rh.comfy.wait(prompt.prompt_id)).files
        assert {one.node_id for one in files} == {"9", "11"}
        sent = emu.ledger.submits[0].body["prompt"]
        assert sent["6"]["inputs"]["text"] == "a dog"
        assert sent["10"]["inputs"]["image"] == image.path


async def test_the_same_image_keeps_its_name(emulated: Any) -> None:
    async with emulated() as (_, rh):
        first = await rh.comfy.upload_image(PNG)
        assert await rh.comfy.upload_image(PNG) == first
        assert await rh.comfy.upload_image(PNG, overwrite=True) == first


async def test_the_larger_machine_is_another_one(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        prompt = await rh.comfy.plus.prompt(GRAPH)
        await rh.comfy.plus.wait(prompt.prompt_id)
        assert await rh.comfy.history(prompt.prompt_id) == {}
        memory = [
            (await one.system_stats())["devices"][0]["vram_total"]
            for one in (rh.comfy, rh.comfy.plus)
        ]
        assert memory[1] == 2 * memory[0]
        assert repr(rh.comfy.plus) == f"<Comfy proxy-plus at {emu.base_url}>"


async def test_node_classes_are_told_one_by_one_or_all(emulated: Any) -> None:
    async with emulated() as (_, rh):
        every = await rh.comfy.object_info()
        assert await rh.comfy.object_info("KSampler") == {"KSampler": every["KSampler"]}
        assert await rh.comfy.object_info("No Such Node") == {}
        assert await rh.comfy.object_info("KSampler //Inspire") == {}
        with pytest.raises(InvalidRequest):
            await rh.comfy.object_info("")


async def test_a_graph_that_is_refused_says_which_node(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(RequestRefused) as caught:
            await rh.comfy.prompt(changed("3", "steps", 0))
        assert caught.value.http_status == 400
        (blamed,) = caught.value.node_errors
        assert isinstance(blamed, NodeError)
        assert (blamed.node_id, blamed.node_type, blamed.field) == ("3", "KSampler", "steps")
        assert not emu.ledger.submits


@pytest.mark.parametrize(
    ("graph", "says"),
    [
        ({"nodes": [], "links": []}, "editor"),
        ({}, "no node"),
        ([], "object of nodes"),
        ({"1": {"class_type": "LoadImage", "inputs": {"image": b"bytes"}}}, "local media"),
        ({"1": {"class_type": "X", "inputs": {"seed": float("nan")}}}, "JSON"),
    ],
)
async def test_what_is_no_graph_is_refused_before_anything_is_sent(
    emulated: Any, graph: Any, says: str
) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match=says):
            await rh.comfy.prompt(graph)
        assert not emu.ledger.requests


@pytest.mark.parametrize("what", ["drop after", "half", "empty", "html 502", "http 500"])
async def test_a_prompt_without_a_clear_answer_is_uncertain_and_sent_once(
    emulated: Any, what: str
) -> None:
    async with emulated(faults=(Fault("comfy prompt", what),)) as (emu, rh):
        with pytest.raises(SubmitUncertain) as caught:
            await rh.comfy.prompt(GRAPH)
        assert caught.value.endpoint == "proxy/prompt"
        assert emu.ledger.requests["comfy prompt"] == 1


async def test_a_prompt_that_was_surely_not_sent_is_repeated(client: Any, raw: Any) -> None:
    async with raw.Server() as gone:
        url = gone.url
    async with client(url) as rh:
        with pytest.raises(RunningHubError) as caught:
            await rh.comfy.prompt(GRAPH)
        assert getattr(caught.value, "sent", None) is False
        assert rh.statistics().requests == 4


async def test_no_place_is_told_at_once(client: Any, raw: Any) -> None:
    refusal = raw.says({"code": 421, "msg": "TASK_QUEUE_MAXED", "data": None})
    async with raw.Server(get=refusal) as server, client(server.url) as rh:
        with pytest.raises(ApiError) as caught:
            await rh.comfy.prompt(GRAPH)
        assert caught.value.code == 421
        assert server.count("get") == 1


@pytest.mark.parametrize("what", ["drop after", "half", "html 502"])
async def test_looks_and_uploads_are_repeated(emulated: Any, what: str) -> None:
    names = ("history", "queue", "view", "upload", "stats")
    faults = tuple(Fault(f"comfy {name}", what) for name in names)
    async with emulated(faults=faults) as (emu, rh):
        assert await rh.comfy.history() == {}
        assert await rh.comfy.queue() == {"queue_running": [], "queue_pending": []}
        image = await rh.comfy.upload_image(PNG)
        assert await rh.comfy.view(image) == PNG
        assert (await rh.comfy.system_stats())["system"]
        assert {emu.ledger.requests[f"comfy {name}"] for name in names} == {2}


@pytest.mark.parametrize(
    "call",
    [
        lambda comfy: comfy.prompt(GRAPH),
        lambda comfy: comfy.history(),
        lambda comfy: comfy.wait("b1946ac9"),
        lambda comfy: comfy.queue(),
        lambda comfy: comfy.view("cat.png"),
        lambda comfy: comfy.upload_image(PNG),
        lambda comfy: comfy.system_stats(),
    ],
    ids=["prompt", "history", "wait", "queue", "view", "upload", "stats"],
)
async def test_a_wrong_key_is_an_auth_error_that_does_not_show_it(
    emulated: Any, client: Any, call: Any
) -> None:
    wrong = "f00d" * 8
    async with emulated() as (emu, _), client(emu.base_url, api_key=wrong) as rh:
        with pytest.raises(AuthError) as caught:
            await call(rh.comfy)
        assert wrong not in str(caught.value) + repr(caught.value)
        assert "Check the key" in caught.value.advice
        assert str(caught.value).count("HTTP 401") == 1


async def test_a_file_that_is_not_there_is_told(emulated: Any) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(NotFound):
            await rh.comfy.view("nothing.png")
        with pytest.raises(ApiError):
            await rh.comfy.view("../../etc/passwd")
        with pytest.raises(InvalidRequest):
            await rh.comfy.view("")


@pytest.mark.parametrize(
    "content",
    [b"[1, 2]", b'"text"', b'{"code": 7}', b'{"a": ', b"[" + b"1," * 500_000 + b"1]", b"null"],
    ids=["list", "text", "object", "broken", "large", "null"],
)
async def test_a_file_of_json_comes_as_it_is(client: Any, raw: Any, content: bytes) -> None:
    async with raw.Server(get=raw.says(content)) as server, client(server.url) as rh:
        assert await rh.comfy.view("latents.json") == content


async def test_a_refusal_instead_of_a_file_is_told(client: Any, raw: Any) -> None:
    refusal = raw.says({"code": 807, "msg": "APIKEY_TASK_NOT_FOUND"})
    async with raw.Server(get=refusal) as server, client(server.url) as rh:
        with pytest.raises(NotFound) as caught:
            await rh.comfy.view("cat.png")
        assert caught.value.code == 807


async def test_a_large_answer_is_read_beside_the_loop_and_whole(client: Any, raw: Any) -> None:
    described = {"input": {"required": {"model": [["a.safetensors"] * 40]}}, "name": "naïve"}
    every = {f"Node{number}": described for number in range(3000)}
    readers: list[str] = []
    async with raw.Server(get=raw.says(every)) as server, client(server.url) as rh:
        assert await rh.comfy.object_info() == every

        def watched(reply: Any, operation: str) -> Any:
            readers.append(threading.current_thread().name)
            return read_comfy(reply, operation)

        for content in (every, {}):
            reading = replace(COMFY_READ, read=watched)
            async with raw.Server(get=raw.says(content)) as other, client(other.url) as second:
                found = await second._calls.call(reading, target="proxy", suffix="/object_info")
                assert found == content
    assert readers[0] != threading.main_thread().name == readers[1]


async def test_a_large_answer_that_is_cut_off_is_told(client: Any, raw: Any) -> None:
    broken = b'{"a": [' + b"1," * 1_000_000
    async with raw.Server(get=raw.says(broken)) as server, client(server.url) as rh:
        with pytest.raises(BadReply, match="no JSON object"):
            await rh.comfy.object_info()


async def test_whatever_ends_a_prompt_on_its_way_leaves_it_uncertain(client: Any) -> None:
    async def breaks(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a bug somewhere below")

    async with client("http://127.0.0.1:9") as rh:
        session = SimpleNamespace(
            check_usable=rh._session.check_usable,
            background=rh._session.background,
            account=rh._session.account,
            calls=SimpleNamespace(call=breaks),
        )
        with pytest.raises(SubmitUncertain, match="ZeroDivisionError: a bug") as caught:
            await submit_prompt(session, "proxy", b"{}")  # type: ignore[arg-type]
        assert caught.value.endpoint == "proxy/prompt"


@pytest.mark.parametrize("folder", ["..", "a/../b", "/etc", "a\r\nb", 'a"b', "a\\b"])
async def test_a_folder_outside_is_refused_before_anything_is_sent(
    emulated: Any, folder: str
) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match="no folder"):
            await rh.comfy.upload_image(PNG, subfolder=folder)
        assert not emu.ledger.requests


async def test_a_failed_prompt_says_where(emulated: Any) -> None:
    async with emulated(fail_rate=1.0) as (_, rh):
        prompt = await rh.comfy.prompt(GRAPH)
        with pytest.raises(TaskFailed) as caught:
            await rh.comfy.wait(prompt.prompt_id)
        assert caught.value.task_id == prompt.prompt_id
        assert caught.value.reason
        assert caught.value.node


async def test_a_prompt_is_cancelled_by_its_id(emulated: Any) -> None:
    async with emulated(time_scale=1.0, durations=LONG) as (emu, rh):
        prompt = await rh.comfy.prompt(GRAPH)
        assert [one[1] for one in (await rh.comfy.queue())["queue_running"]] == [prompt.prompt_id]
        await rh.tasks.cancel(prompt.prompt_id)
        with pytest.raises((TaskCancelled, TaskFailed)) as caught:
            await rh.comfy.wait(prompt.prompt_id)
        assert caught.value.task_id == prompt.prompt_id
        assert len(emu.ledger.cancels) == 1


async def test_the_deadline_of_a_wait_is_told(emulated: Any) -> None:
    settings = {"polling": Polling(first=0.005, ceiling=0.01, deadline=0.03)}
    async with emulated(client=settings, time_scale=1.0, durations=LONG) as (_, rh):
        prompt = await rh.comfy.prompt(GRAPH)
        for options, seconds in (({}, 0.03), ({"deadline": 0.01}, 0.01)):
            with pytest.raises(RequestTimeout, match="waits on") as caught:
                await rh.comfy.wait(prompt.prompt_id, **options)
            assert (caught.value.phase, caught.value.seconds) == ("total", seconds)
        with pytest.raises(ConfigError):
            await rh.comfy.wait(prompt.prompt_id, deadline=-1)
        with pytest.raises(InvalidRequest):
            await rh.comfy.wait("../prompt")


async def test_closing_the_client_ends_a_wait(emulated: Any) -> None:
    async with emulated(time_scale=1.0, durations=LONG) as (emu, rh):
        prompt = await rh.comfy.prompt(GRAPH)
        waiting = asyncio.ensure_future(rh.comfy.wait(prompt.prompt_id))
        await emu.ledger.until(lambda it: it.requests["comfy history"])
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await waiting
        with pytest.raises(ClientClosed):
            await rh.comfy.prompt(GRAPH)


async def test_a_prompt_on_the_wire_outlives_its_caller(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with emulated(faults=(Fault("comfy prompt", "slow 0.3"),)) as (emu, rh):
        call = asyncio.ensure_future(rh.comfy.prompt(GRAPH))
        await emu.ledger.until(lambda it: it.requests["comfy prompt"])
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await emu.ledger.until(lambda it: it.submits)
    assert "the caller of prompt" in caplog.text
    assert len(emu.ledger.submits) == 1


async def test_cancelling_a_prompt_anywhere_leaves_nothing_behind(
    emulated: Any, cancel_at: Any, books: Any
) -> None:
    async with emulated() as (emu, rh):
        await rh.comfy.system_stats()
        before = books.of(rh)
        for late in (False, True):
            for wait in range(1, 20):
                outcome = await cancel_at(rh.comfy.prompt(GRAPH), wait, late=late)
                await books.settled(rh, before)
                if not outcome.struck:
                    break
            assert not outcome.struck
        assert len(emu.ledger.submits) == emu.ledger.requests["comfy prompt"]


# -- the key -------------------------------------------------------------------------------


async def test_the_key_in_the_path_is_printed_nowhere(
    client: Any, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    key = "c0ffee0123456789secret9876543210"
    caplog.set_level(logging.DEBUG)
    seen: list[Any] = []
    errors: list[BaseException] = []
    texts: list[str] = []

    async def echo(heard: Any, talk: Any) -> None:
        """By turns an answer, a page and a reset; each of the first two repeats the path."""
        if talk.number % 3 == 0:
            talk.reset()
        elif talk.number % 3 == 1:
            await talk.reply({"error": {"message": f"no route {heard.target}"}}, 400)
        else:
            await talk.reply(f"<html>{heard.target}</html>".encode(), 502)

    async with (
        raw.Server(get=echo) as server,
        client(
            server.url, api_key=key, hooks=[seen.append], transport=httpx.AsyncHTTPTransport()
        ) as rh,
    ):
        calls = [
            *(lambda one=one: one.prompt(GRAPH) for one in (rh.comfy, rh.comfy.plus)),
            lambda: rh.comfy.history("b1946ac9"),
            lambda: rh.comfy.view("cat.png"),
            lambda: rh.comfy.upload_image(PNG),
            lambda: rh.comfy.object_info(),
        ]
        for call in [one for one in calls for _ in range(3)]:
            try:
                await call()
            except RunningHubError as error:
                errors.append(error)
        texts += [repr(rh.comfy), repr(rh.comfy.plus), repr(rh)]
        proxied = [one for one in server.heard if "/proxy" in one.target]
        assert len(proxied) >= len(calls)
        assert all(f"/{key}/" in one.target for one in proxied)
    assert len(errors) > 6
    assert seen
    for error in errors:
        texts += [str(error), repr(error), repr(pickle.loads(pickle.dumps(error)))]
        texts += traceback.format_exception(error)
    texts += map(repr, seen)
    texts += [record.getMessage() for record in caplog.records]
    loggers = {record.name.partition(".")[0] for record in caplog.records}
    assert {"runninghub_async", "httpcore"} <= loggers
    assert [one for one in texts if key in one] == []


# -- the history ---------------------------------------------------------------------------


def test_an_entry_without_a_status_is_a_success() -> None:
    outputs = {
        "9": {"images": [{"filename": "a.png", "subfolder": "x", "type": "temp"}, {"no": "name"}]},
        "12": {"gifs": [{"filename": "b.mp4"}], "animated": [True], "text": ["a poem", 7]},
        "13": None,
    }
    result = read_entry("b1946ac9", {"outputs": outputs})
    assert [(one.filename, one.subfolder, one.type, one.node_id) for one in result.files] == [
        ("a.png", "x", "temp", "9"),
        ("b.mp4", "", "output", "12"),
    ]
    assert result.texts == ("a poem",)


@pytest.mark.parametrize(
    ("messages", "error", "reason"),
    [
        ([["execution_interrupted", {}]], TaskCancelled, None),
        (
            [
                ["execution_start", {}],
                [
                    "execution_error",
                    {
                        "node_id": "3",
                        "node_type": "KSampler",
                        "exception_type": "torch.OutOfMemoryError",
                        "exception_message": "Allocation on device",
                    },
                ],
            ],
            TaskFailed,
            "torch.OutOfMemoryError: Allocation on device",
        ),
        ([], TaskFailed, "error"),
        ("garbage", TaskFailed, "error"),
        ([["execution_error"], None, 7], TaskFailed, "error"),
    ],
)
def test_an_entry_that_did_not_complete_is_an_error(
    messages: Any, error: type[Exception], reason: str | None
) -> None:
    status = {"status_str": "error", "completed": False, "messages": messages}
    with pytest.raises(error) as caught:
        read_entry("b1946ac9", {"status": status, "outputs": {}})
    assert getattr(caught.value, "reason", None) == reason
