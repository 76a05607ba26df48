"""`rh.models`: found when asked for, and newer endpoints from a file, called at once."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async import ConfigError, InvalidRequest, RunningHub, UnknownModel
from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Row, Table, builtin_table
from runninghub_async.models import Models, Namespace
from runninghub_async.tasks.endpoint import Endpoint

URL = "https://example.com/cat.png"
KNOWN = "vidu/reference-to-video-q2-pro"


def model(endpoint: str, *params: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        "class_name": "Made",
        "endpoint": endpoint,
        "output_type": "video",
        "name_en": f"The {endpoint}",
        "params": list(params),
    } | fields


PROMPT = {"fieldKey": "prompt", "type": "STRING", "required": True, "maxLength": 100}
SIZE = {"fieldKey": "imageSize", "type": "LIST", "options": ["1k", "2k"], "defaultValue": "1k"}
IMAGES = {"fieldKey": "imageUrls", "type": "IMAGE", "multipleInputs": True, "maxInputNum": 9}
NEW = model("brand-new/text-to-video", PROMPT, SIZE)


@pytest.fixture
def rh() -> RunningHub:
    """A client that is never opened."""
    return RunningHub("no-key", base_url="http://127.0.0.1:9")


@pytest.fixture
def registry(tmp_path: Path) -> Callable[..., Path]:
    def write(*models: dict[str, Any]) -> Path:
        file = tmp_path / "models_registry.json"
        file.write_text(json.dumps(models), encoding="utf-8")
        return file

    return write


# -- what is added -------------------------------------------------------------------------


async def test_a_new_endpoint_runs_at_once(
    emulated: Callable[..., Any], registry: Callable[..., Path]
) -> None:
    row = Row(path="brand-new/text-to-video", title="as they have it", kind="video", open=True)
    async with emulated(table=builtin_table().with_rows([row])) as (_, rh):
        with pytest.raises(UnknownModel):
            rh.model("brand-new/text-to-video")
        assert rh.models.load(registry(NEW)) == ["brand-new/text-to-video"]
        by_name = await rh.model("The brand-new/text-to-video")(prompt="a cat", image_size="2k")
        by_attribute = await rh.models.brand_new.text_to_video(prompt="a cat")
        assert by_name.outputs
        assert by_attribute.outputs


def test_a_new_endpoint_is_found_in_every_way(
    rh: RunningHub, registry: Callable[..., Path]
) -> None:
    count = len(rh.models)
    rh.models.load(str(registry(NEW, model("one-piece", PROMPT))))
    assert len(rh.models) == count + 2 == len(list(rh.models))
    assert {"brand_new", "one_piece", "vidu"} <= set(dir(rh.models))
    assert "text_to_video" in dir(rh.models.brand_new)
    assert repr(rh.models.brand_new) == "<Namespace rh.models.brand_new 1 endpoints>"
    assert rh.models.one_piece.path == "one-piece"
    assert rh.models.search("brand new")[0] is rh.model("Brand-New/Text-to-Video")
    body = rh.models.brand_new.text_to_video.check(prompt="a cat", image_size="2k")
    assert body == {"prompt": "a cat", "imageSize": "2k"}
    with pytest.raises(InvalidRequest, match="image_size='3k' is not allowed"):
        rh.models.brand_new.text_to_video.check(prompt="a cat", image_size="3k")


def test_a_known_endpoint_changes_and_keeps_what_the_registry_does_not_know(
    rh: RunningHub, registry: Callable[..., Path]
) -> None:
    space, held = rh.models.vidu, rh.models.vidu.reference_to_video_q2_pro
    assert rh.models.load(registry(model(KNOWN, PROMPT, IMAGES, SIZE))) == [KNOWN]
    endpoint = rh.models.vidu.reference_to_video_q2_pro
    assert endpoint is rh.model(KNOWN) is space.reference_to_video_q2_pro
    assert endpoint is not held
    assert "image_size" in endpoint.params
    assert "image_size" not in held.params
    assert endpoint.title == held.title
    assert endpoint.params["image_urls"].max_items == 9
    with pytest.raises(InvalidRequest, match="needs at least one of image_urls or videos"):
        endpoint.check(prompt="a cat")
    assert endpoint.check(prompt="a cat", image_urls=URL)["imageUrls"] == [URL]


def test_what_is_the_same_is_not_reported_and_not_rebuilt(
    rh: RunningHub, registry: Callable[..., Path]
) -> None:
    assert rh.models.load(registry(NEW)) == ["brand-new/text-to-video"]
    endpoint = rh.models.brand_new.text_to_video
    assert rh.models.load(registry(NEW)) == []
    assert rh.models.brand_new.text_to_video is endpoint
    longer = model("brand-new/text-to-video", PROMPT | {"maxLength": 200}, SIZE)
    assert rh.models.load(registry(longer)) == ["brand-new/text-to-video"]
    assert rh.models.brand_new.text_to_video is not endpoint


def test_rows_of_our_own_form_replace_the_known_ones(rh: RunningHub, tmp_path: Path) -> None:
    row = msgspec.structs.replace(builtin_table().find(KNOWN), rules=())
    file = tmp_path / "rows.jsonl"
    file.write_bytes(msgspec.json.encode(row) + b"\n")
    assert rh.models.load(file) == [KNOWN]
    assert rh.model(KNOWN).check(prompt="a cat") == {"prompt": "a cat"}


def test_one_clients_file_is_no_others(registry: Callable[..., Path]) -> None:
    one, other = (RunningHub("no-key", base_url="http://127.0.0.1:9") for _ in range(2))
    one.models.load(registry(NEW))
    with pytest.raises(UnknownModel):
        other.model("brand-new/text-to-video")
    with pytest.raises(UnknownModel):
        builtin_table().find("brand-new/text-to-video")


def test_a_path_of_one_segment_does_not_hide_a_namespace(
    rh: RunningHub, registry: Callable[..., Path]
) -> None:
    rh.models.load(registry(model("vidu", PROMPT)))
    assert isinstance(rh.models.vidu, Namespace)
    assert rh.models.vidu.text_to_video.path == "vidu/text-to-video"
    assert "" not in dir(rh.models.vidu)
    assert rh.model("vidu").path == "vidu"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "models_registry.json: cannot be read: No such file or directory"),
        (b"[", "models_registry.json: is no registry"),
        (
            json.dumps([NEW, model("b/c", PROMPT | {"type": "STRNG"})]).encode(),
            r"models_registry.json: models\[1\].params\[0\].type: 'STRNG' is not one of STRING",
        ),
    ],
)
def test_a_bad_file_adds_nothing(
    rh: RunningHub, tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "models_registry.json"
    if content is not None:
        file.write_bytes(content)
    count = len(rh.models)
    with pytest.raises(ConfigError, match=message):
        rh.models.load(file)
    assert len(rh.models) == count


# -- names ---------------------------------------------------------------------------------


def test_a_wrong_name_says_which_was_meant(rh: RunningHub) -> None:
    with pytest.raises(
        AttributeError, match=r"rh.models has no 'vido'; did you mean rh.models.vidu"
    ):
        rh.models.vido  # noqa: B018
    with pytest.raises(AttributeError, match=r"did you mean rh.models.vidu.text_to_video\?"):
        rh.models.vidu.text_to_vide  # noqa: B018


# -- nothing is read before it is needed ---------------------------------------------------


def test_the_table_is_read_at_first_use(rh: RunningHub) -> None:
    asked: list[int] = []

    def table() -> Table:
        asked.append(1)
        return builtin_table()

    models = Models(table, rh.models.find(KNOWN)._session)
    assert not hasattr(models, "__wrapped__")
    assert asked == []
    assert models.vidu.text_to_video.path == "vidu/text-to-video"
    assert models.find(KNOWN).path == KNOWN
    assert len(models) == len(builtin_table())
    assert repr(models) == f"<Models {len(models)} endpoints>"
    assert asked == [1]


def test_a_table_may_be_given_as_it_is(rh: RunningHub) -> None:
    row = builtin_table().find(KNOWN)
    models = Models(Table([row]), rh.models.find(KNOWN)._session)
    assert [one.path for one in models] == [KNOWN]
    assert isinstance(models.endpoint(row), Endpoint)
    assert models.endpoint(row).params.keys() == Definition(row).params.keys()


def test_copies_and_shells_may_ask_for_anything(rh: RunningHub) -> None:
    for thing in (rh.models, rh.models.vidu):
        assert copy.copy(thing).__class__ is thing.__class__
        assert not hasattr(thing, "__deepcopy__")
        assert not hasattr(thing.__class__.__new__(thing.__class__), "__wrapped__")
