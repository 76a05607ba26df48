"""The calls about tasks of every kind: query, the two of v1, cancel.

Source: platform-api 2.2 (query), 4.4 (cancel), 6 (status, outputs).
"""

from __future__ import annotations

from typing import Any

from runninghub_async.emulator.answers import Answer, Family, Refusal, enveloped, json
from runninghub_async.emulator.life import EmulatedTask, TaskKind
from runninghub_async.emulator.routes import Call, Key, Route
from runninghub_async.emulator.views import flat_state, v1_outputs
from runninghub_async.emulator.world import World

__all__ = ["TaskCalls"]

_JUST_ENDED = 1.0  #: seconds of the service in which the outputs of an ended task may be missing


class TaskCalls:
    """Looks at tasks, and their cancelling. A task is visible to its own key only."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._told_late: set[str] = set()  # ids whose outputs were missing once

    def routes(self) -> tuple[Route, ...]:
        """The rows of these calls."""
        v2 = Route(
            operation="query",
            method="POST",
            path="/openapi/v2/query",
            family=Family.FLAT,
            key=Key.HEADER,
            handle=self.query,
        )
        v1 = (
            ("legacy status", "status", self.status),
            ("legacy outputs", "outputs", self.outputs),
            ("cancel", "cancel", self.cancel),
        )
        return (
            v2,
            *(
                Route(
                    operation=operation,
                    method="POST",
                    path=f"/task/openapi/{name}",
                    family=Family.V1,
                    key=Key.BODY,
                    handle=handle,
                )
                for operation, name, handle in v1
            ),
        )

    def query(self, call: Call) -> Answer:
        """Answer a v2 look at a task."""
        task_id = call.body.get("taskId")
        if not isinstance(task_id, str) or not task_id.isdecimal() or not int(task_id):
            raise Refusal(1007, "Invalid parameter: taskId must be a positive number in a string")
        task = self._world.find_task(task_id, call.key)
        if task is None:
            raise Refusal(1004)
        self._world.ledger.looks_by_task[task.id] += 1
        return json(flat_state(self._world, task, call.now))

    def status(self, call: Call) -> Answer:
        """Answer with a bare word (platform-api 6)."""
        task = self._looked_at(call)
        return json({"code": 0, "msg": "", "data": task.status(call.now)})

    def outputs(self, call: Call) -> Answer:
        """Answer with code 804 or 813 while it lives, 805 when it failed, else its outputs.

        Right after the end the outputs may be missing once: code 0 with `data` null.
        """
        world = self._world
        task = self._looked_at(call)
        code, text, data = v1_outputs(world, task, call.now)
        window = task.ends + _JUST_ENDED * task.scale
        if code == 0 and call.now < window and task.id not in self._told_late:
            self._told_late.add(task.id)
            data = None
        return enveloped(data, code=code, msg=text)

    def cancel(self, call: Call) -> Answer:
        """Stop a task; one that has ended stays as it is, which the service may tell otherwise.

        Refused for standard models: no source knows a cancel for them (platform-api 4.4).
        """
        task = self._find(call)
        if task.kind is TaskKind.MODEL:
            raise Refusal(301, "PARAMS_INVALID: the task of a standard model cannot be cancelled")
        self._world.cancel(task, call.now)
        return json({"code": 0, "msg": "success", "errorMessages": None, "data": None})

    def _find(self, call: Call) -> EmulatedTask:
        task_id: Any = call.body.get("taskId")
        if isinstance(task_id, int) and not isinstance(task_id, bool):
            task_id = str(task_id)  # the schema of v1 says int64, the samples a string (1.5)
        if not isinstance(task_id, str) or not task_id:
            raise Refusal(301, "PARAMS_INVALID: taskId is required")
        task = self._world.find_task(task_id, call.key)
        if task is None:
            raise Refusal(807)
        return task

    def _looked_at(self, call: Call) -> EmulatedTask:
        task = self._find(call)
        self._world.ledger.looks_by_task[task.id] += 1
        return task
