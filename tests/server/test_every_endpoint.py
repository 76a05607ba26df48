"""Every endpoint of the table, called once over real HTTP, from the call to the result."""

from __future__ import annotations

import contextlib
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import Job
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.tasks.task import TaskResult

ROWS = list(builtin_table())
#: Kind -> the type that the service names, and the bytes that such a file begins with.
MADE = {
    "video": ("mp4", b"ftyp"),
    "image": ("png", b"\x89PNG\r\n\x1a\n"),
    "audio": ("wav", b"RIFF"),
    "3d": ("glb", b"glTF"),
    "text": ("txt", b""),
}
ONE_OF_EACH = [next(row for row in ROWS if row.kind == kind) for kind in MADE]
WITH_LAST_FRAME = [row for row in ROWS if row.extra_outputs]

Minimal = Callable[[Row], dict[str, Any]]


@contextlib.contextmanager
def deprecations_heard() -> Iterator[set[str]]:
    """Let deprecations pass, and tell which paths they named; other warnings stay errors."""
    heard: set[str] = set()
    with warnings.catch_warnings(record=True) as records:
        warnings.simplefilter("error")
        warnings.simplefilter("always", DeprecationWarning)
        yield heard
    heard.update(str(one.message).partition(" is deprecated")[0] for one in records)
    assert len(heard) == len(records)  # once each


def assert_fits(result: TaskResult, row: Row) -> None:
    (output,) = result.outputs
    assert output.type == MADE[row.kind][0]
    assert (output.url is None) is (row.kind == "text")
    assert bool(output.text) is (row.kind == "text")


async def test_every_endpoint_runs_from_call_to_result(
    emulated: Callable[..., Any], minimal_call: Minimal
) -> None:
    deprecated = {row.path for row in ROWS if row.deprecated}
    results: dict[str, TaskResult] = {}
    with deprecations_heard() as heard:
        async with emulated(slots=400, client={}) as (emu, rh):
            jobs = [Job(rh.model(row.path), minimal_call(row), key=row.path) for row in ROWS]
            async for outcome in rh.map(jobs, concurrency=64):
                assert outcome.error is None, outcome.key
                results[outcome.key] = outcome.result
    assert results.keys() == {row.path for row in ROWS}
    for row in ROWS:
        assert_fits(results[row.path], row)
    accepted = emu.ledger.submits
    assert Counter(one.endpoint for one in accepted) == Counter(row.path for row in ROWS)
    assert len(accepted) == len({one.task_id for one in accepted}) == 367
    assert emu.ledger.refusals == {}
    assert heard == deprecated


async def test_every_endpoint_is_reached_by_its_python_name(emulated: Callable[..., Any]) -> None:
    async with emulated() as (_, rh):
        for row in ROWS:
            found = getattr(rh.models, row.namespace)
            if row.method:
                found = getattr(found, row.method)
            assert found.path == row.path


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=lambda row: row.kind)
async def test_a_result_downloads_as_a_file_of_its_kind(
    emulated: Callable[..., Any], minimal_call: Minimal, row: Row, tmp_path: Path
) -> None:
    async with emulated() as (_, rh):
        result = await rh.model(row.path)(**minimal_call(row))
        paths = await result.download(tmp_path)
    suffix, magic = MADE[row.kind]
    if row.kind == "text":
        assert result.outputs[0].text
        return
    (path,) = paths
    assert path.suffix == f".{suffix}"
    assert magic in path.read_bytes()[:12]


def test_these_endpoints_can_make_a_last_frame() -> None:
    assert len(WITH_LAST_FRAME) == 12
    assert {row.kind for row in WITH_LAST_FRAME} == {"video"}


@pytest.mark.parametrize("row", WITH_LAST_FRAME[:2], ids=lambda row: row.path)
@pytest.mark.parametrize("wanted", [True, False, None])
async def test_the_last_frame_comes_beside_the_video_when_it_is_asked_for(
    emulated: Callable[..., Any],
    minimal_call: Minimal,
    row: Row,
    wanted: bool | None,
    tmp_path: Path,
) -> None:
    async with emulated() as (_, rh):
        result = await rh.model(row.path)(**minimal_call(row), return_last_frame=wanted)
        paths = await result.download(tmp_path)
    expected = ["mp4", "png"] if wanted else ["mp4"]
    assert [one.type for one in result.outputs] == expected
    assert len({one.node_id for one in result.outputs}) == len(expected)
    assert [path.suffix for path in paths] == [f".{one}" for one in expected]
    for path, type_ in zip(paths, expected, strict=True):
        magic = next(magic for suffix, magic in MADE.values() if suffix == type_)
        assert magic in path.read_bytes()[:12]
