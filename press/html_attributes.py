"""HTML attributes on standard nodes.

A node's ``html_attributes`` mapping is written on its tag in every HTML
format: roles of DPUB-ARIA, ``epub:type``, ``dir``.  Other writers ignore it,
so no custom node has to reach any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

BUILDERS = ("html", "dirhtml", "singlehtml", "epub")


class Translator(HTML5Translator):
    """Sphinx's translator, with the attributes that a node asks for."""

    def starttag(
        self,
        node: Element,
        tagname: str,
        suffix: str = "\n",
        empty: bool = False,
        **attributes: Any,
    ) -> str:
        """Return a start tag; attributes are escaped as docutils escapes them."""
        own = getattr(node, "attributes", {}).get("html_attributes", {})
        return super().starttag(node, tagname, suffix, empty, **{**attributes, **own})


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the translator of every builder that writes HTML pages."""
    for name in BUILDERS:
        app.set_translator(name, Translator)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
