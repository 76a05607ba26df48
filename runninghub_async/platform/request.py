"""Plain calls: one request, one value, and nothing to wait for beside the answer."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from types import MappingProxyType
from typing import Any, TypeVar

import anyio.to_thread

from runninghub_async.errors import ApiError, InvalidRequest, RequestTimeout, TransportError
from runninghub_async.files.media import Local, MediaRefused, MediaRule, Upload, classify
from runninghub_async.protocol.messages import Secret
from runninghub_async.protocol.operations import Operation, Replay
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import encode_body
from runninghub_async.transport.form import Form

__all__ = [
    "about",
    "about_task",
    "ask",
    "bounded",
    "inspected",
    "local_media",
    "refused",
    "required_text",
]

T = TypeVar("T")

_LOCAL = ("a Path", "bytes", "an open binary file")


async def ask(
    session: Session,
    operation: Operation[T],
    fields: Mapping[str, Any] | None = None,
    *,
    target: str = "",
    suffix: str = "",
    query: Mapping[str, str] = MappingProxyType({}),
    form: Form | None = None,
) -> T:
    """Make one call and return its value.

    `fields` are its body: those that are None stay out, a `Secret` is revealed there alone.
    What the call is about goes into `target`, so that its errors name it, also where the path
    has no place for it.

    Raises:
        ClientClosed: the client was closed before or meanwhile.
        InvalidRequest: a field cannot be sent as JSON.
        ApiError: the service said no.
        TransportError: no usable answer.

    Cancelling breaks the call off.
    """
    session.check_usable()
    content = None
    if fields is not None:
        content = encode_body(operation.name, _plain(fields))
    call = functools.partial(
        session.calls.call,
        operation,
        target=target,
        suffix=suffix,
        query=query,
        content=content,
        form=form,
    )
    if operation.replay is Replay.FREELY:
        async with session.background.ends_with_client():
            return await call()
    # What may be sent once only is not broken off in the middle by the client's end, but ends
    # with word of how far it came.
    return await session.background.start(call())


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in fields.items() if value is not None}
    return {n: one.reveal() if isinstance(one, Secret) else one for n, one in given.items()}


@contextmanager
def about(what: str) -> Iterator[None]:
    """Let the errors of a call name what it is about, where its path cannot hold that."""
    try:
        yield
    except (ApiError, TransportError) as error:
        error.operation = f"{error.operation} {what:.80}"
        raise


@contextmanager
def about_task(task_id: str) -> Iterator[None]:
    """Let the errors of a call name the task that it is about."""
    try:
        yield
    except (ApiError, TransportError) as error:
        error.task_id = task_id
        raise


@asynccontextmanager
async def bounded(
    session: Session, seconds: float | None, *, operation: str, told: Callable[[], str]
) -> AsyncIterator[None]:
    """Wait for no longer than this, and not beyond the end of the client; None is no limit.

    Raises:
        RequestTimeout: the seconds are over; `told` says what that means.
        ClientClosed: the client was closed meanwhile.
    """
    scope = asyncio.timeout(seconds)
    try:
        async with scope, session.background.ends_with_client():
            yield
    except TimeoutError as error:
        if not scope.expired() or isinstance(error, RequestTimeout):
            raise
        raise RequestTimeout(
            operation=operation, reason=told(), sent=True, phase="total", seconds=seconds
        ) from error


def required_text(call: str, param: str, value: object) -> str:
    """Return a text with something in it, stripped; ids may come as whole numbers.

    Raises:
        InvalidRequest: it is no text, or an empty one.
    """
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str):
        raise InvalidRequest(endpoint=call, param=param, reason=f"={value!r:.40} is no text")
    if not value.strip():
        raise InvalidRequest(endpoint=call, param=param, reason="is empty")
    return value.strip()


def local_media(call: str, param: str, media: object, rule: MediaRule) -> Local:
    """Return the local media that a call was given. Reads nothing yet.

    Raises:
        InvalidRequest: it is a text, an upload, or no media at all.
    """
    if isinstance(media, Upload):
        raise InvalidRequest(
            endpoint=call, param=param, reason="is an upload already: use it as it is"
        )
    if isinstance(media, str):
        raise _no_file(call, param, media.strip())
    try:
        found = classify(media, rule, now=0.0)
    except MediaRefused as error:
        allowed = _LOCAL if error.allowed else ()
        raise InvalidRequest(
            endpoint=call, param=param, reason=error.reason, allowed=allowed
        ) from error
    assert isinstance(found, Local)  # neither text nor an upload
    return found


def _no_file(call: str, param: str, text: str) -> InvalidRequest:
    if text.lower().startswith(("http://", "https://", "asset://")):
        reason = f"={text!r:.60} is on the net already: use it as it is"
        return InvalidRequest(endpoint=call, param=param, reason=reason)
    reason = f"={text!r:.60} is a text; for a local file give pathlib.Path({text!r:.60})"
    return InvalidRequest(endpoint=call, param=param, reason=reason, allowed=_LOCAL)


async def inspected(call: str, param: str, media: Local) -> Local:
    """Look at a local file, in a thread, and return it.

    Raises:
        InvalidRequest: it is missing, empty, too large, or of another format.
    """
    try:
        await anyio.to_thread.run_sync(media.inspect)
    except MediaRefused as error:
        raise refused(call, param, error) from None  # it says all that the other knew
    return media


def refused(call: str, param: str, error: MediaRefused) -> InvalidRequest:
    """The error of media that does not fit, with the call and the parameter."""
    return InvalidRequest(endpoint=call, param=param, reason=error.reason, allowed=error.allowed)
