"""Curves and bars as files: with matplotlib, or as SVG where that is missing."""

from __future__ import annotations

import importlib
import math
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

COLOURS: tuple[str, ...] = (
    "#c02040",
    "#e08090",
    "#2060c0",
    "#70a0e0",
    "#208040",
    "#d08000",
    "#7040a0",
)
COLOURS += ("#a06030", "#808080", "#202020")
OTHERS = "#8090a0"  #: bars of others
WIDTH, HEIGHT, MARGIN = 760, 480, 60


class Series(NamedTuple):
    """One curve."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: str = ""
    marked: bool = True  #: each point has a dot


class Chart(NamedTuple):
    """Curves (`series`), or horizontal bars (`bars`: name and value)."""

    name: str  #: of the file, without its ending
    title: str
    x: str
    y: str = ""
    series: Sequence[Series] = ()
    bars: Sequence[tuple[str, float]] = ()
    logarithmic: bool = False
    most_x: float | None = None
    most_y: float | None = None


def save(chart: Chart, path: Path) -> Path:
    """Save a chart with matplotlib, or as SVG where that is missing; return the file."""
    try:
        matplotlib = importlib.import_module("matplotlib")
        matplotlib.use("agg")
        pyplot = importlib.import_module("matplotlib.pyplot")
    except ImportError:
        path = path.with_suffix(".svg")
        path.write_text(as_svg(chart), "utf-8")
        return path
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for series, colour in _coloured(chart):
        if series.points:
            mark = "o" if series.marked else ""
            axes.plot(
                *zip(*series.points, strict=True), marker=mark, color=colour, label=series.name
            )
    if chart.bars:
        names, values = zip(*reversed(chart.bars), strict=True)
        drawn = axes.barh(names, values, color=[_bar_colour(name) for name in names])
        axes.bar_label(drawn, fmt="%.3g", padding=3)
        axes.margins(x=0.12)
    else:
        axes.legend(fontsize="small")
    axes.set(title=chart.title, xlabel=chart.x, ylabel=chart.y)
    if chart.logarithmic:
        axes.set(xscale="log", **({} if chart.bars else {"yscale": "log"}))
    if chart.most_x:
        axes.set_xlim(0, chart.most_x)
    if chart.most_y:
        axes.set_ylim(0, chart.most_y)
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    pyplot.close(figure)
    return path


def as_svg(chart: Chart) -> str:
    """Draw a chart as SVG text."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>',
        _text(MARGIN, 20, chart.title),
        *(_bars(chart) if chart.bars else _curves(chart)),
    ]
    return "\n".join([*lines, "</svg>", ""])


def _bar_colour(name: str) -> str:
    return COLOURS[0] if name.startswith("ours") else OTHERS


def _coloured(chart: Chart) -> list[tuple[Series, str]]:
    return [
        (series, series.colour or COLOURS[number % len(COLOURS)])
        for number, series in enumerate(chart.series)
    ]


class _Axis:
    """Values to pixels."""

    def __init__(
        self, values: Sequence[float], most: float | None, pixels: tuple[float, float], log: bool
    ) -> None:
        self._log = log
        self.least = min((x for x in values if x > 0), default=1.0) if log else 0.0
        self.most = most or max(values, default=1.0) or 1.0
        self._first, self._last = pixels

    def place(self, value: float) -> float:
        if self._log:
            span = math.log(self.most / self.least) or 1.0
            share = math.log(max(value, self.least) / self.least) / span
        else:
            share = value / self.most
        return self._first + share * (self._last - self._first)

    def ticks(self) -> list[float]:
        if self._log:
            exponents = range(math.ceil(math.log10(self.least)), int(math.log10(self.most)) + 1)
            return [10.0**one for one in exponents]
        step = 10 ** math.floor(math.log10(self.most))
        step = step if self.most / step >= 4 else step / 4
        return [number * step for number in range(int(self.most / step) + 1)]


def _text(x: float, y: float, words: str, colour: str = "black", more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}"{more}>{escape(words)}</text>'


def _curves(chart: Chart) -> list[str]:
    points = [point for series in chart.series for point in series.points]
    across = _Axis(
        [x for x, _ in points], chart.most_x, (MARGIN, WIDTH - MARGIN), chart.logarithmic
    )
    down = _Axis([y for _, y in points], chart.most_y, (HEIGHT - MARGIN, MARGIN), chart.logarithmic)
    bottom, right = HEIGHT - MARGIN, WIDTH - MARGIN
    frame = f"{MARGIN},{MARGIN} {MARGIN},{bottom} {right},{bottom}"
    lines = [
        f'<polyline points="{frame}" fill="none" stroke="black"/>',
        _text(WIDTH / 3, HEIGHT - 15, chart.x),
        _text(MARGIN, MARGIN - 15, chart.y),
        *(_text(across.place(x) - 8, HEIGHT - MARGIN + 18, f"{x:g}") for x in across.ticks()),
        *(_text(15, down.place(y) + 4, f"{y:g}") for y in down.ticks()),
    ]
    for row, (series, colour) in enumerate(_coloured(chart)):
        inside = [(x, y) for x, y in series.points if x <= across.most and y <= down.most]
        seen = [(across.place(x), down.place(y)) for x, y in inside]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in seen)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}"/>')
        if series.marked:
            dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in seen)
            lines.append(f'<g fill="{colour}">{dots}</g>')
        lines.append(_text(WIDTH - 200, MARGIN + 16 * row, series.name, colour))
    return lines


def _bars(chart: Chart) -> list[str]:
    values = [value for _, value in chart.bars]
    across = _Axis(values, chart.most_x, (180, WIDTH - 80), chart.logarithmic)
    height = (HEIGHT - 2 * MARGIN) / max(1, len(values))
    lines = [_text(WIDTH / 3, HEIGHT - 15, chart.x)]
    for row, (name, value) in enumerate(chart.bars):
        top, end = MARGIN + row * height, across.place(value)
        lines.append(_text(170, top + height / 2 + 4, name, more=' text-anchor="end"'))
        lines.append(
            f'<rect x="180" y="{top + 2:.1f}" width="{max(1.0, end - 180):.1f}" '
            f'height="{height - 4:.1f}" fill="{_bar_colour(name)}"/>'
        )
        lines.append(_text(max(181.0, end) + 5, top + height / 2 + 4, f"{value:.3g}"))
    return lines
