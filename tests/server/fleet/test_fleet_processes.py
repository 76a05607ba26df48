"""Four processes, one key, one limit; one of them is killed in the middle."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter
from pathlib import Path
from typing import Any

from runninghub_async.emulator import Durations, Emulator

PROGRAM = Path(__file__).with_name("fleet_process.py")
NAMES = ("a", "b", "c", "d")
JOBS, LIMIT = 15, 6


async def start(emu: Emulator, redis: Any, folder: Path, name: str) -> Process:
    told = (emu.base_url, emu.api_key, redis.url, str(folder / f"{name}.journal"), name)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, str(PROGRAM), *told, str(JOBS), str(LIMIT)),
        stdout=PIPE,
        stderr=PIPE,
        env={**os.environ, "PYTHONWARNINGS": "default"},
    )


async def outcomes(process: Process) -> list[list[str]]:
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    return [line.split() for line in output.decode().splitlines()]


def by_process(emu: Emulator) -> Counter[str]:
    return Counter(one.body["prompt"].split()[0] for one in emu.ledger.submits)


async def test_four_processes_keep_one_limit_and_lose_nothing_when_one_is_killed(
    redis_server: Any, tmp_path: Path
) -> None:
    async with Emulator(
        time_scale=0.005, durations=Durations(median=60.0), slots=10 * LIMIT
    ) as emu:
        fleet = {name: await start(emu, redis_server, tmp_path, name) for name in NAMES}
        # A process has tasks of its own in the air, and every other one has begun.
        await emu.ledger.until(lambda _: min(by_process(emu).get(name, 0) for name in NAMES) >= 2)
        fleet["a"].kill()
        await fleet["a"].wait()
        fleet["a"] = await start(emu, redis_server, tmp_path, "a")  # with the journal it left
        told = [line for name in NAMES for line in await outcomes(fleet[name])]

    uncertain = [line for line in told if line[1] == "uncertain"]
    assert Counter(line[1] for line in told if line[0][0] != "a") == {"succeeded": 3 * JOBS}
    assert len(told) == 4 * JOBS
    # A submit that was on the wire when its process died may or may not have made its task.
    assert emu.ledger.repeated_bodies() == {}
    assert 4 * JOBS - len(uncertain) <= len(emu.ledger.submits) <= 4 * JOBS
    assert emu.ledger.tasks_running_peak <= LIMIT
    assert emu.ledger.refusals.total() == 0
    async with redis_server.client() as client:
        left = [key async for key in client.scan_iter("*:leases")]
        leases = [one for key in left for one in await client.zrange(key, 0, -1)]
        assert len([one for one in leases if "/" not in one]) == 0, "a task holds its place"
        assert len(leases) <= len(uncertain) + 1, json.dumps(leases)
