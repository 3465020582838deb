"""Faults of an entry of the bibliography."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from press.apa import KINDS, missing
from press.apa.dates import parse_year
from press.text.characters import is_invisible, is_unclosed
from press.text.findings import Finding
from press.text.strings import CONTROL, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pybtex.database import Entry

    from press.bibliography.bibtex import Field, Source

# As biber asks, and as a citation's role can hold: https://ctan.org/pkg/biblatex, section 2.4.1.
_KEY = re.compile(r"\w(?:[\w:.+/-]*\w)?")
_INHERITANCE = frozenset({"crossref", "xdata"})
_LATEX = re.compile(r"\\(?![&%_$#])(?:[A-Za-z]+|.)?")
# Also the short forms of https://shortdoi.org, which APA 9.36 allows.
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+|10/[a-z0-9]+)"
    r"|https?://doi\.org/([a-z0-9]+)",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([&%_$#])")
# ISO 8601-2 as biblatex reads it (section 2.3.8 of its manual): seasons are months 21 to 24.
_ISO = re.compile(r"-?(\d{4})(?:-(0[1-9]|1[0-2]|2[1-4])|-(\d\d)-(\d\d))?[~?%]?", re.ASCII)
_MONTH = re.compile(
    r"0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s*\d{1,2})?",
    re.IGNORECASE | re.ASCII,
)


def faults(source: Source, entry: Entry) -> Iterator[Finding]:
    """Yield what is wrong with *entry*, made from *source*, with the line of each fault in it."""
    if not _KEY.fullmatch(source.key):
        message = f"key {source.key} cannot be cited: use letters, digits and - _ : . + / inside"
        yield Finding(1, "bad-key", message)
    if entry.type not in KINDS:
        yield _unknown_type(source, entry.type)
    for field in source.fields:
        yield from _field_faults(source.key, field)
    if _INHERITANCE.isdisjoint(entry.fields):
        for need in missing(entry):
            message = f"{source.key} lacks {need}, which APA asks of @{entry.type}: add it"
            yield Finding(1, "missing-field", message)


def doi(value: str) -> str:
    """Return the DOI in a ``doi`` field in lower case, or "" where there is none.

    Case does not tell DOIs apart (DOI Handbook, section 2.4).
    """
    match = _DOI.fullmatch(_ESCAPED.sub(r"\1", value))
    return (match[1] or match[2]).lower() if match else ""


def _unknown_type(source: Source, kind: str) -> Finding:
    meant = [f"@{name}" for name in nearest(kind, KINDS)] or ["@misc"]
    message = f"@{kind} is no known type of entry: use {' or '.join(meant)}"
    return Finding(1, "unknown-type", message)


def _field_faults(key: str, field: Field) -> Iterator[Finding]:
    name, value = field.name.lower(), field.value
    control = None if value.isprintable() else CONTROL.search(value)
    if control is not None:
        message = f"{name} of {key} holds the control character U+{ord(control[0]):04X}: delete it"
        yield Finding(field.line, "control-character", message)
    elif value and is_invisible(value):
        message = f"{name} of {key} holds nothing that can be seen: write it or delete the field"
        yield Finding(field.line, "invisible-text", message)
    if is_unclosed(value):
        message = f"{name} of {key} opens a direction and does not close it: delete the mark"
        yield Finding(field.line, "unclosed-direction", message)
    latex = _LATEX.search(value)
    if latex is not None:
        message = f"{name} of {key} holds the LaTeX command {latex[0]}: type the character itself"
        yield Finding(field.line, "latex-command", message)
    elif name in _INHERITANCE:
        message = f"{name} is not supported: write the fields of {value} in {key} itself"
        yield Finding(field.line, "crossref", message)
    elif value and name in _FORMS:
        fits, code, advice = _FORMS[name]
        if not fits(value):
            message = f"{name} of {key} is `{value}`: write {advice}"
            yield Finding(field.line, code, message)


def _is_date(value: str) -> bool:
    """Say whether a date is one that is printed as a date, or says that there is none."""
    start, slash, end = (part.strip() for part in value.partition("/"))
    if _is_iso(start) and (not slash or end in {"", ".."} or _is_iso(end)):
        return True
    date = parse_year(value)
    return date.start is not None or date.words in {"n.d.", "in press"}


def _is_iso(value: str) -> bool:
    match = _ISO.fullmatch(value)
    if match is None or match[3] is None:
        return match is not None
    try:
        dt.date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return False
    return True


def _is_day(value: str) -> bool:
    match = _ISO.fullmatch(value)
    return match is not None and match[3] is not None and _is_iso(value)


def _is_month(value: str) -> bool:
    return _MONTH.fullmatch(value) is not None


def _is_url(value: str) -> bool:
    return _URL.fullmatch(value) is not None


_DATE = "a date such as 2025-04-26, 2025-04, 2025 or n.d."
_FORMS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "date": (_is_date, "bad-date", _DATE),
    "year": (_is_date, "bad-date", "a year such as 2025, ca. 1377 or n.d."),
    "origdate": (_is_date, "bad-date", _DATE),
    "eventdate": (_is_date, "bad-date", _DATE),
    "urldate": (_is_day, "bad-date", "the day of access such as 2025-04-26"),
    "month": (_is_month, "bad-date", "a month such as 4 or apr"),
    "doi": (doi, "bad-doi", "a DOI such as 10.1093/ia/92.1"),
    "url": (_is_url, "bad-url", "an address that starts with https:// or http://"),
}
