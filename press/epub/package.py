"""An EPUB's package: what the book holds, in which order, and the file that carries it.

Ground floor.  :mod:`press.epub.builder` writes the pages, the templates write
what is said about them; here is what both are made from, and the zip file.

EPUB 3.3, https://www.w3.org/TR/epub-33/.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

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
