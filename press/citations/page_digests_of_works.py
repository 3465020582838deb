"""Digests of what pages show of works and of other documents' citations.

A page is rewritten when its digest differs from the last build's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.citations.years import newest
from press.text.digests import content_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from press.citations.index import CitationIndex, Place
    from press.citations.years import ByYear


class Shown:
    """Digests of one build.

    *works* maps keys to digests of works, *shelf_of* to the shelves that they
    stand on, *by_year* to the places of those with more than an entry shows;
    *sentence* gives the sentence of a place, *title* a document's title.
    """

    def __init__(
        self,
        index: CitationIndex,
        works: Mapping[str, str],
        shelf_of: Mapping[str, str],
        by_year: Mapping[str, ByYear],
        sentence: Callable[[Place], str],
        title: Callable[[str], str],
    ) -> None:
        self._index = index
        self._works = works
        self._shelf_of = shelf_of
        self._by_year = by_year
        self._sentence = sentence
        self._title = title

    def in_lists(self, docname: str) -> list[object]:
        """Return what a document's reference lists show, as plain data for a digest."""
        # Flat, since thousands of documents are compared in every build.
        parts: list[object] = []
        for key in sorted(self._index.keys_in(docname)):
            others, more = self._index.other_readers(key, docname)
            shelf = more and self._shelf_of.get(key)
            parts += (key, self._works.get(key), more, shelf, len(others), *others)
            parts += map(self._title, others)
        return parts

    def of_works(self, keys: Iterable[str]) -> str:
        """Digest what the entries of *keys* show: the works and the sentences that cite them."""
        parts: list[object] = []
        for key in sorted(keys):
            places, listed = self._index.places(key), self._index.listed_in(key)
            parts += (key, self._works.get(key), len(places), len(listed))
            for year, found in self._by_year.get(key, {}).items():
                parts += (year, len(found))
            parts += self._said(newest(places))
            for reader in listed:
                parts += (reader, self._title(reader))
        return content_digest(parts)

    def of_places(self, key: str, places: Iterable[Place]) -> str:
        """Digest a work and the sentences of *places* that cite it."""
        return content_digest([key, self._works.get(key), *self._said(places)])

    def _said(self, places: Iterable[Place]) -> Iterator[str]:
        for place in places:
            yield from (place.docname, place.anchor)
            yield from (self._title(place.docname), self._sentence(place))
