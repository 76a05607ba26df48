"""A job on its way: where it is, what became of its submit, and the room that it has taken."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from runninghub_async.errors import ApiError, SubmitUncertain
from runninghub_async.tasks.budget import Reservation
from runninghub_async.tasks.jobs import Outcome
from runninghub_async.tasks.run_progress import JobProgress, Stage
from runninghub_async.tasks.tally import Tally
from runninghub_async.tasks.task import Task, TaskKind

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.tasks.records import JobRecord

__all__ = ["Running"]

#: What became of the last submit of an attempt, from its intent on.
Wire: TypeAlias = Literal["none", "out", "accepted", "refused", "unclear"]


class Running:
    """A job on its way: what the batch wants to know of it, and the witness of its submits."""

    __slots__ = (
        *("_asked", "_began", "_gone", "_on_move", "_ran", "_tally"),
        *("created", "outcome", "record", "reservation", "stage", "task", "wire"),
    )

    def __init__(
        self, outcome: Outcome, tally: Tally, on_move: Callable[[Stage | None, Stage], None]
    ) -> None:
        self.outcome = outcome
        self.record: JobRecord | None = None
        self.stage: Stage | None = None
        self.task: Task | None = None  #: of the attempt under way
        self.created: tuple[str, TaskKind] | None = None  #: the same, also where nobody waits
        self.wire: Wire = "none"
        self.reservation: Reservation | None = None  #: of the attempt, where there is a budget
        self._ran = False  #: its task was submitted or waited for in this run
        self._gone = False  #: nobody waits for this attempt any more
        self._tally = tally
        self._on_move = on_move
        self._asked = 0.0
        self._began = time.monotonic()

    def move(self, stage: Stage) -> None:
        """Note that the job is somewhere else now."""
        if stage == self.stage:
            return
        if stage == "waiting_for_slot":
            self._asked = time.monotonic()
        elif self.stage == "waiting_for_slot":
            self.outcome.waited_for_slot += time.monotonic() - self._asked
        self._ran |= stage in ("submitting", "running")
        self._tally.move(self.stage, stage, ran=self._ran)
        self._on_move(self.stage, stage)
        self.stage = stage
        if self._tally.tells_jobs:
            self._tally.tell_job(self._told(stage))

    def drop(self) -> None:
        """Nobody runs it any more."""
        if self.stage is not None:
            self._tally.move(self.stage, None)
            if self._tally.tells_jobs:
                self._tally.tell_job(self._told(None))

    def _told(self, stage: Stage | None) -> JobProgress:
        outcome, endpoint = self.outcome, getattr(self.outcome.job, "endpoint", "")
        return JobProgress(
            key=outcome.key,
            index=outcome.index,
            endpoint=endpoint if isinstance(endpoint, str) else endpoint.path,
            stage=stage,
            task_id=outcome.task_id,
            at=time.time(),
            seconds=time.monotonic() - self._began,
            cost=outcome.cost,
            error=None if outcome.error is None else type(outcome.error).__name__,
            resumed=outcome.resumed,
        )

    # -- one attempt

    def begin(self) -> None:
        """A new attempt begins."""
        self.task = self.created = self.reservation = None
        self.wire, self._gone = "none", False
        self.move("preparing")

    @property
    def nothing_created(self) -> bool:
        """Whether the attempt has surely made no task."""
        return self.wire in ("none", "refused")

    @property
    def pending(self) -> bool:
        """Whether a submit is on the wire, or its task is not known to who waits for it."""
        return self.wire == "out" or (self.created is not None and self.task is None)

    def broke_off(self, error: BaseException) -> None:
        """The attempt came to no task, as far as its caller knows; an answer may still come."""
        self._gone = True
        refused = isinstance(error, ApiError) and self.wire == "refused"
        self.outcome.attempts += refused or isinstance(error, SubmitUncertain)
        if self.nothing_created:
            self._release()

    def _release(self) -> None:
        if self.reservation is not None and not self.reservation.over:
            self.reservation.release()

    # -- the witness of its submits

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
        self.wire = "out"
        self.outcome.task_id = None  # of an attempt before this one
        if self.record is None:
            return
        if self.reservation is not None:
            self.reservation.stand_for(self.record.attempt)
        await self.record.leaving(body_hash)

    async def accepted(self, task_id: str, kind: TaskKind) -> None:
        """There is a task."""
        self.wire, self.created = "accepted", (task_id, kind)
        if self.record is not None:
            await self.record.accepted(task_id)

    def refused(self, reason: str, code: int | str | None) -> None:
        """Surely nothing was created."""
        self.wire = "refused"
        if self._gone:
            self._release()
        if self.record is not None:
            self.record.refused(reason, code)

    def unclear(self, reason: str) -> None:
        """There was no clear answer."""
        self.wire = "unclear"
        if self.record is not None:
            self.record.unclear(reason)
