"""`runninghub emulator`: what somebody sees who starts it, and who asks it for his money."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

pytest.importorskip("typer")

from command_line import CommandLine

from runninghub_async.emulator import Emulator, Fault


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    return CommandLine(tmp_path, monkeypatch, capsys)


async def test_a_taken_port_is_told_in_one_line_with_what_to_try(command: CommandLine) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = await command.process("emulator", "--port", str(port))
    assert told.code == 2
    assert told.output == ""
    assert told.errors == (
        f"runninghub: port {port} is taken on this machine: try --port 0, which takes a free one\n"
    )


async def test_the_account_has_less_after_a_task(command: CommandLine) -> None:
    async with Emulator(time_scale=0.001) as emu:
        command.use(emu)
        assert "99999 " in (await command("account")).output
        assert (await command("run", "vidu/text-to-video", "--prompt", "a cat")).code == 0
        assert "99998.23 " in (await command("account")).output


async def test_the_account_is_empty_where_the_wallet_is_said_to_be(command: CommandLine) -> None:
    async with Emulator(faults=(Fault("submit", "code 416", times=None),)) as emu:
        command.use(emu)
        told = await command("run", "vidu/text-to-video", "--prompt", "a cat")
        assert "`runninghub account` shows what is left" in told.errors
        assert (await command("account", "--json")).json["money"] == 0
