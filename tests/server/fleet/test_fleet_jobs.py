"""Jobs that outlive a process: submitted once, however often they are delivered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from runninghub_async import (
    ClientClosed,
    ConfigError,
    InvalidRequest,
    JournalError,
    Limits,
    Polling,
    RequestTimeout,
    Retry,
    RunningHub,
    SubmitUncertain,
    TaskFailed,
    Timeouts,
)
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.fleet import RedisJobs, TaskiqJobs

PATH = "vidu/text-to-video"
CAT = {"prompt": "a cat surfs"}


@pytest.fixture
async def emu() -> AsyncIterator[Emulator]:
    async with Emulator(time_scale=0.002, durations=Durations(median=60.0)) as emulator:
        yield emulator


def client(emu: Emulator, **settings: Any) -> RunningHub:
    usual: dict[str, Any] = {
        "polling": Polling(first=0.02, ceiling=0.05),
        "retry": Retry(first=0.001, ceiling=0.002),
        "base_url": emu.base_url,
    }
    return RunningHub(emu.api_key, **{**usual, **settings})


@pytest.fixture
async def rh(emu: Emulator) -> AsyncIterator[RunningHub]:
    async with client(emu) as opened:
        yield opened


@pytest.fixture
def make(redis_server: Any, rh: RunningHub) -> Callable[..., RedisJobs]:
    """Another process' view of the same records."""

    def jobs(**settings: Any) -> RedisJobs:
        return RedisJobs(rh, redis_server.url, **{"lease": 1.0, "patience": 0.5, **settings})

    return jobs


async def test_a_second_delivery_gets_the_result_of_the_first(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    async with make() as jobs, make() as others:
        first = await jobs.run(PATH, CAT, key="order-1")
        assert await others.run(PATH, CAT, key="order-1") == first
        assert await others.state("order-1") == "succeeded"
        assert await others.state("order-2") is None
    assert len(emu.ledger.submits) == 1
    assert first["task_id"] == emu.ledger.task_ids[0]
    assert first["url"] == first["outputs"][0]["url"]
    assert json.loads(json.dumps(first)) == first


async def test_two_deliveries_at_once_make_one_task(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    async with make() as jobs, make() as others:
        one, other = await asyncio.gather(
            jobs.run(PATH, CAT, key="order-1"), others.run(PATH, CAT, key="order-1")
        )
    assert one == other
    assert len(emu.ledger.submits) == 1


async def test_a_run_that_was_cancelled_is_resumed(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    async with make() as jobs, make() as others:
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        await emu.ledger.until(lambda it: it.looks)
        run.cancel()
        await asyncio.wait([run])
        assert await others.state("order-1") == "submitted"
        result = await others.run(PATH, CAT, key="order-1")
    assert [result["task_id"]] == emu.ledger.task_ids


async def test_a_run_that_is_cancelled_on_the_wire_still_records_its_task(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    emu.add_fault(Fault("submit", "slow 0.2"))
    async with make() as jobs, make() as others:
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        await emu.ledger.until(lambda it: it.submits)
        run.cancel()
        await asyncio.wait([run])
        assert await others.state("order-1") == "submitted"
        assert run.cancelled()


async def test_a_run_that_is_cancelled_while_it_waits_for_a_place_is_as_if_it_never_was(
    emu: Emulator, redis_server: Any
) -> None:
    async with (
        client(emu, limits=Limits(slots=1)) as rh,
        RedisJobs(rh, redis_server.url) as jobs,
    ):
        await rh.models.vidu.text_to_video.submit(prompt="holds the place")
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        while not rh.statistics().waiting_for_slot:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        run.cancel()
        await asyncio.wait([run])
        assert await jobs.state("order-1") is None


async def test_a_submit_without_an_answer_is_uncertain_for_every_delivery_until_it_is_decided(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    emu.add_fault(Fault("submit", "drop after"))
    async with make() as jobs:
        for _ in range(2):
            with pytest.raises(SubmitUncertain, match="order-1") as caught:
                await jobs.run(PATH, CAT, key="order-1")
            assert caught.value.body_hash == emu.ledger.submits[0].body_sha256
        assert await jobs.state("order-1") == "uncertain"
        await jobs.decide("order-1", task_id=emu.ledger.task_ids[0])
        result = await jobs.run(PATH, CAT, key="order-1")
        with pytest.raises(InvalidRequest, match="not uncertain"):
            await jobs.decide("order-1", task_id=None)
    assert [result["task_id"]] == emu.ledger.task_ids


async def test_a_job_that_is_decided_to_have_no_task_is_submitted(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    emu.add_fault(Fault("submit", "drop during"))
    async with make() as jobs:
        with pytest.raises(SubmitUncertain):
            await jobs.run(PATH, CAT, key="order-1")
        await jobs.decide("order-1", task_id=None)
        result = await jobs.run(PATH, CAT, key="order-1")
    assert [result["task_id"]] == emu.ledger.task_ids


async def test_a_process_that_died_between_intent_and_answer_leaves_an_uncertain_job(
    emu: Emulator, redis_server: Any
) -> None:
    """What a killed process leaves: its record as it stood, and a claim that runs out."""
    emu.add_fault(Fault("submit", "silence"))
    async with (
        client(emu, timeouts=Timeouts(read=0.3)) as rh,
        RedisJobs(rh, redis_server.url) as jobs,
        redis_server.client() as redis,
    ):
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        while await jobs.state("order-1") != "submitting":  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        left = await redis.get("runninghub:{jobs:order-1}")
        with pytest.raises(SubmitUncertain):
            await run
        await redis.set("runninghub:{jobs:order-1}", left)
        await redis.set("runninghub:{jobs:order-1}:claim", "the dead", px=300)
        with pytest.raises(SubmitUncertain, match="the process ended before the answer came"):
            await jobs.run(PATH, CAT, key="order-1")
    assert emu.ledger.submits == []


async def test_a_run_that_has_lost_its_claim_submits_nothing(
    emu: Emulator, redis_server: Any
) -> None:
    async with (
        client(emu, limits=Limits(slots=1)) as rh,
        RedisJobs(rh, redis_server.url) as jobs,
    ):
        held = await rh.models.vidu.text_to_video.submit(prompt="holds the place")
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        while not rh.statistics().waiting_for_slot:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        async with redis_server.client() as redis:
            await redis.set("runninghub:{jobs:order-1}:claim", "somebody else", px=60_000)
        await held.wait()
        with pytest.raises(JournalError, match="another run"):
            await run
    assert emu.ledger.task_ids == [held.id]


async def test_a_task_that_failed_is_told_again_and_not_paid_again_unless_asked(
    redis_server: Any,
) -> None:
    async with (
        Emulator(time_scale=0.0005, fail_rate=1.0) as emu,
        client(emu) as rh,
        RedisJobs(rh, redis_server.url) as jobs,
    ):
        reasons = []
        for _ in range(2):
            with pytest.raises(TaskFailed) as caught:
                await jobs.run(PATH, CAT, key="order-1")
            reasons.append((caught.value.reason, caught.value.code, caught.value.task_id))
        assert reasons[0] == reasons[1]
        assert len(emu.ledger.submits) == 1
        with pytest.raises(TaskFailed):
            await jobs.run(PATH, CAT, key="order-1", retry_failed=True)
        assert len(emu.ledger.submits) == 2


async def test_a_refused_job_may_be_run_again(
    emu: Emulator, make: Callable[..., RedisJobs]
) -> None:
    emu.add_fault(Fault("submit", "code 1002"))
    async with make() as jobs:
        with pytest.raises(Exception, match="1002"):
            await jobs.run(PATH, CAT, key="order-1")
        assert await jobs.state("order-1") == "refused"
        assert (await jobs.run(PATH, CAT, key="order-1"))["url"]


async def test_a_key_stands_for_one_job(emu: Emulator, make: Callable[..., RedisJobs]) -> None:
    async with make() as jobs, make(namespace="other") as others:
        await jobs.run(PATH, CAT, key="order-1")
        with pytest.raises(InvalidRequest, match="stands for another job"):
            await jobs.run(PATH, {"prompt": "a dog"}, key="order-1")
        await others.run(PATH, {"prompt": "a dog"}, key="order-1")
        with pytest.raises(InvalidRequest, match="names the job"):
            await jobs.run(PATH, CAT, key="")


async def test_a_job_on_which_another_run_works_is_waited_for_no_longer_than_was_said(
    redis_server: Any, make: Callable[..., RedisJobs], emu: Emulator
) -> None:
    async with redis_server.client() as redis:
        await redis.set("runninghub:{jobs:order-1}:claim", "somebody else", px=60_000)
    async with make() as jobs:
        with pytest.raises(RequestTimeout, match="another run works on the job"):
            await jobs.run(PATH, CAT, key="order-1", deadline=0.05)
    assert emu.ledger.submits == []


async def test_without_redis_nothing_is_submitted(
    emu: Emulator, redis_server: Any, make: Callable[..., RedisJobs]
) -> None:
    redis_server.stop()
    async with make() as jobs:
        with pytest.raises(JournalError, match=f"127.0.0.1:{redis_server.port}"):
            await jobs.run(PATH, CAT, key="order-1")
    assert emu.ledger.submits == []


async def test_redis_that_forgets_in_the_middle_does_not_cost_the_result(
    emu: Emulator, redis_server: Any, make: Callable[..., RedisJobs]
) -> None:
    async with make() as jobs:
        run = asyncio.ensure_future(jobs.run(PATH, CAT, key="order-1"))
        await emu.ledger.until(lambda it: it.looks)
        async with redis_server.client() as redis:
            await redis.flushall()
        assert (await run)["task_id"] == emu.ledger.task_ids[0]
        assert await jobs.state("order-1") == "succeeded"


async def test_a_record_has_a_stated_life(
    redis_server: Any, make: Callable[..., RedisJobs]
) -> None:
    async with make(keep=100) as jobs, redis_server.client() as redis:
        await jobs.run(PATH, CAT, key="order-1")
        assert 90 < await redis.ttl("runninghub:{jobs:order-1}") <= 100
        assert await redis.keys("*:claim") == []


@pytest.mark.parametrize("setting", ["keep", "lease", "patience"])
async def test_a_time_that_cannot_be_is_refused_by_name(emu: Emulator, setting: str) -> None:
    with pytest.raises(ConfigError, match=f"RedisJobs.{setting}"):
        RedisJobs(client(emu), "redis://localhost", **{setting: 0})


# -- taskiq ---------------------------------------------------------------------------------------


async def test_a_taskiq_worker_opens_one_client_and_runs_a_message_once(
    emu: Emulator, redis_server: Any
) -> None:
    taskiq = pytest.importorskip("taskiq", reason="the extra taskiq is not installed")
    broker = taskiq.InMemoryBroker()
    jobs = TaskiqJobs(broker, redis_server.url, client=lambda: client(emu), lease=1.0)

    @broker.task  # type: ignore[untyped-decorator]
    async def make_clip(key: str, prompt: str) -> dict[str, Any]:
        return dict(await jobs.run(PATH, {"prompt": prompt}, key=key))

    with pytest.raises(ClientClosed, match="worker"):
        await jobs.run(PATH, CAT, key="order-1")
    await broker.startup()
    opened = jobs.client
    sent = [await make_clip.kiq("order-1", "a cat surfs") for _ in range(2)]  # delivered twice
    first, second = [await one.wait_result(timeout=10) for one in sent]
    assert not first.is_err
    assert first.return_value == second.return_value
    assert len(emu.ledger.submits) == 1
    assert jobs.client is opened
    await broker.shutdown()
    assert repr(opened).endswith("closed>")
    assert repr(jobs) == "<TaskiqJobs not open>"
