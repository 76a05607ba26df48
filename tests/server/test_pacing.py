"""Request rate and places for tasks, on a clock that jumps."""

from __future__ import annotations

import asyncio
import itertools
import random
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from runninghub_async.errors import ClientClosed
from runninghub_async.transport.pacing import FIRST_GUESS, Pacer, Slots
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


def test_a_hold_stops_everybody_and_then_they_come_one_by_one(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(None, 10)
        pacer.hold(30.0)
        times = await arrivals(pacer, 4)
        assert times == pytest.approx([30.0, 30.1, 30.2, 30.3], abs=1e-6)
        assert await arrivals(pacer, 50) == [0.0] * 50

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


@pytest.mark.parametrize(("rate", "seconds"), [(None, 7), (100.0, 4), (20.0, 2), (2.0, 1)])
def test_after_a_hold_the_full_speed_comes_back_although_the_line_never_empties(
    virtually: Virtually, rate: float | None, seconds: int
) -> None:
    async def body() -> None:
        pacer = Pacer(rate, 1)
        pacer.hold(1.0)
        times = await arrivals(pacer, 3000)
        for second in range(seconds):
            here = sum(1 + second <= one + 1e-6 < 2 + second for one in times)
            assert here <= min(10 * 2**second, rate or 1e9) + 1
        full = 1.0 / rate if rate else 0.0
        later = [one for one in times if one > 1 + seconds + full]
        assert len(later) > 1000
        gaps = [after - before for before, after in itertools.pairwise(later)]
        assert max(gaps) == pytest.approx(full, abs=1e-6)

    virtually(body())


def test_no_burst_comes_straight_after_a_hold(virtually: Virtually) -> None:
    async def body() -> None:
        pacer = Pacer(5.0, 10)
        pacer.hold(1.0)
        times = await arrivals(pacer, 4)
        assert times == pytest.approx([1.0, 1.2, 1.4, 1.6], abs=1e-6)

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


# -- slots --------------------------------------------------------------------------------------


def test_places_are_given_in_the_order_of_coming_and_never_too_many(virtually: Virtually) -> None:
    async def body() -> None:
        slots, served, held = Slots(3), [], 0

        async def use(number: int) -> None:
            nonlocal held
            await slots.acquire()
            held += 1
            assert held <= 3
            served.append(number)
            await asyncio.sleep(1 + number % 3)
            held -= 1
            slots.release()

        tasks = [asyncio.ensure_future(use(number)) for number in range(30)]
        await turns()
        assert repr(slots) == "<Slots 3 | 3 held, 27 waiting>"
        await asyncio.wait(tasks)
        assert served == list(range(30))
        assert repr(slots) == "<Slots 3 | 0 held, 0 waiting>"

    virtually(body())


@pytest.mark.parametrize("when", ["waiting", "handed over", "gone but in line"])
def test_a_cancelled_caller_leaves_the_places_as_they_were(virtually: Virtually, when: str) -> None:
    async def body() -> None:
        slots = Slots(1)
        await slots.acquire()
        leaving, staying = (asyncio.ensure_future(slots.acquire()) for _ in range(2))
        await turns()
        if when == "waiting":
            leaving.cancel()
            await turns()
            slots.release()
        elif when == "handed over":
            slots.release()
            leaving.cancel()
        else:
            leaving.cancel()
            slots.release()
        await staying
        assert leaving.cancelled()
        assert repr(slots) == "<Slots 1 | 1 held, 0 waiting>"
        slots.release()
        assert slots.held == 0

    virtually(body())


@pytest.mark.parametrize("seed", range(12))
def test_no_place_is_lost_by_random_cancellations_and_refusals(
    virtually: Virtually, seed: int
) -> None:
    async def body() -> None:
        chance = random.Random(seed)
        slots = Slots(chance.choice((None, 1, 4)))

        async def use() -> None:
            again = False
            while True:
                await slots.acquire(again=again)
                try:
                    await asyncio.sleep(chance.choice((0, 0.01, 1.0)))
                except asyncio.CancelledError:
                    slots.release()
                    raise
                if chance.random() < 0.3:
                    slots.refused(chance.choice((None, 3.0)))
                    again = True
                    continue
                slots.accepted()
                try:
                    await asyncio.sleep(chance.choice((0, 0.5, 5.0)))
                finally:
                    slots.release()
                return

        tasks = [asyncio.ensure_future(use()) for _ in range(80)]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(chance.choice((0, 0, 0.01, 2.0)))
            for task in chance.sample(tasks, 3):
                if chance.random() < 0.2:
                    task.cancel()
        assert (slots.held, slots.waiting) == (0, 0)
        await asyncio.sleep(60)
        await slots.acquire()  # and there is room again
        slots.release()

    virtually(body())


def test_a_refusal_cuts_waits_with_growing_pauses_and_lets_the_refused_go_first(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots, loop = Slots(5, jitter=lambda most: most), asyncio.get_running_loop()
        await slots.acquire()
        slots.refused()
        began, order, tries = loop.time(), [], []

        async def refused_before() -> None:
            for _ in range(6):
                await slots.acquire(again=True)
                tries.append(loop.time() - began)
                slots.refused()
            await slots.acquire(again=True)
            order.append("first")

        async def newcomer() -> None:
            await slots.acquire()
            order.append("second")

        one = asyncio.ensure_future(newcomer())
        await turns()
        two = asyncio.ensure_future(refused_before())
        await two
        assert tries == pytest.approx([1, 3, 7, 15, 31, 51], abs=1e-6)
        assert order == ["first"]
        slots.accepted()
        await one
        assert order == ["first", "second"]

    virtually(body())


def test_a_task_that_ends_makes_room_before_the_pause_is_over(virtually: Virtually) -> None:
    async def body() -> None:
        slots, loop = Slots(2, jitter=lambda most: most), asyncio.get_running_loop()
        await slots.acquire()
        slots.accepted()
        await slots.acquire()
        slots.refused(retry_after=500.0)
        waiting = asyncio.ensure_future(slots.acquire(again=True))
        began = loop.time()
        await asyncio.sleep(2)
        assert not waiting.done()
        slots.release()
        await waiting
        assert loop.time() - began == pytest.approx(2.0)
        slots.close(ClientClosed())

    virtually(body())


@pytest.mark.parametrize(
    ("asked", "pause"),
    [((None, 50.0), 50.0), ((50.0, 9.0), 50.0), ((50.0, None), 50.0), ((3.0, 86400.0), 300.0)],
)
def test_the_longest_retry_after_counts_but_no_absurd_one(
    virtually: Virtually, asked: tuple[float | None, ...], pause: float
) -> None:
    async def body() -> None:
        slots, loop = Slots(2), asyncio.get_running_loop()
        await slots.acquire()
        await slots.acquire()
        began = loop.time()
        for one in asked:
            slots.refused(one)
        await slots.acquire(again=True)
        assert loop.time() - began == pytest.approx(pause, abs=1e-6)
        slots.close(ClientClosed())

    virtually(body())


@pytest.mark.parametrize(("ended", "waited"), [(True, 0.0), (False, 1.0)])
def test_only_a_task_that_ended_shortens_the_pause_after_a_refusal(
    virtually: Virtually, ended: bool, waited: float
) -> None:
    async def body() -> None:
        slots = Slots(5, jitter=lambda most: most)
        loop = asyncio.get_running_loop()
        for _ in range(3):
            await slots.acquire()
        slots.refused()
        began = loop.time()
        slots.release(ended=ended)
        await slots.acquire(again=True)
        assert loop.time() - began == pytest.approx(waited, abs=1e-6)
        slots.close(ClientClosed())

    virtually(body())


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_that_lets_nothing_run_says_nothing(virtually: Virtually, limit: int) -> None:
    async def body() -> None:
        slots = Slots(None)
        slots.set_ceiling(limit)
        for _ in range(2 * FIRST_GUESS):  # the limit is still being learned
            await slots.acquire()
            slots.accepted()

    virtually(body())


def test_without_a_number_it_begins_low_and_grows_while_the_service_accepts(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots = Slots(None)
        assert slots.limit == FIRST_GUESS
        for _ in range(100):
            await slots.acquire()
            slots.accepted()
        assert slots.held == 100

    virtually(body())


def test_the_services_own_number_admits_who_waits(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        tasks = [asyncio.ensure_future(slots.acquire()) for _ in range(40)]
        await turns()
        assert slots.held == FIRST_GUESS
        slots.set_ceiling(30)
        await turns()
        assert (slots.limit, slots.held, slots.waiting) == (30, 30, 10)
        slots.close(ClientClosed())
        await asyncio.wait(tasks)
        assert sum(task.exception() is not None for task in tasks) == 10

    virtually(body())


def test_closed_slots_end_the_waiting_and_let_nobody_in(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(1)
        await slots.acquire()
        slots.refused()
        waiting = [asyncio.ensure_future(slots.acquire()) for _ in range(100)]
        await turns()
        slots.close(ClientClosed(reason="over"))
        await asyncio.wait(waiting)
        assert all(isinstance(one.exception(), ClientClosed) for one in waiting)
        with pytest.raises(ClientClosed, match="over"):
            await slots.acquire(again=True)

    virtually(body())
