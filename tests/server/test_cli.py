"""The `runninghub` command, as a person or a script starts it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CommandLine

import runninghub_async
from runninghub_async import AuthError, RunningHub
from runninghub_async.cli.serve import read_faults

COMMAND = (sys.executable, "-m", "runninghub_async")


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def summary(output: str) -> dict[str, str]:
    """The last lines of the demo: name -> value."""
    names = ("tasks", "files", "seconds", "looks per task", "uploads", "connections", "money")
    found = {}
    for line in output.splitlines():
        for name in names:
            if line.strip().startswith(f"{name}  "):
                found[name] = line.strip().removeprefix(name).strip()
    return found


def test_the_demo_saves_a_clip_for_each_task_and_sums_up(tmp_path: Path) -> None:
    done = run(
        "demo",
        *("--tasks", "30", "--concurrency", "10", "--time-scale", "0.002", "--out", "out"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    clips = list((tmp_path / "out").iterdir())
    assert len(clips) == 30
    assert all(clip.suffix == ".mp4" and clip.read_bytes()[4:8] == b"ftyp" for clip in clips)
    assert not list(tmp_path.glob("out/.*"))
    told = summary(done.stdout)
    assert told["tasks"] == "30 done, 0 failed"
    assert told["files"].startswith("30 ")
    assert "times the ideal makespan" in told["seconds"]
    assert float(told["looks per task"]) >= 1
    assert told["uploads"].startswith("5 sent, ")
    assert re.fullmatch(r"\d+ opened, \d+ at once", told["connections"])
    assert told["money"].endswith("for 30 submits, 0 twice")
    assert not done.stderr


def test_the_demo_reports_failed_tasks_and_goes_on(tmp_path: Path) -> None:
    done = run(
        "demo",
        *("--tasks", "20", "--fail-rate", "0.5", "--time-scale", "0.002", "--out", "out"),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    failed = int(summary(done.stdout)["tasks"].split(", ")[1].split()[0])
    assert 0 < failed < 20
    assert len(list((tmp_path / "out").iterdir())) == 20 - failed
    assert "code 1015" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [("--tasks", "0"), ("--concurrency", "0"), ("--fail-rate", "2"), ("--time-scale", "0")],
)
def test_the_demo_refuses_a_senseless_option(arguments: tuple[str, str], tmp_path: Path) -> None:
    done = run("demo", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert arguments[0] in done.stderr
    assert not list(tmp_path.iterdir())


async def test_an_interrupted_demo_says_what_runs_and_how_to_reattach(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *("demo", "--tasks", "40", "--concurrency", "5", "--time-scale", "1", "--out", "out"),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    async for line in process.stdout:
        if re.search(rb"[1-9]\d* submitted", line):
            break
    process.send_signal(signal.SIGINT)
    output, errors = await process.communicate()
    assert process.returncode == 130
    text = output.decode()
    assert "submitted tasks run on" in text
    task_id = re.search(r"^  (\d{19})$", text, flags=re.MULTILINE)
    assert task_id is not None
    assert f'rh.task("{task_id[1]}").wait()' in text
    assert b"Traceback" not in errors


async def test_the_emulator_command_serves_until_it_is_interrupted() -> None:
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *("emulator", "--port", "0", "--time-scale", "0.001", "--fault", "account:code 802"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    exports: dict[str, str] = {}
    async for line in process.stdout:
        if found := re.search(r"export (\w+)=(\S+)", line.decode()):
            exports[found[1]] = found[2]
        if len(exports) == 2:
            break
    async with RunningHub(
        exports["RUNNINGHUB_API_KEY"], base_url=exports["RUNNINGHUB_BASE_URL"]
    ) as rh:
        preview = await rh.models.vidu.text_to_video.price(prompt="a cat surfs")
        with pytest.raises(AuthError):
            await rh.account.status()
    assert preview.price is not None
    process.send_signal(signal.SIGINT)
    output, errors = await process.communicate()
    assert process.returncode == 130
    assert b"Ledger" in output
    assert b"Traceback" not in errors


def test_the_version_is_the_package_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout.strip() == runninghub_async.__version__


def test_without_the_extras_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['typer'] = None\n"
        "from runninghub_async.cli import main\n"
        "sys.argv = ['runninghub', 'demo']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 1
    assert "pip install 'runninghub-async[cli,emulator]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_models_are_listed_without_a_key_best_first(tmp_path: Path) -> None:
    done = run("models", "sora", "cheap", "image", "to", "video", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path, kind, title, price = done.stdout.splitlines()[0].split("\t")
    assert (path, kind) == ("rhart-video-s/image-to-video", "video")
    assert title == "sora-2/image-to-video-channel-low-price"
    assert "CNY" in price


def test_models_can_be_filtered_and_all_listed(tmp_path: Path) -> None:
    assert len(run("models", cwd=tmp_path).stdout.splitlines()) == 367
    only = run("models", "--kind", "3d", "--vendor", "hitem3d", cwd=tmp_path).stdout.splitlines()
    assert only
    assert all(line.split("\t")[1] == "3d" and "hitem3d" in line for line in only)


def test_a_model_is_shown_with_a_call_that_can_be_pasted(tmp_path: Path) -> None:
    done = run("models", "show", "vidu/reference-to-video-q2-pro", cwd=tmp_path)
    assert done.returncode == 0
    for text in (
        "aspect_ratio: enum, optional",
        "one of 540p, 720p, 1080p",
        "At least one of image_urls or videos",
        "CNY",
        "await rh.models.vidu.reference_to_video_q2_pro(prompt=",
    ):
        assert text in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("show", "vidu/image-to-vide"), 2, "did you mean vidu/image-to-video"),
        (("--kind", "vid"), 2, "image, video, audio, 3d, text"),
        (("qqqq",), 1, "no endpoint fits"),
    ],
)
def test_a_model_that_is_not_there_is_said_in_one_line(
    arguments: tuple[str, ...], code: int, said: str, tmp_path: Path
) -> None:
    done = run("models", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_models_are_told_as_json(tmp_path: Path) -> None:
    found = json.loads(run("models", "sora", "--kind", "video", "--json", cwd=tmp_path).stdout)
    assert set(found[0]) == {"path", "kind", "title", "price", "deprecated"}
    shown = json.loads(run("models", "show", "vidu/text-to-video", "--json", cwd=tmp_path).stdout)
    (prompt, *_) = shown["params"]
    assert (prompt["name"], prompt["option"], prompt["required"]) == ("prompt", "--prompt", True)
    assert "720p" in next(one for one in shown["params"] if one["name"] == "resolution")["allowed"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("submt:code 421", "; the nearest is 'submit'"),
        ("submit:cod 421", "; the nearest is 'code N'"),
        ("submit:code 421:7", "rate=7.0 is not between 0 and 1"),
        ("submit:code 421:often", "'often' is no share of the calls"),
        ("submit", "is not WHEN:WHAT"),
    ],
)
async def test_a_fault_that_is_none_is_refused_with_the_nearest(
    fault: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = await CommandLine(tmp_path, monkeypatch, capsys)("emulator", "--fault", fault)
    assert told.code == 2
    assert said in told.errors
    assert len(told.errors.splitlines()) == 1


def test_a_fault_strikes_for_ever_at_its_share_of_the_calls() -> None:
    always, sometimes = read_faults(["submit:code 416", "query:http 502:0.25"])
    assert (always.when, always.what, always.times, always.rate) == (
        *("submit", "code 416"),
        *(None, 1.0),
    )
    assert (sometimes.when, sometimes.what, sometimes.rate) == ("query", "http 502", 0.25)
