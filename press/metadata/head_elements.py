"""``meta`` elements of a page: description, Open Graph, Twitter, Highwire Press, Dublin Core.

What needs an address that is not known is left out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from press.citations.byline import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from press.metadata.page_facts import ArticlePage, Page


class Tag(NamedTuple):
    """An element: ``meta`` with a name or a property, or ``link`` with a relation.

    *kind* is "name", "property" or "rel".
    """

    kind: str
    name: str
    content: str


def page_tags(page: Page) -> Iterator[Tag]:
    """Yield what any page says of itself."""
    yield Tag("name", "description", page.description)
    yield from _open_graph(page, "website")


def article_tags(shown: ArticlePage) -> Iterator[Tag]:
    """Yield what an article's page says of it."""
    yield Tag("name", "description", shown.page.description)
    yield from _open_graph(shown.page, "article")
    yield from _of_article(shown)
    yield from highwire(shown)
    yield from _dublin_core(shown)


def _open_graph(page: Page, kind: str) -> Iterator[Tag]:
    """Yield https://ogp.me and a Twitter card, which takes the rest from Open Graph.

    (https://developer.x.com/en/docs/x-for-websites/cards/overview/markup)
    """
    picture = page.picture if page.picture and page.picture.address else None
    yield Tag("property", "og:type", kind)
    yield Tag("property", "og:title", page.title)
    yield Tag("property", "og:description", page.description)
    yield Tag("property", "og:url", page.address)
    yield Tag("property", "og:site_name", page.publication.title)
    if picture:
        yield Tag("property", "og:image", picture.address)
        yield Tag("property", "og:image:width", str(picture.width or ""))
        yield Tag("property", "og:image:height", str(picture.height or ""))
        yield Tag("property", "og:image:alt", picture.alt)
    yield Tag("name", "twitter:card", "summary_large_image" if picture else "summary")


def _of_article(shown: ArticlePage) -> Iterator[Tag]:
    """Yield https://ogp.me/#type_article."""
    article = shown.article
    yield Tag("property", "article:published_time", article.date.isoformat())
    if shown.modified != article.date.isoformat():
        yield Tag("property", "article:modified_time", shown.modified)
    yield Tag("property", "article:section", shown.section)
    for topic in article.topics:
        yield Tag("property", "article:tag", topic)
    for author in article.authors:
        # A profile's address; a name where there is none, as readers of it expect.
        yield Tag("property", "article:author", shown.authors.get(author) or author)


def highwire(shown: ArticlePage) -> Iterator[Tag]:
    """Yield what Google Scholar and Zotero read.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing; a volume is a year.
    """
    article, publication = shown.article, shown.page.publication
    yield Tag("name", "citation_title", article.title)
    for author in article.authors or (publication.title,):
        name = name_of(author, frozenset({publication.title, publication.publisher}))
        straight = ", ".join(filter(None, (name.family, name.given, name.suffix)))
        yield Tag("name", "citation_author", straight)
    yield Tag("name", "citation_publication_date", article.date.strftime("%Y/%m/%d"))
    yield Tag("name", "citation_journal_title", publication.title)
    yield Tag("name", "citation_volume", article.volume)
    yield Tag("name", "citation_language", article.lang)
    yield Tag("name", "citation_keywords", "; ".join(article.topics))
    yield Tag("name", "citation_public_url", shown.page.address)
    yield Tag("name", "citation_fulltext_html_url", shown.page.address)
    yield Tag("name", "citation_pdf_url", shown.pdf)
    for work in shown.works:
        yield Tag("name", "citation_reference", work.highwire)


def _dublin_core(shown: ArticlePage) -> Iterator[Tag]:
    """Yield the elements of https://www.dublincore.org/specifications/dublin-core/dcmi-terms/."""
    article, publication = shown.article, shown.page.publication
    yield Tag("rel", "schema.DC", "http://purl.org/dc/elements/1.1/")
    yield Tag("name", "DC.title", article.title)
    for author in article.authors or (publication.title,):
        yield Tag("name", "DC.creator", author)
    yield Tag("name", "DC.date", article.date.isoformat())
    yield Tag("name", "DC.publisher", publication.publisher)
    yield Tag("name", "DC.language", article.lang)
    yield Tag("name", "DC.identifier", shown.page.address)
    yield Tag("name", "DC.rights", publication.licence)


def tags_html(tags: Iterable[Tag]) -> str:
    """Return elements as HTML, a line each; those that say nothing are left out."""
    return "".join(
        f'<link rel="{tag.name}" href="{escape(tag.content)}">\n'
        if tag.kind == "rel"
        else f'<meta {tag.kind}="{tag.name}" content="{escape(tag.content)}">\n'
        for tag in tags
        if tag.content
    )
