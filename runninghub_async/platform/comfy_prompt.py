"""A prompt on its way to the ComfyUI proxy: sent once, like every submit.

Source: platform-api 8.4 (the proxy), 11 (what may be sent again).
"""

from __future__ import annotations

import asyncio
import functools

from runninghub_async.errors import ClientClosed
from runninghub_async.protocol.platform import ComfyPrompt
from runninghub_async.protocol.platform_operations import COMFY_PROMPT
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.unclear import clear_or_uncertain
from runninghub_async.transport.calls import Passage
from runninghub_async.transport.hooks import logger

__all__ = ["submit_prompt"]


async def submit_prompt(session: Session, machine: str, content: bytes) -> ComfyPrompt:
    """Send a prompt. A caller that is cancelled meanwhile does not break it off on the wire.

    Then its id is among the unfinished ones until its end is waited for.

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
        if not passage.on_wire:
            request.cancel()
        # Also where the answer came in this very moment: nobody else has its id.
        request.add_done_callback(functools.partial(_abandoned, session))
        raise


async def _submit(session: Session, machine: str, content: bytes, passage: Passage) -> ComfyPrompt:
    async with clear_or_uncertain(session.account, f"{machine}/prompt", content):
        return await session.calls.call(
            COMFY_PROMPT, target=machine, content=content, passage=passage
        )
    raise AssertionError("unreachable")  # pragma: no cover


def _abandoned(session: Session, request: asyncio.Future[ComfyPrompt]) -> None:
    if request.cancelled() or isinstance(request.exception(), ClientClosed):
        return
    if (error := request.exception()) is not None:
        logger.warning("a prompt whose caller has gone: %s", error)
    else:
        prompt_id = request.result().prompt_id
        session.remember(prompt_id)
        logger.warning("the caller of prompt %s has gone; it runs on", prompt_id)
