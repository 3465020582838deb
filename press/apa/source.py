"""Source element: where to find the work (APA 9.23–9.37)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from press.apa import dates
from press.apa.authors import same_as_author, whole_editors
from press.apa.fields import address, marked, options, pages, raw, text, words
from press.apa.kinds import Form, form, is_news
from press.apa.parts import archive, edition, is_arxiv, page_range, volume_title, volumes
from press.apa.rich import em, ended, linked
from press.apa.title_element import data_description, data_details, thesis_is_published
from press.apa.titles import periodical as periodical_title
from press.apa.titles import title

if TYPE_CHECKING:
    from pybtex.database import Entry

_PUBLISHERS: dict[Form, tuple[str, ...]] = {
    "report": ("institution", "publisher", "organization"),
    "thesis": ("publisher", "organization"),
    "web": ("organization", "publisher", "institution", "howpublished"),
    "unpublished": ("institution", "organization", "school", "publisher", "howpublished"),
    "presentation": ("eventtitle", "organization"),
}
_AHEAD = frozenset({"advanceonline", "aheadofprint", "prepublished", "advance online publication"})
#: Forms whose publishers are biblatex's list: names with "and" between.
_LISTED = frozenset({"book", "chapter", "media", "episode", "image", "data"})
# What follows "and" in the name of one firm: Henry Holt and Co.
_ONE_FIRM = re.compile(
    r"(?:co|company|cie|sons?|brothers|bros|partners|associates|hijos)\b\.?", re.IGNORECASE
)
_PREPOSITION = re.compile(r"\b(?:of|for|on|de|für)\b")
_PLACES = re.compile(r"\s+and\s+")


def publisher(entry: Entry) -> str:
    """Return who published the work, or nothing when that is the author (APA 9.29)."""
    kind = form(entry)
    names = _PUBLISHERS.get(kind, ("publisher", "organization", "institution"))
    if kind in {"generic", "image"} or entry.type == "booklet":
        names += ("howpublished",)
    if kind == "thesis" and not thesis_is_published(entry):
        names = ("school", "institution")
    known = [name for name in names if not _is_no_name(raw(entry, name))]
    field = next((name for name in known if raw(entry, name)), "")
    value = words(entry, field) if field else ""
    if field == "publisher" and kind in _LISTED:
        value = _listed(entry, raw(entry, field))
    if not value and kind in {"web", "unpublished", "generic"}:
        value = "arXiv" if is_arxiv(entry) else archive(entry)
    return "" if same_as_author(entry, value) else value


def _is_no_name(value: str) -> bool:
    """Say whether a field holds an address, or one of biblatex-apa's words for manuscripts."""
    return _is_address(value) or value in {"mansub", "maninprep", "unpub"}


def _listed(entry: Entry, value: str) -> str:
    """Return the publishers of biblatex's list with semicolons between (APA 9.29).

    ``publisher`` is a list in biblatex's entries, which have a ``date``, and one name in
    BibTeX's, which have a ``year``.  One firm's name with "and" in it stays one.
    """
    if " and " not in value or raw(entry, "year") or not raw(entry, "date", "pubstate"):
        return words(entry, "publisher")
    parts = _outside_braces(value)
    recorded = form(entry) in {"media", "episode"}
    for before, after in pairwise(parts):
        single = " " not in before.strip() and " " not in after.strip()
        office = _PREPOSITION.search(before) and not re.search(r"\b(?:University|Press)\b", before)
        one = (
            _ONE_FIRM.match(after.strip()) or "," in before or ((single or office) and not recorded)
        )
        if one:
            return words(entry, "publisher")
    return "; ".join(map(marked, parts))


def _outside_braces(value: str) -> list[str]:
    """Split *value* at each "and" that no braces hold."""
    parts = [""]
    depth = 0
    for token in re.split(r"([{}]|\s+and\s+)", value):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if not depth and _PLACES.fullmatch(token):
            parts.append("")
        else:
            parts[-1] += token
    return parts


def _is_address(value: str) -> bool:
    return address(value).startswith(("http://", "https://"))


def where(entry: Entry) -> str:
    """Return the DOI's address, else the work's own, or nothing (APA 9.34–9.36)."""
    doi = re.sub(
        r"^(https?://(dx\.)?doi\.org/|doi:)", "", address(raw(entry, "doi")), flags=re.IGNORECASE
    )
    if doi:
        return f"https://doi.org/{doi}"
    url = address(raw(entry, "url"))
    if not url and _is_address(raw(entry, "howpublished")):
        url = address(raw(entry, "howpublished"))
    if not url and is_arxiv(entry):
        url = "https://arxiv.org/abs/" + address(raw(entry, "eprint"))
    return url


def link(entry: Entry) -> str:
    """Return the DOI, else the address, as marked text.

    ``urldate`` is printed only for a work that changes (APA 9.16).
    """
    found = where(entry)
    if not found:
        return ""
    target = linked(found) if _is_address(found) else found
    if found.startswith("https://doi.org/"):
        return target
    day = dates.accessed(entry) if _changes(entry) else ""
    return f"Retrieved {day}, from {target}" if day else target


def _changes(entry: Entry) -> bool:
    """Say whether the contents behind an address are meant to change.

    So they are without a date, with ``options = {retrieved}``, and in what is kept up to
    date like a journal but has no volumes, numbers or pages and a year alone (example 14).
    """
    date = dates.of_entry(entry)
    if date.words == "n.d." or "retrieved" in options(entry):
        return True
    bound = raw(entry, "volume", "number", "issue", "pages", "eid", "pubstate", "howpublished")
    dated = date.start is not None and date.start.month
    return form(entry) == "article" and not (bound or dated or is_news(entry))


def periodical(entry: Entry) -> str:
    """Return the source of an article: *Journal*, *12*(3), 45–67 (APA 9.25–9.27)."""
    name = periodical_title(entry)
    if not name and entry.type == "periodical" and raw(entry, "issuetitle"):
        name = title(entry)
    if not name and entry.type in {"inproceedings", "conference"}:
        name = words(entry, "booktitle")
    volume, number = text(entry, "volume"), pages(raw(entry, "number") or raw(entry, "issue"))
    volume_number = em(volume) + (f"({number})" if number else "")
    article = text(entry, "eid")
    place = f"Article {article}" if article else pages(raw(entry, "pages"))
    known = ", ".join(part for part in (em(name), volume_number, place) if part)
    ahead = raw(entry, "pubstate").lower() in _AHEAD or raw(entry, "howpublished").lower() in _AHEAD
    notes = [ended(known), "Advance online publication." if ahead else ""]
    return " ".join(filter(None, notes))


def whole(entry: Entry) -> str:
    """Return the book that holds a chapter, the series of an episode, the album of a song.

    APA 9.28; a song is *on* an album (10.13, example 92).
    """
    kind = form(entry)
    own = title(entry, "booktitle", "booksubtitle")
    name = volume_title(title(entry, "maintitle", "mainsubtitle"), entry, own)
    inside = [edition(entry), *volumes(entry), page_range(entry)] if kind == "chapter" else []
    if kind == "episode":
        inside = [page_range(entry)]
    if kind == "data":
        inside = [data_details(entry)]
    details = ", ".join(filter(None, inside))
    added = text(entry, "booktitleaddon", "maintitleaddon")
    added = data_description(entry) if kind == "data" else added
    on = "On" if is_song(entry) else "In"
    parts = [em(name), f"({details})" if details else "", f"[{added}]" if added else ""]
    return f"{on} {whole_editors(entry)}" + " ".join(filter(None, parts))


def is_song(entry: Entry) -> bool:
    """Say whether a recording is a song or another piece of an album."""
    kind = text(entry, "entrysubtype", "type").lower()
    return entry.type == "music" or kind.startswith(("song", "track", "music"))


def place(entry: Entry) -> list[str]:
    """Return where something was shown or is kept: a venue, a museum, an archive."""
    found = text(entry, "venue", "location", "address")
    return [found] if found else []
