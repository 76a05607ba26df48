"""What all tasks of one client share."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from decimal import Decimal

import msgspec
from msgspec import UNSET, UnsetType

from runninghub_async.config import Polling
from runninghub_async.errors import ApiError, BadReply, ClientClosed, TaskTimeout, TransportError
from runninghub_async.files.download import Downloads
from runninghub_async.files.upload import Uploads
from runninghub_async.protocol.messages import (
    QueryRequest,
    QueueStatus,
    Secret,
    Submitted,
    TaskState,
)
from runninghub_async.protocol.operations import (
    CANCEL,
    QUERY,
    QUEUE_STATUS,
    Operation,
)
from runninghub_async.tasks.account import AccountTasks
from runninghub_async.tasks.history import History
from runninghub_async.tasks.lives import Lives
from runninghub_async.tasks.poller import Poller
from runninghub_async.transport.background import Background
from runninghub_async.transport.calls import Calls
from runninghub_async.transport.hooks import Hooks, logger
from runninghub_async.transport.slots import KEPT_SECONDS, Slots

__all__ = ["Session"]

ASK_SECONDS = 5.0  #: the first submit waits no longer than this for the service's own limit
REMEMBERED = 10_000  #: ids of tasks without a seen end that are kept, the newest
JOURNALS = 1_000  #: paths of journals that are kept, the newest: their history counts once

_encode = msgspec.json.Encoder().encode


class Session:
    """The machinery behind `Task`, endpoints and `map`; alive while the client is open."""

    def __init__(
        self,
        calls: Calls,
        *,
        background: Background,
        hooks: Hooks,
        slots: Slots,
        ask_for_slots: bool,
        uploads: Uploads,
        downloads: Downloads,
        polling: Polling,
        looks_at_once: int,
        report_to: Secret | None = None,
        records_url: str = "",
    ) -> None:
        self.calls = calls
        self.background = background
        self.slots = slots
        self.uploads = uploads
        self.downloads = downloads
        self.polling = polling
        self.history = History()  #: what tasks have taken, for the looks
        self._journals: OrderedDict[str, None] = OrderedDict()  #: whose history was taken up
        self.poller = Poller(
            self.query,
            background,
            polling,
            at_once=looks_at_once,
            count=self._count_tasks,
            history=self.history,
        )
        self.account = AccountTasks(self._count_tasks, background, records_url=records_url)
        self._report_to = report_to
        self._follow_service = self._ask_for_slots = ask_for_slots
        self._asking: asyncio.Future[None] | None = None
        self._unfinished: OrderedDict[str, None] = OrderedDict()
        self._held: dict[str, bool] = {}  #: task whose outcome nobody has yet -> has it ended
        self._open = False
        self._abandoned: set[asyncio.Future[None]] = set()  #: submits whose callers have gone
        self.lives = Lives(hooks)
        self._ended: OrderedDict[str, None] = OrderedDict()  #: whose cost is counted, the newest
        self.spent = Decimal(0)  #: money, by all ends that were seen, for `statistics()`
        self.closed = False  #: closing has begun
        self.submitted = 0  #: submits that the service accepted, for `statistics()`

    async def open(self) -> None:
        """Start what runs in the background."""
        await self.background.open()
        self.poller.start()
        self._open = True

    def stop(self) -> None:
        """Let nothing begin any more; what is under way goes on until `close`."""
        self.closed = True
        self.account.stop()

    def close(self, error: ClientClosed) -> None:
        """End all waiting with an error."""
        self.closed = True
        self.slots.close(error)
        self.poller.close(error)
        self.lives.close()

    def check_usable(self) -> None:
        """Raise `ClientClosed` unless the client is open and belongs to the running loop."""
        if not self._open:
            raise ClientClosed(reason="the client is not open: use `async with RunningHub() as rh`")
        if self.closed:
            raise ClientClosed(task_ids=self.unfinished)
        self.background.check_loop()

    def reports_to(self, webhook_url: str | UnsetType | None) -> str | None:
        """Where the end of a task is reported: as it was said, else to our own receiver."""
        if webhook_url is not UNSET:
            return webhook_url
        return self._report_to.reveal() if self._report_to is not None else None

    def takes_up(self, journal: str) -> bool:
        """Whether the history that a journal has kept is new here; from now on it is not."""
        if journal in self._journals:
            return False
        self._journals[journal] = None
        if len(self._journals) > JOURNALS:
            self._journals.popitem(last=False)
        return True

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Ids of submitted tasks without a seen end, the newest 10,000."""
        return tuple(self._unfinished)

    def note_submitted(self, task_id: str) -> None:
        """Remember a task until its end is seen."""
        self.submitted += 1
        self.remember(task_id)

    def remember(self, task_id: str) -> None:
        """Keep an id that nobody has been told of, or whose end nobody has."""
        self._unfinished[task_id] = None
        if len(self._unfinished) > REMEMBERED:
            self._unfinished.popitem(last=False)

    def note_ended(self, task_id: str) -> None:
        """Forget a task whose end the user has; the place that is kept for it is free.

        A look that found the end is not enough: who waited for it may have gone by then.
        """
        self.slots.ended(task_id)
        if task_id in self._held:
            self._held[task_id] = True
        else:
            self._unfinished.pop(task_id, None)

    def hold(self, task_id: str) -> None:
        """Keep a task among the unfinished ones until its outcome is handed over."""
        self._held[task_id] = False

    def hand_over(self, task_id: str) -> None:
        """Somebody has the outcome now: forget the task, if its end was seen."""
        if self._held.pop(task_id, False):
            self._unfinished.pop(task_id, None)

    def let_go(self, task_ids: Iterable[str]) -> None:
        """Nobody will take these outcomes: they are paid, and stay among the unfinished ones."""
        for task_id in task_ids:
            self._held.pop(task_id, None)

    def note_abandoned(self, submit: asyncio.Future[Submitted]) -> None:
        """Remember a submit whose caller has gone until it is over."""
        over = self.background.over(submit)
        self._abandoned.add(over)
        over.add_done_callback(self._abandoned.discard)

    async def settle_abandoned(self, seconds: float) -> None:
        """Wait for submits whose callers have gone, so that what becomes of them is known."""
        if self._abandoned:
            await asyncio.wait(self._abandoned, timeout=seconds)

    async def query(self, task_id: str) -> TaskState:
        """Look at a task once. No repeats: whoever looks comes again."""
        return await self._look(QUERY, task_id, single=True)

    async def look_at(self, task_id: str, operation: Operation[TaskState] = QUERY) -> TaskState:
        """Look at a task once, repeating a look that gets no answer; errors name the task."""
        try:
            async with self.background.ends_with_client():
                state = await self._look(operation, task_id, single=False)
        except (ApiError, TransportError) as error:
            error.task_id = task_id
            raise
        if state.finished:
            self.note_ended(task_id)
        return state

    async def _look(
        self, operation: Operation[TaskState], task_id: str, *, single: bool
    ) -> TaskState:
        content = _encode(QueryRequest(task_id))
        with self.lives.about(task_id):
            state = await self.calls.call(operation, content=content, single=single)
        if state.task_id and state.task_id != task_id:
            raise BadReply(
                operation=operation.name,
                reason=f"an answer about another task ({state.task_id:.30})",
                status=200,
                task_id=task_id,
            )
        if not state.task_id:
            state = msgspec.structs.replace(state, task_id=task_id)
        if state.finished:
            self.slots.ended(task_id)
            self.count_end(state)
        return state

    def count_end(self, state: TaskState) -> None:
        """Count what a task has cost, once, and end its record."""
        self.lives.ended(state)
        if state.task_id in self._ended:
            return
        self._ended[state.task_id] = None
        if len(self._ended) > REMEMBERED:
            self._ended.popitem(last=False)
        self.spent += state.usage.total_money or 0

    def see_end(self, task_id: str) -> None:
        """Look at a task that another process has left, until its place is free again."""
        self.background.start(self._see_end(task_id))

    async def _see_end(self, task_id: str) -> None:
        try:
            await self.poller.wait(task_id, seconds=KEPT_SECONDS)
        except ApiError:  # nobody knows it: it takes no place
            self.slots.ended(task_id, seen=False)
        except (TransportError, TaskTimeout) as error:
            logger.info("%s: its place is kept for a while", error)

    async def cancel(self, task_id: str) -> None:
        """Ask the service to end a task, and look at once at what became of it."""
        try:
            async with self.background.ends_with_client():
                with self.lives.about(task_id):
                    await self.calls.call(CANCEL, content=_encode(QueryRequest(task_id)))
        except (ApiError, TransportError) as error:
            error.task_id = task_id
            raise
        self.poller.report(task_id)

    async def learn_slots(self) -> None:
        """Ask the service once for its limit on tasks at once; no answer is no error."""
        if not self._ask_for_slots:
            return
        if self._asking is None:
            self._asking = self.background.start(self._ask())
        await asyncio.shield(self._asking)

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(ASK_SECONDS):
                status = await self.calls.call(QUEUE_STATUS, single=True)
        except (ApiError, TransportError, TimeoutError) as error:
            logger.info("no queue status (%s): the limit is learned", type(error).__name__)
        else:
            self._believe(status)
            if status.tasks is not None:
                self.poller.count_too()
        self._ask_for_slots = False

    async def _count_tasks(self) -> int | None:
        status = await self.calls.call(QUEUE_STATUS, single=True)
        self._believe(status)
        return status.tasks

    def _believe(self, status: QueueStatus) -> None:
        """Let the places follow what the service says of them, unless the user has set them."""
        self.account.tell(status.tasks)
        if self._follow_service and status.limit is not None and status.limit > 0:
            self.slots.set_ceiling(status.limit, running=status.running, queued=status.queued)
