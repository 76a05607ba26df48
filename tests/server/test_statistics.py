"""`rh.statistics()`: a quick look, with the money."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

MAKE = "vidu/text-to-video"


async def test_it_prints_as_three_short_lines(emulated: Callable[..., Any], tmp_path: Path) -> None:
    async with emulated() as (_, rh):
        result = await rh.model(MAKE)(prompt="a cat")
        (path,) = await result.download(tmp_path)
        size = path.stat().st_size
        now = rh.statistics()
    assert repr(now).splitlines() == [
        "<Statistics tasks: 0 of 8 places, 0 waiting, 0 watched, 1 submitted, 0.77 spent",
        f" requests: {now.requests} ({now.looks} looks), 0 waiting, no limit; "
        f"{now.connections} connections, 0 waiting",
        f" files: 0 up (0 bytes, 0 shared), 1 down ({size:,} bytes)>",
    ]


async def test_what_a_task_has_cost_is_counted_once_however_often_its_end_is_seen(
    emulated: Callable[..., Any],
) -> None:
    async with emulated() as (_, rh):
        task = await rh.model(MAKE).submit(prompt="a cat")
        await task.wait()
        for _ in range(2):
            await rh.task(task.id).wait()
            await rh.task(task.id).status()
        assert rh.statistics().spent == Decimal("0.77")
