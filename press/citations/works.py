"""``{works}``: every work of the bibliography, each with the places that cite it.

On screen each place shows the sentence that cites the work and links to it; in
print the entry gives the numbers of the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.citations.domain import CiteDomain, cite_domain
from press.citations.entries import Item, builder_of, entry_list, pages, place_link, reference
from press.citations.index import entry_id

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata


class works_list(nodes.General, nodes.Element):  # noqa: N801 (docutils' own style)
    """Placeholder for the list of all works in ``docname``."""


class Works(SphinxDirective):
    """Show every work, alphabetically, with "Cited in"."""

    def run(self) -> list[nodes.Node]:
        """Note the page, which shows what others cite, and leave a placeholder."""
        docname = self.env.current_document.docname
        cite_domain(self.env).note_works_page(docname)
        return [works_list("", docname=docname)]


class WorksLists(SphinxPostTransform):
    """Turn the placeholders into lists."""

    # Before Sphinx's ReferencesResolver (10), which makes the links inside.
    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Replace every placeholder by a list under each initial letter."""
        domain = cite_domain(self.env)
        builder = builder_of(self.env)
        for node in list(self.document.findall(works_list)):
            keys = domain.index.in_list_order(domain.works)
            lists: list[nodes.Node] = []
            for letter, group in groupby(keys, key=domain.index.initial):
                lists.append(nodes.rubric("", letter, classes=["letter"]))
                items = (_item(domain, builder, key, node["docname"]) for key in group)
                lists.append(entry_list(items, builder))
            node.replace_self(lists)


def _item(domain: CiteDomain, builder: Builder, key: str, docname: str) -> Item:
    identifier = entry_id("work", key)
    places = domain.index.places(key)
    if builder.format == "latex":
        return Item(identifier, reference(domain, key), pages(places, "presscitedon"))
    blocks: list[nodes.Element] = []
    if places:
        blocks.append(nodes.paragraph("", _("Cited in"), classes=["cited-in"]))
        blocks.append(
            nodes.bullet_list("", *_places(domain, builder, key, docname), classes=["cited-in"])
        )
    listed = domain.listed_in(key)
    if listed:
        line = nodes.paragraph("", _("Further reading in "), classes=["listed-in"])
        for number, reader in enumerate(listed):
            line += nodes.Text("; " if number else "")
            line += place_link(builder, docname, reader, entry_id("ref", key), domain.title(reader))
        blocks.append(line)
    return Item(identifier, reference(domain, key), blocks=blocks)


def _places(
    domain: CiteDomain, builder: Builder, key: str, docname: str
) -> Iterator[nodes.Element]:
    """Yield each sentence that cites a work, with its article's title, linked to the place."""
    for place in domain.index.places(key):
        title = domain.title(place.docname)
        yield nodes.list_item(
            "",
            nodes.paragraph(
                "",
                "",
                place_link(builder, docname, place.docname, place.anchor, title),
                nodes.Text(": "),
                nodes.inline("", domain.index.sentence(place), classes=["sentence"]),
            ),
        )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive and its transform."""
    app.add_node(works_list)
    app.add_directive("works", Works)
    app.add_post_transform(WorksLists)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
