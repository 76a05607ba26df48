"""The options of `map` and `resume`: one clear error before the first job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from runninghub_async.errors import ConfigError
from runninghub_async.tasks.budget import Budget
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.plan import Plan, check_journal, check_source
from runninghub_async.tasks.run_progress import Progress
from runninghub_async.tasks.tally import ProgressFeed


async def waits(_: Progress) -> None: ...


class AsyncCallable:
    async def __call__(self, _: Progress) -> None: ...


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"budget": 20}, "budget: 20 is no Budget: give Budget"),
        ({"journal": 5}, "journal: 5 is neither a path nor a Journal"),
        ({"on_progress": 5}, "on_progress: 5 is no function"),
        ({"on_progress": waits}, "on_progress: an async function is not awaited here"),
        ({"on_progress": AsyncCallable()}, "iterate over a ProgressFeed"),
        ({"concurrency": "5"}, "concurrency: '5' is no whole number from 1 up"),
        ({"concurrency": True}, "concurrency: True is no whole number"),
        ({"concurrency": 2.5}, "concurrency: 2.5 is no whole number"),
        ({"concurrency": 0}, "concurrency: 0 is below 1"),
        ({"task_retries": None}, "task_retries: None is no whole number from 0 up"),
        ({"stop_after": -1}, "stop_after: -1 is below 1"),
        ({"deadline": "5"}, "deadline: '5' is no number above 0"),
        ({"run_deadline": float("nan")}, "run_deadline: nan is no number above 0"),
        ({"run_deadline": True}, "run_deadline: True is no number above 0"),
        ({"ordered": "yes"}, "ordered: 'yes' is neither True nor False"),
        ({"retry_failed": 1}, "retry_failed: 1 is neither True nor False"),
        ({"download_to": 5}, "download_to: 5 is neither a path nor a function"),
        ({"on_cancel": "stop"}, "on_cancel: 'stop' is not 'detach' or 'cancel'"),
        ({"concurency": 5}, "concurency: map has no such option; did you mean concurrency?"),
        ({"x": 5}, "x: map has no such option"),
        ({"concurrency": -(10**5000)}, "concurrency: a value too large to show (int) is below 1"),
        (
            {"deadline": -(10**5000)},
            "deadline: a value too large to show (int) is no",
        ),
    ],
)
def test_an_option_that_cannot_be_is_named(options: Any, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Plan.of_map(options)
    assert told in str(caught.value)
    assert caught.value.setting == next(iter(options))


def test_what_can_be_is_taken() -> None:
    feed = ProgressFeed()
    plan = Plan.of_map(
        {
            "concurrency": 5,
            "deadline": None,
            "run_deadline": 0.5,
            "download_to": Path("clips"),
            "journal": "run.journal",
            "budget": Budget(max_tasks=1),
            "on_progress": feed,
            "task_retries": 0,
        }
    )
    assert (plan.concurrency, plan.deadline, plan.on_progress) == (5, None, feed)
    assert Plan.of_map({}).deadline is UNSET


def test_resume_refuses_what_only_map_can_be_told() -> None:
    with pytest.raises(ConfigError, match="budget: resume has no such option"):
        Plan.of_resume({"budget": Budget(max_tasks=1)})  # type: ignore[typeddict-unknown-key]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Job("a/b", {}), r"or one as \[Job\(…\)\], not Job"),
        ({"prompt": "a cat"}, "not dict"),
        ("jobs.jsonl", "not str"),
        (5, "jobs: 5 is nothing that can be iterated over"),
        (None, "jobs: None is nothing"),
    ],
)
def test_what_is_no_collection_of_jobs_is_refused(given: Any, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        check_source(given)


def test_collections_and_streams_of_jobs_are_taken() -> None:
    async def stream() -> Any:
        yield Job("a/b", {})

    for given in ([], (), iter([]), {"a": Job("a/b", {})}.values(), stream()):
        check_source(given)


def test_a_journal_is_a_path_or_a_journal() -> None:
    for given in ("run.journal", Path("run.journal")):
        check_journal(given)
    with pytest.raises(ConfigError, match="neither a path nor a Journal"):
        check_journal(object())


def test_the_earlier_of_two_deadlines_keeps_what_was_given() -> None:
    unset, run = Deadline(UNSET), Deadline(3600.0)
    both = unset.within(run)
    assert (both.given, both.seconds) == (False, 3600.0)  # the task's own deadline holds too
    assert Deadline(5.0).within(run).seconds == 5.0
    assert Deadline(5.0).within(run).given
    assert Deadline(7200.0).within(run).seconds == 3600.0
    assert Deadline(None).within(run).seconds == 3600.0
    assert Deadline(None).within(run).given
    assert unset.within(Deadline(UNSET)) is unset
    assert (run.given, run.seconds) == (True, 3600.0)  # shared by all jobs: never changed
