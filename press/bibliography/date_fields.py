"""Dates of BibTeX entries, written in one way: ISO 8601-2, as biblatex has them.

People, databases and reference managers write ``2020-09-20T19:01:13Z``, ``12 May 2020``,
``1~August``, ``jan--feb``, ``Spring``, ``2020/21`` or ``1438/2017``.  What can be told for
certain becomes ``date``, ``2020-05-12``; what is words by right (``n.d.``, ``1438/2017`` of
two calendars) stays in ``year``; all else stays as typed and is told.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from press.apa.dates import parse_year

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

#: The fields that hold dates, without ``year`` and ``month``, which make one together.
DATES = ("date", "eventdate", "origdate", "urldate")

#: A range of more years than somebody works is asked about.
_LONGEST = 120

_MARK = r"[~?%]?"
_ISO_POINT = rf"-?\d{{4}}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-\d\d)?)?{_MARK}"
_ISO = re.compile(rf"(\.\.|{_ISO_POINT})?(?:(/)(\.\.|{_ISO_POINT})?)?", re.ASCII)
_TIME = re.compile(
    r"(?<=\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?"
)
_UNSPECIFIED = re.compile(r"(\d\d)XX|(\d{3})X", re.ASCII)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_NO_DATE = frozenset(
    "n.d. n.d nd s.a. s.a s.d. s.d sd o.j. o.j t.y. t.y ty s.f. s.f tt t.t. undated none".split()
) | {"no date", "o. j.", "ohne jahr", "sans date", "sin fecha", "tarih yok", "بدون تاريخ", "د.ت.",
     "د.ت", "د. ت.", "بی‌تا", "بی تا", "????", "[n.d.]", "(n.d.)"}  # fmt: skip
_IN_PRESS = frozenset("inpress forthcoming".split()) | {"in press", "to appear", "in print",
                                                        "baskıda", "im erscheinen"}  # fmt: skip
_SEASONS = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "printemps": 21, "été": 22, "automne": 23, "hiver": 24, "frühjahr": 21, "frühling": 21,
    "sommer": 22, "herbst": 23, "primavera": 21, "verano": 22, "otoño": 23, "invierno": 24,
    "bahar": 21, "ilkbahar": 21, "yaz": 22, "güz": 23, "sonbahar": 23, "kış": 24,
    "الربيع": 21, "ربيع": 21, "الصيف": 22, "صيف": 22, "الخريف": 23, "خريف": 23, "الشتاء": 24,
    "شتاء": 24,
}  # fmt: skip
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
# Where Babel's data are asked for names of months.
_LANGUAGES = "de fr es it pt nl tr id ms ar fa ur az sq bs ru uk pl sv".split()


def tidy_dates(fields: MutableMapping[str, str]) -> Iterator[tuple[str, str]]:
    """Write the dates in *fields* in one way; yield a field's name and advice for what is none."""
    for name in DATES:
        value = fields.get(name, "").strip()
        if not value:
            continue
        found = iso_date(value)
        if found:
            fields[name] = found
        elif name == "date" and _is_words(value):
            del fields[name]
            fields["year"] = _words(value)
        elif name != "origdate" or not _is_words(value):
            yield (name, _DAY if name == "urldate" else _DATE)
    if "date" not in fields:
        yield from _year(fields)
    first, last = _years(fields.get("date", "") or fields.get("year", ""))
    if last - first > _LONGEST:
        yield ("date" if "date" in fields else "year", _RANGE)


_DATE = "a date such as 2025-04-26, 2025-04, 2025 or n.d."
_DAY = "the day of access such as 2025-04-26"
_RANGE = "the first and the last year of the work itself"
_YEAR = "a year such as 2025, ca. 1377 or n.d."
_MONTH = "a month such as 4 or apr"


def _year(fields: MutableMapping[str, str]) -> Iterator[tuple[str, str]]:
    """Make one date of ``year`` and ``month`` where they say more than a year and a month's name."""
    value = fields.get("year", "").strip()
    month = fields.get("month", "").strip()
    plain = bool(re.fullmatch(r"\d{4}", value, re.ASCII))
    if month and plain:
        found = _with_month(value, month, fields.get("day", ""))
        if found is None:
            yield ("month", _MONTH)
            del fields["month"]
        elif "/" in found or found[5:7] > "20":
            fields["date"] = found
            del fields["year"], fields["month"]
        else:
            _set_month(fields, found)
        return
    if plain or not value:
        return
    found = iso_date(value)
    if found:
        fields["date"] = found
        del fields["year"]
    elif _is_words(value):
        fields["year"] = _words(value)
    else:
        yield ("year", _YEAR)


def _set_month(fields: MutableMapping[str, str], found: str) -> None:
    if not fields["month"].isalpha():  # ``April`` and ``apr`` are fine as they are
        fields["month"] = str(int(found[5:7]))
        if found[8:]:
            fields["day"] = str(int(found[8:]))
    elif not fields["month"].isascii() or fields["month"][:3].lower() not in _SHORT:
        fields["month"] = str(int(found[5:7]))


_SHORT = frozenset(name[:3] for name in _MONTHS)


@lru_cache(maxsize=4096)
def iso_date(value: str) -> str:
    """Return a date as ISO 8601-2, or "" where *value* is none that can be told for certain."""
    text = _TIME.sub("", value.strip().translate(_DIGITS))
    text = re.sub(r"-00(?:-00)?(?=$|/)", "", text)
    text = _UNSPECIFIED.sub(lambda m: f"{m[1]}00/{m[1]}99" if m[1] else f"{m[2]}0/{m[2]}9", text)
    text = re.sub(r"\s*/\s*", "/", text)
    match = _ISO.fullmatch(text)
    if match is not None and (match[1] or match[3]):
        first, slash, last = match.groups()
        if not (slash and _is_two_calendars(first, last)):
            days = all(map(_is_day, (first, last)))
            return text if days and first != ".." and first else ""
    return _loose(text)


def _is_day(point: str | None) -> bool:
    """Say whether the day that a point of time may name is one of its month."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)[~?%]?", point or "")
    if match is None:
        return point is None or point.count("-", 1) < 2
    try:
        dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return False
    return True


def _loose(text: str) -> str:
    """Return the ISO form of a date in words or with other signs."""
    numbers = re.fullmatch(r"(\d{4})[./-](\d{1,2})(?:[./-](\d{1,2}))?|(\d{4})(\d\d)(\d\d)", text)
    if numbers is not None and int(numbers[2] or numbers[5]) <= 12:
        return _iso(numbers[1] or numbers[4], int(numbers[2] or numbers[5]),
                    int(numbers[3] or numbers[6] or 0))  # fmt: skip
    european = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
    if european is not None:
        return _iso(european[3], int(european[2]), int(european[1]))
    years = re.fullmatch(r"(\d{4})\s*(?:--?|[–—/])\s*(\d{4}|\d\d)", text)
    if years is not None:
        last = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        if _is_two_calendars(years[1], last):
            return ""
        return f"{years[1]}/{last}" if int(last) > int(years[1]) else ""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    if year is None:
        return ""
    rest = (text[: year.start()] + " " + text[year.end() :]).strip(" ,.;()[]")
    if not rest:
        # ``[2020]`` and ``(2020)``
        return year[0] if re.fullmatch(r"[\[(]?\d{4}[\])]?", text.strip(" .,")) else ""
    if rest in {"c", "©", "copyright", "cop"}:
        return year[0]
    return _with_month(year[0], rest, "") or ""


def _with_month(year: str, value: str, day: str) -> str | None:
    """Return the ISO date of a year and what stands for its month, ``1~August`` or ``jan--feb``."""
    text = re.sub(r"[~\u00a0.,]+", " ", value.translate(_DIGITS)).strip()
    if text.isdigit():
        return _iso(year, int(text), int(day) if day.isdigit() else 0) or None
    parts = re.split(r"\s*(?:--?|[–—/]|\band\b|\bve\b|&)\s*", text)
    points = [_month_and_day(part) for part in parts]
    if len(points) > 2 or not all(points):
        return None
    months = [point for point in points if point]
    if len(months) == 1:
        month, known = months[0]
        return _iso(year, month, known or (int(day) if day.isdigit() else 0)) or None
    (first, start), (last, end) = months
    if not first:  # ``3-5 May``
        first = last
    if not last:  # ``May 3-5``
        last = first
    begun, ended = _iso(year, first, start), _iso(year, last, end)
    return f"{begun}/{ended}" if begun and ended else None


def _month_and_day(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(
        r"(\d{1,2})?(?:st|nd|rd|th)?\.?\s*(?:of\s+)?([^\W\d_]+)?\s*(\d{1,2})?(?:st|nd|rd|th)?", text
    )
    if match is None or not (match[1] or match[2] or match[3]) or (match[1] and match[3]):
        return None
    month = month_number(match[2]) if match[2] else 0
    if match[2] and not month:
        return None
    return month, int(match[1] or match[3] or 0)


@lru_cache(maxsize=512)
def month_number(word: str) -> int:
    """Return the number of a month or season by its name in some language, or 0."""
    name = word.lower().rstrip(".")
    if name in _SEASONS:
        return _SEASONS[name]
    if len(name) >= 3:
        for number, month in enumerate(_MONTHS, 1):
            if month.startswith(name) or name == month[:4]:
                return number
    from babel import Locale  # noqa: PLC0415  (dear, and hardly ever needed)

    for language in _LANGUAGES:
        months = Locale(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in months[context][width].items():
                    if name == month.lower().rstrip("."):
                        return int(number)
    return 0


def _iso(year: str, month: int, day: int) -> str:
    if month > 20 and not day:
        return f"{year}-{month}" if month <= 24 else ""
    if not 1 <= month <= 12:
        return ""
    if not day:
        return f"{year}-{month:02}"
    try:
        return dt.date(int(year), month, day).isoformat()
    except ValueError:
        return ""


# -- what stays words -------------------------------------------------------------


def _is_words(value: str) -> bool:
    """Say whether a date that is no number is one that APA prints, or says that there is none."""
    lower = value.lower()
    if lower in _NO_DATE or lower in _IN_PRESS:
        return True
    date = parse_year(value)
    if date.start is not None or date.words in {"n.d.", "in press"}:
        return True
    text = value.translate(_DIGITS)
    pair = re.search(r"(\d{3,4})\D{1,12}(\d{4})", text)
    if pair is not None and _is_two_calendars(pair[1], pair[2]):
        return True
    # A year of another calendar or era, a century, or a doubt.
    return bool(re.search(r"(?i)\d\s*(?:a\.?h|h\.?|hş|ش|هـ?|m|c\.?e|b\.?c\.?(?:e\.?)?|a\.?d)\b"
                          r"|centur|\byy\.|yüzyıl|القرن|^(?:ca?|circa|um|about|before|after|\[)"
                          r"|\d\s*\?$|^\d{3,4}s$|reign|r\. \d", text))  # fmt: skip


def _words(value: str) -> str:
    lower = value.lower()
    pair = re.fullmatch(r"(\d{4})\s*/\s*(\d{3,4})", value, re.ASCII)
    if pair is not None and int(pair[1]) > int(pair[2]):
        return f"{pair[2]}/{pair[1]}"  # the calendar of the Hijra first, as APA's forms have it
    return "n.d." if lower in _NO_DATE else "in press" if lower in _IN_PRESS else value


def _is_two_calendars(first: str | None, last: str | None) -> bool:
    """Say whether two years are one, after the Hijra (by the moon or the sun) and of the Common Era.

    33 lunar years are 32 of the sun; the solar calendar of Iran lies 621 years behind.
    """
    if not (first and last and first.isdigit() and last.isdigit()):
        return False
    hijri, common = int(first), int(last[:4])
    if hijri > common:
        hijri, common = common, hijri
    if not 1 <= hijri <= 1500:
        return False
    lunar = hijri * 32 / 33 + 622
    return abs(common - lunar) <= 1.5 or 621 <= common - hijri <= 622


def _years(value: str) -> tuple[int, int]:
    first, slash, last = value.partition("/")
    years = [re.search(r"\d{4}", part, re.ASCII) for part in (first, last)]
    if not slash or years[0] is None or years[1] is None:
        return 0, 0
    begun, ended = years[0][0], years[1][0]
    return (0, 0) if _is_two_calendars(begun, ended) else (int(begun), int(ended))
