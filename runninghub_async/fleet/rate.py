"""Turns of the request rate, given by the store ahead of their moments."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from runninghub_async.fleet.store import StoreAway

__all__ = ["AHEAD", "FleetRate", "Refusal"]

#: Seconds before its moment in which a turn is given; one that is not used within as many after it
#: is lost. It bounds how late a turn can be used, and so the margin of the rate.
AHEAD = 0.25
FIRST = 1.0  #: requests per second that are assumed after a refusal until the store has answered


class Refusal(msgspec.Struct, frozen=True):
    """What a process tells all others when the service asked it to slow down."""

    name: str
    seconds: float
    moment: str


class _Reply(msgspec.Struct, frozen=True):
    turns: tuple[float, ...] = ()
    wait: float = 0.0
    rate: float | None = None


class FleetRate:
    """The rate of one client among those that share: `SharedRate`.

    Nothing is asked while no rate is set and none is learned. Turns are asked for as many as wait
    for one, so that a rate that is used up costs four exchanges a second and process.
    """

    def __init__(
        self,
        per_second: float | None,
        burst: int,
        *,
        name: str,
        exchange: Callable[[bytes], Awaitable[bytes]],
        lost: Callable[[StoreAway], None],
    ) -> None:
        self._set = per_second
        self._burst = burst
        self._name = name
        self._exchange = exchange
        self._lost = lost
        self._limit = per_second
        self._turns: deque[float] = deque()
        self._again = -math.inf  #: when it is worth asking again
        self._wanted = 0
        self._said: list[dict[str, Any]] = []
        self._work = asyncio.Event()
        self._news: Callable[[], None] = lambda: None
        self._hold: Callable[[float], float] = lambda seconds: 0.0
        self.here = False

    @property
    def limit(self) -> float | None:
        """Requests per second of all processes, as it was told last; None is no limit."""
        return self._limit

    def attach(self, *, news: Callable[[], None], hold: Callable[[float], float]) -> None:
        """Tell whom to wake when turns have come, and whom to stop when another was refused."""
        self._news, self._hold = news, hold

    def come(self) -> None:
        """The store answers: ask what others have learned."""
        self.here = True
        self._said.append({"kind": "look"})
        self._work.set()
        self._news()

    def go(self) -> None:
        """The store is away."""
        self.here = False
        self._turns.clear()
        self._said.clear()
        self._wanted = 0
        self._again = -math.inf
        self._news()

    def take(self, now: float, wanted: int) -> float:
        """Take a turn; return 0, or the seconds until it may be worth trying again."""
        turns = self._turns
        while turns and turns[0] < now - AHEAD:
            turns.popleft()
        if turns:
            if turns[0] > now:
                return turns[0] - now
            turns.popleft()
            return 0.0
        if self._limit is None:
            return 0.0
        if now < self._again:
            return self._again - now
        self._wanted = wanted
        self._work.set()
        return math.inf

    def give_back(self, now: float) -> None:
        """Undo a turn that nobody used."""
        if self._limit is not None:
            self._turns.appendleft(now)

    def refused(self, seconds: float, measured: float) -> None:
        """Stop all processes for some seconds."""
        self._say(kind="refused", seconds=seconds, measured=measured)

    def heard(self, refusal: Refusal) -> None:
        """Another process was refused: stop, and tell what was sent here until then."""
        if refusal.name != self._name:
            measured = self._hold(refusal.seconds)
            self._say(kind="measured", moment=refusal.moment, measured=measured)

    async def run(self) -> None:
        """Exchange what is to be said and asked, until cancelled."""
        while True:
            await self._work.wait()
            self._work.clear()
            while self.here and (self._said or self._wanted):
                try:
                    await self._ask()
                except StoreAway as error:
                    self._lost(error)

    async def _ask(self) -> None:
        if self._said:
            said = self._said.pop(0)
        else:
            said = {"kind": "turns", "want": self._wanted, "ahead": AHEAD}
            self._wanted = 0
        said |= {"name": self._name, "burst": self._burst}
        if self._set is not None:
            said["per_second"] = self._set
        reply = _decode(await self._exchange(msgspec.json.encode(said)))
        now = asyncio.get_running_loop().time()
        self._limit = reply.rate
        self._turns.extend(now + due for due in reply.turns)
        self._again = now + reply.wait if reply.wait > 0 else -math.inf
        self._news()

    def _say(self, **said: Any) -> None:
        if not self.here:
            return
        self._limit = self._limit or FIRST
        self._turns.clear()  # they belong to the rate before
        self._said.append(said)
        self._work.set()


def _decode(answer: bytes) -> _Reply:
    try:
        return msgspec.json.decode(answer, type=_Reply)
    except msgspec.DecodeError as error:
        raise StoreAway("an answer that cannot be read") from error
