"""RunningHub's own list of its models -> rows, and how such a row joins one that is known.

The service publishes a JSON list of models, or an object whose `models` is that list. It
knows names, kinds, options and limits; it knows no rules between parameters, no place in
the docs, and no parameters that are objects.

Source: github.com/HM-RunningHub/ComfyUI_RH_OpenAPI, models_registry.json and
developer-kit/model-registry.public.json; where they say one thing and the vendor's client
does another: catalog facts, "Fixes made to source data".
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from runninghub_async.catalog.checks import is_path, problem_of
from runninghub_async.catalog.merge import fitting_default, merge
from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Flag,
    Image,
    ParamKind,
    Real,
    Text,
    Video,
    Whole,
)
from runninghub_async.catalog.table import Kind, Row, read_rows
from runninghub_async.catalog.values import python_name
from runninghub_async.errors import ConfigError

__all__ = ["Registry", "read_registry"]

_KINDS: Mapping[str, type[ParamKind]] = {
    "STRING": Text,
    "LIST": Choice,
    "BOOLEAN": Flag,
    "INT": Whole,
    "FLOAT": Real,
    "IMAGE": Image,
    "VIDEO": Video,
    "AUDIO": Audio,
}
#: In the service's own database, but left out of what it publishes: such a row is `open`.
_UNPUBLISHED = "COMPLEX"
#: "string" also stands for JSON, ids and worlds, so it never outranks what is known.
_OUTPUTS: Mapping[str, Kind] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "3d": "3d",
    "string": "text",
    "text": "text",
}
_LEAVE_OUT = "empty"  #: as an option: the vendor's client then does not send the key
_DEPRECATED = re.compile(r"\s*-?\s*\[deprecated\].*", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r"[\w.\-]{1,64}", re.ASCII)
_PROSE = re.compile(r"prompt|text|lyrics|title|name|desc|style", re.IGNORECASE)


class Registry(msgspec.Struct, frozen=True):
    """What a file says."""

    rows: tuple[Row, ...]
    whole: bool = False  #: in our own form, so a row says everything there is to say

    def onto(self, known: Mapping[str, Row]) -> list[Row]:
        """The rows as they should be, where these (path -> row) are known."""
        if self.whole:
            return list(self.rows)
        return [merge(known[row.path], row) if row.path in known else row for row in self.rows]


class _Param(msgspec.Struct, rename="camel"):
    field_key: str
    type: str
    required: bool | None = None
    default_value: Any = None
    options: list[Any] | None = None
    multiple_inputs: bool | None = None
    max_input_num: int | None = None
    max_inpu_num: int | None = None  #: so misspelt in some entries
    accept: Any = None
    max_size: float | None = None
    min: float | None = None
    max: float | None = None
    step: float | None = None
    precision: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    ignore_list_value_case_sensitive: bool | None = None
    as_list: bool | None = msgspec.field(name="payload_as_list", default=None)


class _Model(msgspec.Struct):
    endpoint: str
    output_type: str
    params: list[_Param]
    name_en: str | None = None
    name_cn: str | None = None
    display_name: str | None = None
    extra_outputs: list[Any] | None = None


class _Refused(ValueError):
    """A field that cannot be read; `where` is its place below a model."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(where, reason)
        self.where = where
        self.reason = reason


# The file --------------------------------------------------------------------------------


def read_registry(content: bytes, *, origin: str) -> Registry:
    """Decode a registry file, or rows in our own form; its content tells which it is.

    Keys that are not known are ignored: a registry has more for other clients.

    Args:
        origin: The file's name, for errors.

    Raises:
        ConfigError: it is neither, or a field cannot be read; `.setting` names the model
            and the field: "new.json: models[3].params[1].type".
    """
    if _is_own(content):
        rows = tuple(read_rows(content, origin=origin))
        for row in rows:
            if reason := problem_of(row):
                raise ConfigError(setting=f"{origin}: {row.path or 'a row'}", reason=reason)
        return Registry(rows, whole=True)
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ConfigError(setting=origin, reason=f"is no registry: {error}") from error
    models = found.get("models") if isinstance(found, dict) else found
    if not isinstance(models, list):
        raise ConfigError(setting=origin, reason="has no list of models")
    return Registry(tuple(_rows(models, origin)))


def _is_own(content: bytes) -> bool:
    """Whether the first line is an object by itself, and not one that holds models."""
    first = content.lstrip().partition(b"\n")[0]
    try:
        return "models" not in msgspec.json.decode(first, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return first.startswith(b'{"path"')  # a broken row, which read_rows will name


def _rows(models: list[Any], origin: str) -> Iterator[Row]:
    seen: dict[str, int] = {}
    for number, model in enumerate(models):
        where = f"{origin}: models[{number}]"
        try:
            row = _row(msgspec.convert(model, _Model, strict=False))
        except msgspec.ValidationError as error:
            reason, _, place = str(error).partition(" - at `$")
            raise ConfigError(setting=where + place.rstrip("`"), reason=reason) from error
        except _Refused as error:
            raise ConfigError(setting=f"{where}.{error.where}", reason=error.reason) from error
        if row.path in seen:
            reason = f"{row.path!r} is models[{seen[row.path]}] already"
            raise ConfigError(setting=f"{where}.endpoint", reason=reason)
        seen[row.path] = number
        yield row


def _row(model: _Model) -> Row:
    path, was = _DEPRECATED.subn("", model.endpoint.strip().strip("/"))
    if not is_path(path):
        raise _Refused("endpoint", f"{model.endpoint!r} is no endpoint path")
    kind = _OUTPUTS.get(model.output_type.casefold())
    if kind is None:
        raise _Refused("output_type", _not_one_of(model.output_type, _OUTPUTS))
    shown = model.name_en or (model.display_name or "").removeprefix("RH ")
    title, other = (_DEPRECATED.sub("", name).strip() for name in (shown, model.name_cn or ""))
    title = title or path
    return Row(
        path=path,
        title=title,
        kind=kind,
        aliases=(other,) if other and other.casefold() not in _folded(path, title) else (),
        params=tuple(_params(model.params)),
        open=any(param.type == _UNPUBLISHED for param in model.params),
        extra_outputs=tuple(one for one in model.extra_outputs or () if isinstance(one, str)),
        deprecated=bool(was) or bool(_DEPRECATED.search(shown)),
    )


def _folded(*names: str) -> set[str]:
    return {name.casefold() for name in names}


def _not_one_of(value: str, allowed: Iterable[str]) -> str:
    return f"{value!r} is not one of {', '.join(allowed)}"


# Parameters ------------------------------------------------------------------------------


def _params(params: list[_Param]) -> Iterator[ParamKind]:
    seen: dict[str, str] = {}
    for number, param in enumerate(params):
        if param.type == _UNPUBLISHED:
            continue
        try:
            read = _param(param)
        except _Refused as error:
            raise _Refused(f"params[{number}].{error.where}", error.reason) from error
        twin = seen.setdefault(read.python_name, read.name)
        if twin is not read.name:
            reason = f"{read.name!r} would be the same keyword as {twin!r}"
            raise _Refused(f"params[{number}].fieldKey", reason)
        yield read


def _param(param: _Param) -> ParamKind:
    kind = _KINDS.get(param.type)
    if kind is None:
        raise _Refused("type", _not_one_of(param.type, _KINDS))
    name = param.field_key.strip()
    if not python_name(name).isidentifier():
        raise _Refused("fieldKey", f"{param.field_key!r} is no name")
    for field in ("min", "max", "step", "max_size"):  # "NaN" is a number to whoever converts it
        if not math.isfinite(getattr(param, field) or 0):
            raise _Refused(field, f"{getattr(param, field)} is no limit")
    fields: dict[str, Any] = {"name": name, "required": bool(param.required)}
    if kind in (Whole, Real):
        fields |= {"min": param.min, "max": param.max, "step": param.step or None}
    if kind is Real:
        fields["precision"] = param.precision
    if kind is Choice:
        options, folded = _options(param.options or [])
        if _LEAVE_OUT in options:
            options.remove(_LEAVE_OUT)
            fields["required"] = False
        if options:
            folded = folded or bool(param.ignore_list_value_case_sensitive)
            fields |= {"options": tuple(options), "ignore_case": folded}
        else:
            kind = Text
    if kind is Text:
        fields |= {"min_length": param.min_length or None, "max_length": param.max_length or None}
    if kind in (Image, Video, Audio):
        fields |= {"accept": _accept(param.accept), "max_mb": param.max_size or None}
    return _with_default(kind(**fields, **_many(param, kind)), param.default_value)


def _options(options: list[Any]) -> tuple[list[str], bool]:
    """The values as text, and whether some differ in their case only; the first one stays."""
    found: dict[str, str] = {}
    folded = False
    for number, option in enumerate(options):
        value = option.get("value") if isinstance(option, dict) else option
        if not isinstance(value, str | int | float):
            raise _Refused(f"options[{number}]", f"{value!r} is no value")
        text = _text(value)
        first = found.setdefault(text.casefold(), text)
        folded = folded or first != text
    return list(found.values()), folded


def _text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _accept(accept: Any) -> tuple[str, ...]:
    """`["PNG"]`, or that list as JSON in a string, or names with commas between them."""
    if isinstance(accept, str):
        try:
            accept = msgspec.json.decode(accept)
        except (msgspec.DecodeError, RecursionError):
            accept = re.split(r"[,\s]+", accept.strip('[]"'))
    if accept is None:
        return ()
    if not isinstance(accept, list) or not all(isinstance(one, str) for one in accept):
        raise _Refused("accept", f"{accept!r} is no list of file extensions")
    names = [one.strip().lstrip(".").upper() for one in accept if "/" not in one]
    return tuple(dict.fromkeys(name for name in names if name))


def _many(param: _Param, kind: type[ParamKind]) -> dict[str, Any]:
    """Whether the wire value is a list, and of how many.

    Media whose key is plural is a list even where the registry says otherwise, with one
    item then: that is what the vendor's client sends.
    """
    limit = param.max_input_num or param.max_inpu_num
    if param.multiple_inputs:
        return {"many": True, "max_items": limit if limit and limit > 1 else None}
    if param.as_list:
        return {"many": True}
    if kind in (Image, Video, Audio) and (
        param.field_key.endswith("Urls") or param.field_key == "videos"
    ):
        return {"many": True, "max_items": limit or 1}
    return {}


def _with_default(param: ParamKind, default: Any) -> ParamKind:
    """The parameter with this default, if it is one: not an example, and allowed.

    A text's default must be a single word that is no prose: the registry pre-fills its
    prompts, and a required parameter's default is sent.
    """
    if isinstance(param, Image | Video | Audio) or default in (None, "", [], _LEAVE_OUT):
        return param
    if isinstance(param, Text) and (
        not _TOKEN.fullmatch(str(default)) or _PROSE.search(param.name)
    ):
        return param
    return fitting_default(param, default)
