"""Places of one client among those that share: given by the store, or by a share of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from runninghub_async.transport.slots import FIRST_GUESS, Slots

__all__ = ["FleetSlots"]


class FleetSlots(Slots):
    """Places for tasks that all processes of a key share.

    The line, its priorities and deadlines are this process' own. While the store is `here` the
    places come from there, and what happens is told there; while it is not, this is a `Slots`
    with a share of the limit.

    Args:
        limit: `Limits.slots`.
        share: The part of the limit while the store is away.
        news: Called when there is something to tell or to ask for.
    """

    def __init__(self, limit: int | None, *, share: float, news: Callable[[], None]) -> None:
        super().__init__(limit)
        self.given = limit
        self._share = share
        self._tell = news
        self._shared_limit = limit or FIRST_GUESS
        self.here = False
        self.acts: list[tuple[Any, ...]] = []  #: what the store has not heard yet
        self.leases: list[int] = []  #: of submits that have no answer; any stands for any
        self.tasks: Counter[str] = Counter()  #: task -> places that are held for it here
        self._numbers = 0
        self._closing = False
        self.go_alone()

    @property
    def limit(self) -> int:
        """Tasks at once that are believed to fit now: of all processes, while the store is here."""
        return self._shared_limit if self.here else self._limit

    @property
    def next_number(self) -> int:
        """The number of the next lease."""
        return self._numbers + 1

    # -- the store comes, goes, and gives

    def go_alone(self) -> None:
        """Go on with a share of the limit; callers in line stay there."""
        self.here = False
        self.acts.clear()
        self._stop_timer()
        self._cap = self._limit = self._part(self.given or self._shared_limit)
        self._proven, self._asking = 0, len(self.leases)
        self._growing = self._paused = self._probe_due = self._probe_out = self._raised = False
        if self._line:
            self._admit()

    def go_together(self) -> None:
        """Go by the store from now on."""
        self.here = True
        self._stop_timer()

    def grant(self, count: int, limit: int) -> None:
        """Take places from the store; those that nobody wants any more go back."""
        self._shared_limit = max(1, limit)
        for _ in range(count):
            if self._line:
                self._take()
                self._line.admit()
            else:
                self._numbers += 1
                self._act("back", self._numbers)

    def adopt(self, task_id: str) -> bool:
        """Hold the place of a task whose process has died; False where it is held already."""
        if self.tasks[task_id]:
            return False
        self._held += 1
        self.tasks[task_id] += 1
        self.keep(task_id)
        return True

    # -- what Slots does, told to the store

    def set_ceiling(
        self, limit: int, *, running: int | None = None, queued: int | None = None
    ) -> None:
        """Take the service's own word for the limit; alone, only for the share of it."""
        if limit < 1:
            return
        if self.here:
            counted = running is not None or queued is not None
            self._act("told", limit, (running or 0) + (queued or 0) if counted else -1)
            return
        self._shared_limit = limit
        self._cap = self._part(self.given or limit)
        super().set_ceiling(self._part(limit))  # the counts tell nothing of whose they are

    def occupy(self, task_id: str = "") -> None:
        """Count a task that runs already; its lease is this process' from now on."""
        self.tasks[task_id] += 1
        if not self.here:
            super().occupy()
            return
        self._held += 1
        self._act("occupied", task_id)

    def release(self, *, ended: bool = True, task_id: str = "") -> None:
        """Give a place back; see `Slots.release`.

        While the client closes, tasks that run on stay counted: the others see to their ends.
        """
        if self._closing and task_id and not ended:
            return
        act = self._forget_task(task_id, ended) if task_id else self._forget_lease("back")
        if not self.here:
            super().release(ended=ended)
            return
        self._held -= 1
        self._act(*act)

    def accepted(self, task_id: str = "") -> None:
        """Note that the service took a task: its lease has the task's id from now on."""
        number = self._note_task(task_id)
        if self.here:
            self._act("accepted", number, task_id)
        else:
            super().accepted()

    def refused(self, retry_after: float | None = None) -> None:
        """Give the place back because the service had none; all processes learn from it."""
        what, number = self._forget_lease("refused")
        if not self.here:
            super().refused(retry_after)
            return
        self._held -= 1
        self._act(what, number, -1 if retry_after is None else retry_after)

    def close(self, error: Exception) -> None:
        """End all waiting with an error."""
        self._closing = True
        super().close(error)

    # -- hooks of Slots

    @property
    def _free(self) -> bool:
        return not self.here and super()._free

    def _take(self) -> None:
        self._numbers += 1
        self.leases.append(self._numbers)
        if self.here:
            self._held += 1
        else:
            super()._take()

    def _admit(self) -> None:
        if self.here:
            self._tell()
        else:
            super()._admit()

    def _watch(self, now: float) -> None:
        if self.here:
            self._tell()
        else:
            super()._watch(now)

    # -- one step each

    def _part(self, limit: int) -> int:
        return max(1, int(limit * self._share))

    def _act(self, *act: Any) -> None:
        if self.here:
            self.acts.append(act)
            self._tell()

    def _note_task(self, task_id: str) -> int:
        self.tasks[task_id] += 1
        return self.leases.pop(0)

    def _forget_lease(self, what: str) -> tuple[str, int]:
        return what, self.leases.pop(0) if self.leases else 0

    def _forget_task(self, task_id: str, ended: bool) -> tuple[Any, ...]:
        self.tasks[task_id] -= 1
        if self.tasks[task_id] > 0:
            return "held", task_id
        del self.tasks[task_id]
        return "over", task_id, ended
