"""Search: an index by Pagefind, kept up to date, and the page that asks it.

:mod:`~press.search.page_text` is what the index is given of a page,
:mod:`~press.search.search_index` makes it where pages changed, with the program that
:mod:`~press.search.pagefind` starts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect behind everything that writes pages or removes them."""
    from press.core.builders import on_site
    from press.core.site_pages import EVENT
    from press.search import search_page

    app.connect("html-collect-pages", on_site(search_page.on_html_collect_pages))
    app.connect(EVENT, search_page.on_page_context)
    app.connect("build-finished", on_site(search_page.on_build_finished), priority=800)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
