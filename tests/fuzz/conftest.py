"""Bad input for the tests here: a mutator of bytes, a mutator of JSON, and how much of both.

`RUNNINGHUB_FUZZ=20` tries twenty times as much, from a random start that a failure names;
`RUNNINGHUB_FUZZ_SEED` repeats it. Without them every run tries the same.
"""

from __future__ import annotations

import copy
import json
import os
import pickle
import random
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from runninghub_async.errors import RunningHubError

FACTOR = int(os.environ.get("RUNNINGHUB_FUZZ", "1"))
SEED = int(os.environ.get("RUNNINGHUB_FUZZ_SEED", "0")) or (
    0 if FACTOR == 1 else random.SystemRandom().randrange(1, 2**32)
)

settings.register_profile(
    "fuzz",
    max_examples=50 * FACTOR,
    derandomize=FACTOR == 1,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What failed names what repeats it."""
    report = yield
    if report.failed:
        again = f"RUNNINGHUB_FUZZ={FACTOR} RUNNINGHUB_FUZZ_SEED={SEED}"
        report.sections.append(("the same input again", again))
    return report


# -- bytes --------------------------------------------------------------------------------

#: What decoders stumble over, in the places of values or anywhere.
TOKENS = (
    *(b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n", b"\n", b'"', b"\\"),
    *(b"null", b"true", b"NaN", b"-Infinity", b"-0", b"1e999", b"1e-999", b"1" * 400, b"9" * 5000),
    *(b'"\\ud800"', b'"\\u0000"', b'""', b"{}", b"[]", b"[" * 3000, b'{"a":' * 1500, b"{", b"]"),
    *(b'"1e400000"', b'"NaN"', b'"' + b"7" * 5000 + b'"', b'{"code":', b'"code":421,', b","),
    *(b'"\xf0\x9f\x92', b"'", b"`", b";", b"\t", b"=", b"file:", b"data:,", b"../", b"%00"),
)


def _mutated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    to = min(len(data), at + chance.choice((1, 1, 2, 4, 16, 200)))
    match chance.randrange(7):
        case 0:
            return (
                data[:at] + bytes(b ^ (1 << chance.randrange(8)) for b in data[at:to]) + data[to:]
            )
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[to:]
        case 3:
            return data[:at] + data[at:to] * chance.choice((2, 3, 50)) + data[to:]
        case 4:
            return data[:at] + chance.choice(TOKENS) + data[at:]
        case 5:
            return data[:at] + chance.choice(TOKENS) + data[to:]
        case _:
            return data[:at] + other[chance.randrange(len(other) + 1) :]


@pytest.fixture(scope="session")
def mutants() -> Callable[..., Iterator[bytes]]:
    """`mutants(seeds, count)`: each of the seeds, then that many spoiled ones."""

    def make(seeds: Sequence[bytes], count: int) -> Iterator[bytes]:
        chance = random.Random(SEED)
        yield from seeds
        for _ in range(count * FACTOR):
            data = chance.choice(seeds)
            for _ in range(chance.choice((1, 1, 2, 4))):
                data = _mutated(chance, data, chance.choice(seeds))
            yield data

    return make


# -- JSON ---------------------------------------------------------------------------------

#: What may stand in the place of any value.
ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 0.5, -1e300, 2**53 + 1, 2**64, 10**400, "", " ", "0", "null"),
    *("{", "{}", "[]", "[[", '{"a": 1}', "[1, null]", "1e999999999", "-1e29", "NaN", "Infinity"),
    *("9" * 5000, "٣", "²", "\x00", "\u202e", "a\nb", "wss://[", "https://[::1", "http://x/?k=v"),
    *([], {}, [None], [[[[]]]], {"": {}}, {"a": [1, "b", None]}, ["a", 1, None, {}], 805, "421"),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(one, (*path, name))


def _with(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    changed = copy.deepcopy(value)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = odd
    return changed


@pytest.fixture(scope="session")
def oddities() -> Callable[[Any], Iterator[bytes]]:
    """`oddities(value)`: the value as JSON, with each odd thing in each of its places, and then
    as many times with several of them in it.
    """

    def make(value: Any) -> Iterator[bytes]:
        chance = random.Random(SEED)
        places = list(_places(value))
        for path in places:
            for odd in ODD:
                yield json.dumps(_with(value, path, odd)).encode()
        for _ in range(len(places) * len(ODD) * FACTOR):
            changed = value
            for _ in range(chance.choice((2, 3, 5))):
                path = chance.choice(list(_places(changed))[1:] or [()])
                changed = _with(changed, path, chance.choice(ODD))
            yield json.dumps(changed).encode()

    return make


# -- what may come of it ------------------------------------------------------------------


@pytest.fixture(scope="session")
def outcome() -> Callable[..., Any]:
    """`outcome(call, …)`: its value, or its error if that is one of ours and complete."""

    def of(call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        try:
            return call(*args, **named)
        except RunningHubError as error:
            caught = error
        assert str(pickle.loads(pickle.dumps(caught))) == str(caught) != ""
        assert repr(caught).encode()  # it can be written to any log
        return caught

    return of
