"""Bylines: days and names as they stand above an article, in words.

A day is read only where it can be one day: «04/05/2025» is none, for who knows its month.
"""

from __future__ import annotations

import datetime as dt
import re

MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if month != "May" else "May" for month in MONTHS)
_MONTH = _MONTH.replace("Sep(?:tember)?", "Sept?(?:ember)?")
_DAY = (
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    rf"|(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})"
)
_DATE = re.compile(_DAY, re.IGNORECASE)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATED = re.compile(
    r"(?:(?:first\s+)?(?:published|posted|date|on|updated|last\s+(?:updated|modified))\s*(?:on|at)?\s*[:•·|]?\s*)*"
    rf"{_WEEKDAY}(?:{_DAY})(?:,?\s*(?:at\s+)?\d{{1,2}}:\d\d(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{{2,4}})?)?[\s•·|—–-]*(?:\d+\s+min(?:ute)?s?\.?\s*(?:read)?)?",
    re.IGNORECASE,
)  # fmt: skip
_UPDATED = re.compile(r"updated|modified", re.IGNORECASE)
_BY = re.compile(r"(?:written\s+by|by|authors?:|words\s+by)\s+(?P<names>.+)", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*)(?:\s+[^\W\d_][\w.’'-]*){0,5}")
_BETWEEN = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|\s&\s|\sand\s|\s+و\s*)\s*")
_DIVIDERS = re.compile(r"\s*[|•·—–/]\s*|\s{3,}|\n")


def read_day(text: str) -> str:
    """Return the only day in *text* as YYYY-MM-DD, "" where there is none or more than one."""
    days = {day for day in map(_iso, _DATE.finditer(text)) if day}
    return days.pop() if len(days) == 1 else ""


def _iso(found: re.Match[str]) -> str:
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"]).isoformat()
        name, day, year = (
            (found["m1"], found["d1"], found["y1"])
            if found["m1"]
            else (found["m2"], found["d2"], found["y2"])
        )
        month = next(n for n, word in enumerate(MONTHS, 1) if word[:3].lower() == name[:3].lower())
        return dt.date(int(year), month, int(day)).isoformat()
    except (ValueError, StopIteration):
        return ""


def read_names(text: str) -> tuple[str, ...]:
    """Return the names in "Jane Doe, John Roe and Ali Kaya", nothing where one is no name."""
    names = [name.strip(" .") for name in _BETWEEN.split(text.strip()) if name.strip(" .")]
    good = all(
        _NAME.fullmatch(name) and len(name) < 60 and not name.split()[0].islower() for name in names
    )
    return tuple(names) if names and good else ()


def read_byline(text: str) -> tuple[tuple[str, ...], str, str] | None:
    """Return the authors, the day and the day of the change that a line above a text names.

    ``None`` where the line says anything else.
    """
    text = text.strip()
    if not text or len(text) > 200:
        return None
    authors: tuple[str, ...] = ()
    day = updated = ""
    for part in filter(None, (piece.strip(" ,") for piece in _DIVIDERS.split(text))):
        if _DATED.fullmatch(part) and (found := read_day(part)):
            if _UPDATED.search(part) and not re.search("published|posted", part, re.IGNORECASE):
                updated = found
            else:
                day = day or found
        elif (by := _BY.fullmatch(part)) and (names := _names_and_day(by["names"])):
            authors, inside = names
            day = day or inside
        elif not re.fullmatch(r"\d+\s+min(?:ute)?s?\.?\s*(?:read)?", part, re.IGNORECASE):
            return None
    return (authors, day, updated) if authors or day or updated else None


def _names_and_day(text: str) -> tuple[tuple[str, ...], str] | None:
    """Read "Jane Doe, April 29, 2025" or "Jane Doe on April 29, 2025"."""
    found = _DATE.search(text)
    day = _iso(found) if found and not text[found.end() :].strip(" .") else ""
    if found and day:
        text = re.sub(r"[\s,]*(?:\bon)?[\s,]*$", "", text[: found.start()])
    names = read_names(text)
    return (names, day) if names else None
