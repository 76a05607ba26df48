"""The table that comes with the package: every row, every price, and how rows are read."""

from __future__ import annotations

import itertools
import keyword
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from importlib import resources
from typing import Any

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import (
    Audio,
    Choice,
    Flag,
    Image,
    Object,
    Param,
    Real,
    Text,
    Video,
    Whole,
)
from runninghub_async.catalog.pricing import PriceRow, estimate
from runninghub_async.catalog.rules import (
    AtLeastOne,
    ExactlyOne,
    Excludes,
    MaxTotalItems,
    Together,
)
from runninghub_async.catalog.table import Row, Table, builtin_table, read_rows
from runninghub_async.catalog.values import Refused
from runninghub_async.errors import ConfigError, UnknownModel

TABLE = builtin_table()
ROWS = list(TABLE)
PARAMS = [(row, param) for row in ROWS for param in row.params]
#: Counted in the facts that the table is made from.
KINDS = {"video": 193, "image": 89, "audio": 32, "3d": 28, "text": 25}
ONE_SEGMENT = {
    "cinematic-video-generator",
    "kling-elements",
    "kling-elements-advanced",
    "pixverse-v5.5-effects",
    "pixverse-v5.5-transition",
}
#: Endpoints of which not all parameters are known.
OPEN = {
    "higgsfield/dop/image-to-video",
    "kling-v3.0-4k/motion-control",
    "marble-1.0/multi-image-to-world",
    "marble-1.1-plus/multi-image-to-world",
    "marble-1.1/multi-image-to-world",
    "pixverse-c1/reference-to-video",
    "rhart-video/ltx-2/text-to-video-lora",
}
#: Title that the docs list twice -> the endpoint that it means.
LISTED_TWICE = {
    "sora-2/image-to-video-channel-low-price": "rhart-video-s/image-to-video",
    "sora-2/image-to-video-pro-channel-low-price": "rhart-video-s/image-to-video-pro-deprecated",
    "sora-2/text-to-video-channel-low-price": "rhart-video-s/text-to-video",
    "sora-2/text-to-video-pro-channel-low-price": "rhart-video-s/text-to-video-pro-deprecated",
}
#: No price list names these.
UNPRICED = {
    "alibaba/wan-2.7/video-edit",
    "kling-v3.0-4k/motion-control",
    "meshy6/image-to-3d",
    "meshy6/text-to-3d",
    "rhart-video-s/image-to-video-deprecated",
    "rhart-video-s/image-to-video-pro",
    "rhart-video-s/text-to-video-deprecated",
    "rhart-video-s/text-to-video-pro",
    "rhart-video/ltx-2/text-to-video-lora",
    "rhart-video/sparkvideo-2.0/multimodal-video-star",
    "rhart-video/sparkvideo-2.0/multimodal-video-star-fast",
    "skyreels-v4/image-to-video",
    "skyreels-v4/text-to-video",
}
#: Endpoint -> choices of its price parameters that no list covers (all at 1080p for 10 s).
UNCOVERED = {
    "pixverse-v5.5-effects": 1,
    "pixverse-v5.5-transition": 1,
    "pixverse-v5.5/image-to-video": 4,
    "pixverse-v5.5/text-to-video": 4,
    "pixverse-v5.6/image-to-video": 2,
    "pixverse-v5.6/text-to-video": 2,
}
IN_DOCS = [row for row in ROWS if row.in_docs]
by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
by_param = pytest.mark.parametrize(
    ("row", "param"), PARAMS, ids=[f"{row.path} {param.name}" for row, param in PARAMS]
)


def lines(name: str) -> list[bytes]:
    return resources.files("runninghub_async.catalog").joinpath(name).read_bytes().splitlines()


URL = "https://example.com/cat.png"


# -- rows ----------------------------------------------------------------------------------


def test_the_table_has_these_endpoints() -> None:
    assert len(lines("endpoints.jsonl")) == len(TABLE) == 367
    assert [row.path for row in ROWS] == sorted(row.path for row in ROWS)
    assert Counter(row.kind for row in ROWS) == KINDS
    assert sum(row.deprecated for row in ROWS) == 11
    assert {row.path for row in ROWS if "/" not in row.path} == ONE_SEGMENT
    assert {row.path for row in ROWS if row.open} == OPEN
    assert repr(TABLE) == "<Table 367 endpoints>"


def test_the_docs_list_these_titles() -> None:
    titles = Counter(row.title for row in IN_DOCS)
    assert (len(IN_DOCS), len(titles)) == (225, 221)
    assert {title for title, count in titles.items() if count > 1} == set(LISTED_TWICE)


def test_no_two_endpoints_share_a_path_or_a_python_path() -> None:
    assert len({row.path.casefold() for row in ROWS}) == len(ROWS)
    assert len({Definition(row).python_path for row in ROWS}) == len(ROWS)
    spaces = {row.namespace for row in ROWS if row.method}
    assert spaces.isdisjoint(row.namespace for row in ROWS if not row.method)


def test_no_two_endpoints_share_another_name_but_for_the_titles_listed_twice() -> None:
    names = Counter(name for row in ROWS for name in {one.casefold() for one in row.names})
    assert {name for name, count in names.items() if count > 1} == set(LISTED_TWICE)


@by_row
def test_a_row_leads_back_to_its_path_from_python(row: Row) -> None:
    """One to one: no other path of the table has these two names."""
    same = [one for one in ROWS if (one.namespace, one.method) == (row.namespace, row.method)]
    assert same == [row]
    first, _, rest = row.path.partition("/")
    for name, wire in ((row.namespace, first), (row.method, rest)):
        assert name == "".join(one if one.isalnum() else "_" for one in wire)
        assert name.isidentifier() or (name, row.path) == ("", first)
        assert not keyword.iskeyword(name)


@by_row
def test_a_row_has_what_people_look_for(row: Row) -> None:
    assert row.title == row.title.strip() != ""
    assert row.sources
    assert re.fullmatch(r"[a-z0-9][\w.\-]*(/[\w.\-]+)*", row.path)
    assert row.params or row.open
    assert bool(row.category) or not row.in_docs
    assert not row.category or row.category[0] in {*KINDS, "other"}
    assert all(TABLE.find(path).path == path != row.path for path in row.superseded_by)
    assert set(row.extra_outputs) <= {"last_frame"}


@by_row
def test_the_python_names_of_a_row_are_distinct_and_usable(row: Row) -> None:
    names = [param.python_name for param in row.params]
    assert len(names) == len(set(names)) == len({param.name for param in row.params})
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)


@by_param
def test_a_python_name_leads_back_to_the_wire_name(row: Row, param: Param) -> None:
    head, *tail = param.python_name.split("_")
    camel = head + "".join(map(str.capitalize, tail))
    assert param.name in (param.python_name, camel, f"2##{camel}", f"3##{camel}")


def test_a_parameter_without_a_plain_wire_name_is_reachable() -> None:
    keys = {row.path: param.name for row, param in PARAMS if param.python is not None}
    assert keys == {
        "rhart-audio/extract-background": "2##file",
        "rhart-audio/extract-vocal": "3##file",
    }
    for path, key in keys.items():
        definition = Definition(TABLE.find(path))
        assert definition.encode({"file": URL}).body == {key: URL}
        assert list(definition.signature.parameters) == ["file"]
        assert "    file: video, required" in definition.doc


@by_param
def test_a_default_is_what_the_parameter_itself_would_send(row: Row, param: Param) -> None:
    if param.default is not None:
        sent = param.encode(param.default)
        assert sent == param.default
        assert isinstance(param, Real) or type(sent) is type(param.default)


@by_param
def test_limits_make_sense(row: Row, param: Param) -> None:
    assert param.max_items is None or (param.many and param.max_items > 0)
    if isinstance(param, Choice):
        assert param.options
        assert len(param.options) == len(set(param.options))
        assert all(option == option.strip() != "" for option in param.options)
        assert not param.ignore_case or len(param.options) == len(
            {option.casefold() for option in param.options}
        )
    if isinstance(param, Text):
        assert (param.min_length or 0) <= (param.max_length or 99999)
    if isinstance(param, Image | Video | Audio):
        assert all(one == one.upper() and one.isalnum() for one in param.accept)
        assert param.max_mb is None or param.max_mb > 0
    if isinstance(param, Whole | Real):
        assert param.min is None or param.max is None or param.min <= param.max
        assert param.step is None or param.step > 0
    if isinstance(param, Whole):
        assert all(one is None or one == int(one) for one in (param.min, param.max, param.step))


@by_param
def test_an_option_that_there_is_not_is_refused_and_the_right_ones_are_listed(
    row: Row, param: Param
) -> None:
    if not isinstance(param, Choice):
        return
    for wrong in ("no such option", param.options[0] + "?"):
        with pytest.raises(Refused) as caught:
            param.encode([wrong] if param.many else wrong)
        assert caught.value.allowed == param.options
    for option in param.options:
        assert param.encode(option) == ([option] if param.many else option)


@by_row
def test_a_rule_speaks_of_parameters_that_there_are(row: Row) -> None:
    params = {param.name: param for param in row.params}
    for rule in row.rules:
        assert rule.names() <= set(params)
        for key, value in getattr(rule, "when", {}).items():
            name, _, inner = key.partition(".")
            param = params[name]
            if inner:
                assert isinstance(param, Object)
                (param,) = (field for field in param.fields or () if field.name == inner)
            assert param.encode(value) == value
            assert type(param.encode(value)) is type(value)
        if isinstance(rule, ExactlyOne | AtLeastOne | Together | Excludes):
            assert len(rule.params) > 1
            assert not any(params[name].required for name in rule.params)
        if isinstance(rule, MaxTotalItems):
            assert all(params[name].many for name in rule.params)
        assert isinstance(rule.describe(), str)


def test_the_only_rule_that_is_enforced_although_it_is_inferred() -> None:
    (rule,) = TABLE.find("vidu/reference-to-video-q2-pro").rules
    assert rule == AtLeastOne(params=("imageUrls", "videos"))


@by_row
def test_a_row_is_written_the_way_it_is_read(row: Row) -> None:
    """No line of the file says anything that the row does not keep, or says it twice."""
    (line,) = (
        one for one in lines("endpoints.jsonl") if msgspec.json.decode(one)["path"] == row.path
    )
    always = {"params": [], "confidence": row.confidence}
    assert always | msgspec.json.decode(msgspec.json.encode(row)) == msgspec.json.decode(line)


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


@pytest.mark.parametrize("title", sorted({row.title for row in IN_DOCS}))
def test_every_title_of_the_docs_is_found_in_any_case(title: str) -> None:
    found = TABLE.find(title)
    assert found.title == title
    assert found.in_docs
    for spelled in (title.upper(), title.lower(), f" {title} "):
        assert TABLE.find(spelled) is found


@by_row
def test_every_other_name_finds_its_row_too(row: Row) -> None:
    assert TABLE.find(row.path) is row
    for name in row.names:
        if name.casefold() not in LISTED_TWICE:
            assert TABLE.find(name) is row


@pytest.mark.parametrize("title", LISTED_TWICE)
def test_a_title_that_is_listed_twice_means_the_current_endpoint(title: str) -> None:
    """The one that is not deprecated, else the one that succeeds the other."""
    meant = TABLE.find(title)
    (other,) = (row for row in ROWS if row.title == title and row is not meant)
    assert meant.path == LISTED_TWICE[title]
    assert other.deprecated
    assert not meant.deprecated or other.superseded_by == (meant.path,)
    assert TABLE.find(other.path) is other


def test_rows_that_are_added_replace_those_of_the_same_path() -> None:
    newer = made_up("vidu/text-to-video", title="Newer")
    table = TABLE.with_rows([newer, made_up("acme/make")])
    assert len(table) == 368
    assert table.find("newer") is table.find("vidu/text-to-video") is newer
    assert table.find("ACME/MAKE").path == "acme/make"
    assert len(TABLE) == 367


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

#: The list says "from 0", which names no price: unknown is None, never 0.
FROM_NOTHING = {"kling-elements-advanced", "mureka-ai/files-upload"}
#: Values that the price list knows and the endpoint does not.
OUTSIDE_ENUM = {
    ("rhart-image-g-1.5-official/image-to-image", "size", "auto"),
    ("rhart-video-v3.1-lite/image-to-video", "resolution", "1080p"),
}
PRICES = [msgspec.json.decode(line, type=PriceRow) for line in lines("prices.jsonl")]


@pytest.mark.parametrize("price", PRICES, ids=lambda price: price.path)
def test_a_price_row_speaks_of_parameters_and_options_that_there_are(price: PriceRow) -> None:
    params = {param.name: param for param in TABLE.find(price.path).params}
    assert {*price.by, *filter(None, (price.times,))} <= set(params)
    assert bool(price.by) == bool(price.amounts) == (price.amount is None)
    assert price.unit in {"call", "second", "5s", "image", "1k_chars"}
    assert re.fullmatch(r"2026-(04-29|06-18)", price.as_of)
    if price.amount is not None:
        assert price.amount > 0 or (price.at_least and price.path in FROM_NOTHING)
    combinations = [tuple(values) for *values, _ in price.amounts]
    assert len(combinations) == len(set(combinations))
    for *values, amount in price.amounts:
        assert isinstance(amount, str)  # a JSON number would not be exact
        assert Decimal(amount) > 0
        for name, value in zip(price.by, values, strict=True):
            if (price.path, name, value) not in OUTSIDE_ENUM:
                sent = params[name].encode(value)
                assert (sent, type(sent)) == (value, type(value))


def test_these_endpoints_have_a_price() -> None:
    priced = [price.path for price in PRICES]
    assert len(priced) == len(set(priced)) == 354
    assert {row.path for row in ROWS} - set(priced) == UNPRICED
    assert set(priced) < {row.path for row in ROWS}


@pytest.mark.parametrize("price", PRICES, ids=lambda price: price.path)
def test_a_price_list_covers_every_choice(price: PriceRow) -> None:
    params = {param.name: param for param in TABLE.find(price.path).params}
    choices = []
    for name in price.by:
        param = params[name]
        assert isinstance(param, Choice | Flag | Whole)
        if isinstance(param, Choice):
            choices.append([*param.options])
        elif isinstance(param, Flag):
            choices.append([True, False])
        else:
            choices.append([*range(int(param.min or 0), int(param.max or 0) + 1)])
    uncovered = [
        values
        for values in itertools.product(*choices)
        if estimate(price.path, dict(zip(price.by, values, strict=True))) is None
    ]
    expected = 1 if price.path in FROM_NOTHING else UNCOVERED.get(price.path, 0)
    assert len(uncovered) == expected, uncovered


@by_row
def test_an_endpoint_without_a_price_has_no_estimate_and_no_other_is_free(
    row: Row, minimal_call: Callable[[Row], dict[str, Any]]
) -> None:
    definition = Definition(row)
    found = definition.estimate(definition.encode(minimal_call(row)).body)
    assert (found is None) is (row.path in UNPRICED | FROM_NOTHING)
    if found is not None:
        assert found.amount > 0
        assert found.currency == "CNY"
