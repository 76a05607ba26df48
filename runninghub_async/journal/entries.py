"""What a journal tells about a job, and what may follow what. Pure values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

import msgspec

from runninghub_async.protocol.messages import ResultItem, Usage

__all__ = [
    "FOLLOWS",
    "JournalAttempt",
    "JournalEntry",
    "JournalState",
    "JournalSummary",
    "STATES",
    "SavedFile",
]

#: planned -> submitting (the intent) -> submitted (a task id) -> succeeded, failed, cancelled;
#: or -> uncertain (the task may exist), or -> refused (surely nothing was created).
JournalState: TypeAlias = Literal[
    "planned",
    "submitting",
    "submitted",
    "succeeded",
    "failed",
    "cancelled",
    "uncertain",
    "refused",
]
STATES: tuple[JournalState, ...] = get_args(JournalState)

#: State -> the states that may follow. A job whose task may exist is never submitted again.
FOLLOWS: Mapping[JournalState, frozenset[JournalState]] = {
    "planned": frozenset({"submitting", "refused"}),
    "submitting": frozenset({"submitted", "uncertain", "refused"}),
    # To "refused" by a person's word only: the service knows the task no longer.
    "submitted": frozenset({"succeeded", "failed", "cancelled", "refused"}),
    "succeeded": frozenset(),
    "failed": frozenset({"submitting", "refused"}),
    "cancelled": frozenset({"submitting", "refused"}),
    "uncertain": frozenset({"submitted", "refused"}),
    "refused": frozenset({"submitting", "refused"}),
}

#: Seconds that a result URL works. Source: platform-api 10.2.
URL_LIFE = 24 * 3600.0


class SavedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A result that is on disk: which of the outputs, where, and how many bytes."""

    position: int  #: of the output, from 0
    path: Path
    size: int
    sha256: str = ""  #: empty where nobody computed it

    @classmethod
    def of(cls, path: str | os.PathLike[str], *, position: int) -> SavedFile:
        """Describe a file that was just saved. Blocks; raises `OSError` when it is not there."""
        where = Path(path).absolute()
        return cls(position=position, path=where, size=where.stat().st_size)

    def is_whole(self) -> bool:
        """Whether the file is there with the size that was noted. Blocks."""
        try:
            return self.path.is_file() and self.path.stat().st_size == self.size
        except OSError:
            return False


class JournalAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """One submit of a job, and what became of it."""

    number: int  #: from 1
    state: JournalState
    body_hash: str  #: SHA-256 (hex) of the body
    began_at: float  #: Unix time of the intent, before the request left
    ended_at: float | None = None  #: Unix time at which the end was seen
    task_id: str | None = None
    code: int | str | None = None
    reason: str = ""
    usage: Usage = Usage()


class JournalEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One job as the journal knows it. Times are Unix times.

    `params` is a copy for people: local media is named by path, size and SHA-256, and a URL
    that was given stands without its query.

    ```python
    from runninghub_async.journal import Journal, JournalAttempt, JournalEntry, SavedFile

    async with Journal("run.journal") as journal:
        async for entry in journal.jobs():
            print(entry.key, entry.state, entry.task_id, entry.usage.total_money)
            attempts: tuple[JournalAttempt, ...] = entry.attempts
            files: tuple[SavedFile, ...] = entry.files
    ```
    """

    key: str
    endpoint: str
    params: Mapping[str, Any]
    fingerprint: str  #: SHA-256 (hex) of the endpoint and the parameters
    state: JournalState
    planned_at: float
    changed_at: float
    ended_at: float | None = None
    code: int | str | None = None
    reason: str = ""
    outputs: tuple[ResultItem, ...] = ()
    files: tuple[SavedFile, ...] = ()
    attempts: tuple[JournalAttempt, ...] = ()

    @property
    def runnable(self) -> bool:
        """Whether a submit pays for nothing twice: no task may exist that did not fail."""
        return "submitting" in FOLLOWS[self.state]

    @property
    def task_id(self) -> str | None:
        """The task of the last attempt, or None."""
        return self.attempts[-1].task_id if self.attempts else None

    @property
    def usage(self) -> Usage:
        """What the last attempt cost, as far as it is known."""
        return self.attempts[-1].usage if self.attempts else Usage()

    @property
    def missing(self) -> tuple[int, ...]:
        """Positions of the outputs of which no file was noted."""
        saved = {file.position for file in self.files}
        return tuple(one for one in range(len(self.outputs)) if one not in saved)

    def expired(self, now: float) -> bool:
        """Whether the result URLs have surely died: a day has passed since the end was seen.

        The task may have ended before that, so a younger URL can be dead as well. Texts
        stand in the journal and never die.

        Source: platform-api 10.2.
        """
        has_url = any(one.url is not None for one in self.outputs)
        return has_url and self.ended_at is not None and now >= self.ended_at + URL_LIFE


class JournalSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How many jobs are in which state, and how many files are noted.

    ```python
    from runninghub_async.journal import Journal

    async with Journal("run.journal") as journal:
        summary = await journal.summary()
        print(f"{summary.succeeded} of {summary.jobs} done, {summary.uncertain} uncertain")
    ```
    """

    planned: int = 0
    submitting: int = 0
    submitted: int = 0
    succeeded: int = 0
    failed: int = 0
    cancelled: int = 0
    uncertain: int = 0
    refused: int = 0
    files: int = 0

    @property
    def jobs(self) -> int:
        """Jobs in all."""
        return sum(getattr(self, state) for state in STATES)
