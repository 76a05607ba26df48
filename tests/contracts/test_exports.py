"""The public names: listed once, sorted, complete, and free to import."""

from __future__ import annotations

import ast
import fnmatch
import importlib
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

import runninghub_async
from runninghub_async import _public, errors

PACKAGE = Path(runninghub_async.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
AGREED = {
    *("pyproject.toml", "README.md", "runninghub_async", "tests", "benchmarks"),
    *("noxfile.py", "LICENSE", "CHANGELOG.md"),
}


def listed(tree: ast.Module) -> list[str] | None:
    """The names of `__all__` in the order in which they are written."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def dotted(path: Path) -> str:
    parts = (PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


SOURCES = {dotted(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}
LISTS = {name: names for name, tree in TREES.items() if (names := listed(tree)) is not None}
#: Command modules are run, not imported from.
COMMANDS = ("runninghub_async.cli", "runninghub_async._tools", "runninghub_async.examples")
#: Modules that need what the package itself does not.
NEED = {
    "runninghub_async.emulator": "uvicorn",
    "runninghub_async.cli": "typer",
    "runninghub_async._tools.reference": "pdoc",
    "runninghub_async.examples.bot": "aiogram",
    "runninghub_async.examples.web": "fastapi",
    "runninghub_async.examples.worker": "taskiq_redis",
}


def test_the_package_lists_exactly_what_it_has() -> None:
    found = {
        name
        for name, value in vars(_public).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert found == set(runninghub_async.__all__)
    assert _public.__all__ == runninghub_async.__all__


def test_the_package_has_what_it_lists_and_nothing_else() -> None:
    for name in runninghub_async.__all__:
        assert getattr(runninghub_async, name) is getattr(_public, name)
    assert set(runninghub_async.__all__) <= set(dir(runninghub_async))
    with pytest.raises(AttributeError, match="'RuningHub'"):
        _ = runninghub_async.RuningHub
    with pytest.raises(ImportError, match="RuningHub"):
        exec("from runninghub_async import RuningHub")


def test_the_package_alone_loads_nothing() -> None:
    code = "import runninghub_async, runninghub_async.pytest_plugin, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name for name in done.stdout.split() if name.startswith("runninghub_async")}
    assert loaded == {"runninghub_async", "runninghub_async.pytest_plugin"}
    assert {"httpx", "msgspec", "uvicorn"}.isdisjoint(done.stdout.split())


def test_every_error_is_a_public_name() -> None:
    assert set(errors.__all__) <= set(runninghub_async.__all__)


def test_every_module_that_holds_something_lists_its_names() -> None:
    silent = {
        name
        for name, tree in TREES.items()
        if not name.endswith("__main__")
        and name not in LISTS
        and any(not isinstance(node, ast.Expr) for node in tree.body)
    }
    assert silent == set()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_is_sorted_and_names_nothing_twice(name: str) -> None:
    assert LISTS[name] == sorted(set(LISTS[name]))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_what_a_list_names_can_be_imported(name: str) -> None:
    for prefix, library in NEED.items():
        if name.startswith(prefix):
            pytest.importorskip(library)
    module = importlib.import_module(name)
    assert [one for one in LISTS[name] if not hasattr(module, one)] == []


@pytest.mark.parametrize("name", sorted(set(LISTS) - {PACKAGE.name}))
def test_a_list_is_complete(name: str) -> None:
    if name.startswith(COMMANDS):
        return
    defined = {
        node.name
        for node in TREES[name].body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("_")
    }
    assert defined - set(LISTS[name]) == set()


# -- what an import does --------------------------------------------------------------------

PROBE = """
import builtins, importlib.abc, json, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"typer", "rich", "starlette", "uvicorn", "httpx_aiohttp"}:
            raise ImportError(f"{name} is an extra")

sys.meta_path.insert(0, Refuse())
opened = []
def watch(event, args):
    if event == "open" and str(args[0]).endswith((".jsonl", ".env")):
        opened.append(str(args[0]))
    if event in ("socket.__new__", "subprocess.Popen", "socket.connect", "socket.bind"):
        opened.append(event)
sys.addaudithook(watch)

import asyncio, threading
before = threading.active_count()
loops = []
policy = asyncio.get_event_loop_policy()
asyncio.new_event_loop = lambda *_: loops.append("new_event_loop")
policy.new_event_loop = lambda *_: loops.append("policy.new_event_loop")

import runninghub_async
from runninghub_async import RunningHub
from runninghub_async.catalog import pricing, table

print(json.dumps({
    "opened": opened,
    "threads": threading.active_count() - before,
    "loops": loops,
    "read": table.builtin_table.cache_info().currsize + pricing._prices.cache_info().currsize,
    "names": len(runninghub_async.__all__),
    "extras": [name for name in ("typer", "rich", "starlette", "uvicorn") if name in sys.modules],
}))
"""


def test_the_package_imports_without_extras_and_creates_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROBE],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "opened": [],
        "threads": 0,
        "loops": [],
        "read": 0,
        "names": len(runninghub_async.__all__),
        "extras": [],
    }


def test_the_package_says_that_it_is_typed() -> None:
    assert PACKAGE.joinpath("py.typed").is_file()


# -- the checkout ---------------------------------------------------------------------------


def test_the_top_level_holds_only_what_was_agreed() -> None:
    if not (ROOT / ".git").exists() or not (ROOT / "pyproject.toml").is_file():
        pytest.skip("not run from a checkout")
    ignored = (ROOT / ".gitignore").read_text().split() if (ROOT / ".gitignore").exists() else []
    patterns = [one.strip("/") for one in ignored]
    found = {
        path.name
        for path in ROOT.iterdir()
        if not path.name.startswith(".")
        and not any(fnmatch.fnmatch(path.name, pattern) for pattern in patterns)
    }
    assert found - AGREED == set()
