"""The port: listening, or taken and refusing, so that nobody else gets it during an outage."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio

__all__ = ["Listener"]

_BACKLOG = 2048
_TRIES = 200  #: turns of the loop until the port is free: uvloop closes a socket later


class Listener:
    """One port and what answers there. While an outage lasts it is bound and refuses."""

    def __init__(self, cut_all: Callable[[], Awaitable[None]]) -> None:
        self.address: tuple[str, int] | None = None  #: host and port, from the start on
        self._cut_all = cut_all
        self._accept: Callable[[], asyncio.BaseProtocol] | None = None
        self._server: asyncio.Server | None = None
        self._held: socket.socket | None = None  # the port of an outage
        self._outages = 0
        self._ending: set[asyncio.Task[None]] = set()
        self._lock = asyncio.Lock()
        self._closed = False

    def __repr__(self) -> str:
        words = ("not open", "listening", "refusing")
        word = words[1 if self._server is not None else 2 if self._held is not None else 0]
        return f"<Listener {self.address} {'closed' if self._closed else word}>"

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not closed; an outage does not count."""
        return self.address is not None and not self._closed

    @property
    def refuses(self) -> bool:
        """Whether an outage lasts at the moment."""
        return self._outages > 0

    async def open(
        self, host: str, port: int, accept: Callable[[], asyncio.BaseProtocol]
    ) -> tuple[str, int]:
        """Bind and listen; return the address. Raises OSError when the port is taken."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        sock = socket.create_server((host, port), family=family, backlog=_BACKLOG)
        self._accept = accept
        self.address = sock.getsockname()[:2]
        await self._listen(sock)
        assert self.address is not None
        return self.address

    @asynccontextmanager
    async def outage(self) -> AsyncIterator[None]:
        """Cut all connections and refuse new ones until the end of the block."""
        await self._begin()
        try:
            yield
        finally:
            with anyio.CancelScope(shield=True):
                await self._end()

    async def refuse_for(self, seconds: float) -> None:
        """Begin an outage that ends by itself after these real seconds, or with `close`."""
        await self._begin()
        if self._closed:
            return
        task = asyncio.get_running_loop().create_task(self._end_after(seconds))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def close(self) -> None:
        """Stop listening, or refusing. Connections are not closed here."""
        self._closed = True
        ending = list(self._ending)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)
        async with self._lock:
            if self._server is not None:
                self._server.close()
            self._release()

    async def wait_closed(self) -> None:
        """Return when no connection is left."""
        if self._server is not None:
            await self._server.wait_closed()

    # -- the change ------------------------------------------------------------------------

    async def _begin(self) -> None:
        async with self._lock:
            self._outages += 1
            if self._outages == 1 and not self._closed:
                await self._refuse()
        await self._cut_all()

    async def _end(self) -> None:
        async with self._lock:
            self._outages -= 1
            if self._outages == 0 and not self._closed and self._held is not None:
                sock, self._held = self._held, None
                _share(sock, shared=True)
                await self._listen(sock)

    async def _end_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._end()

    async def _listen(self, sock: socket.socket) -> None:
        assert self._accept is not None
        try:
            self._server = await asyncio.get_running_loop().create_server(
                self._accept, sock=sock, backlog=_BACKLOG
            )
        except BaseException:
            sock.close()
            raise

    async def _refuse(self) -> None:
        """Stop listening, and take the port again without listening at it."""
        assert self._server is not None
        assert self.address is not None
        self._server.close()
        self._server = None
        family = socket.AF_INET6 if ":" in self.address[0] else socket.AF_INET
        for turn in range(_TRIES):
            sock = socket.socket(family)
            try:
                _share(sock, shared=True)  # with the closed connections of this port
                sock.bind(self.address)
                _share(sock, shared=False)  # and with nobody else
            except OSError:
                sock.close()
                if turn == _TRIES - 1:
                    raise
                await asyncio.sleep(0.005 if turn else 0)
            else:
                self._held = sock
                return

    def _release(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None


def _share(sock: socket.socket, *, shared: bool) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(shared))
