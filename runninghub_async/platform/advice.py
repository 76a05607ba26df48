"""What to do next, where the service's own words about a workflow or an app leave that open.

Source: platform-api 9.1 (380, 433, 803, 901); that an app's id is taken for a workflow's, and the
reverse, is what their URLs invite to: both are numbers of 19 digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from runninghub_async.errors import ApiError
from runninghub_async.tasks.task import TaskKind

__all__ = ["advised"]

_WORKFLOW, _APP = 380, 901  #: there is no such workflow, no such app
_OTHER_KIND: Mapping[tuple[TaskKind, int], str] = {
    ("workflow", _WORKFLOW): "An id of an AI app goes to rh.apps",
    ("app", _APP): "An id of a workflow goes to rh.workflows",
    ("quick create", _APP): "It takes the id of an AI app; one of a workflow goes to rh.workflows",
}
_NODES = (433, 803)  #: the graph, or what was written into it, does not fit
_NAMES: Mapping[TaskKind, str] = {
    "workflow": "rh.workflows.graph",
    "app": "rh.apps.inputs",
    "quick create": "rh.apps.inputs",
}


@contextmanager
def advised(kind: TaskKind, target: str) -> Iterator[None]:
    """Let the errors about a workflow or an app say where its right id or names are found."""
    try:
        yield
    except ApiError as error:
        more = ""
        if isinstance(error.code, int):
            more = _OTHER_KIND.get((kind, error.code), "")
        if error.code in _NODES and kind in _NAMES:
            more = f'await {_NAMES[kind]}("{target}") gives the right names'
        if more and more not in error.advice:
            error.advice = f"{error.advice}. {more}" if error.advice else more
        raise
