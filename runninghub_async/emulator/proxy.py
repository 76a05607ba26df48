"""The native ComfyUI behind `/proxy/{key}` and `/proxy-plus/{key}`: its own routes and answers.

Source: platform-api 8.4 [OD, thin]; the shapes are ComfyUI's own (its server.py). Not here:
`/interrupt` and the editing of its queue: a prompt is cancelled through
`/task/openapi/cancel` with its `prompt_id`. Its WebSocket is in `sockets`. What the proxy
says to a prompt when there is no room or no money is not known: here HTTP 400.
"""

from __future__ import annotations

from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Family, json
from runninghub_async.emulator.comfy_files import ComfyFiles
from runninghub_async.emulator.comfy_nodes import NODE_TYPES, GraphError, check_graph, object_info
from runninghub_async.emulator.life import EmulatedTask, Submission, TaskKind
from runninghub_async.emulator.outputs import Output, output_of
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.storage import Incoming, serve_file
from runninghub_async.emulator.timeline import prompt_id_of, results_by_node, run_of, timeline
from runninghub_async.emulator.upload_calls import read_form
from runninghub_async.emulator.world import World

__all__ = ["Proxy"]

_BASES = ("proxy", "proxy-plus")
_GIBIBYTE = 1024**3
_EVENTS = ("execution_start", "execution_cached", "execution_error", "execution_interrupted")


class Proxy:
    """A ComfyUI for each key; prompts are tasks like all others."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._files = ComfyFiles(world)
        self._prompts: dict[str, EmulatedTask] = {}  # prompt id -> task, in the order of arrival

    def __repr__(self) -> str:
        return f"<Proxy {len(self._prompts)} prompts>"

    def routes(self) -> tuple[Route, ...]:
        """The rows of both machines. `object_info` answers to any key (platform-api 8.4)."""
        calls = (
            ("comfy prompt", "POST", "prompt", self.prompt),
            ("comfy queue", "GET", "prompt", self.remaining),
            ("comfy queue", "GET", "queue", self.queue),
            ("comfy history", "GET", "history", self.history),
            ("comfy history", "GET", "history/{target}", self.history_of),
            ("comfy view", "GET", "view", self.view),
            ("comfy upload", "POST", "upload/image", self.upload),
            ("comfy object info", "GET", "object_info", self.all_nodes),
            ("comfy object info", "GET", "object_info/{target}", self.one_node),
            ("comfy stats", "GET", "system_stats", self.stats),
        )
        return tuple(
            Route(
                operation=operation,
                method=method,
                path=f"/{base}/{{key}}/{path}",
                family=Family.PROXY,
                key=Key.NONE if operation == "comfy object info" else Key.PATH,
                handle=handle,
                streams=operation == "comfy upload",
            )
            for base in _BASES
            for operation, method, path, handle in calls
        )

    # -- prompts --------------------------------------------------------------------------

    def prompt(self, call: Call) -> Answer:
        """Take a graph in and answer with its `prompt_id`, or refuse it with HTTP 400."""
        try:
            body = msgspec.json.decode(call.raw)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            body = None
        body = body if isinstance(body, dict) else {}
        graph = body.get("prompt")
        try:
            problems = check_graph(graph, lambda name: self._files.has_input(call.key, name))
        except GraphError as error:
            return _status(400, error.body)
        task = self._world.accept(
            Submission(
                kind=TaskKind.PROXY,
                source=_base_of(call),
                key=call.key,
                family=Family.V1,
                body=body,
                raw=call.raw,
                now=call.now,
                outputs=_outputs(graph or {}, problems),
                instance="plus" if _base_of(call) == "proxy-plus" else "default",
                graph=graph,
            )
        )
        prompt_id = prompt_id_of(task)
        self._world.tasks.name(task, prompt_id)
        self._prompts[prompt_id] = task
        return json({"prompt_id": prompt_id, "number": task.number, "node_errors": problems})

    def remaining(self, call: Call) -> Answer:
        """Answer how many prompts of the key have not ended."""
        left = sum(call.now < one.ends for one in self._of(call).values())
        return json({"exec_info": {"queue_remaining": left}})

    def queue(self, call: Call) -> Answer:
        """Answer what runs and what waits."""
        shown: dict[str, list[Any]] = {"queue_running": [], "queue_pending": []}
        for prompt_id, task in self._of(call).items():
            if call.now < task.ends:
                place = "queue_running" if call.now >= task.starts else "queue_pending"
                shown[place].append(_queued(prompt_id, task))
        return json(shown)

    def history(self, call: Call) -> Answer:
        """Answer with the prompts that have ended, the newest `max_items` of them."""
        ended = {k: one for k, one in self._of(call).items() if call.now >= one.ends}
        most = call.query.get("max_items", "")
        keep = list(ended)[-int(most) :] if most.isdecimal() and int(most) else list(ended)
        return json({one: _past(one, ended[one], call.now) for one in keep})

    def history_of(self, call: Call) -> Answer:
        """Answer with one prompt that has ended; `{}` for any other id."""
        task = self._of(call).get(call.target)
        if task is None or call.now < task.ends:
            return json({})
        return json({call.target: _past(call.target, task, call.now)})

    def _of(self, call: Call) -> dict[str, EmulatedTask]:
        """The prompts of a key on the machine that is asked."""
        base = _base_of(call)
        return {
            prompt_id: task
            for prompt_id, task in self._prompts.items()
            if task.key == call.key and task.submission.source == base
        }

    # -- files and facts ------------------------------------------------------------------

    def view(self, call: Call) -> Answer:
        """Serve a file that a prompt made, or one that was uploaded."""
        if not (name := call.query.get("filename")):
            return _status(404, {})
        folder = call.query.get("subfolder", "")
        kind = call.query.get("type", "output")
        if kind not in ("input", "output", "temp") or not _stays_inside(name, folder):
            return _status(400 if kind not in ("input", "output", "temp") else 403, {})
        file = self._files.find(call.key, kind, folder, name, call.now)
        return (
            serve_file(call.served(file), call.method, call.headers) if file else _status(404, {})
        )

    async def upload(self, call: Call) -> Answer:
        """Take the form's `image`; another content under a taken name gets a number."""
        incoming = Incoming(self._world.files)
        form = await read_form(call, "image", incoming, limit=self._world.settings.max_upload)
        folder, kind = form.texts.get("subfolder", ""), form.texts.get("type", "input")
        if not form.file_name or kind not in ("input", "temp"):
            incoming.discard()
            return _status(400, {})
        if not _stays_inside(form.file_name, folder):
            incoming.discard()
            return _status(403, {})
        replace = form.texts.get("overwrite", "").lower() in ("true", "1")
        name = self._files.keep(call, incoming, form, folder=folder, kind=kind, replace=replace)
        return json({"name": name, "subfolder": folder, "type": kind})

    def all_nodes(self, call: Call) -> Answer:
        """Answer with every class of nodes: a handful here, some 30 MB in the real service."""
        return json({name: object_info(name) for name in NODE_TYPES})

    def one_node(self, call: Call) -> Answer:
        """Answer with one class of nodes; `{}` for an unknown one."""
        known = call.target in NODE_TYPES
        return json({call.target: object_info(call.target)} if known else {})

    def stats(self, call: Call) -> Answer:
        """Answer with the machine: 24 GB, or 48 behind `proxy-plus`."""
        memory = (48 if _base_of(call) == "proxy-plus" else 24) * _GIBIBYTE
        device = {
            "name": "cuda:0 emulated",
            "type": "cuda",
            "index": 0,
            "vram_total": memory,
            "vram_free": memory - 2 * _GIBIBYTE,
            "torch_vram_total": memory,
            "torch_vram_free": memory - 2 * _GIBIBYTE,
        }
        system = {
            "os": "posix",
            "ram_total": 64 * _GIBIBYTE,
            "ram_free": 48 * _GIBIBYTE,
            "comfyui_version": "0.3.40",
            "python_version": "3.11.9",
            "pytorch_version": "2.5.1+cu124",
            "embedded_python": False,
            "argv": ["main.py"],
        }
        return json({"system": system, "devices": [device]})


def _base_of(call: Call) -> str:
    return call.path.split("/")[1]


def _status(status: int, body: Any) -> Answer:
    return Answer(msgspec.json.encode(body), status)


def _stays_inside(name: str, folder: str) -> bool:
    """Whether a name and a folder point into the machine's own directory."""
    parts = f"{folder}/{name}".replace("\\", "/").split("/")
    return "/" not in name and ".." not in parts and not folder.startswith("/")


def _outputs(graph: dict[str, Any], problems: dict[str, Any]) -> tuple[tuple[str, Output], ...]:
    """What the good outputs of a graph make."""
    bad = {output for one in problems.values() for output in one["dependent_outputs"]}
    return tuple(
        (node, output_of("video" if "Video" in one["class_type"] else "image"))
        for node, one in graph.items()
        if NODE_TYPES[one["class_type"]].is_output and node not in bad
    )


def _queued(prompt_id: str, task: EmulatedTask) -> list[Any]:
    extra = task.submission.body.get("extra_data") or {}
    nodes = [node for node, _ in task.submission.outputs]
    return [task.number, prompt_id, task.submission.graph, extra, nodes]


def _past(prompt_id: str, task: EmulatedTask, now: float) -> dict[str, Any]:
    """One entry of the history."""
    status = task.status(now)
    success = status == "SUCCESS"
    told = [msgspec.json.decode(one.data) for one in timeline(run_of(task)) if one.kind in _EVENTS]
    messages = [[one["type"], one["data"]] for one in told]
    if success:
        messages.append(["execution_success", {"prompt_id": prompt_id}])
    return {
        "prompt": _queued(prompt_id, task),
        "outputs": results_by_node(task) if success else {},
        "status": {
            "status_str": "success" if success else "error",
            "completed": success,
            "messages": messages,
        },
        "meta": {},
    }
