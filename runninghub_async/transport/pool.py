"""A connection pool whose cost per call does not depend on how many are open or waiting.

Idle connections are a stack per origin (the newest is used first, the oldest age out);
callers that find no room wait in one first-in-first-out queue. Every change of state is
one synchronous step, so a cancelled caller cannot leave half of one behind.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from runninghub_async.transport.line import Line

__all__ = ["Closable", "ConnectionPool"]


class Closable(Protocol):
    """What a pool holds: something that can be closed."""

    async def aclose(self) -> None:
        """Close it for good."""


C = TypeVar("C", bound=Closable)


class ConnectionPool(Generic[C]):
    """At most `size` connections in all; unused ones are closed after `idle` seconds."""

    def __init__(
        self,
        connect: Callable[[str], C],
        *,
        size: int,
        idle: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._connect = connect
        self._size = size
        self._idle_seconds = idle
        self._clock = clock
        self._stacks: dict[str, deque[tuple[C, float]]] = {}  #: origin -> (connection, since)
        self._idle = 0
        self._busy = 0  #: places taken, each with a connection or about to have one
        self._line = Line()
        self._closing: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    def __repr__(self) -> str:
        return (
            f"<ConnectionPool {self._size} | {self._busy} busy, "
            f"{self._idle} idle, {self.waiting} waiting>"
        )

    @property
    def open(self) -> int:
        """Connections that exist, busy or idle."""
        return self._busy + self._idle

    @property
    def waiting(self) -> int:
        """Callers in line."""
        return len(self._line)

    async def acquire(self, origin: str, *, max_idle: float | None = None) -> C:
        """Wait for a place, then return a connection to the origin, new or reused.

        `max_idle` refuses a reused one that has been idle for longer (seconds).
        Cancelling gives the place to the next in line. After `close`, its error is raised.
        """
        self._line.check_open()
        if self._line or self._busy >= self._size:
            await self._line.wait(undo=self._give_back)
        else:
            self._busy += 1
        try:
            return self._take(origin, max_idle)
        except BaseException:
            self._pass_place_on()
            raise

    def release(self, origin: str, connection: C, *, reusable: bool) -> None:
        """Give a connection back: kept when `reusable`, else closed in the background."""
        if reusable and not self._closed:
            self._stacks.setdefault(origin, deque()).append((connection, self._clock()))
            self._idle += 1
            self._arm()
        else:
            self._close_soon(connection)
        self._pass_place_on()

    def close(self, error: Exception) -> None:
        """End all waiting with an error; close idle connections now, the others as they return."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._line.close(error)
        for stack in self._stacks.values():
            for connection, _ in stack:
                self._close_soon(connection)
        self._stacks.clear()
        self._idle = 0

    async def settle(self) -> None:
        """Wait until every connection that is being closed is closed."""
        while self._closing:
            await asyncio.wait(self._closing)

    def _give_back(self, _taken: float) -> None:
        """Undo an admission that nobody used."""
        self._pass_place_on()

    def _pass_place_on(self) -> None:
        if self._line:
            self._line.admit()
        else:
            self._busy -= 1

    def _take(self, origin: str, max_idle: float | None) -> C:
        stack = self._stacks.get(origin)
        if stack:
            connection, since = stack[-1]
            if max_idle is None or self._clock() - since <= max_idle:
                stack.pop()
                self._idle -= 1
                return connection
        if self.open > self._size:  # this place is counted already
            self._drop_oldest()
        return self._connect(origin)

    def _drop_oldest(self) -> None:
        stack = min((one for one in self._stacks.values() if one), key=lambda one: one[0][1])
        self._close_soon(stack.popleft()[0])
        self._idle -= 1

    def _arm(self) -> None:
        if self._timer is None and self._idle:
            oldest = min(stack[0][1] for stack in self._stacks.values() if stack)
            delay = max(0.0, oldest + self._idle_seconds - self._clock())
            self._timer = asyncio.get_running_loop().call_later(delay, self._expire)

    def _expire(self) -> None:
        self._timer = None
        limit = self._clock() - self._idle_seconds
        for origin, stack in list(self._stacks.items()):
            while stack and stack[0][1] <= limit:
                self._close_soon(stack.popleft()[0])
                self._idle -= 1
            if not stack:
                del self._stacks[origin]
        self._arm()

    def _close_soon(self, connection: C) -> None:
        task = asyncio.get_running_loop().create_task(connection.aclose())
        self._closing.add(task)
        task.add_done_callback(self._connection_closed)

    def _connection_closed(self, task: asyncio.Task[None]) -> None:
        self._closing.discard(task)
        if not task.cancelled():
            task.exception()  # seen: what a connection says on its way out helps nobody
