"""What a person is told when something goes wrong: an HTTP status and a sentence for each error.

Whoever runs the program reads the error itself in the log; whoever uses it reads this.
"""

from __future__ import annotations

from typing import NamedTuple

from runninghub_async import (
    ApiError,
    AuthError,
    BillingError,
    CapacityError,
    ClientClosed,
    ConfigError,
    ContentRejected,
    DownloadError,
    InvalidRequest,
    NotFound,
    RateLimited,
    RequestTimeout,
    RunningHubError,
    SubmitUncertain,
    TaskCancelled,
    TaskFailed,
    TaskTimeout,
    TransportError,
    UploadError,
)

__all__ = ["Sentence", "explain"]

FULL = "Too many videos are being made right now. Please try again in a minute."


class Sentence(NamedTuple):
    """An answer to a person."""

    status: int  #: of HTTP, where there is HTTP
    text: str


def explain(error: RunningHubError) -> Sentence:
    """Say what went wrong, in a sentence that holds no key, no URL and no internals.

    ```python
    from runninghub_async.examples.sentences import explain

    try:
        await rh.models.vidu.text_to_video(promt="a cat surfs")
    except InvalidRequest as error:
        print(explain(error))  # status=422, … did you mean prompt?
    ```
    """
    if isinstance(error, RequestTimeout) and error.phase == "slot":
        return Sentence(503, FULL)
    for kind, status, text in _SENTENCES:
        if isinstance(error, kind):
            return Sentence(status, text.format(error=error))
    return Sentence(500, "Something went wrong.")


#: The first that fits is told.
_SENTENCES: tuple[tuple[type[RunningHubError], int, str], ...] = (
    (InvalidRequest, 422, "That cannot be used: {error}"),
    (UploadError, 422, "That file cannot be used: {error}"),
    (ContentRejected, 422, "The content check refused this. Please word it differently."),
    (ConfigError, 500, "This program is not set up correctly: {error}"),
    (AuthError, 502, "RunningHub refuses the key of this program: is it valid, of this site?"),
    (BillingError, 503, "The account behind this program is empty. Nothing was started."),
    (CapacityError, 503, FULL),
    (RateLimited, 503, FULL),
    (NotFound, 404, "There is no such video."),
    (SubmitUncertain, 502, "RunningHub did not answer clearly: the video may or may not be made."),
    (TaskFailed, 410, "The video could not be made: {error.reason}"),
    (TaskCancelled, 410, "The video was cancelled."),
    (TaskTimeout, 504, "This takes very long. The video is still being made: look again later."),
    (DownloadError, 502, "The video is ready, but could not be fetched. Please try again."),
    (ClientClosed, 503, "This program is stopping. Videos that were begun go on."),
    (TransportError, 502, "RunningHub cannot be reached right now. Please try again."),
    (ApiError, 502, "RunningHub said no: {error.message}"),
)
