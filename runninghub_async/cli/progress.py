"""Live progress of many tasks: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from decimal import Decimal

import msgspec
from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

__all__ = ["Counts", "show_progress"]

REFRESH = 0.125  #: seconds on a terminal
PLAIN = 2.0  #: seconds between plain lines


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Where the tasks of a run are."""

    total: int
    submitted: int
    running: int
    done: int
    failed: int
    waiting: int  #: for a slot
    spent: Decimal

    @property
    def ended(self) -> int:
        """Tasks that have come out, well or badly."""
        return self.done + self.failed


async def show_progress(console: Console, counts: Callable[[], Counts]) -> None:
    """Show the counts until cancelled; the last ones stay on the screen."""
    began = time.monotonic()
    if not console.is_terminal:
        await _print_lines(console, counts, began)
        return
    with Live(console=console, auto_refresh=False, transient=False) as live:
        try:
            while True:
                live.update(_draw(counts(), time.monotonic() - began), refresh=True)
                await asyncio.sleep(REFRESH)
        finally:
            live.update(_draw(counts(), time.monotonic() - began), refresh=True)


async def _print_lines(console: Console, counts: Callable[[], Counts], began: float) -> None:
    while True:
        await asyncio.sleep(PLAIN)
        now = counts()
        console.print(
            f"{time.monotonic() - began:5.1f} s  {now.ended}/{now.total} ended, "
            f"{now.submitted} submitted, {now.running} running, {now.waiting} waiting for a slot, "
            f"{now.failed} failed, {now.spent} CNY",
            soft_wrap=True,
        )


def _draw(now: Counts, seconds: float) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(7):
        table.add_column(justify="right", no_wrap=True)
    table.add_row(
        *(
            Text.assemble((f"{value}", style), (f" {name}", "dim"))
            for name, value, style in (
                ("submitted", now.submitted, "cyan"),
                ("running", now.running, "yellow"),
                ("waiting", now.waiting, "magenta"),
                ("done", now.done, "green"),
                ("failed", now.failed, "red" if now.failed else "dim"),
                ("CNY", now.spent, "bold"),
                ("s", f"{seconds:.1f}", "bold"),
            )
        )
    )
    both = Table.grid(expand=True)
    both.add_row(ProgressBar(total=now.total, completed=now.ended))
    both.add_row(table)
    return both
