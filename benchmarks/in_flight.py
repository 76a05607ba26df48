"""Thousands of tasks in flight: memory for each, event-loop lag, CPU for each look.

    python benchmarks/in_flight.py [--check]

A bare asyncio server in another process accepts every submit and calls every task RUNNING.
So many tasks are waited for (`task.wait()` in a TaskGroup), or brought in flight by `rh.map`;
then it is measured for some seconds. Memory is what the process has grown by (RSS), divided by
the tasks. Each measurement runs in a process of its own. Looks come once every ten seconds for
each task, so that 10,000 tasks make 1,000 looks a second. The CPU for a look is without what an
idle loop with the same lag watch takes.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from server import running

from runninghub_async import Job, Limits, Outcome, Polling, RunningHub

SIZES = (100, 1_000, 10_000)
WAYS = ("wait", "map")
FIRST_ID = 3_013_500_000_000_000_001
SECONDS = 12.0
EVERY = 10.0  #: seconds between looks at one task
GOALS = {"kB": 6.0, "lag_p99_ms": 20.0, "flat": 1.5}


def resident() -> int:
    """Bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


async def watch_lag(lags: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        lags.append(time.perf_counter() - began - 0.005)


async def drain(run: AsyncIterator[Outcome]) -> None:
    async for outcome in run:
        raise AssertionError(outcome)


async def until_watched(rh: RunningHub, size: int) -> None:
    while rh.statistics().watched < size:  # noqa: ASYNC110  (nothing tells)
        await asyncio.sleep(0.05)


async def measure(url: str, size: int, way: str) -> dict[str, float]:
    polling = Polling(first=EVERY, ceiling=EVERY, cost=1e6, deadline=None)
    limits = Limits(slots=size, connections=64)
    lags: list[float] = []
    async with RunningHub("benchmark-key", base_url=url, limits=limits, polling=polling) as rh:
        lag = asyncio.create_task(watch_lag([]))
        idle = time.process_time()
        await asyncio.sleep(3.0)
        idle = (time.process_time() - idle) / 3.0
        lag.cancel()
        gc.collect()
        before = resident()
        if way == "map":
            jobs = (Job("vidu/text-to-video", {"prompt": f"take {n}"}) for n in range(size))
            work = [asyncio.ensure_future(drain(rh.map(jobs)))]
        else:
            work = [asyncio.ensure_future(rh.task(str(FIRST_ID + n)).wait()) for n in range(size)]
        await until_watched(rh, size)
        await asyncio.sleep(EVERY / 2)  # the first looks of tasks that were not known are over
        gc.collect()
        grown = resident() - before
        lag = asyncio.create_task(watch_lag(lags))
        looks, cpu = rh.statistics().looks, time.process_time()
        await asyncio.sleep(SECONDS)
        looks, cpu = rh.statistics().looks - looks, time.process_time() - cpu - idle * SECONDS
        lag.cancel()
        for one in work:
            one.cancel()
        await asyncio.wait(work)
    lags.sort()
    return {
        "kB": grown / size / 1000,
        "looks": looks,
        "us_per_look": cpu / max(1, looks) * 1e6,
        "lag_p50_ms": lags[len(lags) // 2] * 1e3,
        "lag_p99_ms": lags[int(len(lags) * 0.99)] * 1e3,
        "lag_max_ms": lags[-1] * 1e3,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = parser.parse_args()
    if options.one:
        url, size, way = options.one
        print(json.dumps(asyncio.run(measure(url, int(size), way))))
        return
    found = {}
    with running(0.005) as url:
        for way in WAYS:
            for size in SIZES:
                command = [sys.executable, __file__, "--one", url, str(size), way]
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                found[way, size] = json.loads(done.stdout)
    print("          tasks  kB each   looks  us/look  lag p50    p99    max  (ms)")
    for (way, size), one in found.items():
        print(
            f"{way:>5} {size:>9} {one['kB']:>8.1f} {one['looks']:>7.0f} {one['us_per_look']:>8.0f} "
            f"{one['lag_p50_ms']:>8.1f} {one['lag_p99_ms']:>6.1f} {one['lag_max_ms']:>6.1f}"
        )
    holds = {}
    for way in WAYS:
        largest = found[way, SIZES[-1]]
        flat = largest["us_per_look"] / found[way, 1_000]["us_per_look"]
        holds[f"{way}: lag p99"] = largest["lag_p99_ms"] <= GOALS["lag_p99_ms"]
        holds[f"{way}: CPU for each look, 10,000 over 1,000: {flat:.2f}"] = flat <= GOALS["flat"]
    holds["wait: kB each"] = found["wait", SIZES[-1]]["kB"] <= GOALS["kB"]
    for name, held in holds.items():
        print(f"  {name}: {'holds' if held else 'MISSED'}")
    if options.check and not all(holds.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
