"""Several processes, one key: limits that they share, and jobs that outlive a process.

Needs the extra `redis`; `TaskiqJobs` the extra `taskiq` as well.
"""

from runninghub_async.fleet.jobs import RedisJobs
from runninghub_async.fleet.limits import RedisLimits
from runninghub_async.fleet.outcomes import JobResult
from runninghub_async.fleet.worker import TaskiqJobs

__all__ = ["JobResult", "RedisJobs", "RedisLimits", "TaskiqJobs"]
