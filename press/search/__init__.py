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
    from press.search import search_page

    app.connect("builder-inited", search_page.on_builder_inited)
    app.connect("html-collect-pages", search_page.on_html_collect_pages)
    app.connect("html-page-context", search_page.on_html_page_context, priority=900)
    app.connect("build-finished", search_page.on_build_finished, priority=800)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
