"""The files that the emulator holds, and how they are served: whole, in part, not at all.

Source: platform-api 3.1 (uploads are named by their hash), 10.2 (storage needs no key);
RFC 9110 sections 13 and 14 (conditions, ranges).
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec

from runninghub_async.emulator.answers import Answer, Slice

__all__ = ["FileStore", "Incoming", "StoredFile", "read_pieces", "serve_file"]

_IN_MEMORY = 1024 * 1024  #: bytes; larger uploads go to a temporary directory
_PIECE = 256 * 1024  #: bytes read and sent at a time

#: What the upload page lists (platform-api 3.1), and what we make ourselves.
_MIMES: Mapping[str, str] = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "mp4": "video/mp4",
    "avi": "video/x-msvideo",
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "zip": "application/zip",
}


class StoredFile(msgspec.Struct, frozen=True):
    """One file under one name."""

    name: str  #: last segment of its URL
    mime: str
    sha256: str
    size: int
    content: bytes | Path
    at: float = 0.0  #: seconds of the emulator's clock when it came last

    @property
    def kind(self) -> str:
        """The upload answer's `type`: image, video, audio, zip or file."""
        main, _, sub = self.mime.partition("/")
        if main in ("image", "video", "audio"):
            return main
        return "zip" if sub == "zip" else "file"


class Incoming:
    """An upload on its way in: in memory while it is small, then on disk."""

    def __init__(self, store: FileStore) -> None:
        self.size = 0
        self._store = store
        self._hash = hashlib.sha256()
        self._memory = bytearray()
        self._file: BinaryIO | None = None

    def write(self, piece: bytes) -> None:
        # Small pieces into the page cache: a thread for each would cost more than it saves.
        """Take the next bytes of a file that comes in."""
        self._hash.update(piece)
        self.size += len(piece)
        if self._file is None and self.size > _IN_MEMORY:
            self._file = self._store.new_file()
            self._file.write(self._memory)
            self._memory.clear()
        if self._file is not None:
            self._file.write(piece)
        else:
            self._memory += piece

    def finish(self) -> tuple[str, bytes | Path]:
        """Return the SHA-256 and the content."""
        if self._file is None:
            return self._hash.hexdigest(), bytes(self._memory)
        self._file.close()
        return self._hash.hexdigest(), Path(self._file.name)

    def discard(self) -> None:
        """Forget what came."""
        self._memory.clear()
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)


class FileStore:
    """Uploaded files by folder and name; a content is kept once, however often it comes."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._contents: dict[str, bytes | Path] = {}
        self._directory: tempfile.TemporaryDirectory[str] | None = None
        self._made = 0

    def __repr__(self) -> str:
        return f"<FileStore {len(self._files)} files, {len(self._contents)} contents>"

    def find(self, name: str) -> StoredFile | None:
        """Return the file of this name (`openapi/<hash>.png`), or None."""
        return self._files.get(name)

    def new_file(self) -> BinaryIO:
        """Open a new temporary file; whoever writes it closes it."""
        if self._directory is None:
            self._directory = tempfile.TemporaryDirectory(prefix="runninghub-emulator-")
        self._made += 1
        return Path(self._directory.name, str(self._made)).open("xb")

    def keep(
        self,
        incoming: Incoming,
        *,
        file_name: str,
        mime: str,
        folder: str = "openapi",
        at: float = 0.0,
    ) -> StoredFile:
        """Store what came in under the hash of its content; the same again counts as new."""
        sha256, content = incoming.finish()
        if sha256 in self._contents:
            incoming.discard()
        content = self._contents.setdefault(sha256, content)
        suffix = re.sub(r"[^a-z0-9]", "", Path(file_name).suffix.lower())[:8]
        if not suffix:
            suffix = next((one for one, known in _MIMES.items() if known == mime), "")
        name = f"{sha256}.{suffix}" if suffix else sha256
        stored = StoredFile(
            name=name,
            mime=_MIMES.get(suffix) or mime or "application/octet-stream",
            sha256=sha256,
            size=incoming.size,
            content=content,
            at=at,
        )
        self._files[f"{folder}/{name}"] = stored
        return stored

    def close(self) -> None:
        """Remove everything from memory and disk."""
        self._files.clear()
        self._contents.clear()
        if self._directory is not None:
            self._directory.cleanup()
            self._directory = None


def read_pieces(part: Slice) -> Iterator[bytes]:
    """Read a part of a file piece by piece; it ends early when the file is gone."""
    with contextlib.suppress(FileNotFoundError), Path(part.path).open("rb") as file:
        file.seek(part.start)
        left = part.length
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def serve_file(file: StoredFile, method: str, headers: Mapping[bytes, bytes]) -> Answer:
    """Answer a request for a file: 200, 206 with Content-Range, 304 or 416."""
    etag = f'"{file.sha256[:32]}"'.encode()
    fields = [(b"accept-ranges", b"bytes"), (b"etag", etag)]
    if headers.get(b"if-none-match") in (etag, b"*"):
        return Answer(b"", 304, tuple(fields))
    fields.append((b"content-type", file.mime.encode()))
    wanted = headers.get(b"range", b"")
    if headers.get(b"if-range", etag) != etag:
        wanted = b""
    start, end = 0, file.size
    status = 200
    if wanted and (span := _parse_range(wanted.decode("latin-1"), file.size)) is not None:
        start, end = span
        if start >= end:
            return Answer(b"", 416, (*fields, (b"content-range", f"bytes */{file.size}".encode())))
        status = 206
        fields.append((b"content-range", f"bytes {start}-{end - 1}/{file.size}".encode()))
    content = file.content
    body = (
        content[start:end]
        if isinstance(content, bytes)
        else Slice(str(content), start, end - start)
    )
    return Answer(body, status, tuple(fields), head=method == "HEAD")


def _parse_range(text: str, size: int) -> tuple[int, int] | None:
    """Return (start, end), an empty span for one that cannot be met, None to send it all.

    Several ranges at once are answered with the whole file, as RFC 9110 14.2 allows.
    """
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", text.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    return int(first), min(size, int(last) + 1) if last else size
