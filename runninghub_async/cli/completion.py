"""`runninghub completion`: commands, endpoints, their options and values, by the Tab key."""

from __future__ import annotations

import os
from typing import Annotated

import typer
import typer.completion

__all__ = ["VARIABLE", "answer", "completion"]

#: Names what the shell asks for; set by the script that `completion` prints.
VARIABLE = "_RUNNINGHUB_COMPLETE"

#: bash breaks words at what COMP_WORDBREAKS holds, colons among them: "16:9" is three of them.
#: This puts together again what stands together in the line, asks for the whole word, and offers
#: what comes behind its last colon, which is all that bash would replace.
_BASH = f"""\
_runninghub_completion() {{
    local IFS=$'\\n' rest=${{COMP_LINE-}} word last=-1 index
    local -a words=()
    for ((index = 0; index <= COMP_CWORD; index++)); do
        word=${{COMP_WORDS[index]-}}
        if [[ -n $word && $last -ge 1 && $rest == "$word"* ]]; then
            words[last]+=$word
        else
            while [[ $rest == [[:space:]]* ]]; do rest=${{rest:1}}; done
            words[++last]=$word
        fi
        rest=${{rest#"$word"}}
    done
    COMPREPLY=( $( env COMP_WORDS="${{words[*]}}" COMP_CWORD=$last \\
                   {VARIABLE}=complete_bash "$1" ) )
    word=${{words[last]##*=}}
    if [[ $word == *:* && ${{COMP_WORDBREAKS-}} == *:* ]]; then
        word=${{word%"${{word##*:}}"}}
        for index in "${{!COMPREPLY[@]}}"; do
            COMPREPLY[index]=${{COMPREPLY[index]#"$word"}}
        done
    fi
}}

complete -o default -F _runninghub_completion runninghub"""


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
    if name == "bash":
        typer.echo(_BASH)
        return
    code = typer.completion.shell_complete(command, {}, "runninghub", VARIABLE, f"source_{name}")
    raise typer.Exit(code)


def answer() -> None:
    """Make ready for what a shell may be asking: typer answers it instead of running."""
    if os.environ.get(VARIABLE):
        typer.completion.get_completion_inspect_parameters()
