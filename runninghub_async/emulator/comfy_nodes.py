"""A handful of ComfyUI's node types, and ComfyUI's own check of a graph of them.

The types are those of the usual text-to-image and image-to-video graphs, with ComfyUI's
inputs and limits; a real machine knows thousands. Source: platform-api 8.4 (thin); the names
and texts of the errors are ComfyUI's own (its execution.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

__all__ = ["GraphError", "NODE_TYPES", "NodeType", "check_graph", "object_info"]

#: Whether a file may be loaded: the value of a LoadImage node.
HasFile = Callable[[str], bool]

_BIGGEST = 0xFFFF_FFFF_FFFF_FFFF
_SAMPLERS = ["euler", "euler_ancestral", "heun", "dpmpp_2m", "dpmpp_sde", "ddim", "uni_pc"]
_SCHEDULERS = ["simple", "normal", "karras", "exponential", "sgm_uniform", "ddim_uniform"]
_CHECKPOINTS = ["v1-5-pruned-emaonly.safetensors", "sd_xl_base_1.0.safetensors", "svd.safetensors"]


class NodeType(msgspec.Struct, frozen=True, kw_only=True):
    """One class of nodes. An input's spec is ComfyUI's: `[type or options, {limits}]`."""

    inputs: Mapping[str, list[Any]]
    outputs: tuple[str, ...] = ()
    is_output: bool = False  #: a graph needs at least one of these
    category: str = "nodes"


class GraphError(Exception):
    """ComfyUI refuses a graph: `body` is what its HTTP 400 carries."""

    def __init__(self, body: dict[str, Any]) -> None:
        super().__init__(body["error"]["message"])
        self.body = body


def _whole(low: int, high: int, default: int) -> list[Any]:
    return ["INT", {"default": default, "min": low, "max": high}]


def _real(low: float, high: float, default: float) -> list[Any]:
    return ["FLOAT", {"default": default, "min": low, "max": high, "step": 0.01}]


_TEXT: list[Any] = ["STRING", {"multiline": True, "dynamicPrompts": True}]
_PREFIX: list[Any] = ["STRING", {"default": "ComfyUI"}]

NODE_TYPES: Mapping[str, NodeType] = {
    "CheckpointLoaderSimple": NodeType(
        inputs={"ckpt_name": [_CHECKPOINTS, {}]}, outputs=("MODEL", "CLIP", "VAE")
    ),
    "CLIPTextEncode": NodeType(inputs={"text": _TEXT, "clip": ["CLIP"]}, outputs=("CONDITIONING",)),
    "EmptyLatentImage": NodeType(
        inputs={
            "width": _whole(16, 16384, 512),
            "height": _whole(16, 16384, 512),
            "batch_size": _whole(1, 4096, 1),
        },
        outputs=("LATENT",),
        category="latent",
    ),
    "KSampler": NodeType(
        inputs={
            "model": ["MODEL"],
            "seed": _whole(0, _BIGGEST, 0),
            "steps": _whole(1, 10000, 20),
            "cfg": _real(0.0, 100.0, 8.0),
            "sampler_name": [_SAMPLERS, {}],
            "scheduler": [_SCHEDULERS, {}],
            "positive": ["CONDITIONING"],
            "negative": ["CONDITIONING"],
            "latent_image": ["LATENT"],
            "denoise": _real(0.0, 1.0, 1.0),
        },
        outputs=("LATENT",),
        category="sampling",
    ),
    "VAEDecode": NodeType(
        inputs={"samples": ["LATENT"], "vae": ["VAE"]}, outputs=("IMAGE",), category="latent"
    ),
    "LoadImage": NodeType(
        inputs={"image": [["example.png"], {"image_upload": True}]},
        outputs=("IMAGE", "MASK"),
        category="image",
    ),
    "ImageOnlyCheckpointLoader": NodeType(
        inputs={"ckpt_name": [_CHECKPOINTS, {}]},
        outputs=("MODEL", "CLIP_VISION", "VAE"),
        category="loaders",
    ),
    "SVD_img2vid_Conditioning": NodeType(
        inputs={
            "clip_vision": ["CLIP_VISION"],
            "init_image": ["IMAGE"],
            "vae": ["VAE"],
            "width": _whole(16, 16384, 1024),
            "height": _whole(16, 16384, 576),
            "video_frames": _whole(1, 4096, 14),
            "motion_bucket_id": _whole(1, 1023, 127),
            "fps": _whole(1, 1024, 6),
            "augmentation_level": _real(0.0, 10.0, 0.0),
        },
        outputs=("CONDITIONING", "CONDITIONING", "LATENT"),
        category="conditioning",
    ),
    "VHS_VideoCombine": NodeType(
        inputs={
            "images": ["IMAGE"],
            "frame_rate": _real(1.0, 1000.0, 8.0),
            "loop_count": _whole(0, 100, 0),
            "filename_prefix": _PREFIX,
            "format": [["image/gif", "image/webp", "video/h264-mp4", "video/webm"], {}],
            "save_output": ["BOOLEAN", {"default": True}],
        },
        outputs=("VHS_FILENAMES",),
        is_output=True,
        category="video",
    ),
    "SaveImage": NodeType(
        inputs={"images": ["IMAGE"], "filename_prefix": _PREFIX}, is_output=True, category="image"
    ),
    "PreviewImage": NodeType(inputs={"images": ["IMAGE"]}, is_output=True, category="image"),
}


def object_info(name: str) -> dict[str, Any]:
    """What ComfyUI says about one class of nodes. Raises KeyError for an unknown one."""
    kind = NODE_TYPES[name]
    return {
        "input": {"required": dict(kind.inputs)},
        "input_order": {"required": list(kind.inputs)},
        "output": list(kind.outputs),
        "output_is_list": [False] * len(kind.outputs),
        "output_name": list(kind.outputs),
        "name": name,
        "display_name": name,
        "description": "",
        "python_module": "nodes",
        "category": kind.category,
        "output_node": kind.is_output,
    }


def check_graph(graph: Any, has_file: HasFile) -> dict[str, Any]:
    """Check a graph in API format and return its `node_errors`, `{}` when all is well.

    As in ComfyUI, one good output is enough: what is wrong behind the others is returned
    and not refused. What no output needs is not looked at.

    Raises:
        GraphError: no graph, an unknown class of nodes, no output, or no good one.
    """
    _check_classes(graph)
    outputs = [node for node, one in graph.items() if NODE_TYPES[one["class_type"]].is_output]
    if not outputs:
        raise _refused("prompt_no_outputs", "Prompt has no outputs")
    behind = {output: _needed(graph, output) for output in outputs}
    problems: dict[str, Any] = {}
    for node in sorted(set().union(*behind.values())):
        errors = list(_node_errors(graph, graph[node], has_file))
        if errors:
            problems[node] = {
                "errors": errors,
                "dependent_outputs": [one for one in outputs if node in behind[one]],
                "class_type": graph[node]["class_type"],
            }
    if all(behind[output] & problems.keys() for output in outputs):
        raise _refused(
            "prompt_outputs_failed_validation", "Prompt outputs failed validation", problems
        )
    return problems


def _refused(kind: str, message: str, problems: Any = None, details: str = "") -> GraphError:
    error = {"type": kind, "message": message, "details": details, "extra_info": {}}
    return GraphError({"error": error, "node_errors": problems or {}})


def _check_classes(graph: Any) -> None:
    if not isinstance(graph, dict) or not graph:
        raise _refused("no_prompt", "No prompt provided", details="No prompt provided")
    for node, one in graph.items():
        name = one.get("class_type") if isinstance(one, dict) else None
        if not isinstance(name, str):
            message = "Cannot execute because a node is missing the class_type property."
            raise _refused("invalid_prompt", message, details=f"Node ID '#{node}'")
        if name not in NODE_TYPES:
            message = f"Cannot execute because node {name} does not exist."
            raise _refused("invalid_prompt", message, details=f"Node ID '#{node}'")
        if not isinstance(one.get("inputs", {}), dict):
            raise _refused("invalid_prompt", "inputs must be an object", details=f"#{node}")


def _needed(graph: Mapping[str, Any], output: str) -> set[str]:
    """The nodes that an output needs, itself included; links to nowhere are not followed."""
    found, open_ones = set(), [output]
    while open_ones:
        node = open_ones.pop()
        if node in found or node not in graph:
            continue
        found.add(node)
        inputs = graph[node].get("inputs", {}).values()
        open_ones += [str(one[0]) for one in inputs if isinstance(one, list) and one]
    return found


def _node_errors(
    graph: Mapping[str, Any], node: Mapping[str, Any], has_file: HasFile
) -> Iterator[dict[str, Any]]:
    inputs = node.get("inputs", {})
    for name, spec in NODE_TYPES[node["class_type"]].inputs.items():
        if name not in inputs:
            yield _error(name, "required_input_missing", "Required input is missing", name)
        elif isinstance(inputs[name], list):
            yield from _link_errors(graph, name, spec, inputs[name])
        else:
            yield from _value_errors(name, spec, inputs[name], has_file)


def _error(name: str, kind: str, message: str, details: str) -> dict[str, Any]:
    info = {"input_name": name}
    return {"type": kind, "message": message, "details": details, "extra_info": info}


def _link_errors(
    graph: Mapping[str, Any], name: str, spec: list[Any], link: list[Any]
) -> Iterator[dict[str, Any]]:
    whole = len(link) == 2 and isinstance(link[1], int) and link[1] >= 0
    source = graph.get(str(link[0])) if whole else None
    if source is None:
        message = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
        yield _error(name, "bad_linked_input", message, name)
        return
    outputs = NODE_TYPES[source["class_type"]].outputs
    made = outputs[link[1]] if link[1] < len(outputs) else "nothing"
    if made != spec[0]:
        message = "Return type mismatch between linked nodes"
        details = f"{name}, received_type({made}) mismatch input_type({spec[0]})"
        yield _error(name, "return_type_mismatch", message, details)


def _value_errors(
    name: str, spec: list[Any], value: Any, has_file: HasFile
) -> Iterator[dict[str, Any]]:
    kind, limits = spec[0], spec[1] if len(spec) > 1 else {}
    if isinstance(kind, list):
        if limits.get("image_upload"):
            if value not in kind and not has_file(str(value)):
                message = "Custom validation failed for node"
                details = f"{name} - Invalid image file: {value}"
                yield _error(name, "custom_validation_failed", message, details)
        elif value not in kind:
            details = f"{name}: '{value}' not in {kind}"
            yield _error(name, "value_not_in_list", "Value not in list", details)
    elif kind in ("INT", "FLOAT"):
        yield from _number_errors(name, kind, limits, value)
    elif kind == "STRING" and not isinstance(value, str):
        message = "Failed to convert an input value to a STRING value"
        yield _error(name, "invalid_input_type", message, f"{name}, {value}")
    elif kind not in ("STRING", "BOOLEAN"):  # ComfyUI takes anything for a boolean
        message = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
        yield _error(name, "bad_linked_input", message, name)


def _number_errors(
    name: str, kind: str, limits: Mapping[str, Any], value: Any
) -> Iterator[dict[str, Any]]:
    try:
        number = int(value) if kind == "INT" else float(value)
    except (TypeError, ValueError, OverflowError):
        message = f"Failed to convert an input value to a {kind} value"
        yield _error(name, "invalid_input_type", message, f"{name}, {value}")
        return
    if number < limits["min"]:
        message = f"Value {number} smaller than min of {limits['min']}"
        yield _error(name, "value_smaller_than_min", message, name)
    if number > limits["max"]:
        message = f"Value {number} bigger than max of {limits['max']}"
        yield _error(name, "value_bigger_than_max", message, name)
