"""Several processes, one key, one limit, one of them killed: what it costs, and what is lost.

    python benchmarks/fleet.py [--processes 4] [--limit 20] [--tasks 400] [--check]

Needs the extras `emulator` and `redis`, and a `redis-server`. The emulator has room for twice the
limit, so that going above it would be seen and not refused. A task takes 1 s (120 s, scaled), so a
second without places counts as two minutes. One process is killed when a quarter of the tasks was
submitted, and started again with its journal; the others see to the places of what it had running.
For comparison the same is done by one process that shares with nobody, and is not killed. Then the
cost of one small call is measured, with and without sharing, and with a rate that is set but never
reached.

`--check` exits with 1 when a task is lost or made twice, or the limit was exceeded.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import redis.asyncio

from runninghub_async import Job, Limits, Polling, RunningHub
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.fleet import RedisLimits

SCALE = 1 / 120
CALLS = 400  #: small calls for one figure
ROUNDS = 5
POLLING = Polling(first=0.3, ceiling=0.5)


@asynccontextmanager
async def redis_server() -> AsyncIterator[str]:
    """A Redis on a free port, without a disk."""
    program = shutil.which("redis-server")
    if program is None:
        sys.exit("redis-server is not installed (Debian: apt-get install redis-server)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder)
        server = await asyncio.create_subprocess_exec(program, *options, stdout=subprocess.DEVNULL)
        try:
            async with asyncio.timeout(10):
                while not _listens(port):  # noqa: ASYNC110  (no event tells)
                    await asyncio.sleep(0.02)
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.terminate()
            await server.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def member(told: dict[str, Any]) -> None:
    """One process: its jobs, with a journal, and nothing else."""
    jobs = [
        Job("vidu/text-to-video", {"prompt": f"{told['name']} {n}"}, key=f"{told['name']}-{n}")
        for n in range(told["tasks"])
    ]
    client = RunningHub(
        told["key"],
        base_url=told["base_url"],
        limits=Limits(slots=told["limit"]),
        polling=POLLING,
        shared=RedisLimits(told["redis"], lease=3.0, share=1 / told["processes"]),
    )
    async with client as rh:
        async for outcome in rh.map(jobs, journal=told["journal"]):
            print(outcome.status, flush=True)


async def start(told: dict[str, Any], name: str, folder: str) -> Process:
    mine = {**told, "name": name, "journal": str(Path(folder) / f"{name}.journal")}
    command = (sys.executable, __file__, "--member", json.dumps(mine))
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE)


async def statuses(process: Process) -> Counter[str]:
    output, _ = await process.communicate()
    return Counter(output.decode().split())


async def run_fleet(url: str, args: argparse.Namespace) -> dict[str, Any]:
    """The fleet, one of it killed: its figures."""
    async with (
        Emulator(time_scale=SCALE, durations=Durations(median=120.0), slots=2 * args.limit) as emu,
        redis.asyncio.Redis.from_url(url) as store,
    ):
        told = {
            "key": emu.api_key,
            "base_url": emu.base_url,
            "redis": url,
            "limit": args.limit,
            "processes": args.processes,
            "tasks": args.tasks // args.processes,
        }
        with tempfile.TemporaryDirectory() as folder:
            names = [f"process {n}" for n in range(args.processes)]
            fleet = {name: await start(told, name, folder) for name in names}
            await emu.ledger.until(lambda it: it.submits)
            began = time.monotonic()
            await emu.ledger.until(lambda it: len(it.submits) >= args.tasks / 4, deadline=None)
            fleet[names[0]].kill()
            await fleet[names[0]].wait()
            fleet[names[0]] = await start(told, names[0], folder)
            done: Counter[str] = Counter()
            for process in fleet.values():
                done += await statuses(process)
            took = time.monotonic() - began
        commands = (await store.info("commandstats")).get("cmdstat_evalsha", {})
        made = len(emu.ledger.submits)
        return {
            "tasks": told["tasks"] * args.processes,
            "succeeded": done["succeeded"],
            "reported uncertain": done["uncertain"],
            "lost": told["tasks"] * args.processes - done["succeeded"] - done["uncertain"],
            "twice": len(emu.ledger.repeated_bodies()),
            "limit": args.limit,
            "most at once": emu.ledger.tasks_running_peak,
            "refused": emu.ledger.refusals.total(),
            "makespan s": round(took, 2),
            "times the ideal": round(took / emu.ledger.ideal_makespan(args.limit), 3),
            "scripts run per task": round(commands.get("calls", 0) / made, 2),
            "us in Redis per script": round(commands.get("usec_per_call", 0.0)),
        }


async def run_alone(args: argparse.Namespace) -> float:
    """The makespan of one process with the whole limit, in times the ideal."""
    async with (
        Emulator(time_scale=SCALE, durations=Durations(median=120.0), slots=2 * args.limit) as emu,
        RunningHub(
            emu.api_key, base_url=emu.base_url, limits=Limits(slots=args.limit), polling=POLLING
        ) as rh,
    ):
        began = time.monotonic()
        prompts = ({"prompt": f"{n}"} for n in range(args.tasks))
        async for _ in rh.models.vidu.text_to_video.map(prompts):
            pass
        return (time.monotonic() - began) / emu.ledger.ideal_makespan(args.limit)


async def cost(**settings: Any) -> float:
    """CPU time of one small call in µs, eight in flight; emulator and client in one process."""
    async with (
        Emulator() as emu,
        RunningHub(emu.api_key, base_url=emu.base_url, **settings) as rh,
    ):
        found = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for _ in range(CALLS // 8):
                await asyncio.gather(*(rh.account.status() for _ in range(8)))
            found.append((time.process_time() - began) / CALLS * 1e6)
        return statistics.median(found)


async def costs(url: str) -> dict[str, float]:
    """What sharing adds to a call: the difference to the first line is the client's alone."""
    rate = Limits(requests_per_second=100_000.0, burst=100)
    shared = RedisLimits(url)
    return {
        "alone": await cost(),
        "shared, no rate set": await cost(shared=shared),
        "alone, a rate set": await cost(limits=rate),
        "shared, a rate set": await cost(limits=rate, shared=shared),
    }


async def compare(args: argparse.Namespace) -> bool:
    async with redis_server() as url:
        figures = await run_fleet(url, args)
        for name, value in figures.items():
            print(f"{name:24} {value}")
        print(f"{'one process alone':24} {await run_alone(args):.3f} times the ideal")
        print("\nCPU of one small call and the emulator's answer, µs")
        for name, value in (await costs(url)).items():
            print(f"{name:24} {value:.0f}")
    return not (figures["lost"] or figures["twice"]) and figures["most at once"] <= figures["limit"]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--limit", type=int, default=20)
    parser.add_argument("--tasks", type=int, default=400)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--member", type=json.loads, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.member is not None:
        asyncio.run(member(args.member))
    elif not asyncio.run(compare(args)) and args.check:
        sys.exit(1)


if __name__ == "__main__":
    main()
