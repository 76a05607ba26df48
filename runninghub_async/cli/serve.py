"""`runninghub emulator`: the emulator alone, for any client."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console

from runninghub_async.cli.signals import cancelled_by_sigterm
from runninghub_async.emulator import Emulator, Fault

__all__ = ["read_faults", "serve"]


async def serve(
    *,
    port: int,
    slots: int,
    time_scale: float,
    fail_rate: float,
    requests_per_second: float | None,
    faults: tuple[Fault, ...] = (),
    seed: int,
) -> None:
    """Serve until cancelled; say how to reach it, and at the end what happened."""
    console = Console(highlight=False)
    emulator = Emulator(
        port=port,
        slots=slots,
        time_scale=time_scale,
        fail_rate=fail_rate,
        requests_per_second=requests_per_second,
        faults=faults,
        seed=seed,
    )
    with cancelled_by_sigterm():
        await _serve(emulator, console)


async def _serve(emulator: Emulator, console: Console) -> None:
    async with emulator:
        console.print(f"A local RunningHub listens on {emulator.base_url}; Ctrl-C ends it.")
        console.print(f"  export RUNNINGHUB_BASE_URL={emulator.base_url}")
        console.print(f"  export RUNNINGHUB_API_KEY={emulator.api_key}", soft_wrap=True)
        try:
            await emulator.serve_forever()
        finally:
            console.print(repr(emulator.ledger), soft_wrap=True)


def read_faults(texts: Iterable[str]) -> tuple[Fault, ...]:
    """Read `WHEN:WHAT[:RATE]`: each strikes for ever, at that share of the calls.

    Raises:
        ValueError: a text of another form, an unknown call or kind (with the nearest), or a rate
            that is none.
    """
    return tuple(map(_fault, texts))


def _fault(text: str) -> Fault:
    when, found, what = (part.strip() for part in text.partition(":"))
    if not found or not when or not what:
        raise ValueError(f"{text!r} is not WHEN:WHAT or WHEN:WHAT:RATE, such as submit:code 421")
    rest, found, share = (part.strip() for part in what.rpartition(":"))
    if not found:
        return Fault(when, what, times=None)
    try:
        rate = float(share)
    except ValueError:
        raise ValueError(f"{text!r}: {share!r} is no share of the calls, such as 0.2") from None
    return Fault(when, rest, times=None, rate=rate)
