"""How trouble is done to a WebSocket: to its handshake, or to the messages behind it."""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from typing import Any

from runninghub_async.emulator.answers import Answer, gateway_error, html
from runninghub_async.emulator.connections import Upgraded
from runninghub_async.emulator.distortions import doubled, padded, without_utf8, wrapped
from runninghub_async.emulator.faults import Strike
from runninghub_async.emulator.kinds import Stage
from runninghub_async.emulator.listener import Listener
from runninghub_async.emulator.settings import MEBIBYTE
from runninghub_async.emulator.wire import Wire, pieces_of, raw_answer
from runninghub_async.emulator.world import World

__all__ = ["SpoiledSocket"]

Message = MutableMapping[str, Any]

_TEXT_FRAME = 0x81  #: a whole text message (RFC 6455 5.2)
_PLAIN = "the service is being upgraded"


class SpoiledSocket:
    """One handshake, or one socket, with the trouble that was drawn for it.

    Frames that the library would refuse to make are written by hand, uncompressed.
    """

    def __init__(self, strike: Strike, wire: Wire, world: World, listener: Listener) -> None:
        self._strike = strike
        self._wire = wire
        self._world = world
        self._listener = listener
        self._sent = 0
        self._over = False

    def __repr__(self) -> str:
        return f"<SpoiledSocket {self._strike.what} | {self._sent} messages>"

    async def begin(self) -> bool:
        """Do what comes before the handshake's answer; tell whether the socket is served."""
        name, connection = self._strike.kind.name, self._wire.connection
        match name:
            case "slow":
                await connection.pause(self._strike.number)
            case "jump":
                self._world.jump(self._strike.number)
            case "refuse":
                await self._listener.refuse_for(self._strike.number)
            case "silence":
                await connection.left()
            case "drop before" | "reset before":
                await connection.abort(reset=name.startswith("reset"))
            case "html" | "http" | "bare":
                connection.transport.write(raw_answer(self._refusal()))
                await connection.finish()
        return (
            self._strike.kind.stage in (Stage.BESIDE, Stage.AFTER) and not connection.gone.is_set()
        )

    async def send(self, message: Message) -> None:
        """Send an ASGI message, or what comes instead."""
        kind = message["type"]
        if kind == "websocket.accept":
            await self._wire.send(message)
        elif not self._over:
            spoil = _SPOILT.get(self._strike.kind.name, _as_it_is)
            await spoil(self, message)
        if kind == "websocket.send":
            self._sent += 1

    def _refusal(self) -> Answer:
        status = int(self._strike.number)
        match self._strike.kind.name:
            case "html":
                return html(status)
            case "http":
                return gateway_error(status, self._strike.retry_after)
            case _:
                return Answer(b"", status, ())

    # -- what happens to the messages ------------------------------------------------------

    async def pass_on(self, message: Message) -> None:
        """Send a message as it is."""
        await self._wire.send(message)

    async def drop(self, message: Message) -> None:
        """Close the connection behind the first message."""
        await self._wire.send(message)
        self._over = True
        await self._wire.connection.abort(reset=self._strike.kind.name.startswith("reset"))

    async def close(self, message: Message) -> None:
        """Close in good order instead of the first message."""
        self._over = True
        await self._wire.send({"type": "websocket.close", "code": 1000})

    async def halve(self, message: Message) -> None:
        """Announce the first message whole, send half of it, and close."""
        self._over = True
        text = _text_of(message)
        await self._write(iter((_frame_head(len(text)) + text[: len(text) // 2],)))
        await self._wire.connection.finish()

    async def swell(self, message: Message) -> None:
        """Send the first message with padding; the others as they are."""
        if self._sent or "text" not in message:
            await self._wire.send(message)
            return
        body = padded(_text_of(message), round(self._strike.number * MEBIBYTE))
        await self._write(iter((_frame_head(body.length),)))
        await self._write(pieces_of(body))

    async def break_text(self, message: Message) -> None:
        """Send text that is no UTF-8."""
        if "text" not in message:
            await self._wire.send(message)
            return
        text = without_utf8(_text_of(message))
        await self._write(iter((_frame_head(len(text)) + text,)))

    async def rewrite(self, message: Message) -> None:
        """Send another text."""
        if "text" not in message:
            await self._wire.send(message)
            return
        text = _text_of(message)
        match self._strike.kind.name:
            case "not json":
                said = _PLAIN
            case "other json":
                said = wrapped(text, self._sent + 1).decode()
            case _:
                said = doubled(text).decode()
        await self._wire.send({"type": "websocket.send", "text": said})

    async def nothing(self, message: Message) -> None:
        """Say nothing, not even goodbye."""

    async def _write(self, pieces: Iterator[bytes]) -> None:
        """Write bytes past the library, no faster than they are taken."""
        connection = self._wire.connection
        upgraded = connection.transport.get_protocol()
        assert isinstance(upgraded, Upgraded)
        for piece in pieces:
            await upgraded.writable.wait()
            if connection.gone.is_set() or connection.transport.is_closing():
                return
            connection.transport.write(piece)


async def _as_it_is(spoiled: SpoiledSocket, message: Message) -> None:
    await spoiled.pass_on(message)


_SPOILT: Mapping[str, Callable[[SpoiledSocket, Message], Awaitable[None]]] = {
    "drop after": SpoiledSocket.drop,
    "reset after": SpoiledSocket.drop,
    "empty": SpoiledSocket.close,
    "half": SpoiledSocket.halve,
    "huge": SpoiledSocket.swell,
    "not utf-8": SpoiledSocket.break_text,
    "not json": SpoiledSocket.rewrite,
    "other json": SpoiledSocket.rewrite,
    "duplicate keys": SpoiledSocket.rewrite,
    "silence after": SpoiledSocket.nothing,
}


def _text_of(message: Message) -> bytes:
    text = message.get("text")
    return text.encode() if isinstance(text, str) else message.get("bytes") or b""


def _frame_head(length: int) -> bytes:
    """The head of an unmasked, unfragmented text frame."""
    if length < 126:
        return struct.pack("!BB", _TEXT_FRAME, length)
    if length < 65536:
        return struct.pack("!BBH", _TEXT_FRAME, 126, length)
    return struct.pack("!BBQ", _TEXT_FRAME, 127, length)
