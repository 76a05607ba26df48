"""Each parameter kind: what it takes, what it makes of friendly values, what it refuses."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Flag,
    Image,
    Object,
    Param,
    ParamKind,
    Real,
    Text,
    Video,
    Whole,
)
from runninghub_async.catalog.values import Refused, python_name
from runninghub_async.files.media import Local, MediaInput, Upload

URL = "https://example.com/cat.png"
DURATION = Choice(name="duration", options=tuple(str(one) for one in range(1, 17)))
RESOLUTION = Choice(name="resolution", options=("540p", "720p", "1080p"))
AUDIO = Choice(name="audio", options=("true", "false"))
CASED = Choice(name="style", options=("General", "Anime"), ignore_case=True)
SEED = Whole(name="seed", min=0, max=2147483647)
LENGTH = Whole(name="length", min=3, max=16, step=1)
EVEN = Whole(name="even", min=0, max=11, step=4)
SCALE = Real(name="scale", min=0, max=1, step=0.1)
ROUGH = Real(name="rough", precision=2)
PROMPT = Text(name="prompt", min_length=2, max_length=10)
TAGS = Text(name="tags", many=True, max_items=3)
IMAGES = Image(name="imageUrls", many=True, max_items=3, accept=("JPG", "PNG"), max_mb=50)
FREE = Object(name="extra")
SHOT = Object(
    name="shot",
    fields=(
        Choice(name="type", required=True, options=("wide", "close")),
        Whole(name="seconds", required=True, default=3),
        Image(name="imageUrl"),
    ),
)


def refusal(param: Param, value: object) -> Refused:
    with pytest.raises(Refused) as caught:
        param.encode(value)
    return caught.value


@pytest.mark.parametrize(
    ("param", "value", "wire"),
    [
        (PROMPT, "a cat", "a cat"),
        (PROMPT, " a ", " a "),
        (PROMPT, 42, "42"),
        (PROMPT, 1.5, "1.5"),
        (PROMPT, "", None),
        (PROMPT, "猫猫", "猫猫"),
        (PROMPT, "🐈" * 10, "🐈" * 10),
        (DURATION, "5", "5"),
        (DURATION, 5, "5"),
        (DURATION, 5.0, "5"),
        (DURATION, " 5 ", "5"),
        (RESOLUTION, "720p", "720p"),
        (AUDIO, True, "true"),
        (AUDIO, False, "false"),
        (AUDIO, "true", "true"),
        (Choice(name="a", options=("yes", "no")), True, "yes"),
        (Choice(name="a", options=("yes", "no")), False, "no"),
        (Choice(name="a", options=("1.0", "2.0")), 1.0, "1.0"),
        (Choice(name="a", options=("0.5", "1")), 0.5, "0.5"),
        (CASED, "anime", "Anime"),
        (Flag(name="bgm"), True, True),
        (Flag(name="bgm"), "true", True),
        (Flag(name="bgm"), " FALSE ", False),
        (LENGTH, 5, 5),
        (LENGTH, 5.0, 5),
        (LENGTH, "5", 5),
        (LENGTH, " 5.0 ", 5),
        (Whole(name="seed"), 2**63 + 1, 2**63 + 1),
        (Whole(name="seed"), str(2**53 + 1), 2**53 + 1),
        (Whole(name="seed"), "0" * 5000 + "5", 5),
        (Whole(name="seed", step=0.5), 10**308, 10**308),
        (Real(name="wide", step=0.1), 1e308, 1e308),
        (EVEN, 8, 8),
        (SCALE, 0.3, 0.3),
        (SCALE, 1, 1.0),
        (SCALE, "0.5", 0.5),
        (ROUGH, 1.25, 1.25),
        (FREE, {"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}),
        (SHOT, {"type": "wide"}, {"type": "wide", "seconds": 3}),
        (SHOT, {"imageUrl": URL, "type": "wide"}, {"type": "wide", "seconds": 3, "imageUrl": URL}),
        (TAGS, "a", ["a"]),
        (TAGS, ["a", "b"], ["a", "b"]),
        (TAGS, ("a", 5), ["a", "5"]),
        (TAGS, {"a"}, ["a"]),
        (TAGS, frozenset({"a"}), ["a"]),
        (TAGS, (one for one in "ab"), ["a", "b"]),
        (TAGS, {"a": 1}.keys(), ["a"]),
        (TAGS, 5, ["5"]),
        (TAGS, range(2), ["0", "1"]),
        (TAGS, [], None),
        (TAGS, [""], None),
        (TAGS, ["a", ""], ["a"]),
        (IMAGES, URL, [URL]),
        (IMAGES, [URL, Upload(url=URL)], [URL, URL]),
        (IMAGES, Upload(url=URL), [URL]),
    ],
    ids=lambda one: getattr(one, "name", None) or repr(one)[:30],
)
def test_a_good_or_friendly_value_is_sent_as_the_table_wants_it(
    param: Param, value: object, wire: object
) -> None:
    found = param.encode(value)
    assert found == wire
    assert type(found) is type(wire)


@pytest.mark.parametrize(
    ("param", "value", "reason", "allowed", "nearest"),
    [
        (PROMPT, "a", "has 1 characters, fewer than 2", (), ()),
        (PROMPT, "a" * 11, "has 11 characters, more than 10", (), ()),
        (PROMPT, True, "=True is not text", ("str",), ()),
        (PROMPT, b"x", "=b'x' is not text", ("str",), ()),
        (PROMPT, ["x"], "=['x'] is not text", ("str",), ()),
        (
            PROMPT,
            "ab\ud83d",
            "has half a character (a lone surrogate) at position 2",
            (),
            (),
        ),
        (DURATION, 20, "=20 is not allowed", DURATION.options, ("'16'",)),
        (DURATION, 0, "=0 is not allowed", DURATION.options, ("'1'",)),
        (DURATION, "5.5", "='5.5' is not allowed", DURATION.options, ("'5'",)),
        (DURATION, True, "=True is not allowed", DURATION.options, ()),
        (DURATION, math.inf, "=inf is not allowed", DURATION.options, ()),
        (DURATION, ["5"], "=['5'] is not allowed", DURATION.options, ()),
        (RESOLUTION, "720", "='720' is not allowed", RESOLUTION.options, ("'720p'",)),
        (RESOLUTION, "1080P", "='1080P' is not allowed", RESOLUTION.options, ("'1080p'",)),
        (RESOLUTION, "", "='' is not allowed", RESOLUTION.options, ()),
        (AUDIO, 1, "=1 is not allowed", AUDIO.options, ()),
        (CASED, "animee", "='animee' is not allowed", CASED.options, ("'Anime'",)),
        (Flag(name="bgm"), 1, "=1 is neither true nor false", ("True", "False"), ()),
        (Flag(name="bgm"), "yes", "='yes' is neither true nor false", ("True", "False"), ()),
        (LENGTH, 2, "=2 is out of range", ("3 to 16",), ("3",)),
        (LENGTH, 17, "=17 is out of range", ("3 to 16",), ("16",)),
        (LENGTH, 5.5, "=5.5 is not a whole number", ("int",), ()),
        (LENGTH, True, "=True is not a whole number", ("int",), ()),
        (LENGTH, "five", "='five' is not a whole number", ("int",), ()),
        (LENGTH, math.nan, "=nan is not a whole number", ("int",), ()),
        (LENGTH, [5], "=[5] is not a whole number", ("int",), ()),
        (SEED, -1, "=-1 is out of range", ("0 to 2147483647",), ("0",)),
        (
            SEED,
            2147483648,
            "=2147483648 is out of range",
            ("0 to 2147483647",),
            ("2147483647",),
        ),
        (Whole(name="n", min=1), 0, "=0 is out of range", ("at least 1",), ("1",)),
        (Whole(name="n", max=1), 2, "=2 is out of range", ("at most 1",), ("1",)),
        (EVEN, 3, "=3 is between two steps of 4", (), ("4",)),
        (EVEN, 11, "=11 is between two steps of 4", (), ("8",)),
        (SCALE, 0.25, "=0.25 is between two steps of 0.1", (), ("0.2",)),
        (SCALE, 1.1, "=1.1 is out of range", ("0 to 1",), ("1",)),
        (SCALE, "wide", "='wide' is not a number", ("float",), ()),
        (ROUGH, 1.256, "=1.256 has more than 2 decimals", (), ("1.26",)),
        (FREE, 5, "=5 is not an object", ("dict",), ()),
        (FREE, {"a": math.nan}, "=nan has no place in JSON", (), ()),
        (SHOT, {}, "lacks the key 'type'", (), ()),
        (
            SHOT,
            {"typ": "wide"},
            "has the unknown key 'typ'",
            ("type", "seconds", "imageUrl"),
            ("'type'",),
        ),
        (
            SHOT,
            {"type": "wid"},
            "['type']='wid' is not allowed",
            ("wide", "close"),
            ("'wide'",),
        ),
        (TAGS, list("abcd"), "has 4 items, more than 3", (), ()),
        (TAGS, [None], "=None is not text", ("str",), ()),
        (IMAGES, [URL] * 4, "has 4 items, more than 3", (), ()),
        (Param(name="x"), 5, "has a kind that cannot be sent", (), ()),
    ],
    ids=lambda one: getattr(one, "name", None) or repr(one)[:30],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(
    param: Param, value: object, reason: str, allowed: tuple[str, ...], nearest: tuple[str, ...]
) -> None:
    error = refusal(param, value)
    assert (error.reason, error.allowed, error.nearest) == (reason, allowed, nearest)


def test_a_long_value_is_cut_in_the_message() -> None:
    assert len(refusal(DURATION, "x" * 5000).reason) < 120


@pytest.mark.parametrize(
    "value",
    [b"x", bytearray(b"x"), memoryview(b"x"), io.BytesIO(b"x"), Path("cat.png")],
    ids=lambda one: type(one).__name__,
)
def test_one_local_file_where_a_list_is_wanted_is_one_item(value: object) -> None:
    (found,) = IMAGES.encode(value)
    assert isinstance(found, Local)


@pytest.mark.parametrize(
    ("param", "kind"),
    [(Image(name="a"), "image"), (Video(name="a"), "video"), (Audio(name="a"), "audio")],
)
def test_a_media_parameter_wants_media_of_its_kind(param: Any, kind: str) -> None:
    assert param.encode(f"data:{kind}/x;base64,AAAA") == f"data:{kind}/x;base64,AAAA"
    assert refusal(param, "data:font/x;base64,AAAA").reason == (
        f"is a data URI of kind font, not {kind}"
    )
    assert "pathlib.Path" in refusal(param, "cat.png").reason


def test_a_path_in_an_object_without_known_keys_is_media_and_no_crash() -> None:
    found = FREE.encode({"refs": [{"url": Path("cat.png")}]})
    assert isinstance(found["refs"][0]["url"], Local)


def test_media_that_is_refused_names_the_ways_in() -> None:
    assert "an open binary file" in refusal(IMAGES, 5).allowed
    assert "has expired" in refusal(IMAGES, Upload(url=URL, expires_at=-1.0)).reason


# -- annotations and words -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("param", "annotation"),
    [
        (Text(name="a", required=True), str),
        (Text(name="a"), str | None),
        (Text(name="a", required=True, default="x"), str | None),
        (Flag(name="a", required=True), bool),
        (Whole(name="a", required=True), int),
        (Real(name="a", required=True), float),
        (Image(name="a", required=True), MediaInput),
        (Object(name="a", required=True), Mapping[str, Any]),
        (Choice(name="a", required=True, options=("x", "y")), Literal["x", "y"]),
        (Choice(name="a", required=True, options=("1", "2")), Literal["1", "2", 1, 2]),
        (Choice(name="a", required=True, options=("1", "x")), Literal["1", "x"]),
        (Choice(name="a", required=True, options=("05",)), Literal["05"]),
        (
            Choice(name="a", required=True, options=("true", "false")),
            Literal["true", "false"] | bool,
        ),
        (Text(name="a", required=True, many=True), Sequence[str] | str),
    ],
)
def test_the_annotation_is_what_may_be_passed(param: Param, annotation: object) -> None:
    assert param.annotation() == annotation


@pytest.mark.parametrize("param", [DURATION, RESOLUTION, AUDIO, CASED])
def test_every_value_of_an_annotation_is_taken(param: Choice) -> None:
    for part in get_args(param.annotation()):
        for value in get_args(part):
            assert param.encode(value) in param.options


@pytest.mark.parametrize(
    ("param", "text"),
    [
        (PROMPT, "2 to 10 characters"),
        (Text(name="a", max_length=10), "at most 10 characters"),
        (Text(name="a", min_length=2), "at least 2 characters"),
        (Text(name="a"), ""),
        (RESOLUTION, "one of 540p, 720p, 1080p"),
        (LENGTH, "3 to 16"),
        (SEED, "0 to 2147483647"),
        (SCALE, "0 to 1, in steps of 0.1"),
        (Whole(name="a", min=1), "at least 1"),
        (Whole(name="a"), ""),
        (IMAGES, "JPG/PNG, at most 50 MB"),
        (Flag(name="a"), ""),
        (SHOT, "keys type, seconds, imageUrl"),
        (FREE, ""),
    ],
    ids=lambda one: getattr(one, "name", None),
)
def test_the_limits_are_words_for_people(param: Param, text: str) -> None:
    assert param.limits() == text


@pytest.mark.parametrize(
    ("wire", "python"),
    [
        ("prompt", "prompt"),
        ("imageUrl", "image_url"),
        ("firstImageUrl", "first_image_url"),
        ("kling-v3.0-pro", "kling_v3_0_pro"),
        ("image-to-video", "image_to_video"),
        ("3d-model", "_3d_model"),
        ("cfgScale2", "cfg_scale2"),
        ("lora1_strength_model", "lora1_strength_model"),
        ("make_instrumental", "make_instrumental"),
    ],
)
def test_a_wire_name_has_a_python_name(wire: str, python: str) -> None:
    assert python_name(wire) == python
    assert python.isidentifier()


def test_a_wire_name_without_a_readable_keyword_is_given_one() -> None:
    assert Video(name="3##file", python="file").python_name == "file"


# -- any value -----------------------------------------------------------------------------

PARAMS = [
    *(DURATION, RESOLUTION, AUDIO, CASED, SEED, LENGTH, EVEN, SCALE, ROUGH, PROMPT, TAGS),
    *(Flag(name="bgm"), FREE, SHOT),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.name)
@given(value=JSON.filter(lambda value: value is not None))
def test_any_value_becomes_json_or_is_refused(param: Param, value: object) -> None:
    try:
        wire = param.encode(value)
    except Refused:
        return
    sent = msgspec.json.encode(wire)
    # What was sent is taken again and stays as it is: encoding is idempotent.
    if wire is not None:
        assert param.encode(json.loads(sent)) == wire


@given(options=st.lists(st.text(min_size=1).map(str.strip).filter(bool), min_size=1, unique=True))
def test_every_option_is_taken_as_it_stands(options: list[str]) -> None:
    param = Choice(name="a", options=tuple(options))
    assert [param.encode(option) for option in options] == options


@given(value=st.integers(3, 16))
def test_a_whole_number_is_the_same_however_it_is_written(value: int) -> None:
    assert {LENGTH.encode(one) for one in (value, float(value), str(value), f" {value}.0 ")} == {
        value
    }


@given(st.from_type(type).filter(lambda kind: kind is not type(None)) | st.functions())
def test_what_is_no_value_at_all_is_refused(value: object) -> None:
    for param in (*PARAMS, IMAGES):
        if param is not TAGS:
            refusal(param, value)


def test_a_row_of_another_kind_refuses_the_limit() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field `max_length`"):
        msgspec.convert({"type": "bool", "name": "a", "max_length": 5}, ParamKind)
