"""A prompt on its way to the ComfyUI proxy: sent once, like every submit.

Source: platform-api 8.4 (the proxy), 11 (what may be sent again).
"""

from __future__ import annotations

import asyncio
import hashlib
import time

from runninghub_async.errors import ApiError, RunningHubError, SubmitUncertain, TransportError
from runninghub_async.protocol.answers import surely_refused
from runninghub_async.protocol.platform import ComfyPrompt
from runninghub_async.protocol.platform_operations import COMFY_PROMPT
from runninghub_async.tasks.session import Session
from runninghub_async.transport.calls import Passage
from runninghub_async.transport.hooks import logger

__all__ = ["submit_prompt"]


async def submit_prompt(session: Session, machine: str, content: bytes) -> ComfyPrompt:
    """Send a prompt. A caller that is cancelled meanwhile does not break it off on the wire.

    Raises:
        ApiError: it was refused; nothing was created.
        SubmitUncertain: no clear answer; it may run.
        TransportError: it was surely not sent.
        ClientClosed: the client was closed before it could leave.
    """
    session.check_usable()
    passage = Passage()
    request = session.background.start(_submit(session, machine, content, passage))
    try:
        return await asyncio.shield(request)
    except asyncio.CancelledError:
        passage.abandoned = True
        if passage.on_wire:
            request.add_done_callback(_abandoned)
        else:
            request.cancel()
        raise


async def _submit(session: Session, machine: str, content: bytes, passage: Passage) -> ComfyPrompt:
    began = time.time()
    try:
        return await session.calls.call(
            COMFY_PROMPT, target=machine, content=content, passage=passage
        )
    except (ApiError, TransportError) as error:
        refused = surely_refused(error) if isinstance(error, ApiError) else error.sent is False
        if refused:
            raise
        raise _unclear(machine, content, began, error) from error
    except RunningHubError:  # it has not left
        raise
    except Exception as error:  # whatever it was, it came after the request may have left
        reason = f"{type(error).__name__}: {error}"
        cause = TransportError(operation=f"{machine}/prompt", reason=reason, sent=None)
        raise _unclear(machine, content, began, cause) from error


def _unclear(machine: str, content: bytes, began: float, cause: RunningHubError) -> SubmitUncertain:
    digest = hashlib.sha256(content).hexdigest()
    return SubmitUncertain(endpoint=f"{machine}/prompt", body_hash=digest, cause=cause, at=began)


def _abandoned(request: asyncio.Future[ComfyPrompt]) -> None:
    if request.cancelled():
        return
    if (error := request.exception()) is not None:
        logger.warning("a prompt whose caller has gone: %s", error)
    else:
        logger.warning("the caller of prompt %s has gone; it runs on", request.result().prompt_id)
