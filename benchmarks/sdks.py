"""The SDKs of such services, each against its own dialect on this machine.

Keys are dummies. `fal-client` has no setting for a plain http host, so the constant that it
builds its URLs from is replaced; the others take a base URL. `runninghub-sdk` has an async
client beside its sync one: that one is measured.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from clients import KEY, PROMPT, TASK_ID, Client, Setup

_APPLICATION = "bench/video"
_SCALED = {"fal": 0.1, "replicate": 0.5, "runway": 6.0, "runway jitter": 3.0, "runninghub": 2.0}


class _Fal(Client):
    def __init__(self, setup: Setup, client: Any, handle: Any) -> None:
        super().__init__(setup)
        self._client = client
        self._handle = handle

    async def look(self) -> object:
        return await self._handle.status()

    async def task(self, number: int) -> None:
        await self._client.subscribe(
            _APPLICATION,
            {"prompt": PROMPT.format(number)},
            interval=self.setup.pause(_SCALED["fal"]),
        )


@asynccontextmanager
async def fal(setup: Setup) -> AsyncIterator[Client]:
    """fal-client: status of a handle; `subscribe`."""
    from fal_client import client as module

    module.QUEUE_URL_FORMAT = f"{setup.url}/"
    client = module.AsyncClient(key=KEY)
    yield _Fal(setup, client, await client.get_handle(_APPLICATION, TASK_ID))
    await (await client._client).aclose()  # it has no call for that


class _Replicate(Client):
    def __init__(self, setup: Setup, client: Any) -> None:
        super().__init__(setup)
        self._client = client

    async def look(self) -> object:
        return await self._client.predictions.async_get(TASK_ID)

    async def task(self, number: int) -> None:
        await self._client.async_run(_APPLICATION, {"prompt": PROMPT.format(number)})


@asynccontextmanager
async def replicate(setup: Setup) -> AsyncIterator[Client]:
    """replicate: a prediction by its id; `async_run`."""
    import httpx
    from replicate.client import Client as Replicate

    client = Replicate(KEY, base_url=setup.url, timeout=httpx.Timeout(60))
    client.poll_interval = setup.pause(_SCALED["replicate"])
    yield _Replicate(setup, client)
    await client._async_client.aclose()  # it has no call for that


class _Runway(Client):
    def __init__(self, setup: Setup, client: Any) -> None:
        super().__init__(setup)
        self._client = client

    async def look(self) -> object:
        return await self._client.tasks.retrieve(TASK_ID)

    async def task(self, number: int) -> None:
        task = await self._client.text_to_video.create(
            model="gen4.5", prompt_text=PROMPT.format(number), ratio="1280:720", duration=5
        )
        await task.wait_for_task_output()


@asynccontextmanager
async def runway(setup: Setup) -> AsyncIterator[Client]:
    """runwayml: a task by its id; `create` and `wait_for_task_output`.

    Its interval is no parameter: the two constants of its module are scaled.
    """
    from runwayml import AsyncRunwayML
    from runwayml.lib import polling

    polling.POLL_TIME = setup.pause(_SCALED["runway"])
    polling.POLL_JITTER = polling.POLL_TIME * _SCALED["runway jitter"] / _SCALED["runway"]
    async with AsyncRunwayML(api_key=KEY, base_url=setup.url) as client:
        yield _Runway(setup, client)


class _RunningHubSdk(Client):
    def __init__(self, setup: Setup, client: Any) -> None:
        super().__init__(setup)
        self._client = client

    async def look(self) -> object:
        return await self._client.async_query_v2(TASK_ID)

    async def task(self, number: int) -> None:
        from runninghub_sdk import RunningHubError

        pause = self.setup.pause(_SCALED["runninghub"])
        body = {"prompt": PROMPT.format(number)}
        while True:
            try:
                found = await self._client.async_run_model_api("vidu/text-to-video", body)
                break
            except RunningHubError as error:
                if error.code != 421:
                    raise
                await asyncio.sleep(pause)
        await self._client.async_wait_for_query_v2_completion(found.task_id, poll_interval=pause)


@asynccontextmanager
async def runninghub(setup: Setup) -> AsyncIterator[Client]:
    """runninghub-sdk: a query by the task's id; run and wait, asynchronously."""
    from runninghub_sdk import RunningHubClient

    async with RunningHubClient(api_key=KEY, base_url=setup.url) as client:
        yield _RunningHubSdk(setup, client)
