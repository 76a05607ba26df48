"""Progress over a WebSocket: ComfyUI's messages while a workflow or an app runs.

Source: platform-api 8.3: the address is signed and short-lived, comes with the task and is
null while it is queued [OD]. How long it holds and whether the service closes the connection
at the end is not known: here ten minutes, and it does. The documents call all of it unstable.
8.4: the native ComfyUI has a socket of its own for each client; it stays open.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import hmac
import re
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec

from runninghub_async.emulator.life import EmulatedTask, TaskKind
from runninghub_async.emulator.timeline import Moment, run_of, timeline
from runninghub_async.emulator.waiting import Waiting
from runninghub_async.emulator.world import World

__all__ = ["Sockets"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_PATH = "/ws/c_instance"
#: The native ComfyUI's own socket (platform-api 8.4).
_NATIVE = re.compile(r"/(?P<base>proxy|proxy-plus)/(?P<key>[^/]+)/ws")
_TOKEN = "Rh-Comfy-Auth"
_TOKEN_LIFE = 600.0  #: seconds of the emulator's clock


class _Client:
    """Somebody who listens to the native ComfyUI of a key."""

    def __init__(self, key: str, base: str, client_id: str) -> None:
        self.id = client_id
        self.news: asyncio.Queue[EmulatedTask] = asyncio.Queue()
        self._key = key
        self._base = base

    def owns(self, task: EmulatedTask) -> bool:
        """Whether a prompt was sent in this client's name."""
        submission = task.submission
        mine = submission.body.get("client_id") == self.id
        return mine and (task.key, submission.source) == (self._key, self._base)


class Sockets:
    """The addresses of running tasks, and the ASGI application behind them."""

    def __init__(self, world: World) -> None:
        self.opened = 0  #: handshakes that were accepted
        self.refused = 0  #: with 403: another path, a wrong or expired token
        self.messages = 0  #: frames that were sent
        self._world = world
        self._waiting = Waiting(world)
        self._prompts: list[EmulatedTask] = []  # native ones that may still run
        self._clients: set[_Client] = set()
        world.socket_url = self.url
        world.accepted.append(self._accepted)

    def __repr__(self) -> str:
        return (
            f"<Sockets {self.opened} opened, {self.refused} refused, {self.messages} messages, "
            f"{len(self._clients)} native clients>"
        )

    def url(self, task: EmulatedTask) -> str | None:
        """Return a task's `netWssUrl`: a secret; None unless it runs, and for models."""
        now = self._world.now()
        if task.kind is TaskKind.MODEL or task.status(now) != "RUNNING":
            return None
        expires = f"{now + _TOKEN_LIFE:.3f}"
        query = {
            "c_host": "127.0.0.1",
            "c_port": "8188",
            "clientId": task.client_id,
            "workflowId": task.submission.source,
            _TOKEN: f"{task.id}-{expires}-{self._seal(task, expires)}",
        }
        return f"ws{self._world.base_url.removeprefix('http')}{_PATH}?{urlencode(query)}"

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Serve one connection until the run or the client ends it; 403 to whoever may not."""
        await receive()  # the handshake
        tell = self._teller(scope)
        if tell is None:
            self.refused += 1
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        self.opened += 1
        async with asyncio.TaskGroup() as group:
            telling = group.create_task(tell(send))
            # What clients say is read and forgotten, else nobody would see them leave.
            while (await receive())["type"] != "websocket.disconnect":
                pass
            telling.cancel()

    def _teller(
        self, scope: Mapping[str, Any]
    ) -> Callable[[Send], Coroutine[Any, Any, None]] | None:
        """What an address gives to hear, or None."""
        query = {k: v[0] for k, v in parse_qs(scope["query_string"].decode("latin-1")).items()}
        if scope["path"] == _PATH:
            task = self._admit(query)
            return functools.partial(self._tell_one, task) if task is not None else None
        native = _NATIVE.fullmatch(scope["path"])
        if native is None or native["key"] not in self._world.accounts:
            return None
        client = _Client(native["key"], native["base"], query.get("clientId") or uuid.uuid4().hex)
        return functools.partial(self._tell_client, client)

    async def _tell_one(self, task: EmulatedTask, send: Send) -> None:
        """Tell one run, and close."""
        try:
            left = int(self._world.now() < task.ends)
            await self._greet(send, sid=task.client_id, left=left)
            await self._tell_run(task, send)
            await send({"type": "websocket.close", "code": 1000})
        except OSError:  # the client has left, as ASGI says it
            return

    async def _tell_client(self, client: _Client, send: Send) -> None:
        """Tell every prompt of a native client, those that run and those to come."""
        mine = [one for one in self._alive() if client.owns(one)]
        self._clients.add(client)
        try:
            async with asyncio.TaskGroup() as group:
                await self._greet(send, sid=client.id, left=len(mine))
                for one in mine:
                    group.create_task(self._tell_run(one, send))
                while True:
                    group.create_task(self._tell_run(await client.news.get(), send))
        except* OSError:  # the client has left
            pass
        finally:
            self._clients.discard(client)

    def _accepted(self, task: EmulatedTask) -> None:
        if task.kind is TaskKind.PROXY:
            self._prompts = [*self._alive(), task]
            for one in self._clients:
                if one.owns(task):
                    one.news.put_nowait(task)

    def _alive(self) -> list[EmulatedTask]:
        now = self._world.now()
        return [one for one in self._prompts if now < one.ends]

    async def _greet(self, send: Send, *, sid: str, left: int) -> None:
        status = {"exec_info": {"queue_remaining": left}}
        greeting = {"type": "status", "data": {"status": status, "sid": sid}}
        await self._send(send, msgspec.json.encode(greeting).decode())

    async def _tell_run(self, task: EmulatedTask, send: Send) -> None:
        """Send what is to come of a run, after what a late listener must know."""
        moments = timeline(run_of(task))
        now = self._world.now()
        done = sum(one.at <= now for one in moments)
        under_way = [one for one in moments[:done] if one.kind == "executing"]
        if under_way:
            await self._send(send, under_way[-1].data)
        while done < len(moments):
            if await self._waiting.until(task, moments[done].at):
                await self._send(send, moments[done].data)
                done += 1
            else:
                moments = _replanned(task, moments[:done])

    async def _send(self, send: Send, data: str | bytes) -> None:
        self.messages += 1
        await send({"type": "websocket.send", "text" if isinstance(data, str) else "bytes": data})

    def _admit(self, query: Mapping[str, str]) -> EmulatedTask | None:
        """The task that an address names, if its token is good."""
        task_id, _, rest = query.get(_TOKEN, "").partition("-")
        expires, _, seal = rest.partition("-")
        task = self._world.tasks.find(task_id)
        if task is None or query.get("clientId") != task.client_id:
            return None
        if not hmac.compare_digest(seal.encode(), self._seal(task, expires).encode()):
            return None
        return task if self._world.now() < float(expires) else None

    def _seal(self, task: EmulatedTask, expires: str) -> str:
        secret = f"socket:{self._world.settings.seed}".encode()
        text = f"{task.id}:{expires}".encode()
        return hashlib.blake2s(text, key=secret, digest_size=16).hexdigest()


def _replanned(task: EmulatedTask, sent: list[Moment]) -> list[Moment]:
    """What was sent, and what comes now that the task's plan has changed."""
    last = sent[-1].at if sent else float("-inf")
    rest = (one for one in timeline(run_of(task)) if one.at >= last and one not in sent)
    return [*sent, *rest]
