"""The emulator's LoRA storage: presigned addresses, and keys that do not belong there."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.emulator import Emulator, Ledger
from runninghub_async.emulator.lora import LoraStore
from runninghub_async.emulator.routes import Call
from runninghub_async.emulator.settings import Settings
from runninghub_async.emulator.world import World

CONTENT = bytes(range(256)) * 5000
MD5 = hashlib.md5(CONTENT).hexdigest()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock

    async def sign(self, md5: object = MD5, name: object = "cats", **more: Any) -> dict[str, Any]:
        body = {"apiKey": self.emu.api_key, "loraName": name, "md5Hex": md5, **more}
        response = await self.http.post("/api/openapi/getLoraUploadUrl", json=body)
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        return answer

    async def put(self, url: str, content: bytes = CONTENT, **headers: str) -> httpx.Response:
        return await self.http.put(url, content=content, headers=headers)

    @property
    def leaks(self) -> int:
        return self.emu.ledger.keys_leaked_to_storage


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    clock = Clock()
    async with (
        Emulator(**{"clock": clock, **settings}) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http, clock)


async def test_a_file_is_put_where_it_was_signed_for() -> None:
    async with opened() as call:
        answer = await call.sign(md5=MD5.upper())
        assert (answer["code"], answer["msg"]) == (0, "success")
        data = answer["data"]
        assert data["fileName"] == f"api-lora-cn/{MD5}.safetensors"
        assert "sign=" in data["url"]
        assert call.emu.api_key not in data["url"]
        stored = await call.put(data["url"], **{"Content-Type": "application/octet-stream"})
        assert (stored.status_code, stored.headers["etag"]) == (200, f'"{MD5}"')
    assert call.leaks == 0


async def test_the_same_content_has_the_same_name_and_may_come_again() -> None:
    async with opened() as call:
        names = set()
        for name in ("cats", "dogs"):
            data = (await call.sign(name=name))["data"]
            assert (await call.put(data["url"])).status_code == 200
            names.add(data["fileName"])
    assert len(names) == 1


@pytest.mark.parametrize("md5", ["", "abc", "z" * 32, MD5 + "0", None, 7])
async def test_what_is_no_md5_is_301(md5: object) -> None:
    async with opened() as call:
        answer = await call.sign(md5=md5)
    assert (answer["code"], answer["data"]) == (301, None)


async def test_a_name_and_a_key_are_needed() -> None:
    async with opened() as call:
        assert (await call.sign(name=""))["code"] == 301
        assert (await call.sign(apiKey="nobody"))["code"] == 802


async def test_another_content_than_the_signed_one_is_refused() -> None:
    async with opened() as call:
        url = (await call.sign())["data"]["url"]
        answer = await call.put(url, CONTENT[:-1])
        assert answer.status_code == 400
        assert b"BadDigest" in answer.content
        assert (await call.put(url)).status_code == 200


@pytest.mark.parametrize("change", ["sign", "no sign", "place", "traversal"])
async def test_a_wrong_sign_or_place_is_403(change: str) -> None:
    async with opened() as call:
        url = (await call.sign())["data"]["url"]
        wrong = {
            "sign": url[:-1] + ("0" if url[-1] != "0" else "1"),
            "no sign": url.partition("?")[0],
            "place": url.replace(MD5, hashlib.md5(b"other").hexdigest()),
            "traversal": url.replace("api-lora-cn/", "api-lora-cn/x/"),
        }[change]
        answer = await call.put(wrong)
    assert answer.status_code == 403
    assert b"SignatureDoesNotMatch" in answer.content


async def test_a_sign_holds_for_an_hour() -> None:
    async with opened() as call:
        url = (await call.sign())["data"]["url"]
        call.clock.now += 3599
        assert (await call.put(url)).status_code == 200
        call.clock.now += 2
        late = await call.put(url)
    assert late.status_code == 403
    assert b"expired" in late.content


@pytest.mark.parametrize("place", ["authorization", "header", "query", "body"])
async def test_a_key_at_the_storage_is_refused_and_counted(place: str) -> None:
    async with opened() as call:
        url = (await call.sign())["data"]["url"]
        key = call.emu.api_key
        content = CONTENT
        headers = {}
        if place == "authorization":
            headers = {"Authorization": "Bearer something"}
        elif place == "header":
            headers = {"X-Api-Key": key}
        elif place == "query":
            url += f"&apiKey={key}"
        else:
            content = CONTENT + key.encode() + CONTENT
        answer = await call.http.put(url, content=content, headers=headers)
        assert answer.status_code == 400
        assert call.leaks == 1
        assert (await call.put((await call.sign())["data"]["url"])).status_code == 200
        assert call.leaks == 1


async def test_a_key_across_two_pieces_is_seen_as_well() -> None:
    world = World(Settings(), Ledger())
    key = next(iter(world.accounts)).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for piece in (CONTENT + key[:1], key[1:30], key[30:] + CONTENT):
            yield piece

    call = Call(operation="lora put", key="", now=0.0, method="PUT", target="x", pieces=pieces)
    answer = await LoraStore(world).put(call)
    assert (answer.status, world.ledger.keys_leaked_to_storage) == (400, 1)


async def test_the_storage_takes_nothing_but_put() -> None:
    async with opened() as call:
        url = (await call.sign())["data"]["url"]
        answer = await call.http.get(url)
    assert (answer.status_code, answer.headers["allow"]) == (405, "PUT")
