"""The example `web`: a site that makes videos, over real HTTP, on the emulator."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from runninghub_async import Polling
from runninghub_async.emulator import Durations, Emulator, Fault

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

import uvicorn

from runninghub_async.examples import web

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
QUICK = Polling(first=0.01, ceiling=0.05)


@asynccontextmanager
async def opened(folder: Path, *, hooks: bool = True, **settings: Any) -> AsyncIterator[Any]:
    """The site beside an emulator, and an HTTP client of it."""
    usual = {"time_scale": 0.0001, "durations": Durations(median=60.0)}
    async with Emulator(**{**usual, **settings}) as emu:
        with socket.create_server(("127.0.0.1", 0)) as sock:
            url = f"http://127.0.0.1:{sock.getsockname()[1]}"
            known = {"api_key": emu.api_key, "base_url": emu.base_url, "polling": QUICK}
            app = web.make_app(known, folder=folder, public_url=url if hooks else None)  # type: ignore[arg-type]
            config = uvicorn.Config(app, ws="none", log_config=None, timeout_graceful_shutdown=2)
            server = web.Server(config)
            serving = asyncio.create_task(server.serve(sockets=[sock]))
            try:
                async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
                    yield SimpleNamespace(emu=emu, http=http, app=app, server=server, url=url)
            finally:
                server.should_exit = True
                await serving


async def told(http: httpx.AsyncClient, address: str) -> list[dict[str, Any]]:
    """All events of a video, to its end."""
    async with http.stream("GET", address) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = [line async for line in answer.aiter_lines() if line]
    assert all(line.startswith("data: ") for line in lines)
    return [json.loads(line.removeprefix("data: ")) for line in lines]


async def test_a_video_is_started_told_of_and_served_to_several_viewers(tmp_path: Path) -> None:
    async with opened(tmp_path, time_scale=0.002) as site:
        answer = await site.http.post("/videos", json={"prompt": "a cat surfs", "duration": 5})
        assert answer.status_code == 202
        video = answer.json()
        viewers = [told(site.http, video["events"]) for _ in range(3)]
        for events in await asyncio.gather(*viewers):
            assert [event["ended"] for event in events] == [False] * (len(events) - 1) + [True]
            assert events[-1]["clip"] == f"/videos/{video['id']}/clip"
        clips = await asyncio.gather(*(site.http.get(events[-1]["clip"]) for _ in range(2)))
        part = await site.http.get(events[-1]["clip"], headers={"Range": "bytes=4-7"})
        assert all(clip.content[4:8] == b"ftyp" for clip in clips)
        assert (part.status_code, part.content) == (206, b"ftyp")
        assert clips[0].headers["content-type"] == "video/mp4"
        assert len(site.emu.ledger.submits) == 1
        assert os.listdir(tmp_path) == [f"{video['id']}.mp4"]


async def test_the_service_reports_the_end_to_the_mounted_receiver(tmp_path: Path) -> None:
    async with opened(tmp_path) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        await told(site.http, video["events"])
        (receiver,) = (route.app for route in site.app.routes if route.path == "/hooks")
        assert receiver.received == 1


async def test_who_leaves_ends_the_telling_and_not_the_task(tmp_path: Path) -> None:
    async with opened(tmp_path, hooks=False, time_scale=0.005) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        async with site.http.stream("GET", video["events"]) as answer:
            async for line in answer.aiter_lines():
                assert "QUEUED" in line or "RUNNING" in line
                break
        events = await told(site.http, video["events"])
        assert events[-1]["status"] == "SUCCESS"


async def test_a_site_that_stops_says_which_videos_go_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, time_scale=1.0) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
    assert f"these videos go on: {video['id']}" in caplog.text


async def test_a_site_that_stops_ends_its_streams_and_their_browsers_come_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, time_scale=1.0) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        async with site.http.stream("GET", video["events"]) as answer:
            lines = answer.aiter_lines()
            last = await anext(lines)
            site.server.should_exit = True
            async for line in lines:  # a whole answer: one that is cut off raises
                last = line or last
        assert json.loads(last.removeprefix("data: "))["ended"] is False  # so it is asked again
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("params", "settings", "status", "words"),
    [
        ({"promt": "a cat"}, {}, 422, "did you mean prompt"),
        ({"prompt": "a cat", "duration": 999}, {}, 422, "duration"),
        ({"prompt": "x"}, {"faults": (Fault("submit", "code 1501"),)}, 422, "content check"),
        ({"prompt": "x"}, {"faults": (Fault("submit", "code 1002"),)}, 502, "key"),
        ({"prompt": "x"}, {"wallet": 0}, 503, "empty"),
        ({"prompt": "x"}, {"faults": (Fault("submit", "drop after"),)}, 502, "clearly"),
    ],
)
async def test_a_visitor_is_told_what_is_wrong(
    params: dict[str, Any], settings: dict[str, Any], status: int, words: str, tmp_path: Path
) -> None:
    async with opened(tmp_path, **settings) as site:
        answer = await site.http.post("/videos", json=params)
        assert answer.status_code == status
        assert words in answer.json()["problem"]
        assert site.emu.api_key not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/videos", b"{", 422),
        ("POST", "/videos", b"[1]", 422),
        ("POST", "/videos", b"", 422),
        ("POST", "/videos", b'{"a":' * 5000, 400),
        ("GET", "/nothing", b"", 404),
        ("GET", "/videos/7/clips", b"", 404),
        ("GET", "/videos/a b/clip", b"", 422),
        ("PUT", "/videos", b"{}", 405),
    ],
)
async def test_what_is_wrong_has_one_shape_whoever_found_it(
    method: str, path: str, body: bytes, status: int, tmp_path: Path
) -> None:
    async with opened(tmp_path, hooks=False) as site:
        headers = {"Content-Type": "application/json"}
        answer = await site.http.request(method, path, content=body, headers=headers)
        assert answer.status_code == status
        assert list(answer.json()) == ["problem"]
        assert answer.json()["problem"]
        assert ("allow" in answer.headers) == (status == 405)


async def test_what_nobody_foresaw_has_that_shape_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(tmp_path, hooks=False) as site:

        @site.app.get("/broken")
        async def broken() -> None:
            raise ZeroDivisionError("a secret of the program")

        answer = await site.http.get("/broken")
        assert (answer.status_code, answer.json()) == (500, {"problem": "Something went wrong."})
    assert "ZeroDivisionError" in caplog.text


async def test_a_clip_that_is_not_there_yet_is_answered_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, hooks=False, time_scale=1.0) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        async with asyncio.timeout(10):  # the video takes a minute
            answer = await site.http.get(f"/videos/{video['id']}/clip")
        assert answer.status_code == 409
        assert "still being made" in answer.json()["problem"]
        site.emu.jump(3600)
        assert (await site.http.get(f"/videos/{video['id']}/clip")).content[4:8] == b"ftyp"


async def test_a_full_queue_is_told_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "PATIENCE", 0.3)
    async with opened(tmp_path, slots=1, time_scale=1.0) as site:
        answers = [await site.http.post("/videos", json={"prompt": "a cat"}) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 503]
        assert "Too many" in answers[1].json()["problem"]
        assert answers[1].headers["retry-after"] == "60"


async def test_a_video_that_fails_or_does_not_exist_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, fail_rate=1.0) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        last = (await told(site.http, video["events"]))[-1]
        assert (last["status"], last["ended"]) == ("FAILED", True)
        assert last["problem"]
        assert (await site.http.get(f"/videos/{video['id']}/clip")).status_code == 410
        for path in ("/videos/7/events", "/videos/7/clip"):
            assert (await site.http.get(path)).status_code == 404
        assert (await site.http.get("/videos/..%2f..%2fetc/clip")).status_code in (404, 422)


async def test_a_service_that_goes_away_ends_the_telling_with_a_sentence(tmp_path: Path) -> None:
    async with opened(tmp_path, hooks=False, time_scale=1.0) as site:
        video = (await site.http.post("/videos", json={"prompt": "a cat"})).json()
        site.emu.add_fault(Fault("query", "http 401", times=None, after=1))
        last = (await told(site.http, video["events"]))[-1]
        assert last["ended"]
        assert "key" in last["problem"]


# -- the command ---------------------------------------------------------------------------------


@asynccontextmanager
async def command(*options: str) -> AsyncIterator[tuple[Any, str]]:
    """`python -m runninghub_async.examples.web` without a key, and the address that it prints."""
    environment = {name: value for name, value in os.environ.items() if "RUNNINGHUB" not in name}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "error", "-m", "runninghub_async.examples.web"),
        *("--port", "0", *options),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", line)
        assert found, (await process.communicate())[1].decode()
        yield process, found[0]
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_the_command_serves_without_a_key_and_ends_in_order(
    sign: signal.Signals, tmp_path: Path
) -> None:
    async with command("--clips", str(tmp_path)) as (process, url):
        async with httpx.AsyncClient(base_url=url, timeout=30, trust_env=False) as http:
            page = await http.get("/")
            assert "<h1>Make a video</h1>" in page.text
            video = (await http.post("/videos", json={"prompt": "a cat"})).json()
            process.send_signal(sign)
        output = (await process.communicate())[1].decode()
    assert process.returncode == 130
    assert "No RUNNINGHUB_API_KEY: this runs on an emulator" in output
    assert f"these videos go on: {video['id']}" in output
    assert "Traceback" not in output


def test_the_command_says_what_is_wrong_with_its_settings(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "runninghub_async.examples.web", "--port", "0"]
    bad = {**os.environ, "RUNNINGHUB_API_KEY": "k" * 32, "RUNNINGHUB_BASE_URL": "ftp://nowhere"}
    done = subprocess.run(run, capture_output=True, text=True, env=bad, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith("web: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("example", "library"), [("web", "fastapi"), ("bot", "aiogram")])
def test_an_example_without_its_library_names_the_extra(example: str, library: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None; import runninghub_async.examples.{example}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"pip install 'runninghub-async[{example}]'" in done.stderr.splitlines()[-1]


# -- the page ------------------------------------------------------------------------------------

VISIT = """
import json, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox"])
    page = browser.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(sys.argv[2])
    page.fill("#prompt", "<b>a cat</b>")
    page.click("button")
    page.wait_for_selector("video")
    page.wait_for_function("document.querySelector('video').readyState >= 1")
    page.fill("#prompt", "x" * 100000)
    page.click("button")
    page.wait_for_function("document.querySelector('#refused').textContent")
    print(json.dumps({
        "prompt": page.text_content("article strong"),
        "status": page.text_content("article .status"),
        "width": page.evaluate("document.querySelector('video').videoWidth"),
        "refused": page.text_content("#refused"),
        "articles": page.locator("article").count(),
        "wrong": wrong,
    }))
    browser.close()
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None, reason="playwright is not installed"
)
async def test_a_person_makes_a_video_on_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path, time_scale=0.002) as site:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", VISIT, str(CHROMIUM), site.url),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        output, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    seen = json.loads(output)
    assert (seen["prompt"], seen["articles"], seen["wrong"]) == ("<b>a cat</b>", 1, [])
    assert seen["status"].startswith("success")
    assert seen["width"] > 0
    assert "prompt" in seen["refused"]
