"""How well the places for tasks are used when the limit is not what it was said to be.

    python benchmarks/slots.py [--check] [--seeds 3]

The real `Slots` on a loop whose clock jumps, against a service that is made up: its limit and
what other programs take of it move, its own word about them may be wrong or missing. Each
round trip takes 0.3 s, an end is seen some time after it happened. The ideal is list
scheduling that knows the limit at every moment and loses no time at all.

`--check` exits with 1 when a makespan is more than 1.1 times the ideal, or when more submits
are refused than one for each task and one for each eight seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import math
import random
import selectors
import sys
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from runninghub_async.transport.slots import Slots

ROUND_TRIP = 0.3  #: seconds from a submit to its answer
GOAL = 1.1  #: times the ideal makespan
EACH = 8.0  #: seconds; so often, and once for each task, one submit may be refused
HORIZON = 20_000  #: seconds; waves end there


class Steps:
    """A number that changes at certain times."""

    def __init__(self, *steps: tuple[float, int]) -> None:
        self.times = [when for when, _ in steps]
        self._values = [value for _, value in steps]

    def __call__(self, now: float) -> int:
        return self._values[bisect_right(self.times, now) - 1]

    def change_after(self, now: float) -> float:
        """When it changes next."""
        index = bisect_right(self.times, now)
        return self.times[index] if index < len(self.times) else math.inf


def square(low: int, high: int, period: float) -> Steps:
    """As long low as high, in turn."""
    count = int(HORIZON / period * 2)
    return Steps(*((number * period / 2, (low, high)[number % 2]) for number in range(count)))


def rising_and_falling(low: int, high: int, period: float, step: float = 5.0) -> Steps:
    """A sine in steps of five seconds."""
    middle, swing = (low + high) / 2, (high - low) / 2
    times = [number * step for number in range(int(HORIZON / step))]
    return Steps(
        *((when, round(middle - swing * math.cos(math.tau * when / period))) for when in times)
    )


NOBODY = Steps((0, 0))


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A service, the tasks that it gets, and what it says of itself."""

    name: str
    limit: Steps = field(default_factory=lambda: Steps((0, 50)))
    others: Steps = NOBODY
    told: int | None = None  #: its own word for the limit, once, at the start
    counts: float = 0.0  #: seconds between its counts of the account's tasks; 0 is never
    set: int | None = None  #: `Limits.slots`
    jobs: int = 1000
    seconds: float = 120.0  #: median of a task
    unseen: float = 2.0  #: an end is seen up to so many seconds late
    clients: int = 1  #: programs that share the key and the jobs, each with `Slots` of its own


MOVES = Steps((0, 50), (500, 10), (1400, 80))
SCENARIOS = (
    Scenario(name="steady 50, told", told=50),
    Scenario(name="steady 50, not told"),
    Scenario(name="steady 50, told 100", told=100),
    Scenario(name="steady 50, told 20", told=20),
    Scenario(name="steady 50, set to 80", set=80),
    Scenario(name="steady 50, counted each 10 s", told=50, counts=10.0),
    Scenario(name="50, then 10, then 80", limit=MOVES, told=50),
    Scenario(
        name="50, then 10, then 80; another takes 0 or 8",
        limit=MOVES,
        others=square(0, 8, 200),
        told=50,
    ),
    Scenario(name="the same, not told", limit=MOVES, others=square(0, 8, 200)),
    Scenario(name="another takes 0 or 40, each 300 s", others=square(0, 40, 600), told=50),
    Scenario(name="another takes 0 or 40, each 90 s", others=square(0, 40, 180), told=50),
    Scenario(name="another takes 0 to 40, slowly", others=rising_and_falling(0, 40, 600)),
    Scenario(
        name="another takes 0 or 40, counted each 10 s",
        others=square(0, 40, 180),
        told=50,
        counts=10.0,
    ),
    Scenario(
        name="another takes 40, the count is blind to it",
        others=Steps((0, 40)),
        told=90,
        counts=10.0,
        jobs=200,
    ),
    Scenario(name="two of us share 50", clients=2, told=50),
    Scenario(name="limit 1, not told", limit=Steps((0, 1)), jobs=40),
    Scenario(name="limit 3, told 50", limit=Steps((0, 3)), told=50, jobs=100),
    Scenario(name="fast tasks: 10 s", seconds=10.0, unseen=0.2, jobs=3000),
    Scenario(
        name="fast tasks: 10 s, 50, then 10, then 80",
        limit=Steps((0, 50), (120, 10), (420, 80)),
        seconds=10.0,
        unseen=0.2,
        jobs=4000,
        told=50,
    ),
    Scenario(name="slow tasks: 20 min", seconds=1200.0, unseen=8.0, jobs=400),
    Scenario(name="few tasks: 60 of 2 min, not told", jobs=60),
)


@dataclass(kw_only=True)
class Run:
    """What came of a run."""

    makespan: float = 0.0
    ideal: float = 0.0
    submits: int = 0
    refused: int = 0
    seconds: list[float] = field(default_factory=list)  #: of the tasks in the order of starting


def ideal(scenario: Scenario, seconds: Sequence[float]) -> float:
    """The makespan of one who knows the limit at every moment and loses no time."""
    ends: list[float] = []
    now, last = 0.0, 0.0
    for one in seconds:
        while len(ends) + scenario.others(now) >= scenario.limit(now):
            changes = (scenario.others.change_after(now), scenario.limit.change_after(now))
            now = min(*changes, ends[0] if ends else math.inf)
            while ends and ends[0] <= now:
                heapq.heappop(ends)
        heapq.heappush(ends, now + one)
        last = max(last, now + one)
    return last


class Service:
    """Accepts what fits, and counts."""

    def __init__(self, scenario: Scenario, run: Run) -> None:
        self._scenario = scenario
        self._run = run
        self._clock = asyncio.get_running_loop().time
        self._began = self._clock()
        self._alive = 0

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._began

    @property
    def total(self) -> int:
        """Tasks of the account, as far as it tells."""
        blind = "blind" in self._scenario.name
        return self._alive + (0 if blind else self._scenario.others(self.now))

    def start(self, seconds: float) -> bool:
        """Take a task, or refuse it."""
        self._run.submits += 1
        others = self._scenario.others(self.now)
        if self._alive + others >= self._scenario.limit(self.now):
            self._run.refused += 1
            return False
        self._alive += 1
        asyncio.get_running_loop().call_later(seconds, self._end)
        return True

    def _end(self) -> None:
        self._alive -= 1


async def one_job(slots: Slots, service: Service, seconds: float, unseen: float) -> None:
    """Submit until it is accepted, then wait until its end is seen."""
    again = False
    while True:
        await slots.acquire(again=again)
        await asyncio.sleep(ROUND_TRIP / 2)
        accepted = service.start(seconds)
        await asyncio.sleep(ROUND_TRIP / 2)
        if accepted:
            break
        slots.refused()
        again = True
    slots.accepted()
    await asyncio.sleep(seconds + unseen - ROUND_TRIP / 2)
    slots.release()


async def count(slots: Slots, service: Service, told: int, interval: float) -> None:
    """Tell the client again and again what the service says of itself."""
    while True:
        total = service.total
        await asyncio.sleep(ROUND_TRIP / 2)
        slots.set_ceiling(told, running=total, queued=0)
        await asyncio.sleep(interval)


async def play(scenario: Scenario, seed: int) -> Run:
    """Run all jobs of a scenario."""
    chance = random.Random(seed)
    durations = [scenario.seconds * math.exp(chance.gauss(0, 0.35)) for _ in range(scenario.jobs)]
    run = Run(ideal=ideal(scenario, durations))
    service = Service(scenario, run)
    programs = [
        Slots(scenario.set, jitter=lambda most: chance.random() * most)
        for _ in range(scenario.clients)
    ]
    counting = []
    for slots in programs:
        if scenario.told is not None:
            slots.set_ceiling(scenario.told)
            if scenario.counts:
                told = count(slots, service, scenario.told, scenario.counts)
                counting.append(asyncio.ensure_future(told))
    jobs = [
        one_job(programs[index % len(programs)], service, one, chance.random() * scenario.unseen)
        for index, one in enumerate(durations)
    ]
    await asyncio.gather(*jobs)
    run.makespan = service.now
    for one in counting:
        one.cancel()
    return run


class _JumpingSelector(selectors.DefaultSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits for ever")
        self.now += timeout
        return []


class _JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def played(scenario: Scenario, seed: int) -> Run:
    """The run on a clock that jumps to the next timer."""
    with asyncio.Runner(loop_factory=_JumpingLoop) as runner:
        return runner.run(play(scenario, seed))


def main() -> int:
    """Print the table; return 1 when a goal is to be checked and missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    began, missed = time.perf_counter(), 0
    print(f"{'scenario':46} {'makespan':>8} {'/ ideal':>8} {'jobs':>6} {'refused':>8}")
    for scenario in SCENARIOS:
        runs = [played(scenario, seed) for seed in range(options.seeds)]
        worst = max(runs, key=lambda run: run.makespan / run.ideal)
        refused = max(run.refused for run in runs)
        ratio = worst.makespan / worst.ideal
        bad = ratio > GOAL or refused > scenario.jobs + worst.makespan / EACH
        missed += bad
        print(
            f"{scenario.name:46} {worst.makespan:8.0f} {ratio:8.3f} {scenario.jobs:6} "
            f"{refused:8}{'  missed' if bad else ''}"
        )
    print(f"worst of {options.seeds} seeds each; {time.perf_counter() - began:.1f} s")
    return 1 if options.check and missed else 0


if __name__ == "__main__":
    sys.exit(main())
