"""A submit ends in an answer, in a clear no, or in `SubmitUncertain`; in nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from runninghub_async.errors import ApiError, RunningHubError, SubmitUncertain, TransportError
from runninghub_async.protocol.answers import surely_refused
from runninghub_async.tasks.account import AccountTasks
from runninghub_async.tasks.submission import Witness

__all__ = ["body_hash", "clear_or_uncertain"]


@asynccontextmanager
async def clear_or_uncertain(
    account: AccountTasks, endpoint: str, content: bytes, witness: Witness | None = None
) -> AsyncIterator[None]:
    """Run one submit in this block, and tell the witness what became of it, but for its answer.

    Raises:
        ApiError, TransportError: surely nothing was created.
        RunningHubError: it has not left.
        SubmitUncertain: anything else: the task may exist.
    """
    began, before = time.time(), account.latest
    try:
        yield
        return
    except (ApiError, TransportError) as error:
        cause: RunningHubError = error
        if _created_nothing(error):
            if witness is not None:
                _tell_refusal(witness, error)
            raise
    except (RunningHubError, asyncio.CancelledError):  # it has not left
        if witness is not None:
            witness.refused("it has not left", None)
        raise
    except Exception as error:  # noqa: BLE001  (it came after the request may have left)
        reason = f"{type(error).__name__}: {error}"
        cause = TransportError(operation=f"submit {endpoint}", reason=reason, sent=None)
        cause.__cause__ = error
    if witness is not None:
        witness.unclear(_reason(cause))
    raise SubmitUncertain(
        endpoint=endpoint,
        body_hash=body_hash(content),
        cause=cause,
        at=began,
        running_before=before,
        running_after=await account.after(),
        records_url=account.records_url,
    ) from cause


def body_hash(content: bytes) -> str:
    """SHA-256 (hex) of a body: what tells a submit among the records of the account."""
    return hashlib.sha256(content).hexdigest()


def _tell_refusal(witness: Witness, error: ApiError | TransportError) -> None:
    if isinstance(error, ApiError) and error.code is not None:
        witness.refused(error.message, error.code)  # all else follows from the code
    else:
        witness.refused(_reason(error), None)


def _reason(error: RunningHubError) -> str:
    """Why, without what is written down beside it: the call, and what became of the request."""
    if isinstance(error, TransportError):
        return error.reason
    operation = getattr(error, "operation", "")
    return str(error).removeprefix(f"{operation}: ")


def _created_nothing(error: ApiError | TransportError) -> bool:
    return surely_refused(error) if isinstance(error, ApiError) else error.sent is False
