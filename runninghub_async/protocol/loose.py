"""Loose values: what stands in an answer, whatever its type, as what it means.

Every field may be absent, null, empty, a number or a string. Source: platform-api 13
(traps 3, 10, 16, 30).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

__all__ = [
    "LONGEST",
    "SPOILED",
    "count_of",
    "cut",
    "decimal_of",
    "decode_object",
    "error_number",
    "first_text",
    "flag_of",
    "id_of",
    "json_of",
    "mapping_of",
    "shown",
    "text_of",
    "verbatim",
]

decode_object = msgspec.json.Decoder(dict[str, Any]).decode
SPOILED = "\ufffd"  #: what stands for bytes that are no UTF-8
LONGEST = 10_000  #: characters of a text for people: a node's whole traceback is shorter
_MAGNITUDE = 30  #: powers of ten that a sum of money or a count may reach


def text_of(value: Any) -> str:
    """A string from whatever stands there; null, objects and lists count as nothing."""
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return str(value)


def id_of(value: Any) -> str:
    """A task id; 0 is none (platform-api 2.2: ids are positive), and so is a spoiled one."""
    text = text_of(value)
    return text if text and text.strip("0") and SPOILED not in text else ""


def first_text(*values: Any) -> str:
    """The first value that is a text with something in it."""
    for value in values:
        if value is not None and (text := text_of(value)):
            return text
    return ""


def cut(text: str) -> str:
    """A text for people, without its end where it is longer than `LONGEST`."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def error_number(value: Any) -> int | str | None:
    """An error number; an empty text, null and 0 mean no error (trap 3)."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = text_of(value)
    if not text:
        return None
    try:
        return int(text) or None
    except ValueError:
        return text


def decimal_of(value: Any) -> Decimal | None:
    """A number, also one in a string (trap 10); None for anything else."""
    text = text_of(value)
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # An exponent out of all reason would make every later sum or int() run for ever.
    return number if number.is_finite() and abs(number.adjusted()) <= _MAGNITUDE else None


def count_of(value: Any) -> int | None:
    """A whole number, also one in a string."""
    number = decimal_of(value)
    return int(number) if number is not None else None


def mapping_of(value: Any) -> Mapping[str, Any]:
    """An object, also one that comes as JSON in a string (trap 30); else an empty one."""
    value = json_of(value)
    return value if isinstance(value, dict) else {}


def flag_of(value: Any) -> bool:
    """Whether something says yes: true, 1, "true", "1"."""
    return value is True or text_of(value).lower() in ("1", "true")


def json_of(value: Any) -> Any:
    """What a string of JSON holds; anything else, and what is no JSON, as it is."""
    if not isinstance(value, str) or value.lstrip()[:1] not in ("{", "["):
        return value
    try:
        return msgspec.json.decode(value)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return value


def verbatim(value: Any) -> str:
    """A text as it was made, white space included; blank text counts as nothing."""
    return value if isinstance(value, str) and value.strip() else text_of(value)


def shown(value: object) -> str:
    """Return a value for messages, cut at 80 characters."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists without an end
        return f"a value too large to show ({type(value).__name__})"
    return text if len(text) <= 80 else f"{text[:77]}..."
