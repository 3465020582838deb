"""Search page, in place of Sphinx's own, and its index when all pages are written.

Sphinx's index is one file that a browser loads whole; it is neither made nor
loaded here.  The page's form works on addresses such as
``search.html?q=peace&section=opinion&year=2025``; ``site/static/search.js``
and its worker answer them with Pagefind.
"""

from __future__ import annotations

import os
import zlib
from functools import cache
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.errors import SphinxError
from sphinx.search import languages

from press.articles.domain import article_domain, page_name
from press.articles.titles import listed_title
from press.core.builders import site_builder
from press.search import search_index
from press.search.page_text import EVERYTHING, Facts
from press.search.pagefind import PagefindError
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from press.articles.model import Article
    from press.core.site_pages import SitePage

PAGE = "search"

_WORKER = Path(__file__).parents[1] / "site/theme/static/search-worker.js"

# The search page shows no code, and its styles are a fifteenth of what a query may cost.
_CODE_STYLES = frozenset({"_static/pygments.css"})


class SearchError(SphinxError):
    """The index could not be made."""

    category = "Search error"


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add the page to the site."""
    _ = words_of(app.config)
    context = {
        "title": _("Search"),
        "shards": " ".join(map(str, search_index.shards(article_domain(app.env).articles))),
        "everything": EVERYTHING,
        "filters": list(_filters(app.env)),
        "worker_version": _version(_WORKER),
        "stop_words": " ".join(_stop_words(app.config.language)),
    }
    yield PAGE, context, "search.html"


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Load on the search page what it needs, and nothing else."""
    if page.name == PAGE:
        app.add_js_file("search.js", type="module")
        # In place, as Sphinx itself adds files for one page: what others add later counts too.
        files: list[Any] = page.context["css_files"]
        files[:] = [
            file for file in files if str(getattr(file, "filename", file)) not in _CODE_STYLES
        ]


def _version(script: Path) -> str:
    """Return what the address of a script ends with, as Sphinx does it for those that it links."""
    return f"{zlib.crc32(script.read_bytes()):08x}"


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Bring the index up to date with the pages, when everything else is done."""
    if exception is not None:
        return
    builder = site_builder(app)
    site = Path(builder.outdir)
    try:
        memory = Path(app.doctreedir) / f"search-{builder.name}.json"
        articles = article_domain(app.env).articles
        sections = app.config.press_sections
        search_index.update(
            site,
            _files(builder),
            lambda name: _facts(articles[name], sections),
            app.config.language,
            memory,
        )
    except PagefindError as error:
        raise SearchError(f"the search index could not be made: {error}") from error


# -- articles -------------------------------------------------------------------


def _files(builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """Return the file in the site that each article is written to, by the article's name."""
    start = len(os.path.join(builder.outdir, ""))  # noqa: PTH118 (a path for each costs most here)
    return {
        docname: str(builder.get_output_path(docname))[start:].replace(os.sep, "/")
        for docname in article_domain(builder.env).articles
    }


def _facts(article: Article, sections: Mapping[str, str]) -> Facts:
    return Facts(
        meta={
            "title": listed_title(article),
            "date": article.date.isoformat(),
            "section": sections.get(article.section, article.section),
            "summary": article.summary,
            # Not shown: words by which the article is found.
            "topics": ", ".join(article.topics),
            "authors": ", ".join(article.authors),
        },
        filters=_names(article),
    )


def _names(article: Article) -> dict[str, tuple[str, ...]]:
    """Return by filter what an article is found under, as addresses name it."""
    return {
        "section": (_name("section", article.section),),
        "topic": tuple(_name("topic", topic) for topic in article.topics),
        "author": tuple(_name("author", author) for author in article.authors),
        "year": (article.volume,),
    }


@cache
def _name(kind: str, title: str) -> str:
    return page_name(kind, title).rpartition("/")[2]


def _filters(env: BuildEnvironment) -> Iterator[dict[str, Any]]:
    """Yield the filters that have something to choose from, with their values in order."""
    domain = article_domain(env)
    _ = words_of(env.config)
    sections: dict[str, str] = env.config.press_sections
    for name, kind, title, everything in (
        ("section", "section", _("Section"), _("All sections")),
        ("topic", "topic", _("Topic"), _("All topics")),
        ("author", "author", _("Author"), _("All authors")),
        ("year", "volume", _("Year"), _("All years")),
    ):
        values: dict[str, tuple[str, set[str]]] = {}
        for key, articles in sorted(domain.names(kind).items()):
            if articles:
                value = key if kind == "volume" else _name(kind, key)
                shown = sections.get(key, key) if kind == "section" else key
                found = values.setdefault(value, (shown, set()))[1]
                found.update(article.docname for article in articles)
        if values:
            options = [
                (value, escape(shown), len(found)) for value, (shown, found) in values.items()
            ]
            if name == "year":
                options.reverse()
            yield {"name": name, "title": title, "everything": everything, "options": options}


def _stop_words(language: str) -> list[str]:
    """Return the words that are on every page: asking for them costs most and tells least."""
    found = languages.get(language, languages.get(language.partition("_")[0]))
    if isinstance(found, str):
        module, _dot, name = found.rpartition(".")
        found = getattr(import_module(module), name)
    return sorted(found.stopwords) if found else []
