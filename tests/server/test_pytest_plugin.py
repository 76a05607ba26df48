"""The pytest fixture `runninghub_emulator`, as the tests of somebody else's program use it."""

from __future__ import annotations

import importlib.metadata
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from runninghub_async import pytest_plugin
from runninghub_async.emulator import EmulatorThread, Fault

pytest_plugins = "pytester"

Run = Callable[..., pytest.RunResult]

HELLO = """
import asyncio
import os
import threading

import pytest
from runninghub_async import BillingError, RunningHub, TransportError

async def ask():
    async with RunningHub() as rh:
        return await rh.account.status()

async def make():
    async with RunningHub() as rh:
        return await rh.models.vidu.text_to_video(prompt="a cat surfs")
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run tests in a fresh pytest that has found the plugin as an installed one is found."""
    for name in ("RUNNINGHUB_API_KEY", "RUNNINGHUB_BASE_URL", "RH_API_KEY", "RH_API_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    installed = {one.name for one in importlib.metadata.entry_points(group="pytest11")}
    usual = ["-q", "--strict-markers", "-p", "no:cacheprovider", "-W", "error", "-rA"]
    if "runninghub_emulator" not in installed:  # the package is not installed, only on the path
        usual += ["-p", "runninghub_async.pytest_plugin"]

    pytester.makeini("[pytest]")  # that of a folder above is not theirs

    def start(tests: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(HELLO + tests)
        return pytester.runpytest_subprocess(*usual, *options)

    return start


def test_the_page_about_testing_your_app_is_true(run: Run, pytester: pytest.Pytester) -> None:
    app, tests = re.findall(r"```python\n(.*?)```", pytest_plugin.__doc__ or "", flags=re.DOTALL)
    pytester.makepyfile(app=app)
    anyio = "\n@pytest.fixture\ndef anyio_backend():\n    return 'asyncio'\n"
    run(tests + anyio).assert_outcomes(passed=4)


def test_the_marker_sets_up_the_emulator_and_the_nearest_one_wins(run: Run) -> None:
    result = run("""
from runninghub_async.emulator import Fault
pytestmark = pytest.mark.runninghub(slots=3, seed=5)

def places():
    async def asked():
        async with RunningHub() as rh:
            return (await rh.account.queue()).limit
    return asyncio.run(asked())

def test_the_module(runninghub_emulator):
    assert places() == 3

@pytest.mark.runninghub(slots=7)
def test_nearer(runninghub_emulator):
    assert places() == 7
    runninghub_emulator.set_slots(9)
    assert places() == 9

@pytest.mark.runninghub(faults=[Fault("submit", "code 416")])
def test_faults_from_the_start(runninghub_emulator):
    with pytest.raises(BillingError):
        asyncio.run(make())
    asyncio.run(make())
    assert runninghub_emulator.ledger.faults == {"code 416": 1}
""")
    result.assert_outcomes(passed=3)


def test_a_wrong_setting_fails_the_test_in_one_line(run: Run) -> None:
    result = run("""
@pytest.mark.runninghub(slotz=3)
def test_misspelt(runninghub_emulator): ...

@pytest.mark.runninghub(slots=0)
def test_out_of_range(runninghub_emulator): ...

@pytest.mark.runninghub(3)
def test_positional(runninghub_emulator): ...
""")
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(
        ["*runninghub:*slotz*", "*runninghub: slots=0 must be*", "*runninghub: takes keyword*3*"]
    )
    assert "Traceback" not in result.stdout.str()


def test_nothing_is_left_after_a_test(run: Run) -> None:
    result = run("""
from runninghub_async import Polling
USUAL = RunningHub.__init__.__kwdefaults__["polling"]
seen = []

@pytest.mark.parametrize("turn", [1, 2])
def test_it(runninghub_emulator, turn):
    asyncio.run(ask())
    assert len(runninghub_emulator.ledger.submits) == 0
    seen.append(runninghub_emulator.base_url)
    assert os.environ["RUNNINGHUB_BASE_URL"] == runninghub_emulator.base_url

def test_afterwards():
    assert len(seen) == 2
    assert threading.enumerate() == [threading.main_thread()]
    assert "RUNNINGHUB_API_KEY" not in os.environ
    assert RunningHub.__init__.__kwdefaults__["polling"] == USUAL == Polling()
""")
    result.assert_outcomes(passed=3)


def test_it_serves_the_event_loop_of_a_test_that_never_yields_to_it(run: Run) -> None:
    result = run("""
@pytest.fixture
def anyio_backend():
    return "asyncio"

@pytest.mark.anyio
async def test_outage(runninghub_emulator):
    import urllib.request
    answer = urllib.request.Request(
        runninghub_emulator.base_url + "/openapi/v2/queue/status",
        headers={"Authorization": "Bearer " + runninghub_emulator.api_key},
    )
    with urllib.request.urlopen(answer) as reply:  # blocks the loop of this test
        assert b"concurrent" in reply.read()
    async with RunningHub() as rh:
        with runninghub_emulator.outage(), pytest.raises(TransportError):
            await rh.account.status()
        await rh.account.status()
""")
    result.assert_outcomes(passed=1)


def test_the_test_in_the_readme_passes(run: Run) -> None:
    text = Path(__file__).parents[2].joinpath("README.md").read_text("utf-8")
    blocks = "\n".join(re.findall(r"```py\n(.*?)```", text, flags=re.DOTALL))
    shown = len(re.findall(r"^(?:async )?def test_", blocks, flags=re.MULTILINE))
    assert shown
    run(blocks).assert_outcomes(passed=shown)


# -- the emulator in a thread --------------------------------------------------------------------


def ask(emu: EmulatorThread) -> int:
    url = f"{emu.base_url}/openapi/v2/queue/status"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {emu.api_key}"})
    with urllib.request.urlopen(request, timeout=10) as reply:
        return reply.status  # type: ignore[no-any-return]


def test_the_ledger_is_a_copy_that_does_not_change_any_more() -> None:
    with EmulatorThread() as emu:
        before = emu.ledger
        assert ask(emu) == 200
        assert before.requests.total() == 0
        assert emu.ledger.requests.total() == 1
    assert emu.ledger.requests.total() == 1
    assert "closed" in repr(emu)


def test_faults_come_and_go_from_another_thread() -> None:
    with EmulatorThread() as emu:
        emu.add_fault(Fault("*", "http 503", times=None))
        with pytest.raises(urllib.error.HTTPError, match="503") as caught:
            ask(emu)
        caught.value.close()
        emu.clear_faults()
        assert ask(emu) == 200


def test_until_waits_for_what_another_thread_does() -> None:
    with EmulatorThread() as emu:
        other = threading.Thread(target=ask, args=(emu,))
        other.start()
        emu.until(lambda ledger: ledger.requests.total() == 1)
        other.join()
        with pytest.raises(TimeoutError, match="Ledger"):
            emu.until(lambda ledger: ledger.uploads, deadline=0.01)
    with pytest.raises(RuntimeError, match="inside `with`"):
        emu.until(lambda ledger: True)


def test_the_clock_jumps_and_wrong_numbers_are_refused() -> None:
    with EmulatorThread() as emu:
        emu.jump(3600)
        with pytest.raises(ValueError, match="slots=0"):
            emu.set_slots(0)
        assert ask(emu) == 200
    with pytest.raises(ValueError, match="time_scale"):
        EmulatorThread(time_scale=-1)
