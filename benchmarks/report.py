"""The results as a page of Markdown and a plot."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.edits import EDITS
from benchmarks.measurements import (
    ARTICLE_EPUBS,
    ARTICLE_PDFS,
    CLEAN,
    EVERYTHING,
    PRINTED,
    Measurement,
    Results,
    clean_cpu,
    exponent,
    extrapolate,
    find,
)
from benchmarks.plot import plot
from benchmarks.systems import SYSTEMS
from benchmarks.targets import SIZE, targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_OTHER = ("build", "articles", "processes", "CPU", "an article", "wall", "memory")
_REACHED = {True: "reached", False: "**missed**", None: "not measured"}


def report(results: Results, machine: Mapping[str, str]) -> str:
    """Return the page: targets, clean builds, growth, edits, and what they were measured on."""
    parts = [
        "# Results",
        "Written by `make bench`. [README.md](README.md) says how to read it.",
        "## Targets",
        _table(
            ("measure", "target", "found", ""),
            ((t.measure, t.target, t.found, _REACHED[t.reached]) for t in targets(results)),
        ),
        "## Clean builds, one process",
        "![CPU seconds against articles](results.svg)",
        _table(
            (
                "system",
                "articles",
                "CPU",
                "wall",
                "memory",
                "written",
                "CPU beside this publication",
            ),
            _clean(results),
            right=6,
        ),
        "## Growth of CPU time",
        "The exponent between two sizes: 1 is growth in proportion, 2 with the square.",
        _table(("system", "articles", "exponent"), _growth(results), right=2),
        *_continued(results),
        "## This publication after an edit, one process",
        _table(
            (
                "step",
                "articles",
                "CPU",
                "of clean",
                "wall",
                "memory",
                "written",
                "pages",
                "idle",
            ),
            _edits(results),
            right=8,
        ),
        "## This publication in other ways",
        _table(
            _OTHER,
            _other(results),
            right=6,
        ),
        "## The page around the article",
        "Bytes of an article's page outside its `<article>`: navigation, head, scripts' addresses.",
        _table(("articles", "middle page", "largest page"), _around(results), right=3),
        "## Measured on",
        _table(("", ""), machine.items()),
    ]
    return "\n\n".join(parts) + "\n"


def print_report(results: Results, machine: Mapping[str, str]) -> str:
    """Return the page of a run that measured print alone."""
    measured = [target for target in targets(results) if target.reached is not None]
    parts = [
        "# Results of print",
        "Written by `make bench BENCH=print`. [README.md](README.md) says how to read it.",
        "## Targets",
        _table(
            ("measure", "target", "found", ""),
            ((t.measure, t.target, t.found, _REACHED[t.reached]) for t in measured),
        ),
        "## Builds",
        _table(_OTHER, _other(results), right=6),
        "## Measured on",
        _table(("", ""), machine.items()),
    ]
    return "\n\n".join(parts) + "\n"


def picture(results: Results) -> str:
    """Return the plot of all clean builds as SVG."""
    series = {system.title: clean_cpu(results, name) for name, system in SYSTEMS.items()}
    stock = clean_cpu(results, "stock")
    guesses = {SYSTEMS["stock"].title: {SIZE: extrapolate(stock, SIZE)}} if len(stock) > 1 else {}
    return plot(series, guesses, "CPU seconds of a clean build against articles")


def _clean(results: Results) -> Iterator[Sequence[str]]:
    for name, system in SYSTEMS.items():
        for m in _sorted(results, name):
            if m.step == CLEAN and m.jobs == 1:
                own = find(results, "press", m.size)
                ratio = f"{m.cpu / own.cpu:.2f} ×" if own and m.finished else ""
                cpu = _seconds(m.cpu) if m.finished else f"stopped after {_seconds(m.wall)}"
                yield system.title, f"{m.size:,}", cpu, *_rest(m), _size(m.written), ratio


def _growth(results: Results) -> Iterator[Sequence[str]]:
    for name, system in SYSTEMS.items():
        points = list(clean_cpu(results, name).items())
        for smaller, larger in pairwise(points):
            slope = exponent(dict((smaller, larger)))
            yield system.title, f"{smaller[0]:,} → {larger[0]:,}", f"{slope:.2f}"
        if len(points) > 2:
            yield system.title, "all", f"{exponent(dict(points)):.2f}"


def _continued(results: Results) -> Iterator[str]:
    for name in ("stock", "pandoc"):
        points = clean_cpu(results, name)
        guess = extrapolate(points, SIZE)
        if not math.isnan(guess):
            slope = exponent(dict(list(points.items())[-2:]))
            yield (
                f"{SYSTEMS[name].title}: continued from {max(points):,} articles with the exponent "
                f"between its two largest sizes ({slope:.2f}), {SIZE:,} articles would take "
                f"{guess:,.0f} CPU seconds. Not measured."
            )


def _edits(results: Results) -> Iterator[Sequence[str]]:
    for step in EDITS:
        for m in _sorted(results, "press"):
            clean = find(results, "press", m.size)
            if m.step == step and clean:
                share = f"{m.cpu / clean.cpu:.1%}"
                pages = (f"{m.changed + m.idle:,}", f"{m.idle:,}")
                size = f"{m.size:,}"
                yield step, size, _seconds(m.cpu), share, *_rest(m), _size(m.written), *pages


def _other(results: Results) -> Iterator[Sequence[str]]:
    for step in (CLEAN, PRINTED, ARTICLE_PDFS, ARTICLE_EPUBS, EVERYTHING):
        for m in _sorted(results, "press"):
            if m.step == step:
                each = f"{m.cpu / m.size:.3f} s"
                yield step, f"{m.size:,}", str(m.jobs), _seconds(m.cpu), each, *_rest(m)


def _around(results: Results) -> Iterator[Sequence[str]]:
    for m in _sorted(results, "press"):
        if m.step == CLEAN and m.jobs == 1:
            yield f"{m.size:,}", f"{m.around:,}", f"{m.around_most:,}"


def _sorted(results: Results, system: str) -> list[Measurement]:
    return sorted((m for m in results if m.system == system), key=lambda m: (m.size, m.jobs))


def _rest(m: Measurement) -> tuple[str, str]:
    return _seconds(m.wall), _size(m.memory)


def _seconds(value: float) -> str:
    return f"{value:,.1f} s"


def _size(value: float) -> str:
    return f"{value / 2**20:,.1f} MiB"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], right: int = 0) -> str:
    """Return a Markdown table whose last *right* columns are numbers."""
    rule = ["---:" if len(head) - place <= right else "---" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *rows))
