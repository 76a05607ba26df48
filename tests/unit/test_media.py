"""What counts as a media value, and what is refused before anything is uploaded."""

from __future__ import annotations

import base64
import gc
import hashlib
import http.client
import io
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.errors import UploadError
from runninghub_async.files.formats import sniff, surely_no
from runninghub_async.files.media import (
    MEBIBYTE,
    Local,
    MediaRefused,
    MediaRule,
    Upload,
    classify,
    guess_mime,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
JPG = b"\xff\xd8\xff\xe0" + bytes(12)
MP4 = b"\0\0\0\x18ftypisom" + bytes(8)
IMAGE = MediaRule(kind="image", accept=("JPG", "PNG"), max_mb=1)
ANY = MediaRule()
NOW = 1_000.0


def local(value: Any, rule: MediaRule = ANY) -> Local:
    found = classify(value, rule, NOW)
    assert isinstance(found, Local)
    return found


def refusal(act: Callable[[], Any]) -> MediaRefused:
    with pytest.raises(MediaRefused) as caught:
        act()
    return caught.value


def entry(directory: Any) -> Any:
    with os.scandir(directory) as entries:
        return next(entries)


# -- what it is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/cat.png",
        "http://example.com/cat",
        "HTTPS://EXAMPLE.COM/cat.png",
        "asset://a1b2",
    ],
)
def test_a_url_is_sent_as_it_is(url: str) -> None:
    assert classify(url, IMAGE, NOW) == url
    assert classify(f" {url}\n", IMAGE, NOW) == url


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path,
        lambda path: path.read_bytes(),
        lambda path: bytearray(path.read_bytes()),
        lambda path: memoryview(path.read_bytes()),
        lambda path: io.BytesIO(path.read_bytes()),
        lambda path: entry(path.parent),
        lambda path: entry(os.fsencode(path.parent)),
    ],
    ids=["Path", "bytes", "bytearray", "memoryview", "BytesIO", "DirEntry", "bytes DirEntry"],
)
def test_what_is_local_is_read_again_from_its_start_each_time(
    tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    found = local(make(path), IMAGE)
    found.inspect()
    for _ in range(2):
        with found.open() as file:
            assert file.read() == PNG
    assert found.digest() == (hashlib.sha256(PNG).hexdigest(), len(PNG))


def test_an_open_file_is_read_from_its_start_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    with path.open("rb") as file:
        file.read(5)
        found = local(file, IMAGE)
        assert found.name == "cat.png"
        with found.open() as again:
            assert again.read() == PNG


class Trickle:
    """A reader that cannot seek and gives less than it is asked for, as a pipe does."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int = -1, /) -> bytes:
        piece, self._data = self._data[:3], self._data[3:]
        return piece


def test_a_pipe_is_read_to_its_end() -> None:
    assert local(Trickle(PNG)).digest() == (hashlib.sha256(PNG).hexdigest(), len(PNG))


def test_a_big_stream_is_kept_on_disk_and_goes_away_with_its_owner(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    data = PNG * (9 * MEBIBYTE // len(PNG))
    found = local(io.BytesIO(data))
    assert found.digest() == (hashlib.sha256(data).hexdigest(), len(data))
    (spool,) = tmp_path.iterdir()
    assert spool.stat().st_size == len(data)
    del found
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_an_upload_is_its_url_until_its_day_is_over() -> None:
    upload = Upload(url="https://example.com/u.png", expires_at=NOW + 1)
    assert classify(upload, IMAGE, NOW) == upload.url
    assert classify(Upload(url=upload.url), IMAGE, NOW) == upload.url
    assert "has expired; upload the file again" in str(
        refusal(lambda: classify(upload, IMAGE, NOW + 1))
    )


@pytest.mark.parametrize("value", [5, 1.5, True, None, object(), {"url": "x"}, ["x"]])
def test_what_is_no_media_is_refused_with_what_is(value: object) -> None:
    error = refusal(lambda: classify(value, ANY, NOW))
    assert "is no media" in error.reason
    assert error.allowed == (
        *("an http(s) URL", "a Path", "bytes", "an open binary file", "an Upload"),
    )


@pytest.mark.parametrize("text", ["cat.png", "/home/me/cat.png", "C:\\cat.png", "file:///x", ""])
def test_a_path_as_text_is_refused_with_the_right_way(text: str) -> None:
    error = refusal(lambda: classify(text, ANY, NOW))
    assert f"for a local file give pathlib.Path({text!r})" in error.reason


def test_a_file_opened_as_text_is_refused_with_the_right_way(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_text("x")
    with path.open() as file:
        assert "open it with mode 'rb'" in refusal(lambda: classify(file, ANY, NOW)).reason
    with tempfile.NamedTemporaryFile("w+") as disguised:
        disguised.write("x")
        with pytest.raises(UploadError, match="open it with mode 'rb'"):
            local(disguised).inspect()


def test_a_reader_that_gives_no_bytes_is_an_upload_error() -> None:
    class Odd:
        def read(self, size: int = -1, /) -> None:
            return None

    class Closed(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("gone")

    with pytest.raises(UploadError, match=r"its read\(\) gave NoneType, not bytes"):
        local(Odd()).digest()
    with pytest.raises(UploadError, match="gone"):
        local(Closed()).open()


@pytest.mark.parametrize("error", [http.client.IncompleteRead(b""), EOFError("x"), KeyError("x")])
@pytest.mark.parametrize("method", ["read", "seek"])
def test_whatever_an_open_file_raises_is_an_upload_error_that_names_it(
    method: str, error: Exception
) -> None:
    class Broken(io.BytesIO):
        pass

    def fail(*_: object) -> None:
        raise error

    setattr(Broken, method, fail)
    with pytest.raises(UploadError, match=type(error).__name__) as caught:
        local(Broken()).inspect()
    assert caught.value.__cause__ is error


# -- data URIs -----------------------------------------------------------------------------


def uri(data: bytes, mime: str = "image/png") -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("mime", ["image/png", "IMAGE/PNG", "application/octet-stream", ""])
def test_a_data_uri_is_sent_as_it_is(mime: str) -> None:
    assert classify(uri(PNG, mime), IMAGE, NOW) == uri(PNG, mime)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (uri(MP4, "video/mp4"), "is a data URI of kind video, not image"),
        (uri(b""), "the data URI is empty"),
        ("data:image/png;base64", "the data URI is empty"),
        (uri(bytes(MEBIBYTE + 3)), "the data URI has 1.0 MiB, more than 1 MB"),
    ],
)
def test_a_data_uri_that_does_not_fit_is_refused(text: str, reason: str) -> None:
    assert refusal(lambda: classify(text, IMAGE, NOW)).reason == reason


# -- looking at files ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("clip.mp4", MP4, "clip.mp4 is a MP4 file"),
        ("clip.png", MP4, "clip.png is a MP4 file"),
        ("notes.txt", b"hello", "notes.txt is a TXT file"),
        ("cat.png", b"", "cat.png is empty"),
        ("cat.png", PNG + bytes(2 * MEBIBYTE), "cat.png has 2.0 MiB, more than 1 MB"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(local(path, IMAGE).inspect).reason == reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cat.png", PNG),
        ("cat.jpg", PNG),  # the content outranks the name
        ("cat.jpeg", JPG),
        ("cat", PNG),
        ("cat.bin", JPG),
        ("cat.JPG", b"no magic at all"),
        ("cat", b"no magic and no suffix: the service shall judge"),
        ("cat.png", PNG + bytes(MEBIBYTE - len(PNG))),
    ],
)
def test_a_file_that_fits_is_taken(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    local(path, IMAGE).inspect()


def test_bytes_are_looked_at_too() -> None:
    local(PNG, IMAGE).inspect()
    assert refusal(local(MP4, IMAGE).inspect).reason == f"{len(MP4)} bytes is a MP4 file"
    assert refusal(local(b"", IMAGE).inspect).reason == "0 bytes is empty"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("absent.png", "does not exist"),
        (".", "is not a file but a directory"),
        ("/dev/null", "is not a file but a device"),
        ("x" * 5000, "File name too long"),
        ("nul\0.png", "does not exist"),
    ],
)
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, where: str, says: str) -> None:
    assert says in refusal(local(tmp_path / where, IMAGE).inspect).reason


def test_a_closed_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    file = path.open("rb")
    file.close()
    assert "is a closed file" in refusal(lambda: local(file)).reason


def test_a_pipe_is_refused_before_it_blocks(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a file but a pipe" in refusal(local(tmp_path / "pipe").inspect).reason


@pytest.mark.parametrize(
    ("kind", "format", "no"),
    [
        ("image", "PY", True),
        ("image", "MP4", True),
        ("image", "GIF", False),
        ("image", "ZIP", False),
        ("audio", "PNG", True),
        ("audio", "MP4", False),
        ("video", "MP3", True),
        ("video", "OGG", False),
        ("video", "GIF", False),
        ("video", "TS", False),
        ("hologram", "PY", False),
        ("", "PY", False),
    ],
)
def test_a_format_rules_a_kind_out_only_where_that_is_sure(
    kind: str, format: str, no: bool
) -> None:
    assert surely_no(kind, format) is no


@pytest.mark.parametrize(
    ("name", "stem"), [("ink wash.safetensors", "ink wash"), ("no ending", "no ending")]
)
def test_a_stem_is_of_a_file_with_a_name(tmp_path: Path, name: str, stem: str) -> None:
    (tmp_path / name).write_bytes(PNG)
    with (tmp_path / name).open("rb") as file, tempfile.TemporaryFile() as nameless:
        assert local(tmp_path / name).stem == local(file).stem == stem
        assert local(PNG).stem == local(nameless).stem == local(io.BytesIO(PNG)).stem == ""


def test_a_file_that_vanishes_is_an_upload_error(tmp_path: Path) -> None:
    with pytest.raises(UploadError, match="No such file"):
        local(tmp_path / "absent.png").open()


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (PNG, "PNG"),
        (JPG, "JPG"),
        (b"GIF89a", "GIF"),
        (b"BM\x00\x00", "BMP"),
        (b"II*\x00", "TIFF"),
        (b"MM\x00*", "TIFF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"RIFF\0\0\0\0WAVEfmt ", "WAV"),
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"RIFF\0\0\0\0????", None),
        (MP4, "MP4"),
        (b"\0\0\0\x14ftypqt  ", "MOV"),
        (b"\0\0\0\x1cftypM4A ", "M4A"),
        (b"\0\0\0\x1cftypheic", "HEIC"),
        (b"\0\0\0\x1cftypavif", "AVIF"),
        (b"\x1aE\xdf\xa3" + bytes(20) + b"matroska", "MKV"),
        (b"\x1aE\xdf\xa3" + bytes(20) + b"webm", "WEBM"),
        (b"ID3\x04", "MP3"),
        (b"\xff\xfb\x90", "MP3"),
        (b"fLaC", "FLAC"),
        (b"OggS", "OGG"),
        (b"MThd", "MID"),
        (b"", None),
        (b"hello", None),
    ],
)
def test_the_first_bytes_show_the_format(head: bytes, name: str | None) -> None:
    assert sniff(head) == name


@given(st.binary(max_size=80))
def test_any_bytes_have_a_format_or_none(head: bytes) -> None:
    found = sniff(head)
    assert found is None or found.isalnum()


@pytest.mark.parametrize(
    ("name", "head", "accept"),
    [
        ("voice.m4a", MP4, "M4A"),  # many programs write no brand of their own
        ("clip.m4v", MP4, "M4V"),
        ("clip.webm", b"\x1aE\xdf\xa3" + bytes(20) + b"webm", "WEBM"),
        ("cat.jpg", JPG, "JPEG"),
        ("cat.tif", b"II*\x00", "TIFF"),
    ],
)
def test_a_format_goes_by_more_than_one_name(
    tmp_path: Path, name: str, head: bytes, accept: str
) -> None:
    path = tmp_path / name
    path.write_bytes(head + bytes(40))
    local(path, MediaRule(accept=(accept,))).inspect()


@pytest.mark.parametrize(
    ("source", "name"),
    [(PNG, "abcdefabcdefabcd.png"), (b"?", "abcdefabcdefabcd.bin")],
)
def test_the_service_sees_the_hash_and_the_true_extension(source: bytes, name: str) -> None:
    assert local(source).upload_name("abcdef" * 10) == name


def test_a_name_never_shows_the_whole_path(tmp_path: Path) -> None:
    assert local(tmp_path / "cat.png").name == "cat.png"
    assert repr(local(tmp_path / "cat.png")) == "<Local cat.png>"
    with tempfile.TemporaryFile() as file:  # its name is a number
        assert local(file).name == "an open file"


def test_the_same_file_has_the_same_fingerprint_until_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(PNG)
    before = local(path).fingerprint()
    assert local(path).fingerprint() == before
    path.write_bytes(PNG + b"!")
    assert local(path).fingerprint() != before
    assert local(PNG).fingerprint() is None


@pytest.mark.parametrize(
    ("name", "mime"),
    [("a.png", "image/png"), ("a.mp4", "video/mp4"), ("a.bin", "application/octet-stream")],
)
def test_a_name_has_a_mime_type(name: str, mime: str) -> None:
    assert guess_mime(name) == mime


def test_an_open_file_that_many_calls_use_at_once_is_whole_for_each(tmp_path: Path) -> None:
    path = tmp_path / "big.bin"
    path.write_bytes(bytes(range(256)) * 40_000)
    for _ in range(5):
        with path.open("rb") as file, ThreadPoolExecutor(16) as pool:
            locals_ = [classify(file, MediaRule(), NOW) for _ in range(32)]
            digests = set(pool.map(lambda one: one.digest(), locals_))
        assert len(digests) == 1
        assert digests.pop()[1] == path.stat().st_size
