"""Shelving: which works stand on which shelf of the catalogue, kept between builds.

A shelf holds the works whose place in a list begins with the same letters: two,
and more where those of two are too many for a page.  A shelf that was divided
keeps its address, and leads to its parts.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from press.citations.index import PlaceInList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from press.citations.index import CitationIndex

#: The digest of a work, the letters that its place begins with, and its place in a list.
Shelved = tuple[str, str, PlaceInList]

#: How many letters tell shelves apart; works that have so many in common stand together.
MOST_LETTERS = 16

# The Arabic article, with which every other name and title begins.
_ARTICLE = "\N{ARABIC LETTER ALEF}\N{ARABIC LETTER LAM}"


@dataclass(frozen=True)
class Shelf:
    """A page of works: *keys* in the order of their keys, *parts* the addresses of its parts."""

    letters: str
    keys: tuple[str, ...]
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the letters as pages show them, "#" where there are none."""
        return self.letters.capitalize() or "#"


def unchanged(shelved: Mapping[str, Shelved], works: Mapping[str, str]) -> dict[str, Shelved]:
    """Return what is still right of *shelved*; *works* maps keys to digests of works."""
    return {key: found for key, found in shelved.items() if works.get(key) == found[0]}


def shelve(
    index: CitationIndex, known: Mapping[str, Shelved], works: Mapping[str, str]
) -> dict[str, Shelved]:
    """Return every work of *works*, in their order; *known* are taken as they are."""
    return {
        key: known.get(key) or (digest, index.letters(key)[:MOST_LETTERS], index.place(key))
        for key, digest in works.items()
    }


def letters_of(shelved: Mapping[str, Shelved]) -> dict[str, str]:
    """Return the letters of every work by its key."""
    return {key: letters for key, (_, letters, _place) in shelved.items()}


def shelves(letters: Mapping[str, str], most: int) -> dict[str, Shelf]:
    """Return the shelves by their addresses, in the order of their letters.

    *letters* are those of every work, by its key; *most* works stand on one
    shelf, unless all their letters are the same.
    """
    firsts: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(letters):
        firsts[letters[key][: _length_of_first(letters[key])]].append(key)
    found = (shelf for first in firsts for shelf in _divided(first, firsts[first], letters, most))
    return {address(shelf.letters): shelf for shelf in sorted(found, key=lambda one: one.letters)}


def address(letters: str) -> str:
    """Return the letters of a shelf as part of an address: code points where they are not ASCII.

    No letters are "0", which no letter is.
    """
    if letters.isascii():
        return letters or "0"
    return "-".join(char if char.isascii() else f"u{ord(char):04x}" for char in letters)


def _length_of_first(letters: str) -> int:
    """Return how many letters the shelves begin to differ by.

    One of the many of a script without an alphabet, otherwise two, which an
    article does not count among.
    """
    if unicodedata.name(letters[:1] or "a", "").startswith(("CJK", "HANGUL SYLLABLE")):
        return 1
    return 4 if letters.startswith(_ARTICLE) else 2


def _divided(
    common: str, keys: Sequence[str], letters: Mapping[str, str], most: int
) -> Iterator[Shelf]:
    """Yield the shelf of the works that have the *common* letters, and those that it is split into."""
    if len(keys) <= most:
        yield Shelf(common, tuple(keys))
        return
    # What all of them go on with tells nothing apart.
    ends = (min(letters[key] for key in keys), max(letters[key] for key in keys))
    length = 1 + sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*ends, strict=False))
    )
    here: list[str] = []
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        known = letters[key]
        (parts[known[:length]] if len(known) >= length else here).append(key)
    yield Shelf(common, tuple(here), tuple(map(address, sorted(parts))))
    for part in parts:
        yield from _divided(part, parts[part], letters, most)


def shelf_of(shelves: Mapping[str, Shelf]) -> dict[str, str]:
    """Return the address of the shelf that each work stands on, by its key."""
    return {key: name for name, shelf in shelves.items() for key in shelf.keys}


def first_shelves(shelves: Mapping[str, Shelf]) -> dict[str, int]:
    """Return the addresses of the shelves that are no part of another; each with :func:`size`."""
    parts = {part for shelf in shelves.values() for part in shelf.parts}
    return {name: size(name, shelves) for name in shelves if name not in parts}


def size(name: str, shelves: Mapping[str, Shelf]) -> int:
    """Return how many works stand on a shelf and on its parts."""
    shelf = shelves[name]
    return len(shelf.keys) + sum(size(part, shelves) for part in shelf.parts)
