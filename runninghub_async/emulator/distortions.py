"""Bodies that were right once: JSON made wrong, padded or doubled, files with another content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Made
from runninghub_async.emulator.settings import MEBIBYTE
from runninghub_async.emulator.storage import StoredFile
from runninghub_async.emulator.wire import extended, pieces_of

__all__ = ["DISTORTIONS", "changed", "doubled", "padded", "without_utf8", "wrapped"]

_PADDING = b"x" * 65536
_PLAIN = b"The service is being upgraded, please try again later.\n"
_SWAPPED = (b"application/json", b"text/html")
_STRING_VALUE = re.compile(rb'(:\s*")')


def doubled(text: bytes) -> bytes:
    """Return JSON with every key twice: a wrong value of the same type, then the true one."""
    return _doubled(msgspec.json.decode(text))


def _doubled(value: Any) -> bytes:
    if isinstance(value, dict):
        pairs = ((msgspec.json.encode(key), one) for key, one in value.items())
        twice = (b"%b:%b,%b:%b" % (key, _wrong(one), key, _doubled(one)) for key, one in pairs)
        return b"{" + b",".join(twice) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(_doubled, value)) + b"]"
    return msgspec.json.encode(value)


def _wrong(value: Any) -> bytes:
    if isinstance(value, bool) or value is None:
        return b"false" if value else b"true"
    if isinstance(value, int | float):
        return msgspec.json.encode(value + 1)
    if isinstance(value, str):
        return b'"1"' if value == "0" else b'"0"'
    return b"[]" if isinstance(value, list) else b"{}"


def without_utf8(text: bytes) -> bytes:
    """Return JSON with a byte that is no UTF-8 at the head of each text in it."""
    broken = _STRING_VALUE.sub(b"\\1\xff", text)
    return broken if broken != text else b'{"\xff":0,' + text.lstrip()[1:]


def wrapped(text: bytes, turn: int) -> bytes:
    """Return other JSON than an object: by turns a number, and an array round this text."""
    return b"7" if turn % 2 else b"[" + text + b"]"


def padded(text: bytes, size: int) -> Made:
    """Return a JSON object with one more key, whose value has this many bytes."""
    text = text.strip() or b"{}"
    rest = b'"' + (b"," if text[1:].strip() != b"}" else b"") + text[1:]
    return extended(b'{"padding":"', size, rest, filler=_PADDING)


def _typed(answer: Answer, name: bytes, value: bytes) -> Answer:
    rest = [one for one in answer.headers if one[0] != name]
    return msgspec.structs.replace(answer, headers=(*rest, (name, value)))


def _wrong_type(answer: Answer, text: str, turn: int) -> Answer:
    is_json = (b"content-type", _SWAPPED[0]) in answer.headers
    return _typed(answer, b"content-type", _SWAPPED[is_json])


def _not_gzip(answer: Answer, text: str, turn: int) -> Answer:
    return _typed(answer, b"content-encoding", b"gzip")


def _rewritten(change: Callable[[bytes, int], bytes]) -> Distortion:
    def rewrite(answer: Answer, text: str, turn: int) -> Answer:
        body = b"".join(pieces_of(answer.body))
        return msgspec.structs.replace(answer, body=change(body, turn)) if body else answer

    return rewrite


def _not_json(answer: Answer, text: str, turn: int) -> Answer:
    return Answer(_PLAIN, headers=((b"content-type", b"text/plain"),))


def _huge(answer: Answer, text: str, turn: int) -> Answer:
    size = round(float(text) * MEBIBYTE)
    if (b"content-type", b"application/json") in answer.headers:
        body = padded(b"".join(pieces_of(answer.body)), size)
    else:
        body = extended(answer.body, size)
    return msgspec.structs.replace(answer, body=body)


def changed(file: StoredFile) -> StoredFile:
    """Return a file of the same name and length with another content."""
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    content = content.translate(_ANOTHER)
    sha256 = hashlib.sha256(content).hexdigest()
    return msgspec.structs.replace(file, content=content, sha256=sha256)


_ANOTHER = bytes(255 - number for number in range(256))
Distortion = Callable[[Answer, str, int], Answer]
#: Kind of trouble -> (true answer, argument, turn) -> the answer that is sent.
DISTORTIONS: Mapping[str, Distortion] = {
    "wrong type": _wrong_type,
    "not gzip": _not_gzip,
    "not utf-8": _rewritten(lambda body, turn: without_utf8(body)),
    "duplicate keys": _rewritten(lambda body, turn: doubled(body)),
    "not json": _not_json,
    "other json": _rewritten(wrapped),
    "huge": _huge,
}
