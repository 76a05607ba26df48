"""The journal: what it keeps, what it refuses, and what a process that dies leaves behind."""

# ruff: noqa: ASYNC240  (what a test looks at on disk is small, and its loop is its own)

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runninghub_async.errors import (
    ClientClosed,
    ConfigError,
    InvalidRequest,
    JournalError,
    RunningHubError,
)
from runninghub_async.journal.entries import FOLLOWS, JournalEntry, SavedFile
from runninghub_async.journal.file import (
    APPLICATION_ID,
    MIGRATIONS,
    JournalFile,
    Migration,
    translated,
)
from runninghub_async.journal.journal import PAGE, Journal
from runninghub_async.journal.rows import Rows
from runninghub_async.journal.thread import JournalThread
from runninghub_async.protocol.messages import ResultItem, TaskState, Usage

SHA = "ab" * 32
VIDEO = ResultItem(url="https://cos.example/clip.mp4?sign=to-download", type="mp4")
COST = Usage(money=Decimal("0.350"), coins=Decimal(7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clips.journal"


def end(task_id: str = "t1", status: str = "SUCCESS", **fields: Any) -> TaskState:
    if status == "SUCCESS":
        fields = {"outputs": (VIDEO,), "usage": COST, **fields}
    return TaskState(task_id=task_id, status=status, **fields)


async def plan(journal: Journal, key: str = "a", **params: Any) -> JournalEntry:
    return await journal.plan(key, endpoint="vidu/clip", params=params or {"prompt": "a cat"})


async def known(journal: Journal, key: str = "a") -> JournalEntry:
    entry = await journal.job(key)
    assert entry is not None
    return entry


async def brought(journal: Journal, state: str, key: str = "a") -> JournalEntry:
    """A job in a state, by the shortest way."""
    await plan(journal, key)
    if state == "planned":
        return await known(journal, key)
    if state == "refused":
        await journal.refused(key, reason="no place")
        return await known(journal, key)
    await journal.intent(key, body_hash=SHA)
    if state == "uncertain":
        await journal.unclear(key, reason="reset")
    elif state != "submitting":
        await journal.accepted(key, "t1")
        words = {"succeeded": "SUCCESS", "failed": "FAILED", "cancelled": "CANCEL"}
        if state in words:
            await journal.ended(key, end(status=words[state]))
    entry = await known(journal, key)
    assert entry.state == state
    return entry


# -- what it keeps ----------------------------------------------------------------------------


async def test_all_that_is_known_of_a_job_is_there_after_reopening(path: Path) -> None:
    now = 1000.0
    async with Journal(path, clock=lambda: now) as journal:
        await plan(journal, prompt="a cat", duration=5)
        now += 1
        assert await journal.intent("a", body_hash=SHA) == 1
        now += 1
        await journal.accepted("a", "1907563529234567169")
        now += 60
        await journal.ended("a", end("1907563529234567169"))
        file = SavedFile(position=0, path=path.parent / "clip.mp4", size=12, sha256=SHA)
        await journal.saved("a", [file])
    async with Journal(path) as journal:
        entry = await known(journal)
    assert (entry.key, entry.endpoint, entry.state) == ("a", "vidu/clip", "succeeded")
    assert entry.params == {"prompt": "a cat", "duration": 5}
    assert entry.task_id == "1907563529234567169"
    assert entry.outputs == (VIDEO,)
    assert entry.usage == COST
    assert str(entry.usage.money) == "0.350"  # exact money, not a float
    assert entry.files == (file,)
    assert (entry.planned_at, entry.changed_at, entry.ended_at) == (1000, 1062, 1062)
    (attempt,) = entry.attempts
    assert (attempt.number, attempt.state, attempt.body_hash) == (1, "succeeded", SHA)
    assert (attempt.began_at, attempt.ended_at) == (1001, 1062)


async def test_planning_a_job_again_tells_how_far_it_is(path: Path) -> None:
    async with Journal(path) as journal:
        first = await plan(journal)
        assert first.state == "planned"
        assert first.runnable
        await journal.intent("a", body_hash=SHA)
        await journal.accepted("a", "t1")
        again = await plan(journal)
        assert (again.state, again.task_id, again.runnable) == ("submitted", "t1", False)
        assert (await journal.summary()).jobs == 1


async def test_a_key_that_is_used_for_another_job_is_refused_and_both_are_named(
    path: Path,
) -> None:
    async with Journal(path) as journal:
        first = await plan(journal, prompt="a cat", seed=1, size="big")
        with pytest.raises(InvalidRequest) as other_params:
            await plan(journal, prompt="a dog", seed=1)
        with pytest.raises(InvalidRequest) as other_endpoint:
            await journal.plan("a", endpoint="sora/clip", params={"prompt": "a cat"})
        assert await known(journal) == first
    assert "other values of prompt, size" in str(other_params.value)
    assert first.fingerprint[:12] in str(other_params.value)
    assert "vidu/clip, not sora/clip" not in str(other_params.value)
    assert "the key 'a' for vidu/clip, not sora/clip" in str(other_endpoint.value)
    assert other_endpoint.value.endpoint == "sora/clip"


async def test_every_attempt_is_kept_with_its_cost_and_reason(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
        await journal.intent("a", body_hash=SHA)
        await journal.refused("a", code=421, reason="queue is full")
        await journal.intent("a", body_hash=SHA)
        await journal.accepted("a", "t1")
        await journal.ended("a", end(status="FAILED", code=1504, reason="too slow", usage=COST))
        assert (await known(journal)).runnable
        assert await journal.intent("a", body_hash=SHA) == 3
        entry = await known(journal)
        assert (entry.state, entry.code, entry.reason, entry.ended_at) == (
            *("submitting", None, ""),
            None,
        )
        await journal.accepted("a", "t3")
        await journal.ended("a", end("t3"))
        entry = await known(journal)
    told = [(one.number, one.state, one.task_id, one.code, one.reason) for one in entry.attempts]
    assert told == [
        (1, "refused", None, 421, "queue is full"),
        (2, "failed", "t1", 1504, "too slow"),
        (3, "succeeded", "t3", None, ""),
    ]
    assert [one.usage.money for one in entry.attempts] == [None, COST.money, COST.money]


async def test_a_task_leads_to_its_job_also_when_it_is_not_the_last_one(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "failed")
        await journal.intent("a", body_hash=SHA)
        await journal.accepted("a", "t2")
        for task in ("t1", "t2"):
            entry = await journal.job_of_task(task)
            assert entry is not None
            assert entry.key == "a"
        assert await journal.job_of_task("t3") is None


async def test_codes_of_every_kind_come_back_as_they_were(path: Path) -> None:
    codes = [None, 421, "421", "E-1", -1]
    async with Journal(path) as journal:
        for code in codes:
            await plan(journal, repr(code))
            await journal.refused(repr(code), code=code, reason="")
        assert [entry.code async for entry in journal.jobs()] == codes
        await plan(journal, "huge")
        await journal.refused("huge", code=10**30, reason="")
        assert (await known(journal, "huge")).code == str(10**30)


async def test_jobs_are_read_in_pages_in_the_order_of_their_planning(path: Path) -> None:
    keys = [f"job-{number}" for number in range(2 * PAGE + 1)]
    async with Journal(path) as journal:
        await asyncio.gather(*(plan(journal, key) for key in keys))
        await asyncio.gather(*(journal.refused(key, reason="") for key in keys[::2]))
        assert [entry.key async for entry in journal.jobs()] == keys
        assert [entry.key async for entry in journal.jobs("refused")] == keys[::2]
        seen = []
        async for entry in journal.jobs("planned"):  # each leaves the set while it is walked
            await journal.refused(entry.key, reason="")
            seen.append(entry.key)
        assert seen == keys[1::2]
        assert [entry async for entry in journal.jobs("planned", "failed")] == []
        summary = await journal.summary()
    assert (summary.jobs, summary.refused, summary.planned) == (len(keys), len(keys), 0)


async def test_a_page_that_is_just_full_is_not_the_end(path: Path) -> None:
    async with Journal(path) as journal:
        assert [entry async for entry in journal.jobs()] == []
        await asyncio.gather(*(plan(journal, str(number)) for number in range(PAGE)))
        assert len([entry async for entry in journal.jobs()]) == PAGE


async def test_a_state_that_does_not_exist_is_refused(path: Path) -> None:
    async with Journal(path) as journal:
        with pytest.raises(ConfigError, match="'done' is no state"):
            await anext(journal.jobs("done"))  # type: ignore[arg-type]


async def test_the_summary_counts_every_state(path: Path) -> None:
    async with Journal(path) as journal:
        for state in FOLLOWS:
            await brought(journal, state, key=state)
        await journal.saved("succeeded", [SavedFile(position=0, path=path, size=1)])
        summary = await journal.summary()
    assert {state: getattr(summary, state) for state in FOLLOWS} == dict.fromkeys(FOLLOWS, 1)
    assert (summary.jobs, summary.files) == (len(FOLLOWS), 1)


async def test_notes_are_bytes_that_outlive_the_process(path: Path) -> None:
    async with Journal(path) as journal:
        assert await journal.note("looks") is None
        await journal.set_note("looks", b"old")
        await journal.set_note("looks", b"\x00\xff")
        await journal.set_note("other", b"")
    async with Journal(path) as journal:
        assert await journal.note("looks") == b"\x00\xff"
        assert await journal.note("other") == b""
        await journal.set_note("looks", None)
        assert await journal.note("looks") is None


# -- what may follow what ---------------------------------------------------------------------


@pytest.mark.parametrize("state", ["submitting", "submitted", "succeeded", "uncertain"])
async def test_a_job_whose_task_exists_or_may_exist_is_not_submitted_again(
    path: Path, state: str
) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, state)
        with pytest.raises(InvalidRequest, match=f"job 'a' is {state} in the journal"):
            await journal.intent("a", body_hash=SHA)
        assert await known(journal) == before
        assert not before.runnable


@pytest.mark.parametrize("state", ["planned", "refused", "failed", "cancelled"])
async def test_a_job_without_a_task_that_could_succeed_may_be_submitted(
    path: Path, state: str
) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, state)
        assert before.runnable
        assert await journal.intent("a", body_hash=SHA) == len(before.attempts) + 1


async def test_a_submit_that_was_under_way_when_the_process_ended_is_uncertain(
    path: Path,
) -> None:
    async with Journal(path, clock=lambda: 1000.0) as journal:
        await brought(journal, "submitting")
        await brought(journal, "submitted", key="b")
    async with Journal(path, clock=lambda: 2000.0) as journal:
        (entry,) = [one async for one in journal.jobs("uncertain")]
        assert (await known(journal, "b")).state == "submitted"
        with pytest.raises(InvalidRequest, match="decide it before"):
            await journal.intent("a", body_hash=SHA)
    # All that is needed to decide: what was sent, where, when, and why nobody knows.
    assert (entry.endpoint, entry.params) == ("vidu/clip", {"prompt": "a cat"})
    assert entry.reason == "the process ended between the submit and its answer"
    (attempt,) = entry.attempts
    assert (attempt.state, attempt.body_hash, attempt.began_at) == ("uncertain", SHA, 1000)


async def test_who_finds_the_task_of_an_uncertain_job_can_name_it(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "uncertain")
        assert [entry.key async for entry in journal.jobs("uncertain")] == ["a"]
        await journal.decide("a", task_id=" 77\n")
        await journal.ended("a", end("77"))
        assert (await known(journal)).state == "succeeded"
        with pytest.raises(JournalError, match="is succeeded: only one that is uncertain"):
            await journal.decide("a", task_id=None)


@pytest.mark.parametrize("task_id", ["", "t7", "7 8", "https://x/7", "٣", True])
async def test_what_is_no_id_of_a_task_decides_nothing(path: Path, task_id: Any) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, "uncertain")
        with pytest.raises(InvalidRequest, match="no id of a task; allowed: its digits"):
            await journal.decide("a", task_id=task_id)
        assert await known(journal) == before


async def test_a_decision_that_was_wrong_can_be_made_again(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "uncertain")
        await journal.decide("a", task_id="7")
        await journal.decide("a", task_id="8")
        entry = await known(journal)
        assert (entry.state, entry.task_id) == ("submitted", "8")
        assert entry.attempts[-1].reason == "decided: another task (before: 7)"
        await journal.ended("a", end("8", "FAILED"))


async def test_a_task_that_the_service_has_forgotten_can_be_given_up(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "submitted")
        with pytest.raises(JournalError, match="is submitted: decide it first"):
            await journal.refused("a", reason="I think so")
        await journal.decide("a", task_id=None)
        entry = await known(journal)
        assert (entry.state, entry.runnable) == ("refused", True)
        assert entry.reason == "decided: no task exists (before: t1)"
        assert await journal.intent("a", body_hash=SHA) == 2


async def test_a_job_that_a_run_works_on_is_not_decided_meanwhile(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "uncertain")
        with journal.working_on("a"):
            with pytest.raises(InvalidRequest, match="under way"):
                await journal.decide("a", task_id=None)
            with pytest.raises(InvalidRequest, match="under way already"), journal.working_on("a"):
                pass
            with pytest.raises(InvalidRequest, match="under way already"), journal.working_on("a"):
                pass  # who was refused has not given it back
        await journal.decide("a", task_id=None)


async def test_news_of_one_attempt_never_change_another_one(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "planned")
        assert await journal.intent("a", body_hash=SHA, attempt=1) == 1
        await journal.refused("a", reason="no place", attempt=1)
        with pytest.raises(InvalidRequest, match="is refused in the journal"):
            await journal.intent("a", body_hash=SHA, attempt=1)
        await journal.intent("a", body_hash=SHA, attempt=2)
        before = await known(journal)
        for late in (
            journal.refused("a", reason="late", attempt=1),
            journal.unclear("a", reason="late", attempt=1),
            journal.accepted("a", "t1", attempt=1),
        ):
            with pytest.raises(JournalError, match="at attempt 2 of job 'a', no longer at 1"):
                await late
        assert await known(journal) == before


async def test_an_uncertain_job_of_which_no_task_exists_can_run_again(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "uncertain")
        with pytest.raises(JournalError, match="decide it first"):
            await journal.refused("a", reason="I think so")
        await journal.decide("a", task_id=None)
        assert await journal.intent("a", body_hash=SHA) == 2
        with pytest.raises(JournalError, match="is submitting: only one that is uncertain"):
            await journal.decide("a", task_id=None)


async def test_a_late_answer_ends_the_uncertainty(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "uncertain")
        await journal.accepted("a", "t1")
        entry = await known(journal)
    assert (entry.state, entry.task_id, entry.reason) == ("submitted", "t1", "")


async def test_to_note_a_task_twice_changes_nothing_and_another_one_is_refused(
    path: Path,
) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, "succeeded")
        await journal.accepted("a", "t1")
        with pytest.raises(JournalError, match="with task t1: cannot take the task t2"):
            await journal.accepted("a", "t2")
        assert await known(journal) == before


async def test_the_first_end_of_a_task_stands(path: Path) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, "succeeded")
        await journal.ended("a", end(status="FAILED", reason="late"))
        assert await known(journal) == before


async def test_a_later_look_brings_new_urls_and_does_not_make_them_younger(path: Path) -> None:
    now = 1000.0
    newer = ResultItem(url="https://cos.example/clip.mp4?sign=newer", type="mp4")
    async with Journal(path, clock=lambda: now) as journal:
        await brought(journal, "succeeded")
        now += 50
        await journal.ended("a", end(outputs=(newer,)))
        entry = await known(journal)
    assert entry.outputs == (newer,)
    assert entry.ended_at == 1000


async def test_the_end_of_a_task_that_was_given_up_is_no_news_and_of_a_strange_one_an_error(
    path: Path,
) -> None:
    async with Journal(path) as journal:
        await brought(journal, "failed")
        await journal.intent("a", body_hash=SHA)
        await journal.accepted("a", "t2")
        before = await known(journal)
        await journal.ended("a", end("t1"))
        with pytest.raises(JournalError, match="holds the task t2 for job 'a', not t9"):
            await journal.ended("a", end("t9"))
        with pytest.raises(JournalError, match="notes no end of job 'a': it is RUNNING"):
            await journal.ended("a", end("t2", status="RUNNING"))
        assert await known(journal) == before


async def test_a_job_that_was_never_planned_is_refused_by_name(path: Path) -> None:
    async with Journal(path) as journal:
        for call in (
            journal.intent("b", body_hash=SHA),
            journal.accepted("b", "t1"),
            journal.ended("b", end()),
            journal.unclear("b", reason=""),
            journal.refused("b", reason=""),
            journal.decide("b", task_id=None),
            journal.saved("b", []),
        ):
            with pytest.raises(JournalError, match="has no job 'b': plan it first"):
                await call
        assert await journal.job("b") is None


@pytest.mark.parametrize("key", ["", None, 7, "half a pair \ud800"])
async def test_a_key_that_cannot_be_one_is_refused(path: Path, key: Any) -> None:
    async with Journal(path) as journal:
        with pytest.raises(JournalError, match="key"):
            await plan(journal, key)
        assert (await journal.summary()).jobs == 0


async def test_keys_of_any_text_are_kept_apart(path: Path) -> None:
    keys = ["a", "A", "a ", "猫", "a\x00b", "x" * 5000, "'; DROP TABLE jobs; --"]
    async with Journal(path) as journal:
        for key in keys:
            await plan(journal, key)
        assert [entry.key async for entry in journal.jobs()] == keys


STEPS: dict[str, Callable[[Rows, str], object]] = {
    "submitting": lambda rows, _: rows.intent("a", SHA, 1.0),
    "submitted": lambda rows, task: rows.accepted("a", task, 1.0),
    "succeeded": lambda rows, task: rows.ended("a", end(task), 1.0),
    "failed": lambda rows, task: rows.ended("a", end(task, "FAILED"), 1.0),
    "cancelled": lambda rows, task: rows.ended("a", end(task, "CANCELLED"), 1.0),
    "uncertain": lambda rows, _: rows.unclear("a", "", 1.0),
    "refused": lambda rows, _: rows.refused("a", None, "", 1.0),
    "recovered": lambda rows, _: rows.recover(1.0),
    "decided": lambda rows, task: rows.decide("a", task, 1.0),
    "decided again": lambda rows, task: rows.decide("a", f"{task}9", 1.0),
    "dismissed": lambda rows, _: rows.decide("a", None, 1.0),
}


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=30))
def test_whatever_is_called_no_job_is_submitted_while_its_task_may_exist(
    steps: list[str],
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        rows = Rows(connection, "memory")
        connection.execute(
            "INSERT INTO jobs (key, endpoint, params, fingerprint, state, planned_at, changed_at)"
            " VALUES ('a', 'vidu/clip', '{}', '', 'planned', 0, 0)"
        )
        before = rows.known("a")
        for step in steps:
            task = before.task_id or f"t{len(before.attempts)}"
            with contextlib.suppress(RunningHubError):
                STEPS[step](rows, task)
            after = rows.known("a")
            assert after.state == before.state or after.state in FOLLOWS[before.state]
            if len(after.attempts) > len(before.attempts):
                assert before.state in ("planned", "refused", "failed", "cancelled")
            if before.state in ("uncertain", "submitted") and after.state == "refused":
                assert step == "dismissed"
            if after.attempts:
                last = after.attempts[-1]
                assert after.state in (last.state, "refused")
                assert (last.task_id is not None) >= (after.state == "submitted")
            before = after


# -- files and their age ----------------------------------------------------------------------


async def test_files_are_noted_for_a_success_only_and_a_new_one_replaces(path: Path) -> None:
    old, new = (SavedFile(position=1, path=path.parent / name, size=1) for name in ("o", "n"))
    async with Journal(path) as journal:
        await brought(journal, "submitted")
        with pytest.raises(JournalError, match="is submitted: it has no files"):
            await journal.saved("a", [old])
        await journal.ended("a", end(outputs=(VIDEO, VIDEO, ResultItem(text="done"))))
        assert (await known(journal)).missing == (0, 1, 2)
        await journal.saved("a", [old])
        await journal.saved("a", [new])
        entry = await known(journal)
    assert entry.files == (new,)
    assert entry.missing == (0, 2)


def test_a_file_is_whole_while_it_is_there_in_its_size(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"12345")
    file = SavedFile.of(path, position=2)
    assert (file.position, file.size, file.path) == (2, 5, path)
    assert file.is_whole()
    path.write_bytes(b"1234")
    assert not file.is_whole()
    path.unlink()
    assert not file.is_whole()
    with pytest.raises(FileNotFoundError):
        SavedFile.of(path, position=0)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
async def test_a_path_that_is_not_utf8_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"clip-\xff.mp4")
    odd.write_bytes(b"1")
    async with Journal(path) as journal:
        await brought(journal, "succeeded")
        await journal.saved("a", [SavedFile.of(odd, position=0)])
        (file,) = (await known(journal)).files
    assert file.is_whole()


async def test_results_are_said_to_be_expired_a_day_after_their_end_was_seen(path: Path) -> None:
    async with Journal(path, clock=lambda: 1000.0) as journal:
        entry = await brought(journal, "succeeded")
        await brought(journal, "submitted", key="b")
        await journal.ended("b", end(outputs=(ResultItem(text="a poem"),)))
        text = await known(journal, "b")
        running = await brought(journal, "submitted", key="c")
    day = 24 * 3600
    assert not entry.expired(1000 + day - 1)
    assert entry.expired(1000 + day)
    assert not text.expired(1000 + 9 * day)  # it stands in the journal itself
    assert not running.expired(1000 + 9 * day)


# -- secrets ----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
async def test_nobody_else_may_read_any_file_of_it(path: Path) -> None:
    mask = os.umask(0)
    try:
        async with Journal(path) as journal:
            await plan(journal)
            modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    finally:
        os.umask(mask)
    names = {"", "-wal", "-shm", ".lock"}
    assert modes == {f"clips.journal{name}": 0o600 for name in names}
    assert os.listdir(path.parent) == ["clips.journal"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_no_secret_gets_into_the_file_but_the_signatures_of_results(path: Path) -> None:
    raw = {"netWssUrl": "wss://secret-socket", "webhookUrl": "https://me?secret-hook=1"}
    async with Journal(path) as journal:
        await plan(journal, image="https://user:secret-password@host/cat.png?sign=secret-query")
        await journal.intent("a", body_hash=SHA)
        await journal.unclear("a", reason="GET https://x/?apiKey=secret-key failed")
        await journal.accepted("a", "t1")
        reason = "Authorization: Bearer secret-key"
        await journal.ended("a", end(status="SUCCESS", raw=raw, reason=reason))
        content = b"".join(one.read_bytes() for one in path.parent.iterdir())
        entry = await known(journal)
    content += path.read_bytes()
    assert b"secret" not in content
    assert entry.params["image"] == "https://host/cat.png"
    assert entry.outputs[0].url == VIDEO.url  # without its signature nothing can be fetched
    assert entry.reason == "Authorization: Bearer ***"


async def test_local_media_is_named_and_its_bytes_stay_out(path: Path, tmp_path: Path) -> None:
    cat = tmp_path / "cat.png"
    cat.write_bytes(b"\x89PNG bytes of a cat")
    async with Journal(path) as journal:
        entry = await plan(journal, image=cat, mask=b"bytes of a mask")
        assert b"bytes of a" not in path.with_name("clips.journal-wal").read_bytes()
    assert b"bytes of a" not in path.read_bytes()
    assert entry.params["image"]["path"] == str(cat)
    assert entry.params["image"]["size"] == 19
    assert set(entry.params["mask"]) == {"size", "sha256"}


# -- one process at a time --------------------------------------------------------------------


async def test_a_second_journal_on_the_file_is_refused_while_the_first_is_open(
    path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.journal"
    async with Journal(path) as first:
        link.symlink_to(path)
        for name in (path, link):
            with pytest.raises(JournalError, match=f"is in use by process {os.getpid()}: one"):
                await Journal(name).open()
        await plan(first)
    async with Journal(link) as second:
        assert (await second.summary()).planned == 1


HOLD = """
import asyncio, sys
from runninghub_async.journal.journal import Journal

async def main():
    async with Journal(sys.argv[1]) as journal:
        await journal.plan("a", endpoint="vidu/clip", params={})
        await journal.intent("a", body_hash="")
        print("open", flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""


@contextmanager
def child(program: str, *args: object) -> Iterator[subprocess.Popen[bytes]]:
    """A Python process that is killed at the end, whatever happens."""
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


async def test_a_second_process_is_refused_until_the_first_is_killed(path: Path) -> None:
    with child(HOLD, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(JournalError) as refused:
            await Journal(path).open()
        assert f"{path} is in use by process {process.pid}" in str(refused.value)
        process.kill()
        process.wait()
        async with Journal(path) as journal:  # the lock fell with its holder
            assert (await known(journal)).state == "uncertain"
    assert os.listdir(path.parent) == [path.name]


async def test_a_lock_file_that_was_left_behind_locks_nobody_out(path: Path) -> None:
    path.with_name("clips.journal.lock").write_text("4294967")
    async with Journal(path) as journal:
        assert path.with_name("clips.journal.lock").read_text() == str(os.getpid())
        await plan(journal)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed")
async def test_who_loses_the_lock_stops_writing_and_leaves_the_new_lock_alone(
    path: Path,
) -> None:
    async with Journal(path) as first:
        await plan(first)
        path.with_name("clips.journal.lock").unlink()
        async with Journal(path) as second:
            with pytest.raises(JournalError, match="lost its lock"):
                await plan(first, "b")
            await first.aclose()
            await plan(second, "c")
            with pytest.raises(JournalError, match="in use"):
                await Journal(path).open()
            assert [entry.key async for entry in second.jobs()] == ["a", "c"]


# -- files that are no journal, or of another version -------------------------------------------


def other_database(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "content",
    [b"{}", b'{"prompt": "a cat"}\n' * 3, b"x" * 512, b"x" * 100_000],
    ids=["2 bytes", "60 bytes", "512 bytes", "100 kB"],
)
async def test_a_file_that_is_no_database_is_refused_and_not_changed(
    path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalError, match="is no journal"):
        await Journal(path).open()
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE jobs (key TEXT)",
        "PRAGMA application_id = 1196444487",
        "PRAGMA user_version = 1",
    ],
)
async def test_a_database_of_another_program_is_refused_and_not_changed(
    path: Path, statement: str
) -> None:
    other_database(path, statement)
    before = path.read_bytes()
    with pytest.raises(JournalError, match="is a database of another program"):
        await Journal(path).open()
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


async def test_a_journal_that_lost_a_table_is_refused_and_not_left_locked(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
    other_database(path, "DROP TABLE attempts")
    with pytest.raises(JournalError, match="no such table: attempts"):
        await Journal(path).open()
    assert os.listdir(path.parent) == [path.name]


async def test_a_damaged_journal_is_said_to_be_damaged(path: Path) -> None:
    async with Journal(path) as journal:
        await asyncio.gather(*(plan(journal, str(number)) for number in range(500)))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(JournalError, match="is damaged"):
        async with Journal(path) as journal:
            await journal.summary()


async def test_an_empty_file_becomes_a_journal(path: Path) -> None:
    path.touch()
    async with Journal(path) as journal:
        await plan(journal)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_journal_of_a_newer_release_is_refused_by_its_version(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
    other_database(path, "PRAGMA user_version = 7")
    before = path.read_bytes()
    with pytest.raises(JournalError, match="version 7, made by a newer release; this one kn"):
        await Journal(path).open()
    assert path.read_bytes() == before


async def test_an_older_journal_is_migrated_and_keeps_its_jobs(path: Path) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, "succeeded")
    newer: tuple[Migration, ...] = (
        ("ALTER TABLE jobs ADD COLUMN colour TEXT DEFAULT 'red'",),
        ("CREATE INDEX by_colour ON jobs (colour)", "UPDATE jobs SET colour = 'blue'"),
    )
    file = JournalFile(path, migrations=(*MIGRATIONS, *newer))
    connection = file.open()
    try:
        assert connection.execute("SELECT colour FROM jobs").fetchall() == [("blue",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert Rows(connection, path).known("a") == before
    finally:
        file.close()
    again = JournalFile(path, migrations=(*MIGRATIONS, *newer))  # nothing is run twice
    again.open()
    again.close()


async def test_a_migration_that_fails_leaves_the_journal_as_it_was(path: Path) -> None:
    async with Journal(path) as journal:
        before = await brought(journal, "succeeded")
    broken = ("ALTER TABLE jobs ADD COLUMN colour TEXT", "UPDATE absent SET colour = 'blue'")
    with pytest.raises(JournalError, match="no such table: absent"):
        JournalFile(path, migrations=(*MIGRATIONS, broken)).open()
    async with Journal(path) as journal:
        assert await known(journal) == before


@pytest.mark.parametrize("where", ["no/such/folder/x.journal", "nul\x00l"])
async def test_a_place_that_cannot_hold_a_journal_is_refused(tmp_path: Path, where: str) -> None:
    with pytest.raises(JournalError, match="cannot be used") as refused:
        await Journal(str(tmp_path / where)).open()
    assert refused.value.path == str(tmp_path / where)
    assert isinstance(refused.value.__cause__, OSError | ValueError)


async def test_a_directory_and_an_empty_path_are_told_as_what_they_are(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    with pytest.raises(JournalError, match="it is a directory; give the path of a file"):
        await Journal(inside).open()
    with pytest.raises(JournalError, match="the path is empty"):
        await Journal("").open()
    assert os.listdir(tmp_path) == ["inside"]  # no lock beside it


async def test_a_journal_that_must_exist_is_not_begun(path: Path) -> None:
    with pytest.raises(JournalError, match="does not exist: there is no journal at this path"):
        await Journal(path, must_exist=True).open()
    assert os.listdir(path.parent) == []
    async with Journal(path) as journal:
        await plan(journal)
    async with Journal(path, must_exist=True) as journal:
        assert (await journal.summary()).jobs == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
async def test_a_journal_that_others_could_read_is_taken_from_them(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
    path.chmod(0o644)
    path.with_name("clips.journal-wal").touch(0o644)
    async with Journal(path) as journal:
        await plan(journal, "b")
        modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}
    assert modes == {0o600}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
async def test_what_is_no_journal_keeps_its_permissions(path: Path) -> None:
    path.write_bytes(b"mine")
    path.chmod(0o644)
    with pytest.raises(JournalError, match="is no journal"):
        await Journal(path).open()
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


# -- a disk that fails --------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be removed")
@pytest.mark.parametrize("replaced", [False, True])
async def test_a_journal_that_is_deleted_while_it_is_used_says_so(
    path: Path, replaced: bool
) -> None:
    async with Journal(path) as journal:
        await plan(journal)
        path.unlink()
        if replaced:
            path.touch()
        with pytest.raises(JournalError, match="was deleted or replaced while it was in use"):
            await journal.intent("a", body_hash=SHA)
        with pytest.raises(JournalError, match="was deleted"):
            await journal.summary()


async def test_a_full_disk_is_named_and_the_journal_works_again_when_there_is_room(
    path: Path,
) -> None:
    file = JournalFile(path)
    thread = JournalThread(file, now=0.0)
    await thread.start()

    def allow(pages: int) -> asyncio.Future[None]:
        limit = f"PRAGMA max_page_count = {pages}"
        return thread.request(lambda _: file.connection.execute(limit).close())

    try:
        await allow(20)
        small = thread.request(lambda rows: rows.set_note("small", b"x"))
        large = thread.request(lambda rows: rows.set_note("large", b"x" * 1_000_000))
        with pytest.raises(JournalError, match="cannot grow: the disk is full") as refused:
            await large
        assert isinstance(refused.value.__cause__, sqlite3.Error)
        with contextlib.suppress(JournalError):  # it may share the fate of its neighbour
            await small
        assert await thread.request(lambda rows: rows.note("large")) is None
        await allow(100_000)
        await thread.request(lambda rows: rows.set_note("large", b"x" * 1_000_000))
    finally:
        thread.stop()
        thread.join()


FAILING_DISK = """
import asyncio, resource, sys
from runninghub_async.errors import JournalError
from runninghub_async.journal.journal import Journal

async def main():
    async with Journal(sys.argv[1]) as journal:
        await journal.set_note("before", b"x")
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
        results = await asyncio.gather(
            *(journal.set_note(str(n), b"x" * 100_000) for n in range(8)), return_exceptions=True
        )
        assert all(isinstance(one, JournalError | None) for one in results), results
        print(next(one for one in results if one is not None))
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        await journal.set_note("after", b"x")
        kept = [await journal.note(str(n)) is not None for n in range(8)]
        assert kept == [one is None for one in results], (kept, results)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of file sizes")
async def test_what_a_failing_disk_did_not_take_is_an_error_and_not_in_the_journal(
    path: Path,
) -> None:
    with child(FAILING_DISK, path) as process:
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
    assert b"cannot be read or written: the disk failed (disk I/O error)" in said
    async with Journal(path) as journal:
        assert await journal.note("before") == await journal.note("after") == b"x"


async def test_an_error_that_nobody_foresaw_reaches_who_waits_and_the_journal_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Journal(path) as journal:
        await plan(journal)

        def fails(_: JournalFile) -> None:
            raise MemoryError("no room")

        with monkeypatch.context() as patched:
            patched.setattr(JournalFile, "check_in_place", fails)
            with pytest.raises(JournalError, match=r"failed \(MemoryError: no room\)") as caught:
                async with asyncio.timeout(5):
                    await plan(journal, "b")
            assert isinstance(caught.value.__cause__, MemoryError)
        await plan(journal, "b")
        assert (await journal.summary()).jobs == 2


def test_an_error_that_sqlite_does_not_number_is_translated_too() -> None:
    with pytest.raises(JournalError, match="x failed \\(unusual\\)"), translated("x"):
        raise sqlite3.InterfaceError("unusual")


# -- order, cancelling, closing -----------------------------------------------------------------


async def test_many_writes_at_once_all_arrive_and_a_refused_one_harms_no_other(
    path: Path,
) -> None:
    keys = [f"job-{number}" for number in range(1200)]
    async with Journal(path) as journal:
        await asyncio.gather(*(plan(journal, key) for key in keys))
        results = await asyncio.gather(
            *(journal.intent(key, body_hash=SHA) for key in [*keys, "unknown", *keys]),
            return_exceptions=True,
        )
        assert results[: len(keys)] == [1] * len(keys)
        assert isinstance(results[len(keys)], JournalError)
        assert all(isinstance(one, InvalidRequest) for one in results[len(keys) + 1 :])
        assert (await journal.summary()).submitting == len(keys)
        assert len((await known(journal, keys[0])).attempts) == 1


async def test_a_write_that_fails_half_way_leaves_nothing_and_harms_no_neighbour(
    path: Path,
) -> None:
    good = SavedFile(position=0, path=path, size=1)
    bad = SavedFile(position=1, path=path, size=None)  # type: ignore[arg-type]
    async with Journal(path) as journal:
        await brought(journal, "succeeded", key="a")
        await brought(journal, "succeeded", key="b")
        results = await asyncio.gather(
            journal.set_note("before", b"x"),
            journal.saved("a", [good, bad]),
            journal.saved("b", [good]),
            return_exceptions=True,
        )
        assert [type(one) for one in results] == [type(None), JournalError, type(None)]
        assert (await known(journal, "a")).files == ()
        assert (await known(journal, "b")).files == (good,)
        assert await journal.note("before") == b"x"


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    file = JournalFile(path)
    connection = file.open()
    try:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    finally:
        file.close()


async def test_writes_happen_in_the_order_of_the_calls(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
        journal.intent("a", body_hash=SHA)  # nobody waits, and still they are in order
        journal.accepted("a", "t1")
        journal.ended("a", end())
        assert (await known(journal)).state == "succeeded"


async def test_closing_writes_what_is_queued(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)
        for number in range(2000):
            journal.set_note(str(number), b"x")
        journal.intent("a", body_hash=SHA)
        journal.accepted("a", "t1")
    async with Journal(path) as journal:
        assert (await known(journal)).task_id == "t1"
        assert await journal.note("1999") == b"x"


async def test_cancelling_who_waits_does_not_undo_the_write(path: Path) -> None:
    async with Journal(path) as journal:
        await plan(journal)

        async def submit() -> None:
            await journal.intent("a", body_hash=SHA)

        waiting = asyncio.create_task(submit())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
        assert waiting.cancelled()
        assert (await known(journal)).state == "submitting"
        await journal.refused("a", reason="the caller left before anything was sent")
        assert (await known(journal)).runnable


async def test_an_error_whose_caller_has_gone_is_logged(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with Journal(path) as journal:
        journal.accepted("nobody", "t1").cancel()
    assert "whose caller has gone" in caplog.text
    assert "has no job 'nobody'" in caplog.text


CancelAt = Callable[..., Awaitable[Any]]


@pytest.mark.skipif(
    sys.gettrace() is not None,
    reason="a traced CPython 3.11 skips handlers of what is thrown into a coroutine (gh-105162)",
)
@pytest.mark.parametrize("late", [False, True])
async def test_cancelling_while_it_opens_or_closes_leaves_no_lock(
    path: Path, cancel_at: CancelAt, late: bool
) -> None:
    async def use() -> None:
        async with Journal(path) as journal:
            await plan(journal)

    for wait in range(1, 20):
        outcome = await cancel_at(use(), wait, late=late)
        assert not path.with_name("clips.journal.lock").exists()
        if not outcome.struck:
            break
    else:
        pytest.fail("it never came to an end")
    async with Journal(path) as journal:
        assert (await journal.summary()).planned == 1


async def test_a_journal_is_used_between_open_and_close_only(path: Path) -> None:
    journal = Journal(path)
    with pytest.raises(ClientClosed, match="is not open"):
        journal.job("a")
    await journal.open()
    assert repr(journal) == f"<Journal {path} | open>"
    with pytest.raises(JournalError, match="is open already"):
        await journal.open()
    await plan(journal)
    await journal.aclose()
    await journal.aclose()
    assert repr(journal) == f"<Journal {path} | closed>"
    with pytest.raises(ClientClosed):
        await plan(journal, "b")
    await journal.open()  # and again
    assert (await journal.summary()).jobs == 1
    await journal.aclose()


async def test_a_journal_that_did_not_open_can_be_opened_later(path: Path) -> None:
    path.write_bytes(b"not yet")
    journal = Journal(path)
    with pytest.raises(JournalError):
        await journal.open()
    assert "closed" in repr(journal)
    path.unlink()
    async with journal:
        await plan(journal)


async def test_other_event_loops_may_use_it_at_the_same_time(path: Path) -> None:
    async with Journal(path) as journal:

        async def elsewhere() -> None:
            await asyncio.gather(*(plan(journal, f"there-{number}") for number in range(50)))

        there = asyncio.to_thread(asyncio.run, elsewhere())
        here = (plan(journal, f"here-{number}") for number in range(50))
        await asyncio.gather(there, *here)
        assert (await journal.summary()).jobs == 100


async def test_who_comes_after_the_end_of_the_thread_is_told_so(path: Path) -> None:
    thread = JournalThread(JournalFile(path), now=0.0)
    await thread.start()
    thread.stop()
    thread.join()
    with pytest.raises(ClientClosed, match="is closed"):
        thread.request(Rows.summary)


async def test_a_reader_from_outside_sees_what_was_awaited(path: Path) -> None:
    async with Journal(path) as journal:
        await brought(journal, "submitting")
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as outside:
            assert outside.execute("SELECT state FROM jobs").fetchall() == [("submitting",)]


# -- kill -9 ------------------------------------------------------------------------------------

#: Kills itself at one point of a job's life.
STRIKE = """
import asyncio, os, signal, sys
from runninghub_async.protocol.messages import TaskState
from runninghub_async.journal.journal import Journal

def at(point):
    if sys.argv[2] == point:
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    async with Journal(sys.argv[1]) as journal:
        await journal.plan("a", endpoint="vidu/clip", params={})
        at("planned")
        await journal.intent("a", body_hash="")
        at("on the wire")
        await journal.accepted("a", "t1")
        at("accepted")
        await journal.ended("a", TaskState(task_id="t1", status="SUCCESS"))
        at("ended")

asyncio.run(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("point", "state"),
    [
        ("planned", "planned"),
        ("on the wire", "uncertain"),
        ("accepted", "submitted"),
        ("ended", "succeeded"),
        ("never", "succeeded"),
    ],
)
async def test_only_a_kill_between_the_intent_and_the_answer_leaves_a_job_uncertain(
    path: Path, point: str, state: str
) -> None:
    with child(STRIKE, path, point) as process:
        process.communicate(timeout=60)
        assert process.returncode == (0 if point == "never" else -signal.SIGKILL)
    async with Journal(path) as journal:
        assert (await known(journal)).state == state


JOBS = 300
KILLS = 20

#: Runs a batch against a service that is a file: a line is a submit that it accepted. Says
#: each step on stdout when the journal has it.
BATCH = """
import asyncio, os, sys
from pathlib import Path
from runninghub_async.protocol.messages import ResultItem, TaskState
from runninghub_async.journal.journal import Journal
from runninghub_async.journal.entries import SavedFile

folder = Path(sys.argv[1])
service = os.open(folder / "service", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def say(key, state):
    os.write(1, f"{key} {state}\\n".encode())

async def run(journal, key):
    entry = await journal.plan(key, endpoint="vidu/clip", params={"prompt": key})
    say(key, "planned")
    state = entry.state
    if entry.runnable:
        await journal.intent(key, body_hash="")
        say(key, "submitting")
        os.write(service, f"{key}\\n".encode())
        await asyncio.sleep(0)
        await journal.accepted(key, f"task-{key}")
        say(key, "submitted")
        state = "submitted"
    if state == "submitted":
        output = ResultItem(text=key)
        end = TaskState(task_id=f"task-{key}", status="SUCCESS", outputs=(output,))
        await journal.ended(key, end)
        say(key, "succeeded")
        entry = await journal.job(key)
    if entry.state == "succeeded" and not [file for file in entry.files if file.is_whole()]:
        part = folder / f"{key}.part"
        part.write_text(key * 1000)
        part.replace(folder / f"{key}.txt")
        await journal.saved(key, [SavedFile.of(folder / f"{key}.txt", position=0)])
        say(key, "saved")

async def main():
    async with Journal(folder / "clips.journal") as journal:
        keys = iter(range(int(sys.argv[2])))
        async def worker():
            for number in keys:
                await run(journal, f"job-{number}")
        await asyncio.gather(*(worker() for _ in range(20)))

asyncio.run(main())
"""
ORDER = ("planned", "submitting", "submitted", "succeeded", "saved")


def batch(folder: Path, *, steps: int | None) -> list[tuple[str, str]]:
    """Run the batch, killed after so many steps or to its end; return the steps it told."""
    told: list[str] = []
    with child(BATCH, folder, JOBS) as process:
        assert process.stdout is not None
        while steps is None or len(told) < steps:
            if not (line := process.stdout.readline()):
                break
            told.append(line.decode())
        if steps is not None:
            process.kill()
        told += process.stdout.read().decode().splitlines()
        assert steps is not None or process.wait() == 0
    whole = [line.split() for line in told]
    return [(line[0], line[1]) for line in whole if len(line) == 2 and line[1] in ORDER]


async def test_after_any_number_of_kills_every_job_was_submitted_once_or_is_uncertain(
    tmp_path: Path,
) -> None:
    path = tmp_path / "clips.journal"
    dice = random.Random(20)
    killed_meanwhile = 0
    for _ in range(KILLS):
        told = batch(tmp_path, steps=dice.randrange(1, 100))
        async with Journal(path) as journal:
            entries = {entry.key: entry async for entry in journal.jobs()}
        for key, step in told:  # what was awaited is on disk
            entry = entries[key]
            done = "saved" if entry.files else entry.state.replace("uncertain", "submitting")
            assert ORDER.index(done) >= ORDER.index(step), (entry, step)
        killed_meanwhile = sum(entry.state == "uncertain" for entry in entries.values())
    batch(tmp_path, steps=None)
    posts = tmp_path.joinpath("service").read_text().split()
    assert len(posts) == len(set(posts))  # nothing was paid twice
    async with Journal(path) as journal:
        entries = {entry.key: entry async for entry in journal.jobs()}
        summary = await journal.summary()
    assert summary.jobs == summary.succeeded + summary.uncertain == JOBS
    assert summary.uncertain == killed_meanwhile <= KILLS * 20
    for key, entry in entries.items():
        if entry.state == "succeeded":
            assert key in posts
            assert [file.is_whole() for file in entry.files] == [True]
            assert entry.files[0].path.read_text() == key * 1000
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    told = batch(tmp_path, steps=None)  # the same jobs with the same journal: nothing to do
    assert {step for _, step in told} == {"planned"}
    assert tmp_path.joinpath("service").read_text().split() == posts
