"""The emulator itself: settings in, a base URL and a ledger out."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Self, Unpack

import anyio
from uvicorn.config import Config

from runninghub_async.emulator.account_calls import AccountCalls
from runninghub_async.emulator.accounts import KeyKind
from runninghub_async.emulator.app_calls import AppCalls
from runninghub_async.emulator.assets import Assets
from runninghub_async.emulator.connections import Connection, Connections, Upgraded
from runninghub_async.emulator.discovery_calls import DiscoveryCalls
from runninghub_async.emulator.faults import Fault, FaultPlan
from runninghub_async.emulator.ledger import Ledger
from runninghub_async.emulator.listener import Listener
from runninghub_async.emulator.lora import LoraStore
from runninghub_async.emulator.model_calls import ModelCalls
from runninghub_async.emulator.proxy import Proxy
from runninghub_async.emulator.service import Service
from runninghub_async.emulator.settings import Settings, SettingsFields
from runninghub_async.emulator.sockets import Sockets
from runninghub_async.emulator.task_calls import TaskCalls
from runninghub_async.emulator.upload_calls import UploadCalls
from runninghub_async.emulator.webhooks import WebhookDelivery
from runninghub_async.emulator.workflow_calls import WorkflowCalls
from runninghub_async.emulator.world import World

__all__ = ["Emulator"]

_PARTS = (
    ModelCalls,
    TaskCalls,
    WorkflowCalls,
    AppCalls,
    DiscoveryCalls,
    UploadCalls,
    AccountCalls,
    Assets,
    LoraStore,
    Proxy,
)


class Emulator:
    """A local RunningHub over real HTTP, in the running event loop.

    ```python
    from runninghub_async.emulator import Emulator

    async with Emulator(seed=1, time_scale=0.001, slots=50) as emu:
        polling = Polling(first=0.05, ceiling=0.1)
        async with RunningHub(emu.api_key, base_url=emu.base_url, polling=polling) as client:
            await client.models.vidu.text_to_video(prompt="a cat surfs")
        assert emu.ledger.money_charged == Decimal("0.77")
    ```

    Tasks live by the clock, not by work: hundreds of running ones cost nothing. The same
    seed and the same order of submits give the same durations and failures.

    Three keys: `api_key` (Enterprise-Shared), `consumer_key`, `dedicated_key`, each with its
    own tasks and places.

    Args:
        settings: The fields of `Settings`.

    Raises:
        ValueError: a setting is out of range.
    """

    def __init__(self, **settings: Unpack[SettingsFields]) -> None:
        self.settings = Settings(**settings)
        self.ledger = Ledger()
        self.faults = FaultPlan(self.settings.faults, seed=self.settings.seed)
        self.world = World(self.settings, self.ledger)
        self.world.is_refused = self.faults.refuses
        self.api_key = self.world.account_of(KeyKind.SHARED).key
        self.consumer_key = self.world.account_of(KeyKind.CONSUMER).key
        self.dedicated_key = self.world.account_of(KeyKind.DEDICATED).key
        self.webhooks = WebhookDelivery(self.world)
        self.sockets = Sockets(self.world)
        parts = [self.webhooks, *(part(self.world) for part in _PARTS)]
        routes = [route for part in parts for route in part.routes()]
        self._service = Service(self.world, routes, self.faults, self.sockets)
        self._closed = anyio.Event()
        config = Config(
            self._service,
            http="h11",
            interface="asgi3",
            lifespan="off",
            log_config=None,
            proxy_headers=False,
            ws=Upgraded,
        )
        self._connections = Connections(
            config, self.ledger, keep_alive=self.settings.keep_alive, opened=self._opened
        )
        self._listener = Listener(self._connections.cut_all)
        self._service.serve_on(self._connections, self._listener)

    def __repr__(self) -> str:
        if not self._listener.is_open:
            word = "closed" if self._listener.address else "not started"
            return f"<Emulator {word} | {self.ledger}>"
        places = self.world.accounts[self.api_key].places
        tasks, slots = places.active(self.world.now()), places.size
        return f"<Emulator {self.base_url} | {tasks} of {slots} slots taken | {self.ledger}>"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port. Raises RuntimeError before the start."""
        if self._listener.address is None:
            raise RuntimeError("the emulator has no address yet: use `async with Emulator(...)`")
        return self._listener.address

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

    def set_slots(self, slots: int) -> None:
        """Let the Enterprise-Shared key run so many tasks at once from now on.

        Tasks that run beyond that go on; new ones are refused until there is room.

        Raises:
            ValueError: `slots` is below 1.
        """
        if slots < 1:
            raise ValueError(f"slots={slots!r} must be at least 1")
        self.world.account_of(KeyKind.SHARED).places.size = slots

    def jump(self, seconds: float) -> None:
        """Let the emulator's clock jump, forwards or (negative) back, and its Date header lie.

        Tasks live by this clock, and so do URLs and signs. Back means that tasks whose end has
        passed run again, and that a status goes backwards.
        """
        self.world.jump(seconds)

    def outage(self) -> AbstractAsyncContextManager[None]:
        """Be away: `async with emu.outage(): …` cuts all connections and refuses new ones.

        Whoever connects gets ECONNREFUSED until the end of the block. Tasks run on, and calls
        that had arrived are done. Blocks may overlap; closing the emulator ends them.
        """
        return self._listener.outage()

    async def serve_forever(self) -> None:
        """Serve until cancelled; inside `async with`, whose end closes the emulator.

        Returns when another task closes it.

        Raises:
            RuntimeError: the emulator was not started.
        """
        if not self._listener.is_open:
            raise RuntimeError("the emulator is not open: use it inside `async with`")
        await self._closed.wait()

    async def __aenter__(self) -> Self:
        """Bind and listen. Raises OSError when the port is taken."""
        if self._listener.address is not None:
            raise RuntimeError("an emulator can be started once; make a new one")
        self._connections.config.load()
        await self._listener.open(self.settings.host, self.settings.port, self._connections.accept)
        self.world.base_url = self.base_url
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop at once: open connections are aborted, calls under way end, files are removed."""
        with anyio.CancelScope(shield=True):
            await self._listener.close()
            await self._connections.close()
            await self._listener.wait_closed()
            await self.webhooks.aclose()
        self.world.files.close()
        self._closed.set()

    def _opened(self, connection: Connection) -> None:
        """What happens to a connection that opens."""
        if self._listener.refuses:  # the kernel had accepted it before
            connection.cut(reset=True)
        else:
            self._service.meet(connection)
