"""Cancelling tasks and following their way, against the emulator."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import pytest

from runninghub_async import (
    InvalidRequest,
    NotFound,
    RequestRefused,
    ServiceError,
    TaskCancelled,
    TaskFailed,
    TaskTimeout,
)
from runninghub_async.emulator import Durations, Fault
from runninghub_async.emulator.graphs import STORED_GRAPHS

TEXT_TO_IMAGE = next(iter(STORED_GRAPHS))
SLOW = {"time_scale": 0.01, "durations": Durations(median=60.0)}


async def test_a_cancelled_task_ends_as_cancelled_and_frees_its_place(emulated: Any) -> None:
    async with emulated(durations=Durations(median=1e9), slots=1) as (emu, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        await task.cancel()
        with pytest.raises(TaskCancelled, match=task.id):
            await task.wait()
        assert (await task.status()).cancelled
        await task.cancel()  # it has ended: nothing is sent
        assert [one.task_id for one in emu.ledger.cancels] == [task.id]
        again = await rh.workflows.submit(TEXT_TO_IMAGE)
        await again.cancel()


async def test_who_waits_learns_of_a_cancel_by_somebody_else(emulated: Any) -> None:
    async with emulated(durations=Durations(median=1e9)) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        await rh.task(task.id).cancel()
        with pytest.raises(TaskCancelled):
            await task.wait()


async def test_a_standard_model_has_no_cancel_and_nothing_is_sent(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
        before = emu.ledger.requests.total()
        with pytest.raises(RequestRefused, match="no cancel for the tasks of standard models"):
            await task.cancel()
        assert emu.ledger.requests.total() == before
        with pytest.raises(RequestRefused):  # by its id alone: the service says no
            await rh.task(task.id).cancel()


async def test_a_task_that_is_not_there_cannot_be_cancelled(emulated: Any) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(NotFound) as caught:
            await rh.task("1234567890123456789").cancel()
        assert caught.value.code == 807


async def test_a_workflow_tells_its_nodes_and_a_fraction_that_grows_to_one(
    emulated: Any,
) -> None:
    async with emulated(**SLOW) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        events = [event async for event in task.progress()]
    kinds = {event.kind for event in events}
    assert {"status", "node", "step"} <= kinds
    fractions = [event.fraction for event in events if event.fraction is not None]
    assert fractions == sorted(fractions)
    assert (events[-1].kind, events[-1].fraction) == ("status", 1.0)
    assert events[-1].state is not None
    assert events[-1].state.succeeded
    assert len(fractions) > 3


async def test_an_app_tells_its_nodes_without_a_fraction(emulated: Any) -> None:
    async with emulated(**SLOW) as (emu, rh):
        task = await rh.apps.submit(emu.settings.apps[0].id)
        events = [event async for event in task.progress()]
    assert "node" in {event.kind for event in events}
    assert {event.fraction for event in events[:-1]} == {None}
    assert events[-1].fraction == 1.0


@pytest.mark.parametrize("what", ["code 807", "html 502", "drop before"])
async def test_without_a_socket_the_status_is_left(what: str, emulated: Any) -> None:
    trouble = Fault("legacy outputs", what, times=None)
    async with emulated(**SLOW, faults=(trouble,)) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        events = [event async for event in task.progress()]
    assert {event.kind for event in events} == {"status"}
    assert events[-1].state is not None
    assert events[-1].state.succeeded


async def test_without_the_extra_the_status_is_left_and_the_log_names_it(
    emulated: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="runninghub_async")
    async with emulated(**SLOW) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        monkeypatch.setitem(sys.modules, "websockets.asyncio.client", None)
        events = [event async for event in task.progress()]
    assert {event.kind for event in events} == {"status"}
    assert "pip install 'runninghub-async[progress]'" in caplog.text


async def test_a_standard_model_tells_its_status_only(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
        events = [event async for event in task.progress()]
        assert emu.ledger.requests["legacy outputs"] == 0
    assert {event.kind for event in events} == {"status"}


async def test_a_task_that_fails_ends_its_events_and_wait_raises(emulated: Any) -> None:
    async with emulated(**SLOW, fail_rate=1.0) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        events = [event async for event in task.progress()]
        assert events[-1].state is not None
        assert events[-1].state.failed
        with pytest.raises(TaskFailed):
            await task.wait()


async def test_the_signed_url_of_the_socket_is_printed_nowhere(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with emulated(**SLOW) as (_, rh):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        state = None
        while state is None or (state.socket_url is None and not state.finished):
            state = await rh.tasks.legacy_outputs(task.id)
        assert state.socket_url is not None
        secret = state.socket_url.reveal().partition("Rh-Comfy-Auth=")[2]
        assert secret
        caplog.clear()
        shown = repr(state) + repr(state.raw) + repr(task)
        async for event in task.progress():
            shown += repr(event)
        assert secret not in shown
        # uvicorn's side of the socket, the emulator's own, may log what it got.
        ours = [one for one in caplog.records if one.name != "websockets.server"]
        assert all(secret not in one.getMessage() for one in ours)


async def test_a_failure_seen_before_the_answer_to_the_cancel_is_a_cancelled_task(
    client: Any, raw: Any
) -> None:
    asked = asyncio.Event()
    seen = asyncio.Event()

    async def cancel(_: Any, talk: Any) -> None:
        asked.set()
        await seen.wait()
        await talk.reply({"code": 0, "msg": "success", "data": None})

    async def query(_: Any, talk: Any) -> None:
        status = "FAILED" if asked.is_set() else "RUNNING"
        await talk.reply({"taskId": "7", "status": status, "errorCode": "", "errorMessage": ""})
        if status == "FAILED":
            seen.set()

    async with raw.Server(query=query, get=cancel) as server, client(server.url) as rh:
        task = rh.task("7")
        waiting = asyncio.ensure_future(task.wait())
        await task.cancel()
        with pytest.raises(TaskCancelled):
            await waiting


async def test_a_cancel_that_failed_changes_nothing(emulated: Any) -> None:
    async with emulated(fail_rate=1.0, faults=(Fault("cancel", "code 500", times=None),)) as (
        _,
        rh,
    ):
        task = await rh.workflows.submit(TEXT_TO_IMAGE)
        with pytest.raises(ServiceError) as caught:
            await task.cancel()
        assert caught.value.task_id == task.id
        assert f"task {task.id}" in str(caught.value)
        with pytest.raises(TaskFailed):
            await task.wait()


@pytest.mark.parametrize("task_id", ["my task", "a/b", "1.5", "x" * 101])
async def test_a_text_that_can_be_no_id_is_refused_offline(task_id: str, emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match="is no id of a task"):
            rh.task(task_id)
        assert emu.ledger.requests.total() == 0


async def test_a_service_that_was_away_all_the_time_is_told_by_the_timeout(emulated: Any) -> None:
    async with emulated(faults=(Fault("query", "html 502", times=None),)) as (_, rh):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
        with pytest.raises((TaskTimeout, ServiceError)) as caught:
            await task.wait(deadline=0.02)
    assert "still runs after" not in str(caught.value)
