"""Work that outlives its caller: one `asyncio.TaskGroup` for each client.

The group lives in a task of its own, so that a client may be opened and closed by
different tasks (test fixtures and web frameworks do that), and so that nothing in it can
cancel the code of the user.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

__all__ = ["Background"]

T = TypeVar("T")


class Background:
    """Runs coroutines in a TaskGroup and hands their outcomes to whoever still waits."""

    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()
        self._host: asyncio.Task[None] | None = None
        self._closed_with: Exception | None = None

    def __repr__(self) -> str:
        return f"<Background {len(self._tasks)} running>"

    def __len__(self) -> int:
        return len(self._tasks)

    async def open(self) -> None:
        entered = asyncio.get_running_loop().create_future()
        self._host = asyncio.create_task(self._run(entered), name="runninghub")
        await entered

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Future[T]:
        """Run a coroutine; cancelling the future that comes back cancels the work."""
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        task = self._group.create_task(self._settle(work, outcome))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        outcome.add_done_callback(lambda done: _end(task, done))
        return outcome

    async def aclose(self, error: Exception) -> None:
        """Cancel all that still runs and wait until it has cleaned up.

        Whoever waits for an outcome gets `error`, not a cancellation that is not theirs.
        """
        self._closed_with = error
        self._stop.set()
        if self._host is not None:
            await self._host

    async def _run(self, entered: asyncio.Future[None]) -> None:
        async with self._group:
            entered.set_result(None)
            await self._stop.wait()
            for task in list(self._tasks):
                task.cancel()

    async def _settle(self, work: Coroutine[Any, Any, T], outcome: asyncio.Future[T]) -> None:
        # An error belongs to the waiters; raised here it would end the whole group.
        try:
            result = await work
        except asyncio.CancelledError:
            if self._closed_with is None:
                outcome.cancel()
            elif not outcome.done():
                outcome.set_exception(self._closed_with)
            raise
        except Exception as error:  # noqa: BLE001  (carried to whoever waits, not swallowed)
            if not outcome.done():
                outcome.set_exception(error)
        else:
            if not outcome.done():
                outcome.set_result(result)


def _end(task: asyncio.Task[None], outcome: asyncio.Future[Any]) -> None:
    if outcome.cancelled():
        task.cancel()
    else:
        outcome.exception()  # seen here, so that an outcome nobody waits for is not reported
