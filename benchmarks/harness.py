"""What runs the parts: a process for each round and client, samples, medians, spreads."""

from __future__ import annotations

import json
import os
import queue
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plots import Chart
from server import Running

HERE = Path(__file__).parent
WORKER = HERE / "worker.py"
#: Nothing of the caller's reaches a client: no proxy, no key, no other base URL.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "PYTHONHASHSEED")

Values = dict[str, Any]


class Results:
    """All samples: part, client, case and metric -> one value for each round."""

    def __init__(self) -> None:
        self.samples: dict[str, dict[str, dict[str, dict[str, list[Any]]]]] = {}

    def add(self, part: str, client: str, case: str, values: Values) -> None:
        """Take the values of one round."""
        found = self.samples.setdefault(part, {}).setdefault(client, {}).setdefault(case, {})
        for metric, value in values.items():
            found.setdefault(metric, []).append(value)

    def values(self, part: str, client: str, case: str, metric: str) -> list[float]:
        """The numbers of all rounds; none where nothing was measured."""
        found = self.samples.get(part, {}).get(client, {}).get(case, {}).get(metric, [])
        return [one for one in found if isinstance(one, int | float)]

    def median(self, part: str, client: str, case: str, metric: str) -> float | None:
        """The median of the rounds, or None."""
        values = self.values(part, client, case, metric)
        return statistics.median(values) if values else None

    def texts(self, part: str, client: str, case: str, metric: str) -> list[str]:
        """What was noted in words, each once."""
        found = self.samples.get(part, {}).get(client, {}).get(case, {}).get(metric, [])
        return list(dict.fromkeys(one for one in found if isinstance(one, str) and one))

    def cell(self, part: str, client: str, case: str, metric: str, *, form: str = ".0f") -> str:
        """Median and spread as text: "512 (490..601)"; "-" for nothing."""
        values = self.values(part, client, case, metric)
        if not values:
            return "-"
        middle = format(statistics.median(values), form)
        if len(values) == 1:
            return f"{middle} (once)"
        return f"{middle} ({format(min(values), form)}..{format(max(values), form)})"


class Context(NamedTuple):
    """What a part is given."""

    server: Running
    rounds: int
    results: Results
    folder: Path  #: for files; removed in the end
    say: Callable[[str], None]  #: progress, for the one who waits


class Part(NamedTuple):
    """One group of measurements."""

    name: str
    run: Callable[[Context], None]
    table: Callable[[Results], list[str]]
    charts: Callable[[Results], list[Chart]]


def rotated(names: Sequence[str], by: int) -> list[str]:
    """The same names in another order each round, so that none always comes first."""
    by %= max(1, len(names))
    return [*names[by:], *names[:by]]


def environment(server: Running) -> dict[str, str]:
    """What the process of a client sees."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed, "SSL_CERT_FILE": str(server.authority), "NO_PROXY": "*"}


def started(context: Context, command: Sequence[str]) -> subprocess.Popen[str]:
    """A fresh interpreter; what it prints is read by us."""
    return subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE,
        env=environment(context.server),
    )


def lines_of(process: subprocess.Popen[str], patience: float) -> Iterator[str]:
    """Lines as they come, until the process ends.

    It is killed when it has burnt `patience` seconds of CPU since the last line, or let ten
    times that pass: other work on the machine must not decide.

    Raises:
        TimeoutError: it was killed.
        RuntimeError: it ended with an error.
    """
    assert process.stdout is not None
    found: queue.Queue[str | None] = queue.Queue()

    def read(stream: Any) -> None:
        for line in stream:
            found.put(line)
        found.put(None)

    thread = threading.Thread(target=read, args=(process.stdout,), daemon=True)
    thread.start()
    try:
        while (line := _next_line(found, process.pid, patience)) is not None:
            yield line
        if process.wait(10):
            raise RuntimeError(f"the process of a client ended with {process.returncode}")
    finally:
        process.kill()
        process.wait()
        thread.join()
        process.stdout.close()


def _next_line(found: queue.Queue[str | None], pid: int, patience: float) -> str | None:
    cpu, wall = cpu_of(pid), time.monotonic()
    while True:
        try:
            return found.get(timeout=0.2)
        except queue.Empty:
            if cpu_of(pid) - cpu > patience or time.monotonic() - wall > 10 * patience:
                raise TimeoutError(f"nothing came for {patience:g} s of CPU") from None


def cpu_of(pid: int) -> float:
    """CPU seconds of another process of this machine; 0 where nobody tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def work(
    context: Context, part: str, client: str, cases: Sequence[str], *, patience: float = 40.0
) -> Iterator[tuple[str, Values]]:
    """Measure these cases of a client in one process, and give the values of each.

    Raises:
        TimeoutError: a case took more than `patience` seconds of CPU; the process was killed.
    """
    job = {
        "part": part,
        "client": client,
        "cases": list(cases),
        "url": context.server.url,
        "tls_url": context.server.tls_url,
        "folder": str(context.folder),
    }
    for line in lines_of(started(context, [str(WORKER), json.dumps(job)]), patience):
        case, values = json.loads(line)
        yield case, values


def alternate(
    context: Context,
    part: str,
    clients: Sequence[str],
    cases: Callable[[str, int], Sequence[str]],
    *,
    patience: float = 40.0,
) -> None:
    """All rounds: each client in turn, in a process of its own, the order moved on each time."""
    for number in range(context.rounds):
        for client in rotated(clients, number):
            chosen = cases(client, number)
            if not chosen:
                continue
            context.say(f"{part}: round {number + 1} of {context.rounds}, {client}")
            for case, values in work(context, part, client, chosen, patience=patience):
                context.results.add(part, client, case, values)
