"""Where a live table is drawn: a notebook, a terminal, or line by line."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TextIO

from runninghub_async.tasks.run_progress import (
    ENDED,
    UNDER_WAY,
    JobProgress,
    Progress,
    figures,
    spoken,
)
from runninghub_async.tasks.shown import escape, money

__all__ = ["Scene", "Screen", "screen_for"]

IN_TERMINAL = 0.125  #: seconds between two drawings, at least
IN_NOTEBOOK = 0.5  #: each goes to the browser as a message
AS_LINES = 10.0  #: a run of hours goes into a log
IDLE = 1.0  #: seconds until the clocks are drawn anew where nothing has happened

GAP = 2  #: columns of a terminal between two cells of a row
#: Where a row is too long: the cell that becomes shorter first, and what is left of it at least.
_SHORTEN = (("task id", 9), ("key", 16), ("state", 12), ("key", 8))

_NAMES = {field: name for field, name, _ in (*UNDER_WAY, *ENDED)}
_COLOURS = {field: colour for field, _, colour in (*UNDER_WAY, *ENDED)}


class Scene(NamedTuple):
    """What is to be drawn."""

    progress: Progress
    jobs: tuple[JobProgress, ...]  #: those that ended last, then some that are under way
    hidden: int  #: jobs under way that are not among them


class Screen(Protocol):
    """A place to draw."""

    pace: float  #: seconds between two drawings, at least
    idle: float  #: the same where nothing has happened
    at_once: bool  #: the first drawing need not wait

    def draw(self, scene: Scene) -> None:
        """Draw over what was drawn before."""
        ...

    def close(self) -> None:
        """Give the place back; the last drawing stays."""
        ...


def screen_for(file: TextIO | None) -> Screen:
    """Choose where to draw: a notebook, a terminal, or line by line."""
    if file is None and _in_notebook():
        return _Notebook()
    stream = file if file is not None else sys.stderr
    if stream.isatty():
        try:
            return _Terminal(stream)
        except ImportError:
            pass
    return _Lines(stream)


def _in_notebook() -> bool:
    """Whether a kernel shows what is displayed; a plain IPython in a terminal is a terminal."""
    module = sys.modules.get("IPython")  # not imported by anybody: this is no notebook
    shell = module.get_ipython() if module is not None else None
    return getattr(shell, "kernel", None) is not None


def _clock(job: JobProgress) -> float:
    """Seconds since the job began: of one under way, until now."""
    ended = job.stage in ("succeeded", "failed", "uncertain", "skipped")
    return job.seconds + (0.0 if ended else max(0.0, time.time() - job.at))


def _cells(job: JobProgress) -> Iterator[str]:
    yield job.key
    yield _NAMES[job.stage or "skipped"] + (f": {job.error}" if job.error else "")
    yield spoken(_clock(job))
    yield money(job.cost)
    yield job.task_id or ""


def _widths(rows: Sequence[Sequence[int]], room: int) -> tuple[int, int, int]:
    """How wide key, state and task id are drawn: what they need, less where there is no room.

    `rows` are the widths of the five cells of each row.
    """
    key, state, clock, cost, task_id = map(max, zip(*rows, strict=True)) if rows else [0] * 5
    found = {"key": key, "state": state, "task id": task_id}
    over = sum(found.values()) + clock + cost + 5 * GAP - room
    for name, least in _SHORTEN:
        less = max(0, min(over, found[name] - least))
        found[name] -= less
        over -= less
    return found["key"], found["state"], found["task id"]


def _tail(text: str, width: int) -> str:
    """The end of an id: those of one hour begin alike."""
    return text if len(text) <= width else f"…{text[1 - width :]}"


class _Lines:
    """A line now and then: for logs, and where `rich` is missing."""

    pace = AS_LINES
    idle = 3600.0
    at_once = False

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = ""

    def draw(self, scene: Scene) -> None:
        line = str(scene.progress)
        if line != self._told:
            self._told = line
            self._stream.write(f"{line}\n")
            self._stream.flush()

    def close(self) -> None:
        pass


class _Terminal:
    """A table that is drawn over itself, by `rich`."""

    pace = IN_TERMINAL
    idle = IDLE
    at_once = True

    def __init__(self, stream: TextIO) -> None:
        from rich.console import Console
        from rich.live import Live

        self._console = Console(file=stream, highlight=False, markup=False)
        # What the program prints goes above the table; what it writes into a file stays there.
        self._live = Live(
            console=self._console,
            auto_refresh=False,
            redirect_stdout=sys.stdout.isatty(),
            redirect_stderr=sys.stderr.isatty(),
        )

    def draw(self, scene: Scene) -> None:
        if not self._live.is_started:
            self._live.start()
        self._live.update(self._picture(scene), refresh=True)

    def close(self) -> None:
        self._live.stop()

    def _picture(self, scene: Scene) -> Any:
        from rich.cells import cell_len
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        cells = [tuple(_cells(job)) for job in scene.jobs]
        wide = _widths([[cell_len(one) for one in row] for row in cells], self._console.width)
        rows = Table(box=None, padding=(0, GAP, 0, 0), show_header=False)
        rows.add_column(max_width=wide[0], no_wrap=True, overflow="ellipsis")
        rows.add_column(max_width=wide[1], no_wrap=True, overflow="ellipsis")
        rows.add_column(justify="right", no_wrap=True)
        rows.add_column(justify="right", no_wrap=True)
        rows.add_column(min_width=wide[2], no_wrap=True)
        for job, (key, state, clock, cost, task_id) in zip(scene.jobs, cells, strict=True):
            coloured = Text(state, _COLOURS[job.stage or "skipped"])
            plain = map(Text, (clock, cost, _tail(task_id, wide[2])))
            rows.add_row(Text(key), coloured, *plain)
        more = [Text(f"… and {scene.hidden} more under way", "dim")] if scene.hidden else []
        now = scene.progress
        bar = Table.grid(expand=True)
        bar.add_row(ProgressBar(total=now.total, completed=now.done, pulse=now.total is None))
        counts = Text("  ").join(
            Text(f"{getattr(now, field)} {name}", colour)
            for field, name, colour in (*ENDED, *UNDER_WAY)
            if getattr(now, field)
        )
        return Group(rows, *more, bar, counts, Text("  ".join(figures(now)), "bold"))


class _Notebook:
    """A table that is replaced in the cell's output."""

    pace = IN_NOTEBOOK
    idle = 2 * IDLE
    at_once = True

    def __init__(self) -> None:
        display = importlib.import_module("IPython.display")  # there is none without a notebook
        self._html: Callable[[str], Any] = display.HTML
        self._display: Callable[..., Any] = display.display
        self._handle: Any = None

    def draw(self, scene: Scene) -> None:
        picture = self._html(_picture(scene))
        if self._handle is None:
            self._handle = self._display(picture, display_id=True)
        else:
            self._handle.update(picture)

    def close(self) -> None:
        pass


def _picture(scene: Scene) -> str:
    """The table as HTML, escaped, without a script."""
    cell = 'style="text-align:left;padding:0 1em 0 0;white-space:nowrap"'
    rows = (
        "<tr>" + "".join(f"<td {cell}>{escape(one)}</td>" for one in _cells(job)) + "</tr>"
        for job in scene.jobs
    )
    more = f"<small>… and {scene.hidden} more under way</small>" if scene.hidden else ""
    body = f"<table>{''.join(rows)}</table>{more}"
    return f'<div style="max-width:60em">{body}{scene.progress._repr_html_()}</div>'
