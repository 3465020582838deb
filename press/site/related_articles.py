"""Related articles: what an article's page shows of others, and those that link to it.

Made once a build, when it is first asked for: other formats never ask.

Which articles belong beside another: those that rest on the same works, then the same topics.

An article is compared with its nearest neighbours alone: for each of its works
and topics some articles before it, and one after.  A new article therefore
changes the pages next to it, an old page a few times in all, and the cost of a
page does not grow with the archive, however popular a work or a topic is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, cast

from press.articles.domain import article_domain
from press.articles.titles import listed_title
from press.citations.domain import cite_domain
from press.core.documents import document_domain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment


#: The articles that link to another and are named there: the first, so that the
#: page of one that is linked to for ever does not change for ever.
MOST_LINKING = 5


class Beside:
    """The articles beside each article of an environment."""

    def __init__(self, env: BuildEnvironment) -> None:
        domain, index = article_domain(env), cite_domain(env).index
        articles = domain.articles
        self._articles = articles
        # A work that a page cites, and no article, has no list here.
        works: dict[str, list[str]] = {name: [] for name in sorted(articles)}
        about: defaultdict[str, list[str]] = defaultdict(list)
        for docname, article in sorted(articles.items()):
            for topic in article.topics:
                about[topic].append(docname)
        known = cite_domain(env).works
        citing: dict[str, Sequence[str]] = {}
        for key in known:
            citing[key] = [docname for docname in index.readers(key) if docname in articles]
            for docname in citing[key]:
                works[docname].append(key)
        topics = {docname: article.topics for docname, article in articles.items()}
        self._related = Related(works, topics, citing, about)
        self._known: dict[str, tuple[Relation, ...]] = {}
        self._linking: defaultdict[str, list[str]] = defaultdict(list)
        for docname, links in sorted(document_domain(env).data["links"].items()):
            for target in dict.fromkeys(link.docname for link in links):
                if docname in articles and target in articles and target != docname:
                    self._linking[target].append(docname)

    def related(self, docname: str) -> tuple[Relation, ...]:
        """Return the related articles and what each shares."""
        if docname not in self._known:
            self._known[docname] = self._related.of(docname)
        return self._known[docname]

    def linking(self, docname: str) -> list[str]:
        """Return the articles that link to *docname*."""
        return self._linking.get(docname, [])[:MOST_LINKING]

    def shown(self, docname: str) -> tuple[object, ...]:
        """Return all of this that decides what a page looks like, as plain data for a digest."""
        if docname not in self._articles:
            return ()
        related = self.related(docname)
        others = (*(relation.docname for relation in related), *self.linking(docname))
        named = [self._articles[name] for name in others]
        return (related, [(a.docname, listed_title(a), a.date) for a in named])


def beside(env: BuildEnvironment) -> Beside:
    """Return the articles beside each article, found once a build after ``env-updated``."""
    domain = article_domain(env)
    if domain.beside is None:
        domain.beside = Beside(env)
    return cast("Beside", domain.beside)


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
