"""Jobs, their outcomes, and how a batch is run: the values of `map`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypedDict

import msgspec
from msgspec import UnsetType

from runninghub_async.catalog.pricing import Price
from runninghub_async.errors import SubmitUncertain
from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.run_progress import spoken
from runninghub_async.tasks.shown import card, escape, money, pieces
from runninghub_async.tasks.submission import Witness
from runninghub_async.tasks.tally import OnProgress
from runninghub_async.tasks.task import Task, TaskResult

if TYPE_CHECKING:  # SQLite is loaded by those who keep a journal
    from runninghub_async.journal.journal import Journal

__all__ = ["DownloadTo", "Job", "MapOptions", "Outcome", "ResumeOptions", "Runnable"]


class Runnable(Protocol):
    """What a job runs: an endpoint, a workflow, an app."""

    @property
    def path(self) -> str:
        """What messages call it."""
        ...

    def start(
        self, params: Mapping[str, Any], deadline: Deadline, witness: Witness | None = None
    ) -> AbstractAsyncContextManager[Task]:
        """Submit on entry, hold the task's place until exit."""
        ...

    def deadline(self) -> Deadline:
        """The deadline of a call that starts now."""
        ...

    def price_of(self, params: Mapping[str, Any]) -> Price | None:
        """The listed price of one run, or None."""
        ...


class Job(msgspec.Struct, frozen=True):
    """One task to run: an endpoint (or its name), its parameters, and a key of your own.

    With a journal the key is what tells a job from the others in every run. A job without one
    has its place in the input as its key: then the input must keep its order from run to run,
    and a job that has moved is refused, because its place is another job's in the journal. So
    give your jobs keys. Of the jobs that wait for a place, those of a lower `priority` (any
    finite number) go first.

    ```python
    jobs = [Job("vidu/text-to-video", {"prompt": f"take {n}"}, key=f"take-{n}") for n in range(3)]
    async for outcome in rh.map(jobs):
        print(outcome.key, outcome.status)
    ```
    """

    endpoint: Runnable | str
    params: Mapping[str, Any]
    key: str | None = None
    priority: int = 0


class Outcome(msgspec.Struct, kw_only=True):
    """How one job ended.

    `status` is "succeeded" (with `result`, and `files` where they were asked for),
    "failed" (with `error`: no task, or one that ended without a result), "uncertain" (with
    `error`: the submit got no clear answer, or `task_id` may still be running) or "skipped"
    (never started; `resume` tells with `error` why the service refused it before). Running a
    "failed" job again pays for nothing twice.

    A task that succeeded and whose download failed is "succeeded", with `error` and without
    `files`: `await outcome.result.download(...)` fetches them. So it is when the journal could
    not take down the end: `error` is a JournalError then, and `rh.unfinished` keeps the id. Else
    `error` is another RunningHubError, or what the job's own values raised; its notes
    (`__notes__`) tell what else went wrong.

    ```python
    items = [{"prompt": f"take {n}"} for n in range(3)]
    async for outcome in rh.models.vidu.text_to_video.map(items, download_to="clips/"):
        if outcome.status == "succeeded":
            print(outcome.key, outcome.files, outcome.cost)
        else:
            print(outcome.key, outcome.status, outcome.task_id, outcome.error)
    ```
    """

    job: Job
    index: int  #: place in the input, from 0
    status: Literal["succeeded", "failed", "uncertain", "skipped"] = "skipped"
    result: TaskResult | None = None
    error: Exception | None = None
    task_id: str | None = None
    #: Submits that the service may have seen, those of earlier runs included. While a job waits
    #: for a place, the ones that are refused for the want of it do not count.
    attempts: int = 0
    seconds: float = 0.0  #: from the start of the job to its end
    waited_for_slot: float = 0.0  #: seconds of these in the line for a place
    #: Money that its tasks cost, those of earlier runs included, as far as the service said.
    cost: Decimal | None = None
    files: tuple[Path, ...] = ()
    resumed: bool = False  #: what it tells was found in the journal, nothing was submitted

    @property
    def key(self) -> str:
        """The job's key, or its index as text."""
        key = getattr(self.job, "key", None)  # an item that is no Job has an outcome as well
        return key if key is not None else str(self.index)

    @property
    def next_step(self) -> str:
        """What to do about it, in a sentence; empty where nothing is left to do."""
        if self.status == "succeeded":
            return "Fetch the files while they are kept: 24 hours." if self.error else ""
        if self.status == "uncertain":
            if isinstance(self.error, SubmitUncertain):
                return "Look among the account's call records: perhaps there is a task."
            return "The task runs on and is billed: wait for it by its id, or resume."
        if self.status == "skipped":
            return "Nothing was paid: run the job again."
        if self.task_id is not None:
            return "Run the job again, if its reason is gone; a new task costs again."
        return "There is no task: run the job again, if its reason is gone."

    def _repr_html_(self) -> str:
        facts = [self.status, spoken(self.seconds), money(self.cost)]
        if self.task_id is not None:
            facts.append(f"task {self.task_id}")
        if self.attempts > 1:
            facts.append(f"{self.attempts} submits")
        body = [] if self.result is None else self._pieces(self.result)
        if self.error is not None:
            told = f"{type(self.error).__name__}: {self.error}"
            body.append(f"<div>{escape(told)}</div>")
        if self.next_step:
            body.append(f"<div><i>{escape(self.next_step)}</i></div>")
        colour = "#2a9d5c" if self.status == "succeeded" else "#c0392b"
        return card(self.key, facts, body, colour=colour)

    def _pieces(self, result: TaskResult) -> list[str]:
        files = {path.name: path for path in self.files}
        made = (one.piece for one in result.outputs)
        return pieces(
            one._replace(path=files.get(one.name, one.path)) if files else one for one in made
        )


#: A directory, or a function that names one for each outcome.
DownloadTo: TypeAlias = str | PathLike[str] | Callable[[Outcome], "str | PathLike[str]"]


class MapOptions(TypedDict, total=False):
    """What `map` can be told. All of it is optional.

    concurrency: Jobs at once, their downloads included; None lets as many run as the service
        takes.
    deadline: Seconds for each job, from its start: waiting for a place included.
    run_deadline: Seconds for the whole run. Then no job is started, and who waits stops
        waiting; the tasks run on. The deadline of each job or task holds beside it.
    download_to: Save every output into this directory (made if missing), or into the one
        that this function names for the outcome: `lambda one: f"clips/{one.index // 1000}"`.
    ordered: Give the outcomes in the order of the jobs.
    stop_after: Read no further job after this many that did not succeed; the few that have
        begun are run to their ends.
    task_retries: New tasks for a job whose task failed in a way that the code table calls
        worth one (1015, 1504, 1516). Each costs again and counts in the budget; where the next
        one does not fit or is refused, the job is "failed", as its last task was.
    journal: An open `Journal`, or the path of one: what is done there is not done again.
    retry_failed: With a journal: submit jobs anew whose task failed or was cancelled in an
        earlier run.
    budget: What the run may spend; a job that does not fit ends the reading of jobs.
    on_progress: Called with a `Progress` soon after each change, for the last time when the run
        has ended or was left. A plain function; who wants to await takes a `ProgressFeed`, who
        wants to see a `runninghub_async.display.LiveTable()`. An object with a method `on_job` is
        also called by it with a `JobProgress` for each move of each job, at once; its `close`, if
        it has one, is called at the end.
    on_cancel: "detach" leaves tasks running when the loop is left early; "cancel" asks the
        service to end those that it can end (workflows and apps; models cannot be).

    ```python
    options: MapOptions = {"concurrency": 8, "ordered": True, "stop_after": 5}
    async for outcome in rh.map([Job("vidu/text-to-video", {"prompt": "a cat"})], **options):
        print(outcome.status)
    ```
    """

    concurrency: int | None
    deadline: float | UnsetType | None
    run_deadline: float | None
    download_to: DownloadTo | None
    ordered: bool
    stop_after: int | None
    task_retries: int
    journal: Journal | str | PathLike[str] | None
    retry_failed: bool
    budget: Budget | None
    on_progress: OnProgress | None
    on_cancel: Literal["detach", "cancel"]


class ResumeOptions(TypedDict, total=False):
    """What `resume` can be told; the words are those of `MapOptions`."""

    concurrency: int | None
    deadline: float | UnsetType | None
    run_deadline: float | None
    download_to: DownloadTo | None
    ordered: bool
    on_progress: OnProgress | None
