"""One job from its start to its outcome: journal, budget, submit, wait, save."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import UNSET

from runninghub_async.errors import (
    ApiError,
    BudgetExceeded,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    RunningHubError,
    SubmitUncertain,
    TaskFailed,
    TaskTimeout,
    TransportError,
)
from runninghub_async.protocol.loose import shown
from runninghub_async.tasks.budget import Reservation
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import Job, Outcome, Runnable
from runninghub_async.tasks.plan import Plan
from runninghub_async.tasks.running import Running
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.spending import Spending
from runninghub_async.tasks.submit import wait_until
from runninghub_async.tasks.tally import Tally
from runninghub_async.tasks.task import Origin, Task, TaskResult
from runninghub_async.transport.hooks import logger

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal
    from runninghub_async.tasks.records import JobRecord

__all__ = ["Runner"]


class Runner:
    """Runs the jobs of one `map` or `resume`, one call each."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        tally: Tally,
        *,
        resolve: Callable[[str], Runnable] | None,
        journal: Journal | None,
        announce: Callable[[Outcome, Task], None],
    ) -> None:
        self._session = session
        self._plan = plan
        self._resolve = resolve
        self._journal = journal
        self._announce = announce
        self.spending = Spending(plan.budget, tally)
        self._ends = Deadline(UNSET if plan.run_deadline is None else plan.run_deadline)

    @property
    def over(self) -> bool:
        """Whether the time for the whole run has passed."""
        return self._ends.left == 0.0

    async def run(self, running: Running, *, submit: bool) -> None:
        """Bring a job to its end; `running.outcome` tells what became of it.

        Without `submit` only what an earlier run has left is brought to its end.

        Raises:
            ClientClosed: the client was closed meanwhile.
            ConfigError: the budget is of another currency than the prices.
        """
        outcome = running.outcome
        outcome.status = "failed"
        began = time.monotonic()
        running.move("preparing")
        with ExitStack() as claims:
            try:
                await self._run(running, submit, claims)
            except Exception as error:  # a job's own values may raise anything
                if self._ends_run(error):
                    raise
                self._failed(running, error)
        if running.record is not None and (trouble := running.record.trouble) is not None:
            self._not_written(outcome, trouble)
        outcome.seconds = time.monotonic() - began
        running.move(outcome.status)

    def _ends_run(self, error: Exception) -> bool:
        return isinstance(error, ClientClosed) or error is self.spending.unfit

    async def _run(self, running: Running, submit: bool, claims: ExitStack) -> None:
        outcome = running.outcome
        endpoint = self._endpoint(outcome.job, outcome.key) if submit else None
        deadline = self._deadline(endpoint)
        if self._journal is not None:
            claims.enter_context(self._journal.working_on(outcome.key))
            running.record = await self._recorded(self._journal, outcome, endpoint)
            if await self._taken_up(running, running.record, endpoint, deadline):
                return
        if endpoint is not None:
            await self._attempts(running, endpoint, deadline)
            await self._save(running)

    def _failed(self, running: Running, error: Exception) -> None:
        outcome = running.outcome
        outcome.error = error
        if outcome.result is not None:
            return  # the task is done and paid; what failed came after it
        if isinstance(error, SubmitUncertain) or _runs_on(error):
            outcome.status = "uncertain"
        elif isinstance(error, BudgetExceeded):
            outcome.status = "skipped"
        if isinstance(error, SubmitUncertain) and running.record is not None:
            error.advice = running.record.advice
            error.records_url = self._session.account.records_url

    def _not_written(self, outcome: Outcome, trouble: RunningHubError) -> None:
        """What became of the job counts; that the journal does not have it is told beside it."""
        if outcome.error is None:
            outcome.error = trouble
        elif outcome.error is not trouble:
            outcome.error.add_note(f"Not in the journal: {trouble}")
        if outcome.task_id is not None:  # among the unfinished ones it is not lost
            self._session.let_go([outcome.task_id])

    # -- a new task

    async def _attempts(self, running: Running, endpoint: Runnable, deadline: Deadline) -> None:
        outcome = running.outcome
        failed: TaskFailed | None = None
        for left in range(self._plan.task_retries, -1, -1):
            try:
                outcome.result = await self._attempt(running, endpoint, deadline)
            except TaskFailed as error:
                failed = error
                if not left or not error.new_task_may_help:
                    raise
                logger.info("job %s: %s; trying a new task", outcome.key, error)
            except Exception as error:
                if failed is None or not running.nothing_created or self._ends_run(error):
                    raise
                # The last task is how the job ended: nothing has come after it.
                outcome.task_id = failed.task_id
                failed.add_note(f"No new task was made: {error}")
                raise failed from error
            else:
                outcome.status = "succeeded"
                return

    async def _attempt(
        self, running: Running, endpoint: Runnable, deadline: Deadline
    ) -> TaskResult:
        params = running.outcome.job.params
        running.begin()
        running.reservation = reservation = self.spending.reserve(endpoint, params)
        try:
            async with endpoint.start(params, deadline, running) as task:
                self._begun(running, task)
                return await wait_until(task, deadline)
        except BaseException as error:
            if running.task is None:
                running.broke_off(error)
            raise
        finally:
            await self._settle(running, reservation)

    def _begun(self, running: Running, task: Task) -> None:
        running.task = task
        running.outcome.attempts += 1
        running.outcome.task_id = task.id
        running.move("running")
        self._announce(running.outcome, task)

    async def _settle(self, running: Running, reservation: Reservation | None) -> None:
        """Book what a task has cost and note its end, once that was seen."""
        state = running.task.seen if running.task is not None else None
        end = state if state is not None and state.finished else None
        self.spending.settle(running, end, reservation)
        if end is not None and running.record is not None:
            await running.record.ended(end)

    # -- what an earlier run has left

    @staticmethod
    async def _recorded(journal: Journal, outcome: Outcome, endpoint: Runnable | None) -> JobRecord:
        from runninghub_async.tasks.records import JobRecord

        if endpoint is None:
            entry = await journal.job(outcome.key)
            assert entry is not None  # it was read from there
            return JobRecord(journal, entry)
        job = outcome.job
        return await JobRecord.planned(
            journal,
            outcome.key,
            endpoint=endpoint.path,
            params=job.params,
            named=job.key is not None,
        )

    async def _taken_up(
        self,
        running: Running,
        record: JobRecord,
        endpoint: Runnable | None,
        deadline: Deadline,
    ) -> bool:
        """Go on with what the journal knows; False where the job is to be submitted."""
        outcome, entry = running.outcome, record.entry
        again = entry.runnable and (
            entry.state in ("planned", "refused") or self._plan.retry_failed
        )
        reservation = self.spending.adopt(outcome, record, endpoint)
        if again and endpoint is not None:
            return False
        outcome.resumed = True
        if again:
            outcome.status, outcome.error = "skipped", record.error()
            return True
        outcome.task_id = entry.task_id
        if (error := record.error()) is not None:
            raise error
        if entry.state == "submitted":
            await self._wait_again(running, record, deadline, reservation)
        else:
            outcome.result = TaskResult(
                record.state, endpoint=entry.endpoint, downloads=self._session.downloads
            )
        outcome.status = "succeeded"
        await self._save(running)
        return True

    async def _wait_again(
        self,
        running: Running,
        record: JobRecord,
        deadline: Deadline,
        reservation: Reservation | None,
    ) -> None:
        outcome, entry = running.outcome, record.entry
        task = Task(entry.task_id or "", self._session, origin=Origin(endpoint=entry.endpoint))
        running.task = task
        running.move("running")
        self._announce(outcome, task)
        self._session.slots.occupy(task.id)  # what runs already leaves less room for new tasks
        try:
            outcome.result = await wait_until(task, deadline)
        finally:
            self._session.slots.release(ended=task.ended, task_id=task.id)
            await self._settle(running, reservation)

    # -- files

    async def _save(self, running: Running) -> None:
        """Save every output that is not on disk yet."""
        outcome, record = running.outcome, running.record
        folder = self._plan.folder_of(outcome)
        if folder is None or outcome.result is None:
            return
        running.move("saving")
        files: dict[int, Path] = {}
        if record is not None and record.entry.state == "succeeded":
            files = await record.whole_files()
            if len(files) < len(outcome.result.outputs):
                record.check_age()
        for output in outcome.result.outputs:
            if output.index in files:
                continue
            path = await output.download(folder / output.file_name)
            files[output.index] = path
            if record is not None:
                await record.saved({output.index: path})
        outcome.files = tuple(path for _, path in sorted(files.items()))

    def _deadline(self, endpoint: Runnable | None) -> Deadline:
        given = self._plan.deadline
        if given is UNSET and endpoint is not None:
            return endpoint.deadline().within(self._ends)
        return Deadline(given).within(self._ends)

    def _endpoint(self, job: Job, key: str) -> Runnable:
        item: object = job
        if not isinstance(item, Job):
            raise InvalidRequest(endpoint="map", reason=f"{item!r:.80} is no Job")
        _check_priority(job.priority, key)
        params: object = job.params  # a Struct does not check what it is built from
        if not isinstance(params, Mapping):
            reason = f"params of a job are a mapping, not {type(params).__name__}"
            raise InvalidRequest(endpoint=str(job.endpoint), reason=reason)
        if not isinstance(job.endpoint, str):
            return job.endpoint
        if self._resolve is None:
            raise ConfigError(setting="jobs", reason="give endpoint objects, not names")
        return self._resolve(job.endpoint)


def _check_priority(priority: object, key: str) -> None:
    """Refuse what has no place among numbers: the line for places is one for the whole client."""
    try:
        fine = isinstance(priority, int | float) and math.isfinite(priority)
    except OverflowError:
        fine = False
    if not fine:
        reason = f"={shown(priority)} of job {key!r} is no finite number"
        raise InvalidRequest(endpoint="map", param="priority", reason=reason)


def _runs_on(error: Exception) -> bool:
    """Whether an error ended the waiting for a task and not the task."""
    if isinstance(error, TaskTimeout):
        return True
    return isinstance(error, ApiError | TransportError) and error.task_id is not None
