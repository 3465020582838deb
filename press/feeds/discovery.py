"""Discovery: sitemap, ``robots.txt``, OpenSearch, ``security.txt`` tell where things are.

The sitemap holds every page that may be indexed, with the day on which its
article, or the newest of the articles that it lists, changed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.core import addresses
from press.core.site_files import SiteFile, text_file
from press.feeds import well_known
from press.text.messages import words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.core.site_pages import SitePage

# The page that press.search.search_page adds.
_SEARCH = "search"


def on_press_site_files(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    listed: Mapping[str, Any],
    shown: Mapping[str, str],
) -> Iterator[SiteFile]:
    """Yield the files."""
    config = app.config
    if not addresses.site(config):
        return
    days = _days(app.env, listed)
    places = [(addresses.of_page(builder, page), day) for page, day in sorted(days.items())]
    parts = well_known.split(places)
    for name, part in parts.items():
        yield SiteFile(name, part, partial(well_known.urlset, part))
    if well_known.FILE not in parts:
        whole = [
            (addresses.of_file(builder, name), well_known.newest(part))
            for name, part in parts.items()
        ]
        yield SiteFile(well_known.FILE, whole, lambda: well_known.index(whole))
    map_address = addresses.of_file(builder, well_known.FILE)
    yield text_file(well_known.ROBOTS, well_known.robots(map_address))
    search = addresses.of_page(builder, _SEARCH)
    about = words_of(config)("Search %s") % config.project
    description = well_known.open_search(config.project, about, search, addresses.language(config))
    yield text_file(well_known.OPEN_SEARCH, description)
    if config.press_security:
        address = addresses.of_file(builder, well_known.SECURITY)
        yield text_file(well_known.SECURITY, well_known.security(config.press_security, address))


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Tell the head of a page where the site's search is described."""
    if addresses.site(app.config):
        page.context["press_open_search"] = page.context["pathto"](well_known.OPEN_SEARCH, 1)


# -- when pages changed ---------------------------------------------------------


def _days(env: BuildEnvironment, listed: Mapping[str, Any]) -> dict[str, dt.date | None]:
    """Return the day of the last change of every page that may be indexed."""
    domain = article_domain(env)
    days: dict[str, dt.date | None] = {}
    for docname in env.found_docs:
        article = domain.articles.get(docname)
        days[docname] = article.changed if article else _newest(_listed_on(env, docname))
    for page, what in listed.items():
        days[page] = _newest(_of_listed(env, what))
    return days


def _listed_on(env: BuildEnvironment, docname: str) -> Iterable[Article]:
    """Return the articles that a page of text lists: in its listings, or as citing works."""
    domain = article_domain(env)
    if docname in cite_domain(env).data["works_pages"]:
        return _citing(env, cite_domain(env).works)
    selections = domain.data["selections"].get(docname, ())
    return [article for selection in selections for article in domain.select(selection)]


def _of_listed(env: BuildEnvironment, page: Any) -> Iterable[Article]:
    """Return the articles of a page without a source file: those that it lists, or that cite works."""
    if page.kind == "works":
        return _citing(env, page.keys)
    if page.kind == "cited":
        return _articles(env, (place.docname for place in page.places))
    below: Sequence[Any] = page.pages
    return [*page.articles, *(article for listed in below for article in listed.articles[:1])]


def _citing(env: BuildEnvironment, keys: Iterable[str]) -> Iterable[Article]:
    index = cite_domain(env).index
    return _articles(env, (name for key in keys for name in index.readers(key)))


def _articles(env: BuildEnvironment, docnames: Iterable[str]) -> Iterable[Article]:
    articles = article_domain(env).articles
    return [articles[name] for name in dict.fromkeys(docnames) if name in articles]


def _newest(articles: Iterable[Article]) -> dt.date | None:
    return max((article.changed for article in articles), default=None)
