"""(status, body) -> value, or the right error: one reader for the three envelopes.

Source: platform-api 1.3 (envelopes), 2 (flat replies), 13 (traps; the numbers stand beside
the lines that they explain).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from runninghub_async.errors import ApiError, BadReply
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
_MAGNITUDE = 30  #: powers of ten that a sum of money or a count may reach
_BOM = b"\xef\xbb\xbf"


# -- loose values -------------------------------------------------------------------------


def _text(value: Any) -> str:
    """A string from whatever stands there; null, objects and lists count as nothing."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None or isinstance(value, dict | list):
        return ""
    return str(value)


def _id(value: Any) -> str:
    """A task id; 0 is none (platform-api 2.2: ids are positive)."""
    text = _text(value)
    return text if text.strip("0") else ""


def _first_text(*values: Any) -> str:
    return next((text for text in map(_text, values) if text), "")


def _number(value: Any) -> int | str | None:
    """An error number: "", null, 0 and "0" mean no error (trap 3)."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
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
    # An exponent out of all reason would make every later sum or int() run for ever.
    return number if number.is_finite() and abs(number.adjusted()) <= _MAGNITUDE else None


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


def _api_error(
    reply: Reply, operation: str, code: int | str | None, message: str, hint: str = ""
) -> ApiError:
    """The error of a code; `hint` is text that may stand for one where there is none."""
    row = find_code(code)
    if row is None and not isinstance(code, int):
        row = code_for_text(code if code is not None else hint)
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
    # A number that nobody documented proves nothing; a gateway's status still may.
    return error.http_status is not None and error_for_http_status(error.http_status)[1]


# -- the reader ---------------------------------------------------------------------------


class _Answer(msgspec.Struct):
    """A decoded answer: the fields that all envelopes share, and the object itself."""

    code: int | str | None
    message: str
    error_text: str  #: a message that can only be of an error
    task_id: str
    body: Mapping[str, Any]
    data: Any


def _open(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> _Answer:
    """Decode an answer of any envelope; what is no JSON object becomes an error."""
    try:
        body = _decode_body(reply.body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        if reply.status >= 400:
            excerpt = reply.body[: 4 * _EXCERPT].decode("utf-8", "replace")[:_EXCERPT]
            raise _api_error(reply, operation, None, " ".join(excerpt.split())) from error
        reason = "an empty answer" if not reply.body.strip() else "an answer that is no JSON object"
        raise _bad_reply(reply, operation, reason) from error
    get = body.get
    data = get("data")
    inner = data if isinstance(data, dict) else {}  # a flat answer may come wrapped in `data`
    code = _error_code(body) or _number(get("code"))
    error_text = _error_text(body) or _error_text(inner)
    ids = (get("taskId"), get("task_id"), inner.get("taskId"), inner.get("task_id"))
    return _Answer(
        code=(None if code in fine else code) or _error_code(inner),
        message=_first_text(error_text, get("msg"), get("message")),
        error_text=error_text,
        task_id=next(filter(None, map(_id, ids)), ""),
        body=body,
        data=data,
    )


def _decode_body(body: bytes) -> dict[str, Any]:
    body = body.removeprefix(_BOM)
    try:
        return _decode_object(body)
    except UnicodeError:  # a broken character must not hide the task id beside it
        return _decode_object(body.decode("utf-8", "replace"))


def _error_code(fields: Mapping[str, Any]) -> int | str | None:
    return _number(fields.get("errorCode")) or _number(fields.get("error_code"))


def _error_text(fields: Mapping[str, Any]) -> str:
    return _first_text(fields.get("errorMessage"), fields.get("error_message"))


def _refuse(reply: Reply, operation: str, answer: _Answer) -> None:
    """Raise the error that an answer holds, if it holds one.

    A text stands for a code only where the HTTP status is not unclear by itself: a
    gateway's 502 stays one, whatever its page says.
    """
    status = reply.status
    hint = answer.message if status < 400 or error_for_http_status(status)[1] else ""
    if answer.code is not None or status >= 400:
        raise _api_error(reply, operation, answer.code, answer.message, hint)
    if status >= 300:
        raise _bad_reply(reply, operation, "a redirect, which no call of the API answers with")


def _refuse_flat(reply: Reply, operation: str, answer: _Answer) -> None:
    """The same for a flat answer, which may hold an error in words only."""
    _refuse(reply, operation, answer)
    text = answer.error_text
    if not text and answer.body.get("code") is None and code_for_text(answer.message) is not None:
        text = answer.message  # {"msg": "TASK_QUEUE_MAXED"}
    if text:
        raise _api_error(reply, operation, None, text, text)


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
    _refuse_flat(reply, operation, answer)
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
    _refuse_flat(reply, operation, answer)
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
        task_id=_id(flat.get("taskId")) or _id(flat.get("task_id")) or task_id,
        status=_status(flat) or (row.status if row else ""),
        outputs=_items(flat.get("results")),
        usage=_usage(flat.get("usage")),
        code=_error_code(flat) or answer.code,  # what is nearest to the task says most
        reason=_first_text(
            reason, _error_text(flat), answer.error_text, answer.message if answer.code else ""
        ),
        node=node,
        raw=answer.body,
    )


def _failed_reason(value: Any) -> tuple[str, str | None]:
    """The text and the node of a failure: an object, JSON in a string, or plain text."""
    fields = _mapping(value)
    if not fields:
        text = _text(value)
        return ("" if text[:1] + text[-1:] == "{}" and not text[1:-1].strip() else text), None
    kind, message = _text(fields.get("exception_type")), _text(fields.get("exception_message"))
    node = _first_text(fields.get("node_name"), fields.get("node_id"))
    return ": ".join(part for part in (kind, message) if part), node or None


def _items(value: Any) -> tuple[ResultItem, ...]:
    """What a task made: usually a list of objects; one alone, or bare strings, are read too."""
    items = value if isinstance(value, list) else [value]
    return tuple(_item(one) for one in items if isinstance(one, dict) or _text(one))


def _item(value: Any) -> ResultItem:
    if not isinstance(value, dict):
        text = _text(value)
        is_url = text.lower().startswith(("http://", "https://"))
        return ResultItem(url=text) if is_url else ResultItem(text=_verbatim(value) or text)
    return ResultItem(
        url=_first_text(value.get("url"), value.get("outputUrl"), value.get("fileUrl")) or None,
        type=_first_text(value.get("outputType"), value.get("fileType")).lower(),
        text=next(
            (
                text
                for name in ("text", "content", "output")
                if (text := _verbatim(value.get(name)))
            ),
            None,
        ),
        node_id=_text(value.get("nodeId")) or None,
    )


def _verbatim(value: Any) -> str:
    """A text as it was made, white space included; blank text counts as nothing."""
    return value if isinstance(value, str) and value.strip() else _text(value)


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
        BadReply: no JSON, or a redirect.
    """
    answer = _open(reply, operation)
    _refuse_flat(reply, operation, answer)
    flat = answer.data if isinstance(answer.data, dict) else answer.body
    return PricePreview(
        price=_decimal(flat.get("estimatedPrice")),
        currency=_text(flat.get("currency")),
        text=_first_text(flat.get("priceTextEn"), flat.get("priceText")),
        free=flat.get("isFreeThisCall") in (True, "true"),
    )
