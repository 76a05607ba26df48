"""Make the README's table of what happens when: `python tests/faults/readme.py [--write]`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from trouble.table import README, table, with_table


def main() -> int:
    """Print the table, or write it into the README."""
    if "--write" in sys.argv[1:]:
        README.write_text(with_table(README.read_text("utf-8")), "utf-8")
    else:
        sys.stdout.write(table() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
