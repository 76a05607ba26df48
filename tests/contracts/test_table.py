"""The table that comes with the package: every row, every price, and how rows are read."""

from __future__ import annotations

import keyword
import re
from decimal import Decimal
from importlib import resources
from typing import Any

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Choice, Image, Param, Video, Whole, python_name
from runninghub_async.catalog.pricing import Price, PriceRow, estimate
from runninghub_async.catalog.table import Row, Table, builtin_table, read_rows
from runninghub_async.errors import ConfigError, UnknownModel

TABLE = builtin_table()
ROWS = list(TABLE)
PARAMS = [(row, param) for row in ROWS for param in row.params]
PATHS = """
vidu/image-to-video-q2-pro vidu/image-to-video-q2-pro-fast vidu/image-to-video-q2-turbo
vidu/image-to-video-q3-pro vidu/image-to-video-q3-pro-fast vidu/image-to-video-q3-turbo
vidu/reference-to-video-q2 vidu/reference-to-video-q2-pro vidu/reference-to-video-q3
vidu/reference-to-video-q3-mix vidu/start-end-to-video-q2-pro
vidu/start-end-to-video-q2-pro-fast vidu/start-end-to-video-q2-turbo
vidu/start-end-to-video-q3-pro vidu/start-end-to-video-q3-pro-fast
vidu/start-end-to-video-q3-turbo vidu/text-to-video vidu/text-to-video-q3-pro
vidu/text-to-video-q3-pro-fast vidu/text-to-video-q3-turbo
"""
by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
by_param = pytest.mark.parametrize(
    ("row", "param"), PARAMS, ids=[f"{row.path} {param.name}" for row, param in PARAMS]
)


def lines(name: str) -> list[bytes]:
    return resources.files("runninghub_async.catalog").joinpath(name).read_bytes().splitlines()


# -- rows ----------------------------------------------------------------------------------


def test_the_table_has_these_endpoints() -> None:
    assert sorted(row.path for row in ROWS) == PATHS.split()
    assert len(lines("endpoints.jsonl")) == len(TABLE) == 20
    assert repr(TABLE) == "<Table 20 endpoints>"


def test_no_two_endpoints_share_a_name_or_a_python_path() -> None:
    names = [name.casefold() for row in ROWS for name in row.names]
    assert len(names) == len(set(names))
    paths = [Definition(row).python_path for row in ROWS]
    assert len(paths) == len(set(paths))


@by_row
def test_a_row_leads_back_to_its_path_from_python(row: Row) -> None:
    assert row.path == f"{row.namespace}/{row.method.replace('_', '-')}"
    assert all(word.isidentifier() for word in (row.namespace, row.method))


@by_row
def test_a_row_has_what_people_look_for(row: Row) -> None:
    assert row.kind == "video"
    assert row.title.startswith("Vidu-")
    assert row.category
    assert row.sources
    assert row.params[0].name == "prompt"
    assert re.fullmatch(r"[\w.\-]+(/[\w.\-]+)*", row.path)


@by_row
def test_the_python_names_of_a_row_are_distinct_and_usable(row: Row) -> None:
    names = [param.python_name for param in row.params]
    assert len(names) == len(set(names)) == len({param.name for param in row.params})
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)


@by_param
def test_a_python_name_leads_back_to_the_wire_name(row: Row, param: Param) -> None:
    head, *tail = param.python_name.split("_")
    assert head + "".join(map(str.capitalize, tail)) == param.name


@by_param
def test_a_default_is_what_the_parameter_itself_would_send(row: Row, param: Param) -> None:
    if param.default is not None:
        sent = param.encode(param.default)
        assert (sent, type(sent)) == (param.default, type(param.default))


@by_param
def test_limits_make_sense(row: Row, param: Param) -> None:
    assert param.max_items is None or (param.many and param.max_items > 0)
    if isinstance(param, Choice):
        assert param.options
        assert len(param.options) == len(set(param.options))
        assert all(option == option.strip() != "" for option in param.options)
    if isinstance(param, Image | Video):
        assert param.accept
        assert all(one == one.upper() for one in param.accept)
        assert (param.max_mb or 0) > 0
    if isinstance(param, Whole):
        assert (param.min or 0) < (param.max or 1)
    if not param.required:
        assert param.name in {
            *("prompt", "imageUrls", "videos", "aspectRatio", "resolution", "duration"),
            *("movementAmplitude", "audio"),
        }


@by_row
def test_a_rule_speaks_of_parameters_that_there_are(row: Row) -> None:
    names = {param.name for param in row.params}
    for rule in row.rules:
        assert set(rule.params) <= names
        assert len(rule.params) > 1
        assert not any(param.required for param in row.params if param.name in rule.params)


@by_row
def test_a_row_is_written_the_way_it_is_read(row: Row) -> None:
    """No line of the file says anything that the row does not keep, or says it twice."""
    (line,) = (
        one for one in lines("endpoints.jsonl") if msgspec.json.decode(one)["path"] == row.path
    )
    assert msgspec.json.decode(msgspec.json.encode(row)) == msgspec.json.decode(line)


# -- finding -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "vidu/text-to-video",
        "/vidu/text-to-video/",
        " Vidu/Text-To-Video ",
        "Vidu-text-to-video-q2",
        "VIDU-TEXT-TO-VIDEO-Q2",
    ],
)
def test_a_row_is_found_by_path_and_title_in_any_case(name: str) -> None:
    assert TABLE.find(name).path == "vidu/text-to-video"


def made_up(path: str, **more: Any) -> Row:
    return Row(**{"path": path, "title": path.upper(), "kind": "video", **more})


def test_a_row_is_found_by_its_alias_but_a_path_outranks_it() -> None:
    table = Table([made_up("a/one", aliases=("old/one", "a/two")), made_up("a/two", kind="image")])
    assert table.find("OLD/one").path == "a/one"
    assert table.find("a/two").path == "a/two"


def test_an_unknown_name_is_refused_with_the_nearest_paths() -> None:
    with pytest.raises(UnknownModel) as caught:
        TABLE.find("vidu/text-to-vidio")
    assert caught.value.nearest[0] == "vidu/text-to-video"
    assert len(caught.value.nearest) == len(set(caught.value.nearest)) <= 3
    assert "did you mean vidu/text-to-video or" in str(caught.value)
    assert "unchecked=True" in str(caught.value)


def test_a_name_like_nothing_has_no_nearest() -> None:
    with pytest.raises(UnknownModel) as caught:
        TABLE.find("???")
    assert caught.value.nearest == ()


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("", None, 20),
        ("", "video", 20),
        ("", "image", 0),
        ("TURBO", None, 5),
        ("q3 turbo", None, 3),
        ("turbo q3", "video", 3),
        ("reference", None, 4),
        ("sora", None, 0),
    ],
)
def test_a_search_gives_the_rows_in_which_every_word_occurs(
    text: str, kind: Any, count: int
) -> None:
    found = TABLE.search(text, kind=kind)
    assert len(found) == count
    assert found == [row for row in ROWS if row in found]


# -- reading -------------------------------------------------------------------------------

GOOD = b'{"path":"a/b","title":"T","kind":"video"}'


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b'{"path":"a","title":"T","kind":"video","colour":1}', "unknown field `colour`"),
        (b'{"path":"a","title":"T"}', "missing required field `kind`"),
        (b'{"path":"a","title":"T","kind":"smell"}', r"Invalid enum value 'smell' - at `\$.kind`"),
        (
            b'{"path":"a","title":"T","kind":"video","params":[{"type":"bool","name":"x","max":3}]}',
            r"unknown field `max` - at `\$.params\[0\]`",
        ),
        (
            b'{"path":"a","title":"T","kind":"video","params":[{"type":"enum","name":"x"}]}',
            r"missing required field `options` - at `\$.params\[0\]`",
        ),
        (
            b'{"path":"a","title":"T","kind":"video","params":[{"type":"smell","name":"x"}]}',
            r"Invalid value 'smell' - at `\$.params\[0\].type`",
        ),
        (
            b'{"path":"a","title":"T","kind":"video","params":[{"type":"int","name":"x","min":"3"}]}',
            r"got `str` - at `\$.params\[0\].min`",
        ),
        (
            b'{"path":"a","title":"T","kind":"video","rules":[{"kind":"at_most_one","params":[]}]}',
            r"Invalid value 'at_most_one' - at `\$.rules\[0\].kind`",
        ),
        (b'{"path":"a",', "Input data was truncated"),
        (b"path: a", "malformed"),
        (b"[]", "Expected `object`"),
    ],
)
def test_a_line_that_is_no_row_is_refused_with_line_and_field(bad: bytes, says: str) -> None:
    with pytest.raises(ConfigError, match=says) as caught:
        read_rows(GOOD + b"\n\n" + bad + b"\n", origin="newer.jsonl")
    assert caught.value.setting == "newer.jsonl:3"


def test_a_line_that_is_no_text_is_refused_too() -> None:
    with pytest.raises(ConfigError, match=r"newer\.jsonl:1"):
        read_rows(GOOD.replace(b"T", b"\xff"), origin="newer.jsonl")


def test_blank_lines_are_no_rows() -> None:
    assert [row.path for row in read_rows(b"\n" + GOOD + b"\n \n", origin="x")] == ["a/b"]


@pytest.mark.parametrize(
    ("path", "namespace", "method"),
    [
        ("vidu/text-to-video", "vidu", "text_to_video"),
        ("a/b/c", "a", "b_c"),
        ("cinematic-video-generator", "cinematic_video_generator", ""),
    ],
)
def test_the_first_segment_is_the_namespace(path: str, namespace: str, method: str) -> None:
    row = made_up(path)
    assert (row.namespace, row.method) == (namespace, method)


# -- prices --------------------------------------------------------------------------------

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
    definition = Definition(TABLE.find(path))
    price = definition.estimate(definition.encode({"prompt": "a", **given}).body)
    assert price == Price(amount=Decimal(figure), currency="CNY", as_of="2026-04-29")


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
        ("vidu/image-to-video-q3-pro", {"resolution": "720p"}),
        ("vidu/image-to-video-q3-pro", {"resolution": "720p", "duration": "long"}),
        ("vidu/image-to-video-q3-pro", {"resolution": ["720p"], "duration": "5"}),
    ],
)
def test_a_combination_that_no_list_names_has_no_price(path: str, body: dict[str, Any]) -> None:
    assert estimate(path, body) is None


def test_a_price_shows_itself() -> None:
    price = Price(amount=Decimal("0.50"), currency="CNY", as_of="2026-04-29")
    assert str(price) == "0.50 CNY (2026-04-29)"
    assert str(msgspec.structs.replace(price, at_least=True)) == "from 0.50 CNY (2026-04-29)"


PRICES = [msgspec.json.decode(line, type=PriceRow) for line in lines("prices.jsonl")]


@pytest.mark.parametrize("price", PRICES, ids=lambda price: price.path)
def test_a_price_row_speaks_of_parameters_and_options_that_there_are(price: PriceRow) -> None:
    params = {param.name: param for param in TABLE.find(price.path).params}
    assert {*price.by, *filter(None, (price.times,))} <= set(params)
    assert bool(price.by) == bool(price.amounts) != bool(price.amount)
    combinations = [tuple(values) for *values, _ in price.amounts]
    assert len(combinations) == len(set(combinations))
    for *values, amount in price.amounts:
        assert isinstance(amount, str)  # a JSON number would not be exact
        assert Decimal(amount) > 0
        for name, value in zip(price.by, values, strict=True):
            assert params[name].encode(value) == value


@by_row
def test_every_endpoint_has_a_price_for_every_choice(row: Row) -> None:
    (price,) = (one for one in PRICES if one.path == row.path)
    expected = 1
    for name in price.by:
        (param,) = (one for one in row.params if one.name == name)
        assert isinstance(param, Choice)
        expected *= len(param.options)
    assert len(price.amounts) == expected


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b'{"path":"a","as_of":"2026","unit":"s"}', "unknown field `unit`"),
        (b'{"path":"a","as_of":"2026","amount":"cheap"}', "Invalid decimal"),
    ],
)
def test_a_line_that_is_no_price_is_refused(line: bytes, says: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=says):
        msgspec.json.decode(line, type=PriceRow)


def test_python_names_are_the_documented_ones() -> None:
    names = {python_name(param.name) for _, param in PARAMS}
    assert names == {
        *("prompt", "image_url", "image_urls", "first_image_url", "last_image_url", "videos"),
        *("duration", "resolution", "aspect_ratio", "style", "movement_amplitude"),
        *("audio", "bgm"),
    }
