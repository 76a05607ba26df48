"""Waiting for tasks: looks, ends, failures of looks, and reattaching."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Any

import pytest

from runninghub_async import Polling
from runninghub_async.emulator import Durations, Fault
from runninghub_async.errors import (
    BadReply,
    ConnectionLost,
    InvalidRequest,
    NotFound,
    RunningHubError,
    TaskCancelled,
    TaskFailed,
    TaskTimeout,
)


def state(status: str, **fields: Any) -> dict[str, Any]:
    return {"taskId": "1", "status": status, "errorCode": "", "errorMessage": "", **fields}


async def test_submit_wait_watch_and_status_tell_the_same_story(emulated: Any) -> None:
    durations = Durations(median=0.1, sigma=0.0, queued=0.05)
    async with emulated(time_scale=1.0, durations=durations) as (emu, rh):
        task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
        assert (task.id, task.endpoint) == (emu.ledger.task_ids[0], "vidu/text-to-video")
        assert rh.unfinished == (task.id,)
        seen = [one.status async for one in task.watch()]
        assert seen == ["QUEUED", "RUNNING", "SUCCESS"]
        result = await task.wait()
        assert (await task.status()).succeeded
        assert [one.status async for one in task.watch()] == ["SUCCESS"]
        looks = emu.ledger.looks
        assert result.url is not None
        assert result.url.endswith(".mp4")
        assert result.usage.total_money == emu.ledger.money_charged
        assert rh.unfinished == ()
        assert emu.ledger.looks == looks, "the end is known: nobody looks again"


async def test_waiters_in_many_places_share_the_looks_of_a_task(emulated: Any) -> None:
    async with emulated(time_scale=1.0, durations=Durations(0.1, 0.0, 0.0)) as (emu, rh):
        task = await rh.models.vidu.text_to_video.submit(prompt="a")
        waits = [rh.task(task.id).wait() for _ in range(100)]
        results = await asyncio.gather(task.wait(), *waits)
        assert {one.url for one in results} == {results[0].url}
        assert emu.ledger.looks < 60


async def test_looks_stop_when_nobody_waits_any_more(client: Any, raw: Any, books: Any) -> None:
    async with raw.Server(query=raw.says(state("RUNNING"))) as server, client(server.url) as rh:
        before = books.of(rh)
        waits = [asyncio.ensure_future(rh.task("1").wait()) for _ in range(5)]
        await server.until(lambda it: it.count("query") >= 2)
        for one in waits:
            one.cancel()
        await asyncio.wait(waits)
        assert rh.statistics().watched == 0
        await books.settled(rh, before)
        made = server.count("query")
        await asyncio.sleep(0.05)  # ten intervals
        assert server.count("query") == made


async def test_an_unknown_status_is_not_the_end(client: Any, raw: Any) -> None:
    acts = [raw.says(state(one)) for one in ("create", "PENDING", "Brand New", "")]
    acts[3] = raw.says(state("", errorCode="813"))
    async with raw.Server(query=acts) as server, client(server.url) as rh:
        seen = [one.status async for one in rh.task("1").watch()]
        assert seen == ["CREATE", "PENDING", "BRAND NEW", "QUEUED", "SUCCESS"]
        assert (await rh.task("1").wait()).text


async def test_the_deadline_leaves_the_task_running_and_the_error_resumes_it(
    client: Any, raw: Any
) -> None:
    acts = [raw.says(state("RUNNING"))] * 2
    polling = Polling(first=0.001, ceiling=0.2)
    async with raw.Server(query=acts) as server, client(server.url, polling=polling) as rh:
        task = rh.task("1")
        with pytest.raises(TaskTimeout) as caught:
            await task.wait(deadline=0.001)
        assert isinstance(caught.value, TimeoutError)
        assert caught.value.seconds == 0.001
        assert 'rh.task("1").wait() resumes' in str(caught.value)
        assert (await rh.task(caught.value.task_id).wait()).text == "made by 1"


@pytest.mark.parametrize("what", ["drop before", "html 502", "http 500", "code 1005", "empty"])
async def test_four_failed_looks_are_survived_and_five_end_the_waiting_only(
    emulated: Any, what: str
) -> None:
    polling = Polling(first=0.001, ceiling=0.001)
    async with emulated(client={"polling": polling}) as (emu, rh):
        model = rh.models.vidu.text_to_video
        emu.add_fault(Fault("query", what, times=4))
        assert (await model(prompt="a")).url
        emu.add_fault(Fault("query", what, times=None))
        with pytest.raises(RunningHubError) as caught:
            await model(prompt="b")
        task_id = emu.ledger.task_ids[1]
        assert caught.value.task_id == task_id  # type: ignore[attr-defined]
        assert f'rh.task("{task_id}").wait()' in str(caught.value)
        assert rh.unfinished == (task_id,)
        emu.faults.clear()
        assert (await rh.task(task_id).wait()).url
        assert len(emu.ledger.submits) == 2


async def test_looks_refused_for_the_rate_are_no_failed_looks(client: Any, raw: Any) -> None:
    busy = raw.says({"error": "slow"}, 429, Retry_After="0.001")
    async with raw.Server(query=[busy] * 8) as server, client(server.url) as rh:
        assert (await rh.task("1").wait()).text
        assert server.count("query") == 9


async def test_a_failed_task_tells_why_and_where(client: Any, raw: Any) -> None:
    reason = {"node_name": "KSampler", "exception_type": "OOM", "exception_message": "no memory"}
    answer = state("FAILED", errorCode="1015", errorMessage="failed", failedReason=reason)
    answer["taskId"] = "task-1"  # what the raw server calls the first task
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        with pytest.raises(TaskFailed) as caught:
            await rh.model("acme/clip", unchecked=True)(prompt="a")
    error = caught.value
    assert (error.task_id, error.code, error.node) == ("task-1", 1015, "KSampler")
    assert error.reason == "OOM: no memory"
    assert error.new_task_may_help
    assert "task task-1 failed at node KSampler (code 1015): OOM: no memory" in str(error)


@pytest.mark.parametrize("status", ["CANCEL", "cancelled", "CANCELED"])
async def test_a_cancelled_task_is_an_end_of_its_own(client: Any, raw: Any, status: str) -> None:
    async with raw.Server(query=raw.says(state(status))) as server, client(server.url) as rh:
        with pytest.raises(TaskCancelled) as caught:
            await rh.task("1").wait()
        assert caught.value.task_id == "1"
        assert [one.status async for one in rh.task("1").watch()] == [status.upper()]


async def test_a_task_that_nobody_knows_is_not_found(emulated: Any) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(NotFound):
            await rh.task("999999").status()
        with pytest.raises(NotFound) as caught:
            await rh.task("999999").wait()
        assert caught.value.task_id == "999999"
        with pytest.raises(InvalidRequest):
            rh.task("  ")


@pytest.mark.parametrize("results", [None, [], "absent"])
async def test_a_task_may_succeed_without_results(client: Any, raw: Any, results: Any) -> None:
    answer = state("SUCCESS", **({} if results == "absent" else {"results": results}))
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
        assert (result.outputs, result.url, result.text) == ((), None, None)
        assert result.raw["status"] == "SUCCESS"


async def test_text_files_and_money_come_out_as_values(client: Any, raw: Any) -> None:
    answer = state(
        "SUCCESS",
        results=[{"text": "a poem", "outputType": "txt"}, {"outputUrl": "https://x.example/a.MP4"}],
        usage={"consumeMoney": "0.10", "thirdPartyConsumeMoney": 0.25, "taskCostTime": "7"},
    )
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
    assert (result.text, result.url) == ("a poem", "https://x.example/a.MP4")
    assert [one.file_name for one in result.outputs] == ["1_0.txt", "1_1.mp4"]
    assert result.usage.total_money == Decimal("0.35")


async def test_success_without_results_in_the_submit_is_looked_at(client: Any, raw: Any) -> None:
    done = raw.says({"taskId": "5", "status": "SUCCESS", "results": None})
    async with raw.Server(submit=done) as server, client(server.url) as rh:
        assert (await rh.model("acme/clip", unchecked=True)(prompt="a")).text == "made by 5"


async def test_watching_ends_with_the_error_after_too_many_failed_looks(
    client: Any, raw: Any
) -> None:
    async with raw.Server(query=raw.says(b"")) as server, client(server.url) as rh:
        with pytest.raises(BadReply) as caught:
            async for _ in rh.task("1").watch():
                pass
        assert caught.value.task_id == "1"
        assert rh.statistics().watched == 0


async def test_a_watcher_that_stops_early_stops_the_looks(
    client: Any, raw: Any, books: Any
) -> None:
    async with raw.Server(query=raw.says(state("RUNNING"))) as server, client(server.url) as rh:
        before = books.of(rh)
        async for seen in rh.task("1").watch():
            assert seen.status == "RUNNING"
            break
        await books.settled(rh, before)


async def test_a_price_is_asked_for_and_runs_nothing(client: Any, raw: Any) -> None:
    async with raw.Server(price=[raw.resets]) as server, client(server.url) as rh:
        price = await rh.model("acme/clip", unchecked=True).price(prompt="a")
        assert (price.price, price.currency) == (Decimal("0.5"), "USD")
        assert (server.count("price"), server.count("submit")) == (2, 0)


async def test_losing_every_look_names_the_connection(client: Any, raw: Any) -> None:
    async with raw.Server(query=raw.resets) as server, client(server.url) as rh:
        with pytest.raises(ConnectionLost) as caught:
            await rh.task("1").wait()
        assert caught.value.task_id == "1"


async def test_watching_ends_at_its_deadline_and_the_task_runs_on(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (_, rh):
        task = await rh.model("vidu/text-to-video").submit(prompt="p")
        with pytest.raises(TaskTimeout) as caught:
            async for _state in task.watch(deadline=0.2):
                pass
        assert caught.value.task_id == task.id
        assert rh.statistics().watched == 0


async def test_a_definite_no_ends_the_waiting_after_two_looks(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(NotFound) as caught:
            await rh.task("2013599999999999999").wait()
        assert caught.value.task_id == "2013599999999999999"
        assert "runs on" not in str(caught.value)
        assert emu.ledger.requests["query"] == 2


async def test_an_answer_about_another_task_is_no_answer(client: Any, raw: Any) -> None:
    async with raw.Server(query=[raw.says(state("SUCCESS"))]) as server, client(server.url) as rh:
        assert (await rh.task("7").wait()).task_id == "7"
        assert server.count("query") == 2
