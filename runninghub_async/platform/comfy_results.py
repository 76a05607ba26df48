"""What a prompt of the ComfyUI proxy made, read from ComfyUI's own history.

Source: platform-api 8.4, which names the routes only; the shapes are those of ComfyUI's server.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from runninghub_async.errors import TaskCancelled, TaskFailed
from runninghub_async.protocol.loose import flag_of, mapping_of, text_of
from runninghub_async.protocol.platform import WithRaw

__all__ = ["ComfyFile", "ComfyResult", "has_ended", "read_entry"]

_ENDS = ("success", "error", "")  #: no word at all is one of an older server


class ComfyFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file on a ComfyUI machine; `rh.comfy.view` fetches it.

    ```python
    prompt = await rh.comfy.prompt(await rh.workflows.graph("1950000000000000001"))
    for file in (await rh.comfy.wait(prompt.prompt_id)).files:
        print(file.filename, len(await rh.comfy.view(file)))
    ```
    """

    filename: str
    subfolder: str = ""
    type: str = "output"  #: output, temp (previews) or input
    node_id: str = ""  #: the node that made it
    kind: str = ""  #: ComfyUI's word for it: images, gifs, audio, …


class ComfyResult(WithRaw, frozen=True, kw_only=True):
    """What a prompt made, in the order of the history. `raw` is its entry there.

    ```python
    prompt = await rh.comfy.prompt(await rh.workflows.graph("1950000000000000001"))
    result = await rh.comfy.wait(prompt.prompt_id)
    print([file.filename for file in result.files], result.texts)
    ```
    """

    prompt_id: str
    files: tuple[ComfyFile, ...] = ()
    texts: tuple[str, ...] = ()
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)


def has_ended(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of the history is of a prompt that has ended.

    ComfyUI writes it at the end and says "success" or "error". A word that nobody documented
    means "not finished", as with tasks.
    """
    status = mapping_of(entry.get("status"))
    if flag_of(status.get("completed")) or text_of(status.get("status_str")) in _ENDS:
        return True
    told = dict(_messages(status))
    return "execution_error" in told or "execution_interrupted" in told


def read_entry(prompt_id: str, entry: Mapping[str, Any]) -> ComfyResult:
    """Read the entry of a prompt that has ended.

    An entry without a status, as older servers write it, is a success.

    Raises:
        TaskFailed: the prompt failed; `.node` is where.
        TaskCancelled: it was interrupted.
    """
    status = mapping_of(entry.get("status"))
    if status and not flag_of(status.get("completed")):
        raise _failure(prompt_id, status)
    outputs = mapping_of(entry.get("outputs"))
    return ComfyResult(
        prompt_id=prompt_id,
        files=tuple(_files(outputs)),
        texts=tuple(_texts(outputs)),
        raw=entry,
    )


def _failure(prompt_id: str, status: Mapping[str, Any]) -> TaskFailed | TaskCancelled:
    told = dict(_messages(status))
    if "execution_error" not in told and "execution_interrupted" in told:
        return TaskCancelled(task_id=prompt_id)
    error = told.get("execution_error", {})
    kind, text = text_of(error.get("exception_type")), text_of(error.get("exception_message"))
    reason = ": ".join(filter(None, (kind, text))) or text_of(status.get("status_str"))
    node = text_of(error.get("node_type")) or text_of(error.get("node_id"))
    return TaskFailed(task_id=prompt_id, reason=reason, node=node or None)


def _messages(status: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    messages = status.get("messages")
    for one in messages if isinstance(messages, list) else ():
        if isinstance(one, list) and len(one) == 2:
            yield text_of(one[0]), mapping_of(one[1])


def _lists(outputs: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Any]]]:
    for node_id, made in outputs.items():
        for kind, items in mapping_of(made).items():
            if isinstance(items, list):
                yield node_id, kind, items


def _files(outputs: Mapping[str, Any]) -> Iterator[ComfyFile]:
    for node_id, kind, items in _lists(outputs):
        for item in items:
            name = text_of(mapping_of(item).get("filename"))
            if name:
                yield ComfyFile(
                    filename=name,
                    subfolder=text_of(item.get("subfolder")),
                    type=text_of(item.get("type")) or "output",
                    node_id=node_id,
                    kind=kind,
                )


def _texts(outputs: Mapping[str, Any]) -> Iterator[str]:
    for _, kind, items in _lists(outputs):
        if kind in ("text", "string"):
            yield from (one for one in items if isinstance(one, str))
