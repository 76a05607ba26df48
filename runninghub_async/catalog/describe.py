"""What the table says about an endpoint, for people: docstrings and `models show`."""

from __future__ import annotations

from collections.abc import Iterator

from runninghub_async.catalog.params import Choice, Param, Text
from runninghub_async.catalog.pricing import price_range
from runninghub_async.catalog.table import Row
from runninghub_async.catalog.values import python_name

__all__ = ["describe", "example_call", "params_of", "price_of", "successors"]

_MAKES = {"3d": "a 3D model", "text": "text", "audio": "audio", "image": "an image"}
_MEDIA = {"image": "picture.png", "video": "clip.mp4", "audio": "sound.mp3"}


def describe(row: Row, python_path: str) -> str:
    """Return the docstring of an endpoint."""
    return "\n".join(_lines(row, python_path)).rstrip()


def _lines(row: Row, python_path: str) -> Iterator[str]:
    yield f"{row.title}: make {_MAKES.get(row.kind, f'a {row.kind}')}."
    yield ""
    if row.deprecated:
        yield f"Deprecated{successors(row)}."
        yield ""
    yield f"POST /openapi/v2/{row.path}"
    yield ""
    if row.params:
        yield "Args:"
        yield from (f"    {name}: {text}" for name, text in params_of(row))
        yield ""
    if row.open:
        yield "Not all of its parameters are known: others are taken and sent as they are named."
        yield ""
    if row.rules:
        yield "Rules:"
        yield from (f"    {rule.describe()}{_sure(rule.inferred)}" for rule in row.rules)
        yield ""
    if row.extra_outputs:
        yield f"Beside the result there may be: {', '.join(row.extra_outputs)}."
        yield ""
    yield f"Price: {price_of(row)}."
    yield ""
    yield "Example:"
    yield from (f"    {line}" for line in example_call(row, python_path).splitlines())
    yield ""
    yield "Awaiting the call submits, waits and returns a TaskResult; `.submit(...)` returns"
    yield "a Task at once; `.check(...)` returns the wire body and sends nothing."
    yield ""
    origin = f"the docs page {row.title!r}" if row.in_docs else ", ".join(row.sources) or "unknown"
    yield f"Source: {origin} (confidence {row.confidence})."


def successors(row: Row) -> str:
    """What to use instead of a deprecated endpoint: ": use a or b", or nothing."""
    return f": use {' or '.join(row.superseded_by)}" if row.superseded_by else ""


def _sure(inferred: bool) -> str:
    return " (inferred: warns only)" if inferred else ""


def params_of(row: Row) -> list[tuple[str, str]]:
    """Python name and what the table says, for each parameter."""
    return [(param.python_name, _describe(param)) for param in row.params]


def _describe(param: Param) -> str:
    if param.required:
        need = "required" if param.default is None else f"sent as {param.default!r} when not given"
    else:
        need = "optional"
        if param.default is not None:
            need += f" (the service's default: {param.default!r})"
    items = f"up to {param.max_items} items" if param.max_items else "a list" if param.many else ""
    return "; ".join(part for part in (f"{param.type}, {need}", items, param.limits()) if part)


def price_of(row: Row) -> str:
    """The listed price or its range: "0.31 to 1.09 CNY per second (2026-04-29)"."""
    found = price_range(row.path)
    if found is None:
        return "no list names one"
    low, high, times = found
    amount = str(low.amount)
    if low.amount != high.amount:
        amount += f" to {high.amount}"
    if times is not None:
        amount += f" times {python_name(times)}"
    return str(low).replace(str(low.amount), amount, 1)


def example_call(row: Row, python_path: str) -> str:
    """A call that can be pasted, with what is required and a value for each."""
    needed: list[Param] = [
        param for param in row.params if param.required and param.default is None
    ]
    if not needed:
        needed.extend([param for param in row.params if isinstance(param, Text)][:1])
    arguments = ", ".join(f"{param.python_name}={_example(param)}" for param in needed)
    return f"result = await {python_path}({arguments})"


def _example(param: Param) -> str:
    if isinstance(param, Choice):
        value = repr(param.default or param.options[0])
    elif param.type in _MEDIA:
        value = f'Path("{_MEDIA[param.type]}")'
    elif param.type == "string":
        value = '"a cat surfs"' if "prompt" in param.name.lower() else '"…"'
    elif param.type == "object":
        value = "{…}"
    else:
        value = repr(getattr(param, "min", None) or 1) if param.type != "bool" else "True"
    return f"[{value}]" if param.many else value
