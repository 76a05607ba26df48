"""Outages, a clock that jumps, and parts of files that are not what they were."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.faults import KINDS

TABLE = Table([Row(path="acme/clip", title="Acme", kind="video")])
CONTENT = bytes(n % 251 for n in range(5000))
PATIENCE = 10.0


@pytest.fixture(autouse=True)
def silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No fault may write a word: neither to stderr nor to a log."""
    caplog.set_level(logging.INFO)
    yield
    assert [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")] == []
    assert capfd.readouterr().err == ""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    def __init__(self, emu: Emulator, http: httpx.AsyncClient) -> None:
        self.emu, self.http = emu, http
        self.headers = {"Authorization": f"Bearer {emu.api_key}"}

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.http.post(f"/openapi/v2/{path}", headers=self.headers, **body)

    async def submit(self, **body: Any) -> str:
        return str((await self.post("acme/clip", json=body)).json()["taskId"])

    async def query(self, task_id: str) -> httpx.Response:
        return await self.post("query", json={"taskId": task_id})

    async def status(self, task_id: str) -> str:
        return str((await self.query(task_id)).json()["status"])

    async def upload(self, content: bytes = CONTENT) -> str:
        files = {"file": ("a.mp4", content, "video/mp4")}
        answer = (await self.post("media/upload/binary", files=files)).json()
        return str(answer["data"]["download_url"])

    async def is_refused(self) -> bool:
        """Whether a new connection gets ECONNREFUSED."""
        try:
            _, writer = await asyncio.open_connection(*self.emu.address)
        except ConnectionRefusedError:
            return True
        writer.transport.abort()
        return False

    async def until_back(self) -> None:
        async with asyncio.timeout(PATIENCE):
            refused = await self.is_refused()
            while refused:
                await asyncio.sleep(0.01)
                refused = await self.is_refused()


@asynccontextmanager
async def opened(*faults: Fault, **settings: Any) -> AsyncIterator[Caller]:
    settings = {"table": TABLE, "time_scale": 0.0, **settings}
    async with (
        Emulator(faults=faults, **settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False, timeout=30) as http,
    ):
        yield Caller(emu, http)


# -- outages ----------------------------------------------------------------------------------


async def test_while_an_outage_lasts_connections_are_refused_at_the_same_port() -> None:
    async with opened() as call:
        await call.submit()
        address = call.emu.address
        async with call.emu.outage():
            assert await call.is_refused()
            with pytest.raises(httpx.ConnectError):
                await call.submit()
            assert call.emu.ledger.connections_open == 0
        assert call.emu.address == address
        assert await call.submit()
    assert len(call.emu.ledger.submits) == 2


async def test_outages_may_overlap_and_the_last_one_ends_them() -> None:
    async with opened() as call:
        async with call.emu.outage():
            async with call.emu.outage():
                assert await call.is_refused()
            assert await call.is_refused()
        assert not await call.is_refused()


async def test_the_port_stays_taken_during_an_outage() -> None:
    async with opened() as call, call.emu.outage():
        with pytest.raises(OSError, match="in use"):
            async with Emulator(table=TABLE, port=call.emu.address[1]):
                raise AssertionError("another server got the port")


async def test_an_outage_cuts_a_call_whose_answer_is_under_way() -> None:
    async with opened(Fault("submit", "silence after")) as call:
        waiting = asyncio.create_task(call.submit())
        await call.emu.ledger.until(lambda ledger: ledger.submits)
        async with call.emu.outage():
            with pytest.raises(httpx.TransportError):
                await waiting
        assert call.emu.ledger.connections_open == 0


async def test_a_call_can_be_the_beginning_of_an_outage() -> None:
    async with opened(Fault("submit", "refuse 0.3")) as call:
        idle = await asyncio.open_connection(*call.emu.address)
        started = time.monotonic()
        with pytest.raises(httpx.TransportError):
            await call.submit()
        assert await idle[0].read() == b""  # every connection is cut
        idle[1].close()
        assert await call.is_refused()
        await call.until_back()
        assert time.monotonic() - started >= 0.3
        assert await call.submit()
    assert len(call.emu.ledger.submits) == 1
    assert call.emu.ledger.faults == {"refuse 0.3": 1}


@pytest.mark.parametrize("kind", ["block", "fault"])
async def test_an_emulator_can_be_closed_during_an_outage(kind: str) -> None:
    faults = [Fault("submit", "refuse 3600")] if kind == "fault" else []
    async with asyncio.timeout(PATIENCE):
        async with opened(*faults) as call:
            outage = call.emu.outage()
            if kind == "block":
                await outage.__aenter__()
            else:
                with pytest.raises(httpx.TransportError):
                    await call.submit()
            address = call.emu.address
        if kind == "block":
            await outage.__aexit__(None, None, None)
    assert await call.is_refused()
    async with Emulator(table=TABLE, port=address[1]) as emu:
        assert emu.address == address


async def test_tasks_run_on_during_an_outage() -> None:
    clock = Clock()
    async with opened(time_scale=1.0, clock=clock) as call:
        task_id = await call.submit()
        async with call.emu.outage():
            clock.now += 100_000.0
        assert await call.status(task_id) == "SUCCESS"


# -- the clock ----------------------------------------------------------------------------------


async def test_a_jump_lets_tasks_end_and_the_date_lie() -> None:
    async with opened(time_scale=1.0) as call:
        task_id = await call.submit()
        assert await call.status(task_id) == "QUEUED"
        call.emu.jump(7 * 3600.0)
        answer = await call.query(task_id)
        assert answer.json()["status"] == "SUCCESS"
        date = parsedate_to_datetime(answer.headers["date"]).timestamp()
        assert date - time.time() == pytest.approx(7 * 3600.0, abs=60)


async def test_a_jump_back_lets_a_status_go_backwards_and_frees_nothing_twice() -> None:
    async with opened(time_scale=1.0, slots=2) as call:
        task_id = await call.submit()
        call.emu.jump(7 * 3600.0)
        assert await call.status(task_id) == "SUCCESS"
        call.emu.jump(-8 * 3600.0)
        assert await call.status(task_id) == "QUEUED"
        assert await call.submit()
        call.emu.jump(8 * 3600.0)
        assert await call.status(task_id) == "SUCCESS"
    assert len(call.emu.ledger.submits) == 2


async def test_the_clock_can_jump_before_a_call() -> None:
    async with opened(Fault("download", "jump 90000"), Fault("query", "jump -50")) as call:
        url = await call.upload()
        task_id = await call.submit()
        assert (await call.query(task_id)).status_code == 200
        assert (await call.http.get(url)).status_code == 404  # its day is over
    assert call.emu.ledger.faults == {"jump 90000": 1, "jump -50": 1}


async def test_a_jump_goes_together_with_the_next_fault() -> None:
    async with opened(Fault("query", "jump 60"), Fault("query", "html 502")) as call:
        assert (await call.query("1")).status_code == 502
    assert call.emu.ledger.faults == {"jump 60": 1, "html 502": 1}


async def test_a_webhook_waits_for_the_clock_that_jumps(raw: Any) -> None:
    async with raw.Server() as receiver, opened(time_scale=1.0) as call:
        await call.submit(webhookUrl=f"{receiver.url}/hook")
        assert not receiver.heard
        call.emu.jump(7 * 3600.0)
        await receiver.until(lambda it: it.heard)
        await call.emu.ledger.until(lambda _: not call.emu.webhooks.under_way)


# -- looks that come too early, too late, or wrong --------------------------------------------


async def test_kinds_about_results_wait_for_a_look_that_has_some() -> None:
    clock = Clock()
    async with opened(Fault("query", "no results"), time_scale=1.0, clock=clock) as call:
        task_id = await call.submit()
        assert await call.status(task_id) == "QUEUED"
        assert call.emu.ledger.faults == {}
        clock.now += 100_000.0
        assert (await call.query(task_id)).json()["results"] is None
        assert (await call.query(task_id)).json()["results"]
    assert call.emu.ledger.faults == {"no results": 1}


async def test_a_running_task_goes_back_to_the_queue_and_an_ended_one_runs_again() -> None:
    clock = Clock()
    durations = Durations(median=100.0, sigma=0.0, queued=10.0)
    fault = Fault("query", "backwards", times=3)
    async with opened(fault, time_scale=1.0, clock=clock, durations=durations) as call:
        task_id = await call.submit()
        seen = [await call.status(task_id)]
        for seconds in (20.0, 0.0, 200.0):
            clock.now += seconds
            seen.append(await call.status(task_id))
    assert seen == ["QUEUED", "QUEUED", "QUEUED", "RUNNING"]


async def test_a_failed_task_that_runs_again_shows_no_error() -> None:
    async with opened(Fault("query", "backwards"), fail_rate=1.0) as call:
        task_id = await call.submit()
        answer = (await call.query(task_id)).json()
        assert (answer["status"], answer["errorCode"], answer["failedReason"]) == (
            "RUNNING",
            "",
            {},
        )
        assert await call.status(task_id) == "FAILED"


async def test_expired_urls_stay_expired_for_this_task_alone() -> None:
    async with opened(Fault("query", "expired urls")) as call:
        first, second = await call.submit(), await call.submit()
        urls = [(await call.query(one)).json()["results"][0]["url"] for one in (first, second)]
        again = (await call.query(first)).json()["results"][0]["url"]
        codes = [(await call.http.get(url)).status_code for url in (*urls, again)]
    assert codes == [404, 200, 404]


async def test_a_refused_submit_has_no_id_to_lose() -> None:
    async with opened(Fault("submit", "no id"), slots=1, time_scale=1.0) as call:
        call.emu.faults.clear()
        await call.submit()
        call.emu.add_fault(Fault("submit", "no id"))
        assert (await call.post("acme/clip", json={})).json()["code"] == 421
    assert call.emu.ledger.faults == {}


# -- parts of files -----------------------------------------------------------------------------


async def test_a_changed_file_is_sent_whole_to_whoever_resumes_with_its_etag() -> None:
    async with opened(Fault("download", "changed", after=1)) as call:
        url = await call.upload()
        first = await call.http.get(url, headers={"Range": "bytes=0-999"})
        resume = {"Range": "bytes=1000-", "If-Range": first.headers["etag"]}
        second = await call.http.get(url, headers=resume)
        third = await call.http.get(url, headers=resume)
    assert (first.status_code, first.content) == (206, CONTENT[:1000])
    assert (second.status_code, len(second.content)) == (200, len(CONTENT))
    assert second.headers["etag"] != first.headers["etag"]
    assert second.content != CONTENT
    assert (third.status_code, third.content) == (206, CONTENT[1000:])


@pytest.mark.parametrize("size", [5000, 2_000_000])
async def test_a_changed_part_has_another_etag(size: int) -> None:
    content = bytes(n % 251 for n in range(size))
    async with opened(Fault("download", "changed")) as call:
        url = await call.upload(content)
        part = await call.http.get(url, headers={"Range": "bytes=1000-1999"})
        true = await call.http.get(url, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, len(part.content)) == (206, 1000)
    assert part.headers["content-range"] == f"bytes 1000-1999/{size}"
    assert part.headers["etag"] != true.headers["etag"]
    assert part.content == bytes(255 - one for one in content[1000:2000])


@pytest.mark.parametrize("size", [5000, 2_000_000])
@pytest.mark.parametrize("what", ["short", "longer"])
async def test_only_content_range_tells_that_a_part_has_another_length(
    what: str, size: int
) -> None:
    content = bytes(n % 251 for n in range(size))
    async with opened(Fault("download", what)) as call:
        url = await call.upload(content)
        part = await call.http.get(url, headers={"Range": "bytes=1000-"})
    assert part.headers["content-range"] == f"bytes 1000-{size - 1}/{size}"
    assert part.headers["content-length"] == str(len(part.content))
    if what == "short":
        assert part.content == content[1000:-1]
    else:
        assert part.content.startswith(content[1000:] + b"\0junk")


@pytest.mark.parametrize("what", ["longer", "short", "huge 1", "trickle 0.01", "half", "changed"])
async def test_a_question_for_the_head_gets_no_body(what: str) -> None:
    async with opened(Fault("download", what)) as call:
        url = await call.upload()
        answer = await call.http.head(url)
        assert (answer.status_code, answer.content) == (200, b"")


async def test_a_huge_file_begins_with_the_true_one_and_is_never_held_whole() -> None:
    content = bytes(n % 251 for n in range(2_000_000))
    async with opened(Fault("download", "huge 64")) as call:
        url = await call.upload(content)
        got, digest = 0, hashlib.sha256()
        async with call.http.stream("GET", url) as response:
            assert response.headers["content-length"] == str(len(content) + 64 * 1024 * 1024)
            async for piece in response.aiter_raw():
                digest.update(piece[: max(0, len(content) - got)])
                got += len(piece)
                if got > len(content) + 1_000_000:
                    break  # the client has seen enough
    assert digest.digest() == hashlib.sha256(content).digest()
    await call.emu.ledger.until(lambda ledger: not ledger.connections_open)


# -- retry-after ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Wed, 21 Oct 2065 07:28:00 GMT", "soon"])
async def test_a_time_to_wait_may_be_any_text(text: str) -> None:
    async with opened(Fault("query", "http 503", retry_after=text)) as call:
        assert (await call.query("1")).headers["retry-after"] == text


# -- all at once ----------------------------------------------------------------------------------

NUMBERS = {
    **dict.fromkeys(("html", "html after"), "502"),
    **dict.fromkeys(("http", "http after"), "503"),
    **dict.fromkeys(("code", "code after", "id and code"), "1005"),
    **dict.fromkeys(("slow", "trickle", "refuse"), "0.02"),
    **dict(zip(("bare", "huge", "status", "jump"), ("504", "0.1", "PAUSED", "-3"), strict=True)),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_under_all_kinds_at_once_the_book_stays_true_and_the_end_is_quiet(seed: int) -> None:
    kinds = [kind for kind in KINDS if kind.fits("*")]
    faults = [
        Fault("*", f"{kind.name} {NUMBERS.get(kind.name, '')}".rstrip(), times=None, rate=0.03)
        for kind in kinds
    ]
    faults.append(Fault("connection", "drop", times=None, rate=0.05))
    faults.append(Fault("connection", "silence", times=None, rate=0.05))
    told: list[str] = []
    async with asyncio.timeout(6 * PATIENCE):
        async with opened(*faults, seed=seed, slots=1000) as call:
            call.http.timeout = httpx.Timeout(0.3)

            async def live() -> None:
                try:
                    answer = (await call.post("acme/clip", json={})).json()
                    told.append(answer["taskId"] or "")
                    answer = (await call.query(answer["taskId"])).json()
                    await call.http.get(answer["results"][0]["url"])
                except (httpx.HTTPError, ValueError, TypeError, LookupError, AttributeError):
                    return  # what trouble looks like from outside, the last in httpx on uvloop

            ledger = call.emu.ledger
            rounds = 0  # what strikes whom depends on who comes first, so their number is open
            while rounds < 20 or len(ledger.faults) <= len(kinds) // 2:
                await asyncio.gather(*(live() for _ in range(10)))
                rounds += 1
    assert ledger.connections_open == 0
    made = set(ledger.task_ids)
    assert len(made) == len(ledger.submits) <= ledger.requests["submit"]
    strangers = {one for one in told if one not in made}
    assert strangers <= {""}
