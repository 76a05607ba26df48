"""The pytest fixture `runninghub_emulator`: testing your app, without a key and without a bill.

Installing `runninghub-async[emulator]` is enough: pytest finds the fixture by itself. A test that
asks for it gets a RunningHub of its own, over real HTTP on this machine, and the environment
variables `RUNNINGHUB_API_KEY` and `RUNNINGHUB_BASE_URL` point at it for as long as the test lasts.
So a program that opens `RunningHub()` is tested as it is. A task of two minutes takes 0.12 seconds.

Say this is your program, `app.py`:

```python
from runninghub_async import RunningHub


async def make_clip(prompt, folder):
    async with RunningHub() as rh:
        result = await rh.models.vidu.text_to_video(prompt=prompt)
        return await result.download(folder)
```

And these are its tests. The fixture runs in a thread of its own, so it serves plain tests and those
of anyio and of pytest-asyncio alike:

```python
import asyncio
from decimal import Decimal

import pytest

from app import make_clip
from runninghub_async import SubmitUncertain, TaskFailed
from runninghub_async.emulator import Fault


def test_a_clip_is_made_once_and_saved(runninghub_emulator, tmp_path):
    (clip,) = asyncio.run(make_clip("a cat surfs", tmp_path))
    assert clip.suffix == ".mp4"
    (submit,) = runninghub_emulator.ledger.submits  # the ledger: what the service saw
    assert submit.body["prompt"] == "a cat surfs"
    assert runninghub_emulator.ledger.money_charged > 0


@pytest.mark.anyio
async def test_a_lost_answer_is_not_paid_twice(runninghub_emulator, tmp_path):
    runninghub_emulator.add_fault(Fault("submit", "drop after"))  # it arrives, its answer does not
    with pytest.raises(SubmitUncertain):
        await make_clip("a cat surfs", tmp_path)
    assert len(runninghub_emulator.ledger.submits) == 1


@pytest.mark.runninghub(fail_rate=1.0)
def test_a_failure_is_told(runninghub_emulator, tmp_path):
    with pytest.raises(TaskFailed):
        asyncio.run(make_clip("a cat surfs", tmp_path))


@pytest.mark.runninghub(wallet=Decimal(0), faults=[Fault("query", "reset after")])
def test_an_empty_wallet_costs_nothing(runninghub_emulator, tmp_path):
    with pytest.raises(Exception, match="416"):
        asyncio.run(make_clip("a cat surfs", tmp_path))
    assert runninghub_emulator.ledger.money_charged == 0
```

The marker `runninghub` takes every setting of `Emulator`: `slots`, `time_scale` (0.001 here),
`requests_per_second`, `wallet`, `seed`, `workflows`, `apps` … On a class or a module it holds for
all tests there, and the nearest one wins. `help(Fault)` lists what can go wrong.
`runninghub_emulator.jump(86400)` lets a day pass, so that URLs of results expire;
`with runninghub_emulator.outage():` refuses every connection.

A client that was not given a `polling` looks sooner than usual while the fixture is in use, since
tasks end sooner. Nothing is left running after the test. The client and the emulator are loaded
when the first test asks for the fixture, not when pytest starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from runninghub_async.emulator import EmulatorThread

__all__ = ["pytest_configure", "runninghub_emulator"]

TIME_SCALE = 0.001  #: a video of two minutes takes 0.12 s
LOOKS = (0.05, 0.1)  #: seconds to the first look, and between looks; usually 2 and up to 120

MARKER = """\
runninghub(**settings): settings of the emulator of the fixture runninghub_emulator, such as \
slots=1, time_scale=0.01, fail_rate=0.5, faults=[Fault("submit", "drop after")]"""


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker `runninghub`."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture
def runninghub_emulator(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[EmulatorThread]:
    """A RunningHub of this test's own, on this machine; `RunningHub()` finds it.

    An `EmulatorThread`: `.ledger` is what it saw, `.add_fault(Fault(…))` lets things go wrong,
    `.jump(seconds)` moves its clock, `.outage()` takes it away, `.base_url` and `.api_key` are for
    clients that do not read the environment. `@pytest.mark.runninghub(…)` sets it up: faults
    from the start, slots, `time_scale` (seconds of ours for one of the service, 0.001 if not said).
    """
    try:
        from runninghub_async.emulator import EmulatorThread
    except ImportError as error:
        pytest.fail(str(error), pytrace=False)
    try:
        emulator = EmulatorThread(**_settings_of(request.node))
    except (TypeError, ValueError) as error:
        pytest.fail(f"@pytest.mark.runninghub: {error}", pytrace=False)
    with emulator:
        monkeypatch.setenv("RUNNINGHUB_API_KEY", emulator.api_key)
        monkeypatch.setenv("RUNNINGHUB_BASE_URL", emulator.base_url)
        _look_sooner(monkeypatch)
        yield emulator


def _settings_of(node: Any) -> dict[str, Any]:
    """The arguments of all markers; those of the nearest win."""
    settings: dict[str, Any] = {"time_scale": TIME_SCALE}
    for marker in reversed(list(node.iter_markers("runninghub"))):
        if marker.args:
            raise TypeError(f"takes keyword arguments only, not {marker.args[0]!r:.60}")
        settings.update(marker.kwargs)
    if "faults" in settings:
        settings["faults"] = tuple(settings["faults"])
    return settings


def _look_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clients that name no `polling` have one that fits tasks of a tenth of a second."""
    from runninghub_async.client import RunningHub
    from runninghub_async.config import Polling

    defaults = RunningHub.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "polling", Polling(first=LOOKS[0], ceiling=LOOKS[1]))
