"""Every call, failing in every way, with answers that echo all secrets: none is written down.

Traps 15 and 27 of platform-api 13: the socket's URL is secret, keys come back in curl texts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from runninghub_async import (
    Limits,
    Polling,
    Retry,
    RunningHub,
    RunningHubError,
    Timeouts,
    UploadError,
)
from runninghub_async.webhooks import WebhookReceiver

KEYS = ("c0ffee0123456789secret9876543210", 'sk-5ecret+9f/8e"7d\\6c=5b4a3928')
SIGNATURE = "signature-77aa66bb55cc"
TOKEN = "token-of-the-socket-11dd22ee"
HOOK = "secret-of-the-receiver-33ff44"

GRAPH = {"9": {"class_type": "SaveImage", "inputs": {"images": ["4", 0], "filename_prefix": "x"}}}
PROMPT = {"1": {"class_type": "KSampler", "inputs": {"seed": 1}}}
NODES = {"6.text": "a cat"}
QUICK = [{"nodeId": "1", "fieldName": "prompt", "fieldValue": "a cat"}]
HOOKED = f"https://me.example/hooks/{HOOK}"

Call = Callable[[RunningHub, Path], Awaitable[Any]]


async def _drained(source: Any) -> list[Any]:
    return [one async for one in source]


async def _download(rh: RunningHub, folder: Path) -> Any:
    result = await rh.task("1").wait()
    return await result.download(folder / "clips")


CALLS: dict[str, Call] = {
    "model": lambda rh, _: rh.model("acme/clip", unchecked=True)(prompt="a cat"),
    "model that cannot be sent": lambda rh, _: rh.model("acme/clip", unchecked=True)(
        prompt="\ud800"
    ),
    "submit": lambda rh, _: rh.models.vidu.text_to_video.submit(prompt="a cat"),
    "map": lambda rh, _: _drained(rh.models.vidu.text_to_video.map([{"prompt": "a cat"}])),
    "price": lambda rh, _: rh.models.vidu.text_to_video.price(prompt="a cat"),
    "status": lambda rh, _: rh.task("1").status(),
    "wait": lambda rh, _: rh.task("1").wait(),
    "watch": lambda rh, _: _drained(rh.task("1").watch()),
    "legacy status": lambda rh, _: rh.tasks.legacy_status("1"),
    "legacy outputs": lambda rh, _: rh.tasks.legacy_outputs("1"),
    "cancel": lambda rh, _: rh.tasks.cancel("1"),
    "webhook detail": lambda rh, _: rh.webhooks.detail("1"),
    "webhook resend": lambda rh, _: rh.webhooks.resend("7", url=HOOKED),
    "workflow": lambda rh, _: rh.workflows.run("1", {}, workflow=GRAPH),
    "workflow, old": lambda rh, _: rh.workflows.run("1", NODES, via="create"),
    "graph": lambda rh, _: rh.workflows.graph("1"),
    "resources": lambda rh, _: rh.workflows.resources("lora"),
    "app": lambda rh, _: rh.apps.run("1", NODES),
    "app, old": lambda rh, _: rh.apps.run("1", NODES, via="create"),
    "app inputs": lambda rh, _: rh.apps.inputs("1"),
    "app list": lambda rh, _: rh.apps.list(),
    "quick create": lambda rh, _: rh.quick_create.run("1", "001", QUICK),
    "quick styles": lambda rh, _: rh.quick_create.models("1"),
    "upload": lambda rh, folder: rh.files.upload(folder / "cat.png"),
    "upload, old": lambda rh, folder: rh.files.upload_legacy(folder / "cat.png"),
    "lora": lambda rh, folder: rh.files.upload_lora(folder / "x.safetensors"),
    "account": lambda rh, _: rh.account.status(),
    "queue": lambda rh, _: rh.account.queue(),
    "keys": lambda rh, _: rh.account.keys(),
    "asset": lambda rh, folder: rh.assets.create(folder / "cat.png", group="g"),
    "asset list": lambda rh, _: rh.assets.list(),
    "group": lambda rh, _: rh.assets.groups.create("cats"),
    "comfy prompt": lambda rh, _: rh.comfy.prompt(PROMPT),
    "comfy history": lambda rh, _: rh.comfy.history(),
    "comfy queue": lambda rh, _: rh.comfy.plus.queue(),
    "comfy view": lambda rh, _: rh.comfy.view("a.png"),
    "comfy upload": lambda rh, folder: rh.comfy.upload_image(folder / "cat.png"),
    "comfy stats": lambda rh, _: rh.comfy.system_stats(),
    "download": _download,
}


def echo(key: str) -> str:
    """All that an answer could quote."""
    return (
        f"curl -H 'Authorization: Bearer {key}' https://x.example/proxy/{quote(key, safe='')}/ws "
        f"?apiKey={quote(key, safe='')} {key} https://cos.example/a.png?q-signature={SIGNATURE} "
        f"wss://x.example/ws?c_host=1&Rh-Identify={TOKEN}"
    )


def _everything(key: str) -> dict[str, Any]:
    """An answer that says yes, has not what is needed, and quotes all secrets."""
    signed = f"https://cos.example/a.png?q-signature={SIGNATURE}"
    fields = {
        "curl": echo(key),
        "url": signed,
        "note": echo(key),
        "netWssUrl": f"wss://x.example/ws?Rh-Identify={TOKEN}",
        "apiKey": key,
    }
    return {"code": 0, "data": fields, **fields}


def _answers(text: bytes) -> Any:
    """No HTTP, and the request in it: what a broken gateway may make of one that it reflects."""

    async def way(heard: Any, talk: Any, key: str) -> None:
        told = f"{heard.method} {heard.target} {heard.headers} {echo(key)}".replace("\n", " ")
        await talk.send(text % told.encode())
        await talk.silence()

    return way


async def _cut(heard: Any, talk: Any, key: str) -> None:
    text = json.dumps(_everything(key)).encode()
    start = f"HTTP/1.1 200 X\r\nContent-Length: {len(text) + 100}\r\n\r\n"
    await talk.send(start.encode() + text)
    talk.close()


async def _moves(heard: Any, talk: Any, key: str) -> None:
    target = f"https://other.example{heard.target}?apiKey={quote(key, safe='')}&sign={SIGNATURE}"
    target = target.replace("\r", "").replace("\n", "")
    await talk.reply(echo(key).encode(), 302, {"Location": target})


async def _resets(heard: Any, talk: Any, key: str) -> None:
    talk.reset()


async def _silent(heard: Any, talk: Any, key: str) -> None:
    await talk.silence()


def says(make: Callable[[str], Any], status: int = 200) -> Any:
    async def act(heard: Any, talk: Any, key: str) -> None:
        await talk.reply(make(key), status)

    return act


def _refusal(code: int | str) -> Callable[[str], Any]:
    def make(key: str) -> Any:
        return {"code": code, "msg": echo(key), "errorMessage": echo(key), "data": echo(key)}

    return make


WAYS: dict[str, Any] = {
    "refused": says(_refusal(1007)),
    "wrong key": says(_refusal(802)),
    "unknown code": says(_refusal(99999)),
    "forbidden": says(_refusal(0), 403),
    "server error, text": says(lambda key: echo(key).encode(), 500),
    "no JSON": says(lambda key: ("<p>" + echo(key)).encode()),
    "yes, but nothing in it": says(_everything),
    "a redirect": _moves,
    "in a header that is none": _answers(b"HTTP/1.1 502 Bad\r\n%b\r\n\r\n"),
    "in a status line that is none": _answers(b"%b\r\n\r\n"),
    "in the head of a chunk": _answers(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%b\r\n"
    ),
    "cut in half": _cut,
    "reset": _resets,
    "silence": _silent,
}


def acts(call: str, way: Any, key: str, server: list[Any]) -> dict[str, Any]:
    """What the server does: fails, after what a call needs before it can."""

    async def fail(heard: Any, talk: Any) -> None:
        await way(heard, talk, key)

    async def lora(heard: Any, talk: Any) -> None:
        if heard.method == "PUT":
            await fail(heard, talk)
        else:
            url = f"{server[0].url}/put/x?q-signature={SIGNATURE}"
            await talk.reply({"code": 0, "data": {"fileName": "x.safetensors", "url": url}})

    async def done(heard: Any, talk: Any) -> None:
        url = f"{server[0].url}/a.mp4?q-signature={SIGNATURE}"
        made = [{"url": url, "outputType": "mp4"}]
        await talk.reply({"taskId": "1", "status": "SUCCESS", "results": made})

    told = dict.fromkeys(("submit", "query", "upload", "queue_status", "price", "get"), fail)
    if call == "lora" and way is not WAYS["yes, but nothing in it"]:
        told["get"] = lora
    if call == "download":
        told["query"] = done
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"cat")
    (tmp_path / "x.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0{}      " + bytes(100))
    return tmp_path


@pytest.mark.parametrize("key", KEYS, ids=["as given", "with odd characters"])
@pytest.mark.parametrize("way", WAYS)
async def test_no_failure_of_any_call_shows_a_secret(
    raw: Any, client: Any, watching: Any, folder: Path, way: str, key: str
) -> None:
    watch = watching(key, SIGNATURE, TOKEN, HOOK, loop=True)
    keyless = watching(key)
    failed = 0
    for call, make in CALLS.items():
        server: list[Any] = []
        double = raw.Server(**acts(call, WAYS[way], key, server))
        server.append(double)
        settings: dict[str, Any] = {
            "api_key": key,
            "retry": Retry(attempts=2, first=0.0, ceiling=0.0),
            "limits": Limits(slots=8),
            "polling": Polling(first=0.002, ceiling=0.01, deadline=0.3),
            "webhooks": WebhookReceiver("https://me.example/hooks", secret=HOOK),
            "timeouts": Timeouts(read=0.02 if way == "silence" else 10.0, total=None),
        }
        async with double, client(double.url, **settings) as rh:
            try:
                value = await asyncio.wait_for(make(rh, folder), 20)
            except RunningHubError as error:
                failed += 1
                watch.error(error)
            else:
                # What a call was made for may have URLs that are signed; its repr leaves that out.
                keyless.pickle(value, call)
                keyless.text(repr(value), call)
                if not isinstance(value, dict | list | bytes):
                    watch.text(repr(value), call)
                for outcome in value if call == "map" else ():
                    failed += 1
                    watch.error(outcome.error)
            watch.text(repr(rh.statistics()), "statistics")
            for one in (rh, rh._calls, rh._http, rh._session, rh._uploads, rh._downloads):
                watch.text(repr(one), type(one).__name__)
        watch.logs()
    leaks = {*watch.leaks, *keyless.leaks}
    assert not leaks, "\n".join(sorted(leaks))
    assert failed >= len(CALLS) // 2
    assert watch.looked_at > 1000


async def test_a_file_that_changes_while_it_is_sent_shows_no_key(
    raw: Any, client: Any, watching: Any, tmp_path: Path
) -> None:
    """The error of a body comes through the frames of the network side, where the key stands."""
    key, path = KEYS[0], tmp_path / "cat.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(3_000_000))
    watch = watching(key)

    async def changes(_: Any) -> bool:
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2_000_000))
        return True

    async with raw.Server(connecting=changes) as server, client(server.url, api_key=key) as rh:
        with pytest.raises(UploadError, match="changed") as caught:
            await rh.comfy.upload_image(path)
    watch.error(caught.value)
    watch.logs()
    assert not watch.leaks


@pytest.mark.parametrize("places", [("data",), ("",), ("", "data")])
async def test_what_is_kept_of_an_answer_has_no_socket_in_it(
    raw: Any, client: Any, watching: Any, places: tuple[str, ...]
) -> None:
    url = f"wss://x.example/ws?Rh-Identify={TOKEN}"
    answer: dict[str, Any] = {"code": 0, "data": {"taskId": "1", "status": "RUNNING"}}
    for place in places:
        (answer[place] if place else answer)["netWssUrl"] = url
    watch = watching(TOKEN)
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        state = await rh.task("1").status()
    assert state.socket_url is not None
    assert state.socket_url.reveal() == url
    watch.value(state, "a state")
    watch.text(repr(state.raw), "the answer")
    assert not watch.leaks
