"""Every public coroutine is cancelled wherever it waits, in every way, and nothing is left of it.

The operations are data; a public coroutine that has none fails the first test here.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import io
import os
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from typing import Any, NamedTuple

import pytest

import runninghub_async
from runninghub_async import ClientClosed, Job
from runninghub_async.emulator import Durations, Fault

MODEL = "vidu/text-to-video-q3-pro"
PICTURED = "vidu/image-to-video-q3-pro"
FLOW = "1950000000000000001"
APP = "1960000000000000001"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
HOWS = ("at", "late", "again", "timeout", "anyio", "sibling", "turn")  #: see the harness
QUICKLY = ("at", "late", "turn")  #: what the default run tries of each operation

Act = Callable[[Any], Awaitable[Any]]


class Case(NamedTuple):
    """One operation; `before` prepares `it.given`, undisturbed, `after` checks and tidies up."""

    name: str
    act: Act
    covers: tuple[str, ...]
    before: Act | None
    after: Act | None
    service: dict[str, Any]


CASES: dict[str, Case] = {}


def case(
    name: str,
    *covers: str,
    before: Act | None = None,
    after: Act | None = None,
    **service: Any,
) -> Callable[[Act], Act]:
    def add(act: Act) -> Act:
        CASES[name] = Case(name, act, covers, before, after, service)
        return act

    return add


def plain(name: str, cover: str, act: Act, **more: Any) -> None:
    case(name, cover, **more)(act)


def picture(it: Any, size: int = 100) -> bytes:
    """A picture that nobody has sent before."""
    return PNG + it.take.to_bytes(8, "big") + bytes(size)


def prompt(it: Any, number: int = 0) -> str:
    return f"take {it.take}, {number}"


async def collected(it: Any, run: Any) -> list[Any]:
    """All outcomes of a run; the user has what was handed out."""
    found = []
    async with aclosing(run) as outcomes:
        async for outcome in outcomes:
            it.got.add(outcome.task_id)
            found.append(outcome)
    return found


# -- models and tasks ----------------------------------------------------------------------------


@case("a call", "Endpoint.__call__")
async def _(it: Any) -> None:
    result = await it.rh.model(MODEL)(prompt=prompt(it))
    it.got.add(result.task_id)
    assert result.url


@case("a call while the service is asked for its places", "Session.learn_slots", client="asks")
async def _(it: Any) -> None:
    result = await it.rh.model(MODEL)(prompt=prompt(it))
    it.got.add(result.task_id)


async def rival(it: Any) -> Any:
    """Somebody who has the only place."""
    running = asyncio.ensure_future(it.rh.model(MODEL)(prompt=f"rival {it.take}"))
    submits = len(it.emu.ledger.submits)
    await it.emu.ledger.until(lambda book: len(book.submits) > submits)
    return running


async def rival_done(it: Any) -> None:
    it.got.add((await it.given).task_id)


@case("a call in a line", "Endpoint.__call__", before=rival, after=rival_done, client="narrow")
async def _(it: Any) -> None:
    result = await it.rh.model(MODEL)(prompt=prompt(it))
    it.got.add(result.task_id)


@case("a call with a picture", "Endpoint.__call__")
async def _(it: Any) -> None:
    result = await it.rh.model(PICTURED)(prompt=prompt(it), image_url=picture(it))
    it.got.add(result.task_id)
    assert it.emu.ledger.uploads


@case("a call with two pictures", "Endpoint.__call__")
async def _(it: Any) -> None:
    pictures = [picture(it), picture(it, 101)]
    result = await it.rh.model("vidu/reference-to-video-q3")(prompt=prompt(it), image_urls=pictures)
    it.got.add(result.task_id)


@case("submit", "Endpoint.submit", after=lambda it: end_all(it))
async def _(it: Any) -> None:
    task = await it.rh.model(MODEL).submit(prompt=prompt(it))
    it.got.add(task.id)


@case("price", "Endpoint.price")
async def _(it: Any) -> None:
    assert (await it.rh.model(MODEL).price(prompt=prompt(it))).currency


async def a_task(it: Any) -> Any:
    return await it.rh.model(MODEL).submit(prompt=prompt(it))


async def a_run(it: Any) -> Any:
    return await it.rh.workflows.submit(FLOW)


async def a_long_run(it: Any) -> Any:
    return await it.rh.workflows.submit(FLOW)


async def a_result(it: Any) -> Any:
    return await it.rh.model(MODEL)(prompt=prompt(it))


async def end_all(it: Any) -> None:
    """What was only submitted keeps its place; who waits for it gives it back."""
    for task_id in it.rh.unfinished:
        await it.rh.task(task_id).wait()
        it.got.add(task_id)


@case("wait", "Task.wait", before=a_task, after=end_all)
async def _(it: Any) -> None:
    assert (await it.given.wait()).url


@case("status", "Task.status", before=a_task, after=end_all)
async def _(it: Any) -> None:
    assert (await it.given.status()).task_id == it.given.id


@case("watch", "Task.watch", before=a_task, after=end_all, time_scale=0.0005)
async def _(it: Any) -> None:
    async with aclosing(it.given.watch()) as states:
        seen = [state async for state in states]
    assert seen[-1].succeeded


@case("watch, left alone", "Task.watch", before=a_task, after=end_all, time_scale=0.0005)
async def _(it: Any) -> None:
    async for state in it.given.watch():
        if state.finished:
            break


@case("progress", "Task.progress", before=a_run, after=end_all, time_scale=0.001)
async def _(it: Any) -> None:
    async with aclosing(it.given.progress()) as events:
        seen = [event async for event in events]
    assert seen[-1].state.succeeded


async def gone(it: Any) -> None:
    """A run that is cancelled, or was left alone by a cancel that did not leave."""
    await it.rh.tasks.cancel(it.given.id)
    assert (await it.given.status()).cancelled


@case("cancel", "Task.cancel", before=a_long_run, after=gone, durations=Durations(median=1e9))
async def _(it: Any) -> None:
    await it.given.cancel()


@case(
    "cancel by id", "Tasks.cancel", before=a_long_run, after=gone, durations=Durations(median=1e9)
)
async def _(it: Any) -> None:
    await it.rh.tasks.cancel(it.given.id)


plain(
    "legacy status",
    "Tasks.legacy_status",
    lambda it: it.rh.tasks.legacy_status(it.given.id),
    before=a_run,
    after=end_all,
)
plain(
    "legacy outputs",
    "Tasks.legacy_outputs",
    lambda it: it.rh.tasks.legacy_outputs(it.given.id),
    before=a_run,
    after=end_all,
)


# -- files ---------------------------------------------------------------------------------------


@case("upload of bytes", "Files.upload")
async def _(it: Any) -> None:
    assert (await it.rh.files.upload(picture(it, 3_000_000))).url


async def on_disk(it: Any) -> Any:
    path = it.folder / f"{it.take}.png"
    path.write_bytes(picture(it, 2_500_000))
    return path


async def off_disk(it: Any) -> None:
    it.given.unlink()


@case("upload of a path", "Files.upload", before=on_disk, after=off_disk)
async def _(it: Any) -> None:
    assert (await it.rh.files.upload(it.given)).url


@case("upload of an open file", "Files.upload")
async def _(it: Any) -> None:
    with io.BytesIO(picture(it, 1_500_000)) as file:
        assert (await it.rh.files.upload(file)).url


async def sharer(it: Any) -> Any:
    return asyncio.ensure_future(it.rh.files.upload(picture(it, 2_000_000)))


async def shared(it: Any) -> None:
    """Whoever else wants the content gets it, whatever the other caller did."""
    assert (await it.given).url


@case("upload that two callers share", "Files.upload", before=sharer, after=shared)
async def _(it: Any) -> None:
    assert (await it.rh.files.upload(picture(it, 2_000_000))).url


plain(
    "legacy upload",
    "Files.upload_legacy",
    lambda it: it.rh.files.upload_legacy(picture(it)),
)


@case("upload of a LoRA", "Files.upload_lora")
async def _(it: Any) -> None:
    assert (await it.rh.files.upload_lora(picture(it, 2_000_000), name="x")).md5


async def no_file(it: Any) -> None:
    """The file is whole or not there."""
    for path in it.folder.glob("*.mp4"):
        assert path.stat().st_size > 100
        path.unlink()


@case("download", "Output.download", before=a_result, after=no_file)
async def _(it: Any) -> None:
    await it.given.outputs[0].download(it.folder / f"{it.take}.mp4")


@case(
    "download that goes on",
    "Output.download",
    before=a_result,
    after=no_file,
    faults=(Fault("download", "half", rate=0.5, times=None),),
    client="patient",
)
async def _(it: Any) -> None:
    await it.given.outputs[0].download(it.folder / f"{it.take}.mp4")


@case("download of a result", "TaskResult.download", before=a_result, after=no_file)
async def _(it: Any) -> None:
    assert all(path.exists() for path in await it.given.download(it.folder))


# -- many ----------------------------------------------------------------------------------------


def jobs(it: Any, count: int = 3) -> list[Job]:
    return [Job(MODEL, {"prompt": prompt(it, one)}, key=f"{one}") for one in range(count)]


def all_well(outcomes: list[Any]) -> None:
    assert [one.status for one in outcomes] == ["succeeded"] * len(outcomes)


@case("map", "RunningHub.map")
async def _(it: Any) -> None:
    all_well(await collected(it, it.rh.map(jobs(it))))


@case("map in order", "RunningHub.map")
async def _(it: Any) -> None:
    all_well(await collected(it, it.rh.map(jobs(it), ordered=True, concurrency=2)))


@case("map with files", "RunningHub.map", after=no_file)
async def _(it: Any) -> None:
    all_well(await collected(it, it.rh.map(jobs(it), download_to=it.folder)))


@case("map over an async source", "Endpoint.map")
async def _(it: Any) -> None:
    async def source() -> Any:
        for one in range(3):
            await asyncio.sleep(0)
            yield {"prompt": prompt(it, one)}

    all_well(await collected(it, it.rh.model(MODEL).map(source())))


@case("map that is left", "RunningHub.map")
async def _(it: Any) -> None:
    async with aclosing(it.rh.map(jobs(it))) as outcomes:
        async for outcome in outcomes:
            it.got.add(outcome.task_id)
            break


async def journal_kept(it: Any) -> None:
    """The next run of the same jobs pays for nothing twice, and knows all that was accepted."""
    before = len(it.emu.ledger.submits)
    run = it.rh.map(jobs(it), journal=it.folder / f"{it.take}.journal")
    statuses = [one.status for one in await collected(it, run)]
    assert set(statuses) <= {"succeeded", "uncertain"}
    assert not it.emu.ledger.repeated_bodies()
    assert len(it.emu.ledger.submits) - before <= 3


@case("map with a journal", "RunningHub.map", after=journal_kept)
async def _(it: Any) -> None:
    run = it.rh.map(jobs(it), journal=it.folder / f"{it.take}.journal")
    all_well(await collected(it, run))


async def half_done(it: Any) -> Any:
    """A journal of three jobs whose run was left after the first outcome."""
    path = it.folder / f"{it.take}.journal"
    async with aclosing(it.rh.map(jobs(it), journal=path)) as outcomes:
        async for outcome in outcomes:
            it.got.add(outcome.task_id)
            break
    return path


@case("resume", "RunningHub.resume", before=half_done, after=journal_kept)
async def _(it: Any) -> None:
    outcomes = await collected(it, it.rh.resume(it.given))
    assert {one.status for one in outcomes} <= {"succeeded", "skipped"}


# -- the rest of the platform ----------------------------------------------------------------------

for _name in ("status", "queue", "keys"):
    plain(
        f"account {_name}",
        f"Account.{_name}",
        lambda it, name=_name: getattr(it.rh.account, name)(),  # type: ignore[misc]
    )


@case("workflow", "Workflows.run")
async def _(it: Any) -> None:
    result = await it.rh.workflows.run(FLOW)
    it.got.add(result.task_id)


@case("workflow submit", "Workflows.submit", after=end_all)
async def _(it: Any) -> None:
    it.got.add((await it.rh.workflows.submit(FLOW)).id)


@case("app", "Apps.run")
async def _(it: Any) -> None:
    result = await it.rh.apps.run(APP, {})
    it.got.add(result.task_id)


@case("app submit", "Apps.submit", after=end_all)
async def _(it: Any) -> None:
    it.got.add((await it.rh.apps.submit(APP)).id)


@case("quick create", "QuickCreate.run")
async def _(it: Any) -> None:
    result = await it.rh.quick_create.run(APP, "001")
    it.got.add(result.task_id)


@case("quick create submit", "QuickCreate.submit", after=end_all)
async def _(it: Any) -> None:
    it.got.add((await it.rh.quick_create.submit(APP, "001")).id)


@case("app list, all pages", "Apps.all", "Apps.list")
async def _(it: Any) -> None:
    async with aclosing(it.rh.apps.all(size=1)) as apps:
        assert [app async for app in apps]


plain("app inputs", "Apps.inputs", lambda it: it.rh.apps.inputs(APP))
plain("workflow graph", "Workflows.graph", lambda it: it.rh.workflows.graph(FLOW))
plain("resources", "Workflows.resources", lambda it: it.rh.workflows.resources("LORA"))
plain("quick create models", "QuickCreate.models", lambda it: it.rh.quick_create.models(APP))


async def a_group(it: Any) -> Any:
    return await it.rh.assets.groups.create(f"cats {it.take}")


async def an_asset(it: Any) -> Any:
    group = await it.rh.assets.groups.create(f"cats {it.take}")
    return await it.rh.assets.create(picture(it), group=group)


@case("asset create", "Assets.create", before=a_group)
async def _(it: Any) -> None:
    assert (await it.rh.assets.create(picture(it), group=it.given)).asset_id


plain("asset query", "Assets.query", lambda it: it.rh.assets.query(it.given), before=an_asset)
plain("asset list", "Assets.list", lambda it: it.rh.assets.list(), before=an_asset)
plain(
    "asset update",
    "Assets.update",
    lambda it: it.rh.assets.update(it.given, name="new"),
    before=an_asset,
)
plain("asset delete", "Assets.delete", lambda it: it.rh.assets.delete(it.given), before=an_asset)
plain(
    "asset wait",
    "Assets.wait_ready",
    lambda it: it.rh.assets.wait_ready(it.given),
    before=an_asset,
)


@case("assets, all pages", "Assets.all", before=an_asset)
async def _(it: Any) -> None:
    async with aclosing(it.rh.assets.all(group=it.given.group_id)) as assets:
        assert [asset async for asset in assets]


plain("group create", "AssetGroups.create", a_group)
plain(
    "group query",
    "AssetGroups.query",
    lambda it: it.rh.assets.groups.query(it.given),
    before=a_group,
)
plain("group list", "AssetGroups.list", lambda it: it.rh.assets.groups.list())
plain(
    "group update",
    "AssetGroups.update",
    lambda it: it.rh.assets.groups.update(it.given, name="new"),
    before=a_group,
)
plain(
    "group delete",
    "AssetGroups.delete",
    lambda it: it.rh.assets.groups.delete(it.given),
    before=a_group,
)


async def an_image(it: Any) -> Any:
    return await it.rh.comfy.upload_image(picture(it))


def comfy_graph(image: Any) -> dict[str, Any]:
    load = {"class_type": "LoadImage", "inputs": {"image": image.path}}
    save = {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "x"}}
    return {"1": load, "2": save}


async def a_prompt(it: Any) -> Any:
    return await it.rh.comfy.prompt(comfy_graph(await an_image(it)))


@case("comfy prompt", "Comfy.prompt", before=an_image)
async def _(it: Any) -> None:
    queued = await it.rh.comfy.prompt(comfy_graph(it.given))
    it.got.add(it.emu.world.tasks.find(queued.prompt_id).id)


@case("comfy wait", "Comfy.wait", before=a_prompt)
async def _(it: Any) -> None:
    assert (await it.rh.comfy.wait(it.given.prompt_id)).files


plain("comfy view", "Comfy.view", lambda it: it.rh.comfy.view(it.given), before=an_image)
plain("comfy upload", "Comfy.upload_image", an_image)
for _name in ("history", "queue", "object_info", "system_stats"):
    plain(
        f"comfy {_name}",
        f"Comfy.{_name}",
        lambda it, name=_name: getattr(it.rh.comfy, name)(),  # type: ignore[misc]
    )


async def reported(it: Any) -> Any:
    task = await it.rh.workflows.submit(FLOW, webhook_url="http://127.0.0.1:9/nobody")
    await task.wait()
    return task.id


plain(
    "webhook detail",
    "Webhooks.detail",
    lambda it: it.rh.webhooks.detail(it.given),
    before=reported,
)


async def told(it: Any) -> Any:
    return await it.rh.webhooks.detail(await reported(it))


plain("webhook resend", "Webhooks.resend", lambda it: it.rh.webhooks.resend(it.given), before=told)

#: Public coroutines that need no service; `test_without_a_service` cancels them.
ELSEWHERE = {
    *("Journal.__aenter__", "Journal.__aexit__", "Journal.open", "Journal.aclose"),
    *("Journal.plan", "Journal.jobs"),
    *("ProgressFeed.__aiter__", "WebhookReceiver.__call__"),
    *("RunningHub.__aenter__", "RunningHub.__aexit__", "RunningHub.aclose"),
    *("Run.submit", "Run.wait"),  # what the namespaces' own `submit` and `run` call
}
#: Where users find classes; what lies below is cancelled through them.
PUBLIC = ("client", "journal.journal", "platform", "tasks.endpoint", "tasks.task", "webhooks")


def public_coroutines() -> Iterator[str]:
    package = runninghub_async.__name__
    for found in pkgutil.walk_packages(runninghub_async.__path__, f"{package}."):
        name = found.name.removeprefix(f"{package}.")
        if not name.startswith(PUBLIC) and name != "tasks.tally":
            continue
        module = importlib.import_module(found.name)
        for cls in vars(module).values():
            if not inspect.isclass(cls) or cls.__module__ != found.name:
                continue
            for method, made in vars(cls).items():
                wanted = inspect.iscoroutinefunction(made) or inspect.isasyncgenfunction(made)
                hidden = method.startswith("_") and not method.startswith("__")
                if wanted and not hidden:
                    yield f"{cls.__name__}.{method}"


def test_every_public_coroutine_is_cancelled_somewhere() -> None:
    covered = {name for one in CASES.values() for name in one.covers} | ELSEWHERE
    assert set(public_coroutines()) <= covered


CLIENTS: dict[str, dict[str, Any]] = {
    "": {},
    "narrow": {"limits": runninghub_async.Limits(slots=1, connections=1)},
    "asks": {"limits": runninghub_async.Limits()},
    "patient": {"retry": runninghub_async.Retry(attempts=30, first=0.001, ceiling=0.002)},
}


def parameters() -> list[Any]:
    wanted = HOWS if os.environ.get("RUNNINGHUB_LOOPS") else QUICKLY
    return [
        pytest.param(one, how, id=f"{one.name}-{how}") for one in CASES.values() for how in wanted
    ]


@pytest.mark.parametrize(("one", "how"), parameters())
def test_cancelled_wherever_it_waits_it_leaves_nothing_and_loses_nothing(
    one: Case, how: str, loop: Any, scene: Any, striking: Any, tmp_path: Any
) -> None:
    if how == "turn" and not loop.turns:
        pytest.skip("the turns of this loop cannot be counted")

    async def main() -> None:
        service = dict(one.service)
        client = CLIENTS[service.pop("client", "")]
        async with scene(tmp_path, client, **service) as it:
            for number in striking.moments(how):
                if not await struck(it, one, how, number, striking):
                    return

    loop.run(main())


async def struck(it: Any, one: Case, how: str, number: int, striking: Any) -> bool:
    """Prepare, strike, and look at what is left; tell whether the moment came."""
    idle = it.books()
    it.take += 1
    if one.before is not None:
        it.given = await one.before(it)
        it.got.update(it.emu.ledger.task_ids)
        await asyncio.sleep(0.001)  # what brought it may come to its end
    alone = not isinstance(it.given, asyncio.Future)  # else somebody else is at it, too
    before = it.books()
    outcome = await striking.strike(one.act(it), how, number)
    if outcome.struck and alone:
        await it.settled(before)
    assert not it.lost, (number, it.lost)
    if one.after is not None:
        await one.after(it)
    if one.after is not None or one.before is None:
        await it.settled(idle)
    return bool(outcome.struck)


# -- where it cannot be used ----------------------------------------------------------------------


@pytest.mark.parametrize("one", CASES.values(), ids=CASES)
def test_after_the_client_is_closed_it_says_so_and_sends_nothing(
    one: Case, loop: Any, scene: Any, tmp_path: Any
) -> None:
    async def main() -> None:
        service = dict(one.service)
        client = CLIENTS[service.pop("client", "")]
        async with scene(tmp_path, client, **service) as it:
            if one.before is not None and one.before not in (sharer, rival):
                it.given = await one.before(it)
            await it.rh.aclose()
            sent = it.emu.ledger.requests.total()
            with pytest.raises(ClientClosed):
                await one.act(it)
            assert it.emu.ledger.requests.total() == sent
            assert not it.parts

    loop.run(main())


@pytest.mark.parametrize("one", CASES.values(), ids=CASES)
def test_from_another_loop_it_is_refused_and_the_client_goes_on(
    one: Case, loop: Any, scene: Any, tmp_path: Any
) -> None:
    def elsewhere(it: Any) -> None:
        with pytest.raises(ClientClosed, match="another event loop"):
            asyncio.run(one.act(it))

    async def main() -> None:
        service = dict(one.service)
        client = CLIENTS[service.pop("client", "")]
        async with scene(tmp_path, client, **service) as it:
            if one.before is not None and one.before not in (sharer, rival):
                it.given = await one.before(it)
                await asyncio.sleep(0.001)
            sent = it.emu.ledger.requests.total()
            await asyncio.to_thread(elsewhere, it)
            assert it.emu.ledger.requests.total() == sent
            assert await it.rh.account.status() is not None

    loop.run(main())
