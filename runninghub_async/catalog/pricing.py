"""Local price estimates. Prices change: an estimate, never a bill.

Source: the official price summary of 2026-04-29 (prices.jsonl names the date in each row).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal
from importlib import resources
from typing import Any

import msgspec

__all__ = ["Price", "PriceRow", "estimate"]


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What one call is expected to cost."""

    amount: Decimal
    currency: str
    as_of: str  #: date of the price list
    at_least: bool = False  #: the list names the lowest price only

    def __str__(self) -> str:
        return f"{'from ' if self.at_least else ''}{self.amount} {self.currency} ({self.as_of})"


class PriceRow(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One endpoint's price: flat, or by the wire values of `by`, times the parameter `times`."""

    path: str
    as_of: str
    currency: str = "CNY"
    amount: Decimal | None = None
    by: tuple[str, ...] = ()
    amounts: tuple[tuple[Any, ...], ...] = ()  #: (value of each of `by` …, amount)
    times: str | None = None
    at_least: bool = False

    def unit_amount(self, body: Mapping[str, Any]) -> Decimal | None:
        """The amount for the body's values of `by`, before `times`; None where none is listed."""
        if not self.by:
            return self.amount
        wanted = [body.get(name) for name in self.by]
        for *values, amount in self.amounts:
            if values == wanted:
                return Decimal(amount)
        return None


@functools.cache
def _prices() -> Mapping[str, PriceRow]:
    file = resources.files("runninghub_async.catalog").joinpath("prices.jsonl")
    decoder = msgspec.json.Decoder(PriceRow)
    rows = [decoder.decode(line) for line in file.read_bytes().splitlines() if line.strip()]
    return {row.path: row for row in rows}


def estimate(path: str, body: Mapping[str, Any]) -> Price | None:
    """Return the listed price of a wire body, or None where no list names one."""
    row = _prices().get(path)
    amount = row.unit_amount(body) if row is not None else None
    if row is None or amount is None:
        return None
    if row.times is not None:
        try:
            amount *= Decimal(str(body[row.times]))
        except (KeyError, ArithmeticError):
            return None
    return Price(amount=amount, currency=row.currency, as_of=row.as_of, at_least=row.at_least)
