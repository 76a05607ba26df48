"""The lives of tasks: each ends once, none is kept for ever, and nothing is done for nobody."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from decimal import Decimal

import pytest

from runninghub_async import ConnectionLost, RequestTimeout, SubmitUncertain
from runninghub_async.protocol.messages import TaskState, Usage
from runninghub_async.tasks import lives as module
from runninghub_async.tasks.lives import Lives
from runninghub_async.transport.hooks import Attempt, Hooks, TaskRecord, about_task

LOST = ConnectionLost(operation="submit", reason="reset", sent=True)


class Listener:
    def __init__(self) -> None:
        self.records: list[TaskRecord] = []
        self.attempts: list[Attempt] = []

    def __call__(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)

    def on_task(self, record: TaskRecord) -> None:
        self.records.append(record)

    @property
    def told(self) -> list[tuple[str, str | None]]:
        return [(one.step, one.outcome) for one in self.records]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lives(listener: Listener, clock: Clock) -> Lives:
    return Lives(Hooks([listener]), clock=clock)


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    logger = logging.getLogger("runninghub_async")
    before = logger.level
    logger.setLevel(logging.WARNING)
    yield
    logger.setLevel(before)


def state(task_id: str = "1", status: str = "SUCCESS", money: str = "0.77") -> TaskState:
    return TaskState(task_id=task_id, status=status, usage=Usage(money=Decimal(money)))


def test_a_life_is_told_from_the_wish_to_the_end_once(
    lives: Lives, listener: Listener, clock: Clock
) -> None:
    life = lives.wanted("vidu/x", "model")
    assert life is not None
    life.waited, clock.now = 2.0, 3.0
    lives.accepted(life, "1")
    clock.now = 60.0
    lives.ended(state())
    lives.ended(state())
    lives.close()
    assert listener.told == [("wanted", None), ("accepted", None), ("ended", "succeeded")]
    last = listener.records[-1]
    assert (last.task_id, last.seconds, last.waited_for_slot) == ("1", 60.0, 2.0)
    assert (last.cost, last.error, last.number) == (Decimal("0.77"), None, life.number)


@pytest.mark.parametrize(
    ("status", "outcome", "error"),
    [("FAILED", "failed", "TaskFailed"), ("CANCEL", "cancelled", "TaskCancelled")],
)
def test_an_end_without_a_result_says_which(
    lives: Lives, listener: Listener, status: str, outcome: str, error: str
) -> None:
    lives.accepted(lives.wanted("x", ""), "1")
    lives.ended(state(status=status))
    last = listener.records[-1]
    assert (last.outcome, last.error, last.status) == (outcome, error, status)


@pytest.mark.parametrize(
    ("error", "outcome", "name"),
    [
        (SubmitUncertain(endpoint="x", body_hash="", cause=LOST), "uncertain", "SubmitUncertain"),
        (
            RequestTimeout(operation="x", reason="", phase="slot", seconds=5.0, sent=False),
            "not submitted",
            "RequestTimeout",
        ),
        (asyncio.CancelledError(), "not submitted", None),
    ],
)
def test_a_submit_that_made_no_task_ends_the_life(
    lives: Lives, listener: Listener, error: BaseException, outcome: str, name: str | None
) -> None:
    life = lives.wanted("x", "model")
    lives.not_submitted(life, error)
    lives.not_submitted(life, error)
    lives.close()
    assert listener.told == [("wanted", None), ("ended", outcome)]
    assert listener.records[-1].error == name


def test_a_submit_that_goes_on_without_its_caller_keeps_its_life(
    lives: Lives, listener: Listener
) -> None:
    life = lives.wanted("x", "model")
    assert life is not None
    life.detached = True
    lives.not_submitted(life, asyncio.CancelledError())
    lives.accepted(life, "1")
    lives.ended(state())
    assert listener.told[1:] == [("accepted", None), ("ended", "succeeded")]


def test_a_life_that_nobody_looks_at_is_left_after_a_while(
    lives: Lives, listener: Listener, clock: Clock
) -> None:
    lives.accepted(lives.wanted("x", "model"), "1")
    lives.accepted(lives.wanted("x", "model"), "2")
    clock.now = module.LEFT_AFTER - 1
    with lives.about("1"):
        pass  # a look
    clock.now = module.LEFT_AFTER + 1
    lives.accepted(lives.wanted("x", "model"), "3")
    ended = [one.task_id for one in listener.records if one.step == "ended"]
    assert ended == ["2"]
    assert repr(lives) == "<Lives 2 open>"


def test_no_more_lives_than_a_bound_are_kept(
    lives: Lives, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT", 3)
    for number in range(5):
        lives.accepted(lives.wanted("x", "model"), str(number))
    ended = [(one.task_id, one.outcome) for one in listener.records if one.step == "ended"]
    assert ended == [("0", "left"), ("1", "left")]


def test_a_task_of_another_process_has_one_life_however_many_wait_for_it(
    lives: Lives, listener: Listener
) -> None:
    with lives.watched("1", "", ""):
        with lives.watched("1", "", ""):
            pass
        assert listener.told == [("watched", None)]
    assert listener.told == [("watched", None), ("ended", "left")]
    with lives.watched("1", "", ""):
        lives.ended(state())
    assert listener.told[2:] == [("watched", None), ("ended", "succeeded")]


def test_waiting_for_a_task_of_ones_own_changes_nothing(lives: Lives, listener: Listener) -> None:
    lives.accepted(lives.wanted("x", "model"), "1")
    with lives.watched("1", "x", "model"):
        pass
    assert listener.told == [("wanted", None), ("accepted", None)]


def test_attempts_carry_their_task(lives: Lives, listener: Listener) -> None:
    attempt = Attempt(operation="query", method="POST", url="x", attempt=1, waited=0.0, seconds=0.0)
    life = lives.wanted("x", "model")
    assert life is not None
    lives.accepted(life, "1")
    hooks = Hooks([listener])
    with lives.about("1"):
        hooks.emit(attempt)
    with lives.about("2"):
        hooks.emit(attempt)
    hooks.emit(attempt)
    told = [(one.task, one.task_id) for one in listener.attempts]
    assert told == [(life.number, "1"), (None, "2"), (None, None)]
    assert about_task.get() is None


def test_where_nobody_listens_nothing_is_kept(clock: Clock) -> None:
    def only_attempts(_: Attempt) -> None: ...

    for hooks in (Hooks(), Hooks([only_attempts])):
        lives = Lives(hooks, clock=clock)
        assert lives.wanted("x", "model") is None
        lives.accepted(None, "1")
        lives.not_submitted(None, ValueError())
        with lives.watched("1", "x", "model"), lives.about("1"):
            assert repr(lives) == "<Lives 0 open>"
        lives.ended(state())
        lives.close()
