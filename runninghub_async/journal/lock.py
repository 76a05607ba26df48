"""The lock beside a journal: one process at a time. All of this blocks."""

from __future__ import annotations

import contextlib
import os
import sys

__all__ = ["CLOEXEC", "Lock", "PRIVATE"]

PRIVATE = 0o600  #: results have signed URLs, prompts are the user's own
CLOEXEC = getattr(os, "O_CLOEXEC", 0)  # Windows has none; its handles are not inherited


class Lock:
    """A file that one process holds locked; the operating system lets go when it dies."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> str | None:
        """Take the lock, or return who has it."""
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | CLOEXEC, PRIVATE)
            try:
                if not _try_lock(descriptor):
                    return _holder(descriptor)
                self._identity = os.fstat(descriptor)
                if self.is_current():  # its last holder may just have removed it
                    os.ftruncate(descriptor, 0)
                    os.write(descriptor, str(os.getpid()).encode())
                    self._descriptor, descriptor = descriptor, -1
                    return None
            finally:
                if descriptor >= 0:
                    os.close(descriptor)

    def is_current(self) -> bool:
        """Whether the path still leads to the locked file."""
        try:
            return os.path.samestat(os.stat(self._path), self._identity)
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Remove the file and let go; does nothing where nothing is held."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):  # Windows keeps the name of an open file
            if self.is_current():
                os.unlink(self._path)
        os.close(self._descriptor)
        self._descriptor = None


def _holder(descriptor: int) -> str:
    try:
        pid = os.pread(descriptor, 32, 0) if sys.platform != "win32" else os.read(descriptor, 32)
    except OSError:
        pid = b""
    return f"process {pid.decode()}" if pid.isdigit() else "another process"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # a locked byte cannot be read: not the pid's
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
