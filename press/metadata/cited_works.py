"""Cited works for machines: as schema.org has them, and as Google Scholar's crawler reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from press.apa import dates
from press.apa.authors import lead
from press.apa.fields import pages, plain, raw, text
from press.apa.kinds import Form, form, is_news
from press.apa.rich import target, unmarked
from press.apa.source import where
from press.apa.titles import periodical, title
from press.metadata.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pybtex.database import Entry, Person

# https://schema.org/CreativeWork; what is not here is a CreativeWork.
_TYPES: dict[Form, str] = {
    "book": "Book",
    "chapter": "Chapter",
    "data": "Dataset",
    "report": "Report",
    "thesis": "Thesis",
    "web": "WebPage",
}
_DOI = "https://doi.org/"


class Described(NamedTuple):
    """A work: *highwire* is the content of ``citation_reference``, *json* an object of JSON-LD."""

    highwire: str
    json: str


class _Name(NamedTuple):
    family: str
    given: str
    group: bool


@dataclass(frozen=True)
class _Work:
    """What both descriptions say; *date* is year, month and day as far as they are known."""

    entry: Entry
    form: Form
    title: str
    names: tuple[_Name, ...]
    date: tuple[str, ...]
    publisher: str
    journal: str
    address: str


def describe(entry: Entry) -> Described:
    """Return what is said of a work wherever it is cited."""
    kind = form(entry)
    journal = unmarked(periodical(entry))
    work = _Work(
        entry,
        kind,
        unmarked(title(entry)) or text(entry, "titleaddon"),
        tuple(_names(entry)),
        _date(entry),
        text(entry, "publisher", "institution", "school", "organization"),
        journal if kind == "article" else "",
        _address(entry),
    )
    return Described(_highwire(work), json_text(_schema(work)))


def _names(entry: Entry) -> Iterator[_Name]:
    """Yield who stands in the author's place, with given names in full."""
    if not lead(entry):
        return
    for person in entry.persons.get("author") or entry.persons.get("editor") or ():
        name = _name(person)
        if name.family and name.family != "others":
            yield name


def _name(person: Person) -> _Name:
    family = [*person.prelast_names, *person.last_names]
    given = plain(" ".join([*person.first_names, *person.middle_names]))
    group = not given and len(family) == 1 and family[0].startswith("{")
    return _Name(plain(" ".join(family)), given, group)


def _date(entry: Entry) -> tuple[str, ...]:
    """Return the date as precisely as it is known; a season is a year."""
    start = dates.of_entry(entry).start
    if start is None or start.year < 1:
        return ()
    year = f"{start.year:04}"
    if not 1 <= start.month <= 12:
        return (year,)
    return (
        (year, f"{start.month:02}", f"{start.day:02}") if start.day else (year, f"{start.month:02}")
    )


def _address(entry: Entry) -> str:
    """Return the DOI's address, else the work's own, as the reference links it."""
    found = where(entry)
    return target(found) if found.startswith(("http://", "https://")) else ""


# -- Google Scholar -------------------------------------------------------------


def _highwire(work: _Work) -> str:
    """Return the fields of a work in one line, as large publishers write ``citation_reference``.

    The names of fields are those of Highwire Press (the tags that
    https://scholar.google.com/intl/en/scholar/inclusion.html lists); a semicolon parts them.
    """
    fields = [
        ("title", work.title),
        *(("author", f"{n.family}, {n.given}" if n.given else n.family) for n in work.names),
        ("publication_date", "/".join(work.date)),
        *_source(work),
        *_place(work),
    ]
    return ";".join(f"citation_{name}={value.replace(';', ',')}" for name, value in fields if value)


def _place(work: _Work) -> Iterator[tuple[str, str]]:
    """Yield the DOI, or where in its source the work stands: a DOI says that too."""
    if work.address.startswith(_DOI):
        yield "doi", unquote(work.address.removeprefix(_DOI))
        return
    first, _dash, last = pages(raw(work.entry, "pages")).partition("–")
    yield "volume", text(work.entry, "volume")
    if work.form == "article":
        yield "issue", text(work.entry, "number", "issue")
    yield "firstpage", first
    yield "lastpage", last


def _source(work: _Work) -> Iterator[tuple[str, str]]:
    match work.form:
        case "article":
            yield "journal_title", work.journal
        case "chapter" | "episode":
            yield "inbook_title", unmarked(title(work.entry, "booktitle", "booksubtitle"))
            yield "publisher", work.publisher
        case "presentation":
            conference = text(work.entry, "eventtitle", "booktitle")
            yield "conference_title", conference or work.publisher
        case "thesis":
            yield "dissertation_institution", work.publisher
        case "report":
            yield "technical_report_institution", work.publisher
            yield "technical_report_number", text(work.entry, "number")
        case _:
            yield "publisher", work.publisher


# -- schema.org -----------------------------------------------------------------


def _schema(work: _Work) -> dict[str, Any]:
    people = [
        {"@type": "Organization" if name.group else "Person", "name": _straight(name)}
        for name in work.names
    ]
    # No more than tells the work apart and finds it: an article's page has it for every source.
    said = {
        "@type": _type(work),
        "name": work.title,
        "author": people[0] if len(people) == 1 else people,
        "datePublished": "-".join(work.date),
        "url": work.address,
    }
    return {name: value for name, value in said.items() if value}


def _straight(name: _Name) -> str:
    return f"{name.given} {name.family}".strip()


def _type(work: _Work) -> str:
    if work.form != "article":
        return _TYPES.get(work.form, "CreativeWork")
    if not is_news(work.entry):
        return "ScholarlyArticle"
    return "NewsArticle" if raw(work.entry, "entrysubtype").lower() == "newspaper" else "Article"
