"""``{tldr}``: an article in a few lines, as a labelled box in every format."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.articles.page_language import words_for


class Tldr(SphinxDirective):
    """Paragraphs, bullets and citations in a box with the label "TL;DR"."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return an admonition, which every writer sets as a box."""
        box = nodes.admonition("", classes=["tldr"])
        _ = words_for(self.env, self.env.current_document.docname)
        box += nodes.title("", _("TL;DR"))
        box += self.parse_content_to_nodes()
        self.set_source_info(box)
        return [box]
