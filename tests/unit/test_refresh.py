"""A newer registry file -> what would change in the table, and the table that says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async._tools.refresh import OVERLAYS, TABLE, Overlay, apply, main, row_line
from runninghub_async.catalog.table import Row, builtin_table, read_rows

TABLE_LINES = [
    {
        "path": "made/text-to-video",
        "title": "Made text to video",
        "kind": "video",
        "category": ["video", "text-to-video"],
        "params": [
            {"type": "string", "name": "prompt", "required": True, "max_length": 2000},
            {
                "type": "enum",
                "name": "duration",
                "required": True,
                "default": "5",
                "options": ["5", "10"],
            },
            {"type": "int", "name": "seed", "min": 0, "max": 9},
            {"type": "object", "name": "multiPrompt", "many": True},
        ],
        "rules": [{"kind": "at_least_one", "params": ["prompt", "multiPrompt"]}],
        "in_docs": True,
        "sources": ["registry-2026-05"],
        "confidence": "high",
    },
    {
        "path": "old/model",
        "title": "Old model",
        "kind": "image",
        "params": [],
        "sources": ["registry-2026-05"],
        "confidence": "medium",
    },
]
PROMPT = {"fieldKey": "prompt", "type": "STRING", "required": True, "maxLength": 2000}
DURATION = {
    "fieldKey": "duration",
    "type": "LIST",
    "required": True,
    "defaultValue": "5",
    "options": [{"value": "5", "description": "5"}, {"value": "10", "description": "10"}],
}
SEED = {"fieldKey": "seed", "type": "INT", "required": False, "min": 0, "max": 9}


def model(*params: dict[str, Any], endpoint: str = "made/text-to-video") -> dict[str, Any]:
    return {
        "class_name": "Made",
        "endpoint": endpoint,
        "output_type": "video",
        "name_en": f"new name of {endpoint}",
        "params": list(params),
    }


class Workshop:
    """A table, a registry and overlays in a directory of their own."""

    def __init__(self, folder: Path, printed: pytest.CaptureFixture[str]) -> None:
        self.table = folder / "endpoints.jsonl"
        self.file = folder / "new.json"
        self.overlays = folder / "overlays.json"
        self._printed = printed
        lines = [json.dumps(one, separators=(",", ":")) for one in TABLE_LINES]
        self.table.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.overlay()

    def overlay(self, *overlays: dict[str, Any]) -> None:
        self.overlays.write_text(json.dumps(overlays), encoding="utf-8")

    def run(self, *models: dict[str, Any], write: bool = False) -> tuple[int, str]:
        """Exit status and what was printed, on both streams."""
        self.file.write_text(json.dumps(models), encoding="utf-8")
        return self.again(write=write)

    def again(self, *, write: bool = False) -> tuple[int, str]:
        arguments = [str(self.file), "--table", str(self.table), "--overlays", str(self.overlays)]
        status = main([*arguments, "--source", "registry-test", *(["--write"] if write else [])])
        return status, "".join(self._printed.readouterr())

    def rows(self) -> dict[str, Row]:
        return {row.path: row for row in read_rows(self.table.read_bytes(), origin="table")}


@pytest.fixture
def workshop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Workshop:
    return Workshop(tmp_path, capsys)


OLD = model(endpoint="old/model") | {"output_type": "image"}


# -- what is shown -------------------------------------------------------------------------


def test_nothing_changes(workshop: Workshop) -> None:
    before = workshop.table.read_bytes()
    status, printed = workshop.run(model(PROMPT, DURATION, SEED), OLD, write=True)
    assert status == 0
    assert workshop.table.read_bytes() == before
    assert printed == (
        "made/text-to-video\n"
        "  = multiPrompt: kept, a registry lists no objects\n"
        "2 endpoints: 0 new, 0 changed, 0 not listed\n"
    )


def test_everything_that_changes_is_shown_and_nothing_is_written(workshop: Workshop) -> None:
    before = workshop.table.read_bytes()
    longer = PROMPT | {"required": False, "maxLength": 2500}
    durations = DURATION | {"options": ["5", "15"], "defaultValue": "15"}
    ratio = {"fieldKey": "aspectRatio", "type": "LIST", "options": ["1:1"]}
    brand_new = model(PROMPT, endpoint="made/image-to-video")
    status, printed = workshop.run(model(longer, durations, ratio), brand_new)
    assert status == 1
    assert workshop.table.read_bytes() == before
    assert printed.splitlines() == [
        "made/image-to-video (new)",
        "  + video: new name of made/image-to-video",
        "  + prompt: string, required; at most 2000 characters",
        "made/text-to-video",
        "  ~ prompt: max_length 2000 -> 2500; required true -> false",
        '  ~ duration: options +"15" -"10"; default "5" -> "15"',
        "  - seed: int, optional; 0 to 9",
        "  + aspectRatio: enum, optional; one of 1:1",
        "  = multiPrompt: kept, a registry lists no objects",
        "not in the file, kept: 1",
        "  old/model",
        "3 endpoints: 1 new, 1 changed, 1 not listed",
    ]


def test_another_kind_and_limits_are_shown(workshop: Workshop) -> None:
    seed = SEED | {"type": "FLOAT", "min": 1, "step": 0.5}
    _, printed = workshop.run(model(PROMPT, DURATION, seed), OLD)
    assert "  ~ seed: type int -> float; min 0 -> 1; step none -> 0.5\n" in printed


def test_options_in_another_order_are_shown(workshop: Workshop) -> None:
    _, printed = workshop.run(model(PROMPT, DURATION | {"options": ["10", "5"]}, SEED), OLD)
    assert "  ~ duration: options in another order\n" in printed


def test_a_rule_goes_with_its_parameter(workshop: Workshop) -> None:
    status, printed = workshop.run(model(DURATION, SEED), OLD, write=True)
    assert status == 1
    assert "  - prompt: string, required; at most 2000 characters\n" in printed
    assert "  - rule: At least one of prompt or multi_prompt is needed.\n" in printed
    assert workshop.rows()["made/text-to-video"].rules == ()


def test_a_model_that_is_something_else_now(workshop: Workshop) -> None:
    audio = model(PROMPT, DURATION, SEED) | {"output_type": "audio"}
    _, printed = workshop.run(audio, OLD)
    assert '  ~ kind "video" -> "audio"\n' in printed


# -- what is written -----------------------------------------------------------------------


def test_what_is_written_is_in_order_compact_and_says_what_is_new(workshop: Workshop) -> None:
    old_line = workshop.table.read_bytes().splitlines()[1]
    more = SEED | {"max": 2147483647}
    status, printed = workshop.run(
        model(PROMPT, DURATION, more), model(PROMPT, endpoint="a/new"), write=True
    )
    assert status == 1
    assert "next: python -m runninghub_async._tools.stubs" in printed
    lines = workshop.table.read_bytes().splitlines()
    assert [json.loads(line)["path"] for line in lines] == [
        "a/new",
        "made/text-to-video",
        "old/model",
    ]
    assert lines[0] == (
        b'{"path":"a/new","title":"new name of a/new","kind":"video","params":[{"type":"string",'
        b'"name":"prompt","required":true,"max_length":2000}],"sources":["registry-test"],'
        b'"confidence":"medium"}'
    )
    assert lines[2] == old_line
    assert b'"max":2147483647}' in lines[1]
    row = workshop.rows()["made/text-to-video"]
    assert (row.title, row.confidence) == ("Made text to video", "high")
    assert (row.category, row.sources) == (("video", "text-to-video"), ("registry-2026-05",))
    assert workshop.again() == (
        0,
        "made/text-to-video\n"
        "  = multiPrompt: kept, a registry lists no objects\n"
        "not in the file, kept: 1\n"
        "  old/model\n"
        "3 endpoints: 0 new, 0 changed, 1 not listed\n",
    )


def test_rows_in_our_own_form_say_everything(workshop: Workshop) -> None:
    row = {"path": "old/model", "title": "Newer", "kind": "image", "confidence": "low"}
    workshop.file.write_text(json.dumps(row), encoding="utf-8")
    status, printed = workshop.again(write=True)
    assert status == 1
    assert '  ~ title "Old model" -> "Newer"\n' in printed
    assert workshop.rows()["old/model"] == Row(
        path="old/model", title="Newer", kind="image", confidence="low"
    )


def test_a_line_can_be_read_back() -> None:
    for row in builtin_table():
        assert read_rows(row_line(row), origin="line") == [row]


# -- overlays ------------------------------------------------------------------------------

REASON = "the docs say so, and the registry is older"


def test_an_overlay_wins_over_the_registry_and_says_why(workshop: Workshop) -> None:
    change = {"params": {"duration": {"options": ["5", "10"], "default": "10"}, "seed": None}}
    workshop.overlay({"path": "made/*", "change": change, "reason": REASON})
    durations = DURATION | {"options": ["5", "15"], "defaultValue": "15"}
    _, printed = workshop.run(model(PROMPT, durations, SEED), OLD, write=True)
    assert '  ~ duration: default "5" -> "10"\n' in printed
    assert "  - seed: int, optional; 0 to 9\n" in printed
    assert f"  ! overlay: {REASON}\n" in printed
    names = [param.name for param in workshop.rows()["made/text-to-video"].params]
    assert names == ["prompt", "duration", "multiPrompt"]


def test_an_overlay_may_add_a_parameter_or_a_rule(workshop: Workshop) -> None:
    workshop.overlay(
        {
            "path": "old/model",
            "change": {
                "params": {"size": {"type": "enum", "options": ["1k"]}, "seed": {"type": "int"}},
                "rules": [{"kind": "together", "params": ["size", "seed"]}],
            },
            "reason": REASON,
        }
    )
    _, printed = workshop.run(model(PROMPT, DURATION, SEED), OLD, write=True)
    assert "  + size: enum, optional; one of 1k\n" in printed
    assert "  + rule: size and seed: all or none.\n" in printed
    assert len(workshop.rows()["old/model"].rules) == 1


def test_the_overlays_of_the_package_hold_in_its_table() -> None:
    overlays = msgspec.json.decode(OVERLAYS.read_bytes(), type=list[Overlay])
    table = read_rows(TABLE.read_bytes(), origin="endpoints.jsonl")
    paths = {row.path for row in table}
    assert all(overlay.path in paths for overlay in overlays)
    for row in table:
        assert apply(row, overlays) == row
    assert {overlay.path for overlay in overlays} >= {
        "vidu/reference-to-video-q2-pro",
        "rhart-audio/extract-background",
        "rhart-audio/extract-vocal",
    }


# -- bad files -----------------------------------------------------------------------------


def test_a_bad_registry_is_status_two_and_named(workshop: Workshop) -> None:
    status, printed = workshop.run(model(PROMPT | {"type": "STRNG"}), write=True)
    assert status == 2
    assert "refresh: new.json: models[0].params[0].type: 'STRNG' is not one of" in printed


def test_a_missing_file_is_status_two(workshop: Workshop) -> None:
    status, printed = workshop.again()
    assert status == 2
    assert "new.json: No such file or directory" in printed


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        ({"path": "old/model", "change": {}}, "missing required field `reason`"),
        ({"path": "old/model", "change": {}, "reason": ""}, "length >= 10"),
        ({"path": "old/model", "change": {"kind": "film"}, "reason": REASON}, "overlay of old/mod"),
        (
            {"path": "old/model", "change": {"params": {"a": {"min": 1}}}, "reason": REASON},
            "overlay of old/model",
        ),
    ],
)
def test_a_bad_overlay_is_status_two(
    workshop: Workshop, overlay: dict[str, Any], message: str
) -> None:
    before = workshop.table.read_bytes()
    workshop.overlay(overlay)
    status, printed = workshop.run(model(PROMPT, DURATION, SEED), OLD, write=True)
    assert status == 2
    assert message in printed
    assert workshop.table.read_bytes() == before
