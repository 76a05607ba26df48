"""What users write. Read by mypy and pyright, never executed: no line may be an error."""

from collections.abc import AsyncGenerator, AsyncIterator
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

from runninghub_async import (
    Budget,
    Endpoint,
    Job,
    Outcome,
    Price,
    PricePreview,
    Progress,
    ProgressEvent,
    RunningHub,
    Task,
    TaskResult,
    TaskState,
    Upload,
)
from runninghub_async.platform import AppListing, AppSchema, Graph, Nodes, QueueStatus
from runninghub_async.webhooks import TaskEvent, WebhookReceiver, parse

URL = "https://example.com/cat.png"
PNG = b"\x89PNG"


async def call_and_download(rh: RunningHub) -> None:
    vidu = rh.models.vidu
    clip = await vidu.image_to_video_q3_pro(
        prompt="a cat surfs",
        image_url=Path("cat.png"),
        duration=5,
        resolution="720p",
        audio=True,
    )
    assert_type(clip, TaskResult)
    assert_type(await clip.download("clips/"), list[Path])
    assert_type(await clip.outputs[0].download(Path("clip.mp4")), Path)
    assert_type(clip.url, str | None)


async def every_media_value(rh: RunningHub, upload: Upload) -> None:
    q2 = rh.models.vidu.image_to_video_q2_turbo
    assert_type(await q2(prompt="p", image_url=Path("cat.png"), duration="5"), TaskResult)
    assert_type(await q2(prompt="p", image_url=PNG, duration=5), TaskResult)
    assert_type(await q2(prompt="p", image_url=URL, bgm=None), TaskResult)
    assert_type(await q2(prompt="p", image_url=upload), TaskResult)


def an_open_file(rh: RunningHub) -> None:
    with Path("cat.png").open("rb") as file:
        body = rh.models.vidu.image_to_video_q2_turbo.check(prompt="p", image_url=file)
    assert_type(body, dict[str, Any])


async def lists_of_media(rh: RunningHub) -> None:
    q3 = rh.models.vidu.reference_to_video_q3
    paths = [Path("a.png"), Path("b.png")]
    assert_type(await q3(prompt="p", image_urls=paths, duration=5), TaskResult)
    assert_type(await q3(prompt="p", image_urls=[Path("a.png"), PNG, URL]), TaskResult)
    assert_type(await q3(prompt="p", image_urls=URL, audio=True), TaskResult)
    assert_type(await q3(prompt="p", image_urls=(URL,), audio="true"), TaskResult)
    q2 = rh.models.vidu.reference_to_video_q2_pro
    assert_type(await q2(prompt="p", videos=[Path("a.mp4")], duration="5"), TaskResult)
    assert_type(await q2(prompt="p", image_urls=None, videos=PNG, duration=5), TaskResult)


async def one_task(rh: RunningHub) -> None:
    task = await rh.models.vidu.start_end_to_video_q2_pro.submit(
        prompt="p", first_image_url=URL, last_image_url=PNG, duration=8
    )
    assert_type(task, Task)
    assert_type(await task.status(), TaskState)
    assert_type(await task.wait(deadline=None), TaskResult)
    assert_type(await rh.task("2013").wait(), TaskResult)
    async for state in task.watch():
        assert_type(state, TaskState)


async def before_paying(rh: RunningHub) -> None:
    q2 = rh.models.vidu.start_end_to_video_q2_pro
    body = q2.check(prompt="p", first_image_url=URL, last_image_url=URL, duration="5")
    assert_type(body, dict[str, Any])
    price = q2.estimate(prompt="p", first_image_url=URL, last_image_url=URL)
    assert_type(price, Price | None)
    if price is not None:
        assert_type(price.amount, Decimal)
    preview = await q2.price(prompt="p", first_image_url=URL, last_image_url=URL)
    assert_type(preview, PricePreview)


async def many_tasks(rh: RunningHub, prompts: list[str]) -> None:
    q3 = rh.models.vidu.image_to_video_q3_pro
    async for outcome in q3.map([{"prompt": one, "image_url": URL} for one in prompts]):
        assert_type(outcome, Outcome)
        assert_type(outcome.result, TaskResult | None)
        assert_type(outcome.files, tuple[Path, ...])
    literal = q3.map([{"prompt": "p", "image_url": PNG, "duration": 5}], concurrency=8)
    assert_type(literal, AsyncGenerator[Outcome, None])
    lazy = q3.map({"prompt": one, "image_url": Path("cat.png")} for one in prompts)
    assert_type(lazy, AsyncGenerator[Outcome, None])
    endless = q3.map(({"prompt": one, "image_url": URL} async for one in words()), ordered=True)
    assert_type(endless, AsyncGenerator[Outcome, None])
    jobs = [Job(q3, {"prompt": "p", "image_url": URL}), Job("vidu/text-to-video", {"prompt": "p"})]
    async for outcome in rh.map(jobs, download_to="clips/"):
        assert_type(outcome, Outcome)


async def words() -> AsyncIterator[str]:
    yield "a cat surfs"


async def options_keep_the_types(rh: RunningHub) -> None:
    q3 = rh.models.vidu.image_to_video_q3_pro.with_options(deadline=600.0)
    assert_type(await q3(prompt="p", image_url=URL, duration=16), TaskResult)


async def paths_of_one_segment(rh: RunningHub) -> None:
    clip = await rh.models.cinematic_video_generator(prompt="p", duration=10)
    assert_type(clip, TaskResult)
    assert_type(rh.models.kling_elements.path, str)


async def endpoints_that_are_not_known_in_full(rh: RunningHub) -> None:
    motion = rh.models.kling_v3_0_4k.motion_control
    assert_type(await motion(anything=1, imageUrl=URL), TaskResult)
    assert_type(motion.check(anything=Path("cat.png")), dict[str, Any])
    reference = rh.models.pixverse_c1.reference_to_video
    assert_type(await reference.submit(prompt="p", duration=5, anything={"a": 1}), Task)
    assert_type(motion.map([{"anything": 1}, {"imageUrl": URL}]), AsyncGenerator[Outcome, None])


async def a_keyword_of_its_own(rh: RunningHub) -> None:
    vocal = rh.models.rhart_audio.extract_vocal
    assert_type(await vocal(file=Path("clip.mp4")), TaskResult)


def a_newer_registry(rh: RunningHub, path: Path) -> None:
    assert_type(rh.models.load(path), list[str])
    assert_type(rh.models.load("models_registry.json"), list[str])
    assert_type(
        rh.models.search("sora cheap", task="image-to-video", vendor="sora"), list[Endpoint]
    )


def takes_any_endpoint(endpoint: Endpoint) -> str:
    return endpoint.path


async def by_name(rh: RunningHub) -> None:
    endpoint = rh.model("vidu/text-to-video")
    assert_type(endpoint, Endpoint)
    assert_type(await endpoint(prompt="p", anything=1), TaskResult)
    assert_type(rh.models.find("vidu/text-to-video"), Endpoint)
    assert_type(rh.models.search("vidu", kind="video"), list[Endpoint])
    assert_type([one.path for one in rh.models.vidu], list[str])
    assert_type(len(rh.models), int)
    takes_any_endpoint(rh.models.vidu.text_to_video)


async def workflows(rh: RunningHub) -> None:
    flow = "1950000000000000001"
    nodes: Nodes = {"6.text": "a cat", "3.seed": 7, "12.image": Path("cat.png"), "1.on": True}
    assert_type(await rh.workflows.run(flow, nodes, instance_type="plus"), TaskResult)
    graph = await rh.workflows.graph(flow)
    assert_type(graph, Graph)
    task = await rh.workflows.submit(graph, {"6.text": "a dog"}, retain_seconds=60, via="create")
    assert_type(task, Task)
    async for event in task.progress(deadline=60):
        assert_type(event, ProgressEvent)
        assert_type(event.fraction, float | None)
    await task.cancel()
    plain = {"6.text": "a", "3.seed": 7}
    await rh.workflows.run(flow, plain, instance_type="lite")
    await rh.workflows.run(flow, workflow=graph.with_inputs(nodes), add_metadata=False)
    assert_type(rh.workflows.job(flow, nodes, key="one"), Job)


async def apps(rh: RunningHub) -> None:
    schema = await rh.apps.inputs(1960000000000000001)
    assert_type(schema, AppSchema)
    assert_type(await rh.apps.run(schema, {"6.text": "a cat"}), TaskResult)
    assert_type((await rh.apps.list(size=10)).items, tuple[AppListing, ...])
    assert_type(await rh.quick_create.submit(schema, "001", {"6.text": "p"}), Task)


async def account_and_files(rh: RunningHub) -> None:
    assert_type((await rh.account.status()).money, Decimal | None)
    assert_type(await rh.account.queue(), QueueStatus | None)
    upload = await rh.files.upload(Path("cat.png"))
    assert_type(upload, Upload)
    lora = await rh.files.upload_lora(Path("x.safetensors"), name="x")
    await rh.workflows.run("1950000000000000001", {"4.lora_name": lora, "12.image": upload})


async def batches(rh: RunningHub, jobs: list[Job]) -> None:
    budget = Budget(max=Decimal("20"), max_tasks=100, unknown="count")
    async for outcome in rh.map(jobs, journal="run.journal", budget=budget, task_retries=1):
        assert_type(outcome.cost, Decimal | None)
    async for outcome in rh.resume(Path("run.journal"), download_to="clips"):
        assert_type(outcome.resumed, bool)

    def tell(progress: Progress) -> None:
        assert_type(progress.seconds_left, float | None)

    rh.map(jobs, on_progress=tell, download_to=lambda one: f"clips/{one.index // 1000}")


def receives(body: bytes) -> None:
    event = parse(body)
    assert_type(event, TaskEvent)
    assert_type(event.state, TaskState | None)
    RunningHub(webhooks=WebhookReceiver("https://example.com/hooks", on_event=print))
