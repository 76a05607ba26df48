"""Whatever the service answers: a value of the type that the row names, or an error of ours."""

from __future__ import annotations

import functools
import json
import tracemalloc
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async.errors import ApiError, RunningHubError, TransportError
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.protocol.operations import Operation

WIRE = Path(__file__).parents[1] / "wire"
LARGE = 256 * 1024  #: bytes; what is quadratic takes minutes at this size

#: Name of the row -> the row.
ROWS: dict[str, Operation[Any]] = {
    name.lower(): row
    for module in (operations, platform_operations)
    for name, row in vars(module).items()
    if isinstance(row, Operation)
}


def bodies(name: str) -> list[Any]:
    """The bodies of the cases of a row."""
    path = WIRE / f"{name}.json"
    cases = json.loads(path.read_text("utf-8")) if path.exists() else []
    return [case["body"] for case in cases if "body" in case] or [{"code": 0, "data": {}}]


@functools.cache
def type_of(row: Operation[Any]) -> Any:
    """What the reader of a row promises to return."""
    return typing.get_type_hints(row.read)["return"]


def plain(value: Any) -> Any:
    return msgspec.to_builtins(value, enc_hook=lambda secret: secret.reveal())


def judge(row: Operation[Any], body: bytes, status: int, outcome: Callable[..., Any]) -> bool:
    """Read an answer; whether it gave a value."""
    found = outcome(row.read, Reply(status, body, content_type="application/json"), row.name)
    if isinstance(found, RunningHubError):
        assert isinstance(found, ApiError | TransportError)
        assert str(found).startswith(row.name)
        return False
    kind = type_of(row)
    if kind is not type(None):
        hook: Any = lambda _, text: Secret(text)  # noqa: E731
        assert msgspec.convert(plain(found), kind, dec_hook=hook) == found
    assert len(repr(found)) < 20 * len(body) + 2000
    return True


@pytest.mark.parametrize("name", ROWS)
def test_an_answer_of_spoiled_bytes_is_a_value_or_an_error_of_ours(
    name: str, mutants: Callable[..., Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    seeds = [json.dumps(body, ensure_ascii=False).encode() for body in bodies(name)]
    for number, body in enumerate(mutants(seeds, 400)):
        judge(ROWS[name], body, (200, 200, 200, 200, 500, 404, 302)[number % 7], outcome)


@pytest.mark.parametrize("name", ROWS)
def test_anything_may_stand_in_any_field_of_an_answer(
    name: str, oddities: Callable[[Any], Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    known = bodies(name)[:2]
    values = sum(judge(ROWS[name], one, 200, outcome) for body in known for one in oddities(body))
    assert values  # it reads something: not all of it is refused


def deep(opening: str, inside: str, closing: str, times: int) -> bytes:
    return (opening * times + inside + closing * times).encode()


#: As deep as some decoder still reads, which differs between the versions of Python.
DEPTHS = (200, 900, 980, 3000, 9000)


@pytest.mark.parametrize("times", DEPTHS)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"options":', "}")])
def test_what_can_just_be_decoded_is_a_value_or_an_error_of_ours(
    times: int, opening: str, closing: str, outcome: Callable[..., Any]
) -> None:
    inner = opening * times + "1" + closing * times
    node = f'{{"nodeId":"1","fieldName":"x","fieldData":{inner}}}'
    fields = ("failedReason", "results", "promptTips", "error", "node_errors", "usage")
    known = "".join(f'"{name}":{inner},' for name in fields)
    bodies = (
        f'{{"code":0,"data":{{"prompt":{inner},"nodeInfoList":[{node}],"eventData":{inner}}}}}',
        f'{{"code":0,"data":{inner}}}',
        f'{{{known}"taskId":"1","status":"FAILED","errorCode":"1007"}}',
        json.dumps({"code": 0, "data": {"nodeInfoList": [{"nodeId": "1", "fieldData": inner}]}}),
    )
    for row in ROWS.values():
        for body in bodies:
            outcome(row.read, Reply(200, body.encode(), content_type="application/json"), row.name)


#: Large bodies that are meant to cost more than their size.
BOMBS = {
    "lists in lists": deep("[", "", "]", LARGE),
    "objects in objects": deep('{"data":', "1", "}", LARGE // 8),
    "objects in strings": json.dumps(
        functools.reduce(lambda inner, _: json.dumps({"data": inner}), range(12), "x")
    ).encode(),
    "a number of many digits": b'{"code":0,"data":' + b"9" * LARGE + b"}",
    "digits in a text": b'{"code":"' + b"9" * LARGE + b'","data":{"size":"' + b"7" * LARGE + b'"}}',
    "an exponent": b'{"code":0,"data":{"remainCoins":"1e999999999","size":"1E+999999999999"}}',
    "one long text": b'{"code":1,"msg":"' + b"https://a@b?c " * (LARGE // 64) + b'"}',
    "a URL without an end": b'{"code":1,"msg":"' + b"https://" * (LARGE // 8) + b'"}',
    "many names": json.dumps({str(one): one for one in range(LARGE // 16)}).encode(),
    "one name often": b'{"code":0,' + b'"data":1,' * (LARGE // 8) + b'"data":null}',
    "many results": json.dumps(
        {"status": "SUCCESS", "results": [{"url": f"https://x/{n}"} for n in range(LARGE // 64)]}
    ).encode(),
    "half a character": b'{"code":0,"data":"' + b"\xf0\x9f\x92" * (LARGE // 4) + b'"}',
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_answer_costs_memory_by_its_size_only(name: str, outcome: Callable[..., Any]) -> None:
    body = BOMBS[name]
    readers = {row.read: row for row in ROWS.values()}
    for row in readers.values():
        tracemalloc.start()
        try:
            outcome(row.read, Reply(200, body, content_type="application/json"), row.name)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 40 * len(body) + 16 * LARGE
