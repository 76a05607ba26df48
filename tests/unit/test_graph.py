"""Graphs: what their inputs are, other values in them, and what is no graph."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import Upload
from runninghub_async.platform import Graph
from runninghub_async.protocol.nodes import Option

GRAPH: dict[str, Any] = {
    "3": {"class_type": "KSampler", "inputs": {"seed": 5, "cfg": 8.0, "model": ["4", 0]}},
    "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd.safetensors"}},
    "6": {
        "class_type": "CLIPTextEncode",
        "inputs": {"text": "a dog", "clip": ["4", 1]},
        "_meta": {"title": "Positive prompt"},
    },
    "12:3": {"class_type": "LoadImage", "inputs": {"image": "example.png", "flip": False}},
}
PNG = b"\x89PNG\r\n\x1a\npixels"


def test_a_graph_shows_its_nodes_and_its_inputs_without_links() -> None:
    graph = Graph(GRAPH)
    assert graph.inputs == {
        "3.seed": 5,
        "3.cfg": 8.0,
        "4.ckpt_name": "sd.safetensors",
        "6.text": "a dog",
        "12:3.image": "example.png",
        "12:3.flip": False,
    }
    node = graph.nodes["6"]
    assert (node.id, node.type, node.title) == ("6", "CLIPTextEncode", "Positive prompt")
    assert node.inputs["clip"] == ["4", 1]
    assert len(graph) == 4
    assert repr(graph) == "<Graph 4 nodes, 6 inputs>"
    assert repr(Graph.stored("77", GRAPH)) == "<Graph 77 4 nodes, 6 inputs>"
    assert Graph.stored("77", GRAPH).workflow_id == "77"


def test_other_values_make_another_graph_and_leave_the_first_as_it_was() -> None:
    graph = Graph.stored("77", GRAPH)
    changed = graph.with_inputs({"6.text": "a cat", "3.seed": 9, "3.cfg": None})
    again = changed.with_inputs({"6.text": "a bird"})
    assert graph.inputs["6.text"] == GRAPH["6"]["inputs"]["text"] == "a dog"
    assert (changed.inputs["6.text"], changed.inputs["3.seed"]) == ("a cat", 9)
    assert changed.inputs["3.cfg"] == 8.0
    assert changed.changes == {"6.text": "a cat", "3.seed": 9}
    assert again.changes == {"6.text": "a bird", "3.seed": 9}
    assert graph.changes == {}
    assert changed.workflow_id == "77"
    assert repr(again) == "<Graph 77 4 nodes, 6 inputs, 2 changed>"


def test_json_text_of_a_graph_is_read_back_as_the_same_graph() -> None:
    graph = Graph(GRAPH).with_inputs({"6.text": "für Elise 猫"})
    assert Graph.load(graph.to_json()).to_dict() == graph.to_dict()
    assert graph.to_dict()["12:3"] == GRAPH["12:3"]


@pytest.mark.parametrize(
    ("name", "says", "near"),
    [
        ("6.txt", "6.txt is no input of node 6 (CLIPTextEncode); allowed: 6.text", "6.text"),
        ("7.text", "names node 7, which this graph does not have", "6.text"),
        ("6.clip", "6.clip is a link to output 1 of node 4", None),
        ("text", "names no input", "6.text"),
        ("6text", "names no input", "6.text"),
        ("flip", "names no input", "12:3.flip"),
        ("nothing like it", "names no input", None),
        ("6.", "names no input", None),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest(name: str, says: str, near: str | None) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Graph(GRAPH).with_inputs({name: "x"})
    assert says in str(caught.value)
    assert caught.value.nearest == ((near,) if near else ())


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (object(), "is neither a JSON value nor media"),
        (float("nan"), "=nan has no place in JSON"),
        ("half \ud800", "half a character"),
        (2**64, "has more than 64 bits"),
        ({1: 2}, "holds the name 1, which is no text"),
        (Upload(url="https://x/y.png"), "is an upload without a file name"),
        (Upload(url="", file_name="a.png", expires_at=1.0), "an upload that has expired"),
    ],
)
def test_a_value_that_cannot_be_sent_is_refused(value: Any, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Graph(GRAPH).with_inputs({"12:3.image": value})
    assert says in str(caught.value)
    assert caught.value.param == "12:3.image"


def test_the_same_input_given_twice_is_refused() -> None:
    with pytest.raises(InvalidRequest, match=r"6\.text is given twice"):
        Graph(GRAPH).with_inputs({"6.text": "a", " 6.text": "b"})


def test_local_media_waits_for_its_upload(tmp_path: Path) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(PNG)
    graph = Graph(GRAPH).with_inputs({"12:3.image": picture})
    content, (slot,) = graph.encoded(time.time())
    assert slot.param == "12:3.image"
    assert slot.by_name
    slot.fill({"workflow": content}, Upload(url="https://x", file_name="openapi/1.png"))
    assert content["12:3"]["inputs"]["image"] == "openapi/1.png"
    with pytest.raises(InvalidRequest, match="holds local media"):
        graph.to_json()
    with pytest.raises(InvalidRequest, match="holds local media"):
        Graph({**GRAPH, "9": {"class_type": "X", "inputs": {"all": [{"one": PNG}]}}}).to_dict()


def test_an_earlier_upload_stands_for_its_file_name() -> None:
    upload = Upload(url="https://x", file_name="openapi/1.png", expires_at=time.time() + 60)
    graph = Graph(GRAPH).with_inputs({"12:3.image": upload})
    assert graph.to_dict()["12:3"]["inputs"]["image"] == "openapi/1.png"


def test_media_that_cannot_be_sent_is_named_by_its_node() -> None:
    with pytest.raises(InvalidRequest, match="node 9 holds what cannot be sent"):
        Graph({"9": {"class_type": "X", "inputs": {"a": object()}}}).to_json()


@pytest.mark.parametrize("wrapped", [False, True, "text"])
@pytest.mark.parametrize("how", ["path", "path text", "text", "bytes", "byte order mark"])
def test_an_export_is_read_from_a_file_or_from_text(
    tmp_path: Path, how: str, wrapped: bool | str
) -> None:
    content: Any = GRAPH
    if wrapped:
        content = {"prompt": json.dumps(GRAPH) if wrapped == "text" else GRAPH}
    text = json.dumps(content)
    path = tmp_path / "workflow_api.json"
    path.write_text(text)
    sources = {
        "path": path,
        "path text": str(path),
        "text": f"\n {text}",
        "bytes": text.encode(),
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
    }
    graph = Graph.load(sources[how])
    assert graph.to_dict() == GRAPH
    assert graph.workflow_id == ""


UI_FORMAT = {"last_node_id": 9, "nodes": [{"id": 3, "type": "KSampler"}], "links": [], "version": 1}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (json.dumps(UI_FORMAT), "Export (API)"),
        ("{}", "no node is in it"),
        ('{"3": {"inputs": {}}}', "each node has an id and a class_type"),
        (b"[1]", "not list"),
        (b"null", "not NoneType"),
        ('{"3": ', "the text is no JSON"),
        (b"\xff", "the text is no JSON"),
        ('{"prompt": "hello"}', "not str"),
        ("no/such/file.json", "'no/such/file.json' cannot be read: No such file or directory"),
        ("nul\0byte", "cannot be read"),
    ],
)
def test_what_is_no_graph_in_api_format_is_refused_by_name(source: str | bytes, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Graph.load(source)
    assert says in str(caught.value)


def test_entries_beside_the_nodes_are_kept_and_are_no_nodes() -> None:
    graph = Graph({**GRAPH, "extra": {"ds": [1]}, "version": 2})
    assert set(graph.nodes) == set(GRAPH)
    assert graph.to_dict()["extra"] == {"ds": [1]}
    assert graph.to_dict()["version"] == 2


def test_a_node_without_inputs_has_none_to_override() -> None:
    graph = Graph({"1": {"class_type": "Nothing"}})
    assert graph.inputs == {}
    with pytest.raises(InvalidRequest, match="is no input of node 1"):
        graph.with_inputs({"1.text": "x"})


def test_a_graph_of_hundreds_of_nodes_does_not_list_them_all() -> None:
    nodes = {str(n): {"class_type": "A", "inputs": {"text": ""}} for n in range(500)}
    with pytest.raises(InvalidRequest) as caught:
        Graph(nodes).with_inputs({"900.text": "x"})
    assert caught.value.allowed == ()
    assert len(str(caught.value)) < 200


# -- media in its place, and in the wrong one ---------------------------------------------------

LOADERS: dict[str, Any] = {
    "1": {"class_type": "LoadImage", "inputs": {"image": ""}},
    "2": {"class_type": "LoadAudio", "inputs": {"audio": "a.wav"}},
    "3": {"class_type": "VHS_LoadVideo", "inputs": {"video": "a.mp4"}},
    "4": {"class_type": "LoadVideo", "inputs": {"file": "a.mp4"}},
    "5": {"class_type": "SomebodysOwn", "inputs": {"image": "folder/a picture.png"}},
    "6": {"class_type": "VHS_LoadVideoPath", "inputs": {"video": "input/a.mp4"}},
    "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "a dog", "image": "none"}},
    "8": {"class_type": "LoraLoader", "inputs": {"lora_name": "a.safetensors", "strength": 1.0}},
}
FILE_INPUTS = ["1.image", "2.audio", "3.video", "4.file", "5.image"]


@pytest.mark.parametrize("name", FILE_INPUTS)
@pytest.mark.parametrize(
    "path",
    ["/home/me/cat.png", "./cat.png", "../cat.png", "~/cat.png", "C:\\cat.png", "C:/cat.png"],
)
def test_a_path_as_text_for_a_file_is_refused_with_what_to_write(name: str, path: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        Graph(LOADERS).with_inputs({name: path})
    assert f"for a local file give pathlib.Path({path!r})" in str(caught.value)
    assert caught.value.param == name


@pytest.mark.parametrize("name", FILE_INPUTS)
def test_the_name_of_a_file_that_lies_here_warns(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat.png").write_bytes(PNG)
    with pytest.warns(UserWarning, match=r"give pathlib\.Path\('cat\.png'\)") as caught:
        Graph(LOADERS).with_inputs({name: "cat.png"})
    assert caught[0].filename == __file__
    Graph(LOADERS).with_inputs({name: "dog.png"})  # of the service, as far as anybody knows


@pytest.mark.parametrize("name", FILE_INPUTS)
def test_a_url_for_a_file_warns_that_names_are_safe(name: str) -> None:
    with pytest.warns(UserWarning, match="file name of an upload is the safe choice"):
        Graph(LOADERS).with_inputs({name: "https://example.com/cat.png"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("6.video", "/data/in.mp4"),
        ("6.video", "https://example.com/in.mp4"),
        ("7.text", "./nothing of a path.png"),
        ("7.text", "https://example.com/ is a page"),
        ("7.image", "/none"),
        ("8.lora_name", "styles/b.safetensors"),
        ("1.image", "openapi/1.png"),
        ("1.image", "nul\0.png"),
        ("5.image", "folder/a picture.png"),
    ],
)
def test_texts_that_may_be_right_pass_without_a_word(name: str, value: str) -> None:
    assert Graph(LOADERS).with_inputs({name: value}).inputs[name] == value


@pytest.mark.parametrize("name", ["7.text", "8.strength"])
@pytest.mark.parametrize("value", [Path("cat.png"), PNG])
def test_media_for_a_text_or_a_number_warns_before_it_costs(name: str, value: Any) -> None:
    with pytest.warns(UserWarning, match=f"{name} holds .* and is given local media"):
        Graph(LOADERS).with_inputs({name: value})


@pytest.mark.parametrize("name", [*FILE_INPUTS, "6.video", "8.lora_name"])
def test_media_for_an_input_of_files_passes(name: str) -> None:
    assert Graph(LOADERS).with_inputs({name: Path("cat.png")}).changes == {name: Path("cat.png")}


def test_a_choice_of_a_schema_stands_for_its_value() -> None:
    graph = Graph(GRAPH).with_inputs({"6.text": Option("sent", "shown")})
    assert graph.inputs["6.text"] == "sent"
