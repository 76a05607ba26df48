"""What the command line makes of the table: options, their texts as values, refusals."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("typer")

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Choice
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.cli.endpoint_options import (
    example,
    in_options,
    is_switch,
    loose_values,
    option_name,
    values_of,
)
from runninghub_async.cli.price import PriceGroup
from runninghub_async.cli.run import RunGroup
from runninghub_async.errors import ConfigError, InvalidRequest, UnknownModel

OWN = ["--param", "--out", "--detach", "--deadline", "--unchecked", "--json", "--quiet"]
OWN += ["--site", "--base-url", "--help"]


def made(row: Row, group: type = RunGroup) -> Any:
    """The command of an endpoint, and a context for it."""
    command = group(name="run").resolve_command(None, [row.path])[1]
    return command, command.make_context(
        row.path, [], resilient_parsing=True, terminal_width=10_000
    )


def longest(options: list[str]) -> str:
    return max(options, key=len)


def read(path: str, *others: str, **given: Any) -> dict[str, Any]:
    """The wire body that options and --param texts make."""
    definition = Definition(builtin_table().find(path))
    return definition.encode(values_of(definition, given, others)).body


def refusal(path: str, *others: str, **given: Any) -> InvalidRequest:
    definition = Definition(builtin_table().find(path))
    with pytest.raises(InvalidRequest) as caught:
        definition.encode(values_of(definition, given, others)).inspect_local()
    return in_options(caught.value, definition)


def test_every_endpoint_has_its_parameters_as_options_in_the_tables_order() -> None:
    for row in builtin_table():
        command, context = made(row)
        options = [longest(one.opts) for one in command.get_params(context)]
        wanted = [option_name(param.python_name) for param in row.params]
        assert options == wanted + OWN, row.path
        assert len(set(options)) == len(options), row.path


def test_the_help_of_every_endpoint_has_its_price_its_limits_and_a_command_to_paste() -> None:
    for row in builtin_table():
        command, context = made(row)
        text = " ".join(command.get_help(context).split())
        assert f"{row.title}: {row.kind}." in text, row.path
        assert "Price: " in text, row.path
        assert " ".join(example(row).split()) in text, row.path
        for param in row.params:
            if isinstance(param, Choice) and not is_switch(param):
                assert all(option in text for option in param.options), (row.path, param.name)


def test_the_price_of_every_endpoint_takes_the_options_of_its_run() -> None:
    row = builtin_table().find("vidu/text-to-video")
    command, context = made(row, PriceGroup)
    options = [longest(one.opts) for one in command.get_params(context)]
    assert options[: len(row.params)] == [option_name(one.python_name) for one in row.params]


def test_texts_become_what_the_wire_wants() -> None:
    body = read("vidu/image-to-video-q3-pro", prompt="5", image_url="https://x/c.png", duration="5")
    assert (body["prompt"], body["imageUrl"], body["duration"]) == ("5", "https://x/c.png", "5")
    body = read("kling-v3.0-pro/text-to-video", prompt="a", sound=False, cfg_scale="0.3")
    assert (body["sound"], body["cfgScale"]) == (False, 0.3)
    row = next(
        (row, param)
        for row in builtin_table()
        for param in row.params
        if isinstance(param, Choice) and set(param.options) == {"true", "false"}
    )
    assert values_of(Definition(row[0]), {row[1].python_name: True}, ()) == {
        row[1].python_name: True
    }
    assert row[1].encode(True) == "true"


def test_a_list_takes_the_option_several_times_and_an_object_is_json() -> None:
    urls = ["https://x/1.png", "https://x/2|3.png"]  # what stands in a URL splits nothing
    body = read("vidu/reference-to-video-q3", prompt="a", image_urls=urls)
    assert body["imageUrls"] == urls
    shots = ['{"prompt": "one", "duration": 3}', '{"prompt": "two", "duration": 2}']
    body = read(
        "kling-v3.0-pro/text-to-video",
        prompt="a",
        multi_shot=True,
        shot_type="customize",
        multi_prompt=shots,
    )
    assert [one["prompt"] for one in body["multiPrompt"]] == ["one", "two"]
    error = refusal("kling-v3.0-pro/text-to-video", prompt="a", multi_prompt=["{one"])
    assert "--multi-prompt begins like JSON and is none" in str(error)


def test_param_gives_what_an_option_would_and_what_no_option_stands_for() -> None:
    body = read("vidu/text-to-video", "prompt=a = b", "aspect-ratio=9:16")
    assert (body["prompt"], body["aspectRatio"]) == ("a = b", "9:16")
    row = next(one for one in builtin_table() if one.open)
    definition = Definition(row)
    texts = ['one={"a": [1]}', "two=7", "three=a cat", 'four="7"']
    values = values_of(definition, {}, texts)
    assert values == {"one": {"a": [1]}, "two": 7, "three": "a cat", "four": "7"}
    error = refusal("vidu/text-to-video", "prompt=b", prompt="a")
    assert "--prompt is given by --param as well" in str(error)
    with pytest.raises(ConfigError, match="'prompt' is not NAME=VALUE"):
        values_of(definition, {}, ["prompt"])


def test_nodes_take_json_for_workflows_and_text_for_apps() -> None:
    texts = ["3.seed=7", "6.text=a cat", "4.on=true", '5.n="7"']
    typed = loose_values(texts, typed=True)
    assert typed == {"3.seed": 7, "6.text": "a cat", "4.on": True, "5.n": "7"}
    assert loose_values(["3.seed=7"], typed=False) == {"3.seed": "7"}
    with pytest.raises(ConfigError, match=r"3\.seed is given twice"):
        loose_values(["3.seed=7", "3.seed=8"], typed=True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"prompt": "a", "duration": "77"}, "--duration=77 is not allowed; allowed: 1, 2"),
        ({"prompt": "a", "style": "animee"}, "did you mean 'anime'?"),
        ({}, "--prompt is required"),
        ({"prompt": "x" * 4001}, "--prompt has 4001 characters, more than 4000"),
    ],
)
def test_a_refusal_speaks_of_options(given: dict[str, str], said: str) -> None:
    assert said in str(refusal("vidu/text-to-video", **given))


def test_numbers_that_are_listed_need_no_guess() -> None:
    assert "did you mean" not in str(refusal("vidu/text-to-video", prompt="a", duration="99"))


def test_an_unknown_param_and_a_broken_rule_speak_of_options_too() -> None:
    error = refusal("vidu/text-to-video", "promt=a", prompt="a")
    assert "promt is no parameter of this endpoint" in str(error)
    assert "did you mean --prompt?" in str(error)
    error = refusal("vidu/reference-to-video-q2-pro", prompt="a", resolution="720p", duration="5")
    assert "--image-urls or --videos" in str(error)


def test_a_missing_file_is_refused_before_anything_is_sent() -> None:
    error = refusal("vidu/image-to-video-q3-pro", prompt="a", image_url="no/cat.png")
    assert "--image-url 'no/cat.png' does not exist. Nothing was sent" in str(error)


def test_an_endpoint_is_found_by_its_title_and_a_wrong_name_by_its_neighbours() -> None:
    group = RunGroup(name="run")
    assert group.resolve_command(None, ["Vidu-text-to-video-q2"])[1].name == "vidu/text-to-video"
    assert group.resolve_command(None, ["new/one", "--unchecked"])[1].name == "new/one"

    class Context:
        resilient_parsing = False

    with pytest.raises(UnknownModel, match="did you mean vidu/text-to-video"):
        group.resolve_command(Context(), ["vidu/text-to-vide"])
    with pytest.raises(InvalidRequest, match="is no id"):
        group.resolve_command(Context(), ["workflow/12a"])
    with pytest.raises(UnknownModel):  # they are billed by time
        PriceGroup(name="price").resolve_command(Context(), ["workflow/1950000000000000001"])
