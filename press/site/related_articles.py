"""What an article's page on the site shows of other articles: related ones, and those that link here.

Made once a build, when it is first asked for: other formats never ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from press.articles.domain import article_domain
from press.articles.retraction import listed_title
from press.citations.domain import cite_domain
from press.core.documents import document_domain
from press.site.related import Related, Relation

if TYPE_CHECKING:
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
