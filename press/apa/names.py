"""Names of people and groups (APA 8.17–8.21, 9.7–9.12).

A group author is a name kept in braces: ``author = {{World Health Organization}}``.
Particles are part of the surname, as the author writes them: *de Waal, A.*, *bin Salman,
M.*, *al-Rasheed, M.*  A given name in a script without capitals (Arabic, Hebrew,
Chinese …) has no initials in APA's sense and is printed as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from press.apa.fields import plain, raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pybtex.database import Entry

# Lower-case words inside given names that are not themselves given names.
_PARTICLE = re.compile(
    "abu|af|al|ap|at|av|ben|bin|bint|da|dal|de|del|della|den|der|di|do|dos|du|e|el|ibn|la|las"
    "|le|li|lo|los|ould|ter|ul|um|umm|ur|van|vel|vom|von|wa|y|zu|zum|zur"
)
_SONS = frozenset({"Ibn", "Abu", "Abū", "Umm", "Bint"})
_MARKS = "ʿʾʻʼ‘’'`"


@dataclass(frozen=True)
class Name:
    """A person or a group: surname with particles, initials, and ``Jr.`` or ``III``."""

    family: str
    given: str = ""
    suffix: str = ""
    group: bool = False

    @property
    def inverted(self) -> str:
        """As in the author element: *King, M. L., Jr.* (APA 9.8)."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def straight(self) -> str:
        """As inside the source element: *M. L. King Jr.* (APA 9.28)."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


# What BibTeX's ``and others`` stands for: names that the source itself does not give.
OTHERS = Name("et al.", group=True)


def people(entry: Entry, role: str) -> tuple[Name, ...]:
    """Return the names in *role* (``author``, ``editor``, ``translator`` …) of *entry*.

    pybtex parses authors and editors; every other role is a plain field.
    """
    persons = entry.persons.get(role)
    if persons is None:
        # Hardly a work has any of the people who may be asked for.
        if not (field := raw(entry, role)):
            return ()
        persons = [_person(part) for part in split_name_list(field)]
    names = (
        _name(
            tuple(person.first_names + person.middle_names),
            tuple(person.prelast_names + person.last_names),
            tuple(person.lineage_names),
        )
        for person in persons
    )
    return tuple(name for name in names if name.family)


# One annotation of a name: biblatex's manual, section 3.7 ("Data annotations").
_ANNOTATION = re.compile(r"(\d*)\s*=\s*(?:\"([^\"]*)\"|([^;]*))")


def annotated(entry: Entry, role: str, name: str) -> dict[int, str]:
    """Return what biblatex's annotations called *name* say of the people in *role*.

    The keys are places from 1, and 0 for the whole list: ``author+an:role =
    {1=writer;2="Guest Expert"}``.
    """
    field = raw(entry, f"{role}+an:{name}")
    return {
        int(place or 0): plain(quoted or named).strip()
        for place, quoted, named in _ANNOTATION.findall(field)
    }


def short_forms(entry: Entry, role: str) -> tuple[str, ...]:
    """Return the abbreviations that ``shortauthor`` or ``shorteditor`` gives, one a name."""
    field = raw(entry, f"short{role}")
    return tuple(plain(part) for part in split_name_list(field)) if field else ()


def _person(value: str) -> Person:
    try:
        return Person(value)
    except PybtexError:
        return Person(last=f"{{{plain(value)}}}")


@lru_cache(maxsize=4096)  # a work is asked for its people again and again
def _name(given: tuple[str, ...], last: tuple[str, ...], lineage: tuple[str, ...]) -> Name:
    family = plain(" ".join(last))
    if family == "others" and not given:
        return OTHERS
    if not given and len(last) == 1 and last[0].startswith("{"):
        return Name(family, group=True)
    suffix = plain(" ".join(lineage))
    if suffix in {"Jr", "Sr"}:
        suffix += "."
    if not family:
        return Name(plain(" ".join(given)), suffix=suffix)
    if len(given) == 1 and given[0] in _SONS and not lineage:
        # Ibn Khaldun and Abu Nuwas are one name, typed without a comma.
        return Name(f"{given[0]} {family}")
    return Name(family, initials(plain(" ".join(given))), suffix)


@lru_cache(maxsize=4096)
def initials(given: str) -> str:
    """Return the initials of a given name: ``Jean-Pierre Karl`` becomes ``J.-P. K.``.

    ``ʿAbd al-Raḥmān`` becomes ``ʿA. al-R.``; an abbreviation of several letters
    (``Yu.``) stays; a name in a script without capitals stays as a whole.
    """
    letters = [char for char in given if char.isalpha()]
    if letters and all(char.lower() == char.upper() for char in letters):
        return given
    words = re.sub(r"\.(?=[^\W\d_])", ". ", given).split()
    return " ".join(
        word if place and _PARTICLE.fullmatch(word) else _initial(word)
        for place, word in enumerate(words)
    )


def _initial(word: str) -> str:
    """Return the initial of a word, of a double name both.

    What follows a hyphen in small letters is part of one name (APA 9.8): ``Abd-al-Rahman`` is
    ``A.`` and ``Lee-ann`` is ``L.``
    """
    head, hyphen, rest = word.partition("-")
    if hyphen and rest and _PARTICLE.fullmatch(head):
        return f"{head}-{_initial(rest)}"
    parts = [part for part in word.split("-") if part]
    if any(part.lstrip(_MARKS)[:1].islower() for part in parts[1:]):
        parts = parts[:1]
    return "-".join(map(_letter, parts))


def _letter(part: str) -> str:
    # "Yu." and "Th." are abbreviated by their owners.
    if part.endswith(".") and len(part) < 5:
        return part
    marks = part[: len(part) - len(part.lstrip(_MARKS))]
    rest = part[len(marks) :]
    return f"{marks}{rest[:1]}." if rest[:1].isalpha() else part


def author_list(names: Sequence[Name], after: Sequence[str] = ()) -> str:
    """Return the names of the author element (APA 9.8), each with what stands *after* it.

    Up to 20 are all given; of 21 and more the first 19, an ellipsis and the last.
    """
    written = [name.inverted for name in names]
    for place, addition in enumerate(after):
        written[place] += addition
    if names and names[-1] is OTHERS:
        return ", ".join(written)
    if len(written) > 20:
        return f"{', '.join(written[:19])}, … {written[-1]}"
    if len(written) == 2 and not any(name.given or name.suffix for name in names):
        # Two groups, or two people of one name each: no comma to set apart (example 50).
        return " & ".join(written)
    if len(written) > 1:
        return f"{', '.join(written[:-1])}, & {written[-1]}"
    return "".join(written)


def inline_list(names: Iterable[Name]) -> str:
    """Return names inside the source element: *A. One, B. Two, & C. Three* (APA 9.28)."""
    return series([name.straight for name in names], "&")


def series(items: Sequence[str], conjunction: str) -> str:
    """Join *items* with a serial comma (APA 6.3): ``A``, ``A & B``, ``A, B, & C``."""
    if items and items[-1] == OTHERS.family:
        return (", " if len(items) > 2 else " ").join(items)
    if len(items) > 2:
        return f"{', '.join(items[:-1])}, {conjunction} {items[-1]}"
    return f" {conjunction} ".join(items)
