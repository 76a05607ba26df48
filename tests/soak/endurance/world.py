"""The service of a long run: the emulator with a mix of faults, in a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from runninghub_async.emulator import Durations, Emulator, Fault
from runninghub_async.emulator.faults import KINDS
from runninghub_async.emulator.outputs import output_of

__all__ = ["CLIP", "Created", "Service", "faults", "mark", "running"]

CLIP = output_of("video").sha256  #: of the file that every task makes
SLOTS = 120
#: The calls that the workload makes.
CALLS = ("submit", "workflow run", "query", "upload", "download", "queue status", "cancel")

#: What stands behind a kind's name. After a submit was done, an answer that says for sure that
#: nothing was created would be a lie that no client can see through; so those here are unclear.
ARGUMENTS = {
    "html": (502,),
    "http": (500, 503, 429),
    "bare": (504, 408),
    "code": (1000, 1010, 1003),
    "html after": (502,),
    "http after": (500, 504),
    "code after": (1000, 1005),
    "slow": (0.2,),
    "trickle": (0.2,),
    "huge": (1, 17),
    "id and code": (1000,),
    "status": ("PAUSED",),
    "refuse": (0.2,),
    "jump": (0.5, -0.5),
}
#: Kinds that stop everybody for a while, or move many bytes: rarer than the others by this much.
RARE = {"refuse": 0.1, "huge": 0.1, "jump": 0.1, "silence": 0.3, "silence after": 0.3}
SLOWING = {"code 1003": 0.1, "http 429": 0.1}
#: These spoil a file in a way that only the service could tell.
UNSEEN = frozenset({"changed", "huge"})


def faults(rate: float, seed: int) -> list[Fault]:
    """Every kind of trouble at every call that it fits, this share of the calls in all."""
    mix: list[Fault] = []
    for call in CALLS:
        weights = dict(_weights(call))
        share = rate / sum(weights.values())
        mix += [
            Fault(call, what, times=None, rate=weight * share, seed=seed + len(mix) + n)
            for n, (what, weight) in enumerate(weights.items())
        ]
    return mix


def _weights(call: str) -> Iterator[tuple[str, float]]:
    for kind in KINDS:
        if not kind.fits(call) or (call == "download" and kind.name in UNSEEN):
            continue
        values = ARGUMENTS.get(kind.name, ("",)) if kind.argument.sign else ("",)
        for value in values:
            what = f"{kind.name} {value}".strip()
            yield what, RARE.get(kind.name, SLOWING.get(what, 1.0)) / len(values)


def mark(number: int) -> str:
    """The text that stands in a job's body, so that the ledger tells whose task it is."""
    return f"soak job {number}."


class Created(NamedTuple):
    """One task in the ledger."""

    task_id: str
    job: int  #: -1 where it is nobody's
    body_sha256: str


def _report(emulator: Emulator, since: int) -> dict[str, Any]:
    ledger = emulator.ledger
    submits = []
    for one in ledger.submits[since:]:
        found = re.search(r"soak job (\d+)\.", json.dumps(one.body))
        submits.append([one.task_id, int(found[1]) if found else -1, one.body_sha256])
    return {
        "submits": submits,
        "faults": dict(ledger.faults),
        "requests": dict(ledger.requests),
        "uploads": ledger.uploads,
        "downloads": ledger.downloads,
        "leaked": ledger.keys_leaked_to_storage,
        "open": ledger.connections_open,
    }


def _tell(what: object) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


async def serve(rate: float, seed: int, median: float) -> None:
    """Serve until standard input ends; a line there is the first submit to tell of."""
    loop = asyncio.get_running_loop()
    async with Emulator(
        seed=seed,
        slots=SLOTS,
        durations=Durations(median=median, queued=median / 10),
        fail_rate=0.005,
        faults=tuple(faults(rate, seed)),
    ) as emulator:
        _tell([emulator.base_url, emulator.api_key])
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            _tell(_report(emulator, int(line)))


class Service:
    """The emulator as its client's process sees it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin, self._stdout = process.stdin, process.stdout
        self._told = 0
        self.totals: dict[str, Any] = {}
        self.base_url, self.api_key = json.loads(self._stdout.readline())

    def news(self) -> list[Created]:
        """The tasks that were created since this was asked last; `totals` are renewed."""
        self._stdin.write(f"{self._told}\n")
        self._stdin.flush()
        answer = json.loads(self._stdout.readline())
        created = [Created(*one) for one in answer.pop("submits")]
        self._told += len(created)
        self.totals = answer
        return created


@contextlib.contextmanager
def running(*, rate: float, seed: int, median: float) -> Iterator[Service]:
    """Start the emulator beside this process."""
    command = [sys.executable, str(Path(__file__)), str(rate), str(seed), str(median)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:  # its end closes the pipe, and that ends the emulator
        yield Service(process)


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
