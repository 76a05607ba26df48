"""Plain calls: one request, one value, and nothing to wait for beside the answer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import anyio.to_thread

from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import Local, MediaRefused, MediaRule, Upload, classify
from runninghub_async.protocol.operations import Operation, Replay
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submit import encode_body
from runninghub_async.transport.form import Form

__all__ = ["ask", "inspected", "local_media", "refused", "required_text"]

T = TypeVar("T")


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
    """Make one call and return its value. `fields` are its body; those that are None stay out.

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
        given = {name: value for name, value in fields.items() if value is not None}
        content = encode_body(operation.name, given)
    call = session.calls.call(
        operation, target=target, suffix=suffix, query=query, content=content, form=form
    )
    if operation.replay is Replay.FREELY:
        async with session.background.ends_with_client():
            return await call
    # What may be sent once only is not broken off in the middle by the client's end, but ends
    # with word of how far it came.
    return await session.background.start(call)


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
        InvalidRequest: it is a URL, an upload, or no media at all.
    """
    reason = "is an upload already: use it as it is"
    if not isinstance(media, Upload):
        try:
            found = classify(media, rule, now=0.0)
        except MediaRefused as error:
            raise refused(call, param, error) from error
        if isinstance(found, Local):
            return found
        reason = f"={found!r:.60} is on the net already: use it as it is"
    raise InvalidRequest(endpoint=call, param=param, reason=reason)


async def inspected(call: str, param: str, media: Local) -> Local:
    """Look at a local file, in a thread, and return it.

    Raises:
        InvalidRequest: it is missing, empty, too large, or of another format.
    """
    try:
        await anyio.to_thread.run_sync(media.inspect)
    except MediaRefused as error:
        raise refused(call, param, error) from error
    return media


def refused(call: str, param: str, error: MediaRefused) -> InvalidRequest:
    """The error of media that does not fit, with the call and the parameter."""
    return InvalidRequest(endpoint=call, param=param, reason=error.reason, allowed=error.allowed)
