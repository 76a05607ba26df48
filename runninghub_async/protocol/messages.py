"""Requests and replies as values.

Wire names appear here and in the table only. What the service sends is read loosely
(every field may be absent, null, empty, a number or a string); what leaves here is exact.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

import msgspec

from runninghub_async.errors import NodeError
from runninghub_async.protocol.discreet import Discreet

__all__ = [
    "CANCELLED",
    "FAILED",
    "PricePreview",
    "QueryRequest",
    "QueueStatus",
    "Reply",
    "ResultItem",
    "SUCCEEDED",
    "Secret",
    "SubmitExtras",
    "Submitted",
    "TaskState",
    "Uploaded",
    "Usage",
]

#: Source: platform-api 2.2. Every status that is not one of these means "not finished".
SUCCEEDED = frozenset({"SUCCESS"})
FAILED = frozenset({"FAILED"})
CANCELLED = frozenset({"CANCEL", "CANCELLED", "CANCELED"})


class Reply(Discreet, frozen=True):
    """One HTTP answer as it came: status, body, and the two headers that matter."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("body",)

    status: int
    body: bytes
    content_type: str = ""
    retry_after: float | None = None  #: seconds


class Secret:
    """A text that nothing prints: a signed URL, a URL with a secret in it. `reveal()` gives it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "<secret>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        return Secret, ("",)  # it stays in this process

    def reveal(self) -> str:
        """The text itself: for the one who sends it, not for a log."""
        return self._value


class QueryRequest(msgspec.Struct, frozen=True, rename="camel"):
    """The body of a query."""

    task_id: str


class SubmitExtras(Discreet, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What any submit may carry beside the model's parameters. Source: platform-api 2.1."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("webhook_url",)  # a secret of the receiver stands in it

    webhook_url: str | None = None


class ResultItem(Discreet, frozen=True, kw_only=True):
    """One thing that a task made: a file behind `url`, or `text`."""

    _URLS: ClassVar[tuple[str, ...]] = ("url",)

    url: str | None = None
    type: str = ""  #: usually a file extension ("mp4"); an open string
    text: str | None = None
    node_id: str | None = None


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """What a task cost. `None` where the service did not say.

    ```python
    result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    print(result.usage.total_money, result.usage.coins, result.usage.seconds)
    ```

    Source: platform-api 2.2.
    """

    money: Decimal | None = None  #: wallet money, in the site's currency
    coins: Decimal | None = None  #: RunningHub coins
    third_party_money: Decimal | None = None  #: money for third-party model calls
    seconds: Decimal | None = None  #: run time that was charged

    @property
    def total_money(self) -> Decimal | None:
        """Wallet money plus third-party money, or None where the service named neither."""
        parts = [part for part in (self.money, self.third_party_money) if part is not None]
        return sum(parts, Decimal(0)) if parts else None


class TaskState(Discreet, frozen=True, kw_only=True):
    """What one look at a task told.

    `.status` is the service's own word, upper case. A word that nobody documented means
    "not finished".

    ```python
    task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
    async for state in task.watch():
        print(state.status, state.finished, state.reason)
    ```
    """

    _LEFT_OUT: ClassVar[tuple[str, ...]] = ("raw",)

    task_id: str
    status: str
    outputs: tuple[ResultItem, ...] = ()
    usage: Usage = Usage()
    code: int | str | None = None
    reason: str = ""
    node: str | None = None
    socket_url: Secret | None = None  #: where progress is told; signed, of a short life
    raw: Mapping[str, Any] = msgspec.field(default_factory=dict)

    @property
    def succeeded(self) -> bool:
        """The task is done and its outputs are there."""
        return self.status in SUCCEEDED

    @property
    def failed(self) -> bool:
        """The task ended without a result; `.reason` says why."""
        return self.status in FAILED

    @property
    def cancelled(self) -> bool:
        """The task was cancelled on the service's side."""
        return self.status in CANCELLED

    @property
    def finished(self) -> bool:
        """The task has ended, in whichever way."""
        return self.succeeded or self.failed or self.cancelled


class Submitted(msgspec.Struct, frozen=True, kw_only=True):
    """An accepted submit: the task exists, whatever else the answer said."""

    task_id: str
    state: TaskState
    node_errors: tuple[NodeError, ...] = ()  #: what a workflow's graph is blamed for, all the same


class Uploaded(Discreet, frozen=True, kw_only=True):
    """An uploaded file: `url` for model parameters, `file_name` for workflow nodes.

    The old upload call gives no URL.
    """

    _URLS: ClassVar[tuple[str, ...]] = ("url",)

    url: str = ""
    file_name: str = ""
    type: str = ""
    size: int | None = None


class QueueStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The account's places for tasks. Source: platform-api 8.2.

    ```python
    queue = await rh.account.queue()
    if queue is not None:
        print(queue.running, queue.queued, "of", queue.limit)
    ```
    """

    limit: int | None = None
    running: int | None = None
    queued: int | None = None
    tasks: int | None = None  #: running and queued ones, of all programs
    machines: int | None = None  #: of a dedicated key
    key_type: str = ""  #: NORMAL (consumer), SHARED or EXCLUSIVE (dedicated); an open string


class PricePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a call would cost. A price of 0 does not mean free. Source: platform-api 2.3.

    ```python
    told = await rh.models.vidu.text_to_video.price(prompt="a cat surfs")
    print(told.price, told.currency, told.free)
    ```
    """

    price: Decimal | None = None
    currency: str = ""
    text: str = ""
    free: bool = False  #: this call would be free
