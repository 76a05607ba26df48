"""Nodes of workflows and apps: overrides as they are sent, and what is wrong with a graph.

Source: platform-api 4.1 (`nodeInfoList`, `promptTips`), 5.1 and 5.3 (apps), 13 (traps 13, 18).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from runninghub_async.errors import NodeError
from runninghub_async.protocol.loose import json_of, mapping_of, text_of

__all__ = ["Option", "node_entry", "read_node_errors", "read_options", "split_name"]


def split_name(name: str) -> tuple[str, str] | None:
    """Take "6.text" apart into node id and field; None when it is no such name.

    A node id may hold colons (nodes of a subgraph: "12:3"), a field may hold dots.
    """
    node, dot, field = name.strip().partition(".")
    return (node, field) if dot and node and field else None


def node_entry(node_id: str, field: str, value: Any, **echoes: str) -> dict[str, Any]:
    """One entry of `nodeInfoList`; `echoes` are the fields that some calls want repeated."""
    return {"nodeId": node_id, **echoes, "fieldName": field, "fieldValue": value}


def read_node_errors(prompt_tips: Any) -> tuple[NodeError, ...]:
    """What `promptTips` blames nodes for; nothing where its `node_errors` is empty (trap 13)."""
    errors = mapping_of(mapping_of(prompt_tips).get("node_errors"))
    return tuple(one for node_id, told in errors.items() for one in _blames(node_id, told))


def _blames(node_id: str, told: Any) -> Iterator[NodeError]:
    fields = mapping_of(told)
    kind = text_of(fields.get("class_type"))
    listed = fields.get("errors")
    problems = listed if isinstance(listed, list) and listed else [told]
    for problem in problems:
        if not isinstance(problem, dict):
            yield NodeError(node_id, kind, message=text_of(problem))
            continue
        extra = mapping_of(problem.get("extra_info"))
        yield NodeError(
            node_id,
            kind,
            field=text_of(extra.get("input_name")),
            message=text_of(problem.get("message")) or text_of(problem.get("type")),
            details=text_of(problem.get("details")),
        )


class Option(NamedTuple):
    """One choice of an input."""

    value: str  #: what is sent
    label: str  #: what people see; the value where there is nothing else


def read_options(field_data: Any, current: str = "", depth: int = 0) -> tuple[Option, ...]:
    """The choices that an input's `fieldData` offers, in every layout that was seen.

    JSON in a string or not: `["a", "b"]`, `[["a", "b"], {…}]`, `[{"name": "a", "index": 0}]`,
    `["COMBO", {"options": ["a", "b"]}]`, `{"options": […]}`. Nothing where there are none (an
    image's `fieldData` says only how it is uploaded). Where a choice is an object, `current`,
    the input's value, tells which of its fields is sent.

    Source: platform-api 5.3 (several layouts, none documented).
    """
    value = json_of(field_data)
    if depth == _DEEPEST:  # nobody's layout: it would go on as deep as JSON may be
        return ()
    if isinstance(value, dict):
        found = next((value[name] for name in _LISTS if name in value), None)
        return read_options(found, current, depth + 1)
    if not isinstance(value, list) or not value:
        return ()
    first = value[0]
    if isinstance(first, list):
        return read_options(first, current, depth + 1)
    if isinstance(first, str) and len(value) == 2 and isinstance(value[1], dict):
        return read_options(value[1], current, depth + 1)  # ComfyUI's: a type, then its settings
    sent = _sent_field(value, current)
    return tuple(one for item in value if (one := _option(item, sent)).value)


_DEEPEST = 10  #: lists and objects in each other; those that were seen have three
_LISTS = ("options", "values", "choices")
_SENT = ("value", "key", "index", "name", "label")
_SHOWN = ("label", "name", "description", "value", "key")


def _sent_field(items: list[Any], current: str) -> tuple[str, ...]:
    """The names of the field that is sent: the one that holds the current value goes first."""
    objects = [one for one in items if isinstance(one, dict)]
    for name in _SENT:
        if current and any(_plain(one.get(name)) == current for one in objects):
            return (name, *_SENT)
    return _SENT


def _option(item: Any, sent: tuple[str, ...]) -> Option:
    if not isinstance(item, dict):
        return Option(_plain(item), _plain(item))
    value = next(filter(None, (_plain(item.get(name)) for name in sent)), "")
    label = next(filter(None, (_plain(item.get(name)) for name in _SHOWN)), "")
    return Option(value, label or value)


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else text_of(value)
