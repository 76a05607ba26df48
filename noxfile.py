"""Sessions: `nox` runs what CI runs; `nox -s tests` tests the built wheel."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parent
CURRENT = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = sorted({CURRENT, "3.11", "3.12", "3.13"})

nox.needs_version = ">=2024.4.15"
nox.options.sessions = ["lint", "types", "stubs", "tests"]
nox.options.error_on_missing_interpreters = False
nox.options.reuse_existing_virtualenvs = True

TEST_TOOLS = ("pytest>=8", "pytest-xdist>=3.5", "hypothesis>=6.100", "mypy>=1.13", "anyio>=4.10")
TEST_TOOLS += ("starlette>=0.40",)  # a receiver is mounted in an application


def install_wheel(session: nox.Session) -> None:
    """Build the wheel and install it with all extras; the source stays out of reach."""
    wheels = Path(session.create_tmp()).resolve() / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(wheels), str(ROOT))
    wheel = next(wheels.glob("*.whl"))
    session.install("--force-reinstall", "--no-deps", str(wheel))
    session.install(f"runninghub-async[all] @ {wheel.as_uri()}", *TEST_TOOLS)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """All tests, on the built wheel, from a folder where the source cannot be imported.

    Those marked `once` run on the oldest Python only: they say nothing about the interpreter.
    """
    install_wheel(session)
    session.chdir(session.create_tmp())
    options = ["-c", str(ROOT / "pyproject.toml"), "-n", "auto", *session.posargs]
    if session.python in PYTHONS[1:] and shutil.which(f"python{PYTHONS[0]}"):
        options += ["-m", "not once"]
    session.run("pytest", *options, str(ROOT / "tests"))


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of the tests."""
    session.install("-e", f"{ROOT}[all]", *TEST_TOOLS, "coverage[toml]")
    session.run("coverage", "run", "-m", "pytest", *session.posargs)
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
    session.install("-e", f"{ROOT}[all]", *TEST_TOOLS, "pyright[nodejs]")
    session.run("mypy")
    session.run("pyright")
    session.run("pytest", "tests/contracts/test_stub.py")


@nox.session
def stubs(session: nox.Session) -> None:
    """The generated stub is what the table says."""
    session.install("-e", f"{ROOT}[all]")
    session.run("python", "-m", "runninghub_async._tools.stubs", "--check")


@nox.session
def readme(session: nox.Session) -> None:
    """The README's code runs, its tables are true."""
    session.install("-e", f"{ROOT}[all]", *TEST_TOOLS)
    session.run("pytest", "tests/contracts/test_readme.py", *session.posargs)


@nox.session
def faults(session: nox.Session) -> None:
    """Every public operation under every trouble, as a matrix; then long random sequences."""
    install_wheel(session)
    session.chdir(session.create_tmp())
    session.run("python", str(ROOT / "tests" / "faults" / "run.py"), *session.posargs)
    sequences = str(ROOT / "tests" / "faults" / "test_sequences.py")
    session.run(
        *("pytest", "-c", str(ROOT / "pyproject.toml"), "-n", "auto", sequences),
        env={"FAULT_SEQUENCES": "thorough"},
    )


@nox.session
def bench(session: nox.Session) -> None:
    """Measure; prints ratios side by side."""
    session.install("-e", f"{ROOT}[all]")
    session.install("pydantic")
    for script in ("transport.py", "many_tasks.py", "table.py", "looks.py", "slots.py"):
        session.run("python", f"benchmarks/{script}")
