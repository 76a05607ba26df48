"""Trouble as data: what goes wrong, at which call, how often."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import msgspec

from runninghub_async.emulator.routes import OPERATIONS, WITHOUT_CODES

__all__ = ["Fault", "FaultPlan", "Trouble"]

_CALLS = (*OPERATIONS, "*")
_PLAIN = ("drop before", "drop after", "half", "empty", "silence")
_NUMBERED = ("html", "code", "http", "slow")
_STATUSES = frozenset(range(200, 600)) - {204, 205, 304}  # these carry no body


class Trouble(msgspec.Struct, frozen=True):
    """A fault's `what`, taken apart: `html 502` is ("html", 502.0)."""

    kind: str
    number: float = 0.0
    retry_after: float | None = None


class Fault(msgspec.Struct, frozen=True):
    """One kind of trouble.

    `what` is one of

    - `drop before`: the connection is aborted before anything is done,
    - `drop after`: the thing is done (the task exists and is charged), the connection is
      aborted without an answer,
    - `half`: the thing is done, the full length is announced, half of the body is sent,
    - `empty`: the thing is done, the answer is HTTP 200 without a body,
    - `html N`: nothing is done, a gateway's HTML page with HTTP status N,
    - `http N`: nothing is done, a JSON error with HTTP status N; with `retry_after` a header,
    - `code N`: nothing is done, the business code N under HTTP 200 in the call's own shape
      (never for downloads: storage knows no codes; nor for the proxy),
    - `silence`: nothing is done, no answer until the client leaves or the emulator stops,
    - `slow N`: N real seconds pass first; later faults and the answer follow.

    Raises:
        ValueError: an unknown `when` or `what`, or a number out of range.
    """

    when: str  #: a name of `routes.OPERATIONS` (submit, query, upload, …), or * for each of them
    what: str
    times: int | None = 1  #: how often it strikes; None is for ever
    after: int = 0  #: calls that pass unharmed first
    rate: float = 1.0  #: share of the calls that it strikes, drawn from the emulator's seed
    retry_after: float | None = None  #: seconds for the Retry-After header of `http N`

    def __post_init__(self) -> None:
        if self.when not in _CALLS:
            raise ValueError(f"when={self.when!r} is not one of {', '.join(_CALLS)}")
        self.trouble()
        if not 0.0 <= self.rate <= 1.0:
            raise ValueError(f"rate={self.rate!r} is not between 0 and 1")
        if self.after < 0 or (self.times is not None and self.times < 0):
            raise ValueError(f"times={self.times!r} and after={self.after!r} cannot be negative")

    def trouble(self) -> Trouble:
        """Return `what` taken apart."""
        if self.what in _PLAIN:
            return Trouble(self.what)
        kind, _, text = self.what.partition(" ")
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if kind == "slow" and number >= 0:
            return Trouble(kind, number)
        if kind == "code" and number.is_integer() and number > 0:
            return Trouble(kind, number)
        if kind in ("html", "http") and number in _STATUSES:
            return Trouble(kind, number, self.retry_after)
        known = ", ".join((*_PLAIN, *(f"{one} N" for one in _NUMBERED)))
        raise ValueError(f"what={self.what!r} is not one of {known}")


class _Armed:
    """A fault with its counters and its own chance, so that faults do not disturb each other."""

    def __init__(self, fault: Fault, chance: random.Random) -> None:
        self.fault = fault
        self.trouble = fault.trouble()
        self._chance = chance
        self._passed = 0
        self._struck = 0

    def strikes(self, operation: str) -> bool:
        fault = self.fault
        if fault.when not in (operation, "*"):
            return False
        if operation in WITHOUT_CODES and self.trouble.kind == "code":
            return False
        if fault.times is not None and self._struck >= fault.times:
            return False
        if self._passed < fault.after:
            self._passed += 1
            return False
        if fault.rate < 1.0 and self._chance.random() >= fault.rate:
            return False
        self._struck += 1
        return True


class FaultPlan:
    """The faults of an emulator, asked in order; more can be added while it runs."""

    def __init__(self, faults: Iterable[Fault] = (), *, seed: int = 1) -> None:
        self._seed = seed
        self._added = 0
        self._armed: list[_Armed] = []
        self.extend(faults)

    def __repr__(self) -> str:
        return f"<FaultPlan {[armed.fault for armed in self._armed]}>"

    def __iter__(self) -> Iterator[Fault]:
        return iter([armed.fault for armed in self._armed])

    def __len__(self) -> int:
        return len(self._armed)

    def append(self, fault: Fault) -> None:
        """Add a fault behind the others; its counters start now."""
        self._added += 1
        chance = random.Random(f"{self._seed}:fault:{self._added}")
        self._armed.append(_Armed(fault, chance))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Let several more things go wrong, in this order."""
        for fault in faults:
            self.append(fault)

    def clear(self) -> None:
        """End all trouble."""
        self._armed.clear()

    def strike(self, operation: str) -> list[Fault]:
        """Return what happens to this call: any number of `slow`, then at most one other."""
        struck = []
        for armed in self._armed:
            if armed.strikes(operation):
                struck.append(armed.fault)
                if armed.trouble.kind != "slow":
                    break
        return struck
