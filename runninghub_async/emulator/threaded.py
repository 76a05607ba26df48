"""An emulator in a thread of its own, for those that have no event loop, or another."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

from anyio.from_thread import BlockingPortal, start_blocking_portal

from runninghub_async.emulator.faults import Fault
from runninghub_async.emulator.ledger import Ledger
from runninghub_async.emulator.server import Emulator
from runninghub_async.emulator.settings import SettingsFields

__all__ = ["EmulatorThread"]

T = TypeVar("T")


class EmulatorThread:
    """An `Emulator` that runs in a thread of its own: plain calls, from any thread.

    ```python
    from runninghub_async.emulator import EmulatorThread, Fault

    with EmulatorThread(time_scale=0.001) as emu:
        emu.add_fault(Fault("account", "http 503"))  # once: it is asked again
        async with RunningHub(emu.api_key, base_url=emu.base_url) as client:
            print(await client.account.status())
        assert emu.ledger.requests["account"] == 2
    ```

    The calls are short, so they may be made from a coroutine; `until` waits, so it may not.

    Args:
        settings: As for `Emulator`.

    Raises:
        ValueError: a setting is out of range.
    """

    def __init__(self, **settings: Unpack[SettingsFields]) -> None:
        self._emulator = Emulator(**settings)
        self._stack = ExitStack()
        self._portal: BlockingPortal | None = None
        self.api_key = self._emulator.api_key  #: Enterprise-Shared
        self.consumer_key = self._emulator.consumer_key
        self.dedicated_key = self._emulator.dedicated_key

    def __repr__(self) -> str:
        return f"<EmulatorThread {self._emulator!r}>"

    def __enter__(self) -> Self:
        """Start the thread and listen. Raises OSError when the port is taken."""
        with ExitStack() as stack:
            portal = stack.enter_context(start_blocking_portal(name="runninghub-emulator"))
            stack.enter_context(portal.wrap_async_context_manager(self._emulator))
            self._portal = portal
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Cut all connections, end the thread."""
        try:
            self._stack.close()
        finally:
            self._portal = None

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:54321`. Raises RuntimeError before the start."""
        return self._emulator.base_url

    @property
    def ledger(self) -> Ledger:
        """What has happened until now: a copy, so ask again after the next call."""
        return self._call(lambda: _copied(self._emulator.ledger))

    def add_fault(self, fault: Fault) -> None:
        """Let one more thing go wrong from now on, behind the others."""
        self._call(lambda: self._emulator.add_fault(fault))

    def clear_faults(self) -> None:
        """End all trouble."""
        self._call(self._emulator.faults.clear)

    def set_slots(self, slots: int) -> None:
        """Let the Enterprise-Shared key run so many tasks at once from now on.

        Raises:
            ValueError: `slots` is below 1.
        """
        self._call(lambda: self._emulator.set_slots(slots))

    def jump(self, seconds: float) -> None:
        """Let the emulator's clock jump, forwards or (negative) back."""
        self._call(lambda: self._emulator.jump(seconds))

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Be away: `with emu.outage(): …` cuts all connections and refuses new ones."""
        with self._running().wrap_async_context_manager(self._emulator.outage()):
            yield

    def until(
        self, condition: Callable[[Ledger], object], *, deadline: float | None = 30.0
    ) -> None:
        """Wait, blocking this thread, until a condition about the ledger holds.

        From a coroutine: `await asyncio.to_thread(emu.until, condition)`.

        Raises:
            TimeoutError: it did not hold in time; the text is the ledger as it stands.
        """
        ledger = self._emulator.ledger
        self._running().call(lambda: ledger.until(condition, deadline=deadline))

    def _call(self, work: Callable[[], T]) -> T:
        """Run something in the emulator's loop; after the end, here: nobody else is there."""
        return work() if self._portal is None else self._portal.call(work)

    def _running(self) -> BlockingPortal:
        if self._portal is None:
            raise RuntimeError("the emulator does not run: use it inside `with`")
        return self._portal


def _copied(ledger: Ledger) -> Ledger:
    """A book that nobody writes into any more."""
    book = copy.copy(ledger)
    for name, value in vars(ledger).items():
        if isinstance(value, list | Counter):
            kept: Any = value.copy()
            setattr(book, name, kept)
    return book
