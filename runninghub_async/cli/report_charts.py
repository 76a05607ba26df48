"""The charts of a report as inline SVG: who had which place, who waited, what was spent. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from runninghub_async.cli.report_axis import WIDTH, Axis, levels, places
from runninghub_async.cli.report_story import Lap, Told
from runninghub_async.tasks.run_progress import spoken
from runninghub_async.tasks.shown import escape, money

__all__ = ["DRAWN", "money_chart", "place_chart", "queue_chart"]

DRAWN = 10_000  #: jobs whose tasks the charts show, at the most: a page must open
TITLED = 3_000  #: tasks that tell about themselves under the pointer
LIMIT_SHOWN = 3  #: times what was spent: a budget above that is only named
LEFT = 44.0  #: room for the numbers at the side
FOOT = 22.0  #: room for the times below
TALLEST = 420.0  #: of all places together
SIDE = 130.0  #: height of the charts below it


def place_chart(jobs: Sequence[Told], axis: Axis, until: float) -> str:
    """A row for each place, a bar for each task."""
    pairs = [(job, lap) for job in jobs for lap in job.laps]
    laps = [lap for _, lap in pairs]
    seats = places(laps, until)
    count = max((row for row, _ in seats), default=0) + 1
    height = max(2.0, min(16.0, TALLEST / count))
    bars = []
    for (job, lap), (row, ended) in zip(pairs, seats, strict=True):
        x = axis.x(lap.began)
        width = max(1.0, axis.x(ended) - x)
        title = f"<title>{escape(_about(job, lap))}</title>" if len(pairs) <= TITLED else ""
        bars.append(
            f'<rect class="{_CLASSES.get(lap.status, "other")}" x="{x:.1f}" '
            f'y="{row * height:.1f}" width="{width:.1f}" height="{height * 0.84:.1f}">'
            f"{title}</rect>"
        )
    step = _round_count(count)
    labels = [
        f'<text class="side" x="-6" y="{(row + 0.75) * height:.1f}">{row + 1}</text>'
        for row in range(0, count, step)
    ]
    return _chart(
        "places",
        f"Timeline: {len(pairs)} tasks on {count} places",
        count * height,
        axis,
        [*labels, *bars],
    )


def queue_chart(laps: Sequence[Lap], axis: Axis, until: float) -> str:
    """How many tasks had a place, and how many jobs waited for one."""
    ends = (ended for _, ended in places(laps, until))
    running = levels((lap.began, ended) for lap, ended in zip(laps, ends, strict=True))
    waiting = levels((lap.asked, lap.began) for lap in laps if lap.asked is not None)
    top = max((count for _, count in (*running, *waiting)), default=0) or 1
    shapes = [
        _steps("running", [(at, float(count)) for at, count in running], axis, top, closed=True),
        _steps("waiting", [(at, float(count)) for at, count in waiting], axis, top),
    ]
    peak = max((count for _, count in running), default=0)
    line = max((count for _, count in waiting), default=0)
    title = f"Tasks at once: {peak} at most; jobs in line for a place: {line} at most"
    return _chart("queue", title, SIDE, axis, [*_scale(float(top)), *shapes])


def money_chart(jobs: Sequence[Told], axis: Axis, until: float, budget: Decimal | None) -> str:
    """What was spent, as the ends came."""
    costs = sorted(_costs(jobs, until), key=lambda one: one[0])
    spent, points = Decimal(0), []
    for at, cost in costs:
        spent += cost
        points.append((at, float(spent)))
    near = budget is not None and budget <= LIMIT_SHOWN * spent  # else the line would be flat
    top = float(max(spent, budget if near and budget else 0)) or 1.0
    shapes = [_steps("spent", [*points, (until, float(spent))], axis, top, closed=True)]
    limit = f", of {money(budget)}" if budget is not None else ""
    if budget is not None and near:
        y = SIDE * (1 - float(budget) / top)
        shapes.append(f'<line class="limit" x1="0" x2="{WIDTH:g}" y1="{y:.1f}" y2="{y:.1f}"/>')
    return _chart("money", f"Spent: {money(spent)}{limit}", SIDE, axis, [*_scale(top), *shapes])


def _costs(jobs: Sequence[Told], until: float) -> Iterator[tuple[float, Decimal]]:
    """When what was paid: with each task, as far as its cost is known, else with the last."""
    for job in jobs:
        rest = job.cost or Decimal(0)
        for lap in job.laps:
            if lap.cost and lap.ended is not None:
                yield lap.ended, lap.cost
                rest -= lap.cost
        if rest > 0:
            last = job.laps[-1].ended if job.laps else None
            yield last if last is not None else until, rest


_CLASSES = {
    "succeeded": "good",
    "failed": "bad",
    "cancelled": "bad",
    "uncertain": "unclear",
    "running": "open",
}


def _about(job: Told, lap: Lap) -> str:
    parts = [job.key, job.endpoint, lap.status]
    if lap.ended is not None:
        parts.append(spoken(max(0.0, lap.ended - lap.began)))
    if lap.asked is not None and lap.began - lap.asked >= 0.05:
        parts.append(f"waited {spoken(lap.began - lap.asked)}")
    parts.append(money(job.cost))
    return " · ".join(one for one in parts if one)


def _steps(
    name: str,
    points: Sequence[tuple[float, float]],
    axis: Axis,
    top: float,
    *,
    closed: bool = False,
) -> str:
    """A line that goes up and down in steps; filled where it is closed."""
    if not points:
        return ""
    path = [f"M{axis.x(points[0][0]):.1f} {SIDE:g}"]
    before = ""
    for at, value in points:
        drawn = f"H{axis.x(at):.1f}V{SIDE * (1 - value / top):.1f}"
        if drawn != before:  # many changes within one pixel are one
            path.append(drawn)
        before = drawn
    if closed:
        path.append(f"V{SIDE:g}Z")
    return f'<path class="{name}" d="{"".join(path)}"/>'


def _scale(top: float) -> Iterator[str]:
    """Numbers at the side, and a line for each."""
    step = _nice(top / 4)
    for one in range(int(top / step + 1e-9) + 1):
        y = SIDE * (1 - one * step / top)
        yield f'<line class="grid" x1="0" x2="{WIDTH:g}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="side" x="-6" y="{y + 4:.1f}">{one * step:g}</text>'


def _nice(value: float) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    return next(one * power for one in (1, 2, 5, 10) if one * power >= value * 0.999)


def _round_count(count: int) -> int:
    return next(one for one in (1, 2, 5, 10, 20, 50, 100, 1000, 10**6) if count / one <= 15)


def _chart(name: str, title: str, height: float, axis: Axis, shapes: Sequence[str]) -> str:
    """An SVG with its time axis; `shapes` are within 0..WIDTH and 0..height."""
    head = 12.0
    whole = head + height + FOOT
    ticks = []
    for x, seconds in axis.ticks():
        ticks.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height:.1f}"/>')
        label = f"{seconds:g} s" if seconds < 60 else spoken(seconds).removesuffix(" 0 s")
        ticks.append(f'<text class="foot" x="{x:.1f}" y="{height + 15:.1f}">{escape(label)}</text>')
    ticks += [
        f'<line class="gap" x1="{gap.x:.1f}" x2="{gap.x:.1f}" y1="0" y2="{height:.1f}">'
        f"<title>nothing ran for {escape(spoken(gap.seconds))}</title></line>"
        for gap in axis.gaps
    ]
    return (
        f'<figure><figcaption id="{name}">{escape(title)}</figcaption>'
        f'<svg role="img" aria-labelledby="{name}" '
        f'viewBox="{-LEFT:g} {-head:g} {WIDTH + LEFT + 24:g} {whole:.1f}">'
        f"{''.join(ticks)}{''.join(shapes)}</svg></figure>"
    )
