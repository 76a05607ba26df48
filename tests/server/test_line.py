"""A line of waiting callers: its order, and what those who leave early leave behind."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runninghub_async.errors import ClientClosed
from runninghub_async.transport.line import Line


async def turns(count: int = 3) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def never(taken: float) -> None:
    raise AssertionError(f"nothing was handed over, and {taken} is undone")


def queued(line: Line, served: list[Any], *names: Any, **place: Any) -> list[asyncio.Task[None]]:
    """Callers that write their name down when it is their turn."""

    async def one(name: Any) -> None:
        await line.wait(undo=never, **place)
        served.append(name)

    return [asyncio.ensure_future(one(name)) for name in names]


async def test_lower_priorities_go_first_and_the_refused_before_the_new_of_the_same() -> None:
    line, served = Line(), list[Any]()
    queued(line, served, "c1", "c2", priority=5)
    queued(line, served, "b1", "b2")
    queued(line, served, "a1", priority=-1)
    await turns()
    queued(line, served, "b0", "b0 too", front=True)
    queued(line, served, "c0", priority=5, front=True)
    await turns()
    assert repr(line) == "<Line 8 waiting>"
    while line:
        line.admit()
    await turns()
    assert served == ["a1", "b0", "b0 too", "b1", "b2", "c0", "c1", "c2"]


async def test_who_is_cancelled_is_out_of_the_line_in_the_same_turn_of_the_loop() -> None:
    line, served = Line(), list[Any]()
    tasks = queued(line, served, *range(5))
    await turns()
    tasks[0].cancel()
    tasks[3].cancel()
    assert len(line) == 3
    line.admit()
    await turns()
    assert served == [1]
    line.admit()
    line.admit()
    await asyncio.wait(tasks)
    assert served == [1, 2, 4]


async def test_what_was_taken_for_a_turn_that_nobody_uses_is_undone() -> None:
    line, undone = Line(), list[float]()
    task = asyncio.ensure_future(line.wait(undo=undone.append))
    await turns()
    line.admit(0.25)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    assert undone == [0.25]
    assert len(line) == 0


async def test_a_closed_line_ends_all_waiting_and_keeps_its_first_error() -> None:
    line = Line()
    tasks = [asyncio.ensure_future(line.wait(undo=never)) for _ in range(50)]
    await turns()
    tasks[7].cancel()
    line.close(ClientClosed(reason="over"))
    tasks[8].cancel()  # its error is on the way already
    line.close(ClientClosed(reason="again"))
    await asyncio.wait(tasks)
    assert [number for number, one in enumerate(tasks) if one.cancelled()] == [7, 8]
    assert all(isinstance(one.exception(), ClientClosed) for one in tasks if not one.cancelled())
    assert repr(line) == "<Line closed>"
    with pytest.raises(ClientClosed, match="over"):
        line.check_open()


@settings(deadline=None, max_examples=60)
@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("come"), st.integers(-2, 2), st.booleans()),
            st.tuples(st.just("leave"), st.integers(0, 99)),
            st.tuples(st.just("admit")),
        ),
        max_size=200,
    )
)
def test_it_serves_as_a_sorted_list_would(steps: list[tuple[Any, ...]]) -> None:
    async def body() -> None:
        line, served, expected = Line(), list[int](), list[int]()
        places: dict[int, tuple[int, bool, int]] = {}
        tasks: dict[int, asyncio.Task[None]] = {}
        for number, (what, *details) in enumerate(steps):
            if what == "come":
                priority, front = details
                places[number] = (priority, not front, number)
                tasks[number], *_ = queued(line, served, number, priority=priority, front=front)
                await turns()
            elif what == "leave" and places:
                gone = sorted(places)[details[0] % len(places)]
                del places[gone]
                tasks[gone].cancel()
            elif what == "admit" and places:
                first = min(places, key=places.__getitem__)
                del places[first]
                expected.append(first)
                line.admit()
            assert len(line) == len(places)
        await turns()
        assert served == expected
        line.close(ClientClosed())
        await asyncio.gather(*tasks.values(), return_exceptions=True)

    asyncio.run(body())


async def steps(count: int, *, leaving: bool) -> float:
    """How much is done for each of so many who wait and are served, or leave: calls made."""
    line, calls = Line(), 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    tasks = [asyncio.ensure_future(line.wait(undo=never)) for _ in range(count)]
    await turns()
    sys.setprofile(note)
    try:
        for task in tasks:
            assert line
            if leaving:
                task.cancel()
            else:
                line.admit()
            len(line)
        await asyncio.wait(tasks)
    finally:
        sys.setprofile(None)
    return calls / count


@pytest.mark.parametrize("leaving", [False, True])
async def test_a_caller_costs_the_same_among_ten_thousand(leaving: bool) -> None:
    few, many = [await steps(count, leaving=leaving) for count in (500, 10_000)]
    assert many < 1.2 * few


async def test_those_who_left_keep_no_memory() -> None:
    line = Line()
    staying = [asyncio.ensure_future(line.wait(undo=never)) for _ in range(10)]
    for _ in range(100):
        leaving = [asyncio.ensure_future(line.wait(undo=never)) for _ in range(100)]
        await turns()
        for task in leaving:
            task.cancel()
        await asyncio.wait(leaving)
        assert len(line._heap) < 200
    while line:
        line.admit()
    await asyncio.gather(*staying)
