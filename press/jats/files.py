"""JATS files: an article's XML beside its page, ``articles/2025/….xml``.

It is written with the page, from the same resolved tree, and is as old as that.
``press_jats = False`` leaves it out; so does a site without an address.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.citations.index import entry_id
from press.core import addresses
from press.core.publication import publisher
from press.core.site_files import SiteFile, write_pieces
from press.jats.article import Journal, Reference, back, front, opening
from press.jats.body import Body
from press.text.messages import words_in
from press.text.urls import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from press.core.site_pages import SitePage


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the articles whose file is not there, so that it is written with the page."""
    if not _are_wanted(app.config):
        return []
    folder = Path(app.outdir)
    return [
        name for name in sorted(article_domain(env).articles) if not (folder / _file(name)).exists()
    ]


def on_press_site_files(
    app: Sphinx,
    builder: StandaloneHTMLBuilder,
    listed: Mapping[str, Any],
    shown: Mapping[str, str],
) -> Iterator[SiteFile]:
    """Yield the files' names: they are written with their pages."""
    if _are_wanted(app.config):
        yield from (SiteFile(_file(name)) for name in article_domain(app.env).articles)


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Write the file of an article whose page is being written."""
    if page.doctree is None or page.name not in article_domain(app.env).articles:
        return
    if _are_wanted(app.config):
        path = Path(page.builder.outdir) / _file(page.name)
        write_pieces(path, _pieces(page.builder, page.name, page.doctree))


def _file(docname: str) -> str:
    return f"{docname}.xml"


def _are_wanted(config: Config) -> bool:
    return bool(config.press_jats and addresses.site(config))


def _pieces(builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document) -> Iterator[str]:
    config = builder.config
    article = article_domain(builder.env).articles[docname]
    domain = cite_domain(builder.env)
    page = addresses.of_page(builder, docname)
    labels = domain.index.labels(docname)
    _ = words_in(article.lang)
    further = domain.index.in_list_order(domain.further(docname))
    lists = [
        (
            title,
            [Reference(entry_id("ref", key), domain.reference_html(key, s)) for key, s in found],
        )
        for title, found in (
            (_("References"), [(key, label.suffix) for key, label in labels.items()]),
            (_("Further reading"), [(key, "") for key in further if key not in labels]),
        )
    ]

    def address(target: str) -> str:
        if target in builder.images:
            name = posixpath.join(builder.imagedir, builder.images[target])
            return addresses.of_file(builder, name)
        return absolute(page, target)

    works = {reference.id for _title, references in lists for reference in references}
    said = Body(address, works).of(doctree)
    journal = Journal(
        title=config.project,
        publisher=publisher(config).name,
        issn=config.press_issn,
        address=addresses.site(config),
        holder=config.copyright,
        licence=config.press_licence.get("name", ""),
        licence_address=config.press_licence.get("url", ""),
    )
    section = config.press_sections.get(article.section, article.section)
    yield opening(article.lang)
    yield front(article, section, page, journal, said.tldr)
    yield f"<body>\n{said.body}</body>\n"
    yield back(lists, said.notes)
    yield "</article>\n"
