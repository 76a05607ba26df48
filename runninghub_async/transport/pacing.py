"""Request rate (GCRA) and places for tasks.

Both keep one first-in-first-out queue of waiting callers and change their state before
anybody waits, so order is kept, no herd wakes, and a caller that is cancelled leaves
everything as it was.
"""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable

from runninghub_async.transport.retry import LONGEST_WAIT, full_jitter

__all__ = ["Pacer", "Slots", "gcra", "recovery_spacing"]


def gcra(arrival: float, now: float, *, interval: float, burst: int) -> tuple[float, float]:
    """The generic cell rate algorithm: return (wait in seconds, next theoretical arrival).

    `arrival` is the theoretical arrival time so far; a request conforms when it comes no
    more than (burst - 1) intervals before it. When the wait is above 0, nothing is taken.
    """
    arrival = max(arrival, now)
    wait = arrival - (burst - 1) * interval - now
    return (wait, arrival) if wait > 0 else (0.0, arrival + interval)


class _Line:
    """Waiting callers, first in first out."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[asyncio.Future[float], None] = OrderedDict()
        self._closed_with: Exception | None = None

    def __len__(self) -> int:
        """How many wait. Who was cancelled in this turn of the loop waits no more."""
        return sum(not turn.done() for turn in self._waiting)

    def __bool__(self) -> bool:
        self._drop_leavers()
        return bool(self._waiting)

    def check_open(self) -> None:
        if self._closed_with is not None:
            raise self._closed_with

    async def wait(self, *, front: bool = False, undo: Callable[[float], None]) -> None:
        """Wait for the turn; `undo` gets what was taken for it if it came with a cancellation."""
        turn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[turn] = None
        if front:
            self._waiting.move_to_end(turn, last=False)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                self._waiting.pop(turn, None)
            elif turn.exception() is None:
                undo(turn.result())
            raise

    def close(self, error: Exception) -> None:
        """End all waiting with an error, also what would begin later."""
        self._closed_with = error
        while self:
            self._waiting.popitem(last=False)[0].set_exception(error)

    def admit(self, taken: float = 0.0) -> None:
        """Wake the first in line; ask first whether there is one."""
        self._waiting.popitem(last=False)[0].set_result(taken)

    def _drop_leavers(self) -> None:
        while self._waiting and (turn := next(iter(self._waiting))).done():
            del self._waiting[turn]


#: Seconds between the requests in the first second after a hold: those who waited must not
#: arrive together. It is halved with each second, so that one hold costs no more than seven.
RECOVERY_SPACING = 0.1
FULL_SPEED = 0.001  #: seconds; requests this close are not spaced any more


def recovery_spacing(since: float, interval: float) -> float | None:
    """Seconds between requests so long after a hold; None where the rate itself is slow enough.

    `interval` is that of the rate that was set, 0 for none. One second of recovery there is
    always: a burst straight after a refusal would be the next one.
    """
    step = int(since)
    spacing = RECOVERY_SPACING * 0.5**step
    if step and spacing <= max(interval, FULL_SPEED):
        return None
    return max(interval, spacing)


class Pacer:
    """Lets requests start at a steady rate, exactly; `None` is no limit."""

    def __init__(self, per_second: float | None, burst: int) -> None:
        self._interval = 1.0 / per_second if per_second else 0.0
        self._burst = burst
        self._arrival = -math.inf
        self._held_until = -math.inf
        self._recovering = False
        self._taken = 0.0  #: seconds that the last turn added to the arrival
        self._line = _Line()
        self._timer: asyncio.Handle | None = None

    def __repr__(self) -> str:
        rate = f"{1 / self._interval:g}/s" if self._interval else "no limit"
        return f"<Pacer {rate} | {len(self._line)} waiting>"

    @property
    def waiting(self) -> int:
        """Callers that wait for the rate."""
        return len(self._line)

    async def turn(self) -> None:
        """Wait until this request may leave. Cancelling takes nothing from the rate."""
        self._line.check_open()
        if not self._line and self._take() <= 0:
            return
        self._arm()
        await self._line.wait(undo=self._give_back)

    def hold(self, seconds: float) -> None:
        """Let nobody leave for some seconds, 300 at most: the service asked to slow down."""
        now = asyncio.get_running_loop().time()
        # One answer with an absurd figure must not stop the whole client for a day.
        self._held_until = max(self._held_until, now + min(seconds, LONGEST_WAIT))
        self._recovering = True

    def close(self, error: Exception) -> None:
        """End all waiting with an error."""
        if self._timer is not None:
            self._timer.cancel()
        self._line.close(error)

    def _take(self) -> float:
        """Take one turn if one is free; return the seconds until the next otherwise."""
        now = asyncio.get_running_loop().time()
        if now < self._held_until:
            return self._held_until - now
        self._taken = interval = self._spacing(now)
        if not interval:
            return 0.0
        burst = 1 if self._recovering else self._burst
        wait, self._arrival = gcra(self._arrival, now, interval=interval, burst=burst)
        return wait

    def _spacing(self, now: float) -> float:
        if self._recovering and self._line:
            spacing = recovery_spacing(now - self._held_until, self._interval)
            if spacing is not None:
                return spacing
        self._recovering = False
        return self._interval

    def _give_back(self, taken: float) -> None:
        """Undo a turn that nobody used; the next in line may have it now."""
        self._arrival -= taken
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._arm()

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_soon(self._admit)

    def _admit(self) -> None:
        self._timer = None
        while self._line:
            wait = self._take()
            if wait > 0:
                self._timer = asyncio.get_running_loop().call_later(wait, self._admit)
                return
            self._line.admit(self._taken)


#: Tasks at once to begin with where the service does not tell its limit: well below every
#: figure that is known for keys that may run models (30, 50, 100; platform-api 10.1).
FIRST_GUESS = 8
FIRST_PAUSE = 1.0  #: seconds after a refusal until one more task is tried
LONGEST_PAUSE = 20.0  #: seconds; what clients in use wait after 421 (platform-api 9.3)


class Slots:
    """Places for tasks on the service's side, as far as this client knows.

    The limit belongs to the account and other programs use it too, so it is only ever an
    estimate. A refusal cuts it to what runs now; then one task at a time probes for more,
    after a pause that doubles up to 20 s, or as soon as one of ours ends.
    """

    def __init__(
        self, limit: int | None, *, jitter: Callable[[float], float] = full_jitter
    ) -> None:
        self._ceiling = math.inf if limit is None else limit
        self._limit = FIRST_GUESS if limit is None else limit
        self._jitter = jitter
        self._held = 0
        self._line = _Line()
        self._probing = limit is None
        self._paused = False
        self._pause = FIRST_PAUSE
        self._timer: asyncio.TimerHandle | None = None

    def __repr__(self) -> str:
        return f"<Slots {self._limit} | {self._held} held, {len(self._line)} waiting>"

    @property
    def limit(self) -> int:
        """Tasks at once that are believed to fit now."""
        return self._limit

    @property
    def held(self) -> int:
        """Places that are taken now."""
        return self._held

    @property
    def waiting(self) -> int:
        """Callers that wait for a place."""
        return len(self._line)

    def set_ceiling(self, limit: int) -> None:
        """Take the service's own word for the limit; a number below 1 says nothing."""
        if limit < 1:
            return
        self._ceiling = limit
        self._limit = limit
        self._probing = False
        self._admit()

    async def acquire(self, *, again: bool = False) -> None:
        """Wait for a place; `again` puts a caller that was refused at the head of the line."""
        self._line.check_open()
        if not self._line and self._free:
            self._held += 1
            return
        await self._line.wait(front=again, undo=self._give_back)

    def release(self, *, ended: bool = True) -> None:
        """Give a place back; when a task has `ended`, the service has room again."""
        self._held -= 1
        if ended:
            self._paused = False
        self._admit()

    def accepted(self) -> None:
        """Note that the service took a task; while probing, try for one more."""
        if not self._probing:
            return
        self._pause = FIRST_PAUSE
        if self._held >= self._limit and self._limit < self._ceiling:
            self._limit += 1
            self._admit()

    def refused(self, retry_after: float | None = None) -> None:
        """Give the place back because the service had none."""
        self._held -= 1
        self._limit = max(1, self._held)
        self._probing = False
        self._paused = True
        if self._timer is None:  # one pause for all refusals of one moment
            self._pause_for(self._pause / 2 + self._jitter(self._pause / 2))
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self._pause_for(min(retry_after or 0.0, LONGEST_WAIT))

    def close(self, error: Exception) -> None:
        """End all waiting with an error."""
        if self._timer is not None:
            self._timer.cancel()
        self._line.close(error)

    def _give_back(self, _taken: float) -> None:
        """Undo an admission that nobody used."""
        self.release(ended=False)

    def _pause_for(self, seconds: float) -> None:
        """Probe no sooner than that; never sooner than was said before."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        if self._timer is not None:
            if until <= self._timer.when():
                return
            self._timer.cancel()
        self._timer = loop.call_at(until, self._probe)

    @property
    def _free(self) -> bool:
        return self._held < self._limit and not self._paused

    def _probe(self) -> None:
        self._timer = None
        self._paused = False
        if self._limit < self._ceiling:
            self._limit = max(self._limit, min(self._held + 1, int(min(self._ceiling, 1e9))))
            self._probing = True
        self._admit()

    def _admit(self) -> None:
        while self._line and self._free:
            self._held += 1
            self._line.admit()
