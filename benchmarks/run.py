"""All benchmarks beside what one would use instead: tables, one JSON, plots, and a guard.

    python benchmarks/run.py [--only calls,tasks] [--rounds 5] [--json FILE] [--plots DIR] [--check]

Parts: calls (one small request), tasks (whole video tasks), growth (thousands in flight), codecs
(check, encode, decode), files (uploads and downloads), start (import, first call, memory, sizes).
Each client runs in processes of its own, in turn, against one raw asyncio server in another
process (`server.py`); the medians of the rounds count, the spread stands beside them. CPU is user
and system time of the client's process. Nothing leaves the machine: a client that connects
elsewhere fails. Beside the package they need fal-client, replicate, runwayml, runninghub-sdk,
aiohttp, httpx-aiohttp, pydantic and trustme; uvloop (for the server) and matplotlib are used where
they are installed. Linux only: memory and CPU are read from /proc.

`--check` compares with budgets.toml, which holds ratios and never seconds, and ends with 1 when
one is crossed.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import importlib.metadata
import json
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from budgets import read_budgets, report
from harness import Context, Part, Results
from plots import save
from server import running

PARTS = ("start", "codecs", "calls", "tasks", "growth", "files")
QUIET = 0.7  #: load average (one minute) above which somebody else is at work
DISTRIBUTIONS = (
    "runninghub-async", "httpx", "httpcore", "httpx-aiohttp", "aiohttp", "anyio", "msgspec",
    "fal-client", "replicate", "runwayml", "runninghub-sdk", "pydantic", "uvloop",
)  # fmt: skip


def machine() -> dict[str, Any]:
    """Where and with what it was measured."""
    versions = {}
    for name in DISTRIBUTIONS:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return {
        "date": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "system": platform.platform(),
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "load_before": os.getloadavg()[0],
        "versions": versions,
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def part_of(name: str) -> Part:
    """A part by its name."""
    found: Part = importlib.import_module(f"{name}_part").PART
    return found


def measured(parts: list[Part], rounds: int) -> tuple[Results, dict[str, float]]:
    """Run the parts one after another; print the table of each as it is done."""
    results, seconds = Results(), {}
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir=_in_memory()) as folder,
        running(Path(folder)) as server,
    ):
        for part in parts:
            began = time.perf_counter()
            part.run(Context(server, rounds, results, Path(folder), _say))
            seconds[part.name] = time.perf_counter() - began
            _say("")
            print(f"\n== {part.name} ({seconds[part.name]:.0f} s)\n")
            print("\n".join(part.table(results)), flush=True)
    return results, seconds


def _in_memory() -> str | None:
    """A folder in memory with room for the largest files, so that no disk is measured."""
    folder = Path("/dev/shm")
    if folder.is_dir() and shutil.disk_usage(folder).free > 4 * 1024**3:
        return str(folder)
    return None


def _say(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
    elif text:
        print(text, file=sys.stderr, flush=True)


def main() -> int:
    """Measure what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--plots", type=Path, metavar="DIR")
    parser.add_argument("--check", action="store_true", help="exit 1 when a budget is crossed")
    options = parser.parse_args()
    names = options.only.split(",")
    if unknown := set(names) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    here = machine()
    print(f"{here['date']}, {here['processor']}, {here['cores']} cores, Python {here['python']}")
    print(", ".join(f"{name} {version}" for name, version in here["versions"].items()))
    if here["load_before"] > QUIET:
        print(f"The machine is busy (load {here['load_before']:.1f}): these numbers are no use.")
    parts = [part_of(name) for name in names]
    results, seconds = measured(parts, options.rounds)
    if options.json:
        content = {"machine": here, "rounds": options.rounds, "seconds": seconds}
        options.json.write_text(json.dumps({**content, "samples": results.samples}, indent=1))
    if options.plots:
        options.plots.mkdir(parents=True, exist_ok=True)
        for chart in (chart for part in parts for chart in part.charts(results)):
            print(f"plot: {save(chart, options.plots / f'{chart.name}.png')}")
    held = report(read_budgets(), results, only=names)
    print(f"{sum(seconds.values()):.0f} s in all")
    return int(options.check and not held)


if __name__ == "__main__":
    sys.exit(main())
