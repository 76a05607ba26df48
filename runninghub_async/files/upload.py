"""Upload local media: once per content, however many tasks ask, also at the same time.

Source: platform-api 3.1.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import os
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

__all__ = ["Uploads"]

#: Seconds an uploaded URL is used again. The service keeps it for one day; an hour is left
#: for the task that fetches it.
LIFETIME = 23 * 3600.0
REMEMBERED = 4096  #: contents and files that are remembered, the newest


class _Content(msgspec.Struct, frozen=True):
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
        self._seen: OrderedDict[tuple[str, int, int], _Content] = OrderedDict()
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

    def _look(self, media: Local) -> _Content:
        """Hash the content, unless the same file was hashed before. Runs in a thread."""
        try:
            mark = media.fingerprint()
            content = self._seen.get(mark) if mark is not None else None
            if content is None:
                sha256, size = media.digest()
                content = _Content(sha256, size, media.upload_name(sha256))
        except OSError as error:
            raise UploadError(name=media.name, reason=error.strerror or str(error)) from error
        if mark is not None:
            _remember(self._seen, mark, content)
        return content

    async def _send(self, media: Local, content: _Content) -> Upload:
        async with self._places:
            boundary = os.urandom(16).hex()
            head = (
                f"--{boundary}\r\n"
                f'Content-Disposition: form-data; name="file"; filename="{content.name}"\r\n'
                f"Content-Type: {guess_mime(content.name)}\r\n\r\n"
            ).encode()
            tail = f"\r\n--{boundary}--\r\n".encode()
            began = self._clock()
            self.sent += 1
            reply = await self._calls.call(
                UPLOAD,
                content_type=f"multipart/form-data; boundary={boundary}",
                stream=lambda: _parts(media, content, head, tail),
                length=len(head) + content.size + len(tail),
            )
        upload = Upload(
            url=reply.url,
            file_name=reply.file_name,
            size=content.size,
            sha256=content.sha256,
            expires_at=began + LIFETIME,
        )
        _remember(self._done, content.sha256, upload)
        return upload


async def _parts(
    media: Local, content: _Content, head: bytes, tail: bytes
) -> AsyncGenerator[bytes, None]:
    """The multipart body, read in a thread, one MiB at a time.

    Without its tail it is no body: a file that is no longer the one that was hashed is
    never stored under the old hash.
    """
    digest = hashlib.sha256()
    sent = 0
    try:
        async with opened(media.open) as file:
            yield head
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
    yield tail


def _next(file: BinaryIO, digest: hashlib._Hash) -> bytes:
    chunk = file.read(MEBIBYTE)
    digest.update(chunk)
    return chunk


def _remember(memory: OrderedDict, key: object, value: object) -> None:  # type: ignore[type-arg]
    memory[key] = value
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
