"""Dates of works (APA 9.13–9.17): BibTeX's ``year`` and ``month``, biblatex's ``date``.

biblatex writes ISO 8601-2: ``2019-03``, ``2016-03-30/2016-04-02``, ``2015/..`` (to the
present), ``1377~`` (circa), ``2020-22`` (summer), ``-0349`` (350 B.C.E.).  What cannot be
read as a date is printed as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from babel.dates import get_month_names

from press.apa.fields import plain, raw, text

if TYPE_CHECKING:
    from pybtex.database import Entry

#: The months in full, as APA prints them.
MONTHS = tuple(get_month_names("wide", "stand-alone", locale="en").values())
_SEASONS = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}
_POINT = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?([~?%]?)")
_YEAR = re.compile(r"(?:(ca?|circa)\.?\s*)?(\d{1,4})(?:\s*[-–/]\s*(\d{4}|present|))?")
_NO_DATE = frozenset({"", "n.d.", "n.d", "nd", "no date", "undated"})
_IN_PRESS = frozenset({"inpress", "in press", "forthcoming"})


@dataclass(frozen=True, order=True)
class Point:
    """A day, a month (day 0), a season (month 21 to 24) or a year (month 0)."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def year_text(self) -> str:
        """The year; year 0 is 1 B.C.E. (ISO 8601-2, as biblatex reads it)."""
        return str(self.year) if self.year > 0 else f"{1 - self.year} B.C.E."

    @property
    def month_text(self) -> str:
        """The month's or the season's name, or nothing."""
        return _SEASONS.get(self.month) or (MONTHS[self.month - 1] if self.month else "")

    @property
    def month_day(self) -> str:
        """``April 26``, ``April``, ``Summer`` or nothing."""
        return f"{self.month_text} {self.day}" if self.day else self.month_text


@dataclass(frozen=True)
class Date:
    """A date as APA prints it.

    *words* is what stands for a year that is not a number (``n.d.``, ``in press`` or
    what the editor wrote).  *end* is the same as *start* except for a range; it is
    ``None`` for a range that goes on.  *written* is a year of two calendars as it is
    printed: ``1438/2017``.
    """

    start: Point | None = None
    end: Point | None = None
    circa: bool = False
    words: str = ""
    written: str = ""

    def year(self, suffix: str = "") -> str:
        """Return the year as cited in the text, with the letter of APA 8.19."""
        if self.start is None:
            return f"{self.words}-{suffix}" if suffix else self.words
        years = self.written or self.start.year_text
        if self.end is None:
            years += "–present"
        elif self.end.year != self.start.year:
            years = _year_range(self.start, self.end)
        if suffix and not years[-1].isdigit():
            suffix = f"-{suffix}"
        return f"{'ca. ' if self.circa else ''}{years}{suffix}"

    def full(self, suffix: str = "") -> str:
        """Return the date as precisely as it is known: ``2016a, March 30–April 2``."""
        start, end = self.start, self.end
        if start is None or end is None or not start.month:
            return self.year(suffix)
        if end.year != start.year:
            return f"{start.year_text}{suffix}, {start.month_day}–{end.year_text}, {end.month_day}"
        days = start.month_day
        if end != start:
            same_month = end.month == start.month and start.day
            days += f"–{end.day if same_month else end.month_day}"
        return f"{self.year(suffix)}, {days}"

    @property
    def order(self) -> tuple[int, int, int, int, tuple[int, int, int], str]:
        """Sorts no date first, then by date, the less specific first, in press last (APA 9.46)."""
        if self.start is None:
            group = {"n.d.": 0, "in press": 2}.get(self.words, 1)
            year = re.search(r"\d{3,4}", self.words)
            return (group, int(year[0]) if year else 0, 0, 0, (0, 0, 0), self.words)
        end = self.end or Point(9999)
        start = self.start
        return (1, start.year, start.month, start.day, (end.year, end.month, end.day), "")


def _year_range(start: Point, end: Point) -> str:
    if start.year <= 0 and end.year <= 0:
        return f"{1 - start.year}–{end.year_text}"
    return f"{start.year_text}–{end.year_text}"


def of_entry(entry: Entry) -> Date:
    """Return the date of *entry*: ``pubstate = {inpress}``, ``date``, or ``year`` and ``month``."""
    if raw(entry, "pubstate").lower() in _IN_PRESS:
        return Date(words="in press")
    return _read(entry, "date") or _read(entry, "eventdate") or _from_year(entry)


def original(entry: Entry) -> Date | None:
    """Return the date at which the work first appeared (APA 9.41), if ``origdate`` says."""
    date = _read(entry, "origdate") or parse_year(text(entry, "origyear"))
    return None if date.words == "n.d." else date


def accessed(entry: Entry) -> str:
    """Return ``November 20, 2026`` from ``urldate``, or nothing."""
    date = _read(entry, "urldate")
    if date is None or date.start is None:
        return text(entry, "urldate")
    return ", ".join(part for part in (date.start.month_day, date.start.year_text) if part)


def _read(entry: Entry, name: str) -> Date | None:
    value = raw(entry, name)
    return parse(value) if value else None


def parse(value: str) -> Date:
    """Return the date that an ISO 8601-2 text means; other text is kept as words."""
    first, slash, last = (part.strip() for part in value.strip().partition("/"))
    start = _POINT.fullmatch(first)
    end = _POINT.fullmatch(last) if last not in {"", ".."} else None
    if start is None or (end is None and last not in {"", ".."}):
        return parse_year(plain(value))
    begun = _point(start)
    if begun is None:
        return Date(words=plain(value))
    ended = (_point(end) if end else None) if slash else begun
    if ended and not (begun.month or ended.month) and same_year(begun.year, ended.year):
        return Date(ended, ended, circa=bool(start[4]), written=f"{begun.year}/{ended.year}")
    return Date(begun, ended, circa=bool(start[4]))


def same_year(hijri: int, common: int) -> bool:
    """Say whether a year of the Muslim calendar, lunar or solar, is that year of the common era."""
    if not 1 <= hijri < common:
        return False
    lunar = round(hijri * 0.970229 + 621.57)
    return abs(lunar - common) <= 1 or common - hijri in {621, 622}


def _point(match: re.Match[str]) -> Point | None:
    year, month, day = (int(part or 0) for part in match.groups()[:3])
    known = month <= 12 or (month in _SEASONS and not day)
    return Point(year, month, day) if known and day <= 31 else None


def parse_year(value: str) -> Date:
    """Return the date that a ``year`` field means: ``2019``, ``ca. 1377``, ``2003–2015``."""
    if value.lower() in _NO_DATE:
        return Date(words="n.d.")
    if value.lower() in _IN_PRESS:
        return Date(words="in press")
    match = _YEAR.fullmatch(value)
    if match is None:
        return Date(words=value)
    start = Point(int(match[2]))
    if "/" in value and (match[3] or "").isdigit() and same_year(start.year, int(match[3])):
        common = Point(int(match[3]))
        return Date(common, common, circa=bool(match[1]), written=f"{match[2]}/{match[3]}")
    ends = {None: start, "": None, "present": None}
    end = ends[match[3]] if match[3] in ends else Point(int(match[3]))
    return Date(start, end, circa=bool(match[1]))


def _from_year(entry: Entry) -> Date:
    date = parse_year(text(entry, "year"))
    month = _month(text(entry, "month"))
    if date.start is None or date.end != date.start or not month:
        return date
    day = re.search(r"\d{1,2}", text(entry, "day") or text(entry, "month"))
    digits = text(entry, "month").isdigit() and not text(entry, "day")
    known = int(day[0]) if day and not digits and int(day[0]) <= 31 else 0
    point = Point(date.start.year, month, known)
    return replace(date, start=point, end=point)


def _month(value: str) -> int:
    if value.isdigit() and 1 <= int(value) <= 12:
        return int(value)
    word = re.search(r"[A-Za-z]{3,}", value)
    starts = [month[:3].lower() for month in MONTHS]
    name = word[0][:3].lower() if word else ""
    return starts.index(name) + 1 if name in starts else 0
