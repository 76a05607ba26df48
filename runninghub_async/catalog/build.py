"""Row -> Definition: signature, docstring, and the check that makes the wire body."""

from __future__ import annotations

import contextlib
import inspect
import time
import warnings
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from runninghub_async.catalog.describe import describe, successors
from runninghub_async.catalog.params import Param
from runninghub_async.catalog.pricing import Price, estimate
from runninghub_async.catalog.rules import Values
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.catalog.values import Refused, close_names, loose, python_name
from runninghub_async.errors import InvalidRequest
from runninghub_async.files.body import Encoded, LocalSlot, local_slots
from runninghub_async.files.media import Local, MediaRefused

__all__ = ["Definition", "recorded_price"]


_MAY_HOLD_MEDIA = (Local, list, dict)


class Definition:
    """An endpoint without a client: everything about it that needs no network."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self._params: dict[str, Param] = {param.python_name: param for param in row.params}
        self._wire_names = frozenset(param.name for param in row.params)
        self._defaults = {
            param.name: param.default for param in row.params if param.default is not None
        }
        self._warned = False
        self._required = frozenset(param.name for param in row.params if param.required)

    def __repr__(self) -> str:
        return f"<Definition {self.row.path}>"

    @property
    def python_path(self) -> str:
        """How the endpoint is reached: `rh.models.vidu.text_to_video`."""
        return ".".join(filter(None, ("rh.models", self.row.namespace, self.row.method)))

    @property
    def params(self) -> Mapping[str, Param]:
        """Python name -> parameter, in documented order."""
        return self._params

    def encode(self, given: Mapping[str, Any], *, unchecked: bool = False) -> Encoded:
        """Check the values and return the wire body, in documented order.

        A required parameter that has a default is filled in and sent, also one that only
        a rule requires; an optional one that is not given is left to the service. With
        `unchecked`, names and values are sent as they are given (local media is still
        uploaded). So are parameters that the table does not know, where the row is `open`.

        Raises:
            InvalidRequest: an unknown name, a missing parameter, a value that does not fit,
                or a broken rule (an inferred rule only warns).
        """
        if unchecked:
            return self._encode_unchecked(given)
        others = [name for name in given if name not in self._params]
        for name in others:
            if not self.row.open or name in self._wire_names:
                self._refuse_name(name)
        body: dict[str, Any] = {}
        local: list[LocalSlot] = []
        now = time.time()
        for name, param in self._params.items():
            value = given.get(name)
            wire = self._encode_one(param, value, now) if value is not None else None
            if wire is None and param.required:
                wire = param.default
                if wire is None:
                    self._refuse_missing(param, value)
            if wire is not None:
                body[param.name] = wire
                if isinstance(wire, _MAY_HOLD_MEDIA):
                    local.extend(local_slots(wire, (param.name,), name))
        if others:
            more = self._encode_unchecked({name: given[name] for name in others})
            body |= more.body
            local += more.local
        if self.row.rules:
            body = self._fill_demanded(body)
            self._check_rules(body)
        return Encoded(self.row.path, body, tuple(local))

    def warn_if_deprecated(self) -> None:
        """Warn of a deprecated endpoint, once, and name what takes its place."""
        if self.row.deprecated and not self._warned:
            self._warned = True
            text = f"{self.row.path} is deprecated{successors(self.row)}"
            warnings.warn(text, DeprecationWarning, stacklevel=4)

    def estimate(self, body: Mapping[str, Any]) -> Price | None:
        """Return the listed price of a wire body, or None where no list names one.

        What the body leaves to the service counts with the service's default.
        """
        return estimate(self.row.path, {**self._defaults, **body})

    def estimate_of(self, given: Mapping[str, Any]) -> Price | None:
        """Return the listed price of values of which some are missing or cannot be read."""
        body: dict[str, Any] = {}
        now = time.time()
        for name in self._params.keys() & given.keys():
            param = self._params[name]
            with contextlib.suppress(Refused):  # a copy of local media, for people
                body[param.name] = param.encode(given[name], now)
        return self.estimate(body)

    @cached_property
    def signature(self) -> inspect.Signature:
        """Keyword-only parameters with true types; the default is what is sent."""
        kind = inspect.Parameter.KEYWORD_ONLY
        parameters = [
            inspect.Parameter(
                name, kind, default=self._default(param), annotation=param.annotation()
            )
            for name, param in self._params.items()
        ]
        if self.row.open:
            others = inspect.Parameter("others", inspect.Parameter.VAR_KEYWORD, annotation=Any)
            parameters.append(others)
        return inspect.Signature(parameters)

    @cached_property
    def doc(self) -> str:
        """The docstring, made from the table."""
        return describe(self.row, self.python_path)

    @staticmethod
    def _default(param: Param) -> Any:
        if not param.required:
            return None
        return inspect.Parameter.empty if param.default is None else param.default

    def _encode_one(self, param: Param, value: Any, now: float) -> Any:
        try:
            return param.encode(value, now)
        except Refused as error:
            raise InvalidRequest(
                endpoint=self.row.path,
                param=param.python_name,
                reason=error.reason,
                allowed=error.allowed,
                nearest=error.nearest,
            ) from error

    def _encode_unchecked(self, given: Mapping[str, Any]) -> Encoded:
        body: dict[str, Any] = {}
        local: list[LocalSlot] = []
        now = time.time()
        for name, value in given.items():
            if value is None:
                continue
            wire_name = self._params[name].name if name in self._params else name
            try:
                wire = loose(value, now)
            except MediaRefused as error:
                raise InvalidRequest(
                    endpoint=self.row.path, param=name, reason=error.reason, allowed=error.allowed
                ) from error
            body[wire_name] = wire
            local.extend(local_slots(wire, (wire_name,), name))
        return Encoded(self.row.path, body, tuple(local))

    def _values(self, body: Mapping[str, Any]) -> Values:
        return Values(body, defaults=self._defaults, required=self._required)

    def _fill_demanded(self, body: dict[str, Any]) -> dict[str, Any]:
        values = self._values(body)
        demanded = {name for rule in self.row.rules for name in rule.demands(values)}
        missing = demanded & self._defaults.keys() - body.keys()
        if not missing:
            return body
        filled = body | {name: self._defaults[name] for name in missing}
        order = [param.name for param in self.row.params]
        known = {name: filled.pop(name) for name in order if name in filled}
        return known | filled

    def _check_rules(self, body: Mapping[str, Any]) -> None:
        values = self._values(body)
        for rule in self.row.rules:
            change = rule.broken(values)
            if change is None:
                continue
            if not rule.inferred:
                raise InvalidRequest(endpoint=self.row.path, reason=change)
            text = f"{self.row.path}: probably {change} (inferred, so it is sent all the same)"
            warnings.warn(text, UserWarning, stacklevel=2)

    def _refuse_name(self, name: str) -> None:
        close = close_names(python_name(str(name)), self._params)
        raise InvalidRequest(
            endpoint=self.row.path,
            param=str(name),
            reason="is no parameter of this endpoint",
            allowed=tuple(self._params),
            nearest=tuple(close),
        )

    def _refuse_missing(self, param: Param, value: Any) -> None:
        raise InvalidRequest(
            endpoint=self.row.path,
            param=param.python_name,
            reason="is required" if value is None else "must not be empty",
            allowed=(param.limits(),) if param.limits() else (),
        )


def recorded_price(path: str, params: Mapping[str, Any]) -> Price | None:
    """Return the listed price of a call that a journal holds, or None where no list names one.

    `params` is the journal's readable copy, in which local media is no media any more.
    """
    table = builtin_table()
    return Definition(table.find(path)).estimate_of(params) if path in table.paths else None
