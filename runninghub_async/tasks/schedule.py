"""When to look next, and at what: pure decisions.

One number holds the whole trade: a look may cost as much as `cost` seconds of an end that
lies unseen. It sets the interval of looks at one task, the interval of counts of the whole
account, and the chance from which a task is worth a look after a count.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Callable

from runninghub_async.config import Polling
from runninghub_async.tasks.census import FEW, Census, count_interval, counts_pay
from runninghub_async.tasks.history import History
from runninghub_async.tasks.watch import ON_WIRE, Watch

__all__ = ["COUNT", "Schedule", "next_look", "next_try"]

SPREAD = 0.25  #: each interval is shifted at random by up to this share, so looks never bunch
GROWTH = 1.3  #: each interval over the one before, where nothing is known
LONGEST_LOOK = 8.0  #: seconds between such looks
LONGEST_TRY = 30.0  #: seconds between looks at a service that does not answer


def next_look(looks: int, polling: Polling, chance: float) -> float:
    """Return the seconds until the next look at what no history is kept of.

    `chance` is drawn evenly from [0, 1). By default 2, 2.6, 3.4, 4.4, 5.7, 7.4, 8, 8 …
    seconds, each shifted by up to a quarter.
    """
    interval = min(LONGEST_LOOK, polling.ceiling, polling.first * GROWTH ** min(looks, 64))
    return interval * (1 - SPREAD + 2 * SPREAD * chance)


def next_try(failures: int, polling: Polling, chance: float) -> float:
    """Return the seconds until the next look after some failed ones in a row.

    By default 4, 8, 16, 30 seconds: with a tolerance of five, an outage of most of a
    minute is waited out.
    """
    interval = min(LONGEST_TRY, polling.first * 2.0 ** min(failures, 64))
    return interval * (1 - SPREAD + 2 * SPREAD * chance)


COUNT = ""  #: what `Schedule.take` returns when the account's tasks are to be counted
KNOWN = 5.0  #: ends from which on the first look goes by what is known
OVERDUE = 2.0  #: seconds by which a count that is due waits for a search
CHOICE = 32  #: looks that are due, among which the most likely end goes first
COUNT_FIRST = 0.5  #: seconds from the first tasks to the first count
COUNT_AGAIN = 10.0  #: seconds until it is asked again whether counts pay
MANY = 1000  #: tasks beyond which counts never pay
QUIET = 0.5  #: share of untold ends below which a count without ends says that all live
LONGEST_PAUSE = 300.0  #: seconds without counts after some that got no answer


class Schedule:
    """Which task to look at next, and when, for all that somebody waits for.

    Pure: it has no clock and does no I/O; `now` is seconds on any steady clock. Whoever
    looks sleeps until `due`, calls `take`, looks, and tells the answer by `alive`, `ended`,
    `failed` or `drop`; or counts, and tells it by `counted` or `uncounted`.
    """

    def __init__(
        self,
        history: History,
        *,
        chance: Callable[[], float],
        cost: float = 0.15,
        first: float = 2.0,
        floor: float = 0.2,
        ceiling: float = 120.0,
        reported: float = 60.0,
        counting: bool = False,
    ) -> None:
        """Begin with nothing to watch.

        Args:
            history: What is known; it learns from every look.
            chance: Draws evenly from [0, 1).
            cost: Seconds of an end that lies unseen that a look is worth. By default, looks
                at tasks of two minutes come every four seconds once an end is likely.
            first: Seconds to the first look at what was never seen before.
            floor: Shortest seconds between looks at one task without a count.
            ceiling: Longest.
            reported: Seconds between looks at a task whose end will be reported.
            counting: `take` may ask to count the account's tasks (platform-api 8.1, 8.2).
        """
        self.history = history
        self.census = Census(cost)
        self._cost = cost
        self._first = first
        self._floor = min(floor, first, ceiling)
        self._ceiling = ceiling
        self._reported = reported
        self._chance = chance
        self._counting = counting
        self._watches: dict[str, Watch] = {}
        self._heap: list[tuple[float, int, str]] = []
        self._turns = itertools.count()
        self._count_due = math.inf
        self._count_at = -math.inf  #: when the last count was taken in
        self._count_failures = 0
        self._submits = 0
        self._blur: int | None = None  #: changes that a count on the wire may or may not have seen

    def __len__(self) -> int:
        return len(self._watches)

    def count_from(self, now: float) -> None:
        """Let `take` ask to count the account's tasks from now on: it is known to be possible."""
        self._counting = True
        if self._count_due == math.inf and len(self) >= FEW:
            self._count_due = now + COUNT_FIRST

    def __repr__(self) -> str:
        return f"<Schedule {len(self._watches)} watched, {self.census!r}>"

    # -- what happens to tasks --------------------------------------------------------------

    def add(
        self,
        task: str,
        now: float,
        *,
        key: str = "",
        since: float | None = None,
        first: float | None = None,
        reported: bool = False,
    ) -> None:
        """Watch a task of this kind.

        Args:
            key: Its kind, from `history_key`; empty where nothing is to be learned.
            since: When it was submitted; None is unknown, and nothing is learned from it.
            first: Seconds until the first look; None decides by what is known.
            reported: Its end will be reported (a webhook): one look a minute is enough.
        """
        watch = Watch("" if since is None else key, now if since is None else since, reported)
        self._watches[task] = watch
        self._changed()
        if self._counting and self._count_due == math.inf and len(self) >= FEW:
            self._count_due = now + COUNT_FIRST
        if first is None:
            first = self._first_interval(watch, now)
        self._push(task, watch, now + first)

    def _first_interval(self, watch: Watch, now: float) -> float:
        """A task that is known to be young waits until an end is likely; any other, shortly."""
        known = self.history.belief(watch.key).ends >= KNOWN and now - watch.since <= self._first
        if known or watch.reported:
            return self._interval(watch, now)
        return self._first * (1 - SPREAD + 2 * SPREAD * self._chance())

    def alive(self, task: str, now: float, *, queued: bool = False) -> None:
        """A look found this task alive: in the service's queue, or running."""
        watch = self._watches.get(task)
        if watch is not None:
            self.census.alive(task)
            watch.saw_alive(self.history, now, queued=queued)
            self._plan(task, watch, now)

    def ended(self, task: str, now: float) -> None:
        """A look found that this task has ended: learn from it, and watch it no more."""
        watch = self._watches.pop(task, None)
        if watch is None:
            return
        self._changed()
        hidden = (self._count_at - watch.looked) / max(now - watch.looked, 1e-9)
        self.census.found(task, now, hidden=max(0.0, hidden))
        watch.saw_end(self.history, now)

    def drop(self, task: str) -> None:
        """Watch a task no more, whose end nobody has seen."""
        if self._watches.pop(task, None) is not None:
            self._changed()
            self.census.left(task)

    def failed(self, task: str, now: float, delay: float) -> None:
        """A look told nothing: look again after a delay, also where a search would look sooner.

        Else an outage during a search would use up all patience with a task in a moment.
        """
        watch = self._watches.get(task)
        if watch is not None:
            self._push(task, watch, now + delay)

    def hint(self, task: str, now: float) -> None:
        """Something says that this task may have ended: look at once.

        A look that is on the wire may have come too early: another one follows it.
        """
        watch = self._watches.get(task)
        if watch is None or watch.told:
            return  # it was said before: looks come often enough now
        watch.told = True
        if watch.turn == ON_WIRE:
            watch.hinted = True
        else:
            self._push(task, watch, now)

    # -- counts -----------------------------------------------------------------------------

    def submitting(self) -> None:
        """A submit leaves: until `submitted`, a count may or may not see its task."""
        self._submits += 1
        self._changed()

    def submitted(self) -> None:
        """A submit came to its end, whatever it was; after `add` where it made a task."""
        self._submits -= 1

    def _changed(self) -> None:
        if self._blur is not None:
            self._blur += 1

    @property
    def unseen(self) -> int:
        """Ends in the account that counts told and no look has found: as many places are free."""
        return self.census.ended

    def counted(self, total: int, now: float) -> None:
        """Take in how many tasks of the account live, queued ones among them."""
        blur, self._blur = self._blur or 0, None
        self._count_failures, self._count_at = 0, now
        hazards = {task: watch.hazard(self.history, now) for task, watch in self._watches.items()}
        self._count_due = now + count_interval(hazards.values(), self._cost)
        self.census.counted(total, hazards, now, unsettled=blur + self._submits)
        if not self.census.ended and not blur and self.census.untold < QUIET:
            for watch in self._watches.values():
                watch.counted_alive(self.history, now)

    def uncounted(self, now: float) -> None:
        """A count got no answer, or was cancelled: go by looks alone, and ask again later."""
        self._blur = None
        self._count_failures += 1
        self._count_due = now + min(LONGEST_PAUSE, 2.0**self._count_failures)
        self._forget(now)

    def _forget(self, now: float) -> None:
        """Go by looks alone: those that counts made rare come as if there had been none."""
        if self.census.others is not None:
            self.census.forget()
            for task, watch in self._watches.items():
                if watch.turn != ON_WIRE:
                    self._plan(task, watch, now)

    def _counts_pay(self, now: float) -> bool:
        if len(self) > MANY:  # some end all the time; and asking each takes its time
            return False
        hazards = [watch.hazard(self.history, now) for watch in self._watches.values()]
        return counts_pay(hazards, self._cost, so_far=self.census.others is not None)

    # -- what is next -----------------------------------------------------------------------

    def due(self, now: float) -> float:
        """Return when `take` has something to do next; math.inf while there is nothing."""
        while self._heap and not self._counts(self._heap[0]):
            heapq.heappop(self._heap)
        first = self._heap[0][0] if self._heap else math.inf
        if self._blur is None:
            first = min(first, self._count_due)
        return min(first, self.census.ripe())

    def take(self, now: float) -> str | None:
        """Return the task to look at now, or `COUNT`, or None when nothing is due.

        A search for ends that a count told of goes before the next count, unless the
        requests are so few that counts would never come.
        """
        searching = self.census.ripe() <= now
        if self._blur is None and self._count_due + searching * OVERDUE <= now:
            if self._counts_pay(now):
                self._blur = 0
                return COUNT
            self._forget(now)
            self._count_due = now + COUNT_AGAIN if len(self) >= FEW else math.inf
        task = self.census.suspect if self.census.ripe() <= now else self._likeliest(now)
        if task is not None:
            self._watches[task].turn = ON_WIRE
            self.census.taken(task)
        return task

    def _likeliest(self, now: float) -> str | None:
        """Of some that are due, take the one that has most likely ended; the rest stay."""
        ripe: list[tuple[float, int, str]] = []
        while self._heap and self._heap[0][0] <= now and len(ripe) < CHOICE:
            entry = heapq.heappop(self._heap)
            if self._counts(entry):
                ripe.append(entry)
        if not ripe:
            return None
        best = max(ripe, key=lambda entry: self._watches[entry[2]].chance(self.history, now))
        for entry in ripe:
            if entry is not best:
                heapq.heappush(self._heap, entry)
        return best[2]

    def _counts(self, entry: tuple[float, int, str]) -> bool:
        watch = self._watches.get(entry[2])
        return watch is not None and watch.turn == entry[1]

    def _push(self, task: str, watch: Watch, due: float) -> None:
        watch.turn = next(self._turns)
        heapq.heappush(self._heap, (due, watch.turn, task))

    def _plan(self, task: str, watch: Watch, now: float) -> None:
        wait = 0.0 if watch.hinted else self._interval(watch, now)
        watch.hinted = False
        self._push(task, watch, now + wait)

    def _interval(self, watch: Watch, now: float) -> float:
        """Seconds until the next look, shifted at random by up to a quarter or so."""
        cost = self._cost * (0.5 + self._chance()) / self.census.untold
        wait = watch.interval(self.history, now, cost)
        if watch.reported and not watch.told:  # a look is only for the report that gets lost
            return max(wait, self._reported * (1 + SPREAD * self._chance()))
        return max(self._floor, min(self._ceiling, wait))
