"""An ASGI application that takes RunningHub's webhooks, and the reader of their bodies.

Source: platform-api 7: events are unsigned, come at least once, may come before the answer to
the submit, and want a 200 quickly.
"""

from __future__ import annotations

import asyncio
import hmac
import inspect
import re
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit

from runninghub_async.errors import BadEvent, ConfigError
from runninghub_async.protocol.events import TaskEvent, read_event
from runninghub_async.protocol.messages import Secret
from runninghub_async.transport.hooks import logger

__all__ = ["OnEvent", "TaskEvent", "WebhookReceiver", "parse"]

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
OnEvent: TypeAlias = Callable[[TaskEvent], Awaitable[None] | None]
_Sink: TypeAlias = Callable[[str], None]

REMEMBERED = 10_000  #: events kept until a client takes them, and ids that were told, the newest
SHORTEST_SECRET = 16  #: characters
PATIENCE = 10.0  #: seconds for a body to arrive; the service's own time-out is not documented


def parse(body: bytes | str | Mapping[str, Any]) -> TaskEvent:
    """Read the body of a webhook, for a receiver of your own.

    Takes every layout that was seen: `eventData` as JSON in a string, as an object, wrapped,
    or missing. An event is unsigned: ask `rh.task(event.task_id)` before you act on it.

    ```python
    from runninghub_async import webhooks

    event = webhooks.parse(b'{"event": "TASK_END", "taskId": "7"}')
    print(event.task_id)
    ```

    Raises:
        BadEvent: no JSON object, or no task id in it.

    Source: platform-api 7.1.
    """
    return read_event(body)


class WebhookReceiver:
    """An ASGI application to mount in FastAPI, Starlette or any other ASGI server.

    The client puts the receiver's URL into its submits. An event wakes whoever waits for its
    task, and the client asks the service for the truth: an event is only ever a hint. One
    receiver serves one client. With several processes behind one URL give all of them the same
    `secret`: an event that reaches another process than the one that waits is taken, and the
    waiting one looks by itself once a minute (`polling.reported`).

    ```python
    from runninghub_async.webhooks import OnEvent, TaskEvent, WebhookReceiver


    async def note(event: TaskEvent) -> None:
        print(event.task_id)


    on_event: OnEvent = note
    receiver = WebhookReceiver("https://example.com/hooks", on_event=on_event)
    app.mount("/hooks", receiver)  # of FastAPI, Starlette or another ASGI framework
    async with RunningHub(webhooks=receiver) as client:
        print(client)
    ```

    Args:
        url: Where the receiver can be reached from outside, without the secret.
        secret: The last segment of the path, at least 16 characters; else a new random one.
            Keep it to take, after a restart, the events of tasks submitted before.
        on_event: Called with each task's first event, plain or async, after the 200 is sent.
            The event is not confirmed.
        max_body: Bytes of a body; a larger one gets 413.

    Raises:
        ConfigError: `url` is no http(s) URL or holds credentials; the secret is too short, or
            holds characters that have a meaning in a URL.
    """

    def __init__(
        self,
        url: str,
        *,
        secret: str | None = None,
        on_event: OnEvent | None = None,
        max_body: int = 1024 * 1024,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            reason = f"{url!r} is no http(s) URL with a host and without a query"
            raise ConfigError(setting="WebhookReceiver.url", reason=reason)
        if "@" in parts.netloc:
            reason = "holds credentials: the receiver's secret stands in its path"
            raise ConfigError(setting="WebhookReceiver.url", reason=reason)
        if secret is not None and len(secret) < SHORTEST_SECRET:
            reason = f"has {len(secret)} characters, at least {SHORTEST_SECRET} are needed"
            raise ConfigError(setting="WebhookReceiver.secret", reason=reason)
        if secret is not None and not re.fullmatch(r"[\w.~-]+", secret, re.ASCII):
            reason = "holds characters that change on their way in a URL: letters, digits, - . _ ~"
            raise ConfigError(setting="WebhookReceiver.secret", reason=reason)
        self._base = url.rstrip("/")
        self._secret = secret or secrets.token_urlsafe(24)
        self._on_event = on_event
        self._max_body = max_body
        self._sink: _Sink | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._early: OrderedDict[str, None] = OrderedDict()
        self._told: OrderedDict[str, None] = OrderedDict()
        self.received = 0  #: events that were taken, repeated ones included
        self.refused = 0  #: requests with a wrong secret, method, size or body

    def __repr__(self) -> str:
        return f"<WebhookReceiver {self._base}/… {self.received} received, {self.refused} refused>"

    @property
    def url(self) -> Secret:
        """What goes into a submit: the URL with the secret in it."""
        return Secret(f"{self._base}/{quote(self._secret, safe='')}")

    def attach(self, sink: Callable[[str], None]) -> None:
        """Tell a client, in the running event loop, the ids of tasks that have ended.

        Raises:
            ConfigError: it is attached to another client already.
        """
        if self._sink is not None:
            reason = "serves another client already: make one receiver for each"
            raise ConfigError(setting="webhooks", reason=reason)
        self._sink = sink
        self._loop = asyncio.get_running_loop()
        early, self._early = self._early, OrderedDict()
        for task_id in early:
            sink(task_id)

    def detach(self) -> None:
        """Tell nobody any more; events are kept for the next client."""
        self._sink = self._loop = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI wants it."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, event = await self._take(scope, receive)
        if event is None:
            self.refused += 1
        else:
            self.received += 1
            self._tell(event.task_id)  # before the answer: a client that is gone changes nothing
        headers = [(b"content-length", b"0")]
        if status == 405:
            headers.append((b"allow", b"POST"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        if event is not None:
            await self._call(event)

    async def _take(self, scope: Scope, receive: Receive) -> tuple[int, TaskEvent | None]:
        given = scope["path"].rstrip("/").rpartition("/")[2]
        self._hide(scope)
        # Some servers decode what is no UTF-8 to half characters, which cannot be encoded again.
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret.encode()):
            if not self.refused:
                logger.warning("%s: a request without the right secret was refused", self._base)
            return 404, None
        if scope["method"] != "POST":
            return 405, None
        try:
            async with asyncio.timeout(PATIENCE):
                body = await self._read(receive)
        except TimeoutError:
            return 408, None
        if body is None:
            return 413, None
        try:
            return 200, read_event(body)
        except BadEvent as error:
            logger.warning("%s", error)
            return 400, None

    def _hide(self, scope: Scope) -> None:
        """Cut the secret out of the path: servers write their access logs from it, later."""
        scope["path"] = scope["path"].replace(self._secret, "hidden")
        if raw := scope.get("raw_path"):
            scope["raw_path"] = raw.replace(self._secret.encode(), b"hidden")

    async def _read(self, receive: Receive) -> bytes | None:
        """The whole body, or None for one that is too large; one that is cut off as it is."""
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._max_body:
                return None
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                return bytes(body)

    def _tell(self, task_id: str) -> None:
        if self._sink is None or self._loop is None or self._loop.is_closed():
            _remember(self._early, task_id)
        elif self._loop is asyncio.get_running_loop():
            self._sink(task_id)
        else:  # the server runs in a thread of its own
            self._loop.call_soon_threadsafe(self._sink, task_id)

    async def _call(self, event: TaskEvent) -> None:
        """Call the user's own function, once for each task."""
        if self._on_event is None or event.task_id in self._told:
            return
        _remember(self._told, event.task_id)
        try:
            result = self._on_event(event)
            if inspect.isawaitable(result):
                await result
        except (Exception, asyncio.CancelledError) as error:
            # The user's code may raise anything, a cancellation of its own as well.
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and (task is None or task.cancelling()):
                raise
            logger.exception("on_event raised for task %s", event.task_id)


async def _live(receive: Receive, send: Send) -> None:
    """The lifespan of a receiver that is served alone: nothing to start, nothing to stop."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _remember(memory: OrderedDict[str, None], task_id: str) -> None:
    memory[task_id] = None
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
