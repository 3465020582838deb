"""EPUB package: what the book holds, in which order, what it says of itself, and its zip file.

:mod:`press.epub.builder` writes the pages, the templates write
what is said about them; here is what both are made from, and the zip file.

EPUB 3.3, https://www.w3.org/TR/epub-33/.

What is said of a book: its date, its cover's lines, what readers with a need can rely on.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from press.articles.model import Article


_XHTML = "{http://www.w3.org/1999/xhtml}"
_PROPERTIES = {
    "{http://www.w3.org/1998/Math/MathML}math": "mathml",
    "{http://www.w3.org/2000/svg}svg": "svg",
    f"{_XHTML}script": "scripted",
}

# SVG's and CSS's animations, and the chunks of PNG's and WebP's.
_MOVING = (b"<animate", b"<set", b"@keyframes", b"acTL", b"ANIM")


@dataclass(frozen=True)
class Entry:
    """A page in the contents: its title as text, its address, the pages below it.

    *language* is that of the title where it is not the book's, a BCP 47 tag.
    """

    title: str
    href: str
    children: tuple[Entry, ...] = ()
    language: str = ""


def pages(contents: Iterable[Entry]) -> Iterator[Entry]:
    """Yield every page in reading order."""
    for entry in contents:
        yield entry
        yield from pages(entry.children)


def depth(contents: Iterable[Entry]) -> int:
    """Return how many levels of pages there are."""
    return max((1 + depth(entry.children) for entry in contents), default=0)


@dataclass(frozen=True)
class Item:
    """A file of the manifest; *properties* as in EPUB 3.3, appendix D.5."""

    href: str
    media_type: str
    properties: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The name by which the spine calls it."""
        return item_id(self.href)


def item_id(href: str) -> str:
    """Return the id of a file: a valid name in XML, and the same in every build."""
    return "item-" + re.sub("[^A-Za-z0-9.-]", lambda match: f"_{ord(match[0]):x}_", href)


@dataclass(frozen=True)
class Features:
    """What a page's elements ask of a reader."""

    properties: tuple[str, ...]
    images: int
    described: int


def features(page: bytes) -> Features:
    """Return what a page holds, from its XHTML.

    An image counts as described when its text alternative is more than its own
    file name, which is what docutils writes where an author gave none.

    Raises :exc:`xml.etree.ElementTree.ParseError` for a page that is not XML.
    """
    root = ET.fromstring(page)  # noqa: S314 (a page that this build has just written)
    tags = {element.tag for element in root.iter()}
    images = list(root.iter(f"{_XHTML}img"))
    described = sum(_described(image.attrib) for image in images)
    found = sorted(name for tag, name in _PROPERTIES.items() if tag in tags)
    return Features(tuple(found), len(images), described)


def _described(image: Mapping[str, str]) -> bool:
    name = PurePosixPath(image.get("src", "")).name
    alternative = image.get("alt", "").strip()
    return bool(alternative) and PurePosixPath(alternative).name != name


def moves(picture: bytes) -> bool:
    """Say whether a picture may move or flash: an animation, or of a kind that can be one."""
    return any(sign in picture for sign in _MOVING) or picture.startswith(b"GIF8")


def write(path: Path, folder: Path, names: Iterable[str], time: dt.datetime) -> None:
    """Write the files *names* of *folder* as a zip file: the same bytes on every machine.

    It is there as a whole or not at all.  EPUB 3.3, section 4.2 (OCF): ``mimetype``
    comes first and is not compressed.
    """
    # The years that a zip file can name (APPNOTE.TXT, 4.4.6: seven bits from 1980).
    first, last = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (1980, 2107))
    stamp = min(max(time, first), last).timetuple()[:6]
    new = path.with_name(f"{path.name}.new")
    with ZipFile(new, "w") as archive:
        _add(archive, stamp, "mimetype", b"application/epub+zip", ZIP_STORED)
        for name in sorted(names):
            _add(archive, stamp, name, (folder / name).read_bytes(), ZIP_DEFLATED)
    new.replace(path)


def names(path: Path) -> frozenset[str]:
    """Return what a book is made from; nothing where the file is no book."""
    try:
        with ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except BadZipFile:
        return frozenset()


def _add(archive: ZipFile, stamp: Any, name: str, content: bytes, method: int) -> None:
    info = ZipInfo(name, stamp)
    info.create_system = 3  # Unix, wherever it is made
    info.external_attr = 0o644 << 16
    archive.writestr(info, content, method, compresslevel=9)


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
