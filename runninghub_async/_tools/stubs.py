"""Write models.pyi: every endpoint of the table as types.

    python -m runninghub_async._tools.stubs           write it
    python -m runninghub_async._tools.stubs --check   compare; a diff and 1 when it differs

Nothing is said twice: types and defaults come from `Definition.signature`, the classes
from models.py, the methods of an endpoint and their results from tasks/endpoint.py.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import difflib
import functools
import inspect
import json
import keyword
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from runninghub_async import models
from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import price_of
from runninghub_async.catalog.params import Choice, Param
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.files.media import MediaInput
from runninghub_async.tasks import endpoint

__all__ = ["STUB", "StubError", "generate", "main", "render"]

STUB = Path(models.__file__).with_suffix(".pyi")
_HEADER = """\
# Made from the endpoint table by `python -m runninghub_async._tools.stubs`; do not edit.
# `--check` compares it with the table.
# ruff: noqa: RUF001 - some sizes are written with a multiplication sign on the wire
"""
#: Names that the generated part uses; whatever else it names is imported as the sources do.
_IMPORTS = {
    "Any": "typing",
    "Generic": "typing",
    "Literal": "typing",
    "Mapping": "collections.abc",
    "MediaInput": "runninghub_async.files.media",
    "Required": "typing",
    "Sequence": "collections.abc",
    "TypeVar": "typing",
    "TypedDict": "typing",
    "Unpack": "typing",
    "overload": "typing",
}
#: Methods with every parameter written out; the others share the TypedDict.
_WRITTEN_OUT = ("__call__", "submit")

_Method: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class StubError(ValueError):
    """A row, or a source, of which no correct stub can be made."""


# Types and values ------------------------------------------------------------------------


def render(annotation: Any, options: Sequence[str] = ()) -> str:
    """Return a type as the stub writes it: `Literal["a", 1] | MediaInput | None`.

    Args:
        options: The order of a Literal's values. `typing` hands out one Union for all
            Literals of the same values, in the order of whichever was made first, so
            the annotation's own order depends on what the process did before.

    Raises:
        StubError: a type that no parameter kind has so far.
    """
    if annotation is None or annotation is NoneType:
        return "None"
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return " | ".join(_members(args, options))
    if origin is Literal:
        return f"Literal[{', '.join(map(_value, _in_order(args, options)))}]"
    if isinstance(origin, type):
        return f"{origin.__name__}[{', '.join(render(one, options) for one in args)}]"
    if annotation is Any:  # before the next line: a class from Python 3.11 on
        return "Any"
    if isinstance(annotation, type):
        return annotation.__name__
    raise StubError(f"do not know how to write the type {annotation!r}")


def _members(args: Sequence[Any], options: Sequence[str]) -> list[str]:
    """The members of a Union; those of MediaInput, which `typing` expands, as one."""
    media = set(get_args(MediaInput))
    if not media.issubset(args):
        return [render(one, options) for one in args]
    texts = ["MediaInput" if one in media else render(one, options) for one in args]
    return list(dict.fromkeys(texts))


def _in_order(values: Sequence[Any], options: Sequence[str]) -> list[Any]:
    places = {option: place for place, option in enumerate(options)}
    return sorted(values, key=lambda one: (not isinstance(one, str), places.get(str(one), 0)))


def _value(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


# Names -----------------------------------------------------------------------------------


def _class_name(row: Row) -> str:
    return _private_name(row.namespace, row.method)


def _private_name(*names: str) -> str:
    """`vidu`, `text_to_video` -> `_ViduTextToVideo`; private, for it is no run-time name."""
    words = "_".join(names).split("_")
    return "_" + "".join(word[:1].upper() + word[1:] for word in words)


def _check_rows(rows: Sequence[Row], source: ast.Module) -> None:
    """Refuse names with which the stub would be broken, or would promise what fails."""
    namespaces = {row.namespace: row for row in rows if row.method}
    in_models, in_namespace = _own_names(source, "Models"), _own_names(source, "Namespace")
    attributes: dict[str, str] = {}
    classes = {"_Endpoint": "the parent of all endpoints", "_P": "a type variable"}
    for name, row in namespaces.items():
        _check_new(row, _private_name(name), classes)
    for row in rows:
        where = Definition(row).python_path
        _check_name(row, row.namespace, in_models)
        if row.method:
            _check_name(row, row.method, in_namespace)
        elif row.namespace in namespaces:
            raise StubError(f"{row.path}: {where} is an endpoint and a namespace")
        _check_new(row, where, attributes)
        _check_new(row, _class_name(row), classes)
        _check_new(row, f"{_class_name(row)}Params", classes)
        params: dict[str, str] = {}
        for param in row.params:
            _check_name(row, param.python_name, {"self"})
            _check_new(row, f"the parameter {param.python_name}", params)


def _check_name(row: Row, name: str, taken: Collection[str]) -> None:
    if not name.isidentifier() or keyword.iskeyword(name):
        raise StubError(f"{row.path}: {name!r} cannot be written as a Python name")
    if name in taken:
        raise StubError(f"{row.path}: {name!r} would hide behind our own member of that name")


def _check_new(row: Row, name: str, seen: dict[str, str]) -> None:
    if name in seen:
        raise StubError(f"{row.path}: {name} is the name of {seen[name]} already")
    seen[name] = row.path


def _own_names(source: ast.Module, class_name: str) -> set[str]:
    """What a class and its instances have, so that `__getattr__` is never asked for it."""
    names = {method.name for method in _methods(source, class_name)}
    for node in ast.walk(_class(source, class_name)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.attr)
    return names | set(dir(object))


# Sources ---------------------------------------------------------------------------------


@functools.cache
def _parse(file: str) -> ast.Module:
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def _class(source: ast.Module, name: str) -> ast.ClassDef:
    for node in source.body:
        if isinstance(node, ast.ClassDef) and node.name == name:
            return node
    raise StubError(f"the source has no class {name}")


def _methods(source: ast.Module, class_name: str) -> list[_Method]:
    return [one for one in _class(source, class_name).body if isinstance(one, _Method)]


def _imports(source: ast.Module) -> dict[str, str]:
    """Name -> module, for every `from module import name`."""
    return {
        alias.name: node.module
        for node in source.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def _skeleton(source: ast.Module, class_name: str) -> Iterator[str]:
    """A class as its source has it, without bodies.

    Leaves out `__getattr__`: with it, a checker would believe every name.
    """
    yield f"class {class_name}:"
    for method in _methods(source, class_name):
        public = not method.name.startswith("_") or method.name.endswith("__")
        if public and method.name != "__getattr__":
            yield from (f"    @{ast.unparse(one)}" for one in method.decorator_list)
            yield _def(method, ast.unparse(method.args))


def _def(method: _Method, arguments: str) -> str:
    if method.returns is None:
        raise StubError(f"{method.name} does not say what it returns")
    word = "async def" if isinstance(method, ast.AsyncFunctionDef) else "def"
    return f"    {word} {method.name}({arguments}) -> {ast.unparse(method.returns)}: ..."


# Parts of the stub -----------------------------------------------------------------------


def _endpoint_parent(source: ast.Module) -> Iterator[str]:
    """What all endpoints share: `map` with the parameters of its own endpoint.

    One overload for each kind of source: with a union, pyright does not see that the
    dicts of a generator expression are meant to be the parameters.
    """
    yield '_P = TypeVar("_P")'
    yield ""
    yield "class _Endpoint(Endpoint, Generic[_P]):"
    yield "    # Narrower than Endpoint's, on purpose: the parameters are those of one endpoint."
    (method,) = (one for one in _methods(source, "Endpoint") if one.name == "map")
    arguments = ast.unparse(method.args)
    loose = "Iterable[Mapping[str, Any]] | AsyncIterable[Mapping[str, Any]]"
    if loose not in arguments:
        raise StubError(f"Endpoint.map no longer takes {loose}")
    # The plain Iterable is the last: pyright explains a mistake by the last overload. The
    # override is reported once, by mypy at the first overload and by pyright at the last.
    first, last = (arguments.replace(loose, f"{one}[_P]") for one in ("AsyncIterable", "Iterable"))
    yield "    @overload  # type: ignore[override]"
    yield _def(method, first)
    yield "    @overload"
    yield _def(method, last) + "  # pyright: ignore[reportIncompatibleMethodOverride]"


def _endpoint_class(row: Row, methods: Iterable[_Method]) -> Iterator[str]:
    definition = Definition(row)
    name = _class_name(row)
    parameters = definition.signature.parameters
    types = {
        one: _type(definition.params.get(one), parameter) for one, parameter in parameters.items()
    }
    if not row.open:
        yield from _typed_dict(f"{name}Params", parameters, types)
    yield f"class {name}(_Endpoint[{'Mapping[str, Any]' if row.open else f'{name}Params'}]):"
    for method in methods:
        if row.open or method.name in _WRITTEN_OUT:
            yield _def(method, _arguments(parameters, types))
        else:
            yield _def(method, f"self, **params: Unpack[{name}Params]")
    yield ""


def _typed_dict(
    name: str, parameters: Mapping[str, inspect.Parameter], types: Mapping[str, str]
) -> Iterator[str]:
    yield f"class {name}(TypedDict, total=False):"
    for one, text in types.items():
        needed = parameters[one].default is inspect.Parameter.empty
        yield f"    {one}: Required[{text}]" if needed else f"    {one}: {text}"
    if not types:
        yield "    pass"
    yield ""


def _attribute(name: str, row: Row) -> Iterator[str]:
    """An endpoint where it is reached, and what an editor shows there.

    Not as the docstring of its class: of a variable, editors show only its own.
    """
    yield f"    {name}: {_class_name(row)}"
    deprecated = "; deprecated" if row.deprecated else ""
    yield f'    """{_text(row.title)} ({row.kind}{deprecated}).'
    yield f"    POST /openapi/v2/{row.path}"
    yield f'    Price: {_text(price_of(row))}."""'


def _text(text: str) -> str:
    return _value(text)[1:-1]


def _type(param: Param | None, parameter: inspect.Parameter) -> str:
    return render(parameter.annotation, param.options if isinstance(param, Choice) else ())


def _arguments(parameters: Mapping[str, inspect.Parameter], types: Mapping[str, str]) -> str:
    """Keyword-only arguments, one a line: a change of the table is a change of one line."""
    if not parameters:
        return "self"
    named = any(one.kind is inspect.Parameter.KEYWORD_ONLY for one in parameters.values())
    lines = ["self", "*"] if named else ["self"]
    for name, parameter in parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            lines.append(f"**{name}: {types[name]}")
            continue
        empty = parameter.default is inspect.Parameter.empty
        default = "" if empty else f" = {_value(parameter.default)}"
        lines.append(f"{name}: {types[name]}{default}")
    return "".join(f"\n        {line}," for line in lines) + "\n    "


def _namespaces(rows: Sequence[Row], methods: Sequence[_Method]) -> Iterator[str]:
    """The classes of all endpoints and namespaces."""
    for name, members in groupby(rows, key=lambda row: row.namespace):
        group = list(members)
        for row in group:
            yield from _endpoint_class(row, methods)
        if group[0].method:
            yield f"class {_private_name(name)}(Namespace):"
            for row in group:
                yield from _attribute(row.method, row)
            yield ""


def _import_lines(body: str, known: Mapping[str, str]) -> Iterator[str]:
    """Import exactly the names that the body uses, in the order that ruff wants."""
    tree = ast.parse(body)
    names = [one for one in ast.walk(tree) if isinstance(one, ast.Name)]
    used = {one.id for one in names if isinstance(one.ctx, ast.Load)}
    made = {one.id for one in names if isinstance(one.ctx, ast.Store)}
    made |= {one.name for one in tree.body if isinstance(one, ast.ClassDef)}
    needed = used - made - set(dir(builtins))
    if unknown := sorted(needed - set(known)):
        raise StubError(f"do not know where to import {', '.join(unknown)} from")
    modules: dict[tuple[int, str], list[str]] = {}
    for name in sorted(needed, key=lambda one: (one[0].islower(), not one.isupper(), one.lower())):
        modules.setdefault((_section(known[name]), known[name]), []).append(name)
    for _, group in groupby(sorted(modules), key=lambda one: one[0]):
        for one in group:
            yield _import_line(one[1], modules[one])
        yield ""


def _import_line(module: str, names: Sequence[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= 100:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _section(module: str) -> int:
    root = module.partition(".")[0]
    return 0 if root in sys.stdlib_module_names else 2 if root == "runninghub_async" else 1


# The command -----------------------------------------------------------------------------


def generate(table: Iterable[Row]) -> str:
    """Return the text of models.pyi for these rows; the same for the same rows.

    Raises:
        StubError: a name that cannot be written, or two rows with the same name; the
            message names the path.
    """
    models_source, endpoint_source = _parse(models.__file__), _parse(endpoint.__file__)
    rows = sorted(table, key=lambda row: (row.namespace, row.path))
    _check_rows(rows, models_source)
    methods = [
        one
        for one in _methods(endpoint_source, "Endpoint")
        if one.args.vararg and one.args.kwarg and (one.name[0] != "_" or one.name in _WRITTEN_OUT)
    ]
    namespaces = {row.namespace: row for row in rows}
    lines = [
        f"__all__ = [{', '.join(map(_value, models.__all__))}]",
        "",
        *_skeleton(models_source, "Namespace"),
        "",
        *_endpoint_parent(endpoint_source),
        "",
        *_namespaces(rows, methods),
        *_skeleton(models_source, "Models"),
    ]
    for name, row in namespaces.items():
        lines += [f"    {name}: {_private_name(name)}"] if row.method else _attribute(name, row)
    body = "\n".join(lines) + "\n"
    known = _imports(models_source) | _imports(endpoint_source) | _IMPORTS
    return "\n".join([_HEADER, *_import_lines(body, known), body])


def main(argv: Sequence[str] | None = None) -> int:
    """Write or check the stub; return the exit status: 0 done, 1 differs, 2 a bad row."""
    parser = argparse.ArgumentParser(prog="stubs", description="Make models.pyi from the table.")
    parser.add_argument("--check", action="store_true", help="compare only; 1 when it differs")
    parser.add_argument("--file", type=Path, default=STUB, help="another file than models.pyi")
    options = parser.parse_args(argv)
    try:
        text = generate(builtin_table())
    except StubError as error:
        print(f"stubs: {error}", file=sys.stderr)
        return 2
    return _compare(options.file, text) if options.check else _write(options.file, text)


def _write(file: Path, text: str) -> int:
    file.write_bytes(text.encode())
    print(f"wrote {file}: {len(builtin_table())} endpoints, {len(text.splitlines())} lines")
    return 0


def _compare(file: Path, text: str) -> int:
    old = file.read_bytes().decode() if file.exists() else ""
    before, after = (one.splitlines(keepends=True) for one in (old, text))
    sys.stdout.writelines(difflib.unified_diff(before, after, file.name, "the table"))
    return int(old != text)


if __name__ == "__main__":
    sys.exit(main())
