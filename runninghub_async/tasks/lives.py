"""The lives of tasks, for whoever records them: from the wish to submit one to its end seen."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import Token
from typing import Any

from runninghub_async.errors import SubmitUncertain
from runninghub_async.protocol.messages import TaskState
from runninghub_async.transport.hooks import Hooks, TaskOutcome, TaskRecord, TaskRef, about_task

__all__ = ["Life", "Lives"]

KEPT = 10_000  #: lives that are open at once, the newest
#: Seconds without a look after which a life is over for this client; as long as
#: `Polling.deadline`, and nobody who waits looks less often.
LEFT_AFTER = 1800.0

_numbers = itertools.count(1)  # of the process: one hook may serve several clients
_NOTHING: AbstractContextManager[None] = nullcontext()


class Life:
    """One task that somebody records."""

    __slots__ = (
        *("began", "detached", "endpoint", "kind", "number", "task_id"),
        *("touched", "waited", "watchers"),
    )

    def __init__(self, endpoint: str, kind: str, task_id: str | None, now: float) -> None:
        self.number = next(_numbers)
        self.endpoint = endpoint
        self.kind = kind
        self.task_id = task_id
        self.began = self.touched = now
        self.waited = 0.0
        self.detached = False  #: its submit goes on without its caller
        self.watchers = 0  #: of a task that was submitted elsewhere

    def __repr__(self) -> str:
        return f"<Life {self.number} {self.endpoint} {self.task_id or 'not submitted yet'}>"


class Lives:
    """Records the lives of the tasks of one client; where nobody listens it does nothing.

    A life ends when the end of its task is seen by any look of this client, whoever has left by
    then. One whose end nobody sees is "left": when nobody has looked for half an hour, when
    10,000 newer ones are open, or when the client is closed.
    """

    def __init__(self, hooks: Hooks, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._hooks = hooks
        self._clock = clock
        self._open: OrderedDict[str, Life] = OrderedDict()  #: by task, the last looked at last
        self._unsent: dict[int, Life] = {}  #: those without an id yet, by number

    def __repr__(self) -> str:
        return f"<Lives {len(self._open)} open>"

    # -- a submit

    def wanted(self, endpoint: str, kind: str) -> Life | None:
        """Begin a life; None where nobody listens."""
        if not self._hooks.tasks_wanted:
            return None
        life = Life(endpoint, kind, None, self._clock())
        self._unsent[life.number] = life
        self._emit(life, step="wanted")
        return life

    def accepted(self, life: Life | None, task_id: str) -> None:
        """Note that there is a task."""
        if life is None or self._unsent.pop(life.number, None) is None:
            return
        life.task_id = task_id
        self._emit(life, step="accepted")
        self._keep(life, task_id)

    def not_submitted(self, life: Life | None, error: BaseException) -> None:
        """Note that there is no task, or that nobody knows; nothing while a submit is out."""
        if life is None or life.detached or self._unsent.pop(life.number, None) is None:
            return
        outcome: TaskOutcome = "not submitted"
        if isinstance(error, SubmitUncertain):
            outcome = "uncertain"
        name = None if isinstance(error, asyncio.CancelledError) else type(error).__name__
        code = getattr(error, "code", None)
        self._emit(life, step="ended", outcome=outcome, error=name, code=code)

    # -- a task that was submitted elsewhere

    def watched(self, task_id: str, endpoint: str, kind: str) -> AbstractContextManager[None]:
        """A block that waits for a task; it has a life of its own where it has none yet."""
        if not self._hooks.tasks_wanted:
            return _NOTHING
        return _Watching(self, task_id, endpoint, kind)

    def watch(self, task_id: str, endpoint: str, kind: str) -> Life:
        """Begin to wait for a task."""
        life = self._open.get(task_id)
        if life is None:
            life = Life(endpoint, kind, task_id, self._clock())
            life.watchers = 1
            self._emit(life, step="watched")
            self._keep(life, task_id)
        elif life.watchers:
            life.watchers += 1
        return life

    def unwatch(self, life: Life) -> None:
        """Stop waiting; one that nobody waits for any more, and that was watched only, is left."""
        if not life.watchers:
            return
        life.watchers -= 1
        if not life.watchers:
            self._leave(life)

    # -- looks and ends

    def about(self, task_id: str | None, life: Life | None = None) -> AbstractContextManager[None]:
        """A block whose calls are made for a task; it must not be left by a `yield`."""
        if not self._hooks.wanted:
            return _NOTHING
        if life is None and task_id is not None:
            life = self._open.get(task_id)
        if life is None:
            return _About(TaskRef(None, task_id))
        if task_id is not None and task_id in self._open:
            life.touched = self._clock()
            self._open.move_to_end(task_id)
        return _About(TaskRef(life.number, task_id))

    def ended(self, state: TaskState) -> None:
        """Note the end of a task, where it has a life."""
        life = self._open.pop(state.task_id, None) if self._open else None
        if life is None:
            return
        life.watchers = 0
        outcome: TaskOutcome = "failed"
        if state.succeeded:
            outcome = "succeeded"
        elif state.cancelled:
            outcome = "cancelled"
        self._emit(
            life,
            step="ended",
            outcome=outcome,
            status=state.status,
            code=state.code,
            error={"failed": "TaskFailed", "cancelled": "TaskCancelled"}.get(outcome),
            outputs=len(state.outputs),
            cost=state.usage.total_money,
        )

    def close(self) -> None:
        """End all lives: nobody looks any more."""
        for life in (*self._unsent.values(), *self._open.values()):
            self._emit(life, step="ended", outcome="left")
        self._unsent.clear()
        self._open.clear()

    def _keep(self, life: Life, task_id: str) -> None:
        """Hold a life until its end, and let go of those that nobody looks at."""
        now = life.touched = self._clock()
        self._open[task_id] = life
        self._open.move_to_end(task_id)
        while self._open:
            oldest = next(iter(self._open.values()))
            if len(self._open) <= KEPT and now - oldest.touched < LEFT_AFTER:
                return
            self._leave(oldest)

    def _leave(self, life: Life) -> None:
        if life.task_id is not None and self._open.get(life.task_id) is life:
            del self._open[life.task_id]
            self._emit(life, step="ended", outcome="left")

    def _emit(self, life: Life, **told: Any) -> None:
        self._hooks.emit_task(
            TaskRecord(
                number=life.number,
                endpoint=life.endpoint,
                kind=life.kind,
                task_id=life.task_id,
                seconds=self._clock() - life.began,
                waited_for_slot=life.waited,
                **told,
            )
        )


class _About(AbstractContextManager[None]):
    """Attempts made in here carry the task."""

    __slots__ = ("_ref", "_token")

    def __init__(self, ref: TaskRef) -> None:
        self._ref = ref

    def __enter__(self) -> None:
        self._token: Token[TaskRef | None] = about_task.set(self._ref)

    def __exit__(self, *_: object) -> None:
        about_task.reset(self._token)


class _Watching(AbstractContextManager[None]):
    """Somebody waits for the task in here."""

    __slots__ = ("_life", "_lives", "_what")

    def __init__(self, lives: Lives, task_id: str, endpoint: str, kind: str) -> None:
        self._lives = lives
        self._what = (task_id, endpoint, kind)

    def __enter__(self) -> None:
        self._life = self._lives.watch(*self._what)

    def __exit__(self, *_: object) -> None:
        self._lives.unwatch(self._life)
