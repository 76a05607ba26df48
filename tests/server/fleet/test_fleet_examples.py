"""What the docstrings and the example of the fleet show is what happens."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import Limits, RunningHub
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.fleet import RedisJobs, RedisLimits, TaskiqJobs


@pytest.mark.parametrize("shown", [RedisJobs, RedisLimits, TaskiqJobs])
async def test_the_code_of_a_docstring_runs(
    shown: type, redis_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shown is TaskiqJobs:
        pytest.importorskip("taskiq_redis", reason="the extra worker is not installed")
    blocks = re.findall(r"```python\n(.*?)```", inspect.getdoc(shown) or "", flags=re.DOTALL)
    assert blocks
    async with Emulator(time_scale=0.0005, durations=Durations(median=60.0)) as emu:
        monkeypatch.setenv("RUNNINGHUB_API_KEY", emu.api_key)
        monkeypatch.setenv("RUNNINGHUB_BASE_URL", emu.base_url)
        for block in blocks:
            body = block.replace("redis://localhost", redis_server.url)
            names: dict[str, Any] = {
                "RunningHub": RunningHub,
                "Limits": Limits,
                "__name__": __name__,
            }
            whole = f"async def snippet():\n{textwrap.indent(body, '    ')}"
            exec(compile(whole, shown.__name__, "exec", dont_inherit=True), names)
            await names["snippet"]()


async def test_the_example_of_a_queue_does_each_job_once_though_a_worker_is_killed(
    redis_server: Any, tmp_path: Path
) -> None:
    pytest.importorskip("taskiq_redis", reason="the extra worker is not installed")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RUNNINGHUB_", "RH_"))
    }
    done = subprocess.run(  # noqa: ASYNC221  (nothing else runs here)
        [sys.executable, "-m", "runninghub_async.examples.worker"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**environment, "REDIS_URL": redis_server.url},
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert "14 messages, 13 jobs done" in done.stdout
    assert "The service made 13 tasks, 0 of them twice" in done.stdout
    assert "At most 6 ran at once" in done.stdout


def test_without_a_redis_the_example_says_what_is_missing(tmp_path: Path) -> None:
    pytest.importorskip("taskiq_redis", reason="the extra worker is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "runninghub_async.examples.worker"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        timeout=60,
    )
    assert done.returncode == 1
    assert "REDIS_URL" in done.stderr
    assert "redis-server" in done.stderr
    assert "Traceback" not in done.stderr
