"""Things that show themselves in a notebook: escaped, without a script, the saved file first."""

from __future__ import annotations

import asyncio
import base64
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from runninghub_async import (
    ConnectionLost,
    Job,
    Outcome,
    SubmitUncertain,
    TaskFailed,
    TaskResult,
    TaskTimeout,
)
from runninghub_async.protocol.messages import ResultItem, TaskState, Usage
from runninghub_async.tasks import shown

EVIL = "<script>alert('x')</script>\" onerror=\"alert(1)"
SIGNED = "https://storage.example/a/x.mp4?sign=abc&t=1"


class Page(HTMLParser):
    """Tags and attributes as a browser would see them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def page(thing: Any) -> Page:
    seen = Page(thing._repr_html_())
    assert not seen.all("script")
    assert not [name for _, attributes in seen.tags for name in attributes if name[:2] == "on"]
    return seen


def result(*items: ResultItem, endpoint: str = "vidu/text-to-video") -> TaskResult:
    usage = Usage(money=Decimal("0.77"), seconds=Decimal("41"))
    state = TaskState(task_id="2013", status="SUCCESS", outputs=items, usage=usage)
    return TaskResult(state, endpoint=endpoint, downloads=Saving())  # type: ignore[arg-type]


class Saving:
    """Downloads that write a file of a given size."""

    size = 10

    async def save(self, item: ResultItem, path: Path, *, task_id: str | None) -> Path:
        await asyncio.to_thread(path.write_bytes, b"x" * self.size)
        return path


def test_a_result_shows_its_clip_its_cost_and_its_time() -> None:
    seen = page(result(ResultItem(url=SIGNED, type="mp4")))
    (video,) = seen.all("video")
    assert video["src"] == SIGNED
    for told in ("vidu/text-to-video", "task 2013", "0.77 CNY", "41 s"):
        assert told in seen.text


@pytest.mark.parametrize(
    ("url", "type", "tag"),
    [
        ("https://x.example/a.png", "image", "img"),
        ("https://x.example/a", "PNG", "img"),
        ("https://x.example/a", "video", "video"),
        ("https://x.example/a.MP3?x=.png", "", "audio"),
        ("https://x.example/a.glb", "glb", "a"),
        ("https://x.example/a.zip", "zip", "a"),
        ("https://x.example/a", "", "a"),
    ],
)
def test_the_kind_of_a_file_decides_how_it_is_shown(url: str, type: str, tag: str) -> None:
    (output,) = result(ResultItem(url=url, type=type)).outputs
    seen = page(output)
    assert [name for name, _ in seen.tags] == [tag]
    assert url in seen.tags[0][1].values()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "//evil.example/x.png", "file:///etc/x"]
)
def test_an_address_that_is_none_of_the_web_is_shown_and_not_opened(url: str) -> None:
    seen = page(result(ResultItem(url=url, type="png")))
    assert not {"img", "a", "video"} & {tag for tag, _ in seen.tags}
    assert url in seen.text


def test_whatever_the_texts_are_they_are_texts() -> None:
    made = result(
        ResultItem(text=EVIL, type="txt"),
        ResultItem(url=f"https://x.example/{EVIL}.png", type=EVIL),
        endpoint=EVIL,
    )
    job = Job("x", {}, key=EVIL)
    outcome = Outcome(job=job, index=0, status="failed", result=made)
    outcome.error = TaskFailed(task_id="1", reason=EVIL)
    seen = page(outcome)
    assert seen.text.count("<script>alert('x')</script>") >= 3
    assert not seen.all("script")
    assert "\ufffd" in shown.escape("\x00 \ud800")
    assert shown.escape("文\u3000字\n") == "文\u3000字\n"


def test_a_long_text_is_cut() -> None:
    assert len(page(result(ResultItem(text="x" * 100_000))).text) < 10_000


async def test_a_small_file_that_was_saved_is_embedded_and_no_url_is_shown(tmp_path: Path) -> None:
    made = result(ResultItem(url=SIGNED, type="mp4"))
    await made.download(tmp_path)
    (video,) = page(made).all("video")
    assert video["src"] == f"data:video/mp4;base64,{base64.b64encode(b'x' * 10).decode()}"
    assert SIGNED.partition("?")[0] not in made._repr_html_()


async def test_a_large_file_that_was_saved_is_linked_from_where_the_program_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Saving, "size", shown.EMBEDDED + 1)
    made = result(ResultItem(url=SIGNED, type="mp4"))
    folder = tmp_path / "my clips #1"
    await asyncio.to_thread(folder.mkdir)
    await made.download(folder)
    (video,) = page(made).all("video")
    assert video["src"] == "my%20clips%20%231/2013_0.mp4"


async def test_files_together_stay_below_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Saving, "size", shown.EMBEDDED * 3 // 10)
    made = result(*(ResultItem(url=f"{SIGNED}{one}", type="png") for one in range(5)))
    await made.download(tmp_path)
    sources = [str(one["src"]) for one in page(made).all("img")]
    assert [one.startswith("data:") for one in sources] == [True, True, True, False, False]


def test_the_files_of_an_outcome_are_shown_before_its_urls(tmp_path: Path) -> None:
    path = tmp_path / "2013_0.mp4"
    path.write_bytes(b"clip")
    made = result(ResultItem(url=SIGNED, type="mp4"))
    outcome = Outcome(job=Job("x", {}, key="cat"), index=3, status="succeeded", result=made)
    outcome.files = (path,)
    seen = page(outcome)
    assert str(seen.all("video")[0]["src"]).startswith("data:video/mp4")
    assert "cat" in seen.text
    path.unlink()  # then there is a link to where it was
    assert str(page(outcome).all("video")[0]["src"]).endswith("2013_0.mp4")


LOST = ConnectionLost(operation="submit", reason="reset", sent=True)


@pytest.mark.parametrize(
    ("status", "error", "told"),
    [
        ("failed", TaskFailed(task_id="1", reason="no luck"), "no luck|There is no task"),
        (
            "uncertain",
            SubmitUncertain(endpoint="x", body_hash="0", cause=LOST),
            "call records|perhaps there is a task",
        ),
        ("uncertain", TaskTimeout(task_id="1", seconds=5.0), "runs on"),
        ("skipped", None, "Nothing was paid"),
        ("succeeded", ConnectionLost(operation="download", reason="x", sent=True), "24 hours"),
    ],
)
def test_an_outcome_that_went_wrong_says_why_and_what_to_do(
    status: Any, error: Exception | None, told: str
) -> None:
    outcome = Outcome(job=Job("x", {}), index=7, status=status, error=error)
    seen = page(outcome)
    for one in told.split("|"):
        assert one in seen.text
    assert status in seen.text


def test_an_outcome_of_what_is_no_job_is_shown_too() -> None:
    assert "5" in page(Outcome(job="no job", index=5, status="failed")).text  # type: ignore[arg-type]
