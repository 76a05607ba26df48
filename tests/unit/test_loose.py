"""What stands in an answer, whatever its type, is read as what it means (traps 3, 10, 16, 30)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from runninghub_async.protocol.loose import (
    LONGEST,
    count_of,
    cut,
    decimal_of,
    error_number,
    first_text,
    flag_of,
    id_of,
    json_of,
    mapping_of,
    shown,
    text_of,
    verbatim,
)

NOTHING: list[Any] = [None, "", "  ", True, False, [], ["a"], {}, {"a": 1}]


@pytest.mark.parametrize(
    ("value", "text"),
    [("a", "a"), (" a b\n", "a b"), (7, "7"), (0, "0"), (1.5, "1.5"), *((v, "") for v in NOTHING)],
)
def test_a_text_is_a_string_or_a_number(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "task_id"),
    [
        ("1904136902449209346", "1904136902449209346"),
        (1904136902449209346, "1904136902449209346"),
        (" 10 ", "10"),
        ("0010", "0010"),
        ("X0", "X0"),
        (0, ""),
        ("0", ""),
        ("000", ""),
        ("19\ufffd4", ""),
        *((value, "") for value in NOTHING),
    ],
)
def test_an_id_is_no_zero_and_not_spoiled(value: Any, task_id: str) -> None:
    assert id_of(value) == task_id


def test_of_several_texts_the_first_that_says_something_counts() -> None:
    assert first_text(None, " ", {"a": 1}, "b", "c") == "b"
    assert first_text(0, "c") == "0"
    assert first_text(None, "") == ""
    assert first_text() == ""


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (421, 421),
        ("421", 421),
        (" 421 ", 421),
        (421.0, 421),
        ("-1", -1),
        (0, None),
        ("0", None),
        (0.0, None),
        ("TASK_QUEUE_MAXED", "TASK_QUEUE_MAXED"),
        (4.5, "4.5"),
        ("421.0", "421.0"),
        *((value, None) for value in NOTHING),
    ],
)
def test_an_error_number_is_a_number_or_the_word_in_its_place(value: Any, number: Any) -> None:
    """Trap 3: empty, null and 0 mean that there is no error."""
    found = error_number(value)
    assert found == number
    assert type(found) is type(number)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1.50", Decimal("1.50")),
        (" 2 ", Decimal(2)),
        (0.1, Decimal("0.1")),
        (0, Decimal(0)),
        ("-3", Decimal(-3)),
        ("1e30", Decimal("1e30")),
        ("9.99e30", Decimal("9.99e30")),
        ("1e31", None),
        ("-1e31", None),
        ("1e-30", Decimal("1e-30")),
        ("1e-31", None),
        ("1e999999999", None),
        ("inf", None),
        ("NaN", None),
        ("free", None),
        *((value, None) for value in NOTHING),
    ],
)
def test_a_sum_is_exact_and_of_a_size_that_can_be_counted_with(value: Any, number: Any) -> None:
    """Trap 10: money comes as strings."""
    assert decimal_of(value) == number


@pytest.mark.parametrize(
    ("value", "number"),
    [("12", 12), (12, 12), ("12.9", 12), ("0", 0), ("1e3", 1000), ("x", None), (None, None)],
)
def test_a_count_is_a_whole_number(value: Any, number: int | None) -> None:
    assert count_of(value) == number


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ({"a": 1}, {"a": 1}),
        ('{"a": 1}', {"a": 1}),
        (' \n{"a": 1} ', {"a": 1}),
        ("[1]", {}),
        ("{broken", {}),
        ("text", {}),
        (None, {}),
        ([1], {}),
        (5, {}),
    ],
)
def test_an_object_may_come_as_json_in_a_string(value: Any, fields: dict[str, Any]) -> None:
    """Trap 30."""
    assert mapping_of(value) == fields


@pytest.mark.parametrize(
    ("value", "decoded"),
    [
        ("[1, 2]", [1, 2]),
        (' {"a": null}', {"a": None}),
        ("12", "12"),
        ('"a"', '"a"'),
        ("null", "null"),
        ("", ""),
        ("{broken", "{broken"),
        ("[" * 100_000, "[" * 100_000),
        ('{"a": "\ud800"}', '{"a": "\ud800"}'),
        (b"[1]", b"[1]"),
        (7, 7),
        (None, None),
    ],
)
def test_only_objects_and_lists_are_read_out_of_strings(value: Any, decoded: Any) -> None:
    assert json_of(value) == decoded


@pytest.mark.parametrize("value", [True, 1, "1", "true", " TRUE "])
def test_what_says_yes(value: Any) -> None:
    assert flag_of(value)


@pytest.mark.parametrize("value", [False, 0, "0", "false", "no", "", None, 2, [True], {"a": 1}])
def test_what_does_not_say_yes(value: Any) -> None:
    assert not flag_of(value)


@pytest.mark.parametrize(
    ("value", "text"), [(" a \n", " a \n"), (" \n", ""), (5, "5"), (None, ""), ([" a "], "")]
)
def test_a_text_that_was_made_keeps_its_white_space(value: Any, text: str) -> None:
    assert verbatim(value) == text


class Deep:
    def __repr__(self) -> str:
        raise RecursionError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "'a'"),
        ("x" * 78, f"'{'x' * 78}'"),
        ("x" * 79, f"'{'x' * 76}..."),
        ([10**5000], "a value too large to show (list)"),
        (Deep(), "a value too large to show (Deep)"),
    ],
)
def test_a_value_is_shown_in_eighty_characters_at_most(value: Any, text: str) -> None:
    assert shown(value) == text


def test_a_text_for_people_loses_its_end_only_where_it_is_too_long() -> None:
    assert cut("x" * LONGEST) == "x" * LONGEST
    assert cut("x" * LONGEST + "y") == "x" * LONGEST + "…"
