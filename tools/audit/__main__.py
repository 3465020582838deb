"""``python -m tools.audit _build/html``: print what a site is like to read, by measures.

Exits with 1 when one of them is missed.  ``--without-lighthouse`` leaves out what takes longest,
half a minute a page.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.audit import lighthouse, validity
from tools.audit.pages import kinds
from tools.audit.reading import NARROW, WIDE, Reading, read
from tools.audit.server import served

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_VIEW = 60_000  # bytes over the wire, compressed, of the longest article
SCORED = ("home", "article", "section", "works", "search")


class Measure(NamedTuple):
    """A row of the table; *faults* say why it is missed."""

    name: str
    found: str
    wanted: str
    faults: list[str]
    missed: bool


def _of_reading(found: Reading, pages: dict[str, str]) -> Iterator[Measure]:
    for kind in pages:
        for width in (WIDE[0], NARROW[0]):
            for scheme in ("light", "dark"):
                faults = found.axe[kind, scheme, width]
                yield _none(f"axe: {kind}, {scheme}, {width} px", faults)
    yield _none("keyboard: faults", found.keyboard)
    yield _none("policy: violations", found.violations)
    yield _none("requests: to other sites", found.foreign)
    yield _none("requests: for web fonts", found.fonts)
    kilobytes = f"{found.bytes / 1000:.1f} kB"
    yield Measure(
        "first view: the longest article", kilobytes, "60 kB", [], found.bytes > FIRST_VIEW
    )
    for kind, shift in found.shifts.items():
        yield Measure(f"layout shift: {kind}", f"{shift:.3f}", "0", [], shift > 0)


def _of_lighthouse(root: str, pages: dict[str, str]) -> Iterator[Measure]:
    for kind in SCORED:
        if kind in pages:
            scores, faults = lighthouse.scores(root + pages[kind], listed=kind != "search")
            for name, score in scores.items():
                told = faults if score < 100 else []
                yield Measure(f"Lighthouse: {kind}, {name}", str(score), "100", told, score < 100)


def _none(name: str, faults: list[str]) -> Measure:
    return Measure(name, str(len(faults)), "0", faults, bool(faults))


def _measures(site: Path, *, with_lighthouse: bool) -> Iterator[Measure]:
    pages = kinds(site)
    yield _none("validator: errors", validity.errors([site]))
    with served(site) as root, served(site, slowly=True) as slow:
        yield from _of_reading(read(root, slow, pages), pages)
        if with_lighthouse:
            yield from _of_lighthouse(root, pages)


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--without-lighthouse", action="store_true")
    given = parser.parse_args()
    if not (given.site / "index.html").is_file():
        parser.error(f"{given.site} holds no site: build it first")
    missed = 0
    for measure in _measures(given.site, with_lighthouse=not given.without_lighthouse):
        missed += measure.missed
        mark = "MISSED" if measure.missed else ""
        row = f"{measure.name:<42} {measure.found:>9} {measure.wanted:>6}  {mark}".rstrip()
        sys.stdout.write(row + "\n")
        sys.stdout.writelines(f"    {fault}\n" for fault in measure.faults[:20])
        sys.stdout.flush()
    sys.stdout.write(f"{missed} measures missed\n" if missed else "every measure is met\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
