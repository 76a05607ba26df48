"""Endpoint coroutines: a definition from the table, bound to a client."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Mapping, Sized
from contextlib import AbstractAsyncContextManager
from typing import Any, ClassVar, Self, Unpack

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Param
from runninghub_async.catalog.pricing import Price
from runninghub_async.catalog.table import Kind
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import Encoded
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.messages import PricePreview
from runninghub_async.protocol.operations import PRICE_PREVIEW, SUBMIT
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import Job, MapOptions, Outcome
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission, Witness
from runninghub_async.tasks.submit import encode_body, prepare, submitted, wait_until
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Endpoint", "Options"]


class Options(Discreet, frozen=True, kw_only=True):
    """What `with_options` sets; never mixed with the model's own parameters."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("webhook_url",)

    #: Not given: the client's receiver, if it has one; None: nobody.
    webhook_url: str | UnsetType | None = UNSET
    deadline: float | UnsetType | None = UNSET
    unchecked: bool = False


class Endpoint:
    """One model. Await it to submit and wait; its keyword arguments are the model's own.

    `inspect.signature(endpoint)` shows them with their types and defaults.

    ```python
    make = rh.models.vidu.text_to_video  # or rh.model("vidu/text-to-video")
    print(make.check(prompt="a cat surfs", duration=8))  # the wire body; nothing is sent
    result = await make(prompt="a cat surfs", duration=8)
    task = await make.with_options(deadline=600.0).submit(prompt="a dog digs")
    ```
    """

    def __init__(
        self, definition: Definition, session: Session, options: Options = Options()
    ) -> None:
        self._definition = definition
        self._session = session
        self._options = options
        self.__name__ = definition.python_path.rpartition(".")[2]

    @property
    def __signature__(self) -> inspect.Signature:
        return self._definition.signature.replace(return_annotation=TaskResult)

    def __repr__(self) -> str:
        return f"<Endpoint {self.path} {self.kind}>"

    @property
    def path(self) -> str:
        """The wire path: "vidu/text-to-video"."""
        return self._definition.row.path

    @property
    def title(self) -> str:
        """The docs' title."""
        return self._definition.row.title

    @property
    def kind(self) -> Kind:
        """What it makes: image, video, audio, 3d or text."""
        return self._definition.row.kind

    @property
    def params(self) -> Mapping[str, Param]:
        """Python name -> what the table says about the parameter, in documented order."""
        return self._definition.params

    async def __call__(self, /, *args: Any, **params: Any) -> TaskResult:
        """Submit a task, wait until it ends, and return what it made.

        Raises:
            InvalidRequest: a parameter does not fit; nothing was sent.
            UploadError: a local file could not be read or sent; nothing was submitted.
            RequestTimeout: no free place before the deadline; nothing was sent.
            SubmitUncertain: the submit got no clear answer; it was sent once.
            ApiError: the service refused; nothing was created.
            TaskFailed, TaskCancelled: how the task ended.
            TaskTimeout: the deadline passed; the task runs on, `.task_id` resumes it.

        Cancelling stops the waiting, not a task that was submitted.
        """
        self._refuse_positional(args)
        deadline = self.deadline()
        async with self.start(params, deadline) as task:
            return await wait_until(task, deadline)

    async def submit(self, /, *args: Any, **params: Any) -> Task:
        """Submit a task and return it at once. Raises as a call does until then."""
        self._refuse_positional(args)
        async with self.start(params, self.deadline()) as task:
            return task

    def deadline(self) -> Deadline:
        """The deadline of a call that starts now."""
        return Deadline(self._options.deadline)

    def start(
        self, params: Mapping[str, Any], deadline: Deadline, witness: Witness | None = None
    ) -> AbstractAsyncContextManager[Task]:
        """Submit on entry and hold the task's place until exit; for those who run many."""
        self._definition.warn_if_deprecated()
        submission = Submission(
            operation=SUBMIT,
            encoded=self._definition.encode(params, unchecked=self._options.unchecked),
            target=self.path,
            kind="model",
            webhook_url=self._options.webhook_url,
            task_deadline=self._options.deadline,
            witness=witness,
        )
        return submitted(self._session, submission, deadline)

    def map(
        self,
        items: Iterable[Mapping[str, Any]] | AsyncIterable[Mapping[str, Any]],
        **options: Unpack[MapOptions],
    ) -> AsyncGenerator[Outcome, None]:
        """Run one task for each set of parameters; the short form of `rh.map`."""
        from runninghub_async.tasks.batch import run_batch  # most programs never run a batch
        from runninghub_async.tasks.plan import Plan, check_source

        check_source(items, what="dict")
        total = len(items) if isinstance(items, Sized) else None
        return run_batch(self._session, self._jobs(items), Plan.of_map(options), total=total)

    def price_of(self, params: Mapping[str, Any]) -> Price | None:
        """The listed price of a call, or None. Offline."""
        encoded = self._definition.encode(params, unchecked=self._options.unchecked)
        return self._definition.estimate(encoded.body)

    def check(self, /, *args: Any, **params: Any) -> dict[str, Any]:
        """Check the parameters and return the exact wire body. Sends nothing.

        Local media is looked at (it blocks) and stands in the body as a readable mark.

        Raises:
            InvalidRequest: a parameter does not fit.
        """
        encoded = self._encode(args, params)
        encoded.inspect_local()
        return encoded.preview()

    def estimate(self, /, *args: Any, **params: Any) -> Price | None:
        """Return the listed price of this call, or None where no list names one. Offline."""
        return self._definition.estimate(self._encode(args, params).body)

    async def price(self, /, *args: Any, **params: Any) -> PricePreview:
        """Ask the service what this call would cost; runs nothing. Local media is uploaded.

        Raises:
            AuthError: the key is not Enterprise-Shared (code 1014).
            InvalidRequest, UploadError, ApiError, TransportError: as a call does.

        Source: platform-api 2.3.
        """
        self._session.check_usable()
        body = await prepare(self._session, self._encode(args, params))
        content = encode_body(self.path, body)
        async with self._session.background.ends_with_client():
            return await self._session.calls.call(PRICE_PREVIEW, target=self.path, content=content)

    def with_options(
        self,
        *,
        webhook_url: str | UnsetType | None = UNSET,
        deadline: float | UnsetType | None = UNSET,
        unchecked: bool | UnsetType = UNSET,
    ) -> Self:
        """Return the same endpoint with other options; what is not given stays.

        Args:
            webhook_url: Where the service reports the end of the task, instead of to the
                client's own receiver; `None` reports to nobody.
            deadline: Seconds for the whole call: waiting for a place, submit, waiting for
                the end. `None` never gives up.
            unchecked: Send names and values as they are given.
        """
        given = {"webhook_url": webhook_url, "deadline": deadline, "unchecked": unchecked}
        changes = {name: value for name, value in given.items() if value is not UNSET}
        if isinstance(webhook_url, str) and not webhook_url.startswith(("http://", "https://")):
            raise InvalidRequest(
                endpoint=self.path, param="webhook_url", reason="is not an http(s) URL"
            )
        options = msgspec.structs.replace(self._options, **changes)
        return type(self)(self._definition, self._session, options)

    async def _jobs(
        self, items: Iterable[Mapping[str, Any]] | AsyncIterable[Mapping[str, Any]]
    ) -> AsyncIterator[Job]:
        if isinstance(items, AsyncIterable):
            async for item in items:
                yield Job(self, item)
        else:
            for item in items:
                yield Job(self, item)

    def _encode(self, args: tuple[Any, ...], params: Mapping[str, Any]) -> Encoded:
        self._refuse_positional(args)
        return self._definition.encode(params, unchecked=self._options.unchecked)

    def _refuse_positional(self, args: tuple[Any, ...]) -> None:
        if args:
            raise InvalidRequest(
                endpoint=self.path,
                reason=f"takes keyword arguments only, not {args[0]!r:.40}",
                allowed=tuple(self.params),
            )


class _Doc:
    """The docstring of an endpoint is made from its row, and only when somebody reads it."""

    def __init__(self, own: str | None) -> None:
        self._own = own

    def __get__(self, endpoint: Endpoint | None, kind: type[Endpoint]) -> str | None:
        return self._own if endpoint is None else endpoint._definition.doc


Endpoint.__doc__ = _Doc(Endpoint.__doc__)  # type: ignore[assignment]
