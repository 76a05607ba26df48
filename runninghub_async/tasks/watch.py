"""One task that is looked at: what is known of it, and what it teaches."""

from __future__ import annotations

from runninghub_async.tasks.history import History

__all__ = ["ON_WIRE", "Watch"]

ON_WIRE = -1  #: the turn of a task that is looked at now
BEGUN = 0.5  #: of a wait in the queue that is likely left: not before, a run can begin


class Watch:
    """A task of one kind, from its submit to its end; `now` is seconds on any steady clock."""

    __slots__ = (
        "_alive",
        "_origin",
        "hinted",
        "key",
        "looked",
        "queued",
        "reported",
        "since",
        "told",
        "turn",
    )

    def __init__(self, key: str, since: float, reported: bool) -> None:
        self.key = key
        self.since = since
        self.reported = reported
        self.looked = since  #: when it was looked at last
        self.queued = False
        self.hinted = False  #: while a look was on the wire, something said that it ended
        self.told = False  #: something has said that it ended
        self.turn = ON_WIRE  #: its entry in the list of what is due
        self._origin = since  #: the latest moment at which it surely did not run yet
        self._alive = since  #: the latest moment at which it surely had not ended

    def hazard(self, history: History, now: float) -> float:
        """Return the ends per second of what is like this task and still runs."""
        if self.turn == ON_WIRE:
            return 0.0  # its end, if it has ended, is about to be found
        return history.belief(self.key).hazard(now - self._origin)

    def chance(self, history: History, now: float) -> float:
        """Return the chance that it has ended since it was known to be alive."""
        return history.belief(self.key).ended(self._alive - self._origin, now - self._origin)

    def interval(self, history: History, now: float, cost: float) -> float:
        """Return the seconds until a look is worth its cost.

        A task in the service's queue must begin first, and has then all its run before it.
        """
        wait = history.belief(self.key).interval(now - self._origin, cost)
        if self.queued:
            waited = now - self.since
            wait += BEGUN * (history.belief(_waiting(self.key)).quantile(0.5, waited) - waited)
        return wait

    def saw_alive(self, history: History, now: float, *, queued: bool) -> None:
        """A look found it alive. Waits in the queue are a history of their own."""
        key, begin, end = _waiting(self.key), self._alive - self.since, now - self.since
        if queued:
            history.alive(key, begin, end)
            self._origin = now
        else:
            if self.queued:
                history.ended(key, begin, end)
            history.alive(self.key, self._alive - self._origin, now - self._origin)
        self.queued = queued
        self._alive = self.looked = now

    def counted_alive(self, history: History, now: float) -> None:
        """A count told that all live. What waits in the queue may have begun: who knows."""
        if not self.queued:
            history.alive(self.key, self._alive - self._origin, now - self._origin)
            self._alive = now

    def saw_end(self, history: History, now: float) -> None:
        """A look found that it has ended."""
        history.ended(self.key, self._alive - self._origin, now - self._origin)


def _waiting(key: str) -> str:
    """The key under which waits in the service's queue are remembered."""
    return f"queue:{key}" if key else ""  # in front: the endpoint of a key is what it begins with
