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
from sphinx import addnodes
from sphinx.locale import _

from press.citations.index import entry_id

if TYPE_CHECKING:
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


def format_of(env: BuildEnvironment) -> str:
    """Return the format being written, "html" for an e-book too."""
    # Sphinx has no public way to ask from a post-transform; its own resolver asks like this.
    return env._app.builder.format  # noqa: SLF001


def reference(domain: CiteDomain, key: str, suffix: str = "") -> list[nodes.Node]:
    """Return a work's APA 7 reference as fresh inline nodes."""
    return list(domain.index.reference(key, suffix).render(_backend))


def entry_list(items: Iterable[Item], builder_format: str) -> nodes.Element:
    """Return the list of *items*: a bullet list, for LaTeX paragraphs in a container.

    LaTeX's items carry no anchors, and the hanging indent of a reference list
    is the paragraph's own.
    """
    if builder_format == "latex":
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


def back_links(places: Sequence[Place], builder_format: str) -> list[nodes.Node]:
    """Return the links from an entry back to each place that cites it in its article."""
    if builder_format == "latex":
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


def place_link(docname: str, anchor: str, *content: nodes.Node, refdoc: str) -> nodes.Element:
    """Return a link to an anchor in any document, made when the builder is known."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *content),
        refdomain="cite",
        reftype="place",
        reftarget=f"{docname}#{anchor}",
        refdoc=refdoc,
        refwarn=False,
    )


def also_cited(domain: CiteDomain, key: str, docname: str) -> list[nodes.Element]:
    """Return the line that names other articles citing a work, nothing when there is none."""
    others, more = domain.index.other_readers(key, docname)
    if not others:
        return []
    line = nodes.paragraph("", _("Also cited in "), classes=["also-cited"])
    for number, other in enumerate(others):
        if number:
            line += nodes.Text("; ")
        title = nodes.Text(domain.title(other))
        line += place_link(other, entry_id("ref", key), title, refdoc=docname)
    if more and domain.works_page:
        line += nodes.Text("; ")
        text = nodes.Text(_("and more"))
        line += place_link(domain.works_page, entry_id("work", key), text, refdoc=docname)
    return [line]
