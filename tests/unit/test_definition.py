"""Row + values -> wire body, or a refusal that says what to do; signature and docstring."""

from __future__ import annotations

import copy
import inspect
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Flag, Image, Object, Text, Whole
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import Encoded
from runninghub_async.files.media import Local, Upload

URL = "https://example.com/cat.png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)
Q3_PRO = Definition(builtin_table().find("vidu/image-to-video-q3-pro"))
Q2_PRO = Definition(builtin_table().find("vidu/reference-to-video-q2-pro"))
TEXT = Definition(builtin_table().find("vidu/text-to-video"))
FAST = Definition(builtin_table().find("vidu/image-to-video-q3-pro-fast"))


def refusal(definition: Definition, **given: Any) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        definition.encode(given)
    error = caught.value
    assert error.endpoint == definition.row.path
    assert str(error).endswith("Nothing was sent")
    return error


# -- what is sent --------------------------------------------------------------------------


def test_a_required_parameter_with_a_default_is_filled_in() -> None:
    assert TEXT.encode({"prompt": "a cat"}).body == {
        "prompt": "a cat",
        "style": "general",
        "aspectRatio": "16:9",
        "resolution": "720p",
        "movementAmplitude": "auto",
        "duration": "5",
    }


def test_an_optional_parameter_that_is_not_given_is_left_to_the_service() -> None:
    assert FAST.encode({"image_url": URL}).body == {"imageUrl": URL}


def test_none_means_not_given() -> None:
    given = {"image_url": URL, "prompt": None, "duration": None, "audio": None}
    assert FAST.encode(given).body == {"imageUrl": URL}
    assert TEXT.encode({"prompt": "a", "duration": None}).body["duration"] == "5"


def test_an_empty_optional_text_or_list_is_left_out() -> None:
    assert FAST.encode({"image_url": URL, "prompt": ""}).body == {"imageUrl": URL}
    body = Q2_PRO.encode({"prompt": "a", "image_urls": URL, "videos": []}).body
    assert body == {"prompt": "a", "imageUrls": [URL]}


def test_the_given_values_are_not_changed() -> None:
    given = {"prompt": "a", "image_urls": [URL]}
    before = copy.deepcopy(given)
    body = Q2_PRO.encode(given).body
    body["imageUrls"].append("x")
    assert given == before


# -- refusals ------------------------------------------------------------------------------


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    error = refusal(Q3_PRO, prompt="a", image_url=URL, durration=5)
    assert (error.param, error.nearest) == ("durration", ("duration",))
    assert error.allowed == tuple(Q3_PRO.params)
    assert "did you mean duration?" in str(error)


@pytest.mark.parametrize("name", ["imageUrl", "ImageUrl", "image-url", "IMAGE_URL"])
def test_a_wire_name_is_answered_with_the_python_name(name: str) -> None:
    assert refusal(Q3_PRO, prompt="a", **{name: URL}).nearest == ("image_url",)


def test_a_name_that_is_no_text_is_refused_like_any_other() -> None:
    with pytest.raises(InvalidRequest, match="is no parameter"):
        Q3_PRO.encode({5: "x"})  # type: ignore[dict-item]


def test_a_client_option_is_no_parameter() -> None:
    assert refusal(Q3_PRO, prompt="a", image_url=URL, webhook_url=URL).param == "webhook_url"


@pytest.mark.parametrize(
    ("given", "param", "reason"),
    [
        ({"image_url": URL}, "prompt", "is required"),
        ({"image_url": URL, "prompt": None}, "prompt", "is required"),
        ({"image_url": URL, "prompt": ""}, "prompt", "must not be empty"),
        ({"prompt": "a"}, "image_url", "is required"),
    ],
)
def test_a_missing_parameter_is_refused(given: dict[str, Any], param: str, reason: str) -> None:
    error = refusal(Q3_PRO, **given)
    assert (error.param, error.reason) == (param, reason)


def test_a_missing_parameter_says_what_it_takes() -> None:
    assert refusal(Q3_PRO, image_url=URL).allowed == ("at most 4000 characters",)


def test_a_value_is_refused_in_words_that_people_understand() -> None:
    error = refusal(Q3_PRO, prompt="a", image_url=URL, resolution="2K")
    assert (error.param, error.nearest) == ("resolution", ("'2k'",))
    assert str(error) == (
        "vidu/image-to-video-q3-pro: resolution='2K' is not allowed; allowed: 360p, 540p, 720p, "
        "1080p, 2k; did you mean '2k'? Nothing was sent"
    )


def test_too_many_items_are_refused() -> None:
    error = refusal(Q2_PRO, prompt="a", image_urls=[URL] * 8)
    assert (error.param, error.reason) == ("image_urls", "has 8 items, more than 7")


def test_one_of_several_media_must_be_given() -> None:
    error = refusal(Q2_PRO, prompt="a")
    assert error.param is None
    assert str(error) == (
        "vidu/reference-to-video-q2-pro: needs at least one of image_urls or videos. "
        "Nothing was sent"
    )
    assert refusal(Q2_PRO, prompt="a", image_urls=[], videos=None).reason == error.reason


@pytest.mark.parametrize("given", [{"image_urls": URL}, {"videos": [URL]}])
def test_either_of_several_media_is_enough(given: dict[str, Any]) -> None:
    assert Q2_PRO.encode({"prompt": "a", **given}).body


@given(
    st.dictionaries(
        st.sampled_from([*Q2_PRO.params, "other"]),
        st.none() | st.booleans() | st.integers() | st.text(max_size=9) | st.lists(st.just(URL)),
    )
)
def test_any_arguments_become_a_body_in_documented_order_or_a_refusal(
    given: dict[str, Any],
) -> None:
    try:
        body = Q2_PRO.encode(given).body
    except InvalidRequest:
        return
    order = [param.name for param in Q2_PRO.row.params]
    assert list(body) == [name for name in order if name in body]
    assert None not in body.values()


# -- rows that are not wholly known, and rules that require what has a default ---------------

OPEN = Definition(builtin_table().find("marble-1.1/multi-image-to-world"))
MULTI = Definition(builtin_table().find("kling-v3.0-pro/text-to-video"))


def test_an_open_row_sends_other_parameters_as_they_are_named() -> None:
    given = {"text_prompt": "a hill", "newThing": [PNG, {"a": 1}], "nothing": None}
    encoded = OPEN.encode(given)
    assert encoded.filled([Upload(url=URL)]) == {
        "textPrompt": "a hill",
        "newThing": [URL, {"a": 1}],
    }


def test_an_open_row_refuses_the_wire_name_of_what_it_knows() -> None:
    """Else it would pass unchecked, and win over the one that was checked."""
    error = refusal(OPEN, textPrompt=5)
    assert (error.param, error.nearest) == ("textPrompt", ("text_prompt",))


def test_an_open_row_checks_what_it_knows() -> None:
    assert refusal(OPEN, seed="many", other=1).param == "seed"


def test_what_only_a_rule_requires_is_filled_in_too() -> None:
    sent = MULTI.encode({"prompt": "a", "multi_shot": True, "sound": False}).body
    assert sent["shotType"] == "customize"
    order = [param.name for param in MULTI.row.params]
    assert list(sent) == [name for name in order if name in sent]
    assert "shotType" not in MULTI.encode({"prompt": "a"}).body
    assert "shotType" not in MULTI.encode({"prompt": "a", "multi_shot": False}).body


# -- local media ---------------------------------------------------------------------------


def test_local_media_is_marked_with_its_place() -> None:
    encoded = Q2_PRO.encode({"prompt": "a", "image_urls": [URL, PNG, Path("cat.png")]})
    assert [slot.place for slot in encoded.local] == [("imageUrls", 1), ("imageUrls", 2)]


def test_a_body_is_filled_and_previewed_without_being_changed() -> None:
    encoded = Q2_PRO.encode({"prompt": "a", "image_urls": [URL, PNG, Path("x/cat.png")]})
    before = copy.copy(encoded.body["imageUrls"])
    assert encoded.preview()["imageUrls"] == [
        *(URL, f"<upload of {len(PNG)} bytes>", "<upload of cat.png>"),
    ]
    assert encoded.filled([Upload(url="https://1"), Upload(url="https://2")]) == {
        "prompt": "a",
        "imageUrls": [URL, "https://1", "https://2"],
    }
    assert encoded.body["imageUrls"] == before
    with pytest.raises(ValueError, match="zip"):
        encoded.filled([Upload(url="https://1")])


def test_a_body_without_local_media_needs_no_filling() -> None:
    encoded = TEXT.encode({"prompt": "a"})
    assert encoded.local == ()
    assert encoded.filled([]) == encoded.preview() == encoded.body


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("cat.png", PNG, None),
        ("cat.jpg", PNG, None),
        ("cat.gif", b"GIF89a" + bytes(9), "cat.gif is a GIF file"),
        ("cat.png", b"", "cat.png is empty"),
        ("cat.png", None, "does not exist"),
    ],
)
def test_a_local_file_is_looked_at_before_anything_is_sent(
    tmp_path: Path, name: str, content: bytes | None, reason: str | None
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    encoded = Q3_PRO.encode({"prompt": "a", "image_url": path})
    if reason is None:
        encoded.inspect_local()
        return
    with pytest.raises(InvalidRequest, match=reason) as caught:
        encoded.inspect_local()
    assert (caught.value.param, caught.value.endpoint) == ("image_url", Q3_PRO.row.path)


def test_a_file_above_the_limit_of_the_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cat.png"
    with path.open("wb") as file:
        file.write(PNG)
        file.truncate(51 * 1024 * 1024)
    with pytest.raises(InvalidRequest, match=r"cat\.png has 51\.0 MiB, more than 50 MB"):
        Q3_PRO.encode({"prompt": "a", "image_url": path}).inspect_local()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("cat.png", "for a local file give pathlib.Path('cat.png')"),
        (io.StringIO("x"), "open it with mode 'rb'"),
        (Upload(url=URL, expires_at=1.0), "has expired"),
        ("data:video/mp4;base64,AAAA", "is a data URI of kind video, not image"),
        (5, "5 is no media"),
    ],
)
def test_a_media_value_that_cannot_be_sent_is_refused(value: object, reason: str) -> None:
    error = refusal(Q3_PRO, prompt="a", image_url=value)
    assert error.param == "image_url"
    assert reason in error.reason


def test_an_upload_that_still_lives_is_its_url() -> None:
    given = {"prompt": "a", "image_url": Upload(url=URL, expires_at=4e9)}
    assert Q3_PRO.encode(given).body["imageUrl"] == URL


# -- unchecked -----------------------------------------------------------------------------


def unchecked(**given: Any) -> Encoded:
    return Q3_PRO.encode(given, unchecked=True)


def test_unchecked_sends_names_and_values_as_they_are_given() -> None:
    encoded = unchecked(newParam=[1, (2, None)], duration=99, image_url="cat", prompt=None, x={})
    assert encoded.body == {"newParam": [1, [2, None]], "duration": 99, "imageUrl": "cat", "x": {}}


def test_unchecked_still_uploads_local_media_wherever_it_is() -> None:
    encoded = unchecked(image_url=PNG, refs=[{"url": Path("cat.png")}, Upload(url=URL)])
    assert [slot.place for slot in encoded.local] == [("imageUrl",), ("refs", 0, "url")]
    assert encoded.preview() == {
        "imageUrl": f"<upload of {len(PNG)} bytes>",
        "refs": [{"url": "<upload of cat.png>"}, URL],
    }
    assert isinstance(encoded.body["refs"][0]["url"], Local)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (object(), "is no media"),
        (Upload(url=URL, expires_at=1.0), "has expired"),
        ([io.StringIO("x")], "open it with mode 'rb'"),
        (float("nan"), "no place in JSON"),
        ("\ud800", "lone surrogate"),
    ],
)
def test_unchecked_refuses_only_what_cannot_be_sent_at_all(value: object, reason: str) -> None:
    with pytest.raises(InvalidRequest, match=reason) as caught:
        unchecked(anything=value)
    assert caught.value.param == "anything"


# -- signature and docstring ---------------------------------------------------------------


@pytest.mark.parametrize("row", list(builtin_table()), ids=lambda row: row.path)
def test_the_signature_is_true(row: Row, minimal_call: Callable[[Row], dict[str, Any]]) -> None:
    definition = Definition(row)
    signature = definition.signature
    assert list(signature.parameters) == [*definition.params, *(["others"] if row.open else [])]
    if row.open:
        assert signature.parameters["others"].kind is inspect.Parameter.VAR_KEYWORD
    for name, param in definition.params.items():
        shown = signature.parameters[name]
        assert shown.kind is inspect.Parameter.KEYWORD_ONLY
        assert shown.annotation == param.annotation()
        if not param.required:
            assert shown.default is None
        elif param.default is None:
            assert shown.default is inspect.Parameter.empty
        else:
            assert shown.default == param.default
    body = definition.encode(minimal_call(row)).body
    for name, param in definition.params.items():  # the default shown is what is sent
        default = signature.parameters[name].default
        if default not in (None, inspect.Parameter.empty):
            assert body[param.name] == default


@pytest.mark.parametrize("row", list(builtin_table()), ids=lambda row: row.path)
def test_the_docstring_is_true(row: Row) -> None:
    definition = Definition(row)
    doc = definition.doc
    made = {"3d": "a 3D model", "text": "text", "audio": "audio", "image": "an image"}
    assert doc.startswith(f"{row.title}: make {made.get(row.kind, 'a video')}.\n\n")
    assert f"\nPOST /openapi/v2/{row.path}\n" in doc
    assert ("\nDeprecated" in doc) is row.deprecated
    assert all(path in doc for path in row.superseded_by if row.deprecated)
    assert ("Not all of its parameters are known" in doc) is row.open
    assert all(len(line) == len(line.rstrip()) for line in doc.splitlines())
    arguments = doc.partition("\nRules:\n")[0]
    for name, param in definition.params.items():
        (line,) = (one for one in arguments.splitlines() if one.startswith(f"    {name}: "))
        assert param.limits() in line
        if param.default is not None:
            assert repr(param.default) in line
        needed = param.required and param.default is None
        assert (", required" in line) is needed
        assert (", optional" in line) is not param.required
    for rule in row.rules:
        assert rule.describe() + (" (inferred" if rule.inferred else "\n") in doc


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("image", "T: make an image."),
        ("audio", "T: make audio."),
        ("3d", "T: make a 3D model."),
        ("text", "T: make text."),
    ],
)
def test_the_docstring_says_what_is_made(kind: Any, first: str) -> None:
    row = Row(path="p", title="T", kind=kind)
    assert Definition(row).doc.splitlines()[0] == first


def test_the_docstring_names_lists_and_keys() -> None:
    row = Row(
        path="p",
        title="T",
        kind="image",
        params=(
            Image(name="imageUrls", many=True, max_items=7),
            Text(name="tags", many=True),
            Object(name="shot", fields=(Flag(name="hd"), Whole(name="seconds"))),
        ),
    )
    doc = Definition(row).doc
    assert "    image_urls: image, optional; up to 7 items\n" in doc
    assert "    tags: string, optional; a list\n" in doc
    assert "    shot: object, optional; keys hd, seconds\n" in doc


@pytest.mark.parametrize(
    ("path", "python"),
    [
        ("vidu/text-to-video", "rh.models.vidu.text_to_video"),
        ("kling-v3.0-pro/image-to-video", "rh.models.kling_v3_0_pro.image_to_video"),
        ("cinematic-video-generator", "rh.models.cinematic_video_generator"),
    ],
)
def test_an_endpoint_says_how_it_is_reached(path: str, python: str) -> None:
    definition = Definition(Row(path=path, title=path, kind="video"))
    assert definition.python_path == python
    assert repr(definition) == f"<Definition {path}>"
