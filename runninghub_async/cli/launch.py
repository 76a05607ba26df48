"""`runninghub demo` and `runninghub emulator`: what needs the emulator, imported only then."""

from __future__ import annotations

import asyncio
import errno
from pathlib import Path
from typing import Annotated

import typer

from runninghub_async.cli.failures import FAILED, INTERRUPTED
from runninghub_async.cli.voice import Voice
from runninghub_async.errors import RunningHubError

__all__ = ["demo", "emulator"]

TimeScale = Annotated[
    float,
    typer.Option(
        min=0.0001,
        show_default="1/36",
        help="Seconds of ours for one of the service; 1 is real time.",
    ),
]
FailRate = Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of the tasks that fail.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same durations.")]


def demo(
    tasks: Annotated[int, typer.Option(min=1, help="Video tasks to run.")] = 200,
    concurrency: Annotated[
        int, typer.Option(min=1, help="Tasks at once that the emulated service takes.")
    ] = 50,
    time_scale: TimeScale = 1 / 36,
    fail_rate: FailRate = 0.0,
    out: Annotated[Path, typer.Option(file_okay=False, help="Where the clips are saved.")] = Path(
        "clips"
    ),
    seed: Seed = 1,
) -> None:
    """Run hundreds of video tasks on a local emulator, and save the clips. Needs no key."""
    from runninghub_async.cli.demo import DemoSettings, run_demo

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
        raise typer.Exit(Voice().fail(error)) from None
    if failed and not fail_rate:  # none was asked for
        raise typer.Exit(FAILED)


def emulator(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8787,
    slots: Annotated[int, typer.Option(min=1, help="Tasks at once.")] = 50,
    time_scale: TimeScale = 1 / 36,
    fail_rate: FailRate = 0.0,
    rate: Annotated[
        float | None, typer.Option(min=0.001, help="Requests a second; above it code 1003.")
    ] = None,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WHEN:WHAT[:RATE]",
            help='Let things go wrong: "submit:code 416" (an empty wallet), "submit:drop after", '
            '"query:http 502:0.2" (each fifth time); may be given several times.',
        ),
    ] = None,
    seed: Seed = 1,
) -> None:
    """Run the emulator alone, for any client, until Ctrl-C or SIGTERM."""
    from runninghub_async.cli.serve import read_faults, serve

    try:
        faults = read_faults(fault or ())
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fault") from None
    try:
        asyncio.run(
            serve(
                port=port,
                slots=slots,
                time_scale=time_scale,
                fail_rate=fail_rate,
                requests_per_second=rate,
                faults=faults,
                seed=seed,
            )
        )
    except (KeyboardInterrupt, asyncio.CancelledError):  # Ctrl-C, SIGTERM
        raise typer.Exit(INTERRUPTED) from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            said = f"port {port} is taken on this machine: try --port 0, which takes a free one"
            raise typer.Exit(Voice().refuse(said)) from None
        raise typer.Exit(Voice().fail(error)) from None
