"""Requests over httpx: the only module that imports it.

Each connection is an httpx transport of its own that holds one socket, so that httpcore's
scan over all connections of a pool never has more than one to look at; our pool stands in
front. Every exception of httpx, and of what lies below it, becomes one of ours here; the
frames below are cut off, because their variables hold headers and URLs, and so the key.

TLS is always verified: there is no switch. Trusted are the certificates of `certifi`, or those
that `SSL_CERT_FILE` or `SSL_CERT_DIR` name; who needs others gives a `transport=` of their own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import importlib.util
import logging
import ssl
import sys
import time
import urllib.request
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
import httpx
import msgspec

from runninghub_async.config import Limits, Timeouts
from runninghub_async.errors import (
    BadReply,
    ClientClosed,
    ConfigError,
    ConnectFailed,
    ConnectionLost,
    RequestTimeout,
    RunningHubError,
    TransportError,
)
from runninghub_async.protocol.discreet import Sealed
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.protocol.urls import without_queries
from runninghub_async.transport.hooks import no_secrets, redact
from runninghub_async.transport.hosts import HostRefused, Reach
from runninghub_async.transport.pool import ConnectionPool
from runninghub_async.transport.retry import parse_retry_after

__all__ = ["Http", "Incoming", "Request", "Transport", "tls_context"]

#: What `RunningHub(transport=…)` takes instead of the pool's own connections.
Transport: TypeAlias = httpx.AsyncBaseTransport

MAX_REPLY = 16 * 1024 * 1024  #: bytes of an answer; the largest usual one is far below it
FRESH = 1.0  #: seconds; a call that may not be repeated uses no connection idle for longer
#: Parsed URLs that are kept, those used last: the API's stay, results', used once, fall out.
URLS = 512


class Request(msgspec.Struct, frozen=True):
    """One request. `stream` gives a new body iterator for each attempt; it needs `length`.

    The URL of a `foreign` one came in an answer: it must not lead into a private network.
    """

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes | None = None
    stream: Callable[[], AsyncGenerator[bytes, None]] | None = None
    length: int = 0
    foreign: bool = False

    def __repr__(self) -> str:  # the headers hold the key, a query may sign the URL
        return f"<Request {self.method} {redact(without_queries(self.url))}>"

    def __rich_repr__(self) -> list[tuple[str, Any]]:  # as msgspec writes it, it would show all
        return [("method", self.method), ("url", redact(without_queries(self.url)))]


class _Connection:
    """One socket's worth of httpx transport."""

    def __init__(
        self, transport: httpx.AsyncBaseTransport, *, shared: bool, direct: bool = False
    ) -> None:
        self.transport = transport
        self.direct = direct  #: it is ours, and no proxy stands between
        self.used = False
        self._shared = shared

    async def aclose(self) -> None:
        if not self._shared:
            await self.transport.aclose()


class _Body:
    """The body of one attempt, read by one task and closed by another.

    A transport that was given may read it in a task of its own, and hand out the answer while
    that task is still at it: the step that runs then comes to its end before the body is closed,
    and a transport that asks for more hears that there is none.
    """

    def __init__(self, stream: AsyncGenerator[bytes, None], length: int) -> None:
        self._stream = stream
        self._left = length  #: bytes that have not been taken yet
        self._closed = False
        self._step = asyncio.Lock()
        self.error: RunningHubError | None = None  #: that ended it, such as a file that changed

    def __aiter__(self) -> _Body:
        return self

    async def __anext__(self) -> bytes:
        async with self._step:
            if self._closed and self._left > 0:  # else what follows would count as the rest of it
                raise ConnectionAbortedError("answered before the whole body was sent")
            try:
                piece = await anext(self._stream)
            except RunningHubError as error:
                self.error = error
                raise
        self._left -= len(piece)
        return piece

    async def aclose(self) -> None:
        """Read no more of it."""
        self._closed = True
        async with self._step:
            await self._stream.aclose()


@functools.cache
def tls_context() -> ssl.SSLContext:
    """One context for all connections of the process: building one takes 16 ms.

    Raises:
        ConfigError: `SSL_CERT_FILE` or `SSL_CERT_DIR` names nothing that can be read.
    """
    try:
        return httpx.create_ssl_context()
    except OSError as error:  # ssl.SSLError among them: a file that holds no certificates
        reason = f"the certificates to trust cannot be read: {error.strerror or error}"
        raise ConfigError(setting="SSL_CERT_FILE", reason=reason) from error


class _Gathered(bytearray):
    def __repr__(self) -> str:  # the key may be in it: it is cut out later
        return f"<{len(self)} bytes>"


class Incoming:
    """An answer whose body is still under way."""

    def __init__(self, response: httpx.Response, operation: str) -> None:
        self._response = response
        self._operation = operation
        self.status = response.status_code
        self.complete = False  #: the body was read to its end

    def header(self, name: str) -> str:
        """A header of the answer, or an empty string."""
        value: str = self._response.headers.get(name, "")
        return value

    @property
    def reusable(self) -> bool:
        """Whether the connection is clean and the server keeps it open."""
        return self.complete and self.header("connection").lower() != "close"

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes, content encoding undone. Close it when you stop early."""
        with _translated(self._operation, status=self.status):
            async for chunk in self._response.aiter_bytes():
                yield chunk
                del chunk  # reports of errors show local variables
        self.complete = True

    async def read(self, limit: int) -> bytes:
        """The whole body. Raises `BadReply` when it is larger than `limit` bytes."""
        body = _Gathered()
        async with aclosing(self.chunks()) as chunks:
            async for chunk in chunks:
                body += chunk
                del chunk
                if len(body) > limit:
                    raise BadReply(
                        operation=self._operation,
                        reason=f"an answer of more than {limit} bytes",
                        status=self.status,
                    )
        return Sealed(body)

    async def aclose(self) -> None:
        """Give up what has not been read; does nothing after the end of the body."""
        if not self.complete:
            with _translated(self._operation, status=self.status):
                await self._response.aclose()


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
        self._url = functools.lru_cache(maxsize=URLS)(_parsed)
        self._proxies: Mapping[str, str] = {}

    @property
    def pool(self) -> ConnectionPool[_Connection]:
        """The connections."""
        return self._pool

    async def start(self) -> None:
        """Read certificates and proxy settings, off the loop.

        Raises:
            ConfigError: the environment names certificates that cannot be read.
        """
        logging.getLogger("httpcore.http11").addFilter(no_secrets)
        _spare_missing_imports()
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
            HostRefused: a `foreign` one leads into a private network; nothing was sent.
            TransportError: as `send`.
        """
        with _translated(operation):
            origin = self._origin(request)
        connection = await self._acquire(origin, operation, once)
        incoming: Incoming | None = None
        scope = asyncio.timeout(total)
        try:
            if departing is not None:
                await departing()
            async with scope:
                incoming = await self._exchange(request, operation, origin, connection, once)
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
            ) from _without_frames(error)
        finally:
            clean = incoming is not None and incoming.reusable
            try:
                if incoming is not None:
                    await incoming.aclose()
            finally:
                self._pool.release(origin, connection, reusable=clean)

    async def _exchange(
        self, request: Request, operation: str, origin: str, connection: _Connection, once: bool
    ) -> Incoming:
        reused = connection.used
        try:
            return await self._attempt(request, operation, connection)
        except ConnectionLost:
            if once or not reused:
                raise
        # The server closed it between two requests: one new connection, at no cost to the
        # caller. It takes over the place that the old one holds in the pool.
        with contextlib.suppress(TransportError), _translated(operation):
            await connection.aclose()
        connection.transport = self._connect(origin).transport
        return await self._attempt(request, operation, connection)

    async def _attempt(self, request: Request, operation: str, connection: _Connection) -> Incoming:
        connection.used = True
        body = None if request.stream is None else _Body(request.stream(), request.length)
        try:
            with _translated(operation, origin=self._origin(request)):
                # No name of ours for the message: it shows the URL, and so perhaps the key.
                response = await connection.transport.handle_async_request(
                    self._message(request, body, connection)
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
        url = self._url(request.url)
        if request.foreign:
            self._reach.check(url.host)
        return f"{url.scheme}://{url.netloc.decode()}"

    def _message(
        self, request: Request, body: _Body | None, connection: _Connection
    ) -> httpx.Request:
        headers = list(request.headers)
        extensions: dict[str, Any] = {"timeout": self._phases}
        url = self._url(request.url)
        if request.foreign and connection.direct and self._reach.limits(url.host):
            extensions["trace"] = functools.partial(self._look_where_it_leads, url.host)
        if body is not None:
            headers.append(("Content-Length", str(request.length)))
        return httpx.Request(
            request.method,
            url,
            headers=headers,
            content=request.content if body is None else body,
            extensions=extensions,
        )

    async def _look_where_it_leads(self, host: str, event: str, told: Mapping[str, Any]) -> None:
        """Refuse a new connection that leads to a private address, before anything is sent.

        httpcore tells of each of its steps; what is raised here ends the call.
        """
        if event != "connection.connect_tcp.complete":
            return
        stream = told["return_value"]
        try:
            self._reach.check(host, address=str(stream.get_extra_info("server_addr")[0]))
        except HostRefused:
            await stream.aclose()  # nobody else knows of it yet
            raise

    async def _acquire(self, origin: str, operation: str, once: bool) -> _Connection:
        queue = self._timeouts.queue
        try:
            async with asyncio.timeout(queue):
                return await self._pool.acquire(origin, max_idle=FRESH if once else None)
        except (ImportError, ValueError, httpx.InvalidURL) as error:  # no usable host or proxy
            reason = _reason(error)
            cause = _without_frames(error)
            raise ConnectFailed(operation=operation, reason=reason, sent=False) from cause
        except TimeoutError as error:
            raise RequestTimeout(
                operation=operation,
                reason=f"no free connection within {queue:g} s",
                sent=False,
                phase="queue",
                seconds=queue,
            ) from error

    def _connect(self, origin: str) -> _Connection:
        if self._given is not None:
            return _Connection(self._given, shared=True)
        proxy = _proxy_for(origin, self._proxies)
        transport = httpx.AsyncHTTPTransport(
            verify=tls_context(),
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            proxy=proxy.reveal() if proxy else None,
        )
        return _Connection(transport, shared=False, direct=proxy is None)


def _spare_missing_imports() -> None:
    """Let httpcore learn at once that `sniffio` is not installed, where it is not.

    It tries to import it several times in each request, and each time Python would look through
    all of `sys.path`: more than half of what a small call costs. anyio no longer needs it.
    """
    if importlib.util.find_spec("sniffio") is None:
        # What the import system reads as "not there".
        sys.modules.setdefault("sniffio", None)  # type: ignore[arg-type]


def _parsed(text: str) -> httpx.URL:
    url = httpx.URL(text)
    if url.port is not None and url.port > 65535:
        raise httpx.InvalidURL("port must be 0-65535")
    return url


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


_PHASES: Mapping[type[httpx.TimeoutException], tuple[str, bool | None]] = {
    httpx.ConnectTimeout: ("connect", False),
    httpx.PoolTimeout: ("queue", False),
    httpx.WriteTimeout: ("write", None),
    httpx.ReadTimeout: ("read", True),
}
_NOT_SENT = (
    httpx.ConnectError,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    UnicodeError,  # a host name that cannot be looked up
)
_LOST = (
    httpx.TransportError,
    OSError,  # ssl.SSLError among them: httpcore lets it through while it reads and writes
    anyio.BrokenResourceError,
    anyio.ClosedResourceError,
    anyio.EndOfStream,
)


@contextmanager
def _translated(operation: str, *, status: int | None = None, origin: str = "") -> Iterator[None]:
    """Turn what the network side raises into our errors; ours pass.

    With the `status` of an answer, that is while its body is read, the request was surely sent.
    Only what nobody expects keeps its frames: somebody has to find out what it is.
    """
    answered = None if status is None else True
    try:
        yield
    except (RunningHubError, HostRefused):  # of the request's own body, of our own look
        raise
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        # Nobody has cancelled the call: a transport that was given gave up by itself.
        raise ConnectionLost(
            operation=operation, reason="the transport cancelled the call", sent=answered
        ) from _without_frames(error)
    except httpx.TimeoutException as error:
        phase, sent = _PHASES.get(type(error), ("read", None))
        raise RequestTimeout(
            operation=operation, reason=f"timed out ({phase})", sent=sent, phase=phase, seconds=None
        ) from _without_frames(error)
    except _NOT_SENT as error:
        reason = f"no connection to {origin}: {_reason(error)}"
        raise ConnectFailed(operation=operation, reason=reason, sent=False) from _without_frames(
            error
        )
    except httpx.DecodingError as error:
        raise BadReply(
            operation=operation,
            reason="an answer with a broken content encoding",
            status=status or 0,
        ) from _without_frames(error)
    except _LOST as error:
        raise ConnectionLost(
            operation=operation, reason=_reason(error), sent=answered
        ) from _without_frames(error)
    except Exception as error:  # a transport that was given is not ours and may raise anything
        raise TransportError(operation=operation, reason=_reason(error), sent=answered) from error


def _without_frames(error: BaseException) -> BaseException:
    """The error, and what led to it, without the frames of others: reports show their variables."""
    found: BaseException | None = error
    seen: set[int] = set()
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        found.__traceback__ = None
        found = found.__cause__ or found.__context__
    return error


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
