"""`rh.workflows`: run ComfyUI workflows, and look into their graphs.

Source: platform-api 4, 5.4 (resources).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import msgspec

from runninghub_async.errors import BadReply, InvalidRequest
from runninghub_async.platform.advice import advised
from runninghub_async.platform.graph import Graph
from runninghub_async.platform.nodes import Nodes, encode_nodes, overrides, warn
from runninghub_async.platform.options import Chosen, WorkflowOptions, choose, read_id
from runninghub_async.platform.pages import check_page
from runninghub_async.platform.request import ask
from runninghub_async.platform.running import Run, plan
from runninghub_async.protocol.platform import Page, Resource
from runninghub_async.protocol.platform_operations import CREATE, GRAPH, RESOURCES, RUN_WORKFLOW
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.progress import CountNodes
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["Workflows"]

_OWN_GRAPH = "workflow"  #: where a job's parameters show the graph that replaces the stored one
RESOURCE_TYPES = ("UNET", "CHECKPOINT", "LORA", "GGUF")


class Workflows:
    """ComfyUI workflows of the account: `rh.workflows`.

    ```python
    result = await rh.workflows.run("1950000000000000001", {"6.text": "a cat", "3.seed": 7})
    print(await result.download("pictures/"))
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return "<Workflows>"

    async def run(
        self,
        workflow_id: Graph | str | int,
        nodes: Nodes | None = None,
        **options: Unpack[WorkflowOptions],
    ) -> TaskResult:
        """Run a workflow, wait until it ends, and return what it made.

            result = await rh.workflows.run("1904136902449209346", {"6.text": "a cat"})

        Seeds are drawn anew for each run, unless `nodes` sets them. The workflow must have
        been saved and run once on the web (else code 810).

        Args:
            workflow_id: The id from the editor's URL, as text or int; or the graph that
                `rh.workflows.graph(id)` returned: then the names in `nodes` are checked before
                anything is sent, and what its `with_inputs` wrote is sent as well.
            nodes: "node id.input" -> value, in the type that the input has. Local media (a
                `Path`, bytes, an open binary file) is uploaded once per content, and its file
                name is sent; so is that of an earlier `Upload`. With a graph, a path as text
                is refused where a file is named, and what is probably a slip (another type, a
                URL for a file, media for a text) is sent with a `UserWarning`.
            options: `workflow`, `add_metadata`, `instance_type`, `personal_queue`,
                `retain_seconds`, `access_password`, `webhook_url`, `deadline`, `via`: see
                `WorkflowOptions`. With `workflow=` another graph replaces the stored one for
                this run; `nodes` then clashes with it (a `UserWarning`): write the values into
                the graph, `workflow=graph.with_inputs(nodes)`.

        Raises:
            InvalidRequest: a name, a value or an option does not fit; nothing was sent.
            UploadError: a local file could not be read or sent; nothing was submitted.
            RequestTimeout: no free place before the deadline; nothing was sent.
            SubmitUncertain: the submit got no clear answer; it was sent once.
            ApiError: the service refused; nothing was created. `.node_errors` says what is
                wrong with the graph (code 433).
            TaskFailed, TaskCancelled: how the task ended.
            TaskTimeout: the deadline passed; the task runs on, `.task_id` resumes it.

        Cancelling stops the waiting, not a task that was submitted.

        Source: platform-api 4.1, 4.2.
        """
        return await self._run(workflow_id, options).wait(nodes)

    async def submit(
        self,
        workflow_id: Graph | str | int,
        nodes: Nodes | None = None,
        **options: Unpack[WorkflowOptions],
    ) -> Task:
        """Submit a run of a workflow and return its task at once; takes what `run` takes.

        `task.node_errors` names nodes that were blamed although the task was created.

        Raises:
            InvalidRequest, UploadError, RequestTimeout, SubmitUncertain, ApiError: as for `run`.

        Cancelling a submit that is on the wire does not take it back: `rh.unfinished` has
        its id.

        Source: platform-api 4.1, 4.2.
        """
        return await self._run(workflow_id, options).submit(nodes)

    def job(
        self,
        workflow_id: Graph | str | int,
        nodes: Nodes | None = None,
        *,
        key: str | None = None,
        **options: Unpack[WorkflowOptions],
    ) -> Job:
        """Return one run of a workflow as a job for `rh.map`; takes what `run` takes.

        For a journal the id, all values and the graph of `workflow=` make the job; the other
        options do not.

        Raises:
            InvalidRequest: an id or an option does not fit. What `nodes` holds is checked when
                the job runs; its outcome has the error.
        """
        job = self._run(workflow_id, options).job(nodes, key)
        params = dict(job.params)
        if isinstance(workflow_id, Graph):
            params = {**workflow_id.changes, **params}
        if (own := options.get("workflow")) is not None:
            params[_OWN_GRAPH] = own.content if isinstance(own, Graph) else own
        return msgspec.structs.replace(job, params=params)

    async def graph(self, workflow_id: str | int) -> Graph:
        """Return the stored graph of a workflow.

        Raises:
            NotFound: no such workflow (380), or one of the other site.
            RequestRefused: it was never saved and run on the web (810).
            BadReply: what came is no graph in API format.
            ApiError, TransportError: the call failed.

        Cancelling breaks the call off.

        Source: platform-api 4.3.
        """
        workflow_id = read_id("workflow", workflow_id)
        fields = {"workflowId": workflow_id}
        with advised("workflow", workflow_id):
            content = await ask(self._session, GRAPH, fields, target=workflow_id)
        try:
            return Graph.stored(workflow_id, content)
        except InvalidRequest as error:
            raise BadReply(
                operation=f"graph {workflow_id}", reason=error.reason, status=200
            ) from error

    async def resources(
        self,
        type: str,
        *,
        name: str | None = None,
        base_models: Sequence[str] = (),
        tags: Sequence[str] = (),
        page: int = 1,
        size: int = 20,
    ) -> Page[Resource]:
        """Return one page of the models that loader nodes can name.

        Args:
            type: "UNET", "CHECKPOINT", "LORA" or "GGUF"; others are sent with a warning.
            name: A part of the name, as far as one observer says.
            base_models, tags: What they must have, in the service's own words.
            page: From 1.
            size: Items on a page; no limit is known.

        Raises:
            InvalidRequest: a page or size below 1.
            ApiError, TransportError: the call failed.

        Cancelling breaks the call off.

        Source: platform-api 5.4 (one third party; no official page).
        """
        check_page("resources", page, size)
        kind = str(type).strip().upper()
        if kind not in RESOURCE_TYPES:
            known = ", ".join(RESOURCE_TYPES)
            warn(f"resources: type={type!r} is none of {known}; it is sent all the same")
        fields = {
            "resourceType": kind,
            "resourceName": name,
            "baseModels": list(base_models) or None,
            "tags": list(tags) or None,
            "current": page,
            "size": size,
        }
        return await ask(self._session, RESOURCES, fields)

    def _run(self, stored: object, options: WorkflowOptions) -> Run:
        graph = stored if isinstance(stored, Graph) else None
        if graph is not None and not graph.workflow_id:
            raise InvalidRequest(
                endpoint="workflow",
                reason="a graph of your own has no id: give the id of a stored workflow and "
                "this graph as workflow=",
            )
        workflow_id = read_id("workflow", stored if graph is None else graph.workflow_id)
        path = f"workflow/{workflow_id}"
        chosen = choose(path, options, WorkflowOptions)
        count = functools.partial(self._count_nodes, workflow_id, _size(graph, chosen))
        make = functools.partial(_plan, workflow_id, graph, chosen, count)
        return Run(self._session, path, make, deadline=chosen.deadline)

    async def _count_nodes(self, workflow_id: str, known: int | None) -> int:
        """The nodes of the graph that runs, for `Task.progress`; it is asked for if need be."""
        return len(await self.graph(workflow_id)) if known is None else known


def _size(graph: Graph | None, chosen: Chosen) -> int | None:
    running = graph if chosen.workflow is None else chosen.workflow
    return None if running is None else len(running)


async def _plan(
    workflow_id: str,
    graph: Graph | None,
    chosen: Chosen,
    count_nodes: CountNodes,
    nodes: Mapping[str, Any],
) -> Submission:
    path = f"workflow/{workflow_id}"
    if chosen.workflow is not None:
        nodes = {name: value for name, value in nodes.items() if name != _OWN_GRAPH}
    if graph is not None:
        given = tuple(overrides(path, nodes, graph.inputs))
        for one in given:
            graph.check(one)
        nodes = {**graph.changes, **{one.name: one.value for one in given}}
    listed = encode_nodes(path, nodes)
    if listed.entries and chosen.workflow is not None:
        names = ", ".join(f"{one['nodeId']}.{one['fieldName']}" for one in listed.entries)
        warn(
            f"{path}: nodes ({names}) are checked against the stored graph, or ignored, when "
            "workflow= replaces it; write them into the graph instead: "
            "workflow=graph.with_inputs(nodes)"
        )
    return plan(
        "workflow",
        path,
        workflow_id,
        listed,
        chosen,
        newer=RUN_WORKFLOW,
        older=CREATE,
        older_id=("workflowId", workflow_id),
        count_nodes=count_nodes,
    )
