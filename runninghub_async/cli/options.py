"""The options that many commands have, each written down once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["BaseUrl", "Deadline", "Json", "Out", "Quiet", "Site"]

Site = Annotated[
    str,
    typer.Option(
        "--site", metavar="ai|cn", help="Keys, tasks and files of the two are not shared."
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
