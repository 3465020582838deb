"""What a work's entry in a list shows, as plain data for every format.

In an article's own list: the places that cite the work, and other articles that
cite it too.  In the catalogue: every sentence that cites it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from press.citations.index import entry_id
from press.domain import PAGE_BUILDERS
from press.editions import is_held
from press.words import words_for

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.citations.index import Place


class Link(NamedTuple):
    """A link to a document, or to an anchor in it, and what it says."""

    docname: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its work with a year letter, and what stands behind and below it.

    *back* are the places in the same document that cite the work, *also* other
    documents, *listed* those that list it for further reading, *cited* every
    place with its sentence, *places* the same without.
    """

    id: str
    key: str
    suffix: str = ""
    back: Sequence[Place] = ()
    also: Sequence[Link] = ()
    cited: Sequence[tuple[Link, str]] = ()
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

    They name the places that *builder*'s file holds.
    """
    index = domain.index
    for key in keys:
        places = [place for place in index.places(key) if is_held(builder, place.docname)]
        sentences = [
            (
                Link(place.docname, place.anchor, domain.title(place.docname)),
                domain.sentences.sentence(place),
            )
            for place in places
        ]
        listed = [
            Link(reader, entry_id("ref", key), domain.title(reader))
            for reader in index.listed_in(key)
            if is_held(builder, reader)
        ]
        identifier = entry_id("work", key)
        yield Entry(identifier, key, cited=sentences, listed=listed, places=places)


def on_shelves(domain: CiteDomain, builder: Builder) -> bool:
    """Say whether *builder* sets the works on pages of their own."""
    return bool(domain.shelves) and builder.name in PAGE_BUILDERS


def _also_cited(domain: CiteDomain, builder: Builder, key: str, docname: str) -> list[Link]:
    """Return links to the nearest other documents that cite a work, and to all of them."""
    others, more = domain.index.other_readers(key, docname)
    links = [Link(other, entry_id("ref", key), domain.title(other)) for other in others]
    if more and domain.works_page:
        page = domain.works_page
        if on_shelves(domain, builder):
            page = f"works/{domain.shelf_of[key]}"
        _ = words_for(domain.env, docname)
        links.append(Link(page, entry_id("work", key), _("and more")))
    return links
