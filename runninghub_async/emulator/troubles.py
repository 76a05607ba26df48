"""The table of troubles: name, when it strikes, which calls it fits, what happens, argument.

The docstring of `Fault`, the text of its errors and the tests are read from these rows.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from runninghub_async.emulator.kinds import (
    BARE_STATUS,
    CODE,
    MEBIBYTES,
    SECONDS,
    SHIFT,
    STATUS,
    WORD,
    Kind,
    Stage,
)
from runninghub_async.emulator.routes import (
    CONNECTION,
    FILE_CALLS,
    OPERATIONS,
    OTHER,
    SOCKET,
    SUBMITS,
    WITHOUT_CODES,
    WITHOUT_JSON,
)

__all__ = ["KINDS", "nearest", "parse"]

_HTTP = frozenset({*OPERATIONS, OTHER})
_CODED = _HTTP - WITHOUT_CODES
_JSON = _HTTP - WITHOUT_JSON
_SOCKET = frozenset({SOCKET})
_HTTP_SOCKET = _HTTP | _SOCKET
_EVERYWHERE = _HTTP_SOCKET | {CONNECTION}
_LOOKS = frozenset({"query", "legacy status", "legacy outputs", "comfy history"})
_RESULTS = _LOOKS - {"legacy status"}
_SUCCESS = frozenset({"SUCCESS"})
_PASSED = frozenset({"RUNNING", "SUCCESS", "FAILED", "CANCEL"})
_ALIVE_OR_NOT = _PASSED | {"QUEUED"}
_CREATED = frozenset({"id"})

#: Every kind, in the order of the documentation.
KINDS: tuple[Kind, ...] = (
    Kind(
        "drop before",
        Stage.UNREAD,
        _HTTP_SOCKET,
        "the connection is closed before anything is read or done",
    ),
    Kind(
        "drop after",
        Stage.AFTER,
        _HTTP_SOCKET,
        "the connection is closed without an answer; a socket after its first message",
    ),
    Kind(
        "drop during",
        Stage.UNREAD,
        _HTTP,
        "a part of the request is read, then the connection is closed",
    ),
    Kind(
        "reset before",
        Stage.UNREAD,
        _HTTP_SOCKET,
        "as `drop before`, with a TCP reset (ECONNRESET)",
    ),
    Kind("reset during", Stage.UNREAD, _HTTP, "as `drop during`, with a TCP reset"),
    Kind("reset after", Stage.AFTER, _HTTP_SOCKET, "as `drop after`, with a TCP reset"),
    Kind(
        "half",
        Stage.AFTER,
        _HTTP_SOCKET,
        "the full length is announced, half of the body (of the first message) is sent",
    ),
    Kind(
        "empty",
        Stage.AFTER,
        _HTTP_SOCKET,
        "HTTP 200 without a body; a socket that closes without a message",
    ),
    Kind("html", Stage.BEFORE, _HTTP_SOCKET, "a gateway's HTML page with HTTP status N", STATUS),
    Kind(
        "http",
        Stage.BEFORE,
        _HTTP_SOCKET,
        "a JSON error with HTTP status N; with `retry_after` a header",
        STATUS,
    ),
    Kind(
        "bare",
        Stage.BEFORE,
        _HTTP_SOCKET,
        "HTTP status N without a body and a content type",
        BARE_STATUS,
    ),
    Kind(
        "code",
        Stage.BEFORE,
        _CODED,
        "the business code N under HTTP 200 in the call's own shape",
        CODE,
    ),
    Kind("html after", Stage.AFTER, _HTTP, "as `html N`, and the thing is done", STATUS),
    Kind("http after", Stage.AFTER, _HTTP, "as `http N`, and the thing is done", STATUS),
    Kind("code after", Stage.AFTER, _CODED, "as `code N`, and the thing is done", CODE),
    Kind(
        "silence",
        Stage.BEFORE,
        _EVERYWHERE,
        "no answer until the client leaves or the emulator stops",
    ),
    Kind(
        "silence after",
        Stage.AFTER,
        _HTTP_SOCKET,
        "as `silence`, and the thing is done; a socket that opens and says nothing",
    ),
    Kind(
        "slow",
        Stage.BESIDE,
        _HTTP_SOCKET,
        "N real seconds pass first; later faults and the answer follow",
        SECONDS,
    ),
    Kind(
        "trickle",
        Stage.AFTER,
        _HTTP,
        "the body comes in small pieces over N real seconds",
        SECONDS,
    ),
    Kind(
        "wrong type", Stage.AFTER, _HTTP, "the right body as text/html, a file as application/json"
    ),
    Kind("not gzip", Stage.AFTER, _HTTP, "the right body as `content-encoding: gzip`"),
    Kind("not utf-8", Stage.AFTER, _JSON | _SOCKET, "JSON with bytes in it that are no UTF-8"),
    Kind(
        "duplicate keys",
        Stage.AFTER,
        _JSON | _SOCKET,
        "JSON with every key twice, first a wrong value, then the true one",
    ),
    Kind("not json", Stage.AFTER, _JSON | _SOCKET, "HTTP 200 with a line of plain text"),
    Kind(
        "other json",
        Stage.AFTER,
        _JSON | _SOCKET,
        "by turns a number, or an array round the true answer, where an object is due",
    ),
    Kind(
        "huge",
        Stage.AFTER,
        _HTTP_SOCKET,
        "a body longer by N MiB: JSON with padding, a file with junk behind it; by turns with "
        "its length announced and chunked",
        MEBIBYTES,
    ),
    Kind(
        "no id",
        Stage.AFTER,
        SUBMITS,
        "the answer to a submit as it should be, the task's id by turns empty, null or absent",
        told=_CREATED,
    ),
    Kind(
        "id and code",
        Stage.AFTER,
        SUBMITS & _CODED,
        "the answer to a submit with the task's id and the business code N",
        CODE,
        told=_CREATED,
    ),
    Kind(
        "status",
        Stage.AFTER,
        _LOOKS - {"legacy outputs"},
        "a look that tells the status X, whatever the task does",
        WORD,
        told=_ALIVE_OR_NOT,
    ),
    Kind(
        "backwards",
        Stage.AFTER,
        _LOOKS,
        "a look that tells a status that has passed: QUEUED, or RUNNING after the end",
        told=_PASSED,
    ),
    Kind(
        "no results",
        Stage.AFTER,
        _RESULTS,
        "a success whose results are by turns null and []",
        told=_SUCCESS,
    ),
    Kind(
        "no urls",
        Stage.AFTER,
        _RESULTS,
        "a success whose results have neither URL nor text",
        told=_SUCCESS,
    ),
    Kind(
        "expired urls",
        Stage.AFTER,
        _RESULTS,
        "a success whose files storage has forgotten, from now on, as after 24 hours",
        told=_SUCCESS,
    ),
    Kind(
        "other task",
        Stage.AFTER,
        frozenset({"query", "comfy history"}),
        "a look that is answered with another task's id",
        told=_ALIVE_OR_NOT,
    ),
    Kind(
        "short",
        Stage.AFTER,
        FILE_CALLS,
        "the last byte of a file is missing, the connection is closed in good order; of a part "
        "only Content-Range tells",
    ),
    Kind(
        "longer",
        Stage.AFTER,
        FILE_CALLS,
        "more bytes than announced: junk behind the body; in a part beyond its Content-Range",
    ),
    Kind(
        "changed",
        Stage.AFTER,
        FILE_CALLS,
        "the file has another content of the same length and another ETag, this once",
    ),
    Kind(
        "refuse",
        Stage.UNREAD,
        _HTTP_SOCKET,
        "an outage: all connections are cut, new ones refused for N real seconds",
        SECONDS,
    ),
    Kind(
        "jump",
        Stage.BESIDE,
        _HTTP_SOCKET,
        "the emulator's clock and its Date header jump by N seconds, back if N is negative",
        SHIFT,
    ),
    Kind("drop", Stage.UNREAD, frozenset({CONNECTION}), "closed when it opens, before it is read"),
    Kind("reset", Stage.UNREAD, frozenset({CONNECTION}), "as `drop`, with a TCP reset"),
)

_BY_NAME = {kind.name: kind for kind in KINDS}


def parse(what: str) -> tuple[Kind, str]:
    """Take a fault's `what` apart: `html 502` is the row "html" and the text "502".

    Raises:
        ValueError: no kind of this name, or an argument that does not fit; the text names the
            nearest kind and all of them.
    """
    if (kind := _BY_NAME.get(what)) and not kind.argument.sign:
        return kind, ""
    name, _, text = what.rpartition(" ")
    kind = _BY_NAME.get(name)
    if kind is not None and kind.argument.sign and kind.argument.fits(text):
        return kind, text
    known = ", ".join(one.usage for one in KINDS)
    raise ValueError(f"what={what!r} is not one of {known}{_hint(what)}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the end of an error text that names the known word nearest to one, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; the nearest is {close[0]!r}" if close else ""


def _hint(what: str) -> str:
    """The nearest kind: the one whose argument is wrong, else the one spelled most alike."""
    name = what.rpartition(" ")[0]
    for one in (name, what):
        if (kind := _BY_NAME.get(one)) is not None and kind.argument.sign:
            return f"; the nearest is {kind.usage!r}"
    usages = {one.name: one.usage for one in KINDS}
    close = difflib.get_close_matches(what, usages, n=1)
    close = close or difflib.get_close_matches(name, usages, n=1)
    return f"; the nearest is {usages[close[0]]!r}" if close else ""
