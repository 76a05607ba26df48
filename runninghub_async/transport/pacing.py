"""Request rate: one budget for everything that is sent, shared fairly, exact, and learned.

Callers wait in lines and the state changes before anybody waits, so order is kept, no herd
wakes, and a caller that is cancelled leaves everything as it was.
"""

from __future__ import annotations

import asyncio
import functools
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from runninghub_async.transport.line import Line
from runninghub_async.transport.rate import LearnedRate, gcra
from runninghub_async.transport.retry import LONGEST_WAIT
from runninghub_async.transport.shared import SharedRate
from runninghub_async.transport.slots import Slots

__all__ = ["Kind", "Pacer", "SHARES", "Slots"]

#: What a request is for: a task, a look at tasks, a file, or anything else.
Kind = Literal["submit", "look", "file", "other"]
#: Turns of each kind out of ten while all of them wait. Submits make work and looks end it, so
#: neither may starve the other; files and the rest are never quite forgotten.
SHARES: Mapping[Kind, int] = MappingProxyType({"submit": 4, "look": 4, "file": 1, "other": 1})
_STRIDES: Mapping[Kind, int] = {kind: 20 // share for kind, share in SHARES.items()}


class Pacer:
    """Lets requests start at the rate that was set, exactly; `None` is no limit at first.

    While more want to leave than may, each kind of request that waits gets its share of the
    turns, first come, first served within a kind; what a kind does not use goes to the others.

    A refusal ("too fast", HTTP 429) stops everybody for a while. Then requests leave one by
    one, at 0.7 times the rate that was refused, and faster again as `recovered` tells, up to the
    rate that was set or to no limit at all.

    With a `shared` rate, turns come from there for as long as it is here; the rate of its own is
    then what this process may send alone.
    """

    def __init__(
        self, per_second: float | None, burst: int, *, shared: SharedRate | None = None
    ) -> None:
        self._interval = 1.0 / per_second if per_second else 0.0
        self._burst = burst
        self._learned = LearnedRate(per_second)
        self._note_sent = self._learned.sent
        self._arrival = -math.inf
        self._held_until = -math.inf
        self._next = -math.inf  #: nobody leaves before: held, or spaced by a learned rate
        self._lines: dict[Kind, Line] = {kind: Line() for kind in SHARES}
        self._undo: dict[Kind, Callable[[float], None]] = {
            kind: functools.partial(self._give_back, kind) for kind in SHARES
        }
        #: Kind -> when its next turn is due, counted in turns: the least one of those that wait
        #: goes next, and a turn moves it on by the kind's stride.
        self._due = dict.fromkeys(SHARES, 0)
        self._turns = 0  #: when the last turn was due
        self._unlimited = False  #: nothing is set or learned, and nobody is held
        self._clock: Callable[[], float] = lambda: math.nan
        self._timer: asyncio.Handle | None = None
        self._shared = shared
        if shared is not None:
            shared.attach(news=self._news, hold=self._hold_here)

    def __repr__(self) -> str:
        rate = self.rate
        set_rate = 1 / self._interval if self._interval else None
        told = "no limit" if rate is None else f"{rate:.4g}/s"
        learned = "" if rate == set_rate else " (learned)"
        return f"<Pacer {told}{learned} | {self.waiting} waiting>"

    @property
    def rate(self) -> float | None:
        """Requests per second that may leave now, set or learned; None is no limit."""
        if self._shared is not None and self._shared.here:
            return self._shared.limit
        learned = self._learned.at(self._clock())
        if learned is not None:
            return learned
        return 1 / self._interval if self._interval else None

    @property
    def waiting(self) -> int:
        """Callers that wait for the rate."""
        return sum(map(len, self._lines.values()))

    async def turn(self, kind: Kind = "other") -> None:
        """Wait until this request may leave. Cancelling takes nothing from the rate.

        After `close`, its error is raised.
        """
        if self._unlimited:
            self._note_sent(self._clock())
            return
        line = self._lines[kind]
        line.check_open()
        self._clock = asyncio.get_running_loop().time
        if not self._crowded and self._take() <= 0:
            return
        if not line:  # time in which it did not wait is no claim
            self._due[kind] = max(self._due[kind], self._turns)
        self._arm()
        await line.wait(undo=self._undo[kind])

    def hold(self, seconds: float) -> None:
        """Let nobody leave for some seconds, 300 at most, and go slower for a while after.

        For a refusal with which the service asked to slow down; many of one moment count once.
        Whoever shares the rate is told.
        """
        measured = self._hold_here(seconds)
        if self._shared is not None:
            self._shared.refused(min(seconds, LONGEST_WAIT), measured)

    def stop(self, seconds: float) -> None:
        """Let nobody leave for some seconds, in this process alone: for its own end."""
        self._hold_here(seconds)

    def _hold_here(self, seconds: float) -> float:
        self._clock = asyncio.get_running_loop().time
        now = self._clock()
        measured = self._learned.measured(now)
        # One answer with an absurd figure must not stop the whole client for a day.
        until = now + min(seconds, LONGEST_WAIT)
        self._held_until = max(self._held_until, until)
        self._next = self._held_until  # the first one leaves then: it shows whether that helped
        self._learned.refused(now, self._held_until)
        self._unlimited = False
        return measured

    def close(self, error: Exception) -> None:
        """End all waiting with an error."""
        self._unlimited = False
        if self._timer is not None:
            self._timer.cancel()
        for line in self._lines.values():
            line.close(error)

    @property
    def _crowded(self) -> bool:
        return any(self._lines.values())

    def _take(self) -> float:
        """Take one turn if one is free; return the seconds until the next otherwise."""
        now = self._clock()
        if now < self._next:
            return self._next - now
        if self._shared is not None and self._shared.here:
            return self._take_shared(self._shared, now)
        learned = self._learned.at(now)
        if self._interval:
            wait, self._arrival = gcra(
                self._arrival, now, interval=self._interval, burst=self._burst
            )
            if wait > 0:
                return wait
        if learned is not None:
            self._next = now + 1 / learned
        elif not self._interval:
            self._unlimited = True  # who waits now leaves in this very step
        self._note_sent(now)
        return 0.0

    def _take_shared(self, shared: SharedRate, now: float) -> float:
        wait = shared.take(now, max(1, self.waiting))
        if wait <= 0:
            self._unlimited = shared.limit is None  # until a refusal, of whichever process
            self._note_sent(now)
        return wait

    def _news(self) -> None:
        """The shared rate has turns, or another word."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._shared is not None and self._shared.limit is not None:
            self._unlimited = False
        if self._crowded:
            self._arm()

    def _give_back(self, kind: Kind, _taken: float) -> None:
        """Undo a turn that nobody used, in the moment of its coming; the next may have it now."""
        if self._shared is not None and self._shared.here:
            self._shared.give_back(self._clock())
        else:
            self._arrival -= self._interval
        self._next = self._held_until
        self._due[kind] -= _STRIDES[kind]
        self._learned.unsent()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._arm()

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_soon(self._admit)

    def _admit(self) -> None:
        self._timer = None
        while self._crowded:
            wait = self._take()
            if wait > 0:
                if wait < math.inf:
                    self._timer = asyncio.get_running_loop().call_later(wait, self._admit)
                return
            waiting: list[Kind] = [one for one, line in self._lines.items() if line]
            kind = min(waiting, key=lambda one: self._due[one])
            self._turns = self._due[kind]
            self._due[kind] += _STRIDES[kind]
            self._lines[kind].admit()
