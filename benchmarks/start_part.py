"""Start: import, first call, memory after the import, sizes.

Each sample is a fresh interpreter that has imported asyncio and json. Import: seconds of the
import of what a user imports, compiled before. First call: from then to the answer of a first look
at the raw server, opening the client and connecting included. Memory: what the import has added.
"Over its dependencies" is ours after httpx, anyio, msgspec and backoff were imported. Size: bytes
of the installed distribution without its dependencies and compiled files; ours is built as a
wheel.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

from clients import BY_NAME
from harness import HERE, Context, Part, Results, lines_of, rotated, started
from plots import Chart

NAME = "start"
CASE = "fresh"
ROOT = HERE.parent
PROBE = HERE / "start_probe.py"


class Start(NamedTuple):
    """One line of the table."""

    name: str
    client: str  #: of `clients.py`
    before: str = ""  #: what is imported before the clock runs


ROWS = (
    Start("ours", "ours"),
    Start("ours over its deps", "ours", "anyio,anyio.to_thread,backoff,httpx,msgspec"),
    Start("ours + aiohttp", "ours + aiohttp"),
    *(Start(name, name) for name in ("httpx", "aiohttp", "fal-client", "replicate")),
    *(Start(name, name) for name in ("runwayml", "runninghub-sdk")),
)
_BY_NAME = {row.name: row for row in ROWS}


def run(context: Context) -> None:
    """A fresh interpreter for each client and round; the very first compiles."""
    for number in range(-1, context.rounds):
        for name in rotated([row.name for row in ROWS], number):
            if number >= 0:
                context.say(f"start: round {number + 1} of {context.rounds}, {name}")
            row = _BY_NAME[name]
            job = [row.before, BY_NAME[row.client].imports, row.client, context.server.url]
            for line in lines_of(started(context, [str(PROBE), *job]), 30.0):
                if number >= 0:
                    context.results.add(NAME, name, CASE, json.loads(line))
    for row in ROWS:
        if not row.name.startswith("ours"):
            size = _installed(BY_NAME[row.client].distribution)
            context.results.add(NAME, row.name, CASE, {"installed_kb": size})
    wheel, content = _wheel(context.folder)
    context.results.add(NAME, "ours", CASE, {"wheel_kb": wheel, "installed_kb": content})


def _installed(distribution: str) -> float:
    """kB of the distribution's own files, without compiled ones."""
    found = importlib.metadata.files(distribution) or []
    paths = [Path(str(one.locate())) for one in found if "__pycache__" not in str(one)]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1000


def _wheel(folder: Path) -> tuple[float, float]:
    """kB of our wheel, and of what is in it."""
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder)]
    if importlib.util.find_spec("hatchling"):
        command.append("--no-build-isolation")
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    wheel = next(folder.glob("runninghub_async-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        content = sum(one.file_size for one in archive.infolist())
    return wheel.stat().st_size / 1000, content / 1000


COLUMNS = (
    ("import ms", "import_ms", ".0f", 20),
    ("first call ms", "first_ms", ".1f", 24),
    ("memory MiB", "memory_mib", ".1f", 24),
    ("modules", "modules", ".0f", 9),
    ("size kB", "installed_kb", ".0f", 9),
)


def table(results: Results) -> list[str]:
    """One line for each client."""
    lines = ["fresh interpreters: median (least..most of the rounds)"]
    head = "".join(f"{title:>{width}}" for title, _, _, width in COLUMNS)
    lines.append(f"{'':20}{head}")
    for row in ROWS:
        cells = ""
        for _, metric, form, width in COLUMNS:
            if width > 9:
                cells += f"{results.cell(NAME, row.name, CASE, metric, form=form):>{width}}"
            else:
                value = results.median(NAME, row.name, CASE, metric)
                cells += f"{'-' if value is None else format(value, form):>{width}}"
        lines.append(f"{row.name:20}{cells}")
    wheel = results.median(NAME, "ours", CASE, "wheel_kb") or 0.0
    table_ms = results.median(NAME, "ours", CASE, "endpoint_ms") or 0.0
    lines.append(
        f"our wheel: {wheel:.0f} kB; reading the table and checking the first call of an endpoint: "
        f"{table_ms:.1f} ms, once"
    )
    return lines


def charts(results: Results) -> list[Chart]:
    """Import time."""
    bars = [
        (row.name, value)
        for row in ROWS
        if (value := results.median(NAME, row.name, CASE, "import_ms")) is not None
    ]
    return [Chart(name="start", title="Import", x="ms in a fresh interpreter", bars=bars)]


PART = Part(NAME, run, table, charts)
