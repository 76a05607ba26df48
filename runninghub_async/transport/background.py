"""Work that outlives its caller: one `asyncio.TaskGroup` for each client.

The group lives in a task of its own, so that a client may be opened and closed by
different tasks (test fixtures and web frameworks do that), and so that nothing in it can
cancel the code of the user.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from runninghub_async.errors import ClientClosed

__all__ = ["Background"]

T = TypeVar("T")


class Background:
    """Runs coroutines in a TaskGroup and hands their outcomes to whoever still waits."""

    def __init__(self) -> None:
        self._group = asyncio.TaskGroup()
        self._tasks: set[asyncio.Task[None]] = set()
        self._blocks: dict[asyncio.Timeout, asyncio.Future[None]] = {}
        self._stop = asyncio.Event()
        self._host: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed_with: Exception | None = None

    def __repr__(self) -> str:
        return f"<Background {len(self._tasks)} running>"

    def __len__(self) -> int:
        return len(self._tasks)

    async def open(self) -> None:
        """Start the TaskGroup, in a task of its own."""
        entered = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._host = asyncio.create_task(self._run(entered), name="runninghub")
        try:
            await entered.wait()
        except BaseException:
            self._host.cancel()
            raise

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Future[T]:
        """Run a coroutine; cancelling the future that comes back cancels the work.

        Raises:
            ClientClosed: there is nothing any more, or not yet, that could run it.
        """
        try:
            self.check_open()
        except BaseException:
            work.close()
            raise
        outcome: _Outcome[T] = _Outcome(loop=asyncio.get_running_loop())
        outcome.task = task = self._group.create_task(_settle(work, outcome))
        self._tasks.add(task)
        task.add_done_callback(lambda task: self._ended(task, work, outcome))
        outcome.add_done_callback(_see)
        return outcome

    @staticmethod
    def over(outcome: asyncio.Future[Any]) -> asyncio.Future[None]:
        """What is done when work has cleaned up behind itself, also after a cancellation."""
        assert isinstance(outcome, _Outcome)  # `start` makes no other
        return outcome.task

    @asynccontextmanager
    async def ends_with_client(self) -> AsyncIterator[None]:
        """A block in the caller's own task that the closing of the client ends.

        Raises:
            ClientClosed: the client was closed before or meanwhile.
        """
        self.check_open()
        over = asyncio.get_running_loop().create_future()
        scope = asyncio.timeout(None)
        try:
            async with scope:
                self._blocks[scope] = over
                yield
        except TimeoutError as error:
            if not scope.expired():
                raise
            raise self._closed_with or ClientClosed() from error
        finally:
            self._blocks.pop(scope, None)
            over.set_result(None)

    async def aclose(self, error: Exception) -> None:
        """Cancel all that still runs and wait until it has cleaned up.

        Whoever waits for an outcome gets `error`, not a cancellation that is not theirs.
        """
        self._closed_with = error
        self._stop.set()
        now = asyncio.get_running_loop().time()
        blocks = dict(self._blocks)
        for scope in blocks:
            scope.reschedule(now)
        if blocks:
            await asyncio.wait(blocks.values())
        if self._host is not None:
            await asyncio.wait([self._host])

    def check_open(self) -> None:
        """Raise what ended it, or `ClientClosed` when it was not opened, or by another loop."""
        if self._closed_with is not None:
            raise self._closed_with
        if self._host is None:
            raise ClientClosed(reason="the client is not open")
        self.check_loop()

    def check_loop(self) -> None:
        """Raise `ClientClosed` in another loop than that of the client: its sockets are there."""
        if asyncio.get_running_loop() is not self._loop:
            raise ClientClosed(
                reason="the client belongs to another event loop: open one client in each loop"
            )

    async def _run(self, entered: asyncio.Event) -> None:
        # What ends a program left the loop from the task in which it came. Raised here once more,
        # it would break off the loop's own shutdown: nothing would be closed, and anyio's threads
        # would keep the process alive for ever.
        with contextlib.suppress(KeyboardInterrupt, SystemExit):
            await self._work(entered)

    async def _work(self, entered: asyncio.Event) -> None:
        async with self._group:
            entered.set()
            try:
                await self._stop.wait()
            finally:
                # Who cancels all tasks of the loop, as a shutdown does, ends this one too.
                lost = ClientClosed(reason="the client's background task was cancelled")
                self._closed_with = self._closed_with or lost
            for task in list(self._tasks):
                task.cancel()

    def _ended(
        self, task: asyncio.Task[None], work: Coroutine[Any, Any, T], outcome: asyncio.Future[T]
    ) -> None:
        self._tasks.discard(task)
        work.close()  # does nothing, unless it was cancelled before its first step
        if outcome.done():
            return
        if self._closed_with is None:
            outcome.cancel()
        else:
            outcome.set_exception(self._closed_with)


class _Outcome(asyncio.Future[T]):
    """What becomes of a piece of work. Cancelling it cancels the work at once, not a turn later."""

    __slots__ = ("task",)

    task: asyncio.Task[None]

    def cancel(self, msg: Any = None) -> bool:
        cancelled = super().cancel(msg)
        if cancelled:
            self.task.cancel()
        return cancelled


async def _settle(work: Coroutine[Any, Any, T], outcome: asyncio.Future[T]) -> None:
    try:
        result = await work
    except Exception as error:  # noqa: BLE001  (carried to whoever waits, not swallowed)
        # Raised here it would end the whole group.
        if not outcome.done():
            outcome.set_exception(error)
    else:
        if not outcome.done():
            outcome.set_result(result)


def _see(outcome: asyncio.Future[Any]) -> None:
    if not outcome.cancelled():
        outcome.exception()  # so that an error nobody waits for is not reported by the loop
