"""Which tasks have probably ended, told by how many tasks of the account are alive.

One answer tells how many live, never which. So each end that a count tells is shared out
over all that may be it, by their hazards, and a look that finds one alive hands its share
to the others. Tasks of other programs may be the ones that ended: they hold a share too.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

__all__ = ["Census", "FEW", "count_interval", "counts_pay"]

FEW = 3  #: tasks; fewer are looked at one by one
COUNTS = (0.4, 10.0)  #: seconds between counts, at least and at most
SEARCH = 0.35  #: share of those alike that a search looks at, until it finds
LOYAL = 2.0  #: times that counts may cost what looks alone would, before they are given up
BEGIN = 0.25  #: share of the ends that no count told, as assumed after the first count
LEARN = 0.08  #: weight of each found end in that share
LEAST = 0.003  #: of it: below this, an end that no count told would lie for too long
HIDES = 0.02  #: added to it for each task of others that came: an end may hide behind it
SURE = 0.8  #: a chance that is always worth a look
MERGED = 0.7  #: of the looks at which waiting for one more end, to search for both, breaks even
PATIENCE = 5.0  #: costs of a look that a suspicion may grow to while it is below its threshold
STRANGERS = 0.9  #: a suspicion that rests on others by this share is theirs


class Census:
    """What counts of the account's living tasks tell about ours.

    A count that looks wrong (it lags, leaves out queued tasks, or other programs come and
    go) costs some looks, and `untold` rises until the counts weigh little.
    """

    def __init__(self, cost: float) -> None:
        self.others: int | None = None  #: living tasks that are not ours; None: not counted yet
        self.ended = 0  #: ends that counts told and no look has found
        self.untold = 1.0  #: share of the ends that no count told, by experience
        self._cost = cost
        self._odds: dict[str, float] = {}  #: of each task, that it is among those that ended
        self._ranks: list[str] = []  #: the same tasks, the likeliest last
        self._taken: set[str] = set()  #: tasks that are looked at, until a look tells
        self._strangers = 0.0  #: odds that it was one of the others'
        self._sum = 0.0  #: odds of all of ours
        self._threshold = 1.0  #: chance from which a look is worth its cost
        self._since = 0.0  #: when an end was told for the first time after the last find

    def __repr__(self) -> str:
        return f"<Census {self.ended} ended unseen, {self.others} others, {self.untold:.0%} untold>"

    def forget(self) -> None:
        """Begin again: the counts stopped, or nobody could ask."""
        self.others, self.ended, self.untold = None, 0, 1.0
        self._clear()

    def _clear(self) -> None:
        self._odds.clear()
        self._ranks.clear()
        self._strangers = self._sum = 0.0

    def counted(
        self, total: int, hazards: Mapping[str, float], now: float, *, unsettled: int = 0
    ) -> None:
        """Take in a count of all living tasks of the account.

        `hazards` has ends per second for each task of ours whose end was not seen.
        `unsettled` is how many tasks may or may not be in the count: submits on the wire.
        """
        if self.others is None:
            self.others = max(0, total - unsettled - len(hazards))
            self.untold = BEGIN
        gone = len(hazards) + self.others - self.ended - total
        if gone < -unsettled:
            self.others += -gone - unsettled
            self.untold = min(1.0, self.untold + HIDES * (-gone - unsettled))
        if gone > 0:
            self._spread(gone, hazards, now)

    def _spread(self, gone: int, hazards: Mapping[str, float], now: float) -> None:
        share, old = self._share(), self._odds
        chances = {task: min(1.0, old.get(task, 0.0) * share) for task in hazards}
        fresh = {task: hazard * (1 - chances[task]) for task, hazard in hazards.items()}
        ours = sum(fresh.values())
        theirs = max(0, self.others or 0) * (ours / len(fresh) if fresh else 1.0)
        whole = ours + theirs
        if not self.ended:
            self._since = now
        self.ended += gone
        if whole <= 0:
            return  # all are looked at now, or surely over: their looks will tell
        self._odds = {task: chances[task] + gone * fresh[task] / whole for task in hazards}
        self._ranks = sorted(self._odds, key=self._odds.__getitem__)
        self._strangers = self._strangers * share + gone * theirs / whole
        self._sum = sum(self._odds.values())
        self._threshold = _threshold(hazards.values(), self._cost)

    def _share(self) -> float:
        """What the odds are to be multiplied by to be the chances of having ended."""
        whole = self._sum + self._strangers
        return self.ended / whole if whole > 0 else 0.0

    def taken(self, task: str) -> None:
        """This task is looked at, until a look tells: no other one needs to find its end."""
        self._taken.add(task)

    def alive(self, task: str) -> None:
        """A look found this task alive: its share goes to the others."""
        self._remove(task)
        self._settle()

    def found(self, task: str, now: float, *, hidden: float) -> None:
        """A look found that this task has ended.

        `hidden` is the chance that it had ended before the last count.
        """
        told = self.ended > 0
        self.ended -= told
        if self.others is not None:
            self.untold += LEARN * (-self.untold if told else hidden * (1 - self.untold))
            self.untold = max(LEAST, self.untold)
        self._since = now
        self._remove(task)
        self._settle()

    def left(self, task: str) -> None:
        """Nobody looks at this task any more: it counts as one of the others'."""
        if self.others is not None:
            self.others += 1
        self._strangers += self._remove(task)
        self._settle()

    def _remove(self, task: str) -> float:
        self._taken.discard(task)
        odds = self._odds.pop(task, 0.0)
        self._sum = max(0.0, self._sum - odds)
        return odds

    def _settle(self) -> None:
        if self.ended <= 0:
            self._clear()
        elif self._sum <= max(1e-9, (1 - STRANGERS) * (self._sum + self._strangers)):
            # All of ours live: it was one of theirs, or the count was wrong. Both mean the same
            # for the next one.
            self.others = (self.others or 0) - self.ended
            self.ended = 0
            self._clear()

    @property
    def suspect(self) -> str | None:
        """The task that is the likeliest to have ended, if a count told of an end."""
        while self._ranks:
            task = self._ranks[-1]
            if task in self._odds and task not in self._taken:
                return task
            self._ranks.pop()
        return None

    def ripe(self) -> float:
        """Return when the suspect is worth a look; math.inf while there is none."""
        task = self.suspect
        chance = 0.0 if task is None else min(1.0, self._odds[task] * self._share())
        if chance <= 0:
            return math.inf
        if chance >= self._threshold:
            return self._since
        return self._since + PATIENCE * self._cost / chance


def _threshold(hazards: Collection[float], cost: float) -> float:
    """Return the chance from which a look is worth its cost.

    Looks without counts come every sqrt(2 * cost / hazard) seconds, at a chance of
    sqrt(2 * cost * hazard). With few tasks a search pays at once; the more of them there
    are, the more it pays to let some ends come together and search for them at one go.
    """
    ends = sum(hazards)
    typical = sum(hazard * hazard for hazard in hazards) / ends if ends else 0.0
    return min(SURE, math.sqrt(2 * cost * typical), MERGED * cost * ends)


def count_interval(hazards: Collection[float], cost: float) -> float:
    """Return the seconds between counts: an end anywhere lies unseen for `cost` in them."""
    least, most = COUNTS
    return min(most, max(least, math.sqrt(2 * cost / max(sum(hazards), 1e-9))))


def counts_pay(hazards: Collection[float], cost: float, *, so_far: bool) -> bool:
    """Tell whether counts, and the searches after them, need fewer looks than looks alone.

    A search goes through a share of those that are as likely to have ended. `so_far` says
    that they were counted until now: what was learned is not given up lightly.
    """
    ends = sum(hazards)
    if len(hazards) < FEW or ends <= 0:
        return False
    alike = ends * ends / sum(hazard * hazard for hazard in hazards)
    alone = sum(map(math.sqrt, hazards)) / math.sqrt(2 * cost)
    counting = 1 / count_interval(hazards, cost) + ends * alike * SEARCH
    return counting < alone * (LOYAL if so_far else 1.0)
