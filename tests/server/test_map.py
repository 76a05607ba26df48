"""Many tasks: every job has its outcome, memory is bounded, and nothing is sent twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import Job, Limits, Polling
from runninghub_async.emulator import Durations, Fault
from runninghub_async.errors import (
    ClientClosed,
    ConfigError,
    DownloadError,
    InvalidRequest,
    RequestTimeout,
    SubmitUncertain,
    TaskFailed,
    TaskTimeout,
    UnknownModel,
)

NAME = "vidu/text-to-video"


def jobs(count: int) -> list[Job]:
    return [Job(NAME, {"prompt": f"number {one}"}) for one in range(count)]


async def collect(outcomes: AsyncIterator[Any]) -> list[Any]:
    return [one async for one in outcomes]


async def test_five_hundred_tasks_come_out_once_each_over_few_connections(emulated: Any) -> None:
    client = {"limits": Limits(), "polling": Polling(first=0.02, ceiling=0.05)}
    durations = Durations(median=60.0)
    async with emulated(client=client, slots=50, time_scale=0.001, durations=durations) as (
        emu,
        rh,
    ):
        outcomes = await collect(rh.map(jobs(500)))
        assert Counter(one.status for one in outcomes) == {"succeeded": 500}
        assert sorted(one.index for one in outcomes) == list(range(500))
        assert len(emu.ledger.submits) == len({one.task_id for one in outcomes}) == 500
        assert emu.ledger.repeated_bodies() == {}
        assert emu.ledger.connections_peak <= 64
        assert emu.ledger.tasks_running_peak <= 50
        assert (rh.unfinished, rh.statistics().running) == ((), 0)


async def test_bad_failing_and_uncertain_jobs_have_outcomes_and_harm_no_other(
    emulated: Any, tmp_path: Path
) -> None:
    # One after the other, so that it is known whom the fault strikes.
    async with emulated(faults=[Fault("submit", "drop after", times=1, after=1)]) as (emu, rh):
        todo = [
            Job(NAME, {"prompt": "fine"}, key="first"),
            Job(NAME, {"prompt": "lost"}),
            Job(NAME, {"promt": "misspelt"}),
            Job("no/such-model", {}),
            Job(NAME, None),  # type: ignore[arg-type]
            Job("vidu/image-to-video-q3-pro", {"prompt": "a", "image_url": tmp_path / "none.png"}),
            Job(rh.models.vidu.text_to_video, {"prompt": "fine too"}),
        ]
        outcomes = await collect(rh.map(todo, ordered=True, concurrency=1))
        assert [one.status for one in outcomes] == [
            "succeeded",
            "uncertain",
            *["failed"] * 4,
            "succeeded",
        ]
        assert [one.key for one in outcomes] == ["first", *map(str, range(1, 7))]
        kinds = [type(one.error) for one in outcomes]
        assert kinds[1:6] == [
            SubmitUncertain,
            InvalidRequest,
            UnknownModel,
            InvalidRequest,
            InvalidRequest,
        ]
        assert outcomes[0].result.url
        assert outcomes[0].task_id == emu.ledger.task_ids[0]
        assert emu.ledger.requests["submit"] == 3


async def test_tasks_that_fail_are_outcomes_with_their_ids(emulated: Any) -> None:
    async with emulated(fail_rate=0.5, seed=7) as (emu, rh):
        outcomes = await collect(rh.map(jobs(40)))
        failed = [one for one in outcomes if one.status == "failed"]
        assert len(failed) == sum(one.fails for one in emu.ledger.submits) > 5
        assert all(isinstance(one.error, TaskFailed) for one in failed)
        assert {one.task_id for one in outcomes} == set(emu.ledger.task_ids)


async def test_an_endless_async_input_is_read_no_further_than_needed(emulated: Any) -> None:
    read = 0

    async def endless() -> AsyncIterator[Job]:
        nonlocal read
        while True:
            read += 1
            yield Job(NAME, {"prompt": str(read)})
            await asyncio.sleep(0)

    async with emulated(slots=10, client={"limits": Limits(slots=10)}) as (_, rh):
        seen, most = 0, 0
        async for outcome in rh.map(endless()):
            assert outcome.status == "succeeded"
            seen += 1
            most = max(most, read - seen)
            if seen == 300:
                break
        # 10 that run, 8 that wait for a place, 64 that wait for the consumer, one in the hand.
        assert most <= 10 + 8 + 64 + 1


async def test_a_slow_consumer_slows_the_starting_of_jobs(emulated: Any) -> None:
    async with emulated(client={"limits": Limits(slots=20)}) as (emu, rh):
        outcomes = rh.map(jobs(1000))
        await anext(outcomes)
        async with asyncio.timeout(10):
            await emu.ledger.until(lambda it: len(it.submits) >= 64)
        while rh.statistics().running:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        started = len(emu.ledger.submits)
        await asyncio.sleep(0.05)
        assert len(emu.ledger.submits) == started <= 64 + 20 + 8 + 1
        rest = await collect(outcomes)
        assert len(rest) == 999


async def test_outcomes_come_in_the_order_of_the_jobs_when_asked(emulated: Any) -> None:
    async with emulated(time_scale=0.0005, client={"limits": Limits(slots=30)}) as (_, rh):
        ordered = await collect(rh.map(jobs(60), ordered=True))
        assert [one.index for one in ordered] == list(range(60))


@pytest.mark.parametrize("concurrency", [1, 3])
async def test_no_more_jobs_run_at_once_than_allowed(emulated: Any, concurrency: int) -> None:
    async with emulated(time_scale=0.0002) as (emu, rh):
        outcomes = await collect(rh.map(jobs(20), concurrency=concurrency))
        assert len(outcomes) == 20
        assert emu.ledger.tasks_running_peak <= concurrency


@pytest.mark.parametrize("setting", ["concurrency", "stop_after"])
async def test_a_setting_below_one_is_refused(emulated: Any, setting: str) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(ConfigError, match=setting):
            await collect(rh.map(jobs(1), **{setting: 0}))


async def test_no_new_job_is_started_after_enough_have_failed(emulated: Any) -> None:
    async with emulated(fail_rate=1.0) as (emu, rh):
        outcomes = await collect(rh.map(jobs(100), stop_after=3, concurrency=1))
        assert [one.status for one in outcomes] == ["failed"] * 3 + ["skipped"]
        assert len(emu.ledger.submits) == 3


async def test_the_deadline_of_a_job_includes_its_waiting_for_a_place(
    client: Any, raw: Any
) -> None:
    running = raw.says({"status": "RUNNING"})
    limits = Limits(slots=1)
    async with raw.Server(query=running) as server, client(server.url, limits=limits) as rh:
        clip = rh.model("acme/clip", unchecked=True)
        outcomes = await collect(clip.map([{"n": 1}, {"n": 2}], deadline=0.2))
        kinds = sorted(type(one.error).__name__ for one in outcomes)
        assert kinds in (
            [RequestTimeout.__name__, TaskTimeout.__name__],
            [TaskTimeout.__name__, TaskTimeout.__name__],
        )
        assert all(0.15 < one.seconds < 5 for one in outcomes)
        assert server.count("submit") <= 2


async def test_a_deadline_of_none_never_gives_up(client: Any, raw: Any) -> None:
    acts = [raw.says({"status": "RUNNING"})] * 8
    polling = Polling(first=0.01, ceiling=0.01, deadline=0.02)
    async with raw.Server(query=acts) as server, client(server.url, polling=polling) as rh:
        clip = rh.model("acme/clip", unchecked=True)
        [usual] = await collect(clip.map([{"n": 1}]))
        assert isinstance(usual.error, TaskTimeout)
        [patient] = await collect(clip.map([{"n": 2}], deadline=None))
        assert patient.status == "succeeded"


async def test_results_are_downloaded_and_a_failed_download_keeps_the_result(
    emulated: Any, tmp_path: Path
) -> None:
    fault = Fault("download", "http 403", times=1)
    async with emulated(faults=[fault]) as (emu, rh):
        outcomes = await collect(rh.map(jobs(3), download_to=tmp_path / "clips", concurrency=1))
        # The task is done and paid: "failed" would invite to run it again.
        assert {one.status for one in outcomes} == {"succeeded"}
        bad = [one for one in outcomes if one.error is not None]
        assert len(bad) == 1
        assert isinstance(bad[0].error, DownloadError)
        assert bad[0].files == ()
        good = [one for one in outcomes if one.error is None]
        assert sorted(path.name for one in good for path in one.files) == sorted(
            path.name for path in (tmp_path / "clips").iterdir()
        )
        assert len(emu.ledger.submits) == 3
        await bad[0].result.download(tmp_path / "clips")
        assert len(list((tmp_path / "clips").iterdir())) == 3


@pytest.mark.parametrize("way", ["break", "aclose", "cancel"])
async def test_a_consumer_that_stops_early_stops_the_waiting_and_keeps_the_ids(
    emulated: Any, books: Any, way: str
) -> None:
    async with emulated(time_scale=0.001, client={"limits": Limits(slots=5)}) as (emu, rh):
        before = books.of(rh)
        closed: list[int] = []

        async def source() -> AsyncIterator[Job]:
            try:
                for job in jobs(1000):
                    yield job
            finally:
                closed.append(1)

        if way == "break":
            async for _ in rh.map(source()):
                break
        elif way == "aclose":
            outcomes = rh.map(source())
            await anext(outcomes)
            await outcomes.aclose()  # type: ignore[attr-defined]
        else:
            consumer = asyncio.ensure_future(collect(rh.map(source())))
            async with asyncio.timeout(10):
                await emu.ledger.until(lambda it: len(it.submits) >= 3)
            consumer.cancel()
            await asyncio.wait([consumer])
        await books.settled(rh, before)
        assert closed == [1]
        started = len(emu.ledger.submits)
        assert started < 100
        assert set(rh.unfinished) <= set(emu.ledger.task_ids)
        for task_id in rh.unfinished:
            await rh.task(task_id).wait()
        assert rh.unfinished == ()


async def test_what_the_input_raises_comes_out_after_the_last_outcome(emulated: Any) -> None:
    def broken() -> Iterator[Job]:
        yield from jobs(5)
        raise ZeroDivisionError("the input")

    async with emulated(time_scale=0.0005) as (emu, rh):
        seen = []
        with pytest.raises(ZeroDivisionError, match="the input"):  # noqa: PT012
            async for outcome in rh.map(broken()):
                seen.append(outcome.status)  # noqa: PERF401
        assert seen == ["succeeded"] * 5
        assert len(emu.ledger.submits) == 5


async def test_an_empty_input_has_no_outcome(emulated: Any) -> None:
    async with emulated() as (_, rh):
        assert await collect(rh.map([])) == []


async def test_closing_in_the_middle_ends_the_map_with_the_ids(client: Any, emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (emu, _):
        rh = client(emu.base_url, api_key=emu.api_key, limits=Limits(slots=30))
        seen: list[Any] = []

        async def consume() -> None:
            async for outcome in rh.map(jobs(200)):
                seen.append(outcome)  # noqa: PERF401

        async with rh:
            consumer = asyncio.ensure_future(consume())
            async with asyncio.timeout(10):
                await emu.ledger.until(lambda it: len(it.submits) >= 30)
        await asyncio.wait([consumer], timeout=10)
        error = consumer.exception()
        assert isinstance(error, ClientClosed)
        assert set(error.task_ids) == set(emu.ledger.task_ids) == set(rh.unfinished)
        assert len(error.task_ids) == 30
        assert seen == []


@pytest.mark.parametrize("ordered", [False, True])
async def test_results_that_a_consumer_leaves_behind_are_kept_among_the_unfinished(
    emulated: Any, ordered: bool
) -> None:
    async with emulated(time_scale=0.0, client={"limits": Limits(slots=50)}) as (emu, rh):
        async with aclosing(rh.map(jobs(30), ordered=ordered)) as outcomes:
            first = (await anext(outcomes)).task_id
            await emu.ledger.until(lambda ledger: len(ledger.submits) == 30)
        assert {first, *rh.unfinished} == set(emu.ledger.task_ids)
        assert len(emu.ledger.task_ids) == 30


async def test_a_job_that_still_runs_at_its_deadline_is_uncertain_and_not_failed(
    emulated: Any,
) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        (outcome,) = await collect(rh.map(jobs(1), deadline=0.2))
        assert outcome.status == "uncertain"
        assert isinstance(outcome.error, TaskTimeout)
        assert [outcome.task_id] == emu.ledger.task_ids == list(rh.unfinished)


async def test_what_is_no_job_has_an_outcome_and_harms_no_other(emulated: Any) -> None:
    async with emulated(time_scale=0.0) as (emu, rh):
        outcomes = await collect(rh.map([jobs(1)[0], ("not", "a job"), jobs(1)[0]], ordered=True))
        assert [one.status for one in outcomes] == ["succeeded", "failed", "succeeded"]
        assert isinstance(outcomes[1].error, InvalidRequest)
        assert "no Job" in str(outcomes[1].error)
        assert len(emu.ledger.submits) == 2


async def test_a_value_that_raises_fails_its_own_job_only(emulated: Any) -> None:
    class Rude:
        def read(self, size: int = -1, /) -> bytes:
            raise LookupError("no such thing")

    endpoint = "vidu/image-to-video-q3-pro"
    todo = [
        Job(endpoint, {"prompt": "p", "image_url": Rude()}),
        *jobs(2),
    ]
    async with emulated(time_scale=0.0) as (emu, rh):
        outcomes = await collect(rh.map(todo, ordered=True))
        assert [one.status for one in outcomes] == ["failed", "succeeded", "succeeded"]
        assert "no such thing" in str(outcomes[0].error)
        assert len(emu.ledger.submits) == 2


async def test_an_input_that_is_cancelled_is_no_input_that_has_ended(emulated: Any) -> None:
    async def source() -> AsyncIterator[Job]:
        yield jobs(1)[0]
        raise asyncio.CancelledError

    async with emulated(time_scale=0.0) as (_, rh):
        outcomes = rh.map(source())
        assert (await anext(outcomes)).status == "succeeded"
        with pytest.raises(ConfigError, match="cancelled before its end"):
            await anext(outcomes)


async def test_a_job_that_somebody_else_cancels_does_not_vanish_without_a_word(
    emulated: Any,
) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        before = {*asyncio.all_tasks()}
        outcomes = asyncio.ensure_future(collect(rh.map(jobs(3))))
        while len(rh.unfinished) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        for one in asyncio.all_tasks() - before - {outcomes}:
            if "_settle" in repr(one):  # what the client has begun, its jobs among them
                one.cancel()
        with pytest.raises(ConfigError, match="was cancelled by somebody else"):
            await outcomes
        assert set(rh.unfinished) == {one.task_id for one in emu.ledger.submits}


async def test_a_place_for_files_that_cannot_be_is_known_before_anything_is_paid(
    emulated: Any, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    async with emulated(time_scale=0.0) as (emu, rh):
        with pytest.raises(ConfigError, match="download_to"):
            await collect(rh.map(jobs(3), download_to=tmp_path / "file"))
        assert emu.ledger.submits == []


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), "5", True])
async def test_a_deadline_that_is_no_time_to_come_is_refused_before_anything_is_sent(
    emulated: Any, deadline: Any
) -> None:
    async with emulated(time_scale=0.0) as (emu, rh):
        with pytest.raises(ConfigError, match="deadline"):
            rh.map(jobs(1), deadline=deadline)
        with pytest.raises(ConfigError, match="deadline"):
            await rh.model(NAME).with_options(deadline=deadline)(prompt="p")
        assert emu.ledger.submits == []
