"""A task on the service's side."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.errors import (
    ApiError,
    NodeError,
    RequestRefused,
    TaskCancelled,
    TaskFailed,
    TransportError,
)
from runninghub_async.protocol.codes import find_code
from runninghub_async.protocol.events import ProgressEvent
from runninghub_async.protocol.messages import Secret, TaskState
from runninghub_async.protocol.operations import LEGACY_OUTPUTS
from runninghub_async.tasks.poller import Known
from runninghub_async.tasks.progress import CountNodes, follow
from runninghub_async.tasks.result import Output, TaskResult
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.shown import card
from runninghub_async.transport.socket import messages, same_service

__all__ = ["Origin", "Output", "Task", "TaskKind", "TaskResult"]


TaskKind: TypeAlias = Literal["model", "workflow", "app", "quick create", "comfy", ""]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """How a task came to be, as far as this client knows: nothing, for a reattached one."""

    endpoint: str = ""  #: what messages call it
    kind: TaskKind = ""
    target: str = ""  #: the id of its workflow or app
    key: str = ""  #: what tells how long tasks like it have taken
    deadline: float | UnsetType | None = UNSET
    reported: bool = False  #: its end is reported to the client's own receiver
    node_errors: tuple[NodeError, ...] = ()
    socket_url: Secret | None = None
    count_nodes: CountNodes | None = None


class Task:
    """A task on the service's side. Dropping this object changes nothing there.

    ```python
    task = await rh.models.vidu.text_to_video.submit(prompt="a cat surfs")
    print(task.id)  # keep it: any process can go on from here
    result = await rh.task(task.id).wait(deadline=600.0)
    ```
    """

    __slots__ = ("_cancelled", "_deadline", "_id", "_known", "_last", "_origin", "_session")

    def __init__(
        self,
        task_id: str,
        session: Session,
        *,
        origin: Origin = Origin(),
        since: float | None = None,
        state: TaskState | None = None,
    ) -> None:
        self._session = session
        self._id = task_id
        self._origin = origin
        deadline = origin.deadline
        self._deadline = session.polling.deadline if deadline is UNSET else deadline
        self._known = Known(origin.key, since, origin.reported)
        self._last = state
        self._cancelled = False

    def __repr__(self) -> str:
        status = f" {self._last.status}" if self._last and self._last.status else ""
        endpoint = f" {self.endpoint}" if self.endpoint else ""
        return f"<Task {self._id}{endpoint}{status}>"

    def _repr_html_(self) -> str:
        status = self._last.status if self._last is not None else ""
        return card(self.endpoint or "task", [f"task {self._id}", status or "not looked at"], [])

    @property
    def id(self) -> str:
        """The service's id: what `rh.task(id)` reattaches to."""
        return self._id

    @property
    def endpoint(self) -> str:
        """The path it was submitted to; empty when it was reattached by its id."""
        return self._origin.endpoint

    @property
    def seen(self) -> TaskState | None:
        """What the last look told; None before the first."""
        return self._last

    @property
    def ended(self) -> bool:
        """Whether its end was seen."""
        return self._last is not None and self._last.finished

    @property
    def node_errors(self) -> tuple[NodeError, ...]:
        """What nodes were blamed for when a workflow was accepted all the same."""
        return self._origin.node_errors

    async def status(self) -> TaskState:
        """Ask the service once and return what it says now.

        Raises:
            NotFound: no such task (or the key is of another account or site).
            ApiError, TransportError: the question failed; the task is not touched.

        Source: platform-api 2.2.
        """
        if self._last is None or not self._last.finished:
            self._session.check_usable()
            self._last = await self._session.look_at(self._id)
        return self._last

    async def wait(self, *, deadline: float | UnsetType | None = UNSET) -> TaskResult:
        """Wait until the task ends and return what it made, in the service's order.

        Looks when an end is likely, by what tasks of the same kind have taken, `polling.first`
        seconds after the submit where nothing is known, and at once for a task that was
        reattached; no later than `polling.ceiling` after the look before. One that a webhook
        will report is looked at every `polling.reported` seconds until it does.

        Args:
            deadline: Seconds from now; `None` never gives up. Not given: the endpoint's
                `with_options(deadline=…)`, else `polling.deadline`.

        Raises:
            TaskFailed: the service reported FAILED; `.reason` is its text.
            TaskCancelled: the task was cancelled on the service's side.
            TaskTimeout: the deadline passed. The task runs on and may be billed; wait
                again to resume.
            ApiError, TransportError: `polling.tolerance` looks in a row failed; `.task_id`
                is set. The task runs on.
            ClientClosed: the client was closed meanwhile. The task runs on.

        Cancelling stops the waiting, not the task.

        Source: platform-api 2.2.
        """
        if self._last is None or not self._last.finished:
            self._session.check_usable()
            seconds = self._deadline if deadline is UNSET else deadline
            poller = self._session.poller
            with self._session.lives.watched(self._id, self.endpoint, self._origin.kind):
                self._last = await poller.wait(self._id, self._known, seconds=seconds)
        return self._settle(self._last)

    async def watch(
        self, *, deadline: float | UnsetType | None = UNSET
    ) -> AsyncIterator[TaskState]:
        """Give each change of status as it is seen, the end included; never raises for it.

        Args:
            deadline: Seconds from now, as for `wait`.

        Raises:
            TaskTimeout: the deadline passed; the task runs on.
            ApiError, TransportError: `polling.tolerance` looks in a row failed.
        """
        if self._last is not None and self._last.finished:
            yield self._last
            return
        self._session.check_usable()
        seconds = self._deadline if deadline is UNSET else deadline
        changes = self._session.poller.changes(self._id, self._known, seconds=seconds)
        with self._session.lives.watched(self._id, self.endpoint, self._origin.kind):
            async for state in changes:
                self._last = state
                if state.finished:
                    self._session.note_ended(self._id)
                yield state

    async def cancel(self) -> None:
        """Ask the service to end the task. What it cost until then is billed.

        Returns when the service has taken the request; `wait` then raises `TaskCancelled` as
        soon as the end is seen. A task that is known to have ended is left alone.

        Raises:
            RequestRefused: the service has no cancel for this task: standard models have none
                (nothing is sent then), for apps the sources disagree.
            NotFound: no such task.
            ApiError, TransportError: the request failed; the task runs on.

        Source: platform-api 4.4.
        """
        if self.ended:
            return
        self._session.check_usable()
        if self._origin.kind == "model":
            raise RequestRefused(
                operation="cancel",
                code=None,
                message="the service has no cancel for the tasks of standard models",
                advice="The task runs on and is billed; let go of it, or wait for it",
                task_id=self._id,
            )
        self._cancelled = True  # before the answer: who waits may see the end first
        try:
            await self._session.cancel(self._id)
        except (ApiError, TransportError):
            self._cancelled = False
            raise

    async def progress(
        self, *, deadline: float | UnsetType | None = UNSET
    ) -> AsyncIterator[ProgressEvent]:
        """Give what is known of the task's way, as it comes, until its end.

        Workflow and app tasks tell of their nodes and steps over a socket (extra `progress`);
        where there is none, or it fails, changes of the status are what is left. The last
        event is the status that ended the task. `.fraction` is of the whole task, where the
        graph of a workflow is known; it never falls, and is 1 only for a success.

        Args:
            deadline: Seconds from now, as for `wait`.

        Raises:
            TaskTimeout: the deadline passed; the task runs on.
            ApiError, TransportError: `polling.tolerance` looks in a row failed.

        Source: platform-api 8.3; the docs themselves call the socket unstable.
        """
        session, origin = self._session, self._origin
        session.check_usable()
        has_socket = origin.kind in ("workflow", "app", "quick create", "")
        events = follow(
            session.background,
            self.watch(deadline=deadline),
            socket_url=self._socket_url if has_socket else None,
            messages=functools.partial(messages, user_agent=session.calls.user_agent),
            count_nodes=origin.count_nodes,
        )
        async with aclosing(events):
            async for event in events:
                yield event

    async def _socket_url(self) -> Secret | None:
        url = self._origin.socket_url
        if url is None:
            url = (await self._session.look_at(self._id, LEGACY_OUTPUTS)).socket_url
        else:  # it is of a short life: the next time a new one is asked for
            self._origin = msgspec.structs.replace(self._origin, socket_url=None)
        return url if url and same_service(url, self._session.calls.base_url) else None

    def _settle(self, state: TaskState) -> TaskResult:
        self._session.note_ended(self._id)
        if state.succeeded:
            return TaskResult(state, endpoint=self.endpoint, downloads=self._session.downloads)
        if state.cancelled or self._cancelled:  # what a cancel ends may be called FAILED
            raise TaskCancelled(task_id=self._id)
        row = find_code(state.code)
        blamed = self.node_errors  # all that is known, where the failure names no reason
        raise TaskFailed(
            task_id=self._id,
            reason=state.reason or "; ".join(map(str, blamed)),
            code=state.code,
            node=state.node or (blamed[0].node_id if blamed and not state.reason else None),
            advice=row.advice if row is not None else "",
            new_task_may_help=row is not None and row.new_task,
        )
