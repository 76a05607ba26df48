"""The path of one call: pace, send, decode, retry, report."""

from __future__ import annotations

import asyncio
import functools
import itertools
import time
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote, urlencode

import anyio.to_thread
import msgspec

from runninghub_async.config import Retry
from runninghub_async.errors import (
    ApiError,
    ClientClosed,
    RateLimited,
    RunningHubError,
    TransportError,
)
from runninghub_async.protocol.discreet import Sealed
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.protocol.operations import KeyPlace, Operation, Replay
from runninghub_async.transport.form import Form
from runninghub_async.transport.hooks import Attempt, Hooks, redact, spellings
from runninghub_async.transport.http import Http, Request
from runninghub_async.transport.pacing import Pacer
from runninghub_async.transport.retry import decide, full_jitter

__all__ = ["Calls", "Passage"]

T = TypeVar("T")

#: Seconds to hold all requests after a rate refusal that names none (platform-api 9.3: 10 s
#: in use; shorter here, because each further refusal holds them again).
RATE_PAUSE = 2.0
#: Characters; keys have 32. A shorter one, as tests use, is no secret, and cutting it out of
#: answers would spoil what is in them.
SHORTEST_SECRET = 16


LARGE = 1024 * 1024  #: bytes; what is larger takes milliseconds to decode

_JSON = ("Content-Type", "application/json")


def _with_field(content: bytes, name: str, value: str) -> bytes:
    """The JSON text of an object with one more field in front."""
    first = b"{" + msgspec.json.encode(name) + b":" + msgspec.json.encode(value)
    return first + (b"}" if content == b"{}" else b"," + content[1:])


async def _read(operation: Operation[T], reply: Reply, name: str) -> T:
    """Read an answer; a large one in a thread.

    One that may hold a new task's id is read at once, whatever its size: between the answer and
    its reading nobody may be cancelled.
    """
    if len(reply.body) <= LARGE or operation.replay is not Replay.FREELY:
        return operation.read(reply, name)
    return await anyio.to_thread.run_sync(operation.read, reply, name)


class Passage:
    """Where a request is that may be sent once only, for those who have to know.

    `before` is awaited when everything is ready and before anything leaves; what it raises
    keeps the request here. `waited` is for the records: seconds in the line for a place.
    """

    def __init__(
        self, before: Callable[[], Awaitable[None]] | None = None, *, waited: float = 0.0
    ) -> None:
        self.waited = waited
        self._before = before
        self.abandoned = False  #: nobody waits for it any more: no further attempt is made
        self.answered = False  #: no attempt follows: what became of it is being written down
        self.over: asyncio.Future[None] | None = None  #: done when the attempt is; None between
        self._task: asyncio.Task[object] | None = None

    @property
    def on_wire(self) -> bool:
        """Whether it may be on its way to the service now."""
        return self.over is not None

    @property
    def may_stay(self) -> bool:
        """Whether it has not left, so that it never will when it is ended now."""
        return self.over is None and not self.answered

    async def prepare(self) -> None:
        """Let whoever has to know of the request write it down."""
        if self._before is not None:
            await self._before()

    def depart(self) -> None:
        """Note that the request may leave from now on."""
        self._task = asyncio.current_task()
        self.over = asyncio.get_running_loop().create_future()

    def break_off(self) -> None:
        """End the attempt that is on the wire; its outcome is then unclear."""
        if self._task is not None:
            self._task.cancel()

    def end(self) -> None:
        """Note that the attempt is over."""
        if self.over is not None:
            self.over.set_result(None)
            self.over = self._task = None


class Calls:
    """Makes the calls of one client. Holds the key, and lets nothing print it."""

    def __init__(
        self,
        http: Http,
        *,
        base_url: str,
        api_key: Secret,
        retry: Retry,
        pacer: Pacer,
        hooks: Hooks,
        user_agent: str,
        jitter: Callable[[float], float] = full_jitter,
    ) -> None:
        self._http = http
        self.base_url = base_url
        self.user_agent = user_agent
        self._key = api_key.reveal()
        self._secret = self._key if len(self._key) >= SHORTEST_SECRET else ""
        self._secret_forms = tuple(form.encode() for form in spellings(self._secret))
        self._retry = retry
        self._once = Retry(attempts=1, first=retry.first, ceiling=retry.ceiling)
        self._pacer = pacer
        self._hooks = hooks
        self._jitter = jitter
        self._headers = (
            ("Authorization", f"Bearer {self._key}"),
            ("Accept", "application/json"),
            ("User-Agent", user_agent),
        )
        self._passages: set[Passage] = set()
        self._stopped = False
        self.sent = 0  #: attempts that were made, for `statistics()`

    def __repr__(self) -> str:
        return f"<Calls to {self.base_url}>"

    @property
    def http(self) -> Http:
        """The network side alone: for storage hosts, which must not see the key."""
        return self._http

    @property
    def retry(self) -> Retry:
        """How often and how soon a call is repeated."""
        return self._retry

    async def call(
        self,
        operation: Operation[T],
        *,
        target: str = "",
        suffix: str = "",
        query: Mapping[str, str] = MappingProxyType({}),
        content: bytes | None = None,
        form: Form | None = None,
        single: bool = False,
        passage: Passage | None = None,
    ) -> T:
        """Make one call and return its value; repeat it where the operation allows.

        `target` goes into the path, `suffix` behind it (both are quoted), `query` behind the
        question mark; the body is `content`, a JSON object, or a `form`. `single` makes one
        attempt only, for callers that come again by themselves. `passage` tells where a
        request is that may be sent once only.

        Raises:
            ApiError: the service said no.
            TransportError: no usable answer.
        """
        request = self._request(operation, target, suffix, query, content, form)
        name = f"{operation.name} {target}" if target else operation.name
        retry = self._once if single else self._retry
        passage = passage or Passage()
        for attempt in itertools.count(1):
            asked = time.perf_counter()
            await self._pacer.turn(operation.share)
            began = time.perf_counter()
            self.sent += 1
            reply: Reply | None = None
            report = functools.partial(
                self._report, operation, request, passage, attempt, asked, began
            )
            try:
                reply = await self._send(operation, request, name, passage)
                value = await _read(operation, self._without_secret(reply), name)
            except RunningHubError as error:
                delay = decide(
                    error,
                    attempt=attempt,
                    replay=operation.replay,
                    retry=retry,
                    jitter=self._jitter,
                )
                report(reply, error, delay)
                if isinstance(error, RateLimited):
                    self._pacer.hold(max(error.retry_after or RATE_PAUSE, delay or 0.0))
                if delay is None or passage.abandoned:
                    raise
            else:
                report(reply, None, None)
                return value
            await asyncio.sleep(delay)
        raise AssertionError("unreachable")  # pragma: no cover

    def stop(self) -> None:
        """Let no request leave any more that may be sent once only; reads still do."""
        self._stopped = True

    async def settle(self, seconds: float) -> None:
        """Stop, and wait until no request that may be sent once only is on the wire.

        What takes longer is broken off: whoever waits for it learns that it is unclear.
        """
        self.stop()
        under_way = {one.over: one for one in self._passages if one.over is not None}
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for over in late:
            under_way[over].break_off()
        if late:
            await asyncio.wait(late)

    async def _send(
        self, operation: Operation[T], request: Request, name: str, passage: Passage
    ) -> Reply:
        if operation.replay is Replay.FREELY:
            return await self._http.send(
                request,
                operation=name,
                bounded=operation.bounded,
                largest=operation.largest,
            )
        self._passages.add(passage)
        try:
            return await self._http.send(
                request,
                operation=name,
                once=True,
                bounded=operation.bounded,
                largest=operation.largest,
                departing=functools.partial(self._depart, passage),
            )
        except ClientClosed:
            # It waits in line, with all that comes later, for the error with which the client
            # ends the line: that one knows the ids of all tasks.
            await self._pacer.turn()
            raise
        except asyncio.CancelledError as error:
            if not passage.on_wire:
                raise
            # Only the end of the client does that. Who waits must learn that the request may
            # have arrived.
            raise TransportError(
                operation=name, reason="the client was closed meanwhile", sent=None
            ) from error
        finally:
            passage.end()
            self._passages.discard(passage)

    async def _depart(self, passage: Passage) -> None:
        if not self._stopped:
            await passage.prepare()
        if self._stopped:
            raise ClientClosed(reason="the client was closed before the request was sent")
        passage.depart()

    def _request(
        self,
        operation: Operation[T],
        target: str,
        suffix: str,
        query: Mapping[str, str],
        content: bytes | None,
        form: Form | None,
    ) -> Request:
        place = operation.key
        path = operation.path
        if target or suffix:
            path = path.replace("{target}", quote(target)) + quote(suffix)
        if place is KeyPlace.PATH:
            path = path.replace("{key}", quote(self._key, safe=""))
        if place is KeyPlace.QUERY:
            query = {"apiKey": self._key, **query}
        if query:
            path = f"{path}?{urlencode(query)}"
        request = Request(method=operation.method, url=self.base_url + path, headers=self._headers)
        if form is not None:
            if place is KeyPlace.BODY:
                form = form.with_field(place.value, self._key)
            body = form.encode()
            return msgspec.structs.replace(
                request,
                headers=(*self._headers, ("Content-Type", body.content_type)),
                stream=body.stream,
                length=body.length,
            )
        if content is None:
            return request
        if place in (KeyPlace.BODY, KeyPlace.BODY_LOWER):
            content = _with_field(content, place.value, self._key)
        return msgspec.structs.replace(request, headers=(*self._headers, _JSON), content=content)

    def _without_secret(self, reply: Reply) -> Reply:
        """The service may echo the key (platform-api 13, trap 27): it stops here."""
        body = reply.body
        for form in self._secret_forms:
            if form in body:
                body = body.replace(form, b"***")
        if body is reply.body:
            return reply
        return Reply(
            status=reply.status,
            body=Sealed(body),
            content_type=reply.content_type,
            retry_after=reply.retry_after,
        )

    def _report(
        self,
        operation: Operation[T],
        request: Request,
        passage: Passage,
        attempt: int,
        asked: float,
        began: float,
        reply: Reply | None,
        error: RunningHubError | None,
        retry_in: float | None,
    ) -> None:
        if not self._hooks.wanted:
            return
        status = reply.status if reply is not None else None
        if status is None and isinstance(error, ApiError):
            status = error.http_status
        self._hooks.emit(
            Attempt(
                operation=operation.name,
                method=request.method,
                url=redact(request.url, self._secret),
                attempt=attempt,
                waited=began - asked,
                waited_for_slot=passage.waited,
                seconds=time.perf_counter() - began,
                status=status,
                bytes_sent=len(request.content or b"") or request.length,
                bytes_received=len(reply.body) if reply is not None else 0,
                error=type(error).__name__ if error is not None else None,
                retry_in=retry_in,
            )
        )
