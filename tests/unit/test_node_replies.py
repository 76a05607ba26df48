"""What a graph is blamed for, and what an input lets choose, in every layout that was seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from runninghub_async.errors import NodeError
from runninghub_async.protocol.nodes import (
    Option,
    node_entry,
    read_node_errors,
    read_options,
    split_name,
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("6.text", ("6", "text")),
        (" 6.text ", ("6", "text")),
        ("12:3.points", ("12:3", "points")),
        ("7.a.b", ("7", "a.b")),
        ("6.", None),
        (".text", None),
        ("text", None),
        ("", None),
        (".", None),
    ],
)
def test_a_name_is_a_node_and_a_field(name: str, parts: tuple[str, str] | None) -> None:
    assert split_name(name) == parts


def test_an_override_repeats_what_some_calls_want_repeated() -> None:
    entry = node_entry("6", "text", "a cat", nodeName="CLIPTextEncode", description="d")
    assert entry == {
        "nodeId": "6",
        "nodeName": "CLIPTextEncode",
        "description": "d",
        "fieldName": "text",
        "fieldValue": "a cat",
    }


PROBLEM = {
    "type": "value_not_in_list",
    "message": "Value not in list",
    "details": "ckpt_name: 'x' not in []",
    "extra_info": {"input_name": "ckpt_name"},
}
TOLD = {"4": {"class_type": "CheckpointLoaderSimple", "errors": [PROBLEM]}}
READ = NodeError(
    "4",
    "CheckpointLoaderSimple",
    field="ckpt_name",
    message="Value not in list",
    details="ckpt_name: 'x' not in []",
)


@pytest.mark.parametrize("tips", [{"node_errors": TOLD}, {"node_errors": json.dumps(TOLD)}])
@pytest.mark.parametrize("as_text", [False, True])
def test_tips_may_be_json_in_a_string(tips: Any, as_text: bool) -> None:
    assert read_node_errors(json.dumps(tips) if as_text else tips) == (READ,)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (
            {"class_type": "A", "errors": [{"type": "t"}, {"message": "m"}]},
            [("A", "t"), ("A", "m")],
        ),
        ({"errors": ["a text", "b"]}, [("", "a text"), ("", "b")]),
        ("a text", [("", "a text")]),
        ({"class_type": "A", "message": "m", "errors": []}, [("A", "m")]),
        ({"class_type": "A", "message": "m"}, [("A", "m")]),
        ({"errors": [{"message": "m", "extra_info": None}]}, [("", "m")]),
    ],
)
def test_a_node_is_blamed_in_every_layout(told: Any, read: list[tuple[str, str]]) -> None:
    wanted = tuple(NodeError("4", kind, message=message) for kind, message in read)
    assert read_node_errors({"node_errors": {"4": told}}) == wanted


@pytest.mark.parametrize("tips", [{"node_errors": {}}, {"node_errors": ""}, {"a": 1}, {}, "", None])
def test_tips_without_node_errors_blame_nobody(tips: Any) -> None:
    """Trap 13."""
    assert read_node_errors(tips) == ()


def plain(*values: str) -> tuple[Option, ...]:
    return tuple(Option(value, value) for value in values)


A_B = plain("a", "b")


@pytest.mark.parametrize(
    "layout",
    [
        ["a", "b"],
        [["a", "b"]],
        [["a", "b"], {"tooltip": "t"}],
        ["COMBO", {"options": ["a", "b"]}],
        {"options": ["a", "b"]},
        {"values": ["a", "b"]},
        {"choices": ["a", "b"]},
        [{"value": "a"}, {"value": "b"}],
        [{"key": "a"}, {"key": "b"}],
        [{"name": "a"}, {"name": "b"}],
        [{"label": "a"}, {"label": "b"}],
        ["a", None, "", "b", []],
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize("as_text", [False, True])
def test_choices_are_found_in_every_layout(layout: Any, as_text: bool) -> None:
    assert read_options(json.dumps(layout) if as_text else layout) == A_B


@pytest.mark.parametrize(
    "layout",
    [
        [],
        {},
        None,
        "",
        "a text",
        5,
        ["INT", {"min": 1, "max": 9}],
        ["IMAGE", {"image_upload": True}],
        {"options": None},
        {"options": "a"},
        [[]],
        ["COMBO", {"options": []}],
    ],
    ids=json.dumps,
)
def test_where_there_is_nothing_to_choose_there_are_no_choices(layout: Any) -> None:
    assert read_options(layout) == ()


@pytest.mark.parametrize(
    "wrap",
    [lambda one: {"options": one}, lambda one: [one], lambda one: ["COMBO", {"options": one}]],
    ids=["object", "list", "type"],
)
def test_choices_within_choices_are_found_as_long_as_they_are_not_nested_without_end(
    wrap: Callable[[Any], Any],
) -> None:
    layout: Any = ["a", "b"]
    for _ in range(4):
        layout = wrap(layout)
    assert read_options(layout) == A_B
    for _ in range(3000):
        layout = wrap(layout)
    assert read_options(layout) == ()


def test_two_words_or_three_things_are_choices_and_no_type_with_settings() -> None:
    assert read_options(["COMBO", "options"]) == plain("COMBO", "options")
    assert read_options(["a", {"value": "b"}, "c"]) == plain("a", "b", "c")
    assert read_options([1, {"value": "b"}]) == plain("1", "b")


def test_a_choice_that_names_nothing_is_none() -> None:
    assert read_options([{"other": 1}, {}, "a"]) == plain("a")


def test_a_switch_is_chosen_by_lower_case_words_as_they_are_sent() -> None:
    assert read_options([True, False, 2]) == plain("true", "false", "2")


BY_NAME = [{"name": "a", "index": 0}, {"name": "b", "index": 1}]


@pytest.mark.parametrize(
    ("current", "values"),
    [("", ("0", "1")), ("b", ("a", "b")), ("1", ("0", "1")), ("else", ("0", "1"))],
)
def test_the_field_that_holds_the_current_value_is_the_one_that_is_sent(
    current: str, values: tuple[str, str]
) -> None:
    """Platform-api 5.3: several layouts, none documented."""
    found = read_options(BY_NAME, current)
    assert found == tuple(map(Option, values, "ab"))


@pytest.mark.parametrize(
    "layout", [{"options": BY_NAME}, [BY_NAME], ["COMBO", {"options": BY_NAME}]], ids=json.dumps
)
def test_it_is_so_in_every_layout(layout: Any) -> None:
    assert read_options(layout, "b") == A_B


@pytest.mark.parametrize(
    ("choice", "option"),
    [
        ({"value": "v", "label": "l", "name": "n"}, Option("v", "l")),
        ({"value": "v", "name": "n", "description": "d"}, Option("v", "n")),
        ({"key": "k", "description": "d"}, Option("k", "d")),
        ({"value": "v", "key": "k"}, Option("v", "v")),
        ({"key": "k", "index": 3}, Option("k", "k")),
        ({"index": 3}, Option("3", "3")),
        ({"value": False, "label": "off"}, Option("false", "off")),
        ({"value": "", "key": "k"}, Option("k", "k")),
    ],
)
def test_a_choice_has_a_value_that_is_sent_and_a_label_that_people_see(
    choice: dict[str, Any], option: Option
) -> None:
    assert read_options([choice]) == (option,)


def test_a_choice_that_is_sent_by_its_place_is_shown_by_its_key() -> None:
    assert read_options([{"key": "k", "index": 3}], "3") == (Option("3", "k"),)


def test_a_current_value_that_is_a_switch_is_found_among_the_choices() -> None:
    assert read_options([{"index": True, "value": "x"}, "y"], "true") == (
        Option("true", "x"),
        Option("y", "y"),
    )
