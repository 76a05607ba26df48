"""What `map` can be told: budget, new tasks, deadlines, progress, cancelling, directories."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import (
    Budget,
    BudgetExceeded,
    ConfigError,
    Job,
    Limits,
    Polling,
    Progress,
    ProgressFeed,
    RequestTimeout,
    RunningHub,
    TaskFailed,
    TaskTimeout,
)
from runninghub_async.emulator import Durations, Fault
from runninghub_async.emulator.graphs import STORED_GRAPHS

PATH = "vidu/text-to-video"
WORKFLOW = next(iter(STORED_GRAPHS))


def jobs(count: int) -> list[Job]:
    return [Job(PATH, {"prompt": f"take {one}"}) for one in range(count)]


async def collected(run: Any) -> list[Any]:
    return [outcome async for outcome in run]


# -- budget --------------------------------------------------------------------------------


async def test_a_budget_ends_the_reading_when_the_next_task_does_not_fit(emulated: Any) -> None:
    async with emulated(slots=4) as (emu, rh):
        price = rh.model(PATH).estimate(prompt="take 0")
        assert price is not None
        budget = Budget(max=price.amount * 5, currency=price.currency)
        outcomes = await collected(rh.map(jobs(50), budget=budget, concurrency=4))
        succeeded = [one for one in outcomes if one.status == "succeeded"]
        skipped = [one for one in outcomes if one.status == "skipped"]
        assert len(succeeded) == len(emu.ledger.submits) == 5
        assert 1 <= len(skipped) <= 4
        assert all(isinstance(one.error, BudgetExceeded) for one in skipped)
        assert budget.spent == sum(one.cost for one in succeeded) == emu.ledger.money_charged
        assert budget.reserved == 0
        assert budget.spent <= (budget.max or 0)


async def test_an_unclear_submit_keeps_its_room_and_a_refused_one_gives_it_back(
    emulated: Any,
) -> None:
    # The second fault counts the calls that reach it: the first one was struck already.
    faults = (Fault("submit", "drop after"), Fault("submit", "code 1501"))
    async with emulated(faults=faults) as (_, rh):
        price = rh.model(PATH).estimate(prompt="take 0")
        assert price is not None
        budget = Budget(max=price.amount * 10)
        outcomes = await collected(rh.map(jobs(3), budget=budget, concurrency=1))
    assert [one.status for one in outcomes] == ["uncertain", "failed", "succeeded"]
    assert (budget.tasks, budget.reserved, budget.spent) == (2, price.amount, price.amount)


async def test_a_task_without_a_listed_price_counts_or_is_refused_as_told(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        runs = [rh.workflows.job(WORKFLOW) for _ in range(3)]
        refusing = Budget(max=100)
        outcomes = await collected(rh.map(runs, budget=refusing))
        assert {one.status for one in outcomes} == {"skipped"}
        assert len(emu.ledger.submits) == 0
        counting = Budget(max=100, max_tasks=2, unknown="count")
        outcomes = await collected(rh.map(runs, budget=counting, concurrency=1))
        assert [one.status for one in outcomes] == ["succeeded", "succeeded", "skipped"]


# -- new tasks for failed ones ---------------------------------------------------------------


async def test_a_task_that_failed_for_a_passing_reason_gets_a_new_one_when_asked(
    emulated: Any,
) -> None:
    async with emulated(fail_rate=0.5, seed=3) as (emu, rh):
        budget = Budget(max=1000)
        outcomes = await collected(rh.map(jobs(20), task_retries=8, budget=budget))
        assert {one.status for one in outcomes} == {"succeeded"}
        assert sum(one.attempts for one in outcomes) == len(emu.ledger.submits) > 20
        assert sum(one.cost for one in outcomes) == emu.ledger.money_charged == budget.spent
        assert budget.tasks == len(emu.ledger.submits)


async def test_by_default_a_failed_task_is_a_failed_job(emulated: Any) -> None:
    async with emulated(fail_rate=1.0) as (emu, rh):
        (outcome,) = await collected(rh.map(jobs(1)))
        assert isinstance(outcome.error, TaskFailed)
        assert (outcome.status, outcome.attempts, len(emu.ledger.submits)) == ("failed", 1, 1)
        (outcome,) = await collected(rh.map(jobs(1), task_retries=2))
        assert (outcome.status, outcome.attempts, len(emu.ledger.submits)) == ("failed", 3, 4)


# -- deadlines -------------------------------------------------------------------------------


async def test_the_whole_run_has_a_deadline(emulated: Any) -> None:
    async with emulated(durations=Durations(median=1e7), slots=2) as (emu, rh):
        outcomes = await collected(rh.map(jobs(30), run_deadline=0.5))
        assert len(emu.ledger.submits) == 2
        assert set(rh.unfinished) >= set(emu.ledger.task_ids)
    by_status: dict[str, list[Any]] = {}
    for one in outcomes:
        by_status.setdefault(one.status, []).append(one)
    assert len(by_status["uncertain"]) == 2
    assert all(isinstance(one.error, TaskTimeout) for one in by_status["uncertain"])
    assert all(isinstance(one.error, RequestTimeout) for one in by_status["failed"])
    assert len(by_status["skipped"]) == 1


# -- progress --------------------------------------------------------------------------------


async def test_progress_tells_where_the_jobs_are_and_ends_with_all_of_them(
    emulated: Any, tmp_path: Path
) -> None:
    told: list[Progress] = []
    durations = Durations(median=3000.0)
    options = {"limits": Limits(slots=4)}
    async with emulated(options, slots=4, durations=durations) as (_, rh):
        outcomes = await collected(rh.map(jobs(12), on_progress=told.append, download_to=tmp_path))
    assert len(outcomes) == 12
    last = told[-1]
    assert (last.total, last.done, last.succeeded, last.begun) == (12, 12, 12, 12)
    assert last.spent == sum(one.cost for one in outcomes)
    assert last.bytes_downloaded == sum(one.files[0].stat().st_size for one in outcomes)
    assert last.per_minute is not None
    assert last.seconds_left == 0.0
    assert max(one.running for one in told) > 0
    assert max(one.waiting_for_slot for one in told) > 0
    assert all(one.begun <= 12 for one in told)
    assert any(one.waited_for_slot > 0 for one in outcomes)
    assert any(one.seconds_left for one in told if one.seconds_left is not None)


async def test_progress_can_be_iterated_over(emulated: Any) -> None:
    feed = ProgressFeed()
    seen: list[Progress] = []

    async def read() -> None:
        seen.extend([progress async for progress in feed])

    async with emulated() as (_, rh):
        reader = asyncio.ensure_future(read())
        await collected(rh.map(jobs(10), on_progress=feed))
        await asyncio.wait_for(reader, 5)
    assert seen[-1].succeeded == 10


async def test_a_callback_that_raises_harms_nobody(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(progress: Progress) -> None:
        raise RuntimeError("mine")

    async with emulated() as (_, rh):
        outcomes = await collected(rh.map(jobs(5), on_progress=broken))
    assert {one.status for one in outcomes} == {"succeeded"}
    assert "on_progress raised" in caplog.text


async def test_a_source_without_a_length_has_no_total(emulated: Any) -> None:
    told: list[Progress] = []
    async with emulated() as (_, rh):
        await collected(rh.map(iter(jobs(5)), on_progress=told.append))
        items = [{"prompt": "one"}, {"prompt": "two"}]
        await collected(rh.models.vidu.text_to_video.map(items, on_progress=told.append))
    assert {one.total for one in told} == {None, 2}
    assert told[0].seconds_left is None


# -- leaving early ---------------------------------------------------------------------------


async def test_leaving_early_can_cancel_what_can_be_cancelled(emulated: Any) -> None:
    async with emulated(durations=Durations(median=1e7)) as (emu, rh):
        mixed = [rh.workflows.job(WORKFLOW) for _ in range(3)] + jobs(2)
        run = rh.map(mixed, on_cancel="cancel", deadline=None)
        reading = asyncio.ensure_future(anext(run))
        await emu.ledger.until(lambda book: len(book.submits) == 5)
        await asyncio.sleep(0.05)  # the answers arrive
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        await run.aclose()
        kinds = {one.task_id: one.kind for one in emu.ledger.submits}
        assert [kinds[one.task_id] for one in emu.ledger.cancels] == ["workflow"] * 3


async def test_leaving_early_leaves_tasks_running_by_default(emulated: Any) -> None:
    async with emulated(durations=Durations(median=1e7)) as (emu, rh):
        run = rh.map([rh.workflows.job(WORKFLOW)], deadline=None)
        reading = asyncio.ensure_future(anext(run))
        await emu.ledger.until(lambda book: book.looks)
        reading.cancel()
        await asyncio.wait([reading])
        await run.aclose()
        assert emu.ledger.cancels == []
        assert rh.unfinished == tuple(emu.ledger.task_ids)


# -- files -----------------------------------------------------------------------------------


async def test_a_function_spreads_files_over_directories(emulated: Any, tmp_path: Path) -> None:
    async with emulated() as (_, rh):
        outcomes = await collected(
            rh.map(jobs(6), download_to=lambda one: tmp_path / f"{one.index // 2:03}")
        )
    assert {one.files[0].parent.name for one in outcomes} == {"000", "001", "002"}


# -- many ------------------------------------------------------------------------------------


async def test_a_hundred_thousand_jobs_pass_through_in_constant_memory(emulated: Any) -> None:
    """Jobs that end at once, so that only what the run keeps of them is measured."""
    count = 0
    marks: dict[int, int] = {}

    async def endless() -> AsyncIterator[Job]:
        for one in range(100_000):
            yield Job(PATH, {"prompt": 7, "number": one})  # refused before anything is sent

    async with emulated() as (emu, rh):
        async for outcome in rh.map(endless()):
            count += outcome.status == "failed"
            if count in (20_000, 100_000):
                marks[count] = sys.getallocatedblocks()
        assert emu.ledger.requests["submit"] == 0
    assert count == 100_000
    assert marks[100_000] - marks[20_000] < 8_000  # a tenth of a block for each job


async def test_no_job_fails_while_the_limit_moves_and_another_program_takes_places(
    emulated: Any,
) -> None:
    """50 places, then 10, then 80; and a second client of the same key."""
    durations = Durations(median=600.0)
    options = {"limits": Limits()}
    async with emulated(options, slots=50, durations=durations) as (emu, rh):
        other = RunningHub(
            emu.api_key, base_url=emu.base_url, polling=Polling(first=0.02, ceiling=0.1)
        )
        async with other:
            also = asyncio.ensure_future(collected(other.map(jobs(80))))
            outcomes = []
            async for outcome in rh.map(jobs(300)):
                outcomes.append(outcome)
                if len(outcomes) in (60, 140):
                    emu.set_slots(10 if len(outcomes) == 60 else 80)
            outcomes += await also
        assert len(emu.ledger.submits) == 380
        assert emu.ledger.refusals[421] > 0
        assert set(emu.ledger.refusals) == {421}
    assert {one.status for one in outcomes} == {"succeeded"}


async def test_jobs_of_a_lower_priority_number_go_first(emulated: Any) -> None:
    async with emulated({"limits": Limits(slots=1)}, slots=1) as (emu, rh):
        mixed = [Job(PATH, {"prompt": f"{one}"}, priority=-one) for one in range(6)]
        await collected(rh.map(mixed))
        order = [one.body["prompt"] for one in emu.ledger.submits]
    assert order[0] == "0"  # nobody else was there
    assert order[1:] == ["5", "4", "3", "2", "1"]


# -- bad options -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "setting"),
    [
        ({"concurrency": 0}, "concurrency"),
        ({"stop_after": 0}, "stop_after"),
        ({"task_retries": -1}, "task_retries"),
        ({"run_deadline": 0}, "run_deadline"),
        ({"on_cancel": "stop"}, "on_cancel"),
    ],
)
async def test_an_option_that_cannot_be_is_refused(
    options: dict[str, Any], setting: str, emulated: Any
) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(ConfigError) as caught:
            rh.map(jobs(1), **options)
    assert caught.value.setting == setting


async def test_money_is_exact(emulated: Any) -> None:
    async with emulated() as (_, rh):
        outcomes = await collected(rh.map(jobs(3)))
    assert all(isinstance(one.cost, Decimal) for one in outcomes)
