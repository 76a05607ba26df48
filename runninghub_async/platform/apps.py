"""`rh.apps`: run AI apps, see what they take, and find them.

Source: platform-api 5.1 to 5.4.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Mapping
from typing import Any, Literal, TypeAlias, Unpack

import msgspec

from runninghub_async.catalog.values import close_names
from runninghub_async.errors import InvalidRequest
from runninghub_async.platform.advice import advised
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.nodes import Nodes, warn
from runninghub_async.platform.options import AppOptions, Chosen, choose, read_id
from runninghub_async.platform.pages import all_pages, check_page
from runninghub_async.platform.request import ask
from runninghub_async.platform.running import Run, plan
from runninghub_async.protocol.platform import AppListing, AppSchema, Page
from runninghub_async.protocol.platform_operations import (
    APP_LIST,
    APP_SCHEMA,
    CREATE_APP,
    RUN_APP,
)
from runninghub_async.tasks.jobs import Job
from runninghub_async.tasks.session import Session
from runninghub_async.tasks.submission import Submission
from runninghub_async.tasks.task import Task, TaskResult

__all__ = ["AppSort", "Apps", "fetch_schema"]

AppSort: TypeAlias = Literal["recommend", "hottest", "newest"]
_SORTS = ("recommend", "hottest", "newest")
LARGEST_PAGE = 50  #: apps


class Apps:
    """AI apps: `rh.apps`.

    ```python
    schema = await rh.apps.inputs("1960000000000000001")
    result = await rh.apps.run(schema, {schema.inputs[0].name: schema.inputs[0].value})
    print(result.outputs)
    ```
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __repr__(self) -> str:
        return "<Apps>"

    async def run(
        self,
        app: AppSchema | str | int,
        nodes: Nodes | None = None,
        **options: Unpack[AppOptions],
    ) -> TaskResult:
        """Run an app, wait until it ends, and return what it made.

            schema = await rh.apps.inputs("1877265245566922753")
            result = await rh.apps.run(schema, {"39.image": Path("cat.png"), "52.prompt": "a cat"})

        Inputs that are not given keep the app's own values. The app must have been run once on
        the web.

        Args:
            app: The id from the app page's URL, as text or int; or what `rh.apps.inputs(id)`
                returned: then names and values are checked before anything is sent.
            nodes: "node id.input" -> value; it is sent as text (`True` as "true"). Local media
                (a `Path`, bytes, an open binary file) is uploaded once per content, and its
                file name is sent; so is that of an earlier `Upload`. With a schema, a choice
                may be its value, its label or the `Option`; a path as text is refused where
                media is wanted, and a URL there, or media for a text, is sent with a
                `UserWarning`.
            options: `instance_type`, `personal_queue`, `retain_seconds`, `access_password`,
                `webhook_url`, `deadline`, `via`: see `AppOptions`. The older call does not list
                `personal_queue` and `retain_seconds`; they are sent to it all the same.

        Raises:
            InvalidRequest: a name, a value or an option does not fit; nothing was sent.
            UploadError: a local file could not be read or sent; nothing was submitted.
            RequestTimeout: no free place before the deadline; nothing was sent.
            SubmitUncertain: the submit got no clear answer; it was sent once.
            ApiError: the service refused; nothing was created.
            TaskFailed, TaskCancelled: how the task ended.
            TaskTimeout: the deadline passed; the task runs on, `.task_id` resumes it.

        Cancelling stops the waiting, not a task that was submitted.

        Source: platform-api 5.1, 5.2.
        """
        return await self._run(app, options).wait(nodes)

    async def submit(
        self,
        app: AppSchema | str | int,
        nodes: Nodes | None = None,
        **options: Unpack[AppOptions],
    ) -> Task:
        """Submit a run of an app and return its task at once; takes what `run` takes.

        Raises:
            InvalidRequest, UploadError, RequestTimeout, SubmitUncertain, ApiError: as for `run`.

        Cancelling a submit that is on the wire does not take it back: `rh.unfinished` has
        its id.

        Source: platform-api 5.1, 5.2.
        """
        return await self._run(app, options).submit(nodes)

    def job(
        self,
        app: AppSchema | str | int,
        nodes: Nodes | None = None,
        *,
        key: str | None = None,
        **options: Unpack[AppOptions],
    ) -> Job:
        """Return one run of an app as a job for `rh.map`; takes what `run` takes.

        Raises:
            InvalidRequest: an id or an option does not fit. What `nodes` holds is checked when
                the job runs; its outcome has the error.
        """
        return self._run(app, options).job(nodes, key)

    async def inputs(self, webapp_id: str | int) -> AppSchema:
        """Return what an app takes: names, types, current values, choices.

        Raises:
            NotFound: no such app (901), or one of the other site.
            ApiError, TransportError: the call failed. The key stands in the call's URL, and
                no error or record shows it.

        Cancelling breaks the call off.

        Source: platform-api 5.3.
        """
        return await fetch_schema(self._session, read_id("app", webapp_id))

    async def list(
        self,
        *,
        sort: AppSort = "recommend",
        days: int | None = None,
        page: int = 1,
        size: int = 20,
    ) -> Page[AppListing]:
        """Return one page of the apps that anybody may run; there is no search by words.

        Args:
            sort: "recommend", "hottest" or "newest".
            days: The hottest of so many days; with "hottest" only.
            page: From 1.
            size: Apps on a page, up to 50.

        Raises:
            InvalidRequest: one of these does not fit; nothing was sent.
            ApiError, TransportError: the call failed.

        Cancelling breaks the call off.

        Source: platform-api 5.4.
        """
        check_page("app list", page, size, largest=LARGEST_PAGE)
        fields = {**_order(sort, days), "current": page, "size": size}
        return await ask(self._session, APP_LIST, fields)

    def all(
        self, *, sort: AppSort = "recommend", days: int | None = None, size: int = LARGEST_PAGE
    ) -> AsyncIterator[AppListing]:
        """Give all apps, one page of `size` after the other: `async for app in rh.apps.all()`.

        Raises:
            InvalidRequest: an argument does not fit; nothing was sent.
            ApiError, TransportError: a page could not be fetched.

        Source: platform-api 5.4.
        """
        _order(sort, days)
        return all_pages(lambda number: self.list(sort=sort, days=days, page=number, size=size))

    def _run(self, app: object, options: AppOptions) -> Run:
        schema = app if isinstance(app, AppSchema) else None
        webapp_id = read_id("app", app if schema is None else schema.webapp_id)
        path = f"app/{webapp_id}"
        chosen = choose(path, options, AppOptions)
        if schema is not None and schema.encrypted and "accessPassword" not in chosen.fields:
            warn(f"{path}: the app is protected; it probably wants access_password=")
        make = functools.partial(_plan, webapp_id, schema, chosen)
        return Run(self._session, path, make, deadline=chosen.deadline)


async def fetch_schema(session: Session, webapp_id: str) -> AppSchema:
    """Ask what an app takes. The answer does not repeat the app's id, so it is filled in."""
    with advised("app", webapp_id):
        schema = await ask(session, APP_SCHEMA, target=webapp_id, query={"webappId": webapp_id})
    if schema.webapp_id == webapp_id:
        return schema
    return msgspec.structs.replace(schema, webapp_id=webapp_id)


def _order(sort: str, days: int | None) -> dict[str, Any]:
    order = str(sort).strip().lower()
    if order not in _SORTS:
        raise InvalidRequest(
            endpoint="app list",
            param="sort",
            reason=f"={sort!r} is no order",
            allowed=_SORTS,
            nearest=close_names(order, _SORTS),
        )
    if days is None:
        return {"sort": order.upper()}
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:
        reason = f"={days!r} is no whole number from 1"
        raise InvalidRequest(endpoint="app list", param="days", reason=reason)
    if order != "hottest":
        reason = f"means something with sort='hottest' only, not with {order!r}"
        raise InvalidRequest(endpoint="app list", param="days", reason=reason)
    return {"sort": order.upper(), "days": days}


async def _plan(
    webapp_id: str, schema: AppSchema | None, chosen: Chosen, nodes: Mapping[str, Any]
) -> Submission:
    path = f"app/{webapp_id}"
    return plan(
        "app",
        path,
        webapp_id,
        encode_app_nodes(path, nodes, schema),
        chosen,
        newer=RUN_APP,
        older=CREATE_APP,
        older_id=("webappId", int(webapp_id)),  # an int64 there (trap 16)
    )
