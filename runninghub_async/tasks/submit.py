"""From checked parameters to a task: upload, wait for a place, submit once."""

from __future__ import annotations

import asyncio
import functools
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, ClassVar

import anyio.to_thread
import msgspec
from msgspec import UNSET

from runninghub_async.errors import (
    ApiError,
    CapacityError,
    ClientClosed,
    InvalidRequest,
    RateLimited,
    TaskTimeout,
)
from runninghub_async.files.body import Encoded
from runninghub_async.protocol.discreet import Discreet, Sealed
from runninghub_async.protocol.messages import SubmitExtras, Submitted
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.kinds import history_key
from runninghub_async.tasks.lives import Life
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission
from runninghub_async.tasks.task import Origin, Task, TaskResult
from runninghub_async.tasks.unclear import body_hash, clear_or_uncertain
from runninghub_async.transport.calls import Passage
from runninghub_async.transport.hooks import logger

__all__ = ["encode_body", "prepare", "submitted", "wait_until"]

_encode = msgspec.json.Encoder().encode

#: Seconds that a task which was only submitted is counted as running: about as long as videos
#: take. Nobody may ever look at it, so no end may ever be seen.
KEPT = 120.0


@asynccontextmanager
async def submitted(
    session: Session, submission: Submission, deadline: Deadline
) -> AsyncIterator[Task]:
    """Submit a task and hold its place until the block ends.

    Raises:
        InvalidRequest, UploadError: the local media does not fit or cannot be sent.
        RequestTimeout: no free place before the deadline (`phase="slot"`), or the media was
            not uploaded by then ("total"); nothing was submitted.
        SubmitUncertain: no clear answer; sent once, not repeated.
        ApiError: the service refused; nothing was created.
    """
    session.check_usable()
    life = session.lives.wanted(submission.endpoint, submission.kind)
    try:
        submission, answer = await _created(session, submission, deadline, life)
    except BaseException as error:
        session.lives.not_submitted(life, error)
        raise
    task = _task(session, submission, answer)
    del submission, answer, life  # none of it need stay in memory while the task runs
    try:
        yield task
    except BaseException:
        # Who let go of a task counts it no more.
        session.slots.release(ended=task.ended, task_id=task.id)
        raise
    else:
        if task.ended:
            session.slots.release(task_id=task.id)
        else:  # only submitted: it takes a place of the service, as far as anybody knows
            session.slots.keep(task.id, seconds=KEPT)


async def _created(
    session: Session, submission: Submission, deadline: Deadline, life: Life | None
) -> tuple[Submission, Submitted]:
    """Submit by the call that the service knows; the place is held on return."""
    with session.lives.about(None, life):
        content = await _content(session, submission, deadline)
    try:
        call = _Call(submission, content, life)
        return submission, await _accepted(session, call, deadline)
    except ApiError as error:
        if submission.otherwise is None or not _unknown_call(error):
            raise
    return await _created(session, submission.otherwise, deadline, life)


class _Call(Discreet, frozen=True):
    """A submit that is ready to leave."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("content",)

    submission: Submission
    content: bytes
    life: Life | None

    @property
    def endpoint(self) -> str:
        return self.submission.endpoint

    def passage(self, waited: float) -> Passage:
        """A new way to the service; a witness hears of it before anything leaves."""
        witness = self.submission.witness
        before = None
        if witness is not None:
            before = functools.partial(witness.leaving, body_hash(self.content))
        return Passage(before, waited=waited)


async def _accepted(session: Session, call: _Call, deadline: Deadline) -> Submitted:
    """Submit until the service has a place for it; the place is held on return."""
    again = False
    waited = 0.0
    while True:
        asked = time.monotonic()
        if call.submission.witness is not None:
            call.submission.witness.waiting()
        await _take_place(session, call, deadline, again=again)
        waited += time.monotonic() - asked
        if call.life is not None:
            call.life.waited = waited
        try:
            answer = await _post(session, call, deadline, waited)
        except CapacityError as error:
            session.slots.refused(error.retry_after)
            again = True
        except RateLimited:
            session.slots.release(ended=False)  # the pacer holds everybody back
            again = True
        except asyncio.CancelledError:
            raise  # the place goes with the request, which runs on: see _post
        except BaseException:
            session.slots.release(ended=False)
            raise
        else:
            session.slots.accepted(answer.task_id)
            return answer


def _task(session: Session, submission: Submission, answer: Submitted) -> Task:
    # A task may be done at once; a success that names no results yet is looked at again.
    state = answer.state
    known = state.finished and (bool(state.outputs) or not state.succeeded)
    if answer.node_errors:
        told = "; ".join(map(str, answer.node_errors))
        logger.warning("task %s was accepted with node errors: %s", answer.task_id, told)
    origin = Origin(
        endpoint=submission.endpoint,
        kind=submission.kind,
        target=submission.target,
        key=history_key(submission.endpoint, submission.encoded.body),
        deadline=submission.task_deadline,
        reported=session.reports_to(submission.webhook_url) is not None
        and submission.webhook_url is UNSET,
        node_errors=answer.node_errors,
        socket_url=state.socket_url,
        count_nodes=submission.count_nodes,
    )
    since = asyncio.get_running_loop().time()
    last = state if known else None
    if last is not None:
        session.count_end(msgspec.structs.replace(last, task_id=answer.task_id))
    return Task(answer.task_id, session, origin=origin, since=since, state=last)


def _unknown_call(error: ApiError) -> bool:
    """Whether the service does not know the call itself: nothing was created."""
    return error.code in (412, 1001, 1009) or (
        error.code is None and error.http_status in (404, 405)
    )


async def wait_until(task: Task, deadline: Deadline) -> TaskResult:
    """Wait for a task until the deadline of the whole call, and its own where none was given."""
    if not deadline.given:
        return await _wait_within(task, deadline)
    try:
        return await task.wait(deadline=deadline.left)
    except TaskTimeout as error:
        if deadline.seconds is not None:
            error.seconds = deadline.seconds  # the caller's figure, not what was left of it
        raise


async def _wait_within(task: Task, deadline: Deadline) -> TaskResult:
    """Wait as long as the task's own deadline allows, but no longer than this one."""
    scope = asyncio.timeout(deadline.left)
    try:
        async with scope:
            return await task.wait()
    except TimeoutError as error:
        if not scope.expired() or deadline.seconds is None:
            raise
        raise TaskTimeout(task_id=task.id, seconds=deadline.seconds) from error


async def _content(session: Session, submission: Submission, deadline: Deadline) -> bytes:
    """The JSON text to submit, local media uploaded, before the deadline."""
    scope = asyncio.timeout(deadline.left)
    encoded = submission.encoded
    try:
        async with scope:
            body = await prepare(session, encoded)
    except TimeoutError as error:
        if not scope.expired():
            raise
        raise deadline.over(encoded.endpoint, "media was not uploaded", phase="total") from error
    extras = SubmitExtras(webhook_url=session.reports_to(submission.webhook_url))
    return encode_body(encoded.endpoint, {**body, **msgspec.to_builtins(extras)})


async def prepare(session: Session, encoded: Encoded) -> dict[str, Any]:
    """Return the body with every local file's URL in its place; what is new is uploaded."""
    if not encoded.local:
        return encoded.filled(())
    await anyio.to_thread.run_sync(encoded.inspect_local)
    uploads = [session.uploads.upload(slot.media) for slot in encoded.local]
    if len(uploads) == 1:
        return encoded.filled([await uploads[0]])
    try:
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(one) for one in uploads]
    except BaseExceptionGroup as errors:
        raise _first_error(errors) from None
    return encoded.filled([task.result() for task in running])


def encode_body(endpoint: str, body: Mapping[str, Any]) -> Sealed:
    """Return the JSON text of a body.

    Raises:
        InvalidRequest: it holds something that JSON cannot say, such as half a surrogate pair.
    """
    try:
        return Sealed(_encode(body))
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        del body  # where the end is reported stands in it, and reports show local variables
        raise InvalidRequest(
            endpoint=endpoint, reason=f"cannot be sent as JSON: {error}"
        ) from error


def _first_error(errors: BaseExceptionGroup[BaseException]) -> BaseException:
    """One error for the caller: files fail for one reason, or the first is as good as any."""
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _take_place(session: Session, call: _Call, deadline: Deadline, *, again: bool) -> None:
    endpoint, witness = call.endpoint, call.submission.witness
    priority = witness.priority if witness is not None else 0
    scope = asyncio.timeout(deadline.left)
    try:
        async with scope:
            await session.learn_slots()
            await session.slots.acquire(again=again, priority=priority)
    except TimeoutError as error:
        if not scope.expired():
            raise
        raise deadline.over(endpoint, "no free place for a task") from error
    if deadline.left == 0.0:  # a place that is free at once does not ask what time it is
        session.slots.release(ended=False)
        raise deadline.over(endpoint, "no free place for a task")


async def _post(session: Session, call: _Call, deadline: Deadline, waited: float) -> Submitted:
    """Submit once. A caller that is cancelled meanwhile does not lose the task.

    The request runs in the background. What has not left when the caller goes never leaves;
    what is on the wire outlives its caller: an answer that nobody waits for any more is kept
    among the unfinished tasks, and its place is given back.
    """
    passage = call.passage(waited)
    request = session.background.start(_submit(session, call, passage))
    try:
        # What is on the wire is waited for beyond the deadline: its answer holds the task.
        await asyncio.wait({request}, timeout=deadline.left)
        if not request.done() and passage.may_stay:
            request.cancel()
            raise deadline.over(call.endpoint, "the request rate let no submit leave")
        return await asyncio.shield(request)
    except asyncio.CancelledError:
        passage.abandoned = True
        if passage.may_stay:
            request.cancel()
        elif call.life is not None:
            call.life.detached = True
        # When the client ends the call, what the caller gets instead tells the ids.
        session.note_abandoned(request)
        report = functools.partial(_abandoned, session, call, told=session.closed)
        request.add_done_callback(report)
        raise


def _abandoned(
    session: Session, call: _Call, request: asyncio.Future[Submitted], *, told: bool
) -> None:
    session.slots.release(ended=False)
    if request.cancelled() or isinstance(request.exception(), ClientClosed):
        return
    endpoint = call.endpoint
    if (error := request.exception()) is not None:
        if call.life is not None:
            call.life.detached = False
        session.lives.not_submitted(call.life, error)
        logger.warning("%s: a submit whose caller has gone: %s", endpoint, error)
    elif not told:
        task_id = request.result().task_id
        logger.warning(
            '%s: the caller of this submit has gone; rh.task("%s") reattaches', endpoint, task_id
        )


async def _submit(session: Session, call: _Call, passage: Passage) -> Submitted:
    submission, witness = call.submission, call.submission.witness
    session.poller.schedule.submitting()
    try:
        async with clear_or_uncertain(session.account, call.endpoint, call.content, witness):
            try:
                with session.lives.about(None, call.life):
                    answer = await session.calls.call(
                        submission.operation,
                        target=submission.target,
                        content=call.content,
                        passage=passage,
                    )
            finally:
                passage.answered = True
    finally:
        session.poller.schedule.submitted()
    session.note_submitted(answer.task_id)
    session.lives.accepted(call.life, answer.task_id)
    if witness is not None:
        await witness.accepted(answer.task_id, submission.kind)
    return answer
