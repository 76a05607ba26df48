"""models.pyi, the table and the run time say the same.

Three checks, because each misses something: the bytes made anew, `mypy.stubtest`, and
files that type checkers read (tests/typing). Beside them, each endpoint's signature is
compared with the stub's text, and rows are changed to see that the checks notice.
"""

from __future__ import annotations

import ast
import collections.abc
import importlib.util
import inspect
import json
import os
import subprocess
import sys
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from runninghub_async import MediaInput, RunningHub, models
from runninghub_async._tools.stubs import STUB, StubError, generate, main, render
from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.describe import price_of
from runninghub_async.catalog.params import Choice, Flag, Image, Object, ParamKind, Text, Whole
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.tasks.endpoint import Endpoint

TYPING = Path(__file__).parents[1] / "typing"
ROWS = tuple(builtin_table())
PATHS = [row.path for row in ROWS]
#: Rows to change: about twenty, spread over the table, so that a long one costs no more.
SAMPLE = ROWS[:: max(1, len(ROWS) // 20)]
EMPTY = inspect.Parameter.empty


# The stub as text ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stub() -> ast.Module:
    return ast.parse(STUB.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hub() -> RunningHub:
    """A client that is never opened: it has every endpoint and no connection."""
    return RunningHub("no-key", base_url="http://127.0.0.1:9")


def class_of(stub: ast.Module, name: str) -> ast.ClassDef:
    return next(one for one in stub.body if isinstance(one, ast.ClassDef) and one.name == name)


def attributes(node: ast.ClassDef) -> dict[str, str]:
    """The annotated names of a class: name -> annotation."""
    return {
        one.target.id: ast.unparse(one.annotation)
        for one in node.body
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
    }


def endpoint_class(stub: ast.Module, row: Row) -> ast.ClassDef:
    """The class that the stub says `rh.models.<namespace>.<method>` has."""
    name = attributes(class_of(stub, "Models"))[row.namespace]
    if row.method:
        name = attributes(class_of(stub, name))[row.method]
    return class_of(stub, name)


def evaluated(annotation: ast.expr) -> Any:
    """The run-time type that an annotation of the stub means."""
    names = {
        **vars(typing),
        "Sequence": collections.abc.Sequence,
        "Mapping": collections.abc.Mapping,
        "MediaInput": MediaInput,
    }
    return eval(ast.unparse(annotation), names)


def functions(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [one for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]


def written_parameters(node: ast.ClassDef, method: str) -> list[inspect.Parameter]:
    """The parameters of a method in the stub, without self, as `inspect` has them."""
    function = next(one for one in functions(node) if one.name == method)
    arguments = function.args
    assert [one.arg for one in (*arguments.posonlyargs, *arguments.args)] == ["self"]
    assert arguments.vararg is None
    found = [
        inspect.Parameter(
            argument.arg,
            inspect.Parameter.KEYWORD_ONLY,
            annotation=evaluated(argument.annotation) if argument.annotation else EMPTY,
            default=EMPTY if default is None else ast.literal_eval(default),
        )
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    if arguments.kwarg is not None and arguments.kwarg.annotation is not None:
        kind = inspect.Parameter.VAR_KEYWORD
        annotation = evaluated(arguments.kwarg.annotation)
        found.append(inspect.Parameter(arguments.kwarg.arg, kind, annotation=annotation))
    return found


def written_keys(stub: ast.Module, node: ast.ClassDef) -> dict[str, tuple[bool, Any]]:
    """The TypedDict of an endpoint: name -> (required, type)."""
    base = node.bases[0]
    assert isinstance(base, ast.Subscript)
    keys = {}
    for one in class_of(stub, ast.unparse(base.slice)).body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            kind = evaluated(one.annotation)
            required = typing.get_origin(kind) is typing.Required
            keys[one.target.id] = (required, typing.get_args(kind)[0] if required else kind)
    return keys


def differences(signature: inspect.Signature, stub: ast.Module, row: Row) -> list[str]:
    """Where the stub does not say what the run time does; empty when it does."""
    node = endpoint_class(stub, row)
    expected = list(signature.parameters.values())
    methods = [one.name for one in functions(node)]
    assert {"__call__", "submit", "check", "estimate", "price"} == set(methods)
    found = [
        f"{method}: {written} is not {expected}"
        for method in (methods if row.open else ("__call__", "submit"))
        if (written := written_parameters(node, method)) != expected
        # 1 == True: a default must have the type too, and the order of names counts
        or [repr(one.default) for one in written] != [repr(one.default) for one in expected]
    ]
    if row.open:  # no TypedDict says "and others"
        assert ast.unparse(node.bases[0]) == "_Endpoint[Mapping[str, Any]]"
        return found
    keys = {one.name: (one.default is EMPTY, one.annotation) for one in expected}
    if (written_dict := written_keys(stub, node)) != keys:
        found.append(f"{written_dict} is not {keys}")
    return found


# One: the bytes --------------------------------------------------------------------------


def test_the_stub_is_what_the_table_makes() -> None:
    assert generate(ROWS).encode() == STUB.read_bytes(), (
        "run python -m runninghub_async._tools.stubs"
    )


def test_the_order_of_the_rows_changes_nothing() -> None:
    assert generate(reversed(ROWS)) == generate(ROWS)


def test_what_the_process_did_before_changes_nothing() -> None:
    """`typing` keeps one Union per set of Literal values, whoever asks first."""
    script = (
        "import sys\n"
        "from runninghub_async._tools import stubs\n"
        "rows = list(stubs.builtin_table())\n"
        "for row in reversed(rows):\n"
        "    stubs.Definition(row).signature\n"
        "sys.stdout.buffer.write(stubs.generate(rows).encode())\n"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert made.stdout == generate(ROWS).encode()


def test_check_says_whether_and_where_the_stub_differs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "models.pyi"
    assert main(["--file", str(file)]) == 0
    assert file.read_bytes() == STUB.read_bytes()
    capsys.readouterr()
    assert main(["--check", "--file", str(file)]) == 0
    assert capsys.readouterr().out == ""
    file.write_text(file.read_text(encoding="utf-8").replace('"2k"', '"3k"'), encoding="utf-8")
    assert main(["--check", "--file", str(file)]) == 1
    diff = capsys.readouterr().out
    assert '-        resolution: Literal["360p", "540p", "720p", "1080p", "3k"]' in diff
    assert '+        resolution: Literal["360p", "540p", "720p", "1080p", "2k"]' in diff
    assert main(["--check", "--file", str(tmp_path / "none.pyi")]) == 1


def test_a_program_never_opens_the_stub_and_reads_no_table_before_it_needs_one() -> None:
    script = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
        "import runninghub_async.models as models\n"
        "from runninghub_async.catalog.table import builtin_table\n"
        "made = models.Models(builtin_table, None)\n"
        "print([one for one in opened if one.endswith(('.pyi', '.jsonl'))])\n"
        "made.vidu.text_to_video\n"
        "print([one for one in opened if one.endswith('.pyi')])\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]", b"[]"]


# Two: the signatures ---------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=PATHS)
def test_an_endpoint_has_the_signature_that_the_stub_says(
    row: Row, stub: ast.Module, hub: RunningHub
) -> None:
    assert differences(inspect.signature(hub.models.find(row.path)), stub, row) == []


def test_an_endpoint_says_where_it_is_what_it_is_and_what_it_costs(stub: ast.Module) -> None:
    """An editor shows the text below an attribute, and none of the attribute's class."""
    said: dict[str, str] = {}
    for node in stub.body:
        for one, after in (
            zip(node.body, node.body[1:], strict=False) if isinstance(node, ast.ClassDef) else ()
        ):
            if isinstance(one, ast.AnnAssign) and isinstance(after, ast.Expr):
                said[ast.unparse(one.annotation)] = ast.literal_eval(after.value)
    assert len(said) == len(ROWS)
    for row in ROWS:
        text = said[endpoint_class(stub, row).name]
        assert text.startswith(f"{row.title} ({row.kind}")
        assert f"POST /openapi/v2/{row.path}\n" in text
        assert text.endswith(f"Price: {price_of(row)}.")
        assert len(text.splitlines()) == 3
        assert ("deprecated" in text.splitlines()[0].rpartition("(")[2]) == row.deprecated


def test_media_is_written_as_media_input(stub: ast.Module) -> None:
    used = {one.id for one in ast.walk(stub) if isinstance(one, ast.Name)}
    assert "MediaInput" in used
    assert not used & {"BinaryIO", "Upload"}


def test_every_endpoint_completes(stub: ast.Module, hub: RunningHub) -> None:
    """`rh.models.` and `rh.models.vidu.`, in a shell and in an editor."""
    declared = attributes(class_of(stub, "Models"))
    assert set(declared) == {row.namespace for row in ROWS}
    assert set(declared) <= set(dir(hub.models))
    for namespace, name in declared.items():
        methods = {row.method for row in ROWS if row.namespace == namespace and row.method}
        if methods:
            assert set(attributes(class_of(stub, name))) == methods
            assert methods <= set(dir(getattr(hub.models, namespace)))


def test_every_declared_attribute_is_the_endpoint(hub: RunningHub) -> None:
    for row in ROWS:
        endpoint = getattr(hub.models, row.namespace)
        if row.method:
            endpoint = getattr(endpoint, row.method)
        assert isinstance(endpoint, Endpoint)
        assert endpoint.path == row.path


def test_the_stub_declares_the_public_classes_and_nothing_else_public(stub: ast.Module) -> None:
    classes = {one.name for one in stub.body if isinstance(one, ast.ClassDef)}
    assert {one for one in classes if not one.startswith("_")} == set(models.__all__)


# A changed row is noticed ----------------------------------------------------------------


def changed(row: Row, index: int, **fields: Any) -> Row:
    params = list(row.params)
    params[index] = msgspec.structs.replace(params[index], **fields)
    return msgspec.structs.replace(row, params=tuple(params))


def drop_option(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        if isinstance(param, Choice) and len(param.options) > 1:
            yield changed(row, index, options=param.options[:-1])


def rename_parameter(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        yield changed(row, index, name=f"{param.name}New")


def change_type(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        kind = Flag if isinstance(param, Whole | Text) else Text
        other = kind(name=param.name, required=param.required, default=param.default)
        yield msgspec.structs.replace(
            row, params=(*row.params[:index], other, *row.params[index + 1 :])
        )


def drop_parameter(row: Row) -> Iterator[Row]:
    for index in range(len(row.params)):
        yield msgspec.structs.replace(row, params=row.params[:index] + row.params[index + 1 :])


def change_default(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        if param.required:
            yield changed(row, index, default="another" if param.default is None else None)


def change_need(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        if param.default is None or param.required:
            yield changed(row, index, required=not param.required)


def change_list(row: Row) -> Iterator[Row]:
    for index, param in enumerate(row.params):
        yield changed(row, index, many=not param.many)


@pytest.mark.parametrize(
    "mutate",
    [
        drop_option,
        rename_parameter,
        change_type,
        drop_parameter,
        change_default,
        change_need,
        change_list,
    ],
)
def test_a_changed_row_is_noticed(mutate: Callable[[Row], Iterator[Row]], stub: ast.Module) -> None:
    count = 0
    for row in SAMPLE:
        before = generate([row])
        for mutant in mutate(row):
            count += 1
            assert generate([mutant]) != before, mutant
            assert differences(Definition(mutant).signature, stub, row), mutant
    assert count >= len(SAMPLE)


@pytest.mark.parametrize("index", [0, len(ROWS) // 2, len(ROWS) - 1])
def test_a_row_more_or_less_is_noticed(index: int) -> None:
    more = msgspec.structs.replace(ROWS[index], path=f"{ROWS[index].path}-new")
    assert generate([*ROWS, more]) != generate(ROWS)
    assert generate([*ROWS[:index], *ROWS[index + 1 :]]) != generate(ROWS)


# Rows of every kind ----------------------------------------------------------------------


def row(path: str, *params: ParamKind) -> Row:
    return Row(path=path, title=path, kind="video", params=params)


GENERAL = (
    row("one-segment", Text(name="prompt", required=True)),
    row("v3.0/no-parameters"),
    row(
        "v3.0/lists",
        Text(name="tags", many=True),
        Whole(name="seeds", required=True, many=True),
        Choice(name="sizes", many=True, required=True, default=["1"], options=("2", "1")),
        Object(name="camera", required=True),
        Object(name="shots", many=True),
        Image(name="frames", many=True, required=True),
        Choice(name="sound", options=("true", "false"), required=True, default="true"),
    ),
    msgspec.structs.replace(row("v3.0/open"), open=True),
    msgspec.structs.replace(
        row("open-too", Text(name="prompt", required=True), Whole(name="2##seed", python="seed")),
        open=True,
    ),
)
GENERAL_USE = """\
from typing import assert_type
from general import Models
from runninghub_async import Task, TaskResult

async def use(models: Models) -> None:
    assert_type(await models.one_segment(prompt="p"), TaskResult)
    assert_type(await models.v3_0.no_parameters(), TaskResult)
    task = await models.v3_0.lists.submit(
        tags="one", seeds=[1, 2], sizes=["2", 1], camera={"pan": 1}, shots=[{}, {}], frames=b""
    )
    assert_type(task, Task)
    models.v3_0.no_parameters.check()
    await models.v3_0.open(what=1, ever=b"")
    models.v3_0.open.check(what=1)
    await models.open_too(prompt="p", seed=1, ever=b"")
    models.open_too.map([{"prompt": "p", "ever": 1}])
    models.v3_0.lists.map([{"seeds": 1, "camera": {}, "frames": ["https://a/b.png", b""]}])
"""


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (str, "str"),
        (bool | None, "bool | None"),
        (typing.Optional[float], "float | None"),  # noqa: UP045 - the form that annotation() makes
        (typing.Literal["b", "a", 1, 'say "x"'], 'Literal["b", "a", "say \\"x\\"", 1]'),
        (MediaInput, "MediaInput"),
        (MediaInput | None, "MediaInput | None"),
        (
            collections.abc.Sequence[MediaInput] | MediaInput | None,
            "Sequence[MediaInput] | MediaInput | None",
        ),
        (collections.abc.Mapping[str, Any], "Mapping[str, Any]"),
    ],
)
def test_a_type_is_written_as_a_person_would(annotation: Any, text: str) -> None:
    assert render(annotation) == text


def test_a_list_of_choices_keeps_the_documented_order() -> None:
    sizes = 'Sequence[Literal["2", "1", 2, 1]] | Literal["2", "1", 2, 1] | None = [\'1\']'
    assert f"sizes: {sizes}" in generate(GENERAL)


def test_a_word_of_the_language_gets_an_underscore() -> None:
    stub = generate([row("vidu/import", Text(name="from"))])
    assert "def import_(" in stub or "import_:" in stub
    assert "from_:" in stub


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row("a/b", Text(name="self"))], "a/b: 'self' would hide"),
        ([row("find")], "find: 'find' would hide behind our own member"),
        ([row("search/text")], "search/text: 'search' would hide"),
        ([row("a/_paths")], "a/_paths: '_paths' would hide"),
        ([row("a/__len__")], "a/__len__: '__len__' would hide"),
        ([row("a/b-c"), row("a/b.c")], "a/b.c: rh.models.a.b_c is the name of a/b-c already"),
        ([row("a-b/c"), row("a/b-c")], "_ABC is the name of a"),
        ([row("a"), row("a/b")], "rh.models.a is an endpoint and a namespace"),
        ([row("a/b", Text(name="aB"), Text(name="a_b"))], "a/b: the parameter a_b is the name"),
    ],
)
def test_a_name_that_would_break_the_stub_is_refused(rows: list[Row], message: str) -> None:
    with pytest.raises(StubError) as caught:
        generate(rows)
    assert message in str(caught.value)


# Three: type checkers --------------------------------------------------------------------


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory away from the source tree, so that the installed package is read."""
    folder = tmp_path_factory.mktemp("typing")
    # A stub shadows its module: under another name, models.py itself is checked.
    (folder / "models_source.py").write_text(inspect.getsource(models), encoding="utf-8")
    (folder / "general.pyi").write_text(generate(GENERAL), encoding="utf-8")
    (folder / "general_use.py").write_text(GENERAL_USE, encoding="utf-8")
    for file in ("user_code.py", "user_mistakes.py"):
        (folder / file).write_bytes((TYPING / file).read_bytes())
    return folder


FILES = ("user_code.py", "user_mistakes.py", "models_source.py", "general.pyi", "general_use.py")


def run(folder: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "MYPYPATH"}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def mypy_errors(workshop: Path) -> Mapping[str, dict[int, str]]:
    """What `mypy --strict` says: file -> line -> message."""
    pytest.importorskip("mypy", reason="mypy is not installed")
    options = ("--strict", "--config-file=", f"--cache-dir={workshop / 'cache'}", "--output=json")
    done = run(workshop, "mypy", *options, *FILES)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found: dict[str, dict[int, str]] = {}
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        if entry["severity"] == "error":
            found.setdefault(Path(entry["file"]).name, {})[entry["line"]] = entry["message"]
    return found


@pytest.fixture(scope="module")
def pyright_errors(workshop: Path) -> Mapping[str, dict[int, str]]:
    """What `pyright` says in its standard mode: file -> line -> message."""
    if importlib.util.find_spec("pyright") is None:
        pytest.skip("pyright is not installed")
    done = run(workshop, "pyright", "--outputjson", "--pythonpath", sys.executable, *FILES)
    if done.returncode not in (0, 1) or not done.stdout.lstrip().startswith("{"):
        pytest.skip(f"pyright cannot run here (it needs node): {done.stderr[-200:]}")
    found: dict[str, dict[int, str]] = {}
    for entry in json.loads(done.stdout)["generalDiagnostics"]:
        if entry["severity"] == "error":
            line = entry["range"]["start"]["line"] + 1
            found.setdefault(Path(entry["file"]).name, {})[line] = entry["message"]
    return found


@pytest.fixture(params=["mypy", "pyright"])
def errors(request: pytest.FixtureRequest) -> Mapping[str, dict[int, str]]:
    found: Mapping[str, dict[int, str]] = request.getfixturevalue(f"{request.param}_errors")
    return found


def test_what_users_write_is_clean(errors: Mapping[str, dict[int, str]]) -> None:
    assert errors.get("user_code.py", {}) == {}


def test_exactly_the_marked_mistakes_are_errors(errors: Mapping[str, dict[int, str]]) -> None:
    text = (TYPING / "user_mistakes.py").read_text(encoding="utf-8")
    marked = {number for number, line in enumerate(text.splitlines(), 1) if "# mistake:" in line}
    found = errors.get("user_mistakes.py", {})
    assert len(marked) > 30
    assert marked - found.keys() == set(), "mistakes that were not seen"
    assert {line: found[line] for line in found.keys() - marked} == {}


def test_rows_of_every_kind_make_a_clean_stub(errors: Mapping[str, dict[int, str]]) -> None:
    assert errors.get("general.pyi", {}) == {}
    assert errors.get("general_use.py", {}) == {}


def test_the_module_behind_the_stub_is_clean_too(errors: Mapping[str, dict[int, str]]) -> None:
    assert errors.get("models_source.py", {}) == {}


def test_stubtest_agrees(tmp_path: Path) -> None:
    """Without an allowlist: all that the run time does not have is private or an attribute."""
    pytest.importorskip("mypy", reason="mypy is not installed")
    done = run(tmp_path, "mypy.stubtest", "runninghub_async.models")
    assert done.returncode == 0, done.stdout + done.stderr
