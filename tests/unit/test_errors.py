"""The error tree: built by keyword, plain values, pickles, says what to do."""

from __future__ import annotations

import copy
import inspect
import pickle
import re
from decimal import Decimal
from typing import Any

import pytest

from runninghub_async import errors
from runninghub_async.errors import RunningHubError

#: `NodeError` is a value that errors carry, no error itself.
CLASSES = [kind for name in errors.__all__ if issubclass(kind := getattr(errors, name), Exception)]
ADVICE = "Check the key; keys and ids of runninghub.ai and runninghub.cn are not shared"
CAUSE = errors.ConnectionLost(operation="submit vidu/x", reason="reset by peer", sent=None)

#: Class -> keywords, and what `str()` says.
EXAMPLES: list[tuple[type[RunningHubError], dict[str, Any], str]] = [
    (
        errors.ConfigError,
        {"setting": "Limits.slots", "reason": "0 is below 1"},
        "Limits.slots: 0 is below 1",
    ),
    (
        errors.InvalidRequest,
        {
            "endpoint": "vidu/x",
            "param": "duration",
            "reason": "='20' is not allowed",
            "allowed": ("1", "2"),
            "nearest": ("'2'",),
        },
        "vidu/x: duration='20' is not allowed; allowed: 1, 2; did you mean '2'? Nothing was sent",
    ),
    (
        errors.InvalidRequest,
        {"endpoint": "vidu/x", "param": "prompt", "reason": "is required"},
        "vidu/x: prompt is required. Nothing was sent",
    ),
    (
        errors.InvalidRequest,
        {"endpoint": "vidu/x", "reason": "needs at least one of a or b"},
        "vidu/x: needs at least one of a or b. Nothing was sent",
    ),
    (
        errors.UnknownModel,
        {"endpoint": "vidu/y", "reason": "is no endpoint", "nearest": ["vidu/x", "vidu/z"]},
        "vidu/y: is no endpoint; did you mean vidu/x or vidu/z? Nothing was sent",
    ),
    (
        errors.TransportError,
        {"operation": "query", "reason": "broken", "sent": True},
        "query: broken; the request was sent",
    ),
    (
        errors.ConnectFailed,
        {"operation": "query", "reason": "refused", "sent": False},
        "query: refused; nothing was sent",
    ),
    (
        errors.ConnectionLost,
        {"operation": "query", "reason": "reset", "sent": None, "task_id": "7"},
        'query: reset; task 7 itself runs on: await rh.task("7").wait() resumes',
    ),
    (
        errors.RequestTimeout,
        {
            "operation": "submit vidu/x",
            "reason": "no free place for a task within 3 s",
            "sent": False,
            "phase": "slot",
            "seconds": 3.0,
        },
        "submit vidu/x: no free place for a task within 3 s; nothing was sent",
    ),
    (
        errors.BadReply,
        {
            "operation": "query",
            "reason": "an answer that is no JSON object",
            "status": 200,
            "excerpt": "<html>",
            "task_id": "7",
        },
        "query: an answer that is no JSON object (HTTP 200): '<html>'; task 7 itself runs on: "
        'await rh.task("7").wait() resumes',
    ),
    (
        errors.ApiError,
        {"operation": "query", "code": None, "message": "", "http_status": 418},
        "query: HTTP 418",
    ),
    (
        errors.AuthError,
        {
            "operation": "submit vidu/x",
            "code": 1002,
            "name": "INVALID_API_KEY",
            "message": "no.",
            "http_status": 200,
            "advice": ADVICE,
        },
        f"submit vidu/x: code 1002 INVALID_API_KEY: no. {ADVICE}",
    ),
    *(
        (
            kind,
            {
                "operation": "submit vidu/x",
                "code": 9,
                "name": "NINE",
                "message": "no",
                "advice": "Wait",
                "retry_after": 3.0,
            },
            "submit vidu/x: code 9 NINE: no. Wait",
        )
        for kind in (
            errors.BillingError,
            errors.CapacityError,
            errors.RateLimited,
            errors.NotFound,
            errors.RequestRefused,
            errors.ContentRejected,
        )
    ),
    (
        errors.ServiceError,
        {"operation": "query", "code": "odd", "message": "?", "task_id": "7"},
        'query of task 7: code odd: ?; task 7 itself runs on: await rh.task("7").wait() resumes',
    ),
    (
        errors.SubmitUncertain,
        {"endpoint": "vidu/x", "body_hash": "ab12", "cause": CAUSE, "at": 1.5},
        "vidu/x: the submit got no clear answer (submit vidu/x: reset by peer; the request may "
        "have been sent). The task may exist and may be billed; it was not sent again. Look for "
        "it among the call records of your account before you submit it anew",
    ),
    (
        errors.TaskError,
        {"task_id": "7"},
        'task 7: await rh.task("7").wait() tells how it ends',
    ),
    (
        errors.TaskFailed,
        {
            "task_id": "7",
            "reason": "out of memory",
            "code": 805,
            "node": "KSampler",
            "advice": "A new task may work, and costs again",
            "new_task_may_help": True,
        },
        "task 7 failed at node KSampler (code 805): out of memory. "
        "A new task may work, and costs again",
    ),
    (errors.TaskFailed, {"task_id": "7", "reason": ""}, "task 7 failed: no reason given"),
    (
        errors.TaskCancelled,
        {"task_id": "7"},
        "task 7 was cancelled on the service's side; submit a new one",
    ),
    (
        errors.TaskTimeout,
        {"task_id": "7", "seconds": 1800.0, "last_status": "RUNNING"},
        'task 7 still runs after 1800 s (last status RUNNING); await rh.task("7").wait() resumes',
    ),
    (errors.FileError, {}, "FileError"),
    (
        errors.UploadError,
        {"name": "cat.png", "reason": "Permission denied"},
        "upload of cat.png: Permission denied; nothing was submitted",
    ),
    (
        errors.DownloadError,
        {"url": "https://example.com/x.mp4", "reason": "HTTP 404", "task_id": "7"},
        "download of task 7 from https://example.com/x.mp4: HTTP 404; the task is done, "
        "download it again",
    ),
    (
        errors.BadEvent,
        {"reason": "is no JSON object", "excerpt": "<html>"},
        "webhook: the body is no JSON object (it has: <html>); ask for the task itself instead",
    ),
    (
        errors.JournalError,
        {"path": "run.db", "reason": "is in use by process 7"},
        "journal run.db is in use by process 7",
    ),
    (
        errors.BudgetExceeded,
        {
            "limit": Decimal(5),
            "spent": Decimal("4.20"),
            "reserved": Decimal("0.70"),
            "needed": Decimal("0.35"),
            "currency": "CNY",
        },
        "budget: the next task needs 0.35, 4.20 of 5 CNY spent, 0.70 reserved; nothing was sent",
    ),
    (
        errors.BudgetExceeded,
        {
            "limit": Decimal(5),
            "spent": Decimal(0),
            "reserved": Decimal(0),
            "needed": None,
            "currency": "CNY",
        },
        "budget: no list names a price of the next task (0 of 5 CNY spent, 0 reserved); "
        'Budget(unknown="count", max_tasks=…) lets such tasks run. Nothing was sent',
    ),
    (errors.ClientClosed, {}, "the client is closed"),
    (
        errors.ClientClosed,
        {"task_ids": ["7"]},
        "the client is closed; 1 task runs on (7): rh.task(id) reattaches",
    ),
    (
        errors.ClientClosed,
        {"reason": "closed", "task_ids": list("1234567")},
        "closed; 7 tasks run on (1, 2, 3, 4, 5, …): rh.task(id) reattaches",
    ),
]
IDS = [f"{kind.__name__} {position}" for position, (kind, _, _) in enumerate(EXAMPLES)]


def fields_of(error: BaseException) -> dict[str, Any]:
    """The fields in a form that compares by value, also where one is an error itself."""
    return {
        name: (type(value), fields_of(value)) if isinstance(value, RunningHubError) else value
        for name, value in vars(error).items()
    }


def drawn_tree() -> dict[str, tuple[str, ...]]:
    """Class -> the bases that the drawing at the head of the module gives it."""
    tree: dict[str, tuple[str, ...]] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        drawn = re.match(r"([│ ]*(?:[├└]─ )?)([A-Z]\w+)(?: \((\w+)\))?(?:  |$)", line)
        if drawn is None or not (drawn[1] or line == "RunningHubError"):
            continue
        depth = len(drawn[1]) // 3
        above[depth:] = [drawn[2]]
        parent = above[depth - 1] if depth else "Exception"
        tree[drawn[2]] = (parent, drawn[3]) if drawn[3] else (parent,)
    return tree


def test_every_class_has_an_example_here() -> None:
    assert {kind for kind, _, _ in EXAMPLES} == set(CLASSES) - {RunningHubError}


def test_the_drawing_at_the_head_of_the_module_is_the_tree() -> None:
    true = {kind.__name__: tuple(base.__name__ for base in kind.__bases__) for kind in CLASSES}
    assert drawn_tree() == true


def test_the_drawing_names_only_fields_that_there_are() -> None:
    built = {kind.__name__: kind(**fields) for kind, fields, _ in EXAMPLES}
    for line in (errors.__doc__ or "").splitlines():
        drawn = re.match(r"[│ ]*[├└]─ ([A-Z]\w+)", line)
        if drawn is not None:
            for field in re.findall(r"\B\.(\w+)", line):
                assert hasattr(built[drawn[1]], field), (drawn[1], field)


@pytest.mark.parametrize(("kind", "fields", "text"), EXAMPLES, ids=IDS)
def test_an_error_keeps_its_fields_and_says_what_happened_and_what_to_do(
    kind: type[RunningHubError], fields: dict[str, Any], text: str
) -> None:
    error = kind(**fields)
    assert str(error) == text
    for name, value in fields.items():
        assert getattr(error, name) == (tuple(value) if isinstance(value, list) else value)
    assert set(vars(error)) == set(inspect.signature(kind).parameters)


@pytest.mark.parametrize(("kind", "fields", "text"), EXAMPLES, ids=IDS)
@pytest.mark.parametrize(
    "again",
    [
        *(
            pytest.param(lambda e, p=p: pickle.loads(pickle.dumps(e, p)), id=f"pickle {p}")
            for p in range(pickle.HIGHEST_PROTOCOL + 1)
        ),
        copy.copy,
        copy.deepcopy,
    ],
)
def test_an_error_survives_pickling_and_copying(
    kind: type[RunningHubError], fields: dict[str, Any], text: str, again: Any
) -> None:
    error = kind(**fields)
    error.add_note("while making clip 3")
    twin = again(error)
    assert type(twin) is kind
    assert fields_of(twin) == fields_of(error)
    assert twin.__notes__ == ["while making clip 3"]
    assert str(twin) == text
    twin.add_note("a second one")
    assert error.__notes__ == ["while making clip 3"]


@pytest.mark.parametrize(("kind", "fields", "text"), EXAMPLES, ids=IDS)
def test_an_error_takes_keywords_only(
    kind: type[RunningHubError], fields: dict[str, Any], text: str
) -> None:
    if fields:
        with pytest.raises(TypeError):
            kind(*fields.values())


@pytest.mark.parametrize(
    ("kind", "builtin"),
    [
        (errors.RequestTimeout, TimeoutError),
        (errors.TaskTimeout, TimeoutError),
        (errors.InvalidRequest, ValueError),
        (errors.UnknownModel, ValueError),
        (errors.ConfigError, ValueError),
    ],
)
def test_an_error_is_also_the_builtin_that_people_catch(
    kind: type[RunningHubError], builtin: type[Exception]
) -> None:
    assert issubclass(kind, builtin)


def test_one_except_clause_catches_them_all() -> None:
    assert all(issubclass(kind, RunningHubError) for kind in CLASSES)


def test_no_error_has_a_place_for_a_key() -> None:
    """What has no field for headers, a request or a key cannot carry one."""
    names = {name for kind in CLASSES for name in inspect.signature(kind).parameters}
    assert not names & {"key", "api_key", "headers", "request", "response", "body", "token"}
