"""Random operations under random faults: the ledger, the outcomes and the client agree at the end.

`FAULT_SEQUENCES=thorough`, as `nox -s faults` sets it, tries many more, and others each time.
"""

from __future__ import annotations

import asyncio
import gc
import os
import tempfile
from pathlib import Path

import anyio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trouble.sequences import CALLS_STRUCK, KINDS_OF_STEPS, KINDS_TRIED, Books, Step, run_steps

from runninghub_async.emulator import Fault
from runninghub_async.emulator.faults import KINDS

THOROUGH = os.environ.get("FAULT_SEQUENCES") == "thorough"
PATIENCE = 120.0  #: seconds until a sequence that hangs fails; nothing is decided by it

steps = st.builds(
    Step,
    kind=st.sampled_from(KINDS_OF_STEPS),
    size=st.integers(3, 20 if THOROUGH else 8),
    turns=st.integers(0, 40),
    beside=st.booleans(),
)


@st.composite
def faults(draw: st.DrawFn) -> Fault:
    when = draw(st.sampled_from(CALLS_STRUCK))
    fitting = [
        what
        for what in KINDS_TRIED
        if any(kind.fits(when) and f"{what} ".startswith(f"{kind.name} ") for kind in KINDS)
    ]
    what = draw(st.sampled_from([one for one in fitting if _fits(when, one)]))
    waits = what.startswith(("silence", "code 421", "http 429"))  # each costs a second
    times = draw(st.integers(1, 2 if waits else 12))
    rate = draw(st.sampled_from((0.1, 0.3, 1.0)))
    return Fault(
        when, what, times=times, rate=rate, retry_after=0.01, after=draw(st.integers(0, 3))
    )


def _fits(when: str, what: str) -> bool:
    try:
        Fault(when, what)
    except ValueError:
        return False
    return True


@settings(
    max_examples=400 if THOROUGH else 25,
    derandomize=not THOROUGH,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(steps, min_size=1, max_size=8), st.lists(faults(), max_size=5), st.integers(1, 99))
def test_nothing_is_lost_or_doubled_in_any_sequence(
    sequence: list[Step], trouble: list[Fault], seed: int
) -> None:
    books, wrong = played(sequence, trouble, seed)
    assert not wrong, f"{wrong} ({books.uncertain} uncertain)"


def played(sequence: list[Step], trouble: list[Fault], seed: int) -> tuple[Books, list[str]]:
    """Play it on a loop of its own; what the loop complains about is wrong as well."""

    async def play(folder: Path) -> tuple[Books, list[str]]:
        complaints: list[str] = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: complaints.append(repr(context)[:300]))
        before = asyncio.all_tasks()
        with anyio.fail_after(PATIENCE):
            books, wrong = await run_steps(sequence, trouble, seed, folder)
        for _ in range(3):
            await asyncio.sleep(0)
        gc.collect()
        left = [f"left a task: {task!r:.200}" for task in asyncio.all_tasks() - before]
        return books, [*wrong, *left, *complaints]

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(play(Path(folder)))


# -- the books can be wrong ----------------------------------------------------------------------


def test_a_plain_sequence_keeps_true_books() -> None:
    kinds = [Step(kind, size=4, beside=True) for kind in KINDS_OF_STEPS]
    books, wrong = played(kinds, [], 1)
    assert not wrong
    assert books.uncertain == 0
    assert books.outcomes >= 9
    assert len(books.ids) >= 12


def test_submits_without_an_answer_are_told_as_uncertain_each() -> None:
    fault = Fault("submit", "drop after", times=None)
    books, wrong = played([Step("map", size=5), Step("call"), Step("submit")], [fault], 1)
    assert not wrong
    assert books.uncertain == 7
