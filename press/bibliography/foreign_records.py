"""Records read from CSL-JSON, RIS, Open Library and the head of a web page.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html,
https://en.wikipedia.org/wiki/RIS_(file_format), https://openlibrary.org/dev/docs/api/books,
Google Scholar's Highwire tags (https://scholar.google.com/intl/en/scholar/inclusion.html) and
https://schema.org/Article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from press.bibliography.date_fields import iso_date
from press.bibliography.records import Record, person, person_of

_CSL_TYPES = {
    "article-journal": "article", "journal-article": "article", "article": "online",
    "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "book": "book", "monograph": "book", "edited-book": "collection", "chapter": "incollection",
    "book-chapter": "incollection", "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings", "report": "report", "thesis": "thesis",
    "dissertation": "thesis", "webpage": "online", "post": "online", "post-weblog": "online",
    "posted-content": "online", "dataset": "dataset", "software": "software",
    "motion_picture": "movie", "broadcast": "video", "song": "audio", "patent": "patent",
    "manuscript": "unpublished", "entry-encyclopedia": "inreference", "speech": "unpublished",
    "entry-dictionary": "inreference", "reference-entry": "inreference", "standard": "standard",
    "legal_case": "jurisdiction", "legislation": "legislation", "map": "map", "graphic": "image",
}  # fmt: skip
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_CSL_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "director": "author",
}  # fmt: skip
_CSL_FIELDS = {
    "title": "title", "collection-title": "series", "volume": "volume", "page": "pages",
    "edition": "edition", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "language": "langid",
    "publisher-place": "location", "event-title": "eventtitle", "article-number": "eid",
    "version": "version", "number-of-volumes": "volumes",
}  # fmt: skip


def from_csl(item: Mapping[str, Any]) -> Record:
    """Return the record of a CSL-JSON item, also as Crossref and DataCite give it."""
    kind = str(item.get("type", ""))
    record = Record(_CSL_TYPES.get(kind, "misc"))
    for variable, role in _CSL_ROLES.items():
        names = item.get(variable)
        if isinstance(names, list):
            record.people(role, [_csl_name(name) for name in names if isinstance(name, dict)])
    for variable, name in _CSL_FIELDS.items():
        record.put(name, _first(item.get(variable)))
    container = _first(item.get("container-title"))
    if record.type == "article":
        record.put("journaltitle", container)
        record.put("entrysubtype", _SUBTYPES.get(kind, ""))
        record.put("number", item.get("issue"))
    elif record.type in {"incollection", "inproceedings", "inreference"}:
        record.put("booktitle", container)
    elif record.type == "online":
        record.put("organization", container or item.get("publisher"))
    record.put("number", item.get("number"))
    institution = record.type in {"report", "thesis"}
    if record.type not in {"article", "online"}:
        record.put("institution" if institution else "publisher", item.get("publisher"))
    if record.type in {"report", "thesis"}:
        record.put("type", item.get("genre"))
    for variable, name in (("issued", "date"), ("original-date", "origdate")):
        record.put(name, _csl_date(item.get(variable)))
    if "doi" not in record.fields:
        record.put("url", item.get("URL"))
        record.put("urldate", _csl_date(item.get("accessed")) if record.fields.get("url") else "")
    if record.fields.get("langid", "en")[:2].lower() == "en":
        record.fields.pop("langid", None)
    return record


def _first(value: object) -> object:
    return (value[0] if value else "") if isinstance(value, list) else value


def _csl_name(name: Mapping[str, Any]) -> str:
    if name.get("literal") or name.get("name"):
        return person(str(name.get("literal") or name["name"]))
    particle = f"{name.get('dropping-particle', '')} {name.get('non-dropping-particle', '')}"
    family, given = str(name.get("family", "")), str(name.get("given", ""))
    return person(family or given, given if family else "", particle, str(name.get("suffix", "")))


def _csl_date(date: object) -> str:
    if not isinstance(date, Mapping):
        return ""
    parts = date.get("date-parts") or []
    points = []
    for point in parts if isinstance(parts, list) else []:
        numbers = [int(n) for n in (point or []) if str(n or "").lstrip("-").isdigit()]
        if numbers:
            points.append("-".join([f"{numbers[0]:04}", *(f"{n:02}" for n in numbers[1:3])]))
    return "/".join(points[:2]) or iso_date(str(date.get("raw") or date.get("literal") or ""))


# -- RIS ----------------------------------------------------------------------------

_RIS_TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article", "BOOK": "book",
    "EBOOK": "book", "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection",
    "CONF": "inproceedings", "CPAPER": "inproceedings", "RPRT": "report", "GOVDOC": "report",
    "THES": "thesis", "ELEC": "online", "BLOG": "online", "ICOMM": "online", "DATA": "dataset",
    "COMP": "software", "VIDEO": "video", "MPCT": "movie", "SOUND": "audio", "PAT": "patent",
    "UNPB": "unpublished", "ENCYC": "inreference", "DICT": "inreference", "CASE": "jurisdiction",
    "STAT": "legislation", "BILL": "legislation", "STAND": "standard", "MAP": "map",
}  # fmt: skip
_RIS_FIELDS = {
    "TI": "title", "T1": "title", "VL": "volume", "ET": "edition", "DO": "doi", "UR": "url",
    "PB": "publisher", "CY": "location", "T3": "series", "M1": "number", "IS": "number",
    "LA": "langid",
}  # fmt: skip


def from_ris(text: str) -> list[Record]:
    """Return the records of an RIS file."""
    records: list[Record] = []
    tags: list[tuple[str, str]] = []
    for line in text.splitlines():
        tag = re.match(r"\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)", line)
        if tag is None:
            if tags and line.strip():
                tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
        elif tag[1] == "ER":
            records.append(_ris_record(tags))
            tags = []
        else:
            tags.append((tag[1], tag[2].strip()))
    return [*records, _ris_record(tags)] if tags else records


def _ris_record(tags: list[tuple[str, str]]) -> Record:
    found: dict[str, str] = {}
    for tag, value in tags:
        found.setdefault(tag, value)
    record = Record(_RIS_TYPES.get(found.get("TY", ""), "misc"))
    for role, names in (("author", {"AU", "A1"}), ("editor", {"ED", "A2"}), ("translator", {"A4"})):
        people = [person_of(value) for tag, value in tags if tag in names]
        record.people(role, list(dict.fromkeys(people)))
    container = next((found[tag] for tag in ("T2", "JO", "JF", "BT", "JA") if found.get(tag)), "")
    if record.type == "article":
        record.put("journaltitle", container)
    elif record.type in {"incollection", "inproceedings", "inreference"}:
        record.put("booktitle", container)
    elif record.type == "online":
        record.put("organization", container or found.get("PB"))
        found.pop("PB", None)
    for tag, name in _RIS_FIELDS.items():
        record.put(name, found.get(tag))
    if record.type in {"thesis", "report"} and "publisher" in record.fields:
        record.fields["institution"] = record.fields.pop("publisher")
    pages = "--".join(dict.fromkeys(filter(None, [found.get("SP", ""), found.get("EP", "")])))
    record.put("pages", pages)
    record.put("isbn" if record.type in {"book", "collection"} else "issn", found.get("SN"))
    date = next((found[tag] for tag in ("DA", "PY", "Y1") if found.get(tag)), "")
    record.put("date", iso_date(re.sub(r"/+$", "", re.sub(r"/[^/\d]*$", "", date))) or date)
    if "doi" in record.fields:
        record.fields.pop("url", None)
    return record


# -- Open Library ---------------------------------------------------------------------


def from_open_library(book: Mapping[str, Any], isbn: str) -> Record:
    """Return the record of Open Library's data of a book (``jscmd=data``)."""
    record = Record("book")
    names = [str(author.get("name", "")) for author in book.get("authors", [])]
    record.people("author", [person_of(name) for name in names])
    for source, name in (("title", "title"), ("subtitle", "subtitle")):
        record.put(name, book.get(source))
    publishers = [str(each.get("name", "")) for each in book.get("publishers", [])]
    record.put("publisher", publishers[0] if publishers else "")
    record.put("date", iso_date(str(book.get("publish_date", ""))))
    record.put("isbn", isbn)
    return record


# -- web pages --------------------------------------------------------------------------


class _Head(HTMLParser):
    """The ``meta`` elements, the JSON-LD and the title of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.json: list[str] = []
        self.title = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "meta" and known.get("content"):
            name = known.get("name") or known.get("property") or known.get("itemprop") or ""
            self.meta.append((name.lower(), known["content"]))
        elif tag == "script" and known.get("type") == "application/ld+json":
            self._inside = "json"
            self.json.append("")
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "html" and known.get("lang"):
            self.meta.append(("html:lang", known["lang"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "title"}:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "json":
            self.json[-1] += data
        elif self._inside == "title":
            self.title += data


_HIGHWIRE = {
    "citation_journal_title": "journaltitle", "citation_volume": "volume", "citation_doi": "doi",
    "citation_issue": "number", "citation_publisher": "publisher", "citation_isbn": "isbn",
    "citation_issn": "issn", "citation_inbook_title": "booktitle",
    "citation_conference_title": "eventtitle", "citation_dissertation_institution": "institution",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
}  # fmt: skip


def from_page(page: str, url: str) -> Record:
    """Return the record of the work that a page is about, or of the page itself."""
    head = _Head()
    head.feed(page)
    head.close()
    meta: dict[str, str] = {}
    for name, content in head.meta:
        meta.setdefault(name, content)
    record = _highwire(head, meta) if "citation_title" in meta else _page_itself(head, meta)
    if "doi" not in record.fields:
        record.fields["url"] = url
    language = meta.get("citation_language", "") or meta.get("html:lang", "")
    if language and language[:2].lower() != "en":
        record.put("langid", language)
    return record


def _highwire(head: _Head, meta: Mapping[str, str]) -> Record:
    kind = "article"
    if "citation_dissertation_institution" in meta:
        kind = "thesis"
    elif "citation_technical_report_institution" in meta:
        kind = "report"
    elif "citation_inbook_title" in meta:
        kind = "incollection"
    elif "citation_conference_title" in meta:
        kind = "inproceedings"
    elif "citation_journal_title" not in meta:
        kind = "book" if "citation_isbn" in meta else "online"
    record = Record(kind)
    authors = [content for name, content in head.meta if name == "citation_author"]
    if not authors:
        authors = meta.get("citation_authors", "").split(";")
    record.people("author", [person_of(name) for name in authors])
    record.put("title", meta["citation_title"])
    for name, field in _HIGHWIRE.items():
        if not (field == "publisher" and kind == "article"):
            record.put(field, meta.get(name))
    dates = ("citation_publication_date", "citation_date", "citation_online_date", "citation_year")
    record.put("date", next((d for name in dates if (d := iso_date(meta.get(name, "")))), ""))
    pages = [meta.get("citation_firstpage", ""), meta.get("citation_lastpage", "")]
    record.put("pages", "--".join(dict.fromkeys(filter(None, pages))))
    return record


_LD_TYPES = {"report": "report", "book": "book", "thesis": "thesis", "dataset": "dataset"}


def _page_itself(head: _Head, meta: Mapping[str, str]) -> Record:
    record = Record("online")
    for thing in _things(head.json):
        kinds = thing.get("@type")
        names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
        if not any("article" in n or n in {"blogposting", "webpage", *_LD_TYPES} for n in names):
            continue
        if record.fields.get("title"):
            break
        record.type = next((_LD_TYPES[name] for name in names if name in _LD_TYPES), "online")
        record.put("title", thing.get("headline") or thing.get("name"))
        record.people("author", [_ld_name(each) for each in _list(thing.get("author"))])
        record.put("date", iso_date(str(thing.get("datePublished") or "")[:10]))
        publisher = _list(thing.get("publisher"))
        if publisher and isinstance(publisher[0], Mapping):
            record.put("organization", publisher[0].get("name"))
    record.put("title", meta.get("og:title") or meta.get("dc.title") or head.title)
    author = meta.get("dc.creator") or meta.get("author") or ""
    if author and "://" not in author:
        record.people("author", [person_of(author)])
    dates = ("article:published_time", "dc.date", "date", "datepublished", "og:published_time")
    record.put("date", next((d for name in dates if (d := iso_date(meta.get(name, "")[:10]))), ""))
    record.put("organization", meta.get("og:site_name") or meta.get("application-name"))
    if record.type != "online" and "organization" in record.fields:
        name = "institution" if record.type in {"report", "thesis"} else "publisher"
        record.fields[name] = record.fields.pop("organization")
    return record


def _things(texts: list[str]) -> Iterator[Mapping[str, Any]]:
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for thing in _list(data):
            if isinstance(thing, Mapping):
                graph = _list(thing.get("@graph"))
                yield from (each for each in [thing, *graph] if isinstance(each, Mapping))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _ld_name(author: object) -> str:
    if not isinstance(author, Mapping):
        return person_of(str(author))
    name = str(author.get("name") or "")
    if author.get("familyName"):
        return person(str(author["familyName"]), str(author.get("givenName") or ""))
    group = "organization" in str(author.get("@type", "")).lower()
    return person(name) if group else person_of(name)
