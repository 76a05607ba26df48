"""The receiver by itself: who may speak to it, what it takes, whom it tells."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from runninghub_async import ConfigError, RunningHub
from runninghub_async.webhooks import TaskEvent, WebhookReceiver

SECRET = "a-secret-of-a-test-0123"
END = {"event": "TASK_END", "taskId": "7", "eventData": {"status": "SUCCESS", "results": []}}


@contextlib.asynccontextmanager
async def speaking(receiver: WebhookReceiver) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(receiver)
    async with httpx.AsyncClient(transport=transport, base_url="http://test/hooks") as client:
        yield client


def receiver_of(**settings: Any) -> WebhookReceiver:
    return WebhookReceiver("https://example.com/hooks", secret=SECRET, **settings)


async def test_an_event_is_answered_and_told_to_the_client() -> None:
    told: list[str] = []
    receiver = receiver_of()
    receiver.attach(told.append)
    async with speaking(receiver) as client:
        answers = [await client.post(f"/{SECRET}", json=END) for _ in range(2)]
    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * 2
    assert told == ["7", "7"]
    assert receiver.received == 2


async def test_events_that_come_before_the_client_are_kept_for_it() -> None:
    told: list[str] = []
    receiver = receiver_of()
    async with speaking(receiver) as client:
        await client.post(f"/{SECRET}", json=END)
        receiver.attach(told.append)
        assert told == ["7"]
        receiver.detach()
        await client.post(f"/{SECRET}", json={**END, "taskId": "8"})
    assert told == ["7"]
    receiver.attach(told.append)
    assert told == ["7", "8"]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("", "POST", 404),
        ("/", "POST", 404),
        ("/wrong", "POST", 404),
        (f"/{SECRET}x", "POST", 404),
        (f"/{SECRET[:-1]}", "POST", 404),
        ("/sécrèt", "POST", 404),
        (f"/{SECRET}", "GET", 405),
        ("/wrong", "GET", 404),
    ],
)
async def test_a_stranger_is_told_nothing(path: str, method: str, status: int) -> None:
    told: list[str] = []
    receiver = receiver_of()
    receiver.attach(told.append)
    async with speaking(receiver) as client:
        answer = await client.request(method, f"http://test/hooks{path}", json=END)
    assert (answer.status_code, answer.content) == (status, b"")
    assert (told, receiver.refused) == ([], 1)
    assert (answer.headers.get("allow") == "POST") is (status == 405)


@pytest.mark.parametrize("slash", ["", "/"])
async def test_a_slash_at_the_end_changes_nothing(slash: str) -> None:
    async with speaking(receiver_of()) as client:
        assert (await client.post(f"/{SECRET}{slash}", json=END)).status_code == 200


async def test_a_body_that_is_too_large_is_refused_before_it_is_read() -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 1
            yield b"x" * 1000

    async with speaking(receiver_of(max_body=5000)) as client:
        answer = await client.post(f"/{SECRET}", content=body())
    assert answer.status_code == 413
    assert sent <= 6


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"event":"TASK_END"}', b"\xff\xfe"])
async def test_a_body_that_is_no_event_is_refused(
    body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    receiver = receiver_of()
    async with speaking(receiver) as client:
        answer = await client.post(f"/{SECRET}", content=body)
    assert (answer.status_code, receiver.refused) == (400, 1)
    assert "webhook: the body" in caplog.text
    assert SECRET not in caplog.text


async def test_a_body_that_never_ends_is_given_up(virtually: Any) -> None:
    async def receive() -> dict[str, Any]:
        return await asyncio.Event().wait() or {}  # nothing comes any more

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": f"/hooks/{SECRET}"}
    await asyncio.to_thread(virtually, receiver_of()(scope, receive, send))
    assert sent[0]["status"] == 408


async def test_your_own_function_hears_each_task_once_and_may_raise(
    caplog: pytest.LogCaptureFixture,
) -> None:
    heard: list[TaskEvent] = []

    async def on_event(event: TaskEvent) -> None:
        heard.append(event)
        if event.task_id == "7":
            raise RuntimeError("mine")

    async with speaking(receiver_of(on_event=on_event)) as client:
        for task_id in ("7", "7", "8", "7"):
            assert (await client.post(f"/{SECRET}", json={**END, "taskId": task_id})).is_success
    assert [(event.task_id, event.state and event.state.status) for event in heard] == [
        ("7", "SUCCESS"),
        ("8", "SUCCESS"),
    ]
    assert "on_event raised for task 7" in caplog.text


async def test_a_plain_function_will_do() -> None:
    heard: list[str] = []
    async with speaking(receiver_of(on_event=lambda one: heard.append(one.task_id))) as client:
        await client.post(f"/{SECRET}", content=json.dumps(END).encode())
    assert heard == ["7"]


async def test_a_receiver_in_a_thread_of_its_own_tells_the_clients_loop() -> None:
    told: asyncio.Queue[tuple[str, int]] = asyncio.Queue()
    receiver = receiver_of()
    receiver.attach(lambda task_id: told.put_nowait((task_id, threading.get_ident())))

    async def elsewhere() -> int:
        async with speaking(receiver) as client:
            return (await client.post(f"/{SECRET}", json=END)).status_code

    assert await asyncio.to_thread(asyncio.run, elsewhere()) == 200
    assert await told.get() == ("7", threading.get_ident())


async def test_one_receiver_serves_one_client() -> None:
    receiver = receiver_of()
    receiver.attach(print)
    with pytest.raises(ConfigError, match="another client"):
        receiver.attach(print)


async def test_nothing_prints_the_secret() -> None:
    receiver = receiver_of()
    assert receiver.url.reveal() == f"https://example.com/hooks/{SECRET}"
    assert SECRET not in repr(receiver) + repr(receiver.url) + str(receiver.url)
    assert f"{receiver.url}" == "<secret>"


def test_a_secret_is_made_up_where_none_is_given() -> None:
    one, other = WebhookReceiver("https://h/x/"), WebhookReceiver("https://h/x")
    assert one.url != other.url
    assert len(one.url.reveal()) - len("https://h/x/") >= 32


@pytest.mark.parametrize(
    "url", ["example.com/hooks", "ftp://example.com", "https://", "https://h/x?s=1", ""]
)
def test_a_url_that_cannot_be_called_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match=r"WebhookReceiver\.url"):
        WebhookReceiver(url)


def test_a_short_secret_is_refused_and_not_shown() -> None:
    with pytest.raises(ConfigError, match="at least 16") as caught:
        WebhookReceiver("https://h/x", secret="short-one")
    assert "short-one" not in str(caught.value)


async def test_it_can_be_served_alone_and_takes_no_sockets() -> None:
    asked = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])
    sent: list[dict[str, Any]] = []

    async def receive() -> Any:
        return next(asked)

    async def send(message: Any) -> None:
        sent.append(message)

    await receiver_of()({"type": "lifespan"}, receive, send)
    await receiver_of()({"type": "websocket", "path": f"/{SECRET}"}, receive, send)
    assert [one["type"] for one in sent] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
        "websocket.close",
    ]


@pytest.mark.parametrize(
    "secret", ["abcd/efgh/ijkl/mnop", "abcdefgh+ijklmnop=", "sécrèt-sécrèt-sécrèt"]
)
def test_a_secret_that_changes_on_its_way_is_refused(secret: str) -> None:
    with pytest.raises(ConfigError, match="characters that change on their way"):
        WebhookReceiver("https://h/x", secret=secret)


def test_credentials_in_the_url_are_refused_and_not_shown() -> None:
    with pytest.raises(ConfigError, match="credentials") as caught:
        WebhookReceiver("https://user:pass-word@h/x")
    assert "pass-word" not in str(caught.value)


async def test_the_first_refusal_is_told(caplog: pytest.LogCaptureFixture) -> None:
    async with speaking(receiver_of()) as client:
        for _ in range(3):
            await client.post("/wrong", json=END)
    assert [one.getMessage() for one in caplog.records if one.levelname == "WARNING"] == [
        "https://example.com/hooks: a request without the right secret was refused"
    ]


async def test_a_client_that_finds_its_receiver_taken_leaves_nothing_behind(emulated: Any) -> None:
    receiver = receiver_of()
    async with emulated({"webhooks": receiver}) as (emu, rh):
        other = RunningHub(emu.api_key, base_url=emu.base_url, webhooks=receiver)
        before = asyncio.all_tasks()
        with pytest.raises(ConfigError, match="another client"):
            async with other:
                raise AssertionError
        assert asyncio.all_tasks() == before
        assert await rh.models.vidu.text_to_video.submit(prompt="the first one still works")
