"""Local price estimates. Prices change: an estimate, never a bill.

Source: the official price summary of 2026-04-29 (prices.jsonl names the date in each row).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["Price", "PriceRow", "estimate", "price_range"]


class Price(msgspec.Struct, frozen=True, kw_only=True):
    """What one call is expected to cost, or one unit of what it makes.

    `unit` is "call" where `amount` is for the whole call; else ("second", "5s", "image",
    "1k_chars") for each of these, because the call does not tell how many there will be.

    ```python
    price = rh.models.vidu.text_to_video.estimate(prompt="a cat surfs", duration=8)
    if price is not None:  # no list names one
        print(price.amount, price.currency, price.unit, price.at_least)
    ```
    """

    amount: Decimal
    currency: str
    unit: str
    as_of: str  #: date of the price list
    at_least: bool = False  #: the list names the lowest price only: more may be charged

    def __str__(self) -> str:
        unit = "" if self.unit == "call" else f" per {_UNITS.get(self.unit, self.unit)}"
        least = "from " if self.at_least else ""
        return f"{least}{self.amount} {self.currency}{unit} ({self.as_of})"


_UNITS = {"5s": "5 seconds", "1k_chars": "1,000 characters"}


class PriceRow(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One endpoint's price: flat, or by the wire values of `by`, times the parameter `times`.

    A price of a unit that is multiplied by `times` is the price of the whole call.
    """

    path: str
    as_of: str
    currency: str = "CNY"
    unit: str = "call"
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
    file = Path(__file__).with_name("prices.jsonl")
    decoder = msgspec.json.Decoder(PriceRow)
    rows = [decoder.decode(line) for line in file.read_bytes().splitlines() if line.strip()]
    return {row.path: row for row in rows}


def estimate(path: str, body: Mapping[str, Any]) -> Price | None:
    """Return the listed price of a wire body, or None where no list names one."""
    row = _prices().get(path)
    amount = row.unit_amount(body) if row is not None else None
    if row is None or not amount:  # "from 0" names no price either
        return None
    unit = row.unit
    if row.times is not None:
        count = _count(body.get(row.times))
        if count is not None:
            amount, unit = amount * count, "call"
        elif unit == "call":
            unit = "item"
    return Price(
        amount=amount,
        currency=row.currency,
        unit=unit,
        as_of=row.as_of,
        at_least=row.at_least,
    )


def _count(value: Any) -> Decimal | None:
    """How often a unit is charged; None for what is no number above zero, such as "auto"."""
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        return None
    return number if number.is_finite() and number > 0 else None


def price_range(path: str) -> tuple[Price, Price, str | None] | None:
    """Return the lowest and the highest listed price, and the parameter that multiplies them.

    None where no list names a price.
    """
    row = _prices().get(path)
    if row is None:
        return None
    amounts = [Decimal(one[-1]) for one in row.amounts]
    if row.amount:
        amounts.append(row.amount)
    if not amounts:
        return None

    def price(amount: Decimal) -> Price:
        return Price(
            amount=amount,
            currency=row.currency,
            unit=row.unit,
            as_of=row.as_of,
            at_least=row.at_least,
        )

    times = row.times if row.unit == "call" else None
    return price(min(amounts)), price(max(amounts)), times
