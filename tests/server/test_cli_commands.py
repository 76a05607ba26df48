"""The commands as a whole: help, `--json`, what they import, and completion by the Tab key."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typer")

import typer
from command_line import COMMAND, CommandLine

from runninghub_async.cli.app import app, start
from runninghub_async.cli.failures import EXIT_CODES
from runninghub_async.cli.options import chosen_url
from runninghub_async.config import SITES, resolve_base_url

#: What prints no data of its own: scripts, servers, and a batch, whose results are JSON lines.
WITHOUT_JSON = {"batch", "completion", "demo", "emulator"}
SITE = {"account", "download", "upload", "price", "run", "batch"}
SITE |= {f"task {one}" for one in ("show", "wait", "watch", "cancel")}


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that ends in something done, those of an endpoint for all of its kind."""
    group = typer.main.get_command(app)
    for name, one in group.commands.items():
        if hasattr(one, "resolve_command") and name in ("run", "price"):
            yield name, one.resolve_command(None, ["vidu/text-to-video"])[1]
        elif hasattr(one, "commands"):
            yield from ((f"{name} {inner}", two) for inner, two in one.commands.items())
        else:
            yield name, one


def options_of(one: Any) -> set[str]:
    return {name for param in one.params for name in param.opts}


def test_every_command_has_help_for_itself_and_for_each_option() -> None:
    found = dict(commands())
    assert len(found) >= 14
    for name, one in found.items():
        assert one.help, name
        assert len(one.get_short_help_str(1000)) > 20, name
        for param in one.params:
            assert param.param_type_name == "argument" or param.help, (name, param.name)


def test_every_command_that_prints_data_prints_it_as_json_too() -> None:
    without = {name for name, one in commands() if "--json" not in options_of(one)}
    assert without == WITHOUT_JSON


def test_every_command_that_speaks_to_the_service_lets_its_place_be_chosen() -> None:
    found = {name for name, one in commands() if {"--site", "--base-url"} <= options_of(one)}
    assert found == SITE


def test_no_command_takes_the_key_as_an_option() -> None:
    assert not [name for name, one in commands() for opt in options_of(one) if "key" in opt]


async def test_the_help_tells_the_exit_codes_and_where_the_key_comes_from(
    command: CommandLine,
) -> None:
    told = await command("--help")
    assert told.code == 0
    for line in EXIT_CODES.splitlines()[2:]:
        assert line.strip() in told.output
    assert "RUNNINGHUB_API_KEY" in told.output
    first = [line.split()[0] for line in told.output.splitlines() if line.startswith("  r")]
    assert first[:1] == ["run"]


@pytest.mark.parametrize("words", [(), ("task",), ("run",), ("price",)])
async def test_without_a_command_there_is_help_and_bad_input(
    words: tuple[str, ...], command: CommandLine
) -> None:
    told = await command(*words)
    assert told.code == 2
    assert told.output.startswith(" ".join(("Usage: runninghub", *words)))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rerun",), "No such command 'rerun'"),
        (("task", "await", "1"), "No such command 'await'"),
        (("task", "wait"), "Missing argument 'ID'"),
        (("task", "wait", "1", "--deadline", "0"), "--deadline"),
        (("account", "--jsn"), "no such option: --jsn; did you mean --json?"),
        (("upload",), "Missing argument"),
    ],
)
async def test_words_that_make_no_command_are_one_line(
    words: tuple[str, ...], said: str, command: CommandLine
) -> None:
    told = await command(*words)
    assert told.code == 2
    assert said in told.errors
    assert told.errors.startswith("runninghub: ")
    assert "--help` shows what there is" in told.errors
    assert len(told.errors.splitlines()) == 1
    told = await command(*words, "--json")
    assert told.error["exit_code"] == 2


def test_help_reads_no_table_and_starts_no_emulator(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from runninghub_async.cli.app import start\n"
        "for words in ((), ('task', 'wait', '--help'), ('run', '--help')): start(words)\n"
        "from runninghub_async.catalog.table import builtin_table\n"
        "assert builtin_table.cache_info().currsize == 0, 'the table'\n"
        "assert 'runninghub_async.emulator' not in sys.modules, 'the emulator'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


# -- completion ----------------------------------------------------------------------------------


@pytest.fixture
def completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """What a shell is told to offer for the last word."""

    def ask(words: str, shell: str = "bash") -> list[str]:
        parts = words.split(" ")
        asked = {
            "_RUNNINGHUB_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": "\n".join(parts),
            "COMP_CWORD": str(len(parts) - 1),
            "_TYPER_COMPLETE_ARGS": words,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }
        for name, value in asked.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        with pytest.raises(SystemExit) as caught:
            start(())
        assert caught.value.code == 0
        said = capsys.readouterr()
        assert not said.err
        return said.out.split("\n")[:-1]

    return ask


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("runninghub ta", ["task"]),
        ("runninghub task w", ["wait", "watch"]),
        ("runninghub price vidu/text-to-video-q3-t", ["vidu/text-to-video-q3-turbo"]),
        ("runninghub run vidu/text-to-video --du", ["--duration"]),
        ("runninghub run vidu/text-to-video --prompt x --duration 1", ["1", "10"]),
        ("runninghub run nothing/like-it --du", [""]),
    ],
)
def test_commands_endpoints_options_and_values_are_completed(
    words: str, offered: list[str], completed: Callable[..., list[str]]
) -> None:
    assert completed(words) == offered


def test_every_endpoint_is_offered(completed: Callable[..., list[str]]) -> None:
    assert len(completed("runninghub run ")) == 367


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_told_the_titles_too(
    shell: str, completed: Callable[..., list[str]]
) -> None:
    told = "\n".join(completed("runninghub run vidu/text-to-video", shell))
    assert "vidu/text-to-video" in told
    assert "Vidu-text-to-video-q2" in told


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_the_script_for_bash_works_in_bash(tmp_path: Path) -> None:
    runner = tmp_path / "runninghub"
    runner.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    runner.chmod(0o755)
    session = (
        'eval "$(runninghub completion bash)"\n'
        "complete -p runninghub\n"
        "COMP_WORDS=(runninghub run vidu/text-to-video --resol); COMP_CWORD=3\n"
        "_runninghub_completion runninghub; echo ${COMPREPLY[*]}\n"
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", session], env=environment, capture_output=True, text=True, check=False
    )
    registered, offered = done.stdout.splitlines()
    assert "-F _runninghub_completion runninghub" in registered
    assert offered == "--resolution"


async def test_the_script_is_made_for_the_shell_that_is_named_or_used(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    told = await command("completion")
    assert told.output.startswith("complete --command runninghub")
    told = await command("completion", "zsh")
    assert "#compdef runninghub" in told.output
    told = await command("completion", "tcsh")
    assert (told.code, "'tcsh' is not one of bash, zsh, fish" in told.errors) == (2, True)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("runninghub batch jobs.csv --endpoint vidu/text-to-video-q3-t", "q3-turbo"),
        ("runninghub models show vidu/text-to-video-q3-t", "q3-turbo"),
        ("runninghub models sh", "show"),
    ],
)
def test_endpoints_are_completed_wherever_one_is_named(
    words: str, offered: str, completed: Callable[..., list[str]]
) -> None:
    (one,) = completed(words)
    assert one.endswith(offered)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("line", "words", "offered"),
    [
        ("--aspect-ratio 16:", ("--aspect-ratio", "16", ":"), "9"),
        ("--aspect-ratio 9:1", ("--aspect-ratio", "9", ":", "1"), "16"),
        ("--aspect-ratio=16:", ("--aspect-ratio", "=", "16", ":"), "9"),
        ('--prompt "a: b" --resol', ("--prompt", '"a: b"', "--resol"), "--resolution"),
    ],
)
def test_bash_completes_values_with_a_colon(
    line: str, words: tuple[str, ...], offered: str, tmp_path: Path
) -> None:
    runner = tmp_path / "runninghub"
    runner.write_text(f'#!/bin/sh\nexec {" ".join(COMMAND)} "$@"\n')
    runner.chmod(0o755)
    quoted = " ".join(shlex.quote(one) for one in words)
    session = (
        'eval "$(runninghub completion bash)"\n'
        f"COMP_LINE={shlex.quote(f'runninghub run vidu/text-to-video {line}')}\n"
        f"COMP_WORDS=(runninghub run vidu/text-to-video {quoted})\n"
        f"COMP_CWORD={2 + len(words)}\n"
        "_runninghub_completion runninghub; echo ${COMPREPLY[*]}\n"
    )
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", session], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (offered, "")


# -- help, as it stands on a terminal of 80 columns ----------------------------------------------


@pytest.mark.parametrize("words", [(), ("task",)])
async def test_no_line_of_a_list_of_commands_is_cut(
    words: tuple[str, ...], command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "..." not in (await command(*words, "--help")).output.replace("[ARGS]...", "")


async def test_help_shows_the_options_of_every_run_a_file_and_a_readable_default(
    command: CommandLine,
) -> None:
    told = (await command("run", "--help")).output
    one = dict(commands())["run"]
    for name in ("--out", "--detach", "--deadline", "--json", "--param", "--quiet", "--unchecked"):
        assert name in told
        assert name in options_of(one)
    usage = (await command("batch", "--help")).output.splitlines()[0]
    assert usage.replace("{", "").replace("}", "") == "Usage: runninghub batch [OPTIONS] FILE"
    assert "[default: (1/36);" in " ".join((await command("demo", "--help")).output.split())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", ["40", "80", "400"])
def test_a_list_of_models_never_cuts_a_path(columns: str, tmp_path: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": columns, "TERM": "dumb"}
    words = [*COMMAND, "models", "--vendor", "kling"]
    shown = b""
    with subprocess.Popen(words, stdout=follower, cwd=tmp_path, env=environment) as process:
        os.close(follower)
        with contextlib.suppress(OSError):  # the terminal is gone with the command
            while part := os.read(leader, 65536):
                shown += part
        assert process.wait() == 0
    os.close(leader)
    found = shown.decode().replace("\r\n", "\n")
    plain = subprocess.run([*words], capture_output=True, text=True, check=True, cwd=tmp_path)
    rows = [line.split("\t") for line in plain.stdout.splitlines()]
    assert len(rows) > 5
    lines = found.splitlines()
    for path, _, title, _ in rows:
        assert any(line.split(" ")[0] == path for line in lines), path
        assert columns != "400" or title in found


# -- interrupted before anything began -----------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
@pytest.mark.parametrize("module", ["runninghub_async.cli.app", "runninghub_async.catalog.table"])
def test_interrupted_at_its_start_it_says_that_nothing_was_sent(
    module: str, tmp_path: Path
) -> None:
    code = (
        "import os, signal, sys\n"
        "from runninghub_async.cli import main\n"
        "class Interrupting:\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupting())\n"
        "sys.argv = ['runninghub', 'models', 'sora']; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "runninghub: interrupted; nothing was sent\n"


# -- the site ------------------------------------------------------------------------------------


def test_a_site_that_is_named_beats_the_environments_host() -> None:
    environment = {"RUNNINGHUB_BASE_URL": "http://127.0.0.1:8787"}
    for site, base_url, wanted in (
        ("cn", None, SITES["cn"]),
        ("ai", None, SITES["ai"]),
        (None, None, "http://127.0.0.1:8787"),
        ("cn", "http://127.0.0.1:1", "http://127.0.0.1:1"),
    ):
        found = resolve_base_url(chosen_url(site, base_url), site or "ai", environment)
        assert found == wanted


def test_every_command_that_takes_a_site_leaves_it_open_which() -> None:
    for name, one in commands():
        for param in one.params:
            if "--site" in param.opts:
                assert param.default is None, name
