"""`rh.tasks` and `rh.webhooks`: the older calls about tasks, cancelling, webhooks' fate."""

from __future__ import annotations

from typing import Any

import pytest

from runninghub_async import ApiError, InvalidRequest, NotFound, RequestRefused, TaskCancelled
from runninghub_async.emulator import Durations, Fault
from runninghub_async.emulator.graphs import STORED_GRAPHS

MODEL = "vidu/text-to-video-q3-pro"
WORKFLOW = next(iter(STORED_GRAPHS))
UNKNOWN = "1999999999999999999"


async def made(rh: Any, prompt: str = "a cat surfs") -> Any:
    """A task that has ended, well or not."""
    task = await rh.model(MODEL).submit(prompt=prompt)
    while not (await task.status()).finished:
        pass
    return task


async def test_the_legacy_calls_tell_what_the_query_tells(emulated: Any) -> None:
    async with emulated() as (_, rh):
        task = await made(rh)
        status = await rh.tasks.legacy_status(task.id)
        assert (status.task_id, status.status, status.outputs) == (task.id, "SUCCESS", ())
        outputs = await rh.tasks.legacy_outputs(task.id)
        if not outputs.outputs:  # right after the end they may be missing once
            assert outputs.status == "RUNNING"
            outputs = await rh.tasks.legacy_outputs(task.id)
        asked = await task.status()
        assert outputs.status == "SUCCESS"
        assert [one.url for one in outputs.outputs] == [one.url for one in asked.outputs]
        assert rh.unfinished == ()


@pytest.mark.parametrize(
    ("durations", "status"),
    [
        (Durations(median=1e6, sigma=0.0, queued=1e6), "QUEUED"),
        (Durations(median=1e6, sigma=0.0, queued=0.0), "RUNNING"),
    ],
)
async def test_queued_and_running_are_states_and_no_errors(
    emulated: Any, durations: Durations, status: str
) -> None:
    async with emulated(time_scale=1.0, durations=durations) as (_, rh):
        task = await rh.model(MODEL).submit(prompt="a cat surfs")
        assert (await rh.tasks.legacy_status(task.id)).status == status
        state = await rh.tasks.legacy_outputs(task.id)
        assert (state.status, state.task_id, state.finished) == (status, task.id, False)
        assert rh.unfinished == (task.id,)


async def test_a_failed_task_is_a_state_with_a_reason(emulated: Any) -> None:
    async with emulated(fail_rate=1.0) as (_, rh):
        task = await made(rh)
        assert (await rh.tasks.legacy_status(task.id)).failed
        state = await rh.tasks.legacy_outputs(task.id)
        assert state.failed
        assert state.code
        assert state.reason


@pytest.mark.parametrize("call", ["legacy_status", "legacy_outputs", "cancel"])
async def test_no_such_task_is_told(emulated: Any, call: str) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(NotFound) as caught:
            await getattr(rh.tasks, call)(UNKNOWN)
        assert caught.value.code == 807
        with pytest.raises(InvalidRequest, match="is empty"):
            await getattr(rh.tasks, call)("")


@pytest.mark.parametrize(
    ("call", "when"),
    [
        ("legacy_status", "legacy status"),
        ("legacy_outputs", "legacy outputs"),
        ("cancel", "cancel"),
    ],
)
@pytest.mark.parametrize("what", ["drop after", "html 502", "code 500"])
async def test_the_legacy_calls_are_repeated(
    emulated: Any, call: str, when: str, what: str
) -> None:
    faults = (Fault(when, what, times=2),)
    async with emulated(time_scale=1.0, faults=faults) as (emu, rh):
        task = await rh.workflows.submit(WORKFLOW)
        await getattr(rh.tasks, call)(task.id)
        assert emu.ledger.requests[when] == 3


async def test_a_cancelled_task_ends_and_is_not_billed_on(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        task = await rh.workflows.submit(WORKFLOW)
        await rh.tasks.cancel(task.id)
        await rh.tasks.cancel(task.id)  # again changes nothing
        with pytest.raises(TaskCancelled):
            await task.wait()
        assert [one.task_id for one in emu.ledger.cancels] == [task.id]
        assert rh.unfinished == ()


async def test_a_models_task_cannot_be_cancelled(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        task = await rh.model(MODEL).submit(prompt="a cat surfs")
        with pytest.raises(RequestRefused):
            await rh.tasks.cancel(task.id)
        assert not (await task.status()).finished
        assert not emu.ledger.cancels


# -- webhooks ------------------------------------------------------------------------------


async def test_a_task_without_a_webhook_has_no_event(emulated: Any) -> None:
    async with emulated() as (_, rh):
        task = await made(rh)
        assert await rh.webhooks.detail(task.id) is None
        with pytest.raises(NotFound):
            await rh.webhooks.detail(UNKNOWN)
        with pytest.raises(InvalidRequest):
            await rh.webhooks.detail("")


async def test_an_event_is_shown_and_sent_again(emulated: Any, raw: Any) -> None:
    async with (
        raw.Server(get=raw.says(b"", 500)) as deaf,
        raw.Server(get=raw.says(b"ok")) as fine,
        emulated() as (_, rh),
    ):
        endpoint = rh.model(MODEL).with_options(webhook_url=f"{deaf.url}/hook?secret=s3cret")
        task = await endpoint.submit(prompt="a cat surfs")
        event = None
        while event is None or event.status != "FAILED":
            event = await rh.webhooks.detail(task.id)
        assert (event.task_id, event.retries) == (task.id, 3)
        assert event.url.reveal() == f"{deaf.url}/hook?secret=s3cret"
        assert "s3cret" not in repr(event)
        assert isinstance(event.event, dict)
        asked = deaf.count("get")
        await rh.webhooks.resend(event)
        await deaf.until(lambda it: it.count("get") > asked)
        await rh.webhooks.resend(event.id, url=f"{fine.url}/hook")
        await fine.until(lambda it: it.heard)
        while event.status != "SUCCESS":
            event = await rh.webhooks.detail(task.id)
        assert event.url.reveal() == f"{fine.url}/hook"


async def test_an_event_that_is_not_there_is_not_sent_again(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(ApiError) as caught:
            await rh.webhooks.resend("2113500000000000009", url="https://example.com/hook")
        assert caught.value.code == 1
        with pytest.raises(InvalidRequest, match="http"):
            await rh.webhooks.resend("2113500000000000009", url="example.com/hook")
        assert emu.ledger.requests["webhook resend"] == 1
