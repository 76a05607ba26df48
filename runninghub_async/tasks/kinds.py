"""What kind a task is: the key under which durations are remembered."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

__all__ = ["history_key"]

LONGEST_OPTION = 16  #: characters of a text that may be an option, such as "720p" or "16:9"
LARGEST_NUMBER = 1_000_000  #: a greater one is a seed or an id, whatever its name
MOST_OPTIONS = 8  #: parameters in a key, the first by name
#: Words in names, in lower case, of what differs from task to task and decides no duration.
PASSING = ("seed", "prompt", "text", "url", "image", "video", "audio", "name", "code")
#: Words in names that decide a duration, also where one of the above stands beside them.
DECIDING = ("size", "resolution", "duration", "count", "num", "quality", "mode", "ratio")
STRANGE = frozenset(" /?&=@\n\r\t")  #: never in an option; some would break the key


def history_key(endpoint: str, body: Mapping[str, Any]) -> str:
    """Return the kind of a task: its endpoint and the parameters that may decide its duration.

    Only small values are in it: numbers, truth values and short options such as "720p";
    never a prompt, a seed, an id or a URL: `vidu/text-to-video?duration=5&resolution=720p`.
    A parameter that decides nothing costs little: what is known of the endpoint fills in.
    """
    parts = [
        f"{name}={value}"
        for name, value in sorted(body.items())
        if _may_decide(name) and _is_option(value)
    ]
    return f"{endpoint}?{'&'.join(parts[:MOST_OPTIONS])}" if parts else endpoint


def _may_decide(name: str) -> bool:
    lower = name.lower()
    if any(word in lower for word in DECIDING):
        return True
    return lower != "id" and not name.endswith(("Id", "Ids", "_id")) and not _passes(lower)


def _passes(lower: str) -> bool:
    return any(word in lower for word in PASSING)


def _is_option(value: object) -> bool:
    if isinstance(value, str):
        return 0 < len(value) <= LONGEST_OPTION and not STRANGE & set(value)
    if isinstance(value, float):
        return math.isfinite(value) and abs(value) < LARGEST_NUMBER
    return isinstance(value, int) and abs(value) < LARGEST_NUMBER
