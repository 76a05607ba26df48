"""The network side of a client: its connections, and one request over them.

Our pool stands in front of connections of one socket each, so that what a call costs does not
depend on how many are open. Directly they are ours (`connection.py`), through a proxy httpx's
own; a transport that was given takes the place of all of them.

TLS is always verified: there is no switch. Trusted are the certificates of `certifi`, or those
that `SSL_CERT_FILE` or `SSL_CERT_DIR` name; who needs others gives a `transport=` of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import anyio.to_thread
import httpx

from runninghub_async.config import Limits, Timeouts
from runninghub_async.errors import (
    ClientClosed,
    ConnectFailed,
    ConnectionLost,
    RequestTimeout,
    RunningHubError,
    TransportError,
)
from runninghub_async.protocol.messages import Reply
from runninghub_async.transport.hooks import no_secrets
from runninghub_async.transport.hosts import Reach
from runninghub_async.transport.http.connection import tls_context
from runninghub_async.transport.http.failures import reason_of, translated, without_frames
from runninghub_async.transport.http.incoming import MAX_REPLY, Incoming
from runninghub_async.transport.http.member import Member, member_for
from runninghub_async.transport.http.message import message_of, place_of
from runninghub_async.transport.http.request import Outgoing, Request
from runninghub_async.transport.pool import ConnectionPool
from runninghub_async.transport.retry import parse_retry_after

__all__ = ["FRESH", "Http", "Transport", "URLS"]

#: What `RunningHub(transport=…)` takes instead of the pool's own connections.
Transport: TypeAlias = httpx.AsyncBaseTransport

FRESH = 1.0  #: seconds; a call that may not be repeated uses no connection idle for longer
#: Parsed URLs that are kept, those used last: the API's stay, results', used once, fall out.
URLS = 512


class Http:
    """The network side of one client."""

    def __init__(
        self,
        *,
        timeouts: Timeouts,
        limits: Limits,
        transport: Transport | None = None,
        reach: Reach | None = None,
    ) -> None:
        self._timeouts = timeouts
        self._given = transport
        self._reach = reach or Reach()
        self._pool = ConnectionPool(self._connect, size=limits.connections, idle=limits.idle)
        self._phases = {
            "connect": timeouts.connect,
            "read": timeouts.read,
            "write": timeouts.write,
            "pool": timeouts.connect,
        }
        self._place = functools.lru_cache(maxsize=URLS)(place_of)
        self._proxies: Mapping[str, str] = {}

    @property
    def pool(self) -> ConnectionPool[Member]:
        """The connections."""
        return self._pool

    async def start(self) -> None:
        """Read certificates and proxy settings, off the loop.

        Raises:
            ConfigError: the environment names certificates that cannot be read.
        """
        logging.getLogger("httpcore.http11").addFilter(no_secrets)
        if self._given is None:
            await anyio.to_thread.run_sync(tls_context)
            self._proxies = urllib.request.getproxies()

    def close(self, error: Exception) -> None:
        """Let nothing begin any more: who waits for a connection, or comes, gets `error`."""
        self._pool.close(error)

    async def aclose(self) -> None:
        """Close all connections, once nobody uses one."""
        self._pool.close(ClientClosed())
        await self._pool.settle()
        if self._given is not None:
            await self._given.aclose()

    async def send(
        self,
        request: Request,
        *,
        operation: str,
        once: bool = False,
        bounded: bool = True,
        largest: int = MAX_REPLY,
        departing: Callable[[], Awaitable[None]] | None = None,
    ) -> Reply:
        """Send a request and return the whole answer.

        With `once`, only a fresh connection is used, and a broken one is reported; else a
        connection that the server closed while it was idle is replaced without a word.
        `bounded` applies `Timeouts.total`; an answer of more than `largest` bytes is an error.
        `departing` is awaited when there is a connection,
        before anything is sent.

        Raises:
            TransportError: no usable answer; `.sent` tells whether the request left.
        """
        total = self._timeouts.total if bounded else None
        async with self.open(
            request, operation=operation, once=once, total=total, departing=departing
        ) as incoming:
            body = await incoming.read(largest)
            return Reply(
                status=incoming.status,
                body=body,
                content_type=incoming.header("content-type"),
                retry_after=parse_retry_after(incoming.header("retry-after"), time.time()),
            )

    @asynccontextmanager
    async def open(
        self,
        request: Request,
        *,
        operation: str,
        once: bool = False,
        total: float | None = None,
        departing: Callable[[], Awaitable[None]] | None = None,
    ) -> AsyncIterator[Incoming]:
        """Send a request and hand out the answer with its body still under way.

        Raises:
            TransportError: as `send`.

        `HostRefused`: a `foreign` one leads into a private network; nothing was sent.
        """
        with translated(operation):
            origin = self._origin(request)
        member = await self._acquire(origin, operation, once)
        incoming: Incoming | None = None
        scope = asyncio.timeout(total)
        try:
            if departing is not None:
                await departing()
            async with scope:
                incoming = await self._exchange(request, operation, origin, member, once)
                yield incoming
        except TimeoutError as error:
            if isinstance(error, TransportError) or not scope.expired():
                raise
            raise RequestTimeout(
                operation=operation,
                reason=f"took more than {total:g} s in all",
                sent=None if incoming is None else True,
                phase="total",
                seconds=total,
            ) from without_frames(error)
        finally:
            clean = incoming is not None and incoming.reusable and member.kept
            try:
                if incoming is not None:
                    await incoming.aclose()
            finally:
                self._pool.release(origin, member, reusable=clean)

    async def _exchange(
        self, request: Request, operation: str, origin: str, member: Member, once: bool
    ) -> Incoming:
        if member.stale:
            await self._replace(member, origin)
        reused = member.used
        try:
            return await self._attempt(request, operation, origin, member)
        except ConnectionLost:
            if once or not reused:
                raise
        # The server closed it between two requests: one new connection, at no cost to the caller.
        await self._replace(member, origin)
        try:
            return await self._attempt(request, operation, origin, member)
        except ConnectFailed as error:  # but the first attempt may have been heard
            raise ConnectionLost(operation=operation, reason=error.reason, sent=None) from None

    async def _replace(self, member: Member, origin: str) -> None:
        """A new connection takes over the place that the old one holds in the pool."""
        with contextlib.suppress(TransportError), translated("close"):
            await member.aclose()
        member.transport = self._connect(origin).transport
        member.used = False

    async def _attempt(
        self, request: Request, operation: str, origin: str, member: Member
    ) -> Incoming:
        member.used = True
        body = None if request.stream is None else Outgoing(request.stream(), request.length)
        try:
            with translated(operation, origin=origin):
                # No name of ours for the message: it shows the URL, and so perhaps the key.
                response = await member.transport.handle_async_request(
                    message_of(
                        request, self._place(request.url), body, self._extensions(request, member)
                    )
                )
            return Incoming(response, operation)
        except RunningHubError as error:
            own = None if body is None else body.error  # whatever the transport made of it
            if own is None:
                raise
            cause = own.__cause__ if own is error else error
            raise own.with_traceback(None) from cause  # it came through the frames of others
        finally:
            if body is not None:
                await body.aclose()

    def _origin(self, request: Request) -> str:
        """Scheme, host and port, as they will be used: parsed by the one who connects."""
        place = self._place(request.url)
        if request.foreign:
            self._reach.check(place.url.host)
        return place.origin

    def _extensions(self, request: Request, member: Member) -> dict[str, Any]:
        host = self._place(request.url).url.host
        if not (request.foreign and member.direct and self._reach.limits(host)):
            return {"timeout": self._phases}
        look = functools.partial(self._look_where_it_leads, host)
        return {"timeout": self._phases, "look": look}

    def _look_where_it_leads(self, host: str, address: str) -> None:
        self._reach.check(host, address=address)

    async def _acquire(self, origin: str, operation: str, once: bool) -> Member:
        queue, idle = self._timeouts.queue, FRESH if once else None
        try:
            if queue is None:
                return await self._pool.acquire(origin, max_idle=idle)
            async with asyncio.timeout(queue):
                return await self._pool.acquire(origin, max_idle=idle)
        except (ImportError, ValueError, httpx.InvalidURL) as error:  # no usable host or proxy
            reason = reason_of(error)
            cause = without_frames(error)
            raise ConnectFailed(operation=operation, reason=reason, sent=False) from cause
        except TimeoutError as error:
            raise RequestTimeout(
                operation=operation,
                reason=f"no free connection within {queue:g} s",
                sent=False,
                phase="queue",
                seconds=queue,
            ) from error

    def _connect(self, origin: str) -> Member:
        if self._given is not None:
            return Member(self._given, shared=True)
        return member_for(origin, self._proxies)
