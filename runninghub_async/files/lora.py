"""LoRA files: a place for the content is asked for, then the bytes go to the storage host.

The address of that place is signed: it is a secret of a short life, and nothing prints it. It
comes from an answer, so it must not lead into a private network, and no redirect is followed.
Source: platform-api 3.3; how long a signature holds and how large a file may be is not
documented.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import time
from collections import OrderedDict
from collections.abc import Callable
from urllib.parse import urlsplit

import msgspec

from runninghub_async.errors import ApiError, TransportError, UploadError
from runninghub_async.files.disk import in_thread
from runninghub_async.files.flights import Flights
from runninghub_async.files.media import Local
from runninghub_async.files.upload import pieces
from runninghub_async.protocol.codes import error_for_http_status
from runninghub_async.protocol.messages import Secret
from runninghub_async.protocol.operations import Replay
from runninghub_async.protocol.platform_operations import LORA_URL
from runninghub_async.transport.background import Background
from runninghub_async.transport.calls import Calls
from runninghub_async.transport.hosts import HostRefused
from runninghub_async.transport.http import Incoming, Request
from runninghub_async.transport.retry import decide, full_jitter, parse_retry_after

__all__ = ["Lora", "Loras"]

REMEMBERED = 4096  #: files whose digest is remembered, the newest


class Lora(msgspec.Struct, frozen=True, kw_only=True):
    """A LoRA that the service holds; the value of a node: `nodes={"4.lora_name": lora}`.

    Only nodes of the class RHLoraLoader take it. Source: platform-api 3.3.

    ```python
    lora = await rh.files.upload_lora(b"the bytes of a .safetensors file", name="surfing cats")
    print(lora.file_name)  # nodes={"4.lora_name": lora}
    ```
    """

    file_name: str
    md5: str
    size: int  #: bytes


class _Digest(msgspec.Struct, frozen=True):
    md5: str
    size: int


class Loras:
    """The LoRA uploads of one client: each content is sent once."""

    def __init__(
        self,
        calls: Calls,
        background: Background,
        *,
        places: asyncio.Semaphore,
        jitter: Callable[[float], float] = full_jitter,
    ) -> None:
        self._calls = calls
        self._places = places
        self._jitter = jitter
        self._flights: Flights[Lora] = Flights(background)
        self._done: OrderedDict[str, Lora] = OrderedDict()
        self._seen: OrderedDict[tuple[str, int, int], _Digest] = OrderedDict()
        self.sent = 0  #: files whose bytes were sent to their end

    def __repr__(self) -> str:
        return f"<Loras {self.sent} sent, {len(self._flights)} running>"

    async def upload(self, media: Local, *, name: str) -> Lora:
        """Return the upload of this content: an earlier one, the running one, or a new one.

        The service keeps it by its MD5, so an earlier one of the client is used without a
        call. Cancelling stops the upload when nobody else waits for it.

        Raises:
            UploadError: the file cannot be read, changed while it was sent, or the storage
                host did not take it.
            ApiError: the service refused to name a place.
            TransportError: it gave no usable answer after all attempts.

        Source: platform-api 3.3.
        """
        digest = await in_thread(functools.partial(self._look, media))
        done = self._done.get(digest.md5)
        if done is not None:
            return done
        return await self._flights.join(digest.md5, lambda: self._send(media, digest, name))

    def _look(self, media: Local) -> _Digest:
        """Hash the content, unless the same file was hashed before. Runs in a thread."""
        try:
            mark = media.fingerprint()
            digest = self._seen.get(mark) if mark is not None else None
            if digest is None:
                digest = _Digest(*media.digest("md5"))
        except OSError as error:
            raise UploadError(name=media.name, reason=error.strerror or str(error)) from error
        if mark is not None:
            self._seen[mark] = digest
            if len(self._seen) > REMEMBERED:
                self._seen.popitem(last=False)
        return digest

    async def _send(self, media: Local, digest: _Digest, name: str) -> Lora:
        content = msgspec.json.encode({"loraName": name, "md5Hex": digest.md5})
        for attempt in itertools.count(1):
            async with self._places:
                # A new address for each attempt: the old one may have expired meanwhile.
                ticket = await self._calls.call(LORA_URL, content=content)
                try:
                    await self._put(ticket.url, media, digest)
                except (TransportError, ApiError) as error:
                    delay = decide(
                        error,
                        attempt=attempt,
                        replay=Replay.FREELY,
                        retry=self._calls.retry,
                        jitter=self._jitter,
                    )
                    if delay is None and attempt == 1 and _expired(error):
                        delay = 0.0
                    if delay is None:
                        # Not chained: what lies below may show the address.
                        raise UploadError(name=media.name, reason=_told(error)) from None
                except HostRefused as error:
                    raise UploadError(name=media.name, reason=f"its place: {error}") from None
                else:
                    return self._stored(ticket.file_name, digest)
            await asyncio.sleep(delay)
        raise AssertionError("unreachable")  # pragma: no cover

    def _stored(self, file_name: str, digest: _Digest) -> Lora:
        self.sent += 1
        lora = self._done[digest.md5] = Lora(file_name=file_name, md5=digest.md5, size=digest.size)
        if len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        return lora

    async def _put(self, url: Secret, media: Local, digest: _Digest) -> None:
        """Send the bytes to the storage host: without the key, and to no other place."""
        request = Request(
            method="PUT",
            url=_checked(url, media.name),
            headers=(
                ("Content-Type", "application/octet-stream"),
                ("User-Agent", self._calls.user_agent),
            ),
            stream=lambda: pieces(media, digest.md5, size=digest.size, algorithm="md5"),
            length=digest.size,
            foreign=True,
        )
        async with self._calls.http.open(request, operation="lora upload") as incoming:
            if not 200 <= incoming.status < 300:
                raise _refusal(incoming)


def _checked(url: Secret, name: str) -> str:
    """The address, if it is one: an http(s) URL with a host and a path."""
    text = url.reveal()
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and bool(parts.path)
        usable = usable and parts.username is None and parts.port != -1
    except ValueError:
        usable = False
    if not usable:
        del text  # reports of errors show local variables
        reason = "the service named a place for it that is no http(s) URL"
        raise UploadError(name=name, reason=reason)
    return text


def _expired(error: TransportError | ApiError) -> bool:
    """Whether the address may have been too old: storage hosts then refuse the signature.

    Uncertain: how long one holds is not documented. A new one is asked for once.
    """
    return isinstance(error, ApiError) and error.http_status == 403


def _refusal(incoming: Incoming) -> ApiError:
    error, _ = error_for_http_status(incoming.status)
    return error(
        operation="lora upload",
        code=None,
        message="",
        http_status=incoming.status,
        retry_after=parse_retry_after(incoming.header("retry-after"), time.time()),
    )


def _told(error: TransportError | ApiError) -> str:
    """What happened, in words that cannot hold the address."""
    if isinstance(error, ApiError):
        moved = ", and no redirect is followed" if 300 <= (error.http_status or 0) < 400 else ""
        return f"the storage host answered HTTP {error.http_status}{moved}"
    return f"the storage host could not be reached ({type(error).__name__})"
