"""What the tests of secrets share: a watch over everything that is written down, and the doubles
of the network side.
"""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import pickle
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from doubles import client, emulated, no_proxy_around, quick_collection, raw, tidy_loop  # noqa: F401  (fixtures)

import runninghub_async

PACKAGE = str(Path(runninghub_async.__file__).parent)
TESTS = str(Path(__file__).parents[1])


def spelt(secret: str) -> set[str]:
    """The secret in every form in which it could be written down."""
    data = secret.encode()
    plain = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
    plain |= {repr(secret)[1:-1], repr(data)[2:-1], repr(secret.encode().hex())}
    coded = {base64.b64encode(data), base64.urlsafe_b64encode(data), base64.b64encode(b":" + data)}
    # Without the last characters, which depend on what follows.
    return plain | {one.decode().rstrip("=")[:-2] for one in coded}


class Watch:
    """Everything that is written down, and what must not be in it."""

    def __init__(self, *secrets: str) -> None:
        self.secrets = {form for secret in secrets for form in spelt(secret)}
        self.records: list[logging.LogRecord] = []
        self.looked_at = 0  #: texts; a watch that saw none proves nothing
        self.leaks: list[str] = []

    def text(self, text: str, where: str) -> None:
        self.looked_at += 1
        found = next((one for one in self.secrets if one in text), None)
        if found is not None:
            at = text.index(found)
            self.leaks.append(f"{where}: …{text[max(0, at - 100) : at + 60]}…")

    def logs(self) -> None:
        """Message, arguments, exceptions and extras of each record, of every logger."""
        for record in self.records:
            where = f"the log of {record.name} ({record.levelname})"
            self.text(record.getMessage(), where)
            self.text(repr(record.__dict__), f"{where}, its fields")
            self.text(logging.Formatter().format(record), where)
            if record.exc_info and record.exc_info[1] is not None:
                self.error(record.exc_info[1])
        self.records.clear()

    def value(self, value: Any, where: str) -> None:
        """A value's repr and text, and its pickle if it has one."""
        self.text(repr(value), f"repr of {where}")
        self.text(str(value), f"str of {where}")
        self.pickle(value, where)

    def pickle(self, value: Any, where: str) -> None:
        """What another process would get."""
        try:
            packed = pickle.dumps(value)
        except (TypeError, AttributeError, pickle.PicklingError):
            return
        self.text(packed.decode("latin-1"), f"pickle of {where}")

    def error(self, error: BaseException, *, frames: str = PACKAGE) -> None:
        """An error and all that led to it: texts, fields, notes, pickles, variables of frames."""
        seen: set[int] = set()
        waiting: list[BaseException | None] = [error]
        while waiting:
            one = waiting.pop()
            if one is None or id(one) in seen:
                continue
            seen.add(id(one))
            name = type(one).__name__
            self.value(one, name)
            self.text(repr(one.args), f"args of {name}")
            self.text(repr(one.__dict__), f"fields of {name}")
            self.text(repr(getattr(one, "__notes__", ())), f"notes of {name}")
            waiting += [one.__cause__, one.__context__]
            waiting += list(getattr(one, "exceptions", ()))
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        self._frames(shown, set())

    def _frames(self, shown: traceback.TracebackException | None, seen: set[int]) -> None:
        if shown is None or id(shown) in seen:
            return
        seen.add(id(shown))
        for frame in shown.stack:
            if frame.filename.startswith(TESTS):
                continue  # whoever calls has the key
            for name, value in (frame.locals or {}).items():
                self.text(value, f"the variable {name} of {frame.filename}:{frame.lineno}")
        self._frames(shown.__cause__, seen)
        self._frames(shown.__context__, seen)
        for one in shown.exceptions or ():
            self._frames(one, seen)


class _Catch(logging.Handler):
    def __init__(self, watch: Watch) -> None:
        super().__init__(0)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        self._watch.records.append(record)


@pytest.fixture
def watching() -> Iterator[Any]:
    """Make a watch: from then on every logger writes down everything, asyncio's included."""
    root = logging.getLogger()
    before = {one: one.level for one in _loggers()}
    handlers: list[logging.Handler] = []

    def watch(*secrets: str, loop: bool = False) -> Watch:
        one = Watch(*secrets)
        handlers.append(_Catch(one))
        root.addHandler(handlers[-1])
        for logger in _loggers():
            logger.setLevel(1)
        if loop:  # each step of the loop is told, with the reprs of what it calls
            running = asyncio.get_running_loop()
            running.set_debug(True)
            running.slow_callback_duration = 0.0
        return one

    yield watch
    for handler in handlers:
        root.removeHandler(handler)
    for logger in _loggers():
        logger.setLevel(before.get(logger, logging.NOTSET))


def _loggers() -> list[logging.Logger]:
    names = ("runninghub_async", "httpx", "httpcore", "httpcore.http11", "httpcore.connection")
    names += ("httpcore.proxy", "asyncio", "websockets", "websockets.client", "uvicorn")
    for name in names:
        logging.getLogger(name)
    found = [one for one in logging.Logger.manager.loggerDict.values() if hasattr(one, "level")]
    return [logging.getLogger(), *found]  # type: ignore[list-item]
