"""The calls of the platform as rows: method, path, reader, and may it be replayed.

Source: platform-api 2.1 (submit), 2.2 (query), 2.3 (price preview), 3.1 (upload),
8.2 (queue status), 11 (what may be replayed).
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Generic, TypeVar

import msgspec

from runninghub_async.protocol import replies
from runninghub_async.protocol.messages import (
    PricePreview,
    QueueStatus,
    Reply,
    Submitted,
    TaskState,
    Uploaded,
)

__all__ = [
    "Operation",
    "PRICE_PREVIEW",
    "QUERY",
    "QUEUE_STATUS",
    "Replay",
    "SUBMIT",
    "UPLOAD",
]

T = TypeVar("T")


class Replay(enum.Enum):
    """Whether a call may be sent again when its outcome is not known."""

    FREELY = "freely"  #: it changes nothing, or the same thing again
    IF_NOT_CREATED = "if not created"  #: only when it surely created nothing


class Operation(msgspec.Struct, Generic[T], frozen=True):
    """One row. `read` turns the answer into a value or raises the right error."""

    name: str
    method: str
    path: str
    read: Callable[[Reply, str], T]
    replay: Replay = Replay.FREELY
    bounded: bool = True  #: `Timeouts.total` applies; big files are bounded by silence only


SUBMIT: Operation[Submitted] = Operation(
    "submit", "POST", "/openapi/v2/{endpoint}", replies.read_submit, Replay.IF_NOT_CREATED
)
QUERY: Operation[TaskState] = Operation("query", "POST", "/openapi/v2/query", replies.read_query)
PRICE_PREVIEW: Operation[PricePreview] = Operation(
    "price", "POST", "/openapi/v2/price-preview/{endpoint}", replies.read_price
)
UPLOAD: Operation[Uploaded] = Operation(
    "upload",
    "POST",
    "/openapi/v2/media/upload/binary",
    replies.read_upload,
    bounded=False,
)
QUEUE_STATUS: Operation[QueueStatus] = Operation(
    "queue status", "GET", "/openapi/v2/queue/status", replies.read_queue_status
)
