"""`runninghub task …`: what became of a task, by its id, whoever submitted it."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec import UNSET

from runninghub_async.cli.display import displayed, follow
from runninghub_async.cli.failures import FAILED, RUNS_ON
from runninghub_async.cli.options import BaseUrl, Deadline, Json, Out, Quiet, Site, out_words
from runninghub_async.cli.run import deliver
from runninghub_async.cli.service import Trace, perform
from runninghub_async.cli.views import TaskView
from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub
from runninghub_async.errors import RequestRefused
from runninghub_async.tasks.task import Task

__all__ = ["app"]

Id = Annotated[str, typer.Argument(metavar="ID", help="The id of the task.")]

app = typer.Typer(
    name="task",
    add_completion=False,
    rich_markup_mode=None,
    help="Look at a task, wait for it, watch or cancel it.",
)


@app.command()
def show(
    task_id: Id,
    as_json: Json = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Ask once, and print status, results and cost.

    The exit code is 0 when the service answered, also for a task that failed.
    """
    voice = Voice(json=as_json)

    async def work(rh: RunningHub, trace: Trace) -> None:
        view = TaskView.of(await rh.task(task_id).status())
        voice.show(view, view.lines())

    perform(work, voice, site=site, base_url=base_url)


@app.command()
def wait(
    task_id: Id,
    out: Out = None,
    deadline: Deadline = None,
    as_json: Json = False,
    quiet: Quiet = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Wait until the task ends; save, or show, what it made.

    Exit code 1 when it failed, 4 when the deadline passed and it still runs.
    """
    voice = Voice(json=as_json, quiet=quiet)

    async def work(rh: RunningHub, trace: Trace) -> None:
        task = rh.task(task_id)
        trace.task_id, trace.out = task.id, out_words(out)
        with displayed(voice) as display:
            result = await follow(task, display, deadline=deadline)
        await deliver(result, out, voice, trace)

    perform(work, voice, site=site, base_url=base_url)


@app.command(short_help="Print each change of the task's status.")
def watch(
    task_id: Id,
    deadline: Deadline = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="For scripts: one JSON document a line, as it comes.")
    ] = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Print each change of the task's status, as it is seen, until its end.

    Exit code 1 when it failed, 4 when the deadline passed and it still runs.
    """
    voice = Voice(json=as_json)

    async def work(rh: RunningHub, trace: Trace) -> None:
        task = rh.task(task_id)
        trace.task_id = task.id
        async for state in task.watch(deadline=UNSET if deadline is None else deadline):
            view = TaskView.of(state)
            voice.show(view, view.lines() if state.finished else [f"status  {state.status}"])
        await task.wait()  # at once: it raises what a failed task raises

    perform(work, voice, site=site, base_url=base_url)


async def _refused(task: Task, error: RequestRefused, voice: Voice) -> int:
    """Say what goes on with a task that the service does not cancel; return the exit code."""
    state = await task.status()
    advice = "Standard models have no cancel; it runs on"
    if state.finished:
        advice = f"It has ended: {state.status}"
    told = RequestRefused(
        operation=error.operation,
        code=error.code,
        name=error.name,
        message=error.message,
        advice=f"{advice}. `runninghub task {'show' if state.finished else 'wait'} {task.id}` "
        f"tells what it made",
        task_id=task.id,
    )
    return voice.fail(told, exit_code=FAILED if state.finished else RUNS_ON)


@app.command(short_help="Ask the service to end a workflow's or app's task.")
def cancel(
    task_id: Id,
    as_json: Json = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Ask the service to end a workflow's or an app's task; models' tasks cannot be cancelled.

    What it cost until then is billed. `runninghub task wait ID` tells when it has ended.
    """
    voice = Voice(json=as_json)

    async def work(rh: RunningHub, trace: Trace) -> None:
        task = rh.task(task_id)
        try:
            await task.cancel()
        except RequestRefused as error:
            raise typer.Exit(await _refused(task, error, voice)) from None
        voice.show({"task_id": task.id, "asked": True}, [f"asked to cancel task {task.id}"])

    perform(work, voice, site=site, base_url=base_url)
