"""The tasks of the measured service: slots, durations, and what was asked of them."""

from __future__ import annotations

import heapq
import math
import random
import time
from collections import Counter, deque
from typing import NamedTuple

FIRST_ID = 2_013_500_000_000_000_000


class Settings(NamedTuple):
    """How the service behaves until the next reset."""

    tasks: int = 0  #: durations that are drawn; 0 lets every task run for ever
    slots: int = 0  #: tasks at once; 0 is no limit
    median: float = 2.0  #: seconds of a task, lognormal
    sigma: float = 0.35  #: of the logarithm; the emulator's default
    seed: int = 1
    delay: float = 0.0  #: seconds before each answer
    size: int = 1000  #: bytes of each result
    hold: float = 0.0  #: seconds that a submit with `Prefer: wait` is held


FOR_EVER = Settings()


class World:
    """The tasks. Task n has the same duration for every client: n is in its prompt."""

    def __init__(self, settings: Settings = FOR_EVER) -> None:
        self.settings = settings
        chance = random.Random(settings.seed)
        self._seconds = [
            settings.median * math.exp(settings.sigma * chance.gauss(0, 1))
            for _ in range(settings.tasks)
        ]
        self.began = time.monotonic()
        self.counts: Counter[str] = Counter()
        self._ends: dict[int, float] = {}  #: number -> when it ends; absent while it waits
        self._running: list[float] = []  #: a heap of ends
        self._waiting: deque[int] = deque()
        self._taken = 0

    def busy(self, now: float) -> int:
        """Tasks that run; those that wait take the slots that have become free."""
        while self._running and self._running[0] <= now:
            ended = heapq.heappop(self._running)
            if self._waiting:
                self._start(self._waiting.popleft(), ended)
        return len(self._running) + len(self._waiting)

    def submit(self, number: int | None, *, refuse: bool) -> int | None:
        """Take a task and return its number; None where it is refused."""
        now = time.monotonic()
        if number is None:
            number = self._taken
        full = self.settings.slots and self.busy(now) >= self.settings.slots
        if full and refuse:
            return None
        self._taken += 1
        if full:
            self._waiting.append(number)
        else:
            self._start(number, now)
        return number

    def _start(self, number: int, now: float) -> None:
        if number < len(self._seconds):
            self._ends[number] = end = now + self._seconds[number]
            heapq.heappush(self._running, end)

    def end_of(self, number: int) -> float:
        """When it ends (`time.monotonic`); infinite for one that runs for ever or waits."""
        if self._waiting:
            self.busy(time.monotonic())
        return self._ends.get(number, math.inf)

    def ideal_makespan(self) -> float:
        """Seconds for all tasks in the slots, one after another without any pause."""
        free = [0.0] * max(1, self.settings.slots)
        for seconds in self._seconds:
            heapq.heapreplace(free, free[0] + seconds)
        return max(free)

    def stats(self) -> dict[str, object]:
        """What was asked since the reset, and the server's own CPU seconds."""
        return {
            **self.counts,
            "ends": self._ends,
            "ideal": self.ideal_makespan(),
            "cpu": time.process_time(),
            "now": time.monotonic(),
        }
