"""A Telegram bot that makes videos, with aiogram: `python -m runninghub_async.examples.bot`.

Needs the extra `bot`: `pip install 'runninghub-async[bot]'`. With `BOT_TOKEN` in the environment it
talks to Telegram; without one, to a stand-in on this machine, and a made-up conversation is shown.
What it shows:

- One client for the process, opened round aiogram's polling; handlers get it by the name `rh`.
- `/video PROMPT` answers with progress, then with the clip. Any number of people at once: when the
  service is full, they wait in line.
- A message is edited every few seconds at most, and whatever Telegram calls too fast waits.
- What goes wrong is told in a sentence; the error itself is in the log.
- Nothing gets lost: each answer names the video's number, `/clip NUMBER` fetches it later, also
  after the bot was stopped, which says what goes on.

Whoever writes to the bot spends your money: let it answer those whom you know.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

try:
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
    from aiogram.filters import Command, CommandObject
    from aiogram.types import BufferedInputFile, Message
    from aiogram.utils.token import TokenValidationError
except ImportError as missing:
    raise ImportError("this needs an extra: pip install 'runninghub-async[bot]'") from missing

from runninghub_async import RunningHub, RunningHubError, Task
from runninghub_async.examples.bot_api import BotApi, talk
from runninghub_async.examples.sentences import explain
from runninghub_async.examples.service import service

__all__ = ["main", "make_dispatcher", "run"]

EDIT_EVERY = 3.0  #: seconds; Telegram lets a bot edit about 20 messages a minute in one chat
IN_LINE = 600.0  #: seconds that somebody waits for a free place
LONGEST = 3600.0  #: seconds that a video may take
TRIES = 5  #: of one call that Telegram says came too fast
log = logging.getLogger("bot")


def make_dispatcher() -> Dispatcher:
    """Return what answers messages; it needs `rh`, an open client, in its workflow data."""
    dispatcher = Dispatcher(busy=set())
    dispatcher.message.register(answer_video, Command("video"))
    dispatcher.message.register(answer_clip, Command("clip"))
    dispatcher.message.register(answer_help)
    return dispatcher


async def answer_help(message: Message) -> None:
    """Say what the bot can do."""
    await message.answer("Tell me what is to be seen: /video a cat surfs a wave")


async def answer_video(
    message: Message, command: CommandObject, rh: RunningHub, busy: set[Any]
) -> None:
    """Make a video: `/video PROMPT`."""
    prompt = (command.args or "").strip()
    if not prompt:
        await answer_help(message)
        return
    note = await message.answer("In line…")

    async def begin() -> Task:
        make = rh.models.vidu.text_to_video.with_options(deadline=IN_LINE)
        return await make.submit(prompt=prompt)

    await tell(note, begin, busy)


async def answer_clip(
    message: Message, command: CommandObject, rh: RunningHub, busy: set[Any]
) -> None:
    """Bring a video that was begun before: `/clip NUMBER`."""

    async def begin() -> Task:
        return rh.task(command.args or "")

    await tell(await message.answer("Looking…"), begin, busy)


async def tell(note: Message, begin: Callable[[], Awaitable[Task]], busy: set[Any]) -> None:
    """Keep a note up to date until there is a clip, or a sentence that says why there is none."""
    busy.add(here := asyncio.current_task())
    try:
        try:
            await bring(note, await begin())
        except RunningHubError as error:
            log.warning("%s", error)
            await note.edit_text(explain(error).text)
    except TelegramAPIError as error:  # the chat is gone, the file is too large
        log.warning("chat %s: %s", note.chat.id, error)
    finally:
        busy.discard(here)


async def bring(note: Message, task: Task) -> None:
    """Wait for a video, telling of its progress, and send it."""
    telling = asyncio.create_task(keep_telling(note, task))
    try:
        async for _ in task.watch(deadline=LONGEST):  # `task.seen` is what it saw last
            pass
    finally:
        telling.cancel()
        await asyncio.wait([telling])
    result = await task.wait()
    with tempfile.TemporaryDirectory() as folder:
        (clip, *_) = await result.download(folder)
        await note.edit_text(f"Here is video {task.id}.")
        content = await asyncio.to_thread(clip.read_bytes)  # Telegram takes 50 MB at most
        await note.answer_video(BufferedInputFile(content, clip.name))


async def keep_telling(note: Message, task: Task) -> None:
    """Edit a message while a task runs, not too often."""
    began = time.monotonic()
    while True:
        status = task.seen.status.lower() if task.seen else "begun"
        try:
            await note.edit_text(f"Video {task.id}: {status}, {time.monotonic() - began:.0f} s")
        except TelegramAPIError as error:
            log.info("%s", error)
        await asyncio.sleep(EDIT_EVERY)


async def wait_when_told(make_request: Any, bot: Bot, method: Any) -> Any:
    """Do every call to Telegram, and again after the pause that it asks for."""
    for _ in range(TRIES - 1):
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
    return await make_request(bot, method)


async def run(token: str, api_url: str | None, script: Callable[[], Awaitable[object]]) -> None:
    """Answer messages until Ctrl-C, or until the script has ended."""
    session = AiohttpSession()
    if api_url is not None:
        session.api = TelegramAPIServer.from_base(api_url)
    session.middleware(wait_when_told)
    dispatcher = make_dispatcher()
    async with service(time_scale=1 / 30) as settings, Bot(token, session) as bot:
        async with RunningHub(**settings) as rh:
            polling = asyncio.create_task(
                dispatcher.start_polling(bot, rh=rh, close_bot_session=False)
            )
            scripted = asyncio.ensure_future(script())
            await asyncio.wait([polling, scripted], return_when=asyncio.FIRST_COMPLETED)
            if not polling.done():
                await dispatcher.stop_polling()
            await polling
            if not scripted.done() or scripted.cancelled():
                scripted.cancel()
            else:
                scripted.result()
            if rh.unfinished:  # they are made all the same, and paid
                log.warning("stopped; these videos go on: %s", ", ".join(rh.unfinished))
        # The client is closed: whoever was waited for is told so before the bot leaves.
        if busy := dispatcher["busy"]:
            await asyncio.wait(busy, timeout=5)


async def start(token: str | None, api_url: str | None) -> None:
    """Talk to Telegram, or without a token show a conversation with a stand-in."""
    async with AsyncExitStack() as stack:
        if token:
            print("Answering messages; Ctrl-C ends it.", flush=True)
            await run(token, api_url, asyncio.Event().wait)
        else:
            print("No BOT_TOKEN: two made-up people talk to the bot, on this machine alone.")
            api = await stack.enter_async_context(BotApi(show=print))
            await run(api.token, api.url, lambda: talk(api))


def main(arguments: list[str] | None = None) -> None:
    """Run the bot."""
    parser = argparse.ArgumentParser(prog="python -m runninghub_async.examples.bot")
    parser.add_argument("--api", metavar="URL", help="a bot API other than Telegram's own")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    try:
        asyncio.run(start(os.environ.get("BOT_TOKEN"), options.api))
    except KeyboardInterrupt:
        sys.exit(130)
    except TokenValidationError:
        sys.exit("bot: BOT_TOKEN is no token of a bot (123456:ABC…)")
    except (RunningHubError, TelegramAPIError, OSError) as error:
        sys.exit(f"bot: {error}")


if __name__ == "__main__":
    main()
