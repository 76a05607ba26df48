"""What is measured inside a client's process: CPU, wall, memory, loop lag, laps of calls."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import resource
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

WARM = 25  #: calls before a window opens; four times as many where more are in flight
FEWEST = 20  #: calls in a window
DRAIN = 0.7  #: seconds that calls in flight are waited for in the end
TICK = 0.005  #: seconds between two samples of the loop's lag
MIB = 1024 * 1024


class LeavesTheMachine(RuntimeError):
    """A client tried to reach another host than this one."""


def stay_here() -> None:
    """Let nothing in this process connect to, or look up, any other machine, for good."""
    sys.addaudithook(_refuse_others)


def _refuse_others(event: str, args: tuple[Any, ...]) -> None:
    if event == "socket.connect" and isinstance(args[1], tuple):
        host = str(args[1][0])
    elif event == "socket.getaddrinfo" and args[0] is not None:
        host = args[0].decode() if isinstance(args[0], bytes) else str(args[0])
    else:
        return
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here:
        raise LeavesTheMachine(f"{event} {host}")


def resident() -> float:
    """MiB of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB


def peak() -> float:
    """MiB that this process has ever had in memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def forget_peak() -> None:
    """Let the peak start anew (Linux only; elsewhere it stays what it was)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak_now() -> float:
    """MiB at most since `forget_peak`."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return peak()


def percentile(values: list[float], share: float) -> float:
    """The value below which that share of them lies; 0 of none."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0


@contextlib.asynccontextmanager
async def lag_watched() -> AsyncIterator[list[float]]:
    """Sample how late a 5 ms timer of this loop fires (seconds) while the block runs."""
    lags: list[float] = []

    async def watch() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            lags.append(time.perf_counter() - began - TICK)

    task = asyncio.create_task(watch())
    try:
        yield lags
    finally:
        task.cancel()


def lag_values(lags: list[float]) -> dict[str, float]:
    """Median, 99th percentile and maximum, in milliseconds."""
    shares = (("p50", 0.5), ("p99", 0.99), ("max", 1.0))
    return {f"lag_{name}_ms": percentile(lags, share) * 1e3 for name, share in shares}


class Span:
    """CPU and wall seconds of this process since a moment."""

    def __init__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    @property
    def cpu(self) -> float:
        """Seconds of user and system time, all threads."""
        return time.process_time() - self._cpu

    @property
    def wall(self) -> float:
        """Seconds that have passed."""
        return time.perf_counter() - self._wall


class Lap:
    """Calls with so many in flight all the time; a window in the middle is measured.

    The window opens when all have started and some are over, and is `seconds` of CPU long, or
    four times that of wall time. What takes for ever is ended by the one who started this process.
    """

    def __init__(
        self, call: Callable[[], Awaitable[object]], in_flight: int, seconds: float
    ) -> None:
        self._call = call
        self._in_flight = in_flight
        self._seconds = seconds
        self._done = 0
        self._stop = False
        self._error = ""

    async def _work(self) -> None:
        while not self._stop:
            try:
                await self._call()
            except Exception as error:  # noqa: BLE001  (a rival may raise anything; it is shown)
                self._error, self._stop = f"{type(error).__name__}: {error}", True
            self._done += 1

    async def run(self) -> dict[str, Any]:
        """Measure; give µs of CPU and of wall for one call, and what went wrong."""
        workers = [asyncio.create_task(self._work()) for _ in range(self._in_flight)]
        warm = max(WARM, min(self._in_flight, 4 * WARM))
        while self._done < warm and not self._stop:  # noqa: ASYNC110  (telling costs CPU)
            await asyncio.sleep(0.005)
        window, before = Span(), self._done
        while not (self._stop or self._over(window, self._done - before)):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        count = max(1, self._done - before)
        found = {"cpu_us": window.cpu / count * 1e6, "wall_us": window.wall / count * 1e6}
        self._stop = True
        _, late = await asyncio.wait(workers, timeout=DRAIN)
        return {**found, "calls": count, "error": self._error, "left": len(late)}

    def _over(self, window: Span, count: int) -> bool:
        if window.wall >= 4 * self._seconds and count >= FEWEST:
            return True
        return count >= FEWEST and window.cpu >= self._seconds
