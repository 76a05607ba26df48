"""A request rate with a burst."""

from __future__ import annotations

__all__ = ["Pace"]


class Pace:
    """A request rate with a burst (GCRA): `admit` says whether a request may pass now."""

    def __init__(self, rate: float, burst: int) -> None:
        self._interval = 1.0 / rate
        self._slack = (burst - 1) / rate
        self._due = float("-inf")

    def admit(self, now: float) -> bool:
        # A billionth of leeway: sums of intervals are not exact.
        """Take one request if the rate allows it; tell whether it does."""
        if self._due - now > self._slack + 1e-9:
            return False
        self._due = max(self._due, now) + self._interval
        return True
