"""Many tasks: jobs in, outcomes out, bounded by what is in flight."""

from __future__ import annotations

import asyncio
import functools
import time
from collections import deque
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Mapping,
)
from contextlib import AbstractAsyncContextManager
from os import PathLike
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.errors import (
    ClientClosed,
    ConfigError,
    InvalidRequest,
    RunningHubError,
    SubmitUncertain,
)
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import Deadline, wait_until
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Job", "Outcome", "Runnable", "run_batch"]

AHEAD = 8  #: jobs that prepare, upload and wait for a place before one is free
UNREAD = 64  #: outcomes that wait for a slow consumer before no new job is started


class Runnable(Protocol):
    """An endpoint, as far as a batch needs one."""

    @property
    def path(self) -> str:
        """The wire path, for messages."""
        ...

    def start(
        self, params: Mapping[str, Any], deadline: Deadline
    ) -> AbstractAsyncContextManager[Task]:
        """Submit on entry, hold the task's place until exit."""
        ...

    def deadline(self) -> Deadline:
        """The deadline of a call that starts now."""
        ...


class Job(msgspec.Struct, frozen=True):
    """One task to run: an endpoint (or its name), its parameters, and a key of your own."""

    endpoint: Runnable | str
    params: Mapping[str, Any]
    key: str | None = None


class Outcome(msgspec.Struct, kw_only=True):
    """How one job ended.

    `status` is "succeeded" (with `result`, and `files` where they were asked for),
    "failed" (with `error`; with `result` too when only the download failed), "uncertain"
    (the submit got no clear answer: the task may exist) or "skipped" (never started).
    """

    job: Job
    index: int  #: place in the input, from 0
    status: Literal["succeeded", "failed", "uncertain", "skipped"] = "skipped"
    result: TaskResult | None = None
    error: RunningHubError | None = None
    task_id: str | None = None
    attempts: int = 0  #: submits that were made for it
    seconds: float = 0.0  #: from the start of the job to its end
    files: tuple[Path, ...] = ()

    @property
    def key(self) -> str:
        """The job's key, or its index as text."""
        return self.job.key if self.job.key is not None else str(self.index)


async def run_batch(
    session: Session,
    jobs: Iterable[Job] | AsyncIterable[Job],
    *,
    resolve: Callable[[str], Runnable] | None = None,
    concurrency: int | None = None,
    deadline: float | UnsetType | None = UNSET,
    download_to: str | PathLike[str] | None = None,
    ordered: bool = False,
    stop_after: int | None = None,
) -> AsyncIterator[Outcome]:
    """Run jobs and give their outcomes; `RunningHub.map` documents it."""
    for setting, value in (("concurrency", concurrency), ("stop_after", stop_after)):
        if value is not None and value < 1:
            raise ConfigError(setting=setting, reason=f"{value!r} is below 1")
    session.check_usable()
    batch = _Batch(
        session,
        resolve,
        concurrency=concurrency,
        deadline=deadline,
        folder=None if download_to is None else Path(download_to),
        ordered=ordered,
        stop_after=stop_after,
    )
    batch.begin(jobs)
    try:
        while (outcome := await batch.next()) is not None:
            yield outcome
    finally:
        batch.cancel()


class _Batch:
    """The state of one `map`: one feeder, the running jobs, and outcomes not yet read."""

    def __init__(
        self,
        session: Session,
        resolve: Callable[[str], Runnable] | None,
        *,
        concurrency: int | None,
        deadline: float | UnsetType | None,
        folder: Path | None,
        ordered: bool,
        stop_after: int | None,
    ) -> None:
        self._session = session
        self._resolve = resolve
        self._concurrency = concurrency
        self._deadline = deadline
        self._folder = folder
        self._ordered = ordered
        self._failures_left = stop_after
        self._feeder: asyncio.Future[None] | None = None
        self._running: dict[int, asyncio.Future[Outcome]] = {}
        self._before_place = 0  #: running jobs that have no accepted task yet
        self._ready: deque[Outcome] = deque()
        self._early: dict[int, Outcome] = {}  #: outcomes that wait for one before them
        self._given = 0
        self._error: BaseException | None = None
        self._fed = False
        self._news = asyncio.Event()
        self._room = asyncio.Event()

    def begin(self, jobs: Iterable[Job] | AsyncIterable[Job]) -> None:
        self._feeder = self._session.background.start(self._feed(jobs))
        self._feeder.add_done_callback(self._feeding_ended)

    def cancel(self) -> None:
        """Stop starting and stop waiting; submitted tasks run on."""
        if self._feeder is not None:
            self._feeder.cancel()
        for running in list(self._running.values()):
            running.cancel()

    async def next(self) -> Outcome | None:
        """The next outcome, or None after the last; raises what broke the batch itself."""
        while not self._ready:
            if self._fed and not self._running:
                if self._error is not None:
                    raise self._error
                return None
            self._news.clear()
            await self._news.wait()
        outcome = self._ready.popleft()
        self._room.set()
        return outcome

    async def _feed(self, jobs: Iterable[Job] | AsyncIterable[Job]) -> None:
        index = 0
        source = _each(jobs)
        try:
            await self._wait_for_room()
            async for job in source:
                if self._failures_left == 0:
                    self._deliver(Outcome(job=job, index=index))
                    return
                running = self._session.background.start(self._run(index, job))
                self._running[index] = running
                self._before_place += 1
                running.add_done_callback(functools.partial(self._ended, index))
                index += 1
                await self._wait_for_room()
        finally:
            await source.aclose()

    async def _wait_for_room(self) -> None:
        while not self._has_room():
            self._room.clear()
            await self._room.wait()

    def _has_room(self) -> bool:
        limit = self._concurrency
        unread = len(self._ready) + len(self._early)
        return (
            self._before_place < AHEAD
            and (limit is None or len(self._running) < limit)
            and unread < max(UNREAD, 2 * (limit or 0))
        )

    async def _run(self, index: int, job: Job) -> Outcome:
        outcome = Outcome(job=job, index=index, status="failed")
        began = time.monotonic()
        placed = False
        try:
            endpoint = self._endpoint(job)
            deadline = endpoint.deadline() if self._deadline is UNSET else Deadline(self._deadline)
            outcome.attempts = 1
            async with endpoint.start(job.params, deadline) as task:
                outcome.task_id = task.id
                placed = True
                self._placed()
                outcome.result = await wait_until(task, deadline)
            if self._folder is not None:
                outcome.files = tuple(await outcome.result.download(self._folder))
            outcome.status = "succeeded"
        except ClientClosed:
            raise
        except RunningHubError as error:
            outcome.error = error
            if isinstance(error, SubmitUncertain):
                outcome.status = "uncertain"
        finally:
            if not placed:
                self._placed()
        outcome.seconds = time.monotonic() - began
        return outcome

    def _endpoint(self, job: Job) -> Runnable:
        params: object = job.params  # a Struct does not check what it is built from
        if not isinstance(params, Mapping):
            reason = f"params of a job are a mapping, not {type(params).__name__}"
            raise InvalidRequest(endpoint=str(job.endpoint), reason=reason)
        if not isinstance(job.endpoint, str):
            return job.endpoint
        if self._resolve is None:
            raise ConfigError(setting="jobs", reason="give endpoint objects, not names")
        return self._resolve(job.endpoint)

    def _placed(self) -> None:
        self._before_place -= 1
        self._room.set()

    def _ended(self, index: int, running: asyncio.Future[Outcome]) -> None:
        del self._running[index]
        self._room.set()
        self._news.set()
        if running.cancelled():
            return
        error = running.exception()
        if error is not None:
            self._error = self._error or error
            self.cancel()
            return
        outcome = running.result()
        if outcome.status != "succeeded" and self._failures_left:
            self._failures_left -= 1
        self._deliver(outcome)

    def _deliver(self, outcome: Outcome) -> None:
        self._news.set()
        if not self._ordered:
            self._ready.append(outcome)
            return
        self._early[outcome.index] = outcome
        while self._given in self._early:
            self._ready.append(self._early.pop(self._given))
            self._given += 1

    def _feeding_ended(self, feeder: asyncio.Future[None]) -> None:
        self._fed = True
        self._news.set()
        if not feeder.cancelled() and (error := feeder.exception()) is not None:
            self._error = self._error or error


async def _each(jobs: Iterable[Job] | AsyncIterable[Job]) -> AsyncGenerator[Job, None]:
    """The jobs one by one, from a plain or an async source; the source is closed after it."""
    try:
        if isinstance(jobs, AsyncIterable):
            async for job in jobs:
                yield job
        else:
            for job in jobs:
                yield job
    finally:
        if (close := getattr(jobs, "aclose", None)) is not None:
            await close()
