"""The bytes of one socket: how it is opened, read, written and closed, each in limited time.

Straight on asyncio: a read or a write costs one timer at most and no scope, no checkpoint and no
lock, which in small calls were most of the cost.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import select
import socket
import ssl
from collections import deque
from collections.abc import Callable
from typing import Any, TypeAlias, cast

import httpx

__all__ = ["Stream"]

#: Seconds between attempts at the addresses of one host (RFC 8305, 5): a path that leads nowhere,
#: such as IPv6 in many networks, must not use up the time of those that work.
STAGGER = 0.25
PIECE = 256 * 1024  #: bytes that are handed to the socket at once; each has the whole time
HIGH = 512 * 1024  #: bytes that wait to be read: the socket is left alone until they are
BUFFERED = 64 * 1024  #: bytes that may wait to leave before whoever writes has to

#: Family, protocol, address: of what `getaddrinfo` gives, what `connect` needs.
_Address: TypeAlias = tuple[int, int, Any]


class Stream(asyncio.Protocol):
    """A socket that is open. Raises httpx's errors, as transports do."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._received: deque[bytes] = deque()
        self._size = 0  #: bytes in there
        self._ended = False  #: nothing more comes
        self._error: Exception | None = None  #: why
        self._full = False  #: the socket takes no more now
        self._held = False  #: it is not read from now
        self._reader: asyncio.Future[None] | None = None
        self._writer: asyncio.Future[None] | None = None
        self._lost = self._loop.create_future()

    @classmethod
    async def open(
        cls,
        host: str,
        port: int,
        *,
        tls: ssl.SSLContext | None,
        seconds: float | None,
        look: Callable[[str], None] | None = None,
    ) -> Stream:
        """Connect to a host within the time, name lookup and TLS included.

        `look` is called with each address before it is tried; what it raises ends the call.
        Where there is no connection, `httpx.ConnectTimeout` or `httpx.ConnectError` says why;
        UnicodeError: the host's name is none.
        """
        try:
            async with asyncio.timeout(seconds):
                addresses = await _addresses(host, port)
                if look is not None:
                    for _, _, address in addresses:
                        look(str(address[0]))
                return await cls._connected(addresses, host, tls)
        except TimeoutError as error:  # an OSError too, when the kernel gives up
            raise httpx.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error

    @classmethod
    async def _connected(
        cls, addresses: list[_Address], host: str, tls: ssl.SSLContext | None
    ) -> Stream:
        connected = await _first_of(addresses)
        try:
            loop = asyncio.get_running_loop()
            transport, stream = await loop.create_connection(cls, sock=connected)
        except BaseException:
            connected.close()
            raise
        if tls is not None:
            try:
                if stream._received:  # in clear text, by whoever: it would be read as the answer
                    raise ConnectionResetError("spoken to before there was TLS")
                secured = await loop.start_tls(transport, stream, tls, server_hostname=host)
            except BaseException:
                transport.abort()
                raise
            if secured is None:  # it was lost right behind the handshake
                raise ConnectionResetError("lost while it was secured")
            secured.set_write_buffer_limits(high=BUFFERED)  # as sockets have; TLS has 512 KiB
            stream._transport = secured
        return stream

    # -- what the loop tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """There is a socket."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Something came."""
        self._received.append(data)
        self._size += len(data)
        if self._size > HIGH and not self._held:
            self._held = True
            self._transport.pause_reading()
        _wake(self._reader)

    def eof_received(self) -> None:
        """Nothing more will come. The loop closes the socket."""
        self._ended = True
        _wake(self._reader)
        _wake(self._writer)

    def connection_lost(self, exc: Exception | None) -> None:
        """The socket is closed."""
        self._ended = True
        self._error = self._error or exc
        _wake(self._reader)
        _wake(self._writer)
        _wake(self._lost)

    def pause_writing(self) -> None:
        """The socket takes no more."""
        self._full = True

    def resume_writing(self) -> None:
        """It takes more again."""
        self._full = False
        _wake(self._writer)

    # -- what is done with it

    @property
    def fit(self) -> bool:
        """Whether a request may be sent: nothing has come and nobody has closed it.

        The kernel is asked too: the loop may not have read yet what is there.
        """
        if self._ended or self._received or self._transport.is_closing():
            return False
        return not _readable(self._transport.get_extra_info("socket").fileno())

    async def read(self, seconds: float | None) -> bytes:
        """What has come; waits for it. Empty at the end.

        `httpx.ReadTimeout`: nothing came in time; `httpx.ReadError`: the connection broke.
        """
        if not self._received and not self._ended:
            self._reader = self._loop.create_future()
            await self._wait(self._reader, seconds, httpx.ReadTimeout)
        if not self._received:
            if self._error is not None:
                raise httpx.ReadError(str(self._error)) from self._error
            return b""
        data = self._received.popleft()
        self._size -= len(data)
        if self._held and self._size <= HIGH // 2:
            self._held = False
            if not self._transport.is_closing():  # uvloop minds
                self._transport.resume_reading()
        return data

    async def write(self, data: bytes, seconds: float | None) -> None:
        """Hand over bytes; returns when there is room for more.

        `httpx.WriteTimeout`: there was none in time; `httpx.WriteError`: the connection broke.
        """
        view = memoryview(data)
        for start in range(0, len(data), PIECE):
            self._check_open()
            self._transport.write(view[start : start + PIECE] if len(data) > PIECE else data)
            if self._full:
                self._writer = self._loop.create_future()
                await self._wait(self._writer, seconds, httpx.WriteTimeout)
                self._check_open()

    def _check_open(self) -> None:
        if self._ended or self._transport.is_closing():
            raise httpx.WriteError(str(self._error or "the server has closed the connection"))

    async def _wait(
        self,
        waiter: asyncio.Future[None],
        seconds: float | None,
        late: type[httpx.TimeoutException],
    ) -> None:
        if seconds is None:
            await waiter
            return
        timer = self._loop.call_later(seconds, _fail, waiter, late)
        try:
            await waiter
        finally:
            timer.cancel()

    def abort(self) -> None:
        """Close it; what has not left yet never will."""
        self._ended = True
        self._error = self._error or ConnectionAbortedError("closed here")
        self._transport.abort()

    async def aclose(self) -> None:
        """Close it, and wait until the socket is gone."""
        self.abort()
        await asyncio.shield(self._lost)


def _wake(waiter: asyncio.Future[None] | None) -> None:
    if waiter is not None and not waiter.done():
        waiter.set_result(None)


def _fail(waiter: asyncio.Future[None], late: type[httpx.TimeoutException]) -> None:
    if not waiter.done():
        waiter.set_exception(late("timed out"))


def _readable(descriptor: int) -> bool:
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([descriptor], [], [], 0)[0])
    asked = select.poll()
    asked.register(descriptor, select.POLLIN)
    return bool(asked.poll(0))


async def _addresses(host: str, port: int) -> list[_Address]:
    """Where a host is, the families in turn, as RFC 8305 has it."""
    with contextlib.suppress(ValueError):
        literal = ipaddress.ip_address(host)
        family = socket.AF_INET if literal.version == 4 else socket.AF_INET6
        return [(family, socket.IPPROTO_TCP, (host, port))]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [(family, protocol, address) for family, _, protocol, _, address in found]
    first = [one for one in addresses if one[0] == addresses[0][0]]
    second = [one for one in addresses if one[0] != addresses[0][0]]
    paired = [one for pair in zip(first, second, strict=False) for one in pair]
    shorter = min(len(first), len(second))
    return [*paired, *first[shorter:], *second[shorter:]]


async def _connect(address: _Address) -> socket.socket:
    family, protocol, where = address
    one = socket.socket(family, socket.SOCK_STREAM, protocol)
    try:
        one.setblocking(False)
        await asyncio.get_running_loop().sock_connect(one, where)
    except BaseException:
        one.close()
        raise
    return one


async def _first_of(addresses: list[_Address]) -> socket.socket:
    """A socket to the address that answers first; each gets a head start on the next."""
    if len(addresses) == 1:
        return await _connect(addresses[0])
    left = list(reversed(addresses))
    attempts: list[asyncio.Task[socket.socket]] = []
    pending: set[asyncio.Task[socket.socket]] = set()
    chosen: asyncio.Task[socket.socket] | None = None
    try:
        while chosen is None and (left or pending):
            if left:
                attempts.append(asyncio.ensure_future(_connect(left.pop())))
                pending.add(attempts[-1])
            head_start = STAGGER if left else None
            done, pending = await asyncio.wait(
                pending, timeout=head_start, return_when=asyncio.FIRST_COMPLETED
            )
            chosen = next((one for one in done if one.exception() is None), None)
    finally:
        for one in attempts:
            if one is not chosen:
                one.cancel()
                one.add_done_callback(_close_unused)
    return await (chosen or attempts[0])


def _close_unused(attempt: asyncio.Task[socket.socket]) -> None:
    if not attempt.cancelled() and attempt.exception() is None:
        attempt.result().close()
