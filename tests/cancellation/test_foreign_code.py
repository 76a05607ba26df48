"""What users hand in may raise anything: hooks, callbacks, sources, consumers, transports."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import Job, Polling, RunningHub, RunningHubError
from runninghub_async.emulator import Durations
from runninghub_async.webhooks import WebhookReceiver

MODEL = "vidu/text-to-video-q3-pro"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


class OddError(Exception):
    """An error of somebody else's."""


RAISED: list[type[BaseException]] = [
    OddError,
    TimeoutError,
    StopIteration,
    StopAsyncIteration,
    asyncio.CancelledError,
    RuntimeError,
]
each_error = pytest.mark.parametrize("error", RAISED)


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="runninghub_async")


def jobs(count: int = 4) -> list[Job]:
    return [Job(MODEL, {"prompt": f"take {one}"}) for one in range(count)]


def raiser(error: type[BaseException], *, later: bool = False) -> Callable[..., Any]:
    """A function, plain or async, that raises."""

    def at_once(*_: Any) -> Any:
        raise error

    async def after_a_while(*_: Any) -> Any:
        await asyncio.sleep(0)
        raise error

    return after_a_while if later else at_once


@each_error
@pytest.mark.parametrize("later", [False, True])
def test_a_hook_that_raises_changes_nothing(
    error: type[BaseException], later: bool, loop: Any, scene: Any, tmp_path: Path
) -> None:
    if later and error is StopIteration:
        error = RuntimeError  # what Python makes of it in a coroutine

    async def main() -> None:
        hooks = [raiser(error, later=later)]
        async with scene(tmp_path, {"hooks": hooks}) as it:
            assert [one.status async for one in it.rh.map(jobs())] == ["succeeded"] * 4

    loop.run(main())


@each_error
@pytest.mark.parametrize("what", ["on_progress", "download_to"])
def test_a_callback_of_a_run_that_raises_costs_no_outcome(
    error: type[BaseException], what: str, loop: Any, scene: Any, tmp_path: Path
) -> None:
    async def main() -> None:
        async with scene(tmp_path) as it:
            idle = it.books()
            async with asyncio.timeout(20):
                found = [one async for one in it.rh.map(jobs(), **{what: raiser(error)})]
            assert [one.status for one in found] == ["succeeded"] * 4
            if what == "download_to":
                assert all(one.error is not None and one.result is not None for one in found)
            await it.settled(idle)

    loop.run(main())


@each_error
@pytest.mark.parametrize("plain", [True, False])
def test_a_source_that_raises_is_told_after_the_last_outcome(
    error: type[BaseException], plain: bool, loop: Any, scene: Any, tmp_path: Path
) -> None:
    left = iter([Job(MODEL, {"prompt": f"take {one}"}) for one in range(2)])

    def following() -> Job:
        for job in left:
            return job
        raise error

    class Source:
        """Two jobs, then trouble; no generator, for those change what they raise."""

        def __iter__(self) -> Any:
            return self

        def __next__(self) -> Job:
            return following()

    class AsyncSource:
        def __aiter__(self) -> Any:
            return self

        async def __anext__(self) -> Job:
            await asyncio.sleep(0)
            return following()

    async def main() -> None:
        async with scene(tmp_path) as it:
            idle = it.books()
            found = []
            told: BaseException | None = None
            try:
                async for outcome in it.rh.map(Source() if plain else AsyncSource()):
                    found.append(outcome.status)  # noqa: PERF401  (it breaks off)
            except (Exception, asyncio.CancelledError) as caught:  # noqa: BLE001
                told = caught
            assert found == ["succeeded"] * 2
            ended = StopIteration if plain else StopAsyncIteration
            if error is not ended:  # which is how a source ends
                assert isinstance(told, Exception)
            await it.settled(idle)

    loop.run(main())


@each_error
def test_a_consumer_that_raises_gets_its_own_error_and_leaves_the_ids(
    error: type[BaseException], loop: Any, scene: Any, tmp_path: Path
) -> None:
    async def consume(it: Any) -> None:
        async with aclosing(it.rh.map(jobs(20))) as outcomes:
            async for outcome in outcomes:
                it.got.add(outcome.task_id)
                raise error

    async def main() -> None:
        async with scene(tmp_path) as it:
            idle = it.books()
            made = RuntimeError if error is StopIteration else error  # as Python has it
            with contextlib.suppress(made):
                await consume(it)
                pytest.fail("its error was lost")
            await it.settled(idle)
            assert not it.lost

    loop.run(main())


@each_error
@pytest.mark.parametrize("later", [False, True])
def test_a_function_for_events_that_raises_does_not_reach_the_server(
    error: type[BaseException], later: bool, loop: Any
) -> None:
    if later and error is StopIteration:
        error = RuntimeError

    async def main() -> None:
        told: list[str] = []
        receiver = WebhookReceiver("https://x.example/h", on_event=raiser(error, later=later))
        receiver.attach(told.append)
        transport = httpx.ASGITransport(receiver)
        async with httpx.AsyncClient(transport=transport) as client:
            for number in (71, 72):
                body = {"event": "TASK_END", "taskId": str(number)}
                answer = await client.post(receiver.url.reveal(), json=body)
                assert answer.status_code == 200
        assert told == ["71", "72"]

    loop.run(main())


# -- transports ------------------------------------------------------------------------------------


class Breaking(httpx.AsyncBaseTransport):
    """A network stack that works, but for one moment of one request."""

    def __init__(self, error: type[BaseException], moment: str, number: int) -> None:
        self._inner = httpx.AsyncHTTPTransport()
        self._error = error
        self._moment = moment
        self._left = number
        self.closed = 0
        self.struck = False

    def _strike(self, moment: str) -> None:
        if moment == self._moment:
            self._left -= 1
            if self._left == 0:
                self.struck = True
                raise self._error

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._strike("before")
        response = await self._inner.handle_async_request(request)
        try:
            self._strike("after")
        except BaseException:
            await response.aclose()
            raise
        response.stream = _Stream(response.stream, self._strike)  # type: ignore[arg-type]
        return response

    async def aclose(self) -> None:
        self.closed += 1
        await self._inner.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream, strike: Callable[[str], None]) -> None:
        self._inner = inner
        self._strike = strike

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._strike("body")
        async for piece in self._inner:
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


@each_error
@pytest.mark.parametrize("moment", ["before", "after", "body"])
def test_a_network_stack_that_raises_anything_gives_a_named_error_or_none(
    error: type[BaseException], moment: str, loop: Any, scene: Any, tmp_path: Path
) -> None:
    """The n-th request of a call with an upload, a submit, looks and a download breaks."""

    async def whole(it: Any) -> None:
        result = await it.rh.model("vidu/image-to-video-q3-pro")(
            prompt=f"take {it.take}", image_url=PNG + it.take.to_bytes(4, "big")
        )
        it.got.add(result.task_id)
        await result.outputs[0].download(it.folder / f"{it.take}.mp4")

    async def main() -> None:
        for number in itertools.count(1):
            stack = Breaking(error, moment, number)
            async with scene(tmp_path, {"transport": stack}) as it:
                it.take = number
                idle = it.books()
                async with asyncio.timeout(20):
                    try:
                        await whole(it)
                    except RunningHubError as caught:
                        it.got |= {getattr(caught, "task_id", None)}
                        uncertain = type(caught).__name__ == "SubmitUncertain"
                        assert uncertain or not it.lost
                await it.settled(idle)
                if stack.struck:
                    await whole(it)
            assert stack.closed == 1
            if not stack.struck:
                return

    loop.run(main())


def test_a_look_that_its_network_stack_cancels_is_a_failed_look(
    loop: Any, scene: Any, tmp_path: Path
) -> None:
    """Else nobody would ever look again, and who waits would wait for the deadline."""

    async def main() -> None:
        slow = {"time_scale": 0.001, "durations": Durations(median=60.0)}
        stack = Breaking(asyncio.CancelledError, "before", 2)
        options = {"transport": stack, "polling": Polling(first=0.005, ceiling=0.01)}
        async with scene(tmp_path, options, **slow) as it:
            async with asyncio.timeout(10):
                assert (await it.rh.model(MODEL)(prompt="a cat")).url

    loop.run(main())


def test_an_error_that_leaves_the_block_closes_the_client_and_comes_out(
    loop: Any, scene: Any, tmp_path: Path
) -> None:
    async def main() -> None:
        async with scene(tmp_path) as it:
            for error in (OddError, asyncio.CancelledError, KeyError):
                with pytest.raises(error):  # noqa: PT012
                    async with RunningHub(it.emu.api_key, base_url=it.emu.base_url) as rh:
                        waiting = asyncio.ensure_future(rh.task("1").wait())
                        await asyncio.sleep(0)
                        raise error
                await asyncio.wait([waiting])
                assert isinstance(waiting.exception(), RunningHubError)

    loop.run(main())


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_the_end_of_the_program_in_the_background_comes_out_once_and_all_is_closed(
    error: type[BaseException], loop: Any, scene: Any, tmp_path: Path
) -> None:
    """As a second Ctrl-C does: raised twice, it would break off the shutdown of the loop."""
    closed: list[bool] = []

    async def main() -> None:
        try:
            async with scene(tmp_path, {"hooks": [raiser(error)]}) as it:
                await it.rh.model(MODEL)(prompt="a cat")
        finally:
            closed.append(True)

    def run() -> None:
        with asyncio.Runner(loop_factory=loop.flavour.make) as runner:
            runner.get_loop().set_exception_handler(lambda *_: None)  # the error is told there, too
            runner.run(main())

    with pytest.raises(error):
        run()
    assert closed == [True]
