"""Imports point down: the drawn order as data, checked against the syntax of every module."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import runninghub_async

NAME = "runninghub_async"
PACKAGE = Path(runninghub_async.__file__).parent

#: From the top down, as the architecture draws it. A part may import its own row and those
#: below it. `__init__` is the package's own list of public names; `_tools` are commands for
#: developers and `__main__` is the `runninghub` command: nothing imports them.
ROWS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli", "_tools", "examples", "pytest_plugin"}),
    frozenset({"__init__", "_public"}),
    frozenset({"fleet", "otel", "display"}),
    frozenset({"client"}),
    frozenset({"models", "platform", "tasks", "webhooks"}),
    frozenset({"journal"}),
    frozenset({"files", "catalog"}),
    frozenset({"transport"}),
    frozenset({"protocol"}),
    frozenset({"config", "errors"}),
)
#: Beside the house: it must be able to disagree with the client.
ALONE: Mapping[str, frozenset[str]] = {"emulator": frozenset({"protocol", "catalog", "errors"})}
#: Who may import what stands beside the house.
LAUNCHERS: Mapping[str, frozenset[str]] = {
    "emulator": frozenset({"cli", "_tools", "examples", "pytest_plugin"})
}
#: Third-party name -> the only places that may import it (a module or a package).
DOORS: Mapping[str, frozenset[str]] = {
    "httpx": frozenset({"transport.http"}),
    "backoff": frozenset({"transport.retry"}),
    "typer": frozenset({"cli"}),
    "rich": frozenset({"cli", "display"}),
    "redis": frozenset({"fleet"}),
    "taskiq": frozenset({"fleet", "examples"}),
    "opentelemetry": frozenset({"otel"}),
    "fastapi": frozenset({"examples"}),
    "aiogram": frozenset({"examples"}),
    "pytest": frozenset({"pytest_plugin"}),
    "pdoc": frozenset({"_tools"}),
    "uvicorn": frozenset({"emulator", "examples"}),
    "websockets": frozenset({"transport.socket", "emulator"}),
    "h11": frozenset({"emulator", "transport.http"}),
    "sqlite3": frozenset({"journal"}),
}
#: Parts that only compute: no sockets, no threads, no loop.
PURE = (
    *("errors", "config", "protocol", "catalog", "transport.retry", "tasks.schedule"),
    *("tasks.census", "tasks.history", "tasks.kinds", "tasks.lifetable", "tasks.watch"),
)
WORLD = frozenset({"asyncio", "anyio", "httpx", "socket", "ssl", "threading", "subprocess"})
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "base", "manager"})


class Import(NamedTuple):
    """One import: who, what (a dotted name), and the line."""

    importer: str
    target: str
    line: int


def modules(root: Path) -> dict[str, Path]:
    """Dotted name below the package -> file; stubs too, marked by their suffix."""
    found = {}
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.pyi")]):
        parts = list(path.relative_to(root).with_suffix("").parts)
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        found[".".join(parts) + (" (stub)" if path.suffix == ".pyi" else "")] = path
    return found


def imports(root: Path) -> Iterator[Import]:
    """Every import, wherever it stands: in functions and under TYPE_CHECKING too."""
    for name, path in modules(root).items():
        package = path.relative_to(root).parent.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (Import(name, alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                if node.level:
                    above = (NAME, *package)[: len(package) + 2 - node.level]
                    source = ".".join((*above, *filter(None, (node.module,))))
                for alias in node.names:  # what is imported may itself be a module
                    yield Import(name, f"{source}.{alias.name}", node.lineno)


def own(found: Import, known: Mapping[str, Path]) -> str | None:
    """The module of the package that an import reaches, or None for a foreign one."""
    first, *rest = found.target.split(".")
    if first != NAME:
        return None
    while rest and ".".join(rest) not in known:
        rest.pop()
    return ".".join(rest) or "__init__"


def part(module: str) -> str:
    return module.removesuffix(" (stub)").partition(".")[0]


def row(name: str) -> int | None:
    return next((number for number, names in enumerate(ROWS) if name in names), None)


def may_import(importer: str, target: str) -> bool:
    upper, lower = part(importer), part(target)
    if upper == lower:
        return True
    if upper in ALONE:
        return lower in ALONE[upper]
    if lower in ALONE:
        return upper in LAUNCHERS[lower]
    above, below = row(upper), row(lower)
    return above is not None and below is not None and above <= below


def layer_violations(root: Path) -> list[str]:
    known = modules(root)
    return [
        f"{one.importer}:{one.line} imports {target}"
        for one in imports(root)
        if (target := own(one, known)) is not None and not may_import(one.importer, target)
    ]


def door_violations(root: Path) -> list[str]:
    return [
        f"{one.importer}:{one.line} imports {one.target}"
        for one in imports(root)
        if (allowed := DOORS.get(one.target.partition(".")[0])) is not None
        and not any(f"{one.importer}.".startswith(f"{door}.") for door in allowed)
    ]


def purity_violations(root: Path) -> list[str]:
    return [
        f"{one.importer}:{one.line} imports {one.target}"
        for one in imports(root)
        if one.importer.startswith(PURE) and one.target.partition(".")[0] in WORLD
    ]


def cycles(root: Path) -> list[list[str]]:
    """Groups of modules that import one another (strongly connected components)."""
    known = modules(root)
    graph: dict[str, set[str]] = {name: set() for name in known if "stub" not in name}
    for one in imports(root):
        target = own(one, known)
        if target in graph and one.importer in graph:
            graph[one.importer].add(target)
    reach = {name: _reachable(graph, name) for name in graph}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in graph
        if name in reach[name]
    }
    return sorted(sorted(group) for group in groups)


def _reachable(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(graph[name])
    return seen


# -- this package ---------------------------------------------------------------------------


def test_every_part_of_the_package_has_a_place_in_the_drawing() -> None:
    parts = {part(name) for name in modules(PACKAGE)}
    assert {name for name in parts if row(name) is None and name not in ALONE} == set()


def test_imports_point_down() -> None:
    assert layer_violations(PACKAGE) == []


def test_each_library_has_one_door() -> None:
    assert door_violations(PACKAGE) == []


def test_pure_parts_touch_no_loop_no_thread_and_no_socket() -> None:
    assert purity_violations(PACKAGE) == []


def test_nothing_imports_the_commands() -> None:
    known = modules(PACKAGE)
    commands = ("__main__", "_tools")
    found = [
        one
        for one in imports(PACKAGE)
        if part(own(one, known) or "") in commands and part(one.importer) not in commands
    ]
    assert found == []


def test_no_modules_import_each_other_in_a_cycle() -> None:
    assert cycles(PACKAGE) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    words = {word for name in modules(PACKAGE) for word in name.split(".")}
    assert words & FORBIDDEN_NAMES == set()


# -- the walker itself ----------------------------------------------------------------------


def tree(root: Path, **files: str) -> Path:
    """A made-up package; `transport__http` is transport/http.py."""
    for name, text in files.items():
        path = root.joinpath(*name.split("__")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    "text",
    [
        "from runninghub_async.client import RunningHub",
        "import runninghub_async.client",
        "from runninghub_async import client",
        "from runninghub_async import RunningHub",
        "from ..client import RunningHub",
        "from .. import client",
        "def late():\n    from runninghub_async.client import RunningHub",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import runninghub_async.client",
        "try:\n    import runninghub_async.client\nexcept ImportError:\n    pass",
        "class C:\n    async def f(self):\n        import os, runninghub_async.client as c",
    ],
)
def test_the_walker_catches_an_import_that_points_up(tmp_path: Path, text: str) -> None:
    root = tree(tmp_path, client="", transport__http=text)
    root.joinpath("__init__.py").touch()
    (violation,) = layer_violations(root)
    assert violation.startswith("transport.http:")


@pytest.mark.parametrize(
    "text",
    [
        "from runninghub_async.protocol.codes import CODES",
        "from ..protocol import codes",
        "from . import pool",
        "import runninghub_async_other.client",
        "# from runninghub_async.client import RunningHub",
    ],
)
def test_the_walker_lets_an_import_that_points_down_pass(tmp_path: Path, text: str) -> None:
    root = tree(tmp_path, client="", protocol__codes="", transport__pool="", transport__http=text)
    assert layer_violations(root) == []


def test_the_walker_catches_an_emulator_that_leans_on_the_client(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        transport__http="",
        config="",
        protocol__codes="",
        emulator__a="import runninghub_async.transport.http",
        emulator__b="import runninghub_async.config",
        emulator__c="import runninghub_async.protocol.codes",
        tasks__d="import runninghub_async.emulator.c",
        cli__e="import runninghub_async.emulator.c",
    )
    assert layer_violations(root) == [
        "emulator.a:1 imports transport.http",
        "emulator.b:1 imports config",
        "tasks.d:1 imports emulator.c",
    ]


def test_the_walker_catches_a_library_that_comes_in_by_another_door(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        transport__http="import httpx\nimport httpx._types",
        transport__retry="import backoff",
        files__download="def f():\n    from httpx import URL\nimport backoff",
        cli__app="import typer\nfrom rich.console import Console",
        client="from websockets.asyncio import client\nimport uvicorn.config",
    )
    assert sorted(door_violations(root)) == [
        "client:1 imports websockets.asyncio.client",
        "client:2 imports uvicorn.config",
        "files.download:2 imports httpx.URL",
        "files.download:3 imports backoff",
    ]


def test_the_walker_catches_a_pure_module_that_reaches_for_the_loop(tmp_path: Path) -> None:
    root = tree(
        tmp_path, protocol__codes="def f():\n    import asyncio", transport__http="import ssl"
    )
    assert purity_violations(root) == ["protocol.codes:2 imports asyncio"]


def test_the_walker_catches_a_cycle_of_any_length(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        tasks__a="from runninghub_async.tasks import b",
        tasks__b="def late():\n    from runninghub_async.tasks.c import x",
        tasks__c="import runninghub_async.tasks.a",
        tasks__d="import runninghub_async.tasks.a",
    )
    assert cycles(root) == [["tasks.a", "tasks.b", "tasks.c"]]
