"""The entry types of BibTeX and biblatex, the form each is set in, and what APA needs of it."""

from __future__ import annotations

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
    "data",
    "presentation",
    "unpublished",
    "generic",
]

_FORMS: dict[str, Form] = {
    "article": "article",
    "periodical": "article",
    "newspaper": "article",
    "magazine": "article",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "proceedings": "book",
    "manual": "book",
    "booklet": "book",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "incollection": "chapter",
    "inreference": "chapter",
    "inproceedings": "chapter",
    "conference": "chapter",
    "report": "report",
    "techreport": "report",
    "patent": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "web",
    "www": "web",
    "electronic": "web",
    "video": "media",
    "movie": "media",
    "audio": "media",
    "podcast": "media",
    "dataset": "data",
    "software": "data",
    "unpublished": "unpublished",
    "misc": "generic",
}

KINDS: frozenset[str] = frozenset(_FORMS)
"""Every entry type that has a form of its own, in lower case."""

_JOURNAL = ("journal", "journaltitle")
_HOST = ("publisher", "institution", "organization")
NEWS = frozenset({"newspaper", "magazine", "blog"})
"""What ``entrysubtype`` says of an article that is not from a journal."""


def form(entry: Entry) -> Form:
    """Return the form *entry* is set in; an unknown type is a generic work.

    A page, or a conference paper, with a ``journaltitle`` is part of a periodical (APA
    10.1, example 17: a blog); a conference paper that no book holds was presented
    (10.5); a recording that names a whole is an episode of it (10.12, 10.13).
    """
    own = _FORMS.get(entry.type, "generic")
    whole = raw(entry, "booktitle", "maintitle")
    if own == "media" and whole:
        return "episode"
    if own in {"web", "chapter"} and not whole and raw(entry, *_JOURNAL):
        return "article"
    if own == "chapter" and not whole:
        conference = entry.type in {"inproceedings", "conference"}
        return "presentation" if conference else "book"
    if own == "unpublished" and raw(entry, "eventtitle"):
        return "presentation"
    return own


def is_part(entry: Entry) -> bool:
    """Say whether the work is part of a greater whole: its title is roman (APA 9.19)."""
    return form(entry) in {"article", "chapter", "episode"}


def is_news(entry: Entry) -> bool:
    """Say whether an article is from a newspaper, magazine or blog: dated to the day (9.14)."""
    is_page = _FORMS.get(entry.type) == "web"
    return is_page or entry.type in NEWS or raw(entry, "entrysubtype").lower() in NEWS


def is_whole_line(entry: Entry) -> bool:
    """Say whether a work is a line of an older list that could not be read: ``@misc`` with a note.

    It has no title of its own; its author and date, where they are known, serve citations.
    """
    return str(entry.type) == "misc" and bool(raw(entry, "note")) and not raw(entry, *_TITLE)


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
    "dataset": (_TITLE, _DATE, (*_HOST, *_WHERE)),
    "unpublished": (("author",), _TITLE, _DATE),
    "misc": ((*_TITLE, "note"), _DATE),
}
_SAME_NEEDS = {
    "newspaper": "article",
    "magazine": "article",
    **dict.fromkeys(("mvbook", "collection", "mvcollection", "reference"), "book"),
    **dict.fromkeys(("proceedings", "manual"), "book"),
    "bookinbook": "incollection",
    "conference": "inproceedings",
    "techreport": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "www": "online",
    "electronic": "online",
    **dict.fromkeys(("movie", "audio", "podcast"), "video"),
    "software": "dataset",
}


def required_fields(entry_type: str) -> Needs:
    """Return what APA needs of a work of *entry_type*: for each need the fields that meet it.

    The first field of each is the one to suggest.  An author is needed only where a work
    cannot be without one: elsewhere the title takes the author's place (APA 9.12).
    A work without a date says so with ``date = {n.d.}``.
    """
    name = entry_type.lower()
    return _NEEDS[_SAME_NEEDS.get(name, name if name in _NEEDS else "misc")]


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
