"""Traces and metrics by OpenTelemetry: `RunningHub(hooks=[OpenTelemetry()])`. Extra: `otel`.

It needs the API of OpenTelemetry only; without an SDK in the program nothing is recorded.

One span for each task, from the wish to submit it to its end, whoever waits for it by then; one for
each attempt of each call. The parent of a task is the caller's current span; the parent of an
attempt is its task, where it has one that has not ended, and else the caller's current span. Each
new task of a job is a span of its own. A span whose task's end nobody saw is ended as "left": when
the client is closed, or half an hour after the last look. Prompts of `rh.comfy` have attempts only.

Spans:

| span | name | kind |
|---|---|---|
| task | `runninghub task <endpoint>` | internal |
| attempt | `runninghub <operation>`: `submit`, `query`, `upload`, `download`, … | client |

Attributes of a task:

| name | value |
|---|---|
| `runninghub.endpoint` | path of the endpoint, workflow or app; not there for a reattached task |
| `runninghub.task.kind` | "model", "workflow", "app", "quick create"; not there where unknown |
| `runninghub.task.id` | once there is one |
| `runninghub.task.outcome` | succeeded, failed, cancelled, not submitted, uncertain, left |
| `runninghub.task.status` | the service's word for the end |
| `runninghub.task.code` | the service's number for what went wrong, as text |
| `runninghub.task.outputs` | how many things it made |
| `runninghub.task.cost` | money, as far as the service said |
| `runninghub.slot.wait` | seconds in the line for a place |
| `error.type` | class of the error; the span's status is then ERROR |

Attributes of an attempt:

| name | value |
|---|---|
| `runninghub.operation` | as in the name |
| `runninghub.attempt` | from 1 |
| `runninghub.task.id` | of its task |
| `runninghub.rate.wait` | seconds in the queue of the request rate |
| `runninghub.retry.delay` | seconds until the next attempt, where there is one |
| `http.request.method`, `http.response.status_code`, `server.address`, `server.port` | |
| `http.request.resend_count` | of a repeat |
| `http.request.body.size`, `http.response.body.size` | bytes, where they were counted |
| `error.type` | class of the error; the span's status is then ERROR |

Metrics:

| name | kind, unit | attributes |
|---|---|---|
| `runninghub.task.submitted` | counter, {task} | endpoint, kind |
| `runninghub.task.active` | up-down counter, {task}: accepted, end not seen | endpoint, kind |
| `runninghub.task.duration` | histogram, s: from the wish to the end | endpoint, kind, outcome |
| `runninghub.task.ended` | counter, {task}: all ends | endpoint, kind, outcome, error |
| `runninghub.task.cost` | counter, {money}: in the account's currency | endpoint, kind |
| `runninghub.slot.wait` | histogram, s | endpoint, kind |
| `runninghub.looks` | counter, {look} | |
| `runninghub.attempt.duration` | histogram, s | operation, method, status, address, error |
| `runninghub.rate.wait` | histogram, s | operation |
| `runninghub.io` | counter, By: of bodies | operation, `network.io.direction` |

The attributes of metrics have the names that they have on spans. Durations are of tasks that were
submitted here and whose end was seen. No key, no parameter, no prompt,
no URL and no reason of a failure is in any of them.
"""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from runninghub_async.config import VERSION
from runninghub_async.transport.hooks import Attempt, TaskRecord

try:
    from opentelemetry import metrics, trace
    from opentelemetry.context import Context
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider
except ImportError as error:  # pragma: no cover  (the tests have it)
    reason = "runninghub_async.otel needs an extra: pip install 'runninghub-async[otel]'"
    raise ImportError(reason) from error

__all__ = ["OpenTelemetry"]

SCOPE = "runninghub_async"
#: Seconds; a look takes milliseconds, an upload minutes. OpenTelemetry's own bounds are of
#: milliseconds.
ATTEMPTS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
TASKS = (1, 2.5, 5, 10, 20, 30, 60, 90, 120, 180, 300, 600, 1200, 1800, 3600)  #: seconds

Attributes = dict[str, Any]


class OpenTelemetry:
    """A hook that makes spans and metrics of what the client does; see the module's text.

    One may serve several clients.

    ```python
    from runninghub_async.otel import OpenTelemetry

    async with RunningHub(hooks=[OpenTelemetry()]) as client:
        print(await client.models.vidu.text_to_video(prompt="a cat surfs"))
    ```

    Args:
        tracer_provider: Instead of the program's own.
        meter_provider: Instead of the program's own.
    """

    def __init__(
        self,
        *,
        tracer_provider: TracerProvider | None = None,
        meter_provider: MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer(SCOPE, VERSION, tracer_provider)
        self._metrics = _Metrics(metrics.get_meter(SCOPE, VERSION, meter_provider))
        self._open: dict[int, tuple[Span, Context]] = {}  #: by number of the task
        self._accepted: set[int] = set()

    def __repr__(self) -> str:
        return f"<OpenTelemetry {len(self._open)} tasks open>"

    def __call__(self, attempt: Attempt) -> None:
        """Record an attempt that has just ended."""
        address = _address(attempt.url)
        self._metrics.attempt(attempt, address)
        task = self._open.get(attempt.task) if attempt.task is not None else None
        now = time.time_ns()
        span = self._tracer.start_span(
            f"runninghub {attempt.operation}",
            context=None if task is None else task[1],
            kind=SpanKind.CLIENT,
            start_time=now - round(attempt.seconds * 1e9),
        )
        if span.is_recording():
            span.set_attributes(_of_attempt(attempt, address))
            _blame(span, attempt.error)
        span.end(now)

    def on_task(self, record: TaskRecord) -> None:
        """Record a step of a task."""
        self._metrics.task(record, accepted=record.number in self._accepted)
        if record.step in ("wanted", "watched"):
            self._begin(record)
        elif record.step == "accepted":
            self._accepted.add(record.number)
            if (known := self._open.get(record.number)) is not None and record.task_id:
                known[0].set_attribute("runninghub.task.id", record.task_id)
                known[0].add_event("accepted")
        else:
            self._accepted.discard(record.number)
            self._end(record)

    def _begin(self, record: TaskRecord) -> None:
        span = self._tracer.start_span(
            f"runninghub task {record.endpoint}".rstrip(), attributes=_of_task(record)
        )
        # The caller's baggage and the like come along; the span is current for nobody else.
        self._open[record.number] = span, trace.set_span_in_context(span)

    def _end(self, record: TaskRecord) -> None:
        span, _ = self._open.pop(record.number, (None, None))
        if span is None:
            return
        if span.is_recording():
            span.set_attributes(_of_task(record))
            blamed = record.outcome in ("failed", "not submitted", "uncertain")
            _blame(span, record.error if blamed else None)
        span.end()


class _Metrics:
    """The instruments, and what goes into each."""

    def __init__(self, meter: metrics.Meter) -> None:
        count, measure = meter.create_counter, meter.create_histogram
        self._submitted = count("runninghub.task.submitted", "{task}", "Tasks that were accepted")
        self._active = meter.create_up_down_counter(
            "runninghub.task.active", "{task}", "Tasks that were accepted, their end not seen"
        )
        self._ended = count("runninghub.task.ended", "{task}", "Tasks that came to an end")
        self._cost = count("runninghub.task.cost", "{money}", "What tasks cost")
        self._looks = count("runninghub.looks", "{look}", "Looks at tasks")
        self._io = count("runninghub.io", "By", "Bytes of bodies")
        self._duration = measure(
            *("runninghub.task.duration", "s", "From the wish to submit a task to its end"),
            explicit_bucket_boundaries_advisory=TASKS,
        )
        self._slot = measure(
            *("runninghub.slot.wait", "s", "Time in the line for a place"),
            explicit_bucket_boundaries_advisory=(0, *TASKS),
        )
        self._attempt = measure(
            *("runninghub.attempt.duration", "s", "From sending to the end of the answer"),
            explicit_bucket_boundaries_advisory=ATTEMPTS,
        )
        self._rate = measure(
            *("runninghub.rate.wait", "s", "Time in the queue of the request rate"),
            explicit_bucket_boundaries_advisory=(0, *ATTEMPTS),
        )

    def task(self, record: TaskRecord, *, accepted: bool) -> None:
        """Count a step of a task; `accepted` is what it was before."""
        about: Attributes = {}
        if record.endpoint:
            about["runninghub.endpoint"] = record.endpoint
        if record.kind:
            about["runninghub.task.kind"] = record.kind
        if record.step == "accepted":
            self._submitted.add(1, about)
            self._active.add(1, about)
            self._slot.record(record.waited_for_slot, about)
        if record.step != "ended":
            return
        if accepted:
            self._active.add(-1, about)
        if record.cost:
            self._cost.add(float(record.cost), about)
        outcome = {**about, "runninghub.task.outcome": record.outcome}
        if accepted and record.outcome != "left":
            self._duration.record(record.seconds, outcome)
        if record.error is not None:
            outcome["error.type"] = record.error
        self._ended.add(1, outcome)

    def attempt(self, attempt: Attempt, address: Attributes) -> None:
        """Count an attempt."""
        about: Attributes = {"runninghub.operation": attempt.operation}
        self._rate.record(attempt.waited, about)
        for size, direction in (
            (attempt.bytes_sent, "transmit"),
            (attempt.bytes_received, "receive"),
        ):
            if size:
                self._io.add(size, {**about, "network.io.direction": direction})
        if attempt.operation == "query":
            self._looks.add(1)
        about["http.request.method"] = attempt.method
        if "server.address" in address:
            about["server.address"] = address["server.address"]
        if attempt.status is not None:
            about["http.response.status_code"] = attempt.status
        if attempt.error is not None:
            about["error.type"] = attempt.error
        self._attempt.record(attempt.seconds, about)


def _address(url: str) -> Attributes:
    """Where a request went; nothing more of its URL, which may be signed."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return {}
    if not host:
        return {}
    return {
        "server.address": host,
        "server.port": port or {"http": 80}.get(parts.scheme, 443),
    }


def _of_attempt(attempt: Attempt, address: Attributes) -> Attributes:
    found = {
        "runninghub.operation": attempt.operation,
        "runninghub.attempt": attempt.attempt,
        "runninghub.task.id": attempt.task_id,
        "runninghub.rate.wait": attempt.waited,
        "runninghub.retry.delay": attempt.retry_in,
        "http.request.method": attempt.method,
        "http.response.status_code": attempt.status,
        "http.request.resend_count": attempt.attempt - 1 or None,
        "http.request.body.size": attempt.bytes_sent or None,
        "http.response.body.size": attempt.bytes_received or None,
        **address,
    }
    return {name: value for name, value in found.items() if value is not None}


def _of_task(record: TaskRecord) -> Attributes:
    ended = record.step == "ended"
    found = {
        "runninghub.endpoint": record.endpoint or None,
        "runninghub.task.kind": record.kind or None,
        "runninghub.task.id": record.task_id,
        "runninghub.task.outcome": record.outcome,
        "runninghub.task.status": record.status,
        "runninghub.task.code": None if record.code is None else str(record.code),
        "runninghub.task.outputs": record.outputs if ended else None,
        "runninghub.task.cost": None if record.cost is None else float(record.cost),
        "runninghub.slot.wait": record.waited_for_slot if ended else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _blame(span: Span, error: str | None) -> None:
    if error is not None:
        span.set_attribute("error.type", error)
        span.set_status(Status(StatusCode.ERROR))
