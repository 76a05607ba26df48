"""A service of scripted answers, over a transport of our own; and the doubles of the network."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from doubles import QUICK, emulated, no_proxy_around, quick_collection, tidy_loop  # noqa: F401  (fixtures)

from runninghub_async import RunningHub

HOST = "https://www.runninghub.ai"


class Service(httpx.AsyncBaseTransport):
    """Answers each path with what it is told: one answer for all calls, or a list in turn, whose
    last one stays. An answer is JSON, bytes, `(status, either)`, or an error to raise.
    """

    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers
        self.heard: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.heard.append(request)
        told = self._answers[request.url.path]
        if isinstance(told, list):
            told = told.pop(0) if len(told) > 1 else told[0]
        if isinstance(told, Exception):
            raise told
        status, body = told if isinstance(told, tuple) else (200, told)
        return httpx.Response(
            status, content=body if isinstance(body, bytes) else json.dumps(body).encode()
        )

    def sent_to(self, path: str) -> list[dict[str, Any]]:
        """The JSON bodies that were sent to a path."""
        return [json.loads(one.content) for one in self.heard if one.url.path == path]


@pytest.fixture
def service() -> Callable[..., Any]:
    """`async with service({path: answer}) as (rh, service)`."""

    @asynccontextmanager
    async def scripted(
        answers: dict[str, Any], **settings: Any
    ) -> AsyncIterator[tuple[RunningHub, Service]]:
        double = Service(answers)
        usual = {**QUICK, "base_url": HOST, "transport": double}
        async with RunningHub(**{**usual, **settings}) as rh:
            yield rh, double

    return scripted
