"""`runninghub batch --report`: one page, whole, escaped, from nowhere but itself."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
from collections.abc import Sequence
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

pytest.importorskip("typer")

from typer.testing import CliRunner

from runninghub_async import ConfigError, RunningHub
from runninghub_async.cli import batch as command
from runninghub_async.cli import report_page
from runninghub_async.cli.app import app
from runninghub_async.cli.batch_options import BatchOptions
from runninghub_async.cli.report import write_report
from runninghub_async.cli.report_axis import WIDTH, Axis, levels, places
from runninghub_async.cli.report_story import Lap, Story, Told
from runninghub_async.emulator import Durations, Emulator
from runninghub_async.tasks.run_progress import JobProgress

COMMAND = (sys.executable, "-m", "runninghub_async", "batch")
MAKE = "vidu/text-to-video"
EVIL = "<script>alert(1)</script>\"'&"
PATIENCE = 60.0  #: seconds until a command that hangs fails; nothing is decided by it
VOID = {"meta", "img", "br", "rect", "line", "path", "input", "link", "hr", "source"}


class Page(HTMLParser):
    """A page as a browser would read it; tags that do not nest are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID or tag == "rect":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]

    def sources(self) -> list[str]:
        return [
            attributes[name]
            for _, attributes in self.tags
            for name in ("src", "href", "poster", "data", "action")
            if name in attributes
        ]


def read(path: Path) -> Page:
    """The page, once it was seen to load nothing and to run nothing."""
    page = Page(path.read_text("utf-8"))
    assert not page.all("script") + page.all("link") + page.all("iframe")
    assert not [name for _, one in page.tags for name in one if name.startswith("on")]
    for source in page.sources():
        assert source.startswith("data:") or "//" not in source
    policy = next(one["content"] for one in page.all("meta") if "http-equiv" in one)
    assert "default-src 'none'" in policy
    assert "http" not in policy
    return page


async def batch(folder: Path, emu: Emulator, *arguments: str, stop: Any = None) -> tuple[int, str]:
    environment = {
        **os.environ,
        "RUNNINGHUB_API_KEY": emu.api_key,
        "RUNNINGHUB_BASE_URL": emu.base_url,
    }
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        cwd=folder,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE):
        if stop is not None:
            await stop()
            process.terminate()
        output, _ = await process.communicate()
    assert b"Traceback" not in output, output.decode()
    assert process.returncode is not None
    return process.returncode, output.decode()


def written(folder: Path, prompts: Sequence[str]) -> None:
    lines = [
        {"endpoint": MAKE, "prompt": prompt, "key": f"job {number}"}
        for number, prompt in enumerate(prompts)
    ]
    (folder / "jobs.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))


def bars(page: Page) -> list[str]:
    return [one["class"] for one in page.all("rect")]


async def test_a_report_has_the_clips_the_timeline_and_the_spend(tmp_path: Path) -> None:
    written(tmp_path, [EVIL, "a dog", "a fox"])
    async with Emulator(time_scale=0.0001) as emu:
        code, output = await batch(
            tmp_path, emu, "jobs.jsonl", "--out", "clips", "--report", "pages/report.html"
        )
    assert code == 0
    assert "pages/report.html" in output
    path = tmp_path / "pages" / "report.html"
    page = read(path)
    assert bars(page) == ["good"] * 3
    assert len([one for one in page.all("video") if one["src"].startswith("data:video/mp4")]) == 3
    assert EVIL in page.text
    assert "2.31 CNY" in page.text  # three times 0.77
    assert {one["id"] for one in page.all("figcaption")} == {"places", "queue", "money"}
    assert path.stat().st_mode & 0o077 == 0
    assert emu.api_key not in path.read_text("utf-8")
    assert os.listdir(tmp_path / "pages") == ["report.html"]


async def test_failures_say_why_and_what_to_do(tmp_path: Path) -> None:
    written(tmp_path, ["a cat"])
    async with Emulator(time_scale=0.0001, fail_rate=1.0) as emu:
        code, _ = await batch(tmp_path, emu, "jobs.jsonl", "--report", "report.html")
    assert code == 1
    page = read(tmp_path / "report.html")
    assert bars(page) == ["bad"]
    assert "TaskFailed: task" in page.text
    assert "--retry-failed" in page.text


async def test_the_report_of_a_run_that_goes_on_with_another_shows_both(tmp_path: Path) -> None:
    arguments = ("jobs.jsonl", "--out", "clips", "--report", "report.html")
    async with Emulator(time_scale=0.0001) as emu:
        written(tmp_path, ["a cat", "a dog"])
        assert (await batch(tmp_path, emu, *arguments))[0] == 0
        written(tmp_path, ["a cat", "a dog", "a fox"])
        assert (await batch(tmp_path, emu, *arguments))[0] == 0
        again = (await batch(tmp_path, emu, *arguments))[0]
        assert (again, len(emu.ledger.submits)) == (0, 3)
    page = read(tmp_path / "report.html")
    assert bars(page) == ["good"] * 3
    assert len(page.all("video")) == 3
    assert "2.31 CNY of it before" in page.text


async def test_a_task_that_failed_in_an_earlier_run_stands_before_the_one_that_followed(
    tmp_path: Path,
) -> None:
    written(tmp_path, ["a cat"])
    arguments = ("jobs.jsonl", "--report", "report.html", "--retry-failed")
    async with Emulator(time_scale=0.0001, fail_rate=1.0) as emu:
        assert (await batch(tmp_path, emu, *arguments))[0] == 1
    async with (
        Emulator(time_scale=0.0001) as emu,
        RunningHub(emu.api_key, base_url=emu.base_url) as rh,
    ):
        await rh.model(MAKE).submit(prompt="it takes the id that is in the journal already")
        assert (await batch(tmp_path, emu, *arguments))[0] == 0
    page = read(tmp_path / "report.html")
    assert bars(page) == ["bad", "good"]
    assert "0.77 CNY of it before" in page.text
    assert "Spent: 1.54 CNY" in page.text


async def test_an_interrupted_run_has_a_report_of_what_runs_on(tmp_path: Path) -> None:
    written(tmp_path, ["a cat", "a dog"])
    async with Emulator(time_scale=1.0, durations=Durations(median=1e9)) as emu:

        async def submitted() -> None:
            await emu.ledger.until(lambda one: one.looks > 0 and len(one.submits) == 2)

        code, _ = await batch(
            tmp_path, emu, "jobs.jsonl", "--report", "report.html", stop=submitted
        )
    assert code == 130
    page = read(tmp_path / "report.html")
    assert bars(page) == ["open", "open"]
    assert "interrupted after" in page.text


@pytest.mark.parametrize("name", ["report.txt", "report", "folder.html"])
async def test_what_can_be_no_report_is_refused_before_anything_is_sent(
    tmp_path: Path, name: str
) -> None:
    written(tmp_path, ["a cat"])
    (tmp_path / "folder.html").mkdir()
    async with Emulator(time_scale=0.0001) as emu:
        code, output = await batch(tmp_path, emu, "jobs.jsonl", "--report", name)
        assert (code, len(emu.ledger.submits)) == (2, 0)
    assert "--report" in output


# -- the page itself -----------------------------------------------------------------------------

NOW = 1_800_000_000.0


def lap(began: float, ended: float | None, status: str = "succeeded", **more: Any) -> Lap:
    return Lap(asked=more.pop("asked", None), began=NOW + began, ended=None if ended is None
               else NOW + ended, status=status, **more)  # fmt: skip


def story_of(*jobs: Told, **more: Any) -> Story:
    story = Story("jobs.csv", print, total=len(jobs), clock=lambda: NOW, **more)
    story.jobs = list(jobs)
    story.ended = NOW + 100.0
    return story


async def test_large_files_are_linked_from_where_the_page_is_and_small_ones_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_page, "LARGEST", 100)
    monkeypatch.setattr(report_page, "EMBEDDED", 150)
    clips = tmp_path / "my clips #1 & more"
    clips.mkdir()
    paths = []
    for number, size in enumerate((80, 80, 101, 40)):
        paths.append(clips / f"{number}.png")
        paths[-1].write_bytes(b"x" * size)
    jobs = [
        Told(key=str(number), endpoint=MAKE, status="succeeded", line=number + 1, files=(path,))
        for number, path in enumerate((*paths, clips / "gone.png", clips / "statue.glb"))
    ]
    page_path = tmp_path / "pages" / "report.html"
    page_path.parent.mkdir()
    await write_report(story_of(*jobs), page_path)
    page = read(page_path)
    sources = [one["src"] for one in page.all("img")]
    assert [one.startswith("data:image/png") for one in sources] == [
        *(True, False, False, True, False)
    ]
    assert (page_path.parent / unquote(sources[1])).read_bytes() == b"x" * 80
    (link,) = page.all("a")
    assert unquote(link["href"]).endswith("my clips #1 & more/statue.glb")


async def test_whatever_texts_are_they_are_texts(tmp_path: Path) -> None:
    job = Told(
        key=EVIL,
        endpoint=EVIL,
        status="failed",
        prompt=EVIL,
        text=EVIL,
        task_id=EVIL,
        error=EVIL,
        advice=EVIL,
        laps=(lap(0, 5, "failed"),),
    )
    story = story_of(job)
    story.name = EVIL
    await write_report(story, tmp_path / "report.html")
    assert read(tmp_path / "report.html").text.count(EVIL) >= 6


async def test_a_thousand_jobs_make_a_page_that_opens(tmp_path: Path) -> None:
    jobs = [
        Told(
            key=f"job {one}",
            endpoint=f"{MAKE}-{one % 7}",
            status="succeeded",
            cost=Decimal("0.77"),
            line=one + 1,
            prompt="a cat surfs " * 10,
            laps=(lap(one // 50 * 100.0, one // 50 * 100.0 + 90 + one % 50, asked=NOW),),
        )
        for one in range(1000)
    ]
    await write_report(story_of(*jobs, budget=Decimal(1000)), tmp_path / "report.html")
    page = read(tmp_path / "report.html")
    assert len(bars(page)) == 1000
    assert (tmp_path / "report.html").stat().st_size < 1_000_000
    assert "770.00 CNY, of 1000.00 CNY" in page.text


@pytest.mark.parametrize(
    "jobs",
    [
        (),
        (Told(key="1", endpoint=MAKE, status="skipped"),),
        (Told(key="1", endpoint=MAKE, status="uncertain", laps=(lap(5, None, "uncertain"),)),),
        (Told(key="1", endpoint=MAKE, status="failed", laps=(lap(5, 5, "failed"),)),),
        (Told(key="1", endpoint=MAKE, status="failed", laps=(lap(5, 1, "failed"),)),),
        (Told(key="1", endpoint=MAKE, status="succeeded", laps=(lap(0, 3e7),)),),
    ],
)
async def test_odd_runs_have_a_page_too(tmp_path: Path, jobs: tuple[Told, ...]) -> None:
    await write_report(story_of(*jobs), tmp_path / "report.html")
    read(tmp_path / "report.html")


def test_tasks_take_the_lowest_place_that_is_free() -> None:
    laps = [lap(0, 10), lap(0, 20), lap(10, 15), lap(12, 30), lap(21, 25)]
    assert [place for place, _ in places(laps, NOW)] == [0, 1, 0, 2, 0]


def test_two_tasks_on_one_place_do_not_overlap() -> None:
    (first, ended), (second, _) = places([lap(0, 10.1), lap(10, 15)], NOW)
    assert (first, second, ended) == (0, 0, NOW + 10)


def test_a_long_time_in_which_nothing_ran_is_left_out() -> None:
    axis = Axis([lap(0, 100), lap(5000, 5100)], NOW + 5100)
    (gap,) = axis.gaps
    assert gap.seconds == 4900
    xs = [axis.x(NOW + at) for at in (0, 50, 100, 3000, 5000, 5050, 5100)]
    assert xs == sorted(xs)
    assert (xs[0], round(xs[-1])) == (0, WIDTH)
    assert xs[2] == xs[3] < gap.x < xs[4]
    assert Axis([lap(0, 100), lap(130, 200)], NOW + 200).gaps == []


def test_levels_count_what_goes_on_at_once() -> None:
    assert levels([(1, 3), (2, 4), (3, 5), (7, 7)]) == [(1, 1), (2, 2), (3, 2), (4, 1), (5, 0)]


def test_a_story_knows_when_each_task_had_a_place() -> None:
    story = Story("jobs.csv", print, total=1, clock=lambda: NOW)
    moves = (
        *(("preparing", 0), ("waiting_for_slot", 1), ("submitting", 2), ("waiting_for_slot", 3)),
        *(("submitting", 9), ("running", 10), ("preparing", 20), ("waiting_for_slot", 21)),
        *(("submitting", 22), ("running", 23)),
    )
    for stage, at in moves:
        story.on_job(
            JobProgress(key="a", index=0, endpoint=MAKE, stage=stage, at=at, task_id="1")  # type: ignore[arg-type]
        )
    asyncio.run(story.finish(None))
    (job,) = story.jobs
    assert job.status == "running"
    assert job.laps == (
        Lap(asked=1, began=9, ended=20, status="failed"),
        Lap(asked=21, began=22, ended=None, status="running"),
    )


def test_each_option_of_the_command_has_its_place_among_the_options() -> None:
    taken = list(inspect.signature(command.batch).parameters)
    assert sorted(taken) == sorted(BatchOptions.__struct_fields__)


def test_private_networks_are_allowed_when_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[bool] = []

    def client(**settings: Any) -> None:
        said.append(settings["allow_private_hosts"])
        raise ConfigError(setting="test", reason="far enough")

    monkeypatch.setattr(command, "RunningHub", client)
    written(tmp_path, ["a cat"])
    monkeypatch.chdir(tmp_path)
    for more in ([], ["--allow-private-hosts"]):
        CliRunner().invoke(app, ["batch", "jobs.jsonl", *more])
    assert said == [False, True]
