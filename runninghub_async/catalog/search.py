"""Rank rows by what a person types: "sora cheap image to video"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from runninghub_async.catalog.values import close_names

__all__ = ["Findable", "search"]

#: What people say -> the words of titles and paths.
_MEANS = {
    "cheap": ("channel", "low", "price"),
    "cheapest": ("channel", "low", "price"),
    "budget": ("channel", "low", "price"),
    "stable": ("official", "stable"),
    "i2v": ("image", "to", "video"),
    "t2v": ("text", "to", "video"),
    "v2v": ("video", "to", "video"),
    "r2v": ("reference", "to", "video"),
    "i2i": ("image", "to", "image"),
    "t2i": ("text", "to", "image"),
    "lipsync": ("lip", "sync"),
    "voice": ("speech", "voice", "tts"),
    "song": ("music", "song", "suno"),
}
_ANY_OF = frozenset({"voice", "song"})  #: one of the words will do; elsewhere all must be there
_IDLE = frozenset({"a", "an", "and", "for", "from", "into", "model", "of", "the", "with"})
_PHRASE = r"\b(image|text|video|reference|audio|start end)s?[ -]to[ -](\w+)"


class Findable(Protocol):
    """What a row has that a search looks at."""

    @property
    def path(self) -> str:
        """The wire path."""
        ...

    @property
    def title(self) -> str:
        """The docs' title."""
        ...

    @property
    def kind(self) -> str:
        """What the endpoint makes."""
        ...

    @property
    def task(self) -> str:
        """What it does: "image-to-video"."""
        ...

    @property
    def names(self) -> tuple[str, ...]:
        """Path, title and aliases."""
        ...

    @property
    def category(self) -> tuple[str, ...]:
        """Its place in the docs' navigation."""
        ...

    @property
    def in_docs(self) -> bool:
        """Whether the docs list it."""
        ...

    @property
    def deprecated(self) -> bool:
        """Whether another one should be used."""
        ...


R = TypeVar("R", bound=Findable)


def search(
    rows: Iterable[R],
    text: str = "",
    *,
    kind: str | None = None,
    task: str | None = None,
    vendor: str | None = None,
) -> list[R]:
    """Return the rows that fit, the best first.

    Each word of the text counts where it stands in a title, path, alias or category: whole,
    as a beginning, or nearly so. A row must have at least as many of the words as the best
    one has less one. "image to video" is one thing, "cheap" means the low-price channel.
    A whole path, title or alias comes first.

    Args:
        text: Words; none lists all rows that fit the filters.
        kind: What the endpoint makes: image, video, audio, 3d, text.
        task: What it does: "image-to-video", "text-to-image", "video-edit" …
        vendor: A word of the title, path or category: "vidu", "google", "kling" …
    """
    fitting = [row for row in rows if _passes(row, kind, task, vendor)]
    wanted = _wanted(text)
    if not wanted:  # nothing was asked for, or nothing that a name could have
        return fitting if not text.strip() or _words(text) else []
    scored = [(row, [_score(words, row) for words in wanted]) for row in fitting]
    most = max((sum(score > 0 for score in scores) for _, scores in scored), default=0)
    least = max(1, most - (len(wanted) > 2))
    found = [(row, scores) for row, scores in scored if sum(score > 0 for score in scores) >= least]
    name = text.strip().casefold()
    found.sort(key=lambda one: (name not in map(str.casefold, one[0].names), *_rank(*one)))
    return [row for row, _ in found]


def _rank(row: Findable, scores: Sequence[float]) -> tuple[object, ...]:
    hits = sum(score > 0 for score in scores)
    return (-hits, row.deprecated, -sum(scores), not row.in_docs, len(row.title), row.path)


def _passes(row: Findable, kind: str | None, task: str | None, vendor: str | None) -> bool:
    if kind is not None and row.kind != kind.casefold():
        return False
    if task is not None:
        wanted = "-".join(_words(task))
        if wanted != row.task.casefold() and f"-{wanted}-" not in f"-{'-'.join(_known(row))}-":
            return False
    return vendor is None or set(_words(vendor)) <= set(_known(row))


def _words(text: str) -> list[str]:
    """Words and numbers; "veo3.1" is veo, 3 and 1, and itself."""
    return re.findall(r"[a-z]+|\d+", text.casefold())


def _wanted(text: str) -> list[tuple[str, ...]]:
    """What a row should have: single words, phrases, and what a word means."""
    text = " ".join(text.casefold().replace("_", " ").split())
    wanted: list[tuple[str, ...]] = []

    def take(match: re.Match[str]) -> str:
        wanted.append(tuple(_words(match[0])))
        return " "

    rest = re.sub(_PHRASE, take, text)
    for word in rest.split():
        if word in _MEANS:
            wanted.append(_MEANS[word])
        else:
            wanted += [(one,) for one in _words(word) if one not in _IDLE]
    return list(dict.fromkeys(wanted))


@functools.lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _known(row: Findable) -> list[str]:
    return [word for name in (*row.names, *row.category) for word in _words_of(name)]


def _score(words: tuple[str, ...], row: Findable) -> float:
    """How well a row has these words: 0 for not at all, up to 3 for each in the title."""
    known = _known(row)
    title = set(_words_of(row.title))
    if len(words) > 1 and words not in (_MEANS[name] for name in _ANY_OF):
        phrase, text = " ".join(words), " ".join(known)
        if f" {phrase} " not in f" {text} ":
            return 0.0
        return 3.0 if set(words) <= title else 2.0
    return max(_word_score(word, title, known) for word in words)


def _word_score(word: str, title: set[str], known: Sequence[str]) -> float:
    if word in title:
        return 3.0
    if word in known:
        return 2.5
    if any(one.startswith(word) for one in known):
        return 2.0
    if len(word) > 2 and any(word in one for one in known):
        return 1.0
    return 0.5 if len(word) > 3 and close_names(word, known, cutoff=0.8) else 0.0
