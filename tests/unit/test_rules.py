"""Each rule kind: when it holds, when it is broken, and what it tells to change."""

from __future__ import annotations

import warnings
from typing import Any, get_args

import msgspec
import pytest

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Choice, Flag, Image, Object, Param, Text, Whole
from runninghub_async.catalog.rules import (
    AtLeastOne,
    ExactlyOne,
    Excludes,
    ExcludesAllOthers,
    IgnoredWhen,
    MaxItemsWhenPresent,
    MaxTotalItems,
    Overrides,
    Pixels,
    Ratio,
    RequiredWhen,
    Requires,
    RequiresAny,
    Rule,
    RuleKind,
    Together,
    UsedWhen,
    Values,
)
from runninghub_async.catalog.table import Row
from runninghub_async.errors import InvalidRequest

URL = "https://example.com/cat.png"
PARAMS: tuple[Param, ...] = (
    Text(name="prompt", required=True),
    Text(name="negativePrompt"),
    Image(name="imageUrl"),
    Image(name="imageUrls", many=True),
    Image(name="videoUrls", many=True),
    Whole(name="frameWidth", default=100),
    Whole(name="frameHeight"),
    Choice(name="aspectRatio", options=("1:1", "custom"), default="1:1"),
    Flag(name="multiShot", default=False),
    Choice(name="shotType", options=("one", "two"), default="one"),
    Object(name="refVideos", fields=(Choice(name="type", options=("reference", "extend")),)),
)
NAMES = {param.name for param in PARAMS}


def definition(*rules: Any, params: tuple[Any, ...] = PARAMS) -> Definition:
    return Definition(Row(path="acme/make", title="Acme", kind="video", params=params, rules=rules))


#: Rule, what keeps it, what breaks it and what the error says.
CASES: list[tuple[Rule, list[dict[str, Any]], list[tuple[dict[str, Any], str]]]] = [
    (
        ExactlyOne(params=("imageUrl", "imageUrls")),
        [{"image_url": URL}, {"image_urls": URL, "image_url": None}],
        [
            ({}, "needs one of image_url or image_urls"),
            (
                {"image_url": URL, "image_urls": URL},
                "takes only one of image_url or image_urls: leave out all but one",
            ),
        ],
    ),
    (
        AtLeastOne(params=("imageUrl", "imageUrls", "videoUrls")),
        [{"image_url": URL}, {"image_urls": URL, "video_urls": URL}],
        [
            ({}, "needs at least one of image_url, image_urls or video_urls"),
            ({"image_urls": []}, "needs at least one of image_url, image_urls or video_urls"),
        ],
    ),
    (
        Requires(param="frameHeight", needs=("imageUrl", "negativePrompt")),
        [{}, {"image_url": URL}, {"frame_height": 5, "image_url": URL, "negative_prompt": "x"}],
        [
            (
                {"frame_height": 5, "image_url": URL},
                "takes frame_height only together with negative_prompt: add it or drop "
                "frame_height",
            ),
            (
                {"frame_height": 5},
                "takes frame_height only together with image_url and negative_prompt: add it or "
                "drop frame_height",
            ),
        ],
    ),
    (
        RequiresAny(param="negativePrompt", any_of=("imageUrls", "videoUrls")),
        [{}, {"negative_prompt": "x", "video_urls": URL}],
        [
            (
                {"negative_prompt": "x"},
                "takes negative_prompt only together with image_urls or video_urls: add one",
            )
        ],
    ),
    (
        RequiredWhen(params=("imageUrl",), when={"multiShot": True, "aspectRatio": "custom"}),
        [
            {},
            {"multi_shot": True},
            {"multi_shot": True, "aspect_ratio": "custom", "image_url": URL},
        ],
        [
            (
                {"multi_shot": True, "aspect_ratio": "custom"},
                "needs image_url when multi_shot=True and aspect_ratio='custom'",
            )
        ],
    ),
    (
        RequiredWhen(params=("imageUrl",), when={"aspectRatio": "1:1"}),
        [{"aspect_ratio": "custom"}, {"image_url": URL}],
        [({}, "needs image_url when aspect_ratio='1:1'")],
    ),
    (
        UsedWhen(params=("frameWidth", "frameHeight"), when={"aspectRatio": "custom"}),
        [{}, {"aspect_ratio": "custom", "frame_width": 5}, {"aspect_ratio": "custom"}],
        [
            (
                {"frame_width": 5, "frame_height": 5},
                "ignores frame_width and frame_height unless aspect_ratio='custom': leave out "
                "frame_width and frame_height or change that",
            ),
            (
                {"frame_width": 5, "aspect_ratio": "1:1"},
                "ignores frame_width unless aspect_ratio='custom': leave out frame_width or "
                "change that",
            ),
        ],
    ),
    (
        IgnoredWhen(params=("shotType", "prompt"), when={"multiShot": False}),
        [{}, {"shot_type": "two", "multi_shot": True}],
        [
            (
                {"shot_type": "two"},
                "ignores shot_type when multi_shot=False: leave out shot_type or change that",
            )
        ],
    ),
    (
        IgnoredWhen(params=("aspectRatio",), when_present="refVideos"),
        [{"aspect_ratio": "1:1"}, {"ref_videos": {}}],
        [
            (
                {"aspect_ratio": "1:1", "ref_videos": {"type": "extend"}},
                "ignores aspect_ratio beside ref_videos: leave out aspect_ratio or change that",
            )
        ],
    ),
    (
        Overrides(param="aspectRatio", over=("frameWidth", "frameHeight")),
        [{"frame_width": 5}, {"aspect_ratio": "1:1"}],
        [
            (
                {"aspect_ratio": "1:1", "frame_width": 5},
                "ignores frame_width beside aspect_ratio: leave out frame_width or change that",
            )
        ],
    ),
    (
        Excludes(params=("imageUrl", "negativePrompt")),
        [{}, {"image_url": URL}],
        [
            (
                {"image_url": URL, "negative_prompt": "x"},
                "does not take image_url and negative_prompt together: leave out all but one",
            )
        ],
    ),
    (
        Excludes(params=("imageUrls", "refVideos"), when={"refVideos.type": "extend"}),
        [
            {"image_urls": URL, "ref_videos": {"type": "reference"}},
            {"image_urls": URL, "ref_videos": {}},
            {"ref_videos": {"type": "extend"}},
            {"image_urls": URL},
        ],
        [
            (
                {"image_urls": URL, "ref_videos": {"type": "extend"}},
                "does not take image_urls and ref_videos together when ref_videos.type='extend': "
                "leave out all but one",
            )
        ],
    ),
    (
        ExcludesAllOthers(param="imageUrl", others=("negativePrompt", "imageUrls")),
        [{"image_url": URL}, {"negative_prompt": "x", "image_urls": URL}],
        [
            (
                {"image_url": URL, "image_urls": URL},
                "does not take image_urls beside image_url: leave it out",
            )
        ],
    ),
    (
        Together(params=("frameWidth", "frameHeight")),
        [{}, {"frame_width": 5, "frame_height": 5}],
        [
            (
                {"frame_width": 5},
                "takes frame_width and frame_height only together: add frame_height",
            )
        ],
    ),
    (
        Pixels(params=("frameWidth", "frameHeight"), min=1000, max=2000),
        [{}, {"frame_height": 10}, {"frame_height": 20}, {"frame_width": 5}],
        [
            (
                {"frame_height": 9},
                "takes frame_width x frame_height from 1000 to 2000, not 900: change either",
            ),
            (
                {"frame_height": 50, "frame_width": 50},
                "takes frame_width x frame_height from 1000 to 2000, not 2500: change either",
            ),
        ],
    ),
    (
        Ratio(params=("frameWidth", "frameHeight"), min=0.5, max=2),
        [{}, {"frame_height": 200}, {"frame_height": 50}],
        [
            (
                {"frame_height": 10},
                "takes frame_width / frame_height from 0.5 to 2, not 10: change either",
            ),
            (
                {"frame_height": 10, "frame_width": 1},
                "takes frame_width / frame_height from 0.5 to 2, not 0.1: change either",
            ),
        ],
    ),
    (
        MaxTotalItems(params=("imageUrls", "videoUrls"), max=3),
        [{}, {"image_urls": [URL] * 3}, {"image_urls": [URL] * 2, "video_urls": URL}],
        [
            (
                {"image_urls": [URL] * 2, "video_urls": [URL] * 2},
                "takes at most 3 items over image_urls and video_urls, not 4",
            )
        ],
    ),
    (
        MaxItemsWhenPresent(param="imageUrls", when_present="imageUrl", max=1),
        [{"image_urls": [URL] * 9}, {"image_urls": URL, "image_url": URL}],
        [
            (
                {"image_urls": [URL] * 2, "image_url": URL},
                "takes at most 1 image_urls beside image_url, not 2",
            )
        ],
    ),
]
KEPT = [(rule, given) for rule, kept, _ in CASES for given in kept]
BROKEN = [(rule, given, says) for rule, _, broken in CASES for given, says in broken]


def test_every_kind_has_its_cases() -> None:
    kinds = {type(rule) for rule, _, _ in CASES}
    assert kinds == set(get_args(RuleKind))
    assert len(kinds) == 15


@pytest.mark.parametrize(("rule", "given"), KEPT, ids=lambda one: type(one).__name__)
def test_a_rule_that_is_kept_changes_nothing(rule: Rule, given: dict[str, Any]) -> None:
    given = {"prompt": "a cat", **given}
    assert definition(rule).encode(given).body == definition().encode(given).body


@pytest.mark.parametrize(("rule", "given", "says"), BROKEN)
def test_a_rule_that_is_broken_is_refused_and_says_what_to_change(
    rule: Rule, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidRequest) as caught:
        definition(rule).encode({"prompt": "a cat", **given})
    assert (caught.value.param, caught.value.reason) == (None, says)
    assert str(caught.value) == f"acme/make: {says}. Nothing was sent"


@pytest.mark.parametrize(("rule", "given", "says"), BROKEN)
def test_an_inferred_rule_warns_and_sends(rule: Rule, given: dict[str, Any], says: str) -> None:
    given = {"prompt": "a cat", **given}
    guess = msgspec.structs.replace(rule, inferred=True)
    with pytest.warns(UserWarning, match="inferred, so it is sent all the same") as caught:
        body = definition(guess).encode(given).body
    assert body == definition().encode(given).body
    assert str(caught[0].message).startswith(f"acme/make: probably {says} (")


@pytest.mark.parametrize("rule", [rule for rule, _, _ in CASES], ids=lambda one: type(one).__name__)
def test_a_rule_describes_itself_in_one_sentence_of_python_names(rule: Rule) -> None:
    text = rule.describe()
    assert text.endswith(".")
    assert text.count(".") - text.count("0.5") - text.count("videos.type") == 1
    assert rule.names() <= NAMES
    for name in rule.names():
        assert definition().row.params
        assert name not in text or name == name.lower()


def test_what_must_be_sent_is_never_called_idle() -> None:
    """`prompt` cannot be left out, so a caller could not do what the rule would ask for."""
    rule = IgnoredWhen(params=("prompt",), when={"multiShot": True})
    assert definition(rule).encode({"prompt": "a", "multi_shot": True}).body["prompt"] == "a"


def test_a_default_that_a_condition_demands_is_sent() -> None:
    rule = RequiredWhen(params=("shotType",), when={"multiShot": True})
    with_rule = definition(rule)
    assert with_rule.encode({"prompt": "a"}).body == {"prompt": "a"}
    sent = with_rule.encode({"prompt": "a", "multi_shot": True}).body
    assert sent == {"prompt": "a", "multiShot": True, "shotType": "one"}
    assert list(sent) == ["prompt", "multiShot", "shotType"]
    assert with_rule.encode({"prompt": "a", "multi_shot": True, "shot_type": "two"}).body == {
        **sent,
        "shotType": "two",
    }


def test_a_size_without_a_default_is_not_judged_by_half() -> None:
    rule = Pixels(params=("frameHeight", "frameWidth"), min=1000, max=2000)
    no_default = (PARAMS[0], Whole(name="frameWidth"), Whole(name="frameHeight"))
    assert definition(rule, params=no_default).encode({"prompt": "a", "frame_width": 1}).body


def test_a_height_of_nothing_is_no_crash() -> None:
    rule = Ratio(params=("frameWidth", "frameHeight"), min=0.5, max=2)
    assert definition(rule).encode({"prompt": "a", "frame_height": 0}).body["frameHeight"] == 0


def test_a_dotted_name_reaches_into_an_object_and_nowhere_else() -> None:
    values = Values({"a": {"b": 1}, "c": "x"}, defaults={}, required=frozenset())
    assert values.value("a.b") == 1
    assert values.value("a.c") is values.value("c.b") is values.value("d.b") is None


def test_all_rules_of_a_row_are_looked_at() -> None:
    both = definition(
        AtLeastOne(params=("imageUrl", "imageUrls"), inferred=True),
        Together(params=("frameWidth", "frameHeight")),
    )
    with (
        pytest.warns(UserWarning, match="inferred"),
        pytest.raises(InvalidRequest, match="only together"),
    ):
        both.encode({"prompt": "a", "frame_width": 5})


def test_unchecked_asks_no_rule() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for rule, given, _ in BROKEN:
            definition(rule).encode(given, unchecked=True)


@pytest.mark.parametrize("method", ["describe", "broken"])
def test_a_rule_without_a_kind_says_so(method: str) -> None:
    with pytest.raises(TypeError, match="Rule is no rule of its own"):
        getattr(Rule(), method)(*[None][: method == "broken"])
