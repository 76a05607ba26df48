"""What a long run has seen, for people: text, JSON, a picture."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence

import msgspec

from .samples import MEASURES
from .soak import Report
from .verdict import LIMITS, Finding

__all__ = ["as_json", "as_svg", "as_text", "line"]

BARS = "▁▂▃▄▅▆▇█"
WIDTH = 40


def line(report: Report) -> str:
    """One line after a round."""
    rest, jobs = report.rest, report.rest.done[-1]
    numbers = "  ".join(f"{name} {rest.rows[name][-1]}" for name in MEASURES)
    return f"{rest.at[-1]:6.1f} s  {jobs:6d} jobs  at rest: {numbers}"


def as_text(report: Report) -> str:
    """The curves under load, the thirds that were compared, the books."""
    lines = [
        f"{report.plan.tasks} tasks in {report.seconds:.0f} s, "
        f"{report.cpu / report.plan.tasks * 1e3:.1f} ms of CPU for each; "
        f"{len(report.load)} samples under load, {len(report.rest)} at rest",
        "",
        "under load",
        *_curves(report.load.rows, report.under_load),
        "",
        "at rest, after each round",
        *_curves(report.rest.rows, report.at_rest),
        "",
        "after close    "
        + ", ".join(f"{name} {one} -> {other}" for name, (one, other) in report.after.items()),
        "callers        " + _counts(report.totals),
        "errors         " + _counts(report.errors),
        "attempts       " + _counts(report.attempts),
        "faults         " + _counts(report.service["faults"], total=True),
        "requests       " + _counts(report.service["requests"], total=True),
    ]
    totals = report.totals
    lines += [
        "",
        f"lost {totals['lost'] + totals['silent']}, paid twice {totals['paid twice']}, "
        f"foreign errors {totals['foreign']}, spoiled files {totals['spoiled files']}",
    ]
    return "\n".join(lines)


def as_json(report: Report) -> str:
    """All numbers."""
    numbers = {
        name: getattr(report, name)
        for name in ("seconds", "cpu", "totals", "errors", "attempts", "service", "wrong", "left")
    }
    for name in ("load", "rest"):
        curve = getattr(report, name)
        rows = {one: list(values) for one, values in curve.rows.items()}
        numbers[name] = {"seconds": list(curve.at), "jobs": list(curve.done), **rows}
    numbers["plan"] = msgspec.to_builtins(report.plan)
    for name in ("under_load", "at_rest"):
        numbers[name] = [one._asdict() for one in getattr(report, name)]
    return json.dumps(numbers, indent=1)


def as_svg(report: Report) -> str:
    """One small curve for each measure, under load, from nothing upwards."""
    width, height, gap = 900, 70, 30
    parts = []
    for number, (name, about) in enumerate(MEASURES.items()):
        values, at = report.load.rows[name], report.load.at
        top = max(values, default=0) or 1
        end = max(at, default=0.0) or 1.0
        base = number * (height + gap) + gap + height
        points = " ".join(
            f"{when / end * width:.1f},{base - value / top * height:.1f}"
            for when, value in zip(at, values, strict=True)
        )
        parts.append(f'<text x="0" y="{base - height - 6}">{name}: {about}, up to {top}</text>')
        parts.append(f'<polyline points="{points}" fill="none" stroke="#246"/>')
    tall = len(MEASURES) * (height + gap) + gap
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 0 {width + 20} {tall}"'
    return "\n".join([f'{head} font-family="sans-serif" font-size="13">', *parts, "</svg>"])


def _curves(rows: dict[str, Sequence[int]], findings: Sequence[Finding]) -> list[str]:
    lines = []
    for one in findings:
        values = _buckets(rows[one.name])
        numbers = " ".join(f"{value:.0f}" for value in values[:: WIDTH // 10])
        per_task, word = f"{one.per_task:+.3f} a task", "flat" if one.flat else "NOT FLAT"
        lines.append(
            f"{one.name:>10} {_spark(values):<{WIDTH}} "
            f"{one.middle:>8.0f} -> {one.last:>8.0f} {per_task:>16}  {word}"
            f"  (may gain {LIMITS[one.name].per_task:g} a task or {LIMITS[one.name].slack:g})"
        )
        lines.append(f"{'':>10} {numbers}")
    return lines


def _buckets(values: Sequence[int]) -> list[float]:
    """At most so many numbers as there is room for: means."""
    count = min(WIDTH, len(values))
    edges = [n * len(values) // count for n in range(count + 1)] if count else [0]
    pairs = itertools.pairwise(edges)
    return [sum(values[begin:end]) / (end - begin) for begin, end in pairs]


def _spark(values: Sequence[float]) -> str:
    """Bars from nothing to the highest value."""
    top = max(values, default=0) or 1
    return "".join(BARS[min(len(BARS) - 1, int(value / top * len(BARS)))] for value in values)


def _counts(counts: dict[str, int], *, total: bool = False) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    text = ", ".join(f"{count} {name}" for name, count in ordered if count)
    return f"{sum(counts.values())}: {text}" if total else text or "none"
