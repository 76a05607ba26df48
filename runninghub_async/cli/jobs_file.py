"""Files of jobs: JSON lines or CSV, read line by line; what is wrong with a line is told.

JSON lines: one object a line, `{"endpoint": …, "params": {…}, "key": …}`; without `params`, all
but `endpoint` and `key` are parameters. CSV: a header row, and the same words.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn, TypeAlias

import msgspec

from runninghub_async.errors import ConfigError

__all__ = ["BadLine", "JobLine", "JobsFile"]

STDIN = "-"
_IN_MEMORY = 16 * 1024 * 1024  #: bytes; a larger file is copied to the disk
_LARGEST_CELL = 64 * 1024 * 1024  #: characters; a data URI is longer than csv's own limit
_BOM = b"\xef\xbb\xbf"
_SPECIAL = ("endpoint", "key")
_DELIMITERS = ",;\t"
_SAVE_AS = "save the file as UTF-8 (in Excel: CSV UTF-8)"


class BadLine(ValueError):
    """A line that makes no job: its number, from 1, and what is wrong."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(number, reason)
        self.number = number
        self.reason = reason


class JobLine(msgspec.Struct, frozen=True, kw_only=True):
    """One job as it stands in the file."""

    number: int  #: of its first line, from 1
    endpoint: str | None
    params: dict[str, Any]
    key: str | None = None
    cells: bool = False  #: the values are cells of a CSV, all of them text


_Lines: TypeAlias = Iterator[JobLine | BadLine]


class JobsFile:
    """A file of jobs. It is copied when it is opened, so it may be edited while its jobs run."""

    def __init__(self, copy: IO[bytes], *, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder  #: where relative paths of media begin
        self._copy = copy

    def __repr__(self) -> str:
        return f"<JobsFile {self.name}>"

    @classmethod
    @contextmanager
    def opened(cls, path: str) -> Iterator[JobsFile]:
        """Open a file, or the standard input for "-"; the copy is removed after the block.

        Raises:
            ConfigError: it cannot be read, or is UTF-16 or a JSON list.
        """
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            name = "standard input" if path == STDIN else path
            folder = Path() if path == STDIN else Path(path).parent
            try:
                if path == STDIN:
                    copy.writelines(_chunks(sys.stdin.buffer))
                else:
                    with Path(path).open("rb") as source:
                        copy.writelines(_chunks(source))
            except (OSError, ValueError) as error:  # ValueError: a path that cannot be one
                reason = getattr(error, "strerror", None) or str(error)
                raise ConfigError(setting=name, reason=f"cannot be read: {reason}") from error
            file = cls(copy, name=name, folder=folder)
            file._check_form()
            yield file

    def __iter__(self) -> _Lines:
        """The jobs from the first on; a line that makes none is given as its `BadLine`.

        One iteration at a time.
        """
        self._copy.seek(0)
        lines = self._copy
        return _json_lines(lines) if self._is_json() else _csv_lines(lines)

    def _check_form(self) -> None:
        head = self._head()
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise ConfigError(setting=self.name, reason=f"is UTF-16: {_SAVE_AS}")
        if head.startswith(b"["):
            reason = (
                "is a JSON list; write one object a line: "
                f"jq -c '.[]' {self.name} > {Path(self.name).stem}.jsonl"
            )
            raise ConfigError(setting=self.name, reason=reason)

    def _is_json(self) -> bool:
        ending = Path(self.name).suffix.lower()
        named = ending in (".jsonl", ".ndjson", ".json")
        is_json = named or self._head().startswith(b"{")
        self._copy.seek(0)
        return is_json

    def _head(self) -> bytes:
        self._copy.seek(0)
        return self._copy.read(4096).removeprefix(_BOM).lstrip()


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(1024 * 1024):
        yield chunk


def _decoded(number: int, line: bytes) -> str:
    line = line.removeprefix(_BOM) if number == 1 else line
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 (byte 0x{line[error.start]:02x}): {_SAVE_AS}"
        raise BadLine(number, reason) from error


def _known_key(number: int, value: object) -> str | None:
    """The key of a job as text; an empty one is none."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise BadLine(number, f"key={value!r:.80} is no text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadLine(number, "key has half a character (a lone surrogate)") from error
    return value


# -- JSON lines ---------------------------------------------------------------------------------


def _json_lines(lines: Iterable[bytes]) -> _Lines:
    for number, line in enumerate(lines, 1):
        try:
            text = _decoded(number, line).strip()
            if text and not text.startswith("#"):
                yield _json_line(number, text)
        except BadLine as error:
            yield error


def _json_line(number: int, text: str) -> JobLine:
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        reason = f"is no JSON: {error.msg} at column {error.colno}"
        raise BadLine(number, reason) from error
    except (ValueError, RecursionError) as error:
        raise BadLine(number, f"is no JSON for a job: {error}") from error
    if not isinstance(found, dict):
        raise BadLine(number, f"is no JSON object but {text:.40}")
    endpoint = found.pop("endpoint", None)
    key = _known_key(number, found.pop("key", None))
    if endpoint is not None and not isinstance(endpoint, str):
        raise BadLine(number, f"endpoint={endpoint!r:.80} is no text")
    params = found.pop("params", found)
    if not isinstance(params, dict):
        raise BadLine(number, f"params={params!r:.80} is no object")
    if params is not found and found:
        extra = ", ".join(found)
        raise BadLine(number, f"{extra} stands beside params; parameters go inside of it")
    return JobLine(number=number, endpoint=endpoint, params=params, key=key)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(f"{_twice(name for name, _ in pairs)!r} is given twice")
    return found


def _twice(names: Iterable[str]) -> str:
    """The first name that occurs a second time; empty where none does."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


# -- CSV ------------------------------------------------------------------------------------------


def _csv_lines(lines: Iterable[bytes]) -> _Lines:
    csv.field_size_limit(_LARGEST_CELL)
    source = _Decoding(lines)
    try:
        first = next((line for line in source if line.strip()), None)
        if first is None:
            return
        delimiter = max(_DELIMITERS, key=first.count)  # the comma, where there is none
        source.push(first)
        reader = csv.reader(source, delimiter=delimiter, strict=True)
        header = _header(source.number, _cells(source.number, reader) or [])
        yield from _rows(reader, source, header)
    except BadLine as error:  # after it no line can be told from another
        yield error


def _rows(reader: Iterator[list[str]], source: _Decoding, header: list[str]) -> _Lines:
    while True:
        number = source.number + 1  # a quoted cell may go over many lines
        cells = _cells(number, reader)
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            try:
                yield _csv_line(number, header, cells)
            except BadLine as error:
                yield error


def _cells(number: int, reader: Iterator[list[str]]) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        raise BadLine(number, f"is no CSV: {error}") from error


class _Decoding(Iterator[str]):
    """The lines as text, counted."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._pushed: str | None = None
        self.number = 0

    def __next__(self) -> str:
        if self._pushed is not None:
            pushed, self._pushed = self._pushed, None
            return pushed
        line = next(self._lines)
        self.number += 1
        return _decoded(self.number, line)

    def push(self, line: str) -> None:
        """Give a line back, to be read next."""
        self._pushed = line


def _header(number: int, cells: list[str]) -> list[str]:
    names = [cell.strip() for cell in cells]
    if not any(names):
        raise BadLine(max(1, number), "has no header row, such as: endpoint,prompt,duration")
    if twice := _twice(filter(None, names)):
        raise BadLine(number, f"the header names the column {twice!r} twice")
    return names


def _csv_line(number: int, header: list[str], cells: list[str]) -> JobLine:
    extra = [cell for cell in cells[len(header) :] if cell.strip()]
    if extra:
        reason = f"has {len(cells)} cells, the header {len(header)}: is a comma not in quotes?"
        raise BadLine(number, reason)
    given = {}
    for name, cell in zip(header, cells, strict=False):  # empty cells at the end may be left out
        if not cell.strip():
            continue
        if not name:
            raise BadLine(number, f"{cell!r:.40} stands in a column without a name")
        given[name] = cell
    endpoint, key = (given.pop(name, "").strip() or None for name in _SPECIAL)
    return JobLine(number=number, endpoint=endpoint, params=given, key=key, cells=True)
