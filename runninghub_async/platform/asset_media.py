"""What an asset is made of: the kind and the name that media shows.

Source: platform-api 2.4: the limits are those of the official client. It also wants 2 to 15
seconds and 24 to 60 frames a second, which nothing here can measure.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal, TypeAlias, get_args
from urllib.parse import unquote, urlsplit

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.formats import FORMATS
from runninghub_async.files.media import MediaRule, Upload

__all__ = ["AssetType", "RULES", "kind_of", "shown_name"]

AssetType: TypeAlias = Literal["Image", "Video", "Audio"]

RULES: Mapping[AssetType, MediaRule] = {
    "Image": MediaRule(kind="image", max_mb=10),
    "Video": MediaRule(kind="video", max_mb=50),
    "Audio": MediaRule(kind="audio", max_mb=15),
}


def kind_of(call: str, given: str | None, *names: str) -> AssetType:
    """Return the kind: as it was given, else by the ending of the first name that shows one.

    Raises:
        InvalidRequest: it is no kind that there is, or nothing shows one.
    """
    if given is not None:
        for kind in get_args(AssetType):
            if isinstance(given, str) and given.capitalize() == kind:
                return kind  # type: ignore[no-any-return]
        reason = f"={given!r:.40} is no kind of asset"
        raise InvalidRequest(
            endpoint=call, param="type", reason=reason, allowed=get_args(AssetType)
        )
    for name in names:
        ending = _last(name).rpartition(".")[2].upper()
        for kind in RULES:
            if ending in FORMATS[kind.lower()]:
                return kind
    reason = "is not shown by the media: say which it is"
    raise InvalidRequest(endpoint=call, param="type", reason=reason, allowed=get_args(AssetType))


def shown_name(media: object) -> str:
    """A name for people: of the file, or the last part of the URL; perhaps none."""
    if isinstance(media, str):
        return _last(media)
    if isinstance(media, Upload):
        return _last(media.file_name or media.url)
    name = os.fsdecode(media) if isinstance(media, os.PathLike) else getattr(media, "name", None)
    return os.path.basename(name) if isinstance(name, str) else ""


def _last(url: str) -> str:
    """The last part of a URL's path, or of a file's name."""
    try:
        return PurePosixPath(unquote(urlsplit(url).path)).name
    except ValueError:
        return ""
