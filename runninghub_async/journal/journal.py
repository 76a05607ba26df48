"""A record of jobs on disk, so that a batch survives the process that runs it."""

from __future__ import annotations

import asyncio
import functools
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

from runninghub_async.errors import ClientClosed, ConfigError, InvalidRequest
from runninghub_async.files.disk import in_thread
from runninghub_async.journal.clean import clean, safe, task_id_of
from runninghub_async.journal.entries import (
    STATES,
    JournalEntry,
    JournalState,
    JournalSummary,
    SavedFile,
)
from runninghub_async.journal.file import JournalFile, trouble
from runninghub_async.journal.params import Digests, RecentDigests, describe, reads_disk
from runninghub_async.journal.rows import Rows
from runninghub_async.journal.thread import JournalThread
from runninghub_async.protocol.messages import TaskState

__all__ = ["Journal"]

T = TypeVar("T")

PAGE = 200  #: jobs that `jobs` reads at a time


class Journal:
    """What is known of many jobs: `async with Journal("clips.journal") as journal`.

    The file is an SQLite database that only its owner may read. One process at a time has
    it; the lock falls with the process, however that ends. It holds parameters without
    local bytes and without queries of URLs, task ids, result URLs as they came (their
    signatures fetch the results, for a day), and never the key. Keep it on a local disk:
    its log does not work on network file systems.

    Every write is queued when its method is called, also when nobody awaits it; awaiting
    waits until it is on disk, safe from a power cut. Cancelling who waits stops the waiting
    and not the write. Many writes at once share one wait for the disk.

    All methods raise `ClientClosed` before open and after close, and `JournalError` when the
    disk is full, read-only or failing, when the file was deleted, or when the job is in a
    state that does not allow it; then nothing of that write is left.

    With `must_exist` a path without a journal is refused instead of beginning one.

    ```python
    from runninghub_async.journal import Journal, JournalState

    jobs = [Job("vidu/text-to-video", {"prompt": f"take {n}"}, key=f"take-{n}") for n in range(3)]
    async with Journal("run.journal") as journal:
        async for outcome in rh.map(jobs, journal=journal, download_to="clips/"):
            print(outcome.key, outcome.status, outcome.resumed)
        state: JournalState = "uncertain"
        print(await journal.summary(), [entry.key async for entry in journal.jobs(state)])
    ```
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        must_exist: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.path = path
        self._must_exist = must_exist
        self._clock = clock
        self._thread: JournalThread | None = None
        self._digests: Digests = RecentDigests()
        self._under_way: dict[str, object] = {}  #: keys of jobs that somebody works on

    def __repr__(self) -> str:
        return f"<Journal {os.fspath(self.path)} | {'open' if self._thread else 'closed'}>"

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def open(self) -> None:
        """Open the file, make it where there is none, migrate it where it is older.

        A job whose submit was under way when the last process ended becomes "uncertain".
        The folder must exist: a mistyped path should not begin a new journal unseen.

        Raises:
            JournalError: another process has it, it is no journal, a newer release made it,
                it must exist and does not, or the disk refused. A file that is no journal is
                not changed.
        """
        if self._thread is not None:
            raise trouble(self.path, "is open already")
        file = JournalFile(self.path, must_exist=self._must_exist)
        self._thread = thread = JournalThread(file, self._clock())
        try:
            await thread.start()
        except BaseException:
            await self.aclose()
            raise

    async def aclose(self) -> None:
        """Write what is queued, and give the file back; does nothing a second time."""
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.stop()
            await in_thread(thread.join)

    @property
    def is_open(self) -> bool:
        """Whether it can be used now."""
        return self._thread is not None

    @contextmanager
    def working_on(self, key: str) -> Iterator[None]:
        """Have a job to oneself until the block ends.

        Raises:
            InvalidRequest: somebody else works on a job of this key at the moment.
        """
        mine = object()
        if self._under_way.setdefault(key, mine) is not mine:
            raise InvalidRequest(
                endpoint="map",
                param="key",
                reason=f"={key!r} is under way already: two jobs have this key, or two runs "
                f"work with the journal {os.fspath(self.path)} at the same time",
            )
        try:
            yield
        finally:
            del self._under_way[key]

    # -- writes -----------------------------------------------------------------------------

    async def plan(self, key: str, *, endpoint: str, params: Mapping[str, Any]) -> JournalEntry:
        """Note a job before anything happens, and return what is known of it.

        The same key with the same endpoint and parameters is the same job, in every run:
        what comes back tells whether it is done, still runs, is uncertain or `runnable`.
        Local media is the same when its content is.

        Raises:
            InvalidRequest: the key stands for another job already (both are named), or a
                parameter cannot be written down.
            UploadError: local media cannot be read.
        """
        if not key or not isinstance(key, str):
            raise trouble(self.path, f"needs a key that is text, not {key!r}")
        try:
            key.encode()
        except UnicodeEncodeError as error:
            raise trouble(self.path, f"cannot hold the key {key!r}: {error.reason}") from error
        work = functools.partial(describe, endpoint, params, self._digests)
        described = await in_thread(work) if reads_disk(params) else work()
        now = self._clock()
        return await self._request(lambda rows: rows.plan(key, described, now))

    def intent(
        self, key: str, *, body_hash: str, attempt: int | None = None
    ) -> asyncio.Future[int]:
        """Note that a submit is about to leave; await it before the request is sent.

        Gives the number of the attempt, from 1; one that names another `attempt` is refused:
        somebody else has submitted the job meanwhile. Where `accepted`, `unclear` and `refused`
        name their attempt, they change no other. Should the process die from here on until
        `accepted`, `refused` or `unclear`, the job is "uncertain" when the journal is opened
        again. So call it as late as can be, and `refused` where the request then never left.

        Raises:
            InvalidRequest: a task of this job exists, or may exist.
        """
        now = self._clock()
        return self._request(lambda rows: rows.intent(key, body_hash, now, attempt=attempt))

    def accepted(
        self, key: str, task_id: str, *, attempt: int | None = None
    ) -> asyncio.Future[None]:
        """Note the task that the submit made, also where it was thought uncertain."""
        now = self._clock()
        return self._request(lambda rows: rows.accepted(key, task_id, now, attempt=attempt))

    def ended(self, key: str, state: TaskState) -> asyncio.Future[None]:
        """Note how the task ended: outputs, usage, code and reason.

        The first end stands. A later look at a task that succeeded replaces its outputs, but
        not the time from which their URLs age.

        Raises:
            JournalError: the state is not finished, or is of another task.
        """
        if not state.finished:
            raise trouble(self.path, f"notes no end of job {key!r}: it is {state.status}")
        now = self._clock()
        return self._request(lambda rows: rows.ended(key, clean(state), now))

    def unclear(self, key: str, *, reason: str, attempt: int | None = None) -> asyncio.Future[None]:
        """Note that the submit got no clear answer; the job becomes "uncertain"."""
        now, text = self._clock(), safe(reason)
        return self._request(lambda rows: rows.unclear(key, text, now, attempt=attempt))

    def refused(
        self,
        key: str,
        *,
        reason: str,
        code: int | str | None = None,
        attempt: int | None = None,
    ) -> asyncio.Future[None]:
        """Note that surely no task was created; the job may be submitted again."""
        now, text = self._clock(), safe(reason)
        return self._request(lambda rows: rows.refused(key, code, text, now, attempt=attempt))

    def decide(self, key: str, *, task_id: str | None) -> asyncio.Future[None]:
        """Say which task a job has that is uncertain, by the word of somebody who looked.

        With a task's id the job is "submitted" and can be waited for; with None there is
        surely no task, and the job may be submitted again. Can be called anew while the end
        of the task was not seen, for an id that was wrong or that the service has forgotten.
        `jobs("uncertain")` lists what is to be decided.

        Raises:
            InvalidRequest: that is no id of a task, or a run works on the job now.
            JournalError: the job has ended, was refused, or was never submitted.
        """
        found = None if task_id is None else task_id_of(task_id)
        if key in self._under_way:
            reason = f"={key!r} is under way: decide it when the run has ended"
            raise InvalidRequest(endpoint="decide", param="key", reason=reason)
        now = self._clock()
        return self._request(lambda rows: rows.decide(key, found, now))

    def saved(self, key: str, files: Iterable[SavedFile]) -> asyncio.Future[None]:
        """Note results that are on disk, whole."""
        noted = tuple(files)
        return self._request(lambda rows: rows.saved(key, noted))

    def set_note(self, name: str, value: bytes | None) -> asyncio.Future[None]:
        """Keep some bytes under a name, for what is learned from run to run; None removes them."""
        return self._request(lambda rows: rows.set_note(name, value))

    # -- reads ------------------------------------------------------------------------------

    def note(self, name: str) -> asyncio.Future[bytes | None]:
        """Give the bytes that were kept under a name, or None."""
        return self._request(lambda rows: rows.note(name))

    def job(self, key: str) -> asyncio.Future[JournalEntry | None]:
        """Give what is known of a job, or None."""
        return self._request(lambda rows: rows.job(key))

    def job_of_task(self, task_id: str) -> asyncio.Future[JournalEntry | None]:
        """Give the job that a task belongs to, by any of its attempts, or None."""
        return self._request(lambda rows: rows.of_task(task_id))

    async def jobs(self, *states: JournalState) -> AsyncIterator[JournalEntry]:
        """Iterate over the jobs in these states, or over all, in the order of their planning.

        They are read in pages, so 100,000 need little memory, and jobs may change meanwhile:
        each is given once at the most, as it was when its page was read.
        """
        unknown = [state for state in states if state not in STATES]
        if unknown:
            reason = f"{unknown[0]!r} is no state of a job: {', '.join(STATES)}"
            raise ConfigError(setting="states", reason=reason)
        last = 0
        while True:
            read = functools.partial(Rows.page, after=last, states=states or STATES, limit=PAGE)
            page = await self._request(read)
            for _, entry in page:
                yield entry
            if len(page) < PAGE:
                return
            last, _ = page[-1]

    def summary(self) -> asyncio.Future[JournalSummary]:
        """Count the jobs in each state, and the files."""
        return self._request(Rows.summary)

    def _request(self, work: Callable[[Rows], T]) -> asyncio.Future[T]:
        if self._thread is None:
            raise ClientClosed(reason=f"the journal {os.fspath(self.path)} is not open")
        return self._thread.request(work)
