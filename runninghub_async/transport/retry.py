"""May a failed attempt be replayed, and after how long: a pure decision.

The only module that imports backoff, for its wait generator and its full jitter.
"""

from __future__ import annotations

import datetime
import email.utils
import math
from collections.abc import Callable

import backoff

from runninghub_async.config import Retry
from runninghub_async.errors import (
    ApiError,
    RateLimited,
    RunningHubError,
    ServiceError,
    TransportError,
)
from runninghub_async.protocol.codes import find_code
from runninghub_async.protocol.operations import Replay

__all__ = ["LONGEST_WAIT", "decide", "full_jitter", "parse_retry_after", "wait_ceiling"]

full_jitter: Callable[[float], float] = backoff.full_jitter

#: Seconds. A call that is asked to wait for longer fails at once, with `.retry_after` set;
#: nothing else is held back for longer.
LONGEST_WAIT = 300.0
_TRANSIENT_HTTP = frozenset({408, 425, 500, 502, 503, 504})


def decide(
    error: RunningHubError,
    *,
    attempt: int,
    replay: Replay,
    retry: Retry,
    jitter: Callable[[float], float] = full_jitter,
) -> float | None:
    """Return the seconds to wait before the next attempt, or None to give up.

    `attempt` is the number of the attempt that failed, from 1. Source: platform-api 11.
    """
    if attempt >= retry.attempts or not _may_replay(error, replay):
        return None
    asked = getattr(error, "retry_after", None) or 0.0
    if asked > LONGEST_WAIT:
        return None
    return max(asked, jitter(wait_ceiling(attempt, retry)))


def wait_ceiling(attempt: int, retry: Retry) -> float:
    """min(ceiling, first * 2**(attempt-1)) seconds."""
    waits = backoff.expo(base=2, factor=retry.first, max_value=retry.ceiling)
    waits.send(None)
    wait = 0.0
    for _ in range(min(attempt, 64)):
        wait = next(waits)
    return min(wait, retry.ceiling)


def _may_replay(error: RunningHubError, replay: Replay) -> bool:
    if isinstance(error, RateLimited):
        # A submit that is refused goes back to the line for places, where it holds nothing.
        return replay is Replay.FREELY
    if isinstance(error, TransportError):
        return error.sent is False or replay is Replay.FREELY
    if replay is Replay.FREELY and isinstance(error, ServiceError):
        return _is_transient(error)
    return False


def _is_transient(error: ApiError) -> bool:
    row = find_code(error.code)
    if row is not None:
        return row.transient
    return error.http_status in _TRANSIENT_HTTP


def parse_retry_after(text: str, now: float) -> float | None:
    """Read a `Retry-After` header: seconds, or an HTTP date. `now` is Unix time.

    Returns seconds from now, never below zero; None where there is none to be read.
    """
    text = text.strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            date = email.utils.parsedate_to_datetime(text)
            if date.tzinfo is None:  # the two older forms of an HTTP date name no zone: GMT
                date = date.replace(tzinfo=datetime.UTC)
            seconds = date.timestamp() - now
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if math.isfinite(seconds) else None
