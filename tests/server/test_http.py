"""One request over real sockets: what each failure becomes, and what is left of it."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import subprocess
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import which
from typing import Any

import anyio
import httpx
import pytest

from runninghub_async.config import Limits, Timeouts
from runninghub_async.errors import (
    BadReply,
    ClientClosed,
    ConnectFailed,
    ConnectionLost,
    RequestTimeout,
    RunningHubError,
    TransportError,
    UploadError,
)
from runninghub_async.transport.http import FRESH, MAX_REPLY, URLS, Http, Request

CLEAN = "<ConnectionPool 4 | 0 busy, {} idle, 0 waiting>"


@asynccontextmanager
async def network(
    *, limits: Limits = Limits(connections=4), **settings: Any
) -> AsyncIterator[Http]:
    timeouts = Timeouts(**{"connect": 20, "read": 20, "write": 20, "total": None, **settings})
    http = Http(timeouts=timeouts, limits=limits)
    await http.start()
    try:
        yield http
    finally:
        await http.aclose()


async def get(http: Http, url: str, **how: Any) -> bytes:
    reply = await http.send(Request(method="GET", url=f"{url}/x"), operation="test", **how)
    return reply.body


async def post(http: Http, url: str, **how: Any) -> bytes:
    request = Request(method="POST", url=f"{url}/openapi/v2/a/b", content=b"{}")
    reply = await http.send(request, operation="test", **how)
    return reply.body


# -- no connection ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "http://127.0.0.1:{port}",
        "http://no-such-host.invalid",
        "http://" + "a" * 64 + ".invalid",
        "http://[::1",
        "http://127.0.0.1:99999999",
        "http://xn--.example",
        "http://",
        "ftp://127.0.0.1",
    ],
)
async def test_no_connection_is_connect_failed_and_nothing_was_sent(
    host: str, closed_port: Any
) -> None:
    async with network() as http:
        with pytest.raises(ConnectFailed) as caught:
            await get(http, host.format(port=closed_port()))
        assert caught.value.sent is False
        assert "nothing was sent" in str(caught.value)
        assert repr(http.pool) == CLEAN.format(0)


async def test_a_handshake_that_does_not_answer_is_a_connect_timeout(full_port: int) -> None:
    async with network(connect=0.05) as http:
        with pytest.raises(RequestTimeout) as caught:
            await get(http, f"http://127.0.0.1:{full_port}")
    assert (caught.value.phase, caught.value.sent) == ("connect", False)


# -- time ---------------------------------------------------------------------------------------


async def test_silence_is_a_read_timeout_and_the_request_was_sent(raw: Any) -> None:
    async with raw.Server(get=raw.stays_silent) as server, network(read=0.05) as http:
        with pytest.raises(RequestTimeout) as caught:
            await get(http, server.url)
        assert (caught.value.phase, caught.value.sent) == ("read", True)
        assert isinstance(caught.value, TimeoutError)
        assert repr(http.pool) == CLEAN.format(0)


async def test_silence_in_the_middle_of_an_answer_is_a_read_timeout(raw: Any) -> None:
    half = raw.head(200, {"Content-Length": "10"}) + b"12345"
    act = raw.sends(half, then="silence")
    async with raw.Server(get=act) as server, network(read=0.05) as http:
        with pytest.raises(RequestTimeout) as caught:
            await get(http, server.url)
    assert (caught.value.phase, caught.value.sent) == ("read", True)


async def test_a_server_that_does_not_read_is_a_write_timeout(raw: Any) -> None:
    async def never_reads(talk: Any) -> bool:
        await asyncio.get_running_loop().create_future()
        return False

    request_body = bytes(32 * 1024 * 1024)
    async with raw.Server(connecting=never_reads) as server, network(write=0.1) as http:
        request = Request(method="POST", url=f"{server.url}/x", content=request_body)
        with pytest.raises(RequestTimeout) as caught:
            await http.send(request, operation="test")
    assert (caught.value.phase, caught.value.sent) == ("write", None)


@pytest.mark.parametrize("trickle", ["head", "body"])
async def test_a_trickling_answer_ends_at_the_total_timeout(raw: Any, trickle: str) -> None:
    async def act(_: Any, talk: Any) -> None:
        data = raw.head(200, {"Content-Length": "1000000"})
        await talk.send(b"HTTP/1.1 200" if trickle == "head" else data)
        while True:
            await talk.send(b"x")
            await asyncio.sleep(0.005)

    async with raw.Server(get=act) as server, network(total=0.15) as http:
        with pytest.raises(RequestTimeout) as caught:
            await get(http, server.url)
        assert caught.value.phase == "total"
        assert caught.value.sent is (None if trickle == "head" else True)
        assert caught.value.seconds == 0.15
        assert repr(http.pool) == CLEAN.format(0)
        with pytest.raises(RequestTimeout):
            await get(http, server.url)


async def test_no_free_connection_is_a_queue_timeout_and_nothing_was_sent(raw: Any) -> None:
    limits = Limits(connections=1)
    async with raw.Server(get=[raw.stays_silent]) as server:  # noqa: SIM117
        async with network(queue=0.05, limits=limits) as http:
            busy = asyncio.ensure_future(get(http, server.url))
            await server.until(lambda it: it.heard)
            with pytest.raises(RequestTimeout) as caught:
                await get(http, server.url)
            assert (caught.value.phase, caught.value.sent) == ("queue", False)
            assert repr(http.pool) == "<ConnectionPool 1 | 1 busy, 0 idle, 0 waiting>"
            busy.cancel()
            await asyncio.wait([busy])
            assert await get(http, server.url) == b"content"


# -- broken connections and answers --------------------------------------------------------------


async def accept_and_reset(talk: Any) -> bool:
    talk.reset()
    return False


async def test_a_reset_before_the_request_is_connection_lost(raw: Any) -> None:
    async with raw.Server(connecting=accept_and_reset) as server, network() as http:
        with pytest.raises(ConnectionLost) as caught:
            await get(http, server.url)
        assert caught.value.sent is None
        assert repr(http.pool) == CLEAN.format(0)


async def test_a_reset_in_the_middle_of_the_request_is_connection_lost(raw: Any) -> None:
    async def reads_some(talk: Any) -> bool:
        await talk._reader.readexactly(100_000)
        talk.reset()
        return False

    async with raw.Server(connecting=reads_some) as server, network() as http:
        request = Request(method="POST", url=f"{server.url}/x", content=bytes(20_000_000))
        with pytest.raises(ConnectionLost) as caught:
            await http.send(request, operation="test")
    assert caught.value.sent is None


async def test_a_reset_after_the_request_is_connection_lost(raw: Any) -> None:
    async with raw.Server(submit=raw.resets) as server, network() as http:
        with pytest.raises(ConnectionLost) as caught:
            await post(http, server.url, once=True)
        assert caught.value.sent is None
        assert "may have been sent" in str(caught.value)
        assert server.count("submit") == 1


BROKEN: dict[str, tuple[bytes, type[RunningHubError], bool | None]] = {
    "half a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", ConnectionLost, True),
    "half a chunk": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
        ConnectionLost,
        True,
    ),
    "half a head": (b"HTTP/1.1 200 OK\r\nContent-", ConnectionLost, None),
    "nothing": (b"", ConnectionLost, None),
    "garbage": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", ConnectionLost, None),
    "binary garbage": (bytes(range(256)) * 4, ConnectionLost, None),
    "broken gzip": (
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nzzzz",
        BadReply,
        True,
    ),
}


@pytest.mark.parametrize("ending", ["close", "reset"])
@pytest.mark.parametrize("case", BROKEN)
async def test_a_broken_answer_is_our_own_error(raw: Any, case: str, ending: str) -> None:
    data, error, sent = BROKEN[case]
    async with raw.Server(get=raw.sends(data, then=ending)) as server, network() as http:
        with pytest.raises(TransportError) as caught:
            await get(http, server.url)
        if ending == "close":
            assert type(caught.value) is error
            assert caught.value.sent is sent
        assert repr(http.pool) == CLEAN.format(0)
        assert not isinstance(caught.value.__cause__, RunningHubError)


async def test_a_broken_encoding_tells_the_http_status(raw: Any) -> None:
    data = BROKEN["broken gzip"][0].replace(b"200 OK", b"502 X")
    async with raw.Server(get=raw.sends(data)) as server, network() as http:
        with pytest.raises(BadReply, match="HTTP 502") as caught:
            await get(http, server.url)
    assert caught.value.status == 502


@pytest.mark.parametrize("packed", [False, True])
async def test_an_answer_of_more_than_16_mib_is_refused_while_it_comes(
    raw: Any, packed: bool
) -> None:
    async def act(_: Any, talk: Any) -> None:
        if packed:  # a few KiB on the wire
            bomb = gzip.compress(bytes(MAX_REPLY + 1), 9)
            await talk.reply(bomb, headers={"Content-Encoding": "gzip"})
        else:
            await talk.send(raw.head(200, {"Content-Length": str(10**12)}))
            while True:
                await talk.send(bytes(1024 * 1024))

    async with raw.Server(get=act) as server, network() as http:
        with pytest.raises(BadReply, match=str(MAX_REPLY)):
            await get(http, server.url)
        assert repr(http.pool) in (CLEAN.format(0), CLEAN.format(1))


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
async def test_a_body_is_decoded(raw: Any, encoding: str) -> None:
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "identity": bytes}[encoding]
    act = raw.says(packed(b"hello" * 100), Content_Encoding=encoding)
    async with raw.Server(get=act) as server, network() as http:
        assert await get(http, server.url) == b"hello" * 100


# -- reuse --------------------------------------------------------------------------------------


async def test_one_connection_carries_one_request_after_the_other(raw: Any) -> None:
    async with raw.Server() as server, network() as http:
        for _ in range(20):
            assert await get(http, server.url) == b"content"
        assert (server.connections, repr(http.pool)) == (1, CLEAN.format(1))


async def test_connection_close_is_honoured_without_an_error(raw: Any) -> None:
    act = raw.says(b"bye", Connection="close")
    async with raw.Server(get=act) as server, network() as http:
        for _ in range(3):
            assert await get(http, server.url, once=True) == b"bye"
        assert server.connections == 3


@pytest.mark.parametrize("once", [False, True])
async def test_a_connection_that_was_closed_while_idle_is_replaced_without_an_error(
    raw: Any, once: bool
) -> None:
    async def says_and_closes(_: Any, talk: Any) -> None:
        await talk.reply(b"first")
        talk.close()

    async with raw.Server(submit=[says_and_closes]) as server, network() as http:
        assert await post(http, server.url) == b"first"
        await server.until(lambda it: it.open == 0)
        await asyncio.sleep(0)  # the end of the connection has arrived on loopback by now
        assert await post(http, server.url, once=once)
        assert (server.count("submit"), server.connections) == (2, 2)


async def test_a_read_on_a_connection_that_breaks_under_it_is_sent_again(raw: Any) -> None:
    async with raw.Server(query=[raw.succeeds, raw.resets]) as server, network() as http:
        request = Request(
            method="POST", url=f"{server.url}/openapi/v2/query", content=b'{"taskId":"1"}'
        )
        for _ in range(2):
            assert (await http.send(request, operation="query")).status == 200
        assert (server.count("query"), server.connections) == (3, 2)


async def test_what_may_be_sent_once_only_is_not_sent_again(raw: Any) -> None:
    async with raw.Server(submit=[raw.accepts, raw.resets]) as server, network() as http:
        await post(http, server.url, once=True)
        with pytest.raises(ConnectionLost):
            await post(http, server.url, once=True)
        assert server.count("submit") == 2


async def test_what_may_be_sent_once_only_takes_no_connection_that_was_idle_for_long(
    raw: Any,
) -> None:
    async with raw.Server() as server, network() as http:
        await post(http, server.url)
        await asyncio.sleep(FRESH + 0.05)
        await post(http, server.url, once=True)
        await post(http, server.url, once=True)
        await post(http, server.url)
        assert [one.connection for one in server.of("submit")] == [1, 2, 2, 2]


async def test_a_new_connection_that_breaks_is_no_reason_to_try_again(raw: Any) -> None:
    async with raw.Server(get=raw.resets) as server, network() as http:
        with pytest.raises(ConnectionLost):
            await get(http, server.url)
        assert server.count("get") == 1


async def test_hundreds_of_calls_share_a_few_connections_in_order(raw: Any) -> None:
    limits = Limits(connections=4)
    async with raw.Server() as server, network(limits=limits) as http:
        bodies = await asyncio.gather(*(get(http, server.url) for _ in range(300)))
        assert set(bodies) == {b"content"}
        assert server.peak <= 4
        assert server.connections == 4


# -- cancelling ---------------------------------------------------------------------------------


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("route", ["new", "reused", "queue", "broken", "stream"])
async def test_a_call_cancelled_at_any_await_leaves_the_pool_as_it_was(
    raw: Any, cancel_at: Callable[..., Any], route: str, late: bool
) -> None:
    begun: list[int] = []
    closed: list[int] = []

    async def parts() -> Any:
        begun.append(1)
        try:
            for _ in range(3):
                await asyncio.sleep(0)
                yield b"12345"
        finally:
            closed.append(1)

    async def act(heard: Any, talk: Any) -> None:
        if "break" in heard.target:
            talk.reset()
        else:
            await talk.send(raw.head(200, {"Content-Length": "10"}) + b"12345")
            await asyncio.sleep(0)
            await talk.send(b"67890")

    limits = Limits(connections=1 if route == "queue" else 4)
    size = limits.connections
    async with raw.Server(get=act, submit=act) as server:
        for wait in range(1, 200):
            async with network(limits=limits) as http:
                if route in ("reused", "broken"):
                    await get(http, server.url)
                path = "break" if route == "broken" else "x"
                stream = parts if route == "stream" else None
                request = Request(
                    method="POST" if stream else "GET",
                    url=f"{server.url}/{path}",
                    stream=stream,
                    length=15 if stream else 0,
                )
                other = None
                if route == "queue":
                    other = asyncio.ensure_future(get(http, server.url))
                    await asyncio.sleep(0)
                call = http.send(request, operation="test")
                outcome = await cancel_at(call, wait, late=late)
                assert outcome.error is None or isinstance(outcome.error, ConnectionLost)
                if other is not None:
                    assert await other == b"1234567890"
                assert "0 busy" in repr(http.pool)
                assert "0 waiting" in repr(http.pool)
                assert await get(http, server.url) == b"1234567890"
                assert repr(http.pool).startswith(f"<ConnectionPool {size} | 0 busy")
            assert closed == begun
            if not outcome.struck:
                break
        assert wait > 1, "nothing was cancelled"
        assert not outcome.struck


async def test_closing_while_calls_wait_for_a_connection_ends_their_waiting(raw: Any) -> None:
    async with raw.Server(get=[raw.stays_silent]) as server:
        async with network(limits=Limits(connections=1)) as http:
            busy = asyncio.ensure_future(get(http, server.url))
            await server.until(lambda it: it.heard)
            waiting = [asyncio.ensure_future(get(http, server.url)) for _ in range(300)]
            await asyncio.sleep(0)
            http.close(ClientClosed(reason="over"))
            await asyncio.wait(waiting)
            assert {type(one.exception()) for one in waiting} == {ClientClosed}
            busy.cancel()
            await asyncio.wait([busy])
        assert server.count("get") == 1


# -- other transports ----------------------------------------------------------------------------


async def test_a_given_transport_is_used_and_closed_by_the_client(client: Any) -> None:
    class Counting(httpx.MockTransport):
        closed = 0

        async def aclose(self) -> None:
            self.closed += 1

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/query"):
            text = [{"text": "done"}]
            return httpx.Response(200, json={"taskId": "1", "status": "SUCCESS", "results": text})
        return httpx.Response(200, json={"taskId": "1", "status": "RUNNING"})

    transport = Counting(answer)
    async with client("http://127.0.0.1:9", transport=transport) as rh:
        result = await rh.model("acme/clip", unchecked=True)(prompt="a")
        assert result.text == "done"
        assert transport.closed == 0
    assert transport.closed == 1


async def test_what_a_given_transport_raises_becomes_ours(client: Any) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("no")

    async with client("http://127.0.0.1:9", transport=httpx.MockTransport(answer)) as rh:
        with pytest.raises(RequestTimeout) as caught:
            await rh.task("1").status()
    assert caught.value.phase == "connect"


LOST = [
    ssl.SSLError("bad record"),
    OSError("no route"),
    anyio.BrokenResourceError(),
    anyio.ClosedResourceError(),
    anyio.EndOfStream(),
]
ODD = [RuntimeError("odd"), KeyError("odd"), ValueError("odd"), httpx.StreamConsumed()]


def over(answer: Callable[[httpx.Request], httpx.Response]) -> Http:
    transport = httpx.MockTransport(answer)
    return Http(timeouts=Timeouts(), limits=Limits(), transport=transport)


@pytest.mark.parametrize("error", [*LOST, *ODD], ids=lambda error: type(error).__name__)
async def test_whatever_the_network_side_raises_is_a_transport_error(error: Exception) -> None:
    class Body(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"{"
            raise error

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            raise error
        return httpx.Response(200, stream=Body())

    http = over(answer)
    for call, sent in ((post, None), (get, True)):
        with pytest.raises(TransportError) as caught:
            await call(http, "http://127.0.0.1:9")
        assert type(caught.value) is (ConnectionLost if error in LOST else TransportError)
        assert caught.value.sent is sent
        assert caught.value.__cause__ is error
    assert "0 busy" in repr(http.pool)
    await http.aclose()


async def test_an_error_of_the_bodys_own_passes_as_it_is(raw: Any) -> None:
    async def parts() -> Any:
        yield b"12345"
        raise UploadError(name="a.png", reason="it changed")

    async with raw.Server() as server, network() as http:
        request = Request(method="POST", url=f"{server.url}/x", stream=parts, length=10)
        with pytest.raises(UploadError, match="it changed"):
            await http.send(request, operation="test")
        assert "0 busy" in repr(http.pool)


async def test_urls_that_come_once_do_not_push_out_those_that_come_often() -> None:
    http = over(lambda request: httpx.Response(200))
    for number in range(2 * URLS):
        await get(http, "http://127.0.0.1:9/api")
        await get(http, f"http://127.0.0.1:9/{number}")
    info = http._place.cache_info()
    assert (info.misses, info.currsize) == (2 * URLS + 1, URLS)
    await http.aclose()


@pytest.mark.parametrize("kind", ["httpx", "aiohttp"])
async def test_another_network_stack_serves_as_well(client: Any, raw: Any, kind: str) -> None:
    if kind == "aiohttp":
        stack = pytest.importorskip("httpx_aiohttp").AiohttpTransport()
    else:
        stack = httpx.AsyncHTTPTransport()

    async def endless(_: Any, talk: Any) -> None:
        await talk.send(raw.head(200, {"Content-Length": str(10**12)}))
        await talk.silence()

    acts = {"query": [raw.resets, raw.says(b"<html>", 502), raw.succeeds], "get": endless}
    async with raw.Server(**acts) as server, client(server.url, transport=stack) as rh:
        result = await rh.model("acme/clip", unchecked=True)(image=b"\x89PNG\r\n\x1a\nabc")
        assert result.text == "made by task-1"
        body = server.of("upload")[0].body
        assert b"\x89PNG\r\n\x1a\nabc\r\n--" in body
        # A body that is given up must give its connection back as well.
        request = Request(method="GET", url=f"{server.url}/big")
        async with rh._http.open(request, operation="test") as incoming:
            assert incoming.status == 200
        await server.until(lambda it: it.open <= 1)


# -- TLS ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    return cert, key


@asynccontextmanager
async def tls_server(raw: Any, certificate: tuple[Path, Path], **acts: Any) -> AsyncIterator[Any]:
    server = raw.Server(**acts)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(*certificate)
    async with server:
        yield server


async def test_calls_go_over_tls(client: Any, raw: Any, certificate: tuple[Path, Path]) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    async with tls_server(raw, certificate) as server:
        stack = httpx.AsyncHTTPTransport(verify=trust)
        async with client(server.url, transport=stack) as rh:
            result = await rh.model("acme/clip", unchecked=True)(prompt="a")
    assert result.text == "made by task-1"


async def test_a_certificate_that_nobody_vouches_for_is_connect_failed(
    client: Any, raw: Any, certificate: tuple[Path, Path]
) -> None:
    async with tls_server(raw, certificate) as server, client(server.url) as rh:
        with pytest.raises(ConnectFailed, match=r"(?i)certificate") as caught:
            await rh.model("acme/clip", unchecked=True)(prompt="a")
        assert caught.value.sent is False
        assert server.heard == []


async def test_plain_http_where_tls_is_expected_is_connect_failed(client: Any, raw: Any) -> None:
    async def answers_in_clear(talk: Any) -> bool:
        await talk.send(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        return False

    async with raw.Server(connecting=answers_in_clear) as server:  # noqa: SIM117
        async with client(server.url.replace("http:", "https:")) as rh:
            with pytest.raises(ConnectFailed):
                await rh.model("acme/clip", unchecked=True)(prompt="a")


# -- proxies ------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:base_url is plain http")
@pytest.mark.parametrize("with_scheme", [True, False])
async def test_the_environments_proxy_is_used_for_foreign_hosts(
    client: Any, raw: Any, monkeypatch: pytest.MonkeyPatch, with_scheme: bool
) -> None:
    async with raw.Server() as proxy:
        address = proxy.url if with_scheme else proxy.url.removeprefix("http://")
        monkeypatch.setenv("http_proxy", address)
        async with client("http://service.invalid") as rh:
            result = await rh.model("acme/clip", unchecked=True)(prompt="a")
    assert result.text == "made by task-1"
    assert [one.target for one in proxy.heard] == [
        "http://service.invalid/openapi/v2/acme/clip",
        "http://service.invalid/openapi/v2/query",
    ]


async def test_a_tunnel_that_the_proxy_refuses_is_connect_failed(
    client: Any, raw: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with raw.Server(get=raw.says(b"no", 403)) as proxy:
        monkeypatch.setenv("https_proxy", proxy.url)
        async with client("https://service.invalid") as rh:
            with pytest.raises(ConnectFailed) as caught:
                await rh.model("acme/clip", unchecked=True)(prompt="a")
    assert caught.value.sent is False
    assert {(one.method, one.target) for one in proxy.heard} == {("CONNECT", "service.invalid:443")}
    assert all("authorization" not in one.headers for one in proxy.heard)


@pytest.mark.filterwarnings("ignore:base_url is plain http")
@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "nonsense://x", "http://["])
async def test_a_proxy_that_cannot_be_used_is_connect_failed(
    client: Any, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("all_proxy", proxy)
    async with client("http://service.invalid") as rh:
        with pytest.raises(ConnectFailed) as caught:
            await rh.task("1").status()
    assert caught.value.sent is False


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_no_proxy_stands_before_this_machine(
    client: Any, raw: Any, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    async with raw.Server() as proxy, raw.Server() as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("all_proxy", proxy.url)
        async with client(f"http://{host}:{server.port}") as rh:
            await rh.model("acme/clip", unchecked=True)(prompt="a")
    assert (proxy.heard, len(server.heard)) == ([], 2)
