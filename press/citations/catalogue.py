"""The catalogue of works: one list while it is short, and shelves once it is long.

A shelf holds the works whose place in the list begins with the same two
letters.  Its address does not depend on how many works there are, and an
edited work or article costs the shelves that show it, not the whole list.
Print and the e-book keep the one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import _

from press.citations.entries import Item, entry_list, pages, place_link, reference, work_link
from press.citations.index import entry_id

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain


@dataclass(frozen=True)
class Shelf:
    """A page of works: *name* is the page's, *keys* are in the order of their keys."""

    name: str
    title: str
    keys: tuple[str, ...]
    shown: str
    kind: str = "works"


def shelves(domain: CiteDomain) -> Iterator[Shelf]:
    """Yield the shelves in order, none while all works stand on one page."""
    for letters, keys in domain.shelves.items():
        title = _("Works cited: %s") % letters.capitalize()
        yield Shelf(f"works/{letters}", title, keys, domain.shown_of_works(keys))


def work_list(
    domain: CiteDomain, builder: Builder, keys: Iterable[str], refdoc: str
) -> list[nodes.Node]:
    """Return works with "Cited in", as lists under their initial letters."""
    blocks: list[nodes.Node] = []
    ordered = domain.index.in_list_order(keys)
    for letter, group in groupby(ordered, key=domain.index.initial):
        blocks.append(nodes.rubric("", letter, classes=["letter"]))
        items = (_item(domain, builder, key, refdoc) for key in group)
        blocks.append(entry_list(items, builder))
    return blocks


def shelf_list(domain: CiteDomain, builder: Builder, refdoc: str) -> list[nodes.Node]:
    """Return links to all shelves under their initial letters."""
    blocks: list[nodes.Node] = []
    for letter, group in groupby(domain.shelves.items(), key=lambda shelf: shelf[0][0].upper()):
        blocks.append(nodes.rubric("", letter, classes=["letter"]))
        listed = nodes.bullet_list("", classes=["shelves"])
        for letters, keys in group:
            link = work_link(domain, builder, refdoc, keys[0], letters.capitalize())
            link["refuri"] = link["refuri"].partition("#")[0]
            count = nodes.inline("", f" {len(keys)}", classes=["count"])
            listed += nodes.list_item("", nodes.paragraph("", "", link, count))
        blocks.append(listed)
    return blocks


def _item(domain: CiteDomain, builder: Builder, key: str, docname: str) -> Item:
    identifier = entry_id("work", key)
    places = domain.index.places(key)
    if builder.format == "latex":
        return Item(identifier, reference(domain, key), pages(places, "presscitedon"))
    blocks: list[nodes.Element] = []
    if places:
        blocks.append(nodes.paragraph("", _("Cited in"), classes=["cited-in"]))
        cited = _places(domain, builder, key, docname)
        blocks.append(nodes.bullet_list("", *cited, classes=["cited-in"]))
    listed = domain.index.listed_in(key)
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
                nodes.inline("", domain.sentences.sentence(place), classes=["sentence"]),
            ),
        )
