"""Every error that leaves this package.

RunningHubError
├─ ConfigError (ValueError)           a setting is missing or bad; .setting
├─ InvalidRequest (ValueError)        refused before any I/O; .endpoint .param .allowed .nearest
│  └─ UnknownModel                    no such endpoint; .nearest
├─ TransportError                     no usable reply; .sent is True, False or None (not known)
│  ├─ ConnectFailed                   no connection; nothing was sent
│  ├─ RequestTimeout (TimeoutError)   .phase .seconds
│  ├─ ConnectionLost                  the connection broke while sending or receiving
│  └─ BadReply                        an answer that cannot be read; .status .excerpt
├─ ApiError                           the service said no; .code .name .message .advice
│  ├─ AuthError                       the key, its plan or its kind
│  ├─ BillingError                    not enough money or coins
│  ├─ CapacityError                   no free slot; nothing was created
│  ├─ RateLimited                     too many requests; nothing was created
│  ├─ NotFound                        no such task, workflow, app or path
│  ├─ RequestRefused                  the request itself is wrong
│  ├─ ContentRejected                 moderation
│  └─ ServiceError                    the service's own trouble, or a code that nobody documented
├─ SubmitUncertain                    the task may exist and be billed; .endpoint .body_hash .cause
├─ TaskError                          about one task; .task_id
│  ├─ TaskFailed                      .code .reason .node
│  ├─ TaskCancelled                   ended by a cancel on the service's side
│  └─ TaskTimeout (TimeoutError)      still running; .seconds .last_status
├─ FileError
│  ├─ UploadError                     .name .reason
│  └─ DownloadError                   .url .reason .task_id
├─ BadEvent (ValueError)              a webhook's body that cannot be read; .reason .excerpt
├─ JournalError                       the journal's file cannot be used; .path .reason
├─ BudgetExceeded                     .limit .spent .reserved .needed .currency
└─ ClientClosed                       .task_ids that were being waited for

Each is built by keyword, holds plain values only, and pickles. `str(error)` says what
happened and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

__all__ = [
    "ApiError",
    "AuthError",
    "BadEvent",
    "BadReply",
    "BillingError",
    "BudgetExceeded",
    "CapacityError",
    "ClientClosed",
    "ConfigError",
    "ConnectFailed",
    "ConnectionLost",
    "ContentRejected",
    "DownloadError",
    "FileError",
    "InvalidRequest",
    "JournalError",
    "NodeError",
    "NotFound",
    "RateLimited",
    "RequestRefused",
    "RequestTimeout",
    "RunningHubError",
    "ServiceError",
    "SubmitUncertain",
    "TaskCancelled",
    "TaskError",
    "TaskFailed",
    "TaskTimeout",
    "TransportError",
    "UnknownModel",
    "UploadError",
]


class NodeError(NamedTuple):
    """What one node of a workflow is blamed for. Empty where the service does not say.

    ```python
    try:
        await rh.workflows.run("1950000000000000001", {"6.text": "a cat"})
    except RequestRefused as error:
        for one in error.node_errors:
            print(one.node_id, one.field, one.message)
    ```
    """

    node_id: str
    node_type: str = ""  #: its ComfyUI class
    field: str = ""  #: the input
    message: str = ""
    details: str = ""

    def __str__(self) -> str:
        where = f"node {self.node_id}" + (f" ({self.node_type})" if self.node_type else "")
        where += f", {self.field}" if self.field else ""
        text = ": ".join(filter(None, (self.message, self.details)))
        return f"{where}: {text or 'no reason given'}"


def _rebuild(cls: type[RunningHubError], fields: dict[str, Any]) -> RunningHubError:
    notes = fields.pop("__notes__", ())
    error = cls(**fields)
    for note in notes:
        error.add_note(note)
    return error


class RunningHubError(Exception):
    """The root: `except RunningHubError` catches all that this package raises.

    Every attribute of an instance is a keyword of its constructor, so an error can be
    pickled, copied and built again in another process.

    ```python
    try:
        result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    except InvalidRequest as error:
        print("mend the call:", error)
    except SubmitUncertain as error:
        print("perhaps there is a task:", error)
    except TaskFailed as error:
        print("there is none any more:", error.reason)
    except RunningHubError as error:
        print("anything else:", error)
    ```
    """

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return self._describe()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._describe()!r})"

    def _describe(self) -> str:
        return type(self).__name__

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), dict(self.__dict__))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "。")) else f"{text}."


def _runs_on(task_id: str | None) -> str:
    if task_id is None:
        return ""
    return f'; task {task_id} itself runs on: await rh.task("{task_id}").wait() resumes'


class ConfigError(RunningHubError, ValueError):
    """A setting is missing or out of range. `.setting` is its name.

    ```python
    try:
        RunningHub(site="us")
    except ConfigError as error:
        print(error.setting, error.reason)
    ```
    """

    def __init__(self, *, setting: str, reason: str) -> None:
        super().__init__()
        self.setting = setting
        self.reason = reason

    def _describe(self) -> str:
        return f"{self.setting}: {self.reason}"


class InvalidRequest(RunningHubError, ValueError):
    """A call was refused before anything was sent.

    `.endpoint` is the path, `.param` the Python name (`None` for a rule between several),
    `.allowed` what may stand there, `.nearest` the nearest right name or value.

    ```python
    try:
        rh.models.vidu.text_to_video.check(promt="a cat surfs")
    except InvalidRequest as error:
        print(error.param, error.nearest)  # promt ('prompt',)
    ```
    """

    def __init__(
        self,
        *,
        endpoint: str,
        reason: str,
        param: str | None = None,
        allowed: Sequence[str] = (),
        nearest: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.endpoint = endpoint
        self.reason = reason
        self.param = param
        self.allowed = tuple(allowed)
        self.nearest = tuple(nearest)

    def _describe(self) -> str:
        # A reason may begin with the value that was given: duration='20' is not allowed
        space = "" if self.reason.startswith(("=", "[")) else " "
        where = f"{self.endpoint}: " + (f"{self.param}{space}" if self.param else "")
        text = where + self.reason
        if self.allowed:
            text += f"; allowed: {', '.join(self.allowed)}"
        if self.nearest:
            text += f"; did you mean {' or '.join(self.nearest)}?"
        return f"{_sentence(text)} Nothing was sent"


class UnknownModel(InvalidRequest):
    """No endpoint has this path, title or alias. `.nearest` holds the closest names.

    ```python
    try:
        rh.model("vidu/text-to-vdeo")
    except UnknownModel as error:
        print(error.nearest)
    ```
    """


class TransportError(RunningHubError):
    """No usable reply. `.sent` tells whether the request left: True, False or None (not known).

    `.task_id` is set when it ended the waiting for a task; the task itself runs on.

    ```python
    try:
        print(await rh.account.status())
    except RequestTimeout as error:
        print(error.phase, error.seconds)
    except (ConnectFailed, ConnectionLost, BadReply) as error:
        print(error.reason, error.sent)
    except TransportError as error:
        print(error)
    ```
    """

    def __init__(
        self, *, operation: str, reason: str, sent: bool | None, task_id: str | None = None
    ) -> None:
        super().__init__()
        self.operation = operation
        self.reason = reason
        self.sent = sent
        self.task_id = task_id

    def _describe(self) -> str:
        if self.sent is None:
            sent = "the request may have been sent"
        else:
            sent = "the request was sent" if self.sent else "nothing was sent"
        if self.task_id is not None:  # a look failed: "nothing was sent" would be misread
            return f"{self.operation}: {self.reason}{_runs_on(self.task_id)}"
        return f"{self.operation}: {self.reason}; {sent}"


class ConnectFailed(TransportError):
    """No connection could be made (refused, unknown host, TLS). Nothing was sent."""


class ConnectionLost(TransportError):
    """The connection broke while the request or its answer was under way."""


class RequestTimeout(TransportError, TimeoutError):
    """One phase of a call took too long.

    `.phase` is "connect", "write", "read", "queue" (no free connection), "slot" (no free
    place for a task) or "total"; `.seconds` is the limit that passed.
    """

    def __init__(
        self,
        *,
        operation: str,
        reason: str,
        sent: bool | None,
        phase: str,
        seconds: float | None,
        task_id: str | None = None,
    ) -> None:
        super().__init__(operation=operation, reason=reason, sent=sent, task_id=task_id)
        self.phase = phase
        self.seconds = seconds


class BadReply(TransportError):
    """An answer came that cannot be read: not JSON, cut off, or too large.

    `.status` is the HTTP status, `.excerpt` the start of the body.
    """

    def __init__(
        self,
        *,
        operation: str,
        reason: str,
        status: int,
        excerpt: str = "",
        sent: bool | None = True,
        task_id: str | None = None,
    ) -> None:
        super().__init__(operation=operation, reason=reason, sent=sent, task_id=task_id)
        self.status = status
        self.excerpt = excerpt

    def _describe(self) -> str:
        text = f"{self.operation}: {self.reason} (HTTP {self.status})"
        if self.excerpt:
            text += f": {self.excerpt!r}"
        return text + _runs_on(self.task_id)


class ApiError(RunningHubError):
    """The service answered and said no.

    `.code` is its number (`None` where it gave none), `.name` our name of it, `.message`
    the service's text, `.http_status` the status of the answer, `.advice` what to do,
    `.retry_after` the seconds that the answer asked to wait, `.task_id` the task that was
    waited for when looking at it failed (the task itself runs on), `.node_errors` what the
    nodes of a workflow are blamed for. Decide by `.code` or by class, never by text: texts
    vary in language and change.

    ```python
    try:
        await rh.models.vidu.text_to_video(prompt="a cat surfs")
    except (AuthError, BillingError, NotFound) as error:
        print("for a person:", error.code, error.advice)
    except (ContentRejected, RequestRefused) as error:
        print("send something else:", error.message)
    except (CapacityError, RateLimited, ServiceError) as error:
        print("later:", error.retry_after)
    except ApiError as error:
        print(error)
    ```
    """

    def __init__(
        self,
        *,
        operation: str,
        code: int | str | None,
        message: str,
        name: str = "",
        http_status: int | None = None,
        advice: str = "",
        retry_after: float | None = None,
        task_id: str | None = None,
        node_errors: Sequence[NodeError] = (),
    ) -> None:
        super().__init__()
        self.operation = operation
        self.code = code
        self.message = message
        self.name = name
        self.http_status = http_status
        self.advice = advice
        self.retry_after = retry_after
        self.task_id = task_id
        self.node_errors = tuple(node_errors)

    def _describe(self) -> str:
        if self.code is None:
            code = f"HTTP {self.http_status}" if self.http_status else "refused"
        else:
            code = f"code {self.code}" + (f" {self.name}" if self.name else "")
        of = f" of task {self.task_id}" if self.task_id else ""
        text = f"{self.operation}{of}: {code}"
        message = self.message.removeprefix(self.name).lstrip(": ") if self.name else self.message
        if message and message != code:
            text += f": {message}"
        for one in self.node_errors:
            text += f"; {one}"
        if self.advice:
            text = f"{_sentence(text)} {self.advice}"
        return text + self._afterwards()

    def _afterwards(self) -> str:
        return _runs_on(self.task_id)


class AuthError(ApiError):
    """The key is wrong, expired, of the other site, or of a kind that may not do this."""


class BillingError(ApiError):
    """Not enough wallet money or coins."""


class CapacityError(ApiError):
    """The account runs as many tasks as it may. Nothing was created: wait for a slot."""


class RateLimited(ApiError):
    """Too many requests at once. Nothing was created: slow down."""


class NotFound(ApiError):
    """No such task, workflow, app or path (a key of the other site looks the same)."""

    def _afterwards(self) -> str:
        return ""  # of a task that is not there, nobody can say that it runs on


class RequestRefused(ApiError):
    """The request is wrong: mend it before you send it again."""

    def _afterwards(self) -> str:
        return ""


class ContentRejected(ApiError):
    """The content check refused the prompt or the media."""


class ServiceError(ApiError):
    """The service's own trouble, or a code that nobody documented."""


class SubmitUncertain(RunningHubError):
    """A submit got no clear answer: the task may exist and may be billed.

    It was sent once and is not sent again, because the service knows no idempotency key.
    `.body_hash` is the SHA-256 of the body, `.cause` what happened, `.at` the Unix time
    of the attempt, `.advice` how to settle it where a journal holds the job.

    `.running_before` and `.running_after` are the account's tasks, queued ones included, as the
    service told them in the minute before the submit and right after it (None where it did not);
    other programs start and end tasks too. `.records_url` is the page of the call records, empty
    for a host that is not RunningHub's own. Source: platform-api 8.2 (counts), 10.2 (the page of
    one record; that of all is derived from its address and unconfirmed).

    ```python
    try:
        await rh.models.vidu.text_to_video(prompt="a cat surfs")
    except SubmitUncertain as error:
        print(f"look at {error.records_url} for a task of {error.at}, hash {error.body_hash}")
    ```
    """

    def __init__(
        self,
        *,
        endpoint: str,
        body_hash: str,
        cause: RunningHubError,
        at: float | None = None,
        advice: str = "",
        running_before: int | None = None,
        running_after: int | None = None,
        records_url: str = "",
    ) -> None:
        super().__init__()
        self.endpoint = endpoint
        self.body_hash = body_hash
        self.cause = cause
        self.at = at
        self.advice = advice
        self.running_before = running_before
        self.running_after = running_after
        self.records_url = records_url

    def _describe(self) -> str:
        where = f" ({self.records_url})" if self.records_url else ""
        text = (
            f"{self.endpoint}: the submit got no clear answer ({self.cause}). The task may exist "
            f"and may be billed; it was not sent again. {self._counts()}Look for it among the call "
            f"records of your account{where} before you submit it anew"
        )
        return f"{_sentence(text)} {self.advice}" if self.advice else text

    def _counts(self) -> str:
        if self.running_after is None:
            return ""
        if self.running_before is None:
            return f"The account has {_tasks(self.running_after)} now. "
        before = _tasks(self.running_before)
        return f"The account had {before} before and {self.running_after} after. "


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else f"{count} tasks"


class TaskError(RunningHubError):
    """About one task: `.task_id`.

    ```python
    try:
        result = await rh.models.vidu.text_to_video(prompt="a cat surfs")
    except TaskFailed as error:
        print(error.reason, error.new_task_may_help)
    except TaskCancelled as error:
        print("somebody cancelled", error.task_id)
    except TaskTimeout as error:
        result = await rh.task(error.task_id).wait(deadline=3600.0)
    except TaskError as error:
        print(error)
    ```
    """

    def __init__(self, *, task_id: str) -> None:
        super().__init__()
        self.task_id = task_id

    def _describe(self) -> str:
        return f'task {self.task_id}: await rh.task("{self.task_id}").wait() tells how it ends'


class TaskFailed(TaskError):
    """The service reported that the task failed.

    `.code` is the number it gave (or None), `.reason` its text, `.node` the ComfyUI node
    where it happened (or None), `.new_task_may_help` whether the code table calls a new
    task worth trying.
    """

    def __init__(
        self,
        *,
        task_id: str,
        reason: str,
        code: int | str | None = None,
        node: str | None = None,
        advice: str = "",
        new_task_may_help: bool = False,
    ) -> None:
        super().__init__(task_id=task_id)
        self.reason = reason
        self.code = code
        self.node = node
        self.advice = advice
        self.new_task_may_help = new_task_may_help

    def _describe(self) -> str:
        code = f" (code {self.code})" if self.code is not None else ""
        node = f" at node {self.node}" if self.node else ""
        text = f"task {self.task_id} failed{node}{code}: {self.reason or 'no reason given'}"
        return f"{_sentence(text)} {self.advice}" if self.advice else text


class TaskCancelled(TaskError):
    """The task was cancelled on the service's side."""

    def _describe(self) -> str:
        return f"task {self.task_id} was cancelled on the service's side; submit a new one"


class TaskTimeout(TaskError, TimeoutError):
    """The deadline passed before the task ended. It runs on and may be billed.

    `.last_status` is what the last answer said; `.last_error` why the last look got none.
    """

    def __init__(
        self, *, task_id: str, seconds: float, last_status: str = "", last_error: str = ""
    ) -> None:
        super().__init__(task_id=task_id)
        self.seconds = seconds
        self.last_status = last_status
        self.last_error = last_error

    def _describe(self) -> str:
        known = f"last status {self.last_status}" if self.last_status else ""
        lost = f"the last look got none: {self.last_error}" if self.last_error else ""
        seen = ", ".join(filter(None, (known, lost)))
        state = "is not known to have ended" if lost else "still runs"
        return (
            f"task {self.task_id} {state} after {self.seconds:g} s{f' ({seen})' if seen else ''}; "
            f'await rh.task("{self.task_id}").wait() resumes'
        )


class FileError(RunningHubError):
    """About a local or remote file.

    ```python
    try:
        result = await rh.models.vidu.image_to_video_q3_pro(
            prompt="a cat surfs", image_url=Path("cat.png"), duration=5, resolution="720p"
        )
        await result.download("clips/")
    except UploadError as error:
        print(error.name, error.reason)  # nothing was submitted
    except DownloadError as error:
        print(error.url, error.reason)  # the task is done: download again
    except FileError as error:
        print(error)
    ```
    """


class UploadError(FileError):
    """A local file could not be read or uploaded. `.name` is the file, nothing was submitted."""

    def __init__(self, *, name: str, reason: str) -> None:
        super().__init__()
        self.name = name
        self.reason = reason

    def _describe(self) -> str:
        return f"upload of {self.name}: {self.reason}; nothing was submitted"


class DownloadError(FileError):
    """A result could not be fetched. The task itself is done: download again.

    `.url` is without its query string.
    """

    def __init__(self, *, url: str, reason: str, task_id: str | None = None) -> None:
        super().__init__()
        self.url = url
        self.reason = reason
        self.task_id = task_id

    def _describe(self) -> str:
        task = f" of task {self.task_id}" if self.task_id else ""
        origin = f" from {self.url}" if self.url else ""
        return f"download{task}{origin}: {self.reason}; the task is done, download it again"


class BadEvent(RunningHubError, ValueError):
    """A webhook's body that cannot be read. `.excerpt` is its start, or the fields it has.

    ```python
    from runninghub_async import webhooks

    try:
        webhooks.parse(b"no event")
    except BadEvent as error:
        print(error.reason, error.excerpt)
    ```
    """

    def __init__(self, *, reason: str, excerpt: str = "") -> None:
        super().__init__()
        self.reason = reason
        self.excerpt = excerpt

    def _describe(self) -> str:
        found = f" (it has: {self.excerpt})" if self.excerpt else ""
        return f"webhook: the body {self.reason}{found}; ask for the task itself instead"


class JournalError(RunningHubError):
    """A journal cannot be used: another process has it, the disk refused, it is none.

    `.path` is its file, `.reason` what is wrong.

    ```python
    from runninghub_async.journal import Journal

    try:
        async with Journal("nowhere.journal", must_exist=True) as journal:
            print(await journal.summary())
    except JournalError as error:
        print(error.path, error.reason)
    ```
    """

    def __init__(self, *, path: str, reason: str) -> None:
        super().__init__()
        self.path = path
        self.reason = reason

    def _describe(self) -> str:
        return f"journal {self.path} {self.reason}"


class BudgetExceeded(RunningHubError):
    """The next task does not fit into the budget. Nothing was sent.

    `.limit`, `.spent`, `.reserved` and `.needed` are money in `.currency`, or numbers of tasks
    where `.currency` is "tasks". `.needed` is None where no price is listed.

    ```python
    jobs = [Job("vidu/text-to-video", {"prompt": f"take {n}"}) for n in range(3)]
    async for outcome in rh.map(jobs, budget=Budget(max=1)):
        if isinstance(outcome.error, BudgetExceeded):
            print(outcome.error.needed, "of", outcome.error.limit)
    ```
    """

    def __init__(
        self,
        *,
        limit: Decimal,
        spent: Decimal,
        reserved: Decimal,
        needed: Decimal | None,
        currency: str,
    ) -> None:
        super().__init__()
        self.limit = limit
        self.spent = spent
        self.reserved = reserved
        self.needed = needed
        self.currency = currency

    def _describe(self) -> str:
        of = f"of {self.limit} {self.currency}"
        taken = f"{self.spent} {of} spent, {self.reserved} reserved"
        if self.needed is None:
            return (
                f"budget: no list names a price of the next task ({taken}); "
                'Budget(unknown="count", max_tasks=…) lets such tasks run. Nothing was sent'
            )
        return f"budget: the next task needs {self.needed}, {taken}; nothing was sent"


class ClientClosed(RunningHubError):
    """The client is not open. `.task_ids` are the tasks that were waited for: they run on.

    ```python
    client = RunningHub()
    try:
        await client.account.status()  # outside of `async with`
    except ClientClosed as error:
        print(error.reason, error.task_ids)
    ```
    """

    def __init__(
        self, *, reason: str = "the client is closed", task_ids: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.reason = reason
        self.task_ids = tuple(task_ids)

    def _describe(self) -> str:
        if not self.task_ids:
            return self.reason
        ids = ", ".join(self.task_ids[:5]) + (", …" if len(self.task_ids) > 5 else "")
        run = "1 task runs" if len(self.task_ids) == 1 else f"{len(self.task_ids)} tasks run"
        return f"{self.reason}; {run} on ({ids}): rh.task(id) reattaches"
