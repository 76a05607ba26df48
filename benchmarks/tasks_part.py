"""Whole tasks: submit, wait, result, each client in its documented way, on the same tasks.

The raw server of `server.py` has the slots and the durations (the emulator speaks RunningHub
alone, this one all dialects): task n takes as long for every client. In each round 100 tasks run
in 50 slots, and once, in the first round, 500 more. A task takes 1 s instead of 120 s (lognormal,
sigma 0.35), and every interval between looks is scaled by the same 1/120, but to no less than
0.1 s (12 s of the service): below that most clients would be measured at the end of their
strength. So rivals look less often here than their documents say, which spares them CPU and costs
them delay; what their own interval means for a task of 120 s stands in two computed columns.

Rivals are told the number of slots (a semaphore); ours asks the service. `replicate` is held by
the server for up to 60 s of the service's time, as `Prefer: wait` asks.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import AsyncIterator
from typing import Any

from clients import BY_NAME, ROWS, Row, Setup
from harness import Context, Part, Results, Values, alternate
from measure import Span, forget_peak, lag_values, lag_watched, peak_now, percentile
from plots import Chart
from server import ask

NAME = "tasks"
CASES = {"100": 100, "500": 500}  #: tasks; the larger lot once, it takes minutes
SLOTS = 50
SCALE = 1 / 120
MEDIAN = 120.0  #: seconds of a task on the service
HOLD = 60.0  #: seconds that `Prefer: wait` holds a submit
CASE = "100"
#: The two of httpx differ in the pool alone, which 50 in flight do not fill.
CLIENTS = [row.name for row in ROWS if row.name != "httpx (64 kept)"]


async def measure(job: dict[str, Any]) -> AsyncIterator[tuple[str, Values]]:
    """One client through the tasks of one round."""
    for case in job["cases"]:
        yield case, await _lot(BY_NAME[job["client"]], job["url"], CASES[case])


async def _lot(row: Row, url: str, tasks: int) -> Values:
    seen: dict[int, float] = {}
    async with row.open(Setup(url, load=SLOTS, scale=SCALE)) as client:
        settings = {"tasks": tasks, "slots": SLOTS, "median": MEDIAN * SCALE, "hold": HOLD * SCALE}
        ask(url, "/_/reset", settings)
        before = ask(url, "/_/stats")
        forget_peak()
        async with lag_watched() as lags:
            span = Span()
            await client.run(tasks, SLOTS, lambda number: seen.update({number: time.monotonic()}))
            cpu, wall = span.cpu, span.wall
        after = ask(url, "/_/stats")
    late = [seen[int(number)] - end for number, end in after["ends"].items()]
    if len(late) != tasks:
        raise RuntimeError(f"{len(late)} of {tasks} tasks were run")
    return {
        "cpu_ms": cpu / tasks * 1e3,
        "per_cpu_s": tasks / cpu,
        "looks": after.get("look", 0) / tasks,
        "requests": after["requests"] / tasks,
        "refused": after.get("refused", 0),
        "delay_s": statistics.mean(late) / SCALE,
        "delay_p90_s": percentile(late, 0.9) / SCALE,
        "over_ideal": wall / after["ideal"],
        "peak_mib": peak_now(),
        "server_share": (after["cpu"] - before["cpu"]) / (after["now"] - before["now"]),
        "wall_s": wall,
        **lag_values(lags),
    }


def run(context: Context) -> None:
    """All rounds of all clients."""
    alternate(context, NAME, CLIENTS, lambda client, number: list(CASES) if not number else [CASE])


COLUMNS = (
    ("CPU ms/task", "cpu_ms", ".2f", 22),
    ("tasks/CPU s", "per_cpu_s", ".0f", 20),
    ("looks", "looks", ".1f", 20),
    ("end seen late, s", "delay_s", ".2f", 22),
    ("over ideal", "over_ideal", ".3f", 22),
    ("lag p50", "lag_p50_ms", ".1f", 0),
    ("p99", "lag_p99_ms", ".1f", 0),
    ("max ms", "lag_max_ms", ".1f", 0),
    ("peak MiB", "peak_mib", ".0f", 0),
)


def table(results: Results) -> list[str]:
    """One line for each client and lot."""
    head = "".join(f"{title:>{width or 9}}" for title, _, _, width in COLUMNS)
    lines = []
    for case, tasks in CASES.items():
        lines.append(f"{tasks} tasks of {MEDIAN:g} s, {SLOTS} slots; seconds of the service")
        lines.append(f"{'':16}{head}   {'interval':12}{'looks':>6}{'late, s':>9}")
        lines += [_line(results, name, case) for name in CLIENTS]
    lines.append(
        "interval, looks, late: as documented, and what that means for a task of 120 s (computed). "
        "Here none looks more often than every 12 s of the service."
    )
    return lines


def _line(results: Results, name: str, case: str) -> str:
    cells = []
    for _, metric, form, width in COLUMNS:
        middle = results.median(NAME, name, case, metric)
        if width:
            cells.append(f"{results.cell(NAME, name, case, metric, form=form):>{width}}")
        else:
            cells.append(f"{'-' if middle is None else format(middle, form):>9}")
    return f"{name:16}{''.join(cells)}   {_documented(BY_NAME[name].interval)}"


def _documented(interval: str) -> str:
    """The documented interval, and the looks and the mean delay of a task of 120 s."""
    try:
        seconds = float(interval.split(" ", 1)[0])
    except ValueError:
        return f"{interval:12}{'':>6}{'':>9}"
    return f"{interval:12}{MEDIAN / seconds:>6.0f}{seconds / 2:>9.2f}"


def charts(results: Results) -> list[Chart]:
    """CPU for one task."""
    bars = [
        (name, value)
        for name in CLIENTS
        if (value := results.median(NAME, name, CASE, "cpu_ms")) is not None
    ]
    title = f"CPU for one task of {MEDIAN:g} s, {SLOTS} at once"
    return [Chart(name="tasks", title=title, x="ms of CPU in the client", bars=bars)]


PART = Part(NAME, run, table, charts)
