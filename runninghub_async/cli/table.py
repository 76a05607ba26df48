"""The live table of a batch: where its jobs are, on a terminal; plain lines elsewhere."""

from __future__ import annotations

import asyncio
import time

import msgspec
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from runninghub_async.tasks.run_progress import ENDED, UNDER_WAY, Progress, figures

__all__ = ["Board"]

REFRESH = 0.125  #: seconds on a terminal
FIRST = 1.0  #: seconds to the first plain line
PLAIN = 10.0  #: seconds between plain lines, at least: a run of hours goes into a log


class Board:
    """Shows the progress of a run: give it as `on_progress`, and run `show` beside it."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._latest = Progress(total=total)
        self._came = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        """Take the latest progress."""
        self._latest = progress
        self._came = time.monotonic()

    async def show(self) -> None:
        """Show the progress until cancelled; the last one stays on the screen."""
        if not self._console.is_terminal:
            await self._print_lines()
            return
        with Live(console=self._console, auto_refresh=False) as live:
            try:
                while True:
                    live.update(self.draw(), refresh=True)
                    await asyncio.sleep(REFRESH)
            finally:
                live.update(self.draw(), refresh=True)

    def draw(self) -> Group:
        """The table as it is now."""
        now = self._now()
        bar = Table.grid(expand=True)
        bar.add_row(ProgressBar(total=now.total, completed=now.done))
        rows = (_row(now, cells) for cells in (ENDED, UNDER_WAY))
        return Group(bar, *rows, Text("  ".join(figures(now)), "bold"))

    def _now(self) -> Progress:
        """The latest progress, with its clocks as they are now: it is told when something moves."""
        latest = self._latest
        passed = time.monotonic() - self._came
        left = latest.seconds_left
        return msgspec.structs.replace(
            latest,
            seconds=latest.seconds + passed,
            seconds_left=None if left is None else max(0.0, left - passed),
        )

    async def _print_lines(self) -> None:
        told: Progress | None = None
        pause = FIRST
        while True:
            await asyncio.sleep(pause)
            pause = PLAIN
            if self._latest is not told:
                told = self._latest
                self._console.print(str(self._now()), soft_wrap=True)


def _row(now: Progress, cells: tuple[tuple[str, str, str], ...]) -> Text:
    row = Text()
    width = len(str(now.total))
    for field, name, colour in cells:
        count = getattr(now, field)
        row.append(f"{count:>{width}}", colour if count else "dim").append(f" {name}  ", "dim")
    return row
