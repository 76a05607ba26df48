"""What a task made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio

from runninghub_async.files.download import Downloads, file_name
from runninghub_async.protocol.messages import ResultItem, TaskState, Usage
from runninghub_async.protocol.urls import bare_url
from runninghub_async.tasks.shown import Piece, card, money, pieces

__all__ = ["Output", "TaskResult"]


class Output:
    """One thing that a task made: a file behind `.url`, or `.text`.

    ```python
    result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    for output in result.outputs:
        print(output.type, output.text or await output.download(f"{output.index}.mp4"))
    ```
    """

    __slots__ = ("_downloads", "_item", "_saved", "index", "task_id")

    def __init__(self, item: ResultItem, *, task_id: str, index: int, downloads: Downloads) -> None:
        self._item = item
        self._downloads = downloads
        self._saved: Path | None = None
        self.task_id = task_id
        self.index = index

    def __repr__(self) -> str:
        text = f"text={self.text!r:.40}" if self.text else "nothing"
        what = bare_url(self.url) if self.url else text
        return f"<Output {self.index} of task {self.task_id}: {what}>"

    def _repr_html_(self) -> str:
        return "".join(pieces([self.piece]))

    @property
    def piece(self) -> Piece:
        """How it is shown in a notebook: the saved file, else what is behind its URL."""
        return Piece(self.file_name, self.type, self.text, self.url, self._saved)

    @property
    def url(self) -> str | None:
        """Where the file can be fetched for 24 hours; None for text."""
        return self._item.url

    @property
    def type(self) -> str:
        """Usually a file extension such as "mp4"; an open string, possibly empty."""
        return self._item.type

    @property
    def text(self) -> str | None:
        """The text, where the task made text; None for a file."""
        return self._item.text

    @property
    def node_id(self) -> str | None:
        """The ComfyUI node that made it, where the service says so."""
        return self._item.node_id

    @property
    def file_name(self) -> str:
        """Task id, position and ending: "2013508786110730241_0.mp4"."""
        return file_name(self.task_id, self.index, self._item)

    async def download(self, path: str | os.PathLike[str]) -> Path:
        """Save this output to a file (into a directory that exists, under `file_name`).

        The file appears whole or not at all. A download that breaks off goes on where it
        stopped. Text is saved as UTF-8.

        Raises:
            DownloadError: the URL has expired, the host refused, or the disk did. The task
                is not touched: download again.
        """
        target = Path(path)
        if await anyio.Path(target).is_dir():
            target /= self.file_name
        self._saved = await self._downloads.save(self._item, target, task_id=self.task_id)
        return self._saved


class TaskResult:
    """What a task that succeeded made.

    ```python
    result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    print(result.url, result.usage.total_money, await result.download("clips/"))
    ```
    """

    __slots__ = ("endpoint", "outputs", "raw", "task_id", "usage")

    def __init__(self, state: TaskState, *, endpoint: str, downloads: Downloads) -> None:
        self.task_id: str = state.task_id
        self.endpoint: str = endpoint  #: empty for a task that was reattached by its id
        self.usage: Usage = state.usage
        self.raw: Mapping[str, Any] = state.raw  #: the service's own answer
        self.outputs: tuple[Output, ...] = tuple(
            Output(item, task_id=state.task_id, index=index, downloads=downloads)
            for index, item in enumerate(state.outputs)
        )

    def __repr__(self) -> str:
        return f"<TaskResult {self.task_id} {len(self.outputs)} outputs>"

    def _repr_html_(self) -> str:
        usage = self.usage
        seconds = f"{usage.seconds:f} s" if usage.seconds else ""
        coins = f"{usage.coins:f} coins" if usage.coins else ""
        facts = [f"task {self.task_id}", money(usage.total_money), coins, seconds]
        return card(self.endpoint or "result", facts, pieces(one.piece for one in self.outputs))

    @property
    def url(self) -> str | None:
        """The first output that has a URL, or None."""
        return next((output.url for output in self.outputs if output.url), None)

    @property
    def text(self) -> str | None:
        """The first output that has text, or None."""
        return next((output.text for output in self.outputs if output.text), None)

    async def download(self, directory: str | os.PathLike[str]) -> list[Path]:
        """Save every output into a directory (made if missing); return the paths, in order.

        Raises:
            DownloadError: one of them could not be fetched; those before it are saved.
        """
        folder = Path(directory)
        return [await output.download(folder / output.file_name) for output in self.outputs]
