"""The targets, as ratios of measurements of one run, and whether they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.edits import ARTICLE_ADDED, NOTHING, TEXT_EDITED, THREE_CITE
from benchmarks.measurements import (
    ARTICLE_EPUBS,
    ARTICLE_PDFS,
    CLEAN,
    EVERYTHING,
    Results,
    clean_cpu,
    exponent,
    extrapolate,
    find,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 1600  # the size at which the targets are set
_GIB = 2**30


@dataclass(frozen=True)
class Target:
    """A measure, what it must reach, what it is, and whether that is enough.

    *reached* is None where the run did not measure it.
    """

    measure: str
    target: str
    found: str = "not measured"
    reached: bool | None = None


def targets(results: Results) -> Iterator[Target]:
    """Yield every target of the project."""
    own = clean_cpu(results, "press")
    yield _beside(results, own)
    yield _stock(results, own)
    yield _growth(own)
    yield _memory(results)
    yield _around(results)
    yield _edit(results, NOTHING, 0.04)
    yield _edit(results, TEXT_EDITED, 0.06)
    yield _edit(results, THREE_CITE, 0.06)
    yield _edit(results, ARTICLE_ADDED, 0.08)
    yield _each(results, ARTICLE_PDFS, 0.4)
    yield _each(results, ARTICLE_EPUBS, 0.1)
    yield _everything(results)


def _beside(results: Results, own: dict[int, float]) -> Target:
    measure = f"clean HTML, {SIZE:,} articles, CPU, beside mkdocs-material with mkdocs-bibtex"
    other = clean_cpu(results, "mkdocs").get(SIZE)
    if not other or SIZE not in own:
        return Target(measure, "≤ 0.45 ×")
    ratio, said = own[SIZE] / other, f"{own[SIZE] / other:.2f} ×"
    pruned = clean_cpu(results, "mkdocs-pruned").get(SIZE)
    if pruned:
        said += f" ({own[SIZE] / pruned:.2f} × with navigation.prune)"
    return Target(measure, "≤ 0.45 ×", said, ratio <= 0.45)


def _stock(results: Results, own: dict[int, float]) -> Target:
    measure = f"the same, beside the stock stack continued to {SIZE:,} articles"
    points = clean_cpu(results, "stock")
    if len(points) < 2 or SIZE not in own:
        return Target(measure, "≥ 500 × less")
    ratio = extrapolate(points, SIZE) / own[SIZE]
    return Target(measure, "≥ 500 × less", f"{ratio:,.0f} × less", ratio >= 500)


def _growth(own: dict[int, float]) -> Target:
    measure, target = "growth exponent of CPU, 400 → 6,400 articles", "≤ 1.05"
    points = {size: seconds for size, seconds in own.items() if 400 <= size <= 6400}
    if max(points, default=0) < 6400:
        return Target(measure, target)
    slope = exponent(points)
    return Target(measure, target, f"{slope:.2f}", slope <= 1.05)


def _memory(results: Results) -> Target:
    measure, target = "peak memory, 10,000 articles", "≤ 4 GiB"
    found = [m for jobs in (1, 2) if (m := find(results, "press", 10000, jobs=jobs))]
    if not found:
        return Target(measure, target)
    memory = max(m.memory for m in found) / _GIB
    return Target(measure, target, f"{memory:.2f} GiB", memory <= 4)


def _around(results: Results) -> Target:
    measure = "bytes of an article's page that are not the article"
    target = "the same at every size, ≤ 30 KB"
    found = [m for m in results if m.system == "press" and m.step == CLEAN and m.jobs == 1]
    if len(found) < 2:
        return Target(measure, target)
    low, high = min(m.around for m in found), max(m.around for m in found)
    most = max(m.around_most for m in found)
    said = f"{low:,} to {high:,} (largest page {most:,})"
    # Names and dates differ from article to article; a tree of the site would grow with it.
    return Target(measure, target, said, most <= 30_000 and high - low <= low * 0.02)


def _edit(results: Results, step: str, most: float) -> Target:
    measure = f"{step}, {SIZE:,} articles, CPU beside the clean build"
    target = f"≤ {most:.0%}; no page written that did not change"
    clean, after = find(results, "press", SIZE), find(results, "press", SIZE, step)
    if not clean or not after:
        return Target(measure, target)
    ratio = after.cpu / clean.cpu
    said = f"{ratio:.1%}; {after.changed + after.idle} pages written, {after.changed} changed"
    return Target(measure, target, said, ratio <= most and not after.idle)


def _each(results: Results, step: str, most: float) -> Target:
    measure, target = f"{step}, CPU", f"≤ {most} s"
    found = [m for m in results if m.system == "press" and m.step == step and m.finished]
    if not found:
        return Target(measure, target)
    largest = max(found, key=lambda m: m.size)
    each = largest.cpu / largest.size
    return Target(measure, target, f"{each:.2f} s ({largest.size:,} articles)", each <= most)


def _everything(results: Results) -> Target:
    measure = f"{EVERYTHING}, {SIZE:,} articles, two processes"
    target = "≤ 15 min, ≤ 7 GB"
    found = find(results, "press", SIZE, EVERYTHING, jobs=2)
    if not found:
        return Target(measure, target)
    said = f"{found.wall / 60:.1f} min, {found.memory / 1e9:.1f} GB"
    return Target(measure, target, said, found.wall <= 900 and found.memory <= 7e9)
