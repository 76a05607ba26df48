"""A live table of a run, in a terminal and in a notebook: `rh.map(jobs, on_progress=LiveTable())`.

In a terminal it needs `rich` (extra `cli`); without it, and where the output is no terminal, it
writes a line now and then instead.
"""

from runninghub_async.display.live import LiveTable

__all__ = ["LiveTable"]
