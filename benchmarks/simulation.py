"""A service and a client in virtual time: 1,000 tasks of two minutes in a second.

Discrete events, one heap, no asyncio. The service has places for tasks (a number, or a
function of the time), other programs that take some of them, a request rate, durations and
waits from a distribution. The client has a queue of submits, a policy for its places, one for
its looks, and one budget of requests for all. Each policy is an object: put another in.
"""

from __future__ import annotations

import heapq
import itertools
import math
import random
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from runninghub_async.config import Polling
from runninghub_async.tasks.history import History
from runninghub_async.tasks.schedule import COUNT, Schedule, next_look


@dataclass(slots=True)
class Job:
    """One task: its kind, and how long it will wait and run."""

    name: str
    kind: str
    seconds: float
    queued: float = 0.0
    submitted: float = math.nan
    ended: float = math.nan
    seen: float = math.nan
    looks: int = 0


class Looks(Protocol):
    """When the client looks: what `Schedule` offers."""

    def add(self, job: Job, now: float) -> None: ...
    def submitting(self) -> None: ...
    def submitted(self) -> None: ...
    def take(self, now: float) -> str | None: ...
    def due(self, now: float) -> float: ...
    def alive(self, task: str, now: float, *, queued: bool) -> None: ...
    def ended(self, task: str, now: float) -> None: ...
    def counted(self, total: int, now: float) -> None: ...
    @property
    def unseen(self) -> int: ...


class PlainLooks:
    """Each task by itself: the seconds until the next look by how many there were."""

    def __init__(self, interval: Callable[[int], float]) -> None:
        self._interval = interval
        self._heap: list[tuple[float, int, str]] = []
        self._looks: dict[str, int] = {}
        self._order = itertools.count()

    def _push(self, task: str, now: float) -> None:
        due = now + self._interval(self._looks[task])
        heapq.heappush(self._heap, (due, next(self._order), task))

    def add(self, job: Job, now: float) -> None:
        self._looks[job.name] = 0
        self._push(job.name, now)

    def submitting(self) -> None: ...

    def submitted(self) -> None: ...

    def take(self, now: float) -> str | None:
        if self._heap and self._heap[0][0] <= now:
            return heapq.heappop(self._heap)[2]
        return None

    def due(self, now: float) -> float:
        return self._heap[0][0] if self._heap else math.inf

    def alive(self, task: str, now: float, *, queued: bool) -> None:
        self._looks[task] += 1
        self._push(task, now)

    def ended(self, task: str, now: float) -> None: ...

    def counted(self, total: int, now: float) -> None: ...

    @property
    def unseen(self) -> int:
        return 0


def fixed(seconds: float, rnd: random.Random) -> PlainLooks:
    """The same interval always; the first one begins anywhere, so that looks never bunch."""
    return PlainLooks(lambda looks: seconds * (rnd.uniform(0.5, 1.0) if looks == 0 else 1.0))


def growing(rnd: random.Random, polling: Polling = Polling()) -> PlainLooks:
    """Intervals that grow by a third from 2 s to 8 s, whatever the task."""
    return PlainLooks(lambda looks: next_look(looks, polling, rnd.random()))


class LearnedLooks(Schedule):
    """`Schedule`, fed with the simulation's jobs."""

    def __init__(
        self,
        rnd: random.Random,
        *,
        cost: float = 0.15,
        counting: bool = False,
        history: History | None = None,
    ) -> None:
        super().__init__(
            History() if history is None else history,
            chance=rnd.random,
            cost=cost,
            counting=counting,
        )

    def add(self, job: Job, now: float) -> None:  # type: ignore[override]
        super().add(job.name, now, key=job.kind, since=now)


class Places(Protocol):
    """How many tasks the client dares to have at once."""

    def free(self, held: int, now: float) -> bool: ...
    def retry_at(self) -> float: ...
    def accepted(self, held: int, now: float) -> None: ...
    def refused(self, held: int, now: float) -> None: ...
    def freed(self, held: int, now: float) -> None: ...


class FixedPlaces:
    """A number that is known, and holds."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pause = -math.inf

    def free(self, held: int, now: float) -> bool:
        return held < self._limit and now >= self._pause

    def retry_at(self) -> float:
        return self._pause

    def accepted(self, held: int, now: float) -> None: ...

    def refused(self, held: int, now: float) -> None:
        self._pause = now + 1.0

    def freed(self, held: int, now: float) -> None: ...


class ProbedPlaces:
    """A refusal cuts to what runs; one more is tried after a pause that doubles to 20 s."""

    def __init__(self, first: int = 8, pause: float = 1.0, longest: float = 20.0) -> None:
        self._limit = first
        self._first = self._pause = pause
        self._longest = longest
        self._until = -math.inf

    def free(self, held: int, now: float) -> bool:
        return now >= self._until and held <= self._limit

    def retry_at(self) -> float:
        return self._until

    def accepted(self, held: int, now: float) -> None:
        self._limit = max(self._limit, held)
        self._pause = self._first

    def refused(self, held: int, now: float) -> None:
        self._limit = held
        self._until = now + self._pause
        self._pause = min(self._longest, 2 * self._pause)

    def freed(self, held: int, now: float) -> None:
        self._until = min(self._until, now)


@dataclass(frozen=True, kw_only=True)
class Service:
    """What stands on the other side."""

    limit: Callable[[float], int] = lambda now: 50  #: tasks of the account at once, at a time
    others: Sequence[tuple[float, float]] = ()  #: (begin, end) of each task of other programs
    rate: float = 10.0  #: requests per second, of the client; the budget
    burst: int = 10  #: requests that may leave at once after a pause
    latency: float = 0.0  #: seconds from a request to its answer; half of it each way
    counts: bool = True  #: it tells how many tasks live


@dataclass(kw_only=True)
class Run:
    """What came of a run."""

    jobs: list[Job]
    makespan: float = 0.0
    counts: int = 0
    refused: int = 0
    idle: float = 0.0  #: place-seconds that were free while jobs waited
    delays: list[float] = field(default_factory=list)

    @property
    def looks(self) -> float:
        """Looks for each task."""
        return sum(job.looks for job in self.jobs) / len(self.jobs)

    @property
    def counts_each(self) -> float:
        """Counts of the account for each task."""
        return self.counts / len(self.jobs)

    @property
    def delay(self) -> float:
        """Mean seconds from an end until it was seen."""
        return sum(self.delays) / len(self.delays)

    def percentile(self, share: float) -> float:
        """Seconds that this share of the ends were seen within."""
        return sorted(self.delays)[min(len(self.delays) - 1, int(len(self.delays) * share))]


def ideal_makespan(jobs: Iterable[Job], limit: int) -> float:
    """List scheduling without any delay: each place takes the next job at once."""
    places = [0.0] * limit
    for job in jobs:
        heapq.heapreplace(places, places[0] + job.queued + job.seconds)
    return max(places)


class Simulation:
    """One run of a client against a service."""

    def __init__(self, service: Service, looks: Looks, places: Places) -> None:
        self.service = service
        self.looks = looks
        self.places = places
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._arrival = -math.inf
        self._wake = math.inf
        self._waiting: deque[Job] = deque()
        self._jobs: dict[str, Job] = {}
        self._on_wire = 0
        self._ends: list[float] = []  #: of the accepted tasks that may still live
        self._others = list(service.others)
        self.run_: Run

    def run(self, jobs: Sequence[Job]) -> Run:
        """Submit all jobs, in order, and look at them until the last end is seen."""
        self.run_ = Run(jobs=list(jobs))
        self._waiting.extend(jobs)
        self._at(0.0, self._turn)
        while self._events:
            self.now, _, act = heapq.heappop(self._events)
            act()
            if len(self.run_.delays) == len(jobs):
                break
        self.run_.makespan = self.now
        return self.run_

    def _at(self, when: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (when, next(self._order), act))

    def _later(self, act: Callable[[], None]) -> None:
        self._at(self.now + self.service.latency / 2, act)

    # -- the client -------------------------------------------------------------------------

    @property
    def _held(self) -> int:
        return max(0, len(self._jobs) - self.looks.unseen) + self._on_wire

    def _turn(self) -> None:
        """Send what may be sent, then sleep until something else is due."""
        interval = 1 / self.service.rate
        while True:
            start = self._arrival - (self.service.burst - 1) * interval
            if start > self.now + 1e-9:
                self._sleep(start)
                return
            if not self._send():
                retry = self.places.retry_at() if self._waiting else math.inf
                due = self.looks.due(self.now)
                self._sleep(min(due, retry if retry > self.now else math.inf))
                return
            self._arrival = max(self._arrival, self.now) + interval

    def _sleep(self, until: float) -> None:
        if until < self._wake or self._wake <= self.now:
            self._wake = max(until, self.now)
            if self._wake < math.inf:
                self._at(self._wake, self._turn)

    def _send(self) -> bool:
        if self._waiting and self.places.free(self._held, self.now):
            self._submit(self._waiting.popleft())
            return True
        what = self.looks.take(self.now)
        if what is None:
            return False
        if what == COUNT:
            self.run_.counts += 1
            self._later(self._count)
        else:
            job = self._jobs[what]
            job.looks += 1
            self._later(lambda: self._look(job))
        return True

    def _submit(self, job: Job) -> None:
        self._on_wire += 1
        self.looks.submitting()
        self._later(lambda: self._arrive(job))

    # -- the service, and its answers ---------------------------------------------------------

    def alive(self) -> int:
        """Tasks of the account that live now, whoever started them."""
        while self._ends and self._ends[0] <= self.now:
            heapq.heappop(self._ends)
        return len(self._ends) + sum(begin <= self.now < end for begin, end in self._others)

    def _arrive(self, job: Job) -> None:
        fits = self.alive() < self.service.limit(self.now)
        if fits:
            job.submitted = self.now
            job.ended = self.now + job.queued + job.seconds
            heapq.heappush(self._ends, job.ended)
        self._later(lambda: self._answer(job, fits))

    def _answer(self, job: Job, fits: bool) -> None:
        self._on_wire -= 1
        if fits:
            self._jobs[job.name] = job
            self.looks.add(job, self.now)
            self.places.accepted(self._held, self.now)
        else:
            self.run_.refused += 1
            self._waiting.appendleft(job)
            self.places.refused(self._held, self.now)
        self.looks.submitted()
        self._turn()

    def _count(self) -> None:
        total = self.alive()
        self._later(lambda: self._counted(total))

    def _counted(self, total: int) -> None:
        unseen = self.looks.unseen
        self.looks.counted(total, self.now)
        if self.looks.unseen > unseen:
            self.places.freed(self._held, self.now)
        self._turn()

    def _look(self, job: Job) -> None:
        ended, queued = job.ended <= self.now, self.now < job.submitted + job.queued
        self._later(lambda: self._looked(job, ended, queued))

    def _looked(self, job: Job, ended: bool, queued: bool) -> None:
        if ended:
            job.seen = self.now
            self.run_.delays.append(self.now - job.ended)
            del self._jobs[job.name]
            self.looks.ended(job.name, self.now)
            self.places.freed(self._held, self.now)
        else:
            self.looks.alive(job.name, self.now, queued=queued)
        self._turn()
