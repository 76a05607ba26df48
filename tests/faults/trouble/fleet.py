"""Runs many cells at once, in one process, and sees to it that none leaves anything behind."""

from __future__ import annotations

import asyncio
import gc
import logging
import warnings
from collections.abc import Collection, Sequence
from typing import TypeAlias
from zlib import crc32

from .calls import CALLS
from .checks import Cell, KeyWatch
from .engine import fits, run_cell
from .troubles import TROUBLES

__all__ = ["Task", "reduced_tasks", "run_all", "run_cells", "tasks"]

AT_ONCE = 24  #: worlds: many of them wait
Task: TypeAlias = tuple[str, str, bool]  #: names of a call and a trouble; whether it lasts

_CALLS = {call.name: call for call in CALLS}
_TROUBLES = {trouble.name: trouble for trouble in TROUBLES}


#: Kinds that come to much the same: of each group one is tried where not all can be.
_ALIKE = (
    ("drop before", "reset before"),
    ("drop during", "reset during"),
    ("drop after", "reset after", "half"),
    ("silence", "silence after"),
    ("http", "html", "bare"),
    ("http after", "html after", "code after"),
    ("outage", "tls", "refuse"),
    ("drop", "reset"),
    ("not json", "other json", "empty", "no id"),
    ("slow", "trickle", "jump"),
    ("wrong type", "duplicate keys", "not utf-8"),
    ("no results", "no urls"),
)
_GROUPS = {kind: group[0] for group in _ALIKE for kind in group}


def tasks(*, only: Collection[str] = ()) -> list[Task]:
    """All cells, or those with one of these words in the name of their call or trouble."""
    return [
        (call.name, trouble.name, lasting)
        for call in CALLS
        for trouble in TROUBLES
        for lasting in (False, True)
        if fits(call, trouble, lasting=lasting)
        and (not only or any(word in f"{call.name} | {trouble.name}" for word in only))
    ]


def reduced_tasks() -> list[Task]:
    """Every call with one trouble of each group; which, and how long, is drawn by the names."""
    groups: dict[tuple[str, str], list[Task]] = {}
    for task in tasks():
        kind = _TROUBLES[task[1]].kind
        groups.setdefault((task[0], _GROUPS.get(kind, kind)), []).append(task)
    return [cells[crc32("|".join(key).encode()) % len(cells)] for key, cells in groups.items()]


def run_all(todo: Sequence[Task]) -> list[Cell]:
    """Run these cells on a loop of its own."""
    return asyncio.run(run_cells(todo))


async def run_cells(todo: Sequence[Task]) -> list[Cell]:
    """Run these cells; what is left of them, or complained about, is wrong with the last one."""
    watch = KeyWatch()
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    root.handlers = [watch]  # nobody else would want to see a million records
    root.setLevel(logging.DEBUG)
    loop = asyncio.get_running_loop()
    complaints: list[str] = []
    loop.set_exception_handler(lambda _, context: complaints.append(repr(context)[:300]))
    before = asyncio.all_tasks()
    places = asyncio.Semaphore(AT_ONCE)

    async def one(call: str, trouble: str, lasting: bool) -> Cell:
        async with places:
            return await run_cell(_CALLS[call], _TROUBLES[trouble], lasting=lasting, watch=watch)

    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            cells = await asyncio.gather(*(one(*task) for task in todo))
            for _ in range(3):
                await asyncio.sleep(0)
            gc.collect()
    finally:
        root.handlers = handlers
        root.setLevel(level)
    if cells:
        wrong = cells[-1].wrong
        wrong += [f"leaked in a record: {leak}" for leak in watch.leaks]
        wrong += [f"left a task: {task!r:.200}" for task in asyncio.all_tasks() - before]
        wrong += [f"complaint: {one}" for one in complaints]
        wrong += [f"warning: {one.message}" for one in caught]
        if not watch.records:
            wrong.append("no log record was seen: the check for keys proves nothing")
    return list(cells)
