"""The calls of the platform as rows: method, path, where the key goes, reader, may it be replayed.

The rows that tasks and their files need; `platform_operations` has the others. Source:
platform-api 1.2 (where the key goes), 2.1, 2.2, 2.3 (models, queries), 3.1 (upload), 4.4
(cancel), 6 (old queries), 8.2 (queue status), 11 (what may be replayed).
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Generic, Literal, TypeAlias, TypeVar

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
    "CANCEL",
    "KeyPlace",
    "LEGACY_OUTPUTS",
    "LEGACY_STATUS",
    "MEBIBYTE",
    "Operation",
    "PRICE_PREVIEW",
    "QUERY",
    "QUEUE_STATUS",
    "Replay",
    "SUBMIT",
    "UPLOAD",
]

T = TypeVar("T")

MEBIBYTE = 1024 * 1024


class Replay(enum.Enum):
    """Whether a call may be sent again when its outcome is not known."""

    FREELY = "freely"  #: it changes nothing, or the same thing again
    IF_NOT_CREATED = "if not created"  #: only when it surely created nothing


class KeyPlace(enum.Enum):
    """Where a call carries the key. Source: platform-api 1.2.

    Where it is not in the header alone, it stands in the header as well: newer pages ask for
    that, and older calls do not mind.
    """

    HEADER = "header"
    BODY = "apiKey"  #: a field of the JSON body or of the form
    BODY_LOWER = "apikey"  #: the same, in lower case: the account call (trap 11)
    QUERY = "query"  #: `?apiKey=`
    PATH = "path"  #: `{key}` in the path


Share: TypeAlias = Literal["submit", "look", "file", "other"]


class Operation(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One row. `read` turns the answer into a value or raises the right error."""

    name: str
    path: str  #: `{target}` is what the call is about, `{key}` the key
    read: Callable[[Reply, str], T]
    method: str = "POST"
    key: KeyPlace = KeyPlace.HEADER
    replay: Replay = Replay.FREELY
    share: Share = "other"  #: of the request rate, where there is a line for it
    bounded: bool = True  #: `Timeouts.total` applies; big files are bounded by silence only
    largest: int = 16 * MEBIBYTE  #: bytes of an answer; more is an error


SUBMIT: Operation[Submitted] = Operation(
    name="submit",
    path="/openapi/v2/{target}",
    read=replies.read_submit,
    replay=Replay.IF_NOT_CREATED,
    share="submit",
)
QUERY: Operation[TaskState] = Operation(
    name="query", path="/openapi/v2/query", read=replies.read_query, share="look"
)
PRICE_PREVIEW: Operation[PricePreview] = Operation(
    name="price", path="/openapi/v2/price-preview/{target}", read=replies.read_price
)
CANCEL: Operation[None] = Operation(  # 4.4; cancelling again changes nothing
    name="cancel",
    path="/task/openapi/cancel",
    read=replies.read_done,
    key=KeyPlace.BODY,
)
LEGACY_STATUS: Operation[TaskState] = Operation(
    name="legacy status",
    path="/task/openapi/status",
    read=replies.read_query,
    key=KeyPlace.BODY,
    share="look",
)
LEGACY_OUTPUTS: Operation[TaskState] = Operation(
    name="legacy outputs",
    path="/task/openapi/outputs",
    read=replies.read_query,
    key=KeyPlace.BODY,
    share="look",
)

UPLOAD: Operation[Uploaded] = Operation(
    name="upload",
    path="/openapi/v2/media/upload/binary",
    read=replies.read_upload,
    share="file",
    bounded=False,
)
QUEUE_STATUS: Operation[QueueStatus] = Operation(
    name="queue status",
    method="GET",
    path="/openapi/v2/queue/status",
    read=replies.read_queue_status,
    share="look",
)
