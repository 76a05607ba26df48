"""Lists that come in pages, counted from 1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeVar

from msgspec.structs import replace

from runninghub_async.errors import InvalidRequest
from runninghub_async.protocol.platform import Page

__all__ = ["all_pages", "check_page", "placed"]

T = TypeVar("T")


def check_page(what: str, page: object, size: object, *, largest: int | None = None) -> None:
    """Refuse a page or a size that no list has.

    Raises:
        InvalidRequest: below 1, above `largest`, or no whole number.
    """
    for name, value, most in (("page", page, None), ("size", size, largest)):
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not whole or value < 1 or (most is not None and value > most):  # type: ignore[operator]
            limit = f"from 1 to {most}" if most else "from 1"
            reason = f"={value!r} is no whole number {limit}"
            raise InvalidRequest(endpoint=what, param=name, reason=reason)


def placed(page: Page[T], number: int, size: int) -> Page[T]:
    """The page as what was asked for: these answers do not say which one they are."""
    if page.total is not None:
        more = bool(page.items) and number * size < page.total
    else:
        more = page.more or len(page.items) >= size
    return replace(page, number=number, more=more)


async def all_pages(fetch: Callable[[int], Awaitable[Page[T]]]) -> AsyncIterator[T]:
    """Give the items of all pages, one page after the other.

    Ends at a page without items, and at one that repeats the page before it: a service that
    takes no notice of the number would go on for ever.
    """
    number, before = 1, None
    while True:
        page = await fetch(number)
        if not page.items or page.items == before:
            return
        for item in page.items:
            yield item
        if not page.more:
            return
        number, before = number + 1, page.items
