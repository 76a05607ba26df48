"""Upload local media: once per content, however many tasks ask, also at the same time.

Source: platform-api 3.1.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable
from typing import BinaryIO

import msgspec

from runninghub_async.errors import RunningHubError, UploadError
from runninghub_async.files.disk import in_thread, opened
from runninghub_async.files.media import MEBIBYTE, Local, Upload, guess_mime
from runninghub_async.protocol.operations import UPLOAD
from runninghub_async.transport.background import Background
from runninghub_async.transport.calls import Calls
from runninghub_async.transport.form import Form

__all__ = ["Content", "Uploads", "file_form", "pieces"]

#: Seconds an uploaded URL is used again. The service keeps it for one day; an hour is left
#: for the task that fetches it.
LIFETIME = 23 * 3600.0
REMEMBERED = 4096  #: contents and files that are remembered, the newest


class Content(msgspec.Struct, frozen=True):
    """What a local file holds, once it was looked at."""

    sha256: str
    size: int
    name: str  #: as the service sees it


class _Flight(msgspec.Struct):
    outcome: asyncio.Future[Upload]
    waiters: int = 0


class Uploads:
    """The uploads of one client."""

    def __init__(
        self,
        calls: Calls,
        background: Background,
        *,
        at_once: int,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._calls = calls
        self._background = background
        self._places = asyncio.Semaphore(at_once)
        self._clock = clock
        self._done: OrderedDict[str, Upload] = OrderedDict()
        self._seen: OrderedDict[tuple[str, int, int], Content] = OrderedDict()
        self._flights: dict[str, _Flight] = {}
        self.sent = 0  #: files that were sent, for `statistics()`
        self.shared = 0  #: times that an earlier or running upload was used instead

    def __repr__(self) -> str:
        return f"<Uploads {self.sent} sent, {self.shared} shared, {len(self._flights)} running>"

    async def upload(self, media: Local) -> Upload:
        """Return the upload of this content: an earlier one, the running one, or a new one.

        Cancelling stops the upload when nobody else waits for it.

        Raises:
            UploadError: the file cannot be read, or changed while it was sent.
            ApiError: the service refused it.
            TransportError: no usable answer after all attempts.
        """
        content = await in_thread(functools.partial(self._look, media))
        done = self._done.get(content.sha256)
        if done is not None and self._clock() < (done.expires_at or 0.0):
            self.shared += 1
            return done
        flight = self._flights.get(content.sha256)
        if flight is None:
            flight = _Flight(self._background.start(self._send(media, content)))
            self._flights[content.sha256] = flight
        else:
            self.shared += 1
        flight.waiters += 1
        try:
            return await asyncio.shield(flight.outcome)
        finally:
            flight.waiters -= 1
            if not flight.waiters:
                flight.outcome.cancel()
                if self._flights.get(content.sha256) is flight:
                    del self._flights[content.sha256]

    def _look(self, media: Local) -> Content:
        """Hash the content, unless the same file was hashed before. Runs in a thread."""
        try:
            mark = media.fingerprint()
            content = self._seen.get(mark) if mark is not None else None
            if content is None:
                sha256, size = media.digest()
                content = Content(sha256, size, media.upload_name(sha256))
        except OSError as error:
            raise UploadError(name=media.name, reason=error.strerror or str(error)) from error
        if mark is not None:
            _remember(self._seen, mark, content)
        return content

    async def _send(self, media: Local, content: Content) -> Upload:
        async with self._places:
            began = self._clock()
            self.sent += 1
            reply = await self._calls.call(UPLOAD, form=file_form(media, content))
        upload = Upload(
            url=reply.url,
            file_name=reply.file_name,
            size=content.size,
            sha256=content.sha256,
            expires_at=began + LIFETIME,
        )
        _remember(self._done, content.sha256, upload)
        return upload


def file_form(media: Local, content: Content, *, field: str = "file") -> Form:
    """The form of an upload: the file is read in a thread, one MiB at a time."""
    return Form(
        file_field=field,
        file_name=content.name,
        mime=guess_mime(content.name),
        size=content.size,
        pieces=lambda: pieces(media, content),
    )


async def pieces(media: Local, content: Content) -> AsyncGenerator[bytes, None]:
    """The bytes of a file that was looked at before.

    Raises:
        UploadError: it cannot be read, or it is no longer the file that was hashed: it is
            never stored under the old hash.
    """
    digest = hashlib.sha256()
    sent = 0
    try:
        async with opened(media.open) as file:
            while sent <= content.size and (chunk := await in_thread(lambda: _next(file, digest))):
                sent += len(chunk)
                if sent <= content.size:
                    yield chunk
    except OSError as error:
        if isinstance(error, RunningHubError | TimeoutError):
            raise
        raise UploadError(name=media.name, reason=error.strerror or str(error)) from error
    if sent != content.size or digest.hexdigest() != content.sha256:
        raise UploadError(name=media.name, reason="it changed while it was being sent")


def _next(file: BinaryIO, digest: hashlib._Hash) -> bytes:
    chunk = file.read(MEBIBYTE)
    digest.update(chunk)
    return chunk


def _remember(memory: OrderedDict, key: object, value: object) -> None:  # type: ignore[type-arg]
    memory[key] = value
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
