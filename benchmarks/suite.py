"""The whole suite: every system at its sizes, and every edit of this publication."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.corpus import Corpus, make_corpus
from benchmarks.edits import EDITS, possible
from benchmarks.measure import Cost, Written, run, snapshot, written
from benchmarks.measurements import (
    ARTICLE_EPUBS,
    ARTICLE_PDFS,
    CLEAN,
    EVERYTHING,
    PRINTED,
    Measurement,
)
from benchmarks.systems import OFFPRINTS, SYSTEMS, make

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# What is built where it is not the site alone.
_OTHERS = {
    PRINTED: make("latexpdf", "J=1", "SPHINXOPTS=--quiet --define press_print_articles=100000"),
    ARTICLE_EPUBS: OFFPRINTS[:1],
    ARTICLE_PDFS: OFFPRINTS[1:],
    EVERYTHING: make("html", "epub", "latexpdf", "offprints", "J=2"),
}
_ARTICLE = re.compile(rb"<article\b.*?</article>", re.DOTALL)


@dataclass(frozen=True)
class Plan:
    """Which system is built at which sizes, and the seconds that one build may take.

    At the sizes of *printed* the PDF and the offprints are made too, one kind after
    the other, and at those of *everything* all formats together.
    """

    sizes: Mapping[str, tuple[int, ...]]
    printed: tuple[int, ...] = ()
    everything: tuple[int, ...] = ()
    edits: tuple[str, ...] = tuple(EDITS)
    limit: float = 1800


_USUAL = {
    "press": (100, 400, 500, 1600),
    "stock": (100, 200, 300),
    "mkdocs": (100, 400, 1600),
    "mkdocs-pruned": (100, 400, 1600),
    "mkdocs-apa": (100, 400),
    "pandoc": (100, 400),
}
_PRINTED = (100, 500)
PLANS = {
    "quick": Plan(
        {"press": (100, 400), "stock": (50, 100), "mkdocs": (100, 400), "pandoc": (100,)}
    ),
    "print": Plan({"press": (100, 500, 1600)}, _PRINTED, everything=(1600,), edits=()),
    "usual": Plan(_USUAL, _PRINTED, everything=(1600,)),
    "full": Plan(
        _USUAL | {"press": (100, 400, 500, 1600, 6400, 10000)}, _PRINTED, everything=(1600,)
    ),
}


def measure(plan: Plan, folder: Path) -> Iterator[Measurement]:
    """Yield a measurement after each build; *folder* is for the sources and builds.

    The smallest come first.  Raises CommandFailedError when a build fails.
    """
    sizes = sorted({size for sizes in plan.sizes.values() for size in sizes})
    slow = set[str]()
    for size in sizes:
        corpus = make_corpus(size)
        for system in plan.sizes:
            if size not in plan.sizes[system] or system in slow:
                continue
            place = folder / f"{system}-{size}"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            SYSTEMS[system].write(corpus, place)
            for measurement in _Builds(system, size, place, plan).all(corpus):
                yield measurement
                if not measurement.finished:
                    slow.add(system)  # it is no faster with more articles
            shutil.rmtree(place)


@dataclass(frozen=True)
class _Builds:
    """The builds of one system at one size."""

    system: str
    size: int
    folder: Path
    plan: Plan

    def all(self, corpus: Corpus) -> Iterator[Measurement]:
        """Yield the clean build; for this publication then the edits and the other clean ones."""
        yield self._build(CLEAN)
        if self.system != "press":
            return
        for name in self.plan.edits:
            if possible(name, corpus):
                EDITS[name](corpus, self.folder)
                yield self._build(name)
        if self.plan.edits:
            self._clear()
            yield self._build(CLEAN, jobs=2)
        if self.size in self.plan.printed:
            for step in (PRINTED, ARTICLE_EPUBS, ARTICLE_PDFS):
                yield self._build(step)
        if self.size in self.plan.everything:
            self._clear()
            yield self._build(EVERYTHING, jobs=2)

    def _build(self, step: str, jobs: int = 1) -> Measurement:
        system = SYSTEMS[self.system]
        commands = system.commands(self.folder)
        if step in _OTHERS:
            commands = _OTHERS[step]
        elif self.system == "press":
            commands = make("html", f"J={jobs}")
        outputs = [self.folder / name for name in system.output]
        before = snapshot(*outputs)
        cost = run(commands, self.folder, _environment(), self.plan.limit)
        after = snapshot(*outputs)
        return self._measurement(step, jobs, cost, written(before, after), _around(after))

    def _measurement(
        self, step: str, jobs: int, cost: Cost, wrote: Written, around: list[int]
    ) -> Measurement:
        return Measurement(
            self.system,
            self.size,
            step,
            jobs,
            round(cost.cpu, 2),
            round(cost.wall, 2),
            cost.memory,
            cost.finished,
            wrote.size,
            len(wrote.changed),
            len(wrote.idle),
            " ".join(wrote.idle[:3]),
            int(statistics.median(around)) if around else 0,
            max(around, default=0),
        )

    def _clear(self) -> None:
        for name in SYSTEMS[self.system].output:
            shutil.rmtree(self.folder / name)


def _around(files: Mapping[Path, object]) -> list[int]:
    """Return, for each article's page that marks the article, the bytes that are not in it."""
    found = []
    for path in files:
        if re.search(r"/articles/\d{4}/\d{4}-[^/]*(\.html|/index\.html)$", path.as_posix()):
            page = path.read_bytes()
            article = _ARTICLE.search(page)
            if article:
                found.append(len(page) - len(article[0]))
    return found


def _environment() -> dict[str, str]:
    """Return the variables that builds get: what the shell or `make bench` set decides nothing."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8", "PYTHON": sys.executable}
