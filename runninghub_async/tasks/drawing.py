"""Progress for people: one line of text, and a bar for a notebook."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runninghub_async.tasks.tally import Progress

__all__ = ["ENDED", "UNDER_WAY", "as_html", "as_text", "figures", "spoken"]

#: Field of `Progress`, what it is called, and its colour.
UNDER_WAY = (
    ("preparing", "preparing", "cyan"),
    ("waiting_for_slot", "waiting", "magenta"),
    ("submitting", "submitting", "cyan"),
    ("running", "running", "yellow"),
    ("saving", "saving", "cyan"),
)
ENDED = (
    ("succeeded", "succeeded", "green"),
    ("failed", "failed", "red"),
    ("uncertain", "uncertain", "red"),
    ("skipped", "skipped", "magenta"),
)


def as_text(progress: Progress) -> str:
    """One line: "3 min 20 s, 12.50 CNY, 8.1 a minute: 40/200 ended (40 succeeded, …)"."""
    return f"{', '.join(figures(progress))}: {_counts(progress)}"


def as_html(progress: Progress) -> str:
    """A bar with a line below it."""
    total = "" if progress.total is None else f' max="{max(1, progress.total)}"'
    value = "" if progress.total is None else f' value="{progress.done}"'
    bar = f'<progress{value}{total} style="width:100%"></progress>'
    return f"<div>{bar}<br><small>{html.escape(as_text(progress))}</small></div>"


def figures(progress: Progress) -> Iterator[str]:
    """Time, money, pace, and the time that is left, as far as they are known."""
    yield spoken(progress.seconds)
    reserved = f", {progress.reserved} reserved" if progress.reserved else ""
    yield f"{progress.spent} CNY{reserved}"
    if progress.per_minute is not None:
        yield f"{progress.per_minute:.1f} a minute"
    if progress.seconds_left is not None and progress.done != progress.total:
        yield f"about {spoken(progress.seconds_left)} left"


def spoken(seconds: float) -> str:
    """Seconds for people: "8.4 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    return f"{minutes // 60} h {minutes % 60} min"


def _counts(progress: Progress) -> str:
    counts = ((getattr(progress, field), name) for field, name, _ in (*ENDED, *UNDER_WAY))
    told = ", ".join(f"{count} {name}" for count, name in counts if count)
    of = "" if progress.total is None else f"/{progress.total}"
    return f"{progress.done}{of} ended" + (f" ({told})" if told else "")
