"""What is said of a book: its date, its cover's lines, what readers with a need can rely on.

Ground floor: pure functions, whose values the templates write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.article import Article
    from press.epub.package import Features


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


def accessibility(pages: Iterable[Features]) -> list[tuple[str, str]]:
    """Return the discovery metadata that is true of these pages, as names and values.

    EPUB Accessibility 1.1, section 2; the vocabulary is schema.org's, as listed
    at https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20230718/.
    No conformance to WCAG is claimed: that is for a person to certify.
    """
    pages = list(pages)
    pictures = any(page.images for page in pages)
    described = all(page.images == page.described for page in pages)
    offered = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    if pictures and described:
        offered.append("alternativeText")
    if any("mathml" in page.properties for page in pages):
        offered.append("MathML")
    # The cover is a picture, so there always is something to see; it says nothing
    # that its text alternative does not.
    found = [("accessMode", "textual"), ("accessMode", "visual")]
    found.append(("accessModeSufficient", "textual" if described else "textual,visual"))
    found.extend(("accessibilityFeature", name) for name in sorted(offered))
    found.append(("accessibilityHazard", "none"))
    return found


def cover_lines(title: str, longest: int = 10) -> list[str]:
    """Return a title in lines for the cover, each as long as *longest* or one word."""
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
