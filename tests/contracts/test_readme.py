"""The README's code runs on the emulator, and its tables say what the code says."""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
import textwrap
import zlib
from pathlib import Path

import pytest
from starlette.applications import Starlette

import runninghub_async
from runninghub_async import RunningHub, config
from runninghub_async.emulator import Emulator

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)


@pytest.fixture
def cat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "cat.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(b"a cat"))
    return path


def test_the_readme_has_code() -> None:
    assert len(BLOCKS) >= 5


@pytest.mark.parametrize("number", [n for n, block in enumerate(BLOCKS) if "asyncio.run" in block])
async def test_a_whole_program_of_the_readme_runs(number: int, cat: Path) -> None:
    async with Emulator(time_scale=0.005) as emulator:
        environment = {
            "RUNNINGHUB_API_KEY": emulator.api_key,
            "RUNNINGHUB_BASE_URL": emulator.base_url,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            BLOCKS[number],
            cwd=cat.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    assert b".mp4" in output
    assert list((cat.parent / "clips").glob("*.mp4"))


@pytest.mark.parametrize(
    "number", [n for n, block in enumerate(BLOCKS) if "asyncio.run" not in block]
)
async def test_a_snippet_of_the_readme_runs(
    number: int, cat: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNNINGHUB_API_KEY", "a-key-that-is-never-sent")
    body = textwrap.indent(BLOCKS[number], "    ")
    names: dict[str, object] = {"app": Starlette(), "__name__": __name__}
    source = f"async def snippet(rh):\n{body}"
    exec(compile(source, "README.md", "exec", dont_inherit=True), names)  # as in a file of its own
    snippet = names["snippet"]
    assert inspect.iscoroutinefunction(snippet)
    async with (
        Emulator(time_scale=0.002) as emulator,
        RunningHub(emulator.api_key, base_url=emulator.base_url) as rh,
    ):
        await snippet(rh)
    assert capsys.readouterr().out


def rows(heading: str) -> list[list[str]]:
    section = TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_settings_table_is_the_settings() -> None:
    written = {row[0].strip("`"): row[1] for row in rows("Settings")}
    real = {}
    for kind in (config.Timeouts, config.Retry, config.Limits, config.Polling):
        for name in kind.__struct_fields__:
            real[f"{kind.__name__}.{name}"] = str(getattr(kind(), name))
    assert written == real


def test_the_error_table_names_every_error_that_is_raised() -> None:
    written = {name for row in rows("Errors") for name in re.findall(r"`(\w+)`", row[0])}
    errors = {
        name
        for name in runninghub_async.__all__
        if inspect.isclass(kind := getattr(runninghub_async, name))
        and issubclass(kind, runninghub_async.RunningHubError)
    }
    groups = {"RunningHubError", "TransportError", "ApiError", "TaskError", "FileError"}
    assert written == errors - groups


def test_the_first_commands_are_the_documented_ones() -> None:
    commands = re.findall(r"```sh\n(.*?)\n```", TEXT, flags=re.DOTALL)
    assert commands[0].endswith("runninghub demo")
    assert commands[1].endswith("nox -s tests")
    ci = (README.parent / ".ci" / "run").read_text(encoding="utf-8")
    assert "nox -s tests" in ci
