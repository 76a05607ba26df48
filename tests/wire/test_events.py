"""Webhook body or socket message -> event: one case of the JSON files beside this one each."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async import BadEvent
from runninghub_async.protocol.events import read_event, read_message
from runninghub_async.protocol.messages import Secret, SubmitExtras
from runninghub_async.webhooks import parse


def cases(name: str) -> list[Any]:
    found = json.loads(Path(__file__).with_name(f"{name}.json").read_text("utf-8"))
    return [pytest.param(case, id=case["id"]) for case in found]


def body_of(case: dict[str, Any]) -> bytes:
    if "repeat" in case:
        head, middle, times, tail = case["repeat"]
        return (head + middle * times + tail).encode()
    return case["text"].encode() if "text" in case else json.dumps(case["body"]).encode()


def holds(expected: Any, found: Any) -> bool:
    """What a case names is there; what it does not name may be anything."""
    if isinstance(expected, dict):
        return all(holds(value, found.get(name)) for name, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(found) and all(map(holds, expected, found))
    return (expected, type(expected)) == (found, type(found))


@pytest.mark.parametrize("case", cases("events"))
def test_a_webhook_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    if "bad" in case:
        with pytest.raises(BadEvent) as caught:
            parse(body_of(case))
        assert case["bad"] in str(caught.value)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
        return
    event = parse(body_of(case))
    assert holds(case["event"], msgspec.to_builtins(event, enc_hook=repr))
    assert holds(case["state"], msgspec.to_builtins(event.state, enc_hook=repr))
    assert case.get("never", "\0") not in repr(event)
    assert parse(body_of(case).decode()) == event
    assert parse(json.loads(body_of(case))) == event


@pytest.mark.parametrize("case", cases("messages"))
def test_a_socket_message_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    event = read_message(case["text"])
    assert holds(case["event"], msgspec.to_builtins(event))


NAMES = ["taskId", "eventData", "event", "code", "data", "status", "results", "type", "node"]
NAMES += ["nodes", "value", "max", "failedReason", "usage", "netWssUrl"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(NAMES),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_whatever_comes_is_an_event_or_a_named_error(value: Any) -> None:
    try:
        event = read_event(json.dumps(value))
    except BadEvent:
        return
    assert event.task_id


@given(JSON | st.text())
def test_whatever_a_socket_says_is_an_event_or_nothing(value: Any) -> None:
    event = read_message(value if isinstance(value, str) else json.dumps(value))
    assert event is None or event.kind


@given(st.binary(max_size=64))
def test_bytes_that_are_no_event_are_a_named_error(body: bytes) -> None:
    try:
        event = read_event(body)
    except BadEvent:
        return
    assert event.task_id


def test_what_is_cut_out_of_an_event_is_not_cut_out_of_the_callers_own() -> None:
    given = {"taskId": "1", "code": 804, "data": {"netWssUrl": "wss://h/?s=SECRET"}}
    event = parse(given)
    assert "SECRET" not in repr(event)
    assert given["data"] == {"netWssUrl": "wss://h/?s=SECRET"}


def test_event_data_in_a_string_keeps_no_secret_either() -> None:
    inner = json.dumps({"code": 804, "data": {"netWssUrl": "wss://h/?s=SECRET"}})
    assert "SECRET" not in repr(parse({"taskId": "1", "eventData": inner}))


@pytest.mark.parametrize("as_text", [False, True])
def test_what_is_kept_of_an_event_holds_no_secret(as_text: bool) -> None:
    inner: Any = {"code": 804, "data": {"netWssUrl": "wss://h/?s=SECRET", "more": 1}}
    event = parse({"taskId": "1", "eventData": json.dumps(inner) if as_text else inner, "x": 2})
    kept = {"code": 804, "data": {"netWssUrl": "<secret>", "more": 1}}
    assert event.raw == {"taskId": "1", "eventData": kept, "x": 2}
    assert event.state is not None
    assert event.state.socket_url == Secret("wss://h/?s=SECRET")


@pytest.mark.parametrize("told", ["soon", 5, True])
def test_event_data_that_tells_nothing_is_kept_as_it_is(told: Any) -> None:
    assert parse({"taskId": "1", "eventData": told}).raw == {"taskId": "1", "eventData": told}


def test_an_event_without_event_data_is_kept_as_it_is() -> None:
    body = {"taskId": "1", "status": "SUCCESS", "more": {"a": 1}}
    assert parse(body).raw == body


@pytest.mark.parametrize(
    ("body", "excerpt"),
    [
        (b"\xff\xfe", "\ufffd\ufffd"),
        ("<html>", "<html>"),
        (b"x" * 300, "x" * 200),
        ("x" * 300, "x" * 200),
        ("see https://h/x?sig=SECRET", "see https://h/x?***"),
    ],
)
def test_a_body_that_is_no_event_is_shown_by_its_start(body: bytes | str, excerpt: str) -> None:
    with pytest.raises(BadEvent) as caught:
        parse(body)
    assert caught.value.excerpt == excerpt


def test_an_object_that_is_nested_without_end_is_no_event() -> None:
    body: dict[str, Any] = {"taskId": "1"}
    for _ in range(10_000):
        body = {"eventData": body}
    with pytest.raises(BadEvent) as caught:
        parse(body)
    assert (caught.value.reason, caught.value.excerpt) == ("is nested too deeply", "")


def test_a_secret_stays_in_its_process() -> None:
    secret = Secret("hunter2-hunter2")
    assert b"hunter2" not in pickle.dumps(secret)
    assert "hunter2" not in repr(SubmitExtras(webhook_url="https://h/hunter2"))
