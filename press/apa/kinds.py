"""Entry types of BibTeX and biblatex: the form each is set in, and what APA needs of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from press.apa.fields import raw
from press.apa.names import people

if TYPE_CHECKING:
    from pybtex.database import Entry

Form = Literal[
    "article",
    "book",
    "chapter",
    "report",
    "thesis",
    "web",
    "media",
    "episode",
    "image",
    "data",
    "presentation",
    "unpublished",
    "legal",
    "generic",
]

_FORMS: dict[str, Form] = {
    "article": "article",
    "periodical": "article",
    "newspaper": "article",
    "magazine": "article",
    "review": "article",
    "suppperiodical": "article",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "mvreference": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "manual": "book",
    "booklet": "book",
    "commentary": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "inproceedings": "chapter",
    "conference": "chapter",
    "report": "report",
    "techreport": "report",
    "patent": "report",
    "standard": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "web",
    "www": "web",
    "electronic": "web",
    "webpage": "web",
    "blogpost": "web",
    "video": "media",
    "movie": "media",
    "film": "media",
    "audio": "media",
    "music": "media",
    "podcast": "media",
    "performance": "media",
    "interview": "media",
    "image": "image",
    "artwork": "image",
    "map": "image",
    "dataset": "data",
    "software": "data",
    "hardware": "data",
    "presentation": "presentation",
    "unpublished": "unpublished",
    "letter": "unpublished",
    "email": "unpublished",
    "jurisdiction": "legal",
    "legislation": "legal",
    "legal": "legal",
    "legmaterial": "legal",
    "legadminmaterial": "legal",
    "constitution": "legal",
    "treaty": "legal",
    "misc": "generic",
}

KINDS: frozenset[str] = frozenset(_FORMS)
"""Every entry type that has a form of its own, in lower case."""

_JOURNAL = ("journal", "journaltitle")
_HOST = ("publisher", "institution", "organization")
NEWS = frozenset({"newspaper", "magazine", "blog", "nonacademic"})
"""What ``entrysubtype`` says of an article that is not from a journal."""

_CITATION = ("citation", "number", "location", "journaltitle", "source", "type")
# Two parties with a small "v." between them: Brown v. Board of Education (APA 11.4).
_CASE = re.compile(r"[^\W\d_].*\sv(?:s?\.|s?)\s+[^\W\d_]")


def is_case(title: str) -> bool:
    """Say whether a title is that of a court case."""
    return _CASE.match(title.lstrip('{“"')) is not None


def form(entry: Entry) -> Form:
    """Return the form *entry* is set in; an unknown type is a generic work.

    A page, or a conference paper, with a ``journaltitle`` is part of a periodical (APA
    10.1, example 17: a blog), and so is a paper in numbered proceedings (10.5); a conference
    paper that no book holds, or a symposium does, was presented (10.5); a recording that
    names a whole is an episode of it (10.12, 10.13); a work without an author whose title
    names two parties is a court case (11.4).
    """
    own = _FORMS.get(entry.type, "generic")
    whole = raw(entry, "booktitle", "maintitle")
    if own == "media":
        return "episode" if whole else own
    if own == "web" and not whole and raw(entry, *_JOURNAL):
        return "article"
    if own == "chapter":
        return _paper(entry, whole)
    if own == "unpublished" and raw(entry, "eventtitle"):
        return "presentation"
    if own == "generic" and _is_unnamed_case(entry):
        return "legal"
    if own == "legal" and people(entry, "author") and not raw(entry, *_CITATION):
        return "generic"
    return own


def _paper(entry: Entry, whole: str) -> Form:
    conference = entry.type in {"inproceedings", "conference"}
    if conference and raw(entry, "eventtitle") and raw(entry, "booktitleaddon"):
        return "presentation"
    if not whole:
        if raw(entry, *_JOURNAL):
            return "article"
        return "presentation" if conference else "book"
    bound = raw(entry, "publisher", "editor", "series") or people(entry, "editor")
    if conference and raw(entry, "volume") and raw(entry, "number") and not bound:
        return "article"
    return "chapter"


def _is_unnamed_case(entry: Entry) -> bool:
    return is_case(raw(entry, "title")) and not people(entry, "author")


def is_part(entry: Entry) -> bool:
    """Say whether the work is part of a greater whole: its title is roman (APA 9.19).

    A part of a data set or of an app is one too (example 80), and a paper of a symposium (63).
    """
    kind = form(entry)
    if kind in {"data", "presentation"}:
        return bool(raw(entry, "booktitle", "maintitle"))
    return kind in {"article", "chapter", "episode"}


def is_news(entry: Entry) -> bool:
    """Say whether an article is from a newspaper, magazine or blog: dated to the day (9.14)."""
    is_page = _FORMS.get(entry.type) == "web"
    return is_page or entry.type in NEWS or raw(entry, "entrysubtype").lower() in NEWS


Needs = tuple[tuple[str, ...], ...]
_TITLE = ("title", "titleaddon")
_DATE = ("date", "year", "eventdate", "pubstate")
_WHERE = ("url", "doi", "eprint")
_NEEDS: dict[str, Needs] = {
    "article": (_TITLE, _DATE, _JOURNAL),
    "periodical": (_TITLE, _DATE),
    "book": (_TITLE, _DATE, _HOST),
    "booklet": (_TITLE, _DATE),
    "inbook": (_TITLE, _DATE, _HOST),
    "incollection": (_TITLE, _DATE, ("booktitle",), _HOST),
    "inreference": (_TITLE, _DATE, ("booktitle",), (*_HOST, *_WHERE)),
    "inproceedings": (_TITLE, _DATE, ("booktitle", *_JOURNAL, "eventtitle")),
    "report": (_TITLE, _DATE, _HOST),
    "patent": (_TITLE, _DATE, ("number",)),
    "thesis": (("author",), _TITLE, _DATE, ("school", "institution")),
    "online": (_TITLE, _DATE, _WHERE),
    "video": (_TITLE, _DATE, (*_HOST, *_WHERE)),
    "image": (_TITLE, _DATE, (*_HOST, "location", *_WHERE)),
    "dataset": (_TITLE, _DATE, (*_HOST, *_WHERE)),
    "presentation": (_TITLE, _DATE, ("eventtitle", *_HOST)),
    "unpublished": (("author",), _TITLE, _DATE),
    "letter": (("author",), _TITLE, _DATE),
    "legal": (("title", "titleaddon", "number", "type", "source"),),
    "misc": (_TITLE, _DATE),
}
_BY_FORM: dict[Form, str] = {
    "article": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "report",
    "thesis": "thesis",
    "web": "online",
    "media": "video",
    "image": "image",
    "data": "dataset",
    "presentation": "presentation",
    "unpublished": "unpublished",
    "legal": "legal",
    "generic": "misc",
}
_SAME_NEEDS = {"conference": "inproceedings", "suppbook": "inbook", "email": "letter"}


def required_fields(entry_type: str) -> Needs:
    """Return what APA needs of a work of *entry_type*: for each need the fields that meet it.

    The first field of each is the one to suggest.  An author is needed only where a work
    cannot be without one: elsewhere the title takes the author's place (APA 9.12).
    A work without a date says so with ``date = {n.d.}``.
    """
    name = entry_type.lower()
    name = _SAME_NEEDS.get(name, name)
    return _NEEDS[name if name in _NEEDS else _BY_FORM[_FORMS.get(name, "generic")]]


def missing(entry: Entry) -> tuple[str, ...]:
    """Return what APA needs and *entry* lacks, as ``journal (or journaltitle)``.

    A group that publishes its own work need not be named twice (APA 9.29): a group in the
    author's place meets the need of a publisher.
    """
    group = any(name.group for name in people(entry, "author") or people(entry, "editor"))
    return tuple(
        need[0] if len(need) == 1 else f"{need[0]} (or {', '.join(need[1:])})"
        for need in required_fields(entry.type)
        if not raw(entry, *need)
        and not any(entry.persons.get(name) for name in need)
        and not (group and need == _HOST)
    )
