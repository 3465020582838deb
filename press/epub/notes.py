"""Pop-up notes: in an e-book a citation and a footnote open where they are read.

Readers that know ``epub:type`` show the entry of the reference list over the
page (Apple Books, Kobo, Thorium); in all others the links are ordinary ones,
there and back.  Some hide what stands in an ``aside`` of this type, for they
show it over the page: the style sheet has them show it in the list as well.

https://www.w3.org/TR/epub-ssv-11/#notes, and for the roles
https://www.w3.org/TR/dpub-aria-1.1/#doc-footnote: "ancillary information, such
as a citation".  ``doc-biblioentry`` is deprecated there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from press.epub.pages import BookTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.html5 import HTML5Translator

_LINK = {"epub:type": "noteref", "role": "doc-noteref"}
_NOTE = {"epub:type": "footnote", "role": "doc-footnote"}


class pop_up_note(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """An entry of a reference list that opens over the page; no other format sees one."""


class PopUpNotes(BookTransform):
    """Mark every link to a note, and every note."""

    # After Sphinx's ReferencesResolver (10), which makes the citations' links.
    default_priority = 20

    def run(self, **_kwargs: Any) -> None:
        """Add types and roles to what stands on the tags already."""
        for node, attributes in list(self._notes()):
            present: dict[str, str] = node.get("html_attributes", {})
            node["html_attributes"] = {**present, **attributes}

    def _notes(self) -> Iterator[tuple[nodes.Element, dict[str, str]]]:
        cited = set()
        for reference in self.document.findall(nodes.reference):
            attributes: dict[str, str] = reference.get("html_attributes", {})
            if attributes.get("role") == "doc-biblioref":
                cited.add(reference["refid"])
                yield reference, _LINK
        for entry in list(self.document.findall(nodes.list_item)):
            if cited.intersection(entry["ids"]):
                yield _aside(entry), _NOTE
        for mark in self.document.findall(nodes.footnote_reference):
            yield mark, _LINK
        for footnote in self.document.findall(nodes.footnote):
            yield footnote, _NOTE


def _aside(entry: nodes.list_item) -> pop_up_note:
    """Put what an entry holds into a note: the list stays a list, and links lead to the note."""
    found = pop_up_note("", *entry.children, ids=entry["ids"])
    entry["ids"] = []
    entry.children = []
    entry += found
    return found


def visit_note(translator: HTML5Translator, node: pop_up_note) -> None:
    """Open the note."""
    translator.body.append(translator.starttag(node, "aside"))


def depart_note(translator: HTML5Translator, node: pop_up_note) -> None:
    """Close the note."""
    translator.body.append("</aside>\n")
