"""Words of reference lines: which of them no field of the reference holds.

A reference is written in fields, and its line is gone from the article; so every word of it
must be in a field, or be one that only says what a field is: «In», «Eds.», «pp.», the name
of a month.  Pure functions.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from press.importing.reference_dates import month_names

if TYPE_CHECKING:
    from press.importing.reference import Reference

_WORD = re.compile(r"[^\W_]+")
# Words of APA's form, of DOIs and of retrieval, that printing the fields brings back.
_FORM = frozenset(
    """
    in and ed eds editor editors edited by trans translated pp p vol vols volume no nr number issue article art ch chap chapter edition edn rev
    doi org https http dx www retrieved accessed available at from on online url link viewed last original originally work published et al
    hrsg hg dir comp director host advance publication epub ahead of print version updated expanded bd cilt sayı
    """.split()
)
_NOT_FIELDS = frozenset(
    {"text", "whole", "type", "guesses", "left", "truncated", "elided", "magazine", "numbered"}
)


def left_out(line: str, reference: Reference) -> tuple[str, ...]:
    """Return the words of *line* that are in no field of *reference*, in their order."""
    held = " ".join(
        " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        for name, value in zip(reference._fields, reference, strict=True)
        if value and name not in _NOT_FIELDS
    )
    counts: dict[str, int] = {}
    for word in _words(held):
        counts[word] = counts.get(word, 0) + 1
    missing = []
    for word in _words(line):
        counts[word] = counts.get(word, 0) - 1
        if counts[word] < 0 and word not in _FORM:
            missing.append(word)
    if not missing:
        return ()
    known = {*_words(f"{reference.year}{reference.suffix}")}
    if reference.date or reference.retrieved:
        known |= _of_dates(reference)
    return tuple(word for word in missing if word not in known)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _of_dates(reference: Reference) -> set[str]:
    """Return how the days and months of the dates may be written."""
    found: set[str] = set()
    for year, month, day in re.findall(
        r"(\d{4})-(\d\d)(?:-(\d\d))?", f"{reference.date} {reference.retrieved}"
    ):
        found |= {year, month, day, month.lstrip("0"), day.lstrip("0"), *month_names(int(month))}
        found |= {f"{int(day)}{ending}" for ending in ("st", "nd", "rd", "th") if day}
    return found
