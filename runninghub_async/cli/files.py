"""`runninghub upload` and `runninghub download`."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote, urlsplit

import msgspec
import typer

from runninghub_async.cli.options import BaseUrl, Json, Site
from runninghub_async.cli.service import Trace, perform
from runninghub_async.cli.views import path_text
from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub
from runninghub_async.config import KEY_VARIABLES
from runninghub_async.errors import DownloadError, TaskTimeout
from runninghub_async.protocol.messages import ResultItem
from runninghub_async.protocol.urls import bare_url

__all__ = ["download", "upload"]

_UNSENT = "none: the storage host never gets it"  #: stands in for a key where only URLs are fetched


class _Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """An uploaded file."""

    path: str
    url: str  #: for parameters of models; good for a day
    file_name: str  #: for inputs of nodes
    size: int


class _Saved(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was fetched."""

    source: str  #: the task's id or the URL, as it was given
    file: str


def upload(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Pictures, videos, …")],
    as_json: Json = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Upload files, and print the URL of each (for models) and its name (for nodes).

    On each line: path, URL, name, apart by tabs. Both are good for a day.
    """
    voice = Voice(json=as_json)

    async def work(rh: RunningHub, trace: Trace) -> None:
        done = []
        for path in files:
            found = await rh.files.upload(path)
            done.append(
                _Uploaded(
                    path=path_text(path),
                    url=found.url,
                    file_name=found.file_name,
                    size=found.size,
                )
            )
        voice.show(done, ("\t".join((one.path, one.url, one.file_name)) for one in done))

    perform(work, voice, site=site, base_url=base_url)


def download(
    sources: Annotated[list[str], typer.Argument(metavar="TASK_ID|URL...", help="What to fetch.")],
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", file_okay=False, help="Made if missing."),
    ] = Path(),
    as_json: Json = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Save what a task made, by its id, or a result by its URL; print the paths.

    The key never goes to the storage host, and no URL may lead into private networks. A URL needs
    no key. A file of a task replaces an older one of the same name; one of a URL does not.
    """
    voice = Voice(json=as_json)
    only_urls = all(map(_is_url, sources))
    has_key = any(os.environ.get(one, "").strip() for one in KEY_VARIABLES)

    async def work(rh: RunningHub, trace: Trace) -> None:
        done: list[_Saved] = []
        for source in sources:
            fetch = _from_url if _is_url(source) else _from_task
            paths = await fetch(rh, source, out)
            done += [_Saved(source=source, file=path_text(path)) for path in paths]
        voice.show(done, (one.file for one in done))

    key = _UNSENT.replace(" ", "-") if only_urls and not has_key else ""
    perform(work, voice, site=site, base_url=base_url, key=key)


def _is_url(source: str) -> bool:
    return "://" in source


async def _from_task(rh: RunningHub, task_id: str, out: Path) -> list[Path]:
    task = rh.task(task_id)
    state = await task.status()
    if not state.finished:
        raise TaskTimeout(task_id=task.id, seconds=0, last_status=state.status)
    return await (await task.wait()).download(out)


async def _from_url(rh: RunningHub, url: str, out: Path) -> list[Path]:
    """Save the file behind a URL; its name is the last part of the path, made harmless."""
    path = out / _name_of(url)
    if path.exists():
        raise DownloadError(
            url=bare_url(url), reason=f"{path} exists already: give another directory with -o"
        )
    return [await rh._downloads.save(ResultItem(url=url), path)]


def _name_of(url: str) -> str:
    try:
        last = unquote(urlsplit(url).path).rpartition("/")[2]
    except ValueError:
        last = ""
    name = re.sub(r"[^\w.-]", "_", last, flags=re.ASCII).lstrip(".")[-100:]
    return name or "download"
