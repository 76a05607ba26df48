"""Time and places of a report: where each task stands in its charts. Pure."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from runninghub_async.cli.report_story import Lap

__all__ = ["Axis", "Gap", "levels", "places"]

WIDTH = 1000.0  #: of a chart, in its own units
#: Of the time in which something ran: what is idle for longer is cut out of the axis.
IDLE_SHARE = 0.1
SHORTEST_GAP = 60.0  #: seconds that are never cut out
GAP_WIDTH = 0.03 * WIDTH
#: Seconds that two tasks on one place may overlap: the next is submitted as soon as the end of one
#: was seen, and that end is written down a moment later.
OVERLAP = 0.25


class Gap(NamedTuple):
    """Time that is cut out: between two runs, mostly."""

    x: float
    seconds: float


class Axis:
    """Maps Unix times to x, without the long times in which nothing ran.

    It covers the laps, and `until` for those whose end nobody has seen.
    """

    def __init__(self, laps: Iterable[Lap], until: float) -> None:
        spans = sorted(
            (lap.began if lap.asked is None else lap.asked, lap.until(until)) for lap in laps
        )
        busy: list[tuple[float, float]] = []
        for began, ended in spans:
            if busy and began <= busy[-1][1]:
                busy[-1] = busy[-1][0], max(busy[-1][1], ended)
            else:
                busy.append((began, ended))
        active = sum(ended - began for began, ended in busy)
        least = max(SHORTEST_GAP, IDLE_SHARE * active)
        parts = [busy[0]] if busy else [(until - 1.0, until)]
        for began, ended in busy[1:]:
            if began - parts[-1][1] > least:
                parts.append((began, ended))
            else:
                parts[-1] = parts[-1][0], ended
        self._starts = [began for began, _ in parts]
        self._parts = parts
        length = sum(ended - began for began, ended in parts) or 1.0
        self._scale = max(WIDTH / 2, WIDTH - GAP_WIDTH * (len(parts) - 1)) / length
        self._gap = (WIDTH - self._scale * length) / max(1, len(parts) - 1)
        self._x = [0.0]
        for began, ended in parts[:-1]:
            self._x.append(self._x[-1] + (ended - began) * self._scale + self._gap)

    def x(self, at: float) -> float:
        """Where a time is; one that is cut out is at the end of what came before it."""
        part = max(0, bisect_right(self._starts, at) - 1)
        began, ended = self._parts[part]
        return self._x[part] + (min(max(at, began), ended) - began) * self._scale

    @property
    def began(self) -> float:
        """The time at x = 0."""
        return self._starts[0]

    @property
    def gaps(self) -> list[Gap]:
        """What is cut out: the middle of each, and how long it was."""
        pairs = zip(self._parts, self._parts[1:], self._x[1:], strict=False)
        return [Gap(x - self._gap / 2, after[0] - before[1]) for before, after, x in pairs]

    def ticks(self) -> list[tuple[float, float]]:
        """x and seconds since the start of its part, for some round times of each part."""
        found = []
        for (began, ended), x in zip(self._parts, self._x, strict=True):
            share = (ended - began) * self._scale / WIDTH
            step = _round_step((ended - began) / max(1.0, 10 * share))
            count = int((ended - began) / step)
            found += [(x + one * step * self._scale, one * step) for one in range(count + 1)]
        return found


def _round_step(seconds: float) -> float:
    steps = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)
    return next((one for one in steps if one >= seconds), 86400.0)


def places(laps: Sequence[Lap], until: float) -> list[tuple[int, float]]:
    """For each lap its place, the lowest that was free when it began, and when it left it."""
    ends = [lap.until(until) for lap in laps]
    order = sorted(range(len(laps)), key=lambda one: (laps[one].began, ends[one]))
    given = [0] * len(laps)
    last: dict[int, int] = {}  # place -> the lap that has it, or had it last
    busy: list[tuple[float, int]] = []  # when it is free again, place
    free: list[int] = []
    for index in order:
        began = laps[index].began
        while busy and busy[0][0] - OVERLAP <= began:
            heapq.heappush(free, heapq.heappop(busy)[1])
        place = heapq.heappop(free) if free else len(busy)
        if place in last:
            ends[last[place]] = min(ends[last[place]], began)
        given[index], last[place] = place, index
        heapq.heappush(busy, (ends[index], place))
    return list(zip(given, ends, strict=True))


def levels(spans: Iterable[tuple[float, float]]) -> list[tuple[float, int]]:
    """How many spans there are from each time on: time, count."""
    moves: dict[float, int] = {}
    for began, ended in spans:
        if ended > began:
            moves[began] = moves.get(began, 0) + 1
            moves[ended] = moves.get(ended, 0) - 1
    count, found = 0, []
    for at in sorted(moves):
        count += moves[at]
        found.append((at, count))
    return found
