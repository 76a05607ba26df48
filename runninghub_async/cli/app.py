"""The commands and their options; what they do stands in the modules beside."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

import runninghub_async
from runninghub_async.cli.batch import HELP, batch
from runninghub_async.cli.demo import DemoSettings, run_demo
from runninghub_async.cli.models import list_models, show_model
from runninghub_async.cli.serve import serve
from runninghub_async.errors import RunningHubError

__all__ = ["app"]

INTERRUPTED = 130  #: what a shell expects of a command that Ctrl-C ended

app = typer.Typer(
    name="runninghub",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks show local variables, and so the key
    help="Hundreds of RunningHub tasks from one event loop, and an emulator to try them on.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(runninghub_async.__version__)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the command itself."""


app.command(help=HELP)(batch)


@app.command()
def demo(
    tasks: Annotated[int, typer.Option(min=1, help="Video tasks to run.")] = 200,
    concurrency: Annotated[
        int, typer.Option(min=1, help="Tasks at once that the emulated service takes.")
    ] = 50,
    time_scale: Annotated[
        float,
        typer.Option(min=0.0001, help="Seconds of ours for one of the service; 1 is real time."),
    ] = 1 / 36,
    fail_rate: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Share of the tasks that fail.")
    ] = 0.0,
    out: Annotated[Path, typer.Option(file_okay=False, help="Where the clips are saved.")] = Path(
        "clips"
    ),
    seed: Annotated[int, typer.Option(help="The same seed gives the same durations.")] = 1,
) -> None:
    """Run hundreds of video tasks on a local emulator, and save the clips. Needs no key."""
    settings = DemoSettings(
        tasks=tasks,
        concurrency=concurrency,
        time_scale=time_scale,
        fail_rate=fail_rate,
        out=out,
        seed=seed,
    )
    try:
        failed = asyncio.run(run_demo(settings))
    except (KeyboardInterrupt, asyncio.CancelledError):  # Ctrl-C, SIGTERM
        raise typer.Exit(INTERRUPTED) from None
    except (RunningHubError, OSError) as error:
        raise _fail(error) from None
    if failed and not fail_rate:  # none was asked for
        raise typer.Exit(1)


@app.command()
def emulator(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8787,
    slots: Annotated[int, typer.Option(min=1, help="Tasks at once.")] = 50,
    time_scale: Annotated[
        float,
        typer.Option(min=0.0001, help="Seconds of ours for one of the service; 1 is real time."),
    ] = 1 / 36,
    fail_rate: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Share of the tasks that fail.")
    ] = 0.0,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="Requests a second; above it code 1003.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same durations.")] = 1,
) -> None:
    """Run the emulator alone, for any client, until Ctrl-C or SIGTERM."""
    try:
        asyncio.run(
            serve(
                port=port,
                slots=slots,
                time_scale=time_scale,
                fail_rate=fail_rate,
                requests_per_second=rate,
                seed=seed,
            )
        )
    except (KeyboardInterrupt, asyncio.CancelledError):  # Ctrl-C, SIGTERM
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        raise _fail(error) from None


@app.command()
def models(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]... | show NAME",
            help="Words of a title or path; or `show` and a path, title or alias.",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="What it makes: image, video, audio, 3d, text.")
    ] = None,
    task: Annotated[
        str | None, typer.Option(help="What it does: image-to-video, text-to-image …")
    ] = None,
    vendor: Annotated[
        str | None, typer.Option(help="A word of the name: vidu, google, kling …")
    ] = None,
) -> None:
    """List the endpoints, best match first, or show one. Needs no key."""
    words = words or []
    try:
        if words[:1] == ["show"] and len(words) > 1:
            show_model(" ".join(words[1:]))
        elif not list_models(" ".join(words), kind=kind, task=task, vendor=vendor):
            sys.stderr.write("runninghub: no endpoint fits\n")
            raise typer.Exit(1)
    except RunningHubError as error:
        raise _fail(error) from None


def _fail(error: Exception) -> typer.Exit:
    """Print an error in one line and give the exit."""
    sys.stderr.write(f"runninghub: {error}\n")
    return typer.Exit(1)
