"""The `runninghub` command in tests: in a thread of this process, or as a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio.to_thread
import msgspec
import pytest

from runninghub_async.emulator import Emulator

COMMAND = (sys.executable, "-m", "runninghub_async")
KEYS = ("RUNNINGHUB_API_KEY", "RH_API_KEY")
HOSTS = ("RUNNINGHUB_BASE_URL", "RH_API_BASE_URL")


class Told(msgspec.Struct):
    """What a command said."""

    code: int
    output: str
    errors: str

    @property
    def json(self) -> Any:
        """The one document on the output."""
        return json.loads(self.output)

    @property
    def error(self) -> dict[str, Any]:
        """The error that `--json` told, the last line of the errors."""
        return json.loads(self.errors.splitlines()[-1])["error"]


class CommandLine:
    """Runs commands against an emulator, from a folder of their own."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]
    ) -> None:
        self.folder = folder
        self._patch = patch
        self._capture = capture
        patch.chdir(folder)
        for name in (*KEYS, *HOSTS, "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)

    def use(self, emu: Emulator | None = None, *, key: str | None = None, url: str = "") -> None:
        """Let the environment name an emulator and its key, or others."""
        values = {KEYS[0]: key if key is not None else emu.api_key if emu else ""}
        values[HOSTS[0]] = url or (emu.base_url if emu else "")
        for name, value in values.items():
            self._patch.setenv(name, value)

    async def __call__(self, *words: str) -> Told:
        """Run a command in a thread, as the console script would."""
        from runninghub_async.cli.app import start

        self._capture.readouterr()
        code = await anyio.to_thread.run_sync(start, words)
        said = self._capture.readouterr()
        assert "Traceback" not in said.err
        return Told(code, said.out, said.err)

    async def process(
        self,
        *words: str,
        interrupt_at: bytes = b"",
        interrupt_when: Callable[[], bool] | None = None,
    ) -> Told:
        """Run a command as a process.

        SIGINT it when a line of its errors holds `interrupt_at`, or when `interrupt_when` is true.
        """
        process = await asyncio.create_subprocess_exec(
            *COMMAND,
            *words,
            cwd=self.folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stderr is not None
        seen = b""
        while interrupt_at and interrupt_at not in seen:
            line = await process.stderr.readline()
            assert line, seen
            seen += line
        while interrupt_when is not None and not interrupt_when():  # noqa: ASYNC110  (no event tells)
            await asyncio.sleep(0.01)
        if interrupt_at or interrupt_when is not None:
            process.send_signal(signal.SIGINT)
        output, errors = await process.communicate()
        text = (seen + errors).decode()
        assert "Traceback" not in text
        return Told(process.returncode or 0, output.decode(), text)


def png(folder: Path, name: str = "cat.png") -> Path:
    """A picture, as far as anybody looks."""
    path = folder / name
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.fsencode(name))
    return path
