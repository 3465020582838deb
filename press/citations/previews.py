"""Reference previews: the script by which a citation shows its reference.

``site/static/citations.js`` takes the reference from the page's own list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from press.citations.domain import cite_domain
from press.core.builders import PAGE_BUILDERS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def on_html_page_context(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script where there are citations."""
    if app.builder.name in PAGE_BUILDERS and pagename in cite_domain(app.env).data["cited"]:
        app.add_js_file("citations.js", type="module")
