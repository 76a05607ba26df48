"""Webhooks end to end: the emulator calls a receiver that uvicorn serves, the client wakes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from runninghub_async import Polling, RunningHub
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.emulator.events import WebhookTrouble
from runninghub_async.webhooks import WebhookReceiver

SECRET = "a-secret-of-a-test-0123"
Served = Callable[..., Any]


@contextlib.asynccontextmanager
async def served(**settings: Any) -> AsyncIterator[tuple[WebhookReceiver, str]]:
    """A receiver, mounted in a Starlette application under uvicorn; and where it is mounted."""
    app = Starlette()
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  (uvicorn tells it in no other way)
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}/hooks"
    receiver = WebhookReceiver(base, secret=SECRET, **settings)
    app.routes.append(Mount("/hooks", receiver))
    try:
        yield receiver, base
    finally:
        server.should_exit = True
        await running


def polling(**settings: Any) -> Polling:
    return Polling(
        **{"first": 0.005, "ceiling": 0.01, "reported": 3.0, "deadline": 30.0} | settings
    )


async def test_a_hundred_tasks_end_right_among_lost_repeated_late_and_forged_events() -> None:
    trouble = WebhookTrouble(lost=0.1, repeated=0.3, delayed=0.5, forged=0.2, layout="all")
    durations = Durations(median=60.0)
    async with (
        served() as (receiver, _),
        Emulator(time_scale=0.005, durations=durations, slots=50, webhooks=trouble) as emu,
        RunningHub(emu.api_key, base_url=emu.base_url, webhooks=receiver, polling=polling()) as rh,
    ):
        make = rh.models.vidu.text_to_video
        jobs = ({"prompt": f"take {number}"} for number in range(100))
        outcomes = [outcome async for outcome in make.map(jobs)]
        assert {outcome.status for outcome in outcomes} == {"succeeded"}
        assert {outcome.result.task_id for outcome in outcomes if outcome.result} == set(
            emu.ledger.task_ids
        )
        assert len(emu.ledger.task_ids) == 100
        assert emu.ledger.repeated_bodies() == {}
        assert emu.ledger.looks / 100 < 3
        assert receiver.received > 60
        assert receiver.refused > 0
    assert all(SECRET in one.body["webhookUrl"] for one in emu.ledger.submits)


async def test_an_event_wakes_the_one_who_waits_long_before_the_next_look(
    emulated: Any,
) -> None:
    async with served() as (receiver, _):
        options = {"webhooks": receiver, "polling": polling(reported=600.0, deadline=60.0)}
        async with emulated(options) as (emu, rh):
            result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
            assert result.url
            assert emu.ledger.looks == 1


async def test_an_event_of_a_task_that_failed_or_is_unknown_is_confirmed_by_the_service(
    emulated: Any,
) -> None:
    """A forged success changes nothing: the look decides."""
    async with served() as (receiver, base):
        options = {"webhooks": receiver, "polling": polling(reported=600.0, deadline=60.0)}
        async with emulated(options, durations=Durations(median=3000.0)) as (emu, rh):
            task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
            waiting = asyncio.ensure_future(task.wait())
            async with httpx.AsyncClient() as stranger:
                forged = {"event": "TASK_END", "taskId": task.id, "eventData": {"code": 0}}
                refused = await stranger.post(f"{base}/wrong-secret-000000", json=forged)
                unknown = {**forged, "taskId": "1234567890123456789"}
                taken = await stranger.post(f"{base}/{SECRET}", json=unknown)
            assert (refused.status_code, taken.status_code) == (404, 200)
            await emu.ledger.until(lambda book: book.looks, deadline=30)
            assert (await waiting).url
            assert set(emu.ledger.looks_by_task) == {task.id}


async def test_without_any_event_the_looks_still_see_the_end(emulated: Any) -> None:
    async with served() as (receiver, _):
        options = {"webhooks": receiver, "polling": polling(reported=0.05)}
        trouble = WebhookTrouble(lost=1.0)
        async with emulated(options, webhooks=trouble) as (_, rh):
            assert (await rh.models.vidu.text_to_video(prompt="a cat surfs")).url
            assert receiver.received == 0


async def test_a_webhook_of_your_own_goes_instead_and_none_can_be_told(emulated: Any) -> None:
    async with served() as (receiver, _), emulated({"webhooks": receiver}) as (emu, rh):
        make = rh.models.vidu.text_to_video
        await make.with_options(webhook_url="http://127.0.0.1:9/mine")(prompt="one")
        await make.with_options(webhook_url=None)(prompt="two")
        sent = [one.body.get("webhookUrl") for one in emu.ledger.submits]
    assert sent == ["http://127.0.0.1:9/mine", None]


async def test_a_second_client_cannot_take_the_receiver_but_the_next_one_can(
    emulated: Any,
) -> None:
    async with served() as (receiver, _):
        for _ in range(2):
            async with emulated({"webhooks": receiver}) as (_, rh):
                assert (await rh.models.vidu.text_to_video(prompt="a cat surfs")).url


async def test_the_webhook_can_be_asked_for_and_sent_again(emulated: Any) -> None:
    async with served() as (receiver, _):
        options = {"webhooks": receiver, "polling": polling(reported=600.0, deadline=60.0)}
        async with emulated(options) as (_, rh):
            result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
            detail = await rh.webhooks.detail(result.task_id)
            assert detail is not None
            assert (detail.task_id, detail.status) == (result.task_id, "SUCCESS")
            assert SECRET not in repr(detail)
            before = receiver.received
            await rh.webhooks.resend(detail)
            async with asyncio.timeout(10):
                while receiver.received == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)


@pytest.mark.parametrize("layout", ["documented", "object", "wrapped", "bare"])
async def test_every_layout_wakes_the_client(layout: Any, emulated: Any) -> None:
    heard: list[Any] = []
    async with served(on_event=heard.append) as (receiver, _):
        options = {"webhooks": receiver, "polling": polling(reported=600.0, deadline=60.0)}
        async with emulated(options, webhooks=WebhookTrouble(layout=layout)) as (_, rh):
            result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    (event,) = heard
    assert (event.task_id, event.state.status) == (result.task_id, "SUCCESS")
    assert [item.url for item in event.state.outputs] == [one.url for one in result.outputs]
