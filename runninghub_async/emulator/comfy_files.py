"""The files of a ComfyUI machine: what was uploaded under its own name, what prompts made."""

from __future__ import annotations

from pathlib import PurePosixPath

from runninghub_async.emulator.multipart import FileField
from runninghub_async.emulator.routes import Call
from runninghub_async.emulator.storage import Incoming, StoredFile
from runninghub_async.emulator.world import World

__all__ = ["ComfyFiles"]


class ComfyFiles:
    """Files by key, kind (`input`, `temp`), folder and name."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._files: dict[tuple[str, str, str, str], StoredFile] = {}

    def __repr__(self) -> str:
        return f"<ComfyFiles {len(self._files)} files>"

    def find(self, key: str, kind: str, folder: str, name: str, now: float) -> StoredFile | None:
        """Return a file that belongs to a key, or None."""
        if kind != "output":
            return self._files.get((key, kind, folder, name))
        found = self._world.tasks.find_result(name)
        if folder or found is None or found[0].key != key:
            return None
        return self._world.file(f"/output/{name}", now)

    def has_input(self, key: str, value: str) -> bool:
        """Whether a LoadImage node can load this: `name`, `folder/name`, or an upload's name."""
        folder, _, name = value.removesuffix(" [input]").rpartition("/")
        return (key, "input", folder, name) in self._files or self._world.has_input(value)

    def keep(
        self,
        call: Call,
        incoming: Incoming,
        form: FileField,
        *,
        folder: str,
        kind: str,
        replace: bool,
    ) -> str:
        """Store an upload and return its name: another one when the name is taken."""
        mime, wanted = form.mime, form.file_name
        file = self._world.files.keep(
            incoming, file_name=wanted, mime=mime, folder="comfy", at=call.now
        )
        name, number = wanted, 0
        path = PurePosixPath(wanted)
        while not replace:
            taken = self._files.get((call.key, kind, folder, name))
            if taken is None or taken.sha256 == file.sha256:
                break
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"
        self._files[call.key, kind, folder, name] = file
        return name
