"""The emulator's own check of a submit body: strict about the wire."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.params import Audio, Flag, Image, Object, Real, Text, Whole
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
    assert (error.code, "imageUrls, videos" in error.message) == (1007, True)
    assert refusal(VIDU, {"prompt": "x", "videos": ["https://example.com/a.mp4"]}) is None


@pytest.mark.parametrize("value", [5, "05", "5.0", "99", None, True])
def test_an_option_must_be_the_exact_string(value: Any) -> None:
    error = refusal(VIDU, {"prompt": "x", "imageUrls": [URL], "duration": value})
    assert error is not None
    assert "duration" in error.message


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
