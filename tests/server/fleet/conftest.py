"""A real Redis for the tests of the fleet; where none is installed they skip and say so."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("redis", reason="the extra redis is not installed")

import redis.asyncio

from runninghub_async.fleet import RedisLimits

LIFE = 120  #: seconds after which a server ends by itself, whatever becomes of its test
PATIENCE = 10.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """A Redis of a test's own, without a disk: it forgets everything when it stops."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = _free_port()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def client(self) -> redis.asyncio.Redis:
        return redis.asyncio.Redis.from_url(self.url, decode_responses=True)

    async def start(self) -> None:
        """Start, on the same port as before; another one if somebody took it the first time."""
        for _ in range(5):
            self._begin()
            if await self._answers():
                return
            self.port = _free_port()
        pytest.fail("redis-server does not start")

    def _begin(self) -> None:
        limited = ["timeout", str(LIFE)] if shutil.which("timeout") else []
        self._process = subprocess.Popen(
            [
                *(*limited, "redis-server", "--port", str(self.port), "--bind", "127.0.0.1"),
                *("--save", "", "--appendonly", "no", "--dir", str(self._folder)),
                *("--pidfile", str(self._folder / "pid")),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        if self._process is not None:
            self.go_on()
            self._process.terminate()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Answer nothing any more, with all connections open."""
        os.kill(int((self._folder / "pid").read_text()), signal.SIGSTOP)

    def go_on(self) -> None:
        pid = self._folder / "pid"
        if pid.exists():
            os.kill(int(pid.read_text()), signal.SIGCONT)

    async def _answers(self) -> bool:
        assert self._process is not None
        async with asyncio.timeout(PATIENCE):
            while self._process.poll() is None:
                async with self.client() as client:
                    try:
                        await client.ping()
                    except redis.exceptions.ConnectionError:
                        await asyncio.sleep(0.01)
                    else:
                        return True
        return False


@pytest.fixture
async def redis_server(tmp_path: Path, anyio_backend: str) -> AsyncIterator[RedisServer]:
    """A running Redis."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    server = RedisServer(tmp_path)
    await server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def shared(redis_server: RedisServer) -> Callable[..., RedisLimits]:
    """Make limits that are shared through it, with small waits."""

    def make(**settings: Any) -> RedisLimits:
        return RedisLimits(redis_server.url, **{"lease": 1.5, "patience": 0.5, **settings})

    return make


@pytest.fixture
def until() -> Callable[..., Any]:
    """Wait for something of which no event tells; the test fails when it never comes."""

    async def wait(condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    return wait
