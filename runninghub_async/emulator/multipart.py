"""Read one file and the small texts beside it out of a multipart/form-data stream.

Source: RFC 7578, RFC 2046 5.1. Written here because python-multipart is no dependency.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import Message

__all__ = ["FileField", "MultipartError", "boundary_of"]

_HEADERS_LIMIT = 16 * 1024  #: bytes of one part's headers; real ones have 200
_TEXT_LIMIT = 4 * 1024  #: bytes of one text field: keys and names


class MultipartError(ValueError):
    """The stream is no multipart form."""


def boundary_of(content_type: str) -> bytes:
    """Return the boundary that a Content-Type header names.

    Raises:
        MultipartError: it is no form, or names no boundary.
    """
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary")
    if message.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
        raise MultipartError("Content-Type must be multipart/form-data with a boundary")
    return boundary.encode("latin-1", "replace")


class FileField:
    """The field `name` of a form: its content goes to `write` as it arrives.

    `.found` tells whether the field came, `.file_name` and `.mime` what its headers said,
    `.texts` what the other fields without a file name held (the last of a name counts).
    At most one delimiter's length of content is held back, so memory stays small however
    large the file is.
    """

    def __init__(self, name: str, boundary: bytes, write: Callable[[bytes], object]) -> None:
        self.found = False
        self.file_name = ""
        self.mime = ""
        self.texts: dict[str, str] = {}
        self._name = name
        self._write = write
        self._delimiter = b"\r\n--" + boundary
        self._buffer = bytearray(b"\r\n")  # so that the first delimiter looks like the others
        self._step: Callable[[], bool] = self._skip_preamble
        self._wanted = False
        self._text_name: str | None = None
        self._text = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Take the next piece of the stream.

        Raises:
            MultipartError: it does not follow the format.
        """
        self._buffer += chunk
        while self._step():
            pass

    def close(self) -> None:
        """The stream has ended.

        Raises:
            MultipartError: it ended before the closing delimiter, or the field never came.
        """
        if self._step != self._skip_epilogue:
            raise MultipartError("the form is cut off")
        if not self.found:
            raise MultipartError(f"the field {self._name!r} is missing")

    def _skip_preamble(self) -> bool:
        position = self._buffer.find(self._delimiter)
        if position < 0:
            del self._buffer[: -len(self._delimiter)]
            return False
        del self._buffer[: position + len(self._delimiter)]
        self._step = self._read_mark
        return True

    def _read_mark(self) -> bool:
        """After a delimiter: `--` ends the form, a line end begins a part."""
        if len(self._buffer) < 2:
            return False
        if self._buffer.startswith(b"--"):
            self._step = self._skip_epilogue
            return True
        end = self._buffer.find(b"\r\n")
        if end < 0:
            if len(self._buffer) > _HEADERS_LIMIT:
                raise MultipartError("a delimiter without a line end")
            return False
        del self._buffer[:end]  # its line end stays: headers are read up to an empty line
        self._step = self._read_headers
        return True

    def _read_headers(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > _HEADERS_LIMIT:
                raise MultipartError("the headers of a part are too long")
            return False
        self._open_part(self._buffer[:end].decode("utf-8", "replace"))
        del self._buffer[: end + 4]
        self._step = self._read_content
        return True

    def _open_part(self, text: str) -> None:
        headers = dict(re.findall(r"(?m)^([\w-]+):[ \t]*(.*?)\r?$", text))
        headers = {name.lower(): value for name, value in headers.items()}
        fields = dict(re.findall(r'(\w+)="([^"]*)"', headers.get("content-disposition", "")))
        self._wanted = fields.get("name") == self._name and not self.found
        if self._wanted:
            self.found = True
            self.file_name = fields.get("filename", "")
            self.mime = headers.get("content-type", "").partition(";")[0].strip().lower()
        plain = not self._wanted and "filename" not in fields
        self._text_name = fields.get("name") if plain else None

    def _read_content(self) -> bool:
        position = self._buffer.find(self._delimiter)
        # A delimiter may have arrived in part: as much as one could be is held back.
        ready = position if position >= 0 else len(self._buffer) - len(self._delimiter)
        if ready > 0:
            self._take(bytes(self._buffer[:ready]))
            del self._buffer[:ready]
        if position < 0:
            return False
        del self._buffer[: len(self._delimiter)]
        self._close_part()
        self._step = self._read_mark
        return True

    def _take(self, piece: bytes) -> None:
        if self._wanted:
            self._write(piece)
        elif self._text_name is not None:
            if len(self._text) + len(piece) > _TEXT_LIMIT:
                raise MultipartError(f"the field {self._text_name!r} is too long")
            self._text += piece

    def _close_part(self) -> None:
        if self._text_name is not None:
            self.texts[self._text_name] = self._text.decode("utf-8", "replace")
        self._text.clear()
        self._text_name = None
        self._wanted = False

    def _skip_epilogue(self) -> bool:
        self._buffer.clear()
        return False
