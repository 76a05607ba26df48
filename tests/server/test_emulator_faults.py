"""Faults of the emulator: what a client sees, and what was done all the same."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Emulator, Fault
from runninghub_async.emulator.faults import FaultPlan
from runninghub_async.emulator.routes import OPERATIONS

TABLE = Table([Row(path="acme/clip", title="Acme", kind="video")])
CALLS = ("submit", "query", "upload", "price", "queue status", "download")


@asynccontextmanager
async def opened(*faults: Fault, **settings: Any) -> AsyncIterator[tuple[Emulator, Caller]]:
    async with (
        Emulator(table=TABLE, time_scale=0.0, faults=faults, **settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False, timeout=30) as http,
    ):
        yield emu, Caller(emu, http)


class Caller:
    """One way to make each of the calls."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient) -> None:
        self.http = http
        self.headers = {"Authorization": f"Bearer {emu.api_key}"}

    async def __call__(self, operation: str) -> httpx.Response:
        api = "/openapi/v2/"
        match operation:
            case "submit":
                return await self.post(api + "acme/clip", json={})
            case "query":
                return await self.post(api + "query", json={"taskId": "1"})
            case "price":
                return await self.post(api + "price-preview/acme/clip", json={})
            case "upload":
                files = {"file": ("a.png", b"cat" * 100_000, "image/png")}
                return await self.post(api + "media/upload/binary", files=files)
            case "queue status":
                return await self.http.get(api + "queue/status", headers=self.headers)
            case _:
                return await self.http.get("/output/none.mp4")

    async def post(self, path: str, **body: Any) -> httpx.Response:
        return await self.http.post(path, headers=self.headers, **body)


@pytest.fixture(autouse=True)
def silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Any:
    """No fault may write a word: neither to stderr nor to a log."""
    caplog.set_level(logging.INFO)
    yield
    assert [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")] == []
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("operation", CALLS)
async def test_drop_before_aborts_the_connection_and_does_nothing(operation: str) -> None:
    async with opened(Fault(operation, "drop before")) as (emu, call):
        with pytest.raises(httpx.TransportError):
            await call(operation)
        assert not emu.ledger.submits
        assert not emu.ledger.uploads
        await call(operation)
    assert emu.ledger.faults == {"drop before": 1}
    assert emu.ledger.connections_opened == 2


@pytest.mark.parametrize("what", ["drop after", "half"])
async def test_an_answer_that_is_lost_leaves_a_task_that_is_charged_for(what: str) -> None:
    async with opened(Fault("submit", what)) as (emu, call):
        with pytest.raises(httpx.RemoteProtocolError):
            await call("submit")
        assert len(emu.ledger.submits) == 1


async def test_an_empty_answer_comes_after_the_thing_was_done() -> None:
    async with opened(Fault("*", "empty", times=2)) as (emu, call):
        for operation in ("submit", "upload"):
            response = await call(operation)
            assert (response.status_code, response.content) == (200, b"")
    assert (len(emu.ledger.submits), emu.ledger.uploads) == (1, 1)


async def test_half_of_an_answer_announces_the_whole_length() -> None:
    async with opened(Fault("queue status", "half")) as (emu, call):
        reader, writer = await asyncio.open_connection(*emu.address)
        key = call.headers["Authorization"]
        line = "GET /openapi/v2/queue/status HTTP/1.1"
        writer.write(f"{line}\r\nhost: x\r\nauthorization: {key}\r\n\r\n".encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        await writer.wait_closed()
        whole = await call("queue status")
    assert f"content-length: {len(whole.content)}".encode() in head
    assert body == whole.content[: len(whole.content) // 2]


async def collect(http: httpx.AsyncClient, url: str, got: bytearray) -> None:
    async with http.stream("GET", url) as response:
        async for piece in response.aiter_raw():
            got += piece


@pytest.mark.parametrize("large", [False, True])
async def test_half_of_a_file_can_be_resumed_with_a_range(large: bool) -> None:
    content = bytes(n % 251 for n in range(2_000_000 if large else 2000))
    async with opened(Fault("download", "half")) as (emu, call):
        files = {"file": ("a.mp4", content, "video/mp4")}
        answer = (await call.post("/openapi/v2/media/upload/binary", files=files)).json()
        url = answer["data"]["download_url"]
        got = bytearray()
        with pytest.raises(httpx.RemoteProtocolError):
            await collect(call.http, url, got)
        assert len(got) == len(content) // 2
        rest = await call.http.get(url, headers={"Range": f"bytes={len(got)}-"})
    assert bytes(got) + rest.content == content
    assert emu.ledger.range_requests == 1


@pytest.mark.parametrize("operation", CALLS)
async def test_a_gateway_page_has_its_status_and_no_json(operation: str) -> None:
    async with opened(Fault(operation, "html 502")) as (emu, call):
        response = await call(operation)
        assert response.status_code == 502
        assert response.headers["content-type"] == "text/html"
        assert b"502 Bad Gateway" in response.content
        await call(operation)
    assert emu.ledger.connections_opened == 1
    assert len(emu.ledger.submits) == (operation == "submit")


@pytest.mark.parametrize("operation", CALLS)
async def test_an_http_error_may_name_the_seconds_to_wait(operation: str) -> None:
    fault = Fault(operation, "http 429", retry_after=1.5)
    async with opened(fault, Fault(operation, "http 503")) as (_, call):
        first, second = await call(operation), await call(operation)
    assert (first.status_code, first.headers["retry-after"]) == (429, "1.5")
    assert (second.status_code, "retry-after" in second.headers) == (503, False)
    assert second.json()["error"] == "Service Unavailable"


@pytest.mark.parametrize(
    ("operation", "code", "field", "value"),
    [
        ("submit", 1003, "errorCode", "1003"),
        ("submit", 421, "code", 421),
        ("query", 1005, "errorCode", "1005"),
        ("price", 9999, "errorCode", "9999"),
        ("upload", 808, "code", 808),
        ("upload", 1003, "code", 1003),
        ("queue status", 500, "code", 500),
    ],
)
async def test_a_business_code_comes_in_the_shape_of_its_own_call(
    operation: str, code: int, field: str, value: Any
) -> None:
    async with opened(Fault(operation, f"code {code}")) as (emu, call):
        response = await call(operation)
    assert response.status_code == 200
    assert response.json()[field] == value
    assert ("message" in response.json()) == (operation == "upload")
    assert emu.ledger.refusals == {code: 1}
    assert not emu.ledger.submits
    assert not emu.ledger.uploads


def test_every_call_that_exists_can_go_wrong_and_no_other() -> None:
    assert {route.operation for route in Emulator()._service.table} == set(OPERATIONS)
    for operation in OPERATIONS:
        Fault(operation, "empty")


async def test_a_fault_strikes_the_calls_of_v1_in_their_own_shape() -> None:
    faults = (Fault("workflow create", "code 804"), Fault("cancel", "html 502"))
    async with opened(*faults) as (emu, call):
        body = {"apiKey": emu.api_key, "workflowId": "1950000000000000001"}
        answer = (await call.post("/task/openapi/create", json=body)).json()
        assert (answer["code"], answer["msg"]) == (804, "APIKEY_TASK_IS_RUNNING")
        assert not emu.ledger.submits
        assert (await call.post("/task/openapi/cancel", json=body)).status_code == 502
        assert (await call.post("/task/openapi/create", json=body)).json()["code"] == 0
    assert emu.ledger.requests == {"workflow create": 2, "cancel": 1}


async def test_storage_knows_no_business_codes() -> None:
    async with opened(Fault("*", "code 1003")) as (_, call):
        assert (await call("download")).status_code == 404
        assert (await call("submit")).json()["errorCode"] == "1003"


async def test_silence_lasts_until_the_client_leaves() -> None:
    async with opened(Fault("submit", "silence")) as (emu, call):
        waiting = asyncio.create_task(call("submit"))
        await emu.ledger.until(lambda ledger: ledger.faults)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await emu.ledger.until(lambda ledger: not ledger.connections_open)
        assert not emu.ledger.submits
        assert (await call("submit")).json()["taskId"]


async def test_a_slow_submit_is_done_even_when_the_client_does_not_wait() -> None:
    async with opened(Fault("submit", "slow 3600")) as (emu, call):
        _, writer = await asyncio.open_connection(*emu.address)
        head = "POST /openapi/v2/acme/clip HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n"
        key = call.headers["Authorization"]
        writer.write(f"{head}authorization: {key}\r\n\r\n{{}}".encode())
        await emu.ledger.until(lambda ledger: ledger.faults)
        writer.transport.abort()
        await emu.ledger.until(lambda ledger: ledger.submits)


async def test_something_slow_goes_together_with_the_next_fault() -> None:
    async with opened(
        Fault("query", "slow 0.01"), Fault("query", "drop before"), Fault("query", "html 503")
    ) as (emu, call):
        with pytest.raises(httpx.TransportError):
            await call("query")
        assert emu.ledger.faults == {"slow 0.01": 1, "drop before": 1}
        assert (await call("query")).status_code == 503


async def test_faults_can_be_added_and_ended_at_run_time() -> None:
    async with opened() as (emu, call):
        assert (await call("queue status")).status_code == 200
        emu.add_fault(Fault("queue status", "http 500", times=None))
        emu.faults.append(Fault("submit", "http 502"))
        assert [(await call("queue status")).status_code for _ in range(3)] == [500] * 3
        assert len(emu.faults) == 2
        emu.faults.clear()
        assert (await call("queue status")).status_code == 200


def test_after_times_and_order_are_counted_per_fault() -> None:
    plan = FaultPlan([Fault("query", "empty", after=1, times=2), Fault("*", "half", times=1)])
    struck = [[one.what for one in plan.strike("query")] for _ in range(5)]
    assert struck == [["half"], ["empty"], ["empty"], [], []]


def test_a_rate_strikes_its_share_and_the_same_calls_for_the_same_seed() -> None:
    def strikes(seed: int) -> list[bool]:
        plan = FaultPlan([Fault("query", "empty", times=None, rate=0.25)], seed=seed)
        return [bool(plan.strike("query")) for _ in range(400)]

    assert strikes(1) == strikes(1) != strikes(2)
    assert 60 <= sum(strikes(1)) <= 140


@pytest.mark.parametrize(
    "what",
    ["", "dropped", "html", "html x", "http 99", "http 204", "code 1.5", "slow -1", "slow nan"],
)
def test_an_unknown_fault_is_refused_with_the_known_ones(what: str) -> None:
    with pytest.raises(ValueError, match="drop before, drop after"):
        Fault("query", what)


@pytest.mark.parametrize(
    "bad", [{"when": "sometimes"}, {"rate": 1.5}, {"times": -1}, {"after": -1}]
)
def test_a_fault_with_a_bad_field_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        Fault(**{"when": "query", "what": "empty", **bad})
