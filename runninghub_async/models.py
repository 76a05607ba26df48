"""The namespaces of the endpoints: `rh.models.vidu.text_to_video(...)`.

models.pyi beside this file is made from the table by
`python -m runninghub_async._tools.stubs`; nothing here is generated.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Kind, Row, Table
from runninghub_async.tasks.endpoint import Endpoint
from runninghub_async.tasks.session import Session

__all__ = ["Models", "Namespace"]


class Namespace:
    """The endpoints that share the first segment of their paths."""

    def __init__(self, name: str, rows: dict[str, Row], models: Models) -> None:
        self._name = name
        self._rows = rows
        self._models = models

    def __repr__(self) -> str:
        return f"<Namespace rh.models.{self._name} {len(self._rows)} endpoints>"

    def __dir__(self) -> list[str]:
        return sorted(self._rows)

    def __iter__(self) -> Iterator[Endpoint]:
        return (self._models.endpoint(row) for row in self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def __getattr__(self, name: str) -> Endpoint:
        row = self._rows.get(name)
        if row is None:
            raise AttributeError(_unknown(f"rh.models.{self._name}", name, self._rows))
        return self._models.endpoint(row)


class Models:
    """Every endpoint of the table, by namespace; built when it is first used."""

    def __init__(self, table: Table, session: Session) -> None:
        self._table = table
        self._session = session
        self._endpoints: dict[str, Endpoint] = {}
        self._spaces: dict[str, dict[str, Row]] = {}
        for row in table:
            self._spaces.setdefault(row.namespace, {})[row.method] = row

    def __repr__(self) -> str:
        return f"<Models {len(self._table)} endpoints>"

    def __dir__(self) -> list[str]:
        return sorted({"find", "search", *self._spaces})

    def __iter__(self) -> Iterator[Endpoint]:
        return (self.endpoint(row) for row in self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __getattr__(self, name: str) -> Namespace:
        rows = self._spaces.get(name)
        if rows is None:
            raise AttributeError(_unknown("rh.models", name, self._spaces))
        return Namespace(name, rows, self)

    def find(self, name: str) -> Endpoint:
        """Return the endpoint with this path, docs title or alias; case does not matter.

        Raises:
            UnknownModel: there is none; `.nearest` holds the closest paths.
        """
        return self.endpoint(self._table.find(name))

    def search(self, text: str = "", *, kind: Kind | None = None) -> list[Endpoint]:
        """Return the endpoints in whose names every word of the text occurs."""
        return [self.endpoint(row) for row in self._table.search(text, kind=kind)]

    def endpoint(self, row: Row) -> Endpoint:
        """Return the endpoint of a row, built on its first use."""
        endpoint = self._endpoints.get(row.path)
        if endpoint is None:
            endpoint = self._endpoints[row.path] = Endpoint(Definition(row), self._session)
        return endpoint


def _unknown(where: str, name: str, names: dict[str, Row] | dict[str, dict[str, Row]]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    hint = f"; did you mean {where}.{close[0]}?" if close else ""
    return f"{where} has no {name!r}{hint}"
