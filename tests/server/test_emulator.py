"""The emulator as a client sees it: submit, query, price, queue status, its life and its book.

Plain httpx, so that nothing of the package's own client can hide a mistake.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest

from runninghub_async.catalog.params import Text
from runninghub_async.catalog.table import Kind, Row, Table
from runninghub_async.emulator import Durations, Emulator, Fault, Ledger
from runninghub_async.emulator.pace import Pace
from runninghub_async.emulator.settings import Settings, SettingsFields

VIDU = "vidu/text-to-video"
BODY = {
    "prompt": "a cat surfs",
    "style": "general",
    "aspectRatio": "16:9",
    "resolution": "720p",
    "movementAmplitude": "auto",
    "duration": "5",
}
STEADY = Durations(median=100.0, sigma=0.0, queued=10.0)


class Clock:
    """Seconds that pass only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[tuple[Emulator, httpx.AsyncClient]]:
    async with (
        Emulator(**settings) as emu,
        httpx.AsyncClient(
            base_url=emu.base_url + "/openapi/v2", headers=bearer(emu.api_key), trust_env=False
        ) as http,
    ):
        yield emu, http


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def submit(http: httpx.AsyncClient, **changes: Any) -> dict[str, Any]:
    response = await http.post(f"/{VIDU}", json=BODY | changes)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


async def query(http: httpx.AsyncClient, task_id: Any) -> dict[str, Any]:
    response = await http.post("/query", json={"taskId": task_id})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


# -- submit and query ------------------------------------------------------------------------


async def test_a_submit_is_answered_in_the_documented_flat_shape() -> None:
    async with opened() as (emu, http):
        answer = await submit(http)
    assert list(answer) == [
        "taskId",
        "status",
        "errorCode",
        "errorMessage",
        "results",
        "clientId",
        "promptTips",
    ]
    assert len(answer["taskId"]) == 19
    assert int(answer["taskId"]) > 2**53
    assert answer["status"] == "QUEUED"
    assert (answer["errorCode"], answer["results"]) == ("", None)
    assert json.loads(answer["promptTips"])["node_errors"] == {}
    assert emu.ledger.task_ids == [answer["taskId"]]


async def test_a_task_goes_from_queued_over_running_to_success_by_the_clock() -> None:
    clock = Clock()
    async with opened(clock=clock, durations=STEADY) as (emu, http):
        task_id = (await submit(http))["taskId"]
        seen = []
        for moment in (1000.0, 1009.9, 1010.0, 1109.9, 1110.0, 9999.0):
            clock.now = moment
            seen.append((await query(http, task_id))["status"])
    assert seen == ["QUEUED", "QUEUED", "RUNNING", "RUNNING", "SUCCESS", "SUCCESS"]
    assert emu.ledger.looks_by_task == {task_id: 6}


async def test_a_finished_task_has_usage_as_strings_and_nulls_and_a_result() -> None:
    async with opened(time_scale=0.0, durations=STEADY) as (emu, http):
        task_id = (await submit(http))["taskId"]
        answer = await query(http, task_id)
        assert answer["usage"] == {
            "consumeMoney": None,
            "consumeCoins": None,
            "taskCostTime": "100",
            "thirdPartyConsumeMoney": "0.77",
        }
        assert (answer["errorCode"], answer["failedReason"]) == ("", {})
        (item,) = answer["results"]
        assert (item["nodeId"], item["outputType"], item["text"]) == ("4", "mp4", None)
        assert item["url"].startswith(emu.base_url + "/output/")


async def test_a_task_that_takes_no_time_is_finished_in_the_submit_answer() -> None:
    async with opened(time_scale=0.0) as (_, http):
        answer = await submit(http)
    assert answer["status"] == "SUCCESS"
    assert answer["results"][0]["outputType"] == "mp4"


async def test_a_failed_task_names_1015_and_a_node_and_is_charged() -> None:
    async with opened(time_scale=0.0, fail_rate=1.0) as (emu, http):
        answer = await query(http, (await submit(http))["taskId"])
    assert (answer["status"], answer["errorCode"]) == ("FAILED", "1015")
    assert answer["results"] is None
    assert answer["failedReason"]["node_name"]
    assert answer["failedReason"]["exception_message"]
    assert emu.ledger.money_charged == Decimal("0.77")
    assert emu.ledger.submits[0].fails


async def test_the_share_of_failures_follows_the_rate_and_the_seed() -> None:
    async def failures(seed: int) -> list[bool]:
        async with opened(time_scale=0.0, fail_rate=0.3, seed=seed) as (emu, http):
            for _ in range(60):
                await submit(http)
        return [one.fails for one in emu.ledger.submits]

    first = await failures(7)
    assert 8 <= sum(first) <= 28
    assert await failures(7) == first
    assert await failures(8) != first


async def test_the_same_seed_gives_the_same_durations() -> None:
    async def durations(seed: int) -> list[float]:
        async with opened(clock=Clock(), seed=seed, time_scale=0.5) as (emu, http):
            for _ in range(5):
                await submit(http)
        return [one.seconds for one in emu.ledger.submits]

    first = await durations(1)
    assert await durations(1) == first
    assert await durations(2) != first
    assert len(set(first)) == 5


@pytest.mark.parametrize("bad", ["0", "-5", "abc", "", "1.5", 7, None, ["1"]])
async def test_a_query_for_what_is_no_id_is_1007(bad: Any) -> None:
    async with opened() as (emu, http):
        assert (await query(http, bad))["errorCode"] == "1007"
    assert emu.ledger.refusals == {1007: 1}


async def test_an_unknown_task_is_1004_and_so_is_an_id_that_went_through_a_float() -> None:
    async with opened() as (_, http):
        task_id = (await submit(http))["taskId"]
        mangled = str(int(float(task_id)))
        assert (await query(http, mangled))["errorCode"] == "1004"
        assert (await query(http, task_id))["taskId"] == task_id


async def test_a_task_is_visible_to_its_owner_only() -> None:
    async with opened() as (emu, http):
        task_id = (await submit(http))["taskId"]
        http.headers.update(bearer(emu.consumer_key))
        assert (await query(http, task_id))["errorCode"] == "1004"


@pytest.mark.parametrize(
    ("kind", "suffix", "magic"),
    [
        ("video", "mp4", b"ftyp"),
        ("image", "png", b"\x89PNG"),
        ("audio", "wav", b"RIFF"),
        ("3d", "glb", b"glTF"),
    ],
)
async def test_each_kind_of_endpoint_makes_a_real_file(
    kind: Kind, suffix: str, magic: bytes
) -> None:
    table = Table([Row(path="acme/make", title="Acme", kind=kind)])
    async with opened(table=table, time_scale=0.0) as (_, http):
        (item,) = (await http.post("/acme/make", json={})).json()["results"]
        assert item["outputType"] == suffix
        assert magic in (await http.get(item["url"])).content[:12]


async def test_a_text_endpoint_answers_with_text_and_without_a_url() -> None:
    row = Row(path="acme/say", title="Acme", kind="text", params=(Text(name="prompt"),))
    async with opened(table=Table([row]), time_scale=0.0) as (_, http):
        (item,) = (await http.post("/acme/say", json={"prompt": "hi"})).json()["results"]
    assert item["url"] is None
    assert item["text"]


# -- who may, what exists -----------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"/{VIDU}", f"/price-preview/{VIDU}", "/query", "/no/such"])
@pytest.mark.parametrize("headers", [{"Authorization": "Bearer nobody"}, {"Authorization": ""}])
async def test_a_wrong_key_is_1002_before_anything_else(path: str, headers: dict[str, str]) -> None:
    async with opened() as (_, http):
        answer = (await http.post(path, content=b"no json", headers=headers)).json()
    assert (answer["errorCode"], answer["taskId"]) == ("1002", "")


@pytest.mark.parametrize("path", [f"/{VIDU}", f"/price-preview/{VIDU}"])
async def test_a_consumer_key_gets_1014_on_standard_models(path: str) -> None:
    async with opened() as (emu, http):
        answer = (await http.post(path, json=BODY, headers=bearer(emu.consumer_key))).json()
    assert answer["errorCode"] == "1014"


@pytest.mark.parametrize(
    "path", ["/vidu/no-such-model", "/price-preview/vidu/no-such-model", f"/{VIDU}/", "/quer"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_an_unknown_path_below_the_api_is_1001(path: str, method: str) -> None:
    async with opened() as (_, http):
        answer = (await http.request(method, path)).json()
    assert answer["errorCode"] == "1001"


async def test_a_path_outside_the_api_is_a_plain_404() -> None:
    async with opened() as (emu, http):
        assert (await http.get(emu.base_url + "/")).status_code == 404
        assert (await http.post(emu.base_url + "/apis", json={})).status_code == 404
        assert (await http.post(emu.base_url + "/output/x.mp4")).status_code == 405


@pytest.mark.parametrize("path", [f"/{VIDU}", f"/price-preview/{VIDU}", "/query"])
async def test_the_wrong_method_is_1009(path: str) -> None:
    async with opened() as (_, http):
        assert (await http.get(path)).json()["errorCode"] == "1009"
        assert (await http.post("/queue/status")).json()["code"] == 1009


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"text"', b"\xff", b"null"])
async def test_a_body_that_is_no_json_object_is_1007(body: bytes) -> None:
    async with opened() as (emu, http):
        for path in (f"/{VIDU}", f"/price-preview/{VIDU}", "/query"):
            assert (await http.post(path, content=body)).json()["errorCode"] == "1007"
    assert not emu.ledger.submits


# -- slots, rate, price -------------------------------------------------------------------------


async def test_a_full_account_answers_421_enveloped_until_a_slot_is_free() -> None:
    clock = Clock()
    async with opened(clock=clock, slots=2, durations=STEADY) as (emu, http):
        await submit(http)
        clock.now += 50
        await submit(http)
        assert await submit(http) == {"code": 421, "msg": "TASK_QUEUE_MAXED", "data": None}
        clock.now = 1110.0
        assert (await submit(http))["taskId"]
        assert (await submit(http))["code"] == 421
    assert emu.ledger.tasks_running_peak == 2
    assert emu.ledger.refusals == {421: 2}
    assert len(emu.ledger.submits) == 3


async def test_a_full_account_can_answer_1520_flat_instead() -> None:
    async with opened(slots=1, capacity_code=1520) as (_, http):
        await submit(http)
        answer = await submit(http)
    assert (answer["errorCode"], answer["taskId"]) == ("1520", "")


async def test_a_wrong_body_is_refused_even_when_the_account_is_full() -> None:
    async with opened(slots=1) as (_, http):
        await submit(http)
        assert (await submit(http, duration=5))["errorCode"] == "1007"


async def test_queue_status_counts_tasks_in_strings_and_the_limit_as_a_number() -> None:
    clock = Clock()
    async with opened(clock=clock, durations=STEADY, slots=9) as (emu, http):
        await submit(http)
        clock.now += 20
        await submit(http)
        answer = (await http.get("/queue/status")).json()
        consumer = await http.get("/queue/status", headers=bearer(emu.consumer_key))
        nobody = await http.get("/queue/status", headers=bearer("nobody"))
    assert (answer["code"], answer["msg"]) == (0, "success")
    assert answer["data"] == {
        "apiKeyType": "SHARED",
        "concurrentLimit": 9,
        "runningCount": "1",
        "queuedCount": "1",
        "totalCurrentTasks": "2",
    }
    assert consumer.json()["data"]["apiKeyType"] == "NORMAL"
    assert nobody.json()["code"] == 1002


async def test_more_requests_than_the_rate_allows_are_1003_and_create_nothing() -> None:
    clock = Clock()
    async with opened(clock=clock, requests_per_second=2.0, burst=3) as (emu, http):
        codes = [(await submit(http)).get("errorCode") for _ in range(5)]
        clock.now += 0.5
        codes.append((await submit(http))["errorCode"])
    assert codes == ["", "", "", "1003", "1003", ""]
    assert len(emu.ledger.submits) == 4
    assert emu.ledger.refusals[1003] == 2


def test_a_pace_admits_the_burst_and_then_one_for_each_interval() -> None:
    pace = Pace(10.0, 5)
    assert sum(pace.admit(0.0) for _ in range(20)) == 5
    assert sum(pace.admit(n / 1000) for n in range(1, 2001)) == 20


async def test_a_price_preview_names_the_listed_price_and_runs_nothing() -> None:
    async with opened() as (emu, http):
        answer = (await http.post(f"/price-preview/{VIDU}", json=BODY)).json()
        bad = (await http.post(f"/price-preview/{VIDU}", json=BODY | {"style": "x"})).json()
    assert (answer["estimatedPrice"], answer["currency"]) == (0.77, "CNY")
    assert (answer["errorCode"], answer["isFreeThisCall"]) == ("", False)
    assert bad["errorCode"] == "1007"
    assert not emu.ledger.submits


# -- the book ---------------------------------------------------------------------------------


async def test_the_ledger_records_each_accepted_submit() -> None:
    clock = Clock()
    async with opened(clock=clock, durations=STEADY, time_scale=0.5) as (emu, http):
        first = await submit(http)
        clock.now += 3
        await submit(http, duration="4")
        await submit(http)
    one = emu.ledger.submits[0]
    assert (one.task_id, one.endpoint, one.key) == (first["taskId"], VIDU, emu.api_key)
    assert (one.body, one.price, one.at, one.seconds) == (BODY, Decimal("0.77"), 1000.0, 55.0)
    assert [other.body_sha256 == one.body_sha256 for other in emu.ledger.submits[1:]] == [
        False,
        True,
    ]
    assert emu.ledger.repeated_bodies() == {one.body_sha256: 2}
    assert emu.ledger.requests == {"submit": 3}


async def test_the_ideal_makespan_is_list_scheduling_of_the_tasks_own_durations() -> None:
    async with opened(clock=Clock(), time_scale=0.1) as (emu, http):
        for _ in range(7):
            await submit(http)
    durations = [one.seconds for one in emu.ledger.submits]
    assert emu.ledger.ideal_makespan(1) == pytest.approx(sum(durations))
    assert emu.ledger.ideal_makespan(50) == max(durations)
    lanes = [0.0, 0.0]
    for duration in durations:
        lanes[lanes.index(min(lanes))] += duration
    assert emu.ledger.ideal_makespan(2) == pytest.approx(max(lanes))
    with pytest.raises(ValueError, match="slots"):
        emu.ledger.ideal_makespan(0)


async def test_connections_are_counted_exactly() -> None:
    async with Emulator() as emu:
        host, port = emu.address
        streams = []
        for _ in range(3):
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            assert b"404" in await reader.readline()
            streams.append((reader, writer))
        assert (emu.ledger.connections_open, emu.ledger.connections_peak) == (3, 3)
        for reader, writer in streams:
            writer.write(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            await reader.read()
            writer.close()
            await writer.wait_closed()
        assert emu.ledger.connections_open == 0
        async with httpx.AsyncClient(trust_env=False) as http:
            await http.get(emu.base_url)
            await http.get(emu.base_url)
    assert (emu.ledger.connections_opened, emu.ledger.connections_peak) == (4, 3)


async def test_reprs_say_what_is_going_on() -> None:
    emu = Emulator()
    assert "not started" in repr(emu)
    async with (
        emu,
        httpx.AsyncClient(
            base_url=emu.base_url + "/openapi/v2", headers=bearer(emu.api_key), trust_env=False
        ) as http,
    ):
        await submit(http)
        await submit(http, style="wild")
        assert repr(emu).startswith(f"<Emulator {emu.base_url} | 1 of 50 slots taken")
    assert "closed" in repr(emu)
    assert repr(emu.ledger) == (
        "<Ledger 1 tasks (peak 1 at once, 0.77 charged), 0 looks, 0 uploads, 0 downloads, "
        "refused: 1x 1007, 1 connections (peak 1)>"
    )
    assert emu.api_key not in repr(emu)


# -- start, stop, settings ----------------------------------------------------------------------


async def test_it_stops_at_once_with_idle_connections_and_a_call_under_way() -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        async with Emulator(faults=(Fault("query", "silence"),)) as emu:
            await http.get(emu.base_url)
            call = asyncio.create_task(http.post(emu.base_url + "/openapi/v2/query"))
            await emu.ledger.until(lambda ledger: ledger.faults)
        with pytest.raises(httpx.TransportError):
            await call
        with pytest.raises(httpx.ConnectError):
            await http.get(emu.base_url)
    assert emu.ledger.connections_open == 0


async def test_it_can_be_cancelled_while_it_serves_for_ever() -> None:
    started = asyncio.Event()
    emulator = Emulator()

    async def serve() -> None:
        async with emulator:
            started.set()
            await emulator.serve_forever()

    server = asyncio.create_task(serve())
    await started.wait()
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(emulator.base_url)).status_code == 404
        server.cancel()
        with pytest.raises(asyncio.CancelledError):
            await server


async def test_it_says_how_it_is_used_when_it_is_used_wrongly() -> None:
    emulator = Emulator()
    with pytest.raises(RuntimeError, match="async with"):
        _ = emulator.base_url
    with pytest.raises(RuntimeError, match="async with"):
        await emulator.serve_forever()
    async with emulator:
        pass
    with pytest.raises(RuntimeError, match="once"):
        await emulator.__aenter__()


async def test_two_emulators_live_side_by_side() -> None:
    async with opened(seed=1) as (one, http), opened(seed=2) as (other, _):
        assert one.base_url != other.base_url
        assert one.api_key != other.api_key
        assert (await submit(http))["taskId"]
    assert (len(one.ledger.submits), len(other.ledger.submits)) == (1, 0)


async def test_a_taken_port_is_an_oserror() -> None:
    async with Emulator() as emu:
        with pytest.raises(OSError, match="in use"):
            await Emulator(port=emu.address[1]).__aenter__()


@pytest.mark.parametrize(
    "bad",
    [
        {"slots": 0},
        {"time_scale": -1.0},
        {"time_scale": float("nan")},
        {"fail_rate": 1.5},
        {"capacity_code": 420},
        {"requests_per_second": 0.0},
        {"burst": 0},
        {"keep_alive": True},
    ],
)
def test_a_setting_out_of_range_is_named(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        Emulator(**bad)


def test_the_keyword_arguments_are_the_fields_of_the_settings() -> None:
    fields = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    assert list(SettingsFields.__annotations__) == list(fields)


def test_keys_are_made_up_of_32_characters_or_given() -> None:
    emulator = Emulator(seed=3)
    assert len(emulator.api_key) == len(emulator.consumer_key) == 32
    assert emulator.api_key != emulator.consumer_key
    assert Emulator(api_key="mine").api_key == "mine"
    assert isinstance(emulator.ledger, Ledger)


def test_without_uvicorn_the_import_names_the_extra() -> None:
    program = "import sys; sys.modules['uvicorn'] = None; import runninghub_async.emulator"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "ImportError" in done.stderr
    assert "pip install 'runninghub-async[emulator]'" in done.stderr
