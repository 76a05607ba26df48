"""The benchmarks' own parts: what they compare, guard and refuse."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
ORDER = ("plots", "world", "dialects", "measure", "server", "harness", "budgets")


def load(name: str) -> ModuleType:
    """A benchmark as a module; benchmarks are no package."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


plots, world, dialects, measure, server, harness, budgets = map(load, ORDER)


@pytest.mark.parametrize(
    ("host", "code"),
    [("127.0.0.1", 0), ("localhost", 0), ("192.0.2.1", 1), ("example.com", 1), ("10.0.0.1", 1)],
)
def test_a_client_reaches_this_machine_only(host: str, code: int) -> None:
    program = (
        f"import sys, socket; sys.path.insert(0, {str(BENCHMARKS)!r}); import measure\n"
        "measure.stay_here()\n"
        "try:\n"
        f"    socket.create_connection(({host!r}, 9), timeout=0.01)\n"
        "except measure.LeavesTheMachine:\n"
        "    sys.exit(1)\n"
        "except OSError:\n"
        "    pass\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == code


def results(**cpu: list[float]) -> object:
    """Samples of one part and case."""
    found = harness.Results()
    for client, values in cpu.items():
        for value in values:
            found.add("calls", client, "20", {"cpu_us": value})
    return found


def budget(**changes: object) -> object:
    """A budget that compares ours with theirs."""
    plain = {
        "name": "one",
        "of": ("calls", "ours", "20", "cpu_us"),
        "to": ("calls", "theirs", "20", "cpu_us"),
        "most": 0.5,
        "reason": "because",
    }
    return budgets.Budget(**{**plain, **changes})


@pytest.mark.parametrize(
    ("ours", "held"), [([40.0, 50.0, 45.0], True), ([60.0, 55.0, 70.0], False)]
)
def test_a_check_fails_when_a_ratio_crosses_its_bound(ours: list[float], held: bool) -> None:
    found = results(ours=ours, theirs=[100.0, 100.0, 100.0])
    assert budgets.report([budget()], found, only=["calls"]) is held


def test_rounds_are_compared_with_each_other_so_that_drift_cancels_out() -> None:
    found = results(ours=[10.0, 40.0, 20.0], theirs=[20.0, 80.0, 40.0])
    assert budget().ratio(found) == 0.5


def test_what_should_have_been_measured_and_was_not_fails_the_check() -> None:
    assert not budgets.report([budget()], results(ours=[1.0]), only=["calls"])
    assert budgets.report([budget()], results(), only=["files"])  # it was not to be measured


def test_the_budget_file_holds_ratios_with_reasons_only(tmp_path: Path) -> None:
    assert len(budgets.read_budgets()) > 10
    seconds = tmp_path / "seconds.toml"
    seconds.write_text(
        '[[budget]]\nname = "x"\nof = ["calls", "ours", "20", "cpu_us"]\nmost = 1\nreason = "y"\n'
    )
    with pytest.raises(ValueError, match="cpu_us is no ratio"):
        budgets.read_budgets(seconds)


def test_a_cell_shows_the_median_and_how_far_the_rounds_lie_apart() -> None:
    found = results(ours=[30.0, 10.0, 20.0], theirs=[5.0])
    assert found.cell("calls", "ours", "20", "cpu_us") == "20 (10..30)"
    assert found.cell("calls", "theirs", "20", "cpu_us") == "5 (once)"
    assert found.cell("calls", "nobody", "20", "cpu_us") == "-"


def test_tasks_take_the_same_time_for_every_client_and_wait_for_slots() -> None:
    settings = world.Settings(tasks=3, slots=2, median=100.0)
    first, second = world.World(settings), world.World(settings)
    for one in (first, second):
        assert [one.submit(number, refuse=True) for number in (0, 1, 2)] == [0, 1, None]
    assert first.end_of(0) - second.end_of(0) < 1.0
    assert first.submit(2, refuse=False) == 2  # it waits
    assert first.end_of(2) == float("inf")
    assert first.busy(time.monotonic() + 1e6) == 0
    assert first.end_of(2) > first.end_of(0)


@pytest.mark.parametrize("row", dialects.ROWS, ids=lambda row: row.request.pattern.decode())
def test_answers_are_json_and_name_the_task(row: object) -> None:
    names = {b"task": b"7", b"base": b"http://here", b"size": b"1", b"slots": b"2", b"busy": b"1"}
    for text in (row.running, row.ended, row.refuses):
        if text:
            answer = json.dumps(json.loads(text % names if b"%(" in text else text))
            named = row.kind in ("look", "submit") and text is not row.refuses
            assert ('"7"' in answer) is named or row.kind == "result"


def test_plots_are_drawn_without_other_libraries() -> None:
    curve = plots.Series("ours <new>", [(1.0, 10.0), (1000.0, 900.0)])
    lines = plots.as_svg(
        plots.Chart(name="a", title="A", x="x", y="y", series=[curve], logarithmic=True)
    )
    bars = plots.as_svg(plots.Chart(name="b", title="B", x="x", bars=[("ours", 1.0), ("b", 2.0)]))
    assert "ours &lt;new&gt;" in lines
    assert lines.count("<circle") == 2
    assert bars.count("<rect") == 3


def test_the_server_answers_every_dialect_and_counts(tmp_path: Path) -> None:
    pytest.importorskip("trustme")
    with server.running(tmp_path) as here:
        server.ask(here.url, "/_/reset", {"tasks": 1, "slots": 1, "median": 0.0})
        submitted = server.ask(here.url, "/bench/video", {"prompt": "take 0"})
        assert submitted["status_url"].startswith(here.url)
        path = submitted["status_url"].removeprefix(here.url)
        assert server.ask(here.url, path)["status"] == "COMPLETED"
        query = {"taskId": submitted["request_id"]}
        assert server.ask(here.url, "/openapi/v2/query", query)["status"] == "SUCCESS"
        found = server.ask(here.url, "/_/stats")
        assert (found["look"], found["submit"], found["requests"]) == (2, 1, 3)
        assert list(found["ends"]) == ["0"]
