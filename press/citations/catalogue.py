"""Catalogue of works: one list while it is short, and shelves once it is long.

A shelf holds the works whose place in the list begins with the same letters
(:mod:`press.citations.shelving`): an edited work or article costs the shelves
that show it, not the whole list.  Print and the e-book keep the one list.  What a
work cited very often does not show has pages of its own (:mod:`press.citations.year_pages`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from press.articles.domain import article_domain
from press.citations.domain import cite_domain
from press.citations.entry_content import catalogued
from press.citations.entry_nodes import entry_list
from press.citations.shelving import size
from press.citations.year_pages import YearPage, year_html, year_pages
from press.core.builders import held_by
from press.text.digests import content_digest
from press.text.markup import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.text.messages import Words


@dataclass(frozen=True)
class ShelfPage:
    """The page of a shelf: its *name* in the site, its works and what it was divided into."""

    name: str
    title: str
    keys: tuple[str, ...]
    parts: tuple[str, ...]
    shown: str
    kind: str = "works"


WorksPage = ShelfPage | YearPage


def shelf_pages(domain: CiteDomain, words: Words) -> Iterator[ShelfPage]:
    """Yield the pages of shelves in order, none while all works stand on one page."""
    for name, shelf in domain.shelves.items():
        parts = [(part, size(part, domain.shelves)) for part in shelf.parts]
        yield ShelfPage(
            f"works/{name}",
            words("Works cited: %s") % shelf.name,
            shelf.keys,
            shelf.parts,
            content_digest((domain.shown.of_works(shelf.keys), parts)),
        )


def works_pages(domain: CiteDomain, words: Words) -> Iterator[WorksPage]:
    """Yield all pages of works without a source file: shelves, and years of works cited often."""
    yield from shelf_pages(domain, words)
    yield from year_pages(domain, words)


def works_body(
    page: WorksPage, domain: CiteDomain, builder: Builder, words: Words
) -> list[nodes.Node]:
    """Return what stands on a page of works."""
    if isinstance(page, YearPage):
        return [nodes.raw("", year_html(domain, builder, page), format="html")]
    works = work_list(domain, builder, page.keys, page.name)
    form = [filter_form(words)] if works else []
    return [*form, *works, *shelf_list(domain, builder, page.parts, page.name)]


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


def shelf_list(
    domain: CiteDomain, builder: Builder, names: Iterable[str], refdoc: str
) -> list[nodes.Node]:
    """Return links to the shelves of *names* under their initial letters."""
    blocks: list[nodes.Node] = []
    shelves = [(name, domain.shelves[name]) for name in names]
    for letter, group in groupby(shelves, key=lambda shelf: shelf[1].letters[:1].upper()):
        blocks.append(nodes.rubric("", letter or "#", classes=["letter"]))
        listed = nodes.bullet_list("", classes=["shelves"])
        for name, shelf in group:
            link = make_refnode(builder, refdoc, f"works/{name}", None, nodes.Text(shelf.name))
            works = f" {size(name, domain.shelves)}"
            count = nodes.inline("", works, classes=["count"])
            listed += nodes.list_item("", nodes.paragraph("", "", link, count))
        blocks.append(listed)
    return blocks


def works_of(builder: Builder, keys: Iterable[str]) -> list[str]:
    """Return those of *keys* that an edition shows: of a part, what its articles cite or list."""
    held = held_by(builder)
    if held is None or held >= article_domain(builder.env).articles.keys():
        return list(keys)
    index = cite_domain(builder.env).index
    return [
        key
        for key in keys
        if any(reader in held for reader in (*index.readers(key), *index.listed_in(key)))
    ]
