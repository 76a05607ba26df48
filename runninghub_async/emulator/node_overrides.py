"""`nodeInfoList`: other values for inputs of a stored graph.

Source: platform-api 4.1.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.graphs import Graph
from runninghub_async.emulator.tips import note_problem, refuse_graph

__all__ = ["Override", "apply_overrides", "check_nodes", "read_overrides"]


class Override(msgspec.Struct, frozen=True):
    """One item of `nodeInfoList`."""

    node_id: str
    field: str
    value: Any


def read_overrides(items: Any) -> list[Override]:
    """Take a `nodeInfoList` apart; echoes of the app's schema beside the three fields are fine.

    Raises:
        Refusal: 301, it is no list of objects with nodeId and fieldName.
    """
    if items is None:
        return []
    if not isinstance(items, list):
        raise Refusal(301, "PARAMS_INVALID: nodeInfoList must be an array")
    found = []
    for item in items:
        if not isinstance(item, dict) or "fieldValue" not in item:
            raise Refusal(
                301, "PARAMS_INVALID: nodeInfoList items need nodeId, fieldName, fieldValue"
            )
        node, field = item.get("nodeId"), item.get("fieldName")
        if isinstance(node, int) and not isinstance(node, bool):
            node = str(node)
        if not isinstance(node, str) or not isinstance(field, str):
            raise Refusal(301, "PARAMS_INVALID: nodeId and fieldName must be strings")
        found.append(Override(node, field, item["fieldValue"]))
    return found


def check_nodes(graph: Graph, overrides: Iterable[Override]) -> None:
    """See that all overrides name inputs of a graph.

    Raises:
        Refusal: 803, there is no such node or field.
    """
    for one in overrides:
        if one.field not in graph.get(one.node_id, {}).get("inputs", {}):
            raise Refusal(803, f"APIKEY_INVALID_NODE_INFO: {one.node_id}.{one.field}")


def apply_overrides(graph: Graph, overrides: Iterable[Override]) -> Graph:
    """Return the graph with other inputs; `check_nodes` has passed them.

    Numbers and booleans may come as strings, as the schema types them.

    Raises:
        Refusal: 433, an override replaces a link or has the wrong type.
    """
    changed = copy.deepcopy(dict(graph))
    problems: dict[str, Any] = {}
    for one in overrides:
        node = changed[one.node_id]
        old = node["inputs"][one.field]
        try:
            node["inputs"][one.field] = _like(old, one.value)
        except ValueError:
            note_problem(problems, node, one.node_id, one.field, *_problem(old))
    if problems:
        raise refuse_graph(problems)
    return changed


def _problem(old: Any) -> tuple[str, str]:
    """What ComfyUI says about a value that cannot replace an old one."""
    if isinstance(old, list):
        text = "Bad linked input, must be a length-2 list of [node_id, slot_index]"
        return "bad_linked_input", text
    kind = {bool: "BOOLEAN", int: "INT", float: "FLOAT"}.get(type(old), "STRING")
    return "invalid_input_type", f"Failed to convert an input value to a {kind} value"


def _like(old: Any, value: Any) -> Any:
    """A value as the type of the one that it replaces. Raises ValueError when it cannot be."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    text = isinstance(value, str)
    match old:
        case list():
            fits, new = isinstance(value, list) and len(value) == 2, value
        case bool():
            word = str(value).lower()
            fits, new = not number and word in ("true", "false"), word == "true"
        case int() | float():
            fits = number or text
            new = type(old)(value) if fits else None
        case str():
            fits, new = text or number, str(value)
        case _:
            fits, new = True, value
    if not fits:
        raise ValueError(value)
    return new
