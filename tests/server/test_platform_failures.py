"""Every call of the tables over real HTTP: it works, and it fails in more than one way.

The calls that work are those of the fault matrix, the ways to fail are data here. A row of the
tables that has none fails the first test here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, NamedTuple

import pytest
from trouble.calls import BY_ROW
from trouble.needs import APP, FLOW, Scene

from runninghub_async.emulator import Fault
from runninghub_async.errors import (
    ApiError,
    AuthError,
    BadReply,
    ConnectionLost,
    ContentRejected,
    InvalidRequest,
    NotFound,
    RateLimited,
    RequestRefused,
    RunningHubError,
    ServiceError,
    SubmitUncertain,
    TransportError,
)
from runninghub_async.protocol import operations, platform_operations
from runninghub_async.protocol.operations import Operation

UNKNOWN = "1999999999999999999"
NO_GRAPH = {"1": {"class_type": "No Such Node", "inputs": {}}}


Act = Callable[[Scene], Awaitable[Any]]


class Fails(NamedTuple):
    """One way to fail: the call, what goes wrong, and the error with its code or HTTP status."""

    error: type[RunningHubError]
    number: int | None = None
    fault: str = ""  #: what happens to the call, for ever
    key: str = ""  #: "wrong" or "consumer"; else the owner's
    act: Act | None = None  #: where it is not the call that works


def wrong_key(number: int) -> Fails:
    return Fails(AuthError, number, key="wrong")


GATEWAY = Fails(ServiceError, 502, fault="html 502")
UNCLEAR = Fails(SubmitUncertain, fault="html 502")
CUT_OFF = Fails(ConnectionLost, fault="half")
NOTHING = Fails(BadReply, fault="empty")
BUSY = Fails(RateLimited, 429, fault="http 429")


# -- the failures, by the name of the row --------------------------------------------------------

FAILS: dict[str, tuple[Fails, ...]] = {
    "submit": (
        Fails(AuthError, 1014, key="consumer"),
        Fails(ContentRejected, 1501, fault="code 1501"),
        wrong_key(1002),
        UNCLEAR,
    ),
    "query": (
        Fails(NotFound, 1004, act=lambda it: it.rh.task(UNKNOWN).status()),
        BUSY,
        GATEWAY,
        NOTHING,
    ),
    "price": (
        Fails(AuthError, 1014, key="consumer"),
        Fails(RequestRefused, 1007, fault="code 1007"),
        wrong_key(1002),
        GATEWAY,
    ),
    "cancel": (
        Fails(NotFound, 807, act=lambda it: it.rh.tasks.cancel(UNKNOWN)),
        wrong_key(802),
        GATEWAY,
    ),
    "legacy status": (
        Fails(NotFound, 807, act=lambda it: it.rh.tasks.legacy_status(UNKNOWN)),
        wrong_key(802),
        GATEWAY,
    ),
    "legacy outputs": (
        Fails(NotFound, 807, act=lambda it: it.rh.tasks.legacy_outputs(UNKNOWN)),
        wrong_key(802),
        CUT_OFF,
    ),
    "upload": (Fails(RequestRefused, 809, fault="code 809"), wrong_key(401), GATEWAY),
    "queue status": (wrong_key(1002), GATEWAY, BUSY),
    "workflow run": (
        Fails(NotFound, 380, act=lambda it: it.rh.workflows.submit(UNKNOWN, via="run")),
        Fails(
            RequestRefused,
            803,
            act=lambda it: it.rh.workflows.submit(FLOW, {"99.text": "x"}, via="run"),
        ),
        wrong_key(1002),
        UNCLEAR,
    ),
    "workflow create": (
        Fails(NotFound, 380, act=lambda it: it.rh.workflows.submit(UNKNOWN, via="create")),
        Fails(
            RequestRefused,
            803,
            act=lambda it: it.rh.workflows.submit(FLOW, {"99.text": "x"}, via="create"),
        ),
        wrong_key(802),
        UNCLEAR,
    ),
    "workflow json": (
        Fails(NotFound, 380, act=lambda it: it.rh.workflows.graph(UNKNOWN)),
        Fails(RequestRefused, 810, fault="code 810"),
        wrong_key(802),
    ),
    "app run": (
        Fails(NotFound, 901, act=lambda it: it.rh.apps.submit(UNKNOWN, via="run")),
        Fails(
            RequestRefused,
            803,
            act=lambda it: it.rh.apps.submit(APP, {"99.text": "x"}, via="run"),
        ),
        wrong_key(1002),
        UNCLEAR,
    ),
    "app create": (
        Fails(NotFound, 901, act=lambda it: it.rh.apps.submit(UNKNOWN, via="create")),
        Fails(
            RequestRefused,
            803,
            act=lambda it: it.rh.apps.submit(APP, {"99.text": "x"}, via="create"),
        ),
        wrong_key(802),
        UNCLEAR,
    ),
    "app schema": (
        Fails(NotFound, 901, act=lambda it: it.rh.apps.inputs(UNKNOWN)),
        wrong_key(802),
        GATEWAY,
    ),
    "app list": (wrong_key(1002), Fails(RequestRefused, 301, fault="code 301"), GATEWAY, CUT_OFF),
    "resource list": (
        wrong_key(1002),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
        NOTHING,
    ),
    "quick create models": (
        Fails(NotFound, 901, act=lambda it: it.rh.quick_create.models(UNKNOWN)),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
    ),
    "quick create": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.quick_create.submit(APP, "999")),
        Fails(AuthError, 802, fault="code 802"),
        UNCLEAR,
    ),
    "legacy upload": (Fails(RequestRefused, 809, fault="code 809"), wrong_key(802), GATEWAY),
    "lora upload url": (
        wrong_key(802),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
        CUT_OFF,
    ),
    "account": (wrong_key(1601), GATEWAY, NOTHING),
    "key list": (wrong_key(1002), GATEWAY, BUSY),
    "webhook detail": (
        Fails(NotFound, 807, act=lambda it: it.rh.webhooks.detail(UNKNOWN)),
        wrong_key(802),
        GATEWAY,
    ),
    "webhook resend": (
        Fails(RequestRefused, 1, act=lambda it: it.rh.webhooks.resend("77")),
        wrong_key(802),
        GATEWAY,
    ),
    "assets create": (
        Fails(
            RequestRefused,
            301,
            act=lambda it: it.rh.assets.create("https://x.example/a.png", group="no-group"),
        ),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets query": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.query("zz")),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets list": (
        wrong_key(1002),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
        NOTHING,
    ),
    "assets update": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.update("zz", name="new")),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets delete": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.delete("zz")),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets groups create": (
        wrong_key(1002),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
    ),
    "assets groups list": (
        wrong_key(1002),
        Fails(RequestRefused, 301, fault="code 301"),
        GATEWAY,
        CUT_OFF,
    ),
    "assets groups query": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.groups.query("zz")),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets groups update": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.groups.update("zz", name="n")),
        wrong_key(1002),
        GATEWAY,
    ),
    "assets groups delete": (
        Fails(RequestRefused, 301, act=lambda it: it.rh.assets.groups.delete("zz")),
        wrong_key(1002),
        GATEWAY,
    ),
    "comfy prompt": (
        Fails(RequestRefused, 400, act=lambda it: it.rh.comfy.prompt(NO_GRAPH)),
        wrong_key(401),
        UNCLEAR,
    ),
    "comfy read": (wrong_key(401), GATEWAY, Fails(NotFound, 404, fault="http 404"), NOTHING),
    "comfy view": (
        Fails(NotFound, 404, act=lambda it: it.rh.comfy.view("nope.png")),
        wrong_key(401),
        GATEWAY,
    ),
    "comfy upload": (
        wrong_key(401),
        Fails(RequestRefused, 413, fault="http 413"),
        GATEWAY,
        CUT_OFF,
    ),
}


def rows(*modules: ModuleType) -> list[str]:
    """The names of all rows of the tables."""
    return [
        value.name
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Operation)
    ]


ROWS = rows(operations, platform_operations)


@asynccontextmanager
async def scene(emulated: Any, client: Any, key: str = "") -> AsyncIterator[Scene]:
    async with emulated() as (emu, owner):
        keys = {"wrong": "f00d" * 8, "consumer": emu.consumer_key}
        async with client(emu.base_url, api_key=keys.get(key, emu.api_key)) as rh:
            with TemporaryDirectory() as folder:
                yield Scene(emu, owner, rh, Path(folder), 30.0, asyncio.Event())


@pytest.mark.parametrize("name", ROWS)
def test_every_row_has_a_success_and_two_failures_that_differ(name: str) -> None:
    assert len({(one.error, one.number) for one in FAILS[name]}) >= 2


def test_there_is_no_case_of_a_row_that_is_gone() -> None:
    assert sorted(FAILS) == sorted(BY_ROW) == sorted(ROWS)


@pytest.mark.parametrize("name", ROWS)
async def test_it_works(emulated: Any, client: Any, name: str) -> None:
    async with scene(emulated, client) as it:
        await BY_ROW[name].works(it)
        assert it.emu.ledger.requests[BY_ROW[name].when] >= 1


FAILURES = [
    pytest.param(name, one, id=f"{name}: {one.error.__name__} {one.number or one.fault}")
    for name, cases in FAILS.items()
    for one in cases
]


@pytest.mark.parametrize(("name", "case"), FAILURES)
async def test_it_fails(emulated: Any, client: Any, name: str, case: Fails) -> None:
    when = BY_ROW[name].when
    async with scene(emulated, client, case.key) as it:
        if case.fault:
            # What the call needs is made before, by the same operation now and then.
            it.emu.faults.append(Fault(when, case.fault, times=None, retry_after=0.01))
        with pytest.raises(case.error) as caught:
            await (case.act or BY_ROW[name].works)(it)
        error = caught.value
        assert type(error) is case.error
        if isinstance(error, ApiError):
            assert case.number in (error.code, error.http_status)
        assert it.emu.ledger.requests[when] >= 1


# -- what the errors say -----------------------------------------------------------------------

NAMED: list[tuple[str, Act, str]] = [
    ("cancel", lambda it: it.rh.tasks.cancel(UNKNOWN), UNKNOWN),
    ("legacy status", lambda it: it.rh.tasks.legacy_status(UNKNOWN), UNKNOWN),
    ("legacy outputs", lambda it: it.rh.tasks.legacy_outputs(UNKNOWN), UNKNOWN),
    ("webhook detail", lambda it: it.rh.webhooks.detail(UNKNOWN), UNKNOWN),
    ("webhook resend", lambda it: it.rh.webhooks.resend("77"), "77"),
    ("quick create models", lambda it: it.rh.quick_create.models(UNKNOWN), UNKNOWN),
    ("app schema", lambda it: it.rh.apps.inputs(UNKNOWN), UNKNOWN),
    ("workflow json", lambda it: it.rh.workflows.graph(UNKNOWN), UNKNOWN),
    ("assets create", lambda it: it.rh.assets.create("https://x.y/a.png", group="zz"), "zz"),
    ("assets query", lambda it: it.rh.assets.query("zz"), "zz"),
    ("assets update", lambda it: it.rh.assets.update("asset://zz", name="n"), "zz"),
    ("assets delete", lambda it: it.rh.assets.delete("zz"), "zz"),
    ("assets groups query", lambda it: it.rh.assets.groups.query("zz"), "zz"),
    ("assets groups update", lambda it: it.rh.assets.groups.update("zz", name="n"), "zz"),
    ("assets groups delete", lambda it: it.rh.assets.groups.delete("zz"), "zz"),
    ("comfy view", lambda it: it.rh.comfy.view("nope.png"), "nope.png"),
    ("comfy view", lambda it: it.rh.comfy.view("nope.png", subfolder="in"), "in/nope.png"),
    ("comfy history", lambda it: it.rh.comfy.history("b1946ac9"), "/history/b1946ac9"),
]
OF_TASKS = ("cancel", "legacy status", "legacy outputs", "webhook detail")


@pytest.mark.parametrize(("when", "act", "named"), NAMED, ids=[one[0] for one in NAMED])
@pytest.mark.parametrize("fault", ["", "html 502", "half"])
async def test_an_error_names_what_the_call_is_about(
    emulated: Any, client: Any, when: str, act: Act, named: str, fault: str
) -> None:
    if when == "comfy history" and not fault:
        fault = "html 404"  # an id that is not there is no error
    async with scene(emulated, client) as it:
        if fault:
            it.emu.faults.append(Fault(when, fault, times=None))
        with pytest.raises((ApiError, TransportError)) as caught:
            await act(it)
    said = str(caught.value)
    assert named in said
    assert said.partition(": ")[0].count(named) <= 1
    assert caught.value.task_id == (UNKNOWN if when in OF_TASKS else None)


@pytest.mark.parametrize(
    ("act", "advice"),
    [
        (lambda it: it.rh.workflows.submit(APP), "An id of an AI app goes to rh.apps"),
        (lambda it: it.rh.workflows.graph(APP), "An id of an AI app goes to rh.apps"),
        (lambda it: it.rh.apps.submit(FLOW), "An id of a workflow goes to rh.workflows"),
        (lambda it: it.rh.apps.inputs(FLOW), "An id of a workflow goes to rh.workflows"),
        (lambda it: it.rh.quick_create.models(FLOW), "one of a workflow goes to rh.workflows"),
        (lambda it: it.rh.quick_create.submit(FLOW, "001"), "goes to rh.workflows"),
    ],
)
async def test_an_id_of_the_other_kind_is_hinted_at(
    emulated: Any, client: Any, act: Act, advice: str
) -> None:
    async with scene(emulated, client) as it:
        with pytest.raises(NotFound) as caught:
            await act(it)
    assert advice in caught.value.advice
    assert advice in str(caught.value)


@pytest.mark.parametrize("via", ["run", "create"])
@pytest.mark.parametrize(
    ("kind", "target", "nodes", "code", "advice"),
    [
        ("workflows", FLOW, {"99.text": "x"}, 803, f'rh.workflows.graph("{FLOW}") gives'),
        ("workflows", FLOW, {"3.steps": "many"}, 433, f'rh.workflows.graph("{FLOW}") gives'),
        ("apps", APP, {"99.text": "x"}, 803, f'rh.apps.inputs("{APP}") gives'),
        ("apps", APP, {"3.steps": "many"}, 433, f'rh.apps.inputs("{APP}") gives'),
    ],
)
async def test_nodes_that_do_not_fit_come_with_the_way_to_their_names(
    emulated: Any,
    client: Any,
    via: Any,
    kind: str,
    target: str,
    nodes: Any,
    code: int,
    advice: str,
) -> None:
    async with scene(emulated, client) as it:
        with pytest.raises(RequestRefused) as caught:
            await getattr(it.rh, kind).run(target, nodes, via=via)
    assert caught.value.code == code
    assert advice in caught.value.advice


@pytest.mark.parametrize("kind", ["workflows", "apps"])
@pytest.mark.parametrize(
    "text", ["https://www.runninghub.ai/workflow/{}", "{}?inviteCode=7", "id {}"]
)
async def test_a_url_instead_of_an_id_is_refused_with_the_id(
    emulated: Any, client: Any, kind: str, text: str
) -> None:
    async with scene(emulated, client) as it:
        with pytest.raises(InvalidRequest, match=f"did you mean {FLOW}") as caught:
            await getattr(it.rh, kind).run(text.format(FLOW))
        assert caught.value.nearest == (FLOW,)
        assert not it.emu.ledger.requests
