"""The connection pool alone: order, size, age, and what a cancelled caller leaves behind."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from runninghub_async.errors import ClientClosed
from runninghub_async.transport.pool import ConnectionPool

Virtually = Callable[[Coroutine[Any, Any, Any]], Any]


class Wire:
    """A connection that can only be closed."""

    def __init__(self, origin: str, number: int) -> None:
        self.origin = origin
        self.number = number
        self.closed = False

    async def aclose(self) -> None:
        await asyncio.sleep(0)
        self.closed = True


class Made:
    """Makes connections and remembers them."""

    def __init__(self) -> None:
        self.all: list[Wire] = []

    def __call__(self, origin: str) -> Wire:
        self.all.append(Wire(origin, len(self.all) + 1))
        return self.all[-1]

    @property
    def open(self) -> int:
        return sum(not one.closed for one in self.all)


def new_pool(size: int, *, idle: float = 4.0) -> tuple[ConnectionPool[Wire], Made]:
    made = Made()
    clock = asyncio.get_running_loop().time
    return ConnectionPool(made, size=size, idle=idle, clock=clock), made


async def turns(count: int = 3) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_the_connection_that_came_back_last_is_used_first(virtually: Virtually) -> None:
    async def body() -> None:
        pool, _ = new_pool(3)
        held = [await pool.acquire("a") for _ in range(3)]
        for one in held:
            pool.release("a", one, reusable=True)
        assert [(await pool.acquire("a")).number for _ in range(3)] == [3, 2, 1]
        for one in held:
            pool.release("a", one, reusable=True)
        pool.close(ClientClosed())
        await pool.settle()

    virtually(body())


def test_callers_are_served_in_the_order_of_their_coming_and_never_too_many(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pool, made = new_pool(2)
        served: list[int] = []
        busy = 0

        async def use(number: int) -> None:
            nonlocal busy
            wire = await pool.acquire("a" if number % 3 else "b")
            busy += 1
            assert busy <= 2
            assert made.open <= 2 + 1  # one more for a moment, while it is being closed
            served.append(number)
            await asyncio.sleep(random.Random(number).random())
            busy -= 1
            pool.release(wire.origin, wire, reusable=True)

        tasks = [asyncio.ensure_future(use(number)) for number in range(40)]
        await turns()
        assert repr(pool) == "<ConnectionPool 2 | 2 busy, 0 idle, 38 waiting>"
        await asyncio.wait(tasks)
        assert served == list(range(40))
        pool.close(ClientClosed())
        await pool.settle()
        assert made.open == 0

    virtually(body())


def test_repr_and_counts_tell_the_live_state(virtually: Virtually) -> None:
    async def body() -> None:
        pool, _ = new_pool(2)
        assert repr(pool) == "<ConnectionPool 2 | 0 busy, 0 idle, 0 waiting>"
        one, two = await pool.acquire("a"), await pool.acquire("a")
        waiter = asyncio.ensure_future(pool.acquire("a"))
        await turns()
        assert repr(pool) == "<ConnectionPool 2 | 2 busy, 0 idle, 1 waiting>"
        assert (pool.open, pool.waiting) == (2, 1)
        pool.release("a", one, reusable=True)
        assert await waiter is one
        pool.release("a", one, reusable=True)
        pool.release("a", two, reusable=False)
        assert repr(pool) == "<ConnectionPool 2 | 0 busy, 1 idle, 0 waiting>"
        pool.close(ClientClosed())
        await pool.settle()

    virtually(body())


def test_idle_connections_age_out_although_nobody_calls(virtually: Virtually) -> None:
    async def body() -> None:
        pool, made = new_pool(4, idle=4.0)
        first, second = await pool.acquire("a"), await pool.acquire("b")
        pool.release("a", first, reusable=True)
        await asyncio.sleep(3)
        pool.release("b", second, reusable=True)
        await asyncio.sleep(1.5)
        assert (first.closed, second.closed) == (True, False)
        await asyncio.sleep(3)
        assert made.open == 0
        assert repr(pool) == "<ConnectionPool 4 | 0 busy, 0 idle, 0 waiting>"

    virtually(body())


def test_one_that_is_idle_for_too_long_for_this_caller_is_left_alone(virtually: Virtually) -> None:
    async def body() -> None:
        pool, made = new_pool(2)
        old = await pool.acquire("a")
        pool.release("a", old, reusable=True)
        await asyncio.sleep(2)
        fresh = await pool.acquire("a", max_idle=1.0)
        assert fresh is not old
        assert await pool.acquire("a") is old
        for one in made.all:
            pool.release("a", one, reusable=False)
        await pool.settle()

    virtually(body())


def test_a_full_pool_drops_the_oldest_idle_one_of_another_origin(virtually: Virtually) -> None:
    async def body() -> None:
        pool, _ = new_pool(3)
        wires = {name: await pool.acquire(name) for name in "abc"}
        for name in "bac":
            pool.release(name, wires[name], reusable=True)
            await asyncio.sleep(0.1)
        new = await pool.acquire("d")
        await turns()
        assert [name for name in "abc" if wires[name].closed] == ["b"]
        assert repr(pool) == "<ConnectionPool 3 | 1 busy, 2 idle, 0 waiting>"
        pool.release("d", new, reusable=False)
        pool.close(ClientClosed())
        await pool.settle()

    virtually(body())


def test_a_place_whose_connection_cannot_be_made_goes_to_the_next(virtually: Virtually) -> None:
    async def body() -> None:
        def connect(origin: str) -> Wire:
            if origin == "bad":
                raise ValueError(origin)
            return Wire(origin, 0)

        pool = ConnectionPool(connect, size=1, idle=1.0)
        wire = await pool.acquire("good")
        bad = asyncio.ensure_future(pool.acquire("bad"))
        good = asyncio.ensure_future(pool.acquire("good"))
        await turns()
        pool.release("good", wire, reusable=False)
        with pytest.raises(ValueError, match="bad"):
            await bad
        pool.release("good", await good, reusable=False)
        assert repr(pool) == "<ConnectionPool 1 | 0 busy, 0 idle, 0 waiting>"
        await pool.settle()

    virtually(body())


@pytest.mark.parametrize("when", ["waiting", "handed over", "both leave"])
def test_a_caller_that_is_cancelled_while_waiting_leaves_the_state_as_it_was(
    virtually: Virtually, when: str
) -> None:
    async def body() -> None:
        pool, _ = new_pool(1)
        wire = await pool.acquire("a")
        leaving = asyncio.ensure_future(pool.acquire("a"))
        staying = asyncio.ensure_future(pool.acquire("a"))
        await turns()
        if when == "waiting":
            leaving.cancel()
            await turns()
            assert repr(pool) == "<ConnectionPool 1 | 1 busy, 0 idle, 1 waiting>"
            pool.release("a", wire, reusable=True)
        elif when == "handed over":
            pool.release("a", wire, reusable=True)
            leaving.cancel()
        else:
            leaving.cancel()  # its waiter is gone, but still stands in the line
            pool.release("a", wire, reusable=True)
        assert await staying is wire
        assert leaving.cancelled()
        pool.release("a", wire, reusable=True)
        assert repr(pool) == "<ConnectionPool 1 | 0 busy, 1 idle, 0 waiting>"
        pool.close(ClientClosed())
        await pool.settle()

    virtually(body())


def test_who_is_cancelled_is_no_longer_counted_as_waiting_in_the_same_moment(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pool, _ = new_pool(1)
        wire = await pool.acquire("a")
        waiting = [asyncio.ensure_future(pool.acquire("a")) for _ in range(5)]
        await turns()
        for one in waiting[:4]:
            one.cancel()
        assert pool.waiting == 1
        pool.release("a", wire, reusable=True)
        assert pool.waiting == 0
        assert await waiting[4] is wire
        pool.release("a", wire, reusable=False)
        await pool.settle()

    virtually(body())


@pytest.mark.parametrize("seed", range(12))
def test_nothing_leaks_after_many_random_cancellations(virtually: Virtually, seed: int) -> None:
    async def body() -> None:
        chance = random.Random(seed)
        pool, made = new_pool(chance.randint(1, 4), idle=chance.choice((0.0, 0.2, 5.0)))

        async def use() -> None:
            for _ in range(5):
                origin = chance.choice("abc")
                wire = await pool.acquire(origin, max_idle=chance.choice((None, 0.05)))
                assert not wire.closed
                assert wire.origin == origin
                try:
                    await asyncio.sleep(chance.choice((0, 0, 0.01, 0.1)))
                finally:
                    pool.release(origin, wire, reusable=chance.random() < 0.8)

        tasks = [asyncio.ensure_future(use()) for _ in range(60)]
        while not all(task.done() for task in tasks):
            await asyncio.sleep(chance.choice((0, 0, 0.005)))
            for task in chance.sample(tasks, 3):
                if chance.random() < 0.3:
                    task.cancel()
        assert "0 busy" in repr(pool)
        assert "0 waiting" in repr(pool)
        await asyncio.sleep(10)
        assert repr(pool).endswith("| 0 busy, 0 idle, 0 waiting>")
        assert made.open == 0

    virtually(body())


def test_closing_ends_the_waiting_and_closes_idle_now_and_busy_ones_later(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        pool, _ = new_pool(2)
        idle, busy = await pool.acquire("a"), await pool.acquire("a")
        blocked = await_all = [asyncio.ensure_future(pool.acquire("a")) for _ in range(5)]
        await turns()
        blocked[0].cancel()
        pool.release("a", idle, reusable=True)
        idle = await blocked[1]
        pool.release("a", idle, reusable=True)
        taken = await blocked[2]
        blocked[4].cancel()
        pool.close(ClientClosed(reason="over"))
        with pytest.raises(ClientClosed, match="over"):
            await blocked[3]
        with pytest.raises(ClientClosed, match="over"):
            await pool.acquire("a")
        assert not busy.closed
        for one in (busy, taken):
            pool.release("a", one, reusable=True)
        await pool.settle()
        assert busy.closed
        assert taken.closed
        await asyncio.wait(await_all)
        assert repr(pool) == "<ConnectionPool 2 | 0 busy, 0 idle, 0 waiting>"

    virtually(body())


def test_a_connection_that_cannot_be_closed_in_peace_disturbs_nobody(virtually: Virtually) -> None:
    class Stubborn(Wire):
        async def aclose(self) -> None:
            raise OSError("no peace")

    async def body() -> None:
        pool = ConnectionPool(lambda origin: Stubborn(origin, 1), size=1, idle=1.0)
        pool.release("a", await pool.acquire("a"), reusable=False)
        await pool.settle()
        assert repr(pool) == "<ConnectionPool 1 | 0 busy, 0 idle, 0 waiting>"

    virtually(body())
