"""The measured clients as rows: ours, plain HTTP clients and the SDKs of such services.

Each client does its own native version of the same two things:

- look: one question about a task that runs, from the client's public call to the value that its
  user gets (a decoded object; JSON for those that have none).
- task: submit, wait in the way and with the interval that its documents give, get the result.

Each is used as it comes: its own pool, timeouts and parsing. What differs from its defaults is
said in `Row.what`.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, NamedTuple

KEY = "benchmark-key-that-opens-nothing"
TASK_ID = "2013500000000000001"
PROMPT = "take {}: a cat surfs"
#: Seconds: no client waits for less between two looks, however fast the service's time goes,
#: because it would be measured at its own limit. It favours those that look more often.
LEAST = 0.1
OFFICIAL = 5.0  #: seconds between looks in RunningHub's own clients (platform-api 10.2)


class Setup(NamedTuple):
    """Where the service is, and how fast its time goes."""

    url: str
    load: int = 1  #: calls in flight
    scale: float = 1.0  #: seconds here for one of the service's

    def pause(self, documented: float) -> float:
        """The documented seconds between looks, in the service's time."""
        return max(LEAST, documented * self.scale)


class Client:
    """A client that is open."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup

    async def look(self) -> object:
        """Ask once about a task that runs."""
        raise NotImplementedError

    async def task(self, number: int) -> None:
        """Submit one task and wait until its result is here."""
        raise NotImplementedError

    async def run(self, count: int, slots: int, seen: Callable[[int], None]) -> None:
        """Run so many tasks in so many slots; by default behind a semaphore."""
        places = asyncio.Semaphore(slots)

        async def one(number: int) -> None:
            async with places:
                await self.task(number)
            seen(number)

        async with asyncio.TaskGroup() as group:
            for number in range(count):
                group.create_task(one(number))


class Row(NamedTuple):
    """One client of the tables."""

    name: str
    open: Callable[[Setup], AbstractAsyncContextManager[Client]]
    imports: str  #: what its user imports
    distribution: str  #: what its user installs
    what: str  #: what is called, and how it differs from the client's defaults
    interval: str  #: between looks, as documented


class _Ours(Client):
    def __init__(self, setup: Setup, hub: Any) -> None:
        super().__init__(setup)
        self._hub = hub
        self._task = hub.task(TASK_ID)

    async def look(self) -> object:
        return await self._task.status()

    async def task(self, number: int) -> None:
        await self._hub.models.vidu.text_to_video(prompt=PROMPT.format(number))

    async def run(self, count: int, slots: int, seen: Callable[[int], None]) -> None:
        items = ({"prompt": PROMPT.format(number)} for number in range(count))
        async for outcome in self._hub.models.vidu.text_to_video.map(items):
            if outcome.status != "succeeded":
                raise RuntimeError(str(outcome.error))
            seen(outcome.index)


@asynccontextmanager
async def _ours(setup: Setup, **more: Any) -> AsyncIterator[Client]:
    from runninghub_async import Polling, RunningHub

    plain = Polling()
    polling = Polling(
        first=plain.first * setup.scale,
        ceiling=plain.ceiling * setup.scale,
        cost=plain.cost * setup.scale,
    )
    async with RunningHub(KEY, base_url=setup.url, polling=polling, **more) as hub:
        yield _Ours(setup, hub)


@asynccontextmanager
async def _ours_aiohttp(setup: Setup) -> AsyncIterator[Client]:
    from httpx_aiohttp import AiohttpTransport

    async with _ours(setup, transport=AiohttpTransport()) as client:
        yield client


class _Posting(Client):
    """What one writes with a plain HTTP client: submit, then a look every five seconds."""

    async def post(self, path: str, body: dict[str, str]) -> Any:
        """Send JSON and return the decoded answer."""
        raise NotImplementedError

    async def look(self) -> object:
        return await self.status(TASK_ID)

    async def status(self, task_id: str) -> object:
        """The word that a query answers with."""
        return (await self.post("/openapi/v2/query", {"taskId": task_id}))["status"]

    async def task(self, number: int) -> None:
        body = {"prompt": PROMPT.format(number)}
        pause = self.setup.pause(OFFICIAL)
        while True:
            answer = await self.post("/openapi/v2/vidu/text-to-video", body)
            if "taskId" in answer:
                break
            await asyncio.sleep(pause)  # 421: a slot is not free yet
        while True:
            if await self.status(answer["taskId"]) == "SUCCESS":
                return
            await asyncio.sleep(pause)


class _Httpx(_Posting):
    def __init__(self, setup: Setup, client: Any, places: int) -> None:
        super().__init__(setup)
        self._client = client
        self._places = asyncio.Semaphore(places)

    async def post(self, path: str, body: dict[str, str]) -> Any:
        async with self._places:
            response = await self._client.post(path, json=body)
        response.raise_for_status()
        return response.json()


@asynccontextmanager
async def _httpx(setup: Setup, kept: int | None = None) -> AsyncIterator[Client]:
    import httpx

    limits = httpx.Limits(max_connections=kept or 100, max_keepalive_connections=kept or 20)
    async with httpx.AsyncClient(
        base_url=setup.url,
        limits=limits,
        timeout=60,
        headers={"Authorization": f"Bearer {KEY}"},
    ) as client:
        yield _Httpx(setup, client, kept or 1_000_000)


@asynccontextmanager
async def _httpx_kept(setup: Setup) -> AsyncIterator[Client]:
    async with _httpx(setup, 64) as client:
        yield client


class _Aiohttp(_Posting):
    def __init__(self, setup: Setup, session: Any) -> None:
        super().__init__(setup)
        self._session = session

    async def post(self, path: str, body: dict[str, str]) -> Any:
        async with self._session.post(path, json=body, raise_for_status=True) as response:
            return await response.json()


@asynccontextmanager
async def _aiohttp(setup: Setup) -> AsyncIterator[Client]:
    import aiohttp

    headers = {"Authorization": f"Bearer {KEY}"}
    async with aiohttp.ClientSession(setup.url, headers=headers) as session:
        yield _Aiohttp(setup, session)


class _Bare(_Posting):
    def __init__(self, setup: Setup, pool: Any) -> None:
        super().__init__(setup)
        self._pool = pool

    async def post(self, path: str, body: dict[str, str]) -> Any:
        return await self._pool.post(path, body)


@asynccontextmanager
async def _bare(setup: Setup) -> AsyncIterator[Client]:
    async with importlib.import_module("bare").Pool(setup.url, KEY, size=64) as pool:
        yield _Bare(setup, pool)


def _sdk(name: str) -> Callable[[Setup], AbstractAsyncContextManager[Client]]:
    """A client of `sdks.py`, which is imported in the process that measures it."""

    def opened(setup: Setup) -> AbstractAsyncContextManager[Client]:
        found: AbstractAsyncContextManager[Client] = getattr(importlib.import_module("sdks"), name)(
            setup
        )
        return found

    return opened


ROWS: tuple[Row, ...] = (
    Row("ours", _ours, "runninghub_async.client", "runninghub-async",
        "rh.task(id).status(); endpoint.map(...), which asks for the slots itself", "learned"),
    Row("ours + aiohttp", _ours_aiohttp, "runninghub_async.client, httpx_aiohttp",
        "runninghub-async", "the same with transport=AiohttpTransport(), of the extra", "learned"),
    Row("httpx", _httpx, "httpx", "httpx",
        "client.post(), .json(); its own limits (100, 20 of them kept), timeout=60", "5 s"),
    Row("httpx (64 kept)", _httpx_kept, "httpx", "httpx",
        "the same with 64 connections, all kept, behind a semaphore of 64", "5 s"),
    Row("aiohttp", _aiohttp, "aiohttp", "aiohttp",
        "session.post(), await .json(); its own limit of 100 connections", "5 s"),
    Row("fal-client", _sdk("fal"), "fal_client", "fal-client",
        "handle.status(); AsyncClient.subscribe()", "0.1 s"),
    Row("replicate", _sdk("replicate"), "replicate", "replicate",
        "predictions.async_get(); async_run(), held 60 s by the server; timeout=60", "0.5 s"),
    Row("runwayml", _sdk("runway"), "runwayml", "runwayml",
        "tasks.retrieve(); text_to_video.create(), wait_for_task_output()", "6 ± 1.5 s"),
    Row("runninghub-sdk", _sdk("runninghub"), "runninghub_sdk", "runninghub-sdk",
        "async_query_v2(); async_run_model_api(), async_wait_for_query_v2_completion()", "2 s"),
    Row("bare protocol", _bare, "asyncio, msgspec", "msgspec",
        "the floor: 64 sockets, ready bytes, msgspec; no checks, errors, timeouts", "5 s"),
)  # fmt: skip

BY_NAME = {row.name: row for row in ROWS}
