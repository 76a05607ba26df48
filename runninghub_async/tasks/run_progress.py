"""How far a run is: the value, its line of text, and its bar in a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

import msgspec

__all__ = ["ENDED", "JobProgress", "Progress", "Stage", "UNDER_WAY", "figures", "spoken"]

#: Where a job is. The last four are the statuses of its outcome.
Stage: TypeAlias = Literal[
    "preparing", "waiting_for_slot", "submitting", "running", "saving",
    "succeeded", "failed", "uncertain", "skipped",
]  # fmt: skip

#: Field of `Progress`, what it is called, and its colour.
UNDER_WAY = (
    ("preparing", "preparing", "cyan"),
    ("waiting_for_slot", "waiting", "magenta"),
    ("submitting", "submitting", "cyan"),
    ("running", "running", "yellow"),
    ("saving", "saving", "cyan"),
)
ENDED = (
    ("succeeded", "succeeded", "green"),
    ("failed", "failed", "red"),
    ("uncertain", "uncertain", "red"),
    ("skipped", "skipped", "magenta"),
)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run of `map` is. The counts are of jobs.

    It prints as one line of text, and draws itself as a bar in a notebook.

    ```python
    def tell(progress: Progress) -> None:
        print(progress.done, progress.running, progress.waiting_for_slot, progress.seconds_left)


    async for outcome in rh.map([Job("vidu/text-to-video", {"prompt": "a cat"})], on_progress=tell):
        print(outcome.status)
    ```
    """

    total: int | None  #: where the input has a length
    preparing: int = 0  #: checked, their media uploaded
    waiting_for_slot: int = 0
    submitting: int = 0
    running: int = 0
    saving: int = 0
    succeeded: int = 0
    failed: int = 0
    uncertain: int = 0
    skipped: int = 0
    seconds: float = 0.0  #: since the run began
    per_minute: float | None = None  #: ends, lately; None until there are two
    seconds_left: float | None = None  #: estimated; None where the total or the rate is unknown
    spent: Decimal = Decimal(0)  #: money, as far as the service said
    reserved: Decimal | None = None  #: in the budget; None without one
    bytes_uploaded: int = 0
    bytes_downloaded: int = 0

    def __str__(self) -> str:
        return f"{', '.join(figures(self))}: {_counts(self)}"

    def _repr_html_(self) -> str:
        length = "" if self.total is None else f' value="{self.done}" max="{max(1, self.total)}"'
        bar = f'<progress{length} style="width:100%;max-width:40em"></progress>'
        return f"<div>{bar}<br><small>{html.escape(str(self))}</small></div>"

    @property
    def done(self) -> int:
        """Jobs that have ended, in whichever way."""
        return self.succeeded + self.failed + self.uncertain + self.skipped

    @property
    def begun(self) -> int:
        """Jobs that were read, the ended ones included."""
        under_way = self.preparing + self.waiting_for_slot + self.submitting
        return under_way + self.running + self.saving + self.done


class JobProgress(msgspec.Struct, frozen=True, kw_only=True):
    """Where one job of a run is: told to an `on_progress` that has a method `on_job`.

    ```python
    class Follower:
        def __call__(self, progress: Progress) -> None:
            print(progress)

        def on_job(self, job: JobProgress) -> None:
            print(job.key, job.stage, job.task_id, job.seconds)


    jobs = [Job("vidu/text-to-video", {"prompt": "a cat"}, key="cat")]
    async for outcome in rh.map(jobs, on_progress=Follower()):
        print(outcome.status)
    ```
    """

    key: str
    index: int  #: place in the input, from 0
    endpoint: str
    stage: Stage | None  #: None: the run was left before its end
    task_id: str | None = None
    at: float  #: Unix time of the move
    seconds: float = 0.0  #: since the job began
    cost: Decimal | None = None
    error: str | None = None  #: class of the error, at the end
    resumed: bool = False  #: an earlier run has submitted it


def figures(progress: Progress) -> Iterator[str]:
    """Time, money, pace, and the time that is left, as far as they are known."""
    yield spoken(progress.seconds)
    reserved = f", {progress.reserved} reserved" if progress.reserved else ""
    yield f"{progress.spent} CNY{reserved}"
    if progress.per_minute is not None:
        yield f"{progress.per_minute:.1f} a minute"
    if progress.seconds_left is not None and progress.done != progress.total:
        yield f"about {spoken(progress.seconds_left)} left"


def spoken(seconds: float) -> str:
    """Seconds for people: "8.4 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _counts(progress: Progress) -> str:
    counts = ((getattr(progress, field), name) for field, name, _ in (*ENDED, *UNDER_WAY))
    told = ", ".join(f"{count} {name}" for count, name in counts if count)
    of = "" if progress.total is None else f"/{progress.total}"
    return f"{progress.done}{of} ended" + (f" ({told})" if told else "")
