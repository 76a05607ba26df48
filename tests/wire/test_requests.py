"""Call -> exact bytes, and the rows of the calls."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import builtin_table
from runninghub_async.protocol import operations
from runninghub_async.protocol.messages import QueryRequest, SubmitExtras
from runninghub_async.protocol.operations import Operation, Replay

SEEDS = json.loads(Path(__file__).with_name("samples").joinpath("seed_bodies.json").read_text())


@pytest.mark.parametrize(
    ("request_", "wire"),
    [
        (QueryRequest("2013508786110730241"), b'{"taskId":"2013508786110730241"}'),
        (SubmitExtras(), b"{}"),
        (
            SubmitExtras(webhook_url="https://example.com/done?s=1"),
            b'{"webhookUrl":"https://example.com/done?s=1"}',
        ),
    ],
    ids=["query", "submit without extras", "submit with a webhook"],
)
def test_a_request_is_these_bytes(request_: msgspec.Struct, wire: bytes) -> None:
    assert msgspec.json.encode(request_) == wire


@pytest.mark.parametrize(
    ("operation", "method", "path", "replay", "bounded"),
    [
        (operations.SUBMIT, "POST", "/openapi/v2/{target}", Replay.IF_NOT_CREATED, True),
        (operations.QUERY, "POST", "/openapi/v2/query", Replay.FREELY, True),
        (
            operations.PRICE_PREVIEW,
            "POST",
            "/openapi/v2/price-preview/{target}",
            Replay.FREELY,
            True,
        ),
        (operations.UPLOAD, "POST", "/openapi/v2/media/upload/binary", Replay.FREELY, False),
        (operations.QUEUE_STATUS, "GET", "/openapi/v2/queue/status", Replay.FREELY, True),
    ],
    ids=lambda value: value.name if isinstance(value, Operation) else "",
)
def test_a_call_has_the_method_path_and_replay_of_the_documents(
    operation: Operation[Any], method: str, path: str, replay: Replay, bounded: bool
) -> None:
    assert (operation.method, operation.path) == (method, path)
    assert (operation.replay, operation.bounded) == (replay, bounded)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["path"])
def test_the_examples_of_the_docs_are_sent_byte_for_byte(seed: dict[str, Any]) -> None:
    definition = Definition(builtin_table().find(seed["path"]))
    by_wire_name = {param.name: name for name, param in definition.params.items()}
    given = {by_wire_name[name]: value for name, value in seed["body"].items()}
    body = definition.encode(given).body
    assert msgspec.json.encode(body) == msgspec.json.encode(seed["body"])
    assert definition.row.title == seed["title"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed["path"])
def test_the_order_in_which_arguments_are_given_does_not_show(seed: dict[str, Any]) -> None:
    definition = Definition(builtin_table().find(seed["path"]))
    by_wire_name = {param.name: name for name, param in definition.params.items()}
    given = {by_wire_name[name]: value for name, value in reversed(seed["body"].items())}
    assert list(definition.encode(given).body.items()) == list(seed["body"].items())


def test_friendly_values_give_the_bytes_of_the_example() -> None:
    """Numbers, booleans and what the table fills in, as people write them."""
    seed = SEEDS[0]
    definition = Definition(builtin_table().find("vidu/image-to-video-q3-pro"))
    given = {
        "prompt": seed["body"]["prompt"],
        "image_url": seed["body"]["imageUrl"],
        "duration": 5.0,
        "audio": "True",
    }
    assert definition.encode(given).body == seed["body"]
