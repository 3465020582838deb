"""``{corrections}``: every correction of every article, the newest first.

A page that has it is written again when what it shows changes: the domain compares that with
the last build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.articles.domain import article_domain
from press.articles.links import title_link
from press.articles.retraction import kind_of
from press.text.messages import Words, words_of

if TYPE_CHECKING:
    from press.articles.model import Article, Correction


class corrections_list(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for the list of all corrections in ``docname``."""


class Corrections(SphinxDirective):
    """Show every correction with a link to its article."""

    def run(self) -> list[nodes.Node]:
        """Note the page, which shows what other documents say, and leave a placeholder."""
        docname = self.env.current_document.docname
        article_domain(self.env).note_corrections_page(docname)
        return [corrections_list("", docname=docname)]


class CorrectionsLists(SphinxPostTransform):
    """Turn the placeholders into lists."""

    # Before Sphinx's ReferencesResolver (10), which makes the links inside.
    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder."""
        words = words_of(self.config)
        for node in list(self.document.findall(corrections_list)):
            items = [
                _item(article, correction, node["docname"], words)
                for article, _number, correction in article_domain(self.env).corrections()
            ]
            if items:
                node.replace_self(nodes.bullet_list("", *items, classes=["corrections"]))
            else:
                node.replace_self(nodes.paragraph("", words("No corrections yet.")))


def _item(article: Article, correction: Correction, refdoc: str, words: Words) -> nodes.list_item:
    label = f"{kind_of(correction, words)}{words.comma}{words.date(correction.date)}"
    link = title_link(article, refdoc)
    return nodes.list_item(
        "",
        nodes.paragraph("", "", nodes.strong("", label), nodes.Text(" · "), link),
        nodes.paragraph("", correction.text),
    )
