"""JSON-LD of a page: the article as schema.org has it, and the way to the page.

https://schema.org/NewsArticle, https://schema.org/BreadcrumbList.  What needs an address
that is not known is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from press.citations.byline import name_of
from press.core.publication import Named
from press.metadata.json_text import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from press.core.publication import Publication
    from press.metadata.page_facts import ArticlePage, Page

_Data = dict[str, Any]


def page_json(page: Page) -> str:
    """Return the JSON-LD of any page, "" where there is nothing to say."""
    things = [thing for thing in (_of_page(page), _breadcrumbs(page)) if thing]
    return _graph(map(json_text, things)) if things else ""


def article_json(shown: ArticlePage) -> str:
    """Return the JSON-LD of an article's page."""
    article = json_text(_article(shown))
    if shown.works:
        # Written once for every article that cites them.
        works = ",".join(work.json for work in shown.works)
        article = f'{article[:-1]},"citation":[{works}]}}'
    crumbs = _breadcrumbs(shown.page)
    return _graph([article, *([json_text(crumbs)] if crumbs else [])])


def script(json: str) -> str:
    """Return JSON-LD as an element, "" for none: data, which no browser runs."""
    return f'<script type="application/ld+json">{json}</script>\n' if json else ""


def _graph(things: Any) -> str:
    return f'{{"@context":"https://schema.org","@graph":[{",".join(things)}]}}'


def _known(data: _Data) -> _Data:
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _article(shown: ArticlePage) -> _Data:
    article, page = shown.article, shown.page
    publication, picture = page.publication, page.picture
    return _known(
        {
            "@type": publication.types.get(article.section, "NewsArticle"),
            "url": page.address,
            "headline": article.title,
            "alternativeHeadline": article.subtitle,
            "datePublished": article.date.isoformat(),
            "dateModified": shown.modified,
            "author": list(_authors(shown)),
            "publisher": _organization(publication),
            "isPartOf": _volume(publication, article.volume),
            "articleSection": shown.section,
            "keywords": list(article.topics),
            "wordCount": article.words or None,
            "inLanguage": article.lang,
            "license": publication.licence,
            "isAccessibleForFree": True,
            "image": picture.address if picture else "",
            "creativeWorkStatus": "Retracted" if article.retracted else "",
            "correction": [
                {
                    "@type": "CorrectionComment",
                    "name": correction.kind.capitalize(),
                    "datePublished": correction.date.isoformat(),
                    "text": correction.text,
                }
                for correction in article.corrections
            ],
        }
    )


def _authors(shown: ArticlePage) -> Iterator[_Data]:
    publication = shown.page.publication
    groups = frozenset({publication.title, publication.publisher})
    if not shown.article.authors:
        yield _known({"@type": "Organization", "name": publication.title, "url": publication.home})
    for author in shown.article.authors:
        kind = "Organization" if name_of(author, groups).group else "Person"
        yield _known({"@type": kind, "name": author, "url": shown.authors.get(author)})


def _organization(publication: Publication) -> _Data:
    name = publication.publisher or publication.title
    return _known({"@type": "Organization", "name": name, "url": publication.home})


def _volume(publication: Publication, volume: str) -> _Data:
    """Return a year of the publication, which is a periodical."""
    return {
        "@type": "PublicationVolume",
        "volumeNumber": volume,
        "isPartOf": {"@type": "Periodical", "name": publication.title},
    }


def _of_page(page: Page) -> _Data:
    publication = page.publication
    if page.volume:
        volume = _volume(publication, page.volume)
        return _known({**volume, "name": page.title, "url": page.address})
    if not page.is_home:
        return {}
    return _known(
        {
            "@type": "WebSite",
            "name": publication.title,
            "url": publication.home,
            "description": publication.description,
            "inLanguage": publication.language,
            "license": publication.licence,
            "publisher": _organization(publication),
        }
    )


def _breadcrumbs(page: Page) -> _Data:
    """Return the way from the front page; every step has its address (Google asks for it)."""
    steps = [*page.above, Named(page.title, page.address)]
    if page.is_home or not all(step.address for step in steps):
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": step.title, "item": step.address}
            for at, step in enumerate(steps, 1)
        ],
    }
