"""A line of waiting callers: by priority, then first come, first served.

The pool, the request rate and the places for tasks share it. Each step costs the same however
many wait, also for those who leave early: a caller that is cancelled is out of the line in that
very moment, not one turn of the loop later.
"""

from __future__ import annotations

import asyncio
import itertools
import math
from collections.abc import Callable
from heapq import heapify, heappop, heappush

__all__ = ["Line"]

#: Places in the heap that leavers may keep, beside as many as there are callers; then it is
#: swept. It bounds the memory, and a sweep is paid for by those who left since the last.
LEFT_BEHIND = 64


class _Turn(asyncio.Future[float]):
    """One caller's turn; a cancelled one tells the line at once."""

    __slots__ = ("line",)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    def cancel(self, msg: object = None) -> bool:
        left = super().cancel(msg)
        if left:
            self.line._left()
        return left


class Line:
    """Waiting callers. A lower priority goes first; within one, who came first.

    The order is strict: as long as somebody of a lower number waits, nobody of a higher one
    is served. Whoever must not wait for ever brings a deadline of its own.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, bool, int, _Turn]] = []
        self._numbers = itertools.count()
        self._waiting = 0
        self._closed_with: Exception | None = None

    def __repr__(self) -> str:
        state = f"{self._waiting} waiting" if self._closed_with is None else "closed"
        return f"<Line {state}>"

    def __len__(self) -> int:
        """How many wait."""
        return self._waiting

    def __bool__(self) -> bool:
        return self._waiting > 0

    def check_open(self) -> None:
        """Raise the error that the line was closed with, if it was."""
        if self._closed_with is not None:
            raise self._closed_with

    async def wait(
        self, *, undo: Callable[[float], None], priority: float = 0, front: bool = False
    ) -> None:
        """Wait for the turn; `front` goes before all of its priority but earlier ones of `front`.

        Cancelling leaves the line. When the turn came together with the cancellation, `undo`
        gets what `admit` had taken for it.
        """
        turn = _Turn(self)
        priority = float(priority)  # before it is in the heap: what cannot be compared breaks it
        if math.isnan(priority):
            raise ValueError("a priority must be a number")
        heappush(self._heap, (priority, not front, next(self._numbers), turn))
        self._waiting += 1
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled() and turn.exception() is None:
                undo(turn.result())
            raise

    def admit(self, taken: float = 0.0) -> None:
        """Wake the first in line; ask first whether there is one."""
        while (turn := heappop(self._heap)[-1]).done():
            pass
        self._waiting -= 1
        turn.set_result(taken)

    def close(self, error: Exception) -> None:
        """End all waiting with an error, also what would begin later."""
        self._closed_with = self._closed_with or error
        for *_, turn in self._heap:
            if not turn.done():
                turn.set_exception(error)
        self._heap.clear()
        self._waiting = 0

    def _left(self) -> None:
        self._waiting -= 1
        if len(self._heap) > 2 * self._waiting + LEFT_BEHIND:
            self._heap = [place for place in self._heap if not place[-1].done()]
            heapify(self._heap)
