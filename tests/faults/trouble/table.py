"""The README's table "what happens when", made from the rules that the matrix is checked by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .calls import CALLS
from .engine import fits
from .needs import Kind
from .rules import RULES
from .troubles import TROUBLES, Effect, Trouble

__all__ = ["README", "ROWS", "Row", "table", "with_table"]

README = Path(__file__).parents[3] / "README.md"
BEGIN = "<!-- made by `python tests/faults/readme.py --write` from what the tests check -->"
END = "<!-- end of what was made -->"


class Row(NamedTuple):
    """One line: troubles that mean the same. `{http}` and `{codes}` are filled in."""

    text: str
    effects: tuple[Effect, ...]
    kinds: tuple[str, ...] = ()  #: kinds of trouble; none: all of these effects

    @property
    def troubles(self) -> list[Trouble]:
        """All that belong here."""
        return [
            one
            for one in TROUBLES
            if one.effect in self.effects and (not self.kinds or one.kind in self.kinds)
        ]


_BROKEN = (
    *("drop", "drop before", "drop during", "drop after"),
    *("reset", "reset before", "reset during", "reset after"),
    *("half", "silence", "silence after", "refuse"),
)
_UNREADABLE = ("empty", "not json", "other json", "no id", "not gzip", "huge")
_HARMLESS = ("slow", "trickle", "wrong type", "duplicate keys", "id and code", "huge", "jump")

ROWS = (
    Row("no connection: refused, no TLS, an outage", (Effect.UNSENT,)),
    Row("timeout, reset, half an answer, silence", (Effect.LOST, Effect.CUT), _BROKEN),
    Row(
        "an answer that is empty, not JSON, not gzip, too large or without the id",
        (Effect.LOST, Effect.CUT),
        _UNREADABLE,
    ),
    Row("{http}; {codes}", (Effect.TRANSIENT,)),
    Row("{http}, another 5xx; {codes}, one that nobody documented", (Effect.UNCLEAR,)),
    Row("{http}; {codes}", (Effect.BUSY,)),
    Row("{codes} (no place)", (Effect.FULL,)),
    Row("{codes} (the task lives)", (Effect.ALIVE,)),
    Row("{codes} (the task has failed)", (Effect.FAILED,)),
    Row("{codes} (the upload failed)", (Effect.PASSING,)),
    Row("{http}, another 4xx; any other code of the table", (Effect.REFUSED, Effect.UNKNOWN_CALL)),
    Row("slow, in small pieces, of another content type, keys twice", (Effect.FINE,), _HARMLESS),
    Row("texts that are not UTF-8", (Effect.SPOILED,)),
    Row("an unknown status, or one that has passed", (Effect.STRANGE,)),
    Row("the service's clock goes back", (Effect.CLOCK,)),
    Row("an answer about another task", (Effect.STRANGER,)),
    Row("a success without results", (Effect.EMPTY_HANDED,)),
    Row("results without URLs, URLs that have expired", (Effect.NO_URLS, Effect.EXPIRED)),
    Row("a file that is shorter than announced", (Effect.LOST,), ("short",)),
    Row("junk behind a file, a file that has changed", (Effect.FINE,), ("longer", "changed")),
)

_HEAD = ("what happened", "a submit", "a look of the poller", "another read, upload, download")
NONE = "-"  #: there is no such case
_SAID = {
    "SubmitUncertain": "`SubmitUncertain`, one POST",
    "E": "raised",
    "ok": "taken",
    "ok / E": "repeated",
    "ok / DownloadError": "repeated",
    "ok·2 / E": "repeated",
    "ok·2 / DownloadError": "repeated",
    "ok·2 / RequestTimeout": "waits, until the deadline",
    "ok / TaskTimeout": "looks on, until the deadline",
    "TaskFailed": "`TaskFailed`",
    "DownloadError": "raises `DownloadError`",
    "?": "taken as far as it can be read",
}


def table() -> str:
    """The table in Markdown."""
    head, *lines = [f"| {' | '.join(line)} |" for line in (_HEAD, *map(_line, ROWS))]
    return "\n".join([head, "|---" * len(_HEAD) + "|", *lines])


def with_table(text: str) -> str:
    """The README with the table as it is now, between its marks.

    Raises:
        ValueError: the marks are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the README lacks {BEGIN!r} or {END!r}")
    return f"{before}{begin}\n{table()}\n{end}{after}"


def _line(row: Row) -> tuple[str, ...]:
    numbers = {"http": _numbers(row, "http"), "codes": _numbers(row, "code")}
    codes = numbers["codes"].removeprefix("code ")
    text = row.text.format(
        http=f"HTTP {numbers['http'].removeprefix('http ')}",
        codes=f"code{'s' if ',' in codes else ''} {codes}",
    )
    submit = _said(row, Kind.SUBMIT)
    if submit == "raised":
        submit = "raised; nothing was created"
    look = _said(row, Kind.LOOK)
    fetch = _said(row, Kind.FETCH)
    if fetch not in (look, NONE):
        look += f"; its download {fetch}"
    look = look.replace("repeated", "looks again")
    others = [_said(row, kind) for kind in (Kind.READ, Kind.STATE, Kind.DOWNLOAD)]
    read = next((one for one in others if one != NONE), NONE).replace("raises", "raised:")
    return text, submit, look, read


def _numbers(row: Row, how: str) -> str:
    found = (one.what.rpartition(" ") for one in row.troubles if one.kind == how)
    return ", ".join(number for _, _, number in found if number not in ("7", "9999"))


def _said(row: Row, kind: Kind) -> str:
    """What comes of it for a kind of call; `-` where it cannot happen."""
    rules = {
        " / ".join(dict.fromkeys(RULES[one.effect][kind]))
        for one in row.troubles
        if _can_strike(one, kind)
    }
    said = {_SAID[rule] for rule in rules}
    if len(said) > 1:
        raise ValueError(f"{row.text}: {kind.value} is told in {len(said)} ways: {sorted(said)}")
    return next(iter(said), NONE)


def _can_strike(trouble: Trouble, kind: Kind) -> bool:
    calls: Iterable[bool] = (
        fits(call, trouble, lasting=lasting)
        for call in CALLS
        if call.kind is kind
        for lasting in (False, True)
    )
    return any(calls)
