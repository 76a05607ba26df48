"""A batch with a journal, as a program of its own: to be killed by the tests beside it.

python batch_process.py BASE_URL KEY JOURNAL DIRECTORY JOBS
"""

from __future__ import annotations

import asyncio
import sys

from runninghub_async import Job, Limits, Polling, Retry, RunningHub

PATH = "vidu/text-to-video"


def jobs(count: int) -> list[Job]:
    return [Job(PATH, {"prompt": f"take {one}"}, key=f"job-{one}") for one in range(count)]


def client(base_url: str, key: str) -> RunningHub:
    return RunningHub(
        key,
        base_url=base_url,
        limits=Limits(slots=50),
        polling=Polling(first=0.02, ceiling=0.1),
        retry=Retry(first=0.01, ceiling=0.1),
    )


async def main(base_url: str, key: str, journal: str, directory: str, count: int) -> None:
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    async with client(base_url, key) as rh:
        async for outcome in rh.map(jobs(count), journal=journal, download_to=directory):
            sys.stdout.write(f"{outcome.key} {outcome.status}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:5], int(sys.argv[5])))
