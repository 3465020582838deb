"""Citation index: which sentence of which article cites which work, as pure data.

Made once a build from every document's citations and all works;
its cost grows with their number, and each look-up with what it returns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from press import apa

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pybtex.database import Entry
    from pybtex.richtext import BaseText


#: What a work is sorted by, as plain data.
PlaceInList = tuple[Any, ...]


class Target(NamedTuple):
    """One work in a citation: its key, the text around it, the anchor of its link.

    A tuple, as :class:`Citation`: an archive has tens of thousands in its
    environment, which every build unpickles, and tuples come back three times as fast.
    """

    key: str
    pre: str
    post: str
    anchor: str


class Citation(NamedTuple):
    """One citation in the text.

    *sentence* is the sentence it stands in, as text between numbers; a number
    stands for the document's citation of that index.
    """

    role: str
    line: int
    targets: tuple[Target, ...]
    sentence: tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """One place that cites a work: document, anchor of the link, index of the citation."""

    docname: str
    anchor: str
    index: int


def entry_id(prefix: str, key: str) -> str:
    """Return an id for a work's entry: letters and digits of *key* as they are.

    Every other character is written as its code point, so that two keys never
    share an id and the id is valid in HTML, EPUB and LaTeX.
    """
    return f"{prefix}-" + re.sub("[^A-Za-z0-9-]", lambda m: f"_{ord(m[0]):x}_", key)


class CitationIndex:
    """Works to places and back.

    *cited* maps document names to their citations, *works* keys to BibTeX
    entries, *further* documents to the keys of their further reading; *in_list*
    maps keys to what :meth:`place` returns for them, where that is known already.
    Documents count in the order of their names, which for articles is the order
    of their dates.
    """

    def __init__(
        self,
        cited: Mapping[str, Sequence[Citation]],
        works: Mapping[str, Entry],
        further: Mapping[str, Sequence[str]] | None = None,
        in_list: Mapping[str, PlaceInList] | None = None,
    ) -> None:
        self.cited = cited
        self.works = works
        self._in_list = in_list or {}
        self._labels: dict[str, Mapping[str, apa.Label]] = {}
        self._references: dict[tuple[str, str], BaseText] = {}
        self._known: dict[str, apa.Facts] = {}
        self._pieces: dict[str, tuple[tuple[apa.Piece, ...], ...]] = {}
        self._places: defaultdict[str, list[Place]] = defaultdict(list)
        for docname in sorted(cited):
            for key, place in self._places_in(docname):
                self._places[key].append(place)
        self._further = further or {}
        self._listed_in: defaultdict[str, list[str]] = defaultdict(list)
        for docname in sorted(self._further):
            for key in self._further[docname]:
                self._listed_in[key].append(docname)
        self._readers = {
            key: list(dict.fromkeys(place.docname for place in places))
            for key, places in self._places.items()
        }

    def _places_in(self, docname: str) -> Iterator[tuple[str, Place]]:
        for index, citation in enumerate(self.cited.get(docname, ())):
            # A work that stands twice in one citation is cited once there.
            anchors: dict[str, str] = {}
            for target in citation.targets:
                anchors.setdefault(target.key, target.anchor)
            for key, anchor in anchors.items():
                yield key, Place(docname, anchor, index)

    def places(self, key: str) -> Sequence[Place]:
        """Return every place that cites a work, from the oldest article to the newest."""
        return self._places.get(key, ())

    def readers(self, key: str) -> Sequence[str]:
        """Return every document that cites a work, from the oldest to the newest."""
        return self._readers.get(key, ())

    def listed_in(self, key: str) -> Sequence[str]:
        """Return every document that lists a work for further reading, likewise."""
        return self._listed_in.get(key, ())

    def keys_in(self, docname: str) -> set[str]:
        """Return every key that a document cites or lists, known or not."""
        keys = {target.key for each in self.cited.get(docname, ()) for target in each.targets}
        return keys.union(self._further.get(docname, ()))

    def places_in(self, docname: str) -> Mapping[str, list[Place]]:
        """Return one document's places, by the key of the work they cite."""
        places: defaultdict[str, list[Place]] = defaultdict(list)
        for key, place in self._places_in(docname):
            places[key].append(place)
        return places

    def works_cited(self, docname: str) -> list[str]:
        """Return the known works that a document cites, in the order of its list."""
        return list(self.labels(docname))

    def other_readers(self, key: str, docname: str) -> tuple[tuple[str, ...], bool]:
        """Return the nearest other documents citing a work, and whether there are more.

        At most two before and one after, in the order of dates: a new article
        then changes the pages next to it, not those of every article that
        shares a source with it.
        """
        readers = self._readers.get(key, [])
        position = bisect_left(readers, docname)
        after = position + (position < len(readers) and readers[position] == docname)
        nearest = (*readers[max(0, position - 2) : position], *readers[after : after + 1])
        return nearest, len(readers) - (after - position) > len(nearest)

    def in_list_order(self, keys: Iterable[str]) -> list[str]:
        """Return keys of works in the order of a reference list (APA 7, 9.44-9.49)."""
        return sorted(keys, key=self.place)

    def place(self, key: str) -> PlaceInList:
        """Return what a work is sorted by."""
        return self._in_list.get(key) or self._facts(key).place

    def initial(self, key: str) -> str:
        """Return the capital letter a work stands under, "#" when it begins with none."""
        return next((char.upper() for char in _flat(self.place(key)) if char.isalpha()), "#")

    def _facts(self, key: str) -> apa.Facts:
        if key not in self._known:
            self._known[key] = apa.facts(self.works[key])
        return self._known[key]

    def letters(self, key: str) -> str:
        """Return the letters of what a work is sorted by, in lower case."""
        return "".join(filter(str.isalpha, _flat(self.place(key)).lower()))

    def reference(self, key: str, suffix: str = "") -> BaseText:
        """Return a work's reference as rich text, formatted once for each year letter."""
        if (key, suffix) not in self._references:
            self._references[key, suffix] = apa.reference(self.works[key], suffix)
        return self._references[key, suffix]

    def labels(self, docname: str) -> Mapping[str, apa.Label]:
        """Return the in-text labels of the known works a document cites, by key.

        Year letters and added names or initials depend on the other works of
        the same list (APA 7, 8.17-8.20), so labels belong to a document.
        """
        if docname not in self._labels:
            keys = dict.fromkeys(key for key, _place in self._places_in(docname))
            self._labels[docname] = apa.labels(self._facts(k) for k in keys if k in self.works)
        return self._labels[docname]

    def pieces(self, docname: str, index: int) -> tuple[apa.Piece, ...]:
        """Return a document's citation as APA 7 sets it there; unknown keys as they are."""
        if docname not in self._pieces:
            # One by one: the first to name a group introduces its abbreviation (APA 8.21).
            explained: set[str] = set()
            self._pieces[docname] = tuple(
                self._set(docname, citation, explained) for citation in self.cited[docname]
            )
        return self._pieces[docname][index]

    def _set(self, docname: str, citation: Citation, explained: set[str]) -> tuple[apa.Piece, ...]:
        labels = self.labels(docname)
        known = [
            apa.Cited(labels[t.key], t.pre, t.post) for t in citation.targets if t.key in labels
        ]
        unknown = [apa.Piece(f"[{t.key}?]") for t in citation.targets if t.key not in labels]
        return (*(apa.in_text(citation.role, known, explained) if known else ()), *unknown)

    def sentences(self, docname: str) -> tuple[str, ...]:
        """Return the sentence of each of a document's citations as a reader sees it."""
        citations = self.cited[docname]
        shown = [
            "".join(piece.text for piece in self.pieces(docname, index))
            for index in range(len(citations))
        ]
        return tuple(
            "".join(
                part if isinstance(part, str) else shown[part] for part in citation.sentence
            ).strip()
            for citation in citations
        )


def _flat(value: object) -> str:
    """Return all text in nested tuples as one string."""
    if isinstance(value, tuple):
        return "".join(map(_flat, value))
    return value if isinstance(value, str) else ""
