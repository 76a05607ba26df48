"""What the endpoint table costs: import, first call, check-and-encode beside pydantic.

    pip install pydantic && python benchmarks/table.py

Import: seconds of `import runninghub_async` in fresh interpreters that have imported the
dependencies already. First call: building an endpoint of a fresh client and checking one
call (the table is read then). Check-and-encode: the five parameters of
vidu/image-to-video-q3-pro to a wire body, beside a pydantic model with the same limits.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

IMPORT = """
import time
import asyncio, email.utils, urllib.request, tempfile, shutil, mimetypes, zlib
import anyio, anyio.to_thread, backoff, httpx, msgspec
began = time.perf_counter()
import runninghub_async
print(time.perf_counter() - began)
"""
FIRST = """
import time
from runninghub_async import RunningHub
rh = RunningHub("benchmark-key")
began = time.perf_counter()
rh.models.vidu
table = time.perf_counter() - began
began = time.perf_counter()
rh.models.vidu.image_to_video_q3_pro.check(prompt="p", image_url="https://example.com/a.png")
print(table, time.perf_counter() - began)
"""
CALL = {
    "prompt": "a cat surfs",
    "image_url": "https://example.com/a.png",
    "duration": 5,
    "resolution": "720p",
    "audio": True,
}


def fresh(code: str, times: int = 15) -> list[list[float]]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}  # compiled once, as installed
    runs = []
    for _ in range(times + 1):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        runs.append([float(one) for one in done.stdout.split()])
    return runs[1:]


def per_call(call, times: int = 20_000) -> float:
    """Seconds for one call, the best of five laps."""
    laps = []
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(times):
            call()
        laps.append((time.perf_counter() - began) / times)
    return min(laps)


def pydantic_check():
    from typing import Literal

    from pydantic import BaseModel, ConfigDict, Field

    class Call(BaseModel):
        model_config = ConfigDict(extra="forbid")
        prompt: str = Field(max_length=4000)
        imageUrl: str = Field(alias="image_url")
        duration: Literal["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"] | int = "5"
        resolution: Literal["360p", "540p", "720p", "1080p", "2k"] = "720p"
        audio: bool = True

    return lambda: Call(**CALL).model_dump(exclude_none=True)


def main() -> None:
    from runninghub_async import RunningHub

    print(f"import              {statistics.median(run[0] for run in fresh(IMPORT)) * 1e3:.1f} ms")
    first = fresh(FIRST)
    print(f"reading the table   {statistics.median(run[0] for run in first) * 1e3:.2f} ms")
    print(f"first call          {statistics.median(run[1] for run in first) * 1e3:.2f} ms")
    encode = RunningHub("benchmark-key").models.vidu.image_to_video_q3_pro._definition.encode
    ours = per_call(lambda: encode(CALL))
    print(f"check and encode    {ours * 1e6:.1f} µs")
    try:
        theirs = per_call(pydantic_check())
    except ImportError:
        print("pydantic is not installed: nothing to compare with")
        return
    print(f"pydantic            {theirs * 1e6:.1f} µs; ours takes {ours / theirs:.2f} of it")


if __name__ == "__main__":
    main()
