"""How each kind of trouble is done to an HTTP call: one small act for each row of the table."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import Answer, Made, Refusal, gateway_error, html
from runninghub_async.emulator.connections import Connection
from runninghub_async.emulator.distortions import DISTORTIONS
from runninghub_async.emulator.faults import Strike
from runninghub_async.emulator.listener import Listener
from runninghub_async.emulator.requests import Request
from runninghub_async.emulator.untruths import UNTRUTHS, paths_told
from runninghub_async.emulator.wire import Body, Wire, cut, extended, pieces_of
from runninghub_async.emulator.world import World

__all__ = ["ACTS", "Scene"]

_JUNK_BEHIND = b"\0junk" * 20
_TRICKLED = 20  #: pieces of a body that trickles, at most


class Scene(msgspec.Struct, frozen=True):
    """A call that goes wrong, and what can be done to it."""

    strike: Strike
    request: Request
    wire: Wire
    world: World
    listener: Listener
    do: Callable[[], Awaitable[Answer]]  #: do what is asked for
    refuse: Callable[[Refusal], Answer]

    @property
    def connection(self) -> Connection:
        """The connection on which the call came."""
        return self.wire.connection

    @property
    def status(self) -> int:
        """The number behind the kind's name, as a whole one."""
        return int(self.strike.number)


Act = Callable[[Scene], Awaitable[None]]


# -- the connection ---------------------------------------------------------------------------


def _closes(*, begun: bool = False, done: bool = False, reset: bool = False) -> Act:
    async def act(scene: Scene) -> None:
        if begun:
            await scene.request.begin()
        if done:
            await scene.do()
        await scene.connection.abort(reset=reset)

    return act


async def _refuse(scene: Scene) -> None:
    await scene.listener.refuse_for(scene.strike.number)


async def _silence(scene: Scene) -> None:
    await scene.connection.left()


async def _silence_after(scene: Scene) -> None:
    await scene.do()
    await scene.connection.left()


async def _slow(scene: Scene) -> None:
    await scene.connection.pause(scene.strike.number)


async def _jump(scene: Scene) -> None:
    scene.world.jump(scene.strike.number)


# -- other answers ----------------------------------------------------------------------------


def _says(make: Callable[[Scene], Answer], *, done: bool = False) -> Act:
    async def act(scene: Scene) -> None:
        if done:
            await scene.do()
        await scene.wire.answer(make(scene))

    return act


def _html(scene: Scene) -> Answer:
    return html(scene.status)


def _http(scene: Scene) -> Answer:
    return gateway_error(scene.status, scene.strike.retry_after)


def _bare(scene: Scene) -> Answer:
    return Answer(b"", scene.status, ())


def _code(scene: Scene) -> Answer:
    return scene.refuse(Refusal(scene.status))


async def _empty(scene: Scene) -> None:
    await scene.do()
    await scene.wire.answer(Answer(b""))


# -- the true answer, not as it should be -----------------------------------------------------


async def _half(scene: Scene) -> None:
    answer = await scene.do()
    await scene.wire.part(answer, answer.length // 2)


async def _trickle(scene: Scene) -> None:
    answer = await scene.do()
    size = max(1, math.ceil(answer.length / _TRICKLED))
    steps = max(1, math.ceil(answer.length / size) - 1)
    await scene.wire.head(answer)
    if not answer.head:
        pause = scene.strike.number / steps
        await scene.wire.pieces(_sliced(answer.body, size), pause=pause)
    await scene.wire.end()


def _sliced(body: Body, size: int) -> Iterator[bytes]:
    rest = b""
    for piece in pieces_of(body):
        rest += piece
        while len(rest) >= size:
            yield rest[:size]
            rest = rest[size:]
    if rest:
        yield rest


def _distorted(name: str) -> Act:
    async def act(scene: Scene) -> None:
        strike = scene.strike
        answer = DISTORTIONS[name](await scene.do(), strike.text, strike.turn)
        announced = name != "huge" or strike.turn % 2 == 1
        await scene.wire.answer(answer, announced=announced)

    return act


async def _short(scene: Scene) -> None:
    answer = await scene.do()
    length = max(0, answer.length - 1)
    if answer.status == 206 and not isinstance(answer.body, Made):
        body = cut(answer.body, length)
        await scene.wire.answer(msgspec.structs.replace(answer, body=body))
    else:
        await scene.wire.part(answer, length)


async def _longer(scene: Scene) -> None:
    answer = await scene.do()
    if answer.status == 206:
        body = extended(answer.body, len(_JUNK_BEHIND), filler=_JUNK_BEHIND)
        await scene.wire.answer(msgspec.structs.replace(answer, body=body))
        return
    await scene.wire.head(answer)
    if not answer.head:
        await scene.wire.pieces(pieces_of(answer.body))
        if not scene.connection.transport.is_closing():
            scene.connection.transport.write(_JUNK_BEHIND)  # h11 would refuse it
    await scene.wire.end()


async def _answer(scene: Scene) -> None:
    await scene.wire.answer(await scene.do())


def _untrue(name: str) -> Act:
    async def act(scene: Scene) -> None:
        strike, call = scene.strike, scene.request.operation
        answer = await scene.do()
        body: dict[str, Any] = msgspec.json.decode(b"".join(pieces_of(answer.body)))
        if name == "expired urls":
            for path in paths_told(call, body):
                scene.world.forget(path)
        said = UNTRUTHS[name](call, body, strike.text, strike.turn)
        answer = msgspec.structs.replace(answer, body=msgspec.json.encode(said))
        await scene.wire.answer(answer)

    return act


#: Kind of trouble -> what is done. `changed` is done where the file is served.
ACTS: Mapping[str, Act] = {
    "drop before": _closes(),
    "drop during": _closes(begun=True),
    "drop after": _closes(done=True),
    "reset before": _closes(reset=True),
    "reset during": _closes(begun=True, reset=True),
    "reset after": _closes(done=True, reset=True),
    "half": _half,
    "empty": _empty,
    "html": _says(_html),
    "http": _says(_http),
    "bare": _says(_bare),
    "code": _says(_code),
    "html after": _says(_html, done=True),
    "http after": _says(_http, done=True),
    "code after": _says(_code, done=True),
    "silence": _silence,
    "silence after": _silence_after,
    "slow": _slow,
    "jump": _jump,
    "trickle": _trickle,
    "short": _short,
    "longer": _longer,
    "changed": _answer,
    "refuse": _refuse,
    **{name: _distorted(name) for name in DISTORTIONS},
    **{name: _untrue(name) for name in UNTRUTHS},
}
