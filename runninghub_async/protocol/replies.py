"""(status, body) -> value, or the right error: what is said about tasks and their files.

Source: platform-api 2 (flat replies), 3.1 (uploads), 6 (old task calls), 13 (traps; the
numbers stand beside the lines that they explain).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runninghub_async.protocol.answers import (
    Answer,
    bad_reply,
    enveloped,
    enveloped_data,
    error_code,
    error_text_of,
    open_answer,
    refuse_flat,
)
from runninghub_async.protocol.codes import find_code
from runninghub_async.protocol.loose import (
    SPOILED,
    count_of,
    cut,
    decimal_of,
    first_text,
    id_of,
    mapping_of,
    text_of,
    verbatim,
)
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
from runninghub_async.protocol.nodes import read_node_errors
from runninghub_async.protocol.urls import without_queries

__all__ = [
    "read_done",
    "read_price",
    "read_query",
    "read_queue_status",
    "read_submit",
    "read_upload",
    "read_upload_legacy",
    "task_state",
]


def read_done(reply: Reply, operation: str) -> None:
    """Read an answer that holds nothing but success.

    Raises:
        ApiError: the service refused.
        BadReply: no JSON.
    """
    enveloped_data(reply, operation)


def read_submit(reply: Reply, operation: str) -> Submitted:
    """Read the answer to a submit, of any family.

    A task id outranks any error beside it: the task exists (trap 24).

    Raises:
        ApiError: the service refused.
        BadReply: no JSON, or JSON with neither a task id nor an error.
    """
    answer = open_answer(reply, operation)
    if answer.task_id:
        return Submitted(
            task_id=answer.task_id,
            state=_state(_flat(answer), answer, answer.task_id),
            node_errors=read_node_errors(answer.prompt_tips),
        )
    refuse_flat(reply, operation, answer)
    raise bad_reply(reply, operation, "an answer with neither a task id nor an error")


def read_query(reply: Reply, operation: str) -> TaskState:
    """Read the answer to a query, old or new, or the data of a webhook: they look alike.

    A status speaks of the task; an error without a status speaks of the query, and the
    task may be alive. 804, 813 and 805 are statuses (trap 6). In the old envelope a list is
    what a finished task made, and null is a task that is not ready (trap 8).

    Raises:
        ApiError: the query failed.
        BadReply: no JSON, or JSON with neither a status nor an error.

    Source: platform-api 2.2, 6, 7.1.
    """
    answer = open_answer(reply, operation)
    state = task_state(answer) if reply.status < 300 else None
    if state is not None:
        return state
    refuse_flat(reply, operation, answer)
    raise bad_reply(reply, operation, "an answer with neither a status nor an error")


def task_state(answer: Answer) -> TaskState | None:
    """What an answer says about a task; None where it says nothing."""
    flat = _flat(answer)
    row = find_code(answer.code)
    if _status(flat) or (row is not None and row.status):
        return _state(flat, answer, answer.task_id)
    if answer.code is None and "code" in answer.body and "data" in answer.body:
        return _old_state(answer)
    return None


def _old_state(answer: Answer) -> TaskState:
    """Code 0 of the old calls: a list of outputs, a bare status, or nothing yet."""
    data = answer.data
    if isinstance(data, list):
        first = next((one for one in data if isinstance(one, dict)), {})
        flat = {"status": "SUCCESS", "results": data, "usage": first}  # each repeats the usage
        return _state(flat, answer, answer.task_id)
    return _state({"status": text_of(data) or "RUNNING"}, answer, answer.task_id)


def _flat(answer: Answer) -> Mapping[str, Any]:
    """The object that holds the status: the answer itself, or its `data`."""
    if isinstance(answer.data, dict) and not _status(answer.body):
        return answer.data
    return answer.body


def _status(flat: Mapping[str, Any]) -> str:
    return first_text(flat.get("status"), flat.get("taskStatus")).upper()


def _state(flat: Mapping[str, Any], answer: Answer, task_id: str) -> TaskState:
    row = find_code(answer.code)
    reason, node = _failed_reason(flat.get("failedReason"))
    return TaskState(
        task_id=id_of(flat.get("taskId")) or id_of(flat.get("task_id")) or task_id,
        status=_status(flat) or (row.status if row else ""),
        outputs=_items(flat.get("results")),
        usage=_usage(flat.get("usage")),
        code=error_code(flat) or answer.code,  # what is nearest to the task says most
        reason=without_queries(
            cut(
                first_text(
                    reason,
                    error_text_of(flat),
                    answer.error_text,
                    answer.message if answer.code else "",
                )
            )
        ),
        node=node,
        socket_url=answer.socket_url,
        raw=answer.body,
    )


def _failed_reason(value: Any) -> tuple[str, str | None]:
    """The text and the node of a failure: an object, JSON in a string, or plain text."""
    fields = mapping_of(value)
    if not fields:
        text = text_of(value)
        return ("" if text[:1] + text[-1:] == "{}" and not text[1:-1].strip() else text), None
    kind, message = text_of(fields.get("exception_type")), text_of(fields.get("exception_message"))
    node = first_text(fields.get("node_name"), fields.get("node_id"))
    return ": ".join(part for part in (kind, message) if part), node or None


def _items(value: Any) -> tuple[ResultItem, ...]:
    """What a task made: usually a list of objects; one alone, or bare strings, are read too."""
    items = value if isinstance(value, list) else [value]
    return tuple(_item(one) for one in items if isinstance(one, dict) or text_of(one))


def _item(value: Any) -> ResultItem:
    if not isinstance(value, dict):
        text = text_of(value)
        is_url = text.lower().startswith(("http://", "https://"))
        return ResultItem(url=text) if is_url else ResultItem(text=verbatim(value) or text)
    return ResultItem(
        url=first_text(value.get("url"), value.get("outputUrl"), value.get("fileUrl")) or None,
        type=first_text(value.get("outputType"), value.get("fileType")).lower(),
        text=next(
            (text for name in ("text", "content", "output") if (text := verbatim(value.get(name)))),
            None,
        ),
        node_id=text_of(value.get("nodeId")) or None,
    )


def _usage(value: Any) -> Usage:
    fields = mapping_of(value)
    return Usage(
        money=decimal_of(fields.get("consumeMoney")),
        coins=decimal_of(fields.get("consumeCoins")),
        third_party_money=decimal_of(fields.get("thirdPartyConsumeMoney")),
        seconds=decimal_of(fields.get("taskCostTime")),
    )


def read_upload(reply: Reply, operation: str) -> Uploaded:
    """Read the answer to an upload: code 0, or 200 in some copies of the docs (trap 5).

    Raises:
        ApiError: the service refused the file.
        BadReply: no JSON, or no download URL in it.
    """
    data = enveloped(reply, operation, fine=(200,))
    url = first_text(data.get("download_url"), data.get("downloadUrl"))
    # It is remembered for a day: one that cannot be fetched would spoil every task until then.
    if SPOILED in url or not url.lower().startswith(("http://", "https://")):
        del data  # reports of errors show local variables
        raise bad_reply(reply, operation, "an upload answer without a download_url")
    return Uploaded(
        url=url,
        file_name=first_text(data.get("fileName"), data.get("filename")),
        type=text_of(data.get("type")),
        size=count_of(data.get("size")),
    )


def read_upload_legacy(reply: Reply, operation: str) -> Uploaded:
    """Read the answer to an upload by the old call: a file name, no URL.

    Raises:
        ApiError: the service refused the file; 809 for one over 30 MB.
        BadReply: no JSON, or no file name in it.

    Source: platform-api 3.2.
    """
    data = enveloped(reply, operation, fine=(200,))
    file_name = first_text(data.get("fileName"), data.get("filename"))
    if not file_name:
        del data  # reports of errors show local variables
        raise bad_reply(reply, operation, "an upload answer without a fileName")
    return Uploaded(file_name=file_name, type=text_of(data.get("fileType")))


def read_queue_status(reply: Reply, operation: str) -> QueueStatus:
    """Read the account's places for tasks; each number may be absent or a string."""
    data = enveloped(reply, operation)
    running, queued = count_of(data.get("runningCount")), count_of(data.get("queuedCount"))
    tasks = count_of(data.get("totalCurrentTasks"))
    if tasks is None and running is not None:
        tasks = running + (queued or 0)
    return QueueStatus(
        limit=count_of(data.get("concurrentLimit")),
        running=running,
        queued=queued,
        tasks=tasks,
        machines=count_of(data.get("instanceCount")),
        key_type=text_of(data.get("apiKeyType")),
    )


def read_price(reply: Reply, operation: str) -> PricePreview:
    """Read a price preview.

    Raises:
        ApiError: the service refused; 1014 for a key that is not Enterprise-Shared.
        BadReply: no JSON, or a redirect.
    """
    answer = open_answer(reply, operation)
    refuse_flat(reply, operation, answer)
    flat = answer.data if isinstance(answer.data, dict) else answer.body
    return PricePreview(
        price=decimal_of(flat.get("estimatedPrice")),
        currency=text_of(flat.get("currency")),
        text=first_text(flat.get("priceTextEn"), flat.get("priceText")),
        free=flat.get("isFreeThisCall") in (True, "true"),
    )
