"""Uploads and downloads of the emulator, with plain httpx and raw sockets."""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from runninghub_async.catalog.params import Image
from runninghub_async.catalog.table import Row, Table
from runninghub_async.emulator import Emulator
from runninghub_async.emulator.multipart import FileField, MultipartError, boundary_of

UPLOAD = "/openapi/v2/media/upload/binary"
TABLE = Table([Row(path="acme/clip", title="Acme", kind="video")])


@asynccontextmanager
async def opened(**settings: Any) -> AsyncIterator[tuple[Emulator, httpx.AsyncClient]]:
    settings = {"table": TABLE, "time_scale": 0.0, **settings}
    async with (
        Emulator(**settings) as emu,
        httpx.AsyncClient(base_url=emu.base_url, trust_env=False) as http,
    ):
        yield emu, http


async def upload(
    emu: Emulator, http: httpx.AsyncClient, file: tuple[str, bytes, str], key: str | None = None
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {emu.api_key if key is None else key}"}
    response = await http.post(UPLOAD, files={"file": file}, headers=headers)
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


async def make_clip(emu: Emulator, http: httpx.AsyncClient) -> str:
    headers = {"Authorization": f"Bearer {emu.api_key}"}
    response = await http.post("/openapi/v2/acme/clip", json={}, headers=headers)
    return str(response.json()["results"][0]["url"])


# -- uploads ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 1000, 3_000_000])
async def test_an_upload_comes_back_byte_for_byte(size: int) -> None:
    content = bytes(n * 7 % 251 for n in range(1000)) * (size // 1000) or b"x"
    async with opened() as (emu, http):
        answer = await upload(emu, http, ("cat.png", content, "image/png"))
        data = answer["data"]
        sha256 = hashlib.sha256(content).hexdigest()
        assert (answer["code"], answer["message"]) == (0, "success")
        assert data["type"] == "image"
        assert data["size"] == str(len(content))
        assert data["fileName"] == f"openapi/{sha256}.png"
        assert data["download_url"] == f"{emu.base_url}/input/openapi/{sha256}.png"
        response = await http.get(data["download_url"])
    assert response.content == content
    assert response.headers["content-type"] == "image/png"
    assert emu.ledger.bytes_uploaded == emu.ledger.bytes_downloaded == len(content)
    assert emu.ledger.downloads == 1


async def test_the_same_content_has_the_same_url_however_often_it_comes() -> None:
    async with opened() as (emu, http):
        one = await upload(emu, http, ("a.png", b"cat", "image/png"))
        two = await upload(emu, http, ("b.png", b"cat", "image/png"))
        other = await upload(emu, http, ("c.png", b"dog", "image/png"))
    assert one == two != other
    assert (emu.ledger.uploads, emu.ledger.distinct_uploads) == (3, 2)
    assert set(emu.ledger.upload_hashes.values()) == {1, 2}


@pytest.mark.parametrize(
    ("name", "mime", "kind", "suffix"),
    [
        ("a.MP4", "", "video", ".mp4"),
        ("a.wav", "application/octet-stream", "audio", ".wav"),
        ("nameless", "image/jpeg", "image", ".jpg"),
        ("many.zip", "application/zip", "zip", ".zip"),
        ("../../etc/passwd", "", "file", ""),
    ],
)
async def test_an_upload_is_typed_by_its_name_else_by_its_mime_type(
    name: str, mime: str, kind: str, suffix: str
) -> None:
    async with opened() as (emu, http):
        data = (await upload(emu, http, (name, b"x", mime)))["data"]
    assert data["type"] == kind
    assert data["fileName"] == f"openapi/{hashlib.sha256(b'x').hexdigest()}{suffix}"


async def test_both_kinds_of_key_may_upload_and_nobody_else() -> None:
    async with opened() as (emu, http):
        file = ("a.png", b"cat", "image/png")
        assert (await upload(emu, http, file, emu.consumer_key))["code"] == 0
        answer = await upload(emu, http, file, "nobody")
    assert (answer["code"], answer["data"]) == (401, None)
    assert answer["message"].startswith("ApiKey verification failed")
    assert emu.ledger.uploads == 1


async def test_an_upload_over_the_limit_is_809_and_not_kept() -> None:
    async with opened(max_upload=2_000_000) as (emu, http):
        answer = await upload(emu, http, ("a.mp4", bytes(2_000_001), "video/mp4"))
        assert answer["code"] == 809
        assert (await upload(emu, http, ("a.mp4", bytes(2_000_000), "video/mp4")))["code"] == 0
    assert emu.ledger.uploads == 1


async def test_an_upload_that_is_no_form_with_a_file_is_301() -> None:
    async with opened() as (emu, http):
        headers = {"Authorization": f"Bearer {emu.api_key}"}
        form = "multipart/form-data; boundary=b"
        for content_type, body in (
            ("application/json", b"{}"),
            ("multipart/form-data", b"--b--\r\n"),
            (form, b"--b--\r\n"),
            (form, b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\ncut of'),
            (form, b'--b\r\nContent-Disposition: form-data; name="other"\r\n\r\nx\r\n--b--\r\n'),
            (form, b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n\r\n--b--\r\n'),
        ):
            response = await http.post(
                UPLOAD, content=body, headers={**headers, "Content-Type": content_type}
            )
            assert response.json()["code"] == 301, body
        assert (await http.get(UPLOAD, headers=headers)).json()["code"] == 1009
    assert emu.ledger.uploads == 0


async def test_a_client_that_leaves_in_the_middle_of_an_upload_leaves_nothing_behind() -> None:
    async with opened() as (emu, _):
        _, writer = await asyncio.open_connection(*emu.address)
        head = (
            f"POST {UPLOAD} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {emu.api_key}\r\n"
            "content-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n"
            '--b\r\ncontent-disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'
        )
        writer.write(head.encode() + bytes(3_000_000))
        await writer.drain()
        writer.transport.abort()
        await emu.ledger.until(
            lambda ledger: ledger.connections_opened and not ledger.connections_open
        )
    assert emu.ledger.uploads == 0


# -- the legacy upload ------------------------------------------------------------------------


LEGACY = "/task/openapi/upload"


async def legacy(
    emu: Emulator, http: httpx.AsyncClient, file: tuple[str, bytes, str], **form: str
) -> dict[str, Any]:
    fields = {"apiKey": emu.api_key, "fileType": "input", **form}
    response = await http.post(LEGACY, data=fields, files={"file": file})
    assert response.status_code == 200
    answer: dict[str, Any] = response.json()
    return answer


async def test_a_legacy_upload_is_named_for_nodes_and_has_no_url() -> None:
    sha256 = hashlib.sha256(b"cat").hexdigest()
    async with opened() as (emu, http):
        answer = await legacy(emu, http, ("cat.png", b"cat", "image/png"))
        zipped = await legacy(emu, http, ("many.zip", b"cat", "application/zip"))
        response = await http.get(f"/input/openapi/{sha256}.png")
    assert (answer["code"], answer["msg"]) == (0, "success")
    assert answer["data"] == {"fileName": f"api/{sha256}.png", "fileType": "input"}
    assert zipped["data"]["fileName"] == f"api/{sha256}"
    assert response.status_code == 404
    assert (emu.ledger.uploads, emu.ledger.distinct_uploads) == (2, 1)


async def test_the_key_of_a_legacy_upload_may_come_behind_the_file() -> None:
    async with opened() as (emu, http):
        form = (
            b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\ncat\r\n'
            b'--b\r\ncontent-disposition: form-data; name="fileType"\r\n\r\nimage\r\n'
            b'--b\r\ncontent-disposition: form-data; name="apiKey"\r\n\r\n'
            + emu.consumer_key.encode()
            + b"\r\n--b--\r\n"
        )
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = (await http.post(LEGACY, content=form, headers=headers)).json()
    assert answer["data"]["fileType"] == "image"


async def test_a_legacy_upload_is_refused_with_platform_numbers() -> None:
    file = ("a.png", b"cat", "image/png")
    async with opened() as (emu, http):
        assert (await legacy(emu, http, file, apiKey="nobody"))["code"] == 802
        assert (await legacy(emu, http, file, fileType="nonsense"))["code"] == 301
        assert (await legacy(emu, http, file, apiKey="x" * 5000))["code"] == 301
        large = ("a.mp4", bytes(30 * 1024 * 1024 + 1), "video/mp4")
        assert (await legacy(emu, http, large))["code"] == 809
        bearer = {"Authorization": f"Bearer {emu.api_key}"}
        response = await http.post(LEGACY, files={"file": file}, headers=bearer)
        assert response.json()["code"] == 802
        assert (await http.post(LEGACY, json={"apiKey": emu.api_key})).json()["code"] == 301
        assert (await http.get(LEGACY)).json()["code"] == 412
    assert emu.ledger.uploads == 0


# -- expiry -----------------------------------------------------------------------------------


async def test_the_urls_of_files_die_and_the_same_upload_brings_one_back() -> None:
    now = 0.0
    table = Table([Row(path="acme/clip", title="Acme", kind="video")])
    async with opened(clock=lambda: now, expire_after=100.0, table=table) as (emu, http):
        file = ("a.png", b"cat", "image/png")
        upload_url = (await upload(emu, http, file))["data"]["download_url"]
        result_url = await make_clip(emu, http)
        for now, status in ((99.9, 200), (100.0, 404)):  # noqa: B007  (the clock reads it)
            for url in (upload_url, result_url):
                response = await http.get(url)
                assert response.status_code == status
        assert b"NoSuchKey" in response.content
        assert (await upload(emu, http, file))["data"]["download_url"] == upload_url
        assert (await http.get(upload_url)).status_code == 200
        assert (await http.get(result_url)).status_code == 404


async def test_an_expired_upload_is_no_input_of_a_model_any_more() -> None:
    now = 0.0
    row = Row(path="acme/move", title="Acme", kind="video", params=(Image(name="imageUrl"),))
    async with opened(clock=lambda: now, table=Table([row])) as (emu, http):
        url = (await upload(emu, http, ("a.png", b"cat", "image/png")))["data"]["download_url"]
        headers = {"Authorization": f"Bearer {emu.api_key}"}
        codes = []
        for day in (0, 1):
            now = day * 86400.0
            response = await http.post(
                "/openapi/v2/acme/move", json={"imageUrl": url}, headers=headers
            )
            codes.append(response.json()["errorCode"])
    assert codes == ["", "1013"]


def everything(directory: Path) -> list[Path]:
    return list(directory.rglob("*"))


async def test_large_uploads_leave_the_disk_when_the_emulator_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    async with opened() as (emu, http):
        for _ in range(2):
            await upload(emu, http, ("a.mp4", bytes(2_000_000), "video/mp4"))
        assert len(everything(tmp_path)) == 2  # a directory with one content in it
    assert not everything(tmp_path)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


@pytest.mark.parametrize("content", [b"", b"x", b"\r\n--", b"\r\n--b", b"a\r\n--c\r\n" * 5])
def test_a_form_is_read_the_same_however_it_is_cut(content: bytes) -> None:
    form = (
        b"preamble\r\n--bound\r\n"
        b'Content-Disposition: form-data; name="fileType"\r\n\r\ninput\r\n--bound\r\n'
        b'content-disposition: form-data; name="file"; filename="a b.png"\r\n'
        b"Content-Type: image/png; x=y\r\n\r\n" + content + b"\r\n--bound--\r\nepilogue"
    )
    for size in range(1, len(form) + 1):
        read = bytearray()
        field = FileField("file", b"bound", read.extend)
        for piece in pieces(form, size):
            field.feed(piece)
        field.close()
        assert (bytes(read), field.file_name, field.mime) == (content, "a b.png", "image/png")
        assert field.texts == {"fileType": "input"}


def test_a_form_reader_holds_back_no_more_than_a_delimiter() -> None:
    written: list[int] = []
    field = FileField("file", b"bound", lambda piece: written.append(len(piece)))
    field.feed(b'--bound\r\ncontent-disposition: form-data; name="file"\r\n\r\n')
    for _ in range(50):
        field.feed(bytes(1000))
    assert sum(written) == 50_000 - len(b"\r\n--bound")


def test_an_endless_text_field_is_refused() -> None:
    field = FileField("file", b"bound", lambda piece: None)
    field.feed(b'--bound\r\ncontent-disposition: form-data; name="apiKey"\r\n\r\n')
    with pytest.raises(MultipartError, match="apiKey"):
        field.feed(bytes(50_000))


def test_endless_headers_are_refused() -> None:
    field = FileField("file", b"bound", lambda piece: None)
    with pytest.raises(MultipartError, match="too long"):
        field.feed(b"--bound\r\n" + b"x: y\r\n" * 10_000)


def test_a_boundary_may_be_quoted() -> None:
    assert boundary_of('multipart/form-data; boundary="a b"; charset=utf-8') == b"a b"
    with pytest.raises(MultipartError):
        boundary_of("multipart/mixed; boundary=x")


# -- downloads --------------------------------------------------------------------------------


async def test_a_result_is_a_real_clip_and_needs_no_key() -> None:
    async with opened() as (emu, http):
        url = await make_clip(emu, http)
        response = await http.get(url)
    assert response.status_code == 200
    assert response.content[4:8] == b"ftyp"
    assert int(response.headers["content-length"]) == len(response.content) < 50_000
    assert response.headers["content-type"] == "video/mp4"
    assert emu.ledger.keys_leaked_to_storage == 0
    assert emu.ledger.downloads_by_path == {httpx.URL(url).path: 1}


async def test_a_key_sent_to_the_storage_is_noticed() -> None:
    async with opened() as (emu, http):
        url = await make_clip(emu, http)
        await http.get(url, headers={"Authorization": f"Bearer {emu.api_key}"})
        await http.get(emu.base_url + "/output/nothing.mp4", headers={"Authorization": "x"})
    assert emu.ledger.keys_leaked_to_storage == 2


async def test_each_task_has_its_own_url_and_none_before_it_ends() -> None:
    now = 0.0
    async with opened(clock=lambda: now, time_scale=1.0) as (emu, http):
        headers = {"Authorization": f"Bearer {emu.api_key}"}
        for _ in range(2):
            await http.post("/openapi/v2/acme/clip", json={}, headers=headers)
        now = 1e4
        urls = []
        for task_id in emu.ledger.task_ids:
            response = await http.post(
                "/openapi/v2/query", json={"taskId": task_id}, headers=headers
            )
            urls.append(response.json()["results"][0]["url"])
        assert len(set(urls)) == 2
        now = 1.0
        assert (await http.get(urls[0])).status_code == 404
        now = 1e4
        assert (await http.get(urls[0])).status_code == 200
        assert (await http.get(urls[0] + ".bak")).status_code == 404
        assert (await http.get(urls[0].replace("/output", "/input/openapi"))).status_code == 404


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=100-", 100, None),
        ("bytes=-7", -7, None),
        ("bytes=5-99999999", 5, None),
    ],
)
async def test_a_range_is_answered_with_206_and_that_part(
    wanted: str, start: int, end: int | None, large: bool
) -> None:
    content = bytes(n % 251 for n in range(1_500_000 if large else 1500))
    async with opened() as (emu, http):
        url = (await upload(emu, http, ("a.mp4", content, "video/mp4")))["data"]["download_url"]
        response = await http.get(url, headers={"Range": wanted})
    part = content[start:end]
    first = start % len(content)
    assert response.status_code == 206
    assert response.content == part
    assert response.headers["content-range"] == (
        f"bytes {first}-{first + len(part) - 1}/{len(content)}"
    )
    assert emu.ledger.range_requests == 1
    assert emu.ledger.bytes_downloaded == len(part)


async def test_a_range_beyond_the_end_is_416() -> None:
    async with opened() as (emu, http):
        url = (await upload(emu, http, ("a.png", b"12345", "image/png")))["data"]["download_url"]
        for wanted in ("bytes=5-", "bytes=9-12", "bytes=-0"):
            response = await http.get(url, headers={"Range": wanted})
            assert (response.status_code, response.content) == (416, b"")
            assert response.headers["content-range"] == "bytes */5"
        for nonsense in ("bytes=3-1", "lines=1-2", "bytes=-", "bytes=0-0,2-2"):
            response = await http.get(url, headers={"Range": nonsense})
            assert (response.status_code, response.content) == (200, b"12345")


async def test_a_range_counts_only_while_the_file_is_the_same() -> None:
    async with opened() as (emu, http):
        url = (await upload(emu, http, ("a.png", b"12345", "image/png")))["data"]["download_url"]
        etag = (await http.head(url)).headers["etag"]
        same = await http.get(url, headers={"Range": "bytes=1-", "If-Range": etag})
        other = await http.get(url, headers={"Range": "bytes=1-", "If-Range": '"old"'})
        known = await http.get(url, headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (206, b"2345")
    assert (other.status_code, other.content) == (200, b"12345")
    assert (known.status_code, known.content) == (304, b"")


async def test_head_tells_the_length_and_sends_nothing() -> None:
    async with opened() as (emu, http):
        url = await make_clip(emu, http)
        head = await http.head(url)
        body = await http.get(url)
        missing = await http.head(emu.base_url + "/output/nothing.mp4")
        posted = await http.post(url, content=b"x")
    assert head.content == b""
    assert head.headers["content-length"] == str(len(body.content))
    assert head.headers["accept-ranges"] == "bytes"
    assert (missing.status_code, posted.status_code) == (404, 405)
    assert emu.ledger.downloads == 1
