"""A work's entry in the reference list: author, date, title, source (APA 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pybtex.richtext import Text

from press.apa import dates
from press.apa.authors import author_element
from press.apa.fields import raw, text
from press.apa.kinds import form, is_news, is_whole_line
from press.apa.parts import ended
from press.apa.source import link, periodical, publisher, whole
from press.apa.title_element import title_element

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import BaseText

_TO_THE_DAY = frozenset({"web", "media", "episode", "presentation", "generic"})


def reference(entry: Entry, suffix: str = "") -> BaseText:
    """Return the reference of *entry* as rich text: titles in ``em``, DOI and URL as links.

    *suffix* is the letter after the year, from :func:`press.apa.labels` (APA 8.19).  Any
    entry gives a reference: a field that is missing is left out, an unknown entry type is
    set as a generic work.  An entry that is a line of an older list stands as it is.
    """
    if is_whole_line(entry):
        return Text(ended(text(entry, "note")))
    author = author_element(entry)
    date = f"({_date(entry, suffix)})"
    title = title_element(entry)
    first = [author, date, title] if author else [title, date]
    sentences = [ended(part) for part in [*first, *_source(entry)]]
    return Text(" ").join(part for part in [*sentences, link(entry), *_history(entry)] if len(part))


def _date(entry: Entry, suffix: str) -> str:
    date = dates.of_entry(entry)
    return date.full(suffix) if _is_dated_to_the_day(entry) else date.year(suffix)


def _is_dated_to_the_day(entry: Entry) -> bool:
    """Say how precise the date is (APA 9.14).

    Journals, books, reports, theses and data sets have a year; news, pages, recordings,
    conferences and articles of online encyclopedias the date they show, and so have press releases and what a journal
    without volumes puts in its place (10.1, example 3).
    """
    kind = form(entry)
    if kind == "article":
        return is_news(entry) or bool(raw(entry, "number") and not raw(entry, "volume"))
    if kind == "chapter":
        return str(entry.type) == "inreference"
    if kind == "report":
        return not raw(entry, "number") and bool(raw(entry, "type", "titleaddon", "entrysubtype"))
    return kind in _TO_THE_DAY


def _source(entry: Entry) -> list[BaseText | str]:
    match form(entry):
        case "article":
            return [periodical(entry)]
        case "chapter" | "episode":
            return [whole(entry), publisher(entry)]
        case "presentation":
            place = [publisher(entry), text(entry, "venue", "location", "address")]
            return [", ".join(filter(None, place))]
        case _:
            return [publisher(entry)]


def _history(entry: Entry) -> list[BaseText]:
    original = dates.original(entry)
    notes = [f"Original work published {original.year()}"] if original else []
    notes += [text(entry, "addendum")]
    return [Text(f"({note})") for note in notes if note]
