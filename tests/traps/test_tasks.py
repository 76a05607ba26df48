"""Tasks that cost: places, time-outs, events, results. One test for each trap."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import DownloadError, Job, Polling, SubmitUncertain, TaskTimeout
from runninghub_async.emulator import Fault
from runninghub_async.protocol.events import read_message
from runninghub_async.webhooks import WebhookReceiver, parse

TASK = "2013508786110730241"
MODEL = "/openapi/v2/vidu/text-to-video"
QUERY = "/openapi/v2/query"
OUTPUTS = "/task/openapi/outputs"
ACCEPTED = {"taskId": TASK, "status": "RUNNING", "errorCode": "", "errorMessage": ""}
RUNNING = {"taskId": TASK, "status": "RUNNING"}
DONE = {"taskId": TASK, "status": "SUCCESS", "results": [{"url": "https://cdn.example/1.mp4"}]}
SOCKET = "wss://www.runninghub.ai:443/ws/c_instance?Rh-Comfy-Auth=s3cret"
SECRET = "0123456789abcdef"


# -- 14: webhooks ---------------------------------------------------------------------------

OLD = {"code": 0, "msg": "success", "data": [{"fileUrl": "https://cdn.example/1.mp4"}]}


@pytest.mark.parametrize(
    "event",
    [
        {"event": "TASK_END", "taskId": TASK, "eventData": json.dumps(OLD)},
        {"event": "TASK_END", "taskId": TASK, "eventData": OLD},
        {"event": "TASK_END", "taskId": TASK, "eventData": DONE},
        {"event": "TASK_END", "taskId": TASK, "eventData": json.dumps({"code": 0, "data": DONE})},
        DONE,
        {"taskId": TASK, **OLD},
    ],
)
def test_trap_14_an_event_is_read_in_every_layout(event: Any) -> None:
    found = parse(json.dumps(event))
    assert found.task_id == TASK
    assert found.state is not None
    assert [one.url for one in found.state.outputs] == ["https://cdn.example/1.mp4"]


async def posted(receiver: WebhookReceiver, event: Any) -> None:
    """Bring an event to a receiver, over ASGI."""

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": json.dumps(event).encode(), "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        assert message.get("status", 200) == 200

    await receiver({"type": "http", "method": "POST", "path": f"/{SECRET}"}, receive, send)


async def test_trap_14_a_forged_event_ends_nothing_and_a_repeated_one_is_told_once(
    service: Any,
) -> None:
    told: list[str] = []
    receiver = WebhookReceiver(
        "https://example.com/", secret=SECRET, on_event=lambda event: told.append(event.task_id)
    )
    lie = {"event": "TASK_END", "taskId": TASK, "eventData": {"status": "FAILED"}}
    polling = Polling(first=0.005, reported=0.05)
    answers = {MODEL: ACCEPTED, QUERY: [RUNNING, DONE]}
    async with service(answers, webhooks=receiver, polling=polling) as (rh, heard):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat")
        await posted(receiver, lie)
        await posted(receiver, lie)
        assert (await task.wait()).url == "https://cdn.example/1.mp4"
        assert len(heard.sent_to(QUERY)) == 2  # the service was asked, and was believed
        assert told == [TASK]


# -- 15: progress -----------------------------------------------------------------------------


async def test_trap_15_the_url_of_the_socket_may_be_null_and_is_a_secret(service: Any) -> None:
    looks = [
        {"code": code, "msg": "", "data": {"netWssUrl": url}}
        for code, url in ((813, None), (804, SOCKET))
    ]
    async with service({OUTPUTS: looks}) as (rh, _):
        assert (await rh.tasks.legacy_outputs(TASK)).socket_url is None
        state = await rh.tasks.legacy_outputs(TASK)
        assert state.socket_url is not None
        assert state.socket_url.reveal() == SOCKET
        assert "s3cret" not in f"{state!r} {state.raw}"


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"type": "execution_success", "data": {"node": "9"}}, "output"),
        ({"type": "execution_success", "data": {}}, None),
        ({"type": "executing", "data": {"node": None, "prompt_id": "p"}}, None),
    ],
)
def test_trap_15_no_message_of_the_socket_says_that_the_task_is_done(
    message: Any, kind: str | None
) -> None:
    event = read_message(json.dumps(message))
    assert (event and event.kind) == kind


async def test_trap_15_the_end_comes_from_the_tasks_own_status(emulated: Any) -> None:
    async with emulated(time_scale=0.002) as (_, rh):
        task = await rh.workflows.submit("1950000000000000001")
        *before, last = [event async for event in task.progress()]
        assert (last.kind, last.state.status) == ("status", "SUCCESS")
        assert not [one for one in before if one.state is not None and one.state.finished]


# -- 20, 21, 26: results ------------------------------------------------------------------------


async def test_trap_20_texts_come_without_a_url_and_beside_files(
    service: Any, tmp_path: Path
) -> None:
    results = [
        {"text": "a poem\n", "outputType": "txt", "url": None},
        {"url": "https://cdn.example/1.png", "outputType": "png", "text": None},
        {"content": "another"},
    ]
    answers = {QUERY: {**DONE, "results": results}, "/1.png": b"a picture"}
    async with service(answers) as (rh, _):
        result = await rh.task(TASK).wait()
        assert (result.text, result.url) == ("a poem\n", "https://cdn.example/1.png")
        paths = await result.download(tmp_path)
        assert [one.name for one in paths] == [f"{TASK}_{n}.{e}" for n, e in enumerate(ENDINGS)]
        assert [one.read_bytes() for one in paths] == [b"a poem\n", b"a picture", b"another"]


ENDINGS = ("txt", "png", "txt")


@pytest.mark.parametrize(
    ("kind", "url", "ending"),
    [
        ("mp4", "https://cdn.example/x", "mp4"),
        ("image", "https://cdn.example/x.PNG?sign=1", "png"),
        ("video", "https://cdn.example/x", "bin"),
        ("", "https://cdn.example/x.webp", "webp"),
        ("../../sh", "https://cdn.example/x.png", "png"),
    ],
)
async def test_trap_21_the_type_of_an_output_is_an_ending_only_where_it_looks_like_one(
    service: Any, kind: str, url: str, ending: str
) -> None:
    results = [{"url": url, "outputType": kind}]
    async with service({QUERY: {**DONE, "results": results}}) as (rh, _):
        (output,) = (await rh.task(TASK).wait()).outputs
        assert output.file_name == f"{TASK}_0.{ending}"


async def test_trap_26_results_are_fetched_at_once_and_without_the_key(
    service: Any, tmp_path: Path
) -> None:
    answers = {MODEL: ACCEPTED, QUERY: DONE, "/1.mp4": b"a clip"}
    async with service(answers) as (rh, heard):
        jobs = [Job("vidu/text-to-video", {"prompt": "a cat"})]
        (outcome,) = [one async for one in rh.map(jobs, download_to=tmp_path)]
        assert [path.read_bytes() for path in outcome.files] == [b"a clip"]
        (fetched,) = (one for one in heard.heard if one.url.host == "cdn.example")
        assert "authorization" not in fetched.headers
        calls = [one for one in heard.heard if one.url.host != "cdn.example"]
        assert all("authorization" in one.headers for one in calls)


async def test_trap_26_a_dead_url_is_a_download_error_and_the_task_stays_done(
    service: Any, tmp_path: Path
) -> None:
    async with service({QUERY: DONE, "/1.mp4": (403, b"<Error>AccessDenied</Error>")}) as (rh, _):
        result = await rh.task(TASK).wait()
        with pytest.raises(DownloadError) as caught:
            await result.download(tmp_path)
        assert caught.value.task_id == TASK


# -- 22 to 25: submits --------------------------------------------------------------------------


async def test_trap_22_a_submit_that_timed_out_is_not_sent_again(service: Any) -> None:
    lost = httpx.ReadTimeout("no answer")
    answers = {MODEL: lost, "/uc/openapi/accountStatus": (404, b"")}
    async with service(answers) as (rh, heard):
        with pytest.raises(SubmitUncertain) as caught:
            await rh.models.vidu.text_to_video(prompt="a cat")
        assert len(heard.sent_to(MODEL)) == 1
        assert len(caught.value.body_hash) == 64


async def test_trap_22_the_task_that_was_made_is_made_once(emulated: Any) -> None:
    async with emulated(faults=[Fault("submit", "drop after", times=None)]) as (emu, rh):
        with pytest.raises(SubmitUncertain):
            await rh.models.vidu.text_to_video(prompt="a cat")
        assert len(emu.ledger.submits) == 1


async def test_trap_23_a_deadline_gives_the_id_back_and_the_task_runs_on(service: Any) -> None:
    async with service({MODEL: ACCEPTED, QUERY: RUNNING}) as (rh, heard):
        make = rh.model("vidu/text-to-video").with_options(deadline=0.05)
        with pytest.raises(TaskTimeout) as caught:
            await make(prompt="a cat")
        assert caught.value.task_id == TASK
        assert f'rh.task("{TASK}").wait()' in str(caught.value)
        assert rh.unfinished == (TASK,)
        assert not [one for one in heard.heard if "cancel" in one.url.path]


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("code", ["1007", 421, 1000, 802])
async def test_trap_24_a_task_id_outranks_the_error_beside_it(
    service: Any, status: int, code: Any
) -> None:
    answer = {"taskId": TASK, "status": "", "errorCode": code, "errorMessage": "x"}
    async with service({MODEL: (status, json.dumps(answer).encode()), QUERY: DONE}) as (rh, heard):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat")
        assert (await task.wait()).task_id == TASK
        assert len(heard.sent_to(MODEL)) == 1


@pytest.mark.parametrize("code", [415, 421, 1520])
async def test_trap_25_no_free_place_is_waited_for_and_is_no_failure(
    service: Any, code: int
) -> None:
    full = {"code": code, "msg": "somebody else has them all", "data": None}
    answers = {MODEL: [full, ACCEPTED], QUERY: DONE}
    async with service(answers) as (rh, heard):
        assert (await rh.models.vidu.text_to_video(prompt="a cat")).task_id == TASK
        assert len(heard.sent_to(MODEL)) == 2


async def test_trap_25_places_that_only_the_service_counts_are_waited_for(emulated: Any) -> None:
    async with emulated(slots=2, time_scale=0.001) as (emu, rh):  # the client believes in 8
        make = rh.models.vidu.text_to_video
        results = await asyncio.gather(*(make(prompt=f"take {n}") for n in range(6)))
        assert len({one.task_id for one in results}) == len(emu.ledger.submits) == 6
