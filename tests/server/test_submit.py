"""Submits: never two for one call, unclear ones named as such, local files sent once."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import logging
import pickle
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import Limits, Retry, Timeouts
from runninghub_async.emulator import Durations, Fault
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BadReply,
    BillingError,
    ConnectFailed,
    ConnectionLost,
    ContentRejected,
    InvalidRequest,
    NotFound,
    RequestRefused,
    RequestTimeout,
    RunningHubError,
    ServiceError,
    SubmitUncertain,
    TaskTimeout,
    UploadError,
)
from runninghub_async.tasks.account import records_page

PATH = "vidu/text-to-video"
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100


def clip(rh: Any, **options: Any) -> Any:
    endpoint = rh.model("acme/clip", unchecked=True)
    return endpoint.with_options(**options) if options else endpoint


# -- unclear ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ("drop after", ConnectionLost),
        ("drop before", ConnectionLost),
        ("half", ConnectionLost),
        ("empty", BadReply),
        ("html 200", BadReply),
        ("html 502", ServiceError),
        ("http 500", ServiceError),
        ("http 503", ServiceError),
        ("http 504", ServiceError),
        ("http 408", ServiceError),
    ],
)
async def test_an_unclear_submit_is_sent_once_and_told_as_uncertain(
    emulated: Any, what: str, cause: type[RunningHubError]
) -> None:
    async with emulated(faults=[Fault("submit", what, times=None)]) as (emu, rh):
        began = time.time()
        with pytest.raises(SubmitUncertain) as caught:
            await rh.models.vidu.text_to_video(prompt="a cat surfs")
        error = caught.value
        assert emu.ledger.requests["submit"] == 1
        assert len(emu.ledger.submits) == (what in ("drop after", "half", "empty"))
        assert type(error.cause) is cause
        assert error.endpoint == "vidu/text-to-video"
        assert began <= error.at <= time.time()
        body = rh.models.vidu.text_to_video.check(prompt="a cat surfs")
        assert (
            error.body_hash
            == hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()
        )
        if emu.ledger.submits:
            assert emu.ledger.submits[0].body_sha256 == error.body_hash
        emu.faults.clear()
        assert (await rh.models.vidu.text_to_video(prompt="a cat surfs")).outputs
        assert rh.statistics().running == 0


@pytest.mark.parametrize("shape", ["flat", "enveloped"])
@pytest.mark.parametrize("code", [500, 1000, 1005, 1010, 1011, 1012, 1015, 1504, 1517, 1519, 4711])
async def test_an_ambiguous_code_is_uncertain(client: Any, raw: Any, code: int, shape: str) -> None:
    flat = {"taskId": "", "errorCode": str(code), "errorMessage": "?"}
    answer = flat if shape == "flat" else {"code": code, "msg": "?"}
    async with raw.Server(submit=raw.says(answer)) as server, client(server.url) as rh:
        with pytest.raises(SubmitUncertain) as caught:
            await clip(rh)(prompt="a")
        assert caught.value.cause.code == code
        assert server.count("submit") == 1


@pytest.mark.parametrize(
    "answer", [{}, {"taskId": ""}, {"code": 0, "msg": "success", "data": None}, {"taskId": None}]
)
async def test_an_answer_without_a_task_id_is_uncertain(
    client: Any, raw: Any, answer: dict[str, Any]
) -> None:
    async with raw.Server(submit=raw.says(answer)) as server, client(server.url) as rh:
        with pytest.raises(SubmitUncertain) as caught:
            await clip(rh)(prompt="a")
        assert isinstance(caught.value.cause, BadReply)
        assert server.count("submit") == 1


@pytest.mark.parametrize("phase", ["read", "total"])
async def test_a_submit_that_takes_too_long_is_uncertain(client: Any, raw: Any, phase: str) -> None:
    timeouts = Timeouts(**{"read": 20.0, "total": None, phase: 0.1})
    async with raw.Server(submit=raw.stays_silent) as server:  # noqa: SIM117
        async with client(server.url, timeouts=timeouts) as rh:
            with pytest.raises(SubmitUncertain) as caught:
                await clip(rh)(prompt="a")
            assert caught.value.cause.phase == phase
            assert server.count("submit") == 1
            assert rh.statistics().running == 0


@pytest.mark.parametrize("ending", ["reset", "close"])
async def test_a_submit_on_a_used_connection_that_breaks_is_not_sent_again(
    client: Any, raw: Any, ending: str
) -> None:
    lost = raw.resets if ending == "reset" else raw.sends(b"", then="close")
    async with raw.Server(submit=[raw.accepts, lost]) as server, client(server.url) as rh:
        await clip(rh).submit(n=1)
        with pytest.raises(SubmitUncertain):
            await clip(rh).submit(n=2)
        assert [one.connection for one in server.of("submit")] == [1, 1]


# -- refused and clear ---------------------------------------------------------------------------


async def test_refusals_that_created_nothing_are_waited_out(client: Any, raw: Any) -> None:
    async def refused_once(answer: dict[str, Any]) -> None:
        async with raw.Server(submit=[raw.says(answer)]) as server, client(server.url) as rh:
            result = await clip(rh)(prompt="a")
            assert server.count("submit") == 2
            assert result.task_id == "task-2"
            assert rh.statistics().running == 0

    async with asyncio.TaskGroup() as group:  # each waits for a second or two
        for code in (415, 421, 814, 1003, 1520):
            flat = {"taskId": "", "errorCode": str(code), "errorMessage": "full"}
            group.create_task(refused_once(flat))
            group.create_task(refused_once({"code": code, "msg": "full"}))


async def test_http_429_is_waited_out(client: Any, raw: Any) -> None:
    act = raw.says(b"slow down", 429, Retry_After="0.05")
    async with raw.Server(submit=[act] * 3) as server, client(server.url) as rh:
        assert (await clip(rh)(prompt="a")).task_id == "task-4"
        assert server.count("submit") == 4


@pytest.mark.parametrize(
    ("answer", "status", "error"),
    [
        ({"errorCode": "1007", "errorMessage": "bad"}, 200, RequestRefused),
        ({"errorCode": "1014", "errorMessage": "key"}, 200, AuthError),
        ({"code": 416, "msg": "wallet"}, 200, BillingError),
        ({"errorCode": "1501", "errorMessage": "no"}, 200, ContentRejected),
        ({"errorCode": "1001", "errorMessage": "url"}, 200, NotFound),
        ({"error": "unauthorized"}, 401, AuthError),
        ({"error": "not found"}, 404, NotFound),
        ({"error": "too large"}, 413, RequestRefused),
    ],
)
async def test_a_sure_refusal_is_raised_at_once_after_one_post(
    client: Any, raw: Any, answer: dict[str, Any], status: int, error: type[ApiError]
) -> None:
    async with raw.Server(submit=raw.says(answer, status)) as server, client(server.url) as rh:
        with pytest.raises(error) as caught:
            await clip(rh)(prompt="a")
        assert type(caught.value) is error
        assert server.count("submit") == 1
        assert (rh.statistics().running, rh.unfinished) == (0, ())


@pytest.mark.parametrize("status", [200, 500])
async def test_a_task_id_beside_an_error_is_a_task(client: Any, raw: Any, status: int) -> None:
    answer = {"taskId": "77", "errorCode": "1011", "errorMessage": "busy", "status": ""}
    async with raw.Server(submit=raw.says(answer, status)) as server, client(server.url) as rh:
        assert (await clip(rh)(prompt="a")).text == "made by 77"
        assert server.count("submit") == 1


async def test_success_in_the_answer_to_the_submit_needs_no_look(client: Any, raw: Any) -> None:
    done = {"taskId": "77", "status": "SUCCESS", "results": [{"text": "quick"}]}
    async with raw.Server(submit=raw.says(done)) as server, client(server.url) as rh:
        assert (await clip(rh)(prompt="a")).text == "quick"
        assert (server.count("query"), rh.unfinished) == (0, ())


async def test_a_service_that_is_not_there_yet_gets_one_submit_when_it_is(
    client: Any, raw: Any
) -> None:
    refused: list[str] = []
    retry = Retry(attempts=50, first=0.02, ceiling=0.02)
    async with raw.Server() as server:
        port = server.port
    up = asyncio.Event()

    def hook(record: Any) -> None:
        if record.error:
            refused.append(record.error)
            up.set()

    async with client(f"http://127.0.0.1:{port}", retry=retry, hooks=[hook]) as rh:
        call = asyncio.ensure_future(clip(rh)(prompt="a"))
        await up.wait()
        submits: list[bytes] = []

        async def serve(reader: Any, writer: Any) -> None:
            while head := await reader.readline():
                fields = await reader.readuntil(b"\r\n\r\n")
                length = int(fields.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                answer = {"taskId": "9", "status": "SUCCESS", "results": [{"text": "late"}]}
                if b"query" not in head:
                    submits.append(body)
                    del answer["results"], answer["status"]
                data = json.dumps(answer).encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(data) + data)
            writer.close()
            await writer.wait_closed()

        late_server = await asyncio.start_server(serve, "127.0.0.1", port)
        assert (await call).text == "late"
        late_server.close()
        await late_server.wait_closed()
    assert len(submits) == 1
    assert set(refused) == {"ConnectFailed"}


async def test_a_service_that_never_comes_is_connect_failed(client: Any) -> None:
    async with client("http://127.0.0.1:9") as rh:
        with pytest.raises(ConnectFailed) as caught:
            await clip(rh)(prompt="a")
        assert caught.value.sent is False
        assert rh.statistics().requests == 4
        assert rh.statistics().running == 0


@pytest.mark.parametrize("value", ["\ud800", ["fine", {"deep": "\udfff"}]])
async def test_what_json_cannot_say_is_refused_before_anything_is_sent(
    client: Any, raw: Any, value: Any
) -> None:
    async with raw.Server() as server, client(server.url) as rh:
        with pytest.raises(InvalidRequest, match="Nothing was sent"):
            await clip(rh)(prompt=value)
        assert server.heard == []


# -- places -------------------------------------------------------------------------------------


async def test_no_place_before_the_deadline_is_a_timeout_and_nothing_is_sent(
    client: Any, raw: Any
) -> None:
    limits = Limits(slots=1)
    running = raw.says({"taskId": "1", "status": "RUNNING"})
    async with raw.Server(query=running) as server, client(server.url, limits=limits) as rh:
        first = asyncio.ensure_future(clip(rh)(prompt="a"))
        await server.until(lambda it: it.count("query"))
        with pytest.raises(RequestTimeout) as caught:
            await clip(rh, deadline=0.05)(prompt="b")
        assert (caught.value.phase, caught.value.sent) == ("slot", False)
        assert caught.value.seconds == 0.05
        first.cancel()
        await asyncio.wait([first])
        assert server.count("submit") == 1


async def test_a_service_that_stays_full_ends_at_the_deadline(client: Any, raw: Any) -> None:
    full = raw.says({"code": 421, "msg": "TASK_QUEUE_MAXED"})
    async with raw.Server(submit=full) as server, client(server.url) as rh:
        with pytest.raises(RequestTimeout) as caught:
            await clip(rh, deadline=0.1)(prompt="b")
        assert caught.value.phase == "slot"
        assert server.count("submit") >= 1
        assert (rh.statistics().running, rh.statistics().waiting_for_slot) == (0, 0)


async def test_the_deadline_also_ends_the_asking_for_places(client: Any, raw: Any) -> None:
    async with raw.Server(queue_status=raw.stays_silent) as server:  # noqa: SIM117
        async with client(server.url, limits=Limits()) as rh:
            with pytest.raises(RequestTimeout) as caught:
                await clip(rh, deadline=0.1)(prompt="b")
            assert caught.value.phase == "slot"
            assert server.count("submit") == 0


async def test_the_deadline_of_the_call_names_the_callers_figure(client: Any, raw: Any) -> None:
    running = raw.says({"taskId": "task-1", "status": "RUNNING"})
    async with raw.Server(query=running) as server, client(server.url) as rh:
        with pytest.raises(TaskTimeout) as caught:
            await clip(rh, deadline=0.15)(prompt="b")
        assert (caught.value.seconds, caught.value.task_id) == (0.15, "task-1")
        assert rh.unfinished == ("task-1",)
        assert server.count("submit") == 1


async def test_the_services_own_limit_is_asked_once_and_kept(emulated: Any) -> None:
    async with emulated(slots=5, client={"limits": Limits()}) as (emu, rh):
        model = rh.models.vidu.text_to_video
        await asyncio.gather(*(model(prompt=str(one)) for one in range(30)))
        assert emu.ledger.requests["queue status"] == 1
        assert len(emu.ledger.submits) == 30
        assert rh.statistics().slots == 5
        assert emu.ledger.tasks_running_peak <= 5


async def test_more_slots_than_the_service_has_still_loses_and_doubles_nothing(
    emulated: Any,
) -> None:
    async with emulated(slots=3, client={"limits": Limits(slots=20)}) as (emu, rh):
        model = rh.models.vidu.text_to_video
        results = await asyncio.gather(*(model(prompt=str(one)) for one in range(40)))
        assert len({one.task_id for one in results}) == 40
        assert emu.ledger.repeated_bodies() == {}
        assert len(emu.ledger.submits) == 40
        assert rh.statistics().running == 0


# -- uploads ------------------------------------------------------------------------------------


async def test_a_local_file_is_sent_once_however_many_tasks_ask_at_once(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    async with emulated(client={"limits": Limits(slots=50)}) as (emu, rh):
        model = rh.models.vidu.image_to_video_q3_pro
        media = [path, PNG, io.BytesIO(PNG), path.open("rb"), bytearray(PNG)]
        calls = [model(prompt=str(one), image_url=media[one % len(media)]) for one in range(50)]
        results = await asyncio.gather(*calls)
        media[3].close()
        assert len(results) == 50
        assert emu.ledger.uploads == 1
        assert (rh.statistics().uploads, rh.statistics().uploads_shared) == (1, 49)
        urls = {one.body["imageUrl"] for one in emu.ledger.submits}
        assert len(urls) == 1
        await model(prompt="again", image_url=path)
        assert emu.ledger.uploads == 1
        path.write_bytes(PNG + b"new")
        await model(prompt="changed", image_url=path)
        assert emu.ledger.uploads == 2
        assert set(emu.ledger.upload_hashes) == {
            hashlib.sha256(one).hexdigest() for one in (PNG, PNG + b"new")
        }


@pytest.mark.parametrize(
    "what", ["drop before", "drop after", "half", "empty", "html 502", "code 808"]
)
async def test_a_failed_upload_is_repeated(emulated: Any, what: str) -> None:
    async with emulated(faults=[Fault("upload", what, times=2)]) as (emu, rh):
        await rh.models.vidu.image_to_video_q3_pro(prompt="a", image_url=PNG * 1000)
        assert len(emu.ledger.submits) == 1
        assert emu.ledger.distinct_uploads == 1
        assert rh.statistics().uploads == 1


async def test_several_files_of_one_call_are_uploaded_and_one_bad_one_stops_the_call(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    async with raw.Server() as server, client(server.url) as rh:
        await clip(rh)(images=[PNG, PNG + b"2", PNG, "https://x.example/y.png"])
        body = json.loads(server.of("submit")[0].body)
        assert server.count("upload") == 2
        assert body["images"][0] == body["images"][2] != body["images"][1]
        assert body["images"][3] == "https://x.example/y.png"
        with pytest.raises(InvalidRequest, match="does not exist"):
            await clip(rh)(images=[PNG + b"3", tmp_path / "none.png"])
        assert server.count("submit") == 1


@pytest.mark.parametrize("missing", [True, False])
@pytest.mark.parametrize("call", ["model", "upload"])
async def test_a_file_that_does_not_fit_is_one_error_without_a_chain(
    client: Any, raw: Any, tmp_path: Path, call: str, missing: bool
) -> None:
    path = tmp_path / "cat.png"
    if not missing:
        path.mkdir()
    async with raw.Server() as server, client(server.url) as rh:
        with pytest.raises(InvalidRequest) as caught:
            await (clip(rh)(images=[path]) if call == "model" else rh.files.upload(path))
        assert server.count("submit") == server.count("upload") == 0
    told = "".join(traceback.format_exception(caught.value))
    assert told.count("Traceback") == 1
    reason = "does not exist" if missing else "is not a file but a directory"
    assert f"{str(path)!r} {reason}. Nothing was sent" in told.splitlines()[-1]


@pytest.mark.parametrize("change", ["longer", "shorter", "same size"])
async def test_a_file_that_changes_while_it_is_sent_is_an_upload_error_and_nothing_is_submitted(
    client: Any, raw: Any, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "cat.png"
    first = PNG + bytes(1_000_000)
    path.write_bytes(first)
    new = {"longer": first + b"x", "shorter": first[:-1], "same size": first[:-1] + b"x"}[change]

    async def changes_it(talk: Any) -> bool:
        if talk.number == 1:
            path.write_bytes(new)  # the client has hashed it and has not begun to send
        return True

    async with raw.Server(connecting=changes_it) as server, client(server.url) as rh:
        with pytest.raises(UploadError, match="changed") as caught:
            await clip(rh)(image=path)
        assert caught.value.name == "cat.png"
        assert server.heard == []  # a body that never came to its end is no upload
        result = await clip(rh)(image=path)
        assert result.text
        assert new in server.of("upload")[0].body


async def test_a_file_that_vanishes_is_an_upload_error(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)

    async def removes_it(talk: Any) -> bool:
        path.unlink(missing_ok=True)
        return True

    async with raw.Server(connecting=removes_it) as server, client(server.url) as rh:
        with pytest.raises(UploadError):
            await clip(rh)(image=path)
        assert server.count("submit") == 0


async def test_one_of_several_waiters_for_an_upload_may_leave_and_the_last_one_stops_it(
    client: Any, raw: Any, books: Any
) -> None:
    go_on = asyncio.Event()

    async def slow(heard: Any, talk: Any) -> None:
        await go_on.wait()
        await raw.stores(heard, talk)

    async with raw.Server(upload=slow) as server, client(server.url) as rh:
        before = books.of(rh)
        calls = [asyncio.ensure_future(clip(rh)(image=PNG)) for _ in range(3)]
        await server.until(lambda it: it.count("upload") == 1)
        while rh.statistics().uploads_shared < 2:  # noqa: ASYNC110  (a thread hashes meanwhile)
            await asyncio.sleep(0.001)
        calls[0].cancel()
        calls[1].cancel()
        await asyncio.wait(calls[:2])
        assert books.of(rh)["uploads"] == "1 running>"
        go_on.set()
        assert (await calls[2]).text
        assert server.count("upload") == 1
        go_on.clear()
        last = asyncio.ensure_future(clip(rh)(image=PNG + b"other"))
        await server.until(lambda it: it.count("upload") == 2)
        last.cancel()
        await asyncio.wait([last])
        go_on.set()
        await books.settled(rh, before)
        assert server.count("submit") == 1
        assert (await clip(rh)(image=PNG + b"other")).text
        assert server.count("upload") == 3


# -- cancelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("route", ["plain", "upload", "slots asked", "rate", "refused"])
async def test_a_call_cancelled_at_any_await_leaves_everything_as_it_was(
    client: Any, raw: Any, books: Any, cancel_at: Callable[..., Any], route: str, late: bool
) -> None:
    limits = Limits(
        slots=None if route == "slots asked" else 1,
        requests_per_second=500.0 if route == "rate" else None,
        burst=1,
    )
    params = {"image": PNG} if route == "upload" else {"prompt": "a"}
    full = raw.says({"code": 421, "msg": "TASK_QUEUE_MAXED"})
    async with raw.Server(submit=[full] * 2 if route == "refused" else []) as server:
        for wait in range(1, 60):
            async with client(server.url, limits=limits) as rh:
                before = books.of(rh)
                outcome = await cancel_at(clip(rh)(**params), wait, late=late)
                assert outcome.error is None
                assert (await clip(rh)(prompt="fresh")).text
                await books.settled(rh, before)
                assert len(server.of("submit")) >= rh.statistics().submitted
            if not outcome.struck:
                break
        assert wait > 2
        assert not outcome.struck


@pytest.mark.parametrize("when", ["before it was accepted", "after it was accepted"])
@pytest.mark.parametrize("ending", ["task", "lost"])
async def test_a_submit_under_way_outlives_its_caller(
    client: Any,
    raw: Any,
    books: Any,
    caplog: pytest.LogCaptureFixture,
    when: str,
    ending: str,
) -> None:
    go_on = asyncio.Event()
    head = raw.head(200, {"Content-Length": "16"})

    async def slow(_: Any, talk: Any) -> None:
        if when == "after it was accepted":
            await talk.send(head + b'{"taskId"')
        await go_on.wait()
        if ending == "lost":
            talk.reset()
        elif when == "after it was accepted":
            await talk.send(b': "42"}')
        else:
            await talk.send(head + b'{"taskId": "42"}')

    caplog.set_level(logging.WARNING, "runninghub_async")
    async with raw.Server(submit=[slow]) as server, client(server.url) as rh:
        before = books.of(rh)
        call = asyncio.ensure_future(clip(rh)(prompt="a"))
        await server.until(lambda it: it.count("submit"))
        call.cancel()
        await asyncio.wait([call])
        assert call.cancelled()
        assert (books.of(rh)["running"], books.of(rh)["background"]) == (1, 2)
        go_on.set()
        await books.settled(rh, before)
        assert rh.unfinished == (("42",) if ending == "task" else ())
        [record] = caplog.records
        assert "caller" in record.getMessage()
        assert ("42" in record.getMessage()) is (ending == "task")
        assert (await clip(rh)(prompt="b")).text
        assert server.count("submit") == 2


async def test_a_submit_that_has_not_left_when_its_caller_goes_never_leaves(
    client: Any, raw: Any, books: Any
) -> None:
    async with raw.Server(query=[raw.stays_silent]) as server:
        limits = Limits(slots=8, requests_per_second=0.001, burst=1)
        async with client(server.url, limits=limits) as rh:
            first = asyncio.ensure_future(clip(rh)(prompt="takes the only turn"))
            await server.until(lambda it: it.count("submit"))
            while not rh.statistics().submitted:  # noqa: ASYNC110
                await asyncio.sleep(0)
            calls = [asyncio.ensure_future(clip(rh)(prompt="late")) for _ in range(5)]
            while rh.statistics().waiting_for_rate < 5:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            for one in (first, *calls):
                one.cancel()
            await asyncio.wait([first, *calls])
            await asyncio.sleep(0)
            assert rh.statistics().waiting_for_rate <= 1  # the look of the first one
            assert rh.statistics().running == 0
            assert server.count("submit") == 1


async def test_a_submit_that_waits_for_a_connection_never_leaves_when_its_caller_goes(
    client: Any, raw: Any, books: Any
) -> None:
    async with raw.Server(query=[raw.stays_silent]) as server:  # noqa: SIM117
        async with client(server.url, limits=Limits(slots=8, connections=1)) as rh:
            before = books.of(rh)
            look = asyncio.ensure_future(rh.task("1").status())
            await server.until(lambda it: it.count("query"))
            call = asyncio.ensure_future(clip(rh)(prompt="a"))
            while not rh.statistics().waiting_for_connection:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            call.cancel()
            await asyncio.wait([call])
            look.cancel()
            await asyncio.wait([look])
            await books.settled(rh, before)
            assert server.count("submit") == 0
            assert (await clip(rh)(prompt="b")).text


async def test_a_submit_that_found_no_service_is_not_repeated_for_a_caller_that_has_gone(
    client: Any, books: Any
) -> None:
    gone = asyncio.Event()
    retry = Retry(attempts=1000, first=0.001, ceiling=0.001)
    async with client("http://127.0.0.1:9", retry=retry, hooks=[lambda _: gone.set()]) as rh:
        before = books.of(rh)
        call = asyncio.ensure_future(clip(rh)(prompt="a"))
        await gone.wait()
        call.cancel()
        await asyncio.wait([call])
        await books.settled(rh, before)


async def test_a_submit_whose_connecting_fails_after_its_caller_has_gone_is_not_repeated(
    client: Any, books: Any
) -> None:
    tried, go_on = [], asyncio.Event()

    async def connects_in_vain(request: httpx.Request) -> httpx.Response:
        tried.append(request.url.path)
        under_way.set()
        await go_on.wait()
        raise httpx.ConnectError("refused")

    under_way = asyncio.Event()
    transport = httpx.MockTransport(connects_in_vain)
    async with client("http://127.0.0.1:9", transport=transport) as rh:
        before = books.of(rh)
        call = asyncio.ensure_future(clip(rh)(prompt="a"))
        await under_way.wait()
        call.cancel()
        await asyncio.wait([call])
        go_on.set()
        await books.settled(rh, before)
    assert tried == ["/openapi/v2/acme/clip"]


@pytest.mark.parametrize("when", ["between looks", "during a look"])
async def test_a_call_cancelled_while_it_waits_for_its_task_stops_the_looks_only(
    client: Any, raw: Any, books: Any, when: str
) -> None:
    running = raw.says({"taskId": "1", "status": "RUNNING"})
    acts = [running, raw.stays_silent] if when == "during a look" else [running] * 2
    async with raw.Server(query=acts) as server, client(server.url) as rh:
        before = books.of(rh)
        call = asyncio.ensure_future(clip(rh)(prompt="a"))
        await server.until(lambda it: it.count("query") == 2)
        call.cancel()
        await asyncio.wait([call])
        assert rh.unfinished == ("task-1",)
        assert rh.statistics().watched == 0
        assert (await clip(rh)(prompt="b")).text == "made by task-2"
        assert (await rh.task("task-1").wait()).text == "made by task-1"
        assert rh.unfinished == ()
        if when == "between looks":
            await books.settled(rh, before)


async def test_a_deadline_ends_the_waiting_for_the_request_rate(emulated: Any) -> None:
    faults = [Fault("submit", "http 429", times=None, retry_after=30)]
    async with emulated(faults=faults) as (emu, rh):
        with pytest.raises(RequestTimeout) as caught:
            await rh.model("vidu/text-to-video").with_options(deadline=0.3)(prompt="p")
        assert (caught.value.phase, caught.value.sent) == ("slot", False)
        assert emu.ledger.submits == []
        assert rh.statistics().running == 0


async def test_a_deadline_that_passes_during_an_upload_submits_nothing(emulated: Any) -> None:
    async with emulated(faults=[Fault("upload", "silence")]) as (emu, rh):
        endpoint = rh.model("vidu/image-to-video-q3-pro").with_options(deadline=0.3)
        with pytest.raises(RequestTimeout) as caught:
            await endpoint(prompt="p", image_url=b"\x89PNG\r\n\x1a\n" + b"x")
        assert (caught.value.phase, caught.value.sent) == ("total", False)
        assert emu.ledger.submits == []


# -- what a person needs to settle it --------------------------------------------------------------


async def test_an_unclear_submit_tells_the_accounts_tasks_before_and_after(emulated: Any) -> None:
    learning = {"limits": Limits()}  # then the client asks for the account's queue
    slow = {"faults": [Fault("submit", "drop after")], "durations": Durations(median=1e6)}
    async with emulated(learning, **slow) as (emu, rh):
        with pytest.raises(SubmitUncertain) as caught:
            await rh.model(PATH)(prompt="a cat")
        error = pickle.loads(pickle.dumps(caught.value))
        assert (error.running_before, error.running_after) == (0, 1)
        assert "The account had 0 tasks before and 1 after" in str(error)
        assert error.records_url == ""  # the emulator has no such page
        assert len(emu.ledger.submits) == 1


async def test_an_unclear_submit_is_told_as_well_when_nobody_counts(emulated: Any) -> None:
    faults = [Fault("submit", "drop after"), Fault("queue status", "http 500", times=None)]
    async with emulated(faults=faults) as (_, rh):
        with pytest.raises(SubmitUncertain) as caught:
            await rh.model(PATH)(prompt="a cat")
    assert (caught.value.running_before, caught.value.running_after) == (None, None)
    assert "The account" not in str(caught.value)


async def test_unclear_submits_of_one_moment_ask_for_the_count_once(emulated: Any) -> None:
    faults = [
        Fault("submit", "drop after", times=None),
        Fault("queue status", "slow 0.2", times=None, after=1),
    ]
    async with emulated({"limits": Limits()}, faults=faults, slots=20) as (emu, rh):
        calls = [rh.model(PATH)(prompt=f"take {n}") for n in range(8)]
        errors = await asyncio.gather(*calls, return_exceptions=True)
        assert {type(error) for error in errors} == {SubmitUncertain}
        assert emu.ledger.requests["queue status"] <= 4


async def test_the_count_after_an_unclear_submit_never_hides_it_when_the_client_closes(
    emulated: Any,
) -> None:
    faults = [
        Fault("submit", "drop after"),
        Fault("queue status", "silence", times=None, after=1),
    ]
    async with emulated({"limits": Limits()}, faults=faults) as (emu, rh):
        call = asyncio.ensure_future(rh.model(PATH)(prompt="a cat"))
        await emu.ledger.until(lambda book: book.requests["queue status"] == 2)
        await rh.aclose()
        with pytest.raises(SubmitUncertain) as caught:
            await call
    assert caught.value.running_after is None


@pytest.mark.parametrize("site", ["ai", "cn"])
def test_the_page_of_the_call_records_is_known_for_the_services_own_hosts(site: str) -> None:
    page = f"https://www.runninghub.{site}/call-api/call-record"
    assert records_page(f"https://www.runninghub.{site}") == page
    assert records_page("http://127.0.0.1:8787") == ""
    assert records_page(f"https://www.runninghub.{site}.example.com") == ""


async def test_a_parameter_may_have_any_name_also_that_of_our_own(emulated: Any) -> None:
    """Names come from strangers where a site passes a form on."""
    async with emulated() as (emu, rh):
        clip = rh.models.vidu.text_to_video
        for call in (clip, clip.submit, clip.price):
            with pytest.raises(InvalidRequest, match="self is no parameter"):
                await call(prompt="a cat", self=1)
        for check in (clip.check, clip.estimate):
            with pytest.raises(InvalidRequest, match="self is no parameter"):
                check(prompt="a cat", self=1)
        assert emu.ledger.submits == []
