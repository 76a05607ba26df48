"""What is wrong with a row that somebody else wrote; our own are checked when they are made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from runninghub_async.catalog.params import ParamKind
from runninghub_async.catalog.rules import RuleKind
from runninghub_async.catalog.table import Row

__all__ = ["is_path", "problem_of"]

_PATH = re.compile(r"[\w.\-]+(/[\w.\-]+)*")


def is_path(text: str) -> bool:
    """Whether a text can be the path of an endpoint below `/openapi/v2/`."""
    return _PATH.fullmatch(text) is not None and ".." not in text


def problem_of(row: Row) -> str:
    """What makes a row unusable; nothing for a good one."""
    return next(_problems(row), "")


def _problems(row: Row) -> Iterator[str]:
    if not is_path(row.path):
        yield f"path={row.path!r:.80} is no endpoint path"
    yield from _unusable_names(row.params)
    known = {param.name for param in row.params}
    for number, rule in enumerate(row.rules):
        if unknown := sorted(rule.names() - known):
            yield f"rules[{number}] speaks of {unknown[0]!r:.80}, which is no parameter"
        if _names_nothing(rule):
            yield f"rules[{number}] names no parameter where it needs one"


def _unusable_names(params: Sequence[ParamKind]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for number, param in enumerate(params):
        if not param.python_name.isidentifier():
            yield f"params[{number}].name={param.name!r:.80} is no name"
        twin = seen.get(param.python_name)
        if twin is not None:
            yield f"params[{number}].name={param.name!r} would be the same keyword as {twin!r}"
        seen[param.python_name] = param.name


def _names_nothing(rule: RuleKind) -> bool:
    """Whether a list of parameters is empty: no sentence can be made of such a rule."""
    return any(getattr(rule, field) == () for field in rule.__struct_fields__)
