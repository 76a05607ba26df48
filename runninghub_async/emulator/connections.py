"""Who is connected: exact counts, and a way to break a connection from inside a call."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from collections.abc import Callable, Mapping
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState

from runninghub_async.emulator.ledger import Ledger

__all__ = ["Connection", "Connections", "Upgraded"]


class Upgraded(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket connection, which tells when it closes."""

    lost: Callable[[Exception | None], None]  #: set once the upgrade is under way

    def __init__(
        self, config: Config, server_state: ServerState, app_state: dict[str, Any]
    ) -> None:
        super().__init__(config, server_state, app_state)
        # The address carries a token, and both libraries log addresses.
        self.logger = logging.getLogger("uvicorn.error.websocket")
        self.logger.setLevel(logging.WARNING)
        self.conn.debug = False

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.lost(exc)


class Connection(H11Protocol):
    """uvicorn's HTTP/1.1 connection, which tells the registry when it opens and closes."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections.config, connections.state, {})
        self.access_log = False
        self.timeout_keep_alive = connections.keep_alive  # type: ignore[assignment]
        self.gone = asyncio.Event()  #: set when the connection is closed, by either side
        self.deaf = False  #: what comes is not read
        self._registry = connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        # Head and body are two writes: without this each answer waits 40 ms for an ACK.
        # asyncio sets it only where the listening socket names its protocol.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._registry.add(self)

    def data_received(self, data: bytes) -> None:
        if not self.deaf:
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._unset_keepalive_if_required()
        self.gone.set()
        self._registry.discard(self)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the transport over; this object stays in the registry until it is closed."""
        super().handle_websocket_upgrade(event)
        upgraded = self.transport.get_protocol()
        assert isinstance(upgraded, Upgraded)
        upgraded.lost = self.connection_lost

    async def abort(self, *, reset: bool = False) -> None:
        """Close at once; what was not sent is lost. Returns when it is closed.

        With `reset` the client gets a TCP reset, else most likely the end of the stream.
        """
        self.cut(reset=reset)
        await self.gone.wait()

    def cut(self, *, reset: bool = False) -> None:
        """Close at once, as `abort` does, without waiting."""
        if reset and not self.transport.is_closing():
            raw: socket.socket = self.transport.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    async def finish(self) -> None:
        """Close after what was written has left. Returns when it is closed."""
        self.transport.close()
        await self.gone.wait()

    async def left(self) -> None:
        """Return when the client has left."""
        # uvicorn stops reading while a large body waits to be taken: the end would not be seen.
        self.flow.resume_reading()
        await self.gone.wait()

    async def pause(self, seconds: float) -> None:
        """Wait, but no longer than the client stays."""
        try:
            async with asyncio.timeout(seconds):
                await self.left()
        except TimeoutError:
            return


class Connections:
    """The open connections of one emulator, by the client's address."""

    def __init__(
        self,
        config: Config,
        ledger: Ledger,
        *,
        keep_alive: float,
        opened: Callable[[Connection], None],
    ) -> None:
        self.config = config
        self.opened = opened  #: called with each new connection
        self.state = ServerState()
        self.keep_alive = keep_alive  #: seconds; uvicorn's own setting takes whole ones only
        self._ledger = ledger
        self._by_client: dict[tuple[str, int], Connection] = {}
        self._closed = False

    def __repr__(self) -> str:
        return f"<Connections {len(self._by_client)} open>"

    def accept(self) -> Connection:
        """The protocol of a new connection, as `loop.create_server` wants it."""
        return Connection(self)

    def find(self, scope: Mapping[str, Any]) -> Connection | None:
        """The connection on which a request came; None when it is closed by now."""
        return self._by_client.get(scope["client"])

    def add(self, connection: Connection) -> None:
        """Note a connection that was opened."""
        if self._closed:
            connection.transport.abort()
            return
        assert connection.client is not None  # TCP always has a peer
        self._by_client[connection.client] = connection
        ledger = self._ledger
        ledger.connections_opened += 1
        ledger.connections_open = len(self._by_client)
        ledger.connections_peak = max(ledger.connections_peak, ledger.connections_open)
        ledger.changed()
        self.opened(connection)

    def discard(self, connection: Connection) -> None:
        """Note a connection that has ended."""
        assert connection.client is not None
        self._by_client.pop(connection.client, None)
        self._ledger.connections_open = len(self._by_client)
        self._ledger.changed()

    async def cut_all(self) -> None:
        """Abort every connection; the calls on them go on."""
        for connection in list(self._by_client.values()):
            await connection.abort()

    async def close(self) -> None:
        """Abort every connection and wait until the calls on them have ended."""
        self._closed = True  # what the kernel had accepted already may still arrive
        await self.cut_all()
        while self.state.tasks:
            await asyncio.wait(list(self.state.tasks))
