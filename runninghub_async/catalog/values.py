"""What a value may be, whatever parameter it is for: names, numbers, near misses."""

from __future__ import annotations

import keyword
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from runninghub_async.files.media import MediaRefused, MediaRule, classify
from runninghub_async.protocol.loose import shown

__all__ = [
    "DEEPEST",
    "Refused",
    "close_names",
    "figure",
    "loose",
    "nearest",
    "parse_number",
    "python_name",
    "shown",
    "unicode_text",
]


class Refused(ValueError):
    """A value that does not fit; the caller adds endpoint and parameter."""

    def __init__(
        self, reason: str, *, allowed: Sequence[str] = (), nearest: Sequence[str] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.allowed = tuple(allowed)
        self.nearest = tuple(nearest)


def python_name(wire: str) -> str:
    """`imageUrl` -> `image_url`, `kling-v3.0-pro` -> `kling_v3_0_pro`, `from` -> `from_`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire)
    name = re.sub(r"\W", "_", snake).lower()
    if keyword.iskeyword(name):
        return f"{name}_"
    return f"_{name}" if name[:1].isdigit() else name


DEEPEST = 100  #: lists and objects in each other; deeper ones, or endless ones, reach no wire


def loose(value: Any, now: float, depth: int = 0) -> Any:
    """A value as it was given; only what cannot be JSON must be media.

    Raises:
        MediaRefused: it is neither, or holds itself.
    """
    if isinstance(value, Mapping | list | tuple):
        if depth == DEEPEST:
            raise MediaRefused(f"is nested more than {DEEPEST} deep")
        if isinstance(value, Mapping):
            return {
                unicode_text(str(name)): loose(one, now, depth + 1) for name, one in value.items()
            }
        return [loose(one, now, depth + 1) for one in value]
    if isinstance(value, str):
        return unicode_text(value)
    if isinstance(value, float) and not math.isfinite(value):
        raise MediaRefused(f"={value} has no place in JSON")
    if value is None or isinstance(value, bool | int | float):
        return value
    return classify(value, MediaRule(), now)


def unicode_text(text: str) -> str:
    """Return the text as it is.

    Raises:
        MediaRefused: it holds half a character, which no encoding can send.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise MediaRefused(
            f"has half a character (a lone surrogate) at position {error.start}"
        ) from error
    return text


def figure(number: float) -> str:
    """A number for people: 3, 0.5, 2147483647."""
    return str(int(number)) if number == int(number) else repr(number)


def close_names(
    text: str, names: Iterable[str], *, count: int = 1, cutoff: float = 0.5
) -> list[str]:
    """Return the names that are most like the text, the nearest first."""
    import difflib  # here, because only mistakes need it and it takes half a millisecond

    return difflib.get_close_matches(text, list(names), n=count, cutoff=cutoff)


def nearest(text: str, options: Sequence[str]) -> list[str]:
    """Return the option that is most like the text, as a list of one or none."""
    numbers = [option for option in options if re.fullmatch(r"-?\d+(\.\d+)?", option)]
    if numbers and re.fullmatch(r"-?\d+(\.\d+)?", text):
        return [repr(min(numbers, key=lambda option: abs(float(option) - float(text))))]
    folded = {option.casefold(): option for option in options}
    close = close_names(text.casefold(), folded, cutoff=0.6)
    return [repr(folded[close[0]])] if close else []


def parse_number(value: Any) -> float | None:
    """Return a number or the number of a text; None for anything else and for no finite one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
