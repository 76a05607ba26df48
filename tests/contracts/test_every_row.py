"""Every row under drawn values: what is valid passes client and emulator, the rest is refused.

A third reading of the rules lives here (`holds` and `mend`), beside the client's and the
emulator's, so that neither can pass by agreeing with itself.
"""

from __future__ import annotations

import json
import math
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runninghub_async.catalog import rules as r
from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.params import Choice, Flag, Object, Param, Real, Text, Whole
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.emulator.answers import Refusal
from runninghub_async.emulator.bodies import check_body
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.media import Upload

URL = "https://example.com/made-up"
ROWS = list(builtin_table())
DEFINITIONS = {row.path: Definition(row) for row in ROWS}
RULES = [(row, rule) for row in ROWS for rule in row.rules]
#: What is ignored harms nobody: the service takes it, the client refuses it.
NO_EFFECT = (r.UsedWhen, r.IgnoredWhen, r.Overrides)

Wire = dict[str, Any]
Sample = Callable[[Param], Any]
Minimal = Callable[[Row], dict[str, Any]]

by_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.path)
by_rule = pytest.mark.parametrize(
    ("row", "rule"), RULES, ids=[f"{row.path} {type(rule).__name__}" for row, rule in RULES]
)
few = settings(
    max_examples=5,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# -- values that the table allows --------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


def one_value(param: Param) -> st.SearchStrategy[Any]:
    """Exact wire values of a parameter, or of one item of it."""
    match param:
        case Text():
            low, high = param.min_length or 1, param.max_length or 5000
            text = st.text(st.characters(codec="utf-8"), min_size=low, max_size=min(high, low + 9))
            return st.one_of(text, st.just("x" * high), st.just("🐈" * low))
        case Choice():
            return st.sampled_from(param.options)
        case Flag():
            return st.booleans()
        case Whole() | Real():
            return numbers(param)
        case Object():
            if param.fields is None:
                return st.dictionaries(WORDS, JSON, min_size=1, max_size=2)
            fields: dict[str, st.SearchStrategy[Any]] = {
                field.name: wire_value(field) for field in param.fields
            }
            return st.fixed_dictionaries({}, optional=fields).filter(bool)
        case _:
            return st.sampled_from([URL, "asset://a1", f"data:{param.type}/x;base64,AAAA"])


def numbers(param: Whole | Real) -> st.SearchStrategy[Any]:
    low = param.min if param.min is not None else 0 if param.max is None else param.max - 1000
    high = param.max if param.max is not None else low + 1000
    whole = isinstance(param, Whole)
    if not param.step and not whole:
        digits = 3 if param.precision is None else param.precision
        inner = st.floats(low, high).map(lambda one: min(max(round(one, digits), low), high))
        return st.one_of(inner, st.just(float(low)), st.just(float(high)))
    step = param.step or 1
    origin = param.min or 0
    first, last = math.ceil((low - origin) / step), math.floor((high - origin) / step + 1e-9)
    steps = st.one_of(st.integers(first, last), st.sampled_from([first, last]))
    if whole:
        return steps.map(lambda count: int(origin + count * step))
    return steps.map(lambda count: round(origin + count * step, 9))


def wire_value(param: Param) -> st.SearchStrategy[Any]:
    if not param.many:
        return one_value(param)
    most = param.max_items or 12
    items = st.lists(one_value(param), min_size=1, max_size=min(most, 3))
    return st.one_of(items, one_value(param).map(lambda one: [one] * most))


@st.composite
def valid_bodies(draw: st.DrawFn, row: Row) -> Wire:
    """A complete body as the service wants it, with the rules kept."""
    optional = [param.name for param in row.params if not param.required]
    chosen = set(draw(st.lists(st.sampled_from(optional), unique=True))) if optional else set()
    body = {}
    for param in row.params:
        if param.required and param.default is not None and draw(st.booleans()):
            body[param.name] = param.default
        elif param.required or param.name in chosen:
            body[param.name] = draw(wire_value(param))
    return mend(row, row.rules, body, lambda param: draw(wire_value(param)))


@st.composite
def spelled(draw: st.DrawFn, row: Row, body: Wire) -> dict[str, Any]:
    """The same as a caller may write it: Python names and friendly spellings."""
    given = {}
    for param in row.params:
        if param.name in body:
            value = body[param.name]
            if param.required and value == param.default and draw(st.booleans()):
                continue  # the client fills it in
            given[param.python_name] = draw(friendly(param, value))
        elif draw(st.integers(0, 9)) == 0 and not param.required:
            given[param.python_name] = None
    return given


def friendly(param: Param, value: Any) -> st.SearchStrategy[Any]:
    if not param.many:
        return st.sampled_from([value, *spellings(param, value)])
    items = st.tuples(*(st.sampled_from([one, *spellings(param, one)]) for one in value))
    as_list: st.SearchStrategy[Any] = items.map(list)
    return st.one_of(as_list, items, items.map(lambda all: all[0])) if len(value) == 1 else as_list


def spellings(param: Param, value: Any) -> list[Any]:
    match param:
        case Choice():
            words = {"true": True, "yes": True, "false": False, "no": False}
            both = {*param.options} in ({"true", "false"}, {"yes", "no"})
            more = [words[value]] if both else []
            if value.isdecimal() and str(int(value)) == value:
                more += [int(value), float(value)]
            return [*more, f" {value} ", *([value.swapcase()] if param.ignore_case else [])]
        case Flag():
            return [str(value), str(value).lower()]
        case Whole():
            return [str(value), *([float(value)] if abs(value) < 2**53 else [])]
        case Real():
            return [repr(value), *([int(value)] if value == int(value) else [])]
        case Text() | Object():
            return []
        case _:
            local = [b"content", Path("made-up.bin"), Upload(url=URL)]
            return local if value == URL else []


# -- the rules, read once more ----------------------------------------------------------------


def holds(row: Row, rule: r.RuleKind, body: Wire) -> bool:
    """Whether a body, with the service's defaults, keeps a rule to the letter."""
    settled = {param.name: param.default for param in row.params} | body

    def meets(when: Mapping[str, Any]) -> bool:
        for key, wanted in when.items():
            name, _, inner = key.partition(".")
            value = settled.get(name)
            if (((value or {}).get(inner)) if inner else value) != wanted:
                return False
        return True

    def sent(names: Any) -> int:
        return sum(name in body for name in names)

    match rule:
        case r.ExactlyOne():
            return sent(rule.params) == 1
        case r.AtLeastOne():
            return sent(rule.params) > 0
        case r.Requires():
            return rule.param not in body or sent(rule.needs) == len(rule.needs)
        case r.RequiresAny():
            return rule.param not in body or sent(rule.any_of) > 0
        case r.RequiredWhen():
            return not meets(rule.when) or sent(rule.params) == len(rule.params)
        case r.UsedWhen():
            return meets(rule.when) or not sent(could_be_left_out(row, rule.params))
        case r.IgnoredWhen(when_present=str(present)):
            return present not in body or not sent(could_be_left_out(row, rule.params))
        case r.IgnoredWhen():
            return not meets(rule.when) or not sent(could_be_left_out(row, rule.params))
        case r.Overrides():
            return rule.param not in body or not sent(could_be_left_out(row, rule.over))
        case r.Excludes():
            return sent(rule.params) < 2 or not meets(rule.when)
        case r.ExcludesAllOthers():
            return rule.param not in body or not sent(rule.others)
        case r.Together():
            return sent(rule.params) in (0, len(rule.params))
        case r.Pixels() | r.Ratio():
            width, height = (settled[name] for name in rule.params)
            if not sent(rule.params) or width is None or height is None:
                return True
            found = width * height if isinstance(rule, r.Pixels) else width / height
            return rule.min <= found <= rule.max
        case r.MaxTotalItems():
            return sum(len(body.get(name, ())) for name in rule.params) <= rule.max
        case r.MaxItemsWhenPresent():
            return rule.when_present not in body or len(body.get(rule.param, ())) <= rule.max


def could_be_left_out(row: Row, names: tuple[str, ...]) -> list[str]:
    return [param.name for param in row.params if param.name in names and not param.required]


def mend(row: Row, rules: tuple[r.RuleKind, ...], body: Wire, value: Sample) -> Wire:
    """The body with as little changed as keeps the rules."""
    params = {param.name: param for param in row.params}
    body = dict(body)
    for attempt in range(12):
        broken = [rule for rule in rules if not holds(row, rule, body)]
        if not broken:
            return {name: body[name] for name in params if name in body}
        for rule in broken:
            if holds(row, rule, body):
                continue
            add, drop = remedy(row, rule, body, attempt)
            for name in drop:
                body.pop(name)
            for name in add:
                body[name] = value(params[name])
            shorten(rule, body)
    raise AssertionError(f"{row.path}: no way to keep {broken} with {body}")


def remedy(row: Row, rule: r.RuleKind, body: Wire, attempt: int) -> tuple[list[str], list[str]]:
    """What to add, what to take away; each attempt another where there is a choice."""
    loose = [name for name in could_be_left_out(row, tuple(body)) if name in body]
    match rule:
        case r.ExactlyOne() if not any(name in body for name in rule.params):
            return [rule.params[(len(body) + attempt // 2) % len(rule.params)]], []
        case r.ExactlyOne():
            fixed = [name for name in rule.params if name in body and name not in loose]
            keep = fixed or [name for name in rule.params if name in body][:1]
            return [], [name for name in rule.params if name in body and name not in keep]
        case r.AtLeastOne():
            return [rule.params[(len(body) + attempt // 2) % len(rule.params)]], []
        case r.Requires():
            return [name for name in rule.needs if name not in body], []
        case r.RequiresAny():
            return [rule.any_of[(len(body) + attempt // 2) % len(rule.any_of)]], []
        case r.RequiredWhen():
            return [name for name in rule.params if name not in body], []
        case r.Excludes():
            return [], [name for name in rule.params if name in loose][1:]
        case r.ExcludesAllOthers():
            others = [name for name in rule.others if name in body]
            return [], others if set(others) <= set(loose) else [rule.param]
        case r.UsedWhen() | r.IgnoredWhen() | r.Together() | r.Pixels() | r.Ratio():
            return [], [name for name in rule.params if name in loose]
        case r.Overrides():
            return [], [name for name in rule.over if name in loose]
        case _:
            return [], []


def shorten(rule: r.RuleKind, body: Wire) -> None:
    match rule:
        case r.MaxTotalItems():
            for name in rule.params:
                if name in body:
                    body[name] = body[name][: rule.max // len(rule.params)]
        case r.MaxItemsWhenPresent() if rule.when_present in body and rule.param in body:
            body[rule.param] = body[rule.param][: rule.max]


# -- the two that are compared -----------------------------------------------------------------


def client_body(row: Row, given: Mapping[str, Any]) -> Wire:
    """What the client would put on the wire; warnings are errors."""
    encoded = DEFINITIONS[row.path].encode(given)
    body = encoded.filled([Upload(url=URL)] * len(encoded.local))
    decoded: Wire = msgspec.json.decode(msgspec.json.encode(body))
    return decoded


def emulator_refuses(row: Row, body: Wire) -> str | None:
    try:
        check_body(row, json.loads(json.dumps(body)), lambda url: None)
    except Refusal as refusal:
        return refusal.message if refusal.code == 1007 else f"the wrong code {refusal.code}"
    return None


def client_refuses(row: Row, given: Mapping[str, Any]) -> InvalidRequest:
    with pytest.raises(InvalidRequest) as caught:
        DEFINITIONS[row.path].encode(given)
    assert caught.value.endpoint == row.path
    return caught.value


def in_python(row: Row, body: Wire) -> dict[str, Any]:
    return {param.python_name: body[param.name] for param in row.params if param.name in body}


# -- valid -------------------------------------------------------------------------------------


@by_row
@few
@given(data=st.data())
def test_what_is_valid_passes_client_and_emulator_alike(row: Row, data: st.DataObject) -> None:
    body = data.draw(valid_bodies(row))
    assert emulator_refuses(row, body) is None
    given = data.draw(spelled(row, body))
    sent = client_body(row, given)
    assert sent == body
    assert list(sent) == list(body)
    assert emulator_refuses(row, sent) is None


@by_row
def test_the_smallest_call_passes_client_and_emulator_alike(
    row: Row, minimal_call: Minimal
) -> None:
    assert emulator_refuses(row, client_body(row, minimal_call(row))) is None


# -- invalid -----------------------------------------------------------------------------------


def bad_values(param: Param, good: Any) -> Iterator[Any]:
    """Values for one parameter that neither side may take."""
    if param.many:
        if param.max_items is not None:
            yield [good[0]] * (param.max_items + 1)
        yield from ([*good[:1], bad] for bad in bad_items(param) if param.max_items != 1)
        yield from ([bad] for bad in bad_items(param))
    else:
        yield from bad_items(param)
        yield [good]


def bad_items(param: Param) -> Iterator[Any]:
    yield [{}]
    match param:
        case Text():
            yield True
            if param.max_length is not None:
                yield "x" * (param.max_length + 1)
            if (param.min_length or 0) > 1:
                yield "x" * ((param.min_length or 0) - 1)
        case Choice():
            yield "no such option"
            yield 987654321.5
            yield {"a": 1}
        case Flag():
            yield from ("maybe", 2, {"a": 1})
        case Whole() | Real():
            yield from ("many", True, {"a": 1})
            if param.min is not None:
                yield param.min - max(param.step or 0, 1)
            if param.max is not None:
                yield param.max + max(param.step or 0, 1)
            if isinstance(param, Whole):
                yield int(param.min or 0) + 0.5
            elif param.precision is not None:
                yield (param.min or 0) + 10.0 ** -(param.precision + 1)
            if param.step and param.step > (1 if isinstance(param, Whole) else 0):
                yield (param.min or 0) + (1 if isinstance(param, Whole) else param.step / 2)
        case Object():
            yield from (5, "text")
            if param.fields is not None:
                yield {"no such field": 1}
                yield from ({param.fields[0].name: bad} for bad in bad_items(param.fields[0]))
        case _:
            yield from (5, "cat.png", "ftp://example.com/cat.png", "data:font/x;base64,AAAA")


@by_row
@few
@given(data=st.data())
def test_one_bad_value_is_refused_by_client_and_emulator_and_named(
    row: Row, data: st.DataObject
) -> None:
    body = data.draw(valid_bodies(row))
    given = in_python(row, body)
    for param in row.params:
        good = body.get(param.name) or data.draw(wire_value(param))
        for bad in bad_values(param, good):
            error = client_refuses(row, given | {param.python_name: bad})
            assert error.param == param.python_name
            assert error.reason
            assert param.name in (emulator_refuses(row, body | {param.name: bad}) or ""), bad


@by_row
def test_what_is_missing_is_refused_by_client_and_emulator_and_named(
    row: Row, minimal_call: Minimal
) -> None:
    given = minimal_call(row)
    body = client_body(row, given)
    for param in row.params:
        if not param.required:
            continue
        less = {name: value for name, value in body.items() if name != param.name}
        assert emulator_refuses(row, less) == f"Invalid parameter: {param.name} is required"
        if param.default is not None:
            continue
        empty = [] if param.many else "" if isinstance(param, Text) else None
        for missing, reason in ((None, "is required"), (empty, "must not be empty")):
            error = client_refuses(row, given | {param.python_name: missing})
            assert error.param == param.python_name
            assert error.reason == (reason if missing is not None else "is required")


@by_row
@pytest.mark.parametrize("name", ["no_such_parameter", "webhook_url", "Prompt", "model"])
def test_an_unknown_name_never_reaches_the_wire_of_a_row_that_is_known(
    row: Row, minimal_call: Minimal, name: str
) -> None:
    definition = DEFINITIONS[row.path]
    given = minimal_call(row)
    body = client_body(row, given)
    if name in definition.params:
        return
    if row.open:
        assert client_body(row, given | {name: [1]}) == body | {name: [1]}
        assert emulator_refuses(row, body | {name: [1]}) is None
        return
    error = client_refuses(row, given | {name: [1]})
    assert (error.param, error.allowed) == (name, tuple(definition.params))
    assert name in (emulator_refuses(row, body | {name: [1]}) or "")


@by_row
def test_a_wire_name_is_no_python_name(row: Row) -> None:
    for param in row.params:
        if param.name != param.python_name:
            error = client_refuses(row, {param.name: "x"})
            assert (error.param, error.nearest) == (param.name, (param.python_name,))


# -- broken rules ------------------------------------------------------------------------------


def break_rule(row: Row, rule: r.RuleKind, body: Wire, value: Sample) -> Wire:
    """The body changed so that the rule is broken."""
    params = {param.name: param for param in row.params}
    more: list[str] = []
    body = dict(body)
    match rule:
        case r.ExactlyOne() | r.AtLeastOne():
            for name in rule.params:
                body.pop(name, None)
        case r.Requires() | r.RequiresAny():
            for name in rule.needs if isinstance(rule, r.Requires) else rule.any_of:
                body.pop(name, None)
            more = [rule.param]
        case r.RequiredWhen():
            body |= rule.when
            for name in rule.params:
                body.pop(name, None)
        case r.UsedWhen():
            for name, wanted in rule.when.items():
                options = getattr(params[name], "options", (True, False))
                body[name] = next(one for one in options if one != wanted)
            more = [*rule.params]
        case r.IgnoredWhen() | r.Excludes():
            more = [*rule.params, *filter(None, [getattr(rule, "when_present", None)])]
            for key, wanted in rule.when.items():
                name, _, inner = key.partition(".")
                body[name] = {inner: wanted} if inner else wanted
        case r.Overrides():
            more = [rule.param, *rule.over]
        case r.ExcludesAllOthers():
            more = [rule.param, rule.others[0]]
        case r.Together():
            body.pop(rule.params[0], None)
            more = [rule.params[1]]
        case r.Pixels():
            body |= {name: int(params[name].min) for name in rule.params}  # type: ignore[attr-defined]
        case r.Ratio():
            width, height = rule.params
            body |= {width: int(params[width].max), height: int(params[height].min)}  # type: ignore[attr-defined]
        case r.MaxTotalItems():
            body |= {
                name: value(params[name]) * (params[name].max_items or 9) for name in rule.params
            }
        case r.MaxItemsWhenPresent():
            body[rule.param] = value(params[rule.param]) * (rule.max + 1)
            more = [rule.when_present]
    for name in more:
        body.setdefault(name, value(params[name]))
    return {name: body[name] for name in params if name in body}


@by_rule
def test_a_broken_rule_is_refused_with_what_to_change(
    row: Row,
    rule: r.RuleKind,
    minimal_call: Minimal,
    sample_value: Sample,
) -> None:
    body = break_rule(row, rule, client_body(row, minimal_call(row)), sample_value)
    others = tuple(one for one in row.rules if one is not rule)
    idle = rule.over if isinstance(rule, r.Overrides) else getattr(rule, "params", ())
    if isinstance(rule, NO_EFFECT) and not could_be_left_out(row, idle):
        assert holds(row, rule, body)  # what must be sent cannot be left out
        return
    assert not holds(row, rule, body)
    if rule.inferred:
        with pytest.warns(UserWarning, match="inferred"):
            encoded = DEFINITIONS[row.path].encode(in_python(row, body))
        assert encoded.body == body
        assert emulator_refuses(row, body) is None
        return
    fillable = {param.name for param in row.params if param.default is not None}
    if isinstance(rule, r.RequiredWhen) and set(rule.params) <= fillable:
        body = mend(row, others, body, sample_value)
        sent = client_body(row, in_python(row, body))
        assert sent.items() >= body.items()
        assert set(rule.params) <= sent.keys()
    else:
        error = client_refuses(row, in_python(row, body))
        assert error.param is None
        assert all(name not in error.reason for name in rule.names() if name != name.lower())
    complaint = emulator_refuses(row, body)
    if isinstance(rule, NO_EFFECT) and all(holds(row, one, body) for one in others):
        assert complaint is None
    elif not isinstance(rule, NO_EFFECT):
        assert complaint is not None


def test_all_kinds_of_rules_were_broken() -> None:
    kinds = Counter(type(rule).__struct_config__.tag for _, rule in RULES)
    assert kinds == {
        "ignored_when": 36,
        "required_when": 21,
        "used_when": 12,
        "requires": 11,
        "excludes": 6,
        "overrides": 6,
        "at_least_one": 4,
        "requires_any": 4,
        "exactly_one": 3,
        "excludes_all_others": 3,
        "pixels": 3,
        "max_items_when_present": 2,
        "max_total_items": 2,
        "together": 2,
        "ratio": 1,
    }
    assert sum(rule.inferred for _, rule in RULES) == 6


@pytest.mark.parametrize("row", [row for row in ROWS if row.rules], ids=lambda row: row.path)
@settings(few, max_examples=40)
@given(data=st.data())
def test_client_and_emulator_judge_rules_as_this_test_does(row: Row, data: st.DataObject) -> None:
    """Any choice of parameters with good values: only rules can be broken."""
    body = {}
    for param in row.params:
        if param.required or data.draw(st.booleans()):
            body[param.name] = data.draw(wire_value(param))
    hard = [rule for rule in row.rules if not rule.inferred]
    broken = [rule for rule in hard if not holds(row, rule, body)]
    refused = emulator_refuses(row, body) is not None
    assert refused == any(not isinstance(rule, NO_EFFECT) for rule in broken)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            sent = client_body(row, in_python(row, body))
        except InvalidRequest:
            assert broken
            return
    assert all(holds(row, rule, sent) for rule in hard)
    assert {name: sent[name] for name in body} == body
