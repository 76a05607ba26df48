"""What holds in every cell, whatever the trouble: nothing lost, doubled, leaked, left behind."""

from __future__ import annotations

import logging
import pickle
import traceback
from typing import Any

import msgspec

import runninghub_async
from runninghub_async import (
    Outcome,
    RunningHub,
    RunningHubError,
    SubmitUncertain,
    TaskFailed,
)
from runninghub_async.emulator import Emulator

__all__ = ["Cell", "KeyWatch", "check_error", "check_ids", "check_left", "check_outcome"]


class Cell(msgspec.Struct, kw_only=True):
    """What was observed of one call under one trouble."""

    call: str
    trouble: str
    lasting: bool
    expected: str = ""
    outcome: str = ""  #: `ok`, `ok·2` (the service was asked again), or the name of an error
    requests: int = 0  #: of the call that was struck, as the service counted them
    struck: int = 0  #: times that the trouble struck
    created: int = 0  #: tasks that the call made
    tasks: int = 0  #: tasks that were made in the cell, before and after the trouble too
    wrong: list[str] = []  #: what must not be

    @property
    def right(self) -> bool:
        """Whether all was as it must be."""
        return self.expected in (self.outcome, "?") and not self.wrong


class KeyWatch(logging.Handler):
    """Sees every record of every logger, and keeps those with a key in it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.keys: set[str] = set()
        self.leaks: list[str] = []
        self.records = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.records += 1
        text = record.getMessage()
        if record.exc_info:
            text += "".join(traceback.format_exception(*record.exc_info))
        if any(key in text for key in self.keys):
            self.leaks.append(f"{record.name}: {text[:200]}")


def check_ids(
    cell: Cell, emu: Emulator, made: list[str], value: Any, error: Exception | None, *known: str
) -> None:
    """Each task is in somebody's hands, or the one that may exist was reported."""
    ids = {*known, *_ids(value), *_ids(error)}
    # A prompt of the ComfyUI proxy has an id of its own.
    ids |= {task.id for task in filter(None, map(emu.world.tasks.find, ids))}
    lost = sum(one not in ids for one in made)
    if isinstance(error, SubmitUncertain):
        lost -= 1
    if lost > 0:
        cell.wrong.append("lost")
    if len(made) > 1:
        cell.wrong.append("paid twice")


def _ids(value: Any) -> set[str]:
    if isinstance(value, list | tuple):
        return {one for part in value for one in _ids(part)}
    found = (getattr(value, name, None) for name in ("task_id", "id", "prompt_id"))
    return {one for one in found if isinstance(one, str)}


def check_outcome(cell: Cell, outcome: Outcome) -> None:
    """A batch tells whether the job may be run again, and that is true."""
    error = outcome.error
    alive = isinstance(error, SubmitUncertain) or (
        outcome.task_id is not None and error is not None and not isinstance(error, TaskFailed)
    )
    status = "uncertain" if alive else "failed"
    if outcome.result is not None:
        status = "succeeded"
    if outcome.status != status:
        cell.wrong.append(f"{outcome.status} instead of {status}: {error!r:.200}")


def check_error(cell: Cell, error: Exception, key: str) -> None:
    """It is a documented one, survives a pickle, and holds no key."""
    if not isinstance(error, RunningHubError) or type(error).__name__ not in (
        runninghub_async.__all__
    ):
        cell.wrong.append(f"foreign: {error!r:.200}")
        return
    copy = pickle.loads(pickle.dumps(error))
    if (type(copy), str(copy)) != (type(error), str(error)):
        cell.wrong.append("does not pickle")
    if key in f"{error} {error!r} {vars(error)}":
        cell.wrong.append("leaked a key")


def check_left(cell: Cell, rh: RunningHub) -> None:
    """Nobody waits for anything any more."""
    now = rh.statistics()
    waiting = (now.watched, now.waiting_for_slot, now.waiting_for_connection, now.waiting_for_rate)
    if any(waiting):
        cell.wrong.append(f"left behind: {now}")
