"""The pages that have no source file: sections, topics, authors, and their indexes.

They follow from the articles alone: an article with a new topic is enough for
the topic's page, and its last article's end is the page's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.locale import _

from press.domain import FOLDERS, card_facts, page_name

if TYPE_CHECKING:
    from press.article import Article
    from press.domain import ArticleDomain


@dataclass(frozen=True)
class ListedPage:
    """A page that lists articles, or an index that lists such pages.

    *name* is the page's name as Sphinx uses it (``topics/trade``), *kind* what
    its title is: "section", "topic" or "author"; an index has no articles.
    """

    name: str
    kind: str
    title: str
    articles: Sequence[Article] = ()
    pages: Sequence[ListedPage] = ()

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that decides what the page looks like."""
        pages = [(page.name, page.title, len(page.articles)) for page in self.pages]
        return (self.title, [card_facts(article) for article in self.articles], pages)


@dataclass(frozen=True)
class Clash:
    """Two names of a kind that make the same address; *article* uses the second."""

    page: str
    names: tuple[str, str]
    article: Article


def listed_pages(domain: ArticleDomain, sections: Mapping[str, str]) -> Iterator[ListedPage]:
    """Yield every page: each section has one, a topic or an author when an article names it."""
    for key, title in sections.items():
        name = page_name("section", key)
        yield ListedPage(name, "section", title, domain.names("section").get(key, ()))
    for kind, title in (("topic", _("Topics")), ("author", _("Authors"))):
        pages = [
            ListedPage(name, kind, names[0], _together(domain, kind, names))
            for name, names in sorted(_by_page(domain, kind).items())
        ]
        yield from pages
        if pages:
            yield ListedPage(FOLDERS[kind], "index", title, pages=pages)


def clashes(domain: ArticleDomain) -> Iterator[Clash]:
    """Yield the topics and authors whose names differ and whose addresses do not."""
    for kind in ("topic", "author"):
        for page, names in _by_page(domain, kind).items():
            for name in names[1:]:
                yield Clash(page, (names[0], name), domain.names(kind)[name][-1])


def _by_page(domain: ArticleDomain, kind: str) -> dict[str, list[str]]:
    pages: dict[str, list[str]] = {}
    for name in sorted(domain.names(kind)):
        pages.setdefault(page_name(kind, name), []).append(name)
    return pages


def _together(domain: ArticleDomain, kind: str, names: list[str]) -> Sequence[Article]:
    if len(names) == 1:
        return domain.names(kind)[names[0]]
    articles = {article for name in names for article in domain.names(kind)[name]}
    return sorted(articles, key=lambda article: article.order, reverse=True)
