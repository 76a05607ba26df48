"""The emulator itself: settings in, a base URL and a ledger out."""

from __future__ import annotations

import asyncio
import socket
from types import TracebackType
from typing import Self, Unpack

import anyio
from uvicorn.config import Config

from runninghub_async.emulator.calls import Calls
from runninghub_async.emulator.connections import Connections
from runninghub_async.emulator.faults import Fault, FaultPlan
from runninghub_async.emulator.ledger import Ledger
from runninghub_async.emulator.service import Service
from runninghub_async.emulator.settings import Settings, SettingsFields

__all__ = ["Emulator"]


class Emulator:
    """A local RunningHub over real HTTP, in the running event loop.

    ```python
    async with Emulator(seed=1, time_scale=0.02, slots=50) as emu:
        ...  # any client: base URL emu.base_url, key emu.api_key
        assert emu.ledger.money_charged == Decimal("1.80")
    ```

    Tasks live by the clock, not by work: hundreds of running ones cost nothing. The same
    seed and the same order of submits give the same durations and failures.

    Not emulated: webhooks (`webhookUrl` is accepted and never called), the expiry of
    files, workflows and apps.

    Args:
        settings: The fields of `Settings`.

    Raises:
        ValueError: a setting is out of range.
    """

    def __init__(self, **settings: Unpack[SettingsFields]) -> None:
        self.settings = Settings(**settings)
        self.api_key = self.settings.api_key or self.settings.key_for("shared")
        self.consumer_key = self.settings.consumer_key or self.settings.key_for("consumer")
        self.ledger = Ledger()
        self.faults = FaultPlan(self.settings.faults, seed=self.settings.seed)
        self._calls = Calls(
            self.settings, self.ledger, shared=self.api_key, consumer=self.consumer_key
        )
        self._service = Service(self.settings, self._calls, self.ledger, self.faults)
        self._server: asyncio.Server | None = None
        self._closed = anyio.Event()
        self._connections: Connections | None = None
        self._address: tuple[str, int] | None = None

    def __repr__(self) -> str:
        if self._server is None:
            return f"<Emulator {'closed' if self._address else 'not started'} | {self.ledger}>"
        tasks, slots = self._calls.tasks.active(self.settings.clock()), self.settings.slots
        return f"<Emulator {self.base_url} | {tasks} of {slots} slots taken | {self.ledger}>"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port. Raises RuntimeError before the start."""
        if self._address is None:
            raise RuntimeError("the emulator has no address yet: use `async with Emulator(...)`")
        return self._address

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:54321`. Raises RuntimeError before the start."""
        host, port = self.address
        # "Every address" is none that a client can call.
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def add_fault(self, fault: Fault) -> None:
        """Let one more thing go wrong from now on, behind the others."""
        self.faults.append(fault)

    async def serve_forever(self) -> None:
        """Serve until cancelled; inside `async with`, whose end closes the emulator.

        Returns when another task closes it.

        Raises:
            RuntimeError: the emulator was not started.
        """
        if self._server is None:
            raise RuntimeError("the emulator is not open: use it inside `async with`")
        await self._closed.wait()

    async def __aenter__(self) -> Self:
        """Bind and listen. Raises OSError when the port is taken."""
        if self._address is not None:
            raise RuntimeError("an emulator can be started once; make a new one")
        config = Config(
            self._service,
            http="h11",
            interface="asgi3",
            lifespan="off",
            log_config=None,
            proxy_headers=False,
            ws="none",
        )
        config.load()
        connections = Connections(config, self.ledger, keep_alive=self.settings.keep_alive)
        listener = socket.create_server(
            (self.settings.host, self.settings.port),
            family=socket.AF_INET6 if ":" in self.settings.host else socket.AF_INET,
            backlog=config.backlog,
        )
        self._address = listener.getsockname()[:2]
        self._calls.base_url = self.base_url
        self._connections = self._service.connections = connections
        try:
            self._server = await asyncio.get_running_loop().create_server(
                connections.accept, sock=listener, backlog=config.backlog
            )
        except BaseException:
            listener.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop at once: open connections are aborted, calls under way end, files are removed."""
        server, self._server = self._server, None
        assert server is not None
        assert self._connections is not None
        server.close()
        with anyio.CancelScope(shield=True):
            await self._connections.close()
            await server.wait_closed()
        self._calls.files.close()
        self._closed.set()
