"""Request rates: the exact algorithm, and the rate that is learned from refusals. Pure."""

from __future__ import annotations

import math
from collections import deque

__all__ = ["LearnedRate", "gcra", "recovered"]


def gcra(arrival: float, now: float, *, interval: float, burst: int) -> tuple[float, float]:
    """The generic cell rate algorithm: return (wait in seconds, next theoretical arrival).

    `arrival` is the theoretical arrival time so far; a request conforms when it comes no
    more than (burst - 1) intervals before it. When the wait is above 0, nothing is taken.
    """
    arrival = max(arrival, now)
    wait = arrival - (burst - 1) * interval - now
    return (wait, arrival) if wait > 0 else (0.0, arrival + interval)


DECREASE = 0.7  #: of the rate that was refused, straight after the refusal
#: Seconds from there back to the rate that was refused. A refusal on the way doubles them:
#: what was a moment's trouble is forgotten soon, a real limit is met once in a minute or two.
CALM = 10.0
LONGEST_CALM = 80.0
SETTLED = 3.0  #: seconds after a pause; a refusal before them means that it is still much too fast
FORGOTTEN = 8.0  #: times the refused rate; when that much is allowed again, there is no limit
SLOWEST = 1.0  #: requests per second; whoever sent less was not refused for its own sake
WINDOW = 5.0  #: seconds over which the rate of what was sent is counted, at most
SHORTEST_WINDOW = 1.0  #: seconds; a burst is not a rate
COUNTED = 1024  #: moments of sending that are kept


def recovered(since: float, *, top: float, calm: float) -> float:
    """The rate that is allowed so long after a refusal at the rate `top`, per second.

    It rises evenly from 0.7 `top` to `top` in `calm` seconds, then doubles in each half of
    `calm`: 10/s refused, calm 10 s: 7/s at once, 10/s after 10 s, 20/s after 15, 80/s after 25.
    """
    if since <= calm:
        return top * (DECREASE + (1 - DECREASE) * max(0.0, since) / calm)
    # The exponent is bounded because the clock is not: 2 ** 2000 is no float.
    return float(top * 2 ** min(2 * (since - calm) / calm, 64.0))


class LearnedRate:
    """The rate at which the service answered "too fast", until it is forgotten.

    The number is not documented (platform-api 10.2), so what was sent in the last seconds is
    the estimate of it, and `cap`, the rate that was set, bounds it.
    """

    def __init__(self, cap: float | None = None) -> None:
        self._cap = math.inf if cap is None else cap
        self._sent: deque[float] = deque(maxlen=COUNTED)
        self._top: float | None = None
        self._calm = CALM
        self._learned_at = -math.inf
        self._since = -math.inf  #: the end of the last pause; counting begins anew there
        self.sent = self._sent.append  #: note the moment at which a request leaves

    def unsent(self) -> None:
        """Take the last moment back: that request did not leave."""
        if self._sent:
            self._sent.pop()

    def refused(self, now: float, until: float) -> None:
        """Learn from a refusal that stops everything until then; one for each moment counts.

        What is refused in the pause, or within a second of what was learned last, was sent
        before or belongs to the same burst.
        """
        if now >= max(self._since, self._learned_at + SHORTEST_WINDOW):
            self._learn(now)
        self._since = max(self._since, until)

    def _learn(self, now: float) -> None:
        allowed, since = self.at(now), now - self._since
        top = max(SLOWEST, self.measured(now))
        if allowed is None:
            self._calm = CALM
        else:
            # So soon after a pause, what was sent since tells less than what was allowed.
            top = allowed if since < WINDOW else min(top, allowed)
            if since >= SETTLED:
                self._calm = min(2 * self._calm, LONGEST_CALM)
        self._top = min(max(SLOWEST, top), self._cap)
        self._learned_at = now

    def at(self, now: float) -> float | None:
        """The rate that is allowed now, per second; None when nothing is learned any more."""
        if self._top is None:
            return None
        rate = recovered(now - self._since, top=self._top, calm=self._calm)
        if rate < min(self._cap, FORGOTTEN * self._top):
            return rate
        self._top = None
        return None

    def measured(self, now: float) -> float:
        """Requests per second of the last seconds, not counting what was before a pause."""
        window = max(SHORTEST_WINDOW, min(WINDOW, now - self._since))
        count = sum(one > now - window for one in self._sent)
        if count == COUNTED:  # more were sent than are remembered
            window = max(SHORTEST_WINDOW, now - self._sent[0])
        return count / window
