"""Citation files: BibTeX, RIS and CSL-JSON beside each article, and the box that shows them.

The files are written when the page is, ahead of it: a build that dies between the two writes
both again.  One that is gone has its page written again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from press.articles.domain import article_domain
from press.citations.cite_this import FILES, CiteThis
from press.core import addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from press.core.site_pages import SitePage


def on_env_updated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the articles that lack one of their files."""
    there: dict[str, frozenset[str]] = {}
    lacking = []
    for docname in sorted(article_domain(env).articles):
        folder, _slash, name = docname.rpartition("/")
        if folder not in there:
            path = Path(app.outdir, folder)
            # A look at each folder: there are thousands of files.
            there[folder] = frozenset(os.listdir(path) if path.is_dir() else ())  # noqa: PTH208
        if any(name + suffix not in there[folder] for suffix in FILES):
            lacking.append(docname)
    return lacking


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Write an article's files, and give the template the reference and the links."""
    article = article_domain(app.env).articles.get(page.name)
    if article is None:
        return
    cited = CiteThis(article, app.config.project, addresses.of_page(page.builder, page.name))
    for suffix, made in FILES.items():
        _write(os.path.join(app.outdir, page.name + suffix), made.text(cited))  # noqa: PTH118
    pathto: Callable[[str, int], str] = page.context["pathto"]
    page.context["press_cite_this"] = {
        "reference": cited.apa_html(),
        "files": [
            {"href": pathto(page.name + suffix, 1), "title": made.title, "type": made.type}
            for suffix, made in FILES.items()
        ],
    }


def _write(path: str, text: str) -> None:
    """Write a file, without what :mod:`pathlib` costs: there are three to an article."""
    content = text.encode()
    try:
        file = open(path, "wb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path))  # noqa: PTH103, PTH120
        file = open(path, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)
