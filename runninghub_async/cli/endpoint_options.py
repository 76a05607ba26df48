"""A row of the table as options of a command, and texts of the command line as its parameters.

`imageUrl` is `--image-url`; true or false is `--audio` or `--no-audio`; a list is an option that is
given several times; media is a path or a URL; an object is JSON.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import typer

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import price_of, successors
from runninghub_async.catalog.params import Choice, Flag, Object, Param, Real, Text, Whole
from runninghub_async.catalog.table import Row
from runninghub_async.catalog.values import close_names
from runninghub_async.cli.cells import from_cell, typed_cell
from runninghub_async.cli.paths import named_file, with_paths
from runninghub_async.errors import ConfigError, InvalidRequest

__all__ = [
    "about",
    "example",
    "in_options",
    "loose_values",
    "option_name",
    "options_of",
    "values_of",
]

_WORDS = ({"true", "false"}, {"yes", "no"})
_WIDEST = 30  #: characters of the choices that stand beside an option; its help has them all
_CHOICE = "CHOICE"
_HERE = Path()


def option_name(python_name: str) -> str:
    """`image_url` -> `--image-url`, `from_` -> `--from`."""
    return "--" + python_name.strip("_").replace("_", "-")


# -- row -> options -------------------------------------------------------------------------------


def options_of(row: Row) -> list[inspect.Parameter]:
    """The options, in the table's order, as parameters of a function that typer reads."""
    return list(map(_option, row.params))


def _option(param: Param) -> inspect.Parameter:
    name = option_name(param.python_name)
    kind: Any = list[str] | None if param.many else str | None
    if is_switch(param):
        kind = bool | None
        name = f"{name}/--no-{name.removeprefix('--')}"
    option = typer.Option(
        None,
        name,
        help=_help(param),
        metavar=_metavar(param),
        autocompletion=_completion(param),
    )
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(param.python_name, keyword, default=option, annotation=kind)


def _help(param: Param) -> str:
    """What the table says: required or not, the limits, what is taken when it is not given."""
    need = "required" if param.required and param.default is None else ""
    default = ""
    if param.default is not None:
        value = json.dumps(param.default) if param.type == "object" else param.default
        if is_switch(param):
            value = "on" if value in (True, "true", "yes") else "off"
        default = f"default {value}" + ("" if param.required else ", by the service")
    shown = isinstance(param, Choice) and _metavar(param) != _CHOICE  # beside the option already
    limits = "" if shown or is_switch(param) else param.limits()
    several = f"up to {param.max_items}" if param.max_items else "several" if param.many else ""
    several += " of them: give the option once for each" if several else ""
    return "; ".join(filter(None, (need, limits, several, default)))


def is_switch(param: Param) -> bool:
    """Whether it is on or off: true and false, or words that mean them."""
    if param.many:
        return False
    return isinstance(param, Flag) or (isinstance(param, Choice) and set(param.options) in _WORDS)


def _metavar(param: Param) -> str | None:
    if is_switch(param):
        return None
    if isinstance(param, Choice):
        choices = "|".join(param.options)
        return f"[{choices}]" if len(choices) <= _WIDEST else _CHOICE
    if isinstance(param, Text):
        return "TEXT"
    if isinstance(param, Object):
        return "JSON"
    return "NUMBER" if isinstance(param, Whole | Real) else "FILE|URL"


def _completion(param: Param) -> Callable[[str], list[str]] | None:
    if not isinstance(param, Choice) or is_switch(param):
        return None
    options = param.options

    def complete(incomplete: str) -> list[str]:
        return [one for one in options if one.startswith(incomplete)]

    return complete


def about(row: Row) -> str:
    """What the help of an endpoint says above its options."""
    lines = [f"{row.title}: {row.kind}."]
    if row.deprecated:
        lines.append(f"Deprecated{successors(row)}.")
    lines.append(f"Price: {price_of(row)}.")
    for rule in row.rules:
        unsure = " (inferred: warns only)" if rule.inferred else ""
        lines.append(_with_options(rule.describe(), row) + unsure)
    if row.open:
        lines.append("Not all of its parameters are known: --param NAME=VALUE sends others.")
    return "\n\n".join(lines)


def example(row: Row) -> str:
    """A command that can be pasted."""
    needed = [one for one in row.params if one.required and one.default is None]
    given = " ".join(f"{option_name(one.python_name)} {_sample(one)}" for one in needed)
    return f"runninghub run {row.path} {given} -o clips".replace("  ", " ")


def _sample(param: Param) -> str:
    if isinstance(param, Choice):
        return str(param.default or param.options[0])
    if isinstance(param, Text):
        return '"a cat surfs"'
    if isinstance(param, Whole | Real):
        return f"{param.min or 1:g}"
    return {"image": "cat.png", "video": "clip.mp4", "audio": "sound.mp3"}.get(param.type, "'{}'")


# -- texts -> values ------------------------------------------------------------------------------


def values_of(
    definition: Definition, given: Mapping[str, Any], others: Sequence[str]
) -> dict[str, Any]:
    """Return the parameters: the options that were given, and `--param` texts.

    Raises:
        InvalidRequest: JSON that is none, or a parameter that is given twice.
        ConfigError: a `--param` that is not NAME=VALUE.
    """
    path, params = definition.row.path, definition.params
    values = {
        name: _read(path, params[name], value) for name, value in given.items() if value is not None
    }
    for name, text in _pairs(others):
        python = name.replace("-", "_")
        if python not in params:
            values[name] = named_file(typed_cell(text), _HERE)
            continue
        param = params[python]
        if python in given and given[python] is not None and not param.many:
            raise InvalidRequest(
                endpoint=path, param=option_name(python), reason="is given by --param as well"
            )
        one = _read(path, param, [text] if param.many else text)
        values[python] = [*values.get(python, []), *one] if param.many else one
    return values


def loose_values(others: Sequence[str], *, typed: bool) -> dict[str, Any]:
    """Return what `--param` texts say where no table knows types: JSON if `typed`, else text.

    Raises:
        ConfigError: a text that is not NAME=VALUE, or a name that is given twice.
    """
    values: dict[str, Any] = {}
    for name, text in _pairs(others):
        if name in values:
            raise ConfigError(setting="--param", reason=f"{name} is given twice")
        values[name] = named_file(typed_cell(text) if typed else text, _HERE)
    return values


def _pairs(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        name, found, value = text.partition("=")
        if not found or not name.strip():
            raise ConfigError(setting="--param", reason=f"{text!r} is not NAME=VALUE")
        yield name.strip(), value


def _read(path: str, param: Param, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if param.many:
        single = msgspec.structs.replace(param, many=False)
        return [with_paths(single, from_cell(path, single, one), _HERE) for one in value]
    return with_paths(param, from_cell(path, param, value), _HERE)


# -- errors ---------------------------------------------------------------------------------------


def in_options(error: InvalidRequest, definition: Definition) -> InvalidRequest:
    """The same refusal with the names of options in it."""
    names = definition.params
    if error.param is not None and error.param in names:
        listed = bool(error.allowed) and all(map(_is_number, error.allowed))
        return type(error)(
            endpoint=error.endpoint,
            reason=error.reason,
            param=option_name(error.param),
            allowed=error.allowed,
            nearest=() if listed else error.nearest,
        )
    if error.param is not None:  # no parameter of it: there is no such option either
        near = close_names(error.param, names)
        return type(error)(
            endpoint=error.endpoint,
            reason=f"{error.param} {error.reason}",
            allowed=[option_name(one) for one in names],
            nearest=[option_name(one) for one in near],
        )
    return type(error)(
        endpoint=error.endpoint,
        reason=_with_options(error.reason, definition.row),
        allowed=error.allowed,
        nearest=error.nearest,
    )


def _is_number(text: str) -> bool:
    """Numbers that are listed need no guess: the nearest to 99 may be 10."""
    return re.fullmatch(r"'?-?\d+(\.\d+)?'?", text) is not None


def _with_options(text: str, row: Row) -> str:
    names = sorted((one.python_name for one in row.params), key=len, reverse=True)
    if not names:
        return text
    found = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")
    return found.sub(lambda one: option_name(one[1]), text)
