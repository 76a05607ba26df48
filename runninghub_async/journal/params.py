"""The identity of a job, and a copy of its parameters that holds no bytes and no secret.

`describe` reads local files and belongs in a thread where `reads_disk` says so.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections import OrderedDict
from collections.abc import Callable, Mapping, MutableMapping
from pathlib import Path
from typing import Any, TypeAlias, cast
from urllib.parse import urlsplit, urlunsplit

import msgspec

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import Local, MediaRule, Upload

__all__ = ["Described", "Digests", "RecentDigests", "describe", "reads_disk"]

#: (path, size, mtime in ns) -> SHA-256: a file that many jobs use is read once.
Digests: TypeAlias = MutableMapping[tuple[str, int, int], str]

RECENT = 4096  #: digests that are kept, the latest; about 2 MB

_encode = msgspec.json.Encoder(order="sorted").encode


class RecentDigests(OrderedDict[tuple[str, int, int], str]):
    """Digests of the files that were read last: a run may name any number of them."""

    def __setitem__(self, file: tuple[str, int, int], digest: str) -> None:
        super().__setitem__(file, digest)
        if len(self) > RECENT:
            self.popitem(last=False)


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What the journal keeps of a job: its identity and a readable copy."""

    endpoint: str
    params: str  #: JSON
    fingerprint: str  #: SHA-256 (hex)


def describe(endpoint: str, params: Mapping[str, Any], digests: Digests) -> Described:
    """Return the identity of a job. The same call gives the same fingerprint in every process.

    Local media counts by its content, wherever it lies; a stream that can be read only once
    counts by its name. What the service holds counts by its content too, where that is known,
    else by its file name and its whole URL. A number and its text are the same, `None` is not
    given.

    Raises:
        InvalidRequest: a value is neither media nor anything that JSON can say.
        UploadError: local media cannot be read.
    """
    given = {name: value for name, value in params.items() if value is not None}
    try:
        # Plain first: it reads the media, and the identity then finds its digest.
        readable = _walk(given, lambda value: _shown(value, digests))
        identity = [endpoint, _walk(given, lambda value: _counted(value, digests))]
        digest = hashlib.sha256(_encode(identity)).hexdigest()
        text = _encode(readable).decode()
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        if isinstance(error, InvalidRequest):
            raise
        reason = f"cannot be written to the journal: {error}"
        raise InvalidRequest(endpoint=endpoint, reason=reason) from error
    return Described(endpoint=endpoint, params=text, fingerprint=digest)


def reads_disk(value: object) -> bool:
    """Whether `describe` would read files or hash much for this value."""
    if isinstance(value, Mapping):
        return any(reads_disk(one) for one in value.values())
    if isinstance(value, list | tuple | set | frozenset):
        return any(reads_disk(one) for one in value)
    return _is_media(value)


def _is_media(value: object) -> bool:
    if isinstance(value, Local | os.PathLike | bytes | bytearray | memoryview):
        return True
    if isinstance(value, str):
        return _is_data(value)
    return callable(getattr(value, "read", None))


def _is_data(text: str) -> bool:
    return text[:5].lower() == "data:" and "," in text


def _walk(value: object, leaf: Callable[[object], Any]) -> Any:
    """The value as plain containers, with `leaf` of everything that is no container."""
    if isinstance(value, Mapping):
        return {str(name): _walk(one, leaf) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(one, leaf) for one in value]
    if isinstance(value, set | frozenset):  # it has no order, and the fingerprint needs one
        return sorted((_walk(one, leaf) for one in value), key=_encode)
    return leaf(value)


def _shown(value: object, digests: Digests) -> Any:
    """For people: media without its bytes, URLs without what may sign them."""
    if isinstance(value, Upload):
        return _without_query(value.url)
    if _is_media(value):
        return _media(value, digests)
    plain = msgspec.to_builtins(value)
    return _without_query(plain) if isinstance(plain, str) else plain


def _counted(value: object, digests: Digests) -> Any:
    """For the fingerprint: what is the same on the wire is the same."""
    if isinstance(value, Upload):
        return _counted_upload(value)
    if _is_media(value):
        media = _media(value, digests)
        return {"sha256": media["sha256"]} if "sha256" in media else media
    plain = msgspec.to_builtins(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, float) and plain.is_integer():
        plain = int(plain)
    return str(plain) if isinstance(plain, int | float) else plain


def _counted_upload(upload: Upload) -> Any:
    if upload.sha256:
        return {"sha256": upload.sha256}
    if upload.file_name:  # all that there is of a file for nodes
        return {"file_name": upload.file_name, "url": upload.url}
    return upload.url


def _media(value: object, digests: Digests) -> dict[str, Any]:
    if isinstance(value, str):
        kind, _, payload = value[5:].partition(",")
        return {"data": kind[:80], **_hashed(payload.encode())}
    if isinstance(value, bytes | bytearray | memoryview):
        return _hashed(bytes(value))
    if isinstance(value, os.PathLike):
        return _file(Path(os.fsdecode(value)), digests)
    local = value if isinstance(value, Local) else None
    if local is None:
        if isinstance(value, io.TextIOBase):
            raise TypeError("a file opened as text")
        if not getattr(value, "seekable", bool)():
            # To read it here would leave nothing to upload.
            return {"stream": _utf8(str(getattr(value, "name", type(value).__name__)))}
        local = Local(cast(Any, value), MediaRule())
    digest, size = local.digest()
    return {"name": _utf8(local.name), "size": size, "sha256": digest}


def _file(path: Path, digests: Digests) -> dict[str, Any]:
    local = Local(path, MediaRule())
    shown: dict[str, Any] = {"path": _utf8(os.fspath(path.absolute()))}
    try:
        state = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a path that cannot be one
        return {**shown, "missing": getattr(error, "strerror", None) or str(error)}
    identity = shown["path"], state.st_size, state.st_mtime_ns
    digest = digests.get(identity)
    if digest is None:
        digest, _ = local.digest()
        digests[identity] = digest
    shown.update(size=state.st_size, mtime=state.st_mtime, sha256=digest)
    return shown


def _hashed(data: bytes) -> dict[str, Any]:
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def _utf8(text: str) -> str:
    """A name for people; what a file system holds need not be UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _without_query(text: str) -> str:
    if not text.lower().startswith(("http://", "https://")):
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return text.partition("?")[0]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, "", ""))
