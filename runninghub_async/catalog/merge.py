"""A row that is known, joined with what a registry says of the same endpoint now."""

from __future__ import annotations

from typing import Any

import msgspec

from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Image,
    Object,
    ParamKind,
    Real,
    Video,
    Whole,
)
from runninghub_async.catalog.table import Row
from runninghub_async.catalog.values import parse_number

__all__ = ["fitting_default", "merge"]


def merge(known: Row, read: Row, *, drop: bool = False) -> Row:
    """Return the known row with what the registry says; what that does not know stays.

    That is the title, rules, category, sources, confidence, aliases; a limit that it does
    not state; and parameters that it does not list. Of these, required ones go, because a
    call without them must be possible; rules that speak of what is gone go with it.

    Args:
        drop: Let go of all parameters that it does not list, but for objects, of which it
            lists none.
    """
    found = {param.name: param for param in read.params}
    params: list[ParamKind] = []
    for old in known.params:
        new = found.pop(old.name, None)
        if new is not None:
            params.append(_merge_param(old, new))
        elif isinstance(old, Object) or not (drop or old.required):
            params.append(old)
    params += found.values()
    names = {param.name for param in params}
    return msgspec.structs.replace(
        known,
        kind=known.kind if read.kind == "text" else read.kind,
        params=tuple(params),
        rules=tuple(rule for rule in known.rules if rule.names() <= names),
        open=known.open or (read.open and not any(isinstance(one, Object) for one in params)),
        extra_outputs=read.extra_outputs or known.extra_outputs,
        deprecated=known.deprecated or read.deprecated,
    )


def _merge_param(old: ParamKind, new: ParamKind) -> ParamKind:
    if type(old) is not type(new):
        return msgspec.structs.replace(new, python=old.python)
    changes = {
        field: getattr(old, field)
        for field in new.__struct_fields__
        if _says_nothing(new, field, getattr(new, field))
    }
    if isinstance(old, Choice) and isinstance(new, Choice) and _differ_in_case(old, new):
        changes |= {"options": old.options, "default": old.default}
    merged = msgspec.structs.replace(new, **changes)
    if not merged.many:
        merged = msgspec.structs.replace(merged, max_items=None)
    if "default" in changes:  # what was the default may be no option any more
        return fitting_default(msgspec.structs.replace(merged, default=None), old.default)
    return merged


def _says_nothing(param: ParamKind, field: str, value: Any) -> bool:
    """Whether a registry leaves this open; only of media does it say that it is no list."""
    if field in ("name", "required"):
        return False
    if field == "many" and isinstance(param, Image | Video | Audio):
        return False
    return value is None or value == () or (value is False and field != "default")


def _differ_in_case(old: Choice, new: Choice) -> bool:
    """Whether two lists of options are the same but for the case, which then is old's."""
    if not (old.ignore_case or new.ignore_case):
        return False
    before, after = ({one.casefold() for one in param.options} for param in (old, new))
    return before == after


def fitting_default(param: ParamKind, default: Any) -> ParamKind:
    """Return the parameter with this default, in wire form; without it where it breaks a limit."""
    if isinstance(param, Whole | Real):
        number = parse_number(default)
        default = int(number) if number is not None and isinstance(param, Whole) else number
    try:
        default = param.encode(default)
    except ValueError:
        return param
    return msgspec.structs.replace(param, default=default)
