"""The calls that the emulator knows, as rows; a request finds its row by method and path.

The rows are written down in the parts beside this module, not taken from the client's own
table, so that the two can disagree. Source: platform-api 0 (the map), 1.2 (keys).
"""

from __future__ import annotations

import enum
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Family
from runninghub_async.emulator.storage import StoredFile

__all__ = [
    "CONNECTION",
    "Call",
    "FILE_CALLS",
    "Found",
    "Key",
    "OPERATIONS",
    "OTHER",
    "Route",
    "RouteTable",
    "SOCKET",
    "SUBMITS",
    "WITHOUT_CODES",
    "WITHOUT_JSON",
    "as_it_is",
]

#: Every name that a row may have; faults are checked against it (a test compares the two).
OPERATIONS = (
    *("submit", "price", "query", "upload", "download", "queue status", "key list"),
    *("workflow create", "workflow run", "workflow json", "cancel"),
    *("app create", "app run", "app schema", "app list", "resource list"),
    *("quick create", "quick create models", "account"),
    *("legacy status", "legacy outputs", "legacy upload"),
    *("webhook detail", "webhook resend", "lora upload url", "lora put"),
    *("assets create", "assets query", "assets list", "assets update", "assets delete"),
    *("assets groups create", "assets groups list", "assets groups query"),
    *("assets groups update", "assets groups delete"),
    *("comfy prompt", "comfy queue", "comfy history", "comfy view", "comfy upload"),
    *("comfy object info", "comfy stats"),
)
OTHER = "other"  #: what is no call of the service
SOCKET = "socket"  #: the handshake of a WebSocket
CONNECTION = "connection"  #: a TCP connection that opens
#: These create tasks.
SUBMITS = frozenset(
    {"submit", "workflow create", "workflow run", "app create", "app run", "quick create"}
    | {"comfy prompt"}
)
#: These answer with files.
FILE_CALLS = frozenset({"download", "comfy view"})
#: These answer with a file or with nothing.
WITHOUT_JSON = FILE_CALLS | {"lora put"}
#: These speak plain HTTP and know no business codes.
WITHOUT_CODES = frozenset(
    {"download", "lora put", *(one for one in OPERATIONS if one.startswith("comfy "))}
)


class Key(enum.Enum):
    """Where a call carries the key."""

    NONE = "nowhere"
    HEADER = "Authorization: Bearer"
    BODY = "apiKey"  #: a field of the JSON body (a Bearer header beside it is fine)
    BODY_LOWER = "apikey"  #: the same in lower case: the account call only
    FORM = "apiKey, form field"  #: checked by the handler, which reads the form
    QUERY = "apiKey, query parameter"
    PATH = "path segment"


def as_it_is(file: StoredFile) -> StoredFile:
    """Serve a file unchanged."""
    return file


async def _nothing() -> AsyncIterator[bytes]:
    pieces: tuple[bytes, ...] = ()
    for piece in pieces:
        yield piece


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One request as its handler sees it: admitted, its key known, its JSON decoded."""

    operation: str
    key: str
    now: float  #: seconds of the emulator's clock
    method: str = "POST"
    path: str = ""
    target: str = ""  #: what stands in the path: a model's path, a workflow's id
    query: Mapping[str, str] = {}
    headers: Mapping[bytes, bytes] = {}
    body: dict[str, Any] = {}  #: the JSON object; empty for GET and where no JSON is spoken
    raw: bytes = b""  #: the body as it came; empty for a route that streams
    pieces: Callable[[], AsyncIterator[bytes]] = _nothing  #: the body, of a route that streams
    served: Callable[[StoredFile], StoredFile] = as_it_is  #: what becomes of a file that is sent


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `handle` returns the answer or raises `Refusal`."""

    operation: str  #: its name in faults and in `Ledger.requests`
    method: str
    path: str  #: `{target}` stands for any number of segments, `{key}` for the key
    family: Family
    key: Key
    handle: Callable[[Call], Answer | Awaitable[Answer]]
    check: Callable[[Call], None] | None = None  #: asked before the method, once the key is known
    streams: bool = False  #: the handler takes the body piece by piece, to the end


class Found(msgspec.Struct, frozen=True):
    """The rows on a path."""

    routes: tuple[Route, ...]
    target: str = ""
    key: str = ""

    def by_method(self, method: str) -> Route | None:
        """The row for a method, or None."""
        return next((route for route in self.routes if route.method == method), None)


class RouteTable:
    """All rows of an emulator, found by path.

    A fixed path wins over a pattern, a longer pattern over a shorter one.
    """

    def __init__(self, routes: Iterable[Route]) -> None:
        by_path: dict[str, tuple[Route, ...]] = {}
        for route in routes:
            by_path[route.path] = (*by_path.get(route.path, ()), route)
        self._fixed = {path: rows for path, rows in by_path.items() if "{" not in path}
        patterns = sorted((path for path in by_path if "{" in path), key=_rank, reverse=True)
        self._patterns = [(_pattern(path), by_path[path]) for path in patterns]

    def __iter__(self) -> Iterator[Route]:
        for rows in self._fixed.values():
            yield from rows
        for _, rows in self._patterns:
            yield from rows

    def find(self, path: str) -> Found | None:
        """The rows on a path, or None where there is no call."""
        rows = self._fixed.get(path)
        if rows is not None:
            return Found(rows)
        for pattern, rows in self._patterns:
            match = pattern.fullmatch(path)
            if match is not None:
                fields = match.groupdict()
                return Found(rows, fields.get("target", ""), fields.get("key", ""))
        return None


def _rank(path: str) -> tuple[int, int]:
    """How much of a pattern is fixed; the name of a placeholder does not count."""
    return len(path.partition("{")[0]), len(re.sub(r"\{\w+\}", "", path))


def _pattern(path: str) -> re.Pattern[str]:
    text = re.escape(path).replace(r"\{target\}", "(?P<target>.*)")
    return re.compile(text.replace(r"\{key\}", "(?P<key>[^/]*)"), re.DOTALL)
