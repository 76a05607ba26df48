"""The long run: `python tests/soak/run.py [--tasks 20000] [--json FILE] [--svg FILE] [--trace]`.

20,000 short tasks by every way to have them, two of a hundred calls in trouble, one of a hundred
callers cancelled; the emulator in another process. Exits with 1 when something was lost, paid
twice or left behind, or when a curve is not flat.
"""

from __future__ import annotations

import argparse
import sys
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from endurance import show
from endurance.soak import Plan, Report, soak


def tell(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Run it, print what was seen, and say with the exit code whether all was as it must be."""
    usual = Plan()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tasks", type=int, default=usual.tasks)
    parser.add_argument("--rounds", type=int, default=usual.rounds)
    parser.add_argument("--faults", type=float, default=usual.faults, help="share of the calls")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--json", type=Path, help="write all numbers there")
    parser.add_argument("--svg", type=Path, help="draw the curves there")
    parser.add_argument("--trace", action="store_true", help="which lines took what is kept (slow)")
    options = parser.parse_args()
    plan = Plan(
        tasks=options.tasks, rounds=options.rounds, faults=options.faults, seed=options.seed
    )
    taken: list[tracemalloc.Snapshot] = []

    def say(report: Report) -> None:
        tell(show.line(report))
        if options.trace:
            del taken[1:]
            taken.append(tracemalloc.take_snapshot())

    if options.trace:
        tracemalloc.start(6)
    report = soak(plan, say=say)
    tell(f"\n{show.as_text(report)}")
    if options.trace:
        for growth in taken[-1].compare_to(taken[0], "lineno")[:25]:
            tell(str(growth))
    if options.json:
        options.json.write_text(show.as_json(report), "utf-8")
    if options.svg:
        options.svg.write_text(show.as_svg(report), "utf-8")
    failures = report.failures()
    for one in failures[:50]:
        tell(f"FAILED: {one}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
