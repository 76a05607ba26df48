"""Downloads: whole or not at all, resumed, named by us, and apart from the task."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import Limits, Retry, RunningHub
from runninghub_async.emulator import Fault
from runninghub_async.errors import DownloadError
from runninghub_async.protocol.messages import ResultItem

CONTENT = bytes(one % 251 for one in range(1_500_000))


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def ranges(heard: list[Any]) -> list[tuple[str | None, str | None]]:
    return [(one.headers.get("range"), one.headers.get("if-range")) for one in heard]


async def save(
    rh: RunningHub, url: str | None, path: Path, *, type: str = "mp4", text: str | None = None
) -> Path:
    """Fetch something as a result of task 1."""
    item = ResultItem(url=url, type=type, text=text)
    return await rh._downloads.save(item, path, task_id="1")


class Storage:
    """Serves CONTENT, breaking off after so many bytes of each of the first answers."""

    def __init__(
        self, raw: Any, *breaks: int, ranges: bool = True, etags: tuple[str, ...] = ('"v1"',)
    ) -> None:
        self._raw = raw
        self._breaks = breaks
        self._ranges = ranges
        self._etags = etags

    async def __call__(self, heard: Any, talk: Any) -> None:
        etag = self._etags[min(talk.number, len(self._etags)) - 1]
        wanted = heard.headers.get("range")
        start = 0
        if wanted and self._ranges and heard.headers.get("if-range") == etag:
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        fields = {"Content-Length": str(len(CONTENT) - start)}
        if etag:
            fields["ETag"] = etag
        if start:
            fields["Content-Range"] = f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}"
        stop = len(CONTENT)
        if talk.number <= len(self._breaks):
            stop = start + self._breaks[talk.number - 1]
        await talk.send(self._raw.head(206 if start else 200, fields) + CONTENT[start:stop])
        if stop < len(CONTENT):
            talk.close()


async def test_a_result_is_saved_under_a_name_of_our_own(emulated: Any, tmp_path: Path) -> None:
    async with emulated() as (emu, rh):
        result = await rh.models.vidu.text_to_video(prompt="a")
        [path] = await result.download(tmp_path / "deep" / "clips")
        assert path == tmp_path / "deep" / "clips" / f"{result.task_id}_0.mp4"
        assert path.read_bytes()[4:8] == b"ftyp"
        into_folder = await result.outputs[0].download(tmp_path)
        assert into_folder == tmp_path / path.name
        named = await result.outputs[0].download(tmp_path / "mine.mov")
        assert named.read_bytes() == path.read_bytes()
        assert rh.statistics().downloads == 3
        assert emu.ledger.keys_leaked_to_storage == 0


async def test_no_file_stands_under_the_final_name_before_it_is_whole(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    go_on = asyncio.Event()

    async def act(_: Any, talk: Any) -> None:
        await talk.send(raw.head(200, {"Content-Length": "4"}) + b"ab")
        await go_on.wait()
        await talk.send(b"cd")

    async with raw.Server(get=act) as server, client(server.url) as rh:
        target = tmp_path / "a.mp4"
        target.write_bytes(b"an older one")
        call = asyncio.ensure_future(save(rh, f"{server.url}/a", target))
        await server.until(lambda it: it.heard)
        while len(names(tmp_path)) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
        hidden, final = names(tmp_path)
        assert hidden.startswith(".a.mp4.")
        assert (final, target.read_bytes()) == ("a.mp4", b"an older one")
        go_on.set()
        await call
        assert (names(tmp_path), target.read_bytes()) == (["a.mp4"], b"abcd")


async def test_a_broken_download_goes_on_where_it_stopped(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    storage = Storage(raw, 700_000, 200_000)
    async with raw.Server(get=storage) as server, client(server.url) as rh:
        path = await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        assert path.read_bytes() == CONTENT
        assert ranges(server.heard) == [
            (None, None),
            ("bytes=700000-", '"v1"'),
            ("bytes=900000-", '"v1"'),
        ]


@pytest.mark.parametrize("why", ["no ranges", "another version", "no etag"])
async def test_a_download_that_cannot_go_on_starts_again(
    client: Any, raw: Any, tmp_path: Path, why: str
) -> None:
    storage = {
        "no ranges": Storage(raw, 700_000, ranges=False),
        "another version": Storage(raw, 700_000, etags=('"v1"', '"v2"')),
        "no etag": Storage(raw, 700_000, etags=("",)),
    }[why]
    async with raw.Server(get=storage) as server, client(server.url) as rh:
        path = await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        assert path.read_bytes() == CONTENT
        assert names(tmp_path) == ["a.mp4"]
        assert server.count("get") == 2


@pytest.mark.parametrize("wrong", ["bytes 5-9/10", "bytes 0-9/10", "", "nonsense"])
async def test_a_part_that_nobody_asked_for_is_not_taken_for_the_file(
    client: Any, raw: Any, tmp_path: Path, wrong: str
) -> None:
    headers = {"Content-Length": "10", "ETag": '"v1"'}
    breaks = raw.sends(raw.head(200, headers) + b"01234")
    other = raw.says(b"56789", 206, Content_Range=wrong, ETag='"v1"')
    whole = raw.says(b"0123456789")
    acts = [breaks, other, whole]
    async with raw.Server(get=acts) as server, client(server.url) as rh:
        path = await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        right = wrong == "bytes 5-9/10"
        assert path.read_bytes() == b"0123456789"
        assert server.count("get") == (2 if right else 3)
        assert right or ranges(server.heard)[2] == (None, None)


async def test_a_download_that_broke_at_its_very_end_is_fetched_again(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    chunked = {"Transfer-Encoding": "chunked", "ETag": '"v1"'}
    acts = [
        raw.sends(raw.head(200, chunked) + b"a\r\n0123456789\r\n"),  # the last chunk is missing
        raw.says(b"", 416, Content_Range="bytes */10"),
        raw.says(b"0123456789"),
    ]
    async with raw.Server(get=acts) as server, client(server.url) as rh:
        path = await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        assert path.read_bytes() == b"0123456789"
        assert ranges(server.heard)[1:] == [("bytes=10-", '"v1"'), (None, None)]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 416])
async def test_a_refusal_ends_the_download_at_once_and_leaves_nothing(
    client: Any, raw: Any, tmp_path: Path, status: int
) -> None:
    async with raw.Server(get=raw.says(b"<Error/>", status)) as server, client(server.url) as rh:
        with pytest.raises(DownloadError) as caught:
            await save(rh, f"{server.url}/a.mp4?sign=SECRET", tmp_path / "a.mp4")
        assert server.count("get") == 1
        assert caught.value.url == f"{server.url}/a.mp4"
        assert caught.value.task_id == "1"
        assert str(status) in str(caught.value)
        assert "SECRET" not in str(caught.value)
        assert names(tmp_path) == []


@pytest.mark.parametrize("what", ["html 502", "http 503", "drop before", "half", "drop after"])
async def test_trouble_at_the_storage_is_repeated_without_touching_the_task(
    emulated: Any, tmp_path: Path, what: str
) -> None:
    async with emulated(faults=[Fault("download", what, times=3)]) as (emu, rh):
        result = await rh.models.vidu.text_to_video(prompt="a")
        looks = emu.ledger.looks
        [path] = await result.download(tmp_path)
        assert path.stat().st_size > 1000
        assert (len(emu.ledger.submits), emu.ledger.looks) == (1, looks)
        emu.add_fault(Fault("download", what, times=None))
        with pytest.raises(DownloadError):
            await result.outputs[0].download(tmp_path / "again.mp4")
        assert names(tmp_path) == [path.name]


async def test_redirects_are_followed_but_not_for_ever(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    acts = [
        raw.says(b"", 302, Location="/b?c=d"),
        raw.says(b"", 307, Location="e"),
        raw.says(b"here"),
    ]
    async with raw.Server(get=acts) as server, client(server.url) as rh:
        path = await save(rh, f"{server.url}/x/a", tmp_path / "a.mp4")
        assert path.read_bytes() == b"here"
        assert [one.target for one in server.heard] == ["/x/a", "/b?c=d", "/e"]
    retry = Retry(attempts=1)
    loop = raw.says(b"", 302, Location="/a")
    async with raw.Server(get=loop) as server, client(server.url, retry=retry) as rh:
        with pytest.raises(DownloadError, match="too many redirects"):
            await save(rh, f"{server.url}/a", tmp_path / "b.mp4")
        assert server.count("get") == 6


@pytest.mark.parametrize("where", ["file:///etc/passwd", "http://[", "ftp://x/y", "//:99999999"])
async def test_a_redirect_to_nowhere_is_a_download_error(
    client: Any, raw: Any, tmp_path: Path, where: str
) -> None:
    act = raw.says(b"", 302, Location=where)
    async with raw.Server(get=act) as server, client(server.url) as rh:
        with pytest.raises(DownloadError):
            await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        assert names(tmp_path) == []


@pytest.mark.parametrize(
    "url",
    ["http://[", "file:///etc/passwd", "/etc/passwd", "http://", "http://\x00/a", "http://a:b"],
)
async def test_a_result_url_that_is_none_is_a_download_error(
    client: Any, raw: Any, tmp_path: Path, url: str
) -> None:
    answer = {"taskId": "1", "status": "SUCCESS", "results": [{"url": url, "outputType": "mp4"}]}
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
        with pytest.raises(DownloadError):
            await result.download(tmp_path)
        assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        ("/..%2f..%2fetc%2fpasswd", "", "1_0.bin"),
        ("/a/..%2f..%2fevil.sh", "", "1_0.sh"),
        ("/../../evil", "../../x", "1_0.bin"),
        ("/a.mp4?x=/../../b.sh", "", "1_0.mp4"),
        ("/a.MP4#frag", "", "1_0.mp4"),
        ("/noending", "image", "1_0.bin"),
        ("/a.png", "image", "1_0.png"),
        ("/a.mp4", "..", "1_0.mp4"),
        ("/a." + "x" * 300, "", "1_0.bin"),
    ],
)
async def test_no_name_comes_from_the_service(
    client: Any, raw: Any, tmp_path: Path, url: str, kind: str, name: str
) -> None:
    async with raw.Server() as storage:
        results = [{"url": storage.url + url, "outputType": kind}]
        answer = {"taskId": "1", "status": "SUCCESS", "results": results}
        async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
            result = await rh.task("1").wait()
            [path] = await result.download(tmp_path / "in")
    assert path == tmp_path / "in" / name
    assert names(tmp_path) == ["in"]


async def test_text_is_saved_as_utf_8(client: Any, raw: Any, tmp_path: Path) -> None:
    results = [{"text": "ein Gedicht: 诗", "outputType": "txt"}, {"text": "b"}]
    answer = {"taskId": "1", "status": "SUCCESS", "results": results}
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
        paths = await result.download(tmp_path)
    assert [path.read_text("utf-8") for path in paths] == ["ein Gedicht: 诗", "b"]
    assert names(tmp_path) == ["1_0.txt", "1_1.txt"]


async def test_a_result_with_neither_url_nor_text_is_no_empty_file(
    client: Any, raw: Any, tmp_path: Path
) -> None:
    answer = {"taskId": "1", "status": "SUCCESS", "results": [{"url": None}]}
    async with raw.Server(query=raw.says(answer)) as server, client(server.url) as rh:
        result = await rh.task("1").wait()
        with pytest.raises(DownloadError, match="named neither a URL nor a text"):
            await result.download(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("place", ["a folder", "below a file", "too long a name", "a null byte"])
async def test_trouble_with_the_disk_is_a_download_error_and_leaves_nothing(
    client: Any, raw: Any, tmp_path: Path, place: str
) -> None:
    (tmp_path / "folder" / "full").mkdir(parents=True)
    (tmp_path / "file").write_bytes(b"x")
    before = names(tmp_path)
    target = {
        "a folder": tmp_path / "folder",
        "below a file": tmp_path / "file" / "a.mp4",
        "too long a name": tmp_path / ("x" * 300),
        "a null byte": tmp_path / "a\0b",
    }[place]
    async with raw.Server() as server, client(server.url) as rh:
        with pytest.raises(DownloadError, match="cannot write") as caught:
            await save(rh, f"{server.url}/a", target)
        assert caught.value.__cause__ is not None
        assert names(tmp_path) == before
        assert rh.statistics().downloads == 0


async def test_a_full_disk_is_a_download_error(client: Any, raw: Any, tmp_path: Path) -> None:
    resource: Any = pytest.importorskip("resource", reason="file limits are a thing of Unix")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with raw.Server(get=raw.says(CONTENT)) as server, client(server.url) as rh:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))  # "File too large" from there on
        try:
            with pytest.raises(DownloadError, match="too large"):
                await save(rh, f"{server.url}/a", tmp_path / "a.mp4")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert names(tmp_path) == []


@pytest.mark.parametrize("late", [False, True])
async def test_a_download_cancelled_at_any_await_leaves_no_file(
    client: Any,
    raw: Any,
    books: Any,
    cancel_at: Callable[..., Any],
    tmp_path: Path,
    late: bool,
) -> None:
    async with raw.Server(get=Storage(raw, 1_100_000, 100)) as server:
        for wait in range(1, 300):
            async with client(server.url) as rh:
                before = books.of(rh)
                target = tmp_path / "a.mp4"
                outcome = await cancel_at(save(rh, f"{server.url}/a", target), wait, late=late)
                assert outcome.error is None
                # Renamed already, or nothing: never a part of it, under whatever name.
                assert names(tmp_path) in ([], ["a.mp4"])
                if target.exists():
                    assert target.read_bytes() == CONTENT
                    target.unlink()
                await books.settled(rh, before)
            if not outcome.struck:
                break
        assert wait > 5
        assert not outcome.struck


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="only Linux tells open files")
@pytest.mark.parametrize("trouble", ["silence", "repeats"])
async def test_no_file_is_open_for_a_download_that_waits(
    client: Any, raw: Any, tmp_path: Path, trouble: str
) -> None:
    act = raw.stays_silent if trouble == "silence" else raw.says({}, 503, Retry_After="60")
    limits = Limits(slots=8, downloads=2)
    async with raw.Server(get=act) as server, client(server.url, limits=limits) as rh:
        calls = [
            asyncio.ensure_future(save(rh, f"{server.url}/{one}", tmp_path / f"{one}.mp4"))
            for one in range(30)
        ]
        wanted = 2 if trouble == "silence" else 30
        await server.until(lambda it: it.count("get") == wanted)
        await asyncio.sleep(0.05)
        open_files = [Path(f"/proc/self/fd/{one}") for one in os.listdir("/proc/self/fd")]
        parts = [one for one in open_files if one.is_symlink() and ".part" in os.readlink(one)]
        assert len(parts) == (2 if trouble == "silence" else 0)
        for call in calls:
            call.cancel()
        await asyncio.wait(calls)
        assert names(tmp_path) == []


async def test_many_downloads_share_a_few_places(emulated: Any, tmp_path: Path) -> None:
    async with emulated() as (emu, rh):
        result = await rh.models.vidu.text_to_video(prompt="a")
        calls = [result.outputs[0].download(tmp_path / f"{one}.mp4") for one in range(60)]
        await asyncio.gather(*calls)
        assert len(names(tmp_path)) == 60
        assert emu.ledger.connections_peak <= 9
