"""The ASGI application: what goes wrong, who may, and what is answered.

Order of the checks: rate, key, path, method, JSON, fields, slots.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from runninghub_async.emulator.answers import (
    Answer,
    Family,
    Refusal,
    Slice,
    error,
    gateway_error,
    html,
)
from runninghub_async.emulator.calls import Calls
from runninghub_async.emulator.connections import Connection, Connections
from runninghub_async.emulator.faults import FaultPlan, Trouble
from runninghub_async.emulator.ledger import Ledger
from runninghub_async.emulator.multipart import FileField, MultipartError, boundary_of
from runninghub_async.emulator.pace import Pace
from runninghub_async.emulator.requests import ClientLeft, Receive, Request, Scope, recognise
from runninghub_async.emulator.settings import Settings
from runninghub_async.emulator.storage import Incoming, read_pieces, serve_file

__all__ = ["Service"]

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_NOT_FOUND = Answer(b'{"error":"Not Found"}', 404)
_NO_SUCH_KEY = Answer(
    b"<?xml version='1.0' encoding='utf-8' ?>\n<Error><Code>NoSuchKey</Code></Error>",
    404,
    ((b"content-type", b"application/xml"),),
)


class Service:
    """The application that uvicorn runs."""

    def __init__(self, settings: Settings, calls: Calls, ledger: Ledger, faults: FaultPlan) -> None:
        self.connections: Connections | None = None  #: set when the server starts
        self._settings = settings
        self._calls = calls
        self._ledger = ledger
        self._faults = faults
        rate = settings.requests_per_second
        self._pace = Pace(rate, settings.burst) if rate is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.connections is not None
        connection = self.connections.find(scope)
        if connection is None:
            return  # the client left before its call could begin
        request = recognise(scope, receive)
        self._ledger.requests[request.operation] += 1
        try:
            await self._serve(request, connection, send)
        except ClientLeft:
            await connection.abort()
        finally:
            self._ledger.changed()

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
            self._ledger.faults[fault.what] += 1
            self._ledger.changed()
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
        if request.operation == "upload" and trouble.kind in ("html", "http", "code", "silence"):
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
        if request.operation == "download":
            return self._download(request)
        if request.operation == "other":
            return _NOT_FOUND
        try:
            return await self._call(request, body)
        except Refusal as refusal:
            return self._refuse(refusal, request.family)

    def _refuse(self, refusal: Refusal, family: Family) -> Answer:
        self._ledger.refusals[refusal.code] += 1
        return error(refusal, family)

    async def _call(self, request: Request, body: bytes | None) -> Answer:
        calls = self._calls
        now = self._settings.clock()
        try:
            self._admit(request, now)
        except Refusal:
            if request.operation == "upload":
                await request.skip()
            raise
        if body is None:
            raise Refusal(1008, "The request body is too large")
        match request.operation:
            case "query":
                return calls.query(request.key, body, now)
            case "queue status":
                return calls.queue_status(request.key, now)
            case "upload":
                return await self._upload(request)
            case "price":
                return calls.price(calls.row(request.endpoint), body, now)
            case _:
                return calls.submit(calls.row(request.endpoint), request.key, body, now)

    def _admit(self, request: Request, now: float) -> None:
        """Rate, key, path, method. Raises Refusal."""
        if self._pace is not None and not self._pace.admit(now):
            raise Refusal(1003)
        if not self._calls.knows(request.key):
            # Only the upload has a number of its own for that (platform-api 3.1).
            raise Refusal(401 if request.operation == "upload" else 1002)
        if request.operation in ("submit", "price"):
            self._calls.check_enterprise(request.key)
            self._calls.row(request.endpoint)
        if request.method != ("GET" if request.operation == "queue status" else "POST"):
            raise Refusal(1009)

    async def _upload(self, request: Request) -> Answer:
        incoming = Incoming(self._calls.files)
        limit = self._settings.max_upload
        content_type = request.headers.get(b"content-type", b"").decode("latin-1")
        try:
            try:
                field = FileField("file", boundary_of(content_type), incoming.write)
            except MultipartError:
                await request.skip()
                raise
            async for piece in request.pieces():
                if incoming.size <= limit:
                    field.feed(piece)
            if incoming.size > limit:
                raise Refusal(809, "APIKEY_FILE_SIZE_EXCEEDED")
            field.close()
            if not incoming.size:
                raise MultipartError("the file is empty")
        except MultipartError as problem:
            incoming.discard()
            raise Refusal(301, f"PARAMS_INVALID: {problem}") from problem
        except BaseException:
            incoming.discard()
            raise
        return self._calls.upload(incoming, file_name=field.file_name, mime=field.mime)

    def _download(self, request: Request) -> Answer:
        ledger = self._ledger
        if b"authorization" in request.headers:
            ledger.keys_leaked_to_storage += 1
        if request.method not in ("GET", "HEAD"):
            return Answer(b"", 405, ((b"allow", b"GET, HEAD"),))
        file = self._calls.file(request.path, self._settings.clock())
        if file is None:
            return msgspec.structs.replace(_NO_SUCH_KEY, head=request.method == "HEAD")
        answer = serve_file(file, request.method, request.headers)
        ledger.range_requests += answer.status in (206, 416)
        if request.method == "GET" and answer.status in (200, 206):
            ledger.downloads += 1
            ledger.downloads_by_path[request.path] += 1
            ledger.bytes_downloaded += answer.length
        return answer


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
