"""Every kind of trouble at several calls: what the wire shows, and what was done all the same.

The client is asyncio streams and h11, so that nothing between hides what comes.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import h11
import httpx
import pytest

from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Emulator, Fault
from runninghub_async.emulator.faults import KINDS, Kind, Stage
from runninghub_async.emulator.routes import FILE_CALLS, SUBMITS

TABLE = Table([Row(path="acme/clip", title="Acme", kind="video")])
GRAPH = {
    "3": {"class_type": "EmptyLatentImage", "inputs": {"width": 64, "height": 64, "batch_size": 1}},
    "1": {
        "class_type": "CheckpointLoaderSimple",
        "inputs": {"ckpt_name": "sd_xl_base_1.0.safetensors"},
    },
    "5": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["1", 2]}},
    "6": {"class_type": "SaveImage", "inputs": {"images": ["5", 0], "filename_prefix": "x"}},
}
CONTENT = bytes(n % 251 for n in range(200_000))
FORM = (
    b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n" + CONTENT + b"\r\n--cut--\r\n"
)
PATIENCE = 10.0
MANY = 100_000  #: bytes of one read: all that has come


@pytest.fixture(autouse=True)
def silent(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """No fault may write a word: neither to stderr nor to a log."""
    caplog.set_level(logging.INFO)
    yield
    assert [one.getMessage() for one in caplog.records if one.name.startswith("uvicorn")] == []
    assert capfd.readouterr().err == ""


# -- one exchange, byte by byte ------------------------------------------------------------------


class Seen(NamedTuple):
    """What came back on one connection."""

    status: int = 0  #: 0 when there was no answer
    headers: dict[str, str] = {}  # noqa: RUF012  (never changed)
    body: bytes = b""
    whole: bool = False  #: the answer came to its end
    reset: bool = False  #: the connection broke with a TCP reset
    behind: bytes = b""  #: what came behind the end
    reads: int = 0
    seconds: float = 0.0

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Ask(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


def request_bytes(ask: Ask) -> bytes:
    connection = h11.Connection(h11.CLIENT)
    headers = [("Host", "x"), ("Connection", "close"), *ask.headers.items()]
    headers.append(("Content-Length", str(len(ask.body))))
    request = h11.Request(method=ask.method, target=ask.path, headers=headers)
    parts = [connection.send(one) for one in (request, h11.Data(ask.body), h11.EndOfMessage())]
    return b"".join(one for one in parts if one)


async def received(reader: asyncio.StreamReader) -> tuple[bytes, int, bool]:
    """All that comes until the end, in how many reads, and whether it was a reset."""
    data, reads = b"", 0
    try:
        while piece := await reader.read(MANY):
            data, reads = data + piece, reads + 1
    except ConnectionResetError:
        return data, reads, True
    return data, reads, False


def parsed(data: bytes, ask: Ask) -> Seen:
    connection = h11.Connection(h11.CLIENT)
    request = h11.Request(method=ask.method, target=ask.path, headers=[("Host", "x")])
    for event in (request, h11.EndOfMessage()):
        connection.send(event)
    if data:
        connection.receive_data(data)
    seen, body = Seen(), b""
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Response):
            headers = {key.decode(): value.decode() for key, value in event.headers}
            seen = seen._replace(status=event.status_code, headers=headers)
        elif isinstance(event, h11.Data):
            body += event.data
        elif isinstance(event, h11.EndOfMessage):
            seen = seen._replace(whole=True, behind=connection.trailing_data[0])
            break
        elif event in (h11.NEED_DATA, h11.PAUSED):
            break
    return seen._replace(body=body)


# -- the calls ------------------------------------------------------------------------------------


class World:
    """An emulator with one ended task of each sort, and a way to make each of the calls."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient) -> None:
        self.emu, self.http = emu, http
        self.bearer = {"authorization": f"Bearer {emu.api_key}"}
        self.made = 0
        self.task = self.flow = self.prompt = self.file = self.shown = self.sign = ""

    async def prepare(self) -> None:
        emu, http, key = self.emu, self.http, {"apiKey": self.emu.api_key}
        answer = await http.post("/openapi/v2/acme/clip", json={}, headers=self.bearer)
        self.task = answer.json()["taskId"]
        flow = {**key, "workflowId": "1950000000000000001"}
        answer = await http.post("/task/openapi/create", json=flow)
        self.flow = answer.json()["data"]["taskId"]
        await http.post("/task/openapi/outputs", json={**key, "taskId": self.flow})  # late once
        answer = await http.post(f"/proxy/{emu.api_key}/prompt", json={"prompt": GRAPH})
        self.prompt = answer.json()["prompt_id"]
        results = emu.world.tasks.find(self.task)
        shown = emu.world.tasks.find(self.prompt)
        assert results is not None
        assert shown is not None
        self.file, self.shown = results.results[0].name, shown.results[0].name
        md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
        body = {**key, "loraName": "x", "md5Hex": md5}
        url = (await http.post("/api/openapi/getLoraUploadUrl", json=body)).json()["data"]["url"]
        parts = urlsplit(url)
        self.sign = f"{parts.path}?{parts.query}"

    def ask(self, call: str) -> Ask:
        key = {"apiKey": self.emu.api_key}
        match call:
            case "submit":
                return self.post("/openapi/v2/acme/clip", {}, self.bearer)
            case "workflow create":
                flow = {**key, "workflowId": "1950000000000000001"}
                return self.post("/task/openapi/create", flow)
            case "comfy prompt":
                return self.post(f"/proxy/{self.emu.api_key}/prompt", {"prompt": GRAPH})
            case "query":
                return self.post("/openapi/v2/query", {"taskId": self.task}, self.bearer)
            case "legacy status" | "legacy outputs":
                name = call.removeprefix("legacy ")
                return self.post(f"/task/openapi/{name}", {**key, "taskId": self.flow})
            case "comfy history":
                return Ask("GET", f"/proxy/{self.emu.api_key}/history/{self.prompt}", {})
            case "upload":
                form = {"content-type": "multipart/form-data; boundary=cut", **self.bearer}
                return Ask("POST", "/openapi/v2/media/upload/binary", form, FORM)
            case "lora put":
                return Ask("PUT", self.sign, {}, CONTENT)
            case "download":
                return Ask("GET", f"/output/{self.file}", {})
            case "comfy view":
                name = f"filename={self.shown}"
                return Ask("GET", f"/proxy/{self.emu.api_key}/view?{name}", {})
            case "assets groups create":
                self.made += 1
                body = {"name": f"g{self.made}", "description": "", "groupType": "AIGC"}
                return self.post("/openapi/v2/assets/groups/create", body, self.bearer)
            case _:
                return Ask("GET", "/openapi/v2/queue/status", self.bearer)

    def post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> Ask:
        return Ask("POST", path, headers or {}, json.dumps(body).encode())

    def done(self) -> tuple[int, int, int]:
        ledger = self.emu.ledger
        return len(ledger.submits), ledger.uploads, ledger.downloads

    async def reachable(self) -> None:
        """Wait until an outage is over."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    _, writer = await asyncio.open_connection(*self.emu.address)
                except ConnectionRefusedError:
                    await asyncio.sleep(0.01)
                else:
                    writer.transport.abort()
                    return

    async def exchange(self, call: str) -> Seen:
        """Make a call on a connection of its own and take all that comes."""
        ask, started = self.ask(call), time.monotonic()
        reader, writer = await asyncio.open_connection(*self.emu.address)
        try:
            writer.write(request_bytes(ask))
            data, reads, reset = await received(reader)
        finally:
            writer.transport.abort()
        seconds = time.monotonic() - started
        return parsed(data, ask)._replace(reads=reads, reset=reset, seconds=seconds)


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[World]:
    async with (
        Emulator(table=TABLE, time_scale=0.0, **settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False, timeout=30) as http,
    ):
        world = World(emu, http)
        await world.prepare()
        yield world


#: What each of them does, as (tasks, uploads, downloads) of the ledger.
CALLS = {
    "submit": (1, 0, 0),
    "workflow create": (1, 0, 0),
    "comfy prompt": (1, 0, 0),
    "query": (0, 0, 0),
    "legacy status": (0, 0, 0),
    "legacy outputs": (0, 0, 0),
    "comfy history": (0, 0, 0),
    "upload": (0, 1, 0),
    "lora put": (0, 0, 0),
    "download": (0, 0, 1),
    "comfy view": (0, 0, 0),
    "queue status": (0, 0, 0),
}


# -- what each kind looks like --------------------------------------------------------------------


class Look(NamedTuple):
    """One strike as it was seen, beside an answer without trouble."""

    call: str
    seen: Seen
    true: Seen
    turn: int = 1


def same(look: Look, body: bytes) -> bool:
    """Whether a body is the true one; two submits differ in their ids alone."""
    if look.call in SUBMITS:
        return json.loads(body).keys() == look.true.json.keys()
    return body == look.true.body or json.loads(body) == look.true.json


def no_answer(look: Look) -> None:
    assert (look.seen.status, look.seen.body, look.seen.whole) == (0, b"", False)


def reset(look: Look) -> None:
    no_answer(look)
    assert look.seen.reset


def half(look: Look) -> None:
    length = int(look.seen.headers["content-length"])
    assert (look.seen.status, len(look.seen.body)) == (200, length // 2)
    assert look.seen.whole == (length == 0)


def empty(look: Look) -> None:
    assert (look.seen.status, look.seen.body, look.seen.whole) == (200, b"", True)


def html(look: Look) -> None:
    assert (look.seen.status, look.seen.headers["content-type"]) == (502, "text/html")
    assert b"<h1>502 Bad Gateway</h1>" in look.seen.body


def http(look: Look) -> None:
    assert (look.seen.status, look.seen.headers["content-type"]) == (503, "application/json")
    assert look.seen.json["message"] == "HTTP 503"


def bare(look: Look) -> None:
    assert (look.seen.status, look.seen.body, look.seen.whole) == (504, b"", True)
    assert "content-type" not in look.seen.headers


def code(look: Look) -> None:
    told = look.seen.json
    assert look.seen.status == 200
    assert 1005 in (told.get("code"), int(told.get("errorCode") or 0))
    assert not told.get("taskId")


def slow(look: Look) -> None:
    assert look.seen.seconds >= 0.05
    assert same(look, look.seen.body)


def trickle(look: Look) -> None:
    assert look.seen.whole
    assert look.seen.headers["content-length"] == str(len(look.seen.body))
    if look.seen.body:
        assert same(look, look.seen.body)
        assert look.seen.reads > 2
        assert look.seen.seconds >= 0.09


def wrong_type(look: Look) -> None:
    wrong = "application/json" if look.call in (*FILE_CALLS, "lora put") else "text/html"
    assert look.seen.headers["content-type"] == wrong
    assert look.seen.body == look.true.body or same(look, look.seen.body)


def not_gzip(look: Look) -> None:
    assert look.seen.headers["content-encoding"] == "gzip"
    assert not look.seen.body.startswith(b"\x1f\x8b")
    assert look.seen.body == look.true.body or same(look, look.seen.body)


def not_utf8(look: Look) -> None:
    with pytest.raises(UnicodeDecodeError):
        look.seen.body.decode()
    assert same(look, look.seen.body.replace(b"\xff", b""))


def duplicate_keys(look: Look) -> None:
    def twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        first, second = pairs[::2], pairs[1::2]
        assert [one for one, _ in first] == [one for one, _ in second]
        assert all(
            wrong != true or wrong in ([], {})
            for (_, wrong), (_, true) in zip(first, second, strict=True)
        )
        return dict(second)

    told = json.loads(look.seen.body, object_pairs_hook=twice)
    assert same(look, json.dumps(told).encode())
    assert same(look, look.seen.body)


def not_json(look: Look) -> None:
    assert (look.seen.status, look.seen.headers["content-type"]) == (200, "text/plain")
    with pytest.raises(json.JSONDecodeError):
        _ = look.seen.json


def other_json(look: Look) -> None:
    told = look.seen.json
    if look.turn % 2:
        assert told == 7
    else:
        assert isinstance(told, list)
        assert same(look, json.dumps(told[0]).encode())


def huge(look: Look) -> None:
    assert len(look.seen.body) >= 1024 * 1024 + len(look.true.body) - 100
    announced = look.seen.headers.get("content-length")
    assert announced == (str(len(look.seen.body)) if look.turn % 2 else None)
    if look.call in (*FILE_CALLS, "lora put"):
        assert look.seen.body.startswith(look.true.body)
    else:
        told = look.seen.json
        assert set(told.pop("padding")) == {"x"}
        assert same(look, json.dumps(told).encode())


def no_id(look: Look) -> None:
    told = look.seen.json
    told = told.get("data", told)
    name = "prompt_id" if look.call == "comfy prompt" else "taskId"
    absent = object()
    assert told.get(name, absent) in (("", None, absent)[look.turn - 1],)
    assert len(told) > 1


def id_and_code(look: Look) -> None:
    told = look.seen.json
    assert 1005 in (told.get("code"), int(told.get("errorCode") or 0))
    assert (told.get("data") or told)["taskId"]


def entry(told: Any) -> Any:
    return next(iter(told.values()))


def status(look: Look) -> None:
    told = look.seen.json
    match look.call:
        case "query":
            assert (told["status"], told["results"]) == ("PAUSED", None)
        case "legacy status":
            assert told["data"] == "PAUSED"
        case _:
            assert entry(told)["status"]["status_str"] == "PAUSED"


def backwards(look: Look) -> None:
    told = look.seen.json
    match look.call:
        case "query":
            assert (told["status"], told["results"]) == ("RUNNING", None)
        case "legacy status":
            assert told["data"] == "RUNNING"
        case "legacy outputs":
            assert (told["code"], told["data"]) == (804, None)
        case _:
            assert told == {}


def no_results(look: Look) -> None:
    told, nothing = look.seen.json, None if look.turn % 2 else []
    match look.call:
        case "query":
            assert (told["status"], told["results"]) == ("SUCCESS", nothing)
        case "legacy outputs":
            assert (told["code"], told["data"]) == (0, nothing)
        case _:
            assert (entry(told)["status"]["completed"], entry(told)["outputs"]) == (True, {})


def no_urls(look: Look) -> None:
    told = look.seen.json
    match look.call:
        case "query":
            assert [(one["url"], one["text"]) for one in told["results"]] == [(None, None)]
        case "legacy outputs":
            assert {one["fileUrl"] for one in told["data"]} == {None}
        case _:
            assert "filename" not in str(entry(told)["outputs"])
            assert "subfolder" in str(entry(told)["outputs"])


def as_it_is(look: Look) -> None:
    assert same(look, look.seen.body)


def other_task(look: Look) -> None:
    told, true = look.seen.json, look.true.json
    if look.call == "query":
        assert told.pop("taskId") != true.pop("taskId")
        assert told == true
    else:
        assert told.keys() != true.keys()
        assert entry(told) == entry(true)


def short(look: Look) -> None:
    assert look.seen.headers["content-length"] == str(len(look.true.body))
    assert (look.seen.body, look.seen.whole) == (look.true.body[:-1], False)
    assert not look.seen.reset


def longer(look: Look) -> None:
    assert look.seen.headers["content-length"] == str(len(look.true.body))
    assert (look.seen.body, look.seen.whole) == (look.true.body, True)
    assert look.seen.behind.startswith(b"\0junk")


def changed(look: Look) -> None:
    assert len(look.seen.body) == len(look.true.body)
    assert look.seen.body != look.true.body
    assert look.seen.headers["etag"] != look.true.headers["etag"]


class Case(NamedTuple):
    """How a kind is tried at a call, and what must be seen of it."""

    check: Callable[[Look], None]
    argument: str = ""
    turns: int = 1


CASES: dict[str, Case] = {
    "drop before": Case(no_answer),
    "drop after": Case(no_answer),
    "drop during": Case(no_answer),
    "reset before": Case(reset),
    "reset during": Case(reset),
    "reset after": Case(reset),
    "half": Case(half),
    "empty": Case(empty),
    "html": Case(html, "502"),
    "http": Case(http, "503"),
    "bare": Case(bare, "504"),
    "code": Case(code, "1005"),
    "html after": Case(html, "502"),
    "http after": Case(http, "503"),
    "code after": Case(code, "1005"),
    "slow": Case(slow, "0.05"),
    "trickle": Case(trickle, "0.1"),
    "wrong type": Case(wrong_type),
    "not gzip": Case(not_gzip),
    "not utf-8": Case(not_utf8),
    "duplicate keys": Case(duplicate_keys),
    "not json": Case(not_json),
    "other json": Case(other_json, turns=2),
    "huge": Case(huge, "1", turns=2),
    "no id": Case(no_id, turns=3),
    "id and code": Case(id_and_code, "1005"),
    "status": Case(status, "PAUSED"),
    "backwards": Case(backwards),
    "no results": Case(no_results, turns=2),
    "no urls": Case(no_urls),
    "expired urls": Case(as_it_is),
    "other task": Case(other_task),
    "short": Case(short),
    "longer": Case(longer),
    "changed": Case(changed),
    "refuse": Case(no_answer, "0.02"),
    "jump": Case(as_it_is, "100"),
}
#: These never answer, or come before a call; their tests have names of their own.
ELSEWHERE = {
    "silence": "test_silence_lasts_until_the_client_leaves",
    "silence after": "test_silence_lasts_until_the_client_leaves",
    "drop": "test_a_connection_can_be_dropped_before_it_is_read",
    "reset": "test_a_connection_can_be_dropped_before_it_is_read",
}
PAIRS = [(kind, call) for kind in KINDS if kind.name in CASES for call in CALLS if kind.fits(call)]


def test_every_kind_has_a_test_and_fits_something() -> None:
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)
    assert set(names) == CASES.keys() | ELSEWHERE.keys()
    assert {kind.name for kind, _ in PAIRS} == CASES.keys()
    assert all(test in globals() for test in ELSEWHERE.values())


@pytest.mark.parametrize(
    ("kind", "call"), PAIRS, ids=[f"{kind.name}, {call}" for kind, call in PAIRS]
)
async def test_trouble_looks_like_this_and_the_book_is_true(kind: Kind, call: str) -> None:
    case = CASES[kind.name]
    what = f"{kind.name} {case.argument}".rstrip()
    async with opened() as world:
        true = await world.exchange(call)
        world.emu.add_fault(Fault(call, what, times=case.turns))
        for turn in range(1, case.turns + 1):
            before = world.done()
            seen = await world.exchange(call)
            case.check(Look(call, seen, true, turn))
            gained = tuple(now - then for now, then in zip(world.done(), before, strict=True))
            nothing_done = kind.stage in (Stage.UNREAD, Stage.BEFORE)
            assert gained == ((0, 0, 0) if nothing_done else CALLS[call])
        assert world.emu.ledger.faults == {what: case.turns}
        await world.reachable()
        after = await world.exchange(call)
        assert (after.status, after.whole) == (true.status, True)
    assert world.emu.ledger.connections_open == 0


@pytest.mark.parametrize("call", ["submit", "upload", "query", "download"])
@pytest.mark.parametrize("what", ["silence", "silence after"])
async def test_silence_lasts_until_the_client_leaves(what: str, call: str) -> None:
    async with opened() as world:
        await world.exchange(call)
        ledger = world.emu.ledger
        before = world.done()
        world.emu.add_fault(Fault(call, what))
        waiting = asyncio.create_task(world.exchange(call))
        await ledger.until(lambda _: ledger.faults)
        gained = CALLS[call] if what == "silence after" else (0, 0, 0)
        wanted = tuple(one + more for one, more in zip(before, gained, strict=True))
        await ledger.until(lambda _: world.done() == wanted)
        assert (await world.exchange("queue status")).status == 200
        assert not waiting.done()
        waiting.cancel()
        await asyncio.wait([waiting])
        await ledger.until(lambda _: ledger.connections_open <= 1)  # that of `prepare`
        assert world.done() == wanted


@pytest.mark.parametrize("what", ["drop", "reset"])
async def test_a_connection_can_be_dropped_before_it_is_read(what: str) -> None:
    async with opened() as world:
        world.emu.add_fault(Fault("connection", what, times=2))
        asked = world.emu.ledger.requests.copy()
        for _ in range(2):
            reader, writer = await asyncio.open_connection(*world.emu.address)
            data, _, was_reset = await received(reader)
            writer.close()
            assert (data, was_reset) == (b"", what == "reset")
        assert world.emu.ledger.requests == asked
        assert world.emu.ledger.faults == {what: 2}
        assert (await world.exchange("submit")).status == 200


async def test_a_connection_that_is_not_read_stays_open_until_somebody_closes_it() -> None:
    async with opened() as world:
        ledger = world.emu.ledger
        world.emu.add_fault(Fault("connection", "silence", times=2))
        asked = ledger.requests.copy()
        open_before = ledger.connections_open
        first = await asyncio.open_connection(*world.emu.address)
        second = await asyncio.open_connection(*world.emu.address)
        for _, writer in (first, second):
            writer.write(request_bytes(world.ask("submit")))
        assert (await world.exchange("queue status")).status == 200
        first[1].close()
        await ledger.until(lambda _: ledger.connections_open == open_before + 1)
        assert ledger.requests - asked == {"queue status": 1}
    assert await second[0].read() == b""  # the emulator has closed it
    second[1].close()


async def test_a_star_strikes_every_call_that_a_kind_fits_and_no_other() -> None:
    async with opened() as world:
        world.emu.add_fault(Fault("*", "not utf-8", times=None))
        assert (await world.exchange("download")).status == 200
        assert world.emu.ledger.faults == {}
        assert b"\xff" in (await world.exchange("queue status")).body
        nobody = Ask("GET", "/nothing/here", {})
        reader, writer = await asyncio.open_connection(*world.emu.address)
        writer.write(request_bytes(nobody))
        data, _, _ = await received(reader)
        writer.close()
    assert parsed(data, nobody).status == 404
    assert b"\xff" in data
    assert world.emu.ledger.faults == {"not utf-8": 2}


@pytest.mark.parametrize(
    ("when", "what", "hint"),
    [
        ("query", "shortt", "'short'"),
        ("query", "htlm 502", "'html N'"),
        ("query", "html 99", "'html N'"),
        ("query", "slow", "'slow N'"),
        ("query", "drop befor", "'drop before'"),
        ("query", "huge 0", "'huge N'"),
        ("query", "huge 5000", "'huge N'"),
        ("query", "jump 0", "'jump N'"),
        ("query", "status \n", "'status X'"),
        ("qeury", "half", "'query'"),
        ("sockets", "half", "'socket'"),
    ],
)
def test_what_is_misspelt_is_refused_with_the_nearest(when: str, what: str, hint: str) -> None:
    with pytest.raises(ValueError, match=f"the nearest is {hint}$"):
        Fault(when, what)


@pytest.mark.parametrize(
    ("when", "what", "fitting"),
    [
        ("submit", "short", "no id"),
        ("download", "code 1003", "longer"),
        ("connection", "half", "drop, reset"),
        ("*", "drop", "drop before"),
        ("socket", "code 1003", "silence after"),
    ],
)
def test_a_kind_that_never_fits_a_call_is_refused(when: str, what: str, fitting: str) -> None:
    with pytest.raises(ValueError, match=f"does not fit.*{fitting}"):
        Fault(when, what)


def test_the_docstring_tells_every_kind() -> None:
    assert Fault.__doc__
    for kind in KINDS:
        mark = "+" if kind.stage is Stage.AFTER else ""
        assert f"- `{kind.usage}`{mark}: " in Fault.__doc__
        assert kind.about


def test_a_fault_with_its_own_seed_does_not_follow_the_emulators() -> None:
    def strikes(emulators: int, own: int | None) -> list[bool]:
        fault = Fault("query", "empty", times=None, rate=0.5, seed=own)
        emu = Emulator(seed=emulators, faults=(fault,))
        return [bool(emu.faults.strike("query")) for _ in range(64)]

    assert strikes(1, None) != strikes(2, None)
    assert strikes(1, 7) == strikes(2, 7) != strikes(1, 8)
