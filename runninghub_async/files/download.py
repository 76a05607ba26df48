"""Fetch results: resumed when broken off, renamed into place when whole.

The URLs come from answers: only http(s), not into private networks (see `transport.hosts`),
each hop of a redirect looked at anew, no more bytes than `Limits.largest_file`. What is saved can
be read by its owner only, as can the directories that are made for it.

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
from urllib.parse import urljoin

from runninghub_async.config import Retry
from runninghub_async.errors import (
    ApiError,
    BadReply,
    DownloadError,
    RunningHubError,
    TransportError,
)
from runninghub_async.files.disk import in_thread, make_folder, opened, private
from runninghub_async.files.got import Got
from runninghub_async.protocol.codes import error_for_http_status
from runninghub_async.protocol.messages import ResultItem, Secret
from runninghub_async.protocol.operations import Replay
from runninghub_async.protocol.urls import bare_url, without_queries
from runninghub_async.transport.background import Background
from runninghub_async.transport.hooks import Hooks, TaskRef, about_task, redact
from runninghub_async.transport.hosts import HostRefused
from runninghub_async.transport.http import Http, Incoming, Request
from runninghub_async.transport.retry import decide, full_jitter, parse_retry_after

__all__ = ["Downloads", "file_name"]

MAX_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
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
        largest: int | None,
        user_agent: str,
        hooks: Hooks,
        jitter: Callable[[float], float] = full_jitter,
    ) -> None:
        self._http = http
        self._hooks = hooks
        self._background = background
        self._retry = retry
        self._places = asyncio.Semaphore(at_once)
        self._largest = largest
        self._headers = (("User-Agent", user_agent), ("Accept-Encoding", "identity"))
        self._jitter = jitter
        self.done = 0
        self.bytes = 0  #: that were fetched, for progress

    async def save(self, item: ResultItem, path: Path, *, task_id: str | None = None) -> Path:
        """Write a result to `path`, whole or not at all, for its owner only; return the path.

        The bytes go to a hidden file beside it, which is renamed when it is complete and
        removed when it is not. A broken download goes on where it stopped, where the
        storage host allows that.

        Raises:
            DownloadError: the host refused, or all attempts failed; the disk did; the URL leads
                where none may lead; or the file is larger than it may be.
        """
        url = bare_url(item.url or "")
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
        except (HostRefused, _NotForUs) as error:
            raise DownloadError(url=url, reason=str(error), task_id=task_id) from None
        self.done += 1
        return path

    async def _save(self, item: ResultItem, path: Path, task_id: str | None) -> None:
        part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
        try:
            if item.url is None and item.text is None:
                raise _NotForUs("the service named neither a URL nor a text")
            if item.url is None:
                await in_thread(functools.partial(_write_text, part, item.text or ""))
            else:
                await self._fetch(Secret(item.url), part, task_id)
            await in_thread(functools.partial(_put_in_place, part, path))
        except BaseException:
            await in_thread(functools.partial(part.unlink, missing_ok=True))
            raise

    async def _fetch(self, url: Secret, part: Path, task_id: str | None) -> None:
        got = Got()
        for attempt in itertools.count(1):
            try:
                # No file is open while this waits: of those who wait there may be thousands.
                async with self._places, opened(functools.partial(_append, part)) as file:
                    got.begin(file.tell())
                    await self._attempt(url, file, got)
                    self._report(url, got, attempt, task_id, None, None)
                    return
            except (TransportError, ApiError) as error:
                delay = decide(
                    error,
                    attempt=attempt,
                    replay=Replay.FREELY,
                    retry=self._retry,
                    jitter=self._jitter,
                )
                self._report(url, got, attempt, task_id, error, delay)
                if delay is None:
                    reason = redact(without_queries(str(error)))
                    raise DownloadError(
                        url=bare_url(url.reveal()), reason=reason, task_id=task_id
                    ) from error
            await asyncio.sleep(delay)

    def _report(
        self,
        url: Secret,
        got: Got,
        attempt: int,
        task_id: str | None,
        error: ApiError | TransportError | None,
        delay: float | None,
    ) -> None:
        if self._hooks.wanted:
            token = about_task.set(TaskRef(None, task_id))
            self._hooks.emit(got.told(bare_url(url.reveal()), attempt, error, delay))
            about_task.reset(token)

    async def _attempt(self, url: Secret, file: BinaryIO, got: Got) -> None:
        """Fetch what is missing; `got` grows with every chunk that is on disk."""
        async with self._follow(url, got) as incoming:
            got.status = incoming.status
            if incoming.status != 206:
                await in_thread(functools.partial(_restart, file))
                got.bytes = 0
            elif not got.matches(incoming.header("content-range")):
                got.mark = ""  # the next attempt asks for all of it
                raise BadReply(
                    operation="download", reason="another part than was asked for", status=206
                )
            got.mark = incoming.header("etag")
            announced = incoming.header("content-length")
            # What is announced as too large is not begun; 20 digits are enough for any file.
            self._check_size(got.bytes, int(announced[:20]) if announced.isdecimal() else 0)
            buffer = bytearray()
            try:
                async with aclosing(incoming.chunks()) as chunks:
                    async for chunk in chunks:
                        buffer += chunk
                        del chunk
                        self._check_size(got.bytes, len(buffer))
                        if len(buffer) >= WRITE_AT:
                            await self._write(file, buffer, got)
            finally:
                if buffer:
                    await self._write(file, buffer, got)
            got.check_end(incoming)

    def _check_size(self, there: int, more: int) -> None:
        if self._largest is not None and there + more > self._largest:
            reason = f"it is larger than Limits.largest_file allows ({self._largest} bytes)"
            raise _NotForUs(reason)

    async def _write(self, file: BinaryIO, buffer: bytearray, got: Got) -> None:
        await in_thread(functools.partial(file.write, bytes(buffer)))
        got.bytes += len(buffer)
        got.fetched += len(buffer)
        self.bytes += len(buffer)
        buffer.clear()

    @asynccontextmanager
    async def _follow(self, url: Secret, got: Got) -> AsyncIterator[Incoming]:
        """Open the URL, following redirects; an answer that is no file becomes an error.

        It may be signed, so no variable shows it: reports of errors show variables.
        """
        headers: tuple[tuple[str, str], ...] = self._headers
        if got.bytes and got.mark:
            headers = (*headers, ("Range", f"bytes={got.bytes}-"), ("If-Range", got.mark))
        for _ in range(MAX_REDIRECTS + 1):
            if not url.reveal().lower().startswith(("http://", "https://")):
                raise _NotForUs("not an http(s) URL")
            request = Request(method="GET", url=url.reveal(), headers=headers, foreign=True)
            async with self._http.open(request, operation="download") as incoming:
                if incoming.status in REDIRECTS and incoming.header("location"):
                    url = _joined(url, Secret(incoming.header("location")))
                    continue
                if incoming.status == 416 and got.mark:
                    got.mark = ""  # nothing was left, and yet it broke off: once more, in whole
                    raise BadReply(operation="download", reason="no such part", status=416)
                if incoming.status not in (200, 206):
                    raise _refusal(incoming)
                yield incoming
                return
        raise BadReply(operation="download", reason="too many redirects", status=302)


class _NotForUs(Exception):
    """What no further attempt would change; the text says why."""


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


def _joined(url: Secret, location: Secret) -> Secret:
    try:
        return Secret(urljoin(url.reveal(), location.reveal()))
    except ValueError as error:
        raise _NotForUs("a redirect to an invalid URL") from error


# -- in a thread ---------------------------------------------------------------------------


def _put_in_place(part: Path, path: Path) -> None:
    """Rename a file once its bytes are on the disk: what has the name is whole, always."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(path)


def _append(part: Path) -> BinaryIO:
    make_folder(part.parent)
    return open(part, "ab", opener=private)


def _write_text(part: Path, text: str) -> None:
    with _append(part) as file:
        file.write(text.encode())


def _restart(file: BinaryIO) -> None:
    file.seek(0)
    file.truncate()
