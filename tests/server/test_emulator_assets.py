"""The emulator's assets and their groups, with plain httpx."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.params import Image
from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Emulator

ROW = Row(path="acme/clip", title="Acme", kind="video", params=(Image(name="imageUrl"),))
KINDS = ("Image", "Video", "Audio")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Caller:
    """Calls with a key; `.clock` is the emulator's."""

    def __init__(self, emu: Emulator, http: httpx.AsyncClient, clock: Clock) -> None:
        self.emu, self.http, self.clock = emu, http, clock

    async def __call__(self, path: str, *, key: str | None = None, **body: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.emu.api_key if key is None else key}"}
        response = await self.http.post(f"/openapi/v2/{path}", json=body, headers=headers)
        assert response.status_code == 200
        answer: dict[str, Any] = response.json()
        return answer

    async def data(self, path: str, **body: Any) -> Any:
        answer = await self(path, **body)
        assert (answer["code"], answer["msg"]) == (0, "success")
        return answer["data"]

    async def upload(self) -> str:
        headers = {"Authorization": f"Bearer {self.emu.api_key}"}
        response = await self.http.post(
            "/openapi/v2/media/upload/binary",
            files={"file": ("a.png", b"cat", "image/png")},
            headers=headers,
        )
        return str(response.json()["data"]["download_url"])

    async def group(self, name: str = "cats") -> str:
        return str((await self.data("assets/groups/create", name=name))["groupId"])

    async def asset(self, group: str, **changed: Any) -> str:
        body = {"url": await self.upload(), "assetType": "Image", "name": "a cat", **changed}
        return str((await self.data("assets/create", groupId=group, **body))["assetId"])


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[Caller]:
    clock = Clock()
    async with (
        Emulator(**{"table": Table([ROW]), "clock": clock, **settings}) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield Caller(emu, http, clock)


@pytest.mark.parametrize("kind", KINDS)
async def test_an_asset_is_processed_before_it_is_active(kind: str) -> None:
    async with opened() as call:
        url = await call.upload()
        group = await call.group()
        made = await call.data(
            "assets/create", groupId=group, url=url, assetType=kind, name="a cat"
        )
        assert made.keys() == {"assetId", "status"}
        assert made["status"] == "PROCESSING"
        first = await call.data("assets/query", assetId=made["assetId"])
        assert (first["status"], first["previewUrl"]) == ("PROCESSING", None)
        call.clock.now += 11
        then = await call.data("assets/query", assetId=made["assetId"])
    assert (then["status"], then["previewUrl"], then["assetType"]) == ("ACTIVE", url, kind)


async def test_the_check_takes_longer_for_a_video_and_scales_with_time() -> None:
    async with opened(time_scale=0.5) as call:
        group = await call.group()
        picture = await call.asset(group)
        video = await call.asset(group, assetType="Video")
        call.clock.now += 1.6
        states = [
            (await call.data("assets/query", assetId=one))["status"] for one in (picture, video)
        ]
    assert states == ["ACTIVE", "PROCESSING"]


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/cat.png",
        "https://elsewhere.example/bad.png",
        "{base}/input/openapi/bad.png",
        "{base}/input/openapi/missing.png",
        "asset://of-an-asset",
        "http://[",
        "no url",
    ],
)
async def test_what_is_not_an_upload_fails_the_check(url: str) -> None:
    async with opened() as call:
        group = await call.group()
        asset = await call.asset(group, url=url.format(base=call.emu.base_url))
        call.clock.now += 11
        state = await call.data("assets/query", assetId=asset)
    assert (state["status"], state["previewUrl"]) == ("FAILED", None)


async def test_a_model_takes_an_asset_only_when_it_is_active() -> None:
    async with opened() as call:
        asset = await call.asset(await call.group())
        early = await call("acme/clip", imageUrl=f"asset://{asset}")
        nobody = await call("acme/clip", imageUrl="asset://unheard-of")
        call.clock.now += 11
        taken = await call("acme/clip", imageUrl=f"asset://{asset}")
    assert early["errorCode"] == nobody["errorCode"] == "1013"
    assert taken["taskId"]
    assert len(call.emu.ledger.submits) == 1


async def test_lists_are_paged_counted_and_filtered() -> None:
    async with opened() as call:
        cats, dogs = await call.group("cats"), await call.group("dogs")
        made = [await call.asset(cats, name=f"cat {n}") for n in range(5)]
        call.clock.now += 11
        made.append(await call.asset(dogs, name="dog"))
        page = await call.data("assets/list", pageNumber=2, pageSize=4)
        beyond = await call.data("assets/list", pageNumber=9, pageSize=4)
        in_dogs = await call.data("assets/list", pageNumber=1, pageSize=10, groupId=dogs)
        active = await call.data("assets/list", pageNumber=1, pageSize=10, status="ACTIVE")
        named = await call.data("assets/list", pageNumber=1, pageSize=10, name="cat 3")
        groups = await call.data("assets/groups/list", pageNumber=1, pageSize=1, name="dog")
    assert (page["totalCount"], [one["assetId"] for one in page["items"]]) == (6, made[4:])
    assert beyond == {"items": [], "totalCount": 6}
    assert [one["name"] for one in in_dogs["items"]] == ["dog"]
    assert active["totalCount"] == 5
    assert [one["assetId"] for one in named["items"]] == [made[3]]
    assert [one["groupId"] for one in groups["items"]] == [dogs]


async def test_assets_and_groups_are_renamed_and_deleted() -> None:
    async with opened() as call:
        group = await call.group()
        asset = await call.asset(group)
        renamed = await call.data("assets/update", assetId=asset, name="a dog")
        assert renamed == {"assetId": asset, "name": "a dog", "status": "PROCESSING"}
        updated = await call.data("assets/groups/update", groupId=group, description="pets")
        assert updated == {"groupId": group, "name": "cats", "description": "pets"}
        assert await call.data("assets/groups/query", groupId=group) == updated
        await call.data("assets/delete", assetId=asset)
        assert (await call("assets/query", assetId=asset))["code"] == 301
        other = await call.asset(group)
        await call.data("assets/groups/delete", groupId=group)
        assert (await call("assets/query", assetId=other))["code"] == 301
        assert (await call("assets/groups/query", groupId=group))["code"] == 301


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("assets/create", {"url": "u", "assetType": "Image", "name": "n"}),
        ("assets/create", {"groupId": "?", "url": "u", "assetType": "Image", "name": "n"}),
        ("assets/create", {"groupId": "GROUP", "url": "u", "assetType": "image", "name": "n"}),
        ("assets/create", {"groupId": "GROUP", "url": "u", "assetType": "Image"}),
        ("assets/create", {"groupId": "GROUP", "url": 1, "assetType": "Image", "name": "n"}),
        ("assets/update", {"assetId": "?", "name": "n"}),
        ("assets/delete", {}),
        ("assets/list", {"pageNumber": 0, "pageSize": 10}),
        ("assets/list", {"pageNumber": 1, "pageSize": 101}),
        ("assets/groups/list", {"pageNumber": "1", "pageSize": 10}),
        ("assets/groups/create", {"name": ""}),
        ("assets/groups/update", {"groupId": "GROUP", "name": 5}),
    ],
)
async def test_a_bad_field_or_id_is_301(path: str, body: dict[str, Any]) -> None:
    async with opened() as call:
        group = await call.group()
        filled = {name: group if value == "GROUP" else value for name, value in body.items()}
        answer = await call(path, **filled)
    assert (answer["code"], answer["data"]) == (301, None)


async def test_a_key_sees_its_own_assets_only() -> None:
    async with opened() as call:
        group = await call.group()
        asset = await call.asset(group)
        other = call.emu.consumer_key
        assert (await call("assets/query", key=other, assetId=asset))["code"] == 301
        assert (await call("assets/groups/query", key=other, groupId=group))["code"] == 301
        listed = await call("assets/list", key=other, pageNumber=1, pageSize=10)
        assert listed["data"] == {"items": [], "totalCount": 0}
        assert (await call("assets/query", key="nobody", assetId=asset))["code"] != 0
