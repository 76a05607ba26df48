"""Jobs in a queue that survive their workers: `python -m runninghub_async.examples.worker`.

Needs the extra `worker`: `pip install 'runninghub-async[worker]'`, and a Redis: the one that
`REDIS_URL` names, else a `redis-server` that is started for this run. Without a key it runs on an
emulator. It starts two worker processes, sends twelve jobs, kills one worker in the middle, and
shows that every job is done once: what the dead one had taken is delivered to the other, which
attaches to the tasks that run already. What a program of yours needs is in `worker_tasks.py`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import uuid
from asyncio.subprocess import Process, create_subprocess_exec
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from runninghub_async.emulator import Emulator, Ledger
from runninghub_async.examples.local_redis import redis_url

__all__ = ["main"]

JOBS = 12
WAIT = 120.0  #: seconds for each result, at most
TASKS = "runninghub_async.examples.worker_tasks:broker"


@asynccontextmanager
async def service() -> AsyncIterator[Ledger | None]:
    """RunningHub with your key, else an emulator, whose book tells what really happened."""
    if os.environ.get("RUNNINGHUB_API_KEY") or os.environ.get("RH_API_KEY"):
        yield None
        return
    async with Emulator(time_scale=1 / 40, slots=50) as emu:
        os.environ.update(RUNNINGHUB_API_KEY=emu.api_key, RUNNINGHUB_BASE_URL=emu.base_url)
        print("No RUNNINGHUB_API_KEY: on an emulator, where two minutes take three seconds.")
        yield emu.ledger


async def start_worker() -> Process:
    """One worker, with the process that watches over it, in a group of their own."""
    command = [sys.executable, "-m", "taskiq", "worker", TASKS, "--workers", "1"]
    return await create_subprocess_exec(*command, "--log-level", "ERROR", start_new_session=True)


async def end_worker(worker: Process) -> None:
    """Ask it to end: it closes its client. One that waits for messages may not hear it."""
    if worker.returncode is None:
        worker.terminate()
        try:
            await asyncio.wait_for(worker.wait(), 5)
        except TimeoutError:
            await kill_worker(worker)


async def kill_worker(worker: Process) -> None:
    """Let it die."""
    os.killpg(worker.pid, signal.SIGKILL)
    await worker.wait()


async def run() -> None:
    """Send the jobs, kill a worker, collect the results."""
    from runninghub_async.examples.worker_tasks import broker, make_clip  # needs REDIS_URL

    async with service() as ledger:
        async with AsyncExitStack() as stack:
            workers = [await start_worker() for _ in range(2)]
            for worker in workers:
                stack.push_async_callback(end_worker, worker)
            await broker.startup()
            order = uuid.uuid4().hex[:8]
            sent = [
                await make_clip.kiq(f"{order}-{n}", f"a cat surfs, take {n}") for n in range(JOBS)
            ]
            print(f"{JOBS} jobs sent to 2 workers, which run 6 tasks at once together.")
            await asyncio.gather(*(one.wait_result(timeout=WAIT) for one in sent[:2]))
            await asyncio.sleep(1)  # it has tasks that run; a submit just now would be uncertain
            await kill_worker(workers[0])
            print("One worker was killed, as by a machine that dies.")
            await asyncio.sleep(6)  # its messages count as lost after five seconds
            print("One job more is sent, and one that was sent before.")
            sent.append(await make_clip.kiq(f"{order}-{JOBS}", "a dog surfs"))
            sent.append(await make_clip.kiq(f"{order}-0", "a cat surfs, take 0"))  # told before
            results = [await one.wait_result(timeout=WAIT) for one in sent]
            await broker.shutdown()
        done = {one.return_value["task_id"] for one in results if not one.is_err}
        print(f"{len(results)} messages, {len(done)} jobs done:", *sorted(done)[:2], "…")
        for one in results:
            if one.is_err:
                print("  not done:", one.error)
        if ledger is not None:
            twice, peak = len(ledger.repeated_bodies()), ledger.tasks_running_peak
            print(f"The service made {len(ledger.submits)} tasks, {twice} of them twice.")
            print(f"At most {peak} ran at once.")


def main() -> None:
    """Run the example."""
    with redis_url() as url:
        os.environ["REDIS_URL"] = url
        asyncio.run(run())


if __name__ == "__main__":
    main()
