"""What kind a task is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.tasks.kinds import history_key

PATH = "vidu/text-to-video-q3-pro"
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text())


def test_the_parameters_that_decide_a_duration_are_in_the_key() -> None:
    body = {"resolution": "720p", "duration": "5", "prompt": "cat", "seed": 7, "audio": True}
    assert history_key(PATH, body) == f"{PATH}?duration=5&resolution=720p"


def test_the_order_of_the_body_does_not_matter() -> None:
    body = {"steps": 20, "aspectRatio": "16:9", "offPeak": False}
    assert history_key(PATH, body) == history_key(PATH, dict(reversed(body.items())))


def test_nothing_that_decides_gives_the_endpoint_alone() -> None:
    assert history_key(PATH, {"prompt": "cat"}) == PATH


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("prompt", "cat"),
        ("negativePrompt", "dog"),
        ("seed", 5),
        ("noiseSeed", 5),
        ("imageUrl", "x.png"),
        ("imageUrls", ["x.png"]),
        ("webappId", "12"),
        ("voice_id", "anna"),
        ("id", 4),
        ("style", "https://x.test/a"),
        ("style", "a long text that nobody would call an option"),
        ("style", "two words"),
        ("style", "a&b=c"),
        ("style", ""),
        ("limit", 2_013_508_786_110_730_241),
        ("cfg", float("nan")),
        ("cfg", float("inf")),
        ("nodeInfoList", [{"fieldValue": 1}]),
        ("style", None),
    ],
)
def test_what_passes_or_is_private_is_not_in_the_key(name: str, value: object) -> None:
    assert history_key(PATH, {name: value}) == PATH


@pytest.mark.parametrize(
    ("name", "value"),
    [("width", 1280), ("guidance", 3.5), ("imageSize", "2K"), ("numImages", 4), ("hd", True)],
)
def test_a_small_value_is_in_the_key(name: str, value: object) -> None:
    assert history_key(PATH, {name: value}) == f"{PATH}?{name}={value}"


@given(body=st.dictionaries(st.text(max_size=30), VALUES, max_size=40))
def test_a_key_is_short_and_one_line_of_plain_text(body: dict[str, Any]) -> None:
    key = history_key(PATH, {f"p{n}": value for n, value in enumerate(body.values())})
    assert key.startswith(PATH)
    assert len(key) < 300
    assert "\n" not in key
    json.dumps(key)
