"""One client for the length of one command."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import typer

from runninghub_async.cli.failures import DONE, UNCERTAIN
from runninghub_async.cli.options import chosen_url
from runninghub_async.cli.signals import cancelled_by_sigterm
from runninghub_async.cli.voice import NOTHING_SENT, Voice
from runninghub_async.client import RunningHub
from runninghub_async.config import resolve_base_url
from runninghub_async.errors import RunningHubError
from runninghub_async.tasks.account import records_page
from runninghub_async.transport.hooks import Attempt

__all__ = ["Trace", "Work", "perform", "within"]

_SUBMITS = frozenset({"submit", "workflow run", "workflow create", "app run", "app create"})
#: Errors of a submit after which there may be a task.
_UNCLEAR = frozenset(
    {"TransportError", "ConnectionLost", "RequestTimeout", "BadReply", "ServiceError"}
)


class Trace:
    """What a command has set going: the client's hook, and what the work itself notes."""

    def __init__(self) -> None:
        self.task_id: str | None = None  #: of the task that is waited for
        self.done = False  #: that task has ended well
        self.out = ""  #: how the command was told to save files: " -o clips"
        self.unclear = False  #: the last submit got no clear answer
        self.submitting = False  #: a submit may be on the wire

    def __call__(self, attempt: Attempt) -> None:
        """Take in one attempt of one call."""
        if attempt.operation in _SUBMITS:
            self.unclear = attempt.error in _UNCLEAR


#: What a command does with the service.
Work: TypeAlias = Callable[[RunningHub, Trace], Awaitable[None]]


def perform(
    work: Work, voice: Voice, *, site: str | None, base_url: str | None, key: str = ""
) -> None:
    """Do the work with a client of its own, then end the command with the exit code.

    `key` stands in where the environment has none, for what needs none. What goes wrong is told,
    and ends the command here.
    """
    trace = Trace()
    url, known = chosen_url(site, base_url), site or "ai"
    rh = None
    with voice.told_warnings():
        try:
            voice.base_url = resolve_base_url(url, known)
            rh = RunningHub(key or None, site=known, base_url=url, hooks=[trace])
            code = asyncio.run(within(rh, work, voice, trace))
        except (KeyboardInterrupt, asyncio.CancelledError):  # a second Ctrl-C, or a very early one
            code = _say_what_runs(rh, voice, trace, settled=False)
        except BrokenPipeError:  # who read the output has gone, as `head` does
            raise
        except (RunningHubError, OSError) as error:
            code = voice.fail(error, out=trace.out)
    if code:
        raise typer.Exit(code)


async def within(rh: RunningHub, work: Work, voice: Voice, trace: Trace) -> int:
    """Do the work inside the client, which is not open yet; return the exit code.

    SIGINT and SIGTERM cancel this; then it says what runs on.

    Raises:
        RunningHubError, OSError: what the work raised.
    """
    with cancelled_by_sigterm():
        async with rh:
            try:
                await work(rh, trace)
            except asyncio.CancelledError:
                pass  # it closes in order first: then the ids of all submits are known
            else:
                return DONE
    return _say_what_runs(rh, voice, trace)


def _say_what_runs(
    rh: RunningHub | None, voice: Voice, trace: Trace, *, settled: bool = True
) -> int:
    """Say what an interrupted command leaves; unless all is `settled`, a submit may be unclear."""
    unfinished = rh.unfinished if rh is not None else ()
    task_id = trace.task_id or next(iter(unfinished), None)
    if task_id is not None:
        state = "is done" if trace.done else "runs on"
        text = f"interrupted; task {task_id} {state}: `runninghub task wait {task_id}{trace.out}`"
        return voice.interrupted(f"{text} goes on with it", task_id=task_id)
    if trace.unclear or (trace.submitting and not settled):
        page = records_page(voice.base_url)
        where = f" ({page})" if page else ""
        text = (
            "interrupted while a submit was under way, and its answer did not come: the task may "
            f"exist and may be billed. Look for it among the call records of your account{where} "
            "before you run this again"
        )
        return voice.interrupted(text, exit_code=UNCERTAIN, records_url=page or None)
    nothing = rh is None
    return voice.interrupted(NOTHING_SENT if nothing else "interrupted; no task runs on")
