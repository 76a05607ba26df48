"""`runninghub completion`: commands, endpoints, their options and values, by the Tab key."""

from __future__ import annotations

import os
from typing import Annotated

import typer
import typer.completion

__all__ = ["VARIABLE", "answer", "completion"]

#: Names what the shell asks for; set by the script that `completion` prints.
VARIABLE = "_RUNNINGHUB_COMPLETE"


def completion(
    context: typer.Context,
    shell: Annotated[
        str, typer.Argument(metavar="bash|zsh|fish", help="The shell. [default: yours]")
    ] = "",
) -> None:
    """Print a script that lets a shell complete commands, endpoints, options and values.

    bash: source <(runninghub completion bash), in ~/.bashrc for good.

    zsh: source <(runninghub completion zsh), in ~/.zshrc behind compinit.

    fish: runninghub completion fish > ~/.config/fish/completions/runninghub.fish
    """
    name = shell or os.path.basename(os.environ.get("SHELL", ""))
    if name not in ("bash", "zsh", "fish"):
        raise typer.BadParameter(f"{name!r} is not one of bash, zsh, fish")
    typer.completion.get_completion_inspect_parameters()  # it registers the shells
    command = context.find_root().command
    code = typer.completion.shell_complete(command, {}, "runninghub", VARIABLE, f"source_{name}")
    raise typer.Exit(code)


def answer() -> None:
    """Make ready for what a shell may be asking: typer answers it instead of running."""
    if os.environ.get(VARIABLE):
        typer.completion.get_completion_inspect_parameters()
