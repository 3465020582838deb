"""CSL-JSON of works, from the same reading of BibTeX as their APA references.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html and appendix III
("Types") and IV ("Variables") of the CSL specification 1.0.2.  What is private to
the bibliography's editors (notes, keywords, abstracts, files) is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from press.apa import dates
from press.apa.fields import address, pages, plain, raw, text
from press.apa.kinds import form
from press.apa.names import people
from press.apa.parts import is_arxiv, volume_title
from press.apa.rich import unmarked
from press.apa.source import publisher
from press.apa.title_element import description
from press.apa.titles import title

if TYPE_CHECKING:
    from pybtex.database import Entry

    from press.apa.dates import Date, Point

_BY_FORM = {
    "article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "report": "report",
    "thesis": "thesis",
    "web": "webpage",
    "media": "motion_picture",
    "episode": "broadcast",
    "image": "graphic",
    "data": "dataset",
    "legal": "legislation",
    "presentation": "speech",
    "unpublished": "manuscript",
    "generic": "document",
}
_BY_TYPE = {
    "periodical": "periodical",
    "jurisdiction": "legal_case",
    "map": "map",
    "review": "review",
    "letter": "personal_communication",
    "email": "personal_communication",
    "interview": "interview",
    "music": "song",
    "performance": "performance",
    "standard": "standard",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "patent": "patent",
    "audio": "song",
    "software": "software",
    "booklet": "pamphlet",
}
_NEWS = {
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "blog": "post-weblog",
}
_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
    "narrator": "narrator",
}


def item(entry: Entry) -> dict[str, Any]:
    """Return *entry* as an item, with the variables that it has; its id is its key."""
    kind = _type(entry)
    values: dict[str, Any] = {"id": entry.key, "type": kind, "title": _title(entry)}
    for role, variable in _ROLES.items():
        values[variable] = _names(entry, role)
    if entry.type == "movie" and values["author"]:
        values["director"] = values.pop("author")
    date = dates.of_entry(entry)
    values |= {
        "issued": _date(date),
        "original-date": _date(dates.original(entry)),
        "accessed": _date(dates.parse(raw(entry, "urldate")) if raw(entry, "urldate") else None),
        "status": date.words if date.words == "in press" else text(entry, "pubstate"),
        "title-short": text(entry, "shorttitle"),
        "container-title": _container(entry),
        "collection-title": text(entry, "series"),
        "volume": text(entry, "volume"),
        "number-of-volumes": text(entry, "volumes"),
        "edition": text(entry, "edition"),
        "page": pages(raw(entry, "pages")).replace("–", "-"),
        "event-title": text(entry, "eventtitle"),
        "version": text(entry, "version"),
        "event-place": text(entry, "venue"),
        "genre": description(entry) or (text(entry, "type") if kind == "report" else ""),
        "publisher": "" if kind in {"webpage", "speech"} else publisher(entry),
        "publisher-place": text(entry, "location", "address"),
        "language": text(entry, "langid", "language"),
        "DOI": address(raw(entry, "doi")).removeprefix("https://doi.org/"),
        "URL": _address(entry),
        "ISBN": text(entry, "isbn"),
        "ISSN": text(entry, "issn"),
    }
    number = text(entry, "number") or text(entry, "issue")
    values["issue" if form(entry) == "article" else "number"] = number
    if is_arxiv(entry):
        values["number"] = f"arXiv:{text(entry, 'eprint')}"
    return {
        name: unmarked(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value
    }


def _address(entry: Entry) -> str:
    found = address(raw(entry, "url"))
    if not found and is_arxiv(entry):
        found = "https://arxiv.org/abs/" + address(raw(entry, "eprint"))
    return found


def _type(entry: Entry) -> str:
    kind = form(entry)
    if kind == "article":
        subtype = raw(entry, "entrysubtype").lower()
        if subtype in _NEWS:
            return _NEWS[subtype]
        if entry.type in _NEWS:
            return _NEWS[entry.type]
        if entry.type in {"online", "www", "electronic"}:
            return "post-weblog"
    if kind in {"presentation", "episode"}:
        return _BY_FORM[kind]
    return _BY_TYPE.get(entry.type, _BY_FORM[kind])


def _title(entry: Entry) -> str:
    whole = title(entry, "maintitle", "mainsubtitle") if form(entry) == "book" else ""
    return volume_title(whole, entry, title(entry)) or text(entry, "titleaddon", "issuetitle")


def _container(entry: Entry) -> str:
    match form(entry):
        case "article":
            return title(entry, "journaltitle", "journalsubtitle") or text(entry, "journal")
        case "chapter" | "episode":
            own = title(entry, "booktitle", "booksubtitle")
            return volume_title(title(entry, "maintitle", "mainsubtitle"), entry, own)
        case "web":
            return publisher(entry)
        case _:
            return ""


# -- names ----------------------------------------------------------------------


def _names(entry: Entry, role: str) -> list[dict[str, str]]:
    """Return the names in a role, given names in full, particles by themselves."""
    persons = entry.persons.get(role)
    if persons is None:
        if not (field := raw(entry, role)):
            return []
        persons = [_person(part) for part in split_name_list(field)]
    # What the style makes of them tells people from groups.
    shown = people(entry, role)
    groups = {name.family for name in shown if name.group}
    return [found for person in persons if (found := _name(person, groups))]


def _person(value: str) -> Person:
    try:
        return Person(value)
    except PybtexError:
        return Person(last=f"{{{plain(value)}}}")


def _name(person: Person, groups: set[str]) -> dict[str, str]:
    family = plain(" ".join(person.last_names))
    given = plain(" ".join([*person.first_names, *person.middle_names]))
    particle = plain(" ".join(person.prelast_names))
    if family in groups or (family and not given and not particle):
        return {"literal": family}
    name = {
        "family": family or given,
        "given": given if family else "",
        "non-dropping-particle": particle,
        "suffix": plain(" ".join(person.lineage_names)),
    }
    return {part: value for part, value in name.items() if value}


# -- dates ----------------------------------------------------------------------


def _date(date: Date | None) -> dict[str, Any]:
    """Return a date; nothing for none, and the editor's words for what is no number."""
    if date is None or date.words in {"n.d.", "in press"}:
        return {}
    if date.start is None:
        return {"literal": date.words}
    points = [date.start]
    if date.end is None:
        return {"literal": date.year()}
    if date.end != date.start:
        points.append(date.end)
    found: dict[str, Any] = {"date-parts": [_parts(point) for point in points]}
    if date.start.month > 12:
        found["season"] = date.start.month - 20
    if date.circa:
        found["circa"] = True
    return found


def _parts(point: Point) -> list[int]:
    month = point.month if point.month <= 12 else 0
    return [part for part in (point.year, month, point.day) if part]
