"""The path of one call: repeats, pace, records; and the key, which appears nowhere."""

from __future__ import annotations

import asyncio
import copy
import gc
import logging
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from runninghub_async import Attempt, Limits, Retry
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BadReply,
    ClientClosed,
    ConnectionLost,
    DownloadError,
    NotFound,
    RequestRefused,
    RunningHubError,
    ServiceError,
    SubmitUncertain,
    TaskFailed,
)
from runninghub_async.protocol.messages import ResultItem
from runninghub_async.transport.background import Background
from runninghub_async.transport.hooks import Hooks

ATTEMPTS = 4


def trouble(raw: Any) -> dict[str, Any]:
    return {
        "HTTP 500": raw.says({"error": "x"}, 500),
        "HTTP 502 as HTML": raw.says(b"<html>Bad Gateway</html>", 502, Content_Type="text/html"),
        "HTML under 200": raw.says(b"<html>login</html>", Content_Type="text/html"),
        "nothing under 200": raw.says(b""),
        "no object": raw.says([1, 2]),
        "reset": raw.resets,
        "code 1011": raw.says({"errorCode": "1011", "errorMessage": "busy"}),
        "code 500": raw.says({"code": 500, "msg": "UNKNOWN_ERROR"}),
        "HTTP 429": raw.says({"error": "slow"}, 429, Retry_After="0"),
    }


NAMES = [
    "HTTP 500",
    "HTTP 502 as HTML",
    "HTML under 200",
    "nothing under 200",
    "no object",
    "reset",
    "code 1011",
    "code 500",
]


@pytest.mark.parametrize("what", NAMES)
async def test_a_read_is_repeated_until_it_works(client: Any, raw: Any, what: str) -> None:
    act = trouble(raw)[what]
    async with raw.Server(query=[act] * (ATTEMPTS - 1)) as server, client(server.url) as rh:
        assert (await rh.task("1").status()).succeeded
        assert server.count("query") == ATTEMPTS
        assert rh.statistics().requests == ATTEMPTS


@pytest.mark.parametrize("attempts", [1, 2, 4])
@pytest.mark.parametrize("what", NAMES)
async def test_a_read_is_given_up_after_the_attempts_that_were_set(
    client: Any, raw: Any, what: str, attempts: int
) -> None:
    act = trouble(raw)[what]
    retry = Retry(attempts=attempts, first=0.0, ceiling=0.0)
    async with raw.Server(query=act) as server, client(server.url, retry=retry) as rh:
        with pytest.raises((ServiceError, BadReply, ConnectionLost)):
            await rh.task("1").status()
        # A connection that breaks is replaced once without a word only where it was used before.
        assert server.count("query") == attempts


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"errorCode": "1002", "errorMessage": "key"}, AuthError),
        ({"errorCode": 1004, "errorMessage": "none"}, NotFound),
        ({"code": 301, "msg": "PARAMS_INVALID"}, RequestRefused),
        ({"errorCode": "4711", "errorMessage": "new"}, ServiceError),
    ],
)
async def test_a_refused_read_is_not_repeated(
    client: Any, raw: Any, answer: dict[str, Any], error: type[ApiError]
) -> None:
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        with pytest.raises(error) as caught:
            await rh.task("1").status()
        assert type(caught.value) is error
        assert server.count("query") == 1


async def test_retry_after_is_honoured_and_an_absurd_one_ends_the_call(
    client: Any, raw: Any
) -> None:
    records: list[Attempt] = []
    acts = [raw.says({}, 503, Retry_After="0.05"), raw.says({}, 503, Retry_After="100000")]
    async with raw.Server(query=acts) as server, client(server.url, hooks=[records.append]) as rh:
        with pytest.raises(ServiceError) as caught:
            await rh.task("1").status()
    assert caught.value.retry_after == 100000
    assert [record.retry_in for record in records] == [0.05, None]


async def test_a_rate_refusal_holds_everybody_for_as_long_as_it_asks(client: Any, raw: Any) -> None:
    acts = [raw.says({}, 429, Retry_After="0.2")]
    async with raw.Server(query=acts) as server, client(server.url) as rh:
        loop = asyncio.get_running_loop()
        first = asyncio.ensure_future(rh.task("1").status())
        await server.until(lambda it: it.count("query") == 1)
        began = loop.time()
        others = [asyncio.ensure_future(rh.task(str(one)).status()) for one in range(2, 5)]
        await asyncio.gather(first, *others)
        assert loop.time() - began >= 0.2
        assert server.count("query") == 5


async def test_each_attempt_is_one_record(client: Any, raw: Any) -> None:
    records: list[Attempt] = []
    acts = [raw.says({}, 500, Connection="close"), raw.resets]
    async with raw.Server(query=acts) as server, client(server.url, hooks=[records.append]) as rh:
        await rh.task("1").status()
    url = f"{server.url}/openapi/v2/query"
    assert [(one.operation, one.method, one.url) for one in records] == [("query", "POST", url)] * 3
    assert [one.attempt for one in records] == [1, 2, 3]
    outcomes = [(one.status, one.error, one.retry_in is None) for one in records]
    lost = (None, "ConnectionLost", False)
    assert outcomes == [(500, "ServiceError", False), lost, (200, None, True)]
    assert all(one.seconds > 0 and one.waited >= 0 for one in records)


async def test_async_hooks_are_waited_for_and_raising_ones_harm_nobody(
    client: Any, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    async def slow(record: Attempt) -> None:
        await asyncio.sleep(0.02)
        seen.append(record.operation)

    async def bad(record: Attempt) -> None:
        raise RuntimeError("async trouble")

    def worse(record: Attempt) -> None:
        raise RuntimeError("plain trouble")

    caplog.set_level(logging.ERROR, "runninghub_async")
    async with raw.Server() as server, client(server.url, hooks=[worse, bad, slow]) as rh:
        result = await rh.model("acme/clip", unchecked=True)(prompt="a")
        assert result.text == "made by task-1"
    assert seen == ["submit", "query"]
    texts = [str(record.exc_info[1]) for record in caplog.records if record.exc_info]
    assert sorted(texts) == ["async trouble"] * 2 + ["plain trouble"] * 2


RECORD = Attempt(operation="query", method="POST", url="http://x", attempt=1, waited=0, seconds=0)


def test_a_hook_that_does_not_end_is_cancelled_after_five_seconds(
    virtually: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    async def hang(record: Attempt) -> None:
        await asyncio.Event().wait()

    async def body() -> None:
        hooks, loop = Hooks([hang]), asyncio.get_running_loop()
        hooks.emit(RECORD)
        began = loop.time()
        await hooks.aclose()
        assert loop.time() - began == pytest.approx(5.0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    virtually(body())
    [entry] = caplog.records
    assert entry.levelno == logging.WARNING
    assert "cancelled" in entry.getMessage()


async def test_a_hook_that_raises_a_cancellation_ends_no_call(
    client: Any, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def cancelled(record: Attempt) -> None:
        raise asyncio.CancelledError("of the hook's own")

    async with raw.Server() as server, client(server.url, hooks=[cancelled]) as rh:
        assert (await rh.task("1").status()).succeeded
    assert "a hook raised" in caplog.text


async def test_a_short_key_is_not_cut_out_of_answers(client: Any, raw: Any) -> None:
    async with raw.Server() as server, client(server.url, api_key="a") as rh:
        result = await rh.model("acme/clip", unchecked=True)(prompt="a")
        assert result.text == "made by task-1"


async def test_a_submit_that_has_no_connection_yet_when_the_client_closes_never_leaves(
    client: Any, raw: Any
) -> None:
    async def slowly(heard: Any, talk: Any) -> None:
        await asyncio.sleep(0.1)
        await raw.accepts(heard, talk)

    limits = Limits(slots=8, connections=1)
    async with raw.Server(submit=slowly) as server, client(server.url, limits=limits) as rh:
        clip = rh.model("acme/clip", unchecked=True)
        calls = [asyncio.ensure_future(clip(prompt="a")) for _ in range(3)]
        await server.until(lambda it: it.count("submit") == 1)
        await rh.aclose()
        errors = [one.exception() for one in (await asyncio.wait(calls))[0]]
        assert [getattr(one, "task_ids", None) for one in errors] == [("task-1",)] * 3
        assert {type(one) for one in errors} == {ClientClosed}
        assert server.count("submit") == 1


async def test_what_the_cancelling_of_all_tasks_has_ended_says_that_it_is_closed() -> None:
    background = Background()
    before = asyncio.all_tasks()
    await background.open()
    outcome = background.start(asyncio.Event().wait())
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - before:
        task.cancel()
    with pytest.raises(ClientClosed, match="cancelled"):
        await outcome
    with pytest.raises(ClientClosed, match="cancelled"):
        background.start(asyncio.sleep(0))
    await background.aclose(ClientClosed())


async def test_requests_leave_at_the_rate_that_was_set(client: Any, raw: Any) -> None:
    waited: list[float] = []
    limits = Limits(slots=8, requests_per_second=100.0, burst=3)

    def hook(record: Attempt) -> None:
        waited.append(record.waited)

    async with raw.Server() as server, client(server.url, limits=limits, hooks=[hook]) as rh:
        began = asyncio.get_running_loop().time()
        await asyncio.gather(*(rh.task(str(one)).status() for one in range(23)))
        seconds = asyncio.get_running_loop().time() - began
    assert seconds >= 20 / 100.0 - 0.01
    assert sum(one < 0.005 for one in sorted(waited)) >= 3
    assert max(waited) >= 0.18


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("route", ["plain", "rate", "retry", "queue"])
async def test_a_read_cancelled_at_any_await_leaves_everything_as_it_was(
    client: Any, raw: Any, books: Any, cancel_at: Callable[..., Any], route: str, late: bool
) -> None:
    limits = Limits(
        slots=8,
        connections=1 if route == "queue" else 8,
        requests_per_second=200.0 if route == "rate" else None,
        burst=1,
    )

    async def act(heard: Any, talk: Any) -> None:
        if route == "retry" and talk.number % 2:
            await talk.reply({}, 500)
        else:
            await raw.succeeds(heard, talk)

    async with raw.Server(query=act) as server:
        for wait in range(1, 100):
            async with client(server.url, limits=limits) as rh:
                before = books.of(rh)
                other = asyncio.ensure_future(rh.task("other").status())
                await asyncio.sleep(0)
                outcome = await cancel_at(rh.task("1").status(), wait, late=late)
                assert outcome.error is None
                assert (await other).succeeded
                assert (await rh.task("2").status()).succeeded
                await books.settled(rh, before)
            if not outcome.struck:
                break
        assert wait > 1, "nothing was cancelled"
        assert not outcome.struck


# -- the key ------------------------------------------------------------------------------------


def belongs_to_us(value: object) -> bool:
    return type(value).__module__.startswith("runninghub_async")


def reachable(root: object) -> list[object]:
    """Every object of ours that can be reached from this one, through anything."""
    seen, todo, found = {id(root)}, [root], [root]
    while todo:
        for one in gc.get_referents(todo.pop()):
            plain = isinstance(one, dict | list | tuple | set) or belongs_to_us(one)
            if id(one) not in seen and (plain or type(one).__module__ == "collections"):
                seen.add(id(one))
                todo.append(one)
                if belongs_to_us(one):
                    found.append(one)
    return found


@pytest.mark.parametrize("stack", ["own", "httpx"])
async def test_the_key_appears_in_no_log_hook_repr_or_error(
    client: Any, raw: Any, caplog: pytest.LogCaptureFixture, tmp_path: Any, stack: str
) -> None:
    key = "c0ffee0123456789secret9876543210"
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "runninghub_async", "asyncio"):
        caplog.set_level(logging.DEBUG, name)
    told: list[str] = []
    echo = {"errorCode": "1002", "errorMessage": f"bad key {key}; Bearer {key}"}
    failed = {"status": "FAILED", "failedReason": f"curl -H 'Authorization: Bearer {key}'"}
    acts = {
        "submit": [
            raw.says(f"<html>{key}</html>".encode()),
            raw.says(echo, 401),
            raw.says({"errorCode": "4711", "errorMessage": f"?apiKey={key}&x"}),
            raw.accepts,
        ],
        "query": [raw.says(f"junk {key}".encode()), raw.says(echo), raw.says(failed)],
        "upload": raw.says({"code": 809, "message": key}),
        "get": raw.says(key.encode(), 403),
    }
    errors: list[BaseException] = []

    async def attempt(work: Any) -> None:
        try:
            await work
        except RunningHubError as error:
            errors.append(error)

    def hook(record: Attempt) -> None:
        told.append(repr(record))

    given: dict[str, Any] = {"hooks": [hook], "retry": Retry(attempts=1)}
    if stack == "httpx":
        given["transport"] = httpx.AsyncHTTPTransport()
    async with raw.Server(**acts) as server, client(server.url, **given) as rh:
        clip = rh.model("acme/clip", unchecked=True)
        for _ in range(3):
            await attempt(clip(prompt="a"))
        await attempt(rh.task("1").status())
        await attempt(rh.task("1").status())
        await attempt(rh.task("1").wait())
        await attempt(clip(image=b"\x89PNG\r\n\x1a\nabc"))
        await attempt(download(rh, f"{server.url}/x.png?sign=1", tmp_path))
        task = await clip.submit(prompt="a")
        things = [clip, task, *reachable(rh)]
        told += [repr(one) + str(one) for one in things]
    kinds = {type(error) for error in errors}
    assert {SubmitUncertain, AuthError, BadReply, TaskFailed, DownloadError} <= kinds
    assert len(errors) == 8
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert str(again) == str(error)
        for one in (error, again, copy.copy(error)):
            told += [str(one), repr(one), repr(one.__dict__), repr(one.__cause__)]
        told.append(pickle.dumps(error).decode("latin-1"))
    told += [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    assert any("httpcore" in record.name for record in caplog.records) is (stack == "httpx")
    assert len(told) > 100
    assert [text for text in told if key in text] == []
    assert any("Bearer ***" in str(error) or "***" in str(error) for error in errors)


async def download(rh: Any, url: str, folder: Any) -> None:
    await rh._downloads.save(ResultItem(url=url, type="png"), folder / "x.png", task_id="1")


async def test_the_key_never_goes_to_a_storage_host_also_not_after_a_redirect(
    client: Any, raw: Any, tmp_path: Any
) -> None:
    async with raw.Server() as last:
        redirect = raw.says(b"", 302, Location=f"{last.url}/moved.mp4")
        async with raw.Server(get=redirect) as storage:
            answer = {"taskId": "task-1", "status": "SUCCESS"}
            answer["results"] = [{"url": f"{storage.url}/a.mp4", "outputType": "mp4"}]  # type: ignore[assignment]
            async with raw.Server(query=raw.says(answer)) as api, client(api.url) as rh:
                result = await rh.model("acme/clip", unchecked=True)(prompt="a")
                [path] = await result.download(tmp_path)
    assert path.read_bytes() == b"content"
    assert all("authorization" in one.headers for one in api.heard)
    for one in (*storage.heard, *last.heard):
        assert "authorization" not in one.headers
        assert "c0ffee" not in repr(one)
    assert (len(storage.heard), len(last.heard)) == (1, 1)


async def test_an_upload_that_the_service_refuses_is_its_own_error(client: Any, raw: Any) -> None:
    act = raw.says({"code": 809, "message": "too large"})
    async with raw.Server(upload=act) as server, client(server.url) as rh:
        with pytest.raises(RequestRefused) as caught:
            await rh.model("acme/clip", unchecked=True)(image=b"\x89PNG\r\n\x1a\nabc")
        assert caught.value.code == 809
        assert server.count("submit") == 0
