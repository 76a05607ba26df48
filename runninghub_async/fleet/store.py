"""Redis, as the fleet sees it: scripts, plain commands, messages; the only door to its client."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from runninghub_async.errors import ConfigError

__all__ = ["Store", "StoreAway"]

SCHEMES = ("redis://", "rediss://", "unix://")
LISTEN = 30.0  #: seconds of one wait for a message
_EXTRA = "needs an extra: pip install 'runninghub-async[redis]'"


class StoreAway(Exception):
    """Redis gave no usable answer in time; the text says why, without the URL."""


@functools.cache
def _source(name: str) -> str:
    return Path(__file__).with_name(f"{name}.lua").read_text("utf-8")


class Store:
    """A Redis server. The constructor connects nothing and checks everything that it can.

    Raises:
        ConfigError: the extra is missing, or the URL cannot be one of Redis.
    """

    def __init__(self, url: str, *, patience: float) -> None:
        try:
            self._redis = _client(url, patience)
        finally:
            del url  # it may hold a password, and reports of errors show local variables
        self.patience = patience  #: seconds for one exchange
        self._scripts: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"<Store {self.address}>"

    @property
    def address(self) -> str:
        """Where it is, without what signs in."""
        if not hasattr(self, "_redis"):
            return "redis"
        told = self._redis.connection_pool.connection_kwargs
        where = told.get("path") or f"{told.get('host', 'localhost')}:{told.get('port', 6379)}"
        return f"redis {where}/{told.get('db') or 0}"

    async def run(self, script: str, key: str, *args: str | bytes) -> Any:
        """Run one of the package's scripts on the server; twice, where a connection breaks.

        So each of them does the same when it comes again.

        Raises:
            StoreAway: no answer in time, or none that can be used.
        """
        if script not in self._scripts:
            self._scripts[script] = self._redis.register_script(_source(script))
        return await self._asked(self._scripts[script](keys=[key], args=list(args)))

    async def command(self, *words: str | bytes | int) -> Any:
        """Run one command of Redis; raises as `run` does."""
        return await self._asked(self._redis.execute_command(*words))

    @asynccontextmanager
    async def messages(self, *channels: str) -> AsyncIterator[AsyncIterator[bytes]]:
        """Subscribe; gives an endless iterator over what comes.

        Raises:
            StoreAway: the subscription has broken off.
        """
        from redis.exceptions import RedisError

        listener = self._redis.pubsub()
        try:
            await self._asked(listener.subscribe(*channels))
            yield self._heard(listener)
        except (RedisError, OSError) as error:
            raise StoreAway(_why(error)) from error
        finally:
            with suppress(RedisError, OSError):
                await listener.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        from redis.exceptions import RedisError

        with suppress(RedisError, OSError):
            await self._redis.aclose()

    @staticmethod
    async def _heard(listener: Any) -> AsyncIterator[bytes]:
        while True:
            message = await listener.get_message(ignore_subscribe_messages=True, timeout=LISTEN)
            if message is not None:
                yield message["data"]

    async def _asked(self, asking: Any) -> Any:
        from redis.exceptions import RedisError

        try:
            async with asyncio.timeout(self.patience):
                return await asking
        except (RedisError, OSError, TimeoutError) as error:
            raise StoreAway(_why(error)) from error


def _why(error: BaseException) -> str:
    """The class and, of what the server itself said, its first word: READONLY, NOAUTH, LOADING."""
    word = str(error).partition(" ")[0]
    return f"{type(error).__name__} {word}" if word.isupper() else type(error).__name__


def _client(url: str, patience: float) -> Any:
    try:
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
    except ImportError as error:
        del url
        raise ConfigError(setting="redis", reason=_EXTRA) from error
    problem = "" if isinstance(url, str) and url.startswith(SCHEMES) else "the wrong scheme"
    if not problem:
        try:
            return Redis.from_url(
                url,
                socket_connect_timeout=patience,
                socket_timeout=None,
                retry=Retry(NoBackoff(), 1),  # for a connection that was closed while idle
            )
        except (ValueError, TypeError):
            problem = "a port, a database or an option that cannot be"
    del url
    known = ", ".join(SCHEMES)
    reason = f"is no URL of Redis ({problem}): it begins with {known} and names a host"
    raise ConfigError(setting="url", reason=reason)
