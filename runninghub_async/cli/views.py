"""What commands tell of tasks, files and accounts: stable fields for `--json`, lines for people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import msgspec

from runninghub_async.protocol.messages import QueueStatus, TaskState, Usage
from runninghub_async.protocol.platform import AccountStatus
from runninghub_async.tasks.task import TaskResult

__all__ = ["AccountView", "Cost", "OutputView", "TaskView", "aligned", "path_text"]


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What a task cost; null where the service did not say."""

    total_money: Decimal | None = None  #: of the wallet and of third parties, in the site's money
    money: Decimal | None = None
    third_party_money: Decimal | None = None
    coins: Decimal | None = None
    seconds: Decimal | None = None

    @classmethod
    def of(cls, usage: Usage) -> Cost:
        """Describe a usage."""
        return cls(
            total_money=usage.total_money,
            money=usage.money,
            third_party_money=usage.third_party_money,
            coins=usage.coins,
            seconds=usage.seconds,
        )

    @property
    def is_told(self) -> bool:
        """Whether it says anything: the service tells 0 s of what has not begun."""
        return any((self.total_money, self.coins, self.seconds))

    def __str__(self) -> str:
        parts = (
            (self.total_money, "{} money"),
            (self.coins, "{} coins"),
            (self.seconds, "{} s"),
        )
        told = [words.format(value) for value, words in parts if value is not None]
        return ", ".join(told) or "not told"


class OutputView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a task made."""

    url: str | None = None  #: good for 24 hours; whoever has it can fetch the file
    type: str = ""
    text: str | None = None
    file: str | None = None  #: where it was saved


class TaskView(msgspec.Struct, frozen=True, kw_only=True):
    """A task as it is now."""

    task_id: str
    endpoint: str | None  #: null where only the id is known
    status: str  #: the service's own word: QUEUED, RUNNING, SUCCESS, FAILED, CANCEL
    outputs: tuple[OutputView, ...] = ()
    cost: Cost = Cost()
    code: int | str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, state: TaskState) -> TaskView:
        """Describe what a look told."""
        outputs = [OutputView(url=one.url, type=one.type, text=one.text) for one in state.outputs]
        return cls(
            task_id=state.task_id,
            endpoint=None,
            status=state.status,
            outputs=tuple(outputs),
            cost=Cost.of(state.usage),
            code=state.code,
            reason=state.reason or None,
        )

    @classmethod
    def done(cls, result: TaskResult, files: Sequence[Path] = ()) -> TaskView:
        """Describe what a task made, and where its files were saved."""
        paths: Iterable[str | None] = itertools.repeat(None)  # not saved
        if files:
            paths = list(map(path_text, files))
        outputs = [
            OutputView(url=one.url, type=one.type, text=one.text, file=path)
            for one, path in zip(result.outputs, paths, strict=False)
        ]
        return cls(
            task_id=result.task_id,
            endpoint=result.endpoint or None,
            status="SUCCESS",
            outputs=tuple(outputs),
            cost=Cost.of(result.usage),
        )

    def results(self) -> Iterator[str]:
        """What was made, one a line."""
        for one in self.outputs:
            yield one.file or one.url or one.text or "(an output without URL and text)"

    def lines(self) -> Iterator[str]:
        """All of it, for people."""
        reason = f" (code {self.code})" if self.code is not None else ""
        rows = [("task", self.task_id), ("status", self.status)]
        if self.reason or reason:
            rows.append(("reason", f"{self.reason or 'none given'}{reason}"))
        rows += [("result", one.url or one.text or "(nothing)") for one in self.outputs]
        if self.status == "SUCCESS" or self.cost.is_told:
            rows.append(("cost", str(self.cost)))
        yield from aligned(rows)


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """What the account owns and runs; null where the service does not say."""

    key_type: str | None  #: NORMAL (consumer), SHARED (enterprise), EXCLUSIVE (dedicated)
    money: Decimal | None
    currency: str | None
    coins: Decimal | None
    tasks: int | None  #: alive now, those of other programs and of the website included
    running: int | None
    queued: int | None
    limit: int | None  #: tasks at once

    @classmethod
    def of(cls, status: AccountStatus, queue: QueueStatus | None) -> AccountView:
        """Put together what the two calls told."""
        queue = queue or QueueStatus()
        return cls(
            key_type=status.key_type or queue.key_type or None,
            money=status.money,
            currency=status.currency or None,
            coins=status.coins,
            tasks=status.running if status.running is not None else queue.tasks,
            running=queue.running,
            queued=queue.queued,
            limit=queue.limit,
        )

    def lines(self) -> Iterator[str]:
        """All of it, for people."""
        kinds = {"NORMAL": "consumer", "SHARED": "enterprise-shared", "EXCLUSIVE": "dedicated"}
        kind = self.key_type and f"{kinds.get(self.key_type, self.key_type)} ({self.key_type})"
        money = None if self.money is None else f"{self.money} {self.currency or ''}".strip()
        rows = (
            *(("key", kind), ("money", money), ("coins", self.coins), ("tasks", self.tasks)),
            *(("running", self.running), ("queued", self.queued), ("at once", self.limit)),
        )
        yield from aligned(
            [(name, "not told" if value is None else str(value)) for name, value in rows]
        )


def aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Names and values in two columns."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"{name:<{width}}  {value}"


def path_text(path: Path) -> str:
    """A path as text; what a file system holds need not be UTF-8, and JSON must be."""
    return str(path).encode("utf-8", "replace").decode()
