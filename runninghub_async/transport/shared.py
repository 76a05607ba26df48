"""What several processes share of one key's limits: the shape of it, for whoever keeps it.

The package's own keeper is `runninghub_async.fleet.RedisLimits`; nothing here knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from runninghub_async.config import Limits
from runninghub_async.protocol.messages import Secret

if TYPE_CHECKING:
    from runninghub_async.transport.slots import Slots

__all__ = ["Member", "SharedLimits", "SharedRate"]


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

    def attach(self, *, news: Callable[[], None], hold: Callable[[float], None]) -> None:
        """Tell whom to wake when turns have come, and whom to stop when another was refused."""
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


class Member(Protocol):
    """One client among those that share: its places, its turns, and its comings and goings."""

    @property
    def slots(self) -> Slots:
        """Places for tasks, of which all processes together hold no more than the limit."""
        ...

    @property
    def rate(self) -> SharedRate:
        """The request rate."""
        ...

    async def open(self, *, adopt: Callable[[str], None]) -> None:
        """Join. `adopt` is called with a task whose process has died: see to its end."""
        ...

    async def aclose(self) -> None:
        """Leave, and give back what is held."""
        ...


@runtime_checkable
class SharedLimits(Protocol):
    """The setting `RunningHub(shared=…)`."""

    #: The part of each limit that a process may use while the keeper is away.
    @property
    def share(self) -> float:
        """Between 0 and 1."""
        ...

    def join(self, *, base_url: str, api_key: Secret, limits: Limits) -> Member:
        """One client's membership; nothing is connected before `open`."""
        ...
