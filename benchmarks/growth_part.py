"""Growth: what 100, 1,000 and 10,000 tasks in flight cost, each.

So many tasks run for ever on the raw server; they are brought in flight by `rh.map`, or waited
for with `task.wait()`. When all are, looks come at the interval of the case (100, 500 and 1,000 a
second in all) and are measured for some seconds. Memory is what the process has grown by, its
connections included, divided by the tasks; the CPU for a look is without what an idle loop takes.
Each case has a process of its own and runs once, whatever the number of rounds: the largest takes
half a minute.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from typing import Any

from clients import KEY
from harness import Context, Part, Results, Values, work
from measure import Span, lag_values, lag_watched, resident
from plots import Chart, Series
from server import ask
from world import FIRST_ID

NAME = "growth"
EVERY = {100: 1.0, 1000: 2.0, 10_000: 10.0}  #: tasks -> seconds between looks at one task
CASES = ("map 100", "map 1000", "map 10000", "wait 1000", "wait 10000")
WINDOW = 3.0  #: seconds at least that are measured; else as long as the interval
IDLE = 1.0  #: seconds in which the idle loop is


async def measure(job: dict[str, Any]) -> AsyncIterator[tuple[str, Values]]:
    """One case: `job["cases"]` has one."""
    from runninghub_async import Limits, Polling, RunningHub

    (case,) = job["cases"]
    way, _, number = case.partition(" ")
    size = int(number)
    every = EVERY[size]
    ask(job["url"], "/_/reset", {"slots": size + 1})
    polling = Polling(first=every, ceiling=every, cost=1e6, deadline=None)
    limits = Limits(slots=size, connections=64)
    async with RunningHub(KEY, base_url=job["url"], limits=limits, polling=polling) as hub:
        idle = await _idle()
        gc.collect()
        before, start = resident(), Span()
        works = _mapped(hub, size) if way == "map" else _waited(hub, size)
        while hub.statistics().watched < size:  # noqa: ASYNC110  (nothing tells)
            await asyncio.sleep(0.02)
        started = start.cpu
        await asyncio.sleep(every / 2)  # the first looks at tasks that were not known are over
        gc.collect()
        grown = resident() - before
        async with lag_watched() as lags:
            looks, span = hub.statistics().looks, Span()
            await asyncio.sleep(max(WINDOW, every))
            looks, cpu = hub.statistics().looks - looks, span.cpu - idle * span.wall
        for one in works:
            one.cancel()
        await asyncio.wait(works)
    yield (
        case,
        {
            "kb_each": grown * 1024 * 1.024 / size,
            "start_us": started / size * 1e6,
            "looks": looks,
            "look_us": cpu / max(1, looks) * 1e6,
            **lag_values(lags),
        },
    )


async def _idle() -> float:
    """Share of a core that an idle loop with the same watch takes."""
    async with lag_watched():
        span = Span()
        await asyncio.sleep(IDLE)
        return span.cpu / span.wall


def _waited(hub: Any, size: int) -> list[asyncio.Future[Any]]:
    ids = (str(FIRST_ID + number) for number in range(size))
    return [asyncio.ensure_future(hub.task(one).wait()) for one in ids]


def _mapped(hub: Any, size: int) -> list[asyncio.Future[Any]]:
    async def drain() -> None:
        items = ({"prompt": f"take {number}"} for number in range(size))
        async for outcome in hub.models.vidu.text_to_video.map(items):
            raise RuntimeError(f"ended: {outcome}")

    return [asyncio.ensure_future(drain())]


def run(context: Context) -> None:
    """Each case once."""
    for case in CASES:
        context.say(f"growth: {case}")
        for name, values in work(context, NAME, "ours", [case], patience=90.0):
            context.results.add(NAME, "ours", name, values)


COLUMNS = (
    ("kB each", "kb_each", ".1f"),
    ("start µs", "start_us", ".0f"),
    ("looks", "looks", ".0f"),
    ("look µs", "look_us", ".0f"),
    ("lag p50", "lag_p50_ms", ".1f"),
    ("p99", "lag_p99_ms", ".1f"),
    ("max ms", "lag_max_ms", ".1f"),
)


def table(results: Results) -> list[str]:
    """One line for each case."""
    lines = [
        "tasks in flight, looked at 100, 500 and 1,000 times a second; CPU for a start and a look"
    ]
    lines.append(f"{'':12}" + "".join(f"{title:>10}" for title, _, _ in COLUMNS))
    for case in CASES:
        cells = [
            format(results.median(NAME, "ours", case, metric) or 0.0, form)
            for _, metric, form in COLUMNS
        ]
        lines.append(f"{case:12}" + "".join(f"{cell:>10}" for cell in cells))
    return lines


def charts(results: Results) -> list[Chart]:
    """CPU for a look against the tasks in flight."""
    series = []
    for way in ("map", "wait"):
        points = [
            (float(case.partition(" ")[2]), value)
            for case in CASES
            if case.startswith(way)
            and (value := results.median(NAME, "ours", case, "look_us")) is not None
        ]
        series.append(Series(way, points))
    title = "CPU for one look, by tasks in flight"
    return [
        Chart(name="growth", title=title, x="tasks in flight", y="µs of CPU for a look",
              series=series, logarithmic=True)
    ]  # fmt: skip


PART = Part(NAME, run, table, charts)
