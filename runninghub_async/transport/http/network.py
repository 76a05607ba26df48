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
from typing import Any, NamedTuple, TypeAlias
from urllib.parse import urlsplit

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
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.transport.hooks import no_secrets
from runninghub_async.transport.hosts import Reach
from runninghub_async.transport.http.connection import Connection, tls_context
from runninghub_async.transport.http.failures import reason_of, translated, without_frames
from runninghub_async.transport.http.incoming import MAX_REPLY, Incoming
from runninghub_async.transport.http.request import Outgoing, Request
from runninghub_async.transport.pool import ConnectionPool
from runninghub_async.transport.retry import parse_retry_after

__all__ = ["FRESH", "URLS", "Http", "Transport"]

#: What `RunningHub(transport=…)` takes instead of the pool's own connections.
Transport: TypeAlias = httpx.AsyncBaseTransport

FRESH = 1.0  #: seconds; a call that may not be repeated uses no connection idle for longer
_WITH_BODY = ("POST", "PUT", "PATCH")  #: methods whose body has a length, also when it is empty
#: Parsed URLs that are kept, those used last: the API's stay, results', used once, fall out.
URLS = 512


class _Streamed(httpx.AsyncByteStream):
    def __init__(self, body: Outgoing) -> None:
        self._body = body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body


class _Place(NamedTuple):
    """Where a request goes."""

    url: httpx.URL
    host: str  #: and port, as the header says it
    origin: str  #: scheme, host and port


class _Member:
    """One connection of the pool."""

    def __init__(self, transport: httpx.AsyncBaseTransport, *, shared: bool) -> None:
        self.transport = transport
        self.used = False
        self._shared = shared

    @property
    def direct(self) -> bool:
        """Whether it is ours, and no proxy stands between."""
        return isinstance(self.transport, Connection)

    @property
    def stale(self) -> bool:
        """Whether the server has closed it, as far as anybody can see now."""
        return self.used and isinstance(self.transport, Connection) and not self.transport.fit

    async def aclose(self) -> None:
        if not self._shared:
            await self.transport.aclose()


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
        self._place = functools.lru_cache(maxsize=URLS)(_place_of)
        self._proxies: Mapping[str, str] = {}

    @property
    def pool(self) -> ConnectionPool[_Member]:
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
            clean = incoming is not None and incoming.reusable
            try:
                if incoming is not None:
                    await incoming.aclose()
            finally:
                self._pool.release(origin, member, reusable=clean)

    async def _exchange(
        self, request: Request, operation: str, origin: str, member: _Member, once: bool
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
        return await self._attempt(request, operation, origin, member)

    async def _replace(self, member: _Member, origin: str) -> None:
        """A new connection takes over the place that the old one holds in the pool."""
        with contextlib.suppress(TransportError), translated("close"):
            await member.aclose()
        member.transport = self._connect(origin).transport
        member.used = False

    async def _attempt(
        self, request: Request, operation: str, origin: str, member: _Member
    ) -> Incoming:
        member.used = True
        body = None if request.stream is None else Outgoing(request.stream(), request.length)
        try:
            with translated(operation, origin=origin):
                # No name of ours for the message: it shows the URL, and so perhaps the key.
                response = await member.transport.handle_async_request(
                    self._message(request, body, member)
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

    def _message(self, request: Request, body: Outgoing | None, member: _Member) -> httpx.Request:
        url, host, _ = self._place(request.url)
        extensions: dict[str, Any] = {"timeout": self._phases}
        if request.foreign and member.direct and self._reach.limits(url.host):
            extensions["look"] = functools.partial(self._look_where_it_leads, url.host)
        # Headers and body as they are: what httpx would find out about them is known.
        headers = [("Host", host), *request.headers]
        content = request.content or b""
        length = len(content) if body is None else request.length
        if length or request.method in _WITH_BODY:
            headers.append(("Content-Length", str(length)))
        stream = httpx.ByteStream(content) if body is None else _Streamed(body)
        message = httpx.Request(
            request.method, url, headers=headers, stream=stream, extensions=extensions
        )
        if body is None:
            message.read()  # so that a transport that was given finds `.content`, as is usual
        return message

    def _look_where_it_leads(self, host: str, address: str) -> None:
        self._reach.check(host, address=address)

    async def _acquire(self, origin: str, operation: str, once: bool) -> _Member:
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

    def _connect(self, origin: str) -> _Member:
        if self._given is not None:
            return _Member(self._given, shared=True)
        proxy = _proxy_for(origin, self._proxies)
        if proxy is None:
            return _Member(Connection(), shared=False)
        transport = httpx.AsyncHTTPTransport(
            verify=tls_context(),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            proxy=proxy.reveal(),
        )
        return _Member(transport, shared=False)


def _place_of(text: str) -> _Place:
    url = httpx.URL(text)
    if url.port is not None and url.port > 65535:
        raise httpx.InvalidURL("port must be 0-65535")
    host = url.netloc.decode("ascii")
    return _Place(url, host, f"{url.scheme}://{host}")


def _proxy_for(origin: str, proxies: Mapping[str, str]) -> Secret | None:
    """The proxy that the environment names for an origin; never one for this machine itself.

    Its URL may have a password in it.
    """
    if not proxies:
        return None
    parts = urlsplit(origin)
    host = parts.hostname or ""
    if host in ("localhost", "::1") or host.startswith("127."):
        return None
    if urllib.request.proxy_bypass(host):
        return None
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy:
        return None
    return Secret(proxy if "://" in proxy else f"http://{proxy}")
