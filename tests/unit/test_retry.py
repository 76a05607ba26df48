"""May a failed attempt be replayed, and after how long."""

from __future__ import annotations

import ast
import email.utils
import time
from pathlib import Path
from typing import Any

import backoff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async import errors
from runninghub_async.config import Retry
from runninghub_async.protocol.operations import Replay
from runninghub_async.transport import retry as module
from runninghub_async.transport.retry import (
    decide,
    full_jitter,
    parse_retry_after,
    wait_ceiling,
)

FREELY, IF_NOT_CREATED = Replay.FREELY, Replay.IF_NOT_CREATED
NOW = 1_800_000_000.0


def transport(kind: type[errors.TransportError], sent: bool | None, **more: Any) -> Any:
    return kind(operation="x", reason="y", sent=sent, **more)


def api(kind: type[errors.ApiError], code: int | str | None = None, **more: Any) -> Any:
    return kind(operation="x", code=code, message="", **more)


TIMEOUT = {"phase": "read", "seconds": 60.0}
#: Error -> may a read be repeated, may a submit.
CASES = {
    "refused connection": (transport(errors.ConnectFailed, False), True, True),
    "no free connection": (transport(errors.RequestTimeout, False, **TIMEOUT), True, True),
    "read time-out": (transport(errors.RequestTimeout, True, **TIMEOUT), True, False),
    "total time-out": (transport(errors.RequestTimeout, None, **TIMEOUT), True, False),
    "connection lost": (transport(errors.ConnectionLost, None), True, False),
    "unreadable answer": (transport(errors.BadReply, True, status=200), True, False),
    "rate limit 1003": (api(errors.RateLimited, 1003), True, False),
    "HTTP 429": (api(errors.RateLimited, http_status=429), True, False),
    "server error 500": (api(errors.ServiceError, 500, http_status=200), True, False),
    "busy 1011": (api(errors.ServiceError, 1011, http_status=200), True, False),
    "HTTP 408": (api(errors.ServiceError, http_status=408), True, False),
    "HTTP 425": (api(errors.ServiceError, http_status=425), True, False),
    "HTTP 409": (api(errors.ServiceError, http_status=409), False, False),
    "HTTP 500": (api(errors.ServiceError, http_status=500), True, False),
    "HTTP 502": (api(errors.ServiceError, http_status=502), True, False),
    "HTTP 503": (api(errors.ServiceError, http_status=503), True, False),
    "HTTP 503 that repeats itself": (api(errors.ServiceError, 503, http_status=503), True, False),
    "HTTP 504": (api(errors.ServiceError, http_status=504), True, False),
    "HTTP 501": (api(errors.ServiceError, http_status=501), False, False),
    "HTTP 418": (api(errors.ServiceError, http_status=418), False, False),
    "unknown number": (api(errors.ServiceError, 9999, http_status=200), False, False),
    "unknown word": (api(errors.ServiceError, "odd", http_status=200), False, False),
    "a lost task 1015": (api(errors.ServiceError, 1015, http_status=200), False, False),
    "capacity 421": (api(errors.CapacityError, 421), False, False),
    "bad key": (api(errors.AuthError, 1002), False, False),
    "no money": (api(errors.BillingError, 416), False, False),
    "no such task": (api(errors.NotFound, 1004), False, False),
    "bad request": (api(errors.RequestRefused, 1007), False, False),
    "moderation": (api(errors.ContentRejected, 1501), False, False),
    "a file that cannot be read": (errors.UploadError(name="a", reason="b"), False, False),
    "closed": (errors.ClientClosed(), False, False),
}


@pytest.mark.parametrize("case", CASES)
def test_what_may_be_repeated(case: str) -> None:
    error, read, submit = CASES[case]
    found = [
        decide(error, attempt=1, replay=replay, retry=Retry(), jitter=lambda top: top)
        for replay in (FREELY, IF_NOT_CREATED)
    ]
    assert found == [0.5 if read else None, 0.5 if submit else None]


@pytest.mark.parametrize(("attempt", "again"), [(1, True), (3, True), (4, False), (5, False)])
def test_the_last_attempt_is_the_last(attempt: int, again: bool) -> None:
    error, _, _ = CASES["connection lost"]
    delay = decide(error, attempt=attempt, replay=FREELY, retry=Retry(attempts=4))
    assert (delay is not None) is again


def test_one_attempt_never_repeats() -> None:
    for error, _, _ in CASES.values():
        for replay in Replay:
            assert decide(error, attempt=1, replay=replay, retry=Retry(attempts=1)) is None


@pytest.mark.parametrize(
    ("asked", "delay"),
    [(None, 0.5), (0.0, 0.5), (0.3, 0.5), (7.0, 7.0), (300.0, 300.0), (300.1, None)],
)
def test_a_retry_after_is_kept_when_it_is_longer_and_given_up_when_it_is_too_long(
    asked: float | None, delay: float | None
) -> None:
    error = api(errors.RateLimited, 1003, retry_after=asked)
    found = decide(error, attempt=1, replay=FREELY, retry=Retry(), jitter=lambda top: top)
    assert found == delay


# -- how long ------------------------------------------------------------------------------


def test_the_ceilings_are_those_of_the_docstring() -> None:
    found = [wait_ceiling(attempt, Retry()) for attempt in range(1, 9)]
    assert found == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0]


@given(
    attempt=st.integers(1, 1000),
    first=st.floats(0, 1e6, allow_subnormal=False),
    ceiling=st.floats(0, 1e6, allow_subnormal=False),
)
def test_the_ceiling_is_the_formula_for_all_settings(
    attempt: int, first: float, ceiling: float
) -> None:
    retry = Retry(attempts=5, first=first, ceiling=ceiling)
    assert wait_ceiling(attempt, retry) == min(ceiling, first * 2.0 ** (min(attempt, 64) - 1))


@given(attempt=st.integers(1, 100))
def test_the_wait_is_drawn_between_zero_and_the_ceiling(attempt: int) -> None:
    retry = Retry(attempts=200)
    error, _, _ = CASES["connection lost"]
    delay = decide(error, attempt=attempt, replay=FREELY, retry=retry)
    assert delay is not None
    assert 0 <= delay <= wait_ceiling(attempt, retry)


def test_the_waits_come_from_backoff_and_from_nowhere_else() -> None:
    """One source of waits and one of jitter; no decorator, no random of our own."""
    assert full_jitter is backoff.full_jitter
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "backoff"
    }
    assert used == {"expo", "full_jitter"}
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert not imported & {"random", "secrets", "time"}
    waits = backoff.expo(base=2, factor=0.5, max_value=20.0)
    waits.send(None)
    assert [wait_ceiling(n, Retry()) for n in range(1, 12)] == [next(waits) for _ in range(1, 12)]


# -- Retry-After ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", None),
        ("  ", None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-3", 0.0),
        ("inf", None),
        ("nan", None),
        ("1e999", None),
        ("soon", None),
        ("7 seconds", None),
        ("Fri, 99 Foo 2027 08:00:00 GMT", None),
        (email.utils.formatdate(NOW + 90, usegmt=True), 90.0),
        (email.utils.formatdate(NOW - 90, usegmt=True), 0.0),
        ("Fri, 15 Jan 2027 08:01:30 +0000", 90.0),
        ("Fri, 15 Jan 2027 09:01:30 +0100", 90.0),
        ("Friday, 15-Jan-27 08:01:30 GMT", 90.0),
        ("Fri Jan 15 08:01:30 2027", 90.0),
        ("Fri, 15 Jan 2027 08:01:30 -0000", 90.0),
        ("Fri, 15 Jan 2027 08:01:30", 90.0),
    ],
)
def test_a_retry_after_header_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert parse_retry_after(text, NOW) == seconds


def test_a_date_without_a_zone_is_gmt_wherever_the_machine_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert parse_retry_after("Fri Jan 15 08:01:30 2027", NOW) == 90.0
    finally:
        monkeypatch.undo()
        time.tzset()


@given(st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ [\d:]+ .{0,5}"))
def test_any_header_is_seconds_from_now_or_nothing(text: str) -> None:
    found = parse_retry_after(text, NOW)
    assert found is None or 0 <= found < float("inf")
