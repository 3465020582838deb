"""The site's open data: ``articles.json`` and ``works.json``.

Every article as its front matter tells it, and every work as CSL-JSON with the
articles that cite it.  They are written a record at a time, and again only
where an article or a work changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from press import addresses
from press.citations.domain import cite_domain
from press.documents import document_domain
from press.domain import article_domain
from press.machine import records
from press.site_files import EVENT, SiteFile

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.util.typing import ExtensionMetadata


def on_press_site_files(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    listed: Mapping[str, Any],
    shown: Mapping[str, str],
) -> Iterator[SiteFile]:
    """Yield both files."""
    if not addresses.site(app.config):
        return
    cites = cite_domain(app.env)
    contents = document_domain(app.env).data["content"]
    articles = [(name, contents.get(name)) for name in sorted(article_domain(app.env).articles)]
    cited = sorted(cites.data["said"].items())
    further = sorted(cites.data["further"].items())
    keys = list(cites.works)
    yield SiteFile(records.ARTICLES, (articles, cited, keys), lambda: _articles(builder))
    works = sorted(cites.works.digests().items())
    yield SiteFile(records.WORKS, (works, cited, further), lambda: _works(builder))


def _articles(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    domain = article_domain(builder.env)
    cites = cite_domain(builder.env)

    def cited(docname: str) -> list[str]:
        found = cites.index.cited.get(docname, ())
        keys = dict.fromkeys(target.key for citation in found for target in citation.targets)
        return [key for key in keys if key in cites.works]

    yield from records.array(
        records.article(article, addresses.of_page(builder, docname), cited(docname))
        for docname, article in sorted(domain.articles.items())
    )


def _works(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    cites = cite_domain(builder.env)

    def at(docnames: Any) -> list[str]:
        return [addresses.of_page(builder, docname) for docname in docnames]

    yield from records.array(
        records.work(cites.works[key], at(cites.index.readers(key)), at(cites.index.listed_in(key)))
        for key in sorted(cites.works)
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect(EVENT, on_press_site_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
