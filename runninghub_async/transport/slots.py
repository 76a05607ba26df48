"""Places for tasks: how many run at once, learned from what the service says and refuses."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable

from runninghub_async.transport.line import Line
from runninghub_async.transport.retry import LONGEST_WAIT, full_jitter

__all__ = ["FIRST_GUESS", "Slots"]

#: Tasks at once to begin with where the service does not tell its limit: well below every
#: figure that is known for keys that may run models (30, 50, 100; platform-api 10.1).
FIRST_GUESS = 8
FIRST_PAUSE = 1.0  #: seconds after a refusal until one more task is tried
LONGEST_PAUSE = 20.0  #: seconds; what clients in use wait after 421 (platform-api 9.3)
#: Seconds where a refusal and the service's own number agree, give or take a twentieth: there is
#: little to find above, and a number that rises is told or, after a cut, passed on the way up.
AGREED_PAUSE = 60.0
#: Submits in the air above what is known to fit, at most: the most that one more refusal
#: can be worth, and 70 places are still found in a dozen round trips.
BOLDEST = 8
#: Seconds that a task may keep its place when nobody sees its end; as long as `Polling.deadline`.
KEPT_SECONDS = 1800.0
TRUST = 2  #: refusals that contradict the service's own count until it is not believed any more


class Slots:
    """Places for tasks on the service's side, as far as this client knows.

    The limit belongs to the account and other programs use it too, so it is only ever an
    estimate (platform-api 10.1), and so is the number that the service tells.

    A refusal cuts the estimate to what runs now, and nobody submits for a while: until one of
    ours is seen to end, or until the pause is over, 1 s at first, doubled by each refusal up to
    20 s, half of it at random. Then one submit probes. When it is accepted, the rest follows,
    and above the estimate one more, two, four, up to eight at once for as long as the service
    accepts. So the estimate follows what others take and give back; the price is refused
    submits, which cost a request each and create nothing: about one in 9 s while tasks of two
    minutes fill 50 places, one in 25 s where the service told that number
    (benchmarks/slots.py).

    A limit that was set is never exceeded. Priorities are strict: see `Line`.
    """

    def __init__(
        self, limit: int | None, *, jitter: Callable[[float], float] = full_jitter
    ) -> None:
        self._cap = math.inf if limit is None else limit
        self._limit = FIRST_GUESS if limit is None else limit
        self._jitter = jitter
        self._held = 0
        self._asking = 0  #: of these, submits without an answer, as far as their end is told
        self._proven = 0  #: the most that is known to fit, since the last refusal
        self._kept: dict[str, asyncio.TimerHandle] = {}  #: task -> until it loses the place
        self._line = Line()
        self._growing = limit is None
        self._bold = BOLDEST  #: submits above what is known to fit while growing
        self._paused = False  #: nobody leaves, but for one probe when it is due
        self._probe_due = False  #: one may leave above the estimate, or in the pause
        self._probe_out = False  #: the one that left in the pause has no answer yet
        self._ended = False  #: one of ours ended since the last submit left
        self._pause = FIRST_PAUSE
        self._since = -math.inf  #: when the pause began
        self._timer: asyncio.TimerHandle | None = None
        self._guarding = False  #: the timer is for answers that may never come, not for a pause
        self._told: int | None = None
        self._raised = False  #: the service's own count raised the estimate; not yet proven
        self._doubts = 0
        self._others = 0  #: tasks that took room from what the service told, not known as ours

    def __repr__(self) -> str:
        state = ", paused" if self._paused else ", growing" if self._growing else ""
        return f"<Slots {self._limit} | {self._held} held, {len(self._line)} waiting{state}>"

    @property
    def limit(self) -> int:
        """Tasks at once that are believed to fit now."""
        return self._limit

    @property
    def held(self) -> int:
        """Places that are taken now."""
        return self._held

    @property
    def waiting(self) -> int:
        """Callers that wait for a place."""
        return len(self._line)

    def set_ceiling(
        self, limit: int, *, running: int | None = None, queued: int | None = None
    ) -> None:
        """Take the service's own word for the limit; a number below 1 says nothing.

        `running` and `queued` count the tasks of the account, ours among them: what is not ours
        leaves less room. A new number replaces what was learned; the old one, told again, only
        raises it, when the count shows room, and no more after two refusals spoke against it.
        The number is a hint: refusals go below it and probes above it.

        Source: platform-api 8.2; that queued tasks count is a guess.
        """
        if limit < 1:
            return
        counted = running is not None or queued is not None
        others = max(0, (running or 0) + (queued or 0) - self._held) if counted else 0
        self._others = others
        fits = int(max(1, min(limit - others, self._cap)))
        if limit != self._told:
            self._told, self._doubts = limit, 0
            self._raised = False
            self._limit = self._proven = fits
            self._growing = self._paused = False
            self._pause, self._since = LONGEST_PAUSE, self._now()
            self._stop_timer()
        elif counted and self._doubts < TRUST and fits > self._limit:
            self._raised = self._growing = True
            self._bold = BOLDEST
            self._limit = min(fits, self._held + BOLDEST)
            self._paused = False
        self._admit()

    async def acquire(self, *, again: bool = False, priority: float = 0) -> float:
        """Wait for a place; return the seconds that it took.

        A lower `priority` goes first, and within one who came first; `again` puts a caller
        that was refused before all others of its priority but those that were refused earlier.
        Cancelling leaves everything as it was. After `close`, its error is raised.
        """
        self._line.check_open()
        if not self._line and self._free:
            self._take()
            return 0.0
        began = self._now()
        self._watch(began)
        await self._line.wait(undo=self._give_back, priority=priority, front=again)
        return self._now() - began

    def occupy(self, task_id: str = "") -> None:
        """Count a task that runs already, also above the limit; `release` follows its end.

        Here and below, `task_id` is for those who tell other processes which task it is.
        """
        self._held += 1
        if self._others:  # the service's count had it among those
            self._others -= 1
            self._limit = int(min(self._limit + 1, self._cap))

    def release(self, *, ended: bool = True, task_id: str = "") -> None:
        """Give a place back; when a task was seen to have `ended`, the service has room again."""
        self._held -= 1
        if ended:  # so it was accepted before
            self._ended = True
            self._paused = False
            self._answered()
        else:
            self._asking = max(0, self._asking - 1)
            if self._probe_out:
                self._answered()  # perhaps that was the probe: the next one takes over
                self._probe_due = True
        self._admit()

    def keep(self, task_id: str, *, seconds: float = KEPT_SECONDS) -> None:
        """Let a task keep the place that its submit took, until `ended`, or for so long."""
        if task_id in self._kept:
            self.ended(task_id, seen=False)
        loop = asyncio.get_running_loop()
        self._kept[task_id] = loop.call_later(seconds, self._forget, task_id)

    def ended(self, task_id: str, *, seen: bool = True) -> None:
        """Give back the place that a task kept; one that kept none is no matter.

        `seen` is False where nobody knows whether it ended.
        """
        timer = self._kept.pop(task_id, None)
        if timer is not None:
            timer.cancel()
            self.release(ended=seen, task_id=task_id)

    def accepted(self, task_id: str = "") -> None:
        """Note that the service took a task; while growing, try for more."""
        self._asking = max(0, self._asking - 1)
        if self._probe_out:
            self._answered()
            self._paused = False
        fits = self._held - self._asking
        if self._growing and fits > self._proven:
            self._proven = fits
            self._pause = max(FIRST_PAUSE, self._pause / 2)
            if self._raised:
                self._raised, self._doubts = False, 0
            self._bold = min(self._bold + 1, BOLDEST)
            self._limit = int(min(self._cap, max(self._limit, fits + self._bold)))
        self._admit()

    def refused(self, retry_after: float | None = None) -> None:
        """Give the place back because the service had none."""
        self._held -= 1
        self._asking = max(0, self._asking - 1)
        self._doubts += self._raised
        self._answered()
        if self._guarding:
            self._stop_timer()
        # A task that was seen to end after this submit had left makes room for the next one.
        self._proven = int(min(self._held + self._ended, self._cap))
        self._limit = max(1, self._proven)
        self._growing = self._probe_due = self._raised = False
        self._paused = not self._ended
        loop = asyncio.get_running_loop()
        if self._ended:
            loop.call_soon(self._admit)  # the refused one is back in line by then
        if self._timer is None:  # one pause for all refusals of one moment
            self._since = loop.time()
            self._wait_until(self._since + self._spread())
            self._pause = min(2 * self._pause, self._longest)
        if retry_after is not None:
            self._wait_until(loop.time() + min(retry_after, LONGEST_WAIT))

    def close(self, error: Exception) -> None:
        """End all waiting with an error."""
        self._stop_timer()
        for timer in self._kept.values():
            timer.cancel()
        self._line.close(error)

    # -- one step each ------------------------------------------------------------------------

    @property
    def _free(self) -> bool:
        if self._probe_due and self._held < self._cap:
            return True
        return self._held < self._limit and not self._paused

    def _take(self) -> None:
        self._held += 1
        self._asking += 1
        self._ended = False
        if self._probe_due and (self._paused or self._held > self._limit):
            self._probe_due = False
            self._growing, self._bold = True, 0
            self._limit = max(self._limit, self._held)
            self._probe_out = self._paused

    def _admit(self) -> None:
        while self._line and self._free:
            self._take()
            self._line.admit()
        if self._line and self._timer is None:
            self._watch(self._now())

    def _give_back(self, _taken: float) -> None:
        """Undo an admission that nobody used."""
        self.release(ended=False)

    def _forget(self, task_id: str) -> None:
        self.ended(task_id, seen=False)

    # -- the pause ----------------------------------------------------------------------------

    def _watch(self, now: float) -> None:
        """Somebody waits: see to it that the estimate is tried again."""
        if self._timer is None and self._limit < self._cap:
            # Answers decide while it grows, and in a pause; but the one to the probe may not come.
            self._guarding = self._growing
            due = now + LONGEST_PAUSE if self._growing else self._since + self._spread()
            self._wait_until(max(now, due))

    def _wait_until(self, when: float) -> None:
        """Probe no sooner than that; never sooner than was said before."""
        if self._timer is not None:
            if when <= self._timer.when():
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(when, self._pause_over)

    def _pause_over(self) -> None:
        self._timer = None
        self._guarding = False
        self._since = self._now()
        self._probe_out = False
        self._probe_due = True
        self._admit()

    def _answered(self) -> None:
        if self._probe_out:
            self._probe_out = False
            self._stop_timer()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
            self._guarding = False

    @property
    def _longest(self) -> float:
        told = self._told or 0
        return AGREED_PAUSE if abs(self._limit - told) <= told / 20 else LONGEST_PAUSE

    def _spread(self) -> float:
        return self._pause / 2 + self._jitter(self._pause / 2)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()
