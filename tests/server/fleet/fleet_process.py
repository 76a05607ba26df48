"""One process of a fleet, as a program of its own: the tests beside it start several, kill one.

python fleet_process.py BASE_URL KEY REDIS_URL JOURNAL NAME JOBS SLOTS
"""

from __future__ import annotations

import asyncio
import sys

from runninghub_async import Job, Limits, Polling, Retry, RunningHub
from runninghub_async.fleet import RedisLimits

PATH = "vidu/text-to-video"


async def main(
    base_url: str, key: str, redis: str, journal: str, name: str, count: int, slots: int
) -> None:
    jobs = [Job(PATH, {"prompt": f"{name} {one}"}, key=f"{name}-{one}") for one in range(count)]
    client = RunningHub(
        key,
        base_url=base_url,
        limits=Limits(slots=slots),
        polling=Polling(first=0.05, ceiling=0.1),
        retry=Retry(first=0.01, ceiling=0.1),
        shared=RedisLimits(redis, lease=1.0),
    )
    async with client as rh:
        async for outcome in rh.map(jobs, journal=journal):
            sys.stdout.write(f"{outcome.key} {outcome.status} {outcome.task_id}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:6], int(sys.argv[6]), int(sys.argv[7])))
