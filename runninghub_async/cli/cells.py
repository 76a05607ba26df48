"""Cells of a CSV as values: what a text means for a parameter, or for the input of a node."""

from __future__ import annotations

import json
import re
from typing import Any

import msgspec

from runninghub_async.catalog.params import Choice, Flag, Object, Param, Real, Whole
from runninghub_async.catalog.values import parse_number
from runninghub_async.errors import InvalidRequest

__all__ = ["from_cell", "typed_cell"]


def from_cell(path: str, param: Param, cell: str) -> Any:
    """What a cell means for a parameter; texts that are fine as they are stay so."""
    text = cell.strip()
    if param.many or isinstance(param, Object):
        if text.startswith(("[", "{")):
            return _json_cell(path, param.python_name, text)
        parts = [part.strip() for part in text.split("|")] if param.many else [text]
        return [part for part in parts if part] if param.many else text
    if isinstance(param, Choice) and text in param.options:
        return text
    if isinstance(param, Choice | Flag) and text.lower() in ("true", "false"):
        return text.lower() == "true"  # a spreadsheet writes TRUE
    if isinstance(param, Choice | Whole | Real):
        return _number(text)  # and 5.0
    return cell


def _number(text: str) -> int | float | str:
    """A number where the text is one, so that 5, 5.0 and 05 make the same job."""
    if re.fullmatch(r"[+-]?[0-9]{1,400}", text):
        return int(text)  # a seed beyond 2**53 does not survive a float
    number = parse_number(text)
    return text if number is None else number


def _json_cell(path: str, name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = f"begins like JSON and is none: {error}"
        raise InvalidRequest(endpoint=path, param=name, reason=reason) from error


def typed_cell(cell: str) -> Any:
    """What a cell means for an input of a workflow, whose types nobody knows here.

    JSON where it is a number, true, false, a list, an object or a text in quotes; else the text.
    """
    text = cell.strip()
    lower = text.lower() if text.lower() in ("true", "false") else text
    if not _is_scalar(lower) and text[:1] not in ("[", "{", '"'):
        return cell
    try:
        return msgspec.json.decode(lower)
    except (msgspec.DecodeError, RecursionError):
        return cell


def _is_scalar(text: str) -> bool:
    return text in ("true", "false") or parse_number(text) is not None
