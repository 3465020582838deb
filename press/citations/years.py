"""Years of citing: the places that cite a work, by year, where they are more than its entry shows.

An entry of the catalogue shows the newest places.  All are found on pages of a
year each, which a new article changes only where it is of that year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from press.core.layout import year_of
from press.text.digests import content_digest

if TYPE_CHECKING:
    from press.citations.index import CitationIndex, Place

#: The places that a work's entry in the catalogue shows on the site.
MOST_SENTENCES = 30

#: The part of an address that stands in for a year: pages that are no articles have none.
UNDATED = "pages"

#: The places of one work, by year.
ByYear = Mapping[str, Sequence["Place"]]

_PLAIN = re.compile("[^a-z0-9-]")
_LONGEST = 120  # characters of a folder's name; file systems take 255 bytes


def by_year(index: CitationIndex, keys: Iterable[str]) -> dict[str, ByYear]:
    """Return the places of those of *keys* that have more than an entry shows."""
    often = ((key, index.places(key)) for key in keys)
    return {key: _by_year(places) for key, places in often if len(places) > MOST_SENTENCES}


def newest(places: Sequence[Place]) -> Sequence[Place]:
    """Return the places that an entry shows, from the oldest of them to the newest."""
    return places[-MOST_SENTENCES:]


def page_name(key: str, year: str) -> str:
    """Return the name of the page with the places of a year that cite a work.

    It depends on nothing but the work's key, and differs for keys that differ, where
    capitals do not count too: they are written as "_" and the small letter, every other
    character but digits and hyphens as its code point between "__" and "_".
    """
    name = _PLAIN.sub(_written, key)
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST]}_{content_digest(key)}"
    return f"works/cited/{name}/{year}"


def _written(found: re.Match[str]) -> str:
    character = found[0]
    if character.isascii() and character.isupper():
        return f"_{character.lower()}"
    return f"__{ord(character):x}_"


def _by_year(places: Iterable[Place]) -> ByYear:
    """Return places by their years, the first year first, pages that are no articles last."""
    found: dict[str, list[Place]] = {}
    for place in places:
        year = year_of(place.docname)
        found.setdefault(year or UNDATED, []).append(place)
    return dict(sorted(found.items()))
