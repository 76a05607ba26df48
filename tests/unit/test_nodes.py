"""Values for nodes: as they are sent, as apps take them, and what is refused."""

from __future__ import annotations

import asyncio
import io
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from msgspec.structs import replace

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import Encoded
from runninghub_async.files.download import Downloads
from runninghub_async.files.lora import Lora
from runninghub_async.files.media import HasFileName, Upload
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.nodes import NodeList, encode_nodes
from runninghub_async.protocol.messages import ResultItem
from runninghub_async.protocol.nodes import Option
from runninghub_async.protocol.platform import AppInput, AppSchema
from runninghub_async.tasks.task import Output

PNG = b"\x89PNG\r\n\x1a\npixels"
UPLOAD = Upload(url="https://x", file_name="openapi/1.png", expires_at=time.time() + 3600)


def sent(listed: NodeList) -> list[tuple[str, str, Any]]:
    return [(one["nodeId"], one["fieldName"], one["fieldValue"]) for one in listed.entries]


def test_a_workflows_values_keep_their_types() -> None:
    nodes = {
        "6.text": "a cat",
        "3.seed": 2**64 - 1,
        "3.cfg": 7.5,
        "20.on": True,
        "12:3.points": [[1, 2], {"a": None}],
        "7.a.b": (1, 2, 3),
        "8.nothing": None,
    }
    assert sent(encode_nodes("w", nodes)) == [
        ("6", "text", "a cat"),
        ("3", "seed", 2**64 - 1),
        ("3", "cfg", 7.5),
        ("20", "on", True),
        ("12:3", "points", [[1, 2], {"a": None}]),
        ("7", "a.b", [1, 2, 3]),
    ]


def test_media_is_found_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    listed = encode_nodes(
        "w", {"1.a": "x", "2.image": path, "3.all": [PNG, {"deep": io.BytesIO(PNG)}]}
    )
    assert [(slot.place, slot.param, slot.by_name) for slot in listed.local] == [
        (("nodeInfoList", 1, "fieldValue"), "2.image", True),
        (("nodeInfoList", 2, "fieldValue", 0), "3.all", True),
        (("nodeInfoList", 2, "fieldValue", 1, "deep"), "3.all", True),
    ]


@pytest.mark.parametrize("value", [UPLOAD, Lora(file_name="openapi/1.png", md5="0", size=1)])
@pytest.mark.parametrize("encode", [encode_nodes, encode_app_nodes])
def test_what_the_service_holds_is_sent_by_its_name(encode: Any, value: Any) -> None:
    assert sent(encode("w", {"1.image": value})) == [("1", "image", "openapi/1.png")]


@pytest.mark.parametrize("encode", [encode_nodes, encode_app_nodes])
@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        ([("6.text", "x")], "nodes is a mapping such as"),
        ({"text": "x"}, "names no input"),
        ({6: "x"}, "6 names no input"),
        ({".text": "x"}, "names no input"),
        ({"6.text": "a", "6.text ": "b"}, "is given twice"),
        ({"6.text": object()}, "is neither a JSON value nor media"),
        ({"6.text": float("inf")}, "has no place in JSON"),
        ({"6.text": io.StringIO("x")}, "opened as text"),
        ({"6.image": Upload(url="https://x")}, "without a file name"),
        ({"6.image": Upload(url="https://x", file_name="n", expires_at=1.0)}, "has expired"),
    ],
)
def test_a_name_or_a_value_that_does_not_fit_is_refused(encode: Any, nodes: Any, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        encode("w", nodes)
    assert says in str(caught.value)
    assert str(caught.value).startswith("w: ")


def test_a_link_as_a_value_warns_and_is_sent() -> None:
    with pytest.warns(UserWarning, match="looks like a link") as caught:
        listed = encode_nodes("w", {"6.clip": ["4", 1]})
    assert sent(listed) == [("6", "clip", ["4", 1])]
    assert caught[0].filename == __file__


# -- apps -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a cat", "a cat"),
        (True, "true"),
        (False, "false"),
        (5, "5"),
        (5.0, "5"),
        (0.25, "0.25"),
        (2**64 - 1, "18446744073709551615"),
        ([1, "a"], '[1,"a"]'),
        ({"a": True}, '{"a":true}'),
    ],
)
def test_an_app_gets_every_value_as_text(value: Any, text: str) -> None:
    assert sent(encode_app_nodes("a", {"6.text": value})) == [("6", "text", text)]


def test_an_app_takes_media_as_a_value_only() -> None:
    (slot,) = encode_app_nodes("a", {"6.image": PNG}).local
    assert (slot.param, slot.by_name) == ("6.image", True)
    with pytest.raises(InvalidRequest, match="local media inside a list"):
        encode_app_nodes("a", {"6.image": [PNG]})


def field(name: str, type: str, value: str = "", *options: str | Option) -> AppInput:
    node, _, own = name.partition(".")
    choices = tuple(one if isinstance(one, Option) else Option(one, one) for one in options)
    return AppInput(node_id=node, field=own, type=type, value=value, options=choices)


def bounded(name: str, type: str, value: str, low: int, high: int) -> AppInput:
    return replace(field(name, type, value), min=Decimal(low), max=Decimal(high))


def output() -> Output:
    """A result: it has a file name as well, which is one of this side and no node's."""
    item = ResultItem(url="https://example.com/x.png", type="png")
    return Output(item, task_id="1", index=0, downloads=cast(Downloads, None))


SCHEMA = AppSchema(
    webapp_id="1",
    inputs=(
        field("6.text", "STRING", "a dog"),
        field("3.steps", "INT", "20"),
        field("3.cfg", "FLOAT", "8.0"),
        field("3.on", "BOOLEAN", "false"),
        field("3.sampler", "LIST", "old one", "euler", "ddim"),
        field("4.sound", "SWITCH", "1", Option("1", "with sound"), Option("2", "silent")),
        field("4.twins", "LIST", "", Option("a", "same"), Option("b", "same")),
        field("4.free", "SWITCH", "true"),
        bounded("3.low", "INT", "0", 1, 10000),
        bounded("3.seed", "INT", "5", 0, 2**64 - 1),
        bounded("3.part", "FLOAT", "0.2", 0, 1),
        # A file list is no list of choices.
        field("9.image", "IMAGE", "example.png", "example.png"),
        field("9.audio", "AUDIO"),
        field("9.video", "VIDEO"),
        field("9.new", "HOLOGRAM", "", "one"),
    ),
)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("6.text", "a cat", "a cat"),
        ("6.text", 5, "5"),
        ("3.steps", 4, "4"),
        ("3.steps", " 4 ", "4"),
        ("3.steps", -4.0, "-4"),
        ("3.cfg", 7.5, "7.5"),
        ("3.cfg", "1e-3", "1e-3"),
        ("3.cfg", 8, "8"),
        ("3.on", True, "true"),
        ("3.on", "False", "false"),
        ("3.on", 1, "true"),
        ("3.sampler", "ddim", "ddim"),
        ("3.sampler", "old one", "old one"),
        ("4.sound", 2, "2"),
        ("4.sound", "silent", "2"),
        ("4.free", False, "false"),
        ("9.image", "openapi/2.png", "openapi/2.png"),
        ("9.image", UPLOAD, "openapi/1.png"),
        ("3.sampler", Lora(file_name="new.safetensors", md5="0", size=1), "new.safetensors"),
        ("9.new", "two", "two"),
        ("3.sampler", Option("ddim", "the other one"), "ddim"),
        ("4.twins", Option("b", "same"), "b"),
        ("6.text", Option("sent", "shown"), "sent"),
        ("3.low", 1, "1"),
        ("3.low", "10000", "10000"),
        ("3.low", 0, "0"),  # the app's own value, whatever its bounds say
        ("3.seed", 2**64 - 1, "18446744073709551615"),
        ("3.part", 0.5, "0.5"),
    ],
)
def test_a_value_that_fits_the_schema_is_sent(name: str, value: Any, text: str) -> None:
    assert [one[2] for one in sent(encode_app_nodes("a", {name: value}, SCHEMA))] == [text]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("6.txt", "x", "6.txt is no input of this app"),
        ("6.txt", "x", "did you mean 6.text?"),
        ("3.steps", "four", "is no whole number"),
        ("3.steps", 4.5, "is no whole number"),
        ("3.steps", True, "is no whole number"),
        ("3.steps", PNG, "is no whole number"),
        ("3.cfg", "much", "is no number"),
        ("3.cfg", "nan", "is no number"),
        ("3.cfg", True, "is no number"),
        ("3.cfg", PNG, "is no number"),
        ("3.on", "maybe", "is neither True nor False"),
        ("3.on", PNG, "is neither True nor False"),
        ("3.sampler", "eular", "allowed: euler, ddim; did you mean 'euler'?"),
        ("3.sampler", PNG, "is media; this input is a choice"),
        ("4.sound", 3, "allowed: 1 (with sound), 2 (silent)"),
        ("4.twins", "same", "is no choice of this input"),
        ("9.image", 5, "is no image"),
        ("9.image", True, "is no image"),
        ("9.image", {"url": "x"}, "is no image"),
        ("9.image", "", "is no image"),
        ("9.audio", [1], "is no audio"),
        ("9.image", "/home/me/cat.png", "give pathlib.Path('/home/me/cat.png')"),
        ("9.audio", "~/a.wav", "give pathlib.Path('~/a.wav')"),
        ("3.low", -1, "is below 1; did you mean 1?"),
        ("3.low", 10001, "is above 10000; did you mean 10000?"),
        ("3.part", 1.5, "is above 1; did you mean 1?"),
        ("3.part", "-0.1", "is below 0; did you mean 0?"),
        ("6.text", output(), "is neither a JSON value nor media"),
        ("9.image", output(), "is neither a JSON value nor media"),
    ],
)
def test_a_value_that_does_not_fit_the_schema_is_refused(name: str, value: Any, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        encode_app_nodes("app/1", {name: value}, SCHEMA)
    assert says in str(caught.value)
    assert caught.value.param == name


def test_an_app_that_shows_no_inputs_asks_for_a_run_on_the_web() -> None:
    with pytest.raises(InvalidRequest, match="run it once on the web"):
        encode_app_nodes("app/1", {"6.text": "x"}, AppSchema(webapp_id="1"))


def test_a_result_does_not_pass_for_a_file_of_the_service() -> None:
    assert not isinstance(output(), HasFileName)
    with pytest.raises(InvalidRequest, match="neither a JSON value nor media"):
        encode_nodes("w", {"12.image": output()})


@pytest.mark.parametrize("name", ["9.image", "9.audio"])
def test_a_url_for_media_of_an_app_is_sent_with_a_warning(name: str) -> None:
    url = "https://example.com/a.png"
    with pytest.warns(UserWarning, match=f"app/1: {name} is given a URL") as caught:
        assert sent(encode_app_nodes("app/1", {name: url}, SCHEMA))[0][2] == url
    assert caught[0].filename == __file__


def test_the_name_of_a_local_file_is_sent_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat.png").write_bytes(PNG)
    with pytest.warns(UserWarning, match=r"give pathlib\.Path\('cat\.png'\)"):
        encode_app_nodes("app/1", {"9.image": "cat.png"}, SCHEMA)


def test_media_for_a_text_of_an_app_warns_before_it_costs() -> None:
    with pytest.warns(UserWarning, match=r"6\.text holds 'a dog' and is given local media"):
        encode_app_nodes("app/1", {"6.text": Path("cat.png")}, SCHEMA)


@pytest.mark.parametrize(
    ("name", "file", "says"),
    [
        ("9.image", "apps2.py", "apps2.py is a PY file, which is no image"),
        ("9.image", "song.mp3", "song.mp3 is a MP3 file, which is no image"),
        ("9.audio", "apps2.py", "which is no audio"),
        ("9.video", "apps2.py", "which is no video"),
        ("9.video", "still.jpg", "which is no video"),
        ("9.audio", "clip.mp4", None),
        ("9.image", "frames.zip", None),
        ("9.image", "who knows.xyz", None),
        ("9.new", "apps2.py", None),
    ],
)
def test_a_file_of_another_kind_is_refused_before_it_is_sent(
    tmp_path: Path, name: str, file: str, says: str | None
) -> None:
    (tmp_path / file).write_bytes(b"print('hello')")
    listed = encode_app_nodes("app/1", {name: tmp_path / file}, SCHEMA)
    encoded = Encoded("app/1", {"nodeInfoList": listed.entries}, listed.local)
    if says is None:
        encoded.inspect_local()
        return
    with pytest.raises(InvalidRequest) as caught:
        encoded.inspect_local()
    assert says in str(caught.value)
    assert caught.value.param == name


@pytest.mark.parametrize(
    ("name", "near"),
    [("6text", "6.text"), ("text", "6.text"), ("sampler", "3.sampler"), ("no such thing", None)],
)
def test_a_name_without_its_node_is_refused_with_the_nearest(name: str, near: str | None) -> None:
    with pytest.raises(InvalidRequest, match="names no input") as caught:
        encode_app_nodes("app/1", {name: "x"}, SCHEMA)
    assert caught.value.nearest == ((near,) if near else ())


# -- whom a warning shows ---------------------------------------------------------------------


async def test_a_warning_shows_the_caller_or_the_call_and_never_the_loop() -> None:
    async def called() -> None:
        encode_nodes("w", {"6.clip": ["4", 1]})

    with pytest.warns(UserWarning, match="w: 6.clip") as caught:
        await asyncio.create_task(called())
    assert caught[0].filename == __file__
