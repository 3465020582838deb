"""Which articles belong beside another: those that rest on the same works, then the same topics.

An article is compared with its nearest neighbours alone: for each of its works
and topics some articles before it, and one after.  A new article therefore
changes the pages next to it, an old page a few times in all, and the cost of a
page does not grow with the archive, however popular a work or a topic is.

Ground floor: no Sphinx, no docutils.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

#: How many articles are shown.
MOST = 4

_BEFORE, _AFTER = 3, 1


class Relation(NamedTuple):
    """An article, and the works and topics that it shares with another."""

    docname: str
    works: tuple[str, ...]
    topics: tuple[str, ...]


class Related:
    """Relations between articles.

    *works* and *topics* map every article to what it cites and is about,
    *citing* and *about* works and topics to their articles, all in the order of
    document names, which is that of dates.
    """

    def __init__(
        self,
        works: Mapping[str, Sequence[str]],
        topics: Mapping[str, Sequence[str]],
        citing: Mapping[str, Sequence[str]],
        about: Mapping[str, Sequence[str]],
    ) -> None:
        self._works = works
        self._topics = topics
        self._citing = citing
        self._about = about

    def of(self, docname: str) -> tuple[Relation, ...]:
        """Return the articles beside *docname*, those that share most works first."""
        works, topics = self._works.get(docname, ()), self._topics.get(docname, ())
        found = Counter(self._near(docname, works, self._citing))
        alike = Counter(self._near(docname, topics, self._about))
        order = sorted(found.keys() | alike.keys(), reverse=True)
        order.sort(key=lambda other: (-found[other], -alike[other]))
        relations = [
            Relation(
                other, _shared(works, self._works, other), _shared(topics, self._topics, other)
            )
            for other in order[:MOST]
        ]
        return tuple(sorted(relations, key=lambda other: -len(other.works)))

    def _near(
        self, docname: str, names: Sequence[str], articles: Mapping[str, Sequence[str]]
    ) -> Iterator[str]:
        for name in names:
            found = articles.get(name, ())
            at = bisect_left(found, docname)
            after = at + (at < len(found) and found[at] == docname)
            yield from found[max(0, at - _BEFORE) : at]
            yield from found[after : after + _AFTER]


def _shared(own: Sequence[str], all_of: Mapping[str, Sequence[str]], other: str) -> tuple[str, ...]:
    theirs = set(all_of.get(other, ()))
    return tuple(name for name in own if name in theirs)
