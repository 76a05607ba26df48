"""Whatever a file of jobs holds: jobs that can be sent, or lines with their numbers."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("typer")

from runninghub_async.cli.job_check import CheckedJob, Checker
from runninghub_async.cli.jobs_file import BadLine, JobLine, JobsFile
from runninghub_async.cli.results import ResultLine, Results
from runninghub_async.errors import ConfigError
from runninghub_async.tasks.history import History

MAKE = "vidu/text-to-video"


def nested(times: int) -> Any:
    value: Any = "file:x.png"
    for _ in range(times):
        value = [{"a": value}]
    return value


LINES: list[Any] = [
    {"endpoint": MAKE, "params": {"prompt": "a cat", "duration": 5}, "key": "one"},
    {"endpoint": "vidu/image-to-video-q3-pro", "prompt": "x", "imageUrl": "file:cat.png"},
    {"endpoint": "workflow/1950000000000000001", "6.text": "a", "3.seed": 7, "9.image": "file:a"},
    {"endpoint": "app/1960000000000000001", "params": {"6.text": {"a": ["file:b", 1]}}},
    *({"endpoint": "workflow/1950000000000000001", "6.text": nested(n)} for n in (40, 300)),
]
JSONL = "\n".join(["# a comment", *map(json.dumps, LINES), ""]).encode()
CSV = (
    b"endpoint,key,prompt,duration,resolution\r\n"
    b'vidu/text-to-video,one,"a ""cat"", surfs",5,720p\r\n'
    b'vidu/text-to-video,,"two\nlines",5.0,\r\n'
    b",three,x,8,540p\r\n"
)
NODES = (
    b"endpoint;6.text;3.seed;9.image\n"
    b"workflow/1950000000000000001;a;7;file:cat.png\n"
    b'app/1960000000000000001;[1, {"a": 2}];true;"null"\n'
)


NOTHING: dict[str, Any] = {
    **dict.fromkeys(("task_id", "text", "cost", "error")),
    "files": (),
    "urls": (),
    "seconds": 0.0,
    "attempts": 1,
    "resumed": False,
}


def assert_told(path: Path, content: bytes) -> list[CheckedJob]:
    """Read and check every line of a file, twice; the jobs that can be sent."""
    path.write_bytes(content)
    jobs: list[CheckedJob] = []
    refused = contextlib.suppress(ConfigError)  # UTF-16, a JSON list
    with refused, JobsFile.opened(str(path)) as file:
        checker = Checker(folder=file.folder, endpoint=MAKE, digests={})
        for line in file:
            number, job = told(checker, line)
            assert 1 <= number <= content.count(b"\n") + 2
            jobs += [] if job is None else [job]
        assert len(list(file)) == len(list(file))
    return jobs


def told(checker: Checker, line: JobLine | BadLine) -> tuple[int, CheckedJob | None]:
    """The number of a line, and its job if it makes one."""
    try:
        if isinstance(line, BadLine):
            raise line
        job, notes = checker.check(line)
    except BadLine as error:
        bad = error
    else:
        assert job.key
        assert all(map(str.encode, notes))
        return job.line, job
    assert bad.reason.encode()  # it can be printed
    assert "\n" not in bad.reason
    return bad.number, None


@pytest.mark.parametrize(
    ("name", "seeds"),
    [("a.jsonl", [JSONL]), ("a.csv", [CSV, NODES]), ("a.txt", [JSONL, CSV, NODES])],
)
def test_a_file_of_spoiled_bytes_makes_jobs_or_names_its_lines(
    tmp_path: Path, name: str, seeds: list[bytes], mutants: Callable[..., Iterator[bytes]]
) -> None:
    found = [len(assert_told(tmp_path / name, content)) for content in mutants(seeds, 100)]
    assert sum(map(bool, found)) > 20


def test_anything_may_stand_in_a_line(
    tmp_path: Path, oddities: Callable[[Any], Iterator[bytes]]
) -> None:
    """All of them as the lines of one file."""
    content = b"\n".join(one for line in LINES[:3] for one in oddities(line))
    jobs = assert_told(tmp_path / "a.jsonl", content)
    assert len(jobs) > 20
    assert len({job.key for job in jobs}) == len(jobs)


def test_anything_may_stand_in_a_cell(
    tmp_path: Path, oddities: Callable[[Any], Iterator[bytes]]
) -> None:
    cells = {one.decode().strip('"') for one in oddities(None)}
    for header in ("prompt,duration,seed,isRec,bgm", "6.text,3.seed,1.a,2.b,3.c"):
        endpoint = MAKE if "prompt" in header else "workflow/1"
        rows = [
            ",".join(['""'] * place + ['"' + cell.replace('"', '""') + '"'])
            for place in range(5)
            for cell in sorted(cells)
        ]
        lines = [f"endpoint,{header}", *(f"{endpoint},{row}" for row in rows)]
        assert_told(tmp_path / "a.csv", "\n".join(lines).encode("utf-8", "replace"))


def test_many_names_take_no_longer_than_their_number(tmp_path: Path) -> None:
    """Each name compared with each would take minutes."""
    names = [f"name{number}" for number in range(60_000)]
    twice = "{" + ", ".join(f'"{name}": 1' for name in [*names, "name59999"]) + "}"
    (line,) = told_lines(tmp_path / "a.jsonl", twice)
    assert isinstance(line, BadLine)
    assert "'name59999' is given twice" in line.reason
    (line,) = told_lines(tmp_path / "a.csv", ",".join(names) + "\n" + ",".join(names))
    assert isinstance(line, JobLine)


def told_lines(path: Path, content: str) -> list[JobLine | BadLine]:
    path.write_text(content)
    with JobsFile.opened(str(path)) as file:
        return list(file)


def test_what_a_journal_remembers_of_earlier_runs_may_be_anything(
    oddities: Callable[[Any], Iterator[bytes]],
) -> None:
    history = History()
    history.ended("a/b", 1.0, 2.0)
    history.alive("a/b c", 1.0, 2.0)
    for content in oddities(json.loads(msgspec.json.encode(history.dump(5.0)))):
        found = History()
        try:
            dumped = msgspec.json.decode(content, type=dict[str, Any])
        except msgspec.DecodeError:
            continue
        found.merge(dumped, 5.0)
        assert found.belief("a/b")
        assert json.dumps(found.dump(5.0), allow_nan=False)


def test_a_file_of_results_is_continued_or_refused_and_loses_no_line(
    tmp_path: Path, mutants: Callable[..., Iterator[bytes]]
) -> None:
    path = tmp_path / "results.jsonl"
    line = ResultLine(key="one", line=1, endpoint=MAKE, status="succeeded", **NOTHING)
    told = msgspec.json.encode(line, order="sorted") + b"\n"
    seed = b'{"key":"a","status":"failed","line":2}\n{"key":"b","status":"failed","line":3}\n'
    continued = 0
    for before in mutants([seed, told * 2, seed + b'{"key":"c'], 200):
        path.write_bytes(before)
        try:
            with Results(path) as results:
                results.add(line)
        except ConfigError:
            assert path.read_bytes() in (before, before[: before.rfind(b"\n") + 1])
            continue
        after = path.read_bytes()
        assert before.startswith(after[: after.rstrip().rfind(b"\n") + 1].rstrip(b"\n"))
        results.keep_latest()
        assert all(isinstance(json.loads(one), dict) for one in path.read_bytes().splitlines())
        continued += 1
    assert continued > 20


@pytest.mark.parametrize("last", ["key", "status"])
def test_a_last_line_without_an_end_is_kept_and_the_next_one_begins_anew(
    tmp_path: Path, last: str
) -> None:
    path = tmp_path / "results.jsonl"
    fields = {"key": "a", "status": "failed", "line": 2}
    path.write_text(json.dumps({last: fields.pop(last), **fields}))
    with Results(path) as results:
        results.add(ResultLine(key="one", line=1, endpoint=MAKE, status="failed", **NOTHING))
    assert [json.loads(one)["key"] for one in path.read_text().splitlines()] == ["a", "one"]


def test_a_file_of_results_that_somebody_else_wrote_into_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with Results(path) as results:
        for _ in range(2):
            results.add(ResultLine(key="one", line=1, endpoint=MAKE, status="failed", **NOTHING))
        with path.open("ab") as other:
            other.write(b"a note\n")
    before = path.read_bytes()
    results.keep_latest()
    assert path.read_bytes() == before
