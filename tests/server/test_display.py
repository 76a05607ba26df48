"""The live table: in a terminal, in a notebook, line by line; it harms no run."""

from __future__ import annotations

import asyncio
import io
import logging
import re
import sys
import types
from collections.abc import Callable
from contextlib import aclosing
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from runninghub_async import ConfigError, Job, Progress
from runninghub_async.display import LiveTable
from runninghub_async.display.screens import Scene, _Terminal
from runninghub_async.tasks.run_progress import JobProgress

MAKE = "vidu/text-to-video"
SHOW_CURSOR = "\x1b[?25h"


class Terminal(io.StringIO):
    """What a program writes to a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def closed_well(self) -> bool:
        """Whether the cursor, which was hidden, is there again."""
        shown = self.getvalue().rpartition("\x1b[?25l")[2]
        return "\x1b[?25l" in self.getvalue() and SHOW_CURSOR in shown


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)


def jobs(count: int, key: str = "job") -> list[Job]:
    return [Job(MAKE, {"prompt": f"take {one}"}, key=f"{key}-{one}") for one in range(count)]


def moved(index: int, stage: Any = "running", **more: Any) -> JobProgress:
    return JobProgress(key=f"job-{index}", index=index, endpoint=MAKE, stage=stage, at=0.0, **more)


async def test_a_terminal_shows_jobs_and_sums_and_the_last_state_stays(
    emulated: Callable[..., Any],
) -> None:
    pytest.importorskip("rich")
    screen = Terminal()
    async with emulated() as (_, rh):
        run = rh.map(jobs(6), on_progress=LiveTable(file=screen))
        outcomes = [one async for one in run]
    last = screen.getvalue().rpartition("\r")[2]
    assert "6 succeeded" in screen.getvalue()
    assert any(one.task_id in screen.getvalue() for one in outcomes if one.task_id)
    assert "CNY" in last
    assert screen.closed_well


ID = "2013500000000000{:03}"


def drawn(width: int, key: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rows of three jobs in a terminal of that width."""
    pytest.importorskip("rich")
    monkeypatch.setenv("COLUMNS", str(width))
    screen = Terminal()
    picture = _Terminal(screen)
    more: Any = {"seconds": 100.0, "cost": Decimal("0.77")}
    jobs = (moved(n, "succeeded", task_id=ID.format(n), **more) for n in range(21, 24))
    named = tuple(msgspec.structs.replace(one, key=f"{key}{one.index}") for one in jobs)
    picture.draw(Scene(Progress(total=3), named, 0))
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", screen.getvalue())
    picture.close()
    return [line.strip() for line in plain.splitlines()[: len(named)]]


@pytest.mark.parametrize("width", [80, 90, 160])
async def test_a_row_shows_the_whole_key_and_the_whole_id_where_there_is_room(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = drawn(width, "take-", monkeypatch)
    assert [row.split()[0] for row in rows] == ["take-21", "take-22", "take-23"]
    assert [row.split()[-1] for row in rows] == [ID.format(n) for n in (21, 22, 23)]


@pytest.mark.parametrize("key", ["a long key that was made of a prompt ", "一个很长的提示词" * 4])
@pytest.mark.parametrize("width", [60, 80, 90])
async def test_where_there_is_no_room_an_id_keeps_its_end(
    key: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = drawn(width, key, monkeypatch)
    assert [row[-4:] for row in rows] == ["0021", "0022", "0023"]
    cells = pytest.importorskip("rich.cells")
    assert all(cells.cell_len(row) <= width for row in rows)
    assert all(row.startswith(key[:6]) for row in rows)


async def test_what_is_no_terminal_gets_lines(emulated: Callable[..., Any]) -> None:
    stream = io.StringIO()
    async with emulated() as (_, rh):
        async for _ in rh.map(jobs(3), on_progress=LiveTable(file=stream)):
            pass
    assert stream.getvalue().endswith("3/3 ended (3 succeeded)\n")
    assert "\x1b" not in stream.getvalue()


async def test_a_terminal_without_rich_gets_lines(
    emulated: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.live", None)
    screen = Terminal()
    async with emulated() as (_, rh):
        async for _ in rh.map(jobs(3), on_progress=LiveTable(file=screen)):
            pass
    assert screen.getvalue().endswith("3/3 ended (3 succeeded)\n")
    assert "\x1b" not in screen.getvalue()


async def test_it_writes_to_the_standard_error(
    emulated: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    async with emulated() as (_, rh):
        async for _ in rh.map(jobs(1), on_progress=LiveTable()):
            pass
    output, errors = capsys.readouterr()
    assert output == ""
    assert "1 succeeded" in errors


@pytest.mark.parametrize("how", ["break", "raise", "cancel"])
async def test_it_ends_with_the_run_however_that_ends(
    emulated: Callable[..., Any], how: str
) -> None:
    pytest.importorskip("rich")
    screen = Terminal()

    async def run(rh: Any) -> None:
        table = LiveTable(file=screen)
        async with aclosing(rh.map(jobs(20), on_progress=table, concurrency=2)) as outcomes:
            async for _ in outcomes:
                if how == "raise":
                    raise ZeroDivisionError
                if how == "cancel":
                    asyncio.current_task().cancel()  # type: ignore[union-attr]
                    await asyncio.sleep(0)
                break

    async with emulated() as (_, rh):
        task = asyncio.create_task(run(rh))
        await asyncio.wait([task])
    assert (task.cancelled(), not task.cancelled() and task.exception() is not None) == (
        how == "cancel",
        how == "raise",
    )
    assert screen.closed_well


class Broken(Terminal):
    """A terminal that somebody closes."""

    writes = 0

    def write(self, text: str) -> int:
        self.writes += 1
        if self.writes > 1:
            raise OSError(5, "Input/output error")
        return super().write(text)


async def test_a_terminal_that_goes_away_harms_no_job_and_is_told_of_once(
    emulated: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("rich")
    caplog.set_level(logging.ERROR, "runninghub_async")
    async with emulated() as (_, rh):
        run = rh.map(jobs(6), on_progress=LiveTable(file=Broken()))
        outcomes = [one async for one in run]
    assert [one.status for one in outcomes] == ["succeeded"] * 6
    assert caplog.text.count("cannot be drawn any more") == 1


class Notebook:
    """The part of IPython that a cell's output has."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown: list[str] = []
        module = types.ModuleType("IPython")
        module.get_ipython = lambda: types.SimpleNamespace(kernel=object())  # type: ignore[attr-defined]
        display = types.ModuleType("IPython.display")
        display.HTML = str  # type: ignore[attr-defined]
        display.display = self.display  # type: ignore[attr-defined]
        module.display = display  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "IPython", module)
        monkeypatch.setitem(sys.modules, "IPython.display", display)

    def display(self, picture: str, *, display_id: bool) -> Any:
        assert display_id
        assert not self.shown
        self.shown.append(picture)
        return types.SimpleNamespace(update=self.shown.append)


async def test_a_notebook_shows_a_table_that_is_replaced_and_escaped(
    emulated: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = Notebook(monkeypatch)
    async with emulated() as (_, rh):
        run = rh.map(jobs(3, key="<script>x"), on_progress=LiveTable())
        outcomes = [one async for one in run]
    last = notebook.shown[-1]
    assert 'value="3" max="3"' in last
    assert "&lt;script&gt;x-0" in last
    assert "<script" not in "".join(notebook.shown)
    assert all(str(one.task_id) in last for one in outcomes)


async def test_the_real_ipython_takes_what_is_displayed() -> None:
    pytest.importorskip("IPython")
    from runninghub_async.display.screens import _Notebook

    table = LiveTable()
    _Notebook().draw(table.scene())


async def test_a_thousand_jobs_are_a_handful_of_rows_those_with_a_task_first() -> None:
    table = LiveTable(rows=4, file=io.StringIO())
    for index in range(1000):
        table.on_job(moved(index, "waiting_for_slot" if index < 990 else "running"))
    for index in range(100, 200):
        table.on_job(moved(index, "succeeded", seconds=5.0))
    scene = table.scene()
    assert [one.key for one in scene.jobs] == [
        *("job-198", "job-199"),
        *("job-990", "job-991", "job-992", "job-993"),
    ]
    assert scene.hidden == 1000 - 100 - 4
    table(Progress(total=1000, succeeded=100))
    table.close()


async def test_a_table_is_drawn_some_times_a_second_however_much_happens() -> None:
    screen = Terminal()
    table = LiveTable(file=screen)
    for index in range(5000):
        table.on_job(moved(index))
        table(Progress(total=5000, running=index))
        if index % 100 == 0:
            await asyncio.sleep(0)
    drawn = screen.getvalue().count("under way")
    table.close()
    assert drawn <= 20


async def test_a_job_that_was_left_is_shown_no_more() -> None:
    table = LiveTable(file=io.StringIO())
    table.on_job(moved(0))
    table.on_job(moved(0, None))
    assert table.scene().jobs == ()
    table.close()


async def test_the_same_table_shows_a_second_run(emulated: Callable[..., Any]) -> None:
    stream = io.StringIO()
    table = LiveTable(file=stream)
    async with emulated() as (_, rh):
        for count in (1, 2):
            async for _ in rh.map(jobs(count), on_progress=table):
                pass
    lines = stream.getvalue().splitlines()
    assert lines[0].endswith("1/1 ended (1 succeeded)")
    assert lines[-1].endswith("2/2 ended (2 succeeded)")


@pytest.mark.parametrize("rows", [0, -1, True, 2.5, "3"])
def test_rows_are_counted(rows: Any) -> None:
    with pytest.raises(ConfigError, match="rows"):
        LiveTable(rows=rows)


async def test_a_listener_hears_of_every_move_of_every_job_in_order(
    emulated: Callable[..., Any],
) -> None:
    class Listener:
        def __init__(self) -> None:
            self.moves: dict[str, list[str | None]] = {}
            self.closed = 0
            self.last: JobProgress | None = None

        def __call__(self, progress: Progress) -> None:
            pass

        def on_job(self, job: JobProgress) -> None:
            self.moves.setdefault(job.key, []).append(job.stage)
            self.last = job

        def close(self) -> None:
            self.closed += 1

    listener = Listener()
    async with emulated() as (_, rh):
        outcomes = [one async for one in rh.map(jobs(3), on_progress=listener)]
    stages = ["preparing", "waiting_for_slot", "submitting", "running", "succeeded"]
    assert listener.moves == {one.key: stages for one in outcomes}
    assert listener.closed == 1
    assert listener.last is not None
    assert listener.last.cost == next(one.cost for one in outcomes if one.key == listener.last.key)
