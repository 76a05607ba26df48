"""Lines of a jobs file -> jobs that were checked, without a client and without a key."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import successors
from runninghub_async.catalog.pricing import Price
from runninghub_async.catalog.table import builtin_table
from runninghub_async.cli.cells import from_cell, typed_cell
from runninghub_async.cli.jobs_file import BadLine, JobLine
from runninghub_async.cli.paths import named_file, with_paths
from runninghub_async.errors import RunningHubError, UnknownModel
from runninghub_async.files.body import Encoded
from runninghub_async.journal.params import Digests, describe
from runninghub_async.platform.app_values import encode_app_nodes
from runninghub_async.platform.nodes import encode_nodes
from runninghub_async.platform.options import read_id

__all__ = ["CheckedJob", "Checker", "KEY_LENGTH"]

KEY_LENGTH = 16  #: hex digits of a key that is made from the job itself
_TOO_DEEP = "has lists or objects too deep in each other"


class CheckedJob(NamedTuple):
    """A job that can be sent."""

    line: int
    endpoint: str  #: the path: "vidu/text-to-video", "workflow/1950…", "app/1960…"
    params: dict[str, Any]
    key: str
    fingerprint: str  #: as a journal computes it
    price: Price | None = None  #: None where no list names one; unset until it was checked


class _Target(Protocol):
    """What a line runs."""

    path: str

    def values(self, line: JobLine, folder: Path) -> dict[str, Any]:
        """The parameters as the client takes them: paths of media found, cells read."""
        ...

    def encode(self, params: Mapping[str, Any]) -> Encoded:
        """Check the parameters."""
        ...

    def estimate(self, encoded: Encoded) -> Price | None:
        """The listed price of one run."""
        ...


class Checker:
    """Checks the lines of one reading of a file: one object for each reading.

    A job without a key gets one from what it is: its endpoint, its parameters, the content of
    its local media. So lines may be moved, added and taken away, and a key still means the
    same job; the second of two equal lines gets "-2", and so on.
    """

    def __init__(self, *, folder: Path, endpoint: str | None, digests: Digests) -> None:
        self._folder = folder
        self._endpoint = endpoint
        self._digests = digests  #: of local media: of a file that many lines name, once
        self._targets: dict[str, _Target] = {}
        self._keys: dict[str, int] = {}  #: key -> its line
        self._equals: dict[str, int] = {}  #: key -> how often it was made

    def read(self, line: JobLine) -> CheckedJob:
        """Return the job of a line whose parameters were checked before.

        Raises:
            BadLine: its endpoint, its key or a value cannot be read.
        """
        try:
            target = self._target(line)
            params = target.values(line, self._folder)
            described = describe(target.path, params, self._digests)
        except RunningHubError as error:
            raise BadLine(line.number, _told(error)) from error
        except RecursionError as error:
            raise BadLine(line.number, _TOO_DEEP) from error
        key = line.key if line.key is not None else self._made_key(described.fingerprint)
        before = self._keys.setdefault(key, line.number)
        if before != line.number:
            raise BadLine(line.number, f"key {key!r} is the key of line {before} already")
        return CheckedJob(line.number, target.path, params, key, described.fingerprint)

    def check(self, line: JobLine) -> tuple[CheckedJob, list[str]]:
        """Return the job of a line, its price, and what the table only warns of.

        Local media is looked at.

        Raises:
            BadLine: something does not fit.
        """
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                target = self._target(line)
                encoded = target.encode(target.values(line, self._folder))
                encoded.inspect_local()
            except RunningHubError as error:
                raise BadLine(line.number, _told(error)) from error
            except RecursionError as error:
                raise BadLine(line.number, _TOO_DEEP) from error
        job = self.read(line)._replace(price=target.estimate(encoded))
        return job, [str(one.message) for one in caught]

    def _target(self, line: JobLine) -> _Target:
        name = line.endpoint or self._endpoint
        if name is None:
            reason = "names no endpoint; add it there, or give --endpoint for all such lines"
            raise BadLine(line.number, reason)
        found = self._targets.get(name)
        if found is None:
            found = self._targets[name] = _find(name)
        return found

    def _made_key(self, fingerprint: str) -> str:
        key = fingerprint[:KEY_LENGTH]
        count = self._equals[key] = self._equals.get(key, 0) + 1
        return key if count == 1 else f"{key}-{count}"


def _find(name: str) -> _Target:
    kind, _, rest = name.strip().partition("/")
    if kind in ("workflow", "app"):
        return _Nodes(f"{kind}/{read_id(kind, rest)}", has_types=kind == "workflow")
    try:
        return _Model(Definition(builtin_table().find(name)))
    except UnknownModel as error:
        raise UnknownModel(
            endpoint=name,
            reason="is no endpoint of the table, no workflow/ID and no app/ID "
            "(`runninghub models` lists them)",
            nearest=error.nearest,
        ) from error


def _told(error: RunningHubError) -> str:
    """An error in one line; that nothing was sent is said once, at the end."""
    text = str(error).replace(": is no endpoint", " is no endpoint", 1)
    text = text.removesuffix("; nothing was submitted").removesuffix(" Nothing was sent")
    return " ".join(text.split())


# -- models -------------------------------------------------------------------------------------


class _Model:
    def __init__(self, definition: Definition) -> None:
        self.path = definition.row.path
        self._definition = definition

    def values(self, line: JobLine, folder: Path) -> dict[str, Any]:
        values = {}
        for name, value in line.params.items():
            param = self._definition.params.get(name)
            if param is None:
                values[name] = named_file(value, folder)
                continue
            given = from_cell(self.path, param, value) if line.cells else value
            values[name] = with_paths(param, given, folder)
        return values

    def encode(self, params: Mapping[str, Any]) -> Encoded:
        row = self._definition.row
        if row.deprecated:
            warnings.warn(f"{row.path} is deprecated{successors(row)}", stacklevel=1)
        return self._definition.encode(params)

    def estimate(self, encoded: Encoded) -> Price | None:
        return self._definition.estimate(encoded.body)


# -- workflows and apps ---------------------------------------------------------------------------


class _Nodes:
    """The inputs of nodes: "6.text" -> value."""

    def __init__(self, path: str, *, has_types: bool) -> None:
        self.path = path
        self._has_types = has_types  #: an app takes text for everything
        self._encode = encode_nodes if has_types else encode_app_nodes

    def values(self, line: JobLine, folder: Path) -> dict[str, Any]:
        typed = line.cells and self._has_types
        return {
            name: named_file(typed_cell(value) if typed else value, folder)
            for name, value in line.params.items()
        }

    def encode(self, params: Mapping[str, Any]) -> Encoded:
        found = self._encode(self.path, params)
        return Encoded(self.path, {"nodeInfoList": found.entries}, found.local)

    def estimate(self, encoded: Encoded) -> Price | None:
        return None  # billed by time
