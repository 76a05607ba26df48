"""Where an example runs: at RunningHub with your key, else on an emulator, and at what site."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

from runninghub_async import Polling
from runninghub_async.emulator import Emulator

__all__ = ["ClientSettings", "service"]

TIME_SCALE = 1 / 40  #: a video of two minutes takes three seconds


class ClientSettings(TypedDict, total=False):
    """What an example gives to `RunningHub`: nothing, where the environment has a key."""

    api_key: str
    base_url: str
    polling: Polling


@asynccontextmanager
async def service(time_scale: float = TIME_SCALE) -> AsyncIterator[ClientSettings]:
    """Give what `RunningHub(**settings)` needs; without a key in the environment, an emulator.

    ```python
    from runninghub_async.examples.service import service

    async with service() as settings, RunningHub(**settings) as client:
        print(await client.account.status())
    ```
    """
    if os.environ.get("RUNNINGHUB_API_KEY") or os.environ.get("RH_API_KEY"):
        yield {}
        return
    async with Emulator(time_scale=time_scale) as emu:
        print(
            f"No RUNNINGHUB_API_KEY: this runs on an emulator ({emu.base_url}), where a video of "
            f"two minutes takes {120 * time_scale:.0f} s and costs nothing.",
            file=sys.stderr,
        )
        polling = Polling(first=10 * time_scale, ceiling=30 * time_scale)
        yield {"api_key": emu.api_key, "base_url": emu.base_url, "polling": polling}
