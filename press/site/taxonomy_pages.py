"""Taxonomy pages, which have no source file: sections, topics, authors, and their indexes.

They follow from the articles alone: an article with a new topic is enough for
the topic's page, and its last article's end is the page's.

A page shows the newest articles.  Once there are more, each volume has a page
of its own below it, which a new article changes only where it is of that volume.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press.articles.domain import FOLDERS, page_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from press.articles.domain import ArticleDomain
    from press.articles.model import Article
    from press.text.messages import Words

#: The articles that a page shows itself.
NEWEST = 20


@dataclass(frozen=True)
class ListedPage:
    """A page that lists articles, or an index that lists such pages.

    *name* is the page's name as Sphinx uses it (``topics/trade``), *kind* what
    its title is: "section", "topic" or "author"; an index has no articles.
    *facts* are what the cards of its articles show.  *pages* are those of an
    index, or those of the volumes; a volume's page has a *volume* and is *within*
    another.
    """

    name: str
    kind: str
    title: str
    articles: Sequence[Article] = ()
    facts: Sequence[object] = ()
    pages: Sequence[ListedPage] = ()
    count: int = 0
    volume: str = ""
    within: str = ""

    @property
    def months(self) -> dict[int, int]:
        """The number of articles in each month of a volume's page, the last month first."""
        return dict(Counter(article.date.month for article in self.articles))

    @property
    def shown(self) -> tuple[object, ...]:
        """Everything that decides what the page looks like."""
        pages = [
            (page.name, page.title, page.count, page.volume, page.months) for page in self.pages
        ]
        return (self.title, self.count, self.volume, self.facts, pages)


@dataclass(frozen=True)
class Clash:
    """Two names of a kind that make the same address; *article* uses the second."""

    page: str
    names: tuple[str, str]
    article: Article


def listed_pages(
    domain: ArticleDomain, sections: Mapping[str, str], words: Words
) -> Iterator[ListedPage]:
    """Yield every page: each section has one, a topic or an author when an article names it."""
    for key, title in sections.items():
        name = page_name("section", key)
        page = _page(domain, name, "section", title, domain.names("section").get(key, ()))
        yield from (page, *page.pages)
    for kind, title in (("topic", words("Topics")), ("author", words("Authors"))):
        pages = [
            _page(domain, name, kind, names[0], _together(domain, kind, names))
            for name, names in sorted(_by_page(domain, kind).items())
        ]
        for page in pages:
            yield from (page, *page.pages)
        if pages:
            yield ListedPage(FOLDERS[kind], "index", title, pages=pages)


def _page(
    domain: ArticleDomain, name: str, kind: str, title: str, articles: Sequence[Article]
) -> ListedPage:
    volumes: dict[str, list[Article]] = {}
    if len(articles) > NEWEST:
        for article in articles:
            volumes.setdefault(article.volume, []).append(article)
    below = [
        ListedPage(
            f"{name}/{volume}",
            kind,
            title,
            found,
            [domain.card_facts(article) for article in found],
            count=len(found),
            volume=volume,
            within=name,
        )
        for volume, found in sorted(volumes.items(), reverse=True)
    ]
    newest = articles[:NEWEST]
    facts = [domain.card_facts(article) for article in newest]
    return ListedPage(name, kind, title, newest, facts, below, len(articles))


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
