"""Batches with a journal: run twice, killed, resumed, refused."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import runpy
import sqlite3
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import (
    BillingError,
    DownloadError,
    InvalidRequest,
    Job,
    JournalError,
    SubmitUncertain,
    TaskFailed,
)
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.journal import Journal

PROGRAM = Path(__file__).with_name("batch_process.py")
_program = runpy.run_path(str(PROGRAM))
PATH, client, jobs = _program["PATH"], _program["client"], _program["jobs"]
KILLS = 20
SIZE = 300


def submits_of(emu: Emulator) -> Counter[str]:
    return Counter(one.body["prompt"] for one in emu.ledger.submits)


async def collected(run: Any) -> dict[str, Any]:
    return {outcome.key: outcome async for outcome in run}


# -- killed --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(KILLS))
async def test_a_batch_that_is_killed_pays_for_nothing_twice(seed: int, tmp_path: Path) -> None:
    """SIGKILL at a random moment; a second run of the same jobs does what is left."""
    journal, clips = tmp_path / "run.journal", tmp_path / "clips"
    durations = Durations(median=60.0, queued=2.0)
    async with Emulator(time_scale=0.004, durations=durations, slots=50, seed=seed) as emu:
        arguments = (emu.base_url, emu.api_key, str(journal), str(clips), str(SIZE))
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(PROGRAM), *arguments, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        await process.stdout.readline()
        # Any moment of the batch, the first submit and the last file included.
        await asyncio.sleep(random.Random(seed).uniform(0.0, 2.5))
        with contextlib.suppress(ProcessLookupError):  # the last moment: it is done
            process.kill()
        await process.stdout.read()
        await process.wait()
        on_the_wire = emu.ledger.connections_open
        async with client(emu.base_url, emu.api_key) as rh:
            outcomes = await collected(rh.map(jobs(SIZE), journal=journal, download_to=clips))
        submits = submits_of(emu)
        assert len(outcomes) == SIZE
        sizes = Counter()
        for outcome in outcomes.values():
            prompt = outcome.job.params["prompt"]
            if outcome.status == "uncertain":
                assert isinstance(outcome.error, SubmitUncertain)
                assert outcome.error.body_hash
                assert submits[prompt] <= 1
                continue
            assert (outcome.status, submits[prompt]) == ("succeeded", 1), outcome
            (file,) = outcome.files
            sizes[file.stat().st_size] += 1
        uncertain = sum(one.status == "uncertain" for one in outcomes.values())
        assert uncertain <= max(on_the_wire, 50)
        assert len(sizes) == 1
        assert sum(sizes.values()) == SIZE - uncertain
        assert len(list(clips.glob("[!.]*"))) >= SIZE - uncertain


# -- run twice -----------------------------------------------------------------------------


async def test_the_same_jobs_with_the_same_journal_are_done_once(
    emulated: Any, tmp_path: Path
) -> None:
    journal = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        first = await collected(rh.map(jobs(20), journal=journal, download_to=tmp_path / "clips"))
        downloads = emu.ledger.downloads
        again = await collected(rh.map(jobs(25), journal=journal, download_to=tmp_path / "clips"))
        assert set(submits_of(emu).values()) == {1}
        assert emu.ledger.downloads == downloads + 5
    assert {one.status for one in again.values()} == {"succeeded"}
    for key, before in first.items():
        after = again[key]
        assert after.resumed
        assert not before.resumed
        assert (after.files, after.task_id, after.cost) == (
            before.files,
            before.task_id,
            before.cost,
        )
        assert after.result.url == before.result.url


async def test_tasks_of_an_earlier_run_have_their_places_among_the_new_ones(
    emulated: Any, tmp_path: Path
) -> None:
    journal = tmp_path / "run.journal"
    async with emulated(slots=12, durations=Durations(median=2000.0)) as (emu, rh):
        first = asyncio.create_task(collected(rh.map(jobs(12), journal=journal)))
        await emu.ledger.until(lambda book: len(book.submits) == 12)
        first.cancel()
        await asyncio.wait([first])
        assert rh.statistics().running == 0
        again = await collected(rh.map(jobs(40), journal=journal))
        assert {one.status for one in again.values()} == {"succeeded"}
        assert set(submits_of(emu).values()) == {1}
        assert rh.statistics().running == 0


async def test_a_file_that_was_deleted_is_fetched_again(emulated: Any, tmp_path: Path) -> None:
    journal = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        first = await collected(rh.map(jobs(3), journal=journal, download_to=tmp_path))
        first["job-1"].files[0].unlink()
        first["job-2"].files[0].write_bytes(b"cut")
        await collected(rh.map(jobs(3), journal=journal, download_to=tmp_path))
        assert emu.ledger.downloads == 5
        assert len({one.files[0].stat().st_size for one in first.values()}) == 1


async def test_results_that_have_expired_are_said_to_be_so(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        async with Journal(path, clock=lambda: 1_000_000.0) as journal:
            await collected(rh.map(jobs(1), journal=journal))
        outcomes = await collected(rh.resume(path, download_to=tmp_path))
        assert emu.ledger.downloads == 0
    outcome = outcomes["job-0"]
    assert outcome.status == "succeeded"
    assert isinstance(outcome.error, DownloadError)
    assert "24 hours" in str(outcome.error)
    assert outcome.files == ()


async def test_tasks_that_run_are_taken_up_again(emulated: Any, tmp_path: Path) -> None:
    journal = tmp_path / "run.journal"
    async with emulated(durations=Durations(median=3000.0)) as (emu, rh):
        run = rh.map(jobs(8), journal=journal)
        reading = asyncio.ensure_future(anext(run))
        await emu.ledger.until(lambda book: len(book.submits) == 8)
        reading.cancel()
        await asyncio.wait([reading])
        await run.aclose()
        resumed = await collected(rh.resume(journal, download_to=tmp_path / "clips"))
        assert set(submits_of(emu).values()) == {1}
    assert {one.status for one in resumed.values()} == {"succeeded"}
    assert all(one.resumed and one.files for one in resumed.values())


async def test_an_unclear_submit_is_listed_and_never_sent_again(
    emulated: Any, tmp_path: Path
) -> None:
    journal = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "drop after"),)) as (emu, rh):
        first = await collected(rh.map(jobs(1), journal=journal))
        again = await collected(rh.map(jobs(1), journal=journal))
        resumed = await collected(rh.resume(journal))
        assert submits_of(emu) == {"take 0": 1}
        assert emu.ledger.requests["submit"] == 1
        found = emu.ledger.task_ids[0]
        async with Journal(journal) as book:
            await book.decide("job-0", task_id=found)
        decided = await collected(rh.resume(journal))
    for outcomes in (first, again, resumed):
        error = outcomes["job-0"].error
        assert isinstance(error, SubmitUncertain)
        assert (error.endpoint, len(error.body_hash)) == (PATH, 64)
        assert error.at is not None
        assert outcomes["job-0"].status == "uncertain"
    assert decided["job-0"].status == "succeeded"


async def test_a_failed_task_is_paid_again_only_when_that_is_asked_for(
    emulated: Any, tmp_path: Path
) -> None:
    journal = tmp_path / "run.journal"
    async with emulated(fail_rate=1.0) as (emu, rh):
        for retry, submits in ((False, 1), (False, 1), (True, 2)):
            outcomes = await collected(rh.map(jobs(1), journal=journal, retry_failed=retry))
            assert isinstance(outcomes["job-0"].error, TaskFailed)
            assert outcomes["job-0"].status == "failed"
            assert len(emu.ledger.submits) == submits
        assert outcomes["job-0"].attempts == 2


async def test_what_was_refused_is_tried_again(emulated: Any, tmp_path: Path) -> None:
    journal = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "code 416"),)) as (emu, rh):
        first = await collected(rh.map(jobs(1), journal=journal))
        assert first["job-0"].status == "failed"
        again = await collected(rh.map(jobs(1), journal=journal))
        assert again["job-0"].status == "succeeded"
        assert len(emu.ledger.submits) == 1


async def test_resuming_submits_nothing(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        async with Journal(path) as journal:
            await journal.plan("a", endpoint=PATH, params={"prompt": "never sent"})
            outcomes = await collected(rh.resume(journal))
        assert emu.ledger.requests["submit"] == 0
    assert outcomes["a"].status == "skipped"


async def test_resuming_a_journal_that_is_not_there_makes_none(
    emulated: Any, tmp_path: Path
) -> None:
    async with emulated() as (_, rh):
        run = rh.resume(tmp_path / "typo.journal", download_to=tmp_path / "clips")
        with pytest.raises(JournalError, match="does not exist: there is no journal"):
            await collected(run)
    assert os.listdir(tmp_path) == []


async def test_resuming_tells_why_a_job_was_refused(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "code 416"),)) as (_, rh):
        first = await collected(rh.map(jobs(1), journal=path))
        resumed = await collected(rh.resume(path))
    error, again = first["job-0"].error, resumed["job-0"].error
    assert resumed["job-0"].status == "skipped"
    assert isinstance(again, BillingError)
    assert str(again) == str(error)
    assert again.code == 416


async def test_the_text_of_an_unclear_submit_stays_as_it_was_and_tells_what_to_do(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "drop after"),)) as (_, rh):
        texts = [str((await collected(rh.map(jobs(1), journal=path)))["job-0"].error)]
        for _ in range(3):
            texts.append(str((await collected(rh.resume(path)))["job-0"].error))  # noqa: PERF401
    assert len(set(texts[1:])) == 1
    assert abs(len(texts[0]) - len(texts[1])) < 30
    for text in texts:
        assert text.count("got no clear answer") == 1
        assert "journal.decide('job-0', task_id=…) settles it" in text


async def test_a_task_that_the_service_no_longer_knows_can_be_decided(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated(faults=(Fault("submit", "drop after"),)) as (emu, rh):
        await collected(rh.map(jobs(1), journal=path))
        for task_id, status in (("1907563529234567169", "uncertain"), (None, "skipped")):
            async with Journal(path) as journal:
                await journal.decide("job-0", task_id=task_id)
            resumed = await collected(rh.resume(path))
            assert resumed["job-0"].status == status
            assert resumed["job-0"].task_id == task_id
        again = await collected(rh.map(jobs(1), journal=path))
        assert again["job-0"].status == "succeeded"
        assert len(emu.ledger.submits) == 2


async def test_jobs_without_keys_that_have_moved_are_told_to_take_keys(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    nameless = [Job(PATH, {"prompt": f"take {one}"}) for one in range(2)]
    async with emulated() as (emu, rh):
        await collected(rh.map(nameless, journal=path))
        again = await collected(rh.map(nameless, journal=path))
        assert all(one.resumed for one in again.values())
        moved = await collected(rh.map(nameless[::-1], journal=path))
        assert len(emu.ledger.submits) == 2
    for outcome in moved.values():
        assert outcome.status == "failed"
        assert isinstance(outcome.error, InvalidRequest)
        assert "give your jobs keys" in str(outcome.error)


# -- refused -------------------------------------------------------------------------------


async def test_a_second_process_is_refused(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh), Journal(path):
        with pytest.raises(JournalError, match="in use"):
            await collected(rh.map(jobs(1), journal=path))
        assert emu.ledger.requests["submit"] == 0


async def test_a_key_of_another_job_is_refused_and_both_are_named(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        await collected(rh.map(jobs(1), journal=path))
        other = [Job(PATH, {"prompt": "something else"}, key="job-0")]
        outcomes = await collected(rh.map(other, journal=path))
        assert len(emu.ledger.submits) == 1
    assert isinstance(outcomes["job-0"].error, InvalidRequest)
    assert "give this job another key" in str(outcomes["job-0"].error)
    assert "give your jobs keys" not in str(outcomes["job-0"].error)
    assert outcomes["job-0"].status == "failed"


async def test_two_jobs_of_one_key_at_the_same_time_are_refused(
    emulated: Any, tmp_path: Path
) -> None:
    async with emulated() as (emu, rh):
        twice = [*jobs(1), *jobs(1)]
        outcomes = [one async for one in rh.map(twice, journal=tmp_path / "run.journal")]
        assert len(emu.ledger.submits) == 1
    errors = [one.error for one in outcomes if one.error is not None]
    assert len(errors) <= 1
    assert all(isinstance(error, InvalidRequest) for error in errors)


async def test_the_journal_holds_no_key_and_belongs_to_its_owner(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    async with emulated() as (emu, rh):
        await collected(rh.map(jobs(3), journal=path))
        written, modes = await asyncio.to_thread(contents, tmp_path)
        assert emu.api_key.encode() not in written
    assert modes == {0o600}
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def contents(folder: Path) -> tuple[bytes, set[int]]:
    """All that is written in the files of a folder, and their permissions."""
    files = [one for one in folder.iterdir() if one.is_file()]
    modes = {one.stat().st_mode & 0o777 for one in files}
    return b"".join(one.read_bytes() for one in files), modes


async def test_what_was_learned_of_durations_is_kept_between_runs(
    emulated: Any, tmp_path: Path
) -> None:
    path = tmp_path / "run.journal"
    for count in (5, 10):
        async with emulated() as (_, rh):
            await collected(rh.map(jobs(count), journal=path))
    async with Journal(path) as journal:
        noted = await journal.note("history")
    assert noted is not None
    kinds = json.loads(noted)["kinds"]
    ends = sum(sum(kind["ends"].values()) for name, kind in kinds.items() if name == PATH)
    assert 9 <= ends <= 11


async def test_leaving_early_writes_down_what_runs(emulated: Any, tmp_path: Path) -> None:
    path = tmp_path / "run.journal"
    async with emulated(durations=Durations(median=1000.0, sigma=1.0)) as (emu, rh):
        run = rh.map(jobs(30), journal=path)
        async for _ in run:
            break
        await run.aclose()
        resumed = await collected(rh.map(jobs(30), journal=path))
        assert set(submits_of(emu).values()) == {1}
    assert {one.status for one in resumed.values()} == {"succeeded"}
    assert sum((one.cost or Decimal(0)) for one in resumed.values()) == emu.ledger.money_charged
