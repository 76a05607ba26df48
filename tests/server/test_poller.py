"""The poller with a made-up service, on a clock that jumps."""

from __future__ import annotations

import asyncio
import math
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from runninghub_async.config import Polling
from runninghub_async.errors import (
    ClientClosed,
    ConnectionLost,
    RateLimited,
    RunningHubError,
    TaskTimeout,
)
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.poller import EARLY, Known, Poller
from runninghub_async.transport.background import Background

Virtually = Callable[[Coroutine[Any, Any, Any]], Any]

LOST = ConnectionLost(operation="query", reason="broken", sent=None)
LIMITED = RateLimited(operation="query", code=1003, message="slow down")


class Service:
    """Answers looks from a list for each task; the last answer is repeated."""

    def __init__(self, *answers: str | Exception, seconds: float = 0.1) -> None:
        self._answers = answers
        self._seconds = seconds
        self.looks: Counter[str] = Counter()
        self.times: list[float] = []
        self.at_once = self.peak = 0

    async def __call__(self, task_id: str) -> TaskState:
        self.looks[task_id] += 1
        self.times.append(asyncio.get_running_loop().time())
        self.at_once += 1
        self.peak = max(self.peak, self.at_once)
        try:
            await asyncio.sleep(self._seconds)
        finally:
            self.at_once -= 1
        answer = self._answers[min(self.looks[task_id], len(self._answers)) - 1]
        if isinstance(answer, RunningHubError):
            raise type(answer)(**answer.__dict__)
        if isinstance(answer, Exception):
            raise answer
        return TaskState(task_id=task_id, status=answer)


@asynccontextmanager
async def polling(
    query: Callable[[str], Awaitable[TaskState]],
    *,
    at_once: int = 8,
    count: Callable[[], Awaitable[int | None]] | None = None,
    **settings: Any,
) -> AsyncIterator[Poller]:
    background = Background()
    await background.open()
    poller = Poller(
        query,
        background,
        Polling(**settings),
        at_once=at_once,
        count=count,
        chance=lambda: 0.5,
    )
    poller.start()
    try:
        yield poller
    finally:
        poller.close(ClientClosed())
        await background.aclose(ClientClosed())
    assert len(background) == 0


def fresh() -> Known:
    """A task of a kind that nobody has seen before, accepted now."""
    return Known(key="kind", since=asyncio.get_running_loop().time())


def reported() -> Known:
    """The same, whose end a webhook will tell."""
    return fresh()._replace(reported=True)


def test_looks_come_later_and_later_up_to_the_ceiling(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*["RUNNING"] * 12, "SUCCESS", seconds=0.0)
        async with polling(service, first=2.0, ceiling=8.0) as poller:
            began = asyncio.get_running_loop().time()
            await poller.wait("1", fresh(), seconds=None)
        gaps = [b - a for a, b in zip([began, *service.times], service.times, strict=False)]
        assert gaps[0] == pytest.approx(2.0)
        assert gaps[1:] == sorted(gaps[1:])
        assert gaps[-1] == pytest.approx(8.0)

    virtually(body())


def test_waiters_of_one_task_share_its_looks(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("QUEUED", "RUNNING", "SUCCESS")
        async with polling(service) as poller:
            states = await asyncio.gather(*(poller.wait("1", seconds=None) for _ in range(50)))
            assert {state.status for state in states} == {"SUCCESS"}
            assert repr(poller) == "<Poller 0 watched, 3 looks>"
        assert service.looks == {"1": 3}

    virtually(body())


def test_a_thousand_tasks_are_looked_at_with_bounded_looks_at_once(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("RUNNING", "SUCCESS", seconds=0.05)
        async with polling(service, at_once=20) as poller:
            waits = [poller.wait(str(one), seconds=None) for one in range(1000)]
            await asyncio.gather(*waits)
            assert poller.watched == ()
        assert set(service.looks.values()) == {2}
        assert service.peak == 20

    virtually(body())


@pytest.mark.parametrize("leave_during", ["the wait", "a look"])
def test_looks_stop_when_the_last_waiter_leaves(virtually: Virtually, leave_during: str) -> None:
    async def body() -> None:
        service = Service("RUNNING", seconds=1.0)
        async with polling(service) as poller:
            one, two = (asyncio.ensure_future(poller.wait("1", seconds=None)) for _ in range(2))
            await asyncio.sleep(30.5 if leave_during == "the wait" else 2.5)
            one.cancel()
            await asyncio.sleep(0)
            assert poller.watched == ("1",)
            two.cancel()
            await asyncio.wait([one, two])
            assert poller.watched == ()
            made = service.looks["1"]
            await asyncio.sleep(500)
            assert service.looks["1"] == made

    virtually(body())


def test_a_task_that_was_left_while_its_look_waited_for_a_place_is_not_looked_at(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        service = Service("RUNNING", seconds=100.0)
        async with polling(service, at_once=1) as poller:
            slow = asyncio.ensure_future(poller.wait("slow", seconds=None))
            await asyncio.sleep(1)
            left = asyncio.ensure_future(poller.wait("left", seconds=None))
            await asyncio.sleep(1)
            left.cancel()
            await asyncio.sleep(200)
            assert service.looks["left"] == 0
            assert service.looks["slow"] > 1
            slow.cancel()
            await asyncio.wait([slow, left])

    virtually(body())


def test_an_unknown_status_is_not_the_end_and_the_deadline_names_it(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("CREATE", "SOMETHING_NEW")
        async with polling(service) as poller:
            with pytest.raises(TaskTimeout) as caught:
                await poller.wait("7", fresh(), seconds=100.0)
            assert (caught.value.seconds, caught.value.last_status) == (100.0, "SOMETHING_NEW")
            assert poller.watched == ()

    virtually(body())


def test_one_waiter_may_give_up_while_another_waits_on(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*["RUNNING"] * 10, "SUCCESS")
        async with polling(service) as poller:
            patient = asyncio.ensure_future(poller.wait("1", seconds=None))
            with pytest.raises(TaskTimeout):
                await poller.wait("1", fresh(), seconds=5.0)
            assert (await patient).succeeded

    virtually(body())


def test_five_failed_looks_in_a_row_end_the_waiting_but_not_the_task(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*[LOST] * 5, "SUCCESS")
        async with polling(service) as poller:
            with pytest.raises(ConnectionLost) as caught:
                await poller.wait("42", seconds=None)
            assert caught.value.task_id == "42"
            assert 'rh.task("42").wait()' in str(caught.value)
            assert service.looks["42"] == 5
            assert (await poller.wait("42", seconds=None)).succeeded

    virtually(body())


def test_who_comes_in_the_turn_in_which_the_waiting_ends_gets_new_looks(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        service = Service(*[LOST] * 5, "SUCCESS")

        async def query(task_id: str) -> TaskState:
            try:
                return await service(task_id)
            finally:
                if service.looks[task_id] == 5:
                    due.set_result(None)  # wakes the other one before the waiter

        async with polling(query) as poller:
            due = asyncio.get_running_loop().create_future()

            async def come_when_due() -> TaskState:
                await due
                return await poller.wait("1", seconds=60.0)

            second = asyncio.ensure_future(come_when_due())
            await asyncio.sleep(0)
            with pytest.raises(ConnectionLost):
                await poller.wait("1", seconds=None)
            assert (await second).succeeded

    virtually(body())


def test_four_failures_and_then_a_good_look_start_the_count_again(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*[LOST] * 4, "RUNNING", *[LOST] * 4, "SUCCESS")
        async with polling(service) as poller:
            assert (await poller.wait("1", seconds=None)).succeeded
            assert service.looks["1"] == 10

    virtually(body())


def test_looks_that_were_refused_for_the_rate_are_no_failures(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*[LOST] * 4, *[LIMITED] * 30, "SUCCESS")
        async with polling(service) as poller:
            assert (await poller.wait("1", seconds=None)).succeeded
            assert service.looks["1"] == 35

    virtually(body())


def test_changes_gives_each_new_status_once_and_ends(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("QUEUED", "QUEUED", "RUNNING", "RUNNING", "RUNNING", "FAILED")
        async with polling(service) as poller:
            seen = [one.status async for one in poller.changes("1", fresh())]
            assert seen == ["QUEUED", "RUNNING", "FAILED"]
            assert poller.watched == ()

    virtually(body())


def test_a_second_observer_first_gets_what_is_known(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("QUEUED", *["RUNNING"] * 10, "SUCCESS")
        async with polling(service) as poller:
            early = asyncio.ensure_future(poller.wait("1", seconds=None))
            await asyncio.sleep(20)
            seen = [one.status async for one in poller.changes("1", fresh())]
            assert seen == ["RUNNING", "SUCCESS"]
            await early

    virtually(body())


def test_closing_ends_all_waiting_and_watching(virtually: Virtually) -> None:
    async def body() -> None:
        async with polling(Service("RUNNING", seconds=50.0)) as poller:

            async def observe(task_id: str) -> None:
                async for _ in poller.changes(task_id, fresh()):
                    pass

            tasks = [
                asyncio.ensure_future(poller.wait(str(one), fresh(), seconds=None))
                for one in range(300)
            ]
            tasks += [asyncio.ensure_future(observe(str(one))) for one in range(300)]
            await asyncio.sleep(5)
        await asyncio.wait(tasks)
        assert {type(task.exception()) for task in tasks} == {ClientClosed}

    virtually(body())


def test_a_bug_in_a_look_is_loud_for_its_own_waiters_only(virtually: Virtually) -> None:
    async def body() -> None:
        async def query(task_id: str) -> TaskState:
            if task_id == "bad":
                raise ZeroDivisionError
            return TaskState(task_id=task_id, status="SUCCESS")

        async with polling(query) as poller:
            bad = asyncio.ensure_future(poller.wait("bad", fresh(), seconds=None))
            assert (await poller.wait("good", fresh(), seconds=None)).succeeded
            with pytest.raises(ZeroDivisionError):
                await bad

    virtually(body())


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("wait", range(1, 4))
def test_a_waiter_cancelled_at_any_await_leaves_nothing(
    virtually: Virtually, cancel_at: Any, wait: int, late: bool
) -> None:
    async def body() -> None:
        service = Service("RUNNING", "SUCCESS")
        async with polling(service) as poller:
            await cancel_at(poller.wait("1", fresh(), seconds=50.0), wait, late=late)
            assert poller.watched == ()
            assert (await poller.wait("1", seconds=None)).succeeded

    virtually(body())


# -- background work ----------------------------------------------------------------------------


def test_work_that_is_cancelled_before_its_first_step_is_neither_run_nor_reported(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        background = Background()
        await background.open()
        ran: list[int] = []

        async def work() -> None:
            ran.append(1)

        background.start(work()).cancel()
        await asyncio.sleep(1)
        waiter = background.start(asyncio.sleep(1e9))
        await background.aclose(ClientClosed(reason="over"))
        with pytest.raises(ClientClosed, match="over"):
            await waiter
        with pytest.raises(ClientClosed, match="over"):
            background.start(work())
        assert ran == []

    virtually(body())


def test_the_end_of_the_client_ends_a_block_in_the_callers_own_task(virtually: Virtually) -> None:
    async def body() -> None:
        background = Background()
        await background.open()
        cleaned: list[int] = []

        async def block() -> None:
            async with background.ends_with_client():
                try:
                    await asyncio.sleep(1e9)
                finally:
                    await asyncio.sleep(3)
                    cleaned.append(1)

        tasks = [asyncio.ensure_future(block()) for _ in range(10)]
        await asyncio.sleep(1)
        tasks[0].cancel()
        await asyncio.wait(tasks[:1])
        await background.aclose(ClientClosed(reason="over"))
        assert len(cleaned) == 10
        await asyncio.wait(tasks)
        assert tasks[0].cancelled()
        assert all(isinstance(task.exception(), ClientClosed) for task in tasks[1:])
        with pytest.raises(ClientClosed):
            await block()

    virtually(body())


# -- tasks whose end a webhook reports ---------------------------------------------------------


def test_a_reported_task_costs_one_look_a_minute(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service(*["RUNNING"] * 10, "SUCCESS", seconds=0.0)
        async with polling(service) as poller:
            await poller.wait("1", reported(), seconds=None)
        gaps = [b - a for a, b in zip(service.times, service.times[1:], strict=False)]
        assert len(gaps) == 10
        assert all(60.0 <= gap <= 75.0 for gap in gaps)

    virtually(body())


def test_an_event_brings_the_look_forward_and_the_look_decides(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("SUCCESS", seconds=0.1)
        async with polling(service) as poller:
            loop = asyncio.get_running_loop()
            waiting = asyncio.ensure_future(poller.wait("1", reported(), seconds=None))
            began = loop.time()
            for seconds in (7.0, 7.0, 7.01, 7.05):  # and again, and while the look is under way
                loop.call_at(began + seconds, poller.report, "1")
            assert (await waiting).status == "SUCCESS"
            assert loop.time() - began == pytest.approx(7.1)
        assert service.looks["1"] == 1

    virtually(body())


def test_an_event_that_comes_too_soon_is_followed_by_ordinary_looks(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("RUNNING", "RUNNING", "SUCCESS", seconds=0.0)
        async with polling(service) as poller:
            loop = asyncio.get_running_loop()
            waiting = asyncio.ensure_future(poller.wait("1", reported(), seconds=None))
            began = loop.time()
            loop.call_at(began + 5.0, poller.report, "1")
            await waiting
            assert loop.time() - began < 20.0
        assert service.looks["1"] == 3

    virtually(body())


def test_an_event_during_a_look_is_followed_by_another_at_once(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("RUNNING", "SUCCESS", seconds=1.0)
        async with polling(service) as poller:
            loop = asyncio.get_running_loop()
            waiting = asyncio.ensure_future(poller.wait("1", reported(), seconds=None))
            began = loop.time()
            loop.call_at(began + 68.0, poller.report, "1")  # the first look is from 67.5 to 68.5
            await waiting
            assert loop.time() - began == pytest.approx(69.5)

    virtually(body())


def test_an_event_before_anybody_waits_is_kept(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("SUCCESS", seconds=0.0)
        async with polling(service) as poller:
            poller.report("1")
            began = asyncio.get_running_loop().time()
            await poller.wait("1", reported(), seconds=None)
            assert asyncio.get_running_loop().time() == began

    virtually(body())


def test_events_of_unknown_tasks_cost_bounded_memory_and_no_look(virtually: Virtually) -> None:
    async def body() -> None:
        service = Service("SUCCESS")
        async with polling(service) as poller:
            for number in range(2 * EARLY):
                poller.report(str(number))
            assert len(poller._early) == EARLY
        assert service.looks.total() == 0

    virtually(body())


def test_a_look_that_was_brought_forward_replaces_the_one_that_was_due(
    virtually: Virtually,
) -> None:
    async def body() -> None:
        service = Service(*["RUNNING"] * 4, "SUCCESS", seconds=0.0)
        async with polling(service, first=2.0, ceiling=2.0) as poller:
            loop = asyncio.get_running_loop()
            loop.call_later(1.0, poller.report, "1")
            began = loop.time()
            await poller.wait("1", fresh(), seconds=None)
        assert service.times[0] - began == pytest.approx(1.0)
        gaps = [b - a for a, b in zip(service.times, service.times[1:], strict=False)]
        assert all(0.2 <= gap <= 2.0 for gap in gaps)

    virtually(body())


def test_looks_come_late_at_what_is_known_to_take_long(virtually: Virtually) -> None:
    """Tasks of 100 s, one after another: of the fortieth the dead time is known."""
    began: dict[str, float] = {}
    ages: dict[str, list[float]] = {}

    async def query(task_id: str) -> TaskState:
        age = asyncio.get_running_loop().time() - began[task_id]
        ages.setdefault(task_id, []).append(age)
        return TaskState(task_id=task_id, status="SUCCESS" if age >= 100.0 else "RUNNING")

    async def body() -> None:
        async with polling(query) as poller:
            for number in range(40):
                began[str(number)] = asyncio.get_running_loop().time()
                await poller.wait(str(number), fresh(), seconds=None)

    virtually(body())
    assert sum(age < 40.0 for age in ages["0"]) >= 8
    assert sum(age < 40.0 for age in ages["39"]) <= 2


def test_one_count_stands_for_looks_at_many_tasks(virtually: Virtually) -> None:
    """With counts, a hundred tasks of one kind cost fewer requests than without."""

    def requests(counting: bool) -> int:
        async def body() -> int:
            loop = asyncio.get_running_loop()
            ends: dict[str, float] = {}
            chance = random.Random(7)
            asked = 0

            async def query(task_id: str) -> TaskState:
                nonlocal asked
                asked += 1
                over = loop.time() >= ends[task_id]
                return TaskState(task_id=task_id, status="SUCCESS" if over else "RUNNING")

            async def count() -> int:
                nonlocal asked
                asked += 1
                return sum(end > loop.time() for end in ends.values())

            async def place(poller: Poller, number: int) -> None:
                for turn in range(10):
                    task_id = f"{number}-{turn}"
                    ends[task_id] = loop.time() + chance.lognormvariate(math.log(120), 0.35)
                    await poller.wait(task_id, fresh(), seconds=None)

            async with polling(query, count=count) as poller:
                if counting:
                    poller.count_too()
                await asyncio.gather(*(place(poller, number) for number in range(30)))
            return asked

        result: int = virtually(body())
        return result

    assert requests(counting=True) < 0.9 * requests(counting=False)
