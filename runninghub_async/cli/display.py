"""News of one task while it is waited for: one live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from msgspec import UNSET
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Display", "displayed", "follow", "told_of_waiting"]

LOOK = 0.2  #: seconds between looks at whether a submit waits for a place; they cost nothing


class Display:
    """Where news goes."""

    def __init__(self, voice: Voice, bar: Progress | None = None) -> None:
        self._voice = voice
        self._bar = bar
        self._line = bar.add_task("") if bar is not None else None
        self._last = ""

    def tell(self, text: str, fraction: float | None = None) -> None:
        """Show what goes on now; a fraction alone is shown on a terminal only."""
        if self._bar is not None and self._line is not None:
            part = f" {fraction:.0%}" if fraction is not None else ""
            self._bar.update(self._line, description=escape(text + part))
        elif text != self._last:
            self._voice.note(text)
        self._last = text


@contextmanager
def displayed(voice: Voice) -> Iterator[Display]:
    """A display until the block ends; on a terminal nothing of it stays."""
    if not (voice.tells_news and sys.stderr.isatty()):
        yield Display(voice)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True) as bar:
        yield Display(voice, bar)


@asynccontextmanager
async def told_of_waiting(rh: RunningHub, display: Display) -> AsyncIterator[None]:
    """Within it, a submit that waits for a free place is told of."""

    async def look() -> None:
        while True:
            await asyncio.sleep(LOOK)
            if rh.statistics().waiting_for_slot:
                display.tell(
                    "the account runs as many tasks as it may: waiting for a free place "
                    "(nothing was submitted yet; Ctrl-C lets go)"
                )

    looking = asyncio.create_task(look(), name="waiting for a place")
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.wait([looking])


async def follow(task: Task, display: Display, *, deadline: float | None) -> TaskResult:
    """Wait until a task ends, tell of its way, and return what it made.

    Raises:
        TaskFailed, TaskCancelled, TaskTimeout, ApiError, TransportError: as `Task.wait` does.
    """
    limit = UNSET if deadline is None else deadline
    if task.endpoint:  # a workflow's or an app's tells of its nodes as well
        status = "submitted"
        async for event in task.progress(deadline=limit):
            status = event.state.status if event.state is not None else status
            node = f", node {event.node}" if event.node else ""
            display.tell(f"task {task.id}: {status}{node}", event.fraction)
    else:
        async for state in task.watch(deadline=limit):
            display.tell(f"task {task.id}: {state.status}")
    return await task.wait()
