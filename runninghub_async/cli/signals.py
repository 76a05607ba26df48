"""Signals that end a command in order: SIGTERM, as a service manager sends it, and Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

__all__ = ["cancelled_by_signals", "cancelled_by_sigterm"]


@contextlib.contextmanager
def cancelled_by_sigterm() -> Iterator[None]:
    """SIGTERM cancels the task that runs this, once; the next ends the process at once."""
    with _cancelled_by(signal.SIGTERM, times=1):
        yield


@contextlib.contextmanager
def cancelled_by_signals() -> Iterator[None]:
    """As above; and Ctrl-C cancels the task twice: it ends what it does, then it hurries.

    Without this the second one breaks in anywhere, also between two words that a user must read.
    """
    with cancelled_by_sigterm(), _cancelled_by(signal.SIGINT, times=2):
        yield


@contextlib.contextmanager
def _cancelled_by(number: signal.Signals, *, times: int) -> Iterator[None]:
    """A signal cancels the task that runs this, so many times; then it does what it did before."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None
    before = signal.getsignal(number)
    left = times

    def cancel() -> None:
        nonlocal left
        left -= 1
        task.cancel()
        if not left:
            restore()

    def restore() -> None:
        if loop.remove_signal_handler(number) and before is not None:
            signal.signal(number, before)

    try:
        loop.add_signal_handler(number, cancel)
    except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
        yield
        return
    try:
        yield
    finally:
        restore()
