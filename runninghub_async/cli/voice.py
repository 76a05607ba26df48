"""Who speaks: results on the standard output, everything else on the standard error.

With `--json` the output is one JSON document, and what goes wrong one JSON object a line on the
standard error: `{"error": {…}}`, `{"warning": "…"}`. Without it there is plain text, without
colours, the same on a terminal and in a file.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from runninghub_async.cli.failures import BAD_INPUT, INTERRUPTED, code_of, explain

__all__ = ["NOTHING_SENT", "Voice"]

NOTHING_SENT = "interrupted; nothing was sent"

_encode = msgspec.json.Encoder(decimal_format="number").encode


class _Failure(msgspec.Struct, kw_only=True):
    """What `--json` says of an error."""

    type: str
    message: str
    exit_code: int
    code: int | str | None = None
    task_id: str | None = None
    records_url: str | None = None  #: where to look for a task that may exist


class Voice:
    """What one command says.

    Args:
        json: For scripts.
        quiet: No news of what goes on; errors and warnings are still told.
    """

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self.json = json
        self.tells_news = not (json or quiet)
        self.base_url = ""  #: where the calls go, once that is known
        self._warned: set[str] = set()

    def show(self, value: Any, lines: Iterable[str]) -> None:
        """Print a result: the value with `--json`, else the lines."""
        if self.json:
            sys.stdout.write(_encode(value).decode() + "\n")
        elif sys.stdout.isatty():
            sys.stdout.writelines(f"{_harmless(line)}\n" for line in lines)
        else:
            sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Print a piece of news; nothing with `--json` or `--quiet`."""
        if self.tells_news:
            _complain(text)

    def warn(self, text: str) -> None:
        """Print a warning, once."""
        if text not in self._warned:
            self._warned.add(text)
            _complain(_encode({"warning": text}).decode() if self.json else f"warning: {text}")

    def fail(self, error: Exception, *, out: str = "", exit_code: int | None = None) -> int:
        """Print an error in one line; return the exit code.

        `out` is how the command was told to save files: " -o clips".
        """
        code = code_of(error) if exit_code is None else exit_code
        failure = _Failure(
            type=type(error).__name__,
            message=explain(error, base_url=self.base_url, out=out),
            exit_code=code,
            code=getattr(error, "code", None),
            task_id=getattr(error, "task_id", None),
            records_url=getattr(error, "records_url", None) or None,
        )
        self._say(failure)
        return code

    def refuse(self, text: str) -> int:
        """Print what is wrong with the words of a command; return the exit code."""
        self._say(_Failure(type="UsageError", message=text, exit_code=BAD_INPUT))
        return BAD_INPUT

    def interrupted(
        self,
        text: str,
        *,
        task_id: str | None = None,
        exit_code: int = INTERRUPTED,
        records_url: str | None = None,
    ) -> int:
        """Print what an interrupted command leaves behind; return the exit code."""
        failure = _Failure(
            type="Interrupted",
            message=text,
            exit_code=exit_code,
            task_id=task_id,
            records_url=records_url,
        )
        self._say(failure)
        return exit_code

    def _say(self, failure: _Failure) -> None:
        if self.json:
            _complain(_encode({"error": failure}).decode())
        else:
            _complain(f"runninghub: {failure.message}")

    @contextlib.contextmanager
    def told_warnings(self) -> Iterator[None]:
        """Within it, what the library warns of is told in one line, without its place in code."""
        logging.getLogger("runninghub_async").addHandler(logging.NullHandler())
        with warnings.catch_warnings():
            warnings.simplefilter("always", UserWarning)
            warnings.simplefilter("always", DeprecationWarning)
            warnings.showwarning = self._show_warning
            yield

    def _show_warning(
        self, message: Warning | str, category: type[Warning], *_: object, **__: object
    ) -> None:
        self.warn(str(message))


def _complain(text: str) -> None:
    sys.stderr.write(f"{_harmless(' '.join(text.splitlines()))}\n")
    sys.stderr.flush()


def _harmless(text: str) -> str:
    """A text of the service without what a terminal would obey."""
    return "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in text)
