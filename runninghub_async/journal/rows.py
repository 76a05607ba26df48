"""The rows of a journal: every write checks first what may follow what.

All of this blocks and belongs to the journal's thread, inside a transaction.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from runninghub_async.errors import InvalidRequest
from runninghub_async.journal.entries import FOLLOWS, JournalEntry, JournalState, SavedFile
from runninghub_async.journal.file import trouble
from runninghub_async.journal.params import Described
from runninghub_async.journal.reads import Reads
from runninghub_async.protocol.messages import TaskState, Usage

__all__ = ["Rows"]

INTERRUPTED = "the process ended between the submit and its answer"

_encode = msgspec.json.Encoder().encode


class Rows(Reads):
    """Reads and writes of one connection."""

    def recover(self, now: float) -> None:
        """Of a submit that was under way when the last process ended, nobody knows the end."""
        uncertain = (INTERRUPTED, now, "submitting")
        self._sql(
            "UPDATE jobs SET state = 'uncertain', reason = ?, changed_at = ? WHERE state = ?",
            uncertain,
        )
        self._sql(
            "UPDATE attempts SET state = 'uncertain', reason = ?, ended_at = ? WHERE state = ?",
            uncertain,
        )

    def plan(self, key: str, described: Described, now: float) -> JournalEntry:
        """Note a job, or find it as it was noted before.

        Raises:
            InvalidRequest: the key stands for another job.
        """
        known = self.job(key)
        if known is not None:
            if known.fingerprint != described.fingerprint:
                raise _another_job(known, described)
            return known
        self._sql(
            "INSERT INTO jobs (key, endpoint, params, fingerprint, state, planned_at, changed_at)"
            " VALUES (?, ?, ?, ?, 'planned', ?, ?)",
            (key, described.endpoint, described.params, described.fingerprint, now, now),
        )
        return self.known(key)

    def intent(self, key: str, body_hash: str, now: float, *, attempt: int | None = None) -> int:
        """Begin an attempt and return its number, from 1; `attempt` is what it must be."""
        entry = self.known(key)
        number = len(entry.attempts) + 1
        if not entry.runnable or attempt not in (None, number):
            reason = f"job {key!r} is {entry.state} in the journal, {_why_not(entry)}"
            raise InvalidRequest(endpoint=entry.endpoint, reason=reason)
        self._change(entry, "submitting", now)
        self._sql(
            "INSERT INTO attempts (job, number, state, body_hash, began_at)"
            " SELECT id, ?, 'submitting', ?, ? FROM jobs WHERE key = ?",
            (number, body_hash, now, key),
        )
        return number

    def accepted(self, key: str, task_id: str, now: float, *, attempt: int | None = None) -> None:
        """Note the task of the last attempt; to note it twice changes nothing."""
        entry = self.known(key)
        self._check_last(entry, attempt, f"task {task_id}")
        if entry.task_id == task_id:
            return
        self._change(entry, "submitted", now, detail=f"cannot take the task {task_id}")
        self._close_attempt(entry, "submitted", now=None, task_id=task_id)

    def ended(self, key: str, end: TaskState, now: float) -> None:
        """Note how the task ended. The first end stands; outputs of a later look replace older."""
        entry = self.known(key)
        if any(one.task_id == end.task_id for one in entry.attempts[:-1]):
            return  # of an attempt that was given up: its end was noted
        if entry.task_id != end.task_id:
            raise trouble(
                self._path,
                f"holds the task {entry.task_id} for job {key!r}, not {end.task_id}",
            )
        state = _end_state(end)
        if entry.state != state and entry.ended_at is not None:
            return
        ended_at = entry.ended_at or now
        if entry.state != state:
            self._change(entry, state, now, code=end.code, reason=end.reason)
        self._sql(
            "UPDATE jobs SET ended_at = ?, outputs = ? WHERE key = ?",
            (ended_at, _text(end.outputs), key),
        )
        self._close_attempt(
            entry, state, now=ended_at, code=end.code, reason=end.reason, usage=end.usage
        )

    def unclear(self, key: str, reason: str, now: float, *, attempt: int | None = None) -> None:
        """The submit got no clear answer: its task may exist."""
        entry = self.known(key)
        self._check_last(entry, attempt, reason)
        self._change(entry, "uncertain", now, reason=reason)
        self._close_attempt(entry, "uncertain", now=now, reason=reason)

    def refused(
        self,
        key: str,
        code: int | str | None,
        reason: str,
        now: float,
        *,
        attempt: int | None = None,
    ) -> None:
        """Surely nothing was created: the job may be submitted again."""
        entry = self.known(key)
        self._check_last(entry, attempt, reason)
        if entry.state in ("uncertain", "submitted"):
            raise trouble(self._path, f"says that job {key!r} is {entry.state}: decide it first")
        self._refuse(entry, code, reason, now)

    def _check_last(self, entry: JournalEntry, attempt: int | None, news: str) -> None:
        """Refuse news of an attempt that is not the last: it must not change another one."""
        if attempt not in (None, len(entry.attempts)):
            raise trouble(
                self._path,
                f"is at attempt {len(entry.attempts)} of job {entry.key!r}, no longer at "
                f"{attempt}: {news}",
            )

    def decide(self, key: str, task_id: str | None, now: float) -> None:
        """Say by the word of a person which task a job has: this one, or none."""
        entry = self.known(key)
        if entry.state not in ("uncertain", "submitted"):
            raise trouble(
                self._path,
                f"says that job {key!r} is {entry.state}: only one that is uncertain or "
                "submitted can be decided",
            )
        before = f" (before: {entry.task_id})" if entry.task_id else ""
        if task_id is None:
            self._refuse(entry, None, f"decided: no task exists{before}", now)
        elif entry.state == "uncertain":
            self.accepted(key, task_id, now)
        elif entry.task_id != task_id:
            reason = f"decided: another task{before}"
            self._close_attempt(entry, "submitted", now=None, task_id=task_id, reason=reason)

    def saved(self, key: str, files: Iterable[SavedFile]) -> None:
        """Note files of results; a file of the same position is replaced."""
        entry = self.known(key)
        if entry.state != "succeeded":
            raise trouble(self._path, f"says that job {key!r} is {entry.state}: it has no files")
        for file in files:
            self._sql(
                "INSERT OR REPLACE INTO files (job, position, path, size, sha256)"
                " SELECT id, ?, ?, ?, ? FROM jobs WHERE key = ?",
                (file.position, _path_in(file.path), file.size, file.sha256, key),
            )

    def set_note(self, name: str, value: bytes | None) -> None:
        """Keep some bytes under a name; None removes them."""
        if value is None:
            self._sql("DELETE FROM notes WHERE name = ?", (name,))
        else:
            self._sql("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", (name, value))

    def _change(
        self,
        entry: JournalEntry,
        state: JournalState,
        now: float,
        *,
        code: int | str | None = None,
        reason: str = "",
        detail: str = "",
    ) -> None:
        if state not in FOLLOWS[entry.state]:
            detail = detail or f"cannot become {state}"
            task = f" with task {entry.task_id}" if entry.task_id else ""
            raise trouble(
                self._path, f"says that job {entry.key!r} is {entry.state}{task}: {detail}"
            )
        self._sql(
            "UPDATE jobs SET state = ?, changed_at = ?, ended_at = NULL, code = ?, reason = ?"
            " WHERE key = ?",
            (state, now, _code(code), reason, entry.key),
        )

    def _refuse(self, entry: JournalEntry, code: int | str | None, reason: str, now: float) -> None:
        self._change(entry, "refused", now, code=code, reason=reason)
        if entry.state in ("submitting", "uncertain", "submitted"):
            self._close_attempt(entry, "refused", now=now, code=code, reason=reason)

    def _close_attempt(
        self,
        entry: JournalEntry,
        state: JournalState,
        *,
        now: float | None,
        task_id: str | None = None,
        code: int | str | None = None,
        reason: str = "",
        usage: Usage | None = None,
    ) -> None:
        """Write what became of the last attempt; `now` is None while its task runs."""
        self._sql(
            "UPDATE attempts SET state = ?, ended_at = ?, task_id = coalesce(?, task_id),"
            " code = ?, reason = ?, usage = ?"
            " WHERE job = (SELECT id FROM jobs WHERE key = ?) AND number = ?",
            (
                *(state, now, task_id, _code(code), reason, _text(usage or Usage())),
                *(entry.key, len(entry.attempts)),
            ),
        )


def _another_job(known: JournalEntry, given: Described) -> InvalidRequest:
    """The refusal of a key that is used again for something else; it names both."""
    if known.endpoint != given.endpoint:
        differs = f"{known.endpoint}, not {given.endpoint}"
    else:
        params: dict[str, Any] = msgspec.json.decode(given.params)
        names = sorted(
            name for name in {*known.params, *params} if known.params.get(name) != params.get(name)
        )
        differs = "other values of " + ", ".join(names) if names else "other parameters"
    reason = (
        f"the journal knows the key {known.key!r} for {differs} (fingerprint "
        f"{known.fingerprint[:12]}, now {given.fingerprint[:12]}): give this job another key"
    )
    return InvalidRequest(endpoint=given.endpoint, param="key", reason=f"cannot be used: {reason}")


def _why_not(entry: JournalEntry) -> str:
    if entry.state == "uncertain":
        return f"its task may exist ({entry.reason}): decide it before it is submitted again"
    task = f"as task {entry.task_id}" if entry.task_id else "under way"
    return f"{task}: it is not submitted again"


def _end_state(end: TaskState) -> JournalState:
    if end.succeeded:
        return "succeeded"
    return "cancelled" if end.cancelled else "failed"


def _text(value: object) -> str:
    return _encode(value).decode()


def _code(code: int | str | None) -> int | str | None:
    """A code as SQLite can hold it: it has no integers of more than 64 bits."""
    return str(code) if isinstance(code, int) and code.bit_length() > 63 else code


def _path_in(path: Path) -> str | bytes:
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text)
    return text
