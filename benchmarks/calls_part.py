"""Calls: CPU time for one small request, by how many are in flight.

Compared is one look at a task that runs, from the client's public call to the value that its user
gets (`clients.py` says which call that is). The server answers after 2 ms. Each client has one
process in each round, which goes through the loads from small to large; a window of CPU time in
the middle of each is measured. A lap that took more than `HEAVY` seconds of CPU is not repeated in
later rounds (that of the reference twice more); one that takes more than `PATIENCE` is given up,
or not tried where the lap before it foretells that, and so are the larger loads of that client.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, NamedTuple

from clients import BY_NAME, ROWS, Client, Setup
from harness import Context, Part, Results, Values, rotated, work
from measure import Lap, Span, forget_peak, peak_now
from plots import Chart, Series
from server import ask

NAME = "calls"
WINDOW = 0.2  #: seconds of CPU
HEAVY = 2.5  #: seconds of CPU for a lap
PATIENCE = 10.0  #: the same
REFERENCE = "fal-client"  #: what the goals are measured against
_behind: list[object] = []  #: clients that are not closed: the end of the process does it
DELAY = 0.002  #: seconds of the server before it answers


class Case(NamedTuple):
    """A load."""

    in_flight: int
    tls: bool = False


CASES = {
    "1": Case(1),
    "20": Case(20),
    "100": Case(100),
    "100 TLS": Case(100, tls=True),
    "500": Case(500),
    "1000": Case(1000),
    "4000": Case(4000),
}
PLAIN = [name for name, case in CASES.items() if not case.tls]


async def measure(job: dict[str, Any]) -> AsyncIterator[tuple[str, Values]]:
    """One client through its loads."""
    row = BY_NAME[job["client"]]
    for name in job["cases"]:
        case = CASES[name]
        ask(job["url"], "/_/reset", {"delay": DELAY})
        before, span = ask(job["url"], "/_/stats"), Span()
        forget_peak()
        url = job["tls_url"] if case.tls else job["url"]
        opened = row.open(Setup(url, load=case.in_flight))
        client: Client = await opened.__aenter__()
        values = await Lap(client.look, case.in_flight, WINDOW).run()
        after = ask(job["url"], "/_/stats")
        values["connections"] = after["connections"] - before.get("connections", 0) - 1
        values["server_share"] = (after["cpu"] - before["cpu"]) / (after["now"] - before["now"])
        values["unknown"] = after.get("unknown", 0)
        values["peak_mib"] = peak_now()
        values["lap_s"] = span.cpu
        yield name, values
        if values["left"] or values["error"]:
            _behind.append(opened)
            return  # what is left would be measured with the next load
        await opened.__aexit__(None, None, None)


def run(context: Context) -> None:
    """All rounds of all clients."""
    given_up: dict[str, int] = {}  #: client -> the load that was too much
    names = [row.name for row in ROWS]
    for number in range(context.rounds):
        for client in rotated(names, number):
            context.say(f"calls: round {number + 1} of {context.rounds}, {client}")
            left = _cases(context.results, client, number, given_up)
            while left:
                left = _some(context, client, left, given_up)


def _cases(results: Results, client: str, number: int, given_up: dict[str, int]) -> list[str]:
    most = given_up.get(client, max(case.in_flight for case in CASES.values()) + 1)
    names = []
    for name, case in CASES.items():
        laps = results.values(NAME, client, name, "lap_s")
        times = 3 if client == REFERENCE else 1
        heavy = bool(laps) and max(laps) > HEAVY and len(laps) >= times
        if case.in_flight < most and not heavy:
            names.append(name)
    return names


def _some(
    context: Context, client: str, cases: Sequence[str], given_up: dict[str, int]
) -> list[str]:
    """Measure as many of the cases as one process can; return those that are left."""
    left = list(cases)
    try:
        for case, values in work(context, NAME, client, cases, patience=PATIENCE):
            context.results.add(NAME, client, case, values)
            left.remove(case)
    except TimeoutError:
        given_up[client] = CASES[left[0]].in_flight
        note = f"not through in {PATIENCE:g} s of CPU"
        context.results.add(NAME, client, left[0], {"error": note})
        return []
    if left and len(left) < len(cases):
        done = cases[-len(left) - 1]
        spent = max(context.results.values(NAME, client, done, "lap_s"))
        expected = spent * (CASES[left[0]].in_flight / CASES[done].in_flight) ** 2
        if spent <= HEAVY or expected <= PATIENCE:
            return left
        given_up[client] = CASES[left[0]].in_flight
        note = f"not tried: {done} took {spent:.1f} s of CPU, and it grows with the square"
        context.results.add(NAME, client, left[0], {"error": note})
    return []


def table(results: Results) -> list[str]:
    """CPU µs for one request, median and spread; then what else was seen."""
    lines = ["CPU µs in the client for one request: median (least..most of the rounds)"]
    lines.append(f"{'in flight':22}" + "".join(f"{name:>22}" for name in CASES))
    for row in ROWS:
        cells = [_cell(results, row.name, case) for case in CASES]
        lines.append(f"{row.name:22}" + "".join(f"{cell:>22}" for cell in cells))
    lines.append("")
    lines.append(f"{'':22}{'wall µs':>9}{'peak MiB':>9}{'sockets':>9}{'server':>9}   compared")
    for row in ROWS:
        share = _most(results, row.name, "server_share")
        lines.append(
            f"{row.name:22}{_number(results, row.name, 'wall_us'):>9}"
            f"{_number(results, row.name, 'peak_mib'):>9}"
            f"{_number(results, row.name, 'connections'):>9}{share:>9.2f}   {row.what}"
        )
    lines.append(
        "wall, peak memory and sockets opened: at 100 in flight. server: the largest share of a "
        "core that it took."
    )
    for row in ROWS:
        for case in CASES:
            notes = results.texts(NAME, row.name, case, "error")
            lines += [f"  {row.name}, {case} in flight: {note:.120}" for note in notes]
    return lines


def _cell(results: Results, client: str, case: str) -> str:
    if results.texts(NAME, client, case, "error"):
        return "gave up"
    return results.cell(NAME, client, case, "cpu_us")


def _number(results: Results, client: str, metric: str) -> str:
    value = results.median(NAME, client, "100", metric)
    return "-" if value is None else f"{value:.0f}"


def _most(results: Results, client: str, metric: str) -> float:
    return max((x for case in CASES for x in results.values(NAME, client, case, metric)), default=0)


def charts(results: Results) -> list[Chart]:
    """CPU for one request against the load."""
    series = []
    for row in ROWS:
        points = [
            (float(CASES[case].in_flight), value)
            for case in PLAIN
            if (value := results.median(NAME, row.name, case, "cpu_us")) is not None
        ]
        series.append(Series(row.name, points))
    return [
        Chart(
            name="calls",
            title="CPU for one small request",
            x="requests in flight",
            y="µs of CPU in the client",
            series=series,
            logarithmic=True,
        )
    ]


PART = Part(NAME, run, table, charts)
