"""Load and index the table; find a row by path, title or alias; search."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Literal

import msgspec

from runninghub_async.catalog.params import ParamKind, python_name
from runninghub_async.catalog.rules import RuleKind
from runninghub_async.errors import ConfigError, UnknownModel

__all__ = ["Kind", "Row", "Table", "builtin_table", "read_rows"]

Kind = Literal["image", "video", "audio", "3d", "text"]


class Row(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One model endpoint, as one JSON line of endpoints.jsonl."""

    path: str  #: wire path below /openapi/v2/, without a leading slash
    title: str  #: the docs' title
    kind: Kind  #: what the endpoint makes
    params: tuple[ParamKind, ...] = ()  #: in documented order
    rules: tuple[RuleKind, ...] = ()
    category: tuple[str, ...] = ()  #: place in the docs' navigation
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  #: where the facts come from
    confidence: Literal["high", "medium", "low"] = "medium"

    @property
    def namespace(self) -> str:
        """`vidu/text-to-video` is `vidu` ...; a path of one segment is its own namespace."""
        return python_name(self.path.partition("/")[0])

    @property
    def method(self) -> str:
        """... `.text_to_video`; empty for a path of one segment."""
        return python_name(self.path.partition("/")[2])

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds the row."""
        return (self.path, self.title, *self.aliases)


class Table:
    """Rows by path, and by every name that finds them."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {row.path: row for row in rows}
        self._by_name: dict[str, Row] = {}
        for row in self._rows.values():
            for name in row.names:
                self._by_name.setdefault(name.casefold(), row)
        self._by_name |= {row.path.casefold(): row for row in self._rows.values()}

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<Table {len(self)} endpoints>"

    def find(self, name: str) -> Row:
        """Return the row with this path, title or alias; case does not matter.

        Raises:
            UnknownModel: there is none; `.nearest` holds the closest names.
        """
        row = self._by_name.get(name.strip().strip("/").casefold())
        if row is not None:
            return row
        close = difflib.get_close_matches(
            name.strip("/").casefold(), self._by_name, n=3, cutoff=0.5
        )
        raise UnknownModel(
            endpoint=name,
            reason="is no endpoint of the table (pass unchecked=True for a newer one)",
            nearest=tuple(dict.fromkeys(self._by_name[one].path for one in close)),
        )

    def search(self, text: str = "", *, kind: Kind | None = None) -> list[Row]:
        """Return the rows in which every word of the text occurs, in the table's order."""
        words = text.casefold().split()
        return [
            row
            for row in self
            if (kind is None or row.kind == kind)
            and all(word in " ".join((*row.names, *row.category)).casefold() for word in words)
        ]


_decode_row = msgspec.json.Decoder(Row)


def read_rows(lines: bytes, *, origin: str) -> list[Row]:
    """Decode rows, one JSON object a line.

    Raises:
        ConfigError: a line that is no row; it names the line and the field.
    """
    rows = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.append(_decode_row.decode(line))
        except (msgspec.DecodeError, UnicodeError) as error:
            raise ConfigError(setting=f"{origin}:{number}", reason=str(error)) from error
    return rows


@functools.cache
def builtin_table() -> Table:
    """The table that comes with the package; read once, when it is first needed."""
    file = resources.files("runninghub_async.catalog").joinpath("endpoints.jsonl")
    return Table(read_rows(file.read_bytes(), origin="endpoints.jsonl"))
