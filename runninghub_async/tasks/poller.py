"""Looks at every task that somebody waits for: one heap of due looks for each client."""

from __future__ import annotations

import asyncio
import functools
import heapq
import itertools
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from runninghub_async.config import Polling
from runninghub_async.errors import (
    ApiError,
    AuthError,
    ClientClosed,
    NotFound,
    RateLimited,
    RequestRefused,
    RunningHubError,
    TaskTimeout,
    TransportError,
)
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.schedule import SPREAD, next_look, next_try
from runninghub_async.transport.background import Background

__all__ = ["Poller"]


#: Looks in a row that say a definite no (no such task, bad key) and end the waiting. Two,
#: because a task that was just accepted may not be known everywhere yet.
DEFINITE = 2


#: Ids of reported tasks that nobody waits for yet, or any more; the newest are kept.
EARLY = 10_000


class _Watch:
    """One task that is looked at, and everybody who waits for it."""

    def __init__(self, task_id: str) -> None:
        self.task_id = task_id
        self.seen: TaskState | None = None
        self.reported = False  #: a webhook will tell of its end
        self.told = False  #: it has
        self.due = 0  #: number of its look in the heap; an older one there is void
        self.looking = False
        self.again = False  #: look once more as soon as the look under way is over
        self.looks = 0
        self.failures = 0
        self.waiters: set[asyncio.Future[TaskState]] = set()
        self.observers: set[asyncio.Queue[TaskState | BaseException]] = set()
        self.over = False

    @property
    def status(self) -> str:
        return "" if self.seen is None else self.seen.status

    @property
    def wanted(self) -> bool:
        return bool(self.waiters or self.observers)

    def publish(self, state: TaskState) -> None:
        changed = state.status != self.status
        self.seen = state
        if changed:
            for observer in self.observers:
                observer.put_nowait(state)
        if state.finished:
            self.over = True
            for waiter in self.waiters:
                if not waiter.done():
                    waiter.set_result(state)

    def fail(self, error: BaseException) -> None:
        self.over = True
        for observer in self.observers:
            observer.put_nowait(error)
        for waiter in self.waiters:
            if not waiter.done():
                waiter.set_exception(error)


class Poller:
    """Fans one look at a time out over any number of tasks.

    Looks run in the client's TaskGroup, at most `at_once` together, in order of their due
    times. A look that fails is a failed look, never a failed task; `polling.tolerance` of
    them in a row end the waiting, and the task runs on.
    """

    def __init__(
        self,
        query: Callable[[str], Awaitable[TaskState]],
        background: Background,
        polling: Polling,
        *,
        at_once: int,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._query = query
        self._background = background
        self._polling = polling
        self._places = asyncio.Semaphore(at_once)
        self._chance = chance
        self._watches: dict[str, _Watch] = {}
        self._heap: list[tuple[float, int, _Watch]] = []
        self._order = itertools.count(1)
        self._early: OrderedDict[str, None] = OrderedDict()
        self._changed = asyncio.Event()
        self.looks = 0  #: looks that were made, for `statistics()`

    def __repr__(self) -> str:
        return f"<Poller {len(self._watches)} watched, {self.looks} looks>"

    @property
    def watched(self) -> tuple[str, ...]:
        """The ids of all tasks that somebody waits for."""
        return tuple(self._watches)

    def start(self) -> None:
        """Begin to look; needs an open background."""
        self._background.start(self._run()).add_done_callback(self._stopped)

    def _stopped(self, run: asyncio.Future[None]) -> None:
        """Nobody looks any more: whoever waits must know, whatever ended it."""
        error = ClientClosed() if run.cancelled() else run.exception() or ClientClosed()
        for watch in list(self._watches.values()):
            watch.fail(error)

    def close(self, error: RunningHubError) -> None:
        """End all waiting with an error."""
        for watch in list(self._watches.values()):
            watch.fail(error)
        self._watches.clear()

    def report(self, task_id: str) -> None:
        """A webhook says that a task has ended: look at once, to hear it from the service.

        An event that comes before anybody waits for its task is kept, one that comes again
        changes nothing.
        """
        watch = self._watches.get(task_id)
        if watch is None or watch.over:
            self._early[task_id] = None
            if len(self._early) > EARLY:
                self._early.popitem(last=False)
            return
        if watch.told:
            return
        watch.told = True
        if watch.looking:
            watch.again = True  # what is under way may have been answered before the end
        else:
            self._push(watch, 0.0)

    async def wait(
        self, task_id: str, *, first: float, seconds: float | None, reported: bool = False
    ) -> TaskState:
        """Wait until a task ends; return its last state, whatever the end is.

        Looks after `first` seconds for the first time. `seconds` is the deadline from
        now; None never gives up. With `reported`, a webhook will tell of the end, and looks
        are few.

        Raises:
            TaskTimeout: the deadline passed; the task runs on.
            ApiError, TransportError: too many looks in a row failed; `.task_id` is set.
        """
        waiter = asyncio.get_running_loop().create_future()
        watch = self._join(task_id, first, reported)
        watch.waiters.add(waiter)
        scope = asyncio.timeout(seconds)
        try:
            async with scope:
                state: TaskState = await waiter
                return state
        except TimeoutError as error:
            if seconds is None or not scope.expired():
                raise
            raise TaskTimeout(task_id=task_id, seconds=seconds, last_status=watch.status) from error
        finally:
            watch.waiters.discard(waiter)
            if waiter.done() and not waiter.cancelled():
                waiter.exception()  # seen, also when a cancellation came in the same turn
            self._leave(watch)

    async def changes(
        self,
        task_id: str,
        *,
        first: float,
        seconds: float | None = None,
        reported: bool = False,
    ) -> AsyncIterator[TaskState]:
        """Give the status as it was seen last, and each change, the end included.

        Raises:
            TaskTimeout: `seconds` passed; the task runs on.
            ApiError, TransportError: too many looks in a row failed; `.task_id` is set.
        """
        news: asyncio.Queue[TaskState | BaseException] = asyncio.Queue()
        watch = self._join(task_id, first, reported)
        watch.observers.add(news)
        began = asyncio.get_running_loop().time()
        if watch.seen is not None:
            news.put_nowait(watch.seen)
        try:
            while True:
                state = await self._next(news, watch, seconds, began)
                if isinstance(state, BaseException):
                    raise state
                yield state
                if state.finished:
                    return
        finally:
            watch.observers.discard(news)
            self._leave(watch)

    @staticmethod
    async def _next(
        news: asyncio.Queue[TaskState | BaseException],
        watch: _Watch,
        seconds: float | None,
        began: float,
    ) -> TaskState | BaseException:
        at = None if seconds is None else began + seconds
        scope = asyncio.timeout_at(at)
        try:
            async with scope:
                return await news.get()
        except TimeoutError as error:
            if seconds is None or not scope.expired():
                raise
            raise TaskTimeout(
                task_id=watch.task_id, seconds=seconds, last_status=watch.status
            ) from error

    def _join(self, task_id: str, first: float, reported: bool) -> _Watch:
        self._background.check_open()  # else nobody would ever look
        watch = self._watches.get(task_id)
        if watch is None or watch.over:  # over, and those who waited have not woken yet
            watch = self._watches[task_id] = _Watch(task_id)
            watch.reported = reported
            if task_id in self._early:
                del self._early[task_id]
                watch.told = True
            self._push(watch, 0.0 if watch.told else first)
        return watch

    def _leave(self, watch: _Watch) -> None:
        if (watch.over or not watch.wanted) and self._watches.get(watch.task_id) is watch:
            watch.over = True
            del self._watches[watch.task_id]

    def _push(self, watch: _Watch, delay: float) -> None:
        """Look after some seconds, instead of when it was due before."""
        due = asyncio.get_running_loop().time() + delay
        watch.due = next(self._order)
        heapq.heappush(self._heap, (due, watch.due, watch))
        if self._heap[0][2] is watch:
            self._changed.set()

    async def _run(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            watch = self._next_due(clock())
            if watch is None:
                await self._sleep(clock())
                continue
            await self._places.acquire()
            if watch.over:  # everybody left while it waited for a place
                self._places.release()
                continue
            look = self._background.start(self._look(watch))
            look.add_done_callback(functools.partial(self._looked, watch))

    def _looked(self, watch: _Watch, look: asyncio.Future[None]) -> None:
        self._places.release()
        if not look.cancelled() and (error := look.exception()) is not None:
            watch.fail(error)  # a bug of ours: loud, and only for those who wait for this task

    def _next_due(self, now: float) -> _Watch | None:
        while self._heap and (self._heap[0][0] <= now or self._is_void(self._heap[0])):
            entry = heapq.heappop(self._heap)
            if not self._is_void(entry):
                entry[2].looking = True
                return entry[2]
        return None

    @staticmethod
    def _is_void(entry: tuple[float, int, _Watch]) -> bool:
        return entry[2].over or entry[2].due != entry[1]

    async def _sleep(self, now: float) -> None:
        """Sleep until the first look is due, or an earlier one is pushed."""
        self._changed.clear()
        timer: Any = None
        if self._heap:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(max(0.0, self._heap[0][0] - now), self._changed.set)
        try:
            await self._changed.wait()
        finally:
            if timer is not None:
                timer.cancel()

    async def _look(self, watch: _Watch) -> None:
        self.looks += 1
        watch.looks += 1
        try:
            state = await self._query(watch.task_id)
        except RateLimited:
            # The service lives and asks for patience: no failed look.
            self._push(watch, self._interval(watch))
        except (ApiError, TransportError) as error:
            self._failed(watch, error)
        else:
            watch.failures = 0
            watch.publish(state)
            if not watch.over:
                self._push(watch, self._interval(watch))

    def _interval(self, watch: _Watch) -> float:
        """Seconds until the next look at a task that has not ended."""
        watch.looking = False
        if watch.again:
            watch.again = False
            return 0.0
        chance = self._chance()
        if watch.reported and not watch.told:  # a look is only for the event that gets lost
            return self._polling.reported * (1 + SPREAD * chance)
        return next_look(watch.looks, self._polling, chance)

    def _failed(self, watch: _Watch, error: ApiError | TransportError) -> None:
        watch.failures += 1
        watch.looking = False
        tolerance = self._polling.tolerance
        if isinstance(error, AuthError | NotFound | RequestRefused):
            tolerance = min(tolerance, DEFINITE)
        if watch.failures < tolerance:
            self._push(watch, next_try(watch.failures, self._polling, self._chance()))
            return
        error.task_id = watch.task_id
        watch.fail(error)
