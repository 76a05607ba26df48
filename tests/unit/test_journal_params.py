"""The identity of a job and the readable copy of its parameters."""

from __future__ import annotations

import enum
import io
import json
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.errors import InvalidRequest, UploadError
from runninghub_async.files.media import Local, MediaRule, Upload
from runninghub_async.journal.params import RECENT, RecentDigests, describe, reads_disk

CAT = b"\x89PNG a cat"


def fingerprint(params: Mapping[str, Any], endpoint: str = "vidu/clip") -> str:
    return describe(endpoint, params, {}).fingerprint


def shown(**params: Any) -> Any:
    return json.loads(describe("vidu/clip", params, {}).params)


class Size(enum.Enum):
    BIG = "big"


def test_the_fingerprint_is_the_same_in_every_process() -> None:
    # Were it to change, jobs of journals that exist would be refused as other ones.
    params = {"prompt": "a cat", "duration": 5, "tags": ["x", 1.5], "more": {"on": True}}
    expected = "360888b34323957a45ce6bd47bab2a771237d04eb42cc70764f43d7c70e8770c"
    assert fingerprint(params) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, {"a": 1, "b": None}),
        ({"a": 5}, {"a": "5"}),
        ({"a": 5.0}, {"a": 5}),
        ({"a": True}, {"a": "true"}),
        ({"a": (1, 2)}, {"a": [1, 2]}),
        ({"a": {2, 1, 3}}, {"a": {3, 2, 1}}),
        ({"a": Decimal("1.5")}, {"a": 1.5}),
        ({"a": Size.BIG}, {"a": "big"}),
        ({"a": CAT}, {"a": bytearray(CAT)}),
        ({"a": CAT}, {"a": memoryview(CAT)}),
        ({"a": CAT}, {"a": io.BytesIO(CAT)}),
    ],
)
def test_what_is_the_same_call_has_the_same_fingerprint(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": "x"}, {"a": ["x"]}),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        ({"a": ""}, {}),
        ({"a": 0}, {"a": ""}),
        ({"a": 1.5}, {"a": 1}),
        ({"a": "true"}, {"a": "True"}),
        ({"a": b"x"}, {"a": b"y"}),
        ({"a": "https://host/x?id=1"}, {"a": "https://host/x?id=2"}),
        ({"a": "data:image/png;base64,AAAA"}, {"a": "data:image/png;base64,AAAB"}),
        ({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}),
    ],
)
def test_what_is_another_call_has_another_fingerprint(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_the_endpoint_is_a_part_of_it() -> None:
    assert fingerprint({}, "vidu/clip") != fingerprint({}, "sora/clip")


def test_a_file_counts_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    here, there, other = (tmp_path / name for name in ("cat.png", "moved.png", "dog.png"))
    here.write_bytes(CAT)
    there.write_bytes(CAT)
    os.utime(there, (1, 1))
    other.write_bytes(b"\x89PNG a dog")
    assert fingerprint({"a": here}) == fingerprint({"a": there}) == fingerprint({"a": CAT})
    assert fingerprint({"a": here}) == fingerprint({"a": Local(there, MediaRule())})
    assert fingerprint({"a": here}) != fingerprint({"a": other})
    with here.open("rb") as file:
        assert fingerprint({"a": file}) == fingerprint({"a": here})
        assert file.seek(0) == 0


def test_an_upload_counts_by_its_content_and_not_by_its_signature() -> None:
    one = Upload(url="https://host/a.png?sign=1", sha256="ab")
    other = Upload(url="https://host/b.png?sign=2", sha256="ab")
    assert fingerprint({"a": one}) == fingerprint({"a": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Upload(url="", file_name="api/a.png"), Upload(url="", file_name="api/b.png")),
        (Upload(url="https://host/get?id=1"), Upload(url="https://host/get?id=2")),
        (
            Upload(url="https://host/1", file_name="a.png"),
            Upload(url="https://host/2", file_name="a.png"),
        ),
    ],
)
def test_uploads_of_unknown_content_are_kept_apart_by_all_that_names_them(
    one: Upload, other: Upload
) -> None:
    assert fingerprint({"a": one}) != fingerprint({"a": other})
    assert "id=" not in json.dumps(shown(a=one))  # the copy for people holds no query


def test_digests_of_any_number_of_files_take_bounded_room() -> None:
    digests = RecentDigests()
    for number in range(RECENT + 100):
        digests[f"/{number}.png", 1, 1] = "ab"
    assert len(digests) == RECENT
    assert ("/0.png", 1, 1) not in digests
    assert (f"/{RECENT + 99}.png", 1, 1) in digests


def test_a_file_that_many_jobs_use_is_read_once_until_it_changes(tmp_path: Path) -> None:
    cat = tmp_path / "cat.png"
    cat.write_bytes(CAT)
    digests: dict[tuple[str, int, int], str] = {}
    first = describe("x", {"a": cat}, digests)
    ((identity, _),) = digests.items()
    digests[identity] = "remembered"
    assert json.loads(describe("x", {"a": cat}, digests).params)["a"]["sha256"] == "remembered"
    os.utime(cat, (1, 1))
    assert describe("x", {"a": cat}, digests).fingerprint == first.fingerprint


def test_a_stream_that_can_be_read_once_is_left_for_the_upload() -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as file, os.fdopen(writer, "wb") as other:
        other.write(CAT)
        other.flush()
        assert "stream" in shown(a=file)["a"]
        assert os.read(reader, 100) == CAT


def test_the_copy_is_for_people_and_holds_neither_bytes_nor_signatures(tmp_path: Path) -> None:
    cat = tmp_path / "cat.png"
    cat.write_bytes(CAT)
    os.utime(cat, (7, 7))
    copy = shown(
        prompt="a cat? yes, https://in.a/prompt?stays=1",
        nothing=None,
        number=5,
        flag=True,
        images=["https://me:pw@host:81/x.png?sign=secret#secret", cat],
        data="data:image/png;base64,AAAA",
        asset="asset://123",
        upload=Upload(url="https://host/y.png?sign=secret"),
    )
    images = copy.pop("images")
    data = copy.pop("data")
    assert copy == {
        "prompt": "a cat? yes, https://in.a/prompt?stays=1",
        "number": 5,
        "flag": True,
        "asset": "asset://123",
        "upload": "https://host/y.png",
    }
    assert images[0] == "https://host:81/x.png"
    assert (images[1]["path"], images[1]["size"], images[1]["mtime"]) == (str(cat), 10, 7)
    assert (data["data"], data["size"]) == ("image/png;base64", 4)


def test_a_file_that_is_not_there_is_named_as_missing(tmp_path: Path) -> None:
    copy = shown(a=tmp_path / "none.png", b=Path("nul\x00l"))
    assert copy["a"] == {"path": str(tmp_path / "none.png"), "missing": "No such file or directory"}
    assert "missing" in copy["b"]


@pytest.mark.parametrize("value", [object(), io.StringIO("text"), "half a pair \ud800", 1 + 2j])
def test_what_cannot_be_written_down_is_refused(value: Any) -> None:
    with pytest.raises(InvalidRequest, match="cannot be written to the journal"):
        describe("vidu/clip", {"a": value}, {})


def test_a_parameter_without_an_end_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(InvalidRequest):
        describe("vidu/clip", {"a": endless}, {})


def test_media_that_cannot_be_read_is_an_upload_error(tmp_path: Path) -> None:
    with pytest.raises(UploadError):
        describe("vidu/clip", {"a": tmp_path}, {})


@pytest.mark.parametrize(
    ("value", "reads"),
    [
        ("https://host/x.png", False),
        ({"a": [1, "x", None]}, False),
        (Upload(url="https://host/x"), False),
        ({"a": [Path("x")]}, True),
        ({Path("x")}, True),
        (b"x", True),
        (io.BytesIO(b"x"), True),
        ("data:image/png;base64,AAAA", True),
    ],
)
def test_what_touches_the_disk_is_known_beforehand(value: Any, reads: bool) -> None:
    assert reads_disk(value) is reads
