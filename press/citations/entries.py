"""A work's entry as docutils nodes, for reference lists and the page of all works.

Entries are ordinary lists and paragraphs with ids, never docutils ``citation``
nodes: the LaTeX writer takes those out of their articles and gathers them at
the end of the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from pybtex_docutils import Backend
from sphinx.errors import NoUri
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from press.citations.index import entry_id
from press.domain import PAGE_BUILDERS

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from press.citations.domain import CiteDomain
    from press.citations.index import Place

_backend = Backend()


@dataclass(frozen=True)
class Item:
    """One entry of a list: its id, the reference, what follows it inline, and blocks after."""

    id: str
    reference: Sequence[nodes.Node]
    links: Sequence[nodes.Node] = ()
    blocks: Sequence[nodes.Element] = ()


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder that a post-transform works for."""
    # Sphinx has no public way to ask from a post-transform; its own resolver asks like this.
    return env._app.builder  # noqa: SLF001


def reference(domain: CiteDomain, key: str, suffix: str = "") -> list[nodes.Node]:
    """Return a work's APA 7 reference as fresh inline nodes."""
    return list(domain.index.reference(key, suffix).render(_backend))


def entry_list(items: Iterable[Item], builder: Builder) -> nodes.Element:
    """Return the list of *items*: a bullet list, for LaTeX paragraphs in a container.

    LaTeX's items carry no anchors, and the hanging indent of a reference list
    is the paragraph's own.
    """
    if builder.format == "latex":
        blocks: list[nodes.Node] = []
        for item in items:
            target = nodes.target("", "", ids=[item.id])
            blocks.append(nodes.paragraph("", "", target, *item.reference, *item.links))
            blocks.extend(item.blocks)
        return nodes.container("", *blocks, classes=["reference-list"])
    listed = nodes.bullet_list("", classes=["reference-list"])
    for item in items:
        paragraph = nodes.paragraph("", "", *item.reference, *item.links)
        listed += nodes.list_item("", paragraph, *item.blocks, ids=[item.id], classes=["reference"])
    return listed


def back_links(places: Sequence[Place], builder: Builder) -> list[nodes.Node]:
    """Return the links from an entry back to each place that cites it in its article."""
    if builder.format == "latex":
        return pages(places, "pressback")
    links: list[nodes.Node] = []
    for number, place in enumerate(places, 1):
        text = "↩" if len(places) == 1 else f"↩{number}"
        link = nodes.reference("", text, internal=True, refid=place.anchor)
        label = _("Back to citation %s in the text") % number
        link["html_attributes"] = {"role": "doc-backlink", "aria-label": label}
        links += [nodes.Text(" "), link]
    return [nodes.inline("", "", *links, classes=["backlinks"])] if links else []


def pages(places: Sequence[Place], macro: str) -> list[nodes.Node]:
    """Return the numbers of the printed pages that cite a work, set by a LaTeX *macro*."""
    if not places:
        return []
    labels = ",".join(f"{place.docname}:{place.anchor}" for place in places)
    return [nodes.raw("", rf"\{macro}{{{labels}}}", format="latex")]


def place_link(
    builder: Builder, refdoc: str, docname: str, anchor: str, text: str
) -> nodes.Element:
    """Return a link from *refdoc* to an anchor in any document, plain text outside the output.

    Made here and not by a ``pending_xref``, which costs several times as much: a
    list has one for each other article that cites a work.
    """
    try:
        return make_refnode(builder, refdoc, docname, anchor, nodes.Text(text))
    except NoUri:
        return nodes.inline("", text)


def on_shelves(domain: CiteDomain, builder: Builder) -> bool:
    """Say whether *builder* sets the works on pages of their own."""
    return bool(domain.shelves) and builder.name in PAGE_BUILDERS


def work_link(
    domain: CiteDomain, builder: Builder, refdoc: str, key: str, text: str
) -> nodes.Element:
    """Return a link to a work where all works stand, plain text where there is no such page."""
    if on_shelves(domain, builder):
        page: str | None = f"works/{domain.shelf_of(key)}"
    else:
        page = domain.works_page
    if page is None:
        return nodes.inline("", text)
    return place_link(builder, refdoc, page, entry_id("work", key), text)


def also_cited(domain: CiteDomain, builder: Builder, key: str, docname: str) -> list[nodes.Element]:
    """Return the line that names other articles citing a work, nothing when there is none."""
    others, more = domain.index.other_readers(key, docname)
    if not others:
        return []
    line = nodes.paragraph("", _("Also cited in "), classes=["also-cited"])
    for number, other in enumerate(others):
        if number:
            line += nodes.Text("; ")
        line += place_link(builder, docname, other, entry_id("ref", key), domain.title(other))
    if more and domain.works_page:
        line += nodes.Text("; ")
        line += work_link(domain, builder, docname, key, _("and more"))
    return [line]
