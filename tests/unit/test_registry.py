"""The service's own registry file -> rows; and such a row joined with a known one."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.merge import merge
from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Flag,
    Image,
    Object,
    Param,
    Real,
    Text,
    Video,
    Whole,
)
from runninghub_async.catalog.registry import Registry, read_registry
from runninghub_async.catalog.rules import AtLeastOne
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.errors import ConfigError

ROWS = list(builtin_table())


def model(*params: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A model as the registry writes it."""
    return {
        "class_name": "MadeUp",
        "internal_name": "RH_MadeUp",
        "display_name": "RH 虚构模型",
        "endpoint": "made-up/text-to-video",
        "output_type": "video",
        "category": "RunningHub/Made",
        "params": list(params),
        "name_cn": "虚构模型",
        "name_en": "made-up-t2v",
    } | fields


def param(key: str, kind: str, **fields: Any) -> dict[str, Any]:
    """A parameter as the registry writes it."""
    return {
        "fieldKey": key,
        "type": kind,
        "required": False,
        "label": key,
        "description": key,
    } | fields


def options(*values: Any) -> list[dict[str, Any]]:
    return [{"value": one, "description": str(one), "descriptionEn": str(one)} for one in values]


def read(*models: dict[str, Any]) -> Registry:
    return read_registry(json.dumps(models, ensure_ascii=False).encode(), origin="new.json")


def only(*params: dict[str, Any], **fields: Any) -> Row:
    (row,) = read(model(*params, **fields)).rows
    return row


def one(key: str, kind: str, **fields: Any) -> Param:
    (found,) = only(param(key, kind, **fields)).params
    return found


def refusal(content: Any) -> ConfigError:
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(ConfigError) as caught:
        read_registry(content, origin="new.json")
    return caught.value


# -- models --------------------------------------------------------------------------------


def test_a_model_becomes_a_row() -> None:
    assert only(param("prompt", "STRING", required=True, maxLength=2000)) == Row(
        path="made-up/text-to-video",
        title="made-up-t2v",
        kind="video",
        aliases=("虚构模型",),
        params=(Text(name="prompt", required=True, max_length=2000),),
    )


@pytest.mark.parametrize(
    ("output", "kind"),
    [("image", "image"), ("video", "video"), ("audio", "audio"), ("3d", "3d"), ("string", "text")],
)
def test_what_a_model_makes(output: str, kind: str) -> None:
    assert only(output_type=output).kind == kind


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"name_en": "made-up/edit "}, "made-up/edit"),
        ({"name_en": ""}, "虚构模型"),
        ({"name_en": None, "display_name": None, "name_cn": None}, "made-up/text-to-video"),
        ({"name_en": "made-up/edit-[Deprecated] Please use another"}, "made-up/edit"),
    ],
)
def test_the_title_is_the_english_name_else_what_there_is(
    fields: dict[str, Any], title: str
) -> None:
    row = only(**fields)
    assert row.title == title
    assert row.deprecated == ("[Deprecated]" in str(fields["name_en"]))


def test_a_path_is_read_without_slash_and_without_its_mark() -> None:
    row = only(endpoint="/made-up/edit-[Deprecated]")
    assert row.path == "made-up/edit"
    assert row.deprecated


def test_the_models_may_stand_in_an_object() -> None:
    content = {"version": "public-2026-04-29", "model_count": 1, "models": [model()]}
    (pretty,) = (json.dumps(content, indent=2),)
    for text in (pretty, json.dumps(content)):
        registry = read_registry(text.encode(), origin="new.json")
        assert [row.path for row in registry.rows] == ["made-up/text-to-video"]
        assert not registry.whole


def test_keys_that_are_meant_for_other_clients_are_ignored() -> None:
    row = only(
        param("seed", "INT", tail_insert=True, payload_as_prompt_suffix={"template": " {value}"}),
        size_constraints={"any": "thing"},
        price_badge={"engine": "jsonata"},
        asset_ids_mode="image_to_video",
        extra_outputs=["last_frame", {"name": "other"}],
    )
    assert row.params == (Whole(name="seed"),)
    assert row.extra_outputs == ("last_frame",)


def test_a_model_with_a_parameter_of_an_unpublished_kind_takes_others_too() -> None:
    row = only(param("multiPrompt", "COMPLEX"), param("prompt", "STRING"))
    assert row.open
    assert [one.name for one in row.params] == ["prompt"]


# -- parameters ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        ("STRING", Text),
        ("BOOLEAN", Flag),
        ("INT", Whole),
        ("FLOAT", Real),
        ("IMAGE", Image),
        ("VIDEO", Video),
        ("AUDIO", Audio),
    ],
)
def test_every_kind_of_parameter(kind: str, made: type[Param]) -> None:
    assert one("value", kind, required=True) == made(name="value", required=True)
    assert one("value", kind) == made(name="value")


@pytest.mark.parametrize("listed", [["5", "10"], [5, 10], options("5", "10"), options(5, 10)])
def test_options_are_values_or_objects(listed: list[Any]) -> None:
    made = one("duration", "LIST", options=listed, defaultValue=5)
    assert made == Choice(name="duration", options=("5", "10"), default="5")


def test_options_may_be_truth_values() -> None:
    made = one("sound", "LIST", options=options(True, False), defaultValue=True)
    assert made == Choice(name="sound", options=("true", "false"), default="true")


def test_options_that_differ_in_case_only_are_one() -> None:
    made = one("resolution", "LIST", options=options("1k", "2k", "1K", "2K"), defaultValue="1k")
    assert made == Choice(name="resolution", options=("1k", "2k"), default="1k", ignore_case=True)


def test_the_option_that_means_leave_it_out_is_no_option() -> None:
    listed = options("empty", "1:1", "16:9")
    made = one("ratio", "LIST", required=True, options=listed, defaultValue="empty")
    assert made == Choice(name="ratio", options=("1:1", "16:9"))


def test_a_list_without_options_is_text() -> None:
    assert one("effect", "LIST", options=[], maxLength=9) == Text(name="effect", max_length=9)


@pytest.mark.parametrize("default", ["4", "", None, "fast"])
def test_a_default_that_is_no_option_is_dropped(default: Any) -> None:
    assert one("duration", "LIST", options=["5", "10"], defaultValue=default).default is None


@pytest.mark.parametrize(
    ("kind", "fields", "default", "wire"),
    [
        ("BOOLEAN", {}, False, False),
        ("BOOLEAN", {}, "true", True),
        ("INT", {"min": 1, "max": 9}, "5", 5),
        ("INT", {"min": 1, "max": 9}, 10, None),
        ("INT", {}, "many", None),
        ("FLOAT", {"min": 0, "max": 1, "step": 0.1}, 0.5, 0.5),
        ("STRING", {}, "Wise_Woman", "Wise_Woman"),
        ("STRING", {}, "A cat surfs on a wave.", None),
        ("IMAGE", {}, "https://example.com/sample.png", None),
    ],
)
def test_a_default_is_a_wire_value_within_the_limits(
    kind: str, fields: dict[str, Any], default: Any, wire: Any
) -> None:
    made = one("voice_id", kind, defaultValue=default, **fields)
    assert repr(made.default) == repr(wire)


@pytest.mark.parametrize("key", ["prompt", "text", "lyricsPrompt", "negativePrompt", "displayName"])
def test_an_example_is_no_default(key: str) -> None:
    """A required parameter's default is sent: nobody asked for a cat."""
    assert one(key, "STRING", required=True, defaultValue="cat").default is None


def test_limits_of_numbers_may_be_written_as_text() -> None:
    made = one("scale", "FLOAT", min="0", max=1, step=0.1, precision=1)
    assert made == Real(name="scale", min=0, max=1, step=0.1, precision=1)


@pytest.mark.parametrize(
    "accept", ['["JPG","PNG"]', ["jpg", ".png"], "JPG,PNG", '["jpg", "png", "image/*"]']
)
def test_formats_are_a_list_or_a_list_in_a_string(accept: Any) -> None:
    made = one("imageUrl", "IMAGE", accept=accept, maxSize=10)
    assert made == Image(name="imageUrl", accept=("JPG", "PNG"), max_mb=10)


@pytest.mark.parametrize(
    ("key", "fields", "many", "limit"),
    [
        ("imageUrls", {"multipleInputs": True, "maxInputNum": 5}, True, 5),
        ("imageUrls", {"multipleInputs": True, "maxInpuNum": 4}, True, 4),
        ("cref", {"multipleInputs": True, "maxInputNum": 1}, True, None),
        ("imageUrls", {"multipleInputs": False, "maxInputNum": 1}, True, 1),
        ("videos", {}, True, 1),
        ("imageUrl", {"multipleInputs": False, "maxInputNum": 1}, False, None),
        ("imageUrl", {"multipleInputs": False, "maxInputNum": 3}, False, None),
    ],
)
def test_which_media_are_lists(
    key: str, fields: dict[str, Any], many: bool, limit: int | None
) -> None:
    made = one(key, "IMAGE", **fields)
    assert (made.many, made.max_items) == (many, limit)


def test_a_choice_that_is_sent_as_a_list() -> None:
    made = one("slots", "LIST", options=["all", "first"], defaultValue="all", payload_as_list=True)
    assert made == Choice(name="slots", options=("all", "first"), default=["all"], many=True)


def test_what_is_read_can_be_called() -> None:
    row = only(
        param("prompt", "STRING", required=True, maxLength=20),
        param("duration", "LIST", required=True, options=options("5", "10"), defaultValue="5"),
        param("imageUrls", "IMAGE", multipleInputs=True, maxInputNum=2, accept='["PNG"]'),
    )
    body = Definition(row).encode({"prompt": "a cat", "image_urls": "https://a/b.png"}).body
    assert body == {"prompt": "a cat", "duration": "5", "imageUrls": ["https://a/b.png"]}


# -- bad files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("models", "setting", "reason"),
    [
        (
            [model(), model(param("a", "STRING"), param("b", "STRNG"), endpoint="a/b")],
            "models[1].params[1].type",
            "'STRNG' is not one of STRING, LIST, BOOLEAN, INT, FLOAT, IMAGE, VIDEO, AUDIO",
        ),
        ([model(output_type="film")], "models[0].output_type", "'film' is not one of image"),
        ([model(endpoint="a b/c")], "models[0].endpoint", "'a b/c' is no endpoint path"),
        ([model(endpoint="../query")], "models[0].endpoint", "is no endpoint path"),
        ([model(), model()], "models[1].endpoint", "'made-up/text-to-video' is models[0] already"),
        ([{"endpoint": "a/b", "params": []}], "models[0]", "required field `output_type`"),
        ([model({"type": "INT"})], "models[0].params[0]", "required field `fieldKey`"),
        ([model(param("a", "INT", min="low"))], "models[0].params[0].min", "Expected `float"),
        ([model(param("", "INT"))], "models[0].params[0].fieldKey", "'' is no name"),
        ([model(param("a", "IMAGE", accept=5))], "models[0].params[0].accept", "5 is no list"),
        (
            [model(param("a", "LIST", options=["1", {"label": "2"}]))],
            "models[0].params[0].options[1]",
            "None is no value",
        ),
        (
            [model(param("aB", "INT"), param("a_b", "INT"))],
            "models[0].params[1].fieldKey",
            "'a_b' would be the same keyword as 'aB'",
        ),
        (["vidu/text-to-video"], "models[0]", "Expected `object`, got `str`"),
    ],
)
def test_a_bad_file_is_refused_by_model_and_field(
    models: list[Any], setting: str, reason: str
) -> None:
    error = refusal(models)
    assert error.setting == f"new.json: {setting}"
    assert reason in error.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is no registry"),
        (b"[", "is no registry"),
        (b"<html>", "is no registry"),
        (b"\xff\xfe[]", "is no registry"),
        (b"5", "has no list of models"),
        (b'{\n"models": 5}', "has no list of models"),
        (b'{"models": 5}', "has no list of models"),
    ],
)
def test_what_is_no_registry_is_refused(content: bytes, reason: str) -> None:
    error = refusal(content)
    assert error.setting == "new.json"
    assert reason in error.reason


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["endpoint", "params", "models", "type", "x"]), inner)
        ),
    )
)
def test_no_json_makes_it_stumble(value: Any) -> None:
    for content in (
        value,
        [model() | {"params": value}],
        [model(param("a", "LIST", options=value))],
    ):
        with contextlib.suppress(ConfigError):
            read_registry(json.dumps(content).encode(), origin="new.json")


# -- our own form --------------------------------------------------------------------------


def test_rows_in_our_own_form_are_read_as_they_are() -> None:
    lines = b"\n".join(map(msgspec.json.encode, ROWS[:3]))
    for content in (lines, lines.splitlines()[0]):
        registry = read_registry(content, origin="rows.jsonl")
        assert registry.whole
        assert list(registry.rows) == ROWS[: len(registry.rows)]
        assert registry.onto({row.path: row for row in ROWS}) == list(registry.rows)


@pytest.mark.parametrize("line", [b'{"path": "a/b"', b'{"path":"a/b","title":"t"}', b'{"a": 1}'])
def test_a_bad_row_of_our_own_is_refused_by_its_line(line: bytes) -> None:
    assert refusal(line).setting == "new.json:1"


# -- joined with what is known -------------------------------------------------------------

KNOWN = Row(
    path="made-up/text-to-video",
    title="The docs' title",
    kind="video",
    params=(
        Text(name="prompt", required=True, min_length=2, max_length=100),
        Choice(name="duration", default="5", options=("5", "10")),
        Image(name="2##file", python="file", accept=("PNG",), max_mb=10),
        Object(name="multiPrompt", many=True),
        Flag(name="sound", default=True),
    ),
    rules=(AtLeastOne(params=("2##file", "sound")),),
    category=("video", "text-to-video"),
    aliases=("old/path",),
    in_docs=True,
    sources=("registry-2026-05",),
    confidence="high",
)


@pytest.mark.parametrize("row", [KNOWN, *ROWS[::10]], ids=lambda row: row.path)
@pytest.mark.parametrize("drop", [False, True])
def test_a_row_joined_with_itself_is_itself(row: Row, drop: bool) -> None:
    assert merge(row, row, drop=drop) == row


def test_what_the_registry_does_not_know_stays() -> None:
    new = only(
        param("prompt", "STRING", required=True, maxLength=500),
        param("duration", "LIST", options=["5", "15"], defaultValue="15"),
        param("2##file", "IMAGE"),
        param("sound", "BOOLEAN", defaultValue=False),
        param("seed", "INT", min=0),
    )
    assert merge(KNOWN, new) == msgspec.structs.replace(
        KNOWN,
        params=(
            Text(name="prompt", required=True, min_length=2, max_length=500),
            Choice(name="duration", default="15", options=("5", "15")),
            Image(name="2##file", python="file", accept=("PNG",), max_mb=10),
            Object(name="multiPrompt", many=True),
            Flag(name="sound", default=False),
            Whole(name="seed", min=0),
        ),
    )


def test_a_limit_of_zero_is_a_limit() -> None:
    known = msgspec.structs.replace(KNOWN, params=(Whole(name="seed", min=5, default=7),), rules=())
    (seed,) = merge(known, only(param("seed", "INT", min=0, defaultValue=0))).params
    assert repr(seed) == repr(Whole(name="seed", min=0.0, default=0))


def test_a_parameter_that_is_gone() -> None:
    new = only(param("duration", "LIST", options=["5", "10"]), param("2##file", "IMAGE"))
    kept = merge(KNOWN, new)
    assert [one.name for one in kept.params] == ["duration", "2##file", "multiPrompt", "sound"]
    assert kept.rules == KNOWN.rules
    dropped = merge(KNOWN, new, drop=True)
    assert [one.name for one in dropped.params] == ["duration", "2##file", "multiPrompt"]
    assert dropped.rules == ()


def test_a_parameter_of_another_kind_is_the_registrys_with_our_keyword() -> None:
    new = only(param("2##file", "VIDEO", maxSize=200))
    (file,) = merge(KNOWN, new, drop=True).params[:1]
    assert file == Video(name="2##file", python="file", max_mb=200)


def test_a_default_that_is_no_option_any_more_goes() -> None:
    (duration, *_) = merge(KNOWN, only(param("duration", "LIST", options=["8", "9"]))).params
    assert duration == Choice(name="duration", options=("8", "9"))


def test_options_in_another_case_change_nothing() -> None:
    known = Choice(name="size", options=("1k", "2k"), default="1k", ignore_case=True)
    row = msgspec.structs.replace(KNOWN, params=(known,), rules=())
    new = only(param("size", "LIST", options=["1K", "2K"], defaultValue="2K"))
    assert merge(row, new).params == (known,)


@pytest.mark.parametrize(
    ("known", "output", "kind"),
    [("3d", "string", "3d"), ("audio", "string", "audio"), ("video", "image", "image")],
)
def test_string_is_no_news_about_what_a_model_makes(known: Any, output: str, kind: str) -> None:
    row = msgspec.structs.replace(KNOWN, kind=known)
    assert merge(row, only(output_type=output)).kind == kind
