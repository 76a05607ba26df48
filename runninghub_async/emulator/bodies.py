"""The service's own check of a submit body: strict where the client is friendly.

It shares the table with the client but none of its checks, so that the two can disagree.
Whether the service fills in a required parameter that has a default is not known: here
it must be sent.

Source: platform-api 2.1 (types matter; leave out empty strings), 9.2 (1007, 1008, 1013).
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Flag,
    Image,
    Object,
    Param,
    Real,
    Text,
    Video,
    Whole,
)
from runninghub_async.catalog.table import Row
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.conditions import broken_conditions

__all__ = ["FindOwnFile", "check_body"]

#: URL -> size in bytes of a file of ours, None for somebody else's and for an asset that is
#: ready; KeyError when it is ours and does not exist.
FindOwnFile = Callable[[str], int | None]

_COMMON = {"webhookUrl": str, "appCode": str}
_MEGABYTE = 1024 * 1024
_REMOTE = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_ASSET = re.compile(r"asset://\S+")
_DATA = re.compile(r"data:(?P<kind>[a-z]+)/[\w.+-]+(?:;[\w.+=-]+)*;base64,", re.IGNORECASE)


def check_body(row: Row, body: Mapping[str, Any], find_own_file: FindOwnFile) -> None:
    """Check a decoded body against its row.

    Raises:
        Refusal: 1007 with the wire name of the field, 1008 for a file that is too large,
            1013 for one that cannot be read.
    """
    known = {param.name: param for param in row.params}
    for name, value in body.items():
        if name in known:
            _check_param(known[name], name, value, find_own_file)
        elif name in _COMMON:
            if not isinstance(value, _COMMON[name]):
                raise _bad(name, "must be a string")
        elif not row.open:
            raise _bad(name, "is not a parameter of this model")
    for param in row.params:
        if param.required and param.name not in body:
            raise _bad(param.name, "is required")
    for problem in broken_conditions(row, body):
        raise Refusal(1007, f"Invalid parameter: {problem}")


def _bad(name: str, problem: str) -> Refusal:
    return Refusal(1007, f"Invalid parameter: {name} {problem}")


def _check_param(param: Param, name: str, value: Any, find_own_file: FindOwnFile) -> None:
    if not param.many:
        _check_value(param, name, value, find_own_file)
        return
    if not isinstance(value, list):
        raise _bad(name, "must be an array")
    if not value:
        raise _bad(name, "must not be empty")
    if param.max_items is not None and len(value) > param.max_items:
        raise _bad(name, f"has {len(value)} items, at most {param.max_items} are allowed")
    for position, one in enumerate(value):
        _check_value(param, f"{name}[{position}]", one, find_own_file)


def _check_value(param: Param, name: str, value: Any, find_own_file: FindOwnFile) -> None:
    match param:
        case Text():
            _check_text(param, name, value)
        case Choice():
            if not isinstance(value, str) or value not in param.options:
                raise _bad(name, f"must be one of {', '.join(param.options)}, as a string")
        case Flag():
            if not isinstance(value, bool):
                raise _bad(name, "must be a boolean")
        case Whole():
            if not isinstance(value, int) or isinstance(value, bool):
                raise _bad(name, "must be an integer")
            _check_range(param, name, value)
        case Real():
            _check_real(param, name, value)
        case Image() | Video() | Audio():
            _check_media(param, name, value, find_own_file)
        case Object():
            _check_object(param, name, value, find_own_file)
        case _:
            raise TypeError(f"no check for {type(param).__name__}")


def _check_text(param: Text, name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise _bad(name, "must be a string")
    if not value:
        raise _bad(name, "must not be empty")
    if param.max_length is not None and len(value) > param.max_length:
        raise _bad(name, f"is longer than {param.max_length} characters")
    if param.min_length is not None and len(value) < param.min_length:
        raise _bad(name, f"is shorter than {param.min_length} characters")


def _check_real(param: Real, name: str, value: Any) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise _bad(name, "must be a number")
    _check_range(param, name, value)
    if param.precision is not None and abs(round(value, param.precision) - value) > 1e-9:
        raise _bad(name, f"has more than {param.precision} decimals")


def _check_range(param: Whole | Real, name: str, value: float) -> None:
    if param.min is not None and value < param.min:
        raise _bad(name, f"must be at least {param.min:g}")
    if param.max is not None and value > param.max:
        raise _bad(name, f"must be at most {param.max:g}")
    if param.step:
        steps = (value - (param.min or 0)) / param.step
        if abs(steps - round(steps)) > 1e-6:
            raise _bad(name, f"must be a multiple of {param.step:g}")


def _check_media(
    param: Image | Video | Audio, name: str, value: Any, find_own_file: FindOwnFile
) -> None:
    if not isinstance(value, str):
        raise _bad(name, "must be a URL")
    if value[:5].lower() == "data:":
        size: int | None = _data_size(param, name, value)
    elif _REMOTE.fullmatch(value) or _ASSET.fullmatch(value):
        try:
            size = find_own_file(value)
        except KeyError:
            raise Refusal(1013, f"Input file could not be processed: {name} {value}") from None
    else:
        raise _bad(name, "must be an http(s) URL, a data URI or an asset")
    if size is not None and param.max_mb is not None and size > param.max_mb * _MEGABYTE:
        raise Refusal(1008, f"File too large: {name} is over {param.max_mb:g} MB")


def _data_size(param: Image | Video | Audio, name: str, value: str) -> int:
    header = _DATA.match(value)
    if header is None:
        raise _bad(name, "must be data:<mime>;base64,<content>")
    kind = str(type(param).__struct_config__.tag)
    if header["kind"].lower() not in (kind, "application"):
        raise _bad(name, f"must be {kind} data")
    try:
        size = len(base64.b64decode(value[header.end() :], validate=True))
    except (binascii.Error, ValueError):
        raise Refusal(1013, f"Input file could not be processed: {name} is no base64") from None
    if not size:
        raise Refusal(1013, f"Input file could not be processed: {name} is empty")
    return size


def _check_object(param: Object, name: str, value: Any, find_own_file: FindOwnFile) -> None:
    if not isinstance(value, dict):
        raise _bad(name, "must be an object")
    if param.fields is None:
        return
    known = {field.name: field for field in param.fields}
    for key, one in value.items():
        if key not in known:
            raise _bad(f"{name}.{key}", "is not known")
        _check_param(known[key], f"{name}.{key}", one, find_own_file)
    for field in param.fields:
        if field.required and field.name not in value:
            raise _bad(f"{name}.{field.name}", "is required")
