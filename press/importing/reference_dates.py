"""Dates of references: «2019a», «2018, November 26», «n.d.», «in press», «ca. 1377».

Pure functions on strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# English first, then the languages in which the archive's sources are written.
_MONTHS = """
january jan janvier janv januar enero ocak gennaio janeiro يناير
february feb février févr februar febrero şubat febbraio fevereiro فبراير
march mar mars märz marzo mart março مارس
april apr avril avr abril nisan aprile أبريل
may mai mayo mayıs maggio maio مايو
june jun juin juni junio haziran giugno junho يونيو
july jul juillet juil juli julio temmuz luglio julho يوليو
august aug août agosto ağustos أغسطس
september sep sept septembre septiembre eylül settembre setembro سبتمبر
october oct octobre oktober octubre ekim ottobre outubro أكتوبر
november nov novembre noviembre kasım novembro نوفمبر
december dec décembre déc dezember diciembre aralık dicembre dezembro ديسمبر
"""
_NUMBERS = {
    name: number
    for number, names in enumerate(_MONTHS.split("\n")[1:-1], 1)
    for name in names.split()
}
_SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
_WORD = r"(?P<{}>[^\W\d_]{{3,10}})\.?"
_DASH = r"\s*[-–—/]\s*"
_YEAR = r"(?P<year>\d{4})(?P<suffix>[a-z])?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"{_YEAR},?\s+{_WORD.format('month')}(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"(?:{_DASH}(?:{_WORD.format('month2')}\s+)?(?P<day2>\d{{1,2}}))?|{_DASH}{_WORD.format('month3')})?"
        ),
        rf"{_YEAR},?\s+(?P<day>\d{{1,2}})\.?\s+(?:de\s+)?{_WORD.format('month')}",
        rf"{_WORD.format('month')}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:{_DASH}(?P<day2>\d{{1,2}}))?,?\s+{_YEAR}",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_WORD.format('month')},?\s+(?:de\s+)?{_YEAR}",
        rf"{_WORD.format('month')},?\s+{_YEAR}",
        r"(?P<year>\d{4})(?P<suffix>)-(?P<number>\d\d)(?:-(?P<day>\d\d))?",
    )
)
_PLAIN = re.compile(
    r"(?P<year>(?:(?:ca?\.|circa|approx\.)\s*)?\d{3,4}(?:\s?(?:B\.?\s?C\.?(?:\s?E\.?)?|A\.?H\.?|C\.?E\.?|AD|هـ|م))?)(?P<suffix>[a-z])?"
    r"|(?P<span>\d{4}(?:\s*/\s*|\s*[-–—]\s*)(?:\d{4}|\d{2}|present)|\d{4}\s*[-–—])(?P<suffix2>[a-z])?"
)
_NONE = re.compile(
    r"(?:n\.?\s?d\.?|no date|undated|s\.\s?[df]\.|t\.\s?y\.|o\.\s?J\.|د\.\s?ت\.?|б\.\s?г\.)(?:[\s-]*(?P<suffix>[a-z]))?",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"(?:in press|forthcoming|baskıda|sous presse|im Druck)(?:-?(?P<suffix>[a-z]))?", re.IGNORECASE
)
_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def month_names(number: int) -> frozenset[str]:
    """Return the names of a month, or of a season (21 to 24), in lower case."""
    return frozenset(
        name for name, month in (*_NUMBERS.items(), *_SEASONS.items()) if month == number
    )


@dataclass(frozen=True)
class Date:
    """A year as it is printed, its letter, and the ISO form of what is known beyond the year."""

    year: str
    suffix: str = ""
    iso: str = ""


def parse(text: str) -> Date | None:
    """Return the date that the text in a reference's parentheses means; None of other text."""
    text = text.strip().strip("[]").translate(_EASTERN)
    if match := _NONE.fullmatch(text):
        return Date("n.d.", (match["suffix"] or "").lower())
    if match := _PRESS.fullmatch(text):
        return Date("in press", match["suffix"] or "")
    if match := _PLAIN.fullmatch(text):
        return Date(match["year"] or match["span"], match["suffix"] or match["suffix2"] or "")
    for form in _FORMS:
        if (match := form.fullmatch(text)) and (date := _date(match.groupdict())) is not None:
            return date
    return None


def _date(found: dict[str, str | None]) -> Date | None:
    year, suffix = found["year"] or "", found.get("suffix") or ""
    if found.get("number"):
        month = int(found["number"] or 0)
    else:
        name = (found["month"] or "").lower()
        month = _NUMBERS.get(name) or _SEASONS.get(name, 0)
    day = int(found.get("day") or 0)
    if not 1 <= month <= 24 or 12 < month < 21 or day > 31 or (month > 20 and day):
        return None
    iso = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
    if last := int(found.get("day2") or 0):
        month = _NUMBERS.get((found.get("month2") or "").lower(), month)
        iso += f"/{year}-{month:02}-{last:02}"
    elif later := found.get("month3"):
        month = _NUMBERS.get(later.lower()) or _SEASONS.get(later.lower(), 0)
        if not month:
            return None
        iso += f"/{year}-{month:02}"
    return Date(year, suffix, iso)
