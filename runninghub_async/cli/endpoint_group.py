"""Commands that the table makes: `runninghub run NAME …`, `runninghub price NAME …`.

A command is made when its endpoint is named, so no other command reads the table.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from runninghub_async.catalog.build import Definition
from runninghub_async.catalog.table import Row, builtin_table
from runninghub_async.cli.endpoint_options import about, example, options_of
from runninghub_async.errors import UnknownModel
from runninghub_async.platform.options import read_id

__all__ = ["EndpointGroup", "NODES", "complete_path"]

NODES = ("workflow", "app")  #: what stands before the id of what runs nodes: workflow/1950…
_UNCHECKED = "--unchecked"


def complete_path(incomplete: str) -> list[str]:
    """The paths of the table that go on so: for completion."""
    return [one for one in builtin_table().paths if one.startswith(incomplete)]


class EndpointGroup(TyperGroup):
    """The endpoints of the table as commands.

    Subclasses say what a command does with the values of its options.
    """

    #: Does it: gets the definition (None for workflows and apps), the name, the parameters'
    #: options and the command's own ones. Its keyword arguments are those own options.
    act: Callable[..., None]
    takes_nodes = False

    def list_commands(self, ctx: Any) -> list[str]:
        """The paths: for completion."""
        return list(builtin_table().paths)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """What completion and help need of an endpoint: its title."""
        path = next((one for one in builtin_table().paths if one == cmd_name), None)
        return (
            None
            if path is None
            else TyperCommand(path, short_help=builtin_table().find(path).title)
        )

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """No list of 367 endpoints: `runninghub models` has it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Make the command of the endpoint that the first word names.

        Raises:
            UnknownModel: there is none; the nearest names are in it.
            InvalidRequest: `workflow/…` or `app/…` without an id.
        """
        name, rest = args[0], args[1:]
        try:
            return name, self._command(name, unchecked=_UNCHECKED in rest), rest
        except UnknownModel:
            if ctx.resilient_parsing:  # a completion
                return None, None, []
            raise

    def _command(self, name: str, *, unchecked: bool) -> Any:
        kind, _, rest = name.strip().partition("/")
        if self.takes_nodes and kind in NODES:
            return self._made(None, f"{kind}/{read_id(kind, rest)}")
        try:
            row = builtin_table().find(name)
        except UnknownModel as error:
            if self.takes_nodes and unchecked:
                return self._made(None, name.strip().strip("/"))
            raise self._unknown(error) from error
        return self._made(row, row.path)

    def _unknown(self, error: UnknownModel) -> UnknownModel:
        others = "; --unchecked sends to a newer one" if self.takes_nodes else ""
        return UnknownModel(
            endpoint=error.endpoint,
            reason=f"is no endpoint of the table (`runninghub models WORDS` finds them{others})",
            nearest=error.nearest,
        )

    def _made(self, row: Row | None, name: str) -> Any:
        act = type(self).act
        own = list(inspect.signature(act).parameters.values())[3:]
        hints = get_type_hints(act, include_extras=True)
        keyword = inspect.Parameter.KEYWORD_ONLY
        own = [one.replace(kind=keyword, annotation=hints[one.name]) for one in own]
        params = options_of(row) if row is not None else []
        definition = None if row is None else Definition(row)

        def call(**values: Any) -> None:
            given = {one.name: values.pop(one.name) for one in params}
            act(definition, name, given, **values)

        signature = inspect.Signature([*params, *own])
        call.__signature__ = signature  # type: ignore[attr-defined]
        call.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
        return _as_command(call, name, row, runs=self.takes_nodes)


def _as_command(call: Callable[..., None], name: str, row: Row | None, *, runs: bool) -> Any:
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    if row is None:
        text = "--param NAME=VALUE gives what it takes: JSON, or a text; file:PATH is uploaded."
        app.command(name=name, help=text)(call)
    else:
        app.command(name=name, help=about(row), epilog=_paste(row) if runs else None)(call)
    return typer.main.get_command(app)


def _paste(row: Row) -> str:
    return f"\b\nExample:\n  {example(row)}"
