"""The life of tasks, computed from a clock: nothing runs while a task "runs".

Source: platform-api 2.1, 2.2 (statuses), 4.4 (cancel), 1.5 (ids), 10.1 (billing).
"""

from __future__ import annotations

import enum
import hashlib
import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Family
from runninghub_async.emulator.outputs import Output
from runninghub_async.emulator.settings import Settings

__all__ = ["EmulatedTask", "ResultFile", "Submission", "TaskBook", "TaskKind"]

#: Ids are consecutive, above 2**53: whoever sends one through a float gets another task.
_FIRST_ID = 2_013_500_000_000_000_001

_FAILURES = (
    ("Vidu_Video_Node", "RuntimeError", "the model provider returned an empty video"),
    ("RH_Sampler", "torch.cuda.OutOfMemoryError", "CUDA out of memory"),
    ("RH_SaveVideo", "OSError", "the generated file could not be written"),
)


class TaskKind(enum.Enum):
    """What was asked to run."""

    MODEL = "model"
    WORKFLOW = "workflow"
    APP = "app"
    QUICK = "quick create"
    PROXY = "proxy"


class Submission(msgspec.Struct, frozen=True, kw_only=True):
    """What a call wants to run, checked by then."""

    kind: TaskKind
    source: str  #: a model's path, the id of a workflow or an app
    key: str
    family: Family  #: FLAT for v2 calls, V1 for the others: webhooks speak the same
    body: dict[str, Any]
    raw: bytes
    now: float  #: seconds of the emulator's clock
    outputs: tuple[tuple[str, Output], ...]  #: (node id, what it makes)
    price: Decimal | None = None  #: listed price of a model; None for runs paid by the second
    instance: str = "default"
    retain: int = 0  #: seconds the machine stays warm afterwards, billed
    queue: bool = False  #: wait for a machine instead of 415
    webhook_url: str = ""
    graph: Mapping[str, Any] | None = None  #: ComfyUI's API format, of what has nodes
    node_errors: Mapping[str, Any] = {}  #: told in `promptTips` although the task exists
    queued: float | None = None  #: seconds before the run; None as `Durations.queued` says


class ResultFile(msgspec.Struct, frozen=True):
    """One result of a task: its name at the storage, the node that made it, the content."""

    name: str
    node_id: str
    output: Output


class EmulatedTask(msgspec.Struct, kw_only=True, eq=False):
    """An accepted task. All times are seconds of the emulator's clock."""

    id: str
    number: int  #: 1 for the first accepted task
    submission: Submission
    accepted: float
    granted: float  #: it has its slot or machine from here on
    starts: float  #: QUEUED before, RUNNING from here on
    ends: float  #: earlier than planned when it is cancelled
    warm_up: float  #: from `granted` to `starts`
    run: float  #: seconds of the service, before `time_scale`
    scale: float  #: `time_scale`
    fails: bool
    results: tuple[ResultFile, ...]
    client_id: str
    cancelled: bool = False
    money: Decimal | None = None  #: charged in money; None where coins or machines pay
    coins: Decimal | None = None

    @property
    def key(self) -> str:
        """Whose task it is."""
        return self.submission.key

    @property
    def kind(self) -> TaskKind:
        """What was asked to run."""
        return self.submission.kind

    @property
    def webhook_url(self) -> str:
        """Who is to be told of its end; empty for nobody."""
        return self.submission.webhook_url

    @property
    def seconds(self) -> float:
        """How long it holds a slot or machine."""
        return max(0.0, self.ends - self.granted)

    def status(self, now: float) -> str:
        """The service's word for where the task is at a time of the clock."""
        if now < self.ends:
            return "QUEUED" if now < self.starts else "RUNNING"
        if self.cancelled:
            return "CANCEL"
        return "FAILED" if self.fails else "SUCCESS"

    def ran(self, now: float) -> float:
        """Seconds of the service that it has run, by a time of the clock."""
        if not self.cancelled and now >= self.ends:
            return self.run
        passed = max(0.0, min(now, self.ends) - self.starts)
        return min(self.run, passed / self.scale) if self.scale else 0.0

    def grant(self, at: float) -> None:
        """Let it have its place at another time than planned."""
        self.granted = at
        self.starts = at + self.warm_up
        self.ends = self.starts + self.run * self.scale

    def failed_reason(self) -> dict[str, Any]:
        """What ComfyUI says about a node that failed (platform-api 2.2)."""
        node, kind, message = _FAILURES[self.number % len(_FAILURES)]
        node_id = "4"
        graph = self.submission.graph
        if graph:
            node_id = list(graph)[-1]
            node = graph[node_id]["class_type"]
        return {
            "node_id": node_id,
            "node_name": node,
            "exception_type": kind,
            "exception_message": message,
            "traceback": [f'  File "/nodes/{node}.py", line 88, in execute\n'],
            "current_inputs": {},
            "current_outputs": {},
        }


class TaskBook:
    """All accepted tasks, by id and by what they make."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_id: dict[str, EmulatedTask] = {}
        self._by_result: dict[str, tuple[EmulatedTask, ResultFile]] = {}
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"<TaskBook {len(self)} tasks>"

    def find(self, task_id: str) -> EmulatedTask | None:
        """Return the task of this id, or None."""
        return self._by_id.get(task_id)

    def find_result(self, name: str) -> tuple[EmulatedTask, ResultFile] | None:
        """The task whose result has this file name, and the result."""
        return self._by_result.get(name)

    def name(self, task: EmulatedTask, other_id: str) -> None:
        """Let a task be found by one more id, such as a `prompt_id` of the proxy."""
        self._by_id[other_id] = task

    def add(self, submission: Submission, granted: float) -> EmulatedTask:
        """Plan the life of a task that gets its place at a time."""
        settings = self._settings
        number = self._count = self._count + 1
        chance = random.Random(f"{settings.seed}:{number}")
        run = settings.durations.draw_run(chance)
        queued = settings.durations.queued if submission.queued is None else submission.queued
        task_id = str(_FIRST_ID + number - 1)
        digest = hashlib.blake2s(f"{settings.seed}:{task_id}".encode()).hexdigest()
        task = EmulatedTask(
            id=task_id,
            number=number,
            submission=submission,
            accepted=submission.now,
            granted=granted,
            starts=granted,
            ends=granted,
            warm_up=queued * settings.time_scale,
            run=run,
            scale=settings.time_scale,
            fails=chance.random() < settings.fail_rate,
            results=tuple(_results(digest[:32], submission.outputs)),
            client_id=digest[32:],
        )
        task.grant(granted)
        self._by_id[task_id] = task
        for result in task.results:
            self._by_result[result.name] = (task, result)
        return task


def _results(stem: str, outputs: tuple[tuple[str, Output], ...]) -> Iterator[ResultFile]:
    for position, (node_id, output) in enumerate(outputs):
        counted = f"{stem}_{position + 1}" if position else stem
        yield ResultFile(f"{counted}.{output.suffix}", node_id, output)
