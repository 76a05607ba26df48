"""Checks of whole graphs, and what they make.

Graphs of the few known classes of nodes are checked as ComfyUI does, others loosely: the
service has thousands. Source: platform-api 4.1 (433, promptTips), 3.1 (values of files).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from runninghub_async.catalog.table import Kind
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.comfy_nodes import NODE_TYPES, GraphError, check_graph
from runninghub_async.emulator.graphs import Graph
from runninghub_async.emulator.outputs import Output, output_of
from runninghub_async.emulator.tips import note_problem, refuse_graph

__all__ = ["complete", "decode_graph", "outputs_of_graph"]

#: Class of nodes -> the input that names an uploaded file (platform-api 3.1).
_FILE_INPUTS: Mapping[str, str] = {
    "LoadImage": "image",
    "LoadImageMask": "image",
    "LoadAudio": "audio",
    "LoadVideo": "file",
    "VHS_LoadVideo": "video",
    "VHS_LoadAudioUpload": "audio",
}
_MAKES: Mapping[str, Kind] = {
    "SaveImage": "image",
    "PreviewImage": "image",
    "SaveAnimatedWEBP": "image",
    "VHS_VideoCombine": "video",
    "SaveVideo": "video",
    "SaveWEBM": "video",
    "SaveAudio": "audio",
    "SaveAudioMP3": "audio",
    "PreviewAudio": "audio",
    "SaveGLB": "3d",
    "PreviewAny": "text",
    "ShowText|pysssss": "text",
}
_MOST_IMAGES = 8  #: results of one task, whatever its batch size says


def decode_graph(text: Any) -> Graph:
    """Decode a `workflow` parameter: a whole graph as a JSON string.

    Raises:
        Refusal: 301, it is no string; 433, it is no JSON or no graph in API format.
    """
    if not isinstance(text, str):
        raise Refusal(301, "PARAMS_INVALID: workflow must be a JSON string")
    try:
        graph = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise refuse_graph({}, "invalid_prompt", "The workflow is no JSON") from None
    if not isinstance(graph, dict) or not graph:
        raise refuse_graph({}, "no_prompt", "No prompt provided")
    for node_id, node in graph.items():
        if (
            not isinstance(node, dict)
            or not isinstance(node.get("class_type"), str)
            or not isinstance(node.get("inputs", {}), dict)
        ):
            problem = "Cannot execute because a node is missing the class_type property."
            raise refuse_graph(
                {node_id: {"errors": [], "dependent_outputs": [], "class_type": None}},
                "invalid_prompt",
                problem,
            )
    return complete(graph)


def complete(graph: Graph) -> Graph:
    """The same graph, its nodes without inputs with an empty object."""
    return {node_id: {"inputs": {}} | dict(node) for node_id, node in graph.items()}


def outputs_of_graph(
    graph: Graph, stored: Graph, has_input: Callable[[object], bool]
) -> tuple[tuple[tuple[str, Output], ...], dict[str, Any]]:
    """Check a whole graph; return what it makes, and the errors that it can run with.

    Classes of nodes that nobody here knows are taken as they are: the service has thousands.

    Raises:
        Refusal: 433 with ComfyUI's own report.
    """
    default = {_file_of(node) for node in stored.values()}

    def has_file(name: str) -> bool:
        return name in default or has_input(name)

    if all(node["class_type"] in NODE_TYPES for node in graph.values()):
        try:
            problems = check_graph(graph, has_file)
        except GraphError as refused:
            error = refused.body["error"]
            raise refuse_graph(
                refused.body["node_errors"], error["type"], error["message"]
            ) from None
    else:
        problems = {}
        _check_loosely(graph, has_file)
    nodes = [one for one in graph if _kind(graph[one]) is not None and one not in problems]
    return tuple(made for one in nodes for made in _made(graph, one)), problems


def _check_loosely(graph: Graph, has_file: Callable[[str], bool]) -> None:
    problems: dict[str, Any] = {}
    for node_id, node in graph.items():
        inputs, known = node["inputs"], NODE_TYPES.get(node["class_type"])
        for name in known.inputs if known is not None else ():
            if name not in inputs:
                note_problem(problems, node, node_id, name, "required_input_missing", name)
        for name, value in inputs.items():
            if _is_link(value) and value[0] not in graph:
                problem = f"there is no node {value[0]}"
                note_problem(problems, node, node_id, name, "bad_linked_input", problem)
        file = _file_of(node)
        if file is not None and not isinstance(file, list) and not has_file(file):
            problem = f"Invalid file: {file}"
            name = _FILE_INPUTS[node["class_type"]]
            note_problem(problems, node, node_id, name, "custom_validation_failed", problem)
    if problems:
        raise refuse_graph(problems)
    if not any(_kind(node) for node in graph.values()):
        raise refuse_graph({}, "prompt_no_outputs", "Prompt has no outputs")


def _is_link(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], str)
        and isinstance(value[1], int)
    )


def _file_of(node: Mapping[str, Any]) -> Any:
    field = _FILE_INPUTS.get(node["class_type"])
    return node["inputs"].get(field) if field else None


def _kind(node: Mapping[str, Any]) -> Kind | None:
    """What a node of a graph makes as an output, or None."""
    name = node["class_type"]
    if name in _MAKES:
        return _MAKES[name]
    if not name.startswith(("Save", "Preview", "RH_Save")):
        return None
    return "video" if "video" in name.lower() else "image"


def _made(graph: Graph, node_id: str) -> list[tuple[str, Output]]:
    kind = _kind(graph[node_id])
    assert kind is not None  # only outputs are asked
    output = output_of(kind)
    sizes = [node["inputs"].get("batch_size", 1) for node in graph.values()]
    batch = max((one for one in sizes if isinstance(one, int)), default=1)
    return [(node_id, output)] * (min(batch, _MOST_IMAGES) if kind == "image" else 1)
