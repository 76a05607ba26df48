"""Options of runs: what is sent for them, and what is refused before anything is."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from runninghub_async.errors import ConfigError, InvalidRequest
from runninghub_async.platform import AppOptions, Graph, SubmitOptions, WorkflowOptions
from runninghub_async.platform.options import choose, read_id

GRAPH = {"1": {"class_type": "A", "inputs": {}}}


def test_options_become_the_fields_of_the_documents() -> None:
    chosen = choose(
        "w",
        {
            "add_metadata": False,
            "instance_type": "plus",
            "personal_queue": True,
            "retain_seconds": 60,
            "access_password": "open sesame",
        },
        WorkflowOptions,
    )
    assert chosen.fields == {
        "addMetadata": False,
        "instanceType": "plus",
        "usePersonalQueue": "true",
        "retainSeconds": 60,
        "accessPassword": "open sesame",
    }
    assert (chosen.webhook_url, chosen.deadline, chosen.via) == (UNSET, UNSET, None)


def test_what_is_not_given_is_not_sent() -> None:
    nothing = dict.fromkeys(("add_metadata", "instance_type", "personal_queue", "workflow", "via"))
    assert choose("w", nothing, WorkflowOptions).fields == {}
    assert choose("w", {"personal_queue": False}, AppOptions).fields == {
        "usePersonalQueue": "false"
    }


def test_a_graph_may_be_given_as_plain_json() -> None:
    chosen = choose("w", {"workflow": GRAPH}, WorkflowOptions)
    assert isinstance(chosen.workflow, Graph)
    assert chosen.workflow.to_dict() == GRAPH


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        (WorkflowOptions, {"intance_type": "plus"}, "did you mean instance_type?"),
        (AppOptions, {"workflow": GRAPH}, "workflow is no option"),
        (SubmitOptions, {"via": "run"}, "via is no option; allowed: webhook_url, deadline"),
        (AppOptions, {"instance_type": "Plus"}, "lower case; allowed: default, plus, ultra"),
        (AppOptions, {"instance_type": "Plus"}, "did you mean plus?"),
        (AppOptions, {"instance_type": ""}, "is no instance type"),
        (AppOptions, {"instance_type": 48}, "is no instance type"),
        (AppOptions, {"personal_queue": "true"}, "is neither True nor False"),
        (WorkflowOptions, {"add_metadata": 1}, "is neither True nor False"),
        (AppOptions, {"retain_seconds": 9}, "is not between 10 and 180; did you mean 10?"),
        (AppOptions, {"retain_seconds": 181}, "did you mean 180?"),
        (AppOptions, {"retain_seconds": 10.5}, "is no whole number from 10 to 180"),
        (AppOptions, {"retain_seconds": True}, "is no whole number"),
        (AppOptions, {"access_password": ""}, "is a text with something in it"),
        (AppOptions, {"webhook_url": "ftp://x"}, "is not an http(s) URL"),
        (AppOptions, {"via": "v2"}, "='v2' is no call; allowed: run, create, None"),
        (WorkflowOptions, {"workflow": "{}"}, "is a Graph or a graph in API format, not str"),
        (WorkflowOptions, {"workflow": {"nodes": [], "links": []}}, "Export (API)"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(kind: type, given: Any, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        choose("w", given, kind)
    assert says in str(caught.value)


@pytest.mark.parametrize("name", ["access_password", "webhook_url"])
def test_a_refused_secret_is_not_shown(name: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        choose("w", {name: ["hunter2"]}, AppOptions)
    assert "hunter2" not in str(caught.value)


def test_a_deadline_that_is_no_time_is_refused() -> None:
    with pytest.raises(ConfigError, match="deadline"):
        choose("w", {"deadline": 0}, AppOptions)


def test_an_unknown_instance_type_warns_and_is_sent() -> None:
    with pytest.warns(UserWarning, match="instance_type='lite'") as caught:
        chosen = choose("w", {"instance_type": "lite"}, AppOptions)
    assert chosen.fields == {"instanceType": "lite"}
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    ("value", "near"),
    [
        ("https://www.runninghub.ai/workflow/1950000000000000001", ("1950000000000000001",)),
        ("1950000000000000001?inviteCode=77", ("1950000000000000001",)),
        ("workflow/1950000000000000001/1950000000000000001", ("1950000000000000001",)),
        ("https://www.runninghub.ai/workflow/", ()),
        ("12345678901234567890123", ()),
        (1.95e18, ()),
    ],
)
def test_an_id_with_something_around_it_is_offered(value: Any, near: tuple[str, ...]) -> None:
    with pytest.raises(InvalidRequest) as caught:
        read_id("workflow", value)
    assert caught.value.nearest == near


@pytest.mark.parametrize("value", [1950000000000000001, " 1950000000000000001 "])
def test_an_id_may_be_text_or_int(value: str | int) -> None:
    assert read_id("workflow", value) == "1950000000000000001"


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1.95e18, "is a float, which cannot hold all digits"),
        (0, "is no id"),
        ("0", "is no id"),
        ("", "is no id"),
        (-5, "is no id"),
        (True, "is no id"),
        (None, "is no id"),
        ("https://www.runninghub.ai/workflow/1", "is no id"),
        ("१२", "is no id"),
        (2**63, "up to 19 digits"),
        ("9" * 5000, "up to 19 digits"),
    ],
)
def test_what_is_no_id_is_refused(value: Any, says: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        read_id("workflow", value)
    assert says in str(caught.value)
