"""Names as citations give them, and the works of one list that they can mean.

«Szkupinski Quiroga et al.», «Quiroga», «HRW», «A. Reichlin-Melnick», «Voigtländer & Voth»:
marks, case and hyphens do not count; a name may be the last word of a double one; a group
may be cited by its initials.  Pure functions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from press.importing.containers import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from press.importing.reference import Reference

_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"}
)
_ET_AL = re.compile(
    r",?\s*\b(?:et\.?\s?al\b\.?|and (?:colleagues|others)|& (?:colleagues|others)|ve diğerleri|u\. ?a\.)\s*$",
    re.IGNORECASE,
)
_SMALL = frozenset("of for the and in on de la le les des du et und der die das ve".split())
_INITIALS = re.compile(r"(?:[^\W\d_]\w?\.(?:\s?-?)?)+(?=\s|$)")


@dataclass(frozen=True)
class Listed:
    """A work of the article's own list, and the key of its entry."""

    key: str
    reference: Reference


@dataclass(frozen=True)
class Names:
    """The authors' part of a citation: each name folded, with its initial where it is given."""

    words: str
    families: tuple[str, ...]
    initial: str = ""
    et_al: bool = False


@lru_cache(maxsize=4096)  # a text cites the same names again and again
def plain(name: str) -> str:
    """Return *name* folded for comparing; apostrophes and ʿayn do not count."""
    return (
        fold(re.sub(r"[’'ʿʾʻʼ‘`]", "", name)).replace("ø", "o").replace("ł", "l").replace("đ", "d")
    )


@lru_cache(maxsize=1024)
def parse(text: str) -> Names:
    """Return the names in «A. Smith, Jones, & Lee», «Smith et al.» or a group's name."""
    text = text.strip(" ,")
    without = _ET_AL.sub("", text)
    et_al = without != text
    parts = [
        part.strip()
        for part in re.split(r",?\s+(?:&|and|ve|und|et|y)\s+|\s*&\s*|,\s+", without)
        if part.strip()
    ]
    # «Smith, J.»: initials behind a name belong to it.
    names: list[str] = []
    initial = ""
    for part in parts:
        if names and re.fullmatch(r"(?:[^\W\d_]\.[\s-]?)+|Jr\.?|Sr\.?|III?", part):
            if len(names) == 1 and not part.startswith(("Jr", "Sr", "I")):
                initial = plain(part)[:1]
            continue
        names.append(part)
    families = []
    for place, name in enumerate(names):
        match = _INITIALS.match(name)
        if match and name[match.end() :].strip():
            initial = initial if place else plain(match[0])[:1]
            families.append(plain(name[match.end() :]))
        else:
            families.append(plain(name))
    return Names(plain(without), tuple(families), initial, et_al)


def acronyms(group: str) -> set[str]:
    """Return the initials by which a group may be called, folded: ``hrw``, ``who``."""
    words = re.findall(r"[^\W_][\w’'-]*", group.replace("U.S.", "US").replace("U.N.", "UN"))
    words = [word for word in words if word.lower() != "the" or word.isupper()]
    every = "".join(word if word.isupper() and len(word) < 4 else word[0] for word in words)
    telling = "".join(
        word if word.isupper() and len(word) < 4 else word[0]
        for word in words
        if word.lower() not in _SMALL
    )
    return {name for name in (plain(every), plain(telling)) if len(name) > 1}


@dataclass(frozen=True)
class _Person:
    forms: frozenset[str]
    initial: str


class Shelf:
    """The works of one article's list, found by the names that a citation gives."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.listed = listed
        self._people: list[tuple[_Person, ...]] = []
        self._groups: dict[str, set[int]] = defaultdict(set)
        self._first: dict[str, set[int]] = defaultdict(set)
        self._titles: list[tuple[str, int]] = []
        for place, work in enumerate(listed):
            self._shelve(place, work.reference)

    def _shelve(self, place: int, reference: Reference) -> None:
        people = tuple(_person(name) for name in reference.authors or reference.editors)
        self._people.append(people)
        if not people:
            self._titles.append((plain(reference.title), place))
            return
        for form in people[0].forms:
            self._first[form].add(place)
        first = (reference.authors or reference.editors)[0]
        if first.startswith("{"):
            group = first.strip("{}")
            if re.search(r"\s", group):
                for name in acronyms(group):
                    self._groups[name].add(place)
            for part in re.split(r"\s*[()\[\]]\s*", group):
                if part:
                    self._groups[plain(part)].add(place)
            if reference.handle:
                self._groups[plain(reference.handle)].add(place)

    def define(self, group: str, short: str) -> None:
        """Learn that the text calls the group *group* by *short*."""
        for place in self._first.get(plain(group), ()):
            self._groups[plain(short)].add(place)

    def find(self, names: Names, *, short: bool = True) -> list[int]:
        """Return the places of the works whose authors *names* can be, of any year.

        *short* allows a group to be called by its initials.
        """
        if not names.families:
            return []
        first = {
            place for family in _tails(names.families[0]) for place in self._first.get(family, ())
        }
        found = [place for place in sorted(first) if self._agrees(place, names)]
        if len(names.families) > 1 or not found:
            whole = sorted(self._first.get(names.words, ()))
            found += [
                place
                for place in whole
                if place not in found
                and len(self._people[place]) == 1
                and not self._people[place][0].initial
            ]
        if not found and short and len(names.families) == 1:
            found = sorted(
                self._groups.get(
                    names.words.replace(" ", "") if len(names.words) < 12 else names.words, set()
                )
                | self._groups.get(names.words, set())
            )
        if not found:
            found = self._titled(names.words)
        return found

    def _agrees(self, place: int, names: Names) -> bool:
        people = self._people[place]
        reference = self.listed[place].reference
        count = len(names.families)
        if names.initial and people[0].initial and names.initial != people[0].initial:
            return False
        if not all(map(_is_called, people, names.families)):
            return False
        if names.et_al:
            return count < len(people) or reference.truncated
        return count == len(people) and not (reference.truncated and count < 3)

    def is_loose(self, place: int, names: Names) -> bool:
        """Say whether a work fits only if given names are taken off: «Daron Acemoğlu»."""
        people = zip(names.families, self._people[place], strict=False)
        return any(person.initial and family not in person.forms for family, person in people)

    def is_written_small(self, family: str) -> bool:
        """Say whether the list writes that first name without a capital: «hooks, b.»."""
        people = (self.listed[place].reference.authors for place in self._first.get(family, ()))
        return any(authors and authors[0][:1].islower() for authors in people)

    def _titled(self, words: str) -> list[int]:
        """Return the works without author whose title begins so: («Migrant caravan,» 2018)."""
        if len(words) < 4:
            return []
        return [
            place
            for title, place in self._titles
            if title == words or title.startswith(f"{words} ")
        ]

    def has_family(self, family: str) -> bool:
        """Say whether a work of the list is by somebody of that name, first or not."""
        return family in self._first or any(
            family in person.forms for people in self._people for person in people
        )

    def given_initial(self, place: int) -> str:
        """Return the initial of the first author of a work, "" of a group."""
        people = self._people[place]
        return people[0].initial if people else ""

    def nearest(self, words: str, year: str, most: int = 3) -> tuple[str, ...]:
        """Return the keys of the works that a citation may have meant, nearest first."""
        wanted = plain(words)
        ranked = []
        for place, work in enumerate(self.listed):
            people = self._people[place]
            names = " ".join(
                min(person.forms, key=lambda form: (-len(form), form)) for person in people[:2]
            )
            alike = max(
                fuzz.partial_ratio(wanted, names) if names else 0.0,
                fuzz.ratio(wanted, plain(work.reference.title)[: len(wanted) + 8]),
            )
            if alike >= 70:
                ranked.append((-alike - 5 * (work.reference.year == year), place, work.key))
        return tuple(dict.fromkeys(key for _, _, key in sorted(ranked)))[:most]


def _tails(family: str) -> list[str]:
    """Return a folded name and what is left of it without its first words."""
    words = family.split()
    return [" ".join(words[start:]) for start in range(min(len(words), 4))]


def _is_called(person: _Person, family: str) -> bool:
    """Say whether a person is called *family*, with given names of the right initial before it."""
    if family in person.forms:
        return True
    return (
        bool(person.initial)
        and family[:1] == person.initial
        and any(tail in person.forms for tail in _tails(family)[1:])
    )


def _person(name: str) -> _Person:
    if name.startswith("{"):
        whole = name.strip("{}")
        forms = {plain(whole)}
        bare = re.sub(r"\s*[(\[].*?[)\]]", "", whole)
        forms.add(plain(bare))
        words = whole.split()
        if len(words) == 2 and words[0] in {"Ibn", "Abu", "Al", "Bin"}:
            forms.add(plain(words[1]))
        return _Person(frozenset(filter(None, forms)), "")
    family, _, given = name.partition(", ")
    if re.match(r"(?:Jr|Sr|II|III|IV)\b", given):
        given = given.partition(", ")[2]
    forms = {plain(family), plain(family.translate(_UMLAUTS))}
    words = family.split()
    if len(words) > 1:
        forms.add(plain(words[-1]))  # «Quiroga» of «Szkupinski Quiroga», «Waal» of «de Waal»
        particle = re.fullmatch(
            r"(?:de|van|von|der|den|di|da|al|el|la|le|bin|ibn|du|del|della|dos|ben|abu)",
            words[0],
            re.IGNORECASE,
        )
        if not particle:
            forms.add(plain(words[0]))
    if re.match(r"(?:al|el|ad|ar|as|at|az)-", family, re.IGNORECASE):
        forms.add(plain(family.partition("-")[2]))
    return _Person(frozenset(filter(None, forms)), plain(given)[:1])
