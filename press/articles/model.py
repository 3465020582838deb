"""Article: what its front matter says and what its text shows, as plain data.

:mod:`press.articles.front_matter` makes the
front matter's part; the domain adds what only the text can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

#: The kind of correction that takes an article back.
RETRACTION = "retraction"


@dataclass(frozen=True)
class Correction:
    """A dated note on a change after publication."""

    date: dt.date
    kind: str
    text: str


@dataclass(frozen=True)
class Image:
    """An article's picture: a path relative to the article, and its description."""

    src: str
    alt: str
    credit: str = ""


class Picture(NamedTuple):
    """An article's picture as a file: its path in the sources, its size in CSS pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True)
class Article:
    """One article.  Field by field what ``front_matter`` promises; all plain data.

    *docname* is Sphinx's document name and the article's permanent address:
    ``articles/<year>/<date>-<slug>``.  *words* is the number of words in the
    body, 0 until the text has been read.  *further_reading_lines* are the lines of
    the file that name the works of *further_reading*, in their order.
    """

    docname: str
    title: str
    date: dt.date
    section: str
    summary: str
    subtitle: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    updated: dt.date | None = None
    corrections: tuple[Correction, ...] = ()
    further_reading: tuple[str, ...] = ()
    further_reading_lines: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    image: Image | None = None
    lang: str = "en"
    status: str = "published"
    minor: dt.date | bool = False
    words: int = 0

    @property
    def volume(self) -> str:
        """The year, which is also the folder."""
        return self.docname.split("/")[-2]

    @property
    def slug(self) -> str:
        """The file's name without its date."""
        return self.docname.rsplit("/", 1)[-1][len("2025-04-27-") :]

    @property
    def retracted(self) -> bool:
        """Whether the article was retracted: everything that names it says so."""
        return any(correction.kind == RETRACTION for correction in self.corrections)

    @property
    def order(self) -> tuple[dt.date, str]:
        """Sorts articles from the oldest to the newest, the same on every machine."""
        return (self.date, self.docname)

    @property
    def changed(self) -> dt.date:
        """The day of the last change that a reader is told of."""
        corrected = (correction.date for correction in self.corrections)
        return max(self.date, self.updated or self.date, *corrected)

    @property
    def minutes(self) -> int:
        """Reading time at 220 words a minute, at least one."""
        return max(1, round(self.words / 220))
