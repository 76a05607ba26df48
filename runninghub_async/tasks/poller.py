"""Looks at every task that somebody waits for: one heap of due looks for each client."""

from __future__ import annotations

import asyncio
import functools
import math
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, NamedTuple

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
from runninghub_async.tasks.history import History
from runninghub_async.tasks.schedule import COUNT, Schedule, next_try
from runninghub_async.transport.background import Background

__all__ = ["Known", "Poller"]


#: Looks in a row that say a definite no (no such task, bad key) and end the waiting. Two,
#: because a task that was just accepted may not be known everywhere yet.
DEFINITE = 2
#: Ids of reported tasks that nobody waits for yet, or any more; the newest are kept.
EARLY = 10_000


class Known(NamedTuple):
    """What is known of a task that is to be looked at; nothing, for one that was reattached."""

    key: str = ""  #: its kind, from `history_key`
    since: float | None = None  #: when it was accepted, in the loop's time
    reported: bool = False  #: a webhook will tell of its end


class _Watch:
    """One task that is looked at, and everybody who waits for it: mostly one."""

    __slots__ = ("error", "failures", "observers", "over", "seen", "task_id", "waiters")

    def __init__(self, task_id: str) -> None:
        self.task_id = task_id
        self.seen: TaskState | None = None
        self.failures = 0
        self.error = ""  #: class of what the last look failed with
        self.waiters: list[asyncio.Future[TaskState]] = []
        self.observers: list[asyncio.Queue[TaskState | BaseException]] = []
        self.over = False

    @property
    def status(self) -> str:
        return "" if self.seen is None else self.seen.status

    @property
    def wanted(self) -> bool:
        return bool(self.waiters or self.observers)

    def timeout(self, seconds: float) -> TaskTimeout:
        return TaskTimeout(
            task_id=self.task_id,
            seconds=seconds,
            last_status=self.status,
            last_error=self.error,
        )

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

    Looks run in the client's TaskGroup, at most `at_once` together; the schedule says which
    and when. A look that fails is a failed look, never a failed task; `polling.tolerance` of
    them in a row end the waiting, and the task runs on.

    With `count`, the tasks of the whole account are counted now and then: one request tells
    whether any of them has ended. A count that gets no answer changes nothing.
    """

    def __init__(
        self,
        query: Callable[[str], Awaitable[TaskState]],
        background: Background,
        polling: Polling,
        *,
        at_once: int,
        count: Callable[[], Awaitable[int | None]] | None = None,
        history: History | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._query = query
        self._count = count
        self._background = background
        self._polling = polling
        self._places = asyncio.Semaphore(at_once)
        self._chance = chance
        self._watches: dict[str, _Watch] = {}
        self.schedule = Schedule(
            history if history is not None else History(),
            chance=chance,
            cost=polling.cost,
            first=polling.first,
            ceiling=polling.ceiling,
            reported=polling.reported,
        )
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

    def count_too(self) -> None:
        """Count the account's tasks as well from now on: the service is known to tell."""
        if self._count is not None:
            self.schedule.count_from(self._now())
            self._changed.set()

    def _stopped(self, run: asyncio.Future[None]) -> None:
        """Nobody looks any more: whoever waits must know, whatever ended it."""
        error = ClientClosed() if run.cancelled() else run.exception() or ClientClosed()
        for watch in list(self._watches.values()):
            watch.fail(error)

    def close(self, error: RunningHubError) -> None:
        """End all waiting with an error."""
        for watch in list(self._watches.values()):
            watch.fail(error)
            self.schedule.drop(watch.task_id)
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
        self.schedule.hint(task_id, self._now())
        self._changed.set()

    async def wait(
        self, task_id: str, known: Known = Known(), *, seconds: float | None
    ) -> TaskState:
        """Wait until a task ends; return its last state, whatever the end is.

        `seconds` is the deadline from now; None never gives up.

        Raises:
            TaskTimeout: the deadline passed; the task runs on.
            ApiError, TransportError: too many looks in a row failed; `.task_id` is set.
        """
        waiter = asyncio.get_running_loop().create_future()
        watch = self._join(task_id, known)
        watch.waiters.append(waiter)
        scope = asyncio.timeout(seconds)
        try:
            async with scope:
                state: TaskState = await waiter
                return state
        except TimeoutError as error:
            if seconds is None or not scope.expired():
                raise
            raise watch.timeout(seconds) from error
        finally:
            watch.waiters.remove(waiter)
            if waiter.done() and not waiter.cancelled():
                waiter.exception()  # seen, also when a cancellation came in the same turn
            self._leave(watch)

    async def changes(
        self, task_id: str, known: Known = Known(), *, seconds: float | None = None
    ) -> AsyncIterator[TaskState]:
        """Give the status as it was seen last, and each change, the end included.

        Raises:
            TaskTimeout: `seconds` passed; the task runs on.
            ApiError, TransportError: too many looks in a row failed; `.task_id` is set.
        """
        news: asyncio.Queue[TaskState | BaseException] = asyncio.Queue()
        watch = self._join(task_id, known)
        watch.observers.append(news)
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
            watch.observers.remove(news)
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
            raise watch.timeout(seconds) from error

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    def _join(self, task_id: str, known: Known) -> _Watch:
        self._background.check_open()  # else nobody would ever look
        watch = self._watches.get(task_id)
        if watch is not None and not watch.over:
            return watch
        # An old one is over, and those who waited have not woken yet.
        watch = self._watches[task_id] = _Watch(task_id)
        now = self._now()
        self.schedule.add(
            task_id,
            now,
            key=known.key,
            since=known.since,
            first=0.0 if known.since is None else None,
            reported=known.reported,
        )
        if task_id in self._early:
            del self._early[task_id]
            self.schedule.hint(task_id, now)
        self._changed.set()
        return watch

    def _leave(self, watch: _Watch) -> None:
        if (watch.over or not watch.wanted) and self._watches.get(watch.task_id) is watch:
            watch.over = True
            del self._watches[watch.task_id]
            self.schedule.drop(watch.task_id)

    async def _run(self) -> None:
        while True:
            await self._places.acquire()
            what = self.schedule.take(self._now())
            if what is None:
                self._places.release()
                await self._sleep()
            elif what == COUNT:
                self._begin(self._take_count(), None)
            else:
                watch = self._watches[what]
                self._begin(self._look(watch), watch)

    def _begin(self, work: Coroutine[Any, Any, None], watch: _Watch | None) -> None:
        look = self._background.start(work)
        look.add_done_callback(functools.partial(self._looked, watch))

    def _looked(self, watch: _Watch | None, look: asyncio.Future[None]) -> None:
        self._places.release()
        self._changed.set()
        if watch is not None and not look.cancelled() and (error := look.exception()) is not None:
            watch.fail(error)  # a bug of ours: loud, and only for those who wait for this task

    async def _sleep(self) -> None:
        """Sleep until something is due, or something has changed."""
        loop = asyncio.get_running_loop()
        self._changed.clear()
        due = self.schedule.due(loop.time())
        timer = None if due == math.inf else loop.call_at(due, self._changed.set)
        try:
            await self._changed.wait()
        finally:
            if timer is not None:
                timer.cancel()

    async def _look(self, watch: _Watch) -> None:
        self.looks += 1
        try:
            state = await self._query(watch.task_id)
        except RateLimited:
            # The service lives and asks for patience: no failed look.
            self._again(watch, 0)
        except (ApiError, TransportError) as error:
            self._failed(watch, error)
        else:
            watch.failures = 0
            watch.error = ""
            if not watch.over:  # else nobody waits for it any more
                self._tell(watch, state)

    def _tell(self, watch: _Watch, state: TaskState) -> None:
        if state.finished:
            self.schedule.ended(watch.task_id, self._now())
        else:
            queued = state.status in ("CREATE", "QUEUED")
            self.schedule.alive(watch.task_id, self._now(), queued=queued)
        watch.publish(state)

    def _failed(self, watch: _Watch, error: ApiError | TransportError) -> None:
        watch.failures += 1
        watch.error = type(error).__name__
        tolerance = self._polling.tolerance
        if isinstance(error, AuthError | NotFound | RequestRefused):
            tolerance = min(tolerance, DEFINITE)
        if watch.failures < tolerance:
            self._again(watch, watch.failures)
            return
        error.task_id = watch.task_id
        watch.fail(error)

    def _again(self, watch: _Watch, failures: int) -> None:
        delay = next_try(failures, self._polling, self._chance())
        self.schedule.failed(watch.task_id, self._now(), delay)

    async def _take_count(self) -> None:
        assert self._count is not None  # nobody else lets the schedule ask
        total = None
        try:
            total = await self._count()
        except (ApiError, TransportError):
            pass  # looks alone tell as much, in more requests
        finally:
            if total is None:
                self.schedule.uncounted(self._now())
            else:
                self.schedule.counted(total, self._now())
