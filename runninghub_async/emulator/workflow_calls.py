"""The calls of ComfyUI workflows: both ways to run one, and its graph.

Source: platform-api 4.1, 4.2, 4.3.
"""

from __future__ import annotations

from typing import Any

import msgspec

from runninghub_async.emulator.accounts import Account, KeyKind
from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped
from runninghub_async.emulator.graph_checks import complete, decode_graph, outputs_of_graph
from runninghub_async.emulator.graphs import STORED_GRAPHS, Graph
from runninghub_async.emulator.life import Submission, TaskKind
from runninghub_async.emulator.node_overrides import apply_overrides, check_nodes, read_overrides
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.run_options import read_id, read_run_options
from runninghub_async.emulator.views import show_created
from runninghub_async.emulator.world import World

__all__ = ["WorkflowCalls"]


class WorkflowCalls:
    """Stored workflows: run with other values, run with another graph, shown."""

    def __init__(self, world: World) -> None:
        self._world = world
        graphs = {**STORED_GRAPHS, **world.settings.workflows}
        self._graphs = {workflow_id: complete(graph) for workflow_id, graph in graphs.items()}

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls."""
        return (
            Route(
                operation="workflow create",
                method="POST",
                path="/task/openapi/create",
                family=Family.V1,
                key=Key.BODY,
                handle=self.create,
            ),
            Route(
                operation="workflow run",
                method="POST",
                path="/openapi/v2/run/workflow/{target}",
                family=Family.FLAT,
                key=Key.HEADER,
                handle=self.run,
            ),
            Route(
                operation="workflow json",
                method="POST",
                path="/api/openapi/getJsonApiFormat",
                family=Family.V1,
                key=Key.BODY,
                handle=self.graph,
            ),
        )

    def create(self, call: Call) -> Answer:
        """Run a workflow the v1 way."""
        return self._run(call, read_id(call.body.get("workflowId"), "workflowId"), Family.V1)

    def run(self, call: Call) -> Answer:
        """Run a workflow the v2 way; refusals come with platform numbers, enveloped."""
        return self._run(call, read_id(call.target, "workflowId"), Family.FLAT)

    def graph(self, call: Call) -> Answer:
        """Answer with a stored graph, as JSON in a string."""
        stored = self._stored(read_id(call.body.get("workflowId"), "workflowId"))
        return enveloped({"prompt": msgspec.json.encode(stored).decode()}, msg="SUCCESS")

    def _stored(self, workflow_id: str) -> Graph:
        if workflow_id in self._world.settings.never_run:
            raise Refusal(810)
        try:
            return self._graphs[workflow_id]
        except KeyError:
            raise Refusal(380) from None

    def _run(self, call: Call, workflow_id: str, family: Family) -> Answer:
        """Check in the service's order: id, options, purse, overrides, graph, room."""
        world, body = self._world, call.body
        account = world.accounts[call.key]
        stored = self._graph_for(workflow_id, body, account)
        options = read_run_options(body, account, world.settings, source=workflow_id)
        graph = _wanted_graph(stored, body)
        outputs, problems = outputs_of_graph(graph, stored, world.has_input)
        task = world.accept(
            Submission(
                kind=TaskKind.WORKFLOW,
                source=workflow_id,
                key=call.key,
                family=family,
                body=body,
                raw=call.raw,
                now=call.now,
                outputs=outputs,
                instance=options.instance,
                retain=options.retain,
                queue=options.queue,
                webhook_url=options.webhook_url,
                graph=graph,
                node_errors={**problems, **world.settings.node_errors.get(workflow_id, {})},
            )
        )
        return show_created(world, task, call.now)

    def _graph_for(self, workflow_id: str, body: dict[str, Any], account: Account) -> Graph:
        """The stored graph; none where a consumer key brings its own for an unknown id.

        Sources disagree whether the id must exist then: the schema says so, and one saw a
        made-up id work with a consumer key (platform-api 4.1).
        """
        try:
            return self._stored(workflow_id)
        except Refusal as refusal:
            own = body.get("workflow") is not None and account.kind is KeyKind.CONSUMER
            if refusal.code == 380 and own:
                return {}
            raise


def _wanted_graph(stored: Graph, body: dict[str, Any]) -> Graph:
    """The graph to run.

    Overrides beside a `workflow` are checked against the stored graph and then ignored: each
    is what one source saw (platform-api 4.1).
    """
    overrides = read_overrides(body.get("nodeInfoList"))
    text = body.get("workflow")
    if text is None:
        check_nodes(stored, overrides)
        return apply_overrides(stored, overrides)
    if stored:
        check_nodes(stored, overrides)
    return decode_graph(text)
