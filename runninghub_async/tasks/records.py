"""Between a run and its journal: what a job tells, and what the journal tells of a job."""

from __future__ import annotations

import asyncio
import functools
import os
import sys
import time
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from runninghub_async.errors import (
    DownloadError,
    InvalidRequest,
    RequestRefused,
    RunningHubError,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
    TransportError,
)
from runninghub_async.files.disk import in_thread
from runninghub_async.journal.entries import JournalAttempt, JournalEntry, SavedFile
from runninghub_async.journal.journal import Journal
from runninghub_async.protocol.codes import find_code
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.run_journal import while_open
from runninghub_async.transport.hooks import logger

__all__ = ["JobRecord"]


class JobRecord:
    """One job in the journal: the witness of its submits, the keeper of its end.

    A journal that fails never hides what became of a task: what was paid for goes on, the
    trouble is logged and kept in `trouble`.
    """

    def __init__(self, journal: Journal, entry: JournalEntry) -> None:
        self.entry = entry
        self.trouble: RunningHubError | None = None  #: what could not be written down
        self._journal = journal
        self._key = entry.key
        self._attempts = len(entry.attempts)  #: in the journal
        self._noted = False  #: the intent of the submit under way is there, or will be
        self._body_hash = ""

    @classmethod
    async def planned(
        cls, journal: Journal, key: str, *, endpoint: str, params: Mapping[str, Any], named: bool
    ) -> Self:
        """Note a job; `.entry` is what is known of it.

        Raises:
            InvalidRequest: the key stands for another job already. Without a key of its own
                (`named`) the job has another place in the input than before.
        """
        try:
            with while_open(journal):
                return cls(journal, await journal.plan(key, endpoint=endpoint, params=params))
        except InvalidRequest as error:
            if error.param == "key" and not named:
                error.reason += (
                    ". It is the job's place in the input: a journal tells jobs without keys "
                    "apart by it, so the input must keep its order; give your jobs keys"
                )
            raise

    # -- the submit

    @property
    def attempt(self) -> Hashable:
        """What tells the attempt that leaves next from all others, in every journal."""
        return self._named(self._attempts + (not self._noted))

    @property
    def advice(self) -> str:
        """What settles a submit without a clear answer."""
        return (
            f"Then journal.decide({self._key!r}, task_id=…) settles it, with task_id=None where "
            "there is no task"
        )

    async def leaving(self, body_hash: str) -> None:
        """Note the intent, before the request leaves; once for each submit.

        Raises:
            InvalidRequest: somebody else has submitted the job meanwhile.
            JournalError: it cannot be written down.
        """
        if self._noted:
            return
        number = self._attempts + 1
        try:
            with while_open(self._journal):
                await self._journal.intent(self._key, body_hash=body_hash, attempt=number)
        except asyncio.CancelledError:
            self._began(number, body_hash)  # the write is under way, whoever waits for it
            raise
        self._began(number, body_hash)

    def _began(self, number: int, body_hash: str) -> None:
        self._attempts, self._body_hash, self._noted = number, body_hash, True

    async def accepted(self, task_id: str) -> None:
        """Note the task. Where that fails the task is there all the same, and goes on.

        The journal then calls the job uncertain: nothing is paid twice.
        """
        try:
            await self._journal.accepted(self._key, task_id, attempt=self._attempts)
        except RunningHubError as error:
            self._failed(f"its task {task_id}", error)

    def refused(self, reason: str, code: int | str | None) -> None:
        """Note that surely nothing was created: the job may be submitted again."""
        if self._noted:
            self._noted = False
            number = self._attempts
            self._write(
                f"that nothing was created ({reason})",
                lambda: self._journal.refused(self._key, reason=reason, code=code, attempt=number),
            )

    def unclear(self, reason: str) -> None:
        """Note that the job's task may exist."""
        number = self._attempts
        self._write(
            f"that its task may exist ({reason})",
            lambda: self._journal.unclear(self._key, reason=reason, attempt=number),
        )

    async def ended(self, state: TaskState) -> None:
        """Note how the task ended."""
        self._noted = False
        try:
            await self._journal.ended(self._key, state)
        except RunningHubError as error:
            self._failed(f"that task {state.task_id} has ended ({state.status})", error)

    async def saved(self, files: Mapping[int, Path]) -> None:
        """Note results that are on disk: position -> path."""
        make = functools.partial(_describe, files)
        described = await in_thread(make)
        try:
            await self._journal.saved(self._key, described)
        except RunningHubError as error:
            self._failed("its files", error)

    def _write(self, what: str, write: Any) -> None:
        """Write without waiting; who closes the journal waits for it."""
        try:
            written: asyncio.Future[None] = write()
        except RunningHubError as error:
            self._failed(what, error)
        else:
            written.add_done_callback(functools.partial(self._written, what))

    def _written(self, what: str, written: asyncio.Future[None]) -> None:
        if not written.cancelled() and isinstance(error := written.exception(), RunningHubError):
            self._failed(what, error)

    def _failed(self, what: str, error: RunningHubError) -> None:
        self.trouble = self.trouble or error
        body = f", body {self._body_hash}" if self._body_hash else ""
        logger.warning(
            "job %s (%s%s): the journal does not have %s: %s",
            *(self._key, self.entry.endpoint, body, what, error),
        )

    # -- what an earlier run has left

    @property
    def earlier(self) -> Iterable[tuple[Hashable, JournalAttempt]]:
        """The attempts that may have cost something, each with what tells it from all others."""
        for one in self.entry.attempts:
            if one.state != "refused":
                yield self._named(one.number), one

    def _named(self, number: int) -> Hashable:
        # One text for all jobs: a budget may remember very many.
        where = sys.intern(os.path.abspath(os.fsdecode(self._journal.path)))
        return where, self._key, number

    @property
    def state(self) -> TaskState:
        """The end that was noted."""
        entry = self.entry
        words = {"succeeded": "SUCCESS", "failed": "FAILED", "cancelled": "CANCEL"}
        return TaskState(
            task_id=entry.task_id or "",
            status=words[entry.state],
            outputs=entry.outputs,
            usage=entry.usage,
            code=entry.code,
            reason=entry.reason,
        )

    def error(self) -> RunningHubError | None:
        """Why the job has no result, where it was refused, failed, or nobody knows."""
        entry = self.entry
        if entry.state in ("submitting", "uncertain"):
            return self._uncertain()
        if entry.state == "cancelled":
            return TaskCancelled(task_id=entry.task_id or "")
        row = find_code(entry.code)
        advice = row.advice if row is not None else ""
        if entry.state == "failed":
            return TaskFailed(
                task_id=entry.task_id or "",
                reason=entry.reason,
                code=entry.code,
                advice=advice,
                new_task_may_help=row is not None and row.new_task,
            )
        if entry.state == "refused":
            return (row.error if row is not None else RequestRefused)(
                operation=f"submit {entry.endpoint}",
                code=entry.code,
                message=entry.reason,
                name=row.name if row is not None else "",
                advice=advice,
            )
        return None

    def _uncertain(self) -> SubmitUncertain:
        entry = self.entry
        attempt = entry.attempts[-1] if entry.attempts else None
        reason = entry.reason or "the process ended before the answer came"
        return SubmitUncertain(
            endpoint=entry.endpoint,
            body_hash=attempt.body_hash if attempt else "",
            cause=TransportError(operation=f"submit {entry.endpoint}", reason=reason, sent=None),
            at=attempt.began_at if attempt else None,
            advice=self.advice,
        )

    async def whole_files(self) -> dict[int, Path]:
        """The results that are on disk as they were noted: position -> path."""
        files = self.entry.files
        whole = await in_thread(lambda: [file for file in files if file.is_whole()])
        return {file.position: file.path for file in whole}

    def check_age(self) -> None:
        """Raise `DownloadError` where the result URLs have died."""
        if self.entry.expired(time.time()):
            raise DownloadError(
                url=(self.entry.outputs[0].url or "").partition("?")[0],
                reason="its URL has expired: the service keeps results for 24 hours",
                task_id=self.entry.task_id,
            )


def _describe(files: Mapping[int, Path]) -> Iterable[SavedFile]:
    return [SavedFile.of(path, position=position) for position, path in files.items()]
