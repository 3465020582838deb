"""Parts that titles and sources share: volumes, editions, pages (APA 9.19, 9.25, 9.28)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.richtext import Tag, Text

from press.apa.fields import pages, raw, text
from press.apa.titles import joined

if TYPE_CHECKING:
    from pybtex.database import Entry
    from pybtex.richtext import BaseText

_CLOSED = re.compile(r"[.?!…][”’]?$")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def ended(part: BaseText | str) -> BaseText | str:
    """End *part* with a period unless a mark that ends a sentence is there."""
    if not len(part) or _CLOSED.search(str(part)):
        return part
    # Rich text is dear, and most parts are plain.
    return f"{part}." if isinstance(part, str) else Text(part, ".")


def em(words: str) -> BaseText:
    """Return *words* in italics."""
    return Tag("em", words) if words else Text()


def volume_title(whole: str, entry: Entry, own: str) -> str:
    """Return a volume's title within that of the whole: *Handbook: Vol. 2. Processes* (9.20)."""
    volume = text(entry, "volume")
    if not whole or not own:
        return whole or own
    return joined(whole, f"Vol. {volume}. {own}" if volume else own)


def is_arxiv(entry: Entry) -> bool:
    """Say whether the work is a preprint on arXiv."""
    return text(entry, "eprinttype", "archiveprefix").lower() == "arxiv"


def edition(entry: Entry) -> str:
    """Return ``2nd ed.``; the first edition is not named (APA 9.19)."""
    value = text(entry, "edition")
    if not value or re.search(r"\bed(n|ition)?\b", value):
        return value
    word = value.lower().rstrip(".")
    number = _ORDINALS.index(word) + 1 if word in _ORDINALS else 0
    digits = re.fullmatch(r"(\d+)(st|nd|rd|th)?", word)
    if digits:
        number = int(digits[1])
    if number == 1:
        return ""
    if word in {"rev", "revised"}:
        return "Rev. ed."
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
