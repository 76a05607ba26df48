"""Traces and metrics: one span a task, one an attempt, with the right parents and no secrets."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("opentelemetry.sdk")

from opentelemetry import trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from runninghub_async import (
    Job,
    Limits,
    RequestRefused,
    RunningHub,
    SubmitUncertain,
    TaskFailed,
)
from runninghub_async.emulator import Fault
from runninghub_async.otel import OpenTelemetry

MAKE = "vidu/text-to-video"
PROMPT = "a cat that nobody else may see"


class Recorder:
    """An SDK that keeps everything in memory."""

    def __init__(self) -> None:
        self._spans = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self._tracers = TracerProvider(shutdown_on_exit=False)
        self._tracers.add_span_processor(SimpleSpanProcessor(self._spans))
        self._meters = MeterProvider([self._reader], shutdown_on_exit=False)
        self.tracer = self._tracers.get_tracer("test")
        self.hook = OpenTelemetry(tracer_provider=self._tracers, meter_provider=self._meters)

    @property
    def spans(self) -> list[ReadableSpan]:
        return list(self._spans.get_finished_spans())

    def named(self, name: str) -> list[ReadableSpan]:
        return [one for one in self.spans if one.name == f"runninghub {name}"]

    @property
    def tasks(self) -> list[ReadableSpan]:
        return [one for one in self.spans if one.name.startswith("runninghub task")]

    @property
    def metrics(self) -> dict[str, dict[tuple[Any, ...], Any]]:
        """Name -> values of attributes, sorted by their names -> sum or count."""
        data = self._reader.get_metrics_data()
        found: dict[str, dict[tuple[Any, ...], Any]] = {}
        for metric in data.resource_metrics[0].scope_metrics[0].metrics if data else ():
            for point in metric.data.data_points:
                key = tuple(value for _, value in sorted((point.attributes or {}).items()))
                value = getattr(point, "count", None)
                points = found.setdefault(metric.name, {})
                points[key] = point.value if value is None else value  # type: ignore[union-attr]
        return found

    def close(self) -> None:
        self._tracers.shutdown()
        self._meters.shutdown()


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    made = Recorder()
    yield made
    made.close()


def parent(span: ReadableSpan) -> int | None:
    return None if span.parent is None else span.parent.span_id


def id_of(span: Any) -> int:
    return span.get_span_context().span_id  # type: ignore[no-any-return]


async def test_a_task_is_a_span_below_the_callers_and_its_attempts_are_below_it(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    async with emulated({"hooks": [recorder.hook]}) as (emu, rh):
        with recorder.tracer.start_as_current_span("request") as caller:
            result = await rh.model(MAKE)(prompt=PROMPT)
            assert trace.get_current_span() is caller
    (task,) = recorder.tasks
    assert task.name == f"runninghub task {MAKE}"
    assert (parent(task), task.status.status_code) == (id_of(caller), StatusCode.UNSET)
    told = dict(task.attributes or {})
    assert told.pop("runninghub.slot.wait") >= 0  # type: ignore[operator]
    assert told == {
        "runninghub.endpoint": MAKE,
        "runninghub.task.kind": "model",
        "runninghub.task.id": result.task_id,
        "runninghub.task.outcome": "succeeded",
        "runninghub.task.status": "SUCCESS",
        "runninghub.task.outputs": 1,
        "runninghub.task.cost": float(result.usage.total_money or 0),
    }
    (submit,) = recorder.named("submit")
    queries = recorder.named("query")
    assert len(queries) == emu.ledger.looks
    assert {parent(one) for one in (submit, *queries)} == {id_of(task)}
    assert {one.kind for one in (submit, *queries)} == {SpanKind.CLIENT}
    assert all(one.end_time <= task.end_time for one in queries)  # type: ignore[operator]
    assert submit.start_time < submit.end_time  # type: ignore[operator]
    about = dict(queries[-1].attributes or {})
    assert about["runninghub.task.id"] == result.task_id
    assert about["http.response.status_code"] == 200
    assert about["server.address"] == "127.0.0.1"


async def test_each_job_of_a_map_has_its_own_span_below_the_one_that_iterates(
    emulated: Callable[..., Any], recorder: Recorder, tmp_path: Any
) -> None:
    jobs = [Job(MAKE, {"prompt": f"{PROMPT} {one}"}) for one in range(5)]
    async with emulated({"hooks": [recorder.hook]}) as (_, rh):
        with recorder.tracer.start_as_current_span("batch") as caller:
            outcomes = [one async for one in rh.map(jobs, download_to=tmp_path)]
    assert {one.status for one in outcomes} == {"succeeded"}
    assert [parent(one) for one in recorder.tasks] == [id_of(caller)] * 5
    ids = {(one.attributes or {})["runninghub.task.id"]: id_of(one) for one in recorder.tasks}
    assert set(ids) == {one.task_id for one in outcomes}
    for name, at_least in (("query", 5), ("submit", 5)):
        spans = recorder.named(name)
        assert len(spans) >= at_least
        for span in spans:
            known = (span.attributes or {}).get("runninghub.task.id")
            assert parent(span) in ids.values()
            assert known is None or parent(span) == ids[known]
    downloads = recorder.named("download")
    assert {(one.attributes or {})["runninghub.task.id"] for one in downloads} == set(ids)
    assert {parent(one) for one in downloads} == {id_of(caller)}


async def test_a_repeated_attempt_is_a_span_of_its_own(
    raw: Any, client: Callable[..., RunningHub], recorder: Recorder
) -> None:
    acts = [raw.says({"code": 1010}), raw.says(status=503)]
    async with (
        raw.Server(price=acts) as server,
        client(server.url, hooks=[recorder.hook]) as rh,
    ):
        await rh.model(MAKE).price(prompt=PROMPT)
    first, second, third = recorder.named("price")
    about = [dict(one.attributes or {}) for one in (first, second, third)]
    assert [one["runninghub.attempt"] for one in about] == [1, 2, 3]
    assert [one.get("http.request.resend_count") for one in about] == [None, 1, 2]
    assert ["runninghub.retry.delay" in one for one in about] == [True, True, False]
    assert [one.status.status_code for one in (first, second, third)] == [
        StatusCode.ERROR,
        StatusCode.ERROR,
        StatusCode.UNSET,
    ]
    assert about[1]["http.response.status_code"] == 503
    assert about[0]["error.type"] == "ServiceError"


async def test_a_task_whose_caller_is_cancelled_ends_when_its_end_is_seen(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    async with emulated({"hooks": [recorder.hook]}, time_scale=1000.0) as (emu, rh):
        with recorder.tracer.start_as_current_span("request") as caller:
            work = asyncio.create_task(rh.model(MAKE)(prompt=PROMPT))
            await emu.ledger.until(lambda one: one.looks > 0)
        work.cancel()
        await asyncio.wait([work])
        assert recorder.tasks == []
        (task_id,) = rh.unfinished
        emu.jump(1e9)
        await rh.task(task_id).wait()
        (task,) = recorder.tasks
    assert parent(task) == id_of(caller)
    assert (task.attributes or {})["runninghub.task.outcome"] == "succeeded"
    assert len(recorder.tasks) == 1


async def test_a_task_whose_end_nobody_saw_is_left_when_the_client_is_closed(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    async with emulated({"hooks": [recorder.hook]}, time_scale=1000.0) as (_, rh):
        task = await rh.model(MAKE).submit(prompt=PROMPT)
        assert recorder.tasks == []
    (span,) = recorder.tasks
    about = dict(span.attributes or {})
    assert (about["runninghub.task.outcome"], about["runninghub.task.id"]) == ("left", task.id)
    assert span.status.status_code is StatusCode.UNSET
    assert recorder.metrics["runninghub.task.active"] == {(MAKE, "model"): 0}
    assert "runninghub.task.duration" not in recorder.metrics


async def test_a_task_of_another_process_has_a_span_while_somebody_waits_for_it(
    emulated: Callable[..., Any], recorder: Recorder, client: Callable[..., RunningHub]
) -> None:
    async with emulated() as (emu, other):
        task_id = (await other.model(MAKE).submit(prompt=PROMPT)).id
        async with client(emu.base_url, api_key=emu.api_key, hooks=[recorder.hook]) as rh:
            with recorder.tracer.start_as_current_span("worker") as caller:
                await rh.task(task_id).wait()
    (span,) = recorder.tasks
    about = dict(span.attributes or {})
    assert (parent(span), about["runninghub.task.outcome"]) == (id_of(caller), "succeeded")
    assert {parent(one) for one in recorder.named("query")} == {id_of(span)}
    assert "runninghub.task.active" not in recorder.metrics


async def test_a_submit_that_is_refused_ends_the_span_with_the_error(
    raw: Any, client: Callable[..., RunningHub], recorder: Recorder
) -> None:
    act = raw.says({"taskId": "", "errorCode": "1007", "errorMessage": f"bad: {PROMPT}"})
    async with (
        raw.Server(submit=act) as server,
        client(server.url, hooks=[recorder.hook]) as rh,
    ):
        with pytest.raises(RequestRefused):
            await rh.model(MAKE)(prompt=PROMPT)
    (span,) = recorder.tasks
    about = dict(span.attributes or {})
    assert about["runninghub.task.outcome"] == "not submitted"
    assert about["error.type"] == "RequestRefused"
    assert about["runninghub.task.code"] == "1007"
    assert span.status.status_code is StatusCode.ERROR
    assert span.status.description is None


async def test_a_submit_without_a_clear_answer_is_uncertain(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    faults = [Fault("submit", "drop after")]
    async with emulated({"hooks": [recorder.hook]}, faults=faults) as (_, rh):
        with pytest.raises(SubmitUncertain):
            await rh.model(MAKE)(prompt=PROMPT)
    (span,) = recorder.tasks
    assert (span.attributes or {})["runninghub.task.outcome"] == "uncertain"
    assert span.status.status_code is StatusCode.ERROR


async def test_a_caller_who_goes_before_anything_left_makes_no_task_and_no_error(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    options = {"hooks": [recorder.hook], "limits": Limits(slots=1)}
    async with emulated(options, time_scale=1000.0) as (_, rh):
        await rh.model(MAKE).submit(prompt=PROMPT)
        second = asyncio.create_task(rh.model(MAKE).submit(prompt=PROMPT))
        async with asyncio.timeout(10):
            while not rh.statistics().waiting_for_slot:  # noqa: ASYNC110  (no event tells)
                await asyncio.sleep(0.001)
        second.cancel()
        await asyncio.wait([second])
        (span,) = recorder.tasks
    assert (span.attributes or {})["runninghub.task.outcome"] == "not submitted"
    assert span.status.status_code is StatusCode.UNSET


async def test_a_task_that_fails_is_an_error_with_the_number_and_without_the_reason(
    emulated: Callable[..., Any], recorder: Recorder
) -> None:
    async with emulated({"hooks": [recorder.hook]}, fail_rate=1.0) as (_, rh):
        with pytest.raises(TaskFailed) as failed:
            await rh.model(MAKE)(prompt=PROMPT)
    (span,) = recorder.tasks
    about = dict(span.attributes or {})
    assert about["runninghub.task.code"] == str(failed.value.code)
    assert (about["error.type"], span.status.status_code) == ("TaskFailed", StatusCode.ERROR)


async def test_what_happened_is_counted(
    emulated: Callable[..., Any], recorder: Recorder, tmp_path: Any
) -> None:
    async with emulated({"hooks": [recorder.hook]}) as (emu, rh):
        jobs = [Job(MAKE, {"prompt": f"{PROMPT} {one}"}) for one in range(4)]
        outcomes = [one async for one in rh.map(jobs, download_to=tmp_path)]
        money, moved = rh.statistics().spent, rh.statistics().bytes_downloaded
        looks = len(recorder.named("query"))
    found = recorder.metrics
    about = (MAKE, "model")
    assert found["runninghub.task.submitted"] == {about: 4}
    assert found["runninghub.task.active"] == {about: 0}
    assert found["runninghub.task.duration"] == {(*about, "succeeded"): 4}
    assert found["runninghub.task.ended"] == {(*about, "succeeded"): 4}
    assert found["runninghub.slot.wait"] == {about: 4}
    assert found["runninghub.task.cost"][about] == pytest.approx(float(money))
    assert money == emu.ledger.money_charged == sum(one.cost or 0 for one in outcomes)
    assert found["runninghub.looks"] == {(): looks}
    assert found["runninghub.io"]["receive", "download"] == moved > 0
    tried = found["runninghub.attempt.duration"]
    assert tried["POST", 200, "submit", "127.0.0.1"] == 4


async def test_no_secret_and_no_prompt_is_in_any_span_or_metric(
    emulated: Callable[..., Any], recorder: Recorder, tmp_path: Any
) -> None:
    picture = tmp_path / "secret-name.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    options = {"hooks": [recorder.hook], "webhooks": None}
    async with emulated(options) as (emu, rh):
        made = await rh.model("vidu/image-to-video-q3-pro")(prompt=PROMPT, image_url=picture)
        await made.download(tmp_path)
        await rh.account.status()
        url = str(made.url)
    told = " ".join(one.to_json() for one in recorder.spans) + str(recorder.metrics)
    assert recorder.named("upload")
    for secret in (emu.api_key, PROMPT, url, url.partition("?")[0], "secret-name"):
        assert secret not in told


async def test_a_hook_that_breaks_harms_no_task(
    emulated: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def __call__(self, attempt: object) -> None:
            raise ZeroDivisionError

        def on_task(self, record: object) -> None:
            raise ZeroDivisionError

    async with emulated({"hooks": [Broken()]}) as (_, rh):
        assert (await rh.model(MAKE)(prompt=PROMPT)).outputs
    assert "a hook raised" in caplog.text


async def test_a_program_without_an_sdk_records_nothing_and_works(
    emulated: Callable[..., Any],
) -> None:
    hook = OpenTelemetry()
    async with emulated({"hooks": [hook]}) as (_, rh):
        assert (await rh.model(MAKE)(prompt=PROMPT)).outputs
    assert repr(hook) == "<OpenTelemetry 0 tasks open>"


async def test_log_records_carry_plain_fields_and_no_secret(
    emulated: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "runninghub_async")
    async with emulated() as (emu, rh):
        result = await rh.model(MAKE)(prompt=PROMPT)
    records = [vars(one) for one in caplog.records if hasattr(one, "runninghub_event")]
    attempts = [one for one in records if one["runninghub_event"] == "attempt"]
    steps = [one for one in records if one["runninghub_event"] == "task"]
    assert [one["runninghub_step"] for one in steps] == ["wanted", "accepted", "ended"]
    assert steps[-1]["runninghub_outcome"] == "succeeded"
    assert steps[-1]["runninghub_cost"] == str(result.usage.total_money)
    assert {one.get("runninghub_task_id") for one in steps[1:]} == {result.task_id}
    submit = next(one for one in attempts if one["runninghub_operation"] == "submit")
    assert submit["runninghub_status"] == 200
    assert submit["runninghub_task"] == steps[0]["runninghub_number"]
    plain = [
        {name: value for name, value in one.items() if name.startswith("runninghub_")}
        for one in records
    ]
    text = json.dumps(plain)
    assert emu.api_key not in text
    assert PROMPT not in text
