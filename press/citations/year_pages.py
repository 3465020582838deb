"""Year pages of a work: all places of a year that cite it.

Only a work that is cited more often than its entry shows has such pages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from press import apa
from press.apa import titles
from press.apa.rich import unmarked
from press.citations.entry_content import Entry, Link, page_of, said
from press.citations.entry_html import entry_list_html, said_html
from press.citations.index import entry_id
from press.citations.years import UNDATED, page_name
from press.text.digests import content_digest
from press.text.strings import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.builders import Builder

    from press.citations.domain import CiteDomain
    from press.citations.index import Place
    from press.text.messages import Words

# Characters of a work's title in that of a page.
_LONGEST = 80


@dataclass(frozen=True)
class YearPage:
    """A page's *name* in the site, what it is called in the site and above the work's reference.

    *entry* is the work's own in the catalogue.
    """

    name: str
    title: str
    heading: str
    key: str
    places: Sequence[Place]
    entry: Link
    shown: str
    kind: str = "cited"


def year_pages(domain: CiteDomain, words: Words) -> Iterator[YearPage]:
    """Yield the pages, a work's in the order of the years."""
    for key, name in _names(domain).items():
        page = page_of(domain, key, shelved=bool(domain.shelves))
        if page is None:  # no page has its entry
            continue
        if domain.shelves:
            catalogue = words("Works cited: %s") % domain.shelves[domain.shelf_of[key]].name
        else:
            catalogue = domain.title(page)
        entry = Link(page, entry_id("work", key), catalogue)
        for year, places in domain.by_year[key].items():
            heading = words("Other pages") if year == UNDATED else words("Cited in %s") % year
            title = f"{heading}: {name}"
            shown = content_digest((title, entry, domain.shown.of_places(key, places)))
            yield YearPage(page_name(key, year), title, heading, key, places, entry, shown)


def year_html(domain: CiteDomain, builder: Builder, page: YearPage) -> str:
    """Return the work's reference and every sentence of the page."""
    work = Entry(entry_id("work", page.key), page.key)
    reference = entry_list_html([work], domain, builder, page.name)
    return reference + said_html(said(domain, page.places), builder, page.name)


def _names(domain: CiteDomain) -> dict[str, str]:
    """Return how titles name the works that have such pages: by author, year and title.

    Those that this does not tell apart have their keys behind it.
    """
    names = {key: _name(domain, key) for key in domain.by_year}
    count = Counter(names.values())
    return {key: f"{name} [{key}]" if count[name] > 1 else name for key, name in names.items()}


def _name(domain: CiteDomain, key: str) -> str:
    work = domain.works[key]
    facts = apa.facts(work)
    label = apa.labels([facts])[key]
    cited = label.sentence_text
    title = clipped(unmarked(titles.title(work)), _LONGEST)
    # Without an author the title is the label.
    return f"{cited}, {title}" if facts.names and title else cited
