"""The commands and their options; what they do stands in the modules beside."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from runninghub_async.cli import completion, price, run, task
from runninghub_async.cli.account import account
from runninghub_async.cli.batch import HELP, batch
from runninghub_async.cli.failures import BAD_INPUT, EXIT_CODES
from runninghub_async.cli.files import download, upload
from runninghub_async.cli.launch import demo, emulator
from runninghub_async.cli.models import models
from runninghub_async.cli.voice import NOTHING_SENT, Voice
from runninghub_async.config import VERSION
from runninghub_async.errors import RunningHubError

__all__ = ["app", "start"]

NAME = "runninghub"
SETTINGS = """The key comes from RUNNINGHUB_API_KEY or RH_API_KEY, never from an option: others can
see those. The host is --site ai or cn, --base-url, or RUNNINGHUB_BASE_URL. `runninghub emulator` is
a service to try all of this on."""

#: What typer raises for words that make no command. It has no public name for all of them.
_WRONG_WORDS: type[Exception] = typer.BadParameter.__mro__[2]


#: As `--help` lists them.
_ORDER = (
    *("run", "batch", "task", "models", "price", "upload", "download", "account"),
    *("completion", "emulator", "demo"),
)


class _Ordered(TyperGroup):
    """Commands in the order in which they are needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(super().list_commands(ctx), key=_ORDER.index)


class App(typer.Typer):
    """A typer application with plain help, and no tracebacks that show local variables."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            add_completion=False,
            pretty_exceptions_enable=False,  # its tracebacks show local variables, and so the key
            rich_markup_mode=None,
            **settings,
        )


app = App(
    name=NAME,
    cls=_Ordered,
    help="Hundreds of RunningHub tasks from one event loop, and an emulator to try them on.",
    epilog=f"{SETTINGS}\n\n{EXIT_CODES}",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of the command itself."""
    _help_without_command(context)


def _help_without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None and not context.resilient_parsing:
        typer.echo(context.get_help())
        raise typer.Exit(BAD_INPUT)


app.add_typer(
    App(callback=_help_without_command, invoke_without_command=True),
    name="run",
    cls=run.RunGroup,
    help=run.HELP,
    epilog=run.OPTIONS,
    subcommand_metavar="NAME [OPTIONS]",
)
app.command(help=HELP, short_help="Run the jobs of a file; run again, what is left.")(batch)
app.add_typer(task.app, callback=_help_without_command, invoke_without_command=True)
app.add_typer(
    App(callback=_help_without_command, invoke_without_command=True),
    name="price",
    cls=price.PriceGroup,
    help=price.HELP,
    subcommand_metavar="NAME [OPTIONS]",
)
for command, short in (
    (models, "Find endpoints, best match first, or show one."),
    (upload, "Upload files; print their URLs and names."),
    (download, "Save results by a task's id or a URL."),
    (account, "Print money, coins and tasks; a good first call."),
    (completion.completion, "Print a script for completion by the Tab key."),
    (demo, "Run hundreds of tasks on a local emulator."),
    (emulator, "Run the emulator alone, for any client."),
):
    app.command(short_help=short)(command)


def start(words: Sequence[str]) -> int:
    """Run the command that the words make; return its exit code."""
    completion.answer()
    if isinstance(
        sys.stdout, io.TextIOWrapper
    ):  # a text that the terminal cannot show ends nothing
        sys.stdout.reconfigure(errors="backslashreplace")
    voice = Voice(json="--json" in words)
    try:
        code = app(list(words), prog_name=NAME, standalone_mode=False)
    except _WRONG_WORDS as error:
        return _refuse(voice, error)
    except RunningHubError as error:  # a name that is none, before there is a command
        return voice.fail(error)
    except typer.Abort:  # Ctrl-C while nothing ran yet: a command that sends says it itself
        return voice.interrupted(NOTHING_SENT)
    return code or 0


def _refuse(voice: Voice, error: Any) -> int:
    text = " ".join(error.format_message().split())
    if hasattr(error, "possibilities"):  # an option, or a command, that does not exist
        near = get_close_matches(error.option_name, error.possibilities or (), n=1)
        text = f"no such option: {error.option_name}"
        text += f"; did you mean {near[0]}?" if near else ""
    stop = "" if text.endswith((".", "?", "!")) else "."
    path = error.ctx.command_path if error.ctx is not None else NAME
    return voice.refuse(f"{text}{stop} `{path} --help` shows what there is")
