"""Whatever comes unasked: webhooks from strangers, and frames of a progress socket."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async.errors import BadEvent, ConnectFailed, ConnectionLost, RunningHubError
from runninghub_async.protocol.events import ProgressEvent, TaskEvent, read_message
from runninghub_async.protocol.messages import Secret, TaskState
from runninghub_async.transport.socket import messages
from runninghub_async.webhooks import WebhookReceiver, parse

SECRET = "0123456789abcdef"
CASES = json.loads((Path(__file__).parents[1] / "wire/events.json").read_text("utf-8"))
ENDED = {"status": "SUCCESS", "results": [{"url": "https://x/1.mp4", "outputType": "mp4"}]}
OLD = {"code": 0, "msg": "success", "data": [{"fileUrl": "https://x/1.png", "taskCostTime": 42}]}
LOST = {"code": 805, "data": {"failedReason": {"node_id": "3", "exception_message": "no"}}}
#: The layouts of platform-api 7.1: JSON in a string, an object, wrapped, and none at all.
EVENTS: list[Any] = [
    {"event": "TASK_END", "taskId": "1910000000000000001", "eventData": json.dumps(OLD)},
    {"event": "TASK_END", "taskId": "1910000000000000001", "eventData": ENDED},
    {"event": "TASK_END", "taskId": "1910000000000000001", "eventData": {"code": 0, "data": ENDED}},
    {"taskId": "1910000000000000001", "eventData": json.dumps(LOST)},
    {"taskId": "1910000000000000001", **ENDED},
]
BODIES = [json.dumps(event).encode() for event in EVENTS]
FRAMES: list[Any] = [
    {"type": "status", "data": {"status": {"exec_info": {"queue_remaining": 1}}}},
    {"type": "execution_cached", "data": {"nodes": ["1", "2"], "prompt_id": "p"}},
    {"type": "executing", "data": {"node": "12", "prompt_id": "p"}},
    {"type": "progress", "data": {"node": "3", "value": 4, "max": 20, "prompt_id": "p"}},
    {"type": "execution_error", "data": {"node_id": "3", "exception_message": "no"}},
]


def assert_event(found: Any, body: bytes) -> None:
    if isinstance(found, RunningHubError):
        assert isinstance(found, BadEvent)
        return
    hook: Any = lambda _, text: Secret(text)  # noqa: E731
    plain = msgspec.to_builtins(found, enc_hook=lambda secret: secret.reveal())
    assert msgspec.convert(plain, TaskEvent, dec_hook=hook) == found
    assert found.task_id
    assert found.state is None or found.state.task_id == found.task_id
    assert len(repr(found)) < 20 * len(body) + 2000


def test_a_webhook_of_spoiled_bytes_is_an_event_or_a_bad_one(
    mutants: Callable[..., Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    for body in mutants(BODIES, 3000):
        assert_event(outcome(parse, body), body)
        text = body.decode("utf-8", "surrogateescape")  # half characters, as some servers decode
        assert_event(outcome(parse, text), body)


def test_anything_may_stand_in_any_field_of_a_webhook(
    oddities: Callable[[Any], Iterator[bytes]], outcome: Callable[..., Any]
) -> None:
    for event in EVENTS:
        for body in oddities(event):
            found = outcome(parse, body)
            assert_event(found, body)
            given = json.loads(body)
            if isinstance(given, dict):  # decoded by somebody else before
                again = outcome(parse, given)
                assert str(again) == str(found) if isinstance(found, BadEvent) else again == found


@pytest.mark.parametrize("times", [200, 490, 900, 980, 3000, 9000])
def test_a_webhook_that_can_just_be_decoded_is_an_event_or_a_bad_one(
    times: int, outcome: Callable[..., Any]
) -> None:
    for inner in ("[" * times + "]" * times, '{"data":' * times + "1" + "}" * times):
        body = f'{{"taskId":"1","eventData":{inner},"data":{inner}}}'.encode()
        found = outcome(parse, body)
        assert isinstance(found, TaskEvent | BadEvent)
        try:
            decoded = json.loads(body)
        except RecursionError:  # of whoever decodes it before
            continue
        assert isinstance(outcome(parse, decoded), TaskEvent | BadEvent)


async def asked(receiver: WebhookReceiver, scope: dict[str, Any], pieces: list[bytes]) -> int:
    """What a receiver answers to one request over ASGI."""
    incoming = [{"type": "http.request", "body": one, "more_body": True} for one in pieces]
    incoming.append({"type": "http.request", "body": b"", "more_body": False})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return incoming.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    await receiver(scope, receive, send)
    assert [one["type"] for one in sent] == ["http.response.start", "http.response.body"]
    status = sent[0]["status"]
    assert isinstance(status, int)
    return status


async def test_a_receiver_answers_every_body_and_goes_on(
    mutants: Callable[..., Iterator[bytes]],
) -> None:
    receiver = WebhookReceiver("https://example.com/hooks", secret=SECRET, max_body=4096)
    ended: list[str] = []
    receiver.attach(ended.append)
    statuses = set()
    for number, body in enumerate(mutants(BODIES, 1000)):
        scope = {"type": "http", "method": "POST", "path": f"/hooks/{SECRET}"}
        cut = number % (len(body) + 1)
        status = await asked(receiver, scope, [body[:cut], body[cut:]])
        assert (status == 413) == (len(body) > 4096)
        statuses.add(status)
    assert statuses == {200, 400, 413}
    assert len(ended) == receiver.received
    assert all(isinstance(one, str) and one for one in ended)


async def test_a_receiver_answers_every_path(mutants: Callable[..., Iterator[bytes]]) -> None:
    receiver = WebhookReceiver("https://example.com/hooks", secret=SECRET)
    for path in mutants([f"/hooks/{SECRET}".encode(), b"/\xc3\xa9/\xf0\x9f\x92\xa9"], 1000):
        text = path.decode("utf-8", "surrogateescape")
        scope = {"type": "http", "method": "POST", "path": text}
        right = text.rstrip("/").rpartition("/")[2] == SECRET
        assert await asked(receiver, scope, [BODIES[0]]) == (200 if right else 404)


def test_a_message_of_a_socket_is_an_event_or_nothing(
    mutants: Callable[..., Iterator[bytes]], oddities: Callable[[Any], Iterator[bytes]]
) -> None:
    spoiled = list(mutants([json.dumps(one).encode() for one in FRAMES], 3000))
    spoiled += [one for frame in FRAMES for one in oddities(frame)]
    kinds = set()
    for body in spoiled:
        event = read_message(body.decode("utf-8", "surrogateescape"))
        if event is not None:
            assert msgspec.convert(msgspec.to_builtins(event), ProgressEvent) == event
            kinds.add(event.kind)
    assert kinds == {"queue", "cached", "node", "step", "error"}


def test_the_shapes_that_were_seen_are_read() -> None:
    states = [parse(body).state for body in BODIES]
    assert [one.status for one in states if isinstance(one, TaskState)] == [
        *("SUCCESS", "SUCCESS", "SUCCESS", "FAILED", "SUCCESS")
    ]


# -- the socket itself --------------------------------------------------------------------


def frame(data: bytes, opcode: int = 1) -> bytes:
    """One frame of a server, unmasked."""
    length = len(data)
    if length < 126:
        return bytes((0x80 | opcode, length)) + data
    return bytes((0x80 | opcode, 126)) + length.to_bytes(2, "big") + data


async def served(stream: bytes, *, handshake: bytes | None = None) -> RunningHubError | list[str]:
    """What the client makes of a socket that sends these bytes and closes."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        key = next(one for one in head.split(b"\r\n") if one.lower().startswith(b"sec-websocket-k"))
        made = key.partition(b":")[2].strip() + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(made).digest())
        writer.write((handshake or HANDSHAKE).replace(b"ACCEPT", accept) + stream)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    url = Secret(f"ws://127.0.0.1:{port}/")
    try:
        async with asyncio.timeout(30):
            return [text async for text in messages(url, user_agent="test")]
    except (ConnectFailed, ConnectionLost) as error:
        return error
    finally:
        server.close()
        await server.wait_closed()


HANDSHAKE = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: ACCEPT\r\n\r\n"
)
STREAM = b"".join(
    (
        *(frame(json.dumps(one).encode()) for one in FRAMES),
        frame(b"\x89PNG\x00\x01", opcode=2),
        frame(b"are you there", opcode=9),
        frame(b"\x03\xe8", opcode=8),
    )
)


async def test_a_socket_that_speaks_well_is_read_to_its_end() -> None:
    assert await served(STREAM) == [json.dumps(one) for one in FRAMES]


async def test_frames_of_spoiled_bytes_are_texts_or_a_lost_connection(
    mutants: Callable[..., Iterator[bytes]],
) -> None:
    found = [await served(stream) for stream in mutants([STREAM], 150)]
    lost = [one for one in found if isinstance(one, RunningHubError)]
    assert lost
    assert all(isinstance(one, ConnectionLost) for one in lost)


async def test_a_spoiled_handshake_is_no_connection(
    mutants: Callable[..., Iterator[bytes]],
) -> None:
    found = [await served(STREAM, handshake=one) for one in mutants([HANDSHAKE], 100) if one]
    assert any(isinstance(one, ConnectFailed) for one in found)
