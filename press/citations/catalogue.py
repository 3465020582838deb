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
from sphinx.util.nodes import make_refnode

from press.citations.entries import entry_list
from press.citations.listed import catalogued
from press.editions import works_of
from press.markup import escape

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.words import Words


@dataclass(frozen=True)
class Shelf:
    """A page of works: *name* is the page's, *keys* are in the order of their keys."""

    name: str
    title: str
    keys: tuple[str, ...]
    shown: str
    kind: str = "works"


def shelves(domain: CiteDomain, words: Words) -> Iterator[Shelf]:
    """Yield the shelves in order, none while all works stand on one page."""
    for letters, keys in domain.shelves.items():
        title = words("Works cited: %s") % letters.capitalize()
        yield Shelf(f"works/{letters}", title, keys, domain.shown_of_works(keys))


def work_list(
    domain: CiteDomain, builder: Builder, keys: Iterable[str], refdoc: str
) -> list[nodes.Node]:
    """Return works with "Cited in", as lists under their initial letters."""
    blocks: list[nodes.Node] = []
    ordered = domain.index.in_list_order(works_of(builder, keys))
    for letter, group in groupby(ordered, key=domain.index.initial):
        blocks.append(nodes.rubric("", letter, classes=["letter"]))
        entries = catalogued(domain, builder, group)
        blocks.append(entry_list(entries, domain, builder, refdoc))
    return blocks


def filter_form(words: Words) -> nodes.Node:
    """Return the box by which ``site/static/filter.js`` narrows a list of works on the site."""
    label = escape(words("Filter this list"))
    html = (
        '<form class="works-filter" role="search" aria-labelledby="works-label">'
        f'<label id="works-label" for="works-filter">{label}</label>'
        '<input id="works-filter" type="search" autocomplete="off">'
        '<span class="count" id="works-found" role="status"></span></form>'
    )
    return nodes.raw("", html, format="html")


def shelf_list(domain: CiteDomain, builder: Builder, refdoc: str) -> list[nodes.Node]:
    """Return links to all shelves under their initial letters."""
    blocks: list[nodes.Node] = []
    for letter, group in groupby(domain.shelves.items(), key=lambda shelf: shelf[0][0].upper()):
        blocks.append(nodes.rubric("", letter, classes=["letter"]))
        listed = nodes.bullet_list("", classes=["shelves"])
        for letters, keys in group:
            link = make_refnode(
                builder, refdoc, f"works/{letters}", None, nodes.Text(letters.capitalize())
            )
            count = nodes.inline("", f" {len(keys)}", classes=["count"])
            listed += nodes.list_item("", nodes.paragraph("", "", link, count))
        blocks.append(listed)
    return blocks
