"""A request of ours as httpx has it: the URL parsed once, headers and body as they are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

import httpx

from runninghub_async.transport.http.request import Outgoing, Request

__all__ = ["Place", "message_of", "place_of"]

WITH_BODY = ("POST", "PUT", "PATCH")  #: methods whose body has a length, also when it is empty


class Place(NamedTuple):
    """Where a request goes."""

    url: httpx.URL
    host: str  #: and port, as the header says it
    origin: str  #: scheme, host and port


def place_of(text: str) -> Place:
    """Parse a URL. Raises `httpx.InvalidURL` where it is none."""
    url = httpx.URL(text)
    if url.port is not None and url.port > 65535:
        raise httpx.InvalidURL("port must be 0-65535")
    host = url.netloc.decode("ascii")
    return Place(url, host, f"{url.scheme}://{host}")


class _Streamed(httpx.AsyncByteStream):
    def __init__(self, body: Outgoing) -> None:
        self._body = body

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._body


def message_of(
    request: Request, place: Place, body: Outgoing | None, extensions: Mapping[str, Any]
) -> httpx.Request:
    """Make the message; with a `body` it is streamed, else it is the request's content.

    What httpx would find out about headers and body is known here, and so is not looked for.
    """
    headers = [("Host", place.host), *request.headers]
    content = request.content or b""
    length = len(content) if body is None else request.length
    if length or request.method in WITH_BODY:
        headers.append(("Content-Length", str(length)))
    message = httpx.Request(
        request.method,
        place.url,
        headers=headers,
        stream=httpx.ByteStream(content) if body is None else _Streamed(body),
        extensions=extensions,
    )
    if body is None:
        message.read()  # so that a transport that was given finds `.content`, as is usual
    return message
