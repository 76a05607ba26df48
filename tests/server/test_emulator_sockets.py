"""Progress over the emulator's WebSocket, with the package websockets."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sample_graphs import GRAPH
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from runninghub_async.emulator import Durations, Emulator
from runninghub_async.emulator.timeline import Run, timeline

PATIENCE = 10.0


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock

    @property
    def comfy(self) -> str:
        return f"/proxy/{self.emu.api_key}"

    def native(self, client_id: str) -> str:
        base = self.emu.base_url.replace("http", "ws", 1)
        return f"{base}{self.comfy}/ws?clientId={client_id}"

    async def prompt(self, client_id: str = "") -> str:
        body = {"prompt": GRAPH, "client_id": client_id}
        response = await self.http.post(f"{self.comfy}/prompt", json=body)
        return str(response.json()["prompt_id"])

    async def v1(self, path: str, task_id: str) -> dict[str, Any]:
        body = {"apiKey": self.emu.api_key, "taskId": task_id}
        response = await self.http.post(f"/task/openapi/{path}", json=body)
        answer: dict[str, Any] = response.json()
        return answer

    async def running(self) -> tuple[str, str]:
        """A task that runs since now: its id and its `netWssUrl`."""
        task_id = await self.prompt()
        self.clock.now += 2.0
        answer = await self.v1("outputs", task_id)
        assert answer["code"] == 804
        return task_id, str(answer["data"]["netWssUrl"])


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    """A run takes 1200 s after 2 s in the queue, on a clock that stands."""
    clock = Clock()
    usual = {"clock": clock, "durations": Durations(median=1200.0, sigma=0.0, queued=2.0)}
    async with (
        Emulator(**{**usual, **settings}) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http, clock)


async def heard(socket: ClientConnection) -> list[dict[str, Any]]:
    """Everything until the other side closes; a binary frame is told as `preview`."""
    messages: list[dict[str, Any]] = []
    async with asyncio.timeout(PATIENCE):
        async for frame in socket:
            if isinstance(frame, bytes):
                messages.append({"type": "preview", "data": frame})
            else:
                messages.append(json.loads(frame))
    return messages


def kinds(messages: list[dict[str, Any]]) -> list[str]:
    return [one["type"] for one in messages]


async def test_a_run_is_told_from_its_start_to_its_end() -> None:
    async with opened() as call:
        _, url = await call.running()
        async with connect(url) as socket:
            call.clock.now += 2000.0
            messages = await heard(socket)
        assert socket.close_code == 1000
    assert kinds(messages)[0] == "status"
    assert kinds(messages)[-2:] == ["executing", "status"]
    assert messages[-2]["data"]["node"] is None
    nodes = [one["data"]["node"] for one in messages if one["type"] == "executing"]
    assert nodes == ["2", "3", "4", "5", "6", None]
    done = [one["data"]["node"] for one in messages if one["type"] == "execution_success"]
    assert done == nodes[:-1]
    steps = [one["data"] for one in messages if one["type"] == "progress"]
    assert [(one["value"], one["max"], one["node"]) for one in steps] == [
        (number, 4, "4") for number in (1, 2, 3, 4)
    ]
    (executed,) = [one["data"] for one in messages if one["type"] == "executed"]
    assert executed["node"] == "6"
    assert executed["output"]["images"][0]["filename"].endswith(".png")
    previews = [one["data"] for one in messages if one["type"] == "preview"]
    assert previews[0].startswith(b"\0\0\0\1\0\0\0\2\x89PNG")


async def test_messages_come_when_their_time_has_come() -> None:
    async with opened() as call:
        _, url = await call.running()
        async with connect(url) as socket:
            assert json.loads(await socket.recv())["type"] == "status"
            call.clock.now += 500.0
            seen = []
            async with asyncio.timeout(PATIENCE):
                while "progress" not in seen:
                    frame = await socket.recv()
                    seen.append(json.loads(frame)["type"] if isinstance(frame, str) else "preview")
            assert "executed" not in seen
            call.clock.now += 2000.0
            assert "executed" in kinds(await heard(socket))


async def test_a_late_listener_hears_what_runs_and_what_comes() -> None:
    async with opened() as call:
        _, url = await call.running()
        call.clock.now += 500.0
        async with connect(url) as socket:
            first = [json.loads(await socket.recv()) for _ in range(2)]
            call.clock.now += 2000.0
            rest = await heard(socket)
    assert kinds(first) == ["status", "executing"]
    assert first[1]["data"]["node"] == "4"
    assert "execution_start" not in kinds(rest)
    assert "executed" in kinds(rest)


async def test_a_run_that_fails_ends_with_the_error() -> None:
    async with opened(fail_rate=1.0) as call:
        _, url = await call.running()
        async with connect(url) as socket:
            call.clock.now += 2000.0
            messages = await heard(socket)
    assert kinds(messages)[-3:] == ["execution_error", "executing", "status"]
    assert messages[-3]["data"]["exception_message"]
    assert messages[-3]["data"]["node_id"] in GRAPH
    assert "executed" not in kinds(messages)


async def test_a_cancelled_run_is_interrupted_at_once() -> None:
    async with opened() as call:
        task_id, url = await call.running()
        async with connect(url) as socket:
            await socket.recv()
            call.clock.now += 1.0
            assert (await call.v1("cancel", task_id))["code"] == 0
            messages = await heard(socket)
    assert kinds(messages)[-3:] == ["execution_interrupted", "executing", "status"]
    assert messages[-3]["data"]["node_id"] == "2"
    assert "executed" not in kinds(messages)


async def test_the_address_is_null_while_the_task_waits() -> None:
    async with opened() as call:
        task_id = await call.prompt()
        answer = await call.v1("outputs", task_id)
    assert (answer["code"], answer["data"]) == (813, None)


async def test_the_address_hides_the_key_and_names_the_client() -> None:
    async with opened() as call:
        _, url = await call.running()
    assert url.startswith(f"ws{call.emu.base_url.removeprefix('http')}/ws/c_instance?")
    assert "clientId=" in url
    assert "Rh-Comfy-Auth=" in url
    assert call.emu.api_key not in url


@pytest.mark.parametrize("change", ["token", "no token", "client", "path", "garbage"])
async def test_a_wrong_address_is_403(change: str) -> None:
    async with opened() as call:
        _, url = await call.running()
        last = "0" if url[-1] != "0" else "1"
        wrong = {
            "token": url[:-1] + last,
            "no token": url.partition("&Rh-Comfy-Auth")[0],
            "client": url.replace("clientId=", "clientId=x"),
            "path": url.replace("/ws/c_instance", "/ws/other"),
            "garbage": url.partition("?")[0] + "?Rh-Comfy-Auth=%ff-x-y",
        }[change]
        with pytest.raises(InvalidStatus) as refused:
            await connect(wrong)
        await call.emu.ledger.until(lambda it: it.connections_open == 1)
    assert refused.value.response.status_code == 403


async def test_the_token_is_in_no_log_of_the_emulator(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with opened() as call:
        _, url = await call.running()
        await (await connect(url)).close()
        with pytest.raises(InvalidStatus):
            await connect(url + "0")
    token = url.rpartition("=")[2]
    logged = [one for one in caplog.records if token in one.getMessage()]
    assert [one.name for one in logged if one.name != "websockets.client"] == []


async def test_an_expired_token_is_403() -> None:
    async with opened(time_scale=100.0) as call:
        task_id = await call.prompt()
        call.clock.now += 200.0
        url = (await call.v1("outputs", task_id))["data"]["netWssUrl"]
        call.clock.now += 599.0
        await (await connect(url)).close()
        call.clock.now += 2.0
        with pytest.raises(InvalidStatus) as refused:
            await connect(url)
    assert refused.value.response.status_code == 403


# -- the native socket ---------------------------------------------------------------------------


async def next_of(socket: ClientConnection, kind: str) -> dict[str, Any]:
    """The data of the next message of a kind."""
    async with asyncio.timeout(PATIENCE):
        while True:
            frame = await socket.recv()
            if isinstance(frame, str) and (message := json.loads(frame))["type"] == kind:
                data: dict[str, Any] = message["data"]
                return data


async def test_a_native_client_hears_its_prompts_before_and_after_it_came() -> None:
    async with opened() as call:
        first = await call.prompt("me")
        async with connect(call.native("me")) as socket:
            assert (await next_of(socket, "status"))["status"]["exec_info"]["queue_remaining"] == 1
            call.clock.now += 2.0
            assert (await next_of(socket, "execution_start"))["prompt_id"] == first
            second = await call.prompt("me")
            call.clock.now += 2.0
            assert (await next_of(socket, "execution_start"))["prompt_id"] == second
            call.clock.now += 2000.0
            ended = {(await next_of(socket, "executed"))["prompt_id"] for _ in range(2)}
    assert ended == {first, second}


async def test_a_native_client_hears_nothing_of_others() -> None:
    async with opened() as call:
        async with connect(call.native("me")) as socket:
            status = await next_of(socket, "status")
            assert status == {"status": {"exec_info": {"queue_remaining": 0}}, "sid": "me"}
            await call.prompt("another")
            mine = await call.prompt("me")
            call.clock.now += 2.0
            assert (await next_of(socket, "execution_start"))["prompt_id"] == mine
            call.clock.now += 2000.0
            assert (await next_of(socket, "executed"))["prompt_id"] == mine
            assert "1 native clients" in repr(call.emu.sockets)
        await call.emu.ledger.until(lambda it: it.connections_open == 1)
    assert "0 native clients" in repr(call.emu.sockets)


async def test_a_native_client_with_a_wrong_key_is_403() -> None:
    async with opened() as call:
        with pytest.raises(InvalidStatus) as refused:
            await connect(call.native("me").replace(call.emu.api_key, "nobody"))
    assert refused.value.response.status_code == 403


# -- connections ----------------------------------------------------------------


async def test_sockets_are_counted_like_other_connections() -> None:
    async with opened() as call:
        _, url = await call.running()
        ledger = call.emu.ledger
        assert (ledger.connections_opened, ledger.connections_open) == (1, 1)
        sockets = [await connect(url) for _ in range(3)]
        assert (ledger.connections_opened, ledger.connections_open) == (4, 4)
        for one in sockets:
            await one.close()
        await ledger.until(lambda it: it.connections_open == 1)
    assert ledger.connections_peak == 4
    assert ledger.connections_open == 0
    assert ledger.requests["socket"] == 3


async def test_a_listener_that_breaks_off_is_noticed() -> None:
    async with opened() as call:
        _, url = await call.running()
        socket = await connect(url)
        await socket.recv()
        socket.transport.abort()
        await call.emu.ledger.until(lambda it: it.connections_open == 1)
        call.clock.now += 2000.0
        assert (await call.http.get("/nothing")).status_code == 404


async def test_a_listener_that_talks_is_listened_to_and_may_leave() -> None:
    async with opened() as call:
        _, url = await call.running()
        async with connect(url) as socket:
            for _ in range(3):
                await socket.send("hello")
                await socket.send(b"hello")
            pong = await socket.ping()
            async with asyncio.timeout(PATIENCE):
                await pong
        await call.emu.ledger.until(lambda it: it.connections_open == 1)


async def test_closing_the_emulator_breaks_its_sockets() -> None:
    async with opened() as call:
        _, url = await call.running()
        socket = await connect(url)
        await socket.recv()
    with pytest.raises(ConnectionClosed):
        await heard_strictly(socket)
    assert call.emu.ledger.connections_open == 0


async def heard_strictly(socket: ClientConnection) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            await socket.recv()


async def test_a_broken_handshake_is_refused_and_leaves_nothing() -> None:
    async with opened() as call:
        headers = {"Connection": "Upgrade", "Upgrade": "websocket"}
        response = await call.http.get("/ws/c_instance", headers=headers)
        assert response.status_code in (400, 426)
        await call.emu.ledger.until(lambda it: it.connections_open == 0)
        assert (await call.http.get("/nothing")).status_code == 404


async def test_an_upgrade_to_something_else_is_an_ordinary_request() -> None:
    async with opened() as call:
        headers = {"Connection": "Upgrade", "Upgrade": "h2c"}
        response = await call.http.get("/nothing", headers=headers)
    assert response.status_code == 404


# -- the plan of the messages ----------------------------------------------------------------


def run(**changed: Any) -> Run:
    usual = {"prompt_id": "p", "graph": GRAPH, "starts": 0.0, "ends": 100.0, "preview": b""}
    return Run(**{**usual, **changed})


def test_messages_are_in_the_order_of_their_times() -> None:
    times = [one.at for one in timeline(run())]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (0.0, 100.0)


@pytest.mark.parametrize("at", [0.0, 0.5, 33.3, 99.99, 100.0])
def test_a_cancel_cuts_the_plan_and_changes_nothing_before_it(at: float) -> None:
    whole, cut = timeline(run()), timeline(run(cancelled=at))
    before = [one for one in whole if one.at < at]
    assert cut[: len(before)] == before
    assert [one.kind for one in cut[len(before) :]] == [
        "execution_interrupted",
        "executing",
        "status",
    ]
    assert {one.at for one in cut[len(before) :]} == {at}


@pytest.mark.parametrize(("named", "last"), [("5", "5"), ("99", "4")])
def test_the_node_that_the_reason_names_is_the_last_one(named: str, last: str) -> None:
    failure = {"node_id": named, "exception_message": "broken"}
    moments = timeline(run(failure=failure))
    error = next(one for one in moments if one.kind == "execution_error")
    assert json.loads(error.data)["data"]["node_id"] == last


def test_a_graph_with_a_circle_or_a_link_to_nowhere_has_a_plan() -> None:
    graph = {
        "1": {"class_type": "A", "inputs": {"x": ["2", 0]}},
        "2": {"class_type": "B", "inputs": {"x": ["1", 0], "y": ["77", 0], "z": []}},
    }
    told = [json.loads(one.data) for one in timeline(run(graph=graph))]
    nodes = [one["data"]["node"] for one in told if one["type"] == "executing"]
    assert sorted(filter(None, nodes)) == ["1", "2"]


def test_a_long_chain_has_a_plan() -> None:
    graph = {str(n): {"class_type": "A", "inputs": {"x": [str(n + 1), 0]}} for n in range(3000)}
    assert len(timeline(run(graph=graph))) > 6000
