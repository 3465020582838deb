"""What is said of a book: its date, its cover's lines, what readers with a need can rely on.

Ground floor: pure functions, whose values the templates write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.articles.model import Article
    from press.epub.package import Features

_LARGEST = 300
_WIDTH = 2200
_HEIGHT = 1500


def modified(articles: Iterable[Article], epoch: str = "") -> dt.datetime:
    """Return the moment *epoch* (seconds since 1970), without it the newest date in *articles*.

    A build asks no clock: https://reproducible-builds.org/specs/source-date-epoch/
    """
    if epoch:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    dates = [dt.date(1980, 1, 1)]  # the first day that a zip file can name
    for article in articles:
        corrected = (correction.date for correction in article.corrections)
        dates.extend(filter(None, (article.date, article.updated, *corrected)))
    newest = max(dates)
    return dt.datetime(newest.year, newest.month, newest.day, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Told:
    """What can be told of a book: *names* are schema.org's, with a value for each, *summary* text."""

    names: tuple[tuple[str, str], ...]
    summary: str


def accessibility(
    pages: Iterable[Features], *, printed: bool = False, moving: bool = False
) -> Told:
    """Return the discovery metadata that is true of these pages.

    *printed* says that there is a list of the printed pages, *moving* that a picture may move.

    EPUB Accessibility 1.1, section 2; the vocabulary is schema.org's, as listed
    at https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20230718/.
    No conformance to WCAG is claimed: that is for a person to certify.
    """
    pages = list(pages)
    pictures = any(page.images for page in pages)
    described = all(page.images == page.described for page in pages)
    formulas = any("mathml" in page.properties for page in pages)
    offered = ["ARIA", "displayTransformability", "readingOrder", "structuralNavigation"]
    offered += ["tableOfContents", "unlocked"]
    summary = [
        "Size, font and colors of the text are the reader's to choose, and all of it can be read aloud.",
        "Headings, lists, tables, quotations and notes are marked as what they are.",
    ]
    if pictures and described:
        offered.append("alternativeText")
        summary.append("All pictures have text alternatives.")
    if pictures and not described:
        summary.append("Some pictures have no text alternative.")
    if formulas:
        offered.append("MathML")
        summary.append("Formulas are MathML.")
    if printed:
        offered += ["pageBreakMarkers", "pageNavigation"]
        summary.append("The pages of the printed volume are marked and listed.")
    if moving:
        summary.append("Whether pictures move or flash is not known.")
    summary.append("Nobody has certified that the book conforms to a standard.")
    # The cover is a picture, so there always is something to see; it says nothing
    # that its text alternative does not.
    found = [("accessMode", "textual"), ("accessMode", "visual")]
    if described:
        found.append(("accessModeSufficient", "textual"))
    found.append(("accessModeSufficient", "textual,visual"))
    found.extend(("accessibilityFeature", name) for name in sorted(offered, key=str.lower))
    found.append(("accessibilityHazard", "unknown" if moving else "none"))
    return Told(tuple(found), " ".join(summary))


def cover_text(title: str) -> tuple[list[str], int]:
    """Return a title in lines for the cover, and the size of its letters in the drawing's units.

    Of all ways to break it between words, the one that has the largest letters, and
    of those the one with the fewest lines: *_WIDTH* and *_HEIGHT* is what there is
    room for at size 1, in letters and in lines.
    """
    ways = [_lines(title, longest) for longest in range(4, 60)]
    sizes = [min(_LARGEST, _WIDTH // max(map(len, way)), _HEIGHT // len(way)) for way in ways]
    best = max(range(len(ways)), key=lambda number: (sizes[number], -len(ways[number])))
    return ways[best], sizes[best]


def _lines(title: str, longest: int) -> list[str]:
    lines: list[str] = []
    for word in title.split() or [""]:
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [line or " " for line in lines]
