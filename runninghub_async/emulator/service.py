"""The ASGI application: what goes wrong, who may, and what is answered.

Order of the checks: rate, key, path, method, JSON, fields, money, slots. Where the key is in the
body, the JSON comes first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from runninghub_async.emulator.answers import (
    Answer,
    Family,
    Refusal,
    Slice,
    error,
    gateway_error,
    html,
)
from runninghub_async.emulator.connections import Connection, Connections
from runninghub_async.emulator.faults import FaultPlan, Trouble
from runninghub_async.emulator.pace import Pace
from runninghub_async.emulator.requests import ClientLeft, Receive, Request, Scope, recognise
from runninghub_async.emulator.routes import Call, Key, Route, RouteTable
from runninghub_async.emulator.sockets import Sockets
from runninghub_async.emulator.storage import read_pieces
from runninghub_async.emulator.world import World

__all__ = ["Service"]

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

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
        self.connections: Connections | None = None  #: set when the server starts
        self.table = RouteTable(routes)
        self._world = world
        self._faults = faults
        self._sockets = sockets
        rate = world.settings.requests_per_second
        self._pace = Pace(rate, world.settings.burst) if rate is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.connections is not None
        connection = self.connections.find(scope)
        if connection is None:
            return  # the client left before its call could begin
        if scope["type"] == "websocket":
            await self._sockets(scope, receive, send)
            return
        request = recognise(scope, receive, self.table)
        self._world.ledger.requests[request.operation] += 1
        try:
            await self._serve(request, connection, send)
        except ClientLeft:
            await connection.abort()
        finally:
            self._world.ledger.changed()

    async def _serve(self, request: Request, connection: Connection, send: Send) -> None:
        troubles = self._strike(request)
        if troubles and troubles[0].kind == "drop before":
            await connection.abort()
            return
        # What has arrived is done, even when the client does not wait for the answer.
        body = b"" if request.streams else await request.read()
        trouble = None
        for trouble in troubles:
            if trouble.kind == "slow":
                await connection.pause(trouble.number)
        if trouble is None or trouble.kind == "slow":
            await _send(send, await self._answer(request, body), connection)
        else:
            await self._spoil(trouble, request, body, connection, send)

    def _strike(self, request: Request) -> list[Trouble]:
        struck = self._faults.strike(request.operation)
        for fault in struck:
            self._world.ledger.faults[fault.what] += 1
            self._world.ledger.changed()
        return [fault.trouble() for fault in struck]

    async def _spoil(
        self,
        trouble: Trouble,
        request: Request,
        body: bytes | None,
        connection: Connection,
        send: Send,
    ) -> None:
        """Let one call go wrong, as `Fault` describes it."""
        number = int(trouble.number)
        if request.streams and trouble.kind in ("html", "http", "code", "silence"):
            await request.skip()
        match trouble.kind:
            case "silence":
                await connection.gone.wait()
            case "html":
                await _send(send, html(number), connection)
            case "http":
                await _send(send, gateway_error(number, trouble.retry_after), connection)
            case "code":
                await _send(send, self._refuse(Refusal(number), request.family), connection)
            case "half":
                await _send(send, await self._answer(request, body), connection, share=0.5)
                await connection.finish()
            case "empty":
                await self._answer(request, body)
                await _send(send, Answer(b""), connection)
            case "drop after":
                await self._answer(request, body)
                await connection.abort()
            case _:  # "drop before", behind something slow
                await connection.abort()

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
            return self._check(request, raw, self._world.settings.clock())
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


async def _send(send: Send, answer: Answer, connection: Connection, *, share: float = 1.0) -> None:
    """Send an answer; with a `share` below 1 the rest of the announced body never comes."""
    headers = answer.headers
    if answer.status != 304:
        headers = (*headers, (b"content-length", str(answer.length).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    allowed = int(answer.length * share)
    whole = share >= 1.0
    if answer.head:
        await send({"type": "http.response.body", "body": b""})
    elif isinstance(answer.body, bytes):
        body = answer.body[:allowed]
        await send({"type": "http.response.body", "body": body, "more_body": not whole})
    else:
        for piece in read_pieces(Slice(answer.body.path, answer.body.start, allowed)):
            if connection.gone.is_set():
                return
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        if whole:
            await send({"type": "http.response.body", "body": b""})
