"""`rh.comfy`: a native ComfyUI behind RunningHub's proxy, with ComfyUI's own routes.

The key stands in the path of these calls; everything that prints a URL leaves it out.
Source: platform-api 8.4, which is thin: the shapes are those of ComfyUI's server.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from msgspec import UNSET, UnsetType

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import MediaRule
from runninghub_async.files.upload import file_form
from runninghub_async.platform.comfy_prompt import submit_prompt
from runninghub_async.platform.comfy_results import ComfyFile, ComfyResult, has_ended, read_entry
from runninghub_async.platform.files import LocalMedia
from runninghub_async.platform.graph import Graph
from runninghub_async.platform.request import (
    about,
    ask,
    bounded,
    inspected,
    local_media,
    required_text,
)
from runninghub_async.protocol.platform import ComfyImage, ComfyPrompt
from runninghub_async.protocol.platform_operations import (
    COMFY_READ,
    COMFY_UPLOAD,
    COMFY_VIEW,
)
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.schedule import next_look
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import encode_body

__all__ = ["Comfy"]

_MEDIA = MediaRule()
_FOLDER = re.compile(r"(?!.*(^|/)\.\.?(/|$))[^\x00-\x1f\x7f\"\\/][^\x00-\x1f\x7f\"\\]*")


class Comfy:
    """A ComfyUI machine with 24 GB; `.plus` is the one with 48.

    The models that a graph names must be in the account's library. `rh.tasks.cancel` takes a
    prompt's id. That prompts count among the account's tasks is likely and nowhere said: they
    take no place of this client, and a refusal for want of one comes out.

    ```python
    prompt = await rh.comfy.prompt(await rh.workflows.graph("1950000000000000001"))
    result = await rh.comfy.wait(prompt.prompt_id)
    image = await rh.comfy.view(result.files[0])
    ```
    """

    def __init__(
        self,
        session: Session,
        *,
        machine: str = "proxy",
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._session = session
        self._machine = machine
        self._chance = chance

    def __repr__(self) -> str:
        return f"<Comfy {self._machine} at {self._session.calls.base_url}>"

    @cached_property
    def plus(self) -> Comfy:
        """The machine with 48 GB: prompts, history and files of its own."""
        return Comfy(self._session, machine="proxy-plus", chance=self._chance)

    # -- prompts --------------------------------------------------------------------------

    async def prompt(
        self, graph: Graph | Mapping[str, Any], *, client_id: str | None = None
    ) -> ComfyPrompt:
        """Queue a graph and return its prompt id. It may be billed, so it is sent once only.

        An answer with a prompt id may still blame nodes: `.node_errors`; what does not depend
        on them runs.

        Args:
            graph: In API format; media in it by the name that `upload_image` returned.
            client_id: Whose WebSocket is told of the progress.

        Raises:
            InvalidRequest: no graph in API format, or local media in it; nothing was sent.
            ApiError: the graph was refused; `.node_errors` says where. Nothing was created.
            SubmitUncertain: no clear answer; the prompt may run and may be billed.
            ConnectFailed, RequestTimeout: it was surely not sent.

        Cancelling does not take back what is on its way: `rh.unfinished` then has its id. What
        has not left never leaves.

        Source: platform-api 8.4.
        """
        graph = graph if isinstance(graph, Graph) else Graph(graph)
        body: dict[str, Any] = {"prompt": graph.to_dict()}
        if client_id is not None:
            body["client_id"] = required_text("comfy.prompt", "client_id", client_id)
        content = encode_body("comfy.prompt", body)
        return await submit_prompt(self._session, self._machine, content)

    async def wait(
        self, prompt_id: str, *, deadline: float | UnsetType | None = UNSET
    ) -> ComfyResult:
        """Wait until a prompt has ended and return what it made.

        Looks into the history as often as at a task. An id that is not there yet cannot be
        told from one that never will be: only the deadline ends such a wait.

        Args:
            deadline: Seconds from now; by default `Polling.deadline`. None never gives up.

        Raises:
            InvalidRequest: an empty id.
            ConfigError: a deadline that is no number above 0.
            TaskFailed: the prompt failed; `.node` is where.
            TaskCancelled: it was interrupted.
            RequestTimeout: the deadline passed (`phase="total"`); the prompt runs on and may
                be billed. Wait again to resume.
            ApiError: the proxy refused the look.
            TransportError: no usable answer after all attempts of one look.

        Cancelling stops the waiting, not the prompt.

        Source: platform-api 8.4.
        """
        prompt_id = _segment("comfy.wait", "prompt_id", prompt_id)
        polling = self._session.polling
        seconds = Deadline(polling.deadline if deadline is UNSET else deadline).seconds
        async with bounded(
            self._session,
            seconds,
            operation=f"prompt {prompt_id}",
            told=lambda: f"no end after {seconds:g} s; comfy.wait() waits on",
        ):
            for looks in itertools.count():
                await asyncio.sleep(next_look(looks, polling, self._chance()))
                entry = (await self.history(prompt_id)).get(prompt_id)
                if isinstance(entry, dict) and has_ended(entry):
                    self._session.note_ended(prompt_id)
                    return read_entry(prompt_id, entry)
        raise AssertionError("unreachable")  # pragma: no cover

    async def history(self, prompt_id: str | None = None) -> dict[str, Any]:
        """Return ComfyUI's history: prompt id -> entry, of all or of one that has ended.

        Empty for an id that is not there (yet).

        Raises:
            InvalidRequest: an empty id.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.4.
        """
        if prompt_id is None:
            return await self._read("/history")
        return await self._read(f"/history/{_segment('comfy.history', 'prompt_id', prompt_id)}")

    async def queue(self) -> dict[str, Any]:
        """Return what runs and what waits: `queue_running` and `queue_pending`.

        Raises:
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.4 (ComfyUI's own route).
        """
        return await self._read("/queue")

    # -- files and facts ------------------------------------------------------------------

    async def view(
        self, file: ComfyFile | ComfyImage | str, *, subfolder: str = "", type: str = "output"
    ) -> bytes:
        """Return a file of the machine. All of it is held in memory, up to a GiB.

        Args:
            file: One of a result's files, an uploaded image, or a file's name.
            subfolder, type: Where a file of this name lies: output, temp or input.

        Raises:
            InvalidRequest: an empty name.
            NotFound: there is no such file.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.4.
        """
        name = file if isinstance(file, str) else ""
        if isinstance(file, ComfyFile):
            name, subfolder, type = file.filename, file.subfolder, file.type
        elif isinstance(file, ComfyImage):
            name, subfolder, type = file.name, file.subfolder, file.type
        name = required_text("comfy.view", "file", name)
        query = {"filename": name, "subfolder": subfolder, "type": type}
        with about(f"{subfolder}/{name}" if subfolder else name):
            return await ask(self._session, COMFY_VIEW, target=self._machine, query=query)

    async def upload_image(
        self, media: LocalMedia, *, subfolder: str = "", overwrite: bool = False
    ) -> ComfyImage:
        """Upload an image to the machine and return its name there: `.path` is for LoadImage.

        It is named by its content. Repeating it changes nothing.

        Args:
            media: A path, bytes, or an open binary file.
            subfolder: Where it goes below the folder of inputs.
            overwrite: Replace a file of the same name.

        Raises:
            InvalidRequest: no local media, a missing or empty file, or no such folder.
            UploadError: the file cannot be read, or changed while it was sent.
            ApiError: the machine refused it.
            TransportError: no usable answer after all attempts.

        Cancelling breaks the upload off.

        Source: platform-api 8.4.
        """
        call = "comfy.upload_image"
        local = local_media(call, "media", media, _MEDIA)
        if subfolder and not _FOLDER.fullmatch(subfolder):
            reason = f"={subfolder!r:.60} is no folder below the folder of inputs"
            raise InvalidRequest(endpoint=call, param="subfolder", reason=reason)
        self._session.check_usable()
        uploads = self._session.uploads
        content = await uploads.look(await inspected(call, "media", local))
        fields = [("type", "input"), ("overwrite", "true" if overwrite else "false")]
        if subfolder:
            fields.append(("subfolder", subfolder))
        async with self._session.background.ends_with_client(), uploads.places:
            form = file_form(local, content, field="image", fields=fields)
            with about(content.name):
                return await ask(self._session, COMFY_UPLOAD, target=self._machine, form=form)

    async def object_info(self, node_class: str | None = None) -> dict[str, Any]:
        """Return what ComfyUI says about its node classes: of all, or of one.

        All of them are some 30 MB. Empty for a class that is not there. It answers to any
        key, so it tells nothing about the key.

        Raises:
            InvalidRequest: an empty name.
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.4.
        """
        if node_class is None:
            return await self._read("/object_info")
        name = required_text("comfy.object_info", "node_class", node_class)
        if "/" in name or name in (".", ".."):  # some classes have one, and no path can say so
            every = await self._read("/object_info")
            return {name: every[name]} if name in every else {}
        return await self._read(f"/object_info/{name}")

    async def system_stats(self) -> dict[str, Any]:
        """Return the machine's system, devices and memory.

        Raises:
            ApiError, TransportError: no usable answer.

        Source: platform-api 8.4.
        """
        return await self._read("/system_stats")

    async def _read(self, path: str) -> dict[str, Any]:
        with about(path):
            return await ask(self._session, COMFY_READ, target=self._machine, suffix=path)


def _segment(call: str, param: str, value: str) -> str:
    """A text that is one segment of a path.

    Raises:
        InvalidRequest: it is empty, or no id.
    """
    text = required_text(call, param, value)
    if "/" in text or text in (".", ".."):
        raise InvalidRequest(endpoint=call, param=param, reason=f"={text!r:.60} is no id")
    return text
