"""The service's own look at the conditions between parameters.

The same facts as the client's rules, evaluated anew on the wire body, so that a mistake in
either is noticed. What is only ignored is accepted here: the service ignores it. Rules
that no source states outright are not enforced.

Source: platform-api 2.1, 9.2 (1007).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from runninghub_async.catalog.rules import (
    AtLeastOne,
    ExactlyOne,
    Excludes,
    ExcludesAllOthers,
    IgnoredWhen,
    MaxItemsWhenPresent,
    MaxTotalItems,
    Overrides,
    Pixels,
    Ratio,
    RequiredWhen,
    Requires,
    RequiresAny,
    RuleKind,
    Together,
    UsedWhen,
)
from runninghub_async.catalog.table import Row

__all__ = ["broken_conditions"]

Body = Mapping[str, Any]


def broken_conditions(row: Row, body: Body) -> list[str]:
    """Return what is wrong with a body as a whole, in wire names; empty when nothing is."""
    settled: dict[str, Any] = {one.name: one.default for one in row.params}
    settled.update(body)
    found = (_judge(rule, body, settled) for rule in row.rules if not rule.inferred)
    return [problem for problem in found if problem]


def _judge(rule: RuleKind, body: Body, settled: Body) -> str:
    """The problem, or nothing. `settled` has the service's defaults beside what was sent."""
    match rule:
        case ExactlyOne() | AtLeastOne() | Together():
            return _judge_group(rule, body)
        case Requires(param=param, needs=needs):
            lacking = set(needs) - body.keys()
            return f"{param} requires {_names(lacking)}" if param in body and lacking else ""
        case RequiresAny(param=param, any_of=some):
            lone = param in body and body.keys().isdisjoint(some)
            return f"{param} requires one of {_names(some)}" if lone else ""
        case RequiredWhen(params=params, when=when):
            absent = [one for one in params if one not in body]
            return f"{_names(absent)} is required" if absent and _all(when, settled) else ""
        case Excludes(params=params, when=when):
            both = body.keys() & set(params)
            clash = len(both) > 1 and _all(when, settled)
            return f"{_names(both)} exclude each other" if clash else ""
        case ExcludesAllOthers(param=param, others=others):
            beside = body.keys() & set(others)
            return f"{param} excludes {_names(beside)}" if param in body and beside else ""
        case Pixels() | Ratio():
            return _judge_size(rule, body, settled)
        case MaxTotalItems() | MaxItemsWhenPresent():
            return _judge_amount(rule, body)
        case UsedWhen() | IgnoredWhen() | Overrides():
            return ""


def _judge_group(rule: ExactlyOne | AtLeastOne | Together, body: Body) -> str:
    given = len(body.keys() & set(rule.params))
    match rule:
        case ExactlyOne():
            fits, wanted = given == 1, "exactly one of"
        case AtLeastOne():
            fits, wanted = given >= 1, "at least one of"
        case Together():
            fits, wanted = given in (0, len(rule.params)), "all or none of"
    return "" if fits else f"needs {wanted} {_names(rule.params)}"


def _judge_size(rule: Pixels | Ratio, body: Body, settled: Body) -> str:
    """A body that names no size at all gets the service's own, which fits."""
    width, height = (settled.get(one) for one in rule.params)
    if body.keys().isdisjoint(rule.params) or width is None or height is None:
        return ""
    if isinstance(rule, Pixels):
        fits = rule.min <= width * height <= rule.max
    else:  # without a division, so that no height is a special case
        fits = rule.min * height <= width <= rule.max * height
    word = "product" if isinstance(rule, Pixels) else "quotient"
    limits = f"{rule.min:g} to {rule.max:g}"
    return "" if fits else f"the {word} of {_names(rule.params)} must be {limits}"


def _judge_amount(rule: MaxTotalItems | MaxItemsWhenPresent, body: Body) -> str:
    if isinstance(rule, MaxTotalItems):
        counted, binding = rule.params, True
    else:
        counted, binding = (rule.param,), rule.when_present in body
    given = [body[one] for one in counted if one in body]
    total = sum(len(one) if isinstance(one, list) else 1 for one in given)
    much = f"{_names(counted)}: {total} items, at most {rule.max} are allowed"
    return much if binding and total > rule.max else ""


def _all(when: Body, settled: Body) -> bool:
    return all(_reach(settled, key) == wanted for key, wanted in when.items())


def _reach(settled: Body, key: str) -> Any:
    """`refVideos.type` is the field of an object; an absent object has none."""
    value: Any = settled
    for step in key.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
