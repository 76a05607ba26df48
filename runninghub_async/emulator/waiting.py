"""Waiting for a time in a task's life, which may come earlier than planned."""

from __future__ import annotations

import asyncio
import time

from runninghub_async.emulator.life import EmulatedTask
from runninghub_async.emulator.world import World

__all__ = ["Waiting"]

_LOOK = 0.02  #: real seconds between looks at a clock that is not the real one


class Waiting:
    """Whoever waits for tasks; woken when a task's plan changes or the clock jumps."""

    def __init__(self, world: World) -> None:
        self._clock = world.now
        self._longest = None if world.settings.clock is time.monotonic else _LOOK
        self._waiting: dict[str, set[asyncio.Event]] = {}
        world.changed.append(self._wake)
        world.jumped.append(self._wake_all)

    def __repr__(self) -> str:
        return f"<Waiting for {len(self._waiting)} tasks>"

    async def until(self, task: EmulatedTask, at: float) -> bool:
        """Wait until the emulator's clock shows a time, or it jumps, or the task's plan changes.

        Tells whether the time has come. Cancelling leaves nothing behind.
        """
        changed = asyncio.Event()
        others = self._waiting.setdefault(task.id, set())
        others.add(changed)
        try:
            while not changed.is_set() and (left := at - self._clock()) > 0:
                await _wait(changed, left if self._longest is None else min(left, self._longest))
        finally:
            others.discard(changed)
            if not others:
                self._waiting.pop(task.id, None)
        return self._clock() >= at

    def _wake(self, task: EmulatedTask) -> None:
        for one in self._waiting.get(task.id, ()):
            one.set()

    def _wake_all(self) -> None:
        for waiting in self._waiting.values():
            for one in waiting:
                one.set()


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
