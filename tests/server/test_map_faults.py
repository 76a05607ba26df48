"""What goes wrong in a batch when money is at stake: nothing is lost, hidden or doubled."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import (
    BillingError,
    Budget,
    BudgetExceeded,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    Job,
    JournalError,
    Limits,
    Polling,
    Progress,
    SubmitUncertain,
    TaskFailed,
    TaskTimeout,
)
from runninghub_async.emulator import Durations, Fault
from runninghub_async.emulator.graphs import STORED_GRAPHS
from runninghub_async.journal import Journal
from runninghub_async.tasks import batch

PATH = "vidu/text-to-video"
WORKFLOW = next(iter(STORED_GRAPHS))
FAILS = {"status": "FAILED", "errorCode": "1015", "errorMessage": "gen"}


def jobs(count: int) -> list[Job]:
    return [Job(PATH, {"prompt": f"take {one}"}, key=f"job-{one}") for one in range(count)]


async def collected(run: Any) -> list[Any]:
    return [outcome async for outcome in run]


async def left(run: Any, when: Any) -> None:
    """Read a run, and cancel the reading at a moment."""
    reading = asyncio.ensure_future(collected(run))
    async with asyncio.timeout(10):
        await when
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


# -- priorities ------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["high", None, float("nan"), 10**5000, 10**400, [1]], ids=type)
async def test_a_priority_that_is_no_number_fails_its_own_job_only(emulated: Any, bad: Any) -> None:
    async with emulated({"limits": Limits(slots=1)}, slots=1) as (emu, rh):
        mixed = [Job(PATH, {"prompt": str(one)}, None, bad if one == 3 else 0) for one in range(8)]
        outcomes = await collected(rh.map(mixed, ordered=True))
        assert [one.status for one in outcomes].count("succeeded") == 7
        assert isinstance(outcomes[3].error, InvalidRequest)
        assert "priority" in str(outcomes[3].error)
        assert "job '3'" in str(outcomes[3].error)
        assert len(emu.ledger.submits) == 7
        assert (await rh.model(PATH)(prompt="later")).url  # the client works on


# -- one key, one task -------------------------------------------------------------------------


async def test_any_number_of_jobs_of_one_key_pay_once(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "slow 0.2"),)) as (emu, rh):
        outcomes = await collected(rh.map([jobs(1)[0] for _ in range(4)], journal=path))
        assert [one.status for one in outcomes].count("succeeded") == 1
        refused = [one for one in outcomes if one.status == "failed"]
        assert len(refused) == 3
        assert all("under way already" in str(one.error) for one in refused)
        async with Journal(path) as journal:
            entry = await journal.job("job-0")
        assert entry is not None
        assert (entry.state, len(entry.attempts)) == ("succeeded", 1)
        (again,) = await collected(rh.map(jobs(1), journal=path))
        assert again.status == "succeeded"
        assert len(emu.ledger.submits) == 1


@pytest.mark.parametrize("turns", [0, 1, 3, 10, 30, 100])
async def test_two_runs_with_one_open_journal_pay_once(
    emulated: Any, tmp_path: Path, turns: int
) -> None:
    faults = (Fault("submit", "slow 0.05", times=None),)
    async with emulated(faults=faults) as (emu, rh), Journal(tmp_path / "run.journal") as journal:

        async def second() -> list[Any]:
            for _ in range(turns):
                await asyncio.sleep(0)
            return await collected(rh.map(jobs(1), journal=journal))

        one, other = await asyncio.gather(collected(rh.map(jobs(1), journal=journal)), second())
        (again,) = await collected(rh.map(jobs(1), journal=journal))
        assert "succeeded" in {one[0].status, other[0].status}
        assert again.status == "succeeded"
        assert len(emu.ledger.submits) == 1


# -- the journal fails -------------------------------------------------------------------------


@pytest.mark.parametrize("fails", [False, True])
async def test_a_journal_that_is_lost_hides_nothing_of_a_task_that_was_paid(
    emulated: Any, tmp_path: Path, fails: bool, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "run.journal"
    async with emulated(time_scale=0.005, fail_rate=float(fails)) as (emu, rh):

        async def lose() -> None:
            while not rh.statistics().watched:  # noqa: ASYNC110  (the task is noted by then)
                await asyncio.sleep(0.001)
            path.unlink()

        losing = asyncio.ensure_future(lose())
        run = rh.map(jobs(1), journal=path, download_to=tmp_path / "clips")
        (outcome,) = await collected(run)
        await losing
        assert outcome.task_id == emu.ledger.task_ids[0]
        assert rh.unfinished == (outcome.task_id,)
    if fails:
        assert outcome.status == "failed"
        assert isinstance(outcome.error, TaskFailed)
        assert "Not in the journal" in outcome.error.__notes__[0]
    else:
        assert outcome.status == "succeeded"
        assert isinstance(outcome.error, JournalError)
        assert outcome.result.url
        assert outcome.files[0].stat().st_size > 0
    assert "job-0" in caplog.text
    assert "the journal does not have" in caplog.text


async def test_a_journal_that_is_closed_is_not_taken_for_a_closed_client(
    emulated: Any, tmp_path: Path
) -> None:
    async with emulated() as (emu, rh):
        journal = Journal(tmp_path / "run.journal")
        with pytest.raises(ClientClosed, match=r"the journal .* is closed"):
            await collected(rh.map(jobs(1), journal=journal))
        await journal.open()
        outcomes = []
        async for outcome in rh.map(jobs(3), journal=journal, concurrency=1, ordered=True):
            outcomes.append(outcome)
            await journal.aclose()
        assert outcomes[0].status == "succeeded"
        assert isinstance(outcomes[-1].error, JournalError)
        assert "was closed while a run worked with it" in str(outcomes[-1].error)
        assert len(emu.ledger.submits) <= 2


async def test_an_unclear_submit_that_comes_after_the_journal_was_closed_is_logged(
    client: Any,
    raw: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "SETTLE_SECONDS", 0.05)
    gate = asyncio.Event()

    async def late(_: Any, talk: Any) -> None:
        await gate.wait()
        talk.reset()

    path = tmp_path / "run.journal"
    async with raw.Server(submit=[late]) as server, client(server.url) as rh:
        with caplog.at_level(logging.WARNING, logger="runninghub_async"):
            run = rh.map(jobs(1), journal=path)
            await left(run, server.until(lambda it: it.count("submit")))
            gate.set()
            async with asyncio.timeout(5):
                while "the caller" not in caplog.text and "caller has gone" not in caplog.text:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        (told,) = [one.getMessage() for one in caplog.records if "journal does not" in one.message]
        async with Journal(path) as journal:
            (entry,) = [one async for one in journal.jobs("uncertain")]
    assert "job job-0 (vidu/text-to-video, body " in told
    assert entry.attempts[0].body_hash in told


# -- leaving -----------------------------------------------------------------------------------


async def test_a_run_that_is_left_cancels_submits_that_were_on_the_wire_too(
    emulated: Any,
) -> None:
    faults = (Fault("workflow run", "slow 0.3", times=None),)
    async with emulated(time_scale=1.0, faults=faults) as (emu, rh):
        mixed = [*(rh.workflows.job(WORKFLOW) for _ in range(3)), jobs(1)[0]]
        run = rh.map(mixed, on_cancel="cancel")
        await left(run, emu.ledger.until(lambda book: len(book.submits) == 4))
        kinds = {one.task_id: one.kind for one in emu.ledger.submits}
        assert sorted(kinds[one.task_id] for one in emu.ledger.cancels) == ["workflow"] * 3
        assert set(kinds) >= set(rh.unfinished)


async def test_who_leaves_a_run_knows_the_ids_of_submits_that_were_on_the_wire(
    emulated: Any,
) -> None:
    faults = (Fault("submit", "slow 0.2", times=None),)
    async with emulated(time_scale=1.0, faults=faults) as (emu, rh):
        run = rh.map(jobs(2))
        await left(run, emu.ledger.until(lambda book: len(book.submits) == 2))
        assert set(rh.unfinished) == set(emu.ledger.task_ids)


async def test_room_of_jobs_that_never_left_is_given_back_when_a_run_is_left(
    emulated: Any,
) -> None:
    async with emulated({"limits": Limits(slots=1)}, time_scale=1.0) as (emu, rh):
        price = rh.model(PATH).estimate(prompt="x").amount
        budget = Budget(max=price * 20, max_tasks=20)

        async def all_wait() -> None:
            await emu.ledger.until(lambda book: book.submits)
            while rh.statistics().waiting_for_slot < 7:  # noqa: ASYNC110
                await asyncio.sleep(0.005)

        await left(rh.map(jobs(9), budget=budget), all_wait())
        assert (budget.tasks, budget.reserved) == (1, price)
        assert len(emu.ledger.submits) == 1


async def test_room_of_a_submit_that_is_refused_after_its_run_was_left_is_given_back(
    client: Any, raw: Any
) -> None:
    gate = asyncio.Event()

    async def refuses(_: Any, talk: Any) -> None:
        gate.set()
        await talk.reply({"errorCode": "416", "errorMessage": "no money"})

    async with raw.Server(submit=[refuses]) as server, client(server.url) as rh:
        budget = Budget(max_tasks=5)
        await left(rh.map(jobs(1), budget=budget), gate.wait())
        assert (budget.tasks, budget.reserved, budget.unknown) == (0, 0, 0)


@pytest.mark.parametrize("opened", [False, True])
async def test_a_run_can_go_on_right_after_a_break(
    emulated: Any, tmp_path: Path, opened: bool
) -> None:
    async with emulated() as (emu, rh), Journal(tmp_path / "open.journal") as book:
        journal = book if opened else tmp_path / "run.journal"
        async for outcome in rh.map(jobs(5), journal=journal):
            assert outcome.status == "succeeded"
            break
        outcomes = await collected(rh.map(jobs(5), journal=journal))
        assert {one.status for one in outcomes} == {"succeeded"}
        async for outcome in rh.resume(journal):
            assert outcome.resumed
            break
        resumed = await collected(rh.resume(journal))
        assert {one.status for one in resumed} == {"succeeded"}
        assert len(emu.ledger.submits) == 5


async def test_a_run_of_this_process_that_was_not_closed_is_named(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (_, rh):
        async with aclosing(rh.map(jobs(3), journal=path)) as run:
            await anext(run)
            with pytest.raises(JournalError, match=r"That is this one: close its run"):
                await collected(rh.resume(path))
        assert len(await collected(rh.resume(path))) == 3


async def test_progress_is_never_told_after_a_run_was_left(emulated: Any) -> None:
    told: list[Progress] = []
    async with emulated(time_scale=1.0) as (emu, rh):
        run = rh.map(jobs(3), on_progress=told.append)
        await left(run, emu.ledger.until(lambda book: len(book.submits) == 3))
        count = len(told)
        await asyncio.sleep(0.15)  # longer than two tellings are apart
        assert len(told) == count
        assert told[-1].running == told[-1].begun == 0


async def test_a_callback_that_raises_is_logged_once_and_counted(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    calls = 0

    def broken(_: Progress) -> None:
        nonlocal calls
        calls += 1
        raise RuntimeError("mine")

    async with emulated(durations=Durations(median=3000.0)) as (_, rh):
        await collected(rh.map(jobs(5), on_progress=broken))
    assert calls > 1
    assert caplog.text.count("Traceback") == 1
    assert f"on_progress raised {calls} times in all" in caplog.text


# -- the budget of several runs ----------------------------------------------------------------


async def test_a_budget_counts_each_task_once_in_any_number_of_runs(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        price = rh.model(PATH).estimate(prompt="x").amount
        budget = Budget(max=price * 10)
        for _ in range(3):
            await collected(rh.map(jobs(4), journal=path, budget=budget))
            assert (budget.spent, budget.tasks) == (emu.ledger.money_charged, 4)
            assert budget.reserved == 0


async def test_a_task_that_was_left_is_counted_once_when_the_next_run_waits_for_it(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated(durations=Durations(median=5000.0)) as (emu, rh):
        budget = Budget(max=100)
        run = rh.map(jobs(2), journal=path, budget=budget)
        await left(run, emu.ledger.until(lambda book: len(book.submits) == 2))
        assert budget.tasks == 2
        outcomes = await collected(rh.map(jobs(2), journal=path, budget=budget))
        assert {one.status for one in outcomes} == {"succeeded"}
        assert (budget.tasks, budget.reserved) == (2, 0)
        assert budget.spent == emu.ledger.money_charged == sum(one.cost for one in outcomes)


async def test_tasks_that_failed_in_earlier_runs_are_in_the_budget(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    fails = raw.says({**FAILS, "usage": {"consumeMoney": "5"}})
    async with raw.Server(query=fails) as server, client(server.url) as rh:
        options = {"journal": path, "task_retries": 1}
        (first,) = await collected(rh.map(jobs(1), budget=Budget(max=100), **options))
        assert (first.status, first.cost, first.attempts) == ("failed", 10, 2)
        budget = Budget(max=11)
        (again,) = await collected(rh.map(jobs(1), budget=budget, retry_failed=True, **options))
        assert (budget.spent, budget.tasks) == (15, 3)
        assert (again.cost, again.attempts) == (15, 3)
        assert server.count("submit") == 3


async def test_a_budget_knows_all_tasks_of_a_journal_before_the_first_job(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    new = Job(PATH, {"prompt": "new"}, key="new")
    async with emulated() as (emu, rh):
        price = rh.model(PATH).estimate(prompt="x").amount
        await collected(rh.map(jobs(3), journal=path))
        for again in ([new, *jobs(3)], [new]):  # before the others, and without them
            for limit in (Budget(max=price * 3), Budget(max=99, max_tasks=3)):
                first, *_ = await collected(rh.map(again, journal=path, budget=limit, ordered=True))
                assert first.status == "skipped"
                assert (limit.spent, limit.tasks) == (price * 3, 3)
        assert len(emu.ledger.submits) == 3


async def test_two_runs_at_once_count_a_task_in_flight_once(emulated: Any, tmp_path: Path) -> None:
    async with (
        emulated(durations=Durations(median=5000.0)) as (emu, rh),
        Journal(tmp_path / "run.journal") as journal,
    ):
        budget = Budget(max_tasks=9)
        first = asyncio.create_task(collected(rh.map(jobs(2), journal=journal, budget=budget)))
        await emu.ledger.until(lambda book: len(book.submits) == 2)
        other = Job(PATH, {"prompt": "other"}, key="other")
        await collected(rh.map([other], journal=journal, budget=budget))
        await first
        assert (budget.tasks, budget.reserved, len(emu.ledger.submits)) == (3, 0, 3)


async def test_a_budget_in_another_currency_ends_the_run_once(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(ConfigError, match="a price in CNY does not fit a budget in USD"):
            await collected(rh.map(jobs(9), budget=Budget(max=5, currency="USD")))
        assert emu.ledger.submits == []


# -- new tasks for failed ones -------------------------------------------------------------------


async def test_a_task_that_was_replaced_is_not_unfinished(client: Any, raw: Any) -> None:
    async with raw.Server(query=[raw.says(FAILS)]) as server, client(server.url) as rh:
        (outcome,) = await collected(rh.map(jobs(1), task_retries=2))
        assert (outcome.status, outcome.attempts, outcome.task_id) == ("succeeded", 2, "task-2")
        assert rh.unfinished == ()


async def test_a_job_whose_next_task_does_not_fit_has_failed_and_was_not_skipped(
    client: Any, raw: Any
) -> None:
    async with raw.Server(query=[raw.says(FAILS)]) as server, client(server.url) as rh:
        run = rh.map(jobs(1), task_retries=2, budget=Budget(max_tasks=1))
        (outcome,) = await collected(run)
    assert (outcome.status, outcome.task_id, outcome.attempts) == ("failed", "task-1", 1)
    assert isinstance(outcome.error, TaskFailed)
    assert isinstance(outcome.error.__cause__, BudgetExceeded)
    assert "No new task was made: budget" in outcome.error.__notes__[0]


async def test_a_job_whose_next_task_is_refused_ended_with_its_last_task(
    client: Any, raw: Any
) -> None:
    no_money = raw.says({"errorCode": "416", "errorMessage": "empty"})
    acts = [raw.accepts, no_money]
    async with raw.Server(query=[raw.says(FAILS)], submit=acts) as server, client(server.url) as rh:
        (outcome,) = await collected(rh.map(jobs(1), task_retries=2))
    assert (outcome.status, outcome.task_id, outcome.attempts) == ("failed", "task-1", 2)
    assert isinstance(outcome.error, TaskFailed)
    assert isinstance(outcome.error.__cause__, BillingError)


async def test_an_unclear_second_submit_does_not_show_the_first_task(client: Any, raw: Any) -> None:
    acts = [raw.accepts, raw.resets]
    async with raw.Server(query=[raw.says(FAILS)], submit=acts) as server, client(server.url) as rh:
        (outcome,) = await collected(rh.map(jobs(1), task_retries=2))
        assert rh.unfinished == ()
    assert (outcome.status, outcome.task_id, outcome.attempts) == ("uncertain", None, 2)
    assert isinstance(outcome.error, SubmitUncertain)


async def test_what_is_refused_before_any_submit_is_no_attempt(emulated: Any) -> None:
    async with emulated(faults=(Fault("submit", "code 1501"),)) as (emu, rh):
        never_left = rh.quick_create.job("1234567890123456789", "001")
        one, other = await collected(rh.map([never_left, jobs(1)[0]], ordered=True))
        assert (one.status, one.attempts) == ("failed", 0)
        assert (other.status, other.attempts) == ("failed", 1)
        assert emu.ledger.submits == []


# -- deadlines -----------------------------------------------------------------------------------


@pytest.mark.parametrize("run_deadline", [None, 60.0])
async def test_a_deadline_of_the_run_leaves_the_one_of_each_task(
    client: Any, raw: Any, run_deadline: float | None
) -> None:
    running = raw.says({"status": "RUNNING"})
    polling = Polling(first=0.01, ceiling=0.02, deadline=0.2)
    async with raw.Server(query=running) as server, client(server.url, polling=polling) as rh:
        async with asyncio.timeout(10):
            (outcome,) = await collected(rh.map(jobs(1), run_deadline=run_deadline))
        assert isinstance(outcome.error, TaskTimeout)
        assert outcome.error.seconds == 0.2


# -- bad input -----------------------------------------------------------------------------------


async def test_what_is_no_list_of_jobs_is_refused_at_the_call(emulated: Any) -> None:
    async with emulated() as (_, rh):
        with pytest.raises(ConfigError, match="in a list"):
            rh.map(jobs(1)[0])
        with pytest.raises(ConfigError, match="in a list"):
            rh.models.vidu.text_to_video.map({"prompt": "a"})
        with pytest.raises(ConfigError, match="did you mean concurrency"):
            rh.map(jobs(1), concurency=3)
        with pytest.raises(ConfigError, match="neither a path nor a Journal"):
            rh.resume(5)


async def test_money_of_earlier_attempts_is_part_of_a_jobs_cost(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    fails = raw.says({**FAILS, "usage": {"consumeMoney": "0.3"}})
    async with raw.Server(query=[fails]) as server, client(server.url) as rh:
        options = {"journal": tmp_path / "run.journal", "task_retries": 1}
        (first,) = await collected(rh.map(jobs(1), **options))
        (again,) = await collected(rh.map(jobs(1), **options))
    assert first.cost == again.cost == Decimal("0.3")
    assert (first.attempts, again.attempts) == (2, 2)
