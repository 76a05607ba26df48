"""What is known of a file on its way down: how much of it is there, and what each attempt did."""

from __future__ import annotations

import time

import msgspec

from runninghub_async.errors import ApiError, BadReply, TransportError
from runninghub_async.transport.hooks import Attempt
from runninghub_async.transport.http import Incoming

__all__ = ["Got"]


class Got(msgspec.Struct):
    """How much of a file is on disk already, and the version that it is of."""

    bytes: int = 0
    mark: str = ""
    began: float = 0.0  #: the attempt under way
    fetched: int = 0  #: bytes, in this attempt
    status: int | None = None

    def begin(self, there: int) -> None:
        """A new attempt begins, with so many bytes on disk."""
        self.bytes, self.fetched, self.status = there, 0, None
        self.began = time.perf_counter()

    def matches(self, content_range: str) -> bool:
        """Whether an answer begins where the file ends."""
        return content_range.replace(" ", "").startswith(f"bytes{self.bytes}-")

    def check_end(self, incoming: Incoming) -> None:
        """Raise `BadReply` where an answer that ended in good order left no whole file.

        Of a part, only Content-Range tells the length of the whole. No task makes an empty file.
        """
        total = incoming.header("content-range").rpartition("/")[2]
        if incoming.status == 206 and total.isdecimal() and str(self.bytes) != total:
            if self.bytes > int(total[:20]):
                self.mark = ""  # what is too much came from somewhere: the next attempt begins anew
            reason = f"{self.bytes} bytes of a file of {total:.20}"
            raise BadReply(operation="download", reason=reason, status=206)
        if not self.bytes:
            raise BadReply(operation="download", reason="an empty file", status=incoming.status)

    def told(
        self, url: str, number: int, error: ApiError | TransportError | None, delay: float | None
    ) -> Attempt:
        """The attempt that has just ended, for the records; the URL is bare."""
        return Attempt(
            operation="download",
            method="GET",
            url=url,
            attempt=number,
            waited=0.0,
            seconds=time.perf_counter() - self.began,
            status=error.http_status if isinstance(error, ApiError) else self.status,
            error=type(error).__name__ if error is not None else None,
            retry_in=delay,
            bytes_received=self.fetched,
        )
