"""A report as one page of HTML: no script, nothing from the network, everything escaped."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median

from runninghub_async.cli.report_axis import Axis
from runninghub_async.cli.report_charts import DRAWN, money_chart, place_chart, queue_chart
from runninghub_async.cli.report_story import Story, Told
from runninghub_async.cli.report_style import STYLE
from runninghub_async.config import VERSION
from runninghub_async.tasks.run_progress import spoken
from runninghub_async.tasks.shown import embedded, ending_of, escape, linked, media, money, text

__all__ = ["EMBEDDED", "LARGEST", "page"]

LARGEST = 1024 * 1024  #: bytes of one file that is embedded
EMBEDDED = 24 * 1024 * 1024  #: bytes of all of them: a page that opens, and goes by mail
OPEN = 5  #: jobs of a group of troubles that need no click
EAGER = 40  #: linked clips whose first picture is loaded with the page

#: Nothing may be loaded but the page itself, what is embedded, and the files beside it.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: file: 'self'; "
    "media-src data: file: 'self'; base-uri 'none'; form-action 'none'"
)
_ORDER = ("succeeded", "failed", "uncertain", "running", "skipped", "not begun")


def page(story: Story, folder: Path) -> Iterator[str]:
    """Give the page in pieces; files that are linked are named as seen from `folder`.

    Reads the files that it embeds, so it blocks for as long as that takes.
    """
    until = story.ended if story.ended is not None else time.time()
    jobs = "1 job" if story.total == 1 else f"{story.total} jobs"
    yield (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(story.name)}</title><style>{STYLE}</style></head><body>"
        f"<header><h1>{jobs}</h1><p>{escape(_when(story, until))}</p></header><main>"
    )
    yield from _summary(story, until)
    yield from _charts(story, until)
    yield from _troubles(story.jobs)
    yield from _endpoints(story.jobs)
    yield from _gallery(story.jobs, folder)
    yield f"</main><footer>Made by <code>runninghub batch</code> {escape(VERSION)}</footer>"
    yield "</body></html>\n"


def _when(story: Story, until: float) -> str:
    began = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(story.began))
    end = "interrupted" if story.interrupted else "done"
    return f"{began}, {end} after {spoken(until - story.began)}"


def _summary(story: Story, until: float) -> Iterator[str]:
    jobs = story.jobs
    counts = Counter(job.status for job in jobs)
    counts["not begun"] += max(0, story.total - len(jobs))
    seconds = [job.seconds for job in jobs if job.status == "succeeded" and job.seconds is not None]
    before = story.spent_before
    spent = sum((job.cost for job in jobs if job.cost), Decimal(0))
    tiles = [(f"{counts[one]}", one) for one in _ORDER if counts[one] or one == "succeeded"]
    tiles.append((money(spent), f"spent, {money(before)} of it before" if before else "spent"))
    tiles.append((spoken(until - story.began), "this run"))
    if seconds:
        tiles.append((spoken(median(seconds)), "median time of a task"))
    tiles.append((f"{sum(len(job.files) for job in jobs)}", "files"))
    yield '<section aria-label="Summary"><dl class="tiles">'
    for value, name in tiles:
        kind = {"failed": "bad", "uncertain": "unclear"}.get(name, "")
        yield f'<div class="{kind}"><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>'
    yield "</dl></section>"


def _troubles(jobs: Sequence[Told]) -> Iterator[str]:
    found = [job for job in jobs if job.error or job.status in ("failed", "uncertain")]
    if not found:
        return
    groups: dict[tuple[str, str], list[Told]] = {}
    for job in sorted(found, key=lambda one: one.line):
        groups.setdefault((job.status, job.advice), []).append(job)
    yield "<section><h2>What needs a look</h2>"
    for (status, advice), group in groups.items():
        kind = "bad" if status == "failed" else "unclear"
        state = " open" if len(group) <= OPEN else ""
        what = "succeeded, not saved" if status == "succeeded" else status
        yield (
            f'<details{state}><summary><b class="{kind}">{len(group)} {escape(what)}</b> '
            f"{escape(advice)}</summary><table><thead><tr>"
            '<th scope="col">job</th><th scope="col">why</th></tr></thead><tbody>'
        )
        for job in group:
            where = f"<br><small>line {job.line}</small>" if job.line else ""
            row = f'<th scope="row">{escape(job.key)}{where}</th><td>{escape(job.error)}</td>'
            yield f"<tr>{row}</tr>"
        yield "</tbody></table></details>"
    yield "</section>"


def _charts(story: Story, until: float) -> Iterator[str]:
    laps = [lap for job in story.jobs for lap in job.laps]
    if not laps:
        return
    axis = Axis(laps, until)
    yield "<section><h2>Timeline of places</h2>"
    yield '<p class="key">'
    for kind, name in (
        *(("good", "succeeded"), ("bad", "failed")),
        *(("unclear", "uncertain"), ("open", "end not seen")),
    ):
        yield f'<span><i class="{kind}"></i>{name}</span>'
    yield '<span><i class="area"></i>at once</span><span><i class="line"></i>in line</span>'
    if axis.gaps:
        yield '<span><i class="gap"></i>nothing ran: that time is left out</span>'
    yield "</p>"
    yield place_chart(story.jobs[:DRAWN], axis, until)
    if len(story.jobs) > DRAWN:
        yield f"<p><small>The first {DRAWN:,} of {len(story.jobs):,} jobs are drawn.</small></p>"
    yield queue_chart(laps, axis, until)
    yield "</section><section><h2>Spend</h2>"
    yield money_chart(story.jobs, axis, until, story.budget)
    yield "</section>"


def _endpoints(jobs: Sequence[Told]) -> Iterator[str]:
    groups: dict[str, list[Told]] = {}
    for job in jobs:
        groups.setdefault(job.endpoint, []).append(job)
    costs = {name: sum((one.cost for one in made if one.cost), Decimal(0))
             for name, made in groups.items()}  # fmt: skip
    most = max(costs.values(), default=Decimal(0))
    yield "<section><h2>By endpoint</h2><table><thead><tr>"
    names = ("endpoint", "jobs", "succeeded", "median time", "spent")
    yield "".join(f'<th scope="col">{name}</th>' for name in names)
    yield "</tr></thead><tbody>"
    for name, made in sorted(groups.items(), key=lambda one: (-costs[one[0]], one[0])):
        seconds = [one.seconds for one in made if one.seconds is not None]
        share = float(costs[name] / most * 100) if most else 0.0
        yield (
            f'<tr><th scope="row">{escape(name)}</th><td class="number">{len(made)}</td>'
            f'<td class="number">{sum(one.status == "succeeded" for one in made)}</td>'
            f'<td class="number">{spoken(median(seconds)) if seconds else ""}</td>'
            f'<td class="number bar" style="--share:{share:.1f}%">{money(costs[name])}</td></tr>'
        )
    yield "</tbody></table></section>"


def _gallery(jobs: Sequence[Told], folder: Path) -> Iterator[str]:
    shown = [job for job in jobs if job.files or job.text]
    if not shown:
        return
    yield f'<section><h2>What was made ({len(shown)})</h2><div class="gallery">'
    room, clips = EMBEDDED, 0
    for job in sorted(shown, key=lambda one: one.line):
        yield "<article>"
        for path in job.files:
            source = embedded(path, limit=min(room, LARGEST))
            room -= len(source) * 3 // 4 if source else 0
            clips += source is None
            lazy = source is None and clips > EAGER
            source = source or linked(path, folder)
            yield media(source, ending_of(path.name), label=path.name, lazy=lazy)
        if job.text:
            yield text(job.text)
        facts = " · ".join(filter(None, (_lasted(job), money(job.cost))))
        yield f"<h3>{escape(job.key)}</h3><p><small>{escape(facts)}</small></p>"
        yield f"<p>{escape(job.prompt)}</p></article>" if job.prompt else "</article>"
    yield "</div></section>"


def _lasted(job: Told) -> str:
    return "" if job.seconds is None else spoken(job.seconds)
