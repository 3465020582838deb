"""Measurements as data: kept a line each in a file, so that a run that was ended is not lost."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The steps that are no edit: a build from nothing, what is printed, and all of it together.
CLEAN = "clean"
PRINTED = "one PDF of all articles"
ARTICLE_EPUBS = "each article as an EPUB"
ARTICLE_PDFS = "each article as a PDF"
EVERYTHING = "HTML, one PDF, one EPUB and offprints"


@dataclass(frozen=True)
class Measurement:
    """What one build cost and wrote, in seconds and bytes.

    *step* is what was done before the build.  *finished* is false where the time
    limit ended it.  Of the pages that were written *changed* have other bytes than
    before and *idle* have not; *idlers* are the names of some.  *around* is how much
    of an article's page is not the article: the middle value of all pages,
    *around_most* the highest.
    """

    system: str
    size: int
    step: str
    jobs: int
    cpu: float
    wall: float
    memory: int
    finished: bool
    written: int = 0
    changed: int = 0
    idle: int = 0
    idlers: str = ""
    around: int = 0
    around_most: int = 0


Results = list[Measurement]


def save(measurement: Measurement, path: Path) -> None:
    """Append a measurement to the file."""
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(asdict(measurement)) + "\n")


def load(path: Path) -> Results:
    """Return the measurements that the file holds."""
    return [Measurement(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def find(
    results: Results, system: str, size: int, step: str = CLEAN, jobs: int = 1
) -> Measurement | None:
    """Return the measurement if it was made and came to its end."""
    wanted = (system, size, step, jobs, True)
    for m in results:
        if (m.system, m.size, m.step, m.jobs, m.finished) == wanted:
            return m
    return None


def clean_cpu(results: Results, system: str) -> dict[int, float]:
    """Return the CPU seconds of the system's clean builds by number of articles."""
    sizes = sorted({m.size for m in results if m.system == system})
    found = ((size, find(results, system, size)) for size in sizes)
    return {size: m.cpu for size, m in found if m}


def exponent(points: Mapping[int, float]) -> float:
    """Return the slope of the straight line through *points* on logarithmic axes.

    By least squares; 1 is growth in proportion, 2 growth with the square.  NaN for
    fewer than two points.
    """
    if len(points) < 2:
        return math.nan
    logs = [(math.log(size), math.log(value)) for size, value in points.items()]
    x_mean = sum(x for x, _ in logs) / len(logs)
    y_mean = sum(y for _, y in logs) / len(logs)
    spread = sum((x - x_mean) ** 2 for x, _ in logs)
    return sum((x - x_mean) * (y - y_mean) for x, y in logs) / spread


def extrapolate(points: Mapping[int, float], size: int) -> float:
    """Continue the power law through the two largest of *points* to *size*.

    That is too little where the slope itself still grows.  NaN for fewer than two points.
    """
    last = dict(sorted(points.items())[-2:])
    if len(last) < 2:
        return math.nan
    start = max(last)
    return float(last[start] * (size / start) ** exponent(last))
