"""`runninghub batch`: run, run again, interrupted, killed, refused."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

pytest.importorskip("typer")

from rich.console import Console

from runninghub_async import ConfigError, Limits, Polling, Retry, RunningHub
from runninghub_async.cli.batch_run import Jobs, run_jobs
from runninghub_async.cli.batch_summary import BatchSettings
from runninghub_async.cli.bill import Known, check_jobs, read_journal
from runninghub_async.cli.job_check import Checker
from runninghub_async.cli.jobs_file import JobsFile
from runninghub_async.cli.table import Board
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.apps import DEFAULT_APPS
from runninghub_async.emulator.graphs import STORED_GRAPHS
from runninghub_async.tasks.run_progress import Progress

COMMAND = (sys.executable, "-m", "runninghub_async", "batch")
MAKE = "vidu/text-to-video"
PRICE = Decimal("0.77")  #: of one such task, by the list
NEVER = Durations(median=1e9)
PATIENCE = 60.0  #: seconds until a command that hangs fails; nothing is decided by it


class Told(msgspec.Struct):
    """What a command said."""

    code: int
    output: str
    errors: str


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def prompts(count: int) -> list[dict[str, Any]]:
    return [
        {"endpoint": MAKE, "prompt": f"take {one}", "key": f"job-{one}"} for one in range(count)
    ]


def written(folder: Path, jobs: Sequence[dict[str, Any]], name: str = "jobs.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(job) + "\n" for job in jobs))
    return path


def results(path: Path) -> dict[str, dict[str, Any]]:
    """Key -> line; no key has two."""
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    found = {line["key"]: line for line in lines}
    assert len(found) == len(lines)
    return found


def statuses(path: Path) -> Counter[str]:
    return Counter(line["status"] for line in results(path).values())


def submits_of(emu: Emulator) -> Counter[str]:
    return Counter(one.body["prompt"] for one in emu.ledger.submits)


# -- as a program --------------------------------------------------------------------------------


@asynccontextmanager
async def started(
    folder: Path, *arguments: str, emu: Emulator | None = None, base_url: str = ""
) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {name: value for name, value in os.environ.items() if "API_KEY" not in name}
    environment["RUNNINGHUB_BASE_URL"] = base_url or (emu.base_url if emu else "")
    if emu is not None:
        environment["RUNNINGHUB_API_KEY"] = emu.api_key
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=folder,
        env=environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: asyncio.subprocess.Process, given: bytes = b"") -> Told:
    async with asyncio.timeout(PATIENCE):
        output, errors = await process.communicate(given)
    assert process.returncode is not None
    assert b"Traceback" not in errors, errors.decode()
    return Told(process.returncode, output.decode(), errors.decode())


async def run(folder: Path, *arguments: str, given: bytes = b"", **where: Any) -> Told:
    async with started(folder, *arguments, **where) as process:
        return await ended(process, given)


async def test_jobs_of_a_csv_are_run_saved_and_told_and_a_second_run_sends_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "jobs.csv").write_text('prompt,duration\na cat surfs,5\n"a dog, too",\n')
    arguments = ("jobs.csv", "--endpoint", MAKE, "--out", "clips")
    clips = tmp_path / "clips"
    async with Emulator(time_scale=0.0001) as emu:
        first = await run(tmp_path, *arguments, emu=emu)
        assert (first.code, first.errors) == (0, "")
        assert "2 jobs (2 to be submitted); estimate: 1.54 CNY" in first.output
        assert "2: 2 succeeded" in first.output
        assert submits_of(emu) == {"a cat surfs": 1, "a dog, too": 1}
        found = results(tmp_path / "clips" / "results.jsonl")
        for line in found.values():
            assert (line["status"], line["endpoint"], line["cost"]) == ("succeeded", MAKE, 0.77)
            (file,) = line["files"]
            assert Path(file).parent == clips
            assert clips.joinpath(file).read_bytes()[4:8] == b"ftyp"
            assert not any("?" in url for url in line["urls"])
        assert sorted(line["line"] for line in found.values()) == [2, 3]
        requests = emu.ledger.looks, emu.ledger.downloads, len(emu.ledger.submits)
        again = await run(tmp_path, *arguments, emu=emu)
        assert (again.code, again.errors) == (0, "")
        assert "2 succeeded (2 of them from earlier runs)" in again.output
        assert "0 CNY, and 1.54 CNY for tasks of earlier runs" in again.output
        assert (emu.ledger.looks, emu.ledger.downloads, len(emu.ledger.submits)) == requests
        assert results(tmp_path / "clips" / "results.jsonl").keys() == found.keys()
        quiet = await run(tmp_path, *arguments, "--quiet", emu=emu)
        assert quiet == Told(0, "", "")


async def test_a_dry_run_needs_no_key_opens_no_connection_and_leaves_nothing(
    tmp_path: Path, raw: Any
) -> None:
    flow = next(iter(STORED_GRAPHS))
    jobs = [*prompts(3), {"endpoint": f"workflow/{flow}", "6.text": "a"}]
    written(tmp_path, jobs)
    async with raw.Server() as server:
        told = await run(
            tmp_path,
            *("jobs.jsonl", "--dry-run", "--budget", "2", "--max-tasks", "9"),
            base_url=server.url,
        )
        assert server.connections == 0
    assert (told.code, told.errors) == (0, "")
    assert re.search(rf"^ +3 +{MAKE} +2\.31 CNY$", told.output, re.MULTILINE)
    assert re.search(rf"^ +1 +workflow/{flow} +no listed price$", told.output, re.MULTILINE)
    assert "estimated bill: 2.31 CNY and 1 job whose price no list tells" in told.output
    assert "2 of 2 CNY left, not enough" in told.output
    assert "9 of 9 left, enough" in told.output
    assert names(tmp_path) == ["jobs.jsonl"]


async def test_bad_lines_are_told_with_their_numbers_and_nothing_is_sent(
    tmp_path: Path, raw: Any
) -> None:
    jobs = [*prompts(2), {"endpoint": MAKE, "promt": "a"}, {"endpoint": "vidu/txt", "prompt": "a"}]
    written(tmp_path, jobs)
    async with raw.Server() as server:
        told = await run(tmp_path, "jobs.jsonl", base_url=server.url)
        assert server.connections == 0
    assert (told.code, told.output) == (2, "")
    first, second, last = told.errors.splitlines()
    assert first.startswith("jobs.jsonl:3: vidu/text-to-video: promt is no parameter")
    assert second.startswith("jobs.jsonl:4: vidu/txt is no endpoint")
    assert last == "runninghub: 2 lines are no good; nothing was sent"
    assert names(tmp_path) == ["jobs.jsonl"]


async def test_what_is_wrong_with_many_lines_is_told_once(tmp_path: Path) -> None:
    jobs = [{"prompt": f"take {one}"} for one in range(30)]
    written(tmp_path, [*jobs, {"endpoint": MAKE, "prompt": 5, "x": 1}])
    told = await run(tmp_path, "jobs.jsonl")
    assert told.code == 2
    first, *_, last = told.errors.splitlines()
    assert first.startswith("jobs.jsonl:1: names no endpoint")
    assert first.endswith("(and so 29 lines more)")
    assert len(told.errors.splitlines()) == 3
    assert last == "runninghub: 31 lines are no good; nothing was sent"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv",), "none.csv: cannot be read"),
        (("jobs.jsonl", "--budget", "a lot"), "'a lot' is no amount"),
        (("jobs.jsonl", "--no-journal", "--journal", "x"), "does not go with --journal"),
        (("jobs.jsonl", "--results", "jobs.jsonl"), "is the file of the jobs"),
        (("jobs.jsonl", "--decide", "job-1"), "is not KEY=TASK_ID"),
        (("jobs.jsonl", "--decide", "job-1=none", "--no-journal"), "needs a journal"),
        (("jobs.jsonl", "--concurrency", "0"), "--concurrency"),
        (("jobs.jsonl", "--deadline", "0"), "--deadline"),
        (("jobs.jsonl", "--site", "de"), "'de' is not one of ai, cn"),
        (("jobs.jsonl", "--journal", "nowhere/run.journal"), "nowhere/run.journal"),
        (("jobs.jsonl", "--out", "jobs.jsonl"), "--out"),
        (("jobs.jsonl", "--decide", "job-1=none"), "job-1"),
    ],
)
async def test_what_cannot_be_done_is_said_and_nothing_is_submitted(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    written(tmp_path, prompts(1))
    async with Emulator() as emu:
        told = await run(tmp_path, *arguments, emu=emu)
        assert not emu.ledger.submits
    assert told.code == 2
    assert said in told.errors


async def test_without_a_key_it_says_which_variable_to_set(tmp_path: Path) -> None:
    written(tmp_path, prompts(1))
    told = await run(tmp_path, "jobs.jsonl")
    assert told.code == 2
    assert "RUNNINGHUB_API_KEY" in told.errors
    assert len(told.errors.splitlines()) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_an_interrupted_run_says_what_runs_on_and_the_next_one_knows_it(
    number: signal.Signals, tmp_path: Path
) -> None:
    written(tmp_path, prompts(5))
    async with Emulator(time_scale=1, durations=NEVER, slots=3) as emu:
        async with started(tmp_path, "jobs.jsonl", emu=emu) as process:
            await emu.ledger.until(lambda book: len(book.submits) == 3)
            busy = await run(tmp_path, "jobs.jsonl", emu=emu)
            assert busy.code == 2
            assert f"is in use by process {process.pid}" in busy.errors
            process.send_signal(number)
            told = await ended(process)
        assert told.code == 130
        assert "0 of 5 jobs have ended; 3 tasks run on at the service" in told.output
        assert "Run the same command again" in told.output
        known = await run(tmp_path, "jobs.jsonl", "--dry-run", emu=emu)
        assert "3 running, to be waited for; 2 to be submitted" in known.output
        assert len(emu.ledger.submits) == 3


@pytest.mark.parametrize("seed", range(3))
async def test_a_run_that_is_killed_is_finished_by_the_next_and_pays_nothing_twice(
    seed: int, tmp_path: Path
) -> None:
    written(tmp_path, prompts(60))
    durations = Durations(median=60.0)
    async with Emulator(time_scale=0.01, durations=durations, slots=20, seed=seed) as emu:
        async with started(tmp_path, "jobs.jsonl", emu=emu) as process:
            await emu.ledger.until(
                lambda book: len(book.submits) + book.downloads >= 30 + 15 * seed
            )
            process.kill()
            await process.communicate()
        told = await run(tmp_path, "jobs.jsonl", "--quiet", emu=emu)
        found = statuses(tmp_path / "out/results.jsonl")
        submits = submits_of(emu)
    assert set(submits.values()) == {1}
    assert found.total() == 60
    assert set(found) <= {"succeeded", "uncertain"}
    assert told.code == (1 if found["uncertain"] else 0)
    assert len(list((tmp_path / "out").glob("[!.]*.mp4"))) >= found["succeeded"]


async def test_jobs_come_by_the_input_and_results_go_to_the_output(tmp_path: Path) -> None:
    lines = "".join(json.dumps(one) + "\n" for one in prompts(2))
    async with Emulator(time_scale=0.0001) as emu:
        told = await run(
            tmp_path, "-", "--results", "-", "--no-journal", emu=emu, given=lines.encode()
        )
    assert told.code == 0, told.errors
    assert {json.loads(line)["key"] for line in told.output.splitlines()} == {"job-0", "job-1"}
    assert "2: 2 succeeded" in told.errors
    assert sorted(one.suffix for one in (tmp_path / "out").iterdir()) == [".mp4", ".mp4"]


# -- what the results say of tasks that run ------------------------------------------------------


async def test_a_job_that_was_skipped_and_now_runs_is_not_told_as_skipped(tmp_path: Path) -> None:
    written(tmp_path, prompts(6))
    out = tmp_path / "out/results.jsonl"
    async with Emulator(time_scale=1e-6) as emu:
        told = await run(tmp_path, "jobs.jsonl", "--budget", "1.6", emu=emu)
        assert (told.code, len(emu.ledger.submits)) == (1, 2)
        assert statuses(out)["skipped"] > 0
    async with Emulator(durations=NEVER) as emu:
        async with started(tmp_path, "jobs.jsonl", "--budget", "20", emu=emu) as process:
            await emu.ledger.until(lambda book: len(book.submits) == 4)
            process.send_signal(signal.SIGINT)
            told = await ended(process)
        ids = {f"job-{one.body['prompt'].split()[1]}": one.task_id for one in emu.ledger.submits}
    assert told.code == 130
    assert "4 tasks run on" in told.output
    found = results(out)
    assert len(found) == 6
    for key, line in found.items():
        if key in ids:
            assert (line["status"], line["task_id"]) == ("running", ids[key])
            assert "nothing was sent" not in line["error"]["message"]
        else:
            assert line["status"] == "succeeded"


async def test_a_run_that_is_killed_leaves_no_stale_line_of_what_it_submitted(
    tmp_path: Path,
) -> None:
    written(tmp_path, prompts(3))
    async with Emulator(time_scale=1e-6) as emu:
        await run(tmp_path, "jobs.jsonl", "--max-tasks", "0", emu=emu)
        assert not emu.ledger.submits
    out = tmp_path / "out/results.jsonl"
    before = out.read_text()
    assert "skipped" in before
    silent = Fault("submit", "silence after", times=None)
    async with (
        Emulator(durations=NEVER, faults=[silent]) as emu,
        started(tmp_path, "jobs.jsonl", emu=emu) as process,
    ):
        await emu.ledger.until(lambda book: len(book.submits) == 3)
        process.kill()
        await process.communicate()
    latest = {}
    for line in map(json.loads, out.read_text().splitlines()):
        latest[line["key"]] = line
    told_before = {json.loads(line)["key"] for line in before.splitlines()}
    assert told_before
    assert {latest[key]["status"] for key in told_before} == {"submitting"}


async def test_a_submit_without_an_answer_is_uncertain_in_the_results(tmp_path: Path) -> None:
    written(tmp_path, prompts(1))
    async with (
        Emulator(faults=[Fault("submit", "silence after")]) as emu,
        started(tmp_path, "jobs.jsonl", emu=emu) as process,
    ):
        await emu.ledger.until(lambda book: len(book.submits) == 1)
        process.send_signal(signal.SIGINT)
        told = await ended(process)
    assert told.code == 130
    assert "Of 1 submit nobody knows the answer" in told.output
    (line,) = results(tmp_path / "out/results.jsonl").values()
    assert (line["status"], line["task_id"]) == ("uncertain", None)


async def test_a_second_interruption_does_not_swallow_the_explanation(tmp_path: Path) -> None:
    written(tmp_path, prompts(3))
    faults = [Fault("submit", "silence after")]  # so that leaving the run takes its time
    async with (
        Emulator(durations=NEVER, faults=faults) as emu,
        started(tmp_path, "jobs.jsonl", emu=emu) as process,
    ):
        await emu.ledger.until(lambda book: len(book.submits) == 3)
        process.send_signal(signal.SIGINT)
        await asyncio.sleep(0.3)
        process.send_signal(signal.SIGINT)
        told = await ended(process)
    assert told.code == 130
    assert "Interrupted: 0 of 3 jobs have ended" in told.output
    assert "Run the same command again" in told.output
    found = statuses(tmp_path / "out/results.jsonl")
    assert found == {"running": 2, "uncertain": 1}


# -- in this process -----------------------------------------------------------------------------


async def run_here(emu: Emulator, jobs: Path, **settings: Any) -> tuple[int, str]:
    """Run a file with a quick client; return the exit code and what was said."""
    out = jobs.parent / "out"
    out.mkdir(exist_ok=True)
    given = {"out": out, "journal": out / "run.journal", "results": out / "results.jsonl"}
    rh = RunningHub(
        emu.api_key,
        base_url=emu.base_url,
        polling=Polling(first=0.005, ceiling=0.01),
        retry=Retry(first=0.001, ceiling=0.002),
        limits=Limits(slots=settings.pop("slots", 8)),
    )
    terminal = settings.pop("terminal", False)
    console = Console(
        file=io.StringIO(), force_terminal=terminal, width=100, highlight=False, markup=False
    )
    options = BatchSettings(**{**given, **settings})
    known = Known()
    if options.journal is not None and options.journal.exists():
        known = await read_journal(options.journal)
    with JobsFile.opened(str(jobs)) as file:
        bill = check_jobs(
            file, endpoint=None, known=known, retry_failed=options.retry_failed, digests={}
        )
        assert not bill.problems

        def checker() -> Checker:
            return Checker(folder=file.folder, endpoint=None, digests={})

        code = await run_jobs(rh, Jobs(rh, file, checker, bill.total), options, console)
    assert isinstance(console.file, io.StringIO)
    return code, console.file.getvalue()


@asynccontextmanager
async def quick(**settings: Any) -> AsyncIterator[Emulator]:
    usual = {"time_scale": 0.0001, "durations": Durations(median=60.0)}
    async with Emulator(**{**usual, **settings}) as emu:
        yield emu


async def test_models_workflows_and_apps_with_local_media_run_from_one_file(
    tmp_path: Path,
) -> None:
    png = b"\x89PNG\r\n\x1a\n" + bytes(40)
    (tmp_path / "cat.png").write_bytes(png)
    flow = next(one for one, graph in STORED_GRAPHS.items() if "23" in graph)
    app = DEFAULT_APPS[0].id
    jobs = [
        {"endpoint": "vidu/image-to-video-q3-pro", "prompt": "a", "image_url": "cat.png"},
        {"endpoint": f"workflow/{flow}", "params": {"23.image": "file:cat.png"}},
        {"endpoint": f"app/{app}", "params": {}},
    ]
    async with quick() as emu:
        code, told = await run_here(emu, written(tmp_path, jobs))
        assert code == 0, told
        assert emu.ledger.uploads == 1
        assert [one.kind for one in sorted(emu.ledger.submits, key=lambda one: one.kind)] == [
            "app",
            "model",
            "workflow",
        ]
        code, _ = await run_here(emu, tmp_path / "jobs.jsonl")
        assert len(emu.ledger.submits) == 3
    assert code == 0
    assert {line["endpoint"] for line in results(tmp_path / "out/results.jsonl").values()} == {
        job["endpoint"] for job in jobs
    }


async def test_a_failed_job_is_told_and_submitted_again_only_when_that_is_asked(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(3))
    async with quick(fail_rate=1.0) as emu:
        code, told = await run_here(emu, jobs)
        assert code == 1
        assert "3: 0 succeeded, 3 failed" in told
        assert re.search(r"jobs\.jsonl:2: job-1: task \d+ failed .*\(code 1015\)", told), told
        assert "--retry-failed" in told
        line = results(tmp_path / "out/results.jsonl")["job-1"]
        assert (line["status"], line["line"], line["files"]) == ("failed", 2, [])
        assert (line["error"]["type"], line["error"]["code"]) == ("TaskFailed", 1015)
        code, _ = await run_here(emu, jobs)
        assert (code, len(emu.ledger.submits)) == (1, 3)
        await run_here(emu, jobs, retry_failed=True)
        assert len(emu.ledger.submits) == 6
        await run_here(emu, jobs, retry_failed=True, retry_tasks=1)
        assert len(emu.ledger.submits) == 12
    assert statuses(tmp_path / "out/results.jsonl") == {"failed": 3}


async def test_where_only_failures_are_left_it_says_what_pays_for_them_again(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(3))
    async with quick(fail_rate=1.0) as emu:
        _, told = await run_here(emu, jobs)
    assert "3 failed: add --retry-failed to pay for them again." in told
    assert "Run the same command again" not in told


async def test_the_pace_is_that_of_this_run(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(20))
    async with quick() as emu:
        await run_here(emu, jobs)
        _, told = await run_here(emu, written(tmp_path, prompts(20)), terminal=True)
        assert len(emu.ledger.submits) == 20
    assert "20 succeeded" in told
    assert "a minute" not in told


async def test_an_uncertain_submit_is_told_with_what_to_look_for_and_can_be_decided(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(2))
    async with quick(faults=(Fault("submit", "drop after"), Fault("submit", "drop before"))) as emu:
        code, told = await run_here(emu, jobs, slots=1)
        assert code == 1
        assert "--decide KEY=TASK_ID" in told
        found = results(tmp_path / "out/results.jsonl")
        assert {line["status"] for line in found.values()} == {"uncertain"}
        for line in found.values():
            assert line["error"]["body_hash"] in told
            assert line["error"]["at"] > 0
        (made,) = emu.ledger.submits
        key = f"job-{made.body['prompt'].split()[1]}"
        (other,) = set(found) - {key}
        decisions = ((key, made.task_id), (other, None))
        code, told = await run_here(emu, jobs, decisions=decisions)
        assert (code, submits_of(emu)) == (0, {"take 0": 1, "take 1": 1}), told
    assert statuses(tmp_path / "out/results.jsonl") == {"succeeded": 2}


async def test_a_task_that_is_late_is_left_running_and_waited_for_by_the_next_run(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(1))
    durations = Durations(median=60.0, sigma=0.0)
    async with quick(time_scale=0.05, durations=durations) as emu:  # 3 seconds
        code, told = await run_here(emu, jobs, deadline=1.0)
        assert code == 1
        assert "not waited for any longer: the task runs on; run again to wait for it" in told
        assert emu.ledger.task_ids[0] in told
        code, _ = await run_here(emu, jobs)
        assert (code, len(emu.ledger.submits)) == (0, 1)


async def test_without_a_journal_nobody_is_told_to_run_again(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(2))
    faults = (Fault("submit", "drop after"),)
    async with quick(faults=faults, fail_rate=1.0) as emu:
        code, told = await run_here(emu, jobs, journal=None)
    assert code == 1
    assert "uncertain: perhaps there is a task" in told
    assert "run again" not in told
    assert "Run the same" not in told
    assert "--decide" not in told


async def test_the_budget_holds_over_all_runs_and_the_rest_is_not_begun(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(6))
    async with quick() as emu:
        code, told = await run_here(emu, jobs, budget=PRICE * 2, concurrency=1)
        assert (code, len(emu.ledger.submits)) == (1, 2)
        assert "6: 2 succeeded, 4 not begun" in told
        code, _ = await run_here(emu, jobs, budget=PRICE * 3, concurrency=1)
        assert (code, len(emu.ledger.submits)) == (1, 3)
        code, _ = await run_here(emu, jobs, max_tasks=4, concurrency=1)
        assert (code, len(emu.ledger.submits)) == (1, 4)
        code, told = await run_here(emu, jobs)
        assert (code, len(emu.ledger.submits)) == (0, 6)
        assert "2 of them" not in told
        assert emu.ledger.money_charged == PRICE * 6


async def test_the_budget_counts_earlier_tasks_wherever_their_lines_are_now(
    tmp_path: Path,
) -> None:
    async with quick() as emu:
        code, _ = await run_here(emu, written(tmp_path, prompts(3)), budget=PRICE * 3)
        assert code == 0
        new = {"endpoint": MAKE, "prompt": "new"}
        for lines in ([new, *prompts(3)], [new]):  # above the others, and without them
            jobs = written(tmp_path, lines)
            for limit in ({"budget": PRICE * 3}, {"max_tasks": 3}):
                code, told = await run_here(emu, jobs, **limit)
                assert code == 1
                assert "1 not begun" in told
        code, _ = await run_here(emu, jobs, budget=PRICE * 4)
        assert code == 0
        assert emu.ledger.money_charged == PRICE * 4


async def test_the_budget_holds_room_for_tasks_that_run_on_or_are_uncertain(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(2))
    async with quick(faults=(Fault("submit", "drop after"),)) as emu:
        code, _ = await run_here(emu, jobs, slots=1)
        assert code == 1
        jobs = written(tmp_path, [{"endpoint": MAKE, "prompt": "new"}, *prompts(2)])
        code, told = await run_here(emu, jobs, budget=PRICE * 2)
        assert "1 uncertain, 1 not begun" in told
        assert len(emu.ledger.submits) == 2


async def test_a_key_that_is_refused_ends_the_run_instead_of_failing_every_job(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(500))
    async with quick(faults=(Fault("submit", "code 1002", times=None),)) as emu:
        code, told = await run_here(emu, jobs)
        assert code == 1
        assert emu.ledger.refusals.total() < 100
    assert re.search(r"500: 0 succeeded, \d+ failed, 4\d\d not begun", told)
    assert "code 1002" in told
    assert "The key or the balance was refused" in told


async def test_stop_after_ends_the_run_early(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(50))
    async with quick(fail_rate=1.0) as emu:
        code, told = await run_here(emu, jobs, stop_after=2, concurrency=1)
        assert len(emu.ledger.submits) == 2
    assert code == 1
    assert "50: 0 succeeded, 2 failed, 48 not begun" in told


async def test_results_come_in_the_order_of_the_jobs_where_that_is_asked(tmp_path: Path) -> None:
    async with quick() as emu:
        await run_here(emu, written(tmp_path, prompts(30)), ordered=True)
    lines = (tmp_path / "out/results.jsonl").read_text().splitlines()
    assert [json.loads(line)["line"] for line in lines] == list(range(1, 31))


async def test_files_are_spread_over_directories(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(1100))
    async with quick(durations=Durations(median=1.0), slots=50) as emu:
        code, _ = await run_here(emu, jobs, spread=True, slots=50, quiet=True)
    assert code == 0
    for folder, count in (("0000", 1000), ("0001", 100)):
        assert len(list((tmp_path / "out" / folder).iterdir())) == count


async def test_a_cancelled_run_without_a_journal_names_its_tasks(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(2))
    async with quick(durations=NEVER) as emu:
        running = asyncio.ensure_future(run_here(emu, jobs, journal=None))
        await emu.ledger.until(lambda book: len(book.submits) == 2)
        running.cancel()
        code, told = await running
        assert code == 130
        assert all(task_id in told for task_id in emu.ledger.task_ids)
    assert "another run would submit all jobs again" in told


async def test_a_disk_that_takes_no_more_results_ends_the_run_with_the_tasks_in_the_journal(
    tmp_path: Path,
) -> None:
    jobs = written(tmp_path, prompts(3))
    async with quick() as emu:
        with pytest.raises(OSError, match="No space left"):
            await run_here(emu, jobs, results=Path("/dev/full"))
        code, _ = await run_here(emu, jobs)
        assert (code, set(submits_of(emu).values())) == (0, {1})


async def test_results_in_a_folder_that_is_not_there_are_refused(tmp_path: Path) -> None:
    jobs = written(tmp_path, prompts(1))
    async with quick() as emu:
        with pytest.raises(ConfigError, match=r"nowhere/r\.jsonl: cannot be written"):
            await run_here(emu, jobs, results=tmp_path / "nowhere/r.jsonl")
        assert not emu.ledger.submits


# -- what is seen meanwhile ----------------------------------------------------------------------


async def test_a_terminal_has_a_live_table_that_ends_with_all_jobs(tmp_path: Path) -> None:
    async with quick(fail_rate=1.0) as emu:
        _, told = await run_here(emu, written(tmp_path, prompts(3)), terminal=True)
        _, quiet = await run_here(emu, tmp_path / "jobs.jsonl", terminal=True, quiet=True)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
    last = plain[plain.rindex("━") : plain.index("failed:")]
    assert "0 succeeded  3 failed" in last
    assert "0 running" in last
    assert "━" in plain
    assert "━" not in quiet
    assert "3 failed" in quiet


def test_the_clock_goes_on_while_nothing_changes() -> None:
    board = Board(Console(file=io.StringIO(), markup=False), 10)
    board(Progress(total=10, running=4, seconds=1.0, per_minute=1.0, seconds_left=540.0))
    board._came -= 100.0  # so long ago
    console = Console(file=io.StringIO(), width=100)
    console.print(board.draw())
    assert isinstance(console.file, io.StringIO)
    assert "1 min 41 s" in console.file.getvalue()
    assert "7 min 20 s left" in console.file.getvalue()


def test_a_log_gets_a_line_only_when_something_has_changed(virtually: Any) -> None:
    console = Console(file=io.StringIO(), markup=False)
    board = Board(console, 10)

    async def an_hour() -> None:
        showing = asyncio.ensure_future(board.show())
        await asyncio.sleep(1800)
        board(Progress(total=10, running=4, succeeded=2, seconds=1800, spent=PRICE * 2))
        await asyncio.sleep(1800)
        showing.cancel()
        await asyncio.wait([showing])

    virtually(an_hour())
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue().splitlines() == [
        "0.0 s, 0 CNY: 0/10 ended",
        "30 min 0 s, 1.54 CNY: 2/10 ended (2 succeeded, 4 running)",
    ]
