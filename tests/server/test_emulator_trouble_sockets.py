"""Trouble of WebSockets: at the handshake, and in the messages behind it."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from sample_graphs import GRAPH
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, ConnectionClosedOK, InvalidStatus

from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.faults import KINDS
from runninghub_async.emulator.routes import SOCKET

PATIENCE = 10.0
TRIED = {
    *("drop before", "drop after", "reset before", "reset after", "half", "empty"),
    *("html", "http", "bare", "silence", "silence after", "slow", "jump", "refuse"),
    *("not utf-8", "duplicate keys", "not json", "other json", "huge"),
}


def test_every_kind_that_fits_a_socket_has_a_test() -> None:
    assert {kind.name for kind in KINDS if kind.fits(SOCKET)} == TRIED


@pytest.fixture(autouse=True)
def silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No fault may write a word: neither to stderr nor to a log."""
    caplog.set_level(logging.INFO)
    yield
    assert [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")] == []
    assert capfd.readouterr().err == ""


@asynccontextmanager
async def opened(*faults: Fault, **settings: Any) -> AsyncIterator[Emulator]:
    async with asyncio.timeout(PATIENCE), Emulator(faults=faults, **settings) as emu:
        yield emu


def address(emu: Emulator) -> str:
    """The socket of a native client: it stays open and greets everybody."""
    return f"{emu.base_url.replace('http', 'ws', 1)}/proxy/{emu.api_key}/ws?clientId=me"


async def greeting(emu: Emulator) -> Any:
    """The first message, as the library gives it out."""
    async with connect(address(emu), max_size=2**22) as socket:
        return await socket.recv()


async def shaken(emu: Emulator) -> bytes:
    """All bytes that answer a handshake, until the emulator closes. Raises ConnectionResetError."""
    reader, writer = await asyncio.open_connection(*emu.address)
    nonce = base64.b64encode(bytes(16)).decode()
    lines = [
        f"GET /proxy/{emu.api_key}/ws?clientId=me HTTP/1.1",
        "Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade",
        f"Sec-WebSocket-Key: {nonce}\r\nSec-WebSocket-Version: 13\r\n\r\n",
    ]
    try:
        writer.write("\r\n".join(lines).encode())
        return await reader.read(-1)
    finally:
        writer.transport.abort()


def after_handshake(data: bytes) -> bytes:
    head, _, rest = data.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 ")
    return rest


async def test_a_handshake_can_be_dropped() -> None:
    async with opened(Fault("socket", "drop before")) as emu:
        assert await shaken(emu) == b""
        assert emu.ledger.requests["socket"] == 1
        assert emu.sockets.opened == 0
        assert json.loads(await greeting(emu))["type"] == "status"
    assert emu.ledger.faults == {"drop before": 1}


@pytest.mark.parametrize("what", ["reset before", "reset after"])
async def test_a_socket_can_be_reset(what: str) -> None:
    async with opened(Fault("socket", what)) as emu:
        with pytest.raises(ConnectionResetError):
            await shaken(emu)
        assert emu.sockets.opened == (what == "reset after")


async def test_a_socket_can_be_dropped_behind_its_first_message() -> None:
    async with opened(Fault("socket", "drop after")) as emu, connect(address(emu)) as socket:
        assert json.loads(await socket.recv())["type"] == "status"
        with pytest.raises(ConnectionClosed) as caught:
            await socket.recv()
    assert caught.value.rcvd is None  # without a goodbye
    assert emu.sockets.opened == 1


@pytest.mark.parametrize(
    ("what", "status", "kind"),
    [
        ("html 502", 502, "text/html"),
        ("http 503", 503, "application/json"),
        ("bare 504", 504, None),
    ],
)
async def test_a_handshake_can_be_refused(what: str, status: int, kind: str | None) -> None:
    async with opened(Fault("socket", what, retry_after=7)) as emu:
        with pytest.raises(InvalidStatus) as caught:
            await greeting(emu)
        assert emu.sockets.opened == 0
    response = caught.value.response
    assert (response.status_code, response.headers.get("content-type")) == (status, kind)
    assert response.headers.get("retry-after") == ("7" if what.startswith("http ") else None)
    assert bool(response.body) == (kind is not None)


@pytest.mark.parametrize("what", ["silence", "silence after"])
async def test_a_silent_socket_lasts_until_somebody_leaves(what: str) -> None:
    async with opened(Fault("socket", what, times=2)) as emu:
        first, second = (asyncio.create_task(shaken(emu)) for _ in range(2))
        await emu.ledger.until(lambda ledger: ledger.faults[what] == 2)
        first.cancel()
        await emu.ledger.until(lambda ledger: ledger.connections_open == 1)
        assert not second.done()
    data = await second
    assert data == b"" if what == "silence" else after_handshake(data) == b""


async def test_a_slow_handshake_is_served_after_all() -> None:
    async with opened(Fault("socket", "slow 0.05"), Fault("socket", "jump 100")) as emu:
        assert json.loads(await greeting(emu))["type"] == "status"
        assert emu.ledger.faults == {"slow 0.05": 1, "jump 100": 1}
        assert emu.world.ahead == 100


async def test_a_handshake_can_be_the_beginning_of_an_outage() -> None:
    async with opened(Fault("socket", "refuse 3600")) as emu:
        assert await shaken(emu) == b""
        with pytest.raises(ConnectionRefusedError):
            await shaken(emu)


async def test_half_of_a_message_is_announced_whole() -> None:
    async with opened(Fault("socket", "half")) as emu:
        frame = after_handshake(await shaken(emu))
    assert frame[0] == 0x81
    announced = frame[1] if frame[1] < 126 else int.from_bytes(frame[2:4], "big")
    assert 2 * len(frame.partition(b"{")[2]) < announced
    assert b'{"type":"status"'.startswith(frame[frame.index(b"{") :][:10])


async def test_an_empty_socket_closes_in_good_order() -> None:
    async with opened(Fault("socket", "empty")) as emu:
        with pytest.raises(ConnectionClosedOK):
            await greeting(emu)


async def test_text_that_is_no_utf8_comes_as_it_is() -> None:
    async with opened(Fault("socket", "not utf-8")) as emu, connect(address(emu)) as socket:
        data = await socket.recv(decode=False)
    assert b"\xff" in data
    assert json.loads(data.replace(b"\xff", b""))["type"] == "status"


async def test_every_key_of_a_message_can_come_twice() -> None:
    async with opened(Fault("socket", "duplicate keys")) as emu:
        told = await greeting(emu)
    assert told.count('"type":') == 2
    assert json.loads(told)["type"] == "status"


async def test_a_message_can_be_no_json_or_another_one() -> None:
    faults = Fault("socket", "not json"), Fault("socket", "other json")
    async with opened(*faults) as emu:
        with pytest.raises(json.JSONDecodeError):
            json.loads(await greeting(emu))
        assert json.loads(await greeting(emu)) == 7


async def test_a_huge_message_is_whole_json() -> None:
    async with opened(Fault("socket", "huge 2", times=2)) as emu:
        told = await greeting(emu)
        async with connect(address(emu)) as socket:  # whose limit is 1 MiB
            with pytest.raises(ConnectionClosed) as caught:
                await socket.recv()
    assert len(told) > 2 * 1024 * 1024
    assert json.loads(told)["type"] == "status"
    assert caught.value.sent
    assert caught.value.sent.code == 1009  # too big


@pytest.mark.parametrize("what", ["not utf-8", "duplicate keys", "other json", "huge 0.5"])
async def test_pictures_between_the_messages_come_as_they_are(what: str) -> None:
    quick = Durations(median=0.05, sigma=0.0, queued=0.0)
    async with (
        opened(Fault("socket", what), durations=quick) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
        connect(address(emu)) as socket,
    ):
        body = {"prompt": GRAPH, "client_id": "me"}
        answer = await http.post(f"/proxy/{emu.api_key}/prompt", json=body)
        assert answer.json()["prompt_id"]
        async for data in socket_messages(socket):
            if data.startswith(b"\0\0\0\1"):
                break
    assert data[8:12] == b"\x89PNG"


async def socket_messages(socket: ClientConnection) -> AsyncIterator[bytes]:
    while True:
        data = await socket.recv(decode=False)
        assert isinstance(data, bytes)
        yield data


async def test_closing_the_emulator_ends_a_huge_message_that_nobody_reads() -> None:
    async with opened(Fault("socket", "huge 256")) as emu:
        reader, writer = await asyncio.open_connection(*emu.address, limit=1024)
        nonce = base64.b64encode(bytes(16)).decode()
        writer.write(
            f"GET /proxy/{emu.api_key}/ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {nonce}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert (await reader.readline()).startswith(b"HTTP/1.1 101 ")
    writer.transport.abort()
