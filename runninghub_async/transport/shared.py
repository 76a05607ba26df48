"""A request rate that several processes share: the shape of it, for whoever keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

__all__ = ["SharedRate"]


class SharedRate(Protocol):
    """The request rate of all processes, of which each takes turns ahead of time."""

    @property
    def here(self) -> bool:
        """Whether the keeper answers; while it does not, each goes by its own share."""
        ...

    @property
    def limit(self) -> float | None:
        """Requests per second that all may send together now; None is no limit."""
        ...

    def attach(self, *, news: Callable[[], None], hold: Callable[[float], float]) -> None:
        """Tell whom to wake when turns have come, and whom to stop when another was refused.

        `hold` returns what this process has sent per second until then.
        """
        ...

    def take(self, now: float, wanted: int) -> float:
        """Take a turn that has come; return 0, or the seconds until there may be one.

        `wanted` is how many wait for one; infinity means that `news` will be called.
        """
        ...

    def give_back(self, now: float) -> None:
        """Undo a turn that nobody used."""
        ...

    def refused(self, seconds: float, measured: float) -> None:
        """Stop all processes for some seconds; `measured` is what this one sent per second."""
        ...
