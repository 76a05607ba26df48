"""What a process holds: memory, sockets, files, threads, and every registry of a client."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import sys
import threading
import types
from array import array
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from .verdict import BOUNDED

__all__ = ["MEASURES", "Curve", "registries", "settle", "take"]

#: In the order in which they are printed: name -> unit and what it is.
MEASURES = {
    "rss": "kB of memory",
    "objects": "objects that the garbage collector knows",
    "blocks": "pieces of memory that Python has handed out, for whatever",
    "files": "open file descriptors",
    "sockets": "of these, sockets",
    "threads": "threads",
    "asyncio": "asyncio tasks",
    "temporary": "files in the temporary directory, and parts of downloads",
    "registries": "entries in the registries that are to be empty in the end",
    "heap": "looks that are planned",
    "watched": "tasks that somebody waits for",
}
_HERE = ("builtins", "collections", "weakref", "_weakrefset")
_PLAIN = (str, bytes, tuple, frozenset, type, types.FunctionType, types.ModuleType)


class Curve:
    """One row of numbers for each moment; compact, so that it is no leak itself."""

    def __init__(self) -> None:
        self.at = array("d")
        self.done = array("q")  #: jobs that had begun by then
        self.rows = {name: array("q") for name in MEASURES}

    def __len__(self) -> int:
        return len(self.at)

    def add(self, at: float, done: int, row: dict[str, int]) -> None:
        """Append one moment."""
        self.at.append(at)
        self.done.append(done)
        for name, values in self.rows.items():
            values.append(row[name])


def take(rh: object, temporary: Path) -> dict[str, int]:
    """Measure now."""
    sizes = registries(rh)
    handles = list(_descriptors())
    return {
        "rss": _resident() // 1000,
        "objects": len(gc.get_objects()),
        "blocks": sys.getallocatedblocks(),
        "files": len(handles),
        "sockets": sum(one.startswith("socket:") for one in handles),
        "threads": threading.active_count(),
        "asyncio": len(asyncio.all_tasks()),
        "temporary": _files(temporary),
        "registries": sum(
            size for path, size in sizes.items() if not path.endswith(tuple(BOUNDED))
        ),
        "heap": sizes.get("session.poller.schedule._heap", 0),
        "watched": sizes.get("session.poller._watches", 0),
    }


def settle() -> None:
    """Give back what is free: garbage, and the pages that the C allocator keeps for later."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc; others do without
    if trim is not None:
        trim(0)


def registries(root: object) -> dict[str, int]:
    """Every container that an object of this package holds, however deep: path -> length.

    Nothing is named here, so a registry that somebody adds is watched as well.
    """
    found: dict[str, int] = {}
    seen = {id(root)}
    todo: deque[tuple[str, object]] = deque([("", root)])
    while todo:
        path, owner = todo.popleft()
        for name in _attributes(owner):
            value = getattr(owner, name, None)
            if isinstance(value, _PLAIN) or id(value) in seen:
                continue
            where = f"{path}.{name}".removeprefix(".").removeprefix("_")
            module = type(value).__module__
            if module in _HERE and hasattr(value, "__len__"):
                seen.add(id(value))
                found[where] = len(value)  # type: ignore[arg-type]
            elif module.startswith("runninghub_async.") and ".catalog" not in module:
                seen.add(id(value))
                todo.append((where, value))
    return found


def _attributes(owner: object) -> list[str]:
    names = list(getattr(owner, "__dict__", ()))
    for kind in type(owner).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        names += [slots] if isinstance(slots, str) else slots
    return names


def _resident() -> int:
    """Bytes of this process that are in memory; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _descriptors() -> Iterator[str]:
    """What each open file descriptor is; nothing where the system does not tell."""
    try:
        names = os.listdir("/proc/self/fd")
    except OSError:
        return
    for name in names:
        try:
            yield os.readlink(f"/proc/self/fd/{name}")
        except OSError:  # the one that the listing itself had open
            continue


def _files(temporary: Path) -> int:
    return sum(len(files) for _, _, files in os.walk(temporary / "tmp")) + sum(
        1 for _ in (temporary / "clips").rglob("*.part")
    )
