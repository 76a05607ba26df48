"""How long tasks of one kind take: a life table, in which what still runs counts, too.

A life table holds, for each span of age, how many tasks ended in it and how long tasks were
seen alive in it. Their quotient is the hazard: ends per second among those that still run.
Tasks that run count from the first look, so the fast ones of a batch do not mislead.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

__all__ = ["Belief", "LifeTable", "OCTAVES", "SPANS", "STEPS", "UNKNOWN", "span"]

STEPS = 6  #: spans for each doubling of the age; one is 12 % wide
OCTAVES = (-8, 14)  #: from 4 ms, for services on a fast clock, to 4.5 hours
EDGES: tuple[float, ...] = (
    0.0,
    *(2.0 ** (n / STEPS) for n in range(OCTAVES[0] * STEPS, OCTAVES[1] * STEPS + 1)),
)
SPANS = len(EDGES)  #: the last one is open

MEMORY = 300.0  #: ends after which what was seen before weighs a third
ENOUGH = 6.0  #: ends on which a hazard should rest; neighbouring spans lend what is missing
NEWS = 0.02  #: share of new ends from which a belief is drawn anew: it costs 0.2 ms
REACH = 6  #: spans to each side that may lend: an age and its double
UNKNOWN_RATE = 0.5  #: before anything is known: ends for each e-fold of the age …
UNKNOWN_FROM = 2.0  #: … from these seconds on: nothing real is ready sooner


def span(age: float) -> int:
    """Return the number of the span that an age in seconds falls into."""
    return bisect_right(EDGES, age) - 1 if age > 0 else 0


def _middle(number: int) -> float:
    """An age that stands for a span."""
    low = EDGES[number]
    return (low + EDGES[number + 1]) / 2 if number + 1 < SPANS else low * 2


class Belief:
    """When a task of one kind is likely to end: a hazard for each span of its age."""

    __slots__ = ("ends", "hazards", "sums")

    def __init__(self, hazards: Iterable[float], ends: float) -> None:
        self.hazards = array("d", hazards)  #: ends per second; an array takes a quarter of a tuple
        self.ends = ends  #: ends that it rests on; 0 for a guess
        sums = [0.0]
        for number in range(SPANS - 1):
            sums.append(sums[-1] + self.hazards[number] * (EDGES[number + 1] - EDGES[number]))
        self.sums = array("d", sums)  #: hazard summed up to each edge

    def __repr__(self) -> str:
        return f"<Belief {self.ends:.0f} ends, median {self.quantile(0.5):.3g} s>"

    def hazard(self, age: float) -> float:
        """Ends per second at this age, in seconds, among those that still run."""
        return self.hazards[span(age)]

    def ended(self, begin: float, end: float) -> float:
        """Return the chance that a task that ran at one age has ended by another."""
        return -math.expm1(self._sum(begin) - self._sum(end))

    def _sum(self, age: float) -> float:
        number = span(age)
        return self.sums[number] + self.hazards[number] * (age - EDGES[number])

    def quantile(self, share: float, age: float = 0.0) -> float:
        """Return the age by which this share of those that run at `age` will have ended."""
        wanted = self._sum(age) - math.log1p(-share)
        number = max(0, bisect_right(self.sums, wanted) - 1)
        return EDGES[number] + (wanted - self.sums[number]) / self.hazards[number]

    def interval(self, age: float, cost: float) -> float:
        """Return the seconds until a look is worth its cost, for a task that runs at `age`.

        A look is worth it when the time that its end is expected to have lain unseen has
        grown to `cost` seconds. Under a steady hazard h that is every sqrt(2 * cost / h)
        seconds, the interval with the least sum of delays and looks.
        """
        number, begin = span(age), age
        unended, left = 1.0, cost
        while number + 1 < SPANS:
            hazard, width = self.hazards[number], EDGES[number + 1] - begin
            gone = -math.expm1(-hazard * width)
            unseen = width - unended * gone / hazard
            if unseen >= left:
                break
            left -= max(0.0, unseen)
            unended *= 1 - gone
            begin = EDGES[number + 1]
            number += 1
        steady, slope = 1 - unended, unended * self.hazards[number]
        root = steady + math.sqrt(steady * steady + 2 * slope * left)
        return begin - age + (2 * left / root if root > 0 else math.inf)


def _prior_hazard(number: int) -> float:
    return UNKNOWN_RATE / max(UNKNOWN_FROM, _middle(number))


#: What is believed of an endpoint that was never seen: an end is as likely in each doubling.
UNKNOWN = Belief((_prior_hazard(number) for number in range(SPANS)), 0.0)


class LifeTable:
    """Ends and seconds alive for each span, both weighted: what is new weighs more."""

    __slots__ = (
        "_belief",
        "_ended",
        "_fresh",
        "_lived",
        "_prior",
        "_unit",
        "alive",
        "ends",
        "total",
    )

    def __init__(self) -> None:
        self.ends = array("d", bytes(8 * SPANS))
        self.alive = array("d", bytes(8 * SPANS))
        self.total = 0.0  #: the sum of `ends`
        self._unit = 1.0  #: the weight of one end now
        self._lived = 0.0  #: seconds alive, all told
        self._fresh = 0.0  #: of them since the belief was drawn
        self._ended = 0.0  #: ends since then
        self._belief: Belief | None = None
        self._prior: Belief | None = None

    def live(self, begin: float, end: float) -> None:
        """A task was seen alive from one age to another."""
        number, last = span(begin), span(end)
        while number < last:
            self.alive[number] += (EDGES[number + 1] - begin) * self._unit
            begin = EDGES[number + 1]
            number += 1
        self.alive[last] += (end - begin) * self._unit
        self._fresh += (end - begin) * self._unit
        self._lived += (end - begin) * self._unit

    def end(self, begin: float, end: float, belief: Belief) -> None:
        """A task ended somewhere between two ages: share the end out as is believed now."""
        first, last = span(begin), span(end)
        shares = [belief.hazards[n] * _overlap(n, begin, end) for n in range(first, last + 1)]
        whole = sum(shares) or 1.0
        ahead = 1.0
        for number, share in zip(range(first, last + 1), shares, strict=True):
            part = share / whole
            ahead -= part
            self.ends[number] += part * self._unit
            width = _overlap(number, begin, end)
            self.alive[number] += width * (max(0.0, ahead) + part / 2) * self._unit
        self.total += self._unit
        self._ended += self._unit
        self._unit *= 1 + 1 / MEMORY
        if self._unit > 1e6:
            self.scale(1 / self._unit)
            self._unit = 1.0

    def scale(self, factor: float) -> None:
        """Let all that was seen weigh less, or more."""
        for number in range(SPANS):
            self.ends[number] *= factor
            self.alive[number] *= factor
        self.total *= factor
        self._lived *= factor
        self._belief = None

    def weighed(self) -> tuple[float, list[float], list[float]]:
        """Return the sum, the ends and the seconds alive, as weighed now."""
        unit = self._unit
        return self.total / unit, [n / unit for n in self.ends], [s / unit for s in self.alive]

    def add(self, ends: Iterable[float], alive: Iterable[float]) -> None:
        """Count what another table has seen."""
        for number, (count, seconds) in enumerate(zip(ends, alive, strict=True)):
            self.ends[number] += count * self._unit
            self.alive[number] += seconds * self._unit
            self.total += count * self._unit
        self._belief = None

    def belief(self, prior: Belief, weight: float) -> Belief:
        """Return what is believed now; drawn anew when enough of what was seen is new."""
        if (
            self._belief is None
            or (self._prior is not prior and self._prior is UNKNOWN)
            or self._ended > NEWS * self.total
            or self._fresh > 2 * NEWS * self._lived
        ):
            total, ends, alive = self.weighed()
            self._belief = Belief(_smooth(ends, alive, prior.hazards, weight), total)
            self._prior = prior
            self._fresh = self._ended = 0.0
        return self._belief


def _overlap(number: int, begin: float, end: float) -> float:
    above = EDGES[number + 1] if number + 1 < SPANS else math.inf
    return max(0.0, min(above, end) - max(EDGES[number], begin))


def _smooth(
    ends: list[float], alive: list[float], prior: Sequence[float], weight: float
) -> list[float]:
    """Hazards from a table: each over as many neighbours as it takes to rest on `ENOUGH` ends.

    The prior counts as `weight` ends: it decides where nothing was seen.
    """
    count, seconds = [0.0], [0.0]
    for one, other in zip(ends, alive, strict=True):
        count.append(count[-1] + one)
        seconds.append(seconds[-1] + other)
    hazards = []
    for number in range(SPANS):
        low, high = number, number + 1
        least = max(0, number - REACH)
        while low > least and high < SPANS and count[high] - count[low] < ENOUGH:
            low -= 1
            high += 1
        seen, lived = count[high] - count[low], seconds[high] - seconds[low]
        hazards.append((max(0.0, seen) + weight) / (max(0.0, lived) + weight / prior[number]))
    return hazards
