"""`python -m runninghub_async._tools.reference FOLDER`: the reference, made from the docstrings.

Fails on a warning of pdoc, on a public name without a docstring, and on one without an example:
code in its own docstring, or in another public one that uses the name; the page then says where.
Every such example is run by a test.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from pdoc import doc, render

from runninghub_async.client import RunningHub

__all__ = ["Example", "PUBLIC", "build", "examples", "main", "problems"]

NAME = "runninghub_async"
#: The modules that users import from; what they list is the public API.
PUBLIC = (
    NAME,
    f"{NAME}.webhooks",
    f"{NAME}.journal",
    f"{NAME}.platform",
    f"{NAME}.models",
    f"{NAME}.fleet",
    f"{NAME}.otel",
    f"{NAME}.display",
    f"{NAME}.emulator",
    f"{NAME}.pytest_plugin",
)
SHOWN = "vidu/text-to-video"  #: the endpoint whose help stands for those of all others
_FENCE = re.compile(r"^([ \t]*)```python\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


class Example(NamedTuple):
    """A block of code in a docstring: where it stands, and what it is."""

    where: str  #: "runninghub_async.Task", or "runninghub_async.Task.wait"
    code: str


def listed(module: str) -> list[str]:
    """The public names of a module; pytest's own hooks are for pytest."""
    names: list[str] = importlib.import_module(module).__all__
    return [name for name in names if not name.startswith("pytest_")]


def examples() -> Iterator[Example]:
    """Every block of code in the docstrings of public modules, names and their methods."""
    for module in PUBLIC:
        found = importlib.import_module(module)
        yield from _blocks(module, found.__doc__)
        for name in listed(module):
            value = getattr(found, name)
            if not hasattr(value, "__module__") or not (inspect.isclass(value) or callable(value)):
                continue
            yield from _blocks(f"{module}.{name}", _doc_of(value))
            for method, one in vars(value).items() if inspect.isclass(value) else ():
                if not method.startswith("_"):
                    yield from _blocks(f"{module}.{name}.{method}", getattr(one, "__doc__", None))


def _doc_of(value: object) -> str | None:
    """The docstring of a class or function itself, not of what it is an instance of."""
    found = getattr(value, "__doc__", None)
    return (
        found
        if isinstance(found, str) and inspect.isroutine(value) | inspect.isclass(value)
        else None
    )


def _blocks(where: str, text: str | None) -> Iterator[Example]:
    for _, code in _FENCE.findall(inspect.cleandoc(text or "")):
        yield Example(where, textwrap.dedent(code).strip())


def _homes() -> dict[str, list[str]]:
    """Public name with its module -> where an example shows it, its own page first."""
    blocks = list(examples())
    names = [_names_in(one.code) for one in blocks]
    homes: dict[str, list[str]] = {}
    for module in PUBLIC:
        for name in listed(module):
            full = f"{module}.{name}"
            own = [one.where for one in blocks if f"{one.where}.".startswith(f"{full}.")]
            others = [one.where for one, used in zip(blocks, names, strict=True) if name in used]
            homes[full] = own or others
    return homes


def _names_in(code: str) -> set[str]:
    """What a block of code names, in a coroutine as the examples are; texts and comments do not."""
    tree = ast.parse(f"async def example():\n{textwrap.indent(code, '    ')}")
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.alias(name=name):
                found.add(name)
    return found


def problems() -> list[str]:
    """Public names that have no docstring, or that no example shows."""
    found = [f"{name}: no example" for name, homes in _homes().items() if not homes]
    for module in PUBLIC:
        for name in listed(module):
            value = getattr(importlib.import_module(module), name)
            if inspect.isclass(value) and not inspect.getdoc(value):
                found.append(f"{module}.{name}: no docstring")
    return found


def build(folder: Path) -> list[Path]:
    """Write the pages into a folder, and return them.

    Raises:
        ValueError: a public name has no docstring or no example.
        UserWarning: pdoc warns of something.
    """
    if wrong := problems():
        raise ValueError("\n".join(wrong))
    with warnings.catch_warnings(), ExitStack() as stack:
        warnings.simplefilter("error")
        # Python 3.11 does not tell which TypedDict a key is inherited from; nothing is lost by it.
        warnings.filterwarnings("ignore", r"Cannot determine where .*Options\.\w+ is taken from")
        render.configure(docformat="google", show_source=False, footer_text=NAME)
        # The stub is for type checkers: it cannot be run, as pdoc would, and need not be here.
        stack.enter_context(mock.patch("pdoc.doc_pyi.find_stub_file", return_value=None))
        modules = {name: doc.Module(importlib.import_module(name)) for name in PUBLIC}
        _link_examples(modules)
        _describe_fields(modules)
        _show_endpoint(modules[f"{NAME}.models"])
        pages = {
            f"{name.replace('.', '/')}.html": render.html_module(module, modules)
            for name, module in modules.items()
        }
        pages["index.html"] = render.html_index(modules)
        pages["search.js"] = render.search_index(modules)
    for path, text in pages.items():
        folder.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        folder.joinpath(path).write_text(text, "utf-8")
    return [folder / path for path in pages]


def _link_examples(modules: dict[str, doc.Module]) -> None:
    """Let a name without code of its own say where it is shown."""
    for full, homes in _homes().items():
        module, _, name = full.rpartition(".")
        member = modules[module].get(name)
        if member is None:
            raise ValueError(f"{full}: not in the reference")
        if not f"{homes[0]}.".startswith(f"{full}."):
            member.docstring = (
                f"{member.docstring}\n\nShown in the example of `{homes[0]}`.".strip()
            )


def _describe_fields(modules: dict[str, doc.Module]) -> None:
    """Take what stands behind `#:` at a field for its docstring; pdoc does not read it."""
    for module in modules.values():
        for member in module.members.values():
            if not isinstance(member, doc.Class):
                continue
            for kind in reversed(member.obj.__mro__):
                if kind.__module__.startswith(NAME):
                    for name, text in field_comments(inspect.getsource(kind)).items():
                        field = member.members.get(name)
                        if isinstance(field, doc.Variable) and not field.docstring:
                            field.docstring = text


def field_comments(source: str) -> dict[str, str]:
    """Field -> its `#:` comment: behind it, or in lines of its own above it or, after one, below.

    Lines below belong to a field that has none behind it, where the next field has one.
    """
    found: dict[str, str] = {}
    last, lines = "", list[str]()
    for line in source.splitlines():
        if own := re.match(r"\s*#: ?(.*)", line):
            lines.append(own[1])
            continue
        field = re.match(r"\s*(?:self\.)?([a-z]\w*)(?:: [^=]+)?(?: = |$|\s+#)", line)
        behind = re.search(r"\s#: (.*)$", line)
        if field is None:
            last, lines = "", []
            continue
        if behind is not None and lines and last:
            found.setdefault(last, " ".join(lines))
            lines = []
        text = " ".join([*lines, *([behind[1]] if behind else [])])
        if text:
            found.setdefault(field[1], text)
        last, lines = "" if text else field[1], []
    return found


def _show_endpoint(module: doc.Module) -> None:
    """Add what `help()` says of one endpoint: all 367 have such a text, made from the table."""
    endpoint = RunningHub("a-key-that-is-never-sent").model(SHOWN)
    text = f"`help(rh.model({SHOWN!r}))` says, as for every endpoint:"
    signature = f"{endpoint.__name__}{inspect.signature(endpoint)}"
    module.docstring += f"\n\n{text}\n\n```text\n{signature}\n\n{endpoint.__doc__}\n```"


def main(arguments: list[str]) -> int:
    """Build the reference into the folder that is named; return the exit code."""
    if len(arguments) != 1:
        print("usage: python -m runninghub_async._tools.reference FOLDER")
        return 2
    try:
        pages = build(Path(arguments[0]))
    except (ValueError, Warning) as error:
        print(error)
        return 1
    print(f"{len(pages)} files in {arguments[0]}/, beginning with {pages[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
