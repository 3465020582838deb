"""Reference: what one line of a reference list says, as plain data.

A reference says what its line says, in the line's own letters: hyphens in pages and
spaces in initials are as typed.  :mod:`press.importing.entries` puts it into the form of
the bibliography.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal[
    "article",
    "newspaper",
    "book",
    "incollection",
    "inproceedings",
    "inreference",
    "report",
    "thesis",
    "online",
    "movie",
    "audio",
    "dataset",
    "software",
    "unpublished",
    "jurisdiction",
    "legislation",
    "legal",
    "misc",
]


class Guess(NamedTuple):
    """Where a line can be read in more than one way: a person should look."""

    #: The field of the reference that it is about.
    field: str
    #: What was taken, in a word for an editor: ``journal``.
    chosen: str
    #: What else it could be: ``publisher``.
    other: str
    #: The words of the line that it is about.
    value: str

    @property
    def message(self) -> str:
        """A sentence for the report."""
        other = f", not as {self.other}" if self.other else ""
        return f"“{self.value}” was read as {self.chosen}{other}: say if that is wrong"


class Reference(NamedTuple):
    """A line of a reference list, read; "" where the line does not say."""

    #: The line as it stood.
    text: str
    #: False of a line that could not be read whole: its entry is the line itself.
    whole: bool = True
    type: Type = "misc"
    #: Names as BibTeX writes them: ``de Waal, A.``, ``King, Jr., M. L.``, ``{A Group}``.
    authors: tuple[str, ...] = ()
    #: Who edited the book that holds the work, or stands in the author's place.
    editors: tuple[str, ...] = ()
    #: Who is named behind the title of an author's work: «(N. J. Dawood, Ed.)».
    title_editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    #: Who wrote the book that holds a chapter by somebody else.
    book_authors: tuple[str, ...] = ()
    #: Whether more authors stood in the work than in the line («et al.», «…»).
    truncated: bool = False
    #: Whether the last author stood behind an ellipsis (21 authors and more, APA 9.8).
    elided: bool = False
    #: What the authors did, where they did not write: ``director``.
    role: str = ""
    #: The account's name of an author: ``@BarackObama``.
    handle: str = ""
    #: The year as printed, ``2019``, ``n.d.``, ``2003–2015``, without its letter.
    year: str = ""
    #: The letter of the year: ``a`` of 2019a.
    suffix: str = ""
    #: The date in ISO 8601-2 where more than the year is known.
    date: str = ""
    title: str = ""
    #: A translation of the title, from the brackets behind it.
    translation: str = ""
    #: The kind of work, from the brackets behind the title: ``Video``.
    description: str = ""
    #: The journal, newspaper or book that holds the work.
    container: str = ""
    #: Whether a newspaper's article is from a magazine.
    magazine: bool = False
    #: The publisher, or the institution, university or site that stands in its place.
    publisher: str = ""
    place: str = ""
    volume: str = ""
    #: The issue of a journal, the number of a report, a law's place in its collection.
    number: str = ""
    pages: str = ""
    #: Whether *pages* is an article's number.
    numbered: bool = False
    edition: str = ""
    #: What a report's number counts: ``Working Paper``.
    series: str = ""
    #: The version of a program or of data.
    version: str = ""
    #: Where a thesis is kept: ``ProQuest Dissertations and Theses Global``.
    archive: str = ""
    doi: str = ""
    url: str = ""
    #: The day of access in ISO form, where the line names it.
    retrieved: str = ""
    #: The year of the original work.
    original: str = ""
    #: A last note in parentheses that is nothing of the above.
    note: str = ""
    guesses: tuple[Guess, ...] = ()
    #: Words of the line that no field holds, and that are no signs of its form («In», «pp.»).
    left: tuple[str, ...] = ()
