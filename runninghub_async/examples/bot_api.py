"""A stand-in for Telegram's bot API on this machine, and the people who talk to the bot there.

It knows the calls that the example `bot` makes, and answers as https://core.telegram.org/bots/api
says, refusals included.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from aiohttp import web

__all__ = ["BotApi", "Said", "talk"]

PEOPLE = {"Ada": 1, "Bob": 2}


class Said(NamedTuple):
    """One thing that the bot has said: a message, an edit of one, or a video."""

    chat: int
    message: int
    text: str
    video: bytes = b""


class BotApi:
    """The stand-in: `async with BotApi() as api`, `api.say("Ada", "/video a cat")`.

    Args:
        show: Gets a line for everything that is said.
    """

    def __init__(self, *, show: Callable[[str], object] = lambda line: None) -> None:
        self.token = "42:stand-in"
        self.url = ""
        self.said: list[Said] = []
        self.calls: list[str] = []
        self._show = show
        self._names = {number: name for name, number in PEOPLE.items()}
        self._updates: list[dict[str, Any]] = []
        self._refusals: list[tuple[str, int, str, dict[str, Any]]] = []
        self._changed = asyncio.Condition()
        self._closed = False
        application = web.Application(client_max_size=64 * 1024 * 1024)
        application.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        async with self._changed:
            self._closed = True  # who polls gets an answer
            self._changed.notify_all()
        await self._runner.cleanup()

    async def say(self, name: str, text: str) -> None:
        """Let one of the people write to the bot."""
        person = {"id": PEOPLE[name], "is_bot": False, "first_name": name}
        message = {
            **self._message(PEOPLE[name], text),
            "from": person,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}],
        }
        if not text.startswith("/"):
            del message["entities"]
        self._show(f"{name}: {text}")
        async with self._changed:
            self._updates.append({"update_id": len(self._updates) + 1, "message": message})
            self._changed.notify_all()

    def refuse(self, method: str, code: int, description: str, **parameters: Any) -> None:
        """Let the next call of a method fail: `refuse("sendVideo", 429, "…", retry_after=1)`."""
        self._refusals.append((method, code, description, parameters))

    async def until(self, condition: Callable[[Said], object], *, deadline: float = 60.0) -> Said:
        """Wait until the bot has said something of a kind, and return it."""
        async with asyncio.timeout(deadline), self._changed:
            while True:
                for one in self.said:
                    if condition(one):
                        return one
                await self._changed.wait()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.match_info["token"] != self.token:
            return _refusal(401, "Unauthorized")
        self.calls.append(method)
        for refusal in self._refusals:
            if refusal[0] == method:
                self._refusals.remove(refusal)
                return _refusal(*refusal[1:])
        form = dict(await request.post())
        match method:
            case "getMe":
                me = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "stand_in_bot"}
                return _result(me)
            case "getUpdates":
                return _result(await self._wait_for_updates(form))
            case "sendMessage" | "sendVideo" | "editMessageText":
                return await self._hear(method, form)
        return _result(True)

    async def _wait_for_updates(self, form: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer a long poll: at once when there is something new, else after its time-out."""
        offset = max(1, int(form.get("offset", 0)))
        async with self._changed:
            try:
                async with asyncio.timeout(float(form.get("timeout", 0))):
                    await self._changed.wait_for(
                        lambda: self._closed or len(self._updates) >= offset
                    )
            except TimeoutError:
                return []
        return [one for one in self._updates if one["update_id"] >= offset]

    async def _hear(self, method: str, form: dict[str, Any]) -> web.Response:
        chat, text = int(form["chat_id"]), str(form.get("text", ""))
        number = int(form.get("message_id", 0)) or 1000 + len(self.said)
        before = [one.text for one in self.said if one.message == number]
        if method == "editMessageText" and before[-1:] == [text]:
            return _refusal(400, "Bad Request: message is not modified")
        video = b""
        if method == "sendVideo":
            file = form[str(form["video"]).removeprefix("attach://")]
            video = file.file.read()
        self._show(f"  to {self._names[chat]}: {text or f'[a video of {len(video):,} bytes]'}")
        async with self._changed:
            self.said.append(Said(chat, number, text, video))
            self._changed.notify_all()
        return _result({**self._message(chat, text), "message_id": number})

    def _message(self, chat: int, text: str) -> dict[str, Any]:
        person = {"id": chat, "type": "private", "first_name": self._names[chat]}
        number = len(self._updates) + 1
        return {"message_id": number, "date": int(time.time()), "chat": person, "text": text}


async def talk(api: BotApi) -> None:
    """Let two people want videos at the same time, one of them a little clumsily."""
    await api.say("Ada", "/video a cat surfs a wave at sunset")
    await api.say("Bob", "hello?")
    await api.until(lambda said: said.chat == PEOPLE["Bob"])
    await api.say("Bob", "/video a paper boat crosses a puddle")
    for name in PEOPLE:
        await api.until(lambda said, name=name: said.chat == PEOPLE[name] and said.video)  # type: ignore[misc]


def _result(value: Any) -> web.Response:
    return web.json_response({"ok": True, "result": value})


def _refusal(code: int, description: str, parameters: dict[str, Any] | None = None) -> web.Response:
    told = {"ok": False, "error_code": code, "description": description}
    return web.json_response({**told, "parameters": parameters or {}}, status=code)
