"""Law: court cases, statutes, hearings, orders, constitutions and treaties (APA 11).

References follow legal style: no author, the title and its citation, the court and the year
in parentheses: *Brown v. Board of Education*, 347 U.S. 483 (1954).  The citation stands in
``citation``, ``number`` or ``location``, or is put together from ``volume``, ``journaltitle``
(the reporter) and ``pages``; the court in ``organization``, ``institution`` or ``court``.
Titles are names and keep their capitals.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa import dates
from press.apa.fields import address, pages, raw, text, words
from press.apa.kinds import is_case
from press.apa.names import annotated
from press.apa.rich import em, ended, linked
from press.apa.titles import joined

if TYPE_CHECKING:
    from pybtex.database import Entry

_COURTS = ("organization", "institution", "court", "authority", "publisher")
_CHAMBERS = {
    "senate": "S.",
    "house": "H.R.",
    "houseofrepresentatives": "H.R.",
    "congress": "Cong.",
}
_DOCUMENTS = {
    "bill": "",
    "resolution": "Res.",
    "jointresolution": "J. Res.",
    "concurrentresolution": "Con. Res.",
    "report": "Rep. No.",
    "document": "Doc. No.",
}
_SOURCES = {"us": "U.S.", "unitednations": "U.N.", "un": "U.N.", "eu": "E.U."}
_HEARING = re.compile(r"\b(?:hearing|testimony|statement)s?\b", re.IGNORECASE)
_COLLECTED_TREATY = re.compile(
    r"\b(?:U\.?N\.?T\.?S|U\.?S\.?T|T\.?I\.?A\.?S|L\.?N\.?T\.?S|E\.?T\.?S)\b"
)
# Documents that are dated to the day: resolutions of the United Nations, decisions by docket.
_RESOLUTION = re.compile(r"\b(?:G\.?A|S\.?C|E\.?S\.?C)\.? Res\.|\b[AS]/RES/|\bU\.?N\.? Doc\b")
_DOCKET = re.compile(r"(?:App\.|No\.|Nos\.|Case|C-\d|Civ|ECLI|Application)")


def reference(entry: Entry, suffix: str = "") -> str:
    """Return the reference of *entry* as marked text; *suffix* is the letter after the year."""
    title = name(entry)
    where = citation(entry)
    parts = [em(title) if _is_hearing(entry) else title, where]
    url = address(
        (raw(entry, "doi") and f"https://doi.org/{raw(entry, 'doi')}") or raw(entry, "url")
    )
    link = linked(url) if url.startswith(("http://", "https://")) else url
    date = dates.of_entry(entry)
    if _is_treaty(entry, where, date):
        day = f"{date.start.month_day}, {date.year(suffix)}" if date.start else ""
        day = day.removeprefix(", ")
        written = ", ".join(filter(None, [title, day, where]))
        return f"{written}, {link}" if link else ended(written)
    written = ", ".join(filter(None, parts))
    when = " ".join(filter(None, [_court(entry, where), _when(entry, where, date, suffix)]))
    # A citation that is copied whole ends in the court and the year.
    if when and not (date.start and where.endswith(f"{date.start.year_text})")):
        written += f" ({when})"
    if not written:
        return "(n.d.)."
    note = words(entry, "note")
    # What became of it, or who spoke; the notes of managers are sentences of their own.
    if note and re.match(r"[a-z]", note):
        written += f" ({note})"
    return " ".join(filter(None, [ended(written), link]))


def name(entry: Entry) -> str:
    """Return what a law, a case or a document is called, as marked text."""
    title = joined(words(entry, "title"), words(entry, "subtitle"))
    added = words(entry, "titleaddon")
    if title:
        return f"{title} {added}" if added else title
    return _numbered(entry) or added


def _numbered(entry: Entry) -> str:
    """Return the name that a document's kind and number make (APA 11.6–11.9)."""
    kind = text(entry, "type").lower()
    source = text(entry, "source")
    number = text(entry, "number")
    place = _SOURCES.get(source.lower(), source)
    if kind == "execorder":
        return f"Exec. Order No. {number}"
    if kind == "charter":
        return " ".join(filter(None, [place, "Charter", _provision(entry)]))
    if kind == "constitution" or entry.type == "constitution":
        return " ".join(filter(None, [place, "Const.", _provision(entry)]))
    document = " ".join(
        filter(None, [_CHAMBERS.get(source.lower(), place), _DOCUMENTS.get(kind, "")])
    )
    return f"{document} {number}".strip()


def _provision(entry: Entry) -> str:
    """Return the part of a constitution or charter: ``art. 1, para. 3``."""
    labels = (
        ("article", "art."),
        ("amendment", "amend."),
        ("section", "§"),
        ("part", "para."),
        ("paragraph", "para."),
    )
    return ", ".join(
        f"{label} {pages(raw(entry, field))}" for field, label in labels if raw(entry, field)
    )


def citation(entry: Entry) -> str:
    """Return where the text stands: ``347 U.S. 483``, ``Pub. L. No. 88-352``."""
    own = words(entry, "citation")
    if own:
        return own
    reporter = words(entry, "journaltitle", "journal", "reporter", "code")
    if reporter:
        return " ".join(filter(None, [text(entry, "volume"), reporter, pages(raw(entry, "pages"))]))
    number = words(entry, "number") if raw(entry, "title") else ""
    if re.fullmatch(r"[\d-]+", number):
        number = f"No. {number}"
    place = re.sub(r"\s+and\s+", ", ", words(entry, "location"))
    return ", ".join(filter(None, [number, place]))


def _court(entry: Entry, where: str) -> str:
    """Return the court, which the reports of the U.S. Supreme Court need not name."""
    said = annotated(entry, "citation", "citeorg").get(1, "")
    if said or not (entry.type == "jurisdiction" or is_case(raw(entry, "title"))):
        return said
    return "" if re.search(r"\d U\.\s?S\. (?:\d|_)", where) else text(entry, *_COURTS)


def _when(entry: Entry, where: str, date: dates.Date, suffix: str) -> str:
    """Return the date: the year, to the day of what is not in a collection."""
    keywords = re.split(r"[,;]\s*", text(entry, "keywords").lower())
    state = next((word for word in ("proposed", "repealed", "enacted") if word in keywords), "")
    if date.start is None:
        return "" if date.words == "n.d." else date.words
    year = date.year(suffix)
    day = f"{date.start.month_day}, {year}" if date.start.day else year
    original = dates.original(entry)
    if original:
        return f"{original.year()} & rev. {year}"
    if state:
        return f"{state} {day}"
    is_docket = _DOCKET.match(where) or (not where and entry.type == "jurisdiction")
    return day if _RESOLUTION.search(where) or is_docket else year


def _is_hearing(entry: Entry) -> bool:
    if entry.type not in {"legal", "legmaterial", "misc"} or not raw(entry, "title"):
        return False
    return bool(
        _HEARING.search(f"{raw(entry, 'title')} {raw(entry, 'subtitle')} {raw(entry, 'note')}")
        or (entry.type == "legmaterial" and raw(entry, "subtitle"))
    )


def _is_treaty(entry: Entry, where: str, date: dates.Date) -> bool:
    """Say whether the work is a treaty, whose date stands without parentheses (APA 11.10)."""
    if date.start is None or entry.type not in {"legal", "treaty"}:
        return False
    return bool(_COLLECTED_TREATY.search(where)) or not where


def in_text(entry: Entry) -> tuple[str, bool]:
    """Return how a law is named in the text, and whether in italics: cases and hearings are."""
    title = words(entry, "shorttitle") or " ".join(
        filter(None, [words(entry, "title"), words(entry, "titleaddon")])
    )
    title = title or name(entry)
    return title, is_case(raw(entry, "title")) or entry.type == "jurisdiction" or _is_hearing(entry)
