"""(status, body) -> value, or the right error: one reader for the three envelopes.

Source: platform-api 1.3 (envelopes), 2 (flat replies), 13 (traps; the numbers stand beside
the lines that they explain).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from runninghub_async.errors import ApiError, BadReply, ServiceError
from runninghub_async.protocol.codes import code_for_text, error_for_http_status, find_code
from runninghub_async.protocol.messages import (
    PricePreview,
    QueueStatus,
    Reply,
    ResultItem,
    Submitted,
    TaskState,
    Uploaded,
    Usage,
)

__all__ = [
    "read_price",
    "read_query",
    "read_queue_status",
    "read_submit",
    "read_upload",
    "surely_refused",
]

_decode_object = msgspec.json.Decoder(dict[str, Any]).decode
_EXCERPT = 200  #: characters of a bad body that an error shows


# -- loose values -------------------------------------------------------------------------


def _text(value: Any) -> str:
    """A string from whatever stands there; null, objects and lists count as nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return ""
    return str(value)


def _first_text(*values: Any) -> str:
    return next((text for text in map(_text, values) if text), "")


def _number(value: Any) -> int | str | None:
    """An error number: "", null, 0 and "0" mean no error (trap 3)."""
    text = _text(value)
    if not text:
        return None
    try:
        return int(text) or None
    except ValueError:
        return text


def _decimal(value: Any) -> Decimal | None:
    text = _text(value)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _count(value: Any) -> int | None:
    number = _decimal(value)
    return int(number) if number is not None else None


def _mapping(value: Any) -> Mapping[str, Any]:
    """An object, also one that comes as JSON in a string (trap 30); else an empty one."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return _decode_object(value)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


# -- errors -------------------------------------------------------------------------------


def _bad_reply(reply: Reply, operation: str, reason: str) -> BadReply:
    excerpt = reply.body[: 4 * _EXCERPT].decode("utf-8", "replace")[:_EXCERPT]
    return BadReply(operation=operation, reason=reason, status=reply.status, excerpt=excerpt)


def _api_error(reply: Reply, operation: str, code: int | str | None, message: str) -> ApiError:
    row = find_code(code) or (code_for_text(message) if code is None else None)
    if row is None and isinstance(code, str):
        row = code_for_text(code)
    if row is not None:
        error: type[ApiError] = row.error
        name, advice = row.name, row.advice
    else:
        error, _ = error_for_http_status(reply.status)
        name, advice = "", ""
    return error(
        operation=operation,
        code=code if code is not None or row is None else row.number,
        message=message,
        name=name,
        http_status=reply.status,
        advice=advice,
        retry_after=reply.retry_after,
    )


def surely_refused(error: ApiError) -> bool:
    """Tell whether a submit that ended so has surely created nothing (platform-api 11)."""
    row = find_code(error.code)
    if row is not None:
        return row.refused
    if error.code is not None or error.http_status is None:
        return False  # a number that nobody documented proves nothing
    return error_for_http_status(error.http_status)[1]


# -- the reader ---------------------------------------------------------------------------


class _Answer(msgspec.Struct):
    """A decoded answer: the fields that all envelopes share, and the object itself."""

    code: int | str | None
    message: str
    task_id: str
    body: Mapping[str, Any]
    data: Any


def _open(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> _Answer:
    """Decode an answer of any envelope; what is no JSON object becomes an error."""
    try:
        body = _decode_object(reply.body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        if reply.status >= 400:
            excerpt = reply.body[: 4 * _EXCERPT].decode("utf-8", "replace")[:_EXCERPT]
            raise _api_error(reply, operation, None, " ".join(excerpt.split())) from error
        reason = "an empty answer" if not reply.body.strip() else "an answer that is no JSON object"
        raise _bad_reply(reply, operation, reason) from error
    get = body.get
    data = get("data")
    inner = data if isinstance(data, dict) else {}
    code = _number(get("errorCode")) or _number(get("error_code")) or _number(get("code"))
    return _Answer(
        code=None if code in fine else code,
        message=_first_text(get("errorMessage"), get("error_message"), get("msg"), get("message")),
        task_id=_first_text(
            get("taskId"), get("task_id"), inner.get("taskId"), inner.get("task_id")
        ),
        body=body,
        data=data,
    )


def _refuse(reply: Reply, operation: str, answer: _Answer) -> None:
    """Raise the error that an answer holds, if it holds one."""
    if answer.code is not None or reply.status >= 400:
        raise _api_error(reply, operation, answer.code, answer.message)
    if reply.status >= 300:
        raise _bad_reply(reply, operation, "a redirect, which no call of the API answers with")


def _enveloped(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> Mapping[str, Any]:
    answer = _open(reply, operation, fine=fine)
    _refuse(reply, operation, answer)
    return answer.data if isinstance(answer.data, dict) else {}


def read_submit(reply: Reply, operation: str) -> Submitted:
    """Read the answer to a submit.

    A task id outranks any error beside it: the task exists (trap 24).

    Raises:
        ApiError: the service refused.
        BadReply: no JSON, or JSON with neither a task id nor an error.
    """
    answer = _open(reply, operation)
    if answer.task_id:
        flat = _flat(answer)
        return Submitted(task_id=answer.task_id, state=_state(flat, answer, answer.task_id))
    _refuse(reply, operation, answer)
    error_text = _first_text(answer.body.get("errorMessage"), answer.body.get("error_message"))
    if error_text:
        raise _api_error(reply, operation, None, error_text)
    raise _bad_reply(reply, operation, "an answer with neither a task id nor an error")


def read_query(reply: Reply, operation: str) -> TaskState:
    """Read the answer to a query.

    A status speaks of the task; an error without a status speaks of the query, and the
    task may be alive. 804, 813 and 805 are statuses (trap 6).

    Raises:
        ApiError: the query failed.
        BadReply: no JSON, or JSON with neither a status nor an error.
    """
    answer = _open(reply, operation)
    flat = _flat(answer)
    row = find_code(answer.code)
    if reply.status < 300 and (_status(flat) or (row is not None and row.status)):
        return _state(flat, answer, answer.task_id)
    _refuse(reply, operation, answer)
    error_text = _first_text(flat.get("errorMessage"), flat.get("error_message"))
    if error_text:
        raise _api_error(reply, operation, None, error_text)
    raise _bad_reply(reply, operation, "an answer with neither a status nor an error")


def _flat(answer: _Answer) -> Mapping[str, Any]:
    """The object that holds the status: the answer itself, or its `data`."""
    if isinstance(answer.data, dict) and not _status(answer.body):
        return answer.data
    return answer.body


def _status(flat: Mapping[str, Any]) -> str:
    return _first_text(flat.get("status"), flat.get("taskStatus")).upper()


def _state(flat: Mapping[str, Any], answer: _Answer, task_id: str) -> TaskState:
    row = find_code(answer.code)
    reason, node = _failed_reason(flat.get("failedReason"))
    return TaskState(
        task_id=_first_text(flat.get("taskId"), flat.get("task_id"), task_id),
        status=_status(flat) or (row.status if row else ""),
        outputs=_items(flat.get("results")),
        usage=_usage(flat.get("usage")),
        code=answer.code if answer.code is not None else _number(flat.get("errorCode")),
        reason=_first_text(reason, flat.get("errorMessage"), answer.message),
        node=node,
        raw=answer.body,
    )


def _failed_reason(value: Any) -> tuple[str, str | None]:
    """The text and the node of a failure: an object, JSON in a string, or plain text."""
    fields = _mapping(value)
    if not fields:
        return (_text(value) if _text(value) != "{}" else ""), None
    kind, message = _text(fields.get("exception_type")), _text(fields.get("exception_message"))
    node = _first_text(fields.get("node_name"), fields.get("node_id"))
    return ": ".join(part for part in (kind, message) if part), node or None


def _items(value: Any) -> tuple[ResultItem, ...]:
    if isinstance(value, str) and value.strip():
        value = [value]
    return tuple(map(_item, value)) if isinstance(value, list) else ()


def _item(value: Any) -> ResultItem:
    if not isinstance(value, dict):
        return ResultItem(url=_text(value) or None)
    return ResultItem(
        url=_first_text(value.get("url"), value.get("outputUrl"), value.get("fileUrl")) or None,
        type=_first_text(value.get("outputType"), value.get("fileType")).lower(),
        text=_first_text(value.get("text"), value.get("content"), value.get("output")) or None,
        node_id=_text(value.get("nodeId")) or None,
    )


def _usage(value: Any) -> Usage:
    fields = _mapping(value)
    return Usage(
        money=_decimal(fields.get("consumeMoney")),
        coins=_decimal(fields.get("consumeCoins")),
        third_party_money=_decimal(fields.get("thirdPartyConsumeMoney")),
        seconds=_decimal(fields.get("taskCostTime")),
    )


def read_upload(reply: Reply, operation: str) -> Uploaded:
    """Read the answer to an upload: code 0, or 200 in some copies of the docs (trap 5).

    Raises:
        ApiError: the service refused the file.
        BadReply: no JSON, or no download URL in it.
    """
    data = _enveloped(reply, operation, fine=(200,))
    url = _first_text(data.get("download_url"), data.get("downloadUrl"))
    if not url:
        raise _bad_reply(reply, operation, "an upload answer without a download_url")
    return Uploaded(
        url=url,
        file_name=_first_text(data.get("fileName"), data.get("filename")),
        type=_text(data.get("type")),
        size=_count(data.get("size")),
    )


def read_queue_status(reply: Reply, operation: str) -> QueueStatus:
    """Read the account's places for tasks; each number may be absent or a string."""
    data = _enveloped(reply, operation)
    return QueueStatus(
        limit=_count(data.get("concurrentLimit")),
        running=_count(data.get("runningCount")),
        queued=_count(data.get("queuedCount")),
        key_type=_text(data.get("apiKeyType")),
    )


def read_price(reply: Reply, operation: str) -> PricePreview:
    """Read a price preview.

    Raises:
        ApiError: the service refused; 1014 for a key that is not Enterprise-Shared.
        ServiceError: an answer without a price.
    """
    answer = _open(reply, operation)
    _refuse(reply, operation, answer)
    flat = answer.data if isinstance(answer.data, dict) else answer.body
    price = _decimal(flat.get("estimatedPrice"))
    if price is None and answer.message:
        raise ServiceError(
            operation=operation, code=None, message=answer.message, http_status=reply.status
        )
    return PricePreview(
        price=price,
        currency=_text(flat.get("currency")),
        text=_first_text(flat.get("priceTextEn"), flat.get("priceText")),
        free=flat.get("isFreeThisCall") is True,
    )
