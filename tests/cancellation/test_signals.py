"""Signals to the command, from outside: exit codes, no traceback, and what is told and kept."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.emulator import Durations, Emulator

COMMAND = (sys.executable, "-m", "runninghub_async")
NEVER = Durations(median=1e9)
INTERRUPTED = 130
PATIENCE = 60.0  #: seconds until a process that hangs is killed


@asynccontextmanager
async def started(
    folder: Path, *arguments: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command, under way; killed if it is still there at the end."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "TMPDIR": str(folder / "tmp"), **environment},
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    """Exit code, output, errors."""
    async with asyncio.timeout(PATIENCE):
        output, errors = await process.communicate()
    return process.returncode, output.decode(), errors.decode()


async def said(process: asyncio.subprocess.Process, pattern: bytes) -> None:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if re.search(pattern, line):
                return


async def test_sigterm_ends_the_demo_like_ctrl_c_and_leaves_no_files_of_its_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "tmp").mkdir()
    options = ("--tasks", "40", "--concurrency", "5", "--time-scale", "1", "--out", "out")
    async with started(tmp_path, "demo", *options) as process:
        await said(process, rb"[1-9]\d* submitted")
        process.send_signal(signal.SIGTERM)
        code, output, errors = await ended(process)
    assert code == INTERRUPTED
    assert "submitted tasks run on" in output
    assert "Traceback" not in errors
    assert not list((tmp_path / "tmp").iterdir())


async def test_sigterm_ends_the_emulator_with_its_ledger_and_leaves_no_files(
    tmp_path: Path,
) -> None:
    (tmp_path / "tmp").mkdir()
    async with started(tmp_path, "emulator", "--port", "0") as process:
        await said(process, rb"RUNNINGHUB_API_KEY")
        process.send_signal(signal.SIGTERM)
        code, output, errors = await ended(process)
    assert (code, errors) == (INTERRUPTED, "")
    assert "Ledger" in output
    assert not list((tmp_path / "tmp").iterdir())


async def test_a_batch_that_is_interrupted_twice_ends_at_once_and_pays_for_nothing_twice(
    tmp_path: Path,
) -> None:
    """The second Ctrl-C comes while the first one is being obeyed: it may print, never lose."""
    (tmp_path / "tmp").mkdir()
    lines = [json.dumps({"prompt": f"take {one}"}) for one in range(6)]
    (tmp_path / "jobs.jsonl").write_text("\n".join(lines))
    batch = ("batch", "jobs.jsonl", "--endpoint", "vidu/text-to-video")
    async with Emulator(time_scale=1, durations=NEVER, slots=3) as emu:
        where = {"RUNNINGHUB_BASE_URL": emu.base_url, "RUNNINGHUB_API_KEY": emu.api_key}
        async with started(tmp_path, *batch, **where) as process:
            await emu.ledger.until(lambda book: len(book.submits) == 3)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
                if process.returncode is None:
                    process.send_signal(number)
            code, _, errors = await ended(process)
        assert code in (INTERRUPTED, -signal.SIGTERM, -signal.SIGINT)
        assert "Traceback" not in errors
        async with started(tmp_path, *batch, "--dry-run", **where) as process:
            code, output, errors = await ended(process)
        assert (code, errors) == (0, "")
        # What was on its way back when the process ended is uncertain; nothing is forgotten.
        known = {
            word: int(count) for count, word in re.findall(r"(\d+) (running|uncertain)", output)
        }
        assert known.get("running", 0) + known.get("uncertain", 0) == 3
        assert "3 to be submitted" in output
        assert len(emu.ledger.submits) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_batch_that_is_interrupted_before_it_began_has_sent_nothing(
    number: signal.Signals, tmp_path: Path
) -> None:
    """Its jobs come by a pipe that somebody holds open; nothing is known to run, nothing does."""
    (tmp_path / "tmp").mkdir()
    os.mkfifo(tmp_path / "jobs.jsonl")
    where = {"RUNNINGHUB_BASE_URL": "http://127.0.0.1:9", "RUNNINGHUB_API_KEY": "x" * 32}
    batch = ("batch", "jobs.jsonl", "--endpoint", "vidu/text-to-video")
    async with started(tmp_path, *batch, **where) as process:
        pipe = await asyncio.to_thread(open, tmp_path / "jobs.jsonl", "w")
        with pipe:
            process.send_signal(number)
            code, output, errors = await ended(process)
    assert code in (INTERRUPTED, -number)
    told = "runninghub: interrupted; nothing was sent\n" if code == INTERRUPTED else ""
    assert (output, errors) == ("", told)
    assert not (tmp_path / "out").exists()


def test_sigterm_cancels_the_emulator_on_every_kind_of_loop(loop: Any) -> None:
    """The signal goes to the task that serves, and leaves no handler behind."""
    from runninghub_async.cli.serve import serve

    async def main() -> None:
        serving = asyncio.ensure_future(
            serve(port=0, slots=1, time_scale=1.0, fail_rate=0.0, requests_per_second=None, seed=1)
        )
        await asyncio.sleep(0.01)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait([serving], timeout=10)
        assert serving.cancelled()

    loop.run(main())
