"""What a row in the table of troubles is made of: a stage, an argument, the calls it fits."""

from __future__ import annotations

import enum
import math
from collections.abc import Callable

import msgspec

from runninghub_async.emulator.routes import CONNECTION

__all__ = [
    "Argument",
    "BARE_STATUS",
    "CODE",
    "Kind",
    "MEBIBYTES",
    "NOTHING",
    "SECONDS",
    "SHIFT",
    "STATUS",
    "Stage",
    "WORD",
]

_WITHOUT_BODY = frozenset({204, 205, 304})


class Stage(enum.Enum):
    """How far a call has come when the trouble strikes."""

    BESIDE = "beside"  #: it goes along with what follows: another fault, or the answer
    UNREAD = "unread"  #: the request is not read to its end; nothing is done
    BEFORE = "before"  #: the request is read; nothing is done
    AFTER = "after"  #: the thing is done: a task exists and is charged, a file is stored


class Argument(msgspec.Struct, frozen=True):
    """What stands behind a kind's name."""

    sign: str  #: `N` or `X`, as the docstring writes it; empty for none
    fits: Callable[[str], bool]


def _number(test: Callable[[float], bool]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            value = float(text)
        except ValueError:
            return False
        return math.isfinite(value) and test(value)

    return fits


NOTHING = Argument("", lambda text: not text)
SECONDS = Argument("N", _number(lambda it: it >= 0))
SHIFT = Argument("N", _number(lambda it: it != 0))
MEBIBYTES = Argument("N", _number(lambda it: 0 < it <= 4096))
CODE = Argument("N", _number(lambda it: it > 0 and it.is_integer()))
BARE_STATUS = Argument("N", _number(lambda it: it in range(200, 600)))
STATUS = Argument("N", _number(lambda it: it in range(200, 600) and it not in _WITHOUT_BODY))
WORD = Argument("X", lambda text: text.isprintable() and bool(text.strip()))


class Kind(msgspec.Struct, frozen=True):
    """One row: a kind of trouble."""

    name: str  #: what `Fault.what` begins with
    stage: Stage
    calls: frozenset[str]  #: values of `Fault.when` that it fits
    about: str  #: one line: what happens
    argument: Argument = NOTHING
    told: frozenset[str] = frozenset()  #: strikes only answers that tell one of these; empty: all

    @property
    def usage(self) -> str:
        """How it is written: `html N`."""
        return f"{self.name} {self.argument.sign}".rstrip()

    def fits(self, when: str) -> bool:
        """Whether it can happen to such calls; for `*`: to any of them."""
        return bool(self.calls - {CONNECTION}) if when == "*" else when in self.calls
