"""`RunningHub`: opens, owns and closes everything."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Sequence, Sized
from contextlib import AsyncExitStack
from decimal import Decimal
from functools import cached_property
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

import anyio
import msgspec

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.config import (
    VERSION,
    Limits,
    Polling,
    Retry,
    Timeouts,
    resolve_base_url,
    resolve_key,
)
from runninghub_async.errors import ClientClosed, ConfigError, InvalidRequest
from runninghub_async.files.download import Downloads
from runninghub_async.files.upload import Uploads
from runninghub_async.models import Models
from runninghub_async.protocol.messages import Secret
from runninghub_async.tasks.account import records_page
from runninghub_async.tasks.endpoint import Endpoint, Options
from runninghub_async.tasks.jobs import Job, MapOptions, Outcome, ResumeOptions
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.task import Task
from runninghub_async.transport.background import Background
from runninghub_async.transport.calls import Calls
from runninghub_async.transport.hooks import Hook, Hooks, logger
from runninghub_async.transport.hosts import Reach
from runninghub_async.transport.http import Http, Transport
from runninghub_async.transport.membership import SharedLimits, membership
from runninghub_async.webhooks import WebhookReceiver

if TYPE_CHECKING:
    from runninghub_async.journal.journal import Journal
    from runninghub_async.platform.account import Account
    from runninghub_async.platform.apps import Apps
    from runninghub_async.platform.assets import Assets
    from runninghub_async.platform.comfy import Comfy
    from runninghub_async.platform.files import Files
    from runninghub_async.platform.legacy import Tasks
    from runninghub_async.platform.quick_create import QuickCreate
    from runninghub_async.platform.webhooks import Webhooks
    from runninghub_async.platform.workflows import Workflows

__all__ = ["RunningHub", "Statistics"]

_PATH = r"[\w.\-]+(/[\w.\-]+)*"
_TASK_ID = r"[\w-]{1,100}"  # digits; a prompt of the ComfyUI proxy has letters and dashes
#: Seconds that closing waits for submits that are under way, so that their ids are known.
CLOSE_GRACE = 5.0


class Statistics(msgspec.Struct, frozen=True, kw_only=True):
    """A quick look at what the client does now and has done; it prints as three short lines.

    ```python
    now = rh.statistics()
    print(f"{now.running} of {now.slots} places taken, {now.waiting_for_slot} wait for one")
    ```
    """

    requests: int  #: attempts of calls to the API
    submitted: int  #: submits that were accepted
    looks: int
    uploads: int  #: files sent
    uploads_shared: int  #: times that an upload was used again
    downloads: int  #: files saved
    watched: int  #: tasks that somebody waits for now
    running: int  #: places for tasks that are held now
    waiting_for_slot: int  #: callers that wait for a place for a task
    slots: int  #: places that are believed to exist
    connections: int  #: open now
    waiting_for_connection: int
    waiting_for_rate: int
    rate: float | None  #: requests a second that may leave now; None is no limit
    spent: Decimal = Decimal(0)  #: money of the tasks whose end was seen, as far as it was told
    bytes_uploaded: int = 0  #: of files that were sent whole
    bytes_downloaded: int = 0

    def __repr__(self) -> str:
        rate = "no limit" if self.rate is None else f"{self.rate:g} a second"
        return (
            f"<Statistics tasks: {self.running} of {self.slots} places, "
            f"{self.waiting_for_slot} waiting, {self.watched} watched, "
            f"{self.submitted} submitted, {self.spent} spent\n"
            f" requests: {self.requests} ({self.looks} looks), {self.waiting_for_rate} waiting, "
            f"{rate}; {self.connections} connections, {self.waiting_for_connection} waiting\n"
            f" files: {self.uploads} up ({self.bytes_uploaded:,} bytes, {self.uploads_shared} "
            f"shared), {self.downloads} down ({self.bytes_downloaded:,} bytes)>"
        )


class RunningHub:
    """An asyncio client for RunningHub.

    The constructor does no I/O and starts nothing; `async with` does. One client serves
    any number of concurrent calls of one event loop.

    ```python
    async with RunningHub() as rh:  # the key comes from RUNNINGHUB_API_KEY
        clip = await rh.models.vidu.text_to_video(prompt="a cat surfs")
        paths = await clip.download("clips/")
    ```

    Args:
        api_key: The key; else `RUNNINGHUB_API_KEY` or `RH_API_KEY`.
        site: "ai" or "cn"; keys, balances, files and tasks are not shared between them.
        base_url: Another host, with or without `/openapi/v2`; else `RUNNINGHUB_BASE_URL`
            or `RH_API_BASE_URL`.
        timeouts, retry, limits, polling: See the settings of these names.
        transport: An `httpx.AsyncBaseTransport` instead of the client's own connections;
            the client closes it.
        hooks: Called with an `Attempt` for each attempt of each call, downloads included; plain or
            async. One with a method `on_task` gets a `TaskRecord` for each step of each task by
            it; `runninghub_async.otel.OpenTelemetry()` is one that makes spans and metrics.
        allow_private_hosts: Fetch results from, and send LoRAs to, addresses in private networks
            when an answer names them; always so where the API is at such an address itself.
        webhooks: A mounted receiver: its URL goes into every submit, its events wake whoever
            waits, and looks become as rare as `polling.reported`.
        shared: `fleet.RedisLimits(url)`: all processes with this key keep one limit together.

    Raises:
        ConfigError: no key, an unknown site, a bad URL, settings of another kind.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        site: str = "ai",
        base_url: str | None = None,
        timeouts: Timeouts = Timeouts(),
        retry: Retry = Retry(),
        limits: Limits = Limits(),
        polling: Polling = Polling(),
        transport: Transport | None = None,
        hooks: Sequence[Hook] = (),
        allow_private_hosts: bool = False,
        webhooks: WebhookReceiver | None = None,
        shared: SharedLimits | None = None,
    ) -> None:
        self._state, self._base_url = "new", ""  # what its repr shows, if the rest fails
        try:
            self._base_url = resolve_base_url(base_url, site)
            secret = Secret(resolve_key(api_key))
        finally:
            del api_key, base_url  # reports of errors show local variables
        for value, kind in (
            *((timeouts, Timeouts), (retry, Retry)),
            *((limits, Limits), (polling, Polling)),
        ):
            if not isinstance(value, kind):
                reason = f"is a {type(value).__name__}, no {kind.__name__}"
                raise ConfigError(setting=kind.__name__.lower(), reason=reason)
        reach = Reach(self._base_url, private=allow_private_hosts)
        self._http = Http(timeouts=timeouts, limits=limits, transport=transport, reach=reach)
        self._hooks = Hooks(hooks)
        self._member = membership(shared, base_url=self._base_url, api_key=secret, limits=limits)
        self._pacer, self._slots = self._member.pacer, self._member.slots
        self._background = Background()
        agent = f"runninghub-async/{VERSION}"
        self._calls = Calls(
            self._http,
            base_url=self._base_url,
            api_key=secret,
            retry=retry,
            pacer=self._pacer,
            hooks=self._hooks,
            user_agent=agent,
        )
        half = max(1, limits.connections // 2)  # files must not take every connection
        self._uploads = Uploads(self._calls, self._background, at_once=min(limits.uploads, half))
        self._downloads = Downloads(
            self._http,
            self._background,
            retry=retry,
            at_once=min(limits.downloads, half),
            largest=limits.largest_file,
            user_agent=agent,
            hooks=self._hooks,
        )
        self._session = Session(
            self._calls,
            background=self._background,
            hooks=self._hooks,
            slots=self._slots,
            ask_for_slots=limits.slots is None,
            uploads=self._uploads,
            downloads=self._downloads,
            polling=polling,
            looks_at_once=half,
            report_to=webhooks.url if webhooks is not None else None,
            records_url=records_page(self._base_url),
        )
        self._receiver = webhooks
        self._closed = asyncio.Event()
        self.models = Models(builtin_table, self._session)

    def __repr__(self) -> str:
        return f"<RunningHub {self._base_url} {self._state}>"

    async def __aenter__(self) -> Self:
        if self._state != "new":
            raise ClientClosed(reason=f"the client is {self._state}: make a new one")
        if self._receiver is not None:  # it may serve another client already
            self._receiver.attach(self._session.poller.report)
        self._state = "opening"
        try:
            await self._http.start()
            await self._session.open()
            await self._member.open(adopt=self._session.see_end)
            if self._state != "opening":
                raise ClientClosed(reason="the client was closed while it was being opened")
        except BaseException:
            self._state = "closed"
            await self._end()
            raise
        self._state = "open"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None and self.unfinished:
            ids = ", ".join(self.unfinished[:20]) + (" …" if len(self.unfinished) > 20 else "")
            logger.warning("closing with %d tasks that run on: %s", len(self.unfinished), ids)
        await self.aclose()

    async def aclose(self) -> None:
        """Close everything. Whoever still waits gets `ClientClosed` with all task ids.

        Waits up to five seconds for submits that are under way, so that their ids are known.
        """
        if self._state == "open":
            self._state = "closed"
            await self._end()
        elif self._state != "new":  # somebody else closes it now, or has; or it is being opened
            self._state = "closed"
            await self._closed.wait()

    async def _end(self) -> None:
        if self._receiver is not None:
            self._receiver.detach()
        self._session.stop()
        self._pacer.stop(2 * CLOSE_GRACE)  # nothing new leaves meanwhile
        # An anyio scope that was cancelled round the client would cancel every await in here,
        # and what is on the wire would be lost instead of waited for. All of it is bounded.
        with anyio.CancelScope(shield=True):
            async with AsyncExitStack() as stack:  # all of it happens, also when it is cancelled
                stack.callback(self._closed.set)
                stack.push_async_callback(self._member.aclose)
                stack.push_async_callback(self._http.aclose)
                stack.push_async_callback(self._hooks.aclose)
                stack.push_async_callback(self._end_all)
                await self._calls.settle(CLOSE_GRACE)

    async def _end_all(self) -> None:
        closed = ClientClosed(task_ids=self.unfinished)
        self._session.close(closed)
        self._pacer.close(closed)
        self._http.close(closed)
        await self._background.aclose(closed)

    # The namespaces beside the models' are imported when they are first used: most programs
    # use one or two of them, and start-up is counted in milliseconds.

    @cached_property
    def workflows(self) -> Workflows:
        """ComfyUI workflows: run, submit, graph, models that they can name."""
        from runninghub_async.platform.workflows import Workflows

        return Workflows(self._session)

    @cached_property
    def apps(self) -> Apps:
        """AI apps: run, submit, inputs, list."""
        from runninghub_async.platform.apps import Apps

        return Apps(self._session)

    @cached_property
    def quick_create(self) -> QuickCreate:
        """Quick create: its models, run, submit."""
        from runninghub_async.platform.quick_create import QuickCreate

        return QuickCreate(self._session)

    @cached_property
    def files(self) -> Files:
        """Uploads: media by either call, and LoRAs."""
        from runninghub_async.platform.files import Files

        return Files(self._session)

    @cached_property
    def account(self) -> Account:
        """What the account owns, runs and may run."""
        from runninghub_async.platform.account import Account

        return Account(self._session)

    @cached_property
    def assets(self) -> Assets:
        """SparkVideo assets and their groups."""
        from runninghub_async.platform.assets import Assets

        return Assets(self._session)

    @cached_property
    def comfy(self) -> Comfy:
        """The native ComfyUI proxy; `.plus` is its twin with 48 GB."""
        from runninghub_async.platform.comfy import Comfy

        return Comfy(self._session)

    @cached_property
    def tasks(self) -> Tasks:
        """The old calls about tasks; `rh.task(id)` is the way to go."""
        from runninghub_async.platform.legacy import Tasks

        return Tasks(self._session)

    @cached_property
    def webhooks(self) -> Webhooks:
        """What became of a task's webhook, and sending it again."""
        from runninghub_async.platform.webhooks import Webhooks

        return Webhooks(self._session)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Ids of tasks that this client submitted and whose end nobody has seen.

        Also those whose outcome a `map` that was left early did not hand out. The newest
        10,000.
        """
        return self._session.unfinished

    def statistics(self) -> Statistics:
        """Return what the client does now and has done so far."""
        return Statistics(
            requests=self._calls.sent,
            submitted=self._session.submitted,
            looks=self._session.poller.looks,
            uploads=self._uploads.sent,
            uploads_shared=self._uploads.shared,
            downloads=self._downloads.done,
            watched=len(self._session.poller.watched),
            running=self._slots.held,
            waiting_for_slot=self._slots.waiting,
            slots=self._slots.limit,
            connections=self._http.pool.open,
            waiting_for_connection=self._http.pool.waiting,
            waiting_for_rate=self._pacer.waiting,
            rate=self._pacer.rate,
            spent=self._session.spent,
            bytes_uploaded=self._uploads.bytes,
            bytes_downloaded=self._downloads.bytes,
        )

    def task(self, task_id: str) -> Task:
        """Reattach to a task by its id, also one that another process submitted.

        Raises:
            InvalidRequest: an empty id, or a text that can be none.
        """
        task_id = str(task_id).strip()
        if not re.fullmatch(_TASK_ID, task_id):
            reason = f"={task_id!r:.80} is no id of a task" if task_id else "is empty"
            raise InvalidRequest(endpoint="task", param="task_id", reason=reason)
        return Task(task_id, self._session)

    def model(self, name: str, *, unchecked: bool = False) -> Endpoint:
        """Return an endpoint by path, docs title or alias; case does not matter.

        Args:
            unchecked: Take a path that the table does not know (yet), and send to it what
                is given.

        Raises:
            UnknownModel: there is none; `.nearest` holds the closest paths.
        """
        if not unchecked:
            return self.models.find(name)
        path = name.strip().strip("/")
        if not re.fullmatch(_PATH, path) or ".." in path:
            raise InvalidRequest(endpoint=name, reason="is no endpoint path")
        if path in builtin_table().paths:
            return self.models.find(path).with_options(unchecked=True)
        row = Row(path=path, title=path, kind="video", confidence="low")
        return Endpoint(Definition(row), self._session, Options(unchecked=True))

    def map(
        self, jobs: Iterable[Job] | AsyncIterable[Job], **options: Unpack[MapOptions]
    ) -> AsyncGenerator[Outcome, None]:
        """Run one task for each job; give each outcome as soon as it is there.

        No job harms another: what goes wrong is in its outcome. The input may be endless
        and asynchronous; memory is bounded by what is in flight, and a slow consumer
        slows the starting of new jobs. A full service is waited out, not reported.

        Args:
            jobs: What to run. A job's endpoint is an endpoint, a workflow or an app (see
                `rh.workflows.job`), or an endpoint's name.
            options: See `MapOptions`: `concurrency`, `deadline`, `run_deadline`,
                `download_to`, `ordered`, `stop_after`, `task_retries`, `journal`,
                `retry_failed`, `budget`, `on_progress`, `on_cancel`.

        Raises:
            ClientClosed: the client was closed meanwhile; it carries the ids of the tasks
                that run on. What `jobs` itself raises comes out after the last outcome.
            ConfigError: an option is out of range.
            JournalError: the journal cannot be used.

        Cancelling, or leaving the loop early, stops the waiting, not the tasks that were
        submitted (`on_cancel` says otherwise): `rh.unfinished` has their ids, and so has the
        journal.
        """
        from runninghub_async.tasks.batch import run_batch  # most programs never run a batch
        from runninghub_async.tasks.plan import Plan

        total = len(jobs) if isinstance(jobs, Sized) else None
        plan = Plan.of_map(options)
        return run_batch(self._session, jobs, plan, resolve=self.model, total=total)

    def resume(
        self, journal: Journal | str | PathLike[str], **options: Unpack[ResumeOptions]
    ) -> AsyncGenerator[Outcome, None]:
        """Bring what a journal holds to its end, without the jobs that made it.

        Waits for the tasks that run, fetches the results that are missing, and tells what is
        uncertain. Nothing is submitted: a job that has no task yet is "skipped"; `map` with
        the same jobs and the same journal submits it.

        Args:
            journal: A `Journal`, or the path of one.
            options: See `ResumeOptions`: `concurrency`, `deadline`, `run_deadline`,
                `download_to`, `ordered`, `on_progress`.

        Raises:
            JournalError: the journal cannot be used: another process has it, or it is none.
            ClientClosed: the client was closed meanwhile.

        Cancelling stops the waiting; resume again.
        """
        from runninghub_async.tasks.batch import resume_batch
        from runninghub_async.tasks.plan import Plan

        return resume_batch(self._session, journal, Plan.of_resume(options))
