"""`runninghub models`: find endpoints and show them, without a client and without a key."""

from __future__ import annotations

import sys
from typing import get_args

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import describe, price_of
from runninghub_async.catalog.table import Kind, Row, builtin_table
from runninghub_async.errors import ConfigError

__all__ = ["list_models", "show_model"]


def list_models(
    text: str, *, kind: str | None = None, task: str | None = None, vendor: str | None = None
) -> int:
    """Print the endpoints that fit, the best first; return how many.

    On a terminal a table; elsewhere one line each: path, kind, title, price, apart by tabs.

    Raises:
        ConfigError: no such kind.
    """
    if kind not in (None, *get_args(Kind)):
        kinds = ", ".join(get_args(Kind))
        raise ConfigError(setting="--kind", reason=f"{kind!r} is not one of {kinds}")
    rows = builtin_table().search(text, kind=kind, task=task, vendor=vendor)
    console = Console(highlight=False)
    if console.is_terminal:
        _print_table(console, rows)
    else:
        for row in rows:
            line = "\t".join((row.path, row.kind, row.title, price_of(row)))
            sys.stdout.write(f"{line}\n")  # the console would turn tabs into spaces
    return len(rows)


def _print_table(console: Console, rows: list[Row]) -> None:
    grid = Grid(box=None, pad_edge=False)
    for name in ("path", "kind", "title", "price"):
        grid.add_column(name, header_style="dim")
    for row in rows:
        style = "dim" if row.deprecated else ""
        grid.add_row(escape(row.path), row.kind, escape(row.title), price_of(row), style=style)
    console.print(grid)
    console.print(f"{len(rows)} endpoints; `runninghub models show PATH` tells more", style="dim")


def show_model(name: str) -> None:
    """Print what the table says about one endpoint, with a call that can be pasted.

    Raises:
        UnknownModel: there is none; the message names the nearest.
    """
    row = builtin_table().find(name)
    console = Console(highlight=False)
    console.print(escape(describe(row, Definition(row).python_path)), soft_wrap=True)
