"""Whatever a journal's file holds: entries that are what they say, or `JournalError`."""

from __future__ import annotations

import contextlib
import functools
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async.errors import InvalidRequest, JournalError
from runninghub_async.journal import Journal, JournalEntry, JournalSummary, SavedFile
from runninghub_async.journal.file import APPLICATION_ID
from runninghub_async.protocol.messages import ResultItem, TaskState, Usage

ENDPOINT = "vidu/text-to-video"
KEYS = ("done", "failed", "running", "planned", "uncertain")
DONE = TaskState(
    task_id="1900000000000000001",
    status="SUCCESS",
    outputs=(ResultItem(url="https://x/1.mp4", type="mp4"), ResultItem(text="a")),
    usage=Usage(money=Decimal("0.5"), seconds=Decimal(40)),
)
LOST = TaskState(task_id="1900000000000000002", status="FAILED", code=1000, reason="no")

#: What may stand in a cell; SQLite keeps any type in any column.
CELLS: tuple[Any, ...] = (
    *(None, "", "x", b"", b"\xff\x00", 0, -1, 2**62, 1.5, 9e999, -9e999, "NaN", "planned"),
    *("[" * 5000, '{"a":' * 5000, '[{"x":' + "[" * 5000, "9" * 5000, '"\\ud800"', "\x00"),
    *("[null]", "{}", '{"a":', "[{}]", "null"),
)


async def write_journal(path: Path) -> None:
    """Make a journal in which every table and every state has something."""
    async with Journal(path) as journal:
        for number, key in enumerate(KEYS):
            await journal.plan(key, endpoint=ENDPOINT, params={"prompt": key, "seed": number})
        for key in KEYS:
            if key != "planned":
                await journal.intent(key, body_hash="00" * 32)
        for number, key in enumerate(("done", "failed", "running"), 1):
            await journal.accepted(key, f"190000000000000000{number}")
        await journal.ended("done", DONE)
        await journal.ended("failed", LOST)
        await journal.unclear("uncertain", reason="a timeout")
        file = SavedFile(position=0, path=path.with_suffix(".mp4"), size=5, sha256="ab")
        await journal.saved("done", [file])
        await journal.set_note("history", b"bytes")


async def whole_journal(folder: Path) -> bytes:
    """The bytes of such a journal."""
    path = folder / "whole.journal"
    await write_journal(path)
    return path.read_bytes()


async def read_spoiled(path: Path, content: bytes, *, write: bool = False) -> bool:
    """Whether a file of these bytes can be opened; only `JournalError` may come of it."""
    path.write_bytes(content)  # noqa: ASYNC240
    try:
        async with Journal(path) as journal:
            await read_all(journal)
            if write:
                await write_all(journal)
    except JournalError:
        return False
    finally:
        path.unlink()  # noqa: ASYNC240
    return True


def assert_typed(value: Any, kind: Any) -> None:
    if value is not None:
        plain = msgspec.to_builtins(value, enc_hook=str)
        assert msgspec.convert(plain, kind, dec_hook=lambda path, text: path(text)) == value


async def read_all(journal: Journal) -> None:
    """All reads of a journal, each of which may fail by itself."""
    reads = (
        *((functools.partial(journal.job, key), JournalEntry) for key in KEYS),
        (functools.partial(journal.job_of_task, DONE.task_id), JournalEntry),
        (journal.summary, JournalSummary),
        (functools.partial(journal.note, "history"), bytes),
    )
    for read, kind in reads:
        await named(read, kind)
    try:
        async for entry in journal.jobs():
            assert_typed(entry, JournalEntry)
            assert str(entry.usage)
            assert isinstance(entry.runnable, bool)
            assert all(isinstance(file.is_whole(), bool) for file in entry.files)
            assert isinstance(entry.expired(1e9), bool)
            assert isinstance(entry.missing, tuple)
    except JournalError:
        pass


async def named(call: Callable[[], Any], kind: Any = None) -> bool:
    """Make a call; whether it gave a value of the kind. Only errors of ours may come."""
    try:
        value = await call()
    except (JournalError, InvalidRequest):
        return False
    if kind is not None:
        assert_typed(value, kind)
    return True


async def write_all(journal: Journal) -> None:
    params = {"prompt": "done", "seed": 0}
    await named(lambda: journal.plan("done", endpoint=ENDPOINT, params=params))
    await named(lambda: journal.plan("new", endpoint=ENDPOINT, params=params))
    await named(lambda: journal.intent("planned", body_hash="11"))
    await named(lambda: journal.accepted("planned", "1900000000000000009"))
    await named(lambda: journal.ended("running", msgspec.structs.replace(DONE, task_id="7")))
    await named(lambda: journal.decide("uncertain", task_id=None))
    await named(lambda: journal.saved("done", [SavedFile(position=1, path=Path("x"), size=1)]))
    await named(lambda: journal.set_note("more", b"x"))


async def test_a_journal_of_spoiled_bytes_is_read_or_refused(
    tmp_path: Path, mutants: Callable[..., Iterator[bytes]]
) -> None:
    whole = await whole_journal(tmp_path)
    opened = 0
    for number, content in enumerate(mutants([whole], 100)):
        opened += await read_spoiled(tmp_path / f"{number}.journal", content, write=True)
    assert opened > 1


async def test_a_page_of_a_journal_may_hold_anything(tmp_path: Path) -> None:
    """Many single bits: what SQLite itself does not notice is in the cells."""
    whole = await whole_journal(tmp_path)
    chance = random.Random(0)
    for number in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 8, 64))):
            data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
        await read_spoiled(tmp_path / f"{number}.journal", bytes(data))


COLUMNS = {
    "jobs": (
        *("key", "endpoint", "params", "fingerprint", "state", "planned_at", "changed_at"),
        *("ended_at", "code", "reason", "outputs"),
    ),
    "attempts": (
        *("number", "state", "body_hash", "began_at", "ended_at", "task_id", "code", "reason"),
        "usage",
    ),
    "files": ("position", "path", "size", "sha256"),
    "notes": ("name", "value"),
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]]
)
async def test_anything_may_stand_in_a_cell(tmp_path: Path, table: str, column: str) -> None:
    path = tmp_path / "a.journal"
    await write_journal(path)
    which = {"jobs": "id = 1", "attempts": "job = 1", "files": "job = 1", "notes": "true"}[table]
    changed = 0
    async with Journal(path) as journal:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("PRAGMA synchronous = OFF")
            for cell in CELLS:
                try:
                    other.execute(f"UPDATE {table} SET {column} = ? WHERE {which}", (cell,))
                except sqlite3.IntegrityError:  # NOT NULL
                    continue
                changed += 1
                await read_all(journal)
                await named(lambda: journal.intent("done", body_hash="11"))
                await named(lambda: journal.ended("done", DONE))
    assert changed > 10


@pytest.mark.parametrize(
    "change",
    [
        *("DROP TABLE jobs", "DROP TABLE attempts", "DROP TABLE files", "DROP TABLE notes"),
        *("ALTER TABLE jobs DROP COLUMN outputs", "ALTER TABLE attempts RENAME usage TO used"),
        "ALTER TABLE jobs RENAME TO old; CREATE VIEW jobs AS SELECT * FROM old",
        "DROP TABLE notes; CREATE TABLE notes (name, value)",
        *("PRAGMA user_version = 0", "PRAGMA user_version = -1", "PRAGMA user_version = 99"),
        *("PRAGMA application_id = 7", "UPDATE jobs SET state = 'gone'"),
        "DELETE FROM attempts",
        "CREATE TRIGGER t BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'no'); END",
    ],
)
async def test_a_journal_of_another_form_is_read_or_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "a.journal"
    await write_journal(path)
    with closing(sqlite3.connect(path)) as other:
        other.executescript(change)
    with contextlib.suppress(JournalError):
        async with Journal(path) as journal:
            await read_all(journal)
            await write_all(journal)


async def test_a_journal_that_is_whole_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    await write_journal(path)
    async with Journal(path) as journal:
        await read_all(journal)
        assert [entry.state async for entry in journal.jobs()] == [
            *("succeeded", "failed", "submitted", "planned", "uncertain")
        ]
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
