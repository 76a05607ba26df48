"""What happened, as counts and records that a test can assert on."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import msgspec

__all__ = ["AcceptedCancel", "AcceptedSubmit", "Ledger"]


class AcceptedSubmit(msgspec.Struct, frozen=True, kw_only=True):
    """One submit that created a task."""

    task_id: str
    endpoint: str  #: a model's path, the id of a workflow or an app
    key: str
    body: dict[str, Any]
    body_sha256: str  #: of the bytes as they came
    price: Decimal | None  #: None where no list names a price
    at: float  #: seconds of the emulator's clock
    seconds: float  #: how long it holds a slot, scaled by `time_scale`
    fails: bool
    kind: str = "model"  #: or workflow, app, quick create, proxy
    key_kind: str = "SHARED"  #: or NORMAL (consumer), EXCLUSIVE (dedicated)
    money: Decimal | None = None  #: charged in money: the price, or the seconds of a run
    coins: Decimal | None = None  #: charged in coins


class AcceptedCancel(msgspec.Struct, frozen=True, kw_only=True):
    """One cancel that stopped a task, and what it gave back."""

    task_id: str
    at: float  #: seconds of the emulator's clock
    money: Decimal = Decimal(0)
    coins: Decimal = Decimal(0)


class Ledger:
    """The emulator's book. Counts only grow; `connections_open` is the one that falls.

    ```python
    from runninghub_async.emulator import Emulator

    async with Emulator(time_scale=0.001) as emu:
        async with RunningHub(emu.api_key, base_url=emu.base_url) as client:
            await client.models.vidu.text_to_video.submit(prompt="a cat surfs")
        assert [one.body["prompt"] for one in emu.ledger.submits] == ["a cat surfs"]
        print(emu.ledger.money_charged, emu.ledger.looks, emu.ledger.connections_peak)
    ```
    """

    def __init__(self) -> None:
        self.submits: list[AcceptedSubmit] = []  #: in the order of acceptance
        self.cancels: list[AcceptedCancel] = []  #: that stopped a task
        self.refusals: Counter[int] = Counter()  #: business code -> times, faults included
        self.requests: Counter[str] = Counter()  #: operation -> requests that came in
        self.faults: Counter[str] = Counter()  #: `what` -> times it struck
        self.looks_by_task: Counter[str] = Counter()  #: task id -> looks that were answered
        self.uploads = 0  #: files stored, also the same one again
        self.upload_hashes: Counter[str] = Counter()  #: SHA-256 of a content -> uploads of it
        self.bytes_uploaded = 0
        self.downloads = 0  #: file bodies that were served, whole or in part
        self.downloads_by_path: Counter[str] = Counter()
        self.bytes_downloaded = 0  #: of the bodies that were answered, a cut one counts as whole
        self.range_requests = 0  #: answered with 206 or 416
        self.keys_leaked_to_storage = 0  #: file requests with an Authorization header
        self.connections_opened = 0
        self.connections_open = 0
        self.connections_peak = 0  #: most of them open at once
        self.tasks_running_peak = 0  #: most tasks QUEUED or RUNNING at once
        self._changed = asyncio.Event()

    def __repr__(self) -> str:
        refused = ", ".join(f"{count}x {code}" for code, count in sorted(self.refusals.items()))
        return (
            f"<Ledger {len(self.submits)} tasks (peak {self.tasks_running_peak} at once, "
            f"{self.money_charged} charged), {self.looks} looks, {self.uploads} uploads, "
            f"{self.downloads} downloads, refused: {refused or 'none'}, "
            f"{self.connections_opened} connections (peak {self.connections_peak})>"
        )

    async def until(
        self, condition: Callable[[Ledger], object], *, deadline: float | None = 30.0
    ) -> None:
        """Wait until a condition about this book holds: `await ledger.until(lambda it: it.looks)`.

        It is asked again whenever a connection or a call begins or ends.

        Args:
            condition: What to wait for.
            deadline: Seconds from now; `None` never gives up.

        Raises:
            TimeoutError: it did not hold in time; the text is the book as it stands.
        """
        try:
            async with asyncio.timeout(deadline):
                while not condition(self):
                    await self._changed.wait()
        except TimeoutError:
            raise TimeoutError(f"after {deadline:g} s: {self!r}") from None

    def changed(self) -> None:
        """Wake whoever waits in `until`; the emulator calls it."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    @property
    def looks(self) -> int:
        """Queries that named a task and were answered."""
        return self.looks_by_task.total()

    @property
    def distinct_uploads(self) -> int:
        """Different contents among the uploads."""
        return len(self.upload_hashes)

    @property
    def money_charged(self) -> Decimal:
        """What all accepted tasks cost in money, failed ones included.

        The listed price of a model, the seconds of a workflow or app; less what cancels gave
        back. Tasks without a listed price add nothing.
        Source: platform-api 10.1: "Failed tasks can be billed" [OD/TP], 4.4.
        """
        charged = sum((one.money for one in self.submits if one.money is not None), Decimal(0))
        return charged - sum(one.money for one in self.cancels)

    @property
    def coins_charged(self) -> Decimal:
        """What all accepted tasks of the consumer key cost in coins, less what came back."""
        charged = sum((one.coins for one in self.submits if one.coins is not None), Decimal(0))
        return charged - sum(one.coins for one in self.cancels)

    @property
    def task_ids(self) -> list[str]:
        """Ids of the accepted tasks, in order."""
        return [one.task_id for one in self.submits]

    def repeated_bodies(self) -> dict[str, int]:
        """Bodies (SHA-256) that created more than one task, and how many each."""
        times = Counter(one.body_sha256 for one in self.submits)
        return {sha256: count for sha256, count in times.items() if count > 1}

    def ideal_makespan(self, slots: int) -> float:
        """Return the seconds that the accepted tasks take at best in this many slots.

        List scheduling: in the order of acceptance, each task's own scaled duration goes to
        the slot that is free first, with no pause between tasks.

        Raises:
            ValueError: `slots` is below 1.
        """
        if slots < 1:
            raise ValueError(f"slots={slots!r} must be at least 1")
        free = [0.0] * slots
        for submit in self.submits:
            heapq.heapreplace(free, free[0] + submit.seconds)
        return max(free)
