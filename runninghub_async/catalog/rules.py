"""Conditions between parameters, as data.

A rule looks at the encoded values (wire name -> value; absent means not given) and says
what is wrong and what to change, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec

from runninghub_async.catalog.params import python_name

__all__ = ["AtLeastOne", "Rule", "RuleKind"]


class Rule(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="kind",
):
    """What every rule can tell."""

    def broken(self, body: Mapping[str, Any]) -> str | None:
        """Return what to change, or None when the rule holds."""
        raise TypeError(f"{type(self).__name__} is no rule of its own")

    def describe(self) -> str:
        """The rule as a sentence for docstrings."""
        return ""


def _names(params: tuple[str, ...]) -> str:
    return ", ".join(map(python_name, params[:-1])) + f" or {python_name(params[-1])}"


class AtLeastOne(Rule, frozen=True, tag="at_least_one"):
    """One or more of some parameters must be given."""

    params: tuple[str, ...]

    def broken(self, body: Mapping[str, Any]) -> str | None:
        if any(name in body for name in self.params):
            return None
        return f"needs at least one of {_names(self.params)}"

    def describe(self) -> str:
        return f"At least one of {_names(self.params)} is needed."


RuleKind: TypeAlias = AtLeastOne
