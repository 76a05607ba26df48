"""`runninghub run NAME`: one task of an endpoint, a workflow or an app."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from msgspec import UNSET

from runninghub_async.catalog.build import Definition
from runninghub_async.cli.display import displayed, follow, told_of_waiting
from runninghub_async.cli.endpoint_group import NODES, EndpointGroup
from runninghub_async.cli.endpoint_options import in_options, loose_values, values_of
from runninghub_async.cli.options import BaseUrl, Deadline, Json, Out, Quiet, Site, out_words
from runninghub_async.cli.service import Trace, perform
from runninghub_async.cli.views import TaskView
from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub
from runninghub_async.errors import ConfigError, InvalidRequest, RunningHubError, TaskTimeout
from runninghub_async.files.body import Encoded
from runninghub_async.files.disk import make_folder
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.nodes import encode_nodes
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["HELP", "OPTIONS", "Run", "RunGroup", "deliver", "run_task"]

HELP = """Run one task, wait for it, and save or show what it makes.

NAME is an endpoint's path, its title in the docs or an alias (`runninghub models WORDS` finds it);
or workflow/ID or app/ID, whose inputs are given as --param 6.text="a cat" and --param
12.image=file:cat.png. `runninghub run NAME --help` shows the options of an endpoint."""


OPTIONS = """\b
Options of every NAME, beside its own:
  -o, --out DIR        Save the files there; without it their URLs are printed.
  --detach             Submit, print the task's id, and do not wait.
  --deadline SECONDS   Give up waiting then; the task runs on.
  --param NAME=VALUE   What no option stands for; may be given several times.
  --unchecked          Send what is given, unknown endpoints included.
  --json               For scripts: one JSON document.
  -q, --quiet          No news of what goes on.
  --site ai|cn         Keys, tasks and files of the two are not shared.
  --base-url URL       Another host, such as an emulator."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run: what is submitted, and what becomes of it."""

    submit: Callable[[RunningHub, float | None], Awaitable[Task]]  #: within so many seconds
    out: Path | None = None
    detach: bool = False
    deadline: float | None = None


class _Detached(msgspec.Struct, frozen=True, kw_only=True):
    """What `--detach --json` says."""

    task_id: str
    endpoint: str


def act(
    definition: Definition | None,
    name: str,
    given: Mapping[str, Any],
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param",
            metavar="NAME=VALUE",
            help="What no option stands for; may be given several times.",
        ),
    ] = None,
    out: Out = None,
    detach: Annotated[
        bool, typer.Option("--detach", help="Submit, print the task's id, and do not wait.")
    ] = False,
    deadline: Deadline = None,
    unchecked: Annotated[
        bool,
        typer.Option("--unchecked", help="Send what is given, unknown endpoints included."),
    ] = False,
    as_json: Json = False,
    quiet: Quiet = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Check everything offline, then run it."""
    voice = Voice(json=as_json, quiet=quiet)
    try:
        with voice.told_warnings():
            submit = _submitter(definition, name, given, param or [], unchecked)
            if out is not None:
                _make_folder(out)
    except RunningHubError as error:
        raise typer.Exit(voice.fail(error)) from None
    run = Run(submit=submit, out=out, detach=detach, deadline=deadline)

    async def work(rh: RunningHub, trace: Trace) -> None:
        await run_task(rh, run, voice, trace)

    perform(work, voice, site=site, base_url=base_url)


def _make_folder(out: Path) -> None:
    try:
        make_folder(out)
    except OSError as error:
        reason = f"{out} cannot be made: {error.strerror}"
        raise ConfigError(setting="--out", reason=reason) from error


class RunGroup(EndpointGroup):
    """`runninghub run`."""

    act = staticmethod(act)
    takes_nodes = True


# -- what is submitted ----------------------------------------------------------------------------


def _submitter(
    definition: Definition | None,
    name: str,
    given: Mapping[str, Any],
    others: list[str],
    unchecked: bool,
) -> Callable[[RunningHub, float | None], Awaitable[Task]]:
    kind, _, rest = name.partition("/")
    if definition is None and kind in NODES:
        return _nodes(kind, name, rest, loose_values(others, typed=kind == "workflow"))
    if definition is None:
        values = loose_values(others, typed=True)
    else:
        try:
            values = values_of(definition, given, others)
            definition.encode(values, unchecked=unchecked).inspect_local()
        except InvalidRequest as error:
            raise in_options(error, definition) from error

    async def submit(rh: RunningHub, deadline: float | None) -> Task:
        endpoint = rh.model(name, unchecked=unchecked)
        limit = UNSET if deadline is None else deadline
        return await endpoint.with_options(deadline=limit).submit(**values)

    return submit


def _nodes(
    kind: str, name: str, number: str, values: Mapping[str, Any]
) -> Callable[[RunningHub, float | None], Awaitable[Task]]:
    listed = (encode_nodes if kind == "workflow" else encode_app_nodes)(name, values)
    Encoded(name, {"nodeInfoList": listed.entries}, listed.local).inspect_local()

    async def submit(rh: RunningHub, deadline: float | None) -> Task:
        target = rh.workflows if kind == "workflow" else rh.apps
        limit = UNSET if deadline is None else deadline
        return await target.submit(number, values, deadline=limit)

    return submit


# -- what becomes of it ---------------------------------------------------------------------------


async def run_task(rh: RunningHub, run: Run, voice: Voice, trace: Trace) -> None:
    """Submit a task; wait for it, save and show what it made, unless it is to run on alone.

    Raises:
        RunningHubError: what the submit, the task or a download raised.
    """
    began = time.monotonic()
    with displayed(voice) as display:
        trace.submitting = True
        async with told_of_waiting(rh, display):
            task = await run.submit(rh, run.deadline)
        trace.submitting = False
        if run.detach:
            view = _Detached(task_id=task.id, endpoint=task.endpoint)
            voice.show(view, [task.id])
            return
        trace.task_id = task.id
        trace.out = out_words(run.out)
        display.tell(f"task {task.id}: submitted")
        left = None
        if run.deadline is not None:
            left = max(0.001, run.deadline - (time.monotonic() - began))
        try:
            result = await follow(task, display, deadline=left)
        except TaskTimeout as error:
            error.seconds = run.deadline or error.seconds  # not what was left of it
            raise
    await deliver(result, run.out, voice, trace)


async def deliver(result: TaskResult, out: Path | None, voice: Voice, trace: Trace) -> None:
    """Save what a task made, if it is to be saved, and show it.

    Raises:
        DownloadError: a file could not be fetched; the task is done.
    """
    trace.done = True
    files = await result.download(out) if out is not None else []
    view = TaskView.done(result, files)
    voice.show(view, view.results())
    voice.note(f"cost: {view.cost} (task {result.task_id})")
    if out is None and any(one.url for one in result.outputs):
        voice.note(
            f"the URLs work for 24 hours: `runninghub download {result.task_id} -o DIR` saves "
            "the files"
        )
