"""The journal of one run: opened for it, waited for, and what it knows of durations."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from os import PathLike
from typing import TYPE_CHECKING, Any

import msgspec

from runninghub_async.errors import ClientClosed, JournalError
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.session import Session

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal

__all__ = ["RunUse", "recorded", "remembering", "run_journal", "while_open"]

HISTORY = "history"  #: the journal's note of what tasks have taken
#: Turns of the loop until a run whose `async for` was left has begun to end: the loop hears of
#: it in the first, and starts its end in the next.
TURNS = 5


class RunUse:
    """One run's use of a journal in this process; those that are ending are waited for.

    A run that is left by `break` ends in the background, some turns of the loop later. Whoever
    goes on with the same journal at once would find it in use by its own process.
    """

    _all: dict[str, set[RunUse]] = {}  # noqa: RUF012  (files are locked by process)

    def __init__(self, path: str | PathLike[str]) -> None:
        try:
            self._name = os.path.realpath(path)  # two names of one file are one journal
        except ValueError:  # it cannot be a path: opening it says so
            self._name = repr(path)
        self._ending: asyncio.Future[None] | None = None

    async def __aenter__(self) -> RunUse:
        for _ in range(TURNS if self._name in self._all else 0):
            await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        for other in list(self._all.get(self._name, ())):
            ending = other._ending
            if ending is not None and ending.get_loop() is loop:
                await asyncio.wait([ending])
        self._all.setdefault(self._name, set()).add(self)
        return self

    async def __aexit__(self, *_: object) -> None:
        users = self._all[self._name]
        users.discard(self)
        if not users:
            del self._all[self._name]
        if self._ending is not None:
            self._ending.set_result(None)

    def end(self) -> None:
        """Note that the run is being left: who wants the journal waits until that is done."""
        if self._ending is None:
            self._ending = asyncio.get_running_loop().create_future()


@asynccontextmanager
async def run_journal(
    journal: Journal | str | PathLike[str] | None, *, must_exist: bool = False
) -> AsyncIterator[tuple[Journal | None, RunUse | None]]:
    """The journal of a run: one that is open already stays so, a path is opened for the run.

    Raises:
        JournalError: it cannot be used.
        ClientClosed: a `Journal` that is not open.
    """
    if journal is None:
        yield None, None
    elif isinstance(journal, str | os.PathLike):
        from runninghub_async.journal.journal import Journal

        async with RunUse(journal) as use, Journal(journal, must_exist=must_exist) as opened:
            yield opened, use
    else:
        if not journal.is_open:
            where = os.fspath(journal.path)
            reason = f"the journal {where} is closed: use it inside `async with Journal(…)`"
            raise ClientClosed(reason=reason)
        async with RunUse(journal.path) as use:
            yield journal, use


@asynccontextmanager
async def remembering(session: Session, journal: Journal | None) -> AsyncIterator[None]:
    """Take up what earlier runs have learned of durations, and leave what this one has."""
    if journal is None:
        yield
        return
    if session.takes_up(os.fspath(journal.path)):  # what this client has learned counts once
        noted = await journal.note(HISTORY)
        # A guess is as good as a broken note.
        with contextlib.suppress(msgspec.DecodeError, UnicodeError, RecursionError):
            session.history.merge(_history.decode(noted or b"{}"), time.time())
    try:
        yield
    finally:
        with contextlib.suppress(ClientClosed):  # by the user, meanwhile
            noting = journal.set_note(
                HISTORY, msgspec.json.encode(session.history.dump(time.time()))
            )
            noting.add_done_callback(_see)


@contextmanager
def while_open(journal: Journal) -> Iterator[None]:
    """Tell the end of a journal from the end of the client.

    Raises:
        JournalError: it was closed meanwhile.
    """
    try:
        yield
    except ClientClosed as error:
        reason = "was closed while a run worked with it"
        raise JournalError(path=os.fspath(journal.path), reason=reason) from error


async def recorded(journal: Journal) -> AsyncGenerator[Job, None]:
    """The jobs that a journal holds, in the order of their planning."""
    with while_open(journal):
        async for entry in journal.jobs():
            yield Job(entry.endpoint, entry.params, entry.key)


def _see(noting: asyncio.Future[None]) -> None:
    if not noting.cancelled():
        noting.exception()  # the disk failed: what matters was said by then


_history = msgspec.json.Decoder(dict[str, Any])
