"""Conditions between parameters, as data.

A rule looks at what a call sends and says what is wrong and what to change, or None.
Rules that are inferred, not stated by a source, warn instead of refusing; the caller of
`broken` sees to that.

Source: facts of the registry revisions named in each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from runninghub_async.catalog.values import python_name

__all__ = [
    "AtLeastOne",
    "ExactlyOne",
    "Excludes",
    "ExcludesAllOthers",
    "IgnoredWhen",
    "MaxItemsWhenPresent",
    "MaxTotalItems",
    "Overrides",
    "Pixels",
    "Ratio",
    "RequiredWhen",
    "Requires",
    "RequiresAny",
    "Rule",
    "RuleKind",
    "Together",
    "UsedWhen",
    "Values",
]


class Values:
    """What a call sends, and what the service will take for the rest."""

    def __init__(
        self, body: Mapping[str, Any], *, defaults: Mapping[str, Any], required: frozenset[str]
    ) -> None:
        self._body = body
        self._defaults = defaults
        self._required = required

    def sent(self, name: str) -> bool:
        """Whether the parameter is in the body."""
        return name in self._body

    def chosen(self, name: str) -> bool:
        """Sent although it could have been left out."""
        return name in self._body and name not in self._required

    def value(self, name: str) -> Any:
        """The value that is sent, else the default; a dot reaches into an object."""
        name, _, inner = name.partition(".")
        value = self._body.get(name, self._defaults.get(name))
        if inner:
            return value.get(inner) if isinstance(value, Mapping) else None
        return value

    def count(self, name: str) -> int:
        """Return how many items are sent; what is no list is one."""
        value = self._body.get(name)
        return len(value) if isinstance(value, list) else int(value is not None)

    def holds(self, when: Mapping[str, Any]) -> bool:
        """Whether all of these have the values."""
        return all(self.value(name) == wanted for name, wanted in when.items())


class Rule(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """A condition between parameters; each kind says when it is broken and what to change."""

    inferred: bool = False  #: no source says it outright: warn, do not refuse

    def broken(self, values: Values) -> str | None:
        """Return what is wrong and what to change, or None when the rule holds."""
        raise TypeError(f"{type(self).__name__} is no rule of its own")

    def demands(self, values: Values) -> tuple[str, ...]:
        """Return the wire names of what must be sent because of what else is sent."""
        return ()

    def describe(self) -> str:
        """The rule as a sentence for docstrings."""
        raise TypeError(f"{type(self).__name__} is no rule of its own")

    def names(self) -> frozenset[str]:
        """The wire names of all parameters that the rule speaks of."""
        found: set[str] = set()
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if isinstance(value, Mapping):
                found.update(name.partition(".")[0] for name in value)
            elif isinstance(value, tuple):
                found.update(value)
            elif isinstance(value, str):
                found.add(value)
        return frozenset(found)


def _list(names: Iterable[str], word: str) -> str:
    shown = [python_name(name) for name in names]
    return f" {word} ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _when(when: Mapping[str, Any]) -> str:
    return " and ".join(
        f"{'.'.join(map(python_name, name.split('.')))}={value!r}" for name, value in when.items()
    )


class ExactlyOne(Rule, frozen=True, tag="exactly_one"):
    """One of the parameters must be given, and no other of them."""

    params: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        sent = [name for name in self.params if values.sent(name)]
        if len(sent) == 1:
            return None
        if not sent:
            return f"needs one of {_list(self.params, 'or')}"
        return f"takes only one of {_list(self.params, 'or')}: leave out all but one"

    def describe(self) -> str:
        return f"Exactly one of {_list(self.params, 'or')} is needed."


class AtLeastOne(Rule, frozen=True, tag="at_least_one"):
    """One of the parameters must be given; more may be."""

    params: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        if any(values.sent(name) for name in self.params):
            return None
        return f"needs at least one of {_list(self.params, 'or')}"

    def describe(self) -> str:
        return f"At least one of {_list(self.params, 'or')} is needed."


class Requires(Rule, frozen=True, tag="requires"):
    """A parameter goes only with all of some others."""

    param: str
    needs: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        missing = [name for name in self.needs if not values.sent(name)]
        if not values.sent(self.param) or not missing:
            return None
        param = python_name(self.param)
        return f"takes {param} only together with {_list(missing, 'and')}: add it or drop {param}"

    def describe(self) -> str:
        return f"{python_name(self.param)} needs {_list(self.needs, 'and')}."


class RequiresAny(Rule, frozen=True, tag="requires_any"):
    """A parameter goes only with one of some others."""

    param: str
    any_of: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        if not values.sent(self.param) or any(values.sent(name) for name in self.any_of):
            return None
        param = python_name(self.param)
        return f"takes {param} only together with {_list(self.any_of, 'or')}: add one"

    def describe(self) -> str:
        return f"{python_name(self.param)} needs {_list(self.any_of, 'or')}."


class RequiredWhen(Rule, frozen=True, tag="required_when"):
    """Parameters must be given when others have certain values."""

    params: tuple[str, ...]
    when: Mapping[str, Any]

    def demands(self, values: Values) -> tuple[str, ...]:
        return self.params if values.holds(self.when) else ()

    def broken(self, values: Values) -> str | None:
        missing = [name for name in self.demands(values) if not values.sent(name)]
        return f"needs {_list(missing, 'and')} when {_when(self.when)}" if missing else None

    def describe(self) -> str:
        return f"{_list(self.params, 'and')}: required when {_when(self.when)}."


class _NoEffect(Rule, frozen=True):
    """Something that is sent and would be ignored: the caller would not get what it asks for."""

    def _refuse(self, values: Values, names: Iterable[str], why: str) -> str | None:
        idle = [name for name in names if values.chosen(name)]
        if not idle:
            return None
        return f"ignores {_list(idle, 'and')} {why}: leave out {_list(idle, 'and')} or change that"


class UsedWhen(_NoEffect, frozen=True, tag="used_when"):
    """Parameters have an effect only when others have certain values."""

    params: tuple[str, ...]
    when: Mapping[str, Any]

    def broken(self, values: Values) -> str | None:
        if values.holds(self.when):
            return None
        return self._refuse(values, self.params, f"unless {_when(self.when)}")

    def describe(self) -> str:
        return f"{_list(self.params, 'and')}: only used when {_when(self.when)}."


class IgnoredWhen(_NoEffect, frozen=True, tag="ignored_when"):
    """Parameters have no effect when others have certain values, or beside another."""

    params: tuple[str, ...]
    when: Mapping[str, Any] = {}
    when_present: str | None = None

    def broken(self, values: Values) -> str | None:
        if self.when_present is not None:
            if not values.sent(self.when_present):
                return None
            return self._refuse(values, self.params, f"beside {python_name(self.when_present)}")
        if not values.holds(self.when):
            return None
        return self._refuse(values, self.params, f"when {_when(self.when)}")

    def describe(self) -> str:
        if self.when_present is not None:
            return f"{_list(self.params, 'and')}: ignored beside {python_name(self.when_present)}."
        return f"{_list(self.params, 'and')}: ignored when {_when(self.when)}."


class Overrides(_NoEffect, frozen=True, tag="overrides"):
    """A parameter wins over others."""

    param: str
    over: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        if not values.sent(self.param):
            return None
        return self._refuse(values, self.over, f"beside {python_name(self.param)}")

    def describe(self) -> str:
        return f"{python_name(self.param)} wins over {_list(self.over, 'and')}."


class Excludes(Rule, frozen=True, tag="excludes"):
    """At most one of the parameters may be given, always or under a condition."""

    params: tuple[str, ...]
    when: Mapping[str, Any] = {}

    def broken(self, values: Values) -> str | None:
        sent = [name for name in self.params if values.sent(name)]
        if len(sent) < 2 or not values.holds(self.when):
            return None
        when = f" when {_when(self.when)}" if self.when else ""
        return f"does not take {_list(sent, 'and')} together{when}: leave out all but one"

    def describe(self) -> str:
        when = f" when {_when(self.when)}" if self.when else ""
        return f"{_list(self.params, 'and')} exclude each other{when}."


class ExcludesAllOthers(Rule, frozen=True, tag="excludes_all_others"):
    """A parameter stands alone."""

    param: str
    others: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        sent = [name for name in self.others if values.sent(name)]
        if not values.sent(self.param) or not sent:
            return None
        return f"does not take {_list(sent, 'or')} beside {python_name(self.param)}: leave it out"

    def describe(self) -> str:
        return f"{python_name(self.param)} excludes {_list(self.others, 'and')}."


class Together(Rule, frozen=True, tag="together"):
    """All of the parameters must be given, or none."""

    params: tuple[str, ...]

    def broken(self, values: Values) -> str | None:
        missing = [name for name in self.params if not values.sent(name)]
        if not missing or len(missing) == len(self.params):
            return None
        return f"takes {_list(self.params, 'and')} only together: add {_list(missing, 'and')}"

    def describe(self) -> str:
        return f"{_list(self.params, 'and')}: all or none."


class _OfTwo(Rule, frozen=True):
    """A bound on something made of a width and a height."""

    params: tuple[str, str]
    min: float
    max: float

    def _pair(self, values: Values) -> tuple[float, float] | None:
        if not any(values.sent(name) for name in self.params):
            return None
        width, height = (values.value(name) for name in self.params)
        if not isinstance(width, int | float) or not isinstance(height, int | float):
            return None
        return width, height

    def _judge(self, found: float, what: str) -> str | None:
        if self.min <= found <= self.max:
            return None
        shown = f"{found:g}" if abs(found) < 1e300 else "that much"  # no float is larger
        return f"takes {what} from {self.min:g} to {self.max:g}, not {shown}: change either"


class Pixels(_OfTwo, frozen=True, tag="pixels"):
    """Width times height has limits."""

    def broken(self, values: Values) -> str | None:
        pair = self._pair(values)
        return self._judge(pair[0] * pair[1], _list(self.params, "x")) if pair else None

    def describe(self) -> str:
        return f"{_list(self.params, 'x')}: {self.min:g} to {self.max:g} pixels."


class Ratio(_OfTwo, frozen=True, tag="ratio"):
    """Width divided by height has limits."""

    def broken(self, values: Values) -> str | None:
        pair = self._pair(values)
        if not pair or not pair[1]:
            return None
        return self._judge(pair[0] / pair[1], _list(self.params, "/"))

    def describe(self) -> str:
        return f"{_list(self.params, '/')}: {self.min:g} to {self.max:g}."


class MaxTotalItems(Rule, frozen=True, tag="max_total_items"):
    """Several lists have a common limit."""

    params: tuple[str, ...]
    max: int

    def broken(self, values: Values) -> str | None:
        total = sum(values.count(name) for name in self.params)
        if total <= self.max:
            return None
        return f"takes at most {self.max} items over {_list(self.params, 'and')}, not {total}"

    def describe(self) -> str:
        return f"{_list(self.params, 'and')}: at most {self.max} items in all."


class MaxItemsWhenPresent(Rule, frozen=True, tag="max_items_when_present"):
    """A list has a limit of its own beside another parameter."""

    param: str
    when_present: str
    max: int

    def broken(self, values: Values) -> str | None:
        count = values.count(self.param)
        if not values.sent(self.when_present) or count <= self.max:
            return None
        beside = python_name(self.when_present)
        return f"takes at most {self.max} {python_name(self.param)} beside {beside}, not {count}"

    def describe(self) -> str:
        beside = python_name(self.when_present)
        return f"{python_name(self.param)}: at most {self.max} items beside {beside}."


RuleKind: TypeAlias = (
    ExactlyOne
    | AtLeastOne
    | Requires
    | RequiresAny
    | RequiredWhen
    | UsedWhen
    | IgnoredWhen
    | Overrides
    | Excludes
    | ExcludesAllOthers
    | Together
    | Pixels
    | Ratio
    | MaxTotalItems
    | MaxItemsWhenPresent
)
