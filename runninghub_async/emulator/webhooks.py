"""Webhooks: an event to the submit's `webhookUrl` when its task has ended, in good days and bad.

Source: platform-api 7. How long the service waits, how often it tries again and after what
pauses is not documented: a document's sample shows three repeats within three minutes, and so
do the pauses here. That a non-2xx answer is repeated too is assumed there as well.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Literal

import msgspec

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.events import (
    LAYOUTS,
    SHARES,
    Layout,
    WebhookTrouble,
    encode_event,
    forged_event,
    forged_url,
)
from runninghub_async.emulator.life import EmulatedTask
from runninghub_async.emulator.outgoing import Reply, Undelivered, post
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.views import flat_state, v1_outputs
from runninghub_async.emulator.waiting import Waiting
from runninghub_async.emulator.world import World

__all__ = ["WebhookDelivery", "WebhookEvent", "WebhookTrouble"]

_FIRST_ID = 2_113_500_000_000_000_001
_FIRST_PAUSE = 25.0  #: seconds of the service; 25 + 50 + 100 are the three minutes of the sample
_LONGEST_DELAY = 120.0  #: seconds of the service that a `delayed` event is late at most

CallbackStatus = Literal["PENDING", "RETRYING", "SUCCESS", "FAILED"]


class WebhookEvent(msgspec.Struct, kw_only=True, eq=False):
    """One event and how its delivery stands, as `getWebhookDetail` shows it."""

    id: str
    task: EmulatedTask
    url: str
    layout: Layout
    body: bytes
    status: CallbackStatus = "PENDING"
    response: str = ""  #: the last answer, or why there was none
    retries: int = 0  #: repeats behind the first try
    created: str
    updated: str

    def detail(self) -> dict[str, Any]:
        """The event in the service's words (platform-api 7.4)."""
        whole = msgspec.json.decode(self.body)
        data = whole.get("eventData", whole)
        return {
            "id": self.id,
            "userApiKey": "****",
            "taskId": self.task.id,
            "webhookUrl": self.url,
            "eventData": data if isinstance(data, str) else msgspec.json.encode(data).decode(),
            "callbackStatus": self.status,
            "callbackResponse": self.response,
            "retryCount": self.retries,
            "createTime": self.created,
            "updateTime": self.updated,
        }


class WebhookDelivery:
    """Tells of ended tasks. The deliveries run as asyncio tasks that `aclose` ends."""

    def __init__(self, world: World) -> None:
        self.sent = 0  #: POSTs of true events that were answered with 2xx
        self.tries = 0  #: POSTs of true events that were attempted
        self.lost = 0  #: events that were lost on purpose
        self.forged = 0  #: POSTs in somebody else's name
        self._world = world
        self._events: dict[str, WebhookEvent] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._closed = False
        self._waiting = Waiting(world)
        world.accepted.append(self.accepted)

    def __repr__(self) -> str:
        return (
            f"<WebhookDelivery {len(self._events)} events, {self.sent} of {self.tries} tries "
            f"taken, {self.lost} lost, {self.forged} forged, {len(self._running)} under way>"
        )

    @property
    def under_way(self) -> int:
        """How many tasks are waited for or told of at the moment."""
        return len(self._running)

    def event_of(self, task_id: str) -> WebhookEvent | None:
        """Return the event of a task, or None while there is none."""
        return self._events.get(task_id)

    def accepted(self, task: EmulatedTask) -> None:
        """Begin to wait for the end of a task that has a webhook."""
        if task.webhook_url:
            self._start(self._tell(task))

    def routes(self) -> tuple[Route, ...]:
        """The two calls about webhooks."""
        return tuple(
            Route(
                operation=operation,
                method="POST",
                path=f"/task/openapi/{path}",
                family=Family.V1,
                key=Key.BODY,
                handle=handle,
            )
            for operation, path, handle in (
                ("webhook detail", "getWebhookDetail", self.detail),
                ("webhook resend", "retryWebhook", self.retry),
            )
        )

    def detail(self, call: Call) -> Answer:
        """Show how the delivery of a task's event stands."""
        task_id = call.body.get("taskId")
        task = self._world.find_task(str(task_id), call.key)
        if task is None:
            raise Refusal(807)
        event = self._events.get(task.id)
        if event is None:
            raise Refusal(1, "webhook event not exists")
        return enveloped(event.detail())

    def retry(self, call: Call) -> Answer:
        """Deliver an event again, perhaps to another URL; answers before it is delivered."""
        webhook_id, url = call.body.get("webhookId"), call.body.get("webhookUrl")
        if not webhook_id:
            raise Refusal(301, "PARAMS_INVALID: webhookId is required")
        if url is not None and not isinstance(url, str):
            raise Refusal(301, "PARAMS_INVALID: webhookUrl must be a string")
        event = next((one for one in self._events.values() if one.id == str(webhook_id)), None)
        if event is None or event.task.key != call.key:
            raise Refusal(1, "webhook event not exists")
        event.url = url or event.url
        event.retries += 1
        self._note(event, "RETRYING")
        self._start(self._deliver(event))
        return enveloped(None, msg="")

    async def aclose(self) -> None:
        """End every delivery under way and begin none; what was not sent stays unsent."""
        self._closed = True
        running = list(self._running)
        for one in running:
            one.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    # -- deliveries -----------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        if self._closed:  # a call that came in before the end may still be under way
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._world.ledger.changed()

    async def _tell(self, task: EmulatedTask) -> None:
        """Wait for the end, then let the event go out, or astray."""
        trouble = self._world.settings.webhooks
        # Drawn in a fixed order, so that one share does not shift the others.
        chance = random.Random(f"{trouble.seed}:webhook:{task.number}")
        struck = {name for name in SHARES if chance.random() < getattr(trouble, name)}
        if "early" in struck:
            await self._claim(task, failed=False)
        while not await self._waiting.until(task, task.ends):
            pass
        event = self._make(task)
        if "delayed" in struck:
            await self._pause(chance.uniform(0.0, _LONGEST_DELAY))
        if "swapped" in struck:
            await self._hold()
        if "forged" in struck:
            await self._forge(event)
        if "wrong" in struck:
            await self._claim(task, failed=not task.fails)
        if "lost" in struck:
            self.lost += 1
            event.retries = trouble.tries - 1
            self._note(event, "FAILED", "connect timed out")
            return
        await self._deliver(event)
        if "repeated" in struck:
            await self._pause(_FIRST_PAUSE)
            await self._try(event)

    def _make(self, task: EmulatedTask) -> WebhookEvent:
        now = self._world.now()
        flat = flat_state(self._world, task, now)
        layout = self._layout(task)
        event = WebhookEvent(
            id=str(_FIRST_ID + task.number - 1),
            task=task,
            url=task.webhook_url,
            layout=layout,
            body=encode_event(flat, v1_outputs(self._world, task, now), layout),
            created=self._now(),
            updated=self._now(),
        )
        self._events[task.id] = event
        self._world.ledger.changed()
        return event

    def _layout(self, task: EmulatedTask) -> Layout:
        wanted = self._world.settings.webhooks.layout
        if wanted == "all":
            return LAYOUTS[(task.number - 1) % len(LAYOUTS)]
        if wanted:
            return wanted
        return "documented" if task.submission.family is Family.V1 else "object"

    async def _deliver(self, event: WebhookEvent) -> None:
        """Try until it is taken: four times, after pauses that double."""
        tries = self._world.settings.webhooks.tries
        for number in range(tries):
            if number:
                self._note(event, "RETRYING")
                await self._pause(_FIRST_PAUSE * 2 ** (number - 1))
                event.retries += 1
            if await self._try(event):
                return
        self._note(event, "FAILED")

    async def _try(self, event: WebhookEvent) -> bool:
        self.tries += 1
        self._world.ledger.changed()
        try:
            reply = await self._post(event.url, event.body)
        except Undelivered as problem:
            self._note(event, event.status, str(problem))
            return False
        text = reply.body.decode("utf-8", "replace") or f"HTTP {reply.status}"
        self.sent += reply.ok
        self._note(event, "SUCCESS" if reply.ok else event.status, text)
        return reply.ok

    async def _hold(self) -> None:
        """Wait until another event has been answered, or two minutes of the service."""
        before, seconds = self.sent, _LONGEST_DELAY * self._world.settings.time_scale
        with contextlib.suppress(TimeoutError):
            await self._world.ledger.until(lambda _: self.sent > before, deadline=seconds)

    async def _forge(self, event: WebhookEvent) -> None:
        """Send what a stranger would: by turns an unknown task, and the true one elsewhere."""
        number = self.forged = self.forged + 1
        if number % 2 == 0:
            body = forged_event(number, event.layout, task_id=event.task.id)
            await self._post_once(forged_url(event.url), body)
        else:
            await self._post_once(event.url, forged_event(number, event.layout))

    async def _claim(self, task: EmulatedTask, *, failed: bool) -> None:
        """Send what somebody may claim who knows the URL."""
        number = self.forged = self.forged + 1
        body = forged_event(number, self._layout(task), task_id=task.id, failed=failed)
        await self._post_once(task.webhook_url, body)

    async def _post_once(self, url: str, body: bytes) -> None:
        """Send a forgery: nobody repeats one."""
        with contextlib.suppress(Undelivered):
            await self._post(url, body)

    async def _post(self, url: str, body: bytes) -> Reply:
        return await post(url, body, timeout=self._world.settings.webhooks.timeout)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds * self._world.settings.time_scale)

    def _note(self, event: WebhookEvent, status: CallbackStatus, response: str = "") -> None:
        event.status = status
        event.response = response or event.response
        event.updated = self._now()
        self._world.ledger.changed()

    def _now(self) -> str:
        """ISO time without a zone, as the service writes it (platform-api 7.4)."""
        return datetime.fromtimestamp(self._world.wall()).isoformat(timespec="seconds")
