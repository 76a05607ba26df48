"""The error-code table: number -> name, class, and what to do.

Source: platform-api section 9 (numbers, names, classes), section 11 (what a submit may
repeat). Numbers decide; texts vary in language and change.
"""

from __future__ import annotations

import re

import msgspec

from runninghub_async.errors import (
    ApiError,
    AuthError,
    BillingError,
    CapacityError,
    ContentRejected,
    NotFound,
    RateLimited,
    RequestRefused,
    ServiceError,
)

__all__ = ["CODES", "Code", "HTTP_ADVICE", "code_for_text", "error_for_http_status", "find_code"]


class Code(msgspec.Struct, frozen=True):
    """One row. `refused`: at a submit, surely nothing was created."""

    number: int
    name: str
    error: type[ApiError]
    advice: str
    refused: bool = True
    transient: bool = False  #: the same read may work a little later
    new_task: bool = False  #: the task is lost, a new one may work (and costs again)
    status: str = ""  #: the task status that this number stands for: no error at all


def _refusal(number: int, name: str, error: type[ApiError], advice: str) -> Code:
    return Code(number, name, error, advice)


def _trouble(number: int, name: str, advice: str, *, new_task: bool = False) -> Code:
    return Code(
        number,
        name,
        ServiceError,
        advice,
        refused=False,
        transient=not new_task,
        new_task=new_task,
    )


_OTHER_SITE = "keys and ids of runninghub.ai and runninghub.cn are not shared"
_WAIT = "Wait for a slot; rh.map and awaited calls do that by themselves"

_EXISTS = "It speaks of a task that exists: look for it before you submit again"

_ROWS = (
    # 9.1 Platform family: `code` and `msg`, mostly under HTTP 200
    Code(1, "UNSPECIFIED", RequestRefused, "The service gives no closer reason", refused=False),
    _refusal(301, "PARAMS_INVALID", RequestRefused, "A parameter is missing or wrong"),
    _refusal(380, "WORKFLOW_NOT_EXISTS", NotFound, f"Check the workflow id; {_OTHER_SITE}"),
    _refusal(401, "KEY_CHECK_FAILED", AuthError, f"Check the key; {_OTHER_SITE}"),
    _refusal(412, "TOKEN_INVALID", RequestRefused, "In practice a wrong path or method, not a bad key"),
    _refusal(414, "TASK_CREATE_FAILED_BY_NOT_ENOUGH_POWER_VALUE", BillingError, "Buy coins, or use a key that pays with money"),
    _refusal(415, "TASK_INSTANCE_MAXED", CapacityError, f"No free dedicated machine. {_WAIT}"),
    _refusal(416, "TASK_CREATE_FAILED_BY_NOT_ENOUGH_WALLET", BillingError, "Top up the wallet"),
    _refusal(421, "TASK_QUEUE_MAXED", CapacityError, f"The key runs as many tasks as it may. {_WAIT}"),
    _refusal(423, "TASK_NOT_FOUNED", NotFound, f"Check the task id; {_OTHER_SITE}"),
    _refusal(433, "VALIDATE_PROMPT_FAILED", RequestRefused, "The workflow graph is invalid: see the node errors"),
    _refusal(435, "TASK_USER_EXCLAPI_INSTANCE_NOT_FOUND", RequestRefused, "The dedicated key has no machine of that instance type"),
    _refusal(436, "TASK_USER_EXCLAPI_REQUIRED", AuthError, "The dedicated plan is missing or has expired"),
    _trouble(500, "UNKNOWN_ERROR", "The service had an error of its own"),
    _refusal(801, "APIKEY_UNSUPPORTED_FREE_USER", AuthError, "Free users may not use the API: take a membership"),
    _refusal(802, "APIKEY_UNAUTHORIZED", AuthError, f"The key is not accepted or has expired; {_OTHER_SITE}"),
    _refusal(803, "APIKEY_INVALID_NODE_INFO", RequestRefused, "The node overrides do not fit the stored graph"),
    Code(804, "APIKEY_TASK_IS_RUNNING", CapacityError, _EXISTS, refused=False, status="RUNNING"),
    Code(805, "APIKEY_TASK_STATUS_ERROR", ServiceError, "The task failed: see its reason", refused=False, status="FAILED"),
    _refusal(806, "APIKEY_USER_NOT_FOUND", AuthError, f"The key belongs to no user; {_OTHER_SITE}"),
    _refusal(807, "APIKEY_TASK_NOT_FOUND", NotFound, f"Check the task id; {_OTHER_SITE}"),
    Code(808, "APIKEY_UPLOAD_FAILED", ServiceError, "The upload failed: try again", transient=True),
    _refusal(809, "APIKEY_FILE_SIZE_EXCEEDED", RequestRefused, "The file is too large"),
    _refusal(810, "WORKFLOW_NOT_SAVED_OR_NOT_RUNNING", RequestRefused, "Save the workflow and run it once on the web"),
    _refusal(811, "CORPAPIKEY_INVALID", AuthError, f"Bad enterprise key; {_OTHER_SITE}"),
    _refusal(812, "CORPAPIKEY_INSUFFICIENT_FUNDS", BillingError, "The enterprise wallet is empty"),
    Code(813, "APIKEY_TASK_IS_QUEUED", CapacityError, _EXISTS, refused=False, status="QUEUED"),
    _refusal(814, "PERSONAL_QUEUE_COUNT_LIMIT", CapacityError, f"The personal queue is full. {_WAIT}"),
    _refusal(901, "WEBAPP_NOT_EXISTS", NotFound, f"Check the app id; {_OTHER_SITE}"),
    _refusal(1601, "KEY_MISSING", AuthError, f"Check the key; {_OTHER_SITE}"),
    # 9.2 Model-API family: `errorCode` and `errorMessage`
    _trouble(1000, "UNKNOWN_MODEL_ERROR", "The service had an error of its own"),
    _refusal(1001, "INVALID_URL", NotFound, "The service has no such endpoint: the path may have been renamed"),
    _refusal(1002, "INVALID_API_KEY", AuthError, f"Check the key; {_OTHER_SITE}"),
    Code(1003, "RATE_LIMITED", RateLimited, "Slow down; Limits(requests_per_second=…) keeps the pace", transient=True),
    _refusal(1004, "TASK_NOT_FOUND", NotFound, f"The task is unknown or has expired; {_OTHER_SITE}"),
    _trouble(1005, "INTERNAL_ERROR", "The service had an error of its own"),
    Code(1006, "TASK_TOO_LONG", ServiceError, "The task ran too long; a new one costs again", refused=False),
    _refusal(1007, "INVALID_PARAMETER", RequestRefused, "A parameter is wrong; the local table may be behind the service"),
    _refusal(1008, "FILE_TOO_LARGE", RequestRefused, "The file is too large"),
    _refusal(1009, "METHOD_NOT_ALLOWED", RequestRefused, "Wrong HTTP method"),
    _trouble(1010, "SERVICE_UNAVAILABLE", "The service is away: try later"),
    _trouble(1011, "SYSTEM_BUSY", "The model is busy: try in half a minute"),
    _trouble(1012, "UPSTREAM_ERROR", "The model's own provider answered wrongly"),
    _refusal(1013, "INPUT_FILE_UNREADABLE", RequestRefused, "The service could not fetch or read an input file: check its URL"),
    _refusal(1014, "ENTERPRISE_KEY_REQUIRED", AuthError, "Standard models need an Enterprise-Shared key; this one is of another kind"),
    _trouble(1015, "GENERATION_FAILED", "A new task may work, and costs again", new_task=True),
    _refusal(1101, "NODE_PARAMETER_ERROR", RequestRefused, "A node parameter is wrong"),
    _refusal(1501, "CONTENT_REJECTED", ContentRejected, "Change the prompt or the media"),
    _trouble(1504, "MODEL_TIMED_OUT", "A new task may work, and costs again", new_task=True),
    _refusal(1505, "REAL_PERSON_REJECTED", ContentRejected, "Photo-real people are not allowed here"),
    _trouble(1516, "RESULT_FILE_ABNORMAL", "A new task may work, and costs again", new_task=True),
    _trouble(1517, "SERVER_SIDE_1517", "Its meaning is not documented"),
    _trouble(1519, "SERVER_SIDE_1519", "Its meaning is not documented"),
    _refusal(1520, "TASK_USER_CONCURRENT_LIMIT", CapacityError, f"The account runs as many tasks as it may. {_WAIT}"),
)  # fmt: skip

CODES = {row.number: row for row in _ROWS}
_BY_NAME = {row.name: row for row in _ROWS}

#: Only where an answer has no number. Source: platform-api 9.2, last paragraph.
_TEXT_HINTS = (
    ("TASK_QUEUE_MAXED", 421),
    ("QUEUE LIMIT REACHED", 421),
    ("CONCURRENCY LIMIT", 1520),
    ("TASK_INSTANCE_MAXED", 415),
    ("DEDICATED INSTANCES EXHAUSTED", 415),
    ("RESOURCES ARE BUSY", 1011),
    ("INSUFFICIENT (?:BALANCE|FUNDS|COIN|CREDIT|WALLET)", 416),
    ("BALANCE", 416),
    ("余额", 416),
    ("NSFW", 1501),
    ("MODERATION", 1501),
    ("CONTENT POLICY", 1501),
    ("(?<!ACCESS )(?<!MEMORY )VIOLATION", 1501),
)


def find_code(number: int | str | None) -> Code | None:
    """Return the row of a number (or of a name that stands in its place), or None."""
    if isinstance(number, str):
        return _BY_NAME.get(number.strip().upper())
    return CODES.get(number) if number is not None else None


def code_for_text(text: str) -> Code | None:
    """Return the row that a text without any number stands for, or None."""
    upper = text.strip().upper()
    if upper in _BY_NAME:
        return _BY_NAME[upper]
    for hint, number in _TEXT_HINTS:
        if re.search(rf"(?<![A-Z]){hint}S?(?![A-Z])", upper):  # a load balancer is no balance
            return CODES[number]
    return None


#: A gateway's own refusals: surely nothing was created. Others (408, 409, 425, 5xx) are unclear.
_HTTP_REFUSALS: dict[int, type[ApiError]] = {
    400: RequestRefused,
    401: AuthError,
    403: AuthError,
    404: NotFound,
    405: RequestRefused,
    406: RequestRefused,
    411: RequestRefused,
    413: RequestRefused,
    414: RequestRefused,
    415: RequestRefused,
    422: RequestRefused,
    429: RateLimited,
    431: RequestRefused,
}


#: What to do about a bare status, as a gateway sends it.
HTTP_ADVICE = {401: f"Check the key; {_OTHER_SITE}"}


def error_for_http_status(status: int) -> tuple[type[ApiError], bool]:
    """Return the error class of an HTTP status, and whether it is a sure refusal."""
    if status in _HTTP_REFUSALS:
        return _HTTP_REFUSALS[status], True
    return ServiceError, False
