"""Sessions: `nox` runs what CI runs; `nox -s tests` tests the built wheel."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nox

ROOT = Path(__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CURRENT = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = sorted({CURRENT, "3.11", "3.12", "3.13"})

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["lint", "types", "stubs", "tests"]
nox.options.error_on_missing_interpreters = False
nox.options.reuse_existing_virtualenvs = True

TEST_TOOLS = ("pytest>=8", "pytest-xdist>=3.5", "hypothesis>=6.100", "mypy>=1.13", "anyio>=4.10")
TEST_TOOLS += ("starlette>=0.40", "trustme>=1.1")  # a mounted receiver; certificates to refuse
TEST_TOOLS += ("opentelemetry-sdk>=1.30", "pdoc>=16")  # what traces go to; the reference
#: The package and all that its tests, types and examples need.
WHOLE = "runninghub-async[all,web,bot,worker]"
HERE = f"{ROOT}[all,web,bot,worker]"

#: What `nox -s bench` compares with, and what it draws and measures with.
RIVALS = ("fal-client", "replicate", "runwayml", "runninghub-sdk", "aiohttp", "pydantic")
RIVALS += ("trustme", "uvloop", "matplotlib")


def install_wheel(session: nox.Session) -> None:
    """Build the wheel and install it with all extras; the source stays out of reach."""
    wheels = Path(session.create_tmp()).resolve() / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(ROOT))
    wheel = next(wheels.glob("*.whl"))
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(f"{WHOLE} @ {wheel.as_uri()}", *TEST_TOOLS)


def run_tests(
    session: nox.Session, *more: str, tree: Path = ROOT, where: str = "", **env: str
) -> None:
    """Run the tests of a tree from a folder where its source cannot be imported."""
    session.chdir(session.create_tmp())
    workers = str(2 * (os.cpu_count() or 1))  # many tests wait most of the time
    options = ["-c", str(tree / "pyproject.toml"), "-n", workers, "--dist", "worksteal", *more]
    session.run("pytest", *options, *session.posargs, str(tree / "tests" / where), env=env)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, on the built wheel, from a folder where the source cannot be imported.

    Those marked `once` run on the oldest Python only: they say nothing about the interpreter.
    """
    install_wheel(session)
    several = session.python in PYTHONS[1:] and shutil.which(f"python{PYTHONS[0]}")
    run_tests(session, *(("-m", "not once") if several else ()))


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of the tests, the processes that they start included: 95 % at least."""
    session.install("-e", HERE, *TEST_TOOLS, "coverage[toml]>=7.10")
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-n", "auto", *session.posargs)
    session.run("coverage", "combine", "-q")
    session.run("coverage", "report", "--skip-covered", "--show-missing")


@nox.session
def lint(session: nox.Session) -> None:
    """Format, lint, spelling."""
    session.install("ruff>=0.17,<0.18", "codespell>=2.3")
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("codespell", "runninghub_async", "tests", "benchmarks", "README.md", "CHANGELOG.md")


@nox.session
def types(session: nox.Session) -> None:
    """mypy strict and pyright on the package, and both on what users write."""
    session.install("-e", HERE, *TEST_TOOLS, "pyright[nodejs]")
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "tests/contracts/test_stub.py", "-k", "pyright")  # mypy's are in `tests`


@nox.session
def stubs(session: nox.Session) -> None:
    """The generated stub is what the table says."""
    session.install("-e", f"{ROOT}[all]")
    session.run("python", "-m", "runninghub_async._tools.stubs", "--check")


@nox.session
def readme(session: nox.Session) -> None:
    """The README's code runs, its tables are true."""
    session.install("-e", HERE, *TEST_TOOLS)
    session.run("pytest", "tests/contracts/test_readme.py", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Every public operation under every trouble, as a matrix; then long random sequences."""
    install_wheel(session)
    session.chdir(session.create_tmp())
    session.run("python", str(ROOT / "tests" / "faults" / "run.py"))
    run_tests(session, where="faults/test_sequences.py", FAULT_SEQUENCES="thorough")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure beside rivals: tables, one JSON, plots; `-- --check` fails on a broken budget."""
    session.install("-e", f"{ROOT}[all]", *RIVALS)
    session.run("python", "benchmarks/run.py", *session.posargs)


@nox.session
def observing(session: nox.Session) -> None:
    """What hooks, traces and metrics cost; and what several processes with one key do."""
    session.install("-e", f"{ROOT}[all]", "opentelemetry-sdk>=1.30")
    for script in ("observing.py", "fleet.py"):
        session.run("python", f"benchmarks/{script}", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The reference, from the docstrings, into .docs/: each public name, with an example."""
    session.install("-e", HERE, "pdoc>=16", "pytest>=8")
    folder = session.posargs[0] if session.posargs else str(ROOT / ".docs")
    session.run("python", "-m", "runninghub_async._tools.reference", folder)


@nox.session
def policies(session: nox.Session) -> None:
    """Compare ways to look and to fill places, in virtual time."""
    session.install("-e", f"{ROOT}[all]")
    for script in ("looks.py", "slots.py"):
        session.run("python", f"benchmarks/{script}", *session.posargs)


def lowest() -> list[str]:
    """The lowest version of everything that the package or an extra needs, as pyproject says."""
    extras = [one for group in PROJECT["optional-dependencies"].values() for one in group]
    needed = [one for one in (*PROJECT["dependencies"], *extras) if ">=" in one]
    return [re.sub(r">=([^,]+).*", r"==\1", one) for one in needed]


@nox.session(python=PYTHONS[0])
@nox.parametrize("end", ["lowest", "newest"])
def bounds(session: nox.Session, end: str) -> None:
    """The tests with the lowest versions that pyproject allows, and with the newest there are."""
    install_wheel(session)
    if end == "lowest":
        session.install(*lowest())
    else:
        names = [re.split(r"[>=<]", one)[0] for one in lowest()]
        session.install("--upgrade", "--upgrade-strategy", "eager", *names, *TEST_TOOLS)
    session.run("python", "-m", "pip", "check")
    run_tests(session, "-m", "not once")


@nox.session(python=[one for one in PYTHONS if one in ("3.11", "3.13")])
@nox.parametrize("loop", ["debug", "eager", "uvloop"])
def loops(session: nox.Session, loop: str) -> None:
    """The tests of the network side on other event loops than asyncio's usual one."""
    if loop == "eager" and session.python == "3.11":
        session.skip("tasks are eager from Python 3.12 on")
    install_wheel(session)
    if loop == "uvloop":
        session.install("uvloop>=0.21")
    run_tests(session, where="server", RUNNINGHUB_LOOP=loop)


@nox.session
def soak(session: nox.Session) -> None:
    """20,000 short tasks under faults: nothing lost, nothing left, the curves flat. Minutes."""
    session.install("-e", f"{ROOT}[all]")
    session.run("python", "tests/soak/run.py", *session.posargs)


@nox.session
def sdist(session: nox.Session) -> None:
    """The source distribution builds, makes the same wheel, and its tests run out of it."""
    made = Path(session.create_tmp()).resolve() / "sdist"
    shutil.rmtree(made, ignore_errors=True)
    session.install("hatchling>=1.24")
    session.run("python", "-m", "hatchling", "build", "-t", "sdist", "-d", str(made))
    archive = next(made.glob("*.tar.gz"))
    shutil.unpack_archive(archive, made, filter="data")
    tree = made / archive.name.removesuffix(".tar.gz")
    session.install(f"{tree}[all,web,bot,worker]", *TEST_TOOLS)
    run_tests(session, tree=tree)


@nox.session
def audit(session: nox.Session) -> None:
    """Known vulnerabilities of what users install; says so where nobody can be asked."""
    session.install(f"{ROOT}[all]")
    frozen = session.run("python", "-m", "pip", "freeze", silent=True)
    pins = Path(session.create_tmp()) / "pins.txt"
    lines = (one for one in str(frozen).splitlines() if re.fullmatch(r"[\w.-]+==\S+", one))
    pins.write_text("\n".join(lines), "utf-8")
    session.install("pip-audit>=2.7")
    told = session.run(
        *("pip-audit", "-r", str(pins), "--no-deps", "--disable-pip", "--format", "json"),
        *("--progress-spinner", "off", "--timeout", "10"),
        silent=True,
        stderr=subprocess.DEVNULL,
        success_codes=range(256),  # 1: something was found, or nobody answered
    )
    try:
        asked = json.loads(str(told))["dependencies"]
    except ValueError:
        session.skip("NOT AUDITED: no vulnerability service can be reached from here")
    unknown = [one["name"] for one in asked if "skip_reason" in one]
    found = [f"{one['name']} {bad['id']}" for one in asked for bad in one.get("vulns", ())]
    if found:
        session.error(f"known vulnerabilities: {', '.join(found)}")
    if len(unknown) == len(asked):  # a mirror that does not tell; pip-audit calls this success
        session.skip("NOT AUDITED: the index does not tell vulnerabilities")
    if unknown:
        session.error(f"could not be audited: {', '.join(unknown)}")
    session.log(f"{len(asked)} packages, no known vulnerability")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Bad input, twenty times as much as the tests try, from a new start each time."""
    install_wheel(session)
    much = os.environ.get("RUNNINGHUB_FUZZ", "20")
    run_tests(session, where="fuzz", RUNNINGHUB_FUZZ=much)


@nox.session(python=PYTHONS)
def cancellation(session: nox.Session) -> None:
    """Every public coroutine cancelled at every await, in every way, on every kind of loop."""
    install_wheel(session)
    session.install("uvloop>=0.21")
    run_tests(session, where="cancellation", RUNNINGHUB_LOOPS="all")


@nox.session
def mutation(session: nox.Session) -> None:
    """Mutants of the protocol, the retries and the schedule; lists the survivors."""
    work = Path(session.create_tmp()).resolve() / "mutation"
    shutil.rmtree(work, ignore_errors=True)
    for name in ("runninghub_async", "tests"):
        shutil.copytree(ROOT / name, work / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, work / name)
    session.install("-e", HERE, *TEST_TOOLS, "mutmut>=3.8,<4")
    session.chdir(work)
    session.run("mutmut", "run", "--max-children", *(session.posargs or ["2"]))
    session.run("mutmut", "results")
