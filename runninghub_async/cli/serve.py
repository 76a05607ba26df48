"""`runninghub emulator`: the emulator alone, for any client."""

from __future__ import annotations

from rich.console import Console

from runninghub_async.cli.signals import cancelled_by_sigterm
from runninghub_async.emulator import Emulator

__all__ = ["serve"]


async def serve(
    *,
    port: int,
    slots: int,
    time_scale: float,
    fail_rate: float,
    requests_per_second: float | None,
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
