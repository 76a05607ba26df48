"""Fixtures for all tests."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.catalog.params import Choice, Flag, Object, Param, Real, Text, Whole
from runninghub_async.catalog.rules import AtLeastOne, ExactlyOne, RequiredWhen
from runninghub_async.catalog.table import Row

for folder in ("faults", "shared"):  # what tests of several folders use
    sys.path.append(str(Path(__file__).parent / folder))

URL = "https://example.com/made-up"


#: What `RUNNINGHUB_LOOP` names, for `nox -s loops`.
LOOPS: dict[str, dict[str, Any]] = {
    "": {},
    "debug": {"debug": True},
    "eager": {"loop_factory": lambda: eager_loop()},
    "uvloop": {"use_uvloop": True},
}


def eager_loop() -> asyncio.AbstractEventLoop:
    """A loop whose tasks run their first step at once (Python 3.12 and newer)."""
    loop = asyncio.new_event_loop()
    loop.set_task_factory(asyncio.eager_task_factory)  # type: ignore[attr-defined]
    return loop


@pytest.fixture(scope="session")
def anyio_backend() -> tuple[str, dict[str, Any]]:
    """The package is for asyncio only."""
    return "asyncio", LOOPS[os.environ.get("RUNNINGHUB_LOOP", "")]


def a_value(param: Param) -> Any:
    """One value that the table allows, as the wire wants it."""
    match param:
        case Text():
            one: Any = "a cat surfs".ljust(param.min_length or 0, "!")[: param.max_length]
        case Choice():
            one = param.options[-1]
        case Flag():
            one = False
        case Whole():
            one = int(param.min or 0)
        case Real():
            one = float(param.min or 0)
        case Object():
            one = {field.name: a_value(field) for field in param.fields or ()} or {"any": "thing"}
        case _:
            one = URL
    return [one] if param.many else one


def smallest_call(row: Row) -> dict[str, Any]:
    """Python name -> value of what must be given, by parameters and rules."""
    params = {param.name: param for param in row.params}
    needed = {param.name for param in row.params if param.required and param.default is None}
    for rule in row.rules:
        if isinstance(rule, ExactlyOne | AtLeastOne) and needed.isdisjoint(rule.params):
            needed.add(rule.params[0])
        if isinstance(rule, RequiredWhen) and all(
            params[name].default == value for name, value in rule.when.items()
        ):
            needed.update(name for name in rule.params if params[name].default is None)
    return {param.python_name: a_value(param) for param in row.params if param.name in needed}


@pytest.fixture(scope="session")
def minimal_call() -> Callable[[Row], dict[str, Any]]:
    """What must be given to an endpoint, and nothing else."""
    return smallest_call


@pytest.fixture(scope="session")
def sample_value() -> Callable[[Param], Any]:
    """One value for a parameter, as the wire wants it."""
    return a_value


#: What says nothing about the interpreter: data and text, or a minute of other processes. `nox -s
#: tests` runs these on the oldest Python only, so that all three fit into ten minutes.
ONCE = (
    "/contracts/",
    "/faults/",
    "/security/",
    "/server/fleet/test_fleet_examples.py",
    "/server/fleet/test_fleet_processes.py",
    "/server/test_cli.py",
    "/server/test_cli_",
    "/server/test_emulator_command.py",
    "/server/test_emulator_trouble",
    "/server/test_examples_",
    "/server/test_map_options.py::test_a_hundred_thousand_jobs",
    "/server/test_pytest_plugin.py",
    "/server/test_report.py",
    "/server/test_resume.py::test_a_batch_that_is_killed",
    "/soak/",
    "/traps/",
    "/unit/test_search.py",
    "/unit/test_simulation.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark them, so that `-m "not once"` leaves them out."""
    for item in items:
        if any(part in f"/{item.nodeid}" for part in ONCE):
            item.add_marker("once")
