"""`rh.assets`: media that is checked once, named by its id, and used by a model."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async import (
    ApiError,
    AuthError,
    ClientClosed,
    ConfigError,
    InvalidRequest,
    Limits,
    RequestRefused,
    RequestTimeout,
    Retry,
    RunningHub,
    TransportError,
    UploadError,
)
from runninghub_async.emulator import Fault
from runninghub_async.platform.assets import DEADLINES, Assets
from runninghub_async.protocol.platform import AssetState

MODEL = "vidu/image-to-video-q3-pro"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(100)


async def test_an_asset_lives_from_a_file_to_a_models_parameter(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    async with emulated() as (emu, rh):
        group = await rh.assets.groups.create("cats", description="only cats")
        made = await rh.assets.create(path, group=group)
        assert (made.name, made.type, made.group_id) == ("cat.png", "Image", group.group_id)
        ready = await rh.assets.wait_ready(made)
        assert ready.ready
        assert ready.uri == f"asset://{made.asset_id}"
        result = await rh.model(MODEL)(prompt="it surfs", image_url=ready.uri)
        assert result.outputs
        assert emu.ledger.submits[0].body["imageUrl"] == ready.uri
        assert emu.ledger.uploads == 1


async def test_a_model_refuses_an_asset_that_is_not_ready_or_gone(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        group = await rh.assets.groups.create("cats")
        made = await rh.assets.create(PNG, group=group)
        assert not made.ready
        with pytest.raises(ApiError):
            await rh.model(MODEL).submit(prompt="it surfs", image_url=made.uri)
        await rh.assets.delete(made)
        with pytest.raises(ApiError):
            await rh.model(MODEL).submit(prompt="it surfs", image_url=made.uri)
        assert not emu.ledger.submits


async def test_media_of_every_kind_becomes_an_asset_of_its_type(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        group = await rh.assets.groups.create("all")
        upload = await rh.files.upload(MP4)
        cases = [
            (PNG, {}, "Image", "image"),
            (io.BytesIO(MP4), {"name": "surf"}, "Video", "surf"),
            (upload, {}, "Video", upload.file_name.rpartition("/")[2]),
            (b"RIFF1234WAVE" + bytes(9), {}, "Audio", "audio"),
            (b"who knows", {"type": "Audio"}, "Audio", "audio"),
        ]
        for media, options, type, name in cases:
            made = await rh.assets.create(media, group=group, **options)
            assert (made.type, made.name) == (type, name)
            assert (await rh.assets.query(made)).name == name
        assert emu.ledger.distinct_uploads == emu.ledger.uploads == 4


@pytest.mark.parametrize(
    ("media", "options", "says"),
    [
        (b"who knows", {}, "say which it is"),
        (PNG, {"type": "picture"}, "no kind of asset"),
        (Path("not-there.png"), {}, "does not exist"),
        (b"", {}, "empty"),
        (PNG + bytes(10 * 2**20), {}, "more than 10 MB"),
        ("asset://asset-1", {}, "no http"),
        ("cat.png", {}, "pathlib.Path"),
        (PNG, {"name": " "}, "is empty"),
        (PNG, {"group": ""}, "is empty"),
    ],
)
async def test_what_cannot_be_an_asset_is_refused_before_anything_is_sent(
    emulated: Any, media: Any, options: Any, says: str
) -> None:
    async with emulated() as (emu, rh):
        with pytest.raises(InvalidRequest, match=says):
            await rh.assets.create(media, **{"group": "group-1", **options})
        assert not emu.ledger.requests


async def test_an_asset_that_fails_says_so(emulated: Any) -> None:
    async with emulated() as (emu, rh):
        group = await rh.assets.groups.create("cats")
        made = await rh.assets.create(f"{emu.base_url}/input/bad.png", group=group, name="bad one")
        with pytest.raises(UploadError, match=r"bad one.*cannot use it \(FAILED\)"):
            await rh.assets.wait_ready(made)
        assert (await rh.assets.query(made.asset_id)).failed


async def test_assets_and_groups_are_listed_renamed_and_deleted(emulated: Any) -> None:
    async with emulated() as (_, rh):
        groups = [await rh.assets.groups.create(f"group {n}") for n in range(3)]
        made = [await rh.assets.create(PNG, group=groups[n % 2], name=f"cat {n}") for n in range(7)]
        page = await rh.assets.list(page=2, size=3)
        assert [one.name for one in page.items] == ["cat 3", "cat 4", "cat 5"]
        assert (page.number, page.total, page.more) == (2, 7, True)
        last = await rh.assets.list(page=3, size=3)
        assert ([one.name for one in last.items], last.more) == (["cat 6"], False)
        beyond = await rh.assets.list(page=9, size=3)
        assert (beyond.items, beyond.more) == ((), False)
        everything = [one.name async for one in rh.assets.all(size=2)]
        assert everything == [one.name for one in made]
        odd = [one.name async for one in rh.assets.all(group=groups[1], size=2)]
        assert odd == ["cat 1", "cat 3", "cat 5"]
        assert [one.name async for one in rh.assets.groups.all(size=2)] == [
            one.name for one in groups
        ]
        assert [one.name for one in (await rh.assets.groups.list(name="2")).items] == ["group 2"]

        renamed = await rh.assets.update(made[0], name="dog")
        assert (renamed.name, renamed.type) == ("dog", "Image")
        assert (await rh.assets.query(made[0].asset_id)).name == "dog"
        await rh.assets.delete(renamed.uri)
        with pytest.raises(RequestRefused):
            await rh.assets.query(renamed)

        group = await rh.assets.groups.update(groups[0], description="the even ones")
        assert (group.name, group.description) == ("group 0", "the even ones")
        assert await rh.assets.groups.query(group.group_id) == group
        await rh.assets.groups.delete(group)
        with pytest.raises(RequestRefused):
            await rh.assets.groups.query(group)


@pytest.mark.parametrize(
    "call",
    [
        lambda rh: rh.assets.create("https://example.com/cat.png", group="nowhere"),
        lambda rh: rh.assets.query("nothing"),
        lambda rh: rh.assets.update("nothing", name="x"),
        lambda rh: rh.assets.delete("nothing"),
        lambda rh: rh.assets.wait_ready("nothing"),
        lambda rh: rh.assets.groups.query("nowhere"),
        lambda rh: rh.assets.groups.update("nowhere", name="x"),
        lambda rh: rh.assets.groups.delete("nowhere"),
    ],
    ids=["create", "query", "update", "delete", "wait", "group query", "group update", "rid"],
)
async def test_what_is_not_there_and_a_wrong_key_are_told(
    emulated: Any, client: Any, call: Any
) -> None:
    async with emulated() as (emu, rh), client(emu.base_url, api_key="0" * 32) as stranger:
        with pytest.raises(RequestRefused):
            await call(rh)
        with pytest.raises(AuthError):
            await call(stranger)


@pytest.mark.parametrize("what", ["drop after", "half", "empty", "html 502"])
async def test_creating_is_sent_once(emulated: Any, what: str) -> None:
    faults = (Fault("assets create", what), Fault("assets groups create", what))
    async with emulated(faults=faults) as (emu, rh):
        with pytest.raises((TransportError, ApiError)) as caught:
            await rh.assets.groups.create("cats")
        assert getattr(caught.value, "sent", None) is not False
        group = await rh.assets.groups.create("cats")
        with pytest.raises((TransportError, ApiError)):
            await rh.assets.create(PNG, group=group)
        assert emu.ledger.requests["assets create"] == 1
        assert emu.ledger.requests["assets groups create"] == 2


@pytest.mark.parametrize("what", ["drop after", "empty", "html 502"])
async def test_looking_is_repeated(emulated: Any, what: str) -> None:
    names = ("query", "list", "update", "groups list", "groups query", "groups update")
    faults = tuple(Fault(f"assets {name}", what) for name in names)
    async with emulated(faults=faults) as (emu, rh):
        group = await rh.assets.groups.create("cats")
        made = await rh.assets.create(PNG, group=group)
        assert (await rh.assets.query(made)).asset_id == made.asset_id
        assert (await rh.assets.list()).total == 1
        assert (await rh.assets.update(made, name="dog")).name == "dog"
        assert (await rh.assets.groups.list()).total == 1
        assert await rh.assets.groups.query(group) == group
        assert (await rh.assets.groups.update(group, name="dogs")).name == "dogs"
        assert {emu.ledger.requests[f"assets {name}"] for name in names} == {2}


async def test_the_deadline_of_a_wait_is_told_and_the_wait_resumes(emulated: Any) -> None:
    async with emulated(time_scale=0.02) as (_, rh):
        group = await rh.assets.groups.create("cats")
        made = await rh.assets.create(PNG, group=group)
        with pytest.raises(RequestTimeout, match=r"not ready after 0\.001 s.*waits on") as caught:
            await rh.assets.wait_ready(made, deadline=0.001)
        assert (caught.value.phase, caught.value.seconds) == ("total", 0.001)
        with pytest.raises(ConfigError):
            await rh.assets.wait_ready(made, deadline=0)
        rh.assets._chance = lambda: -1.49  # a pause of a hundredth of a second
        assert (await rh.assets.wait_ready(made)).ready


async def test_closing_the_client_ends_a_wait(emulated: Any) -> None:
    async with emulated(time_scale=1.0) as (emu, rh):
        group = await rh.assets.groups.create("cats")
        made = await rh.assets.create(PNG, group=group)
        waiting = asyncio.ensure_future(rh.assets.wait_ready(made))
        await emu.ledger.until(lambda it: it.requests["assets query"])
        await rh.aclose()
        with pytest.raises(ClientClosed):
            await waiting
        for late in (rh.assets.query(made), rh.assets.groups.create("x")):
            with pytest.raises(ClientClosed):
                await late


async def test_cancelling_a_creation_is_not_swallowed_and_leaves_nothing(
    emulated: Any, cancel_at: Any, books: Any
) -> None:
    async with emulated() as (_, rh):
        before = books.of(rh)
        group = await rh.assets.groups.create("cats")
        for late in (False, True):
            for wait in range(1, 60):
                media = PNG + f"{late} {wait}".encode()
                outcome = await cancel_at(rh.assets.create(media, group=group), wait, late=late)
                await books.settled(rh, before)
                if not outcome.struck:
                    break
            assert not outcome.struck
            assert outcome.result.asset_id


# -- on a clock that jumps -----------------------------------------------------------------


class Checking(httpx.AsyncBaseTransport):
    """A service that takes some seconds to check an asset, on the loop's own clock."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.looks: list[float] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        now = asyncio.get_running_loop().time()
        self.looks.append(now)
        ready = now >= self.looks[0] + self.seconds
        asset_id = json.loads(request.content)["assetId"]
        data = {"assetId": asset_id, "status": "ACTIVE" if ready else "PROCESSING"}
        return httpx.Response(200, json={"code": 0, "data": data})


def pauses(looks: list[float]) -> list[float]:
    return [round(later - sooner, 6) for sooner, later in itertools.pairwise(looks)]


async def waited(service: Checking, asset: AssetState | str, chance: float) -> Any:
    settings = {"transport": service, "limits": Limits(slots=1), "retry": Retry(attempts=1)}
    async with RunningHub("k" * 32, **settings) as rh:
        assets = Assets(rh._session, chance=lambda: chance)
        try:
            return await assets.wait_ready(asset)
        except RequestTimeout as error:
            return error


@pytest.mark.parametrize(("chance", "pause"), [(0.0, 1.5), (0.5, 2.0), (1.0, 2.5)])
def test_looks_come_every_two_seconds_give_or_take(
    virtually: Any, chance: float, pause: float
) -> None:
    service = Checking(20.0)
    assert virtually(waited(service, "asset-1", chance)).ready
    assert set(pauses(service.looks)) == {pause}
    assert service.looks[-1] - service.looks[0] >= 20.0


@pytest.mark.parametrize(
    ("type", "seconds"), [("Image", 180.0), ("VIDEO", 300.0), ("audio", 180.0), ("", 300.0)]
)
def test_a_wait_gives_up_after_the_time_of_the_kind(
    virtually: Any, type: str, seconds: float
) -> None:
    service = Checking(10_000.0)
    error = virtually(waited(service, AssetState(asset_id="asset-1", type=type), 0.5))
    assert isinstance(error, RequestTimeout)
    assert error.seconds == seconds
    assert "PROCESSING" in str(error)
    assert len(service.looks) == seconds / 2
    assert max(DEADLINES.values()) == 300.0
