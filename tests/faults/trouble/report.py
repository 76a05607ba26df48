"""The matrix as text: operations by troubles, equal ones told once, and the totals."""

from __future__ import annotations

import re
import string
import textwrap
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from .engine import Cell

_Key = TypeVar("_Key", bound=Hashable)
WIDTH = 100
_NONE = "·"  #: there is no such cell


class Totals(msgspec.Struct):
    """What a run of the matrix amounts to."""

    cells: int = 0
    faults: int = 0  #: that the emulators' ledgers counted
    tasks: int = 0  #: that the ledgers hold
    unexpected: int = 0
    lost: int = 0
    paid_twice: int = 0
    hung: int = 0
    leaked: int = 0  #: records, errors or requests with a key in the wrong place

    def __str__(self) -> str:
        return (
            f"{self.cells} cells, {self.unexpected} unexpected\n"
            f"faults injected {self.faults}, tasks run {self.tasks}, lost {self.lost}, "
            f"paid twice {self.paid_twice}, hung {self.hung}, leaked keys {self.leaked}"
        )

    @property
    def clean(self) -> bool:
        """Whether all was as it must be, and anything was tried at all."""
        bad = (self.unexpected, self.lost, self.paid_twice, self.hung, self.leaked)
        return not any(bad) and min(self.cells, self.faults, self.tasks) > 0


def total(cells: Iterable[Cell]) -> Totals:
    """Add up the cells."""
    sums = Totals()
    for cell in cells:
        sums.cells += 1
        sums.faults += cell.struck
        sums.tasks += cell.tasks
        sums.unexpected += not cell.right
        sums.lost += "lost" in cell.wrong
        sums.paid_twice += "paid twice" in cell.wrong
        sums.hung += "hung" in cell.wrong
        sums.leaked += sum(wrong.startswith("leaked") for wrong in cell.wrong)
    return sums


def short(outcome: str) -> str:
    """`ConnectionLost` is CL, `ok·2` is ok2; what is no error of ours is written out."""
    if outcome.startswith("ok"):
        return outcome.replace("·", "")
    letters = "".join(re.findall(r"[A-Z]", outcome))
    return letters if re.fullmatch(r"[A-Za-z]+", outcome) and len(letters) > 1 else outcome


def matrix(cells: Sequence[Cell]) -> str:
    """The table: a line for each group of equal troubles, a column for each of equal calls."""
    calls = list(dict.fromkeys(cell.call for cell in cells))
    troubles = list(dict.fromkeys(cell.trouble for cell in cells))
    found: dict[tuple[str, str], dict[bool, Cell]] = {}
    for cell in cells:
        found.setdefault((cell.call, cell.trouble), {})[cell.lasting] = cell
    text = {key: _told(pair) for key, pair in found.items()}
    columns = _merged({call: {one: text.get((call, one)) for one in troubles} for call in calls})
    # What is not there for one operation is told by those that it is told with.
    lines = _merged(
        {one: {n: told.get(one) for n, (_, told) in enumerate(columns)} for one in troubles}
    )
    heads = [_letters(number) for number in range(len(columns))]
    table = [["", *heads]]
    for number, (_, told) in enumerate(lines, start=1):
        table.append([str(number), *(told.get(n) or _NONE for n in range(len(columns)))])
    return "\n\n".join(
        [
            "Operations\n" + _listed(zip(heads, (names for names, _ in columns), strict=True)),
            "Troubles\n" + _listed((str(n), names) for n, (names, _) in enumerate(lines, start=1)),
            "Outcomes: where the trouble strikes once / for as long as it is tried\n"
            + _aligned(table),
            _legend(cells),
        ]
    )


def unexpected(cells: Iterable[Cell]) -> str:
    """The cells that are not as they must be, one a line."""
    return "\n".join(
        f"{cell.call} | {cell.trouble} ({'lasting' if cell.lasting else 'once'}): "
        f"{cell.outcome} after {cell.requests} requests, expected {cell.expected}"
        + (f"; {'; '.join(cell.wrong)}" if cell.wrong else "")
        for cell in cells
        if not cell.right
    )


def _letters(number: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + string.ascii_uppercase[last]


def _told(pair: dict[bool, Cell]) -> str:
    once, lasting = (
        (short(pair[one].outcome) + ("" if pair[one].right else "!")) if one in pair else ""
        for one in (False, True)
    )
    return once if once == lasting or not lasting else f"{once}/{lasting}"


def _merged(
    rows: Mapping[str, Mapping[_Key, str | None]],
) -> list[tuple[list[str], dict[_Key, str]]]:
    """Names whose cells do not differ, as far as both have them, and these cells."""
    groups: list[tuple[list[str], dict[_Key, str]]] = []
    for name, row in rows.items():
        cells = {key: cell for key, cell in row.items() if cell}
        for names, there in groups:
            if all(there.get(key, cell) == cell for key, cell in cells.items()):
                names.append(name)
                there.update(cells)
                break
        else:
            groups.append(([name], cells))
    return groups


def _listed(groups: Iterable[tuple[str, list[str]]]) -> str:
    lines = []
    for head, names in groups:
        joined = ", ".join(_ranges(names))
        indent = " " * 6
        lines.append(
            textwrap.fill(joined, WIDTH, initial_indent=f"  {head:<4}", subsequent_indent=indent)
        )
    return "\n".join(lines)


def _ranges(names: Sequence[str]) -> list[str]:
    """`http 500, http 502` is told as `http 500 502`."""
    numbers: dict[str, list[str]] = {}
    for name in names:
        head, _, number = name.rpartition(" ")
        if head in ("http", "html", "bare", "code"):
            numbers.setdefault(head, []).append(number)
        else:
            numbers[name] = []
    return [" ".join([head, *told]) for head, told in numbers.items()]


def _aligned(table: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )


def _legend(cells: Iterable[Cell]) -> str:
    names = sorted({cell.outcome for cell in cells if not cell.outcome.startswith("ok")})
    legend = ", ".join(f"{short(name)} {name}" for name in names if short(name) != name)
    return textwrap.fill(f"ok2: the service was asked again. {legend}. ! is unexpected.", WIDTH)
