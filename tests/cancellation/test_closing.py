"""Closing a client for which thousands wait, and using one in ways that it does not offer."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import ClientClosed, Limits, Polling, RunningHub
from runninghub_async.emulator import Durations, Fault

MODEL = "vidu/text-to-video-q3-pro"
PNG = b"\x89PNG\r\n\x1a\n"
CROWD = 2000
NEVER: dict[str, Any] = {"time_scale": 1.0, "durations": Durations(median=1e9)}

Call = Callable[[int], Awaitable[Any]]


# -- thousands ---------------------------------------------------------------------------------


async def for_places(it: Any) -> Call:
    return lambda number: it.rh.model(MODEL)(prompt=f"take {number}")


async def for_looks(it: Any) -> Call:
    tasks = [await it.rh.model(MODEL).submit(prompt=f"take {one}") for one in range(20)]
    return lambda number: tasks[number % 20].wait()


async def for_downloads(it: Any) -> Call:
    task = await it.rh.model(MODEL).submit(prompt="one")
    it.emu.settings.clock.jump()
    result = await task.wait()
    return lambda number: result.outputs[0].download(it.folder / f"{number}.mp4")


async def for_uploads(it: Any) -> Call:
    return lambda number: it.rh.files.upload(PNG + number.to_bytes(8, "big"))


async def for_one_upload(it: Any) -> Call:
    return lambda _: it.rh.files.upload(PNG)


async def for_connections(it: Any) -> Call:
    return lambda _: it.rh.account.status()


async def for_readiness(it: Any) -> Call:
    group = await it.rh.assets.groups.create("cats")
    asset = await it.rh.assets.create(PNG, group=group)
    return lambda _: it.rh.assets.wait_ready(asset)


class Clock:
    """A clock that one step brings to the end of every task."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def jump(self) -> None:
        self.now += 10_000.0


CROWDS: dict[str, tuple[Any, Limits, dict[str, Any]]] = {
    "places": (for_places, Limits(slots=3), NEVER),
    "looks": (for_looks, Limits(slots=50), NEVER),
    "downloads": (
        for_downloads,
        Limits(slots=3),
        {"time_scale": 1.0, "faults": (Fault("download", "silence", times=None),)},
    ),
    "uploads": (for_uploads, Limits(), {"faults": (Fault("upload", "silence", times=None),)}),
    "one upload": (for_one_upload, Limits(), {"faults": (Fault("upload", "silence"),)}),
    "connections": (
        for_connections,
        Limits(connections=4),
        {"faults": (Fault("account", "silence", times=None),)},
    ),
    "the rate": (for_connections, Limits(requests_per_second=0.01, burst=1), {}),
    "an asset": (for_readiness, Limits(), {"time_scale": 1e6}),
}


@pytest.mark.parametrize("what", CROWDS)
def test_closing_ends_thousands_who_wait_with_the_ids_of_what_runs_on(
    what: str, loop: Any, scene: Any, tmp_path: Path
) -> None:
    prepare, limits, service = CROWDS[what]

    async def main() -> None:
        options = {"limits": limits, "polling": Polling(first=0.005, ceiling=0.01)}
        async with scene(tmp_path, options, **{**service, "clock": Clock()}) as it:
            call = await prepare(it)
            crowd = [asyncio.ensure_future(call(number)) for number in range(CROWD)]
            await asyncio.sleep(0.05)  # some are further than others; all may be anywhere
            if what == "places":
                await it.emu.ledger.until(lambda book: len(book.submits) == 3)
            waiting = [one for one in crowd if not one.done()]
            assert len(waiting) >= CROWD - 1  # the rate lets one leave
            known = it.emu.ledger.task_ids
            async with asyncio.timeout(15):
                await it.rh.aclose()
                await asyncio.wait(crowd)
            errors = [one.exception() for one in waiting]
            assert {type(one) for one in errors} == {ClientClosed}
            if what in ("places", "looks"):
                assert known
                assert {one.task_ids for one in errors if isinstance(one, ClientClosed)} == {
                    it.rh.unfinished
                }
                assert set(known) <= set(it.rh.unfinished)
            assert not it.parts

    loop.run(main())


def test_closing_ends_runs_of_thousands_of_jobs(loop: Any, scene: Any, tmp_path: Path) -> None:
    async def consume(run: Any, got: list[Any]) -> None:
        async for outcome in run:
            got.append(outcome)  # noqa: PERF401

    async def main() -> None:
        async with scene(tmp_path, {"limits": Limits(slots=20)}, **NEVER) as it:
            got: list[Any] = []
            items = [{"prompt": f"take {one}"} for one in range(CROWD)]
            make = it.rh.model(MODEL)
            runs = [
                asyncio.ensure_future(consume(run, got))
                for run in (
                    make.map(items),
                    make.map(items, ordered=True, download_to=tmp_path),
                    make.map(items, journal=tmp_path / "run.journal"),
                )
            ]
            await it.emu.ledger.until(lambda book: len(book.submits) == 20)
            async with asyncio.timeout(15):
                await it.rh.aclose()
                await asyncio.wait(runs)
            errors = [one.exception() for one in runs]
            assert {type(one) for one in errors} == {ClientClosed}
            assert not it.lost
            assert all(one.status == "uncertain" for one in got)

    loop.run(main())


# -- open, closed, opened, closing ----------------------------------------------------------------


def test_a_client_that_is_closed_while_it_opens_is_closed(
    loop: Any, scene: Any, striking: Any, tmp_path: Path
) -> None:
    async def main() -> None:
        async with scene(tmp_path) as it:
            for turns in range(12):
                rh = RunningHub(it.emu.api_key, base_url=it.emu.base_url)
                opening = asyncio.ensure_future(rh.__aenter__())
                for _ in range(turns):
                    await asyncio.sleep(0)
                was_new = "new" in repr(rh)
                async with asyncio.timeout(10):
                    await rh.aclose()
                    await asyncio.wait([opening])
                if opening.exception() is None and was_new:  # it began to open after that
                    await rh.aclose()
                with pytest.raises(ClientClosed):
                    await rh.account.status()
                assert "closed" in repr(rh)

    loop.run(main())


def test_two_tasks_cannot_open_one_client(loop: Any, scene: Any, tmp_path: Path) -> None:
    async def main() -> None:
        async with scene(tmp_path) as it:
            rh = RunningHub(it.emu.api_key, base_url=it.emu.base_url)
            outcomes = await asyncio.gather(
                rh.__aenter__(), rh.__aenter__(), return_exceptions=True
            )
            assert [type(one) for one in outcomes] == [RunningHub, ClientClosed]
            assert (await rh.account.status()) is not None
            await asyncio.gather(rh.aclose(), rh.aclose(), rh.aclose())
            await rh.aclose()

    loop.run(main())


def test_a_client_whose_opening_was_cancelled_cannot_be_used_and_can_be_closed(
    loop: Any, scene: Any, striking: Any, tmp_path: Path
) -> None:
    async def main() -> None:
        async with scene(tmp_path) as it:
            for number in striking.moments("at"):
                rh = RunningHub(it.emu.api_key, base_url=it.emu.base_url)
                outcome = await striking.strike(rh.__aenter__(), "at", number)
                if outcome.struck:
                    for call in (rh.account.status(), rh.model(MODEL)(prompt="a cat")):
                        with pytest.raises(ClientClosed):
                            await call
                await rh.aclose()
                if not outcome.struck:
                    return

    loop.run(main())


# -- other loops, threads, processes ------------------------------------------------------------


def test_a_client_serves_its_own_loop_while_threads_with_others_are_refused(
    loop: Any, scene: Any, tmp_path: Path
) -> None:
    refused: list[str] = []

    async def try_it(rh: Any) -> None:
        for call in (
            rh.account.status(),
            rh.files.upload_legacy(PNG),
            rh.model(MODEL).submit(prompt="a cat"),
            rh.task("1").wait(),
        ):
            with pytest.raises(ClientClosed, match="another event loop"):
                await call
            refused.append(threading.current_thread().name)

    async def main() -> None:
        async with scene(tmp_path) as it:
            threads = [
                threading.Thread(target=lambda: asyncio.run(try_it(it.rh))) for _ in range(3)
            ]
            for thread in threads:
                thread.start()
            await asyncio.gather(*(it.rh.model(MODEL)(prompt=f"take {n}") for n in range(10)))
            await asyncio.to_thread(lambda: [thread.join() for thread in threads])
            assert len(it.emu.ledger.submits) == 10
            assert len(refused) == 12

    loop.run(main())


def test_a_forked_child_is_refused_and_its_parent_goes_on(tmp_path: Path) -> None:
    """The child has the parent's sockets: it must not speak on them."""
    program = tmp_path / "fork.py"
    program.write_text(
        textwrap.dedent(
            """
            import asyncio, os, warnings
            from runninghub_async import ClientClosed, RunningHub
            from runninghub_async.emulator import Emulator

            warnings.simplefilter("ignore", DeprecationWarning)  # 3.12: fork beside threads

            async def child(rh):
                try:
                    await rh.account.status()
                except ClientClosed as error:
                    assert "another event loop" in str(error), error
                    return 7
                return 1

            def forked(rh):
                if pid := os.fork():
                    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                asyncio.events._set_running_loop(None)  # a child that begins anew
                os._exit(asyncio.new_event_loop().run_until_complete(child(rh)))

            async def main():
                async with Emulator() as emu:
                    async with RunningHub(emu.api_key, base_url=emu.base_url) as rh:
                        await rh.account.status()
                        print(forked(rh))
                        await rh.account.status()
                        print("goes on", emu.ledger.requests["account"])

            asyncio.run(main())
            """
        )
    )
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": ""},
    )
    assert (done.stdout, done.stderr) == ("7\ngoes on 2\n", "")
