"""Where pandoc's citeproc with ``apa.csl`` differs, by name, and why ours is APA's way.

The numbers are sections of the Publication Manual (7th ed.).  Each explanation takes one
difference, and nothing else, out of pandoc's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pybtex.database import parse_file

from press.apa import labels
from press.apa.fields import plain, text
from press.apa.names import people

if TYPE_CHECKING:
    from collections.abc import Callable

    from pybtex.database import Entry

BIB = Path(__file__).parent / "varied.bib"
WORKS: dict[str, Entry] = dict(parse_file(BIB, "bibtex").entries)
LABELS = labels(WORKS.values())


@dataclass(frozen=True)
class Explanation:
    """Why ours is right, and what pandoc's text would be without this difference."""

    why: str
    without: Callable[[str, Entry], str]


def particles_first(theirs: str, entry: Entry) -> str:
    for person in [*entry.persons.get("author", []), *entry.persons.get("editor", [])]:
        particle, last = " ".join(person.prelast_names), " ".join(person.last_names)
        if particle:
            theirs = re.sub(
                rf"\b{last}, ([\w.\- ]+?\.) {particle}\b", rf"{particle} {last}, \1", theirs
            )
            theirs = re.sub(
                rf"(?<!{particle} )\b{last}(?= et al\.| &|, \d)", f"{particle} {last}", theirs
            )
    return theirs.replace("..", ".")


def one_publisher(theirs: str, entry: Entry) -> str:
    name = plain(text(entry, "publisher"))
    return theirs.replace(name.replace(" and ", "; "), name)


def publisher_once(theirs: str, entry: Entry) -> str:
    for name in people(entry, "author"):
        before, _, after = theirs.rpartition(f" {name.family}.")
        theirs = before + after if before and name.group else theirs
    return theirs


def as_typed(*fields: str) -> Callable[[str, Entry], str]:
    def without(theirs: str, entry: Entry) -> str:
        typed = text(entry, *fields)
        return re.sub(re.escape(typed), typed, theirs, flags=re.IGNORECASE) if typed else theirs

    return without


def instead(of: str, ours: str, *kinds: str) -> Callable[[str, Entry], str]:
    return lambda theirs, entry: theirs.replace(of, ours) if entry.type in kinds else theirs


def unpublished_thesis(theirs: str, entry: Entry) -> str:
    if text(entry, "url"):
        return theirs
    return re.sub(r"\[(\w)", lambda match: f"[Unpublished {match[1].lower()}", theirs)


def presented(theirs: str, entry: Entry) -> str:
    event = text(entry, "eventtitle")
    return theirs.replace(f"*. {event}", f"* [Paper presentation]. {event}") if event else theirs


def letter_of_our_order(theirs: str, entry: Entry) -> str:
    label = LABELS[entry.key]
    articles = any(re.match("An? |The ", text(work, "title")) for work in same_label(entry))
    year = label.year.removesuffix(label.suffix)
    return re.sub(rf"{year}[a-z]\b", label.year, theirs) if label.suffix and articles else theirs


def same_label(entry: Entry) -> list[Entry]:
    own = LABELS[entry.key].parenthetical
    return [WORKS[key] for key, label in LABELS.items() if label.parenthetical == own]


def title_first(theirs: str, entry: Entry) -> str:
    if entry.persons.get("author") or not entry.persons.get("editor"):
        return theirs
    title = text(entry, "title")
    found = re.fullmatch(rf"(.+) \(Ed\.\)\. \((\d+)\)\. {title}\. In (.*)", theirs)
    if not found or entry.type != "incollection":
        return theirs
    editor = people(entry, "editor")[0].straight
    return f"{title}. ({found[2]}). In {editor} (Ed.), {found[3]}"


def title_before_site(theirs: str, entry: Entry) -> str:
    if entry.type != "online" or entry.persons.get("author"):
        return theirs
    site, title = text(entry, "organization"), text(entry, "title")
    found = re.fullmatch(rf"{site}\. (\(.*?\)\.) \*{title}\*\. (.*)", theirs)
    return f"*{title}*. {found[1]} {site}. {found[2]}" if found else theirs


def with_arxiv(theirs: str, entry: Entry) -> str:
    number = text(entry, "eprint")
    return theirs.replace("*. https", f"* (arXiv:{number}). arXiv. https") if number else theirs


def shares_initials(entry: Entry) -> bool:
    """Say whether another first author has the surname and initials, but another given name."""
    authors = entry.persons.get("author", [])
    if not authors:
        return False
    own = people(entry, "author")[0]
    firsts = [work for work in WORKS.values() if people(work, "author")[:1] == (own,)]
    return len({str(work.persons["author"][0]) for work in firsts}) > 1


LIST = {
    "pandoc-takes-the-particle-for-a-given-name": Explanation(
        "9.8: 'de Waal, A.', not 'Waal, A. de': a particle belongs to the surname.", particles_first
    ),
    "pandoc-splits-a-publisher-at-and": Explanation(
        "9.29: the publisher's name as on the work; BibTeX's publisher is one name.", one_publisher
    ),
    "pandoc-names-the-author-again-as-publisher": Explanation(
        "9.29: a publisher that is the author is left out.", publisher_once
    ),
    "pandoc-capitalizes-the-journal": Explanation(
        "9.25: a periodical's title as the periodical writes it.",
        as_typed("journal", "journaltitle"),
    ),
    "pandoc-lowers-names-in-titles": Explanation(
        "9.19: capitals stay as the editor typed them, and so does a small first letter (iOS).",
        as_typed("title"),
    ),
    "pandoc-lowers-the-event": Explanation(
        "9.31: a conference's name is a proper noun.", as_typed("eventtitle")
    ),
    "pandoc-keeps-title-case": Explanation(
        "6.17, 9.19: titles of works are in sentence case.",
        lambda theirs, entry: (
            theirs.replace("the World of the Hajj", "the world of the Hajj")
            if entry.key == "suleiman2009ottomanhajj"
            else theirs
        ),
    ),
    "pandoc-puts-a-date-that-is-not-sure-in-parentheses": Explanation(
        "9.16: a date that the work does not bear stands in brackets.",
        lambda theirs, _entry: re.sub(r"\((ca\. \d+\w?)\)", r"[\1]", theirs),
    ),
    "pandoc-does-not-say-paper-presentation": Explanation(
        "10.5: what was presented is described in brackets.", presented
    ),
    "pandoc-says-dataset": Explanation(
        "10.9: the description is [Data set].", instead("[Dataset]", "[Data set]", "dataset")
    ),
    "pandoc-says-video-recording": Explanation(
        "10.12: the description is [Video].", instead("[Video recording]", "[Video]", "video")
    ),
    "pandoc-does-not-know-the-director-of-a-film": Explanation(
        "10.12: the role follows the name; the description is [Film].",
        lambda theirs, entry: (
            re.sub(r"^(\w+, \w\.) (.*)\[Video recording\]", r"\1 (Director). \2[Film]", theirs)
            if entry.type == "movie"
            else theirs
        ),
    ),
    "pandoc-says-phd-thesis": Explanation(
        "10.6: the description is [Doctoral dissertation].",
        instead("[PhD thesis", "[Doctoral dissertation", "phdthesis", "thesis"),
    ),
    "pandoc-takes-every-thesis-for-published": Explanation(
        "10.6: one that no archive or database holds is [Unpublished ...].",
        lambda theirs, entry: (
            unpublished_thesis(theirs, entry) if "thesis" in entry.type else theirs
        ),
    ),
    "pandoc-does-not-say-unpublished-manuscript": Explanation(
        "10.8: the description is [Unpublished manuscript].",
        instead("*. Department", "* [Unpublished manuscript]. Department", "unpublished"),
    ),
    "pandoc-says-retrieved-without-a-date": Explanation(
        "9.16: 'Retrieved' goes with a date, or not at all.",
        instead("Retrieved https", "https", "online"),
    ),
    "pandoc-sorts-by-the-article-of-the-title": Explanation(
        "9.47, 9.49: A, An and The do not count, so the letters differ.", letter_of_our_order
    ),
    "pandoc-moves-the-editor-of-a-chapter-to-its-author": Explanation(
        "9.12: without an author the chapter's title moves; the editor edited the book.",
        title_first,
    ),
    "pandoc-takes-the-site-for-the-author": Explanation(
        "9.12: without an author the title moves; a group that wrote it stands in author.",
        title_before_site,
    ),
    "pandoc-leaves-out-the-archive": Explanation(
        "10.8: the number in parentheses, the archive as publisher.", with_arxiv
    ),
}

CITATIONS = {
    "pandoc-drops-the-particle": Explanation(
        "8.17, 9.8: the particle belongs to the surname.", particles_first
    ),
    "pandoc-sorts-by-the-article-of-the-title": LIST["pandoc-sorts-by-the-article-of-the-title"],
    "pandoc-drops-initials-that-two-people-share": Explanation(
        "8.20: initials in all citations as soon as two first authors of a surname differ in them.",
        lambda theirs, entry: (
            theirs.replace("(", f"({people(entry, 'author')[0].given} ", 1)
            if shares_initials(entry)
            else theirs
        ),
    ),
    "pandoc-cites-the-editor-of-a-chapter": Explanation(
        "8.14, 9.12: without an author the title is cited, a chapter's in quotation marks.",
        lambda theirs, entry: (
            theirs.replace("A. Ivanov,", "“A Letter From the Camp,”")
            if entry.key == "ivanov1999acamp"
            else theirs
        ),
    ),
    "pandoc-cites-the-site": Explanation(
        "8.14, 9.12: without an author the title is cited, in italics.",
        lambda theirs, entry: (
            theirs.replace("Reuters", "*Timeline of the Talks*")
            if not entry.persons.get("author")
            else theirs
        ),
    ),
}
