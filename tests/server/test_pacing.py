"""Request rate: exact, shared, learned from refusals; on a clock that jumps."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from runninghub_async.errors import ClientClosed
from runninghub_async.transport.pacing import SHARES, Kind, Pacer
from runninghub_async.transport.rate import gcra
from runninghub_async.transport.retry import LONGEST_WAIT

Virtually = Callable[[Coroutine[Any, Any, Any]], Any]


async def turns(count: int = 4) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


async def arrivals(pacer: Pacer, count: int) -> list[float]:
    """When each of these callers was let through, from now, in the order of their coming."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    passed: list[tuple[int, float]] = []

    async def come(number: int) -> None:
        await pacer.turn()
        passed.append((number, loop.time() - began))

    await asyncio.wait([asyncio.ensure_future(come(number)) for number in range(count)])
    assert [number for number, _ in passed] == list(range(count))
    return [when for _, when in passed]


@pytest.mark.parametrize(("rate", "burst"), [(1.0, 1), (5.0, 1), (5.0, 3), (100.0, 20)])
def test_a_burst_passes_at_once_and_the_rest_at_the_exact_rate(
    virtually: Virtually, rate: float, burst: int
) -> None:
    async def body() -> None:
        times = await arrivals(Pacer(rate, burst), 50)
        wanted = [max(0, number - burst + 1) / rate for number in range(50)]
        assert times == pytest.approx(wanted, abs=1e-6)

    virtually(body())


@pytest.mark.parametrize("seed", range(8))
def test_no_window_ever_sees_more_than_the_burst_and_the_rate(
    virtually: Virtually, seed: int
) -> None:
    async def body() -> None:
        chance = random.Random(seed)
        rate, burst = chance.choice((0.5, 3.0, 40.0)), chance.randint(1, 6)
        pacer, loop, passed = Pacer(rate, burst), asyncio.get_running_loop(), []

        async def come() -> None:
            await asyncio.sleep(chance.random() * 20 / rate)
            await pacer.turn()
            passed.append(loop.time())

        tasks = [asyncio.ensure_future(come()) for _ in range(120)]
        for task in chance.sample(tasks, 40):
            loop.call_later(chance.random() * 40 / rate, task.cancel)
        await asyncio.wait(tasks)
        for first in range(len(passed)):
            for last in range(first + burst, len(passed)):
                allowed = burst + rate * (passed[last] - passed[first]) + 1e-3
                assert last - first + 1 <= allowed
        assert pacer.waiting == 0

    virtually(body())


def test_without_a_limit_nobody_waits(virtually: Virtually) -> None:
    async def body() -> None:
        assert await arrivals(Pacer(None, 1), 1000) == [0.0] * 1000

    virtually(body())


def test_a_pause_gives_the_burst_back_and_no_more(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(1.0, 3)
        await arrivals(pacer, 3)
        await asyncio.sleep(1000)
        assert await arrivals(pacer, 5) == pytest.approx([0, 0, 0, 1, 2], abs=1e-6)

    virtually(body())


@pytest.mark.parametrize("when", ["waiting", "handed over", "gone but in line"])
def test_a_cancelled_caller_takes_nothing_from_the_rate(
    virtually: Virtually, cancel_at: Any, when: str
) -> None:
    async def body() -> None:
        pacer, loop = Pacer(1.0, 1), asyncio.get_running_loop()
        await pacer.turn()
        began = loop.time()
        if when == "handed over":  # cancelled in the very turn in which it is let through
            leaving = asyncio.ensure_future(cancel_at(pacer.turn(), 1, late=True))
            await turns()
        else:
            leaving = asyncio.ensure_future(pacer.turn())
        staying = asyncio.ensure_future(pacer.turn())
        last = asyncio.ensure_future(pacer.turn())
        await turns()
        if when == "waiting":
            await asyncio.sleep(0.5)
            leaving.cancel()
        elif when == "gone but in line":
            loop.call_at(began + 1.0, leaving.cancel)  # armed before the turn of the same time
        await staying
        assert loop.time() - began == pytest.approx(1.0, abs=1e-6)
        await last
        assert loop.time() - began == pytest.approx(2.0, abs=1e-6)
        assert when == "handed over" or leaving.cancelled()
        assert repr(pacer) == "<Pacer 1/s | 0 waiting>"

    virtually(body())


def test_a_second_hold_never_shortens_the_first_and_reaches_who_waits_already(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pacer, loop = Pacer(1.0, 1), asyncio.get_running_loop()
        await pacer.turn()
        began = loop.time()
        waiting = asyncio.ensure_future(pacer.turn())
        await turns()
        pacer.hold(10.0)
        pacer.hold(2.0)
        await waiting
        assert loop.time() - began == pytest.approx(10.0, abs=1e-6)

    virtually(body())


def test_one_absurd_hold_does_not_stop_the_client_for_longer_than_five_minutes(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pacer = Pacer(None, 1)
        pacer.hold(86400.0)
        assert await arrivals(pacer, 1) == pytest.approx([LONGEST_WAIT], abs=1e-6)

    virtually(body())


def test_a_closed_pacer_ends_the_waiting_and_lets_nobody_in(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(0.01, 1)
        await pacer.turn()
        waiting = [asyncio.ensure_future(pacer.turn()) for _ in range(200)]
        await turns()
        waiting[7].cancel()
        pacer.close(ClientClosed(reason="over"))
        waiting[8].cancel()  # its error is on the way already
        await asyncio.wait(waiting)
        assert [number for number, one in enumerate(waiting) if one.cancelled()] == [7, 8]
        assert all(
            isinstance(one.exception(), ClientClosed) for one in waiting if not one.cancelled()
        )
        with pytest.raises(ClientClosed, match="over"):
            await pacer.turn()

    virtually(body())


# -- shares -------------------------------------------------------------------------------------


def crowd(pacer: Pacer, passed: list[tuple[Kind, int, float]], **counts: int) -> None:
    """So many callers of each kind, who write down when they were let through."""
    loop = asyncio.get_running_loop()

    async def come(kind: Kind, number: int) -> None:
        await pacer.turn(kind)
        passed.append((kind, number, loop.time()))

    for kind, count in counts.items():
        for number in range(count):
            asyncio.ensure_future(come(kind, number))  # type: ignore[arg-type]  # noqa: RUF006


def shares(passed: list[tuple[Kind, int, float]]) -> dict[str, int]:
    return dict(Counter(kind for kind, *_ in passed))


def test_while_all_kinds_wait_each_gets_its_share_and_the_rate_stays_exact(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pacer, passed, loop = Pacer(10.0, 1), [], asyncio.get_running_loop()
        crowd(pacer, passed, submit=400, look=400, file=400, other=400)
        began = loop.time()
        await asyncio.sleep(30.05)
        assert shares(passed) == pytest.approx(
            {"submit": 120, "look": 120, "file": 30, "other": 30}, abs=2
        )
        times = [when - began for *_, when in passed]
        assert times == pytest.approx([number / 10 for number in range(301)], abs=1e-6)
        for kind in SHARES:
            mine = [number for one, number, _ in passed if one == kind]
            assert mine == list(range(len(mine)))
        await asyncio.sleep(200)
        assert repr(pacer) == "<Pacer 10/s | 0 waiting>"

    virtually(body())


@pytest.mark.parametrize(
    ("counts", "first_hundred"),
    [
        ({"submit": 1000}, {"submit": 100}),
        ({"file": 1000}, {"file": 100}),
        ({"submit": 1000, "look": 1000}, {"submit": 50, "look": 50}),
        ({"look": 1000, "file": 1000}, {"look": 80, "file": 20}),
        ({"submit": 10, "look": 1000}, {"submit": 10, "look": 90}),
    ],
)
def test_what_a_kind_does_not_use_goes_to_the_others(
    virtually: Virtually, counts: dict[str, int], first_hundred: dict[str, int]
) -> None:
    async def body() -> None:
        pacer, passed = Pacer(10.0, 1), []
        crowd(pacer, passed, **counts)
        await asyncio.sleep(9.95)
        assert shares(passed) == pytest.approx(first_hundred, abs=2)
        await asyncio.sleep(500)

    virtually(body())


def test_time_in_which_a_kind_did_not_wait_is_no_claim_later(virtually: Virtually) -> None:
    async def body() -> None:
        pacer, passed = Pacer(10.0, 1), []
        crowd(pacer, passed, look=500)
        await asyncio.sleep(29.95)
        crowd(pacer, passed, submit=100, file=5)
        before = len(passed)
        await asyncio.sleep(9)
        counts = shares(passed[before:])
        assert counts == pytest.approx({"look": 40, "submit": 40, "file": 5}, abs=6)
        await asyncio.sleep(100)

    virtually(body())


@pytest.mark.parametrize("late", [False, True])
def test_a_cancelled_caller_takes_nothing_from_the_share_of_its_kind(
    virtually: Virtually, cancel_at: Any, late: bool
) -> None:
    async def body() -> None:
        pacer, passed = Pacer(1.0, 1), []
        await pacer.turn()
        leaving = [
            asyncio.ensure_future(cancel_at(pacer.turn("file"), 1, late=late)) for _ in range(5)
        ]
        await turns()
        crowd(pacer, passed, file=2, look=20)
        await asyncio.sleep(10.5)
        await asyncio.wait(leaving)
        assert [kind for kind, *_ in passed].count("file") == 2
        assert len(passed) == 10
        await asyncio.sleep(30)

    virtually(body())


# -- a rate that is learned -----------------------------------------------------------------------


def test_a_refusal_stops_all_kinds_and_then_they_come_one_by_one(virtually: Virtually) -> None:
    async def body() -> None:
        pacer, passed, loop = Pacer(None, 10), [], asyncio.get_running_loop()
        for _ in range(100):  # 20 a second
            await pacer.turn("look")
            await asyncio.sleep(0.05)
        began = loop.time()
        pacer.hold(30.0)
        crowd(pacer, passed, submit=20, look=20, file=1)
        await asyncio.sleep(29.9)
        assert passed == []
        await asyncio.sleep(1.0)
        assert repr(pacer) == "<Pacer 14.54/s (learned) | 28 waiting>"
        times = [when - began for *_, when in passed]
        assert times[0] == pytest.approx(30.0, abs=1e-6)
        gaps = [after - before for before, after in itertools.pairwise(times)]
        assert gaps == pytest.approx([1 / 14.0] * len(gaps), rel=0.05)
        await asyncio.sleep(60)
        assert repr(pacer) == "<Pacer no limit | 0 waiting>"
        assert await arrivals(pacer, 500) == [0.0] * 500

    virtually(body())


def test_a_refusal_before_the_first_turn_is_not_forgotten(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(None, 1)
        assert repr(pacer) == "<Pacer no limit | 0 waiting>"
        pacer.hold(2.0)
        assert repr(pacer) == "<Pacer 0.7/s (learned) | 0 waiting>"
        assert await arrivals(pacer, 2) == pytest.approx([2.0, 2.0 + 1 / 0.7], abs=1e-6)

    virtually(body())


def test_many_refusals_of_one_moment_slow_down_once(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(None, 1)
        for _ in range(100):
            await pacer.turn()
            await asyncio.sleep(0.05)
        for _ in range(50):
            pacer.hold(2.0)
            await asyncio.sleep(0.01)
        await asyncio.sleep(1.6)
        assert pacer.rate == pytest.approx(14.0, rel=0.02)
        await asyncio.sleep(30)
        assert pacer.rate is None

    virtually(body())


def test_a_rate_that_was_set_is_never_exceeded_by_what_is_learned(virtually: Virtually) -> None:
    async def body() -> None:
        pacer, passed = Pacer(5.0, 3), []
        crowd(pacer, passed, look=400)
        for _ in range(8):
            await asyncio.sleep(7)
            pacer.hold(0.5)
        await asyncio.sleep(200)
        assert pacer.rate == 5.0
        times = [when for *_, when in passed]
        assert len(times) == 400
        for first in range(len(times)):
            for last in range(first + 3, min(first + 60, len(times))):
                assert last - first + 1 <= 3 + 5.0 * (times[last] - times[first]) + 1e-3

    virtually(body())


@pytest.mark.parametrize("limit", [2.0, 10.0, 50.0])
@pytest.mark.parametrize("burst", [1, 20])
def test_against_a_real_limit_most_of_it_is_used_and_little_is_refused(
    virtually: Virtually, limit: float, burst: int
) -> None:
    async def body() -> None:
        pacer, loop = Pacer(None, 10), asyncio.get_running_loop()
        arrival, done, refused = -1e9, 0, 0
        ends = loop.time() + 600

        async def one() -> None:
            nonlocal arrival, done, refused
            while loop.time() < ends:
                await pacer.turn("look")
                await asyncio.sleep(0.1)
                wait, arrival = gcra(arrival, loop.time(), interval=1 / limit, burst=burst)
                await asyncio.sleep(0.1)
                done += wait <= 0
                refused += wait > 0
                if wait > 0:
                    pacer.hold(2.0)

        tasks = [asyncio.ensure_future(one()) for _ in range(100)]
        await asyncio.wait(tasks)
        assert done >= 0.75 * limit * 600
        assert refused <= 100 + 60  # the first moment, in which nothing was known, and ten minutes
        assert repr(pacer).endswith("(learned) | 0 waiting>")

    virtually(body())


def test_turns_that_nobody_used_do_not_count_as_sent(virtually: Virtually, cancel_at: Any) -> None:
    async def body() -> None:
        pacer = Pacer(10.0, 1)
        await pacer.turn()
        leaving = [asyncio.ensure_future(cancel_at(pacer.turn(), 1, late=True)) for _ in range(20)]
        await asyncio.wait(leaving)
        pacer.hold(2.0)
        assert pacer.rate == pytest.approx(0.7)

    virtually(body())


def test_a_cancelled_caller_takes_nothing_from_a_learned_rate(
    virtually: Virtually, cancel_at: Any
) -> None:
    async def body() -> None:
        pacer, loop = Pacer(None, 1), asyncio.get_running_loop()
        await pacer.turn()
        pacer.hold(2.0)
        began = loop.time()
        leaving = asyncio.ensure_future(cancel_at(pacer.turn("submit"), 1, late=True))
        await turns()
        staying = asyncio.ensure_future(pacer.turn("submit"))
        await asyncio.wait([leaving])
        await staying
        assert loop.time() - began == pytest.approx(2.0, abs=1e-6)

    virtually(body())
