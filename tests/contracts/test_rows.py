"""Every row of the calls has cases: what leaves, what comes back, and what comes back badly."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from runninghub_async.emulator.routes import OPERATIONS
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.operations import KeyPlace, Operation, Replay

WIRE = Path(__file__).resolve().parents[1] / "wire"
ROWS: Mapping[str, Operation[Any]] = {
    name.lower(): row
    for module in (operations, platform_operations)
    for name, row in vars(module).items()
    if isinstance(row, Operation)
}
#: Routes that share one row: ComfyUI's own path stands behind it.
BEHIND = {"comfy_read": r"/(?!prompt|view|upload)[^/]+(/[^/]+)?"}
PLACEHOLDERS = {r"\{target\}": ".+", r"\{key\}": r"\$KEY"}


def pattern(name: str) -> re.Pattern[str]:
    """What the path of a row looks like in a case."""
    text = re.escape(ROWS[name].path)
    for mark, meaning in PLACEHOLDERS.items():
        text = text.replace(mark, meaning)
    return re.compile(text + BEHIND.get(name, ""))


def row_of(sent: Mapping[str, Any]) -> str | None:
    """The row that a request in a case belongs to: the one that says most about its path."""
    fitting = [
        name
        for name, row in ROWS.items()
        if row.method == sent["method"] and pattern(name).fullmatch(sent["path"])
    ]
    return max(fitting, key=lambda name: len(ROWS[name].path.replace("{target}", "")), default=None)


def requests() -> list[dict[str, Any]]:
    return [
        sent
        for path in sorted((WIRE / "requests").glob("*.json"))
        for case in json.loads(path.read_text("utf-8"))
        for sent in case["sent"]
        if "host" not in sent  # a storage host is none of the service's calls
    ]


SENT: dict[str, list[dict[str, Any]]] = {}
for one in requests():
    SENT.setdefault(row_of(one) or "", []).append(one)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_has_replies_of_success_and_of_failure(name: str) -> None:
    cases = json.loads((WIRE / f"{name}.json").read_text("utf-8"))
    assert [case for case in cases if "error" not in case]
    assert [case for case in cases if "error" in case]
    assert len({case["id"] for case in cases}) == len(cases)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_has_a_request_and_the_key_where_the_row_says(name: str) -> None:
    assert SENT.get(name)
    for sent in SENT[name]:
        carried = {
            KeyPlace.HEADER: sent.get("authorization", True),
            KeyPlace.BODY: "apiKey" in {**sent.get("body", {}), **sent.get("form", {})},
            KeyPlace.BODY_LOWER: "apikey" in sent.get("body", {}),
            KeyPlace.QUERY: "apiKey" in sent.get("query", {}),
            KeyPlace.PATH: "$KEY" in sent["path"],
        }
        places = {place for place, there in carried.items() if there}
        assert places == {KeyPlace.HEADER, ROWS[name].key}


def test_every_request_of_a_case_belongs_to_a_row() -> None:
    assert SENT.get("") is None


def test_what_creates_something_is_never_repeated_freely() -> None:
    once = {name for name, row in ROWS.items() if row.replay is Replay.IF_NOT_CREATED}
    assert once == {
        *("submit", "create", "run_workflow", "create_app", "run_app", "quick_create"),
        *("asset_create", "group_create", "comfy_prompt"),
    }


def test_faults_and_records_speak_of_the_same_calls() -> None:
    """`Fault(when=…)` and `Attempt.operation` share their names; the proxy's reads are apart."""
    faults = set(OPERATIONS)
    apart = {"comfy read", "download", "lora put"}
    ours = {one.name for one in ROWS.values()}
    assert ours - apart <= faults
    assert {one for one in faults - ours - apart if not one.startswith("comfy ")} == set()
