"""Whatever stands in a file of endpoints: rows that work, or an error that names the place."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.registry import read_registry
from runninghub_async.catalog.table import builtin_table
from runninghub_async.errors import ConfigError, InvalidRequest, RunningHubError

#: A registry in which every field that we read occurs.
REGISTRY: list[Any] = [
    {
        "endpoint": "new-vendor/text-to-video",
        "output_type": "video",
        "name_en": "A title [Deprecated]",
        "name_cn": "标题",
        "params": [
            {"fieldKey": "prompt", "type": "STRING", "required": True, "maxLength": 500},
            {"fieldKey": "duration", "type": "LIST", "options": ["5", "10"], "defaultValue": "5"},
            {"fieldKey": "seed", "type": "INT", "min": 0, "max": 100, "step": 1},
            {"fieldKey": "scale", "type": "FLOAT", "min": 0.5, "precision": 1, "defaultValue": 2},
            {"fieldKey": "audio", "type": "BOOLEAN", "defaultValue": "true"},
            {"fieldKey": "imageUrls", "type": "IMAGE", "multipleInputs": True, "maxInputNum": 4},
            {"fieldKey": "more", "type": "COMPLEX"},
        ],
    },
    {"endpoint": "vidu/text-to-video", "output_type": "video", "params": []},
]


@pytest.fixture(scope="session")
def rows() -> list[Any]:
    """Rows of our own form: each kind of rule, of parameter and of field occurs."""
    seen: set[str] = set()
    found = []
    for row in builtin_table():
        plain = msgspec.to_builtins(row)
        shapes = {*plain, *(f"p {one['type']}" for one in plain.get("params", ()))}
        shapes |= {f"r {one['kind']}" for one in plain.get("rules", ())}
        if not shapes <= seen:
            seen |= shapes
            found.append(plain)
    return found


#: What somebody may give: the same for every parameter of a row.
GIVEN: tuple[Any, ...] = (5, "5", 1.5, True, "https://x/1.png", ["a", "b"], {"a": 1}, "")


def use(rows: Any, outcome: Callable[..., Any]) -> None:
    """All that a client does with rows that were taken."""
    table = builtin_table().with_rows(rows)
    for row in rows:
        definition = Definition(row)
        assert definition.doc
        assert str(definition.signature)
        for given in GIVEN:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = outcome(definition.encode, dict.fromkeys(definition.params, given))
            if not isinstance(found, RunningHubError):
                json.dumps(found.body, allow_nan=False).encode()
                definition.estimate(found.body)
        assert table.find(row.path) is row


def deep(times: int) -> msgspec.Raw:
    return msgspec.Raw(b"[" * times + b"]" * times)


def encoded(row: Any) -> bytes:
    return msgspec.json.encode(row)


def assert_named(error: RunningHubError) -> None:
    assert isinstance(error, ConfigError)
    assert error.setting.startswith("new.json")


def test_a_registry_of_spoiled_bytes_is_read_or_refused(
    mutants: Callable[..., Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    seeds = [json.dumps(REGISTRY).encode(), json.dumps({"models": REGISTRY}).encode()]
    for content in mutants(seeds, 600):
        found = outcome(read_registry, content, origin="new.json")
        if isinstance(found, RunningHubError):
            assert_named(found)
        else:
            use(found.onto({row.path: row for row in builtin_table()}), outcome)


def test_anything_may_stand_in_any_field_of_a_registry(
    oddities: Callable[[Any], Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    known = {row.path: row for row in builtin_table()}
    taken = 0
    for content in oddities(REGISTRY):
        found = outcome(read_registry, content, origin="new.json")
        if isinstance(found, RunningHubError):
            assert_named(found)
            continue
        taken += 1
        if taken % 3 == 0:  # most of them are alike
            use(found.onto(known), outcome)
    assert taken > 100


def test_rows_of_spoiled_bytes_are_read_or_refused(
    rows: list[Any], mutants: Callable[..., Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    for content in mutants([msgspec.json.encode(one) for one in rows], 600):
        found = outcome(read_registry, content, origin="new.json")
        if isinstance(found, RunningHubError):
            assert_named(found)
        else:
            use(found.rows, outcome)


def test_anything_may_stand_in_any_field_of_a_row(
    rows: list[Any], oddities: Callable[[Any], Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    for plain in rows[:3]:
        for content in oddities(plain):
            found = outcome(read_registry, content, origin="new.json")
            if isinstance(found, RunningHubError):
                assert_named(found)
            else:
                use(found.rows, outcome)


#: What was found once: parameters, rules, path, and what is told.
FOUND: tuple[tuple[list[Any], list[Any], str, str], ...] = (
    ([], [], "", "path='' is no endpoint path"),
    ([], [], "../../task/openapi/cancel", "is no endpoint path"),
    ([{"type": "string", "name": ""}], [], "a/b", "params[0].name='' is no name"),
    ([{"type": "int", "name": "a"}, {"type": "int", "name": "A"}], [], "a/b", "same keyword"),
    ([{"type": "int", "name": "a"}, {"type": "int", "name": "a"}], [], "a/b", "same keyword"),
    ([], [{"kind": "at_least_one", "params": []}], "a/b", "rules[0] names no parameter"),
    ([], [{"kind": "requires", "param": "x", "needs": ["y"]}], "a/b", "speaks of 'x'"),
    ([{"type": "int", "name": "a", "default": deep(100_000)}], [], "a/b", "recursion"),
)


@pytest.mark.parametrize(("params", "rules", "path", "told"), FOUND)
def test_a_row_that_no_call_can_be_made_of_is_refused(
    params: list[Any], rules: list[Any], path: str, told: str
) -> None:
    row = {"path": path, "title": "t", "kind": "video", "params": params, "rules": rules}
    with pytest.raises(ConfigError) as caught:
        read_registry(encoded(row), origin="new.json")
    assert told in str(caught.value)


def test_a_parameter_may_be_called_as_a_word_of_python(outcome: Callable[..., Any]) -> None:
    row = {"path": "a/b", "title": "t", "kind": "video"}
    row["params"] = [{"type": "string", "name": "from"}]
    (read,) = read_registry(encoded(row), origin="new.json").rows
    assert Definition(read).encode({"from_": "x"}).body == {"from": "x"}
    use([read], outcome)


def test_a_rule_about_numbers_takes_those_that_no_float_holds() -> None:
    numbers = [{"type": "int", "name": name} for name in ("width", "height")]
    rule = {"kind": "pixels", "params": ["width", "height"], "min": 1, "max": 100}
    row = {"path": "a/b", "title": "t", "kind": "video", "params": numbers, "rules": [rule]}
    (read,) = read_registry(encoded(row), origin="new.json").rows
    with pytest.raises(InvalidRequest, match="not that much"):
        Definition(read).encode({"width": 10**300, "height": 10**300})
