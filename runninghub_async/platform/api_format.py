"""ComfyUI's API format: node id -> {"class_type", "inputs"}; and what is mistaken for it.

Source: platform-api 4.1 (`workflow`), 4.3 (the stored graph, around which `prompt` may stand).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

import msgspec

from runninghub_async.catalog.values import shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.protocol.loose import json_of

__all__ = ["api_format", "is_node", "load_graph"]


def load_graph(source: str | bytes | os.PathLike[str]) -> Any:
    """Read the JSON of a file, or of a text that begins with a brace. Blocks.

    Raises:
        InvalidRequest: the file cannot be read, or holds no JSON.
    """
    data = _read(source)
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise _refused(f"the text is no JSON: {error}") from error


def _read(source: str | bytes | os.PathLike[str]) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n").startswith("{"):
        return source.lstrip("\ufeff").encode("utf-8", "replace")
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(f"{shown(os.fspath(source))} cannot be read: {reason}") from error


def api_format(content: object) -> dict[str, Any]:
    """Return the nodes of a graph, copied as far as their inputs.

    Raises:
        InvalidRequest: it is no graph in API format; the reason says what it is instead.
    """
    given: object = content
    if isinstance(given, Mapping) and not _has_nodes(given):
        given = json_of(given.get("prompt", given))
    if not isinstance(given, Mapping):
        raise _refused(f"a graph is an object of nodes, not {type(given).__name__}")
    if not _has_nodes(given):
        if isinstance(given.get("nodes"), list):
            raise _refused(
                "this is a file of ComfyUI's editor, not its API format: "
                "export it with 'Export (API)' (in older editors: 'Save (API Format)')"
            )
        raise _refused("no node is in it: in API format each node has an id and a class_type")
    return {str(name): _plain(node) for name, node in given.items()}


def _plain(node: Any) -> Any:
    """A node with its inputs as a dict, whatever mapping they were."""
    if not isinstance(node, Mapping):
        return node
    inputs = node.get("inputs")
    return {**node, "inputs": dict(inputs)} if isinstance(inputs, Mapping) else dict(node)


def _has_nodes(content: Mapping[Any, Any]) -> bool:
    return any(map(is_node, content.values()))


def is_node(node: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether an entry of a graph is a node."""
    return isinstance(node, Mapping) and isinstance(node.get("class_type"), str)


def _refused(reason: str) -> InvalidRequest:
    return InvalidRequest(endpoint="graph", reason=reason)
