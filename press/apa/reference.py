"""Reference: a work's entry in the list: author, date, title, source (APA 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.apa import dates, law
from press.apa.authors import author_element
from press.apa.fields import raw, words
from press.apa.kinds import form, is_news
from press.apa.rich import ended, rich
from press.apa.source import link, periodical, place, publisher, whole
from press.apa.title_element import title_element

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import BaseText

_TO_THE_DAY = frozenset(
    {"web", "media", "episode", "image", "presentation", "unpublished", "generic", "report"}
)


def reference(entry: Entry, suffix: str = "") -> BaseText:
    """Return the reference of *entry* as rich text: titles in ``em``, DOI and URL as links.

    *suffix* is the letter after the year, from :func:`press.apa.labels` (APA 8.19).  Any
    entry gives a reference: a field that is missing is left out, an unknown entry type is
    set as a generic work.
    """
    if form(entry) == "legal":
        return rich(law.reference(entry, suffix))
    author = author_element(entry)
    date = _date(entry, suffix)
    title = title_element(entry)
    first = [author, date, title] if author else [title, date]
    sentences = [ended(part) for part in [*first, *_source(entry)]]
    return rich(" ".join(part for part in [*sentences, link(entry), *_history(entry)] if part))


def _date(entry: Entry, suffix: str) -> str:
    """Return the date in parentheses, one that is not sure in brackets (APA 9.16)."""
    date = dates.of_entry(entry)
    shown = date.full(suffix) if _is_dated_to_the_day(entry, date) else date.year(suffix)
    return f"[{shown}]" if date.circa else f"({shown})"


def _is_dated_to_the_day(entry: Entry, date: dates.Date) -> bool:
    """Say how precise the date is (APA 9.14).

    Journals, books, theses and data sets have a year; news, reports, pages, recordings,
    conferences, letters and articles of online encyclopedias the date they show, and so has
    what a journal without volumes puts in its place (10.1, example 3).  A journal's season
    is printed.
    """
    kind = form(entry)
    if kind == "article":
        season = date.start is not None and date.start.month > 12
        return season or is_news(entry) or bool(raw(entry, "number") and not raw(entry, "volume"))
    if kind == "chapter":
        online = raw(entry, "url") and not raw(entry, "publisher", "pages", "editor")
        return str(entry.type) == "inreference" or bool(online and not entry.persons.get("editor"))
    return kind in _TO_THE_DAY


def _source(entry: Entry) -> list[str]:
    match form(entry):
        case "article":
            return [periodical(entry)]
        case "chapter" | "episode":
            return [whole(entry), publisher(entry)]
        case "presentation":
            held = [whole(entry)] if raw(entry, "booktitle", "maintitle") else []
            return [*held, ", ".join(filter(None, [publisher(entry), *place(entry)]))]
        case "image":
            return [", ".join(filter(None, [*place(entry), publisher(entry)]))]
        case "unpublished":
            kept = place(entry) if raw(entry, "venue") else []
            return [", ".join(filter(None, [*kept, publisher(entry)]))]
        case "data":
            held = [whole(entry)] if raw(entry, "booktitle", "maintitle") else []
            return [*held, publisher(entry)]
        case _:
            return [publisher(entry)]


def _history(entry: Entry) -> list[str]:
    original = dates.original(entry)
    notes = [f"Original work published {original.year()}"] if original else []
    notes += [words(entry, "addendum")]
    return [f"({note})" for note in notes if note]
