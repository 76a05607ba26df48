"""The calls that the emulator knows, as rows; a request finds its row by method and path.

The rows are written down here and in the parts beside this module, not taken from the
client's own table, so that the two can disagree. Source: platform-api 0 (the map), 1.2 (keys).
"""

from __future__ import annotations

import enum
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Family

__all__ = ["Call", "Key", "Route"]


class Key(enum.Enum):
    """Where a call carries the key."""

    NONE = "nowhere"
    HEADER = "Authorization: Bearer"
    BODY = "apiKey"  #: a field of the JSON body (a Bearer header beside it is fine)
    BODY_LOWER = "apikey"  #: the same in lower case: the account call only
    FORM = "apiKey, form field"
    QUERY = "apiKey, query parameter"
    PATH = "path segment"


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request as its handler sees it: admitted, its key known, its JSON decoded."""

    operation: str
    key: str
    now: float  #: seconds of the emulator's clock
    target: str = ""  #: what stands in the path: a model's path, a workflow's id
    query: Mapping[str, str] = {}
    headers: Mapping[bytes, bytes] = {}
    body: dict[str, Any] = {}  #: the JSON object; empty for GET
    raw: bytes = b""  #: the body as it came


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `handle` returns the answer or raises `Refusal`."""

    operation: str  #: its name in faults and in `Ledger.requests`
    method: str
    path: str  #: `{target}` stands for one or more segments, `{key}` for the key
    family: Family
    key: Key
    handle: Callable[[Call], Answer | Awaitable[Answer]]
