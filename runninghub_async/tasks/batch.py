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

import anyio
import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.errors import (
    ApiError,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    SubmitUncertain,
    TaskTimeout,
    TransportError,
)
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import Deadline, wait_until
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Job", "Outcome", "Runnable", "run_batch"]

AHEAD = 8  #: jobs that prepare, upload and wait for a place before one is free
UNREAD = 64  #: outcomes that wait for a slow consumer before no new job is started
SAVING = 32  #: jobs whose task is done and whose files are being fetched, at the most


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
    "failed" (with `error`: no task, or one that ended without a result), "uncertain" (with
    `error`: the submit got no clear answer, or `task_id` may still be running) or "skipped"
    (never started). Running a "failed" job again pays for nothing twice.

    A task that succeeded and whose download failed is "succeeded", with `error` and without
    `files`: `await outcome.result.download(...)` fetches them. `error` is a RunningHubError,
    or what the job's own values raised.
    """

    job: Job
    index: int  #: place in the input, from 0
    status: Literal["succeeded", "failed", "uncertain", "skipped"] = "skipped"
    result: TaskResult | None = None
    error: Exception | None = None
    task_id: str | None = None
    attempts: int = 0  #: submits that the service may have seen
    seconds: float = 0.0  #: from the start of the job to its end
    files: tuple[Path, ...] = ()

    @property
    def key(self) -> str:
        """The job's key, or its index as text."""
        key = getattr(self.job, "key", None)  # an item that is no Job has an outcome as well
        return key if key is not None else str(self.index)


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
    folder = None if download_to is None else await _made(download_to)
    batch = _Batch(
        session,
        resolve,
        concurrency=concurrency,
        deadline=deadline,
        folder=folder,
        ordered=ordered,
        stop_after=stop_after,
    )
    batch.begin(jobs)
    try:
        while (outcome := await batch.next()) is not None:
            yield outcome
    finally:
        batch.cancel()


async def _made(download_to: str | PathLike[str]) -> Path:
    """The directory, made now: a place that cannot be written to is known before it costs."""
    folder = Path(download_to)
    try:
        await anyio.Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"{download_to} cannot be made: {error.strerror or error}"
        raise ConfigError(setting="download_to", reason=reason) from error
    return folder


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
        self._saving = 0  #: running jobs whose task is done and whose files are fetched
        self._not_taken: dict[int, str] = {}  #: index -> task whose outcome nobody has yet
        self._stopping = False
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
        """Stop starting and stop waiting; submitted tasks run on.

        A task whose outcome nobody took is kept among the unfinished ones: it is paid.
        """
        self._stop_feeding()
        for running in list(self._running.values()):
            running.cancel()
        self._session.let_go(self._not_taken.values())

    def _stop_feeding(self) -> None:
        self._stopping = True
        if self._feeder is not None:
            self._feeder.cancel()

    async def next(self) -> Outcome | None:
        """The next outcome, or None after the last; raises what broke the batch itself."""
        while not self._ready:
            if self._fed and not self._running:
                if not self._early:
                    self._raise_error()
                    return None
                for index in sorted(self._early):  # one before them will never come
                    self._ready.append(self._early.pop(index))
                break
            self._news.clear()
            await self._news.wait()
        outcome = self._ready.popleft()
        task_id = self._not_taken.pop(outcome.index, None)
        if task_id is not None:
            self._session.hand_over(task_id)
        self._room.set()
        return outcome

    def _raise_error(self) -> None:
        """Raise what broke the batch, if anything did."""
        if isinstance(self._error, ClientClosed):
            raise ClientClosed(task_ids=self._session.unfinished)
        if self._error is not None:
            raise self._error

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
        places = self._session.slots.limit
        unread = max(UNREAD, 2 * (limit or 0))
        if self._ordered:  # one slow job must not idle the places behind it
            unread = max(unread, 4 * (limit or places))
        return (
            len(self._running) - self._saving < places + AHEAD
            and (limit is None or len(self._running) < limit)
            and self._saving < SAVING
            and len(self._ready) + len(self._early) < unread
        )

    async def _run(self, index: int, job: Job) -> Outcome:
        outcome = Outcome(job=job, index=index, status="failed")
        began = time.monotonic()
        try:
            endpoint = self._endpoint(job)
            deadline = endpoint.deadline() if self._deadline is UNSET else Deadline(self._deadline)
            async with endpoint.start(job.params, deadline) as task:
                self._submitted(outcome, task.id)
                outcome.result = await wait_until(task, deadline)
            outcome.status = "succeeded"
            if self._folder is not None:
                outcome.files = await self._save(outcome.result, self._folder)
        except ClientClosed:
            raise
        except Exception as error:  # noqa: BLE001  (a job's own values may raise anything)
            outcome.error = error
            outcome.attempts = max(
                outcome.attempts, int(isinstance(error, SubmitUncertain | ApiError))
            )
            if isinstance(error, SubmitUncertain) or _runs_on(error):
                outcome.status = "uncertain"
        outcome.seconds = time.monotonic() - began
        return outcome

    def _submitted(self, outcome: Outcome, task_id: str) -> None:
        outcome.task_id = self._not_taken[outcome.index] = task_id
        self._session.hold(task_id)
        outcome.attempts = 1
        self._room.set()

    async def _save(self, result: TaskResult, folder: Path) -> tuple[Path, ...]:
        self._saving += 1
        self._room.set()
        try:
            return tuple(await result.download(folder))
        finally:
            self._saving -= 1

    def _endpoint(self, job: Job) -> Runnable:
        item: object = job
        if not isinstance(item, Job):
            raise InvalidRequest(endpoint="map", reason=f"{item!r:.80} is no Job")
        params: object = job.params  # a Struct does not check what it is built from
        if not isinstance(params, Mapping):
            reason = f"params of a job are a mapping, not {type(params).__name__}"
            raise InvalidRequest(endpoint=str(job.endpoint), reason=reason)
        if not isinstance(job.endpoint, str):
            return job.endpoint
        if self._resolve is None:
            raise ConfigError(setting="jobs", reason="give endpoint objects, not names")
        return self._resolve(job.endpoint)

    def _ended(self, index: int, running: asyncio.Future[Outcome]) -> None:
        del self._running[index]
        self._room.set()
        self._news.set()
        if running.cancelled():
            return
        error = running.exception()
        if error is not None:
            # Only the end of the client comes here. The other jobs get it too, each in its
            # own time: a submit that is on the wire may still tell its id.
            self._error = self._error or error
            self._stop_feeding()
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
        if feeder.cancelled():
            if not self._stopping:
                self._error = self._error or ConfigError(
                    setting="jobs", reason="the input was cancelled before its end"
                )
        elif (error := feeder.exception()) is not None:
            self._error = self._error or error


def _runs_on(error: Exception) -> bool:
    """Whether an error ended the waiting for a task and not the task."""
    if isinstance(error, TaskTimeout):
        return True
    return isinstance(error, ApiError | TransportError) and error.task_id is not None


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
