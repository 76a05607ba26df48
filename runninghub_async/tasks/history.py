"""How long tasks have taken: one life table for each kind, kept between runs if wanted."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from runninghub_async.tasks.lifetable import OCTAVES, SPANS, STEPS, UNKNOWN, Belief, LifeTable

__all__ = ["History"]

KEYS = 256  #: kinds that are kept, the last used; one takes 5 kB
HALF_LIFE = 7 * 86_400.0  #: seconds; what a journal kept from last week weighs half
TRUST = 3.0  #: ends that what is known of all kinds of one endpoint counts for
SHORTEST = 0.001  #: seconds; an end lies in a span of time, never at a point
UNKNOWN_WEIGHT = 0.2  #: ends that a guess counts for: it must not outweigh what was seen


class History:
    """What each kind of task has taken: learned from looks, kept between runs if wanted.

    A kind is a key: the endpoint, and the parameters that may decide the duration (`kinds`).
    Where a key has few ends, its endpoint's other kinds fill in; where those have none, a
    guess. An empty key is nothing that is known, and is not remembered.
    """

    def __init__(self, *, keys: int = KEYS) -> None:
        self._keys = keys
        self._tables: OrderedDict[str, LifeTable] = OrderedDict()

    def __repr__(self) -> str:
        return f"<History {len(self._tables)} kinds>"

    def __len__(self) -> int:
        return len(self._tables)

    def belief(self, key: str) -> Belief:
        """Return when a task of this kind is likely to end."""
        whole = self._tables.get(_endpoint(key))
        above = UNKNOWN if whole is None else whole.belief(UNKNOWN, UNKNOWN_WEIGHT)
        table = self._tables.get(key)
        if table is None or table is whole:
            return above
        return table.belief(above, TRUST)

    def alive(self, key: str, begin: float, end: float) -> None:
        """Note that a task was alive from one age to another, in seconds."""
        if key and 0 <= begin < end < math.inf:
            for table in self._both(key):
                table.live(begin, end)

    def ended(self, key: str, begin: float, end: float) -> None:
        """Note that a task ended between two ages: the last look at it alive, and this one."""
        if key and 0 <= begin <= end < math.inf:
            end = max(end, begin + SHORTEST)
            belief = self.belief(key)
            for table in self._both(key):
                table.end(begin, end, belief)

    def _both(self, key: str) -> list[LifeTable]:
        """The tables of the endpoint and of the kind; they were used last now."""
        found = []
        for name in dict.fromkeys((key, _endpoint(key))):
            table = self._tables.get(name)
            if table is None:
                table = self._tables[name] = LifeTable()
            self._tables.move_to_end(name)
            found.append(table)
        while len(self._tables) > max(2, self._keys):
            self._tables.popitem(last=False)
        return found

    def dump(self, now: float) -> dict[str, Any]:
        """Return all of it as plain values, for JSON; `now` is the wall clock in seconds."""
        kinds = {}
        for key, table in self._tables.items():
            total, ends, alive = table.weighed()
            if total > 0.01:
                kinds[key] = {"ends": _sparse(ends), "alive": _sparse(alive)}
        return {"steps": STEPS, "octaves": list(OCTAVES), "at": now, "kinds": kinds}

    def merge(self, dumped: Mapping[str, Any], now: float) -> None:
        """Count what was dumped before, for less the older it is; what does not fit is left out.

        A dump counts for half after a week, and not at all after ten.
        """
        if dumped.get("steps") != STEPS or dumped.get("octaves") != list(OCTAVES):
            return
        at, kinds = dumped.get("at"), dumped.get("kinds")
        if not isinstance(at, int | float) or not abs(at) < 1e12 or not isinstance(kinds, Mapping):
            return
        weight = 0.5 ** (max(0.0, now - at) / HALF_LIFE)
        if not weight > 0.001:
            return
        for key, kind in kinds.items():
            ends, alive = _full(kind, "ends", weight), _full(kind, "alive", weight)
            if isinstance(key, str) and ends is not None and alive is not None:
                self._both(key)[0].add(ends, alive)


def _sparse(values: list[float]) -> dict[str, float]:
    """Span number -> value, for those that hold something worth a line."""
    return {str(n): round(value, 4) for n, value in enumerate(values) if value >= 0.0001}


def _full(kind: object, name: str, weight: float) -> list[float] | None:
    """All values of a dumped table, or None where it is not one."""
    values = kind.get(name) if isinstance(kind, Mapping) else None
    if not isinstance(values, Mapping):
        return None
    full = [0.0] * SPANS
    for number, value in values.items():
        at = int(number) if isinstance(number, str) and number.isdecimal() else SPANS
        if at >= SPANS or isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not 0 <= value < 1e12:
            return None
        full[at] = value * weight
    return full


def _endpoint(key: str) -> str:
    return key.partition("?")[0]
