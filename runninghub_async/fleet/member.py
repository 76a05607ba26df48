"""One client among those that share: what it tells the store, what it hears, and when."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Callable
from contextlib import suppress

import msgspec

from runninghub_async.config import Limits
from runninghub_async.fleet.rate import FleetRate, Refusal
from runninghub_async.fleet.slots import FleetSlots
from runninghub_async.fleet.store import Store, StoreAway
from runninghub_async.transport.hooks import logger
from runninghub_async.transport.pacing import Pacer

__all__ = ["RedisMember"]

RETRY = 2.0  #: times `patience` between tries while Redis is away, half more or less at random
#: Seconds after which everything that is held is told again: leases of tasks last for 1800.
AUDIT = 600.0
BEATS = 3  #: signs of life in the time of a lease


class _Holding(msgspec.Struct, frozen=True):
    leases: tuple[int, ...]
    tasks: tuple[str, ...]


class _Request(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """See places.lua."""

    name: str
    lease: float
    share: float
    jitter: float
    want: int
    first: int
    own: int
    acts: tuple[tuple[object, ...], ...] | None = None
    leases: tuple[int, ...] | None = None
    cap: int | None = None
    beat: bool = False
    holding: _Holding | None = None
    back: bool = False
    leaving: bool = False


class _Reply(msgspec.Struct, frozen=True):
    granted: int
    limit: int
    held: int
    retry: float | None = None
    adopted: tuple[str, ...] = ()


class RedisMember:
    """A client's membership in the fleet of its key: `Member`."""

    def __init__(
        self, store: Store, *, prefix: str, limits: Limits, share: float, lease: float
    ) -> None:
        self.name = uuid.uuid4().hex[:12]
        self._store = store
        self._prefix = prefix
        self._share = share
        self._lease = lease
        self._news = asyncio.Event()
        self.slots = FleetSlots(limits.slots, share=share, news=self._news.set)
        self.rate = FleetRate(
            limits.requests_per_second,
            limits.burst,
            name=self.name,
            exchange=lambda request: self._store.run("rate", prefix, request),
            lost=self._lost,
        )
        alone = limits.requests_per_second
        self.pacer = Pacer(
            alone and alone * share,
            max(1, int(limits.burst * share)),
            shared=self.rate,
        )
        self._adopt: Callable[[str], None] = lambda task_id: None
        self._tasks: list[asyncio.Task[None]] = []
        self._said = False  #: that Redis is away
        self._in_line = False  #: the store believes that somebody waits here
        self._whole = True  #: all that is held is to be told
        self._beat_at = self._audit_at = self._retry_at = 0.0

    def __repr__(self) -> str:
        state = "together" if self.slots.here else "alone"
        return f"<RedisMember {self.name} {self._store.address} {state}>"

    async def open(self, *, adopt: Callable[[str], None]) -> None:
        """Join; where Redis is away, go on alone until it comes. Never an error."""
        self._adopt = adopt
        await self._exchange()
        for work in (self._talk(), self._listen(), self.rate.run()):
            self._tasks.append(asyncio.create_task(work, name="runninghub fleet"))

    async def aclose(self) -> None:
        """Leave: places go back, what runs on is left to the others."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        with suppress(StoreAway):
            if self.slots.here:
                await self._store.run("places", self._prefix, self._farewell())
        self.slots.here = self.rate.here = False
        await self._store.aclose()

    # -- the conversation about places

    async def _talk(self) -> None:
        while True:
            if self.slots.here:
                await self._until_due()
            else:
                await self._pause()
            await self._exchange()

    async def _until_due(self) -> None:
        """Wait until there is something to tell, to ask, or to show."""
        while True:
            slots = self.slots
            due = [self._beat_at] if slots.tasks or slots.leases or slots.waiting else []
            due += [self._retry_at] if slots.waiting else []
            with suppress(TimeoutError):
                async with asyncio.timeout_at(min(due, default=None)):
                    await self._news.wait()
            heard = self._news.is_set()
            self._news.clear()
            wanted = (
                slots.waiting or self._in_line
            )  # who was told to come and needs nothing says so
            if slots.acts or wanted or self._whole or not heard or not slots.here:
                return

    async def _exchange(self) -> None:
        slots = self.slots
        together, want = slots.here, slots.waiting if slots.here else 0
        request = self._request(want)
        try:
            answer = await self._store.run("places", self._prefix, request)
            reply = msgspec.json.decode(answer, type=_Reply)
        except (StoreAway, msgspec.DecodeError) as error:
            self._lost(error)
            return
        now = asyncio.get_running_loop().time()
        self._in_line = reply.retry is not None
        if reply.retry is not None:  # not all at the same moment
            self._retry_at = now + reply.retry * (1 + random.random() / 10)
        if together and slots.here:
            slots.grant(reply.granted, reply.limit)
        elif not together:
            self._found(reply)
        for task_id in reply.adopted:
            if slots.adopt(task_id):
                self._adopt(task_id)

    def _request(self, want: int) -> bytes:
        slots, now = self.slots, asyncio.get_running_loop().time()
        beat, whole = now >= self._beat_at, self._whole or now >= self._audit_at
        acts, slots.acts = slots.acts, []
        if beat:
            self._beat_at = now + self._lease / BEATS
        if whole:
            self._whole, self._audit_at = not slots.here, now + AUDIT
        leases = tuple(slots.leases)
        request = _Request(
            name=self.name,
            lease=self._lease,
            share=self._share,
            jitter=random.random(),
            want=want,
            first=slots.next_number,
            own=slots.held,
            acts=tuple(acts),
            leases=leases if beat else None,
            cap=slots.given,
            beat=beat,
            holding=_Holding(leases, tuple(slots.tasks)) if whole else None,
            back=self._said,
        )
        return msgspec.json.encode(request)

    def _farewell(self) -> bytes:
        request = _Request(
            name=self.name,
            lease=self._lease,
            share=self._share,
            jitter=0.0,
            want=0,
            first=0,
            own=0,
            acts=tuple(self.slots.acts),
            holding=_Holding((), tuple(self.slots.tasks)),
            leaving=True,
        )
        return msgspec.json.encode(request)

    # -- Redis comes and goes

    def _lost(self, error: Exception) -> None:
        self._news.set()
        self._whole = True
        self._beat_at = 0.0
        if not self._said:
            self._said = True
            share = f"{self._share:.0%}"
            logger.warning(
                "%s is away (%s): this process goes on with %s of the limits until it is back",
                *(self._store.address, error, share),
            )
        if self.slots.here:
            self.slots.go_alone()
            self.rate.go()

    def _found(self, reply: _Reply) -> None:
        # What happened since the request was made is told once more, with all that is held.
        self._whole = self._said
        self.slots.go_together()
        self.slots.grant(0, reply.limit)
        self.rate.come()
        if self._said:
            self._said = False
            logger.info("%s is back: limits are shared again", self._store.address)
        self._news.set()

    async def _listen(self) -> None:
        """Hear who is told to come, and who was refused; without it, looks at the store remain."""
        channels = (f"{self._prefix}:all", f"{self._prefix}:{self.name}")
        while True:
            with suppress(StoreAway):
                async with self._store.messages(*channels) as messages:
                    async for message in messages:
                        self._heard(message)
            await self._pause()

    async def _pause(self) -> None:
        await asyncio.sleep(self._store.patience * RETRY * (0.5 + random.random()))

    def _heard(self, message: bytes) -> None:
        if message == b"come":
            self._news.set()
            return
        with suppress(msgspec.DecodeError):
            self.rate.heard(msgspec.json.decode(message, type=Refusal))
