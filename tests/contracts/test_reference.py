"""The reference: every public name is in it, with an example, and every example runs."""

from __future__ import annotations

import ast
import asyncio
import re
import textwrap
import warnings
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

import runninghub_async
from runninghub_async import RunningHub
from runninghub_async.emulator import EmulatorThread

for needed in ("pdoc", "redis", "taskiq", "opentelemetry", "rich"):
    pytest.importorskip(needed, reason=f"the reference needs {needed}, which is not installed")

from runninghub_async._tools import reference  # noqa: E402  (it imports pdoc)

EXAMPLES = list(reference.examples())
#: Run elsewhere: these need a Redis, and the page about tests is run as tests.
ELSEWHERE = ("runninghub_async.fleet.", "runninghub_async.pytest_plugin")
RUN_HERE = [one for one in EXAMPLES if not one.where.startswith(ELSEWHERE)]


@pytest.fixture
def names() -> dict[str, Any]:
    """What an example may use without an import, beside `rh`, an open client."""
    public = {name: getattr(runninghub_async, name) for name in runninghub_async.__all__}
    return {**public, "asyncio": asyncio, "Decimal": Decimal, "Path": Path, "app": Starlette()}


@pytest.mark.parametrize("example", RUN_HERE, ids=[one.where for one in RUN_HERE])
async def test_an_example_of_the_reference_runs(
    example: reference.Example,
    names: dict[str, Any],
    runninghub_emulator: EmulatorThread,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("cat.png").write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(b"a cat"))
    body = textwrap.indent(example.code, "    ")
    exec(f"async def snippet(rh):\n{body}", names)
    async with RunningHub() as rh:
        await names["snippet"](rh)


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.where for one in EXAMPLES])
def test_an_example_uses_only_what_there_is(example: reference.Example) -> None:
    body = textwrap.indent(example.code, "    ")
    tree = ast.parse(f"async def snippet(rh):\n{body}")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("runninghub_async"):
            module = __import__(str(node.module), fromlist=["*"])
            assert [alias.name for alias in node.names if not hasattr(module, alias.name)] == []


def test_every_public_name_has_a_docstring_and_an_example() -> None:
    assert reference.problems() == []


def test_the_public_modules_are_all_in_it() -> None:
    root = Path(runninghub_async.__file__).parent
    inner = {"catalog", "cli", "examples", "files", "protocol", "tasks", "transport"}
    found = {
        path.stem if path.suffix else path.name
        for path in root.iterdir()
        if (path.suffix == ".py" or path.joinpath("__init__.py").exists())
        and not path.name.startswith("_")
    }
    told = {name.partition(".")[2] for name in reference.PUBLIC} - {""}
    # The names of these three are the package's own.
    assert found - inner - {"client", "config", "errors"} == told


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    reference.build(folder)
    return folder


def test_every_public_name_is_on_its_page(pages: Path) -> None:
    for module in reference.PUBLIC:
        text = pages.joinpath(*module.split(".")).with_suffix(".html").read_text("utf-8")
        ids = set(re.findall(r'id="([\w.]+)"', text))
        assert [name for name in reference.listed(module) if name not in ids] == []


def test_no_link_of_the_reference_is_dead(pages: Path) -> None:
    for page in pages.rglob("*.html"):
        for link in re.findall(r'href="([^"#:]+\.html)(?:#[^"]*)?"', page.read_text("utf-8")):
            assert (page.parent / link).resolve().is_file(), f"{page.name}: {link}"


def test_the_pages_hold_no_path_of_this_machine(pages: Path) -> None:
    for page in pages.rglob("*"):
        if page.is_file():
            assert str(Path.cwd()) not in page.read_text("utf-8")
            assert not re.search(r"0x[0-9a-f]{8}", page.read_text("utf-8"))


def test_one_endpoint_stands_for_all(pages: Path) -> None:
    text = pages.joinpath("runninghub_async", "models.html").read_text("utf-8")
    assert "vidu/text-to-video" in text
    assert "aspect_ratio" in text


def test_a_warning_or_a_name_without_an_example_fails_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = reference.Example("runninghub_async.Nobody", "pass")
    monkeypatch.setattr(reference, "examples", lambda: iter([missing]))
    assert reference.main([str(tmp_path)]) == 1
    assert "runninghub_async.Task: no example" in capsys.readouterr().out
    assert reference.main([]) == 2

    monkeypatch.undo()
    monkeypatch.setattr(
        reference, "_show_endpoint", lambda module: warnings.warn("odd", stacklevel=1)
    )
    assert reference.main([str(tmp_path)]) == 1
    assert "odd" in capsys.readouterr().out


def test_comments_at_fields_are_read_where_they_stand() -> None:
    source = """
        class Some:
            plain: int
            behind: float = 2.0  #: seconds = units
            #: Two lines
            #: above.
            above: str
            below: str | None = None
            #: of the field before
            last: int = 1  #: its own

            def method(self) -> None:
                self.kept: int = 3  #: in the constructor
                other = 4  # no field comment
    """
    assert reference.field_comments(source) == {
        "behind": "seconds = units",
        "above": "Two lines above.",
        "below": "of the field before",
        "last": "its own",
        "kept": "in the constructor",
    }


def test_the_readme_names_each_concept_as_the_reference_does() -> None:
    text = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    table = text.partition("\n| concept | name |\n")[2].partition("\n\n")[0]
    assert table
    for row in table.splitlines()[1:]:
        module: Any = runninghub_async
        for name in re.findall(r"`([\w.]+)`", row):
            *path, last = name.removeprefix("runninghub_async.").split(".")
            if path and path[0].islower():
                module = __import__(f"runninghub_async.{path[0]}", fromlist=["*"])
                path = path[1:]
            elif name.startswith("runninghub_async."):
                module = runninghub_async
            home = getattr(module, path[0]) if path else module
            assert hasattr(home, last), name
            assert (path or [last])[0] in module.__all__, name
