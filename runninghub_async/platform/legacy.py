"""`rh.tasks`: tasks by their ids, with the older calls; and their cancelling.

Waiting goes by `rh.task(id)`, whose query serves tasks of every kind.
"""

from __future__ import annotations

from runninghub_async.platform.request import required_text
from runninghub_async.protocol.messages import TaskState
from runninghub_async.protocol.operations import LEGACY_OUTPUTS, LEGACY_STATUS, Operation
from runninghub_async.tasks.session import Session

__all__ = ["Tasks"]


class Tasks:
    """Looks at tasks by the older calls, and ends them.

    ```python
    task = await rh.workflows.submit("1950000000000000001", {"6.text": "a cat"})
    print((await rh.tasks.legacy_status(task.id)).status)
    await rh.tasks.cancel(task.id)
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return f"<Tasks at {self._session.calls.base_url}>"

    async def legacy_status(self, task_id: str) -> TaskState:
        """Return where a task stands: its status alone, no outputs and no reason.

        Raises:
            InvalidRequest: an empty id.
            NotFound: there is no such task (807, 423), or it is of another key.
            ApiError, TransportError: the look failed; the task may be alive.

        Source: platform-api 6 (deprecated there, still answered).
        """
        return await self._look(LEGACY_STATUS, "tasks.legacy_status", task_id)

    async def legacy_outputs(self, task_id: str) -> TaskState:
        """Return where a task stands, and what it made or why it failed.

        Running (804), queued (813) and failed (805) are states, not errors. A task whose
        outputs are not there yet counts as running; while it runs, `.socket_url` may tell
        where its progress is told.

        Raises:
            InvalidRequest: an empty id.
            NotFound: there is no such task (807, 423), or it is of another key.
            ApiError, TransportError: the look failed; the task may be alive.

        Source: platform-api 6 (deprecated there, still answered).
        """
        return await self._look(LEGACY_OUTPUTS, "tasks.legacy_outputs", task_id)

    async def cancel(self, task_id: str) -> None:
        """Ask the service to end a task; also a prompt of `rh.comfy`, by its prompt id.

        Returns when the service has taken the wish; how the task ended, only a look tells
        (`CANCEL` is expected, `FAILED` possible). Cancelling again changes nothing.
        Documented for workflows; that apps have it is doubtful, and no cancel is known for
        standard models.

        Raises:
            InvalidRequest: an empty id.
            NotFound: there is no such task (807, 423).
            ApiError: the service refused; the task runs on.
            TransportError: no usable answer after all attempts; the task may run on.

        Cancelling this call does not take the wish back.

        Source: platform-api 4.4.
        """
        task_id = required_text("tasks.cancel", "task_id", task_id)
        self._session.check_usable()
        await self._session.cancel(task_id)

    async def _look(self, operation: Operation[TaskState], call: str, task_id: str) -> TaskState:
        task_id = required_text(call, "task_id", task_id)
        self._session.check_usable()
        return await self._session.look_at(task_id, operation)
