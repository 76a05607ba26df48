"""`runninghub demo`: the main job, end to end, on the emulator.

Two hundred video tasks over the five endpoints of the docs' Vidu pages, more than the
service takes at once; live progress, files on disk, and a summary.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio.to_thread
import msgspec
from rich.console import Console
from rich.table import Table

from runninghub_async.cli.pictures import draw_pictures
from runninghub_async.cli.progress import Counts, show_progress
from runninghub_async.cli.signals import cancelled_by_sigterm
from runninghub_async.client import RunningHub, Statistics
from runninghub_async.config import Polling
from runninghub_async.emulator import Durations, Emulator, Ledger
from runninghub_async.tasks.jobs import Job, Outcome

__all__ = ["DemoSettings", "run_demo"]

FAMILIAR = ("a cat surfs a wave", "rain on a neon street", "a paper boat crosses a puddle")
SHOWN = 10  #: ids that an interrupted run prints


class DemoSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The options of one demo run."""

    tasks: int
    concurrency: int
    time_scale: float
    fail_rate: float
    out: Path
    seed: int


class _Tally:
    """What has come out so far."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self.failures: list[Outcome] = []
        self.files: list[Path] = []

    def add(self, outcome: Outcome) -> None:
        self.files += outcome.files
        if outcome.status == "succeeded" and outcome.error is None:
            self.done += 1
        else:
            self.failures.append(outcome)

    def counts(self, rh: RunningHub, ledger: Ledger) -> Counts:
        now = rh.statistics()
        return Counts(
            total=self.total,
            submitted=now.submitted,
            running=now.watched,
            done=self.done,
            failed=len(self.failures),
            waiting=now.waiting_for_slot,
            spent=ledger.money_charged,
        )


async def run_demo(settings: DemoSettings) -> int:
    """Run the demo; return the number of tasks that did not succeed.

    When it is interrupted, it prints which tasks still run and how to reattach to them.
    """
    console = Console(highlight=False)
    durations = Durations()
    emulator = Emulator(
        seed=settings.seed,
        time_scale=settings.time_scale,
        slots=settings.concurrency,
        fail_rate=settings.fail_rate,
        durations=durations,
    )
    async with emulator:
        async with RunningHub(
            emulator.api_key,
            base_url=emulator.base_url,
            polling=_polling(durations, settings.time_scale),
        ) as rh:
            console.print(
                f"{settings.tasks} video tasks on a local emulator ({emulator.base_url}) that "
                f"takes {settings.concurrency} at once; clips go to {settings.out}/",
                soft_wrap=True,
            )
            tally = _Tally(settings.tasks)
            began = time.monotonic()
            try:
                with cancelled_by_sigterm():
                    await _run_all(rh, emulator.ledger, settings, tally, console)
            except asyncio.CancelledError:
                _say_what_runs(console, rh.unfinished)
                raise
            seconds = time.monotonic() - began
            statistics = rh.statistics()
        _say_failures(console, tally.failures)
        console.print(_summary(settings, tally, statistics, emulator.ledger, seconds))
    return len(tally.failures)


def _polling(durations: Durations, time_scale: float) -> Polling:
    """A first look at half the usual time, then one each 10 s of the service's time."""
    first = max(0.02, durations.median / 2 * time_scale)
    return Polling(first=first, ceiling=max(0.05, 10 * time_scale))


async def _run_all(
    rh: RunningHub, ledger: Ledger, settings: DemoSettings, tally: _Tally, console: Console
) -> None:
    with tempfile.TemporaryDirectory(prefix="runninghub-demo-") as folder:
        pictures = await anyio.to_thread.run_sync(draw_pictures, Path(folder))
        progress = asyncio.create_task(
            show_progress(console, lambda: tally.counts(rh, ledger)), name="progress"
        )
        try:
            jobs = _jobs(settings.tasks, pictures)
            async for outcome in rh.map(jobs, download_to=settings.out):
                tally.add(outcome)
        finally:
            progress.cancel()
            await asyncio.wait([progress])


def _jobs(count: int, pictures: list[Path]) -> Iterator[Job]:
    """The five endpoints of the docs' pages in turn, with local pictures as their media."""
    for number in range(count):
        one = pictures[number % len(pictures)]
        two = pictures[(number + 1) % len(pictures)]
        prompt = f"{FAMILIAR[number % len(FAMILIAR)]}, take {number}"
        calls: list[tuple[str, dict[str, Any]]] = [
            ("vidu/image-to-video-q3-pro", {"image_url": one, "duration": 5, "audio": True}),
            ("vidu/image-to-video-q2-turbo", {"image_url": one, "resolution": "720p"}),
            ("vidu/reference-to-video-q3", {"image_urls": [one, two], "duration": 5}),
            ("vidu/start-end-to-video-q2-pro", {"first_image_url": one, "last_image_url": two}),
            (
                "vidu/reference-to-video-q2-pro",
                {"image_urls": [one, two], "resolution": "720p", "duration": "5"},
            ),
        ]
        endpoint, params = calls[number % len(calls)]
        yield Job(endpoint, {"prompt": prompt, **params}, key=f"clip-{number}")


def _say_what_runs(console: Console, unfinished: tuple[str, ...]) -> None:
    console.print(f"\nInterrupted. {len(unfinished)} submitted tasks run on at the service:")
    for task_id in unfinished[:SHOWN]:
        console.print(f"  {task_id}")
    if len(unfinished) > SHOWN:
        console.print(f"  … and {len(unfinished) - SHOWN} more (rh.unfinished has all of them)")
    if unfinished:
        console.print(
            f'Reattach to one with: await rh.task("{unfinished[0]}").wait()\n'
            "(This emulator ends with the demo; the real service goes on, and charges.)",
            soft_wrap=True,
        )


def _say_failures(console: Console, failures: list[Outcome]) -> None:
    for outcome in failures[:SHOWN]:
        console.print(f"{outcome.key}: {outcome.status}: {outcome.error}", soft_wrap=True)
    if len(failures) > SHOWN:
        console.print(f"… and {len(failures) - SHOWN} more")


def _summary(
    settings: DemoSettings,
    tally: _Tally,
    statistics: Statistics,
    ledger: Ledger,
    seconds: float,
) -> Table:
    ideal = ledger.ideal_makespan(settings.concurrency)
    per_task = ledger.looks / max(1, statistics.submitted)
    twice = len(ledger.repeated_bodies())
    rows = (
        ("tasks", f"{tally.done} done, {len(tally.failures)} failed"),
        ("files", f"{len(tally.files)} in {settings.out}/"),
        ("seconds", f"{seconds:.1f} ({seconds / max(ideal, 1e-9):.2f} times the ideal makespan)"),
        ("looks per task", f"{per_task:.1f}"),
        ("uploads", f"{statistics.uploads} sent, {statistics.uploads_shared} shared"),
        ("connections", f"{ledger.connections_opened} opened, {ledger.connections_peak} at once"),
        ("money", f"{ledger.money_charged} CNY for {len(ledger.submits)} submits, {twice} twice"),
    )
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", justify="right")
    table.add_column()
    for name, value in rows:
        table.add_row(name, value)
    return table
