"""The rows of a journal as entries.

All of this blocks and belongs to the journal's thread, inside a transaction.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from runninghub_async.journal.entries import (
    STATES,
    JournalAttempt,
    JournalEntry,
    JournalState,
    JournalSummary,
    SavedFile,
)
from runninghub_async.journal.file import trouble
from runninghub_async.protocol.messages import ResultItem, Usage

__all__ = ["Reads"]

T = TypeVar("T")

_JOB = (
    *("key", "endpoint", "fingerprint", "state", "planned_at", "changed_at", "ended_at"),
    *("code", "reason"),
)
_ATTEMPT = (*("number", "state", "body_hash", "began_at", "ended_at", "task_id", "code", "reason"),)

_outputs = msgspec.json.Decoder(tuple[ResultItem, ...]).decode
_usage = msgspec.json.Decoder(Usage).decode
_params = msgspec.json.Decoder(dict[str, Any]).decode


class Reads:
    """What one connection can tell."""

    def __init__(self, connection: sqlite3.Connection, path: str | os.PathLike[str]) -> None:
        self._sql = connection.execute
        self._path = path

    def note(self, name: str) -> bytes | None:
        """The bytes under a name."""
        row = self._sql("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        if row is not None and not isinstance(row[0], bytes):
            raise trouble(self._path, f"is damaged: its note {name!r:.80} holds no bytes")
        return None if row is None else row[0]

    def job(self, key: str) -> JournalEntry | None:
        """The job of a key."""
        entries = self._entries("key = ?", (key,), limit=1)
        return entries[0][1] if entries else None

    def of_task(self, task_id: str) -> JournalEntry | None:
        """The job whose attempts, not only the last, include a task."""
        where = "id IN (SELECT job FROM attempts WHERE task_id = ?)"
        entries = self._entries(where, (task_id,), limit=1)
        return entries[0][1] if entries else None

    def page(
        self, after: int, states: Sequence[JournalState], limit: int
    ) -> list[tuple[int, JournalEntry]]:
        """Jobs after a row in the order in which they were planned, each with its row."""
        marks = ", ".join("?" * len(states))
        return self._entries(f"id > ? AND state IN ({marks})", (after, *states), limit)

    def summary(self) -> JournalSummary:
        """Count the jobs of each state, and the files."""
        counts = dict(self._sql("SELECT state, count(*) FROM jobs GROUP BY state").fetchall())
        (files,) = self._sql("SELECT count(*) FROM files").fetchone()
        return JournalSummary(**{state: counts.get(state, 0) for state in STATES}, files=files)

    def known(self, key: str) -> JournalEntry:
        """The job of a key that must be there.

        Raises:
            JournalError: it was never planned.
        """
        entry = self.job(key)
        if entry is None:
            raise trouble(self._path, f"has no job {key!r}: plan it first")
        return entry

    def _entries(
        self, where: str, values: Sequence[object], limit: int
    ) -> list[tuple[int, JournalEntry]]:
        jobs = self._sql(
            f"SELECT id, params, outputs, {', '.join(_JOB)} FROM jobs"
            f" WHERE {where} ORDER BY id LIMIT ?",
            (*values, limit),
        ).fetchall()
        ids = ", ".join(str(job[0]) for job in jobs)
        attempts = self._attempts(ids)
        files = self._files(ids)
        entries = []
        for job, params, outputs, *row in jobs:
            entry = {
                **dict(zip(_JOB, row, strict=True)),
                "params": self._decoded(params, _params),
                "outputs": self._decoded(outputs, _outputs),
                "attempts": tuple(attempts.get(job, ())),
                "files": tuple(files.get(job, ())),
            }
            entries.append((job, self._checked(entry, JournalEntry)))
        return entries

    def _checked(self, fields: Mapping[str, Any], kind: type[T]) -> T:
        """A row as a value: SQLite itself keeps anything in any column."""
        try:
            return msgspec.convert(fields, kind)
        except msgspec.ValidationError as error:
            raise trouble(self._path, f"is damaged: {error}") from error

    def _decoded(self, text: object, decode: Callable[[str], T]) -> T:
        try:
            return decode(text if isinstance(text, str) else "")
        except (msgspec.DecodeError, RecursionError) as error:
            raise trouble(self._path, f"is damaged: {error}") from error

    def _attempts(self, ids: str) -> Mapping[int, list[JournalAttempt]]:
        found: dict[int, list[JournalAttempt]] = {}
        for job, usage, *row in self._sql(
            f"SELECT job, usage, {', '.join(_ATTEMPT)} FROM attempts"
            f" WHERE job IN ({ids}) ORDER BY job, number"
        ):
            fields = dict(zip(_ATTEMPT, row, strict=True))
            fields["usage"] = self._decoded(usage, _usage)
            found.setdefault(job, []).append(self._checked(fields, JournalAttempt))
        return found

    def _files(self, ids: str) -> Mapping[int, list[SavedFile]]:
        found: dict[int, list[SavedFile]] = {}
        for job, position, path, size, sha256 in self._sql(
            "SELECT job, position, path, size, sha256 FROM files"
            f" WHERE job IN ({ids}) ORDER BY job, position"
        ):
            if isinstance(path, str | bytes):  # a name that is not UTF-8 is kept as bytes
                path = Path(os.fsdecode(path))
            fields = {"position": position, "path": path, "size": size, "sha256": sha256}
            found.setdefault(job, []).append(self._checked(fields, SavedFile))
        return found
