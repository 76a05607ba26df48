"""`runninghub run`, `task`, `upload`, `download`, `account`, `price`: against an emulator."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typer")

from command_line import COMMAND, CommandLine, png

from runninghub_async import RunningHub
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.cli.run import Run, run_task
from runninghub_async.cli.service import Trace, within
from runninghub_async.cli.voice import Voice
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.tasks.task import Task

MAKE = ("run", "vidu/text-to-video", "--prompt", "a cat surfs")
NEVER = Durations(median=1e9)
WORKFLOW, NODES_WITH_MEDIA = "1950000000000000001", "1950000000000000002"
APP = "1960000000000000001"


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


@pytest.fixture
async def emu(command: CommandLine) -> AsyncIterator[Emulator]:
    """An emulator whose tasks end at once, and which the commands use."""
    async with Emulator(time_scale=1e-6) as emulator:
        command.use(emulator)
        yield emulator


# -- run -----------------------------------------------------------------------------------------


async def test_a_run_saves_what_it_makes_and_says_where_and_what_it_cost(
    command: CommandLine, emu: Emulator
) -> None:
    told = await command(*MAKE, "--duration", "5", "-o", "clips")
    assert told.code == 0, told.errors
    (path,) = told.output.splitlines()  # results only: a script reads them
    assert (command.folder / path).read_bytes()[4:8] == b"ftyp"
    (submit,) = emu.ledger.submits
    assert path == f"clips/{submit.task_id}_0.mp4"
    assert submit.body["duration"] == "5"
    *news, cost = told.errors.splitlines()
    assert news == [f"task {submit.task_id}: submitted", f"task {submit.task_id}: SUCCESS"]
    assert cost.startswith("cost: 0.77 money")
    assert cost.endswith(f"(task {submit.task_id})")


async def test_quiet_there_is_nothing_but_the_results(command: CommandLine, emu: Emulator) -> None:
    told = await command(*MAKE, "-o", "clips", "-q")
    (submit,) = emu.ledger.submits
    path = f"clips/{submit.task_id}_0.mp4\n"
    assert (told.code, told.output, told.errors) == (0, path, "")
    told = await command("task", "wait", submit.task_id, "-o", "clips", "-q")
    assert (told.code, told.output, told.errors) == (0, path, "")


@pytest.mark.parametrize("kind", ["image", "video", "audio", "3d", "text"])
async def test_each_kind_of_endpoint_runs_and_is_waited_for(
    kind: str, command: CommandLine, emu: Emulator, minimal_call: Callable[[Row], dict[str, Any]]
) -> None:
    row = next(one for one in builtin_table() if one.kind == kind and not one.deprecated)
    words = [row.path, "--detach", "--json"]
    for name, value in minimal_call(row).items():
        for one in value if isinstance(value, list) else [value]:
            words += [f"--{name.replace('_', '-')}", str(one)]
    told = await command("run", *words)
    assert told.code == 0, told.errors
    assert told.json == {"task_id": emu.ledger.submits[0].task_id, "endpoint": row.path}
    told = await command("task", "wait", told.json["task_id"], "-o", "made", "--json")
    assert told.code == 0, told.errors
    assert not told.errors
    assert told.json["status"] == "SUCCESS"
    for output in told.json["outputs"]:
        assert (command.folder / output["file"]).stat().st_size
        assert (output["url"] is None) == (output["text"] is not None)


async def test_without_a_directory_the_urls_are_shown_and_what_saves_them(
    command: CommandLine, emu: Emulator
) -> None:
    told = await command(*MAKE)
    (url,) = told.output.splitlines()
    assert url.startswith(f"{emu.base_url}/output/")
    task_id = emu.ledger.submits[0].task_id
    assert f"`runninghub download {task_id} -o DIR` saves the files" in told.errors
    assert not list(command.folder.iterdir())


async def test_detached_only_the_id_is_printed(command: CommandLine, emu: Emulator) -> None:
    told = await command(*MAKE, "--detach")
    assert (told.output, told.errors) == (f"{emu.ledger.submits[0].task_id}\n", "")


async def test_local_media_is_uploaded_and_a_switch_has_two_sides(
    command: CommandLine, emu: Emulator
) -> None:
    png(command.folder)
    make = ("run", "vidu/image-to-video-q3-pro", "--prompt", "a", "--image-url", "cat.png")
    assert (await command(*make, "--audio", "--detach")).code == 0
    assert (await command(*make, "--no-audio", "--detach")).code == 0
    first, second = (one.body for one in emu.ledger.submits)
    assert (first["audio"], second["audio"]) == (True, False)
    assert first["imageUrl"].startswith(f"{emu.base_url}/input/")


async def test_a_workflow_and_an_app_take_their_inputs_as_param(
    command: CommandLine, emu: Emulator
) -> None:
    png(command.folder)
    told = await command(
        *("run", f"workflow/{WORKFLOW}", "--param", "6.text=a cat", "--param", "3.seed=7"),
        *("-o", "made", "-q"),
    )
    assert told.code == 0, told.errors
    assert not told.errors
    assert (command.folder / told.output.splitlines()[0]).is_file()
    told = await command(
        *("run", f"workflow/{NODES_WITH_MEDIA}", "--param", "23.image=file:cat.png", "--detach")
    )
    assert told.code == 0, told.errors
    told = await command("run", f"app/{APP}", "--param", "6.text=a fox", "--detach")
    assert told.code == 0, told.errors
    flow, media, app = (one.body["nodeInfoList"] for one in emu.ledger.submits)
    assert [one["fieldValue"] for one in flow] == ["a cat", 7]
    assert media[0]["fieldValue"].startswith("openapi/")
    assert [one["fieldValue"] for one in app] == ["a fox"]


async def test_a_workflow_tells_of_its_nodes(
    client: Callable[..., RunningHub], capsys: pytest.CaptureFixture[str]
) -> None:
    async def submit(rh: RunningHub, deadline: float | None) -> Task:
        return await rh.workflows.submit(WORKFLOW, deadline=60.0)

    async def work(rh: RunningHub, trace: Trace) -> None:
        await run_task(rh, Run(submit=submit), voice, trace)

    voice, trace = Voice(), Trace()
    async with Emulator(time_scale=0.01, durations=Durations(median=60, sigma=0)) as emu:
        rh = client(emu.base_url, api_key=emu.api_key)
        assert await within(rh, work, voice, trace) == 0
    assert ": RUNNING, node " in capsys.readouterr().err
    assert trace.done


async def test_an_endpoint_of_tomorrow_runs_unchecked(command: CommandLine, emu: Emulator) -> None:
    told = await command("run", "vidu/tomorrow", "--param", "prompt=a")
    assert told.code == 2
    assert "--unchecked sends to a newer one" in told.errors
    told = await command(*MAKE, "--param", "newOption=[1]", "--unchecked", "--detach")
    assert told.code == 1  # it was sent, and the service does not know it
    assert "code 1007" in told.errors
    assert "newOption" in told.errors


async def test_a_directory_that_cannot_be_is_bad_input(command: CommandLine, emu: Emulator) -> None:
    (command.folder / "taken").write_text("a file")
    told = await command(*MAKE, "-o", "taken/clips")
    assert told.code == 2
    assert "--out: taken/clips cannot be made" in told.errors
    assert not emu.ledger.submits


async def test_a_task_that_fails_is_one_line_and_a_code(command: CommandLine) -> None:
    async with Emulator(time_scale=1e-6, fail_rate=1.0) as emu:
        command.use(emu)
        told = await command(*MAKE, "--json")
    assert told.code == told.error["exit_code"] == 1
    assert (told.error["type"], told.error["code"]) == ("TaskFailed", 1015)
    assert "A new task may work, and costs again" in told.error["message"]


async def test_a_file_that_cannot_be_fetched_leaves_a_task_that_is_done(
    command: CommandLine,
) -> None:
    async with Emulator(time_scale=1e-6, faults=[Fault("query", "expired urls")]) as emu:
        command.use(emu)
        told = await command(*MAKE, "-o", "my clips", "-q")
        task_id = emu.ledger.submits[0].task_id
    assert told.code == 4
    assert f"`runninghub download {task_id} -o 'my clips'` fetches it again" in told.errors


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("colours", [True, False])
async def test_on_a_terminal_one_line_lives_and_goes(
    colours: bool, command: CommandLine, emu: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio
    import pty

    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    leader, follower = pty.openpty()
    shown = b""

    def read() -> None:
        nonlocal shown
        shown += os.read(leader, 65536)

    loop = asyncio.get_running_loop()
    loop.add_reader(leader, read)
    try:
        process = await asyncio.create_subprocess_exec(
            *COMMAND, *MAKE, cwd=command.folder, stdout=asyncio.subprocess.PIPE, stderr=follower
        )
        output, _ = await process.communicate()
    finally:
        loop.remove_reader(leader)
        os.close(leader)
        os.close(follower)
    assert process.returncode == 0
    assert output.startswith(emu.base_url.encode())
    assert b"\r" in shown
    assert b": submitted" in shown
    assert (b"\x1b[3" in shown) is colours  # a foreground colour


# -- task ----------------------------------------------------------------------------------------


async def test_a_task_is_shown_waited_for_and_watched_by_its_id(
    command: CommandLine, emu: Emulator
) -> None:
    task_id = (await command(*MAKE, "--detach")).output.strip()
    shown = (await command("task", "show", task_id)).output
    assert f"task    {task_id}\nstatus  SUCCESS\nresult  {emu.base_url}/output/" in shown
    waited = await command("task", "wait", task_id, "-o", "clips")
    assert waited.output == f"clips/{task_id}_0.mp4\n"
    assert "cost: 0.77 money" in waited.errors
    watched = await command("task", "watch", task_id, "--json")
    assert [json.loads(line)["status"] for line in watched.output.splitlines()] == ["SUCCESS"]
    assert not watched.errors


async def test_a_watch_prints_each_change_as_it_comes(command: CommandLine) -> None:
    slow = Durations(median=60, sigma=0, queued=60)
    async with Emulator(time_scale=0.01, durations=slow) as emu:
        command.use(emu)
        task_id = (await command(*MAKE, "--detach")).output.strip()
        told = await command("task", "watch", task_id)
    statuses = [line.split()[1] for line in told.output.splitlines() if "status" in line]
    assert statuses[0] in ("QUEUED", "RUNNING")
    assert statuses[-1] == "SUCCESS"


async def test_a_task_that_runs_on_or_failed_has_its_code(command: CommandLine) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        task_id = (await command(*MAKE, "--detach")).output.strip()
        for words in (("task", "wait"), ("task", "watch")):
            told = await command(*words, task_id, "--deadline", "0.2")
            assert told.code == 4
            assert f"`runninghub task wait {task_id}` resumes" in told.errors
        told = await command("download", task_id)
        assert told.code == 4
        assert "still runs (last status " in told.errors
    async with Emulator(time_scale=1e-6, fail_rate=1.0) as emu:
        command.use(emu)
        task_id = (await command(*MAKE, "--detach")).output.strip()
        shown = await command("task", "show", task_id, "--json")
        assert (shown.code, shown.json["status"], shown.json["code"]) == (0, "FAILED", 1015)
        for action in ("wait", "watch"):
            told = await command("task", action, task_id)
            assert told.code == 1
            assert f"runninghub: task {task_id} failed" in told.errors
            assert "(code 1015)" in told.errors


async def test_a_workflows_task_can_be_cancelled_and_a_models_cannot(command: CommandLine) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        task_id = (await command("run", f"workflow/{WORKFLOW}", "--detach")).output.strip()
        told = await command("task", "cancel", task_id, "--json")
        assert told.json == {"task_id": task_id, "asked": True}
        assert (await command("task", "wait", task_id)).code == 1
        task_id = (await command(*MAKE, "--detach")).output.strip()
        told = await command("task", "cancel", task_id)
        assert told.code == 4
        assert "Standard models have no cancel; it runs on" in told.errors
        assert f"`runninghub task wait {task_id}`" in told.errors
        assert "parameter" not in told.errors.replace("PARAMS", "")


async def test_a_models_task_that_has_ended_is_not_said_to_run_on(
    command: CommandLine, emu: Emulator
) -> None:
    task_id = (await command(*MAKE, "--detach")).output.strip()
    told = await command("task", "cancel", task_id)
    assert told.code == 1
    assert "It has ended: SUCCESS" in told.errors


async def test_a_task_that_has_not_begun_is_shown_without_a_cost(command: CommandLine) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        told = await command("task", "show", (await command(*MAKE, "--detach")).output.strip())
    assert "cost" not in told.output


async def test_what_goes_on_with_a_task_saves_its_files_where_that_was_asked(
    command: CommandLine,
) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        task_id = (await command(*MAKE, "--detach")).output.strip()
        told = await command("task", "wait", task_id, "-o", "clips", "--deadline", "0.2")
        assert (told.code, f"`runninghub task wait {task_id} -o clips`" in told.errors) == (4, True)
        told = await command("task", "wait", task_id, "--deadline", "0.2")
        assert f"`runninghub task wait {task_id}` resumes" in told.errors


async def test_an_id_that_is_none_is_refused_and_an_unknown_one_is_not_found(
    command: CommandLine, emu: Emulator
) -> None:
    told = await command("task", "show", "a/b")
    assert (told.code, "is no id of a task" in told.errors) == (2, True)
    told = await command("task", "show", "not-an-id")
    assert (told.code, "for no id of a task" in told.errors) == (1, True)
    told = await command("task", "show", "4711")
    assert (told.code, "code 1004" in told.errors) == (1, True)


# -- files ---------------------------------------------------------------------------------------


async def test_files_are_uploaded_and_their_url_and_name_printed(
    command: CommandLine, emu: Emulator
) -> None:
    png(command.folder)
    png(command.folder, "dog.png")
    told = await command("upload", "cat.png", "dog.png")
    first, second = (line.split("\t") for line in told.output.splitlines())
    assert (first[0], second[0]) == ("cat.png", "dog.png")
    assert first[1].startswith(f"{emu.base_url}/input/")
    assert second[2].startswith("openapi/")
    (found,) = (await command("upload", "cat.png", "--json")).json
    assert set(found) == {"path", "url", "file_name", "size"}
    told = await command("upload", "no.png")
    assert (told.code, "no.png" in told.errors) == (2, True)


async def test_a_result_is_fetched_by_its_task_or_by_its_url(
    command: CommandLine, emu: Emulator
) -> None:
    task_id = (await command(*MAKE, "--detach")).output.strip()
    told = await command("download", task_id, "-o", "one")
    assert told.output == f"one/{task_id}_0.mp4\n"
    url = (await command("task", "show", task_id, "--json")).json["outputs"][0]["url"]
    command.use(emu, key="")  # a URL needs none
    told = await command("download", url, "-o", "two", "--json")
    assert told.code == 0, told.errors
    assert told.json == [{"source": url, "file": f"two/{url.rpartition('/')[2]}"}]
    told = await command("download", url, "-o", "two")
    assert told.code == 1
    assert "exists already: give another directory with -o" in told.errors
    assert emu.ledger.requests["download"] == 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:9/x.png", "private"),
        ("ftp://example.com/x.png", "not an http(s) URL"),
        ("http://[/x.png", "an invalid URL"),
    ],
)
async def test_a_url_that_leads_where_none_may_lead_is_refused(
    url: str, said: str, command: CommandLine
) -> None:
    told = await command("download", url)
    assert told.code == 1
    assert said in told.errors
    assert not list(command.folder.iterdir())


@pytest.mark.parametrize(
    ("last", "name"),
    [("..%2F..%2Fetc%2Fpasswd", "passwd"), (".profile", "profile"), ("", "download")],
)
async def test_a_urls_name_becomes_harmless(
    last: str, name: str, command: CommandLine, emu: Emulator
) -> None:
    (command.folder / name).write_text("mine")
    told = await command("download", f"{emu.base_url}/output/{last}")
    assert told.code == 1
    assert f": {name} exists already" in told.errors
    assert (command.folder / name).read_text() == "mine"


# -- account and price ---------------------------------------------------------------------------


async def test_the_account_is_told_for_each_kind_of_key(
    command: CommandLine, emu: Emulator
) -> None:
    told = await command("account")
    assert "key      enterprise-shared (SHARED)\n" in told.output
    assert "money    " in told.output
    assert "at once  50\n" in told.output
    for key, kind in ((emu.consumer_key, "NORMAL"), (emu.dedicated_key, "EXCLUSIVE")):
        command.use(emu, key=key)
        told = await command("account", "--json")
        assert told.json["key_type"] == kind
        assert set(told.json) == {
            *("key_type", "money", "currency", "coins"),
            *("tasks", "running", "queued", "limit"),
        }


async def test_a_price_is_the_lists_without_a_key_and_the_services_with_one(
    command: CommandLine, emu: Emulator
) -> None:
    told = await command("price", *MAKE[1:], "--json")
    assert (told.json["listed"]["amount"], told.json["service"]["price"]) == (0.77, 0.77)
    told = await command("price", *MAKE[1:], "--offline")
    assert "list      0.77 CNY" in told.output
    assert "service" not in told.output
    command.use(emu, key="")
    told = await command("price", "vidu/text-to-video", "--duration", "8")
    assert told.code == 0
    assert "list      1.09 CNY" in told.output
    assert told.errors == "the service was not asked: --prompt is required\n"
    told = await command("price", *MAKE[1:])
    assert "there is no key: set RUNNINGHUB_API_KEY" in told.errors
    told = await command("price", "vidu/text-to-video", "--duration", "77")
    assert (told.code, "--duration=77 is not allowed" in told.errors) == (2, True)
    command.use(emu, key="f" * 32)
    told = await command("price", *MAKE[1:])
    assert told.code == 1
    assert "list      0.77 CNY" in told.output
    assert not emu.ledger.submits
