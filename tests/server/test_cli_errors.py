"""What the command says when something goes wrong: one line, what to do next, an exit code.

The lines of the README's table are these, as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typer")

from command_line import CommandLine, png

from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.cli.failures import code_of, explain
from runninghub_async.cli.voice import Voice
from runninghub_async.config import SITES
from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.errors import (
    AuthError,
    BillingError,
    ClientClosed,
    ConfigError,
    DownloadError,
    NotFound,
    RequestRefused,
    RunningHubError,
    ServiceError,
    SubmitUncertain,
    TaskError,
    TaskFailed,
    TaskTimeout,
)
from runninghub_async.protocol.codes import CODES

README = Path(__file__).parents[2] / "README.md"
MAKE = ("run", "vidu/text-to-video", "--prompt", "a cat surfs")
NEVER = Durations(median=1e9)

WRONG_KEY = (
    "submit vidu/text-to-video: code 1002 INVALID_API_KEY: Invalid API key. Check the key; keys "
    "and ids of runninghub.ai and runninghub.cn are not shared"
)
WRONG_SITE = "This was site ai (www.runninghub.ai); `--site cn` asks the other one"
MISSPELT = (
    "no such option: --promt; did you mean --prompt? "
    "`runninghub run vidu/text-to-video --help` shows what there is"
)
MISSING = "vidu/image-to-video-q3-pro: --image-url 'cat.png' does not exist. Nothing was sent"
FULL = (
    "submit vidu/text-to-video: no free place for a task within 2 s; nothing was sent; run it "
    "again later, or with a longer --deadline"
)
EMPTY = (
    "submit vidu/text-to-video: code 416 TASK_CREATE_FAILED_BY_NOT_ENOUGH_WALLET. Top up the "
    "wallet. `runninghub account` shows what is left"
)


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


async def test_a_wrong_key_is_said_as_the_service_and_the_site_allow(command: CommandLine) -> None:
    async with Emulator() as emu:
        command.use(emu, key="f" * 32)
        told = await command(*MAKE)
    assert (told.code, told.errors) == (1, f"runninghub: {WRONG_KEY}\n")
    assert not told.output


async def test_a_misspelt_parameter_needs_no_key_and_no_service(command: CommandLine) -> None:
    told = await command("run", "vidu/text-to-video", "--promt", "a cat surfs")
    assert (told.code, told.errors) == (2, f"runninghub: {MISSPELT}\n")


async def test_a_missing_file_needs_no_key_and_no_service(command: CommandLine) -> None:
    told = await command(
        *("run", "vidu/image-to-video-q3-pro", "--prompt", "a cat surfs"),
        *("--image-url", "cat.png"),
    )
    assert (told.code, told.errors) == (2, f"runninghub: {MISSING}\n")


async def test_a_full_queue_is_waited_for_and_told_of_until_the_deadline(
    command: CommandLine,
) -> None:
    async with Emulator(slots=1, durations=NEVER) as emu:
        command.use(emu)
        assert (await command(*MAKE, "--detach")).code == 0
        told = await command(*MAKE, "--deadline", "2")
        assert len(emu.ledger.submits) == 1
    waiting, error = told.errors.splitlines()
    assert "the account runs as many tasks as it may: waiting for a free place" in waiting
    assert (told.code, error) == (1, f"runninghub: {FULL}")


async def test_an_empty_wallet_names_the_command_that_looks_into_it(command: CommandLine) -> None:
    async with Emulator(wallet=0) as emu:
        command.use(emu)
        told = await command(*MAKE)
    assert told.code == 1
    assert told.errors == f"runninghub: {EMPTY}\n"


def test_a_refused_key_of_a_site_names_the_other_site() -> None:
    error = AuthError(operation="account", code=802, message="no")
    for site, other in (("ai", "cn"), ("cn", "ai")):
        assert f"`--site {other}` asks the other one" in explain(error, base_url=SITES[site])
    assert explain(error, base_url=SITES["ai"]).endswith(WRONG_SITE)
    assert "--site" not in explain(error, base_url="http://127.0.0.1:8787")


def test_the_readme_has_these_lines_as_they_are() -> None:
    text = README.read_text(encoding="utf-8")
    for line in (WRONG_KEY, WRONG_SITE, MISSPELT, MISSING, FULL, EMPTY):
        assert f"`` {line} ``" in text, line


# -- the other endings ----------------------------------------------------------------------------


async def test_without_a_key_it_says_where_one_comes_from(command: CommandLine) -> None:
    told = await command(*MAKE)
    assert told.code == 2
    assert told.errors == (
        "runninghub: no key: set RUNNINGHUB_API_KEY or RH_API_KEY. To try all of this without "
        "one: runninghub emulator\n"
    )


async def test_a_submit_without_a_clear_answer_has_a_code_of_its_own(command: CommandLine) -> None:
    async with Emulator(faults=[Fault("submit", "drop after")]) as emu:
        command.use(emu)
        told = await command(*MAKE, "--json")
        assert len(emu.ledger.submits) == 1
    assert told.code == told.error["exit_code"] == 3
    assert told.error["type"] == "SubmitUncertain"
    assert not told.output


async def test_a_deadline_that_passes_says_how_to_go_on_with_the_task(command: CommandLine) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        told = await command(*MAKE, "--deadline", "0.5", "--json")
        (submit,) = emu.ledger.submits
    assert told.code == 4
    assert told.error["task_id"] == submit.task_id
    assert "still runs after 0.5 s" in told.error["message"]
    assert f"`runninghub task wait {submit.task_id}` resumes" in told.error["message"]


async def test_no_service_there_is_one_line(command: CommandLine) -> None:
    command.use(key="f" * 32, url="http://127.0.0.1:9")
    told = await command("account")
    assert told.code == 1
    assert "no connection to http://127.0.0.1:9" in told.errors
    assert len(told.errors.splitlines()) == 1


async def test_a_setting_that_is_bad_is_bad_input(command: CommandLine) -> None:
    command.use(key="f" * 32)
    told = await command(*MAKE, "--site", "us")
    assert (told.code, told.errors) == (2, "runninghub: --site: 'us' is not one of ai, cn\n")
    told = await command(*MAKE, "--base-url", "ftp://x")
    assert told.code == 2
    assert told.errors.startswith("runninghub: --base-url: is not an http(s) URL")


async def test_the_key_is_in_nothing_that_is_said(command: CommandLine) -> None:
    async with Emulator(faults=[Fault("*", "code 802", times=None)]) as emu:
        command.use(emu)
        png(command.folder)
        for words in (MAKE, ("account",), ("task", "show", "1"), ("upload", "cat.png")):
            told = await command(*words)
            assert told.code in (1, 4)
            assert emu.api_key not in told.errors + told.output


async def test_an_interrupted_run_says_which_task_runs_on_and_how_to_go_on(
    command: CommandLine,
) -> None:
    async with Emulator(durations=NEVER) as emu:
        command.use(emu)
        told = await command.process(*MAKE, "-o", "clips", interrupt_at=b"submitted")
        (submit,) = emu.ledger.submits
    assert told.code == 130
    assert told.errors.splitlines()[-1] == (
        f"runninghub: interrupted; task {submit.task_id} runs on: `runninghub task wait "
        f"{submit.task_id} -o clips` goes on with it"
    )


async def test_interrupted_while_it_waits_for_a_place_nothing_runs_on(command: CommandLine) -> None:
    async with Emulator(slots=1, durations=NEVER) as emu:
        command.use(emu)
        await command(*MAKE, "--detach")
        told = await command.process(*MAKE, interrupt_at=b"waiting for a free place")
        assert len(emu.ledger.submits) == 1
    assert told.code == 130
    assert told.errors.splitlines()[-1] == "runninghub: interrupted; no task runs on"


async def test_interrupted_while_the_submit_is_on_the_wire_its_answer_still_counts(
    command: CommandLine,
) -> None:
    async with Emulator(durations=NEVER, faults=[Fault("submit", "slow 1")]) as emu:
        command.use(emu)
        requests = emu.ledger.requests
        told = await command.process(*MAKE, "--json", interrupt_when=lambda: requests["submit"] > 0)
        (submit,) = emu.ledger.submits
    assert told.code == 130
    assert told.error["task_id"] == submit.task_id


async def test_interrupted_before_an_answer_that_never_comes_it_is_uncertain(
    command: CommandLine,
) -> None:
    async with Emulator(faults=[Fault("submit", "silence after")]) as emu:
        command.use(emu)
        requests = emu.ledger.requests
        told = await command.process(*MAKE, "--json", interrupt_when=lambda: requests["submit"] > 0)
    assert told.code == told.error["exit_code"] == 3
    assert "the task may exist" in told.error["message"]


# -- texts and codes, without a service -----------------------------------------------------------


def _of_each_kind() -> list[RunningHubError]:
    errors: list[RunningHubError] = [
        row.error(operation="submit x", code=row.number, message="", advice=row.advice)
        for row in CODES.values()
    ]
    cause = ServiceError(operation="submit x", code=500, message="", task_id="77")
    lost = SubmitUncertain(endpoint="x", body_hash="", cause=cause)
    return [
        *errors,
        cause,
        lost,
        TaskTimeout(task_id="77", seconds=2, last_status="RUNNING"),
        TaskFailed(task_id="77", reason="no", advice=CODES[1015].advice),
        TaskError(task_id="77"),
        ClientClosed(task_ids=("77",)),
        DownloadError(url="https://x/y", reason="gone", task_id="77"),
        DownloadError(url="https://x/y", reason="gone"),
        ConfigError(setting="deadline", reason="is none"),
    ]


def test_no_error_speaks_of_python() -> None:
    for error in _of_each_kind():
        text = explain(error)
        assert not re.search(r"await |rh\.|=…|\w\(…", text), text
        assert "\n" not in text


def test_an_error_about_a_task_that_runs_on_names_the_command_that_goes_on() -> None:
    told = [explain(one) for one in _of_each_kind() if "77" in str(one)]
    assert len(told) == 7
    for text in told:
        if "failed" not in text and "clear answer" not in text:
            assert "runninghub task wait" in text or "runninghub download 77" in text, text


def test_an_uncertain_submit_is_told_with_the_page_of_the_call_records(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cause = ServiceError(operation="submit x", code=500, message="")
    page = "https://www.runninghub.ai/call-api/api-key"
    lost = SubmitUncertain(
        endpoint="x",
        body_hash="",
        cause=cause,
        records_url=page,
        running_before=1,
        running_after=2,
    )
    assert Voice(json=True).fail(lost) == 3
    told = json.loads(capsys.readouterr().err)["error"]
    assert told["records_url"] == page
    assert page in told["message"]
    assert "had 1 task before and 2 after" in told["message"]


@pytest.mark.parametrize("fault", ["code 1601", "http 401"])
async def test_a_wrong_key_says_to_check_the_key(fault: str, command: CommandLine) -> None:
    async with Emulator(faults=[Fault("account", fault, times=None)]) as emu:
        command.use(emu)
        told = await command("account")
    assert (told.code, "Check the key" in told.errors) == (1, True)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError(setting="x", reason="y"), 2),
        (BillingError(operation="submit", code=416, message=""), 1),
        (ServiceError(operation="query", code=500, message="", task_id="7"), 4),
        (NotFound(operation="query", code=1004, message="", task_id="7"), 1),
        (RequestRefused(operation="cancel", code=None, message="", task_id="7"), 1),
        (TaskTimeout(task_id="7", seconds=1), 4),
        (TaskFailed(task_id="7", reason=""), 1),
        (DownloadError(url="", reason="", task_id="7"), 4),
        (DownloadError(url="", reason=""), 1),
    ],
)
def test_the_exit_code_says_whether_a_task_is_there(error: RunningHubError, code: int) -> None:
    assert code_of(error) == code


async def test_what_only_warns_is_told_once_and_sent(
    command: CommandLine, minimal_call: Callable[[Row], dict[str, Any]]
) -> None:
    row = next(one for one in builtin_table() if one.deprecated and one.superseded_by)
    params = [
        f"{name}={json.dumps(value) if isinstance(value, list) else value}"
        for name, value in minimal_call(row).items()
    ]
    async with Emulator() as emu:
        command.use(emu)
        words = [word for param in params for word in ("--param", param)]
        told = await command("run", row.path, *words, "--detach")
        assert len(emu.ledger.submits) == 1
        again = await command("run", row.path, *words, "--detach", "--json")
    assert told.code == 0, told.errors
    (line,) = told.errors.splitlines()
    assert line.startswith(f"warning: {row.path} is deprecated: use ")
    assert json.loads(again.errors) == {"warning": line.removeprefix("warning: ")}


async def test_an_id_of_the_other_kind_is_recognised(command: CommandLine) -> None:
    async with Emulator() as emu:
        command.use(emu)
        told = await command("run", "workflow/1960000000000000001")
        assert (told.code, "An AI app is run as app/ID" in told.errors) == (1, True)
        told = await command("run", "app/1950000000000000001")
        assert (told.code, "A workflow is run as workflow/ID" in told.errors) == (1, True)


def test_what_a_terminal_would_obey_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    Voice().note("task 7: \x1b[2J\x07gone\r\nreally")
    assert capsys.readouterr().err == "task 7: \ufffd[2J\ufffdgone really\n"
