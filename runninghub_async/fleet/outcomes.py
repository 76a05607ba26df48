"""What became of a job, as data that outlives the process, and as the errors of an earlier run."""

from __future__ import annotations

from typing import Any, TypeAlias

from runninghub_async.errors import (
    RunningHubError,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
    TransportError,
)
from runninghub_async.fleet.records import Record
from runninghub_async.protocol.codes import find_code
from runninghub_async.tasks.task import TaskResult

__all__ = ["JobResult", "as_data", "earlier_error", "how_to_settle"]


#: What a job made, as data that JSON can say: `task_id`, `endpoint`, `url` and `text` of the first
#: output that has one, `outputs` (each with `url`, `type`, `text`, `file_name`), and the cost that
#: the service reported: `money` and `coins`, decimal numbers as texts, or None. URLs live for 24
#: hours. A plain `dict`, because queues check and encode what a task returns by its annotation.
JobResult: TypeAlias = dict[str, Any]


def as_data(result: TaskResult, endpoint: str) -> JobResult:
    """What a task made, as it is recorded and handed out."""
    money, coins = result.usage.total_money, result.usage.coins
    return {
        "task_id": result.task_id,
        "endpoint": endpoint,
        "url": result.url,
        "text": result.text,
        "outputs": [
            {"url": one.url, "type": one.type, "text": one.text, "file_name": one.file_name}
            for one in result.outputs
        ],
        "money": None if money is None else str(money),
        "coins": None if coins is None else str(coins),
    }


def earlier_error(record: Record, key: str) -> RunningHubError:
    """How the job ended in an earlier run, as that run raised it."""
    if record.state == "cancelled":
        return TaskCancelled(task_id=record.task_id)
    if record.state == "failed":
        row = find_code(record.code)
        return TaskFailed(
            task_id=record.task_id,
            reason=record.reason,
            code=record.code,
            advice=row.advice if row is not None else "",
            new_task_may_help=row is not None and row.new_task,
        )
    reason = record.reason or "the process ended before the answer came"
    return SubmitUncertain(
        endpoint=record.endpoint,
        body_hash=record.body_hash,
        cause=TransportError(operation=f"submit {record.endpoint}", reason=reason, sent=None),
        at=record.at,
        advice=how_to_settle(key),
    )


def how_to_settle(key: str) -> str:
    """What settles a job whose submit got no clear answer."""
    return f"Then jobs.decide({key!r}, task_id=…) settles it, with task_id=None where there is none"
