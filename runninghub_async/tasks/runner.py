"""One job from its start to its outcome: journal, budget, submit, wait, save."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import UNSET

from runninghub_async.errors import (
    ApiError,
    BudgetExceeded,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    SubmitUncertain,
    TaskFailed,
    TaskTimeout,
    TransportError,
)
from runninghub_async.tasks.budget import Reservation
from runninghub_async.tasks.jobs import Job, Outcome, Plan, Runnable
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import Deadline, wait_until
from runninghub_async.tasks.tally import Stage, Tally
from runninghub_async.tasks.task import Origin, Task, TaskResult
from runninghub_async.transport.hooks import logger

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal
    from runninghub_async.tasks.records import JobRecord

__all__ = ["Runner", "Running"]


class Running:
    """A job on its way: what the batch wants to know of it, and the witness of its submits."""

    __slots__ = ("_asked", "_on_move", "_tally", "outcome", "record", "stage", "task")

    def __init__(
        self, outcome: Outcome, tally: Tally, on_move: Callable[[Stage | None, Stage], None]
    ) -> None:
        self.outcome = outcome
        self.task: Task | None = None
        self.record: JobRecord | None = None
        self.stage: Stage | None = None
        self._tally = tally
        self._on_move = on_move
        self._asked = 0.0

    def move(self, stage: Stage) -> None:
        """Note that the job is somewhere else now."""
        if stage == self.stage:
            return
        if stage == "waiting_for_slot":
            self._asked = time.monotonic()
        elif self.stage == "waiting_for_slot":
            self.outcome.waited_for_slot += time.monotonic() - self._asked
        self._tally.move(self.stage, stage)
        self._on_move(self.stage, stage)
        self.stage = stage

    def drop(self) -> None:
        """Nobody runs it any more."""
        if self.stage is not None:
            self._tally.move(self.stage, None)

    @property
    def priority(self) -> int:
        """Its place in the line for a place: lower goes first."""
        return self.outcome.job.priority

    def waiting(self) -> None:
        """It waits for a place."""
        self.move("waiting_for_slot")

    async def leaving(self, body_hash: str) -> None:
        """The request is about to leave."""
        self.move("submitting")
        if self.record is not None:
            await self.record.leaving(body_hash)

    async def accepted(self, task_id: str) -> None:
        """There is a task."""
        if self.record is not None:
            await self.record.accepted(task_id)

    def refused(self, reason: str, code: int | str | None) -> None:
        """Surely nothing was created."""
        if self.record is not None:
            self.record.refused(reason, code)

    def unclear(self, reason: str) -> None:
        """There was no clear answer."""
        if self.record is not None:
            self.record.unclear(reason)


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
        self._tally = tally
        self._resolve = resolve
        self._journal = journal
        self._announce = announce
        self._keys: set[str] = set()  #: of the jobs under way, where there is a journal
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
        """
        outcome = running.outcome
        outcome.status = "failed"
        began = time.monotonic()
        running.move("preparing")
        try:
            await self._run(running, submit)
        except ClientClosed:
            raise
        except Exception as error:  # noqa: BLE001  (a job's own values may raise anything)
            self._failed(outcome, error)
        finally:
            self._keys.discard(outcome.key)
        outcome.seconds = time.monotonic() - began
        running.move(outcome.status)

    async def _run(self, running: Running, submit: bool) -> None:
        outcome = running.outcome
        endpoint = self._endpoint(outcome.job) if submit else None
        deadline = self._deadline(endpoint)
        if self._journal is not None:
            running.record = await self._recorded(self._journal, outcome, endpoint)
            if await self._taken_up(running, endpoint, deadline):
                return
        if endpoint is not None:
            await self._attempts(running, endpoint, deadline)
            await self._save(running)

    @staticmethod
    def _failed(outcome: Outcome, error: Exception) -> None:
        outcome.error = error
        if outcome.result is not None:
            return  # the task is done and paid; what failed came after it
        if isinstance(error, SubmitUncertain) or _runs_on(error):
            outcome.status = "uncertain"
        elif isinstance(error, BudgetExceeded):
            outcome.status = "skipped"
        if isinstance(error, SubmitUncertain | ApiError) and not outcome.attempts:
            outcome.attempts = 1

    # -- a new task

    async def _attempts(self, running: Running, endpoint: Runnable, deadline: Deadline) -> None:
        outcome = running.outcome
        for left in range(self._plan.task_retries, -1, -1):
            try:
                outcome.result = await self._attempt(running, endpoint, deadline)
            except TaskFailed as error:
                if not left or not error.new_task_may_help:
                    raise
                logger.info("job %s: %s; trying a new task", outcome.key, error)
            else:
                outcome.status = "succeeded"
                return

    async def _attempt(
        self, running: Running, endpoint: Runnable, deadline: Deadline
    ) -> TaskResult:
        outcome, params = running.outcome, running.outcome.job.params
        reservation = self._reserve(endpoint, params)
        running.task = None
        try:
            async with endpoint.start(params, deadline, running) as task:
                self._begun(running, task)
                return await wait_until(task, deadline)
        except BaseException as error:
            if reservation is not None and _created_nothing(running, error):
                reservation.release()
            raise
        finally:
            await self._settle(running, outcome, reservation)

    def _begun(self, running: Running, task: Task) -> None:
        running.task = task
        running.outcome.attempts += 1
        running.outcome.task_id = task.id
        running.move("running")
        self._announce(running.outcome, task)

    async def _settle(
        self, running: Running, outcome: Outcome, reservation: Reservation | None
    ) -> None:
        """Book what a task has cost, once its end was seen; else the room stays reserved."""
        state = running.task.seen if running.task is not None else None
        if state is None or not state.finished:
            if reservation is not None and reservation.state == "open":
                reservation.unclear()
            return
        self._book(outcome, state.usage.total_money, reservation)
        if running.record is not None:
            await running.record.ended(state)

    def _book(
        self, outcome: Outcome, money: Decimal | None, reservation: Reservation | None
    ) -> None:
        if money is not None:
            outcome.cost = (outcome.cost or Decimal(0)) + money
            self._tally.spent += money
        if reservation is not None:
            reservation.settle(money)

    def _reserve(
        self, endpoint: Runnable, params: Mapping[str, object], *, exists: bool = False
    ) -> Reservation | None:
        budget = self._plan.budget
        if budget is None:
            return None
        price = endpoint.price_of(params)
        amount = price.amount if price is not None and price.unit == "call" else None
        currency = price.currency if amount is not None and price is not None else None
        take = budget.adopt if exists else budget.reserve
        return take(amount, currency=currency)

    # -- what an earlier run has left

    async def _recorded(
        self, journal: Journal, outcome: Outcome, endpoint: Runnable | None
    ) -> JobRecord:
        from runninghub_async.tasks.records import JobRecord

        if outcome.key in self._keys:
            raise InvalidRequest(
                endpoint="map",
                param="key",
                reason=f"={outcome.key!r} is the key of two jobs at the same time",
            )
        self._keys.add(outcome.key)
        if endpoint is None:
            entry = await journal.job(outcome.key)
            assert entry is not None  # it was read from there
            return JobRecord(journal, entry)
        return await JobRecord.planned(
            journal, outcome.key, endpoint=endpoint.path, params=outcome.job.params
        )

    async def _taken_up(
        self, running: Running, endpoint: Runnable | None, deadline: Deadline
    ) -> bool:
        """Go on with what the journal knows; False where the job is to be submitted."""
        record, outcome = running.record, running.outcome
        assert record is not None
        entry = record.entry
        again = entry.runnable and (
            entry.state in ("planned", "refused") or self._plan.retry_failed
        )
        outcome.attempts = sum(one.state != "refused" for one in entry.attempts)
        if again and endpoint is not None:
            return False
        outcome.resumed = True
        outcome.task_id = entry.task_id
        if again:
            outcome.status = "skipped"
            return True
        reservation = self._adopted(endpoint, outcome)
        if (error := record.error()) is not None:
            if reservation is not None and not isinstance(error, SubmitUncertain):
                reservation.settle(entry.usage.total_money)
            raise error
        if entry.state == "submitted":
            await self._wait_again(running, deadline, reservation)
        else:
            outcome.result = TaskResult(
                record.state, endpoint=entry.endpoint, downloads=self._session.downloads
            )
            self._book(outcome, entry.usage.total_money, reservation)
        outcome.status = "succeeded"
        await self._save(running)
        return True

    def _adopted(self, endpoint: Runnable | None, outcome: Outcome) -> Reservation | None:
        """Room in the budget for a task of an earlier run: the budget is for all of them."""
        if endpoint is None:
            return None
        return self._reserve(endpoint, outcome.job.params, exists=True)

    async def _wait_again(
        self, running: Running, deadline: Deadline, reservation: Reservation | None
    ) -> None:
        outcome, record = running.outcome, running.record
        assert record is not None
        entry = record.entry
        task = Task(entry.task_id or "", self._session, origin=Origin(endpoint=entry.endpoint))
        running.task = task
        running.move("running")
        self._announce(outcome, task)
        try:
            outcome.result = await wait_until(task, deadline)
        finally:
            await self._settle(running, outcome, reservation)

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

    def _endpoint(self, job: Job) -> Runnable:
        item: object = job
        if not isinstance(item, Job):
            raise InvalidRequest(endpoint="map", reason=f"{item!r:.80} is no Job")
        params: object = job.params  # a Struct does not check what it is built from
        if not isinstance(params, Mapping):
            reason = f"params of a job are a mapping, not {type(params).__name__}"
            raise InvalidRequest(endpoint=str(job.endpoint), reason=reason)
        if not isinstance(job.endpoint, str):
            return job.endpoint
        if self._resolve is None:
            raise ConfigError(setting="jobs", reason="give endpoint objects, not names")
        return self._resolve(job.endpoint)


def _created_nothing(running: Running, error: BaseException) -> bool:
    """Whether an attempt that ended so has surely made no task."""
    if running.task is not None or isinstance(error, SubmitUncertain | ClientClosed):
        return False
    return isinstance(error, Exception)  # a cancellation may have come while it was on the wire


def _runs_on(error: Exception) -> bool:
    """Whether an error ended the waiting for a task and not the task."""
    if isinstance(error, TaskTimeout):
        return True
    return isinstance(error, ApiError | TransportError) and error.task_id is not None
