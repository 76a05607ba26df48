"""What opens and closes is cancelled wherever it waits: clients, journals, feeds, receivers."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import ClientClosed, Job, Polling, ProgressFeed, RunningHub
from runninghub_async.emulator import Durations
from runninghub_async.journal import Journal
from runninghub_async.webhooks import TaskEvent, WebhookReceiver

MODEL = "vidu/text-to-video-q3-pro"
SOON = Polling(first=0.005, ceiling=0.01)
HOWS = ("at", "late", "again", "timeout", "anyio", "sibling", "turn")
if not os.environ.get("RUNNINGHUB_LOOPS"):  # what the default run tries
    HOWS = ("at", "late", "anyio", "turn")
every_way = pytest.mark.parametrize("how", HOWS)


# -- the client ------------------------------------------------------------------------------------


@every_way
def test_a_client_that_is_cancelled_between_opening_and_closing_leaves_no_connection(
    how: str,
    loop: Any,
    scene: Any,
    striking: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Who cancels the closing itself, again and again, gets word of what is then unclear."""
    if how == "turn" and not loop.turns:
        pytest.skip("the turns of this loop cannot be counted")
    got: set[str] = set()
    kept: set[str] = set()

    async def live(rh: RunningHub, number: int) -> None:
        async with rh:
            result = await rh.model(MODEL)(prompt=f"take {number}")
            got.add(result.task_id)

    async def main() -> None:
        async with scene(tmp_path) as it:
            for number in striking.moments(how):
                rh = RunningHub(it.emu.api_key, base_url=it.emu.base_url, polling=SOON)
                outcome = await striking.strike(live(rh, number), how, number)
                kept.update(rh.unfinished)
                await it.emu.ledger.until(lambda book: not book.connections_open, deadline=10)
                with pytest.raises(ClientClosed):
                    await rh.account.status()
                if not outcome.struck:
                    break
            lost = set(it.emu.ledger.task_ids) - got - kept
            unclear = caplog.text.count("the submit got no clear answer")
            assert len(lost) <= (unclear if how == "again" else 0)

    loop.run(main())


@every_way
def test_a_closing_that_is_cancelled_closes_all_the_same(
    how: str, loop: Any, scene: Any, striking: Any, tmp_path: Path
) -> None:
    if how == "turn" and not loop.turns:
        pytest.skip("the turns of this loop cannot be counted")

    async def main() -> None:
        endless = {"time_scale": 1.0, "durations": Durations(median=1e9)}
        async with scene(tmp_path, **endless) as it:
            for number in striking.moments(how):
                rh = RunningHub(it.emu.api_key, base_url=it.emu.base_url, polling=SOON)
                await rh.__aenter__()
                task = await rh.model(MODEL).submit(prompt=f"take {number}")
                waiting = [asyncio.ensure_future(task.wait()) for _ in range(5)]
                await asyncio.sleep(0)
                outcome = await striking.strike(rh.aclose(), how, number)
                await asyncio.wait(waiting, timeout=10)
                errors = [one.exception() for one in waiting]
                assert all(isinstance(one, ClientClosed) for one in errors)
                assert {one.task_ids for one in errors if isinstance(one, ClientClosed)} == {
                    (task.id,)
                }
                await rh.aclose()
                await it.emu.ledger.until(lambda book: not book.connections_open, deadline=10)
                if not outcome.struck:
                    return

    loop.run(main())


# -- the journal -----------------------------------------------------------------------------------


async def a_life(journal: Journal, log: list[str]) -> None:
    """All that a journal can do; `log` has what was promised to be on disk."""
    async with journal:
        for key in ("a", "b"):
            await journal.plan(key, endpoint=MODEL, params={"prompt": key})
            log.append(f"planned {key}")
            await journal.intent(key, body_hash="00")
            log.append(f"submitting {key}")
            await journal.accepted(key, f"2013500000000{ord(key)}")
            log.append(f"submitted {key}")
        await journal.set_note("n", b"1")
        assert await journal.note("n") == b"1"
        assert (await journal.summary()).jobs == 2
        assert (await journal.job("a")) is not None
        async with aclosing(journal.jobs()) as entries:  # type: ignore[type-var]
            assert [entry.key async for entry in entries] == ["a", "b"]


@every_way
def test_a_journal_that_is_cancelled_anywhere_is_free_again_and_has_what_it_promised(
    how: str, loop: Any, striking: Any, tmp_path: Path
) -> None:
    if how == "turn" and not loop.turns:
        pytest.skip("the turns of this loop cannot be counted")

    async def main() -> None:
        for number in striking.moments(how):
            path = tmp_path / f"{number}.journal"
            log: list[str] = []
            journal = Journal(path)
            outcome = await striking.strike(a_life(journal, log), how, number)
            assert not journal.is_open
            async with Journal(path) as again:  # nobody has it
                states = {entry.key: entry.state async for entry in again.jobs()}
            for key in ("a", "b"):
                if f"submitted {key}" in log:
                    assert states[key] == "submitted"
                elif f"submitting {key}" in log:  # the last note may be there already
                    assert states[key] in ("uncertain", "submitted")
                elif f"planned {key}" in log:
                    assert states[key] in ("planned", "uncertain")
            if not outcome.struck:
                return

    loop.run(main())


# -- who looks on ----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["at", "late", "turn"])
def test_a_reader_of_progress_that_is_cancelled_does_not_disturb_the_run(
    how: str, loop: Any, scene: Any, striking: Any, tmp_path: Path
) -> None:
    if how == "turn" and not loop.turns:
        pytest.skip("the turns of this loop cannot be counted")

    async def main() -> None:
        async with scene(tmp_path) as it:
            for number in striking.moments(how):
                feed = ProgressFeed()

                async def read(feed: ProgressFeed = feed) -> None:
                    async with aclosing(aiter(feed)) as seen:  # type: ignore[type-var]
                        assert [one.done async for one in seen][-1] == 2

                async def run(feed: ProgressFeed = feed, number: int = number) -> list[str]:
                    jobs = [Job(MODEL, {"prompt": f"{number} {one}"}) for one in range(2)]
                    return [one.status async for one in it.rh.map(jobs, on_progress=feed)]

                running = asyncio.ensure_future(run())
                outcome = await striking.strike(read(), how, number)
                assert await running == ["succeeded"] * 2
                if not outcome.struck:
                    return

    loop.run(main())


class Server:
    """One request as an ASGI server brings it, with a wait at every step."""

    def __init__(self, receiver: WebhookReceiver, task_id: str) -> None:
        self._receiver = receiver
        self._body = f'{{"event": "TASK_END", "taskId": "{task_id}"}}'.encode()
        self.answers: list[dict[str, Any]] = []
        path = f"/{receiver.url.reveal().rpartition('/')[2]}"
        self._scope = {"type": "http", "method": "POST", "path": path}

    async def receive(self) -> dict[str, Any]:
        await asyncio.sleep(0)
        piece, self._body = self._body[:10], self._body[10:]
        return {"type": "http.request", "body": piece, "more_body": bool(self._body)}

    async def send(self, message: Any) -> None:
        await asyncio.sleep(0)
        self.answers.append(dict(message))

    async def call(self) -> None:
        await self._receiver(self._scope, self.receive, self.send)


@pytest.mark.parametrize("how", ["at", "late", "again", "timeout", "anyio", "sibling"])
def test_a_server_that_cancels_a_receiver_loses_no_event_that_it_has_read(
    how: str, loop: Any, striking: Any
) -> None:
    async def main() -> None:
        called: list[str] = []
        told: list[str] = []

        async def on_event(event: TaskEvent) -> None:
            await asyncio.sleep(0)
            called.append(event.task_id)

        receiver = WebhookReceiver("https://example.com/hooks", on_event=on_event)
        receiver.attach(told.append)
        for number in striking.moments(how):
            server = Server(receiver, str(number))
            outcome = await striking.strike(server.call(), how, number)
            if server.answers:  # the service will not say it again
                assert str(number) in told
            if not outcome.struck:
                break
        await Server(receiver, "next").call()
        assert told[-1] == called[-1] == "next"

    loop.run(main())


# -- many at once ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_callers_that_come_and_go_leave_every_line_as_it_was(
    seed: int, loop: Any, scene: Any, tmp_path: Path
) -> None:
    """Two hundred calls over few places and connections, half of them cancelled at some time."""
    import random

    from runninghub_async import Limits

    chance = random.Random(seed)
    limits = Limits(slots=5, connections=6, requests_per_second=3000, burst=5)

    async def main() -> None:
        async with scene(tmp_path, {"limits": limits}) as it:
            idle = it.books()
            calls = [asyncio.ensure_future(one_call(it, number)) for number in range(200)]
            while not all(one.done() for one in calls):
                with suppress(IndexError):
                    chance.choice([one for one in calls[::2] if not one.done()]).cancel()
                await asyncio.sleep(0.001)
            done = [one for one in calls if not one.cancelled()]
            assert len(done) >= 100
            assert all(one.exception() is None for one in done)
            await it.settled(idle)
            assert not it.lost
            assert (await it.rh.model(MODEL)(prompt="at last")).url

    loop.run(main())


async def one_call(it: Any, number: int) -> None:
    result = await it.rh.model(MODEL)(prompt=f"take {number}")
    it.got.add(result.task_id)


def test_the_process_has_no_more_files_open_than_before(loop: Any, tmp_path: Path) -> None:
    """The check of all tests here is one that can fail."""

    async def main() -> None:
        left.append(os.open(tmp_path, os.O_RDONLY))

    left: list[int] = []
    with pytest.raises(AssertionError, match="files or sockets are left open"):
        loop.run(main())
    os.close(left[0])
