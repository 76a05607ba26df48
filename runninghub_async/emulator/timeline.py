"""What ComfyUI says while a graph runs, as messages with times; computed, not run.

Source: platform-api 8.3 [OD][OC]: the types and the core of their data; `execution_success`
comes for each node, `executing` with null ends the execution phase and proves nothing about
the task. The rest of the data and the binary frames follow native ComfyUI.
"""

from __future__ import annotations

import hashlib
import struct
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.life import EmulatedTask
from runninghub_async.emulator.outputs import output_of

__all__ = ["Moment", "Run", "prompt_id_of", "results_by_node", "run_of", "timeline"]

_SAMPLER_WEIGHT = 8.0  #: a sampler takes that many times as long as another node
_MOST_STEPS = 10  #: messages of one node's progress, however many steps it has
#: Under which name a node lists what it made; videos are those of the usual video nodes.
_SHELVES: Mapping[str, str] = {"video": "gifs", "audio": "audio", "model": "3d", "text": "text"}
_PREVIEW, _PNG = 1, 2  #: ComfyUI's numbers of a binary event and of a picture's format


class Moment(msgspec.Struct, frozen=True):
    """One message and when it is sent, in seconds of the emulator's clock."""

    at: float
    kind: str  #: its `type`; "preview" for a binary frame
    data: str | bytes


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run of a graph, as far as its messages need it."""

    prompt_id: str
    graph: Mapping[str, Mapping[str, Any]]
    starts: float
    ends: float  #: when it would end if nobody cancelled it
    preview: bytes  #: a PNG
    outputs: Mapping[str, Any] = {}  #: node -> what it made, as the history shows it
    failure: Mapping[str, Any] | None = None  #: `failedReason` of a run that fails
    cancelled: float | None = None  #: when it was cancelled


def prompt_id_of(task: EmulatedTask) -> str:
    """ComfyUI's own id of a task's run; it is not the task's (platform-api 8.3)."""
    digest = hashlib.blake2s(f"{task.client_id}:{task.id}".encode(), digest_size=16)
    return str(uuid.UUID(bytes=digest.digest(), version=4))


def results_by_node(task: EmulatedTask) -> dict[str, Any]:
    """What each node made, as ComfyUI's history and its `executed` show it."""
    made: dict[str, dict[str, list[Any]]] = {}
    for result in task.results:
        kind = _SHELVES.get(result.output.mime.partition("/")[0], "images")
        shown: Any = {"filename": result.name, "subfolder": "", "type": "output"}
        if kind == "text":
            shown = result.output.content.decode()
        made.setdefault(result.node_id, {}).setdefault(kind, []).append(shown)
    return made


def run_of(task: EmulatedTask) -> Run:
    """Return the run of a task; one without a graph has a node for each result."""
    lone = {one.node_id: {"class_type": "KSampler"} for one in task.results}
    return Run(
        prompt_id=prompt_id_of(task),
        graph=task.submission.graph or lone or {"1": {"class_type": "KSampler"}},
        starts=task.starts,
        ends=task.starts + task.run * task.scale,
        preview=output_of("image").content,
        outputs=results_by_node(task),
        failure=task.failed_reason() if task.fails else None,
        cancelled=task.ends if task.cancelled else None,
    )


def timeline(run: Run) -> list[Moment]:
    """Return all messages of a run in the order of their times."""
    nodes = _order(run.graph)
    cached = [one for one in nodes if "Loader" in _class_of(run, one) and one not in run.outputs]
    left = [one for one in nodes if one not in cached]
    if run.failure is not None:
        left = left[: _failing(run, left) + 1]
    moments = [
        _message(run.starts, "execution_start", prompt_id=run.prompt_id),
        _message(run.starts, "execution_cached", nodes=cached, prompt_id=run.prompt_id),
        *_all_nodes(run, left),
    ]
    if run.cancelled is not None:
        moments = [*(one for one in moments if one.at < run.cancelled), _interruption(run, moments)]
    end = moments[-1].at if run.cancelled is None else run.cancelled
    moments.append(_message(end, "executing", node=None, prompt_id=run.prompt_id))
    moments.append(_message(end, "status", status={"exec_info": {"queue_remaining": 0}}))
    return moments


def _all_nodes(run: Run, nodes: list[str]) -> Iterator[Moment]:
    weights = [_SAMPLER_WEIGHT if "Sampler" in _class_of(run, one) else 1.0 for one in nodes]
    second = (run.ends - run.starts) / (sum(weights) or 1.0)
    begins = run.starts
    for number, (node, weight) in enumerate(zip(nodes, weights, strict=True)):
        last = number == len(nodes) - 1
        ends = run.ends if last else begins + weight * second
        yield _message(begins, "executing", **_about(run, node))
        yield from _progress(run, node, begins, ends)
        if last and run.failure is not None:
            yield _error(run, node, ends)
            return
        if node in run.outputs:
            yield _message(ends, "executed", **_about(run, node), output=run.outputs[node])
        yield _message(ends, "execution_success", node=node, prompt_id=run.prompt_id)
        begins = ends


def _progress(run: Run, node: str, begins: float, ends: float) -> Iterator[Moment]:
    """The steps of a sampler, a preview behind every other one."""
    if "Sampler" not in _class_of(run, node):
        return
    steps = run.graph[node].get("inputs", {}).get("steps")
    most = steps if isinstance(steps, int) and steps > 0 else 20
    shown = min(most, _MOST_STEPS)
    for number in range(1, shown + 1):
        at = begins + (ends - begins) * number / (shown + 1)
        value = most * number // shown
        yield _message(at, "progress", value=value, max=most, prompt_id=run.prompt_id, node=node)
        if number % 2:
            yield Moment(at, "preview", struct.pack(">II", _PREVIEW, _PNG) + run.preview)


def _error(run: Run, node: str, at: float) -> Moment:
    reason = dict(run.failure or {})
    kind = reason.pop("node_name", None) or _class_of(run, node)
    data = {**reason, "prompt_id": run.prompt_id, "node_id": node, "node_type": kind}
    return _message(at, "execution_error", **data, executed=[])


def _interruption(run: Run, moments: list[Moment]) -> Moment:
    assert run.cancelled is not None
    begun = [one for one in moments if one.kind == "executing" and one.at < run.cancelled]
    node = msgspec.json.decode(begun[-1].data)["data"]["node"] if begun else None
    kind = _class_of(run, node) if node is not None else None
    about = {"prompt_id": run.prompt_id, "node_id": node, "node_type": kind}
    return _message(run.cancelled, "execution_interrupted", **about, executed=[])


def _failing(run: Run, nodes: list[str]) -> int:
    """Which node fails: the one that the reason names, else the first sampler, else the last."""
    named = str((run.failure or {}).get("node_id", ""))
    if named in nodes:
        return nodes.index(named)
    samplers = [number for number, one in enumerate(nodes) if "Sampler" in _class_of(run, one)]
    return samplers[0] if samplers else len(nodes) - 1


def _class_of(run: Run, node: str) -> str:
    return str(run.graph[node].get("class_type", ""))


def _about(run: Run, node: str) -> dict[str, Any]:
    return {"node": node, "display_node": node, "prompt_id": run.prompt_id}


def _message(at: float, kind: str, /, **data: Any) -> Moment:
    return Moment(at, kind, msgspec.json.encode({"type": kind, "data": data}).decode())


def _order(graph: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The nodes in an order in which each comes behind those that it needs."""
    order: dict[str, None] = {}
    for first in graph:
        path = [(first, _sources(graph, first))]
        under_way = {first}
        while path:
            node, sources = path[-1]
            source = next((one for one in sources if one not in order), None)
            if source is None:
                path.pop()
                order[node] = None
            elif source not in under_way:
                under_way.add(source)
                path.append((source, _sources(graph, source)))
    return list(order)


def _sources(graph: Mapping[str, Mapping[str, Any]], node: str) -> Iterator[str]:
    """The nodes that a node is linked to; links to nowhere are left out."""
    for value in graph[node].get("inputs", {}).values():
        if isinstance(value, list) and value and str(value[0]) in graph:
            yield str(value[0])
