"""What a log may show, and hooks that harm nobody."""

from __future__ import annotations

import asyncio
import logging
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.transport.hooks import Attempt, Hooks, TaskRecord, redact

KEY = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"Authorization: Bearer {KEY}", "Authorization: Bearer ***"),
        (f"authorization: bearer {KEY}", "authorization: bearer ***"),
        ("Bearer ab/cd+ef==", "Bearer ***"),
        (f"Authorization: {KEY}", "Authorization: ***"),
        (f"https://x.example/a?apiKey={KEY}&webappId=1", "https://x.example/a?apiKey=***&webappId=1"),
        (f"?apikey={KEY}", "?apikey=***"),
        (f"?api_key={KEY}", "?api_key=***"),
        (f"?api-key={KEY}", "?api-key=***"),
        (f'{{"apiKey":"{KEY}","taskId":"1"}}', '{"apiKey":"***","taskId":"1"}'),
        (f'{{"apikey": "{KEY}"}}', '{"apikey": "***"}'),
        (
            f"curl -H 'Authorization: Bearer {KEY}' https://x.example",
            "curl -H 'Authorization: Bearer ***' https://x.example",
        ),
        ("wss://x.example/ws?c_port=1&Rh-Comfy-Auth=ab%2F/c=&x=1", "wss://x.example/ws?c_port=1&Rh-Comfy-Auth=***&x=1"),
        ("wss://x.example/ws?Rh-Identify=abc", "wss://x.example/ws?Rh-Identify=***"),
        (f"https://x.example/proxy/{KEY}/prompt", "https://x.example/proxy/***/prompt"),
        (f"https://x.example/proxy-plus/{KEY}/ws?clientId=1", "https://x.example/proxy-plus/***/ws?clientId=1"),
        (f"https://x.example/proxy/{KEY}", "https://x.example/proxy/***"),
        ("https://cos.example/x?sign=q-sign%3D1/2&y=1", "https://cos.example/x?sign=***&y=1"),
        ("https://cos.example/x?q-signature=ab12", "https://cos.example/x?q-signature=***"),
        ("https://cos.example/x?x-cos-security-token=ab12", "https://cos.example/x?x-cos-security-token=***"),
        ("https://x.example/openapi/v2/query", "https://x.example/openapi/v2/query"),
        ("unexpected token: foo", "unexpected token: foo"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_looks_like_a_credential_is_not_shown(text: str, shown: str) -> None:
    assert redact(text) == shown
    assert redact(shown) == shown


@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_the_key_itself_is_never_shown(before: str, after: str) -> None:
    assert KEY not in redact(before + KEY + after, KEY)


@pytest.mark.parametrize(
    "place",
    ["Bearer {}", "apiKey={}&x=1", "/proxy/{}/ws", '"apiKey": "{}"', "Rh-Comfy-Auth={}", "sign={}"],
)
@given(secret=st.text("abcdefXYZ0123456789-_.", min_size=8, max_size=40))
def test_a_secret_in_its_place_is_not_shown_whatever_it_is(place: str, secret: str) -> None:
    assert secret not in redact(place.format(secret))


RECORD = Attempt(
    operation="query", method="POST", url="https://x.example", attempt=1, waited=0.0, seconds=0.25
)


def record(**changes: Any) -> Attempt:
    fields = {name: getattr(RECORD, name) for name in RECORD.__struct_fields__}
    return Attempt(**{**fields, **changes})


async def test_each_hook_gets_the_record_plain_or_async() -> None:
    seen: list[Attempt] = []

    async def later(one: Attempt) -> None:
        await asyncio.sleep(0)
        seen.append(one)

    hooks = Hooks([seen.append, later])
    hooks.emit(RECORD)
    assert seen == [RECORD]
    await hooks.aclose()
    assert seen == [RECORD, RECORD]


async def test_a_hook_that_raises_is_logged_and_harms_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen: list[Attempt] = []

    def bad(one: Attempt) -> None:
        raise ZeroDivisionError("plain")

    async def worse(one: Attempt) -> None:
        raise ZeroDivisionError("async")

    hooks = Hooks([bad, worse, seen.append])
    hooks.emit(RECORD)
    await hooks.aclose()
    assert seen == [RECORD]
    logged = [str(one.exc_info[1]) for one in caplog.records if one.exc_info]
    assert logged == ["plain", "async"]


@pytest.mark.parametrize(
    ("changes", "level", "line"),
    [
        (
            {"status": 200},
            logging.DEBUG,
            "query POST https://x.example attempt 1: HTTP 200 in 0.250 s",
        ),
        (
            {"error": "RateLimited", "status": 429, "retry_in": 1.5},
            logging.INFO,
            "query POST https://x.example attempt 1: RateLimited in 0.250 s, again in 1.50 s",
        ),
    ],
)
def test_an_attempt_is_a_line_in_the_log_and_a_repeat_stands_out(
    caplog: pytest.LogCaptureFixture, changes: dict[str, Any], level: int, line: str
) -> None:
    caplog.set_level(logging.DEBUG, "runninghub_async")
    Hooks().emit(record(**changes))
    (entry,) = caplog.records
    assert (entry.levelno, entry.getMessage()) == (level, line)
    assert entry.runninghub == record(**changes)  # type: ignore[attr-defined]


STEP = TaskRecord(
    step="ended",
    number=7,
    endpoint="vidu/text-to-video",
    kind="model",
    task_id="2013",
    seconds=61.5,
    outcome="failed",
    error="TaskFailed",
    cost=Decimal("0.770"),
)


async def test_a_hook_with_a_method_for_tasks_gets_their_records_by_it_plain_or_async() -> None:
    seen: list[object] = []

    class Plain:
        def __call__(self, one: Attempt) -> None:
            seen.append(one)

        def on_task(self, one: TaskRecord) -> None:
            seen.append(one)

    class Later(Plain):
        async def on_task(self, one: TaskRecord) -> None:  # type: ignore[override]
            await asyncio.sleep(0)
            seen.append(one)

    hooks = Hooks([Plain(), Later(), lambda _: None])
    assert hooks.tasks_wanted
    hooks.emit_task(STEP)
    assert seen == [STEP]
    await hooks.aclose()
    assert seen == [STEP, STEP]
    hooks.emit(RECORD)
    assert seen[2:] == [RECORD, RECORD]


def test_a_step_of_a_task_is_a_line_in_the_log_with_plain_fields(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "runninghub_async")
    Hooks().emit_task(STEP)
    (entry,) = caplog.records
    line = "task 2013 ended: vidu/text-to-video: failed (TaskFailed) after 61.500 s"
    assert (entry.levelno, entry.getMessage()) == (logging.DEBUG, line)
    fields = {name: value for name, value in vars(entry).items() if name.startswith("runninghub_")}
    assert fields == {
        "runninghub_event": "task",
        "runninghub_step": "ended",
        "runninghub_number": 7,
        "runninghub_endpoint": "vidu/text-to-video",
        "runninghub_kind": "model",
        "runninghub_task_id": "2013",
        "runninghub_seconds": 61.5,
        "runninghub_waited_for_slot": 0.0,
        "runninghub_outcome": "failed",
        "runninghub_error": "TaskFailed",
        "runninghub_outputs": 0,
        "runninghub_cost": "0.770",
    }
