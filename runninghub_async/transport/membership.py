"""Whose limits a client goes by: its own, or those that it shares with other processes.

The package's own keeper of shared ones is `runninghub_async.fleet.RedisLimits`; nothing here
knows it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from runninghub_async.config import Limits
from runninghub_async.errors import ConfigError
from runninghub_async.protocol.messages import Secret
from runninghub_async.transport.pacing import Pacer
from runninghub_async.transport.slots import Slots

__all__ = ["Alone", "Member", "SharedLimits", "membership"]


class Member(Protocol):
    """One client among those that share: its places, its pace, its comings and goings."""

    @property
    def slots(self) -> Slots:
        """Places for tasks."""
        ...

    @property
    def pacer(self) -> Pacer:
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

    def member(self, *, base_url: str, api_key: Secret, limits: Limits) -> Member:
        """One client's membership; nothing is connected before `open`."""
        ...


class Alone:
    """A client that shares with nobody."""

    def __init__(self, limits: Limits) -> None:
        self.slots = Slots(limits.slots)
        self.pacer = Pacer(limits.requests_per_second, limits.burst)

    async def open(self, *, adopt: Callable[[str], None]) -> None:
        """There is nobody to join."""

    async def aclose(self) -> None:
        """There is nobody to leave."""


def membership(
    shared: SharedLimits | None, *, base_url: str, api_key: Secret, limits: Limits
) -> Member:
    """Return the membership of a client that opens later.

    Raises:
        ConfigError: `shared` is something else, or cannot be used.
    """
    if shared is None:
        return Alone(limits)
    given: object = shared
    if isinstance(given, type) or not isinstance(given, SharedLimits):
        reason = (
            f"is no shared limits, such as fleet.RedisLimits(url), but a {type(given).__name__}"
        )
        raise ConfigError(setting="shared", reason=reason)
    return shared.member(base_url=base_url, api_key=api_key, limits=limits)
