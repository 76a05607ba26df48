"""The thread that owns a journal's connection: requests in order, many in one commit.

A commit waits for the disk, and meanwhile more requests gather: they share the next one.
So hundreds of tasks that note something at once pay for a few waits, and the event loop
for none.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from runninghub_async.errors import ClientClosed, JournalError
from runninghub_async.journal.file import JournalFile, translated, trouble
from runninghub_async.journal.rows import Rows
from runninghub_async.transport.hooks import logger

__all__ = ["JournalThread"]

T = TypeVar("T")

GROUP = 500  #: requests in one commit, at the most: the first of them waits for the last


class _Request(NamedTuple):
    work: Callable[[Rows], Any]
    future: asyncio.Future[Any]


class _Answer(NamedTuple):
    value: Any = None
    error: Exception | None = None


class JournalThread:
    """Runs pieces of work on the rows, each wholly or not at all."""

    def __init__(self, file: JournalFile, now: float) -> None:
        self._file = file
        self._now = now
        self._requests: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._over: Exception | None = None
        # A program that never closes its journal can end all the same: what was awaited is
        # on disk.
        self._thread = threading.Thread(target=self._run, name="runninghub journal", daemon=True)

    def start(self) -> asyncio.Future[None]:
        """Open the file in the thread; the future has what that raises."""
        opened = self.request(lambda _: None)
        self._thread.start()
        return opened

    def request(self, work: Callable[[Rows], T]) -> asyncio.Future[T]:
        """Queue a piece of work; what is queued is done, also when the future is cancelled.

        Raises:
            ClientClosed: the thread has ended.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._guard:
            if self._over is not None:
                raise _again(self._over)
            self._requests.put(_Request(work, future))
        return future

    def stop(self) -> None:
        """Let the thread end after what is queued."""
        self._requests.put(None)

    def join(self) -> None:
        """Wait for the end of the thread. Blocks."""
        self._thread.join()

    def _run(self) -> None:
        over: Exception = ClientClosed(reason=f"the journal {os.fspath(self._file.path)} is closed")
        try:
            connection = self._file.open()
            try:
                rows = Rows(connection, self._file.path)
                self._recover(connection, rows)
                self._serve(connection, rows)
            finally:
                with contextlib.suppress(sqlite3.Error):  # the log then stays beside the file
                    self._file.close()
        except Exception as error:  # noqa: BLE001  (carried to whoever opens the journal)
            over = error
        with self._guard:
            self._over = over
        self._refuse_rest(over)

    def _recover(self, connection: sqlite3.Connection, rows: Rows) -> None:
        (answer,) = self._commit(connection, rows, [lambda rows: rows.recover(self._now)])
        if answer.error is not None:
            raise answer.error

    def _serve(self, connection: sqlite3.Connection, rows: Rows) -> None:
        while batch := self._gather():
            answers = self._commit(connection, rows, [one.work for one in batch])
            _deliver(batch, answers)

    def _gather(self) -> list[_Request]:
        """Wait for a request and take those that gathered behind it; none is the end."""
        batch: list[_Request] = []
        one = self._requests.get()
        while one is not None:
            batch.append(one)
            if len(batch) == GROUP:
                return batch
            try:
                one = self._requests.get_nowait()
            except queue.Empty:
                return batch
        if batch:
            self._requests.put(None)  # first these, then the end
        return batch

    def _commit(
        self, connection: sqlite3.Connection, rows: Rows, works: Sequence[Callable[[Rows], Any]]
    ) -> list[_Answer]:
        """Do the works in one transaction; a disk that fails fails all of them.

        Whatever is raised goes to those who wait, and the thread goes on: it may pass.
        """
        try:
            with translated(self._file.path):
                self._file.check_in_place()
                connection.execute("BEGIN IMMEDIATE")
                answers = [self._do(connection, rows, work) for work in works]
                connection.execute("COMMIT")
        except Exception as error:  # noqa: BLE001  (carried to whoever waits)
            with contextlib.suppress(sqlite3.Error):  # SQLite itself may have rolled back
                connection.execute("ROLLBACK")
            named = self._named(error)
            return [_Answer(error=_again(named)) for _ in works]
        return answers

    def _named(self, error: Exception) -> Exception:
        """The journal's own error for what is none of its own."""
        if isinstance(error, JournalError):
            return error
        named = trouble(self._file.path, f"failed ({type(error).__name__}: {error})")
        named.__cause__ = error
        return named

    def _do(
        self, connection: sqlite3.Connection, rows: Rows, work: Callable[[Rows], Any]
    ) -> _Answer:
        """Do one work; one that is refused leaves nothing behind and harms no other."""
        connection.execute("SAVEPOINT work")
        try:
            with translated(self._file.path):
                value = work(rows)
        except Exception as error:  # carried to whoever waits
            if not connection.in_transaction:
                raise  # the disk failed, and SQLite has undone all of it
            connection.execute("ROLLBACK TO work")
            connection.execute("RELEASE work")
            return _Answer(error=error)
        connection.execute("RELEASE work")
        return _Answer(value)

    def _refuse_rest(self, error: Exception) -> None:
        rest = []
        with contextlib.suppress(queue.Empty):
            while True:
                if (one := self._requests.get_nowait()) is not None:
                    rest.append(one)
        _deliver(rest, [_Answer(error=_again(error)) for _ in rest])


def _again(error: Exception) -> Exception:
    """An error of its own for each who gets it: a traceback belongs to one caller."""
    again = copy.copy(error)
    again.__cause__ = error.__cause__
    return again


def _deliver(batch: Sequence[_Request], answers: Sequence[_Answer]) -> None:
    """Hand the answers over, with one call into each event loop."""
    loops: dict[asyncio.AbstractEventLoop, list[tuple[_Request, _Answer]]] = {}
    for request, answer in zip(batch, answers, strict=True):
        loops.setdefault(request.future.get_loop(), []).append((request, answer))
    for loop, pairs in loops.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_settle, pairs)


def _settle(pairs: Sequence[tuple[_Request, _Answer]]) -> None:
    for (_, future), (value, error) in pairs:
        if future.cancelled():
            if error is not None:
                logger.warning("a note to the journal whose caller has gone: %s", error)
        elif error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)
