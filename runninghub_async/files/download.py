"""Fetch results: resumed when broken off, renamed into place when whole.

Source: platform-api 10.2: result URLs work for 24 hours; the key never goes to the
storage host.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit, urlunsplit

import msgspec

from runninghub_async.config import Retry
from runninghub_async.errors import (
    ApiError,
    BadReply,
    ConnectFailed,
    DownloadError,
    RunningHubError,
    TransportError,
)
from runninghub_async.files.disk import in_thread, opened
from runninghub_async.protocol.codes import error_for_http_status
from runninghub_async.protocol.messages import ResultItem
from runninghub_async.protocol.operations import Replay
from runninghub_async.transport.background import Background
from runninghub_async.transport.hooks import redact
from runninghub_async.transport.http import Http, Incoming, Request
from runninghub_async.transport.retry import decide, full_jitter, parse_retry_after

__all__ = ["Downloads", "file_name"]

MAX_REDIRECTS = 5
WRITE_AT = 512 * 1024  #: bytes that are gathered before a thread writes them
_SAFE_SUFFIX = r"[a-z0-9]{1,8}"


def file_name(task_id: str, index: int, item: ResultItem) -> str:
    """Name a result by its task and position; nothing of it comes from the URL but an ending.

    The ending is the output type where that looks like one, else the URL's, else "bin".
    """
    safe_id = re.sub(r"\W", "_", task_id)
    return f"{safe_id}_{index}.{_suffix(item)}"


def _suffix(item: ResultItem) -> str:
    if item.url is None:
        return item.type if re.fullmatch(_SAFE_SUFFIX, item.type) else "txt"
    last = re.split(r"[?#]", item.url, maxsplit=1)[0].rpartition("/")[2]
    ending = last.rpartition(".")[2].lower() if "." in last else ""
    # A type such as "image" is a kind, not an ending (platform-api 13, trap 21).
    for one in (item.type.lstrip("."), ending):
        if re.fullmatch(_SAFE_SUFFIX, one) and one not in ("image", "video", "audio", "file"):
            return one
    return "bin"


class Downloads:
    """The downloads of one client."""

    def __init__(
        self,
        http: Http,
        background: Background,
        *,
        retry: Retry,
        at_once: int,
        user_agent: str,
        jitter: Callable[[float], float] = full_jitter,
    ) -> None:
        self._http = http
        self._background = background
        self._retry = retry
        self._places = asyncio.Semaphore(at_once)
        self._headers = (("User-Agent", user_agent), ("Accept-Encoding", "identity"))
        self._jitter = jitter
        self.done = 0
        self.bytes = 0  #: that were fetched, for progress

    async def save(self, item: ResultItem, path: Path, *, task_id: str | None = None) -> Path:
        """Write a result to `path`, whole or not at all; return the path.

        The bytes go to a hidden file beside it, which is renamed when it is complete and
        removed when it is not. A broken download goes on where it stopped, where the
        storage host allows that.

        Raises:
            DownloadError: the host refused, or all attempts failed; or the disk did.
        """
        url = _bare(item.url or "")
        try:
            async with self._background.ends_with_client():
                await self._save(item, path, task_id)
        except (OSError, ValueError) as error:  # ValueError: a path that cannot be one
            if isinstance(error, RunningHubError):
                raise
            reason = getattr(error, "strerror", None) or str(error)
            raise DownloadError(
                url=url, reason=f"cannot write {path}: {reason}", task_id=task_id
            ) from error
        self.done += 1
        return path

    async def _save(self, item: ResultItem, path: Path, task_id: str | None) -> None:
        part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
        try:
            if item.url is None:
                await in_thread(functools.partial(_write_text, part, item.text or ""))
            else:
                await self._fetch(item.url, part, task_id)
            await in_thread(functools.partial(_put_in_place, part, path))
        except BaseException:
            await in_thread(functools.partial(part.unlink, missing_ok=True))
            raise

    async def _fetch(self, url: str, part: Path, task_id: str | None) -> None:
        got = _Got()
        for attempt in itertools.count(1):
            try:
                # No file is open while this waits: of those who wait there may be thousands.
                async with self._places, opened(functools.partial(_append, part)) as file:
                    got.bytes = file.tell()
                    await self._attempt(url, file, got)
                    return
            except (TransportError, ApiError) as error:
                delay = decide(
                    error,
                    attempt=attempt,
                    replay=Replay.FREELY,
                    retry=self._retry,
                    jitter=self._jitter,
                )
                if delay is None:
                    raise DownloadError(
                        url=_bare(url), reason=redact(str(error)), task_id=task_id
                    ) from error
            await asyncio.sleep(delay)

    async def _attempt(self, url: str, file: BinaryIO, got: _Got) -> None:
        """Fetch what is missing; `got` grows with every chunk that is on disk."""
        async with self._follow(url, got) as incoming:
            if incoming.status != 206:
                await in_thread(functools.partial(_restart, file))
                got.bytes = 0
            elif not got.matches(incoming.header("content-range")):
                got.mark = ""  # the next attempt asks for all of it
                raise BadReply(
                    operation="download", reason="another part than was asked for", status=206
                )
            got.mark = incoming.header("etag")
            buffer = bytearray()
            try:
                async with aclosing(incoming.chunks()) as chunks:
                    async for chunk in chunks:
                        buffer += chunk
                        if len(buffer) >= WRITE_AT:
                            await self._write(file, buffer, got)
            finally:
                if buffer:
                    await self._write(file, buffer, got)

    async def _write(self, file: BinaryIO, buffer: bytearray, got: _Got) -> None:
        await in_thread(functools.partial(file.write, bytes(buffer)))
        got.bytes += len(buffer)
        self.bytes += len(buffer)
        buffer.clear()

    @asynccontextmanager
    async def _follow(self, url: str, got: _Got) -> AsyncIterator[Incoming]:
        """Open the URL, following redirects; an answer that is no file becomes an error."""
        headers: tuple[tuple[str, str], ...] = self._headers
        if got.bytes and got.mark:
            headers = (*headers, ("Range", f"bytes={got.bytes}-"), ("If-Range", got.mark))
        for _ in range(MAX_REDIRECTS + 1):
            if not url.lower().startswith(("http://", "https://")):
                raise ConnectFailed(operation="download", reason="not an http(s) URL", sent=False)
            request = Request(method="GET", url=url, headers=headers)
            async with self._http.open(request, operation="download") as incoming:
                location = incoming.header("location")
                if incoming.status in (301, 302, 303, 307, 308) and location:
                    url = _joined(url, location)
                    continue
                if incoming.status == 416 and got.mark:
                    got.mark = ""  # nothing was left, and yet it broke off: once more, in whole
                    raise BadReply(operation="download", reason="no such part", status=416)
                if incoming.status not in (200, 206):
                    raise _refusal(incoming)
                yield incoming
                return
        raise BadReply(operation="download", reason="too many redirects", status=302)


class _Got(msgspec.Struct):
    """How much of a file is on disk already, and the version that it is of."""

    bytes: int = 0
    mark: str = ""

    def matches(self, content_range: str) -> bool:
        return content_range.replace(" ", "").startswith(f"bytes{self.bytes}-")


def _refusal(incoming: Incoming) -> ApiError:
    error, _ = error_for_http_status(incoming.status)
    return error(
        operation="download",
        code=None,
        message="",
        http_status=incoming.status,
        advice="Result URLs work for 24 hours" if incoming.status in (403, 404, 410) else "",
        retry_after=parse_retry_after(incoming.header("retry-after"), time.time()),
    )


def _bare(url: str) -> str:
    """The URL without query and credentials: what may be printed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an invalid URL"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        reason = "a redirect to an invalid URL"
        raise ConnectFailed(operation="download", reason=reason, sent=False) from error


# -- in a thread ---------------------------------------------------------------------------


def _put_in_place(part: Path, path: Path) -> None:
    """Rename a file once its bytes are on the disk: what has the name is whole, always."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)


def _append(part: Path) -> BinaryIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("ab")


def _write_text(part: Path, text: str) -> None:
    with _append(part) as file:
        file.write(text.encode())


def _restart(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate()
