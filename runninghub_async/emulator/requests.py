"""One HTTP request as the service sees it: which row it is, where its key is, its body.

Source: platform-api 1.2 (where the key goes), 9.1 (412 is a wrong path or method).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from runninghub_async.emulator.answers import Family, Refusal
from runninghub_async.emulator.routes import (
    OTHER,
    Call,
    Found,
    Key,
    Route,
    RouteTable,
    as_it_is,
)
from runninghub_async.emulator.settings import MEBIBYTE
from runninghub_async.emulator.storage import StoredFile

__all__ = ["ClientLeft", "Receive", "Request", "Scope", "decode_object", "recognise"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

LARGEST_BODY = 64 * MEBIBYTE  #: bytes of JSON; data URIs of 50 MB fit in
_PLATFORM = ("/task/openapi/", "/api/", "/uc/")  #: what has no row here is 412 (platform-api 9.1)
_JSON = (Family.FLAT, Family.ENVELOPED, Family.V1)


class ClientLeft(Exception):
    """The client closed the connection before its request was complete."""


class Request(msgspec.Struct, frozen=True):
    """One HTTP request, its body still to come."""

    found: Found | None  #: the rows on its path
    method: str
    path: str
    query: Mapping[str, str]
    headers: dict[bytes, bytes]
    receive: Receive
    served: Callable[[StoredFile], StoredFile] = as_it_is  #: see `Call.served`

    @property
    def route(self) -> Route | None:
        """Its row; where the method is wrong, the first one on its path."""
        if self.found is None:
            return None
        return self.found.by_method(self.method) or self.found.routes[0]

    @property
    def operation(self) -> str:
        """The name of its row, or `other`."""
        return self.route.operation if self.route is not None else OTHER

    @property
    def family(self) -> Family:
        """Which shape an error has."""
        if self.route is not None:
            return self.route.family
        return Family.V1 if self.path.startswith(_PLATFORM) else Family.STORAGE

    @property
    def allowed(self) -> tuple[str, ...]:
        """The methods on its path."""
        return tuple(route.method for route in self.found.routes) if self.found else ()

    @property
    def streams(self) -> bool:
        """Whether the body is taken piece by piece, or nobody knows what it is."""
        return self.route is not None and self.route.streams

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives. Raises ClientLeft when it does not arrive."""
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ClientLeft
            if message["body"]:
                yield message["body"]
            if not message.get("more_body", False):
                return

    async def read(self) -> bytes | None:
        """Return the body, or None when it is larger than `LARGEST_BODY`."""
        body = bytearray()
        size = 0
        async for piece in self.pieces():
            size += len(piece)
            if size <= LARGEST_BODY:
                body += piece
        return bytes(body) if size <= LARGEST_BODY else None

    async def begin(self) -> None:
        """Read what comes first of the body."""
        await self.receive()

    async def skip(self) -> None:
        """Let the body arrive and forget it."""
        async for _ in self.pieces():
            pass

    def key(self, body: Mapping[str, Any]) -> str:
        """The key from where its row says, or nothing."""
        assert self.route is not None
        assert self.found is not None
        match self.route.key:
            case Key.HEADER:
                text = self.headers.get(b"authorization", b"").decode("latin-1")
                scheme, _, key = text.partition(" ")
                if scheme.lower() == "bearer":
                    return key.strip()
                # An official client sends the bare key to such a list (platform-api 1.2).
                return text if self.family is Family.ENVELOPED else ""
            case Key.BODY | Key.BODY_LOWER:
                value = body.get(self.route.key.value)
                return value if isinstance(value, str) else ""
            case Key.QUERY:
                return self.query.get("apiKey", "")
            case Key.PATH:
                return self.found.key
            case _:
                return ""

    def decode(self, raw: bytes) -> dict[str, Any]:
        """The JSON object of the body; empty where no JSON is spoken."""
        if self.method != "POST" or self.streams or self.family not in _JSON:
            return {}
        return decode_object(raw, 1007 if self.family is Family.FLAT else 301)

    def call(self, *, key: str, body: dict[str, Any], raw: bytes, now: float) -> Call:
        """The request as a handler sees it."""
        assert self.found is not None
        return Call(
            operation=self.operation,
            key=key,
            now=now,
            method=self.method,
            path=self.path,
            target=self.found.target,
            query=self.query,
            headers=self.headers,
            body=body,
            raw=raw,
            pieces=self.pieces,
            served=self.served,
        )


def recognise(scope: Scope, receive: Receive, table: RouteTable) -> Request:
    """Find out which call a request is."""
    query = scope.get("query_string", b"").decode("latin-1")
    return Request(
        found=table.find(scope["path"]),
        method=scope["method"],
        path=scope["path"],
        query=dict(parse_qsl(query, keep_blank_values=True)),
        headers=dict(scope["headers"]),
        receive=receive,
    )


def decode_object(raw: bytes, code: int) -> dict[str, Any]:
    """Decode a JSON object.

    Raises:
        Refusal: of this code, for anything else.
    """
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Refusal(code, f"{_INVALID[code]}: the body is no JSON") from None
    if not isinstance(body, dict):
        raise Refusal(code, f"{_INVALID[code]}: the body must be a JSON object")
    return body


_INVALID = {1007: "Invalid parameter", 301: "PARAMS_INVALID"}
