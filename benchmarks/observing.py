"""What observing costs: CPU time for a call and for a task, with nobody and with somebody there.

    python benchmarks/observing.py

The client talks to an httpx transport that answers at once, so that its own time is all there is.
"off" is the client as it is by default: no hook, and a logger that lets nothing below a warning
pass; it is the path on which `Hooks.wanted` is False. What the observing code costs there cannot be
seen in one run, which has no client without it; so its own steps are timed alone beside that.
Rounds alternate; the medians are printed. A task is a submit and one look.
"""

from __future__ import annotations

import asyncio
import json
import logging
import statistics
import time
import timeit
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx

from runninghub_async import Limits, Polling, RunningHub
from runninghub_async.protocol.messages import TaskState
from runninghub_async.tasks.lives import Lives
from runninghub_async.transport.hooks import Hooks

ROUNDS = 7
CALLS = 600
TASKS = 300
MAKE = "vidu/text-to-video"


class Service(httpx.AsyncBaseTransport):
    """Takes every task, and has ended it by the first look."""

    def __init__(self) -> None:
        self._tasks = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/query"):
            task_id = json.loads(await request.aread())["taskId"]
            usage = {"thirdPartyConsumeMoney": "0.77"}
            results = [{"text": "made", "outputType": "txt"}]
            told = {"taskId": task_id, "status": "SUCCESS", "results": results, "usage": usage}
        else:
            self._tasks += 1
            told = {"taskId": str(self._tasks), "status": "RUNNING", "errorCode": ""}
        return httpx.Response(200, json=told)


@asynccontextmanager
async def client(hooks: Sequence[Any]) -> AsyncIterator[RunningHub]:
    settings: dict[str, Any] = {
        "transport": Service(),
        "limits": Limits(slots=50, requests_per_second=None),
        "polling": Polling(first=0.001, ceiling=0.001),
    }
    async with RunningHub("a-key-that-is-never-sent-anywhere", hooks=hooks, **settings) as rh:
        yield rh


async def one_round(hooks: Sequence[Any]) -> tuple[float, float]:
    """CPU seconds for one call, and for one task."""
    async with client(hooks) as rh:
        make = rh.model(MAKE)
        await make(prompt="a cat")
        began = time.process_time()
        for number in range(CALLS):
            await rh.task(f"look-{number}").status()
        between = time.process_time()
        for _ in range(TASKS // 50):
            await asyncio.gather(*(make(prompt="a cat") for _ in range(50)))
        ended = time.process_time()
    return (between - began) / CALLS, (ended - between) / TASKS


def cases() -> dict[str, Callable[[], Sequence[Any]]]:
    found: dict[str, Callable[[], Sequence[Any]]] = {
        "off": lambda: (),
        "a hook that does nothing": lambda: (lambda _: None,),
    }
    try:
        from runninghub_async.otel import OpenTelemetry
    except ImportError:
        return found
    found["OpenTelemetry, no SDK"] = lambda: (OpenTelemetry(),)
    try:
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import InMemoryMetricReader
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import SimpleSpanProcessor
        from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    except ImportError:
        return found

    def recorded() -> Sequence[Any]:
        tracers = TracerProvider(shutdown_on_exit=False)
        tracers.add_span_processor(SimpleSpanProcessor(InMemorySpanExporter()))
        meters = MeterProvider([InMemoryMetricReader()], shutdown_on_exit=False)
        return (OpenTelemetry(tracer_provider=tracers, meter_provider=meters),)

    found["OpenTelemetry, SDK in memory"] = recorded
    return found


def steps_when_off() -> tuple[float, float]:
    """Seconds that the record of a task, and that of a look, cost where nobody listens."""
    lives = Lives(Hooks())
    state = TaskState(task_id="1", status="SUCCESS")

    def look() -> None:
        with lives.about("1"):
            pass

    def task() -> None:
        life = lives.wanted(MAKE, "model")
        for _ in range(2):  # the uploads, and the submit
            with lives.about(None, life):
                pass
        lives.accepted(life, "1")
        with lives.watched("1", MAKE, "model"):
            look()
        lives.ended(state)

    count = 100_000
    first, second = (min(timeit.repeat(one, number=count, repeat=3)) for one in (look, task))
    return first / count, second / count


def main() -> None:
    logging.getLogger("runninghub_async").setLevel(logging.WARNING)
    made = cases()
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in made}
    for _ in range(ROUNDS):
        for name, hooks in made.items():
            seconds[name].append(asyncio.run(one_round(hooks())))
    print(f"| observed by | µs a call | µs a task | (medians of {ROUNDS}, CPU time)")
    print("|---|---|---|")
    for name, rounds in seconds.items():
        call, task = (statistics.median(one) * 1e6 for one in zip(*rounds, strict=True))
        print(f"| {name} | {call:.0f} | {task:.0f} |")
    look, task = (one * 1e6 for one in steps_when_off())
    print(
        f"\noff: {look:.2f} of the µs of a look and {task:.2f} of those of a task are the records'"
    )


if __name__ == "__main__":
    main()
