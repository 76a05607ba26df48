"""What is installed: all of the package and nothing else, with metadata that says what holds.

The tests run on the built wheel (`nox -s tests`). Where the package is installed in place there is
no list of files to compare, and the metadata are those of the day of the installation: skipped.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import tomllib
from pathlib import Path, PurePosixPath

import pytest

from runninghub_async.config import VERSION

ROOT = Path(__file__).resolve().parents[2]
DISTRIBUTION = importlib.metadata.distribution("runninghub-async")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: What installers add to what the wheel brings.
ADDED = {"INSTALLER", "REQUESTED", "RECORD", "WHEEL", "direct_url.json", "uv_cache.json"}
DATA = {
    *("py.typed", "models.pyi", "_tools/overlays.json", "emulator/clip.mp4"),
    *("fleet/job.lua", "fleet/places.lua", "fleet/rate.lua"),
    *("examples/prompts.csv", "examples/web.html"),
    *("catalog/endpoints.jsonl", "catalog/prices.jsonl"),
}


def in_place() -> bool:
    """Whether the package is used from its source folder."""
    origin = json.loads(DISTRIBUTION.read_text("direct_url.json") or "{}")
    return bool(origin.get("dir_info", {}).get("editable"))


@pytest.fixture(scope="module", autouse=True)
def a_wheel() -> None:
    """Only what was installed from a wheel is looked at."""
    if in_place():
        pytest.skip("the package is installed in place: `nox -s tests` looks at the wheel")


@pytest.fixture(scope="module")
def installed() -> set[PurePosixPath]:
    """All files of the distribution, without what importing has left beside them."""
    files = DISTRIBUTION.files
    assert files
    return {PurePosixPath(str(one)) for one in files if "__pycache__" not in one.parts}


#: What a package is made of: code, tables, a clip, scripts for Redis, what an example shows.
KINDS = (".py", ".pyi", ".typed", ".json", ".jsonl", ".csv", ".html", ".lua", ".mp4")


def test_the_wheel_holds_every_file_of_the_package_and_no_other(
    installed: set[PurePosixPath],
) -> None:
    package = {one for one in installed if one.parts[0] == "runninghub_async"}
    source = {
        PurePosixPath(path.relative_to(ROOT).as_posix())
        for path in (ROOT / "runninghub_async").rglob("*")
        if path.suffix in KINDS
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(ROOT).parts)
    }
    assert package == source


def test_the_data_files_are_there(installed: set[PurePosixPath]) -> None:
    assert {PurePosixPath("runninghub_async", one) for one in DATA} <= installed


def test_beside_the_package_there_are_its_metadata_its_licence_and_its_command(
    installed: set[PurePosixPath],
) -> None:
    beside = {one for one in installed if one.parts[0] != "runninghub_async"}
    info = PurePosixPath(f"runninghub_async-{VERSION}.dist-info")
    told = {one.relative_to(info).as_posix() for one in beside if info in one.parents}
    assert told - ADDED == {"METADATA", "entry_points.txt", "licenses/LICENSE"}
    commands = {one.name.removesuffix(".exe") for one in beside if info not in one.parents}
    assert commands == {"runninghub"}


def test_the_wheel_is_for_every_platform(installed: set[PurePosixPath]) -> None:
    text = DISTRIBUTION.read_text("WHEEL") or ""
    assert "Tag: py3-none-any" in text
    assert "Root-Is-Purelib: true" in text


def test_the_licence_that_is_named_is_the_one_that_is_in_it(
    installed: set[PurePosixPath],
) -> None:
    assert DISTRIBUTION.metadata["License-Expression"] == "MIT"
    assert "MIT License" in (DISTRIBUTION.read_text("licenses/LICENSE") or "")


def test_the_metadata_are_those_of_the_project() -> None:
    told = DISTRIBUTION.metadata
    assert DISTRIBUTION.version == VERSION
    assert told["Requires-Python"] == PROJECT["requires-python"]
    assert told["Summary"] == PROJECT["description"]
    assert set(told.get_all("Provides-Extra") or ()) == set(PROJECT["optional-dependencies"])
    assert told.get_all("Classifier") == PROJECT["classifiers"]
    (command,) = [one for one in DISTRIBUTION.entry_points if one.group == "console_scripts"]
    assert (command.name, command.value) == ("runninghub", "runninghub_async.cli:main")


def test_what_the_library_needs_is_what_the_project_says_and_no_more() -> None:
    needed = {one for one in DISTRIBUTION.requires or () if "extra ==" not in one}
    assert {_squeezed(one) for one in needed} == {_squeezed(one) for one in PROJECT["dependencies"]}


def test_every_python_that_is_promised_is_one_that_the_sessions_run() -> None:
    promised = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    sessions = (ROOT / "noxfile.py").read_text("utf-8")
    assert promised
    assert [one for one in promised if f'"{one}"' not in sessions] == []
    assert PROJECT["requires-python"] == f">={promised[0]}"


def _squeezed(requirement: str) -> tuple[str, frozenset[str]]:
    """The name and its bounds, in whatever order they are written."""
    name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", requirement.replace(" ", "")).groups()  # type: ignore[union-attr]
    return name, frozenset(bounds.split(","))
