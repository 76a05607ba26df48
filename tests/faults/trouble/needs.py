"""What the calls need: a service, clients, and what is made before anything goes wrong."""

from __future__ import annotations

import asyncio
import enum
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, NamedTuple

from runninghub_async import Job, Outcome, RunningHub
from runninghub_async.emulator import Emulator, Fault

MODEL = "vidu/text-to-video-q3-pro"
WITH_IMAGE = "vidu/image-to-video-q3-pro"
FLOW = "1950000000000000001"
APP = "1960000000000000001"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


class Kind(enum.Enum):
    """What is at stake when the call goes wrong."""

    SUBMIT = "a submit"  #: makes a task: never sent again where it may have arrived
    CREATE = "a creation"  #: makes something that costs nothing: not sent again either
    LOOK = "a look"  #: of the poller, which comes again by itself
    FETCH = "a look whose results are fetched"
    READ = "a read"  #: changes nothing, or the same thing again
    DELETE = "a deletion"  #: the same, but the second of two finds nothing
    STATE = "a question about a task"  #: a read whose codes 804, 805, 813 are answers
    BYTES = "a read of bytes"  #: whose body may be anything
    DOWNLOAD = "a download"
    PUT = "a put into storage"
    ASIDE = "a call that is made on the side"  #: its failure is no failure


class Scene(NamedTuple):
    """A service, a client that prepares, the client that makes the call, and what it may use."""

    emu: Emulator
    owner: RunningHub
    rh: RunningHub
    folder: Path
    deadline: float  #: seconds, for calls that take one
    failed: asyncio.Event  #: an attempt of the struck client has failed


class Call(NamedTuple):
    """One public operation, and the call of the service that is struck meanwhile."""

    name: str  #: as users write it
    when: str  #: the emulator's name of the call that goes wrong
    kind: Kind
    act: Callable[[Scene, Any], Awaitable[Any]]
    prepare: Callable[[Scene], Awaitable[Any]] | None = None
    row: str = ""
    first: bool = False  #: the struck call is the first that it makes; those of a row are
    asks_before: bool = False  #: it makes another call first
    scale: float = 0.0001  #: of the emulator's time: tasks last some 60 s of it
    repeats: bool = False  #: the call asks more than once by itself
    asks: bool = False  #: the client asks the service for its places instead of being told
    falls_back: bool = False  #: an older call is used where the service does not know this one

    @property
    def direct(self) -> bool:
        """Whether the struck call is the first that it makes."""
        return self.first or bool(self.row and not self.asks_before)

    async def works(self, it: Scene) -> Any:
        """Prepare, and make the call."""
        return await self.act(it, await self.prepare(it) if self.prepare else None)


# -- what the calls need --------------------------------------------------------------------------


async def task(it: Scene) -> str:
    return (await it.owner.workflows.submit(FLOW)).id


async def model_task(it: Scene) -> str:
    return (await it.owner.model(MODEL).submit(prompt="a cat")).id


async def finished(it: Scene) -> str:
    task_id = await task(it)
    while not (await it.owner.task(task_id).status()).finished:
        pass
    return task_id


async def ended(it: Scene) -> str:
    task = await it.owner.workflows.submit(FLOW, webhook_url="http://127.0.0.1:9/nobody")
    while not (await task.status()).finished:
        pass
    return task.id


async def detail(it: Scene) -> Any:
    return await it.owner.webhooks.detail(await ended(it))


async def group(it: Scene) -> str:
    return str((await it.owner.assets.groups.create("cats")).group_id)


async def asset(it: Scene) -> str:
    return str((await it.owner.assets.create(PNG, group=await group(it))).asset_id)


async def asset_parts(it: Scene) -> tuple[str, Any]:
    return await group(it), await it.owner.files.upload(PNG)


async def image(it: Scene) -> Any:
    return await it.owner.comfy.upload_image(PNG)


async def graph(it: Scene) -> dict[str, Any]:
    load = {"class_type": "LoadImage", "inputs": {"image": (await image(it)).path}}
    save = {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}}
    return {"1": load, "2": save}


async def ended_prompt(it: Scene) -> str:
    prompt_id = await prompt(it)
    await it.owner.comfy.wait(prompt_id)
    return prompt_id


async def prompt(it: Scene) -> str:
    return (await it.owner.comfy.prompt(await graph(it))).prompt_id


async def result(it: Scene) -> Any:
    """What a task made, in the hands of the client that is to fetch it."""
    return await it.rh.task(await model_task(it)).wait()


async def half_done(it: Scene) -> Path:
    """The journal of a run that was left after its submit."""
    journal = it.folder / f"{os.urandom(4).hex()}.journal"
    it.emu.faults.append(Fault("query", "http 401", times=None))
    run = it.owner.map([Job(MODEL, {"prompt": "a cat"}, "one")], journal=journal)
    assert [one.status async for one in run] == ["uncertain"]
    it.emu.faults.clear()
    return journal


# -- calls that take more than one line -----------------------------------------------------------


async def cancel(it: Scene, task_id: str) -> None:
    await it.rh.tasks.cancel(task_id)


async def watch(it: Scene, task_id: str) -> Any:
    return [state async for state in it.rh.task(task_id).watch(deadline=it.deadline)][-1]


async def _until_its_end(it: Scene, events: AsyncIterator[Any]) -> Any:
    """Read all events of a task of a minute, which ends once something has gone wrong."""
    ending = asyncio.ensure_future(_end_soon(it))
    try:
        return [event async for event in events][-1].state
    finally:
        ending.cancel()


async def _end_soon(it: Scene) -> None:
    if len(it.emu.faults):
        await it.emu.ledger.until(lambda ledger: ledger.faults, deadline=None)
    it.emu.jump(3600)


async def progress(it: Scene, task_id: str) -> Any:
    events = it.rh.task(task_id).progress(deadline=it.deadline)
    return [event async for event in events][-1].state


async def long_progress(it: Scene, _: None) -> Any:
    task = await it.owner.workflows.submit(FLOW)
    return await _until_its_end(it, it.rh.task(task.id).progress(deadline=it.deadline))


async def own_progress(it: Scene, _: None) -> Any:
    task = await it.rh.workflows.submit(FLOW)
    return await _until_its_end(it, task.progress(deadline=it.deadline))


async def outcome(run: Any) -> Outcome:
    """The outcome of a batch of one job."""
    (outcome,) = [one async for one in run]
    return outcome


async def map(it: Scene, _: None) -> Any:
    return await outcome(it.rh.map([Job(MODEL, {"prompt": "a cat"})], deadline=it.deadline))


async def map_local(it: Scene, _: None) -> Any:
    job = Job(WITH_IMAGE, {"prompt": "a cat", "image_url": PNG})
    return await outcome(it.rh.map([job], deadline=it.deadline))


async def map_journal(it: Scene, _: None) -> Any:
    journal = it.folder / f"{os.urandom(4).hex()}.journal"
    job = Job(MODEL, {"prompt": "a cat"}, "one")
    return await outcome(it.rh.map([job], journal=journal, deadline=it.deadline))


async def map_download(it: Scene, _: None) -> Any:
    job = Job(MODEL, {"prompt": "a cat"})
    return await outcome(it.rh.map([job], download_to=it.folder / "clips", deadline=it.deadline))


async def resume(it: Scene, journal: Path) -> Any:
    return await outcome(it.rh.resume(journal, deadline=it.deadline))


async def resume_download(it: Scene, journal: Path) -> Any:
    folder = it.folder / "clips"
    return await outcome(it.rh.resume(journal, download_to=folder, deadline=it.deadline))


async def download(it: Scene, result: Any) -> Any:
    (path,) = await result.download(it.folder / "files")
    return path


async def view(it: Scene, image: Any) -> Any:
    return await it.rh.comfy.view(image)


async def all_apps(it: Scene, _: None) -> Any:
    return [app async for app in it.rh.apps.all()]


def flow(it: Scene, **more: Any) -> Any:
    return it.rh.workflows.submit(FLOW, deadline=it.deadline, **more)


def app(it: Scene, **more: Any) -> Any:
    return it.rh.apps.submit(APP, deadline=it.deadline, **more)


def model(it: Scene, path: str = MODEL) -> Any:
    return it.rh.model(path).with_options(deadline=it.deadline)
