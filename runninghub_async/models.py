"""The namespaces of the endpoints: `rh.models.vidu.text_to_video(...)`.

models.pyi beside this file is made from the table by
`python -m runninghub_async._tools.stubs`; nothing here is generated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from os import PathLike
from pathlib import Path

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Kind, Row, Table, method_of, namespace_of
from runninghub_async.catalog.values import close_names
from runninghub_async.errors import ConfigError
from runninghub_async.tasks.endpoint import Endpoint
from runninghub_async.tasks.session import Session

__all__ = ["Models", "Namespace"]


class Namespace:
    """The endpoints that share the first segment of their paths.

    ```python
    for endpoint in rh.models.vidu:
        print(endpoint.path, endpoint.kind)
    ```
    """

    def __init__(self, name: str, models: Models) -> None:
        self._name = name
        self._models = models

    def __repr__(self) -> str:
        return f"<Namespace rh.models.{self._name} {len(self)} endpoints>"

    def __dir__(self) -> list[str]:
        return sorted(filter(None, self._paths()))

    def __iter__(self) -> Iterator[Endpoint]:
        return map(self._models.find, self._paths().values())

    def __len__(self) -> int:
        return len(self._paths())

    def __getattr__(self, name: str) -> Endpoint:
        if name.startswith("__"):  # what copy, pickle and shells ask for
            raise AttributeError(name)
        paths = self._paths()
        if name not in paths:
            raise AttributeError(_unknown(f"rh.models.{self._name}", name, paths))
        return self._models.find(paths[name])

    def _paths(self) -> dict[str, str]:
        return self._models._methods(self._name)


class Models:
    """Every endpoint of the table, by namespace; built when it is first used.

    ```python
    print(len(rh.models), rh.models.vidu)
    best, *others = rh.models.search("cheap image to video", vendor="vidu")
    print(best.path, best.title)
    ```

    Args:
        table: The table, or what makes it when it is first needed.
    """

    def __init__(self, table: Table | Callable[[], Table], session: Session) -> None:
        self._source = table
        self._session = session
        self._endpoints: dict[str, Endpoint] = {}

    def __repr__(self) -> str:
        return f"<Models {len(self)} endpoints>"

    def __dir__(self) -> list[str]:
        return sorted({"endpoint", "find", "load", "search", *self._spaces})

    def __iter__(self) -> Iterator[Endpoint]:
        return (self.endpoint(row) for row in self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __getattr__(self, name: str) -> Namespace | Endpoint:
        if name.startswith("__"):
            raise AttributeError(name)
        paths = self._spaces.get(name)
        if paths is None:
            raise AttributeError(_unknown("rh.models", name, self._spaces))
        if len(paths) == 1 and "/" not in paths[0]:  # a path of one segment is the endpoint
            return self.find(paths[0])
        return Namespace(name, self)

    @cached_property
    def _table(self) -> Table:
        return self._source if isinstance(self._source, Table) else self._source()

    @cached_property
    def _spaces(self) -> dict[str, list[str]]:
        """Namespace -> its paths."""
        spaces: dict[str, list[str]] = {}
        for path in self._table.paths:
            spaces.setdefault(namespace_of(path), []).append(path)
        return spaces

    def _methods(self, namespace: str) -> dict[str, str]:
        """Method name -> path."""
        return {method_of(path): path for path in self._spaces[namespace]}

    def find(self, name: str) -> Endpoint:
        """Return the endpoint with this path, docs title or alias; case does not matter.

        Raises:
            UnknownModel: there is none; `.nearest` holds the closest paths.
        """
        return self.endpoint(self._table.find(name))

    def search(
        self,
        text: str = "",
        *,
        kind: Kind | None = None,
        task: str | None = None,
        vendor: str | None = None,
    ) -> list[Endpoint]:
        """Return the endpoints that fit, the best first.

        Args:
            text: Words of titles and paths; "cheap" means the low-price channel.
            kind: What it makes: image, video, audio, 3d or text.
            task: What it does: "image-to-video", "text-to-image", "video-edit" …
            vendor: A word of the name: "vidu", "google", "kling" …
        """
        rows = self._table.search(text, kind=kind, task=task, vendor=vendor)
        return [self.endpoint(row) for row in rows]

    def load(self, path: str | PathLike[str]) -> list[str]:
        """Add the endpoints of a newer registry file; return the paths that are new or changed.

        The file is RunningHub's own registry (models_registry.json), or rows in the form of
        our own table, one JSON object a line. What a registry does not know of an endpoint,
        such as rules between parameters, stays as it was. Endpoints and namespaces are
        looked up anew; an endpoint object that is held already stays as it is.

        A plain function that reads the file at once: call it when the program starts.

        Raises:
            ConfigError: the file cannot be read, or says what makes no row; the message
                names the model and the field. Nothing was added then.
        """
        # Here, because half a millisecond of import is wasted on all who never load a file.
        from runninghub_async.catalog.registry import read_registry

        try:
            content = Path(path).read_bytes()
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            raise ConfigError(setting=str(path), reason=reason) from error
        registry = read_registry(content, origin=Path(path).name)
        known = {row.path: row for row in self._table}
        changed = [row for row in registry.onto(known) if known.get(row.path) != row]
        self._table = self._table.with_rows(changed)
        self.__dict__.pop("_spaces", None)
        for row in changed:
            self._endpoints.pop(row.path, None)
        return [row.path for row in changed]

    def endpoint(self, row: Row) -> Endpoint:
        """Return the endpoint of a row, built on its first use."""
        endpoint = self._endpoints.get(row.path)
        if endpoint is None:
            endpoint = self._endpoints[row.path] = Endpoint(Definition(row), self._session)
        return endpoint


def _unknown(where: str, name: str, names: Iterable[str]) -> str:
    close = close_names(name, names)
    hint = f"; did you mean {where}.{close[0]}?" if close else ""
    return f"{where} has no {name!r}{hint}"
