"""The emulator's own check of a submit body: strict about the wire."""

from __future__ import annotations

import base64
from typing import Any, get_args

import httpx
import msgspec
import pytest

from runninghub_async.catalog.params import (
    Audio,
    Flag,
    Image,
    Object,
    ParamKind,
    Real,
    Text,
    Whole,
)
from runninghub_async.catalog.rules import (
    AtLeastOne,
    ExactlyOne,
    Excludes,
    ExcludesAllOthers,
    IgnoredWhen,
    MaxItemsWhenPresent,
    MaxTotalItems,
    Overrides,
    Pixels,
    Ratio,
    RequiredWhen,
    Requires,
    RequiresAny,
    Rule,
    RuleKind,
    Together,
    UsedWhen,
)
from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Emulator
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.bodies import check_body

URL = "https://example.com/cat.png"
ROW = Row(
    path="acme/make",
    title="Acme",
    kind="image",
    params=(
        Text(name="prompt", min_length=2, max_length=5),
        Whole(name="steps", min=1, max=10, step=3),
        Real(name="scale", min=0.0, max=1.0, precision=1),
        Flag(name="loud"),
        Image(name="imageUrls", many=True, max_items=2, max_mb=0.001),
        Audio(name="audioUrl"),
        Object(name="style", fields=(Text(name="name", required=True), Whole(name="size"))),
    ),
)
VIDU = next(
    row for row in Emulator().settings.table if row.path == "vidu/reference-to-video-q2-pro"
)


def refusal(row: Row, body: dict[str, Any]) -> Refusal | None:
    try:
        check_body(row, body, lambda url: None)
    except Refusal as error:
        return error
    return None


def data_uri(size: int, mime: str = "image/png") -> str:
    return f"data:{mime};base64,{base64.b64encode(bytes(size)).decode()}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prompt", "abcde"),
        ("steps", 4),
        ("scale", 0.5),
        ("scale", 1),
        ("loud", False),
        ("imageUrls", [URL, "asset://a1"]),
        ("imageUrls", [data_uri(100)]),
        ("audioUrl", "http://example.com/a.mp3"),
        ("audioUrl", data_uri(9, "audio/mpeg")),
        ("style", {"name": "xx", "size": 3}),
        ("webhookUrl", "https://example.com/hook"),
        ("appCode", "me"),
    ],
)
def test_a_value_of_the_exact_wire_type_passes(name: str, value: Any) -> None:
    assert refusal(ROW, {name: value}) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prompt", 12),
        ("prompt", ""),
        ("prompt", "a"),
        ("prompt", "abcdef"),
        ("prompt", None),
        ("prompt", ["abc"]),
        ("steps", "4"),
        ("steps", 4.0),
        ("steps", True),
        ("steps", 5),
        ("steps", 13),
        ("steps", -2),
        ("scale", "0.5"),
        ("scale", 1.1),
        ("scale", 0.55),
        ("scale", False),
        ("loud", "true"),
        ("loud", 1),
        ("imageUrls", URL),
        ("imageUrls", []),
        ("imageUrls", [URL] * 3),
        ("imageUrls", [URL, None]),
        ("audioUrl", [URL]),
        ("audioUrl", "cat.mp3"),
        ("audioUrl", "file:///cat.mp3"),
        ("audioUrl", "http://"),
        ("audioUrl", "openapi/abc.mp3"),
        ("audioUrl", data_uri(9, "image/png")),
        ("audioUrl", "data:audio/mpeg,plain"),
        ("style", "xx"),
        ("style", {}),
        ("style", {"name": "xx", "colour": 1}),
        ("style", {"name": "xx", "size": "3"}),
        ("webhookUrl", 1),
        ("colour", "red"),
        ("image_urls", [URL]),
    ],
)
def test_anything_else_is_1007_and_names_the_wire_field(name: str, value: Any) -> None:
    error = refusal(ROW, {name: value})
    assert error is not None
    assert error.code == 1007
    assert name in error.message


def test_inline_media_is_measured_and_must_be_base64() -> None:
    large = refusal(ROW, {"imageUrls": [data_uri(2000)]})
    broken = refusal(ROW, {"imageUrls": ["data:image/png;base64,@@@"]})
    empty = refusal(ROW, {"imageUrls": [data_uri(0)]})
    assert [one.code if one else None for one in (large, broken, empty)] == [1008, 1013, 1013]


def test_what_the_table_calls_required_is_demanded_even_with_a_default() -> None:
    body = {
        "prompt": "x",
        "imageUrl": URL,
        "duration": "5",
        "resolution": "720p",
        "audio": True,
    }
    row = next(r for r in Emulator().settings.table if r.path == "vidu/image-to-video-q3-pro")
    assert refusal(row, body) is None
    for name in body:
        error = refusal(row, {key: value for key, value in body.items() if key != name})
        assert error is not None
        assert error.message == f"Invalid parameter: {name} is required"


def test_a_rule_between_parameters_is_checked() -> None:
    error = refusal(VIDU, {"prompt": "x"})
    assert error is not None
    assert error.code == 1007
    assert error.message == "Invalid parameter: needs at least one of imageUrls, videos"
    assert refusal(VIDU, {"prompt": "x", "videos": ["https://example.com/a.mp4"]}) is None


@pytest.mark.parametrize("value", [5, "05", "5.0", "99", None, True])
def test_an_option_must_be_the_exact_string(value: Any) -> None:
    error = refusal(VIDU, {"prompt": "x", "imageUrls": [URL], "duration": value})
    assert error is not None
    assert "duration" in error.message


# -- conditions ------------------------------------------------------------------------------

SIZED = (
    Text(name="a"),
    Text(name="b"),
    Text(name="c"),
    Image(name="many", many=True),
    Image(name="more", many=True),
    Flag(name="on", default=False),
    Whole(name="width", default=100),
    Whole(name="height"),
    Object(name="ref", fields=(Text(name="type"),)),
)


def judged(rule: Any, body: dict[str, Any]) -> str | None:
    row = Row(path="acme/make", title="Acme", kind="image", params=SIZED, rules=(rule,))
    error = refusal(row, body)
    return None if error is None else error.message.removeprefix("Invalid parameter: ")


#: Rule, a body that keeps it, a body that breaks it, and the complaint.
CONDITIONS: list[tuple[Rule, dict[str, Any], dict[str, Any], str]] = [
    (ExactlyOne(params=("a", "b")), {"a": "x"}, {}, "needs exactly one of a, b"),
    (ExactlyOne(params=("a", "b")), {"b": "x"}, {"a": "x", "b": "x"}, "needs exactly one of a, b"),
    (AtLeastOne(params=("a", "b")), {"a": "x", "b": "x"}, {"c": "x"}, "needs at least one of a, b"),
    (Requires(param="a", needs=("b", "c")), {"b": "x"}, {"a": "x", "b": "x"}, "a requires c"),
    (
        RequiresAny(param="a", any_of=("b", "c")),
        {"a": "x", "c": "x"},
        {"a": "x"},
        "a requires one of b, c",
    ),
    (RequiredWhen(params=("a",), when={"on": True}), {}, {"on": True}, "a is required"),
    (RequiredWhen(params=("a",), when={"on": False}), {"on": True}, {}, "a is required"),
    (RequiredWhen(params=("width",), when={"on": True}), {}, {"on": True}, "width is required"),
    (Excludes(params=("a", "b")), {"a": "x"}, {"a": "x", "b": "x"}, "a, b exclude each other"),
    (
        Excludes(params=("many", "ref"), when={"ref.type": "extend"}),
        {"many": [URL], "ref": {"type": "other"}},
        {"many": [URL], "ref": {"type": "extend"}},
        "many, ref exclude each other",
    ),
    (
        ExcludesAllOthers(param="a", others=("b", "c")),
        {"b": "x", "c": "x"},
        {"a": "x", "c": "x"},
        "a excludes c",
    ),
    (
        Together(params=("a", "b")),
        {"a": "x", "b": "x"},
        {"b": "x"},
        "needs all or none of a, b",
    ),
    (
        Pixels(params=("width", "height"), min=1000, max=2000),
        {"height": 20},
        {"height": 21},
        "the product of height, width must be 1000 to 2000",
    ),
    (
        Ratio(params=("width", "height"), min=0.5, max=2),
        {"width": 60, "height": 100},
        {"height": 10},
        "the quotient of height, width must be 0.5 to 2",
    ),
    (
        Ratio(params=("width", "height"), min=0.5, max=2),
        {"width": 60},
        {"width": 60, "height": 0},
        "the quotient of height, width must be 0.5 to 2",
    ),
    (
        MaxTotalItems(params=("many", "more"), max=3),
        {"many": [URL] * 3},
        {"many": [URL] * 2, "more": [URL] * 2},
        "many, more: 4 items, at most 3 are allowed",
    ),
    (
        MaxItemsWhenPresent(param="many", when_present="a", max=1),
        {"many": [URL] * 9},
        {"many": [URL] * 2, "a": "x"},
        "many: 2 items, at most 1 are allowed",
    ),
]
#: What says only that something has no effect: the service takes it and ignores it.
IDLE: list[tuple[Rule, dict[str, Any]]] = [
    (UsedWhen(params=("a",), when={"on": True}), {"a": "x"}),
    (IgnoredWhen(params=("a",), when={"on": False}), {"a": "x"}),
    (IgnoredWhen(params=("a",), when_present="b"), {"a": "x", "b": "x"}),
    (Overrides(param="a", over=("b",)), {"a": "x", "b": "x"}),
]


def test_every_kind_of_condition_has_its_case() -> None:
    kinds = {type(case[0]) for case in CONDITIONS} | {type(rule) for rule, _ in IDLE}
    assert kinds == set(get_args(RuleKind))


@pytest.mark.parametrize(("rule", "keeps", "breaks", "complaint"), CONDITIONS)
def test_a_broken_condition_is_1007_in_wire_names(
    rule: Rule, keeps: dict[str, Any], breaks: dict[str, Any], complaint: str
) -> None:
    assert judged(rule, keeps) is None
    assert judged(rule, breaks) == complaint


@pytest.mark.parametrize(("rule", "keeps", "breaks", "complaint"), CONDITIONS)
def test_what_no_source_states_is_not_enforced(
    rule: Rule, keeps: dict[str, Any], breaks: dict[str, Any], complaint: str
) -> None:
    assert judged(msgspec.structs.replace(rule, inferred=True), breaks) is None


@pytest.mark.parametrize(("rule", "body"), IDLE)
def test_what_has_no_effect_is_ignored_as_the_service_does(
    rule: Rule, body: dict[str, Any]
) -> None:
    assert judged(rule, body) is None


def test_it_asks_none_of_the_clients_own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a wrong rule of the client could not be noticed."""
    for kind in (*get_args(RuleKind), *get_args(ParamKind)):
        for method in ("broken", "demands", "encode", "_encode"):
            if hasattr(kind, method):
                monkeypatch.setattr(kind, method, None)
    for rule, keeps, breaks, complaint in CONDITIONS:
        assert judged(rule, keeps) is None
        assert judged(rule, breaks) == complaint
    assert refusal(ROW, {"prompt": "abcdef"}) is not None


def test_an_open_row_takes_what_it_does_not_know_and_checks_the_rest() -> None:
    row = Row(path="acme/make", title="A", kind="image", params=(Whole(name="seed"),), open=True)
    assert refusal(row, {"anything": [{}], "other": None, "seed": 5}) is None
    error = refusal(row, {"anything": 1, "seed": "5"})
    assert error is not None
    assert "seed" in error.message


@pytest.mark.parametrize("value", [{"name": "x", "any": [1, {"b": None}]}, {"": {}}])
def test_an_object_without_known_fields_is_any_object(value: dict[str, Any]) -> None:
    row = Row(
        path="acme/make",
        title="A",
        kind="image",
        params=(Object(name="one"), Object(name="list", many=True)),
    )
    assert refusal(row, {"one": value, "list": [value, value]}) is None
    for bad in ({"one": [value]}, {"list": value}, {"list": ["x"]}, {"one": "x"}):
        assert refusal(row, bad) is not None


async def test_an_upload_of_its_own_that_never_happened_is_1013() -> None:
    row = Row(path="acme/make", title="A", kind="image", params=(Image(name="imageUrl"),))
    async with (
        Emulator(table=Table([row]), time_scale=0.0) as emu,
        httpx.AsyncClient(
            base_url=emu.base_url,
            headers={"Authorization": f"Bearer {emu.api_key}"},
            trust_env=False,
        ) as http,
    ):

        async def code(url: str) -> str:
            response = await http.post("/openapi/v2/acme/make", json={"imageUrl": url})
            return str(response.json()["errorCode"])

        files = {"file": ("cat.png", b"cat", "image/png")}
        uploaded = await http.post("/openapi/v2/media/upload/binary", files=files)
        assert await code(uploaded.json()["data"]["download_url"]) == ""
        assert await code(f"{emu.base_url}/input/openapi/0000.png") == "1013"
        assert await code(f"http://localhost:{emu.address[1]}/input/openapi/0000.png") == "1013"
        assert await code(URL) == ""
        made = (await http.post("/openapi/v2/acme/make", json={})).json()["results"][0]["url"]
        assert await code(made) == ""
