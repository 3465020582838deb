"""Aliases: former addresses of articles lead to where these are now.

Each has a small page; together they are listed for the hosts that redirect by a
list.  An address that is a page's or another article's already is a warning.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from press.articles.domain import article_domain
from press.articles.titles import listed_title
from press.core import addresses
from press.core.builders import page_builder
from press.core.site_files import SiteFile, text_file
from press.feeds import redirect
from press.site.page_digests import files
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article

logger = logging.getLogger(__name__)

# Pages and files that others add at the end.
_OTHERS = ("404.html", "search.html", "404/index.html", "search/index.html")


class _Way(NamedTuple):
    alias: str
    article: Article
    files: tuple[str, ...]


def on_press_site_files(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    listed: Mapping[str, Any],
    shown: Mapping[str, str],
) -> Iterator[SiteFile]:
    """Yield a page for every former address, and their list."""
    articles = sorted(article_domain(app.env).articles.items())
    ways = [
        _Way(alias, article, tuple(redirect.files_at(alias)))
        for _docname, article in articles
        for alias in dict.fromkeys(article.aliases)
    ]
    if not ways:
        return
    kept = list(_without_clashes(builder, ways, {*files(builder, listed), *_OTHERS}))
    for way in kept:
        for name in way.files:
            yield text_file(name, _page(builder, way.article, name))
    root = urlsplit(addresses.site(app.config)).path or "/"
    lines = [
        f"{root}{quote(way.alias)} {root}{builder.get_target_uri(way.article.docname)} 301\n"
        for way in kept
    ]
    if lines:
        yield text_file(redirect.LIST, "".join(lines))


def _page(builder: StandaloneHTMLBuilder, article: Article, file: str) -> str:
    target = builder.get_target_uri(article.docname)
    # From the page's own folder, so that it works at any address of the site.
    relative = relative_uri(quote(file), target)
    known = addresses.site(builder.config)
    canonical = addresses.of_page(builder, article.docname) if known else relative
    moved = words_in(article.lang)("This page has moved:")
    language = addresses.language(builder.config)
    return redirect.page(listed_title(article), relative, canonical, language, moved)


def _without_clashes(
    builder: StandaloneHTMLBuilder, ways: Iterable[_Way], taken: set[str]
) -> Iterator[_Way]:
    """Yield the ways whose files are nobody else's; warn of the others."""
    places = redirect.Places(taken)
    for way in ways:
        message = places.fault(way.article.docname, way.alias)
        if message:
            _warn(builder.env, way.article.docname, way.alias, message)
        else:
            yield way


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of the same addresses where no site is built, as far as its pages are known."""
    if page_builder(app) is not None:
        return
    articles = sorted(article_domain(env).articles.items())
    aliases = [(docname, alias) for docname, said in articles for alias in said.aliases]
    if not aliases:
        return
    places = redirect.Places(redirect.files_of(env.found_docs, (said for _, said in articles)))
    for docname, alias in dict.fromkeys(aliases):
        if message := places.fault(docname, alias):
            _warn(env, docname, alias, message)


def _warn(env: BuildEnvironment, docname: str, alias: str, message: str) -> None:
    """Warn at the line of the article's file that names the address."""
    lines = Path(env.doc2path(docname)).read_text("utf-8").split("\n")
    line = next((number for number, line in enumerate(lines, 1) if alias in line), 1)
    logger.warning("%s", message, location=(docname, line), type="press", subtype="alias")
