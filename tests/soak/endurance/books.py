"""What callers were told, against what the service has in its ledger."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable

from runninghub_async import Outcome, RunningHubError, SubmitUncertain, TaskCancelled, TaskFailed

from .world import Created

__all__ = ["Books", "Listener"]


class Listener(logging.Handler):
    """Keeps the uncertain submits that only the log tells of: their callers have gone."""

    def __init__(self, key: str) -> None:
        super().__init__(logging.INFO)
        self._key = key
        self.hashes: set[str] = set()
        self.leaks = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Note an uncertain submit; look for the key."""
        self.leaks += self._key in record.getMessage()
        for one in record.args if isinstance(record.args, tuple) else ():
            if isinstance(one, SubmitUncertain):
                self.hashes.add(one.body_hash)


class Books:
    """One round's callers: each tells once what it was told.

    ended: the task of this id has come to its end. runs: it was called perhaps unfinished.
    nothing: surely no task was created. uncertain: perhaps one, with the hash of its body.
    gone: the caller was cancelled, or left its loop.
    """

    def __init__(self) -> None:
        self.totals: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()  #: class of what was raised -> times
        self.wrong: list[str] = []
        self._told: dict[int, tuple[str, str]] = {}  #: job -> what it was told, id or hash

    def tell(self, job: int, word: str, about: str = "") -> None:
        """Note what a caller was told."""
        if job in self._told:
            self.wrong.append(f"job {job} was told twice: {self._told[job]} and {word} {about}")
        self._told[job] = (word, about)
        self.totals[word] += 1

    def tell_error(self, job: int, error: BaseException) -> None:
        """Note the error that a caller got."""
        self.errors[type(error).__name__] += 1
        task_id = getattr(error, "task_id", None) or ""
        if not isinstance(error, RunningHubError):
            self.tell(job, "foreign", repr(error))
            self.wrong.append(f"job {job} got a foreign error: {error!r}")
        elif isinstance(error, SubmitUncertain):
            self.tell(job, "uncertain", error.body_hash)
        elif isinstance(error, TaskFailed | TaskCancelled):
            self.tell(job, "ended", task_id)
        else:
            self.tell(job, "runs" if task_id else "nothing", task_id)

    def tell_outcome(self, job: int, outcome: Outcome) -> None:
        """Note the outcome of a job of a batch."""
        if outcome.status == "succeeded":
            self.tell(job, "ended", outcome.task_id or "")
        elif outcome.error is None:
            self.wrong.append(f"job {job} is {outcome.status} and nobody says why")
        elif outcome.status == "uncertain" and outcome.task_id:
            self.errors[type(outcome.error).__name__] += 1
            self.tell(job, "runs", outcome.task_id)
        else:
            self.tell_error(job, outcome.error)

    @property
    def running(self) -> list[str]:
        """Ids of tasks that perhaps run on, as callers were told."""
        return [about for word, about in self._told.values() if word == "runs"]

    def settle(
        self, jobs: Iterable[int], created: list[Created], unfinished: set[str], logged: set[str]
    ) -> None:
        """Compare with the tasks that were created, and forget all of it.

        Args:
            jobs: Every job that was begun.
            created: The tasks of the ledger.
            unfinished: `rh.unfinished`, where the tasks of those who have gone must be.
            logged: Hashes of bodies whose uncertainty only the log told.
        """
        tasks: dict[int, list[Created]] = {}
        for one in created:
            tasks.setdefault(one.job, []).append(one)
        for job in sorted(set(tasks) - set(jobs)):
            self._count("strangers", f"tasks {tasks[job]} belong to no job")
        for job in jobs:
            mine = tasks.get(job, [])
            if len(mine) > 1:
                self._count("paid twice", f"job {job}: {mine}")
            self._compare(job, mine[0] if mine else None, unfinished, logged)
        self._told.clear()
        self.totals["jobs"] += len(list(jobs))
        self.totals["created"] += len(created)

    def _compare(
        self, job: int, made: Created | None, unfinished: set[str], logged: set[str]
    ) -> None:
        word, about = self._told.get(job, ("silent", ""))
        if word == "silent":
            self._count("silent", f"job {job} was begun, and nothing was heard of it")
        elif word in ("ended", "runs"):
            if made is None or made.task_id != about:
                self._count("lost", f"job {job} was told of task {about}, the ledger has {made}")
        elif made is None:
            return
        elif word == "nothing":
            self._count("lost", f"job {job} was told that there is no task, and there is {made}")
        elif word == "uncertain" and about != made.body_sha256:
            self._count("lost", f"job {job}: its uncertain body is not that of {made}")
        elif word == "gone" and made.task_id not in unfinished and made.body_sha256 not in logged:
            self._count("lost", f"job {job} has gone, and nothing tells of {made}")

    def _count(self, what: str, text: str) -> None:
        self.totals[what] += 1
        self.wrong.append(f"{what}: {text}")
