"""A workflow's graph in ComfyUI's API format: what its inputs are, and other values in them.

Nothing here touches the network; only `Graph.load` reads a file, and only whether a file is
there is looked up elsewhere.

Source: platform-api 4.1 (`workflow`), 4.3 (the stored graph).
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self, cast

import msgspec

from runninghub_async.catalog.values import close_names, shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import LocalSlot, local_slots
from runninghub_async.files.media import MediaRefused
from runninghub_async.platform.api_format import api_format, is_node, load_graph
from runninghub_async.platform.node_media import check_file_text, check_media_for, names_file
from runninghub_async.platform.nodes import (
    Nodes,
    NodeValue,
    Override,
    checked,
    holds_media,
    is_link,
    is_local,
    node_value,
    overrides,
    warn,
)
from runninghub_async.protocol.loose import text_of

__all__ = ["Graph", "GraphNode"]

_SHOWN_NODES = 30  #: node ids that a message lists, at the most


class GraphNode(msgspec.Struct, frozen=True, kw_only=True):
    """One node of a graph.

    ```python
    graph = await rh.workflows.graph("1950000000000000001")
    for node in graph.nodes.values():
        print(node.id, node.type, node.title, node.inputs)
    ```
    """

    id: str
    type: str = ""  #: its ComfyUI class
    title: str = ""  #: what people see in the editor
    inputs: Mapping[str, Any] = msgspec.field(default_factory=dict)  #: links are lists: ["12", 0]


class Graph:
    """A workflow's graph; it never changes, `with_inputs` makes another one.

    ```python
    from runninghub_async.platform import Nodes, NodeValue

    graph = await rh.workflows.graph("1950000000000000001")
    print(graph.inputs)  # {"3.seed": 5, "6.text": "a dog", …}
    text: NodeValue = "a cat"
    nodes: Nodes = {"6.text": text}
    await rh.workflows.run(graph, nodes)  # names are checked
    await rh.workflows.run(graph.workflow_id, workflow=graph.with_inputs(nodes))
    ```

    Args:
        content: The graph in API format, node id -> node, or `{"prompt": …}` around it. Values
            may be local media.

    Raises:
        InvalidRequest: it holds no nodes, or is a file of the editor itself.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = api_format(content)
        self._changes: dict[str, NodeValue] = {}
        self._workflow_id = ""

    @classmethod
    def stored(cls, workflow_id: str, content: Mapping[str, Any]) -> Self:
        """Return the graph that the service stores under an id."""
        graph = cls(content)
        graph._workflow_id = workflow_id
        return graph

    @classmethod
    def load(cls, source: str | bytes | os.PathLike[str]) -> Self:
        """Read a graph that was exported in API format: a file, or the JSON text itself.

        Blocks while it reads a file. A text that begins with a brace is the JSON itself.

        Raises:
            InvalidRequest: the file cannot be read, or holds no graph in API format.
        """
        return cls(load_graph(source))

    def __repr__(self) -> str:
        which = f"{self._workflow_id} " if self._workflow_id else ""
        changed = f", {len(self._changes)} changed" if self._changes else ""
        return f"<Graph {which}{len(self)} nodes, {len(self.inputs)} inputs{changed}>"

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def workflow_id(self) -> str:
        """The id under which the service stores it; empty for a graph of your own."""
        return self._workflow_id

    @property
    def path(self) -> str:
        """What messages call it."""
        return f"workflow/{self._workflow_id}" if self._workflow_id else "graph"

    @property
    def content(self) -> Mapping[str, Any]:
        """The graph in API format as it was given: local media stands in it unsent."""
        return self._content

    @property
    def changes(self) -> Mapping[str, NodeValue]:
        """What `with_inputs` wrote: name -> value."""
        return self._changes

    @cached_property
    def nodes(self) -> Mapping[str, GraphNode]:
        """Node id -> node."""
        return {
            node_id: GraphNode(
                id=node_id,
                type=text_of(node["class_type"]),
                title=_title(node),
                inputs=node["inputs"] if isinstance(node.get("inputs"), dict) else {},
            )
            for node_id, node in self._content.items()
            if is_node(node)
        }

    @cached_property
    def inputs(self) -> Mapping[str, Any]:
        """Name -> current value of what can be overridden: "6.text". Links are left out."""
        return {
            f"{node.id}.{field}": value
            for node in self.nodes.values()
            for field, value in node.inputs.items()
            if not is_link(value)
        }

    def with_inputs(self, values: Nodes) -> Self:
        """Return a graph with other values in it.

        Local media (a `Path`, bytes, an open binary file) may be given: it is uploaded when
        the graph is submitted as `workflow=`. `None` leaves a value as it is.

        Raises:
            InvalidRequest: an unknown node or input, an input that is a link, or a value that
                can neither be sent nor uploaded.
        """
        content = dict(self._content)
        changes = dict(self._changes)
        for one in overrides(self.path, values, self.inputs):
            self.check_name(one)
            self._check_media(one)
            checked(self.path, one, time.time())
            node = content[one.node_id]
            inputs = {**node["inputs"], one.field: one.value}
            content[one.node_id] = {**node, "inputs": inputs}
            changes[one.name] = one.value
        graph = type(self)(content)
        graph._workflow_id = self._workflow_id
        graph._changes = changes
        return graph

    def check_name(self, one: Override) -> None:
        """Refuse an override of an input that is not there or that is a link.

        Raises:
            InvalidRequest: with the nearest name.
        """
        node = self.nodes.get(one.node_id)
        if node is None:
            ids = tuple(self.nodes) if len(self) <= _SHOWN_NODES else ()
            reason = f"names node {one.node_id}, which this graph does not have"
            raise self._refuse_name(one, reason, ids, tuple(self.inputs))
        where = f"node {node.id}" + (f" ({node.type})" if node.type else "")
        if one.field not in node.inputs:
            names = tuple(f"{node.id}.{name}" for name in node.inputs)
            free = tuple(name for name in names if name in self.inputs)
            raise self._refuse_name(one, f"is no input of {where}", free, free)
        if is_link(node.inputs[one.field]):
            source, output = node.inputs[one.field]
            reason = f"is a link to output {output} of node {source}: override that node's inputs"
            raise self._refuse_name(one, reason)

    def check(self, one: Override) -> None:
        """Refuse a wrong name; warn of a value whose type is not the one it replaces.

        Raises:
            InvalidRequest: see `check_name`; or a path of this machine, as text.

        Source: platform-api 4.1: "same type as the original value".
        """
        self.check_name(one)
        self._check_media(one)
        current = self.inputs[one.name]
        if _kind(current) != _kind(one.value) and None not in (_kind(current), _kind(one.value)):
            warn(
                f"{self.path}: {one.name} holds {shown(current)} and is given "
                f"{shown(one.value)}; the service asks for a value of the same type"
            )

    def _check_media(self, one: Override) -> None:
        """Look for media in the wrong place; a value that stands already is not questioned."""
        current, node = self.inputs[one.name], self.nodes[one.node_id]
        if is_local(one.value):
            check_media_for(self.path, one, current)
        elif (
            isinstance(one.value, str)
            and one.value != current
            and names_file(node.type, one.field, current)
        ):
            check_file_text(self.path, one)

    def _refuse_name(
        self,
        one: Override,
        reason: str,
        allowed: tuple[str, ...] = (),
        names: tuple[str, ...] = (),
    ) -> InvalidRequest:
        near = close_names(one.name, names)
        return InvalidRequest(
            endpoint=self.path, param=one.name, reason=reason, allowed=allowed, nearest=near
        )

    def encoded(self, now: float) -> tuple[dict[str, Any], tuple[LocalSlot, ...]]:
        """The graph as it is sent in `workflow`, and the local media in it.

        Raises:
            InvalidRequest: a value can neither be sent nor uploaded.
        """
        content: dict[str, Any] = {}
        slots: list[LocalSlot] = []
        for node_id, node in self._content.items():
            try:
                content[node_id] = node_value(node, now)
            except MediaRefused as error:
                reason = f"holds what cannot be sent: {error.reason}"
                raise InvalidRequest(
                    endpoint=self.path, param=f"node {node_id}", reason=reason
                ) from error
            for slot in local_slots(content[node_id], ("workflow", node_id), "", by_name=True):
                name = ".".join(str(step) for step in slot.place[1:] if step != "inputs")
                slots.append(msgspec.structs.replace(slot, param=name))
        return content, tuple(slots)

    def to_dict(self) -> dict[str, Any]:
        """Return a copy of the graph in API format.

        Raises:
            InvalidRequest: local media is in it, which has no name before it is uploaded.
        """
        content, _ = self.encoded(time.time())
        if holds_media(content):
            raise InvalidRequest(
                endpoint=self.path,
                reason="holds local media: submit it as workflow=, or upload the media first",
            )
        return content

    def to_json(self) -> str:
        """Return the graph in API format as JSON text, indented.

        Raises:
            InvalidRequest: local media is in it, which has no name before it is uploaded.
        """
        return msgspec.json.format(msgspec.json.encode(self.to_dict()), indent=2).decode()


def _title(node: Mapping[str, Any]) -> str:
    meta = cast(object, node.get("_meta"))
    return text_of(meta.get("title")) if isinstance(meta, Mapping) else ""


def _kind(value: object) -> str | None:
    """A type as far as it matters to a node; None for media, lists and what nobody knows."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else None
