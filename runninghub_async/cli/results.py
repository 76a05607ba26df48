"""The results of a batch as JSON lines: one object for each outcome, written as it comes.

A line is appended when its job has ended, so a crash loses none, and the file can be followed
while it grows. A job that is told again, by another run, has more lines until the run ends; then
the file is replaced by one that has the latest line of each key.

Who reads the file must not pay twice. So a job of which an earlier run has left a line gets a new
one before its submit leaves ("submitting"), and one with its task's id ("running"): should the run
be killed, no line says of a task that runs that nothing was sent. When a run is left before its
end, each job that has a task, or may have one, gets a line that says so.
"""

from __future__ import annotations

import os
import sys
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from runninghub_async.errors import ConfigError, SubmitUncertain
from runninghub_async.files.disk import private
from runninghub_async.tasks.jobs import Outcome
from runninghub_async.tasks.run_progress import JobProgress

__all__ = ["ResultError", "ResultLine", "Results"]

_encode = msgspec.json.Encoder(decimal_format="number").encode
_START = b'{"key":'  #: of each line


class ResultError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a job did not succeed, or why its files are missing."""

    type: str
    message: str
    code: int | str | None = None
    body_hash: str | None = None  #: of a submit that got no clear answer
    at: float | None = None  #: Unix time of that submit
    records_url: str | None = None  #: the page of the call records, where it is known

    @classmethod
    def of(cls, error: Exception) -> ResultError:
        """Describe an error."""
        unclear = error if isinstance(error, SubmitUncertain) else None
        return cls(
            type=type(error).__name__,
            message=_utf8(str(error)),
            code=getattr(error, "code", None),
            body_hash=unclear.body_hash if unclear else None,
            at=unclear.at if unclear else None,
            records_url=unclear.records_url or None if unclear else None,
        )


class ResultLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the results."""

    key: str
    line: int  #: of the jobs file
    endpoint: str
    status: str  #: of the outcome; "submitting" and "running" have none
    task_id: str | None
    files: tuple[str, ...]  #: absolute paths
    urls: tuple[str, ...]  #: without their queries, which may sign them
    text: str | None
    cost: Decimal | None  #: money, as far as the service said
    seconds: float
    attempts: int  #: submits, those of earlier runs included
    resumed: bool
    error: ResultError | None

    @classmethod
    def under_way(
        cls, job: JobProgress, *, line: int, endpoint: str, status: str, error: str = ""
    ) -> ResultLine:
        """Describe a job that has no outcome."""
        return cls(
            key=job.key,
            line=line,
            endpoint=endpoint,
            status=status,
            task_id=job.task_id,
            files=(),
            urls=(),
            text=None,
            cost=job.cost,
            seconds=round(job.seconds, 3),
            attempts=0 if status in ("skipped", "submitting") and job.task_id is None else 1,
            resumed=job.resumed,
            error=ResultError(type="Interrupted", message=_utf8(error)) if error else None,
        )

    @classmethod
    def of(cls, outcome: Outcome, *, line: int, endpoint: str) -> ResultLine:
        """Describe an outcome."""
        result = outcome.result
        urls = [one.url for one in result.outputs if one.url] if result is not None else []
        return cls(
            key=outcome.key,
            line=line,
            endpoint=endpoint,
            status=outcome.status,
            task_id=outcome.task_id,
            files=tuple(_utf8(os.fspath(path.absolute())) for path in outcome.files),
            urls=tuple(url.partition("?")[0] for url in urls),
            text=result.text if result is not None else None,
            cost=outcome.cost,
            seconds=round(outcome.seconds, 3),
            attempts=outcome.attempts,
            resumed=outcome.resumed,
            error=None if outcome.error is None else ResultError.of(outcome.error),
        )


class _Told(msgspec.Struct):
    """What tells a line of results from any other."""

    key: str
    status: str
    line: int


class Results:
    """The file of results, or the standard output where there is no path.

    Everything here blocks, for about as long as a line takes.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._file: BinaryIO = sys.stdout.buffer
        self._known: dict[str, str] = {}  #: key -> status of the latest line of an earlier run

    def __enter__(self) -> Self:
        if self.path is not None:
            try:
                self._file = self._opened(self.path)
            except OSError as error:
                raise _unfit(self.path, f"cannot be written: {error.strerror}") from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.path is not None:
            self._file.close()

    def add(self, line: ResultLine) -> None:
        """Write a line, and hand it to the system.

        Raises:
            OSError: the disk, or who reads the output, takes no more.
        """
        self._file.write(_encode(line) + b"\n")
        self._file.flush()

    def begun(self, line: ResultLine) -> None:
        """Write over what an earlier run has told of a job that is begun again; else nothing.

        Raises:
            OSError: the disk takes no more.
        """
        before = self._known.get(line.key)
        if before is not None and (before != line.status or line.status == "submitting"):
            self._known[line.key] = line.status
            self.add(line)

    def told_before(self, key: str) -> bool:
        """Whether there is a line of an earlier run, or of the job as it was begun."""
        return key in self._known

    def keep_latest(self) -> None:
        """Replace the file by one that has the latest line of each key, if there are others.

        Raises:
            OSError: the disk takes no more; the file is as it was.
        """
        if self.path is None or not self.path.is_file():
            return
        latest: dict[str, int] = {}
        count = 0
        with self.path.open("rb") as file:
            for count, line in enumerate(file, 1):
                try:
                    latest[msgspec.json.decode(line, type=_Told).key] = count
                except (msgspec.DecodeError, UnicodeError, RecursionError):
                    return  # somebody else has written into it meanwhile: it stays as it is
        if len(latest) == count:
            return
        kept = set(latest.values())
        whole = Path(os.path.realpath(self.path))
        part = whole.with_name(f".{whole.name}.{os.urandom(4).hex()}.part")
        try:
            with self.path.open("rb") as old, open(part, "wb", opener=private) as new:
                new.writelines(line for number, line in enumerate(old, 1) if number in kept)
                new.flush()
                os.fsync(new.fileno())
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)

    def _opened(self, path: Path) -> BinaryIO:
        """Open the file for more lines, without the cut-off line that a crash may have left."""
        if not path.exists() or path.is_file():
            with open(path, "a+b", opener=private) as file:
                file.seek(0)
                end = 0
                for number, line in enumerate(file, 1):
                    whole = line.endswith(b"\n")
                    if not whole and _is_cut(line):
                        file.truncate(end)
                        break
                    end += len(line)
                    told = _check(path, number, line)
                    self._known[told.key] = told.status
                    if not whole:  # an editor left it so; the next line would go on in it
                        file.write(b"\n")
        return open(path, "ab", opener=private)


def _utf8(text: str) -> str:
    """A text for people; what a file system holds need not be UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _is_cut(line: bytes) -> bool:
    """Whether it is one of ours, and not all of it."""
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return line.startswith(_START) or _START.startswith(line)
    return False


def _check(path: Path, number: int, line: bytes) -> _Told:
    """Read a line; refuse what is no file of results: it would be changed."""
    try:
        return msgspec.json.decode(line, type=_Told)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        reason = f"is no file of results (line {number}: {error}); give another --results"
        raise _unfit(path, reason) from error


def _unfit(path: Path, reason: str) -> ConfigError:
    return ConfigError(setting=os.fspath(path), reason=reason)
