"""The keys of the emulator: what each may do, its places for tasks, its purse.

Source: platform-api 10.1 (kinds of keys), 8.2 (their limits), 9.1 (what each refuses with).
"""

from __future__ import annotations

import enum
import heapq
from decimal import Decimal

import msgspec

from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.life import EmulatedTask
from runninghub_async.emulator.settings import Settings

__all__ = ["Account", "KeyKind", "Places", "Purse"]

FULL = Decimal(99_999)  #: made up: more than a test run spends, and short to read


class KeyKind(enum.Enum):
    """What kind of key it is, in the service's own words (`apiType`)."""

    SHARED = "SHARED"  #: Enterprise-Shared: pays with money
    CONSUMER = "NORMAL"  #: of a member: pays with coins
    DEDICATED = "EXCLUSIVE"  #: Enterprise-Dedicated: the machines are paid for already


class Places:
    """The places for tasks of one key, and who holds them; `queue` more may wait for one."""

    def __init__(self, size: int, *, queue: int = 0) -> None:
        self.size = size
        self.queue = queue
        self._held: list[tuple[float, int, EmulatedTask]] = []  # a heap: (end, number, task)

    def __repr__(self) -> str:
        return f"<Places {len(self._held)} tasks in {self.size}>"

    def active(self, now: float) -> int:
        """How many tasks hold a place or wait for one."""
        while self._held and self._held[0][0] <= now:
            heapq.heappop(self._held)
        return len(self._held)

    def waiting(self, now: float) -> int:
        """How many of these are still QUEUED."""
        self.active(now)
        return sum(now < task.starts for _, _, task in self._held)

    def queued(self, now: float) -> int:
        """How many have no place yet."""
        self.active(now)
        return sum(now < task.granted for _, _, task in self._held)

    def next_free(self, now: float) -> float:
        """When the next task gets a place: the earliest end of the last task on each."""
        if self.active(now) < self.size:
            return now
        return heapq.nlargest(self.size, (end for end, _, _ in self._held))[-1]

    def hold(self, task: EmulatedTask, now: float) -> None:
        """Give a task its place; one that has ended by now needs none."""
        if task.ends > now:
            heapq.heappush(self._held, (task.ends, task.number, task))

    def release(self, task: EmulatedTask, now: float) -> list[EmulatedTask]:
        """Take a place back before its time; return the tasks that move up for it."""
        held = sorted(
            (one for _, _, one in self._held if one is not task), key=lambda it: it.number
        )
        later = [one for one in held if one.granted > now]
        self._held = [(one.ends, one.number, one) for one in held if one.granted <= now]
        heapq.heapify(self._held)
        for one in later:
            one.grant(self.next_free(now))
            self.hold(one, now)
        return later


class Purse:
    """Money or coins: what tasks cost is taken out of it.

    Without an amount it begins with `FULL` and is filled up again whenever it would run dry.
    """

    def __init__(self, amount: Decimal | float | None, *, empty: int) -> None:
        self.left = FULL if amount is None else Decimal(str(amount))
        self.empty = empty  #: the business code of an empty one
        self._filled_up = amount is None

    def __repr__(self) -> str:
        return f"<Purse {self.left}{' filled up when dry' if self._filled_up else ''}>"

    def require(self, amount: Decimal = Decimal(0)) -> None:
        """Raises Refusal when nothing is left, or less than an amount that is known."""
        if not self._filled_up and (self.left <= 0 or self.left < amount):
            raise Refusal(self.empty)

    def pay(self, amount: Decimal) -> None:
        """Take an amount out; a negative one is given back."""
        self.left -= amount
        while self._filled_up and self.left <= 0:
            self.left += FULL


class Account(msgspec.Struct, kw_only=True, eq=False):
    """One key and what belongs to it."""

    key: str
    kind: KeyKind
    places: Places
    purse: Purse

    @classmethod
    def all_of(cls, settings: Settings) -> list[Account]:
        """The three accounts of an emulator."""
        shared, consumer, dedicated = KeyKind.SHARED, KeyKind.CONSUMER, KeyKind.DEDICATED
        return [
            cls(
                key=settings.api_key or settings.key_for("shared"),
                kind=shared,
                places=Places(settings.slots),
                purse=Purse(settings.wallet, empty=416),
            ),
            cls(
                key=settings.consumer_key or settings.key_for("consumer"),
                kind=consumer,
                places=Places(settings.consumer_slots),
                purse=Purse(settings.coins, empty=414),
            ),
            cls(
                key=settings.dedicated_key or settings.key_for("dedicated"),
                kind=dedicated,
                places=Places(settings.machines, queue=settings.personal_queue),
                purse=Purse(None, empty=416),
            ),
        ]

    @property
    def masked(self) -> str:
        """The key as lists show it."""
        return f"{self.key[:4]}****{self.key[-4:]}"

    def check_enterprise(self) -> None:
        """Raises Refusal 1014 for a key that may not call standard models (platform-api 2.1)."""
        if self.kind is not KeyKind.SHARED:
            raise Refusal(1014)

    def check_room(self, now: float, *, queue: bool, capacity_code: int) -> None:
        """See whether one more task may be taken.

        Raises:
            Refusal: 421 (or 1520) when every place is taken, 415 when every machine is,
                814 when the queue for them is full too.
        """
        if self.places.active(now) < self.places.size:
            return
        if self.kind is not KeyKind.DEDICATED:
            raise Refusal(capacity_code)
        if not queue:
            raise Refusal(415)
        if self.places.queued(now) >= self.places.queue:
            raise Refusal(814)
