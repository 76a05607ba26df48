"""The example `batch`: a CSV becomes a folder of clips, with a journal and a budget."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from runninghub_async.emulator import EmulatorThread, Fault
from runninghub_async.examples import batch

TABLE = "key,prompt,duration\none,a cat,5\ntwo,a dog,\nthree,a fox,\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with a table."""
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("jobs.csv").write_text(TABLE)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        batch.main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def clips(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("clips/*/*.mp4"))


def test_a_table_becomes_clips_and_the_second_run_pays_nothing(
    here: Path, runninghub_emulator: EmulatorThread, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("jobs.csv") == 0
    assert clips(here) == ["one", "three", "two"]
    bodies = [one.body for one in runninghub_emulator.ledger.submits]
    assert sorted(body["prompt"] for body in bodies) == ["a cat", "a dog", "a fox"]
    assert "3 of 3 clips are in clips/" in capsys.readouterr().out
    assert run("jobs.csv") == 0
    assert "one: succeeded (from an earlier run)" in capsys.readouterr().out
    assert len(runninghub_emulator.ledger.submits) == 3


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_clip_is_named_alike_by_the_run_that_made_it_and_by_the_next(
    elsewhere: bool,
    here: Path,
    runninghub_emulator: EmulatorThread,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    out = str(tmp_path_factory.mktemp("out")) if elsewhere else "clips"
    told = []
    for _ in range(2):
        assert run("jobs.csv", "--out", out) == 0
        told.append(sorted(re.findall(r"succeeded.*: (\S+)$", capsys.readouterr().out, re.M)))
    assert len(told[0]) == 3
    assert told[0] == told[1]
    assert all(path.startswith(f"{out}{os.sep}") for path in told[0])


def test_the_end_says_in_sentences_what_was_spent(
    here: Path, runninghub_emulator: EmulatorThread, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("jobs.csv") == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "3 of 3 clips are in clips/; 2.31 of 50 CNY spent."
    runninghub_emulator.add_fault(Fault("submit", "code 1501"))
    here.joinpath("jobs.csv").write_text(f"{TABLE}four,a bird,\n")
    assert run("jobs.csv") == 1
    assert "1 row has no clip. Run it again for the rest." in capsys.readouterr().out


def test_a_budget_ends_a_run_and_a_larger_one_goes_on(
    here: Path, runninghub_emulator: EmulatorThread, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("jobs.csv", "--budget", "2") == 1
    assert "Run it again with a larger --budget" in capsys.readouterr().out
    assert len(clips(here)) == 2
    assert run("jobs.csv", "--budget", "10") == 0
    assert len(runninghub_emulator.ledger.submits) == 3


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("key,promt\none,a cat\ntwo,a dog\n", ("jobs.csv:2: ", "jobs.csv:3: ", "mean prompt")),
        ("prompt,duration\na cat,5\na dog,999\n", ("jobs.csv:3: ", "duration")),
    ],
)
def test_bad_rows_are_told_by_line_and_nothing_is_sent(
    table: str,
    words: tuple[str, ...],
    here: Path,
    runninghub_emulator: EmulatorThread,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here.joinpath("jobs.csv").write_text(table)
    assert run("jobs.csv") == 2
    errors = capsys.readouterr().err
    assert all(word in errors for word in words)
    assert runninghub_emulator.ledger.requests["submit"] == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.csv",), "nowhere.csv"),
        (("jobs.csv", "--model", "vidu/text-to-vdeo"), "did you mean vidu/text-to-video"),
        (("jobs.csv", "--budget", "-1"), "no amount"),
    ],
)
def test_a_bad_argument_is_told_in_one_line(
    arguments: tuple[str, ...],
    words: str,
    here: Path,
    runninghub_emulator: EmulatorThread,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(*arguments) == 2
    errors = capsys.readouterr().err
    assert words in errors.lower()
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    ("key", "words", "advice"),
    [
        ("k" * 32, "INVALID_API_KEY", "Set RUNNINGHUB_API_KEY to a key that is valid"),
        (None, "code 416", "Top up the account"),
    ],
)
def test_a_wrong_key_or_an_empty_wallet_ends_the_run_and_is_told_once_with_what_to_do(
    key: str | None,
    words: str,
    advice: str,
    here: Path,
    runninghub_emulator: EmulatorThread,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = "".join(f"{n},a cat\n" for n in range(30))
    here.joinpath("jobs.csv").write_text(f"key,prompt\n{rows}")
    if key is not None:
        monkeypatch.setenv("RUNNINGHUB_API_KEY", key)
    else:
        runninghub_emulator.add_fault(Fault("submit", "code 416", times=None))
    assert run("jobs.csv") == 1
    told = capsys.readouterr()
    error, end, rest = told.out.splitlines()
    assert words in error
    assert "0 of 30 clips" in end
    assert rest.startswith(f"30 rows have no clip. {advice}")
    assert runninghub_emulator.ledger.requests["submit"] < 30
    assert (key or runninghub_emulator.api_key) not in told.out + told.err


def test_keys_from_a_table_stay_in_the_folder(
    here: Path, runninghub_emulator: EmulatorThread
) -> None:
    here.joinpath("jobs.csv").write_text("key,prompt\n../../up,a cat\n/etc/x,a dog\n")
    assert run("jobs.csv") == 0
    assert clips(here) == ["______up", "_etc_x"]


# -- the command ---------------------------------------------------------------------------------


async def command(*arguments: str, **environment: str) -> asyncio.subprocess.Process:
    program = (sys.executable, "-W", "error", "-m", "runninghub_async.examples.batch")
    return await asyncio.create_subprocess_exec(
        *program, *arguments, stdout=PIPE, stderr=PIPE, env={**os.environ, **environment}
    )


async def test_the_command_runs_its_sample_without_a_key(here: Path) -> None:
    process = await command(RUNNINGHUB_API_KEY="", RH_API_KEY="")
    output, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    assert b"No RUNNINGHUB_API_KEY: this runs on an emulator" in errors
    assert b"8 of 8 clips are in clips/" in output
    assert len(clips(here)) == 8


@pytest.mark.runninghub(time_scale=1.0)
@pytest.mark.parametrize("times", [1, 2])
async def test_ctrl_c_loses_nothing_and_the_next_run_goes_on(
    times: int, here: Path, runninghub_emulator: EmulatorThread
) -> None:
    here.joinpath("jobs.csv").write_text("key,prompt\n" + "".join(f"{n},cat\n" for n in range(6)))
    process = await command("jobs.csv")
    assert process.stdout is not None
    four = lambda ledger: len(ledger.submits) == 4  # noqa: E731
    await asyncio.to_thread(runninghub_emulator.until, four)
    process.send_signal(signal.SIGINT)
    assert (await process.stdout.readline()).startswith(b"Stopping")
    if times == 2:
        process.send_signal(signal.SIGINT)
        assert await process.wait() == 130
    runninghub_emulator.jump(3600)
    output, errors = await process.communicate()
    assert b"Traceback" not in errors
    if times == 1:
        assert process.returncode == 1
        assert b"4 of 6 clips" in output
    again = await command("jobs.csv")
    await asyncio.to_thread(runninghub_emulator.until, lambda ledger: len(ledger.submits) == 6)
    runninghub_emulator.jump(3600)
    told = (await again.communicate())[0]
    # What was on its way back at the second Ctrl-C is uncertain, and is not submitted again.
    unclear = told.count(b"uncertain (from an earlier run)") if times == 2 else 0
    assert b"%d of 6 clips" % (6 - unclear) in told
    assert again.returncode == (1 if unclear else 0)
    assert len(clips(here)) == 6 - unclear
    assert len(runninghub_emulator.ledger.submits) == 6
