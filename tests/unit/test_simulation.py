"""The benchmark's simulation: what it says of policies is measured on a fair service."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


def load(name: str) -> ModuleType:
    """A benchmark as a module; benchmarks are no package."""
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


sim = load("simulation")
plots = load("plots")
looks = load("looks")


def run(policy: str, seed: int = 0, **service: object) -> tuple[object, object]:
    """300 video tasks in 30 places: the run, and what it measured."""
    rnd = random.Random(seed)
    jobs = looks.WORKLOADS[0].jobs(rnd)[:300]
    maker = dict(looks.POLICIES)[policy]
    chosen = sim.Service(**{"limit": lambda now: 30, **service})
    return sim.Simulation(chosen, maker(rnd), sim.FixedPlaces(30)).run(jobs), jobs


@pytest.mark.parametrize("policy", [name for name, _ in looks.POLICIES])
@pytest.mark.parametrize("latency", [0.0, 0.5])
def test_every_end_is_seen_once_and_never_before_it_comes(policy: str, latency: float) -> None:
    found, jobs = run(policy, latency=latency)
    assert len(found.delays) == 300
    assert min(found.delays) >= latency / 2
    assert all(job.seen >= job.ended > job.submitted for job in jobs)


@pytest.mark.parametrize("policy", [name for name, _ in looks.POLICIES])
def test_no_policy_sends_more_than_the_rate_allows(policy: str) -> None:
    found, jobs = run(policy, rate=2.0, burst=1)
    requests = len(jobs) + found.counts + found.refused + sum(job.looks for job in jobs)
    assert requests <= 2.0 * found.makespan + 2


def test_a_place_is_never_used_twice_at_a_time() -> None:
    _, jobs = run("learned + counts")
    edges = sorted((t, d) for job in jobs for t, d in ((job.submitted, 1), (job.ended, -1)))
    alive = [0]
    for _, change in edges:
        alive.append(alive[-1] + change)
    assert max(alive) <= 30


def test_a_limit_that_falls_refuses_and_places_that_probe_go_on() -> None:
    rnd = random.Random(1)
    jobs = looks.WORKLOADS[0].jobs(rnd)[:200]
    service = sim.Service(limit=lambda now: 30 if now < 300 else 10)
    found = sim.Simulation(service, sim.fixed(5, rnd), sim.ProbedPlaces()).run(jobs)
    assert len(found.delays) == 200
    assert found.refused > 0


def test_fixed_looks_are_as_late_as_half_their_interval() -> None:
    found, _ = run("fixed 5 s")
    assert found.delay == pytest.approx(2.5, abs=0.4)
    assert found.looks == pytest.approx(128 / 5, abs=2)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_learned_looks_see_ends_sooner_with_fewer_requests_than_fixed_ones(seed: int) -> None:
    fixed, _ = run("fixed 5 s", seed)
    ours, _ = run("learned + counts", seed)
    assert ours.looks + ours.counts_each < 0.75 * fixed.looks
    assert ours.delay < 0.7 * fixed.delay


def test_looks_alone_come_near_the_bound_and_not_below_it() -> None:
    found, _ = run("learned")
    bound = looks.least_product(120, 0.35)
    assert bound * 0.9 < found.looks * found.delay < bound * 1.4


def test_a_plot_is_drawn_without_other_libraries(tmp_path: Path) -> None:
    curves = [plots.Series("ours", [(10.0, 1.0), (5.0, 2.0)], "red"), plots.Series("bound", [])]
    text = plots.as_svg(plots.Chart(name="looks", title="Looks", x="x", y="y", series=curves))
    assert text.startswith("<svg")
    assert text.count("<circle") == 2
