"""Page digests: what the pages of a site show, and which files they are made of.

That is its own text and images, what its links and lists show of works and
articles, and what stands on every page.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import __display_version__

from press.articles.domain import article_domain
from press.citations.cite_this import FILES
from press.citations.domain import cite_domain
from press.core.documents import document_domain
from press.site.navigation import site_links
from press.site.related_articles import beside
from press.text.digests import content_digest, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from press.citations.catalogue import WorksPage
    from press.site.taxonomy_pages import ListedPage


def shown_by_pages(
    app: Sphinx, everywhere: str, listed: Mapping[str, ListedPage | WorksPage]
) -> dict[str, str]:
    """Return a digest of what each page shows: of its own files, of others, and *everywhere*."""
    of_articles = article_domain(app.env).data["shown"]
    of_works = cite_domain(app.env).data["shown"]
    documents = document_domain(app.env).data
    around = beside(app.env)
    digests = {
        docname: content_digest(
            (
                everywhere,
                documents["content"].get(docname),
                documents["shown"].get(docname),
                of_articles.get(docname),
                of_works.get(docname),
                around.shown(docname),
            )
        )
        for docname in sorted(app.env.found_docs)
    }
    for name, page in listed.items():
        digests[name] = content_digest((everywhere, page.shown))
    return digests


def shown_everywhere(app: Sphinx, builder: StandaloneHTMLBuilder) -> str:
    """Digest what every page shows: links, settings, templates, style sheets, versions."""
    config = app.config
    settings = {item.name: item.value for item in config.filter(frozenset({"env", "html"}))}
    folders = [Path(name) for name in builder.theme.get_theme_dirs()[:1]]
    folders += [Path(app.confdir, name) for name in config.templates_path + config.html_static_path]
    contents = [
        (path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    versions = sorted((name, extension.version) for name, extension in app.extensions.items())
    return content_digest(
        (site_links(app.env), plain(settings), contents, versions, __display_version__)
    )


def written_at(path: Path) -> int:
    """Return a file's time in nanoseconds, 0 where there is no file."""
    return path.stat().st_mtime_ns if path.exists() else 0


def files(
    builder: StandaloneHTMLBuilder, listed: Mapping[str, ListedPage | WorksPage]
) -> Iterator[str]:
    """Yield the name of every file that sources and pages ask for, relative to the folder."""
    env = builder.env
    folder = os.path.join(builder.outdir, "")  # noqa: PTH118 (with a slash behind)
    for page in (*env.found_docs, *listed):
        output = os.fspath(builder.get_output_path(page))
        yield output.removeprefix(folder).replace(os.sep, "/")
    if builder.copysource:
        suffix = builder.config.html_sourcelink_suffix
        for docname in env.found_docs:
            source = Path(env.doc2path(docname, base=False))
            yield f"_sources/{source.as_posix()}{'' if source.suffix == suffix else suffix}"
    for docname in article_domain(env).articles:
        yield from (docname + suffix for suffix in FILES)
    for _docnames, name in env.images.values():
        yield f"{builder.imagedir}/{name}"
    for _docnames, path in env.dlfiles.values():
        yield f"_downloads/{path}"
