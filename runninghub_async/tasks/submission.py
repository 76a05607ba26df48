"""What is submitted, and who is told what becomes of it: values, before anything happens."""

from __future__ import annotations

from typing import ClassVar, Protocol

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.files.body import Encoded
from runninghub_async.protocol.discreet import Discreet
from runninghub_async.protocol.messages import Submitted
from runninghub_async.protocol.operations import Operation
from runninghub_async.tasks.progress import CountNodes
from runninghub_async.tasks.task import TaskKind

__all__ = ["Submission", "Witness"]


class Witness(Protocol):
    """Is told what becomes of a submit, and writes it down, so that a crash loses nothing."""

    @property
    def priority(self) -> int:
        """Its place in the line for a place: lower goes first."""
        ...

    def waiting(self) -> None:
        """It waits for a place. May come again: a full service sends it back into the line."""
        ...

    async def leaving(self, body_hash: str) -> None:
        """The request is about to leave; it does not before this returns. May come again."""
        ...

    async def accepted(self, task_id: str, kind: TaskKind) -> None:
        """There is a task; nobody looks at it before this returns."""
        ...

    def refused(self, reason: str, code: int | str | None) -> None:
        """Surely nothing was created."""
        ...

    def unclear(self, reason: str) -> None:
        """There was no clear answer."""
        ...


class Submission(Discreet, frozen=True, kw_only=True):
    """What is submitted: which call, about what, with which body."""

    _HIDDEN: ClassVar[tuple[str, ...]] = ("webhook_url",)

    operation: Operation[Submitted]
    encoded: Encoded
    target: str  #: what stands in the call's path
    kind: TaskKind
    #: Where the end is reported; not given: to the client's receiver, if it has one.
    webhook_url: str | UnsetType | None = UNSET
    task_deadline: float | UnsetType | None = UNSET
    #: The older call that does the same, for a service that does not know the newer one.
    otherwise: Submission | None = None
    count_nodes: CountNodes | None = None  #: of a workflow's graph, for `Task.progress`
    witness: Witness | None = None

    @property
    def endpoint(self) -> str:
        """What messages call it."""
        return self.encoded.endpoint

    def with_witness(self, witness: Witness) -> Submission:
        """The same, watched."""
        otherwise = self.otherwise and self.otherwise.with_witness(witness)
        return msgspec.structs.replace(self, witness=witness, otherwise=otherwise)
