"""The file of a journal: one process at a time, its format, and what can go wrong with it.

All of this blocks. A journal is an SQLite database in WAL mode with an application id of its
own, so that no other database is taken for one. Beside it lies `<name>.lock`, held by an
operating-system lock: it falls with the process, however that ends.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from runninghub_async.errors import JournalError, RunningHubError
from runninghub_async.journal.lock import CLOEXEC, PRIVATE, Lock

__all__ = ["APPLICATION_ID", "JournalFile", "MIGRATIONS", "Migration", "translated", "trouble"]

APPLICATION_ID = 0x52484A4C  #: "RHJL", in the header of every journal
BUSY = 5.0  #: seconds that another program, such as the sqlite3 shell, may hold a write lock

#: SQL statements, run in one transaction.
Migration: TypeAlias = tuple[str, ...]

#: The first makes a journal of version 1 from an empty file; each next raises the version by one.
MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE jobs (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            endpoint TEXT NOT NULL,
            params TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            state TEXT NOT NULL,
            planned_at REAL NOT NULL,
            changed_at REAL NOT NULL,
            ended_at REAL,
            code,
            reason TEXT NOT NULL DEFAULT '',
            outputs TEXT NOT NULL DEFAULT '[]'
        )""",
        "CREATE INDEX jobs_by_state ON jobs (state, id)",
        """CREATE TABLE attempts (
            job INTEGER NOT NULL REFERENCES jobs (id),
            number INTEGER NOT NULL,
            state TEXT NOT NULL,
            body_hash TEXT NOT NULL,
            began_at REAL NOT NULL,
            ended_at REAL,
            task_id TEXT,
            code,
            reason TEXT NOT NULL DEFAULT '',
            usage TEXT NOT NULL DEFAULT '{}',
            PRIMARY KEY (job, number)
        ) WITHOUT ROWID""",
        "CREATE INDEX attempts_by_task ON attempts (task_id) WHERE task_id IS NOT NULL",
        """CREATE TABLE files (
            job INTEGER NOT NULL REFERENCES jobs (id),
            position INTEGER NOT NULL,
            path NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            PRIMARY KEY (job, position)
        ) WITHOUT ROWID""",
        "CREATE TABLE notes (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    ),
)


def trouble(path: str | os.PathLike[str], reason: str) -> JournalError:
    """The error of a journal that cannot be used."""
    return JournalError(path=os.fspath(path), reason=reason)


@contextmanager
def translated(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the disk or SQLite raises into the journal's own error, from the original.

    Raises:
        JournalError: full, read-only, not a journal, damaged, …
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        known = None if code is None else _REASONS.get(code & 0xFF)  # the rest is detail
        raise trouble(path, f"{known or 'failed'} ({error})") from error
    except (OSError, ValueError) as error:  # ValueError: a path that cannot be one
        if isinstance(error, RunningHubError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise trouble(path, f"cannot be used: {reason}") from error


_REASONS = {
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
    sqlite3.SQLITE_READONLY: "cannot be written to",
    sqlite3.SQLITE_PERM: "cannot be written to",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk failed",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is no journal: give the path of a journal, or of a new file",
    sqlite3.SQLITE_BUSY: "is locked by another program",
    sqlite3.SQLITE_LOCKED: "is locked by another program",
}


class JournalFile:
    """An open journal: the lock and the connection. Belongs to one thread."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        must_exist: bool = False,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> None:
        self.path = path
        self._must_exist = must_exist
        self._migrations = migrations

    def open(self) -> sqlite3.Connection:
        """Lock the file, make it where there is none, bring it to this version.

        Raises:
            JournalError: another process has it, it is no journal, it is of a newer version,
                it must exist and does not, or the disk refused. A file that is not ours is
                not changed.
        """
        with translated(self.path):
            self._real = os.path.realpath(self.path)  # two names of one file are one journal
            self._check_place()
            self._lock = Lock(self._real + ".lock")
            holder = self._lock.acquire()
            if holder is not None:
                reason = f"is in use by {holder}: one process at a time works on a journal"
                if holder.endswith(f" {os.getpid()}"):
                    reason += ". That is this one: close its run (`await run.aclose()`) or Journal"
                raise trouble(self.path, reason)
            try:
                self._connect()
                self._identify()
                self._make_private()
                self._migrate()
                self._prepare()
            except BaseException:
                self.close()
                raise
        return self.connection

    def check_in_place(self) -> None:
        """Raise when the path no longer leads to the open file: SQLite would not notice.

        Raises:
            JournalError: it was deleted or replaced, or its lock was.
        """
        try:
            in_place = os.path.samestat(os.stat(self._real), self._identity)
        except FileNotFoundError:
            in_place = False
        if not in_place:
            raise trouble(self.path, "was deleted or replaced while it was in use")
        if not self._lock.is_current():
            raise trouble(self.path, "lost its lock: the file beside it was deleted or replaced")

    def close(self) -> None:
        """Close the connection, which folds the log into the file, and give the lock back."""
        connection: sqlite3.Connection | None = getattr(self, "connection", None)
        try:
            if connection is not None:
                connection.close()
        finally:
            self._lock.release()

    def _check_place(self) -> None:
        """Refuse, before a lock is made beside it, what can be no journal."""
        if not os.fspath(self.path):
            raise trouble("''", "cannot be used: the path is empty")
        if os.path.isdir(self._real):
            raise trouble(self.path, "cannot be used: it is a directory; give the path of a file")
        if self._must_exist and not os.path.exists(self._real):
            raise trouble(self.path, "does not exist: there is no journal at this path")

    def _make_private(self) -> None:
        """Take the file from other users, also one that was copied or touched before."""
        for name in (self._real, self._real + "-wal", self._real + "-shm"):
            # Somebody else's file, which this user may write to, stays as it is.
            with contextlib.suppress(FileNotFoundError, PermissionError):
                os.chmod(name, PRIVATE)

    def _connect(self) -> None:
        descriptor = os.open(self._real, os.O_RDWR | os.O_CREAT | CLOEXEC, PRIVATE)
        try:
            self._identity = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        # Transactions are opened and ended by hand: one for each group of writes.
        self.connection = sqlite3.connect(self._real, isolation_level=None, timeout=BUSY)

    def _identify(self) -> None:
        """Refuse what is no journal, before anything is written."""
        application = self._pragma("application_id")
        (tables,) = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        self._version = self._pragma("user_version")
        if application != APPLICATION_ID and (application or tables or self._version):
            raise trouble(self.path, "is a database of another program, no journal")
        if self._version > len(self._migrations):
            raise trouble(
                self.path,
                f"has the format version {self._version}, made by a newer release; this one "
                f"knows versions up to {len(self._migrations)}. Nothing was changed",
            )

    def _migrate(self) -> None:
        # A new file becomes a journal in one transaction before it gets its log: it is never
        # found half made.
        if self._version == len(self._migrations):
            return
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            for migration in self._migrations[self._version :]:
                for statement in migration:
                    self.connection.execute(statement)
            self.connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self.connection.execute(f"PRAGMA user_version = {len(self._migrations)}")
            self.connection.execute("COMMIT")
        except sqlite3.Error:
            with contextlib.suppress(sqlite3.Error):  # SQLite itself may have rolled back
                self.connection.execute("ROLLBACK")
            raise

    def _prepare(self) -> None:
        (mode,) = self.connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise trouble(self.path, "lies on a file system that cannot hold a journal (no WAL)")
        self.connection.execute("PRAGMA synchronous = FULL")  # a commit survives a power cut
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA temp_store = MEMORY")

    def _pragma(self, name: str) -> int:
        (value,) = self.connection.execute(f"PRAGMA {name}").fetchone()
        return int(value)
