"""`runninghub batch --report`: one page with the clips, a timeline of the places and the spend.

Files of up to 1 MiB are embedded, 24 MiB in all; others are linked by where they are as seen from
the page, so that the page can be moved with its folder. The page loads nothing from any network.
The prompts are in it; it can be read by its owner only.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

from runninghub_async.cli.report_page import page
from runninghub_async.cli.report_story import Story
from runninghub_async.errors import ConfigError
from runninghub_async.files.disk import in_thread, private

__all__ = ["check_report", "write_report"]


def check_report(path: Path) -> None:
    """Refuse what can be no report, before anything is sent.

    Raises:
        ConfigError: it names a directory, or a file of another kind.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise ConfigError(setting="--report", reason=f"{path} does not end in .html")
    if path.exists() and not path.is_file():
        raise ConfigError(setting="--report", reason=f"{path} is no file")


async def write_report(story: Story, path: Path) -> None:
    """Write the page, whole or not at all.

    Raises:
        OSError: the disk does not take it; what was there before stays.
    """
    await in_thread(functools.partial(_write, story, path))


def _write(story: Story, path: Path) -> None:
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with open(part, "w", encoding="utf-8", errors="replace", opener=private) as file:
            file.writelines(page(story, path.parent.absolute()))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
