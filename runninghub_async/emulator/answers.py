"""Answers in the service's own shapes: flat, enveloped, storage, gateway.

Source: platform-api 1.3 (envelopes), 2.1 and 2.2 (flat), 3.1 (upload), 9 (codes).
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import msgspec

from runninghub_async.emulator.texts import chinese, english

__all__ = [
    "Answer",
    "Family",
    "Made",
    "Refusal",
    "Slice",
    "enveloped",
    "error",
    "gateway_error",
    "html",
    "json",
]

#: Numbers of the platform family: they come as `code` and `msg` (platform-api 9.1).
_PLATFORM_CODES = frozenset(
    {301, 380, 401, 412, 414, 415, 416, 421, 423, 433, 435, 436, 500, *range(801, 815), 901, 1601}
)


class Family(enum.Enum):
    """Which shape a call answers in."""

    FLAT = "flat"  #: submit, query, price
    ENVELOPED = "enveloped"  #: queue status, lists, assets
    UPLOAD = "upload"  #: enveloped with `message` instead of `msg`
    V1 = "v1"  #: /task/openapi, /api and /uc: enveloped, with `errorMessages`
    STORAGE = "storage"  #: files: plain HTTP
    PROXY = "proxy"  #: ComfyUI's own answers: plain HTTP with JSON


class Refusal(Exception):
    """The service says no: a business code, the text beside it, and sometimes `data`."""

    def __init__(self, code: int, message: str = "", data: Any = None) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message or english(code)
        self.data = data


class Slice(msgspec.Struct, frozen=True):
    """A part of a file's content: read when it is sent."""

    path: str
    start: int
    length: int


class Made(msgspec.Struct, frozen=True):
    """A body that is made piece by piece while it is sent."""

    length: int
    pieces: Callable[[], Iterator[bytes]]


class Answer(msgspec.Struct, frozen=True):
    """One HTTP answer; `content-length` is added when it is sent."""

    body: bytes | Slice | Made
    status: int = 200
    headers: tuple[tuple[bytes, bytes], ...] = ((b"content-type", b"application/json"),)
    head: bool = False  #: an answer to HEAD: headers only

    @property
    def length(self) -> int:
        """Bytes of the body."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.length


def json(body: Any) -> Answer:
    """An answer under HTTP 200, as nearly all are (platform-api 1.4)."""
    return Answer(msgspec.json.encode(body))


def enveloped(data: Any, *, code: int = 0, msg: str = "success") -> Answer:
    """An answer of the enveloped calls, v1 and v2 alike (platform-api 1.3)."""
    return json({"code": code, "msg": msg, "data": data})


def error(refusal: Refusal, family: Family, *, site: str = "ai") -> Answer:
    """A business error under HTTP 200, in the shape of its own family.

    On a flat call a platform number comes enveloped (platform-api 1.3, 2.1). The proxy is
    ComfyUI's own and knows HTTP only: 401 for a wrong key, else 400.
    """
    code, text = refusal.code, refusal.message
    if site == "cn":
        text = chinese(code, text)
    if family is Family.PROXY:
        return gateway_error(401 if code in (802, 1002) else 400)
    if family is Family.UPLOAD:
        return json({"code": code, "message": text, "data": refusal.data})
    if family is Family.V1:
        return json({"code": code, "msg": text, "errorMessages": None, "data": refusal.data})
    if family is Family.ENVELOPED or code in _PLATFORM_CODES:
        return enveloped(refusal.data, code=code, msg=text)
    return json(
        {
            "taskId": "",
            "status": "",
            "errorCode": str(code),
            "errorMessage": text,
            "results": None,
            "clientId": "",
            "promptTips": "",
        }
    )


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Error"


def html(status: int) -> Answer:
    """What a gateway in front of the service answers when the service is away."""
    title = f"{status} {_phrase(status)}"
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    )
    return Answer(page.encode(), status, ((b"content-type", b"text/html"),))


def gateway_error(status: int, retry_after: float | str | None = None) -> Answer:
    """A JSON error with an HTTP status and no business code (platform-api 1.4)."""
    headers = [(b"content-type", b"application/json")]
    if retry_after is not None:
        text = retry_after if isinstance(retry_after, str) else f"{retry_after:g}"
        headers.append((b"retry-after", text.encode()))
    body = msgspec.json.encode({"error": _phrase(status), "message": f"HTTP {status}"})
    return Answer(body, status, tuple(headers))
