"""What pages show of works and of other documents' citations, as digests.

A page is rewritten when its digest differs from the last build's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from press.citations.index import content_digest

if TYPE_CHECKING:
    from press.citations.index import CitationIndex


class Shown:
    """Digests of one build.

    *works* maps keys to digests of works, *said* documents to digests of their
    citations, *title* gives a document's title.
    """

    def __init__(
        self,
        index: CitationIndex,
        works: Mapping[str, str],
        said: Mapping[str, str],
        title: Callable[[str], str],
    ) -> None:
        self._index = index
        self._works = works
        self._said = said
        self._title = title
        self._sentences: dict[str, str] = {}

    def in_lists(self, docname: str) -> str:
        """Digest what a document's reference lists show."""
        parts = []
        for key in sorted(self._index.keys_in(docname)):
            others, more = self._index.other_readers(key, docname)
            titles = [(other, self._title(other)) for other in others]
            parts.append((key, self._works.get(key), titles, more))
        return content_digest(parts)

    def of_works(self, keys: Iterable[str]) -> str:
        """Digest what the entries of *keys* show: the works and the sentences that cite them."""
        parts = []
        for key in keys:
            readers = [
                (reader, self._title(reader), self._sentences_of(reader))
                for reader in self._index.readers(key)
            ]
            listed = [(reader, self._title(reader)) for reader in self._index.listed_in(key)]
            parts.append((key, self._works.get(key), readers, listed))
        return content_digest(parts)

    def _sentences_of(self, docname: str) -> str:
        """Digest a document's sentences with the labels in them, which other works decide."""
        if docname not in self._sentences:
            works = [(key, self._works.get(key)) for key in sorted(self._index.keys_in(docname))]
            self._sentences[docname] = content_digest((self._said.get(docname), works))
        return self._sentences[docname]
