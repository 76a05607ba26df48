"""What goes well writes no secret down either: batches, journals, values, pickles, sockets."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pickle
import sqlite3
import sys
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from runninghub_async import ConfigError, Job, Polling, Progress, ProgressFeed, RunningHub
from runninghub_async.config import resolve_base_url, resolve_key
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.journal import Journal
from runninghub_async.webhooks import WebhookReceiver

HOOK = "secret-of-the-receiver-33ff44"
FLOW = "1950000000000000001"
UNHEARD = Polling(first=0.01, reported=0.05)  #: no event of a webhook ever arrives here


def jobs(rh: RunningHub) -> list[Job]:
    made = [Job("vidu/text-to-video", {"prompt": f"take {n}"}, key=f"take-{n}") for n in range(5)]
    return [*made, rh.workflows.job(FLOW, {"6.text": "a cat"}, key="flow")]


async def test_a_batch_with_a_journal_writes_no_secret_down(
    emulated: Any, watching: Any, tmp_path: Path
) -> None:
    progress: list[Progress] = []
    receiver = WebhookReceiver("https://me.example/hooks", secret=HOOK)
    outcomes = []
    async with emulated({"webhooks": receiver, "polling": UNHEARD}, fail_rate=0.3) as (emu, rh):
        watch = watching(emu.api_key, HOOK, loop=True)
        path = tmp_path / "run"
        options: dict[str, Any] = {"journal": path, "download_to": tmp_path / "out"}
        async for outcome in rh.map(jobs(rh), on_progress=progress.append, **options):
            outcomes.append(outcome)
            watch.value(outcome, "an outcome")
            for one in tmp_path.glob("run*"):  # noqa: ASYNC240  (a test has the loop to itself)
                watch.text(one.read_bytes().decode("latin-1"), one.name)
            for task in asyncio.all_tasks():
                watch.text(task.get_name(), "the name of a task")
                watch.text(repr(task), "a task of the loop")
        for one in progress:
            watch.value(one, "a progress")
        watch.value(rh.statistics(), "statistics")
    watch.text(path.read_bytes().decode("latin-1"), "the journal")
    async with Journal(path) as journal:
        watch.value(journal, "the journal")
        async for entry in journal.jobs():
            watch.value(entry, "an entry")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        watch.text("\n".join(connection.iterdump()), "the journal's rows")
    watch.logs()
    assert len(outcomes) == 6
    assert progress
    assert not watch.leaks


async def test_no_object_of_a_client_shows_a_secret(
    emulated: Any, watching: Any, tmp_path: Path
) -> None:
    receiver = WebhookReceiver("https://me.example/hooks", secret=HOOK)
    async with emulated({"webhooks": receiver, "polling": UNHEARD}) as (emu, rh):
        watch = watching(emu.api_key, HOOK)
        make = rh.models.vidu.text_to_video
        task = await make.submit(prompt="a cat")
        result = await task.wait()
        found: list[Any] = [rh, make, task, result, *result.outputs, rh.models, rh.models.vidu]
        found += [rh.workflows, rh.apps, rh.quick_create, rh.files, rh.account, rh.assets]
        found += [rh.assets.groups, rh.comfy, rh.comfy.plus, rh.tasks, rh.webhooks, receiver]
        found += [
            receiver.url,
            rh.statistics(),
            task.seen,
            make.with_options(webhook_url="https://x/"),
        ]
        found += [rh.workflows.job(FLOW, {}), ProgressFeed(), Job(make, {"prompt": "a"})]
        inner = [rh, rh._session]
        for one in inner:  # what a report of an error finds in `self`, one and two steps away
            found += list(vars(one).values())
        for one in found:
            watch.value(one, type(one).__name__)
            for value in _printed_by_rich(one):
                watch.text(value, f"rich of {type(one).__name__}")
    assert not watch.leaks


def _printed_by_rich(value: Any) -> list[str]:
    pretty = pytest.importorskip("rich.pretty")
    return [pretty.pretty_repr(value)]


async def test_what_holds_a_client_does_not_leave_its_process(emulated: Any) -> None:
    async with emulated() as (_, rh):
        make = rh.models.vidu.text_to_video
        task = await make.submit(prompt="a cat")
        for one in (rh, task, await task.wait(), make, Job(make, {})):
            with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
                pickle.dumps(one)
        with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
            pickle.dumps(rh._calls)


# -- construction -------------------------------------------------------------------------------

KEY = 'sk-5ecret+9f/8e"7d\\6c=5b4a3928'


@pytest.mark.parametrize(
    "settings",
    [
        {"base_url": f"https://u:{KEY}@x.example"},
        {"base_url": f"https://x.example?apiKey={KEY}"},
        {"base_url": f"https://x.example\\@{KEY}"},
        {"base_url": KEY},
        {"base_url": "http://www.runninghub.ai"},
        {"site": "us"},
        {"api_key": f"{KEY} with a space"},
        {"api_key": f"{KEY}\n"[:-1] + "\t."},
        {"api_key": KEY.encode()},
        {"retry": 5},
        {"limits": 5},
        {"timeouts": 5},
        {"polling": 5},
        {"webhooks": 5},
        {"hooks": 5},
    ],
    ids=lambda one: next(iter(one)),
)
@pytest.mark.parametrize("by", ["argument", "environment"])
def test_a_client_that_cannot_be_made_shows_no_key(
    watching: Any, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], by: str
) -> None:
    watch = watching(KEY)
    settings = {"api_key": KEY, **settings}
    if by == "environment":
        key = settings.pop("api_key")
        monkeypatch.setenv("RUNNINGHUB_API_KEY", key if isinstance(key, str) else f"{KEY} x")
        if "base_url" in settings:
            monkeypatch.setenv("RUNNINGHUB_BASE_URL", settings.pop("base_url"))
    with pytest.raises((ConfigError, AttributeError, TypeError)) as caught:
        RunningHub(**settings)
    watch.error(caught.value)
    assert not watch.leaks


@pytest.mark.parametrize("key", ["", f"{KEY} x"])
def test_the_settings_alone_show_no_key(watching: Any, key: str) -> None:
    watch = watching(KEY)
    environ = {"RUNNINGHUB_API_KEY": f"{KEY} x", "OTHER_SECRET": KEY}
    with pytest.raises(ConfigError) as caught:
        resolve_key(key, environ)
    watch.error(caught.value)
    with pytest.raises(ConfigError) as caught:
        resolve_base_url(f"https://{KEY}@x", "ai", environ)
    watch.error(caught.value)
    assert not watch.leaks


@pytest.mark.parametrize(
    ("url", "warned"),
    [
        ("http://api.example", True),
        ("http://10.0.0.1:8787", True),
        ("http://127.0.0.1.example", True),
        ("http://127.0.0.1:8787", False),
        ("http://127.3.2.1", False),
        ("http://localhost:1", False),
        ("http://LOCALHOST", False),
        ("http://emulator.localhost", False),
        ("http://[::1]:80", False),
        ("https://api.example", False),
    ],
)
@pytest.mark.filterwarnings("always")
def test_a_key_that_would_travel_in_clear_text_is_warned_of(url: str, warned: bool) -> None:
    import warnings

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        RunningHub(KEY, base_url=url)
    assert [str(one.message) for one in caught] == [
        "base_url is plain http to another machine: the API key goes there in clear text"
    ] * warned
    assert [one.filename for one in caught] == [__file__] * warned  # the user's own line


@pytest.mark.parametrize(
    "url", ["http://www.runninghub.ai", "http://www.runninghub.cn:80/", "HTTP://WWW.RUNNINGHUB.CN"]
)
def test_the_services_own_hosts_are_refused_over_plain_http(url: str) -> None:
    with pytest.raises(ConfigError, match="clear text"):
        RunningHub(KEY, base_url=url)


# -- the receiver of webhooks -------------------------------------------------------------------


@contextlib.asynccontextmanager
async def served(log_level: str) -> AsyncIterator[tuple[WebhookReceiver, str]]:
    """A receiver in an application, by a server that writes an access log."""
    app = Starlette()
    config = uvicorn.Config(app, port=0, log_level=log_level, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  (uvicorn tells it in no other way)
        await asyncio.sleep(0.005)
    base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hooks"
    receiver = WebhookReceiver(base, secret=HOOK)
    app.routes.append(Mount("/hooks", receiver))
    try:
        yield receiver, base
    finally:
        server.should_exit = True
        await running


@pytest.fixture
def uvicorns_loggers() -> Any:
    """uvicorn configures its loggers for good; put them back."""
    names = ("uvicorn", "uvicorn.access", "uvicorn.error", "uvicorn.asgi")
    loggers = [logging.getLogger(name) for name in names]
    before = [(one, one.level, one.handlers[:], one.propagate) for one in loggers]
    yield
    for one, level, handlers, propagate in before:
        one.setLevel(level)
        one.handlers[:] = handlers
        one.propagate = propagate


@pytest.mark.usefixtures("uvicorns_loggers")
async def test_the_access_log_of_the_server_does_not_have_the_receivers_secret(
    watching: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    event = b'{"event":"TASK_END","taskId":"1","eventData":"{}"}'
    async with served("debug") as (receiver, base):
        for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
            logging.getLogger(name).propagate = True
        watch = watching(HOOK)
        async with httpx.AsyncClient() as http:
            for url in (receiver.url.reveal(), receiver.url.reveal() + "/"):
                answer = await http.post(url, content=event)
                assert answer.status_code == 200
            assert (await http.post(receiver.url.reveal(), content=b"no JSON")).status_code == 400
            assert (await http.get(receiver.url.reveal())).status_code == 405
            assert (await http.post(f"{base}/not-the-secret", content=event)).status_code == 404
        mine = [one for one in watch.records if one.name.startswith(("uvicorn", "runninghub"))]
        access = [one.getMessage() for one in mine if one.name == "uvicorn.access"]
        assert len(access) == 5
        assert "POST /hooks/hidden " in access[0]
        watch.records[:] = mine
        watch.logs()
    shown = capsys.readouterr()
    watch.text(shown.out + shown.err, "what the server prints")
    assert not watch.leaks


# -- the command --------------------------------------------------------------------------------


async def test_the_command_shows_the_key_nowhere(watching: Any, tmp_path: Path) -> None:
    (tmp_path / "jobs.csv").write_text("prompt\na cat\na dog\na bird\n")
    command = [sys.executable, "-X", "dev", "-m", "runninghub_async", "batch", "jobs.csv"]
    command += ["--endpoint", "vidu/text-to-video", "--out", "new/clips"]
    async with Emulator(time_scale=0.001, durations=Durations(median=60.0), fail_rate=0.3) as emu:
        watch = watching(emu.api_key)
        environment = {
            **{name: value for name, value in os.environ.items() if "API_KEY" not in name},
            "RUNNINGHUB_BASE_URL": emu.base_url,
            "RUNNINGHUB_API_KEY": emu.api_key,
        }
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=tmp_path,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        if sys.platform == "linux":
            told = await anyio.Path(f"/proc/{process.pid}/cmdline").read_text()
            watch.text(told, "the list of processes")
        output, errors = await process.communicate()
    watch.text(output.decode() + errors.decode(), "the output")
    clips = tmp_path / "new" / "clips"
    for name in ("results.jsonl", "run.journal"):
        watch.text((clips / name).read_bytes().decode("latin-1"), name)
    assert process.returncode in (0, 1), errors.decode()
    assert not watch.leaks
    if sys.platform != "win32":
        assert {oct(one.stat().st_mode & 0o777) for one in clips.iterdir()} == {"0o600"}
        assert {oct(one.stat().st_mode & 0o777) for one in (clips, clips.parent)} == {"0o700"}


def test_no_option_takes_the_key() -> None:
    """What stands in a command line can be read by every user of the machine."""
    typer = pytest.importorskip("typer")
    from runninghub_async.cli.app import app

    command = typer.main.get_command(app)
    options = {
        option
        for one in command.commands.values()
        for param in one.params
        for option in getattr(param, "opts", ())
    }
    assert "--base-url" in options
    assert not any("key" in one or "token" in one or "secret" in one for one in options)


# -- the doubles --------------------------------------------------------------------------------


async def test_the_watch_sees_what_is_written_down(watching: Any) -> None:
    """A check that cannot fail is a defect."""
    secret = 'a+secret/with="odd"\\characters'

    def fails(url: str) -> None:
        raise ValueError("no")

    for form in ("{}", "https://x/?apiKey={}", "Bearer {}"):
        watch = watching(secret)
        logging.getLogger("a.logger").debug("%s", form.format(secret))
        watch.logs()
        assert watch.leaks, form
    watch = watching(secret)
    try:
        fails(secret)
    except ValueError as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        for frame in shown.stack:
            for name, value in (frame.locals or {}).items():
                watch.text(value, name)
    assert watch.leaks
