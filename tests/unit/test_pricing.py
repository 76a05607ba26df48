"""Local price estimates: the listed figure, exactly, and never a guess."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.pricing import Price, PriceRow, estimate, price_range
from runninghub_async.catalog.table import builtin_table

URL = "https://example.com/cat.png"
#: Endpoint, what is given, and the figure of the official price summary.
FIGURES = [
    ("vidu/text-to-video", {}, "0.77"),
    ("vidu/text-to-video", {"resolution": "540p", "duration": 1}, "0.22"),
    ("vidu/text-to-video", {"resolution": "1080p", "duration": 10}, "2.41"),
    ("vidu/image-to-video-q2-pro", {"image_url": URL, "resolution": "1080p"}, "2.52"),
    ("vidu/image-to-video-q2-turbo", {"image_url": URL, "duration": 7}, "1.31"),
    ("vidu/image-to-video-q3-pro", {"image_url": URL, "resolution": "360p"}, "1.55"),
    ("vidu/image-to-video-q3-pro", {"image_url": URL, "resolution": "2k", "duration": 16}, "17.44"),
    ("vidu/image-to-video-q3-pro-fast", {"image_url": URL}, "2.30"),
    ("vidu/image-to-video-q3-turbo", {"image_url": URL, "duration": 3}, "0.81"),
    ("vidu/reference-to-video-q2", {"image_urls": URL}, "2.52"),
    ("vidu/reference-to-video-q2-pro", {"image_urls": URL}, "1.09"),
    ("vidu/reference-to-video-q3", {"image_urls": URL, "duration": 16}, "7.04"),
    ("vidu/reference-to-video-q3-mix", {"image_urls": URL, "resolution": "1080p"}, "3.30"),
    (
        "vidu/start-end-to-video-q2-pro-fast",
        {"first_image_url": URL, "last_image_url": URL, "duration": 8},
        "0.53",
    ),
    ("vidu/text-to-video-q3-pro-fast", {"duration": 1}, "0.46"),
]


@pytest.mark.parametrize(("path", "given", "figure"), FIGURES)
def test_an_estimate_is_the_listed_figure_exactly(
    path: str, given: dict[str, Any], figure: str
) -> None:
    definition = Definition(builtin_table().find(path))
    price = definition.estimate(definition.encode({"prompt": "a", **given}).body)
    expected = Price(amount=Decimal(figure), currency="CNY", unit="call", as_of="2026-04-29")
    assert price == expected


@pytest.mark.parametrize("seconds", range(1, 17))
def test_a_price_per_second_is_multiplied_exactly(seconds: int) -> None:
    body = {"resolution": "2k", "duration": str(seconds)}
    price = estimate("vidu/image-to-video-q3-pro", body)
    assert price is not None
    assert price.amount == Decimal(109 * seconds) / 100


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("no/such-model", {}),
        ("vidu/text-to-video", {}),
        ("vidu/text-to-video", {"resolution": "8k", "duration": "5"}),
        ("vidu/text-to-video", {"resolution": "720p", "duration": 5}),
        ("vidu/image-to-video-q3-pro", {}),
        ("meshy6/text-to-3d", {"prompt": "a cat"}),
        ("vidu/image-to-video-q3-pro", {"resolution": ["720p"], "duration": "5"}),
    ],
)
def test_a_combination_that_no_list_names_has_no_price(path: str, body: dict[str, Any]) -> None:
    assert estimate(path, body) is None


@pytest.mark.parametrize("seconds", [{}, {"duration": "auto"}, {"duration": "0"}, {"duration": -1}])
def test_a_price_of_a_unit_stays_one_when_the_call_does_not_tell_how_many(
    seconds: dict[str, Any],
) -> None:
    price = estimate("vidu/image-to-video-q3-pro", {"resolution": "720p", **seconds})
    assert price is not None
    assert price.unit == "second"
    assert price.amount == estimate_of_one_second("720p")


def estimate_of_one_second(resolution: str) -> Decimal:
    body = {"resolution": resolution, "duration": "1"}
    price = estimate("vidu/image-to-video-q3-pro", body)
    assert price is not None
    return price.amount


@pytest.mark.parametrize(
    ("path", "body", "amount", "unit"),
    [
        ("alibaba/qwen-image-2.0/text-to-image", {}, "0.13", "image"),
        ("kling-lip-sync/lip-sync-video", {}, "0.35", "5s"),
        ("rhart-audio/text-to-audio/speech-02-hd", {"text": "hello"}, "0.31", "1k_chars"),
    ],
)
def test_a_price_of_a_unit_says_of_which(
    path: str, body: dict[str, Any], amount: str, unit: str
) -> None:
    price = estimate(path, body)
    assert price is not None
    assert (price.amount, price.unit) == (Decimal(amount), unit)


def test_a_price_of_one_item_is_multiplied_by_how_many_are_wanted() -> None:
    one = estimate("seedream-v4/text-to-image", {"maxImages": 1})
    four = estimate("seedream-v4/text-to-image", {"maxImages": 4})
    unknown = estimate("seedream-v4/text-to-image", {})
    assert one is not None
    assert four is not None
    assert unknown is not None
    assert (one.unit, four.unit, unknown.unit) == ("call", "call", "item")
    assert one.amount == four.amount / 4 == unknown.amount


def test_the_services_defaults_count_where_the_body_leaves_them_to_it() -> None:
    definition = Definition(builtin_table().find("seedream-v4/text-to-image"))
    body = definition.encode({"prompt": "a cat"}).body
    assert "maxImages" not in body
    price = definition.estimate(body)
    assert price is not None
    assert price.unit == "call"


@pytest.mark.parametrize(
    ("unit", "at_least", "text"),
    [
        ("call", False, "0.50 CNY (2026-04-29)"),
        ("call", True, "from 0.50 CNY (2026-04-29)"),
        ("second", False, "0.50 CNY per second (2026-04-29)"),
        ("5s", False, "0.50 CNY per 5 seconds (2026-04-29)"),
        ("1k_chars", True, "from 0.50 CNY per 1,000 characters (2026-04-29)"),
        ("item", False, "0.50 CNY per item (2026-04-29)"),
    ],
)
def test_a_price_shows_itself(unit: str, at_least: bool, text: str) -> None:
    price = Price(
        amount=Decimal("0.50"), currency="CNY", unit=unit, as_of="2026-04-29", at_least=at_least
    )
    assert str(price) == text


def test_a_range_spans_all_listed_prices_and_names_what_multiplies_them() -> None:
    found = price_range("vidu/text-to-video")
    assert found is not None
    low, high, times = found
    assert (low.amount, high.amount, times) == (Decimal("0.22"), Decimal("2.41"), None)
    images = price_range("seedream-v4/text-to-image")
    assert images is not None
    assert images[2] == "maxImages"
    assert price_range("meshy6/text-to-3d") is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"path":"a","as_of":"2026","units":"s"}', "unknown field `units`"),
        (b'{"path":"a","as_of":"2026","amount":"cheap"}', "Invalid decimal"),
    ],
)
def test_a_line_that_is_no_price_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=says):
        msgspec.json.decode(line, type=PriceRow)
