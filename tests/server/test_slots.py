"""Places for tasks: order, cancelling, and a limit that is learned; on a clock that jumps."""

from __future__ import annotations

import asyncio
import importlib.util
import random
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runninghub_async.errors import ClientClosed
from runninghub_async.transport.slots import FIRST_GUESS, Slots

Virtually = Callable[[Coroutine[Any, Any, Any]], Any]


async def turns(count: int = 4) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


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


def test_tasks_of_an_earlier_run_have_places_and_give_them_back(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        slots.set_ceiling(10, running=10)  # eight of these turn out to be ours
        assert slots.limit == 1
        for _ in range(8):
            slots.occupy()
        assert (slots.limit, slots.held) == (9, 8)
        tasks = [asyncio.ensure_future(slots.acquire()) for _ in range(20)]
        await turns()
        for ended in range(8):
            assert slots.held == 9
            assert slots.waiting == 19 - ended
            slots.release()
            await turns()
        slots.set_ceiling(10, running=9)  # and the others were nobody's
        await turns()
        assert (slots.limit, slots.held) == (10, 10)
        slots.close(ClientClosed())
        await asyncio.gather(*tasks, return_exceptions=True)

    virtually(body())


def test_tasks_of_an_earlier_run_count_against_a_limit_that_was_set(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(2)
        for _ in range(3):
            slots.occupy()
        waiting = asyncio.ensure_future(slots.acquire())
        for _ in range(2):
            await turns()
            assert not waiting.done()
            slots.release()
        assert await waiting == 0
        assert slots.held == 2

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


# -- who goes first, and how long it waits ---------------------------------------------------------


def test_lower_priorities_go_first_and_who_was_refused_before_the_rest_of_its_own(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots, order = Slots(1), []
        await slots.acquire()

        async def use(name: str, priority: int, again: bool = False) -> None:
            await slots.acquire(priority=priority, again=again)
            order.append(name)
            slots.accepted()
            slots.release()

        came = [("late", 9), ("a", 0), ("b", 0), ("urgent", -5)]
        tasks = [asyncio.ensure_future(use(*one)) for one in came]
        await turns()
        tasks.append(asyncio.ensure_future(use("refused", 0, again=True)))
        await turns()
        slots.accepted()
        slots.release()
        await asyncio.wait(tasks)
        assert order == ["urgent", "refused", "a", "b", "late"]

    virtually(body())


def test_the_wait_for_a_place_is_told_in_seconds(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(1)
        assert await slots.acquire() == 0.0
        waiting = asyncio.ensure_future(slots.acquire())
        await asyncio.sleep(7.5)
        slots.release()
        assert await waiting == pytest.approx(7.5)

    virtually(body())


def test_a_deadline_ends_the_wait_of_each_of_ten_thousand(virtually: Virtually) -> None:
    async def body() -> None:
        slots, loop = Slots(None), asyncio.get_running_loop()
        slots.set_ceiling(1)
        await slots.acquire()
        began, late = loop.time(), []

        async def use(number: int) -> None:
            try:
                async with asyncio.timeout(number):
                    await slots.acquire()
            except TimeoutError:
                late.append(loop.time() - began - number)
                return
            slots.refused()  # the service stays full

        tasks = [asyncio.ensure_future(use(1 + number)) for number in range(10_000)]
        await asyncio.wait(tasks)
        assert max(late) <= 1e-6
        assert len(late) > 9000
        assert (slots.held, slots.waiting) == (1, 0)

    virtually(body())


# -- what is learned -----------------------------------------------------------------------------


async def refill(slots: Slots, *, held: int) -> None:
    """Take places until so many are held, each accepted by the service."""
    while slots.held < held:
        await slots.acquire()
        slots.accepted()


def armed() -> int:
    """Timers of the loop that may still fire."""
    loop: Any = asyncio.get_running_loop()
    return sum(not one.cancelled() for one in loop._scheduled)


def crowd(slots: Slots, count: int) -> list[asyncio.Future[float]]:
    return [asyncio.ensure_future(slots.acquire()) for _ in range(count)]


async def leave(tasks: list[asyncio.Future[float]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def test_after_a_refusal_one_probes_and_then_the_rest_comes_and_grows_by_doubling(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots = Slots(None, jitter=lambda most: most)
        await refill(slots, held=9)
        slots.refused()
        waiting = crowd(slots, 100)
        await turns()
        assert repr(slots) == "<Slots 8 | 8 held, 100 waiting, paused>"
        await asyncio.sleep(0.9)
        assert slots.held == 8
        await asyncio.sleep(0.2)
        assert slots.held == 9  # the probe, and nobody else
        in_the_air = []
        for _ in range(7):
            asking = slots.held - (8 + sum(in_the_air))
            in_the_air.append(asking)
            for _ in range(asking):
                slots.accepted()
            await turns()
        assert in_the_air == [1, 1, 2, 4, 8, 8, 8]
        await leave(waiting)

    virtually(body())


def test_who_runs_into_the_limit_while_growing_tries_again_soon(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None, jitter=lambda most: most)
        waiting = crowd(slots, 100)
        await turns()
        for _ in range(FIRST_GUESS):
            slots.accepted()
        await asyncio.sleep(0.5)
        for _ in range(FIRST_GUESS):
            slots.refused()
        assert slots.held == FIRST_GUESS
        await asyncio.sleep(1.1)
        assert slots.held == FIRST_GUESS + 1
        await leave([one for one in waiting if not one.done()])

    virtually(body())


@pytest.mark.parametrize(
    ("told", "tries"),
    [(None, [0, 1, 3, 7, 15, 31, 51, 71]), (10, [20, 40, 80, 140]), (30, [0, 20, 40, 60])],
)
def test_it_tries_less_often_where_the_service_told_the_number_that_it_holds_to(
    virtually: Virtually, told: int | None, tries: list[float]
) -> None:
    async def body() -> None:
        slots, loop, tried = Slots(None, jitter=lambda most: most), asyncio.get_running_loop(), []
        if told is not None:
            slots.set_ceiling(told)
        await refill(slots, held=10)
        began = loop.time()
        for _ in tries:
            await slots.acquire(again=True)
            tried.append(loop.time() - began)
            slots.refused()
        assert tried == pytest.approx(tries)

    virtually(body())


def test_places_that_became_free_in_the_pause_wait_for_the_answer_to_the_probe(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots = Slots(20, jitter=lambda most: most)
        for _ in range(20):
            await slots.acquire()
        slots.refused()
        for _ in range(9):
            slots.release(ended=False)  # other errors, callers that left
        waiting = crowd(slots, 15)
        await asyncio.sleep(1.1)
        assert slots.held == 11
        slots.accepted()
        assert slots.held == 19
        await leave(waiting)

    virtually(body())


def test_a_probe_without_an_answer_does_not_stop_the_others_for_ever(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(5, jitter=lambda most: most)
        await slots.acquire()
        slots.refused()
        waiting = crowd(slots, 9)
        await asyncio.sleep(1.1)
        assert slots.held == 1
        await asyncio.sleep(19.5)
        assert slots.held == 1
        await asyncio.sleep(1)
        assert slots.held == 2
        slots.release(ended=False)  # its error tells nothing: the next one probes at once
        assert slots.held == 2
        slots.accepted()
        slots.accepted()
        assert slots.held == 4
        await leave(waiting)

    virtually(body())


def test_an_end_that_was_seen_while_a_submit_was_refused_lets_it_come_again_at_once(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots, loop = Slots(3), asyncio.get_running_loop()
        await refill(slots, held=3)
        slots.release()
        await slots.acquire()
        slots.release()  # another one ends meanwhile, and nobody else waits
        slots.refused()
        began = loop.time()
        waiting = crowd(slots, 5)
        assert await slots.acquire(again=True) == 0.0
        assert loop.time() == began
        assert not any(one.done() for one in waiting)
        await leave(waiting)
        slots.close(ClientClosed())

    virtually(body())


def test_the_refused_one_comes_before_those_who_wait_when_an_end_was_seen_meanwhile(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots, order = Slots(None), []
        slots.set_ceiling(4)
        await refill(slots, held=3)

        await slots.acquire()
        others = crowd(slots, 3)
        for one in others:
            one.add_done_callback(lambda _: order.append("other"))
        await turns()
        slots.set_ceiling(2)
        slots.release()
        slots.refused()
        await slots.acquire(again=True)
        await turns()
        assert order == []
        await leave(others)

    virtually(body())


def test_nothing_ticks_while_nobody_waits(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        slots.set_ceiling(4)
        await refill(slots, held=4)
        waiting = crowd(slots, 1)
        await asyncio.sleep(60)
        await asyncio.wait(waiting)
        slots.refused()
        await asyncio.sleep(60)
        assert armed() == 0

    virtually(body())


def test_a_number_below_what_runs_lets_nobody_in_and_does_not_spin(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(5)
        await refill(slots, held=5)
        slots.set_ceiling(3)
        waiting = crowd(slots, 4)
        await asyncio.sleep(300)
        assert repr(slots) == "<Slots 3 | 5 held, 4 waiting>"
        await leave(waiting)
        slots.close(ClientClosed())

    virtually(body())


def test_a_limit_that_rose_while_nobody_waited_is_probed_at_once(virtually: Virtually) -> None:
    async def body() -> None:
        slots, loop = Slots(None), asyncio.get_running_loop()
        await refill(slots, held=11)
        slots.refused()
        await asyncio.sleep(3600)
        began = loop.time()
        for _ in range(50):
            await slots.acquire()
            slots.accepted()
        assert loop.time() == began
        assert slots.held == 60

    virtually(body())


def test_a_probe_that_is_due_is_not_spent_on_a_place_that_is_free_anyway(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots, loop = Slots(None), asyncio.get_running_loop()
        slots.set_ceiling(4)
        await refill(slots, held=4)
        waiting = crowd(slots, 1)
        await turns()
        await leave(waiting)  # it made the clock run, and did not stay
        await asyncio.sleep(30)
        slots.release()
        began = loop.time()
        await refill(slots, held=5)
        assert loop.time() == began

    virtually(body())


# -- what the service says of itself ---------------------------------------------------------------


def test_a_new_number_is_believed_for_a_while_before_it_is_tried(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        await refill(slots, held=4)
        await slots.acquire()
        slots.refused()
        waiting = crowd(slots, 5)
        await turns()
        slots.set_ceiling(6)
        await asyncio.sleep(9)
        assert slots.held == 6
        await asyncio.sleep(12)
        assert slots.held == 7
        await leave([one for one in waiting if not one.done()])

    virtually(body())


def test_what_others_run_leaves_less_room(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        await refill(slots, held=5)
        slots.set_ceiling(50, running=30, queued=5)
        assert slots.limit == 20
        slots.set_ceiling(40, running=200)
        assert slots.limit == 1

    virtually(body())


def test_the_same_number_told_again_does_not_undo_what_was_learned(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        slots.set_ceiling(50)
        await refill(slots, held=11)
        slots.refused()
        slots.set_ceiling(50)
        assert repr(slots) == "<Slots 10 | 10 held, 0 waiting, paused>"
        slots.set_ceiling(50, running=50, queued=0)
        assert slots.limit == 10
        slots.set_ceiling(60)
        assert repr(slots) == "<Slots 60 | 10 held, 0 waiting>"

    virtually(body())


def test_a_count_that_shows_room_opens_a_few_places_and_is_doubted_when_they_are_refused(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        slots = Slots(None, jitter=lambda most: most)
        slots.set_ceiling(50)
        await refill(slots, held=11)
        slots.refused()
        waiting = crowd(slots, 80)
        await turns()
        for opened in (8, 8, 0, 0):
            slots.set_ceiling(50, running=10, queued=0)
            assert slots.held == 10 + opened
            for _ in range(opened):
                slots.refused()
            await turns()
        await asyncio.sleep(21)
        slots.accepted()  # a probe: that was no word of the service
        slots.refused()
        assert slots.held == 11
        slots.set_ceiling(50, running=10, queued=0)
        assert slots.held == 11
        slots.set_ceiling(55, running=11, queued=0)
        assert slots.held == 55
        await leave([one for one in waiting if not one.done()])

    virtually(body())


def test_a_wrong_number_is_overcome_in_either_direction(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(None)
        slots.set_ceiling(10)
        waiting = crowd(slots, 100)
        await turns()
        assert slots.held == 10
        asked = 0
        while not all(one.done() for one in waiting):
            for _ in range(slots.held - asked):
                asked += 1
                slots.accepted()
            await asyncio.sleep(0.3)
        # the number is believed for 20 s, then one goes above it, two, four, eight
        assert slots.held == 100

    virtually(body())


# -- tasks that keep their place ---------------------------------------------------------------


def test_a_task_keeps_the_place_of_its_submit_until_its_end_is_seen(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(2)
        for task_id in ("1", "2"):
            await slots.acquire()
            slots.accepted()
            slots.keep(task_id)
        waiting = crowd(slots, 2)
        await asyncio.sleep(100)
        assert slots.held == 2
        slots.ended("unknown")
        slots.ended("2")
        slots.ended("2")
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        assert (slots.held, slots.waiting) == (2, 1)
        assert armed() == 1
        await asyncio.sleep(1701)  # nobody looks at the first: its place comes back in time
        assert (slots.held, slots.waiting, armed()) == (2, 0, 0)

    virtually(body())


@pytest.mark.parametrize(("seen", "waited"), [(True, 0.0), (False, 1.0)])
def test_only_an_end_that_was_seen_shortens_the_pause(
    virtually: Virtually, seen: bool, waited: float
) -> None:
    async def body() -> None:
        slots, loop = Slots(2, jitter=lambda most: most), asyncio.get_running_loop()
        await slots.acquire()
        slots.accepted()
        slots.keep("1")
        await slots.acquire()
        slots.refused()
        began = loop.time()
        slots.ended("1", seen=seen)
        await slots.acquire(again=True)
        assert loop.time() - began == pytest.approx(waited, abs=1e-6)

    virtually(body())


def test_a_task_that_is_told_twice_keeps_one_place(virtually: Virtually) -> None:
    async def body() -> None:
        slots = Slots(5)
        for _ in range(2):  # two submits, one answer by mistake
            await slots.acquire()
            slots.accepted()
            slots.keep("1", seconds=50)
        assert slots.held == 1
        slots.close(ClientClosed())

    virtually(body())


# -- against a service whose limit moves ------------------------------------------------------


class Full:
    """A service with a limit that a test moves; it knows how many run."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.running = self.peak = self.submits = self.refused = 0

    async def job(self, slots: Slots, seconds: float, chance: random.Random) -> None:
        again = False
        while True:
            await slots.acquire(again=again)
            await asyncio.sleep(chance.random() * 0.2)
            self.submits += 1
            if self.running < self.limit:
                break
            self.refused += 1
            await asyncio.sleep(chance.random() * 0.2)
            slots.refused(chance.choice((None, None, 0.5)))
            again = True
        self.running += 1
        self.peak = max(self.peak, self.running)
        slots.accepted()
        await asyncio.sleep(seconds)
        self.running -= 1
        await asyncio.sleep(chance.random())
        slots.release()


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # it holds no state
)
@given(
    limits=st.lists(st.integers(0, 30), min_size=1, max_size=6),
    told=st.none() | st.integers(-1, 40),
    cap=st.none() | st.integers(1, 20),
    seed=st.integers(0, 1000),
)
def test_whatever_the_limit_does_every_job_is_served_and_the_cap_holds(
    virtually: Virtually, limits: list[int], told: int | None, cap: int | None, seed: int
) -> None:
    async def body() -> None:
        chance, service = random.Random(seed), Full(limits[0])
        slots = Slots(cap)
        if told is not None:
            slots.set_ceiling(told)
        jobs = [
            asyncio.ensure_future(service.job(slots, chance.random() * 60, chance))
            for _ in range(150)
        ]
        for limit in [*limits[1:], 5]:
            await asyncio.sleep(chance.random() * 120)
            service.limit = limit
            if chance.random() < 0.3:
                slots.set_ceiling(max(1, limit), running=service.running, queued=0)
        await asyncio.wait(jobs)
        assert not [one.exception() for one in jobs if one.exception()]
        assert service.submits - service.refused == 150
        assert service.peak <= min(cap or 1000, max(*limits, 5))
        assert (slots.held, slots.waiting) == (0, 0)

    virtually(body())


@pytest.mark.parametrize(
    "name", ["50, then 10, then 80; another takes 0 or 8", "the same, not told"]
)
def test_a_limit_that_moves_costs_no_more_than_a_tenth_of_the_ideal_time(name: str) -> None:
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "slots.py"
    spec = importlib.util.spec_from_file_location("benchmark_of_slots", path)
    assert spec is not None
    assert spec.loader is not None
    benchmark = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = benchmark  # its dataclasses look there for their own module
    spec.loader.exec_module(benchmark)
    scenario = next(one for one in benchmark.SCENARIOS if one.name == name)
    run = benchmark.played(scenario, 0)
    assert run.submits - run.refused == 1000
    assert run.makespan <= 1.1 * run.ideal
    assert run.refused <= 700
