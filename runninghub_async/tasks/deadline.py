"""How long a call may take, as a point in time."""

from __future__ import annotations

import copy
import math
import time

from msgspec import UNSET, UnsetType

from runninghub_async.errors import ConfigError, RequestTimeout
from runninghub_async.protocol.loose import shown

__all__ = ["Deadline"]


class Deadline:
    """A point in time; None is never. Not given: no limit until the submit, then the task's."""

    def __init__(self, seconds: float | UnsetType | None) -> None:
        given: object = seconds
        if given is not UNSET and given is not None:
            number = isinstance(given, int | float) and not isinstance(given, bool)
            if not number or not given > 0:  # type: ignore[operator]
                raise ConfigError(setting="deadline", reason=f"{shown(given)} is no number above 0")
        self.given = seconds is not UNSET
        self.seconds = None if seconds is UNSET else seconds
        self._at = math.inf if self.seconds is None else time.monotonic() + self.seconds

    @property
    def left(self) -> float | None:
        """Seconds from now, never below zero; None is no limit."""
        return None if self.seconds is None else max(0.0, self._at - time.monotonic())

    def within(self, other: Deadline | None) -> Deadline:
        """The earlier of two deadlines. One that was not given stays so: the task's holds too."""
        if other is None or other.left is None:
            return self
        left = self.left
        if left is not None and left <= other.left:
            return self
        earlier = copy.copy(other)
        earlier.given = self.given
        return earlier

    def over(self, endpoint: str, reason: str, *, phase: str = "slot") -> RequestTimeout:
        """The error of a call whose deadline has passed before anything was submitted."""
        return RequestTimeout(
            operation=f"submit {endpoint}",
            reason=f"{reason} within {self.seconds:g} s",
            sent=False,
            phase=phase,
            seconds=self.seconds,
        )
