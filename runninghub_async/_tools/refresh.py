"""Bring the table up to a newer registry file: show what would change, then write it.

    python -m runninghub_async._tools.refresh FILE            show it
    python -m runninghub_async._tools.refresh FILE --write    write endpoints.jsonl as well

Exit status: 0 no change, 1 changes, 2 a file that cannot be read.

overlays.json beside this file holds what we know better than a registry. Each entry is a
JSON Merge Patch (RFC 7396) of the rows whose path fits, with their parameters by wire name,
and says why. An endpoint that a registry does not list stays and is reported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any

import msgspec

from runninghub_async.catalog import table
from runninghub_async.catalog.describe import params_of
from runninghub_async.catalog.merge import merge
from runninghub_async.catalog.params import Choice, Object, ParamKind
from runninghub_async.catalog.registry import Registry, read_registry
from runninghub_async.catalog.table import Row, read_rows
from runninghub_async.errors import ConfigError

__all__ = ["Overlay", "apply", "differences", "main", "refreshed", "row_line"]

TABLE = Path(table.__file__).with_name("endpoints.jsonl")
OVERLAYS = Path(__file__).with_name("overlays.json")
#: The order of keys in a line: what a person looks for comes first.
_ROW = (
    *("path", "title", "kind", "category", "aliases", "params", "open", "rules"),
    *("extra_outputs", "in_docs", "deprecated", "superseded_by", "sources", "confidence"),
)
_PARAM = (
    *("type", "name", "lora", "required", "default", "many", "max_items", "accept", "fields"),
    *("max_mb", "min", "max", "step", "precision", "min_length", "max_length"),
    *("options", "ignore_case", "python"),
)


class Overlay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change that outlives every registry."""

    path: str  #: of the endpoint; `*` stands for anything
    change: dict[str, Any]
    reason: Annotated[str, msgspec.Meta(min_length=10)]


# Rows ------------------------------------------------------------------------------------


def refreshed(
    known: Mapping[str, Row], registry: Registry, *, source: str, overlays: Sequence[Overlay] = ()
) -> dict[str, Row]:
    """Return the rows as they should be, by path and in its order.

    Raises:
        ConfigError: an overlay that makes no row.
    """
    rows = dict(known)
    for row in registry.rows:
        old = known.get(row.path)
        if old is None:
            rows[row.path] = row if row.sources else msgspec.structs.replace(row, sources=(source,))
        else:
            rows[row.path] = row if registry.whole else merge(old, row, drop=True)
    return {path: apply(rows[path], overlays) for path in sorted(rows)}


def apply(row: Row, overlays: Iterable[Overlay]) -> Row:
    """Return the row with every overlay that is meant for it.

    Raises:
        ConfigError: the result is no row; it names the path.
    """
    for overlay in overlays:
        if not fnmatchcase(row.path, overlay.path):
            continue
        value = msgspec.to_builtins(row)
        value["params"] = {param["name"]: param for param in value.get("params", ())}
        value = _patched(value, overlay.change)
        value["params"] = [{"name": name} | one for name, one in value["params"].items()]
        try:
            row = msgspec.convert(value, Row)
        except msgspec.ValidationError as error:
            raise ConfigError(setting=f"overlay of {overlay.path}", reason=str(error)) from error
    return row


def _patched(value: Any, change: Any) -> Any:
    if not isinstance(change, dict):
        return change
    result = dict(value) if isinstance(value, dict) else {}
    for name, one in change.items():
        if one is None:
            result.pop(name, None)
        else:
            result[name] = _patched(result.get(name), one)
    return result


# What differs ----------------------------------------------------------------------------


def differences(old: Row | None, new: Row) -> list[str]:
    """Say what changes from one row to the other, a line each; empty when nothing does."""
    if old is None:
        texts = (text for _, text in params_of(new))
        found = [f"+ {new.kind}: {new.title}"]
        return found + [
            f"+ {one.name}: {text}" for one, text in zip(new.params, texts, strict=True)
        ]
    before, after = ({param.name: param for param in row.params} for row in (old, new))
    found = [f"~ {line}" for line in _fields(old, new, skip=("params", "rules"))]
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was is None and now is not None:
            found.append(f"+ {name}: {dict(params_of(new))[now.python_name]}")
        elif now is None and was is not None:
            found.append(f"- {name}: {dict(params_of(old))[was.python_name]}")
        elif was is not None and now is not None and was != now:
            found.append(f"~ {name}: {'; '.join(_param_changes(was, now))}")
    for sign, rules, others in (("-", old.rules, new.rules), ("+", new.rules, old.rules)):
        found += [f"{sign} rule: {rule.describe()}" for rule in rules if rule not in others]
    return found


def _param_changes(old: ParamKind, new: ParamKind) -> Iterator[str]:
    if old.type != new.type:
        yield f"type {old.type} -> {new.type}"
    if isinstance(old, Choice) and isinstance(new, Choice) and old.options != new.options:
        more = [f"+{_shown(one)}" for one in new.options if one not in old.options]
        less = [f"-{_shown(one)}" for one in old.options if one not in new.options]
        yield f"options {' '.join(more + less) or 'in another order'}"
    yield from _fields(old, new, skip=("options",))


def _fields(old: msgspec.Struct, new: msgspec.Struct, *, skip: Sequence[str]) -> Iterator[str]:
    for field in dict.fromkeys((*old.__struct_fields__, *new.__struct_fields__)):
        was, now = getattr(old, field, None), getattr(new, field, None)
        if field not in skip and was != now:
            yield f"{field} {_shown(was)} -> {_shown(now)}"


def _shown(value: Any) -> str:
    if value in (None, ()):
        return "none"
    return msgspec.json.encode(_plain(value)).decode()


# The file --------------------------------------------------------------------------------


def row_line(row: Row) -> bytes:
    """Return the row as one line of endpoints.jsonl, without its end."""
    value = {"params": [], "confidence": row.confidence} | msgspec.to_builtins(row)
    value["params"] = [_ordered_param(param) for param in value["params"]]
    return msgspec.json.encode(_plain(_ordered(value, _ROW)))


def _ordered_param(param: dict[str, Any]) -> dict[str, Any]:
    if "fields" in param:
        param = param | {"fields": [_ordered_param(one) for one in param["fields"]]}
    return _ordered(param, _PARAM)


def _ordered(value: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value[name] for name in names if name in value}


def _plain(value: Any) -> Any:
    """3 for 3.0: limits are numbers of either kind."""
    if isinstance(value, dict):
        return {name: one if name == "default" else _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _write(file: Path, rows: Mapping[str, Row], known: Mapping[str, Row]) -> None:
    """Write the rows; a row that did not change keeps its line, letter by letter."""
    lines = file.read_bytes().splitlines()
    before = {msgspec.json.decode(line)["path"]: line for line in lines if line.strip()}
    made = [before[path] if known.get(path) == row else row_line(row) for path, row in rows.items()]
    file.write_bytes(b"\n".join(made) + b"\n")


# The command -----------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Show or write what a registry file changes; return the exit status."""
    options = _parser().parse_args(argv)
    try:
        known = {row.path: row for row in read_rows(_read(options.table), origin="the table")}
        registry = read_registry(_read(options.file), origin=options.file.name)
        overlays = _overlays(options.overlays)
        rows = refreshed(known, registry, source=options.source, overlays=overlays)
    except ConfigError as error:
        print(f"refresh: {error}", file=sys.stderr)
        return 2
    changed = _report(known, rows, registry, overlays)
    if changed and options.write:
        _write(options.table, rows, known)
        print(f"wrote {options.table}; next: python -m runninghub_async._tools.stubs")
    return int(changed > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="refresh", description="Refresh the endpoint table.")
    parser.add_argument("file", type=Path, help="a registry, or rows in the table's own form")
    parser.add_argument("--write", action="store_true", help="write the table too")
    parser.add_argument("--source", default=f"registry-{date.today():%Y-%m}", help="for new rows")
    parser.add_argument("--table", type=Path, default=TABLE, help="another table")
    parser.add_argument("--overlays", type=Path, default=OVERLAYS, help="other overlays")
    return parser


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ConfigError(setting=str(file), reason=error.strerror or str(error)) from error


def _overlays(file: Path) -> list[Overlay]:
    try:
        return msgspec.json.decode(_read(file), type=list[Overlay])
    except msgspec.DecodeError as error:
        raise ConfigError(setting=str(file), reason=str(error)) from error


def _report(
    known: Mapping[str, Row],
    rows: Mapping[str, Row],
    registry: Registry,
    overlays: Sequence[Overlay],
) -> int:
    """Print what changes and what stays all the same; return how many rows change."""
    listed = {row.path: row for row in registry.rows}
    changed = new = 0
    for path, row in rows.items():
        old = known.get(path)
        lines = differences(old, row)
        changed += bool(lines)
        new += old is None
        notes = list(_notes(old, row, listed.get(path), registry.whole, overlays))
        if lines or notes:
            print(path + (" (new)" if old is None else ""))
            print("".join(f"  {line}\n" for line in lines + notes), end="")
    missing = [path for path in known if path not in listed]
    if missing:
        print(f"not in the file, kept: {len(missing)}")
        print("".join(f"  {path}\n" for path in missing), end="")
    print(f"{len(rows)} endpoints: {new} new, {changed - new} changed, {len(missing)} not listed")
    return changed


def _notes(
    old: Row | None, row: Row, listed: Row | None, whole: bool, overlays: Sequence[Overlay]
) -> Iterator[str]:
    """Where the result is not what the file says, and why."""
    if listed is None:
        return
    plain = listed if old is None or whole else merge(old, listed, drop=True)
    for overlay in overlays:
        if apply(plain, [overlay]) != plain:
            yield f"! overlay: {overlay.reason}"
    names = {param.name for param in listed.params}
    for param in row.params:
        if isinstance(param, Object) and param.name not in names and not whole:
            yield f"= {param.name}: kept, a registry lists no objects"


if __name__ == "__main__":
    sys.exit(main())
