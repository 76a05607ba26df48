"""The ASGI application: what goes wrong, who may, and what is answered.

Order of the checks: rate, key, path, method, JSON, fields, money, slots. Where the key is in the
body, the JSON comes first.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from runninghub_async.emulator.answers import Answer, Family, Refusal, error
from runninghub_async.emulator.connections import Connection, Connections
from runninghub_async.emulator.distortions import changed
from runninghub_async.emulator.faults import FaultPlan, Stage, Strike
from runninghub_async.emulator.listener import Listener
from runninghub_async.emulator.pace import Pace
from runninghub_async.emulator.requests import ClientLeft, Receive, Request, Scope, recognise
from runninghub_async.emulator.routes import CONNECTION, SOCKET, Call, Key, Route, RouteTable
from runninghub_async.emulator.sockets import Sockets
from runninghub_async.emulator.spoiled_sockets import SpoiledSocket
from runninghub_async.emulator.spoiling import ACTS, Scene
from runninghub_async.emulator.untruths import told
from runninghub_async.emulator.wire import Send, Wire, pieces_of
from runninghub_async.emulator.world import World

__all__ = ["Service"]

_NOT_FOUND = Answer(b'{"error":"Not Found"}', 404)
#: Only some calls have a number of their own for a wrong key (platform-api 3.1, 9.1).
_WRONG_KEY = {Key.BODY: 802, Key.QUERY: 802, Key.PATH: 802, Key.BODY_LOWER: 1601}


class _PlainHttp(Exception):
    """An answer of HTTP alone, without a business code."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Service:
    """The application that uvicorn runs."""

    def __init__(
        self, world: World, routes: Iterable[Route], faults: FaultPlan, sockets: Sockets
    ) -> None:
        self.table = RouteTable(routes)
        self._world = world
        self._faults = faults
        self._sockets = sockets
        self._connections: Connections | None = None
        self._listener: Listener | None = None
        rate = world.settings.requests_per_second
        self._pace = Pace(rate, world.settings.burst) if rate is not None else None

    def serve_on(self, connections: Connections, listener: Listener) -> None:
        """Learn on what the calls come; before the first one."""
        self._connections = connections
        self._listener = listener

    def meet(self, connection: Connection) -> None:
        """Let a connection that opens go wrong, if it is to."""
        for strike in self._strike(CONNECTION):
            if strike.kind.name == "silence":
                connection.deaf = True
            else:
                connection.cut(reset=strike.kind.name == "reset")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self._connections is not None
        connection = self._connections.find(scope)
        if connection is None:
            return  # the client left before its call could begin
        wire = Wire(send, connection, self._world.wall)
        if scope["type"] == "websocket":
            await self._shake(scope, receive, wire)
            return
        request = recognise(scope, receive, self.table)
        self._world.ledger.requests[request.operation] += 1
        try:
            await self._serve(request, wire)
        except ClientLeft:
            await connection.abort()
        finally:
            self._world.ledger.changed()

    async def _shake(self, scope: Scope, receive: Receive, wire: Wire) -> None:
        """Serve a WebSocket, with what goes wrong about it."""
        self._world.ledger.requests[SOCKET] += 1
        self._world.ledger.changed()
        assert self._listener is not None
        for strike in self._strike(SOCKET):
            spoiled = SpoiledSocket(strike, wire, self._world, self._listener)
            if not await spoiled.begin():
                return
            wire = msgspec.structs.replace(wire, send=spoiled.send)
        await self._sockets(scope, receive, wire.send)

    async def _serve(self, request: Request, wire: Wire) -> None:
        struck = self._strike(request.operation)
        last = struck.pop() if struck and struck[-1].kind.stage is not Stage.BESIDE else None
        if last is not None and last.kind.stage is Stage.UNREAD:
            for strike in (*struck, last):
                await self._spoil(strike, request, b"", wire)
            return
        # What has arrived is done, even when the client does not wait for the answer.
        body = b"" if request.streams else await request.read()
        for strike in struck:
            await self._spoil(strike, request, body, wire)
        if last is not None:
            if request.streams and last.kind.stage is Stage.BEFORE:
                await request.skip()
            await self._spoil(last, request, body, wire)
            return
        answer = await self._answer(request, body)
        if (late := self._strike_told(request, answer)) is not None:
            await self._spoil(late, request, body, wire, answer)
        else:
            await wire.answer(answer)

    def _strike(self, call: str) -> list[Strike]:
        struck = self._faults.strike(call)
        for strike in struck:
            self._note(strike)
        return struck

    def _strike_told(self, request: Request, answer: Answer) -> Strike | None:
        """What is to happen to an answer because of what it tells."""
        call = request.operation
        if not self._faults.listens(call) or answer.status != 200:
            return None
        body = msgspec.json.decode(b"".join(pieces_of(answer.body)))
        strike = self._faults.strike_told(call, told(call, body))
        if strike is not None:
            self._note(strike)
        return strike

    def _note(self, strike: Strike) -> None:
        self._world.ledger.faults[strike.what] += 1
        self._world.ledger.changed()

    async def _spoil(
        self,
        strike: Strike,
        request: Request,
        body: bytes | None,
        wire: Wire,
        answer: Answer | None = None,
    ) -> None:
        """Let one call go wrong, as its kind describes it; the thing may be done by now."""
        if strike.kind.name == "changed":
            request = msgspec.structs.replace(request, served=changed)

        async def do() -> Answer:
            done = answer or await self._answer(request, body)
            self._world.ledger.changed()
            return done

        assert self._listener is not None
        scene = Scene(
            strike=strike,
            request=request,
            wire=wire,
            world=self._world,
            listener=self._listener,
            do=do,
            refuse=lambda refusal: self._refuse(refusal, request.family),
        )
        await ACTS[strike.kind.name](scene)

    async def _answer(self, request: Request, body: bytes | None) -> Answer:
        """Do what is asked for."""
        try:
            call = await self._admit(request, body)
            assert request.route is not None
            answer = request.route.handle(call)
            return answer if isinstance(answer, Answer) else await answer
        except Refusal as refusal:
            return self._refuse(refusal, request.family)
        except _PlainHttp as plain:
            return plain.answer

    def _refuse(self, refusal: Refusal, family: Family) -> Answer:
        self._world.ledger.refusals[refusal.code] += 1
        return error(refusal, family, site=self._world.settings.site)

    async def _admit(self, request: Request, raw: bytes | None) -> Call:
        """Rate, path, key, method, JSON. Raises Refusal."""
        try:
            return self._check(request, raw, self._world.now())
        except Refusal:
            if request.streams:
                await request.skip()
            raise

    def _check(self, request: Request, raw: bytes | None, now: float) -> Call:
        route, family = request.route, request.family
        plain = family in (Family.STORAGE, Family.PROXY)
        if self._pace is not None and not plain and not self._pace.admit(now):
            raise Refusal(1003)
        right_method = request.method in request.allowed
        if family is Family.V1 and not right_method:
            raise Refusal(412)
        if route is None:
            raise _PlainHttp(_NOT_FOUND)
        if raw is None:
            raise Refusal(1008, "The request body is too large")
        key_in_body = route.key in (Key.BODY, Key.BODY_LOWER)
        body = request.decode(raw) if key_in_body else {}
        key = request.key(body)
        if route.key not in (Key.NONE, Key.FORM) and key not in self._world.accounts:
            raise Refusal(_WRONG_KEY.get(route.key) or (401 if family is Family.UPLOAD else 1002))
        if route.check is not None:
            route.check(request.call(key=key, body=body, raw=raw, now=now))
        if not right_method and plain:
            allow = ", ".join(request.allowed).encode()
            raise _PlainHttp(Answer(b"", 405, ((b"allow", allow),)))
        if not right_method:
            raise Refusal(1009)
        if not key_in_body:
            body = request.decode(raw)
        return request.call(key=key, body=body, raw=raw, now=now)
