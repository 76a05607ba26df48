"""`RedisJobs`: a job is submitted once, whoever runs it and however often it is delivered."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from msgspec import UNSET, UnsetType

from runninghub_async.client import RunningHub
from runninghub_async.errors import (
    ConfigError,
    InvalidRequest,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
)
from runninghub_async.files.disk import in_thread
from runninghub_async.fleet.outcomes import JobResult, as_data, earlier_error, how_to_settle
from runninghub_async.fleet.records import Claim, JobState, Record, Records, check_key
from runninghub_async.fleet.store import Store
from runninghub_async.journal.params import RecentDigests, describe, reads_disk
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import Runnable
from runninghub_async.tasks.submit import wait_until
from runninghub_async.tasks.task import Task

__all__ = ["RedisJobs"]

LOOK = 1.0  #: seconds between looks at a job on which another run works, half at random
GRACE = 5.0  #: seconds for the answer to a submit whose caller has gone, as on closing a client
WEEK = 7 * 86400.0


class RedisJobs:
    """Runs jobs that outlive a process: what is known of each is in Redis, under its key.

    The intent is there before the request leaves, the task's id before the first look, and the
    result. So the same job, run again by whichever process, after a crash or beside another run,
    attaches to its task or returns its result; it is never submitted twice. What fell exactly
    between a submit and its answer is uncertain, until `decide` settles it.

    ```python
    from runninghub_async.fleet import JobResult, RedisJobs

    async with RunningHub() as client, RedisJobs(client, "redis://localhost") as jobs:
        clip: JobResult = await jobs.run("vidu/text-to-video", {"prompt": "a cat"}, key="order-17")
        print(clip["url"], clip["money"], await jobs.state("order-17"))
    ```

    Args:
        client: An open client.
        url: Of Redis: redis://, rediss:// or unix://. Let it keep its data on disk: a record that
            is lost is a job that nobody has run.
        namespace: Of the keys; jobs of one namespace must have keys of their own.
        keep: Seconds that a record stays after it was written last. A job that is delivered later
            than that is a new one.
        lease: Seconds after which the work of a process that died is taken up by another.
        patience: Seconds for one exchange with Redis.

    Raises:
        ConfigError: the URL cannot be, or the extra `redis` is missing.
    """

    def __init__(
        self,
        client: RunningHub,
        url: str,
        *,
        namespace: str = "jobs",
        keep: float = WEEK,
        lease: float = 30.0,
        patience: float = 5.0,
    ) -> None:
        for setting, value in (("keep", keep), ("lease", lease), ("patience", patience)):
            if not isinstance(value, int | float) or not 0 < value < 1e9:
                reason = f"{value!r:.80} is no number of seconds above 0"
                raise ConfigError(setting=f"RedisJobs.{setting}", reason=reason)
        self._client = client
        try:
            self._store = Store(url, patience=patience)
        finally:
            del url  # reports of errors show local variables
        self._records = Records(self._store, namespace=namespace, keep=keep, lease=lease)
        self._digests = RecentDigests()

    def __repr__(self) -> str:
        return f"<RedisJobs {self._store.address}>"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections to Redis. The client stays open."""
        await self._store.aclose()

    async def run(
        self,
        endpoint: str | Runnable,
        params: Mapping[str, Any],
        *,
        key: str,
        deadline: float | UnsetType | None = UNSET,
        retry_failed: bool = False,
    ) -> JobResult:
        """Bring a job to its end and return what it made; submit it where nobody has.

        While another run works on the job, this one waits for its result; it looks about once a
        second, and takes over `lease` seconds after the other has died.

        Args:
            endpoint: A model by its name, or what runs: an endpoint, a workflow, an app.
            params: Of the call.
            key: What tells this job from all others.
            deadline: Seconds from now, as for a call of an endpoint.
            retry_failed: Make a new task, which costs again, where the last one has failed.

        Raises:
            SubmitUncertain: a submit got no clear answer, now or in an earlier run; `decide`
                settles it.
            TaskFailed, TaskCancelled: how the task ended, now or in an earlier run.
            JournalError: Redis is away, so nothing was submitted.
            InvalidRequest: the key stands for another job, or a parameter does not fit.
            RequestTimeout: another run still works on it, or no place was free in time.
            TaskTimeout, ApiError, TransportError: as a call raises them; run again to resume.

        Cancelling stops the waiting, not a task that was submitted; run again to resume.
        """
        runnable = self._client.model(endpoint) if isinstance(endpoint, str) else endpoint
        until = runnable.deadline() if deadline is UNSET else Deadline(deadline)
        fingerprint = await self._fingerprint(runnable, params)
        while True:
            async with self._records.claimed(check_key(key)) as claim:
                if claim is not None:
                    self._check_same(claim, runnable, fingerprint, key)
                    return await self._brought(claim, runnable, params, until, retry_failed, key)
            if until.left == 0.0:
                raise until.over(runnable.path, "another run works on the job")
            pause = LOOK * (0.5 + random.random() / 2)
            await asyncio.sleep(pause if until.left is None else min(pause, until.left))

    async def state(self, key: str) -> JobState | None:
        """What is known of a job: "submitted" while its task runs; None where it is unknown.

        Raises:
            JournalError: Redis is away.
        """
        record = await self._records.read(check_key(key))
        return None if record is None else record.state

    async def decide(self, key: str, *, task_id: str | None) -> None:
        """Settle a job whose submit got no clear answer.

        Args:
            key: Of the job.
            task_id: The task that was found among the account's records; None: there is none,
                and the next run submits it.

        Raises:
            InvalidRequest: the job is not uncertain, or another run works on it.
            JournalError: Redis is away.
        """
        async with self._records.claimed(check_key(key)) as claim:
            if claim is None or claim.record.state not in ("submitting", "uncertain"):
                state = "being worked on" if claim is None else claim.record.state
                raise InvalidRequest(
                    endpoint="job", param="key", reason=f"={key!r:.80} is {state}, not uncertain"
                )
            if task_id:
                await claim.note(state="submitted", task_id=self._client.task(task_id).id)
            else:
                await claim.note(state="new", task_id="")

    # -- one step each

    async def _fingerprint(self, runnable: Runnable, params: Mapping[str, Any]) -> str:
        def work() -> str:
            return describe(runnable.path, params, self._digests).fingerprint

        return await in_thread(work) if reads_disk(params) else work()

    @staticmethod
    def _check_same(claim: Claim, runnable: Runnable, fingerprint: str, key: str) -> None:
        if claim.known is None:
            claim.record = Record(endpoint=runnable.path, fingerprint=fingerprint)
        elif claim.known.fingerprint != fingerprint:
            reason = (
                f"={key!r:.80} stands for another job: {claim.known.endpoint}, other parameters"
            )
            raise InvalidRequest(endpoint=runnable.path, param="key", reason=reason)

    async def _brought(
        self,
        claim: Claim,
        runnable: Runnable,
        params: Mapping[str, Any],
        until: Deadline,
        retry_failed: bool,
        key: str,
    ) -> JobResult:
        record = claim.record
        if record.state == "succeeded" and record.result is not None:
            return record.result
        again = retry_failed and record.state in ("failed", "cancelled")
        if record.state in ("new", "refused") or again:
            try:
                return await self._submitted(claim, runnable, params, until)
            except SubmitUncertain as error:
                error.advice = how_to_settle(key)
                raise
        if record.state != "submitted":
            raise earlier_error(record, key)
        task = self._client.task(record.task_id)
        slots = self._client._session.slots
        slots.occupy(task.id)
        try:
            return await self._waited(claim, task, until, record.endpoint)
        finally:
            slots.release(ended=task.ended, task_id=task.id)

    async def _submitted(
        self, claim: Claim, runnable: Runnable, params: Mapping[str, Any], until: Deadline
    ) -> JobResult:
        try:
            async with runnable.start(params, until, claim) as task:
                return await self._waited(claim, task, until, runnable.path)
        finally:
            await claim.settle(GRACE)

    @staticmethod
    async def _waited(claim: Claim, task: Task, until: Deadline, endpoint: str) -> JobResult:
        try:
            result = await wait_until(task, until)
        except TaskCancelled:
            await claim.noted(state="cancelled", task_id=task.id)
            raise
        except TaskFailed as error:
            await claim.noted(state="failed", task_id=task.id, code=error.code, reason=error.reason)
            raise
        plain = as_data(result, endpoint)
        await claim.noted(state="succeeded", task_id=task.id, result=plain)
        return plain
