"""How far a task is: its socket where it has one, and its status in any case.

Source: platform-api 8.3. The socket is a hint and may fail at any time; the status decides.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeAlias, TypeVar

import msgspec

from runninghub_async.errors import (
    ApiError,
    ClientClosed,
    ConfigError,
    TransportError,
)
from runninghub_async.protocol.events import ProgressEvent, read_message
from runninghub_async.protocol.messages import Secret, TaskState
from runninghub_async.transport.background import Background
from runninghub_async.transport.hooks import logger

__all__ = ["CountNodes", "Gauge", "follow"]

T = TypeVar("T")
CountNodes: TypeAlias = Callable[[], Awaitable[int | None]]

TRIES = 4  #: sockets that are opened for one task: a signed URL expires, a new one may work
PAUSE = 1.0  #: seconds before the second of them; twice as many before each later one
UNREAD = 256  #: events that wait for a slow reader before steps are left out
NEARLY = 0.99  #: all that messages can say; only the status says that a task is done


class Gauge:
    """Estimates the fraction of a task that is done: nodes that have run of all nodes.

    Source: platform-api 8.3: `progress` speaks of one node; the number of nodes is that of
    the graph.
    """

    def __init__(self, nodes: int | None) -> None:
        self._nodes = nodes or None
        self._begun: set[str] = set()
        self._current: str | None = None
        self._within = 0.0
        self._reached = 0.0

    def read(self, event: ProgressEvent) -> float | None:
        """Take an event in and return the fraction, which never falls; None without a graph."""
        if event.kind == "cached":
            self._begun.update(event.nodes)
        elif event.kind in ("node", "step") and event.node is not None:
            if event.node != self._current:
                self._current, self._within = event.node, 0.0
                self._begun.add(event.node)
            if event.kind == "step" and event.max:
                self._within = min(1.0, max(0.0, (event.value or 0.0) / event.max))
        elif event.kind == "output" and event.node is not None:
            self._begun.add(event.node)
            if event.node == self._current:
                self._within = 1.0
        if self._nodes is None:
            return None
        done = len(self._begun) - (self._current is not None) + self._within
        self._reached = max(self._reached, min(NEARLY, done / self._nodes))
        return self._reached


async def follow(
    background: Background,
    changes: AsyncIterator[TaskState],
    *,
    socket_url: Callable[[], Awaitable[Secret | None]] | None,
    messages: Callable[[Secret], AsyncGenerator[str, None]],
    count_nodes: CountNodes | None,
) -> AsyncGenerator[ProgressEvent, None]:
    """Give a task's events until it ends; what breaks `changes` comes out, the rest is silent.

    Args:
        changes: The task's states, its end included.
        socket_url: Asks for the socket; None where the task has none.
        messages: Opens a socket.
        count_nodes: Asks for the number of nodes of the task's graph.
    """
    news: asyncio.Queue[ProgressEvent | BaseException] = asyncio.Queue()
    running = asyncio.Event()
    work = [background.start(_states(changes, news, running))]
    if socket_url is not None:
        listener = _listen(socket_url, messages, count_nodes, news, running)
        work.append(background.start(listener))
    try:
        while True:
            event = await news.get()
            if isinstance(event, BaseException):
                raise event
            yield event
            if event.state is not None and event.state.finished:
                return
    finally:
        for one in work:
            one.cancel()


async def _states(
    changes: AsyncIterator[TaskState],
    news: asyncio.Queue[ProgressEvent | BaseException],
    running: asyncio.Event,
) -> None:
    try:
        async for state in changes:
            fraction = 1.0 if state.succeeded else None
            news.put_nowait(ProgressEvent(kind="status", state=state, fraction=fraction))
            if state.status not in ("CREATE", "QUEUED"):
                running.set()
    except BaseException as error:
        # Whoever waits for events must know, also when the client is closed meanwhile.
        lost = ClientClosed() if isinstance(error, asyncio.CancelledError) else error
        news.put_nowait(lost)
        raise


async def _listen(
    socket_url: Callable[[], Awaitable[Secret | None]],
    messages: Callable[[Secret], AsyncGenerator[str, None]],
    count_nodes: CountNodes | None,
    news: asyncio.Queue[ProgressEvent | BaseException],
    running: asyncio.Event,
) -> None:
    """Pass the socket's messages on; open it anew when it breaks, then give up without a word."""
    await running.wait()  # a queued task has no socket (trap 15)
    gauge = Gauge(await _quietly(count_nodes) if count_nodes is not None else None)
    for attempt in range(TRIES):
        if attempt:
            await asyncio.sleep(PAUSE * 2 ** (attempt - 1))
        url = await _quietly(socket_url)
        if url is None:
            continue
        try:
            async with aclosing(messages(url)) as texts:
                async for text in texts:
                    if (event := read_message(text)) is not None:
                        fraction = gauge.read(event)
                        if event.kind == "step" and news.qsize() >= UNREAD:
                            continue  # who reads slowly misses steps, never a node or the end
                        news.put_nowait(msgspec.structs.replace(event, fraction=fraction))
        except ConfigError as error:  # the extra is missing
            logger.warning("%s; the status is looked at instead", error)
            return
        except TransportError as error:
            logger.info("%s; the status is looked at instead", error)


async def _quietly(ask: Callable[[], Awaitable[T | None]]) -> T | None:
    """What a call gives, or None where it fails: progress is a hint."""
    try:
        return await ask()
    except (ApiError, TransportError) as error:
        logger.info("no progress (%s)", type(error).__name__)
        return None
