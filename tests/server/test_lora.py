"""`rh.files`: uploads by hand, and LoRAs on their way to a storage host that gets no key."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
import json
import logging
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import (
    AuthError,
    ClientClosed,
    InvalidRequest,
    RequestRefused,
    ServiceError,
    Upload,
    UploadError,
)
from runninghub_async.emulator import Fault
from runninghub_async.files.flights import Flights
from runninghub_async.files.upload import LIFETIME, Uploads

MODEL = "vidu/image-to-video-q3-pro"
CONTENT = bytes(one % 251 for one in range(2_500_000))
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
SIGN = "5ecretsign"


@pytest.fixture
def lora_file(tmp_path: Path) -> Path:
    path = tmp_path / "ink wash.safetensors"
    path.write_bytes(CONTENT)
    return path


class Host:
    """A service that names itself as the storage host, and stores as it is told."""

    def __init__(self, raw: Any, *acts: Any, url: Callable[[Any], str] | None = None) -> None:
        self.acts = list(acts)
        self.raw = raw
        self.tickets: list[Any] = []
        self.puts: list[Any] = []
        self.url = url or (lambda server: f"{server.url}/store/x?q-signature={SIGN}{{}}")
        self.server: Any = None

    async def __call__(self, heard: Any, talk: Any) -> None:
        if heard.method == "POST":
            self.tickets.append(heard)
            url = self.url(self.server).replace("{}", str(len(self.tickets)))
            data = {"fileName": "api-lora-cn/x.safetensors", "url": url}
            await talk.reply({"code": 0, "msg": "success", "data": data})
            return
        self.puts.append(heard)
        act = self.acts.pop(0) if self.acts else self.raw.says()
        await act(heard, talk)


async def test_a_lora_is_sent_once_and_a_second_call_sends_nothing(
    emulated: Any, lora_file: Path
) -> None:
    async with emulated() as (emu, rh):
        lora = await rh.files.upload_lora(lora_file)
        assert (lora.md5, lora.size) == (MD5, len(CONTENT))
        assert lora.file_name == f"api-lora-cn/{MD5}.safetensors"
        assert await rh.files.upload_lora(lora_file, name="another name") == lora
        assert await rh.files.upload_lora(io.BytesIO(CONTENT), name="the same bytes") == lora
        assert emu.ledger.requests["lora upload url"] == emu.ledger.requests["lora put"] == 1
        assert emu.ledger.keys_leaked_to_storage == 0


async def test_another_network_stack_sends_loras_as_well(emulated: Any, tmp_path: Path) -> None:
    stack = pytest.importorskip("httpx_aiohttp").AiohttpTransport()
    paths = [tmp_path / f"{number}.safetensors" for number in range(20)]
    for number, path in enumerate(paths):
        path.write_bytes(bytes([number]) * 3_000_000)
    async with emulated(client={"transport": stack}) as (emu, rh):
        loras = await asyncio.gather(*map(rh.files.upload_lora, paths))
        assert len({one.md5 for one in loras}) == 20
        assert emu.ledger.requests["lora put"] == 20


async def test_a_storage_host_that_answers_before_the_file_is_there_is_told(
    client: Any, raw: Any, lora_file: Path
) -> None:
    """A foreign network stack reads the file in a task of its own, which must end with it."""
    stack = pytest.importorskip("httpx_aiohttp").AiohttpTransport()
    over = asyncio.Event()

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n")
        with contextlib.suppress(ConnectionError):
            while await reader.read(65536):
                pass
        writer.close()
        over.set()

    lora_file.write_bytes(bytes(30_000_000))  # noqa: ASYNC240  (a test has the loop to itself)
    storage = await asyncio.start_server(refuse, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{storage.sockets[0].getsockname()[1]}/store/x"
    host = Host(raw, url=lambda _: url)
    async with (
        raw.Server(submit=host, get=host) as server,
        client(server.url, transport=stack) as rh,
    ):
        with pytest.raises(UploadError, match="answered HTTP 413"):
            await rh.files.upload_lora(lora_file)
    await over.wait()
    storage.close()
    await storage.wait_closed()


async def test_a_lora_is_the_value_of_a_node(emulated: Any, lora_file: Path) -> None:
    graph = {
        "4": {"class_type": "RHLoraLoader", "inputs": {"lora_name": "none", "strength_model": 1.0}},
        "9": {
            "class_type": "SaveImage",
            "inputs": {"images": ["4", 0], "filename_prefix": "x"},
        },
    }
    workflow = "1990000000000000001"
    async with emulated(workflows={workflow: graph}) as (emu, rh):
        lora = await rh.files.upload_lora(lora_file)
        await rh.workflows.submit(workflow, {"4.lora_name": lora})
        (node,) = emu.ledger.submits[0].body["nodeInfoList"]
        assert (node["fieldName"], node["fieldValue"]) == ("lora_name", lora.file_name)
        assert emu.ledger.uploads == 0


async def test_many_callers_of_one_lora_share_one_upload(emulated: Any, lora_file: Path) -> None:
    async with emulated(faults=(Fault("lora put", "slow 0.05"),)) as (emu, rh):
        calls = [rh.files.upload_lora(lora_file) for _ in range(20)]
        assert len(set(await asyncio.gather(*calls))) == 1
        assert emu.ledger.requests["lora put"] == 1


@pytest.mark.parametrize(
    ("what", "tickets"),
    [
        ("drop before", 2),  # the first on a used connection: replaced without a word
        ("drop after", 2),
        ("http 500", 3),
        ("http 503", 3),
        ("html 502", 3),
        ("http 429", 3),
    ],
)
async def test_trouble_with_the_storage_asks_for_a_new_address(
    emulated: Any, lora_file: Path, what: str, tickets: int
) -> None:
    async with emulated(faults=(Fault("lora put", what, times=2),)) as (emu, rh):
        assert (await rh.files.upload_lora(lora_file)).md5 == MD5
        assert emu.ledger.requests["lora put"] == 3
        assert emu.ledger.requests["lora upload url"] == tickets


async def test_what_the_storage_refuses_is_an_upload_error(emulated: Any, lora_file: Path) -> None:
    async with emulated(faults=(Fault("lora put", "http 403", times=None),)) as (emu, rh):
        with pytest.raises(UploadError, match="HTTP 403") as caught:
            await rh.files.upload_lora(lora_file)
        assert caught.value.name == "ink wash.safetensors"
        assert emu.ledger.requests["lora put"] == 2  # the address might have been too old
        emu.faults.clear()
        assert (await rh.files.upload_lora(lora_file)).md5 == MD5  # a failure is not remembered


async def test_an_address_that_has_expired_is_asked_for_anew(
    emulated: Any, lora_file: Path
) -> None:
    async with emulated(faults=(Fault("lora put", "http 403", times=1),)) as (emu, rh):
        assert (await rh.files.upload_lora(lora_file)).md5 == MD5
        assert emu.ledger.requests["lora upload url"] == 2


async def test_storage_that_stays_away_ends_in_an_upload_error(
    emulated: Any, lora_file: Path
) -> None:
    async with emulated(faults=(Fault("lora put", "http 502", times=None),)) as (emu, rh):
        with pytest.raises(UploadError, match="HTTP 502"):
            await rh.files.upload_lora(lora_file)
        assert emu.ledger.requests["lora put"] == 4


async def test_the_refusal_of_the_service_itself_is_its_own_error(
    emulated: Any, client: Any, lora_file: Path
) -> None:
    async with emulated() as (emu, rh):
        async with client(emu.base_url, api_key="0" * 32) as stranger:
            with pytest.raises(AuthError):
                await stranger.files.upload_lora(lora_file)
        with pytest.raises(InvalidRequest, match="is empty"):
            await rh.files.upload_lora(lora_file, name=" ")
        assert emu.ledger.requests["lora put"] == 0


async def test_the_storage_host_gets_the_bytes_and_no_key(
    client: Any, raw: Any, lora_file: Path
) -> None:
    async with raw.Server(get=(host := Host(raw))) as server, client(server.url) as rh:
        host.server = server
        await rh.files.upload_lora(lora_file)
        (ticket,), (put,) = host.tickets, host.puts
        body = json.loads(ticket.body)
        assert (body["loraName"], body["md5Hex"]) == ("ink wash", MD5)
        assert (put.method, put.target) == ("PUT", f"/store/x?q-signature={SIGN}1")
        assert put.body == CONTENT
        assert put.headers["content-type"] == "application/octet-stream"
        assert put.headers["content-length"] == str(len(CONTENT))
        assert "authorization" not in put.headers
        assert rh._calls._key not in repr(put)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_no_redirect_is_followed(client: Any, raw: Any, lora_file: Path, status: int) -> None:
    async with raw.Server() as elsewhere:
        act = raw.says(b"", status, Location=f"{elsewhere.url}/x?sign={SIGN}")
        host = Host(raw, act)
        async with raw.Server(get=host) as server, client(server.url) as rh:
            host.server = server
            with pytest.raises(UploadError, match="no redirect is followed"):
                await rh.files.upload_lora(lora_file)
        assert not elsewhere.heard
        assert len(host.puts) == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://storage.example/x",
        "https:///x",
        "https://user:pass@storage.example/x",
        "https://storage.example",
        "http://[::1/x",
        "https://storage.example:99999/x",
        "x?sign=1",
    ],
)
async def test_a_place_that_is_no_address_gets_nothing(
    client: Any, raw: Any, lora_file: Path, url: str
) -> None:
    host = Host(raw, url=lambda _: f"{url}{SIGN}")
    async with raw.Server(get=host) as server, client(server.url) as rh:
        with pytest.raises(UploadError) as caught:
            await rh.files.upload_lora(lora_file)
    assert SIGN not in str(caught.value)
    assert server.count("get") == 1


async def test_the_signed_address_is_printed_nowhere(
    client: Any, raw: Any, lora_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[Any] = []
    page = f"<Error>{SIGN}</Error>".encode()
    host = Host(raw, raw.says(page, 500), raw.says(page, 503), raw.says(page, 403))
    async with (
        raw.Server(get=host) as server,
        client(server.url, hooks=[seen.append]) as rh,
    ):
        host.server = server
        with pytest.raises(UploadError) as caught:
            await rh.files.upload_lora(lora_file)
        printed = [repr(rh), repr(rh.files), repr(rh.files._loras), *map(repr, seen)]
        assert [one.target[-1] for one in host.puts] == ["1", "2", "3"]  # a new one each time
    error = caught.value
    printed += [str(error), repr(error), repr(pickle.loads(pickle.dumps(error)))]
    printed += [record.getMessage() for record in caplog.records]
    assert seen
    assert not [one for one in printed if SIGN in one or "/store/x" in one]


async def test_a_host_that_cannot_be_reached_is_an_upload_error(
    client: Any, raw: Any, lora_file: Path
) -> None:
    async with raw.Server() as gone:
        url = gone.url
    async with raw.Server(get=Host(raw, url=lambda _: f"{url}/x?sign={SIGN}")) as server:
        async with client(server.url) as rh:
            with pytest.raises(UploadError, match="could not be reached"):
                await rh.files.upload_lora(lora_file)
        assert server.count("get") == 4


@pytest.mark.parametrize("kind", ["httpx", "aiohttp"])
async def test_a_file_that_changes_on_its_way_is_not_stored(
    client: Any, raw: Any, lora_file: Path, kind: str
) -> None:
    stack = pytest.importorskip("httpx_aiohttp").AiohttpTransport() if kind == "aiohttp" else None
    host = Host(raw)

    async def change(heard: Any, talk: Any) -> None:
        lora_file.write_bytes(CONTENT[::-1])  # noqa: ASYNC240  (a small file, in a test)
        await host(heard, talk)

    async with (
        raw.Server(get=change) as server,
        client(server.url, transport=stack) as rh,
    ):
        host.server = server
        with pytest.raises(UploadError, match="changed while it was being sent"):
            await rh.files.upload_lora(lora_file)
        assert len(host.tickets) == 1
        assert len(host.puts) == 0 or host.puts[0].body != CONTENT


async def test_a_caller_who_goes_leaves_the_work_to_the_others(emulated: Any) -> None:
    async with emulated() as (_, rh):
        flights: Flights[str] = Flights(rh._background)
        gate = asyncio.Event()
        began: list[str] = []

        async def work() -> str:
            began.append("once")
            await gate.wait()
            return "done"

        callers = [asyncio.ensure_future(flights.join("x", work)) for _ in range(3)]
        await asyncio.sleep(0)
        assert "x" in flights
        callers[0].cancel()
        await asyncio.wait([callers[0]])
        gate.set()
        assert await asyncio.gather(*callers[1:]) == ["done", "done"]
        assert callers[0].cancelled()
        assert (began, len(flights)) == (["once"], 0)


async def test_work_ends_with_its_last_caller_and_begins_anew(emulated: Any) -> None:
    async with emulated() as (_, rh):
        flights: Flights[str] = Flights(rh._background)
        ended = asyncio.Event()

        async def endless() -> str:
            try:
                return await asyncio.Event().wait() and "never"
            finally:
                ended.set()

        async def short() -> str:
            return "short"

        caller = asyncio.ensure_future(flights.join("x", endless))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller
        await ended.wait()
        assert await flights.join("x", short) == "short"


async def test_closing_the_client_ends_an_upload(emulated: Any, lora_file: Path) -> None:
    async with emulated(faults=(Fault("lora put", "silence"),)) as (emu, rh):
        upload = asyncio.ensure_future(rh.files.upload_lora(lora_file))
        await emu.ledger.until(lambda it: it.requests["lora put"])
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await upload
        with pytest.raises(ClientClosed):
            await rh.files.upload_lora(lora_file)


async def test_cancelling_an_upload_anywhere_leaves_nothing_behind(
    emulated: Any, cancel_at: Any, books: Any
) -> None:
    async with emulated() as (_, rh):
        before = books.of(rh)
        for late in (False, True):
            for wait in range(1, 60):
                content = f"{late} {wait}".encode()
                outcome = await cancel_at(
                    rh.files.upload_lora(io.BytesIO(content), name="x"), wait, late=late
                )
                await books.settled(rh, before)
                if not outcome.struck:
                    break
            assert not outcome.struck
            assert outcome.result.size == len(content)


# -- other uploads -------------------------------------------------------------------------


async def test_an_upload_by_hand_is_shared_with_parameters(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    async with emulated() as (emu, rh):
        upload = await rh.files.upload(path)
        assert upload.url.startswith(emu.base_url)
        assert upload.file_name.startswith("openapi/")
        assert upload.size == len(PNG)
        assert await rh.files.upload(PNG) == await rh.files.upload(io.BytesIO(PNG)) == upload
        await rh.model(MODEL)(prompt="it surfs", image_url=path)
        await rh.model(MODEL)(prompt="it runs", image_url=upload)
        assert emu.ledger.uploads == 1
        assert {one.body["imageUrl"] for one in emu.ledger.submits} == {upload.url}


async def test_the_older_upload_gives_a_name_for_nodes_only(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        upload = await rh.files.upload_legacy(PNG)
        assert (upload.url, upload.file_name[:4]) == ("", "api/")
        assert await rh.files.upload_legacy(PNG) == upload
        other = await rh.files.upload(PNG)
        assert other.url  # each call remembers its own
        assert (emu.ledger.requests["legacy upload"], emu.ledger.requests["upload"]) == (1, 1)
        with pytest.raises(InvalidRequest, match="without a URL"):
            await rh.model(MODEL)(prompt="it surfs", image_url=upload)
        assert not emu.ledger.submits


@pytest.mark.parametrize(
    ("call", "when"), [("upload", "upload"), ("upload_legacy", "legacy upload")]
)
async def test_a_refused_upload_is_told_and_trouble_is_repeated(
    emulated: Any, call: str, when: str
) -> None:
    async with emulated() as (emu, rh):
        upload = getattr(rh.files, call)
        emu.add_fault(Fault(when, "code 809"))
        with pytest.raises(RequestRefused):
            await upload(PNG)
        emu.add_fault(Fault(when, "html 502", times=None))
        with pytest.raises(ServiceError):
            await upload(PNG)
        assert emu.ledger.requests[when] == 5
        emu.faults.clear()
        emu.add_fault(Fault(when, "drop after", times=2))
        assert (await upload(PNG)).file_name


@pytest.mark.parametrize("call", ["upload", "upload_legacy", "upload_lora"])
@pytest.mark.parametrize(
    ("media", "says"),
    [
        (Path("not-there.png"), "does not exist"),
        (b"", "empty"),
        ("cat.png", r"is a text; for a local file give pathlib.Path\('cat.png'\)"),
        (Path("/dev/null"), "not a file but a device"),
        (Path("/"), "not a file but a directory"),
        ("https://example.com/cat.png", "on the net already"),
        (Upload(url="https://example.com/cat.png"), "is an upload already"),
        (io.StringIO("text"), "mode 'rb'"),
        (7, "no media"),
    ],
    ids=["missing", "empty", "text", "device", "folder", "url", "upload", "text file", "number"],
)
async def test_what_is_no_local_file_is_refused_before_anything_is_sent(
    emulated: Any, call: str, media: Any, says: str
) -> None:
    async with emulated() as (emu, rh):
        options = {"name": "x"} if call == "upload_lora" else {}
        with pytest.raises(InvalidRequest, match=says) as caught:
            await getattr(rh.files, call)(media, **options)
        assert not {"an http(s) URL", "an Upload"} & set(caught.value.allowed)
        assert not emu.ledger.requests


@pytest.mark.parametrize("call", ["upload", "upload_legacy", "upload_lora"])
async def test_what_cannot_be_read_is_refused_with_the_right_reason(
    emulated: Any, call: str, tmp_path: Path
) -> None:
    pipe, path = tmp_path / "pipe", tmp_path / "x.safetensors"
    os.mkfifo(pipe)
    path.write_bytes(PNG)
    closed = path.open("rb")
    closed.close()
    async with emulated() as (emu, rh):
        for media, says in (
            (pipe, "not a file but a pipe"),
            (tmp_path, "not a file but a directory"),
            (closed, "is a closed file"),
        ):
            with pytest.raises(InvalidRequest, match=says):
                await getattr(rh.files, call)(media)
        assert not emu.ledger.requests


@pytest.mark.parametrize("media", [b"bytes", io.BytesIO(b"bytes")], ids=["bytes", "open"])
async def test_a_lora_without_a_file_name_asks_for_a_name(emulated: Any, media: Any) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match="give name="):
            await rh.files.upload_lora(media)
        assert not emu.ledger.requests
        assert (await rh.files.upload_lora(media, name="ink")).size == 5


async def test_a_lora_is_named_by_its_file_and_warns_of_a_strange_one(
    emulated: Any, tmp_path: Path
) -> None:
    async with emulated() as (emu, rh):
        for name in ("ink.safetensors", "ink2.PT", "no ending"):
            (tmp_path / name).write_text(name)
            await rh.files.upload_lora(tmp_path / name)
        (tmp_path / "ink.png").write_bytes(PNG)
        with pytest.warns(UserWarning, match=r"ink\.png is no safetensors, ckpt, pt file"):
            await rh.files.upload_lora(tmp_path / "ink.png")
        assert emu.ledger.requests["lora put"] == 4


async def test_an_upload_is_not_used_after_its_day(emulated: Any) -> None:
    now = [1000.0]
    async with emulated() as (emu, rh):
        uploads = Uploads(rh._calls, rh._background, at_once=1, clock=lambda: now[0])
        rh._session.uploads = uploads
        first = await rh.files.upload(PNG)
        now[0] += LIFETIME - 1
        assert await rh.files.upload(PNG) == first
        now[0] += 2
        assert (await rh.files.upload(PNG)).expires_at == now[0] + LIFETIME
        assert emu.ledger.uploads == 2
        with pytest.raises(InvalidRequest, match="expired"):
            await rh.model(MODEL)(prompt="it surfs", image_url=first)
