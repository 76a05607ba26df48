"""`runninghub models`: find endpoints and show them, without a client and without a key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any, get_args

import msgspec
import typer

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import describe, params_of, price_of
from runninghub_async.catalog.params import Choice, Param
from runninghub_async.catalog.table import Kind, Row, builtin_table
from runninghub_async.cli.endpoint_group import complete_path
from runninghub_async.cli.endpoint_options import option_name
from runninghub_async.cli.failures import FAILED
from runninghub_async.cli.options import Json
from runninghub_async.cli.voice import Voice
from runninghub_async.errors import ConfigError, RunningHubError

__all__ = ["models"]

_GAP = "  "  #: between columns


class _Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One endpoint in the list."""

    path: str
    kind: str
    title: str
    price: str
    deprecated: bool

    @classmethod
    def of(cls, row: Row) -> _Listed:
        return cls(
            path=row.path,
            kind=row.kind,
            title=row.title,
            price=price_of(row),
            deprecated=row.deprecated,
        )


class _Option(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter of an endpoint."""

    name: str  #: in Python
    option: str  #: of `runninghub run`
    wire_name: str
    type: str
    required: bool
    list: bool
    default: Any
    allowed: tuple[str, ...] | None
    about: str

    @classmethod
    def of(cls, param: Param, about: str) -> _Option:
        return cls(
            name=param.python_name,
            option=option_name(param.python_name),
            wire_name=param.name,
            type=param.type,
            required=param.required and param.default is None,
            list=param.many,
            default=param.default,
            allowed=param.options if isinstance(param, Choice) else None,
            about=about,
        )


class _Shown(_Listed, frozen=True, kw_only=True):
    """All about one endpoint."""

    params: tuple[_Option, ...]
    rules: tuple[str, ...]
    superseded_by: tuple[str, ...]


def _complete(ctx: typer.Context, incomplete: str) -> list[str]:
    """Paths behind `show`; before it the word itself."""
    words = ctx.params.get("words") or []
    if list(words)[:1] == ["show"]:
        return complete_path(incomplete)
    return ["show"] if "show".startswith(incomplete) else []


def models(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]... | show NAME",
            help="Words of a title or path; or `show` and a path, title or alias.",
            show_default=False,
            autocompletion=_complete,
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="What it makes: image, video, audio, 3d, text.")
    ] = None,
    task: Annotated[
        str | None, typer.Option(help="What it does: image-to-video, text-to-image …")
    ] = None,
    vendor: Annotated[
        str | None, typer.Option(help="A word of the name: vidu, google, kling …")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the endpoints, best match first, or show one. Needs no key.

    On each line: path, kind, title, price, apart by tabs; on a terminal a table. Exit code 1 when
    none fits.
    """
    words = words or []
    voice = Voice(json=as_json)
    try:
        if words[:1] == ["show"] and len(words) > 1:
            _show(" ".join(words[1:]), voice)
        elif not _list(" ".join(words), kind, task, vendor, voice):
            voice.warn("no endpoint fits; fewer words find more")
            raise typer.Exit(FAILED)
    except RunningHubError as error:
        raise typer.Exit(voice.fail(error)) from None


def _list(text: str, kind: str | None, task: str | None, vendor: str | None, voice: Voice) -> int:
    if kind not in (None, *get_args(Kind)):
        kinds = ", ".join(get_args(Kind))
        raise ConfigError(setting="--kind", reason=f"{kind!r} is not one of {kinds}")
    rows = builtin_table().search(text, kind=kind, task=task, vendor=vendor)
    if sys.stdout.isatty() and not voice.json:
        _print_table(rows)
    else:
        found = [_Listed.of(row) for row in rows]
        voice.show(found, ("\t".join((x.path, x.kind, x.title, x.price)) for x in found))
    return len(rows)


def _print_table(rows: list[Row]) -> None:
    from rich.console import Console  # here, because most calls print for no terminal

    console = Console(highlight=False, markup=False, emoji=False)
    cells = [("path", "kind", "title", "price")] if rows else []
    cells += [(row.path, row.kind, row.title, price_of(row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    fits = sum(widths) + len(_GAP) * 3 <= console.width
    for number, one in enumerate(cells):
        style = "dim" if number == 0 or rows[number - 1].deprecated else None
        if fits:
            line = _GAP.join(f"{cell:<{width}}" for cell, width in zip(one, widths, strict=True))
            console.print(line.rstrip(), style=style, soft_wrap=True)
        elif number:  # the path is what is copied: it has a line of its own, and is never cut
            console.print(one[0], style=style, soft_wrap=True)
            console.print(_GAP + _GAP.join(one[1:]), style="dim", no_wrap=True, overflow="ellipsis")
    console.print(f"{len(rows)} endpoints; `runninghub models show PATH` tells more", style="dim")


def _show(name: str, voice: Voice) -> None:
    row = builtin_table().find(name)
    texts = dict(params_of(row))
    view = _Shown(
        **msgspec.structs.asdict(_Listed.of(row)),
        params=tuple(_Option.of(param, texts[param.python_name]) for param in row.params),
        rules=tuple(rule.describe() for rule in row.rules),
        superseded_by=row.superseded_by,
    )
    voice.show(view, _described(row))


def _described(row: Row) -> Iterator[str]:
    yield describe(row, Definition(row).python_path)
