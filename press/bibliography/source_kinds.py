"""Kinds of source: what a work is, as a reader tells them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from press.apa.fields import raw
from press.apa.kinds import NEWS, form

if TYPE_CHECKING:
    from pybtex.database import Entry

Kind = Literal["journal", "book", "report", "official", "news", "web", "data", "media", "other"]

#: In the order in which a reader is told of them.
KINDS: tuple[Kind, ...] = (
    "journal",
    "book",
    "report",
    "official",
    "news",
    "web",
    "data",
    "media",
    "other",
)

_OF_FORM: dict[str, Kind] = {
    "article": "journal",
    "book": "book",
    "chapter": "book",
    "report": "report",
    "thesis": "report",
    "web": "web",
    "media": "media",
    "episode": "media",
    "image": "media",
    "data": "data",
}


def kind_of(entry: Entry) -> Kind:
    """Return the kind of a work.

    Law is official, and so is a work with ``keywords = {official}``: who stands
    behind a publisher cannot be told from its name.  News is what is in a
    newspaper, magazine or blog, by type or ``entrysubtype``.
    """
    keywords = re.split(r"[,;]\s*", raw(entry, "keywords").lower())
    if form(entry) == "legal" or "official" in keywords:
        return "official"
    if entry.type in NEWS or raw(entry, "entrysubtype").lower() in NEWS or "news" in keywords:
        return "news"
    return _OF_FORM.get(form(entry), "other")
