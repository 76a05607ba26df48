"""CPU time for one small call: ours beside plain `httpx.AsyncClient`.

    python benchmarks/transport.py [--requests 3000] [--rounds 5]

Each client runs in a process of its own against one server in another process; rounds
alternate between the clients; the median of the rounds counts. "Ours" is the whole path
of a query (pace, pool, send, decode into a TaskState, record); plain httpx is
`client.post(...)` and `response.json()` with a pool as large as the load.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from server import running

LOADS = (20, 100, 500, 1000)


async def drive(one, requests: int, in_flight: int) -> dict[str, float]:
    """Run `requests` calls, `in_flight` at once; give CPU and wall time per call in µs."""

    async def worker(count: int) -> None:
        for _ in range(count):
            await one()

    async def lap(total: int) -> None:
        share = [total // in_flight + (index < total % in_flight) for index in range(in_flight)]
        async with asyncio.TaskGroup() as group:
            for count in share:
                group.create_task(worker(count))

    await lap(max(in_flight, requests // 5))  # connections open, code warm
    wall, cpu = time.perf_counter(), time.process_time()
    await lap(requests)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"cpu_us": cpu / requests * 1e6, "wall_us": wall / requests * 1e6, "peak_mib": peak}


async def ours(url: str, requests: int, in_flight: int, connections: int) -> dict[str, float]:
    from runninghub_async import Limits, RunningHub

    limits = Limits(connections=connections, slots=1)
    async with RunningHub("benchmark-key", base_url=url, limits=limits) as rh:
        query = rh._session.query
        return await drive(lambda: query("2013500000000000001"), requests, in_flight)


async def plain(url: str, requests: int, in_flight: int, connections: int) -> dict[str, float]:
    import httpx

    limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
    headers = {"Authorization": "Bearer benchmark-key"}
    async with httpx.AsyncClient(limits=limits, timeout=60, headers=headers) as client:

        async def one() -> None:
            reply = await client.post(
                f"{url}/openapi/v2/query", json={"taskId": "2013500000000000001"}
            )
            assert reply.json()["status"] == "RUNNING"

        return await drive(one, requests, in_flight)


CLIENTS = {
    "ours, 64 connections": (ours, lambda load: 64),
    "ours, as many connections as calls": (ours, lambda load: load),
    "plain httpx, as many connections as calls": (plain, lambda load: load),
}


def measure(name: str, url: str, requests: int, load: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", name, url, str(requests), str(load)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--delay", type=float, default=0.01, help="seconds of the server")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, url, requests, load = options.one
        client, connections = CLIENTS[name]
        result = asyncio.run(client(url, int(requests), int(load), connections(int(load))))
        print(json.dumps(result))
        return
    rows: dict[str, dict[int, float]] = {name: {} for name in CLIENTS}
    with running(options.delay) as url:
        for load in LOADS:
            samples: dict[str, list[float]] = {name: [] for name in CLIENTS}
            for _ in range(options.rounds):
                for name in CLIENTS:
                    samples[name].append(measure(name, url, options.requests, load)["cpu_us"])
            for name, values in samples.items():
                rows[name][load] = statistics.median(values)
    rival = rows["plain httpx, as many connections as calls"]
    print("CPU µs per call (share of plain httpx), median of", options.rounds, "rounds")
    print(f"{'':44}" + "".join(f"{load:>16}" for load in LOADS))
    for name, values in rows.items():
        cells = "".join(f"{values[n]:>9.0f} ({values[n] / rival[n]:.2f})" for n in LOADS)
        print(f"{name:44}{cells}")
    for name in list(CLIENTS)[:2]:
        print(f"{name}: 1,000 in flight costs {rows[name][1000] / rows[name][20]:.2f} of 20")


if __name__ == "__main__":
    main()
