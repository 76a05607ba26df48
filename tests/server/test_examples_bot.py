"""The example `bot`: the real aiogram against a stand-in of the bot API, on the emulator."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from runninghub_async.emulator import EmulatorThread, Fault

pytest.importorskip("aiogram", reason="the extra `bot` is not installed")

from runninghub_async.examples import bot
from runninghub_async.examples.bot_api import PEOPLE, BotApi

ADA, BOB = PEOPLE["Ada"], PEOPLE["Bob"]


@pytest.fixture(autouse=True)
async def own_signals() -> AsyncIterator[None]:
    """What aiogram does with Ctrl-C ends with the test."""
    yield
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().remove_signal_handler(sign)


@asynccontextmanager
async def answering(script: Callable[[BotApi], Awaitable[object]]) -> AsyncIterator[BotApi]:
    """The bot, for as long as the script lasts; then what it has said."""
    async with BotApi() as api:
        await bot.run(api.token, api.url, lambda: script(api))
        yield api


def texts(api: BotApi, chat: int) -> list[str]:
    return [one.text for one in api.said if one.chat == chat and one.text]


async def test_two_people_get_their_clips_at_the_same_time(
    runninghub_emulator: EmulatorThread,
) -> None:
    async def script(api: BotApi) -> None:
        await api.say("Ada", "/video a cat surfs")
        await api.say("Bob", "/video a dog digs")
        for chat in (ADA, BOB):
            await api.until(lambda said, chat=chat: said.chat == chat and said.video)  # type: ignore[misc]

    async with answering(script) as api:
        prompts = [one.body["prompt"] for one in runninghub_emulator.ledger.submits]
        assert sorted(prompts) == ["a cat surfs", "a dog digs"]
        clips = [one for one in api.said if one.video]
        assert {one.chat for one in clips} == {ADA, BOB}
        assert all(one.video[4:8] == b"ftyp" for one in clips)
        numbers = {one.task_id for one in runninghub_emulator.ledger.submits}
        assert {texts(api, chat)[-1] for chat in (ADA, BOB)} == {
            f"Here is video {number}." for number in numbers
        }


async def test_progress_is_told_in_one_message_that_is_not_edited_too_often(
    runninghub_emulator: EmulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "EDIT_EVERY", 3600.0)

    async def script(api: BotApi) -> None:
        await api.say("Ada", "/video a cat surfs")
        await api.until(lambda said: said.video)

    async with answering(script) as api:
        (number,) = runninghub_emulator.ledger.task_ids
        begun = f"Video {number}: begun, 0 s"
        assert texts(api, ADA) == ["In line…", begun, f"Here is video {number}."]
        assert len({one.message for one in api.said if one.text}) == 1


async def test_what_telegram_calls_too_fast_waits_and_is_said_again(
    runninghub_emulator: EmulatorThread,
) -> None:
    async def script(api: BotApi) -> None:
        for method in ("sendMessage", "sendVideo"):
            api.refuse(method, 429, "Too Many Requests: retry after 1", retry_after=1)
        await api.say("Ada", "/video a cat surfs")
        await api.until(lambda said: said.video)

    async with answering(script) as api:
        assert (api.calls.count("sendMessage"), api.calls.count("sendVideo")) == (2, 2)
        assert len(runninghub_emulator.ledger.submits) == 1


@pytest.mark.parametrize(
    ("command", "fault", "words"),
    [
        ("/video", None, "/video a cat surfs"),
        ("hello", None, "/video a cat surfs"),
        ("/clip", None, "cannot be used"),
        ("/clip 7", None, "no such video"),
        ("/video x", "code 1501", "content check"),
        ("/video x", "http 401", "key"),
        ("/video x", "code 416", "empty"),
        ("/video x", "drop after", "clearly"),
    ],
)
async def test_what_goes_wrong_is_told_in_a_sentence(
    command: str, fault: str | None, words: str, runninghub_emulator: EmulatorThread
) -> None:
    if fault is not None:
        runninghub_emulator.add_fault(Fault("submit", fault, times=None))

    async def script(api: BotApi) -> None:
        await api.say("Ada", command)
        await api.until(lambda said: words in said.text)

    async with answering(script) as api:
        assert not any(one.video for one in api.said)
        assert runninghub_emulator.api_key not in str(api.said)


@pytest.mark.runninghub(fail_rate=1.0)
async def test_a_video_that_fails_is_told(runninghub_emulator: EmulatorThread) -> None:
    async def script(api: BotApi) -> None:
        await api.say("Ada", "/video x")
        await api.until(lambda said: said.text.startswith("The video could not be made: "))

    async with answering(script):
        assert len(runninghub_emulator.ledger.submits) == 1


@pytest.mark.runninghub(slots=1, time_scale=1.0)
async def test_a_full_service_is_told_when_the_line_was_too_long(
    runninghub_emulator: EmulatorThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot, "IN_LINE", 0.3)

    async def script(api: BotApi) -> None:
        await api.say("Ada", "/video x")
        await api.until(lambda said: "begun" in said.text)
        await api.say("Bob", "/video y")
        await api.until(lambda said: said.chat == BOB and "Too many videos" in said.text)

    async with answering(script):
        assert len(runninghub_emulator.ledger.submits) == 1


@pytest.mark.runninghub(time_scale=1.0)
async def test_a_bot_that_stops_says_so_and_another_one_brings_the_clip(
    runninghub_emulator: EmulatorThread, caplog: pytest.LogCaptureFixture
) -> None:
    async def begin(api: BotApi) -> None:
        await api.say("Ada", "/video a cat surfs")
        await api.until(lambda said: "begun" in said.text)

    async with answering(begin) as api:
        (number,) = runninghub_emulator.ledger.task_ids
        assert f"these videos go on: {number}" in caplog.text
        assert "stopping" in texts(api, ADA)[-1]
    runninghub_emulator.jump(3600)

    async def fetch(api: BotApi) -> None:
        await api.say("Ada", f"/clip {number}")
        await api.until(lambda said: said.video)

    async with answering(fetch):
        assert runninghub_emulator.ledger.task_ids == [number]


# -- the command ---------------------------------------------------------------------------------


def command(*options: str, **more: str) -> subprocess.CompletedProcess[str]:
    names = ("RUNNINGHUB", "RH_", "BOT_TOKEN")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(names)}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "runninghub_async.examples.bot", *options],
        capture_output=True,
        text=True,
        env={**clean, **more},
        timeout=120,
    )


def test_without_a_token_and_a_key_the_command_shows_a_conversation() -> None:
    done = command()
    assert done.returncode == 0, done.stderr
    assert "No RUNNINGHUB_API_KEY: this runs on an emulator" in done.stderr
    assert "Traceback" not in done.stderr
    for line in ("Ada: /video a cat surfs", "to Ada: [a video of", "to Bob: [a video of"):
        assert line in done.stdout


def test_what_is_no_token_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, runninghub_emulator: EmulatorThread
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "no token")
    with pytest.raises(SystemExit, match="bot: BOT_TOKEN is no token of a bot"):
        bot.main([])


async def test_a_token_that_is_refused_is_told_in_one_line(
    runninghub_emulator: EmulatorThread,
) -> None:
    known = {"BOT_TOKEN": "7:wrong", "RUNNINGHUB_API_KEY": runninghub_emulator.api_key}
    async with BotApi() as api:
        done = await asyncio.to_thread(command, "--api", api.url, **known)
    assert done.returncode == 1
    assert done.stderr.startswith("bot: ")
    assert "Unauthorized" in done.stderr
    assert "Traceback" not in done.stderr
    assert "wrong" not in done.stderr
