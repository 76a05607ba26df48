"""Work that several callers want at the same time, done once for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

import msgspec

from runninghub_async.transport.background import Background

__all__ = ["Flights"]

T = TypeVar("T")


class _Flight(msgspec.Struct, Generic[T]):
    outcome: asyncio.Future[T]
    waiters: int = 0


class Flights(Generic[T]):
    """Running work by what it is about; it ends when nobody waits for it any more."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._flights: dict[str, _Flight[T]] = {}

    def __repr__(self) -> str:
        return f"<Flights {len(self._flights)} running>"

    def __len__(self) -> int:
        return len(self._flights)

    def __contains__(self, key: str) -> bool:
        return key in self._flights

    async def join(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Return what the running work of this key brings; start it where none runs.

        Cancelling stops the work when nobody else waits for it.

        Raises:
            ClientClosed: the client was closed before or meanwhile.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = self._flights[key] = _Flight(self._background.start(work()))
        flight.waiters += 1
        try:
            return await asyncio.shield(flight.outcome)
        finally:
            flight.waiters -= 1
            if not flight.waiters:
                flight.outcome.cancel()
                if self._flights.get(key) is flight:
                    del self._flights[key]
