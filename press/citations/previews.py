"""Reference previews: the script by which a citation shows its reference.

``site/static/citations.js`` takes the reference from the page's own list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from press.citations.domain import cite_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from press.core.site_pages import SitePage


def on_page_context(app: Sphinx, page: SitePage) -> None:
    """Load the script where there are citations."""
    if page.name in cite_domain(app.env).data["cited"]:
        app.add_js_file("citations.js", type="module")
