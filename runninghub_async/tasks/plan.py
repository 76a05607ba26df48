"""How a batch is run: the options of `map` and `resume`, checked before the first job."""

from __future__ import annotations

import asyncio
import difflib
import inspect
import os
from collections.abc import AsyncIterable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.errors import ConfigError
from runninghub_async.protocol.loose import shown
from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import DownloadTo, Job, MapOptions, Outcome, ResumeOptions
from runninghub_async.tasks.tally import OnProgress

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal

__all__ = ["Plan", "check_journal", "check_source"]


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Checked options of one run.

    Raises:
        ConfigError: a value is of the wrong type or out of range.
    """

    concurrency: int | None = None
    deadline: float | UnsetType | None = UNSET
    run_deadline: float | None = None
    download_to: DownloadTo | None = None
    ordered: bool = False
    stop_after: int | None = None
    task_retries: int = 0
    journal: Journal | str | PathLike[str] | None = None
    retry_failed: bool = False
    budget: Budget | None = None
    on_progress: OnProgress | None = None
    on_cancel: Literal["detach", "cancel"] = "detach"

    @classmethod
    def of_map(cls, options: MapOptions) -> Self:
        """Check what `map` was told.

        Raises:
            ConfigError: there is no option of that name, or its value cannot be.
        """
        return cls(**_known("map", options, MapOptions))

    @classmethod
    def of_resume(cls, options: ResumeOptions) -> Self:
        """Check what `resume` was told; raises as `of_map` does."""
        return cls(**_known("resume", options, ResumeOptions))

    def __post_init__(self) -> None:
        _check_count("concurrency", self.concurrency, 1)
        _check_count("stop_after", self.stop_after, 1)
        retries: object = self.task_retries
        if retries is None:  # only where None means "no limit" it is a number
            _refuse("task_retries", retries, "no whole number from 0 up")
        _check_count("task_retries", retries, 0)
        for setting in ("ordered", "retry_failed"):
            if not isinstance(getattr(self, setting), bool):
                _refuse(setting, getattr(self, setting), "neither True nor False")
        Deadline(self.deadline)
        _check_seconds("run_deadline", self.run_deadline)
        if self.on_cancel not in ("detach", "cancel"):
            _refuse("on_cancel", self.on_cancel, "not 'detach' or 'cancel'")
        self._check_things()

    def _check_things(self) -> None:
        target: object = self.download_to  # objects: nothing has checked them before
        if not (target is None or isinstance(target, str | os.PathLike) or callable(target)):
            _refuse("download_to", target, "neither a path nor a function that gives one")
        budget: object = self.budget
        if not (budget is None or isinstance(budget, Budget)):
            _refuse("budget", budget, "no Budget: give Budget(max=…) or Budget(max_tasks=…)")
        if self.journal is not None:
            check_journal(self.journal)
        callback: object = self.on_progress
        if callback is not None and not callable(callback):
            _refuse("on_progress", callback, "no function")
        if _is_async(callback) or _is_async(getattr(callback, "__call__", None)):  # noqa: B004
            reason = "an async function is not awaited here: give a plain one, or iterate over a "
            raise ConfigError(setting="on_progress", reason=reason + "ProgressFeed")

    def folder_of(self, outcome: Outcome) -> Path | None:
        """Where an outcome's files go, or None. Raises what the user's function raises."""
        target = self.download_to
        if target is None:
            return None
        if isinstance(target, str | os.PathLike):
            return Path(target)
        try:
            return Path(target(outcome))
        except asyncio.CancelledError as error:  # its own: nothing is awaited here
            reason = "the function that names the folder raised CancelledError"
            raise ConfigError(setting="download_to", reason=reason) from error


def check_source(given: object, *, what: str = "Job") -> None:
    """Refuse what is no collection of jobs, before the first is read.

    Raises:
        ConfigError: one job alone, a mapping or a text, or nothing that can be iterated over.
    """
    if isinstance(given, Job | Mapping | str | bytes):
        reason = f"give several in a list, or one as [{what}(…)], not {type(given).__name__}"
        raise ConfigError(setting="jobs", reason=reason)
    if not isinstance(given, Iterable | AsyncIterable):
        _refuse("jobs", given, "nothing that can be iterated over")


def check_journal(given: object) -> None:
    """Refuse what is neither the path of a journal nor a `Journal`.

    Raises:
        ConfigError: it is something else.
    """
    if isinstance(given, str | os.PathLike):
        return
    from runninghub_async.journal.journal import Journal

    if not isinstance(given, Journal):
        _refuse("journal", given, "neither a path nor a Journal")


def _known(call: str, options: Any, allowed: type) -> dict[str, Any]:
    for name in options:
        if name not in allowed.__annotations__:
            nearest = difflib.get_close_matches(name, allowed.__annotations__, n=1)
            reason = f"{call} has no such option"
            reason += f"; did you mean {nearest[0]}?" if nearest else ""
            raise ConfigError(setting=str(name), reason=reason)
    return dict(options)


def _check_count(setting: str, value: object, floor: int) -> None:
    if value is None:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        _refuse(setting, value, f"no whole number from {floor} up")
    elif value < floor:
        raise ConfigError(setting=setting, reason=f"{shown(value)} is below {floor}")


def _check_seconds(setting: str, value: object) -> None:
    if value is None:
        return
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not value > 0:  # type: ignore[operator]
        _refuse(setting, value, "no number above 0")


def _refuse(setting: str, value: object, why: str) -> None:
    raise ConfigError(setting=setting, reason=f"{shown(value)} is {why}")


def _is_async(given: object) -> bool:
    return inspect.iscoroutinefunction(given) or inspect.isasyncgenfunction(given)
