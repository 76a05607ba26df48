"""Multipart forms with one file, sent piece by piece.

The key can be one of the fields, so a form is put into bytes here and not by who has the file.
Source: RFC 7578; platform-api 3.1, 3.2 (uploads), 8.4 (images of the ComfyUI proxy).
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import ClassVar

import msgspec

from runninghub_async.protocol.discreet import Discreet

__all__ = ["Form", "FormBody"]


class FormBody(msgspec.Struct, frozen=True):
    """A form as it is sent. `stream` gives a new iterator for each attempt."""

    content_type: str
    length: int  #: bytes
    stream: Callable[[], AsyncGenerator[bytes, None]]


class Form(Discreet, frozen=True, kw_only=True):
    """Text fields and one file of a known size. Names are ours or hashes: nothing is escaped."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("fields",)

    file_field: str
    file_name: str
    mime: str
    size: int  #: bytes of the file
    pieces: Callable[[], AsyncGenerator[bytes, None]]  #: its content; raises when it is cut off
    fields: tuple[tuple[str, str], ...] = ()

    def with_field(self, name: str, value: str) -> Form:
        """The same form with one more text field, in front of the others."""
        return msgspec.structs.replace(self, fields=((name, value), *self.fields))

    def encode(self) -> FormBody:
        """Return what is sent, with a boundary of its own."""
        boundary = os.urandom(16).hex()
        head = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in self.fields
        )
        head += (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{self.file_field}"; '
            f'filename="{self.file_name}"\r\n'
            f"Content-Type: {self.mime}\r\n\r\n"
        )
        first, last = head.encode(), f"\r\n--{boundary}--\r\n".encode()

        async def stream() -> AsyncGenerator[bytes, None]:
            yield first
            async with aclosing(self.pieces()) as pieces:
                async for piece in pieces:
                    yield piece
            yield last  # without it it is no form: what is cut off is never stored

        return FormBody(
            content_type=f"multipart/form-data; boundary={boundary}",
            length=len(first) + self.size + len(last),
            stream=stream,
        )
