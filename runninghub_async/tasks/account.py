"""What the service tells of the account: how many tasks it runs, where its records are."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable

from runninghub_async.errors import ApiError, ClientClosed, TransportError
from runninghub_async.transport.background import Background

__all__ = ["AccountTasks", "records_page"]

FRESH = 60.0  #: seconds for which a count tells how many tasks there were before a submit
ASK_SECONDS = 3.0  #: that an unclear submit waits for the count after it

_OWN_HOST = re.compile(r"https://www\.runninghub\.(?:cn|ai)")


class AccountTasks:
    """The latest count of the account's tasks, queued ones included. For one event loop."""

    def __init__(
        self,
        count: Callable[[], Awaitable[int | None]],
        background: Background,
        *,
        records_url: str,
    ) -> None:
        self.records_url = records_url  #: the page of the call records, where it is known
        self._count = count
        self._background = background
        self._told: int | None = None
        self._told_at = -FRESH
        self._closing = False
        self._asking: asyncio.Future[int | None] | None = None

    def stop(self) -> None:
        """Ask no more: the client is closing, and nothing new leaves."""
        self._closing = True
        if self._asking is not None:
            self._asking.cancel()

    def tell(self, tasks: int | None) -> None:
        """Take a count that the service told."""
        self._told, self._told_at = tasks, time.monotonic()

    @property
    def latest(self) -> int | None:
        """The latest count, unless it is older than a minute."""
        return self._told if time.monotonic() - self._told_at < FRESH else None

    async def after(self) -> int | None:
        """Ask for the count now; None where nobody told it within three seconds.

        What ends the asking, a cancellation as well, gives None: what the count was asked for
        is told all the same.
        """
        if self._closing:
            return None
        try:
            if self._asking is None or self._asking.done():  # one question for all of one moment
                self._asking = self._background.start(self._ask())
            return await asyncio.shield(self._asking)
        except (asyncio.CancelledError, ClientClosed):
            return None

    async def _ask(self) -> int | None:
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await self._count()
        except (ApiError, TransportError, TimeoutError):
            return None


def records_page(base_url: str) -> str:
    """The page of the call records on the service's own hosts, else an empty text.

    Source: platform-api 10.2 names the page of one record; that of all is derived from it.
    """
    return f"{base_url}/call-api/call-record" if _OWN_HOST.fullmatch(base_url) else ""
