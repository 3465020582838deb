"""``{listing}``: the newest articles of a volume, section, topic or author as cards.

A page that lists others is rewritten when what it shows of them changes, and
only then: the domain compares it with the last build.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.cards import article_list
from press.domain import article_domain
from press.selection import Selection

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from press.article import Article


class listing(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for a ``selection`` of articles shown in ``docname``."""


class Listing(SphinxDirective):
    """Show a selection of articles, the newest first."""

    option_spec = {  # noqa: RUF012 (docutils' own style)
        "volume": directives.unchanged_required,
        "section": directives.unchanged_required,
        "topic": directives.unchanged_required,
        "author": directives.unchanged_required,
        "limit": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Note the selection and leave a placeholder."""
        docname = self.env.current_document.docname
        selection = Selection(**self.options)
        article_domain(self.env).note_selection(docname, selection)
        return [listing("", docname=docname, selection=selection)]


class Listings(SphinxPostTransform):
    """Turn the placeholders into cards."""

    # Before Sphinx's ReferencesResolver (10), which makes the links inside.
    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder."""
        domain = article_domain(self.env)
        for node in list(self.document.findall(listing)):
            articles = domain.select(node["selection"])
            link = partial(_link, node["docname"])
            node.replace_self(article_list(articles, self.config.press_sections, link))


def _link(refdoc: str, article: Article, title: nodes.Element) -> nodes.Element:
    """Return a link made when the builder is known."""
    return addnodes.pending_xref(
        "",
        title,
        refdomain="std",
        reftype="doc",
        reftarget=f"/{article.docname}",
        refdoc=refdoc,
        refexplicit=True,
        refwarn=True,
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its transform."""
    app.add_node(listing)
    app.add_directive("listing", Listing)
    app.add_post_transform(Listings)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
