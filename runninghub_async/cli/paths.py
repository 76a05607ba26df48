"""Texts that name local media: which they are, and the paths they stand for."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from runninghub_async.catalog.params import Audio, Image, Object, Param, Video

__all__ = ["named_file", "with_paths"]

_FILE = "file:"  #: before a path, where a text could be something else
_REMOTE = ("http://", "https://", "asset://", "data:")


def with_paths(param: Param, value: Any, folder: Path) -> Any:
    """Return the value with a Path for each text that names a file, relative to the folder."""
    if isinstance(value, list) and param.many:
        return [with_paths(param, one, folder) for one in value]
    if isinstance(param, Object) and isinstance(value, dict):
        fields = {field.name: field for field in param.fields or ()}
        return {
            name: with_paths(fields[name], one, folder)
            if name in fields
            else named_file(one, folder)
            for name, one in value.items()
        }
    if not isinstance(param, Image | Video | Audio) or not isinstance(value, str):
        return value
    text = value.strip()
    if not text or text.lower().startswith(_REMOTE):
        return text or None
    return folder / _bare_path(text)


def named_file(value: Any, folder: Path) -> Any:
    """Return the value with a Path for each "file:…" in it: where a text may be anything."""
    if isinstance(value, dict):
        return {name: named_file(one, folder) for name, one in value.items()}
    if isinstance(value, list):
        return [named_file(one, folder) for one in value]
    if isinstance(value, str) and value[: len(_FILE)].lower() == _FILE:
        return folder / _bare_path(value.strip())
    return value


def _bare_path(text: str) -> str:
    if text[: len(_FILE)].lower() != _FILE:
        return text
    path = text[len(_FILE) :]
    return unquote(path.removeprefix("//")) if path.startswith("//") else path
