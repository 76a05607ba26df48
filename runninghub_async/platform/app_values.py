"""Values for the inputs of AI apps: checked against the app's own schema, sent as text.

Source: platform-api 5.1 (`fieldValue` is a string), 5.3 (`fieldType`, an open set).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from runninghub_async.catalog.values import close_names, nearest, parse_number, shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import HasFileName, Local, MediaRule
from runninghub_async.platform.node_media import check_file_text, check_media_for
from runninghub_async.platform.nodes import NodeList, Override, encode_nodes, holds_media
from runninghub_async.protocol.nodes import Option
from runninghub_async.protocol.platform import AppInput, AppSchema

__all__ = ["encode_app_nodes"]

_MEDIA = ("IMAGE", "AUDIO", "VIDEO")
_CHOICES = ("LIST", "SWITCH", "COMBO")
_YES_NO: Mapping[str, str] = {"true": "true", "1": "true", "false": "false", "0": "false"}


def encode_app_nodes(endpoint: str, nodes: object, schema: AppSchema | None = None) -> NodeList:
    """Check `nodes` and return them as apps take them: every value a text.

    True becomes "true", 5 becomes "5", a list or an object its JSON. With a schema, names and
    values are checked against it; a choice may be given by its label as well.

    Raises:
        InvalidRequest: a name or a value that does not fit.
    """
    known = None if schema is None else {one.name: one for one in schema.inputs}
    return encode_nodes(
        endpoint, nodes, functools.partial(_wire, endpoint, known), known=known or ()
    )


def _wire(endpoint: str, known: Mapping[str, AppInput] | None, one: Override, value: Any) -> Any:
    text = _text(endpoint, one, value)
    if known is None:
        return text
    found = known.get(one.name)
    if found is None:
        raise _unknown(endpoint, one, known)
    check = _CHECKS.get(found.type)
    if check is None or found.value == text:
        return text
    return check(_Given(endpoint, one, found), text)


def _text(endpoint: str, one: Override, value: Any) -> Any:
    """A value as text; local media stays, its upload's file name is text."""
    if isinstance(value, str | Local):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if holds_media(value):
        reason = "has local media inside a list or an object, where no app takes it"
        raise InvalidRequest(endpoint=endpoint, param=one.name, reason=reason)
    return msgspec.json.encode(value).decode()


def _unknown(endpoint: str, one: Override, known: Mapping[str, AppInput]) -> InvalidRequest:
    reason = "is no input of this app"
    if not known:
        reason = "cannot be set: the app shows no inputs, so run it once on the web first"
    return InvalidRequest(
        endpoint=endpoint,
        param=one.name,
        reason=reason,
        allowed=tuple(known),
        nearest=close_names(one.name, known),
    )


class _Given(msgspec.Struct, frozen=True):
    """A value and the input that it is for."""

    endpoint: str
    one: Override
    input: AppInput

    def refused(self, reason: str, **more: Any) -> InvalidRequest:
        return InvalidRequest(
            endpoint=self.endpoint,
            param=self.one.name,
            reason=f"={shown(self.one.value)} {reason}",
            **more,
        )


def _whole(given: _Given, text: Any) -> str:
    if isinstance(given.one.value, bool) or isinstance(text, Local) or not _is_whole(text):
        raise given.refused("is no whole number")
    return _within(given, str(text).strip())


def _is_whole(text: str) -> bool:
    digits = text.strip().removeprefix("-").removeprefix("+")
    return digits.isascii() and digits.isdigit()


def _real(given: _Given, text: Any) -> str:
    if isinstance(given.one.value, bool) or parse_number(text) is None:
        raise given.refused("is no number")
    return _within(given, str(text).strip())


def _within(given: _Given, text: str) -> str:
    """The number, if the app's own bounds let it pass."""
    number, low, high = Decimal(text), given.input.min, given.input.max
    if low is not None and number < low:
        raise given.refused(f"is below {low:f}", nearest=(f"{low:f}",))
    if high is not None and number > high:
        raise given.refused(f"is above {high:f}", nearest=(f"{high:f}",))
    return text


def _flag(given: _Given, text: Any) -> str:
    found = None if isinstance(text, Local) else _YES_NO.get(text.strip().lower())
    if found is None:
        raise given.refused("is neither True nor False")
    return found


def _words(given: _Given, text: Any) -> Any:
    if isinstance(text, Local):
        check_media_for(given.endpoint, given.one, given.input.value)
    return text


def _media(given: _Given, text: Any) -> Any:
    value = given.one.value
    if isinstance(text, Local):
        text.rule = MediaRule(kind=given.input.type.lower())  # it was made for this value alone
        return text
    if isinstance(value, bool | int | float | list | tuple | Mapping) or text == "":
        kind = given.input.type.lower()
        raise given.refused(
            f"is no {kind}",
            allowed=("a Path", "bytes", "an open binary file", "an Upload", "a file name"),
        )
    if isinstance(value, str):
        check_file_text(given.endpoint, given.one)
    return text


def _choice(given: _Given, text: Any) -> Any:
    """The value of the choice that was given by value or by label.

    What the service holds under a name (a LoRA) is in no list yet. A switch without a list is
    on or off.
    """
    options = given.input.options
    if not options or isinstance(given.one.value, HasFileName):
        return text
    if isinstance(text, Local):
        raise given.refused("is media; this input is a choice", allowed=_values(options))
    for option in options:
        if text == option.value:
            return text
    labelled = {option.value for option in options if option.label == text}
    if len(labelled) == 1:
        return labelled.pop()
    raise given.refused(
        "is no choice of this input",
        allowed=_values(options),
        nearest=nearest(text, [option.value for option in options]),
    )


def _values(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(
        one.value if one.label == one.value else f"{one.value} ({one.label})" for one in options
    )


_CHECKS: Mapping[str, Callable[[_Given, Any], Any]] = {
    "STRING": _words,
    "INT": _whole,
    "FLOAT": _real,
    "BOOLEAN": _flag,
    **dict.fromkeys(_MEDIA, _media),
    **dict.fromkeys(_CHOICES, _choice),
}
