"""Search: what a person types, and what should come first."""

from __future__ import annotations

from typing import Any

import pytest

from runninghub_async.catalog.table import Row, Table, builtin_table

TABLE = builtin_table()


def found(text: str = "", **filters: Any) -> list[str]:
    return [row.path for row in TABLE.search(text, **filters)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("sora cheap image to video", "rhart-video-s/image-to-video"),
        ("cheap sora text-to-video", "rhart-video-s/text-to-video"),
        ("sora i2v cheapest", "rhart-video-s/image-to-video"),
        ("sora stable image to video", "rhart-video-s-official/image-to-video"),
        ("veo3.1 fast cheap text to video", "rhart-video-v3.1-fast/text-to-video"),
        ("vidu q3 turbo image to video", "vidu/image-to-video-q3-turbo"),
        ("VIDU Q3-TURBO text_to_video", "vidu/text-to-video-q3-turbo"),
        ("kling 2.6 pro motion control", "kling-v2.6-pro/motion-control"),
        ("nano banana pro edit cheap", "rhart-image-n-pro/edit"),
        ("seedream v4.5 text to image", "seedream-v4.5/text-to-image"),
        ("hunyuan image to 3d", "hunyuan3d-v3.1/image-to-3d"),
        ("lipsync", "kling-lip-sync/tts"),
        ("rhart-video-s/image-to-video", "rhart-video-s/image-to-video"),
    ],
)
def test_the_best_comes_first(text: str, first: str) -> None:
    assert found(text)[0] == first


@pytest.mark.parametrize(
    ("text", "all_hold"),
    [
        ("vidu", "vidu/"),
        ("viduu", "vidu/"),
        ("midjourney", "youchuan/"),
        ("suno", "suno"),
        ("seedream", "seedream"),
        ("motion control", "motion-control"),
    ],
)
def test_a_vendor_or_a_task_lists_its_own(text: str, all_hold: str) -> None:
    paths = found(text)
    assert paths
    if text != "motion control":
        assert all(all_hold in path for path in paths)
    assert [path for path in paths if all_hold in path] == paths[
        : sum(all_hold in p for p in paths)
    ]


def test_vidu_lists_all_of_vidu() -> None:
    assert set(found("vidu")) == {row.path for row in TABLE if row.namespace == "vidu"}
    assert len(found("vidu")) == 20


@pytest.mark.parametrize("text", ["zzqx", "qqqqq wwwww", "???", "视频"])
def test_nonsense_finds_nothing(text: str) -> None:
    assert found(text) == []


def test_no_text_lists_everything_in_the_tables_order() -> None:
    assert found() == [row.path for row in TABLE]
    assert found("   ") == found("the of a") == found()


@pytest.mark.parametrize(
    ("kind", "count"), [("video", 193), ("image", 89), ("audio", 32), ("3d", 28), ("text", 25)]
)
def test_a_kind_filters(kind: str, count: int) -> None:
    assert {row.kind for row in TABLE.search(kind=kind)} == {kind}  # type: ignore[arg-type]
    assert len(found(kind=kind)) == len(found(kind=kind.upper())) == count
    assert found("vidu", kind=kind) == (found("vidu") if kind == "video" else [])


@pytest.mark.parametrize("task", ["image-to-video", "image to video", "Image_To_Video"])
def test_a_task_filters_however_it_is_written(task: str) -> None:
    rows = TABLE.search(task=task)
    assert rows == TABLE.search(task="image-to-video")
    assert {row.path for row in TABLE if row.path.endswith("/image-to-video")} <= {
        row.path for row in rows
    }
    assert not any(row.path.endswith("/text-to-video") for row in rows)


@pytest.mark.parametrize("vendor", ["vidu", "Vidu", "google", "kling", "minimax"])
def test_a_vendor_filters_by_path_title_or_category(vendor: str) -> None:
    rows = TABLE.search(vendor=vendor)
    assert rows
    for row in rows:
        assert vendor.casefold() in " ".join([*row.names, *row.category]).casefold()
    assert TABLE.search(vendor="no such vendor") == []


def test_filters_add_up() -> None:
    paths = found("pro", kind="video", task="text-to-video", vendor="vidu")
    assert paths == ["vidu/text-to-video-q3-pro", "vidu/text-to-video-q3-pro-fast"]


@pytest.mark.parametrize("text", ["sora cheap image to video", "sora", "skyreels v4", "sora cheap"])
def test_a_deprecated_endpoint_comes_after_the_others_that_fit_as_well(text: str) -> None:
    rows = TABLE.search(text)
    assert any(row.deprecated for row in rows)
    first = next(place for place, row in enumerate(rows) if row.deprecated)
    assert first > 0


@pytest.mark.parametrize("row", list(TABLE), ids=lambda row: row.path)
def test_a_row_is_among_what_its_own_title_and_path_find(row: Row) -> None:
    assert row in TABLE.search(row.title)[:12]
    assert row in TABLE.search(row.path)[:12]


def test_a_table_of_ones_own_is_searched_too() -> None:
    mine = Row(path="acme/smell", title="Acme smell", kind="text", aliases=("odour maker",))
    assert Table([mine]).search("odour") == [mine]
    assert Table([mine]).search("odor") in ([mine], [])
    assert Table([]).search("anything") == []
