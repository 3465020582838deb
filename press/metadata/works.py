"""A cited work for machines: as schema.org has it, and as Google Scholar's crawler reads it.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from pybtex.richtext import HRef

from press.apa import dates
from press.apa.authors import lead
from press.apa.fields import pages, plain, raw, text
from press.apa.kinds import Form, form, is_news
from press.apa.source import link
from press.apa.titles import title
from press.metadata.json_text import json_text

if TYPE_CHECKING:
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


def describe(entry: Entry) -> Described:
    """Return what is said of a work wherever it is cited."""
    names = list(_names(entry))
    return Described(_highwire(entry, names), json_text(_schema(entry, names)))


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


def _title(entry: Entry) -> str:
    return title(entry) or text(entry, "titleaddon")


def _journal(entry: Entry) -> str:
    return title(entry, "journaltitle", "journalsubtitle") or text(entry, "journal")


def _publisher(entry: Entry) -> str:
    return text(entry, "publisher", "institution", "school", "organization")


def _date(entry: Entry, separator: str) -> str:
    """Return the date as precisely as it is known; a season is a year."""
    start = dates.of_entry(entry).start
    if start is None or start.year < 1:
        return ""
    parts = [f"{start.year:04}"]
    if 1 <= start.month <= 12:
        parts += [f"{number:02}" for number in (start.month, start.day) if number]
    return separator.join(parts)


def _address(entry: Entry) -> str:
    """Return the DOI's address, else the work's own, as the reference links it."""
    found = link(entry)
    for part in (found, *getattr(found, "parts", ())):
        if isinstance(part, HRef):
            return str(part.url)
    return ""


# -- Google Scholar -------------------------------------------------------------


def _highwire(entry: Entry, names: list[_Name]) -> str:
    """Return the fields of a work in one line, as large publishers write ``citation_reference``.

    The names of fields are those of Highwire Press (the tags that
    https://scholar.google.com/intl/en/scholar/inclusion.html lists); a semicolon parts them.
    """
    fields = [
        ("title", _title(entry)),
        *(("author", f"{n.family}, {n.given}" if n.given else n.family) for n in names),
        ("publication_date", _date(entry, "/")),
        *_source(entry),
        *_place(entry),
    ]
    return ";".join(f"citation_{name}={value.replace(';', ',')}" for name, value in fields if value)


def _place(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the DOI, or where in its source the work stands: a DOI says that too."""
    address = _address(entry)
    if address.startswith(_DOI):
        yield "doi", unquote(address.removeprefix(_DOI))
        return
    first, _dash, last = pages(raw(entry, "pages")).partition("–")
    yield "volume", text(entry, "volume")
    if form(entry) == "article":
        yield "issue", text(entry, "number", "issue")
    yield "firstpage", first
    yield "lastpage", last


def _source(entry: Entry) -> Iterator[tuple[str, str]]:
    publisher = _publisher(entry)
    match form(entry):
        case "article":
            yield "journal_title", _journal(entry)
        case "chapter" | "episode":
            yield "inbook_title", title(entry, "booktitle", "booksubtitle")
            yield "publisher", publisher
        case "presentation":
            yield "conference_title", text(entry, "eventtitle", "booktitle") or publisher
        case "thesis":
            yield "dissertation_institution", publisher
        case "report":
            yield "technical_report_institution", publisher
            yield "technical_report_number", text(entry, "number")
        case _:
            yield "publisher", publisher


# -- schema.org -----------------------------------------------------------------


def _schema(entry: Entry, names: list[_Name]) -> dict[str, Any]:
    address = _address(entry)
    people = [
        {"@type": "Organization" if name.group else "Person", "name": _straight(name)}
        for name in names
    ]
    # No more than tells the work apart and finds it: an article's page has it for every source.
    work = {
        "@type": _type(entry),
        "name": _title(entry),
        "author": people[0] if len(people) == 1 else people,
        "datePublished": _date(entry, "-"),
        "url": address,
    }
    return {name: value for name, value in work.items() if value}


def _straight(name: _Name) -> str:
    return f"{name.given} {name.family}".strip()


def _type(entry: Entry) -> str:
    if form(entry) != "article":
        return _TYPES.get(form(entry), "CreativeWork")
    if not is_news(entry):
        return "ScholarlyArticle"
    return "NewsArticle" if raw(entry, "entrysubtype").lower() == "newspaper" else "Article"
