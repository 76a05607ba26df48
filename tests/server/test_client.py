"""Opening, closing and misusing a client."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import Limits, Polling, Retry, RunningHub
from runninghub_async.errors import ClientClosed, SubmitUncertain

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100


def calls_of(rh: RunningHub) -> list[Any]:
    clip = rh.model("acme/clip", unchecked=True)

    async def watch() -> None:
        async for _ in rh.task("1").watch():
            pass

    async def run_map() -> None:
        async for _ in rh.map([]):
            pass

    return [
        clip(prompt="a"),
        clip.submit(prompt="a"),
        clip.price(prompt="a"),
        rh.task("1").wait(),
        rh.task("1").status(),
        watch(),
        run_map(),
    ]


async def all_closed(rh: RunningHub, match: str) -> None:
    for call in calls_of(rh):
        with pytest.raises(ClientClosed, match=match):
            await call


async def test_before_it_is_opened_every_call_says_so(client: Any) -> None:
    rh = client("http://127.0.0.1:9")
    await all_closed(rh, "not open: use `async with")
    await rh.aclose()
    assert repr(rh) == "<RunningHub http://127.0.0.1:9 new>"


async def test_after_it_is_closed_every_call_says_so(client: Any) -> None:
    async with client("http://127.0.0.1:9") as rh:
        assert "open" in repr(rh)
    await all_closed(rh, "the client is closed")
    await rh.aclose()


async def test_it_is_opened_once(client: Any) -> None:
    async with client("http://127.0.0.1:9") as rh:
        with pytest.raises(ClientClosed, match="make a new one"):
            await rh.__aenter__()
    with pytest.raises(ClientClosed, match="closed: make a new one"):
        await rh.__aenter__()


async def test_another_event_loop_is_told_apart(client: Any) -> None:
    async with client("http://127.0.0.1:9") as rh:

        def elsewhere() -> None:
            asyncio.run(all_closed(rh, "another event loop"))

        await asyncio.to_thread(elsewhere)


async def test_it_may_be_opened_and_closed_by_different_tasks(client: Any, raw: Any) -> None:
    async with raw.Server() as server:
        rh = client(server.url)
        await asyncio.create_task(rh.__aenter__())
        call = asyncio.create_task(rh.model("acme/clip", unchecked=True)(prompt="a"))
        assert (await call).text
        await asyncio.create_task(rh.aclose())
        assert "closed" in repr(rh)


@pytest.mark.parametrize("late", [False, True])
async def test_opening_cancelled_at_any_await_leaves_nothing(
    client: Any, raw: Any, cancel_at: Any, late: bool
) -> None:
    async with raw.Server() as server:
        for wait in range(1, 20):
            rh = client(server.url)
            outcome = await cancel_at(rh.__aenter__(), wait, late=late)
            assert outcome.error is None
            await rh.aclose()
            if not outcome.struck:
                break
        assert not outcome.struck


@pytest.mark.parametrize("late", [False, True])
async def test_closing_cancelled_at_any_await_still_closes(
    client: Any, raw: Any, cancel_at: Any, late: bool
) -> None:
    async with raw.Server(query=raw.says({"status": "RUNNING"})) as server:
        for wait in range(1, 20):
            rh = client(server.url)
            await rh.__aenter__()
            call = asyncio.ensure_future(rh.model("acme/clip", unchecked=True)(prompt="a"))
            server.heard.clear()
            await server.until(lambda it: it.count("query"))
            outcome = await cancel_at(rh.aclose(), wait, late=late)
            await asyncio.wait([call], timeout=5)
            assert isinstance(call.exception(), ClientClosed)
            await server.until(lambda it: it.open == 0)
            if not outcome.struck:
                break
        assert not outcome.struck


async def test_an_error_in_the_block_passes_and_closes(client: Any, raw: Any) -> None:
    async with raw.Server(query=raw.stays_silent) as server:
        with pytest.raises(ZeroDivisionError):  # noqa: PT012
            async with client(server.url) as rh:
                waiting = asyncio.ensure_future(rh.task("1").wait())
                await server.until(lambda it: it.heard)
                raise ZeroDivisionError
        await asyncio.wait([waiting], timeout=5)
        assert isinstance(waiting.exception(), ClientClosed)


async def ended(tasks: list[asyncio.Future[Any]]) -> list[BaseException | None]:
    _, pending = await asyncio.wait(tasks, timeout=8)
    assert not pending, f"{len(pending)} hang"
    return [task.exception() for task in tasks]


async def test_closing_ends_hundreds_who_wait_for_looks_with_all_ids(client: Any, raw: Any) -> None:
    running = raw.says({"status": "RUNNING"})
    limits = Limits(slots=300)
    async with raw.Server(query=running) as server:
        async with client(server.url, limits=limits) as rh:
            clip = rh.model("acme/clip", unchecked=True)
            tasks = [asyncio.ensure_future(clip(n=one)) for one in range(250)]
            await server.until(lambda it: it.count("query") >= 250)
        errors = await ended(tasks)
    assert {type(one) for one in errors} == {ClientClosed}
    ids = {f"task-{one}" for one in range(1, 251)}
    assert all(set(one.task_ids) == ids for one in errors)  # type: ignore[union-attr]
    assert set(rh.unfinished) == ids
    assert "rh.task(id) reattaches" in str(errors[0])


@pytest.mark.parametrize("for_what", ["slot", "rate", "connection", "a full service"])
async def test_closing_ends_hundreds_who_wait_for_their_turn_and_sends_nothing_more(
    client: Any, raw: Any, for_what: str
) -> None:
    limits = {
        "slot": Limits(slots=1),
        "rate": Limits(slots=400, requests_per_second=0.001, burst=1),
        "connection": Limits(slots=400, connections=1),
        "a full service": Limits(slots=400),
    }[for_what]
    acts: dict[str, Any] = {"query": raw.says({"status": "RUNNING"})}
    if for_what == "connection":
        acts["query"] = raw.stays_silent
    if for_what == "a full service":
        acts["submit"] = raw.says({"code": 421, "msg": "full"}, Retry_After="100")
    async with raw.Server(**acts) as server:
        async with client(server.url, limits=limits) as rh:
            clip = rh.model("acme/clip", unchecked=True)
            tasks = [asyncio.ensure_future(rh.task("1").status())]
            if for_what == "connection":
                await server.until(lambda it: it.count("query"))
            tasks += [asyncio.ensure_future(clip(n=one)) for one in range(250)]
            counter = {"slot": "slot", "rate": "rate", "connection": "connection"}.get(
                for_what, "slot"
            )
            enough = 250 if for_what == "a full service" else 240  # each of them was refused
            while getattr(rh.statistics(), f"waiting_for_{counter}") < enough:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
            if for_what == "slot":
                await server.until(lambda it: it.count("submit"))
            submits = server.count("submit")
        _, *errors = await ended(tasks)
        assert {type(one) for one in errors} == {ClientClosed}
        assert server.count("submit") == submits
        assert rh.statistics().running == 0
        assert set(errors[-1].task_ids) == set(rh.unfinished)  # type: ignore[union-attr]


async def test_closing_ends_uploads_downloads_prices_and_single_looks(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    acts = dict.fromkeys(("upload", "price", "get", "query"), raw.stays_silent)
    results = [{"url": "", "outputType": "mp4"}]
    done = {"taskId": "9", "status": "SUCCESS", "results": results}
    async with raw.Server(submit=raw.says(done), **acts) as server:
        results[0]["url"] = f"{server.url}/a.mp4"
        async with client(server.url) as rh:
            clip = rh.model("acme/clip", unchecked=True)
            result = await clip(prompt="a")
            tasks = [
                asyncio.ensure_future(one)
                for one in (
                    *(clip(image=PNG + bytes([one])) for one in range(100)),
                    *(result.outputs[0].download(tmp_path / f"{one}") for one in range(20)),
                    *(clip.price(n=one) for one in range(20)),
                    *(rh.task(str(one)).status() for one in range(20)),
                )
            ]
            await server.until(
                lambda it: all(it.count(kind) for kind in acts) and len(it.heard) >= 50
            )
        errors = await ended(tasks)
        await server.until(lambda it: it.open == 0)
    assert {type(one) for one in errors} == {ClientClosed}
    assert os.listdir(tmp_path) == []


async def test_closing_waits_for_a_submit_under_way_and_keeps_its_id(client: Any, raw: Any) -> None:
    go_on = asyncio.Event()

    async def slow(heard: Any, talk: Any) -> None:
        await go_on.wait()
        await raw.accepts(heard, talk)

    async with raw.Server(submit=slow) as server:
        rh = client(server.url)
        await rh.__aenter__()
        call = asyncio.ensure_future(rh.model("acme/clip", unchecked=True)(prompt="a"))
        await server.until(lambda it: it.heard)
        closing = asyncio.ensure_future(rh.aclose())
        await asyncio.sleep(0)
        go_on.set()
        await closing
        [error] = await ended([call])
        assert isinstance(error, ClientClosed)
        assert error.task_ids == rh.unfinished == ("task-1",)


async def test_a_submit_that_does_not_end_in_the_grace_time_is_uncertain(
    client: Any, raw: Any
) -> None:
    async with raw.Server(submit=raw.stays_silent) as server:
        async with client(server.url) as rh:
            clip = rh.model("acme/clip", unchecked=True)
            seen: list[Any] = []

            async def consume() -> None:
                async for outcome in clip.map({"n": -one} for one in range(1, 50)):
                    seen.append(outcome)  # noqa: PERF401

            tasks = [asyncio.ensure_future(clip(n=one)) for one in range(4)]
            tasks.append(asyncio.ensure_future(consume()))
            await server.until(lambda it: it.count("submit") == 8)
        *errors, end_of_map = await ended(tasks)
    assert {type(one) for one in errors} == {SubmitUncertain}
    assert "was closed" in str(errors[0])
    assert [one.status for one in seen] == ["uncertain"] * 4
    assert isinstance(end_of_map, ClientClosed)


async def test_what_still_looks_for_the_service_is_closed_and_not_uncertain(client: Any) -> None:
    tried = asyncio.Event()
    retry = Retry(attempts=10, first=1e6, ceiling=1e6)
    async with client("http://127.0.0.1:9", retry=retry, hooks=[lambda _: tried.set()]) as rh:
        call = asyncio.ensure_future(rh.model("acme/clip", unchecked=True)(prompt="a"))
        await tried.wait()
    [error] = await ended([call])
    assert isinstance(error, ClientClosed)


async def test_closing_a_closed_client_and_closing_twice_at_once_are_harmless(
    client: Any, raw: Any
) -> None:
    async with raw.Server() as server:
        rh = client(server.url)
        await rh.__aenter__()
        await rh.task("1").status()
        await asyncio.gather(rh.aclose(), rh.aclose(), rh.aclose())
        await rh.aclose()
        await server.until(lambda it: it.open == 0)


async def test_unfinished_tells_the_tasks_whose_end_was_not_seen(client: Any, raw: Any) -> None:
    async with raw.Server() as server, client(server.url) as rh:
        clip = rh.model("acme/clip", unchecked=True)
        one, two = await clip.submit(n=1), await clip.submit(n=2)
        assert rh.unfinished == (one.id, two.id)
        await two.wait()
        assert rh.unfinished == (one.id,)
        await one.status()
        assert rh.unfinished == ()
        assert rh.statistics().submitted == 2


PROGRAM = """
    import asyncio, sys
    from runninghub_async import Job, Limits, Polling, RunningHub
    from runninghub_async.emulator import Durations, Emulator
    from runninghub_async.errors import ClientClosed

    async def main():
        async with Emulator(time_scale=1.0, durations=Durations(1000.0)) as emu:
            polling = Polling(first=0.01, ceiling=0.02)
            async with RunningHub(emu.api_key, base_url=emu.base_url, polling=polling) as rh:
                async def use():
                    jobs = [Job("vidu/text-to-video", {"prompt": str(n)}) for n in range(200)]
                    async for _ in rh.map(jobs):
                        pass
                model = rh.models.vidu.image_to_video_q3_pro
                png = b"\\x89PNG\\r\\n\\x1a\\n" + bytes(3_000_000)
                tasks = [asyncio.create_task(use())]
                tasks += [asyncio.create_task(model(prompt="a", image_url=png + bytes([n])))
                          for n in range(40)]
                await emu.ledger.until(lambda it: len(it.submits) >= 20 and it.looks > 50)
            results = await asyncio.gather(*tasks, return_exceptions=True)
            assert {type(one) for one in results} == {ClientClosed}, results
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, left
        print("clean")

    asyncio.run(main(), debug=DEBUG)
"""


@pytest.mark.parametrize("debug", [False, True])
def test_closing_in_full_swing_prints_nothing_and_leaves_no_task(debug: bool) -> None:
    program = textwrap.dedent(PROGRAM).replace("DEBUG", str(debug))
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    # asyncio's debug mode also warns of slow steps; those say nothing about closing.
    program = "import logging\nlogging.getLogger('asyncio').setLevel(logging.ERROR)\n" + program
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    assert (run.stdout, run.stderr, run.returncode) == ("clean\n", "", 0)


async def test_nothing_is_logged_above_info_by_a_good_run(
    emulated: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = {"limits": Limits(), "polling": Polling(first=0.005, ceiling=0.01)}
    async with emulated(client=client) as (_, rh):
        await rh.models.vidu.image_to_video_q3_pro(prompt="a", image_url=PNG)
    ours = [one for one in caplog.records if one.name.startswith("runninghub")]
    assert ours
    assert max(one.levelno for one in ours) == logging.DEBUG
