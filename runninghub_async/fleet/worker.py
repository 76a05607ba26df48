"""`TaskiqJobs`: jobs in the workers of a taskiq broker; redelivery never submits twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, UnsetType

from runninghub_async.client import RunningHub
from runninghub_async.errors import ClientClosed, ConfigError
from runninghub_async.fleet.jobs import RedisJobs
from runninghub_async.fleet.outcomes import JobResult
from runninghub_async.tasks.jobs import Runnable

if TYPE_CHECKING:
    from taskiq.abc.broker import AsyncBroker

__all__ = ["TaskiqJobs"]


class TaskiqJobs:
    """Jobs in the workers of a taskiq broker.

    Each worker process opens one client when it starts and closes it when it ends. A message that
    is delivered again, because its worker died or took longer than the broker waits, attaches to
    the task that the first delivery made: see `RedisJobs`.

    ```python
    from runninghub_async.fleet import JobResult, RedisLimits, TaskiqJobs
    from taskiq_redis import RedisStreamBroker

    URL = "redis://localhost"
    broker = RedisStreamBroker(URL)
    jobs = TaskiqJobs(broker, URL, client=lambda: RunningHub(shared=RedisLimits(URL)))


    @broker.task
    async def make_clip(key: str, prompt: str) -> JobResult:
        return await jobs.run("vidu/text-to-video", {"prompt": prompt}, key=key)
    ```

    Args:
        broker: Of taskiq. One that delivers again what was not acknowledged loses nothing:
            `RedisStreamBroker` does.
        url: Of the Redis that keeps the records, perhaps the broker's own.
        client: Makes the client of a worker process.
        settings: What else `RedisJobs` takes: `namespace`, `keep`, `lease`, `patience`.

    Raises:
        ConfigError: the URL cannot be, or an extra is missing.
    """

    def __init__(
        self,
        broker: AsyncBroker,
        url: str,
        *,
        client: Callable[[], RunningHub] = RunningHub,
        **settings: Any,
    ) -> None:
        try:
            from taskiq.events import TaskiqEvents
        except ImportError as error:
            reason = "needs an extra: pip install 'runninghub-async[taskiq]'"
            raise ConfigError(setting="taskiq", reason=reason) from error
        self._make_client = client
        self._make_jobs: Callable[[RunningHub], RedisJobs] = lambda rh: RedisJobs(
            rh, url, **settings
        )
        self._stack = AsyncExitStack()
        self._client: RunningHub | None = None
        self._jobs: RedisJobs | None = None
        broker.add_event_handler(TaskiqEvents.WORKER_STARTUP, self._open)
        broker.add_event_handler(TaskiqEvents.WORKER_SHUTDOWN, self._close)

    def __repr__(self) -> str:
        return f"<TaskiqJobs {'open' if self._jobs is not None else 'not open'}>"

    @property
    def client(self) -> RunningHub:
        """The client of this worker process.

        Raises:
            ClientClosed: the worker has not started, or has ended.
        """
        if self._client is None:
            raise ClientClosed(reason="there is a client only in a running taskiq worker")
        return self._client

    async def run(
        self,
        endpoint: str | Runnable,
        params: Mapping[str, Any],
        *,
        key: str,
        deadline: float | UnsetType | None = UNSET,
        retry_failed: bool = False,
    ) -> JobResult:
        """Bring a job to its end; see `RedisJobs.run`."""
        if self._jobs is None:
            raise ClientClosed(reason="jobs run only in a running taskiq worker")
        return await self._jobs.run(
            endpoint, params, key=key, deadline=deadline, retry_failed=retry_failed
        )

    async def _open(self, state: object) -> None:
        async with AsyncExitStack() as stack:
            client = await stack.enter_async_context(self._make_client())
            self._jobs = await stack.enter_async_context(self._make_jobs(client))
            self._client = client
            self._stack = stack.pop_all()

    async def _close(self, state: object) -> None:
        self._client = self._jobs = None
        await self._stack.aclose()
