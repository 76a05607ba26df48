"""When to look next: a pure decision."""

from __future__ import annotations

from runninghub_async.config import Polling

__all__ = ["next_look", "next_try"]

GROWTH = 1.3  #: each interval over the one before, until the ceiling
SPREAD = 0.25  #: each interval is shifted at random by up to this share, so looks never bunch
LONGEST_TRY = 30.0  #: seconds between looks at a service that does not answer


def next_look(looks: int, polling: Polling, chance: float) -> float:
    """Return the seconds until the next look, after `looks` of them.

    `chance` is drawn evenly from [0, 1). By default 2, 2.6, 3.4, 4.4, 5.7, 7.4, 8, 8 …
    seconds, each shifted by up to a quarter.
    """
    interval = min(polling.ceiling, polling.first * GROWTH ** min(looks, 64))
    return interval * (1 - SPREAD + 2 * SPREAD * chance)


def next_try(failures: int, polling: Polling, chance: float) -> float:
    """Return the seconds until the next look after some failed ones in a row.

    By default 4, 8, 16, 30 seconds: with a tolerance of five, an outage of most of a
    minute is waited out.
    """
    interval = min(LONGEST_TRY, polling.first * 2.0 ** min(failures, 64))
    return interval * (1 - SPREAD + 2 * SPREAD * chance)
