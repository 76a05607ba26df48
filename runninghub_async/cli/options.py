"""The options that many commands have, each written down once."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from runninghub_async.config import SITES

__all__ = ["BaseUrl", "Deadline", "Json", "Out", "Quiet", "Site", "chosen_url", "out_words"]

Site = Annotated[
    str | None,
    typer.Option(
        "--site",
        metavar="ai|cn",
        help="Keys, tasks and files of the two are not shared. Beats RUNNINGHUB_BASE_URL. "
        "[default: ai]",
    ),
]
BaseUrl = Annotated[
    str | None, typer.Option("--base-url", metavar="URL", help="Another host, such as an emulator.")
]
Json = Annotated[bool, typer.Option("--json", help="For scripts: one JSON document.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No news of what goes on.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="DIR", file_okay=False, help="Save the files there; made if missing."
    ),
]
Deadline = Annotated[
    float | None,
    typer.Option("--deadline", metavar="SECONDS", min=0.001, help="Give up waiting then."),
]


def chosen_url(site: str | None, base_url: str | None) -> str | None:
    """What was chosen with --base-url or --site, as a URL: it beats the environment's.

    None where neither was given, and for a site that is none: the client refuses it.
    """
    return base_url if base_url is not None or site is None else SITES.get(site)


def out_words(out: Path | None) -> str:
    """How a command was told to save files, for a command to paste: " -o clips"."""
    return "" if out is None else f" -o {shlex.quote(str(out))}"
