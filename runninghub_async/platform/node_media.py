"""Media for the inputs of nodes: what surely goes to the wrong input is told before it costs.

Nothing here reads a file; whether there is one of a name is looked up.

Source: platform-api 3.1 (nodes take the file names of uploads), 5.3 (so do apps; a URL works with
some nodes).
"""

from __future__ import annotations

import os
import re

from runninghub_async.catalog.values import shown
from runninghub_async.errors import InvalidRequest
from runninghub_async.platform.nodes import Override, warn

__all__ = ["check_file_text", "check_media_for", "names_file"]

#: Inputs that name a file: LoadImage, LoadAudio, VHS_LoadVideo, LoadVideo, LoadImages (ZIP).
_FILE_FIELDS = frozenset({"image", "mask", "audio", "video", "file", "upload"})
_MEDIA = re.compile(
    r"[^\r\n]*\.(?:png|jpe?g|webp|gif|bmp|tiff?|avif|mp4|mov|mkv|webm|avi|mp3|wav|flac|ogg|m4a|zip)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\S[^\r\n]*\.[A-Za-z0-9]{1,12}")  #: any file, such as a checkpoint
_PATH = re.compile(r"/|~|\.\.?[/\\]|[A-Za-z]:[/\\]|\\\\|file:")


def names_file(node_type: str, field: str, current: object) -> bool:
    """Whether an input of a graph takes the name of an image, audio or video file.

    Its node's class or its value shows it. Nodes that load from a path or a URL do not count.
    """
    if field not in _FILE_FIELDS or not isinstance(current, str):
        return False
    if re.search(r"path|url", node_type, re.IGNORECASE):
        return False
    return "load" in node_type.lower() or _MEDIA.fullmatch(current) is not None


def check_file_text(endpoint: str, one: Override) -> None:
    """Look at a text for an input that names a file.

    Warns of a URL, and of the name of a file that lies here.

    Raises:
        InvalidRequest: it is a path of this machine.
    """
    text = str(one.value)
    local = f"for a local file give pathlib.Path({text!r:.80})"
    if text.lower().startswith(("http://", "https://")):
        warn(
            f"{endpoint}: {one.name} is given a URL, which not every node takes; the file name of "
            "an upload is the safe choice (rh.files.upload, or local media itself)"
        )
    elif _PATH.match(text):
        reason = f"={shown(text)} is a path of this machine; {local}"
        raise InvalidRequest(endpoint=endpoint, param=one.name, reason=reason)
    elif _lies_here(text):
        warn(
            f"{endpoint}: {one.name}={shown(text)} names a file of the service, and a file of "
            f"that name lies here; {local}"
        )


def check_media_for(endpoint: str, one: Override, current: object) -> None:
    """Warn of local media for an input that holds a number, or text that names no file."""
    words = isinstance(current, str) and _FILE.fullmatch(current) is None
    if isinstance(current, int | float) or (words and one.field not in _FILE_FIELDS):
        warn(
            f"{endpoint}: {one.name} holds {shown(current)} and is given local media: it is "
            "uploaded, and its file name is sent in that place"
        )


def _lies_here(text: str) -> bool:
    try:
        return os.path.isfile(text)
    except ValueError:  # no name that a file can have
        return False
