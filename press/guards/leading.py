"""Links that lead to documents without being cross-references: a picture's ``:target:``."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.builders import builder_of
from press.core.documents import DOCUMENT
from press.guards.places import keep_words


class LeadToDocuments(SphinxPostTransform):
    """Give the links to documents that are no cross-references their addresses."""

    # Before MyST and Sphinx look at references (9, 10).
    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Ask the builder; where the document is not in what it makes, the words stay."""
        for node in list(self.document.findall(nodes.reference)):
            if DOCUMENT in node:
                docname, anchor = node[DOCUMENT]
                try:
                    uri = builder_of(self.env).get_relative_uri(self.env.docname, docname)
                except NoUri:
                    keep_words(node)
                else:
                    node["refuri"] = f"{uri}#{anchor}" if anchor else uri
                    node["internal"] = True
