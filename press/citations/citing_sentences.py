"""Citing sentences: those that cite works, as a reader sees them, kept between builds.

A sentence shows the labels of the works it cites, and a label depends on the
other works of its document: on their authors and years, not on their titles.
Compared as text, an edit costs the pages whose text it changes and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.text.digests import content_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from press.citations.index import CitationIndex, Place

#: A digest of what a document's sentences are made of, and each citation's sentence.
Kept = tuple[str, tuple[str, ...]]


class Sentences:
    """The sentences of one build.

    *works* maps keys to digests of works, *said* documents to digests of their
    citations.  *kept* are the sentences of earlier builds by document, to which
    this one's are added.
    """

    def __init__(
        self,
        index: CitationIndex,
        works: Mapping[str, str],
        said: Mapping[str, str],
        kept: dict[str, Kept],
    ) -> None:
        self._index = index
        self._works = works
        self._said = said
        self._kept = kept
        self._current: set[str] = set()

    def sentence(self, place: Place) -> str:
        """Return the sentence of a place as a reader sees it."""
        return self._of(place.docname)[place.index]

    def _of(self, docname: str) -> tuple[str, ...]:
        if docname not in self._current:
            self._current.add(docname)
            works = [(key, self._works.get(key)) for key in sorted(self._index.places_in(docname))]
            made_of = content_digest((self._said.get(docname), works))
            if self._kept.get(docname, ("",))[0] != made_of:
                self._kept[docname] = (made_of, self._index.sentences(docname))
        return self._kept[docname][1]
