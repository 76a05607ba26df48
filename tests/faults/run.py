"""Print the matrix: `python tests/faults/run.py [--only WORD …] [--reduced]`."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from trouble import report
from trouble.fleet import Task, reduced_tasks, run_all, tasks


def main() -> int:
    """Run it, print it, and say with the exit code whether all was as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=(), help="words in names of calls or troubles")
    parser.add_argument("--reduced", action="store_true", help="what the plain test session runs")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    todo = reduced_tasks() if options.reduced else tasks(only=options.only)
    shares: list[list[Task]] = [todo[n :: options.processes] for n in range(options.processes)]
    with ProcessPoolExecutor(options.processes) as pool:
        runs = list(pool.map(run_all, shares))
    cells = {(cell.call, cell.trouble, cell.lasting): cell for run in runs for cell in run}
    ordered = [cells[task] for task in todo]
    totals = report.total(ordered)
    parts = [report.matrix(ordered), report.unexpected(ordered), str(totals)]
    sys.stdout.write("\n\n".join(filter(None, parts)) + "\n")
    return 0 if totals.clean else 1


if __name__ == "__main__":
    sys.exit(main())
