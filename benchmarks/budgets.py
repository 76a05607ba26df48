"""What may not get worse: ratios between measured values, and the goals that they serve."""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from harness import Results

FILE = Path(__file__).with_name("budgets.toml")
#: Metrics that are ratios already; all others need something to be compared with.
RATIOS = ("over_ideal", "peak_share", "server_share")


class Budget(NamedTuple):
    """One ratio. A value is named by part, client, case and metric."""

    name: str
    of: tuple[str, ...]
    reason: str
    to: tuple[str, ...] = ()  #: what it is divided by; nothing for a metric that is a ratio
    most: float | None = None  #: above it `--check` fails
    least: float | None = None  #: below it `--check` fails
    goal: float | None = None  #: what it should be; told, not enforced

    def ratio(self, results: Results) -> float | None:
        """The measured ratio: the median over the rounds of each round's own, where they pair."""
        above = results.values(*self.of)
        if not above:
            return None
        if not self.to:
            return statistics.median(above)
        below = results.values(*self.to)
        if not below or not all(below):
            return None
        if len(above) == len(below):
            return statistics.median(a / b for a, b in zip(above, below, strict=True))
        return statistics.median(above) / statistics.median(below)

    def held(self, ratio: float) -> bool:
        """Whether the ratio is within its bounds."""
        return (self.most is None or ratio <= self.most) and (
            self.least is None or ratio >= self.least
        )


def read_budgets(path: Path = FILE) -> list[Budget]:
    """The budgets of a file.

    Raises:
        ValueError: one is no ratio, bounds nothing or gives no reason.
    """
    found = []
    for row in tomllib.loads(path.read_text("utf-8"))["budget"]:
        row["of"], row["to"] = tuple(row["of"]), tuple(row.get("to", ()))
        one = Budget(**row)
        if len(one.of) != 4 or len(one.to) not in (0, 4):
            raise ValueError(f"{one.name}: a value has a part, a client, a case and a metric")
        if not one.to and one.of[3] not in RATIOS:
            raise ValueError(f"{one.name}: {one.of[3]} is no ratio by itself")
        if (one.most is None and one.least is None) or not one.reason:
            raise ValueError(f"{one.name}: bounds nothing, or gives no reason")
        found.append(one)
    return found


def report(budgets: Sequence[Budget], results: Results, *, only: Sequence[str]) -> bool:
    """Print each ratio of the parts that ran beside its bounds; return whether all hold.

    What was to be measured and was not does not hold.
    """
    rows = [one for one in budgets if one.of[0] in only and (not one.to or one.to[0] in only)]
    all_held = True
    print(f"\n{'budgets: ratios':62}{'measured':>9}{'bound':>10}{'goal':>8}")
    for one in rows:
        ratio = one.ratio(results)
        bound = f"<= {one.most:g}" if one.most is not None else f">= {one.least:g}"
        goal = "" if one.goal is None else f"{one.goal:g}"
        if ratio is None:
            text, held = "-", False
        else:
            text, held = f"{ratio:.3f}", one.held(ratio)
        verdict = "" if held else "  CROSSED"
        if held and ratio is not None and one.goal is not None:
            short = ratio > one.goal if one.most is not None else ratio < one.goal
            verdict = "  goal missed" if short else ""
        print(f"{one.name:62}{text:>9}{bound:>10}{goal:>8}{verdict}")
        all_held = all_held and held
    return all_held
