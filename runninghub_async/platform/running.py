"""What workflows, apps and quick create have in common: a thing to run, and what is sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from msgspec import UnsetType

from runninghub_async.catalog.pricing import Price
from runninghub_async.files.body import Encoded
from runninghub_async.platform.advice import advised
from runninghub_async.platform.nodes import NodeList, as_nodes
from runninghub_async.platform.options import Chosen
from runninghub_async.protocol.messages import Submitted
from runninghub_async.protocol.operations import Operation
from runninghub_async.tasks.deadline import Deadline
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.progress import CountNodes
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission, Witness
from runninghub_async.tasks.submit import submitted, wait_until
from runninghub_async.tasks.task import Task, TaskKind, TaskResult

__all__ = ["Run", "plan"]


class Run:
    """A workflow or an app with its options, to be run with any number of sets of nodes."""

    def __init__(
        self,
        session: Session,
        path: str,
        make: Callable[[Mapping[str, Any]], Awaitable[Submission]],
        *,
        deadline: float | UnsetType | None,
    ) -> None:
        self._session = session
        self._path = path
        self._make = make
        self._deadline = deadline

    def __repr__(self) -> str:
        return f"<Run {self._path}>"

    @property
    def path(self) -> str:
        """What messages call it: "workflow/1904136902449209346"."""
        return self._path

    def deadline(self) -> Deadline:
        """The deadline of a call that starts now."""
        return Deadline(self._deadline)

    @asynccontextmanager
    async def start(
        self, params: Mapping[str, Any], deadline: Deadline, witness: Witness | None = None
    ) -> AsyncIterator[Task]:
        """Submit with these nodes on entry and hold the task's place until exit."""
        scope = asyncio.timeout(deadline.left)
        try:
            async with scope:
                submission = await self._make(params)
        except TimeoutError as error:
            if not scope.expired():
                raise
            raise deadline.over(self._path, "no answer about its inputs", phase="total") from error
        if witness is not None:
            submission = submission.with_witness(witness)
        task = submitted(self._session, submission, deadline)
        async with AsyncExitStack() as stack:
            with advised(submission.kind, submission.target):
                running = await stack.enter_async_context(task)
            del submission, params  # local media need not stay in memory while the task runs
            yield running

    def price_of(self, params: Mapping[str, Any]) -> Price | None:
        """None: workflows and apps are billed by time, and no list names a price."""
        return None

    async def submit(self, nodes: Mapping[str, Any] | None) -> Task:
        """Submit a task and return it at once."""
        async with self.start(as_nodes(self._path, nodes), self.deadline()) as task:
            return task

    async def wait(self, nodes: Mapping[str, Any] | None) -> TaskResult:
        """Submit a task, wait until it ends, and return what it made."""
        deadline = self.deadline()
        async with self.start(as_nodes(self._path, nodes), deadline) as task:
            return await wait_until(task, deadline)

    def job(self, nodes: Mapping[str, Any] | None, key: str | None) -> Job:
        """One task for `rh.map`.

        Raises:
            InvalidRequest: `nodes` is no mapping.
        """
        return Job(self, as_nodes(self._path, nodes), key)


def plan(
    kind: TaskKind,
    path: str,
    target: str,
    nodes: NodeList,
    chosen: Chosen,
    *,
    newer: Operation[Submitted],
    older: Operation[Submitted],
    older_id: tuple[str, Any],
    count_nodes: CountNodes | None = None,
) -> Submission:
    """Say what is submitted: by the newer call, and by the older one where it is not known.

    The options stand in both bodies, also those that the documents list for one call only.
    """
    graph, local = (
        chosen.workflow.encoded(time.time()) if chosen.workflow is not None else (None, ())
    )
    body: dict[str, Any] = {}
    if nodes.entries or kind == "app":
        body["nodeInfoList"] = nodes.entries
    body |= chosen.fields
    if graph is not None:
        body["workflow"] = graph
    slots = (*nodes.local, *local)

    def with_call(
        call: Operation[Submitted], fields: dict[str, Any], otherwise: Submission | None
    ) -> Submission:
        return Submission(
            operation=call,
            encoded=Encoded(path, fields, slots, texts=("workflow",)),
            target=target,
            kind=kind,
            webhook_url=chosen.webhook_url,
            task_deadline=chosen.deadline,
            otherwise=otherwise,
            count_nodes=count_nodes,
        )

    name, wire_id = older_id
    created = with_call(older, {name: wire_id, **body}, None)
    if chosen.via == "create":
        return created
    return with_call(newer, body, created if chosen.via is None else None)
