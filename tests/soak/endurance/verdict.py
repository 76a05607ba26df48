"""Whether a curve is flat: pure.

A curve is cut into thirds. The first is warming up; between the medians of the second and of the
last lies a third of the tasks. What was gained between them, divided by these tasks, is what each
task leaves behind.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

__all__ = ["BOUNDED", "LIMITS", "Finding", "Limit", "judge", "left_over"]


class Limit(NamedTuple):
    """How much of a measure may stay."""

    per_task: float  #: left behind by each task
    slack: float  #: in all, whatever the number of tasks: noise
    of: Callable[[Sequence[float]], float] = statistics.median  #: what stands for a third


#: What holds under load, and at rest between rounds. One thing that is kept for each task would be
#: 1.0 of "blocks", and of "objects" where it holds others; what `BOUNDED` remembers on purpose is
#: 0.2. Memory itself is blurred: pages that still hold one living piece cannot be given back, and a
#: reply of 17 MiB moves the whole curve; so it catches only what is no Python memory.
LIMITS: Mapping[str, Limit] = {
    "rss": Limit(1.0, 6_000),
    "objects": Limit(0.1, 1_500),
    "blocks": Limit(0.5, 3_000),
    "files": Limit(0.0, 12),
    "sockets": Limit(0.0, 12),
    "threads": Limit(0.0, 6, min),  # workers come and go with the load; what stays is the least
    "asyncio": Limit(0.0, 60),
    "temporary": Limit(0.0, 6),
    "registries": Limit(0.1, 600),
    "heap": Limit(0.0, 60),
    "watched": Limit(0.0, 60),
}

#: Registries that remember on purpose -> the most that they hold. All others must be empty again
#: when nothing runs, or as large as they were after the first round.
BOUNDED: Mapping[str, int] = {
    "poller._early": 10_000,  # ids of reported tasks that nobody waits for any more
    ".history._tables": 256,  # kinds of tasks, for the looks
    "session._ended": 10_000,  # ids of tasks whose cost is counted
    "session._journals": 1_000,  # whose history was taken up
    "_learned._sent": 1_024,  # moments of sending, for the rate
    "uploads._done": 4_096,  # uploads by content
    "uploads._seen": 4_096,  # contents by file
}


class Finding(NamedTuple):
    """What became of one measure."""

    name: str
    middle: float  #: of the second third, the median of most measures
    last: float
    per_task: float
    flat: bool


def judge(
    rows: Mapping[str, Sequence[float]],
    tasks: Sequence[float],
    *,
    share: float = 0.0,
) -> list[Finding]:
    """Compare the last third of each curve with the second.

    Args:
        rows: Measure -> its values, one for each moment.
        tasks: Tasks that had begun at these moments.
        share: Of the second third's median: what the ups and downs of the work itself may be.
    """
    findings = []
    for name, limit in LIMITS.items():
        values = rows[name]
        third = len(values) // 3
        if not third:
            continue
        middle, last = limit.of(values[third : 2 * third]), limit.of(values[-third:])
        between = statistics.median(tasks[-third:]) - statistics.median(tasks[third : 2 * third])
        gained = last - middle
        allowed = max(limit.slack, limit.per_task * between, share * middle)
        findings.append(Finding(name, middle, last, gained / max(between, 1), gained <= allowed))
    return findings


def left_over(first: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int]:
    """Registries that hold more than they may while nothing runs: path -> entries.

    Args:
        first: Their sizes after the first round.
        now: Their sizes.
    """
    found = {}
    for path, size in now.items():
        bound = next((most for end, most in BOUNDED.items() if path.endswith(end)), None)
        if size > (first.get(path, 0) if bound is None else bound):
            found[path] = size
    return found
