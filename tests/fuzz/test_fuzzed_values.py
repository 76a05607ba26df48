"""Whatever a caller gives: a body that is JSON, or an error before anything is sent."""

from __future__ import annotations

import io
import json
import math
import warnings
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runninghub_async import Limits, Polling, Retry, Timeouts
from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.config import resolve_base_url, resolve_key
from runninghub_async.errors import ConfigError, InvalidRequest, RunningHubError
from runninghub_async.files.media import Local, Upload
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.graph import Graph
from runninghub_async.platform.nodes import encode_nodes
from runninghub_async.protocol.nodes import Option
from runninghub_async.protocol.platform import AppInput, AppSchema
from runninghub_async.tasks.submit import encode_body

FUZZ = settings.get_profile("fuzz")


def in_itself() -> Any:
    value: list[Any] = [1]
    value.append({"again": value})
    return value


def deep(times: int) -> Any:
    value: Any = 1
    for _ in range(times):
        value = [value]
    return value


ODD: tuple[Any, ...] = (
    *(10**5000, -(10**5000), 10**400, 2**70, 2**53 + 1, math.inf, -math.inf, math.nan, 5e-324),
    *("\ud800", "\x00", "9" * 5000, "1_0", "٣", " ", "", "https://[", "data:,", "data:image/png,"),
    *(in_itself(), deep(99), deep(101), deep(50_000), {"\ud800": 1}, {1: 2}, {None: [None]}, [[]]),
    *(b"", bytearray(b"x"), memoryview(b"x"), Path("\x00"), Path("."), io.StringIO("x")),
    *(io.BytesIO(b"x"), object(), type, print, Decimal("NaN"), Fraction(1, 3), 1j, range(3)),
    *({1, 2}, frozenset({"a"}), (one for one in (1, 2)), Upload(url=""), Upload(url="https://x/")),
    *(Option("a", "b"), Option("", ""), slice(1), ..., NotImplemented),
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=8)
    | st.text(st.characters(categories=["Cs", "N", "Z"]), max_size=4)
    | st.decimals()
    | st.binary(max_size=4)
    | st.dates()
    | st.integers(0, len(ODD) - 1).map(lambda place: ODD[place])  # some have no repr
    | st.sampled_from(["true", "5", "720p", "https://x/1.png", "asset://a", "16:9", "auto"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner)
        | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
    ),
    max_leaves=5,
)
ROWS = sorted(builtin_table(), key=lambda row: row.path)


def assert_json(endpoint: str, body: Any) -> None:
    """What stands where no media stands can be sent, and means the same when it is read."""
    try:
        content = encode_body(endpoint, without_media(body))
    except InvalidRequest:  # unchecked values are looked at when the body is written
        return
    again = json.loads(content, parse_constant=pytest.fail)
    assert isinstance(again, dict)


def without_media(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_media(one) for name, one in value.items()}
    if isinstance(value, list):
        return [without_media(one) for one in value]
    return "media" if isinstance(value, Local) else value


def quietly(call: Callable[..., Any], *args: Any, **named: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return call(*args, **named)


def assert_encoded(found: Any, endpoint: str) -> None:
    if isinstance(found, RunningHubError):
        assert isinstance(found, InvalidRequest)
        assert endpoint in str(found)
    else:
        assert_json(endpoint, found.body)


@FUZZ
@given(row=st.sampled_from(ROWS), data=st.data(), unchecked=st.booleans())
def test_parameters_make_json_or_are_refused(
    outcome: Callable[..., Any], row: Row, data: st.DataObject, unchecked: bool
) -> None:
    definition = Definition(row)
    names = st.sampled_from([*definition.params, "unheardOf", "\ud800", ""])
    params = data.draw(st.dictionaries(names, VALUES, max_size=6))
    assert_encoded(quietly(outcome, definition.encode, params, unchecked=unchecked), row.path)
    quietly(definition.estimate_of, params)


@pytest.mark.parametrize("unchecked", [False, True])
def test_every_kind_of_parameter_takes_or_refuses_every_odd_value(
    outcome: Callable[..., Any], unchecked: bool
) -> None:
    kinds = {(type(one), one.many): (row, one) for row in ROWS for one in row.params}
    for row, param in kinds.values():
        definition = Definition(row)
        base = {"prompt": "a cat"} if "prompt" in definition.params else {}
        for odd in ODD:
            params = {**base, param.python_name: odd}
            assert_encoded(
                quietly(outcome, definition.encode, params, unchecked=unchecked), row.path
            )


NODES = st.dictionaries(
    st.sampled_from(["6.text", "3.seed", "1.a.b", "12:3.x"]) | st.text(max_size=4) | st.integers(),
    VALUES,
    max_size=4,
)
GRAPH = {
    "3": {"class_type": "KSampler", "inputs": {"seed": 5, "model": ["4", 0]}},
    "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a"}, "_meta": {"title": "T"}},
    "9": {"class_type": "LoadImage", "inputs": {"image": "x.png"}},
}
SCHEMA = AppSchema(
    webapp_id="1",
    inputs=tuple(
        AppInput(node_id=str(number), field="x", type=kind, value="1", min=Decimal(0))
        for number, kind in enumerate(
            ("INT", "FLOAT", "BOOLEAN", "STRING", "LIST", "SWITCH", "IMAGE", "NEW")
        )
    ),
)


@FUZZ
@given(nodes=NODES | SCALARS)
def test_nodes_make_json_or_are_refused(outcome: Callable[..., Any], nodes: Any) -> None:
    for encode in (encode_nodes, encode_app_nodes):
        found = quietly(outcome, encode, "workflow/1", nodes)
        if isinstance(found, RunningHubError):
            assert isinstance(found, InvalidRequest)
        else:
            assert_json("workflow/1", {"nodeInfoList": found.entries})


@FUZZ
@given(nodes=st.dictionaries(st.sampled_from([one.name for one in SCHEMA.inputs]), VALUES))
def test_inputs_of_an_app_become_text_or_are_refused(
    outcome: Callable[..., Any], nodes: Any
) -> None:
    found = quietly(outcome, encode_app_nodes, "app/1", nodes, SCHEMA)
    if isinstance(found, RunningHubError):
        assert isinstance(found, InvalidRequest)
    else:
        assert all(isinstance(one["fieldValue"], str | Local) for one in found.entries)


@FUZZ
@given(values=st.dictionaries(st.sampled_from(["6.text", "3.seed", "9.image", "7.x"]), VALUES))
def test_a_graph_takes_values_or_refuses_them(outcome: Callable[..., Any], values: Any) -> None:
    graph = quietly(outcome, Graph(GRAPH).with_inputs, values)
    if isinstance(graph, RunningHubError):
        assert isinstance(graph, InvalidRequest)
    else:
        assert repr(graph)
        text = outcome(graph.to_json)
        assert isinstance(text, InvalidRequest) or json.loads(text).keys() == GRAPH.keys()


@FUZZ
@given(content=VALUES)
def test_what_is_given_as_a_graph_is_one_or_is_refused(
    outcome: Callable[..., Any], content: Any
) -> None:
    found = outcome(Graph, content)
    if isinstance(found, RunningHubError):
        assert isinstance(found, InvalidRequest)
    else:
        assert len(found) == len(found.nodes)
        outcome(found.to_json)
    mixed = outcome(Graph, {**GRAPH, "1": content, "2": {"class_type": "A", "inputs": content}})
    assert len(mixed) in (4, 5)
    outcome(mixed.to_json)
    assert mixed.inputs["6.text"] == "a"


def test_a_graph_of_spoiled_bytes_is_read_or_refused(
    mutants: Callable[..., Iterator[bytes]],
    oddities: Callable[[Any], Iterator[bytes]],
    outcome: Callable[..., Any],
    tmp_path: Path,
) -> None:
    file = tmp_path / "graph.json"
    known = (*mutants([json.dumps(GRAPH).encode(), json.dumps({"prompt": GRAPH}).encode()], 1000),)
    for number, content in enumerate((*known, *oddities(GRAPH))):
        source: bytes | Path = content
        if number % 100 == 0:
            source = file
            file.write_bytes(content)
        found = outcome(Graph.load, source)
        if isinstance(found, RunningHubError):
            assert isinstance(found, InvalidRequest)
        else:
            assert repr(found)
            assert isinstance(outcome(found.to_json), str | InvalidRequest)


SETTINGS = (Limits, Polling, Retry, Timeouts)


@FUZZ
@given(kind=st.sampled_from(SETTINGS), data=st.data())
def test_settings_are_numbers_or_refused(
    outcome: Callable[..., Any], kind: Any, data: st.DataObject
) -> None:
    values = data.draw(st.dictionaries(st.sampled_from(kind.__struct_fields__), VALUES))
    found = outcome(kind, **values)
    if isinstance(found, RunningHubError):
        assert isinstance(found, ConfigError)
        assert found.setting.startswith(kind.__name__)
    else:
        assert all(
            getattr(found, name) is None or math.isfinite(getattr(found, name)) for name in values
        )


@FUZZ
@given(text=st.text(max_size=20) | st.sampled_from([one for one in ODD if isinstance(one, str)]))
def test_a_key_and_a_base_url_are_good_or_refused(outcome: Callable[..., Any], text: str) -> None:
    for environ in ({}, {"RUNNINGHUB_API_KEY": text, "RUNNINGHUB_BASE_URL": text}):
        key = outcome(resolve_key, text, environ)
        assert isinstance(key, ConfigError) or key.encode("ascii")
        assert isinstance(outcome(resolve_key, None, environ), ConfigError | str)
        for given_url in (text, f"https://{text}", f"http://127.0.0.1:{text}", None):
            url = quietly(outcome, resolve_base_url, given_url, "ai", environ)
            assert isinstance(url, ConfigError) or url.startswith(("http://", "https://"))
        assert isinstance(outcome(resolve_base_url, None, text, environ), ConfigError)
