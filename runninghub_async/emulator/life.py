"""The life of tasks, computed from a clock: nothing runs while a task "runs".

Source: platform-api 2.1, 2.2 (statuses), 1.5 (ids), 10.1 (tasks at once, billing).
"""

from __future__ import annotations

import hashlib
import heapq
import random
from decimal import Decimal
from typing import Any

import msgspec

from runninghub_async.catalog.table import Row
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.settings import Settings

__all__ = ["EmulatedTask", "TaskBook"]

#: Ids are consecutive, above 2**53: whoever sends one through a float gets another task.
_FIRST_ID = 2_013_500_000_000_000_001

_FAILURES = (
    ("Vidu_Video_Node", "RuntimeError", "the model provider returned an empty video"),
    ("RH_Sampler", "torch.cuda.OutOfMemoryError", "CUDA out of memory"),
    ("RH_SaveVideo", "OSError", "the generated file could not be written"),
)


class EmulatedTask(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted task. All times are seconds of the emulator's clock."""

    id: str
    number: int  #: 1 for the first accepted task
    row: Row
    key: str
    body: dict[str, Any]
    accepted: float
    starts: float  #: QUEUED before, RUNNING from here on
    ends: float
    run: float  #: seconds of the service, before `time_scale`
    fails: bool
    price: Decimal | None  #: None where no list names a price
    output_name: str  #: last segment of the result's URL, without suffix
    client_id: str

    @property
    def seconds(self) -> float:
        """How long it holds a slot."""
        return self.ends - self.accepted

    def status(self, now: float) -> str:
        """The service's word for where the task is at a time of the clock."""
        if now < self.starts:
            return "QUEUED"
        if now < self.ends:
            return "RUNNING"
        return "FAILED" if self.fails else "SUCCESS"

    def failed_reason(self) -> dict[str, Any]:
        """What ComfyUI says about a node that failed (platform-api 2.2)."""
        node, kind, message = _FAILURES[self.number % len(_FAILURES)]
        return {
            "node_id": "4",
            "node_name": node,
            "exception_type": kind,
            "exception_message": message,
            "traceback": [f'  File "/nodes/{node}.py", line 88, in execute\n'],
            "current_inputs": {},
            "current_outputs": {},
        }


class TaskBook:
    """All accepted tasks, and the slots that they hold."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_id: dict[str, EmulatedTask] = {}
        self._by_output: dict[str, EmulatedTask] = {}
        self._ends: list[tuple[float, int]] = []  # a heap: (end, number) of whoever holds a slot

    def __len__(self) -> int:
        return len(self._by_id)

    def __repr__(self) -> str:
        return f"<TaskBook {len(self)} tasks, {len(self._ends)} slots of {self._settings.slots}>"

    def find(self, task_id: str) -> EmulatedTask | None:
        """Return the task of this id and key, or None."""
        return self._by_id.get(task_id)

    def find_output(self, name: str) -> EmulatedTask | None:
        """The task whose result has this name (without suffix)."""
        return self._by_output.get(name)

    def active(self, now: float) -> int:
        """How many tasks hold a slot."""
        while self._ends and self._ends[0][0] <= now:
            heapq.heappop(self._ends)
        return len(self._ends)

    def waiting(self, now: float) -> int:
        """How many of these are still QUEUED."""
        self.active(now)
        ids = (str(_FIRST_ID + number - 1) for _, number in self._ends)
        return sum(now < self._by_id[one].starts for one in ids)

    def accept(
        self, *, row: Row, key: str, body: dict[str, Any], price: Decimal | None, now: float
    ) -> EmulatedTask:
        """Take a task in.

        Raises:
            Refusal: every slot is taken; nothing was created.
        """
        settings = self._settings
        if self.active(now) >= settings.slots:
            raise Refusal(settings.capacity_code)
        number = len(self._by_id) + 1
        chance = random.Random(f"{settings.seed}:{number}")
        run = settings.durations.draw_run(chance)
        starts = now + settings.durations.queued * settings.time_scale
        task_id = str(_FIRST_ID + number - 1)
        digest = hashlib.blake2s(f"{settings.seed}:{task_id}".encode()).hexdigest()
        task = EmulatedTask(
            id=task_id,
            number=number,
            row=row,
            key=key,
            body=body,
            accepted=now,
            starts=starts,
            ends=starts + run * settings.time_scale,
            run=run,
            fails=chance.random() < settings.fail_rate,
            price=price,
            output_name=digest[:32],
            client_id=digest[32:],
        )
        self._by_id[task_id] = self._by_output[task.output_name] = task
        if task.ends > now:
            heapq.heappush(self._ends, (task.ends, number))
        return task
