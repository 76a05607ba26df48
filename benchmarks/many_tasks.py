"""Hundreds of tasks through `rh.map`: event-loop lag, looks, makespan, connections, CPU.

    python benchmarks/many_tasks.py [--tasks 500] [--slots 50]

The emulator runs in another process on a fast time scale (a task takes about 2 s instead
of 120 s), so what is measured is the client alone. Every task uploads (once), submits,
is looked at until it ends, and is downloaded. Lag is how late a 5 ms timer of the same
loop fires, sampled all the time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from runninghub_async import Polling, RunningHub
from runninghub_async.emulator import Emulator

MEDIAN = 120.0  #: seconds of a task on the service


async def serve(slots: int, time_scale: float) -> None:
    loop = asyncio.get_running_loop()
    async with Emulator(slots=slots, time_scale=time_scale) as emulator:
        print(json.dumps([emulator.base_url, emulator.api_key]), flush=True)
        await loop.run_in_executor(None, sys.stdin.readline)
        ledger = emulator.ledger
        print(
            json.dumps(
                {
                    "ideal": ledger.ideal_makespan(slots),
                    "accepted": len(ledger.submits),
                    "twice": len(ledger.repeated_bodies()),
                    "looks": ledger.looks,
                    "uploads": ledger.uploads,
                    "refused": sum(ledger.refusals.values()),
                    "connections_opened": ledger.connections_opened,
                    "connections_peak": ledger.connections_peak,
                }
            ),
            flush=True,
        )


async def watch_lag(lags: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        lags.append(time.perf_counter() - began - 0.005)


async def drive(url: str, key: str, tasks: int, time_scale: float) -> dict[str, object]:
    png = b"\x89PNG\r\n\x1a\n" + bytes(20_000)
    polling = Polling(first=2 * time_scale, ceiling=120 * time_scale, cost=0.15 * time_scale)
    lags: list[float] = []
    outcomes = 0
    with tempfile.TemporaryDirectory() as folder:
        async with RunningHub(key, base_url=url, polling=polling) as rh:
            lag = asyncio.create_task(watch_lag(lags))
            cpu, wall = time.process_time(), time.perf_counter()
            call = rh.models.vidu.image_to_video_q3_pro
            items = ({"prompt": f"take {n}", "image_url": png} for n in range(tasks))
            async for outcome in call.map(items, download_to=folder):
                assert outcome.status == "succeeded", outcome.error
                outcomes += 1
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
            lag.cancel()
    lags.sort()
    return {
        "outcomes": outcomes,
        "wall": wall,
        "cpu": cpu,
        "lag_p50_ms": lags[len(lags) // 2] * 1e3,
        "lag_p99_ms": lags[int(len(lags) * 0.99)] * 1e3,
        "lag_max_ms": lags[-1] * 1e3,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=500)
    parser.add_argument("--slots", type=int, default=50)
    parser.add_argument("--time-scale", type=float, default=1 / 60)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.slots, options.time_scale))
        return
    command = [sys.executable, str(Path(__file__)), "--serve", "--slots", str(options.slots)]
    command += ["--time-scale", str(options.time_scale)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        url, key = json.loads(server.stdout.readline())
        ours = asyncio.run(drive(url, key, options.tasks, options.time_scale))
        server.stdin.write("\n")
        server.stdin.flush()
        theirs = json.loads(server.stdout.readline())
    wall, ideal = float(str(ours["wall"])), theirs["ideal"]
    print(f"{options.tasks} tasks, {options.slots} slots:")
    print(f"  outcomes            {ours['outcomes']}")
    print(f"  submits accepted    {theirs['accepted']}, twice: {theirs['twice']}")
    print(f"  refused submits     {theirs['refused']}")
    print(f"  looks per task      {theirs['looks'] / options.tasks:.1f}")
    print(f"  uploads             {theirs['uploads']}")
    print(f"  connections         {theirs['connections_peak']} at once")
    print(f"  makespan            {wall / ideal:.3f} times the ideal ({wall:.1f} s)")
    print(f"  CPU per task        {float(str(ours['cpu'])) / options.tasks * 1e3:.2f} ms")
    lag = "  ".join(f"{name} {ours[f'lag_{name}_ms']:.1f}" for name in ("p50", "p99", "max"))
    print(f"  loop lag, ms        {lag}")


if __name__ == "__main__":
    main()
