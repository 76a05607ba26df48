"""One HTTP request as the service sees it: which call it is, and its body."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Family
from runninghub_async.emulator.settings import MEBIBYTE

__all__ = ["ClientLeft", "Receive", "Request", "Scope", "recognise"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]

_PREFIX = "/openapi/v2/"
_PRICE_PREFIX = "price-preview/"
LARGEST_BODY = 64 * MEBIBYTE  #: bytes of JSON; data URIs of 50 MB fit in


class ClientLeft(Exception):
    """The client closed the connection before its request was complete."""


class Request(msgspec.Struct, frozen=True):
    """One HTTP request, its body still to come."""

    operation: str
    family: Family
    method: str
    path: str
    endpoint: str  #: of a submit or a price preview
    headers: dict[bytes, bytes]
    receive: Receive

    @property
    def streams(self) -> bool:
        """Whether the body is taken piece by piece: a file, or nothing at all."""
        return self.operation in ("upload", "download")

    @property
    def key(self) -> str:
        """The key of an `Authorization: Bearer` header, or nothing (platform-api 1.2)."""
        scheme, _, key = self.headers.get(b"authorization", b"").decode("latin-1").partition(" ")
        return key.strip() if scheme.lower() == "bearer" else ""

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

    async def skip(self) -> None:
        """Let the body arrive and forget it."""
        async for _ in self.pieces():
            pass


def recognise(scope: Scope, receive: Receive) -> Request:
    """Find out which call a path is; every unknown one below /openapi/v2/ is a model's."""
    path = scope["path"]
    operation, family, endpoint = "other", Family.STORAGE, ""
    if path.startswith(_PREFIX):
        rest = path.removeprefix(_PREFIX)
        if rest == "query":
            operation, family = "query", Family.FLAT
        elif rest == "media/upload/binary":
            operation, family = "upload", Family.UPLOAD
        elif rest == "queue/status":
            operation, family = "queue status", Family.ENVELOPED
        elif rest.startswith(_PRICE_PREFIX):
            operation, family, endpoint = "price", Family.FLAT, rest.removeprefix(_PRICE_PREFIX)
        else:
            operation, family, endpoint = "submit", Family.FLAT, rest
    elif path.startswith(("/output/", "/input/")):
        operation = "download"
    return Request(
        operation=operation,
        family=family,
        method=scope["method"],
        path=path,
        endpoint=endpoint,
        headers=dict(scope["headers"]),
        receive=receive,
    )
