"""What must come of what: few rules, from which the expectation of each cell follows.

An outcome is written as the matrix prints it: `ok`, `ok·2` (the service was asked again), or the
name of an error; `E` is the error that the trouble is told by, `?` is any that is documented.
"""

from __future__ import annotations

from typing import NamedTuple

from .needs import Call, Kind
from .troubles import Effect, Trouble


class Rule(NamedTuple):
    """Outcomes where the trouble strikes once, and where it lasts."""

    once: str
    lasting: str


def _rule(text: str) -> Rule:
    once, _, lasting = text.partition(" / ")
    return Rule(once, lasting or once)


def _row(
    submit: str,
    create: str,
    look: str,
    read: str,
    download: str,
    **others: str,
) -> dict[Kind, Rule]:
    """The rules of one effect; what is not said of the rarer kinds follows from the others."""
    said = {
        Kind.SUBMIT: submit,
        Kind.CREATE: create,
        Kind.LOOK: look,
        Kind.FETCH: others.get("fetch", look),
        Kind.READ: read,
        Kind.STATE: others.get("state", read),
        Kind.BYTES: others.get("bytes", read),
        Kind.DELETE: read,
        Kind.DOWNLOAD: download,
        Kind.PUT: others.get("put", download.replace("Download", "Upload")),
        Kind.ASIDE: "ok",
    }
    return {kind: _rule(text) for kind, text in said.items()}


_AGAIN = ("ok / E", "ok·2 / E", "ok·2 / DownloadError")  # a look, a read, a download
_NO = ("ok / E", "E", "DownloadError")
_FINE = ("ok", "ok", "ok", "ok", "ok")

RULES: dict[Effect, dict[Kind, Rule]] = {
    Effect.FINE: _row(*_FINE),
    Effect.SPOILED: _row("SubmitUncertain", "?", "?", "?", "ok", put="ok"),
    Effect.CLOCK: _row("ok", "ok", "ok / TaskTimeout", "ok", "ok"),
    Effect.UNSENT: _row("ok / E", "ok / E", "ok / E", "ok / E", "ok / DownloadError"),
    Effect.LOST: _row("SubmitUncertain", "E", *_AGAIN),
    Effect.CUT: _row("SubmitUncertain", "E", *_AGAIN, put="ok"),
    Effect.TRANSIENT: _row("SubmitUncertain", "E", *_AGAIN),
    Effect.UNCLEAR: _row("SubmitUncertain", "E", *_NO),
    Effect.REFUSED: _row("E", "E", *_NO),
    Effect.PASSING: _row("E", "E", *_AGAIN),
    Effect.UNKNOWN_CALL: _row("E", "E", *_NO),
    Effect.BUSY: _row(
        "ok·2 / RequestTimeout", "E", "ok / TaskTimeout", "ok·2 / E", "ok·2 / DownloadError"
    ),
    Effect.FULL: _row("ok·2 / RequestTimeout", "E", *_NO),
    Effect.ALIVE: _row("SubmitUncertain", "E", "ok / TaskTimeout", "E", "ok", state="ok"),
    Effect.FAILED: _row("SubmitUncertain", "E", "TaskFailed", "E", "ok", state="ok"),
    Effect.STRANGE: _row("ok", "ok", "ok / TaskTimeout", "ok", "ok"),
    Effect.EMPTY_HANDED: _row(*_FINE),
    Effect.NO_URLS: _row(*_FINE, fetch="DownloadError"),
    Effect.EXPIRED: _row(*_FINE, fetch="DownloadError"),
    Effect.STRANGER: _row("ok", "ok", "ok / E", "E", "ok"),
}


class Special(NamedTuple):
    """Where the rule of an effect does not hold, and why."""

    reason: str
    outcome: str
    troubles: tuple[str, ...]  #: names, or kinds of trouble
    calls: tuple[str, ...] = ()  #: names; none: all of the kinds
    kinds: tuple[Kind, ...] = ()

    def applies(self, call: Call, trouble: Trouble) -> bool:
        """Whether it is about this cell."""
        named = trouble.name in self.troubles or trouble.kind in self.troubles
        return named and (call.name in self.calls or call.kind in self.kinds)


_CONNECTION = ("connection drop", "connection reset", "connection silence")
_READS = (Kind.READ, Kind.STATE, Kind.BYTES, Kind.DELETE)
_TOO_MANY = ("http 429", "html 429", "bare 429")
_FILES = (Kind.DOWNLOAD, Kind.BYTES)

_COMFY = ("comfy.wait", "comfy.history", "comfy.queue", "comfy.object_info", "comfy.system_stats")

SPECIAL: tuple[Special, ...] = (
    Special("no request is seen of a connection that breaks", "ok / E", _CONNECTION, kinds=_READS),
    Special("the outage outlasts all attempts", "E", ("refuse",), kinds=(*_READS, Kind.LOOK)),
    Special("the same", "DownloadError", ("refuse",), kinds=(Kind.DOWNLOAD,)),
    Special("only the first attempt is made", "ConnectionLost", ("refuse",), kinds=(Kind.CREATE,)),
    Special("any bytes are a file", "ok", ("huge", "not json", "other json"), kinds=_FILES),
    Special("facts about nodes may be large", "ok", ("huge",), calls=_COMFY),
    Special(
        "the address may have expired: one more is asked for",
        "ok·2 / UploadError",
        ("jump 3600", "http 403", "html 403", "bare 403"),
        kinds=(Kind.PUT,),
    ),
    Special(
        "looks again by itself, until its deadline",
        "ok / RequestTimeout",
        ("status", "backwards", "other task", "jump -5"),
        calls=("comfy.wait",),
    ),
    Special("the same", "ok / RequestTimeout", ("jump -5",), calls=("assets.wait_ready",)),
    Special("there is none: no error", "ok", ("code 1",), calls=("webhooks.detail",)),
    Special("prompts have no line to wait in", "E", _TOO_MANY, calls=("comfy.prompt",)),
    Special("an end is no error", "ok", ("code 805",), calls=("task.watch", "task.progress")),
    Special("another prompt is in the history", "ok", ("other task",), calls=("comfy.history",)),
)


def differs(call: Call, trouble: Trouble) -> bool:
    """Whether it makes a difference for how long the trouble lasts."""
    return expected(call, trouble, lasting=False) != expected(call, trouble, lasting=True)


def expected(call: Call, trouble: Trouble, *, lasting: bool) -> str:
    """What the cell must show."""
    rule = RULES[trouble.effect][call.kind]
    for special in SPECIAL:
        if special.applies(call, trouble):
            rule = _rule(special.outcome)
    if call.falls_back and trouble.effect is Effect.UNKNOWN_CALL:
        rule = _rule("ok")
    outcome = rule.lasting if lasting else rule.once
    if call.kind is Kind.DELETE and trouble.done and outcome == "ok·2":
        return "RequestRefused"  # the first of the two has deleted it
    if call.repeats and outcome == "ok·2":
        return "ok"
    return trouble.error.__name__ if outcome == "E" else outcome
