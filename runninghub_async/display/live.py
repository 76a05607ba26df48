"""The live table of a run: what it remembers, and when it is drawn."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TextIO

from runninghub_async.display.screens import Scene, Screen, screen_for
from runninghub_async.errors import ConfigError
from runninghub_async.tasks.run_progress import JobProgress, Progress
from runninghub_async.transport.hooks import logger

__all__ = ["LiveTable"]

ROWS = 10  #: jobs under way that are shown
_ENDS = ("succeeded", "failed", "uncertain", "skipped")


class LiveTable:
    """Shows a run while it goes on: the jobs under way, those that ended last, counts and money.

    However many jobs there are, a handful of rows is shown, some times a second. It ends with the
    run, however that ends, and its last state stays on the screen. What goes wrong while drawing
    is logged once, and harms no job. One table shows one run at a time.

    ```python
    from runninghub_async.display import LiveTable

    jobs = [Job("vidu/text-to-video", {"prompt": f"take {n}"}) for n in range(3)]
    async for outcome in rh.map(jobs, on_progress=LiveTable()):
        print(outcome.key)  # goes above the table
    ```

    Args:
        rows: Jobs under way, and half as many ended ones, that are shown.
        file: Where it is written; else the standard error, so that the output stays clean.

    Raises:
        ConfigError: `rows` is no whole number from 1 up.
    """

    def __init__(self, *, rows: int = ROWS, file: TextIO | None = None) -> None:
        if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
            raise ConfigError(setting="rows", reason=f"{rows!r} is no whole number from 1 up")
        self._rows = rows
        self._file = file
        self._begin()

    def _begin(self) -> None:
        self._progress = Progress(total=None)
        self._last: deque[JobProgress] = deque(maxlen=(self._rows + 1) // 2)
        self._under_way: dict[int, JobProgress] = {}
        self._screen: Screen | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._drawn = 0.0  #: when, in the loop's time
        self._over = False

    def __repr__(self) -> str:
        return f"<LiveTable {self._progress}>"

    # -- what a run tells

    def __call__(self, progress: Progress) -> None:
        """Take the counts of the run."""
        self._progress = progress
        self._draw_soon()

    def on_job(self, job: JobProgress) -> None:
        """Take the news of one job."""
        if self._over and job.stage == "preparing":
            self._begin()  # another run
        if job.stage is None or job.stage in _ENDS:
            self._under_way.pop(job.index, None)
            if job.stage is not None:
                self._last.append(job)
        else:
            self._under_way[job.index] = job
        self._draw_soon()

    def close(self) -> None:
        """Draw the last state, and give the screen back."""
        if not self._over:
            self._under_way.clear()
            self._draw()
            self._end()

    # -- what is shown

    def scene(self) -> Scene:
        """What would be drawn now; jobs that have a task come before those that want one.

        Costs as much as there are jobs in flight, which the service's places bound.
        """
        has_task = ("running", "saving")
        jobs = sorted(self._under_way.values(), key=lambda one: one.stage not in has_task)
        shown = (*self._last, *jobs[: self._rows])
        return Scene(self._progress, shown, max(0, len(jobs) - self._rows))

    def _draw_soon(self) -> None:
        if self._over:
            return
        now = asyncio.get_running_loop().time()
        if self._screen is None:
            self._screen = screen_for(self._file)
            self._drawn = now - (self._screen.pace if self._screen.at_once else 0.0)
        self._draw_at(self._drawn + self._screen.pace)

    def _draw_at(self, due: float) -> None:
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(due, self._draw)

    def _draw(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._over or self._screen is None:
            return
        self._drawn = asyncio.get_running_loop().time()
        try:
            self._screen.draw(self.scene())
        # A terminal may be closed, a notebook's kernel may be gone, and each says so in its own
        # way. The run matters more than its picture. Nothing is awaited here.
        except Exception:  # noqa: BLE001
            logger.exception("the live table cannot be drawn any more; the run goes on")
            with contextlib.suppress(Exception):  # as above, and it was told
                self._screen.close()
            self._screen = None
            self._end()
        else:
            self._draw_at(self._drawn + self._screen.idle)

    def _end(self) -> None:
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.close()
