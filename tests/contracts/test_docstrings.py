"""Docstrings: there is one, it begins with a sentence, and the errors that it names exist."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import runninghub_async
from runninghub_async import errors

PACKAGE = Path(runninghub_async.__file__).parent
Documented = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def dotted(path: Path) -> str:
    parts = (PACKAGE.name, *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


TREES = {dotted(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def public(node: ast.AST, name: str) -> Iterator[tuple[str, Documented]]:
    """Public classes, functions and methods with their dotted names, outermost first."""
    for one in ast.iter_child_nodes(node):
        if isinstance(one, Documented) and not one.name.startswith("_"):
            yield f"{name}.{one.name}", one
            if isinstance(one, ast.ClassDef):
                yield from public(one, f"{name}.{one.name}")


def everything(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    """Every docstring there is, private ones too, with its dotted name."""
    if isinstance(node, Documented | ast.Module) and (doc := ast.get_docstring(node)):
        yield name, doc
    for one in ast.iter_child_nodes(node):
        inner = f"{name}.{one.name}" if isinstance(one, Documented) else name
        yield from everything(one, inner)


def inherited(module: str, name: str) -> str | None:
    """The docstring of a method that overrides a documented one."""
    found: object = importlib.import_module(module)
    for step in name.removeprefix(f"{module}.").split("."):
        found = inspect.getattr_static(found, step)
    return None if inspect.isclass(found) else inspect.getdoc(found)


def undocumented(module: str) -> set[str]:
    return {
        name
        for name, node in public(TREES[module], module)
        if not ast.get_docstring(node) and not inherited(module, name)
    }


@pytest.mark.parametrize("module", sorted(TREES))
def test_every_module_has_a_docstring(module: str) -> None:
    assert ast.get_docstring(TREES[module])


@pytest.mark.parametrize("module", sorted(TREES))
def test_every_public_name_has_a_docstring(module: str) -> None:
    if module.startswith(f"{PACKAGE.name}.emulator"):
        pytest.importorskip("uvicorn")
    if module.startswith(f"{PACKAGE.name}.cli"):
        pytest.importorskip("typer")
    assert undocumented(module) == set()


@pytest.mark.parametrize("module", sorted(TREES))
def test_the_first_line_of_a_docstring_is_a_sentence(module: str) -> None:
    wrong = [
        (name, doc.splitlines()[0])
        for name, doc in everything(TREES[module], module)
        if not doc.splitlines()[0].rstrip().endswith(".")
    ]
    assert wrong == []


def names_of(tree: ast.Module) -> Iterator[str]:
    """What a module defines or imports, its own internal errors among it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def raised(doc: str) -> Iterator[str]:
    """The error names of a `Raises:` section: those that begin its entries."""
    section = re.search(r"^( *)Raises:\n((?:\1 +.*\n|\n)*)", doc + "\n", re.MULTILINE)
    if section is None:
        return
    indent = min(len(line) - len(line.lstrip()) for line in section[2].splitlines() if line.strip())
    for line in section[2].splitlines():
        if line[indent : indent + 1].strip():
            yield from re.findall(r"\w+", line.partition(":")[0])


@pytest.mark.parametrize("module", sorted(TREES))
def test_an_error_that_a_docstring_names_exists(module: str) -> None:
    known = {*errors.__all__, *dir(builtins), *names_of(TREES[module])}
    for name, doc in everything(TREES[module], module):
        unknown = [one for one in raised(doc) if one not in known]
        assert unknown == [], name


def test_the_reader_of_raises_sections_reads_names_and_not_prose() -> None:
    doc = """Do it.

    Raises:
        TaskFailed: the service
            Reported: FAILED.
        InvalidRequest, UploadError: the local media
            does not fit.

    Source: nowhere: at all.
    """
    assert list(raised(inspect.cleandoc(doc))) == ["TaskFailed", "InvalidRequest", "UploadError"]
