"""What counts as a media value: a URL, a local file, bytes, an open binary file, an upload.

Nothing here touches the network. `classify` touches no disk either; `Local.inspect` and
`Local.digest` read the file and belong in a thread.
"""

from __future__ import annotations

import hashlib
import io
import mimetypes
import os
import shutil
import stat
import tempfile
import threading
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol, TypeAlias, cast, runtime_checkable

import msgspec

from runninghub_async.errors import UploadError
from runninghub_async.files.formats import HEAD, same_format, sniff, surely_no
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.loose import shown

__all__ = [
    "HasFileName",
    "Local",
    "MEBIBYTE",
    "MediaInput",
    "MediaRefused",
    "MediaRule",
    "Readable",
    "Upload",
    "classify",
    "guess_mime",
]

MEBIBYTE = 1024 * 1024
_REMOTE_PREFIXES = ("http://", "https://", "asset://")
_SPOOL = 8 * MEBIBYTE  #: an open file without a path is kept in memory up to here, then on disk


class Readable(Protocol):
    """An open binary file, or anything else whose `read(n)` gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


@runtime_checkable
class HasFileName(Protocol):
    """What the service holds and a node can name: an `Upload`, a `Lora`.

    The size is part of it, so that nothing on this side passes for one by its name alone.
    """

    @property
    def file_name(self) -> str:
        """What a node takes."""
        ...

    @property
    def size(self) -> int:
        """Bytes."""
        ...


class Upload(Discreet, frozen=True, kw_only=True):
    """A file that the service already holds; usable in any media parameter.

    One without a URL is for nodes only. Source: platform-api 3.1: the URL works for one day.

    ```python
    async def animate(picture: MediaInput) -> TaskResult:
        return await rh.models.vidu.image_to_video_q3_pro(
            prompt="the cat surfs", image_url=picture, duration=5, resolution="720p"
        )


    upload = await rh.files.upload(Path("cat.png"))
    print(upload.url, await animate(upload))
    ```
    """

    _URLS: ClassVar[tuple[str, ...]] = ("url",)

    url: str
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    expires_at: float | None = None  #: Unix time after which the URL is not used again


MediaInput: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO | Upload


class MediaRefused(ValueError):
    """A media value that cannot be sent; the caller adds endpoint and parameter."""

    def __init__(self, reason: str, allowed: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.allowed = tuple(allowed)


class MediaRule(msgspec.Struct, frozen=True):
    """What the table allows: the kind, the extensions (upper case) and the size."""

    kind: str = ""  #: image, video or audio; empty for any
    accept: tuple[str, ...] = ()
    max_mb: float | None = None

    def check(self, *, name: str, format: str | None, size: int) -> None:
        """Raise `MediaRefused` when a file of this format and size does not fit."""
        if size == 0:
            raise MediaRefused(f"{name} is empty")
        if self.max_mb is not None and size > self.max_mb * MEBIBYTE:
            raise MediaRefused(
                f"{name} has {size / MEBIBYTE:.1f} MiB, more than {self.max_mb:g} MB"
            )
        if format is None:
            return
        if not self.accept:
            if surely_no(self.kind, format):
                raise MediaRefused(f"{name} is a {format} file, which is no {self.kind}")
            return
        if same_format(format) not in {same_format(one) for one in self.accept}:
            raise MediaRefused(f"{name} is a {format} file", self.accept)


class Local:
    """Media on this machine, to be uploaded before the submit.

    Holds where the bytes come from, never the bytes of a file. `open()` gives a new
    reader at the start each time, so that an upload can be repeated.
    """

    def __init__(self, source: Path | bytes | Readable, rule: MediaRule) -> None:
        self.rule = rule
        self._source = source if isinstance(source, Path | bytes) else _OpenFile.of(source)

    def __repr__(self) -> str:
        return f"<Local {self.name}>"

    @property
    def name(self) -> str:
        """A file name for people and for the multipart part; never a whole path."""
        if isinstance(self._source, bytes):
            return f"{len(self._source)} bytes"
        return self._source.name

    @property
    def stem(self) -> str:
        """The name of the file without its ending; empty where there is no file."""
        source = self._source
        if isinstance(source, bytes) or (isinstance(source, _OpenFile) and not source.named):
            return ""
        return Path(source.name).stem

    @property
    def suffix(self) -> str | None:
        """The format that the name shows, or None."""
        suffix = Path(self.name).suffix.lstrip(".").upper()
        return suffix if suffix.isalnum() and not isinstance(self._source, bytes) else None

    def open(self) -> BinaryIO:
        """Open a new reader at the start. Blocks; raises `UploadError` when it cannot."""
        source = self._content()
        if isinstance(source, bytes):
            return io.BytesIO(source)
        try:
            return source.open("rb")
        except OSError as error:
            raise UploadError(name=str(source), reason=error.strerror or str(error)) from error

    def inspect(self) -> None:
        """Check existence, size and kind against the table. Blocks.

        Raises:
            MediaRefused: missing, empty, too large, or of another format.
        """
        source = self._content()
        if isinstance(source, bytes):
            head, size = source[:HEAD], len(source)
        else:
            try:
                _must_be_a_file(source)
                with source.open("rb") as file:
                    head = file.read(HEAD)
                size = source.stat().st_size
            except OSError as error:
                raise MediaRefused(f"{self.name:.80} cannot be read: {error.strerror}") from error
        self.rule.check(name=self.name, format=self._format(head), size=size)

    def fingerprint(self) -> tuple[str, int, int] | None:
        """What tells cheaply that a file is the same as before; None where nothing does."""
        source = self._content()
        if isinstance(source, bytes):
            return None
        stat = source.stat()
        return os.fspath(source.absolute()), stat.st_size, stat.st_mtime_ns

    def digest(self, algorithm: str = "sha256") -> tuple[str, int]:
        """Return the digest (hex) and the size of the content. Blocks."""
        with self.open() as file:
            digest = hashlib.new(algorithm, usedforsecurity=False)
            while chunk := file.read(MEBIBYTE):
                digest.update(chunk)
            return digest.hexdigest(), file.tell()

    def upload_name(self, sha256: str) -> str:
        """The file name that the service sees: the content's hash and the true extension."""
        with self.open() as file:
            format = self._format(file.read(HEAD)) or "bin"
        return f"{sha256[:16]}.{format.lower()}"

    def _format(self, head: bytes) -> str | None:
        """What the file is. The content outranks the name: a PNG called .jpg is a PNG."""
        shown = sniff(head)
        if shown == "MP4" and self.suffix == "M4A":  # one container, and many write no brand
            return self.suffix
        # The service's own .mp4 may be QuickTime inside (platform-api 13, trap 21): what it made
        # goes into the next model.
        if shown == "MOV" and self.suffix in ("MP4", "M4V"):
            return self.suffix
        return shown or self.suffix

    def _content(self) -> Path | bytes:
        """The source as something that can be read again: an open file is read once."""
        return self._source.content() if isinstance(self._source, _OpenFile) else self._source


class _OpenFile:
    """An open file that one or many calls use at the same time: read by one, for all."""

    _known: ClassVar[weakref.WeakValueDictionary[int, _OpenFile]] = weakref.WeakValueDictionary()

    def __init__(self, file: Readable) -> None:
        self._file = file  # held, so that its id stays its own
        self._lock = threading.Lock()
        self._spool: Path | bytes | None = None

    @classmethod
    def of(cls, file: Readable) -> _OpenFile:
        """The one for this file, while any call still uses it."""
        known = cls._known.get(id(file))
        if known is None:
            known = cls._known[id(file)] = cls(file)
        return known

    @property
    def name(self) -> str:
        """The name of the file behind it, where it has one."""
        name = getattr(self._file, "name", "")
        return Path(name).name if isinstance(name, str) and name else "an open file"

    @property
    def named(self) -> bool:
        """Whether it has one."""
        name = getattr(self._file, "name", "")
        return isinstance(name, str) and bool(name)

    def content(self) -> Path | bytes:
        """What the file holds, as bytes or as a temporary file. Blocks.

        Raises:
            UploadError: it cannot be read, or does not give bytes.
        """
        with self._lock:
            if self._spool is None:
                try:
                    self._spool = self._read()
                except UploadError:
                    raise
                except Exception as error:  # the file is the user's code and may raise anything
                    reason = f"reading it raised {type(error).__name__}: {error}"
                    raise UploadError(name=self.name, reason=reason) from error
            return self._spool

    def _read(self) -> Path | bytes:
        """Read from the start, or from where the file stands, if it cannot seek."""
        file = self._file
        if getattr(file, "seekable", bool)():
            cast(BinaryIO, file).seek(0)
        head = bytearray()
        while len(head) < _SPOOL:  # a pipe or a socket gives less than it is asked for
            chunk = _must_be_bytes(file.read(_SPOOL - len(head)), self.name)
            if not chunk:
                return bytes(head)
            head += chunk
        with tempfile.NamedTemporaryFile(prefix="runninghub-", delete=False) as spool:
            weakref.finalize(self, Path(spool.name).unlink, missing_ok=True)
            spool.write(head)
            shutil.copyfileobj(cast(BinaryIO, file), spool)
            return Path(spool.name)


#: What a path may be instead of a file, and the test of `stat` for it.
_NO_FILES = (
    ("a directory", stat.S_ISDIR),
    ("a pipe", stat.S_ISFIFO),
    ("a socket", stat.S_ISSOCK),
    ("a device", lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode)),
)


def _must_be_a_file(path: Path) -> None:
    """Refuse what would block, or never end, when it is read."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL
        raise MediaRefused(f"{os.fspath(path)!r} does not exist") from error
    if not stat.S_ISREG(mode):
        what = next((name for name, is_it in _NO_FILES if is_it(mode)), "something else")
        raise MediaRefused(f"{os.fspath(path)!r} is not a file but {what}")


def _must_be_bytes(data: object, name: str) -> bytes:
    if isinstance(data, str):
        raise UploadError(name=name, reason="opened as text; open it with mode 'rb'")
    if not isinstance(data, bytes | bytearray):
        raise UploadError(name=name, reason=f"its read() gave {type(data).__name__}, not bytes")
    return bytes(data)


def guess_mime(name: str) -> str:
    """The MIME type of a file name; what nobody knows is an octet stream."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def classify(value: object, rule: MediaRule, now: float) -> str | Local:
    """Return the URL to send, or the local media to upload first.

    `now` is Unix time: an upload whose day is over is refused.

    Raises:
        MediaRefused: neither a URL nor local media, or a data URI of another kind or size.
    """
    if isinstance(value, Upload):
        if value.expires_at is not None and now >= value.expires_at:
            raise MediaRefused("is an upload that has expired; upload the file again")
        if not value.url:
            raise MediaRefused(
                "is an upload without a URL, which only nodes take; use rh.files.upload()"
            )
        return value.url
    if isinstance(value, str):
        return _classify_text(value.strip(), rule)
    if isinstance(value, os.PathLike):
        return Local(Path(os.fsdecode(value)), rule)
    if isinstance(value, bytes | bytearray | memoryview):
        return Local(bytes(value), rule)
    if isinstance(value, io.TextIOBase):
        raise MediaRefused("is a file opened as text; open it with mode 'rb'")
    if getattr(value, "closed", False) is True:
        raise MediaRefused("is a closed file; open it again, or give its path")
    if callable(getattr(value, "read", None)):  # a wrapper may only pass it on
        return Local(cast(Readable, value), rule)
    raise MediaRefused(
        f"{shown(value)} is no media",
        ("an http(s) URL", "a Path", "bytes", "an open binary file", "an Upload"),
    )


def _classify_text(text: str, rule: MediaRule) -> str:
    if text.lower().startswith(_REMOTE_PREFIXES):
        return text
    if text.lower().startswith("data:"):
        header, _, payload = text.partition(",")
        kind = header[5:].split(";")[0].split("/")[0].lower()
        if rule.kind and kind not in (rule.kind, "application", ""):
            raise MediaRefused(f"is a data URI of kind {kind}, not {rule.kind}")
        rule.check(name="the data URI", format=None, size=len(payload) * 3 // 4)
        return text
    raise MediaRefused(
        f"{text!r:.80} is no URL; for a local file give pathlib.Path({text!r:.80})",
        ("an http(s) URL", "a Path", "bytes", "an open binary file", "an Upload"),
    )
