"""Files of jobs: what makes a job, what does not, and what its key is."""

from __future__ import annotations

import io
import json
import types
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typer")

from rich.console import Console

from runninghub_async import ConfigError, Outcome
from runninghub_async.catalog.pricing import Price
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.cli.bill import Bill, Known, KnownJob, check_jobs
from runninghub_async.cli.job_check import CheckedJob, Checker
from runninghub_async.cli.jobs_file import BadLine, JobLine, JobsFile
from runninghub_async.cli.results import ResultLine, Results
from runninghub_async.cli.table import Board
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.run_progress import Progress

MAKE = "vidu/text-to-video"
FLOW = "1950000000000000001"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def written(folder: Path, content: str | bytes, name: str = "jobs.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(folder: Path, content: str | bytes, name: str = "jobs.jsonl") -> list[JobLine | BadLine]:
    with JobsFile.opened(str(written(folder, content, name))) as file:
        first, again = list(file), list(file)
        assert [str(one) for one in first] == [str(one) for one in again]
        return first


def read(folder: Path, content: str | bytes, name: str = "jobs.jsonl") -> list[CheckedJob]:
    """Every line is to be fine."""
    with JobsFile.opened(str(written(folder, content, name))) as file:
        checker = Checker(folder=file.folder, endpoint=MAKE, digests={})
        jobs = []
        for line in file:
            assert isinstance(line, JobLine), line
            jobs.append(checker.check(line)[0])
        return jobs


def problems(folder: Path, content: str | bytes, name: str = "jobs.jsonl") -> list[str]:
    with JobsFile.opened(str(written(folder, content, name))) as file:
        bill = check_jobs(file, endpoint=None, known=Known(), retry_failed=False, digests={})
    return [f"{one.number}: {one.reason}" for one in bill.problems]


# -- JSON lines --------------------------------------------------------------------------------


def test_parameters_stand_in_params_or_beside_endpoint_and_key(tmp_path: Path) -> None:
    nested, flat = lines(
        tmp_path,
        '{"endpoint": "a/b", "params": {"prompt": "x", "n": 5}, "key": "k"}\n'
        '{"endpoint": "a/b", "prompt": "x", "n": 5, "key": 7}\n',
    )
    assert isinstance(nested, JobLine)
    assert isinstance(flat, JobLine)
    assert (nested.endpoint, nested.params, nested.key) == ("a/b", {"prompt": "x", "n": 5}, "k")
    assert (flat.endpoint, flat.params, flat.key) == ("a/b", {"prompt": "x", "n": 5}, "7")


def test_a_mark_at_the_start_windows_ends_empty_lines_and_comments_are_fine(tmp_path: Path) -> None:
    found = lines(tmp_path, b'\xef\xbb\xbf{"prompt": "a"}\r\n\r\n  \n# more\n{"prompt": "b"}')
    assert [(one.number, one.params["prompt"]) for one in found] == [(1, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"prompt": "a"', "is no JSON: Expecting ',' delimiter at column 15"),
        (b'{"prompt": "a"} x', "is no JSON: Extra data at column 17"),
        (b'"a cat"', 'is no JSON object but "a cat"'),
        (b'{"n": NaN}', "NaN is no number"),
        (b'{"n": 1, "n": 2}', "'n' is given twice"),
        (b'{"prompt": "\xe9"}', "is not UTF-8 (byte 0xe9)"),
        (b'{"endpoint": 5}', "endpoint=5 is no text"),
        (b'{"key": ["a"]}', "key=['a'] is no text"),
        (b'{"key": true}', "key=True is no text"),
        (b'{"key": "\\ud800"}', "half a character"),
        (b'{"params": "a cat"}', "params='a cat' is no object"),
        (b'{"params": {}, "prompt": "a"}', "prompt stands beside params"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"n": ' + b"9" * 5000 + b"}", "is no JSON"),
    ],
)
def test_a_line_that_is_no_job_is_told_and_the_next_is_read(
    line: bytes, said: str, tmp_path: Path
) -> None:
    _, bad, good = lines(tmp_path, b'{"prompt": "a"}\n' + line + b'\n{"prompt": "b"}\n')
    assert isinstance(bad, BadLine)
    assert bad.number == 2
    assert said in bad.reason
    assert isinstance(good, JobLine)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"prompt": "a"}]', "jq -c '.[]'"),
        ("prompt\na".encode("utf-16"), "save the file as UTF-8"),
    ],
)
def test_a_file_of_another_form_is_refused_with_what_to_do(
    content: str | bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError, match="is ") as raised:
        lines(tmp_path, content, "jobs.json")
    assert said in str(raised.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match="cannot be read: No such file"),
        JobsFile.opened(str(tmp_path / "none.csv")),
    ):
        pass


def test_a_file_may_be_edited_while_its_jobs_run(tmp_path: Path) -> None:
    path = written(tmp_path, '{"prompt": "a"}\n{"prompt": "b"}\n')
    with JobsFile.opened(str(path)) as file:
        path.write_text("nothing of it is left")
        assert [one.params for one in file] == [{"prompt": "a"}, {"prompt": "b"}]


def test_the_standard_input_is_read_as_often_as_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = io.BytesIO(b'{"prompt": "a"}\n')
    monkeypatch.setattr("sys.stdin", types.SimpleNamespace(buffer=content))
    with JobsFile.opened("-") as file:
        assert [one.params for one in file] == [one.params for one in file] == [{"prompt": "a"}]
        assert file.folder == Path()


# -- CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_has_its_names_in_the_first_row(delimiter: str, tmp_path: Path) -> None:
    rows = ["endpoint,prompt, duration ,key,", 'a/b,"one, two\nlines",5,,', "c/d,x,,k", ",,,,", ""]
    content = "\r\n".join(row.replace(",", delimiter) for row in rows)
    first, second = lines(tmp_path, "\ufeff" + content, "jobs.csv")
    assert isinstance(first, JobLine)
    assert isinstance(second, JobLine)
    prompt = f"one{delimiter} two\nlines"
    assert (first.endpoint, first.key, first.params) == (
        "a/b",
        None,
        {"prompt": prompt, "duration": "5"},
    )
    assert (second.endpoint, second.key, second.params) == ("c/d", "k", {"prompt": "x"})
    assert (first.number, second.number) == (2, 4)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"prompt,prompt\na,b", "1: the header names the column 'prompt' twice"),
        (b"\n,,\na,b", "2: has no header row"),
        (b"prompt,n\na,b,c", "2: has 3 cells, the header 2"),
        (b"prompt,,n\na,b,c", "2: 'b' stands in a column without a name"),
        (b'prompt\n"a"b', "2: is no CSV"),
        (b'prompt\n"a\nb\n', "2: is no CSV: unexpected end of data"),
        (b"prompt\n\xe9", "2: is not UTF-8 (byte 0xe9)"),
    ],
)
def test_a_csv_that_cannot_be_read_is_told_with_the_line(
    content: bytes, said: str, tmp_path: Path
) -> None:
    (bad,) = lines(tmp_path, content, "jobs.csv")
    assert isinstance(bad, BadLine)
    assert f"{bad.number}: {bad.reason}".startswith(said)


def test_an_empty_file_is_no_input(tmp_path: Path) -> None:
    for content in ("", "\n\n", "prompt,duration\n"):
        assert problems(tmp_path, content, "jobs.csv") == ["1: the file holds no job"]


def test_cells_mean_what_the_parameter_takes(tmp_path: Path) -> None:
    header = "endpoint,prompt,image_urls,duration,audio,resolution"
    (job,) = read(
        tmp_path,
        f"{header}\nvidu/reference-to-video-q3,5,https://a.b/1.png | https://a.b/2.png,5.0,TRUE,720p\n",
        "jobs.csv",
    )
    assert job.params["image_urls"] == ["https://a.b/1.png", "https://a.b/2.png"]
    assert job.params["prompt"] == "5"
    assert job.price is not None
    (same,) = read(
        tmp_path,
        json.dumps(
            {
                "endpoint": "vidu/reference-to-video-q3",
                "prompt": "5",
                "image_urls": ["https://a.b/1.png", "https://a.b/2.png"],
                "duration": 5,
                "audio": True,
                "resolution": "720p",
            }
        ),
    )
    assert same.fingerprint == job.fingerprint
    assert same.price == job.price


def test_a_cell_for_a_list_may_be_json(tmp_path: Path) -> None:
    cell = '"[""https://a.b/1|2.png""]"'
    content = f"endpoint,prompt,image_urls\nvidu/reference-to-video-q3,a,{cell}\n"
    (job,) = read(tmp_path, content, "jobs.csv")
    assert job.params["image_urls"] == ["https://a.b/1|2.png"]
    (said,) = problems(tmp_path, content.replace("]", "}"), "jobs.csv")
    assert "image_urls begins like JSON and is none" in said


def test_cells_of_a_workflow_are_json_where_they_look_like_it_and_of_an_app_text(
    tmp_path: Path,
) -> None:
    header = "endpoint,6.text,3.seed,3.cfg,3.on,3.list"
    cells = '"""2024""",7,8.5,TRUE,"[1, 2]"'
    flow, app = read(
        tmp_path, f"{header}\nworkflow/{FLOW},{cells}\napp/{FLOW},{cells}\n", "jobs.csv"
    )
    assert flow.endpoint == f"workflow/{FLOW}"
    assert flow.params == {
        "6.text": "2024",
        "3.seed": 7,
        "3.cfg": 8.5,
        "3.on": True,
        "3.list": [1, 2],
    }
    assert app.params["3.seed"] == "7"
    assert flow.price is app.price is None


# -- checks --------------------------------------------------------------------------------------


def test_every_bad_line_is_told_with_what_to_do(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"endpoint": MAKE, "prompt": "fine"},
        {"endpoint": "vidu/text-to-vide", "prompt": "a"},
        {"endpoint": MAKE, "promt": "a"},
        {"endpoint": MAKE},
        {"endpoint": MAKE, "prompt": "a", "duration": 99},
        {"prompt": "a"},
        {"endpoint": "workflow/abc", "6.text": "a"},
        {"endpoint": f"workflow/{FLOW}", "text": "a"},
        {"endpoint": f"app/{FLOW}", "1.image": "file:none.png"},
        {"endpoint": "vidu/image-to-video-q3-pro", "prompt": "a", "image_url": "none.png"},
        {"endpoint": MAKE, "prompt": "a", "key": "k"},
        {"endpoint": MAKE, "prompt": "b", "key": "k"},
    ]
    found = problems(tmp_path, "\n".join(map(json.dumps, rows)))
    expected = [
        (2, "did you mean vidu/text-to-video"),
        (3, "did you mean prompt?"),
        (4, "prompt is required"),
        (5, "did you mean '10'?"),
        (6, "give --endpoint"),
        (7, "is no id"),
        (8, "names no input"),
        (9, "none.png' does not exist"),
        (10, "none.png' does not exist"),
        (12, "key 'k' is the key of line 11 already"),
    ]
    assert [int(one.partition(":")[0]) for one in found] == [number for number, _ in expected]
    for one, (_, said) in zip(found, expected, strict=True):
        assert said in one
        assert "othing was" not in one
        assert "\n" not in one


def test_twenty_bad_lines_are_listed_and_all_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, "{}\n" * 50)
    with JobsFile.opened(str(path)) as file:
        bill = check_jobs(file, endpoint=None, known=Known(), retry_failed=False, digests={})
    assert (len(bill.problems), bill.problems_in_all, bill.total) == (20, 50, 0)


def test_paths_of_media_begin_where_the_jobs_file_is(tmp_path: Path) -> None:
    written(tmp_path, PNG, "cat one.png")
    rows = [
        {"endpoint": "vidu/image-to-video-q3-pro", "prompt": "a", "image_url": "cat one.png"},
        {
            "endpoint": "vidu/reference-to-video-q3",
            "prompt": "a",
            "image_urls": ["file:cat one.png"],
        },
        {"endpoint": f"workflow/{FLOW}", "23.image": f"file://{tmp_path}/cat%20one.png"},
        {"endpoint": f"workflow/{FLOW}", "23.image": "cat one.png"},
        {"endpoint": "vidu/image-to-video-q3-pro", "prompt": "a", "image_url": "https://a.b/c.png"},
    ]
    jobs = read(tmp_path, "\n".join(map(json.dumps, rows)))
    picture = tmp_path / "cat one.png"
    assert [list(job.params.values())[-1] for job in jobs] == [
        picture,
        [picture],
        picture,
        "cat one.png",
        "https://a.b/c.png",
    ]


def test_what_the_table_only_warns_of_is_told_with_the_line_and_refuses_nothing(
    tmp_path: Path, minimal_call: Callable[[Row], dict[str, Any]]
) -> None:
    old = next(row for row in builtin_table() if row.deprecated)
    line = {"endpoint": old.path, "params": minimal_call(old)}
    path = written(tmp_path, "\n" + json.dumps(line))
    with JobsFile.opened(str(path)) as file:
        bill = check_jobs(file, endpoint=None, known=Known(), retry_failed=False, digests={})
    assert not bill.problems
    assert bill.warnings[0].startswith(f"{path}:2: {old.path} is deprecated")


# -- keys ----------------------------------------------------------------------------------------


def test_a_key_is_made_of_the_job_and_not_of_its_place(tmp_path: Path) -> None:
    a, b, c = (json.dumps({"prompt": one}) for one in "abc")
    first = {job.params["prompt"]: job.key for job in read(tmp_path, f"{a}\n{b}\n")}
    moved = {job.params["prompt"]: job.key for job in read(tmp_path, f"{c}\n{b}\n\n{a}\n")}
    assert first["a"] == moved["a"]
    assert first["b"] == moved["b"]
    assert len(set(moved.values())) == 3


def test_equal_lines_are_jobs_of_their_own(tmp_path: Path) -> None:
    one, two = '{"prompt": "a", "duration": 5}', '{"duration": "5", "prompt": "a"}'
    keys = [job.key for job in read(tmp_path, f"{one}\n{two}\n{one}\n")]
    assert keys == [keys[0], f"{keys[0]}-2", f"{keys[0]}-3"]


def test_the_key_of_a_job_with_a_picture_follows_the_content_and_not_the_name(
    tmp_path: Path,
) -> None:
    line = '{"endpoint": "vidu/image-to-video-q3-pro", "prompt": "a", "image_url": "%s"}'
    written(tmp_path, PNG, "a.png")
    written(tmp_path, PNG, "b.png")
    (a,), (b,) = read(tmp_path, line % "a.png"), read(tmp_path, line % "b.png")
    written(tmp_path, PNG + b"more", "a.png")
    (changed,) = read(tmp_path, line % "a.png")
    assert a.key == b.key != changed.key


def test_keys_stay_the_same_from_release_to_release(tmp_path: Path) -> None:
    """Another key would be another job: all that was paid before would be paid again."""
    (job,) = read(tmp_path, '{"endpoint": "vidu/text-to-video", "prompt": "a cat", "duration": 5}')
    assert job.key == "a9061a1dd99160fd"


def test_a_key_that_the_journal_has_for_another_job_is_refused_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, '{"prompt": "a", "key": "k"}\n{"prompt": "b"}')
    known = Known(jobs={"k": KnownJob("done", bytes(32))})
    with JobsFile.opened(str(path)) as file:
        bill = check_jobs(file, endpoint=MAKE, known=known, retry_failed=False, digests={})
    assert [one.number for one in bill.problems] == [1]
    assert "stands for another job in the journal" in bill.problems[0].reason


# -- the bill ------------------------------------------------------------------------------------


def test_the_bill_has_what_is_left_to_submit(tmp_path: Path) -> None:
    rows = [{"endpoint": MAKE, "prompt": f"take {one}"} for one in range(4)]
    rows += [{"endpoint": f"workflow/{FLOW}", "6.text": "a"}]
    path = written(tmp_path, "\n".join(map(json.dumps, rows)))
    jobs = read(tmp_path, path.read_bytes())
    shares = dict(zip((job.key for job in jobs), ("done", "running", "failed"), strict=False))
    fingerprints = {job.key: bytes.fromhex(job.fingerprint) for job in jobs}
    known = Known(jobs={key: KnownJob(share, fingerprints[key]) for key, share in shares.items()})
    price = jobs[0].price
    assert price is not None
    for retry_failed, new in ((False, 1), (True, 2)):
        with JobsFile.opened(str(path)) as file:
            bill = check_jobs(
                file, endpoint=None, known=known, retry_failed=retry_failed, digests={}
            )
        assert bill.totals == {"CNY": price.amount * new}
        assert (bill.total, bill.shares["new"]) == (5, new + 1)
        assert (bill.unpriced, bill.first_unpriced) == (1, 5)
        assert "1 done before; 1 running" in bill.known_shares()


def test_a_price_of_a_unit_is_shown_and_not_summed() -> None:
    bill = Bill("jobs.csv")
    second = Price(amount=Decimal("0.31"), currency="CNY", unit="second", as_of="")
    bill.add(CheckedJob(7, "a/b", {}, "k", "00", second), "new")
    assert bill.totals == {}
    assert (bill.unpriced, bill.first_unpriced) == (1, 7)
    assert [row[2] for row in bill._rows()] == ["each 0.31 CNY per second"]


# -- results -------------------------------------------------------------------------------------


def result(key: str, status: str = "succeeded") -> ResultLine:
    outcome = Outcome(job=Job(MAKE, {}, key), index=0, status=status, cost=Decimal("0.30"))
    return ResultLine.of(outcome, line=1, endpoint=MAKE)


def told(path: Path) -> list[tuple[str, str]]:
    found = map(json.loads, path.read_text().splitlines())
    return [(one["key"], one["status"]) for one in found]


def test_a_second_run_leaves_the_latest_line_of_each_key(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with Results(path) as results:
        results.add(result("a", "failed"))
        results.add(result("b"))
    assert '"cost":0.30,' in path.read_text()
    with Results(path) as results:
        results.add(result("a"))
        assert told(path) == [("a", "failed"), ("b", "succeeded"), ("a", "succeeded")]
        results.keep_latest()
    assert told(path) == [("b", "succeeded"), ("a", "succeeded")]
    assert list(tmp_path.iterdir()) == [path]


def test_a_line_that_a_crash_cut_off_is_dropped_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with Results(path) as results:
        results.add(result("a"))
    path.write_bytes(path.read_bytes() + b'{"key":"b","li')
    with Results(path) as results:
        results.add(result("c"))
    assert [key for key, _ in told(path)] == ["a", "c"]


@pytest.mark.parametrize("content", [b"hello", b"hello\n", b'{"prompt": "a"}\n', b"\xff\n"])
def test_a_file_that_holds_something_else_is_refused_and_not_touched(
    content: bytes, tmp_path: Path
) -> None:
    path = written(tmp_path, content, "precious.txt")
    with pytest.raises(ConfigError, match="is no file of results"), Results(path):
        pass
    assert path.read_bytes() == content


# -- the live table --------------------------------------------------------------------------------


def test_the_live_table_has_the_bar_the_counts_and_the_money() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, width=120, color_system=None)
    board = Board(console, 10)
    board(
        Progress(
            total=10,
            running=3,
            succeeded=4,
            failed=1,
            seconds=75.0,
            spent=Decimal("3.5"),
            per_minute=4.0,
            seconds_left=75.0,
        )
    )
    console.print(board.draw())
    shown = console.file.getvalue()
    for text in ("4 succeeded", "1 failed", "3 running", "3.5 CNY", "1 min 15 s", "about 1 min"):
        assert text in shown
    assert "━" in shown
