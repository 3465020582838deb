"""Order of the reference list (APA 9.44–9.49)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from press.apa import dates, law, titles
from press.apa.authors import lead
from press.apa.fields import text
from press.apa.kinds import form
from press.apa.names import Name
from press.apa.rich import unmarked

if TYPE_CHECKING:
    from pybtex.database import Entry

# Letters that Unicode does not take apart into a Latin letter and a mark.
_LATIN = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
    }
)
_SUFFIXES = {"Sr.": 1, "Jr.": 2}

NameKey = tuple[str, str, tuple[int, str], str]
SortKey = tuple[tuple[NameKey, ...], tuple[int, int, int, int, tuple[int, int, int], str], str, str]


def fold(value: str) -> str:
    """Return *value* as it counts in alphabetizing: letters and digits without marks.

    Spaces, hyphens, apostrophes, ʿayn and hamza are ignored (APA 9.44), accents too.  What
    is not Latin stays and sorts after it by code point.
    """
    apart = unicodedata.normalize("NFKD", value).casefold().translate(_LATIN)
    return "".join(char for char in apart if unicodedata.category(char) in {"Ll", "Lo", "Nd"})


def sort_key(entry: Entry) -> SortKey:
    """Return the place of *entry* in the list; total, and the same on every machine.

    Author by author, nothing before something; then no date, dates, in press; then the
    title without its article; the key decides between what is left.  Particles count as
    part of the surname.  Numbers in a leading title count as digits: give ``sorttitle``
    where they should count as words (APA 9.49).
    """
    title = titles.sorting(
        text(entry, "sorttitle")
        or unmarked(titles.original(entry) or titles.title(entry))
        or _untitled(entry)
    )
    names = lead(entry) or (Name(title),)
    return (
        tuple(_name_key(name) for name in names),
        dates.of_entry(entry).order,
        fold(title),
        str(entry.key or ""),
    )


def _untitled(entry: Entry) -> str:
    return unmarked(law.name(entry)) if form(entry) == "legal" else text(entry, "titleaddon")


def _name_key(name: Name) -> NameKey:
    suffix = (_SUFFIXES.get(name.suffix, 3 if name.suffix else 0), name.suffix)
    # A group stands under its first significant word: The Moscow Times under M.
    family = titles.sorting(name.family) if name.group else name.family
    return (fold(family), fold(name.given), suffix, name.inverted)
