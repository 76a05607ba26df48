"""Between a run and its journal: what a job tells, and what the journal tells of a job."""

from __future__ import annotations

import functools
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from runninghub_async.errors import (
    DownloadError,
    RunningHubError,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
    TransportError,
)
from runninghub_async.files.disk import in_thread
from runninghub_async.journal.entries import JournalEntry, SavedFile
from runninghub_async.journal.journal import Journal
from runninghub_async.protocol.codes import find_code
from runninghub_async.protocol.messages import TaskState
from runninghub_async.transport.hooks import logger

__all__ = ["JobRecord"]


class JobRecord:
    """One job in the journal: the witness of its submits, the keeper of its end."""

    def __init__(self, journal: Journal, entry: JournalEntry) -> None:
        self.entry = entry
        self._journal = journal
        self._key = entry.key
        self._noted = False  #: the intent of the submit under way is on disk

    @classmethod
    async def planned(
        cls, journal: Journal, key: str, *, endpoint: str, params: Mapping[str, Any]
    ) -> Self:
        """Note a job; `.entry` is what is known of it.

        Raises:
            InvalidRequest: the key stands for another job already.
        """
        return cls(journal, await journal.plan(key, endpoint=endpoint, params=params))

    # -- the submit

    async def leaving(self, body_hash: str) -> None:
        """Note the intent, before the request leaves; once for each submit."""
        if not self._noted:
            self._noted = True  # the write is under way from here on, whoever waits for it
            await self._journal.intent(self._key, body_hash=body_hash)

    async def accepted(self, task_id: str) -> None:
        """Note the task. Where that fails the task is there all the same, and goes on.

        The journal then calls the job uncertain: nothing is paid twice.
        """
        try:
            await self._journal.accepted(self._key, task_id)
        except RunningHubError as error:
            logger.error("job %s: task %s is not in the journal: %s", self._key, task_id, error)

    def refused(self, reason: str, code: int | str | None) -> None:
        """Note that surely nothing was created: the job may be submitted again."""
        if self._noted:
            self._noted = False
            self._journal.refused(self._key, reason=reason, code=code)

    def unclear(self, reason: str) -> None:
        """Note that the job's task may exist."""
        self._journal.unclear(self._key, reason=reason)

    async def ended(self, state: TaskState) -> None:
        """Note how the task ended."""
        self._noted = False
        await self._journal.ended(self._key, state)

    async def saved(self, files: Mapping[int, Path]) -> None:
        """Note results that are on disk: position -> path."""
        make = functools.partial(_describe, files)
        await self._journal.saved(self._key, await in_thread(make))

    # -- what an earlier run has left

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
        """Why the job is not to be run again, where it failed or nobody knows."""
        entry = self.entry
        if entry.state in ("submitting", "uncertain"):
            return self._uncertain()
        if entry.state == "cancelled":
            return TaskCancelled(task_id=entry.task_id or "")
        if entry.state == "failed":
            row = find_code(entry.code)
            return TaskFailed(
                task_id=entry.task_id or "",
                reason=entry.reason,
                code=entry.code,
                advice=row.advice if row is not None else "",
                new_task_may_help=row is not None and row.new_task,
            )
        return None

    def _uncertain(self) -> SubmitUncertain:
        attempt = self.entry.attempts[-1] if self.entry.attempts else None
        reason = self.entry.reason or "the process ended before the answer came"
        return SubmitUncertain(
            endpoint=self.entry.endpoint,
            body_hash=attempt.body_hash if attempt else "",
            cause=TransportError(operation="submit", reason=reason, sent=None),
            at=attempt.began_at if attempt else None,
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
