"""Pop-up notes: in an e-book a citation and a footnote open where they are read.

Readers that know ``epub:type`` show the entry of the reference list over the
page (Apple Books, Kobo, Thorium); in all others the links are ordinary ones,
there and back.  ``doc-biblioentry`` is not used: it is deprecated in DPUB-ARIA 1.1.

https://www.w3.org/TR/epub-ssv-11/#notes
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class PopUpNotes(SphinxPostTransform):
    """Mark every link to a note, and every note."""

    builders = ("epub", "offprints")
    # After Sphinx's ReferencesResolver (10), which makes the citations' links.
    default_priority = 20

    def run(self, **_kwargs: Any) -> None:
        """Add ``epub:type`` to what stands on the tags already."""
        for node, kind in self._notes():
            present: dict[str, str] = node.get("html_attributes", {})
            node["html_attributes"] = {**present, "epub:type": kind}

    def _notes(self) -> Iterator[tuple[nodes.Element, str]]:
        cited = set()
        for reference in self.document.findall(nodes.reference):
            attributes: dict[str, str] = reference.get("html_attributes", {})
            if attributes.get("role") == "doc-biblioref":
                cited.add(reference["refid"])
                yield reference, "noteref"
        for entry in self.document.findall(nodes.list_item):
            if cited.intersection(entry["ids"]):
                yield entry, "footnote"
        for mark in self.document.findall(nodes.footnote_reference):
            yield mark, "noteref"
        for footnote in self.document.findall(nodes.footnote):
            yield footnote, "footnote"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(PopUpNotes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
