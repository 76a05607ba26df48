"""Answers of all three envelopes, opened: what they hold, or the error that they are.

Source: platform-api 1.3 (envelopes), 1.4 (HTTP status), 13 (traps; the numbers stand beside
the lines that they explain).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import msgspec

from runninghub_async.errors import ApiError, BadReply
from runninghub_async.protocol.codes import (
    HTTP_ADVICE,
    code_for_text,
    error_for_http_status,
    find_code,
)
from runninghub_async.protocol.discreet import Discreet, Sealed
from runninghub_async.protocol.loose import (
    cut,
    decode_object,
    error_number,
    first_text,
    id_of,
    text_of,
)
from runninghub_async.protocol.messages import Reply, Secret
from runninghub_async.protocol.nodes import read_node_errors
from runninghub_async.protocol.urls import without_queries

__all__ = [
    "Answer",
    "answer_of",
    "api_error",
    "bad_reply",
    "enveloped",
    "enveloped_data",
    "error_code",
    "error_text_of",
    "must_have",
    "open_answer",
    "refuse",
    "refuse_flat",
    "surely_refused",
]

_EXCERPT = 200  #: characters of a bad body that an error shows
_BOM = b"\xef\xbb\xbf"


def bad_reply(reply: Reply, operation: str, reason: str) -> BadReply:
    """The error of an answer that cannot be used, with the start of its body."""
    excerpt = _excerpt(reply)
    return BadReply(operation=operation, reason=reason, status=reply.status, excerpt=excerpt)


def _excerpt(reply: Reply) -> str:
    """The start of a body, without what signs the URLs in it."""
    text = reply.body[: 4 * _EXCERPT].decode("utf-8", "replace")
    return without_queries(text)[:_EXCERPT]


def api_error(
    reply: Reply,
    operation: str,
    code: int | str | None,
    message: str,
    hint: str = "",
    prompt_tips: Any = None,
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
        name, advice = "", HTTP_ADVICE.get(reply.status, "")
    return error(
        operation=operation,
        code=code if code is not None or row is None else row.number,
        message=message,
        name=name,
        http_status=reply.status,
        advice=advice,
        retry_after=reply.retry_after,
        node_errors=read_node_errors(prompt_tips),
    )


def surely_refused(error: ApiError) -> bool:
    """Tell whether a submit that ended so has surely created nothing (platform-api 11)."""
    row = find_code(error.code)
    if row is not None:
        return row.refused
    # A number that nobody documented proves nothing; a gateway's status still may.
    return error.http_status is not None and error_for_http_status(error.http_status)[1]


class Answer(Discreet, frozen=True):
    """A decoded answer: the fields that all envelopes share, and the object itself."""

    _LEFT_OUT: ClassVar[tuple[str, ...]] = ("body", "data", "prompt_tips")

    code: int | str | None
    message: str
    error_text: str  #: a message that can only be of an error
    task_id: str
    body: Mapping[str, Any]
    data: Any
    prompt_tips: Any  #: what a workflow's graph was found to be, JSON in a string
    socket_url: Secret | None = None


def open_answer(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> Answer:
    """Decode an answer of any envelope; what is no JSON object becomes an error."""
    try:
        body = _decode_body(reply.body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        if reply.status >= 400:
            excerpt = " ".join(_excerpt(reply).split())
            raise api_error(reply, operation, None, excerpt) from error
        reason = "an empty answer" if not reply.body.strip() else "an answer that is no JSON object"
        raise bad_reply(reply, operation, reason) from error
    return answer_of(body, fine=fine)


def answer_of(body: dict[str, Any], *, fine: tuple[int, ...] = ()) -> Answer:
    """The fields of an answer of any envelope; `fine` are codes that mean success."""
    get = body.get
    data = get("data")
    inner = data if isinstance(data, dict) else {}  # a flat answer may come wrapped in `data`
    code = error_code(body) or error_number(get("code"))
    error_text = cut(error_text_of(body) or error_text_of(inner))
    own_url, inner_url = _take_socket_url(body), _take_socket_url(inner)  # neither stays
    ids = (get("taskId"), get("task_id"), inner.get("taskId"), inner.get("task_id"))
    return Answer(
        code=(None if code in fine else code) or error_code(inner),
        message=without_queries(cut(first_text(error_text, get("msg"), get("message")))),
        error_text=without_queries(error_text),
        task_id=next(filter(None, map(id_of, ids)), ""),
        body=body,
        data=data,
        prompt_tips=get("promptTips") or inner.get("promptTips"),
        socket_url=own_url or inner_url,
    )


def _take_socket_url(fields: dict[str, Any]) -> Secret | None:
    """The signed URL of an answer; what is kept of the answer holds it no more (trap 15)."""
    url = text_of(fields.get("netWssUrl"))
    if not url:
        return None
    fields["netWssUrl"] = "<secret>"
    return Secret(url)


def _decode_body(body: bytes) -> dict[str, Any]:
    if body.startswith(_BOM):
        body = Sealed(body[len(_BOM) :])
    try:
        return decode_object(body)
    except UnicodeError:  # a broken character must not hide the task id beside it
        return decode_object(body.decode("utf-8", "replace"))


def error_code(fields: Mapping[str, Any]) -> int | str | None:
    """The number of the model family, in either spelling."""
    return error_number(fields.get("errorCode")) or error_number(fields.get("error_code"))


def error_text_of(fields: Mapping[str, Any]) -> str:
    """The text beside that number, in either spelling."""
    return first_text(fields.get("errorMessage"), fields.get("error_message"))


def refuse(reply: Reply, operation: str, answer: Answer) -> None:
    """Raise the error that an answer holds, if it holds one.

    A text stands for a code only where the HTTP status is not unclear by itself: a
    gateway's 502 stays one, whatever its page says.
    """
    status = reply.status
    hint = answer.message if status < 400 or error_for_http_status(status)[1] else ""
    if answer.code is not None or status >= 400:
        raise api_error(reply, operation, answer.code, answer.message, hint, answer.prompt_tips)
    if status >= 300:
        raise bad_reply(reply, operation, "a redirect, which no call of the API answers with")


def refuse_flat(reply: Reply, operation: str, answer: Answer) -> None:
    """The same for a flat answer, which may hold an error in words only."""
    refuse(reply, operation, answer)
    text = answer.error_text
    if not text and answer.body.get("code") is None and code_for_text(answer.message) is not None:
        text = answer.message  # {"msg": "TASK_QUEUE_MAXED"}
    if text:
        raise api_error(reply, operation, None, text, text)


def enveloped_data(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> Any:
    """The `data` of an enveloped answer, whatever it is; raises the error that it may be."""
    answer = open_answer(reply, operation, fine=fine)
    refuse(reply, operation, answer)
    return answer.data


def enveloped(reply: Reply, operation: str, *, fine: tuple[int, ...] = ()) -> Mapping[str, Any]:
    """The same where `data` is an object; an empty one where it is not."""
    data = enveloped_data(reply, operation, fine=fine)
    return data if isinstance(data, dict) else {}


def must_have(reply: Reply, operation: str, value: str, what: str) -> str:
    """The value; `BadReply` where an answer that says yes lacks it."""
    if not value:
        raise bad_reply(reply, operation, f"an answer without {what}")
    return value
