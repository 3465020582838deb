"""Parts that titles and sources share: volumes, editions, pages (APA 9.19, 9.25, 9.28)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.apa.fields import pages, raw, text
from press.apa.titles import joined

if TYPE_CHECKING:
    from pybtex.database import Entry

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def volume_title(whole: str, entry: Entry, own: str) -> str:
    """Return a volume's title within that of the whole: *Handbook: Vol. 2. Processes* (9.20)."""
    volume = text(entry, "volume")
    if not whole or not own:
        return whole or own
    return joined(whole, f"Vol. {volume}. {own}" if volume else own)


def is_arxiv(entry: Entry) -> bool:
    """Say whether the work is a preprint on arXiv."""
    return text(entry, "eprinttype", "archiveprefix").lower() == "arxiv"


# How repositories write their names, where an export writes them in small letters.
_ARCHIVES = {"arxiv": "arXiv", "biorxiv": "bioRxiv", "medrxiv": "medRxiv", "jstor": "JSTOR"}
# Kinds of identifiers, which name no place where a work stands.
_IDENTIFIERS = frozenset({"doi", "hdl", "handle", "urn", "pubmed", "pmid", "isbn", "googlebooks"})


def archive(entry: Entry) -> str:
    """Return the archive or site that ``eprinttype`` names, or ``eprint`` as biblatex-apa has it."""
    name = text(entry, "eprinttype", "archiveprefix")
    if not name:
        name = text(entry, "eprint")
        # A number there is that of a work in an archive without a name.
        if re.search(r"\d", name):
            return ""
    return "" if name.lower() in _IDENTIFIERS else _ARCHIVES.get(name.lower(), name)


# What an edition is called in other languages, and one that says its number so.
_EDITION_WORDS = (
    "baskı|basım|bs|bsk|auflage|aufl|ausgabe|ausg|éd|édition|edición|ediciones|edição|edizione|ed|edisi|cetakan|cet"
    "|druk|uitgave|upplagan|udgave|utgave|издание|изд|wydanie|wyd|vydání|kiadás|چاپ|طبعة|ط"
)
_FOREIGN_EDITION = re.compile(
    rf"(\d+)\s*(?:\.|e|è|ème|ª|º|a|ta|inci|ıncı|uncu|üncü|nci|ncı|-е)?\s*(?:{_EDITION_WORDS})"
)
_SAYS_EDITION = re.compile(rf"(?<!\w)(?:{_EDITION_WORDS}|الطبعة)(?!\w)")


def edition(entry: Entry) -> str:
    """Return ``2nd ed.``; the first edition is not named (APA 9.19)."""
    value = text(entry, "edition")
    if not value or re.search(r"\bed(n|ition)?\b", value):
        return value
    word = value.lower().rstrip(".")
    number = _ORDINALS.index(word) + 1 if word in _ORDINALS else 0
    digits = re.fullmatch(r"(\d+)(st|nd|rd|th)?", word) or _FOREIGN_EDITION.fullmatch(word)
    if digits:
        number = int(digits[1])
    if number == 1:
        return ""
    if word in {"rev", "revised"}:
        return "Rev. ed."
    if not number and _SAYS_EDITION.search(word):
        return value  # «3., überarb. Aufl.»: it calls itself an edition.
    return f"{ordinal(number) if number else value} ed."


def ordinal(number: int) -> str:
    """Return ``1st``, ``2nd``, ``11th``, ``23rd``."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def volumes(entry: Entry) -> list[str]:
    """Return ``Vol. 2`` or ``Vols. 1–4``, unless the volume is part of the title."""
    volume, number = text(entry, "volume"), text(entry, "volumes")
    if raw(entry, "maintitle") and volume:
        return []
    if volume:
        span = pages(volume)
        return [f"{'Vols.' if '–' in span else 'Vol.'} {span}"]
    return [f"Vols. 1–{number}"] if number else []


def page_range(entry: Entry) -> str:
    """Return ``pp. 1–20``, ``p. 7``, or the chapter when no page is known."""
    span = pages(raw(entry, "pages"))
    if entry.type in {"book", "collection", "proceedings", "mvbook", "manual", "booklet"}:
        return ""
    if not span:
        chapter = text(entry, "chapter")
        return f"Chapter {chapter}" if chapter else ""
    return f"{'pp.' if re.search('[–,+]', span) else 'p.'} {span}"


def version(entry: Entry) -> str:
    """Return ``Version 3.1``; words stand as they are: ``Mar 14 version``, ``Public beta``."""
    value = text(entry, "version")
    words = re.search(r"\b[Vv]ersion\b", value) or re.match(r"[^\W\d]{3,} ", value)
    return value if not value or words else f"Version {value}"
