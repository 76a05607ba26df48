"""What is written to disk can be read by its owner only, whatever the umask."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import DownloadError, Job
from runninghub_async.files.disk import make_folder
from runninghub_async.journal import Journal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it has no such permissions")

JOBS = [Job("vidu/text-to-video", {"prompt": f"take {n}"}, key=f"take-{n}") for n in range(3)]


@pytest.fixture(params=[0o000, 0o022, 0o027, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def modes(folder: Path) -> dict[str, int]:
    return {one.name: mode(one) for one in sorted(folder.rglob("*"))}


@pytest.mark.usefixtures("umask")
async def test_downloads_and_the_directories_made_for_them_are_their_owners(
    emulated: Any, tmp_path: Path
) -> None:
    async with emulated() as (_, rh):
        result = await rh.models.vidu.text_to_video(prompt="a cat")
        paths = await result.download(tmp_path / "new" / "clips")
        single = await result.outputs[0].download(tmp_path / "single.mp4")
    assert [mode(path) for path in (*paths, single)] == [0o600] * (len(paths) + 1)
    assert mode(tmp_path / "new") == mode(tmp_path / "new" / "clips") == 0o700


@pytest.mark.usefixtures("umask")
async def test_a_text_is_its_owners(raw: Any, client: Any, tmp_path: Path) -> None:
    async with raw.Server() as server, client(server.url) as rh:
        (path,) = await (await rh.task("1").wait()).download(tmp_path / "texts")
    assert path.read_text() == "made by 1"
    assert mode(path) == 0o600


@pytest.mark.usefixtures("umask")
async def test_a_file_is_its_owners_while_it_comes(raw: Any, client: Any, tmp_path: Path) -> None:
    waits, goes_on = asyncio.Event(), asyncio.Event()

    async def slow(_: Any, talk: Any) -> None:
        await talk.send(raw.head(200, {"Content-Length": "700000"}) + bytes(600_000))
        waits.set()
        await goes_on.wait()
        await talk.send(bytes(100_000))

    async with raw.Server(get=slow) as server, client(server.url) as rh:
        made = {"url": f"{server.url}/a.mp4", "outputType": "mp4"}
        answer = {"taskId": "1", "status": "SUCCESS", "results": [made]}
        server._acts["query"] = raw.says(answer)
        result = await rh.task("1").wait()
        saving = asyncio.ensure_future(result.download(tmp_path))
        await waits.wait()
        assert set(modes(tmp_path).values()) == {0o600}
        assert [one.endswith(".part") for one in modes(tmp_path)] == [True]
        goes_on.set()
        await saving
    assert modes(tmp_path) == {"1_0.mp4": 0o600}


async def test_a_directory_that_was_there_stays_as_it_is(emulated: Any, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    async with emulated() as (_, rh):
        await (await rh.models.vidu.text_to_video(prompt="a cat")).download(shared / "mine")
    assert (mode(shared), mode(shared / "mine")) == (0o755, 0o700)


async def test_a_file_in_the_place_of_a_directory_is_a_download_error(
    emulated: Any, tmp_path: Path
) -> None:
    (tmp_path / "clips").write_text("no directory")
    async with emulated() as (_, rh):
        result = await rh.models.vidu.text_to_video(prompt="a cat")
        with pytest.raises(DownloadError, match="cannot write"):
            await result.download(tmp_path / "clips" / "x")


def test_many_make_the_same_directory_at_once(tmp_path: Path) -> None:
    for _ in range(3):
        make_folder(tmp_path / "a" / "b")
    make_folder(Path("."))
    assert mode(tmp_path / "a") == 0o700


@pytest.mark.usefixtures("umask")
async def test_a_journal_and_all_that_lies_beside_it_are_their_owners(
    emulated: Any, tmp_path: Path
) -> None:
    seen: dict[str, int] = {}
    folder = tmp_path / "journals"
    folder.mkdir()
    async with emulated() as (_, rh):
        async for outcome in rh.map(JOBS, journal=folder / "run", download_to=tmp_path / "clips"):
            assert outcome.status == "succeeded"
            seen.update(modes(folder))
    seen.update(modes(folder))
    assert {"run", "run-wal", "run-shm", "run.lock"} <= set(seen)
    assert set(seen.values()) == {0o600}


async def test_a_journal_that_others_could_read_is_taken_from_them(tmp_path: Path) -> None:
    path = tmp_path / "run"
    async with Journal(path):
        pass
    path.chmod(0o644)
    async with Journal(path):
        assert set(modes(tmp_path).values()) == {0o600}
