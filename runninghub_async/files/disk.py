"""Blocking file work in threads.

A thread cannot be stopped: a caller that is cancelled waits until the thread is done, so
that no file is left behind that nobody knows of.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import anyio.to_thread

__all__ = ["in_thread", "make_folder", "opened", "private"]

T = TypeVar("T")


async def in_thread(work: Callable[[], T]) -> T:
    """Run blocking work to its end; a cancellation is raised after it."""
    running = asyncio.ensure_future(anyio.to_thread.run_sync(work))
    await _wait(running)
    return running.result()


@asynccontextmanager
async def opened(open_it: Callable[[], BinaryIO]) -> AsyncIterator[BinaryIO]:
    """Open a file, and close it after the block, also when the opening itself is cancelled."""
    opening = asyncio.ensure_future(anyio.to_thread.run_sync(open_it))
    try:
        await _wait(opening)
        yield opening.result()
    finally:
        if not opening.cancelled() and opening.exception() is None:
            await in_thread(opening.result().close)


async def _wait(running: asyncio.Future[T]) -> None:
    cancelled: asyncio.CancelledError | None = None
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        if not running.cancelled():
            running.exception()  # seen: the cancellation is what counts
        raise cancelled


# -- what is for its owner only: prompts, results and where they lie are the user's own ----------


def private(path: str, flags: int) -> int:
    """Open a file, made for its owner only where it is new: an `opener=` for `open`."""
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)


def make_folder(path: Path) -> None:
    """Make a directory and those above it, for their owner only; those that exist stay as they are.

    Raises:
        OSError: one of them cannot be made, or is a file.
    """
    for folder in (*reversed(path.parents), path):
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
