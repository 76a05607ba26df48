"""Everything that goes wrong, as data: what the emulator is told, and what it means.

A trouble strikes once, or for as long as the call is made ("lasting").
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import NamedTuple

from runninghub_async import (
    ApiError,
    BadReply,
    CapacityError,
    ConnectFailed,
    ConnectionLost,
    RateLimited,
    RequestTimeout,
    RunningHubError,
    ServiceError,
)
from runninghub_async.emulator.faults import KINDS, Kind, Stage
from runninghub_async.emulator.routes import CONNECTION, FILE_CALLS
from runninghub_async.protocol.codes import CODES, error_for_http_status


def emulated(what: str) -> Kind:
    """The emulator's row of a `what`."""
    named = [kind for kind in KINDS if f"{what} ".startswith(f"{kind.name} ")]
    return max(named, key=lambda kind: len(kind.name))


class Effect(enum.Enum):
    """What a trouble means for the one who asked: what must come of it follows from this."""

    FINE = "the answer came, after all"
    SPOILED = "an answer whose texts are broken"
    CLOCK = "the service's clock went back"
    UNSENT = "nothing left"
    LOST = "it left, and there is no usable answer"
    CUT = "the same, but its status came"
    TRANSIENT = "the service's own trouble, said to pass"
    UNCLEAR = "the service's own trouble, of no known length"
    REFUSED = "a clear no"
    PASSING = "a clear no that is said to pass"
    UNKNOWN_CALL = "the service does not know the call"
    BUSY = "too many requests"
    FULL = "no free place"
    ALIVE = "a code that says: the task lives"
    FAILED = "a code that says: the task has failed"
    STRANGE = "a status that says nothing, or the past"
    EMPTY_HANDED = "a success without results"
    NO_URLS = "results without URLs"
    EXPIRED = "URLs that have expired"
    STRANGER = "an answer about another task"


class Trouble(NamedTuple):
    """One thing that goes wrong."""

    what: str  #: as `Fault.what`; what is in `BY_HAND` is made without a fault
    effect: Effect
    error: type[RunningHubError] = RunningHubError  #: that tells of it
    silent: bool = False  #: noticed by a timeout only
    heavy: bool = False  #: tried once only
    when: str = ""  #: what it strikes, where that is not the call

    @property
    def name(self) -> str:
        """As the matrix prints it."""
        return f"{self.when} {self.what}".lstrip()

    @property
    def kind(self) -> str:
        """The emulator's name of its kind, or its own."""
        return self.what if self.what in BY_HAND else emulated(self.what).name

    @property
    def done(self) -> bool:
        """Whether the thing is done all the same."""
        return self.what not in BY_HAND and emulated(self.what).stage is Stage.AFTER

    @property
    def told(self) -> bool:
        """Whether it strikes only what tells of a task in a certain state."""
        return self.what not in BY_HAND and bool(emulated(self.what).told)

    def fits(self, when: str) -> bool:
        """Whether it can happen to such calls."""
        if self.what == "tls":  # other addresses than the API's are named by the service
            return when not in (*FILE_CALLS, "lora put", "socket")
        if self.what == "outage":
            return when != "socket"
        return emulated(self.what).fits(self.when or when)


BY_HAND = ("tls", "outage")  #: TLS spoken to a plain port; nobody listens

STATUSES = (401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504)
UNKNOWN_CODES = (7, 9999)  #: that no table names
PASSING_STATUSES = (408, 425, 500, 502, 503, 504)


def _http(how: str, status: int) -> Trouble:
    what = f"{how} {status}"
    error, refused = error_for_http_status(status)
    if error is RateLimited:
        return Trouble(what, Effect.BUSY, error)
    if status in (404, 405):
        return Trouble(what, Effect.UNKNOWN_CALL, error)
    if refused:
        return Trouble(what, Effect.REFUSED, error)
    return Trouble(what, Effect.TRANSIENT if status in PASSING_STATUSES else Effect.UNCLEAR, error)


def _code(number: int, how: str = "code") -> Trouble:
    what, row = f"{how} {number}", CODES.get(number)
    if row is None:
        return Trouble(what, Effect.UNCLEAR, ServiceError)
    error: type[ApiError] = row.error
    if row.status:
        effect = Effect.FAILED if row.status == "FAILED" else Effect.ALIVE
    elif error is RateLimited:
        effect = Effect.BUSY
    elif error is CapacityError:
        effect = Effect.FULL
    elif number in (412, 1001, 1009):
        effect = Effect.UNKNOWN_CALL
    elif row.refused:
        effect = Effect.PASSING if row.transient else Effect.REFUSED
    else:
        effect = Effect.TRANSIENT if row.transient else Effect.UNCLEAR
    return Trouble(what, effect, error)


def _all() -> Iterator[Trouble]:
    yield Trouble("outage", Effect.UNSENT, ConnectFailed)
    yield Trouble("tls", Effect.UNSENT, ConnectFailed)
    yield Trouble("refuse 30", Effect.LOST, ConnectFailed)
    for what in ("drop", "reset"):
        yield Trouble(what, Effect.LOST, ConnectionLost, when=CONNECTION)
    yield Trouble("silence", Effect.LOST, RequestTimeout, silent=True, when=CONNECTION)
    for how in ("drop", "reset"):
        for place in ("before", "during", "after"):
            yield Trouble(f"{how} {place}", Effect.LOST, ConnectionLost)
    yield Trouble("half", Effect.CUT, ConnectionLost)
    for what in ("silence", "silence after"):
        yield Trouble(what, Effect.LOST, RequestTimeout, silent=True)
    yield Trouble("empty", Effect.CUT, BadReply)
    for what in ("not json", "other json", "no id"):
        yield Trouble(what, Effect.LOST, BadReply)
    yield Trouble("not gzip", Effect.CUT, BadReply)
    yield Trouble("huge 17", Effect.CUT, BadReply, heavy=True)
    for what in ("slow 0.02", "trickle 0.05", "wrong type", "duplicate keys"):
        yield Trouble(what, Effect.FINE)
    yield Trouble("not utf-8", Effect.SPOILED, BadReply)
    yield Trouble("huge 1", Effect.FINE, heavy=True)
    yield Trouble("jump 3600", Effect.FINE)
    yield Trouble("jump -5", Effect.CLOCK)
    for status in STATUSES:
        for how in ("http", "html", "bare"):
            yield _http(how, status)
    for what in ("http after 500", "html after 504"):
        yield Trouble(what, Effect.TRANSIENT, ServiceError)
    for number in (*CODES, *UNKNOWN_CODES):
        yield _code(number)
    for number in (1000, 1504):
        yield _code(number, "code after")
    yield Trouble("id and code 1000", Effect.FINE)
    for what in ("status PARSING", "backwards"):
        yield Trouble(what, Effect.STRANGE)
    yield Trouble("no results", Effect.EMPTY_HANDED)
    yield Trouble("no urls", Effect.NO_URLS)
    yield Trouble("expired urls", Effect.EXPIRED)
    yield Trouble("other task", Effect.STRANGER, BadReply)
    yield Trouble("short", Effect.LOST, ConnectionLost)
    yield Trouble("longer", Effect.FINE)
    yield Trouble("changed", Effect.FINE)


TROUBLES = tuple(_all())
KIND_NAMES = tuple(kind.name for kind in KINDS)
