"""`runninghub price NAME`: what a call would cost, by the list and by the service itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import typer

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.pricing import Price
from runninghub_async.cli.endpoint_group import EndpointGroup
from runninghub_async.cli.endpoint_options import in_options, values_of
from runninghub_async.cli.options import BaseUrl, Json, Site
from runninghub_async.cli.service import Trace, perform
from runninghub_async.cli.views import aligned
from runninghub_async.cli.voice import Voice
from runninghub_async.client import RunningHub
from runninghub_async.config import KEY_VARIABLES
from runninghub_async.errors import InvalidRequest, RunningHubError
from runninghub_async.protocol.messages import PricePreview

__all__ = ["HELP", "PriceGroup"]

HELP = """Tell what a call would cost; nothing is run.

The list's price needs no key, and not all parameters. With a key and all of them, the service is
asked as well (local media is uploaded for that). NAME and its options are those of `run`."""


class _Listed(msgspec.Struct, frozen=True, kw_only=True):
    """The price in the list that comes with the package."""

    amount: Decimal
    currency: str
    unit: str  #: "call", or what one amount is for
    as_of: str
    at_least: bool


class _Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The service's own preview."""

    price: Decimal | None
    currency: str | None
    text: str | None
    free: bool


class _View(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a price."""

    endpoint: str
    listed: _Listed | None
    service: _Asked | None

    @classmethod
    def of(cls, path: str, price: Price | None, preview: PricePreview | None) -> _View:
        listed = (
            None
            if price is None
            else _Listed(
                amount=price.amount,
                currency=price.currency,
                unit=price.unit,
                as_of=price.as_of,
                at_least=price.at_least,
            )
        )
        asked = (
            None
            if preview is None
            else _Asked(
                price=preview.price,
                currency=preview.currency or None,
                text=preview.text or None,
                free=preview.free,
            )
        )
        return cls(endpoint=path, listed=listed, service=asked)


def act(
    definition: Definition | None,
    name: str,
    given: Mapping[str, Any],
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="As for `run`.")
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask the service.")] = False,
    as_json: Json = False,
    site: Site = None,
    base_url: BaseUrl = None,
) -> None:
    """Look into the list, and ask the service where that is possible."""
    assert definition is not None  # workflows and apps are billed by time: they have no price
    voice = Voice(json=as_json)
    try:
        with voice.told_warnings():
            values, reason = _checked(definition, values_of(definition, given, param or []))
    except RunningHubError as error:
        raise typer.Exit(voice.fail(error)) from None
    price = definition.estimate_of(values)
    if not any(os.environ.get(one, "").strip() for one in KEY_VARIABLES):
        reason = reason or f"there is no key: set {' or '.join(KEY_VARIABLES)}"
    if offline or reason:
        _show(voice, _View.of(name, price, None), price)
        if not offline:
            voice.note(f"the service was not asked: {reason}")
        return

    async def work(rh: RunningHub, trace: Trace) -> None:
        try:
            preview = await rh.model(name).price(**values)
        except RunningHubError:  # the list's price is worth something all the same
            _show(voice, _View.of(name, price, None), price)
            raise
        _show(voice, _View.of(name, price, preview), price)

    perform(work, voice, site=site, base_url=base_url)


class PriceGroup(EndpointGroup):
    """`runninghub price`."""

    act = staticmethod(act)


def _checked(definition: Definition, values: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The values, and why the service cannot be asked; nothing where it can.

    Raises:
        InvalidRequest: a value that was given does not fit.
    """
    row = definition.row
    given = tuple(one for one in row.params if one.python_name in values)
    alone = Definition(msgspec.structs.replace(row, params=given, rules=()))
    try:
        alone.encode({one.python_name: values[one.python_name] for one in given}).inspect_local()
        definition.encode(values)
    except InvalidRequest as error:
        told = in_options(error, definition)
        if error.param is None or error.param not in values:  # something is missing, not wrong
            return values, f"{told.param or ''} {told.reason}".strip()
        raise told from error
    return values, ""


def _show(voice: Voice, view: _View, price: Price | None) -> None:
    voice.show(view, _lines(view, price))


def _lines(view: _View, price: Price | None) -> Iterator[str]:
    rows = [("endpoint", view.endpoint)]
    rows.append(("list", "names no price of this call" if price is None else str(price)))
    asked = view.service
    if asked is not None:
        told = "not told" if asked.price is None else f"{asked.price} {asked.currency or ''}"
        rows.append(("service", told.strip() + (" (this call is free)" if asked.free else "")))
    yield from aligned(rows)
