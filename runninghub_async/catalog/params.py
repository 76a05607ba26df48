"""Parameter kinds: check one value and encode it for the wire.

A kind is a Struct whose fields are the limits that the table states, so a row that
names a limit its kind does not have is refused when the table is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, Union

import msgspec

from runninghub_async.catalog.values import (
    Refused,
    figure,
    loose,
    nearest,
    parse_number,
    python_name,
    shown,
    unicode_text,
)
from runninghub_async.files.media import (
    Local,
    MediaInput,
    MediaRefused,
    MediaRule,
    Upload,
    classify,
)

__all__ = [
    "Audio",
    "Choice",
    "Flag",
    "Image",
    "Object",
    "Param",
    "ParamKind",
    "Real",
    "Text",
    "Video",
    "Whole",
]


class Param(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="type",
):
    """What every kind has. With `many`, the wire value is a list of the kind's value."""

    name: str  #: exact wire key
    required: bool = False
    default: Any = None  #: wire value; sent when the parameter is required and not given
    many: bool = False
    max_items: int | None = None  #: None where no limit is known
    python: str | None = None  #: the keyword, where the wire key makes no readable one

    @property
    def python_name(self) -> str:
        """The keyword that a caller uses."""
        return self.python or python_name(self.name)

    @property
    def type(self) -> str:
        """The kind as the table calls it: string, enum, image and so on."""
        return str(type(self).__struct_config__.tag)

    def encode(self, value: Any, now: float = 0.0) -> Any:
        """Return the wire value, or `Local` media in its place. `None` means not given.

        Raises:
            Refused: the value does not fit.
        """
        if not self.many:
            return self._encode(value, now)
        values = [value] if _is_single(value) else list(value)
        if self.max_items is not None and len(values) > self.max_items:
            raise Refused(f"has {len(values)} items, more than {self.max_items}")
        encoded = [self._encode(one, now) for one in values]
        return [one for one in encoded if one is not None] or None

    def annotation(self) -> Any:
        """The type that a caller may pass."""
        one = self._annotation()
        either: Any = Union  # subscribed with values, not with types that a checker can see
        sequence: Any = Sequence
        if self.many:
            one = either[sequence[one], one]
        return one if self.required and self.default is None else either[one, None]

    def limits(self) -> str:
        """What the table says about the value, for docstrings: "one of 540p, 720p"."""
        return ""

    def _encode(self, value: Any, now: float) -> Any:
        raise Refused("has a kind that cannot be sent")

    def _annotation(self) -> Any:
        return Any


def _is_single(value: Any) -> bool:
    """A single value where a list is wanted: text, bytes, a file, an upload, an object."""
    return isinstance(value, str | bytes | bytearray | memoryview | Mapping | Upload) or not (
        isinstance(value, Sequence | set | frozenset)
        or (
            isinstance(value, Iterable)
            and not hasattr(value, "read")
            and not hasattr(value, "__fspath__")
        )
    )


class Text(Param, frozen=True, tag="string"):
    """Free text; a number is taken as its text."""

    min_length: int | None = None
    max_length: int | None = None
    lora: bool = False  #: the file name of an uploaded LoRA

    def _encode(self, value: Any, now: float) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = _digits(value)
        if not isinstance(value, str):
            raise Refused(f"={shown(value)} is not text", allowed=("str",))
        if not value:
            return None  # an empty optional string is left out (platform-api 2.1)
        if self.max_length is not None and len(value) > self.max_length:
            raise Refused(f"has {len(value)} characters, more than {self.max_length}")
        if self.min_length is not None and len(value) < self.min_length:
            raise Refused(f"has {len(value)} characters, fewer than {self.min_length}")
        try:
            return unicode_text(value)
        except MediaRefused as error:
            raise Refused(error.reason) from error

    def _annotation(self) -> Any:
        return str

    def limits(self) -> str:
        low, high = self.min_length, self.max_length
        if self.lora:
            return "the file name of a LoRA"
        if low is not None and high is not None:
            return f"{low} to {high} characters"
        if low is not None:
            return f"at least {low} characters"
        return f"at most {high} characters" if high is not None else ""


class Choice(Param, frozen=True, tag="enum"):
    """One of some words; what a friendly value means is found (5 is "5", True is "true")."""

    options: tuple[str, ...]  #: JSON strings as sent on the wire
    ignore_case: bool = False

    def _encode(self, value: Any, now: float) -> Any:
        text = _option_text(value, self.options)
        if text in self.options:
            return text
        if self.ignore_case and isinstance(text, str):
            for option in self.options:
                if option.casefold() == text.casefold():
                    return option
        raise Refused(
            f"={shown(value)} is not allowed",
            allowed=self.options,
            nearest=nearest(text if isinstance(text, str) else shown(text), self.options),
        )

    def _annotation(self) -> Any:
        choices: list[Any] = list(self.options)
        numbers = [int(one) for one in self.options if re.fullmatch(r"-?(0|[1-9]\d{0,17})", one)]
        if len(numbers) == len(choices):
            choices += numbers
        annotation: Any = Literal[tuple(choices)]
        if set(self.options) in ({"true", "false"}, {"yes", "no"}):
            annotation = annotation | bool
        return annotation

    def limits(self) -> str:
        return f"one of {', '.join(self.options)}"


def _digits(number: float) -> str:
    try:
        return repr(number)
    except ValueError as error:  # Python writes no more than some thousand digits
        raise Refused("has too many digits") from error


def _option_text(value: Any, options: Sequence[str]) -> Any:
    """5 -> "5", 5.0 -> "5", True -> "true" or "yes": what a friendly value means as an option."""
    if isinstance(value, bool):
        words = ("true", "yes") if value else ("false", "no")
        return next((word for word in words if word in options), value)
    if isinstance(value, float) and value.is_integer() and repr(value) not in options:
        return str(int(value))
    if isinstance(value, int | float):
        return _digits(value)
    return value.strip() if isinstance(value, str) else value


class Flag(Param, frozen=True, tag="bool"):
    """True or false; the two words are taken too."""

    def _encode(self, value: Any, now: float) -> Any:
        if isinstance(value, bool):
            return value
        word = value.strip().lower() if isinstance(value, str) else None
        if word in ("true", "false"):
            return word == "true"
        raise Refused(f"={shown(value)} is neither true nor false", allowed=("True", "False"))

    def _annotation(self) -> Any:
        return bool


class _Number(Param, frozen=True):
    min: float | None = None
    max: float | None = None
    step: float | None = None

    def _check_range(self, number: float) -> None:
        low, high = self.min, self.max
        if (low is not None and number < low) or (high is not None and number > high):
            clamped = max(low, number) if low is not None else number
            clamped = min(high, clamped) if high is not None else clamped
            raise Refused(
                f"={figure(number)} is out of range",
                allowed=(self._range(),),
                nearest=(figure(clamped),),
            )
        if self.step:
            origin = low or 0
            steps = (number - origin) / self.step
            if math.isfinite(steps) and abs(steps - round(steps)) > 1e-6:
                near = origin + round(steps) * self.step
                if high is not None and near > high:
                    near -= self.step
                raise Refused(
                    f"={figure(number)} is between two steps of {figure(self.step)}",
                    nearest=(f"{near:.10g}",),
                )

    def _range(self) -> str:
        low = "" if self.min is None else figure(self.min)
        high = "" if self.max is None else figure(self.max)
        if low and high:
            return f"{low} to {high}"
        return f"at least {low}" if low else f"at most {high}" if high else ""

    def limits(self) -> str:
        steps = f"in steps of {figure(self.step)}" if self.step and self.step != 1 else ""
        return ", ".join(part for part in (self._range(), steps) if part)


class Whole(_Number, frozen=True, tag="int"):
    """A whole number; 5.0 and "5" are taken too."""

    def _encode(self, value: Any, now: float) -> Any:
        number = parse_number(value)
        if number is None or number != int(number):
            raise Refused(f"={shown(value)} is not a whole number", allowed=("int",))
        self._check_range(number)
        if isinstance(value, str) and value.strip().lstrip("+-").isdecimal() and len(value) < 400:
            return int(value)  # a seed beyond 2**53 does not survive a float
        return value if isinstance(value, int) else int(number)

    def _annotation(self) -> Any:
        return int


class Real(_Number, frozen=True, tag="float"):
    """A number with decimals; a whole one or its text is taken too."""

    precision: int | None = None  #: decimals

    def _encode(self, value: Any, now: float) -> Any:
        number = parse_number(value)
        if number is None:
            raise Refused(f"={shown(value)} is not a number", allowed=("float",))
        self._check_range(number)
        if self.precision is not None and abs(round(number, self.precision) - number) > 1e-9:
            raise Refused(
                f"={figure(number)} has more than {self.precision} decimals",
                nearest=(figure(round(number, self.precision)),),
            )
        return number

    def _annotation(self) -> Any:
        return float


class _Media(Param, frozen=True):
    accept: tuple[str, ...] = ()  #: extensions, upper case
    max_mb: float | None = None

    def rule(self) -> MediaRule:
        return MediaRule(kind=self.type, accept=self.accept, max_mb=self.max_mb)

    def _encode(self, value: Any, now: float) -> str | Local:
        try:
            return classify(value, self.rule(), now)
        except MediaRefused as error:
            raise Refused(error.reason, allowed=error.allowed) from error

    def _annotation(self) -> Any:
        return MediaInput

    def limits(self) -> str:
        kinds = "/".join(self.accept)
        size = f"at most {self.max_mb:g} MB" if self.max_mb is not None else ""
        return ", ".join(part for part in (kinds, size) if part)


class Image(_Media, frozen=True, tag="image"):
    """A picture: its URL, or a local one that is uploaded first."""


class Video(_Media, frozen=True, tag="video"):
    """A video: its URL, or a local one that is uploaded first."""


class Audio(_Media, frozen=True, tag="audio"):
    """A sound: its URL, or a local one that is uploaded first."""


class Object(Param, frozen=True, tag="object"):
    """A JSON object. `fields` are its known keys; None where they are not known."""

    fields: tuple[ParamKind, ...] | None = None

    def _encode(self, value: Any, now: float) -> Any:
        if not isinstance(value, Mapping):
            raise Refused(f"={shown(value)} is not an object", allowed=("dict",))
        if self.fields is None:
            try:
                return loose(value, now)
            except MediaRefused as error:
                raise Refused(error.reason, allowed=error.allowed) from error
        known = {field.name: field for field in self.fields}
        for name in value:
            if name not in known:
                raise Refused(
                    f"has the unknown key {name!r}",
                    allowed=tuple(known),
                    nearest=nearest(str(name), tuple(known)),
                )
        encoded = {}
        for name, field in known.items():
            given = value.get(name)
            try:
                one = field.encode(given, now) if given is not None else None
            except Refused as error:
                reason = f"[{name!r}]" + ("" if error.reason[0] == "=" else " ") + error.reason
                raise Refused(reason, allowed=error.allowed, nearest=error.nearest) from error
            if one is None and field.required:
                one = field.default
                if one is None:
                    raise Refused(f"lacks the key {name!r}")
            if one is not None:
                encoded[name] = one
        return encoded

    def _annotation(self) -> Any:
        return Mapping[str, Any]

    def limits(self) -> str:
        return f"keys {', '.join(field.name for field in self.fields)}" if self.fields else ""


ParamKind: TypeAlias = Text | Choice | Flag | Whole | Real | Image | Video | Audio | Object
