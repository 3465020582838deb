"""Content of a work's entry in a list, as plain data for every format.

In an article's own list: the places that cite the work, and other articles that
cite it too.  In the catalogue: every sentence that cites it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from press.articles.page_language import words_for
from press.citations.index import entry_id
from press.citations.years import UNDATED, newest, page_name
from press.core.builders import PAGE_BUILDERS, is_held
from press.text.messages import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.citations.index import Place


class Link(NamedTuple):
    """A link to a page, or to an anchor in it, and what it says."""

    docname: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its work with a year letter, and what stands behind and below it.

    *back* are the places in the same document that cite the work, *also* other
    documents, *listed* those that list it for further reading, *cited* every
    place with its sentence or the newest of them, *years* then the years of all with
    their number, *places* all without their sentences.
    """

    id: str
    key: str
    suffix: str = ""
    back: Sequence[Place] = ()
    also: Sequence[Link] = ()
    cited: Sequence[tuple[Link, str]] = ()
    years: Sequence[tuple[Link, int]] = ()
    listed: Sequence[Link] = ()
    places: Sequence[Place] = ()


def cited(domain: CiteDomain, builder: Builder, docname: str) -> Iterator[Entry]:
    """Yield the entries of a document's reference list."""
    index = domain.index
    labels = index.labels(docname)
    places = index.places_in(docname)
    for key in index.works_cited(docname):
        also = _also_cited(domain, builder, key, docname)
        yield Entry(entry_id("ref", key), key, labels[key].suffix, places[key], also)


def further(domain: CiteDomain, builder: Builder, docname: str) -> Iterator[Entry]:
    """Yield the entries of a document's further reading: works that it does not cite."""
    index = domain.index
    labels = index.labels(docname)
    for key in index.in_list_order(domain.further(docname)):
        if key not in labels:
            also = _also_cited(domain, builder, key, docname)
            yield Entry(entry_id("ref", key), key, also=also)


def catalogued(domain: CiteDomain, builder: Builder, keys: Iterable[str]) -> Iterator[Entry]:
    """Yield the entries of works in the catalogue, in the order of *keys*.

    They name the places that *builder*'s file holds; on the site, the newest of many.
    """
    index = domain.index
    by_year = domain.by_year if builder.name in PAGE_BUILDERS else {}
    for key in keys:
        places = [place for place in index.places(key) if is_held(builder, place.docname)]
        sentences = said(domain, newest(places) if key in by_year else places)
        years = _years(domain, key) if key in by_year else ()
        listed = [
            Link(reader, entry_id("ref", key), domain.title(reader))
            for reader in index.listed_in(key)
            if is_held(builder, reader)
        ]
        identifier = entry_id("work", key)
        yield Entry(identifier, key, cited=sentences, years=years, listed=listed, places=places)


def said(domain: CiteDomain, places: Iterable[Place]) -> list[tuple[Link, str]]:
    """Return links to places, each with its sentence."""
    return [
        (
            Link(place.docname, place.anchor, domain.title(place.docname)),
            domain.sentences.sentence(place),
        )
        for place in places
    ]


def on_shelves(domain: CiteDomain, builder: Builder) -> bool:
    """Say whether *builder* sets the works on pages of their own."""
    return bool(domain.shelves) and builder.name in PAGE_BUILDERS


def page_of(domain: CiteDomain, key: str, *, shelved: bool) -> str | None:
    """Return the page with a work's entry in the catalogue, None where there is none."""
    return f"works/{domain.shelf_of[key]}" if shelved else domain.works_page


def _years(domain: CiteDomain, key: str) -> list[tuple[Link, int]]:
    """Return links to the pages of all years that cite a work, each with its number of places."""
    _ = words_of(domain.env.config)
    return [
        (Link(page_name(key, year), "", _("Other pages") if year == UNDATED else year), len(places))
        for year, places in domain.by_year[key].items()
    ]


def _also_cited(domain: CiteDomain, builder: Builder, key: str, docname: str) -> list[Link]:
    """Return links to the nearest other documents that cite a work, and to all of them."""
    others, more = domain.index.other_readers(key, docname)
    links = [Link(other, entry_id("ref", key), domain.title(other)) for other in others]
    page = more and domain.works_page and page_of(domain, key, shelved=on_shelves(domain, builder))
    if page:
        _ = words_for(domain.env, docname)
        links.append(Link(page, entry_id("work", key), _("and more")))
    return links
