"""The fraction of a task that is done, and the events of its way, on a clock that jumps."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

import pytest

from runninghub_async.errors import (
    ClientClosed,
    ConfigError,
    ConnectFailed,
    ConnectionLost,
    NotFound,
)
from runninghub_async.protocol.events import ProgressEvent, read_message
from runninghub_async.protocol.messages import Secret, TaskState
from runninghub_async.tasks.progress import TRIES, Gauge, follow
from runninghub_async.transport.background import Background
from runninghub_async.transport.socket import same_service

LOST = ConnectionLost(operation="progress", reason="gone", sent=True)


def message(kind: str, **data: Any) -> str:
    return json.dumps({"type": kind, "data": data})


def event_of(kind: str, **data: Any) -> ProgressEvent:
    event = read_message(message(kind, **data))
    assert event is not None
    return event


def test_the_fraction_counts_nodes_and_the_steps_within_one() -> None:
    gauge = Gauge(4)
    seen = [
        gauge.read(event_of("execution_start")),
        gauge.read(event_of("execution_cached", nodes=["1"])),
        gauge.read(event_of("executing", node="2")),
        gauge.read(event_of("progress", node="2", value=10, max=20)),
        gauge.read(event_of("progress", node="2", value=20, max=20)),
        gauge.read(event_of("executing", node="3")),
        gauge.read(event_of("executed", node="3")),
    ]
    assert seen == [0.0, 0.25, 0.25, 0.375, 0.5, 0.5, 0.75]


def test_the_fraction_never_falls_and_is_never_whole() -> None:
    gauge = Gauge(2)
    values = [
        gauge.read(event_of("progress", node="1", value=19, max=20)),
        gauge.read(event_of("progress", node="1", value=1, max=20)),
        gauge.read(event_of("executed", node="1")),
        gauge.read(event_of("executed", node="2")),
        gauge.read(event_of("progress", node="2", value=99, max=20)),
        gauge.read(event_of("executing", node="7")),
    ]
    assert values == sorted(values, key=lambda value: value or 0.0)
    assert values[-1] == 0.99


@pytest.mark.parametrize("nodes", [None, 0])
def test_without_a_graph_there_is_no_fraction(nodes: int | None) -> None:
    assert Gauge(nodes).read(event_of("executing", node="1")) is None


def test_a_step_without_an_end_counts_nothing() -> None:
    gauge = Gauge(2)
    assert gauge.read(event_of("progress", node="1", value=5, max=0)) == 0.0
    assert gauge.read(event_of("progress", node="1", value=-5, max=10)) == 0.0


class Way:
    """A task that runs from 1 s to `ends`, and a socket of some scripts, one for each opening."""

    def __init__(self, *scripts: list[str | Exception], ends: float = 30.0) -> None:
        self._scripts = scripts
        self._ends = ends
        self.opened = 0
        self.asked = 0
        self.closed = 0

    async def changes(self) -> AsyncIterator[TaskState]:
        yield TaskState(task_id="1", status="QUEUED")
        await asyncio.sleep(1)
        yield TaskState(task_id="1", status="RUNNING")
        await asyncio.sleep(self._ends - 1)
        yield TaskState(task_id="1", status="SUCCESS")

    async def socket_url(self) -> Secret | None:
        self.asked += 1
        if self.asked > len(self._scripts):
            raise NotFound(operation="legacy outputs", code=807, message="")
        return Secret("wss://h/ws?sign=1")

    async def messages(self, url: Secret) -> AsyncGenerator[str, None]:
        script = self._scripts[self.opened]
        self.opened += 1
        try:
            for one in script:
                await asyncio.sleep(0.1)
                if isinstance(one, Exception):
                    raise one
                yield one
        finally:
            self.closed += 1


async def walked(way: Way, *, nodes: int | None = 2, socket: bool = True) -> list[ProgressEvent]:
    background = Background()
    await background.open()

    async def count() -> int | None:
        return nodes

    try:
        events = follow(
            background,
            way.changes(),
            socket_url=way.socket_url if socket else None,
            messages=way.messages,
            count_nodes=count,
        )
        return [event async for event in events]
    finally:
        await background.aclose(ClientClosed())


Virtually = Callable[[Any], Any]


def kinds(events: list[ProgressEvent]) -> list[str]:
    return [event.state.status if event.state else event.kind for event in events]


def test_states_and_messages_come_together_and_the_end_is_the_last(virtually: Virtually) -> None:
    way = Way([message("executing", node="1"), message("executed", node="1"), "noise"])
    events = virtually(walked(way))
    assert kinds(events) == ["QUEUED", "RUNNING", "node", "output", "SUCCESS"]
    assert [event.fraction for event in events] == [None, None, 0.0, 0.5, 1.0]


def test_a_socket_that_breaks_is_opened_again_and_the_fraction_goes_on(
    virtually: Virtually,
) -> None:
    way = Way([message("executed", node="1"), LOST], [message("executing", node="2")])
    events = virtually(walked(way))
    assert kinds(events) == ["QUEUED", "RUNNING", "output", "node", "SUCCESS"]
    assert events[3].fraction == 0.5
    assert way.closed == 2


@pytest.mark.parametrize(
    "trouble",
    [
        [LOST],
        [ConnectFailed(operation="progress", reason="refused", sent=False)],
        [ConfigError(setting="progress", reason="needs an extra")],
    ],
    ids=["breaks", "refused", "no extra"],
)
def test_a_socket_that_fails_is_silent_and_the_status_is_left(
    trouble: list[str | Exception], virtually: Virtually
) -> None:
    way = Way(*[trouble] * 9)
    assert kinds(virtually(walked(way))) == ["QUEUED", "RUNNING", "SUCCESS"]
    assert way.opened == (1 if isinstance(trouble[0], ConfigError) else TRIES)


def test_a_task_without_a_socket_tells_its_status(virtually: Virtually) -> None:
    way = Way([message("executing", node="1")])
    assert kinds(virtually(walked(way, socket=False))) == ["QUEUED", "RUNNING", "SUCCESS"]
    assert way.asked == 0


def test_what_breaks_the_waiting_comes_out(virtually: Virtually) -> None:
    class Broken(Way):
        async def changes(self) -> AsyncIterator[TaskState]:
            yield TaskState(task_id="1", status="QUEUED")
            raise LOST

    with pytest.raises(ConnectionLost):
        virtually(walked(Broken()))


def test_who_stops_early_leaves_nothing_behind(virtually: Virtually) -> None:
    way = Way([message("executing", node="1")] * 100, ends=60.0)

    async def body() -> int:
        background = Background()
        await background.open()
        events = follow(
            background,
            way.changes(),
            socket_url=way.socket_url,
            messages=way.messages,
            count_nodes=None,
        )
        async for event in events:
            if event.kind == "node":
                break
        await events.aclose()
        await asyncio.sleep(1)
        left = len(background)
        await background.aclose(ClientClosed())
        return left

    assert virtually(body()) == 0
    assert way.closed == 1


@pytest.mark.parametrize(
    ("url", "base", "same"),
    [
        ("wss://www.runninghub.cn:443/ws/c_instance?x=1", "https://www.runninghub.cn", True),
        ("wss://ws.runninghub.cn/ws", "https://www.runninghub.cn", True),
        ("wss://runninghub.cn.evil.example/ws", "https://www.runninghub.cn", False),
        ("wss://evilrunninghub.cn/ws", "https://www.runninghub.cn", False),
        ("ws://www.runninghub.cn/ws", "https://www.runninghub.cn", False),
        ("https://www.runninghub.cn/ws", "https://www.runninghub.cn", False),
        ("wss://10.0.0.1/ws", "https://www.runninghub.cn", False),
        ("ws://127.0.0.1:8787/ws", "http://127.0.0.1:8787", True),
        ("ws://127.0.0.2:8787/ws", "http://127.0.0.1:8787", False),
        ("wss://[", "https://www.runninghub.cn", False),
    ],
)
def test_a_socket_elsewhere_is_not_opened(url: str, base: str, same: bool) -> None:
    assert same_service(Secret(url), base) is same
