"""An answer whose body is still under way."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast

import httpx

from runninghub_async.errors import BadReply
from runninghub_async.protocol.discreet import Sealed
from runninghub_async.transport.http.connection import Body
from runninghub_async.transport.http.failures import translated

__all__ = ["Incoming", "MAX_REPLY"]

MAX_REPLY = 16 * 1024 * 1024  #: bytes of an answer; the largest usual one is far below it


ENCODED = 16 * 1024  #: bytes that are decoded at once: a thousand times as much may come out


class _Gathered(bytearray):
    def __repr__(self) -> str:  # the key may be in it: it is cut out later
        return f"<{len(self)} bytes>"


class Incoming:
    """An answer whose body is still under way."""

    def __init__(self, response: httpx.Response, operation: str) -> None:
        self._response = response
        self._operation = operation
        self._headers = {name.lower(): value for name, value in response.headers.raw}
        self.status = response.status_code
        self.complete = False  #: the body was read to its end

    def header(self, name: str) -> str:
        """A header of the answer by its name in lower case, or an empty string."""
        return self._headers.get(name.encode(), b"").decode("latin-1")

    @property
    def reusable(self) -> bool:
        """Whether the connection is clean and the server keeps it open."""
        return self.complete and self.header("connection").lower() != "close"

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes, content encoding undone. Close it when you stop early."""
        with translated(self._operation, status=self.status):
            async with aclosing(self._pieces()) as pieces:
                async for chunk in pieces:
                    yield chunk
                    del chunk  # reports of errors show local variables
        self.complete = True

    def _pieces(self) -> AsyncGenerator[bytes, None]:
        body, coding = self._response.stream, self.header("content-encoding")
        if "," in coding:  # each multiplies: a few hundred bytes would become gigabytes
            reason = f"an answer in several content encodings ({coding:.40})"
            raise BadReply(operation=self._operation, reason=reason, status=self.status)
        if isinstance(body, Body):
            if not coding:
                return cast(AsyncGenerator[bytes, None], aiter(body))
            body.largest = ENCODED
        return cast(AsyncGenerator[bytes, None], self._response.aiter_bytes())

    async def read(self, limit: int) -> bytes:
        """The whole body. Raises `BadReply` when it is larger than `limit` bytes."""
        body = _Gathered()
        async with aclosing(self.chunks()) as chunks:
            async for chunk in chunks:
                body += chunk
                del chunk
                if len(body) > limit:
                    raise BadReply(
                        operation=self._operation,
                        reason=f"an answer of more than {limit} bytes",
                        status=self.status,
                    )
        return Sealed(body)

    async def aclose(self) -> None:
        """Give up what has not been read; does nothing after the end of the body."""
        if not self.complete:
            with translated(self._operation, status=self.status):
                await self._response.aclose()
