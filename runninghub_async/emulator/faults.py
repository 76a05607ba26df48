"""Trouble as data: what goes wrong, at which call, how often."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterable, Iterator

import msgspec

from runninghub_async.emulator.kinds import Kind, Stage
from runninghub_async.emulator.routes import CONNECTION, OPERATIONS, SOCKET
from runninghub_async.emulator.troubles import KINDS, nearest, parse

__all__ = ["Fault", "FaultPlan", "KINDS", "Kind", "Stage", "Strike"]

_CALLS = (*OPERATIONS, SOCKET, CONNECTION, "*")


class Fault(msgspec.Struct, frozen=True):
    """One kind of trouble.

    `what` is one of

    {kinds}

    What is marked with a plus is done first: the task exists and is charged, the file is
    stored, a file's content is counted as served. A kind that does not fit a call never strikes
    it; `*` stands for every call and for sockets, not for connections. Kinds about results
    and past states strike only those looks that tell of them.

    ```python
    from runninghub_async.emulator import Emulator, Fault

    async with Emulator(faults=(Fault("submit", "drop after"),)) as emu:
        async with RunningHub(emu.api_key, base_url=emu.base_url) as client:
            try:
                await client.models.vidu.text_to_video(prompt="a cat surfs")
            except SubmitUncertain as error:
                print(error)
    ```

    Raises:
        ValueError: an unknown `when` or `what`, a kind that does not fit the call, or a number
            out of range.
    """

    when: str  #: a name of `routes.OPERATIONS`, `socket` (its handshake), `connection`, or *
    what: str
    times: int | None = 1  #: how often it strikes; None is for ever
    after: int = 0  #: calls that pass unharmed first
    rate: float = 1.0  #: share of the calls that it strikes, drawn from the seed
    retry_after: float | str | None = None
    #: the Retry-After header of an HTTP status: seconds, or the text itself, such as a date
    seed: int | None = None  #: of the draws under `rate`; None follows the emulator's

    def __post_init__(self) -> None:
        if self.when not in _CALLS:
            hint = nearest(self.when, _CALLS)
            raise ValueError(f"when={self.when!r} is not one of {', '.join(_CALLS)}{hint}")
        kind, _ = parse(self.what)
        if not kind.fits(self.when):
            fitting = ", ".join(one.name for one in KINDS if one.fits(self.when))
            raise ValueError(f"what={self.what!r} does not fit when={self.when!r}: {fitting} do")
        if not 0.0 <= self.rate <= 1.0:
            raise ValueError(f"rate={self.rate!r} is not between 0 and 1")
        if self.after < 0 or (self.times is not None and self.times < 0):
            raise ValueError(f"times={self.times!r} and after={self.after!r} cannot be negative")

    @property
    def kind(self) -> Kind:
        """The row of the table that `what` names."""
        return parse(self.what)[0]


def _table() -> str:
    lines: list[str] = []
    for kind in KINDS:
        mark = "+" if kind.stage is Stage.AFTER else ""
        text = f"- `{kind.usage}`{mark}: {kind.about},"
        lines += textwrap.wrap(text, 92, initial_indent="    ", subsequent_indent="      ")
    return "\n".join(lines).strip().removesuffix(",") + "."


if Fault.__doc__:  # python -OO has none
    Fault.__doc__ = Fault.__doc__.replace("{kinds}", _table())


class Strike(msgspec.Struct, frozen=True):
    """A fault that happens to one call."""

    what: str
    kind: Kind
    text: str  #: the argument, or nothing
    turn: int  #: how often this fault has struck, this time included
    retry_after: float | str | None = None

    @property
    def number(self) -> float:
        """The argument as a number."""
        return float(self.text)


class _Armed:
    """A fault with its counters and its own chance, so that faults do not disturb each other."""

    def __init__(self, fault: Fault, chance: random.Random) -> None:
        self.fault = fault
        self.kind, self._text = parse(fault.what)
        self._chance = chance
        self._passed = 0
        self._struck = 0

    def fits(self, call: str) -> bool:
        """Whether it is meant for such a call."""
        when = self.fault.when
        return self.kind.fits(call) and (when == call or (when == "*" and call != CONNECTION))

    @property
    def spent(self) -> bool:
        """Whether it has struck as often as it is to."""
        return self.fault.times is not None and self._struck >= self.fault.times

    def refuses(self, code: int) -> bool:
        """Whether the next call that it fits is surely answered with this business code."""
        certain = self.fault.rate >= 1.0 and self._passed >= self.fault.after and not self.spent
        return certain and self.kind.name == "code" and self._text == str(code)

    def strike(self) -> Strike | None:
        """Count a call that it fits, and tell whether it strikes."""
        fault = self.fault
        if self.spent:
            return None
        if self._passed < fault.after:
            self._passed += 1
            return None
        if fault.rate < 1.0 and self._chance.random() >= fault.rate:
            return None
        self._struck += 1
        return Strike(fault.what, self.kind, self._text, self._struck, fault.retry_after)


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
        own = fault.seed is not None
        seed = f"{fault.seed}:fault" if own else f"{self._seed}:fault:{self._added}"
        self._armed.append(_Armed(fault, random.Random(seed)))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Let several more things go wrong, in this order."""
        for fault in faults:
            self.append(fault)

    def clear(self) -> None:
        """End all trouble."""
        self._armed.clear()

    def strike(self, call: str) -> list[Strike]:
        """Return what happens to this call: any number of `slow` or `jump`, then one other."""
        struck = []
        for armed in self._armed:
            if armed.kind.told or not armed.fits(call):
                continue
            if (strike := armed.strike()) is not None:
                struck.append(strike)
                if armed.kind.stage is not Stage.BESIDE:
                    break
        return struck

    def refuses(self, code: int) -> bool:
        """Whether a call is surely refused next with this business code."""
        return any(armed.refuses(code) for armed in self._armed)

    def listens(self, call: str) -> bool:
        """Whether it matters what the answer to this call tells."""
        return any(armed.kind.told and armed.fits(call) for armed in self._armed)

    def strike_told(self, call: str, told: str) -> Strike | None:
        """Return what happens to an answer that tells this status, or None."""
        for armed in self._armed:
            if told in armed.kind.told and armed.fits(call):
                strike = armed.strike()
                if strike is not None:
                    return strike
        return None
