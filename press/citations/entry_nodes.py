"""Nodes of works' entries, which every format can write.

Entries are ordinary lists and paragraphs with ids, never docutils ``citation``
nodes: the LaTeX writer takes those out of their articles and gathers them at
the end of the book.  The site's pages, which hold most entries by far, are
spared the nodes: :mod:`press.citations.entry_html` writes the same HTML at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from pybtex_docutils import Backend
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from press.articles.page_language import words_for
from press.citations.entry_html import entry_list_html
from press.core.builders import PAGE_BUILDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.citations.entry_content import Entry, Link
    from press.citations.index import Place
    from press.text.messages import Words

_backend = Backend()


def entry_list(
    entries: Iterable[Entry], domain: CiteDomain, builder: Builder, refdoc: str
) -> nodes.Element:
    """Return the list of *entries* in *refdoc*: HTML for the site, for LaTeX paragraphs.

    LaTeX's items carry no anchors, and the hanging indent of a reference list
    is the paragraph's own.
    """
    if builder.name in PAGE_BUILDERS:
        html = entry_list_html(entries, domain, builder, refdoc)
        return nodes.raw("", html, format="html")
    if builder.format == "latex":
        return _paragraphs(entries, domain, builder, refdoc)
    return bullet_list(entries, domain, builder, refdoc)


def bullet_list(
    entries: Iterable[Entry], domain: CiteDomain, builder: Builder, refdoc: str
) -> nodes.bullet_list:
    """Return the list of *entries* as a bullet list."""
    _ = words_for(builder.env, refdoc)
    listed = nodes.bullet_list("", classes=["reference-list"])
    for entry in entries:
        words = domain.index.reference(entry.key, entry.suffix).render(_backend)
        reference = nodes.paragraph("", "", *words, *_back_links(entry.back, _))
        blocks = [*_also_cited(entry, builder, refdoc), *_readers(entry, builder, refdoc)]
        listed += nodes.list_item("", reference, *blocks, ids=[entry.id], classes=["reference"])
    return listed


def place_link(builder: Builder, refdoc: str, link: Link) -> nodes.Element:
    """Return a link from *refdoc*, plain text where the document is not in the output.

    Made here and not by a ``pending_xref``, which costs several times as much: a
    list has one for each other article that cites a work.
    """
    try:
        return make_refnode(builder, refdoc, link.docname, link.anchor, nodes.Text(link.text))
    except NoUri:
        return nodes.inline("", link.text)


def _paragraphs(
    entries: Iterable[Entry], domain: CiteDomain, builder: Builder, refdoc: str
) -> nodes.container:
    blocks: list[nodes.Node] = []
    for entry in entries:
        target = nodes.target("", "", ids=[entry.id])
        words = domain.index.reference(entry.key, entry.suffix).render(_backend)
        links = _pages(entry.back, "pressback") or _pages(entry.places, "presscitedon")
        blocks.append(nodes.paragraph("", "", target, *words, *links))
        blocks.extend(_also_cited(entry, builder, refdoc))
    return nodes.container("", *blocks, classes=["reference-list"])


def _pages(places: Sequence[Place], macro: str) -> list[nodes.Node]:
    """Return the numbers of the printed pages that cite a work, set by a LaTeX *macro*."""
    if not places:
        return []
    labels = ",".join(f"{place.docname}:{place.anchor}" for place in places)
    return [nodes.raw("", rf"\{macro}{{{labels}}}", format="latex")]


def _back_links(places: Sequence[Place], _: Words) -> list[nodes.Node]:
    """Return the links from an entry back to each place that cites it in its article."""
    links: list[nodes.Node] = []
    for number, place in enumerate(places, 1):
        text = "↩" if len(places) == 1 else f"↩{number}"
        link = nodes.reference("", text, internal=True, refid=place.anchor)
        label = _("Back to citation %s in the text") % number
        link["html_attributes"] = {"role": "doc-backlink", "aria-label": label}
        links += [nodes.Text(" "), link]
    return [nodes.inline("", "", *links, classes=["backlinks"])] if links else []


def _also_cited(entry: Entry, builder: Builder, refdoc: str) -> Iterator[nodes.Element]:
    if entry.also:
        _ = words_for(builder.env, refdoc)
        yield _line(
            "also-cited",
            _("Also cited in") + " ",
            entry.also,
            builder,
            refdoc,
        )


def _readers(entry: Entry, builder: Builder, refdoc: str) -> Iterator[nodes.Element]:
    """Yield each sentence that cites a work, and who lists it, linked to the place."""
    _ = words_for(builder.env, refdoc)
    if entry.cited:
        yield nodes.paragraph("", _("Cited in"), classes=["cited-in"])
        if entry.years:
            yield _by_year(entry, builder, refdoc)
        cited = (
            nodes.paragraph(
                "",
                "",
                place_link(builder, refdoc, link),
                nodes.Text(": "),
                nodes.inline("", sentence, classes=["sentence"]),
            )
            for link, sentence in entry.cited
        )
        items = (nodes.list_item("", paragraph) for paragraph in cited)
        yield nodes.bullet_list("", *items, classes=["cited-in"])
    if entry.listed:
        yield _line("listed-in", _("Further reading in") + " ", entry.listed, builder, refdoc)


def _by_year(entry: Entry, builder: Builder, refdoc: str) -> nodes.paragraph:
    total = sum(count for _year, count in entry.years)
    words = words_for(builder.env, refdoc)("All %s by year:") % total
    line = nodes.paragraph("", f"{words} ", classes=["by-year"])
    for number, (year, count) in enumerate(entry.years):
        line += nodes.Text("\N{NO-BREAK SPACE}· " if number else "")
        line += place_link(builder, refdoc, year)
        line += nodes.Text(f"\N{NO-BREAK SPACE}({count})")
    return line


def _line(
    name: str, words: str, links: Sequence[Link], builder: Builder, refdoc: str
) -> nodes.paragraph:
    line = nodes.paragraph("", words, classes=[name])
    for number, link in enumerate(links):
        line += nodes.Text("; " if number else "")
        line += place_link(builder, refdoc, link)
    return line
