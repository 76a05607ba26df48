"""Where requests go: the key to the API's host only, URLs of answers not into private networks.

Traps 15 and 26 of platform-api 13: the socket's URL is secret, storage hosts get no key.
"""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import DownloadError, Limits, Polling, Retry, RunningHubError, UploadError
from runninghub_async.transport.hosts import HostRefused, Reach, is_private

KEY = "c0ffee0123456789secret9876543210"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def keyless(server: Any) -> bool:
    """Nothing that a server heard has the key in it."""
    return not any(
        KEY in text
        for one in server.heard
        for text in (one.target, one.body.decode("latin-1"), *one.headers, *one.headers.values())
    )


def finished(*urls: str) -> dict[str, Any]:
    results = [{"url": url, "outputType": "png"} for url in urls]
    return {"taskId": "1", "status": "SUCCESS", "results": results}


# -- the key ------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["another host", "another port", "the same host", "https"])
async def test_no_call_of_the_api_follows_a_redirect(
    raw: Any, client: Any, tmp_path: Path, status: int, where: str
) -> None:
    (tmp_path / "cat.png").write_bytes(PNG)

    async def moves(heard: Any, talk: Any) -> None:
        await talk.reply(b"", status, {"Location": f"{target}{heard.target}"})

    kinds = ("submit", "query", "upload", "price", "get", "queue_status")
    async with (
        raw.Server() as other,
        raw.Server(**dict.fromkeys(kinds, moves)) as server,
        client(server.url, retry=Retry(attempts=1), limits=Limits(slots=4)) as rh,
    ):
        target = {
            "another host": other.url.replace("127.0.0.1", "localhost"),
            "another port": other.url,
            "the same host": f"{server.url}/moved",
            "https": server.url.replace("http:", "https:"),
        }[where]
        calls = [
            lambda: rh.model("acme/clip", unchecked=True)(prompt="a"),
            lambda: rh.task("1").status(),
            rh.account.status,
            lambda: rh.apps.inputs("1"),
            lambda: rh.files.upload(tmp_path / "cat.png"),
            rh.comfy.queue,
            rh.account.queue,
        ]
        for call in calls:
            with pytest.raises(RunningHubError):
                await call()
        assert other.heard == []
        assert [one for one in server.heard if one.target.startswith("/moved")] == []
        assert [server.count(kind) for kind in ("submit", "query", "upload")] == [1, 1, 1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_key_does_not_go_where_a_download_is_redirected(
    raw: Any, client: Any, tmp_path: Path, status: int
) -> None:
    async with raw.Server(get=raw.says(PNG)) as storage:

        async def moves(_: Any, talk: Any) -> None:
            await talk.reply(b"", status, {"Location": f"{storage.url}/file?sign=1"})

        async with (
            raw.Server(query=raw.says(finished("http://127.0.0.1/x")), get=moves) as server,
            client(server.url) as rh,
        ):
            server._acts["query"] = raw.says(finished(f"{server.url}/result.png"))
            result = await rh.task("1").wait()
            (path,) = await result.download(tmp_path)
            assert path.read_bytes() == PNG
            assert keyless(storage)
            # The URL lies on the API's own host, and is a foreign one all the same.
            (first,) = server.of("get")
            assert "authorization" not in first.headers
            assert KEY not in str(first.headers)


async def test_credentials_in_a_url_are_neither_sent_nor_shown(
    raw: Any, client: Any, tmp_path: Path
) -> None:
    async with raw.Server(get=raw.says(b"no", 403)) as storage:
        url = storage.url.replace("http://", "http://somebody:his-password@") + "/a.png?sign=abc"
        async with (
            raw.Server(query=raw.says(finished(url))) as server,
            client(server.url) as rh,
        ):
            result = await rh.task("1").wait()
            assert "his-password" not in repr(result.outputs[0])
            with pytest.raises(DownloadError) as caught:
                await result.download(tmp_path)
            assert "his-password" not in f"{caught.value!r}{caught.value.url}{caught.value.reason}"
            assert "abc" not in repr(caught.value)
            assert all("authorization" not in one.headers for one in storage.heard)
            assert storage.heard


async def test_an_unreachable_host_of_a_url_with_credentials_is_told_without_them(
    raw: Any, client: Any, tmp_path: Path
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://u:his-password@127.0.0.1:{closed.getsockname()[1]}/a.png?sign=abc"
        async with (
            raw.Server(query=raw.says(finished(url))) as server,
            client(server.url, retry=Retry(attempts=1)) as rh,
        ):
            with pytest.raises(DownloadError, match="no connection to http://127") as caught:
                await (await rh.task("1").wait()).download(tmp_path)
            assert "his-password" not in str(caught.value)
            assert "his-password" not in str(caught.value.__cause__)


async def test_the_key_does_not_go_with_a_lora(raw: Any, client: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(b"\x08\0\0\0\0\0\0\0{}      " + bytes(100))
    async with raw.Server() as storage:
        ticket = {"code": 0, "data": {"fileName": "x", "url": f"{storage.url}/x?sign=1"}}
        async with raw.Server(get=raw.says(ticket)) as server, client(server.url) as rh:
            await rh.files.upload_lora(path)
        assert [one.method for one in storage.heard] == ["PUT"]
        assert keyless(storage)


@pytest.mark.parametrize("status", [302, 307])
async def test_another_network_stack_follows_no_redirect_either(
    raw: Any, client: Any, status: int
) -> None:
    stack = pytest.importorskip("httpx_aiohttp").AiohttpTransport()
    async with raw.Server() as other:
        kinds = ("submit", "query", "get")
        moves = raw.says(b"", status, Location=f"{other.url}/elsewhere")
        async with (
            raw.Server(**dict.fromkeys(kinds, moves)) as server,
            client(server.url, transport=stack, retry=Retry(attempts=1)) as rh,
        ):
            for call in (rh.task("1").status, rh.account.status, rh.comfy.queue):
                with pytest.raises(RunningHubError):
                    await call()
        assert other.connections == 0


@pytest.mark.parametrize(
    "proxy",
    [
        *("http://somebody:his-password@127.0.0.1:{}", "nonsense://somebody:his-password@x"),
        *("socks5://somebody:his-password@127.0.0.1:{}", "http://somebody:his-password@["),
    ],
)
async def test_the_password_of_a_proxy_is_not_shown(
    client: Any, watching: Any, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    watch = watching("his-password", KEY)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("all_proxy", proxy.format(closed.getsockname()[1]))
        async with client("https://api.example", retry=Retry(attempts=1)) as rh:
            with pytest.raises(RunningHubError) as caught:
                await rh.task("1").status()
    watch.error(caught.value)
    watch.logs()
    assert not watch.leaks


# -- progress sockets ---------------------------------------------------------------------------


def task_with_socket(url: str, over: asyncio.Event) -> Any:
    """A task that runs until the event is set, and names a socket."""

    async def act(_: Any, talk: Any) -> None:
        state = {"taskId": "1", "status": "RUNNING", "netWssUrl": url}
        await talk.reply(finished() if over.is_set() else state)

    return act


async def test_a_socket_on_another_host_is_not_opened(raw: Any, client: Any) -> None:
    pytest.importorskip("websockets")
    over = asyncio.Event()
    async with raw.Server() as other:
        url = other.url.replace("http://127.0.0.1", "ws://localhost") + "/ws?Rh-Identify=t"
        task = task_with_socket(url, over)

        async def outputs(heard: Any, talk: Any) -> None:
            await task(heard, talk)
            over.set()  # the socket's URL is known now

        async with (
            raw.Server(query=task, get=outputs) as server,
            client(server.url) as rh,
        ):
            events = [one async for one in rh.task("1").progress()]
            assert events[-1].state.succeeded
            assert server.count("get") == 1
        assert other.connections == 0


async def test_a_socket_follows_no_redirect_and_gets_no_key(raw: Any, client: Any) -> None:
    pytest.importorskip("websockets")
    over = asyncio.Event()
    async with raw.Server() as other:
        target = other.url.replace("http:", "ws:") + "/elsewhere"

        async def get(heard: Any, talk: Any) -> None:
            if not heard.target.startswith("/ws"):
                await task(heard, talk)
                return
            over.set()
            await talk.reply(b"", 302, {"Location": target})

        async with raw.Server(get=get) as server, client(server.url) as rh:
            url = server.url.replace("http:", "ws:") + "/ws?Rh-Identify=t"
            task = task_with_socket(url, over)
            server._acts["query"] = task
            events = [one async for one in rh.task("1").progress()]
            assert events[-1].state.succeeded
            (opened,) = [one for one in server.heard if one.target.startswith("/ws")]
            assert KEY not in str(opened)
            assert "authorization" not in opened.headers
        assert other.connections == 0


# -- private networks ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.9.9.9", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "0.0.0.0"),
        *("localhost", "LOCALHOST", "localhost.", "printer.localhost", "::1", "[::1]", "::"),
        *("::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0"),
        *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.100.100.200", "fd00::1", "fe80::1", "fec0::1", "224.0.0.1"),
        *("255.255.255.255", "ff02::1", "192.0.0.1"),
    ],
)
def test_what_is_private(host: str) -> None:
    assert is_private(host)
    with pytest.raises(HostRefused, match="allow_private_hosts"):
        Reach("https://www.runninghub.ai").check(host)
    Reach("https://www.runninghub.ai", private=True).check(host)
    Reach("http://127.0.0.1:8787").check(host)


@pytest.mark.parametrize(
    "host",
    [
        *("8.8.8.8", "172.32.0.1", "100.128.0.1", "169.253.0.1", "11.0.0.1", "2606:4700::1111"),
        *("rh-images.xiaoyaoyou.com", "localhost.example", "10.example.com", "198.18.0.1"),
        *("::ffff:8.8.8.8", "64:ff9b::808:808", ""),
    ],
)
def test_what_is_not_private(host: str) -> None:
    assert not is_private(host)
    Reach("https://www.runninghub.ai").check(host)


def test_an_address_is_looked_at_whatever_the_name() -> None:
    reach = Reach("https://www.runninghub.ai")
    with pytest.raises(HostRefused):
        reach.check("files.example", address="10.1.2.3")
    reach.check("www.runninghub.ai", address="10.1.2.3")  # it gets the key, so it is trusted


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name under `.example` is this machine, as far as the resolver says."""
    real = socket.getaddrinfo

    def lookup(host: Any, *args: Any, **options: Any) -> Any:
        text = host.decode() if isinstance(host, bytes) else host
        return real("127.0.0.1" if str(text).endswith(".example") else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)


pytestmark = pytest.mark.filterwarnings("ignore:base_url is plain http")


def named(server: Any, name: str) -> str:
    return f"http://{name}:{server.port}"


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize(
    "host",
    ["files.example", "127.0.0.1", "localhost", "2130706433", "127.1", "[::ffff:127.0.0.1]"],
)
async def test_a_download_does_not_lead_into_a_private_network(
    raw: Any, client: Any, tmp_path: Path, host: str
) -> None:
    async with raw.Server(get=raw.says(PNG)) as inside:
        url = f"http://{host}:{inside.port}/admin?sign=abc"
        async with (
            raw.Server(query=raw.says(finished(url))) as server,
            client(named(server, "api.example")) as rh,
        ):
            with pytest.raises(DownloadError, match="allow_private_hosts=True") as caught:
                await (await rh.task("1").wait()).download(tmp_path)
            assert "abc" not in str(caught.value)
        assert inside.connections == 0
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240


@pytest.mark.usefixtures("names")
async def test_each_hop_of_a_redirect_is_looked_at(raw: Any, client: Any, tmp_path: Path) -> None:
    async with raw.Server(get=raw.says(PNG)) as inside:
        moves = raw.says(b"", 302, Location=f"{inside.url}/admin")
        async with (
            raw.Server(get=moves) as server,
            client(named(server, "api.example")) as rh,
        ):
            server._acts["query"] = raw.says(finished(named(server, "api.example") + "/a.png"))
            with pytest.raises(DownloadError, match=r"127\.0\.0\.1 is in a private network"):
                await (await rh.task("1").wait()).download(tmp_path)
            assert server.count("get") == 1  # it is not tried again: nothing would change
        assert inside.connections == 0


@pytest.mark.usefixtures("names")
async def test_a_lora_does_not_go_into_a_private_network(
    raw: Any, client: Any, tmp_path: Path
) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(b"\x08\0\0\0\0\0\0\0{}      " + bytes(100))
    async with raw.Server() as inside:
        url = named(inside, "bucket.example") + "/x?sign=abc"
        ticket = {"code": 0, "data": {"fileName": "x", "url": url}}
        async with (
            raw.Server(get=raw.says(ticket)) as server,
            client(named(server, "api.example")) as rh,
        ):
            with pytest.raises(UploadError, match="private network") as caught:
                await rh.files.upload_lora(path)
            assert "abc" not in str(caught.value)
        assert inside.heard == []


@pytest.mark.usefixtures("names")
@pytest.mark.parametrize("allowed", ["by the setting", "by the API's own address", "as its host"])
async def test_private_networks_can_be_allowed(
    raw: Any, client: Any, tmp_path: Path, allowed: str
) -> None:
    async with raw.Server(get=raw.says(PNG)) as server:
        base, files = named(server, "api.example"), named(server, "files.example")
        settings: dict[str, Any] = {}
        if allowed == "by the setting":
            settings = {"allow_private_hosts": True}
        elif allowed == "by the API's own address":
            base = server.url
        else:
            files = base
        server._acts["query"] = raw.says(finished(f"{files}/a.png"))
        async with client(base, **settings) as rh:
            (path,) = await (await rh.task("1").wait()).download(tmp_path)
    assert path.read_bytes() == PNG


async def test_behind_a_proxy_a_literal_address_is_refused_and_a_name_is_its_business(
    raw: Any, client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = ["http://10.1.2.3/a.png", "http://files.example/a.png"]
    async with raw.Server(query=raw.says(finished(*urls)), get=raw.says(PNG)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        async with client("http://api.example") as rh:
            result = await rh.task("1").wait()
            with pytest.raises(DownloadError, match="private network"):
                await result.outputs[0].download(tmp_path / "a.png")
            await result.outputs[1].download(tmp_path / "b.png")
        assert [one.target for one in proxy.of("get")] == ["http://files.example/a.png"]


async def test_with_a_transport_of_the_users_own_a_literal_address_is_refused(
    client: Any, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        if request.url.path.endswith("/query"):
            return httpx.Response(200, json=finished("http://[::1]/a.png", "https://x.example/a"))
        return httpx.Response(200, content=PNG)

    async with client("https://api.example", transport=httpx.MockTransport(answer)) as rh:
        result = await rh.task("1").wait()
        with pytest.raises(DownloadError, match="private network"):
            await result.outputs[0].download(tmp_path / "a.png")
        await result.outputs[1].download(tmp_path / "b.png")
    assert asked == ["api.example", "x.example"]


# -- what a URL may be, how large its file -----------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x", "gopher://127.0.0.1/x"),
        *("javascript:alert(1)", "/etc/passwd", "//127.0.0.1/x", "http+unix://%2Frun%2Fx/y"),
    ],
)
async def test_only_http_urls_are_fetched_and_others_are_tried_once(
    raw: Any, client: Any, tmp_path: Path, url: str
) -> None:
    async with raw.Server(query=raw.says(finished(url))) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
        with pytest.raises(DownloadError, match="not an http"):
            await result.download(tmp_path)
        # The same by a redirect.
        server._acts["get"] = raw.says(b"", 302, Location=url)
        server._acts["query"] = raw.says(finished(f"{server.url}/a.png"))
        result = await rh.task("1").wait()
        if url.startswith("/"):  # of the same host, so it is followed, for a while
            return
        with pytest.raises(DownloadError, match="not an http"):
            await result.download(tmp_path)
        assert server.count("get") == 1
    assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240


@pytest.mark.parametrize(
    "url",
    [
        *("{}/../../../etc/cron.d/x.sh", "{}/..%2f..%2fx.png", "{}/a/.bashrc", "{}/x.png/.."),
        *("{}/CON.png", "{}/x.png%00.exe", "{}/a;rm -rf x.png", "{}/x.p/n\\g", "{}/x." + "a" * 300),
    ],
)
async def test_no_file_name_comes_from_a_url(
    raw: Any, client: Any, tmp_path: Path, url: str
) -> None:
    folder = tmp_path / "deep" / "clips"
    async with raw.Server(get=raw.says(PNG)) as server, client(server.url) as rh:
        made = {"url": url.format(server.url), "outputType": "../../evil"}
        answer = {"taskId": "../../1", "status": "SUCCESS", "results": [made]}
        server._acts["submit"] = raw.says({"taskId": "../../1", "status": "QUEUED"})
        server._acts["query"] = raw.says(answer)
        result = await rh.model("acme/clip", unchecked=True)(prompt="a")
        (path,) = await result.download(folder)
    assert path.parent == folder
    assert path.name.startswith("______1_0.")
    assert path.suffix[1:].isalnum()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]  # noqa: ASYNC240
    assert files == [path]


@pytest.mark.parametrize("told", ["announced", "not announced"])
@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False), (3_000_000, False)])
async def test_a_file_larger_than_allowed_is_given_up(
    raw: Any, client: Any, tmp_path: Path, told: str, size: int, fits: bool
) -> None:
    if told == "announced":
        act = raw.says(bytes(size))
    else:
        chunks = f"{size:x}\r\n".encode() + bytes(size) + b"\r\n0\r\n\r\n"
        act = raw.sends(raw.head(200, {"Transfer-Encoding": "chunked"}) + chunks)
    async with (
        raw.Server(get=act) as server,
        client(server.url, limits=Limits(slots=4, largest_file=1000)) as rh,
    ):
        server._acts["query"] = raw.says(finished(f"{server.url}/a.png"))
        result = await rh.task("1").wait()
        if fits:
            (path,) = await result.download(tmp_path)
            assert path.stat().st_size == size
        else:
            with pytest.raises(DownloadError, match=r"Limits\.largest_file"):
                await result.download(tmp_path)
            assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240
        assert server.count("get") == 1


async def test_a_part_that_goes_on_counts_with_what_is_there(
    raw: Any, client: Any, tmp_path: Path
) -> None:
    """A host that breaks off and goes on for ever cannot fill the disk."""

    async def part(heard: Any, talk: Any) -> None:
        start = int(heard.headers.get("range", "bytes=0-")[6:-1])
        status = 206 if start else 200
        fields = {"ETag": '"1"', "Content-Range": f"bytes {start}-/*", "Content-Length": "900"}
        await talk.send(raw.head(status, fields) + bytes(400))
        talk.close()

    limits, retry = Limits(slots=4, largest_file=1000), Retry(attempts=50, first=0, ceiling=0)
    async with (
        raw.Server(get=part) as server,
        client(server.url, limits=limits, retry=retry, polling=Polling(first=0.001)) as rh,
    ):
        server._acts["query"] = raw.says(finished(f"{server.url}/a.png"))
        with pytest.raises(DownloadError, match=r"Limits\.largest_file"):
            await (await rh.task("1").wait()).download(tmp_path)
        assert server.count("get") == 2
