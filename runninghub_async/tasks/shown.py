"""What tasks made, as HTML: for notebooks and reports. Everything in it is escaped; no script.

Files that were saved are embedded while they are small (`EMBEDDED` bytes for one result), so that a
saved notebook keeps them; a larger one is linked by its path, as seen from the working directory.
What was not saved is shown from its URL: that is often signed, works for 24 hours, and stays in a
notebook that is saved meanwhile.
"""

from __future__ import annotations

import base64
import html
import os
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

__all__ = [
    "EMBEDDED",
    "Piece",
    "card",
    "embedded",
    "ending_of",
    "escape",
    "linked",
    "media",
    "money",
    "pieces",
    "text",
]

EMBEDDED = 4 * 1024 * 1024  #: bytes; base64 makes it a third more
LONGEST_TEXT = 4000  #: characters of a text that are shown

#: Ending -> MIME type, of what browsers show by themselves.
_MIMES: Mapping[str, str] = {
    **{one: f"image/{one}" for one in ("png", "webp", "gif", "bmp", "avif", "jpeg")},
    **{one: f"audio/{one}" for one in ("wav", "flac", "ogg", "aac")},
    **{one: f"video/{one}" for one in ("mp4", "webm")},
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "opus": "audio/ogg",
}
_TAGS = {"image": "img", "video": "video", "audio": "audio"}

_UNFIT = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"

_MEDIA = "max-width:100%;max-height:20em;display:block"
_TEXT = "white-space:pre-wrap;margin:0;max-height:20em;overflow:auto"


def escape(text: object) -> str:
    """A text for HTML, in quotes as well; characters that HTML does not know are replaced."""
    return html.escape(re.sub(_UNFIT, "\N{REPLACEMENT CHARACTER}", str(text)), quote=True)


def money(amount: Decimal | None) -> str:
    """Money for people; nothing where the service said nothing."""
    if amount is None:
        return ""
    exponent = amount.as_tuple().exponent
    whole = isinstance(exponent, int) and exponent > -2
    return f"{amount:.2f} CNY" if whole else f"{amount:f} CNY"


def ending_of(name: str, type: str = "") -> str:
    """The ending of a path or a URL, in lower case; where it has none, the type."""
    last = name.partition("?")[0].partition("#")[0].rpartition("/")[2]
    ending = last.rpartition(".")[2].lower() if "." in last else ""
    return ending or type.lower().lstrip(".")


def media(source: str, ending: str, *, label: str, lazy: bool = False) -> str:
    """A clip, a picture or a sound by its source; a link for anything else, such as 3D.

    A source that is neither http(s), `data:` nor relative is shown as text: it comes from an
    answer.
    """
    if not _harmless(source):
        return f"<code>{escape(source)}</code>"
    where, called = escape(source), escape(label)
    kind = _MIMES.get(ending, ending).partition("/")[0]
    tag = _TAGS.get(kind)
    if tag == "img":
        loading = ' loading="lazy"' if lazy else ""
        return f'<img src="{where}" alt="{called}"{loading} style="{_MEDIA}">'
    if tag is not None:
        preload = "none" if lazy else "metadata"
        return (
            f'<{tag} src="{where}" controls preload="{preload}" aria-label="{called}" '
            f'style="{_MEDIA}"></{tag}>'
        )
    return f'<a href="{where}" rel="noreferrer">{called}</a>'


def _harmless(source: str) -> bool:
    if source.startswith(("http://", "https://", "data:")):
        return True
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and "\\" not in source


def embedded(path: Path, *, limit: int = EMBEDDED) -> str | None:
    """A file as a `data:` URI; None where it is larger, of no kind that is shown, or not there.

    Blocks for as long as reading that much takes.
    """
    mime = _MIMES.get(ending_of(path.name))
    if mime is None:
        return None
    try:
        if path.stat().st_size > limit:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def linked(path: Path, folder: Path) -> str:
    """The relative URL of a file as seen from a folder."""
    try:
        found = os.path.relpath(path, folder)
    except ValueError:  # another drive of Windows
        found = os.fspath(path)
    return quote(os.fsencode(found.replace(os.sep, "/"))) or "."


def card(title: str, facts: list[str], body: list[str], *, colour: str = "#8886") -> str:
    """A box with a title, facts in a line and what was made. Title and facts are texts."""
    told = " · ".join(escape(one) for one in facts if one)
    return (
        f'<div style="border:1px solid {colour};border-radius:6px;padding:.6em;max-width:40em">'
        f"<b>{escape(title)}</b> <small>{told}</small>{''.join(body)}</div>"
    )


def text(content: str) -> str:
    """A text as it is, cut where it is long."""
    more = " …" if len(content) > LONGEST_TEXT else ""
    return f'<pre style="{_TEXT}">{escape(content[:LONGEST_TEXT])}{more}</pre>'


class Piece(NamedTuple):
    """One thing that a task made, as it can be shown."""

    name: str
    type: str = ""
    text: str | None = None
    url: str | None = None
    path: Path | None = None  #: where it was saved


def pieces(made: Iterable[Piece]) -> list[str]:
    """What a task made, in order: files on disk before URLs."""
    room = EMBEDDED
    shown = []
    for one in made:
        if one.path is not None and one.text is None:
            source = embedded(one.path, limit=room)
            room -= len(source) * 3 // 4 if source else 0
            source = source or linked(one.path, Path.cwd())
            shown.append(media(source, ending_of(one.path.name, one.type), label=one.name))
        elif one.url:
            shown.append(media(one.url, ending_of(one.url, one.type), label=one.name))
        elif one.text is not None:
            shown.append(text(one.text))
    return shown
