"""Limits that clients share through Redis; each client stands for a process of its own."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from runninghub_async import ClientClosed, ConfigError, Limits, Polling, Retry, RunningHub
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.fleet import RedisLimits

LOG = "runninghub_async"


@pytest.fixture
async def emu() -> AsyncIterator[Emulator]:
    async with Emulator(time_scale=0.002, durations=Durations(median=60.0), slots=100) as emulator:
        yield emulator


@asynccontextmanager
async def fleet(
    emu: Emulator, shared: RedisLimits, count: int = 4, **settings: Any
) -> AsyncIterator[list[RunningHub]]:
    usual: dict[str, Any] = {
        "polling": Polling(first=0.02, ceiling=0.05),
        "retry": Retry(first=0.001, ceiling=0.002),
        "base_url": emu.base_url,
        "shared": shared,
        **settings,
    }
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(RunningHub(emu.api_key, **usual)) for _ in range(count)
        ]


async def make(rh: RunningHub, name: object, count: int) -> list[str]:
    make = rh.models.vidu.text_to_video
    prompts = ({"prompt": f"{name}, take {one}"} for one in range(count))
    return [outcome.status async for outcome in make.map(prompts)]


async def make_all(clients: list[RunningHub], count: int, name: str = "a cat") -> None:
    runs = (make(rh, f"{name} {number}", count) for number, rh in enumerate(clients))
    done = await asyncio.gather(*runs)
    assert done == [["succeeded"] * count] * len(clients)


def together(rh: RunningHub) -> bool:
    return repr(rh._member).endswith("together>")


async def leases(server: Any) -> list[str]:
    async with server.client() as client:
        names = [name async for name in client.scan_iter("*:leases")]
        return [one for name in names for one in await client.zrange(name, 0, -1)]


# -- places ---------------------------------------------------------------------------------------


async def test_all_clients_together_hold_no_more_places_than_the_limit(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits]
) -> None:
    async with fleet(emu, shared(), limits=Limits(slots=5)) as clients:
        await make_all(clients, 10)
        assert {rh.statistics().slots for rh in clients} == {5}
    assert emu.ledger.tasks_running_peak == 5
    assert await leases(redis_server) == []


async def test_without_sharing_the_same_clients_hold_more(emu: Emulator) -> None:
    async with fleet(emu, None, limits=Limits(slots=5)) as clients:  # type: ignore[arg-type]
        await make_all(clients, 10)
    assert emu.ledger.tasks_running_peak > 5


async def test_who_waits_gets_a_place_though_another_would_take_all(
    emu: Emulator, shared: Callable[..., RedisLimits]
) -> None:
    async with fleet(emu, shared(), 2, limits=Limits(slots=2)) as (greedy, modest):
        flood = asyncio.ensure_future(make(greedy, "many", 24))
        await emu.ledger.until(lambda it: len(it.submits) >= 10)
        assert await make(modest, "few", 3) == ["succeeded"] * 3
        assert not flood.done()
        assert len(await flood) == 24


async def test_who_waits_is_told_of_a_free_place_and_need_not_look(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits]
) -> None:
    async with (
        fleet(emu, shared(), 2, limits=Limits(slots=1)) as (holds, waits),
        redis_server.client() as redis,
        redis.pubsub() as heard,
    ):
        await heard.psubscribe("runninghub:*")
        await holds._slots.acquire()
        waiting = asyncio.ensure_future(waits._slots.acquire())
        while not waits._member._in_line:  # type: ignore[attr-defined]  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        holds._slots.release(ended=False)
        await waiting
        told = [one async for one in _until_silent(heard) if one["data"] == "come"]
        assert [one["channel"].rpartition(":")[2] for one in told] == [
            waits._member.name  # type: ignore[attr-defined]
        ]
        waits._slots.release(ended=False)


async def _until_silent(heard: Any) -> AsyncIterator[dict[str, Any]]:
    while message := await heard.get_message(timeout=0.2):
        yield message


async def test_what_one_learns_from_a_refusal_all_know(
    emu: Emulator, shared: Callable[..., RedisLimits]
) -> None:
    emu.set_slots(6)
    emu.add_fault(Fault("queue status", "http 500", times=None))  # the service does not tell
    async with fleet(emu, shared()) as clients:
        await make_all(clients, 20)
    # Each alone would try eight at once: 26 refusals in the first moment.
    assert 1 <= emu.ledger.refusals[421] <= 20
    assert emu.ledger.tasks_running_peak == 6


async def test_a_limit_that_rises_is_found_by_one_probe_for_all(
    emu: Emulator, shared: Callable[..., RedisLimits]
) -> None:
    emu.set_slots(2)
    emu.add_fault(Fault("queue status", "http 500", times=None))
    async with fleet(emu, shared()) as clients:
        runs = asyncio.ensure_future(make_all(clients, 30))
        await emu.ledger.until(lambda it: it.refusals[421])
        emu.set_slots(12)
        await runs
        assert {rh.statistics().slots >= 6 for rh in clients} == {True}
    assert 6 <= emu.ledger.tasks_running_peak <= 12


async def test_a_client_that_was_closed_leaves_its_tasks_to_the_others(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits], until: Any
) -> None:
    limits = Limits(slots=3)
    async with fleet(emu, shared(), 1, limits=limits) as (stays,):
        blind = Polling(first=60.0, ceiling=60.0)  # it sees no end
        async with fleet(emu, shared(), 1, limits=limits, polling=blind) as (goes,):
            make_clip = goes.models.vidu.text_to_video
            await make_clip.submit(prompt="nobody waits for it")
            calls = [asyncio.ensure_future(make_clip(prompt=f"take {n}")) for n in range(2)]
            await emu.ledger.until(lambda it: len(it.submits) == 3)
            await until(lambda: len(goes.unfinished) == 3)
        ends = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(end) for end in ends] == [ClientClosed] * 2
        assert sorted(await leases(redis_server)) == sorted(emu.ledger.task_ids)
        assert await make(stays, "later", 6) == ["succeeded"] * 6
    assert emu.ledger.tasks_running_peak == 3
    assert await leases(redis_server) == []


async def test_a_place_that_nobody_waits_for_any_more_is_given_back(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits]
) -> None:
    async with fleet(emu, shared(), 2, limits=Limits(slots=1)) as (one, other):
        task = await one.models.vidu.text_to_video.submit(prompt="holds the place")
        waiting = [asyncio.ensure_future(make(other, number, 1)) for number in range(5)]
        while other.statistics().waiting_for_slot < 5:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        for run in waiting:
            run.cancel()
        await asyncio.wait(waiting)
        await task.wait()
        assert await make(one, "next", 2) == ["succeeded"] * 2
        assert other.statistics().running == 0
    assert await leases(redis_server) == []


async def test_two_keys_do_not_share(emu: Emulator, shared: Callable[..., RedisLimits]) -> None:
    async with (
        fleet(emu, shared(), 1, limits=Limits(slots=1)) as (one,),
        RunningHub(
            emu.dedicated_key, base_url=emu.base_url, limits=Limits(slots=1), shared=shared()
        ) as other,
    ):
        await one.models.vidu.text_to_video.submit(prompt="holds the only place")
        await asyncio.wait_for(other._slots.acquire(), 5)
        other._slots.release(ended=False)


async def test_closing_ends_the_waiting_for_a_place(
    emu: Emulator, shared: Callable[..., RedisLimits]
) -> None:
    async with fleet(emu, shared(), 2, limits=Limits(slots=1)) as (one, other):
        await one.models.vidu.text_to_video.submit(prompt="holds the place")
        waiting = asyncio.ensure_future(other.models.vidu.text_to_video(prompt="waits"))
        while not other.statistics().waiting_for_slot:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        await other.aclose()
        with pytest.raises(ClientClosed):
            await waiting


# -- the rate -------------------------------------------------------------------------------------


async def ask(clients: list[RunningHub], times: int) -> None:
    await asyncio.gather(*(rh.account.status() for rh in clients for _ in range(times)))


async def test_all_clients_together_keep_the_rate(
    shared: Callable[..., RedisLimits],
) -> None:
    async with Emulator(requests_per_second=44, burst=6) as emu:
        limits = Limits(requests_per_second=40, burst=4)
        async with fleet(emu, shared(), limits=limits) as clients:
            await ask(clients, 20)
            assert {rh.statistics().rate for rh in clients} == {40}
        assert emu.ledger.refusals.total() == 0
        async with fleet(emu, None, limits=limits) as clients:  # type: ignore[arg-type]
            asking = asyncio.ensure_future(ask(clients, 20))
            await emu.ledger.until(lambda it: it.refusals.total())  # what is checked above can fail
            asking.cancel()
            await asyncio.wait([asking])


async def test_too_fast_for_one_stops_all_and_all_go_slower(
    emu: Emulator, shared: Callable[..., RedisLimits], until: Any
) -> None:
    async with fleet(emu, shared(), 3) as clients:
        await asyncio.sleep(0.1)  # their subscriptions: without them they hear of it later
        await ask(clients, 4)
        emu.add_fault(Fault("account", "code 1003"))
        refused = asyncio.ensure_future(clients[0].account.status())
        await until(lambda: all(rh.statistics().rate is not None for rh in clients))
        others = [asyncio.ensure_future(rh.account.status()) for rh in clients[1:]]
        await until(lambda: all(rh.statistics().waiting_for_rate for rh in clients[1:]))
        assert not any(one.done() for one in others)
        await asyncio.gather(refused, *others)
        assert {rh.statistics().rate is not None for rh in clients} == {True}


async def test_who_comes_later_goes_by_what_was_learned_before(
    emu: Emulator, shared: Callable[..., RedisLimits], until: Any
) -> None:
    async with fleet(emu, shared(), 1) as (early,):
        emu.add_fault(Fault("account", "code 1003"))
        refused = asyncio.ensure_future(early.account.status())
        await until(lambda: emu.ledger.refusals[1003])
        async with fleet(emu, shared(), 1) as (late,):
            await until(lambda: late.statistics().rate is not None)
        refused.cancel()
        await asyncio.wait([refused])


# -- Redis is away --------------------------------------------------------------------------------


async def test_while_redis_is_away_each_keeps_to_its_share_and_says_so_once(
    emu: Emulator,
    redis_server: Any,
    shared: Callable[..., RedisLimits],
    caplog: pytest.LogCaptureFixture,
    until: Any,
) -> None:
    caplog.set_level(logging.INFO, LOG)
    redis_server.stop()
    async with fleet(emu, shared(patience=1.0), limits=Limits(slots=8)) as clients:
        await make_all(clients, 8)
        assert emu.ledger.tasks_running_peak <= 8
        assert {rh.statistics().slots for rh in clients} == {2}
        told = [one for one in caplog.records if one.levelname == "WARNING"]
        assert [one.getMessage().partition(" (")[0] for one in told] == [
            f"redis 127.0.0.1:{redis_server.port}/0 is away"
        ] * 4
        assert "25% of the limits" in told[0].getMessage()
        await redis_server.start()
        await until(lambda: all(map(together, clients)))
        back = [one for one in caplog.records if "is back:" in one.getMessage()]
        assert [one.levelname for one in back] == ["INFO"] * 4
        await make_all(clients, 8, "a dog")
        assert {rh.statistics().slots for rh in clients} == {8}
    assert emu.ledger.tasks_running_peak <= 8


async def test_redis_that_dies_in_the_middle_costs_no_task_and_no_limit(
    emu: Emulator,
    redis_server: Any,
    shared: Callable[..., RedisLimits],
    caplog: pytest.LogCaptureFixture,
    until: Any,
) -> None:
    async with fleet(emu, shared(patience=1.0), limits=Limits(slots=8)) as clients:
        runs = asyncio.ensure_future(make_all(clients, 25))
        await emu.ledger.until(lambda it: len(it.submits) >= 16)
        redis_server.stop()
        held = [rh.statistics().running for rh in clients]
        await until(lambda: not any(map(together, clients)))
        await emu.ledger.until(lambda it: len(it.submits) >= 50)
        await redis_server.start()  # it remembers nothing
        await until(lambda: all(map(together, clients)))
        await runs
    margin = sum(max(0, one - 2) for one in held)
    assert emu.ledger.tasks_running_peak <= 8 + margin
    assert emu.ledger.repeated_bodies() == {}
    assert len(emu.ledger.submits) == 100
    assert len([one for one in caplog.records if one.levelname == "WARNING"]) == 4
    assert await leases(redis_server) == []


async def test_redis_that_does_not_answer_holds_a_call_up_no_longer_than_was_said(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits]
) -> None:
    limits = Limits(slots=8, requests_per_second=1000.0)
    async with fleet(emu, shared(patience=0.2), 1, limits=limits) as (rh,):
        redis_server.freeze()
        async with asyncio.timeout(5):  # the socket itself would wait for ever
            assert await make(rh, "at its share", 1) == ["succeeded"]
        assert not together(rh)
        redis_server.go_on()


async def test_a_slow_start_of_redis_is_no_error(
    emu: Emulator, redis_server: Any, shared: Callable[..., RedisLimits]
) -> None:
    redis_server.freeze()
    async with asyncio.timeout(5), fleet(emu, shared(patience=0.1), 1) as (rh,):
        assert not together(rh)
        assert await make(rh, "alone", 1) == ["succeeded"]
    redis_server.go_on()


# -- settings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [("http://localhost", "scheme"), ("redis://localhost:none", "port"), ("", "scheme")],
)
def test_a_url_that_is_none_of_redis_is_refused(url: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        RedisLimits(url)


@pytest.mark.parametrize(
    "setting", [{"share": 0}, {"share": 1.5}, {"lease": -1}, {"patience": "x"}]
)
def test_a_number_out_of_range_is_refused_by_name(setting: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=f"RedisLimits.{next(iter(setting))}"):
        RedisLimits("redis://localhost", **setting)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis.asyncio", None)
    with pytest.raises(ConfigError, match=r"pip install 'runninghub-async\[redis\]'"):
        RedisLimits("redis://localhost")


def test_what_is_no_shared_limits_is_refused() -> None:
    with pytest.raises(ConfigError, match="shared"):
        RunningHub("a-key", shared="redis://localhost")  # type: ignore[arg-type]


async def test_no_password_is_shown_anywhere(
    emu: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, LOG)
    limits = RedisLimits("redis://user:hunter2@127.0.0.1:1/3", patience=0.1)
    async with fleet(emu, limits, 1) as (rh,):
        shown = [repr(limits), repr(rh._member), repr(rh._member.slots), caplog.text]  # type: ignore[attr-defined]
    assert "127.0.0.1:1/3" in caplog.text
    assert not [one for one in shown if "hunter2" in one or "user" in one]
    with pytest.raises(ConfigError) as caught:
        RedisLimits("redis://user:hunter2@host:port")
    seen = caught.tb
    while seen is not None:
        if "runninghub_async" in seen.tb_frame.f_code.co_filename:
            assert "hunter2" not in repr(seen.tb_frame.f_locals)
        seen = seen.tb_next  # type: ignore[assignment]
