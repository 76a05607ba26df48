"""The live table of a batch: where its jobs are, on a terminal; plain lines elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from runninghub_async.tasks.tally import Progress

__all__ = ["Board", "spoken"]

REFRESH = 0.125  #: seconds on a terminal
PLAIN = 10.0  #: seconds between plain lines, at least: a run of hours goes into a log

#: Field of `Progress`, what it is called, and its colour.
_UNDER_WAY = (
    ("preparing", "preparing", "cyan"),
    ("waiting_for_slot", "waiting", "magenta"),
    ("submitting", "submitting", "cyan"),
    ("running", "running", "yellow"),
    ("saving", "saving", "cyan"),
)
_ENDED = (
    ("succeeded", "succeeded", "green"),
    ("failed", "failed", "red"),
    ("uncertain", "uncertain", "red"),
    ("skipped", "skipped", "magenta"),
)


class Board:
    """Shows the progress of a run: give it as `on_progress`, and run `show` beside it."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._latest = Progress(total=total)

    def __call__(self, progress: Progress) -> None:
        """Take the latest progress."""
        self._latest = progress

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
        now = self._latest
        bar = Table.grid(expand=True)
        bar.add_row(ProgressBar(total=now.total, completed=now.done))
        rows = (_row(now, cells) for cells in (_ENDED, _UNDER_WAY))
        return Group(bar, *rows, Text("  ".join(_figures(now)), "bold"))

    async def _print_lines(self) -> None:
        told = None
        while True:
            await asyncio.sleep(PLAIN)
            now = self._latest
            if (counts := _counts(now)) != told:
                told = counts
                self._console.print(f"{', '.join(_figures(now))}: {counts}", soft_wrap=True)


def _row(now: Progress, cells: tuple[tuple[str, str, str], ...]) -> Text:
    row = Text()
    width = len(str(now.total))
    for field, name, colour in cells:
        count = getattr(now, field)
        row.append(f"{count:>{width}}", colour if count else "dim").append(f" {name}  ", "dim")
    return row


def _counts(now: Progress) -> str:
    counts = ((getattr(now, field), name) for field, name, _ in (*_ENDED, *_UNDER_WAY))
    told = ", ".join(f"{count} {name}" for count, name in counts if count)
    return f"{now.done}/{now.total} ended" + (f" ({told})" if told else "")


def _figures(now: Progress) -> Iterator[str]:
    yield spoken(now.seconds)
    reserved = f", {now.reserved} reserved" if now.reserved else ""
    yield f"{now.spent} CNY{reserved}"
    if now.per_minute is not None:
        yield f"{now.per_minute:.1f} a minute"
    if now.seconds_left is not None and now.done != now.total:
        yield f"about {spoken(now.seconds_left)} left"


def spoken(seconds: float) -> str:
    """Seconds for people: "8.4 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"
