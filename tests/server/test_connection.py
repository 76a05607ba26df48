"""One connection of our own over real sockets: where it leads, what it reads, when it is kept."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from runninghub_async.config import Limits, Timeouts
from runninghub_async.errors import BadReply, ConnectFailed, ConnectionLost, RequestTimeout
from runninghub_async.protocol.messages import Reply
from runninghub_async.transport.http import Http, Request, tls_context


@asynccontextmanager
async def network(**timeouts: Any) -> AsyncIterator[Http]:
    settings = {"connect": 20.0, "read": 20.0, "write": 20.0, "total": None, **timeouts}
    http = Http(timeouts=Timeouts(**settings), limits=Limits(connections=2))
    await http.start()
    try:
        yield http
    finally:
        await http.aclose()


async def get(http: Http, url: str) -> Reply:
    return await http.send(Request(method="GET", url=f"{url}/x"), operation="test")


# -- where it leads -------------------------------------------------------------------------


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the name `many.example` have these addresses, in this order."""

    def lead(*addresses: tuple[str, int]) -> None:
        real = asyncio.get_running_loop().getaddrinfo

        async def found(host: Any, *more: Any, **options: Any) -> list[Any]:
            if host != "many.example":  # uvloop asks again before it connects
                return await real(host, *more, **options)
            kinds = [socket.AF_INET6 if ":" in host else socket.AF_INET for host, _ in addresses]
            return [
                (kind, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address)
                for kind, address in zip(kinds, addresses, strict=True)
            ]

        loop = asyncio.get_running_loop()
        with contextlib.suppress(AttributeError):  # uvloop's is read only
            monkeypatch.setattr(loop, "getaddrinfo", found)
            return
        pytest.skip("the resolver of this loop cannot be replaced")

    return lead


async def test_an_address_that_refuses_is_followed_by_the_next(
    raw: Any, resolver: Any, closed_port: Any
) -> None:
    async with raw.Server() as server, network() as http:
        resolver(("127.0.0.1", closed_port()), ("127.0.0.1", server.port))
        assert (await get(http, "http://many.example")).body == b"content"


async def test_an_address_that_does_not_answer_does_not_hold_up_the_next(
    raw: Any, resolver: Any, full_port: int
) -> None:
    async with raw.Server() as server, network() as http:
        resolver(("127.0.0.1", full_port), ("127.0.0.1", full_port), ("127.0.0.1", server.port))
        assert (await get(http, "http://many.example")).body == b"content"


async def test_families_take_turns(raw: Any, resolver: Any, closed_port: Any) -> None:
    """Four addresses of a family that leads nowhere cost one head start, not four."""
    closed = closed_port()
    async with raw.Server() as server, network() as http:
        resolver(*[("::1", closed)] * 4, ("127.0.0.1", server.port))
        assert (await get(http, "http://many.example")).body == b"content"


async def test_of_two_that_answer_one_is_used_and_the_other_closed(raw: Any, resolver: Any) -> None:
    async with raw.Server() as server, network() as http:
        resolver(*[("127.0.0.1", server.port)] * 2)
        for _ in range(3):
            assert (await get(http, "http://many.example")).body == b"content"
        assert len({one.connection for one in server.heard}) == 1


async def test_where_no_address_answers_the_error_is_that_of_the_first(
    resolver: Any, closed_port: Any
) -> None:
    first, second = closed_port(), closed_port()
    async with network() as http:
        resolver(("127.0.0.1", first), ("127.0.0.1", second))
        with pytest.raises(ConnectFailed, match=str(first)) as caught:
            await get(http, "http://many.example")
        assert caught.value.sent is False


async def test_the_time_to_connect_is_that_of_all_attempts_together(
    resolver: Any, full_port: int
) -> None:
    async with network(connect=0.05) as http:
        resolver(("127.0.0.1", full_port), ("127.0.0.1", full_port))
        with pytest.raises(RequestTimeout) as caught:
            await get(http, "http://many.example")
        assert (caught.value.phase, caught.value.sent) == ("connect", False)


@pytest.mark.parametrize("late", [False, True])
async def test_connecting_cancelled_at_any_await_leaves_no_socket(
    raw: Any, resolver: Any, closed_port: Any, cancel_at: Callable[..., Any], late: bool
) -> None:
    async with raw.Server() as server:
        for wait in range(1, 40):
            async with network() as http:
                resolver(("127.0.0.1", closed_port()), ("127.0.0.1", server.port))
                outcome = await cancel_at(get(http, "http://many.example"), wait, late=late)
                assert outcome.error is None
                assert "0 busy" in repr(http.pool)
            if not outcome.struck:
                break
        assert 1 < wait < 39
        await server.until(lambda it: it.open == 0)


# -- what it reads --------------------------------------------------------------------------


ANSWERS = {
    "early hints first": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: x\r\n\r\n",
    "the end of the connection": b"HTTP/1.0 200 OK\r\n\r\nhello",
}


@pytest.mark.parametrize("pieces", [1, 7])
@pytest.mark.parametrize("how", ANSWERS)
async def test_an_answer_is_read_however_it_is_framed(raw: Any, how: str, pieces: int) -> None:
    data = ANSWERS[how]

    async def act(_: Any, talk: Any) -> None:
        step = -(-len(data) // pieces)
        for start in range(0, len(data), step):
            await talk.send(data[start : start + step])
            await asyncio.sleep(0)
        if how == "the end of the connection":
            talk.close()

    async with raw.Server(get=act) as server, network() as http:
        for _ in range(2):
            assert (await get(http, server.url)).body == b"hello"
        assert server.connections == (2 if how == "the end of the connection" else 1)


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["an upgrade", "an endless head", "two lengths", "no chunk"],
)
async def test_what_is_no_answer_is_connection_lost_and_the_connection_is_closed(
    raw: Any, data: bytes
) -> None:
    async with raw.Server(get=raw.sends(data, then="silence")) as server, network() as http:
        with pytest.raises(ConnectionLost):
            await get(http, server.url)
        await server.until(lambda it: it.open == 0)


async def test_what_stands_behind_an_answer_is_not_taken_for_the_next(raw: Any) -> None:
    answer = raw.head(200, {"Content-Length": "5"}) + b"hello"
    forged = raw.head(200, {"Content-Length": "6"}) + b"forged"
    acts = [raw.sends(answer + forged, then="silence"), raw.says(b"second")]
    async with raw.Server(get=acts) as server, network() as http:
        assert (await get(http, server.url)).body == b"hello"
        assert (await get(http, server.url)).body == b"second"
        assert server.connections == 2


async def test_what_comes_between_two_answers_is_not_taken_for_one(raw: Any) -> None:
    async def act(_: Any, talk: Any) -> None:
        await talk.reply(b"hello")
        await asyncio.sleep(0.01)
        await talk.send(raw.head(200, {"Content-Length": "6"}) + b"forged")
        forged.set()
        await talk.silence()

    forged = asyncio.Event()
    async with raw.Server(get=[act, raw.says(b"second")]) as server, network() as http:
        assert (await get(http, server.url)).body == b"hello"
        await forged.wait()
        assert (await get(http, server.url)).body == b"second"
        assert server.connections == 2


async def test_a_server_may_answer_before_it_has_heard_all(raw: Any) -> None:
    async def too_large(talk: Any) -> bool:
        await talk._reader.readuntil(b"\r\n\r\n")
        await talk.reply(b"too large", 413, {"Connection": "close"})
        while await talk._reader.read(65536):  # else the answer would be lost with the rest
            pass
        return False

    async def endless() -> AsyncGenerator[bytes, None]:
        for _ in range(400):
            yield bytes(65536)
            await asyncio.sleep(0)

    async with raw.Server(connecting=too_large) as server, network() as http:
        request = Request(method="PUT", url=f"{server.url}/x", stream=endless, length=400 * 65536)
        reply = await http.send(request, operation="test")
        assert (reply.status, reply.body) == (413, b"too large")
        assert "0 idle" in repr(http.pool)


async def test_who_reads_slowly_slows_the_server_down(raw: Any) -> None:
    sent = 0
    whole = 256 * 1024 * 1024

    async def pours(_: Any, talk: Any) -> None:
        nonlocal sent
        await talk.send(raw.head(200, {"Content-Length": str(whole)}))
        while sent < whole:
            await talk.send(bytes(1024 * 1024))
            sent += 1024 * 1024

    async with raw.Server(get=pours) as server, network() as http:
        request = Request(method="GET", url=f"{server.url}/x")
        async with http.open(request, operation="test") as incoming:
            chunks = incoming.chunks()
            assert await anext(chunks)
            seen = -1
            while seen < sent:  # until it stands still
                seen = sent
                await asyncio.sleep(0.1)
            assert sent < whole // 2
            read = 0
            async for chunk in chunks:
                read += len(chunk)
        assert read > whole // 2


# -- TLS ------------------------------------------------------------------------------------


@asynccontextmanager
async def trusted_server(
    raw: Any, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> AsyncIterator[Any]:
    """A server over TLS whose certificate the client trusts."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    server = raw.Server()
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(server.tls)
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "ca.pem"))
    tls_context.cache_clear()
    try:
        async with server:
            yield server
    finally:
        tls_context.cache_clear()


async def test_calls_over_tls_keep_their_connection_and_close_it_at_once(
    raw: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async with trusted_server(raw, monkeypatch, tmp_path) as server:
        async with network() as http:
            for _ in range(5):
                assert (await get(http, server.url)).body == b"content"
            assert server.connections == 1
        await server.until(lambda it: it.open == 0)


# -- hostile and broken servers -------------------------------------------------------------


async def test_interim_answers_without_an_end_are_an_error(raw: Any) -> None:
    async def act(_: Any, talk: Any) -> None:
        while True:
            await talk.send(b"HTTP/1.1 102 Processing\r\n\r\n" * 50)

    async with raw.Server(get=act) as server, network() as http:
        with pytest.raises(ConnectionLost, match="interim"):
            await get(http, server.url)


@pytest.mark.parametrize("piece", [b"HTTP/1.1 102 Processing\r\n\r\n", b"x"])
async def test_the_head_of_an_answer_has_one_time_in_all_however_it_trickles(
    raw: Any, piece: bytes
) -> None:
    async def act(_: Any, talk: Any) -> None:
        await talk.send(b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 " if piece == b"x" else piece)
        while True:
            await talk.send(piece)
            await asyncio.sleep(0.01)

    async with raw.Server(get=act) as server, network(read=0.2) as http:
        with pytest.raises(RequestTimeout) as caught:
            await get(http, server.url)
    assert caught.value.phase == "read"


async def test_an_answer_in_two_encodings_is_refused_before_it_is_decoded(raw: Any) -> None:
    act = raw.says(b"abc", Content_Encoding="gzip, gzip")
    async with raw.Server(get=act) as server, network() as http:
        with pytest.raises(BadReply, match="several content encodings"):
            await get(http, server.url)


async def test_tiny_chunks_leave_turns_to_others(raw: Any) -> None:
    whole = b"".join(b"1\r\nx\r\n" for _ in range(20_000)) + b"0\r\n\r\n"
    data = raw.head(200, {"Transfer-Encoding": "chunked"}) + whole
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    async with raw.Server(get=raw.sends(data, then="silence")) as server, network() as http:
        request = Request(method="GET", url=f"{server.url}/x")
        async with http.open(request, operation="test") as incoming:
            watching = asyncio.ensure_future(others())
            body = await incoming.read(10**6)
            watching.cancel()
    assert body == b"x" * 20_000
    assert turns > 100


async def test_an_early_answer_is_heard_although_the_server_reads_no_more(raw: Any) -> None:
    async def full(talk: Any) -> bool:
        await talk._reader.readuntil(b"\r\n\r\n")
        await talk.reply(b"too large", 413, {"Connection": "close"})
        talk._writer.write_eof()
        await over.wait()
        return False

    over = asyncio.Event()
    async with raw.Server(connecting=full) as server, network(write=None, read=None) as http:
        request = Request(method="POST", url=f"{server.url}/x", content=bytes(64 * 1024 * 1024))
        reply = await asyncio.wait_for(http.send(request, operation="test"), 20)
        over.set()
    assert (reply.status, reply.body) == (413, b"too large")


async def test_a_body_of_another_length_is_an_error_and_may_have_been_heard(raw: Any) -> None:
    async def longer() -> AsyncGenerator[bytes, None]:
        yield b"12345"

    async with raw.Server() as server, network() as http:
        request = Request(method="POST", url=f"{server.url}/x", stream=longer, length=3)
        with pytest.raises(ConnectionLost) as caught:
            await http.send(request, operation="test")
        assert caught.value.sent is None


async def test_where_a_second_attempt_finds_no_server_the_first_may_have_been_heard(
    raw: Any,
) -> None:
    async with network() as http:
        async with raw.Server(get=[raw.says(b"hello")]) as server:
            assert (await get(http, server.url)).body == b"hello"

            async def goes_away(_: Any, talk: Any) -> None:
                server._server.close()
                talk.reset()

            server._acts["get"] = goes_away
            with pytest.raises(ConnectionLost) as caught:
                await get(http, server.url)
        assert caught.value.sent is None


async def test_what_is_said_in_clear_before_tls_is_no_answer(
    raw: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Somebody between, without a certificate, sends an answer ahead of the handshake."""
    forged = raw.head(200, {"Content-Length": "6"}) + b"forged"
    tasks: set[asyncio.Task[None]] = set()

    async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(forged)
        behind = await asyncio.open_connection("127.0.0.1", server.port)
        for one in (pipe(reader, behind[1]), pipe(behind[0], writer)):
            tasks.add(asyncio.ensure_future(one))

    async with trusted_server(raw, monkeypatch, tmp_path) as server:
        middle = await asyncio.start_server(between, "127.0.0.1", 0)
        port = middle.sockets[0].getsockname()[1]
        async with network() as http:
            for _ in range(20):
                calls = [get(http, f"https://127.0.0.1:{port}") for _ in range(2)]
                replies = await asyncio.gather(*calls, return_exceptions=True)
                assert {type(one) for one in replies} == {ConnectFailed}, replies
        middle.close()
        await asyncio.wait(tasks)
    assert server.heard == []
