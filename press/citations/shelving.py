"""Which works stand on which shelf, kept between builds.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from press.citations.index import PlaceInList

if TYPE_CHECKING:
    from press.citations.index import CitationIndex

#: The digest of a work, the letters of its shelf, and its place in a list.
Shelved = tuple[str, str, PlaceInList]


def unchanged(shelved: Mapping[str, Shelved], works: Mapping[str, str]) -> dict[str, Shelved]:
    """Return what is still right of *shelved*; *works* maps keys to digests of works."""
    return {key: found for key, found in shelved.items() if works.get(key) == found[0]}


def shelve(
    index: CitationIndex, known: Mapping[str, Shelved], works: Mapping[str, str]
) -> dict[str, Shelved]:
    """Return every work of *works*, in their order; *known* are taken as they are."""
    return {
        key: known.get(key) or (digest, index.shelf(key), index.place(key))
        for key, digest in works.items()
    }


def shelves(shelved: Mapping[str, Shelved]) -> dict[str, tuple[str, ...]]:
    """Return the keys of the works of every shelf; letters and keys are in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, (_digest, letters, _place) in shelved.items():
        found[letters].append(key)
    return {letters: tuple(sorted(found[letters])) for letters in sorted(found)}
