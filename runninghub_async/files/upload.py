"""Upload local media: once per content, however many tasks ask, also at the same time.

Source: platform-api 3.1, 3.2 (the older call: a file name without a URL).
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import BinaryIO

import msgspec

from runninghub_async.errors import RunningHubError, UploadError
from runninghub_async.files.disk import in_thread, opened
from runninghub_async.files.flights import Flights
from runninghub_async.files.media import MEBIBYTE, Local, Upload, guess_mime
from runninghub_async.protocol.messages import Uploaded
from runninghub_async.protocol.operations import UPLOAD, Operation
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


class Uploads:
    """The uploads of one client by one call; `sibling` gives those by another one."""

    def __init__(
        self,
        calls: Calls,
        background: Background,
        *,
        at_once: int,
        clock: Callable[[], float] = time.time,
        operation: Operation[Uploaded] = UPLOAD,
        fields: Sequence[tuple[str, str]] = (),
    ) -> None:
        self._calls = calls
        self._background = background
        self._clock = clock
        self._operation = operation
        self._fields = tuple(fields)
        self._done: OrderedDict[str, Upload] = OrderedDict()
        self._seen: OrderedDict[tuple[str, int, int], Content] = OrderedDict()
        self._flights: Flights[Upload] = Flights(background)
        self.places = asyncio.Semaphore(at_once)  #: all files on their way up share them
        self.sent = 0  #: files that were sent, for `statistics()`
        self.bytes = 0  #: of files that were sent whole, for progress
        self.shared = 0  #: times that an earlier or running upload was used instead

    def __repr__(self) -> str:
        return f"<Uploads {self.sent} sent, {self.shared} shared, {len(self._flights)} running>"

    def sibling(
        self, operation: Operation[Uploaded], *, fields: Sequence[tuple[str, str]] = ()
    ) -> Uploads:
        """The uploads by another call: the same places, a memory of their own."""
        other = Uploads(
            self._calls,
            self._background,
            at_once=1,
            clock=self._clock,
            operation=operation,
            fields=fields,
        )
        other.places = self.places
        other._seen = self._seen  # what a file holds does not depend on the call
        return other

    async def upload(self, media: Local) -> Upload:
        """Return the upload of this content: an earlier one, the running one, or a new one.

        Cancelling stops the upload when nobody else waits for it.

        Raises:
            UploadError: the file cannot be read, or changed while it was sent.
            ApiError: the service refused it.
            TransportError: no usable answer after all attempts.
        """
        content = await self.look(media)
        done = self._done.get(content.sha256)
        if done is not None and self._clock() < (done.expires_at or 0.0):
            self.shared += 1
            return done
        self.shared += content.sha256 in self._flights
        return await self._flights.join(content.sha256, lambda: self._send(media, content))

    async def look(self, media: Local) -> Content:
        """Return what a file holds; the same file is read once only.

        Raises:
            UploadError: it cannot be read.
        """
        return await in_thread(functools.partial(self._look, media))

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
        async with self.places:
            began = self._clock()
            self.sent += 1
            form = file_form(media, content, fields=self._fields)
            reply = await self._calls.call(self._operation, form=form)
            self.bytes += content.size
        upload = Upload(
            url=reply.url,
            file_name=reply.file_name,
            size=content.size,
            sha256=content.sha256,
            expires_at=began + LIFETIME,
        )
        _remember(self._done, content.sha256, upload)
        return upload


def file_form(
    media: Local,
    content: Content,
    *,
    field: str = "file",
    fields: Sequence[tuple[str, str]] = (),
) -> Form:
    """The form of an upload: the file is read in a thread, one MiB at a time."""
    return Form(
        file_field=field,
        file_name=content.name,
        mime=guess_mime(content.name),
        size=content.size,
        pieces=lambda: pieces(media, content.sha256, size=content.size),
        fields=tuple(fields),
    )


async def pieces(
    media: Local, hexdigest: str, *, size: int, algorithm: str = "sha256"
) -> AsyncGenerator[bytes, None]:
    """The bytes of a file that was hashed before, one MiB at a time.

    The last piece is held back until the file is known to be the one that was hashed and is
    closed: who has taken it has nothing to wait for any more, and who has not, has no file.

    Raises:
        UploadError: it cannot be read, or it is no longer the file that was hashed: it is
            never stored under the old hash.
    """
    digest = hashlib.new(algorithm, usedforsecurity=False)
    sent, held = 0, b""
    try:
        async with opened(media.open) as file:
            while sent <= size and (chunk := await in_thread(lambda: _next(file, digest))):
                sent += len(chunk)
                if held and sent <= size:
                    yield held
                held = chunk
    except OSError as error:
        if isinstance(error, RunningHubError | TimeoutError):
            raise
        raise UploadError(name=media.name, reason=error.strerror or str(error)) from error
    if sent != size or digest.hexdigest() != hexdigest:
        raise UploadError(name=media.name, reason="it changed while it was being sent")
    yield held


def _next(file: BinaryIO, digest: hashlib._Hash) -> bytes:
    chunk = file.read(MEBIBYTE)
    digest.update(chunk)
    return chunk


def _remember(memory: OrderedDict, key: object, value: object) -> None:  # type: ignore[type-arg]
    memory[key] = value
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
