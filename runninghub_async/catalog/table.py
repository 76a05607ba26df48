"""Load and index the table; find a row by path, title or alias; search."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from runninghub_async.catalog.params import ParamKind
from runninghub_async.catalog.rules import RuleKind
from runninghub_async.catalog.search import search
from runninghub_async.catalog.values import close_names, python_name
from runninghub_async.errors import ConfigError, UnknownModel

__all__ = [
    "Kind",
    "Row",
    "Table",
    "builtin_table",
    "method_of",
    "namespace_of",
    "read_rows",
]

Kind = Literal["image", "video", "audio", "3d", "text"]


@functools.cache
def _segment_name(segment: str) -> str:
    return python_name(segment)


def namespace_of(path: str) -> str:
    """The namespace of a path: `kling-v3.0-pro/text-to-video` is in `kling_v3_0_pro`."""
    return _segment_name(path.partition("/")[0])


def method_of(path: str) -> str:
    """The method name of a path: `text_to_video`; empty for a path of one segment."""
    return _segment_name(path.partition("/")[2])


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
    aliases: tuple[str, ...] = ()  #: other titles, and paths that it had before
    open: bool = False  #: not all parameters are known: others are taken and sent as named
    extra_outputs: tuple[str, ...] = ()  #: what may come beside the result: "last_frame"
    in_docs: bool = False  #: listed in the docs' navigation
    deprecated: bool = False
    superseded_by: tuple[str, ...] = ()  #: paths
    sources: tuple[str, ...] = ()  #: where the facts come from
    confidence: Literal["high", "medium", "low"] = "medium"

    @property
    def namespace(self) -> str:
        """`vidu/text-to-video` is `vidu` ...; a path of one segment is its own namespace."""
        return namespace_of(self.path)

    @property
    def method(self) -> str:
        """... `.text_to_video`; empty for a path of one segment."""
        return method_of(self.path)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that finds the row."""
        return (self.path, self.title, *self.aliases)

    @property
    def task(self) -> str:
        """What it does, by the docs' navigation or the end of its path: "image-to-video"."""
        return self.category[1] if len(self.category) > 1 else self.path.rpartition("/")[2]


class Table:
    """Rows by path, and by every name that finds them.

    A path outranks a title, a title an alias. Where the docs give one title to several
    endpoints, it means the one that is not deprecated, else the one that succeeds the other.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[str, Row | bytes] = {row.path: row for row in rows}
        self._origin = ""

    @classmethod
    def from_lines(cls, lines: bytes, *, origin: str) -> Table:
        """A table of rows in our own form, each decoded when it is first asked for.

        Every line must begin with its path, as the package's own do.
        """
        table = cls(())
        table._origin = origin
        for line in lines.splitlines():
            table._rows[line[len(_LINE_START) : line.index(b'"', len(_LINE_START))].decode()] = line
        return table

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<Table {len(self)} endpoints>"

    @property
    def paths(self) -> Iterable[str]:
        """Every path, in the table's order; decodes nothing."""
        return self._rows.keys()

    def find(self, name: str) -> Row:
        """Return the row with this path, title or alias; case does not matter.

        Raises:
            UnknownModel: there is none; `.nearest` holds the closest names.
        """
        name = name.strip().strip("/")
        path = name if name in self._rows else self._paths_by_name.get(name.casefold())
        if path is not None:
            return self._row(path)
        close = close_names(name.casefold(), self._paths_by_name, count=3)
        raise UnknownModel(
            endpoint=name,
            reason="is no endpoint of the table (pass unchecked=True for a newer one)",
            nearest=tuple(dict.fromkeys(self._paths_by_name[one] for one in close)),
        )

    def _row(self, path: str) -> Row:
        row = self._rows[path]
        if isinstance(row, bytes):
            (row,) = read_rows(row, origin=self._origin)
            self._rows[path] = row
        return row

    @functools.cached_property
    def _paths_by_name(self) -> dict[str, str]:
        current = sorted(self, key=lambda row: (row.deprecated, bool(row.superseded_by)))
        paths = {row.path.casefold(): row.path for row in self}
        for row in current:
            paths.setdefault(row.title.casefold(), row.path)
        for row in current:
            for alias in row.aliases:
                paths.setdefault(alias.casefold(), row.path)
        return paths

    def search(
        self,
        text: str = "",
        *,
        kind: str | None = None,
        task: str | None = None,
        vendor: str | None = None,
    ) -> list[Row]:
        """Return the rows that fit, the best first; see `catalog.search`."""
        return search(self, text, kind=kind, task=task, vendor=vendor)

    def with_rows(self, rows: Iterable[Row]) -> Table:
        """A table that holds these rows too; they replace those of the same path."""
        table = Table(())
        table._origin = self._origin
        table._rows = {**self._rows, **{row.path: row for row in rows}}
        return table


_LINE_START = b'{"path":"'
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
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            raise ConfigError(setting=f"{origin}:{number}", reason=str(error)) from error
    return rows


@functools.cache
def builtin_table() -> Table:
    """The table that comes with the package; read once, when it is first needed."""
    file = Path(__file__).with_name("endpoints.jsonl")
    return Table.from_lines(file.read_bytes(), origin="endpoints.jsonl")
