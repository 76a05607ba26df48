"""The columns of the calls that no single answer shows: their share of the rate, their bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.operations import Operation

ROWS: Mapping[str, Operation[Any]] = {
    name.lower(): row
    for module in (operations, platform_operations)
    for name, row in vars(module).items()
    if isinstance(row, Operation)
}


@pytest.mark.parametrize(
    ("share", "calls"),
    [
        ("submit", "submit create run_workflow create_app run_app quick_create comfy_prompt"),
        ("look", "query legacy_status legacy_outputs queue_status"),
        ("file", "upload legacy_upload"),
    ],
)
def test_calls_of_a_kind_wait_in_the_line_of_their_kind(share: str, calls: str) -> None:
    assert {name for name, row in ROWS.items() if row.share == share} == set(calls.split())


def test_what_moves_files_is_bounded_by_silence_only() -> None:
    """`Timeouts.total` would end a large upload over a slow line."""
    unbounded = {name for name, row in ROWS.items() if not row.bounded}
    assert unbounded == {"upload", "legacy_upload", "comfy_view", "comfy_upload"}


def test_only_comfyui_may_answer_with_more_than_sixteen_mebibytes() -> None:
    large = {name: row.largest / 2**20 for name, row in ROWS.items() if row.largest != 2**24}
    assert large == {"comfy_read": 128, "comfy_view": 1024}
