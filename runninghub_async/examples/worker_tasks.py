"""What the workers of the example run: a queue, one client for each worker process, one task.

`taskiq worker runninghub_async.examples.worker_tasks:broker` starts workers, on any number of
machines. `REDIS_URL` names the Redis, `RUNNINGHUB_API_KEY` the key.
"""

from __future__ import annotations

import os

from taskiq_redis import RedisAsyncResultBackend, RedisStreamBroker

from runninghub_async import Limits, Polling, RunningHub
from runninghub_async.fleet import JobResult, RedisLimits, TaskiqJobs

__all__ = ["broker", "jobs", "make_client", "make_clip"]

REDIS = os.environ.get("REDIS_URL", "redis://localhost")
LEASE = 3.0  #: seconds; so short because this is an example. The default is 30

#: It delivers again what nobody has acknowledged: here after five seconds, ten minutes by default.
#: It looks for that whenever a new message comes.
broker = RedisStreamBroker(REDIS, xread_count=2, idle_timeout=5_000).with_result_backend(
    RedisAsyncResultBackend(REDIS, result_ex_time=86_400)
)


def make_client() -> RunningHub:
    """The client of a worker: all workers together run no more than six tasks at once."""
    return RunningHub(
        limits=Limits(slots=6),
        polling=Polling(first=0.5, ceiling=1.0),
        shared=RedisLimits(REDIS, lease=LEASE),
    )


jobs = TaskiqJobs(broker, REDIS, client=make_client, lease=LEASE)


@broker.task
async def make_clip(key: str, prompt: str) -> JobResult:
    """Make a clip. Delivered again, with the same key, it attaches to the task that there is."""
    return await jobs.run("vidu/text-to-video", {"prompt": prompt}, key=key)
