"""The traps of platform-api section 13: each has a test that names its number.

A test of a trap is called `test_trap_07_…` and stands in this folder; the cases in `tests/wire`
have more shapes of the same answers.
"""

from __future__ import annotations

import ast
from pathlib import Path

TRAPS = range(1, 33)


def test_every_trap_has_a_test_that_names_it() -> None:
    names = [
        node.name
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_trap_")
    ]
    assert {int(name.split("_")[2]) for name in names} == set(TRAPS)
    assert len(names) == len(set(names))
