"""Bodies with places for uploads: checked, and complete once the local media is uploaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec

from runninghub_async.errors import InvalidRequest, UploadError
from runninghub_async.files.media import Local, MediaRefused, Upload

__all__ = ["Encoded", "LocalSlot", "local_slots"]

_text = msgspec.json.Encoder().encode


class LocalSlot(msgspec.Struct, frozen=True):
    """A place in a body where an upload belongs."""

    place: tuple[str | int, ...]  #: keys and positions from the body inwards
    media: Local
    param: str  #: what the user calls it
    by_name: bool = False  #: its file name goes there, as nodes want it, not its URL

    def fill(self, body: Any, upload: Upload) -> None:
        """Put an upload into its place in a body.

        Raises:
            UploadError: the service's answer did not name what belongs there.
        """
        *way, last = self.place
        for step in way:
            body = body[step]
        value = upload.file_name if self.by_name else upload.url
        if not value:
            what = "file name" if self.by_name else "URL"
            raise UploadError(name=self.media.name, reason=f"the service gave no {what} for it")
        body[last] = value


class Encoded(msgspec.Struct, frozen=True):
    """A checked body; `local` lists the media that must be uploaded before it is complete."""

    endpoint: str
    body: dict[str, Any]
    local: tuple[LocalSlot, ...] = ()
    texts: tuple[str, ...] = ()  #: fields that are sent as JSON in a string

    def inspect_local(self) -> None:
        """Look at every local file: is it there, of the right kind and size? Blocks.

        Raises:
            InvalidRequest: one of them does not fit.
        """
        for slot in self.local:
            try:
                slot.media.inspect()
            except MediaRefused as error:
                raise InvalidRequest(
                    endpoint=self.endpoint,
                    param=slot.param,
                    reason=error.reason,
                    allowed=error.allowed,
                ) from None  # it says all that the other knew

    def filled(self, uploads: Sequence[Upload]) -> dict[str, Any]:
        """The body with one upload for each of `local`, in their order."""
        if not self.local and not self.texts:
            return self.body
        body = _copy(self.body)
        for slot, upload in zip(self.local, uploads, strict=True):
            slot.fill(body, upload)
        for name in self.texts:
            if name in body:
                body[name] = _text(body[name]).decode()
        return cast(dict[str, Any], body)

    def preview(self) -> dict[str, Any]:
        """The body with a readable mark where an upload will stand."""
        marks = [f"<upload of {slot.media.name}>" for slot in self.local]
        return self.filled([Upload(url=mark, file_name=mark) for mark in marks])


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(one) for name, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def local_slots(
    value: Any, place: tuple[str | int, ...], param: str, *, by_name: bool = False
) -> Iterator[LocalSlot]:
    """Find the local media in an encoded value."""
    if isinstance(value, Local):
        yield LocalSlot(place, value, param, by_name)
    elif isinstance(value, list | dict):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from local_slots(one, (*place, step), param, by_name=by_name)
