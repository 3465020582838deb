"""Aliases: former addresses of articles lead to where these are now.

Each has a small page; together they are listed for the hosts that redirect by a
list.  An address that is a page's or another article's already is a warning.

Pages at former addresses, which lead to where an article is now.
"""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from press.articles.domain import article_domain
from press.articles.titles import listed_title
from press.core import addresses
from press.core.site_files import SiteFile, text_file
from press.site.page_digests import files
from press.text.messages import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

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
        _Way(alias, article, tuple(files_at(alias)))
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
        yield text_file(LIST, "".join(lines))


def _page(builder: StandaloneHTMLBuilder, article: Article, file: str) -> str:
    target = builder.get_target_uri(article.docname)
    # From the page's own folder, so that it works at any address of the site.
    relative = relative_uri(quote(file), target)
    known = addresses.site(builder.config)
    canonical = addresses.of_page(builder, article.docname) if known else relative
    moved = words_in(article.lang)("This page has moved:")
    language = addresses.language(builder.config)
    return page(listed_title(article), relative, canonical, language, moved)


def _without_clashes(
    builder: StandaloneHTMLBuilder, ways: Iterable[_Way], taken: set[str]
) -> Iterator[_Way]:
    """Yield the ways whose files are nobody else's; warn of the others."""
    owners: dict[str, str] = {}
    folders = _folders(taken)
    for way in ways:
        reason = "no page can stand for such a file" if names_data(way.alias) else ""
        for name in way.files:
            above = {str(parent) for parent in PurePosixPath(name).parents}
            if not is_free(name):
                reason = "the folder belongs to the site's machinery"
            elif name in owners:
                reason = f"{owners[name]}.md has it too"
            elif name in taken or name in folders or above & taken:
                reason = "a page is there"
        if reason:
            logger.warning(
                "aliases: %s leads nowhere, for %s: delete it here or there",
                way.alias,
                reason,
                location=(way.article.docname, _line(builder, way)),
                type="press",
                subtype="alias",
            )
            continue
        owners.update(dict.fromkeys(way.files, way.article.docname))
        taken.update(way.files)
        folders |= _folders(way.files)
        yield way


def _folders(names: Iterable[str]) -> set[str]:
    return {str(parent) for name in names for parent in PurePosixPath(name).parents}


def _line(builder: StandaloneHTMLBuilder, way: _Way) -> int:
    """Return the line of the article's file that names the address."""
    lines = Path(builder.env.doc2path(way.article.docname)).read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if way.alias in line), 1)


#: A list for the hosts that read it (Netlify, Cloudflare Pages): ``/from /to 301``.
LIST = "_redirects"

#: Folders that belong to the site's machinery.
_TAKEN = frozenset({"pagefind", "volumes"})

# Who asks for one of these cannot do anything with a page.
_DATA = frozenset(
    ".xml .json .txt .pdf .epub .bib .ris .rss .atom .csv .css .js .png .jpg .jpeg .gif .svg .webp "
    ".ico".split()
)


def files_at(alias: str) -> Iterator[str]:
    """Yield the files that make a static host answer at *alias*, a path without a slash ahead.

    Some hosts answer at ``a/b`` with ``a/b.html``, all of them with ``a/b/index.html``, and
    Sphinx's own page was at ``a/b.html``; an address that names a file or ends in a slash is
    answered by that one alone.
    """
    path = alias.rstrip("/")
    if path.endswith((".html", ".htm")):
        yield path
        return
    if path == alias:
        yield f"{path}.html"
    yield f"{path}/index.html"


def is_free(file: str) -> bool:
    """Say whether a file lies outside of the folders that are the site's own."""
    first, slash, _rest = file.partition("/")
    return not slash or not (first in _TAKEN or first.startswith((".", "_")))


def names_data(alias: str) -> bool:
    """Say whether an address is that of a file which no page can stand for, such as a feed."""
    return any(PurePosixPath(part).suffix in _DATA for part in alias.split("/"))


def page(title: str, address: str, canonical: str, language: str, moved: str) -> str:
    """Return a page that leads to *address*, at once and by a link; *moved* says so."""
    where = escape(address)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">\n"""
        f"<title>{escape(title)}</title>\n"
        f'<link rel="canonical" href="{escape(canonical)}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={where}">\n</head>\n<body>\n'
        f'<p>{escape(moved)} <a href="{where}">{escape(title)}</a></p>\n</body>\n</html>\n'
    )
